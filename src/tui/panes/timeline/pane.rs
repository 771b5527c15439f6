//! The Timeline as a pane: which action does what, and which are of no use now.

use std::sync::Arc;

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::actions::{FILTER, FIND};
use super::launch::REANCHOR;
use super::model::GroupId;
use super::rows::{Row, Subject};
use super::state::Timeline;
use super::{brief, new, results, tasks, view};
use crate::program::Kind;
use crate::program::id::Id;
use crate::tui::action::{Action, Scope};
use crate::tui::outcome::Outcome;
use crate::tui::pane::{Check, Context, Hint, Mode, Pane, PaneName, Values};
use crate::tui::session::Partner;

impl Pane for Timeline {
    fn name(&self) -> PaneName {
        PaneName::Timeline
    }

    fn hints(&self, _: &Context<'_>) -> Vec<Hint> {
        if self.grab.is_some() {
            return vec![
                Hint::new(Action::GrabLeft, "day"),
                Hint::new(Action::GrabFarOn, "week"),
                Hint::new(Action::GrabDrop, "drop"),
                Hint::new(Action::GrabCancel, "put back"),
            ];
        }
        if self.sheet.is_some() {
            return vec![
                Hint::new(Action::Open, "change"),
                Hint::new(Action::Add, "add"),
                Hint::new(Action::AddTemplate, "add the usual"),
                Hint::new(Action::DoneToggle, "done"),
                Hint::new(Action::RegionNext, "next part"),
                Hint::new(Action::SheetToggle, "weeks"),
            ];
        }
        if self.groups.is_empty() {
            return vec![Hint::new(Action::AddTemplate, "new webinar"), Hint::new(Action::Add, "task")];
        }
        if self.current_task().is_some() {
            return vec![
                Hint::new(Action::DoneToggle, "done"),
                Hint::new(Action::WeekLater, "week later"),
                Hint::new(Action::OwnerPick, "owner"),
                Hint::new(Action::DatePick, "date"),
                Hint::new(Action::Reanchor, "move launch"),
                Hint::new(Action::AddTemplate, "new"),
            ];
        }
        vec![
            Hint::new(Action::Open, "tasks"),
            Hint::new(Action::SheetToggle, "sheet"),
            Hint::new(Action::Reanchor, "move launch"),
            Hint::new(Action::AddTemplate, "new"),
            Hint::new(Action::EditForm, "brief"),
            Hint::new(Action::ResultsEnter, "results"),
            Hint::new(Action::Inspector, "details"),
        ]
    }

    fn layout(&mut self, area: Rect, context: &Context<'_>) {
        self.refresh(context);
        self.settle(area, context.workbench.as_of());
    }

    fn draw(&self, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
        view::draw(self, buffer, area, context);
    }

    fn cursor(&self) -> Option<Position> {
        match &self.sheet {
            Some(sheet) => sheet.cursor(),
            None => self.view.place(self.places.body, self.rows.len()),
        }
    }

    fn mode(&self) -> Mode {
        if self.grab.is_some() { Mode::Grab } else { Mode::Nav }
    }

    fn available(&self, action: Action, _: &Context<'_>) -> Result<(), String> {
        if self.sheet.is_some() && (own(action) || matches!(action, Action::RegionNext | Action::RegionPrevious)) {
            return Ok(());
        }
        let tasks = !self.targets().is_empty();
        let campaign = self.current_group().is_some_and(|group| group.campaign().is_some());
        match action {
            Action::FilterClear if self.filter.is_empty() => Err("no filter is set".to_owned()),
            Action::SetPriority => Err("tasks have dates, not priorities".to_owned()),
            Action::DoneToggle | Action::BlockedSet | Action::OwnerPick | Action::SetOwner if !tasks => {
                Err("that is for tasks; [key:move.right] shows the tasks of a campaign".to_owned())
            }
            Action::Reanchor | Action::ResultsEnter | Action::SetTime | Action::TemplatePick | Action::SheetToggle
                if !campaign =>
            {
                Err("only a campaign has that".to_owned())
            }
            action if own(action) => Ok(()),
            _ => Err("not in the Timeline".to_owned()),
        }
    }

    fn act(&mut self, action: Action, context: &Context<'_>) -> Outcome {
        self.refresh(context);
        if self.sheet.is_some() {
            return self.act_on_sheet(action, context);
        }
        if self.grab.is_some() {
            return self.move_grab(action, context);
        }
        if let Some(outcome) = self.move_cursor(action) {
            return outcome;
        }
        match self.change_view(action, context) {
            Some(outcome) => outcome,
            None => self.change_program(action, context),
        }
    }

    fn typed(&mut self, tag: &str, field: &str, text: &str, context: &Context<'_>) -> Check {
        match tag {
            FILTER => {
                text.trim().clone_into(&mut self.filter);
                self.rearrange();
                self.refresh(context);
                let shown = self.rows.iter().filter(|row| matches!(row, Row::Task(..))).count();
                Check { error: None, lines: vec![format!("{shown} tasks shown, {} hidden", self.hidden)] }
            }
            tasks::DUE => self.check_due(text, context),
            tasks::TITLE if text.trim().is_empty() => {
                Check { error: Some("a name is needed".to_owned()), lines: Vec::new() }
            }
            new::CAMPAIGN => self.check_campaign(field, text, context),
            tag => match tag.strip_prefix(REANCHOR) {
                Some(id) => self.check_launch(id, text, context),
                None => Self::check_time(tag, text, context)
                    .or_else(|| Self::check_quarter(tag, text, context))
                    .or_else(|| self.check_results(tag, field, text))
                    .unwrap_or_default(),
            },
        }
    }

    fn submitted(&mut self, tag: &str, values: Values, context: &Context<'_>) -> Outcome {
        self.refresh(context);
        match (tag, &values) {
            (FILTER, Values::Cancelled(_)) => return self.clear_filter().and(Outcome::Changed),
            (FIND, Values::Text(text)) => {
                text.trim().clone_into(&mut self.wanted);
                return self.find(true, context);
            }
            _ => {}
        }
        let answer = self.launch_answered(tag, &values, context);
        let answer = answer.or_else(|| self.sheet.as_ref()?.activity_answered(tag, &values));
        let answer = answer.or_else(|| self.template_answered(tag, &values));
        let answer = answer.or_else(|| self.conflict_answered(tag, &values, context));
        let answer = answer.or_else(|| Self::time_answered(tag, &values));
        let answer = answer.or_else(|| Self::quarter_answered(tag, &values, context));
        let answer = answer.or_else(|| self.task_answered(tag, &values, context));
        let answer = answer.or_else(|| self.new_answered(tag, &values, context));
        let answer = answer.or_else(|| brief::form_answered(tag, &values, context));
        let answer = answer.or_else(|| results::results_answered(tag, &values));
        answer.or_else(|| self.delete_answered(tag, &values)).unwrap_or(Outcome::Changed)
    }

    fn mouse(&mut self, mouse: MouseEvent, context: &Context<'_>) -> Outcome {
        if self.sheet.is_some() {
            return self.mouse_on_sheet(mouse, context);
        }
        if let Some(outcome) = self.drag(mouse, context) {
            return outcome;
        }
        match mouse.kind {
            _ if self.grab.is_some() => Outcome::ignored(),
            MouseEventKind::ScrollUp => self.move_by(-1),
            MouseEventKind::ScrollDown => self.move_by(1),
            MouseEventKind::Down(MouseButton::Left) => {
                let at = Position::new(mouse.column, mouse.row);
                match self.view.hit(self.places.body, at, self.rows.len()) {
                    Some(line) if line == self.view.cursor => self.open_here(context),
                    Some(line) if !matches!(self.rows.get(line), Some(Row::Heading(_))) => {
                        self.view.cursor = line;
                        self.moved()
                    }
                    _ => Outcome::ignored(),
                }
            }
            _ => Outcome::ignored(),
        }
    }

    fn select_partner(&mut self, partner: &Id<Partner>, context: &Context<'_>) {
        self.refresh(context);
        if self.current_group().is_some_and(|group| group.is_with(partner)) {
            return;
        }
        let as_of = context.workbench.as_of();
        let theirs = || self.groups.iter().filter(|group| group.is_with(partner));
        let next =
            theirs().find(|group| group.anchor.is_some_and(|date| date >= as_of)).or_else(|| theirs().next_back());
        if let Some(id) = next.map(|group| group.id.clone()) {
            self.unfolded.insert(id.clone());
            self.go_to(Subject::Group(id), context);
        }
    }

    fn reveal(&mut self, kind: Kind, id: &str, context: &Context<'_>) {
        self.refresh(context);
        let subject = match kind {
            Kind::Task => id.parse().ok().map(Subject::Task),
            Kind::Campaign => id.parse().ok().map(|id| Subject::Group(GroupId::Campaign(id))),
            Kind::Plan => id.parse().ok().map(|id| Subject::Group(GroupId::Plan(id))),
            _ => None,
        };
        let Some(subject) = subject else { return };
        if let Subject::Group(group) = &subject {
            self.unfolded.insert(group.clone());
        }
        if !self.go_to(subject.clone(), context) && !self.filter.is_empty() {
            // What was just made must be seen.
            self.filter.clear();
            self.go_to(subject, context);
        }
    }

    fn selected_record(&self, context: &Context<'_>) -> Option<(Kind, Arc<str>)> {
        match self.current_group().map(|group| &group.id) {
            Some(GroupId::Campaign(id)) => Some((Kind::Campaign, id.shared())),
            Some(GroupId::Plan(id)) => Some((Kind::Plan, id.shared())),
            _ => self.selected_partner(context).map(|partner| (Kind::Partner, partner.shared())),
        }
    }

    fn selected_partner(&self, context: &Context<'_>) -> Option<Id<Partner>> {
        let task = self.current_task().and_then(|task| task.partner.clone());
        let group = || self.current_group().and_then(|group| group.partners.first().cloned());
        task.or_else(group).or_else(|| context.partner.cloned())
    }
}

/// The actions that mean something in this pane.
fn own(action: Action) -> bool {
    action.valid_in(Scope::Timeline)
        || action.valid_in(Scope::Grab)
        || matches!(
            action,
            Action::MoveUp
                | Action::MoveDown
                | Action::MoveLeft
                | Action::MoveRight
                | Action::PageUp
                | Action::PageDown
                | Action::GoTop
                | Action::GoEnd
                | Action::GoToday
                | Action::Centre
                | Action::Filter
                | Action::FilterClear
                | Action::Find
                | Action::FindNext
                | Action::FindPrevious
                | Action::MarkToggle
                | Action::MarkRange
                | Action::MarkAll
                | Action::Unwind
                | Action::Close
                | Action::Open
                | Action::EditForm
                | Action::Add
                | Action::AddTemplate
                | Action::PlanQuarter
                | Action::Delete
                | Action::Grab
                | Action::CopyText
                | Action::CopyAs
                | Action::Twin
                | Action::Inspector
        )
}
