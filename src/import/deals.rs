//! Rows of deals: each check in the order of rule 10, the first that fails decides the row's fate.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use super::columns::Columns;
use super::field::Field;
use super::number;
use super::partner_key::partner_key;
use super::row::{Code, DealRow, Fields, Outcome, Row};
use super::sheet::{Cell, Line, Sheet};
use super::stage::{self, AttributionWord, StageClass};
use super::triage::{self, settle};
use super::vocabulary::yes_or_no;
use crate::program::currency::Currency;
use crate::program::rate::Percent;

/// Every record of a sheet of deals.
pub fn rows(sheet: &Sheet, columns: &Columns<'_>) -> Vec<Row> {
    let (lines, mut rows) = triage::rows(sheet, columns, |row, line| read(columns, row, line));
    settle_duplicates(&mut rows, &lines, columns.mapping.column(Field::LastModified).is_some());
    for (row, line) in rows.iter_mut().zip(&lines) {
        triage::keep_original(row, line);
        if row.outcome != Outcome::Accept {
            row.warnings.clear();
        }
    }
    rows
}

fn read(columns: &Columns<'_>, row: &mut Row, line: &Line) -> Result<Fields, Code> {
    row.id = columns.text(line, Field::DealId);
    row.partner_key = columns.text(line, Field::Partner).map_or_else(String::new, |name| key_unless_direct(&name));
    deal(columns, line, &mut row.warnings).map(|deal| Fields::Deal(Box::new(deal)))
}

fn key_unless_direct(name: &str) -> String {
    if stage::is_direct(name) { String::new() } else { partner_key(name) }
}

fn deal(columns: &Columns<'_>, line: &Line, warnings: &mut Vec<Code>) -> Result<DealRow, Code> {
    let text = |field: Field| columns.text(line, field);
    let has = |field: Field| columns.mapping.column(field).is_some();
    if has(Field::DealId) && text(Field::DealId).is_none() {
        return Err(Code::NoId);
    }
    let name = if has(Field::DealName) { text(Field::DealName) } else { text(Field::DealId) };
    let name = name.ok_or(Code::NoName)?;
    let stage_label = text(Field::Stage).ok_or(Code::NoStage)?;
    let (stage, known) = stage::stage(&stage_label, &columns.options.stages).ok_or(Code::NoStage)?;
    if !known {
        warnings.push(Code::UnknownStage);
    }
    let amount = columns.money(line, Field::Amount)?;
    let currency = currency(columns, line, &amount.currencies, warnings)?;
    let base = columns.money(line, Field::AmountBase)?;
    let base_currency = base_currency(columns, line, &base.currencies)?;
    let close = columns.date(line, Field::Close).map_err(triage::fate_of_date)?;
    warn_about_amount(columns, line, amount.value, stage, warnings);
    let created = columns.optional_date(line, Field::Created, warnings);
    let registered = columns.optional_date(line, Field::RegistrationDate, warnings);
    let word = text(Field::Attribution);
    let attribution = word.as_deref().and_then(stage::attribution);
    if disagrees(attribution, registered.map(|d| d.order), created.map(|d| d.order)) {
        warnings.push(Code::AttributionMismatch);
    }
    let partner = text(Field::Partner).filter(|name| !stage::is_direct(name));
    Ok(DealRow {
        name,
        account: text(Field::Account),
        account_domain: text(Field::AccountDomain),
        partner,
        partner_domain: text(Field::PartnerDomain),
        partner_role: text(Field::PartnerRole),
        primary: text(Field::Primary).and_then(|word| yes_or_no(&word)),
        stage,
        stage_label,
        amount: amount.value,
        currency,
        amount_base: base.value.or(amount.value.filter(|_| currency.is_some() && currency == base_currency)),
        base_currency,
        close: close.date,
        created: created.map(|dated| dated.date),
        last_modified: columns.date(line, Field::LastModified).ok(),
        owner: text(Field::Owner),
        attribution_word: word,
        attribution,
        lead_source: text(Field::LeadSource),
        registration_id: text(Field::RegistrationId),
        registered_on: registered.map(|dated| dated.date),
        deal_type: text(Field::DealType),
        next_step: text(Field::NextStep),
        probability: text(Field::Probability).and_then(|text| probability(&text)),
        note: columns.lines_of_text(line, Field::Note),
    })
}

fn warn_about_amount(
    columns: &Columns<'_>,
    line: &Line,
    amount: Option<rust_decimal::Decimal>,
    stage: StageClass,
    warnings: &mut Vec<Code>,
) {
    match amount {
        Some(value) if value.is_sign_negative() && !value.is_zero() => warnings.push(Code::NegativeAmount),
        Some(_) => {}
        None => {
            if matches!(columns.cell(line, Field::Amount), Cell::NoResult) {
                warnings.push(Code::NoResult);
            }
            warnings.push(Code::BlankAmount);
            if stage == StageClass::Won {
                warnings.push(Code::WonWithoutAmount);
            }
        }
    }
}

/// The currency of the amount: its column, what the header names, the amount's own sign, the file's usual one.
fn currency(
    columns: &Columns<'_>,
    line: &Line,
    written: &[Currency],
    warnings: &mut Vec<Code>,
) -> Result<Option<Currency>, Code> {
    if let Some(code) = columns.text(line, Field::Currency) {
        let stated = currency_code(&code)?;
        if !written.is_empty() && !written.contains(&stated) {
            warnings.push(Code::CurrencyConflict);
        }
        return Ok(Some(stated));
    }
    if let Some(named) = columns.mapping.header_currency(Field::Amount) {
        let fits = written.is_empty() || written.contains(&named);
        return if fits { Ok(Some(named)) } else { Err(Code::CurrencyMismatch) };
    }
    if columns.currency.is_some_and(|usual| written.contains(&usual)) {
        return Ok(columns.currency);
    }
    Ok(columns.likely(written).or(columns.currency))
}

fn base_currency(columns: &Columns<'_>, line: &Line, written: &[Currency]) -> Result<Option<Currency>, Code> {
    let stated = columns.text(line, Field::AmountBaseCurrency).map(|code| currency_code(&code)).transpose()?;
    let named = columns.mapping.header_currency(Field::AmountBase);
    if let (None, Some(named)) = (stated, named)
        && !written.is_empty()
        && !written.contains(&named)
    {
        return Err(Code::CurrencyMismatch);
    }
    let converted = columns.mapping.column(Field::AmountBase).is_some();
    let own = columns.likely(written).or(columns.options.currency).filter(|_| converted);
    Ok(stated.or(named).or(own))
}

/// A currency by its code, or by a sign or name that means only one.
fn currency_code(text: &str) -> Result<Currency, Code> {
    let code: Result<Currency, _> = text.trim().to_uppercase().parse();
    if let Ok(code) = code {
        return Ok(code);
    }
    let signed = number::money(&format!("1 {text}"), super::options::DecimalMark::Point);
    match signed.map(|written| written.currencies).as_deref() {
        Ok([first, ..]) => Ok(*first),
        _ => Err(Code::BadCurrency),
    }
}

/// Sourced means registered before the deal was created, or on that day; a word that says otherwise is flagged.
fn disagrees(word: Option<AttributionWord>, registered: Option<i64>, created: Option<i64>) -> bool {
    let day = |order: i64| order.div_euclid(86_400);
    match (word, registered, created) {
        (Some(AttributionWord::Sourced), Some(registered), Some(created)) => day(registered) > day(created),
        (Some(AttributionWord::Influenced), Some(registered), Some(created)) => day(registered) <= day(created),
        _ => false,
    }
}

fn probability(text: &str) -> Option<Percent> {
    let number = number::plain(text.trim().trim_end_matches('%').trim())?;
    let hundredfold = !text.contains('%') && number <= rust_decimal::Decimal::ONE && number.scale() > 0;
    let percent = if hundredfold { number * rust_decimal::Decimal::ONE_HUNDRED } else { number };
    percent.normalize().to_string().parse().ok()
}

/// Rule 8 and 9: identical records, further partners of one deal, versions of one deal.
fn settle_duplicates(rows: &mut [Row], lines: &[&Line], dated: bool) {
    let hasher = RandomState::new();
    let mut seen: HashMap<u64, Vec<usize>> = HashMap::with_capacity(rows.len());
    let mut versions: HashMap<String, Vec<usize>> = HashMap::with_capacity(rows.len());
    for at in 0..rows.len() {
        let (Some(row), Some(line)) = (rows.get_mut(at), lines.get(at)) else { continue };
        if row.outcome != Outcome::Accept {
            continue;
        }
        let earlier = seen.entry(hasher.hash_one(&line.cells)).or_default();
        if earlier.iter().any(|earlier| lines.get(*earlier).is_some_and(|other| other.cells == line.cells)) {
            settle(row, Code::ExactDuplicate);
            continue;
        }
        earlier.push(at);
        if row.deal().is_some_and(|deal| deal.primary == Some(false)) {
            settle(row, Code::SecondaryPartner);
        } else if let Some(id) = &row.id {
            versions.entry(id.clone()).or_default().push(at);
        }
    }
    for same in versions.values().filter(|same| same.len() > 1) {
        settle_versions(rows, same, dated);
    }
}

/// Of several versions of one deal the newest counts; where none is known to be newer, the first does.
fn settle_versions(rows: &mut [Row], same: &[usize], dated: bool) {
    let modified = |at: usize| rows.get(at).and_then(Row::deal).and_then(|deal| deal.last_modified).map(|m| m.order);
    let newest = same.iter().filter_map(|at| modified(*at)).max().filter(|_| dated);
    let keeper = same.iter().copied().find(|at| newest.is_none() || modified(*at) == newest);
    let fates: Vec<(usize, Code)> = same
        .iter()
        .filter(|at| Some(**at) != keeper)
        .map(|at| match (modified(*at), newest) {
            (Some(own), Some(newest)) if own < newest => (*at, Code::Superseded),
            _ => (*at, Code::DuplicateConflict),
        })
        .collect();
    for (at, code) in fates {
        if let Some(row) = rows.get_mut(at) {
            settle(row, code);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{DateOrder, Fault, Options, ParsedFile, parse, totals};

    fn read(text: &str) -> ParsedFile {
        with(text, &Options::default())
    }

    fn with(text: &str, options: &Options) -> ParsedFile {
        parse(text.as_bytes(), "test.csv", options).unwrap()
    }

    /// The reason or the warnings of each row.
    fn fates(file: &ParsedFile) -> Vec<String> {
        let fate = |row: &Row| match row.reason {
            Some(code) => code.name().to_owned(),
            None => row.warnings.iter().map(|code| code.name()).collect::<Vec<_>>().join(" "),
        };
        file.rows.iter().map(fate).collect()
    }

    #[test]
    fn a_hubspot_export_is_understood_with_labels_and_internal_names() {
        let file = read(
            "\"Record ID\",\"Deal Name\",\"Deal Stage\",\"Close Date\",\"Deal owner\",\"Amount\",\"Amount in company currency\",\"Currency\",\"Associated Company\",\"Partner\"\n\
             \"1\",\"A\",\"Closed won (Sales Pipeline)\",\"2025-03-31 23:30\",\"Kim\",\"1000.5\",\"1100.55\",\"EUR\",\"Contoso\",\"Acme Inc\"\n\
             \"2\",\"B\",\"closedlost\",\"2025-04-01 00:10\",\"Kim\",\"2000\",\"2000\",\"USD\",\"Contoso\",\"\"\n\
             \"3\",\"C\",\"appointmentscheduled\",\"2025-05-01\",\"Kim\",\"\",\"\",\"USD\",\"Contoso\",\"\"\n",
        );
        assert_eq!(fates(&file), ["", "", "W_BLANK_AMOUNT"]);
        let deal = file.rows[0].deal().unwrap();
        assert_eq!((deal.stage, deal.close.to_string().as_str()), (StageClass::Won, "2025-03-31"));
        assert_eq!(deal.amount_base.unwrap().to_string(), "1100.55");
    }

    #[test]
    fn a_french_file_with_semicolons_is_understood() {
        let file = read(
            "Nom de la transaction;Phase de la transaction;Montant;Devise;Date de fermeture;Partenaire\n\
             Un;Fermée gagnée;1 234,50 €;EUR;31/03/2025;Société Générale\n\
             Deux;Fermée perdue;12.000;EUR;01/04/2025;\n\
             Trois;En négociation;2,5;;3 avril 2025;\n",
        );
        assert_eq!(fates(&file), ["", "", "W_UNKNOWN_STAGE"]);
        assert_eq!(file.source.date_order, Some(DateOrder::Dmy));
        let amounts: Vec<_> = file.rows.iter().map(|row| row.deal().unwrap().amount.unwrap().to_string()).collect();
        assert_eq!(amounts, ["1234.50", "12000", "2.5"]);
        assert_eq!(file.rows[2].deal().unwrap().currency, Some(Currency::EUR));
    }

    #[test]
    fn the_first_failing_check_decides() {
        let file = read(
            "ID,Deal Name,Stage,Amount,Currency,Close Date\n\
             ,,,,,\n,N,Won,1,USD,2025-01-01\n1,,,x,?,x\n2,N,,x,?,x\n3,N,Won,x,?,x\n4,N,Won,1,Dollars,x\n\
             5,N,Won,1.234,USD,x\n6,N,Won,1,USD,x\n7,N,Won,1,USD,2025-01-01\n7,N,Won,1,USD,2025-01-01\n\
             7,N,Won,2,USD,2025-01-01\nID,Deal Name,Stage,Amount,Currency,Close Date\nTotal,,,,,\nfooter\n8,N\n",
        );
        assert_eq!(
            fates(&file),
            [
                "S_BLANK_ROW",
                "E_NO_ID",
                "E_NO_NAME",
                "E_NO_STAGE",
                "E_BAD_AMOUNT",
                "E_BAD_CURRENCY",
                "E_AMBIGUOUS_NUMBER",
                "E_BAD_DATE",
                "",
                "S_EXACT_DUP",
                "E_DUP_CONFLICT",
                "S_REPEATED_HEADER",
                "S_TOTAL_ROW",
                "S_FOOTER",
                "E_FIELD_COUNT",
            ]
        );
    }

    #[test]
    fn dates_that_may_be_read_two_ways_are_refused_until_someone_says_which() {
        let text = "Deal Name,Stage,Amount,Close Date\nA,Won,1,4/5/2025\nB,Won,1,5/5/2025\n";
        assert_eq!(fates(&read(text)), ["E_AMBIGUOUS_DATE", ""]);
        let options = Options { date_order: Some(DateOrder::Dmy), ..Options::default() };
        assert_eq!(with(text, &options).rows[0].deal().unwrap().close.to_string(), "2025-05-04");
    }

    #[test]
    fn versions_follow_their_last_change_and_ids_keep_their_case() {
        let file = read(
            "ID,Deal Name,Stage,Amount,Close Date,Last Modified Date\n\
             a,N,Open,1,2025-01-01,2025-01-02\na,N,Won,2,2025-01-01,2025-01-03\nA,N,Won,3,2025-01-01,2025-01-01\n\
             b,N,Open,1,2025-01-01,2025-01-02\nb,N,Won,2,2025-01-01,2025-01-02\n\
             c,N,Won,1,2025-01-01,\nc,N,Won,2,2025-01-01,2025-01-02\n",
        );
        assert_eq!(fates(&file), ["S_SUPERSEDED", "", "", "", "E_DUP_CONFLICT", "E_DUP_CONFLICT", ""]);
    }

    #[test]
    fn currencies_are_told_apart() {
        let file =
            read("Deal Name,Stage,ACV (USD),Close\nA,Won,$5,2025-01-01\nB,Won,5 €,2025-01-01\nC,Won,5,2025-01-01\n");
        assert_eq!(fates(&file), ["", "E_CURRENCY_MISMATCH", ""]);
        let file =
            read("Deal Name,Stage,Amount,Currency,Close\nA,Won,€5.00,USD,2025-01-01\nB,Won,$5.00,CAD,2025-01-01\n");
        assert_eq!(fates(&file), ["W_CURRENCY_CONFLICT", ""]);
        let file = read("Deal Name,Stage,Amount,Close\nA,Won,£5.00,2025-01-01\nB,Won,7.00,2025-01-01\n");
        let data = totals(&file).deals.unwrap();
        assert_eq!(data.closed_won_by_currency.get("GBP").map(String::as_str), Some("12.00"));
    }

    #[test]
    fn an_open_quote_and_a_stray_sign_cost_one_record_and_are_named() {
        let file =
            read("Deal Name,Stage,Amount,Close Date\nA,Won,1,2025-01-01\nB,\"Won,1,2025-01-01\nC,Won,1,2025-01-01\n");
        assert_eq!(fates(&file), ["", "E_UNTERMINATED_QUOTE"]);
        assert!(file.notes.iter().any(|note| note.starts_with("line 3:")), "{:?}", file.notes);
    }

    #[test]
    fn what_is_no_export_is_refused_with_what_to_do() {
        for (bytes, expected) in [
            (&b""[..], "import_empty"),
            (b"\x00\x01\x02\x03\x00\x00\x00\x00\x00binary", "import_not_readable"),
            (b"<html><body>", "import_not_readable"),
            (b"PK\x03\x04nothing", "import_not_readable"),
            (b"\xD0\xCF\x11\xE0nothing", "import_not_readable"),
            (b"Colour,Taste\nred,sweet\n", "import_no_header"),
            (b"\n\n\n", "import_empty"),
        ] {
            let error = parse(bytes, "test", &Options::default()).unwrap_err();
            assert_eq!(error.code(), expected, "{error}");
            assert!(!error.hint().is_empty());
        }
        let kind = Options { kind: Some(crate::import::Kind::Deals), ..Options::default() };
        let error = parse(b"Partner,Tier,Email\nAcme,Gold,a@b.c\n", "test", &kind).unwrap_err();
        assert!(matches!(error.fault, Fault::NoHeader { .. }), "{error}");
    }
}
