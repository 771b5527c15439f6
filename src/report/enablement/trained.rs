//! What each person of a partner has completed.

use crate::analysis::certification::{Certification, CompletedTraining};
use crate::program::choice::Choice;
use crate::program::contact::Contact;
use crate::program::enablement::TrainingComponent;
use crate::report::catalogue::View;

/// The people who are with their partner still, by partner and name.
pub(super) fn people<'a>(view: &View<'a>) -> Vec<(&'a str, &'a Contact)> {
    let here = |contact: &&Contact| contact.active && view.wants(Some(&contact.partner));
    let program = view.program;
    let named = |contact: &'a Contact| {
        let partner = program.partners.get(&contact.partner).map_or("", |partner| partner.name.as_str());
        (partner, contact)
    };
    let mut people: Vec<_> = program.contacts.iter().filter(here).map(named).collect();
    people.sort_by(|a, b| (a.0, &a.1.name, &a.1.id).cmp(&(b.0, &b.1.name, &b.1.id)));
    people
}

/// The certification somebody is nearest to: held or begun with the fewest parts missing, the sales path at first.
pub(super) fn path(view: &View<'_>, training: &CompletedTraining) -> (Certification, Vec<TrainingComponent>) {
    let as_of = view.derived.as_of();
    let policy = &view.derived.policy().certification;
    let standing = |one: Certification| (one, training.standing(one, as_of, policy));
    let open = Certification::ALL.iter().copied().map(standing);
    let begun = |one: &(Certification, crate::analysis::certification::CertificationStanding)| {
        one.1.missing.len() < one.0.components(policy.expert_rule).len() && one.1.days_left.is_none()
    };
    let nearest = open.filter(begun).min_by_key(|(_, standing)| standing.missing.len());
    nearest.map_or_else(
        || (Certification::Sales, training.standing(Certification::Sales, as_of, policy).missing),
        |(one, standing)| (one, standing.missing),
    )
}
