//! The webinar kit: everything both sides need to hold one together, with dates (F4, F67 to F69, F77; section 8).

use std::cmp::Ordering;

use super::sheet::{BLANK, Source};
use super::{leads, parts, times};
use crate::analysis::campaign_checks::Gathered;
use crate::analysis::derived::Derived;
use crate::program::Program;
use crate::program::campaign::Campaign;
use crate::program::choice::Choice;
use crate::program::event::{Speaker, SpeakerRole};
use crate::program::period::days_after;
use crate::program::side::Side;
use crate::program::task::Task;
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::qbr::Audience;
use crate::report::table::{Column, Table};

const SENDS: &[Column] = &[
    Column::new("planned", "Planned", CellKind::Date),
    Column::new("channel", "Channel", CellKind::Word),
    Column::new("list", "To", CellKind::Text),
    Column::new("sent", "Sent", CellKind::Date),
];
const TASKS: &[Column] = &[
    Column::new("due", "Due", CellKind::Date),
    Column::new("task", "Task", CellKind::Text),
    Column::new("side", "Side", CellKind::Word),
    Column::new("who", "Who", CellKind::Text),
    Column::new("state", "State", CellKind::Text),
];
const HAND_OFF: &[Column] = &[
    Column::new("who", "Who", CellKind::Text),
    Column::new("until", "Until", CellKind::Date),
    Column::new("first", "First contact", CellKind::Text),
    Column::new("what", "What", CellKind::Text),
];
const AGAIN: &[Column] = &[
    Column::new("from", "From", CellKind::Date),
    Column::new("until", "Until", CellKind::Date),
    Column::new("piece", "What is made of it", CellKind::Text),
];

/// F77: what is made of a webinar, from and until how many days after it.
const REPURPOSED: [(&str, i32, i32); 6] = [
    ("On-demand page with the recording", 1, 1),
    ("Carousel of the main points", 7, 7),
    ("Answers to the questions asked", 7, 7),
    ("Quotes of the speakers", 7, 14),
    ("Article of both companies", 14, 14),
    ("Clips of one to two minutes", 14, 14),
];

/// The kit of a webinar or event. A partner's copy names no people of ours behind tasks and no leads.
pub fn kit(program: &Program, derived: &Derived, campaign: &Campaign, audience: Audience) -> Document {
    let gathered = Gathered::of(program);
    let source = Source { program, derived, campaign, parts: gathered.parts(&campaign.id) };
    let mut doc = Document::titled(format!("{}: webinar kit", campaign.name));
    doc.say(format!("As of {}. Launch {}.", derived.as_of(), campaign.launch.strftime("%a %-d %b %Y")));
    session(&mut doc, &source);
    times::section(&mut doc, &source, audience);
    outline(&mut doc, &source);
    promotion(&mut doc, &source, audience);
    mails(&mut doc, &source, audience);
    tasks(&mut doc, &source, audience);
    follow_up(&mut doc, &source, audience);
    again(&mut doc, campaign);
    open(&mut doc, &source);
    doc
}

fn text(text: Option<&String>) -> Cell {
    text.map(|text| text.trim()).filter(|text| !text.is_empty()).unwrap_or(BLANK).into()
}

fn session(doc: &mut Document, source: &Source<'_>) {
    let campaign = source.campaign;
    let topic = campaign.topic.map_or(BLANK.into(), |topic| Cell::from(topic.label()));
    doc.section("The session").facts([
        ("Title", Cell::from(campaign.name.as_str())),
        ("Objective", text(campaign.objective.as_ref())),
        ("Audience", text(campaign.audience.as_ref())),
        ("Key message", text(campaign.message.as_ref())),
        ("Topic", topic),
    ]);
}

/// The outline: who is on stage, and what happens when.
fn outline(doc: &mut Document, source: &Source<'_>) {
    let names = |wanted: &dyn Fn(&Speaker) -> bool| {
        let named: Vec<&str> =
            source.parts.speakers.iter().copied().filter(|one| wanted(one)).map(|one| one.name.as_str()).collect();
        Cell::from(if named.is_empty() { BLANK.to_owned() } else { named.join(", ") })
    };
    let of = |side: Side| move |one: &Speaker| one.side == side && one.role != SpeakerRole::Moderator;
    doc.section("Session outline").facts([
        ("Our speakers", names(&of(Side::Us))),
        ("The partner's speakers", names(&of(Side::Partner))),
        ("Moderator", names(&|one| one.role == SpeakerRole::Moderator)),
    ]);
    if source.parts.agenda.is_empty() {
        doc.say("Agenda: (open)");
    }
    parts::show(doc, source);
}

/// One table for each side, so that each has its own plan under both brands.
fn promotion(doc: &mut Document, source: &Source<'_>, audience: Audience) {
    doc.section("Promotion plan, under both brands");
    for (side, name) in [(Side::Us, "What we send"), (Side::Partner, "What the partner sends")] {
        let mut sends: Vec<_> =
            source.parts.sends.iter().filter(|send| send.side == side || send.side == Side::Both).collect();
        sends.sort_by_key(|send| (send.planned_on, send.channel, &send.id));
        let mut table = Table::new(SENDS);
        for send in sends {
            let shown = audience == Audience::Internal || send.side == Side::Partner;
            let list = send.list.as_ref().filter(|_| shown);
            let list = list.and_then(|id| source.program.audiences.get(id)).map(|list| &list.name);
            table.push(vec![send.planned_on.into(), Cell::word(send.channel), list.into(), send.sent_on.into()]);
        }
        doc.part(name).table(table, "(open: nothing is planned)");
    }
}

fn is_mail(task: &Task) -> bool {
    let title = task.title.to_lowercase();
    let names_mail = title.contains("email") || title.contains("e-mail");
    names_mail && (title.contains("send") || title.contains("reminder"))
}

fn state(task: &Task, source: &Source<'_>) -> String {
    match task.done_on {
        Some(done) => format!("done {done}"),
        None if task.due < source.derived.as_of() => "late".to_owned(),
        None => "open".to_owned(),
    }
}

/// A task as a row; a partner sees who does it on its own side only.
fn row(task: &Task, source: &Source<'_>, audience: Audience) -> Vec<Cell> {
    let shown = audience == Audience::Internal || task.side == Side::Partner;
    let who = task.person.as_ref().or(task.role.as_ref()).filter(|_| shown);
    vec![task.due.into(), (&task.title).into(), Cell::word(task.side), who.into(), state(task, source).into()]
}

/// The tasks of the campaign that some rule picks, by date; those of our side alone are not the partner's to see.
fn picked<'a>(source: &Source<'a>, audience: Audience, wanted: impl Fn(&Task) -> bool) -> Vec<&'a Task> {
    let shown = |task: &&Task| (audience == Audience::Internal || task.side != Side::Us) && wanted(task);
    let mut tasks: Vec<&Task> = source.parts.tasks.iter().copied().filter(shown).collect();
    tasks.sort_by(|a, b| (a.due, &a.title, &a.id).cmp(&(b.due, &b.title, &b.id)));
    tasks
}

fn table_of(tasks: &[&Task], source: &Source<'_>, audience: Audience) -> Table {
    let mut table = Table::new(TASKS);
    for task in tasks {
        table.push(row(task, source, audience));
    }
    table
}

/// The mails before the day, in their order.
fn mails(doc: &mut Document, source: &Source<'_>, audience: Audience) {
    let mails = picked(source, audience, |task| is_mail(task) && task.due < source.campaign.launch);
    doc.section(format!("E-mail sequence, {} before the day", mails.len()));
    doc.table(table_of(&mails, source, audience), "(open: no mail is planned)");
}

fn tasks(doc: &mut Document, source: &Source<'_>, audience: Audience) {
    let launch = source.campaign.launch;
    let all = picked(source, audience, |_| true);
    doc.section(format!("Tasks, {}", all.len()));
    for (name, when) in [("Before", Ordering::Less), ("On the day", Ordering::Equal), ("After", Ordering::Greater)] {
        let tasks: Vec<&Task> = all.iter().copied().filter(|task| task.due.cmp(&launch) == when).collect();
        doc.part(format!("{name}, {}", tasks.len())).table(table_of(&tasks, source, audience), "(open: none)");
    }
}

/// Who talks to whom afterwards, and until when.
fn follow_up(doc: &mut Document, source: &Source<'_>, audience: Audience) {
    let campaign = source.campaign;
    let model = campaign.lead_model.map_or("(open: nobody agreed who gets them)", Choice::label);
    let mut table = Table::new(HAND_OFF);
    let rows = [
        ("Hot leads: asked for a follow-up", 1, "a call from their first contact"),
        ("Attendees", 1, "recording, slides, one question"),
        ("No-shows", 7, "recording and the next date"),
    ];
    for (who, days, what) in rows {
        table.push(vec![who.into(), days_after(campaign.launch, days).into(), model.into(), what.into()]);
    }
    doc.section("Follow-up and lead hand-off").table(table, "");
    if audience == Audience::Internal {
        let lines = leads::lead_lines(source.program, source.derived, campaign);
        doc.facts(lines.into_iter().map(|(name, value)| (name, Cell::from(value))));
    }
}

fn again(doc: &mut Document, campaign: &Campaign) {
    let mut table = Table::new(AGAIN);
    for (piece, from, until) in REPURPOSED {
        table.push(vec![
            days_after(campaign.launch, from).into(),
            days_after(campaign.launch, until).into(),
            piece.into(),
        ]);
    }
    doc.section("Used again").table(table, "");
}

/// What is still blank, so that nobody takes the kit for complete.
fn open(doc: &mut Document, source: &Source<'_>) {
    let campaign = source.campaign;
    let has = |side: Side| source.parts.speakers.iter().any(|one| one.side == side);
    let blanks = [
        ("objective", campaign.objective.is_none()),
        ("audience", campaign.audience.is_none()),
        ("key message", campaign.message.is_none()),
        ("our speaker", !has(Side::Us)),
        ("the partner's speaker", !has(Side::Partner)),
        ("moderator", !source.parts.speakers.iter().any(|one| one.role == SpeakerRole::Moderator)),
        ("agenda", source.parts.agenda.is_empty()),
        ("promotion", source.parts.sends.is_empty()),
        ("who gets the leads", campaign.lead_model.is_none()),
    ];
    let blanks: Vec<String> = blanks.iter().filter(|(_, open)| *open).map(|(name, _)| (*name).to_owned()).collect();
    doc.section("Still open");
    if blanks.is_empty() {
        doc.say("Nothing.");
    } else {
        doc.list(blanks);
    }
}
