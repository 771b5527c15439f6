//! R-25 `affiliate-rate`: the rate of a month's referrals, and what they pay.

use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::{Entry, Input};
use super::rate_bands::check_rising;
use super::reading::{Path, Reader};
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::affiliate::rate::{AffiliatePlanName, ReferralBand, band_of, bands, payout_each, payout_of};
use crate::analysis::exact::{exact_percent, of_percent};
use crate::analysis::policy::BandMethod;
use crate::program::money::Money;

const BANDS: Kind = Kind::list_of(
    &Kind::Object(&[
        Field::required("from", Kind::count(1, i64::MAX), "referrals from which the band applies"),
        Field::required("rate", Kind::PERCENT, "rate of the band"),
        Field::default("bonus", Kind::Flag, "false", "whether it earns the quarterly bonus"),
    ]),
    1,
    20,
);

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "affiliate-rate",
    rule: "R-25",
    about: "Rate, bonus and payout of a month's referred paid sales",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required("referrals", Kind::count(0, 1_000_000), "referred paid sales of the month"),
        Field::optional("amount_each", Kind::AMOUNT, "amount of each referral"),
        Field::optional("revenue", Kind::AMOUNT, "revenue of all of them; slab only"),
        Field::default(
            "plan",
            Kind::Choice(AffiliatePlanName::CHOICES),
            "\"good\"",
            "bands of the plan; not with own bands",
        ),
        Field::settings(&[
            Field::optional(
                "bands",
                Kind::Own("list of 1 to 20 {from, rate, bonus}, the first from 1, rising", read_bands),
                "own bands instead of a plan",
            ),
            Field::default("method", Kind::Choice(BandMethod::CHOICES), "\"slab\"", "how the rates of bands apply"),
            Field::default("manager_from", Kind::count(1, 1_000_000), "10", "referrals that earn a dedicated manager"),
        ]),
    ],
    outputs: &[
        ("band_from", "first number of the band; null for no referrals"),
        ("band_to", "last number of the band; null for the last band and for no referrals"),
        ("rate", "percent; null for no referrals"),
        ("bonus", "whether the quarterly bonus is earned"),
        ("dedicated_manager", "whether a dedicated manager is earned"),
        ("payout", "money; null without amounts"),
    ],
    example: r#"{"plan":"good","referrals":26,"amount_each":"100.00"}"#,
    run,
};

fn read_bands(reader: &mut Reader, value: &Value, path: &Path<'_>) -> Option<Entry> {
    static KIND: Kind = BANDS;
    let entry = reader.read(&KIND, value, path)?;
    check_rising(reader, value, path, &entry, 1_u64);
    Some(entry)
}

fn run(input: &Input) -> Outcome {
    let settings = input.object("settings");
    let method = settings.choice("method").unwrap_or(BandMethod::Slab);
    let referrals: u64 = input.need("referrals")?;
    let faults = cross_faults(input, &settings, method, referrals);
    if !faults.is_empty() {
        return Err(faults);
    }
    let own = |band: &Input| {
        let bonus = band.get("bonus").unwrap_or(false);
        Some(ReferralBand { from: band.get("from")?, rate: band.get("rate")?, bonus })
    };
    let bands = if settings.given("bands") {
        settings.list("bands").iter().filter_map(own).collect()
    } else {
        bands(input.choice("plan").unwrap_or(AffiliatePlanName::Good))
    };
    let each = input.get("amount_each").map(|each| payout_each(referrals, each, &bands, method, 2));
    let all = || input.get("revenue").map(|revenue| payout_of(referrals, revenue, &bands, 2));
    let payout = if referrals == 0 { Some(Money::from_cents(0)) } else { each.or_else(all) };
    let found = band_of(referrals, &bands);
    let manager_from: u64 = settings.need("manager_from")?;
    Ok(Answer::from(json!({
        "band_from": found.map(|(band, _)| band.from),
        "band_to": found.and_then(|(_, to)| to),
        "rate": found.map(|(band, _)| exact_percent(&of_percent(band.rate))),
        "bonus": found.is_some_and(|(band, _)| band.bonus),
        "dedicated_manager": referrals >= manager_from,
        "payout": payout,
    })))
}

fn cross_faults(input: &Input, settings: &Input, method: BandMethod, referrals: u64) -> Vec<Fault> {
    let mut faults = Vec::new();
    if settings.given("bands") && input.given("plan") {
        let message = "give either a plan or own bands, not both";
        faults.push(settings.fault(Code::ConflictingFields, "bands", message));
    }
    if input.given("revenue") && input.given("amount_each") {
        let message = "give either the revenue of all referrals or the amount of each, not both";
        faults.push(input.fault(Code::ConflictingFields, "revenue", message));
    }
    if method == BandMethod::Marginal && input.given("revenue") && !input.given("amount_each") {
        faults.push(input.missing("amount_each"));
    }
    if referrals == 0 && input.get::<Money>("revenue").is_some_and(|revenue| !revenue.is_zero()) {
        let message = "there is revenue, but no referral; correct one of them";
        faults.push(input.fault(Code::ConflictingFields, "revenue", message));
    }
    faults
}
