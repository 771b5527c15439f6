//! After a review: what is still open, each one key from being mended, and the package that one key writes.

use super::asking;
use super::entries::Entry;
use super::state::QbrPane;
use super::targets;
use crate::analysis::close_out::{LooseEnd, counted, items_of, loose_ends};
use crate::app::command::{QbrCommand, RecordCommand};
use crate::edit::commands::closing::{self, Closing};
use crate::edit::commands::meetings::Temperature;
use crate::edit::{Edit, Refusal};
use crate::program::choice::Choice;
use crate::program::meeting::Sharing;
use crate::program::period::months_after;
use crate::program::qbr::Qbr;
use crate::program::{AnyRecord, Kind};
use crate::report::cell::Cell;
use crate::report::document::{Block, Document};
use crate::report::qbr::{PartnerView, Review, partner_recap};
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry as PickEntry, Picker, Preview, PreviewLine, Prompt};
use crate::tui::pane::{Context, Values};
use crate::tui::session::Command;

const PACKAGE: &str = "qbr/package";
const SETTLE: &str = "qbr/settle";
const TEMPERATURE: &str = "qbr/temperature";
const SHARING: &str = "qbr/sharing";
const NOT_HELD: &str = "this review was not held yet; [key:meeting.start] starts its meeting";

impl QbrPane {
    /// Whether an action after a review can be done now; none for other actions.
    pub(super) fn closing_available(&self, action: Action, context: &Context<'_>) -> Option<Result<(), String>> {
        let held = self.qbr(context).is_some_and(|qbr| qbr.ended_at.is_some());
        match action {
            Action::TargetsEdit | Action::AgendaShared if self.qbr(context).is_some() => Some(Ok(())),
            Action::TargetsEdit | Action::AgendaShared => {
                Some(Err("[key:add.from_template] schedules a review first".to_owned()))
            }
            Action::PackageWrite if held => Some(Ok(())),
            Action::PackageWrite => Some(Err(NOT_HELD.to_owned())),
            Action::ShareToggle if self.action(context).is_some() || self.minute(context).is_some() => Some(Ok(())),
            Action::ShareToggle => Some(Err("put the cursor on an action item or a minute".to_owned())),
            _ => None,
        }
    }

    /// Does an action after a review; none for other actions.
    pub(super) fn act_on_closing(&mut self, action: Action, context: &Context<'_>) -> Option<Outcome> {
        match action {
            Action::PackageWrite => Some(self.ask_package(context)),
            Action::ShareToggle => Some(self.toggle_sharing(context)),
            Action::TargetsEdit => Some(self.qbr(context).map_or_else(Outcome::ignored, targets::ask)),
            Action::AgendaShared => {
                Some(self.qbr(context).map_or_else(Outcome::ignored, |qbr| targets::agenda(qbr, context)))
            }
            _ => None,
        }
    }

    fn loose(&self) -> Option<&LooseEnd> {
        match self.current() {
            Some(Entry::Loose(end)) => Some(end),
            _ => None,
        }
    }

    fn toggle_sharing(&self, context: &Context<'_>) -> Outcome {
        let shared = match (self.action(context), self.minute(context)) {
            (Some(item), _) => item.is_shared(),
            (None, Some(minute)) => minute.is_shared(),
            (None, None) => return Outcome::unavailable("Put the cursor on an action item or a minute first"),
        };
        self.set_sharing(if shared { Sharing::Internal } else { Sharing::Shared }, context)
    }

    fn set_sharing(&self, sharing: Sharing, context: &Context<'_>) -> Outcome {
        let (kind, id) = match (self.action(context), self.minute(context)) {
            (Some(item), _) => (Kind::ActionItem, item.id.shared()),
            (None, Some(minute)) => (Kind::Minute, minute.id.shared()),
            (None, None) => return Outcome::ignored(),
        };
        let (field, text) = ("sharing".to_owned(), sharing.word().to_owned());
        Outcome::command(Command::Record(RecordCommand::SetField { kind, ids: vec![id], field, text }))
    }

    /// What was answered; none for the answer to another question.
    pub(super) fn closing_answered(&mut self, tag: &str, values: &Values, context: &Context<'_>) -> Option<Outcome> {
        let text = values.text("").unwrap_or_default().trim().to_owned();
        Some(match (tag, self.loose()) {
            (PACKAGE, _) => self.write_package(context),
            (targets::TARGETS, _) => targets::changed(self.qbr(context)?, values),
            (SHARING, _) => {
                Sharing::read(&text).map_or_else(Outcome::ignored, |sharing| self.set_sharing(sharing, context))
            }
            (SETTLE, _) if text.is_empty() => Outcome::unavailable("Nothing was settled: no words"),
            (SETTLE, Some(LooseEnd::Dispute(minute) | LooseEnd::Parking(minute))) => {
                let minute = minute.clone();
                Outcome::command(Command::Qbr(QbrCommand::Settle { minute, answer: text }))
            }
            (TEMPERATURE, Some(LooseEnd::Temperature { side, at_end })) => {
                let (value, qbr) = (text.parse::<u8>().unwrap_or(0), self.qbr(context)?.id.clone());
                let temperature = Temperature { side: *side, at_end: Some(*at_end), value, theirs: None };
                Outcome::command(Command::Qbr(QbrCommand::SetTemperature { qbr, temperature }))
            }
            (SETTLE | TEMPERATURE, _) => Outcome::ignored(),
            _ => return None,
        })
    }

    fn ask_package(&mut self, context: &Context<'_>) -> Outcome {
        let Some(qbr) = self.qbr(context).filter(|qbr| qbr.ended_at.is_some()) else {
            return Outcome::unavailable(NOT_HELD);
        };
        let ends = loose_ends(context.workbench.program(), qbr);
        let holding: Vec<LooseEnd> = ends.into_iter().filter(LooseEnd::holds_back).collect();
        if let Some(first) = holding.first() {
            self.wanted = Some(Entry::Loose(first.clone()));
            self.seen = None;
            let told = counted(&holding);
            return Outcome::warning(format!("Nothing is written yet: action items {told}; Enter mends each"))
                .and(Outcome::Changed);
        }
        match closing::close(context.workbench.program(), &closing_of(qbr, context)) {
            Ok((edit, _)) => Outcome::open(preview(qbr, Some(&edit), context)),
            Err(Refusal::NoChange(_)) => Outcome::open(preview(qbr, None, context)),
            Err(refusal) => Outcome::warning(refusal.to_string()),
        }
    }

    fn write_package(&self, context: &Context<'_>) -> Outcome {
        let Some(qbr) = self.qbr(context) else { return Outcome::ignored() };
        let closing = closing_of(qbr, context);
        let plan = context.workbench.path().and_then(std::path::Path::parent).unwrap_or(std::path::Path::new(""));
        let folder = plan.join(format!("qbr-{}", qbr.id));
        let package = Outcome::command(Command::WritePackage { qbr: qbr.id.clone(), folder });
        match closing::close(context.workbench.program(), &closing) {
            Ok(_) => Outcome::command(Command::Qbr(QbrCommand::Close(closing))).and(package),
            Err(_) => package,
        }
    }
}

/// Asks for what is missing, in place.
pub(super) fn mend(end: &LooseEnd, context: &Context<'_>) -> Outcome {
    let program = context.workbench.program();
    match end {
        LooseEnd::Owner(id) => program
            .actions
            .get(id)
            .map_or_else(Outcome::ignored, |item| asking::action_form_on(Some(item), "person", context)),
        LooseEnd::Date(id) => {
            program.actions.get(id).map_or_else(Outcome::ignored, |item| asking::ask_due(item, context))
        }
        LooseEnd::Audience(_) => {
            let entries = Sharing::CHOICES.iter().map(|(word, label)| PickEntry::new(*word, *label)).collect();
            let picker = Picker::new(SHARING, "Who may see this action item?").entries(entries);
            Outcome::open(picker.select(Sharing::Shared.word()))
        }
        LooseEnd::Dispute(_) | LooseEnd::Parking(_) => {
            let dispute = matches!(end, LooseEnd::Dispute(_));
            let question = if dispute { "What is the answer?" } else { "What became of it?" };
            Outcome::open(Prompt::new(SETTLE, question).hint("it is settled today with these words").at_bottom())
        }
        LooseEnd::Temperature { .. } => Outcome::open(
            Prompt::new(TEMPERATURE, end.told(program)).hint("1 (cold) to 5 (warm); internal").at_bottom(),
        ),
    }
}

fn closing_of(qbr: &Qbr, context: &Context<'_>) -> Closing {
    let months = i32::from(context.workbench.derived().policy().qbr.interval_months);
    let next = Some(months_after(qbr.scheduled_for, months));
    Closing { qbr: qbr.id.clone(), at: context.now, tasks: true, next }
}

/// Everything that would happen, before it does.
fn preview(qbr: &Qbr, edit: Option<&Edit>, context: &Context<'_>) -> Preview {
    let workbench = context.workbench;
    let program = workbench.program();
    let mut lines = vec![PreviewLine::heading("Written beside the plan, in a folder of its own")];
    if let Some(review) = Review::of(program, workbench.derived(), qbr) {
        let files = crate::export::review_package::files(&review);
        lines.extend(files.into_iter().map(|(name, _)| PreviewLine::after(name)));
        let view = PartnerView::of(&review);
        let hidden = items_of(program, &qbr.id).len().saturating_sub(view.actions.len());
        lines.push(PreviewLine::heading("The partner gets"));
        let counts = [
            (view.actions.len(), "action"),
            (view.decisions.len(), "decision"),
            (view.disputes.len() + view.parked.len(), "question"),
            (view.notes.len(), "note"),
        ];
        let told = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| number_of(*count, what));
        lines.push(PreviewLine::same(told.collect::<Vec<_>>().join(", ")));
        if hidden > 0 {
            lines.push(PreviewLine::warning(format!("kept to ourselves: {}", number_of(hidden, "action"))));
        }
    }
    let changes = edit.map_or(&[][..], |edit| &edit.changes);
    let made = || changes.iter().filter(|change| change.before().is_none()).filter_map(|change| change.after());
    let tasks: Vec<String> = made()
        .filter_map(|record| match record {
            AnyRecord::Task(task) => Some(format!("{} by {}", task.title, task.due.strftime("%a %-d %b %Y"))),
            _ => None,
        })
        .collect();
    lines.push(PreviewLine::heading("Tasks"));
    if tasks.is_empty() {
        lines.push(PreviewLine::same("none to add"));
    }
    lines.extend(tasks.into_iter().map(PreviewLine::after));
    lines.push(PreviewLine::heading("Next review"));
    let scheduled = made().find_map(|record| if let AnyRecord::Qbr(next) = record { Some(next.clone()) } else { None });
    match (scheduled, qbr.next_in(program)) {
        (Some(next), _) => {
            let on = next.scheduled_for;
            lines.push(PreviewLine::after(format!("{} on {}", next.quarter, on.strftime("%a %-d %b %Y"))));
            if on.weekday().to_monday_zero_offset() > 4 {
                lines.push(PreviewLine::warning("that is a weekend; move the review once it is scheduled"));
            }
        }
        (None, Some(next)) => lines.push(PreviewLine::same(format!("{} on {}", next.quarter, next.scheduled_for))),
        (None, None) => lines.push(PreviewLine::same("none")),
    }
    lines.push(PreviewLine::heading("Recap"));
    lines.push(sent(qbr, context));
    let word = if edit.is_some() { "Close and write" } else { "Write again" };
    Preview::new(PACKAGE, "After the review: the 48-hour package").lines(lines).accept(word)
}

fn number_of(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn sent(qbr: &Qbr, context: &Context<'_>) -> PreviewLine {
    let due = context.workbench.derived().qbr_dates(qbr).follow_up_due_at;
    match (qbr.notes_sent_at, due) {
        (Some(at), _) => PreviewLine::same(format!("counts as sent since {at}")),
        (None, Some(due)) if context.now > due => {
            PreviewLine::warning(format!("counts as sent now; it was due by {due}"))
        }
        (None, _) => PreviewLine::after("counts as sent now, in time"),
    }
}

/// The line of a loose end's place: what to do about it.
pub(super) fn way_out(end: &LooseEnd) -> &'static str {
    match end {
        LooseEnd::Owner(_) => "Enter names the person; [key:owner.pick] changes the side. The recap waits for it.",
        LooseEnd::Date(_) => "Enter sets the date. The recap waits for it.",
        LooseEnd::Audience(_) => {
            "Nobody said who may see it, so only we do. Enter chooses; [key:share.toggle] shares it at once."
        }
        LooseEnd::Dispute(_) => "Enter writes the answer; the number shown in the meeting stays as it was.",
        LooseEnd::Parking(_) => "Enter writes what became of it; [key:add] adds an action item of it.",
        LooseEnd::Temperature { .. } => "Enter records it, 1 to 5; it stays with us.",
    }
}

/// What stands beside the line of the package: where the review stands, and what the partner would get.
pub(super) fn package_document(review: &Review<'_>) -> Document {
    let mut document = Document::default();
    let Some(qbr) = review.qbr else { return document };
    let ends = loose_ends(review.program, qbr);
    document.part("After the review");
    let open = counted(&ends);
    document.say(if open.is_empty() {
        "Nothing is open. C writes the recaps, the action items and the calendar, makes tasks and schedules the next \
         review."
            .to_owned()
    } else {
        format!("Still open: {open}. Enter on each line mends it; C writes what goes out.")
    });
    let items = items_of(review.program, &qbr.id);
    let with_task = items
        .iter()
        .filter(|item| review.program.tasks.iter().any(|task| task.action.as_ref() == Some(&item.id)))
        .count();
    let due = review.derived.qbr_dates(qbr);
    let due = due.follow_up_due_at.map_or(Cell::Date(due.follow_up_due), |at| Cell::text(at.spelled()));
    let next = qbr.next_in(review.program).map(|next| Cell::Date(next.scheduled_for));
    document.facts([
        ("Recap out by", due),
        ("Recap sent", qbr.notes_sent_at.map_or_else(|| Cell::text("not yet"), |at| Cell::text(at.spelled()))),
        ("Action items with a task", Cell::text(format!("{with_task} of {}", items.len()))),
        ("Next review", next.unwrap_or_else(|| Cell::text("not scheduled"))),
    ]);
    let mut recap = partner_recap(&PartnerView::of(review));
    recap.blocks.retain(|block| !matches!(block, Block::Heading(1, _)));
    document.part("What the partner gets").extend(recap);
    document
}
