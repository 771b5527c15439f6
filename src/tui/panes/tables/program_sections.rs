//! The tables of the Program pane: the playbook of the quarter, the co-marketing pool, partner managers.

use super::section::Spec;
use crate::report;
use crate::tui::widgets::table::Order;

#[rustfmt::skip]
pub(super) const PLAYBOOK: Spec = Spec {
    title: "Playbook",
    nouns: ("partner from Silver up", "partners from Silver up"),
    report: &report::playbook::REPORT,
    columns: &[
        ("partner_name", 24), ("group", 17), ("quarter", 8), ("webinar", 13), ("missing", 9), ("swap_1", 12),
        ("swap_2", 12), ("swap_3", 12),
    ],
    keys: &["partner"],
    sort: ("missing", Order::Descending),
    kind: None,
    fields: &[],
    rule: "F11",
    empty: "No partner has reached Silver; Tiers (3) grants tiers.",
};

#[rustfmt::skip]
pub(super) const POOL: Spec = Spec {
    title: "Pool",
    nouns: ("group", "groups of partners"),
    report: &report::pool::REPORT,
    columns: &[
        ("group", 18), ("share", 6), ("partners", 8), ("amount", 13), ("bottom_up", 12), ("difference", 12),
        ("unallocated", 12),
    ],
    keys: &["group"],
    sort: ("amount", Order::Descending),
    kind: None,
    fields: &[],
    rule: "R-16",
    empty: "No co-marketing pool is set; Enter opens the program to set it.",
};

#[rustfmt::skip]
pub(super) const CAPACITY: Spec = Spec {
    title: "Capacity",
    nouns: ("segment", "segments"),
    report: &report::capacity::REPORT,
    columns: &[
        ("segment", 12), ("partners", 10), ("best", 8), ("worst", 9), ("managers", 11), ("state", 13),
        ("per_manager_high", 11), ("per_manager_low", 12),
    ],
    keys: &["segment"],
    sort: ("partners", Order::Ascending),
    kind: None,
    fields: &[],
    rule: "R-37",
    empty: "No partners yet.",
};
