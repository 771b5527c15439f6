//! What-ifs side by side with the plan: who moves, what it costs, how full each tier is and what it returns, which
//! findings come and go.

use super::figures;
use super::forecast;
use super::state::Tiers;
use super::trial::Trial;
use crate::analysis::comparison::{PartnerCost, TierReturn, cost, returns};
use crate::analysis::findings::{Finding, FindingsChange, findings};
use crate::program::choice::Choice;
use crate::program::currency::Currency;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Preview, PreviewLine};
use crate::tui::pane::Context;
use crate::tui::session::Workbench;
use crate::tui::widgets::safe_text::{self, Align};

/// Cells of the words at the left, and of each column.
const LABEL: usize = 24;
const COLUMN: usize = 15;

/// The figures of one state of the plan.
struct Figures {
    cost: PartnerCost,
    returns: Vec<TierReturn>,
    findings: Vec<Finding>,
}

impl Figures {
    fn of(workbench: &Workbench) -> Self {
        let (program, derived) = (workbench.program(), workbench.derived());
        Self { cost: cost(program, derived), returns: returns(program, derived), findings: findings(program, derived) }
    }

    fn row(&self, tier: &TierReturn) -> Option<&TierReturn> {
        self.returns.iter().find(|found| found.tier == tier.tier)
    }
}

impl Tiers {
    /// Shows the plan, the what-if and every scenario beside each other.
    pub(super) fn compare(&self, context: &Context<'_>) -> Outcome {
        let main = context.workbench;
        let (others, failed) = Self::candidates(main);
        let mut all: Vec<&Trial> = self.trial.iter().map(|trial| &**trial).collect();
        let own = self.trial.as_ref().map_or("", |trial| trial.name.as_str());
        all.extend(others.iter().filter(|trial| own.is_empty() || trial.name != own));
        if all.is_empty() {
            return Outcome::unavailable("There is nothing to compare; W tries changes out");
        }
        let currency = main.program().profile.currency;
        let now = Figures::of(main);
        let figures: Vec<Figures> = all.iter().map(|trial| Figures::of(&trial.workbench)).collect();
        let mut lines = table(&now, &all, &figures, currency);
        lines.extend(failed.into_iter().map(PreviewLine::warning));
        for (trial, figures) in all.iter().zip(&figures) {
            lines.push(PreviewLine::same(""));
            lines.push(PreviewLine::heading(trial.title()));
            let arrow = context.look.glyphs.arrow;
            lines.extend(forecast::preview(&trial.forecast, &self.model, trial.workbench.program(), arrow));
            let change = FindingsChange::between(&now.findings, &figures.findings);
            let said = |finding: &Finding| format!("{} {}: {}", finding.code, finding.severity.word(), finding.message);
            lines.extend(change.appear.iter().map(|finding| PreviewLine::warning(said(finding))));
            lines.extend(change.go.iter().map(|finding| PreviewLine::after(format!("gone: {}", said(finding)))));
        }
        Outcome::open(Preview::new("tiers/compare", "What-ifs side by side").lines(lines))
    }
}

fn line(label: &str, cells: impl IntoIterator<Item = String>) -> String {
    let mut text = safe_text::fit(label, LABEL, Align::Left, "…");
    for cell in cells {
        text.push(' ');
        text.push_str(&safe_text::fit(&cell, COLUMN - 1, Align::Right, "…"));
    }
    text
}

fn table(now: &Figures, all: &[&Trial], figures: &[Figures], currency: Currency) -> Vec<PreviewLine> {
    let names = all.iter().map(|trial| if trial.name.is_empty() { "what if".to_owned() } else { trial.name.clone() });
    let mut lines = vec![PreviewLine::heading(line("", std::iter::once("plan".to_owned()).chain(names)))];
    let mut row = |label: &str, first: String, rest: &dyn Fn(usize) -> String| {
        let cells = std::iter::once(first).chain((0..all.len()).map(rest));
        lines.push(PreviewLine::same(line(label, cells)));
    };
    let nothing = String::new;
    let moved = |at: usize| {
        all.get(at).map_or_else(nothing, |trial| {
            let turns = &trial.forecast.turns;
            format!("{} up {} down", turns.up, turns.down)
        })
    };
    row("Partners move", nothing(), &moved);
    let steep = |at: usize| all.get(at).map_or_else(nothing, |trial| trial.forecast.turns.steep.to_string());
    row("by two levels or more", nothing(), &steep);
    let unknown = |at: usize| all.get(at).map_or_else(nothing, |trial| trial.forecast.turns.unknown.to_string());
    row("unknown", nothing(), &unknown);
    let of = |pick: &dyn Fn(&Figures) -> String, at: usize| figures.get(at).map_or_else(nothing, pick);
    let margin = |found: &Figures| figures::money(found.cost.margin, currency);
    row("Margin a year", margin(now), &|at| of(&margin, at));
    let mdf = |found: &Figures| figures::money(found.cost.mdf, currency);
    row("MDF a year", mdf(now), &|at| of(&mdf, at));
    let hours = |found: &Figures| found.cost.hours.to_string();
    row("Manager hours a year", hours(now), &|at| of(&hours, at));
    for tier in &now.returns {
        let people =
            |found: &Figures| found.row(tier).map_or_else(|| "gone".to_owned(), |row| row.partners.to_string());
        row(&format!("{}: partners", tier.tier), people(now), &|at| of(&people, at));
        let multiple = |found: &Figures| found.row(tier).map_or_else(nothing, TierReturn::display);
        row("  average / threshold", multiple(now), &|at| of(&multiple, at));
    }
    let change = |at: usize| figures.get(at).map(|found| FindingsChange::between(&now.findings, &found.findings));
    let counted =
        |at: usize| change(at).map_or_else(nothing, |found| format!("+{} -{}", found.appear.len(), found.go.len()));
    row("Findings", now.findings.len().to_string(), &counted);
    lines
}
