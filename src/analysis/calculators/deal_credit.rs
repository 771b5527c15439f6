//! R-32, C-17 `deal-credit`: reporting credit and pay of one deal.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::touch_input::{
    DIRECT, HALF_LIFE_DAYS, INCLUDE_DIRECT, KIND_WEIGHTS, TOUCHES, check_touches, partners_and_touches, rules_of,
};
use super::written::percent;
use crate::analysis::credit::{self, CreditRules, PartnerCredit};
use crate::analysis::exact::{Exact, exact_percent, percent_shown};
use crate::analysis::touches::{AttributionModel, split_touches};
use crate::program::money::Money;
use crate::program::rate::Percent;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "deal-credit",
    rule: "R-32, C-17",
    about: "Reporting credit of a deal, and what it pays its partners",
    grammar: Grammar::Deals,
    inputs: &[
        Field::required("amount", Kind::MONEY, "the full amount of the deal"),
        Field::required("class", Kind::Enum(&["sourced", "influenced", "none"]), "what the deal is to the program"),
        Field::optional("sourcing_partner", Kind::TEXT, "who sourced it; only for sourced"),
        Field::optional("model", Kind::Choice(AttributionModel::CHOICES), "how an influenced deal is divided"),
        Field::optional("closed_on", Kind::Date, "when an influenced deal closed"),
        Field::default("touches", TOUCHES, "[]", "the touches of an influenced deal"),
        Field::default("partners", Kind::list_of(&Kind::Object(PARTNER), 0, 100), "[]", "rates of the partners"),
        Field::settings(&[
            Field::default("influence_credit", Kind::PERCENT, "\"25\"", "how much of an influenced deal is credited"),
            Field::default("influence_pay_factor", Kind::PERCENT, "\"50\"", "how much of its rate a partner is paid"),
            HALF_LIFE_DAYS,
            INCLUDE_DIRECT,
            KIND_WEIGHTS,
        ]),
    ],
    outputs: &[
        ("sourced_amount", "the full amount of a sourced deal"),
        ("influenced_amount", "the full amount of an influenced deal"),
        ("none_amount", "the full amount of every other deal"),
        ("pool", "what an influenced deal credits"),
        ("credited", "sum of the partners' credit"),
        ("direct_credit", "the part of the own sales team, neither credited nor paid"),
        ("unattributed", "the pool, without an eligible touch"),
        ("credits", "per partner: share, credit, rate, effective rate, pay"),
        ("total_pay", "sum of the pay; null while one is unknown"),
    ],
    example: r#"{"amount":"100000.00","class":"influenced","model":"linear","closed_on":"2025-05-01","touches":[{"partner":"p1","on":"2025-04-01","kind":"demo"}],"partners":[{"id":"p1","rate":"25","influenced_pay":true}]}"#,
    run,
};

const PARTNER: &[Field] = &[
    Field::required("id", Kind::TEXT, "the partner, once"),
    Field::optional("rate", Kind::PERCENT, "its rate"),
    Field::optional("influenced_pay", Kind::Flag, "whether it is paid for influence"),
];

/// A partner's entry, with its place for warnings.
type Partners = HashMap<String, Input>;

fn run(input: &Input) -> Outcome {
    let faults = check(input);
    if !faults.is_empty() {
        return Err(faults);
    }
    let amount: Money = input.need("amount")?;
    let partners: Partners =
        input.list("partners").into_iter().filter_map(|partner| Some((partner.get("id")?, partner))).collect();
    match input.text("class") {
        Some("sourced") => Ok(sourced(input, amount, &partners)),
        Some("influenced") => influenced(input, amount, &partners),
        _ => Ok(base().with("none_amount", amount)),
    }
}

/// Everything at nothing, with two places.
fn base() -> Answer {
    let nothing = Money::from_cents(0);
    Answer::from(json!({
        "sourced_amount": nothing, "influenced_amount": nothing, "none_amount": nothing, "pool": nothing,
        "credited": nothing, "direct_credit": nothing, "unattributed": nothing, "credits": [], "total_pay": nothing,
    }))
}

fn sourced(input: &Input, amount: Money, partners: &Partners) -> Answer {
    let name = input.text("sourcing_partner").unwrap_or_default();
    let rate: Option<Percent> = partners.get(name).and_then(|partner| partner.get("rate"));
    let pay = rate.map(|rate| credit::sourced_pay(amount, rate, 2));
    let text = rate.map(percent);
    let mut answer = base().with("sourced_amount", amount).with("credited", amount).with("total_pay", pay).with(
        "credits",
        json!([{"partner": name, "share": "1", "share_display": "100.0%", "credit": amount, "rate": text,
            "effective_rate": text, "pay": pay}]),
    );
    if pay.is_none() {
        answer.warnings.push(rate_unknown(name, partners));
    }
    answer
}

fn influenced(input: &Input, amount: Money, partners: &Partners) -> Outcome {
    let settings = input.object("settings");
    let default = CreditRules::default();
    let credit_rules = CreditRules {
        influence_credit: settings.get("influence_credit").unwrap_or(default.influence_credit),
        influence_pay_factor: settings.get("influence_pay_factor").unwrap_or(default.influence_pay_factor),
    };
    let pool = credit::pool(amount, &credit_rules, 2);
    let (names, touches) = partners_and_touches(input);
    let model = input.choice("model").unwrap_or(AttributionModel::Linear);
    let split = split_touches(pool, model, input.need("closed_on")?, &touches, &rules_of(&settings), 2);
    let order: Vec<&String> = names.iter().collect::<BTreeSet<_>>().into_iter().collect();
    let found = credit::by_partner(&split, |touch| {
        let name = names.get(touch).filter(|name| *name != DIRECT)?;
        order.binary_search(&name).ok()
    });
    let mut answer = base();
    let mut total = Some(Money::from_cents(0));
    let mut lines = Vec::new();
    for line in &found.partners {
        let name = order.get(line.partner).map_or("", |name| name.as_str());
        let (pay, value) = line_of(name, line, amount, partners, &credit_rules, &mut answer);
        total = total.zip(pay).map(|(total, pay)| total.plus(pay));
        lines.push(value);
    }
    let nothing = Money::from_cents(0);
    if split.credits.is_empty() {
        answer.set("none_amount", amount);
        answer.warn("no_eligible_touch", "touches", "no touch counts; the deal is neither credited nor paid");
    } else {
        answer.set("influenced_amount", amount);
        if split.model_used != model {
            answer.warn("custom_weights_zero", "settings.kind_weights", "every weight is zero; the split is linear");
        }
    }
    answer.set("pool", pool);
    answer.set("credited", found.partners.iter().map(|line| line.credit).sum::<Money>());
    answer.set("direct_credit", found.direct.plus(nothing));
    answer.set("unattributed", found.unattributed.plus(nothing));
    answer.set("total_pay", total);
    answer.set("credits", lines);
    Ok(answer)
}

fn line_of(
    name: &str,
    line: &PartnerCredit,
    amount: Money,
    partners: &Partners,
    rules: &CreditRules,
    answer: &mut Answer,
) -> (Option<Money>, Value) {
    let partner = partners.get(name);
    let rate: Option<Percent> = partner.and_then(|partner| partner.get("rate"));
    let pay = match partner.and_then(|partner| partner.get("influenced_pay")) {
        Some(false) => Some(Money::from_cents(0)),
        Some(true) => {
            let pay = rate.map(|rate| credit::influenced_pay(amount, &line.share, rate, rules));
            if pay.is_none() {
                answer.warnings.push(rate_unknown(name, partners));
            }
            pay
        }
        None => {
            let place = partner.map_or_else(|| "partners".to_owned(), |partner| partner.path("influenced_pay"));
            answer.warn("pay_unknown", place, format!("it is not known whether {name} is paid for influence"));
            None
        }
    };
    let effective = rate.map(|rate| exact_percent(&credit::effective_rate(rate, rules)));
    let value = json!({
        "partner": name, "share": line.share_is_exact.then(|| share_text(&line.share)),
        "share_display": percent_shown(Some(&line.share)), "credit": line.credit, "rate": rate.map(percent),
        "effective_rate": effective, "pay": pay,
    });
    (pay, value)
}

fn rate_unknown(name: &str, partners: &Partners) -> Fault {
    let place = partners.get(name).map_or_else(|| "partners".to_owned(), |partner| partner.path("rate"));
    Fault::warning("rate_unknown", place, format!("the rate of {name} is not known; its pay is open"))
}

/// Shares are written as fractions, also where a decimal would do.
fn share_text(share: &Exact) -> String {
    if share.is_integer() { share.numer().to_string() } else { format!("{}/{}", share.numer(), share.denom()) }
}

fn check(input: &Input) -> Vec<Fault> {
    let mut faults = Vec::new();
    let class = input.text("class");
    match (class, input.text("sourcing_partner")) {
        (Some("sourced"), None) => faults.push(input.missing("sourcing_partner")),
        (Some("sourced"), Some(DIRECT)) => {
            let message = "the own sales team is no partner; name the partner, or choose another class";
            faults.push(input.fault(Code::BadEnum, "sourcing_partner", message));
        }
        (Some("sourced"), Some(_)) | (_, None) => {}
        (_, Some(_)) => {
            faults.push(input.fault(Code::ConflictingFields, "sourcing_partner", "only a sourced deal has one"));
        }
    }
    let influenced = class == Some("influenced");
    if influenced {
        for name in ["model", "closed_on"] {
            faults.extend((!input.given(name)).then(|| input.missing(name)));
        }
    }
    let closed_on: Option<Date> = input.get("closed_on").filter(|_| influenced);
    faults.extend(check_touches(input, closed_on));
    let mut seen = HashSet::new();
    for partner in input.list("partners") {
        if !seen.insert(partner.text("id").unwrap_or_default().to_owned()) {
            faults.push(partner.fault(Code::Duplicate, "id", "this partner is listed twice; keep one"));
        }
    }
    faults
}
