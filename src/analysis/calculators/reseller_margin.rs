//! R-18 `reseller-margin`: what a reseller pays and keeps.

use jiff::civil::Date;
use serde_json::json;

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::exact::{exact_percent, of_percent};
use crate::analysis::money::margin::{BonusState, bonus_state, margin, reseller_deal};
use crate::analysis::registration::Protection;
use crate::program::money::Money;
use crate::program::period::days_after;
use crate::program::rate::Percent;

/// The tiers of the document, base tier first.
pub(super) const TIERS: &[&str] = &["registered", "silver", "gold", "platinum"];

const CARD: &[Field] = &[
    Field::required("registered", Kind::PERCENT, "margin of the base tier"),
    Field::required("silver", Kind::PERCENT, "margin of Silver"),
    Field::required("gold", Kind::PERCENT, "margin of Gold"),
    Field::required("platinum", Kind::PERCENT, "margin of Platinum"),
];

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "reseller-margin",
    rule: "R-18",
    about: "Margin, cost and gross profit of a reseller's deal, with the bonus of a valid registration",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required("list_price", Kind::AMOUNT, "list price"),
        Field::required("tier", Kind::Enum(TIERS), "the partner's tier"),
        Field::optional("sell_price", Kind::AMOUNT, "what the partner's customer pays; absent: the list price"),
        Field::optional(
            "registration",
            Kind::Object(&[
                Field::required("approved_on", Kind::Date, "when the registration was approved"),
                Field::required("quote_on", Kind::Date, "when the deal was quoted"),
            ]),
            "the deal's registration",
        ),
        Field::optional("registration_valid", Kind::Flag, "whether it is valid, when that is judged already"),
        Field::settings(&[
            Field::default(
                "card",
                Kind::Object(CARD),
                r#"{"registered":"25","silver":"30","gold":"35","platinum":"40"}"#,
                "margin by tier; all four",
            ),
            Field::default("registration_bonus", Kind::PERCENT, "\"5\"", "points more for a valid registration"),
            Field::default("protection_days", Kind::count(1, 3650), "30", "days a registration protects"),
        ]),
    ],
    outputs: &[
        ("margin", "percent"),
        ("registration_state", "valid, approved_after_quote, protection_over or none"),
        ("registration_bonus_applied", "whether the bonus is in the margin"),
        ("protection_last_day", "last protected day; null without a registration"),
        ("discount", "list price times margin"),
        ("partner_cost", "what the partner pays"),
        ("sell_price", "what its customer pays"),
        ("gross_profit", "what it keeps; may be negative"),
    ],
    example: r#"{"list_price":"50000.00","tier":"gold","registration":{"approved_on":"2025-03-01","quote_on":"2025-03-30"}}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let settings = input.object("settings");
    let card = settings.object("card");
    let bonus: Percent = settings.need("registration_bonus")?;
    let faults = cross_faults(input, &card, bonus);
    if !faults.is_empty() {
        return Err(faults);
    }
    let (state, protection) = registration(input, settings.need("protection_days")?)?;
    let margin = margin(card.need(input.text("tier").unwrap_or_default())?, bonus, state);
    let deal = reseller_deal(input.need("list_price")?, input.get("sell_price"), margin, 2);
    let mut answer = Answer::from(json!({
        "margin": exact_percent(&of_percent(margin)),
        "registration_state": state,
        "registration_bonus_applied": state == BonusState::Valid,
        "protection_last_day": protection.map(|protection| protection.through()),
        "discount": deal.discount,
        "partner_cost": deal.partner_cost,
        "sell_price": deal.sell_price,
        "gross_profit": deal.gross_profit,
    }));
    if deal.gross_profit < Money::from_cents(0) {
        let message = format!("sold at {} below its cost of {}", deal.sell_price, deal.partner_cost);
        answer.warn("negative_profit", input.path("sell_price"), message);
    }
    Ok(answer)
}

fn cross_faults(input: &Input, card: &Input, bonus: Percent) -> Vec<Fault> {
    let mut faults = Vec::new();
    if input.given("registration") && input.given("registration_valid") {
        let message = "give either the dates of the registration or whether it is valid, not both";
        faults.push(input.fault(Code::ConflictingFields, "registration_valid", message));
    }
    let rates = TIERS.iter().filter_map(|tier| card.get::<Percent>(tier));
    let highest = rates.map(Percent::units).max().unwrap_or(0);
    if highest + bonus.units() > Percent::WHOLE {
        let message = format!("the highest margin of the card and {bonus} more are above 100%; lower one of them");
        faults.push(input.object("settings").fault(Code::OutOfRange, "registration_bonus", message));
    }
    faults
}

fn registration(input: &Input, days: u16) -> Result<(BonusState, Option<Protection>), Vec<Fault>> {
    if !input.given("registration") {
        let valid = input.get("registration_valid") == Some(true);
        return Ok((if valid { BonusState::Valid } else { BonusState::None }, None));
    }
    let registration = input.object("registration");
    let from: Date = registration.need("approved_on")?;
    let protection = Protection { from, end: days_after(from, days.into()) };
    Ok((bonus_state(Some(&protection), registration.need("quote_on")?), Some(protection)))
}
