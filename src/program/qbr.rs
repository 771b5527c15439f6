//! The quarterly business review.

use super::calendar_stamp::CalendarStamp;
use super::choice::choice;
use super::id::Id;
use super::meeting::{Meeting, Sharing};
use super::moment::Moment;
use super::partner::Partner;
use super::period::Quarter;
use super::quantity::Quantity;
use super::record::record;
use super::side::Side;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choice! {
    /// Where a review stands.
    pub enum QbrState {
        Scheduled = "scheduled" => "Scheduled",
        Held = "held" => "Held",
        Cancelled = "cancelled" => "Cancelled",
        Rescheduled = "rescheduled" => "Rescheduled",
    }
}

choice! {
    /// The five sections of the agenda, in order.
    pub enum AgendaSection {
        Relationship = "relationship" => "Relationship",
        Performance = "performance" => "Performance",
        Pipeline = "pipeline" => "Pipeline",
        JointPlan = "joint_plan" => "Joint plan",
        Support = "support" => "Resources and support",
    }
}

impl AgendaSection {
    /// Its place in the agenda, from 0.
    pub fn place(self) -> usize {
        self as usize
    }
}

choice! {
    /// The numbers of a review that can have a target.
    pub enum ReviewFigure {
        Sourced = "sourced" => "Sourced",
        Influenced = "influenced" => "Influenced",
        Credited = "credited" => "Credited",
        Won = "won" => "Deals won",
        Lost = "lost" => "Deals lost",
        Registered = "registered" => "Deals registered",
        Pipeline = "pipeline" => "Open pipeline",
    }
}

/// What a number of a review is to reach in its quarter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewTarget {
    /// Which number.
    pub figure: ReviewFigure,
    /// The target: money or a count by the number.
    pub value: Quantity,
}

/// One section of a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QbrSection {
    /// Which.
    pub section: AgendaSection,
    /// Minutes planned, where not by R-42.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
    /// Live notes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Time it took.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual_seconds: Option<u32>,
    /// Seconds it has since the rest of the meeting was planned anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget_seconds: Option<u32>,
}

/// A quarterly business review with a partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Qbr {
    /// Identifier.
    pub id: Id<Qbr>,
    /// With whom.
    pub partner: Id<Partner>,
    /// The quarter it looks at.
    pub quarter: Quarter,
    /// The day of the meeting.
    pub scheduled_for: Date,
    /// Where it stands.
    pub state: QbrState,
    /// Length of the meeting.
    pub minutes: u16,
    /// When it started.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Moment>,
    /// When it ended; a held review has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Moment>,
    /// When the agenda went out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agenda_shared_on: Option<Date>,
    /// When the notes went out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes_sent_at: Option<Moment>,
    /// Our view of the relationship, 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temperature: Option<u8>,
    /// The partner's view, 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner_temperature: Option<u8>,
    /// Notes and minutes by section.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<QbrSection>,
    /// What its numbers were to reach.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<ReviewTarget>,
    /// The meeting, once it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Meeting>,
}

record!(
    Qbr,
    [
        ("partner", Reference(Kind::Partner), Required),
        ("quarter", Quarter, Required),
        ("scheduled_for", Date, Required),
        ("state", Choice(QbrState::CHOICES), Required),
        ("minutes", Count, Required),
        ("started_at", Moment, Optional),
        ("ended_at", Moment, Optional),
        ("agenda_shared_on", Date, Optional),
        ("notes_sent_at", Moment, Optional),
        ("temperature", Count, Optional),
        ("partner_temperature", Count, Optional),
        ("sections", Structure, List),
        ("targets", Structure, List),
        ("meeting", Structure, Optional),
    ],
    |self, visit| {
        visit.one("partner", &self.partner);
    }
);

/// What was agreed: text, owner, due date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionItem {
    /// Identifier.
    pub id: Id<ActionItem>,
    /// With whom.
    pub partner: Id<Partner>,
    /// In which review.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qbr: Option<Id<Qbr>>,
    /// What.
    pub text: String,
    /// Who owns it.
    pub side: Side,
    /// The person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// By when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// When it was agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_on: Option<Date>,
    /// When it was written down in a meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreed_at: Option<Moment>,
    /// When it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Date>,
    /// Who may see it; internal unless said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sharing: Option<Sharing>,
    /// How it last went out in a calendar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent: Option<CalendarStamp>,
}

impl ActionItem {
    /// True only where it was marked for sharing.
    pub fn is_shared(&self) -> bool {
        self.sharing == Some(Sharing::Shared)
    }
}

record!(
    ActionItem,
    [
        ("partner", Reference(Kind::Partner), Required),
        ("qbr", Reference(Kind::Qbr), Optional),
        ("text", Text, Required),
        ("side", Choice(Side::CHOICES), Required),
        ("person", Text, Optional),
        ("due", Date, Optional),
        ("created_on", Date, Optional),
        ("agreed_at", Moment, Optional),
        ("done_on", Date, Optional),
        ("sharing", Choice(Sharing::CHOICES), Optional),
        ("sent", Structure, Optional),
    ],
    |self, visit| {
        visit.one("partner", &self.partner);
        visit.maybe("qbr", &self.qbr);
    }
);
