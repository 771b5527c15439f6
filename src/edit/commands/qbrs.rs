//! Commands on QBRs: scheduled, written into, their action items.

use jiff::civil::Date;

use crate::edit::{Draft, Edit, Refusal, naming};
use crate::program::choice::Choice;
use crate::program::id::{Id, mint_seeded};
use crate::program::meeting::Sharing;
use crate::program::partner::Partner;
use crate::program::period::Quarter;
use crate::program::qbr::{ActionItem, AgendaSection, Qbr, QbrSection, QbrState};
use crate::program::side::Side;
use crate::program::{Kind, Program};

pub(super) fn qbr(program: &Program, id: &Id<Qbr>) -> Result<Qbr, Refusal> {
    program.qbrs.get(id).cloned().ok_or_else(|| Refusal::missing(Kind::Qbr, id.as_str()))
}

/// The identifier of a partner's review of a quarter: `acme-2026-q3`.
pub fn id_for(partner: &Id<Partner>, quarter: Quarter) -> String {
    format!("{partner}-{}-q{}", quarter.year, quarter.number)
}

/// Schedules a review; a partner has one per quarter.
pub fn schedule(
    program: &Program,
    partner: &Id<Partner>,
    quarter: Quarter,
    on: Date,
    minutes: u16,
) -> Result<(Edit, Id<Qbr>), Refusal> {
    let qbr = scheduled(program, partner, quarter, on, minutes)?;
    let id = qbr.id.clone();
    let mut draft = Draft::over(program);
    draft.put(qbr);
    let name = called(program, partner);
    Ok((draft.finish(format!("Schedule QBR {quarter} with {name} on {on}")), id))
}

/// The review as it is scheduled.
pub(super) fn scheduled(
    program: &Program,
    partner: &Id<Partner>,
    quarter: Quarter,
    on: Date,
    minutes: u16,
) -> Result<Qbr, Refusal> {
    if !program.partners.contains(partner) {
        return Err(Refusal::missing(Kind::Partner, partner.as_str()));
    }
    if minutes < 5 {
        return Err(Refusal::bad("minutes", "a review takes at least 5 minutes"));
    }
    let existing = program.qbrs.iter().find(|qbr| {
        qbr.partner == *partner && qbr.quarter == quarter && matches!(qbr.state, QbrState::Scheduled | QbrState::Held)
    });
    if let Some(existing) = existing {
        let name = called(program, partner);
        return Err(Refusal::Breaks(format!("{name} has a QBR for {quarter} already: {}", existing.id)));
    }
    let wanted = id_for(partner, quarter);
    let id: Id<Qbr> = match wanted.parse::<Id<Qbr>>() {
        Ok(id) if !program.qbrs.contains(&id) => id,
        _ => mint_seeded(&wanted, "qbr", &format!("{wanted}/{on}"), |id| program.qbrs.contains(id)),
    };
    Ok(Qbr {
        id,
        partner: partner.clone(),
        quarter,
        scheduled_for: on,
        state: QbrState::Scheduled,
        minutes,
        started_at: None,
        ended_at: None,
        agenda_shared_on: None,
        notes_sent_at: None,
        temperature: None,
        partner_temperature: None,
        sections: Vec::new(),
        targets: Vec::new(),
        meeting: None,
    })
}

fn called(program: &Program, partner: &Id<Partner>) -> String {
    naming::called(program, Kind::Partner, partner.as_str())
}

/// What a review is called: the partner and the quarter.
pub(super) fn review(program: &Program, qbr: &Qbr) -> String {
    format!("{} {}", called(program, &qbr.partner), qbr.quarter)
}

pub(super) fn section_mut(qbr: &mut Qbr, section: AgendaSection) -> &mut QbrSection {
    let at = qbr.sections.iter().position(|known| known.section == section).unwrap_or_else(|| {
        qbr.sections.push(QbrSection {
            section,
            minutes: None,
            text: None,
            actual_seconds: None,
            budget_seconds: None,
        });
        qbr.sections.sort_by_key(|known| AgendaSection::ALL.iter().position(|one| *one == known.section));
        qbr.sections.iter().position(|known| known.section == section).unwrap_or(0)
    });
    &mut qbr.sections[at]
}

/// Sets the notes of a section, as one typing step.
pub fn set_notes(program: &Program, id: &Id<Qbr>, section: AgendaSection, text: &str) -> Result<Edit, Refusal> {
    let mut changed = qbr(program, id)?;
    section_mut(&mut changed, section).text = (!text.is_empty()).then(|| text.to_owned());
    let label = format!("Notes on {} of {}", section.label(), review(program, &changed));
    let mut draft = Draft::over(program);
    draft.put(changed);
    Ok(draft.finish(label).typed_in(format!("qbr/{id}/{section}")))
}

/// Sets the planned minutes of a section; the others keep theirs.
pub fn set_minutes(program: &Program, id: &Id<Qbr>, section: AgendaSection, minutes: u16) -> Result<Edit, Refusal> {
    let mut changed = qbr(program, id)?;
    section_mut(&mut changed, section).minutes = Some(minutes);
    let label = format!("{minutes} minutes for {} of {}", section.label(), review(program, &changed));
    let mut draft = Draft::over(program);
    draft.put(changed);
    Ok(draft.finish(label))
}

/// Adds seconds spent on a section.
pub fn add_elapsed(program: &Program, id: &Id<Qbr>, section: AgendaSection, seconds: u32) -> Result<Edit, Refusal> {
    let mut changed = qbr(program, id)?;
    let part = section_mut(&mut changed, section);
    part.actual_seconds = Some(part.actual_seconds.unwrap_or(0).saturating_add(seconds));
    let label = format!("Time on {} of {}", section.label(), review(program, &changed));
    let mut draft = Draft::over(program);
    draft.put(changed);
    Ok(draft.finish(label).typed_in(format!("qbr/{id}/time")))
}

/// What a new action item starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAction {
    /// With whom.
    pub partner: Id<Partner>,
    /// In which review.
    pub qbr: Option<Id<Qbr>>,
    /// What.
    pub text: String,
    /// Who owns it.
    pub side: Side,
    /// The person.
    pub person: Option<String>,
    /// By when.
    pub due: Option<Date>,
    /// Who may see it, where said.
    pub sharing: Option<Sharing>,
}

/// Adds an action item.
pub fn add_action(program: &Program, new: NewAction, on: Date) -> Result<(Edit, Id<ActionItem>), Refusal> {
    let text = new.text.trim();
    if text.is_empty() {
        return Err(Refusal::bad("text", "say what is to be done"));
    }
    let seed = format!("{}/{on}/{text}/{}", new.partner, program.actions.len());
    let id: Id<ActionItem> = mint_seeded(text, "action", &seed, |id| program.actions.contains(id));
    let item = ActionItem {
        id: id.clone(),
        partner: new.partner,
        qbr: new.qbr,
        text: text.to_owned(),
        side: new.side,
        person: new.person,
        due: new.due,
        created_on: Some(on),
        agreed_at: None,
        done_on: None,
        sharing: new.sharing,
        sent: None,
    };
    Ok((super::records::add(program, item.into(), format!("Add action item: {text}"))?, id))
}

/// Marks an action item done on a date, or open again.
pub fn toggle_action(program: &Program, id: &Id<ActionItem>, on: Date) -> Result<Edit, Refusal> {
    let mut item = program.actions.get(id).cloned().ok_or_else(|| Refusal::missing(Kind::ActionItem, id.as_str()))?;
    item.done_on = if item.done_on.is_some() { None } else { Some(on) };
    let label = format!("{} {}", if item.done_on.is_some() { "Done:" } else { "Reopen" }, item.text);
    let mut draft = Draft::over(program);
    draft.put(item);
    Ok(draft.finish(label))
}
