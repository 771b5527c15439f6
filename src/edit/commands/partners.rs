//! Commands on partners: added by name, placed on the matrix, granted a tier.

use jiff::civil::Date;

use crate::edit::{Draft, Edit, Refusal, naming};
use crate::program::id::{Id, mint};
use crate::program::money::Money;
use crate::program::partner::{ExceptionKind, LifecycleStage, Partner, TierOverride};
use crate::program::quantity::Quantity;
use crate::program::record::Record;
use crate::program::tier::Tier;
use crate::program::{Kind, Program};

impl Partner {
    /// A partner of that name of whom nothing else is known.
    pub fn named(id: Id<Partner>, name: &str, stage: LifecycleStage) -> Self {
        Self {
            id,
            name: name.to_owned(),
            r#type: None,
            status: None,
            archetype: None,
            source: None,
            domain: None,
            region: None,
            employees: None,
            utc_offset_minutes: None,
            time_zone: None,
            owner: None,
            stage,
            stage_since: None,
            signed_on: None,
            review_on: None,
            granted_tier: None,
            tier_since: None,
            tier_override: None,
            value_to_us: None,
            value_to_them: None,
            strategic_value_override: None,
            potential: None,
            engagement_level: None,
            portal_last_active: None,
            strategic_fit: None,
            entered_nps: None,
            segment_override: None,
            exec_sponsor: None,
            last_scored: None,
            tags: Vec::new(),
            icp_tags: Vec::new(),
            products: Vec::new(),
            aliases: Vec::new(),
            external_ids: Vec::new(),
            reported: Vec::new(),
            credentials: Vec::new(),
            items: Vec::new(),
            decisions: Vec::new(),
            fees_paid: Vec::new(),
            note: None,
        }
    }
}

/// What adding partners by name did.
#[derive(Debug, Clone, PartialEq)]
pub struct Added {
    /// The edit, one step.
    pub edit: Edit,
    /// The new partners in the order of the names.
    pub ids: Vec<Id<Partner>>,
    /// Names that a partner has already, ignoring case; those were left out.
    pub known: Vec<String>,
}

/// Adds a partner for each name: typed, or pasted as a list. Blank names are skipped, known ones named.
pub fn add(program: &Program, names: &[String], stage: LifecycleStage, as_of: Date) -> Result<Added, Refusal> {
    let mut seen: std::collections::BTreeSet<String> =
        program.partners.iter().map(|partner| partner.name.to_lowercase()).collect();
    let mut draft = Draft::over(program);
    let (mut ids, mut known) = (Vec::new(), Vec::new());
    for name in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        if !seen.insert(name.to_lowercase()) {
            known.push(name.to_owned());
            continue;
        }
        let id: Id<Partner> = mint(name, "partner", |id| draft.taken(id));
        let mut partner = Partner::named(id.clone(), name, stage);
        partner.stage_since = Some(as_of);
        draft.put(partner);
        ids.push(id);
    }
    match ids.len() {
        0 if known.is_empty() => Err(Refusal::NotNow("no name was given".to_owned())),
        0 => Err(Refusal::NoChange(format!("already in the roster: {}", known.join(", ")))),
        1 => {
            let name =
                names.iter().map(|name| name.trim()).find(|name| !name.is_empty() && !known.iter().any(|k| k == name));
            let label = format!("Add partner {}", name.unwrap_or_default());
            Ok(Added { edit: draft.finish(label), ids, known })
        }
        n => Ok(Added { edit: draft.finish(format!("Add {n} partners")), ids, known }),
    }
}

fn partner<'a>(program: &'a Program, id: &Id<Partner>) -> Result<&'a Partner, Refusal> {
    program.partners.get(id).ok_or_else(|| Refusal::missing(Kind::Partner, id.as_str()))
}

/// Places a partner on the value matrix: strategic value 0 to 100, and potential where one is given.
pub fn place(
    program: &Program,
    id: &Id<Partner>,
    strategic_value: Quantity,
    potential: Option<Money>,
) -> Result<Edit, Refusal> {
    let hundred = rust_decimal::Decimal::ONE_HUNDRED;
    if strategic_value.decimal().is_sign_negative() || strategic_value.decimal() > hundred {
        return Err(Refusal::bad("strategic_value_override", "strategic value is from 0 to 100"));
    }
    let mut partner = partner(program, id)?.clone();
    partner.strategic_value_override = Some(strategic_value);
    if potential.is_some() {
        partner.potential = potential;
    }
    let mut draft = Draft::over(program);
    draft.put(partner);
    let name = naming::called(program, Kind::Partner, id.as_str());
    Ok(draft.finish(format!("Place {name} on the matrix")))
}

/// Grants a tier from a date on; `None` takes it away.
pub fn grant_tier(
    program: &Program,
    ids: &[Id<Partner>],
    tier: Option<&Id<Tier>>,
    since: Date,
) -> Result<Edit, Refusal> {
    if let Some(tier) = tier
        && !program.tiers.contains(tier)
    {
        return Err(Refusal::missing(Tier::KIND, tier.as_str()));
    }
    let mut draft = Draft::over(program);
    for id in ids {
        let mut partner = partner(program, id)?.clone();
        if partner.granted_tier.as_ref() == tier {
            continue;
        }
        partner.granted_tier = tier.cloned();
        partner.tier_since = tier.map(|_| since);
        draft.put(partner);
    }
    let name = tier.map_or_else(|| "no tier".to_owned(), |tier| naming::called(program, Kind::Tier, tier.as_str()));
    let label = match ids {
        [one] => format!("Grant {name} to {}", naming::called(program, Kind::Partner, one.as_str())),
        many => format!("Grant {name} to {} partners", many.len()),
    };
    let edit = draft.finish(label);
    if edit.is_empty() { Err(Refusal::NoChange(format!("already {name}"))) } else { Ok(edit) }
}

/// Records an override or a provisional tier; `None` ends it (R-09, C-54).
pub fn set_exception(program: &Program, id: &Id<Partner>, exception: Option<TierOverride>) -> Result<Edit, Refusal> {
    let mut partner = partner(program, id)?.clone();
    let name = naming::called(program, Kind::Partner, id.as_str());
    let label = match &exception {
        Some(inner) => {
            if !program.tiers.contains(&inner.tier) {
                return Err(Refusal::missing(Tier::KIND, inner.tier.as_str()));
            }
            if inner.until <= inner.from {
                return Err(Refusal::bad("until", format!("the end lies after the first day, {}", inner.from)));
            }
            if inner.reason.trim().is_empty() {
                return Err(Refusal::bad("reason", "an exception needs a reason"));
            }
            let what = if inner.kind == ExceptionKind::Provisional { "provisionally" } else { "by override" };
            format!("Give {} {what} to {name}", naming::called(program, Kind::Tier, inner.tier.as_str()))
        }
        None if partner.tier_override.is_none() => {
            return Err(Refusal::NoChange(format!("{name} has no override and no provisional tier")));
        }
        None => format!("End the exception of {name}"),
    };
    partner.tier_override = exception;
    let mut draft = Draft::over(program);
    draft.put(partner);
    Ok(draft.finish(label))
}

/// Grants partners the tier they have anew, so that its validity and its reviews count from that day.
pub fn renew_tier(program: &Program, ids: &[Id<Partner>], on: Date) -> Result<Edit, Refusal> {
    let mut draft = Draft::over(program);
    for id in ids {
        let mut partner = partner(program, id)?.clone();
        if partner.granted_tier.is_none() {
            let name = naming::called(program, Kind::Partner, id.as_str());
            return Err(Refusal::NotNow(format!("{name} has no tier to renew")));
        }
        partner.tier_since = Some(on);
        draft.put(partner);
    }
    let label = match ids {
        [one] => format!("Renew the tier of {}", naming::called(program, Kind::Partner, one.as_str())),
        many => format!("Renew the tiers of {} partners", many.len()),
    };
    let edit = draft.finish(label);
    if edit.is_empty() { Err(Refusal::NoChange(format!("granted on {on} already"))) } else { Ok(edit) }
}
