//! Commands on the parts of a campaign: who does what, sends, items, brand rules, leads.

use crate::edit::{Draft, Edit, Refusal};
use crate::program::campaign::Campaign;
use crate::program::choice::Choice;
use crate::program::event::{AgendaItem, Lead, RaciCell, RaciLetter, Send};
use crate::program::id::{Id, mint};
use crate::program::side::Side;
use crate::program::{Kind, Program};

fn campaign<'a>(program: &'a Program, id: &Id<Campaign>) -> Result<&'a Campaign, Refusal> {
    program.campaigns.get(id).ok_or_else(|| Refusal::missing(Kind::Campaign, id.as_str()))
}

/// Says who does an activity; no letter of either side takes the activity away.
pub fn set_raci(
    program: &Program,
    id: &Id<Campaign>,
    activity: &str,
    ours: &[RaciLetter],
    partner: &[RaciLetter],
) -> Result<Edit, Refusal> {
    let activity = activity.trim();
    if activity.is_empty() {
        return Err(Refusal::bad("activity", "an activity is needed"));
    }
    let of = campaign(program, id)?;
    let mut draft = Draft::over(program);
    put_raci(&mut draft, id, activity, ours, partner);
    let edit = draft.finish(format!("{}: who does {activity}", of.name));
    if edit.is_empty() { Err(Refusal::NoChange(format!("{activity} is so already"))) } else { Ok(edit) }
}

/// The cells of an activity as they are to be; known ones are kept.
pub fn put_raci(draft: &mut Draft<'_>, id: &Id<Campaign>, activity: &str, ours: &[RaciLetter], partner: &[RaciLetter]) {
    let program = draft.program();
    let known = program.raci.iter().filter(|cell| cell.campaign == *id && cell.activity == activity);
    let wanted = |side: Side| if side == Side::Us { ours } else { partner };
    let mut there: Vec<(Side, RaciLetter)> = Vec::new();
    for cell in known {
        let fits = cell.side != Side::Both && wanted(cell.side).contains(&cell.letter);
        if fits && !there.contains(&(cell.side, cell.letter)) {
            there.push((cell.side, cell.letter));
        } else {
            draft.remove(Kind::RaciCell, cell.id.as_str());
        }
    }
    for side in [Side::Us, Side::Partner] {
        for letter in wanted(side).iter().filter(|letter| !there.contains(&(side, **letter))) {
            let name = format!("{id} {activity} {} {}", side.word(), letter.word());
            let cell: Id<RaciCell> = mint(&name, "raci", |id| draft.taken(id));
            draft.put(RaciCell {
                id: cell,
                campaign: id.clone(),
                activity: activity.to_owned(),
                side,
                letter: *letter,
            });
        }
    }
}

/// Adds sends and items of the run of show that were made for the campaign.
pub fn add(
    program: &Program,
    id: &Id<Campaign>,
    sends: Vec<Send>,
    items: Vec<AgendaItem>,
    what: &str,
) -> Result<Edit, Refusal> {
    let of = campaign(program, id)?;
    let count = sends.len() + items.len();
    let mut draft = Draft::over(program);
    for send in sends {
        let name = format!("{id} {} {} {}", send.side.word(), send.channel.word(), send.planned_on);
        let send_id = mint(&name, "send", |id| draft.taken(id));
        draft.put(Send { id: send_id, ..send });
    }
    for item in items {
        let item_id = mint(&format!("{id} {}", item.title), "item", |id| draft.taken(id));
        draft.put(AgendaItem { id: item_id, ..item });
    }
    if count == 0 {
        return Err(Refusal::NoChange(format!("{} has all of it: {what}", of.name)));
    }
    Ok(draft.finish(format!("Add {count} of {what} to {}", of.name)))
}

/// Says that a brand rule is met, or no longer.
pub fn toggle_brand(program: &Program, id: &Id<Campaign>, rule: &str) -> Result<Edit, Refusal> {
    let rule = rule.trim();
    if rule.is_empty() {
        return Err(Refusal::bad("rule", "a rule is needed"));
    }
    let mut of = campaign(program, id)?.clone();
    let met = of.brand_checks.iter().position(|known| known.to_lowercase() == rule.to_lowercase());
    let word = if met.is_some() { "no longer met" } else { "met" };
    match met {
        Some(place) => drop(of.brand_checks.remove(place)),
        None => of.brand_checks.push(rule.to_owned()),
    }
    let mut draft = Draft::over(program);
    let name = of.name.clone();
    draft.put(of);
    Ok(draft.finish(format!("{name}: {rule}, {word}")))
}

/// Writes the side of the first contact to leads that have none.
pub fn assign_leads(program: &Program, id: &Id<Campaign>, sides: &[(Id<Lead>, Side)]) -> Result<Edit, Refusal> {
    let of = campaign(program, id)?;
    let mut draft = Draft::over(program);
    for (lead, side) in sides {
        let lead = program.leads.get(lead).cloned().ok_or_else(|| Refusal::missing(Kind::Lead, lead.as_str()))?;
        draft.put(Lead { first_contact: Some(*side), ..lead });
    }
    let ours = sides.iter().filter(|(_, side)| *side == Side::Us).count();
    if sides.is_empty() {
        return Err(Refusal::NoChange(format!(
            "every lead of {} has a first contact, or waits to be qualified",
            of.name
        )));
    }
    Ok(draft.finish(format!(
        "Give {} leads of {} a first contact: {ours} ours, {} the partner's",
        sides.len(),
        of.name,
        sides.len() - ours
    )))
}
