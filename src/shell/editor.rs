//! The editor of the user on a text: a file of its own for as long as the editor runs, then the text as it was left.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use thiserror::Error;

/// Why no text came back.
#[derive(Debug, Error)]
pub enum EditorError {
    /// The file for the editor could not be written or read.
    #[error("{}: {why}", file.display())]
    File {
        /// Which file.
        file: PathBuf,
        /// What the system said.
        why: io::Error,
    },
    /// The editor could not be started.
    #[error("{editor} could not be started ({why}); set VISUAL or EDITOR to your editor")]
    NotStarted {
        /// The words that name it.
        editor: String,
        /// What the system said.
        why: io::Error,
    },
    /// The editor ended and said that it failed.
    #[error("{editor} ended with {status}")]
    Failed {
        /// The words that name it.
        editor: String,
        /// How it ended.
        status: String,
    },
    /// What the editor left is not text.
    #[error("what {editor} left is not UTF-8 text; it stays in {}", file.display())]
    NotText {
        /// The words that name it.
        editor: String,
        /// Where it stays.
        file: PathBuf,
    },
}

/// The words of the user's editor: VISUAL, then EDITOR, then what every system has.
fn words(variable: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let said = ["VISUAL", "EDITOR"].iter().filter_map(|name| variable(name)).find(|value| !value.trim().is_empty());
    let said = said.unwrap_or_else(|| if cfg!(windows) { "notepad" } else { "vi" }.to_owned());
    said.split_whitespace().map(str::to_owned).collect()
}

/// Lets the user edit a text in their editor, which has the terminal meanwhile; gives the text as it was left.
pub fn edit(name: &str, text: &str) -> Result<String, EditorError> {
    let editor = words(|name| std::env::var(name).ok());
    edit_with(&editor, &std::env::temp_dir(), name, text)
}

fn edit_with(editor: &[String], folder: &Path, name: &str, text: &str) -> Result<String, EditorError> {
    let file = new_file(folder, name, text)?;
    let called = editor.join(" ");
    let (program, arguments) = editor.split_first().map_or(("vi", editor), |(first, rest)| (first.as_str(), rest));
    let status = Command::new(program).args(arguments).arg(&file).status();
    let outcome = match status {
        Err(why) => Err(EditorError::NotStarted { editor: called, why }),
        Ok(status) if !status.success() => Err(EditorError::Failed { editor: called, status: status.to_string() }),
        Ok(_) => match std::fs::read(&file) {
            Err(why) => Err(EditorError::File { file: file.clone(), why }),
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(text) => Ok(text),
                Err(_) => return Err(EditorError::NotText { editor: called, file }),
            },
        },
    };
    // a file that nobody can take away lies in the folder for such files
    let _ = std::fs::remove_file(&file);
    outcome
}

/// A file that nobody else can read, under a name that is free.
fn new_file(folder: &Path, name: &str, text: &str) -> Result<PathBuf, EditorError> {
    let process = std::process::id();
    let mut number = 0_u32;
    loop {
        let mut named = OsString::from(format!("quarterdeck-{process}-{number}-"));
        named.push(name);
        let file = folder.join(named);
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&file).and_then(|mut open| open.write_all(text.as_bytes())) {
            Ok(()) => return Ok(file),
            Err(why) if why.kind() == io::ErrorKind::AlreadyExists && number < 1000 => number += 1,
            Err(why) => return Err(EditorError::File { file, why }),
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn run(script: &str, text: &str) -> (Result<String, EditorError>, usize) {
        let folder = tempfile::tempdir().unwrap();
        let editor = ["sh", "-c", script, "sh"].map(str::to_owned);
        let outcome = edit_with(&editor, folder.path(), "note.md", text);
        (outcome, std::fs::read_dir(folder.path()).unwrap().count())
    }

    #[test]
    fn the_text_comes_back_as_the_editor_left_it_and_the_file_is_gone() {
        let (text, left) = run("printf 'more\\n' >> \"$1\"", "one\n");
        assert_eq!((text.unwrap().as_str(), left), ("one\nmore\n", 0));
        let (private, _) = run("stat -c %a \"$1\" > \"$1.mode\"; cat \"$1.mode\" > \"$1\"; rm \"$1.mode\"", "x");
        assert_eq!(private.unwrap().trim(), "600");
    }

    #[test]
    fn an_editor_that_fails_is_missing_or_leaves_no_text_is_told() {
        let (failed, left) = run("exit 3", "x");
        assert!(failed.unwrap_err().to_string().contains("exit status: 3"));
        assert_eq!(left, 0);
        let (broken, left) = run("printf '\\377' > \"$1\"", "x");
        assert!(broken.unwrap_err().to_string().contains("not UTF-8"));
        assert_eq!(left, 1, "what was typed is never thrown away");
        let folder = tempfile::tempdir().unwrap();
        let missing = edit_with(&["no-such-editor-anywhere".to_owned()], folder.path(), "note.md", "x").unwrap_err();
        assert!(missing.to_string().contains("EDITOR"), "{missing}");
    }

    #[test]
    fn the_editor_is_the_one_that_the_user_names() {
        let of = |visual: Option<&str>, editor: Option<&str>| {
            words(|name| if name == "VISUAL" { visual } else { editor }.map(str::to_owned)).join(" ")
        };
        assert_eq!(of(Some("code -w"), Some("ed")), "code -w");
        assert_eq!(of(Some(" "), Some("ed")), "ed");
        assert_eq!(of(None, None), "vi");
    }
}
