//! Who sees what: a program in which every text of every record says that it may not be seen, and every way by which
//! something reaches a partner.
//!
//! The texts are found by the lists of fields, so a new field is covered the day it is added: either it stays away from
//! partners, or it is named in [`shared`] below.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where something unexpected is met")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use jiff::civil::{Date, date};
use quarterdeck::app::{Dates, Origin, Workbench};
use quarterdeck::program::integrity::integrity_beyond_references;
use quarterdeck::program::meeting::Sharing;
use quarterdeck::program::record::{FieldKind, FieldShape};
use quarterdeck::program::{AnyRecord, Kind, Program};
use quarterdeck::report::qbr::{PartnerView, Review, Shown};
use quarterdeck::store;
use quarterdeck::tui::pane::{Mode, PaneName};
use quarterdeck::tui::screen::{Effect, Event, Options, Screen};
use quarterdeck::tui::theme::Look;
use quarterdeck::tui::{follow, panes, script};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::{Value, json};

const CANARY: &str = "KANARI";
const NORTHWIND: &str = include_str!("../saves/northwind.ron");
const PARTNER: &str = "techservices";
const REVIEW: &str = "techservices-2026-q3";
const TODAY: Date = date(2026, 9, 30);

fn screen_on(program: Program) -> Screen {
    let workbench = Workbench::new(program, Origin::default(), Dates { today: TODAY, asked: None });
    let options = Options { pane: PaneName::Qbr, ..Options::default() };
    let mut screen = Screen::new(workbench, panes::all(), options);
    script::text_of(&mut screen, 120, 40);
    screen
}

fn press(screen: &mut Screen, keys: &str) -> Vec<Effect> {
    let effects = script::press(screen, keys).unwrap();
    script::text_of(screen, 120, 40);
    effects
}

/// The fields that a partner may see, and of which records: the whole list.
fn shared(kind: Kind, field: &str, record: &Value) -> bool {
    let is = |name: &str, value: &str| record[name].as_str() == Some(value);
    let ours = is("partner", PARTNER);
    let marked = is("sharing", Sharing::Shared.to_string().as_str());
    match (kind, field) {
        // both sides know what they are called
        (Kind::Profile, "name") => true,
        (Kind::Partner, "name") => is("id", PARTNER),
        (Kind::Contact, "name" | "title") => ours,
        // what the program tells every partner
        (Kind::Tier | Kind::Benefit | Kind::TierTrack, "name")
        | (Kind::Tier, "benefits")
        | (Kind::Benefit, "levels") => true,
        (Kind::Deal, "name") => ours,
        // the brief of a campaign is agreed between both sides
        (
            Kind::Campaign,
            "name"
            | "launch_time"
            | "objective"
            | "audience"
            | "message"
            | "our_responsibilities"
            | "partner_responsibilities"
            | "attribution_method"
            | "primary_kpi"
            | "secondary_kpis"
            | "brand_checks",
        ) => record["partners"].as_array().is_some_and(|all| all.contains(&json!(PARTNER))),
        (Kind::RaciCell, "activity") | (Kind::AgendaItem, "title") | (Kind::Speaker, "name") => true,
        (Kind::Task, "title") => !is("side", "us"),
        // what was marked
        (Kind::ActionItem, "text" | "person") => ours && marked,
        (Kind::Minute, "text" | "theirs" | "ours" | "answer") => marked,
        _ => false,
    }
}

/// Puts the marker into every text of a part; identifiers, words of a list, dates and numbers stay, because a record
/// with anything else in their place is refused.
fn mark_part(part: &mut Value, accepted: &mut dyn FnMut(&Value) -> bool, whole: &Value, path: &mut Vec<String>) {
    match part {
        Value::String(text) => {
            let before = std::mem::replace(text, format!("{CANARY} {}", path.join("/")));
            let mut trial = whole.clone();
            *trial.pointer_mut(&format!("/{}", path.join("/"))).unwrap() = Value::String(text.clone());
            if !accepted(&trial) {
                *text = before;
            }
        }
        Value::Array(list) => {
            for (at, one) in list.iter_mut().enumerate() {
                path.push(at.to_string());
                mark_part(one, accepted, whole, path);
                path.pop();
            }
        }
        Value::Object(fields) => {
            for (name, one) in fields.iter_mut() {
                path.push(name.replace('~', "~0").replace('/', "~1"));
                mark_part(one, accepted, whole, path);
                path.pop();
            }
        }
        _ => {}
    }
}

/// The record with the marker in every text that is not [`shared`], also where nothing stood.
fn marked(record: &AnyRecord) -> AnyRecord {
    let kind = record.kind();
    let mut json = record.to_json();
    let whole = json.clone();
    for (field, holds, shape) in kind.fields() {
        if shared(kind, field, &whole) {
            continue;
        }
        let mut accepted = |trial: &Value| AnyRecord::from_json(kind, trial.clone()).is_ok();
        match (holds, shape) {
            (FieldKind::Text, FieldShape::Required | FieldShape::Optional) => {
                let mut trial = json.clone();
                trial[*field] = json!(format!("{CANARY} {} {field}", record.id()));
                if accepted(&trial) {
                    json = trial;
                }
            }
            (FieldKind::Text | FieldKind::Structure, _) => {
                if let Some(mut part) = json.get(*field).cloned() {
                    mark_part(&mut part, &mut accepted, &whole, &mut vec![(*field).to_owned()]);
                    let mut trial = json.clone();
                    trial[*field] = part;
                    if accepted(&trial) {
                        json = trial;
                    }
                }
            }
            _ => {}
        }
    }
    AnyRecord::from_json(kind, json).unwrap()
}

/// A meeting in which something of every kind was written down, for us and for both; then everything is marked.
fn program() -> Program {
    let program = store::read(NORTHWIND.as_bytes()).unwrap().program;
    let mut screen = screen_on(program);
    press(&mut screen, "M");
    for line in [
        "note a #internal",
        "note b #shared",
        "risk c",
        "parking d",
        "parking e #shared",
        "action f @Sarah by fri #internal",
        "action g @Sarah by fri #shared",
        "decision h #internal",
        "decision i",
        "dispute sourced 1 #internal",
        "dispute credited 2",
        "temp 1",
    ] {
        press(&mut screen, &format!("{line}<Enter>"));
    }
    press(&mut screen, "<Tab>half a line");
    let mut program = screen.workbench().program().clone();
    // a text that is not marked is not shared, whatever it was agreed in
    let mut item = program.actions.iter().find(|item| item.text == "g").unwrap().clone();
    item.id = "unmarked".parse().unwrap();
    "unmarked".clone_into(&mut item.text);
    item.sharing = None;
    program.put(item.into());
    onboarding(&mut program);
    let before = program.clone();
    let all: Vec<AnyRecord> = Kind::TABLES.iter().flat_map(|kind| program.records(*kind)).collect();
    for record in all {
        program.put(marked(&record));
    }
    sound(&before, &mut program);
    let mut qbr = program.qbrs.find(REVIEW).unwrap().clone();
    let frozen = qbr.meeting.as_mut().unwrap().frozen.as_mut().unwrap();
    // the numbers both sides see were marked with the rest; ours alone keeps its marker
    for figure in frozen.figures.iter_mut().filter(|figure| figure.key != "credited") {
        (figure.label, figure.value) = ("Number".to_owned(), "1".to_owned());
        (figure.target, figure.delta, figure.prior, figure.year_ago) = (None, None, None, None);
    }
    if !frozen.figures.iter().any(|figure| figure.key == "credited") {
        let mut own = frozen.figures[0].clone();
        (own.key, own.label, own.value) = ("credited".to_owned(), CANARY.to_owned(), CANARY.to_owned());
        frozen.figures.push(own);
    }
    program.put(qbr.into());
    program
}

/// A plan of the partner with a task of each side, all with somebody's name.
fn onboarding(program: &mut Program) {
    let plan =
        json!({"id": "begin", "name": "x", "template": "onboarding_90", "start": "2026-09-14", "partner": PARTNER});
    program.put(AnyRecord::from_json(Kind::Plan, plan).unwrap());
    for side in ["us", "partner", "both"] {
        let task = json!({"id": format!("begin-{side}"), "title": side, "plan": "begin", "side": side, "person": "x",
            "due": "2026-10-01", "late_at_start": false});
        program.put(AnyRecord::from_json(Kind::Task, task).unwrap());
    }
}

/// Texts that must not stand where they were put, such as why an open deal was lost, are taken out again.
fn sound(before: &Program, program: &mut Program) {
    for _ in 0..3 {
        for violation in integrity_beyond_references(program) {
            let old = before.record(violation.kind, &violation.id).unwrap().to_json();
            let mut json = program.record(violation.kind, &violation.id).unwrap().to_json();
            let field = violation.field;
            match old.get(field) {
                Some(value) => json[field] = value.clone(),
                None => drop(json.as_object_mut().unwrap().remove(field)),
            }
            program.put(AnyRecord::from_json(violation.kind, json).unwrap());
        }
    }
    let left = integrity_beyond_references(program);
    assert!(left.is_empty(), "{left:?}");
}

fn clean(what: &str, text: &str) {
    let line = text.lines().find(|line| line.contains(CANARY));
    assert!(line.is_none(), "{what}: {}", line.unwrap_or_default());
}

#[test]
fn every_text_of_every_kind_holds_the_marker() {
    let program = program();
    let mut without = Vec::new();
    for &kind in Kind::TABLES {
        let texts = kind.fields().iter().filter(|(_, holds, shape)| {
            *holds == FieldKind::Text && matches!(shape, FieldShape::Required | FieldShape::Optional)
        });
        for (field, ..) in texts {
            let records = program.records(kind);
            let holds = |record: &AnyRecord| {
                let json = record.to_json();
                shared(kind, field, &json) || json[*field].as_str().is_some_and(|text| text.contains(CANARY))
            };
            if !records.is_empty() && !records.iter().any(holds) {
                without.push(format!("{kind}.{field}"));
            }
        }
    }
    // values with a form of their own, which no free text can stand in
    without.retain(|field| {
        !["external", "currency", "domain", "portal_last_active", "time_zone", "moment", "amount"]
            .iter()
            .any(|word| field.contains(word))
    });
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn no_frame_while_presenting_shows_what_is_internal() {
    let mut screen = screen_on(program());
    assert!(script::text_of(&mut screen, 200, 60).contains(CANARY), "we see it");
    press(&mut screen, "P");
    for page in 0..PartnerView::SLIDES {
        for (width, height) in [(80, 24), (120, 40), (200, 60), (60, 15)] {
            assert_eq!(screen.mode(), Mode::Present);
            clean(&format!("page {page}"), &script::text_of(&mut screen, width, height));
        }
        press(&mut screen, "<PgDn>");
    }
    for keys in ["b", "b", "y", "Y", "K", "?", ":", "x", "E", "u", "5", "<paste:x>", "<Ctrl+C>", "<F1>"] {
        let mut screen = screen_on(screen.workbench().program().clone());
        press(&mut screen, "P");
        let effects = press(&mut screen, keys);
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Copy { .. })), "{keys} copies");
        screen.handle(Event::Tick(9));
        if screen.mode() == Mode::Present {
            clean(keys, &script::text_of(&mut screen, 120, 40));
        }
    }
}

#[test]
fn a_follower_gets_and_shows_only_what_is_shared() {
    let mut screen = screen_on(program());
    let mut handed = Vec::new();
    for keys in ["P", "<PgDn>", "<PgDn>", "<PgDn>", "<PgDn>", "<PgDn>", "<PgDn>", "b", "b", "<Esc>"] {
        handed.extend(press(&mut screen, keys).into_iter().filter_map(|effect| match effect {
            Effect::Publish { text, .. } => Some(text),
            _ => None,
        }));
    }
    let qbr = screen.workbench().program().qbrs.find(REVIEW).unwrap();
    let review = Review::of(screen.workbench().program(), screen.workbench().derived(), qbr).unwrap();
    let view = PartnerView::of(&review);
    handed.extend((0..PartnerView::SLIDES).map(|slide| Shown { view: view.clone(), slide, blank: false }.text()));
    for text in handed {
        clean("what is handed over", &text);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 60));
        follow::page(&mut buffer, Some(&text), &Look::default());
        let drawn: String = buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
        clean("a follower", &drawn);
    }
}

/// Everything that can be read in a file: names and contents of the parts of a container, containers in it included.
fn readable(bytes: &[u8]) -> String {
    if !bytes.starts_with(b"PK") {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        text.push_str(&part.name().unwrap());
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut content).unwrap();
        text.push_str(&readable(&content));
    }
    assert!(archive.comment().is_empty() && text.len() > 1000, "a container without parts");
    text
}

fn run(folder: &Path, words: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quarterdeck"));
    command.current_dir(folder).args(words).env_clear();
    for variable in ["CONFIG", "STATE", "DATA"] {
        command.env(format!("QUARTERDECK_{variable}_DIR"), folder.join("home"));
    }
    let output = command.output().unwrap();
    (output.status.code().unwrap_or(-1), readable(&output.stdout), readable(&output.stderr))
}

#[test]
fn no_export_for_a_partner_holds_what_is_internal() {
    let folder = tempfile::tempdir().unwrap();
    let program = program();
    let campaign = program.campaigns.iter().find(|one| one.partners.iter().any(|id| id.as_str() == PARTNER)).unwrap();
    let campaign = campaign.id.to_string();
    let mut ended = program.clone();
    let mut qbr = ended.qbrs.find(REVIEW).unwrap().clone();
    qbr.ended_at = qbr.started_at;
    qbr.state = quarterdeck::program::qbr::QbrState::Held;
    ended.put(qbr.into());
    fs::write(folder.path().join("n.ron"), store::write(&ended, None).source.text()).unwrap();
    let (_, listed, _) = run(folder.path(), &["export", "--list", "--json"]);
    let listed: Value = serde_json::from_str(&listed).unwrap();
    let mut written = 0;
    for one in listed["data"].as_array().unwrap() {
        let name = one["report"].as_str().unwrap();
        for format in one["formats"].as_array().unwrap().iter().filter_map(Value::as_str) {
            let (quarter, to) = ("2026-Q3", if format == "folder" { "package" } else { "-" });
            let mut words = vec!["export", "n.ron", name, "--audience", "partner", "--partner", PARTNER];
            words.extend(["--quarter", quarter, "--tier", "gold", "--campaign", &campaign, "--qbr", REVIEW, "-o", to]);
            if format != "folder" {
                words.extend(["--format", format]);
            }
            let (code, text, why) = run(folder.path(), &words);
            clean(&format!("{name} as {format}"), &text);
            assert!(code == 0 || why.contains("this report holds what is internal"), "{name} as {format}: {why}");
            written += usize::from(code == 0);
        }
    }
    assert!(written >= 40, "only {written} exports take a partner as their reader");
    let (code, internal, _) = run(folder.path(), &["export", "n.ron", "qbr-recap", "--qbr", REVIEW, "-o", "-"]);
    assert!(code == 0 && internal.contains(CANARY), "{code}: ours holds it");
    let files: Vec<_> = fs::read_dir(folder.path().join("package")).unwrap().map(|file| file.unwrap().path()).collect();
    let mut for_partner = 0;
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).unwrap();
        if name.contains("PARTNER") {
            clean(&name, &text);
            clean("a file name", &name);
            for_partner += 1;
        } else {
            assert!(name.contains("INTERNAL"), "{name} does not say for whom it is");
        }
    }
    assert_eq!(for_partner, 3);
}

#[test]
fn the_title_of_the_window_is_never_set() {
    let mut folders =
        ["tui", "cli", "shell"].map(|name| Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(name)).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = fs::read_to_string(&path).unwrap_or_default();
                let sets = ["SetTitle", "\\x1b]0;", "\\x1b]2;", "\\u{1b}]0;", "\\u{1b}]2;"];
                assert!(!sets.iter().any(|word| text.contains(word)), "{} sets a title", path.display());
            }
        }
    }
}
