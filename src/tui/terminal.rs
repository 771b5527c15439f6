//! Taking over the terminal and giving it back as it was, whatever happens.
//!
//! Everything that is switched on here is switched off in `restore`, which may be called any number of times: by the
//! guard when it is dropped, by the panic hook, and when a signal ends the loop.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::event::{DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, event, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

/// Clicks, drags and the wheel with SGR coordinates; not 1003, which floods on every move.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// Reports that were under way when the mouse was switched off; more is not waited for.
const REPORTS_DRAINED: usize = 256;

static ENTERED: AtomicBool = AtomicBool::new(false);

/// The terminal as the loop draws to it.
pub type Tty = Terminal<CrosstermBackend<Output>>;

/// Gathers a frame, so that it reaches the terminal in one piece: half of it is never seen, and one call is enough.
#[derive(Debug, Clone, Default)]
pub struct Output(Rc<RefCell<Vec<u8>>>);

impl Output {
    /// Sends what was gathered.
    pub fn send(&self) -> io::Result<()> {
        let mut gathered = self.0.borrow_mut();
        let mut out = io::stdout().lock();
        let sent = out.write_all(&gathered).and_then(|()| out.flush());
        gathered.clear();
        sent
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    /// Nothing: a frame is sent when it is whole.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The terminal while the workbench has it; dropping gives it back.
#[derive(Debug)]
pub struct Guard {
    /// Draws to it.
    pub terminal: Tty,
    /// Where it draws, to be sent once a frame is whole.
    pub output: Output,
}

impl Guard {
    /// Takes the terminal over; an error where input or output is not a terminal.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(io::Error::new(io::ErrorKind::NotConnected, "input or output is not a terminal"));
        }
        // Emphasis must not vanish under NO_COLOR; the mono theme sees to colours.
        crossterm::style::force_color_output(true);
        install_panic_hook();
        take(mouse).inspect_err(|_| restore())?;
        let output = Output::default();
        let terminal = Terminal::new(CrosstermBackend::new(output.clone())).inspect_err(|_| restore())?;
        Ok(Self { terminal, output })
    }

    /// Takes the terminal again after it was given to another program or the shell.
    pub fn resume(&mut self, mouse: bool) -> io::Result<()> {
        take(mouse)?;
        self.clear()
    }

    /// Has everything drawn anew. The terminal is not asked where its cursor is: not each one answers.
    pub fn clear(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

fn take(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange, cursor::Hide)?;
    if mouse { set_mouse(true) } else { Ok(()) }
}

/// Captures the mouse, or leaves it to the terminal.
pub fn set_mouse(on: bool) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(if on { MOUSE_ON } else { MOUSE_OFF })?;
    out.flush()
}

/// Gives the terminal back as it was. Safe to call at any time and any number of times.
pub fn restore() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = set_mouse(false);
    for _ in 0..REPORTS_DRAINED {
        match event::poll(Duration::ZERO) {
            Ok(true) if event::read().is_ok() => {}
            _ => break,
        }
    }
    let _ = execute!(io::stdout(), DisableFocusChange, DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    let _ = disable_raw_mode();
}

fn install_panic_hook() {
    static INSTALLED: AtomicBool = AtomicBool::new(false);
    if INSTALLED.swap(true, Ordering::SeqCst) {
        return;
    }
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        restore();
        before(info);
        let _ =
            writeln!(io::stderr(), "Every edit that was marked safe is in the journal; the next start brings it back.");
        // the release build cannot unwind; this ends it as a panic would, without a core dump
        std::process::exit(101);
    }));
}
