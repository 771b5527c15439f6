//! R-56 `lead-distribution`: which side receives a lead and which one contacts it first.

use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::checks::{refuse_any, repeated};
use super::date_time::DateTime;
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::events::leads::{AssignedLead, DistributionRules, LeadFacts, LeadSide, distribute, in_turn};
use crate::program::campaign::LeadModel;

const SIDE: Kind = Kind::Choice(LeadSide::CHOICES);

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "lead-distribution",
    rule: "R-56, C-33",
    about: "Which side receives each lead, and which one contacts it first",
    grammar: Grammar::Operations,
    inputs: &[
        Field::required("model", Kind::Choice(LeadModel::CHOICES), "how leads are distributed"),
        Field::optional("leads", Kind::unlimited(&LEAD), "the leads"),
        Field::optional(
            "lead_count",
            Kind::count(0, 1_000_000),
            "number of leads, in place of leads, for round_robin and split",
        ),
        Field::optional("as_of", Kind::DateTime, "the time it is seen from; required with leads"),
        Field::optional("primary", SIDE, "the side that comes first; required for primary_secondary"),
        Field::settings(&[
            Field::default("alternate_first", SIDE, "\"ours\"", "the side that takes the first turn"),
            Field::default(
                "secondary_after_days",
                Kind::count(0, 365),
                "5",
                "days after which the second side may contact a lead",
            ),
            Field::default(
                "qualified_route",
                Kind::Enum(&["source", "alternate"]),
                "\"source\"",
                "who contacts a qualified lead",
            ),
        ]),
    ],
    outputs: &[
        ("model", "as given"),
        ("lead_count", "how many leads"),
        ("first_contact", "how many leads each side contacts first, and how many nobody does"),
        ("leads", "each lead with its receivers, first contact and second side, by time then id"),
    ],
    example: r#"{"model":"round_robin","lead_count":943}"#,
    run,
};

const LEAD: Kind = Kind::Object(&[
    Field::required("id", Kind::text(1, 60), "the lead"),
    Field::required("registered_at", Kind::DateTime, "when it registered"),
    Field::optional("source", SIDE, "the side whose list brought it"),
    Field::optional("qualified", Kind::Flag, "whether it is qualified"),
    Field::optional("choice", SIDE, "the side it chose"),
]);

fn run(input: &Input) -> Outcome {
    let model: LeadModel = input.need_choice("model")?;
    let settings = input.object("settings");
    let rules = DistributionRules {
        alternate_first: settings.need_choice("alternate_first")?,
        secondary_after_days: settings.need("secondary_after_days")?,
        qualified_to_source: settings.text("qualified_route") == Some("source"),
    };
    check_fields(input, model)?;
    if let Some(count) = input.get::<u64>("lead_count") {
        let (ours, partner) = in_turn(count, rules.alternate_first);
        return Ok(answer(model, count, [ours, partner, 0], Value::Null));
    }
    let leads = input.list("leads");
    let as_of: DateTime = input.need("as_of")?;
    check_leads(&leads, as_of)?;
    let mut facts = Vec::with_capacity(leads.len());
    for lead in &leads {
        facts.push(LeadFacts {
            id: lead.text("id").unwrap_or_default(),
            registered_at: lead.need("registered_at")?,
            source: lead.choice("source"),
            qualified: lead.get("qualified"),
            choice: lead.choice("choice"),
        });
    }
    let assigned = distribute(model, &facts, input.choice("primary").unwrap_or(LeadSide::Ours), &rules);
    let contacted = |side: Option<LeadSide>| {
        assigned.iter().filter(|lead| lead.first_contact.map(|(first, _)| first) == side).count() as u64
    };
    let counts = [Some(LeadSide::Ours), Some(LeadSide::Partner), None].map(contacted);
    let mut rows = Vec::with_capacity(assigned.len());
    for found in &assigned {
        rows.extend(leads.get(found.index).map(|lead| row(lead, found, as_of, &rules)));
    }
    Ok(answer(model, leads.len() as u64, counts, Value::Array(rows)))
}

fn check_fields(input: &Input, model: LeadModel) -> Result<(), Vec<Fault>> {
    let fault = |code, field, message: &str| Err(vec![input.fault(code, field, message)]);
    let (leads, count) = (input.given("leads"), input.given("lead_count"));
    let in_turn = matches!(model, LeadModel::RoundRobin | LeadModel::Split);
    let by_primary = model == LeadModel::PrimarySecondary;
    let enough = leads || (count && in_turn);
    match () {
        () if leads && count => fault(Code::ConflictingFields, "lead_count", "give leads or lead_count, not both"),
        () if !enough => {
            fault(Code::MissingField, "leads", "leads is required; only round_robin and split can do with lead_count")
        }
        () if leads && !input.given("as_of") => {
            fault(Code::MissingField, "as_of", "as_of is required with leads; add it")
        }
        () if by_primary && !input.given("primary") => {
            fault(Code::MissingField, "primary", "primary is required for primary_secondary; add ours or partner")
        }
        () if !by_primary && input.given("primary") => {
            fault(Code::ConflictingFields, "primary", "primary belongs to primary_secondary; leave it out here")
        }
        () => Ok(()),
    }
}

fn check_leads(leads: &[Input], as_of: DateTime) -> Result<(), Vec<Fault>> {
    let later = |lead: &&Input| lead.get::<DateTime>("registered_at").is_some_and(|at| as_of.seconds_until(at) > 0);
    let fault = |lead: &Input| {
        lead.fault(Code::DateOrder, "registered_at", "the lead registered after as_of; correct one of the two")
    };
    refuse_any(leads.iter().filter(later).map(fault).collect())?;
    refuse_any(repeated(leads, "id").collect())
}

fn row(lead: &Input, found: &AssignedLead, as_of: DateTime, rules: &DistributionRules) -> Value {
    let from = found.secondary.and_then(|_| lead.get::<DateTime>("registered_at"));
    let from = from.map(|at| at.plus_days(rules.secondary_after_days.into()));
    json!({
        "id": lead.text("id"),
        "receivers": found.receivers,
        "first_contact": found.first_contact.map(|(side, _)| side),
        "basis": found.first_contact.map(|(_, basis)| basis),
        "secondary": found.secondary.map(|(side, _)| side),
        "secondary_from": from.map(|from| from.to_string()),
        "secondary_open": from.map(|from| from.seconds_until(as_of) >= 0),
    })
}

fn answer(model: LeadModel, count: u64, [ours, partner, none]: [u64; 3], leads: Value) -> Answer {
    Answer::from(json!({
        "model": model,
        "lead_count": count,
        "first_contact": {"ours": ours, "partner": partner, "none": none},
        "leads": leads,
    }))
}
