//! Cells that are chosen from a list: levels of a benefit, who approves; and which ladder is shown.

use super::rows::{Field, Row};
use super::state::Tiers;
use crate::app::command::{RecordCommand, TierCommand};
use crate::program::Kind;
use crate::program::choice::Choice;
use crate::program::presets::benefit_value;
use crate::program::tier::{Approver, BenefitKind};
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry, Picker};
use crate::tui::session::Command;

pub(super) const LEVEL: &str = "tiers/level";
pub(super) const LADDER: &str = "tiers/ladder";

/// The id of the entry that takes a value away.
const NONE: &str = "";

impl Tiers {
    /// The values a cell may have, worst first: word and label.
    fn levels(&self, row: &Row) -> Vec<(String, String)> {
        let same = |text: &str| (text.to_owned(), text.to_owned());
        match row {
            Row::Field(Field::Approver) => {
                Approver::ALL.iter().map(|approver| (approver.word().to_owned(), approver.label().to_owned())).collect()
            }
            Row::Benefit(id) => match self.model.benefits.get(id) {
                Some(benefit) if benefit.kind == BenefitKind::YesNo => vec![same("no"), same("yes")],
                Some(benefit) => benefit.levels.iter().map(|level| same(level)).collect(),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn level(&self, row: &Row) -> Option<String> {
        let tier = self.tier()?;
        match row {
            Row::Field(Field::Approver) => tier.mdf_approver.map(|approver| approver.word().to_owned()),
            Row::Benefit(id) => benefit_value(tier, id),
            _ => None,
        }
    }

    /// Opens the list of a cell.
    pub(super) fn ask_level(&self, row: &Row) -> Outcome {
        let Some(tier) = self.tier() else { return Outcome::ignored() };
        let mut entries: Vec<Entry> =
            self.levels(row).into_iter().map(|(word, label)| Entry::new(word, label)).collect();
        entries.push(Entry::new(NONE, "nothing").detail("takes the value away"));
        let title = format!("{} of {}", super::cells::label(&self.model, row), tier.name);
        let current = self.level(row).unwrap_or_default();
        Outcome::open(Picker::new(LEVEL, title).entries(entries).select(&current))
    }

    /// The command for a level that was chosen.
    pub(super) fn level_chosen(&self, level: &str) -> Outcome {
        let (Some(tier), Some(row)) = (self.tier(), self.row()) else { return Outcome::ignored() };
        match row {
            Row::Field(field) => Outcome::command(Command::Record(RecordCommand::SetField {
                kind: Kind::Tier,
                ids: vec![tier.id.shared()],
                field: field.name().to_owned(),
                text: level.to_owned(),
            })),
            Row::Benefit(benefit) => Outcome::command(Command::Tier(TierCommand::SetBenefit {
                tier: tier.id.clone(),
                benefit: benefit.clone(),
                level: level.to_owned(),
            })),
            _ => Outcome::ignored(),
        }
    }

    /// The next level up or down, at once.
    pub(super) fn step_level(&self, row: &Row, up: bool) -> Outcome {
        let levels = self.levels(row);
        let at = self.level(row).and_then(|level| levels.iter().position(|(word, _)| *word == level));
        let next = match (at, up) {
            (None, true) => Some(0),
            (None, false) => None,
            (Some(at), true) => Some(at + 1),
            (Some(at), false) => at.checked_sub(1),
        };
        match next.and_then(|next| levels.get(next)) {
            Some((word, _)) => self.level_chosen(word),
            None => Outcome::unavailable(if up { "This is the best level" } else { "This is the lowest level" }),
        }
    }

    /// Opens the list of ladders.
    pub(super) fn ask_ladder(&self) -> Outcome {
        let entry = |(track, name): &(Option<_>, String)| {
            let id = track.as_ref().map_or(String::new(), |id: &crate::program::id::Id<_>| id.to_string());
            Entry::new(id, name.clone())
        };
        let entries = self.model.tracks.iter().map(entry).collect();
        let current = self.track.as_ref().map_or(String::new(), ToString::to_string);
        Outcome::open(Picker::new(LADDER, "Ladder").entries(entries).select(&current))
    }

    /// Shows the ladder that was chosen.
    pub(super) fn ladder_chosen(&mut self, id: &str) -> Outcome {
        self.track = id.parse().ok();
        self.grid.column = 1;
        Outcome::Changed
    }
}
