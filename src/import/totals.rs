//! Counts and totals of a parsed file: the data of `import --json`, without what changes in a program.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::field::Field;
use super::parsed::{ParsedFile, SourceDescription};
use super::partner_key::DIRECT;
use super::row::{Code, DealRow, Outcome, PartnerRow, Row};
use super::stage::StageClass;
use crate::program::currency::Currency;

type Counts = BTreeMap<&'static str, usize>;
type Sums = BTreeMap<String, Decimal>;
type Texts = BTreeMap<String, String>;

/// The `data` of `import --json`; `changes` is added by the caller, who knows the program.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Totals {
    /// How the file was read.
    pub source: SourceDescription,
    /// What its rows are.
    pub kind: super::options::Kind,
    /// Rows below the header.
    pub records_total: usize,
    /// Rows that are imported.
    pub accepted: usize,
    /// Rows left out without fault, by code.
    pub skipped: Counts,
    /// Rows with a fault, by code.
    pub rejected: Counts,
    /// Warnings of accepted rows, by code.
    pub warnings: Counts,
    /// Totals of deals.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub deals: Option<DealTotals>,
    /// Totals of partners.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub partners: Option<PartnerTotals>,
    /// What a person should know about the file as a whole.
    pub notes: Vec<String>,
    /// Every row.
    pub rows: Vec<RowFate>,
}

/// Totals of deals. Money is text with two places.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct DealTotals {
    /// Accepted rows by class of their stage.
    pub stages_accepted: Counts,
    /// Won rows.
    pub closed_won_count: usize,
    /// Won amounts in their own currencies.
    pub closed_won_by_currency: Texts,
    /// The currency of the totals below.
    pub totals_currency: Option<Currency>,
    /// The won total, where every won amount is known in that currency.
    pub closed_won_total: Option<String>,
    /// Won amounts by partner key, of rows known in that currency.
    pub closed_won_by_partner: Texts,
    /// Won amounts by the quarter of the close date, of rows known in that currency.
    pub closed_won_by_quarter: Texts,
    /// Won amounts by currency and partner key.
    pub closed_won_by_partner_per_currency: BTreeMap<String, Texts>,
    /// Won amounts by currency and quarter.
    pub closed_won_by_quarter_per_currency: BTreeMap<String, Texts>,
    /// Won amounts that nothing converts, by currency.
    pub closed_won_unconverted: Texts,
    /// Won amounts that the source system calls sourced.
    pub closed_won_sourced_by_word: String,
    /// Won amounts that the source system calls influenced.
    pub closed_won_influenced_by_word: String,
    /// Rows that link a further partner.
    pub secondary_partner_links: usize,
}

/// Totals of partners, each where the file has the column. Money is text with two places.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct PartnerTotals {
    /// Accepted rows by tier; `?` for a tier that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partners_by_tier: Option<BTreeMap<String, usize>>,
    /// Accepted rows by group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partners_by_group: Option<BTreeMap<String, usize>>,
    /// Accepted rows by type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partners_by_type: Option<BTreeMap<String, usize>>,
    /// Accepted rows by region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partners_by_region: Option<BTreeMap<String, usize>>,
    /// Accepted rows by status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partners_by_status: Option<BTreeMap<String, usize>>,
    /// Accepted rows by commission rate, as a fraction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commission_rate_counts: Option<BTreeMap<String, usize>>,
    /// Accepted rows that are active.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<usize>,
    /// Customers that pay, of all accepted rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid_customers_total: Option<u64>,
    /// Accepted rows with a paying customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partners_with_paid_customer: Option<usize>,
    /// Sums of the money columns: `ttm_sourced_total`, `revenue_total`, `commissions_earned_total` and the like.
    #[serde(flatten)]
    pub money: Texts,
    /// The same by tier: `ttm_sourced_by_tier` and the like.
    #[serde(flatten)]
    pub money_by_tier: BTreeMap<String, Texts>,
}

/// One row's fate as scripts read it.
#[derive(Debug, Clone, serde::Serialize)]
pub struct RowFate {
    /// The record's number below the header.
    pub record: usize,
    /// The line or row in the file.
    pub line: usize,
    /// What became of it.
    pub outcome: Outcome,
    /// Why.
    pub reason: Option<Code>,
    /// Warnings.
    pub warnings: Vec<Code>,
    /// The identifier in the source system.
    pub id: Option<String>,
    /// The partner's key.
    pub partner_key: String,
}

/// Counts and sums of a file.
pub fn totals(file: &ParsedFile) -> Totals {
    let by_code = |outcome: Outcome| {
        let rows = file.rows.iter().filter(|row| row.outcome == outcome);
        counted(rows.filter_map(|row| row.reason).map(Code::name))
    };
    Totals {
        source: file.source.clone(),
        kind: file.kind,
        records_total: file.rows.len(),
        accepted: file.accepted().count(),
        skipped: by_code(Outcome::Skip),
        rejected: by_code(Outcome::Reject),
        warnings: counted(file.accepted().flat_map(|row| &row.warnings).map(|code| code.name())),
        deals: (file.kind == super::options::Kind::Deals).then(|| deal_totals(file)),
        partners: (file.kind == super::options::Kind::Partners).then(|| partner_totals(file)),
        notes: file.notes.clone(),
        rows: file.rows.iter().map(fate).collect(),
    }
}

fn fate(row: &Row) -> RowFate {
    RowFate {
        record: row.record,
        line: row.line,
        outcome: row.outcome,
        reason: row.reason,
        warnings: row.warnings.clone(),
        id: row.id.clone(),
        partner_key: row.partner_key.clone(),
    }
}

fn counted<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

/// Amounts are below 10^15 and rows below 10^7, so a sum stays far inside a decimal.
fn add(sums: &mut Sums, key: &str, amount: Decimal) {
    let sum = sums.entry(key.to_owned()).or_default();
    *sum = sum.checked_add(amount).unwrap_or(Decimal::MAX);
}

fn text(amount: Decimal) -> String {
    let mut amount = amount.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    amount.rescale(2);
    amount.to_string()
}

fn texts(sums: Sums) -> Texts {
    sums.into_iter().map(|(key, sum)| (key, text(sum))).collect()
}

fn nested(sums: BTreeMap<String, Sums>) -> BTreeMap<String, Texts> {
    sums.into_iter().map(|(key, sums)| (key, texts(sums))).collect()
}

/// The currency that totals are in: what the file converts to, the program's where rows have it, else the usual one.
fn totals_currency(won: &[(&Row, &DealRow)], file: &ParsedFile) -> Option<Currency> {
    let converted = won.iter().find_map(|(_, deal)| deal.amount_base.and(deal.base_currency));
    let own = file.reporting_currency.filter(|own| won.iter().any(|(_, deal)| deal.currency == Some(*own)));
    converted.or(own).or(file.currency)
}

/// The amount in the currency of the totals; `None` where nothing converts it.
fn converted(deal: &DealRow, currency: Option<Currency>) -> Option<Decimal> {
    if deal.amount_base.is_some() && (deal.base_currency == currency || deal.base_currency.is_none()) {
        deal.amount_base
    } else {
        deal.amount.filter(|_| deal.currency == currency)
    }
}

fn deal_totals(file: &ParsedFile) -> DealTotals {
    let deals: Vec<(&Row, &DealRow)> = file.accepted().filter_map(|row| Some((row, row.deal()?))).collect();
    let won: Vec<(&Row, &DealRow)> = deals.iter().copied().filter(|(_, deal)| deal.stage == StageClass::Won).collect();
    let currency = totals_currency(&won, file);
    let (mut by_currency, mut unconverted, mut by_partner, mut by_quarter) =
        (Sums::new(), Sums::new(), Sums::new(), Sums::new());
    let (mut per_partner, mut per_quarter) = (BTreeMap::<String, Sums>::new(), BTreeMap::<String, Sums>::new());
    let mut words = Sums::new();
    for (row, deal) in &won {
        let partner = if row.partner_key.is_empty() { DIRECT } else { &row.partner_key };
        let quarter = file.calendar.quarter_of(deal.close).to_string();
        let code = deal.currency.map_or_else(|| "?".to_owned(), |own| own.to_string());
        if let Some(amount) = deal.amount {
            add(&mut by_currency, &code, amount);
            add(per_partner.entry(code.clone()).or_default(), partner, amount);
            add(per_quarter.entry(code.clone()).or_default(), &quarter, amount);
        }
        match (converted(deal, currency), deal.amount) {
            (Some(amount), _) => {
                add(&mut by_partner, partner, amount);
                add(&mut by_quarter, &quarter, amount);
                if let Some(word) = deal.attribution {
                    add(&mut words, &format!("{word:?}"), amount);
                }
            }
            (None, Some(amount)) => add(&mut unconverted, &code, amount),
            (None, None) => {}
        }
    }
    let total: Decimal = by_partner.values().sum();
    let of_word = |word: &str| text(words.get(word).copied().unwrap_or_default());
    DealTotals {
        stages_accepted: counted(deals.iter().map(|(_, deal)| deal.stage.name())),
        closed_won_count: won.len(),
        closed_won_by_currency: texts(by_currency),
        totals_currency: currency,
        closed_won_total: unconverted.is_empty().then(|| text(total)),
        closed_won_by_partner: texts(by_partner),
        closed_won_by_quarter: texts(by_quarter),
        closed_won_by_partner_per_currency: nested(per_partner),
        closed_won_by_quarter_per_currency: nested(per_quarter),
        closed_won_unconverted: texts(unconverted),
        closed_won_sourced_by_word: of_word("Sourced"),
        closed_won_influenced_by_word: of_word("Influenced"),
        secondary_partner_links: file.rows.iter().filter(|row| row.reason == Some(Code::SecondaryPartner)).count(),
    }
}

fn tier_key(partner: &PartnerRow) -> String {
    partner.tier.clone().unwrap_or_else(|| "?".to_owned())
}

fn partner_totals(file: &ParsedFile) -> PartnerTotals {
    let has = |field: Field| file.source.mapping.contains_key(field.name());
    let partners: Vec<&PartnerRow> = file.accepted().filter_map(Row::partner).collect();
    let by = |fields: &[Field], of: &dyn Fn(&PartnerRow) -> Option<String>| {
        let known = partners.iter().map(|partner| of(partner).unwrap_or_else(|| "?".to_owned()));
        fields.iter().any(|field| has(*field)).then(|| counted(known))
    };
    let mut money = Texts::new();
    let mut money_by_tier = BTreeMap::new();
    for field in Field::ALL.iter().filter(|field| field.is_money() && has(**field)) {
        let (mut sum, mut by_tier, mut by_group) = (Sums::new(), Sums::new(), Sums::new());
        for partner in &partners {
            let Some(amount) = partner.amount(*field) else { continue };
            add(&mut sum, "", amount);
            add(&mut by_tier, &tier_key(partner), amount);
            if let Some(group) = partner.group_slug.as_ref().or(partner.group.as_ref()) {
                add(&mut by_group, group, amount);
            }
        }
        money.insert(format!("{}_total", field.name()), text(sum.get("").copied().unwrap_or_default()));
        if has(Field::Tier) || has(Field::Group) {
            money_by_tier.insert(format!("{}_by_tier", field.name()), texts(by_tier));
        }
        if !by_group.is_empty() {
            money_by_tier.insert(format!("{}_by_group", field.name()), texts(by_group));
        }
    }
    let paying = partners.iter().filter_map(|partner| partner.paid_customers);
    PartnerTotals {
        partners_by_tier: by(&[Field::Tier, Field::Group, Field::GroupSlug], &|partner| partner.tier.clone()),
        partners_by_group: by(&[Field::Group, Field::GroupSlug], &|p| p.group_slug.clone().or(p.group.clone())),
        partners_by_type: by(&[Field::PartnerType], &|p| p.partner_type.clone().or(p.type_label.clone())),
        partners_by_region: by(&[Field::Region], &|partner| partner.region.clone()),
        partners_by_status: by(&[Field::Status], &|partner| partner.status.as_ref().map(|s| s.to_lowercase())),
        commission_rate_counts: has(Field::CommissionRate).then(|| {
            let rates = partners.iter().filter_map(|partner| partner.commission_rate);
            counted(rates.map(|rate| (rate.decimal() / Decimal::ONE_HUNDRED).normalize().to_string()))
        }),
        active: has(Field::Active).then(|| partners.iter().filter(|partner| partner.active == Some(true)).count()),
        paid_customers_total: has(Field::PaidCustomers).then(|| paying.clone().map(u64::from).sum()),
        partners_with_paid_customer: has(Field::PaidCustomers).then(|| paying.filter(|count| *count > 0).count()),
        money,
        money_by_tier,
    }
}
