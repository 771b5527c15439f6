//! The co-marketing pool over its groups, from the top and from the budgets of the partners side by side.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::table::{Column, Table};
use crate::analysis::pool_share::pool_groups;
use crate::program::money::Money;

/// What each group of partners gets out of the pool, and what its budgets come to.
pub const REPORT: Report = Report {
    name: "pool",
    title: "The co-marketing pool by group of partners, beside the budgets of its members",
    columns: COLUMNS,
    fill,
};

const COLUMNS: &[Column] = &[
    Column::new("group", "Group", CellKind::Word),
    Column::new("share", "Share", CellKind::Percent),
    Column::new("partners", "Partners", CellKind::Count),
    Column::new("amount", "From the pool", CellKind::Money),
    Column::new("bottom_up", "By formula", CellKind::Money),
    Column::new("difference", "Difference", CellKind::Money),
    Column::new("unallocated", "Unallocated", CellKind::Money),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for group in pool_groups(view.program, view.derived).into_iter().flatten() {
        let theirs = |id| group.members.iter().any(|(member, ..)| member.id == id);
        if view.partner.is_some_and(|wanted| !theirs(wanted.clone())) {
            continue;
        }
        table.push(vec![
            Cell::word(group.group),
            group.share.into(),
            group.members.len().into(),
            group.amount.into(),
            group.bottom_up.into(),
            group.difference.into(),
            group.unallocated.into(),
        ]);
    }
}

/// The partners of each group with their part of the pool and their budget.
pub fn notes(view: &View<'_>) -> Vec<Vec<(String, String)>> {
    let money = |money: Money| Cell::Money(money).display().into_owned();
    let groups = pool_groups(view.program, view.derived).into_iter().flatten();
    groups
        .map(|group| {
            let mut lines = vec![("From the pool, and by formula".to_owned(), String::new())];
            lines.extend(group.members.iter().map(|(partner, budget, part)| {
                (partner.name.clone(), format!("{}, {}", money(*part), money(*budget)))
            }));
            lines
        })
        .collect()
}
