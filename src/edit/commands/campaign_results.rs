//! What a campaign reaches and what it gave: the sizes of its lists and its actuals, as one step.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::edit::{Draft, Edit, Refusal};
use crate::program::campaign::{AudienceList, Campaign, ListOverlap};
use crate::program::choice::Choice;
use crate::program::event::{EventActual, EventMetric};
use crate::program::id::{Id, mint};
use crate::program::partner::Partner;
use crate::program::quantity::Quantity;
use crate::program::{Kind, Program};

/// List sizes and actuals of a campaign; unknown sizes leave the lists as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignResults {
    /// Of which campaign.
    pub campaign: Id<Campaign>,
    /// Addresses on our list.
    pub ours: Option<u32>,
    /// Addresses on the partner's list.
    pub partners: Option<u32>,
    /// Addresses on both; unknown takes what is known away.
    pub overlap: Option<u32>,
    /// The actuals named here; nothing takes an actual away.
    pub actuals: Vec<(EventMetric, Option<Quantity>)>,
}

/// Writes list sizes and actuals; a refusal where nothing would change.
pub fn set_results(program: &Program, results: &CampaignResults) -> Result<Edit, Refusal> {
    let id = &results.campaign;
    let campaign = program.campaigns.get(id).ok_or_else(|| Refusal::missing(Kind::Campaign, id.as_str()))?;
    if let (Some(overlap), Some(smaller)) = (results.overlap, smaller(results))
        && overlap > smaller
    {
        return Err(Refusal::bad("overlap", too_many(overlap, smaller)));
    }
    let mut draft = Draft::over(program);
    set_lists(&mut draft, campaign, results)?;
    for (metric, value) in &results.actuals {
        set_actual(&mut draft, id, *metric, *value);
    }
    let edit = draft.finish(format!("Results of {}", campaign.name));
    if edit.is_empty() { Err(Refusal::NoChange("the results are already so".to_owned())) } else { Ok(edit) }
}

fn smaller(results: &CampaignResults) -> Option<u32> {
    results.ours.into_iter().chain(results.partners).min()
}

/// Why so many addresses cannot be on both lists.
pub fn too_many(overlap: u32, smaller: u32) -> String {
    format!("{overlap} cannot be on both lists; the smaller has {smaller}")
}

fn set_actual(draft: &mut Draft<'_>, campaign: &Id<Campaign>, metric: EventMetric, value: Option<Quantity>) {
    let program = draft.program();
    let all = program.event_actuals.iter().filter(|actual| actual.campaign == *campaign && actual.metric == metric);
    let known: Vec<&EventActual> = all.collect();
    let sum = (!known.is_empty()).then(|| known.iter().map(|actual| actual.value.decimal()).sum::<Decimal>());
    if sum == value.map(Quantity::decimal) {
        return;
    }
    for actual in known.iter().skip(usize::from(value.is_some())) {
        draft.remove(Kind::EventActual, actual.id.as_str());
    }
    let Some(value) = value else { return };
    if let Some(first) = known.first() {
        draft.put(EventActual { value, ..(*first).clone() });
        return;
    }
    let id = mint(&format!("{campaign} {}", metric.word()), "actual", |id| draft.taken(id));
    let unit = match metric {
        EventMetric::Opportunities | EventMetric::Closed => Some("deals".to_owned()),
        EventMetric::Pipeline | EventMetric::Revenue => Some(program.profile.currency.code().to_owned()),
        _ => Some("people".to_owned()),
    };
    draft.put(EventActual { id, campaign: campaign.clone(), metric, value, unit });
}

fn set_lists(draft: &mut Draft<'_>, campaign: &Campaign, results: &CampaignResults) -> Result<(), Refusal> {
    let mut campaign = campaign.clone();
    let ours = set_size(draft, &mut campaign, None, results.ours)?;
    let partner = campaign.partners.first().cloned();
    let theirs = match partner {
        Some(partner) => set_size(draft, &mut campaign, Some(partner), results.partners)?,
        None => None,
    };
    draft.put(campaign);
    if let (Some(ours), Some(theirs)) = (ours, theirs) {
        set_overlap(draft, ours, theirs, results.overlap);
    }
    Ok(())
}

/// The one list of a side after its size is set; none where there are several, or neither a list nor a size.
fn set_size(
    draft: &mut Draft<'_>,
    campaign: &mut Campaign,
    partner: Option<Id<Partner>>,
    size: Option<u32>,
) -> Result<Option<AudienceList>, Refusal> {
    let program = draft.program();
    let of_side = |list: &&AudienceList| list.partner.is_some() == partner.is_some();
    let lists: Vec<&AudienceList> =
        campaign.lists.iter().filter_map(|id| program.audiences.get(id)).filter(of_side).collect();
    let side = if partner.is_some() { "partner list" } else { "our list" };
    match (lists.as_slice(), size) {
        ([], None) => Ok(None),
        ([], Some(size)) => {
            let whose = partner.as_ref().and_then(|id| program.partners.get(id)).map_or("our", |p| p.name.as_str());
            let name = format!("{}: {whose} list", campaign.name);
            let id = mint(&name, "list", |id| draft.taken(id));
            let list = AudienceList {
                id: id.clone(),
                name,
                partner,
                size,
                tags: Vec::new(),
                utc_offsets: Vec::new(),
                time_zones: Vec::new(),
                overlaps: Vec::new(),
            };
            draft.put(list.clone());
            campaign.lists.push(id);
            Ok(Some(list))
        }
        ([one], size) => {
            let list = AudienceList { size: size.unwrap_or(one.size), ..(*one).clone() };
            draft.put(list.clone());
            Ok(Some(list))
        }
        (several, size) => {
            let sum: u64 = several.iter().map(|list| u64::from(list.size)).sum();
            if size.is_none_or(|size| u64::from(size) == sum) {
                return Ok(None);
            }
            Err(Refusal::bad(side, format!("there are {} lists; set the size of each in the program", several.len())))
        }
    }
}

fn set_overlap(draft: &mut Draft<'_>, ours: AudienceList, theirs: AudienceList, size: Option<u32>) {
    for (mut list, other) in [(ours.clone(), theirs.id.clone()), (theirs, ours.id)] {
        let named = list.overlaps.iter().position(|overlap| overlap.list == other);
        let is_theirs = list.partner.is_some();
        match (named, size) {
            (Some(at), Some(size)) => {
                if let Some(overlap) = list.overlaps.get_mut(at) {
                    overlap.size = size;
                }
            }
            (Some(at), None) => drop(list.overlaps.remove(at)),
            (None, Some(size)) if is_theirs => list.overlaps.push(ListOverlap { list: other, size }),
            (None, _) => continue,
        }
        draft.put(list);
    }
}

/// The sizes that [`set_results`] would write back: our list, the partner's, and what is on both.
pub fn list_sizes(program: &Program, campaign: &Campaign) -> [Option<u64>; 3] {
    let lists: Vec<Arc<AudienceList>> =
        campaign.lists.iter().filter_map(|id| program.audiences.shared(id).cloned()).collect();
    let sum = |ours: bool| {
        let sizes = lists.iter().filter(|list| list.partner.is_none() == ours).map(|list| u64::from(list.size));
        sizes.reduce(|a, b| a + b)
    };
    let mut overlap = None;
    for (place, list) in lists.iter().enumerate() {
        for other in lists.iter().skip(place + 1) {
            let named = |from: &AudienceList, to: &AudienceList| {
                from.overlaps.iter().find(|overlap| overlap.list == to.id).map(|overlap| u64::from(overlap.size))
            };
            if let Some(size) = named(list, other).or_else(|| named(other, list)) {
                overlap = Some(overlap.unwrap_or(0) + size);
            }
        }
    }
    [sum(true), sum(false), overlap]
}
