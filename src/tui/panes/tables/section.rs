//! The tables of the pane: which report each shows, with which columns, and what of it can be edited.

use super::program_sections::{CAPACITY, PLAYBOOK, POOL};
use crate::program::Kind;
use crate::report::{self, Report};
use crate::tui::widgets::table::Order;

/// A table of the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum Section {
    Deals,
    Registrations,
    Attribution,
    Cfo,
    Commissions,
    Payments,
    Mdf,
    Funds,
    Affiliates,
    Playbook,
    Pool,
    Capacity,
}

/// What is fixed for a table.
#[derive(Debug)]
pub(super) struct Spec {
    /// The word of its tab.
    pub(super) title: &'static str,
    /// One row, and several.
    pub(super) nouns: (&'static str, &'static str),
    /// Where its rows come from.
    pub(super) report: &'static Report,
    /// The columns, by name of the report's, with their cells; the first one stays when the others scroll.
    pub(super) columns: &'static [(&'static str, u16)],
    /// The columns that tell one row from another.
    pub(super) keys: &'static [&'static str],
    /// The order at first.
    pub(super) sort: (&'static str, Order),
    /// The kind of record that a row is, where it is one.
    pub(super) kind: Option<Kind>,
    /// Columns that can be edited, with the field of the record.
    pub(super) fields: &'static [(&'static str, &'static str)],
    /// The rule behind it.
    pub(super) rule: &'static str,
    /// What to do where there are no rows.
    pub(super) empty: &'static str,
}

#[rustfmt::skip]
const DEALS: Spec = Spec {
    title: "Deals",
    nouns: ("deal", "deals"),
    report: &report::deals::REPORT,
    columns: &[
        ("name", 23), ("partner_name", 18), ("stage", 11), ("amount", 11), ("class", 10), ("credited", 11),
        ("close", 10), ("days_in_stage", 6), ("stuck", 5), ("weighted", 11), ("lead_source", 16), ("owner", 14),
    ],
    keys: &["id"],
    sort: ("close", Order::Descending),
    kind: Some(Kind::Deal),
    fields: &[
        ("name", "name"), ("stage", "stage"), ("amount", "amount"), ("close", "expected_close"),
        ("lead_source", "lead_source"), ("owner", "owner"),
    ],
    rule: "R-31",
    empty: "No deals yet: quarterdeck import PLAN.ron deals.csv brings them in.",
};

#[rustfmt::skip]
const REGISTRATIONS: Spec = Spec {
    title: "Registrations",
    nouns: ("registration", "registrations"),
    report: &report::registrations::REPORT,
    columns: &[
        ("account", 21), ("partner_name", 18), ("state", 10), ("approved_on", 10), ("protected_through", 12),
        ("days_left", 4), ("conflicts", 34), ("sla", 15), ("submitted_at", 16), ("decided_at", 16), ("deal", 26),
    ],
    keys: &["id"],
    sort: ("days_left", Order::Descending),
    kind: Some(Kind::DealRegistration),
    fields: &[
        ("state", "state"), ("approved_on", "approved_on"), ("submitted_at", "submitted_at"),
        ("decided_at", "decided_at"), ("deal", "deal"),
    ],
    rule: "R-28",
    empty: "No deal registrations are recorded.",
};

#[rustfmt::skip]
const ATTRIBUTION: Spec = Spec {
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
    kind: None,
    fields: &[],
    rule: "R-31",
    empty: "No partner has a part in a deal yet.",
};

#[rustfmt::skip]
const CFO: Spec = Spec {
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
    kind: None,
    fields: &[],
    rule: "R-58",
    empty: "No deal was won yet.",
};

#[rustfmt::skip]
const COMMISSIONS: Spec = Spec {
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
    kind: None,
    fields: &[],
    rule: "R-17",
    empty: "Nothing was earned or paid yet.",
};

#[rustfmt::skip]
const PAYMENTS: Spec = Spec {
    title: "Payments",
    nouns: ("payment", "payments"),
    report: &report::payments::REPORT,
    columns: &[
        ("partner_name", 20), ("kind", 10), ("amount", 11), ("due_on", 10), ("paid_on", 10), ("status", 17),
        ("deal", 28), ("evidence", 22), ("days_late", 9),
    ],
    keys: &["id"],
    sort: ("due_on", Order::Descending),
    kind: Some(Kind::Payment),
    fields: &[
        ("kind", "kind"), ("amount", "amount"), ("due_on", "due_on"), ("paid_on", "paid_on"), ("deal", "deal"),
        ("evidence", "evidence"),
    ],
    rule: "R-17",
    empty: "No payments are recorded.",
};

#[rustfmt::skip]
const MDF: Spec = Spec {
    title: "MDF",
    nouns: ("request", "requests"),
    report: &report::mdf::REPORT,
    columns: &[
        ("partner_name", 18), ("plan", 18), ("amount", 10), ("state", 9), ("activity_on", 10), ("decision", 9),
        ("reasons", 34), ("approver", 28), ("payout_due", 10), ("payout", 12), ("annual_left", 12),
        ("quarter_left", 15), ("receipt_on", 10), ("paid_on", 10), ("purpose", 12), ("roi_commitment", 24),
        ("expected_leads", 14), ("reported_leads", 14), ("reported_pipeline", 17),
    ],
    keys: &["id"],
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
};

#[rustfmt::skip]
const FUNDS: Spec = Spec {
    title: "Funds",
    nouns: ("fund", "funds by tier and quarter"),
    report: &report::mdf::FUNDS,
    columns: &[
        ("tier", 12), ("quarter", 8), ("annual", 14), ("accrued", 10), ("requested", 10), ("approved", 10),
        ("left", 12), ("reimbursed", 10), ("committed", 17), ("used", 6), ("partners", 8),
    ],
    keys: &["tier", "quarter"],
    sort: ("quarter", Order::Descending),
    kind: None,
    fields: &[],
    rule: "R-20",
    empty: "No tier offers funds; Tiers (3) sets them.",
};

#[rustfmt::skip]
const AFFILIATES: Spec = Spec {
    title: "Affiliates",
    nouns: ("month", "months of affiliates"),
    report: &report::affiliates::REPORT,
    columns: &[
        ("partner_name", 16), ("month", 7), ("paid", 5), ("revenue", 9), ("click_to_signup", 7),
        ("signup_to_paid", 6), ("refund_rate", 8), ("commission", 10), ("payout", 9), ("payable_from", 12),
        ("clicks", 7), ("signups", 8), ("refunds", 7), ("click_to_signup_band", 14), ("signup_to_paid_band", 14),
        ("refund_band", 14), ("rate", 6),
    ],
    keys: &["id"],
    sort: ("month", Order::Descending),
    kind: Some(Kind::AffiliateMonth),
    fields: &[
        ("month", "month"), ("clicks", "clicks"), ("signups", "signups"), ("paid", "paid"), ("refunds", "refunds"),
        ("revenue", "revenue"),
    ],
    rule: "R-25",
    empty: "No months of affiliates are recorded.",
};

impl Section {
    /// Every table, in the order of the tabs.
    pub(super) const ALL: [Self; 12] = [
        Self::Deals,
        Self::Registrations,
        Self::Attribution,
        Self::Cfo,
        Self::Commissions,
        Self::Payments,
        Self::Mdf,
        Self::Funds,
        Self::Affiliates,
        Self::Playbook,
        Self::Pool,
        Self::Capacity,
    ];
    /// Those of Economics.
    pub(super) const ECONOMICS: &'static [Self] = Self::ALL.split_at(9).0;
    /// Those of Program.
    pub(super) const PROGRAM: &'static [Self] = Self::ALL.split_at(9).1;

    /// What is fixed for it.
    pub(super) fn spec(self) -> &'static Spec {
        match self {
            Self::Deals => &DEALS,
            Self::Registrations => &REGISTRATIONS,
            Self::Attribution => &ATTRIBUTION,
            Self::Cfo => &CFO,
            Self::Commissions => &COMMISSIONS,
            Self::Payments => &PAYMENTS,
            Self::Mdf => &MDF,
            Self::Funds => &FUNDS,
            Self::Affiliates => &AFFILIATES,
            Self::Playbook => &PLAYBOOK,
            Self::Pool => &POOL,
            Self::Capacity => &CAPACITY,
        }
    }

    /// The tables of the same pane, in the order of the tabs.
    pub(super) fn beside(self) -> &'static [Self] {
        [Self::ECONOMICS, Self::PROGRAM].into_iter().find(|of| of.contains(&self)).unwrap_or(Self::ECONOMICS)
    }

    /// The table so many tabs on, round the end.
    pub(super) fn step(self, by: isize) -> Self {
        let tabs = self.beside();
        let at = tabs.iter().position(|one| *one == self).unwrap_or(0) as isize + by;
        tabs.get(at.rem_euclid(tabs.len() as isize) as usize).copied().unwrap_or(self)
    }
}

impl Spec {
    /// The field that a column edits.
    pub(super) fn field(&self, column: &str) -> Option<&'static str> {
        self.fields.iter().find(|(name, _)| *name == column).map(|(_, field)| *field)
    }

    /// The place of a column of the report.
    pub(super) fn place(&self, column: &str) -> Option<usize> {
        self.report.columns.iter().position(|known| known.name == column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_one_of_the_report_and_every_field_one_of_the_record() {
        for section in Section::ALL {
            let spec = section.spec();
            let names =
                spec.columns.iter().map(|(name, _)| *name).chain(spec.keys.iter().copied()).chain([spec.sort.0]);
            for name in names.chain(spec.fields.iter().map(|(column, _)| *column)) {
                assert!(spec.place(name).is_some(), "{}: {name}", spec.title);
            }
            assert!(spec.columns.iter().any(|(name, _)| *name == spec.sort.0), "{}: {}", spec.title, spec.sort.0);
            for (_, field) in spec.fields {
                let kind = spec.kind.unwrap();
                assert!(kind.fields().iter().any(|(name, _, _)| name == field), "{}: {field}", spec.title);
            }
        }
    }

    #[test]
    fn tabs_go_round() {
        assert_eq!(Section::Affiliates.step(1), Section::Deals);
        assert_eq!(Section::Deals.step(-1), Section::Affiliates);
        assert_eq!(Section::Cfo.step(1), Section::Commissions);
        assert_eq!(Section::Capacity.step(1), Section::Playbook);
    }
}
