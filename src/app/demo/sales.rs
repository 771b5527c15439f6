//! The deals of a generated program, with their customers, registrations and touches.

use jiff::civil::Date;

use super::draw::Draw;
use super::{portfolio::Portfolio, words};
use crate::program::deal::{
    Account, AmountKind, Deal, DealRegistration, DealStage, DealTouch, DealTouchKind, LeadSource, Ownership,
    RegistrationState,
};
use crate::program::id::{Id, mint};
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::period::{days_after, in_trailing_year};
use crate::program::when::When;

const OPEN_STAGES: [DealStage; 4] =
    [DealStage::Registered, DealStage::Qualified, DealStage::Proposal, DealStage::Negotiation];
const KINDS: [DealTouchKind; 4] =
    [DealTouchKind::Introduction, DealTouchKind::Meeting, DealTouchKind::Demo, DealTouchKind::Technical];
const SELLERS: [&str; 6] = ["A. Kowalczyk", "D. Vance", "M. Ito", "P. Raman", "S. Okafor", "T. Eriksen"];
const HISTORY_DAYS: u32 = 820;

struct Dates {
    stage: DealStage,
    created: Date,
    closed: Option<Date>,
    expected: Option<Date>,
}

/// Adds deal `number` of a partner, or a direct one; gives back what it adds to the partner's sourced revenue of the
/// trailing twelve months.
pub(super) fn add_deal(
    portfolio: &mut Portfolio,
    draw: &mut Draw,
    number: usize,
    partner: Option<(&Id<Partner>, Option<Date>)>,
    as_of: Date,
) -> Money {
    let customer = words::customer(draw);
    let account: Id<Account> = mint(&format!("a{number} {customer}"), "account", |_| false);
    let id: Id<Deal> = mint(&format!("d{number} {customer}"), "deal", |_| false);
    let signed = partner.and_then(|(_, signed)| signed);
    let dates = dates(draw, signed, as_of);
    let sourced = partner.is_some() && draw.chance(75);
    let amount = Money::whole(i64::from(draw.between(4, 120)) * 500);
    if let Some((partner, _)) = partner {
        if sourced {
            portfolio.registrations.push(registration(&id, &account, partner, &dates));
        }
        portfolio.deal_touches.push(touch(draw, &id, partner, &dates));
    }
    let won_lately =
        dates.stage == DealStage::Won && dates.closed.is_some_and(|closed| in_trailing_year(closed, as_of));
    portfolio.deals.push(Deal {
        partner: partner.map(|(partner, _)| partner.clone()),
        amount: Some(amount),
        lead_source: Some(if sourced { LeadSource::Partner } else { LeadSource::DirectSales }),
        primary_relationship: sourced.then_some(true),
        owner: Some(draw.pick(&SELLERS).to_owned()),
        ..bare_deal(id, &customer, account.clone(), &dates)
    });
    let domain = Some(format!("{account}.example"));
    portfolio.accounts.push(Account { id: account, name: customer, domain, ownership: Ownership::Direct });
    if sourced && won_lately { amount } else { Money::ZERO }
}

fn dates(draw: &mut Draw, signed: Option<Date>, as_of: Date) -> Dates {
    let earliest = signed.map(|signed| days_after(signed, 1));
    let not_before = |date: Date| earliest.map_or(date, |earliest| date.max(earliest)).min(as_of);
    if draw.chance(15) {
        let created = not_before(draw.before(as_of, 0, 120));
        let expected = days_after(as_of, draw.between(5, 150) as i32);
        return Dates { stage: draw.pick(&OPEN_STAGES), created, closed: None, expected: Some(expected) };
    }
    let created = not_before(draw.before(as_of, 20, HISTORY_DAYS));
    let closed = days_after(created, draw.between(20, 120) as i32).min(as_of);
    let stage = if draw.chance(72) { DealStage::Won } else { DealStage::Lost };
    Dates { stage, created, closed: Some(closed), expected: None }
}

fn registration(deal: &Id<Deal>, account: &Id<Account>, partner: &Id<Partner>, dates: &Dates) -> DealRegistration {
    let open = dates.stage == DealStage::Registered;
    DealRegistration {
        id: mint(&format!("r {deal}"), "registration", |_| false),
        partner: partner.clone(),
        account: Some(account.clone()),
        deal: Some(deal.clone()),
        submitted_at: When::Day(dates.created),
        decided_at: Some(When::Day(dates.created)),
        state: if open { RegistrationState::Approved } else { RegistrationState::Converted },
        approved_on: Some(dates.created),
        external: None,
    }
}

fn touch(draw: &mut Draw, deal: &Id<Deal>, partner: &Id<Partner>, dates: &Dates) -> DealTouch {
    DealTouch {
        id: mint(&format!("t {deal}"), "touch", |_| false),
        deal: deal.clone(),
        partner: Some(partner.clone()),
        at: When::Day(dates.created),
        sequence: 0,
        kind: draw.pick(&KINDS),
        note: None,
    }
}

fn bare_deal(id: Id<Deal>, customer: &str, account: Id<Account>, dates: &Dates) -> Deal {
    Deal {
        account: Some(account),
        amount_kind: Some(AmountKind::Acv),
        stage_since: Some(dates.closed.unwrap_or(dates.created)),
        created_on: Some(dates.created),
        first_contact_on: Some(days_after(dates.created, -3)),
        expected_close: dates.expected,
        closed_on: dates.closed,
        ..Deal::named(id, &format!("{customer}: Planner"), dates.stage)
    }
}
