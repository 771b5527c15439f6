//! Tiers: what qualifies a partner, and what it gets.

use std::collections::BTreeMap;

use super::choice::choice;
use super::criterion::Criterion;
use super::id::Id;
use super::money::Money;
use super::partner::PartnerType;
use super::point_scheme::PointScheme;
use super::quantity::Quantity;
use super::rate::Percent;
use super::record::record;
use serde::{Deserialize, Serialize};

choice! {
    /// Who approves a request for funds (C-07), in rising order.
    pub enum Approver {
        PartnerManager = "partner_manager" => "Partner Manager",
        Director = "director" => "Director",
        PartnerManagerAndDirector = "partner_manager_and_director" => "Partner Manager and Director",
        Vp = "vp" => "VP Partnerships",
    }
}

choice! {
    /// What a benefit's value is.
    pub enum BenefitKind {
        Money = "money" => "Money",
        YesNo = "yes_no" => "Yes or no",
        Scale = "scale" => "Levels",
        Text = "text" => "Wording",
    }
}

/// A ladder of tiers for some partner types (C-55).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TierTrack {
    /// Identifier.
    pub id: Id<TierTrack>,
    /// Name.
    pub name: String,
    /// Partner types on this track; a type is on at most one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<PartnerType>,
}

record!(TierTrack, [("name", Text, Required), ("types", Choice(PartnerType::CHOICES), List),]);

/// A step of the ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Identifier.
    pub id: Id<Tier>,
    /// Name as partners see it.
    pub name: String,
    /// The track it belongs to; none: the ladder of all other types.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track: Option<Id<TierTrack>>,
    /// Position in its track from the base tier, 0, without gaps.
    pub order: u8,
    /// What a partner must meet.
    pub criteria: Criterion,
    /// What a partner with the tier must meet to keep it; missing: the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<Criterion>,
    /// Months for which the tier is valid from the day it is granted; missing: until a review takes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_months: Option<u8>,
    /// Months between reviews; 0: never reviewed.
    pub review_months: u8,
    /// Quarters of grace after a failed review.
    pub grace_quarters: u8,
    /// MDF per partner and fiscal year (C-06).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mdf_annual: Option<Money>,
    /// The most of it in one quarter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mdf_quarter_cap: Option<Money>,
    /// Who approves MDF of this tier (C-07).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mdf_approver: Option<Approver>,
    /// Commission rate of the tier's card (C-18).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commission: Option<Percent>,
    /// Reseller margin of the tier's card (C-18).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub margin: Option<Percent>,
    /// Rates by what they are for, such as `services` or `renewal`.
    #[serde(default, deserialize_with = "super::unique_map::unique", skip_serializing_if = "BTreeMap::is_empty")]
    pub rates: BTreeMap<String, Percent>,
    /// Average revenue of a partner here, for economics.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub average_revenue: Option<Money>,
    /// Our margin on that revenue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub economics_margin: Option<Percent>,
    /// Our cost per partner and year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner_cost: Option<Money>,
    /// The value of each benefit, by benefit.
    #[serde(default, deserialize_with = "super::unique_map::unique", skip_serializing_if = "BTreeMap::is_empty")]
    pub benefits: BTreeMap<Id<Benefit>, String>,
}

record!(
    Tier,
    [
        ("name", Text, Required),
        ("track", Reference(Kind::TierTrack), Optional),
        ("order", Count, Required),
        ("criteria", Structure, Required),
        ("keep", Structure, Optional),
        ("valid_months", Count, Optional),
        ("review_months", Count, Required),
        ("grace_quarters", Count, Required),
        ("mdf_annual", Money, Optional),
        ("mdf_quarter_cap", Money, Optional),
        ("mdf_approver", Choice(Approver::CHOICES), Optional),
        ("commission", Percent, Optional),
        ("margin", Percent, Optional),
        ("rates", Structure, List),
        ("average_revenue", Money, Optional),
        ("economics_margin", Percent, Optional),
        ("partner_cost", Money, Optional),
        ("benefits", Structure, List),
    ],
    |self, visit| {
        visit.maybe("track", &self.track);
        self.criteria.references("criteria", visit);
        if let Some(keep) = &self.keep {
            keep.references("keep", visit);
        }
        for id in self.benefits.keys() {
            visit.one("benefits", id);
        }
    }
);

/// A row of the benefits matrix (F95).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benefit {
    /// Identifier.
    pub id: Id<Benefit>,
    /// Name.
    pub name: String,
    /// Position in the matrix.
    pub order: u16,
    /// What its values are.
    pub kind: BenefitKind,
    /// The levels of a scale, worst first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<String>,
    /// The score that unlocks it whatever the tier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unlocked_by: Option<Unlock>,
    /// The most of it for each subscription.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_per_subscription: Option<Money>,
}

/// The score from which a benefit is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unlock {
    /// Of which scheme.
    pub scheme: Id<PointScheme>,
    /// The lowest score.
    pub score: Quantity,
}

record!(
    Benefit,
    [
        ("name", Text, Required),
        ("order", Count, Required),
        ("kind", Choice(BenefitKind::CHOICES), Required),
        ("levels", Text, List),
        ("unlocked_by", Structure, Optional),
        ("cap_per_subscription", Money, Optional),
    ],
    |self, visit| {
        if let Some(unlock) = &self.unlocked_by {
            visit.one("unlocked_by.scheme", &unlock.scheme);
        }
    }
);
