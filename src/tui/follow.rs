//! A second terminal that shows what the presenter shows, and can show nothing else: it never reads the plan.

use std::io;
use std::path::Path;
use std::time::Duration;

use crossterm::event::{Event as TerminalEvent, KeyEventKind};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::buffer::Buffer;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::input_thread::{Input, InputThreads};
use super::keys::Chord;
use super::looks::Wanted;
use super::present_view;
use super::run::End;
use super::terminal::Guard;
use super::theme::{Look, Role};
use super::widgets::paint;
use super::{ask_background, start};
use crate::report::qbr::Shown;
use crate::shell::disk::shown;

/// How often it looks for another page.
const LOOK: Duration = Duration::from_millis(300);

/// Follows the presentation of a plan until a key leaves.
pub fn follow(plan: &Path, wanted: &Wanted) -> io::Result<End> {
    let mut looks = start::looks(wanted).map_err(io::Error::other)?;
    if looks.asks_for_background()
        && let Some(background) = ask_background::ask()
    {
        looks.answered(background);
    }
    let look = looks.look;
    let mut guard = Guard::enter(false)?;
    let mut input = InputThreads::start()?;
    let mut before = None;
    let mut drawn = false;
    loop {
        let text = shown::read(plan);
        if !drawn || text != before {
            queue!(guard.output, BeginSynchronizedUpdate)?;
            guard.terminal.draw(|frame| {
                page(frame.buffer_mut(), text.as_deref(), &look);
                look.theme.lay_under(frame.buffer_mut());
            })?;
            queue!(guard.output, EndSynchronizedUpdate)?;
            guard.output.send()?;
            (before, drawn) = (text, true);
        }
        match input.next(Some(LOOK)) {
            None | Some(Input::Told(_)) => {}
            Some(Input::Closed) => return Ok(End::Closed),
            Some(Input::Signal(signal @ (SIGTERM | SIGHUP | SIGINT))) => return Ok(End::Signal(signal)),
            Some(Input::Signal(_)) => drawn = false,
            Some(Input::Batch(events)) => {
                if events.iter().any(leaves) {
                    return Ok(End::Quit);
                }
                drawn = !events.iter().any(|event| matches!(event, TerminalEvent::Resize(..)));
            }
        }
    }
}

fn leaves(event: &TerminalEvent) -> bool {
    let TerminalEvent::Key(key) = event else { return false };
    let chord = Chord::of(key);
    key.kind != KeyEventKind::Release && ["q", "esc", "ctrl+c"].iter().any(|name| name.parse() == Ok(chord))
}

/// The page of a text that was handed over, or that nothing is shown yet.
pub fn page(buffer: &mut Buffer, text: Option<&str>, look: &Look) {
    let area = buffer.area;
    if let Some(shown) = text.and_then(Shown::read) {
        present_view::draw(buffer, area, &shown, look);
    } else {
        paint::clear(buffer, area, look.style(Role::Text));
        let words = "Nothing is presented yet: P in the QBR pane shows a page here, M starts the meeting.";
        paint::text(buffer, area, 2, area.height / 2, words, look.style(Role::Muted));
    }
}
