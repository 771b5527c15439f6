//! How criteria stand in a file: the branches of `when` by name, every other node as it is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::criterion::{Comparison, Criterion, Metric, Window};
use super::currency::Currency;
use super::id::Id;
use super::measure::{ItemTest, Measure, Quantifier, Scope, SizeRange, Span};
use super::partner::PartnerType;
use super::point_scheme::PointScheme;
use super::quantity::Quantity;
use super::tier::Tier;

/// A criterion as it is written.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename = "Criterion", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Form {
    All(Vec<Criterion>),
    Any(Vec<Criterion>),
    AtLeast {
        n: u32,
        of: Vec<Criterion>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        must: Vec<u32>,
    },
    Not(Box<Criterion>),
    Meets {
        metric: Metric,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        window: Option<Window>,
        #[serde(default, skip_serializing_if = "is_at_least")]
        op: Comparison,
        value: Quantity,
    },
    Compare {
        measure: Measure,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        window: Option<Span>,
        #[serde(default, skip_serializing_if = "is_whole")]
        scope: Scope,
        #[serde(default, skip_serializing_if = "is_at_least")]
        op: Comparison,
        value: Quantity,
        #[serde(default, deserialize_with = "super::unique_map::unique", skip_serializing_if = "BTreeMap::is_empty")]
        values: BTreeMap<Currency, Quantity>,
    },
    Points {
        scheme: Id<PointScheme>,
        at_least: Quantity,
    },
    Items {
        which: Quantifier,
        kind: String,
        #[serde(default, rename = "where", skip_serializing_if = "Vec::is_empty")]
        given: Vec<ItemTest>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        has: Vec<ItemTest>,
    },
    When {
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        partner: Vec<PartnerType>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        size: Option<SizeRange>,
        then: Box<Criterion>,
        otherwise: Box<Criterion>,
    },
    Holds(Id<Tier>),
    Sustained {
        months: u16,
        of: Box<Criterion>,
    },
    ThroughNextFiscalYear(Box<Criterion>),
    OnAnyDay {
        within: Span,
        of: Box<Criterion>,
    },
    Paid(String),
    Judged {
        by: String,
        on: String,
    },
}

fn is_at_least(op: &Comparison) -> bool {
    *op == Comparison::AtLeast
}

fn is_whole(scope: &Scope) -> bool {
    *scope == Scope::Whole
}

impl From<Form> for Criterion {
    fn from(form: Form) -> Self {
        match form {
            Form::All(of) => Self::All(of),
            Form::Any(of) => Self::Any(of),
            Form::AtLeast { n, of, must } => Self::AtLeast { n, of, must },
            Form::Not(of) => Self::Not(of),
            Form::Meets { metric, window, op, value } => Self::Meets { metric, window, op, value },
            Form::Compare { measure, window, scope, op, value, values } => {
                Self::Compare { measure, window, scope, op, value, values }
            }
            Form::Points { scheme, at_least } => Self::Points { scheme, at_least },
            Form::Items { which, kind, given, has } => Self::Items { which, kind, given, has },
            Form::When { partner, size, then, otherwise } => {
                Self::When { partner, size, branches: Box::new([*then, *otherwise]) }
            }
            Form::Holds(tier) => Self::Holds(tier),
            Form::Sustained { months, of } => Self::Sustained { months, of },
            Form::ThroughNextFiscalYear(of) => Self::ThroughNextFiscalYear(of),
            Form::OnAnyDay { within, of } => Self::OnAnyDay { within, of },
            Form::Paid(fee) => Self::Paid(fee),
            Form::Judged { by, on } => Self::Judged { by, on },
        }
    }
}

impl From<Criterion> for Form {
    fn from(criterion: Criterion) -> Self {
        match criterion {
            Criterion::All(of) => Self::All(of),
            Criterion::Any(of) => Self::Any(of),
            Criterion::AtLeast { n, of, must } => Self::AtLeast { n, of, must },
            Criterion::Not(of) => Self::Not(of),
            Criterion::Meets { metric, window, op, value } => Self::Meets { metric, window, op, value },
            Criterion::Compare { measure, window, scope, op, value, values } => {
                Self::Compare { measure, window, scope, op, value, values }
            }
            Criterion::Points { scheme, at_least } => Self::Points { scheme, at_least },
            Criterion::Items { which, kind, given, has } => Self::Items { which, kind, given, has },
            Criterion::When { partner, size, branches } => {
                let [then, otherwise] = *branches;
                Self::When { partner, size, then: Box::new(then), otherwise: Box::new(otherwise) }
            }
            Criterion::Holds(tier) => Self::Holds(tier),
            Criterion::Sustained { months, of } => Self::Sustained { months, of },
            Criterion::ThroughNextFiscalYear(of) => Self::ThroughNextFiscalYear(of),
            Criterion::OnAnyDay { within, of } => Self::OnAnyDay { within, of },
            Criterion::Paid(fee) => Self::Paid(fee),
            Criterion::Judged { by, on } => Self::Judged { by, on },
        }
    }
}
