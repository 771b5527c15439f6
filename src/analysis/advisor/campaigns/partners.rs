//! What campaigns mean for one partner: the next one, and what its tier has left.

use std::collections::BTreeSet;

use crate::analysis::advisor::evidence::first_ten;
use crate::analysis::advisor::{PartnerScene, Report};
use crate::analysis::findings::Finding;
use crate::analysis::findings::FindingSeverity::Warning;
use crate::program::campaign::{Campaign, CampaignState};
use crate::program::fund::MdfState;
use crate::program::money::Money;
use crate::program::period::in_trailing_year;

/// COM-11: one campaign is followed by the next.
pub(super) fn next(scene: &PartnerScene<'_>, report: &mut Report) {
    let as_of = scene.scene.as_of();
    let campaigns = scene.scene.derived.campaigns_of(&scene.partner.id).iter();
    let campaigns: Vec<_> = campaigns.filter(|campaign| campaign.state != CampaignState::Cancelled).collect();
    let mut over = campaigns.iter().filter(|campaign| in_trailing_year(campaign.launch, as_of));
    let (Some(only), None) = (over.next(), over.next()) else { return };
    if campaigns.iter().any(|campaign| campaign.launch > as_of) {
        return;
    }
    let said = format!(
        "{}: {} of {} is the only campaign of a year, and none is planned",
        scene.name(),
        only.name,
        only.launch
    );
    report.info("COM-11", scene.subject(), said, "plan the next one while both still remember this one");
}

/// COM-18: campaigns of this fiscal year that are ahead stay within what the tier has left; a campaign with
/// several partners counts for the first, and what is approved or paid of it already is not counted twice.
pub(super) fn budget(scene: &PartnerScene<'_>, report: &mut Report) {
    let derived = scene.scene.derived;
    let (as_of, calendar) = (scene.scene.as_of(), derived.periods().calendar);
    let year = calendar.quarter_of(as_of).year;
    let committed: Vec<_> = derived
        .mdf_requests_of(&scene.partner.id)
        .iter()
        .filter(|request| matches!(request.state, MdfState::Approved | MdfState::Paid))
        .filter(|request| calendar.quarter_of(request.activity_on).year == year)
        .collect();
    let funded: BTreeSet<_> = committed.iter().filter_map(|request| request.campaign.as_ref()).collect();
    let ahead = |campaign: &Campaign| {
        campaign.launch >= as_of
            && calendar.quarter_of(campaign.launch).year == year
            && !matches!(campaign.state, CampaignState::Done | CampaignState::Cancelled)
            && campaign.partners.first() == Some(&scene.partner.id)
            && !funded.contains(&campaign.id)
    };
    let campaigns = derived.campaigns_of(&scene.partner.id).iter().filter(|campaign| ahead(campaign));
    let budgets: Vec<_> = campaigns.filter_map(|campaign| Some((campaign, campaign.our_budget?))).collect();
    if budgets.is_empty() {
        return;
    }
    let tier = scene.measures.tier.effective.as_ref().and_then(|id| scene.scene.program.tiers.get(id));
    let Some(annual) = tier.and_then(|tier| tier.mdf_annual) else {
        report.not_checked("COM-18", "the tier of a partner, or its budget");
        return;
    };
    let left = annual.minus(committed.iter().map(|request| request.amount).sum());
    let planned: Money = budgets.iter().map(|(_, budget)| *budget).sum();
    if planned > left {
        let currency = scene.scene.program.profile.currency;
        let said = format!(
            "{}: campaigns of {} are planned and its tier has {} left this year, {} less",
            scene.name(),
            currency.told(planned),
            currency.told(left),
            currency.told(planned.minus(left))
        );
        let lines =
            budgets.iter().map(|(campaign, budget)| format!("campaign/{}: {}", campaign.id, currency.told(*budget)));
        let lines = lines.collect();
        let finding = Finding::new("COM-18", Warning, scene.subject(), said);
        report.find(finding.fix("reduce a budget, or move a campaign into the next year").evidence(first_ten(lines)));
    }
}
