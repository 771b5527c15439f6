//! which certifications a person holds from the training completed (C-67, C-70).

use jiff::civil::Date;

use super::policy::{CertificationPolicy, ExpertRule};
use crate::program::choice::choice;
use crate::program::enablement::TrainingComponent;
use crate::program::period::{days_between, months_after};

choice! {
    /// What a person can be certified as.
    pub enum Certification {
        Sales = "sales_certified" => "Sales Certified",
        Technical = "technical_certified" => "Technical Certified",
        Expert = "solutions_expert" => "Solutions Expert",
    }
}

choice! {
    /// Where a person stands with a certification.
    pub enum CertificationStatus {
        NotEarned = "not_earned" => "Not earned",
        Valid = "valid" => "Valid",
        Expired = "expired" => "Expired",
    }
}

choice! {
    /// What a valid certification unlocks (C-70).
    pub enum CertificationBenefit {
        DealRegistration = "deal_registration" => "Deal registration",
        ImplementationRights = "implementation_rights" => "Implementation rights",
        PreferredPartner = "preferred_partner" => "Preferred partner",
    }
}

/// Time that the training of a certification takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TrainingTime {
    /// Hours, at least.
    pub hours_low: u16,
    /// Hours, at most.
    pub hours_high: u16,
    /// Whole days beside the hours.
    pub extra_days: u16,
}

/// Where a person stands with one certification on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificationStanding {
    /// Whether it holds.
    pub status: CertificationStatus,
    /// The day of the latest component.
    pub earned: Option<Date>,
    /// The first day on which it is no longer valid.
    pub expires: Option<Date>,
    /// Days left while it is valid, 1 on its last day.
    pub days_left: Option<i32>,
    /// Whether it is valid and soon over.
    pub expiring: bool,
    /// Components not completed yet, in the order of the path.
    pub missing: Vec<TrainingComponent>,
}

impl Certification {
    /// What it takes, in the order of the path (C-67).
    pub fn components(self, rule: ExpertRule) -> &'static [TrainingComponent] {
        use TrainingComponent::{CaseStudy, Exam, Level101, Level201, Level301, Level401, Project};
        match (self, rule) {
            (Self::Sales, _) => &[Level101, Level201, Exam],
            (Self::Technical, _) => &[Level101, Level301, Project],
            (Self::Expert, ExpertRule::AllLevels) => &[Level101, Level201, Level301, Level401, CaseStudy],
            (Self::Expert, ExpertRule::BothCertifications) => &[Level101, Level201, Level301, Exam, Project, CaseStudy],
        }
    }

    /// What it unlocks while it is valid.
    pub fn benefit(self) -> CertificationBenefit {
        match self {
            Self::Sales => CertificationBenefit::DealRegistration,
            Self::Technical => CertificationBenefit::ImplementationRights,
            Self::Expert => CertificationBenefit::PreferredPartner,
        }
    }

    /// Time that the levels on its path take (F56).
    pub fn training_time(self, rule: ExpertRule) -> TrainingTime {
        self.components(rule).iter().fold(TrainingTime::default(), |sum, component| {
            let (hours_low, hours_high, extra_days) = match component {
                TrainingComponent::Level101 => (2, 4, 0),
                TrainingComponent::Level201 => (4, 8, 0),
                TrainingComponent::Level301 => (8, 16, 0),
                TrainingComponent::Level401 => (0, 0, 2),
                TrainingComponent::Exam | TrainingComponent::Project | TrainingComponent::CaseStudy => (0, 0, 0),
            };
            TrainingTime {
                hours_low: sum.hours_low + hours_low,
                hours_high: sum.hours_high + hours_high,
                extra_days: sum.extra_days + extra_days,
            }
        })
    }
}

/// The latest day on which a person completed each component.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CompletedTraining([Option<Date>; 7]);

impl CompletedTraining {
    /// Takes note of a component; a later completion replaces an earlier one.
    pub fn add(&mut self, component: TrainingComponent, completed_on: Date) {
        let latest = &mut self.0[component as usize];
        *latest = (*latest).max(Some(completed_on));
    }

    /// When a component was last completed.
    pub fn completed(&self, component: TrainingComponent) -> Option<Date> {
        self.0[component as usize]
    }

    /// The day on which a certification was earned: that of its latest component.
    pub fn earned_on(&self, certification: Certification, rule: ExpertRule) -> Option<Date> {
        certification
            .components(rule)
            .iter()
            .map(|&component| self.completed(component))
            .try_fold(Date::MIN, |latest, on| Some(latest.max(on?)))
    }

    /// The first day on which a certification is no longer valid.
    pub fn valid_until(&self, certification: Certification, policy: &CertificationPolicy) -> Option<Date> {
        let months = match certification {
            Certification::Sales => policy.sales_months,
            Certification::Technical => policy.technical_months,
            Certification::Expert => policy.expert_months,
        };
        self.earned_on(certification, policy.expert_rule).map(|earned| months_after(earned, months.into()))
    }

    /// Whether a certification is valid on a day.
    pub fn is_valid(&self, certification: Certification, as_of: Date, policy: &CertificationPolicy) -> bool {
        self.earned_on(certification, policy.expert_rule).is_some_and(|earned| earned <= as_of)
            && self.valid_until(certification, policy).is_some_and(|until| as_of < until)
    }

    /// Days left of a valid certification, 1 on its last day.
    pub fn days_left(&self, certification: Certification, as_of: Date, policy: &CertificationPolicy) -> Option<i32> {
        let until = self.valid_until(certification, policy)?;
        self.is_valid(certification, as_of, policy).then(|| days_between(as_of, until))
    }

    /// Where a person stands with a certification on a day; components completed later do not count.
    pub fn standing(
        &self,
        certification: Certification,
        as_of: Date,
        policy: &CertificationPolicy,
    ) -> CertificationStanding {
        let counted = Self(self.0.map(|on| on.filter(|on| *on <= as_of)));
        let components = certification.components(policy.expert_rule).iter().copied();
        let days_left = counted.days_left(certification, as_of, policy);
        let earned = counted.earned_on(certification, policy.expert_rule);
        let status = match (earned, days_left) {
            (None, _) => CertificationStatus::NotEarned,
            (Some(_), Some(_)) => CertificationStatus::Valid,
            (Some(_), None) => CertificationStatus::Expired,
        };
        CertificationStanding {
            status,
            earned,
            expires: counted.valid_until(certification, policy),
            days_left,
            expiring: days_left.is_some_and(|days| days <= i32::from(policy.expiring_days)),
            missing: components.filter(|component| counted.completed(*component).is_none()).collect(),
        }
    }

    /// Whether any certification is valid on a day.
    pub fn is_certified(&self, as_of: Date, policy: &CertificationPolicy) -> bool {
        [Certification::Sales, Certification::Technical, Certification::Expert]
            .into_iter()
            .any(|certification| self.is_valid(certification, as_of, policy))
    }
}

impl FromIterator<(TrainingComponent, Date)> for CompletedTraining {
    fn from_iter<I: IntoIterator<Item = (TrainingComponent, Date)>>(completed: I) -> Self {
        let mut training = Self::default();
        for (component, on) in completed {
            training.add(component, on);
        }
        training
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::policy::Policy;
    use jiff::civil::date;

    #[test]
    fn a_certification_is_valid_from_its_latest_component_until_before_its_end() {
        let policy = Policy::default().certification;
        let training: CompletedTraining = [
            (TrainingComponent::Level101, date(2025, 1, 10)),
            (TrainingComponent::Exam, date(2025, 3, 31)),
            (TrainingComponent::Level201, date(2025, 2, 1)),
        ]
        .into_iter()
        .collect();
        let valid = |on| training.is_valid(Certification::Sales, on, &policy);
        assert!(!valid(date(2025, 3, 30)) && valid(date(2025, 3, 31)) && valid(date(2026, 3, 30)));
        assert!(!valid(date(2026, 3, 31)));
        assert_eq!(training.days_left(Certification::Sales, date(2026, 3, 30), &policy), Some(1));
        assert!(!training.is_valid(Certification::Technical, date(2025, 6, 1), &policy));
    }

    #[test]
    fn a_component_of_tomorrow_is_missing_today() {
        let policy = Policy::default().certification;
        let training: CompletedTraining = [
            (TrainingComponent::Level101, date(2025, 1, 10)),
            (TrainingComponent::Level201, date(2025, 1, 12)),
            (TrainingComponent::Exam, date(2025, 1, 20)),
        ]
        .into_iter()
        .collect();
        let standing = training.standing(Certification::Sales, date(2025, 1, 19), &policy);
        assert_eq!((standing.status, standing.expires), (CertificationStatus::NotEarned, None));
        assert_eq!(standing.missing, [TrainingComponent::Exam]);
        let standing = training.standing(Certification::Sales, date(2025, 12, 1), &policy);
        assert!(standing.expiring && standing.missing.is_empty());
        let expired = training.standing(Certification::Sales, date(2026, 1, 20), &policy);
        assert_eq!((expired.status, expired.days_left, expired.expiring), (CertificationStatus::Expired, None, false));
    }

    #[test]
    fn paths_take_the_hours_of_their_levels() {
        let time = |certification: Certification, rule| {
            let time = certification.training_time(rule);
            (time.hours_low, time.hours_high, time.extra_days)
        };
        assert_eq!(time(Certification::Sales, ExpertRule::AllLevels), (6, 12, 0));
        assert_eq!(time(Certification::Technical, ExpertRule::AllLevels), (10, 20, 0));
        assert_eq!(time(Certification::Expert, ExpertRule::AllLevels), (14, 28, 2));
        assert_eq!(time(Certification::Expert, ExpertRule::BothCertifications), (14, 28, 0));
    }
}
