//! R-38 on the records of a program: which SPIFFs a partner's deals earned, and which of them nobody can judge yet.

use jiff::civil::Date;

use super::deal_commission::DealCommission;
use super::purchases::MarginDeal;
use super::records::Records;
use super::spiff::{Earned, Incentive, Uplift};
use crate::analysis::attribution::DealClass;
use crate::analysis::exact::{exact, of_money, of_percent, to_coins};
use crate::program::compensation::{Spiff, SpiffKind};
use crate::program::deal::Deal;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::rate::Percent;

/// An amount that a SPIFF adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpiffAward {
    /// Which SPIFF.
    pub spiff: Id<Spiff>,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: SpiffKind,
    /// For which deal.
    pub deal: Id<Deal>,
    /// The day the deal closed.
    pub on: Date,
    /// How much it adds.
    pub amount: Money,
}

/// A SPIFF that concerns the partner and whose condition no record answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSpiff {
    /// Which SPIFF.
    pub spiff: Id<Spiff>,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: SpiffKind,
    /// What is not known: quota, competitor, bundle, sign-up.
    pub unknown: &'static str,
}

struct Sale<'a> {
    deal: &'a Id<Deal>,
    on: Date,
    terms: Option<(Money, Percent)>,
}

/// What SPIFFs add to a partner's deals, and those that are open; points come before factors, then flat amounts.
pub(super) fn awards(
    records: &Records<'_>,
    partner: &Partner,
    commissions: &[DealCommission],
    margins: &[MarginDeal],
) -> (Vec<SpiffAward>, Vec<OpenSpiff>) {
    let sourced = commissions.iter().filter(|found| found.gap.is_none() && found.class == DealClass::Sourced);
    let paid = sourced.map(|found| Sale {
        deal: &found.deal,
        on: found.closed_on,
        terms: found.base.zip(found.rate.as_ref().map(|rate| rate.percent)).filter(|(base, _)| !base.is_negative()),
    });
    let sold = margins.iter().map(|found| Sale { deal: &found.deal, on: found.closed_on, terms: None });
    let mut sales: Vec<Sale<'_>> = paid.chain(sold).collect();
    sales.sort_by(|a, b| a.on.cmp(&b.on).then_with(|| a.deal.cmp(b.deal)));
    let concerns = |spiff: &&Spiff| {
        spiff.eligible_types.is_empty() || partner.r#type.is_some_and(|own| spiff.eligible_types.contains(&own))
    };
    let spiffs: Vec<&Spiff> = records.program.spiffs.iter().filter(concerns).collect();
    let mut found = Vec::new();
    for sale in &sales {
        let inside: Vec<&Spiff> =
            spiffs.iter().copied().filter(|spiff| spiff.start <= sale.on && sale.on < spiff.end).collect();
        uplifts(records, sale, &inside, &mut found);
        flats(records, partner, sale, sales.first(), &inside, &mut found);
    }
    let open = spiffs.iter().filter_map(|spiff| open(records, partner, spiff, &sales)).collect();
    (found, open)
}

/// Points, then factors, each with what it adds to what came before.
fn uplifts(records: &Records<'_>, sale: &Sale<'_>, spiffs: &[&Spiff], found: &mut Vec<SpiffAward>) {
    let Some((base, rate)) = sale.terms else { return };
    let launches = || spiffs.iter().filter(|spiff| spiff.kind == SpiffKind::ProductLaunch);
    let mut uplift = Uplift::default();
    let paid = |uplift: &Uplift| to_coins(&(of_money(base) * uplift.of(rate)), records.places);
    let mut before = paid(&uplift);
    let steps = launches().filter(|spiff| spiff.rate.is_some()).map(|spiff| (spiff, true));
    let steps = steps.chain(launches().filter(|spiff| spiff.multiplier.is_some()).map(|spiff| (spiff, false)));
    for (spiff, points) in steps {
        if points {
            uplift.points += of_percent(spiff.rate.unwrap_or_default());
        } else {
            uplift.multiplier *= exact(spiff.multiplier.unwrap_or_default().decimal());
        }
        let after = paid(&uplift);
        found.push(award(spiff, sale, after.minus(before)));
        before = after;
    }
}

/// Flat amounts: of a launch for each deal in its window, of an activation for the first deal in time.
fn flats(
    records: &Records<'_>,
    partner: &Partner,
    sale: &Sale<'_>,
    first: Option<&Sale<'_>>,
    spiffs: &[&Spiff],
    found: &mut Vec<SpiffAward>,
) {
    let days = records.policy().spiff.activation_days;
    for spiff in spiffs {
        let Some(amount) = spiff.amount else { continue };
        let earned = match spiff.kind {
            SpiffKind::ProductLaunch => true,
            SpiffKind::Activation => {
                let is_first = first.is_some_and(|first| first.deal == sale.deal);
                let in_time = partner.signed_on.filter(|signed| *signed <= sale.on).is_some_and(|signup_on| {
                    let activation = Incentive::Activation { amount, signup_on, first_close_on: Some(sale.on) };
                    activation.earned(Some(records.as_of), days) == Earned::Yes
                });
                is_first && in_time
            }
            SpiffKind::QuarterlyPush | SpiffKind::Displacement | SpiffKind::MultiProduct => false,
        };
        if earned {
            found.push(award(spiff, sale, amount));
        }
    }
}

fn award(spiff: &Spiff, sale: &Sale<'_>, amount: Money) -> SpiffAward {
    SpiffAward {
        spiff: spiff.id.clone(),
        name: spiff.name.clone(),
        kind: spiff.kind,
        deal: sale.deal.clone(),
        on: sale.on,
        amount,
    }
}

fn open(records: &Records<'_>, partner: &Partner, spiff: &Spiff, sales: &[Sale<'_>]) -> Option<OpenSpiff> {
    let touched = sales.iter().any(|sale| spiff.start <= sale.on && sale.on < spiff.end);
    let unknown = match spiff.kind {
        SpiffKind::QuarterlyPush if spiff.start <= records.as_of => "whether the quarter's quota was reached",
        SpiffKind::Displacement if touched => "whether a deal was won against a competitor",
        SpiffKind::MultiProduct if touched => "whether a deal has several products",
        SpiffKind::Activation if touched && partner.signed_on.is_none() => "when the partner signed up",
        _ => return None,
    };
    Some(OpenSpiff { spiff: spiff.id.clone(), name: spiff.name.clone(), kind: spiff.kind, unknown })
}
