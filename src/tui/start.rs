//! Opens the workbench on the terminal and carries out what only the shell can do.

use std::io::{self, Write};
use std::mem::ManuallyDrop;

use crossterm::clipboard::CopyToClipboard;

use super::action::Action;
use super::colours::{self, Environment, Wish};
use super::outcome::Notice;
use super::panes;
use super::run::{self, End, Perform};
use super::screen::{Effect, Event, Options, Screen, open_questions};
use super::session::{self, Workbench};
use super::theme::{Look, Theme};
use crate::shell::disk;

/// The most that a terminal is asked to put on the clipboard, in bytes.
const CLIPBOARD_LIMIT: usize = 74_994;

/// Shows the workbench until the user leaves; the code is that of the process.
pub fn start(workbench: Workbench, mono: bool, notices: Vec<String>) -> io::Result<End> {
    // crossterm drops emphasis too under NO_COLOR; the choice of the theme is ours.
    crossterm::style::force_color_output(true);
    let environment = Environment {
        wish: if mono { Wish::Never } else { Wish::Auto },
        no_color: variable("NO_COLOR"),
        clicolor_force: variable("CLICOLOR_FORCE"),
        term: variable("TERM"),
        colorterm: variable("COLORTERM"),
        term_program: variable("TERM_PROGRAM"),
    };
    let mut options = Options::default();
    options.look = Look { theme: Theme::for_depth(colours::depth(&environment)), ..options.look };
    options.notices.extend(notices.into_iter().map(Notice::info));
    options.notices.extend(open_questions(workbench.program()).map(Notice::info));
    options.asks = true;
    // the process ends with it, so nobody takes a large program apart piece by piece before the shell is back
    let mut screen = ManuallyDrop::new(Screen::new(workbench, panes::all(), options));
    run::run(&mut screen, &mut Performer)
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

struct Performer;

impl Perform for Performer {
    fn perform(&mut self, effect: Effect) -> Vec<Event> {
        match effect {
            Effect::Session(effect) => session_effect(effect),
            Effect::Copy { text, what } => vec![copy(&text, &what)],
            Effect::Mouse(_) | Effect::Clear | Effect::Quit => Vec::new(),
        }
    }
}

fn session_effect(effect: session::Effect) -> Vec<Event> {
    match effect {
        session::Effect::Save { path, program, previous, revision } => {
            match disk::save(&path, &program, previous.as_ref()) {
                Ok(saved) => {
                    let kept = saved.kept.map(|kept| Event::Told(Notice::warning(kept.to_string())));
                    let event = Event::Session(session::Event::Saved { path, trace: saved.trace, revision });
                    std::iter::once(event).chain(kept).collect()
                }
                Err(error) => {
                    let way_out = if error.is_conflict() {
                        format!("{}; {} saves under another name", error.hint(), Action::SaveAs.title())
                    } else {
                        error.hint().to_owned()
                    };
                    vec![Event::Failed(format!("Not saved: {error}. {way_out}"))]
                }
            }
        }
        session::Effect::Write { path, text } => match disk::create(&path, text.as_bytes()) {
            Ok(()) => vec![Event::Session(session::Event::Written { path })],
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                vec![Event::Failed(format!(
                    "{} is there already and was left alone; choose another name",
                    path.display()
                ))]
            }
            Err(error) => vec![Event::Failed(format!("{}: {error}", path.display()))],
        },
    }
}

/// Hands text to the terminal's clipboard; whether it arrives is known only to the terminal.
fn copy(text: &str, what: &str) -> Event {
    if text.len() > CLIPBOARD_LIMIT {
        return Event::Failed(format!("{what} are too much for the clipboard of a terminal; export them instead"));
    }
    let sent = crossterm::execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text));
    match sent.and_then(|()| io::stdout().flush()) {
        Ok(()) => Event::Told(Notice::info(format!("Sent {what} to the terminal's clipboard"))),
        Err(error) => Event::Failed(format!("The terminal did not take {what}: {error}")),
    }
}
