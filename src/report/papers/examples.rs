//! Worked examples of what partners earn, computed by the rules in force (G-07 to G-13).

use super::blank::blank;
use super::terms::Terms;
use crate::analysis::credit::pool;
use crate::analysis::money::commission::{by_year, default_bands, influenced, percentage, recurring_schedule, tiered};
use crate::analysis::money::margin::{BonusState, margin, reseller_deal};
use crate::analysis::policy::BandMethod;
use crate::program::money::Money;
use crate::program::rate::Percent;
use crate::report::document::Document;

/// The six examples.
pub(super) fn examples(doc: &mut Document, terms: &Terms) {
    doc.say(
        "The amounts of the deals, and rates called an example, are made up; all other rates are those in force, and \
         every result is computed by the rules of this policy.",
    );
    simple(doc, terms);
    recurring(doc, terms);
    bands(doc, terms);
    influence(doc, terms);
    resale(doc, terms);
    registered(doc, terms);
}

fn simple(doc: &mut Document, terms: &Terms) {
    let (amount, rate) = (Money::whole(24_000), terms.commission.referral_rate);
    let earned = percentage(amount, rate, terms.places());
    doc.part("1. A referral").list(vec![
        format!("A referred customer buys for {} a year.", terms.money(amount)),
        format!("Referral partners earn {rate} of the first year."),
        format!("Commission: {}.", terms.money(earned)),
    ]);
}

fn recurring(doc: &mut Document, terms: &Terms) {
    let (amount, rate, months) = (Money::whole(24_000), Percent::whole(15), 24);
    let schedule = recurring_schedule(amount, rate, months, terms.places());
    let mut lines = vec![format!(
        "A customer of {} a year stays {months} months; the share is {rate} (an example).",
        terms.money(amount)
    )];
    for (year, paid) in (1..).zip(by_year(&schedule)) {
        lines.push(format!("Year {year}: {}.", terms.money(paid)));
    }
    lines.push(format!("Commission: {} in {} payments.", terms.money(schedule.iter().copied().sum()), schedule.len()));
    doc.part("2. A recurring share").list(lines);
}

fn bands(doc: &mut Document, terms: &Terms) {
    let (volume, bands) = (Money::whole(400_000), default_bands());
    let rates: Vec<String> =
        bands.iter().map(|band| format!("{} from {}", band.rate, terms.money(band.from))).collect();
    let marginal = tiered(volume, &bands, BandMethod::Marginal, terms.places()).0;
    let slab = tiered(volume, &bands, BandMethod::Slab, terms.places()).0;
    doc.part("3. Rates by volume").list(vec![
        format!("A partner sells {} in a year; bands (an example): {}.", terms.money(volume), rates.join(", ")),
        format!("Each band at its own rate. Commission: {}.", terms.money(marginal)),
        format!("For comparison, one rate for the whole volume would give {}.", terms.money(slab)),
    ]);
}

fn influence(doc: &mut Document, terms: &Terms) {
    let (amount, rate) = (Money::whole(100_000), Percent::whole(25));
    let factor = terms.credit.influence_pay_factor;
    let paid = influenced(amount, rate, factor, terms.places());
    let credited = pool(amount, &terms.credit, terms.places());
    doc.part("4. A deal that was influenced").list(vec![
        format!("A partner takes part in a deal of {} that it did not bring in.", terms.money(amount)),
        format!("It is paid {factor} of its rate of {rate} (an example). Commission: {}.", terms.money(paid)),
        format!(
            "Reports credit {} of the deal, {}; what is credited and what is paid are two numbers.",
            terms.credit.influence_credit,
            terms.money(credited)
        ),
    ]);
}

fn resale(doc: &mut Document, terms: &Terms) {
    let list = Money::whole(50_000);
    let mut lines = vec![format!("The list price is {}; the deal is not registered.", terms.money(list))];
    for tier in &terms.tiers {
        lines.push(match tier.margin {
            Some(rate) => {
                let deal = reseller_deal(list, None, rate, terms.places());
                format!("{}: margin {rate}, the partner pays {}.", tier.name, terms.money(deal.partner_cost))
            }
            None => format!("{}: {}.", tier.name, blank(&format!("margin of {}", tier.name))),
        });
    }
    doc.part("5. Resale in each tier").list(lines);
}

fn registered(doc: &mut Document, terms: &Terms) {
    let list = Money::whole(50_000);
    doc.part("6. Resale of a registered deal");
    // the last tier but one is where most resellers with registrations are
    let Some((tier, card)) = terms.tiers.iter().rev().skip(1).find_map(|tier| Some((tier, tier.margin?))) else {
        doc.say(blank("margins of the tiers"));
        return;
    };
    let rate = margin(card, terms.commission.registration_bonus, BonusState::Valid);
    let deal = reseller_deal(list, None, rate, terms.places());
    doc.list(vec![
        format!("A {} partner registers a deal of {} and sells it at list price.", tier.name, terms.money(list)),
        format!("Margin: {card} and {} for the registration, {rate}.", terms.commission.registration_bonus),
        format!("The partner pays {} and keeps {}.", terms.money(deal.partner_cost), terms.money(deal.gross_profit)),
    ]);
}
