//! What a line is read against: the people of both sides, the numbers on the screen, the dates.

use jiff::civil::Date;

use crate::program::Program;
use crate::program::campaign::CampaignState;
use crate::program::id::Id;
use crate::program::meeting::FrozenFigure;
use crate::program::partner::Partner;
use crate::program::qbr::Qbr;
use crate::program::side::Side;

/// Somebody who may own something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The whole name.
    pub name: String,
    /// Us or the partner.
    pub side: Side,
}

/// What a line is read against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surroundings {
    /// The review.
    pub qbr: Id<Qbr>,
    /// With whom.
    pub partner: Id<Partner>,
    /// The day from which `fri` and `+2w` count.
    pub as_of: Date,
    /// The launch from which `W-3` counts: the next one planned with the partner.
    pub launch: Option<Date>,
    /// The people of both sides.
    pub people: Vec<Person>,
    /// The numbers on the screen.
    pub figures: Vec<FrozenFigure>,
}

impl Surroundings {
    /// Those of a review.
    pub fn of(program: &Program, qbr: &Qbr, as_of: Date) -> Self {
        let ours = program.team.iter().map(|member| Person { name: member.name.clone(), side: Side::Us });
        let theirs = program.contacts.iter().filter(|contact| contact.partner == qbr.partner && contact.active);
        let theirs = theirs.map(|contact| Person { name: contact.name.clone(), side: Side::Partner });
        let planned = program.campaigns.iter().filter(|campaign| {
            campaign.partners.contains(&qbr.partner)
                && campaign.launch >= as_of
                && !matches!(campaign.state, CampaignState::Cancelled | CampaignState::Done)
        });
        let frozen = qbr.meeting.as_ref().and_then(|meeting| meeting.frozen.as_ref());
        Self {
            qbr: qbr.id.clone(),
            partner: qbr.partner.clone(),
            as_of,
            launch: planned.map(|campaign| campaign.launch).min(),
            people: ours.chain(theirs).collect(),
            figures: frozen.map(|frozen| frozen.figures.clone()).unwrap_or_default(),
        }
    }
}
