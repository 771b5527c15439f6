//! A calendar as iCalendar (RFC 5545): all-day events, or to-dos for programs that know them.
//!
//! An entry keeps its identifier for ever and its number rises when it goes out changed, so that taking the file in
//! again moves entries instead of doubling them. The time in it is that of the change and never that of the export:
//! what has not changed is the same byte for byte.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::DateTime;

use crate::program::choice::choice;
use crate::program::moment::Moment;
use crate::program::period::days_after;
use crate::program::zone::Zone;
use crate::report::calendar::{Calendar, CalendarEntry};

choice! {
    /// What an entry is written as.
    pub enum EntryForm {
        Event = "event" => "Event",
        Todo = "todo" => "To-do",
    }
}

/// Days before the first and after the last entry for which the rules of a zone are told.
const YEAR: i32 = 366;
/// The longest line, in bytes.
const LINE: usize = 75;

/// The calendar as text.
pub fn calendar(calendar: &Calendar, form: EntryForm) -> String {
    let mut out = String::new();
    let mut line = |text: &str| folded(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Quarterdeck//Quarterdeck//EN");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line(&format!("X-WR-CALNAME:{}", escaped(&calendar.name)));
    for text in zones(calendar) {
        line(&text);
    }
    for entry in &calendar.entries {
        for text in lines(entry, calendar.private, form) {
            line(&text);
        }
    }
    line("END:VCALENDAR");
    out
}

fn lines(entry: &CalendarEntry, private: bool, form: EntryForm) -> Vec<String> {
    let day = |date: jiff::civil::Date| date.strftime("%Y%m%d").to_string();
    let at = in_utc(entry.stamp.at);
    let kind = if form == EntryForm::Event { "VEVENT" } else { "VTODO" };
    let mut lines = vec![
        format!("BEGIN:{kind}"),
        format!("UID:{}", entry.uid),
        format!("DTSTAMP:{at}"),
        format!("LAST-MODIFIED:{at}"),
        format!("SEQUENCE:{}", entry.stamp.sequence),
    ];
    match (form, &entry.timed) {
        (EntryForm::Event, Some(timed)) => lines.extend([
            format!("DTSTART;TZID={}:{}", timed.zone, clock(timed.start)),
            format!("DURATION:PT{}M", timed.minutes),
            "TRANSP:OPAQUE".to_owned(),
            "STATUS:CONFIRMED".to_owned(),
        ]),
        (EntryForm::Event, None) => lines.extend([
            format!("DTSTART;VALUE=DATE:{}", day(entry.day)),
            format!("DTEND;VALUE=DATE:{}", day(days_after(entry.day, 1))),
            "TRANSP:TRANSPARENT".to_owned(),
            "STATUS:CONFIRMED".to_owned(),
        ]),
        (EntryForm::Todo, _) => lines.extend([
            format!("DUE;VALUE=DATE:{}", day(entry.day)),
            format!("STATUS:{}", if entry.done { "COMPLETED" } else { "NEEDS-ACTION" }),
        ]),
    }
    let done = if entry.done && form == EntryForm::Event { "Done: " } else { "" };
    lines.push(format!("SUMMARY:{done}{}", escaped(&entry.summary)));
    if !entry.notes.is_empty() {
        lines.push(format!("DESCRIPTION:{}", escaped(&entry.notes.join("\n"))));
    }
    lines.push(format!("CLASS:{}", if private { "PRIVATE" } else { "PUBLIC" }));
    lines.push(format!("END:{kind}"));
    lines
}

fn clock(local: DateTime) -> String {
    local.strftime("%Y%m%dT%H%M%S").to_string()
}

/// The rules of every zone that an entry names, for the years around its entries, change by change.
fn zones(calendar: &Calendar) -> Vec<String> {
    let timed = || calendar.entries.iter().filter_map(|entry| entry.timed.as_ref());
    let mut zones: Vec<&Zone> = timed().map(|timed| &timed.zone).collect();
    zones.sort();
    zones.dedup();
    let mut lines = Vec::new();
    for zone in zones {
        let days = || timed().filter(|timed| timed.zone == *zone).map(|timed| timed.start.date());
        let (Some(first), Some(last)) = (days().min(), days().max()) else { continue };
        let (offset, changes) = zone.changes(days_after(first, -YEAR), days_after(last, YEAR));
        lines.extend(["BEGIN:VTIMEZONE".to_owned(), format!("TZID:{zone}")]);
        let mut part = |kind: &str, start: String, from: i16, to: i16, name: &str| {
            lines.extend([
                format!("BEGIN:{kind}"),
                format!("DTSTART:{start}"),
                format!("TZOFFSETFROM:{}", offset_words(from)),
                format!("TZOFFSETTO:{}", offset_words(to)),
                format!("TZNAME:{}", escaped(name)),
                format!("END:{kind}"),
            ]);
        };
        if changes.is_empty() {
            part("STANDARD", "19700101T000000".to_owned(), offset, offset, zone.name());
        }
        for change in &changes {
            let kind = if change.daylight { "DAYLIGHT" } else { "STANDARD" };
            part(kind, clock(change.local), change.from, change.to, &change.name);
        }
        lines.push("END:VTIMEZONE".to_owned());
    }
    lines
}

/// `+0200`.
fn offset_words(minutes: i16) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}{:02}", minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60)
}

fn in_utc(at: Moment) -> String {
    let utc = at.civil().saturating_sub(i64::from(at.offset_minutes()).minutes());
    utc.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Text as a value: what parts values is escaped, controls are gone.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push(' '),
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
    out
}

/// A line of at most 75 bytes; what is longer goes on in the next one after a blank, never within a character.
fn folded(out: &mut String, text: &str) {
    let mut used = 0;
    for c in text.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    let _ = write!(out, "\r\n");
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::program::calendar_stamp::CalendarStamp;

    fn sample(summary: &str) -> Calendar {
        let stamp =
            CalendarStamp { sequence: 2, at: "2026-11-05T10:00+01:00".parse().unwrap(), content: "x".to_owned() };
        let entry = CalendarEntry {
            uid: "01234567-0123-8123-8123-0123456789ab@quarterdeck".to_owned(),
            stamp,
            day: date(2026, 12, 31),
            timed: None,
            summary: summary.to_owned(),
            notes: vec!["One; two, three".to_owned(), "C:\\four".to_owned()],
            done: true,
        };
        Calendar { name: "Action items".to_owned(), private: true, entries: vec![entry] }
    }

    #[test]
    fn an_event_spans_its_day_and_says_when_it_last_changed() {
        let text = calendar(&sample("[Sarah] Kit"), EntryForm::Event);
        let expected = "BEGIN:VEVENT\r\nUID:01234567-0123-8123-8123-0123456789ab@quarterdeck\r\nDTSTAMP:20261105T090000Z\r\n\
            LAST-MODIFIED:20261105T090000Z\r\nSEQUENCE:2\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n\
            TRANSP:TRANSPARENT\r\nSTATUS:CONFIRMED\r\nSUMMARY:Done: [Sarah] Kit\r\n\
            DESCRIPTION:One\\; two\\, three\\nC:\\\\four\r\nCLASS:PRIVATE\r\nEND:VEVENT\r\n";
        assert!(text.contains(expected), "{text}");
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    }

    #[test]
    fn a_to_do_is_due_and_done() {
        let text = calendar(&sample("[Sarah] Kit"), EntryForm::Todo);
        assert!(text.contains("DUE;VALUE=DATE:20261231\r\nSTATUS:COMPLETED\r\nSUMMARY:[Sarah] Kit\r\n"), "{text}");
        assert!(!text.contains("VEVENT"));
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let text = calendar(&sample(&"Überprüfung der サクラ ".repeat(12)), EntryForm::Event);
        assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
        assert!(text.replace("\r\n ", "").contains(&"Überprüfung der サクラ ".repeat(12)));
    }

    #[test]
    fn a_time_stands_in_its_zone_with_the_rules_of_the_years_around_it() {
        let mut calendar = sample("Webinar");
        let start = date(2026, 10, 22).at(17, 0, 0, 0);
        let timed = crate::report::calendar::Timed { start, zone: "Europe/Berlin".parse().unwrap(), minutes: 54 };
        calendar.entries[0].timed = Some(timed);
        let text = super::calendar(&calendar, EntryForm::Event);
        for wanted in [
            "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n",
            "BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n",
            "BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n",
            "DTSTART;TZID=Europe/Berlin:20261022T170000\r\nDURATION:PT54M\r\n",
        ] {
            assert!(text.contains(wanted), "{wanted:?}\n{text}");
        }
        let tokyo = crate::report::calendar::Timed { start, zone: "Asia/Tokyo".parse().unwrap(), minutes: 60 };
        calendar.entries[0].timed = Some(tokyo);
        let text = super::calendar(&calendar, EntryForm::Event);
        assert!(text.contains("DTSTART:19700101T000000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900"), "{text}");
    }
}
