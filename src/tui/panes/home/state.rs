//! The view state of Home and what its keys do.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::agenda::{self, Line, Subject};
use super::view;
use crate::app::command::{CampaignCommand, QbrCommand};
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
    /// The same without the filter.
    all: Vec<Line>,
    pub(super) open_tasks: usize,
    pub(super) view: ListView,
    pub(super) filter: String,
    pub(super) hidden: usize,
    /// Why no revenue is sourced and what to do, after an import without registrations.
    pub(super) unsourced: Option<String>,
    selected: Option<(Subject, Option<Id<Partner>>)>,
    seen: Option<(u64, String)>,
    list: Rect,
}

impl Home {
    fn refresh(&mut self, context: &Context<'_>) {
        let now = (context.workbench.revision(), self.filter.clone());
        if self.seen.as_ref() == Some(&now) {
            return;
        }
        if self.seen.as_ref().is_none_or(|seen| seen.0 != now.0) {
            self.all = agenda::lines(context.workbench);
            let tasks = context.workbench.program().tasks.iter();
            self.open_tasks = tasks.filter(|task| task.done_on.is_none()).count();
        }
        let all = &self.all;
        let entries = all.iter().filter(|line| line.is_entry()).count();
        let wanted = self.filter.to_lowercase();
        let names = &context.workbench.program().partners;
        let matches = |line: &Line| {
            let partner = line.partner.as_ref().and_then(|id| names.get(id)).map_or("", |partner| &partner.name);
            [line.text.as_str(), line.who.as_str(), partner].iter().any(|text| text.to_lowercase().contains(&wanted))
        };
        self.lines = all.iter().filter(|line| !line.is_entry() || matches(line)).cloned().collect();
        self.hidden = entries - self.lines.iter().filter(|line| line.is_entry()).count();
        self.unsourced = None;
        if context.workbench.program().registrations.is_empty() {
            self.unsourced = context.workbench.derived().why_nothing_sourced().map(|why| why.long);
        }
        self.seen = Some(now);
        self.find_selected();
    }

    /// Puts the cursor back on what it was on, else on the nearest entry.
    fn find_selected(&mut self) {
        let key = |line: &Line| (line.subject.clone(), line.partner.clone());
        let again = self.lines.iter().position(|line| Some(key(line)) == self.selected);
        self.view.cursor = again.unwrap_or(self.view.cursor.min(self.lines.len().saturating_sub(1)));
        if self.current().is_some_and(|line| !line.is_entry()) && !self.step(1) {
            self.step(-1);
        }
        self.remember();
    }

    fn remember(&mut self) {
        self.selected = self.current().map(|line| (line.subject.clone(), line.partner.clone()));
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

    fn open(&self) -> Outcome {
        let Some(line) = self.current() else { return Outcome::unavailable("Nothing is due") };
        let pane = match line.subject {
            Subject::Task(_) => PaneName::Timeline,
            Subject::Action(_) => PaneName::Qbr,
            Subject::Partner | Subject::Heading => PaneName::Roster,
        };
        match &line.partner {
            Some(partner) => Outcome::GoToPartner(pane, partner.clone()),
            None => Outcome::GoTo(pane),
        }
    }

    fn toggle_done(&self) -> Outcome {
        match self.current().map(|line| &line.subject) {
            Some(Subject::Task(id)) => {
                Outcome::command(Command::Campaign(CampaignCommand::ToggleDone { tasks: vec![id.clone()] }))
            }
            Some(Subject::Action(id)) => {
                Outcome::command(Command::Qbr(QbrCommand::ToggleAction { action: id.clone() }))
            }
            _ => Outcome::unavailable("Only tasks and action items can be done"),
        }
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
            Hint::new(Action::Filter, "filter"),
            Hint::new(Action::GoRoster, "roster"),
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
            | Action::Close => Ok(()),
            Action::FilterClear if self.filter.is_empty() => Err("no filter is set".to_owned()),
            Action::FilterClear => Ok(()),
            Action::Open | Action::DoneToggle if self.current().is_none() => Err("nothing is due".to_owned()),
            Action::Open | Action::DoneToggle => Ok(()),
            _ => Err("not in Home; 1 goes to the partners".to_owned()),
        }
    }

    fn act(&mut self, action: Action, _: &Context<'_>) -> Outcome {
        let page = isize::from(self.list.height.max(1) as i16);
        match action {
            Action::MoveUp => self.move_by(-1),
            Action::MoveDown => self.move_by(1),
            Action::PageUp => self.move_by(-page),
            Action::PageDown => self.move_by(page),
            Action::GoTop => self.move_by(-(self.lines.len() as isize)),
            Action::GoEnd => self.move_by(self.lines.len() as isize),
            Action::Open => self.open(),
            Action::DoneToggle => self.toggle_done(),
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
