//! The tables that agreements and policies refer to: rates by tier, rebates, clawback, marketing funds.

use super::blank::{blank, told_or_blank};
use super::terms::Terms;
use crate::analysis::money::clawback::share;
use crate::program::choice::Choice;
use crate::program::money::Money;
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::table::{Column, Table};

const RATES: &[Column] = &[
    Column::new("tier", "Tier", CellKind::Text),
    Column::new("commission", "Commission", CellKind::Text),
    Column::new("margin", "Reseller margin", CellKind::Text),
    Column::new("registered", "Margin with a registration", CellKind::Text),
];

const CLAWBACK: &[Column] = &[
    Column::new("from", "From day", CellKind::Count),
    Column::new("to", "To day", CellKind::Count),
    Column::new("first", "Taken back on the first day", CellKind::Percent),
    Column::new("last", "On the last day", CellKind::Percent),
];

const BANDS: &[Column] =
    &[Column::new("from", "Volume from", CellKind::Text), Column::new("rate", "Rate", CellKind::Text)];

const FUNDS: &[Column] = &[
    Column::new("tier", "Tier", CellKind::Text),
    Column::new("annual", "A year", CellKind::Text),
    Column::new("cap", "Most in a quarter", CellKind::Text),
];

/// Commission and margin of each tier.
pub(super) fn rates(doc: &mut Document, terms: &Terms) {
    let mut table = Table::new(RATES);
    let bonus = terms.commission.registration_bonus;
    for tier in &terms.tiers {
        let registered = tier.margin.map(|margin| {
            use crate::analysis::money::margin::{BonusState, margin as with};
            with(margin, bonus, BonusState::Valid)
        });
        table.push(vec![
            tier.name.as_str().into(),
            told_or_blank(tier.commission, &format!("commission of {}", tier.name)).into(),
            told_or_blank(tier.margin, &format!("margin of {}", tier.name)).into(),
            told_or_blank(registered, &format!("margin of {}", tier.name)).into(),
        ]);
    }
    doc.table(table, &blank("tiers and their rates"));
}

/// What is taken back by the days between sale and cancellation.
pub(super) fn clawback(doc: &mut Document, terms: &Terms) {
    let rules = &terms.clawback;
    let mut table = Table::new(CLAWBACK);
    let ends = [rules.full_days, rules.half_days, rules.end_days].map(i32::from);
    let mut from = 0;
    for end in ends {
        if end > from {
            let part = |day: i32| Cell::factor(Some(&share(day, rules)));
            table.push(vec![from.into(), (end - 1).into(), part(from), part(end - 1)]);
            from = end;
        }
    }
    table.push(vec![from.into(), Cell::Unknown, Cell::factor(Some(&share(from, rules))), Cell::Unknown]);
    doc.table(table, &blank("clawback"));
    doc.say(
        "Days are counted from the sale to the cancellation. A customer who pays less is treated the same way, on the \
         difference of the two commissions.",
    );
}

/// Volume rebates.
pub(super) fn rebates(doc: &mut Document, terms: &Terms) {
    let policy = &terms.rebate;
    let mut table = Table::new(BANDS);
    for (from, rate) in &policy.bands {
        table.push(vec![terms.money(*from).into(), rate.to_string().into()]);
    }
    let custom = told_or_blank(policy.custom_rate, "rebate of the highest volumes");
    table.push(vec![terms.money(policy.custom_from).into(), custom.into()]);
    doc.table(table, &blank("volume rebates"));
    doc.say(format!(
        "For: {}. Counted on: {}. Bands: {}. Paid: {}.",
        policy.scope.label().to_lowercase(),
        policy.base.label().to_lowercase(),
        policy.method.label().to_lowercase(),
        policy.frequency.label().to_lowercase()
    ));
}

/// Marketing funds by tier.
pub(super) fn funds(doc: &mut Document, terms: &Terms) {
    let mut table = Table::new(FUNDS);
    for tier in &terms.tiers {
        let told = |amount: Option<_>, what: &str| {
            told_or_blank(amount.map(|amount| terms.money(amount)), &format!("{what} of {}", tier.name))
        };
        let none = tier.mdf_annual.is_some_and(Money::is_zero);
        let cap = if none { "none".to_owned() } else { told(tier.mdf_quarter_cap, "quarterly limit of funds") };
        let annual = if none { "none".to_owned() } else { told(tier.mdf_annual, "marketing funds") };
        table.push(vec![tier.name.as_str().into(), annual.into(), cap.into()]);
    }
    doc.table(table, &blank("marketing funds of the tiers"));
}
