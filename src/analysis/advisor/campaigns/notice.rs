//! EVT-01: a webinar has four weeks of notice.

use super::family::Under;
use crate::analysis::advisor::Report;
use crate::analysis::findings::FindingSeverity::{Error, Warning};
use crate::program::campaign::{CampaignKind, CampaignState};

/// EVT-01: counted from the as-of date while nothing is done; preparation that began in time is not short of notice.
pub(super) fn check(under: &Under<'_>, report: &mut Report) {
    let campaign = under.campaign;
    if campaign.kind != CampaignKind::Webinar || campaign.state == CampaignState::Done || under.days_over() > 0 {
        return;
    }
    if under.parts.tasks.iter().any(|task| task.done_on.is_some()) {
        return;
    }
    let (days, limits) = (-under.days_over(), &under.scene.policy().campaign.lead);
    let severity = match days {
        days if days <= i32::from(limits.error_days) => Error,
        days if days < i32::from(limits.webinar_days) => Warning,
        _ => return,
    };
    let said = format!("{days} days are left and nothing is done; a webinar takes {}", limits.webinar_days);
    report.find(under.finding("EVT-01", severity, &said, "move it, or run it without promotion").field("launch"));
}
