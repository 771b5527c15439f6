//! Who would move, by name, before anything is accepted.

use super::model::Model;
use crate::analysis::derived::{Derived, Mover, TierChange};
use crate::edit::Edit;
use crate::program::Program;
use crate::program::criterion::Criterion;
use crate::program::id::Id;
use crate::program::tier::Tier;
use crate::tui::overlays::PreviewLine;
use crate::tui::session::Workbench;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::{Piece, piece};

/// The movers of a change, those who fall first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Forecast {
    pub(super) movers: Vec<Mover>,
    pub(super) up: usize,
    pub(super) down: usize,
}

impl Forecast {
    fn of(program: &Program, mut movers: Vec<Mover>) -> Self {
        let name = |mover: &Mover| program.partners.get(&mover.partner).map(|partner| partner.name.to_lowercase());
        movers.sort_by_cached_key(|mover| (mover.levels > 0, name(mover)));
        let up = movers.iter().filter(|mover| mover.levels > 0).count();
        Self { down: movers.len() - up, up, movers }
    }

    /// `4 partners move: 3 up, 1 down`.
    pub(super) fn summary(&self) -> String {
        let who =
            |count: usize| if count == 1 { "1 partner moves".to_owned() } else { format!("{count} partners move") };
        match (self.up, self.down) {
            (0, 0) => "Nobody moves".to_owned(),
            (up, 0) => format!("{} up", who(up)),
            (0, down) => format!("{} down", who(down)),
            (up, down) => format!("{}: {up} up, {down} down", who(up + down)),
        }
    }

    /// The role of the summary.
    pub(super) fn role(&self) -> Role {
        match (self.up, self.down) {
            (0, 0) => Role::Muted,
            (_, 0) => Role::Good,
            _ => Role::Warning,
        }
    }
}

/// Who would move if one tier asked for this.
pub(super) fn of_criteria(workbench: &Workbench, tier: &Id<Tier>, criteria: Criterion) -> Forecast {
    let change = TierChange { tier: tier.clone(), criteria };
    Forecast::of(workbench.program(), workbench.derived().movers(&[change]))
}

/// Who would move if every tier of the ladder asked for something else.
pub(super) fn of_ladder(workbench: &Workbench, tiers: &[Tier]) -> Forecast {
    let change = |tier: &Tier| TierChange { tier: tier.id.clone(), criteria: tier.criteria.clone() };
    let changes: Vec<TierChange> = tiers.iter().map(change).collect();
    Forecast::of(workbench.program(), workbench.derived().movers(&changes))
}

/// Who would move after an edit of the ladder as a whole, worked out on a copy.
pub(super) fn of_edit(workbench: &Workbench, edit: &Edit) -> Forecast {
    let program = workbench.program();
    let mut copy = program.clone();
    if edit.apply(&mut copy).is_err() {
        return Forecast::default();
    }
    let (before, after) = (workbench.derived(), Derived::new(&copy, workbench.as_of()));
    let movers = before.partners().filter_map(|old| {
        let new = after.partner(&old.partner)?;
        let (from, to) = (&old.tier.qualified, &new.tier.qualified);
        let level = |rank: Option<usize>| rank.map_or(-1, |rank| i32::try_from(rank).unwrap_or(i32::MAX));
        let levels = level(new.tier.qualified_rank) - level(old.tier.qualified_rank);
        (from != to).then(|| Mover {
            partner: old.partner.clone(),
            from: from.clone(),
            to: to.clone(),
            levels,
            deciding: String::new(),
            told: String::new(),
        })
    });
    Forecast::of(program, movers.collect())
}

/// `Acme  Silver → Gold  sourced revenue 82,000 >= 75,000`.
pub(super) fn line(mover: &Mover, model: &Model, program: &Program, arrow: &str) -> Vec<Piece> {
    let name = program.partners.get(&mover.partner).map_or(mover.partner.as_str(), |partner| partner.name.as_str());
    let role = if mover.levels < 0 { Role::Bad } else { Role::Good };
    let step = format!("  {} {arrow} {}", model.name(mover.from.as_ref()), model.name(mover.to.as_ref()));
    let mut line = vec![piece(name, Role::Text), piece(step, role)];
    if !mover.told.is_empty() {
        line.push(piece(format!("  {}", mover.told), Role::Muted));
    }
    line
}

/// The movers as the lines of a preview, with the summary as heading.
pub(super) fn preview(forecast: &Forecast, model: &Model, program: &Program, arrow: &str) -> Vec<PreviewLine> {
    let mut lines = vec![PreviewLine::heading(forecast.summary())];
    lines.extend(forecast.movers.iter().map(|mover| {
        let text: String = line(mover, model, program, arrow).into_iter().map(|piece| piece.text).collect();
        if mover.levels < 0 { PreviewLine::before(text) } else { PreviewLine::after(text) }
    }));
    lines
}
