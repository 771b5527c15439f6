//! What partners must know beside the tiers: what is counted, how deals are registered and paid, who has funds (R-20,
//! R-28, C-05 to C-09).

use super::document::Document;
use crate::analysis::criteria_words::measured;
use crate::analysis::derived::{Derived, Ladder};
use crate::analysis::policy::{PayoutTrigger, ReferralRule};
use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::criterion::{Metric, StandardMetric};
use crate::program::money::Money;
use crate::program::tier::Tier;

/// Every metric that some tier asks for, with what it is.
pub(super) fn metrics(doc: &mut Document, derived: &Derived) {
    let needed = derived.ladders().needed();
    let lines: Vec<String> = needed
        .iter()
        .map(|(metric, window)| format!("{}: {}.", measured(metric, *window), definition(metric, derived)))
        .collect();
    if !lines.is_empty() {
        doc.section("Metrics").list(lines);
    }
}

fn definition(metric: &Metric, derived: &Derived) -> String {
    let certification = &derived.policy().certification;
    let text = match metric {
        Metric::Own(_) => "the latest figure reported for the day or before",
        Metric::Measured(inner) if inner.is_yes_no() => "yes or no; what is not recorded is unknown, never no",
        Metric::Measured(_) => "as the words say, counted exactly; what is not recorded is unknown, never zero",
        Metric::Standard(standard) => match standard {
            StandardMetric::SourcedArr => "the value of won deals that the partner brought in, by day of closing",
            StandardMetric::InfluencedArr => {
                "the value of won deals in which the partner took part without bringing them in"
            }
            StandardMetric::CreditedArr => "what the partner is credited with of won deals, sourced and influenced",
            StandardMetric::AllPartnerArr => "the value of won deals that the partner brought in or took part in",
            StandardMetric::SoldArr => "the value of won deals that the partner sold itself",
            StandardMetric::Referrals => match derived.policy().tier.referral_rule {
                ReferralRule::Any => "referrals that were submitted",
                ReferralRule::Accepted => "referrals that we accepted",
                ReferralRule::Opportunity => "referrals that have become an opportunity",
            },
            StandardMetric::DealsRegistered => "deals that were registered and not refused",
            StandardMetric::DealsClosed => "won deals that the partner brought in or took part in",
            StandardMetric::ExamsPassed => "exams that its people passed",
            StandardMetric::TrainingsCompleted => "trainings that its people completed",
            StandardMetric::ContentDownloads => "downloads from the portal",
            StandardMetric::CertifiedPeople => {
                return format!(
                    "active people with a valid certification, each counted once; certifications are valid for {}, {} and \
                     {} months (sales, technical, expert)",
                    certification.sales_months, certification.technical_months, certification.expert_months
                );
            }
        },
    };
    text.to_owned()
}

/// How deals are registered, decided and paid.
pub(super) fn operations(doc: &mut Document, derived: &Derived) {
    let policy = derived.policy();
    let rules = &policy.registration;
    let mut who = Vec::new();
    if rules.allow_tier
        && let Some(tier) = base(derived).and_then(|ladder| ladder.tiers.get(usize::from(rules.min_tier_rank)))
    {
        who.push(format!("partners from {} up", tier.name));
    }
    if rules.allow_certified {
        who.push("partners with a sales certification".to_owned());
    }
    if rules.allow_first_days {
        who.push(format!("every partner in the first {} days after signing", rules.first_days));
    }
    let mut lines = Vec::new();
    if !who.is_empty() {
        lines.push(format!("Deals can be registered by {}.", who.join(", ")));
    }
    lines.push(format!(
        "A registration is answered within {} hours and protects the deal for {} days.",
        rules.sla_hours, rules.protection_days
    ));
    lines.push(format!("Commission is paid within {} days.", policy.commission.net_days));
    lines.push(format!(
        "A valid registration adds {} to the margin of resellers.",
        policy.commission.registration_bonus
    ));
    doc.section("Operations").list(lines);
}

fn base(derived: &Derived) -> Option<&Ladder> {
    derived.ladders().all().iter().find(|ladder| !ladder.tiers.is_empty())
}

/// Who has marketing funds, how much, who approves, and by when; nothing where no tier has any.
pub(super) fn funds(doc: &mut Document, program: &Program, derived: &Derived) {
    let currency = program.profile.currency;
    let policy = &derived.policy().mdf;
    let some = |amount: Option<Money>| amount.filter(|amount| amount.cents() > 0);
    let steps = derived.ladders().all().iter().flat_map(|ladder| &ladder.tiers);
    let tiers: Vec<&Tier> = steps.filter_map(|step| program.tiers.get(&step.id)).collect();
    if tiers.iter().all(|tier| some(tier.mdf_annual).is_none()) {
        return;
    }
    let mut lines = Vec::new();
    let least = base(derived).and_then(|ladder| ladder.tiers.get(policy.min_tier_rank as usize));
    let from = least.map_or_else(String::new, |tier| format!(" from {} up", tier.name));
    lines.push(if policy.min_arr.cents() > 0 {
        format!(
            "Eligible are partners{from} with sourced revenue of at least {} in twelve months; a partner that has its \
             tier by other ways and less revenue is not.",
            currency.told(policy.min_arr)
        )
    } else {
        format!("Eligible are partners{from}.")
    });
    for tier in tiers {
        let Some(annual) = some(tier.mdf_annual) else { continue };
        let cap = some(tier.mdf_quarter_cap);
        let cap = cap.map_or_else(String::new, |cap| format!(", at most {} in a quarter", currency.told(cap)));
        let by = tier.mdf_approver.filter(|_| policy.tier_rule);
        let by = by.map_or_else(String::new, |by| format!("; approved by {}", by.label()));
        lines.push(format!("{}: {} a year{cap}{by}.", tier.name, currency.told(annual)));
    }
    lines.push(format!("Requests from {} are approved by a director.", currency.told(policy.director_from)));
    lines.push(
        "Funds pay for events, content and advertising, never for swag; a request names the leads or the pipeline it is \
         to bring."
            .to_owned(),
    );
    let trigger = match policy.payout_trigger {
        PayoutTrigger::Receipt => "after the receipts are in",
        PayoutTrigger::Approval => "after the approval",
    };
    lines.push(format!(
        "Paid within {} days {trigger}; results are reported within {} days of the activity. What is not committed by the \
         last day of the fiscal year expires.",
        policy.payout_days, policy.report_days
    ));
    doc.section("Marketing funds").list(lines);
}
