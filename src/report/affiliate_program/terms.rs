//! Tracking, fraud controls, portal and legal requirements of the affiliate program, there or not (F34 to F36, F39).

use crate::analysis::affiliate::terms::{KNOWN, TermList, is_one, items};
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Every item of every list.
pub const REPORT: Report =
    Report { name: "affiliate-terms", title: "Terms of the affiliate program, item by item", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("list", "List", CellKind::Word),
    Column::further("field", "Field", CellKind::Text),
    Column::new("item", "Item", CellKind::Text),
    Column::new("present", "There", CellKind::Flag),
    Column::new("rank", "Rank", CellKind::Text),
    Column::new("about", "What it is", CellKind::Text),
    Column::further("program", "Program", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for program in view.program.affiliate_programs.iter() {
        use crate::program::choice::Choice;
        let mut add = |list: TermList, item: &str, present: bool, rank: &str, about: &str| {
            table.push(vec![
                (&program.id).into(),
                Cell::word(list),
                list.word().into(),
                item.into(),
                present.into(),
                rank.into(),
                about.into(),
                program.name.as_str().into(),
            ]);
        };
        for list in TermList::ALL {
            let mut own: Vec<&String> = items(program, *list).iter().collect();
            for known in KNOWN.iter().filter(|known| known.0 == *list) {
                let at = own.iter().position(|item| is_one(item, known));
                let item = at.map(|at| own.remove(at));
                add(*list, item.map_or(known.1, String::as_str), item.is_some(), known.3, known.4);
            }
            for item in own {
                add(*list, item, true, "", "our own");
            }
        }
    }
}
