//! R-19 `volume-rebate`: rebates on a year's net purchases, and what each quarter pays.

use serde_json::{Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::rate_bands::{RATE_BANDS, rate_bands};
use super::reseller_margin::TIERS;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::exact::{exact_percent, of_percent};
use crate::analysis::money::rebate::{Rebate, RebateTerms};
use crate::analysis::policy::{BandMethod, RebateScope};
use crate::program::money::Money;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "volume-rebate",
    rule: "R-19",
    about: "Rebate on a fiscal year's net purchases, and what is left to pay of it",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::optional("net_purchases", Kind::AMOUNT, "fiscal year to date; or ytd_by_quarter"),
        Field::default("already_paid", Kind::AMOUNT, "\"0.00\"", "rebates paid this year; only with net_purchases"),
        Field::optional(
            "ytd_by_quarter",
            Kind::list_of(&Kind::AMOUNT, 1, 4),
            "purchases of the year to date after each quarter",
        ),
        Field::optional("custom_rate", Kind::PERCENT, "agreed rate of the custom band"),
        Field::optional("tier", Kind::Enum(TIERS), "the partner's tier; needed for scope platinum"),
        Field::settings(&[
            Field::default("method", Kind::Choice(BandMethod::CHOICES), "\"slab\"", "how the rates of bands apply"),
            Field::default("scope", Kind::Choice(RebateScope::CHOICES), "\"all\"", "who earns rebates"),
            Field::default(
                "bands",
                RATE_BANDS,
                r#"[{"from":"0.00","rate":"0"},{"from":"250000.00","rate":"2"},{"from":"500000.00","rate":"5"}]"#,
                "rates by volume",
            ),
            Field::default(
                "custom_from",
                Kind::money_from("0.01"),
                "\"1000000.00\"",
                "volume from which terms are custom",
            ),
        ]),
    ],
    outputs: &[
        ("eligible", "whether the partner's tier earns rebates"),
        ("custom_terms_missing", "whether a volume needs custom terms that are not entered"),
        ("rate", "percent of the band the last volume lies in"),
        ("rebate", "what the last volume earns in the year"),
        ("payment", "what is paid of it now"),
        ("overpaid", "what was paid too much; nothing is taken back"),
        ("quarters", "with ytd_by_quarter the same for each quarter, else null"),
        ("total_paid", "earlier and new payments together"),
    ],
    example: r#"{"ytd_by_quarter":["100000.00","260000.00","500000.00","520000.00"]}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let settings = input.object("settings");
    let scope = settings.choice("scope").unwrap_or(RebateScope::All);
    let method = settings.choice("method").unwrap_or(BandMethod::Slab);
    let bands = rate_bands(&settings);
    let custom_from: Money = settings.need("custom_from")?;
    let last = bands.last().map(|band| band.from).unwrap_or_default();
    let faults = cross_faults(input, scope, custom_from > last);
    if !faults.is_empty() {
        return Err(faults);
    }
    let eligible = scope == RebateScope::All || input.text("tier") == Some("platinum");
    let terms = RebateTerms::new(bands, method, custom_from, input.get("custom_rate"));
    let by_quarter = input.given("ytd_by_quarter");
    let paid: Money = input.need("already_paid")?;
    let rebates = if by_quarter {
        terms.by_period(&input.values("ytd_by_quarter"), eligible, 2)
    } else {
        vec![terms.rebate(input.need("net_purchases")?, paid, eligible, 2)]
    };
    let total_paid = rebates.iter().fold(paid, |sum, rebate| sum.plus(rebate.payment));
    let missing = eligible && rebates.iter().any(|rebate| terms.custom_missing(rebate.volume));
    let quarters: Vec<Value> = rebates.iter().map(row).collect();
    let mut answer = Answer::from(quarters.last().cloned().unwrap_or_default());
    answer.data.remove("net_purchases");
    answer.set("eligible", eligible);
    answer.set("custom_terms_missing", missing);
    answer.set("quarters", by_quarter.then_some(quarters));
    answer.set("total_paid", total_paid);
    if missing {
        let message = format!("from {custom_from} on terms are agreed; until a rate is given the last band's applies");
        answer.warn("custom_terms_missing", input.path("custom_rate"), message);
    }
    Ok(answer)
}

fn row(rebate: &Rebate) -> Value {
    json!({
        "net_purchases": rebate.volume,
        "rate": exact_percent(&of_percent(rebate.rate)),
        "rebate": rebate.rebate,
        "payment": rebate.payment,
        "overpaid": rebate.overpaid,
    })
}

fn cross_faults(input: &Input, scope: RebateScope, custom_above: bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    let by_quarter = input.given("ytd_by_quarter");
    if !by_quarter && !input.given("net_purchases") {
        faults.push(input.missing("net_purchases"));
    }
    for name in ["net_purchases", "already_paid"] {
        if by_quarter && input.given(name) {
            let message = "give either ytd_by_quarter or net_purchases with already_paid, not both";
            faults.push(input.fault(Code::ConflictingFields, name, message));
        }
    }
    if scope == RebateScope::Platinum && !input.given("tier") {
        faults.push(input.missing("tier"));
    }
    if !custom_above {
        let message = "the custom band must start above the last band";
        faults.push(input.object("settings").fault(Code::BadBands, "custom_from", message));
    }
    faults
}
