//! What a published program measures beyond the plain metrics, over which time, and where.
//!
//! Written as typed RON that reads like the rule; `docs/criteria.md` has an example of every form.

use serde::{Deserialize, Serialize};

use super::choice::choice;
use super::criterion::{Comparison, Criterion, Metric, MetricKind, StandardMetric};
use super::currency::Currency;
use super::id::Id;
use super::money::Money;
use super::partner::PartnerType;
use super::point_scheme::PointScheme;
use super::quantity::Quantity;
use super::tier::Tier;

/// The time over which something is measured, seen from the as-of date.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Span {
    /// The trailing months, the as-of date inside.
    Months(u16),
    /// The trailing days, the as-of date inside.
    Days(u16),
    /// The calendar month so far and the full months before it, so many in all.
    CalendarMonths(u16),
    /// The fiscal quarter so far.
    ThisQuarter,
    /// The last completed fiscal quarter.
    LastQuarter,
    /// The calendar quarter so far.
    ThisCalendarQuarter,
    /// The last completed calendar quarter.
    LastCalendarQuarter,
    /// The fiscal year so far.
    ThisFiscalYear,
    /// The last completed fiscal year.
    LastFiscalYear,
    /// The last so many completed fiscal years.
    FiscalYears(u8),
    /// Any time up to the as-of date.
    Ever,
    /// On the as-of date.
    Now,
    /// The highest of any one day within.
    AnyDay(Box<Span>),
}

/// The part of a partner's business that is measured.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Scope {
    /// All of it.
    #[default]
    Whole,
    /// One region.
    Region(String),
    /// The partner's own region.
    HomeRegion,
    /// Every region but the partner's own.
    OutsideHome,
    /// One portfolio or product area.
    Area(String),
    /// The best product area alone.
    BestArea,
    /// At least so many regions, each on its own.
    EachRegion(u32),
    /// At least so many product areas, each on its own.
    EachArea(u32),
}

choice! {
    /// Which won deals of a partner count.
    pub enum DealRole {
        Sourced = "sourced" => "sourced",
        Influenced = "influenced" => "influenced",
        Sold = "sold" => "resold",
    }
}

choice! {
    /// What is taken of the deals that count.
    pub enum DealFigure {
        Count = "count" => "how many",
        Amount = "amount" => "their amount",
        Largest = "largest" => "the largest",
        Median = "median" => "the median amount",
        Customers = "customers" => "distinct customers",
    }
}

choice! {
    /// What is taken of the dated values of an own figure.
    pub enum Take {
        Latest = "latest" => "latest",
        Sum = "sum" => "sum of",
        Highest = "highest" => "highest",
        Lowest = "lowest" => "lowest",
        Median = "median" => "median",
        Average = "average" => "average",
    }
}

choice! {
    /// Whether a person with two certifications counts once or twice.
    #[derive(Default)]
    pub enum Heads {
        #[default]
        People = "people" => "people",
        Badges = "badges" => "badges",
    }
}

impl Heads {
    fn is_default(&self) -> bool {
        *self == Self::People
    }
}

choice! {
    /// How a change is told.
    pub enum Change {
        Percent = "percent" => "in percent",
        Amount = "amount" => "absolute",
    }
}

choice! {
    /// Among whom a partner is ranked.
    pub enum Cohort {
        All = "all" => "all partners",
        Tier = "tier" => "its tier",
        Type = "type" => "its type",
        Region = "region" => "its region",
    }
}

choice! {
    /// Which way a part of a place is rounded.
    pub enum RoundingWay {
        Up = "up" => "up",
        Down = "down" => "down",
        Nearest = "nearest" => "to the nearest",
    }
}

choice! {
    /// What is kept of the customers of the time before.
    pub enum Kept {
        Customers = "customers" => "customers",
        Amount = "amount" => "revenue",
    }
}

/// How a partner stands among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Standing {
    /// Its place, 1 for the highest; equal values share a place.
    Place,
    /// The share of the cohort at or below it in percent, the top 100, rounded as said.
    Percentile(RoundingWay),
}

/// A number taken of a partner's facts; unknown where they are not recorded, never zero.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Measure {
    /// A metric the program computes, or the latest own figure of that name.
    Metric(Metric),
    /// Won deals.
    Deals {
        /// What is taken of them.
        take: DealFigure,
        /// In which role; none: sourced and influenced.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        role: Vec<DealRole>,
        /// Only deals with customers who never bought before.
        #[serde(default, skip_serializing_if = "is_false")]
        new_customers: bool,
        /// Only deals of at least this amount.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<Money>,
    },
    /// A dated figure of the program's own.
    Figure {
        /// Its name, `x_...`.
        name: Metric,
        /// What is taken of its values.
        take: Take,
    },
    /// The average of dated scores, such as `x_csat`.
    Rating(Metric),
    /// People with a valid certification.
    People {
        /// Any of these certifications; none: any certification.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        with: Vec<String>,
        /// Any of these levels; none: any level.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        level: Vec<String>,
        /// Whether people are counted once.
        #[serde(default, skip_serializing_if = "Heads::is_default")]
        count: Heads,
    },
    /// Owned items that pass every test.
    Items {
        /// Which, such as `app`.
        kind: String,
        /// What they must have.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        having: Vec<ItemTest>,
    },
    /// Several measures together.
    Sum(Vec<Measure>),
    /// One measure in percent of another, exactly; unknown when the other is zero.
    Ratio {
        /// The part.
        of: Box<Measure>,
        /// The whole.
        to: Box<Measure>,
    },
    /// The change against the time of the same length before.
    Growth {
        /// Of what.
        of: Box<Measure>,
        /// In percent or absolute.
        by: Change,
    },
    /// What stands at the end less what stood when the time began.
    NetAdded(Box<Measure>),
    /// How much of the time before came again, in percent.
    Retention(Kept),
    /// How the partner stands among others.
    Rank {
        /// By what.
        of: Box<Measure>,
        /// Among whom.
        within: Cohort,
        /// As a place or a percentile.
        by: Standing,
    },
    /// The score of a point scheme.
    Score(Id<PointScheme>),
}

fn is_false(value: &bool) -> bool {
    !value
}

/// A test of an owned item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ItemTest {
    /// An attribute is this word.
    Is(String, String),
    /// An attribute is one of these words.
    OneOf(String, Vec<String>),
    /// A number among the attributes.
    Number(String, Comparison, Quantity),
    /// A date among the attributes lies in this time.
    Within(String, Span),
    /// Of the items that pass the other tests, those with the largest of a number.
    Highest(String),
}

/// Which of the owned items must pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Quantifier {
    /// All of them; of none, it holds.
    Every,
    /// One of them.
    Any,
    /// None of them.
    None,
    /// So many of them.
    AtLeast(u32),
}

/// How large a partner is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizeRange {
    /// The fewest employees; missing: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<u32>,
    /// The first number of employees that is too many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<u32>,
}

/// What a tested number is of: the measure of a rule, or an answer of yes (1) and no (0).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
    /// A measure over a time, in a part of the business, in a currency other than the program's.
    Measure(Measure, Span, Scope, Option<Currency>),
    /// The points of one category, before the total.
    Category(Id<PointScheme>, u32),
    /// Whether the owned items pass.
    Items(Quantifier, String, Vec<ItemTest>, Vec<ItemTest>),
    /// Whether the partner is of these types and this size.
    Partner(Vec<PartnerType>, Option<SizeRange>),
    /// Whether it is not.
    OtherPartner(Vec<PartnerType>, Option<SizeRange>),
    /// Whether another designation is held.
    Holds(Id<Tier>),
    /// For how many months in a row something held, to a limit.
    MonthsHeld(Box<Criterion>, u16),
    /// Whether something held since the last fiscal year began.
    Ratchet(Box<Criterion>),
    /// Whether something held on one day or more of a time.
    DayHeld(Span, Box<Criterion>),
    /// Whether a fee is paid.
    Paid(String),
    /// Whether somebody decided so.
    Judged(String, String),
}

/// A question to a partner's facts with its words, made once for each ladder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Measured {
    /// The question.
    pub asked: Asked,
    /// The words on the screen, with time and scope.
    pub words: String,
}

impl Measured {
    /// Whether the answer is yes or no.
    pub fn is_yes_no(&self) -> bool {
        !matches!(self.asked, Asked::Measure(..) | Asked::Category(..) | Asked::MonthsHeld(..))
    }

    /// Whether the partner cannot work on it: what it is, not what it does.
    pub fn is_given(&self) -> bool {
        matches!(self.asked, Asked::Partner(..) | Asked::OtherPartner(..) | Asked::DayHeld(..))
    }

    /// What it counts in.
    pub fn kind(&self) -> MetricKind {
        match &self.asked {
            Asked::Measure(measure, _, _, None) => measure.kind(),
            _ => MetricKind::Count,
        }
    }
}

impl Measure {
    /// A metric of the program.
    pub fn standard(metric: StandardMetric) -> Self {
        Self::Metric(Metric::Standard(metric))
    }

    /// What it counts in; percentages and points are plain numbers.
    pub fn kind(&self) -> MetricKind {
        match self {
            Self::Metric(metric) => metric.kind(),
            Self::Deals { take: DealFigure::Amount | DealFigure::Largest | DealFigure::Median, .. } => {
                MetricKind::Money
            }
            Self::Growth { of, by: Change::Amount } | Self::NetAdded(of) => of.kind(),
            Self::Sum(of) if of.iter().all(|of| of.kind() == MetricKind::Money) => MetricKind::Money,
            _ => MetricKind::Count,
        }
    }

    /// The time where none is named; nothing where one must be named.
    pub fn default_span(&self) -> Option<Span> {
        match self {
            Self::Metric(Metric::Standard(StandardMetric::CertifiedPeople) | Metric::Own(_))
            | Self::People { .. }
            | Self::Items { .. }
            | Self::Score(_)
            | Self::Figure { take: Take::Latest, .. } => Some(Span::Now),
            Self::Metric(_) => Some(Span::Months(12)),
            Self::Sum(of) => of.first().and_then(Self::default_span),
            Self::Ratio { of, .. } | Self::Rank { of, .. } => of.default_span(),
            Self::Deals { .. }
            | Self::Figure { .. }
            | Self::Rating(_)
            | Self::Growth { .. }
            | Self::NetAdded(_)
            | Self::Retention(_) => None,
        }
    }

    /// The measures directly inside.
    pub fn inner(&self) -> Vec<&Measure> {
        match self {
            Self::Sum(of) => of.iter().collect(),
            Self::Ratio { of, to } => vec![of, to],
            Self::Growth { of, .. } | Self::Rank { of, .. } | Self::NetAdded(of) => vec![of],
            _ => Vec::new(),
        }
    }
}
