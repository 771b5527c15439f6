//! R-28 over a program: what each deal registration protects on a day, whether it was decided in time, and which claims
//! on one account conflict.

use hashbrown::HashMap;
use jiff::civil::Date;

use super::registration::{
    AccountKey, Claim, ConflictReason, Protection, RegistrationRules, SlaState, conflicts, sla, state_at,
};
use crate::program::Program;
use crate::program::deal::{Account, DealRegistration, RegistrationState};
use crate::program::id::Id;

/// Another claim on the same account whose protection overlaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rival {
    /// The other registration.
    pub other: Id<DealRegistration>,
    /// Whether this one wins against it; nothing when neither does.
    pub wins: Option<bool>,
    /// Why.
    pub reason: ConflictReason,
}

/// Where a registration stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimStanding {
    /// The state: an approved one expires when its protection ends.
    pub state: RegistrationState,
    /// The days it protects.
    pub protection: Option<Protection>,
    /// Days left of it, 0 when there are none.
    pub days_left: Option<i32>,
    /// Whether it was decided in time.
    pub sla: SlaState,
    /// The minutes that took, where both times are known to the minute.
    pub minutes: Option<i64>,
    /// Claims in conflict with it.
    pub rivals: Vec<Rival>,
}

/// The account of a registration: its own, or that of the deal it became.
pub fn account_of<'a>(program: &'a Program, registration: &DealRegistration) -> Option<&'a Account> {
    let of_deal = || program.deals.get(registration.deal.as_ref()?)?.account.as_ref();
    program.accounts.get(registration.account.as_ref().or_else(of_deal)?)
}

/// Every registration with where it stands, in the order of their identifiers.
pub fn standings<'a>(
    program: &'a Program,
    rules: &RegistrationRules,
    as_of: Date,
) -> Vec<(&'a DealRegistration, ClaimStanding)> {
    let registrations: Vec<&DealRegistration> = program.registrations.iter().collect();
    let claims: Vec<Claim> = registrations.iter().map(|found| claim(program, found, rules)).collect();
    let mut rivals: Vec<Vec<Rival>> = vec![Vec::new(); claims.len()];
    for group in same_account(&claims) {
        let members: Vec<Claim> = group.iter().map(|&place| claims[place].clone()).collect();
        for conflict in conflicts(&members) {
            let (first, second) = (group[conflict.first], group[conflict.second]);
            let wins = |place: usize| conflict.winner.map(|winner| group[winner] == place);
            for (own, other) in [(first, second), (second, first)] {
                let other = registrations[other].id.clone();
                rivals[own].push(Rival { other, wins: wins(own), reason: conflict.reason });
            }
        }
    }
    let standing = |((registration, claim), rivals): ((&'a DealRegistration, &Claim), Vec<Rival>)| {
        let state = state_at(registration.state, claim.protection.as_ref(), as_of);
        let decided = registration.decided_at.and_then(crate::program::when::When::moment);
        let (sla, minutes) = sla(registration.state, claim.submitted, decided, None, rules.sla_hours);
        let days_left = claim.protection.map(|protection| protection.days_left(as_of));
        (registration, ClaimStanding { state, protection: claim.protection, days_left, sla, minutes, rivals })
    };
    registrations.into_iter().zip(&claims).zip(rivals).map(standing).collect()
}

fn claim(program: &Program, registration: &DealRegistration, rules: &RegistrationRules) -> Claim {
    let account = account_of(program, registration);
    Claim {
        account: account.map_or_else(AccountKey::default, |account| {
            AccountKey::new(account.domain.as_deref(), Some(&account.name))
        }),
        protection: Protection::of(registration.state, registration.approved_on, rules.protection_days),
        submitted: registration.submitted_at.moment(),
    }
}

/// Groups of two and more claims that may concern one account: those that share a domain or a name, directly or through
/// others; only inside a group can two claims conflict.
fn same_account(claims: &[Claim]) -> Vec<Vec<usize>> {
    let mut group_of: Vec<usize> = (0..claims.len()).collect();
    let mut first: HashMap<(bool, &str), usize> = HashMap::new();
    for (place, claim) in claims.iter().enumerate().filter(|(_, claim)| claim.protection.is_some()) {
        let keys = [(true, claim.account.domain.as_deref()), (false, claim.account.name.as_deref())];
        for (kind, key) in keys.into_iter().filter_map(|(kind, key)| Some((kind, key?))) {
            let other = *first.entry((kind, key)).or_insert(place);
            let (a, b) = (root(&mut group_of, place), root(&mut group_of, other));
            group_of[a.max(b)] = a.min(b);
        }
    }
    let mut groups: HashMap<usize, Vec<usize>> = HashMap::new();
    for place in 0..claims.len() {
        groups.entry(root(&mut group_of, place)).or_default().push(place);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().filter(|group| group.len() > 1).collect();
    groups.sort();
    groups
}

fn root(group_of: &mut [usize], mut place: usize) -> usize {
    while group_of[place] != place {
        group_of[place] = group_of[group_of[place]];
        place = group_of[place];
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{AnyRecord, Kind};
    use jiff::civil::date;

    fn program(rows: &[(&str, &str, &str, &str)]) -> Program {
        let mut program = Program::named("Claims");
        let mut put = |kind: Kind, text: String| program.put(AnyRecord::from_ron(kind, &text).unwrap());
        for (id, name, domain) in [("a", "Acme", "acme.example"), ("b", "ACME", "acme.example"), ("c", "Other", "")] {
            let domain = if domain.is_empty() { String::new() } else { format!("domain: {domain:?}, ") };
            put(Kind::Account, format!("(id: {id:?}, name: {name:?}, {domain}ownership: direct)"));
        }
        for (id, account, state, approved) in rows {
            put(
                Kind::DealRegistration,
                format!(
                    "(id: {id:?}, partner: \"p-{id}\", account: {account:?}, submitted_at: \"2026-01-01\", \
                     state: {state}, approved_on: {approved:?})"
                ),
            );
        }
        program
    }

    #[test]
    fn the_earlier_approval_wins_on_the_same_account_and_only_there() {
        let program = program(&[
            ("r1", "a", "approved", "2026-01-10"),
            ("r2", "b", "approved", "2026-01-20"),
            ("r3", "c", "approved", "2026-01-10"),
        ]);
        let found = standings(&program, &RegistrationRules::default(), date(2026, 2, 1));
        let wins = |place: usize| found[place].1.rivals.first().map(|rival| rival.wins);
        assert_eq!((wins(0), wins(1), wins(2)), (Some(Some(true)), Some(Some(false)), None));
    }

    #[test]
    fn protection_ends_after_its_days_and_the_registration_with_it() {
        let program = program(&[("r1", "a", "approved", "2026-01-10")]);
        let at = |as_of| {
            let found = standings(&program, &RegistrationRules::default(), as_of);
            (found[0].1.state, found[0].1.days_left)
        };
        assert_eq!(at(date(2026, 2, 8)), (RegistrationState::Approved, Some(1)));
        assert_eq!(at(date(2026, 2, 9)), (RegistrationState::Expired, Some(0)));
    }
}
