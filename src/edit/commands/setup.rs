//! Commands of the first hour: the types that a program takes, the partners there are already.

use jiff::civil::Date;

use crate::edit::{Draft, Edit, Refusal};
use crate::program::agreement::Agreement;
use crate::program::id::{Id, mint};
use crate::program::partner::{LifecycleStage, Partner, PartnerType, SupportLevel, TypeProfile};
use crate::program::{AnyRecord, Kind, Program};

/// Days between the checkpoints of an agreement and of its notice, until it says otherwise.
const AGREEMENT_DAYS: u16 = 90;

/// Takes just these types into the program; each has a profile afterwards.
pub fn take_types(
    program: &Program,
    taken: &[PartnerType],
    support: impl Fn(PartnerType) -> SupportLevel,
) -> Result<Edit, Refusal> {
    if taken.is_empty() {
        return Err(Refusal::bad("types", "a program takes at least one type of partner"));
    }
    let mut draft = Draft::over(program);
    for profile in program.type_profiles.iter() {
        let in_program = taken.contains(&profile.partner_type);
        if profile.in_program != in_program {
            draft.put(TypeProfile { in_program, ..profile.clone() });
        }
    }
    for one in taken.iter().copied() {
        if program.type_profiles.iter().any(|profile| profile.partner_type == one) {
            continue;
        }
        let id: Id<TypeProfile> = mint(&one.to_string(), "type", |id| draft.taken(id));
        draft.put(TypeProfile {
            id,
            partner_type: one,
            ideal_profile: None,
            in_program: true,
            track: None,
            comp_plan: None,
            support_level: support(one),
        });
    }
    let edit = draft.finish(format!("Take {} partner types into the program", taken.len()));
    if edit.is_empty() { Err(Refusal::NoChange("the program takes just these types".to_owned())) } else { Ok(edit) }
}

/// Adds the partners there are already, with their type and since when an agreement is in force.
pub fn add_existing(
    program: &Program,
    names: &[String],
    partner_type: Option<PartnerType>,
    signed_on: Option<Date>,
    as_of: Date,
) -> Result<Edit, Refusal> {
    let added = super::partners::add(program, names, LifecycleStage::Activate, as_of)?;
    let mut draft = Draft::over(program);
    // where only one person is there, nobody else can look after them
    let mut team = program.team.iter().filter(|member| member.active);
    let only = team.next().filter(|_| team.next().is_none()).map(|member| member.id.clone());
    for change in &added.edit.changes {
        let Some(AnyRecord::Partner(partner)) = change.after() else { continue };
        let owner = partner.owner.clone().or_else(|| only.clone());
        draft.put(Partner { r#type: partner_type, signed_on, owner, ..Partner::clone(partner) });
    }
    for partner in added.ids {
        let Some(start) = signed_on else { continue };
        let seed = format!("{partner} agreement");
        let id: Id<Agreement> = mint(&seed, Kind::Agreement.noun(), |id| draft.taken(id));
        draft.put(Agreement {
            id,
            partner,
            start,
            end: None,
            scope: None,
            commitment: None,
            exclusivity: None,
            term: None,
            exit: None,
            notice_days: AGREEMENT_DAYS,
            checkpoint_days: AGREEMENT_DAYS,
        });
    }
    Ok(draft.finish(added.edit.label))
}
