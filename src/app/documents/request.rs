//! What is asked of a document, as it was typed.

use crate::program::period::Quarter;
use crate::report::qbr::Audience;

/// What a document is to be of, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Who reads it.
    pub audience: Audience,
    /// A partner, by identifier or name.
    pub partner: Option<String>,
    /// A fiscal quarter.
    pub quarter: Option<Quarter>,
    /// A campaign, by identifier or name.
    pub campaign: Option<String>,
    /// A tier, by identifier or name.
    pub tier: Option<String>,
    /// A review, by identifier.
    pub review: Option<String>,
    /// In a calendar, to-dos in place of events.
    pub todo: bool,
}

impl Request {
    /// A request that names nothing.
    pub fn new(audience: Audience) -> Self {
        Self { audience, partner: None, quarter: None, campaign: None, tier: None, review: None, todo: false }
    }
}
