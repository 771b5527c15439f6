//! Reading the terminal and waiting for signals, each on a thread of its own, so that the loop blocks and never polls.
//!
//! The reader reads one batch of events only when it is asked to. While another program has the terminal it is not
//! asked, so two readers never fight for a key.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crossterm::event;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;

use super::screen::Event;

/// Events taken from the queue at most before the screen is drawn once.
const BATCH: usize = 512;

/// What the loop waits for.
#[derive(Debug)]
pub(super) enum Input {
    /// Everything the terminal had queued.
    Batch(Vec<event::Event>),
    /// The terminal is gone.
    Closed,
    /// The process is asked to end or to stop.
    Signal(i32),
    /// Something that was asked for is done.
    Told(Box<Event>),
}

/// Both threads and the channel they write to.
#[derive(Debug)]
pub(super) struct InputThreads {
    incoming: Receiver<Input>,
    ask: Sender<()>,
    asked: bool,
    tell: Sender<Input>,
    /// Whether another program has the terminal: keys that stop or interrupt are meant for it.
    away: Arc<AtomicBool>,
}

impl InputThreads {
    pub(super) fn start() -> std::io::Result<Self> {
        let (send, incoming) = mpsc::channel();
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP])?;
        let to_loop = send.clone();
        let away = Arc::new(AtomicBool::new(false));
        let is_away = Arc::clone(&away);
        thread::Builder::new().name("signals".to_owned()).spawn(move || {
            for signal in signals.forever() {
                match signal {
                    SIGTSTP if is_away.load(Ordering::SeqCst) => {
                        // the program that has the terminal is stopped by the same key; both go on together
                        let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
                        continue;
                    }
                    SIGINT if is_away.load(Ordering::SeqCst) => continue,
                    _ => {}
                }
                if to_loop.send(Input::Signal(signal)).is_err() {
                    return;
                }
            }
        })?;
        let tell = send.clone();
        let (ask, asked) = mpsc::channel::<()>();
        thread::Builder::new().name("keys".to_owned()).spawn(move || {
            while asked.recv().is_ok() {
                let input = read_batch();
                let closed = matches!(input, Input::Closed);
                if send.send(input).is_err() || closed {
                    return;
                }
            }
        })?;
        Ok(Self { incoming, ask, asked: false, tell, away })
    }

    /// Says whether another program has the terminal.
    pub(super) fn set_away(&self, away: bool) {
        self.away.store(away, Ordering::SeqCst);
    }

    /// Tells the loop of something that happened on another thread.
    pub(super) fn teller(&self) -> Arc<dyn Fn(Event) + Send + Sync> {
        let tell = self.tell.clone();
        Arc::new(move |event| drop(tell.send(Input::Told(Box::new(event)))))
    }

    /// Waits for the next input; `None` when the time is over.
    pub(super) fn next(&mut self, within: Option<Duration>) -> Option<Input> {
        if !self.asked {
            self.asked = self.ask.send(()).is_ok();
        }
        let input = match within {
            Some(time) => match self.incoming.recv_timeout(time) {
                Ok(input) => input,
                Err(RecvTimeoutError::Timeout) => return None,
                Err(RecvTimeoutError::Disconnected) => Input::Closed,
            },
            None => self.incoming.recv().unwrap_or(Input::Closed),
        };
        if matches!(input, Input::Batch(_)) {
            self.asked = false;
        }
        Some(input)
    }
}

fn read_batch() -> Input {
    let Ok(first) = event::read() else { return Input::Closed };
    let mut batch = vec![first];
    while batch.len() < BATCH && event::poll(Duration::ZERO).unwrap_or(false) {
        match event::read() {
            Ok(next) => batch.push(next),
            Err(_) => break,
        }
    }
    Input::Batch(batch)
}
