//! Listings count down from views to activations.

use super::violation::Check;

pub(super) fn check(check: &mut Check<'_>) {
    for month in check.program.listing_months.iter() {
        let ok = month.installs <= month.views;
        check.expect(ok, month, "more_installs_than_views", "installs", "there are at most as many installs as views");
        let ok = month.activations <= month.installs;
        let message = "there are at most as many activations as installs";
        check.expect(ok, month, "more_activations_than_installs", "activations", message);
    }
}
