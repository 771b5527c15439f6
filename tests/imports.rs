//! The sample exports against their row-level truth, and files that no sample shows.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use quarterdeck::import::row::{Fields, Outcome, Row, Score};
use quarterdeck::import::{DateOrder, Kind, Options, ParsedFile, parse, partner_key, propose, rejects_csv, totals};
use quarterdeck::program::Program;
use quarterdeck::program::currency::Currency;
use rust_decimal::Decimal;
use serde_json::Value;

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name)).unwrap()
}

fn dollars() -> Options {
    Options { currency: Some(Currency::USD), ..Options::default() }
}

fn read(name: &str, options: &Options) -> ParsedFile {
    parse(&sample(name), name, options).unwrap()
}

fn data(file: &ParsedFile) -> Value {
    serde_json::to_value(totals(file)).unwrap()
}

/// Row-level truth: one map of column to value per record.
fn truth(name: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = sample(&format!("expected/{name}.rows.csv"));
    csv::Reader::from_reader(bytes.as_slice()).deserialize().map(Result::unwrap).collect()
}

fn expected(name: &str) -> Value {
    serde_json::from_slice(&sample(&format!("expected/{name}.totals.json"))).unwrap()
}

fn outcome(row: &Row) -> &'static str {
    match row.outcome {
        Outcome::Accept => "accept",
        Outcome::Skip => "skip",
        Outcome::Reject => "reject",
    }
}

/// The fate of a row as the truth writes it.
fn fate(row: &Row) -> (&'static str, String, String) {
    let warnings: Vec<&str> = row.warnings.iter().map(|code| code.name()).collect();
    (outcome(row), row.reason.map_or("", |code| code.name()).to_owned(), warnings.join(" "))
}

fn sorted(warnings: &str) -> String {
    let mut codes: Vec<&str> = warnings.split(' ').collect();
    codes.sort_unstable();
    codes.join(" ")
}

fn assert_fates(file: &ParsedFile, truth: &[BTreeMap<String, String>]) {
    assert_eq!(file.rows.len(), truth.len());
    for (row, truth) in file.rows.iter().zip(truth) {
        let (outcome, reason, warnings) = fate(row);
        let found = (outcome, reason.as_str(), sorted(&warnings));
        let wanted = (truth["outcome"].as_str(), truth["reason"].as_str(), sorted(&truth["warnings"]));
        assert_eq!(found, wanted, "line {} of {}", row.line, file.source.file);
    }
}

fn number(text: &str) -> Option<Decimal> {
    (!text.is_empty()).then(|| text.parse().unwrap())
}

/// Compares money and counts as numbers, whatever their spelling.
fn assert_same(found: &Value, wanted: &Value, what: &str) {
    if let (Value::Object(found), Value::Object(wanted)) = (found, wanted) {
        let keys =
            |map: &serde_json::Map<String, Value>| map.keys().cloned().collect::<std::collections::BTreeSet<_>>();
        assert_eq!(keys(found), keys(wanted), "{what}");
        for (key, value) in wanted {
            assert_same(&found[key], value, &format!("{what}.{key}"));
        }
        return;
    }
    let of = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let (found, wanted) = (of(found), of(wanted));
    let same = found == wanted || number(&found).zip(number(&wanted)).is_some_and(|(a, b)| a == b);
    assert!(same, "{what}: found {found}, wanted {wanted}");
}

fn assert_deals(file: &ParsedFile, truth: &[BTreeMap<String, String>], with_attribution: bool) {
    assert_fates(file, truth);
    for (row, truth) in file.rows.iter().zip(truth) {
        let at = format!("line {}", row.line);
        assert_eq!(row.id.as_deref().unwrap_or(""), truth["id"], "{at}");
        assert_eq!(row.partner_key, truth["partner_key"], "{at}");
        let Fields::Deal(deal) = &row.fields else {
            assert_ne!(row.outcome, Outcome::Accept, "{at}");
            continue;
        };
        assert_eq!(deal.name, truth["name"], "{at}");
        assert_eq!(deal.stage.name(), truth["stage"], "{at}");
        assert_eq!(deal.amount, number(&truth["amount"]), "{at}");
        assert_eq!(deal.currency.map(|c| c.to_string()).unwrap_or_default(), truth["currency"], "{at}");
        assert_eq!(deal.amount_base, number(&truth["amount_usd"]), "{at}");
        assert_eq!(deal.close.to_string(), truth["close_date"], "{at}");
        if with_attribution {
            let word = deal.attribution.map(|word| format!("{word:?}").to_lowercase()).unwrap_or_default();
            assert_eq!(word, truth["attribution"], "{at}");
        }
    }
}

fn assert_counts(data: &Value, wanted: &Value) {
    for key in ["records_total", "accepted", "skipped", "rejected", "warnings"] {
        if let Some(wanted) = wanted.get(key) {
            assert_same(&data[key], wanted, key);
        }
    }
}

#[test]
fn salesforce_opportunities_match_their_truth_row_by_row() {
    let file = read("salesforce_opportunities.csv", &dollars());
    assert_eq!(file.kind, Kind::Deals);
    assert_eq!(file.source.date_order, Some(DateOrder::Mdy));
    assert_deals(&file, &truth("salesforce_opportunities"), true);
    let (data, wanted) = (data(&file), expected("salesforce_opportunities"));
    assert_counts(&data, &wanted);
    for (key, of) in [
        ("stages_accepted", "stages_accepted"),
        ("closed_won_count", "closed_won_count"),
        ("closed_won_total", "closed_won_usd_total"),
        ("closed_won_by_partner", "closed_won_usd_by_partner"),
        ("closed_won_by_quarter", "closed_won_usd_by_quarter"),
        ("closed_won_by_currency", "closed_won_by_currency"),
        ("closed_won_sourced_by_word", "closed_won_usd_sourced_by_picklist"),
        ("closed_won_influenced_by_word", "closed_won_usd_influenced_by_picklist"),
        ("secondary_partner_links", "secondary_partner_links"),
    ] {
        assert_same(&data[key], &wanted[of], key);
    }
}

#[test]
fn the_german_export_matches_its_truth_in_every_encoding() {
    let bytes = sample("excel_eu_semicolon.csv");
    let text = encoding_rs_text(&bytes);
    let rows = text.split_once('\n').unwrap().1;
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(tabbed(rows).encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let utf8 = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
    for (bytes, encoding) in [(bytes.clone(), "windows-1252"), (utf16, "utf-16le"), (utf8, "utf-8")] {
        for currency in [Some(Currency::EUR), Some(Currency::USD), None] {
            let options = Options { currency, ..Options::default() };
            let file = parse(&bytes, "excel_eu_semicolon.csv", &options).unwrap();
            assert_eq!(file.source.encoding, Some(encoding));
            assert_deals(&file, &truth("excel_eu_semicolon"), false);
            let (data, wanted) = (data(&file), expected("excel_eu_semicolon"));
            assert_counts(&data, &wanted);
            for (key, of) in [
                ("stages_accepted", "stages_accepted"),
                ("closed_won_count", "closed_won_count"),
                ("closed_won_by_currency", "closed_won_by_currency"),
                ("closed_won_by_partner_per_currency", "closed_won_by_partner_per_currency"),
                ("closed_won_by_quarter", "closed_won_eur_by_quarter"),
            ] {
                assert_same(&data[key], &wanted[of], key);
            }
            assert!(data["closed_won_total"].is_null(), "francs are not converted");
        }
    }
}

fn encoding_rs_text(bytes: &[u8]) -> String {
    quarterdeck::import::decode::decode(bytes).0.into_owned()
}

/// The same records as tab-separated text.
fn tabbed(rows: &str) -> String {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(true).from_reader(rows.as_bytes());
    let mut writer = csv::WriterBuilder::new().delimiter(b'\t').flexible(true).from_writer(Vec::new());
    for record in reader.records() {
        writer.write_record(&record.unwrap()).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn partnerstack_partners_match_their_truth_row_by_row() {
    let file = read("partnerstack_partners.csv", &dollars());
    assert_eq!(file.kind, Kind::Partners);
    let truth = truth("partnerstack_partners");
    assert_fates(&file, &truth);
    for (row, truth) in file.rows.iter().zip(&truth) {
        assert_eq!(row.id.as_deref().unwrap_or(""), truth["id"]);
        assert_eq!(row.partner_key, partner_key::partner_key(&truth["partner_key"]));
        let Fields::Partner(partner) = &row.fields else { continue };
        assert_eq!(partner.status.as_deref(), Some(truth["stage"].as_str()));
        assert_eq!(partner.amount(quarterdeck::import::field::Field::Revenue), number(&truth["amount"]));
        assert_eq!(partner.joined.unwrap().to_string(), truth["close_date"]);
        assert_eq!(partner.group_slug.as_deref(), Some(truth["name"].as_str()));
        assert_eq!(partner.currency, Some(Currency::USD));
    }
    let (data, wanted) = (data(&file), expected("partnerstack_partners"));
    assert_counts(&data, &wanted);
    for (key, of) in [
        ("revenue_total", "revenue_usd_total"),
        ("revenue_by_group", "revenue_usd_by_group"),
        ("commissions_earned_total", "commissions_earned_usd_total"),
        ("partners_by_status", "by_status"),
        ("paid_customers_total", "paid_customers_total"),
        ("partners_with_paid_customer", "partners_with_paid_customer"),
    ] {
        assert_same(&data[key], &wanted[of], key);
    }
}

#[test]
fn the_roster_matches_its_truth_row_by_row() {
    let file = read("roster.xlsx", &dollars());
    assert_eq!(
        (file.kind, file.source.sheet.as_deref(), file.source.header_row),
        (Kind::Partners, Some("Partners"), 4)
    );
    assert_eq!(file.source.hidden_sheets, ["Contacts"]);
    assert_eq!(file.source.hidden_columns, ["Internal notes"]);
    assert_eq!(file.source.cells_with_comments, 1);
    let truth = truth("roster");
    assert_fates(&file, &truth);
    for (row, truth) in file.rows.iter().zip(&truth) {
        assert_eq!(row.line.to_string(), truth["row"]);
        assert_eq!(row.partner_key, truth["key"]);
        let Fields::Partner(partner) = &row.fields else { continue };
        assert_eq!(partner.name, truth["name"]);
        assert_eq!(partner.tier.as_deref().unwrap_or("?"), truth["tier"]);
        assert_eq!(partner.partner_type.as_deref(), Some(truth["type"].as_str()));
        assert_eq!(partner.region.as_deref(), Some(truth["region"].as_str()));
        let amount = |field| partner.amount(field);
        assert_eq!(amount(quarterdeck::import::field::Field::TtmSourced), number(&truth["ttm_sourced"]));
        assert_eq!(amount(quarterdeck::import::field::Field::TtmInfluenced), number(&truth["ttm_influenced"]));
        let score = partner.score.map(|score| match score {
            Score::Number { value, .. } => value,
            other => panic!("{other:?}"),
        });
        assert_eq!(score, number(&truth["score"]));
        assert_eq!(partner.last_qbr.map(|date| date.to_string()).unwrap_or_default(), truth["last_qbr"]);
        assert_eq!(partner.active == Some(true), truth["active"] == "True");
        let rate = partner.commission_rate.unwrap().decimal() / Decimal::ONE_HUNDRED;
        assert_eq!(rate, number(&truth["commission"]).unwrap());
    }
    let (data, wanted) = (data(&file), expected("roster"));
    assert_counts(&data, &wanted);
    for (key, of) in [
        ("partners_by_tier", "partners_by_tier"),
        ("partners_by_type", "partners_by_type"),
        ("partners_by_region", "partners_by_region"),
        ("active", "active"),
        ("ttm_sourced_total", "ttm_sourced_usd_total"),
        ("ttm_sourced_by_tier", "ttm_sourced_usd_by_tier"),
        ("ttm_influenced_total", "ttm_influenced_usd_total"),
        ("commission_rate_counts", "commission_rate_counts"),
    ] {
        assert_same(&data[key], &wanted[of], key);
    }
}

#[test]
fn the_deals_sheet_of_the_roster_is_found_by_kind_and_by_name() {
    let wanted = &expected("roster")["deals_sheet"];
    for options in
        [Options { kind: Some(Kind::Deals), ..dollars() }, Options { sheet: Some("deals".to_owned()), ..dollars() }]
    {
        let file = read("roster.xlsx", &options);
        let data = data(&file);
        assert_same(&data["records_total"], &wanted["rows"], "rows");
        assert_same(&data["closed_won_count"], &wanted["closed_won_count"], "won");
        assert_same(&data["closed_won_total"], &wanted["closed_won_usd_total"], "total");
        assert_same(&data["closed_won_by_partner"], &wanted["closed_won_usd_by_partner"], "by partner");
    }
}

#[test]
fn rejects_can_be_corrected_and_imported_again() {
    let file = read("salesforce_opportunities.csv", &dollars());
    let rejects = rejects_csv(&file);
    let text = String::from_utf8(rejects.clone()).unwrap();
    assert_eq!(text.matches("E_BAD_AMOUNT").count(), 3);
    let again = parse(&rejects, "rejects.csv", &dollars()).unwrap();
    assert_eq!(again.rows.len(), file.rejected().count());
    let fixed = text.replace("TBD", "\"1,000.00\"").replace("#Error!", "\"1,000.00\"").replace("see quote", "");
    let fixed = parse(fixed.as_bytes(), "rejects.csv", &dollars()).unwrap();
    assert_eq!(fixed.accepted().count(), 3);
}

const AS_OF: jiff::civil::Date = jiff::civil::Date::constant(2025, 10, 7);

/// The program after an import, with what the import said it would do.
fn imported(program: &Program, file: &ParsedFile) -> (Program, quarterdeck::import::Proposal) {
    let proposal = propose(program, file, AS_OF);
    let mut after = program.clone();
    proposal.edit.apply(&mut after).unwrap();
    assert_no_dangling_reference(&after);
    let mut before = after.clone();
    proposal.edit.clone().inverted().apply(&mut before).unwrap();
    assert!(before == *program, "undo gives the program back");
    (after, proposal)
}

fn assert_no_dangling_reference(program: &Program) {
    for kind in quarterdeck::program::Kind::TABLES {
        for record in program.records(*kind) {
            let mut check = |reference: quarterdeck::program::record::Reference<'_>| {
                assert!(program.has(reference.kind, reference.id), "{} of {}", reference.field, record.id());
            };
            record.references(&mut quarterdeck::program::record::Visit::new(&mut check));
        }
    }
}

#[test]
fn an_import_is_one_step_and_the_second_one_changes_nothing() {
    let empty = Program::named("Test");
    for (name, kind, records) in [
        ("salesforce_opportunities.csv", Kind::Deals, 206),
        ("excel_eu_semicolon.csv", Kind::Deals, 175),
        ("roster.xlsx", Kind::Partners, 119),
        ("roster.xlsx", Kind::Deals, 60),
        ("partnerstack_partners.csv", Kind::Partners, 0),
    ] {
        let options = Options { kind: Some(kind), ..dollars() };
        let file = read(name, &options);
        let (program, proposal) = imported(&empty, &file);
        if records > 0 {
            assert_eq!((proposal.changes.new, proposal.changes.changed), (records, 0), "{name}");
        }
        assert!(proposal.edit.label.starts_with("Import "), "{}", proposal.edit.label);
        assert_eq!(program.imports.len(), 1);
        let again = propose(&program, &file, AS_OF);
        assert!(again.edit.is_empty() && again.already_imported, "{name}");
        assert_eq!((again.changes.new, again.changes.changed), (0, 0));
        let mut other = file.clone();
        other.source.content_hash = "another file with the same rows".to_owned();
        let again = propose(&program, &other, AS_OF);
        let changed: Vec<_> = again.edit.changes.iter().take(2).collect();
        assert!(again.edit.is_empty(), "{name}: {changed:#?}");
        assert_eq!(again.changes.unchanged, proposal.changes.new);
    }
}

#[test]
fn what_is_imported_adds_up_to_the_files_total() {
    use quarterdeck::program::deal::DealStage;
    use quarterdeck::program::money::Money;
    let file = read("salesforce_opportunities.csv", &dollars());
    let (program, proposal) = imported(&Program::named("Test"), &file);
    let won: Money =
        program.deals.iter().filter(|deal| deal.stage == DealStage::Won).filter_map(|deal| deal.amount).sum();
    assert_eq!(won.to_string(), "8297783.93");
    assert_eq!(program.partners.len(), 16);
    let further: usize = program.deals.iter().map(|deal| deal.further_partners.len()).sum();
    assert_eq!(further, 12);
    assert_eq!(program.partners.find("müller-and-söhne").unwrap().name, "Müller & Söhne AG");
    let near: Vec<_> = proposal.near.iter().map(|near| (near.key.as_str(), near.near.as_str())).collect();
    assert_eq!(near, [("delta partner", "delta partners")]);
    assert!(
        program
            .deals
            .iter()
            .all(|deal| deal.closed_on.is_some() == matches!(deal.stage, DealStage::Won | DealStage::Lost))
    );
    let yen = program.deals.iter().find_map(|deal| deal.original.filter(|amount| amount.currency.code() == "JPY"));
    assert_eq!(yen.unwrap().money.decimal().scale(), 0);
}

#[test]
fn a_newer_file_updates_by_identifier_and_empty_cells_change_nothing() {
    let first = "Opportunity ID,Opportunity Name,Stage,Amount,Close Date,Partner Account,Account Name,Next Step\n\
                 006A,Renewal,Negotiation,\"1,000.00\",2025-03-01,Acme Inc.,Contoso,call\n\
                 006a,Upsell,Closed Won,\"2,000.00\",2025-03-02,Acme,Contoso,\n";
    let second = "Opportunity ID,Opportunity Name,Stage,Amount,Close Date,Partner Account,Account Name,Next Step\n\
                  006A,Renewal,Closed Won,,2025-04-01,ACME LLC,Contoso,\n\
                  006a,Upsell,Closed Won,\"2,000.00\",2025-03-02,Acme,Contoso,\n\
                  006B,New one,Prospecting,5,2025-05-02,Globex,Contoso Ltd,\n";
    let (program, proposal) =
        imported(&Program::named("Test"), &parse(first.as_bytes(), "march.csv", &dollars()).unwrap());
    assert_eq!((proposal.changes.new, proposal.partners_new, proposal.accounts_new), (2, 1, 1));
    let (program, proposal) = imported(&program, &parse(second.as_bytes(), "april.csv", &dollars()).unwrap());
    assert_eq!((proposal.changes.new, proposal.changes.changed, proposal.changes.unchanged), (1, 1, 1));
    assert_eq!((proposal.partners_new, proposal.partners_matched, proposal.accounts_new), (1, 1, 0));
    let renewal = program.deals.iter().find(|deal| deal.name == "Renewal").unwrap();
    assert_eq!(renewal.amount.unwrap().to_string(), "1000.00");
    assert_eq!(renewal.next_step.as_deref(), Some("call"));
    assert_eq!(renewal.closed_on.unwrap().to_string(), "2025-04-01");
    assert_eq!(program.imports.len(), 2);
}

#[test]
fn a_partner_list_fills_partners_contacts_and_dated_figures() {
    let file = read("partnerstack_partners.csv", &dollars());
    let (program, proposal) = imported(&Program::named("Test"), &file);
    assert_eq!(proposal.changes.new + proposal.merged_rows, 141);
    let figure = |name: &str| -> Decimal {
        let all = program.partners.iter().flat_map(|partner| &partner.reported).filter(|figure| figure.figure == name);
        all.map(|figure| figure.value.parse::<Decimal>().unwrap()).sum()
    };
    assert_eq!(figure("revenue").to_string(), "20100689.86");
    assert_eq!(figure("commissions_earned").to_string(), "3014613.03");
    assert_eq!(figure("paid_customers"), Decimal::from(1322));
    assert_eq!(program.contacts.len(), 141);
    let external: usize = program.partners.iter().map(|partner| partner.external_ids.len()).sum();
    assert_eq!(external, 141);
    for partner in program.partners.iter() {
        let active = partner.portal_last_active.and_then(|active| match active {
            quarterdeck::program::portal::PortalActivity::On(date) => Some(date),
            quarterdeck::program::portal::PortalActivity::Never => None,
        });
        assert!(partner.signed_on.zip(active).is_none_or(|(signed, active)| signed <= active), "{}", partner.id);
        assert_eq!(partner.granted_tier.is_some(), partner.tier_since.is_some());
    }
    for partner in program.partners.iter() {
        let primary = |c: &&quarterdeck::program::contact::Contact| {
            c.partner == partner.id && c.role == quarterdeck::program::contact::ContactRole::Primary
        };
        assert_eq!(program.contacts.iter().filter(primary).count(), 1, "{}", partner.id);
    }
}

#[test]
fn the_same_file_gives_the_same_identifiers_to_everyone() {
    let file = read("salesforce_opportunities.csv", &dollars());
    let (one, _) = imported(&Program::named("Ours"), &file);
    let (other, _) = imported(&Program::named("Theirs"), &file);
    assert!(one.deals == other.deals && one.partners == other.partners && one.registrations == other.registrations);
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_are_read_or_refused_and_every_record_has_a_fate(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let header = b"Opportunity ID,Opportunity Name,Stage,Amount,Close Date,Partner\n";
            for bytes in [bytes.clone(), [header.as_slice(), &bytes].concat(), [b"PK\x03\x04".as_slice(), &bytes].concat()] {
                if let Ok(file) = parse(&bytes, "any", &dollars()) {
                    prop_assert!(file.rows.iter().all(|row| (row.outcome == Outcome::Accept) == row.reason.is_none()));
                    let _ = (rejects_csv(&file), totals(&file), propose(&Program::named("Any"), &file, AS_OF));
                }
            }
        }

        #[test]
        fn cells_of_any_text_never_break_an_import(cells in proptest::collection::vec("\\PC{0,12}|[0-9.,()€$' -]{0,12}|[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}", 6)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(["Opportunity ID", "Opportunity Name", "Stage", "Amount", "Close Date", "Partner"]).unwrap();
            writer.write_record(&cells).unwrap();
            let file = parse(&writer.into_inner().unwrap(), "any.csv", &dollars()).unwrap();
            let key = partner_key::partner_key(&cells[5]);
            prop_assert_eq!(partner_key::partner_key(&key), key.clone(), "a key is its own key");
            let (program, _) = imported(&Program::named("Any"), &file);
            prop_assert!(propose(&program, &file, AS_OF).edit.is_empty());
        }
    }
}
