//! R-20, C-06 to C-08 `mdf-request`: whether a request for funds may be granted, and who approves it.

use serde_json::json;

use super::answer::{Answer, Outcome};
use super::fault::Code;
use super::input::Input;
use super::reseller_margin::TIERS;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::mdf::request::{MdfCase, MdfTerms, decide};
use crate::program::choice::Choice;
use crate::program::money::Money;
use crate::program::period::FiscalCalendar;
use crate::program::presets;
use crate::program::tier::Approver;

const BY_TIER: &[Field] = &[
    Field::optional("silver", Kind::AMOUNT, "of Silver"),
    Field::optional("gold", Kind::AMOUNT, "of Gold"),
    Field::optional("platinum", Kind::AMOUNT, "of Platinum"),
];

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "mdf-request",
    rule: "R-20, C-06 to C-08",
    about: "Whether a request for market development funds may be granted, why not, and who approves it",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required("as_of", Kind::Date, "day of the request; its fiscal year is the fund's year"),
        Field::required("tier", Kind::Enum(TIERS), "the partner's tier"),
        Field::optional("sourced_arr_t12m", Kind::MONEY, "sourced revenue of twelve months"),
        Field::required("amount", Kind::money_from("0.01"), "amount requested"),
        Field::required("use", Kind::Enum(&["events", "content", "advertising", "swag", "other"]), "what it is for"),
        Field::optional("roi_commitment", Kind::Flag, "whether expected leads or pipeline are recorded"),
        Field::required("activity_on", Kind::Date, "day of the activity"),
        Field::default("committed_year", Kind::AMOUNT, "\"0.00\"", "approved and paid this fiscal year"),
        Field::default("committed_quarter", Kind::AMOUNT, "\"0.00\"", "of that, in the activity's fiscal quarter"),
        Field::settings(&[
            Field::default(
                "preset",
                Kind::Enum(&presets::MDF_TABLES),
                "\"matrix\"",
                "table of annual amounts and caps",
            ),
            Field::optional("annual", Kind::Object(BY_TIER), "annual amounts that replace the table's"),
            Field::optional("quarter_cap", Kind::Object(BY_TIER), "quarter caps that replace the table's"),
            Field::default("min_arr", Kind::AMOUNT, "\"25000.00\"", "least sourced revenue; 0.00: no condition"),
            Field::default(
                "min_tier",
                Kind::Enum(&["silver", "gold", "platinum"]),
                "\"silver\"",
                "lowest tier with funds",
            ),
            Field::default("tier_rule", Kind::Flag, "true", "whether the tier's approver counts too"),
            Field::default("director_from", Kind::AMOUNT, "\"5000.00\"", "amount from which a director approves"),
            Field::default("fiscal_year_start_month", Kind::count(1, 12), "1", "first month of the fiscal year"),
        ]),
    ],
    outputs: &[
        ("decision", "allowed, refused or unknown"),
        ("reasons", "everything that speaks against it"),
        ("unknown", "everything that is not known"),
        ("approver", "partner_manager, director, pm_and_director or vp; null when refused"),
        ("annual", "annual amount of the tier"),
        ("quarter_cap", "most in one quarter"),
        ("annual_left", "left of the year"),
        ("quarter_left", "left of the quarter"),
        ("available", "the smaller of both"),
        ("fiscal_year_last_day", "last day on which the year's funds can be used"),
        ("activity_quarter", "number, first_day and last_day of the activity's fiscal quarter"),
    ],
    example: r#"{"as_of":"2025-02-03","tier":"silver","sourced_arr_t12m":"25000.00","amount":"2000.01","use":"events","roi_commitment":true,"activity_on":"2025-03-10"}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let settings = input.object("settings");
    let (committed_year, committed_quarter): (Money, Money) =
        (input.need("committed_year")?, input.need("committed_quarter")?);
    if committed_quarter > committed_year {
        let message = format!("{committed_quarter} of a quarter is more than {committed_year} of its year");
        return Err(input.fault(Code::ConflictingFields, "committed_quarter", message).into());
    }
    let tier = input.text("tier").unwrap_or_default();
    let rank = |name: Option<&str>| TIERS.iter().position(|tier| Some(*tier) == name);
    let rows = presets::mdf(settings.text("preset").unwrap_or_default()).unwrap_or_default();
    let row = rows.iter().find(|row| row.tier.as_str() == tier);
    let amount = |name: &str, preset: Option<Money>| -> Money {
        settings.object(name).get(tier).or(preset).unwrap_or_else(|| Money::from_cents(0))
    };
    let tier_rule = settings.get("tier_rule") == Some(true);
    let terms = MdfTerms {
        tier_eligible: rank(Some(tier)) >= rank(settings.text("min_tier")),
        annual: amount("annual", row.map(|row| row.annual)),
        quarter_cap: amount("quarter_cap", row.map(|row| row.quarter_cap)),
        tier_approver: row.and_then(|row| row.approver).filter(|_| tier_rule),
        committed_year,
        committed_quarter,
        min_arr: settings.need("min_arr")?,
        director_from: settings.need("director_from")?,
    };
    let case = MdfCase {
        as_of: input.need("as_of")?,
        sourced_t12m: input.get("sourced_arr_t12m"),
        amount: input.need("amount")?,
        purpose: input.choice("use"),
        roi_commitment: input.get("roi_commitment"),
        activity_on: input.need("activity_on")?,
    };
    let found = decide(&case, &terms, FiscalCalendar::starting_in(settings.need("fiscal_year_start_month")?));
    Ok(Answer::from(json!({
        "decision": found.decision,
        "reasons": found.reasons,
        "unknown": found.unknown,
        "approver": found.approver.map(approver_word),
        "annual": found.annual,
        "quarter_cap": found.quarter_cap,
        "annual_left": found.annual_left,
        "quarter_left": found.quarter_left,
        "available": found.available,
        "fiscal_year_last_day": found.fiscal_year_last_day,
        "activity_quarter": {
            "number": found.activity_quarter.number,
            "first_day": found.activity_days.first,
            "last_day": found.activity_days.last,
        },
    })))
}

fn approver_word(approver: Approver) -> &'static str {
    match approver {
        Approver::PartnerManagerAndDirector => "pm_and_director",
        other => other.word(),
    }
}
