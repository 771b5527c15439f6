//! The tables of the Program pane about partners: selection gate by gate, agreements, escalations, what they say, what they
//! hear.

use super::section::{Add, PLAIN, Spec, Toggle};
use crate::program::Kind;
use crate::report::design;
use crate::tui::widgets::table::Order;

#[rustfmt::skip]
pub(super) const SELECTION: Spec = Spec {
    title: "Selection",
    nouns: ("candidate", "candidates"),
    report: &design::selection::REPORT,
    columns: &[
        ("name", 24), ("gate", 13), ("passed", 6), ("priority", 8), ("score", 5), ("evaluation", 10), ("flags", 5),
        ("leads", 20), ("commitments", 11), ("agreement", 9), ("band", 18), ("stage", 10), ("type", 15),
    ],
    keys: &["partner"],
    rule: "R-07",
    empty: "Nobody is on the way in; the roster (1) adds prospects with a.",
    named: "{name}",
    settings: &["scorecard.scale", "pilot.days", "pilot.leads_required"],
    notes: Some(design::selection::notes),
    add: Add::Other(Kind::Scorecard),
    fresh: &[("partner", "partner")],
    given: &[("on", "today")],
    parts: &[
        ("score", Kind::Scorecard, "scorecard_id"), ("band", Kind::Scorecard, "scorecard_id"),
        ("priority", Kind::Scorecard, "scorecard_id"), ("evaluation", Kind::Evaluation, "evaluation_id"),
        ("flags", Kind::RedFlag, "flag_id"), ("leads", Kind::Pilot, "pilot_id"),
        ("commitments", Kind::CommitmentCheck, "commitment_id"), ("agreement", Kind::Agreement, "agreement_id"),
        ("name", Kind::Partner, "partner"), ("stage", Kind::Partner, "partner"), ("type", Kind::Partner, "partner"),
    ],
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const RED_FLAGS: Spec = Spec {
    title: "Red flags",
    nouns: ("red flag", "red flags"),
    report: &design::red_flags::REPORT,
    columns: &[
        ("partner_name", 22), ("kind", 25), ("mitigated", 10), ("instead", 30), ("note", 40), ("why", 36),
    ],
    sort: ("mitigated", Order::Ascending),
    kind: Some(Kind::RedFlag),
    fields: &[("kind", "kind"), ("mitigated", "mitigated"), ("note", "note")],
    rule: "F145",
    empty: "No red flags; a records one.",
    named: "{kind}, {partner_name}",
    add: Add::Record,
    given: &[("mitigated", "no")],
    toggle: Some(Toggle::Flag("mitigated")),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const PILOTS: Spec = Spec {
    title: "Pilots",
    nouns: ("pilot", "pilots"),
    report: &design::pilots::REPORT,
    columns: &[
        ("partner_name", 22), ("gate", 12), ("qualified", 5), ("leads_required", 4), ("days_left", 9),
        ("window_end", 10), ("start", 10), ("decision", 8), ("decided_on", 10),
    ],
    sort: ("window_end", Order::Ascending),
    kind: Some(Kind::Pilot),
    fields: &[
        ("leads_required", "leads_required"), ("start", "start"), ("decision", "decision"), ("decided_on", "decided_on"),
    ],
    rule: "R-53",
    empty: "No pilots yet; a starts one: 90 days, 10 qualified leads.",
    named: "{partner_name}",
    settings: &["pilot.days", "pilot.leads_required"],
    add: Add::Record,
    given: &[("start", "today"), ("leads_required", "10")],
    state: Some("decision"),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const AGREEMENTS: Spec = Spec {
    title: "Agreements",
    nouns: ("agreement", "agreements"),
    report: &design::agreements::REPORT,
    columns: &[
        ("partner_name", 24), ("state", 11), ("elements", 4), ("missing", 26), ("end", 10), ("next_checkpoint", 10),
        ("last_notice", 12), ("start", 10), ("scope", 30), ("commitment", 30), ("exclusivity", 24), ("term", 24),
        ("exit", 30),
    ],
    sort: ("elements", Order::Ascending),
    kind: Some(Kind::Agreement),
    fields: &[
        ("start", "start"), ("end", "end"), ("scope", "scope"), ("commitment", "commitment"),
        ("exclusivity", "exclusivity"), ("term", "term"), ("exit", "exit"),
    ],
    rule: "R-54",
    empty: "No agreements yet; a adds one.",
    named: "{partner_name}",
    settings: &["agreement.term_months", "agreement.checkpoint_days", "agreement.notice_days"],
    add: Add::Record,
    given: &[("start", "today"), ("notice_days", "90"), ("checkpoint_days", "90")],
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const ESCALATIONS: Spec = Spec {
    title: "Escalations",
    nouns: ("case", "cases"),
    report: &design::escalations::REPORT,
    columns: &[
        ("trigger", 34), ("partner_name", 20), ("severity", 8), ("state", 16), ("hours", 6), ("limit", 4),
        ("path", 16), ("opened_at", 22), ("due_at", 22), ("responded_at", 22), ("resolved_at", 22),
    ],
    sort: ("opened_at", Order::Descending),
    kind: Some(Kind::Escalation),
    fields: &[
        ("trigger", "trigger"), ("severity", "severity"), ("path", "path"), ("opened_at", "opened_at"),
        ("responded_at", "responded_at"), ("resolved_at", "resolved_at"),
    ],
    rule: "R-47",
    empty: "No escalations; a records one.",
    named: "{trigger}",
    settings: &[
        "escalation.critical_hours", "escalation.high_hours", "escalation.medium_hours", "escalation.low_hours",
    ],
    add: Add::Record,
    state: Some("severity"),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const FEEDBACK: Spec = Spec {
    title: "Feedback",
    nouns: ("piece of feedback", "pieces of feedback"),
    report: &design::feedback::REPORT,
    columns: &[
        ("on", 10), ("partner_name", 20), ("state", 11), ("text", 50), ("method", 18), ("answered_on", 10),
        ("days_open", 9),
    ],
    sort: ("on", Order::Descending),
    kind: Some(Kind::Feedback),
    fields: &[("on", "on"), ("method", "method"), ("text", "text"), ("answered_on", "answered_on")],
    rule: "F118",
    empty: "No feedback yet; a records what a partner said.",
    named: "{partner_name}, {on}",
    settings: &["enablement.feedback_days"],
    add: Add::Record,
    given: &[("on", "today")],
    toggle: Some(Toggle::Day("answered_on")),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const NPS: Spec = Spec {
    title: "NPS",
    nouns: ("answer", "answers"),
    report: &design::nps::REPORT,
    columns: &[("on", 10), ("partner_name", 24), ("score", 5), ("counts_as", 9), ("contact", 24)],
    sort: ("on", Order::Descending),
    kind: Some(Kind::NpsResponse),
    fields: &[("on", "on"), ("score", "score")],
    rule: "R-35",
    empty: "No answers yet; a records one: who, and 0 to 10.",
    named: "{partner_name}, {on}",
    notes: Some(design::nps::notes),
    add: Add::Record,
    given: &[("on", "today")],
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const COMMUNICATIONS: Spec = Spec {
    title: "Cadence",
    nouns: ("line", "lines"),
    report: &design::communications::REPORT,
    columns: &[
        ("kind", 26), ("due", 10), ("state", 9), ("days_late", 9), ("audience", 16), ("cadence", 15), ("last_sent", 10),
    ],
    sort: ("due", Order::Ascending),
    kind: Some(Kind::CommLine),
    fields: &[("kind", "kind"), ("audience", "audience"), ("cadence", "cadence"), ("last_sent", "last_sent")],
    rule: "R-52",
    empty: "Nothing is sent regularly yet; a adds a line.",
    named: "{kind}",
    settings: &["cadence.newsletter", "cadence.training", "cadence.affiliate_newsletter"],
    add: Add::Record,
    toggle: Some(Toggle::Today("last_sent")),
    ..PLAIN
};
