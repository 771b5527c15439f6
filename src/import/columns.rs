//! What the columns of one file are known to hold: decimal mark, order of dates, currencies. Inferred once per file.

use std::collections::HashMap;

use super::date::{self, DateFault, Dated};
use super::field::Field;
use super::header::Mapping;
use super::number::{self, NumberFault};
use super::options::{DateOrder, DecimalMark, Options};
use super::row::Code;
use super::sheet::{Cell, Line, Sheet};
use crate::program::currency::Currency;

/// How the cells of a file are read.
#[derive(Debug)]
pub struct Columns<'a> {
    /// What the columns mean.
    pub mapping: &'a Mapping,
    /// What the caller decided.
    pub options: &'a Options,
    /// The decimal mark of the file.
    pub decimal: DecimalMark,
    /// The currency where neither cell nor header names one.
    pub currency: Option<Currency>,
    /// What a person should know about that.
    pub notes: Vec<String>,
    orders: [Option<DateOrder>; Field::COUNT],
    from_1904: bool,
}

/// An amount as read from a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// The value; unknown where the cell is blank.
    pub value: Option<rust_decimal::Decimal>,
    /// The currencies the cell itself may mean.
    pub currencies: Vec<Currency>,
}

impl<'a> Columns<'a> {
    /// Looks at every record of the sheet once.
    pub fn infer(sheet: &Sheet, mapping: &'a Mapping, options: &'a Options, semicolons: bool) -> Self {
        let records = || sheet.lines.iter().skip(mapping.at + 1);
        let mut notes = Vec::new();
        let decimal = options.decimal.unwrap_or_else(|| inferred_mark(records, mapping, semicolons, &mut notes));
        let mut orders = [options.date_order; Field::COUNT];
        if options.date_order.is_none() {
            for field in Field::ALL.iter().filter(|field| field.is_date()) {
                if let (Some(column), Some(place)) = (mapping.column(*field), orders.get_mut(*field as usize)) {
                    *place = date::order_of(records().map(|line| line.cell(column)));
                }
            }
        }
        let mut columns = Self { mapping, options, decimal, currency: None, notes, orders, from_1904: sheet.from_1904 };
        columns.currency = columns.usual_currency(records());
        columns
    }

    /// The cell of a field; an empty one where the file has no such column.
    pub fn cell<'c>(&self, line: &'c Line, field: Field) -> &'c Cell {
        self.mapping.column(field).map_or(&Cell::Empty, |column| line.cell(column))
    }

    /// The text of a field on one line; `None` where it is blank.
    pub fn text(&self, line: &Line, field: Field) -> Option<String> {
        let cell = self.cell(line, field);
        if cell.is_blank() {
            return None;
        }
        Some(super::text::one_line(&cell.as_text())).filter(|text| !text.is_empty())
    }

    /// The text of a field with its line breaks; `None` where it is blank.
    pub fn lines_of_text(&self, line: &Line, field: Field) -> Option<String> {
        let cell = self.cell(line, field);
        (!cell.is_blank()).then(|| cell.as_text().trim().to_owned())
    }

    /// The order of slashed dates in a field's column.
    pub fn order(&self, field: Field) -> Option<DateOrder> {
        self.orders.get(field as usize).copied().flatten()
    }

    /// A date.
    pub fn date(&self, line: &Line, field: Field) -> Result<Dated, DateFault> {
        date::date(self.cell(line, field), self.order(field), self.from_1904)
    }

    /// A date that is not needed: unknown where blank, and with a warning where it cannot be read.
    pub fn optional_date(&self, line: &Line, field: Field, warnings: &mut Vec<Code>) -> Option<Dated> {
        match self.date(line, field) {
            Ok(dated) => Some(dated),
            Err(DateFault::Blank) => None,
            Err(DateFault::Bad | DateFault::Ambiguous) => {
                if !warnings.contains(&Code::BadOptionalDate) {
                    warnings.push(Code::BadOptionalDate);
                }
                None
            }
        }
    }

    /// An amount of money.
    pub fn money(&self, line: &Line, field: Field) -> Result<Money, Code> {
        match self.cell(line, field) {
            Cell::Number(value) if value.abs() < crate::program::money::Money::LIMIT.into() => {
                Ok(Money { value: Some(*value), currencies: Vec::new() })
            }
            Cell::Empty | Cell::NoResult => Ok(Money { value: None, currencies: Vec::new() }),
            Cell::Text(_) if self.cell(line, field).is_blank() => Ok(Money { value: None, currencies: Vec::new() }),
            Cell::Text(text) => match number::money(text, self.decimal) {
                Ok(written) => Ok(Money { value: Some(written.value), currencies: written.currencies }),
                Err(NumberFault::Bad) => Err(Code::BadAmount),
                Err(NumberFault::Ambiguous) => Err(Code::AmbiguousNumber),
            },
            Cell::Number(_) | Cell::Date(..) | Cell::Bool(_) | Cell::Error(_) => Err(Code::BadAmount),
        }
    }

    /// The currency that most records name, by their currency column or by the amount itself.
    fn usual_currency<'l>(&mut self, records: impl Iterator<Item = &'l Line>) -> Option<Currency> {
        let mut named: HashMap<Currency, usize> = HashMap::new();
        let mut silent = 0_usize;
        let money: Vec<Field> = Field::ALL
            .iter()
            .copied()
            .filter(|field| field.is_money() && *field != Field::AmountBase && self.mapping.column(*field).is_some())
            .collect();
        if let Some(currency) = money.iter().find_map(|field| self.mapping.header_currency(*field)) {
            return Some(currency);
        }
        for line in records {
            let stated = self.text(line, Field::Currency).and_then(|code| code.to_uppercase().parse().ok());
            let written = || {
                let cell = self.cell(line, Field::Amount);
                let Cell::Text(text) = cell else { return None };
                let currencies = number::money(text, self.decimal).ok()?.currencies;
                if let [one] = currencies[..] { Some(one) } else { self.likely(&currencies) }
            };
            match stated.or_else(written) {
                Some(currency) => *named.entry(currency).or_default() += 1,
                None => silent += usize::from(line.filled() > 1),
            }
        }
        let usual = named.iter().max_by_key(|(currency, count)| (**count, std::cmp::Reverse(**currency)));
        if let Some((currency, count)) = usual {
            if silent > 0 && !money.is_empty() {
                self.notes.push(format!(
                    "{silent} rows name no currency and were taken as {currency}, which {count} rows name"
                ));
            }
            return Some(*currency);
        }
        if let (Some(currency), false) = (self.options.currency, money.is_empty()) {
            self.notes.push(format!("the file names no currency; its amounts were taken as {currency}, the program's"));
        }
        self.options.currency
    }

    /// Of the currencies a sign may mean: the program's, else the first, which is the usual one.
    pub fn likely(&self, currencies: &[Currency]) -> Option<Currency> {
        let own = self.options.currency.filter(|currency| currencies.contains(currency));
        own.or_else(|| currencies.first().copied())
    }
}

/// The decimal mark that most amounts show; a point where none shows any.
fn inferred_mark<'l, I: Iterator<Item = &'l Line>>(
    records: impl Fn() -> I,
    mapping: &Mapping,
    semicolons: bool,
    notes: &mut Vec<String>,
) -> DecimalMark {
    let (mut points, mut commas) = (0_usize, 0_usize);
    let columns: Vec<usize> =
        Field::ALL.iter().filter(|field| field.is_money()).filter_map(|field| mapping.column(*field)).collect();
    for line in records() {
        for column in &columns {
            if let Cell::Text(text) = line.cell(*column) {
                match number::evidence(text) {
                    Some(DecimalMark::Point) => points += 1,
                    Some(DecimalMark::Comma) => commas += 1,
                    None => {}
                }
            }
        }
    }
    if points == commas && points > 0 {
        let taken = if semicolons { "," } else { "." };
        notes.push(format!(
            "as many amounts use a decimal comma as a decimal point; {taken:?} was taken. Say --decimal for the other"
        ));
    }
    if commas > points || (commas == points && commas > 0 && semicolons) {
        DecimalMark::Comma
    } else {
        DecimalMark::Point
    }
}
