//! The source of the crate as text: without comments, without the content of strings, without tests.

use std::fs;
use std::path::Path;

/// One file under `src/`.
pub(crate) struct SourceFile {
    /// Its path in the repository, with `/`.
    pub(crate) path: String,
    /// Its lines with the number of each; tests are left out.
    lines: Vec<(usize, String)>,
}

/// Every file under `src/`.
pub(crate) fn files() -> Vec<SourceFile> {
    texts(&["src"])
        .iter()
        .filter(|(path, _)| Path::new(path).extension().is_some_and(|extension| extension == "rs"))
        .map(|(path, text)| SourceFile::of(path, text))
        .collect()
}

/// Every text file in some folders of the repository, by its path.
pub(crate) fn texts(roots: &[&str]) -> Vec<(String, String)> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders: Vec<_> = roots.iter().map(|root| repository.join(root)).collect();
    while let Some(path) = folders.pop() {
        if let Ok(entries) = fs::read_dir(&path) {
            folders.extend(entries.flatten().map(|entry| entry.path()));
        } else if let Ok(text) = fs::read_to_string(&path) {
            let name = path.strip_prefix(repository).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            found.push((name, text));
        }
    }
    found.sort();
    found
}

impl SourceFile {
    pub(crate) fn of(path: &str, text: &str) -> Self {
        let lines = without_tests(&plain(text));
        Self { path: path.to_owned(), lines }
    }

    /// The folder of `src/` it stands in.
    pub(crate) fn room(&self) -> Option<&str> {
        self.path.strip_prefix("src/")?.split_once('/').map(|(room, _)| room)
    }

    /// Whether the whole file is a test.
    pub(crate) fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name == "tests.rs" || name.ends_with("_tests.rs") || self.path.contains("/tests/")
    }

    /// Lines that are not tests, with comments: what a reader has to read.
    pub(crate) fn code_lines(&self) -> usize {
        self.lines.len()
    }

    /// The code by line: without comments, without the content of strings.
    pub(crate) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = if self.is_test() { &[] } else { self.lines.as_slice() };
        lines.iter().map(|(number, text)| (*number, text.as_str()))
    }

    /// The folders of the crate that are used, each with its line.
    pub(crate) fn crate_paths(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        let lines: Vec<(usize, &str)> = self.code().collect();
        for (i, (number, text)) in lines.iter().enumerate() {
            for (at, _) in text.match_indices("crate::") {
                let whole: String =
                    text[at + 7..].chars().chain(lines[i + 1..].iter().flat_map(|(_, next)| next.chars())).collect();
                found.extend(heads(&whole).into_iter().map(|head| (*number, head)));
            }
        }
        found
    }
}

/// The first words of a path: one, or all of a group in brackets.
fn heads(path: &str) -> Vec<String> {
    let word = |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![word(path)] };
    let (mut depth, mut heads, mut current) = (0, Vec::new(), String::new());
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(std::mem::take(&mut current)),
            _ => {}
        }
        if depth == 0 && c != ',' {
            current.push(c);
        }
    }
    heads.push(current);
    heads.iter().map(|head| word(head)).filter(|head| !head.is_empty()).collect()
}

/// The text with comments and the content of strings blanked; every line stays where it was.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = string(rest, &plain) {
            let blank: String = rest[..length].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
            plain.push('"');
            plain.push_str(&blank);
            plain.push('"');
            rest = &rest[length..];
            continue;
        } else {
            plain.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        plain.extend(rest[..length].chars().filter(|c| *c == '\n'));
        rest = &rest[length..];
    }
    plain
}

/// The length of the string or character that begins here.
fn string(rest: &str, before: &str) -> Option<usize> {
    let in_word = before.chars().last().is_some_and(|c| c.is_alphanumeric() || c == '_');
    if rest.starts_with('r') && !in_word {
        let hashes = rest[1..].chars().take_while(|c| *c == '#').count();
        if rest[1 + hashes..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            return rest[2 + hashes..].find(&close).map(|end| 2 + hashes + end + close.len());
        }
    }
    let close = match rest.chars().next()? {
        '"' => '"',
        '\'' if rest.starts_with("'\\") || rest.chars().nth(2) == Some('\'') => '\'',
        _ => return None,
    };
    let mut escaped = false;
    rest.char_indices().skip(1).find_map(|(i, c)| {
        let ends = c == close && !escaped;
        escaped = c == '\\' && !escaped;
        ends.then_some(i + 1)
    })
}

/// The lines without every item that stands under `#[cfg(test)]`.
fn without_tests(plain: &str) -> Vec<(usize, String)> {
    let mut kept = Vec::new();
    let mut lines = plain.lines().enumerate().map(|(i, line)| (i + 1, line));
    while let Some((number, line)) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            kept.push((number, line.to_owned()));
            continue;
        }
        let mut depth = 0_i32;
        for (_, line) in lines.by_ref() {
            let opens = line.matches('{').count() as i32;
            depth += opens - line.matches('}').count() as i32;
            let ends_item = line.trim_end().ends_with([';', '}']) || opens > 0;
            if depth <= 0 && ends_item && !line.trim_start().starts_with("#[") {
                break;
            }
        }
    }
    kept
}
