//! How partners are looked after: segments, capacity, contact, stages, escalations, and the program around them.

use super::scoring::RevenueLine;
use crate::analysis::exact::{Fraction, fraction};
use crate::analysis::lifecycle::StageLimits;
use crate::analysis::segment::SegmentRules;
use crate::program::goal::Cadence;
use crate::program::money::Money;
use crate::program::partner::Segment;
use crate::program::rate::Percent;
use crate::program::relationship::Severity;
use crate::program::settings::Settings;

/// Segments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentationPolicy {
    /// Revenue below which a partner is long-tail; of a tier: Silver.
    pub long_tail_below: RevenueLine,
    /// Share of partners with revenue that are at the top.
    pub top: Percent,
    /// Growth of strategic and growth partners.
    pub growth: Percent,
    /// Strategic value of a growing growth partner.
    pub min_strategic_value: Fraction,
    /// Most registrations of a long-tail partner in the last quarter.
    pub max_registrations: u32,
}

/// Partners one manager looks after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CapacityRange {
    /// At least; the worst case divides by it.
    pub low: u32,
    /// At most; the best case divides by it.
    pub high: u32,
}

/// Partners per manager by segment (R-37, C-39).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapacityPolicy {
    strategic: CapacityRange,
    growth: CapacityRange,
    stable: CapacityRange,
    long_tail: CapacityRange,
    at_risk: CapacityRange,
    /// Working hours of a manager, a year.
    pub manager_hours: u32,
}

impl CapacityPolicy {
    /// The range of a segment.
    pub fn of_segment(&self, segment: Segment) -> CapacityRange {
        match segment {
            Segment::Strategic => self.strategic,
            Segment::Growth => self.growth,
            Segment::Stable => self.stable,
            Segment::LongTail => self.long_tail,
            Segment::AtRisk => self.at_risk,
        }
    }

    pub(super) fn of(settings: &Settings) -> Self {
        let range = |segment: &str| CapacityRange {
            low: settings.count(&format!("capacity.{segment}_low")),
            high: settings.count(&format!("capacity.{segment}_high")),
        };
        Self {
            strategic: range("strategic"),
            growth: range("growth"),
            stable: range("stable"),
            long_tail: range("long_tail"),
            at_risk: range("at_risk"),
            manager_hours: settings.count("capacity.manager_hours"),
        }
    }
}

/// Contact by segment, and its limits in days (R-37, REL).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactPolicy {
    strategic: Cadence,
    growth: Cadence,
    stable: Cadence,
    long_tail: Cadence,
    at_risk: Cadence,
    /// Silence that is an error (REL-05).
    pub silence_days: u16,
    /// Longest time without executive contact (C-11, REL-09).
    pub executive_days: u16,
    /// A partner is answered within (REL-15).
    pub answer_days: u16,
    /// Our promises may be late by (REL-06).
    pub promise_days: u16,
    /// Feedback is answered within (REL-07).
    pub feedback_days: u16,
}

impl ContactPolicy {
    /// How often a segment hears from us.
    pub fn of_segment(&self, segment: Segment) -> Cadence {
        match segment {
            Segment::Strategic => self.strategic,
            Segment::Growth => self.growth,
            Segment::Stable => self.stable,
            Segment::LongTail => self.long_tail,
            Segment::AtRisk => self.at_risk,
        }
    }

    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            strategic: settings.choice("contact.strategic", Cadence::Weekly),
            growth: settings.choice("contact.growth", Cadence::Biweekly),
            stable: settings.choice("contact.stable", Cadence::Monthly),
            long_tail: settings.choice("contact.long_tail", Cadence::Quarterly),
            at_risk: settings.choice("contact.at_risk", Cadence::Weekly),
            silence_days: settings.span("contact.silence_days"),
            executive_days: settings.span("contact.executive_days"),
            answer_days: settings.span("contact.answer_days"),
            promise_days: settings.span("contact.promise_days"),
            feedback_days: settings.span("contact.feedback_days"),
        }
    }
}

/// Days allowed in the timed stages.
pub(super) fn lifecycle(settings: &Settings) -> StageLimits {
    StageLimits {
        recruit: settings.span("lifecycle.recruit_days"),
        onboard: settings.span("lifecycle.onboard_days"),
        enable: settings.span("lifecycle.enable_days"),
    }
}

/// Response to escalations, elapsed hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EscalationPolicy {
    critical: u16,
    high: u16,
    medium: u16,
    low: u16,
}

impl EscalationPolicy {
    /// Hours to respond, inclusive.
    pub fn hours(&self, severity: Severity) -> u16 {
        match severity {
            Severity::Critical => self.critical,
            Severity::High => self.high,
            Severity::Medium => self.medium,
            Severity::Low => self.low,
        }
    }

    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            critical: settings.span("escalation.critical_hours"),
            high: settings.span("escalation.high_hours"),
            medium: settings.span("escalation.medium_hours"),
            low: settings.span("escalation.low_hours"),
        }
    }
}

/// The program as a whole (R-46, R-51, R-53, R-54, PRG).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgramPolicy {
    /// People from which the organisation is in Growth, Scale, Enterprise (C-52).
    pub organisation_from: [u32; 3],
    /// Levels above the weakest dimension, at most.
    pub maturity_above_minimum: u32,
    /// Signed partners from which manual work gives a warning, an error (PRG-06).
    pub manual_from: [u32; 2],
    /// Activation that is an error (PRG-13).
    pub activation_error: Percent,
    /// Signed partners from which activation is judged (PRG-13).
    pub activation_min_partners: u32,
    /// Signed partners from which a system is needed (PRG-16).
    pub systems_from: u32,
    /// Share of the top partner that gives a warning (PRG-24).
    pub top_share: Percent,
    /// Share of the top five that gives a warning (PRG-24).
    pub top_five_share: Percent,
    /// Partners from which the top five are judged (PRG-24).
    pub concentration_min_partners: u32,
    /// Length of a pilot.
    pub pilot_days: u16,
    /// Qualified leads that pass a pilot.
    pub pilot_leads: u32,
    /// Term of an agreement, months.
    pub agreement_months: u16,
    /// Days between its checkpoints.
    pub checkpoint_days: u16,
    /// Days of notice.
    pub notice_days: u16,
}

impl SegmentationPolicy {
    /// The numbers of the rule, given the Silver threshold of the ladder in use.
    pub fn rules(&self, silver: Money) -> SegmentRules {
        SegmentRules {
            silver_threshold: self.long_tail_below.amount(silver),
            top_percent: self.top,
            growth_percent: self.growth,
            min_strategic_value: self.min_strategic_value,
            max_registrations: self.max_registrations,
        }
    }

    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            long_tail_below: RevenueLine::of(settings, "segmentation.silver_threshold"),
            top: settings.percent("segmentation.top_percent"),
            growth: settings.percent("segmentation.growth_percent"),
            min_strategic_value: fraction(settings.number("segmentation.min_strategic_value").decimal()),
            max_registrations: settings.count("segmentation.max_registrations"),
        }
    }
}

impl ProgramPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            organisation_from: [
                settings.count("organisation.growth_from"),
                settings.count("organisation.scale_from"),
                settings.count("organisation.enterprise_from"),
            ],
            maturity_above_minimum: settings.count("maturity.above_minimum"),
            manual_from: [
                settings.count("program.manual_warn_partners"),
                settings.count("program.manual_error_partners"),
            ],
            activation_error: settings.percent("program.activation_error"),
            activation_min_partners: settings.count("program.activation_min_partners"),
            systems_from: settings.count("program.systems_from"),
            top_share: settings.percent("program.top_share"),
            top_five_share: settings.percent("program.top_five_share"),
            concentration_min_partners: settings.count("program.concentration_min_partners"),
            pilot_days: settings.span("pilot.days"),
            pilot_leads: settings.count("pilot.leads_required"),
            agreement_months: settings.span("agreement.term_months"),
            checkpoint_days: settings.span("agreement.checkpoint_days"),
            notice_days: settings.span("agreement.notice_days"),
        }
    }
}
