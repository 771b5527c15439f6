//! The tables of the Economics pane: deals, who brought the revenue, what partners earn, funds, affiliates.

use super::section::{Add, PLAIN, Spec, Toggle};
use crate::program::Kind;
use crate::report;
use crate::tui::widgets::table::Order;

#[rustfmt::skip]
pub(super) const DEALS: Spec = Spec {
    title: "Deals",
    nouns: ("deal", "deals"),
    report: &report::deals::REPORT,
    columns: &[
        ("name", 23), ("partner_name", 18), ("stage", 11), ("amount", 11), ("class", 10), ("credited", 11),
        ("close", 10), ("days_in_stage", 6), ("stuck", 5), ("weighted", 11), ("lead_source", 16), ("owner", 14),
    ],
    sort: ("close", Order::Descending),
    kind: Some(Kind::Deal),
    fields: &[
        ("name", "name"), ("stage", "stage"), ("amount", "amount"), ("close", "expected_close"),
        ("lead_source", "lead_source"), ("owner", "owner"),
    ],
    rule: "R-31",
    empty: "No deals yet: quarterdeck import PLAN.ron deals.csv brings them in.",
    named: "{name}",
    settings: &["influence.credit", "touch.model"],
    add: Add::Computed("deals come in with quarterdeck import; , adds one by hand under Deals"),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const REGISTRATIONS: Spec = Spec {
    title: "Registrations",
    nouns: ("registration", "registrations"),
    report: &report::registrations::REPORT,
    columns: &[
        ("account", 21), ("partner_name", 18), ("state", 10), ("approved_on", 10), ("protected_through", 12),
        ("days_left", 4), ("conflicts", 34), ("sla", 15), ("submitted_at", 16), ("decided_at", 16), ("deal", 26),
    ],
    sort: ("days_left", Order::Descending),
    kind: Some(Kind::DealRegistration),
    fields: &[
        ("state", "state"), ("approved_on", "approved_on"), ("submitted_at", "submitted_at"),
        ("decided_at", "decided_at"), ("deal", "deal"),
    ],
    rule: "R-28",
    empty: "No deal registrations are recorded.",
    named: "{account}",
    settings: &["registration.protection_days", "registration.sla_hours"],
    add: Add::Own,
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const ATTRIBUTION: Spec = Spec {
    title: "Attribution",
    nouns: ("part", "parts of partners in deals"),
    report: &report::attribution::REPORT,
    columns: &[
        ("name", 23), ("partner_name", 18), ("class", 10), ("credit", 11), ("amount", 11), ("close", 10),
        ("stage", 11), ("fails", 44), ("touches", 7), ("registered_on", 10), ("deal_class", 11),
        ("source_attribution", 13),
    ],
    keys: &["deal", "partner"],
    sort: ("close", Order::Descending),
    rule: "R-31",
    empty: "No partner has a part in a deal yet.",
    named: "{name}",
    settings: &["influence.credit", "touch.model"],
    add: Add::Computed("deals come in with quarterdeck import; , adds one by hand under Deals"),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const CFO: Spec = Spec {
    title: "CFO",
    nouns: ("quarter", "quarters"),
    report: &report::cfo::quarters::REPORT,
    columns: &[
        ("quarter", 8), ("total", 11), ("sourced", 11), ("sourced_share", 9), ("influenced", 11), ("credited", 11),
        ("checks", 10), ("none", 11), ("unclassified", 12), ("any_share", 13), ("credited_share", 10), ("paid", 11),
        ("cost_share", 7), ("deals", 5),
    ],
    keys: &["quarter"],
    sort: ("quarter", Order::Descending),
    rule: "R-58",
    empty: "No deal was won yet.",
    named: "{quarter}",
    settings: &["touch.model", "influence.credit", "kpi.cost_base", "kpi.sourced_low", "kpi.sourced_high"],
    add: Add::Computed("quarters are computed from deals and payments"),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const COMMISSIONS: Spec = Spec {
    title: "Commissions",
    nouns: ("statement", "statements"),
    report: &report::commissions::REPORT,
    columns: &[
        ("partner_name", 20), ("quarter", 8), ("opening", 11), ("accrued", 11), ("paid", 11), ("balance", 11),
        ("due", 10), ("held", 10), ("not_due", 11), ("payable", 11), ("commission", 11), ("spiff", 9), ("rebate", 9),
        ("affiliate", 9), ("mdf", 9), ("clawback", 10), ("open_questions", 14),
    ],
    keys: &["partner", "quarter"],
    sort: ("quarter", Order::Descending),
    rule: "R-17",
    empty: "Nothing was earned or paid yet.",
    named: "{partner_name}, {quarter}",
    settings: &["commission.net_days", "influence.pay_factor", "clawback.full_days", "clawback.end_days"],
    add: Add::Own,
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const PAYMENTS: Spec = Spec {
    title: "Payments",
    nouns: ("payment", "payments"),
    report: &report::payments::REPORT,
    columns: &[
        ("partner_name", 20), ("kind", 10), ("amount", 11), ("due_on", 10), ("paid_on", 10), ("status", 17),
        ("deal", 28), ("evidence", 22), ("days_late", 9),
    ],
    sort: ("due_on", Order::Descending),
    kind: Some(Kind::Payment),
    fields: &[
        ("kind", "kind"), ("amount", "amount"), ("due_on", "due_on"), ("paid_on", "paid_on"), ("deal", "deal"),
        ("evidence", "evidence"),
    ],
    rule: "R-17",
    empty: "No payments are recorded.",
    named: "{kind} to {partner_name}",
    settings: &["commission.net_days", "influence.pay_factor", "clawback.full_days", "clawback.end_days"],
    add: Add::Own,
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const MDF: Spec = Spec {
    title: "MDF",
    nouns: ("request", "requests"),
    report: &report::mdf::REPORT,
    columns: &[
        ("partner_name", 18), ("plan", 18), ("amount", 10), ("state", 9), ("activity_on", 10), ("decision", 9),
        ("reasons", 34), ("approver", 28), ("payout_due", 10), ("payout", 12), ("annual_left", 12),
        ("quarter_left", 15), ("receipt_on", 10), ("paid_on", 10), ("purpose", 12), ("roi_commitment", 24),
        ("expected_leads", 14), ("reported_leads", 14), ("reported_pipeline", 17),
    ],
    sort: ("activity_on", Order::Descending),
    kind: Some(Kind::MdfRequest),
    fields: &[
        ("plan", "plan"), ("amount", "amount"), ("state", "state"), ("activity_on", "activity_on"),
        ("receipt_on", "receipt_on"), ("paid_on", "paid_on"), ("purpose", "purpose"),
        ("roi_commitment", "roi_commitment"), ("expected_leads", "expected_leads"),
        ("reported_leads", "reported_leads"), ("reported_pipeline", "reported_pipeline"),
    ],
    rule: "R-20",
    empty: "No funds were requested.",
    named: "{plan}",
    settings: &["mdf.director_from", "mdf.tier_rule", "mdf.min_tier_rank", "mdf.payout_days"],
    add: Add::Own,
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const FUNDS: Spec = Spec {
    title: "Funds",
    nouns: ("fund", "funds by tier and quarter"),
    report: &report::mdf::FUNDS,
    columns: &[
        ("tier", 12), ("quarter", 8), ("annual", 14), ("accrued", 10), ("requested", 10), ("approved", 10),
        ("left", 12), ("reimbursed", 10), ("committed", 17), ("used", 6), ("partners", 8),
    ],
    keys: &["tier", "quarter"],
    sort: ("quarter", Order::Descending),
    rule: "R-20",
    empty: "No tier offers funds; Tiers (3) sets them.",
    named: "{tier}, {quarter}",
    settings: &["mdf.accrual_rate", "mdf.min_tier_rank"],
    add: Add::Own,
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const AFFILIATES: Spec = Spec {
    title: "Affiliates",
    nouns: ("month", "months of affiliates"),
    report: &report::affiliates::REPORT,
    columns: &[
        ("partner_name", 16), ("month", 7), ("paid", 5), ("revenue", 9), ("click_to_signup", 7),
        ("signup_to_paid", 6), ("refund_rate", 8), ("commission", 10), ("payout", 9), ("payable_from", 12),
        ("clicks", 7), ("signups", 8), ("refunds", 7), ("click_to_signup_band", 14), ("signup_to_paid_band", 14),
        ("refund_band", 14), ("rate", 6),
    ],
    sort: ("month", Order::Descending),
    kind: Some(Kind::AffiliateMonth),
    fields: &[
        ("month", "month"), ("clicks", "clicks"), ("signups", "signups"), ("paid", "paid"), ("refunds", "refunds"),
        ("revenue", "revenue"),
    ],
    rule: "R-25",
    empty: "No months of affiliates are recorded.",
    named: "{partner_name}, {month}",
    settings: &["affiliate.holdback_days", "affiliate.minimum_payout"],
    add: Add::Record,
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const AFFILIATE_PAYOUTS: Spec = Spec {
    title: "Payouts",
    nouns: ("affiliate", "affiliates"),
    report: &report::affiliate_program::people::REPORT,
    columns: &[
        ("partner_name", 20), ("payout", 15), ("payable", 10), ("held", 10), ("minimum", 12), ("months", 6),
        ("paid", 5), ("revenue", 11), ("share", 6), ("manager", 11),
    ],
    sort: ("revenue", Order::Descending),
    rule: "R-25",
    empty: "No affiliates yet; the roster (1) adds partners of that type.",
    named: "{partner_name}",
    settings: &["affiliate.minimum_payout", "affiliate.holdback_days", "affiliate.manager_from"],
    add: Add::Other(Kind::AffiliateMonth),
    fresh: &[("partner", "partner")],
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const AFFILIATE_TERMS: Spec = Spec {
    title: "Terms",
    nouns: ("item", "items of the affiliate program"),
    report: &report::affiliate_program::terms::REPORT,
    columns: &[("item", 34), ("present", 5), ("list", 13), ("rank", 9), ("about", 42)],
    keys: &["id", "field", "item"],
    kind: Some(Kind::AffiliateProgram),
    fields: &[("item", "@field")],
    rule: "F34",
    empty: "No affiliate program yet; a adds one: 60-day cookie, 30-day holdback, 50 least payout.",
    named: "{list}: {item}",
    settings: &["affiliate.fraud_controls", "affiliate.max_restrictions"],
    add: Add::Record,
    given: &[("cookie_days", "60"), ("holdback_days", "30"), ("minimum_payout", "50")],
    toggle: Some(Toggle::Item { field: "@field", item: "item" }),
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const AFFILIATE_ECONOMICS: Spec = Spec {
    title: "Program",
    nouns: ("number", "numbers of the affiliate program"),
    report: &report::affiliate_program::economics::REPORT,
    columns: &[("what", 24), ("value", 14), ("band", 14), ("basis", 50)],
    keys: &["id", "what"],
    kind: Some(Kind::AffiliateProgram),
    fields: &[("value", "@field")],
    rule: "R-24",
    empty: "No affiliate program yet; a adds one.",
    named: "{what}",
    settings: &["affiliate.rate", "affiliate.recovery_basis", "affiliate.recovery_churn", "affiliate.active_days"],
    add: Add::Record,
    given: &[("cookie_days", "60"), ("holdback_days", "30"), ("minimum_payout", "50")],
    ..PLAIN
};

#[rustfmt::skip]
pub(super) const AFFILIATE_RATES: Spec = Spec {
    title: "Rates",
    nouns: ("band", "bands"),
    report: &report::affiliate_program::rates::REPORT,
    columns: &[
        ("plan", 24), ("in_force", 8), ("from", 5), ("to", 5), ("rate", 6), ("bonus", 5), ("affiliates", 10),
        ("month", 8),
    ],
    rule: "R-25",
    empty: "No bands.",
    named: "{plan} from {from}",
    settings: &["affiliate.plan", "affiliate.band_method"],
    add: Add::Computed("the bands are those of the document; S sets affiliate.plan"),
    ..PLAIN
};
