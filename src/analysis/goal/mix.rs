//! which types of partners make sense, how many resellers the managers can look after and the target needs, and
//! when they are signed.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

use super::assumptions::{Assumptions, ByType, TYPE_ORDER, segment_of};
use super::estimate::Corner;
use super::plan::{Cohort, Plan};
use super::scenario::Scenario;
use super::target::Target;
use crate::analysis::capacity::{CapacityLoad, PerManager, SegmentCounts};
use crate::analysis::exact::{Exact, whole};
use crate::program::choice::choice;
use crate::program::partner::{PartnerType, Segment};

/// The most cohorts of a plan.
pub const LARGEST_PLAN: usize = 200;

/// Months between two batches of recruits.
const BATCH_MONTHS: u32 = 3;

/// The horizon from which OEM partners come into question, months.
const OEM_MONTHS: u32 = 24;

choice! {
    /// Whether a type belongs into the mix.
    pub enum Gate {
        In = "in" => "In",
        Out = "out" => "Out",
        Optional = "optional" => "Optional",
        Undecided = "undecided" => "Undecided",
    }
}

choice! {
    /// What stands in the way of a mix.
    pub enum MixBlocker {
        NoPartnerManager = "no_partner_manager" => "No partner manager",
        NeededAboveCapacity = "needed_above_capacity" => "More resellers needed than the managers can look after",
        ResellersContributeNothing = "resellers_contribute_nothing" => "New resellers bring nothing by then",
        NoOnboardingCapacity = "no_onboarding_capacity" => "Nobody to onboard the recruits",
    }
}

/// Whether each type belongs into the mix.
pub type Gates = ByType<Gate>;

/// What a mix is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MixInput {
    /// What is wanted.
    pub target: Target,
    /// Months until it is wanted.
    pub horizon_months: u32,
    /// Active partners today by type.
    pub existing: ByType<u64>,
    /// Partner managers, full-time equivalents.
    pub partner_managers: Exact,
    /// The month of the first sign-ups: 0 with a running program, after the foundation otherwise.
    pub start_month: u32,
    /// Whether the product can be integrated with; nothing: unknown.
    pub integration_surface: Option<bool>,
    /// Average annual contract value, currency units; nothing: unknown.
    pub average_acv: Option<Exact>,
    /// The largest contract value that suits affiliates, currency units.
    pub affiliate_acv_limit: Exact,
    /// Integrations of a new mix.
    pub integrations: u64,
    /// New partners other than resellers; nothing: integrations and one strategic partner per manager.
    pub others: Option<ByType<u64>>,
    /// How many active resellers are aimed at; nothing: as recommended.
    pub chosen_active: Option<u64>,
    /// What is assumed of partners.
    pub assumptions: Assumptions,
    /// Partners per manager by segment.
    pub per_manager: PerManager,
    /// Onboardings per manager in three months.
    pub onboardings_per_manager: u32,
}

/// A phase of a new program; months count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phase {
    /// Its name.
    pub name: &'static str,
    /// Its first month.
    pub from_month: u32,
    /// Its last month; nothing for the last phase.
    pub to_month: Option<u32>,
}

impl Phase {
    /// The phases of a new program.
    pub const OF_A_NEW_PROGRAM: [Self; 3] = [
        Self { name: "foundation", from_month: 1, to_month: Some(2) },
        Self { name: "pilot", from_month: 3, to_month: Some(4) },
        Self { name: "scale", from_month: 5, to_month: None },
    ];
}

/// A mix of partners for a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mix {
    /// Which types belong into it.
    pub gates: Gates,
    /// Managers that the partners other than resellers need.
    pub load: CapacityLoad,
    /// Resellers that the managers can look after besides, at the low, middle and high end of the ranges.
    pub capacity: [BigInt; 3],
    /// Active resellers that the target needs at most likely values; nothing when resellers bring nothing by then.
    pub needed_active: Option<BigInt>,
    /// As many of them as the managers can look after.
    pub recommended_active: BigInt,
    /// How many are aimed at.
    pub chosen_active: BigInt,
    /// How many must be signed for that; nothing when nobody becomes active.
    pub recruits: Option<BigInt>,
    /// Recruits that nobody can onboard.
    pub unscheduled: BigInt,
    /// Who is signed when.
    pub cohorts: Vec<Cohort>,
    /// What stands in the way.
    pub blockers: Vec<MixBlocker>,
}

/// A mix of more cohorts than a plan can hold; the number of cohorts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CohortsExceeded(pub BigInt);

///
pub fn mix(input: &MixInput) -> Result<Mix, CohortsExceeded> {
    let gates = gates(input);
    let others = input.others.clone().unwrap_or_else(|| default_others(input, &gates));
    let load = load(input, &others);
    let capacity = capacity(input, &load);
    let [_, cap_mid, cap_best] = capacity.clone();
    let needed_active = needed(input, &others);
    let recommended_active = needed_active.as_ref().map_or(&cap_mid, |needed| needed.min(&cap_mid)).clone();
    let chosen_active = input.chosen_active.map_or_else(|| recommended_active.clone(), BigInt::from);
    let recruits = recruits(input, &chosen_active);
    let (cohorts, unscheduled) = calendar(input, &others, recruits.as_ref())?;
    let mut blockers = Vec::new();
    if input.partner_managers.is_zero() {
        blockers.push(MixBlocker::NoPartnerManager);
    }
    match &needed_active {
        Some(needed) if *needed > cap_best => blockers.push(MixBlocker::NeededAboveCapacity),
        Some(_) => {}
        None => blockers.push(MixBlocker::ResellersContributeNothing),
    }
    if unscheduled.is_positive() {
        blockers.push(MixBlocker::NoOnboardingCapacity);
    }
    Ok(Mix {
        gates,
        load,
        capacity,
        needed_active,
        recommended_active,
        chosen_active,
        recruits,
        unscheduled,
        cohorts,
        blockers,
    })
}

fn gates(input: &MixInput) -> Gates {
    let technology = match input.integration_surface {
        Some(true) => Gate::In,
        Some(false) => Gate::Out,
        None => Gate::Undecided,
    };
    let when = |holds: bool| if holds { Gate::In } else { Gate::Out };
    ByType::of(|kind| match kind {
        PartnerType::Technology => technology,
        PartnerType::Referral => Gate::Optional,
        PartnerType::Affiliate => match &input.average_acv {
            Some(average) => when(*average <= input.affiliate_acv_limit),
            None => Gate::Undecided,
        },
        PartnerType::Reseller => Gate::In,
        PartnerType::Services if technology == Gate::In => Gate::Optional,
        PartnerType::Services => technology,
        PartnerType::Strategic => when(input.partner_managers >= whole(1)),
        PartnerType::Oem => when(input.horizon_months >= OEM_MONTHS),
    })
}

fn default_others(input: &MixInput, gates: &Gates) -> ByType<u64> {
    let managers = input.partner_managers.floor().to_integer().to_u64().unwrap_or_default();
    ByType::of(|kind| match kind {
        PartnerType::Technology if *gates.get(kind) == Gate::In => input.integrations,
        PartnerType::Strategic => managers,
        _ => 0,
    })
}

fn load(input: &MixInput, others: &ByType<u64>) -> CapacityLoad {
    let mut counts = SegmentCounts::default();
    for kind in TYPE_ORDER.into_iter().filter(|kind| *kind != PartnerType::Reseller) {
        *counts.get_mut(segment_of(kind)) += others.get(kind).saturating_add(*input.existing.get(kind));
    }
    CapacityLoad::of(&counts, &input.per_manager)
}

/// `max(0, floor((M - load) * k))` at the low, middle and high end.
fn capacity(input: &MixInput, load: &CapacityLoad) -> [BigInt; 3] {
    let growth = input.per_manager.of_segment(Segment::Growth);
    let left = |load: &Exact, per_manager: Exact| {
        let resellers = ((&input.partner_managers - load) * per_manager).floor().to_integer();
        resellers.max(BigInt::zero())
    };
    [left(&load.worst, whole(growth.low)), left(&load.middle, growth.middle()), left(&load.best, whole(growth.high))]
}

fn needed(input: &MixInput, others: &ByType<u64>) -> Option<BigInt> {
    let plan = Plan {
        target: input.target.clone(),
        horizon_months: input.horizon_months,
        existing: input.existing.clone(),
        cohorts: signed_at_start(input, others),
        assumptions: input.assumptions.clone(),
        growth_range: None,
    };
    let base = Scenario::of(&plan, Corner::Base);
    let existing = BigInt::from(*input.existing.get(PartnerType::Reseller));
    let missing = plan.wanted_arr(&base) - plan.partner_arr(&base, input.horizon_months);
    if !missing.is_positive() {
        return Some(existing);
    }
    let months =
        whole(input.horizon_months) - whole(input.start_month) - base.months_to_value.get(PartnerType::Reseller);
    let each = base.yearly_arr.get(PartnerType::Reseller) * months / whole(12);
    each.is_positive().then(|| existing + (missing / each).ceil().to_integer())
}

fn recruits(input: &MixInput, chosen: &BigInt) -> Option<BigInt> {
    let more = chosen - BigInt::from(*input.existing.get(PartnerType::Reseller));
    if !more.is_positive() {
        return Some(BigInt::zero());
    }
    let activation = &input.assumptions.activation.mode;
    activation.is_positive().then(|| (Exact::from_integer(more) / activation).ceil().to_integer())
}

fn signed_at_start(input: &MixInput, others: &ByType<u64>) -> Vec<Cohort> {
    let cohorts = others.iter().filter(|(kind, count)| **count > 0 && *kind != PartnerType::Reseller);
    cohorts
        .map(|(partner_type, count)| Cohort { partner_type, count: *count, start_month: input.start_month })
        .collect()
}

/// The cohorts in order, and the recruits that nobody can onboard.
fn calendar(
    input: &MixInput,
    others: &ByType<u64>,
    recruits: Option<&BigInt>,
) -> Result<(Vec<Cohort>, BigInt), CohortsExceeded> {
    let mut cohorts = signed_at_start(input, others);
    let mut left = recruits.cloned().unwrap_or_default();
    let batch = (whole(input.onboardings_per_manager) * &input.partner_managers).floor().to_integer();
    if !batch.is_positive() {
        return Ok((cohorts, left));
    }
    let all: BigInt = (&left + &batch - BigInt::from(1)) / &batch + BigInt::from(cohorts.len());
    if all > BigInt::from(LARGEST_PLAN) {
        return Err(CohortsExceeded(all));
    }
    let mut start_month = input.start_month;
    while left.is_positive() {
        let signed = left.clone().min(batch.clone());
        left -= &signed;
        let count = signed.to_u64().unwrap_or(u64::MAX);
        cohorts.push(Cohort { partner_type: PartnerType::Reseller, count, start_month });
        start_month = start_month.saturating_add(BATCH_MONTHS);
    }
    Ok((cohorts, left))
}
