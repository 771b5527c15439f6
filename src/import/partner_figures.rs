//! Scores, rates and counts of a partner list. A figure that cannot be trusted stays unknown, with a warning.

use rust_decimal::Decimal;

use super::columns::Columns;
use super::field::Field;
use super::number;
use super::options::DecimalMark;
use super::row::{Code, PartnerRow, Score};
use super::sheet::{Cell, Line};
use super::vocabulary::fold;
use crate::program::rate::Percent;

/// Reads every figure of a row.
pub fn read(columns: &Columns<'_>, line: &Line, partner: &mut PartnerRow, warnings: &mut Vec<Code>) {
    let mut found = Vec::new();
    let mut note = |code: Code| found.push(code);
    let cell = |field: Field| columns.cell(line, field);
    partner.score = kept(score(cell(Field::Score), columns.mapping.scale(Field::Score)), &mut note);
    let health_scale = columns.mapping.scale(Field::Health).or(Some((0, 100)));
    partner.health = kept(score(cell(Field::Health), health_scale), &mut note);
    partner.nps = kept(net_promoter(cell(Field::Nps)), &mut note);
    partner.commission_rate = kept(rate(cell(Field::CommissionRate), &mut |code| warnings.push(code)), &mut note);
    partner.customers = kept(count(cell(Field::Customers)), &mut note);
    partner.paid_customers = kept(count(cell(Field::PaidCustomers)), &mut note);
    partner.signups = kept(count(cell(Field::Signups)), &mut note);
    partner.referrals = kept(count(cell(Field::Referrals)), &mut note);
    partner.certified_people = kept(count(cell(Field::CertifiedPeople)), &mut note);
    for code in found {
        if !warnings.contains(&code) {
            warnings.push(code);
        }
    }
}

fn kept<T>(read: Result<Option<T>, Code>, note: &mut impl FnMut(Code)) -> Option<T> {
    read.unwrap_or_else(|code| {
        note(code);
        None
    })
}

fn figure(cell: &Cell) -> Option<Decimal> {
    match cell {
        Cell::Number(number) => Some(*number),
        Cell::Text(text) => number::plain(text),
        _ => None,
    }
}

/// A score: a number on the header's scale, or 0 to 100; `4/5`; low, medium or high where no scale is named.
fn score(cell: &Cell, scale: Option<(u32, u32)>) -> Result<Option<Score>, Code> {
    if cell.is_blank() {
        return Ok(None);
    }
    if *cell == Cell::NoResult {
        return Err(Code::NoResult);
    }
    if let Some(value) = figure(cell) {
        let (low, high) = scale.unwrap_or((0, 100));
        let (low, high) = (Decimal::from(low), Decimal::from(high));
        let outside = if scale.is_some() { Code::OutOfRange } else { Code::BadScore };
        return if (low..=high).contains(&value) { Ok(Some(Score::Number { value, of: high })) } else { Err(outside) };
    }
    let text = cell.as_text();
    if let Some((value, of)) = text.split_once('/') {
        let (value, of) = (number::plain(value), number::plain(of));
        let fits = |of: Decimal| of == Decimal::from(5) || scale.is_some_and(|(_, high)| of == Decimal::from(high));
        return match (value, of) {
            (Some(value), Some(of)) if fits(of) && (Decimal::ZERO..=of).contains(&value) => {
                Ok(Some(Score::Number { value, of }))
            }
            _ => Err(Code::BadScore),
        };
    }
    match (scale, fold(&text).as_str()) {
        (None, "low" | "niedrig" | "faible" | "bajo") => Ok(Some(Score::Low)),
        (None, "medium" | "mid" | "mittel" | "moyen" | "medio") => Ok(Some(Score::Medium)),
        (None, "high" | "hoch" | "eleve" | "alto") => Ok(Some(Score::High)),
        _ => Err(Code::BadScore),
    }
}

fn net_promoter(cell: &Cell) -> Result<Option<Decimal>, Code> {
    if cell.is_blank() {
        return Ok(None);
    }
    let value = figure(cell).ok_or(Code::BadScore)?;
    if value.abs() <= Decimal::ONE_HUNDRED { Ok(Some(value)) } else { Err(Code::OutOfRange) }
}

/// A rate: `15%`, `0.15`, or `15` with a warning.
fn rate(cell: &Cell, warn: &mut impl FnMut(Code)) -> Result<Option<Percent>, Code> {
    if cell.is_blank() {
        return Ok(None);
    }
    let text = cell.as_text();
    let signed = text.trim().ends_with('%');
    let number = match cell {
        Cell::Number(number) => Some(*number),
        Cell::Text(text) => number::plain(text.trim().trim_end_matches('%')),
        _ => None,
    };
    let value = number.ok_or(Code::OutOfRange)?;
    let percent = if signed || value > Decimal::ONE { Some(value) } else { value.checked_mul(Decimal::ONE_HUNDRED) };
    let percent = percent.filter(|percent| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(percent));
    let percent = percent.ok_or(Code::OutOfRange)?.round_dp(4).normalize();
    if !signed && value > Decimal::ONE {
        warn(Code::PercentAboveOne);
    }
    Ok(percent.to_string().parse().ok())
}

fn count(cell: &Cell) -> Result<Option<u32>, Code> {
    if cell.is_blank() {
        return Ok(None);
    }
    let value = match cell {
        Cell::Number(number) => Some(*number),
        // A count has no fraction, so either mark groups its thousands.
        Cell::Text(text) => [DecimalMark::Point, DecimalMark::Comma]
            .into_iter()
            .find_map(|mark| number::money(text, mark).ok())
            .map(|written| written.value),
        _ => None,
    };
    let whole = value.filter(|value| value.fract().is_zero());
    whole.and_then(|value| value.trunc().to_string().parse().ok()).map(Some).ok_or(Code::OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_rates_and_counts_as_lists_hold_them() {
        let number = |value: i64, of: i64| Ok(Some(Score::Number { value: value.into(), of: of.into() }));
        let cell = Cell::text;
        let of_five = Some((1, 5));
        assert_eq!(score(&cell("4/5"), of_five), number(4, 5));
        assert_eq!(score(&cell("80"), of_five), Err(Code::OutOfRange));
        assert_eq!(score(&cell("high"), of_five), Err(Code::BadScore));
        assert_eq!(score(&cell("80"), None), number(80, 100));
        assert_eq!(score(&cell("high"), None), Ok(Some(Score::High)));
        assert_eq!(score(&cell("120"), None), Err(Code::BadScore));
        let mut warned = Vec::new();
        let mut percent =
            |text: &str| rate(&cell(text), &mut |code| warned.push(code)).map(|p| p.map(|p| p.to_string()));
        for text in ["15%", "0.15", "0,15", "15", "15 %"] {
            assert_eq!(percent(text), Ok(Some("15%".to_owned())), "{text}");
        }
        assert_eq!(percent("150%"), Err(Code::OutOfRange));
        assert_eq!(warned, [Code::PercentAboveOne]);
        assert_eq!(
            (count(&cell("1,007")), count(&cell("-7")), count(&cell(""))),
            (Ok(Some(1007)), Err(Code::OutOfRange), Ok(None))
        );
    }
}
