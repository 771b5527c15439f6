//! The tables of the Program pane about the program itself: the whole, types, goals, people, documents, tools, maturity,
//! launch, what must scale, partner managers, the playbook of the quarter, the co-marketing pool.

use super::section::{Add, PLAIN, Spec, Toggle};
use crate::program::Kind;
use crate::report;
use crate::report::design;
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
    rule: "F11",
    empty: "No partner has reached Silver; Tiers (3) grants tiers.",
    named: "{partner_name}, {quarter}",
    add: Add::Computed("campaigns are planned in Timeline (4): a quarter at once, or one by one"),
    ..PLAIN
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
    rule: "R-16",
    empty: "No co-marketing pool is set; Enter opens the program to set it.",
    named: "{group}",
    settings: &["pool.top", "pool.silver", "pool.experimental"],
    add: Add::Computed("groups follow from the tiers; , changes the pool under Profile"),
    notes: Some(report::pool::notes),
    ..PLAIN
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
    rule: "R-37",
    empty: "No partners yet.",
    named: "{segment}",
    settings: &[
        "capacity.strategic_low", "capacity.strategic_high", "capacity.growth_low", "capacity.growth_high",
        "capacity.stable_low", "capacity.stable_high", "capacity.long_tail_high",
    ],
    add: Add::Computed("segments follow from the partners; , adds a team member"),
    notes: Some(report::capacity::notes),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const ARCHITECTURE: Spec = Spec {
    title: "Program",
    nouns: ("block", "blocks of the program"),
    report: &design::architecture::REPORT,
    columns: &[("block", 13), ("state", 7), ("has", 34), ("lacks", 34), ("question", 32)],
    keys: &["block"],
    kind: Some(Kind::Profile),
    fields: &[("has", "@field"), ("block", "@field"), ("state", "@field"), ("lacks", "@field")],
    rule: "F152",
    empty: "No blocks.",
    named: "{block}",
    add: Add::Computed("there are six blocks; Enter goes to where one is worked on"),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const TYPES: Spec = Spec {
    title: "Types",
    nouns: ("type", "partner types"),
    report: &design::types::REPORT,
    columns: &[
        ("type", 15), ("in_program", 5), ("partners", 8), ("ideal_profile", 40), ("lacks", 24), ("support_level", 11),
        ("comp_plan", 24), ("track", 16), ("value", 26), ("model", 22), ("time_to_value", 13),
    ],
    keys: &["type"],
    kind: Some(Kind::TypeProfile),
    fields: &[
        ("in_program", "in_program"), ("ideal_profile", "ideal_profile"), ("support_level", "support_level"),
        ("comp_plan", "comp_plan"), ("track", "track"),
    ],
    rule: "F153",
    empty: "No types.",
    named: "{type}",
    add: Add::Computed("there are seven types; d takes one into the program"),
    fresh: &[("partner_type", "type"), ("support_level", "support_level")],
    toggle: Some(Toggle::Flag("in_program")),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const GOALS: Spec = Spec {
    title: "Goals",
    nouns: ("goal", "goals"),
    report: &design::goals::REPORT,
    columns: &[
        ("metric", 29), ("value", 9), ("actual", 9), ("due", 10), ("verdict", 12), ("chance", 6), ("denominator", 23),
        ("note", 30), ("why", 40),
    ],
    kind: Some(Kind::Goal),
    fields: &[
        ("metric", "metric"), ("value", "value"), ("due", "due"), ("denominator", "denominator"), ("note", "note"),
    ],
    rule: "R-63",
    empty: "No goals yet; a adds one: what, how much, by when.",
    named: "{metric} by {due}",
    settings: &["planner.denominator", "planner.retention", "planner.activation_mode"],
    add: Add::Record,
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const GOVERNANCE: Spec = Spec {
    title: "Roles",
    nouns: ("role", "roles"),
    report: &design::governance::REPORT,
    columns: &[("role", 20), ("filled", 6), ("member", 24), ("responsibility", 34), ("note", 30)],
    keys: &["role"],
    kind: Some(Kind::Governance),
    fields: &[("member", "member"), ("note", "note")],
    rule: "R-51",
    empty: "No roles.",
    named: "{role}",
    settings: &["organisation.growth_from", "organisation.scale_from", "organisation.enterprise_from"],
    notes: Some(design::governance::notes),
    add: Add::Computed("there are six roles; Enter names who fills one, , adds people to the team"),
    fresh: &[("role", "role")],
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const DOCUMENTS: Spec = Spec {
    title: "Documents",
    nouns: ("document", "documents"),
    report: &design::documents::REPORT,
    columns: &[
        ("kind", 22), ("state", 8), ("updated_on", 10), ("age_days", 8), ("owner", 18), ("frequency", 11),
        ("title", 30), ("purpose", 24),
    ],
    keys: &["kind", "id"],
    kind: Some(Kind::ProgramDoc),
    fields: &[("updated_on", "updated_on"), ("owner", "owner"), ("title", "title")],
    rule: "R-45",
    empty: "No documents.",
    named: "{kind}",
    settings: &["freshness.quarterly_days", "freshness.annual_days"],
    add: Add::Record,
    fresh: &[("kind", "kind")],
    toggle: Some(Toggle::Today("updated_on")),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const TOOLS: Spec = Spec {
    title: "Tools",
    nouns: ("function", "functions"),
    report: &design::tools::REPORT,
    columns: &[("kind", 16), ("in_use", 6), ("name", 22), ("priority", 8), ("examples", 40)],
    keys: &["kind", "id"],
    kind: Some(Kind::Tool),
    fields: &[("in_use", "in_use"), ("name", "name")],
    rule: "F161",
    empty: "No tools.",
    named: "{kind}",
    settings: &["program.systems_from"],
    add: Add::Record,
    fresh: &[("kind", "kind")],
    toggle: Some(Toggle::Flag("in_use")),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const MATURITY: Spec = Spec {
    title: "Maturity",
    nouns: ("dimension", "dimensions"),
    report: &design::maturity::REPORT,
    columns: &[("dimension", 14), ("level", 5), ("now", 22), ("next", 22), ("weakest", 7), ("on", 10)],
    keys: &["dimension"],
    kind: Some(Kind::Maturity),
    fields: &[("level", "@dimension"), ("dimension", "@dimension"), ("now", "@dimension"), ("next", "@dimension"), ("on", "on")],
    rule: "R-46",
    empty: "No dimensions.",
    named: "{dimension}",
    settings: &["maturity.above_minimum"],
    notes: Some(design::maturity::notes),
    add: Add::Record,
    given: &[("on", "today")],
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const LAUNCH: Spec = Spec {
    title: "Launch",
    nouns: ("task", "tasks of the launch"),
    report: &design::launch::REPORT,
    columns: &[("title", 40), ("phase", 10), ("due", 10), ("status", 17), ("person", 18), ("side", 8), ("done_on", 10)],
    kind: Some(Kind::Task),
    fields: &[("title", "title"), ("due", "due"), ("person", "person"), ("side", "side"), ("done_on", "done_on")],
    rule: "R-30",
    empty: "No launch plan yet; a makes one: three phases, nineteen tasks.",
    named: "{title}",
    add: Add::Plan,
    toggle: Some(Toggle::Task),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const SCALE: Spec = Spec {
    title: "Scale",
    nouns: ("factor", "factors"),
    report: &design::scale::REPORT,
    columns: &[("factor", 17), ("approach", 16), ("verdict", 9), ("startup", 24), ("scale", 30), ("partners", 8)],
    keys: &["factor"],
    kind: Some(Kind::ScaleFactor),
    fields: &[("approach", "approach")],
    rule: "F160",
    empty: "No factors.",
    named: "{factor}",
    settings: &["program.manual_warn_partners", "program.manual_error_partners"],
    add: Add::Computed("there are six factors; Enter on Today says how one is done"),
    fresh: &[("factor", "factor")],
    state: Some("approach"),
    ..PLAIN
};
