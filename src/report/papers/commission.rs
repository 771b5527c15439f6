//! What partners and affiliates earn, how it is paid, taken back and changed (F120 to F141, R-17 to ).

use super::blank::blank;
use super::examples::examples;
use super::schedules;
use super::terms::Terms;
use crate::analysis::affiliate::rate::{AffiliatePlanName, bands};
use crate::analysis::derived::Derived;
use crate::analysis::policy::PayableOn;
use crate::program::Program;
use crate::program::choice::Choice;
use crate::report::cell::CellKind;
use crate::report::document::Document;
use crate::report::qbr::Audience;
use crate::report::table::{Column, Table};

const AFFILIATE: &[Column] = &[
    Column::new("from", "Referrals a month, from", CellKind::Count),
    Column::new("rate", "Rate", CellKind::Percent),
    Column::new("bonus", "Bonus", CellKind::Flag),
];

/// The commission policy; the same for us and for partners.
pub(super) fn policy(program: &Program, derived: &Derived, _: Audience) -> Document {
    let terms = Terms::of(program, derived);
    let mut doc = Document::titled(format!("{}: commission policy", terms.program));
    doc.say(format!("Money in {}.", terms.currency));
    doc.section("Rates");
    schedules::rates(&mut doc, &terms);
    doc.list(vec![
        format!("Referral partners earn {} of the first year.", terms.commission.referral_rate),
        format!("Referral commission runs {}.", months(terms.commission.referral_months)),
        format!("Revenue share runs {}.", months(terms.commission.share_months)),
        format!("An influenced deal pays {} of the partner's rate.", terms.credit.influence_pay_factor),
    ]);
    doc.section("Volume rebates");
    schedules::rebates(&mut doc, &terms);
    doc.section("Worked examples");
    examples(&mut doc, &terms);
    doc.section("Payment").list(payment(&terms));
    doc.section("Clawback");
    schedules::clawback(&mut doc, &terms);
    doc.section("Changes").list(changes());
    doc
}

/// When commission is earned and paid.
pub(super) fn payment(terms: &Terms) -> Vec<String> {
    let policy = &terms.commission;
    let payable = match policy.payable_on {
        PayableOn::FirstPayment => "the customer's first payment".to_owned(),
        PayableOn::Implementation => "the end of the implementation".to_owned(),
        PayableOn::TrialEnd => format!("the end of the trial of {} days", policy.trial_days),
    };
    vec![
        format!("Commission becomes payable with {payable}."),
        format!("It is settled {} and paid within {} days.", policy.frequency.label().to_lowercase(), policy.net_days),
        "A partner gets a statement of what it earned, was paid and is owed.".to_owned(),
    ]
}

/// How rates change.
pub(super) fn changes() -> Vec<String> {
    vec![
        "A new version of a rate holds for deals from its first day on; it never changes what was earned before."
            .to_owned(),
        format!("Partners are told of a change {} before it takes effect.", blank("notice of changed rates, in days")),
    ]
}

fn months(months: Option<u16>) -> String {
    months.map_or_else(|| "as long as the customer stays".to_owned(), |months| format!("{months} months"))
}

/// The terms of affiliates; the same for us and for them.
pub(super) fn affiliates(program: &Program, derived: &Derived, _: Audience) -> Document {
    let terms = Terms::of(program, derived);
    let rules = &terms.affiliate;
    let mut doc = Document::titled(format!("{}: affiliate policy", terms.program));
    doc.section("Rates").say(format!(
        "An affiliate earns {} of what a referred customer pays, {}.",
        rules.rate,
        match rules.months {
            Some(months) => format!("for {months} months"),
            None => months(None),
        }
    ));
    let plan: AffiliatePlanName = program.settings.choice("affiliate.plan", AffiliatePlanName::Good);
    let mut table = Table::new(AFFILIATE);
    for band in bands(plan) {
        table.push(vec![band.from.into(), band.rate.into(), band.bonus.into()]);
    }
    doc.table(table, &blank("rates by referrals"));
    doc.list(vec![format!("From {} referrals a month an affiliate has a manager of its own.", rules.manager_from)]);
    doc.section("What counts").list(vec![
        format!("A sale counts for {} days after the click.", rules.cookie_days),
        format!("Deals above {} are not for affiliates.", terms.money(rules.acv_limit)),
        "Buying through one's own link does not count.".to_owned(),
    ]);
    doc.section("Payment").list(vec![
        format!("A sale is held back for {} days, until it can no longer be refunded.", rules.holdback_days),
        format!("Payouts begin at {}; less is carried over.", terms.money(rules.minimum_payout)),
        format!("Tax papers that are needed before the first payout: {}.", blank("tax papers of affiliates")),
    ]);
    doc.section("Clawback");
    schedules::clawback(&mut doc, &terms);
    doc.section("Conduct").list(vec![
        "Every page, mail and post with a link says that it is paid for.".to_owned(),
        "No bidding on our names in paid search, no forced clicks, no unsolicited mail.".to_owned(),
        "Coupons are used only by the affiliate that they were issued to.".to_owned(),
        format!("Our marks are used as the brand rules say: {}.", blank("where the brand rules are found")),
    ]);
    doc.section("Changes").list(changes());
    doc
}
