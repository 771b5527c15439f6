//! R-59 `cross-check`: whether the numbers that a program states about itself fit together.

use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::fault::Fault;
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::written;
use crate::analysis::cross_check::{StatedProgram, StatedVerdict, check_stated};
use crate::analysis::exact::{Exact, exact_percent, exact_text, of_money, of_percent, percent_shown};
use crate::program::money::Money;
use crate::program::rate::Percent;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "cross-check",
    rule: "R-59",
    about: "What partners, revenue per partner and partner share imply, against stated totals",
    grammar: Grammar::Deals,
    inputs: &[
        Field::required("now", STATED, "the program today"),
        Field::optional("goal", STATED, "the program it wants to be"),
        Field::optional("stated_total", Kind::AMOUNT, "all revenue as stated"),
        Field::optional("stated_partner_revenue", Kind::AMOUNT, "partner revenue as stated"),
        Field::settings(&[Field::default(
            "tolerance",
            Kind::PERCENT,
            "\"5\"",
            "how far a stated number may be off, inclusive",
        )]),
    ],
    outputs: &[
        ("now", "partner_revenue, total, partners_per_manager that follow"),
        ("total_check", "result, deviation, deviation_display; null when no total is stated"),
        ("partner_revenue_check", "the same for partner revenue"),
        ("goal", "as now, with implied_growth and implied_growth_display; null without a goal"),
        ("remaining", "share_points, active_partners, nps, revenue_per_partner from now to the goal; null without one"),
    ],
    example: r#"{"now":{"active_partners":150,"revenue_per_partner":"50000.00","partner_share":"22"},"stated_total":"35795455.00"}"#,
    run,
};

const STATED: Kind = Kind::Object(&[
    Field::required("active_partners", Kind::COUNT, "active partners"),
    Field::required("revenue_per_partner", Kind::AMOUNT, "revenue of one of them"),
    Field::required("partner_share", Kind::PERCENT, "partners' share of all revenue"),
    Field::optional("nps", Kind::count(-100, 100), "partner NPS"),
    Field::optional("partner_managers", Kind::COUNT, "partner managers"),
]);

fn run(input: &Input) -> Outcome {
    let now = input.object("now");
    let today = stated(&now)?;
    let tolerance = input.object("settings").get("tolerance").unwrap_or(Percent::whole(5));
    let mut answer =
        Answer::new().with("now", implied(&today)).with("goal", Value::Null).with("remaining", Value::Null);
    let checks = [
        ("total_check", "stated_total", today.total(), "total revenue"),
        ("partner_revenue_check", "stated_partner_revenue", Some(today.partner_revenue()), "partner revenue"),
    ];
    for (name, field, follows, what) in checks {
        let Some(given) = input.get::<Money>(field) else {
            answer.set(name, Value::Null);
            continue;
        };
        let found = check_stated(&of_money(given), follows.as_ref(), tolerance);
        let display = percent_shown(found.deviation.as_ref());
        if found.verdict == StatedVerdict::Fail {
            let follows = follows.as_ref().map(written::money).unwrap_or_default();
            let message =
                format!("{what} is stated as {given}, but {follows} follows ({display}); correct one of them");
            answer.warn("stated_totals_disagree", field, message);
        }
        let deviation = found.deviation.as_ref().map(exact_percent);
        answer.set(name, json!({"result": found.verdict, "deviation": deviation, "deviation_display": display}));
    }
    if input.given("goal") {
        let goal = input.object("goal");
        let wanted = stated(&goal)?;
        let growth = wanted.implied_growth(&today);
        let mut follows = implied(&wanted);
        follows["implied_growth"] = json!(growth.as_ref().map(exact_percent));
        follows["implied_growth_display"] = json!(percent_shown(growth.as_ref()));
        answer.set("goal", follows);
        answer.set("remaining", remaining(&now, &goal));
    }
    Ok(answer)
}

fn stated(object: &Input) -> Result<StatedProgram, Vec<Fault>> {
    Ok(StatedProgram {
        active_partners: object.need("active_partners")?,
        revenue_per_partner: of_money(object.need("revenue_per_partner")?),
        partner_share: of_percent(object.need("partner_share")?),
        partner_managers: object.get("partner_managers"),
    })
}

fn implied(stated: &StatedProgram) -> Value {
    json!({
        "partner_revenue": written::money(&stated.partner_revenue()),
        "total": stated.total().as_ref().map(written::money),
        "partners_per_manager": stated.partners_per_manager().as_ref().map(exact_text),
    })
}

fn remaining(now: &Input, goal: &Input) -> Value {
    let whole = |name: &str| Some(goal.get::<i64>(name)? - now.get::<i64>(name)?);
    let exact = |read: fn(&Input) -> Option<Exact>| Some(read(goal)? - read(now)?);
    let points = exact(|object| object.get("partner_share").map(of_percent));
    let revenue = exact(|object| object.get("revenue_per_partner").map(of_money));
    json!({
        "share_points": points.as_ref().map(exact_percent),
        "active_partners": whole("active_partners"),
        "nps": whole("nps"),
        "revenue_per_partner": revenue.as_ref().map(written::money),
    })
}
