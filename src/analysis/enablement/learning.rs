//! How far the people of partners have come in their training.

use std::collections::HashMap;

use crate::analysis::certification::{Certification, CompletedTraining};
use crate::analysis::derived::Derived;
use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::contact::Contact;
use crate::program::enablement::TrainingComponent;

/// Parts of training and people, out of those with any training.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Learning {
    /// Parts of the paths on which each person is furthest.
    pub assigned: u64,
    /// Those completed.
    pub completed: u64,
    /// People with any training.
    pub enrolled: u64,
    /// Those with a certificate that is valid.
    pub certified: u64,
}

/// The training of everybody who is with a partner, by the identifier of the person.
pub fn completed(program: &Program) -> HashMap<&str, CompletedTraining> {
    let mut all: HashMap<&str, CompletedTraining> = HashMap::new();
    for record in program.training.iter() {
        all.entry(record.contact.as_str()).or_default().add(record.component, record.completed_on);
    }
    all
}

/// The certification of which somebody has the most, held ones included, with what is missing of it.
pub fn furthest(derived: &Derived, training: &CompletedTraining) -> (Certification, Vec<TrainingComponent>) {
    let (as_of, policy) = (derived.as_of(), &derived.policy().certification);
    let standing = |one: Certification| (one, training.standing(one, as_of, policy).missing);
    let all = Certification::ALL.iter().copied().map(standing);
    all.min_by_key(|(_, missing)| missing.len()).unwrap_or((Certification::Sales, Vec::new()))
}

impl Learning {
    /// Of these people.
    pub fn of<'a>(program: &Program, derived: &Derived, people: impl Iterator<Item = &'a Contact>) -> Self {
        let (as_of, policy) = (derived.as_of(), &derived.policy().certification);
        let known = completed(program);
        let mut found = Self::default();
        for training in people.filter_map(|person| known.get(person.id.as_str())) {
            let (path, missing) = furthest(derived, training);
            let parts = path.components(policy.expert_rule).len() as u64;
            found.assigned += parts;
            found.completed += parts.saturating_sub(missing.len() as u64);
            found.enrolled += 1;
            found.certified += u64::from(training.is_certified(as_of, policy));
        }
        found
    }
}
