//! Performance: the quarter beside the quarter before and the same quarter a year ago, wins, losses, co-marketing.

use std::sync::Arc;

use num_traits::ToPrimitive;

use super::{Audience, Review, held};
use crate::analysis::attribution::DealClass;
use crate::analysis::derived::DealMeasures;
use crate::analysis::exact::{Exact, Fraction, to_money};
use crate::analysis::policy::RevenueOrigin;
use crate::program::campaign::{Campaign, CampaignState};
use crate::program::choice::Choice;
use crate::program::deal::{Deal, DealStage, RegistrationState};
use crate::program::event::EventMetric;
use crate::program::money::Money;
use crate::program::period::Quarter;
use crate::program::qbr::{AgendaSection, ReviewFigure};
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::table::{Column, Table};

/// The numbers of one quarter; what the program does not know is nothing, never zero.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Figures {
    pub(super) sourced: Option<Money>,
    pub(super) influenced: Option<Money>,
    pub(super) credited: Option<Money>,
    pub(super) won: Option<usize>,
    pub(super) lost: Option<usize>,
    pub(super) registrations: Option<usize>,
    /// Won deals whose amount is unknown.
    pub(super) unconverted: usize,
    /// Won deals whose class the missing facts decide.
    pub(super) unclassified: usize,
}

fn deals_closed_in<'a>(
    review: &Review<'a>,
    quarter: Quarter,
) -> impl Iterator<Item = (&'a Deal, &'a DealMeasures)> + use<'a> {
    let calendar = review.program.profile.calendar();
    let as_of = review.derived.as_of();
    review
        .derived
        .partner_deals(&review.partner.id)
        .filter(move |(deal, _)| deal.closed_on.is_some_and(|on| on <= as_of && calendar.quarter_of(on) == quarter))
}

pub(super) fn figures(review: &Review<'_>, quarter: Quarter) -> Figures {
    let registrations = registrations(review, quarter);
    let records = review.derived.revenue_of(&review.partner.id);
    let no_deals = review.derived.partner_deals(&review.partner.id).len() == 0;
    let by_record = match review.derived.policy().activity.revenue {
        RevenueOrigin::Deals => no_deals,
        RevenueOrigin::Records => true,
    };
    if by_record && !records.is_empty() {
        let amounts: Vec<Money> =
            records.iter().filter(|record| record.quarter == quarter).map(|record| record.amount).collect();
        let sourced = (!amounts.is_empty()).then(|| amounts.into_iter().sum());
        return Figures { sourced, credited: sourced, registrations, ..Figures::default() };
    }
    if !review.measures().is_some_and(|measures| measures.revenue.recorded) {
        return Figures { registrations, ..Figures::default() };
    }
    Figures { registrations, ..of_deals(review, quarter) }
}

fn of_deals(review: &Review<'_>, quarter: Quarter) -> Figures {
    let nothing = Some(Money::ZERO);
    let mut figures = Figures { sourced: nothing, influenced: nothing, credited: nothing, ..Figures::default() };
    let (mut won, mut lost) = (0, 0);
    for (deal, measures) in deals_closed_in(review, quarter) {
        let part = measures.part(&review.partner.id);
        let leads = deal.partner.as_ref() == Some(&review.partner.id);
        if !leads && part.is_none_or(|part| part.class == DealClass::None) && deal.stage == DealStage::Won {
            continue;
        }
        if deal.stage == DealStage::Lost {
            lost += 1;
            continue;
        }
        won += 1;
        figures.unconverted += usize::from(deal.amount.is_none());
        let Some(part) = part else { continue };
        let add = |sum: &mut Option<Money>, amount: Option<Money>| *sum = sum.zip(amount).map(|(a, b)| a.plus(b));
        match part.class {
            DealClass::Sourced => add(&mut figures.sourced, deal.amount),
            DealClass::Influenced => add(&mut figures.influenced, deal.amount),
            DealClass::Unknown => figures.unclassified += 1,
            DealClass::None => {}
        }
        if matches!(part.class, DealClass::Sourced | DealClass::Influenced) {
            add(&mut figures.credited, part.credit);
        }
    }
    Figures { won: Some(won), lost: Some(lost), ..figures }
}

/// Registrations submitted in a quarter that count; unknown where the program records none at all.
fn registrations(review: &Review<'_>, quarter: Quarter) -> Option<usize> {
    use RegistrationState::{Approved, Converted, Expired, Submitted};
    let calendar = review.program.profile.calendar();
    let of_partner = review.derived.registrations_of(&review.partner.id);
    let counted = of_partner
        .iter()
        .filter(|one| matches!(one.state, Submitted | Approved | Converted | Expired))
        .filter(|one| calendar.quarter_of(one.submitted_at.date()) == quarter);
    (!review.program.registrations.is_empty()).then(|| counted.count())
}

/// A number of the quarter beside its target and the quarters before.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ScoreLine {
    pub(super) figure: ReviewFigure,
    pub(super) actual: Cell,
    pub(super) target: Cell,
    /// Actual less target.
    pub(super) delta: Cell,
    pub(super) prior: Cell,
    pub(super) year_ago: Cell,
}

/// The lines of the scoreboard.
pub(super) fn lines(review: &Review<'_>) -> Vec<ScoreLine> {
    let quarters = [review.quarter, review.quarter.previous(), review.quarter.year_before()];
    let all = quarters.map(|quarter| figures(review, quarter));
    let open = review.derived.partner_deals(&review.partner.id).map(|(deal, _)| deal);
    let open: Vec<&Deal> = open.filter(|deal| !matches!(deal.stage, DealStage::Won | DealStage::Lost)).collect();
    let recorded = review.measures().is_some_and(|measures| measures.revenue.recorded);
    ReviewFigure::ALL
        .iter()
        .copied()
        .map(|figure| {
            let of = |one: &Figures| -> Cell {
                match figure {
                    ReviewFigure::Sourced => one.sourced.into(),
                    ReviewFigure::Influenced => one.influenced.into(),
                    ReviewFigure::Credited => one.credited.into(),
                    ReviewFigure::Won => one.won.into(),
                    ReviewFigure::Lost => one.lost.into(),
                    ReviewFigure::Registered => one.registrations.into(),
                    ReviewFigure::Pipeline => Cell::Unknown,
                }
            };
            let [mut actual, prior, year_ago] = all.each_ref().map(of);
            if figure == ReviewFigure::Pipeline && recorded {
                actual = open.iter().map(|deal| deal.amount).sum::<Option<Money>>().into();
            }
            let target = target(review, figure);
            let delta = less(&actual, &target);
            ScoreLine { figure, actual, target, delta, prior, year_ago }
        })
        .collect()
}

/// What a number was to reach, in the unit of the number; unknown where nobody said.
pub(super) fn target(review: &Review<'_>, figure: ReviewFigure) -> Cell {
    let targets = review.qbr.map_or(&[][..], |qbr| &qbr.targets);
    let Some(target) = targets.iter().find(|target| target.figure == figure) else { return Cell::Unknown };
    let value = target.value.decimal();
    match figure {
        ReviewFigure::Won | ReviewFigure::Lost | ReviewFigure::Registered => {
            value.trunc().to_i64().map(Cell::Count).into()
        }
        _ => Money::rounded(value, 2).into(),
    }
}

/// The one less the other; unknown where one of them is.
fn less(actual: &Cell, target: &Cell) -> Cell {
    match (actual, target) {
        (Cell::Money(actual), Cell::Money(target)) => Cell::Money(actual.minus(*target)),
        (Cell::Count(actual), Cell::Count(target)) => Cell::Count(actual - target),
        _ => Cell::Unknown,
    }
}

pub(super) fn document(review: &Review<'_>, audience: Audience) -> Document {
    let quarters = [review.quarter, review.quarter.previous(), review.quarter.year_before()];
    let all = quarters.map(|quarter| figures(review, quarter));
    let mut document = Document::default();
    match held::frozen(review) {
        Some(frozen) => document
            .table(held::numbers(review, frozen, AgendaSection::Performance, audience), "No numbers.")
            .say(format!("Numbers as of {}, frozen when the meeting began.", frozen.as_of)),
        None => document.table(table(review, &all, audience), ""),
    };
    let [this, ..] = all;
    if this.unconverted > 0 {
        let noun = if this.unconverted == 1 { "won deal has" } else { "won deals have" };
        document.say(format!("{} {noun} no amount in the program's currency, so sums are unknown.", this.unconverted));
    }
    if this.unclassified > 0 {
        document
            .say(format!("{} won deals are neither sourced nor influenced yet: facts are missing.", this.unclassified));
    }
    if let Some(measures) = review.measures() {
        document.facts([("Growth on the year, last completed quarter", Cell::text(measures.growth.display()))]);
    }
    closed(review, &mut document, DealStage::Won, "Wins");
    closed(review, &mut document, DealStage::Lost, "Losses");
    campaigns(review, &mut document, audience);
    document
}

/// Target and delta are columns where the review has a target.
fn table(review: &Review<'_>, all: &[Figures; 3], audience: Audience) -> Table {
    const COLUMNS: &[Column] = &[
        Column::new("metric", "Metric", CellKind::Text),
        Column::new("quarter", "Actual", CellKind::Number),
        Column::new("target", "Target", CellKind::Number),
        Column::new("delta", "To target", CellKind::Number),
        Column::new("prior", "Prior", CellKind::Number),
        Column::new("prior_change", "Delta", CellKind::Percent),
        Column::new("year", "Year ago", CellKind::Number),
        Column::new("year_change", "Delta", CellKind::Percent),
    ];
    let mut table = Table::new(COLUMNS);
    let mut row = |figure: ReviewFigure, of: &dyn Fn(&Figures) -> Cell| {
        let [this, prior, year] = all.each_ref().map(of);
        let (since_prior, since_year) = (change(&this, &prior), change(&this, &year));
        let target = target(review, figure);
        let delta = less(&this, &target);
        table.push(vec![Cell::text(figure.label()), this, target, delta, prior, since_prior, year, since_year]);
    };
    row(ReviewFigure::Sourced, &|one| one.sourced.into());
    row(ReviewFigure::Influenced, &|one| one.influenced.into());
    if audience == Audience::Internal {
        row(ReviewFigure::Credited, &|one| one.credited.into());
    }
    row(ReviewFigure::Won, &|one| one.won.into());
    row(ReviewFigure::Lost, &|one| one.lost.into());
    row(ReviewFigure::Registered, &|one| one.registrations.into());
    let with_targets = review.qbr.is_some_and(|qbr| !qbr.targets.is_empty());
    if with_targets { table } else { table.select(&[0, 1, 4, 5, 6, 7]) }
}

/// The change in percent; not available where there was nothing before.
fn change(this: &Cell, before: &Cell) -> Cell {
    match (this.exact(), before.exact()) {
        (Some(this), Some(before)) if before > Fraction::from_integer(0) => {
            Cell::Percent((this - before) * 100 / before, 1)
        }
        (Some(_), Some(_)) => Cell::not_available(),
        _ => Cell::Unknown,
    }
}

fn closed(review: &Review<'_>, document: &mut Document, stage: DealStage, title: &str) {
    const COLUMNS: &[Column] = &[
        Column::new("deal", "Deal", CellKind::Text),
        Column::new("amount", "Amount", CellKind::Money),
        Column::new("closed", "Closed", CellKind::Date),
        Column::new("class", "Attribution", CellKind::Text),
    ];
    let mut deals: Vec<_> = deals_closed_in(review, review.quarter).filter(|(deal, _)| deal.stage == stage).collect();
    deals.sort_by(|(a, _), (b, _)| b.amount.cmp(&a.amount).then_with(|| a.id.cmp(&b.id)));
    let mut table = Table::new(COLUMNS);
    for (deal, measures) in deals {
        let class = measures.part(&review.partner.id).map_or(Cell::Unknown, |part| Cell::text(part.class.label()));
        table.push(vec![(&deal.name).into(), deal.amount.into(), deal.closed_on.into(), class]);
    }
    document.part(title).table(table, "None in this quarter.");
}

/// What was launched together in the quarter and what it gave; nothing where nothing was launched. The target is ours.
fn campaigns(review: &Review<'_>, document: &mut Document, audience: Audience) {
    const COLUMNS: &[Column] = &[
        Column::new("campaign", "Campaign", CellKind::Text),
        Column::new("launch", "Launch", CellKind::Date),
        Column::new("registrations", "Registrations", CellKind::Number),
        Column::new("attendees", "Attendees", CellKind::Number),
        Column::new("leads", "Leads", CellKind::Number),
        Column::new("pipeline", "Pipeline", CellKind::Money),
        Column::new("target", "Target", CellKind::Text),
    ];
    let calendar = review.program.profile.calendar();
    let launched = |one: &&Arc<Campaign>| {
        one.state != CampaignState::Cancelled
            && one.launch <= review.derived.as_of()
            && calendar.quarter_of(one.launch) == review.quarter
    };
    let mut table = Table::new(COLUMNS);
    for campaign in review.derived.campaigns_of(&review.partner.id).iter().filter(launched) {
        let measures = review.derived.campaign(&campaign.id);
        let actual = |metric| measures.and_then(|measures| measures.actual(metric));
        let target = campaign.primary_kpi.as_ref().map(|kpi| format!("{}: {} {}", kpi.metric, kpi.target, kpi.unit));
        table.push(vec![
            (&campaign.name).into(),
            campaign.launch.into(),
            number(actual(EventMetric::Registrations)),
            number(actual(EventMetric::Attendees)),
            number(actual(EventMetric::Leads)),
            actual(EventMetric::Pipeline).map(to_money).into(),
            target.into(),
        ]);
    }
    if !table.rows.is_empty() {
        let table = if audience == Audience::Internal { table } else { table.select(&[0, 1, 2, 3, 4, 5]) };
        document.part("Co-marketing").table(table, "");
    }
}

fn number(value: Option<&Exact>) -> Cell {
    let bounded = value.and_then(|value| Some(Fraction::new(value.numer().to_i128()?, value.denom().to_i128()?)));
    bounded.into()
}
