//! how much of what partners are offered they use, and what to do where it is too little.

use super::exact::{Exact, of_percent, ratio};
use crate::program::choice::choice;
use crate::program::rate::Percent;

choice! {
    /// A benefit whose use is watched.
    pub enum UsedBenefit {
        Mdf = "mdf" => "Marketing funds",
        Training = "training" => "Training",
        DealRegistration = "deal_registration" => "Deal registration",
        ContentLibrary = "content_library" => "Content library",
        SalesSupport = "sales_support" => "Sales support",
    }
}

choice! {
    /// Whether a benefit is used enough.
    pub enum UseVerdict {
        Pass = "pass" => "Pass",
        Fail = "fail" => "Fail",
        NotAvailable = "n_a" => "n/a",
        Unknown = "unknown" => "Unknown",
    }
}

choice! {
    /// What to do where a benefit is used too little.
    pub enum UseAction {
        SimplifyProcessEducate = "simplify_process_educate" => "Simplify the process and educate partners",
        ImproveContentScheduling = "improve_content_scheduling" => "Improve content and scheduling",
        ReduceFrictionTrain = "reduce_friction_train" => "Reduce friction and train partners",
        BetterCurationPromotion = "better_curation_promotion" => "Curate better and promote",
        AwarenessCampaign = "awareness_campaign" => "Run an awareness campaign",
    }
}

impl UsedBenefit {
    /// How much of it should be used.
    pub fn default_target(self) -> Percent {
        Percent::whole(match self {
            Self::Mdf => 80,
            Self::Training => 60,
            Self::DealRegistration => 70,
            Self::ContentLibrary => 40,
            Self::SalesSupport => 50,
        })
    }

    /// What to do where it is used too little.
    pub fn action(self) -> UseAction {
        match self {
            Self::Mdf => UseAction::SimplifyProcessEducate,
            Self::Training => UseAction::ImproveContentScheduling,
            Self::DealRegistration => UseAction::ReduceFrictionTrain,
            Self::ContentLibrary => UseAction::BetterCurationPromotion,
            Self::SalesSupport => UseAction::AwarenessCampaign,
        }
    }
}

/// How much of one benefit is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utilization {
    /// Used out of offered, as a factor; nothing when either is unknown or nothing is offered.
    pub rate: Option<Exact>,
    /// Against the target, its end inside.
    pub verdict: UseVerdict,
}

/// an unknown part leaves it unknown, nothing offered leaves no rate.
pub fn utilization(used: Option<&Exact>, offered: Option<&Exact>, target: Percent) -> Utilization {
    let (Some(used), Some(offered)) = (used, offered) else {
        return Utilization { rate: None, verdict: UseVerdict::Unknown };
    };
    let rate = ratio(used, offered);
    let verdict = match &rate {
        None => UseVerdict::NotAvailable,
        Some(rate) if *rate >= of_percent(target) => UseVerdict::Pass,
        Some(_) => UseVerdict::Fail,
    };
    Utilization { rate, verdict }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::exact::{exact, whole};
    use crate::analysis::policy::Policy;
    use crate::program::choice::Choice;

    #[test]
    fn just_under_the_target_fails_whatever_it_looks_like() {
        let used = exact("7999.99".parse().unwrap());
        let target = UsedBenefit::Mdf.default_target();
        assert_eq!(utilization(Some(&used), Some(&whole(10_000)), target).verdict, UseVerdict::Fail);
        assert_eq!(utilization(Some(&whole(8_000)), Some(&whole(10_000)), target).verdict, UseVerdict::Pass);
    }

    #[test]
    fn unknown_is_not_zero_and_nothing_offered_is_no_rate() {
        let target = Percent::whole(50);
        assert_eq!(utilization(None, Some(&whole(0)), target).verdict, UseVerdict::Unknown);
        assert_eq!(utilization(Some(&whole(0)), Some(&whole(0)), target).verdict, UseVerdict::NotAvailable);
    }

    #[test]
    fn the_targets_are_those_of_the_register() {
        let chosen = Policy::default().target;
        let chosen =
            [chosen.mdf_use, chosen.training_use, chosen.registration_use, chosen.content_use, chosen.support_use];
        assert_eq!(UsedBenefit::ALL.iter().map(|benefit| benefit.default_target()).collect::<Vec<_>>(), chosen);
    }
}
