//! What the program measures itself by (PRG-09, PRG-10).

use super::family::PROGRAM;
use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::Scene;
use crate::program::goal::KpiLine;

/// Word beginnings of figures that say what partners do; a KPI with one of them is no mere count of partners.
const OUTCOMES: &[&str] = &[
    "revenue",
    "arr",
    "acv",
    "share",
    "rate",
    "activation",
    "activated",
    "per",
    "nps",
    "satisf",
    "margin",
    "pipeline",
    "deal",
    "lead",
    "certif",
    "retention",
    "retain",
    "churn",
    "growth",
    "roi",
    "cost",
    "win",
    "sourced",
    "influenced",
    "credited",
    "registration",
    "training",
    "time",
    "qbr",
    "health",
    "booking",
];

/// Words that count partners.
const COUNTS: &[&str] = &["partner", "partners", "signup", "signups", "logos", "recruited", "agreements", "affiliates"];

/// Word beginnings of figures in money.
const REVENUE: &[&str] = &[
    "revenue",
    "arr",
    "acv",
    "sourced",
    "influenced",
    "credited",
    "involvement",
    "sales",
    "booking",
    "pipeline",
    "commission",
];

fn words(kpi: &KpiLine) -> impl Iterator<Item = String> {
    let text = kpi.metric.to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>().into_iter()
}

fn counts_partners(kpi: &KpiLine) -> bool {
    let outcome = words(kpi).any(|word| OUTCOMES.iter().any(|known| word.starts_with(known)));
    !outcome && words(kpi).any(|word| COUNTS.contains(&word.as_str()))
}

fn is_revenue(kpi: &KpiLine) -> bool {
    words(kpi).any(|word| REVENUE.iter().any(|known| word.starts_with(known)))
}

/// PRG-09, PRG-10: the KPIs measure more than the number of partners, and more than revenue.
pub(super) fn look(scene: &Scene<'_>, report: &mut Report) {
    let kpis = &scene.program.kpis;
    if kpis.is_empty() {
        report.not_checked("PRG-09", "the KPIs of the program");
        report.not_checked("PRG-10", "the KPIs of the program");
        return;
    }
    let named = || kpis.iter().take(5).map(|kpi| kpi.metric.as_str()).collect::<Vec<_>>().join(", ");
    if kpis.iter().all(counts_partners) {
        let message = format!("the KPIs only count partners: {}", named());
        let fix = "add the activation rate, the sourced share and the revenue per partner";
        report.warning("PRG-09", PROGRAM, message, fix);
    }
    if kpis.iter().all(is_revenue)
        && !scene.derived.partners().any(|measures| measures.placement.strategic_value.is_some())
    {
        let message =
            format!("only revenue is looked at: the KPIs are {}, and no partner has a strategic value", named());
        report.info("PRG-10", PROGRAM, message, "evaluate partners, so that their strategic value shows");
    }
}
