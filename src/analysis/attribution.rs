//! whether a deal was sourced or influenced by a partner, with the evidence (C-15, C-16).

use jiff::civil::Date;

use super::truth::Truth;
use crate::program::choice::choice;
use crate::program::deal::DealTouchKind;
use crate::program::period::days_after;

choice! {
    /// What a deal is to the program.
    pub enum DealClass {
        Sourced = "sourced" => "Sourced",
        Influenced = "influenced" => "Influenced",
        None = "none" => "None",
        Unknown = "unknown" => "Unknown",
    }
}

choice! {
    /// What makes a deal partner-sourced; every enabled one must pass.
    pub enum SourcedCriterion {
        LeadSource = "lead_source" => "Lead source is the partner",
        RegisteredBeforeOpportunity = "registered_before_opportunity" => "Registered before the opportunity",
        RegisteredInTime = "registered_in_time" => "Registered in time after first contact",
        NoPriorDirect = "no_prior_direct" => "No direct engagement before the registration",
        PrimaryRelationship = "primary_relationship" => "Partner keeps the primary relationship",
    }
}

choice! {
    /// How one criterion came out.
    pub enum CriterionResult {
        Pass = "pass" => "Pass",
        Fail = "fail" => "Fail",
        Unknown = "unknown" => "Unknown",
        Off = "off" => "Off",
    }
}

choice! {
    /// What counts as influence (C-16).
    pub enum InfluenceRule {
        AnyTouch = "any_touch" => "Any documented touch",
        Strict = "strict" => "A substantial touch, and would not close without the partner",
    }
}

/// The switches of the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttributionRules {
    /// Which criteria are enabled, in the order of [`SourcedCriterion`].
    pub enabled: [bool; 5],
    /// Days after first contact in which a registration is in time.
    pub registration_days: u16,
    /// Whether the day of the opportunity itself counts as before it.
    pub same_day_counts: bool,
    /// What counts as influence in reports.
    pub report_rule: InfluenceRule,
    /// What counts as influence for payment.
    pub pay_rule: InfluenceRule,
}

impl Default for AttributionRules {
    fn default() -> Self {
        Self {
            enabled: [true; 5],
            registration_days: 7,
            same_day_counts: true,
            report_rule: InfluenceRule::AnyTouch,
            pay_rule: InfluenceRule::Strict,
        }
    }
}

/// The dates of a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DealDates {
    /// When the opportunity was created.
    pub created_on: Option<Date>,
    /// First contact with the customer.
    pub first_contact_on: Option<Date>,
    /// First engagement of our own sales; none recorded passes.
    pub direct_engagement_on: Option<Date>,
    /// The last day on which a touch counts: the close, or the as-of date of an open deal.
    pub touch_limit: Date,
}

/// A partner on a deal, and what is known of its part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartnerClaim<'a> {
    /// The partner, by whose identifier a tie between two sourcing partners is broken.
    pub id: &'a str,
    /// Whether the lead came from this partner.
    pub is_lead_source: Option<bool>,
    /// The date of its approved registration.
    pub registered_on: Option<Date>,
    /// Whether it keeps the primary relationship; unknown counts as yes.
    pub primary_relationship: Option<bool>,
    /// Whether the deal would not close without it.
    pub would_not_close_without: Option<bool>,
}

/// A touch by one of the partners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartnerTouch {
    /// The position of the partner in the list of claims.
    pub partner: usize,
    /// When.
    pub on: Date,
    /// What.
    pub kind: DealTouchKind,
    /// Whether there is a record of it.
    pub documented: bool,
}

/// What a deal is to one partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartnerPart {
    /// Whether the partner sourced the deal.
    pub sourced: Truth,
    /// The class for this partner.
    pub class: DealClass,
    /// Whether it influenced the deal in reports.
    pub influenced_report: Truth,
    /// Whether it influenced the deal for payment.
    pub influenced_pay: Truth,
    /// Its latest touch that counts.
    pub last_touch_on: Option<Date>,
    /// Every criterion, in the order of [`SourcedCriterion`].
    pub criteria: [CriterionResult; 5],
}

/// What a deal is to the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classification {
    /// The class.
    pub class: DealClass,
    /// The position of the sourcing partner in the list of claims.
    pub sourcing: Option<usize>,
    /// Whether two partners met every criterion (REV-22).
    pub two_candidates: bool,
    /// The part of each partner, in the order of the claims.
    pub parts: Vec<PartnerPart>,
}

///
pub fn classify(
    deal: &DealDates,
    claims: &[PartnerClaim<'_>],
    touches: &[PartnerTouch],
    rules: &AttributionRules,
) -> Classification {
    let criteria: Vec<_> = claims.iter().map(|claim| judge(deal, claim, rules)).collect();
    let mut sourced: Vec<Truth> = criteria.iter().map(is_sourced).collect();
    let candidates = (0..claims.len()).filter(|&index| sourced[index].is_yes());
    let two_candidates = candidates.clone().count() > 1;
    let no_date = Date::MAX;
    let sourcing = candidates.min_by_key(|&index| (claims[index].registered_on.unwrap_or(no_date), claims[index].id));
    if let Some(winner) = sourcing {
        for (index, answer) in sourced.iter_mut().enumerate() {
            *answer = (index == winner).into();
        }
    }
    let parts: Vec<PartnerPart> = (0..claims.len())
        .map(|index| {
            let eligible =
                touches.iter().filter(|touch| touch.partner == index && is_eligible(touch, deal.touch_limit));
            part_of(&claims[index], sourced[index], criteria[index], eligible, rules)
        })
        .collect();
    let any = |class: DealClass| parts.iter().any(|part| part.class == class);
    let class = [DealClass::Sourced, DealClass::Unknown, DealClass::Influenced].into_iter().find(|&class| any(class));
    Classification { class: class.unwrap_or(DealClass::None), sourcing, two_candidates, parts }
}

/// Whether a touch counts: documented, not a mere mention, and not after the limit.
pub fn is_eligible(touch: &PartnerTouch, limit: Date) -> bool {
    touch.documented && touch.kind != DealTouchKind::Mention && touch.on <= limit
}

fn part_of<'t>(
    claim: &PartnerClaim<'_>,
    sourced: Truth,
    criteria: [CriterionResult; 5],
    touches: impl Iterator<Item = &'t PartnerTouch>,
    rules: &AttributionRules,
) -> PartnerPart {
    let (mut last_touch_on, mut substantial) = (None, false);
    for touch in touches {
        last_touch_on = last_touch_on.max(Some(touch.on));
        substantial |= !matches!(touch.kind, DealTouchKind::Email | DealTouchKind::Mention);
    }
    let influence = |rule: InfluenceRule| match rule {
        _ if sourced.is_yes() => Truth::No,
        InfluenceRule::AnyTouch => last_touch_on.is_some().into(),
        InfluenceRule::Strict => Truth::from(substantial).and(claim.would_not_close_without.into()),
    };
    let influenced_report = influence(rules.report_rule);
    let class = match (sourced, influenced_report) {
        (Truth::Yes, _) => DealClass::Sourced,
        (Truth::Unknown, _) | (_, Truth::Unknown) => DealClass::Unknown,
        (Truth::No, Truth::Yes) => DealClass::Influenced,
        (Truth::No, Truth::No) => DealClass::None,
    };
    let influenced_pay = influence(rules.pay_rule);
    PartnerPart { sourced, class, influenced_report, influenced_pay, last_touch_on, criteria }
}

fn is_sourced(criteria: &[CriterionResult; 5]) -> Truth {
    let has = |result: CriterionResult| criteria.contains(&result);
    match () {
        () if has(CriterionResult::Fail) => Truth::No,
        () if has(CriterionResult::Unknown) => Truth::Unknown,
        () => has(CriterionResult::Pass).into(),
    }
}

fn judge(deal: &DealDates, claim: &PartnerClaim<'_>, rules: &AttributionRules) -> [CriterionResult; 5] {
    let mut results = [
        claim.is_lead_source,
        registered_before(deal.created_on, claim.registered_on, rules.same_day_counts),
        match (claim.registered_on, last_registration_day(deal, rules)) {
            (None, _) => Some(false),
            (Some(registered), Some(last)) => Some(registered <= last),
            (Some(_), None) => None,
        },
        match (deal.direct_engagement_on, claim.registered_on) {
            (None, _) => Some(true),
            (Some(_), None) => Some(false),
            (Some(engaged), Some(registered)) => Some(engaged >= registered),
        },
        Some(claim.primary_relationship != Some(false)),
    ]
    .map(|known| match known {
        Some(true) => CriterionResult::Pass,
        Some(false) => CriterionResult::Fail,
        None => CriterionResult::Unknown,
    });
    for (result, enabled) in results.iter_mut().zip(rules.enabled) {
        if !enabled {
            *result = CriterionResult::Off;
        }
    }
    results
}

fn registered_before(created: Option<Date>, registered: Option<Date>, same_day_counts: bool) -> Option<bool> {
    let Some(registered) = registered else { return Some(false) };
    created.map(|created| registered < created || (same_day_counts && registered == created))
}

/// The last day on which a registration is in time.
pub fn last_registration_day(deal: &DealDates, rules: &AttributionRules) -> Option<Date> {
    deal.first_contact_on.map(|contact| days_after(contact, rules.registration_days.into()))
}

/// What a criterion looked at and what it compared with, as dates or words.
pub fn evidence(
    criterion: SourcedCriterion,
    deal: &DealDates,
    claim: &PartnerClaim<'_>,
    lead_source: Option<&str>,
    rules: &AttributionRules,
) -> (Option<String>, Option<String>) {
    let date = |date: Option<Date>| date.map(|date| date.to_string());
    match criterion {
        SourcedCriterion::LeadSource => (lead_source.map(str::to_owned), Some(claim.id.to_owned())),
        SourcedCriterion::RegisteredBeforeOpportunity => (date(claim.registered_on), date(deal.created_on)),
        SourcedCriterion::RegisteredInTime => (date(claim.registered_on), date(last_registration_day(deal, rules))),
        SourcedCriterion::NoPriorDirect => (date(deal.direct_engagement_on), date(claim.registered_on)),
        SourcedCriterion::PrimaryRelationship => {
            let kept = claim.primary_relationship.map(|kept| if kept { "yes" } else { "no" });
            (kept.map(str::to_owned), Some("yes".to_owned()))
        }
    }
}
