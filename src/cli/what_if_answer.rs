//! What a change does, in words and as data: who moves, what it costs, what each tier returns, which findings come and go.

use std::fmt::Write as _;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::candidate::Candidate;
use super::rows::plain;
use crate::analysis::comparison::{Mover, PartnerCost, TierReturn, Turns, cost, moves, returns};
use crate::analysis::derived::Derived;
use crate::analysis::exact::{Exact, exact_text, multiple_shown};
use crate::analysis::findings::{Finding, FindingsChange, findings};
use crate::app::Workbench;
use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::currency::grouped;
use crate::program::id::Id;
use crate::program::tier::Tier;
use crate::report::cell::money_plain;

/// What a state of the plan comes to, and how it differs from the one before.
pub(super) struct Outcome {
    pub(super) moves: Vec<Mover>,
    cost: PartnerCost,
    returns: Vec<TierReturn>,
    findings: Vec<Finding>,
    change: FindingsChange,
}

impl Outcome {
    pub(super) fn of(program: &Program, derived: &Derived, before: Option<(&Derived, &Self)>) -> Self {
        let found = findings(program, derived);
        Self {
            moves: before.map(|(old, _)| moves(old, derived)).unwrap_or_default(),
            cost: cost(program, derived),
            returns: returns(program, derived),
            change: before.map(|(_, old)| FindingsChange::between(&old.findings, &found)).unwrap_or_default(),
            findings: found,
        }
    }

    fn steep(&self) -> usize {
        Turns::of(&self.moves).steep
    }
}

/// The data of one candidate against the plan as it stands.
pub(super) fn data(workbench: &Workbench, labels: &[String], before: &Outcome, after: &Outcome) -> Value {
    json!({
        "as_of": workbench.as_of().to_string(),
        "currency": workbench.program().profile.currency.code(),
        "changes": labels,
        "movers": after.moves.iter().map(mover_json).collect::<Vec<_>>(),
        "cost": {"before": cost_json(&before.cost), "after": cost_json(&after.cost)},
        "economics": {"before": returns_json(&before.returns), "after": returns_json(&after.returns)},
        "findings": findings_json(&after.change),
    })
}

/// The data of several candidates.
pub(super) fn compared(workbench: &Workbench, before: &Outcome, several: &[(Candidate, Outcome)]) -> Value {
    let one = |(candidate, after): &(Candidate, Outcome)| {
        json!({
            "name": candidate.name,
            "changes": candidate.tried.labels,
            "movers": after.moves.iter().map(mover_json).collect::<Vec<_>>(),
            "cost": cost_json(&after.cost),
            "economics": returns_json(&after.returns),
            "findings": findings_json(&after.change),
        })
    };
    json!({
        "as_of": workbench.as_of().to_string(),
        "currency": workbench.program().profile.currency.code(),
        "before": {"cost": cost_json(&before.cost), "economics": returns_json(&before.returns)},
        "candidates": several.iter().map(one).collect::<Vec<_>>(),
    })
}

fn mover_json(found: &Mover) -> Value {
    json!({
        "partner": found.partner.as_str(),
        "from": found.from.as_ref().map(Id::as_str),
        "to": found.to.as_ref().map(Id::as_str),
        "levels": found.levels,
        "steep_drop": found.is_steep_drop(),
        "unknown": found.unknown,
        "deciding": found.deciding,
    })
}

fn cost_json(cost: &PartnerCost) -> Value {
    json!({
        "margin": money_plain(cost.margin),
        "mdf": money_plain(cost.mdf),
        "hours": cost.hours,
        "total": money_plain(cost.total),
        "unknown": cost.unknown,
    })
}

fn returns_json(found: &[TierReturn]) -> Value {
    let one = |multiple: Option<&Exact>| match multiple {
        Some(multiple) => json!({"exact": exact_text(multiple), "display": multiple_shown(Some(multiple))}),
        None => Value::Null,
    };
    let row = |found: &TierReturn| {
        json!({
            "tier": found.tier.as_str(),
            "partners": found.partners,
            "average": one(found.average.as_ref()),
            "at_threshold": one(found.at_threshold.as_ref()),
        })
    };
    found.iter().map(row).collect()
}

/// A finding as scripts read it.
pub(super) fn finding_json(finding: &Finding) -> Value {
    json!({
        "code": finding.code,
        "severity": finding.severity.word(),
        "subject": finding.subject,
        "message": finding.message,
        "fix": finding.fix,
        "evidence": finding.evidence,
    })
}

fn findings_json(change: &FindingsChange) -> Value {
    let all = |found: &[Finding]| found.iter().map(finding_json).collect::<Vec<_>>();
    json!({"appear": all(&change.appear), "go": all(&change.go)})
}

/// One candidate against the plan as it stands, for people.
pub(super) fn text(program: &Program, labels: &[String], before: &Outcome, after: &Outcome) -> String {
    let mut out = String::from("What if\n");
    for label in labels {
        let _ = writeln!(out, "  {}", plain(label));
    }
    out.push_str("\nWho moves\n");
    movers(&mut out, program, &after.moves);
    out.push_str("\nCost a year, each partner in the tier it qualifies for\n");
    costs(&mut out, program, &before.cost, &after.cost);
    out.push_str("\nReturn of each tier, at the average and at the threshold\n");
    for found in &after.returns {
        let old = before.returns.iter().find(|old| old.tier == found.tier);
        let old = old.map_or_else(|| "new".to_owned(), TierReturn::display);
        let _ = writeln!(out, "  {:<22}{} partners, {old} to {}", found.tier.as_str(), found.partners, found.display());
    }
    if !after.change.is_empty() {
        out.push_str("\nFindings\n");
        changed_findings(&mut out, &after.change);
    }
    out
}

fn movers(out: &mut String, program: &Program, moved: &[Mover]) {
    if moved.is_empty() {
        out.push_str("  nobody\n");
    }
    for found in moved {
        let name = program.partners.get(&found.partner).map_or(found.partner.as_str(), |partner| &partner.name);
        let tier = |tier: &Option<Id<Tier>>| tier.as_ref().map_or("no tier", Id::as_str).to_owned();
        let (from, to) = (tier(&found.from), tier(&found.to));
        let mark = if found.is_steep_drop() { ", two levels or more at once" } else { "" };
        let _ = writeln!(out, "  {}: {from} to {to} ({:+}), {}{mark}", plain(name), found.levels, found.told);
    }
    if !moved.is_empty() {
        let _ = writeln!(out, "  in all: {}", Turns::of(moved).told());
    }
}

fn costs(out: &mut String, program: &Program, before: &PartnerCost, after: &PartnerCost) {
    let currency = program.profile.currency;
    for (label, old, new) in [
        ("Commission and margin", before.margin, after.margin),
        ("MDF", before.mdf, after.mdf),
        ("Total", before.total, after.total),
    ] {
        let change = new.minus(old);
        let sign = if change.is_negative() { "" } else { "+" };
        let (old, new, change) = (currency.told(old), currency.told(new), currency.told(change));
        let _ = writeln!(out, "  {label:<22}{old} to {new} ({sign}{change})");
    }
    let change = i128::from(after.hours) - i128::from(before.hours);
    let hours = |hours: u64| grouped(&hours.to_string());
    let _ = writeln!(out, "  {:<22}{} to {} ({change:+})", "Manager hours", hours(before.hours), hours(after.hours));
}

fn changed_findings(out: &mut String, change: &FindingsChange) {
    for (verb, found) in [("new", &change.appear), ("gone", &change.go)] {
        for finding in found {
            let severity = finding.severity.label().to_lowercase();
            let _ = writeln!(out, "  {verb:<5}{:<9}{severity:<8} {}", finding.code, plain(&finding.message));
        }
    }
}

/// Several candidates beside the plan as it stands, a line for each figure.
pub(super) fn side_by_side(program: &Program, before: &Outcome, several: &[(Candidate, Outcome)]) -> String {
    let currency = program.profile.currency;
    let all: Vec<&Outcome> = std::iter::once(before).chain(several.iter().map(|(_, outcome)| outcome)).collect();
    let mut lines: Vec<Vec<String>> = Vec::new();
    let names = several.iter().map(|(candidate, _)| plain(&candidate.name));
    lines.push(std::iter::once("As it stands".to_owned()).chain(names).collect());
    let mut labels = vec![String::new()];
    let mut line = |label: String, value: &dyn Fn(&Outcome) -> String| {
        labels.push(label);
        lines.push(all.iter().map(|outcome| value(outcome)).collect());
    };
    line("Partners that move".to_owned(), &|found| found.moves.len().to_string());
    let turns = |found: &Outcome| Turns::of(&found.moves);
    line("  up, down".to_owned(), &|found| format!("{}, {}", turns(found).up, turns(found).down));
    line("  unknown".to_owned(), &|found| turns(found).unknown.to_string());
    line("  two levels down".to_owned(), &|found| found.steep().to_string());
    line("Commission and margin".to_owned(), &|found| currency.told(found.cost.margin));
    line("MDF".to_owned(), &|found| currency.told(found.cost.mdf));
    line("Total".to_owned(), &|found| currency.told(found.cost.total));
    line("Manager hours".to_owned(), &|found| grouped(&found.cost.hours.to_string()));
    let mut tiers: Vec<&Id<Tier>> = Vec::new();
    for found in all.iter().flat_map(|outcome| &outcome.returns) {
        if !tiers.contains(&&found.tier) {
            tiers.push(&found.tier);
        }
    }
    for tier in tiers {
        line(format!("{tier}: partners, return"), &|outcome| {
            let found = outcome.returns.iter().find(|found| found.tier == *tier);
            found.map_or_else(|| "-".to_owned(), |found| format!("{}, {}", found.partners, found.display()))
        });
    }
    line("Findings new, gone".to_owned(), &|found| format!("{}, {}", found.change.appear.len(), found.change.go.len()));
    let mut out = aligned(&labels, &lines);
    for (candidate, outcome) in several {
        let _ = writeln!(out, "\nWho moves under {}", plain(&candidate.name));
        movers(&mut out, program, &outcome.moves);
        changed_findings(&mut out, &outcome.change);
    }
    out
}

/// Lines of cells in columns; labels stand to the left, values to the right.
pub(super) fn aligned(labels: &[String], lines: &[Vec<String>]) -> String {
    let label = labels.iter().map(|label| label.width()).max().unwrap_or(0);
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |place: usize| lines.iter().filter_map(|line| line.get(place)).map(|cell| cell.width()).max();
    let widths: Vec<usize> = (0..columns).map(|place| widest(place).unwrap_or(0)).collect();
    let mut out = String::new();
    for (name, cells) in labels.iter().zip(lines) {
        let mut text = format!("{name}{}", " ".repeat(label - name.width()));
        for (cell, width) in cells.iter().zip(&widths) {
            text.push_str("  ");
            text.push_str(&" ".repeat(width - cell.width()));
            text.push_str(cell);
        }
        out.push_str(text.trim_end());
        out.push('\n');
    }
    out
}
