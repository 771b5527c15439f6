//! Commands on the ladder: criteria, thresholds, benefits, order, whole presets.

use crate::edit::{Draft, Edit, Refusal, naming};
use crate::program::criterion::{Comparison, Criterion, Metric, MetricKind, StandardMetric};
use crate::program::criterion_check;
use crate::program::id::{Id, mint};
use crate::program::money::Money;
use crate::program::presets::{COMMISSION_BENEFIT, Ladder, MDF_BENEFIT};
use crate::program::quantity::Quantity;
use crate::program::tier::{Benefit, Tier};
use crate::program::{Kind, Program};

fn tier(program: &Program, id: &Id<Tier>) -> Result<Tier, Refusal> {
    program.tiers.get(id).cloned().ok_or_else(|| Refusal::missing(Kind::Tier, id.as_str()))
}

/// Replaces the criteria of a tier.
pub fn set_criteria(program: &Program, id: &Id<Tier>, criteria: Criterion) -> Result<Edit, Refusal> {
    check(program, id, &criteria)?;
    let mut changed = tier(program, id)?;
    changed.criteria = criteria;
    let label = format!("Set criteria of {}", changed.name);
    let mut draft = Draft::over(program);
    draft.put(changed);
    Ok(draft.finish(label))
}

fn check(program: &Program, id: &Id<Tier>, criteria: &Criterion) -> Result<(), Refusal> {
    let faults = criterion_check::faults(criteria);
    if let Some(fault) = faults.first().or(criterion_check::out_of_reach(criteria, program).first()) {
        return Err(Refusal::bad("criteria", fault.sentence(criteria)));
    }
    if criterion_check::cycle(id, criteria, program).is_some() {
        return Err(Refusal::bad("criteria", "a designation cannot ask for itself"));
    }
    Ok(())
}

/// Sets what a partner with the tier must meet to keep it; nothing: the same as to reach it.
pub fn set_keep(program: &Program, id: &Id<Tier>, keep: Option<Criterion>) -> Result<Edit, Refusal> {
    if let Some(keep) = &keep {
        check(program, id, keep)?;
    }
    let mut changed = tier(program, id)?;
    changed.keep = keep;
    let label = format!("Set what keeps {}", changed.name);
    let mut draft = Draft::over(program);
    draft.put(changed);
    Ok(draft.finish(label))
}

fn check_threshold(kind: MetricKind, value: Quantity) -> Result<(), Refusal> {
    let number = value.decimal();
    if number.is_sign_negative() && !number.is_zero() {
        return Err(Refusal::bad("threshold", "a threshold is not below zero"));
    }
    match kind {
        MetricKind::Count if !number.fract().is_zero() => {
            Err(Refusal::bad("threshold", "this metric counts whole numbers"))
        }
        MetricKind::Money if number.scale() > 2 => Err(Refusal::bad("threshold", "money has at most two places")),
        _ => Ok(()),
    }
}

/// The criteria of a tier with one threshold changed; `path` leads to the comparison.
pub fn with_threshold(
    program: &Program,
    id: &Id<Tier>,
    path: &[usize],
    threshold: Quantity,
) -> Result<Criterion, Refusal> {
    let mut criteria = tier(program, id)?.criteria;
    match criteria.at_mut(path) {
        Some(Criterion::Meets { metric, value, .. }) => {
            check_threshold(metric.kind(), threshold)?;
            *value = threshold;
            Ok(criteria)
        }
        _ => Err(Refusal::bad("criteria", "there is no comparison at this place")),
    }
}

/// Changes one threshold.
pub fn set_threshold(program: &Program, id: &Id<Tier>, path: &[usize], threshold: Quantity) -> Result<Edit, Refusal> {
    let criteria = with_threshold(program, id, path, threshold)?;
    let mut edit = set_criteria(program, id, criteria)?;
    let name = naming::called(program, Kind::Tier, id.as_str());
    let currency = program.profile.currency;
    let told = match program.tiers.get(id).and_then(|tier| tier.criteria.at(path)) {
        Some(Criterion::Meets { metric, .. }) if metric.kind() == MetricKind::Money => {
            Money::rounded(threshold.decimal(), 2).map(|amount| currency.told(amount))
        }
        _ => None,
    };
    let told = told.unwrap_or_else(|| threshold.to_string());
    edit.label = format!("Set a threshold of {name} to {told}");
    if edit.is_empty() { Err(Refusal::NoChange(format!("the threshold is {told} already"))) } else { Ok(edit) }
}

/// Sets the value of a benefit for a tier; empty text takes it away.
pub fn set_benefit(program: &Program, id: &Id<Tier>, benefit: &Id<Benefit>, level: &str) -> Result<Edit, Refusal> {
    use crate::program::tier::BenefitKind;
    let definition = program.benefits.get(benefit).ok_or_else(|| Refusal::missing(Kind::Benefit, benefit.as_str()))?;
    let level = level.trim();
    let ok = match definition.kind {
        _ if level.is_empty() || matches!(benefit.as_str(), MDF_BENEFIT | COMMISSION_BENEFIT) => true,
        BenefitKind::Scale => definition.levels.iter().any(|known| known == level),
        BenefitKind::YesNo => level == "yes" || level == "no",
        BenefitKind::Money => level.parse::<crate::program::money::Money>().is_ok(),
        BenefitKind::Text => true,
    };
    if !ok {
        let expected = match definition.kind {
            BenefitKind::Scale => format!("one of: {}", definition.levels.join(", ")),
            BenefitKind::YesNo => "yes or no".to_owned(),
            _ => "an amount of money, such as 2000.00".to_owned(),
        };
        return Err(Refusal::bad(definition.name.clone(), format!("{level:?} is not {expected}")));
    }
    let mut changed = tier(program, id)?;
    match benefit.as_str() {
        MDF_BENEFIT => changed.mdf_annual = read_or_none(level, "MDF")?,
        COMMISSION_BENEFIT => changed.commission = read_or_none(level, "commission")?,
        _ if level.is_empty() => {
            changed.benefits.remove(benefit);
        }
        _ => {
            changed.benefits.insert(benefit.clone(), level.to_owned());
        }
    }
    let label = format!("Set {} of {}", definition.name, changed.name);
    let mut draft = Draft::over(program);
    draft.put(changed);
    Ok(draft.finish(label))
}

fn read_or_none<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str, field: &str) -> Result<Option<T>, Refusal> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|why| Refusal::bad(field, why)) }
}

/// What a new tier asks for until somebody decides: what the tier below asks, above a base that asks for nothing any
/// sourced revenue. Only a base tier may ask for nothing.
fn first_criteria(below: Option<&Tier>) -> (Criterion, String) {
    let Some(below) = below else { return (Criterion::All(Vec::new()), String::new()) };
    if below.criteria.children().is_empty() && !below.criteria.is_leaf() {
        let metric = Metric::Standard(StandardMetric::SourcedArr);
        let value = Quantity::money(Money::whole(1));
        let any = Criterion::Meets { metric, window: None, op: Comparison::AtLeast, value };
        return (Criterion::All(vec![any]), ": it asks for any sourced revenue until that is changed".to_owned());
    }
    (below.criteria.clone(), format!(": it asks what {} asks until that is changed", below.name))
}

/// Adds a tier above the others of its track, with the criteria of the one below.
pub fn add(program: &Program, name: &str) -> Result<(Edit, Id<Tier>), Refusal> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Refusal::bad("name", "a name is needed"));
    }
    let below = program.tiers.iter().filter(|tier| tier.track.is_none()).max_by_key(|tier| tier.order);
    let order = below.map_or(0, |below| below.order + 1);
    let (criteria, said) = first_criteria(below);
    let id: Id<Tier> = mint(name, "tier", |id| program.tiers.contains(id));
    let mut draft = Draft::over(program);
    draft.put(Tier {
        id: id.clone(),
        name: name.to_owned(),
        track: None,
        order,
        criteria,
        keep: None,
        valid_months: None,
        review_months: 12,
        grace_quarters: order.min(4),
        mdf_annual: None,
        mdf_quarter_cap: None,
        mdf_approver: None,
        commission: None,
        margin: None,
        rates: std::collections::BTreeMap::new(),
        average_revenue: None,
        economics_margin: None,
        partner_cost: None,
        benefits: std::collections::BTreeMap::new(),
    });
    Ok((draft.finish(format!("Add tier {name}{said}")), id))
}

/// Swaps a tier with its neighbour above (`up`) or below.
pub fn reorder(program: &Program, id: &Id<Tier>, up: bool) -> Result<Edit, Refusal> {
    let mut moved = tier(program, id)?;
    let neighbour = program.tiers.iter().find(|other| {
        other.track == moved.track && if up { other.order == moved.order + 1 } else { other.order + 1 == moved.order }
    });
    let Some(neighbour) = neighbour else {
        return Err(Refusal::NotNow(format!(
            "{} is already the {} tier",
            moved.name,
            if up { "highest" } else { "base" }
        )));
    };
    let mut neighbour = neighbour.clone();
    let rising = if up { &moved } else { &neighbour };
    if rising.criteria.children().is_empty() && !rising.criteria.is_leaf() {
        return Err(Refusal::NotNow(format!(
            "{} asks for nothing, and only the base tier may; give it a condition first",
            rising.name
        )));
    }
    std::mem::swap(&mut moved.order, &mut neighbour.order);
    let mut draft = Draft::over(program);
    let label = format!("Move tier {} {}", moved.name, if up { "up" } else { "down" });
    draft.put(moved);
    draft.put(neighbour);
    Ok(draft.finish(label))
}

/// Removes a tier; the ones above move down, and partners lose the grant after a preview by the caller.
pub fn remove(program: &Program, id: &Id<Tier>) -> Result<Edit, Refusal> {
    let gone = tier(program, id)?;
    let mut draft = Draft::over(program);
    for partner in program.partners.iter().filter(|partner| partner.granted_tier.as_ref() == Some(id)) {
        let mut partner = partner.clone();
        partner.granted_tier = None;
        partner.tier_since = None;
        draft.put(partner);
    }
    for partner in program.partners.iter() {
        if partner.tier_override.as_ref().is_some_and(|granted| granted.tier == *id) {
            let Some(crate::program::AnyRecord::Partner(partner)) = draft.record(Kind::Partner, partner.id.as_str())
            else {
                continue;
            };
            let mut partner = std::sync::Arc::unwrap_or_clone(partner);
            partner.tier_override = None;
            draft.put(partner);
        }
    }
    for above in program.tiers.iter().filter(|tier| tier.track == gone.track && tier.order > gone.order) {
        let mut above = above.clone();
        above.order -= 1;
        draft.put(above);
    }
    draft.remove(Kind::Tier, id.as_str());
    Ok(draft.finish(format!("Remove tier {}", gone.name)))
}

/// Replaces the ladder of all types and its benefits by a preset; tiers of the same identifier keep their members.
pub fn apply_preset(program: &Program, name: &str, ladder: &Ladder) -> Result<Edit, Refusal> {
    let Ladder { tiers, benefits } = ladder.clone();
    let mut draft = Draft::over(program);
    let kept: std::collections::BTreeSet<Id<Tier>> = tiers.iter().map(|tier| tier.id.clone()).collect();
    for tier in program.tiers.iter().filter(|tier| tier.track.is_none() && !kept.contains(&tier.id)) {
        if let Some(member) = program.partners.iter().find(|partner| {
            partner.granted_tier.as_ref() == Some(&tier.id)
                || partner.tier_override.as_ref().is_some_and(|granted| granted.tier == tier.id)
        }) {
            return Err(Refusal::Referred {
                subject: format!("tier {}", tier.name),
                referrers: format!("partner {}; grant another tier first", member.name),
            });
        }
        draft.remove(Kind::Tier, tier.id.as_str());
    }
    for tier in tiers {
        draft.put(tier);
    }
    for benefit in benefits {
        if !draft.taken(&benefit.id) {
            draft.put(benefit);
        }
    }
    Ok(draft.finish(format!("Apply tier preset {name}")))
}
