//! Lines as people type them in a meeting, each with what becomes of it.

use jiff::civil::date;

use super::*;
use crate::edit::commands::meetings::Captured;
use crate::program::choice::Choice;
use crate::program::meeting::{FrozenFigure, Sharing};
use crate::program::qbr::AgendaSection;
use crate::program::side::Side;

fn around() -> Surroundings {
    let person = |name: &str, side| Person { name: name.to_owned(), side };
    let figure = |key: &str, label: &str| FrozenFigure {
        key: key.to_owned(),
        label: label.to_owned(),
        section: AgendaSection::Performance,
        value: "$312,400".to_owned(),
        target: None,
        delta: None,
        prior: None,
        year_ago: None,
    };
    Surroundings {
        qbr: "acme-2026-q3".parse().unwrap(),
        partner: "acme".parse().unwrap(),
        as_of: date(2026, 9, 30), // a Wednesday
        launch: Some(date(2026, 11, 4)),
        people: vec![
            person("Sarah Chen", Side::Us),
            person("Tom Weber", Side::Us),
            person("Dana Ortiz", Side::Partner),
            person("Lee Park", Side::Us),
            person("Lee Adams", Side::Partner),
        ],
        figures: vec![figure("sourced", "Sourced"), figure("won", "Deals won")],
    }
}

/// A reading in one line: kind, side, person, due, sharing, text; then in brackets what was not understood.
fn told(line: &str) -> String {
    let reading = read(line, &around());
    let doubts: Vec<&str> =
        reading.spans.iter().filter(|span| span.part.is_doubt()).map(|span| &line[span.range.clone()]).collect();
    let some = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let mut told = match reading.meaning {
        Meaning::Nothing => "nothing".to_owned(),
        Meaning::Order(order) => format!("/{}", order.word()),
        Meaning::Captured(Captured::Temperature(new)) => format!(
            "temp {} {}{} {:?}",
            new.side,
            new.value,
            new.theirs.map_or_else(String::new, |value| format!("/{value}")),
            new.at_end
        ),
        Meaning::Captured(Captured::Action(new)) => {
            let shared = new.sharing.map_or("-", Sharing::word);
            let due = some(new.due.map(|due| due.to_string()));
            format!("action {} {} {due} {shared} | {}", new.side, some(new.person), new.text)
        }
        Meaning::Captured(Captured::Minute(new)) => {
            let side = some(new.side.map(|side| side.to_string()));
            let due = some(new.due.map(|due| due.to_string()));
            let head = format!("{} {side} {} {due} {} | {}", new.kind, some(new.person), new.sharing, new.text);
            match (new.figure, new.theirs) {
                (None, None) => head,
                (figure, theirs) => format!("{head} = {} {}", some(figure), some(theirs)),
            }
        }
    };
    if !doubts.is_empty() {
        told = format!("{told} [{}]", doubts.join(", "));
    }
    told
}

#[test]
fn lines_become_typed_records() {
    for (line, expected) in [
        ("", "nothing"),
        ("   ", "nothing"),
        ("action", "nothing"),
        ("they like the portal", "note - - - internal | they like the portal"),
        ("note they like the portal #shared", "note - - - shared | they like the portal"),
        ("Sarah said hello by the way", "note - - - internal | Sarah said hello by the way"),
        ("a customer left", "note - - - internal | a customer left"),
        ("/action Sarah co-brand kit by fri", "action us Sarah Chen 2026-10-02 shared | co-brand kit"),
        ("action Sarah Chen to send the kit by 14 oct", "action us Sarah Chen 2026-10-14 shared | send the kit"),
        ("action dana: list of accounts +2w", "action partner Dana Ortiz 2026-10-14 shared | list of accounts"),
        ("a: webinar landing page @tom W-3", "action us Tom Weber 2026-10-14 shared | webinar landing page"),
        ("action partner send logos due tomorrow", "action partner - 2026-10-01 shared | send logos"),
        ("action both meet the sponsor until 2026-10-20", "action both - 2026-10-20 shared | meet the sponsor"),
        ("action [Partner] Sarah helps by 5 jan 2027", "action partner Sarah Chen 2027-01-05 shared | helps"),
        ("action raise the margin #internal", "action us - - internal | raise the margin"),
        ("todo call them", "action us - - shared | call them"),
        ("decision one price list from May", "decision - - - shared | one price list from May"),
        ("decided: we pay within 30 days @dana", "decision partner Dana Ortiz - shared | we pay within 30 days"),
        ("risk their sponsor leaves by eom", "risk - - 2026-09-30 internal | their sponsor leaves"),
        ("parking lot pricing in EMEA by +1m", "parking - - 2026-10-30 internal | pricing in EMEA"),
        ("action landing page @tom by W-3", "action us Tom Weber 2026-10-14 shared | landing page"),
        ("/p exclusivity", "parking - - - internal | exclusivity"),
        ("dispute sourced 298k by their CRM", "dispute - - - shared | sourced 298k by their CRM = sourced 298k"),
        ("dispute deals won: they count 9", "dispute - - - shared | deals won: they count 9 = won 9"),
        ("temp 4", "temp us 4 None"),
        ("temp end 4 3", "temp us 4/3 Some(true)"),
        ("temp end partner 3", "temp partner 3 Some(true)"),
        ("/next", "/next"),
        ("/end", "/end"),
    ] {
        assert_eq!(told(line), expected, "{line:?}");
    }
}

#[test]
fn what_is_not_understood_is_marked_and_kept() {
    for (line, expected) in [
        ("action send the kit by frx", "action us - - shared | send the kit by frx [by frx]"),
        ("action @bob send the kit", "action us bob - shared | send the kit [@bob]"),
        ("action Lee signs by fri", "action us Lee 2026-10-02 shared | signs [Lee]"),
        ("dispute margin is 12%", "dispute - - - shared | margin is 12% = - 12% [margin]"),
        ("/frobnicate now", "note - - - internal | /frobnicate now [/frobnicate]"),
        ("action Sarah by fri", "action us Sarah Chen 2026-10-02 shared | Sarah by fri"),
        ("action übergeben bis 31 feb by 31 feb", "action us - - shared | übergeben bis 31 feb by 31 feb [by 31 feb]"),
    ] {
        assert_eq!(told(line), expected, "{line:?}");
    }
}

#[test]
fn a_line_without_a_launch_leaves_the_week_open() {
    let line = "action page W-3";
    let reading = read(line, &Surroundings { launch: None, ..around() });
    let doubt = reading.spans.iter().find(|span| span.part.is_doubt()).unwrap();
    assert_eq!(&line[doubt.range.clone()], "W-3");
}

#[test]
fn an_echo_says_what_will_be_recorded() {
    let echo = |line: &str| read(line, &around()).echo().join(" / ");
    assert_eq!(echo("action Sarah kit by fri"), "Action / Sarah Chen (Us) / due Fri 2 Oct 2026 / shared");
    assert_eq!(echo("action kit"), "Action / Us, no person / no date / shared");
    assert_eq!(echo("dispute sourced 298k"), "Disputed number / sourced / they say 298k / shared");
}

proptest::proptest! {
    #[test]
    fn any_line_is_read_and_its_marks_stand_at_letters(line in ".{0,80}") {
        let reading = read(&line, &around());
        for span in reading.spans {
            proptest::prop_assert!(line.get(span.range).is_some());
        }
    }
}
