//! Granting tiers: one partner from the list, or everyone who waits to move up.

use super::people::Standing;
use super::state::Tiers;
use crate::app::command::PartnerCommand;
use crate::program::id::Id;
use crate::program::tier::Tier;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry, Picker, PreviewLine};
use crate::tui::pane::Context;
use crate::tui::session::Command;

pub(super) const GRANT: &str = "tiers/grant";

/// The id of the entry that takes the tier away.
const NO_TIER: &str = "";

impl Tiers {
    /// Opens the list of tiers for the selected partner, with the one it qualifies for selected.
    pub(super) fn ask_grant(&self, context: &Context<'_>) -> Outcome {
        let Some(person) = self.current_person() else { return Outcome::unavailable("No partner is selected") };
        let workbench = context.workbench;
        let Some(partner) = workbench.program().partners.get(&person.partner) else { return Outcome::ignored() };
        let measures = workbench.derived().partner(&person.partner);
        let qualified = measures.and_then(|measures| measures.tier.qualified.clone());
        let entry = |tier: &Tier| {
            let mut words = Vec::new();
            if partner.granted_tier.as_ref() == Some(&tier.id) {
                words.push("granted");
            }
            if qualified.as_ref() == Some(&tier.id) {
                words.push("qualifies for it");
            }
            Entry::new(tier.id.as_str(), tier.name.clone()).detail(words.join(", "))
        };
        let mut entries: Vec<Entry> = self.model.tiers.iter().map(entry).collect();
        entries.push(Entry::new(NO_TIER, "no tier").detail("takes the granted tier away"));
        let select = qualified.as_ref().or(partner.granted_tier.as_ref()).map_or(NO_TIER, Id::as_str);
        let title = format!("Tier of {}", partner.name);
        Outcome::open(Picker::new(GRANT, title).entries(entries).select(select))
    }

    /// Grants the tier that was chosen.
    pub(super) fn granted(&self, tier: &str) -> Outcome {
        let Some(person) = self.current_person() else { return Outcome::ignored() };
        let partners = vec![person.partner.clone()];
        Outcome::command(Command::Partner(PartnerCommand::GrantTier { partners, tier: tier.parse().ok() }))
    }

    /// Shows everyone who may move up to the selected tier.
    pub(super) fn preview_grants(&mut self, context: &Context<'_>) -> Outcome {
        let Some(tier) = self.tier().cloned() else { return Outcome::ignored() };
        let program = context.workbench.program();
        let rising: Vec<_> = self
            .people()
            .iter()
            .filter(|person| person.standing == Standing::Rises)
            .map(|p| p.partner.clone())
            .collect();
        if rising.is_empty() {
            return Outcome::unavailable(format!("Nobody waits to move up to {}", tier.name));
        }
        let arrow = context.look.glyphs.arrow;
        let line = |id: &Id<_>| {
            let name = program.partners.get(id).map_or(id.as_str(), |partner| partner.name.as_str());
            let from = context.workbench.derived().partner(id).and_then(|measures| measures.tier.effective.clone());
            PreviewLine::after(format!("{name}  {} {arrow} {}", self.model.name(from.as_ref()), tier.name))
        };
        let lines = rising.iter().map(line).collect();
        let who = if rising.len() == 1 { "1 partner".to_owned() } else { format!("{} partners", rising.len()) };
        let command = PartnerCommand::GrantTier { partners: rising, tier: Some(tier.id.clone()) };
        let title = format!("Grant {} to {who}", tier.name);
        self.ask_first(Command::Partner(command), title.clone(), title.replacen('G', "g", 1), lines)
    }
}
