//! R-09, C-02, C-05 `tier-metrics`: facts of one partner as the metrics of its tiers.

use jiff::civil::Date;
use serde_json::json;

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::attribution::DealClass;
use crate::analysis::criteria::in_force;
use crate::analysis::exact::{exact_text, to_money};
use crate::analysis::periods::Periods;
use crate::analysis::tier_facts::{
    Certificate, Referral, ReferralRule, RevenueMetrics, WonDeal, certified_people, referrals, revenue,
};
use crate::program::period::FiscalCalendar;
use crate::program::rate::Percent;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "tier-metrics",
    rule: "R-09, C-02, C-05",
    about: "From deals, referrals and certificates of a partner to the metrics its tiers compare",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required("as_of", Kind::Date, "the day everything is seen from"),
        Field::optional("deals", Kind::list(&Kind::Object(DEAL)), "closed-won deals of the partner"),
        Field::optional("referrals", Kind::list(&Kind::Object(REFERRAL)), "referrals of the partner"),
        Field::optional("certifications", Kind::list(&Kind::Object(CERTIFICATE)), "certificates of its people"),
        Field::optional("agreement", Kind::Object(AGREEMENT), "the agreement"),
        Field::settings(&[
            Field::default(
                "referral_rule",
                Kind::Choice(ReferralRule::CHOICES),
                "\"opportunity\"",
                "which day counts a referral",
            ),
            Field::default("influenced_credit", Kind::PERCENT, "\"25\"", "credit of an influenced deal"),
        ]),
    ],
    outputs: &[
        ("window", "first and last day of the trailing twelve months"),
        ("metrics", "the metrics, null where the facts are unknown; fits the other tier calculators"),
        ("sourced_deals", "how many sourced deals"),
        ("average_deal_exact", "average sourced deal, exact"),
        ("average_deal", "average sourced deal"),
        ("agreement_in_force", "whether the agreement is in force"),
    ],
    example: r#"{"as_of":"2025-06-30","deals":[{"closed_on":"2024-06-30","amount":"9000.00","class":"sourced"},{"closed_on":"2025-06-30","amount":"500.00","class":"influenced"}]}"#,
    run,
};

const DEAL: &[Field] = &[
    Field::optional("id", Kind::TEXT, "the deal"),
    Field::required("closed_on", Kind::Date, "when it closed"),
    Field::required("amount", Kind::MONEY, "its full amount"),
    Field::required("class", Kind::Enum(&["sourced", "influenced", "none"]), "what it is to the program"),
    Field::optional("credit", Kind::MONEY, "its credit, where it is known"),
];

const REFERRAL: &[Field] = &[
    Field::optional("id", Kind::TEXT, "the referral"),
    Field::required("submitted_on", Kind::Date, "when it was submitted"),
    Field::optional("accepted_on", Kind::Date, "when it was accepted"),
    Field::optional("opportunity_on", Kind::Date, "when it became an opportunity"),
];

const CERTIFICATE: &[Field] = &[
    Field::required("person", Kind::TEXT, "who"),
    Field::required("earned_on", Kind::Date, "first valid day"),
    Field::required("valid_until", Kind::Date, "first day no longer valid"),
];

const AGREEMENT: &[Field] = &[
    Field::required("start_on", Kind::Date, "first day"),
    Field::optional("end_on", Kind::Date, "first day after it"),
];

fn run(input: &Input) -> Outcome {
    check_dates(input)?;
    let as_of: Date = input.need("as_of")?;
    let settings = input.object("settings");
    let window = Periods::new(as_of, FiscalCalendar::starting_in(1)).t12m;
    let credit = settings.get("influenced_credit").unwrap_or(Percent::whole(25));
    let deals = input.given("deals").then(|| deals(input)).transpose()?;
    let revenue: Option<RevenueMetrics> = deals.map(|deals| revenue(&deals, window, credit));
    let rule = settings.choice("referral_rule").unwrap_or(ReferralRule::Opportunity);
    let referred = input.given("referrals").then(|| referrals_of(input)).transpose()?;
    let referred = referred.map(|given| referrals(&given, window, rule));
    let people = input.given("certifications").then(|| certificates(input)).transpose()?;
    let people = people.map(|held| certified_people(&held, as_of));
    let agreement = input.object("agreement");
    let start: Option<Date> = agreement.get("start_on");
    let average = revenue.as_ref().and_then(RevenueMetrics::average_deal);
    Ok(Answer::from(json!({
        "window": {"first_day": window.first, "last_day": window.last},
        "metrics": {
            "sourced_arr": revenue.map(|revenue| revenue.sourced),
            "influenced_arr": revenue.map(|revenue| revenue.influenced),
            "credited_arr": revenue.map(|revenue| revenue.credited),
            "all_partner_arr": revenue.map(|revenue| revenue.all_partner()),
            "referrals": referred,
            "certified_people": people,
        },
        "sourced_deals": revenue.map(|revenue| revenue.sourced_deals),
        "average_deal_exact": average.as_ref().map(exact_text),
        "average_deal": average.as_ref().map(to_money),
        "agreement_in_force": start.map(|start| in_force(start, agreement.get("end_on"), as_of)),
    })))
}

fn deals(input: &Input) -> Result<Vec<WonDeal>, Vec<Fault>> {
    let deal = |deal: &Input| {
        Ok(WonDeal {
            closed_on: deal.need("closed_on")?,
            amount: deal.need("amount")?,
            class: deal.choice("class").unwrap_or(DealClass::None),
            credit: deal.get("credit"),
        })
    };
    input.list("deals").iter().map(deal).collect()
}

fn referrals_of(input: &Input) -> Result<Vec<Referral>, Vec<Fault>> {
    let referral = |referral: &Input| {
        Ok(Referral {
            submitted_on: referral.need("submitted_on")?,
            accepted_on: referral.get("accepted_on"),
            opportunity_on: referral.get("opportunity_on"),
        })
    };
    input.list("referrals").iter().map(referral).collect()
}

fn certificates(input: &Input) -> Result<Vec<Certificate>, Vec<Fault>> {
    let certificate = |held: &Input| {
        Ok(Certificate {
            person: held.need("person")?,
            earned_on: held.need("earned_on")?,
            valid_until: held.need("valid_until")?,
        })
    };
    input.list("certifications").iter().map(certificate).collect()
}

fn check_dates(input: &Input) -> Result<(), Vec<Fault>> {
    let mut faults = Vec::new();
    let mut check = |object: &Input, earlier: &str, later: &str, same_day: bool| {
        let (Some(first), Some(second)) = (object.get::<Date>(earlier), object.get::<Date>(later)) else { return };
        if second < first || (second == first && !same_day) {
            let message = format!("{second} must come after {earlier}, {first}");
            faults.push(object.fault(Code::DateOrder, later, message));
        }
    };
    for referral in input.list("referrals") {
        check(&referral, "submitted_on", "accepted_on", true);
        check(&referral, "submitted_on", "opportunity_on", true);
    }
    for held in input.list("certifications") {
        check(&held, "earned_on", "valid_until", false);
    }
    check(&input.object("agreement"), "start_on", "end_on", false);
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}
