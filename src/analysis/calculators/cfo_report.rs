//! R-58 `cfo-report`: a period's revenue as finance reads it, with the sums that must hold.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::{Entry, Input};
use super::revenue_kpis::{
    ANY_BAND, ANY_BASE, Benchmarks, INFLUENCE_CREDIT, SOURCED_BAND, TARGET, TARGET_METRIC, influence_credit, shares,
    target,
};
use super::schema::{Calculator, Field, Grammar, Kind};
use super::touch_input::{DIRECT, HALF_LIFE_DAYS, KIND_WEIGHTS, TOUCHES, check_touch, read_touches, touch_rules};
use super::written::amount;
use crate::analysis::attribution::DealClass;
use crate::analysis::cfo::{
    CfoDeal, CfoLine, CfoReport, CfoRules, CfoTouch, CostBase, Credits, SumCheck, paid_by_kind, report,
};
use crate::analysis::credit::CreditRules;
use crate::analysis::exact::{exact_percent, percent_shown};
use crate::analysis::touches::AttributionModel;
use crate::program::choice::Choice;
use crate::program::compensation::PaymentKind;
use crate::program::money::Money;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "cfo-report",
    rule: "R-58",
    about: "Revenue of a period by the part of partners, credit under every model, its cost, and the sum checks",
    grammar: Grammar::Deals,
    inputs: &[
        Field::required("as_of", Kind::Date, "the day of the report"),
        Field::required("period", Kind::Object(PERIOD), "the days that count, both ends inside"),
        Field::required("model", Kind::Choice(AttributionModel::CHOICES), "the model that credit is reported by"),
        Field::required("deals", Kind::list(&Kind::Object(DEAL)), "won deals"),
        Field::optional("payments", Kind::list(&Kind::Object(PAYMENT)), "what partners were paid"),
        TARGET,
        TARGET_METRIC,
        Field::optional("stated", Kind::Object(STATED), "amounts stated elsewhere, to compare with"),
        Field::settings(&[
            SOURCED_BAND,
            ANY_BAND,
            ANY_BASE,
            INFLUENCE_CREDIT,
            HALF_LIFE_DAYS,
            KIND_WEIGHTS,
            Field::default(
                "cost_base",
                Kind::Choice(CostBase::CHOICES),
                "\"credited\"",
                "the partner revenue that its cost is compared with",
            ),
        ]),
    ],
    outputs: &[
        ("total", "all deals of the period"),
        ("sourced", "sourced deals"),
        ("influenced", "influenced deals at full amount"),
        ("none", "deals without a partner's part"),
        ("unclassified", "the part of none whose class is not known"),
        ("credited", "what partners are credited with"),
        ("excluded", "deals outside the period"),
        ("shares", "the four shares of revenue-kpis"),
        ("target", "as revenue-kpis"),
        ("payments", "kind to money"),
        ("paid", "all payments, clawbacks taken off"),
        ("cost_share", "paid out of partner revenue, exact percent; null without such revenue"),
        ("cost_share_display", "the same with one decimal"),
        ("deals", "by closing date, then id: id, closed_on, amount, class, line, credited, credits"),
        ("unclassifiable", "ids of deals whose class is not known"),
        ("unattributed", "ids of influenced deals without a touch that counts"),
        ("models", "per model: credits by partner, and their total"),
        ("checks", "id, ok, difference"),
    ],
    example: r#"{"as_of":"2025-06-30","period":{"from":"2025-04-01","to":"2025-06-30"},"model":"linear","deals":[{"id":"d1","amount":"200000.00","class":"sourced","closed_on":"2025-06-30","sourcing_partner":"a"},{"id":"d2","amount":"250000.00","class":"influenced","closed_on":"2025-06-30","touches":[{"partner":"a","on":"2025-05-31","kind":"introduction"},{"partner":"b","on":"2025-06-30","kind":"demo"}]},{"id":"d3","amount":"550000.00","class":"none","closed_on":"2025-06-30"}],"payments":[{"kind":"mdf","amount":"26250.00"}]}"#,
    run,
};

const PERIOD: &[Field] =
    &[Field::required("from", Kind::Date, "first day"), Field::required("to", Kind::Date, "last day, not after as_of")];

const DEAL: &[Field] = &[
    Field::required("id", Kind::TEXT, "identifier, unique"),
    Field::required("amount", Kind::MONEY, "its amount"),
    Field::required("closed_on", Kind::Date, "when it was won"),
    Field::required("class", Kind::Enum(&["sourced", "influenced", "none", "unknown"]), "what it is to the program"),
    Field::optional("sourcing_partner", Kind::TEXT, "who sourced it; for sourced deals only, and required there"),
    Field::optional("touches", TOUCHES, "what partners did for it"),
];

const PAYMENT: &[Field] = &[
    Field::required("kind", Kind::Choice(PaymentKind::CHOICES), "what for"),
    Field::required("amount", Kind::MONEY, "0 or less for a clawback, 0 or more otherwise"),
];

const STATED: &[Field] = &[
    Field::optional("total", Kind::MONEY, "all revenue of the period"),
    Field::optional("credited", Kind::MONEY, "credited revenue"),
];

fn run(input: &Input) -> Outcome {
    let settings = input.object("settings");
    let mut faults = Vec::new();
    let rules = rules(input, &settings, &mut faults)?;
    let deals = input.list("deals");
    check_deals(&deals, &mut faults);
    let payments = payments(input, &mut faults);
    let benchmarks = Benchmarks::of(&settings, &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let names = partner_names(&deals);
    let read: Vec<CfoDeal> = deals.iter().filter_map(|deal| read_deal(deal, &names)).collect();
    let found = report(&read, &rules);
    let stated = input.object("stated");
    let checks = found.checks(stated.get("total"), stated.get("credited"));
    let paid: Money = payments.iter().map(|(_, amount)| *amount).sum();
    let cost_share = found.cost_share(paid, settings.choice("cost_base").unwrap_or(CostBase::Credited));
    let by_kind = paid_by_kind(&payments).into_iter().map(|(kind, amount)| (kind.word().to_owned(), json!(amount)));
    let names: Vec<&str> = names.into_keys().collect();
    let parts = &found.parts;
    let mut answer = Answer::from(json!({
        "total": amount(parts.total), "sourced": amount(parts.sourced), "influenced": amount(parts.influenced),
        "none": amount(found.none), "unclassified": amount(found.unclassified), "credited": amount(parts.credited),
        "excluded": found.excluded,
        "shares": shares(parts, &benchmarks), "target": target(input, parts),
        "payments": by_kind.collect::<Map<_, _>>(), "paid": paid,
        "cost_share": cost_share.as_ref().map(exact_percent), "cost_share_display": percent_shown(cost_share.as_ref()),
        "checks": checks.iter().map(check_row).collect::<Vec<_>>(),
    }));
    answer.set("deals", deal_rows(&found, &read, &names));
    answer.set("models", model_rows(&found, &names));
    list_open(&found, &deals, &read, &mut answer);
    for check in checks.iter().filter(|check| !check.holds()) {
        let field = match check.kind.word() {
            "stated_total" => "stated.total",
            "stated_credited" => "stated.credited",
            _ => "deals",
        };
        let message =
            format!("{}: {} is left over; find out which number is wrong", check.kind.label(), check.difference);
        answer.warn("check_failed", field, message);
    }
    Ok(answer)
}

fn rules(input: &Input, settings: &Input, faults: &mut Vec<Fault>) -> Result<CfoRules, Vec<Fault>> {
    let period = input.object("period");
    let (as_of, from, to): (Date, Date, Date) = (input.need("as_of")?, period.need("from")?, period.need("to")?);
    if to < from {
        let message = format!("{to} is before the first day {from}; swap them");
        faults.push(period.fault(Code::DateOrder, "to", message));
    }
    for (name, day) in [("from", from), ("to", to)] {
        if day > as_of {
            let message = format!("{day} is after {as_of}, the day of the report; end the period by then");
            faults.push(period.fault(Code::OutOfRange, name, message));
        }
    }
    Ok(CfoRules {
        from,
        to,
        model: input.choice("model").unwrap_or(AttributionModel::Linear),
        touches: touch_rules(settings, false),
        credit: CreditRules { influence_credit: influence_credit(settings), ..CreditRules::default() },
        places: 2,
    })
}

fn check_deals(deals: &[Input], faults: &mut Vec<Fault>) {
    let mut seen = HashSet::new();
    for deal in deals {
        let id = deal.text("id").unwrap_or_default();
        if !seen.insert(id) {
            faults.push(deal.fault(
                Code::Duplicate,
                "id",
                format!("{id:?} is listed twice; give each deal its own id"),
            ));
        }
        match (deal.text("class"), deal.text("sourcing_partner")) {
            (Some("sourced"), None) => faults.push(deal.missing("sourcing_partner")),
            (Some("sourced"), Some(DIRECT)) => {
                let message = "our own sales source no partner deal; name the partner or change the class";
                faults.push(deal.fault(Code::BadEnum, "sourcing_partner", message));
            }
            (Some("sourced"), Some(_)) | (_, None) => {}
            (class, Some(_)) => {
                let class = class.unwrap_or_default();
                let message = format!("a deal of class {class} has no sourcing partner; take it out");
                faults.push(deal.fault(Code::ConflictingFields, "sourcing_partner", message));
            }
        }
        let closed_on: Option<Date> = deal.get("closed_on");
        for touch in deal.list("touches") {
            check_touch(&touch, closed_on, faults);
        }
    }
}

fn payments(input: &Input, faults: &mut Vec<Fault>) -> Vec<(PaymentKind, Money)> {
    let mut payments = Vec::new();
    for payment in input.list("payments") {
        let (Some(kind), Some(amount)) = (payment.choice("kind"), payment.get::<Money>("amount")) else { continue };
        let wrong = if kind == PaymentKind::Clawback { amount > Money::ZERO } else { amount < Money::ZERO };
        if wrong {
            let message = match kind {
                PaymentKind::Clawback => format!("{amount} is above zero; a clawback is written with a minus sign"),
                _ => format!("{amount} is below zero; only a clawback takes money back"),
            };
            faults.push(payment.fault(Code::OutOfRange, "amount", message));
        }
        payments.push((kind, amount));
    }
    payments
}

/// Every partner that sourced or touched a deal, in the order of the names, with its position.
fn partner_names(deals: &[Input]) -> BTreeMap<&str, usize> {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for deal in deals {
        names.extend(deal.text("sourcing_partner").map(|name| (name, 0)));
        for entry in deal.entries("touches") {
            if let Entry::Object(touch) = entry {
                names.extend(touch.text("partner").map(|name| (name, 0)));
            }
        }
    }
    for (position, (_, place)) in names.iter_mut().enumerate() {
        *place = position;
    }
    names
}

fn read_deal(deal: &Input, names: &BTreeMap<&str, usize>) -> Option<CfoDeal> {
    let place = |name: &str| names.get(name).copied();
    let touches = deal.list("touches");
    let partners: Vec<Option<usize>> = touches.iter().map(|touch| touch.text("partner").and_then(place)).collect();
    let read = partners.into_iter().zip(read_touches(&touches));
    let touches = read.filter_map(|(partner, touch)| Some(CfoTouch { partner: partner?, touch })).collect();
    Some(CfoDeal {
        id: deal.text("id")?.to_owned(),
        amount: deal.get("amount")?,
        closed_on: deal.get("closed_on")?,
        class: deal.choice::<DealClass>("class")?,
        sourcing_partner: deal.text("sourcing_partner").and_then(place),
        touches,
    })
}

fn credit_rows(credits: &Credits, names: &[&str]) -> Vec<Value> {
    credits.iter().map(|(partner, amount)| json!({"partner": names.get(*partner), "amount": amount})).collect()
}

fn deal_rows(found: &CfoReport, deals: &[CfoDeal], names: &[&str]) -> Vec<Value> {
    let row = |line: &CfoLine| {
        let deal = deals.get(line.deal)?;
        Some(json!({
            "id": deal.id, "closed_on": deal.closed_on, "amount": deal.amount, "class": deal.class, "line": line.line,
            "credited": amount(line.credited), "credits": credit_rows(&line.credits, names),
        }))
    };
    found.lines.iter().filter_map(row).collect()
}

fn model_rows(found: &CfoReport, names: &[&str]) -> Vec<Value> {
    let row = |(model, credits): &(AttributionModel, Credits)| {
        let total: Money = credits.values().copied().sum();
        json!({"model": model, "credits": credit_rows(credits, names), "total": total})
    };
    found.models.iter().map(row).collect()
}

fn check_row(check: &SumCheck) -> Value {
    json!({"id": check.kind, "ok": check.holds(), "difference": check.difference})
}

/// Names the deals that a person has to look at.
fn list_open(found: &CfoReport, deals: &[Input], read: &[CfoDeal], answer: &mut Answer) {
    let ids = |places: &[usize]| -> Vec<&str> {
        places.iter().filter_map(|&place| read.get(place)).map(|deal| deal.id.as_str()).collect()
    };
    answer.set("unclassifiable", ids(&found.unclassifiable));
    answer.set("unattributed", ids(&found.unattributed));
    for deal in found.unclassifiable.iter().filter_map(|&place| deals.get(place)) {
        let message = "the class of this deal is not known, so it counts as none; find out who sourced it";
        answer.warn("unclassifiable", deal.path("class"), message);
    }
    for deal in found.unattributed.iter().filter_map(|&place| deals.get(place)) {
        let message = "no touch of a partner counts for this influenced deal, so it counts as none; record the touch";
        answer.warn("no_eligible_touch", deal.path("touches"), message);
    }
}
