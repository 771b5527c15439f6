//! Numbers stepped in place with `+` and `-`: each step is accepted at once, a run of them on one number is one step of
//! the history, and everyone who moved since the run began stays in sight.

use std::collections::BTreeMap;

use super::editor::{self, Editor, Place};
use super::forecast::Forecast;
use super::rows::ValueKind;
use super::state::Tiers;
use crate::analysis::comparison::{Mover, Turn};
use crate::analysis::criteria::LeafReport;
use crate::analysis::derived::Derived;
use crate::edit::Edit;
use crate::edit::change::Typing;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::tier::Tier;
use crate::tui::outcome::Outcome;
use crate::tui::pane::Context;
use crate::tui::session::Command;

/// What stands for the tree of conditions as a whole.
pub(super) const TREE: &str = "tree";

/// What a change in place did, kept in sight while the cursor stays and nothing else changes.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// The tier, and what of it; [`TREE`] where its tree was changed.
    place: (Id<Tier>, String),
    /// The revision that the last step leads to.
    revision: u64,
    /// What was changed: `$100,000 → $110,000`.
    pub(super) told: String,
    /// Who moved since the run began.
    pub(super) forecast: Forecast,
    first: String,
    /// The tier as it was when the run began.
    before: Tier,
}

impl Tiers {
    /// Steps the number under the cursor, at once.
    pub(super) fn step(&mut self, up: bool, context: &Context<'_>) -> Outcome {
        let (Some(row), Some(tier)) = (self.row().cloned(), self.tier().cloned()) else { return Outcome::ignored() };
        match editor::kind(&self.model, &row) {
            Some(ValueKind::Choice) => return self.step_level(&row, up),
            Some(ValueKind::Text) | None => {
                return Outcome::unavailable("Only numbers and levels are stepped; Enter types");
            }
            Some(_) => {}
        }
        let place: Place = (tier.id.clone(), row.clone());
        let mut editor = Editor::begin(context.workbench, &self.model, place.clone(), None);
        editor.step(context.workbench, &self.model, up);
        let meaning = match &editor.verdict {
            Ok(meaning) => meaning.clone(),
            Err(error) => return Outcome::unavailable(error.clone()),
        };
        let Some(mut edit) = meaning.edit else { return Outcome::unavailable("This is the lowest value") };
        let key = row.explained().unwrap_or_default();
        edit.typing = Some(Typing { place: format!("tier/{}/{key}", tier.id) });
        let first = super::cells::shown(&self.model, &row, self.rank(), 24, context.look.glyphs).text;
        self.drafts.invalid.remove(&place);
        let told = (first, meaning.text);
        self.follow_edit(tier, key, told, &edit, meaning.forecast, context);
        Outcome::command(Command::Apply(edit)).and(Outcome::Changed)
    }

    /// Notes what an edit of a tier is about to do, joined to the run that goes on at the same place.
    pub(super) fn follow_edit(
        &mut self,
        tier: Tier,
        key: String,
        (first, text): (String, String),
        edit: &Edit,
        forecast: Option<Forecast>,
        context: &Context<'_>,
    ) {
        let workbench = context.workbench;
        let place = (tier.id.clone(), key);
        let now = workbench.revision();
        let before = self.run.take().filter(|run| run.revision == now && run.place == place && place.1 != TREE);
        let Some(after) = editor::changed_tier(edit, &tier.id) else { return };
        let step = forecast.unwrap_or_default();
        let (first, old, forecast) = match before {
            Some(run) => {
                let movers = joined(run.forecast.movers, step.movers, workbench.derived(), after);
                let joined = Forecast::of(workbench.program(), movers).costed(workbench, &run.before, after);
                (run.first, run.before, joined)
            }
            None => (first, tier, step),
        };
        let told = format!("{first} {} {text}", context.look.glyphs.arrow);
        self.run = Some(Run { place, revision: now + 1, told, forecast, first, before: old });
    }

    /// What was changed in place just now, while it is still what the screen shows.
    pub(super) fn running(&self, context: &Context<'_>) -> Option<&Run> {
        let run = self.run.as_ref().filter(|run| run.revision == context.workbench.revision())?;
        let here = self.tier().is_some_and(|tier| tier.id == run.place.0);
        (here && (run.place.1 == TREE || Some(&run.place.1) == self.key_here().as_ref())).then_some(run)
    }

    /// What the latest change did, where there is one to tell of.
    pub(super) fn consequences(&self, context: &Context<'_>) -> Option<&Forecast> {
        match &self.trial {
            Some(trial) => Some(&trial.forecast),
            None => self.running(context).map(|run| &run.forecast),
        }
    }

    /// What the cursor stands on, as runs of steps know it.
    fn key_here(&self) -> Option<String> {
        match &self.rules {
            Some(rules) => Some(rules.key(self.tier()?)),
            None => self.row()?.explained(),
        }
    }
}

/// Earlier moves and those of one more step as moves from where each partner began.
fn joined(earlier: Vec<Mover>, later: Vec<Mover>, derived: &Derived, after: &Tier) -> Vec<Mover> {
    let mut found: BTreeMap<Id<Partner>, Mover> = BTreeMap::new();
    let mut stays: Vec<Mover> = Vec::new();
    for mover in later {
        found.insert(mover.partner.clone(), mover);
    }
    for old in earlier {
        match found.get_mut(&old.partner) {
            Some(new) => {
                new.from = old.from;
                new.levels += old.levels;
            }
            None => stays.push(old),
        }
    }
    found.retain(|_, mover| mover.from != mover.to);
    for mut mover in stays {
        if let Some(told) = told_again(&mover, derived, after) {
            mover.told = told;
        }
        found.insert(mover.partner.clone(), mover);
    }
    found.into_values().collect()
}

/// The comparison that decides, with the threshold as it is now.
fn told_again(mover: &Mover, derived: &Derived, after: &Tier) -> Option<String> {
    let decides = if mover.levels < 0 { mover.from.as_ref() } else { mover.to.as_ref() };
    if decides != Some(&after.id) {
        return None;
    }
    let reports = derived.criteria_of(&mover.partner, &after.criteria);
    let of_kind = |report: &&LeafReport| match mover.turn() {
        Turn::Up => report.holds.is_yes(),
        Turn::Down => report.holds.is_no(),
        Turn::Unknown => false,
    };
    let same = |report: &&LeafReport| of_kind(report) && mover.told.starts_with(report.metric.label());
    let told = reports.iter().find(same);
    told.or_else(|| reports.iter().find(of_kind)).map(|report| report.told(derived.currency()))
}
