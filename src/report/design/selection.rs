//! The way of a partner into the program, gate by gate: ideal profile, scorecard, evaluation, red flags, pilot, commitments,
//! agreement (F142 to F149).

use crate::analysis::blank::is_blank;
use crate::analysis::exact::{shown, widened};
use crate::analysis::operations::agreement::missing_elements;
use crate::analysis::operations::pilot::{PilotLead, PilotState};
use crate::analysis::outreach::OutreachLevel;
use crate::program::choice::{Choice, choice};
use crate::program::partner::{LifecycleStage, Partner};
use crate::program::scoring::CommitmentCheck;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

choice! {
    /// The gates, in their order.
    pub enum Gate {
        IdealProfile = "ideal_profile" => "Ideal profile",
        Scorecard = "scorecard" => "Scorecard",
        Evaluation = "evaluation" => "Evaluation",
        RedFlags = "red_flags" => "Red flags",
        Pilot = "pilot" => "Pilot",
        Commitments = "commitments" => "Commitments",
        Agreement = "agreement" => "Agreement",
        Done = "done" => "All passed",
    }
}

/// Every partner that is not in the program for good.
pub const REPORT: Report =
    Report { name: "selection", title: "Partner selection, gate by gate", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("partner", "Partner id", CellKind::Text),
    Column::new("name", "Partner", CellKind::Text),
    Column::new("gate", "Next gate", CellKind::Word),
    Column::new("passed", "Passed", CellKind::Count),
    Column::new("priority", "Priority", CellKind::Word),
    Column::new("score", "Score", CellKind::Count),
    Column::new("band", "Band", CellKind::Word),
    Column::new("evaluation", "Evaluation", CellKind::Number),
    Column::new("flags", "Flags", CellKind::Count),
    Column::new("leads", "Pilot leads", CellKind::Text),
    Column::new("commitments", "Commitments", CellKind::Text),
    Column::new("agreement", "Agreement", CellKind::Text),
    Column::new("stage", "Stage", CellKind::Word),
    Column::new("type", "Type", CellKind::Word),
    Column::further("scorecard_id", "Scorecard id", CellKind::Text),
    Column::further("evaluation_id", "Evaluation id", CellKind::Text),
    Column::further("flag_id", "Flag id", CellKind::Text),
    Column::further("pilot_id", "Pilot id", CellKind::Text),
    Column::further("commitment_id", "Commitment id", CellKind::Text),
    Column::further("agreement_id", "Agreement id", CellKind::Text),
];

/// Where a partner stands at one gate.
struct Passing {
    gate: Gate,
    passed: bool,
    says: String,
}

fn candidates<'a>(view: &View<'a>) -> Vec<&'a Partner> {
    let open = |partner: &&Partner| {
        let early = matches!(
            partner.stage,
            LifecycleStage::Prospect | LifecycleStage::Recruit | LifecycleStage::Onboard | LifecycleStage::Enable
        );
        early && view.wants(Some(&partner.id))
    };
    let mut all: Vec<&Partner> = view.program.partners.iter().filter(open).collect();
    let priority =
        |partner: &Partner| view.derived.partner(&partner.id).and_then(|found| Some(found.outreach.as_ref()?.level));
    all.sort_by_cached_key(|partner| {
        let level = priority(partner);
        (level.is_none(), level, partner.name.clone(), partner.id.clone())
    });
    all
}

fn fill(view: &View<'_>, table: &mut Table) {
    for partner in candidates(view) {
        table.push(row(view, partner));
    }
}

fn commitment<'a>(view: &View<'a>, partner: &Partner) -> Option<&'a CommitmentCheck> {
    view.program.commitments.iter().find(|check| check.partner == partner.id)
}

fn kept(check: &CommitmentCheck) -> usize {
    let all = [check.sponsor, check.partner_manager, check.budget, check.sales_briefed];
    all.iter().filter(|one| **one == Some(true)).count()
}

fn row(view: &View<'_>, partner: &Partner) -> Vec<Cell> {
    let program = view.program;
    let measures = view.derived.partner(&partner.id);
    let gates = gates(view, partner);
    let next = gates.iter().find(|gate| !gate.passed).map_or(Gate::Done, |gate| gate.gate);
    let says = |wanted: Gate| {
        gates.iter().find(|gate| gate.gate == wanted).map(|gate| gate.says.clone()).filter(|says| !says.is_empty())
    };
    let scorecard = program.scorecards.iter().filter(|one| one.partner == partner.id).max_by_key(|one| one.on);
    let evaluation = program.evaluations.iter().filter(|one| one.partner == partner.id).max_by_key(|one| one.on);
    let flags: Vec<_> = program.red_flags.iter().filter(|one| one.partner == partner.id && !one.mitigated).collect();
    let pilot = program.pilots.iter().filter(|one| one.partner == partner.id).max_by_key(|one| one.start);
    let agreement = program.agreements.iter().filter(|one| one.partner == partner.id).max_by_key(|one| one.start);
    vec![
        (&partner.id).into(),
        partner.name.as_str().into(),
        Cell::word(next),
        gates.iter().filter(|gate| gate.passed).count().into(),
        measures.and_then(|found| found.outreach.as_ref()).map_or(Cell::Unknown, |found| Cell::word(found.level)),
        measures.and_then(|found| found.scorecard.as_ref()?.raw()).into(),
        measures.and_then(|found| found.scorecard_band).map_or(Cell::Unknown, Cell::word),
        measures.and_then(|found| found.evaluation.as_ref()?.value()).into(),
        flags.len().into(),
        says(Gate::Pilot).into(),
        says(Gate::Commitments).into(),
        says(Gate::Agreement).into(),
        Cell::Word(partner.stage.word(), partner.stage.label()),
        partner.r#type.map_or(Cell::Unknown, |one| Cell::Word(one.word(), one.label())),
        scorecard.map(|one| &one.id).into(),
        evaluation.map(|one| &one.id).into(),
        flags.first().map(|one| &one.id).into(),
        pilot.map(|one| &one.id).into(),
        commitment(view, partner).map(|one| &one.id).into(),
        agreement.map(|one| &one.id).into(),
    ]
}

/// Every gate with whether it is passed, and what stands there.
fn gates(view: &View<'_>, partner: &Partner) -> Vec<Passing> {
    let program = view.program;
    let measures = view.derived.partner(&partner.id);
    let profile = program.type_profiles.iter().find(|profile| Some(profile.partner_type) == partner.r#type);
    let ideal = profile.and_then(|profile| profile.ideal_profile.as_deref()).filter(|text| !is_blank(Some(text)));
    let score = measures.and_then(|found| found.scorecard.as_ref()?.raw());
    let evaluation = measures.and_then(|found| found.evaluation.as_ref()?.value());
    let flags = program.red_flags.iter().filter(|flag| flag.partner == partner.id && !flag.mitigated);
    let flags: Vec<&str> = flags.map(|flag| flag.kind.label()).collect();
    let pilot = program.pilots.iter().filter(|pilot| pilot.partner == partner.id).max_by_key(|pilot| pilot.start);
    let pilot = pilot.map(|pilot| (pilot, super::pilots::gate(view, pilot)));
    let check = commitment(view, partner);
    let agreement = program.agreements.iter().filter(|one| one.partner == partner.id).max_by_key(|one| one.start);
    let missing = agreement.map(|one| missing_elements(|element| element.text(one)).len());
    let gate = |gate: Gate, passed: bool, says: String| Passing { gate, passed, says };
    vec![
        gate(Gate::IdealProfile, ideal.is_some(), ideal.unwrap_or("the type has no ideal profile").to_owned()),
        gate(Gate::Scorecard, score.is_some(), score.map_or_else(String::new, |score| format!("{score} of 35"))),
        gate(
            Gate::Evaluation,
            evaluation.is_some(),
            evaluation.map_or_else(String::new, |found| format!("{} of 5", shown(&widened(&found), 2))),
        ),
        gate(Gate::RedFlags, flags.is_empty(), flags.join("; ")),
        gate(
            Gate::Pilot,
            pilot.as_ref().is_some_and(|(_, found)| found.state == PilotState::Pass),
            pilot.map_or_else(String::new, |(pilot, found)| {
                let leads = found.count(PilotLead::Qualified);
                format!("{leads} of {}, {}", pilot.leads_required, found.state.label().to_lowercase())
            }),
        ),
        gate(
            Gate::Commitments,
            check.is_some_and(|check| kept(check) == 4),
            check.map_or_else(String::new, |check| format!("{} of 4", kept(check))),
        ),
        gate(
            Gate::Agreement,
            missing == Some(0),
            missing.map_or_else(String::new, |missing| format!("{} of 5", 5 - missing)),
        ),
    ]
}

/// The gates of each partner in full, and what to do at its priority.
pub fn notes(view: &View<'_>) -> Vec<Vec<(String, String)>> {
    let of = |partner: &&Partner| {
        let mut lines = vec![("Gates".to_owned(), String::new())];
        lines.extend(gates(view, partner).into_iter().map(|gate| {
            let mark = if gate.passed { "[x]" } else { "[ ]" };
            let says = if gate.says.is_empty() { "not yet".to_owned() } else { gate.says };
            (format!("{mark} {}", gate.gate.label()), says)
        }));
        let outreach = view.derived.partner(&partner.id).and_then(|found| found.outreach.as_ref());
        if let Some(outreach) = outreach {
            lines.push(("Outreach".to_owned(), String::new()));
            lines.push((outreach.level.label().to_owned(), OutreachLevel::advice(outreach.level).to_owned()));
            let held: Vec<&str> = outreach.held_back_by.iter().map(|(qualifier, _)| qualifier.label()).collect();
            if !held.is_empty() {
                lines.push(("Held back by".to_owned(), held.join(", ")));
            }
        }
        lines
    };
    candidates(view).iter().map(of).collect()
}
