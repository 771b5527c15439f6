//! Partners, their contacts and agreements, and the profiles of partner types.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::violation::Check;
use crate::program::contact::{Contact, ContactRole};
use crate::program::id::Id;
use crate::program::partner::{Partner, PartnerType, TypeProfile};
use crate::program::portal::PortalActivity;

pub(super) fn check(check: &mut Check<'_>) {
    for partner in check.program.partners.iter() {
        of_partner(check, partner);
    }
    contacts(check);
    let mut profiles: BTreeMap<PartnerType, &Id<TypeProfile>> = BTreeMap::new();
    for profile in check.program.type_profiles.iter() {
        if let Some(first) = profiles.get(&profile.partner_type) {
            let message = format_args!("{} has a profile already: {first}", profile.partner_type);
            check.report(profile, "type_profile_twice", "partner_type", message);
        } else {
            profiles.insert(profile.partner_type, &profile.id);
        }
    }
    for agreement in check.program.agreements.iter() {
        let ok = agreement.end.is_none_or(|end| end > agreement.start);
        check.expect(ok, agreement, "ends_before_start", "end", "an agreement ends after it starts");
    }
}

fn of_partner(check: &mut Check<'_>, partner: &Partner) {
    check.expect(!partner.name.trim().is_empty(), partner, "no_name", "name", "a partner has a name");
    let ok = partner.granted_tier.is_some() == partner.tier_since.is_some();
    let message = if partner.granted_tier.is_some() { "a granted tier has its date" } else { "no tier is granted" };
    check.expect(ok, partner, "tier_without_date", "tier_since", message);
    if let (Some(signed), Some(PortalActivity::On(active))) = (partner.signed_on, partner.portal_last_active) {
        let message = format_args!("the portal was used on {active}, before the signature on {signed}");
        check.expect(signed <= active, partner, "portal_before_signature", "portal_last_active", message);
    }
    if let Some(granted) = &partner.tier_override {
        let ok = granted.from < granted.until;
        check.expect(ok, partner, "ends_before_start", "tier_override", "an override ends after it starts");
    }
    let within = |value: Decimal, low: i64, high: i64| (Decimal::from(low)..=Decimal::from(high)).contains(&value);
    let ok = partner.strategic_value_override.is_none_or(|value| within(value.decimal(), 0, 100));
    check.expect(ok, partner, "score_out_of_range", "strategic_value_override", "strategic value is from 0 to 100");
    let ok = partner.entered_nps.is_none_or(|value| within(value.decimal(), -100, 100));
    check.expect(ok, partner, "score_out_of_range", "entered_nps", "NPS is from -100 to 100");
    let ok = partner.utc_offset_minutes.is_none_or(|minutes| minutes.abs() <= 14 * 60);
    check.expect(ok, partner, "offset_out_of_range", "utc_offset_minutes", "the offset is at most 14 hours");
}

fn contacts(check: &mut Check<'_>) {
    let mut primary: BTreeMap<&Id<Partner>, &Id<Contact>> = BTreeMap::new();
    for contact in check.program.contacts.iter() {
        if !contact.active || contact.role != ContactRole::Primary {
            continue;
        }
        if let Some(first) = primary.get(&contact.partner) {
            let message = format_args!("{} has an active primary contact already: {first}", contact.partner);
            check.report(contact, "two_primary_contacts", "role", message);
        } else {
            primary.insert(&contact.partner, &contact.id);
        }
    }
}
