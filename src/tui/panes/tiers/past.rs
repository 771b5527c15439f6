//! The ladder over past quarters and what its checks say, as pages to read.

use super::state::Tiers;
use crate::analysis::backtest::{Backtest, Course, Trajectory};
use crate::analysis::ladder_checks::ladder_checks;
use crate::program::choice::Choice;
use crate::program::id::Id;
use crate::program::tier::Tier;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Preview, PreviewLine};
use crate::tui::pane::Context;
use crate::tui::widgets::safe_text::{self, Align};

/// Quarters that are replayed.
const QUARTERS: u8 = 8;
/// Cells of a quarter.
const CELL: usize = 5;
/// Cells of a name.
const NAME: usize = 17;

impl Tiers {
    /// Shows who would have stood where at the end of each of the last quarters.
    pub(super) fn show_past(&self, context: &Context<'_>) -> Outcome {
        let workbench = context.workbench;
        let found = workbench.derived().backtest(QUARTERS);
        let ellipsis = context.look.glyphs.ellipsis;
        let row = |label: &str, cells: Vec<String>| {
            let cells: String = cells.iter().map(|cell| safe_text::fit(cell, CELL, Align::Right, ellipsis)).collect();
            format!("{}{cells}", safe_text::fit(label, NAME, Align::Left, ellipsis))
        };
        let head = row(
            "Share of partners",
            found.quarters.iter().map(|quarter| short_quarter(&quarter.to_string())).collect(),
        );
        let mut lines = vec![PreviewLine::heading(head)];
        let tiers: Vec<Id<Tier>> = self.model.tiers.iter().rev().map(|tier| tier.id.clone()).collect();
        let on_ladder: Vec<&Trajectory> =
            found.trajectories.iter().filter(|trajectory| trajectory.track == self.track).collect();
        let own = Backtest { trajectories: on_ladder.iter().map(|found| (*found).clone()).collect(), ..found.clone() };
        let all = own.trajectories.len();
        for share in own.shares(&tiers) {
            let name = self.model.name(share.tier.as_ref()).to_owned();
            let percent = |count: &usize| {
                let share = (count * 100).checked_div(all);
                share.map_or_else(|| "–".to_owned(), |share| format!("{share}%"))
            };
            lines.push(PreviewLine::same(row(&name, share.partners.iter().map(percent).collect())));
        }
        let (up, down) = own.moves();
        lines.push(PreviewLine::same(format!("{up} moves up and {down} down from quarter to quarter")));
        lines.push(PreviewLine::same(""));
        let name = |found: &Trajectory| {
            let partner = workbench.program().partners.get(&found.partner);
            partner.map_or_else(|| found.partner.to_string(), |partner| partner.name.clone())
        };
        let line = |found: &Trajectory| {
            let cells = found.tiers.iter().map(|tier| match tier {
                Some(tier) => self.model.name(Some(tier)).chars().take(CELL - 1).collect(),
                None => context.look.glyphs.unknown.to_owned(),
            });
            format!("{}  {}", row(&name(found), cells.collect()), found.course().label())
        };
        let selected = context.partner.or(self.current_person().map(|person| &person.partner));
        if let Some(found) = selected.and_then(|partner| own.of(partner)) {
            lines.push(PreviewLine::heading(line(found)));
            lines.push(PreviewLine::same(""));
        }
        let mut sorted: Vec<&Trajectory> = own.trajectories.iter().collect();
        sorted.sort_by_cached_key(|found| (rank(found.course()), name(found).to_lowercase()));
        lines.extend(sorted.into_iter().map(|found| match found.course() {
            Course::Flapping | Course::Tourist => PreviewLine::warning(line(found)),
            _ => PreviewLine::same(line(found)),
        }));
        Outcome::open(Preview::new("tiers/past", format!("The last {QUARTERS} quarters")).lines(lines))
    }

    /// Shows what is wrong with the ladder itself.
    pub(super) fn show_checks(&self, context: &Context<'_>) -> Outcome {
        let workbench = context.workbench;
        let found = ladder_checks(workbench.program(), workbench.derived());
        let mut lines = Vec::new();
        for finding in &found {
            let said = format!("{} {}", finding.code, finding.severity.word());
            lines.push(PreviewLine::warning(format!("{said}  {}", finding.subject)));
            let mut words = vec![finding.message.clone()];
            words.extend(finding.evidence.iter().cloned());
            words.extend(finding.fix.iter().map(|fix| format!("To do: {fix}")));
            let room = usize::from(self.body().width.clamp(24, 104)) - 12;
            for text in words {
                lines.extend(crate::tui::widgets::wrap::wrap(&text, room).into_iter().map(PreviewLine::same));
            }
            lines.push(PreviewLine::same(""));
        }
        if lines.is_empty() {
            lines.push(PreviewLine::same("The ladder holds together: every check is passed."));
        }
        Outcome::open(Preview::new("tiers/checks", "Checks of the ladder").lines(lines))
    }
}

/// Those who need a look first.
fn rank(course: Course) -> u8 {
    match course {
        Course::Flapping => 0,
        Course::Tourist => 1,
        Course::Falling => 2,
        Course::Turning => 3,
        Course::Rising => 4,
        Course::Steady => 5,
        Course::Absent => 6,
    }
}

/// `2026-Q3` within a cell: `26Q3`.
fn short_quarter(text: &str) -> String {
    text.strip_prefix("20").unwrap_or(text).replace(['-', ' '], "")
}
