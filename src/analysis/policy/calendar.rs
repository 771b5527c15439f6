//! What is due when: QBRs, cadences, certifications, content, webinars, campaigns.

use super::word::{ExpertRule, ReachBase};
use crate::analysis::cadence::IntervalDays;
use crate::analysis::funnel::FunnelRates;
use crate::analysis::qbr::QbrRules;
use crate::analysis::timeline::LeadRules;
use crate::program::campaign::LeadModel;
use crate::program::goal::Cadence;
use crate::program::rate::{Multiplier, Percent};
use crate::program::settings::Settings;

/// QBRs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QbrPolicy {
    /// Agenda minutes, pack, agenda and follow-up.
    pub rules: QbrRules,
    /// Length of a QBR, minutes.
    pub length_minutes: u16,
    /// Months to the next one.
    pub interval_months: u16,
    /// Days without a QBR that make it overdue (REL-10).
    pub overdue_days: u16,
    /// Top partners shown with their share (F3).
    pub top_partners: u32,
}

/// What the cadence words mean, and who hears how often (R-52, C-49, C-66).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CadencePolicy {
    /// Days of the intervals that are not counted in months (C-66).
    pub intervals: IntervalDays,
    /// Partner newsletter (C-49).
    pub newsletter: Cadence,
    /// Live partner training (C-49).
    pub training: Cadence,
    /// Days without live training that give a warning (ENB-05).
    pub training_max_days: u16,
    /// Affiliate newsletter (C-49).
    pub affiliate_newsletter: Cadence,
    /// NPS survey (F118).
    pub survey: Cadence,
    /// Advisory board (C-66).
    pub advisory_board: Cadence,
}

/// Certifications (R-44, C-67, C-70).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificationPolicy {
    /// Validity of Sales Certified, months.
    pub sales_months: u16,
    /// Validity of Technical Certified, months.
    pub technical_months: u16,
    /// Validity of Solutions Expert, months.
    pub expert_months: u16,
    /// Days left at which one is expiring, inclusive.
    pub expiring_days: u16,
    /// What Solutions Expert needs (C-67).
    pub expert_rule: ExpertRule,
    /// Whether the quick start certifies (C-45).
    pub quick_start_certifies: bool,
}

/// Training, portal and onboarding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnablementPolicy {
    /// Training completed of that assigned (C-44).
    pub completion_target: Percent,
    /// People certified of those enrolled.
    pub certification_target: Percent,
    /// Days in which a partner must have visited the portal.
    pub portal_days: u16,
    /// Whether onboarding has tasks for days 31 to 60.
    pub activation_tasks: bool,
    /// Onboardings per manager in a wave.
    pub concurrent_per_manager: u32,
    /// Days between waves.
    pub wave_gap_days: u16,
    /// Onboarding tasks may be late by (ENB-19).
    pub onboarding_late_days: u16,
    /// Enablement feedback is answered within (ENB-09).
    pub feedback_days: u16,
}

/// When content is stale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreshnessPolicy {
    /// Monthly content, days.
    pub monthly_days: u16,
    /// Quarterly content, days.
    pub quarterly_days: u16,
    /// Yearly content, days.
    pub annual_days: u16,
    /// Ongoing content, days.
    pub ongoing_days: u16,
    /// Case studies, months.
    pub case_study_months: u16,
}

/// The stages of a webinar, from reach to closed deals; the low end is the forecast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunnelPolicy {
    /// The five rates.
    pub rates: FunnelRates,
    /// Attendees who stay to the end, at least.
    pub engagement_low: Percent,
    /// Pipeline over cost, low and high.
    pub pipeline: [Multiplier; 2],
}

/// Webinars (R-21, R-55, C-25 to C-28, C-32).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebinarPolicy {
    /// What reach counts (C-25).
    pub reach_base: ReachBase,
    /// Own webinars before own rates are used (C-25).
    pub calibration_min: u32,
    /// The stages.
    pub funnel: FunnelPolicy,
    /// Usual registrants, low and high (C-26).
    pub registrants: [u32; 2],
    /// Whole length, minutes, low and high (C-32).
    pub total_minutes: [u16; 2],
    /// Presentation with demo, minutes, low and high (C-32).
    pub presentation_minutes: [u16; 2],
    /// Questions and answers, minutes, low and high (C-32).
    pub q_and_a_minutes: [u16; 2],
    /// Length that is an error, minutes.
    pub error_minutes: u16,
}

/// Campaigns and their leads (R-29, R-56, C-28, C-30).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignPolicy {
    /// Days of notice of campaigns and webinars (C-28).
    pub lead: LeadRules,
    /// Whether tasks move off weekends.
    pub weekend_shift: bool,
    /// Follow-up with leads within, hours (C-30).
    pub follow_up_hours: u16,
    /// Lead distribution of a new campaign (C-33).
    pub lead_model: LeadModel,
    /// Days after which the second side may contact a lead.
    pub secondary_after_days: u16,
    /// Whether our side takes the first lead in turn.
    pub ours_first: bool,
    /// Whether a qualified lead goes to the side whose list brought it; else in turn.
    pub qualified_to_source: bool,
}

impl QbrPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        let minutes = |section: &str| settings.span(&format!("qbr.minutes.{section}"));
        Self {
            rules: QbrRules {
                agenda_minutes: ["relationship", "performance", "pipeline", "joint_plan", "support"].map(minutes),
                pack_days: settings.span("qbr.pack_days"),
                agenda_days: settings.span("qbr.agenda_days"),
                follow_up_hours: settings.span("qbr.follow_up_hours"),
            },
            length_minutes: settings.span("qbr.length_minutes"),
            interval_months: settings.span("qbr.interval_months"),
            overdue_days: settings.span("qbr.overdue_days"),
            top_partners: settings.count("qbr.top_partners"),
        }
    }
}

impl CadencePolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            intervals: IntervalDays {
                weekly: settings.span("cadence.weekly_days"),
                bi_weekly: settings.span("cadence.biweekly_days"),
                bi_annual: settings.span("cadence.biannual_days"),
            },
            newsletter: settings.choice("cadence.newsletter", Cadence::Biweekly),
            training: settings.choice("cadence.training", Cadence::Monthly),
            training_max_days: settings.span("cadence.training_max_days"),
            affiliate_newsletter: settings.choice("cadence.affiliate_newsletter", Cadence::Biweekly),
            survey: settings.choice("cadence.survey", Cadence::Quarterly),
            advisory_board: settings.choice("cadence.advisory_board", Cadence::Biannual),
        }
    }
}

impl CertificationPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            sales_months: settings.span("certification.sales_months"),
            technical_months: settings.span("certification.technical_months"),
            expert_months: settings.span("certification.expert_months"),
            expiring_days: settings.span("certification.expiring_days"),
            expert_rule: settings.choice("certification.expert_rule", ExpertRule::AllLevels),
            quick_start_certifies: settings.flag("certification.quick_start_certifies"),
        }
    }
}

impl EnablementPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            completion_target: settings.percent("training.completion_target"),
            certification_target: settings.percent("training.certification_target"),
            portal_days: settings.span("training.portal_days"),
            activation_tasks: settings.flag("onboarding.activation_tasks"),
            concurrent_per_manager: settings.count("rollout.concurrent_per_manager"),
            wave_gap_days: settings.span("rollout.wave_gap_days"),
            onboarding_late_days: settings.span("onboarding.task_days"),
            feedback_days: settings.span("enablement.feedback_days"),
        }
    }
}

impl FreshnessPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            monthly_days: settings.span("freshness.monthly_days"),
            quarterly_days: settings.span("freshness.quarterly_days"),
            annual_days: settings.span("freshness.annual_days"),
            ongoing_days: settings.span("freshness.ongoing_days"),
            case_study_months: settings.span("freshness.case_study_months"),
        }
    }
}

impl FunnelPolicy {
    fn of(settings: &Settings) -> Self {
        let end = |end: &str| {
            ["registration", "attendance", "request", "opportunity", "close"]
                .map(|stage| settings.percent(&format!("webinar.{stage}_{end}")))
        };
        Self {
            rates: FunnelRates { low: end("low"), high: end("high") },
            engagement_low: settings.percent("webinar.engagement_low"),
            pipeline: [settings.multiplier("webinar.pipeline_low"), settings.multiplier("webinar.pipeline_high")],
        }
    }
}

impl WebinarPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        let minutes =
            |part: &str| [settings.span(&format!("agenda.{part}_low")), settings.span(&format!("agenda.{part}_high"))];
        Self {
            reach_base: settings.choice("webinar.reach_base", ReachBase::Email),
            calibration_min: settings.count("webinar.calibration_min"),
            funnel: FunnelPolicy::of(settings),
            registrants: [settings.count("webinar.registrants_low"), settings.count("webinar.registrants_high")],
            total_minutes: minutes("total"),
            presentation_minutes: minutes("presentation"),
            q_and_a_minutes: minutes("q_and_a"),
            error_minutes: settings.span("agenda.error_from"),
        }
    }
}

impl CampaignPolicy {
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            lead: LeadRules {
                error_days: settings.span("campaign.lead_error_days"),
                campaign_days: settings.span("campaign.lead_days"),
                webinar_days: settings.span("webinar.lead_days"),
            },
            weekend_shift: settings.flag("campaign.weekend_shift"),
            follow_up_hours: settings.span("campaign.follow_up_hours"),
            lead_model: settings.choice("leads.default_model", LeadModel::Share),
            secondary_after_days: settings.span("leads.secondary_after_days"),
            ours_first: settings.word("leads.alternate_first") == "ours",
            qualified_to_source: settings.word("leads.qualified_route") == "source",
        }
    }
}
