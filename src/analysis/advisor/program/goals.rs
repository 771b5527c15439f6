//! What the goals ask, and whether their figures agree (PRG-20, PRG-21, PRG-22).

use num_traits::Zero;

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::Scene;
use crate::analysis::blank::is_blank;
use crate::analysis::cross_check::{StatedVerdict, check_stated};
use crate::analysis::exact::{Exact, exact, exact_text, of_money, percent_shown, to_money, whole};
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::goal::{Corner, Draws, PlanRequest, Verdict, goal_plan, verdict};
use crate::program::goal::{Denominator, Goal, GoalMetric};

pub(super) fn look(scene: &Scene<'_>, report: &mut Report) {
    stated(scene, report);
    count_alone(scene, report);
    reachable(scene, report);
}

fn is_share(goal: &Goal) -> bool {
    matches!(goal.metric, GoalMetric::Sourced | GoalMetric::AnyInvolvement | GoalMetric::Credited)
}

/// PRG-20: partners times revenue per partner is the share that is aimed at, where all are for the same day.
fn stated(scene: &Scene<'_>, report: &mut Report) {
    let goals = &scene.program.goals;
    let currency = scene.derived.currency();
    for count in goals.iter().filter(|goal| goal.metric == GoalMetric::Partners) {
        let same = |goal: &&Goal| goal.due == count.due;
        let per = goals.iter().filter(same).find(|goal| goal.metric == GoalMetric::RevenuePerPartner);
        let share = goals.iter().filter(same).find(|goal| is_share(goal));
        let (Some(per), Some(share)) = (per, share) else { continue };
        if share.denominator != Some(Denominator::TodayBase) {
            report.not_checked("PRG-20", "all revenue at the due date of the share");
            continue;
        }
        let Some(total) = scene.program.profile.total_arr.filter(|total| !total.is_zero()) else {
            report.not_checked("PRG-20", "the annual recurring revenue of the company");
            continue;
        };
        let implied = exact(count.value.decimal()) * exact(per.value.decimal());
        let aimed = of_money(total) * exact(share.value.decimal()) / whole(100);
        if check_stated(&aimed, Some(&implied), scene.policy().target.crosscheck_tolerance).verdict
            != StatedVerdict::Fail
        {
            continue;
        }
        let money = |value: &Exact| currency.told(to_money(value));
        let message = format!(
            "goals for {} disagree: {} partners x {} is {}, {}% of {} is {}",
            count.due,
            count.value,
            money(&exact(per.value.decimal())),
            money(&implied),
            share.value,
            currency.told(total),
            money(&aimed)
        );
        let evidence = [count, per, share].map(|goal| format!("goal/{}: {}", goal.id, goal.value));
        let subject = format!("goal/{}", count.id);
        let finding = Finding::new("PRG-20", FindingSeverity::Warning, subject, message);
        report.find(finding.fix("correct one of the three goals").evidence(evidence).field("value"));
    }
}

/// PRG-21: a goal for the number of partners comes with a goal for what they do.
fn count_alone(scene: &Scene<'_>, report: &mut Report) {
    let goals = &scene.program.goals;
    let outcome =
        |goal: &Goal| is_share(goal) || matches!(goal.metric, GoalMetric::Activation | GoalMetric::RevenuePerPartner);
    if goals.iter().any(outcome) {
        return;
    }
    for goal in goals.iter().filter(|goal| goal.metric == GoalMetric::Partners) {
        let message = format!("{} partners by {} say nothing of what they do", goal.value, goal.due);
        let fix = "add a goal for activation or for revenue";
        report.info("PRG-21", format!("goal/{}", goal.id), message, fix);
    }
}

/// PRG-22: the share that is aimed at can be reached. Draws are made only where the best case reaches the goal
/// and the middle does not: beyond that the verdict is certain without them.
fn reachable(scene: &Scene<'_>, report: &mut Report) {
    let as_of = scene.as_of();
    for goal in scene.program.goals.iter().filter(|goal| is_share(goal) && goal.due > as_of) {
        if !is_blank(goal.note.as_deref()) {
            continue;
        }
        let request = PlanRequest { goal: Some(goal.id.clone()), ..PlanRequest::default() };
        let Ok(found) = goal_plan(scene.program, scene.derived, &request) else {
            report.not_checked("PRG-22", "what a plan for the goal starts from");
            continue;
        };
        let (best, middle) = (found.plan.corner(Corner::Optimistic), found.plan.corner(Corner::Base));
        if middle.reaches {
            continue;
        }
        let probability = if best.reaches {
            let draws = Draws::new(&found.plan, found.rules).at(found.plan.horizon_months);
            if verdict(draws.reached.into(), found.rules.draws.into()) != Verdict::NotCredible {
                continue;
            }
            draws.probability()
        } else {
            Exact::zero()
        };
        let message = format!(
            "{}% of revenue by {} is not credible: the probability is {}",
            goal.value,
            goal.due,
            percent_shown(Some(&probability))
        );
        let evidence = format!("months to the date: {}", exact_text(&whole(found.plan.horizon_months)));
        let finding = Finding::new("PRG-22", FindingSeverity::Error, format!("goal/{}", goal.id), message);
        let fix = "change the target, the date or the plan, or note on the goal why it stands";
        report.find(finding.fix(fix).evidence([evidence]).field("value"));
    }
}
