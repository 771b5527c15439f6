//! The report as a document: totals, checks, shares against targets, deals, credit under every model, and the cost.

use super::book::{CfoBook, Ledgers, days_of};
use super::{closing, proof};
use crate::analysis::cfo::CfoLineKind;
use crate::analysis::derived::Derived;
use crate::analysis::exact::{Exact, of_money, ratio, shown};
use crate::analysis::periods::Days;
use crate::analysis::revenue_kpis::{RevenueShare, ShareBand};
use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::goal::GoalMetric;
use crate::program::money::Money;
use crate::program::period::Quarter;
use crate::program::rate::Percent;
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::table::{Column, Table};

/// The report of a quarter; nothing for a quarter that has not begun by the as-of date.
pub fn document(program: &Program, derived: &Derived, quarter: Quarter) -> Option<Document> {
    let period = days_of(derived, quarter)?;
    let book = CfoBook::of(program, derived, period, &Ledgers::of(program, derived));
    Some(book.document(quarter))
}

fn money(amount: Money) -> Cell {
    Cell::Money(amount)
}

/// A factor as percent with one decimal; unknown where there is none.
pub(super) fn percent(factor: Option<&Exact>) -> Cell {
    Cell::factor(factor)
}

impl CfoBook<'_> {
    fn document(&self, quarter: Quarter) -> Document {
        let profile = &self.program.profile;
        let mut document = Document::titled(format!("CFO attribution report: {}", profile.name));
        let Days { first, last } = self.period;
        let whole = last == self.derived.periods().calendar.last_day(quarter);
        let days = format!("{first} to {last}{}", if whole { "" } else { ", the quarter has not ended" });
        document.facts([
            ("Quarter", Cell::Quarter(quarter)),
            ("Days", Cell::text(days)),
            ("Numbers as of", Cell::Date(self.derived.as_of())),
            ("Currency", Cell::text(profile.currency.code())),
            ("Touch model", Cell::text(self.rules.model.label())),
            ("Credit of an influenced deal", Cell::percent(self.rules.credit.influence_credit)),
        ]);
        self.totals(document.section("Closed-won revenue"));
        self.checks(document.section("Sum checks"));
        self.shares(document.section("Shares and targets"));
        document.section("Deals").table(self.deal_table(), "No deal was won in the period.");
        document.section("Evidence").extend(proof::document(self));
        document.section("Credit by partner").extend(self.models());
        closing::cost(self, document.section("What the program cost"));
        closing::payouts(self, document.section("Accrued and paid by partner"));
        closing::unresolved(self, document.section("Unresolved"));
        closing::about(self, document.section("About these numbers"));
        document
    }

    fn totals(&self, document: &mut Document) {
        const COLUMNS: &[Column] = &[
            Column::new("line", "Line", CellKind::Text),
            Column::new("deals", "Deals", CellKind::Count),
            Column::new("amount", "Amount", CellKind::Money),
            Column::new("share", "Share", CellKind::Percent),
        ];
        let parts = &self.found.parts;
        let mut table = Table::new(COLUMNS);
        let share = |amount: Money| percent(ratio(&of_money(amount), &of_money(parts.total)).as_ref());
        let count = |kind: CfoLineKind| self.found.lines.iter().filter(|line| line.line == kind).count();
        let lines = [
            ("Sourced", count(CfoLineKind::Sourced), parts.sourced),
            ("Influenced, full amount", count(CfoLineKind::Influenced), parts.influenced),
            ("None", count(CfoLineKind::None), self.found.none),
            ("of which cannot be classified", self.found.unclassifiable.len(), self.found.unclassified),
            ("Closed-won", self.found.lines.len(), parts.total),
        ];
        for (name, deals, amount) in lines {
            table.push(vec![Cell::text(name), Cell::count(deals), money(amount), share(amount)]);
        }
        document.table(table, "");
        document.say(format!(
            "Partners are credited with {}, {} of closed-won.",
            money(parts.credited).display(),
            percent(parts.share(RevenueShare::Credited).as_ref()).display()
        ));
    }

    fn checks(&self, document: &mut Document) {
        const COLUMNS: &[Column] = &[
            Column::new("check", "Check", CellKind::Text),
            Column::new("difference", "Left over", CellKind::Money),
            Column::new("holds", "Holds", CellKind::Flag),
        ];
        let parts = &self.found.parts;
        document.say(format!(
            "{} sourced + {} influenced + {} none = {} closed-won.",
            money(parts.sourced).display(),
            money(parts.influenced).display(),
            money(self.found.none).display(),
            money(parts.total).display()
        ));
        let mut table = Table::new(COLUMNS);
        for check in self.found.checks(None, None) {
            table.push(vec![Cell::text(check.kind.label()), money(check.difference), check.holds().into()]);
        }
        document.table(table, "");
    }

    fn shares(&self, document: &mut Document) {
        const COLUMNS: &[Column] = &[
            Column::new("share", "Share of closed-won", CellKind::Text),
            Column::new("amount", "Amount", CellKind::Money),
            Column::new("actual", "Actual", CellKind::Percent),
            Column::new("band", "Benchmark", CellKind::Text),
            Column::new("verdict", "Verdict", CellKind::Word),
        ];
        let parts = &self.found.parts;
        let target = &self.derived.policy().target;
        let sourced = ShareBand { low: target.sourced.low, high: target.sourced.high };
        let any = ShareBand { low: target.any_involvement.low, high: target.any_involvement.high };
        let words = |band: &ShareBand| Cell::text(format!("{} to {}", band.low, band.high));
        let mut table = Table::new(COLUMNS);
        for &share in RevenueShare::ALL {
            let actual = parts.share(share);
            let (band, verdict) = match share {
                RevenueShare::Sourced => (words(&sourced), Cell::word(sourced.verdict(actual.as_ref()))),
                RevenueShare::AnyInvolvement => (words(&any), Cell::word(parts.any_verdict(target.any_base, &any))),
                _ => (Cell::text("none stated"), Cell::text("-")),
            };
            let amount = money(parts.amount(share));
            table.push(vec![Cell::text(share.label()), amount, percent(actual.as_ref()), band, verdict]);
        }
        document.table(table, "");
        document.list(self.goals());
    }

    /// How far each goal on a share of revenue is, in points and money.
    fn goals(&self) -> Vec<String> {
        let share_of = |metric: GoalMetric| match metric {
            GoalMetric::Sourced => Some(RevenueShare::Sourced),
            GoalMetric::AnyInvolvement => Some(RevenueShare::AnyInvolvement),
            GoalMetric::Credited => Some(RevenueShare::Credited),
            _ => None,
        };
        let sentence = |goal: &crate::program::goal::Goal| {
            let share = share_of(goal.metric)?;
            let target: Percent = format!("{}%", goal.value).parse().ok()?;
            let delta = self.found.parts.delta(share, target);
            let points = delta.share.as_ref().map(|share| shown(&(share * crate::analysis::exact::whole(100)), 1));
            let points = points.unwrap_or_else(|| "unknown".to_owned());
            let met = match delta.met {
                Some(true) => "reached",
                Some(false) => "not reached",
                None => "no revenue to judge by",
            };
            Some(format!(
                "Goal of {target} by {}, {}: {met}; {points} points and {} against the target on this quarter's total",
                goal.due,
                share.label().to_lowercase(),
                money(delta.amount).display()
            ))
        };
        self.program.goals.iter().filter_map(sentence).collect()
    }

    fn deal_table(&self) -> Table {
        const COLUMNS: &[Column] = &[
            Column::new("closed_on", "Closed", CellKind::Date),
            Column::new("name", "Deal", CellKind::Text),
            Column::new("amount", "Amount", CellKind::Money),
            Column::new("line", "Counted as", CellKind::Word),
            Column::new("credited", "Credited", CellKind::Money),
            Column::new("credits", "To", CellKind::List),
        ];
        let mut table = Table::new(COLUMNS);
        for line in &self.found.lines {
            let Some((deal, _)) = self.deals.get(line.deal) else { continue };
            let credit =
                |(place, amount): (&usize, &Money)| format!("{} {}", self.name_at(*place), money(*amount).display());
            table.push(vec![
                deal.closed_on.into(),
                Cell::text(deal.name.as_str()),
                deal.amount.into(),
                Cell::word(line.line),
                money(line.credited),
                Cell::list(line.credits.iter().map(credit)),
            ]);
        }
        table
    }

    /// The credit of each partner under the five models; their totals are the same.
    fn models(&self) -> Document {
        const COLUMNS: &[Column] = &[
            Column::new("partner", "Partner", CellKind::Text),
            Column::new("first", "First", CellKind::Money),
            Column::new("last", "Last", CellKind::Money),
            Column::new("linear", "Linear", CellKind::Money),
            Column::new("time_decay", "Time decay", CellKind::Money),
            Column::new("custom", "By kind", CellKind::Money),
        ];
        let mut document = Document::default();
        let mut table = Table::new(COLUMNS);
        let credited = |place: &usize| self.found.models.iter().any(|(_, credits)| credits.contains_key(place));
        for place in (0..self.partners.len()).filter(credited) {
            let credit = |(_, credits): &(_, crate::analysis::cfo::Credits)| {
                money(credits.get(&place).copied().unwrap_or(Money::from_cents(0)))
            };
            let cells = std::iter::once(Cell::text(self.name_at(place)));
            table.push(cells.chain(self.found.models.iter().map(credit)).collect());
        }
        if !table.rows.is_empty() {
            let total = |(_, credits): &(_, crate::analysis::cfo::Credits)| money(credits.values().copied().sum());
            let cells = std::iter::once(Cell::text("Total"));
            table.push(cells.chain(self.found.models.iter().map(total)).collect());
        }
        document.table(table, "No partner is credited.");
        document.say(format!(
            "The program reports by {}; the same deals give the same total under all five models.",
            self.rules.model.label().to_lowercase()
        ));
        document
    }
}
