//! The header row and what its columns mean: aliases as data, `--map` above all, ambiguity reported and never guessed.

use std::collections::BTreeMap;

use super::error::Fault;
use super::field::Field;
use super::number;
use super::options::{Kind, Options};
use super::sheet::{Line, Sheet};
use super::vocabulary::{FieldNames, fold, vocabulary, without_brackets};
use crate::program::currency::Currency;

/// How many lines from the top may hold the header.
const SEARCHED: usize = 50;

/// How many columns a refusal names.
const NAMED: usize = 40;

/// The longest text that may be a header, in bytes.
const LONGEST: usize = 500;

/// What the columns of a sheet mean.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// What the rows are.
    pub kind: Kind,
    /// The header's place among the sheet's lines.
    pub at: usize,
    /// The headers as written.
    pub headers: Vec<String>,
    /// The column of each field.
    columns: [Option<usize>; Field::COUNT],
    /// What a person should know about the columns.
    pub notes: Vec<String>,
    /// How sure it is that this is a header of that kind.
    pub score: usize,
}

impl Mapping {
    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns.get(field as usize).copied().flatten()
    }

    /// Fields with the header of their column.
    pub fn named(&self) -> BTreeMap<&'static str, String> {
        let named = Field::ALL.iter().filter_map(|field| Some((field.name(), self.header(*field)?.to_owned())));
        named.collect()
    }

    /// The header of a field's column.
    pub fn header(&self, field: Field) -> Option<&str> {
        self.column(field).and_then(|column| self.headers.get(column)).map(String::as_str)
    }

    /// The currency that the header of a column names: `TTM Sourced (USD)`, `revenue_usd`.
    pub fn header_currency(&self, field: Field) -> Option<Currency> {
        let header = self.header(field)?;
        let words = header.split(|c: char| !c.is_alphabetic());
        let codes = words.filter(|word| word.len() == 3 && (header.contains(['(', '_', '[']) || is_upper(word)));
        let known = codes.filter_map(|word| word.to_uppercase().parse().ok());
        let sign = ["€", "£", "US$"].iter().find(|sign| header.contains(**sign));
        let signed = || {
            number::money(&format!("1{}", sign?), super::options::DecimalMark::Point).ok()?.currencies.first().copied()
        };
        known.into_iter().find(|code| vocabulary().currencies.contains(code)).or_else(signed)
    }

    /// The ends of the scale that a header names: `Strategic Score (1-5)`.
    pub fn scale(&self, field: Field) -> Option<(u32, u32)> {
        let header = self.header(field)?;
        let inside = header.split(['(', '[']).nth(1)?.split([')', ']']).next()?;
        let (low, high) = inside.split_once(['-', '–', '…']).or_else(|| inside.split_once(".."))?;
        Some((low.trim().parse().ok()?, high.trim().parse().ok()?)).filter(|(low, high)| low < high)
    }
}

fn is_upper(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_uppercase())
}

/// Finds the header of a sheet and maps its columns.
pub fn find(sheet: &Sheet, options: &Options) -> Result<Mapping, Fault> {
    let kinds = options.kind.map_or_else(|| vec![Kind::Deals, Kind::Partners], |kind| vec![kind]);
    let candidates = sheet.lines.iter().enumerate().filter(|(_, line)| line.filled() > 0).take(SEARCHED);
    let mut best: Option<(usize, usize, Kind)> = None;
    for (at, line) in candidates {
        for kind in &kinds {
            let score = score(line, *kind, options);
            if best.is_none_or(|(top, _, _)| score > top) {
                best = Some((score, at, *kind));
            }
        }
    }
    let (score, at, kind) = best.ok_or(Fault::Empty)?;
    let mut mapping = mapped(sheet, at, kind, options)?;
    mapping.score = score;
    let missing = missing(&mapping);
    if missing.is_empty() {
        return Ok(mapping);
    }
    let named = mapping.headers.iter().filter(|header| !header.trim().is_empty() && header.len() <= LONGEST);
    let columns = named.take(NAMED).cloned().collect();
    Err(Fault::NoHeader { kind, missing, columns })
}

/// Fields without which rows of that kind mean nothing.
fn missing(mapping: &Mapping) -> Vec<String> {
    let has = |field: Field| mapping.column(field).is_some();
    let mut missing = Vec::new();
    match mapping.kind {
        Kind::Deals => {
            if !has(Field::DealName) && !has(Field::DealId) {
                missing.push(Field::DealName.to_string());
            }
            missing.extend([Field::Stage, Field::Close].iter().filter(|field| !has(**field)).map(Field::to_string));
        }
        Kind::Partners => {
            let person = has(Field::FirstName) || has(Field::LastName) || has(Field::ContactName);
            if !has(Field::Name) && !person {
                missing.push(Field::Name.to_string());
            }
        }
    }
    missing
}

/// How much a line looks like a header: three points for a name that means one thing, one for a weak name.
fn score(line: &Line, kind: Kind, options: &Options) -> usize {
    let forms: Vec<Vec<String>> = line.cells.iter().map(|cell| forms(&cell.as_text())).collect();
    let knows = |names: &[String]| forms.iter().any(|forms| forms.iter().any(|form| names.contains(form)));
    let known: usize =
        fields(kind).iter().map(|names| if knows(&names.strong) { 3 } else { usize::from(knows(&names.weak)) }).sum();
    let asked = options.mapping.iter().filter(|(_, column)| forms.iter().any(|forms| forms.contains(&fold(column))));
    known + asked.count() * 4
}

fn fields(kind: Kind) -> &'static [FieldNames] {
    match kind {
        Kind::Deals => &vocabulary().deals,
        Kind::Partners => &vocabulary().partners,
    }
}

/// The folded forms under which a header may be known, most exact first.
fn forms(header: &str) -> Vec<String> {
    if header.len() > LONGEST {
        return Vec::new();
    }
    let worded = header.replace('%', " percent ");
    let bare = without_brackets(&worded);
    let mut forms = vec![fold(&worded), fold(&bare), fold(&without_currency(&bare))];
    forms.retain(|form| !form.is_empty());
    forms.dedup();
    forms
}

/// The forms of a header, where the most exact one that any field knows shuts out the others.
///
/// So `Amount (converted)` is never the amount, though it would be without its brackets.
fn known_forms(header: &str, kind: Kind) -> Vec<String> {
    let forms = forms(header);
    let is_known = |form: &String| fields(kind).iter().any(|f| f.strong.contains(form) || f.weak.contains(form));
    forms.into_iter().find(is_known).into_iter().collect()
}

/// The header without a currency code as its last word: `revenue_usd`, `ACV EUR`.
fn without_currency(header: &str) -> String {
    let text = header.trim();
    match text.rsplit_once([' ', '_']) {
        Some((rest, code)) if vocabulary().currencies.iter().any(|known| known.code().eq_ignore_ascii_case(code)) => {
            rest.to_owned()
        }
        _ => text.to_owned(),
    }
}

/// A column that may be a field's.
struct Candidate {
    column: usize,
    strong: bool,
    length: usize,
}

fn mapped(sheet: &Sheet, at: usize, kind: Kind, options: &Options) -> Result<Mapping, Fault> {
    let line = sheet.lines.get(at).ok_or(Fault::Empty)?;
    let headers: Vec<String> = line.cells.iter().map(|cell| super::text::one_line(&cell.as_text())).collect();
    let mut mapping = Mapping { kind, at, headers, columns: [None; Field::COUNT], notes: Vec::new(), score: 0 };
    let decided = decided(&mapping.headers, options)?;
    let all_forms: Vec<Vec<String>> = mapping.headers.iter().map(|header| known_forms(header, kind)).collect();
    for names in fields(kind) {
        let field = names.field;
        if decided.contains_key(&field) {
            continue;
        }
        let taken = |column: usize| decided.values().any(|other| *other == Some(column));
        let mut candidates = candidates(&all_forms, names);
        candidates.retain(|c| !sheet.hidden_columns.contains(&c.column) && !taken(c.column));
        let column = chosen(sheet, &mut mapping, field, candidates)?;
        if let Some(place) = mapping.columns.get_mut(field as usize) {
            *place = column;
        }
    }
    for (field, column) in decided {
        if let Some(place) = mapping.columns.get_mut(field as usize) {
            *place = column;
        }
    }
    Ok(mapping)
}

/// What `--map` decides: the column of a field, or that it has none.
fn decided(headers: &[String], options: &Options) -> Result<BTreeMap<Field, Option<usize>>, Fault> {
    let mut decided = BTreeMap::new();
    for (name, column) in &options.mapping {
        let bad = |why: String| Fault::BadMapping { field: name.clone(), column: column.clone(), why };
        let field: Field = name.parse().map_err(|_| {
            let known: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
            bad(format!("there is no such field; the fields are {}", known.join(", ")))
        })?;
        let place = if column.is_empty() {
            None
        } else {
            let exact = headers.iter().position(|header| header == column);
            let alike = || headers.iter().position(|header| !fold(column).is_empty() && fold(header) == fold(column));
            let found = exact.or_else(alike);
            Some(found.ok_or_else(|| bad(format!("there is no such column; the columns are {}", headers.join(", "))))?)
        };
        decided.insert(field, place);
    }
    Ok(decided)
}

fn candidates(all_forms: &[Vec<String>], names: &FieldNames) -> Vec<Candidate> {
    let known = |form: &String| {
        if names.strong.contains(form) { Some(true) } else { names.weak.contains(form).then_some(false) }
    };
    let found = all_forms.iter().enumerate().filter_map(|(column, forms)| {
        let form = forms.first()?;
        Some(Candidate { column, strong: known(form)?, length: form.chars().count() })
    });
    found.collect()
}

/// The one column that is meant; where several are and they differ, a decisive field asks and another takes the longest name.
fn chosen(
    sheet: &Sheet,
    mapping: &mut Mapping,
    field: Field,
    mut candidates: Vec<Candidate>,
) -> Result<Option<usize>, Fault> {
    if candidates.iter().any(|candidate| candidate.strong) {
        candidates.retain(|candidate| candidate.strong);
    }
    candidates.sort_by_key(|c| (std::cmp::Reverse(c.length), c.column));
    let Some(first) = candidates.first() else { return Ok(None) };
    let others = candidates.iter().skip(1);
    if others.clone().all(|other| same_values(sheet, mapping.at, first.column, other.column)) {
        return Ok(Some(first.column));
    }
    let name = |c: &Candidate| format!("{:?}", mapping.headers.get(c.column).map_or("", String::as_str));
    let names: Vec<String> = candidates.iter().map(name).collect();
    if field.is_decisive(mapping.kind) {
        let line = sheet.lines.get(mapping.at).map_or(1, |line| line.number);
        let columns = candidates.iter().filter_map(|c| mapping.headers.get(c.column).cloned()).collect();
        return Err(Fault::Ambiguous { line, field: field.to_string(), columns });
    }
    let note = format!(
        "{} may all mean {field}; {} was taken. Say --map {field}=COLUMN for another",
        names.join(", "),
        names.first().map_or("the first", String::as_str)
    );
    mapping.notes.push(note);
    Ok(candidates.first().map(|candidate| candidate.column))
}

/// Whether two columns never contradict each other.
fn same_values(sheet: &Sheet, header: usize, one: usize, other: usize) -> bool {
    let mut lines = sheet.lines.iter().skip(header + 1);
    lines.all(|line| {
        let (one, other) = (line.cell(one), line.cell(other));
        one.is_blank() || other.is_blank() || one == other
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::delimited;

    fn map(text: &str, options: &Options) -> Result<Mapping, Fault> {
        find(&delimited::read(text, &[])?.sheet, options)
    }

    fn headers(text: &str) -> BTreeMap<&'static str, String> {
        map(text, &Options::default()).unwrap().named()
    }

    #[test]
    fn headers_of_known_systems_are_understood() {
        for (text, expected) in [
            (
                "Opportunity ID,Account Name,Opportunity Name,Stage,Amount Currency,Amount,Amount (converted) Currency,Amount (converted),Close Date,Lead Source,Partner Account,Partner Attribution\n",
                "account=Account Name amount=Amount amount_base=Amount (converted) amount_base_currency=Amount (converted) Currency attribution=Partner Attribution close=Close Date currency=Amount Currency deal_id=Opportunity ID deal_name=Opportunity Name lead_source=Lead Source partner=Partner Account stage=Stage",
            ),
            (
                "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Amount in company currency,Associated Company\n",
                "account=Associated Company amount=Amount amount_base=Amount in company currency close=Close Date deal_id=Record ID deal_name=Deal Name owner=Deal owner stage=Deal Stage",
            ),
            (
                "Nr.;Partner;Kunde;Verkaufschance;Phase;Betrag;Währung;Abschlussdatum\n",
                "account=Kunde amount=Betrag close=Abschlussdatum currency=Währung deal_id=Nr. deal_name=Verkaufschance partner=Partner stage=Phase",
            ),
            (
                "Partner,Partner Type,Tier,Owner (PM),TTM Sourced (USD),# Referrals,Strategic Score (1-5),Active?,Commission %,Health (0-100)\n",
                "active=Active? commission_rate=Commission % health=Health (0-100) name=Partner owner=Owner (PM) referrals=# Referrals score=Strategic Score (1-5) tier=Tier ttm_sourced=TTM Sourced (USD) type=Partner Type",
            ),
        ] {
            let named: Vec<String> = headers(text).iter().map(|(field, header)| format!("{field}={header}")).collect();
            assert_eq!(named.join(" "), expected);
        }
    }

    #[test]
    fn a_title_above_the_header_is_passed_over() {
        let mapping =
            map("Partner Report\n\nDeal,Partner,Stage,ACV (USD),Close\nx,y,Won,1,2025-01-01\n", &Options::default());
        let mapping = mapping.unwrap();
        assert_eq!((mapping.at, mapping.kind), (2, Kind::Deals));
        assert_eq!(mapping.header_currency(Field::Amount), Some(Currency::USD));
    }

    #[test]
    fn two_columns_for_one_decisive_field_are_asked_about() {
        let text = "Deal Name,Stage,Close Date,Amount,ACV\nx,Won,2025-01-01,1,2\n";
        let Err(Fault::Ambiguous { field, columns, .. }) = map(text, &Options::default()) else { panic!("guessed") };
        assert_eq!((field.as_str(), columns), ("amount", vec!["Amount".to_owned(), "ACV".to_owned()]));
        let options = Options { mapping: vec![("amount".to_owned(), "ACV".to_owned())], ..Options::default() };
        assert_eq!(map(text, &options).unwrap().header(Field::Amount), Some("ACV"));
        let same = "Deal Name,Stage,Close Date,Amount,ACV\nx,Won,2025-01-01,1,1\n";
        assert!(map(same, &Options::default()).is_ok());
    }

    #[test]
    fn a_mapping_to_nothing_known_says_what_is_there() {
        let text = "Deal Name,Stage,Close Date\nx,Won,2025-01-01\n";
        for (field, column) in [("colour", "Stage"), ("amount", "Betrag")] {
            let options = Options { mapping: vec![(field.to_owned(), column.to_owned())], ..Options::default() };
            assert!(matches!(map(text, &options), Err(Fault::BadMapping { .. })));
        }
        assert!(matches!(map("Colour,Taste\nred,sweet\n", &Options::default()), Err(Fault::NoHeader { .. })));
    }
}
