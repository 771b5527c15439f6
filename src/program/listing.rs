//! Marketplace listings.

use super::choice::choice;
use super::id::Id;
use super::money::Money;
use super::period::Month;
use super::record::record;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

choice! {
    /// What the listing says of the price (F88).
    pub enum ListingPricing {
        Free = "free" => "Free",
        FreePlan = "free_plan" => "Free plan available",
        Trial = "trial" => "Free trial",
        Contact = "contact" => "Contact for pricing",
        StartingAt = "starting_at" => "Starting at",
    }
}

choice! {
    /// What a screenshot shows (F83).
    pub enum ScreenshotRole {
        Hero = "hero" => "Hero",
        Workflow = "workflow" => "Workflow",
        Feature1 = "feature_1" => "Feature 1",
        Feature2 = "feature_2" => "Feature 2",
        Results = "results" => "Results",
    }
}

choice! {
    /// How the category is chosen (F87).
    pub enum CategoryStrategy {
        PrimaryMatch = "primary_match" => "Primary category match",
        Adjacent = "adjacent" => "Adjacent category",
        Emerging = "emerging" => "Emerging category",
        Multiple = "multiple" => "Multiple categories",
    }
}

choice! {
    /// Where we stand among those who offer the same (F90).
    pub enum MarketPosition {
        Leader = "leader" => "Market leader",
        Challenger = "challenger" => "Challenger",
        Specialist = "specialist" => "Specialist",
        NewEntrant = "new_entrant" => "New entrant",
    }
}

choice! {
    /// What brings a listing its first installs (F5, F84).
    pub enum TacticKind {
        ReviewCampaign = "review_campaign" => "Review campaign",
        InAppPrompt = "in_app_prompt" => "In-app prompt",
        LaunchWebinar = "launch_webinar" => "Joint launch webinar",
        Newsletter = "newsletter" => "Newsletter feature",
        LandingPage = "landing_page" => "Launch landing page",
        Other = "other" => "Other",
    }
}

/// A feature with its benefit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListingFeature {
    /// Feature.
    pub feature: String,
    /// Benefit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub benefit: Option<String>,
}

/// A use case with its role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListingUseCase {
    /// For whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// What.
    pub text: String,
}

/// A page in a marketplace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    /// Identifier.
    pub id: Id<Listing>,
    /// Where.
    pub marketplace: String,
    /// App name.
    pub name: String,
    /// Tagline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tagline: Option<String>,
    /// First part of the description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hook: Option<String>,
    /// Problem.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// Solution.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub solution: Option<String>,
    /// Features.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub features: Vec<ListingFeature>,
    /// Use cases.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub use_cases: Vec<ListingUseCase>,
    /// Getting started.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
    /// Support.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub support: Option<String>,
    /// Screenshots by what they show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub screenshots: Vec<ScreenshotRole>,
    /// Length of the video.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video_seconds: Option<u32>,
    /// Category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_category: Option<String>,
    /// Second category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secondary_category: Option<String>,
    /// Pricing model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pricing: Option<ListingPricing>,
    /// Starting price a month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starting_price: Option<Money>,
    /// Keywords.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// What sets it apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub differentiator: Option<String>,
    /// The same product on our website.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub website_copy: Option<String>,
    /// When the listing was last gone through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewed_on: Option<Date>,
    /// How the category is chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category_strategy: Option<CategoryStrategy>,
    /// Where we stand among those who offer the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<MarketPosition>,
    /// The marketplace has no second category.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub one_category: bool,
    /// How many reviews there are to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviews_wanted: Option<u32>,
}

record!(
    Listing,
    [
        ("marketplace", Text, Required),
        ("name", Text, Required),
        ("tagline", Text, Optional),
        ("hook", Text, Optional),
        ("problem", Text, Optional),
        ("solution", Text, Optional),
        ("features", Structure, List),
        ("use_cases", Structure, List),
        ("steps", Text, List),
        ("support", Text, Optional),
        ("screenshots", Choice(ScreenshotRole::CHOICES), List),
        ("video_seconds", Count, Optional),
        ("primary_category", Text, Optional),
        ("secondary_category", Text, Optional),
        ("pricing", Choice(ListingPricing::CHOICES), Optional),
        ("starting_price", Money, Optional),
        ("keywords", Text, List),
        ("differentiator", Text, Optional),
        ("website_copy", Text, Optional),
        ("reviewed_on", Date, Optional),
        ("category_strategy", Choice(CategoryStrategy::CHOICES), Optional),
        ("position", Choice(MarketPosition::CHOICES), Optional),
        ("one_category", YesNo, Optional),
        ("reviews_wanted", Count, Optional),
    ]
);

/// One month of a listing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListingMonth {
    /// Identifier.
    pub id: Id<ListingMonth>,
    /// Of which.
    pub listing: Id<Listing>,
    /// Which month.
    pub month: Month,
    /// Views.
    pub views: u32,
    /// Installs, at most the views.
    pub installs: u32,
    /// Activations, at most the installs.
    pub activations: u32,
}

record!(
    ListingMonth,
    [
        ("listing", Reference(Kind::Listing), Required),
        ("month", Month, Required),
        ("views", Count, Required),
        ("installs", Count, Required),
        ("activations", Count, Required),
    ],
    |self, visit| {
        visit.one("listing", &self.listing);
    }
);

/// A review of a listing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Identifier.
    pub id: Id<Review>,
    /// Of which.
    pub listing: Id<Listing>,
    /// 1 to 5.
    pub stars: u8,
    /// When.
    pub on: Date,
    /// What.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// When we answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub responded_on: Option<Date>,
}

record!(
    Review,
    [
        ("listing", Reference(Kind::Listing), Required),
        ("stars", Count, Required),
        ("on", Date, Required),
        ("text", Text, Optional),
        ("responded_on", Date, Optional),
    ],
    |self, visit| {
        visit.one("listing", &self.listing);
    }
);

/// What is done to make a listing known, by whom and when (F5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LaunchTactic {
    /// Identifier.
    pub id: Id<LaunchTactic>,
    /// Of which listing.
    pub listing: Id<Listing>,
    /// What.
    pub kind: TacticKind,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// What it is to bring, such as 30 reviews.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// When it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_on: Option<Date>,
}

record!(
    LaunchTactic,
    [
        ("listing", Reference(Kind::Listing), Required),
        ("kind", Choice(TacticKind::CHOICES), Required),
        ("text", Text, Optional),
        ("owner", Text, Optional),
        ("on", Date, Optional),
        ("target", Text, Optional),
        ("done_on", Date, Optional),
    ],
    |self, visit| {
        visit.one("listing", &self.listing);
    }
);

/// A listing as it was on a day, kept to compare with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListingVersion {
    /// Identifier.
    pub id: Id<ListingVersion>,
    /// Of which.
    pub listing: Id<Listing>,
    /// When it was kept.
    pub kept_on: Date,
    /// Everything it said.
    pub was: Listing,
}

record!(
    ListingVersion,
    [("listing", Reference(Kind::Listing), Required), ("kept_on", Date, Required), ("was", Structure, Required),],
    |self, visit| {
        visit.one("listing", &self.listing);
    }
);
