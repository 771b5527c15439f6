//! The joint plan: campaigns around the review, and tasks for the partner.

use super::{Audience, Review};
use crate::program::campaign::CampaignState;
use crate::program::choice::Choice;
use crate::program::period::days_between;
use crate::program::side::Side;
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::table::{Column, Table};

/// How many tasks are shown.
const TASKS: usize = 10;

pub(super) fn document(review: &Review<'_>, audience: Audience) -> Document {
    const COLUMNS: &[Column] = &[
        Column::new("campaign", "Campaign", CellKind::Text),
        Column::new("kind", "Kind", CellKind::Text),
        Column::new("launch", "Launch", CellKind::Date),
        Column::new("state", "State", CellKind::Text),
        Column::new("open", "Open tasks", CellKind::Count),
    ];
    let as_of = review.derived.as_of();
    let mine = review.derived.campaigns_of(&review.partner.id).iter();
    // An idea is ours until it is planned together.
    let shown = |state: CampaignState| match state {
        CampaignState::Cancelled => false,
        CampaignState::Idea => audience == Audience::Internal,
        _ => true,
    };
    let mut campaigns: Vec<_> = mine.filter(|one| shown(one.state) && days_between(one.launch, as_of) < 120).collect();
    campaigns.sort_by_key(|campaign| (campaign.launch, campaign.id.clone()));
    let mut table = Table::new(COLUMNS);
    for campaign in campaigns {
        let open = review.derived.campaign(&campaign.id).map_or(0, |measures| measures.tasks - measures.done);
        table.push(vec![
            Cell::text(campaign.name.as_str()),
            Cell::text(campaign.kind.label()),
            Cell::Date(campaign.launch),
            Cell::text(campaign.state.label()),
            open.into(),
        ]);
    }
    let mut document = Document::default();
    document.table(table, "No campaigns planned together.");
    let mut tasks: Vec<_> = review
        .derived
        .own_tasks_of(&review.partner.id)
        .iter()
        .filter(|task| task.done_on.is_none())
        .filter(|task| audience == Audience::Internal || task.side != Side::Us)
        .collect();
    tasks.sort_by_key(|task| (task.due, task.id.clone()));
    let lines =
        tasks.iter().take(TASKS).map(|task| format!("{}: {} ({})", task.due, task.title, task.side.label())).collect();
    document.list(lines);
    if tasks.len() > TASKS {
        document.say(format!("{} more tasks are open.", tasks.len() - TASKS));
    }
    document
}
