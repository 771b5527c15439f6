//! R-21, C-25, C-26 `webinar-funnel`: reach, forecast, backward planning and actual rates of one webinar.

use num_traits::ToPrimitive;
use serde_json::{Map, Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::written::{number, percent, share};
use crate::analysis::benchmark::{Benchmark, Quotient};
use crate::analysis::exact::{Exact, exact_percent, exact_text, multiple_shown, of_money, percent_shown, whole};
use crate::analysis::funnel::{FunnelRate, FunnelRates, Reach, actual, backward, factors, forecast, own_rate, reach};
use crate::program::choice::Choice;
use crate::program::rate::Percent;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "webinar-funnel",
    rule: "R-21, C-25, C-26",
    about: "Reach, forecast, backward planning and actual rates of one webinar",
    grammar: Grammar::Operations,
    inputs: &[
        Field::optional("our_list", Kind::COUNT, "contacts on our list"),
        Field::optional("partner_list", Kind::COUNT, "contacts on the partner's list"),
        Field::optional("overlap", Kind::COUNT, "contacts on both lists"),
        Field::optional("social_reach", Kind::COUNT, "people reached on social media"),
        Field::optional("wanted_closed", Kind::count(1, 1_000_000), "closed deals to plan back from"),
        Field::default("history", Kind::list_of(&Kind::Object(EARLIER), 0, 1000), "[]", "own earlier webinars"),
        Field::optional("actual", Kind::Object(ACTUAL), "what the webinar came to"),
        Field::settings(SETTINGS),
    ],
    outputs: &[
        ("unique_reach", "contacts on at least one list; null while unknown"),
        ("point_source", "benchmark_low or own_history"),
        ("point_registration_percent", "registration rate of the point forecast"),
        ("forecast", "every stage at the low, high and point rates; null without reach"),
        ("backward", "what wanted_closed needs at the low and high rates; null when not given"),
        ("actual", "seven rates against their benchmarks; null when not given"),
    ],
    example: r#"{"our_list":25000,"partner_list":40000,"overlap":0}"#,
    run,
};

const EARLIER: &[Field] = &[
    Field::required("reach", Kind::count(1, i64::MAX), "contacts reached"),
    Field::required("registrations", Kind::COUNT, "registrations"),
];

const ACTUAL: &[Field] = &[
    Field::optional("registrations", Kind::COUNT, "registrations"),
    Field::optional("attendees", Kind::COUNT, "attendees"),
    Field::optional("stayed_full_time", Kind::COUNT, "attendees who stayed to the end"),
    Field::optional("follow_up_requests", Kind::COUNT, "requests for a follow-up"),
    Field::optional("opportunities", Kind::COUNT, "opportunities"),
    Field::optional("closed", Kind::COUNT, "closed deals"),
    Field::optional("cost", Kind::AMOUNT, "cost"),
    Field::optional("pipeline", Kind::AMOUNT, "pipeline"),
];

const SETTINGS: &[Field] = &[
    Field::default("include_social", Kind::Flag, "false", "whether social reach counts"),
    Field::default("calibration_min", Kind::count(1, 1000), "3", "own webinars needed to use the own rate"),
    Field::default("registration_lo", Kind::Rate, "\"2\"", "registrations of reach"),
    Field::default("registration_hi", Kind::Rate, "\"5\"", "registrations of reach, high"),
    Field::default("attendance_lo", Kind::Rate, "\"40\"", "attendees of registrations"),
    Field::default("attendance_hi", Kind::Rate, "\"50\"", "attendees of registrations, high"),
    Field::default("request_lo", Kind::Rate, "\"10\"", "requests of attendees"),
    Field::default("request_hi", Kind::Rate, "\"20\"", "requests of attendees, high"),
    Field::default("opportunity_lo", Kind::Rate, "\"30\"", "opportunities of requests"),
    Field::default("opportunity_hi", Kind::Rate, "\"30\"", "opportunities of requests, high"),
    Field::default("close_lo", Kind::Rate, "\"20\"", "closed deals of opportunities"),
    Field::default("close_hi", Kind::Rate, "\"20\"", "closed deals of opportunities, high"),
    Field::default("engagement_lo", Kind::Rate, "\"60\"", "stayed to the end, of attendees"),
    Field::default("pipeline_lo", Kind::DECIMAL, "\"5\"", "pipeline over cost"),
    Field::default("pipeline_hi", Kind::DECIMAL, "\"10\"", "pipeline over cost, high"),
    Field::default("registrants_lo", Kind::COUNT, "200", "fewest registrations without a warning"),
    Field::default("registrants_hi", Kind::COUNT, "1000", "most registrations without a warning"),
];

const STAGES: [&str; 5] = ["registrations", "attendees", "follow_up_requests", "opportunities", "closed"];

/// The parts of the calculation that several outputs need.
struct Plan {
    low: [Exact; 5],
    high: [Exact; 5],
    point: [Exact; 5],
    own: bool,
    reach: Reach,
}

fn run(input: &Input) -> Outcome {
    check(input)?;
    let plan = plan(input);
    let stages = |rates: &[Exact; 5], reach: i128| -> Map<String, Value> {
        STAGES
            .iter()
            .zip(forecast(reach, rates))
            .map(|(name, value)| ((*name).to_owned(), json!(exact_text(&value))))
            .collect()
    };
    let forecasts = plan.reach.unique.map(|reach| {
        json!({"low": stages(&plan.low, reach), "high": stages(&plan.high, reach), "point": stages(&plan.point, reach)})
    });
    let wanted: Option<u64> = input.get("wanted_closed");
    let needed = wanted.map(|closed| json!({"low": needed(&plan.low, closed), "high": needed(&plan.high, closed)}));
    let rows = input.given("actual").then(|| actual_rows(input, &plan)).transpose()?;
    let [registration, ..] = &plan.point;
    let answer = Answer::from(json!({
        "unique_reach": plan.reach.unique.map(|reach| reach as i64),
        "point_source": if plan.own { "own_history" } else { "benchmark_low" },
        "point_registration_percent": exact_percent(registration),
        "forecast": forecasts,
        "backward": needed,
        "actual": rows,
    }));
    Ok(answer.warned(warnings(input, &plan)))
}

fn plan(input: &Input) -> Plan {
    let settings = input.object("settings");
    let mut rates = FunnelRates::default();
    for ((rate, low), high) in FunnelRate::ALL.iter().zip(&mut rates.low).zip(&mut rates.high) {
        *low = settings.get(&format!("{}_lo", rate.word())).unwrap_or(*low);
        *high = settings.get(&format!("{}_hi", rate.word())).unwrap_or(*high);
    }
    let social = (settings.get("include_social") == Some(true)).then(|| input.get("social_reach"));
    let reach = reach(input.get("our_list"), input.get("partner_list"), input.get("overlap"), social);
    let history: Vec<(u64, u64)> = input
        .list("history")
        .iter()
        .filter_map(|earlier| Some((earlier.get("reach")?, earlier.get("registrations")?)))
        .collect();
    let own = own_rate(&history, settings.get("calibration_min").unwrap_or(3));
    let (low, high) = (factors(&rates.low), factors(&rates.high));
    let mut point = low.clone();
    if let ([registration, ..], Some(own)) = (&mut point, &own) {
        registration.clone_from(own);
    }
    Plan { low, high, point, own: own.is_some(), reach }
}

/// What closed deals need, stage by stage; beyond all people there is no number.
fn needed(rates: &[Exact; 5], closed: u64) -> Value {
    let Some([opportunities, requests, attendees, registrations, reach]) = backward(closed, rates) else {
        return Value::Null;
    };
    json!({
        "closed": closed, "opportunities": opportunities, "follow_up_requests": requests, "attendees": attendees,
        "registrations": registrations, "reach": reach,
    })
}

fn actual_rows(input: &Input, plan: &Plan) -> Result<Vec<Value>, Vec<Fault>> {
    let (given, settings) = (input.object("actual"), input.object("settings"));
    let reach = plan.reach.unique.and_then(|reach| reach.to_u64());
    let stage = |name: &str| given.get::<u64>(name);
    let rate = |name: &str| settings.get::<Percent>(name).unwrap_or_default();
    let lines = [
        ("registration", stage("registrations"), reach, true),
        ("attendance", stage("attendees"), stage("registrations"), true),
        ("engagement", stage("stayed_full_time"), stage("attendees"), false),
        ("request", stage("follow_up_requests"), stage("attendees"), true),
        ("opportunity", stage("opportunities"), stage("follow_up_requests"), true),
        ("close", stage("closed"), stage("opportunities"), true),
    ];
    let mut rows: Vec<Value> = lines
        .into_iter()
        .map(|(metric, part, of, closed_range)| {
            let low = rate(&format!("{metric}_lo"));
            let high = closed_range.then(|| rate(&format!("{metric}_hi")));
            let (quotient, verdict) = actual(part, of, low, high);
            let value = quotient.value();
            json!({
                "metric": metric, "numerator": part, "denominator": of, "percent": share(value.as_ref()),
                "display": percent_shown(value.as_ref()), "benchmark_lo": percent(low),
                "benchmark_hi": high.map(percent), "verdict": verdict,
            })
        })
        .collect();
    let (low, high): (Exact, Exact) = (settings.need("pipeline_lo")?, settings.need("pipeline_hi")?);
    let quotient =
        Quotient { numerator: given.get("pipeline").map(of_money), denominator: given.get("cost").map(of_money) };
    let value = quotient.value();
    rows.push(json!({
        "metric": "pipeline", "multiple": number(value.as_ref()), "display": multiple_shown(value.as_ref()),
        "benchmark_lo": exact_text(&low), "benchmark_hi": exact_text(&high),
        "verdict": quotient.verdict(&Benchmark { low, high: Some(high) }),
    }));
    Ok(rows)
}

fn warnings(input: &Input, plan: &Plan) -> Vec<Fault> {
    let settings = input.object("settings");
    let mut found = Vec::new();
    if let Some(missing) = ["our_list", "partner_list"].into_iter().find(|list| !input.given(list)) {
        found.push(Fault::warning("reach_unknown", input.path(missing), "without both lists the reach is not known"));
    }
    if plan.reach.overlap_assumed {
        let message = "the overlap is not known; the lists count as separate, so the reach may be too large";
        found.push(Fault::warning("overlap_unknown", "overlap", message));
    }
    if settings.get("include_social") == Some(true) && !input.given("social_reach") {
        let message = "social reach counts, but is not known; give it, or leave include_social off";
        found.push(Fault::warning("reach_unknown", "social_reach", message));
    }
    let [rate, ..] = &plan.point;
    let bounds: Option<(u64, u64)> = settings.get("registrants_lo").zip(settings.get("registrants_hi"));
    if let (Some(reach), Some((low, high))) = (plan.reach.unique, bounds) {
        let expected = whole(reach) * rate;
        if expected < whole(low) || expected > whole(high) {
            let text = crate::analysis::exact::shown(&expected, 0);
            let message = format!("about {text} registrations are outside {low} to {high}; look at the lists again");
            found.push(Fault::warning("registrants_out_of_range", "our_list", message));
        }
    }
    found.extend(growing_stages(input, plan));
    found
}

/// Stages that are larger than the one before them.
fn growing_stages(input: &Input, plan: &Plan) -> Vec<Fault> {
    let given = input.object("actual");
    let mut before = plan.reach.unique.and_then(|reach| reach.to_u64());
    let mut found = Vec::new();
    for stage in STAGES {
        let count: Option<u64> = given.get(stage);
        if count.zip(before).is_some_and(|(count, before)| count > before) {
            let message = format!("{stage} are more than the stage before; check both numbers");
            found.push(Fault::warning("stage_exceeds_previous", given.path(stage), message));
        }
        before = count;
    }
    found
}

fn check(input: &Input) -> Result<(), Vec<Fault>> {
    let settings = input.object("settings");
    let above = |name: &str| {
        let (low, high) = (format!("{name}_lo"), format!("{name}_hi"));
        match name {
            "pipeline" => settings.get::<Exact>(&low) > settings.get::<Exact>(&high),
            "registrants" => settings.get::<u64>(&low) > settings.get::<u64>(&high),
            _ => settings.get::<Percent>(&low) > settings.get::<Percent>(&high),
        }
    };
    let bands = ["registration", "attendance", "request", "opportunity", "close", "pipeline", "registrants"];
    if let Some(name) = bands.into_iter().find(|name| above(name)) {
        let fault = settings.fault(Code::BadBands, &format!("{name}_lo"), format!("it is above {name}_hi"));
        return Err(fault.into());
    }
    let overlap: Option<u64> = input.get("overlap");
    if overlap.is_some() {
        let (ours, partners): (u64, u64) = (input.need("our_list")?, input.need("partner_list")?);
        if overlap > Some(ours.min(partners)) {
            return Err(input.fault(Code::OutOfRange, "overlap", "it is more than the smaller list").into());
        }
    }
    let given = input.object("actual");
    let (stayed, attendees): (Option<u64>, Option<u64>) = (given.get("stayed_full_time"), given.get("attendees"));
    if stayed.zip(attendees).is_some_and(|(stayed, attendees)| stayed > attendees) {
        return Err(given.fault(Code::OutOfRange, "stayed_full_time", "it is more than attendees").into());
    }
    Ok(())
}
