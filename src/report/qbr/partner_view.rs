//! What a partner may see of a review: built from permitted fields, so that nothing has to be taken out afterwards.
//!
//! This type is an allow-list. What it has no field for cannot be presented, followed or published; a new field is a
//! decision. It is made inside the process that holds the plan, and only it leaves that process.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::held::{is_common, minutes_of};
use super::shared_facts::{self, SharedEvents, SharedQuarter, SharedStep, SharedTier};
use super::{Review, commitments, frozen};
use crate::program::calendar_stamp::CalendarStamp;
use crate::program::campaign::CampaignState;
use crate::program::choice::Choice;
use crate::program::deal::{Deal, DealStage};
use crate::program::meeting::{FrozenFigure, Minute, MinuteKind};
use crate::program::money::Money;
use crate::program::period::days_between;
use crate::program::qbr::{ActionItem, AgendaSection};
use crate::program::side::Side;
use crate::report::calendar;

/// A number of the quarter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedNumber {
    /// What it is called.
    pub label: String,
    /// The value as it was frozen.
    pub value: String,
    /// The target, where there is one.
    pub target: Option<String>,
    /// Actual less target.
    pub delta: Option<String>,
    /// The quarter before.
    pub prior: Option<String>,
    /// The same quarter a year ago.
    pub year_ago: Option<String>,
    /// What the partner says it is.
    pub disputed: Option<String>,
}

/// A deal of the partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedDeal {
    /// Its name.
    pub name: String,
    /// At which stage.
    pub stage: String,
    /// The amount, where it is known.
    pub amount: Option<String>,
    /// When it closed or is expected to.
    pub date: Option<Date>,
    /// Days in the stage, where it is stuck.
    pub stuck_days: Option<u32>,
}

/// Something planned together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedCampaign {
    /// Its name.
    pub name: String,
    /// When it starts.
    pub launch: Date,
    /// Where it stands.
    pub state: String,
    /// When its first task is due, where it has tasks.
    pub from: Option<Date>,
    /// Who else takes part; other partners are letters.
    pub with: Vec<String>,
}

/// An action item both sides know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedAction {
    /// What.
    pub text: String,
    /// Who.
    pub owner: String,
    /// By when.
    pub due: Option<Date>,
    /// What became of it.
    pub status: String,
    /// Whether it was done by the date of the numbers.
    pub done: bool,
    /// The identifier of its calendar entry.
    pub uid: String,
    /// How it goes out in a calendar.
    pub stamp: CalendarStamp,
}

/// A number that the sides do not agree on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedDispute {
    /// What it is called.
    pub label: String,
    /// Ours, as it was shown.
    pub ours: Option<String>,
    /// Theirs, as it was said.
    pub theirs: Option<String>,
    /// The answer, where there is one.
    pub answer: Option<String>,
}

/// A review as the partner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerView {
    /// Our program.
    pub program: String,
    /// With whom.
    pub partner: String,
    /// Of which quarter.
    pub quarter: String,
    /// The day of the meeting.
    pub on: Date,
    /// The date of the numbers.
    pub as_of: Date,
    /// Minutes of each section of the agenda.
    pub agenda: Vec<(String, u16)>,
    /// What was agreed before.
    pub commitments: Vec<SharedAction>,
    /// The numbers of the quarter.
    pub performance: Vec<SharedNumber>,
    /// Deals won in the quarter.
    pub won: Vec<SharedDeal>,
    /// Deals lost in the quarter.
    pub lost: Vec<SharedDeal>,
    /// What it brought quarter by quarter.
    pub quarters: Vec<SharedQuarter>,
    /// How its pipeline moved in the quarter.
    pub movement: Vec<SharedStep>,
    /// Sums of its open deals by stage.
    pub stages: Vec<(String, Option<Money>)>,
    /// What its events gave in the quarter.
    pub events: SharedEvents,
    /// Where it stands in the tier program.
    pub tier: Option<SharedTier>,
    /// Open deals as numbers.
    pub pipeline: Vec<SharedNumber>,
    /// Open deals by name.
    pub open: Vec<SharedDeal>,
    /// What is planned together.
    pub campaigns: Vec<SharedCampaign>,
    /// Decisions that were marked for sharing.
    pub decisions: Vec<String>,
    /// Notes and risks that were marked for sharing, and parked subjects that are settled.
    pub notes: Vec<String>,
    /// Parked subjects that were marked for sharing and are open.
    pub parked: Vec<String>,
    /// Disputed numbers that were marked for sharing.
    pub disputes: Vec<SharedDispute>,
    /// Actions agreed in this review.
    pub actions: Vec<SharedAction>,
    /// The section that is on.
    pub section: Option<AgendaSection>,
    /// Whether the meeting was held.
    pub held: bool,
    /// The day of the next review, where it is scheduled.
    pub next: Option<Date>,
}

impl PartnerView {
    /// What the partner of a review may see of it.
    pub fn of(review: &Review<'_>) -> Self {
        let frozen = review.qbr.and_then(|qbr| qbr.meeting.as_ref()).and_then(|meeting| meeting.frozen.as_ref());
        let figures = frozen.map_or_else(|| frozen::figures(review), |frozen| frozen.figures.clone());
        let numbers = |section: AgendaSection| {
            let shared = figures.iter().filter(|figure| figure.section == section && is_common(figure));
            shared.map(|figure| number(review, figure)).collect()
        };
        let minutes = review.qbr.map(|qbr| minutes_of(review.program, &qbr.id)).unwrap_or_default();
        let marked = || minutes.iter().filter(|minute| minute.is_shared());
        let words = |wanted: fn(&Minute) -> bool| {
            marked().filter(|minute| wanted(minute)).map(|minute| minute.text.clone()).collect()
        };
        let is_parked = |minute: &Minute| minute.kind == MinuteKind::Parking && minute.is_open();
        let (before, now) = commitments::shared(review);
        Self {
            program: review.program.profile.name.clone(),
            partner: review.partner.name.clone(),
            quarter: review.quarter.to_string(),
            on: review.qbr.map_or(review.derived.as_of(), |qbr| qbr.scheduled_for),
            as_of: frozen.map_or(review.derived.as_of(), |frozen| frozen.as_of),
            agenda: AgendaSection::ALL.iter().map(|one| one.label().to_owned()).zip(review.minutes()).collect(),
            commitments: before.into_iter().map(|item| action(review, item)).collect(),
            performance: numbers(AgendaSection::Performance),
            won: deals(review, |deal| {
                let calendar = review.program.profile.calendar();
                let as_of = review.derived.as_of();
                deal.stage == DealStage::Won
                    && deal.closed_on.is_some_and(|on| on <= as_of && calendar.quarter_of(on) == review.quarter)
            }),
            lost: deals(review, |deal| {
                let calendar = review.program.profile.calendar();
                let as_of = review.derived.as_of();
                deal.stage == DealStage::Lost
                    && deal.closed_on.is_some_and(|on| on <= as_of && calendar.quarter_of(on) == review.quarter)
            }),
            quarters: shared_facts::quarters(review),
            movement: shared_facts::steps(review),
            stages: shared_facts::stages(review),
            events: shared_facts::events(review),
            tier: shared_facts::tier(review),
            pipeline: numbers(AgendaSection::Pipeline),
            open: deals(review, |deal| !matches!(deal.stage, DealStage::Won | DealStage::Lost)),
            campaigns: campaigns(review),
            decisions: words(|minute| minute.kind == MinuteKind::Decision),
            notes: words(|minute| match minute.kind {
                MinuteKind::Decision | MinuteKind::Dispute => false,
                MinuteKind::Parking => !minute.is_open(),
                MinuteKind::Note | MinuteKind::Risk => true,
            }),
            parked: words(is_parked),
            disputes: marked()
                .filter(|minute| minute.kind == MinuteKind::Dispute)
                .map(|minute| dispute(minute, &figures))
                .collect(),
            actions: now.into_iter().map(|item| action(review, item)).collect(),
            section: review.qbr.and_then(|qbr| qbr.meeting.as_ref()).map(|meeting| meeting.section),
            held: review.qbr.is_some_and(|qbr| qbr.ended_at.is_some()),
            next: review.qbr.and_then(|qbr| qbr.next_in(review.program)).map(|next| next.scheduled_for),
        }
    }
}

fn number(review: &Review<'_>, figure: &FrozenFigure) -> SharedNumber {
    let minutes = review.qbr.map(|qbr| minutes_of(review.program, &qbr.id)).unwrap_or_default();
    let disputes = minutes.into_iter().rev().filter(|minute| minute.kind == MinuteKind::Dispute && minute.is_shared());
    let mut of_figure = disputes.filter(|minute| minute.figure.as_deref() == Some(figure.key.as_str()));
    SharedNumber {
        label: figure.label.clone(),
        value: figure.value.clone(),
        target: figure.target.clone(),
        delta: figure.delta.clone(),
        prior: figure.prior.clone(),
        year_ago: figure.year_ago.clone(),
        disputed: of_figure.find_map(|minute| minute.theirs.clone()),
    }
}

/// Deals that the partner leads; those of others are not its to see.
fn deals(review: &Review<'_>, wanted: impl Fn(&Deal) -> bool) -> Vec<SharedDeal> {
    let all = review.derived.partner_deals(&review.partner.id);
    let mut own: Vec<_> =
        all.filter(|(deal, _)| deal.partner.as_ref() == Some(&review.partner.id) && wanted(deal)).collect();
    own.sort_by(|(a, _), (b, _)| b.amount.cmp(&a.amount).then_with(|| a.id.cmp(&b.id)));
    let currency = review.program.profile.currency;
    own.into_iter()
        .map(|(deal, measures)| SharedDeal {
            name: deal.name.clone(),
            stage: deal.stage.label().to_owned(),
            amount: deal.amount.map(|amount| currency.told(amount)),
            date: deal.closed_on.or(deal.expected_close),
            stuck_days: measures
                .stuck
                .filter(|stuck| *stuck)
                .and(measures.days_in_stage)
                .and_then(|days| u32::try_from(days).ok()),
        })
        .collect()
}

/// Planned and running campaigns with the partner; the other partners in them are Partner B, Partner C.
fn campaigns(review: &Review<'_>) -> Vec<SharedCampaign> {
    let as_of = review.derived.as_of();
    let tasks = review.derived.tasks_of(&review.partner.id);
    let planned = review.derived.campaigns_of(&review.partner.id).iter().filter(|one| {
        !matches!(one.state, CampaignState::Cancelled | CampaignState::Idea) && days_between(one.launch, as_of) < 120
    });
    let mut campaigns: Vec<SharedCampaign> = planned
        .map(|one| {
            let others = one.partners.iter().filter(|id| **id != review.partner.id);
            SharedCampaign {
                name: one.name.clone(),
                launch: one.launch,
                from: tasks
                    .iter()
                    .filter(|task| task.campaign.as_ref() == Some(&one.id) && task.side != Side::Us)
                    .map(|task| task.due)
                    .min(),
                state: one.state.label().to_owned(),
                with: others.zip('B'..='Z').map(|(_, letter)| format!("Partner {letter}")).collect(),
            }
        })
        .collect();
    campaigns.sort_by_key(|one| one.launch);
    campaigns
}

fn action(review: &Review<'_>, item: &ActionItem) -> SharedAction {
    let side = match item.side {
        Side::Us => review.program.profile.name.as_str(),
        Side::Partner => review.partner.name.as_str(),
        Side::Both => "Both",
    };
    SharedAction {
        text: item.text.clone(),
        owner: item.person.as_ref().map_or_else(|| side.to_owned(), |person| format!("{person}, {side}")),
        due: item.due,
        status: commitments::status(review, item).to_owned(),
        done: item.done_on.is_some_and(|done| done <= review.derived.as_of()),
        uid: item.calendar_uid(),
        stamp: calendar::stamp(item, review.derived.as_of()),
    }
}

fn dispute(minute: &Minute, figures: &[FrozenFigure]) -> SharedDispute {
    let figure = figures.iter().find(|figure| Some(&figure.key) == minute.figure.as_ref());
    SharedDispute {
        label: figure.map_or_else(|| minute.text.clone(), |figure| figure.label.clone()),
        ours: minute.ours.clone().filter(|_| figure.is_some_and(is_common)),
        theirs: minute.theirs.clone(),
        answer: minute.answer.clone(),
    }
}
