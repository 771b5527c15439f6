//! The rules on campaigns and events beyond `campaign_checks`, and each campaign with its parts.

use super::{money, notice, partners, planned};
use crate::analysis::advisor::rule::{Family, Look, rule};
use crate::analysis::advisor::{Report, Scene};
use crate::analysis::campaign_checks::{CampaignParts, Gathered};
use crate::analysis::findings::FindingSeverity::{Error, Info, Warning};
use crate::analysis::findings::{Finding, FindingSeverity, Rule};
use crate::program::campaign::{Campaign, CampaignState};
use crate::program::period::days_between;

/// The rules on campaigns and events.
pub(in crate::analysis::advisor) const FAMILY: Family =
    Family { name: "Campaigns and events", rules: RULES, looks: LOOKS };

const RULES: &[Rule] = &[
    rule("COM-07", Warning, "Both sides speak to the same people"),
    rule("COM-11", Info, "One campaign is followed by the next"),
    rule("COM-12", Info, "Few people approve of one thing"),
    rule("COM-18", Warning, "Campaigns stay within what the tier has left"),
    rule("EVT-01", Error, "A webinar has four weeks of notice"),
    rule("EVT-16", Warning, "Hot leads are told from the others"),
    rule("EVT-18", Info, "A summit is mixed and short"),
    rule("EVT-20", Warning, "An event brings its pipeline"),
    rule("EVT-21", Info, "An event costs what such events cost"),
];

const LOOKS: &[Look] = &[Look::Program(each), Look::Partner(partners::next), Look::Partner(partners::budget)];

/// Days after the launch from which how it was planned is no longer looked at.
const SETTLED_DAYS: i32 = 30;

/// One campaign under check.
pub(super) struct Under<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) campaign: &'a Campaign,
    pub(super) parts: CampaignParts<'a>,
}

impl Under<'_> {
    /// A finding on this campaign; the message begins with its name.
    pub(super) fn finding(&self, code: &'static str, severity: FindingSeverity, said: &str, fix: &str) -> Finding {
        let said = format!("{}: {said}", self.campaign.name);
        Finding::new(code, severity, format!("campaign/{}", self.campaign.id), said).fix(fix)
    }

    /// Days since the launch; negative before it.
    pub(super) fn days_over(&self) -> i32 {
        days_between(self.campaign.launch, self.scene.as_of())
    }
}

fn each(scene: &Scene<'_>, report: &mut Report) {
    if scene.program.campaigns.is_empty() {
        return;
    }
    let gathered = Gathered::of(scene.program);
    for campaign in scene.program.campaigns.iter().filter(|campaign| campaign.state != CampaignState::Cancelled) {
        let under = Under { scene, campaign, parts: gathered.parts(&campaign.id) };
        if under.days_over() <= SETTLED_DAYS {
            notice::check(&under, report);
            planned::check(&under, report);
        }
        money::check(&under, report);
    }
}
