//! When it begins on every clock that it concerns.

use super::sheet::Source;
use crate::analysis::zones::{clocks, side_by_side};
use crate::program::clock_time::Start;
use crate::report::cell::CellKind;
use crate::report::document::Document;
use crate::report::qbr::Audience;
use crate::report::table::{Column, Table};

const PARTNER: &[Column] = &[
    Column::new("time", "Local time", CellKind::Text),
    Column::new("place", "Where", CellKind::Text),
    Column::new("remark", "Note", CellKind::Text),
];
const INTERNAL: &[Column] = &[
    Column::new("time", "Local time", CellKind::Text),
    Column::new("place", "Where", CellKind::Text),
    Column::new("who", "Who", CellKind::Text),
    Column::new("remark", "Note", CellKind::Text),
];

pub(super) fn section(doc: &mut Document, source: &Source<'_>, audience: Audience) {
    let Start::At(moment, zone) = source.campaign.start(source.program) else { return };
    let all = clocks(source.program, source.campaign, &zone);
    let internal = audience == Audience::Internal;
    let mut table = Table::new(if internal { INTERNAL } else { PARTNER });
    for shown in side_by_side(&all, moment) {
        let mut cells = vec![shown.time().into(), shown.place.clone().into()];
        if internal {
            cells.push(shown.who.clone().into());
        }
        cells.push(shown.remarks().into());
        table.push(cells);
    }
    doc.section("Times").table(table, "");
}
