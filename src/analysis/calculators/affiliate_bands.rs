//! R-26 `affiliate-bands`: how the rates of an affiliate program compare with the benchmark.

use serde_json::{Value, json};

use super::answer::Answer;
use super::fault::Code;
use super::input::{Entry, Input};
use super::reading::{Path, Reader};
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::affiliate::bands::{AffiliateMetric, PerformanceBand, band, rate};
use crate::analysis::exact::{Exact, exact_percent, of_percent, percent_shown};
use crate::program::choice::Choice;
use crate::program::rate::Percent;

/// A rate, or why there is none.
type Rate = Result<Exact, PerformanceBand>;

const RATE: Kind = Kind::Own("percent, or {part, whole}", read_rate);

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "affiliate-bands",
    rule: "R-26",
    about: "The rates of an affiliate program in the bands of the benchmark",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::optional("click_to_signup", RATE, "sign-ups out of clicks"),
        Field::optional("signup_to_paid", RATE, "paid customers out of sign-ups"),
        Field::optional("refund_rate", RATE, "refunds out of paid sales"),
        Field::optional("active_affiliates", RATE, "active affiliates out of all"),
    ],
    outputs: &[
        ("click_to_signup", "rate_exact (percent), rate_display and band"),
        ("signup_to_paid", "rate_exact (percent), rate_display and band"),
        ("refund_rate", "rate_exact (percent), rate_display and band"),
        ("active_affiliates", "rate_exact (percent), rate_display and band"),
    ],
    example: r#"{"refund_rate":"15","signup_to_paid":{"part":1,"whole":3}}"#,
    run: |input| Ok(answer(input)),
};

fn read_rate(reader: &mut Reader, value: &Value, path: &Path<'_>) -> Option<Entry> {
    static PERCENT: Kind = Kind::PERCENT;
    static QUOTIENT: Kind = Kind::Object(&[
        Field::required("part", Kind::COUNT, "how many of them"),
        Field::required("whole", Kind::COUNT, "out of how many"),
    ]);
    let found: Rate = if value.is_object() {
        let quotient: Input = reader.read(&QUOTIENT, value, path)?.read()?;
        let (part, whole): (u64, u64) = (quotient.get("part")?, quotient.get("whole")?);
        if part > whole {
            reader.report(
                Code::OutOfRange,
                &path.field("part"),
                format_args!("{part} is more than the whole, {whole}"),
            );
            return None;
        }
        rate(part, whole)
    } else {
        Ok(of_percent(reader.read(&PERCENT, value, path)?.read::<Percent>()?))
    };
    Some(Entry::own(found))
}

fn answer(input: &Input) -> Answer {
    let mut answer = Answer::new();
    for &metric in AffiliateMetric::ALL {
        let known: Rate = input.own::<Rate>(metric.word()).cloned().unwrap_or(Err(PerformanceBand::Unknown));
        let band = known.as_ref().map_or_else(|&none| none, |rate| band(metric, rate));
        let rate = known.ok();
        let row = json!({
            "rate_exact": rate.as_ref().map(exact_percent),
            "rate_display": percent_shown(rate.as_ref()),
            "band": band,
        });
        answer.set(metric.word(), row);
    }
    answer
}
