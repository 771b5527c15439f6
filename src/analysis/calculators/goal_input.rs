//! The common input of the goal planner's calculators: target, ranges, existing partners, cohorts.

use num_traits::One;

use super::capacity::{PER_MANAGER, per_manager};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Field, Kind};
use crate::analysis::capacity::PerManager;
use crate::analysis::exact::{Exact, of_money, of_percent};
use crate::analysis::goal::{
    Assumptions, ByType, Cohort, Estimate, LARGEST_PLAN, Plan, ShareBase, TYPE_ORDER, Target, TypeAssumptions,
    partner_arr_of, type_word,
};
use crate::program::money::Money;
use crate::program::partner::PartnerType;
use crate::program::rate::Percent;

/// The types of partners, as this part of the contract calls them.
pub(super) const TYPES: &[&str] = &["technology", "referral", "affiliate", "reseller", "si", "strategic", "oem"];

/// All recurring revenue today.
pub(super) const TOTAL_ARR: Field =
    Field::required("total_arr", Kind::money_from("0.01"), "all recurring revenue today");
/// That of partners.
pub(super) const PARTNER_ARR: Field =
    Field::optional("partner_arr", Kind::AMOUNT, "that of partners; this or partner_share");
/// That of partners as a share.
pub(super) const PARTNER_SHARE: Field =
    Field::optional("partner_share", Kind::PERCENT, "that of partners as a share; this or partner_arr");
/// The wanted share.
pub(super) const TARGET_SHARE: Field =
    Field::required("target_share", Kind::PERCENT, "the share that is wanted; below 100 with denominator end");
/// What it is a share of.
pub(super) const DENOMINATOR: Field = Field::default(
    "denominator",
    Kind::Enum(&["end", "today", "new"]),
    "\"end\"",
    "of what: revenue at the due date, revenue today, new revenue",
);
/// Planned new revenue.
pub(super) const PLANNED_NEW_ARR: Field = Field::optional(
    "planned_new_arr",
    Kind::money_from("0.01"),
    "new revenue planned; with denominator new only, and required there",
);
/// Growth of direct revenue.
pub(super) const DIRECT_GROWTH: Field =
    Field::default("direct_growth", GROWTH, "\"0\"", "growth of direct revenue until the due date");
/// Partner revenue that stays.
pub(super) const RETENTION: Field =
    Field::default("retention", Kind::PERCENT, "\"100\"", "existing partner revenue that stays until then");
/// Months until the due date.
pub(super) const HORIZON: Field = Field::required("horizon_months", Kind::count(1, 120), "months until the due date");
/// Active partners today.
pub(super) const EXISTING: Field = Field::optional("existing", BY_TYPE, "active partners today by type");
/// Partners to be signed.
pub(super) const COHORTS: Field =
    Field::optional("cohorts", Kind::list_of(&Kind::Object(COHORT), 0, LARGEST_PLAN), "partners to be signed");
/// Growth of direct revenue as a range.
pub(super) const GROWTH_RANGE: Field = Field::optional(
    "direct_growth_range",
    Kind::Object(&[
        Field::required("low", GROWTH, "low end"),
        Field::required("mode", GROWTH, "most likely"),
        Field::required("high", GROWTH, "high end"),
    ]),
    "growth of direct revenue as a range, in place of direct_growth",
);
/// Time to value and productivity by type.
pub(super) const RANGES: Field =
    Field::optional("ranges", Kind::Object(RANGES_BY_TYPE), "time to value and productivity by type");
/// Recruits who become active.
pub(super) const ACTIVATION: Field = Field::optional(
    "activation",
    Kind::Object(&[
        Field::required("low", Kind::PERCENT, "low end"),
        Field::required("mode", Kind::PERCENT, "most likely"),
        Field::required("high", Kind::PERCENT, "high end"),
    ]),
    "recruits who become active, default 40, 60, 80",
);
/// Partners per manager.
pub(super) const CAPACITY_RANGES: Field =
    Field::optional("capacity_ranges", PER_MANAGER, "partners per manager by segment");
/// Onboardings per manager.
pub(super) const ONBOARDINGS: Field =
    Field::default("onboardings_per_manager", Kind::count(1, 1000), "10", "onboardings of one manager in three months");

const GROWTH: Kind = Kind::percent("-99", "1000");
const MONTHS: Kind = Kind::number("0", "240");

/// A count for each type; absent is none.
pub(super) const BY_TYPE: Kind = Kind::Object(&[
    Field::default("technology", Kind::COUNT, "0", "technology partners"),
    Field::default("referral", Kind::COUNT, "0", "referral partners"),
    Field::default("affiliate", Kind::COUNT, "0", "affiliates"),
    Field::default("reseller", Kind::COUNT, "0", "resellers"),
    Field::default("si", Kind::COUNT, "0", "system integrators and consultants"),
    Field::default("strategic", Kind::COUNT, "0", "strategic partners"),
    Field::default("oem", Kind::COUNT, "0", "OEM partners"),
]);

const COHORT: &[Field] = &[
    Field::required("type", Kind::Enum(TYPES), "their type"),
    Field::required("count", Kind::count(0, 100_000), "how many are signed"),
    Field::required("start_month", Kind::count(0, 240), "in which month, from 0"),
];

const RANGE: Kind = Kind::Object(&[
    Field::optional("tau_low", MONTHS, "months to value, low end"),
    Field::optional("tau_mode", MONTHS, "most likely; the middle when absent"),
    Field::optional("tau_high", MONTHS, "high end"),
    Field::optional("q_low", Kind::AMOUNT, "new ARR of an active partner in a year, low end"),
    Field::optional("q_mode", Kind::AMOUNT, "most likely"),
    Field::optional("q_high", Kind::AMOUNT, "high end"),
]);

const RANGES_BY_TYPE: &[Field] = &[
    Field::optional("technology", RANGE, "default 3 to 6 months; 0, 25000, 50000"),
    Field::optional("referral", RANGE, "default 1 to 3 months; 5000, 25000, 50000"),
    Field::optional("affiliate", RANGE, "default 1 to 3 months; 0, 1200, 5000"),
    Field::optional("reseller", RANGE, "default 6 to 12 months; 50000, 80000, 200000"),
    Field::optional("si", RANGE, "default 6 to 12 months; 25000, 50000, 100000"),
    Field::optional("strategic", RANGE, "default 6 to 18 months; 200000, 500000, 1000000"),
    Field::optional("oem", RANGE, "default 12 to 24 months; 200000, 500000, 1000000"),
];

/// The target of an input; nothing when there are faults, which are added.
pub(super) fn target(input: &Input, faults: &mut Vec<Fault>) -> Option<Target> {
    let before = faults.len();
    let total: Money = input.get("total_arr")?;
    let share: Percent = input.get("target_share")?;
    let partner = match (input.get::<Money>("partner_arr"), input.get::<Percent>("partner_share")) {
        (Some(amount), None) => amount,
        (None, Some(share)) => partner_arr_of(total, share),
        (None, None) => {
            let message = "partner_arr or partner_share is required; add one of them";
            faults.push(input.fault(Code::MissingField, "partner_arr", message));
            Money::ZERO
        }
        (Some(_), Some(_)) => {
            let message = "partner_arr and partner_share say the same twice; leave one of them out";
            faults.push(input.fault(Code::ConflictingFields, "partner_arr", message));
            Money::ZERO
        }
    };
    if partner > total {
        let message = format!("{partner} is more than all revenue, {total}; correct one of them");
        faults.push(input.fault(Code::OutOfRange, "partner_arr", message));
    }
    let base = share_base(input, share, faults);
    (faults.len() == before).then(|| Target {
        base,
        direct_growth: of_percent(input.get("direct_growth").unwrap_or_default()),
        retention: input.get("retention").map_or_else(Exact::one, of_percent),
        ..Target::of(total, partner, share)
    })
}

fn share_base(input: &Input, share: Percent, faults: &mut Vec<Fault>) -> ShareBase {
    let planned: Option<Money> = input.get("planned_new_arr");
    let denominator = input.text("denominator").unwrap_or("end");
    if denominator == "end" && share >= Percent::whole(100) {
        let message = "100% of revenue at the due date would leave no direct revenue; ask for less";
        faults.push(input.fault(Code::OutOfRange, "target_share", message));
    }
    match (denominator, planned) {
        ("new", Some(planned)) => return ShareBase::New(of_money(planned)),
        ("new", None) => faults.push(input.missing("planned_new_arr")),
        (_, Some(_)) => {
            let message = format!("planned new revenue plays no part with denominator {denominator}; take it out");
            faults.push(input.fault(Code::ConflictingFields, "planned_new_arr", message));
        }
        (_, None) => {}
    }
    if denominator == "today" { ShareBase::Today } else { ShareBase::End }
}

/// A count for each type.
pub(super) fn by_type(object: &Input) -> ByType<u64> {
    ByType::of(|kind| object.get(type_word(kind)).unwrap_or_default())
}

/// The assumptions of the settings, the usual ones where they say nothing; faults are added.
pub(super) fn assumptions(settings: &Input, faults: &mut Vec<Fault>) -> Assumptions {
    let ranges = settings.object("ranges");
    let mut found = Assumptions::default();
    for kind in TYPE_ORDER {
        let given = ranges.object(type_word(kind));
        let assumed = type_assumptions(&given, kind);
        for (range, field) in [(&assumed.months_to_value, "tau_low"), (&assumed.yearly_arr, "q_low")] {
            if !range.is_ordered() {
                faults.push(out_of_order(&given, field));
            }
        }
        *found.types.get_mut(kind) = assumed;
    }
    if let Some(activation) = percent_range(&settings.object("activation"), faults) {
        found.activation = activation;
    }
    found
}

fn type_assumptions(given: &Input, kind: PartnerType) -> TypeAssumptions {
    let usual = TypeAssumptions::standard(kind);
    let months = |name: &str, usual: Exact| given.get(name).unwrap_or(usual);
    let money = |name: &str, usual: Exact| given.get::<Money>(name).map_or(usual, of_money);
    let (low, high) = (months("tau_low", usual.months_to_value.low), months("tau_high", usual.months_to_value.high));
    let mut months_to_value = Estimate::between(low, high);
    if let Some(mode) = given.get("tau_mode") {
        months_to_value.mode = mode;
    }
    let yearly = usual.yearly_arr;
    let yearly_arr =
        Estimate::new(money("q_low", yearly.low), money("q_mode", yearly.mode), money("q_high", yearly.high));
    TypeAssumptions { months_to_value, yearly_arr }
}

/// Low, mode and high in percent as factors; nothing when they are not given.
fn percent_range(given: &Input, faults: &mut Vec<Fault>) -> Option<Estimate> {
    let end = |name: &str| given.get(name).map(of_percent);
    let range = Estimate::new(end("low")?, end("mode")?, end("high")?);
    if !range.is_ordered() {
        faults.push(out_of_order(given, "low"));
    }
    Some(range)
}

fn out_of_order(given: &Input, field: &str) -> Fault {
    given.fault(Code::RangeOrder, field, "low, mode and high must stand in this order; correct the one that does not")
}

/// Partners per manager of the settings; faults are added.
pub(super) fn capacity_ranges(settings: &Input, faults: &mut Vec<Fault>) -> PerManager {
    per_manager(&settings.object("capacity_ranges"), faults)
}

/// The plan of an input, or every fault in it.
pub(super) fn plan(input: &Input, faults: &mut Vec<Fault>) -> Option<Plan> {
    let target = target(input, faults);
    let growth_range = percent_range(&input.object("direct_growth_range"), faults);
    if growth_range.is_some() && input.given("direct_growth") {
        let message = "direct_growth and direct_growth_range exclude each other; leave one of them out";
        faults.push(input.fault(Code::ConflictingFields, "direct_growth_range", message));
    }
    let assumptions = assumptions(&input.object("settings"), faults);
    let mut target = target?;
    if let Some(range) = &growth_range {
        target.direct_growth.clone_from(&range.mode);
    }
    let cohorts = input.list("cohorts");
    Some(Plan {
        target,
        horizon_months: input.get("horizon_months")?,
        existing: by_type(&input.object("existing")),
        cohorts: cohorts.iter().filter_map(cohort).collect(),
        assumptions,
        growth_range,
    })
}

fn cohort(given: &Input) -> Option<Cohort> {
    let word = given.text("type")?;
    Some(Cohort {
        partner_type: TYPE_ORDER.into_iter().find(|kind| type_word(*kind) == word)?,
        count: given.get("count")?,
        start_month: given.get("start_month")?,
    })
}
