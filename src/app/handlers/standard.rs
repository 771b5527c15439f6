//! The usual parts of a campaign, and who makes the first contact with its leads.

use crate::analysis::campaign_parts::{StandardSet, standard_parts};
use crate::analysis::timeline::due_on;
use crate::app::update::Plan;
use crate::app::workbench::Workbench;
use crate::edit::commands::campaigns::TaskRow;
use crate::edit::commands::{campaign_parts, templates};
use crate::edit::{Draft, Refusal};
use crate::program::Kind;
use crate::program::campaign::Campaign;
use crate::program::choice::Choice;
use crate::program::event::{AgendaItem, Send};
use crate::program::id::Id;
use crate::program::period::days_after;
use crate::program::side::Side;
use crate::report::campaign::first_contacts;

fn found<'a>(workbench: &'a Workbench, id: &Id<Campaign>) -> Result<&'a Campaign, Refusal> {
    workbench.program().campaigns.get(id).ok_or_else(|| Refusal::missing(Kind::Campaign, id.as_str()))
}

/// Adds what the campaign does not have of a usual set.
pub(super) fn add(workbench: &Workbench, id: &Id<Campaign>, set: StandardSet) -> Result<Plan, Refusal> {
    match set {
        StandardSet::Raci => raci(workbench, id),
        StandardSet::Promotion => promotion(workbench, id),
        StandardSet::Show => show(workbench, id),
        StandardSet::Repurposing => repurposing(workbench, id),
    }
}

fn raci(workbench: &Workbench, id: &Id<Campaign>) -> Result<Plan, Refusal> {
    let program = workbench.program();
    let of = found(workbench, id)?;
    let known: Vec<String> =
        program.raci.iter().filter(|cell| cell.campaign == *id).map(|cell| cell.activity.to_lowercase()).collect();
    let mut draft = Draft::over(program);
    let mut count = 0;
    for row in standard_parts().raci.iter().filter(|row| !known.contains(&row.activity.to_lowercase())) {
        campaign_parts::put_raci(&mut draft, id, &row.activity, &row.us, &row.partner);
        count += 1;
    }
    if count == 0 {
        return Err(Refusal::NoChange(format!("{} has every usual activity", of.name)));
    }
    Ok(draft.finish(format!("Add {count} usual activities to {}", of.name)).into())
}

/// Sends of both sides that are still ahead and not planned on that day and channel yet.
fn promotion(workbench: &Workbench, id: &Id<Campaign>) -> Result<Plan, Refusal> {
    let program = workbench.program();
    let of = found(workbench, id)?;
    let ours = of.lists.iter().find(|list| program.audiences.get(list).is_some_and(|list| list.partner.is_none()));
    let theirs = of.lists.iter().find(|list| program.audiences.get(list).is_some_and(|list| list.partner.is_some()));
    let mut sends = Vec::new();
    let mut past = 0;
    for row in &standard_parts().promotion {
        for offset in &row.on {
            let planned_on = days_after(of.launch, i32::from(*offset));
            if planned_on < workbench.as_of() {
                past += 1;
                continue;
            }
            for side in [Side::Us, Side::Partner] {
                let there = program.sends.iter().any(|send| {
                    send.campaign == *id
                        && send.channel == row.channel
                        && send.side == side
                        && send.planned_on == planned_on
                });
                let list = if side == Side::Us { ours } else { theirs };
                let list = list.filter(|_| row.channel == crate::program::event::SendChannel::Email).cloned();
                if !there {
                    // The identifier is minted when it is added.
                    let id = id.as_str().parse().map_err(|bad| Refusal::bad("campaign", bad))?;
                    let campaign = of.id.clone();
                    let (sent_on, clicks) = (None, None);
                    sends.push(Send { id, campaign, side, channel: row.channel, list, planned_on, sent_on, clicks });
                }
            }
        }
    }
    let remark = (past > 0).then(|| format!("{past} usual days are past and left out"));
    Ok(Plan { remark, ..campaign_parts::add(program, id, sends, Vec::new(), "the usual promotion")?.into() })
}

fn show(workbench: &Workbench, id: &Id<Campaign>) -> Result<Plan, Refusal> {
    let program = workbench.program();
    let of = found(workbench, id)?;
    if program.agenda_items.iter().any(|item| item.campaign == *id) {
        return Err(Refusal::NotNow(format!("{} has a run of show already; add or change single items", of.name)));
    }
    let item = |(order, row): (u16, &crate::analysis::campaign_parts::StandardItem)| {
        let id = of.id.as_str().parse().map_err(|bad| Refusal::bad("campaign", bad))?;
        let (title, campaign) = (row.title.clone(), of.id.clone());
        Ok(AgendaItem { id, campaign, order, title, minutes: row.minutes, kind: row.kind, speaker: None })
    };
    let items = (1..).zip(&standard_parts().show).map(item).collect::<Result<Vec<_>, Refusal>>()?;
    Ok(campaign_parts::add(program, id, Vec::new(), items, "the usual run of show")?.into())
}

fn repurposing(workbench: &Workbench, id: &Id<Campaign>) -> Result<Plan, Refusal> {
    let of = found(workbench, id)?;
    let weekend_shift = workbench.derived().policy().campaign.weekend_shift;
    let row = |row: &crate::analysis::campaign_parts::StandardTask| {
        let due = due_on(of.launch, row.offset, weekend_shift);
        TaskRow {
            title: row.title.clone(),
            offset: row.offset,
            side: Side::Us,
            role: Some("content".to_owned()),
            due,
            late_at_start: due < workbench.as_of(),
            after: Vec::new(),
        }
    };
    let rows: Vec<TaskRow> = standard_parts().repurposing.iter().map(row).collect();
    Ok(templates::apply(workbench.program(), id, "the repurposing plan", &rows)?.into())
}

/// the side of the first contact of every lead that has none and need not wait.
pub(super) fn assign_leads(workbench: &Workbench, id: &Id<Campaign>) -> Result<Plan, Refusal> {
    let of = found(workbench, id)?;
    let Some(model) = of.lead_model else {
        return Err(Refusal::NotNow(format!("{} says nowhere who gets its leads; choose that in the brief", of.name)));
    };
    let sides = first_contacts(workbench.program(), workbench.derived(), of);
    if sides.is_empty() && !workbench.program().leads.iter().any(|lead| lead.campaign == *id) {
        return Err(Refusal::NotNow(format!("no lead of {} is on record by name", of.name)));
    }
    let mut plan: Plan = campaign_parts::assign_leads(workbench.program(), id, &sides)?.into();
    plan.remark = Some(format!("{}: each lead has exactly one first contact", model.label()));
    Ok(plan)
}
