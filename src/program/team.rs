//! Our own people.

use super::choice::choice;
use super::id::Id;
use super::rate::Percent;
use super::record::record;
use serde::{Deserialize, Serialize};

choice! {
    /// What a member of our team does (F154).
    pub enum TeamRole {
        Vp = "vp" => "VP Partnerships",
        Director = "director" => "Director",
        PartnerManager = "partner_manager" => "Partner Manager",
        Marketing = "marketing" => "Partner Marketing",
        Ops = "ops" => "Partner Ops",
        Engineering = "engineering" => "Partner Engineering",
        Other = "other" => "Other",
    }
}

/// One of our own people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamMember {
    /// Identifier.
    pub id: Id<TeamMember>,
    /// Full name.
    pub name: String,
    /// Role.
    pub role: TeamRole,
    /// Share of the person's time for the program, 0% to 100%.
    pub allocation: Percent,
    /// Still with us.
    pub active: bool,
}

record!(
    TeamMember,
    [
        ("name", Text, Required),
        ("role", Choice(TeamRole::CHOICES), Required),
        ("allocation", Percent, Required),
        ("active", YesNo, Required),
    ]
);
