//! What passes between us and a partner.

use super::choice::choice;
use super::contact::Contact;
use super::id::Id;
use super::moment::Moment;
use super::partner::Partner;
use super::record::record;
use super::side::Side;
use super::when::When;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choice! {
    /// Who contacted whom.
    pub enum Direction {
        In = "in" => "From the partner",
        Out = "out" => "From us",
    }
}

choice! {
    /// How (F115).
    pub enum Channel {
        Email = "email" => "E-mail",
        Chat = "chat" => "Chat",
        Video = "video" => "Video call",
        Phone = "phone" => "Phone",
        InPerson = "in_person" => "In person",
        Portal = "portal" => "Partner portal",
        Newsletter = "newsletter" => "Newsletter",
    }
}

choice! {
    /// What about.
    pub enum TouchKind {
        Relationship = "relationship" => "Relationship",
        Qbr = "qbr" => "QBR",
        Executive = "executive" => "Executive",
        Support = "support" => "Support",
        Deal = "deal" => "Deal",
    }
}

choice! {
    /// How we asked (F118).
    pub enum FeedbackMethod {
        NpsSurvey = "nps_survey" => "NPS survey",
        Qbr = "qbr" => "QBR feedback",
        AnnualSurvey = "annual_survey" => "Annual survey",
        WinLoss = "win_loss" => "Win/loss interview",
        AdvisoryBoard = "advisory_board" => "Advisory board",
    }
}

choice! {
    /// How serious an escalation is.
    pub enum Severity {
        Critical = "critical" => "Critical",
        High = "high" => "High",
        Medium = "medium" => "Medium",
        Low = "low" => "Low",
    }
}

/// A contact between us and a partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Touch {
    /// Identifier.
    pub id: Id<Touch>,
    /// With whom.
    pub partner: Id<Partner>,
    /// With which person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Id<Contact>>,
    /// When.
    pub at: When,
    /// From which side.
    pub direction: Direction,
    /// How.
    pub channel: Channel,
    /// What about.
    pub kind: TouchKind,
    /// Note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

record!(
    Touch,
    [
        ("partner", Reference(Kind::Partner), Required),
        ("contact", Reference(Kind::Contact), Optional),
        ("at", When, Required),
        ("direction", Choice(Direction::CHOICES), Required),
        ("channel", Choice(Channel::CHOICES), Required),
        ("kind", Choice(TouchKind::CHOICES), Required),
        ("note", Text, Optional),
    ],
    |self, visit| {
        visit.one("partner", &self.partner);
        visit.maybe("contact", &self.contact);
    }
);

/// Something one side promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromisedItem {
    /// Identifier.
    pub id: Id<PromisedItem>,
    /// With whom.
    pub partner: Id<Partner>,
    /// What.
    pub text: String,
    /// Which side.
    pub by: Side,
    /// By when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// When it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Date>,
}

record!(
    PromisedItem,
    [
        ("partner", Reference(Kind::Partner), Required),
        ("text", Text, Required),
        ("by", Choice(Side::CHOICES), Required),
        ("due", Date, Optional),
        ("done_on", Date, Optional),
    ],
    |self, visit| {
        visit.one("partner", &self.partner);
    }
);

/// What partners say of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// Identifier.
    pub id: Id<Feedback>,
    /// Who; none: anonymous.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<Id<Partner>>,
    /// How it was asked.
    pub method: FeedbackMethod,
    /// When.
    pub on: Date,
    /// What.
    pub text: String,
    /// When we answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_on: Option<Date>,
}

record!(
    Feedback,
    [
        ("partner", Reference(Kind::Partner), Optional),
        ("method", Choice(FeedbackMethod::CHOICES), Required),
        ("on", Date, Required),
        ("text", Text, Required),
        ("answered_on", Date, Optional),
    ],
    |self, visit| {
        visit.maybe("partner", &self.partner);
    }
);

/// One answer to the recommend question (C-68).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NpsResponse {
    /// Identifier.
    pub id: Id<NpsResponse>,
    /// Who.
    pub partner: Id<Partner>,
    /// Which person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Id<Contact>>,
    /// When.
    pub on: Date,
    /// 0 to 10.
    pub score: u8,
}

record!(
    NpsResponse,
    [
        ("partner", Reference(Kind::Partner), Required),
        ("contact", Reference(Kind::Contact), Optional),
        ("on", Date, Required),
        ("score", Count, Required),
    ],
    |self, visit| {
        visit.one("partner", &self.partner);
        visit.maybe("contact", &self.contact);
    }
);

/// A case that needs an answer in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    /// Identifier.
    pub id: Id<Escalation>,
    /// Whose.
    pub partner: Id<Partner>,
    /// How serious.
    pub severity: Severity,
    /// When opened.
    pub opened_at: Moment,
    /// When answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responded_at: Option<Moment>,
    /// When resolved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolved_at: Option<Moment>,
    /// Who it goes to, where not the standard path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// What set it off.
    pub trigger: String,
}

record!(
    Escalation,
    [
        ("partner", Reference(Kind::Partner), Required),
        ("severity", Choice(Severity::CHOICES), Required),
        ("opened_at", Moment, Required),
        ("responded_at", Moment, Optional),
        ("resolved_at", Moment, Optional),
        ("path", Text, Optional),
        ("trigger", Text, Required),
    ],
    |self, visit| {
        visit.one("partner", &self.partner);
    }
);

/// How a partner at risk is won back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterventionPlan {
    /// Identifier.
    pub id: Id<InterventionPlan>,
    /// Whom.
    pub partner: Id<Partner>,
    /// From when.
    pub start: Date,
    /// What is done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<String>,
    /// When it is looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
}

record!(
    InterventionPlan,
    [
        ("partner", Reference(Kind::Partner), Required),
        ("start", Date, Required),
        ("actions", Text, List),
        ("review_on", Date, Optional),
    ],
    |self, visit| {
        visit.one("partner", &self.partner);
    }
);
