//! The deck of a review: eleven slides, always the same ones in the same order, and the definitions.
//!
//! The slides are made from what the partner may see; our own copy adds to them what is ours, so a copy for the partner
//! cannot hold more than [`PartnerView`] does.

use super::partner_view::{PartnerView, SharedDeal};
use super::recap::{actions_table, numbers, questions};
use super::{Audience, Review, scoreboard};
use crate::analysis::health::HealthDimension;
use crate::program::choice::Choice;
use crate::report::cell::{Cell, CellKind};
use crate::report::chart::{Chart, ChartKind};
use crate::report::document::Document;
use crate::report::table::{Column, Table};

/// How many deals a slide names.
const DEALS: usize = 10;
/// How many wins and losses it names, of each.
const CLOSED: usize = 5;

/// The deck for the partner, or with the review itself for us.
pub(super) fn deck(view: &PartnerView, own: Option<&Review<'_>>, currency: &str) -> Document {
    let mut deck = Document::titled(format!("{} and {}", view.partner, view.program));
    deck.facts([
        ("Business review", Cell::text(view.quarter.as_str())),
        ("Meeting", Cell::Date(view.on)),
        ("Numbers as of", Cell::Date(view.as_of)),
        ("Amounts in", Cell::text(currency)),
    ]);
    deck.section("What we promised each other");
    match own {
        Some(review) => deck.extend(review.commitments(Audience::Internal)),
        None => deck.table(actions_table(&view.commitments), "No commitments from an earlier review."),
    };
    deck.section(format!("Scorecard {}", view.quarter));
    match own {
        Some(review) => deck.table(scorecard(review), "No numbers."),
        None => deck.table(numbers(view), "No numbers."),
    };
    deck.section("Sourced and influenced revenue").chart(revenue(view, currency), "No revenue is recorded yet.");
    let (title, table) = closed(view);
    deck.section(title).table(table, "No deal was won or lost in the quarter.");
    pipeline(view, currency, deck.section("Pipeline by name"));
    deck.section("How the pipeline moved").chart(movement(view, currency), "No open deals in the quarter.");
    marketing(view, deck.section("Marketing together"));
    standing(view, own, deck.section(if own.is_some() { "Tier and health" } else { "Tier" }));
    deck.section("Plan for the next quarter").chart(plan(view), "No campaigns planned together yet.");
    agreed(view, own, deck.section("Decisions, actions and parking lot"));
    definitions(view, currency, deck.section("Definitions"));
    deck
}

fn scorecard(review: &Review<'_>) -> Table {
    const COLUMNS: &[Column] = &[
        Column::new("metric", "Metric", CellKind::Text),
        Column::new("actual", "Actual", CellKind::Number),
        Column::new("target", "Target", CellKind::Number),
        Column::new("delta", "To target", CellKind::Number),
        Column::new("prior", "Quarter before", CellKind::Number),
        Column::new("year", "Year ago", CellKind::Number),
    ];
    let mut table = Table::new(COLUMNS);
    for line in scoreboard::lines(review) {
        let label = Cell::text(line.figure.label());
        table.push(vec![label, line.actual, line.target, line.delta, line.prior, line.year_ago]);
    }
    let known = |column: usize| table.rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_unknown()));
    let shown: Vec<usize> = (0..COLUMNS.len()).filter(|column| *column < 2 || known(*column)).collect();
    table.select(&shown)
}

fn revenue(view: &PartnerView, currency: &str) -> Chart {
    const COLUMNS: &[Column] = &[
        Column::new("quarter", "Quarter", CellKind::Text),
        Column::new("sourced", "Sourced", CellKind::Money),
        Column::new("influenced", "Influenced", CellKind::Money),
        Column::new("target", "Sourced target", CellKind::Money),
    ];
    let mut table = Table::new(COLUMNS);
    for one in &view.quarters {
        let name = Cell::text(one.quarter.as_str());
        table.push(vec![name, one.sourced.into(), one.influenced.into(), one.target.into()]);
    }
    let aimed = view.quarters.iter().any(|one| one.target.is_some());
    let table = if aimed { table } else { table.select(&[0, 1, 2]) };
    Chart::new(ChartKind::Columns, "Sourced and influenced revenue by quarter", currency, table)
}

fn closed(view: &PartnerView) -> (String, Table) {
    const COLUMNS: &[Column] = &[
        Column::new("outcome", "Outcome", CellKind::Text),
        Column::new("deal", "Deal", CellKind::Text),
        Column::new("amount", "Amount", CellKind::Number),
        Column::new("closed", "Closed", CellKind::Date),
    ];
    let mut table = Table::new(COLUMNS);
    for (outcome, deals) in [("Won", &view.won), ("Lost", &view.lost)] {
        for deal in deals.iter().take(CLOSED) {
            table.push(vec![Cell::text(outcome), deal.name.as_str().into(), amount(deal), deal.date.into()]);
        }
    }
    (format!("Wins and losses: {} won, {} lost", view.won.len(), view.lost.len()), table)
}

fn amount(deal: &SharedDeal) -> Cell {
    deal.amount.as_deref().map_or(Cell::Unknown, Cell::text)
}

fn pipeline(view: &PartnerView, currency: &str, deck: &mut Document) {
    const COLUMNS: &[Column] = &[
        Column::new("deal", "Deal", CellKind::Text),
        Column::new("stage", "Stage", CellKind::Text),
        Column::new("amount", "Amount", CellKind::Number),
        Column::new("close", "Expected", CellKind::Date),
        Column::new("stuck", "Days stuck", CellKind::Count),
    ];
    const STAGES: &[Column] =
        &[Column::new("stage", "Stage", CellKind::Text), Column::new("amount", "Open amount", CellKind::Money)];
    let mut stages = Table::new(STAGES);
    for (stage, amount) in &view.stages {
        stages.push(vec![Cell::text(stage.as_str()), (*amount).into()]);
    }
    if view.stages.len() > 1 {
        let title = "Open pipeline by stage";
        deck.chart(Chart::new(ChartKind::Columns, title, currency, stages), "No open deals.");
    }
    let mut table = Table::new(COLUMNS);
    for deal in view.open.iter().take(DEALS) {
        let stuck = deal.stuck_days.map_or_else(|| Cell::text(""), Into::into);
        let name = Cell::text(deal.name.as_str());
        table.push(vec![name, Cell::text(deal.stage.as_str()), amount(deal), deal.date.into(), stuck]);
    }
    let stuck = view.open.iter().take(DEALS).any(|deal| deal.stuck_days.is_some());
    deck.table(if stuck { table } else { table.select(&[0, 1, 2, 3]) }, "No open deals.");
    if view.open.len() > DEALS {
        deck.say(format!("{} more deals are open.", view.open.len() - DEALS));
    }
}

fn movement(view: &PartnerView, currency: &str) -> Chart {
    const COLUMNS: &[Column] = &[
        Column::new("step", "Step", CellKind::Text),
        Column::new("deals", "Deals", CellKind::Count),
        Column::new("amount", "Amount", CellKind::Money),
    ];
    let mut table = Table::new(COLUMNS);
    for step in &view.movement {
        table.push(vec![Cell::text(step.step.as_str()), Cell::Count(step.deals), step.amount.into()]);
    }
    Chart::new(ChartKind::Waterfall, "Pipeline from the first to the last day of the quarter", currency, table)
}

fn marketing(view: &PartnerView, deck: &mut Document) {
    const FUNNEL: &[Column] =
        &[Column::new("stage", "Stage", CellKind::Text), Column::new("people", "People", CellKind::Count)];
    const COLUMNS: &[Column] = &[
        Column::new("campaign", "Campaign", CellKind::Text),
        Column::new("launch", "Launch", CellKind::Date),
        Column::new("state", "State", CellKind::Text),
        Column::new("with", "With", CellKind::Text),
    ];
    let events = &view.events;
    let mut funnel = Table::new(FUNNEL);
    let stages = [("Registrations", events.registrations), ("Attendees", events.attendees), ("Leads", events.leads)];
    for (stage, people) in stages {
        funnel.push(vec![Cell::text(stage), people.into()]);
    }
    let title = format!("From registration to lead: what was launched in {}", view.quarter);
    if stages.iter().any(|(_, people)| people.is_some()) {
        deck.chart(Chart::new(ChartKind::Funnel, title, "people", funnel), "");
    }
    let mut table = Table::new(COLUMNS);
    for one in view.campaigns.iter().take(DEALS) {
        let with = Cell::text(if one.with.is_empty() { "us two".to_owned() } else { one.with.join(", ") });
        table.push(vec![one.name.as_str().into(), one.launch.into(), Cell::text(one.state.as_str()), with]);
    }
    deck.table(table, "No campaigns together in or after the quarter.");
}

fn standing(view: &PartnerView, own: Option<&Review<'_>>, deck: &mut Document) {
    const COLUMNS: &[Column] = &[
        Column::new("tier", "Tier program", CellKind::Text),
        Column::new("stands", "Where it stands", CellKind::Text),
    ];
    if let Some(health) = own.and_then(health) {
        deck.chart(health, "");
    }
    let mut table = Table::new(COLUMNS);
    if let Some(tier) = &view.tier {
        for (name, text) in [("Tier", &tier.current), ("Next tier", &tier.next), ("Progress", &tier.progress)] {
            table.push(vec![Cell::text(name), Cell::text(text.as_str())]);
        }
        for gap in tier.gaps.iter().take(6) {
            table.push(vec![Cell::text("Missing"), Cell::text(gap.as_str())]);
        }
    }
    deck.table(table, "The program has no tiers yet.");
}

/// The five dimensions with their points; ours alone.
fn health(review: &Review<'_>) -> Option<Chart> {
    const COLUMNS: [Column; 6] = [
        Column::new("partner", "Partner", CellKind::Text),
        Column::new("revenue", "Revenue", CellKind::Count),
        Column::new("activity", "Activity", CellKind::Count),
        Column::new("engagement", "Engagement", CellKind::Count),
        Column::new("satisfaction", "Satisfaction", CellKind::Count),
        Column::new("fit", "Strategic fit", CellKind::Count),
    ];
    let health = &review.measures()?.health;
    let points = |one: &HealthDimension| health.points(*one).map_or(Cell::Unknown, Cell::count);
    let most = HealthDimension::ALL.iter().map(|one| Cell::count(HealthDimension::max(*one)));
    let mut table = Table::new(&COLUMNS);
    let name = Cell::text(review.partner.name.as_str());
    table.push(std::iter::once(name).chain(HealthDimension::ALL.iter().map(points)).collect());
    let title = format!("Health by dimension (internal): {}", health.display());
    Some(Chart::new(ChartKind::HeatMap, title, "points", table).with_marks(most))
}

fn plan(view: &PartnerView) -> Chart {
    const COLUMNS: &[Column] = &[
        Column::new("campaign", "What", CellKind::Text),
        Column::new("from", "From", CellKind::Date),
        Column::new("until", "Until", CellKind::Date),
    ];
    let mut table = Table::new(COLUMNS);
    for one in view.campaigns.iter().filter(|one| one.launch >= view.as_of).take(7) {
        table.push(vec![one.name.as_str().into(), one.from.unwrap_or(one.launch).into(), one.launch.into()]);
    }
    let due = view.actions.iter().filter(|one| !one.done).filter_map(|one| Some((one, one.due?)));
    for (one, due) in due.take(4) {
        table.push(vec![one.text.as_str().into(), due.into(), due.into()]);
    }
    Chart::new(ChartKind::Gantt, "What is planned together, from the first task to the launch", "", table)
        .with_marks([Cell::Date(view.as_of)])
}

fn agreed(view: &PartnerView, own: Option<&Review<'_>>, deck: &mut Document) {
    const COLUMNS: &[Column] = &[
        Column::new("what", "What", CellKind::Text),
        Column::new("text", "Text", CellKind::Text),
        Column::new("owner", "Owner", CellKind::Text),
        Column::new("due", "Due", CellKind::Text),
    ];
    let mut table = Table::new(COLUMNS);
    let empty = || Cell::text("");
    let open = questions(view);
    for (what, texts) in [("Decision", &view.decisions), ("Question", &open), ("Note", &view.notes)] {
        for text in texts {
            table.push(vec![Cell::text(what), Cell::text(text.as_str()), empty(), empty()]);
        }
    }
    if let Some(review) = own {
        for one in review.items() {
            let owner = one.person.as_deref().unwrap_or(one.side.label());
            let due = one.due.map_or_else(|| "no date".to_owned(), |due| due.to_string());
            table.push(vec![Cell::text("Action"), Cell::text(one.text.as_str()), owner.into(), due.into()]);
        }
    } else {
        for one in &view.actions {
            let due = one.due.map_or_else(|| "no date".to_owned(), |due| due.to_string());
            table.push(vec![
                Cell::text("Action"),
                Cell::text(one.text.as_str()),
                one.owner.as_str().into(),
                due.into(),
            ]);
        }
    }
    deck.table(table, "Nothing has been agreed yet: this slide is filled in the meeting.");
}

fn definitions(view: &PartnerView, currency: &str, deck: &mut Document) {
    deck.list(vec![
        "Sourced: the partner's registration came first and meets every rule of the program for sourced revenue."
            .to_owned(),
        "Influenced: the partner took part in a deal that it did not source. Both are full amounts of won deals."
            .to_owned(),
        format!("Amounts are in {currency}; what is unknown is never counted as zero."),
        format!("The pipeline is that of the deals {} leads, at the amounts known today.", view.partner),
        format!("Every number is as of {}.", view.as_of),
    ]);
}
