//! What qualifies a partner for a tier, as a tree (R-09; the designer's language grows from here).

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::choice::{Choice, choice};
use super::criterion_form::Form;
use super::currency::Currency;
use super::id::Id;
use super::measure::{ItemTest, Measure, Measured, Quantifier, Scope, SizeRange, Span};
use super::partner::PartnerType;
use super::point_scheme::PointScheme;
use super::quantity::Quantity;
use super::text_value::{BadText, serde_as_text};
use super::tier::Tier;

/// A condition on the facts of a partner.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Form", into = "Form")]
pub enum Criterion {
    /// Every one must hold; none: always holds.
    All(Vec<Criterion>),
    /// One must hold; none: never holds.
    Any(Vec<Criterion>),
    /// At least `n` must hold, among them the mandatory ones.
    AtLeast {
        /// How many, from 1 to the number of conditions.
        n: u32,
        /// The conditions.
        of: Vec<Criterion>,
        /// Positions of those that must hold in any case, from 0.
        must: Vec<u32>,
    },
    /// Must not hold.
    Not(Box<Criterion>),
    /// A metric compared with a threshold, exactly.
    Meets {
        /// What is measured.
        metric: Metric,
        /// Over which time; missing: the metric's own.
        window: Option<Window>,
        /// How it is compared; missing: at least.
        op: Comparison,
        /// The threshold, money or a count by the metric.
        value: Quantity,
    },
    /// A measure compared with a threshold, exactly.
    Compare {
        /// What is measured.
        measure: Measure,
        /// Over which time; missing: the measure's own.
        window: Option<Span>,
        /// In which part of the business.
        scope: Scope,
        /// How it is compared; missing: at least.
        op: Comparison,
        /// The threshold.
        value: Quantity,
        /// Thresholds in other currencies; reaching one of them is enough.
        values: BTreeMap<Currency, Quantity>,
    },
    /// A score of a point scheme, with the minimums of its categories.
    Points {
        /// Which scheme.
        scheme: Id<PointScheme>,
        /// The lowest score that is enough.
        at_least: Quantity,
    },
    /// What the owned items of a kind must have.
    Items {
        /// How many of them.
        which: Quantifier,
        /// Which kind, such as `app`.
        kind: String,
        /// Which of them are looked at.
        given: Vec<ItemTest>,
        /// What they must have.
        has: Vec<ItemTest>,
    },
    /// Another rule for some types or sizes of partners.
    When {
        /// Any of these types; none: any type.
        partner: Vec<PartnerType>,
        /// Of this size; missing: any size.
        size: Option<SizeRange>,
        /// What they must meet, and what all others must meet.
        branches: Box<[Criterion; 2]>,
    },
    /// Another designation is held: granted, or its criteria hold.
    Holds(Id<Tier>),
    /// Held at the end of each of the last months, and holds now.
    Sustained {
        /// How many months.
        months: u16,
        /// What held.
        of: Box<Criterion>,
    },
    /// Held at some month's end since the last fiscal year began, so it counts through the next one.
    ThroughNextFiscalYear(Box<Criterion>),
    /// Held on one day or more of a time.
    OnAnyDay {
        /// Of which time.
        within: Span,
        /// What held.
        of: Box<Criterion>,
    },
    /// A fee is paid.
    Paid(String),
    /// A role decided so on named evidence; a recorded decision answers it.
    Judged {
        /// Which role decides.
        by: String,
        /// On what evidence.
        on: String,
    },
}

impl Criterion {
    /// Whether a node asks something of the partner itself and has no conditions that count on their own.
    pub fn is_leaf(&self) -> bool {
        !matches!(self, Self::All(_) | Self::Any(_) | Self::AtLeast { .. } | Self::Not(_) | Self::When { .. })
    }

    /// The deepest nesting that is accepted.
    pub const MAX_DEPTH: usize = 8;

    /// The conditions directly inside.
    pub fn children(&self) -> &[Criterion] {
        match self {
            Self::All(inner) | Self::Any(inner) | Self::AtLeast { of: inner, .. } => inner,
            Self::Not(inner)
            | Self::Sustained { of: inner, .. }
            | Self::ThroughNextFiscalYear(inner)
            | Self::OnAnyDay { of: inner, .. } => std::slice::from_ref(inner),
            Self::When { branches, .. } => branches.as_slice(),
            _ => &[],
        }
    }

    /// The conditions directly inside, to be changed.
    pub fn children_mut(&mut self) -> &mut [Criterion] {
        match self {
            Self::All(inner) | Self::Any(inner) | Self::AtLeast { of: inner, .. } => inner,
            Self::Not(inner)
            | Self::Sustained { of: inner, .. }
            | Self::ThroughNextFiscalYear(inner)
            | Self::OnAnyDay { of: inner, .. } => std::slice::from_mut(inner),
            Self::When { branches, .. } => branches.as_mut_slice(),
            _ => &mut [],
        }
    }

    /// The node at a path of child positions from the root.
    pub fn at(&self, path: &[usize]) -> Option<&Criterion> {
        path.iter().try_fold(self, |node, &i| node.children().get(i))
    }

    /// The node at a path, to be changed.
    pub fn at_mut(&mut self, path: &[usize]) -> Option<&mut Criterion> {
        path.iter().try_fold(self, |node, &i| node.children_mut().get_mut(i))
    }

    /// Paths of all comparisons, in reading order.
    pub fn leaves(&self) -> Vec<Vec<usize>> {
        fn collect(node: &Criterion, path: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
            if matches!(node, Criterion::Meets { .. }) {
                found.push(path.clone());
            }
            for (i, child) in node.children().iter().enumerate() {
                path.push(i);
                collect(child, path, found);
                path.pop();
            }
        }
        let mut found = Vec::new();
        collect(self, &mut Vec::new(), &mut found);
        found
    }
}

choice! {
    /// How a metric is compared with its threshold.
    #[derive(Default)]
    pub enum Comparison {
        #[default]
        AtLeast = "at_least" => "at least",
        MoreThan = "more_than" => "more than",
        AtMost = "at_most" => "at most",
        LessThan = "less_than" => "less than",
        Equal = "equal" => "exactly",
    }
}

impl Comparison {
    /// Whether `value op threshold` holds.
    pub fn holds<T: PartialOrd>(self, value: &T, threshold: &T) -> bool {
        match self {
            Self::AtLeast => value >= threshold,
            Self::MoreThan => value > threshold,
            Self::AtMost => value <= threshold,
            Self::LessThan => value < threshold,
            Self::Equal => value == threshold,
        }
    }
}

choice! {
    /// The time over which a metric is taken.
    pub enum Window {
        T12m = "t12m" => "last 12 months",
        T90d = "t90d" => "last 90 days",
        LastQuarter = "last_quarter" => "last quarter",
        FiscalYtd = "fiscal_ytd" => "fiscal year to date",
        Ever = "ever" => "ever",
        Now = "now" => "now",
    }
}

/// What a metric counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetricKind {
    /// Money in the program's currency.
    Money,
    /// A whole number.
    Count,
}

choice! {
    /// The metrics that the program computes itself.
    pub enum StandardMetric {
        SourcedArr = "sourced_arr" => "sourced revenue",
        InfluencedArr = "influenced_arr" => "influenced revenue",
        CreditedArr = "credited_arr" => "credited revenue",
        AllPartnerArr = "all_partner_arr" => "sourced and influenced revenue",
        SoldArr = "sold_arr" => "resold revenue",
        Referrals = "referrals" => "referrals",
        DealsRegistered = "deals_registered" => "deals registered",
        DealsClosed = "deals_closed" => "deals closed",
        ExamsPassed = "exams_passed" => "exams passed",
        TrainingsCompleted = "trainings_completed" => "trainings completed",
        ContentDownloads = "content_downloads" => "content downloads",
        CertifiedPeople = "certified_people" => "certified people",
    }
}

/// A metric: one the program computes, or one of the program's own, `x_` and up to 38 of `a-z 0-9 _`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Metric {
    /// Computed.
    Standard(StandardMetric),
    /// Entered under that name.
    Own(String),
    /// What a longer condition asks; never in a file.
    Measured(Arc<Measured>),
}

impl Metric {
    /// What it counts in; own metrics count in whole numbers unless a value says otherwise.
    pub fn kind(&self) -> MetricKind {
        match self {
            Self::Standard(
                StandardMetric::SourcedArr
                | StandardMetric::InfluencedArr
                | StandardMetric::CreditedArr
                | StandardMetric::AllPartnerArr
                | StandardMetric::SoldArr,
            ) => MetricKind::Money,
            Self::Standard(_) | Self::Own(_) => MetricKind::Count,
            Self::Measured(measured) => measured.kind(),
        }
    }

    /// The window where none is named.
    pub fn default_window(&self) -> Window {
        match self {
            Self::Standard(StandardMetric::CertifiedPeople) | Self::Own(_) | Self::Measured(_) => Window::Now,
            Self::Standard(_) => Window::T12m,
        }
    }

    /// The words on the screen.
    pub fn label(&self) -> &str {
        match self {
            Self::Standard(metric) => metric.label(),
            Self::Own(name) => name,
            Self::Measured(measured) => &measured.words,
        }
    }

    /// Whether the answer is yes or no, 1 or 0.
    pub fn is_yes_no(&self) -> bool {
        matches!(self, Self::Measured(measured) if measured.is_yes_no())
    }

    /// Whether the partner cannot work on it: what it is, not what it does.
    pub fn is_given(&self) -> bool {
        matches!(self, Self::Measured(measured) if measured.is_given())
    }
}

impl fmt::Display for Metric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Standard(metric) => f.write_str(metric.word()),
            Self::Own(name) => f.write_str(name),
            Self::Measured(measured) => f.write_str(&measured.words),
        }
    }
}

impl FromStr for Metric {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        if let Some(metric) = StandardMetric::ALL.iter().find(|metric| metric.word() == text) {
            return Ok(Self::Standard(*metric));
        }
        match text.strip_prefix("x_") {
            Some(name)
                if (1..=38).contains(&name.len())
                    && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') =>
            {
                Ok(Self::Own(text.to_owned()))
            }
            _ => Err(BadText::new(text, "a metric, such as \"sourced_arr\", or your own as \"x_name\"")),
        }
    }
}

serde_as_text!(Metric, "a metric as text, such as \"sourced_arr\"");
