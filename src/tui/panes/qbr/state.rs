//! The view state of the QBR builder and what its keys do.

use crossterm::event::{KeyCode, KeyEvent, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::asking;
use super::entries::{Entry, entries, reviews};
use super::meeting::Timer;
use super::view;
use crate::app::command::{QbrCommand, RecordCommand};
use crate::program::id::Id;
use crate::program::qbr::{ActionItem, AgendaSection, Qbr};
use crate::program::{AnyRecord, Kind};
use crate::report::qbr::Review;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::pane::{Context, Hint, Mode, Pane, PaneName, Values};
use crate::tui::session::{Command, Partner};
use crate::tui::widgets::list::ListView;
use crate::tui::widgets::paint::Piece;
use crate::tui::widgets::text_area::TextArea;
use crate::tui::widgets::text_field::Typed;

/// The QBR builder.
#[derive(Debug, Default)]
pub struct QbrPane {
    pub(super) qbr: Option<Id<Qbr>>,
    pub(super) entries: Vec<Entry>,
    pub(super) list: ListView,
    /// The content of the selected part, made in `layout`.
    pub(super) content: Vec<Vec<Piece>>,
    pub(super) scroll: usize,
    pub(super) reading: bool,
    pub(super) editor: Option<TextArea>,
    pub(super) timer: Option<Timer>,
    wanted: Option<Entry>,
    seen: Option<(u64, Option<Id<Qbr>>, usize, u16)>,
    /// The revision and the review that the list was made for.
    listed: Option<(u64, Option<Id<Qbr>>)>,
    list_area: Rect,
    content_height: u16,
    text_cursor: Option<Position>,
}

impl QbrPane {
    /// The review shown.
    pub(super) fn qbr<'a>(&self, context: &Context<'a>) -> Option<&'a Qbr> {
        context.workbench.program().qbrs.get(self.qbr.as_ref()?)
    }

    pub(super) fn current(&self) -> Option<&Entry> {
        self.entries.get(self.list.cursor)
    }

    fn action<'a>(&self, context: &Context<'a>) -> Option<&'a ActionItem> {
        match self.current() {
            Some(Entry::Action(id)) => context.workbench.program().actions.get(id),
            _ => None,
        }
    }

    fn section(&self) -> Option<AgendaSection> {
        match self.current() {
            Some(Entry::Section(section)) => Some(*section),
            _ => None,
        }
    }

    fn refresh(&mut self, area: Rect, context: &Context<'_>) {
        if self.qbr(context).is_none() {
            let of_partner = |id: &Id<Qbr>| {
                let qbr = context.workbench.program().qbrs.get(id);
                qbr.is_some_and(|qbr| Some(&qbr.partner) == context.partner)
            };
            let all = reviews(context.workbench);
            self.qbr = all.iter().find(|id| of_partner(id)).or(all.first()).cloned();
            self.seen = None;
            self.listed = None;
        }
        let width = view::content_area(area).width;
        let now = (context.workbench.revision(), self.qbr.clone(), self.list.cursor, width);
        if self.seen.as_ref() == Some(&now) {
            return;
        }
        let list = (context.workbench.revision(), self.qbr.clone());
        if self.listed.as_ref() != Some(&list) {
            self.entries = entries(context.workbench, self.qbr.as_ref());
            self.listed = Some(list);
        }
        if let Some(wanted) = self.wanted.clone() {
            let place = self.entries.iter().position(|entry| *entry == wanted);
            self.list.cursor = place.unwrap_or(self.list.cursor.min(self.entries.len().saturating_sub(1)));
        }
        if self.current().is_some_and(Entry::is_heading) && !self.step(1) {
            self.step(-1);
        }
        self.wanted = self.current().cloned();
        let review =
            self.qbr(context).and_then(|qbr| Review::of(context.workbench.program(), context.workbench.derived(), qbr));
        self.content = view::content(self, review.as_ref(), width, context);
        self.seen = Some((context.workbench.revision(), self.qbr.clone(), self.list.cursor, width));
    }

    fn step(&mut self, by: isize) -> bool {
        let mut at = self.list.cursor;
        while let Some(next) = at.checked_add_signed(by).filter(|next| *next < self.entries.len()) {
            at = next;
            if !self.entries[at].is_heading() {
                self.list.cursor = at;
                self.wanted = self.current().cloned();
                self.scroll = 0;
                return true;
            }
        }
        false
    }

    fn move_by(&mut self, by: isize) -> Outcome {
        if self.reading {
            return self.scroll_by(by);
        }
        let before = self.section();
        if (0..by.unsigned_abs()).filter(|_| self.step(by.signum())).count() == 0 {
            return Outcome::ignored();
        }
        match (self.timer, self.section()) {
            (Some(timer), Some(section)) if Some(section) != before => self.switch_timer(timer, section),
            _ => Outcome::Changed,
        }
    }

    fn scroll_by(&mut self, by: isize) -> Outcome {
        let height = usize::from(self.content_height.saturating_sub(1));
        self.scroll = self.scroll.saturating_add_signed(by).min(self.content.len().saturating_sub(height));
        Outcome::Changed
    }

    /// Keeps the time of the section left and goes on with the next.
    fn switch_timer(&mut self, timer: Timer, section: AgendaSection) -> Outcome {
        let kept = self.keep_time(timer);
        self.timer = Some(Timer::on(section));
        kept
    }

    fn keep_time(&self, timer: Timer) -> Outcome {
        match &self.qbr {
            Some(qbr) if timer.elapsed() > 0 => Outcome::command(Command::Qbr(QbrCommand::AddElapsed {
                qbr: qbr.clone(),
                section: timer.section,
                seconds: timer.elapsed(),
            }))
            .and(Outcome::Changed),
            _ => Outcome::Changed,
        }
    }

    fn run_or_pause(&mut self) -> Outcome {
        match (self.timer.take(), self.section()) {
            (Some(timer), _) => self.keep_time(timer),
            (None, Some(section)) if self.qbr.is_some() => {
                self.timer = Some(Timer::on(section));
                Outcome::Changed
            }
            _ => Outcome::unavailable("The timer runs on a section of the agenda"),
        }
    }

    fn change_minutes(&self, by: i32, context: &Context<'_>) -> Outcome {
        let (Some(section), Some(qbr)) = (self.section(), self.qbr(context)) else {
            return Outcome::unavailable("Minutes belong to a section of the agenda");
        };
        let review = Review::of(context.workbench.program(), context.workbench.derived(), qbr);
        let minutes = review.map_or([0; 5], |review| review.minutes());
        let at = section.place();
        let minutes = (i32::from(minutes[at]) + by).clamp(0, 600) as u16;
        Outcome::command(Command::Qbr(QbrCommand::SetMinutes { qbr: qbr.id.clone(), section, minutes }))
    }

    fn reset_time(&mut self, context: &Context<'_>) -> Outcome {
        let (Some(section), Some(qbr)) = (self.section(), self.qbr(context)) else {
            return Outcome::unavailable("Time is kept per section of the agenda");
        };
        if let Some(timer) = &mut self.timer {
            *timer = Timer::on(timer.section);
        }
        let mut changed = qbr.clone();
        for part in changed.sections.iter_mut().filter(|part| part.section == section) {
            part.actual_seconds = None;
        }
        if changed == *qbr {
            return Outcome::Changed;
        }
        let label = "Reset the time of a section".to_owned();
        Outcome::command(Command::Record(RecordCommand::Replace { record: AnyRecord::from(changed), label }))
    }

    fn open(&mut self, context: &Context<'_>) -> Outcome {
        match self.current().cloned() {
            Some(Entry::Section(section)) => self.edit_notes(section, context),
            Some(Entry::Action(_)) => {
                self.action(context).map_or_else(Outcome::ignored, |item| asking::action_form(Some(item), context))
            }
            Some(Entry::Actions) => asking::action_form(None, context),
            Some(Entry::Review(id)) => self.show(id, context),
            Some(Entry::Commitments) => {
                self.reading = !self.reading;
                Outcome::Changed
            }
            _ => asking::new_review(self.qbr(context), context),
        }
    }

    fn edit_notes(&mut self, section: AgendaSection, context: &Context<'_>) -> Outcome {
        let Some(qbr) = self.qbr(context) else { return Outcome::unavailable("A schedules a review first") };
        let part = qbr.sections.iter().find(|part| part.section == section);
        self.editor = Some(TextArea::new(part.and_then(|part| part.text.as_deref()).unwrap_or_default()));
        Outcome::command(Command::Seal).and(Outcome::Changed)
    }

    fn show(&mut self, id: Id<Qbr>, context: &Context<'_>) -> Outcome {
        let partner = context.workbench.program().qbrs.get(&id).map(|qbr| qbr.partner.clone());
        let kept = self.timer.take().map_or(Outcome::Changed, |timer| self.keep_time(timer));
        self.qbr = Some(id);
        self.seen = None;
        self.wanted = Some(Entry::Commitments);
        self.scroll = 0;
        partner.map_or(Outcome::Changed, |partner| kept.and(Outcome::SelectPartner(partner)).and(Outcome::Changed))
    }

    /// What is typed stands in the program at once, as one step of the history.
    fn save_notes(&self) -> Outcome {
        match (&self.editor, &self.qbr, self.section()) {
            (Some(editor), Some(qbr), Some(section)) => {
                Outcome::command(Command::Qbr(QbrCommand::SetNotes { qbr: qbr.clone(), section, text: editor.text() }))
                    .and(Outcome::Changed)
            }
            _ => Outcome::Changed,
        }
    }

    fn delete(&self, context: &Context<'_>) -> Outcome {
        let (kind, id) = match self.current() {
            Some(Entry::Action(id)) => (Kind::ActionItem, id.shared()),
            Some(Entry::Review(id)) => (Kind::Qbr, id.shared()),
            _ => return Outcome::unavailable("Action items and reviews can be deleted"),
        };
        let _ = context;
        Outcome::command(Command::Record(RecordCommand::Delete { kind, ids: vec![id] }))
    }

    fn of_action(&self, context: &Context<'_>, then: impl FnOnce(&ActionItem) -> Outcome) -> Outcome {
        match self.action(context) {
            Some(item) => then(item),
            None => Outcome::unavailable("Put the cursor on an action item first"),
        }
    }
}

impl Pane for QbrPane {
    fn name(&self) -> PaneName {
        PaneName::Qbr
    }

    fn hints(&self, _: &Context<'_>) -> Vec<Hint> {
        if self.editor.is_some() {
            return Vec::new();
        }
        if self.qbr.is_none() {
            return vec![Hint::new(Action::AddTemplate, "schedule a QBR")];
        }
        let enter = match self.current() {
            Some(Entry::Section(_)) => "write notes",
            Some(Entry::Commitments) => "read",
            Some(Entry::Review(_)) => "open",
            _ => "edit",
        };
        vec![
            Hint::new(Action::Open, enter),
            Hint::new(Action::Add, "action item"),
            Hint::new(Action::DoneToggle, "done"),
            Hint::new(Action::TimerToggle, if self.timer.is_some() { "pause" } else { "timer" }),
            Hint::new(Action::Export, "export"),
        ]
    }

    fn layout(&mut self, area: Rect, context: &Context<'_>) {
        self.refresh(area, context);
        self.list_area = view::list_area(area);
        self.list.settle(self.entries.len(), self.list_area.height);
        self.content_height = view::content_area(area).height;
        let height = usize::from(self.content_height.saturating_sub(1));
        self.scroll = self.scroll.min(self.content.len().saturating_sub(height));
        self.text_cursor = view::text_cursor(self, area, context);
    }

    fn draw(&self, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
        view::draw(self, buffer, area, context);
    }

    fn cursor(&self) -> Option<Position> {
        self.text_cursor
    }

    fn mode(&self) -> Mode {
        if self.editor.is_some() { Mode::Edit } else { Mode::Nav }
    }

    fn available(&self, action: Action, context: &Context<'_>) -> Result<(), String> {
        match action {
            Action::MeetingStart => {
                Err("the capture line of a live meeting is not in this version; r runs the timer".to_owned())
            }
            Action::NumbersRefresh => Err("the numbers are always those of the program".to_owned()),
            Action::DoneToggle | Action::OwnerPick | Action::DatePick if self.action(context).is_none() => {
                Err("put the cursor on an action item".to_owned())
            }
            Action::Add | Action::Export | Action::SetStatus if self.qbr.is_none() => {
                Err("A schedules a review first".to_owned())
            }
            Action::MarkToggle | Action::MarkAll | Action::MarkRange | Action::Filter | Action::Grab => {
                Err("not in the QBR builder; f opens another review".to_owned())
            }
            _ => Ok(()),
        }
    }

    fn act(&mut self, action: Action, context: &Context<'_>) -> Outcome {
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
            Action::TimerToggle => self.run_or_pause(),
            Action::TimerPlus => self.change_minutes(1, context),
            Action::TimerMinus => self.change_minutes(-1, context),
            Action::TimerReset => self.reset_time(context),
            Action::Export => self
                .qbr(context)
                .map_or_else(|| Outcome::unavailable("There is no review to export"), asking::ask_export),
            Action::Unwind if self.reading => {
                self.reading = false;
                Outcome::Changed
            }
            _ => Outcome::ignored(),
        }
    }

    fn type_key(&mut self, key: KeyEvent, _: &Context<'_>) -> Outcome {
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
        let text = values.text("").unwrap_or_default().to_owned();
        match tag {
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
            asking::EXPORT => asking::export(self, &text, context),
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

    fn selected_partner(&self, context: &Context<'_>) -> Option<Id<Partner>> {
        self.qbr(context).map(|qbr| qbr.partner.clone()).or_else(|| context.partner.cloned())
    }

    fn mouse(&mut self, mouse: MouseEvent, context: &Context<'_>) -> Outcome {
        match mouse.kind {
            MouseEventKind::ScrollUp => self.scroll_by(-3),
            MouseEventKind::ScrollDown => self.scroll_by(3),
            MouseEventKind::Down(MouseButton::Left) if self.editor.is_none() => {
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
        self.timer.is_some()
    }

    fn tick(&mut self, seconds: u64, _: &Context<'_>) -> Outcome {
        match &mut self.timer {
            Some(timer) => {
                timer.tick(seconds);
                Outcome::Changed
            }
            None => Outcome::ignored(),
        }
    }
}
