//! Rows of partner lists (rule 12): each check in its order, the first that fails decides the row's fate.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::columns::Columns;
use super::field::Field;
use super::partner_figures as figures;
use super::partner_key::partner_key;
use super::row::{Code, Fields, Outcome, PartnerRow, Row};
use super::sheet::{Cell, Line, Sheet};
use super::text::one_line;
use super::triage::{self, settle};
use super::vocabulary::{fold, fold_letters, vocabulary, yes_or_no};

/// Every record of a sheet of partners.
pub fn rows(sheet: &Sheet, columns: &Columns<'_>) -> Vec<Row> {
    let mut ids = HashSet::new();
    let mut keys = HashSet::new();
    let (lines, mut rows) = triage::rows(sheet, columns, |row, line| read(columns, row, line));
    for (row, line) in rows.iter_mut().zip(lines) {
        if row.outcome == Outcome::Accept {
            let again = match &row.id {
                Some(id) => (!ids.insert(id.clone())).then_some(Code::DuplicateId),
                None => (!keys.insert(row.partner_key.clone())).then_some(Code::DuplicateKey),
            };
            if let Some(code) = again {
                settle(row, code);
            }
        }
        triage::keep_original(row, line);
    }
    rows
}

fn read(columns: &Columns<'_>, row: &mut Row, line: &Line) -> Result<Fields, Code> {
    row.id = columns.text(line, Field::PartnerId);
    let contact = contact(columns, line);
    let name = columns.text(line, Field::Name).or_else(|| contact.clone());
    row.partner_key = name.as_deref().map_or_else(String::new, partner_key);
    partner(columns, line, name, contact, &mut row.warnings).map(|partner| Fields::Partner(Box::new(partner)))
}

fn contact(columns: &Columns<'_>, line: &Line) -> Option<String> {
    let names = [columns.text(line, Field::FirstName), columns.text(line, Field::LastName)];
    let full = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
    columns.text(line, Field::ContactName).or(Some(full)).filter(|name| !name.is_empty())
}

fn partner(
    columns: &Columns<'_>,
    line: &Line,
    name: Option<String>,
    contact: Option<String>,
    warnings: &mut Vec<Code>,
) -> Result<PartnerRow, Code> {
    let has = |field: Field| columns.mapping.column(field).is_some();
    let text = |field: Field| columns.text(line, field);
    if has(Field::PartnerId) && text(Field::PartnerId).is_none() {
        return Err(Code::NoId);
    }
    let mut partner = PartnerRow { name: name.ok_or(Code::NoName)?, contact, ..PartnerRow::default() };
    if has(Field::Email) {
        let email = text(Field::Email).ok_or(Code::NoEmail)?;
        partner.email = Some(email).filter(|email| is_email(email));
        partner.email.as_ref().ok_or(Code::BadEmail)?;
    }
    read_money(columns, line, &mut partner, warnings)?;
    if has(Field::Joined) {
        let joined = columns.date(line, Field::Joined).map_err(triage::fate_of_date)?;
        partner.joined = Some(joined.date);
    }
    read_labels(columns, line, &mut partner, warnings);
    read_dates(columns, line, &mut partner, warnings);
    figures::read(columns, line, &mut partner, warnings);
    Ok(partner)
}

/// The form a@b.c: one at sign, no white space, a dot inside the domain.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let labels: Vec<&str> = domain.split('.').collect();
    !local.is_empty()
        && labels.len() >= 2
        && labels.iter().all(|label| !label.is_empty())
        && !text.chars().any(|c| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>'))
        && !domain.contains('@')
}

const MONEY: [Field; 5] =
    [Field::TtmSourced, Field::TtmInfluenced, Field::Revenue, Field::CommissionsEarned, Field::CommissionsPaid];

fn read_money(
    columns: &Columns<'_>,
    line: &Line,
    partner: &mut PartnerRow,
    warnings: &mut Vec<Code>,
) -> Result<(), Code> {
    let mut mismatch = false;
    partner.currency = columns.text(line, Field::Currency).and_then(|code| code.to_uppercase().parse().ok());
    for field in MONEY.into_iter().filter(|field| columns.mapping.column(*field).is_some()) {
        let named = columns.mapping.header_currency(field);
        let amount = columns.money(line, field)?;
        mismatch |= named.is_some_and(|named| !amount.currencies.is_empty() && !amount.currencies.contains(&named));
        partner.currency = partner.currency.or(named).or_else(|| columns.likely(&amount.currencies));
        warn_about(columns.cell(line, field), field, amount.value, warnings);
        partner.money.push((field, amount.value));
    }
    partner.currency = partner.currency.or(columns.currency).filter(|_| !partner.money.is_empty());
    if mismatch { Err(Code::CurrencyMismatch) } else { Ok(()) }
}

fn warn_about(cell: &Cell, field: Field, amount: Option<Decimal>, warnings: &mut Vec<Code>) {
    let code = match amount {
        None if matches!(cell, Cell::NoResult) => Code::NoResult,
        None => Code::BlankAmount,
        Some(value) if value.is_zero() || value.is_sign_positive() => return,
        Some(_) if matches!(field, Field::CommissionsEarned | Field::CommissionsPaid) => Code::NegativeCommission,
        Some(_) => Code::NegativeAmount,
    };
    if !warnings.contains(&code) {
        warnings.push(code);
    }
}

fn read_labels(columns: &Columns<'_>, line: &Line, partner: &mut PartnerRow, warnings: &mut Vec<Code>) {
    let text = |field: Field| columns.text(line, field);
    partner.tier_label = text(Field::Tier);
    partner.group = text(Field::Group);
    partner.group_slug = text(Field::GroupSlug);
    partner.tier = partner.tier_label.as_deref().and_then(|label| tier(label, &columns.options.tiers));
    if partner.tier_label.is_some() && partner.tier.is_none() {
        warnings.push(Code::UnknownTier);
    }
    if partner.tier_label.is_none() {
        let groups = [&partner.group, &partner.group_slug];
        partner.tier = groups.into_iter().flatten().find_map(|label| tier(label, &columns.options.tiers));
    }
    partner.type_label = text(Field::PartnerType);
    let labels = [&partner.type_label, &partner.group];
    partner.partner_type = labels.into_iter().flatten().find_map(|label| vocabulary().types.get(&fold(label)).cloned());
    partner.domain = text(Field::Website).as_deref().and_then(domain);
    partner.region = text(Field::Region);
    partner.owner = text(Field::Owner);
    partner.status = text(Field::Status);
    partner.active = flag(columns.cell(line, Field::Active));
    partner.approved = flag(columns.cell(line, Field::Approved));
    let tags = text(Field::Tags).unwrap_or_default();
    partner.tags = tags.split(['|', ';', ',']).map(one_line).filter(|tag| !tag.is_empty()).collect();
    partner.note = columns.lines_of_text(line, Field::Note);
}

fn read_dates(columns: &Columns<'_>, line: &Line, partner: &mut PartnerRow, warnings: &mut Vec<Code>) {
    let mut date = |field: Field| columns.optional_date(line, field, warnings).map(|dated| dated.date);
    partner.last_active = date(Field::LastActive);
    partner.contract_end = date(Field::ContractEnd);
    partner.last_qbr = date(Field::LastQbr);
}

fn flag(cell: &Cell) -> Option<bool> {
    match cell {
        Cell::Bool(yes) => Some(*yes),
        cell => yes_or_no(&cell.as_text()),
    }
}

/// The tier a label names: by the usual names, else the identifier of the program's tier of that name.
pub fn tier(label: &str, own: &[(String, String)]) -> Option<String> {
    let letters = fold_letters(label);
    let bare = bare_tier(label);
    let usual = &vocabulary().tiers;
    let known = usual.get(&letters).or_else(|| usual.get(&bare)).cloned();
    let named = |(id, name): &&(String, String)| [bare_tier(id), bare_tier(name)].contains(&bare);
    known.or_else(|| own.iter().filter(|_| !bare.is_empty()).find(named).map(|(id, _)| id.clone()))
}

/// The letters of a tier's name without words that say nothing: `Registered Partners` is `registered`.
pub fn bare_tier(label: &str) -> String {
    let letters = fold_letters(label);
    let mut bare = letters.as_str();
    while let Some(shorter) = vocabulary().tier_words.iter().find_map(|word| bare.strip_suffix(word.as_str())) {
        bare = shorter;
    }
    bare.to_owned()
}

/// The domain of a web address.
pub fn domain(address: &str) -> Option<String> {
    let address = address.trim().to_lowercase();
    let host = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or("");
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && !host.contains(char::is_whitespace)).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_are_known_by_every_spelling_and_by_the_programs_own_names() {
        for (label, expected) in [
            ("REG", Some("registered")),
            ("Plat", Some("platinum")),
            ("Gold*", Some("gold")),
            ("gold ", Some("gold")),
            ("silver-tier", Some("silver")),
            ("Registered Partners", Some("registered")),
            ("Diamond", None),
            ("Partner", None),
        ] {
            assert_eq!(tier(label, &[]).as_deref(), expected, "{label}");
        }
        let own = [("elite".to_owned(), "Diamond".to_owned())];
        assert_eq!(tier("DIAMOND partner", &own).as_deref(), Some("elite"));
    }

    #[test]
    fn addresses_have_one_form() {
        for (text, expected) in [
            ("a@b.co", true),
            ("hye-jin.7@example7.com", true),
            ("not-an-email", false),
            ("a b@example.com", false),
            ("a@b", false),
            ("a@@b.c", false),
            ("a@.c", false),
        ] {
            assert_eq!(is_email(text), expected, "{text}");
        }
        assert_eq!(domain("https://www.Acme.com/partners").as_deref(), Some("acme.com"));
        assert_eq!(domain("acme"), None);
    }
}
