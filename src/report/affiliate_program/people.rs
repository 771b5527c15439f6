//! Affiliates with what they sold, what is held back and what is paid out now.

use std::collections::BTreeMap;

use crate::analysis::exact::{of_money, ratio};
use crate::analysis::money::statement::Statement;
use crate::program::choice::choice;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::{Partner, PartnerType};
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::commissions::statements;
use crate::report::table::{Column, Table};

choice! {
    /// What happens with what an affiliate is owed.
    pub enum PayoutState {
        Payable = "payable" => "Pay",
        Carried = "carried" => "Below the least",
        Held = "held" => "Held back",
        Nothing = "none" => "Nothing due",
    }
}

/// Every affiliate.
pub const REPORT: Report = Report {
    name: "affiliate-payouts",
    title: "Affiliates, what they sold and what is paid out",
    columns: COLUMNS,
    fill,
};

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::further("partner", "Partner id", CellKind::Text),
    Column::new("partner_name", "Affiliate", CellKind::Text),
    Column::new("months", "Months", CellKind::Count),
    Column::new("paid", "Sales", CellKind::Count),
    Column::new("revenue", "Revenue", CellKind::Money),
    Column::new("share", "Share", CellKind::Percent),
    Column::new("payable", "Payable", CellKind::Money),
    Column::new("held", "Held back", CellKind::Money),
    Column::new("minimum", "Least payout", CellKind::Money),
    Column::new("payout", "Payout", CellKind::Word),
    Column::new("manager", "Own manager", CellKind::Flag),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let recent = super::economics::recent(view);
    let total: Money = recent.iter().map(|month| month.revenue).sum();
    let mut latest: BTreeMap<Id<Partner>, Statement> = BTreeMap::new();
    for (_, statement) in statements(view) {
        latest.entry(statement.partner.clone()).or_insert(statement);
    }
    let manager_from = view.derived.policy().affiliate.manager_from;
    let least = view.program.affiliate_programs.iter().map(|program| program.minimum_payout).next();
    let least = least.unwrap_or(view.derived.policy().affiliate.minimum_payout);
    for partner in view.program.partners.iter() {
        let months: Vec<_> = recent.iter().filter(|month| month.partner == partner.id).collect();
        if !view.wants(Some(&partner.id)) || (months.is_empty() && partner.r#type != Some(PartnerType::Affiliate)) {
            continue;
        }
        let revenue: Money = months.iter().map(|month| month.revenue).sum();
        let sales: u64 = months.iter().map(|month| u64::from(month.paid)).sum();
        let last = months.iter().max_by_key(|month| (month.month.year, month.month.number));
        let statement = latest.get(&partner.id);
        let (payable, held, due) =
            statement.map_or((Money::ZERO, Money::ZERO, Money::ZERO), |found| (found.payable, found.held, found.due));
        let minimum = statement.and_then(|found| found.minimum_payout).unwrap_or(least);
        let state = match () {
            () if payable > Money::ZERO => PayoutState::Payable,
            () if due > Money::ZERO => PayoutState::Carried,
            () if held > Money::ZERO => PayoutState::Held,
            () => PayoutState::Nothing,
        };
        table.push(vec![
            (&partner.id).into(),
            (&partner.id).into(),
            partner.name.as_str().into(),
            months.len().into(),
            sales.into(),
            revenue.into(),
            Cell::factor(ratio(&of_money(revenue), &of_money(total)).as_ref()),
            payable.into(),
            held.into(),
            minimum.into(),
            Cell::word(state),
            last.is_some_and(|month| month.paid >= manager_from).into(),
        ]);
    }
}
