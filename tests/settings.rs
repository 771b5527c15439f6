//! The page on settings says what the register says.

use std::fmt::Write as _;
use std::path::Path;

use quarterdeck::program::settings::{Definition, OnRecord, Variant, registry};

const INTRODUCTION: &str = "\
# Settings

Everything a program can choose about its rules. A plan file keeps the deviations only:

```ron
settings: {\"influence.credit\": \"30%\", \"registration.protection_days\": \"45 days\"}
```

`L76` is a line of the partner-marketing knowledge document, `C-17` a row of the register of its contradictions,
`R-28` a rule, anything else a finding. *Assumed* marks a default where that document is silent.
A setting marked **shown on first use** changes money or decisions; choosing its default answers the question too.

This page is written by the test `settings`: `UPDATE_DOCS=1 cargo test --test settings`.
";

fn variants(out: &mut String, variants: &[Variant]) {
    for Variant(value, lines, meaning) in variants {
        let _ = write!(out, "  - `{value}`");
        for part in [*meaning, lines].into_iter().filter(|part| !part.is_empty()) {
            let _ = write!(out, ", {part}");
        }
        out.push('\n');
    }
}

fn setting(out: &mut String, setting: &Definition) {
    let _ = write!(out, "- `{}` ({}): {}", setting.key, setting.register, setting.title);
    if !setting.unit.is_empty() {
        let _ = write!(out, " ({})", setting.unit);
    }
    let _ = write!(out, ". Default `{}`, {}.", setting.default, setting.expected());
    if !setting.source.is_empty() {
        let _ = write!(out, " {}.", setting.source);
    }
    if setting.assumed {
        out.push_str(" *Assumed.*");
    }
    if !setting.why.is_empty() {
        let _ = write!(out, " {}", setting.why);
    }
    if setting.asks_on_first_use {
        out.push_str(" **Shown on first use.**");
    }
    out.push('\n');
    variants(out, &setting.variants);
}

fn on_record(out: &mut String, row: &OnRecord) {
    let _ = writeln!(out, "- {} ({}): data of the {}", row.title, row.register, row.on);
    variants(out, &row.variants);
}

fn page() -> String {
    let mut out = INTRODUCTION.to_owned();
    for section in registry().sections() {
        let _ = write!(out, "\n## {}\n\n", section.name);
        section.settings.iter().for_each(|row| setting(&mut out, row));
        if !section.on_records.is_empty() {
            out.push_str("\nOn records:\n\n");
            section.on_records.iter().for_each(|row| on_record(&mut out, row));
        }
    }
    out
}

#[test]
fn the_page_on_settings_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/settings.md");
    let page = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "docs/settings.md is old: UPDATE_DOCS=1 cargo test --test settings writes it anew");
}
