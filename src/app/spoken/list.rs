//! Every command in words, by family.

use super::spec::Spoken;
use super::{campaigns, closing, deals, meetings, partners, plans, records, reviews, tiers};

/// Every command, in the order of its list.
pub fn all() -> impl Iterator<Item = &'static Spoken> {
    [
        records::ALL,
        partners::ALL,
        tiers::ALL,
        deals::ALL,
        campaigns::ALL,
        plans::ALL,
        reviews::ALL,
        meetings::ALL,
        closing::ALL,
    ]
    .into_iter()
    .flatten()
}

/// The command of a name.
pub fn find(name: &str) -> Option<&'static Spoken> {
    all().find(|spoken| spoken.name == name)
}
