//! Goals with what is true today and what the planner says of them (C-50, R-60 to R-63).

use crate::analysis::exact::{Exact, of_money, percent_shown, ratio, shown, whole, widened};
use crate::analysis::goal::{PlanOutcome, PlanRequest, goal_plan};
use crate::program::choice::Choice;
use crate::program::goal::{Goal, GoalMetric};
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Draws for a verdict in a list; the planner itself takes more.
const DRAWS: u32 = 1000;

/// Every goal.
pub const REPORT: Report =
    Report { name: "goals", title: "Goals, where they stand and what the planner says", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("metric", "Goal", CellKind::Word),
    Column::new("value", "Target", CellKind::Text),
    Column::new("actual", "Today", CellKind::Text),
    Column::new("due", "Due", CellKind::Date),
    Column::new("verdict", "Planner", CellKind::Word),
    Column::new("chance", "Chance", CellKind::Percent),
    Column::new("why", "Why", CellKind::Text),
    Column::new("denominator", "Of what", CellKind::Word),
    Column::new("note", "Note", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let mut goals: Vec<&Goal> = view.program.goals.iter().collect();
    goals.sort_by(|a, b| (a.due, a.metric, &a.id).cmp(&(b.due, b.metric, &b.id)));
    for goal in goals {
        let (verdict, chance, why) = planner(view, goal);
        table.push(vec![
            (&goal.id).into(),
            Cell::word(goal.metric),
            target(goal).into(),
            actual(view, goal.metric).into(),
            goal.due.into(),
            verdict,
            chance,
            why.into(),
            goal.denominator.map_or(Cell::Unknown, Cell::word),
            goal.note.as_deref().into(),
        ]);
    }
}

fn target(goal: &Goal) -> String {
    match goal.metric {
        GoalMetric::Sourced | GoalMetric::AnyInvolvement | GoalMetric::Credited | GoalMetric::Activation => {
            let text = goal.value.to_string();
            if text.ends_with('%') { text } else { format!("{text}%") }
        }
        GoalMetric::Partners | GoalMetric::RevenuePerPartner | GoalMetric::Nps => goal.value.to_string(),
    }
}

/// What a goal measures, today.
fn actual(view: &View<'_>, metric: GoalMetric) -> Option<String> {
    let measures = view.derived.program();
    let percent = |rate: Option<Exact>| rate.map(|rate| percent_shown(Some(&rate)));
    match metric {
        GoalMetric::Sourced => percent(measures.revenue.sourced_share()),
        GoalMetric::AnyInvolvement => percent(measures.revenue.any_involvement_share()),
        GoalMetric::Credited => percent(measures.revenue.credited_share()),
        GoalMetric::Activation => percent(measures.activation.rate()),
        GoalMetric::Partners => Some(measures.active.to_string()),
        GoalMetric::RevenuePerPartner => {
            let all = of_money(measures.revenue.credited.exact()?);
            ratio(&all, &whole(measures.active)).map(|each| shown(&each, 0))
        }
        GoalMetric::Nps => measures.nps.score().map(|score| shown(&widened(&score), 0)),
    }
}

/// The planner's verdict on a share; why there is none for other goals.
fn planner(view: &View<'_>, goal: &Goal) -> (Cell, Cell, String) {
    let request = PlanRequest { goal: Some(goal.id.clone()), draws: Some(DRAWS), ..PlanRequest::default() };
    match goal_plan(view.program, view.derived, &request) {
        Ok(plan) => {
            let outcome = PlanOutcome::of(&plan.plan, &plan.means, plan.rules);
            let chance = Cell::factor(Some(&outcome.simulation.probability()));
            (
                Cell::Word(outcome.verdict.word(), outcome.verdict.label()),
                chance,
                "quarterdeck goal says it in full".into(),
            )
        }
        Err(none) => (Cell::Unknown, Cell::Unknown, none.to_string()),
    }
}
