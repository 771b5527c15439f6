//! Whole ladders to start from (C-01): thresholds, economics and movers are shown before one is applied.

use super::figures;
use super::forecast;
use super::model::{inputs, inputs_at_threshold};
use super::sentence;
use super::state::Tiers;
use crate::analysis::exact::multiple_shown;
use crate::app::command::TierCommand;
use crate::edit::commands::tiers;
use crate::program::currency::Currency;
use crate::program::presets;
use crate::program::tier::Tier;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry, Picker, PreviewLine};
use crate::tui::pane::Context;
use crate::tui::session::Command;

pub(super) const PRESET: &str = "tiers/preset";

const WORDS: [(&str, &str); 3] = [
    ("standard", "sourced revenue $25k, $100k, $500k or referrals, and certified people"),
    ("core", "lower entry: $10k, $50k, $200k or referrals, no certification"),
    ("example", "influenced revenue $25k, $100k, $500k or referrals"),
];

/// Opens the list of ladders to start from.
pub(super) fn ask() -> Outcome {
    let entries = WORDS.into_iter().map(|(name, words)| Entry::new(name, name).detail(words)).collect();
    let picker = Picker::new(PRESET, "Start from a ladder").entries(entries);
    Outcome::open(picker.footer("Enter shows what would change and who would move"))
}

impl Tiers {
    /// Shows what a ladder would change.
    pub(super) fn preview_preset(&mut self, name: &str, context: &Context<'_>) -> Outcome {
        let Some(ladder) = presets::ladder(name) else { return Outcome::unavailable("There is no such ladder") };
        let program = context.workbench.program();
        let edit = match tiers::apply_preset(program, name, ladder) {
            Ok(edit) => edit,
            Err(refusal) => return Outcome::warning(refusal.to_string()),
        };
        if edit.is_empty() {
            return Outcome::info(format!("The ladder is {name} already"));
        }
        let currency = program.profile.currency;
        let mut lines = Vec::new();
        for new in &ladder.tiers {
            lines.extend(compared(program.tiers.get(&new.id), new, currency));
        }
        let gone = program.tiers.iter().filter(|tier| tier.track.is_none());
        let gone = gone.filter(|tier| !ladder.tiers.iter().any(|new| new.id == tier.id));
        lines.extend(gone.map(|tier| PreviewLine::before(format!("{} is removed", tier.name))));
        lines.push(PreviewLine::same(""));
        let same_steps = self.track.is_none()
            && self.model.tiers.iter().map(|tier| &tier.id).eq(ladder.tiers.iter().map(|tier| &tier.id));
        let found = if same_steps {
            forecast::of_ladder(context.workbench, &ladder.tiers)
        } else {
            forecast::of_edit(context.workbench, &edit)
        };
        lines.extend(forecast::preview(&found, &self.model, program, context.look.glyphs.arrow));
        let command = Command::Tier(TierCommand::ApplyPreset { name: name.to_owned() });
        self.ask_first(command, format!("Apply the ladder {name}"), format!("apply {name}"), lines)
    }
}

/// What a tier asks for and earns, before and after.
fn compared(old: Option<&Tier>, new: &Tier, currency: Currency) -> Vec<PreviewLine> {
    let asks = |tier: &Tier| sentence::sentence(&tier.criteria, currency);
    let earns = |tier: &Tier| {
        let at_threshold = inputs_at_threshold(tier).and_then(|inputs| inputs.economics().multiple);
        let average = inputs(tier).and_then(|inputs| inputs.economics().multiple);
        let mdf = tier.mdf_annual.map_or_else(|| "none".to_owned(), |amount| figures::money(amount, currency));
        let (average, at) = (multiple_shown(average.as_ref()), multiple_shown(at_threshold.as_ref()));
        format!("MDF {mdf}, multiple {average} on average, {at} at threshold")
    };
    let mut lines = vec![PreviewLine::heading(new.name.clone())];
    let one = crate::analysis::exact::Exact::from_integer(1.into());
    let loses = inputs_at_threshold(new).and_then(|inputs| inputs.economics().multiple).is_some_and(|m| m < one);
    match old {
        None => lines.extend([PreviewLine::after(asks(new)), PreviewLine::after(earns(new))]),
        Some(old) => {
            for (before, after) in [(asks(old), asks(new)), (earns(old), earns(new))] {
                if before == after {
                    lines.push(PreviewLine::same(after));
                } else {
                    lines.extend([PreviewLine::before(before), PreviewLine::after(after)]);
                }
            }
        }
    }
    if loses {
        lines.push(PreviewLine::warning("costs more than it earns at its threshold (TIER-10)"));
    }
    lines
}
