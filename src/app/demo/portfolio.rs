//! One generated partner with everything that hangs on it.

use jiff::civil::Date;

use super::draw::Draw;
use super::{sales, words};
use crate::program::agreement::Agreement;
use crate::program::contact::{Contact, ContactRole};
use crate::program::deal::{Account, Deal, DealRegistration, DealTouch};
use crate::program::enablement::{TrainingComponent, TrainingRecord};
use crate::program::id::{Id, mint};
use crate::program::money::Money;
use crate::program::partner::{LifecycleStage, Partner, PartnerStatus, PartnerType, StrategicFit};
use crate::program::period::{days_after, months_after};
use crate::program::portal::PortalActivity;
use crate::program::relationship::{Channel, Direction, NpsResponse, Touch, TouchKind};
use crate::program::scoring::Evaluation;
use crate::program::team::TeamMember;
use crate::program::tier::Tier;
use crate::program::when::When;

/// Records of one partner.
#[derive(Debug, Default)]
pub(super) struct Portfolio {
    pub(super) partners: Vec<Partner>,
    pub(super) contacts: Vec<Contact>,
    pub(super) evaluations: Vec<Evaluation>,
    pub(super) agreements: Vec<Agreement>,
    pub(super) touches: Vec<Touch>,
    pub(super) nps_responses: Vec<NpsResponse>,
    pub(super) training: Vec<TrainingRecord>,
    pub(super) accounts: Vec<Account>,
    pub(super) deals: Vec<Deal>,
    pub(super) registrations: Vec<DealRegistration>,
    pub(super) deal_touches: Vec<DealTouch>,
}

/// What all partners share.
#[derive(Debug)]
pub(super) struct Setting {
    pub(super) as_of: Date,
    pub(super) owners: Vec<Id<TeamMember>>,
    /// The ladder, from the base up.
    pub(super) ladder: Vec<Id<Tier>>,
}

const TYPES: [PartnerType; 10] = [
    PartnerType::Technology,
    PartnerType::Technology,
    PartnerType::Referral,
    PartnerType::Referral,
    PartnerType::Reseller,
    PartnerType::Reseller,
    PartnerType::Affiliate,
    PartnerType::Services,
    PartnerType::Strategic,
    PartnerType::Oem,
];
const GROWING: [LifecycleStage; 5] = [
    LifecycleStage::Activate,
    LifecycleStage::Monitor,
    LifecycleStage::Engage,
    LifecycleStage::Expand,
    LifecycleStage::Advocate,
];
const FITS: [StrategicFit; 3] = [StrategicFit::Strong, StrategicFit::Moderate, StrategicFit::Weak];
const CHANNELS: [Channel; 4] = [Channel::Email, Channel::Video, Channel::Phone, Channel::Chat];
const COMPONENTS: [TrainingComponent; 3] =
    [TrainingComponent::Level101, TrainingComponent::Level201, TrainingComponent::Exam];
/// Sourced revenue and certified people of Silver, Gold and Platinum in the standard ladder.
const STEPS: [(i64, usize); 3] = [(25_000, 1), (100_000, 2), (500_000, 5)];

/// Partner `index` with the deals numbered from `first_deal`.
pub(super) fn portfolio(setting: &Setting, seed: u64, index: usize, first_deal: usize, deals: usize) -> Portfolio {
    let mut draw = Draw::of(seed, index);
    let mut portfolio = Portfolio::default();
    let name = words::company(&mut draw);
    let id: Id<Partner> = mint(&format!("p{index} {name}"), "partner", |_| false);
    let signed = (deals > 0 || draw.chance(85)).then(|| draw.before(setting.as_of, 15, 1400));
    let mut sourced = Money::ZERO;
    for number in first_deal..first_deal + deals {
        let deal = sales::add_deal(&mut portfolio, &mut draw, number, Some((&id, signed)), setting.as_of);
        sourced = sourced.plus(deal);
    }
    let people = draw.between(1, 6) as usize;
    let rank = STEPS.iter().take_while(|(revenue, _)| sourced >= Money::whole(*revenue)).count();
    let certified = STEPS[..rank].last().map_or(0, |(_, needed)| *needed);
    add_people(&mut portfolio, &mut draw, setting, &id, people.max(certified), certified);
    if let Some(signed) = signed {
        portfolio.agreements.push(agreement(&id, signed));
        add_relationship(&mut portfolio, &mut draw, setting.as_of, &id, signed);
    }
    if draw.chance(80) {
        portfolio.evaluations.push(evaluation(&mut draw, setting.as_of, &id));
    }
    // One in thirty stands a step away from what its facts say.
    let granted = if draw.chance(3) { rank.saturating_sub(1) } else { rank };
    portfolio.partners.push(partner(&mut draw, setting, id, name, signed, granted));
    portfolio
}

fn partner(
    draw: &mut Draw,
    setting: &Setting,
    id: Id<Partner>,
    name: String,
    signed: Option<Date>,
    rank: usize,
) -> Partner {
    let (region, offset) = draw.pick(&words::REGIONS);
    let since = signed.map(|signed| signed.max(draw.before(setting.as_of, 0, 360)));
    let stage = if signed.is_some() { draw.pick(&GROWING) } else { LifecycleStage::Prospect };
    let active = draw.chance(80);
    let portal = match signed {
        Some(signed) if active => Some(PortalActivity::On(signed.max(draw.before(setting.as_of, 0, 150)))),
        Some(_) => Some(PortalActivity::Never),
        None => None,
    };
    let owner = setting.owners.get(draw.below(setting.owners.len() as u64) as usize);
    Partner {
        r#type: Some(draw.pick(&TYPES)),
        status: Some(if signed.is_some() { PartnerStatus::Active } else { PartnerStatus::Pending }),
        domain: Some(format!("{id}.example")),
        region: Some(region.to_owned()),
        utc_offset_minutes: Some(offset),
        owner: owner.filter(|_| draw.chance(97)).cloned(),
        stage_since: since.or(Some(draw.before(setting.as_of, 1, 90))),
        signed_on: signed,
        granted_tier: signed.and_then(|_| setting.ladder.get(rank)).cloned(),
        tier_since: signed.and_then(|_| setting.ladder.get(rank).and(since)),
        potential: draw.chance(30).then(|| Money::whole(i64::from(draw.between(1, 80)) * 5000)),
        portal_last_active: portal,
        strategic_fit: draw.chance(70).then(|| draw.pick(&FITS)),
        ..Partner::named(id, &name, stage)
    }
}

fn add_people(
    portfolio: &mut Portfolio,
    draw: &mut Draw,
    setting: &Setting,
    partner: &Id<Partner>,
    people: usize,
    certified: usize,
) {
    for k in 0..people {
        let name = words::person(draw);
        let id: Id<Contact> = mint(&format!("c{k} {partner}"), "contact", |_| false);
        if k < certified {
            let done = draw.before(setting.as_of, 5, 330);
            portfolio.training.extend(COMPONENTS.iter().enumerate().map(|(step, component)| TrainingRecord {
                id: mint(&format!("l{step} {id}"), "training", |_| false),
                contact: id.clone(),
                component: *component,
                completed_on: days_after(done, -7 * (2 - step as i32)),
            }));
        }
        portfolio.contacts.push(Contact {
            id,
            partner: partner.clone(),
            name,
            role: if k == 0 { ContactRole::Primary } else { draw.pick(&[ContactRole::Sales, ContactRole::Technical]) },
            title: None,
            email: Some(format!("person{k}@{partner}.example")),
            phone: None,
            active: true,
            left_on: None,
        });
    }
}

fn agreement(partner: &Id<Partner>, signed: Date) -> Agreement {
    Agreement {
        id: mint(&format!("g {partner}"), "agreement", |_| false),
        partner: partner.clone(),
        start: signed,
        end: Some(months_after(signed, 60)),
        scope: Some("Sale and support of the planner".to_owned()),
        commitment: None,
        exclusivity: Some("None".to_owned()),
        term: Some("60 months".to_owned()),
        exit: Some("90 days notice".to_owned()),
        notice_days: 90,
        checkpoint_days: 90,
    }
}

fn add_relationship(portfolio: &mut Portfolio, draw: &mut Draw, as_of: Date, partner: &Id<Partner>, signed: Date) {
    for k in 0..draw.between(0, 4) {
        portfolio.touches.push(Touch {
            id: mint(&format!("h{k} {partner}"), "touch", |_| false),
            partner: partner.clone(),
            contact: None,
            at: When::Day(signed.max(draw.before(as_of, 0, 200))),
            direction: if draw.chance(75) { Direction::Out } else { Direction::In },
            channel: draw.pick(&CHANNELS),
            kind: TouchKind::Relationship,
            note: None,
        });
    }
    for k in 0..draw.between(0, 2) {
        portfolio.nps_responses.push(NpsResponse {
            id: mint(&format!("n{k} {partner}"), "response", |_| false),
            partner: partner.clone(),
            contact: None,
            on: signed.max(draw.before(as_of, 0, 300)),
            score: draw.between(3, 10) as u8,
        });
    }
}

fn evaluation(draw: &mut Draw, as_of: Date, partner: &Id<Partner>) -> Evaluation {
    let mut score = || Some(draw.between(1, 5) as u8);
    let [strategic_fit, market_position, technical_capability, go_to_market, cultural_fit] =
        [score(), score(), score(), score(), score()];
    Evaluation {
        id: mint(&format!("e {partner}"), "evaluation", |_| false),
        partner: partner.clone(),
        on: draw.before(as_of, 5, 300),
        strategic_fit,
        market_position,
        technical_capability,
        go_to_market,
        cultural_fit,
        notes: None,
    }
}
