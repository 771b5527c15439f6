//! The clipboard, and what is known of it: a program of the system takes the text or fails; a terminal that is asked to
//! take it never answers.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;

use super::disk;

/// The most that a terminal is asked to take, in bytes.
const TERMINAL_LIMIT: usize = 74_994;
/// How long a program of the system may take.
const PATIENCE: Duration = Duration::from_secs(1);

/// A way to the clipboard.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Way {
    /// A program that takes the text.
    Program(&'static [&'static str]),
    /// tmux, which hands it on to its terminal where it is told to.
    Tmux,
    /// The terminal (OSC 52).
    Terminal,
}

/// What became of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// The clipboard of the system has it.
    Copied,
    /// tmux has it in its buffer.
    ToTmux,
    /// The terminal was asked to take it.
    ToTerminal,
    /// It is in this file, as nothing takes so much.
    InFile(PathBuf),
}

/// Puts a text where it can be pasted from; the last way is a file in the folder of the state.
pub fn copy(text: &str, state: Option<&std::path::Path>) -> io::Result<Sent> {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    for way in ways(variable, is_installed) {
        match way {
            Way::Program(words) if hand(words, text).is_ok() => return Ok(Sent::Copied),
            Way::Tmux if hand(&["tmux", "load-buffer", "-w", "-"], text).is_ok() => return Ok(Sent::ToTmux),
            Way::Terminal if text.len() <= TERMINAL_LIMIT => {
                let mut out = io::stdout();
                out.write_all(&osc52(text))?;
                out.flush()?;
                return Ok(Sent::ToTerminal);
            }
            _ => {}
        }
    }
    let state = state.ok_or_else(|| io::Error::other("it is too much for the clipboard of a terminal; export it"))?;
    std::fs::create_dir_all(state)?;
    let path = state.join("clipboard.txt");
    disk::replace(&path, text.as_bytes())?;
    Ok(Sent::InFile(path))
}

/// The ways from here, the surest first. Over a network the programs of this machine reach another clipboard than the
/// user's.
fn ways(variable: impl Fn(&str) -> Option<String>, installed: impl Fn(&str) -> bool) -> Vec<Way> {
    let local = variable("SSH_CONNECTION").is_none() && variable("SSH_TTY").is_none();
    let mut programs: Vec<&'static [&'static str]> = Vec::new();
    if cfg!(target_os = "macos") {
        programs.push(&["pbcopy"]);
    }
    if cfg!(windows) || variable("WSL_DISTRO_NAME").is_some() {
        programs.push(&["clip.exe"]);
    }
    if variable("WAYLAND_DISPLAY").is_some() {
        programs.push(&["wl-copy"]);
    }
    if variable("DISPLAY").is_some() {
        programs.push(&["xclip", "-selection", "clipboard"]);
        programs.push(&["xsel", "--input", "--clipboard"]);
    }
    let usable = programs.into_iter().filter(|words| local && words.first().is_some_and(|name| installed(name)));
    let mut ways: Vec<Way> = usable.map(Way::Program).collect();
    if variable("TMUX").is_some() && installed("tmux") {
        ways.push(Way::Tmux);
    }
    ways.push(Way::Terminal);
    ways
}

fn is_installed(name: &str) -> bool {
    let Some(path) = std::env::var_os("PATH") else { return false };
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

fn hand(words: &[&str], text: &str) -> io::Result<()> {
    let (name, more) = words.split_first().ok_or(io::ErrorKind::NotFound)?;
    let mut child =
        Command::new(name).args(more).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let given = child.stdin.take().map_or(Ok(()), |mut input| input.write_all(text.as_bytes()));
    let begun = Instant::now();
    loop {
        match child.try_wait()? {
            Some(status) if status.success() => return given,
            Some(_) => return Err(io::Error::other("it failed")),
            None if begun.elapsed() > PATIENCE => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(io::ErrorKind::TimedOut.into());
            }
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    }
}

/// The sequence that asks a terminal to take a text.
fn osc52(text: &str) -> Vec<u8> {
    let packed = base64::engine::general_purpose::STANDARD.encode(text);
    format!("\u{1b}]52;c;{packed}\u{1b}\\").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(set: &[&str], installed: &[&str]) -> Vec<Way> {
        ways(|name| set.contains(&name).then(|| "1".to_owned()), |name| installed.contains(&name))
    }

    #[test]
    fn the_surest_way_comes_first_and_the_terminal_last() {
        assert_eq!(from(&[], &[]), [Way::Terminal]);
        let all = ["wl-copy", "xclip", "xsel", "tmux"];
        let here = from(&["WAYLAND_DISPLAY", "DISPLAY", "TMUX"], &all);
        assert_eq!(here.first(), Some(&Way::Program(&["wl-copy"])));
        assert_eq!(here.iter().rev().take(2).collect::<Vec<_>>(), [&Way::Terminal, &Way::Tmux]);
        let afar = from(&["DISPLAY", "TMUX", "SSH_CONNECTION"], &all);
        assert_eq!(afar, [Way::Tmux, Way::Terminal], "the clipboard of another machine is not the user's");
        assert_eq!(from(&["DISPLAY"], &[]), [Way::Terminal]);
    }

    #[test]
    fn a_program_that_fails_is_known_to_have_failed() {
        assert!(hand(&["true"], "").is_ok());
        assert!(hand(&["false"], "text").is_err());
        assert!(hand(&["no-such-program-here"], "text").is_err());
    }

    #[test]
    fn a_terminal_is_asked_with_packed_text() {
        assert_eq!(osc52("Acme"), b"\x1b]52;c;QWNtZQ==\x1b\\");
    }
}
