//! Setting a program up in the order of the document: type, state and goal; the partners there are; tiers; co-marketing; then
//! enablement and attribution (F7). Every step leaves a real part of the plan, so that where somebody is follows from the
//! plan itself: it can be left at any time and goes on where something is missing.

use jiff::civil::Date;

use super::command::{Command, NewPlans, PartnerCommand, PlanCommand, TierCommand};
use super::workbench::Workbench;
use super::{entry, plans, typed};
use crate::edit::Refusal;
use crate::edit::commands::plans::PlannedPartner;
use crate::edit::commands::setup;
use crate::program::choice::{Choice, choice};
use crate::program::id::Id;
use crate::program::partner::{LifecycleStage, Partner, PartnerType};
use crate::program::settings::Origin;
use crate::program::task::PlanTemplate;
use crate::program::{AnyRecord, Kind};
use crate::report::design::types::usual_support;

choice! {
    /// A step, in its order.
    pub enum SetupStep {
        State = "state" => "Where you stand",
        Types = "types" => "Which partners",
        Goal = "goal" => "What you want",
        Team = "team" => "Who works on it",
        Partners = "partners" => "Partners you have",
        Matrix = "matrix" => "How they stand",
        Tiers = "tiers" => "Tiers",
        Budget = "budget" => "Co-marketing",
        Enablement = "enablement" => "Enablement",
        Attribution = "attribution" => "Attribution",
    }
}

/// The values typed for a step, by field.
pub type Typed = [(String, String)];

fn text<'a>(typed: &'a Typed, field: &str) -> &'a str {
    typed.iter().find(|(name, _)| name == field).map_or("", |(_, text)| text.trim())
}

impl SetupStep {
    /// The step of the document that it belongs to, from 1 to 5.
    pub fn number(self) -> u8 {
        match self {
            Self::State | Self::Types | Self::Goal | Self::Team => 1,
            Self::Partners | Self::Matrix => 2,
            Self::Tiers => 3,
            Self::Budget => 4,
            Self::Enablement | Self::Attribution => 5,
        }
    }

    /// What it asks.
    pub fn asks(self) -> &'static str {
        match self {
            Self::State => "Revenue a year, and the part that partners bring today",
            Self::Types => "The types of partners that the program takes",
            Self::Goal => "How much of revenue partners are to bring, and by when",
            Self::Team => "The partner manager, and how much of the week",
            Self::Partners => "Names of the partners you work with already",
            Self::Matrix => "Strategic value and yearly potential of each",
            Self::Tiers => "A ladder to start from",
            Self::Budget => "The pool for a year, shared out by tier",
            Self::Enablement => "Onboarding plans with every task",
            Self::Attribution => "How credit for a deal is shared",
        }
    }

    /// Whether the plan has it.
    pub fn is_done(self, workbench: &Workbench) -> bool {
        let program = workbench.program();
        match self {
            Self::State => program.profile.total_arr.is_some() && program.profile.partner_share.is_some(),
            Self::Types => program.type_profiles.iter().any(|profile| profile.in_program),
            Self::Goal => !program.goals.is_empty(),
            Self::Team => program.team.iter().any(|member| member.active),
            Self::Partners => !program.partners.is_empty(),
            Self::Matrix => !program.partners.is_empty() && unplaced(workbench).is_empty(),
            Self::Tiers => program.tiers.len() >= 2,
            Self::Budget => program.profile.comarketing_pool.is_some(),
            Self::Enablement => !program.plans.is_empty(),
            Self::Attribution => program.settings.origin("touch.model") == Origin::User,
        }
    }

    /// The first step that the plan does not have.
    pub fn next(workbench: &Workbench) -> Option<Self> {
        Self::ALL.iter().copied().find(|step| !step.is_done(workbench))
    }
}

/// Whether nothing of a program is there yet but its name and, perhaps, a ladder.
pub fn is_fresh(workbench: &Workbench) -> bool {
    use SetupStep::{Goal, Partners, State, Team, Types};
    [State, Types, Goal, Team, Partners].into_iter().all(|step| !step.is_done(workbench))
        && workbench.program().deals.is_empty()
}

/// The partners that have no place on the matrix.
pub fn unplaced(workbench: &Workbench) -> Vec<&Partner> {
    let here = |partner: &&Partner| !matches!(partner.stage, LifecycleStage::Prospect | LifecycleStage::Ended);
    let placed = |partner: &&Partner| {
        workbench.derived().partner(&partner.id).is_some_and(|found| found.placement.quadrant.is_some())
    };
    workbench.program().partners.iter().filter(here).filter(|partner| !placed(partner)).collect()
}

/// The commands of a step from what was typed.
///
/// # Errors
/// What is wrong with a field, and what is expected.
pub fn commands(workbench: &Workbench, step: SetupStep, typed: &Typed) -> Result<Vec<Command>, Refusal> {
    match step {
        SetupStep::State => profile(workbench, typed),
        SetupStep::Types => types(workbench, typed),
        SetupStep::Goal => added(workbench, Kind::Goal, typed),
        SetupStep::Team => {
            let active = [("active".to_owned(), "yes".to_owned())];
            let typed: Vec<(String, String)> = typed.iter().cloned().chain(active).collect();
            added(workbench, Kind::TeamMember, &typed)
        }
        SetupStep::Partners => partners(workbench, typed),
        SetupStep::Matrix => placed(workbench, typed),
        SetupStep::Tiers => {
            let name = text(typed, "ladder").to_owned();
            Ok(vec![Command::Tier(TierCommand::ApplyPreset { name })])
        }
        SetupStep::Budget => profile(workbench, typed),
        SetupStep::Enablement => onboarding(workbench, typed),
        SetupStep::Attribution => Ok(["touch.model", "influence.credit"]
            .into_iter()
            .filter(|key| !text(typed, key).is_empty())
            .map(|key| Command::SetSetting { key: key.to_owned(), text: Some(text(typed, key).to_owned()) })
            .collect()),
    }
}

fn profile(workbench: &Workbench, typed: &Typed) -> Result<Vec<Command>, Refusal> {
    let record = AnyRecord::Profile(workbench.program().profile.clone());
    let command = entry::editing(workbench, &record, typed)?;
    Ok(command.into_iter().map(Command::Record).collect())
}

fn added(workbench: &Workbench, kind: Kind, typed: &Typed) -> Result<Vec<Command>, Refusal> {
    Ok(vec![Command::Record(entry::adding(workbench, kind, None, typed)?)])
}

fn types(workbench: &Workbench, typed: &Typed) -> Result<Vec<Command>, Refusal> {
    let words = text(typed, "types").split(',').map(str::trim).filter(|word| !word.is_empty());
    let taken: Vec<PartnerType> = words.filter_map(PartnerType::read).collect();
    Ok(vec![Command::Apply(setup::take_types(workbench.program(), &taken, usual_support)?)])
}

fn date(workbench: &Workbench, typed: &Typed, field: &str) -> Result<Option<Date>, Refusal> {
    let text = text(typed, field);
    if text.is_empty() {
        return Ok(None);
    }
    typed::date(text, workbench.as_of(), None).map(Some).map_err(|bad| Refusal::bad("date", bad))
}

fn partners(workbench: &Workbench, typed: &Typed) -> Result<Vec<Command>, Refusal> {
    let names: Vec<String> = text(typed, "names").split([',', ';', '\n']).map(|name| name.trim().to_owned()).collect();
    let partner_type = PartnerType::read(text(typed, "type"));
    let signed = date(workbench, typed, "signed_on")?;
    let edit = setup::add_existing(workbench.program(), &names, partner_type, signed, workbench.as_of())?;
    Ok(vec![Command::Apply(edit)])
}

/// A partner's place as it is typed: `70 120k`, the strategic value and the yearly potential.
pub fn place(workbench: &Workbench, id: &Id<Partner>, text: &str) -> Result<Command, Refusal> {
    let mut words = text.split_whitespace();
    let (value, potential) = (words.next().unwrap_or_default(), words.next());
    let strategic_value = value.parse().map_err(|_| Refusal::bad("place", "0 to 100, then money: 70 120k"))?;
    let places = workbench.program().profile.currency.places();
    let money = |text: &str| typed::money(text, places).map_err(|bad| Refusal::bad("potential", bad));
    let potential = potential.map(money).transpose()?;
    Ok(Command::Partner(PartnerCommand::Place { partner: id.clone(), strategic_value, potential }))
}

fn placed(workbench: &Workbench, typed: &Typed) -> Result<Vec<Command>, Refusal> {
    let filled = typed.iter().filter(|(_, text)| !text.trim().is_empty());
    filled
        .filter_map(|(id, text)| Some((id.parse::<Id<Partner>>().ok()?, text)))
        .map(|(id, text)| place(workbench, &id, text))
        .collect()
}

fn onboarding(workbench: &Workbench, typed: &Typed) -> Result<Vec<Command>, Refusal> {
    let partners: Vec<PlannedPartner> = plans::partners_named(workbench, text(typed, "partners"));
    let template = if partners.len() > 1 { PlanTemplate::Rollout } else { PlanTemplate::Onboarding90 };
    let start = date(workbench, typed, "start")?.unwrap_or(workbench.as_of());
    Ok(vec![Command::Plan(PlanCommand::Make(NewPlans { template, start, partners, managers: None }))])
}
