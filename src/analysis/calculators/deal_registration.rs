//! R-28, C-46 `deal-registration`: protection, service level, eligibility and conflicts of registrations.

use std::collections::HashSet;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::date_time::DateTime;
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::written::words;
use crate::analysis::registration::{
    AccountKey, Claim, Conflict, Protection, RegistrationRules, conflicts, may_register, sla, state_at,
};
use crate::program::deal::RegistrationState;
use crate::program::moment::Moment;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "deal-registration",
    rule: "R-28, C-46",
    about: "Protection, service level, eligibility and conflicts of deal registrations",
    grammar: Grammar::Deals,
    inputs: &[
        Field::required("as_of", Kind::Date, "the day everything is seen from"),
        Field::optional("now", Kind::DateTime, "the clock for undecided registrations, on as_of"),
        Field::required("registrations", Kind::list_of(&Kind::Object(REGISTRATION), 1, 1000), "the registrations"),
        Field::settings(&[
            Field::default("protection_days", Kind::count(1, 365), "30", "days of protection"),
            Field::default("sla_hours", Kind::count(1, 720), "24", "hours in which to decide"),
            Field::default(
                "first_days",
                Kind::count(0, 3650),
                "90",
                "days after signing in which everyone may register",
            ),
            Field::default("min_tier_rank", Kind::count(0, 20), "1", "the rank from which a tier may register"),
            Field::default("allow_tier", Kind::Flag, "true", "whether a tier allows it"),
            Field::default("allow_first_days", Kind::Flag, "true", "whether the first days allow it"),
            Field::default("allow_certified", Kind::Flag, "true", "whether a sales certification allows it"),
        ]),
    ],
    outputs: &[
        (
            "registrations",
            "per registration: account, service level, state, protected days, eligibility, bonus, lost_to",
        ),
        ("conflicts", "every two registrations of one account whose protections overlap, and which wins"),
    ],
    example: r#"{"as_of":"2025-03-30","registrations":[{"id":"r1","partner":"p1","account_domain":"acme.com","state":"approved","approved_on":"2025-03-01"}]}"#,
    run,
};

const REGISTRATION: &[Field] = &[
    Field::required("id", Kind::TEXT, "the registration, once"),
    Field::required("partner", Kind::TEXT, "the partner"),
    Field::optional("account_domain", Kind::TEXT, "domain of the account; this or its name"),
    Field::optional("account_name", Kind::TEXT, "name of the account"),
    Field::required(
        "state",
        Kind::Enum(&["draft", "submitted", "approved", "rejected", "converted", "expired", "withdrawn"]),
        "the state that was recorded",
    ),
    Field::optional("submitted_at", Kind::DateTime, "when it was submitted"),
    Field::optional("decided_at", Kind::DateTime, "when it was decided"),
    Field::optional("approved_on", Kind::Date, "first protected day; the day of decided_at when absent"),
    Field::optional("quote_on", Kind::Date, "the day of the quote, for the margin bonus"),
    Field::optional("tier_rank", Kind::count(0, 20), "rank of the partner's tier, 0 for the base"),
    Field::optional("signed_on", Kind::Date, "when the partner signed"),
    Field::optional("sales_certified", Kind::Flag, "whether the partner is Sales Certified"),
];

/// A registration as it was given, with what follows from its dates.
struct Entry {
    given: Input,
    state: RegistrationState,
    claim: Claim,
    decided: Option<Moment>,
}

fn run(input: &Input) -> Outcome {
    let faults = check(input);
    if !faults.is_empty() {
        return Err(faults);
    }
    let as_of: Date = input.need("as_of")?;
    let rules = rules(&input.object("settings"));
    let entries: Vec<Entry> = input.list("registrations").into_iter().map(|given| entry(given, &rules)).collect();
    let claims: Vec<Claim> = entries.iter().map(|entry| entry.claim.clone()).collect();
    let found = conflicts(&claims);
    let id = |index: usize| entries.get(index).and_then(|entry| entry.given.text("id"));
    let partner = |index: usize| entries.get(index).and_then(|entry| entry.given.text("partner"));
    let mut lost_to: Vec<Vec<&str>> = vec![Vec::new(); entries.len()];
    for conflict in &found {
        let Some(winner) = conflict.winner else { continue };
        let loser = if winner == conflict.first { conflict.second } else { conflict.first };
        if let Some(lost) = lost_to.get_mut(loser) {
            lost.extend(id(winner));
        }
    }
    let now: Option<Moment> = input.get("now");
    let rows: Vec<Value> =
        entries.iter().zip(lost_to).map(|(entry, lost)| row(entry, as_of, now, &rules, &lost)).collect();
    let pair = |conflict: &Conflict| {
        json!({
            "first": id(conflict.first), "second": id(conflict.second),
            "same_partner": partner(conflict.first) == partner(conflict.second),
            "winner": conflict.winner.and_then(id), "reason": conflict.reason,
        })
    };
    let mut answer =
        Answer::from(json!({"registrations": rows, "conflicts": found.iter().map(pair).collect::<Vec<_>>()}));
    for conflict in &found {
        let (first, second) = (id(conflict.first).unwrap_or_default(), id(conflict.second).unwrap_or_default());
        let message = format!("{first} and {second} protect one account on the same days; decide which one stands");
        answer.warn("registration_conflict", input.entry_path("registrations", conflict.second), message);
    }
    Ok(answer)
}

fn rules(settings: &Input) -> RegistrationRules {
    let default = RegistrationRules::default();
    RegistrationRules {
        protection_days: settings.get("protection_days").unwrap_or(default.protection_days),
        sla_hours: settings.get("sla_hours").unwrap_or(default.sla_hours),
        first_days: settings.get("first_days").unwrap_or(default.first_days),
        min_tier_rank: settings.get("min_tier_rank").unwrap_or(default.min_tier_rank),
        allow_tier: settings.get("allow_tier").unwrap_or(true),
        allow_first_days: settings.get("allow_first_days").unwrap_or(true),
        allow_certified: settings.get("allow_certified").unwrap_or(true),
    }
}

fn entry(given: Input, rules: &RegistrationRules) -> Entry {
    let state = given.choice("state").unwrap_or(RegistrationState::Draft);
    let decided: Option<Moment> = given.get("decided_at");
    let approved = given.get("approved_on").or(decided.map(Moment::date));
    let claim = Claim {
        account: AccountKey::new(given.text("account_domain"), given.text("account_name")),
        protection: Protection::of(state, approved, rules.protection_days),
        submitted: given.get("submitted_at"),
    };
    Entry { given, state, claim, decided }
}

fn row(entry: &Entry, as_of: Date, now: Option<Moment>, rules: &RegistrationRules, lost_to: &[&str]) -> Value {
    let Entry { given, state, claim, decided } = entry;
    let (service, minutes) = sla(*state, claim.submitted, *decided, now, rules.sla_hours);
    let on = claim.submitted.map_or(as_of, Moment::date);
    let (may, granted) =
        may_register(given.get("tier_rank"), given.get("signed_on"), given.get("sales_certified"), on, rules);
    let protection = claim.protection;
    let quote: Option<Date> = given.get("quote_on");
    json!({
        "id": given.text("id"),
        "partner": given.text("partner"),
        "account_domain": claim.account.domain,
        "account_name": claim.account.name,
        "sla": service,
        "sla_minutes": minutes,
        "state_at_as_of": state_at(*state, protection.as_ref(), as_of),
        "protected_from": protection.map(|protection| protection.from),
        "protected_through": protection.map(|protection| protection.through()),
        "free_from": protection.map(|protection| protection.end),
        "protected": protection.is_some_and(|protection| protection.covers(as_of)),
        "days_left": protection.map_or(0, |protection| protection.days_left(as_of)),
        "may_register": may.known(),
        "granted_by": words(granted),
        "margin_bonus": quote.map(|on| protection.is_some_and(|protection| protection.earns_bonus(on))),
        "lost_to": lost_to,
    })
}

/// Every fault between fields, all reported together.
fn check(input: &Input) -> Vec<Fault> {
    let mut faults = Vec::new();
    let now: Option<DateTime> = input.get("now");
    if now.map(DateTime::date).zip(input.get("as_of")).is_some_and(|(day, as_of): (Date, Date)| day != as_of) {
        faults.push(input.fault(Code::DateMismatch, "now", "it must be on the day as_of"));
    }
    let mut seen = HashSet::new();
    let mut submitted_later = false;
    for given in input.list("registrations") {
        if !seen.insert(given.text("id").unwrap_or_default().to_owned()) {
            faults.push(given.fault(Code::Duplicate, "id", "another registration has this id; give each its own"));
        }
        check_entry(&given, &mut faults);
        let submitted: Option<DateTime> = given.get("submitted_at");
        submitted_later |= submitted.zip(now).is_some_and(|(submitted, now)| submitted.seconds_until(now) < 0);
    }
    if submitted_later {
        faults.push(input.fault(Code::DateOrder, "now", "a registration was submitted after it"));
    }
    faults
}

fn check_entry(given: &Input, faults: &mut Vec<Fault>) {
    let state = given.text("state").unwrap_or_default();
    if !given.given("account_domain") && !given.given("account_name") {
        faults.push(given.missing("account_name"));
    }
    let excluded: [(&str, &[&str]); 3] = [
        ("approved_on", &["draft", "submitted", "rejected"]),
        ("decided_at", &["draft", "submitted"]),
        ("submitted_at", &["draft"]),
    ];
    for (field, states) in excluded {
        if given.given(field) && states.contains(&state) {
            faults.push(given.fault(
                Code::ConflictingFields,
                field,
                format!("a registration in state {state} has none"),
            ));
        }
    }
    let approved = ["approved", "converted", "expired"].contains(&state);
    if approved && !given.given("approved_on") && !given.given("decided_at") {
        faults.push(given.missing("approved_on"));
    }
    let submitted: Option<DateTime> = given.get("submitted_at");
    let decided: Option<DateTime> = given.get("decided_at");
    if submitted.zip(decided).is_some_and(|(submitted, decided)| submitted.seconds_until(decided) < 0) {
        faults.push(given.fault(Code::DateOrder, "decided_at", "it is before submitted_at"));
    }
}
