//! `goal`: the goal planner over a plan file.

use serde_json::{Value, json};

use super::args::{DocumentFormat, GoalWords};
use super::failure::{Exit, Failure, Problem};
use super::output::Reply;
use super::{document, files};
use crate::analysis::calculators::{mix_data, plan_data, sensitivity_data, simulation_row, target_data};
use crate::analysis::exact::{NOT_AVAILABLE, exact, exact_text, shown, whole};
use crate::analysis::goal::{Corner, NoPlan, OutlookRow, PlanRequest, Stated, TYPE_ORDER, type_word};
use crate::app::Workbench;
use crate::export::{delimited, markdown};
use crate::program::choice::Choice;
use crate::program::id::Id;
use crate::program::partner::PartnerType;
use crate::report::goal::GoalReview;
use crate::report::papers;
use crate::report::qbr::Audience;

pub(super) fn goal(words: &GoalWords) -> Result<Reply, Failure> {
    let workbench = files::to_read(&words.file, words.as_of.as_of)?;
    let review = review(&workbench, &request(words)?)?;
    let format = if words.answer.json { DocumentFormat::Json } else { words.format };
    let text = match format {
        DocumentFormat::Table | DocumentFormat::Json => document::text(&review.document()),
        DocumentFormat::Md => {
            let mut document = review.document();
            papers::close(&mut document, workbench.program(), workbench.derived(), Audience::Internal);
            markdown::document(&document)
        }
        DocumentFormat::Csv => delimited::csv(&review.table()),
        DocumentFormat::Tsv => delimited::tsv(&review.table()),
    };
    Ok(Reply::new("goal", text, data(&review)))
}

/// The goal of a session, changed by what is asked.
pub(super) fn review(workbench: &Workbench, request: &PlanRequest) -> Result<GoalReview, Failure> {
    GoalReview::of(workbench.program(), workbench.derived(), request).map_err(refused)
}

fn request(words: &GoalWords) -> Result<PlanRequest, Failure> {
    let goal =
        words.goal.as_deref().map(|id| id.parse::<Id<_>>().map_err(|_| refused(NoPlan::NoSuchGoal(id.to_owned()))));
    Ok(PlanRequest {
        goal: goal.transpose()?,
        share: words.target,
        due: words.by,
        horizon_months: words.horizon,
        base: words.denominator.map(Into::into),
        planned_new_arr: words.new_arr,
        direct_growth: words.direct_growth,
        retention: words.retention,
        partner_managers: words.managers.map(|managers| exact(managers.decimal())),
        active_resellers: words.resellers,
        draws: words.draws,
        seed: words.seed,
    })
}

pub(super) fn refused(none: NoPlan) -> Failure {
    let (exit, option) = match &none {
        NoPlan::NoTotalArr | NoPlan::NoPartnerShare | NoPlan::BadRevenue { .. } => (Exit::Invalid, None),
        NoPlan::NoGoal(_) => (Exit::Usage, Some("--target 30 --by 2027-09-30")),
        NoPlan::NoSuchGoal(_) | NoPlan::NotAShare(_) => (Exit::Usage, Some("--goal ID")),
        NoPlan::NoDate | NoPlan::NotAhead { .. } | NoPlan::TooFar(_) => {
            (Exit::Usage, Some("--by DATE or --horizon 12"))
        }
        NoPlan::BadShare(_) => (Exit::Usage, Some("--target 30")),
        NoPlan::NoPlannedArr => (Exit::Usage, Some("--new-arr 2000000.00")),
        NoPlan::BadNumber { .. } => (Exit::Usage, None),
        NoPlan::NoTeam => (Exit::Usage, Some("--managers 1")),
        NoPlan::TooManyCohorts(_) => (Exit::Usage, Some("--resellers 15")),
    };
    let problem = Problem::new(none.code(), none.to_string());
    let problem = option.map_or_else(|| problem.clone(), |option| problem.clone().hint(format!("such as {option}")));
    Failure::new(exit, problem)
}

fn data(review: &GoalReview) -> Value {
    let plan = &review.plan;
    let existing: u64 = plan.plan.existing.iter().map(|(_, count)| count).sum();
    json!({
        "program": review.program,
        "as_of": plan.as_of.to_string(),
        "currency": review.currency.code(),
        "goal": plan.goal.as_ref().map(Id::as_str),
        "metric": plan.metric.word(),
        "target_share": plan.share.to_string(),
        "due": plan.due.to_string(),
        "horizon_months": plan.plan.horizon_months,
        "denominator": plan.base.word(),
        "target": target_data(&plan.plan.target, Some(existing)),
        "mix": mix_data(&plan.mix, plan.start_month, plan.program_exists),
        "plan": plan_data(&plan.plan, &plan.means, &review.outcome),
        "in_the_way": review.in_the_way().into_iter().map(|(code, message)| json!({"code": code, "message": message})).collect::<Vec<_>>(),
        "outlook": review.outlook.iter().map(|look| look_row(review, look)).collect::<Vec<_>>(),
        "sensitivity": sensitivity_data(&plan.plan),
        "rests_on": rests_on(review),
    })
}

fn look_row(review: &GoalReview, look: &OutlookRow) -> Value {
    let corners = Corner::ALL.iter().zip(&look.corners).map(|(corner, (arr, share))| {
        let share = share.as_ref().map_or_else(|| NOT_AVAILABLE.to_owned(), |share| shown(&(share * whole(100)), 4));
        (corner.word().to_owned(), json!({"partner_arr": shown(arr, 2), "share_display": share}))
    });
    json!({
        "horizon_months": look.month,
        "date": review.day(look.month).to_string(),
        "corners": corners.collect::<serde_json::Map<_, _>>(),
        "simulation": simulation_row(&look.simulation),
    })
}

fn rests_on(review: &GoalReview) -> Value {
    let plan = &review.plan;
    let by_type = |count: &dyn Fn(PartnerType) -> Value| {
        TYPE_ORDER.into_iter().map(|kind| (type_word(kind).to_owned(), count(kind))).collect::<serde_json::Map<_, _>>()
    };
    let own = plan.own_history.iter().map(
        |own| json!({"type": type_word(own.partner_type), "partners": own.partners, "median": shown(&own.median, 2)}),
    );
    let (resellers, goal) = match &plan.active_resellers {
        Stated::Asked => ("asked", None),
        Stated::Goal(goal) => ("goal", Some(goal.as_str())),
        Stated::Program => ("program", None),
        Stated::Assumed => ("recommended", None),
    };
    json!({
        "existing": by_type(&|kind| json!(plan.plan.existing.get(kind))),
        "existing_without_type": plan.untyped,
        "partner_managers": plan.means.partner_managers.as_ref().map(exact_text),
        "program_exists": plan.program_exists,
        "active_resellers_from": resellers,
        "active_resellers_goal": goal,
        "own_history": own.collect::<Vec<_>>(),
    })
}
