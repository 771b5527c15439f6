//! R-44 `certification`: the three certifications of one person.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::certification::{Certification, CertificationStatus, CompletedTraining};
use crate::analysis::policy::{CertificationPolicy, ExpertRule};
use crate::program::choice::Choice;
use crate::program::enablement::TrainingComponent;
use crate::program::period::days_after;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "certification",
    rule: "R-44, C-67, C-70",
    about: "Which certifications a person holds, until when, and what is missing",
    grammar: Grammar::Operations,
    inputs: &[
        Field::required("as_of", Kind::Date, "the day it is seen from"),
        Field::optional("level_101", Kind::Date, "completion of level 101"),
        Field::optional("level_201", Kind::Date, "completion of level 201"),
        Field::optional("level_301", Kind::Date, "completion of level 301"),
        Field::optional("level_401", Kind::Date, "completion of level 401"),
        Field::optional("exam", Kind::Date, "the exam passed"),
        Field::optional("project", Kind::Date, "the project completed"),
        Field::optional("case_study", Kind::Date, "the case study completed"),
        Field::settings(&[
            Field::default("sales_months", Kind::count(1, 120), "12", "validity of Sales Certified"),
            Field::default("technical_months", Kind::count(1, 120), "12", "validity of Technical Certified"),
            Field::default("expert_months", Kind::count(1, 120), "24", "validity of Solutions Expert"),
            Field::default("expiring_days", Kind::count(0, 3650), "60", "days left at which one is expiring"),
            Field::default(
                "expert_rule",
                Kind::Choice(ExpertRule::CHOICES),
                "\"all_levels\"",
                "what Solutions Expert needs",
            ),
        ]),
    ],
    outputs: &[
        ("certifications", "the three certifications with status, dates, missing components, benefit and path"),
        ("valid_count", "how many are valid"),
        ("certified", "whether at least one is valid"),
    ],
    example: r#"{"as_of":"2025-05-31","level_101":"2024-05-01","level_201":"2024-05-10","exam":"2024-06-01"}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let as_of: Date = input.need("as_of")?;
    let settings = input.object("settings");
    let policy = CertificationPolicy {
        sales_months: settings.need("sales_months")?,
        technical_months: settings.need("technical_months")?,
        expert_months: settings.need("expert_months")?,
        expiring_days: settings.need("expiring_days")?,
        expert_rule: settings.need_choice("expert_rule")?,
        quick_start_certifies: false,
    };
    let completed = TrainingComponent::ALL.iter().filter_map(|part| Some((*part, input.get::<Date>(part.word())?)));
    let completed: Vec<(TrainingComponent, Date)> = completed.collect();
    let mut answer = Answer::new();
    for (component, on) in completed.iter().filter(|(_, on)| *on > as_of) {
        let message = format!("{component} on {on} is after as_of {as_of} and does not count yet");
        answer.warn("future_component", component.word(), message);
    }
    let training: CompletedTraining = completed.into_iter().collect();
    let rows: Vec<Value> =
        Certification::ALL.iter().map(|certification| row(*certification, &training, as_of, &policy)).collect();
    let valid = rows.iter().filter(|row| row["benefit_unlocked"] == true).count();
    answer.set("certifications", rows);
    answer.set("valid_count", valid);
    answer.set("certified", valid > 0);
    Ok(answer)
}

fn row(certification: Certification, training: &CompletedTraining, as_of: Date, policy: &CertificationPolicy) -> Value {
    let standing = training.standing(certification, as_of, policy);
    let path = certification.training_time(policy.expert_rule);
    json!({
        "certification": certification,
        "status": standing.status,
        "earned": standing.earned,
        "expires": standing.expires,
        "valid_through": standing.expires.map(|expires| days_after(expires, -1)),
        "days_left": standing.days_left,
        "expiring": standing.expiring,
        "missing": standing.missing,
        "benefit": certification.benefit(),
        "benefit_unlocked": standing.status == CertificationStatus::Valid,
        "path_hours_lo": path.hours_low,
        "path_hours_hi": path.hours_high,
        "path_extra_days": path.extra_days,
    })
}
