//! What a partner may see of a review: built from permitted fields, so that nothing has to be taken out afterwards.
//!
//! This type is an allow-list. What it has no field for cannot be presented, followed or published; a new field is a
//! decision. It is made inside the process that holds the plan, and only it leaves that process.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::held::{is_common, minutes_of};
use super::{Review, commitments, frozen};
use crate::program::campaign::CampaignState;
use crate::program::choice::Choice;
use crate::program::deal::{Deal, DealStage};
use crate::program::meeting::{FrozenFigure, MinuteKind};
use crate::program::period::days_between;
use crate::program::qbr::{ActionItem, AgendaSection};
use crate::program::side::Side;
use crate::report::cell::Cell;

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
    /// Open deals as numbers.
    pub pipeline: Vec<SharedNumber>,
    /// Open deals by name.
    pub open: Vec<SharedDeal>,
    /// What is planned together.
    pub campaigns: Vec<SharedCampaign>,
    /// Decisions that were marked for sharing.
    pub decisions: Vec<String>,
    /// Notes and parked subjects that were marked for sharing.
    pub notes: Vec<String>,
    /// Actions agreed in this review.
    pub actions: Vec<SharedAction>,
    /// The section that is on.
    pub section: Option<AgendaSection>,
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
        let shared = |decisions: bool| {
            let marked = minutes.iter().filter(|minute| minute.is_shared() && minute.kind != MinuteKind::Dispute);
            let wanted = marked.filter(|minute| (minute.kind == MinuteKind::Decision) == decisions);
            wanted.map(|minute| minute.text.clone()).collect()
        };
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
            pipeline: numbers(AgendaSection::Pipeline),
            open: deals(review, |deal| !matches!(deal.stage, DealStage::Won | DealStage::Lost)),
            campaigns: campaigns(review),
            decisions: shared(true),
            notes: shared(false),
            actions: now.into_iter().map(|item| action(review, item)).collect(),
            section: review.qbr.and_then(|qbr| qbr.meeting.as_ref()).map(|meeting| meeting.section),
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
    let planned = review.derived.campaigns_of(&review.partner.id).iter().filter(|one| {
        !matches!(one.state, CampaignState::Cancelled | CampaignState::Idea) && days_between(one.launch, as_of) < 120
    });
    let mut campaigns: Vec<SharedCampaign> = planned
        .map(|one| {
            let others = one.partners.iter().filter(|id| **id != review.partner.id);
            SharedCampaign {
                name: one.name.clone(),
                launch: one.launch,
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
    }
}

/// One page of a presentation: lines with a text at the left and perhaps one at the right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slide {
    /// The heading.
    pub title: String,
    /// The lines.
    pub lines: Vec<(String, String)>,
}

impl PartnerView {
    /// How many pages there are.
    pub const SLIDES: usize = 7;

    /// The page that belongs to a section of the agenda.
    pub fn slide_of(section: AgendaSection) -> usize {
        match section {
            AgendaSection::Relationship => 1,
            AgendaSection::Performance => 2,
            AgendaSection::Pipeline => 4,
            AgendaSection::JointPlan => 5,
            AgendaSection::Support => 6,
        }
    }

    /// A page; past the last one there is nothing.
    pub fn slide(&self, at: usize) -> Slide {
        let (title, lines) = match at {
            0 => (format!("{} and {}", self.partner, self.program), self.opening()),
            1 => ("Last quarter's commitments".to_owned(), actions(&self.commitments, true)),
            2 => (format!("Performance {}", self.quarter), numbers(&self.performance)),
            3 => (format!("Won in {}", self.quarter), deal_lines(&self.won)),
            4 => ("Pipeline".to_owned(), {
                let mut lines = numbers(&self.pipeline);
                lines.extend(deal_lines(&self.open));
                lines
            }),
            5 => ("Joint plan".to_owned(), self.planned()),
            6 => ("Decisions and actions".to_owned(), self.agreed()),
            _ => (String::new(), Vec::new()),
        };
        Slide { title, lines }
    }

    fn opening(&self) -> Vec<(String, String)> {
        let mut lines = vec![
            (format!("Business review {}", self.quarter), self.on.strftime("%a %-d %b %Y").to_string()),
            ("Numbers as of".to_owned(), self.as_of.strftime("%-d %b %Y").to_string()),
        ];
        lines.extend(self.agenda.iter().map(|(section, minutes)| (section.clone(), format!("{minutes} min"))));
        lines
    }

    fn planned(&self) -> Vec<(String, String)> {
        let line = |one: &SharedCampaign| {
            let with = if one.with.is_empty() { String::new() } else { format!(" with {}", one.with.join(", ")) };
            (format!("{}{with}", one.name), format!("{} {}", one.launch.strftime("%-d %b"), one.state))
        };
        self.campaigns.iter().map(line).collect()
    }

    fn agreed(&self) -> Vec<(String, String)> {
        let decided = self.decisions.iter().map(|text| (text.clone(), "Decided".to_owned()));
        let noted = self.notes.iter().map(|text| (text.clone(), String::new()));
        decided.chain(actions(&self.actions, false)).chain(noted).collect()
    }
}

fn actions(actions: &[SharedAction], status: bool) -> Vec<(String, String)> {
    let line = |one: &SharedAction| {
        let due = one.due.map(|due| due.strftime("%-d %b").to_string()).unwrap_or_default();
        let right = if status { one.status.clone() } else { due };
        (format!("{} ({})", one.text, one.owner), right)
    };
    actions.iter().map(line).collect()
}

fn numbers(numbers: &[SharedNumber]) -> Vec<(String, String)> {
    let line = |one: &SharedNumber| {
        let target = one.target.as_ref().map(|target| format!("of {target}"));
        let prior = one.prior.as_ref().map(|prior| format!("before {prior}"));
        let disputed = one.disputed.as_ref().map(|theirs| format!("disputed: {theirs}"));
        let parts = [Some(one.value.clone()), target, prior, disputed];
        (one.label.clone(), parts.into_iter().flatten().collect::<Vec<_>>().join("  "))
    };
    numbers.iter().map(line).collect()
}

fn deal_lines(deals: &[SharedDeal]) -> Vec<(String, String)> {
    let line = |one: &SharedDeal| {
        let stuck = one.stuck_days.map(|days| format!("stuck {days} days"));
        let amount = one.amount.clone().unwrap_or_else(|| Cell::Unknown.display().into_owned());
        let date = one.date.map(|date| date.strftime("%-d %b").to_string());
        let parts = [Some(amount), Some(one.stage.clone()), date, stuck];
        (one.name.clone(), parts.into_iter().flatten().collect::<Vec<_>>().join("  "))
    };
    deals.iter().map(line).collect()
}
