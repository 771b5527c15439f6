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
        use TrainingComponent::{CaseStudy, Exam, Level101, Level201, Level301, Level401, Project};
        let needed: &[TrainingComponent] = match (certification, rule) {
            (Certification::Sales, _) => &[Level101, Level201, Exam],
            (Certification::Technical, _) => &[Level101, Level301, Project],
            (Certification::Expert, ExpertRule::AllLevels) => &[Level101, Level201, Level301, Level401, CaseStudy],
            (Certification::Expert, ExpertRule::BothCertifications) => {
                &[Level101, Level201, Exam, Level301, Project, CaseStudy]
            }
        };
        needed
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
}
