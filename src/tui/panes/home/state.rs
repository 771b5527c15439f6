//! The view state of Home and what its keys do.

use std::collections::BTreeSet;
use std::sync::Arc;

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::view;
use crate::app::agenda::{self, Line, Part, Subject};
use crate::app::command::{CampaignCommand, QbrCommand, RecordCommand};
use crate::program::Kind;
use crate::program::id::Id;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::Prompt;
use crate::tui::pane::{Check, Context, Hint, Pane, PaneName, Values};
use crate::tui::session::{Command, Partner};
use crate::tui::widgets::list::ListView;

const FILTER: &str = "home/filter";

/// Home: a list of what is due beside the numbers of the program.
#[derive(Debug, Default)]
pub struct Home {
    pub(super) lines: Vec<Line>,
    /// What there is, part by part.
    pub(super) parts: Vec<Part>,
    /// Parts of which every line is shown.
    unfolded: BTreeSet<usize>,
    pub(super) open_tasks: usize,
    pub(super) view: ListView,
    pub(super) filter: String,
    pub(super) hidden: usize,
    /// Why no revenue is sourced and what to do, after an import without registrations.
    pub(super) unsourced: Option<String>,
    selected: Option<Line>,
    seen: Option<(u64, String, usize)>,
    list: Rect,
}

impl Home {
    fn refresh(&mut self, context: &Context<'_>) {
        let now = (context.workbench.revision(), self.filter.clone(), self.unfolded.len());
        if self.seen.as_ref() == Some(&now) {
            return;
        }
        if self.seen.as_ref().is_none_or(|seen| seen.0 != now.0) {
            self.parts = agenda::parts(context.workbench);
            let tasks = context.workbench.program().tasks.iter();
            self.open_tasks = tasks.filter(|task| task.done_on.is_none()).count();
        }
        let wanted = self.filter.to_lowercase();
        if wanted.is_empty() {
            self.lines = agenda::lines(&self.parts, &self.unfolded, context.workbench);
            self.hidden = 0;
        } else {
            let names = &context.workbench.program().partners;
            let matches = |line: &Line| {
                let partner = line.partner.as_ref().and_then(|id| names.get(id)).map_or("", |partner| &partner.name);
                let texts = [line.text.as_str(), line.who.as_str(), partner];
                texts.iter().any(|text| text.to_lowercase().contains(&wanted))
            };
            let all: BTreeSet<usize> = (0..self.parts.len()).collect();
            let lines = agenda::lines(&self.parts, &all, context.workbench);
            let entries = lines.iter().filter(|line| line.is_entry()).count();
            self.lines = lines.into_iter().filter(|line| !line.is_entry() || matches(line)).collect();
            self.hidden = entries - self.lines.iter().filter(|line| line.is_entry()).count();
        }
        self.unsourced = None;
        if context.workbench.program().registrations.is_empty() {
            self.unsourced = context.workbench.derived().why_nothing_sourced().map(|why| why.long);
        }
        self.seen = Some(now);
        self.find_selected();
    }

    /// Puts the cursor back on what it was on, else on the nearest entry.
    fn find_selected(&mut self) {
        let same = |line: &Line| {
            self.selected
                .as_ref()
                .is_some_and(|known| known.subject.is_of(&line.subject) && known.partner == line.partner)
        };
        // The same may stand in two parts: the line nearest to where the cursor was.
        let places = self.lines.iter().enumerate().filter(|(_, line)| same(line)).map(|(at, _)| at);
        let again = places.min_by_key(|at| at.abs_diff(self.view.cursor));
        self.view.cursor = again.unwrap_or(self.view.cursor.min(self.lines.len().saturating_sub(1)));
        if self.current().is_some_and(|line| !line.is_entry()) && !self.step(1) {
            self.step(-1);
        }
        self.remember();
    }

    fn remember(&mut self) {
        self.selected = self.current().cloned();
    }

    pub(super) fn current(&self) -> Option<&Line> {
        self.lines.get(self.view.cursor)
    }

    /// Moves to the next entry that way, over headings; tells whether there is one.
    fn step(&mut self, by: isize) -> bool {
        let mut at = self.view.cursor;
        while let Some(next) = at.checked_add_signed(by).filter(|next| *next < self.lines.len()) {
            at = next;
            if self.lines.get(at).is_some_and(Line::is_entry) {
                self.view.cursor = at;
                return true;
            }
        }
        false
    }

    fn move_by(&mut self, by: isize) -> Outcome {
        let moved = (0..by.unsigned_abs()).filter(|_| self.step(by.signum())).count() > 0;
        self.remember();
        if moved { Outcome::Changed } else { Outcome::ignored() }
    }

    /// Goes to the place of what is under the cursor.
    fn open(&mut self) -> Outcome {
        let Some(line) = self.current().cloned() else { return Outcome::unavailable("Nothing is due") };
        let partner = line.partner.clone();
        let there = |pane, kind, id| Outcome::GoToRecord { pane, kind, id, partner: partner.clone() };
        match line.subject {
            Subject::Task(id) => there(PaneName::Timeline, Kind::Task, id.shared()),
            Subject::Action(id) => there(PaneName::Qbr, Kind::ActionItem, id.shared()),
            Subject::Review(id) => there(PaneName::Qbr, Kind::Qbr, id.shared()),
            Subject::Promise(id) => Outcome::Record { kind: Kind::PromisedItem, id: Some(id.shared()), owner: None },
            Subject::Regular(one) if one.record.0 != Kind::Partner => {
                Outcome::Record { kind: one.record.0, id: Some(one.record.1), owner: None }
            }
            Subject::Regular(_) | Subject::Partner(_) | Subject::Heading => match partner {
                Some(partner) => Outcome::GoToPartner(PaneName::Roster, partner),
                None => Outcome::GoTo(PaneName::Roster),
            },
            Subject::More(part) => {
                self.unfolded.insert(part);
                Outcome::Changed
            }
        }
    }

    fn toggle_done(&self, context: &Context<'_>) -> Outcome {
        let today = context.workbench.as_of().to_string();
        let set = |kind, id: Arc<str>, field: &str| {
            let (ids, field, text) = (vec![id], field.to_owned(), today.clone());
            Outcome::command(Command::Record(RecordCommand::SetField { kind, ids, field, text }))
        };
        match self.current().map(|line| &line.subject) {
            Some(Subject::Task(id)) => {
                Outcome::command(Command::Campaign(CampaignCommand::ToggleDone { tasks: vec![id.clone()] }))
            }
            Some(Subject::Action(id)) => {
                Outcome::command(Command::Qbr(QbrCommand::ToggleAction { action: id.clone() }))
            }
            Some(Subject::Promise(id)) => set(Kind::PromisedItem, id.shared(), "done_on"),
            Some(Subject::Regular(one)) if one.record.0 == Kind::CommLine => {
                set(Kind::CommLine, Arc::clone(&one.record.1), "last_sent")
            }
            Some(Subject::Review(_)) => Outcome::unavailable("A review is held in QBR; Enter goes there"),
            Some(Subject::Regular(..)) => Outcome::unavailable("It is done where it is recorded; Enter goes there"),
            _ => Outcome::unavailable("Only tasks, action items, promises and communications can be done"),
        }
    }

    /// Goes to the first line of the next part that way.
    fn part(&mut self, on: bool) -> Outcome {
        let headings: Vec<usize> =
            self.lines.iter().enumerate().filter(|(_, line)| !line.is_entry()).map(|(at, _)| at).collect();
        let here = headings.iter().rposition(|at| *at <= self.view.cursor).unwrap_or(0);
        let next = if on { here + 1 } else { here.wrapping_sub(1) };
        let Some(at) = headings.get(next).or_else(|| if on { headings.first() } else { headings.last() }) else {
            return Outcome::ignored();
        };
        self.view.cursor = *at;
        self.view.top = *at;
        self.step(1);
        self.remember();
        Outcome::Changed
    }

    fn clear_filter(&mut self) -> Outcome {
        let filter = std::mem::take(&mut self.filter);
        if filter.is_empty() {
            return Outcome::ignored();
        }
        Outcome::info(format!("Cleared the filter {filter:?}")).and(Outcome::Changed)
    }
}

impl Pane for Home {
    fn name(&self) -> PaneName {
        PaneName::Home
    }

    fn hints(&self, _: &Context<'_>) -> Vec<Hint> {
        vec![
            Hint::new(Action::Open, "open"),
            Hint::new(Action::DoneToggle, "done"),
            Hint::new(Action::RegionNext, "next part"),
            Hint::new(Action::Filter, "filter"),
            Hint::new(Action::PickPartner, "partner"),
        ]
    }

    fn layout(&mut self, area: Rect, context: &Context<'_>) {
        self.refresh(context);
        self.list = view::list_area(self, area);
        self.view.settle(self.lines.len(), self.list.height);
    }

    fn draw(&self, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
        view::draw(self, buffer, area, context);
    }

    fn cursor(&self) -> Option<Position> {
        let y = u16::try_from(self.view.cursor.checked_sub(self.view.top)?).ok()?;
        (y < self.list.height).then(|| Position::new(self.list.x, self.list.y + y))
    }

    fn available(&self, action: Action, _: &Context<'_>) -> Result<(), String> {
        match action {
            Action::MoveUp
            | Action::MoveDown
            | Action::PageUp
            | Action::PageDown
            | Action::GoTop
            | Action::GoEnd
            | Action::Filter
            | Action::Unwind
            | Action::RegionNext
            | Action::RegionPrevious
            | Action::Close => Ok(()),
            Action::FilterClear if self.filter.is_empty() => Err("no filter is set".to_owned()),
            Action::FilterClear => Ok(()),
            Action::Open | Action::DoneToggle if self.current().is_none() => Err("nothing is due".to_owned()),
            Action::Open | Action::DoneToggle => Ok(()),
            _ => Err("not in Home; 1 goes to the partners".to_owned()),
        }
    }

    fn act(&mut self, action: Action, context: &Context<'_>) -> Outcome {
        let page = isize::from(self.list.height.max(1) as i16);
        match action {
            Action::MoveUp => self.move_by(-1),
            Action::MoveDown => self.move_by(1),
            Action::PageUp => self.move_by(-page),
            Action::PageDown => self.move_by(page),
            Action::GoTop => self.move_by(-(self.lines.len() as isize)),
            Action::GoEnd => self.move_by(self.lines.len() as isize),
            Action::Open => self.open(),
            Action::DoneToggle => self.toggle_done(context),
            Action::RegionNext => self.part(true),
            Action::RegionPrevious => self.part(false),
            Action::Filter => {
                let prompt =
                    Prompt::new(FILTER, "Filter").with_text(&*self.filter).hint("A part of a task, person or partner");
                Outcome::open(prompt.at_bottom())
            }
            Action::FilterClear | Action::Unwind => self.clear_filter(),
            _ => Outcome::ignored(),
        }
    }

    fn typed(&mut self, tag: &str, _: &str, text: &str, context: &Context<'_>) -> Check {
        if tag == FILTER {
            text.clone_into(&mut self.filter);
            self.refresh(context);
        }
        let shown = self.lines.iter().filter(|line| line.is_entry()).count();
        Check { error: None, lines: vec![format!("{shown} shown, {} hidden", self.hidden)] }
    }

    fn submitted(&mut self, tag: &str, values: Values, _: &Context<'_>) -> Outcome {
        if tag == FILTER && matches!(values, Values::Cancelled(_)) {
            self.filter.clear();
        }
        Outcome::Changed
    }

    fn mouse(&mut self, mouse: MouseEvent, _: &Context<'_>) -> Outcome {
        match mouse.kind {
            MouseEventKind::ScrollUp => self.move_by(-1),
            MouseEventKind::ScrollDown => self.move_by(1),
            MouseEventKind::Down(MouseButton::Left) => {
                let at = Position::new(mouse.column, mouse.row);
                match self.view.hit(self.list, at, self.lines.len()) {
                    Some(line) if line == self.view.cursor => self.open(),
                    Some(line) if self.lines.get(line).is_some_and(Line::is_entry) => {
                        self.view.cursor = line;
                        self.remember();
                        Outcome::Changed
                    }
                    _ => Outcome::ignored(),
                }
            }
            _ => Outcome::ignored(),
        }
    }

    fn select_partner(&mut self, partner: &Id<Partner>, context: &Context<'_>) {
        self.refresh(context);
        if let Some(at) = self.lines.iter().position(|line| line.partner.as_ref() == Some(partner)) {
            self.view.cursor = at;
            self.remember();
        }
    }

    fn selected_partner(&self, context: &Context<'_>) -> Option<Id<Partner>> {
        self.current().and_then(|line| line.partner.clone()).or_else(|| context.partner.cloned())
    }
}
