//! What the actions of the Timeline do, sorted by what they touch: the cursor, the view, the program.

use super::days::{self, Zoom};
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::rows::{Row, Subject};
use super::sheet::{Sheet, Wish};
use super::state::Timeline;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::Prompt;
use crate::tui::pane::Context;

pub(super) const FILTER: &str = "timeline/filter";
pub(super) const FIND: &str = "timeline/find";

impl Timeline {
    pub(super) fn ask_filter(&self) -> Outcome {
        let hint = "Words of a task, campaign, partner or person; late, done, blocked, open, us, both";
        Outcome::open(Prompt::new(FILTER, "Filter").with_text(&*self.filter).hint(hint).at_bottom())
    }

    pub(super) fn ask_find(&self) -> Outcome {
        let hint = "A part of a task or campaign; [key:find.next] goes on, [key:find.prev] back";
        Outcome::open(Prompt::new(FIND, "Find").with_text(&*self.wanted).hint(hint).at_bottom())
    }

    pub(super) fn zoom_by(&mut self, action: Action) -> Outcome {
        self.zoom = match action {
            Action::ZoomFit => Zoom::Fit,
            action => self.zoom.step(self.scale, action == Action::ZoomIn),
        };
        self.pan = None;
        Outcome::info(format!("Weeks: {}", self.zoom.words())).and(Outcome::Changed)
    }

    /// Goes to what is due next, and brings today into view.
    pub(super) fn go_today(&mut self, context: &Context<'_>) -> Outcome {
        let as_of = context.workbench.as_of();
        let open = self.groups.iter().flat_map(|group| &group.tasks).filter(|task| task.done_on.is_none());
        let next = open.filter(|task| task.due >= as_of).min_by_key(|task| task.due);
        let words = match next.map(|task| (task.id.clone(), task.title.clone())) {
            Some((id, title)) if self.go_to(Subject::Task(id.clone()), context) => format!("Next is {title}"),
            Some(_) => "What is due next is hidden by the filter; [key:filter.clear] clears it".to_owned(),
            None => "Nothing is due from today on".to_owned(),
        };
        self.pan = Some(days::day(as_of));
        Outcome::info(words).and(Outcome::Changed)
    }

    pub(super) fn change_lanes(&mut self) -> Outcome {
        self.lanes = self.lanes.next();
        self.rearrange();
        Outcome::info(format!("Tasks {}", self.lanes.words())).and(Outcome::Changed)
    }

    pub(super) fn change_twin(&mut self) -> Outcome {
        let next = |group: &super::model::Group| {
            let task = group.tasks.iter().find(|task| task.done_on.is_none()).or_else(|| group.tasks.first())?;
            Some(Subject::Task(task.id.clone()))
        };
        if let (false, None, Some(next)) = (self.twin, self.current_task(), self.current_group().and_then(next)) {
            self.selected = Some(next);
        }
        self.twin = !self.twin;
        if !self.twin {
            let home = self.current_group().map(|group| group.id.clone());
            self.unfolded.extend(home);
        }
        self.rearrange();
        Outcome::Changed
    }

    pub(super) fn open_here(&mut self, context: &Context<'_>) -> Outcome {
        match self.current_row() {
            Some(Row::Task(..)) => self.ask_form(context),
            Some(_) => self.fold(None),
            None => {
                Outcome::unavailable("Nothing is planned; [key:add.from_template] adds a webinar from its template")
            }
        }
    }

    pub(super) fn go_left(&mut self) -> Outcome {
        match self.current_row() {
            Some(Row::Task(..) | Row::Lane(..)) if !self.twin => {
                let group = self.current_group().map(|group| group.id.clone());
                let at = self.rows.iter().position(
                    |row| matches!(row, Row::Group(index) if self.groups.get(*index).map(|g| &g.id) == group.as_ref()),
                );
                self.view.cursor = at.unwrap_or(self.view.cursor);
                self.moved()
            }
            _ => self.fold(Some(false)),
        }
    }

    pub(super) fn move_cursor(&mut self, action: Action) -> Option<Outcome> {
        let page = isize::from(self.places.body.height.max(1) as i16);
        let all = self.rows.len() as isize;
        Some(match action {
            Action::MoveUp => self.move_by(-1),
            Action::MoveDown => self.move_by(1),
            Action::PageUp => self.move_by(-page),
            Action::PageDown => self.move_by(page),
            Action::GoTop => self.move_by(-all),
            Action::GoEnd => self.move_by(all),
            Action::MoveRight => self.fold(Some(true)),
            Action::MoveLeft => self.go_left(),
            Action::Centre => {
                self.view.top = self.view.cursor.saturating_sub(usize::from(self.places.body.height) / 2);
                Outcome::Changed
            }
            _ => return None,
        })
    }

    pub(super) fn change_view(&mut self, action: Action, context: &Context<'_>) -> Option<Outcome> {
        Some(match action {
            Action::SheetToggle => self.open_sheet(context),
            Action::GoToday => self.go_today(context),
            Action::Filter => self.ask_filter(),
            Action::FilterClear => self.clear_filter(),
            Action::Find => self.ask_find(),
            Action::FindNext => self.find(true, context),
            Action::FindPrevious => self.find(false, context),
            Action::MarkToggle => self.toggle_mark(),
            Action::MarkRange => self.toggle_range(),
            Action::MarkAll => self.mark_all(),
            Action::Unwind => self.unwind(),
            Action::ZoomIn | Action::ZoomOut | Action::ZoomFit => self.zoom_by(action),
            Action::LanesCycle => self.change_lanes(),
            Action::Twin => self.change_twin(),
            Action::Inspector => {
                self.inspector = Some(self.places.side.width == 0);
                Outcome::Changed
            }
            Action::CopyText | Action::CopyAs => self.copy(action == Action::CopyAs, context),
            _ => return None,
        })
    }

    /// A key on the sheet of a campaign.
    pub(super) fn act_on_sheet(&mut self, action: Action, context: &Context<'_>) -> Outcome {
        let Some(sheet) = &mut self.sheet else { return Outcome::ignored() };
        match sheet.act(action, context) {
            Ok(outcome) => outcome,
            Err(Wish::Brief(field)) => self.ask_form_at(field, context),
            Err(Wish::Time) => self.ask_time(context),
            Err(Wish::Results) => self.ask_results(context),
            Err(Wish::Task) => self.ask_task(context),
            Err(Wish::Leave) => {
                self.sheet = None;
                Outcome::Changed
            }
        }
    }

    /// A click on the sheet: the line, and again to change it.
    pub(super) fn mouse_on_sheet(&mut self, mouse: MouseEvent, context: &Context<'_>) -> Outcome {
        let Some(sheet) = &mut self.sheet else { return Outcome::ignored() };
        match mouse.kind {
            MouseEventKind::ScrollUp => sheet.move_by(-1),
            MouseEventKind::ScrollDown => sheet.move_by(1),
            MouseEventKind::Down(MouseButton::Left) => {
                let Some(line) = sheet.line_at(mouse.column, mouse.row) else { return Outcome::ignored() };
                if line == sheet.view.cursor {
                    return self.act_on_sheet(Action::Open, context);
                }
                if sheet.put_cursor(line) { Outcome::Changed } else { Outcome::ignored() }
            }
            _ => Outcome::ignored(),
        }
    }

    /// Opens the sheet of the campaign under the cursor.
    fn open_sheet(&mut self, context: &Context<'_>) -> Outcome {
        let Some(id) = self.current_group().and_then(|group| group.campaign().cloned()) else {
            return Outcome::unavailable("Only a campaign has a sheet");
        };
        self.selected = Some(Subject::Group(super::model::GroupId::Campaign(id.clone())));
        self.rearrange();
        self.sheet = Some(Sheet::of(id, context));
        Outcome::Changed
    }

    pub(super) fn change_program(&mut self, action: Action, context: &Context<'_>) -> Outcome {
        match action {
            Action::Open => self.open_here(context),
            Action::EditForm => self.ask_form(context),
            Action::Add => self.ask_task(context),
            Action::AddTemplate => self.ask_campaign(context),
            Action::Delete => self.delete(context),
            Action::Grab => self.start_grab(),
            Action::DayEarlier => self.shift(-1),
            Action::DayLater => self.shift(1),
            Action::WeekEarlier => self.shift(-7),
            Action::WeekLater => self.shift(7),
            Action::DoneToggle => self.toggle_done(),
            Action::BlockedSet => self.ask_blocked(),
            Action::OwnerPick | Action::SetOwner => self.ask_owner(),
            Action::DatePick | Action::SetDue => self.ask_due(),
            Action::SetTime => self.ask_time(context),
            Action::TemplatePick => self.ask_template(context),
            Action::ConflictsShow => self.ask_conflicts(),
            Action::CellChange => self.ask_title(),
            Action::SetStatus => self.ask_state(),
            Action::SetPartner => self.ask_partner(context),
            Action::Reanchor => self.ask_launch(),
            Action::PlanQuarter => Self::ask_quarter(context),
            Action::ResultsEnter => self.ask_results(context),
            _ => Outcome::ignored(),
        }
    }
}
