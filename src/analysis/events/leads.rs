//! which side receives a lead and which one contacts it first (C-33).

use crate::analysis::policy::CampaignPolicy;
use crate::program::campaign::LeadModel;
use crate::program::choice::choice;
use crate::program::moment::Moment;

choice! {
    /// A side that can contact a lead.
    pub enum LeadSide {
        Ours = "ours" => "Ours",
        Partner = "partner" => "Partner",
    }
}

choice! {
    /// Why a side contacts a lead first.
    pub enum ContactBasis {
        Source = "source" => "From its list",
        Alternate = "alternate" => "Its turn",
        Primary = "primary" => "Primary side",
        Choice = "choice" => "The lead's choice",
    }
}

impl LeadSide {
    /// The other side.
    pub fn other(self) -> Self {
        match self {
            Self::Ours => Self::Partner,
            Self::Partner => Self::Ours,
        }
    }
}

/// How leads are distributed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DistributionRules {
    /// The side that takes the first turn.
    pub alternate_first: LeadSide,
    /// Days after which the second side may contact a lead.
    pub secondary_after_days: u16,
    /// Whether a qualified lead goes to the side whose list brought it; otherwise it takes a turn.
    pub qualified_to_source: bool,
}

impl Default for DistributionRules {
    fn default() -> Self {
        Self { alternate_first: LeadSide::Ours, secondary_after_days: 5, qualified_to_source: true }
    }
}

impl From<&CampaignPolicy> for DistributionRules {
    fn from(policy: &CampaignPolicy) -> Self {
        Self {
            alternate_first: if policy.ours_first { LeadSide::Ours } else { LeadSide::Partner },
            secondary_after_days: policy.secondary_after_days,
            qualified_to_source: policy.qualified_to_source,
        }
    }
}

/// What is known of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeadFacts<'a> {
    /// Identifier; it decides between leads of the same instant.
    pub id: &'a str,
    /// When it registered.
    pub registered_at: Moment,
    /// The side whose list brought it.
    pub source: Option<LeadSide>,
    /// Whether it is qualified.
    pub qualified: Option<bool>,
    /// The side it chose.
    pub choice: Option<LeadSide>,
}

/// Who gets a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AssignedLead {
    /// Position in the list that was given.
    pub index: usize,
    /// The sides that receive it, ours first.
    pub receivers: &'static [LeadSide],
    /// The one side that contacts it first, and why; nobody while it waits to be qualified.
    pub first_contact: Option<(LeadSide, ContactBasis)>,
    /// The other side, and when it may contact the lead (primary and secondary only).
    pub secondary: Option<(LeadSide, Moment)>,
}

const BOTH: &[LeadSide] = &[LeadSide::Ours, LeadSide::Partner];
const OURS: &[LeadSide] = &[LeadSide::Ours];
const PARTNER: &[LeadSide] = &[LeadSide::Partner];

/// every lead with its receivers and first contact, by the instant of registration, then by id.
///
/// `primary` is the side that comes first under [`LeadModel::PrimarySecondary`]; other models do not read it.
pub fn distribute(
    model: LeadModel,
    leads: &[LeadFacts<'_>],
    primary: LeadSide,
    rules: &DistributionRules,
) -> Vec<AssignedLead> {
    let mut order: Vec<(usize, &LeadFacts<'_>)> = leads.iter().enumerate().collect();
    order.sort_by(|(_, a), (_, b)| b.registered_at.minutes_until(a.registered_at).cmp(&0).then_with(|| a.id.cmp(b.id)));
    let mut turn = rules.alternate_first;
    let mut alternate = || {
        let side = turn;
        turn = turn.other();
        (side, ContactBasis::Alternate)
    };
    let assign = |(index, lead): (usize, &LeadFacts<'_>)| {
        let source = lead.source.map(|side| (side, ContactBasis::Source));
        let first_contact = match model {
            LeadModel::Share => Some(source.unwrap_or_else(&mut alternate)),
            LeadModel::PrimarySecondary => Some((primary, ContactBasis::Primary)),
            LeadModel::RoundRobin | LeadModel::Split => Some(alternate()),
            LeadModel::QualificationFirst if lead.qualified != Some(true) => None,
            LeadModel::QualificationFirst => {
                Some(source.filter(|_| rules.qualified_to_source).unwrap_or_else(&mut alternate))
            }
            LeadModel::SelfSelection => {
                Some(lead.choice.map_or_else(&mut alternate, |side| (side, ContactBasis::Choice)))
            }
        };
        let receivers = match (model, first_contact) {
            (LeadModel::Share | LeadModel::PrimarySecondary, _) => BOTH,
            (_, Some((LeadSide::Ours, _))) => OURS,
            (_, Some((LeadSide::Partner, _))) => PARTNER,
            (_, None) => &[],
        };
        let from = (model == LeadModel::PrimarySecondary)
            .then(|| lead.registered_at.days_later(rules.secondary_after_days.into()));
        AssignedLead { index, receivers, first_contact, secondary: from.map(|from| (primary.other(), from)) }
    };
    order.into_iter().map(assign).collect()
}

/// How many of `count` leads in turn go to our side and to the partner.
pub fn in_turn(count: u64, first: LeadSide) -> (u64, u64) {
    let (more, fewer) = (count.div_ceil(2), count / 2);
    match first {
        LeadSide::Ours => (more, fewer),
        LeadSide::Partner => (fewer, more),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lead<'a>(id: &'a str, at: &str) -> LeadFacts<'a> {
        LeadFacts { id, registered_at: at.parse().unwrap(), source: None, qualified: None, choice: None }
    }

    fn sides(assigned: &[AssignedLead]) -> Vec<Option<LeadSide>> {
        assigned.iter().map(|lead| lead.first_contact.map(|(side, _)| side)).collect()
    }

    #[test]
    fn the_instant_decides_then_the_id_whatever_the_offset() {
        let leads =
            [lead("c", "2025-06-10T10:00Z"), lead("b", "2025-06-10T12:00+02:00"), lead("a", "2025-06-10T10:00Z")];
        let assigned = distribute(LeadModel::Split, &leads, LeadSide::Ours, &DistributionRules::default());
        assert_eq!(assigned.iter().map(|lead| lead.index).collect::<Vec<_>>(), [2, 1, 0]);
        assert_eq!(sides(&assigned), [LeadSide::Ours, LeadSide::Partner, LeadSide::Ours].map(Some));
    }

    #[test]
    fn only_leads_that_need_it_take_a_turn() {
        let mut leads = ["1", "2", "3", "4"].map(|id| lead(id, "2025-06-10T10:00Z"));
        leads[0].source = Some(LeadSide::Partner);
        leads[2].source = Some(LeadSide::Ours);
        let rules = DistributionRules::default();
        let shared = distribute(LeadModel::Share, &leads, LeadSide::Ours, &rules);
        let expected = [LeadSide::Partner, LeadSide::Ours, LeadSide::Ours, LeadSide::Partner].map(Some);
        assert_eq!(sides(&shared), expected);
        assert!(shared.iter().all(|lead| lead.receivers == BOTH));
    }

    #[test]
    fn nobody_contacts_a_lead_before_it_is_qualified() {
        let mut leads = ["1", "2", "3", "4"].map(|id| lead(id, "2025-06-10T10:00Z"));
        leads[0].qualified = Some(false);
        (leads[2].qualified, leads[2].source) = (Some(true), Some(LeadSide::Partner));
        leads[3].qualified = Some(true);
        let mut rules = DistributionRules::default();
        let by_source = distribute(LeadModel::QualificationFirst, &leads, LeadSide::Ours, &rules);
        assert_eq!(sides(&by_source), [None, None, Some(LeadSide::Partner), Some(LeadSide::Ours)]);
        assert!(by_source[0].receivers.is_empty());
        rules.qualified_to_source = false;
        let in_turn = distribute(LeadModel::QualificationFirst, &leads, LeadSide::Ours, &rules);
        assert_eq!(sides(&in_turn), [None, None, Some(LeadSide::Ours), Some(LeadSide::Partner)]);
    }

    #[test]
    fn the_second_side_waits_in_the_clock_of_the_lead() {
        let leads = [lead("1", "2025-06-10T10:00+02:00")];
        let rules = DistributionRules::default();
        let assigned = distribute(LeadModel::PrimarySecondary, &leads, LeadSide::Partner, &rules);
        let (side, from) = assigned[0].secondary.unwrap();
        assert_eq!((side, from.to_string().as_str()), (LeadSide::Ours, "2025-06-15T10:00+02:00"));
    }

    proptest! {
        #[test]
        fn turns_differ_by_at_most_one(count in 0_u64..1000, ours_first: bool) {
            let first = if ours_first { LeadSide::Ours } else { LeadSide::Partner };
            let (ours, partner) = in_turn(count, first);
            prop_assert_eq!(ours + partner, count);
            prop_assert!(ours.abs_diff(partner) <= 1);
            let leads = vec![lead("x", "2025-06-10T10:00Z"); count as usize];
            let rules = DistributionRules { alternate_first: first, ..DistributionRules::default() };
            let assigned = distribute(LeadModel::RoundRobin, &leads, LeadSide::Ours, &rules);
            let to_us = sides(&assigned).iter().filter(|side| **side == Some(LeadSide::Ours)).count();
            prop_assert_eq!(to_us as u64, ours);
        }
    }
}
