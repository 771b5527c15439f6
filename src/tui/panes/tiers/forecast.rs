//! Who would move, by name, before anything is accepted.

use std::collections::BTreeMap;

use super::figures;
use super::model::Model;
use crate::analysis::comparison::{CostChange, Mover, Turn, Turns, cost, cost_change, moves};
use crate::analysis::derived::{Derived, TierChange};
use crate::edit::Edit;
use crate::program::Program;
use crate::program::criterion::Criterion;
use crate::program::currency::Currency;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::tier::Tier;
use crate::tui::overlays::PreviewLine;
use crate::tui::session::Workbench;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::{Piece, piece};

/// The movers of a change, those who fall first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Forecast {
    pub(super) movers: Vec<Mover>,
    pub(super) turns: Turns,
    /// What it does to margin, MDF and the hours of managers, where that was worked out.
    pub(super) cost: Option<CostChange>,
}

impl Forecast {
    pub(super) fn of(program: &Program, mut movers: Vec<Mover>) -> Self {
        let name = |mover: &Mover| program.partners.get(&mover.partner).map(|partner| partner.name.to_lowercase());
        movers.sort_by_cached_key(|mover| (mover.turn(), name(mover)));
        Self { turns: Turns::of(&movers), movers, cost: None }
    }

    /// With the change of cost when a tier becomes another state of itself.
    pub(super) fn costed(mut self, workbench: &Workbench, old: &Tier, new: &Tier) -> Self {
        let places: BTreeMap<_, _> =
            self.movers.iter().map(|mover| (&mover.partner, (mover.from.as_ref(), mover.to.as_ref()))).collect();
        self.cost = Some(cost_change(workbench.program(), workbench.derived(), (old, new), &places));
        self
    }

    /// `margin +$1,200, MDF -$8,000, manager hours +40`; empty where it was not worked out.
    pub(super) fn money(&self, currency: Currency) -> String {
        let Some(cost) = &self.cost else { return String::new() };
        let money = |amount: Money| match (amount.is_zero(), amount.is_negative()) {
            (true, _) => "unchanged".to_owned(),
            (_, true) => figures::money(amount, currency),
            (_, false) => format!("+{}", figures::money(amount, currency)),
        };
        let hours = if cost.hours == 0 { "unchanged".to_owned() } else { format!("{:+}", cost.hours) };
        format!("a year: margin {}, MDF {}, manager hours {hours}", money(cost.margin), money(cost.mdf))
    }

    /// `4 partners move: 3 up, 1 down, 1 by two levels or more; 2 are unknown`.
    pub(super) fn summary(&self) -> String {
        let who =
            |count: usize| if count == 1 { "1 partner moves".to_owned() } else { format!("{count} partners move") };
        let Turns { up, down, steep, unknown } = self.turns;
        let steep = match steep {
            0 => String::new(),
            steep => format!(", {steep} by two levels or more"),
        };
        let sure = match (up, down) {
            (0, 0) => "Nobody surely moves".to_owned(),
            (up, 0) => format!("{} up", who(up)),
            (0, down) => format!("{} down{steep}", who(down)),
            (up, down) => format!("{}: {up} up, {down} down{steep}", who(up + down)),
        };
        match (unknown, up + down) {
            (0, 0) => "Nobody moves".to_owned(),
            (0, _) => sure,
            (1, _) => format!("{sure}; 1 is unknown"),
            (unknown, _) => format!("{sure}; {unknown} are unknown"),
        }
    }

    /// The role of the summary.
    pub(super) fn role(&self) -> Role {
        match (self.turns.down + self.turns.unknown, self.turns.up) {
            (0, 0) => Role::Muted,
            (0, _) => Role::Good,
            _ => Role::Warning,
        }
    }
}

/// Who would move, and what it would cost, if one tier became another state of itself.
pub(super) fn of_tier(workbench: &Workbench, old: &Tier, new: &Tier) -> Forecast {
    let changes = [TierChange { tier: new.id.clone(), criteria: new.criteria.clone() }];
    let movers = if old.criteria == new.criteria { Vec::new() } else { workbench.derived().movers(&changes) };
    Forecast::of(workbench.program(), movers).costed(workbench, old, new)
}

/// Who would move if one tier asked for this.
pub(super) fn of_criteria(workbench: &Workbench, tier: &Id<Tier>, criteria: Criterion) -> Forecast {
    let Some(old) = workbench.program().tiers.get(tier) else { return Forecast::default() };
    of_tier(workbench, old, &Tier { criteria, ..old.clone() })
}

/// Who stands elsewhere in one session than in another, and what that costs.
pub(super) fn between(before: &Workbench, after: &Workbench) -> Forecast {
    let movers = moves(before.derived(), after.derived());
    let [old, new] = [before, after].map(|workbench| cost(workbench.program(), workbench.derived()));
    Forecast { cost: Some(CostChange::between(&old, &new)), ..Forecast::of(after.program(), movers) }
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
    let after = Derived::new(&copy, workbench.as_of());
    Forecast::of(program, moves(workbench.derived(), &after))
}

/// `Acme  Silver → Gold  sourced revenue 82,000 >= 75,000`.
pub(super) fn line(mover: &Mover, model: &Model, program: &Program, arrow: &str) -> Vec<Piece> {
    let name = program.partners.get(&mover.partner).map_or(mover.partner.as_str(), |partner| partner.name.as_str());
    let role = match mover.turn() {
        Turn::Up => Role::Good,
        Turn::Unknown => Role::Warning,
        Turn::Down => Role::Bad,
    };
    let step = format!("  {} {arrow} {}", model.name(mover.from.as_ref()), model.name(mover.to.as_ref()));
    let steep = if mover.is_steep_drop() { format!("! {} levels  ", -mover.levels) } else { String::new() };
    let mut line = vec![piece(steep, Role::Error), piece(name, Role::Text), piece(step, role)];
    if !mover.told.is_empty() {
        line.push(piece(format!("  {}", mover.told), Role::Muted));
    }
    line
}

/// The movers as the lines of a preview, with the summary as heading.
pub(super) fn preview(forecast: &Forecast, model: &Model, program: &Program, arrow: &str) -> Vec<PreviewLine> {
    let mut lines = vec![PreviewLine::heading(forecast.summary())];
    let money = forecast.money(program.profile.currency);
    if !money.is_empty() {
        lines.push(PreviewLine::same(money));
    }
    lines.extend(forecast.movers.iter().map(|mover| {
        let text: String = line(mover, model, program, arrow).into_iter().map(|piece| piece.text).collect();
        match mover.turn() {
            Turn::Up => PreviewLine::after(text),
            Turn::Unknown => PreviewLine::warning(text),
            Turn::Down => PreviewLine::before(text),
        }
    }));
    lines
}
