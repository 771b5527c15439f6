//! Records by the name somebody typed.

use super::not_made::NotMade;
use crate::app::Workbench;
use crate::program::campaign::Campaign;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::tier::Tier;

/// The partner of that identifier, or the only one of that name.
pub fn partner(workbench: &Workbench, text: &str) -> Result<Id<Partner>, NotMade> {
    let partners = &workbench.program().partners;
    if let Some(partner) = partners.find(text) {
        return Ok(partner.id.clone());
    }
    let wanted = text.to_lowercase();
    let named: Vec<&Partner> = partners.iter().filter(|partner| partner.name.to_lowercase() == wanted).collect();
    if let [only] = named.as_slice() {
        return Ok(only.id.clone());
    }
    let near =
        |partner: &&Partner| partner.id.as_str().contains(&wanted) || partner.name.to_lowercase().contains(&wanted);
    let nearby: Vec<&str> = partners.iter().filter(near).take(5).map(|partner| partner.id.as_str()).collect();
    let hint = if nearby.is_empty() {
        "list them with: quarterdeck show FILE partners --columns id,name".to_owned()
    } else {
        format!("did you mean {}?", nearby.join(", "))
    };
    Err(NotMade::usage("no_such_partner", format!("there is no partner {text:?}")).hint(hint).about("--partner"))
}

/// The partner that may have been named.
pub(super) fn maybe_partner(workbench: &Workbench, text: Option<&str>) -> Result<Option<Id<Partner>>, NotMade> {
    text.map(|id| partner(workbench, id)).transpose()
}

/// The campaign of that identifier or name.
pub(super) fn campaign<'a>(workbench: &'a Workbench, wanted: &str) -> Result<&'a Campaign, NotMade> {
    let program = workbench.program();
    let named = || program.campaigns.iter().find(|campaign| campaign.name.eq_ignore_ascii_case(wanted));
    program.campaigns.find(wanted).or_else(named).ok_or_else(|| {
        let known: Vec<&str> = program.campaigns.ids().map(Id::as_str).collect();
        NotMade::usage("no_such_campaign", format!("there is no campaign {wanted:?}"))
            .hint(format!("there are: {}", known.join(", ")))
    })
}

/// The tier of that identifier or name.
pub(super) fn tier<'a>(workbench: &'a Workbench, wanted: &str) -> Option<&'a Tier> {
    let tiers = &workbench.program().tiers;
    let named = || tiers.iter().find(|tier| tier.name.eq_ignore_ascii_case(wanted));
    tiers.find(wanted).or_else(named)
}

/// What is said where there is no such tier.
pub(super) fn no_such_tier(workbench: &Workbench, wanted: &str) -> NotMade {
    let known: Vec<&str> = workbench.program().tiers.ids().map(Id::as_str).collect();
    NotMade::usage("no_such_tier", format!("there is no tier {wanted:?}"))
        .hint(format!("there are: {}", known.join(", ")))
}
