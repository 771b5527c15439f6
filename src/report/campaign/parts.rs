//! Who does what, what is sent when, and the run of show.

use super::sheet::Source;
use crate::analysis::campaign_checks::raci_rows;
use crate::analysis::events::run_of_show::{RunOfShow, ShowLimits, ShowPart};
use crate::program::choice::Choice;
use crate::program::event::{AgendaItem, RaciLetter};
use crate::program::side::Side;
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::table::{Column, Table};

const ROLES: &[Column] = &[
    Column::new("activity", "Activity", CellKind::Text),
    Column::new("us", "Us", CellKind::Text),
    Column::new("partner", "Partner", CellKind::Text),
    Column::new("check", "Check", CellKind::Text),
];
const SENDS: &[Column] = &[
    Column::new("channel", "Channel", CellKind::Word),
    Column::new("us.planned", "Us planned", CellKind::Count),
    Column::new("us.sent", "sent", CellKind::Count),
    Column::new("partner.planned", "Partner planned", CellKind::Count),
    Column::new("partner.sent", "sent", CellKind::Count),
    Column::new("clicks", "Clicks", CellKind::Count),
];
const SHOW: &[Column] = &[
    Column::new("start", "From minute", CellKind::Count),
    Column::new("minutes", "Minutes", CellKind::Count),
    Column::new("title", "Item", CellKind::Text),
    Column::new("kind", "Kind", CellKind::Word),
    Column::new("speaker", "Speaker", CellKind::Text),
];

fn letters(letters: &[RaciLetter]) -> String {
    letters.iter().map(|letter| &letter.label()[..1]).collect::<Vec<_>>().join("/")
}

pub(super) fn roles(doc: &mut Document, source: &Source<'_>) {
    let rows = raci_rows(&source.parts.raci);
    if rows.is_empty() {
        return;
    }
    let mut table = Table::new(ROLES);
    for row in &rows {
        let check = match (row.accountable(), row.is_done_by_somebody()) {
            (1, true) => "one accountable",
            (1, false) => "nobody does it",
            (0, _) => "nobody is accountable",
            _ => "several are accountable",
        };
        table.push(vec![row.activity.into(), letters(&row.ours).into(), letters(&row.partner).into(), check.into()]);
    }
    doc.section("Who does what").table(table, "");
    doc.say("R does it, A is accountable, C is consulted, I is informed.");
}

pub(super) fn promotion(doc: &mut Document, source: &Source<'_>) {
    let sends = &source.parts.sends;
    if sends.is_empty() {
        return;
    }
    let mut table = Table::new(SENDS);
    let mut channels: Vec<_> = sends.iter().map(|send| send.channel).collect();
    channels.sort_unstable();
    channels.dedup();
    for channel in channels {
        let of = |side: Side, sent: bool| {
            let fits = |send: &&&crate::program::event::Send| {
                send.channel == channel && (send.side == side || send.side == Side::Both)
            };
            sends.iter().filter(fits).filter(|send| !sent || send.sent_on.is_some()).count()
        };
        let clicks = sends.iter().filter(|send| send.channel == channel).filter_map(|send| send.clicks);
        let clicks = clicks.map(u64::from).reduce(|sum, more| sum + more);
        table.push(vec![
            Cell::word(channel),
            of(Side::Us, false).into(),
            of(Side::Us, true).into(),
            of(Side::Partner, false).into(),
            of(Side::Partner, true).into(),
            clicks.into(),
        ]);
    }
    doc.section("Promotion").table(table, "");
}

pub(super) fn show(doc: &mut Document, source: &Source<'_>) {
    let agenda = &source.parts.agenda;
    if agenda.is_empty() {
        return;
    }
    let policy = &source.derived.policy().webinar;
    let items: Vec<(ShowPart, u32)> =
        agenda.iter().map(|item| (ShowPart::from(item.kind), u32::from(item.minutes))).collect();
    let show = RunOfShow::of(&items, &ShowLimits::from(policy));
    let mut table = Table::new(SHOW);
    let speaker = |item: &AgendaItem| {
        let speaker = item.speaker.as_ref().and_then(|id| source.program.speakers.get(id));
        speaker.map(|speaker| format!("{} ({})", speaker.name, speaker.side.label()))
    };
    for (item, start) in agenda.iter().zip(&show.starts) {
        let cells = vec![
            (*start).into(),
            item.minutes.into(),
            (&item.title).into(),
            Cell::word(item.kind),
            speaker(item).into(),
        ];
        table.push(cells);
    }
    doc.section("Run of show").table(table, "");
    doc.say(format!(
        "{} minutes, {} of them presentation and {} for questions: {}.",
        show.total.minutes,
        show.presentation.minutes,
        show.questions.minutes,
        show.verdict().label()
    ));
}
