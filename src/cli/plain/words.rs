//! What can be typed beside the editing commands: going places, listing, asking, saving.

use std::path::PathBuf;

use super::places::PANES;
use super::session::Session;
use crate::app::{Command, spoken, typed};
use crate::cli::doing;
use crate::edit::naming;
use crate::program::settings;

/// A word of the line mode.
pub(super) struct Word {
    /// Its names, the first one told.
    names: &'static [&'static str],
    /// What may stand behind it.
    usage: &'static str,
    /// What it does.
    about: &'static str,
    /// Does it.
    pub(super) run: fn(&mut Session, &[String]),
}

const fn word(
    names: &'static [&'static str],
    usage: &'static str,
    about: &'static str,
    run: fn(&mut Session, &[String]),
) -> Word {
    Word { names, usage, about, run }
}

static WORDS: &[Word] = &[
    word(&["help", "?", "h"], "[WORD]", "what can be typed, or how one command is written", help),
    word(&["menu", "panes"], "", "the panes, with numbers", |session, _| session.menu()),
    word(&["list", "ls", "l"], "", "what is here, from the beginning", |session, _| session.list()),
    word(&["more", "m"], "", "the next entries of the list", |session, _| session.more()),
    word(&["back", "b"], "", "where you were before", |session, _| session.back()),
    word(&["open", "find", "o"], "NAME", "a record by name, identifier or KIND/ID", |session, words| match words {
        [] => session.refuse("open what? A name, an identifier, or KIND/ID such as partner/acme"),
        words => session.find(&words.join(" ")),
    }),
    word(&["records"], "[KIND]", "all records of a kind, or the kinds", records),
    word(
        &["filter", "/"],
        "[EXPRESSION]",
        "only what fits: tier = gold and health < 60; alone shows all",
        |session, words| {
            let before = std::mem::replace(&mut session.here.filter, words.join(" "));
            session.here.record = None;
            if before.is_empty() && words.is_empty() {
                session.say("Nothing was hidden.");
            }
            session.list();
        },
    ),
    word(&["sort"], "[COLUMN...]", "by columns, -COLUMN the largest first; alone as it was", |session, words| {
        session.here.sort = words.iter().flat_map(|word| word.split(',')).map(str::to_owned).collect();
        session.here.record = None;
        session.list();
    }),
    word(&["columns"], "[COLUMN...]", "the columns that are read; alone the usual ones", |session, words| {
        session.here.columns = words.iter().flat_map(|word| word.split(',')).map(str::to_owned).collect();
        session.here.record = None;
        session.list();
    }),
    word(&["read"], "", "a document of the open record", |session, _| session.read_document()),
    word(&["fields"], "", "the fields of the open record and what they take", |session, _| session.tell_fields()),
    word(&["set"], "FIELD VALUE", "sets a field of the open record; set PATH VALUE of any", |session, words| {
        of_open(session, "set", words);
    }),
    word(&["unset"], "FIELD", "empties a field of the open record; unset PATH of any", |session, words| {
        of_open(session, "unset", words);
    }),
    word(
        &["edit"],
        "",
        "asks for the fields of the open record; edit RECORD FIELD=VALUE... sets several",
        |session, words| {
            if words.is_empty() {
                session.ask_fields();
            } else {
                session.speak(said("edit", words));
            }
        },
    ),
    word(&["delete"], "[KIND IDS...]", "the open record, or those named; undo brings them back", |session, words| {
        if words.iter().all(|word| word.starts_with("--")) {
            session.delete_open(words);
        } else {
            session.speak(said("delete", words));
        }
    }),
    word(
        &["explain", "why"],
        "[PATH]",
        "where a number comes from; alone what can be explained here",
        |session, words| {
            session.explain(words.first().map(String::as_str));
        },
    ),
    word(&["problems", "!"], "", "what is wrong with the plan", |session, _| session.problems()),
    word(&["meeting"], "[REVIEW]", "the meeting of a review: lines are written down", |session, words| {
        session.meeting(words.first().map(String::as_str));
    }),
    word(&["undo", "u"], "", "takes the last step back", |session, _| session.step(Command::Undo)),
    word(&["redo"], "", "does it again", |session, _| session.step(Command::Redo)),
    word(&["history"], "", "the steps that can be taken back", |session, _| session.tell_history()),
    word(&["as-of"], "[DATE]", "looks at the plan as of another date; alone as it was", as_of),
    word(&["show"], "[REPORT ...]", "any report, as on the command line; alone lists them", |session, words| {
        session.show(words);
    }),
    word(&["export"], "[DOCUMENT ...]", "any document, as on the command line; alone lists them", |session, words| {
        session.export(words);
    }),
    word(&["commands"], "", "every editing command", |session, _| {
        session.replied(Ok(doing::list()));
    }),
    word(&["save", "w"], "", "writes the plan file", |session, _| session.save(Command::Save)),
    word(&["save-as"], "PATH", "writes another file and goes on with it", |session, words| match words {
        [path] => session.save_as(PathBuf::from(path)),
        _ => session.refuse("save-as needs one path; quotes keep blanks together"),
    }),
    word(&["quit", "q", "exit"], "", "leaves; asks first when something is not saved", |session, _| session.quit()),
];

/// The word of that name.
pub(super) fn find(name: &str) -> Option<&'static Word> {
    WORDS.iter().find(|word| word.names.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

/// The word, pane or command that is spelled most like it.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    let words = WORDS.iter().filter_map(|word| word.names.first().copied());
    let panes = PANES.iter().map(|pane| pane.word);
    settings::nearest(name, words.chain(panes).chain(spoken::all().map(|spoken| spoken.name)))
}

fn said(name: &str, words: &[String]) -> Vec<String> {
    std::iter::once(name.to_owned()).chain(words.iter().cloned()).collect()
}

fn of_open(session: &mut Session, name: &str, words: &[String]) {
    let field = words.first().filter(|field| !field.contains('/'));
    let (Some(field), Some(open)) = (field, session.open_path()) else { return session.speak(said(name, words)) };
    let path = format!("{open}/{field}");
    let value = words.get(1..).unwrap_or_default().join(" ");
    let mut line = vec![name.to_owned(), path];
    if name == "set" {
        line.push(value);
    }
    session.speak(line);
}

fn records(session: &mut Session, words: &[String]) {
    let Some(named) = words.first() else { return session.list_kinds() };
    match naming::kind_named(named) {
        Ok(kind) => session.list_records(kind, None),
        Err(refusal) => session.refuse(refusal.reason()),
    }
}

fn as_of(session: &mut Session, words: &[String]) {
    let date = match words {
        [] => None,
        words => match typed::date(&words.join(" "), session.workbench.as_of(), None) {
            Ok(date) => Some(date),
            Err(bad) => return session.refuse(bad),
        },
    };
    session.command(Command::SetAsOf(date));
    let as_of = session.workbench.as_of();
    session.say(&format!("As of {}, in memory only.", as_of.strftime("%a %-d %b %Y")));
}

fn help(session: &mut Session, words: &[String]) {
    let Some(name) = words.first() else {
        session.say("A number opens an entry of the last list; an empty line reads this place again.");
        for word in WORDS {
            let names = word.names.join(", ");
            let usage = if word.usage.is_empty() { String::new() } else { format!(" {}", word.usage) };
            session.say(&format!("{names}{usage}: {}", word.about));
        }
        let panes: Vec<&str> = PANES.iter().map(|pane| pane.word).collect();
        session.say(&format!("{}: the pane; behind it one of its reports, as in timeline tasks", panes.join(", ")));
        session.say("And every command of `quarterdeck do`, such as grant-tier acme gold: commands lists them, help NAME tells one.");
        return;
    };
    if let Some(spoken) = spoken::find(name) {
        return session.say_lines(&doing::help_of(spoken, "", ""));
    }
    match find(name) {
        Some(word) => session.say(&format!("{} {}: {}", word.names.join(", "), word.usage, word.about)),
        None => session.refuse(format!("there is no command {name:?}; help lists what can be typed")),
    }
}
