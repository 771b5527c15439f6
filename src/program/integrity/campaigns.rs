//! Campaigns, their lists and their run of show.

use super::violation::Check;
use crate::program::campaign::CampaignKind;

pub(super) fn check(check: &mut Check<'_>) {
    let program = check.program;
    for campaign in program.campaigns.iter() {
        let ok = !campaign.partners.is_empty() || campaign.kind == CampaignKind::Summit;
        check.expect(
            ok,
            campaign,
            "campaign_without_partner",
            "partners",
            "a campaign has a partner; only a summit has none",
        );
    }
    for list in program.audiences.iter() {
        for overlap in &list.overlaps {
            let other = program.audiences.get(&overlap.list).map_or(u32::MAX, |other| other.size);
            let most = list.size.min(other);
            let message =
                format!("{} addresses cannot be shared with {}, which leaves {most}", overlap.size, overlap.list);
            check.expect(overlap.size <= most, list, "overlap_too_large", "overlaps", message);
        }
    }
    for item in program.agenda_items.iter() {
        check.expect(item.minutes >= 1, item, "no_minutes", "minutes", "an item takes at least one minute");
        let speaker = item.speaker.as_ref().and_then(|speaker| program.speakers.get(speaker));
        let ok = speaker.is_none_or(|speaker| speaker.campaign == item.campaign);
        check.expect(ok, item, "speaker_of_another_campaign", "speaker", "the speaker belongs to another campaign");
    }
}
