//! R-31, C-15, C-16 `attribution`: the class of one deal, with the evidence.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::attribution::{
    AttributionRules, Classification, DealClass, DealDates, InfluenceRule, PartnerClaim, PartnerTouch,
    SourcedCriterion, classify, evidence,
};
use crate::program::choice::Choice;
use crate::program::deal::DealTouchKind;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "attribution",
    rule: "R-31, C-15, C-16",
    about: "Whether a deal is sourced or influenced by a partner, with the evidence for every criterion",
    grammar: Grammar::Deals,
    inputs: &[
        Field::required("as_of", Kind::Date, "the day everything is seen from"),
        Field::required("deal", Kind::Object(DEAL), "the deal"),
        Field::required("partners", Kind::list_of(&Kind::Object(PARTNER), 1, 100), "the partners on it"),
        Field::default("touches", Kind::list_of(&Kind::Object(TOUCH), 0, 1000), "[]", "what the partners did"),
        Field::settings(&[
            Field::default(
                "criteria",
                Kind::list(&Kind::Choice(SourcedCriterion::CHOICES)),
                ALL_CRITERIA,
                "the enabled criteria",
            ),
            Field::default(
                "registration_days",
                Kind::count(0, 365),
                "7",
                "days after first contact for a registration",
            ),
            Field::default(
                "same_day_counts",
                Kind::Flag,
                "true",
                "whether the day of the opportunity counts as before it",
            ),
            Field::default(
                "report_rule",
                Kind::Choice(InfluenceRule::CHOICES),
                "\"any_touch\"",
                "what is influence in reports",
            ),
            Field::default("pay_rule", Kind::Choice(InfluenceRule::CHOICES), "\"strict\"", "what is influence for pay"),
        ]),
    ],
    outputs: &[
        ("class", "sourced, influenced, none or unknown"),
        ("sourcing_partner", "the partner that sourced it"),
        ("touch_limit", "the last day on which a touch counts"),
        ("influencing_partners", "the partners that influenced it, by id"),
        ("partners", "per partner: sourced, class, influence, latest touch, every criterion with what it saw"),
    ],
    example: r#"{"as_of":"2025-06-30","deal":{"outcome":"won","created_on":"2025-03-20","closed_on":"2025-05-01","first_contact_on":"2025-03-01","lead_source":"p1"},"partners":[{"id":"p1","registered_on":"2025-03-08"}]}"#,
    run,
};

const ALL_CRITERIA: &str =
    r#"["lead_source","registered_before_opportunity","registered_in_time","no_prior_direct","primary_relationship"]"#;

const DEAL: &[Field] = &[
    Field::required("outcome", Kind::Enum(&["open", "won"]), "lost deals are not classified"),
    Field::required("created_on", Kind::Date, "when the opportunity was created"),
    Field::optional("closed_on", Kind::Date, "when it was won"),
    Field::optional("first_contact_on", Kind::Date, "first contact with the customer"),
    Field::optional("direct_engagement_on", Kind::Date, "first engagement of our own sales; absent: none"),
    Field::optional("lead_source", Kind::TEXT, "a partner id or any other word"),
];

const PARTNER: &[Field] = &[
    Field::required("id", Kind::TEXT, "the partner, once"),
    Field::optional("registered_on", Kind::Date, "day of its approved registration; absent: none"),
    Field::optional(
        "primary_relationship",
        Kind::Flag,
        "whether it keeps the primary relationship; absent counts as true",
    ),
    Field::optional("would_not_close_without", Kind::Flag, "whether the deal would not close without it"),
];

const TOUCH: &[Field] = &[
    Field::required("partner", Kind::TEXT, "one of the partners"),
    Field::required("on", Kind::Date, "when"),
    Field::required("kind", Kind::Choice(DealTouchKind::CHOICES), "what"),
    Field::default("documented", Kind::Flag, "true", "whether there is a record of it"),
];

fn run(input: &Input) -> Outcome {
    let faults = check(input);
    if !faults.is_empty() {
        return Err(faults);
    }
    let deal = input.object("deal");
    let as_of: Date = input.need("as_of")?;
    let dates = DealDates {
        created_on: deal.get("created_on"),
        first_contact_on: deal.get("first_contact_on"),
        direct_engagement_on: deal.get("direct_engagement_on"),
        touch_limit: deal.get("closed_on").unwrap_or(as_of),
    };
    let rules = rules(&input.object("settings"));
    let lead_source = deal.text("lead_source");
    let partners = input.list("partners");
    let claims: Vec<PartnerClaim<'_>> = partners.iter().map(|partner| claim(partner, lead_source)).collect();
    let found = classify(&dates, &claims, &touches(input, &claims), &rules);
    let rows: Vec<Value> = found
        .parts
        .iter()
        .zip(&claims)
        .map(|(part, claim)| {
            let criteria = SourcedCriterion::ALL.iter().zip(part.criteria).map(|(&criterion, result)| {
                let (observed, limit) = evidence(criterion, &dates, claim, lead_source, &rules);
                json!({"id": criterion, "result": result, "observed": observed, "limit": limit})
            });
            json!({
                "id": claim.id, "sourced": part.sourced.known(), "class": part.class,
                "influenced_report": part.influenced_report.known(), "influenced_pay": part.influenced_pay.known(),
                "last_touch_on": part.last_touch_on, "criteria": criteria.collect::<Vec<_>>(),
            })
        })
        .collect();
    let parts = found.parts.iter().zip(&claims);
    let mut influencing: Vec<&str> =
        parts.filter(|(part, _)| part.class == DealClass::Influenced).map(|(_, claim)| claim.id).collect();
    influencing.sort_unstable();
    let answer = Answer::from(json!({
        "class": found.class,
        "sourcing_partner": found.sourcing.and_then(|index| claims.get(index)).map(|claim| claim.id),
        "touch_limit": dates.touch_limit,
        "influencing_partners": influencing,
        "partners": rows,
    }));
    Ok(answer.warned(warnings(&found)))
}

fn warnings(found: &Classification) -> Vec<Fault> {
    let two = "two partners meet every criterion; the earlier registration stands, check both (REV-22)";
    let open = "a missing fact decides the class; record first contact or lead source";
    [
        (found.two_candidates, Fault::warning("two_sourcing_candidates", "partners", two)),
        (found.class == DealClass::Unknown, Fault::warning("unclassifiable", "deal", open)),
    ]
    .into_iter()
    .filter_map(|(given, warning)| given.then_some(warning))
    .collect()
}

fn rules(settings: &Input) -> AttributionRules {
    let default = AttributionRules::default();
    let chosen: Vec<SourcedCriterion> = settings.choices("criteria");
    let mut enabled = [false; 5];
    for (switch, criterion) in enabled.iter_mut().zip(SourcedCriterion::ALL) {
        *switch = chosen.contains(criterion);
    }
    AttributionRules {
        enabled,
        registration_days: settings.get("registration_days").unwrap_or(default.registration_days),
        same_day_counts: settings.get("same_day_counts").unwrap_or(default.same_day_counts),
        report_rule: settings.choice("report_rule").unwrap_or(default.report_rule),
        pay_rule: settings.choice("pay_rule").unwrap_or(default.pay_rule),
    }
}

fn claim<'a>(partner: &'a Input, lead_source: Option<&str>) -> PartnerClaim<'a> {
    let id = partner.text("id").unwrap_or_default();
    PartnerClaim {
        id,
        is_lead_source: lead_source.map(|source| source == id),
        registered_on: partner.get("registered_on"),
        primary_relationship: partner.get("primary_relationship"),
        would_not_close_without: partner.get("would_not_close_without"),
    }
}

fn touches(input: &Input, claims: &[PartnerClaim<'_>]) -> Vec<PartnerTouch> {
    let places: HashMap<&str, usize> = claims.iter().enumerate().map(|(index, claim)| (claim.id, index)).collect();
    let touch = |touch: Input| {
        Some(PartnerTouch {
            partner: *places.get(touch.text("partner")?)?,
            on: touch.get("on")?,
            kind: touch.choice("kind")?,
            documented: touch.get("documented").unwrap_or(true),
        })
    };
    input.list("touches").into_iter().filter_map(touch).collect()
}

fn check(input: &Input) -> Vec<Fault> {
    let mut faults = Vec::new();
    let deal = input.object("deal");
    let closed: Option<Date> = deal.get("closed_on");
    match (deal.text("outcome"), closed) {
        (Some("won"), None) => faults.push(deal.missing("closed_on")),
        (Some("open"), Some(_)) => {
            faults.push(deal.fault(Code::ConflictingFields, "closed_on", "an open deal has not closed; leave it out"));
        }
        (_, Some(closed)) => {
            if input.get::<Date>("as_of").is_some_and(|as_of| closed > as_of) {
                faults.push(deal.fault(Code::OutOfRange, "closed_on", "it is after as_of"));
            }
            if deal.get::<Date>("created_on").is_some_and(|created| closed < created) {
                faults.push(deal.fault(Code::DateOrder, "closed_on", "it is before created_on"));
            }
        }
        _ => {}
    }
    let mut ids = HashSet::new();
    for partner in input.list("partners") {
        if !ids.insert(partner.text("id").unwrap_or_default().to_owned()) {
            faults.push(partner.fault(Code::Duplicate, "id", "this partner is listed twice; keep one"));
        }
    }
    for touch in input.list("touches") {
        let partner = touch.text("partner").unwrap_or_default();
        if !ids.contains(partner) {
            let message = format!("{partner:?} is not among the partners");
            faults.push(touch.fault(Code::UnknownReference, "partner", message));
        }
    }
    faults
}
