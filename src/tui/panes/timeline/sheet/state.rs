//! The campaign sheet as a view of the Timeline: its cursor, and what its keys do.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::model::{self, Line, Section, Target};
use crate::app::command::{CampaignCommand, RecordCommand};
use crate::program::Kind;
use crate::program::campaign::Campaign;
use crate::program::choice::Choice;
use crate::program::event::RaciLetter;
use crate::program::id::Id;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Field, Form};
use crate::tui::pane::{Context, Values};
use crate::tui::session::Command;
use crate::tui::widgets::list::ListView;

/// The form of an activity.
pub(in super::super) const ACTIVITY: &str = "timeline/activity";

/// The sheet of one campaign.
#[derive(Debug)]
pub(in super::super) struct Sheet {
    pub(in super::super) campaign: Id<Campaign>,
    pub(in super::super) lines: Vec<Line>,
    pub(in super::super) view: ListView,
    seen: Option<(u64, jiff::civil::Date)>,
    area: Rect,
}

/// What the sheet wants done by the pane, which has the forms.
pub(in super::super) enum Wish {
    Brief(&'static str),
    Time,
    Results,
    Task,
    Leave,
}

impl Sheet {
    pub(in super::super) fn of(campaign: Id<Campaign>, context: &Context<'_>) -> Self {
        let mut sheet =
            Self { campaign, lines: Vec::new(), view: ListView::default(), seen: None, area: Rect::default() };
        sheet.refresh(context);
        sheet.step(1);
        sheet
    }

    /// Reads the campaign anew where the program changed; tells whether it is still there.
    pub(in super::super) fn refresh(&mut self, context: &Context<'_>) -> bool {
        let Some(campaign) = context.workbench.program().campaigns.get(&self.campaign) else { return false };
        let now = (context.workbench.revision(), context.workbench.as_of());
        if self.seen != Some(now) {
            let here = self.current().map(|line| (line.section, line.target.clone()));
            self.lines = model::lines(context, campaign);
            self.seen = Some(now);
            let again = self.lines.iter().position(|line| Some((line.section, line.target.clone())) == here);
            self.view.cursor = again.unwrap_or(self.view.cursor.min(self.lines.len().saturating_sub(1)));
        }
        true
    }

    pub(in super::super) fn settle(&mut self, area: Rect) {
        self.area = area;
        self.view.settle(self.lines.len(), area.height);
    }

    pub(in super::super) fn cursor(&self) -> Option<Position> {
        self.view.place(self.area, self.lines.len())
    }

    pub(in super::super) fn current(&self) -> Option<&Line> {
        self.lines.get(self.view.cursor)
    }

    /// Goes to the next line that way that is no heading.
    fn step(&mut self, by: isize) -> bool {
        let mut at = self.view.cursor;
        while let Some(next) = at.checked_add_signed(by).filter(|next| *next < self.lines.len()) {
            at = next;
            if self.lines.get(at).is_some_and(|line| line.target != Target::Heading) {
                self.view.cursor = at;
                return true;
            }
        }
        false
    }

    pub(in super::super) fn move_by(&mut self, by: isize) -> Outcome {
        let moved = (0..by.unsigned_abs()).take_while(|_| self.step(by.signum())).count() > 0;
        if moved { Outcome::Changed } else { Outcome::ignored() }
    }

    /// Goes to the first line of the next part that way.
    fn part(&mut self, on: bool) -> Outcome {
        let here = self.current().map(|line| line.section);
        let starts: Vec<usize> = self
            .lines
            .iter()
            .enumerate()
            .filter(|(at, line)| *at == 0 || self.lines.get(at - 1).is_none_or(|last| last.section != line.section))
            .map(|(at, _)| at)
            .collect();
        let part = starts.iter().position(|at| self.lines.get(*at).map(|line| line.section) == here).unwrap_or(0);
        let next = if on { part + 1 } else { part.wrapping_sub(1) };
        let Some(at) = starts.get(next).or_else(|| if on { starts.first() } else { starts.last() }) else {
            return Outcome::ignored();
        };
        self.view.cursor = *at;
        self.step(1);
        Outcome::Changed
    }

    pub(in super::super) fn line_at(&self, column: u16, row: u16) -> Option<usize> {
        self.view.hit(self.area, ratatui::layout::Position::new(column, row), self.lines.len())
    }

    pub(in super::super) fn put_cursor(&mut self, line: usize) -> bool {
        let fits = self.lines.get(line).is_some_and(|line| line.target != Target::Heading);
        if fits {
            self.view.cursor = line;
        }
        fits
    }

    /// What a key does here; `Err` is for the pane to do.
    pub(in super::super) fn act(&mut self, action: Action, context: &Context<'_>) -> Result<Outcome, Wish> {
        let page = isize::from(self.area.height.max(1) as i16);
        let all = self.lines.len() as isize;
        Ok(match action {
            Action::MoveUp => self.move_by(-1),
            Action::MoveDown => self.move_by(1),
            Action::PageUp => self.move_by(-page),
            Action::PageDown => self.move_by(page),
            Action::GoTop => self.move_by(-all),
            Action::GoEnd => self.move_by(all),
            Action::RegionNext | Action::MoveRight => self.part(true),
            Action::RegionPrevious | Action::MoveLeft => self.part(false),
            Action::Open | Action::EditForm | Action::CellChange => return self.open(context),
            Action::Add => return self.add(context),
            Action::AddTemplate => self.add_usual(),
            Action::DoneToggle => self.toggle(context),
            Action::Delete => self.delete(),
            Action::ResultsEnter => return Err(Wish::Results),
            Action::SetTime => return Err(Wish::Time),
            Action::Unwind | Action::Close | Action::SheetToggle => return Err(Wish::Leave),
            _ => Outcome::unavailable("Not on the sheet; V or Esc goes back to the weeks"),
        })
    }

    fn open(&self, context: &Context<'_>) -> Result<Outcome, Wish> {
        let Some(line) = self.current() else { return Ok(Outcome::ignored()) };
        Ok(match &line.target {
            Target::Field(name) => return Err(Wish::Brief(name)),
            Target::Time => return Err(Wish::Time),
            Target::Results => return Err(Wish::Results),
            Target::Activity(activity) => self.ask_activity(activity, context),
            Target::Brand(_) => self.toggle(context),
            Target::Record(kind, id) => Outcome::Record { kind: *kind, id: Some(Arc::clone(id)), owner: None },
            Target::Empty => return self.add(context),
            Target::Heading | Target::Text => {
                Outcome::unavailable("This follows from the rest; there is nothing to change")
            }
        })
    }

    fn add(&self, context: &Context<'_>) -> Result<Outcome, Wish> {
        let section = self.current().map_or(Section::Brief, |line| line.section);
        Ok(match section {
            Section::Roles => self.ask_activity("", context),
            Section::Results => return Err(Wish::Results),
            Section::Times => return Err(Wish::Time),
            Section::Tasks => return Err(Wish::Task),
            section => match section.kind() {
                Some(kind) => {
                    let owner = Some((Kind::Campaign, self.campaign.shared()));
                    Outcome::Record { kind, id: None, owner }
                }
                None => Outcome::unavailable("Nothing can be added here; Enter changes the line"),
            },
        })
    }

    fn add_usual(&self) -> Outcome {
        match self.current().and_then(|line| line.section.standard()) {
            Some(set) => {
                let campaign = self.campaign.clone();
                Outcome::command(Command::Campaign(CampaignCommand::AddStandard { campaign, set }))
            }
            None => Outcome::unavailable("There is no usual set for this part; [key:add] adds one"),
        }
    }

    /// Sent or not, met or not, done or not; of leads, who makes the first contact.
    fn toggle(&self, context: &Context<'_>) -> Outcome {
        let Some(line) = self.current() else { return Outcome::ignored() };
        let campaign = self.campaign.clone();
        match (&line.target, line.section) {
            (Target::Brand(rule), _) => {
                let rule = rule.clone();
                Outcome::command(Command::Campaign(CampaignCommand::ToggleBrand { campaign, rule }))
            }
            (Target::Record(Kind::Task, id), _) => match id.parse() {
                Ok(task) => Outcome::command(Command::Campaign(CampaignCommand::ToggleDone { tasks: vec![task] })),
                Err(_) => Outcome::ignored(),
            },
            (Target::Record(Kind::Send, id), _) => {
                let sent = context.workbench.program().sends.find(id).is_some_and(|send| send.sent_on.is_some());
                let text = if sent { String::new() } else { context.workbench.as_of().to_string() };
                let (kind, ids, field) = (Kind::Send, vec![Arc::clone(id)], "sent_on".to_owned());
                Outcome::command(Command::Record(RecordCommand::SetField { kind, ids, field, text }))
            }
            (_, Section::Leads) => Outcome::command(Command::Campaign(CampaignCommand::AssignLeads { campaign })),
            _ => Outcome::unavailable(
                "[key:done.toggle] marks sends as sent, brand rules as met, tasks as done; on leads it assigns them",
            ),
        }
    }

    fn delete(&self) -> Outcome {
        match self.current().map(|line| &line.target) {
            Some(Target::Record(kind, id)) => {
                let (kind, ids) = (*kind, vec![Arc::clone(id)]);
                Outcome::command(Command::Record(RecordCommand::Delete { kind, ids }))
            }
            Some(Target::Activity(activity)) => {
                let (campaign, activity) = (self.campaign.clone(), activity.clone());
                let nobody = (Vec::new(), Vec::new());
                let command = CampaignCommand::SetRaci { campaign, activity, ours: nobody.0, partner: nobody.1 };
                Outcome::command(Command::Campaign(command))
            }
            _ => Outcome::unavailable("There is no record on this line; Enter changes it"),
        }
    }

    /// Asks who does an activity.
    fn ask_activity(&self, activity: &str, context: &Context<'_>) -> Outcome {
        let of = |ours: bool| {
            let cells = context.workbench.program().raci.iter();
            let cells = cells.filter(|cell| cell.campaign == self.campaign && cell.activity == activity);
            let side = if ours { crate::program::side::Side::Partner } else { crate::program::side::Side::Us };
            let found: Vec<RaciLetter> = cells.filter(|cell| cell.side != side).map(|cell| cell.letter).collect();
            model::letters(&found)
        };
        let check = |text: &str| read_letters(text).map(|letters| words(&letters));
        let field = |name: &str, label: &str, ours: bool| {
            let shown = of(ours);
            Field::text(name, label)
                .value(if shown == "-" { "" } else { &shown })
                .hint("R A C I; empty: none")
                .checked_by(check)
        };
        let form = Form::new(ACTIVITY, "Who does it")
            .field(Field::text("activity", "Activity").required().value(activity).hint("What is to be done"))
            .field(field("us", "Us", true))
            .field(field("partner", "Partner", false));
        Outcome::open(form.focus(if activity.is_empty() { "activity" } else { "us" }))
    }

    /// The answer of that form.
    pub(in super::super) fn activity_answered(&self, tag: &str, values: &Values) -> Option<Outcome> {
        if tag != ACTIVITY || !matches!(values, Values::Fields(_)) {
            return None;
        }
        let letters = |name: &str| read_letters(values.text(name).unwrap_or_default()).unwrap_or_default();
        Some(Outcome::command(Command::Campaign(CampaignCommand::SetRaci {
            campaign: self.campaign.clone(),
            activity: values.text("activity").unwrap_or_default().trim().to_owned(),
            ours: letters("us"),
            partner: letters("partner"),
        })))
    }
}

/// `RA` as letters.
fn read_letters(text: &str) -> Result<Vec<RaciLetter>, String> {
    crate::app::typed_raci::letters(text)
}

fn words(letters: &[RaciLetter]) -> String {
    letters.iter().map(|letter| letter.label()).collect::<Vec<_>>().join(", ")
}
