//! R-28 and C-46: what a deal registration protects, whose claim wins, and who may register.

use jiff::civil::Date;

use super::truth::Truth;
use crate::program::choice::choice;
use crate::program::deal::RegistrationState;
use crate::program::moment::Moment;
use crate::program::period::{days_after, days_between};

/// The days on which a registration protects an account: from the approval until before the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Protection {
    /// First protected day.
    pub from: Date,
    /// First day no longer protected.
    pub end: Date,
}

choice! {
    /// Whether a registration was decided in time.
    pub enum SlaState {
        NotSubmitted = "not_submitted" => "Not submitted",
        Pending = "pending" => "Pending",
        Met = "met" => "Met",
        Missed = "missed" => "Missed",
        Unknown = "unknown" => "Unknown",
    }
}

choice! {
    /// What allows a partner to register deals (C-46).
    pub enum RegistrationGrant {
        Tier = "tier" => "Tier",
        FirstDays = "first_days" => "First days after signing",
        SalesCertified = "sales_certified" => "Sales Certified",
    }
}

choice! {
    /// Why one of two claims on an account wins.
    pub enum ConflictReason {
        EarlierApproval = "earlier_approval" => "Earlier approval",
        EarlierSubmission = "earlier_submission" => "Earlier submission",
        Undecided = "undecided" => "Undecided",
    }
}

/// The numbers and switches of the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegistrationRules {
    /// Days of protection.
    pub protection_days: u16,
    /// Hours in which a registration is to be decided.
    pub sla_hours: u16,
    /// Days after signing in which everyone may register.
    pub first_days: u16,
    /// The rank from which a tier may register; 0 is the base tier.
    pub min_tier_rank: u8,
    /// Whether a tier allows it.
    pub allow_tier: bool,
    /// Whether the first days allow it.
    pub allow_first_days: bool,
    /// Whether a sales certification allows it.
    pub allow_certified: bool,
}

impl Default for RegistrationRules {
    fn default() -> Self {
        Self {
            protection_days: 30,
            sla_hours: 24,
            first_days: 90,
            min_tier_rank: 1,
            allow_tier: true,
            allow_first_days: true,
            allow_certified: true,
        }
    }
}

impl Protection {
    /// The protection of a registration: approved, converted and expired ones have one.
    pub fn of(state: RegistrationState, approved_on: Option<Date>, days: u16) -> Option<Self> {
        let approved =
            matches!(state, RegistrationState::Approved | RegistrationState::Converted | RegistrationState::Expired);
        let from = approved_on.filter(|_| approved)?;
        Some(Self { from, end: days_after(from, days.into()) })
    }

    /// Whether a day is protected.
    pub fn covers(&self, date: Date) -> bool {
        self.from <= date && date < self.end
    }

    /// The last protected day.
    pub fn through(&self) -> Date {
        days_after(self.end, -1)
    }

    /// Days left while protected, otherwise 0.
    pub fn days_left(&self, as_of: Date) -> i32 {
        if self.covers(as_of) { days_between(as_of, self.end) } else { 0 }
    }

    /// Whether two protections share a day.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.from < other.end && other.from < self.end
    }

    /// Whether a quote of that day earns the margin bonus.
    pub fn earns_bonus(&self, quote_on: Date) -> bool {
        self.covers(quote_on)
    }
}

/// The state on a day: an approved registration expires when its protection ends.
pub fn state_at(state: RegistrationState, protection: Option<&Protection>, as_of: Date) -> RegistrationState {
    match (state, protection) {
        (RegistrationState::Approved, Some(protection)) if as_of >= protection.end => RegistrationState::Expired,
        _ => state,
    }
}

/// Whether the decision was in time, and the minutes it took or has taken so far.
pub fn sla(
    state: RegistrationState,
    submitted: Option<Moment>,
    decided: Option<Moment>,
    now: Option<Moment>,
    hours: u16,
) -> (SlaState, Option<i64>) {
    if state == RegistrationState::Draft {
        return (SlaState::NotSubmitted, None);
    }
    let Some(submitted) = submitted else { return (SlaState::Unknown, None) };
    let limit = i64::from(hours) * 3600;
    let measured = |until: Moment, met: SlaState| {
        let state = if submitted.seconds_until(until) <= limit { met } else { SlaState::Missed };
        (state, Some(submitted.minutes_until(until)))
    };
    match (decided, now) {
        (Some(decided), _) => measured(decided, SlaState::Met),
        (None, _) if state != RegistrationState::Submitted => (SlaState::Unknown, None),
        (None, None) => (SlaState::Pending, None),
        (None, Some(now)) => measured(now, SlaState::Pending),
    }
}

/// C-46: whether a partner may register on a day, and what allows it.
pub fn may_register(
    tier_rank: Option<u8>,
    signed_on: Option<Date>,
    sales_certified: Option<bool>,
    on: Date,
    rules: &RegistrationRules,
) -> (Truth, Vec<RegistrationGrant>) {
    let first_days = signed_on.map(|signed| signed <= on && on < days_after(signed, rules.first_days.into()));
    let tests = [
        (rules.allow_tier, tier_rank.map(|rank| rank >= rules.min_tier_rank), RegistrationGrant::Tier),
        (rules.allow_first_days, first_days, RegistrationGrant::FirstDays),
        (rules.allow_certified, sales_certified, RegistrationGrant::SalesCertified),
    ];
    let mut answer = Truth::No;
    let mut granted = Vec::new();
    for (_, known, grant) in tests.into_iter().filter(|(enabled, ..)| *enabled) {
        answer = answer.or(known.into());
        if known == Some(true) {
            granted.push(grant);
        }
    }
    (answer, granted)
}

/// What tells one account from another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccountKey {
    /// The normalized domain.
    pub domain: Option<String>,
    /// The normalized name.
    pub name: Option<String>,
}

impl AccountKey {
    /// The key of an account as it was entered.
    pub fn new(domain: Option<&str>, name: Option<&str>) -> Self {
        Self {
            domain: domain.map(normalized_domain).filter(|domain| !domain.is_empty()),
            name: name.map(normalized_name).filter(|name| !name.is_empty()),
        }
    }

    /// Whether both are one account: by domain where both have one, otherwise by name.
    pub fn same(&self, other: &Self) -> bool {
        match (&self.domain, &other.domain) {
            (Some(own), Some(other)) => own == other,
            _ => self.name.is_some() && self.name == other.name,
        }
    }
}

/// Lower case, without scheme, `www.`, path and trailing dots.
pub fn normalized_domain(text: &str) -> String {
    let text = text.trim().to_lowercase();
    let text = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(&text);
    let text = text.split(['/', '?', '#', ':']).next().unwrap_or("");
    text.strip_prefix("www.").unwrap_or(text).trim_end_matches('.').to_owned()
}

/// Lower case, runs of white space as one space.
pub fn normalized_name(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A claim on an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The account.
    pub account: AccountKey,
    /// The days it protects.
    pub protection: Option<Protection>,
    /// When it was submitted.
    pub submitted: Option<Moment>,
}

/// Two claims on one account whose protections overlap, by their positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict {
    /// The earlier in the list.
    pub first: usize,
    /// The later in the list.
    pub second: usize,
    /// The one that wins.
    pub winner: Option<usize>,
    /// Why.
    pub reason: ConflictReason,
}

/// every conflict among the claims, in their order.
pub fn conflicts(claims: &[Claim]) -> Vec<Conflict> {
    let mut found = Vec::new();
    for (first, a) in claims.iter().enumerate() {
        let Some(protected) = a.protection else { continue };
        for (second, b) in claims.iter().enumerate().skip(first + 1) {
            let Some(other) = b.protection else { continue };
            if !protected.overlaps(&other) || !a.account.same(&b.account) {
                continue;
            }
            let (winner, reason) = decide(first, second, (protected, a), (other, b));
            found.push(Conflict { first, second, winner, reason });
        }
    }
    found
}

fn decide(
    first: usize,
    second: usize,
    (a_protection, a): (Protection, &Claim),
    (b_protection, b): (Protection, &Claim),
) -> (Option<usize>, ConflictReason) {
    use std::cmp::Ordering::{Equal, Greater, Less};
    match a_protection.from.cmp(&b_protection.from) {
        Less => return (Some(first), ConflictReason::EarlierApproval),
        Greater => return (Some(second), ConflictReason::EarlierApproval),
        Equal => {}
    }
    let elapsed = a.submitted.zip(b.submitted).map(|(a, b)| a.seconds_until(b));
    match elapsed {
        None | Some(0) => (None, ConflictReason::Undecided),
        Some(seconds) => (Some(if seconds > 0 { first } else { second }), ConflictReason::EarlierSubmission),
    }
}
