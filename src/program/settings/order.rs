//! Settings that must rise: the two ends of a range, the steps of a scale.

use super::changed::{SettingError, Settings};
use super::registry::registry;
use super::value::SettingValue;

/// Steps that rise, beside every `_low`, `_mode`, `_high` of one name.
const RISING: &[&[&str]] = &[
    &["health.weekly_days", "health.monthly_days", "health.quarterly_days"],
    &["clawback.full_days", "clawback.half_days", "clawback.end_days"],
    &["rebate.first_from", "rebate.second_from", "rebate.custom_from"],
    &["organisation.growth_from", "organisation.scale_from", "organisation.enterprise_from"],
    &["agenda.total_high", "agenda.error_from"],
    &["tier.grace_last_notice_days", "tier.grace_first_notice_days"],
    &["campaign.asymmetry_warn", "campaign.asymmetry_error"],
    &["program.manual_warn_partners", "program.manual_error_partners"],
    &["asset.max_pages", "asset.error_pages"],
    &["listing.views_good", "listing.views_great"],
    &["listing.install_good", "listing.install_great"],
    &["listing.activation_good", "listing.activation_great"],
    &["listing.rating_good", "listing.rating_great"],
    &["listing.reviews_good", "listing.reviews_great"],
];

/// The first pair that does not rise, among all settings or those that share a list with `key`.
pub(super) fn check(settings: &Settings, key: Option<&str>) -> Result<(), SettingError> {
    let concerns = |list: &[&str]| key.is_none_or(|key| list.contains(&key));
    for list in RISING.iter().filter(|list| concerns(list)) {
        check_list(settings, list)?;
    }
    for low in registry().keys().filter_map(|key| key.as_str().strip_suffix("_low")) {
        let names = [format!("{low}_low"), format!("{low}_mode"), format!("{low}_high")];
        let list: Vec<&str> =
            names.iter().map(String::as_str).filter(|name| registry().definition(name).is_some()).collect();
        if concerns(&list) {
            check_list(settings, &list)?;
        }
    }
    Ok(())
}

fn check_list(settings: &Settings, list: &[&str]) -> Result<(), SettingError> {
    for pair in list.windows(2) {
        if let &[below, above] = pair
            && let (Some(low), Some(high)) = (settings.get(below), settings.get(above))
            && exceeds(low, high)
        {
            return Err(SettingError::OutOfOrder {
                below: below.to_owned(),
                low: low.to_string(),
                above: above.to_owned(),
                high: high.to_string(),
            });
        }
    }
    Ok(())
}

fn exceeds(low: SettingValue, high: SettingValue) -> bool {
    match (low, high) {
        (SettingValue::Percent(a), SettingValue::Percent(b)) => a > b,
        (SettingValue::Multiplier(a), SettingValue::Multiplier(b)) => a > b,
        (SettingValue::Number(a), SettingValue::Number(b)) => a > b,
        (SettingValue::Money(a), SettingValue::Money(b)) => a > b,
        (SettingValue::Whole(a, _), SettingValue::Whole(b, _)) => a > b,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_rise_and_every_listed_key_exists() {
        assert_eq!(check(&Settings::default(), None), Ok(()));
        for key in RISING.iter().flat_map(|list| list.iter()) {
            assert!(registry().definition(key).is_some(), "{key}");
        }
    }
}
