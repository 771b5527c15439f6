//! What the register of settings promises.

use super::*;
use std::collections::BTreeSet;

fn rows() -> Vec<(&'static str, &'static str)> {
    let sections = registry().sections().iter();
    sections
        .flat_map(|section| {
            let settings = section.settings.iter().map(|setting| (setting.key, setting.register));
            settings.chain(section.on_records.iter().map(|row| (row.key, row.register)))
        })
        .collect()
}

#[test]
fn the_register_parses() {
    if let Err(error) = Registry::parse(TEXT) {
        panic!("{error}");
    }
    assert!(registry().definitions().count() > 300);
}

#[test]
fn every_default_lies_in_its_range_and_is_written_the_one_way() {
    for definition in registry().definitions() {
        let read = definition.read(definition.default).map(|value| value.to_string());
        assert_eq!(read.as_deref(), Some(definition.default), "{}: {}", definition.key, definition.expected());
    }
}

#[test]
fn keys_are_unique_and_dotted() {
    let mut seen = BTreeSet::new();
    for (key, _) in rows() {
        assert!(seen.insert(key), "{key} stands twice");
        assert!(key.contains('.') && key.bytes().all(|b| b.is_ascii_lowercase() || b"._".contains(&b)), "{key}");
    }
}

#[test]
fn every_default_says_where_it_comes_from() {
    for setting in registry().definitions() {
        let stated = !setting.source.is_empty() || !setting.variants.is_empty();
        assert!(stated || !setting.why.is_empty(), "{} has neither a source nor a reason", setting.key);
        assert!(setting.assumed || stated, "{} is not in the document and not marked assumed", setting.key);
        assert!(!setting.assumed || !setting.why.is_empty(), "{} is assumed without a reason", setting.key);
        let lines = setting.variants.iter().map(|variant| variant.1).chain([setting.source]);
        for line in lines.flat_map(|lines| lines.split(", ")).filter(|line| !line.is_empty()) {
            let number = line.strip_prefix('L').and_then(|line| line.parse::<u32>().ok());
            assert!(number.is_some_and(|n| n <= 2388), "{}: {line}", setting.key);
        }
    }
}

#[test]
fn every_configurable_row_of_the_contradictions_register_is_here() {
    // These rows say that there is nothing to configure.
    let fixed = ["C-40", "C-51", "C-56", "C-58", "C-60", "C-68"];
    let registers: BTreeSet<_> = rows().into_iter().map(|(_, register)| register).collect();
    let missing: Vec<_> = (1..=70)
        .map(|n| format!("C-{n:02}"))
        .filter(|row| !fixed.contains(&row.as_str()) && !registers.contains(row.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn five_choices_are_shown_on_first_use() {
    let asked: Vec<_> = registry().definitions().filter(|s| s.asks_on_first_use).map(|s| s.register).collect();
    assert_eq!(asked, ["C-12", "C-16", "C-53", "C-64", "C-06"]);
}

#[test]
fn a_wrong_key_names_the_one_that_was_meant() {
    let error = "influence.credits".parse::<SettingKey>().unwrap_err();
    assert_eq!(error.to_string(), "there is no setting \"influence.credits\"; did you mean \"influence.credit\"?");
}
