//! The form of an explanation, and which one a path asks for.

use crate::analysis::derived::{Derived, PartnerMeasures};
use crate::analysis::exact::{Fraction, shown, widened};
use crate::program::currency::Currency;
use crate::program::money::Money;
use crate::program::partner::Partner;

/// The fields of a partner that can be explained, as they stand in a path.
pub const PARTNER_FIELDS: &[&str] =
    &["health", "tier", "quadrant", "growth", "segment", "sourced", "influenced", "credited", "strategic_value"];

/// A named value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub label: String,
    /// The value, or `unknown`.
    pub value: String,
    /// Where it comes from or what it gives; may be empty.
    pub note: String,
}

/// Where a number comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The path that was asked for.
    pub path: String,
    /// What it is, in words.
    pub title: String,
    /// The value.
    pub value: String,
    /// The rule, such as `R-04`.
    pub rule: &'static str,
    /// What went in.
    pub inputs: Vec<Line>,
    /// What it was compared with.
    pub thresholds: Vec<Line>,
    /// The settings that took part, with their values.
    pub settings: Vec<Line>,
    /// What would change it.
    pub changes: Vec<String>,
}

impl Line {
    pub(super) fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), note: String::new() }
    }

    pub(super) fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

impl Explanation {
    pub(super) fn new(rule: &'static str, title: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            path: String::new(),
            title: title.into(),
            value: value.into(),
            rule,
            inputs: Vec::new(),
            thresholds: Vec::new(),
            settings: Vec::new(),
            changes: Vec::new(),
        }
    }
}

/// One partner and what follows for it, while it is being explained.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) derived: &'a Derived,
    pub(super) partner: &'a Partner,
    pub(super) measures: &'a PartnerMeasures,
}

impl Subject<'_> {
    /// An amount as people say it, in the program's currency.
    pub(super) fn told(&self, amount: Money) -> String {
        self.derived.currency().told(amount)
    }

    /// The same, or `unknown`.
    pub(super) fn money(&self, amount: Option<Money>) -> String {
        amount.map_or_else(|| "unknown".to_owned(), |amount| self.told(amount))
    }

    /// A setting with its value in force.
    pub(super) fn setting(&self, key: &str) -> Line {
        let settings = &self.derived.context().program.settings;
        let value = settings.get(key).map(|value| value.to_string()).unwrap_or_default();
        let default = settings.origin(key) == crate::program::settings::Origin::Preset;
        Line::new(key, value).with_note(if default { "default" } else { "decided" })
    }
}

impl Derived {
    /// The currency in which amounts are told.
    pub(super) fn currency(&self) -> Currency {
        self.context().program.profile.currency
    }

    /// Where the value at a path comes from: `partner/acme/health`, `deal/renewal/class`, `tier/gold/criteria`.
    ///
    /// Nothing for a path that names no such record or field.
    pub fn explain(&self, path: &str) -> Option<Explanation> {
        let mut parts = path.splitn(3, '/');
        let (kind, id, field) = (parts.next()?, parts.next()?, parts.next()?);
        let mut explanation = match kind {
            "partner" | "partners" => self.explain_partner(id, field)?,
            "tier" | "tiers" => self.explain_tier_cell(id, field)?,
            "deal" | "deals" if field == "class" || field == "credited" => self.explain_deal(id)?,
            _ => return None,
        };
        path.clone_into(&mut explanation.path);
        Some(explanation)
    }

    fn explain_partner(&self, id: &str, field: &str) -> Option<Explanation> {
        let partner = self.context().program.partners.find(id)?;
        let measures = self.partner(&partner.id)?;
        let subject = Subject { derived: self, partner, measures };
        Some(match field {
            "health" => subject.health(),
            "tier" | "tier_progress" | "qualified_tier" => subject.tier(),
            "quadrant" | "investment_call" | "strategic_value" => subject.quadrant(),
            "segment" => subject.segment(),
            "growth" => subject.growth(),
            "sourced" | "sourced_t12m" => subject.sourced(),
            "influenced" | "influenced_t12m" => subject.influenced(),
            "credited" | "credited_t12m" => subject.credited(),
            _ => return None,
        })
    }
}

pub(super) fn number(value: Option<Fraction>, places: u32) -> String {
    value.map_or_else(|| "unknown".to_owned(), |value| shown(&widened(&value), places))
}

pub(super) fn words(label: Option<&str>) -> String {
    label.unwrap_or("unknown").to_owned()
}
