//! The QBR builder as a pane of the screen.

use std::sync::Arc;

use super::asking;
use super::entries::{Entry, reviews};
use super::meeting::{self, clock_of};
use super::state::QbrPane;
use super::view;
use crate::app::command::QbrCommand;
use crate::program::Kind;
use crate::program::id::Id;
use crate::program::qbr::{AgendaSection, Qbr};
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::pane::{Context, Hint, Mode, Pane, PaneName, Values};
use crate::tui::present_view;
use crate::tui::session::{Command, Partner};
use crate::tui::widgets::text_field::Typed;
use crossterm::event::{KeyCode, KeyEvent, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

impl Pane for QbrPane {
    fn name(&self) -> PaneName {
        PaneName::Qbr
    }

    fn hints(&self, context: &Context<'_>) -> Vec<Hint> {
        if self.live.is_some() {
            return vec![
                Hint::new(Action::LineEnter, "write down"),
                Hint::new(Action::SectionOn, "next section"),
                Hint::new(Action::TimerToggle, "pause"),
                Hint::new(Action::MeetingReplan, "re-plan"),
                Hint::new(Action::MeetingEnd, "end"),
                Hint::new(Action::LiveLeave, "leave"),
            ];
        }
        if self.editor.is_some() {
            return Vec::new();
        }
        if self.qbr.is_none() {
            return vec![Hint::new(Action::AddTemplate, "schedule a QBR")];
        }
        let enter = match self.current() {
            Some(Entry::Section(_)) => "write notes",
            Some(Entry::Commitments | Entry::Package | Entry::Preparation | Entry::Portfolio) => "read",
            Some(Entry::Loose(_)) => "mend",
            Some(Entry::Review(_)) => "open",
            _ => "edit",
        };
        let qbr = self.qbr(context);
        let live = qbr.is_some_and(Qbr::is_live);
        let held = qbr.is_some_and(|qbr| qbr.ended_at.is_some());
        let meeting = (!held).then(|| Hint::new(Action::MeetingStart, if live { "back to the line" } else { "meet" }));
        let mut hints = vec![Hint::new(Action::Open, enter)];
        hints.extend(meeting);
        hints.extend(held.then(|| Hint::new(Action::PackageWrite, "close out")));
        hints.extend([Hint::new(Action::Add, "action item"), Hint::new(Action::DoneToggle, "done")]);
        hints.extend((!held).then(|| Hint::new(Action::TimerToggle, if live { "pause" } else { "timer" })));
        hints.extend(held.then(|| Hint::new(Action::ShareToggle, "share")));
        hints.push(Hint::new(Action::Export, "export"));
        hints
    }

    fn layout(&mut self, area: Rect, context: &Context<'_>) {
        self.refresh(area, context);
        if self.present.is_some() && self.qbr(context).is_none() {
            self.present = None;
        }
        self.running = self.qbr(context).is_some_and(|qbr| qbr.is_live() && clock_of(qbr, context).running);
        if self.live.is_some() && !self.qbr(context).is_some_and(Qbr::is_live) {
            self.live = None;
        }
        self.list_area = view::list_area(area);
        self.list.settle(self.entries.len(), self.list_area.height);
        self.content_height = view::content_height(self, area);
        let height = usize::from(self.content_height.saturating_sub(1));
        self.scroll = self.scroll.min(self.content.len().saturating_sub(height));
        self.text_cursor = view::text_cursor(self, area, context);
    }

    fn draw(&self, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
        if self.present.is_some() {
            if let Some(page) = self.page(context) {
                present_view::draw(buffer, area, &page, context.look);
            }
            return;
        }
        view::draw(self, buffer, area, context);
    }

    fn cursor(&self) -> Option<Position> {
        self.text_cursor
    }

    fn mode(&self) -> Mode {
        if self.present.is_some() {
            return Mode::Present;
        }
        match (&self.live, &self.editor) {
            (Some(_), _) => Mode::Live,
            (None, Some(_)) => Mode::Edit,
            (None, None) => Mode::Nav,
        }
    }

    fn available(&self, action: Action, context: &Context<'_>) -> Result<(), String> {
        if let Some(answer) = self.meeting_available(action, context) {
            return answer;
        }
        if let Some(answer) = self.closing_available(action, context) {
            return answer;
        }
        match action {
            Action::DoneToggle | Action::OwnerPick | Action::DatePick if self.action(context).is_none() => {
                Err("put the cursor on an action item".to_owned())
            }
            Action::Add | Action::SetStatus if self.qbr.is_none() => {
                Err("[key:add.from_template] schedules a review first".to_owned())
            }
            Action::MarkToggle | Action::MarkAll | Action::MarkRange | Action::Filter | Action::Grab => {
                Err("not in the QBR builder; [key:views.menu] opens another review".to_owned())
            }
            _ => Ok(()),
        }
    }

    fn act(&mut self, action: Action, context: &Context<'_>) -> Outcome {
        if let Some(outcome) = self.act_on_pages(action, context) {
            return outcome;
        }
        if let Some(outcome) = self.act_on_meeting(action, context) {
            return outcome;
        }
        if let Some(outcome) = self.act_on_closing(action, context) {
            return outcome;
        }
        match action {
            Action::MoveUp => self.move_by(-1),
            Action::MoveDown => self.move_by(1),
            Action::PageUp => self.scroll_by(-(self.content_height.max(2) as isize - 1)),
            Action::PageDown => self.scroll_by(self.content_height.max(2) as isize - 1),
            Action::GoTop => self.move_by(-(self.entries.len() as isize)),
            Action::GoEnd => self.move_by(self.entries.len() as isize),
            Action::RegionNext | Action::RegionPrevious => {
                self.reading = !self.reading;
                Outcome::Changed
            }
            Action::Open | Action::CellChange | Action::EditForm => self.open(context),
            Action::Add => match self.qbr {
                Some(_) => asking::action_form(None, context),
                None => asking::new_review(self.qbr(context), context),
            },
            Action::AddTemplate => asking::new_review(self.qbr(context), context),
            Action::Views => asking::pick_review(context),
            Action::DoneToggle => self.of_action(context, |item| {
                Outcome::command(Command::Qbr(QbrCommand::ToggleAction { action: item.id.clone() }))
            }),
            Action::OwnerPick | Action::SetOwner => self.of_action(context, asking::next_owner),
            Action::DatePick | Action::SetDue => self.of_action(context, |item| asking::ask_due(item, context)),
            Action::SetStatus => self.qbr(context).map_or_else(Outcome::ignored, asking::ask_state),
            Action::Delete => self.delete(context),
            Action::TimerPlus => self.change_minutes(1, context),
            Action::TimerMinus => self.change_minutes(-1, context),
            Action::TimerReset => self.reset_time(context),
            Action::Unwind if self.reading => {
                self.reading = false;
                Outcome::Changed
            }
            _ => Outcome::ignored(),
        }
    }

    fn type_key(&mut self, key: KeyEvent, context: &Context<'_>) -> Outcome {
        if self.live.is_some() {
            return self.live_key(key, context);
        }
        let Some(editor) = &mut self.editor else { return Outcome::ignored() };
        if matches!(key.code, KeyCode::Esc | KeyCode::Tab) {
            let saved = self.save_notes();
            self.editor = None;
            self.seen = None;
            return saved.and(Outcome::command(Command::Seal)).and(Outcome::Changed);
        }
        match editor.key(key) {
            Typed::Edited => self.save_notes(),
            Typed::Moved => Outcome::Changed,
            Typed::Unused => Outcome::ignored(),
        }
    }

    fn paste(&mut self, text: &str, _: &Context<'_>) -> Outcome {
        if self.live.is_some() {
            return self.live_paste(text);
        }
        match &mut self.editor {
            Some(editor) => {
                editor.paste(text);
                self.save_notes()
            }
            None => Outcome::unavailable("Enter on a section first, then paste into its notes"),
        }
    }

    fn submitted(&mut self, tag: &str, values: Values, context: &Context<'_>) -> Outcome {
        if matches!(values, Values::Cancelled(_)) {
            return Outcome::Changed;
        }
        if let Some(outcome) = self.closing_answered(tag, &values, context) {
            return outcome;
        }
        let text = values.text("").unwrap_or_default().to_owned();
        match tag {
            meeting::REFRESH => self.refreshed(context),
            asking::MINUTE => match self.minute(context) {
                Some(minute) => asking::change_minute(minute, &values),
                None => Outcome::ignored(),
            },
            asking::NEW => asking::scheduled(&values, context),
            asking::ACTION => {
                self.qbr(context).map_or_else(Outcome::ignored, |qbr| asking::add_action(qbr, &values, context))
            }
            asking::EDIT_ACTION => self.of_action(context, |item| asking::change_action(item, &values, context)),
            asking::DUE => {
                let due = values.text("due").unwrap_or_default().to_owned();
                self.of_action(context, |item| asking::set_field(Kind::ActionItem, item.id.as_str(), "due", &due))
            }
            asking::STATE => self.qbr(context).map_or_else(Outcome::ignored, |qbr| asking::state_chosen(qbr, &text)),
            asking::ENDED => self.qbr(context).map_or_else(Outcome::ignored, |qbr| asking::held(qbr, &text)),
            asking::OPEN => text.parse().map_or_else(|_| Outcome::ignored(), |id| self.show(id, context)),
            _ => Outcome::ignored(),
        }
    }

    fn reveal(&mut self, kind: Kind, id: &str, context: &Context<'_>) {
        match kind {
            Kind::Qbr => {
                if let Ok(id) = id.parse() {
                    self.show(id, context);
                }
            }
            Kind::ActionItem | Kind::Minute if self.live.is_some() => {
                self.seen = None;
                if let Some(live) = &mut self.live {
                    live.became(kind, id);
                }
            }
            Kind::Minute => {
                self.seen = None;
                self.wanted = id.parse().ok().map(Entry::Minute);
            }
            Kind::ActionItem => {
                self.seen = None;
                self.wanted = id.parse().ok().map(Entry::Action);
            }
            _ => {}
        }
    }

    fn select_partner(&mut self, partner: &Id<Partner>, context: &Context<'_>) {
        if self.qbr(context).is_some_and(|qbr| qbr.partner == *partner) {
            return;
        }
        let program = context.workbench.program();
        let of_partner = |id: &Id<Qbr>| program.qbrs.get(id).is_some_and(|qbr| qbr.partner == *partner);
        if let Some(id) = reviews(context.workbench).into_iter().find(of_partner) {
            self.qbr = Some(id);
            self.seen = None;
            self.wanted = Some(Entry::Commitments);
        }
    }

    fn selected_section(&self, _: &Context<'_>) -> Option<(Id<Qbr>, AgendaSection)> {
        self.qbr.clone().zip(self.section())
    }

    fn selected_record(&self, context: &Context<'_>) -> Option<(Kind, Arc<str>)> {
        let qbr = self.qbr(context).map(|qbr| (Kind::Qbr, qbr.id.shared()));
        qbr.or_else(|| context.partner.map(|partner| (Kind::Partner, partner.shared())))
    }

    fn selected_partner(&self, context: &Context<'_>) -> Option<Id<Partner>> {
        self.qbr(context).map(|qbr| qbr.partner.clone()).or_else(|| context.partner.cloned())
    }

    fn mouse(&mut self, mouse: MouseEvent, context: &Context<'_>) -> Outcome {
        match mouse.kind {
            MouseEventKind::ScrollUp => self.scroll_by(-3),
            MouseEventKind::ScrollDown => self.scroll_by(3),
            MouseEventKind::Down(MouseButton::Left) if self.editor.is_none() && self.live.is_none() => {
                let at = Position::new(mouse.column, mouse.row);
                match self.list.hit(self.list_area, at, self.entries.len()) {
                    Some(line) if line == self.list.cursor => self.open(context),
                    Some(line) if !self.entries[line].is_heading() => {
                        self.move_by(line as isize - self.list.cursor as isize)
                    }
                    _ => Outcome::ignored(),
                }
            }
            _ => Outcome::ignored(),
        }
    }

    fn ticks(&self) -> bool {
        self.running && self.present.is_none()
    }

    fn published(&mut self, context: &Context<'_>) -> Option<String> {
        self.handed_over(context)
    }

    fn tick(&mut self, _: u64, _: &Context<'_>) -> Outcome {
        if self.running { Outcome::Changed } else { Outcome::ignored() }
    }
}
