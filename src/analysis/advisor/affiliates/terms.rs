//! What an affiliate program offers and asks (AFF-01 to 04, 06 to 08, 10, 11, 13, 17, 18).

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::Scene;
use crate::analysis::affiliate::terms::fraud_controls;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::program::affiliate::AffiliateProgram;
use crate::program::compensation::{CompPlan, PaymentFrequency};
use crate::program::money::Money;
use crate::program::partner::PartnerType;

/// Shortest window of a click that is usual, days (F34).
const COOKIE_DAYS: u16 = 30;
/// A least payout above this keeps small affiliates out; from ten times as much on it is an error.
const PAYOUT: i64 = 50;
const PAYOUT_ERROR: i64 = 500;
/// Ways to track that leave no dispute.
const TRACKED: [&str; 6] = ["cookie", "code", "coupon", "server", "link", "sub-id"];
/// Words of terms that nobody can hold anybody to.
const VAGUE: [&str; 6] = ["anything", "in good faith", "reasonable", "appropriate", "at our discretion", "don't do"];

pub(super) fn look(scene: &Scene<'_>, report: &mut Report) {
    for program in scene.program.affiliate_programs.iter() {
        let plan = program.comp_plan.as_ref().and_then(|plan| scene.program.comp_plans.get(plan));
        pay(scene, program, plan, report);
        tracking(scene, program, report);
        asks(scene, program, report);
    }
    size(scene, report);
}

fn subject(program: &AffiliateProgram) -> String {
    format!("affiliate_program/{}", program.id)
}

/// AFF-01, AFF-02, AFF-08, AFF-10: what affiliates get, and when.
fn pay(scene: &Scene<'_>, program: &AffiliateProgram, plan: Option<&CompPlan>, report: &mut Report) {
    let Some(plan) = plan else {
        report.not_checked("AFF-01", "the compensation plan of the affiliate program");
        report.not_checked("AFF-02", "the compensation plan of the affiliate program");
        report.not_checked("AFF-08", "the compensation plan of the affiliate program");
        least(scene, program, program.minimum_payout, report);
        return;
    };
    let rate = plan.bands.iter().map(|band| band.rate).min().or(plan.rate);
    match (rate, scene.policy().benchmark.of_type(PartnerType::Affiliate)) {
        (Some(rate), Some(usual)) if rate < usual.low => {
            let bad = rate <= scene.policy().affiliate.too_low_rate;
            let severity = if bad { FindingSeverity::Error } else { FindingSeverity::Warning };
            let message = format!("{} pays {rate}; {} to {} are usual", program.name, usual.low, usual.high);
            let finding = Finding::new("AFF-01", severity, subject(program), message);
            report
                .find(finding.fix(format!("pay at least {}", usual.low)).evidence([format!("comp_plan/{}", plan.id)]));
        }
        (None, _) => report.not_checked("AFF-01", "the rate of the affiliate plan"),
        _ => {}
    }
    if plan.term_months.is_none_or(|months| months <= 1) && program.price.is_some() {
        let message = format!("{} pays once for a subscription that goes on", program.name);
        let finding = Finding::new("AFF-02", FindingSeverity::Warning, subject(program), message);
        report.find(finding.fix("pay for the first twelve months").evidence([format!("comp_plan/{}", plan.id)]));
    }
    match plan.frequency {
        None => report.not_checked("AFF-08", "how often affiliates are paid"),
        Some(PaymentFrequency::Monthly) => {}
        Some(slow) => {
            use crate::program::choice::Choice;
            let message = format!("{} pays {}", program.name, slow.label().to_lowercase());
            report.warning("AFF-08", subject(program), message, "pay every month");
        }
    }
    least(scene, program, plan.minimum_payout.unwrap_or(program.minimum_payout), report);
}

/// AFF-10: the balance from which money goes out.
fn least(scene: &Scene<'_>, program: &AffiliateProgram, least: Money, report: &mut Report) {
    if least > Money::whole(PAYOUT) {
        let bad = least >= Money::whole(PAYOUT_ERROR);
        let severity = if bad { FindingSeverity::Error } else { FindingSeverity::Warning };
        let currency = scene.derived.currency();
        let message = format!("{} pays out from {} on", program.name, currency.told(least));
        let finding = Finding::new("AFF-10", severity, subject(program), message).field("minimum_payout");
        report.find(finding.fix(format!("pay out from {} on", currency.told(Money::whole(PAYOUT)))));
    }
}

/// AFF-03, AFF-04, AFF-06, AFF-13: how sales are known, and promoted.
fn tracking(scene: &Scene<'_>, program: &AffiliateProgram, report: &mut Report) {
    let name = &program.name;
    let tracked = program.tracking.iter().any(|way| {
        let way = way.to_lowercase();
        TRACKED.iter().any(|known| way.contains(known))
    });
    if !tracked {
        let how = if program.tracking.is_empty() { "nothing".to_owned() } else { program.tracking.join(", ") };
        let finding =
            Finding::new("AFF-03", FindingSeverity::Error, subject(program), format!("{name} tracks sales by {how}"));
        report.find(finding.fix("use links with cookies, codes, or the server").field("tracking"));
    }
    if !program.features.iter().any(|feature| feature.to_lowercase().contains("material")) {
        let message = format!("{name} gives no marketing materials");
        let finding = Finding::new("AFF-04", FindingSeverity::Warning, subject(program), message).field("features");
        report.find(finding.fix("put together banners, copy, screenshots and a comparison page"));
    }
    let (controls, wanted) = (fraud_controls(program), scene.settings().count("affiliate.fraud_controls"));
    if controls < wanted as usize || program.holdback_days == 0 {
        let holdback = if program.holdback_days == 0 { " and no holdback" } else { "" };
        let message = format!("{name} has {controls} of 6 fraud controls{holdback}; {wanted} are wanted");
        let finding = Finding::new("AFF-06", FindingSeverity::Error, subject(program), message);
        report.find(finding.fix("add controls, and hold money back until refunds are over").field("fraud_controls"));
    }
    if program.cookie_days < COOKIE_DAYS {
        let message = format!("{name} counts a click for {} days; {COOKIE_DAYS} to 90 are usual", program.cookie_days);
        let finding = Finding::new("AFF-13", FindingSeverity::Warning, subject(program), message);
        report.find(finding.fix("count it longer").field("cookie_days"));
    }
}

/// AFF-07, AFF-11, AFF-18: what affiliates have to keep to.
fn asks(scene: &Scene<'_>, program: &AffiliateProgram, report: &mut Report) {
    let most = scene.settings().count("affiliate.max_restrictions") as usize;
    let count = program.restrictions.len();
    if count > most {
        let message = format!("{} has {count} restrictions; up to {most} are borne", program.name);
        let finding = Finding::new("AFF-07", FindingSeverity::Info, subject(program), message).field("restrictions");
        report.find(finding.fix("keep those that guard the brand"));
    }
    if !program.legal.iter().any(|item| item.to_lowercase().contains("disclos")) {
        let message = format!("{} does not require affiliates to disclose that they are paid", program.name);
        let finding = Finding::new("AFF-11", FindingSeverity::Error, subject(program), message).field("legal");
        report.find(finding.fix("require the disclosure that the FTC asks for"));
    }
    match &program.terms {
        None => report.not_checked("AFF-18", "the terms of the affiliate program"),
        Some(terms) => {
            let lower = terms.to_lowercase();
            let vague = VAGUE.iter().find(|word| lower.contains(**word));
            if vague.is_some() || !terms.chars().any(|letter| letter.is_ascii_digit()) {
                let why = vague.map_or_else(|| "hold no number".to_owned(), |word| format!("say {word:?}"));
                let message = format!("the terms of {} {why}: nobody can be held to them", program.name);
                let finding =
                    Finding::new("AFF-18", FindingSeverity::Warning, subject(program), message).field("terms");
                report.find(finding.fix("say what is forbidden, and from which number on"));
            }
        }
    }
}

/// AFF-17: deals too large for a link.
fn size(scene: &Scene<'_>, report: &mut Report) {
    let Some(program) = scene.program.affiliate_programs.iter().next() else { return };
    let Some(average) = scene.program.profile.average_acv else {
        report.not_checked("AFF-17", "the average contract value");
        return;
    };
    let limit = scene.policy().affiliate.acv_limit;
    if average > limit {
        let currency = scene.derived.currency();
        let message = format!(
            "the average contract is {} a year; affiliates sell up to {}",
            currency.told(average),
            currency.told(limit)
        );
        report.info("AFF-17", subject(program), message, "make them referral partners or resellers");
    }
}
