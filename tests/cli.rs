//! The binary as a script calls it: every word with its answer, its errors and its exit code.
//!
//! Answers stand in `tests/golden/cli/`; `BLESS=1 cargo test --test cli` writes them anew, and the diff is reviewed.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::format_push_string,
    reason = "a test says what went wrong by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

/// A folder of its own for each test, and the state of the program inside it.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quarterdeck"));
        command.current_dir(self.0.path()).args(words).env_clear();
        for variable in ["CONFIG", "STATE", "DATA"] {
            command.env(format!("QUARTERDECK_{variable}_DIR"), self.path("home"));
        }
        command
    }

    fn run(&self, words: &[&str]) -> Answer {
        let output = self.command(words).output().unwrap();
        Answer {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn ok(&self, words: &[&str]) -> Answer {
        let answer = self.run(words);
        assert_eq!(answer.code, 0, "{words:?}\n{}{}", answer.out, answer.err);
        answer
    }

    /// The file can be read and holds together, whatever the advisor finds in it.
    fn valid(&self, file: &str) {
        let checked = self.run(&["check", file, "--json"]);
        let valid: Value = serde_json::from_str(&checked.out).unwrap();
        assert_eq!(valid["data"]["files"][0]["valid"], true, "{file}: {}{}", checked.out, checked.err);
    }

    fn json(&self, words: &[&str]) -> Value {
        let answer = self.run(words);
        serde_json::from_str(&answer.out).unwrap_or_else(|why| panic!("{words:?}: {why}\n{}{}", answer.out, answer.err))
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn sample(&self, name: &str) {
        fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name), self.path(name)).unwrap();
    }

    fn example(&self) {
        fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/example.ron"), self.path("e.ron")).unwrap();
    }

    fn plan(&self, name: &str) {
        let name = format!("{name}.ron");
        fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans").join(&name), self.path(&name)).unwrap();
    }

    fn northwind(&self) {
        fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/northwind.ron"), self.path("n.ron")).unwrap();
    }
}

struct Answer {
    code: i32,
    out: String,
    err: String,
}

/// Compares with the golden file of that name.
fn golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/cli").join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, found).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == found, "{name} differs; found:\n{found}");
}

fn transcript(place: &Place, lines: &[&[&str]]) -> String {
    let mut text = String::new();
    for words in lines {
        let answer = place.run(words);
        text.push_str(&format!("$ quarterdeck {}\n{}", words.join(" "), answer.out));
        if !answer.err.is_empty() {
            text.push_str(&format!("--- stderr\n{}", answer.err));
        }
        text.push_str(&format!("--- exit {}\n\n", answer.code));
    }
    text
}

#[test]
fn a_saved_view_says_what_show_writes() {
    let place = Place::new();
    place.northwind();
    let words = ["do", "n.ron", "add", "saved_view", "name=Gold at risk", "table=partners"];
    let filter = "filter=tier = gold and health < 60";
    let columns = "columns=name:30, health, stage, potential";
    place.ok(&[&words[..], &[filter, columns, "sort=-credited_t12m, name"]].concat());
    let viewed = place.ok(&["show", "n.ron", "partners", "--view", "gold at risk", "--format", "csv"]);
    let same = ["show", "n.ron", "partners", "--where", "tier = gold and health < 60", "--format", "csv"];
    let said =
        place
            .ok(&[&same[..], &["--sort", "-credited_t12m,name", "--columns", "name,health.score,lifecycle.stage"]]
                .concat());
    assert_eq!(viewed.out, said.out);
    assert!(viewed.out.lines().count() > 1, "{}", viewed.out);
    assert!(viewed.err.contains("potential"), "{}", viewed.err);
    let wrong = place.run(&["show", "n.ron", "partners", "--view", "silver"]);
    assert!(wrong.code == 2 && wrong.err.contains("Gold at risk"), "{}", wrong.err);
    assert_eq!(place.run(&["show", "n.ron", "deals", "--view", "Gold at risk"]).code, 2);
}

#[test]
fn making_checking_and_formatting_a_plan() {
    let place = Place::new();
    place.put("folder-is-no-plan.txt", "hello");
    place.put(
        "crooked.ron",
        "#![enable(implicit_some)]\n(version: 1, program: (name: \"x\", currency: \"USD\", fiscal_start_month: 1))",
    );
    let lines: &[&[&str]] = &[
        &["new", "p.ron"],
        &["new", "p.ron"],
        &["new", "q.ron", "--template", "nowhere"],
        &["new", "none/q.ron"],
        &["new", "q.ron", "--template", "core", "--name", "Core", "--currency", "EUR", "--dry-run"],
        &["check", "p.ron"],
        &["check", "p.ron", "missing.ron", "folder-is-no-plan.txt"],
        &["fmt", "--check", "p.ron"],
        &["fmt", "--check", "crooked.ron"],
        &["fmt", "crooked.ron"],
        &["fmt", "--check", "crooked.ron"],
        &["--as-of", "2026-11-02", "p.ron"],
        &["chekc"],
        &["new", "r.ron", "--json"],
    ];
    golden("plan.txt", &transcript(&place, lines));
}

#[test]
fn every_save_keeps_the_version_before_and_one_is_brought_back_as_a_step() {
    let place = Place::new();
    place.ok(&["new", "p.ron"]);
    let first = place.text("p.ron");
    assert!(place.ok(&["restore"]).err.contains("no version of any plan"));
    assert!(place.ok(&["restore", "p.ron"]).err.contains("every save keeps"));
    for name in ["One", "Two", "Three"] {
        place.ok(&["do", "p.ron", "set", "program/name", name]);
    }
    let third = place.text("p.ron");
    let list = place.json(&["restore", "p.ron", "--json"]);
    let versions = list["data"]["versions"].as_array().unwrap().clone();
    assert_eq!(versions.iter().map(|version| version["version"].as_u64().unwrap()).collect::<Vec<_>>(), [3, 2, 1]);
    for version in &versions {
        let file = version["file"].as_str().unwrap();
        place.valid(file);
        assert_eq!(version["why"], "save");
    }
    assert_eq!(fs::read_to_string(versions[2]["file"].as_str().unwrap()).unwrap(), first);
    // shown, brought back, taken back
    let shown = place.ok(&["restore", "p.ron", "2", "--dry-run"]);
    assert!(shown.out.contains("name: Three to One"), "{}", shown.out);
    assert_eq!(place.text("p.ron"), third);
    place.ok(&["restore", "p.ron", "2"]);
    assert!(place.text("p.ron").contains("\"One\""));
    let undone = place.ok(&["undo", "p.ron"]);
    assert!(undone.out.contains("Brought back version 2"), "{}", undone.out);
    assert_eq!(place.text("p.ron"), third);
    let kept = place.json(&["restore", "p.ron", "--json"]);
    let why =
        |kept: &Value| kept["data"]["versions"].as_array().unwrap().iter().filter(|v| v["why"] == "restore").count();
    assert_eq!(why(&kept), 1, "what was there before stays for ever");
    // byte for byte, also of a file that is gone or broken
    place.ok(&["restore", "p.ron", "1", "-o", "first.ron"]);
    assert_eq!(place.text("first.ron"), first);
    assert_eq!(place.run(&["restore", "p.ron", "1", "-o", "first.ron"]).code, 5);
    place.put("p.ron", "no plan");
    let broken = place.run(&["check", "p.ron"]);
    assert!(broken.code == 4 && broken.err.contains("restore p.ron"), "{}", broken.err);
    assert_eq!(place.run(&["restore", "p.ron", "latest"]).code, 4);
    fs::remove_file(place.path("p.ron")).unwrap();
    let gone = place.run(&["show", "p.ron", "summary"]);
    assert!(gone.code == 4 && gone.err.contains("restore p.ron"), "{}", gone.err);
    place.ok(&["restore", "p.ron", "latest", "-o", "again.ron"]);
    assert!(place.ok(&["restore"]).out.contains("p.ron"));
    // what does not exist
    place.ok(&["restore", "again.ron", "first.ron", "--dry-run"]);
    let none = place.run(&["restore", "p.ron", "99"]);
    assert!(none.code == 2 && none.err.contains("there are"), "{}", none.err);
    assert_eq!(place.run(&["restore", "again.ron", "latest"]).code, 2);
}

#[test]
fn what_was_there_before_an_import_is_kept_for_ever() {
    let place = Place::new();
    place.ok(&["new", "p.ron"]);
    place.put("deals.csv", "Deal,Stage,Amount,Close Date,Partner\nOne,Won,10.00,2026-03-01,Acme\n");
    place.ok(&["import", "p.ron", "deals.csv"]);
    let list = place.json(&["restore", "p.ron", "--json"]);
    assert_eq!(list["data"]["versions"][0]["why"], "import");
}

#[test]
fn steps_are_logged_and_taken_back_in_a_later_run() {
    let place = Place::new();
    place.ok(&["new", "p.ron"]);
    let before = place.text("p.ron");
    assert_eq!(place.run(&["undo", "p.ron"]).code, 1);
    place.ok(&["do", "p.ron", "add", "goal", "metric=nps", "value=5", "due=2027-01-01"]);
    let one = place.text("p.ron");
    place.ok(&["do", "p.ron", "set", "program/name", "Renamed"]);
    let two = place.text("p.ron");
    let log = place.json(&["log", "p.ron", "--json"]);
    let what = |log: &Value| -> Vec<String> {
        let entries = log["data"]["entries"].as_array().unwrap();
        entries.iter().map(|entry| entry["what"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(what(&log), ["edit", "saved", "edit", "saved"]);
    assert_eq!(log["data"]["entries"][0]["records"][0]["kind"], "goals");
    assert_eq!(place.ok(&["undo", "p.ron", "--dry-run"]).out.lines().count(), 1);
    assert_eq!(place.text("p.ron"), two);
    assert!(place.ok(&["undo", "p.ron"]).out.starts_with("Undid: "));
    assert_eq!(place.text("p.ron"), one);
    assert!(place.ok(&["undo", "p.ron", "--steps", "9"]).out.starts_with("Undid: "));
    assert_eq!(place.text("p.ron"), before, "byte for byte");
    assert_eq!(place.ok(&["redo", "p.ron", "--steps", "2"]).out.lines().count(), 2);
    assert_eq!(place.text("p.ron"), two);
    assert_eq!(place.run(&["redo", "p.ron"]).code, 1);
    assert_eq!(place.json(&["log", "p.ron", "--last", "3", "--json"])["data"]["entries"].as_array().unwrap().len(), 3);
    assert_eq!(place.ok(&["recover"]).err.trim(), "every edit is in its file");
    assert_eq!(place.ok(&["recover", "p.ron"]).err.trim(), "every edit is in the file");
    fs::remove_file(place.path("p.ron")).unwrap();
    let gone = place.run(&["recover", "p.ron"]);
    assert!(gone.code == 4 && gone.err.contains("recover p.ron -o NEW"), "{}", gone.err);
    place.ok(&["recover", "p.ron", "-o", "again.ron"]);
    assert_eq!(place.text("again.ron"), two, "the journal alone is enough");
    // what another program wrote is not taken back
    place.put("p.ron", &two.replace("Renamed", "By hand"));
    let undo = place.run(&["undo", "p.ron"]);
    assert!(undo.code == 1 && undo.err.contains("nothing to undo"), "{}", undo.err);
}

#[test]
fn calculators_are_listed_explained_and_run() {
    let place = Place::new();
    place.put("split.json", r#"{"total":"-100.00","weights":[1,1,1]}"#);
    place.put("wrong.json", r#"{"total":"100","weights":[1,-1,null],"colour":1,"settings":{}}"#);
    place.put("twice.json", r#"{"total":"1.00","total":"1.00","weights":[]}"#);
    let lines: &[&[&str]] = &[
        &["calc", "--list"],
        &["calc", "--help"],
        &["calc", "split", "--help"],
        &["calc", "pool-split", "-h"],
        &["calc", "tier-progress", "--help"],
        &["calc", "split", "split.json"],
        &["calc", "split", "wrong.json"],
        &["calc", "split", "twice.json"],
        &["calc", "split"],
        &["calc", "split", "missing.json"],
        &["calc", "splot", "split.json"],
        &["calc", "splot", "--help"],
    ];
    golden("calc.txt", &transcript(&place, lines));
    let list = place.json(&["calc", "--list", "--json"]);
    assert_eq!((&list["schema"], &list["ok"]), (&"quarterdeck/calc/1".into(), &true.into()));
    for entry in list["data"].as_array().unwrap() {
        let name = entry["name"].as_str().unwrap();
        let help = place.ok(&["calc", name, "--help"]).out;
        let line = help.lines().find_map(|line| line.trim().strip_prefix("echo '")).unwrap();
        let (input, rest) = line.split_once('\'').unwrap();
        assert_eq!(rest, format!(" | quarterdeck calc {name}"));
        for words in [&["calc", name][..], &["calc", name, "-"]] {
            let output = place.command(words).write_stdin(input).output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{name}");
            let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(answer["ok"], true, "{name}");
        }
    }
}

#[test]
fn every_fault_of_a_file_is_told_with_its_place() {
    let place = Place::new();
    place.put(
        "bad.ron",
        "#![enable(implicit_some)]\n(\n    version: 1,\n    program: (\n        name: \"x\",\n        currency: \"US\",\n        fiscal_start_month: 1,\n        colour: \"red\",\n    ),\n    partners: [\n        (id: \"acme\", name: \"Acme\", stage: \"nowhere\"),\n    ],\n)\n",
    );
    place.put("dangling.ron", "#![enable(implicit_some)]\n(\n    version: 1,\n    program: (name: \"x\", currency: \"USD\", fiscal_start_month: 1),\n    partners: [\n        (id: \"acme\", name: \"Acme\", stage: recruit, owner: \"nobody\"),\n    ],\n)\n");
    let lines: &[&[&str]] = &[
        &["check", "bad.ron"],
        &["check", "bad.ron", "--json"],
        &["show", "bad.ron", "partners"],
        &["check", "dangling.ron"],
    ];
    golden("faults.txt", &transcript(&place, lines));
}

#[test]
fn reports_as_rows() {
    let place = Place::new();
    place.northwind();
    let n = "n.ron";
    let lines: &[&[&str]] = &[
        &["show", "--list"],
        &["show", n, "partners", "--where", "tier = gold and health < 60"],
        &[
            "show",
            n,
            "partners",
            "--where",
            "(growth >= 20% or segment = at_risk) and credited_t12m > 25k",
            "--sort",
            "-credited_t12m",
            "--columns",
            "id,credited_t12m,growth",
        ],
        &["show", n, "partners", "--partner", "techservices", "--format", "csv"],
        &["show", n, "tiers"],
        &["show", n, "deals", "--partner", "techservices", "--quarter", "2026-Q3", "--format", "md"],
        &["show", n, "health", "--where", "health.score = unknown", "--columns", "id,health"],
        &["show", n, "matrix", "--where", "call ~ fix or investment_call = rescue"],
        &["show", n, "matrix", "--where", "investment_call = rescue", "--format", "tsv", "--columns", "id,quadrant"],
        &["show", n, "timeline", "--where", "launch >= 2026-10"],
        &["show", n, "tasks", "--where", "status = overdue", "--sort", "-due"],
        &["show", n, "qbrs", "--quarter", "2026-Q3"],
        &["show", n, "actions", "--partner", "TechServices"],
        &["show", n, "settings", "--where", "origin = decided"],
        &["show", n, "summary", "--as-of", "2026-06-30", "--where", "group = partners"],
        &["show", n, "nothing"],
        &["show", n, "partners", "--where", "teir = gold"],
        &["show", n, "partners", "--sort", "size"],
        &["show", n, "partners", "--columns", "id,shoe"],
        &["show", n, "partners", "--partner", "tech"],
        &["show", n, "partners", "--quarter", "third"],
        &["show", n],
    ];
    golden("show.txt", &transcript(&place, lines));
}

#[test]
fn a_number_is_explained_so_that_it_can_be_checked_by_hand() {
    let place = Place::new();
    place.northwind();
    let n = "n.ron";
    let mut lines: Vec<Vec<&str>> = Vec::new();
    for path in [
        "partner/techservices/health",
        "partner/techservices/tier",
        "partner/techservices/quadrant",
        "partner/techservices/segment",
        "partner/techservices/growth",
        "partner/techservices/revenue",
        "partner/vela-partners/commission",
        "partner/grünwald-söhne/commission",
        "deal/fenton-water-2025/class",
        "deal/fenton-water-2025/commission",
        "tier/gold/criteria.sourced_arr",
        "tier/gold/economics",
        "program/sourced_share",
        "program/forecast",
        "setting/influence.pay_rule",
        "partner/techservices",
        "partner/techservice/health",
        "partner/techservices/helth",
        "shoe/size",
    ] {
        lines.push(vec!["explain", n, path]);
    }
    lines.push(vec!["explain", n, "partner/techservices/nps", "--as-of", "2026-03-31", "--json"]);
    let words: Vec<&[&str]> = lines.iter().map(Vec::as_slice).collect();
    golden("explain.txt", &transcript(&place, &words));
    let influenced = place.json(&["show", n, "deals", "--where", "class = influenced and stage = won", "--json"]);
    let deal = influenced["data"]["rows"][0]["id"].as_str().unwrap().to_owned();
    golden("explain_credit.txt", &transcript(&place, &[&["explain", n, &format!("deal/{deal}/credit")]]));
    let all = place.json(&["explain", n, "--json"]);
    assert!(all["data"]["paths"].as_array().unwrap().len() > 1_500);
}

#[test]
fn every_tier_is_proved_with_the_cheapest_way_to_it() {
    let place = Place::new();
    let plans = [
        "70-percent-to-gold",
        "2-more-deals-to-gold",
        "revenue-or-referrals",
        "gold-without-silver",
        "long-conditions",
    ];
    for plan in plans {
        place.plan(plan);
    }
    let lines: &[&[&str]] = &[
        &["explain", "70-percent-to-gold.ron", "partner/acme/tier"],
        &["explain", "70-percent-to-gold.ron", "partner/acme/tier/gold"],
        &["explain", "2-more-deals-to-gold.ron", "partner/acme/tier/gold"],
        &["explain", "revenue-or-referrals.ron", "partner/acme/tier/gold"],
        &["explain", "revenue-or-referrals.ron", "partner/acme/tier/gold", "--json"],
        &["explain", "long-conditions.ron", "partner/acme/tier/gold"],
        &["explain", "long-conditions.ron", "partner/acme/tier/silver"],
        &["explain", "long-conditions.ron", "partner/acme/tier/glod"],
        &["show", "long-conditions.ron", "proofs", "--format", "csv"],
        &["check", "gold-without-silver.ron"],
        &["explain", "gold-without-silver.ron", "partner/acme/tier/silver"],
    ];
    golden("proofs.txt", &transcript(&place, lines));
    let steps = |plan: &str| -> Vec<String> {
        let json = place.json(&["explain", plan, "partner/acme/tier", "--json"]);
        let steps = json["data"]["steps"].as_array().unwrap();
        steps.iter().map(|step| step["value"].as_str().unwrap().to_owned()).collect()
    };
    for (plan, expected) in [
        ("70-percent-to-gold.ron", "70% to Gold"),
        ("2-more-deals-to-gold.ron", "2 more deals to Gold"),
        ("revenue-or-referrals.ron", "+$8k ARR"),
    ] {
        assert!(steps(plan).iter().any(|step| step == expected), "{plan}: {:?}", steps(plan));
    }
    let check = place.json(&["check", "gold-without-silver.ron", "--json"]);
    let findings = check["data"]["findings"].as_array().unwrap();
    assert!(findings.iter().any(|found| found["code"] == "TIER-21" && found["subject"] == "tier/gold"), "{findings:?}");
    place.northwind();
    let all = place.json(&["show", "n.ron", "proofs", "--json"]);
    assert!(all["data"]["rows"].as_array().unwrap().iter().all(|row| !row["proof"].as_str().unwrap().is_empty()));
}

#[test]
fn measurement_review_and_validity_are_three_clocks() {
    let place = Place::new();
    place.plan("three-clocks");
    let f = "three-clocks.ron";
    let columns = "partner,tier,source,since,validity,valid_until,validity_grace_end,review,next_review,exception_until,ends_on,then";
    let lines: &[&[&str]] = &[
        &["show", f, "clocks", "--columns", columns, "--format", "csv"],
        &["explain", f, "partner/grace/clocks"],
        &["explain", f, "partner/landed/tier"],
        &["explain", f, "partner/landed/clocks"],
        &["explain", f, "partner/provisional/clocks"],
        &["explain", f, "partner/named/clocks"],
        &["check", f],
        &["show", f, "tiers", "--columns", "id,kept_by,valid_months,rates", "--format", "csv"],
        &["export", f, "standing", "--partner", "grace", "--audience", "partner", "-o", "-"],
        &["export", f, "standing", "--partner", "provisional", "-o", "-"],
        &["export", f, "program-guide", "--audience", "partner", "-o", "-"],
        &["export", f, "tier-sheet", "--tier", "gold", "--audience", "partner", "-o", "-"],
        &["do", f, "override-tier", "valid", "gold", "2027-01-01", "Because"],
        &["do", f, "override-tier", "named", "gold", "2029-01-01", "Because", "--approver", "dana"],
        &["do", f, "renew-tier", "landed"],
        &["do", f, "provisional-tier", "valid", "gold", "On trial", "--approver", "dana"],
        &["do", f, "end-exception", "late"],
        &["do", f, "end-exception", "late"],
        &["show", f, "clocks", "--columns", columns, "--format", "csv"],
        &[
            "show",
            f,
            "clocks",
            "--as-of",
            "2027-12-31",
            "--columns",
            "partner,tier,source,since,ends_on",
            "--format",
            "csv",
        ],
    ];
    golden("clocks.txt", &transcript(&place, lines));
}

#[test]
fn a_change_is_tried_out_without_writing_it() {
    let place = Place::new();
    place.northwind();
    let before = fs::read(place.path("n.ron")).unwrap();
    let lines: &[&[&str]] = &[
        &["what-if", "n.ron", "--set", "tier/gold/criteria.sourced_arr=75k"],
        &["what-if", "n.ron", "--set", "tier.metric=influenced_t12m", "--json"],
        &["what-if", "n.ron", "--preset", "core"],
        &["what-if", "n.ron", "--set", "tier/gold/commission=22%", "--set", "influence.credit=30%"],
        &["what-if", "n.ron"],
        &["what-if", "n.ron", "--set", "influence.credti=30%"],
        &["what-if", "n.ron", "--set", "tier/gold/criteria.shoes=1"],
        &["what-if", "n.ron", "--set", "teir/gold/commission=1%"],
        &["what-if", "n.ron", "--preset", "none"],
    ];
    golden("what_if.txt", &transcript(&place, lines));
    assert_eq!(fs::read(place.path("n.ron")).unwrap(), before);
}

#[test]
fn editing_in_words() {
    let place = Place::new();
    place.northwind();
    let before = fs::read(place.path("n.ron")).unwrap();
    let lines: &[&[&str]] = &[
        &["do", "--list"],
        &["do", "n.ron", "close-deal", "--help"],
        &["do", "n.ron", "set", "partner/techservices/region", "EMEA", "--dry-run"],
        &["do", "n.ron", "set", "partner/techservices/stage", "soaring"],
        &["do", "n.ron", "set", "partner/nobody/region", "EMEA"],
        &["do", "n.ron", "set", "partner/techservices"],
        &["do", "n.ron", "close-deel", "x", "won"],
        &["do", "n.ron", "delete", "partner", "techservices"],
        &["do", "n.ron", "add", "deal", "name=Renewal", "partner=techservices", "--json", "--dry-run"],
        &["do", "n.ron", "add", "deal", "name=Renewal", "stage=won"],
        &["do", "n.ron", "set-setting", "C-05", "sometimes"],
        &["do", "n.ron", "set-setting", "C-15", "no"],
        &["do", "n.ron"],
        &["do", "missing.ron", "set", "program/name", "X"],
    ];
    golden("do.txt", &transcript(&place, lines));
    assert_eq!(fs::read(place.path("n.ron")).unwrap(), before);
    let lines: &[&[&str]] = &[
        &["do", "n.ron", "set-setting", "C-05", "accepted"],
        &["do", "n.ron", "set-setting", "C-05", "accepted"],
        &["do", "n.ron", "set-threshold", "gold", "sourced_arr", "75k"],
        &["do", "n.ron", "add", "deal", "name=Renewal 2027", "partner=techservices", "stage=proposal", "amount=25k"],
        &["do", "n.ron", "add-action", "techservices", "Send the kit", "--due", "fri", "--json"],
        &["do", "n.ron", "delete", "contact", "caleb-roth"],
        &["do", "n.ron", "delete", "contact", "caleb-roth", "--cascade", "--dry-run"],
        &["check", "n.ron"],
    ];
    golden("do_written.txt", &transcript(&place, lines));
}

#[test]
fn a_launch_is_moved_after_every_task_was_read() {
    let place = Place::new();
    place.northwind();
    let before = fs::read(place.path("n.ron")).unwrap();
    let lines: &[&[&str]] = &[
        &["do", "n.ron", "move-launch", "jikan-seminar", "2026-11-28", "--dry-run"],
        &["do", "n.ron", "move-launch", "jikan-seminar", "2026-11-28", "--working-days", "--dry-run"],
        &["do", "n.ron", "move-launch", "jikan-seminar", "2026-09-01", "--dry-run", "--json"],
        &["do", "n.ron", "move-launch", "jikan-seminar", "W0"],
    ];
    golden("launch.txt", &transcript(&place, lines));
    assert_eq!(fs::read(place.path("n.ron")).unwrap(), before);
    let lines: &[&[&str]] = &[
        &["do", "n.ron", "add", "holiday", "name=Culture Day", "date=2026-11-03", "region=Japan", "yearly=yes"],
        &["do", "n.ron", "move-launch", "jikan-seminar", "W+1", "--working-days"],
        &["check", "n.ron"],
    ];
    golden("launch_moved.txt", &transcript(&place, lines));
}

#[test]
fn a_time_is_local_in_its_zone_and_exists_there() {
    let place = Place::new();
    place.northwind();
    let lines: &[&[&str]] = &[
        &["do", "n.ron", "set", "program/time_zone", "new york"],
        &["do", "n.ron", "set", "program/zones", "London, Asia/Tokyo"],
        &["do", "n.ron", "set-time", "jikan-seminar", "5pm", "tokyo"],
        &["do", "n.ron", "set-time", "jikan-seminar", "25:00"],
        &["do", "n.ron", "set-time", "jikan-seminar", "17:00", "EST"],
        &["do", "n.ron", "set-time", "jikan-seminar", "02:30", "berlin", "--dry-run"],
        &["do", "n.ron", "move-launch", "jikan-seminar", "2027-03-28"],
        &["do", "n.ron", "set", "campaign/jikan-seminar/time_zone", "Berlin"],
        &["do", "n.ron", "set", "campaign/jikan-seminar/launch_time", "02:30"],
        &["do", "n.ron", "set", "campaign/jikan-seminar/launch", "2026-10-25"],
        &["do", "n.ron", "set-time", "jikan-seminar", "17:00", "new york"],
        &["show", "n.ron", "timeline", "--columns", "id,launch,launch_time,time_zone", "--where", "id = jikan-seminar"],
    ];
    golden("times.txt", &transcript(&place, lines));
    let told = place.ok(&["export", "n.ron", "calendar", "--campaign", "jikan-seminar", "-o", "-"]).out;
    for wanted in ["TZID:America/New_York", "DTSTART;TZID=America/New_York:20261025T170000", "TZNAME:EST"] {
        assert!(told.contains(wanted), "{wanted}\n{told}");
    }
    let theirs = place
        .ok(&["export", "n.ron", "calendar", "--campaign", "jikan-seminar", "--audience", "partner", "-o", "-"])
        .out;
    assert!(!theirs.contains("[Us]") && !theirs.contains("Yuki Tanabe"), "{theirs}");
}

#[test]
fn a_script_is_all_or_nothing() {
    let place = Place::new();
    place.northwind();
    let before = fs::read(place.path("n.ron")).unwrap();
    let told = |script: &str, more: &[&str]| {
        let output = place.command(&[&["do", "n.ron", "-"], more].concat()).write_stdin(script.to_owned()).output();
        let output = output.unwrap();
        let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        (output.status.code().unwrap(), format!("{out}{err}"))
    };
    let good = "# a new partner\nadd-partner 'Blue Harbor'\nset partner/blue-harbor/region EMEA\n";
    let (code, text) = told(&format!("{good}set partner/blue-harbor/signed_on someday\n"), &[]);
    assert!(code == 2 && text.contains(":4: ") && text.contains("nothing was written"), "{code} {text}");
    let (code, text) = told("set 'partner\n", &[]);
    assert!(code == 2 && text.contains(":1: ") && text.contains("quote"), "{code} {text}");
    let (code, text) = told(good, &["--dry-run"]);
    assert!(code == 0 && text.contains("new partners/blue-harbor"), "{code} {text}");
    assert_eq!(fs::read(place.path("n.ron")).unwrap(), before);
    let (code, text) = told(good, &["--json"]);
    let answer: Value = serde_json::from_str(&text).unwrap_or_else(|why| panic!("{why}: {text}"));
    assert_eq!((code, &answer["data"]["written"]), (0, &true.into()));
    assert_eq!(answer["data"]["commands"][1]["line"], 3);
    assert_eq!(answer["data"]["changes"].as_array().unwrap().len(), 1);
    assert_eq!(answer["data"]["label"], "Script of 2 commands");
}

#[test]
fn scenarios_are_kept_compared_adopted_and_discarded_without_a_trace() {
    let place = Place::new();
    place.northwind();
    let before = fs::read(place.path("n.ron")).unwrap();
    let lines: &[&[&str]] = &[
        &["what-if", "n.ron", "--set", "tier/gold/criteria.sourced_arr=75k", "--save", "gold-75k", "--note", "S-4"],
        &["what-if", "n.ron", "--preset", "core", "--save", "gold-75k"],
        &["what-if", "n.ron", "--preset", "core", "--set", "tier/platinum/criteria.sourced_arr=300k", "--save", "low"],
        &["what-if", "n.ron", "--list"],
        &["what-if", "n.ron", "--scenario", "gold-75k", "low"],
        &["what-if", "n.ron", "--scenario", "nowhere"],
        &["what-if", "n.ron", "--save", "../out", "--preset", "core"],
        &["what-if", "n.ron", "--discard", "low"],
        &["what-if", "n.ron", "--adopt", "gold-75k", "--dry-run"],
    ];
    golden("scenarios.txt", &transcript(&place, lines));
    assert_eq!(fs::read(place.path("n.ron")).unwrap(), before);
    place.ok(&["what-if", "n.ron", "--discard", "gold-75k"]);
    assert!(!place.path("n.scenarios").exists());
    assert_eq!(fs::read(place.path("n.ron")).unwrap(), before);
    place.ok(&["what-if", "n.ron", "--set", "tier/gold/criteria.sourced_arr=75k", "--save", "gold-75k"]);
    place.ok(&["what-if", "n.ron", "--adopt", "gold-75k"]);
    let after = fs::read_to_string(place.path("n.ron")).unwrap();
    let changed = String::from_utf8(before).unwrap();
    let differing = after.lines().zip(changed.lines()).filter(|(new, old)| new != old).count();
    assert_eq!(differing, 1);
    let again = place.run(&["what-if", "n.ron", "--adopt", "gold-75k"]);
    assert_eq!(again.code, 1, "{}", again.err);
}

#[test]
fn every_mover_of_a_preset_is_named_and_platinum_at_threshold_loses_money() {
    let place = Place::new();
    place.northwind();
    let answer = place.ok(&["what-if", "n.ron", "--preset", "core"]);
    assert!(answer.out.contains("platinum") && answer.out.contains("/ 0.7x"), "{}", answer.out);
    let json = place.json(&["what-if", "n.ron", "--preset", "core", "--json"]);
    let movers = json["data"]["movers"].as_array().unwrap();
    assert!(!movers.is_empty());
    for mover in movers {
        assert!(mover["deciding"].as_str().is_some_and(|words| !words.is_empty()), "{mover}");
    }
    let platinum =
        json["data"]["economics"]["after"].as_array().unwrap().iter().find(|tier| tier["tier"] == "platinum");
    assert_eq!(platinum.unwrap()["at_threshold"]["display"], "0.7x");
    let found = json["data"]["findings"]["appear"].as_array().unwrap();
    let loses = found.iter().find(|found| found["code"] == "TIER-10" && found["subject"] == "tier/platinum");
    let known = json["data"]["findings"]["go"].as_array().unwrap();
    assert!(loses.is_some() || known.is_empty(), "{found:?}");
}

#[test]
fn a_ladder_is_run_over_past_quarters_checked_and_migrated() {
    let place = Place::new();
    place.northwind();
    let lines: &[&[&str]] = &[
        &["backtest", "n.ron"],
        &["backtest", "n.ron", "--quarters", "4", "--preset", "core"],
        &["backtest", "n.ron", "--quarters", "0"],
        &["show", "n.ron", "ladder-checks"],
        &["check", "n.ron", "--fail-on", "warning"],
        &["migration", "n.ron"],
        &["migration", "n.ron", "--preset", "core", "--announce", "2026-10-01", "--effective", "2027-01-01"],
    ];
    golden("ladder.txt", &transcript(&place, lines));
    let json = place.json(&["backtest", "n.ron", "--preset", "core", "--json"]);
    let data = &json["data"];
    assert_eq!(data["quarters"].as_array().unwrap().len(), 8);
    for tested in [&data["present"], &data["candidate"]] {
        assert_eq!(tested["trajectories"].as_array().unwrap().len(), 40);
    }
}

#[test]
fn versions_of_the_tier_program_are_kept_compared_and_brought_into_force() {
    let place = Place::new();
    place.northwind();
    fs::copy(place.path("n.ron"), place.path("old.ron")).unwrap();
    let lines: &[&[&str]] = &[
        &["versions", "n.ron", "--keep", "2026", "--note", "As it was agreed in January"],
        &["versions", "n.ron", "--keep", "2026"],
        &[
            "versions",
            "n.ron",
            "--keep",
            "2028",
            "--set",
            "tier/gold/criteria.sourced_arr=75k",
            "--set",
            "tier/gold/commission=22%",
            "--announce",
            "2027-10-01",
            "--effective",
            "2028-01-01",
        ],
        &["versions", "n.ron"],
        &["diff", "n.ron", "--program", "2026", "2028"],
        &["diff", "n.ron", "--program", "live", "2030"],
        &["migration", "n.ron"],
        &["export", "n.ron", "migration", "-o", "-"],
        &["export", "n.ron", "migration", "--audience", "partner", "-o", "-"],
        &["versions", "n.ron", "--adopt", "2028"],
        &["diff", "old.ron", "n.ron"],
        &["diff", "old.ron", "n.ron", "--json"],
        &["versions", "n.ron", "--adopt", "2026"],
        &["diff", "n.ron", "n.ron"],
    ];
    golden("versions.txt", &transcript(&place, lines));
}

/// Every paper for us, and for partners where they may have it.
#[test]
fn every_paper_is_written_from_the_program() {
    let place = Place::new();
    place.northwind();
    for paper in quarterdeck::report::papers::PAPERS {
        let partner = ["--partner", "juniper-road-consulting"];
        let mut words = vec!["export", "n.ron", paper.name, "-o", "-"];
        if !matches!(paper.of, quarterdeck::report::papers::Of::Program(_)) {
            words.extend(partner);
        }
        golden(&format!("papers/{}.md", paper.name), &place.ok(&words).out);
        words.extend(["--audience", "partner"]);
        if paper.for_partners {
            golden(&format!("papers/{}-for-partners.md", paper.name), &place.ok(&words).out);
        } else {
            assert_eq!(place.run(&words).code, 2, "{} is ours alone", paper.name);
        }
    }
    // without a partner the framework is all blanks
    let blank = place.ok(&["export", "n.ron", "agreement", "-o", "-"]).out;
    for what in ["scope", "commitments", "exclusivity", "term", "exit", "partner", "effective date"] {
        assert!(blank.contains(&format!("TO BE DECIDED: {what}")), "{what}");
    }
}

#[test]
fn every_document_ends_with_the_same_section_once() {
    let place = Place::new();
    place.northwind();
    let quarter = ["--partner", "techservices", "--quarter", "2026-Q2"];
    let mut all: Vec<Vec<&str>> = vec![
        [&["qbr"][..], &quarter[..]].concat(),
        vec!["cfo", "--quarter", "2026-Q2"],
        vec!["program-guide"],
        vec!["tier-sheet", "--tier", "gold"],
        vec!["campaign-brief", "--campaign", "brightwell-swap"],
        vec!["standing", "--partner", "techservices"],
        vec!["goal"],
    ];
    let papers = quarterdeck::report::papers::PAPERS.iter();
    all.extend(papers.map(|paper| vec![paper.name, "--partner", "techservices"]));
    for one in all {
        let words = [&["export", "n.ron"][..], &one[..], &["--format", "md", "-o", "-"][..]].concat();
        let text = place.ok(&words).out;
        let sections: Vec<&str> = text.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(sections.last(), Some(&"## About this document"), "{one:?}");
        assert_eq!(sections.iter().filter(|line| **line == "## About this document").count(), 1, "{one:?}");
    }
}

#[test]
fn the_tier_program_is_written_for_partners_from_its_rules() {
    let place = Place::new();
    place.northwind();
    let lines: &[&[&str]] = &[
        &["export", "n.ron", "program-guide", "--audience", "partner", "-o", "-"],
        &["export", "n.ron", "tier-sheet", "--tier", "gold", "--format", "md", "-o", "-"],
        &["export", "n.ron", "tier-sheet", "--tier", "copper", "-o", "-"],
        &["export", "n.ron", "tier-sheet", "-o", "-"],
        &["export", "n.ron", "standing", "--partner", "techservices", "--audience", "partner", "-o", "-"],
        &["export", "n.ron", "standing", "-o", "-"],
    ];
    golden("program_guide.txt", &transcript(&place, lines));
}

#[test]
fn policies_stand_side_by_side() {
    let place = Place::new();
    place.northwind();
    let lines: &[&[&str]] = &[
        &["show", "n.ron", "policies", "--where", "partner = unknown"],
        &["show", "n.ron", "policies", "--partner", "techservices", "--format", "csv"],
        &["show", "n.ron", "policies", "--where", "policy ~ strict and changed = yes", "--sort", "-earned_t12m"],
    ];
    golden("policies.txt", &transcript(&place, lines));
}

#[test]
fn the_rows_of_partners_have_the_keys_of_the_contract() {
    let place = Place::new();
    place.northwind();
    let answer = place.json(&["show", "n.ron", "partners", "--json"]);
    assert_eq!(answer["schema"], "quarterdeck/show/1");
    assert_eq!(
        (&answer["ok"], &answer["warnings"], &answer["errors"]),
        (&true.into(), &Value::Array(vec![]), &Value::Array(vec![]))
    );
    let rows = answer["data"]["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 40);
    for row in rows {
        for key in "id name type status tier tier_since qualified_tier tier_progress sourced_t12m influenced_t12m \
                    credited_t12m growth registrations_last_quarter nps strategic_value revenue_axis quadrant \
                    investment_call health segment lifecycle owner next_due findings"
            .split_whitespace()
        {
            assert!(row.get(key).is_some(), "{key} is missing");
        }
        for (outer, inner) in [
            ("tier_progress", "tier percent gaps proof"),
            ("growth", "kind percent"),
            ("health", "score low high band dimensions"),
            ("lifecycle", "stage macro overdue"),
            ("findings", "error warning info"),
        ] {
            for key in inner.split_whitespace() {
                assert!(row[outer].get(key).is_some(), "{outer}.{key} is missing");
            }
        }
    }
    let one = &rows[0];
    assert_eq!(one["credited_t12m"], "242500.00");
    assert_eq!(one["growth"]["percent"], "12.0%");
    assert_eq!(one["health"]["dimensions"].as_object().unwrap().len(), 5);
}

#[test]
fn the_opportunities_of_the_sample_come_in_to_the_cent_and_once() {
    let place = Place::new();
    place.sample("salesforce_opportunities.csv");
    place.ok(&["new", "p.ron"]);
    let words = ["import", "p.ron", "salesforce_opportunities.csv", "--kind", "deals", "--json"];
    let before = fs::read(place.path("p.ron")).unwrap();
    let dry = place.json(&[&words[..], &["--dry-run"]].concat());
    assert_eq!(dry["data"]["changes"]["new"], 206);
    assert_eq!(fs::read(place.path("p.ron")).unwrap(), before, "a dry run writes nothing");
    let first = place.json(&words);
    let data = &first["data"];
    assert_eq!(first["schema"], "quarterdeck/import/1");
    assert_eq!(
        (&data["records_total"], &data["accepted"], &data["closed_won_count"]),
        (&238.into(), &206.into(), &100.into())
    );
    assert_eq!(data["closed_won_total"], "8297783.93");
    assert_eq!(data["closed_won_by_partner"]["acme"], "550217.82");
    assert_eq!(data["closed_won_by_quarter"]["2025-Q1"], "3466089.99");
    assert_eq!(data["skipped"]["S_EXACT_DUP"], 5);
    assert_eq!(data["rejected"]["E_BAD_AMOUNT"], 3);
    assert_eq!(data["stages_accepted"]["open"], 67);
    assert_eq!(data["rows"].as_array().unwrap().len(), 238);
    place.valid("p.ron");
    let after = fs::read(place.path("p.ron")).unwrap();
    let second = place.json(&words);
    assert_eq!((&second["data"]["changes"]["new"], &second["data"]["changes"]["changed"]), (&0.into(), &0.into()));
    assert_eq!(fs::read(place.path("p.ron")).unwrap(), after, "a second import changes no byte");
    let won = place.json(&["show", "p.ron", "deals", "--where", "stage = won", "--columns", "amount", "--json"]);
    let cents = |row: &Value| row["amount"].as_str().map_or(0, |text| text.replace('.', "").parse::<i64>().unwrap());
    assert_eq!(won["data"]["rows"].as_array().unwrap().iter().map(cents).sum::<i64>(), 829_778_393);
}

#[test]
fn the_other_samples_come_in_by_the_same_words() {
    let place = Place::new();
    for (file, kind, total, accepted, key, sum) in [
        ("partnerstack_partners.csv", "partners", 150, 141, "revenue_total", "20100689.86"),
        ("excel_eu_semicolon.csv", "deals", 183, 175, "", ""),
        ("roster.xlsx", "partners", 129, 119, "ttm_sourced_total", "28751307.87"),
    ] {
        place.sample(file);
        let plan = format!("{file}.ron");
        place.ok(&["new", &plan]);
        let words = ["import", &plan, file, "--kind", kind, "--json"];
        let data = place.json(&words)["data"].clone();
        assert_eq!((&data["records_total"], &data["accepted"]), (&total.into(), &accepted.into()), "{file}");
        if !key.is_empty() {
            assert_eq!(data[key], sum, "{file}");
        }
        if kind == "deals" {
            assert_eq!(data["closed_won_by_currency"]["EUR"], "6910140.16");
        }
        place.valid(&plan);
        assert_eq!(place.json(&words)["data"]["changes"]["new"], 0, "{file}");
    }
}

#[test]
fn imports_say_how_they_read_and_what_they_refuse() {
    let place = Place::new();
    place.put("deals.csv", "Opportunity ID,Opportunity Name,Stage,Amount,Close Date,Partner Account\n1,One,Closed Won,100.00,2025-01-31,Acme\n2,Two,Closed Won,abc,2025-01-31,Acme\n");
    place.put("strange.csv", "a,b\n1,2\n");
    place.ok(&["new", "p.ron"]);
    let lines: &[&[&str]] = &[
        &["import", "p.ron", "deals.csv", "--dry-run", "--rejects", "bad.csv"],
        &["import", "p.ron", "deals.csv", "--rejects", "bad.csv"],
        &["import", "p.ron", "strange.csv", "--kind", "deals"],
        &["import", "p.ron", "deals.csv", "--map", "amount"],
        &["import", "p.ron", "deals.csv", "--map", "amount=Price"],
        &["import", "p.ron", "nowhere.csv"],
        &["import", "p.ron", "deals.csv", "--kind", "people"],
        &["import", "-", "deals.csv"],
    ];
    golden("import.txt", &transcript(&place, lines));
    assert!(fs::read_to_string(place.path("bad.csv")).unwrap().contains("abc"));
}

#[test]
fn a_review_is_written_for_us_and_for_the_partner() {
    let place = Place::new();
    place.northwind();
    let lines: &[&[&str]] = &[
        &["export", "--list"],
        &["export", "n.ron", "qbr", "--partner", "techservices", "--quarter", "2026-Q2", "-o", "-"],
        &[
            "export",
            "n.ron",
            "qbr",
            "--partner",
            "techservices",
            "--quarter",
            "2026-Q2",
            "--audience",
            "partner",
            "-o",
            "-",
        ],
        &["export", "n.ron", "qbr", "--partner", "techservices", "--quarter", "2026-Q2", "-o", "t.md"],
        &["export", "n.ron", "qbr", "--partner", "techservices", "--quarter", "2026-Q2", "-o", "t.md"],
        &["export", "n.ron", "qbr", "--partner", "techservices", "--quarter", "2026-Q2", "-o", "t.md", "--force"],
        &["export", "n.ron", "tiers", "-o", "tiers.csv"],
        &["export", "n.ron", "qbr", "-o", "x.md"],
        &["export", "n.ron", "qbr", "--partner", "techservices", "--quarter", "2026-Q2", "-o", "x.pdf"],
        &["export", "n.ron", "partners", "--audience", "partner", "-o", "x.csv"],
        &["export", "n.ron", "poem", "-o", "x.md"],
    ];
    golden("export.txt", &transcript(&place, lines));
}

#[test]
fn finance_has_its_report_and_the_rows_behind_it() {
    let place = Place::new();
    place.northwind();
    let n = "n.ron";
    let q3 = ["--quarter", "2026-Q3"];
    let lines: &[&[&str]] = &[
        &["export", n, "cfo", q3[0], q3[1], "-o", "-"],
        &["export", n, "cfo", q3[0], q3[1], "--format", "csv", "-o", "-"],
        &["export", n, "cfo", "-o", "cfo.md"],
        &["export", n, "cfo", "--quarter", "2027-Q1", "-o", "cfo.md"],
        &["export", n, "cfo", q3[0], q3[1], "--audience", "partner", "-o", "cfo.md"],
        &["show", n, "quarters"],
        &["show", n, "cfo", "--partner", "halcyon-data"],
        &["show", n, "registrations", "--where", "days_left > 0", "--sort", "-days_left"],
        &["show", n, "attribution", "--partner", "techservices", q3[0], q3[1]],
        &["show", n, "commissions", q3[0], q3[1]],
        &["show", n, "payments", "--where", "status = overdue or status = open"],
        &["show", n, "mdf"],
        &["show", n, "mdf_funds", q3[0], q3[1]],
        &["show", n, "affiliates", "--partner", "dealscout-daily", "--sort", "-month"],
        &["show", n, "mdf", "--partner", "pennant-labs", "--json"],
    ];
    golden("finance.txt", &transcript(&place, lines));
    let once = place.ok(&["export", n, "cfo", q3[0], q3[1], "-o", "-"]).out;
    assert_eq!(once, place.ok(&["export", n, "cfo", q3[0], q3[1], "-o", "-"]).out);
    assert_eq!(
        once,
        place.ok(&["export", n, "cfo", q3[0], q3[1], "--format", "md"]).out,
        "nothing said is standard output"
    );
    assert_eq!(place.run(&["export", n, "qbr-package"]).code, 2, "a package needs a folder");
}

#[test]
fn commands_that_read_write_nothing() {
    let place = Place::new();
    place.northwind();
    for words in [
        &["show", "n.ron", "partners"][..],
        &["explain", "n.ron", "partner/techservices/health"],
        &["check", "n.ron"],
        &["n.ron"],
        &["screenshot", "n.ron", "--pane", "home"],
        &["fmt", "--check", "n.ron"],
        &["paths"],
        &["demo", "--list"],
        &["completions", "bash"],
        &["keys"],
        &["keys", "--check"],
        &["commands"],
        &["doctor"],
        &["man"],
    ] {
        place.run(words);
    }
    let names: Vec<_> = fs::read_dir(place.0.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["n.ron"]);
}

#[test]
fn demos_are_listed_written_and_the_same_for_the_same_seed() {
    let place = Place::new();
    golden(
        "demo.txt",
        &transcript(
            &place,
            &[
                &["demo", "--list"],
                &["demo", "atlantis"],
                &["demo", "northwind", "-o", "n.ron"],
                &["demo", "northwind", "-o", "n.ron"],
            ],
        ),
    );
    let big = ["demo", "big", "--partners", "30", "--seed", "7", "-o", "-"];
    assert_eq!(place.ok(&big).out, place.ok(&big).out);
    place.put("big.ron", &place.ok(&big).out);
    place.valid("big.ron");
}

#[test]
fn frames_are_drawn_without_a_terminal() {
    let place = Place::new();
    place.northwind();
    let text = place.ok(&["screenshot", "n.ron", "--pane", "home", "--size", "100x30"]).out;
    assert_eq!(text.lines().count(), 30);
    assert!(text.contains("Northwind"));
    assert!(!text.contains('\u{1b}'));
    place.ok(&["screenshot", "n.ron", "-o", "home.svg"]);
    let svg = fs::read_to_string(place.path("home.svg")).unwrap();
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    assert_eq!(place.run(&["screenshot", "n.ron", "-o", "home.svg"]).code, 5);
    assert_eq!(place.run(&["screenshot", "n.ron", "--pane", "kitchen"]).code, 2);
    assert_eq!(place.run(&["screenshot", "n.ron", "--size", "0x9"]).code, 2);
    assert_eq!(place.run(&["screenshot", "n.ron", "--keys", "<Nonsense"]).code, 2);
}

#[test]
fn without_a_terminal_and_a_file_there_is_a_hint() {
    let place = Place::new();
    let answer = place.run(&[]);
    assert_eq!((answer.code, answer.out.as_str()), (2, ""));
    assert!(answer.err.contains("quarterdeck FILE"), "{}", answer.err);
}

#[test]
fn a_plan_comes_from_standard_input_too() {
    let place = Place::new();
    place.northwind();
    let bytes = fs::read(place.path("n.ron")).unwrap();
    let show = place.command(&["show", "-", "tiers", "--format", "csv"]).write_stdin(bytes.clone()).output().unwrap();
    assert!(show.status.success());
    let fmt = place.command(&["fmt", "-"]).write_stdin(bytes.clone()).output().unwrap();
    assert_eq!(fmt.stdout, bytes, "an example is in canonical form");
}

#[test]
fn completions_ask_the_program_and_offer_every_word() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = place.ok(&["completions", shell]).out;
        assert!(script.contains(" complete ") && script.contains("quarterdeck"), "{shell}");
    }
    let offered = place.ok(&["complete", "--", ""]).out;
    let elvish = place.ok(&["completions", "elvish"]).out;
    for word in ["demo", "new", "check", "show", "import", "export", "fmt", "screenshot", "paths"] {
        assert!(offered.lines().any(|line| line.split('\t').next() == Some(word)), "{word}\n{offered}");
        assert!(elvish.contains(word), "{word}");
    }
    assert!(!offered.contains("complete\t"));
}

#[test]
fn a_shell_completes_partners_of_the_plan_in_the_line_and_nothing_is_written() {
    let place = Place::new();
    place.northwind();
    let ask = |words: &[&str]| place.ok(&[&["complete", "--"], words].concat()).out;
    assert_eq!(ask(&["do", "n.ron", "grant-tier", "bays"]), "bayshore-resellers\tBayshore Resellers\n");
    assert_eq!(ask(&["show", "n.ron", "deals", "--partner", "techs"]), "techservices\tTechServices Inc.\n");
    assert_eq!(ask(&["show", "missing.ron", "deals", "--partner", "techs"]), "");
    place.put("broken.ron", "(version: ");
    assert_eq!(ask(&["show", "broken.ron", "deals", "--partner", "techs"]), "");
    let blank = place.ok(&["complete", "--blank", "--", "do", "n.ron", "remove-tier"]).out;
    assert!(blank.contains("platinum\tPlatinum"), "{blank}");
    let names: Vec<String> =
        fs::read_dir(place.0.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn bash_offers_what_the_program_says() {
    let place = Place::new();
    place.northwind();
    place.put("script.bash", &place.ok(&["completions", "bash"]).out);
    let line = r#"source script.bash; COMP_WORDS=("$0" do n.ron grant-tier bays); COMP_CWORD=4; _quarterdeck; echo "${COMPREPLY[@]}""#;
    let output = std::process::Command::new("bash")
        .current_dir(place.0.path())
        .args(["-c", line, env!("CARGO_BIN_EXE_quarterdeck")])
        .output();
    // where there is no bash there is nothing to complete
    if let Ok(output) = output {
        assert_eq!(String::from_utf8_lossy(&output.stdout), "bayshore-resellers\n", "{:?}", output.stderr);
    }
}

#[test]
fn keys_are_listed_and_what_is_wrong_in_ones_own_is_named() {
    let place = Place::new();
    golden("keys.txt", &transcript(&place, &[&["keys", "--markdown"], &["keys", "--check"]]));
    fs::create_dir_all(place.path("home")).unwrap();
    let own = "(preset: \"vim\", bind: [\n  (keys: [\"ctrl+d\"], ctx: \"roster\", cmd: \"cell.clear\"),\n  \
               (keys: [\"ctrl+m\"], cmd: \"redo\"),\n  (keys: [\"f7\"], cmd: \"unod\"),\n])\n";
    fs::write(place.path("home/keys.ron"), own).unwrap();
    let checked = place.run(&["keys", "--check"]);
    assert_eq!(checked.code, 2, "{}{}", checked.out, checked.err);
    for words in ["line 3: ctrl+m", "terminals send Enter for it", "line 4: f7", "did you mean \"undo\"?"] {
        assert!(checked.err.contains(words), "{words} is missing in {}", checked.err);
    }
    let listed = place.json(&["keys", "--json"]);
    assert_eq!(listed["data"]["preset"], "vim");
    let mut keys = listed["data"]["keys"].as_array().unwrap().iter();
    assert!(keys.any(|row| row["scope"] == "roster" && row["command"] == "cell.clear" && row["keys"][0] == "Ctrl+D"));
    let commands = place.ok(&["commands"]).out;
    for words in ["keys.choose", "undo", "close-deal"] {
        assert!(commands.contains(words), "{words}");
    }
}

#[test]
fn the_doctor_says_what_to_do_and_the_manual_has_a_page_for_each_word() {
    let place = Place::new();
    let found = place.json(&["doctor", "--json"]);
    let terminal = found["data"].as_array().unwrap().iter().find(|found| found["what"] == "Terminal").unwrap();
    assert_eq!(terminal["advice"], "set TERM, such as xterm-256color");
    let page = place.ok(&["man"]).out;
    assert!(page.contains(".TH quarterdeck") && page.contains("what\\-if"), "{page}");
    assert!(place.ok(&["man", "show"]).out.contains(".TH"));
    assert_eq!(place.run(&["man", "sow"]).code, 2);
}

#[test]
fn help_and_misuse() {
    let place = Place::new();
    golden(
        "help.txt",
        &transcript(
            &place,
            &[&["-h"], &["--help"], &["tour"], &["help", "show"], &["show", "--colour"], &["--version"]],
        ),
    );
    let answer = place.json(&["show", "missing.ron", "partners", "--json"]);
    assert_eq!(answer["ok"], false);
    assert_eq!(answer["errors"][0]["code"], "no_such_file");
    let keys: Vec<&String> = answer["errors"][0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["code", "column", "field", "hint", "line", "message", "path"]);
}

/// The kinds of records with their fields, as the page on the plan file lists them.
fn records() -> String {
    use quarterdeck::program::Kind;
    use quarterdeck::program::record::{FieldKind, FieldShape};

    let mut text = String::from("\n| List | One record is a | Fields |\n|---|---|---|\n");
    for kind in [Kind::Profile].iter().chain(Kind::TABLES) {
        let field = |(name, holds, shape): &(&str, FieldKind, FieldShape)| {
            let target = match holds {
                FieldKind::Reference(kind) => format!(" → {}", kind.table_name()),
                _ => String::new(),
            };
            match shape {
                FieldShape::Required => format!("**{name}**{target}"),
                FieldShape::Optional => format!("{name}{target}"),
                FieldShape::List => format!("{name}[]{target}"),
            }
        };
        let id = (*kind != Kind::Profile).then(|| "**id**".to_owned());
        let fields: Vec<String> = id.into_iter().chain(kind.fields().iter().map(field)).collect();
        text.push_str(&format!("| `{}` | {} | {} |\n", kind.table_name(), kind.noun(), fields.join(", ")));
    }
    text
}

#[test]
fn the_page_on_the_plan_file_lists_every_field_of_every_record() {
    const MARK: &str = "<!-- records: written by `BLESS=1 cargo test --test cli` -->\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/file-format.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, after) = page.split_once(MARK).unwrap();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, format!("{before}{MARK}{}", records())).unwrap();
    } else {
        assert!(after == records(), "docs/file-format.md is not up to date");
    }
}

/// The published table of the document's plan: corners exact, draws within a hundredth of a point.
#[test]
fn the_goal_planner_gives_the_published_table_for_the_example() {
    const CORNERS: &[(u64, &str)] = &[
        (12, "650000.00 6.4039 807500.00 7.8341 2060000.00 17.8201"),
        (18, "800000.00 7.7670 1377500.00 12.6638 4040000.00 29.8375"),
        (24, "1051666.67 9.9668 2037500.00 17.6598 6020000.00 38.7887"),
        (36, "1581666.67 14.2728 3357500.00 26.1132 9980000.00 51.2320"),
    ];
    const DRAWS: &[(u64, [f64; 4])] = &[
        (12, [7.5452, 8.7390, 10.4914, 0.00]),
        (18, [11.8188, 14.5403, 18.2805, 0.00]),
        (24, [16.6240, 20.4846, 25.6935, 0.32]),
        (30, [20.8893, 25.6345, 31.9066, 18.70]),
        (36, [24.6873, 30.1931, 37.1664, 51.35]),
        (42, [28.1503, 34.1897, 41.6671, 79.80]),
        (48, [31.3241, 37.7781, 45.5424, 94.40]),
    ];
    let place = Place::new();
    place.example();
    let answer = place.json(&["goal", "e.ron", "--json"]);
    let data = &answer["data"];
    let look = |month: u64| {
        let rows = data["outlook"].as_array().unwrap();
        rows.iter().find(|row| row["horizon_months"] == month).unwrap()
    };
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    for (month, expected) in CORNERS {
        let corners = ["pessimistic", "base", "optimistic"].map(|corner| {
            let found = &look(*month)["corners"][corner];
            format!("{} {}", text(&found["partner_arr"]), text(&found["share_display"]))
        });
        assert_eq!(corners.join(" "), *expected, "{month} months");
    }
    for (month, expected) in DRAWS {
        let found = &look(*month)["simulation"];
        let share = &found["share"];
        let values = [&share["p10"], &share["p50"], &share["p90"], &found["probability"]];
        for (value, expected) in values.into_iter().zip(expected) {
            let value: f64 = text(value).parse().unwrap();
            assert!((value - expected).abs() <= 0.01, "{month} months: {value} against {expected}");
        }
    }
    let plan = &data["plan"];
    assert_eq!((&plan["verdict"], &plan["impossible_on_these_ranges"]), (&"not_credible".into(), &true.into()));
    assert_eq!((&plan["resellers_alone"]["base"], &plan["alternatives"]["even_month"]), (&826.into(), &36.into()));
    assert_eq!(
        (&plan["capacity"]["best_display"], &plan["capacity"]["worst_display"]),
        (&"0.72".into(), &"1.19".into())
    );
    assert_eq!(data["sensitivity"]["levers"][0]["swing"], "4.5570");
    let before = fs::read(place.path("e.ron")).unwrap();
    place.ok(&["goal", "e.ron", "--managers", "2"]);
    assert_eq!(fs::read(place.path("e.ron")).unwrap(), before);
}

#[test]
fn the_goal_planner_in_words_and_what_it_refuses() {
    let place = Place::new();
    place.example();
    place.ok(&["new", "p.ron"]);
    let lines: &[&[&str]] = &[
        &["goal", "e.ron"],
        &["goal", "e.ron", "--target", "8", "--by", "2028-09-30", "--resellers", "20", "--format", "csv"],
        &["goal", "e.ron", "--horizon", "9", "--managers", "0", "--draws", "100", "--format", "md"],
        &["goal", "e.ron", "--target", "100"],
        &["goal", "e.ron", "--by", "2026-10-01"],
        &["goal", "e.ron", "--denominator", "new"],
        &["goal", "e.ron", "--goal", "active-partners"],
        &["goal", "e.ron", "--goal", "none"],
        &["goal", "e.ron", "--direct-growth", "-100"],
        &["goal", "p.ron", "--as-of", "2026-09-30"],
        &["export", "e.ron", "goal", "-o", "goal.csv", "--dry-run"],
    ];
    golden("goal.txt", &transcript(&place, lines));
    assert_eq!(
        place.ok(&["export", "e.ron", "goal", "--format", "md", "-o", "-"]).out,
        place.ok(&["goal", "e.ron", "--format", "md"]).out
    );
}

#[test]
fn a_review_is_held_closed_and_sent_from_the_command_line() {
    let place = Place::new();
    place.northwind();
    let (n, qbr) = ("n.ron", "techservices-2026-q3");
    let capture = |line: &'static str| ["do", n, "capture", qbr, line, "2026-10-05T10:20-05:00"];
    place.ok(&["do", n, "start-meeting", qbr, "pipeline", "2026-10-05T10:00-05:00"]);
    for line in ["action co-brand kit @Sarah by fri", "action call the analyst", "parking exclusivity"] {
        place.ok(&capture(line));
    }
    place.ok(&["do", n, "end-meeting", qbr, "2026-10-05T11:00-05:00"]);
    let id = place.json(&["show", n, "actions", "--where", "text = \"call the analyst\"", "--json"]);
    let id = id["data"]["rows"][0]["id"].as_str().unwrap().to_owned();
    let item = format!("action/{id}");
    let recap = ["export", n, "qbr-recap", "--qbr", qbr, "--audience", "partner", "-o", "-"];
    let close = ["do", n, "close-qbr", qbr, "2026-10-05T16:00-05:00"];
    let calendar = ["export", n, "actions", "--qbr", qbr, "--audience", "partner", "--format", "ics", "-o", "-"];
    let mut text = transcript(&place, &[&recap, &close]);
    place.ok(&["do", n, "edit", &item, "person=Tom", "due=2026-10-16"]);
    let rest: &[&[&str]] = &[
        &close,
        &close,
        &recap,
        &calendar,
        &["export", n, "qbr-package", "--qbr", qbr, "-o", "package"],
        &["export", n, "qbr-package", "--qbr", qbr, "-o", "package"],
        &["show", n, "tasks", "--partner", "techservices", "--where", "status != done"],
        &["show", n, "promises", "--partner", "techservices"],
        &["show", n, "portfolio"],
        &["show", n, "preparation", "--partner", "techservices"],
        &["explain", n, "partner/techservices/our_promises"],
    ];
    text.push_str(&transcript(&place, rest));
    golden("reviews.txt", &text);
    assert_eq!(fs::read_dir(place.path("package")).unwrap().count(), 6);
    place.ok(&["do", n, "edit", &item, "due=2026-10-20"]);
    place.ok(&["do", n, "close-qbr", qbr, "2026-10-06T09:00-05:00"]);
    let moved = place.ok(&calendar).out;
    assert_eq!((moved.matches("SEQUENCE:1").count(), moved.matches("SEQUENCE:0").count()), (1, 1), "{moved}");
    let task = place.json(&["show", n, "tasks", "--where", "title = \"call the analyst\"", "--json"]);
    assert_eq!(task["data"]["rows"][0]["due"], "2026-10-20", "its task follows");
}

fn piped(place: &Place, words: &[&str], lines: &str) -> Answer {
    let output = place.command(words).write_stdin(lines).output().unwrap();
    Answer {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn a_session_line_by_line_reads_changes_takes_back_and_saves() {
    let place = Place::new();
    place.northwind();
    let before = place.text("n.ron");
    let lines = "menu\n2\nfilter tier = gold and health < 70\nsort -health.score\n1\nexplain health\nfields\nset owner 'Henrik Dahl'\n\
                 set owner nobody\nundo\nredo\nback\nfilter\nmore\ncolumns name,owner\ngrant-tier techservices nosuch\nhelp grant-tier\nhlep\n\
                 tiers\n3\nread\nproblems\n1\nopen techservices\nedit\nTechServices GmbH\n\n\nnonsense\n.\nquit\n1\nqbr\n\
                 filter state = scheduled\nmeeting techservices-2026-q3\naction Sarah co-brand kit by fri\nwhat now\n/next\n/leave\nhistory\n\
                 save-as n.ron\nsave\nquit\n";
    let answer = piped(&place, &["--plain", "n.ron"], lines);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{}", answer.out);
    golden("plain.txt", &answer.out);
    let after = place.text("n.ron");
    assert!(after != before && after.contains("TechServices GmbH"));
    assert_eq!(place.ok(&["fmt", "--check", "n.ron"]).code, 0);
}

#[test]
fn what_a_session_line_by_line_leaves_unsaved_comes_back_at_the_next_start() {
    let place = Place::new();
    place.northwind();
    let before = place.text("n.ron");
    let answer = piped(&place, &["n.ron", "--plain"], "set partner/techservices/name Renamed\n");
    assert_eq!(answer.code, 1, "{}", answer.out);
    assert!(answer.out.contains("it is kept, and comes back at the next start"), "{}", answer.out);
    assert_eq!(place.text("n.ron"), before);
    let answer = piped(&place, &["n.ron", "--plain"], "open techservices\nquit\n3\n");
    assert!(answer.code == 0 && answer.out.contains("Partner: Renamed"), "{}", answer.out);
    let answer = piped(&place, &["n.ron", "--plain"], "open techservices\nquit\n");
    assert!(answer.code == 0 && !answer.out.contains("Renamed"), "{}", answer.out);
    assert_eq!(place.text("n.ron"), before);
}

#[test]
fn a_session_line_by_line_takes_in_what_another_program_wrote() {
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};
    use std::process::{Command, Stdio};

    let place = Place::new();
    place.northwind();
    let mut child = Command::new(env!("CARGO_BIN_EXE_quarterdeck"))
        .current_dir(place.0.path())
        .args(["--plain", "n.ron"])
        .env_clear()
        .envs(["CONFIG", "STATE", "DATA"].map(|name| (format!("QUARTERDECK_{name}_DIR"), place.path("home"))))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut greeting = Vec::new();
    out.read_until(b'>', &mut greeting).unwrap();
    place.ok(&["do", "n.ron", "set", "partner/techservices/name", "Renamed"]);
    child.stdin.take().unwrap().write_all(b"open techservices\nundo\nsave\nquit\n").unwrap();
    let mut text = String::new();
    out.read_to_string(&mut text).unwrap();
    assert!(child.wait().unwrap().success(), "{text}");
    assert!(text.contains("Another program wrote the file; records that are otherwise now: 1."), "{text}");
    assert!(text.contains("Partner: Renamed") && text.contains("Undid: Took in"), "{text}");
    assert!(!place.text("n.ron").contains("Renamed"));
    let answer = piped(&place, &["--plain", "missing.ron"], "");
    assert!(answer.code == 2 && answer.err.contains("missing.ron"), "{}", answer.err);
}
