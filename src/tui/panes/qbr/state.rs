//! The view state of the QBR builder and what its keys do.

use super::asking;
use super::closing;
use super::entries::{Entry, entries, reviews};
use super::live::Live;
use super::present::Present;
use super::view;
use crate::analysis::close_out::LooseEnd;
use crate::app::command::{QbrCommand, RecordCommand};
use crate::program::id::Id;
use crate::program::meeting::Minute;
use crate::program::qbr::{ActionItem, AgendaSection, Qbr};
use crate::program::{AnyRecord, Kind};
use crate::report::qbr::Review;
use crate::tui::outcome::Outcome;
use crate::tui::pane::Context;
use crate::tui::session::Command;
use crate::tui::widgets::list::ListView;
use crate::tui::widgets::paint::Piece;
use crate::tui::widgets::text_area::TextArea;
use ratatui::layout::{Position, Rect};

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
    /// The capture line, while a meeting is captured.
    pub(super) live: Option<Live>,
    /// The page that is presented.
    pub(super) present: Option<Present>,
    /// What the page that was handed over last was made from.
    pub(super) published: Option<(u64, Option<Id<Qbr>>, Option<Present>)>,
    /// True while the clock of the meeting shown runs, as of the last drawing.
    pub(super) running: bool,
    pub(super) wanted: Option<Entry>,
    pub(super) seen: Option<(u64, Option<Id<Qbr>>, usize, u16)>,
    /// The revision and the review that the list was made for.
    listed: Option<(u64, Option<Id<Qbr>>)>,
    pub(super) list_area: Rect,
    pub(super) content_height: u16,
    pub(super) text_cursor: Option<Position>,
}

impl QbrPane {
    /// The review shown.
    pub(super) fn qbr<'a>(&self, context: &Context<'a>) -> Option<&'a Qbr> {
        context.workbench.program().qbrs.get(self.qbr.as_ref()?)
    }

    pub(super) fn current(&self) -> Option<&Entry> {
        self.entries.get(self.list.cursor)
    }

    pub(super) fn action<'a>(&self, context: &Context<'a>) -> Option<&'a ActionItem> {
        match self.current() {
            Some(
                Entry::Action(id) | Entry::Loose(LooseEnd::Owner(id) | LooseEnd::Date(id) | LooseEnd::Audience(id)),
            ) => context.workbench.program().actions.get(id),
            _ => None,
        }
    }

    pub(super) fn minute<'a>(&self, context: &Context<'a>) -> Option<&'a Minute> {
        match self.current() {
            Some(Entry::Minute(id) | Entry::Loose(LooseEnd::Dispute(id) | LooseEnd::Parking(id))) => {
                context.workbench.program().minutes.get(id)
            }
            _ => None,
        }
    }

    pub(super) fn section(&self) -> Option<AgendaSection> {
        match self.current() {
            Some(Entry::Section(section)) => Some(*section),
            _ => None,
        }
    }

    pub(super) fn refresh(&mut self, area: Rect, context: &Context<'_>) {
        if self.qbr(context).is_none() {
            let of_partner = |id: &Id<Qbr>| {
                let qbr = context.workbench.program().qbrs.get(id);
                qbr.is_some_and(|qbr| Some(&qbr.partner) == context.partner)
            };
            let all = reviews(context.workbench);
            let live = |id: &&Id<Qbr>| context.workbench.program().qbrs.get(id).is_some_and(Qbr::is_live);
            let running = all.iter().find(live);
            self.qbr = running.or(all.iter().find(|id| of_partner(id))).or(all.first()).cloned();
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
        if self.live.is_some()
            && let Some(meeting) = self.qbr(context).and_then(|qbr| qbr.meeting.as_ref())
        {
            self.wanted = Some(Entry::Section(meeting.section));
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

    pub(super) fn move_by(&mut self, by: isize) -> Outcome {
        if self.reading {
            return self.scroll_by(by);
        }
        if (0..by.unsigned_abs()).filter(|_| self.step(by.signum())).count() == 0 {
            return Outcome::ignored();
        }
        Outcome::Changed
    }

    pub(super) fn scroll_by(&mut self, by: isize) -> Outcome {
        let height = usize::from(self.content_height.saturating_sub(1));
        self.scroll = self.scroll.saturating_add_signed(by).min(self.content.len().saturating_sub(height));
        Outcome::Changed
    }

    pub(super) fn change_minutes(&self, by: i32, context: &Context<'_>) -> Outcome {
        let (Some(section), Some(qbr)) = (self.section(), self.qbr(context)) else {
            return Outcome::unavailable("Minutes belong to a section of the agenda");
        };
        let review = Review::of(context.workbench.program(), context.workbench.derived(), qbr);
        let minutes = review.map_or([0; 5], |review| review.minutes());
        let at = section.place();
        let minutes = (i32::from(minutes[at]) + by).clamp(0, 600) as u16;
        Outcome::command(Command::Qbr(QbrCommand::SetMinutes { qbr: qbr.id.clone(), section, minutes }))
    }

    pub(super) fn reset_time(&self, context: &Context<'_>) -> Outcome {
        let (Some(section), Some(qbr)) = (self.section(), self.qbr(context)) else {
            return Outcome::unavailable("Time is kept per section of the agenda");
        };
        let mut changed = qbr.clone();
        for part in changed.sections.iter_mut().filter(|part| part.section == section) {
            part.actual_seconds = None;
        }
        if let Some(meeting) = changed.meeting.as_mut().filter(|meeting| meeting.section == section) {
            meeting.since = meeting.since.map(|_| context.now);
        }
        if changed == *qbr {
            return Outcome::Changed;
        }
        let label = "Reset the time of a section".to_owned();
        Outcome::command(Command::Record(RecordCommand::Replace { record: AnyRecord::from(changed), label }))
    }

    pub(super) fn open(&mut self, context: &Context<'_>) -> Outcome {
        match self.current().cloned() {
            Some(Entry::Section(section)) => self.edit_notes(section, context),
            Some(Entry::Action(_)) => {
                self.action(context).map_or_else(Outcome::ignored, |item| asking::action_form(Some(item), context))
            }
            Some(Entry::Actions) => asking::action_form(None, context),
            Some(Entry::Review(id)) => self.show(id, context),
            Some(Entry::Minute(id)) => {
                context.workbench.program().minutes.get(&id).map_or_else(Outcome::ignored, asking::minute_form)
            }
            Some(Entry::Loose(end)) => closing::mend(&end, context),
            Some(Entry::Commitments | Entry::Package | Entry::Preparation | Entry::Portfolio) => {
                self.reading = !self.reading;
                Outcome::Changed
            }
            _ => asking::new_review(self.qbr(context), context),
        }
    }

    fn edit_notes(&mut self, section: AgendaSection, context: &Context<'_>) -> Outcome {
        let Some(qbr) = self.qbr(context) else {
            return Outcome::unavailable("[key:add.from_template] schedules a review first");
        };
        let part = qbr.sections.iter().find(|part| part.section == section);
        self.editor = Some(TextArea::new(part.and_then(|part| part.text.as_deref()).unwrap_or_default()));
        Outcome::command(Command::Seal).and(Outcome::Changed)
    }

    pub(super) fn show(&mut self, id: Id<Qbr>, context: &Context<'_>) -> Outcome {
        let partner = context.workbench.program().qbrs.get(&id).map(|qbr| qbr.partner.clone());
        self.live = None;
        self.qbr = Some(id);
        self.seen = None;
        self.wanted = Some(Entry::Commitments);
        self.scroll = 0;
        partner.map_or(Outcome::Changed, |partner| Outcome::SelectPartner(partner).and(Outcome::Changed))
    }

    /// What is typed stands in the program at once, as one step of the history.
    pub(super) fn save_notes(&self) -> Outcome {
        match (&self.editor, &self.qbr, self.section()) {
            (Some(editor), Some(qbr), Some(section)) => {
                Outcome::command(Command::Qbr(QbrCommand::SetNotes { qbr: qbr.clone(), section, text: editor.text() }))
                    .and(Outcome::Changed)
            }
            _ => Outcome::Changed,
        }
    }

    pub(super) fn delete(&self, context: &Context<'_>) -> Outcome {
        let (kind, id) = match self.current() {
            Some(Entry::Action(id)) => (Kind::ActionItem, id.shared()),
            Some(Entry::Review(id)) => (Kind::Qbr, id.shared()),
            Some(Entry::Minute(id)) => (Kind::Minute, id.shared()),
            _ => return Outcome::unavailable("Action items, minutes and reviews can be deleted"),
        };
        let _ = context;
        Outcome::command(Command::Record(RecordCommand::Delete { kind, ids: vec![id] }))
    }

    pub(super) fn of_action(&self, context: &Context<'_>, then: impl FnOnce(&ActionItem) -> Outcome) -> Outcome {
        match self.action(context) {
            Some(item) => then(item),
            None => Outcome::unavailable("Put the cursor on an action item first"),
        }
    }
}
