//! The sales playbook section by section, written or not (F54).

use crate::analysis::blank::word_count;
use crate::analysis::enablement::content::playbook_contents;
use crate::program::choice::Choice;
use crate::program::enablement::PlaybookPart;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// The seven sections.
pub const REPORT: Report =
    Report { name: "sales-playbook", title: "The sales playbook, section by section", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("number", "No.", CellKind::Count),
    Column::new("part", "Section", CellKind::Word),
    Column::new("written", "Written", CellKind::Flag),
    Column::new("words", "Words", CellKind::Count),
    Column::new("covers", "What it covers", CellKind::Text),
    Column::new("text", "Text", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for (number, part) in (1_u32..).zip(PlaybookPart::ALL) {
        let section = view.program.playbook.iter().find(|section| section.part == *part);
        let text = section.map(|section| section.text.as_str()).filter(|text| !text.trim().is_empty());
        table.push(vec![
            section.map(|section| &section.id).into(),
            number.into(),
            Cell::word(*part),
            text.is_some().into(),
            text.map(|text| word_count(Some(text))).into(),
            playbook_contents(*part).into(),
            text.into(),
        ]);
    }
}
