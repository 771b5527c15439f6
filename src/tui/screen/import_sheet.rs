//! The sheet on which a file is understood: what it holds, how dates and numbers are read, which column fills which field;
//! beside it what came of that, row by row.

use super::import_page;
use super::state::{Effect, Owner, Screen};
use crate::import::field::Field as Ours;
use crate::import::row::Code;
use crate::import::{DateOrder, Kind, Options, ParsedFile};
use crate::shell::import_thread::{Done, NotRead};
use crate::tui::overlays::{Field, Form};
use crate::tui::pane::Check;

/// The tag of the sheet.
pub(super) const SHEET: &str = "screen/import";

const KIND: &str = "kind";
const SHEET_NAME: &str = "sheet";
const DATES: &str = "dates";
const DECIMAL: &str = "decimal";

/// What the sheet is made of: of a file that was read, or of one whose columns are not understood yet.
struct Understood<'a> {
    kind: Kind,
    sheets: &'a [String],
    sheet: Option<&'a str>,
    headers: Vec<String>,
    column: Box<dyn Fn(Ours) -> String + 'a>,
    file: Option<&'a ParsedFile>,
}

fn of_done(done: &Done) -> Understood<'_> {
    let mapping = &done.file.source.mapping;
    Understood {
        kind: done.file.kind,
        sheets: &done.contents.sheets,
        sheet: done.file.source.sheet.as_deref(),
        headers: done.file.headers.clone(),
        column: Box::new(|field| mapping.get(field.name()).cloned().unwrap_or_default()),
        file: Some(&done.file),
    }
}

fn of_refused<'a>(read: &'a NotRead, options: &'a Options) -> Option<Understood<'a>> {
    let NotRead::Refused { contents, error } = read else { return None };
    let decided = |field: Ours| {
        let found = options.mapping.iter().find(|(name, _)| name == field.name());
        found.map(|(_, column)| column.clone()).unwrap_or_default()
    };
    Some(Understood {
        kind: options.kind.unwrap_or(error.fault.kind().unwrap_or(Kind::Deals)),
        sheets: &contents.sheets,
        sheet: options.sheet.as_deref(),
        headers: error.fault.columns().to_vec(),
        column: Box::new(decided),
        file: None,
    })
}

/// Our field in words.
fn words(field: Ours) -> String {
    let name = field.name().replace('_', " ");
    let mut letters = name.chars();
    let words: String = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    match words.as_str() {
        "Deal reg" => "Registration".to_owned(),
        "Reg date" => "Registered on".to_owned(),
        "Amount base" => "Converted amount".to_owned(),
        "Amount base currency" => "Converted into".to_owned(),
        "Nps" => "NPS".to_owned(),
        "Last qbr" => "Last QBR".to_owned(),
        _ => words.replace("Ttm", "TTM"),
    }
}

fn pair(id: &str, label: impl Into<String>) -> (String, String) {
    (id.to_owned(), label.into())
}

fn fields(of: &Understood<'_>, options: &Options) -> Vec<Field> {
    let kinds = vec![pair("deals", "Deals"), pair("partners", "Partners")];
    let mut fields = vec![Field::choice(KIND, "Rows are", kinds).value(of.kind.name()).hint("What each row is")];
    if of.sheets.len() > 1 {
        let sheets = of.sheets.iter().map(|name| pair(name, name.clone())).collect();
        let sheet = of.sheet.unwrap_or_default();
        fields.push(Field::choice(SHEET_NAME, "Sheet", sheets).value(sheet).hint("The sheet of the workbook"));
    }
    let seen = of.file.and_then(|file| file.source.date_order);
    let as_seen = match seen {
        Some(DateOrder::Mdy) => "as the file shows: month first",
        Some(DateOrder::Dmy) => "as the file shows: day first",
        None => "as the file shows",
    };
    let orders = vec![pair("", as_seen), pair("mdy", "month first: 6/17/2025"), pair("dmy", "day first: 17/6/2025")];
    let order = options.date_order.map(|order| order.to_string()).unwrap_or_default();
    let unclear =
        |code: Code| of.file.map_or(0, |file| file.rows.iter().filter(|row| row.reason == Some(code)).count());
    let question = |count: usize, what: &str, usual: &str| match count {
        0 => usual.to_owned(),
        1 => format!("1 {what} can be read in two ways: choose how"),
        count => format!("{count} {what}s can be read in two ways: choose how"),
    };
    let hint = question(unclear(Code::AmbiguousDate), "date", "Which number comes first in dates such as 6/7/2025");
    fields.push(Field::choice(DATES, "Dates", orders).value(&order).hint(hint));
    let mark = of.file.map_or(String::new(), |file| format!(": {}", file.source.decimal));
    let marks = vec![pair("", format!("as the file shows{mark}")), pair(".", "1,234.50"), pair(",", "1.234,50")];
    let decimal = options.decimal.map(|mark| mark.to_string()).unwrap_or_default();
    let hint = question(unclear(Code::AmbiguousNumber), "number", "The mark before the cents");
    fields.push(Field::choice(DECIMAL, "Numbers", marks).value(&decimal).hint(hint));
    let mut columns = vec![pair("", "not in the file")];
    for header in of.headers.iter().filter(|header| !header.trim().is_empty()) {
        if !columns.iter().any(|(known, _)| known == header) {
            columns.push(pair(header, header.clone()));
        }
    }
    for field in Ours::of(of.kind) {
        let choice = Field::choice(field.name(), words(field), columns.clone()).value(&(of.column)(field));
        fields.push(choice.hint(format!("{}: which column holds it", field.meaning())));
    }
    fields
}

impl Screen {
    /// Shows the sheet of what was read, at the place where it stood.
    pub(super) fn show_import_sheet(&mut self) {
        let Some(read) = self.importing.read.clone() else { return };
        let options = self.importing.options.clone();
        let of = match &*read {
            Ok(done) => Some(of_done(done)),
            Err(not_read) => of_refused(not_read, &options),
        };
        let Some(of) = of else { return };
        let name = match &*read {
            Ok(done) => done.file.source.file.clone(),
            Err(NotRead::Refused { error, .. }) => error.file.clone(),
            Err(NotRead::NoFile(_)) => String::new(),
        };
        let mut form = Form::new(SHEET, format!("Import {name}")).paged("goes on");
        for field in fields(&of, &options) {
            form = form.field(field);
        }
        let before = self.import_form().map(|form| form.clone());
        if let Some(before) = &before {
            form = form.standing_as(before);
            self.overlays.pop();
        }
        let (title, lines) = import_page::page(&read);
        form.set_page(title, lines);
        let error = match &*read {
            Err(NotRead::Refused { error, .. }) => Some(error.fault.in_words()),
            _ => None,
        };
        self.open(Owner::Screen, form.into());
        self.check_import(error);
    }

    /// Says on the sheet why it cannot go on.
    fn check_import(&mut self, error: Option<String>) {
        if let Some(open) = self.overlays.last_mut().filter(|open| open.overlay.tag == SHEET) {
            open.overlay.checked(KIND, Check { error, lines: Vec::new() });
        }
    }

    /// Something on the sheet was chosen otherwise: the file is read again.
    pub(super) fn follow_import(&mut self, field: &str) -> Vec<Effect> {
        let Some(drafts) = self.import_form().map(|form| form.drafts()) else { return Vec::new() };
        let text = |name: &str| {
            let found = drafts.iter().find(|(field, _)| field == name).map(|(_, text)| text.clone());
            found.filter(|text| !text.is_empty())
        };
        // another sheet may hold other rows
        let kind: Option<Kind> = text(KIND).filter(|_| field != SHEET_NAME).and_then(|text| text.parse().ok());
        let ours = |name: &str| name.parse::<Ours>().is_ok();
        // other rows have other columns: those are found anew; so are those of a file that is not understood yet
        let all = self.importing.done().is_some();
        let decided = |(name, column): &&(String, String)| ours(name) && (all || !column.is_empty());
        let mapping = match field {
            KIND | SHEET_NAME => Vec::new(),
            _ => drafts.iter().filter(decided).cloned().collect(),
        };
        let options = Options {
            kind,
            sheet: text(SHEET_NAME),
            mapping,
            date_order: text(DATES).and_then(|text| text.parse().ok()),
            decimal: text(DECIMAL).and_then(|text| text.parse().ok()),
            ..Options::default()
        };
        self.importing.options = options;
        self.check_import(Some("the file is being read; a moment".to_owned()));
        self.read_again()
    }
}

/// How many fields stand before that of the amount.
#[cfg(test)]
pub(super) fn place_of_amount() -> usize {
    1 + Ours::of(Kind::Deals).take_while(|field| *field != Ours::Amount).count()
}
