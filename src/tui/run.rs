//! The loop: draw what changed, wait for the next event, hand it to the screen, perform what comes back.
//!
//! Nothing is drawn and nothing wakes up while nothing happens; a second's tick runs only while a pane shows a clock.

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossterm::event::{Event as TerminalEvent, KeyCode, KeyEventKind};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};

use super::input_thread::{Input, InputThreads};
use super::keys::Chord;
use super::screen::{Effect, Event, Screen};
use super::terminal::{self, Guard};
use crate::app::Question;
use crate::edit::Step;

/// Keys that arrive at once and are then taken as pasted text, where the terminal does not mark pastes.
const BURST: usize = 4;

/// Carries out what the screen can not do itself, and reports back.
pub trait Perform {
    /// Performs an effect; mouse, clearing and quitting are seen to by the loop.
    fn perform(&mut self, effect: Effect) -> Vec<Event>;
    /// Called once at the beginning: what happens later on another thread is told to the screen in this way.
    fn begin(&mut self, tell: Arc<dyn Fn(Event) + Send + Sync>) -> io::Result<()>;
    /// Keeps steps of the history that lead to a revision, without waiting.
    fn keep(&mut self, steps: Vec<Step>, revision: u64);
    /// Keeps the text that is being typed into a place, without waiting; without a text it is done with.
    fn draft(&mut self, _place: String, _texts: Vec<(String, String)>) {}
    /// Has another thread look at a large plan; what it finds is told to the screen.
    fn advise(&mut self, _question: Question) {}
    /// Called once at the end: waits until everything is on the disk. The user may be leaving unsaved edits behind.
    fn end(&mut self, leaving: bool);
}

/// How the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The user quit.
    Quit,
    /// A signal ended it: the exit code is 128 and its number.
    Signal(i32),
    /// The terminal went away.
    Closed,
}

impl End {
    /// The exit code of the process.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Signal(signal) => u8::try_from(128 + signal).unwrap_or(1),
            Self::Closed => 129,
        }
    }
}

/// Runs the screen on the terminal until the user quits or a signal ends it.
pub fn run(screen: &mut Screen, performer: &mut dyn Perform) -> io::Result<End> {
    let mut guard = Guard::enter(true)?;
    let mut input = InputThreads::start()?;
    performer.begin(input.teller())?;
    let end = until_the_end(screen, performer, &mut guard, &mut input);
    performer.end(matches!(end, Ok(End::Quit)) && screen.workbench().is_dirty());
    end
}

fn until_the_end(
    screen: &mut Screen,
    performer: &mut dyn Perform,
    guard: &mut Guard,
    input: &mut InputThreads,
) -> io::Result<End> {
    let began = Instant::now();
    let mut ticked = 0;
    loop {
        if screen.needs_drawing() {
            draw(screen, guard)?;
        }
        if let Some(question) = screen.take_question() {
            performer.advise(question);
        }
        let wait = screen.ticks().then(|| until_next_second(began.elapsed()));
        let events = match input.next(wait) {
            None => Vec::new(),
            Some(Input::Closed) => return Ok(End::Closed),
            Some(Input::Signal(SIGTSTP)) => {
                suspend(guard, screen.has_mouse())?;
                came_back(guard)?.into()
            }
            Some(Input::Signal(signal @ (SIGTERM | SIGHUP | SIGINT))) => return Ok(End::Signal(signal)),
            Some(Input::Signal(_)) => Vec::new(),
            Some(Input::Told(event)) => vec![*event],
            Some(Input::Batch(batch)) => translate(batch, cfg!(windows)),
        };
        let seconds = began.elapsed().as_secs();
        let tick = (seconds != ticked).then_some(Event::Tick(seconds));
        ticked = seconds;
        for event in tick.into_iter().chain(events) {
            let effects = screen.handle(event);
            if perform_all(screen, effects, performer, guard, input)? {
                return Ok(End::Quit);
            }
        }
        if let Some((place, texts)) = screen.take_draft() {
            performer.draft(place, texts);
        }
    }
}

fn until_next_second(elapsed: Duration) -> Duration {
    Duration::from_nanos(1_000_000_000 - u64::from(elapsed.subsec_nanos()))
}

fn draw(screen: &mut Screen, guard: &mut Guard) -> io::Result<()> {
    queue!(guard.output, BeginSynchronizedUpdate)?;
    guard.terminal.draw(|frame| {
        if let Some(at) = screen.draw(frame.buffer_mut()) {
            frame.set_cursor_position(at);
        }
    })?;
    queue!(guard.output, EndSynchronizedUpdate)?;
    guard.output.send()
}

/// Gives the terminal to the shell until the process is continued.
fn suspend(guard: &mut Guard, mouse: bool) -> io::Result<()> {
    terminal::restore();
    signal_hook::low_level::emulate_default_handler(SIGTSTP)?;
    guard.resume(mouse)
}

/// What may have become another while the shell had the terminal: its size, and the plan file.
fn came_back(guard: &Guard) -> io::Result<[Event; 2]> {
    let size = guard.terminal.size()?;
    Ok([Event::Resize(size.width, size.height), Event::Focus])
}

fn perform_all(
    screen: &mut Screen,
    effects: Vec<Effect>,
    performer: &mut dyn Perform,
    guard: &mut Guard,
    input: &InputThreads,
) -> io::Result<bool> {
    let mut queue: std::collections::VecDeque<Effect> = effects.into();
    keep(screen, performer);
    while let Some(effect) = queue.pop_front() {
        match effect {
            Effect::Quit => return Ok(true),
            Effect::Clear => guard.clear()?,
            Effect::Mouse(on) => terminal::set_mouse(on)?,
            Effect::Suspend => {
                suspend(guard, screen.has_mouse())?;
                queue.extend(came_back(guard)?.into_iter().flat_map(|event| screen.handle(event)));
            }
            effect @ Effect::EditText { .. } => {
                // nobody reads keys now: the reader is asked only when the loop waits for the next one
                terminal::restore();
                input.set_away(true);
                let events = performer.perform(effect);
                input.set_away(false);
                guard.resume(screen.has_mouse())?;
                let size = guard.terminal.size()?;
                for event in std::iter::once(Event::Resize(size.width, size.height)).chain(events) {
                    queue.extend(screen.handle(event));
                    keep(screen, performer);
                }
            }
            effect => {
                for event in performer.perform(effect) {
                    queue.extend(screen.handle(event));
                    keep(screen, performer);
                }
            }
        }
    }
    Ok(false)
}

/// Hands on what was done, before anything that follows from it.
fn keep(screen: &mut Screen, performer: &mut dyn Perform) {
    let (steps, revision) = screen.take_fresh_steps();
    if !steps.is_empty() {
        performer.keep(steps, revision);
    }
}

/// Turns what the terminal sent into events of the screen: releases fall away, only the last size counts.
///
/// `unmarked_pastes` is for systems on which the terminal library does not report pastes: there, a burst of printable
/// keys is one paste and never a row of commands.
fn translate(batch: Vec<TerminalEvent>, unmarked_pastes: bool) -> Vec<Event> {
    if unmarked_pastes && let Some(text) = burst(&batch) {
        return vec![Event::Paste(text)];
    }
    let last_size = batch.iter().rposition(|event| matches!(event, TerminalEvent::Resize(..)));
    let mut events = Vec::new();
    for (index, event) in batch.into_iter().enumerate() {
        match event {
            TerminalEvent::Key(key) if key.kind != KeyEventKind::Release => events.push(Event::Key(key)),
            TerminalEvent::Mouse(mouse) => events.push(Event::Mouse(mouse)),
            TerminalEvent::Paste(text) => events.push(Event::Paste(text)),
            TerminalEvent::Resize(width, height) if Some(index) == last_size => {
                events.push(Event::Resize(width, height));
            }
            TerminalEvent::FocusGained => events.push(Event::Focus),
            _ => {}
        }
    }
    events
}

/// The text of a burst: at least four printable keys that arrived together and are not one held key.
fn burst(batch: &[TerminalEvent]) -> Option<String> {
    let mut text = String::new();
    for event in batch {
        match event {
            TerminalEvent::Key(key) if key.kind == KeyEventKind::Release => {}
            TerminalEvent::Key(key) => match (Chord::of(key).typed(), key.code) {
                (Some(c), _) => text.push(c),
                (None, KeyCode::Enter) => text.push('\n'),
                (None, KeyCode::Tab) => text.push('\t'),
                _ => return None,
            },
            _ => return None,
        }
    }
    let first = text.chars().next()?;
    let several = text.chars().count() >= BURST && text.chars().any(|c| c != first);
    several.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyEvent, KeyEventState, KeyModifiers};

    fn key(c: char) -> TerminalEvent {
        TerminalEvent::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))
    }

    #[test]
    fn a_release_is_no_key() {
        let mut released = KeyEvent::new(KeyCode::Char('j'), KeyModifiers::NONE);
        released.kind = KeyEventKind::Release;
        released.state = KeyEventState::NONE;
        let events = translate(vec![key('j'), TerminalEvent::Key(released)], false);
        assert_eq!(events.len(), 1);
    }

    #[test]
    fn only_the_last_size_counts() {
        let batch = vec![TerminalEvent::Resize(80, 24), key('j'), TerminalEvent::Resize(90, 30)];
        let events = translate(batch, false);
        assert!(matches!(events[..], [Event::Key(_), Event::Resize(90, 30)]));
    }

    #[test]
    fn a_burst_is_pasted_text_where_pastes_are_not_marked() {
        let enter = TerminalEvent::Key(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE));
        let batch = vec![key('D'), key('q'), enter.clone(), key('y'), enter];
        assert!(matches!(&translate(batch.clone(), true)[..], [Event::Paste(text)] if text == "Dq\ny\n"));
        assert_eq!(translate(batch, false).len(), 5);
        assert_eq!(translate(vec![key('j'); 9], true).len(), 9, "a held key is not a paste");
    }

    #[test]
    fn signals_give_the_usual_exit_codes() {
        assert_eq!([SIGHUP, SIGINT, SIGTERM].map(|signal| End::Signal(signal).exit_code()), [129, 130, 143]);
    }
}
