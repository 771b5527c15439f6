//! `backtest`: the tier program over past quarters, a candidate beside the present one.

use serde_json::{Value, json};

use super::failure::Failure;
use super::output::Reply;
use super::question_args::Backtest as Words;
use super::{candidate, document, files};
use crate::analysis::backtest::{Backtest, Course, Trajectory};
use crate::analysis::derived::Derived;
use crate::program::choice::Choice;
use crate::program::id::Id;
use crate::report::backtest::{Tested, document as report, tiers};

pub(super) fn backtest(words: &Words) -> Result<Reply, Failure> {
    let workbench = files::session(&words.file, words.as_of.as_of)?;
    let other = candidate::one(&words.changes, &words.file, &workbench)?;
    let run = workbench.derived().backtest(words.quarters);
    let present = Tested { name: "Present program", derived: workbench.derived(), backtest: &run };
    let tried = other.map(|other| {
        let derived = Derived::new(&other.tried.program, workbench.as_of());
        let run = derived.backtest(words.quarters);
        (other.name, derived, run)
    });
    let beside = tried.as_ref().map(|(name, derived, run)| Tested { name, derived, backtest: run });
    let text = document::text(&report(workbench.program(), &present, beside.as_ref()));
    let data = json!({
        "as_of": workbench.as_of().to_string(),
        "quarters": run.quarters.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "days": run.days.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "present": data(&present),
        "candidate": beside.as_ref().map(data),
    });
    Ok(Reply::new("backtest", text, data).note(format!("as of {}", workbench.as_of())))
}

fn data(tested: &Tested<'_>) -> Value {
    let run: &Backtest = tested.backtest;
    let shares: Vec<Value> = run
        .shares(&tiers(tested.derived))
        .into_iter()
        .map(|share| json!({"tier": share.tier.as_ref().map(Id::as_str), "partners": share.partners}))
        .collect();
    let named = |course| run.running(course).map(|found| found.partner.as_str()).collect::<Vec<_>>();
    let (up, down) = run.moves();
    json!({
        "name": tested.name,
        "moves": {"up": up, "down": down},
        "shares": shares,
        "flappers": named(Course::Flapping),
        "tourists": named(Course::Tourist),
        "trajectories": run.trajectories.iter().map(trajectory).collect::<Vec<_>>(),
    })
}

fn trajectory(found: &Trajectory) -> Value {
    json!({
        "partner": found.partner.as_str(),
        "track": found.track.as_ref().map(Id::as_str),
        "course": found.course().word(),
        "turns": found.turns(),
        "tiers": found.tiers.iter().map(|tier| tier.as_ref().map(Id::as_str)).collect::<Vec<_>>(),
        "uncertain": found.uncertain(),
    })
}
