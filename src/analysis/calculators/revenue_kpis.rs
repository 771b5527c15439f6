//! R-34 `revenue-kpis`: partners' shares of revenue against benchmarks and a target.

use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use super::written;
use crate::analysis::exact::{
    Exact, NOT_AVAILABLE, exact_percent, of_percent, percent_of, percent_shown, shown, whole,
};
use crate::analysis::policy::KpiBase;
use crate::analysis::revenue_kpis::{RevenueParts, RevenueShare, ShareBand, revenue_per_partner};
use crate::program::money::Money;
use crate::program::rate::Percent;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "revenue-kpis",
    rule: "R-34, C-69",
    about: "Partners' shares of revenue against the benchmarks and a target",
    grammar: Grammar::Deals,
    inputs: &[
        Field::required("total", Kind::MONEY, "all won revenue of the period, direct included"),
        Field::required("sourced", Kind::MONEY, "sourced deals"),
        Field::required("influenced", Kind::MONEY, "influenced deals at full amount, without sourced ones"),
        Field::optional("credited", Kind::MONEY, "credited revenue; sourced and a part of influenced when absent"),
        TARGET,
        TARGET_METRIC,
        Field::optional("partner_revenue", Kind::MONEY, "partner revenue of the last twelve months"),
        Field::optional("active_partners", Kind::COUNT, "partners active in that time"),
        Field::settings(&[SOURCED_BAND, ANY_BAND, ANY_BASE, INFLUENCE_CREDIT]),
    ],
    outputs: &[
        ("total", "as given"),
        ("sourced", "amount, share, share_display, verdict"),
        ("any_involvement", "amount, share, share_display, verdict"),
        ("influenced_only", "amount, share, share_display"),
        ("credited", "amount, share, share_display"),
        ("target", "metric, target, delta_points, delta_points_display, delta_amount, met; null without a target"),
        ("revenue_per_partner", "partner revenue by active partner; null when either is unknown or nobody is active"),
    ],
    example: r#"{"total":"1000000.00","sourced":"200000.00","influenced":"250000.00"}"#,
    run,
};

/// The share that is wanted.
pub(super) const TARGET: Field = Field::optional("target", Kind::PERCENT, "the share that is wanted");
/// Which share that is.
pub(super) const TARGET_METRIC: Field =
    Field::default("target_metric", Kind::Choice(RevenueShare::CHOICES), "\"sourced\"", "which share that is");
const BAND: Kind = Kind::Object(&[
    Field::required("lo", Kind::PERCENT, "lower end, inside"),
    Field::required("hi", Kind::PERCENT, "upper end, inside"),
]);
/// The benchmark of the sourced share.
pub(super) const SOURCED_BAND: Field =
    Field::optional("sourced_band", BAND, "benchmark of the sourced share, default 20 to 30");
/// The benchmark of any involvement.
pub(super) const ANY_BAND: Field = Field::optional("any_band", BAND, "benchmark of any involvement, default 40 to 50");
/// What that benchmark counts.
pub(super) const ANY_BASE: Field = Field::default(
    "any_base",
    Kind::Choice(KpiBase::CHOICES),
    "\"sourced_plus_influenced\"",
    "what the benchmark of any involvement counts",
);
/// How much of an influenced deal is credited.
pub(super) const INFLUENCE_CREDIT: Field =
    Field::default("influence_credit", Kind::PERCENT, "\"25\"", "how much of an influenced deal is credited");

/// The benchmarks of the shares.
pub(super) struct Benchmarks {
    sourced: ShareBand,
    any: ShareBand,
    any_base: KpiBase,
}

impl Benchmarks {
    /// The benchmarks of the settings; faults are added.
    pub(super) fn of(settings: &Input, faults: &mut Vec<Fault>) -> Self {
        Self {
            sourced: band(settings, "sourced_band", ShareBand::sourced(), faults),
            any: band(settings, "any_band", ShareBand::any_involvement(), faults),
            any_base: settings.choice("any_base").unwrap_or(KpiBase::SourcedPlusInfluenced),
        }
    }
}

fn band(settings: &Input, name: &str, usual: [i64; 2], faults: &mut Vec<Fault>) -> ShareBand {
    let given = settings.object(name);
    let (Some(low), Some(high)) = (given.get("lo"), given.get("hi")) else { return usual.into() };
    if low > high {
        let message = format!("{low} is above the upper end {high}; put the smaller share first");
        faults.push(given.fault(Code::OutOfRange, "lo", message));
    }
    ShareBand { low, high }
}

/// How much of influence is credited.
pub(super) fn influence_credit(settings: &Input) -> Percent {
    settings.get("influence_credit").unwrap_or(Percent::whole(25))
}

/// The four shares by name.
pub(super) fn shares(parts: &RevenueParts, benchmarks: &Benchmarks) -> Value {
    let share = |share: RevenueShare| {
        let value = parts.share(share);
        json!({
            "amount": written::amount(parts.amount(share)),
            "share": value.as_ref().map(exact_percent),
            "share_display": percent_shown(value.as_ref()),
        })
    };
    let mut sourced = share(RevenueShare::Sourced);
    sourced["verdict"] = json!(benchmarks.sourced.verdict(parts.share(RevenueShare::Sourced).as_ref()));
    let mut any = share(RevenueShare::AnyInvolvement);
    any["verdict"] = json!(parts.any_verdict(benchmarks.any_base, &benchmarks.any));
    json!({
        "sourced": sourced, "any_involvement": any,
        "influenced_only": share(RevenueShare::InfluencedOnly), "credited": share(RevenueShare::Credited),
    })
}

/// The distance to the target; null without one.
pub(super) fn target(input: &Input, parts: &RevenueParts) -> Value {
    let Some(target) = input.get::<Percent>("target") else { return Value::Null };
    let metric = input.choice("target_metric").unwrap_or(RevenueShare::Sourced);
    let delta = parts.delta(metric, target);
    let points = |share: &Exact| shown(&(share * whole(100)), 1);
    json!({
        "metric": metric,
        "target": exact_percent(&of_percent(target)),
        "delta_points": delta.share.as_ref().map(exact_percent),
        "delta_points_display": delta.share.as_ref().map_or_else(|| NOT_AVAILABLE.to_owned(), points),
        "delta_amount": delta.amount,
        "met": delta.met,
    })
}

fn run(input: &Input) -> Outcome {
    let settings = input.object("settings");
    let mut faults = Vec::new();
    let benchmarks = Benchmarks::of(&settings, &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let (sourced, influenced): (Money, Money) = (input.need("sourced")?, input.need("influenced")?);
    let usual = || sourced.plus(percent_of(influenced, influence_credit(&settings), 2));
    let credited = input.get("credited").unwrap_or_else(usual);
    let parts = RevenueParts { total: input.need("total")?, sourced, influenced, credited };
    let mut answer = Answer::from(shares(&parts, &benchmarks))
        .with("total", parts.total)
        .with("target", target(input, &parts))
        .with("revenue_per_partner", revenue_per_partner(input.get("partner_revenue"), input.get("active_partners")));
    if parts.exceeds_total() {
        let message = "sourced and influenced revenue together are more than the total; check all three";
        answer.warn("exceeds_total", "total", message);
    }
    Ok(answer)
}
