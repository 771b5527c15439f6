//! The plan file: what is written is read back, what is not touched keeps its bytes, every fault has its place.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "support/programs.rs"]
mod programs;

use std::fmt::Write as _;

use programs::Dice;
use proptest::prelude::*;
use quarterdeck::program::{Kind, Program};
use quarterdeck::store::{self, Fault, Opened};

fn open(text: &str) -> Opened {
    store::read(text.as_bytes()).unwrap_or_else(|faults| panic!("{faults}\n{text}"))
}

fn faults(bytes: impl AsRef<[u8]>) -> Vec<Fault> {
    store::read(bytes.as_ref()).expect_err("a fault").0
}

fn canonical(program: &Program) -> String {
    store::write(program, None).source.text().to_owned()
}

/// A program like another one: some records gone, some changed, some new.
fn changed(program: &Program, seed: u64, each: usize) -> Program {
    let mut dice = Dice::new(seed);
    let mut changed = program.clone();
    for &kind in Kind::TABLES {
        match dice.roll(6) {
            0 => changed.put(programs::record(kind, &programs::id(kind, dice.roll(each)), &mut dice, each)),
            1 => (0..=dice.roll(3)).for_each(|i| {
                let id = format!("{}{i}", dice.pick(&["aa-", "tasks-0-", "zz-"]));
                changed.put(programs::record(kind, &id, &mut dice, each));
            }),
            2 => changed.take(kind, &programs::id(kind, dice.roll(each))),
            3 => (0..each).for_each(|i| changed.take(kind, &programs::id(kind, i))),
            _ => {}
        }
    }
    if dice.roll(3) == 0 {
        changed.settings = std::sync::Arc::default();
    }
    if dice.roll(3) == 0 {
        changed.profile = programs::program(seed, 1).profile;
    }
    // References of new records lead to the first records, so those stand in the end.
    for &kind in Kind::TABLES {
        for i in 0..each {
            if !changed.has(kind, &programs::id(kind, i)) && dice.roll(2) == 0 {
                changed.put(programs::record(kind, &programs::id(kind, i), &mut dice, each));
            }
        }
    }
    changed
}

/// The same file as other people and other editors write it.
fn styles(text: &str) -> Vec<(&'static str, String)> {
    let commented: String = text.replace(",\n", ", // why: \"this\"\n").replace(": [", ": /* all of them */ [");
    vec![
        ("canonical", text.to_owned()),
        ("line ends of Windows", text.replace('\n', "\r\n")),
        ("a byte order mark", format!("\u{feff}{text}")),
        ("no header", text.replacen("#![enable(implicit_some)]\n", "", 1)),
        ("comments", commented),
        ("all in one line", text.replacen("]\n", "]", 1).replace('\n', " ")),
        ("narrow", text.replacen("]\n", "]", 1).replace("\n        ", "").replace("\n    ", "")),
        ("tabs", text.replace("\n        ", "\n\t\t").replace("\n    ", "\n\t")),
        ("no commas at ends", text.replace(",\n    ]", "\n    ]").replace(",\n)", "\n)")),
    ]
}

#[test]
fn every_kind_of_record_with_every_field_survives_the_file() {
    let program = programs::program(1, 3);
    let text = canonical(&program);
    let read = open(&text);
    for &kind in Kind::TABLES {
        assert_eq!(program.count(kind), 3, "{kind}");
        assert_eq!(read.program.records(kind), program.records(kind));
    }
    assert_eq!(read.program, program);
    assert_eq!(canonical(&read.program), text);
    assert_eq!(open(&canonical(&Program::named("empty"))).program, Program::named("empty"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_and_written_the_same(seed: u64, each in 1_usize..4) {
        let program = programs::program(seed, each);
        let text = canonical(&program);
        for (style, text) in styles(&text) {
            let read = open(&text);
            prop_assert!(read.program == program, "{style}");
            let again = store::write(&read.program, Some(&read.source));
            prop_assert_eq!(again.source.text(), &text, "{}", style);
            prop_assert_eq!(again.lost_comments, 0);
        }
    }

    #[test]
    fn any_change_over_any_style_is_read_back_and_leaves_the_rest(seed: u64, each in 1_usize..4) {
        let before = programs::program(seed, each);
        let after = changed(&before, seed ^ 1, each);
        let references_hold = store::read(canonical(&after).as_bytes()).is_ok();
        for (style, text) in styles(&canonical(&before)) {
            let source = open(&text).source;
            let written = store::write(&after, Some(&source));
            let new = written.source.text();
            prop_assert_eq!(written.lost_comments, source.comments() - written.source.comments(), "{}", style);
            if style == "canonical" {
                prop_assert_eq!(new, canonical(&after));
                let back = store::write(&before, Some(&written.source));
                prop_assert_eq!(back.source.text(), &text);
            }
            match store::read(new.as_bytes()) {
                Ok(read) => prop_assert!(read.program == after, "{style}\n{new}"),
                Err(faults) => {
                    prop_assert!(!references_hold, "{style}: {faults}");
                    prop_assert!(faults.0.iter().all(|fault| fault.code == "dangling_reference"), "{style}: {faults}\n{new}");
                }
            }
            for &kind in Kind::TABLES {
                for record in before.records(kind).iter().filter(|record| after.records(kind).contains(record)) {
                    prop_assert_eq!(source.bytes_of(kind, record.id()), written.source.bytes_of(kind, record.id()));
                }
            }
            if style == "line ends of Windows" {
                prop_assert_eq!(new.matches('\n').count(), new.matches("\r\n").count());
            }
        }
    }
}

/// A small plan, to be broken in one place at a time.
const PLAN: &str = r#"#![enable(implicit_some)]
(
    version: 1,
    program: (
        name: "Northwind",
        currency: "USD",
        fiscal_start_month: 1,
    ),
    team: [
        (id: "ann", name: "Ann", role: director, allocation: "50%", active: true),
    ],
    partners: [
        (
            id: "acme",
            name: "Acme",
            owner: "ann",
            stage: prospect,
            potential: "1250.00",
        ),
    ],
    deals: [
        (id: "d-1", name: "Renewal", partner: "acme", amount: "100.00", stage: won, closed_on: "2026-01-31"),
    ],
)
"#;

/// Every fault as `code line:column message | hint`.
fn told(bytes: impl AsRef<[u8]>) -> Vec<String> {
    faults(bytes)
        .iter()
        .map(|fault| format!("{} {}:{} {} | {}", fault.code, fault.line, fault.column, fault.message, fault.hint))
        .collect()
}

#[test]
fn every_fault_says_where_what_and_what_to_do() {
    let broken = |old: &str, new: &str| {
        assert_eq!(PLAN.matches(old).count(), 1, "{old}");
        PLAN.replacen(old, new, 1)
    };
    let mut report = String::new();
    for (name, old, new) in [
        ("unknown field", "potential:", "potental:"),
        ("unknown field like no other", "potential:", "zzz:"),
        ("unknown part", "deals:", "dels:"),
        ("wrong type", "potential: \"1250.00\"", "potential: true"),
        ("raw number for money", "potential: \"1250.00\"", "potential: 1250.00"),
        ("money with three places", "\"1250.00\"", "\"1250.005\""),
        ("bad date", "\"2026-01-31\"", "\"2026-02-30\""),
        ("bad percentage", "\"50%\"", "\"half\""),
        ("yes for true", "active: true", "active: yes"),
        ("word in quotes", "stage: prospect", "stage: \"prospect\""),
        ("unknown word", "stage: prospect", "stage: prospct"),
        ("number too large", "fiscal_start_month: 1", "fiscal_start_month: 300"),
        ("number in quotes", "fiscal_start_month: 1", "fiscal_start_month: \"1\""),
        ("identifier in capitals", "id: \"acme\"", "id: \"ACME\""),
        ("missing field", "            name: \"Acme\",\n", ""),
        ("missing identifier", "id: \"d-1\", ", ""),
        ("field twice", "owner: \"ann\",", "owner: \"ann\",\n            owner: \"ann\","),
        ("part twice", "    deals: [", "    partners: [],\n    deals: ["),
        ("not a list", "deals: [", "tools: 5,\n    deals: ["),
        (
            "fault in a part of a record",
            "stage: won",
            "further_partners: [(partner: \"acme\", roll: \"x\")], stage: won",
        ),
        ("number for a list", "stage: won", "would_not_close_without: 5, stage: won"),
        (
            "duplicate identifier",
            "    ],\n    partners",
            "        (id: \"ann\", name: \"B\", role: vp, allocation: \"1%\", active: true),\n    ],\n    partners",
        ),
        ("dangling reference", "owner: \"ann\"", "owner: \"bob\""),
        (
            "key twice",
            "    deals: [",
            "    tiers: [(id: \"gold\", name: \"Gold\", order: 0, criteria: all([]), review_months: 0, grace_quarters: 0, benefits: {\"a\": \"1\", \"a\": \"2\"})],\n    deals: [",
        ),
        ("unknown setting", "    team: [", "    settings: { \"influence.credt\": \"50%\" },\n    team: ["),
        ("newer version", "version: 1", "version: 2"),
        ("odd version", "version: 1", "version: \"one\""),
        ("missing version", "    version: 1,\n", ""),
        (
            "missing program",
            "    program: (\n        name: \"Northwind\",\n        currency: \"USD\",\n        fiscal_start_month: 1,\n    ),\n",
            "",
        ),
        ("missing comma", "name: \"Acme\",\n", "name: \"Acme\"\n"),
        ("quote never closed", "\"Ann\"", "\"Ann"),
        ("text behind the end", "    ],\n)\n", "    ],\n)\nhello\n"),
    ] {
        let told = told(broken(old, new)).join("\n  ");
        let _ = writeln!(report, "{name}\n  {told}");
    }
    let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/faults.txt");
    if std::env::var_os("ACCEPT_GOLDEN").is_some() {
        std::fs::write(&golden, &report).unwrap();
    }
    assert_eq!(
        report,
        std::fs::read_to_string(golden).unwrap(),
        "where the new text is better: ACCEPT_GOLDEN=1 cargo test"
    );
}

#[test]
fn files_that_are_no_plan_files_are_told_apart() {
    for (bytes, expected) in [
        (&b""[..], "empty 1:1 the file is empty"),
        (b" \n\t\n", "empty 1:1 the file is empty"),
        (b"\xef\xbb\xbf", "empty 1:1 the file is empty"),
        (b"hello", "syntax 1:1 this is not a plan file: it does not begin with `(`"),
        (b"(\n  version: 1,\n  program: (name: \"M\xfcller\"", "not_utf8 3:21 the text is not UTF-8 here"),
        (b"PK\x03\x04\xff\xff", "not_utf8 1:5 the text is not UTF-8 here"),
        (b"()", "no_version 1:1 the file does not begin with its version"),
        (b"(version: 0)", "bad_version 1:11 \"0\" is not a version of a plan file"),
        (b"(version: 1, /* never closed", "syntax 1:14 this comment is never closed"),
    ] {
        let told = told(bytes);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with(expected), "{told:?}");
    }
}

#[test]
fn all_faults_of_a_file_are_told_at_once() {
    let plan = PLAN
        .replace("name: \"Acme\",", "nme: \"Acme\",")
        .replace("potential: \"1250.00\"", "potential: 1250.00, strategic_fit: so_so")
        .replace("currency: \"USD\"", "currency: \"dollars\"")
        .replace("role: director", "role: boss")
        .replace("partner: \"acme\"", "partner: \"acme\", account: \"globex\"")
        .replace("    deals: [", "    offers: [],\n    deals: [");
    let told: Vec<String> = faults(plan).iter().map(|fault| format!("{} {}", fault.line, fault.code)).collect();
    let expected = [
        "6 wrong_type",
        "10 unknown_word",
        "13 missing_field",
        "15 unknown_field",
        "18 wrong_type",
        "18 unknown_word",
        "21 unknown_field",
        "23 dangling_reference",
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_merge_that_is_not_finished_is_named_as_such() {
    let plan = PLAN.replace(
        "            stage: prospect,\n",
        "<<<<<<< HEAD\n            stage: prospect,\n=======\n            stage: recruit,\n>>>>>>> theirs\n",
    );
    assert_eq!(
        told(plan),
        ["merge_conflict 17:1 two versions of the file are mixed here by an unfinished merge | \
          finish the merge: keep one side of each marked part"]
    );
    let in_a_note = PLAN.replace("name: \"Acme\"", "name: r\"Acme\n<<<<<<< HEAD\n\"");
    assert!(open(&in_a_note).program.partners.find("acme").is_some());
}

#[test]
fn a_file_cut_off_anywhere_is_refused_with_a_place_inside_it() {
    let plan = PLAN.replace("Northwind", "Nørthwind 株");
    for end in 0..plan.len() - 1 {
        let faults = faults(&plan.as_bytes()[..end]);
        let lines = plan[..].lines().count();
        assert!(!faults.is_empty() && faults.iter().all(|fault| (1..=lines).contains(&fault.line)), "{end}");
    }
    open(plan.trim_end());
}

#[test]
fn a_hundred_thousand_brackets_are_a_clean_fault() {
    let deep = |open: &str, close: &str| {
        let value = format!("{}{}", open.repeat(100_000), close.repeat(100_000));
        told(PLAN.replace("name: \"Acme\"", &format!("name: {value}"))).join("\n")
    };
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}"), ("(", ""), ("[", "")] {
        assert!(!deep(open, close).is_empty());
    }
    let criteria = format!("{}{}", "not(".repeat(100_000), ")".repeat(100_000));
    let tier = format!(
        "    tiers: [(id: \"gold\", name: \"Gold\", order: 0, criteria: {criteria}, review_months: 0, grace_quarters: 0)],\n    deals: ["
    );
    assert_eq!(faults(PLAN.replace("    deals: [", &tier))[0].code, "too_deep");
    let comment = format!("{}{}", "/*".repeat(100_000), "*/".repeat(100_000));
    open(&PLAN.replace("version: 1,", &format!("version: 1, {comment}")));
}

#[test]
fn a_hundred_thousand_records_are_read_and_each_fault_among_them_is_told() {
    let tools = |word: &str| {
        let lines: String = (0..100_000).fold(String::new(), |lines, i| {
            lines + &format!("        (id: \"t-{i:06}\", kind: {word}, in_use: true),\n")
        });
        PLAN.replace("    deals: [", &format!("    tools: [\n{lines}    ],\n    deals: ["))
    };
    let read = open(&tools("prm"));
    assert_eq!(read.program.tools.len(), 100_000);
    assert_eq!(read.source.line_of(Kind::Tool, "t-000000"), Some(22));
    assert_eq!(read.source.line_of(Kind::Tool, "t-099999"), Some(100_021));
    let faults = faults(tools("rpm"));
    assert_eq!(faults.len(), 100_000);
    assert_eq!((faults[99_999].line, faults[99_999].column), (100_021, 32));
}

/// A plan as a person writes it, with remarks.
const REMARKS: &str = r#"// Our plan.
(
    version: 1, // of the file
    program: (name: "Northwind", currency: "USD", fiscal_start_month: 1),

    // ---- people ----
    partners: [
        // the big one
        (
            id: "globex", /* renamed twice */
            name: "Globex",
            stage: prospect, // since May
        ),
        (id: "acme", name: "Acme", stage: prospect), // the small one
    ],
    accounts: [(id: "a", name: "A", ownership: direct), (id: "c", name: "C", ownership: direct)],
)
"#;

#[test]
fn remarks_stay_where_nothing_was_changed_and_a_lost_one_is_counted() {
    let read = open(REMARKS);
    assert_eq!(read.source.comments(), 7);
    let edit = |change: &dyn Fn(&mut Program)| {
        let mut program = read.program.clone();
        change(&mut program);
        let written = store::write(&program, Some(&read.source));
        assert_eq!(open(written.source.text()).program, program);
        (written.source.text().to_owned(), written.lost_comments)
    };
    let renamed = |id: &'static str| {
        move |program: &mut Program| {
            let mut partner = program.partners.find(id).unwrap().clone();
            partner.name = "New".to_owned();
            program.put(partner.into());
        }
    };
    let (text, lost) = edit(&renamed("acme"));
    assert_eq!((text, lost), (REMARKS.replace("name: \"Acme\"", "name: \"New\""), 0));
    let (text, lost) = edit(&renamed("globex"));
    assert_eq!((text, lost), (REMARKS.replace("name: \"Globex\"", "name: \"New\""), 0));
    let (text, lost) = edit(&|program| program.take(Kind::Partner, "acme"));
    assert_eq!(
        (text, lost),
        (REMARKS.replace("        (id: \"acme\", name: \"Acme\", stage: prospect), // the small one\n", ""), 1)
    );
    let account = |id: &str, program: &mut Program| {
        let mut account = program.accounts.find("a").unwrap().clone();
        account.id = id.parse().unwrap();
        program.put(account.into());
    };
    let (text, lost) = edit(&|program| account("b", program));
    let between =
        "(id: \"a\", name: \"A\", ownership: direct), (id: \"b\", name: \"A\", ownership: direct), (id: \"c\"";
    assert_eq!((text, lost), (REMARKS.replace("(id: \"a\", name: \"A\", ownership: direct), (id: \"c\"", between), 0));
    let (text, lost) = edit(&|program| program.take(Kind::Account, "a"));
    assert_eq!((text, lost), (REMARKS.replace("[(id: \"a\", name: \"A\", ownership: direct), ", "[ "), 0));
    let (text, lost) = edit(&|program| ["a", "c"].iter().for_each(|id| program.take(Kind::Account, id)));
    assert!(!text.contains("accounts"));
    assert_eq!(lost, 0);
}

/// A plan as a person writes it who likes to lay things out.
const BY_HAND: &str = include_str!("support/by_hand.ron");

/// The lines of each text that the other has not.
fn differing<'a>(a: &'a str, b: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let only = |a: &'a str, b: &'a str| a.lines().filter(|line| !b.lines().any(|other| other == *line)).collect();
    (only(a, b), only(b, a))
}

/// The text with one partner changed.
fn with(text: &str, id: &str, change: impl Fn(&mut quarterdeck::program::partner::Partner)) -> String {
    let read = open(text);
    let mut program = read.program.clone();
    let mut partner = program.partners.find(id).unwrap().clone();
    change(&mut partner);
    program.put(partner.into());
    let written = store::write(&program, Some(&read.source));
    assert_eq!(written.lost_comments, 0, "{}", written.source.text());
    assert_eq!(open(written.source.text()).program, program, "{}", written.source.text());
    written.source.text().to_owned()
}

#[test]
fn one_field_of_a_file_made_by_hand_is_one_line_and_all_else_keeps_its_bytes() {
    for text in [BY_HAND.to_owned(), BY_HAND.replace('\n', "\r\n"), format!("\u{feff}{BY_HAND}")] {
        let unchanged = open(&text);
        assert_eq!(store::write(&unchanged.program, Some(&unchanged.source)).source.text(), text);
        let renamed = with(&text, "globex", |partner| partner.name = "Globex AG".to_owned());
        assert_eq!(renamed, text.replace("\"Globex\"", "\"Globex AG\""));
        let grown = with(&text, "globex", |partner| partner.employees = Some(32));
        assert_eq!(grown, text.replace("0x1F", "32"));
        let in_one_line = with(&text, "acme", |partner| partner.employees = Some(1300));
        assert_eq!(in_one_line, text.replace("Some(1_200)", "1300"));
        let tagged = with(&text, "globex", |partner| partner.tags.push("new".to_owned()));
        assert_eq!(tagged, text.replace("\"old\" ]", "\"old\", \"new\" ]"));
        let untagged = with(&text, "globex", |partner| drop(partner.tags.pop()));
        assert_eq!(differing(&text, &untagged).1, ["         tags: [ \"big\" /* really */ ],"], "{untagged}");
        let noted = with(&text, "acme", |partner| partner.note = Some("x".into()));
        assert_eq!(noted, text.replace("Some(1_200), tags", "Some(1_200), note: \"x\", tags"));
        let forgotten = with(&text, "globex", |partner| partner.note = None);
        let ended = if text.contains("\r\n") { "\r\n" } else { "\n" };
        assert_eq!(forgotten, text.replace(&format!("         note: r\"C:\\deals\",{ended}"), ""));
        let placed = with(&text, "globex", |partner| partner.region = Some("EMEA".into()));
        let (gone, come) = differing(&text, &placed);
        assert_eq!((gone, come), (vec![], vec!["         region: \"EMEA\","]), "{placed}");
    }
}

#[test]
fn settings_and_profile_of_a_file_made_by_hand_change_in_place() {
    let read = open(BY_HAND);
    let mut program = read.program.clone();
    let mut profile = quarterdeck::program::profile::Profile::clone(&program.profile);
    profile.fiscal_start_month = 7;
    program.profile = std::sync::Arc::new(profile);
    let settings = program.settings.set("influence.credit", "40%").unwrap();
    program.settings = std::sync::Arc::new(settings);
    let written = store::write(&program, Some(&read.source));
    let expected = BY_HAND.replace("0x4", "7").replace("\"30%\"", "\"40%\"");
    assert_eq!((written.source.text(), written.lost_comments), (&*expected, 0));
}

#[test]
fn one_changed_field_is_one_changed_line() {
    let mut program = programs::program(7, 3);
    let before = store::write(&program, None).source;
    let mut deal = program.deals.find("deals-1").unwrap().clone();
    deal.name = "Another name".to_owned();
    program.put(deal.into());
    let after = store::write(&program, Some(&before)).source;
    assert_eq!(before.text().lines().count(), after.text().lines().count());
    let differing = before.text().lines().zip(after.text().lines()).filter(|(a, b)| a != b).count();
    assert_eq!(differing, 1);
}

#[test]
fn every_save_of_every_version_is_read() {
    let frozen = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/frozen");
    let mut read = 0;
    for version in std::fs::read_dir(frozen).unwrap() {
        for file in std::fs::read_dir(version.unwrap().path()).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let opened = open(&text);
            assert_eq!(open(&canonical(&opened.program)).program, opened.program);
            assert_eq!(store::write(&opened.program, Some(&opened.source)).source.text(), text);
            read += 1;
        }
    }
    assert!(read >= 2);
}
