//! Numbered lists: rows of reports, records, panes. A number opens what it stands for.

use std::sync::Arc;

use super::places::{Content, PANES, Pane};
use super::session::Session;
use crate::app::agenda::{self, Subject};
use crate::app::select::{Calendar, Filter};
use crate::cli::rows;
use crate::program::Kind;
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};
use crate::report::{self, View};

/// Entries that are read before `more` is asked for.
pub(super) const PAGE: usize = 20;

const NUMBER: Column = Column::new("no", "No", CellKind::Count);

/// What a number stands for.
#[derive(Debug, Clone)]
pub(super) enum Goal {
    /// A pane.
    Pane(&'static Pane),
    /// A record.
    Record(Kind, Arc<str>),
    /// The records of a kind that belong to another, or all of them.
    Records(Kind, Option<(&'static str, Kind, Arc<str>)>),
    /// A row that stands for no record: its titles and values.
    Row(Vec<(String, String)>),
    /// A path to explain.
    Explain(String),
    /// A finding: what it says, and the record it is about.
    Finding(Vec<String>, Option<(Kind, Arc<str>)>),
    /// Nothing to open.
    Nothing,
}

/// How entries are shown.
#[derive(Debug, Clone)]
enum Shown {
    Table(Table),
    Lines(Vec<String>),
}

/// A numbered list, as far as it was read.
#[derive(Debug, Clone)]
pub(super) struct Listing {
    shown: Shown,
    goals: Vec<Goal>,
    read: usize,
}

impl Default for Listing {
    fn default() -> Self {
        Self { shown: Shown::Lines(Vec::new()), goals: Vec::new(), read: 0 }
    }
}

impl Session {
    /// Lists lines of text, each with what it stands for.
    pub(super) fn list_lines(&mut self, entries: Vec<(String, Goal)>) {
        let (lines, goals) = entries.into_iter().unzip();
        self.listing = Listing { shown: Shown::Lines(lines), goals, read: 0 };
        self.more();
    }

    /// The next entries of the list.
    pub(super) fn more(&mut self) {
        let (from, all) = (self.listing.read, self.listing.goals.len());
        let to = (from + PAGE).min(all);
        if from == to {
            return self.say(if all == 0 { "Nothing is listed." } else { "That was all; list begins again." });
        }
        let text = match &self.listing.shown {
            Shown::Lines(lines) => {
                let lines = (from + 1..=to).zip(lines.iter().skip(from));
                lines.map(|(number, line)| format!("{number}. {line}")).collect::<Vec<_>>().join("\n")
            }
            Shown::Table(table) => {
                let columns: Vec<Column> = std::iter::once(NUMBER).chain(table.columns.iter().copied()).collect();
                let mut page = Table::new(&columns);
                for (number, row) in (from + 1..=to).zip(table.rows.iter().skip(from)) {
                    page.push(std::iter::once(Cell::count(number)).chain(row.iter().cloned()).collect());
                }
                rows::text(&page)
            }
        };
        self.listing.read = to;
        self.say_lines(&text);
        if to < all {
            self.say(&format!("{to} of {all} read; more goes on."));
        }
    }

    /// Opens what a number stands for.
    pub(super) fn pick(&mut self, number: usize) {
        let goal = number.checked_sub(1).and_then(|at| self.listing.goals.get(at)).cloned();
        match goal {
            None => self.refuse(match self.listing.goals.len() {
                0 => "nothing is listed; menu lists the panes".to_owned(),
                last => format!("the list has the numbers 1 to {last}"),
            }),
            Some(Goal::Pane(pane)) => self.go_to(pane, None),
            Some(Goal::Record(kind, id)) => self.open(kind, id),
            Some(Goal::Records(kind, of)) => self.list_records(kind, of),
            Some(Goal::Row(values)) => {
                for (title, value) in values {
                    self.say(&format!("{title}: {value}"));
                }
            }
            Some(Goal::Explain(path)) => {
                let answer = crate::cli::explain::of_session(&self.workbench, Some(&path));
                self.replied(answer);
            }
            Some(Goal::Finding(lines, about)) => {
                self.say_all(&lines);
                if let Some((kind, id)) = about {
                    self.open(kind, id);
                }
            }
            Some(Goal::Nothing) => self.say("There is nothing to open here."),
        }
    }

    /// The panes.
    pub(super) fn menu(&mut self) {
        let entries = PANES.iter().map(|pane| (format!("{}: {}", pane.title, pane.about), Goal::Pane(pane))).collect();
        self.list_lines(entries);
    }

    /// What the pane holds, from the beginning.
    pub(super) fn list(&mut self) {
        let Some(content) = self.here.pane.contents.get(self.here.content) else { return };
        if content.report.is_empty() {
            return self.list_agenda();
        }
        let others: Vec<&str> = self.here.pane.contents.iter().map(|other| other.report).collect();
        let Some(report) = report::find(content.report) else { return };
        let view =
            View { program: self.workbench.program(), derived: self.workbench.derived(), partner: None, quarter: None };
        let mut table = report.table(&view);
        let all = table.rows.len();
        if let Err(why) = self.filtered(&mut table).and_then(|()| self.sorted(&mut table)) {
            return self.refuse(why);
        }
        let shown = match self.columns(&table, content) {
            Ok(shown) => shown,
            Err(why) => return self.refuse(why),
        };
        let left = table.rows.len();
        let mut heading = format!("{}: {}, {left} of {all}.", self.here.pane.title, report.title);
        if left < all {
            heading = format!("{heading} {} hidden by: {}. filter alone shows all.", all - left, self.here.filter);
        }
        if others.len() > 1 {
            let others = others.iter().filter(|name| !name.is_empty() && **name != content.report);
            let others: Vec<String> = others.map(|name| format!("{} {name}", self.here.pane.word)).collect();
            heading = format!("{heading} Also: {}.", others.join(", "));
        }
        let goals = table.rows.iter().map(|row| goal(&table, content, row)).collect();
        self.listing = Listing { shown: Shown::Table(table.select(&shown)), goals, read: 0 };
        self.say(&heading);
        if left > 0 {
            self.more();
        }
    }

    fn filtered(&self, table: &mut Table) -> Result<(), String> {
        if self.here.filter.is_empty() {
            return Ok(());
        }
        let fiscal = self.workbench.program().profile.calendar();
        let calendar = Calendar { as_of: self.workbench.as_of(), fiscal };
        let filter = Filter::read(&self.here.filter, &table.columns, calendar)
            .map_err(|error| format!("the filter cannot be read at sign {}: {}", error.at + 1, error.message))?;
        table.rows.retain(|row| filter.matches(row));
        Ok(())
    }

    fn sorted(&self, table: &mut Table) -> Result<(), String> {
        let mut places = Vec::new();
        for key in &self.here.sort {
            let (name, down) = key.strip_prefix('-').map_or((key.as_str(), false), |name| (name, true));
            places.push((place_of(table, name)?, down));
        }
        table.sort(&places);
        Ok(())
    }

    fn columns(&self, table: &Table, content: &Content) -> Result<Vec<usize>, String> {
        if !self.here.columns.is_empty() {
            return self.here.columns.iter().map(|name| place_of(table, name)).collect();
        }
        if content.columns.is_empty() {
            return Ok(table.shown());
        }
        Ok(content.columns.iter().filter_map(|name| table.column(name)).collect())
    }

    /// What is due and who waits, part by part.
    fn list_agenda(&mut self) {
        let as_of = self.workbench.as_of();
        let parts = agenda::parts(&self.workbench);
        let mut entries = Vec::new();
        for part in &parts {
            for line in &part.lines(&self.workbench) {
                let due = line.due.map(|due| format!("{due}, ")).unwrap_or_default();
                let with = line.partner.as_ref().and_then(|id| self.workbench.program().partners.get(id));
                let with =
                    with.filter(|partner| partner.name != line.text).map(|partner| format!(", {}", partner.name));
                let who = if line.who.is_empty() { String::new() } else { format!(", {}", line.who) };
                let late = if line.due.is_some_and(|due| due < as_of) { ", late" } else { "" };
                let blocked = if line.blocked { ", blocked" } else { "" };
                let text =
                    format!("{}: {due}{}{}{who}{late}{blocked}", part.title, line.text, with.unwrap_or_default());
                entries.push((text, subject(line)));
            }
        }
        if entries.is_empty() {
            self.listing = Listing::default();
            return self.say("Home: nothing is due and nobody waits. menu lists the panes.");
        }
        let counted =
            if entries.len() == 1 { "1 thing wants".to_owned() } else { format!("{} things want", entries.len()) };
        self.say(&format!("Home: {counted} attention. Also: home summary, home portfolio."));
        self.list_lines(entries);
    }
}

fn subject(line: &agenda::Line) -> Goal {
    let of = |kind, id: &str| Goal::Record(kind, id.into());
    match &line.subject {
        Subject::Task(id) => of(Kind::Task, id.as_str()),
        Subject::Action(id) => of(Kind::ActionItem, id.as_str()),
        Subject::Promise(id) => of(Kind::PromisedItem, id.as_str()),
        Subject::Review(id) => of(Kind::Qbr, id.as_str()),
        Subject::Regular(one) => Goal::Record(one.record.0, Arc::clone(&one.record.1)),
        Subject::Partner(id) => of(Kind::Partner, id.as_str()),
        Subject::Heading | Subject::More(_) => Goal::Nothing,
    }
}

/// What a row stands for.
fn goal(table: &Table, content: &Content, row: &[Cell]) -> Goal {
    let key = table.column(content.key).and_then(|place| row.get(place));
    if let (Some(kind), Some(key)) = (content.kind, key.filter(|key| !key.is_unknown())) {
        return Goal::Record(kind, key.plain().into_owned().into());
    }
    let told = table.columns.iter().zip(row).filter(|(_, cell)| !cell.is_unknown());
    Goal::Row(told.map(|(column, cell)| (column.title.to_owned(), cell.display().into_owned())).collect())
}

/// A column by its name, or by the first part of a dotted one.
fn place_of(table: &Table, name: &str) -> Result<usize, String> {
    let first = |column: &&Column| column.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    table.column(name).or_else(|| table.columns.iter().position(|column| first(&column))).ok_or_else(|| {
        let known: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        format!("there is no column {name:?}; the columns are: {}", known.join(", "))
    })
}
