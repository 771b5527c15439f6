//! R-35 `partner-kpis`: activation, retention, reviews, NPS and time to first deal.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::written::{fraction, fraction_shown, percent, share};
use crate::analysis::benchmark::TargetVerdict;
use crate::analysis::exact::{Fraction, percent_shown};
use crate::analysis::partner_kpis::{CountRate, FirstDealVerdict, Nps, first_deal, median, qbr_completion};
use crate::program::qbr::QbrState;
use crate::program::rate::Percent;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "partner-kpis",
    rule: "R-35, C-68",
    about: "Activation, retention, QBR completion, NPS and time to first deal against their targets",
    grammar: Grammar::Deals,
    inputs: &[
        Field::required("as_of", Kind::Date, "the day everything is seen from"),
        Field::optional("activation", Kind::Object(ACTIVATION), "activated of signed partners"),
        Field::optional("retention", Kind::Object(RETENTION), "partners still active of those a year ago"),
        Field::optional("qbr", Kind::Object(QBR), "reviews held of those scheduled"),
        Field::optional("qbrs", Kind::list(&Kind::Object(REVIEW)), "or the reviews themselves"),
        Field::optional("nps", Kind::Object(NPS), "answers, sorted"),
        Field::optional("nps_scores", Kind::list(&Kind::count(0, 10)), "or the answers themselves"),
        Field::optional("first_deals", Kind::list(&Kind::Object(FIRST_DEAL)), "when partners signed and first won"),
        Field::settings(&[
            Field::default("activation_target", Kind::PERCENT, "\"60\"", "target of activation"),
            Field::default("retention_target", Kind::PERCENT, "\"80\"", "target of retention"),
            Field::default("qbr_target", Kind::PERCENT, "\"90\"", "target of QBR completion"),
            Field::default("nps_target", Kind::count(-100, 100), "50", "target of NPS"),
            Field::default("first_deal_days", Kind::count(1, 3650), "90", "days to the first deal, not reached"),
        ]),
    ],
    outputs: &[
        ("activation", "rate, target and verdict; null when not given"),
        ("retention", "rate, target and verdict; null when not given"),
        ("qbr", "rate, target, verdict, held and scheduled; null when not given"),
        ("nps", "responses, score, target and verdict; null when not given"),
        ("first_deal", "per partner days and verdict, the median, and counts; null when not given"),
    ],
    example: r#"{"as_of":"2025-06-30","activation":{"activated":3,"signed":5}}"#,
    run,
};

const ACTIVATION: &[Field] = &[
    Field::required("activated", Kind::COUNT, "activated partners"),
    Field::required("signed", Kind::COUNT, "signed partners"),
];
const RETENTION: &[Field] = &[
    Field::required("active_year_ago", Kind::COUNT, "active partners a year ago"),
    Field::required("still_active", Kind::COUNT, "of those, still active"),
];
const QBR: &[Field] = &[
    Field::required("held", Kind::COUNT, "reviews held"),
    Field::required("scheduled", Kind::COUNT, "reviews scheduled"),
];
const REVIEW: &[Field] = &[
    Field::optional("id", Kind::TEXT, "the review"),
    Field::required("scheduled_for", Kind::Date, "its day"),
    Field::required("state", Kind::Choice(QbrState::CHOICES), "what became of it"),
];
const NPS: &[Field] = &[
    Field::required("promoters", Kind::COUNT, "answers of 9 and 10"),
    Field::required("passives", Kind::COUNT, "answers of 7 and 8"),
    Field::required("detractors", Kind::COUNT, "answers of 0 to 6"),
];
const FIRST_DEAL: &[Field] = &[
    Field::required("partner", Kind::TEXT, "the partner"),
    Field::required("signed_on", Kind::Date, "when it signed"),
    Field::optional("first_won_on", Kind::Date, "when its first deal was won"),
];

fn run(input: &Input) -> Outcome {
    let faults = check(input);
    if !faults.is_empty() {
        return Err(faults);
    }
    let as_of: Date = input.need("as_of")?;
    let settings = input.object("settings");
    let target = |name: &str| settings.get::<Percent>(name).unwrap_or_default();
    let rate = |name: &str, part: &str, of: &str| -> Result<Option<CountRate>, Vec<Fault>> {
        let given = input.object(name);
        if !input.given(name) {
            return Ok(None);
        }
        Ok(Some(CountRate { part: given.need(part)?, of: given.need(of)? }))
    };
    let row = |rate: CountRate, name: &str| rate_row(rate, target(name));
    let qbr = rate("qbr", "held", "scheduled")?.or_else(|| input.given("qbrs").then(|| reviews(input, as_of)));
    let qbr = qbr.map(|rate| {
        let mut row = row(rate, "qbr_target");
        row["held"] = json!(rate.part);
        row["scheduled"] = json!(rate.of);
        row
    });
    let first_deal = input
        .given("first_deals")
        .then(|| first_deals(input, as_of, settings.get("first_deal_days").unwrap_or(90)))
        .transpose()?;
    Ok(Answer::from(json!({
        "activation": rate("activation", "activated", "signed")?.map(|rate| row(rate, "activation_target")),
        "retention": rate("retention", "still_active", "active_year_ago")?.map(|rate| row(rate, "retention_target")),
        "qbr": qbr,
        "nps": nps(input).map(|nps| nps_row(nps, settings.get("nps_target").unwrap_or(50))),
        "first_deal": first_deal,
    })))
}

fn rate_row(rate: CountRate, target: Percent) -> Value {
    let factor = rate.rate();
    json!({
        "rate": share(factor.as_ref()), "rate_display": percent_shown(factor.as_ref()), "target": percent(target),
        "verdict": rate.verdict(target),
    })
}

fn reviews(input: &Input, as_of: Date) -> CountRate {
    let review = |review: Input| Some((review.get("scheduled_for")?, review.choice("state")?));
    qbr_completion(input.list("qbrs").into_iter().filter_map(review), as_of)
}

fn nps(input: &Input) -> Option<Nps> {
    if input.given("nps_scores") {
        return Some(input.values::<u8>("nps_scores").into_iter().collect());
    }
    let given = input.object("nps");
    input.given("nps").then(|| Nps {
        promoters: given.get("promoters").unwrap_or(0),
        passives: given.get("passives").unwrap_or(0),
        detractors: given.get("detractors").unwrap_or(0),
    })
}

fn nps_row(nps: Nps, target: i128) -> Value {
    let verdict = match nps.score() {
        None => TargetVerdict::NotAvailable,
        Some(score) if score >= Fraction::from_integer(target) => TargetVerdict::Pass,
        Some(_) => TargetVerdict::Fail,
    };
    json!({
        "responses": nps.responses(), "score": fraction(nps.score()), "score_display": fraction_shown(nps.score(), 0),
        "target": target as i64, "verdict": verdict,
    })
}

fn first_deals(input: &Input, as_of: Date, limit: u16) -> Result<Value, Vec<Fault>> {
    let (mut rows, mut days, mut counts) = (Vec::new(), Vec::new(), [0_u64; 3]);
    for partner in input.list("first_deals") {
        let (took, verdict) = first_deal(partner.need("signed_on")?, partner.get("first_won_on"), as_of, limit);
        days.extend(took);
        if let Some(count) = counts.get_mut(verdict as usize) {
            *count += 1;
        }
        rows.push(json!({"partner": partner.text("partner"), "days": took, "verdict": verdict}));
    }
    let middle = median(days);
    let median_verdict = match middle {
        None => TargetVerdict::NotAvailable,
        Some(middle) if middle < Fraction::from_integer(limit.into()) => TargetVerdict::Pass,
        Some(_) => TargetVerdict::Fail,
    };
    Ok(json!({
        "partners": rows, "median": fraction(middle), "median_verdict": median_verdict,
        "passed": counts[FirstDealVerdict::Pass as usize], "failed": counts[FirstDealVerdict::Fail as usize],
        "pending": counts[FirstDealVerdict::Pending as usize],
    }))
}

fn check(input: &Input) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (one, other) in [("nps", "nps_scores"), ("qbr", "qbrs")] {
        if input.given(one) && input.given(other) {
            let message = format!("{one} is given too; keep one of them");
            faults.push(input.fault(Code::ConflictingFields, other, message));
        }
    }
    for (name, part, of) in [
        ("activation", "activated", "signed"),
        ("retention", "still_active", "active_year_ago"),
        ("qbr", "held", "scheduled"),
    ] {
        let given = input.object(name);
        if given.get::<u64>(part) > given.get::<u64>(of) && input.given(name) {
            faults.push(given.fault(Code::OutOfRange, part, format!("it is more than {of}")));
        }
    }
    let as_of: Option<Date> = input.get("as_of");
    for partner in input.list("first_deals") {
        let signed: Option<Date> = partner.get("signed_on");
        let won: Option<Date> = partner.get("first_won_on");
        for (name, day) in [("signed_on", signed), ("first_won_on", won)] {
            if day.zip(as_of).is_some_and(|(day, as_of)| day > as_of) {
                faults.push(partner.fault(Code::OutOfRange, name, "it is after as_of"));
            }
        }
        if won.zip(signed).is_some_and(|(won, signed)| won < signed) {
            faults.push(partner.fault(Code::DateOrder, "first_won_on", "it is before signed_on"));
        }
    }
    faults
}
