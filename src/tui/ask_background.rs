//! Asks the terminal what lies behind its text, before it is taken over.

use super::theme::Background;

/// What the terminal answers, if it answers.
///
/// A second question that every terminal answers goes with the first, so that a terminal that does not know the first is
/// not waited for. Only where none of them is answered a second passes.
#[cfg(unix)]
pub(super) fn ask() -> Option<Background> {
    use std::io::{self, IsTerminal as _, Write as _};

    const QUESTIONS: &[u8] = b"\x1b]11;?\x1b\\\x1b[c";
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return None;
    }
    crossterm::terminal::enable_raw_mode().ok()?;
    let mut out = io::stdout();
    let answer = out.write_all(QUESTIONS).and_then(|()| out.flush()).ok().map(|()| answer());
    let _ = crossterm::terminal::disable_raw_mode();
    super::colours::answered(&String::from_utf8_lossy(&answer?))
}

/// What is there to be read until both questions are answered, or for a second.
#[cfg(unix)]
fn answer() -> Vec<u8> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let input = std::io::stdin();
    let second = Timespec { tv_sec: 1, tv_nsec: 0 };
    let mut read = Vec::new();
    let mut part = [0; 256];
    while read.len() < 4096 && !is_whole(&read) {
        let mut asked = [PollFd::new(&input, PollFlags::IN)];
        if !matches!(poll(&mut asked, Some(&second)), Ok(1..)) {
            break;
        }
        match rustix::io::read(&input, &mut part) {
            Ok(0) | Err(_) => break,
            Ok(count) => read.extend_from_slice(part.get(..count).unwrap_or_default()),
        }
    }
    read
}

/// Whether the answer to the second question is there: `ESC [ ? ... c`.
#[cfg(unix)]
fn is_whole(read: &[u8]) -> bool {
    let begin = read.windows(3).position(|part| part == b"\x1b[?");
    begin.is_some_and(|begin| read.get(begin..).is_some_and(|rest| rest.contains(&b'c')))
}

/// Elsewhere the terminal is not asked.
#[cfg(not(unix))]
pub(super) fn ask() -> Option<Background> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_answer_is_whole_when_the_second_question_is_answered() {
        assert!(!is_whole(b"\x1b]11;rgb:cccc/cccc/cccc\x1b\\"));
        assert!(is_whole(b"\x1b]11;rgb:cccc/cccc/cccc\x1b\\\x1b[?62;22c"));
    }
}
