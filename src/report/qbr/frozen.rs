//! The numbers of a review in the words of the screen, as a meeting freezes them, and what became of them since.

use super::{Review, scoreboard};
use crate::program::choice::Choice;
use crate::program::deal::DealStage;
use crate::program::meeting::{FrozenFigure, FrozenNumbers};
use crate::program::money::Money;
use crate::program::qbr::{AgendaSection, ReviewFigure};
use crate::report::cell::Cell;

/// A number that is another than when it was frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// What it is called.
    pub label: String,
    /// As it was frozen; none where it is new.
    pub before: Option<String>,
    /// As it is now; none where it is gone.
    pub now: Option<String>,
}

/// Every number that is another now, in the order of the screen.
pub fn moved(frozen: &FrozenNumbers, now: &[FrozenFigure]) -> Vec<Moved> {
    let mut moved = Vec::new();
    for figure in now {
        let before = frozen.figure(&figure.key);
        if before != Some(figure) {
            let told = |figure: &FrozenFigure| match &figure.target {
                Some(target) => format!("{} (target {target})", figure.value),
                None => figure.value.clone(),
            };
            let (before, now) = (before.map(told), Some(told(figure)));
            if before != now {
                moved.push(Moved { label: figure.label.clone(), before, now });
            }
        }
    }
    let gone = frozen.figures.iter().filter(|figure| now.iter().all(|one| one.key != figure.key));
    moved.extend(gone.map(|figure| Moved {
        label: figure.label.clone(),
        before: Some(figure.value.clone()),
        now: None,
    }));
    moved
}

/// The numbers as they stand now.
pub(super) fn figures(review: &Review<'_>) -> Vec<FrozenFigure> {
    let mut figures: Vec<FrozenFigure> = scoreboard::lines(review)
        .into_iter()
        .map(|line| {
            let section = match line.figure {
                ReviewFigure::Pipeline => AgendaSection::Pipeline,
                _ => AgendaSection::Performance,
            };
            let known = |cell: &Cell| (!cell.is_unknown()).then(|| told(review, cell));
            FrozenFigure {
                key: line.figure.word().to_owned(),
                label: line.figure.label().to_owned(),
                section,
                value: told(review, &line.actual),
                target: known(&line.target),
                delta: known(&line.delta),
                prior: known(&line.prior),
                year_ago: known(&line.year_ago),
            }
        })
        .collect();
    figures.extend(stages(review));
    figures
}

/// Open deals by stage: how many and what they sum to; a sum is unknown where one of its amounts is.
fn stages(review: &Review<'_>) -> Vec<FrozenFigure> {
    let open = |stage: DealStage| {
        review.derived.partner_deals(&review.partner.id).map(|(deal, _)| deal).filter(move |deal| deal.stage == stage)
    };
    let stages = DealStage::ALL.iter().copied().filter(|stage| !matches!(stage, DealStage::Won | DealStage::Lost));
    stages
        .filter(|stage| open(*stage).count() > 0)
        .map(|stage| {
            let amount: Option<Money> = open(stage).map(|deal| deal.amount).sum();
            FrozenFigure {
                key: format!("pipeline.{stage}"),
                label: format!("{} ({})", stage.label(), open(stage).count()),
                section: AgendaSection::Pipeline,
                value: told(review, &amount.into()),
                target: None,
                delta: None,
                prior: None,
                year_ago: None,
            }
        })
        .collect()
}

fn told(review: &Review<'_>, cell: &Cell) -> String {
    match cell {
        Cell::Money(money) => review.program.profile.currency.told(*money),
        other => other.display().into_owned(),
    }
}
