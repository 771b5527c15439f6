//! The vocabularies of choices that only analysis needs.

use crate::program::choice::choice;
use crate::program::criterion::StandardMetric;

choice! {
    /// What strategic value is taken from (C-14).
    pub enum StrategicSource {
        EvaluationThenScorecard = "evaluation_then_scorecard" => "Evaluation, else scorecard",
        Evaluation = "evaluation" => "Evaluation",
        Scorecard = "scorecard" => "Scorecard",
    }
}
choice! {
    /// What outreach priority is taken from (C-14).
    pub enum ScoreSource {
        Scorecard = "scorecard" => "Scorecard",
        Evaluation = "evaluation" => "Evaluation",
    }
}
choice! {
    /// What the revenue axis of the matrix shows (C-61).
    pub enum MatrixAxis {
        ActualThenPotential = "actual_then_potential" => "Actual, else potential",
        Actual = "actual" => "Actual revenue",
        Potential = "potential" => "Revenue potential",
    }
}
choice! {
    /// Revenue that counts toward a tier, in place of what its criteria name (C-02).
    pub enum TierMetric {
        AsWritten = "as_written" => "As the criteria name it",
        Sourced = "sourced_t12m" => "Sourced, 12 months",
        Influenced = "influenced_t12m" => "Influenced, 12 months",
        Credited = "credited_t12m" => "Credited, 12 months",
        AllPartner = "all_partner_t12m" => "All partner, 12 months",
    }
}
impl TierMetric {
    /// The metric that stands in for the revenue metrics of a tier's criteria; none: as they name it.
    pub fn metric(self) -> Option<StandardMetric> {
        match self {
            Self::AsWritten => None,
            Self::Sourced => Some(StandardMetric::SourcedArr),
            Self::Influenced => Some(StandardMetric::InfluencedArr),
            Self::Credited => Some(StandardMetric::CreditedArr),
            Self::AllPartner => Some(StandardMetric::AllPartnerArr),
        }
    }
}

choice! {
    /// When a referral counts (C-05).
    pub enum ReferralRule {
        Any = "any" => "Every referral",
        Accepted = "accepted" => "Once accepted",
        Opportunity = "opportunity" => "Once an opportunity",
    }
}
choice! {
    /// Where progress to a tier starts.
    pub enum ProgressMode {
        FromZero = "from_zero" => "From zero",
        FromCurrent = "from_current" => "From the current tier",
    }
}
choice! {
    /// The revenue at which a tier has to pay for itself (C-37).
    pub enum EconomicsBasis {
        Average = "average" => "On average",
        Threshold = "threshold" => "At the threshold",
        Both = "both" => "Both",
    }
}
choice! {
    /// Where a partner's revenue comes from.
    pub enum RevenueOrigin {
        Deals = "deals" => "Deals",
        Records = "records" => "Quarterly records",
    }
}
choice! {
    /// When a partner is activated (C-43).
    pub enum ActivatedDefinition {
        WonEver = "won_ever" => "A won deal",
        RegisteredEver = "registered_ever" => "A registered deal",
    }
}
choice! {
    /// When a partner is active (C-43).
    pub enum ActiveDefinition {
        WonInWindow = "won_in_window" => "A won deal in the window",
        WonEver = "won_ever" => "A won deal ever",
        RegisteredInWindow = "registered_in_window" => "A registered deal in the window",
    }
}
choice! {
    /// What a wanted share of revenue is a share of (C-50, R-60).
    pub enum GoalBase {
        AtDueDate = "at_due_date" => "Revenue at the due date",
        TodayBase = "today_base" => "Today's revenue",
        NewRevenue = "new_revenue" => "New revenue until then",
    }
}
choice! {
    /// What the 40 to 50% benchmark counts (C-69).
    pub enum KpiBase {
        SourcedPlusInfluenced = "sourced_plus_influenced" => "Any partner involvement",
        InfluencedOnly = "influenced_only" => "Influenced alone",
    }
}
choice! {
    /// What Solutions Expert needs (C-67).
    pub enum ExpertRule {
        AllLevels = "all_levels" => "All levels and a case study",
        BothCertifications = "both_certifications" => "Both certifications and a case study",
    }
}
choice! {
    /// What webinar reach counts (C-25).
    pub enum ReachBase {
        Email = "email" => "Mailing lists",
        EmailAndSocial = "email_and_social" => "Mailing lists and social reach",
    }
}
choice! {
    /// Which rate of the tier pays a partner (C-18).
    pub enum PayCard {
        Commission = "commission" => "Commission",
        Margin = "margin" => "Margin",
    }
}
choice! {
    /// Who earns volume rebates (C-53).
    pub enum RebateScope {
        All = "all" => "All tiers",
        Platinum = "platinum" => "Platinum only",
    }
}
choice! {
    /// What rebates are counted on (C-53).
    pub enum RebateBase {
        NetPurchases = "net_purchases" => "What the partner paid",
        ListPrice = "list_price" => "List price",
    }
}
choice! {
    /// How often rebates are paid (C-59).
    pub enum RebateFrequency {
        Quarterly = "quarterly" => "Quarterly",
        Monthly = "monthly" => "Monthly",
        Yearly = "yearly" => "Yearly",
    }
}
choice! {
    /// When commission becomes payable (F138).
    pub enum PayableOn {
        FirstPayment = "first_payment" => "The customer's first payment",
        Implementation = "implementation" => "Implementation complete",
        TrialEnd = "trial_end" => "End of the trial",
    }
}
choice! {
    /// How the rates of bands apply (C-53, R-25).
    pub enum BandMethod {
        Slab = "slab" => "One rate for all",
        Marginal = "marginal" => "Each band its rate",
    }
}
choice! {
    /// What starts the MDF payout clock (C-09).
    pub enum PayoutTrigger {
        Receipt = "receipt" => "Receipt",
        Approval = "approval" => "Approval",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::attribution::InfluenceRule;
    use crate::analysis::matrix::InvestmentCall;
    use crate::analysis::scorecard::ScorecardScale;
    use crate::analysis::touches::AttributionModel;
    use crate::program::campaign::LeadModel;
    use crate::program::compensation::PaymentFrequency;
    use crate::program::goal::Cadence;
    use crate::program::settings::{Kind, registry};

    #[test]
    fn every_word_the_register_offers_is_understood() {
        type Vocabulary = &'static [(&'static str, &'static str)];
        let read: &[(&str, Vocabulary)] = &[
            ("scorecard.scale", ScorecardScale::CHOICES),
            ("matrix.strategic_source", StrategicSource::CHOICES),
            ("outreach.source", ScoreSource::CHOICES),
            ("matrix.axis", MatrixAxis::CHOICES),
            ("investment.channel.good", InvestmentCall::CHOICES),
            ("tier.metric", TierMetric::CHOICES),
            ("tier.referral_rule", ReferralRule::CHOICES),
            ("tier.progress_mode", ProgressMode::CHOICES),
            ("tier.economics_basis", EconomicsBasis::CHOICES),
            ("influence.report_rule", InfluenceRule::CHOICES),
            ("influence.pay_rule", InfluenceRule::CHOICES),
            ("touch.model", AttributionModel::CHOICES),
            ("revenue.source", RevenueOrigin::CHOICES),
            ("activated.definition", ActivatedDefinition::CHOICES),
            ("active.definition", ActiveDefinition::CHOICES),
            ("kpi.any_base", KpiBase::CHOICES),
            ("planner.denominator", GoalBase::CHOICES),
            ("certification.expert_rule", ExpertRule::CHOICES),
            ("webinar.reach_base", ReachBase::CHOICES),
            ("commission.technology_card", PayCard::CHOICES),
            ("commission.reseller_card", PayCard::CHOICES),
            ("rebate.scope", RebateScope::CHOICES),
            ("rebate.method", BandMethod::CHOICES),
            ("rebate.base", RebateBase::CHOICES),
            ("rebate.frequency", RebateFrequency::CHOICES),
            ("commission.payable_on", PayableOn::CHOICES),
            ("commission.frequency", PaymentFrequency::CHOICES),
            ("affiliate.band_method", BandMethod::CHOICES),
            ("mdf.payout_trigger", PayoutTrigger::CHOICES),
            ("leads.default_model", LeadModel::CHOICES),
            ("contact.growth", Cadence::CHOICES),
            ("cadence.newsletter", Cadence::CHOICES),
            ("cadence.survey", Cadence::CHOICES),
            ("cadence.advisory_board", Cadence::CHOICES),
        ];
        for (key, vocabulary) in read {
            let Some(Kind::Choice(words)) = registry().definition(key).map(|definition| &definition.kind) else {
                panic!("{key} is not a choice");
            };
            for word in words {
                assert!(vocabulary.iter().any(|(known, _)| known == word), "{key}: {word}");
            }
        }
    }
}
