//! The questions of the QBR builder: new reviews, action items, dates.

use crate::app::command::{QbrCommand, RecordCommand};
use crate::app::{Workbench, typed};
use crate::edit::commands::qbrs::NewAction;
use crate::program::choice::Choice;
use crate::program::id::Id;
use crate::program::meeting::{Minute, MinuteKind, Sharing};
use crate::program::moment::Moment;
use crate::program::partner::Partner;
use crate::program::period::Quarter;
use crate::program::qbr::{ActionItem, Qbr, QbrState};
use crate::program::side::Side;
use crate::program::{AnyRecord, Kind};
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry as PickEntry, Field, Form, Picker, Prompt};
use crate::tui::pane::{Context, Values};
use crate::tui::session::Command;

pub(super) const NEW: &str = "qbr/new";
pub(super) const ACTION: &str = "qbr/action";
pub(super) const DUE: &str = "qbr/due";
pub(super) const STATE: &str = "qbr/state";
pub(super) const ENDED: &str = "qbr/ended";
pub(super) const OPEN: &str = "qbr/open";
pub(super) const MINUTE: &str = "qbr/minute";
pub(super) const EDIT_ACTION: &str = "qbr/edit-action";

fn choices(choices: &[(&str, &str)]) -> Vec<(String, String)> {
    choices.iter().map(|(word, label)| ((*word).to_owned(), (*label).to_owned())).collect()
}

fn partner_options(workbench: &Workbench) -> Vec<(String, String)> {
    let mut options: Vec<(String, String)> =
        workbench.program().partners.iter().map(|partner| (partner.id.to_string(), partner.name.clone())).collect();
    options.sort_by_key(|(_, name)| name.to_lowercase());
    options
}

/// A form for a new review, on the partner of the review shown and the last completed quarter.
pub(super) fn new_review(shown: Option<&Qbr>, context: &Context<'_>) -> Outcome {
    let workbench = context.workbench;
    if workbench.program().partners.is_empty() {
        return Outcome::unavailable("A review is held with a partner; [key:goto.roster] then [key:add] adds one");
    }
    let quarter = workbench.derived().periods().last_quarter;
    let reviewed =
        |id: &Id<Partner>| workbench.program().qbrs.iter().any(|qbr| qbr.partner == *id && qbr.quarter == quarter);
    let partner = shown.map(|qbr| &qbr.partner).filter(|id| !reviewed(id)).or(context.partner);
    let partner = partner.map(ToString::to_string).unwrap_or_default();
    let form = Form::new(NEW, "Schedule a QBR")
        .field(Field::choice("partner", "Partner", partner_options(workbench)).value(&partner))
        .field(Field::text("quarter", "Quarter").value(&quarter.to_string()).checked_by(|text| {
            text.trim().parse::<Quarter>().map(|_| String::new()).map_err(|error| error.to_string())
        }))
        .field(Field::date("on", "Date", workbench.as_of(), None).value("+2w").required())
        .field(Field::text("minutes", "Minutes").value("60").checked_by(|text| {
            let minutes = text.trim().parse::<u16>().ok().filter(|minutes| (5..=600).contains(minutes));
            minutes.map(|_| String::new()).ok_or_else(|| "5 to 600 minutes".to_owned())
        }));
    Outcome::open(form.focus("on"))
}

pub(super) fn scheduled(values: &Values, context: &Context<'_>) -> Outcome {
    let text = |name| values.text(name).unwrap_or_default().trim().to_owned();
    let read = || {
        let partner: Id<Partner> = text("partner").parse().ok()?;
        let quarter: Quarter = text("quarter").parse().ok()?;
        let on = typed::date(&text("on"), context.workbench.as_of(), None).ok()?;
        Some(QbrCommand::Schedule { partner, quarter, on, minutes: text("minutes").parse().ok()? })
    };
    read().map_or_else(
        || Outcome::unavailable("Nothing was scheduled: a field is not filled in"),
        |command| Outcome::command(Command::Qbr(command)),
    )
}

/// A form for an action item, empty or filled with one that exists.
pub(super) fn action_form(item: Option<&ActionItem>, context: &Context<'_>) -> Outcome {
    action_form_on(item, "text", context)
}

/// The same with the cursor on one of its fields.
pub(super) fn action_form_on(item: Option<&ActionItem>, field: &str, context: &Context<'_>) -> Outcome {
    let (tag, title) = if item.is_some() { (EDIT_ACTION, "Action item") } else { (ACTION, "New action item") };
    let sharing = item.and_then(|item| item.sharing).unwrap_or(Sharing::Internal);
    let due = item.map_or_else(|| "+2w".to_owned(), |item| item.due.map(|due| due.to_string()).unwrap_or_default());
    let form = Form::new(tag, title)
        .field(Field::text("text", "What").value(item.map_or("", |item| &item.text)).required())
        .field(Field::choice("side", "Owner", choices(Side::CHOICES)).value(item.map_or("us", |item| item.side.word())))
        .field(Field::text("person", "Person").value(item.and_then(|item| item.person.as_deref()).unwrap_or_default()))
        .field(Field::date("due", "Due", context.workbench.as_of(), None).value(&due))
        .field(Field::choice("sharing", "Seen by", choices(Sharing::CHOICES)).value(sharing.word()));
    Outcome::open(form.focus(field))
}

/// A form for something that was written down.
pub(super) fn minute_form(minute: &Minute) -> Outcome {
    let sharing = minute.sharing.unwrap_or(Sharing::Internal);
    let form = Form::new(MINUTE, minute.kind.label())
        .field(Field::text("text", "Text").value(&minute.text).required())
        .field(Field::choice("kind", "Kind", choices(MinuteKind::CHOICES)).value(minute.kind.word()))
        .field(Field::text("person", "Person").value(minute.person.as_deref().unwrap_or_default()))
        .field(Field::choice("sharing", "Seen by", choices(Sharing::CHOICES)).value(sharing.word()));
    Outcome::open(form)
}

pub(super) fn change_minute(minute: &Minute, values: &Values) -> Outcome {
    let text = |name| values.text(name).unwrap_or_default().trim().to_owned();
    let read = || Some((text("kind").parse().ok()?, text("sharing").parse().ok()?));
    let Some((kind, sharing)) = read() else { return Outcome::unavailable("Nothing was changed") };
    let person = Some(text("person")).filter(|person| !person.is_empty());
    let changed = Minute { text: text("text"), kind, person, sharing: Some(sharing), ..minute.clone() };
    let label = format!("Change {}: {}", kind.label(), changed.text);
    Outcome::command(Command::Record(RecordCommand::Replace { record: changed.into(), label }))
}

struct Typed {
    text: String,
    side: Side,
    person: Option<String>,
    due: Option<jiff::civil::Date>,
    sharing: Option<Sharing>,
}

fn action_of(values: &Values, context: &Context<'_>) -> Option<Typed> {
    let text = |name| values.text(name).unwrap_or_default().trim().to_owned();
    let due = text("due");
    Some(Typed {
        text: text("text"),
        side: text("side").parse().ok()?,
        person: Some(text("person")).filter(|person| !person.is_empty()),
        due: if due.is_empty() { None } else { Some(typed::date(&due, context.workbench.as_of(), None).ok()?) },
        sharing: Sharing::read(&text("sharing")),
    })
}

pub(super) fn add_action(qbr: &Qbr, values: &Values, context: &Context<'_>) -> Outcome {
    match action_of(values, context) {
        Some(typed) => Outcome::command(Command::Qbr(QbrCommand::AddAction(NewAction {
            partner: qbr.partner.clone(),
            qbr: Some(qbr.id.clone()),
            text: typed.text,
            side: typed.side,
            person: typed.person,
            due: typed.due,
            sharing: typed.sharing,
        }))),
        None => Outcome::unavailable("Nothing was added: a field is not filled in"),
    }
}

pub(super) fn change_action(item: &ActionItem, values: &Values, context: &Context<'_>) -> Outcome {
    let Some(typed) = action_of(values, context) else { return Outcome::unavailable("Nothing was changed") };
    let changed = ActionItem {
        text: typed.text,
        side: typed.side,
        person: typed.person,
        due: typed.due,
        sharing: typed.sharing,
        ..item.clone()
    };
    let label = format!("Change action item: {}", changed.text);
    Outcome::command(Command::Record(RecordCommand::Replace { record: changed.into(), label }))
}

/// Another owner: us, the partner, both, in turn.
pub(super) fn next_owner(item: &ActionItem) -> Outcome {
    let at = Side::ALL.iter().position(|side| *side == item.side).unwrap_or(0);
    let side = Side::ALL[(at + 1) % Side::ALL.len()];
    Outcome::command(Command::Record(RecordCommand::SetField {
        kind: Kind::ActionItem,
        ids: vec![item.id.shared()],
        field: "side".to_owned(),
        text: side.word().to_owned(),
    }))
}

pub(super) fn ask_due(item: &ActionItem, context: &Context<'_>) -> Outcome {
    let field = Field::date("due", "Due", context.workbench.as_of(), None);
    let text = item.due.map(|due| due.to_string()).unwrap_or_default();
    Outcome::open(Form::new(DUE, format!("Due date: {}", item.text)).field(field.value(&text)))
}

pub(super) fn set_field(kind: Kind, id: &str, field: &str, text: &str) -> Outcome {
    Outcome::command(Command::Record(RecordCommand::SetField {
        kind,
        ids: vec![id.into()],
        field: field.to_owned(),
        text: text.to_owned(),
    }))
}

/// The states a review may take.
pub(super) fn ask_state(qbr: &Qbr) -> Outcome {
    let entries = QbrState::CHOICES.iter().map(|(word, label)| PickEntry::new(*word, *label)).collect();
    Outcome::open(Picker::new(STATE, format!("State of the review {}", qbr.id)).entries(entries))
}

/// A held review has an end, so its time is asked for.
pub(super) fn state_chosen(qbr: &Qbr, word: &str) -> Outcome {
    match word.parse::<QbrState>() {
        Ok(QbrState::Held) if qbr.ended_at.is_none() => Outcome::open(
            Prompt::new(ENDED, "When did the meeting end?")
                .with_text(format!("{}T15:00+00:00", qbr.scheduled_for))
                .hint("date, time and offset from UTC")
                .at_bottom(),
        ),
        Ok(_) => set_field(Kind::Qbr, qbr.id.as_str(), "state", word),
        Err(_) => Outcome::ignored(),
    }
}

pub(super) fn held(qbr: &Qbr, text: &str) -> Outcome {
    match text.trim().parse::<Moment>() {
        Ok(moment) => {
            let changed = Qbr { state: QbrState::Held, ended_at: Some(moment), ..qbr.clone() };
            let label = format!("Mark {} as held", qbr.id);
            Outcome::command(Command::Record(RecordCommand::Replace { record: AnyRecord::from(changed), label }))
        }
        Err(error) => Outcome::warning(error.to_string()),
    }
}

/// Every review, to open another.
pub(super) fn pick_review(context: &Context<'_>) -> Outcome {
    let program = context.workbench.program();
    let entries: Vec<PickEntry> = super::entries::reviews(context.workbench)
        .into_iter()
        .filter_map(|id| program.qbrs.get(&id))
        .map(|qbr| {
            let name = program.partners.get(&qbr.partner).map_or(qbr.partner.as_str(), |partner| &partner.name);
            let detail = format!("{} {}", qbr.scheduled_for, qbr.state.label());
            PickEntry::new(qbr.id.as_str(), format!("{name} {}", qbr.quarter)).detail(detail)
        })
        .collect();
    if entries.is_empty() {
        return Outcome::unavailable("There is no review yet; [key:add.from_template] schedules one");
    }
    Outcome::open(Picker::new(OPEN, "Open a review").entries(entries))
}
