//! The tables of the Enablement pane: measures, content, people, portal, markets, plans.

use super::section::{Add, PLAIN, Spec, Toggle};
use crate::program::Kind;
use crate::report::enablement;
use crate::tui::widgets::table::Order;

#[rustfmt::skip]
pub(super) const METRICS: Spec = Spec {
    title: "Measures",
    nouns: ("measure", "measures"),
    report: &enablement::metrics::REPORT,
    columns: &[("metric", 19), ("value", 9), ("target", 18), ("verdict", 8), ("action", 26), ("basis", 52)],
    keys: &["key"],
    rule: "R-43",
    empty: "No measures yet.",
    named: "{metric}",
    settings: &["training.completion_target", "training.certification_target", "training.portal_days", "kpi.first_deal_days"],
    add: Add::Computed("measures are computed from training, deals and the portal"),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const ASSETS: Spec = Spec {
    title: "Assets",
    nouns: ("asset", "assets"),
    report: &enablement::assets::REPORT,
    columns: &[
        ("title", 28), ("kind", 19), ("priority", 8), ("state", 8), ("updated_on", 10), ("age_days", 8),
        ("limit_days", 16), ("frequency", 12), ("owner", 16), ("pages", 5), ("minutes", 7), ("types", 18),
        ("languages", 14),
    ],
    keys: &["id", "kind"],
    kind: Some(Kind::Asset),
    fields: &[
        ("title", "title"), ("kind", "kind"), ("updated_on", "updated_on"), ("frequency", "frequency"),
        ("owner", "owner"), ("pages", "pages"), ("minutes", "minutes"), ("types", "types"), ("languages", "languages"),
    ],
    rule: "R-45",
    empty: "No content yet; a adds a piece.",
    named: "{title}",
    settings: &[
        "freshness.monthly_days", "freshness.quarterly_days", "freshness.annual_days", "freshness.ongoing_days",
        "freshness.case_study_months",
    ],
    add: Add::Record,
    fresh: &[("kind", "kind"), ("frequency", "frequency")],
    given: &[("updated_on", "today")],
    toggle: Some(Toggle::Today("updated_on")),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const SALES_PLAYBOOK: Spec = Spec {
    title: "Playbook",
    nouns: ("section", "sections"),
    report: &enablement::playbook_text::REPORT,
    columns: &[("part", 22), ("written", 7), ("words", 5), ("text", 60), ("covers", 60)],
    keys: &["part"],
    kind: Some(Kind::PlaybookSection),
    fields: &[("text", "text")],
    rule: "F54",
    empty: "No sections yet.",
    named: "{part}",
    add: Add::Computed("there are seven sections; Enter on the text of one writes it"),
    fresh: &[("part", "part")],
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const CARDS: Spec = Spec {
    title: "Cards",
    nouns: ("battle card", "battle cards"),
    report: &enablement::cards::REPORT,
    columns: &[
        ("competitor", 20), ("blocks", 6), ("missing", 40), ("positioning", 30), ("differentiators", 30),
        ("head_to_head", 30), ("weaknesses", 30), ("when_we_win", 30), ("when_they_win", 30), ("landmines", 30),
        ("win_story", 30),
    ],
    sort: ("blocks", Order::Ascending),
    kind: Some(Kind::BattleCard),
    fields: &[
        ("competitor", "competitor"), ("positioning", "positioning"), ("differentiators", "differentiators"),
        ("head_to_head", "head_to_head"), ("weaknesses", "weaknesses"), ("when_we_win", "when_we_win"),
        ("when_they_win", "when_they_win"), ("landmines", "landmines"), ("win_story", "win_story"),
    ],
    rule: "F60",
    empty: "No battle cards yet; a adds one.",
    named: "against {competitor}",
    add: Add::Record,
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const PEOPLE: Spec = Spec {
    title: "Training",
    nouns: ("person", "people"),
    report: &enablement::people::REPORT,
    columns: &[
        ("name", 22), ("partner_name", 22), ("certified", 9), ("next", 30), ("level_101", 10), ("level_201", 10),
        ("level_301", 10), ("level_401", 10), ("exam", 10), ("project", 10), ("case_study", 10),
    ],
    kind: Some(Kind::Contact),
    fields: &[("name", "name")],
    rule: "F55",
    empty: "Nobody is on record with a partner; , adds contacts.",
    named: "{name}",
    settings: &["certification.expert_rule"],
    add: Add::Other(Kind::TrainingRecord),
    fresh: &[("contact", "id")],
    given: &[("completed_on", "today")],
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const CERTIFICATIONS: Spec = Spec {
    title: "Certificates",
    nouns: ("certification", "certifications"),
    report: &enablement::certifications::REPORT,
    columns: &[
        ("name", 20), ("partner_name", 18), ("certification", 19), ("state", 8), ("expires", 10), ("days_left", 9),
        ("unlocks", 21), ("missing", 24), ("earned", 10), ("hours", 24),
    ],
    sort: ("days_left", Order::Ascending),
    rule: "R-44",
    empty: "Nobody has begun a certification; a records what somebody completed.",
    named: "{certification} of {name}",
    settings: &["certification.expiring_days", "certification.expert_rule"],
    add: Add::Other(Kind::TrainingRecord),
    fresh: &[("contact", "contact")],
    given: &[("completed_on", "today")],
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const SESSIONS: Spec = Spec {
    title: "Sessions",
    nouns: ("session", "sessions"),
    report: &enablement::sessions::REPORT,
    columns: &[("on", 10), ("level", 11), ("live", 4), ("state", 8), ("attendees", 6), ("who", 60)],
    sort: ("on", Order::Descending),
    kind: Some(Kind::TrainingSession),
    fields: &[("on", "on"), ("level", "level"), ("live", "live"), ("who", "attendees")],
    rule: "F55",
    empty: "No training sessions yet; a plans one.",
    named: "{level}, {on}",
    settings: &["cadence.training", "cadence.training_max_days"],
    add: Add::Record,
    given: &[("on", "+2w"), ("live", "yes")],
    toggle: Some(Toggle::Flag("live")),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const PORTAL: Spec = Spec {
    title: "Portal",
    nouns: ("item", "items"),
    report: &enablement::portal::REPORT,
    columns: &[("part", 18), ("present", 5), ("priority", 8), ("checklist", 6), ("covers", 44)],
    keys: &["checklist", "part"],
    rule: "F59",
    empty: "No items.",
    named: "{part}",
    add: Add::Computed("the items are those of the document; d says whether one is there"),
    toggle: Some(Toggle::Own),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const MARKETS: Spec = Spec {
    title: "Markets",
    nouns: ("asset in a market", "assets by market"),
    report: &enablement::markets::REPORT,
    columns: &[
        ("market_name", 14), ("language", 12), ("tier", 6), ("title", 30), ("state", 10), ("languages", 18),
        ("level", 32),
    ],
    keys: &["market", "id"],
    rule: "F63",
    empty: "No markets yet; a adds one with its language.",
    named: "{title} in {market_name}",
    add: Add::Other(Kind::Market),
    toggle: Some(Toggle::Own),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const PLANS: Spec = Spec {
    title: "Plans",
    nouns: ("plan", "plans"),
    report: &enablement::plans::REPORT,
    columns: &[
        ("name", 28), ("done", 4), ("tasks", 5), ("overdue", 4), ("next_due", 10), ("next_task", 28), ("start", 10),
        ("day", 4), ("wave", 4), ("template", 17), ("ends", 10), ("first_deal_days", 12), ("partner_name", 20),
    ],
    kind: Some(Kind::Plan),
    fields: &[("name", "name")],
    rule: "R-30",
    empty: "No plans yet; a plans the onboarding of one partner, or of twenty in waves.",
    named: "{name}",
    settings: &["rollout.concurrent_per_manager", "rollout.wave_gap_days"],
    notes: Some(enablement::plans::notes),
    add: Add::Plan,
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const PLAN_TASKS: Spec = Spec {
    title: "Checklist",
    nouns: ("task", "tasks of plans"),
    report: &enablement::plan_tasks::REPORT,
    columns: &[
        ("title", 34), ("due", 10), ("status", 17), ("plan_name", 26), ("phase", 12), ("side", 8), ("person", 18),
        ("done_on", 10),
    ],
    sort: ("due", Order::Ascending),
    kind: Some(Kind::Task),
    fields: &[("title", "title"), ("due", "due"), ("side", "side"), ("person", "person"), ("done_on", "done_on")],
    rule: "R-30",
    empty: "No tasks of plans yet; Plans, one table back, makes some with a.",
    named: "{title}",
    add: Add::Plan,
    toggle: Some(Toggle::Task),
    ..PLAIN
};
