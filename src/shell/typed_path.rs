//! Paths as people type them: `~` is the home folder, and a text is completed from what stands in its folder.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use directories::BaseDirs;

/// The most completions that are given.
const MOST: usize = 200;

fn home() -> Option<PathBuf> {
    BaseDirs::new().map(|dirs| dirs.home_dir().to_owned())
}

/// The path that is meant.
pub fn meant(text: &str) -> PathBuf {
    under(text.trim(), home().as_deref())
}

fn under(text: &str, home: Option<&Path>) -> PathBuf {
    let rest = text.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(['/', MAIN_SEPARATOR]));
    match (rest, home) {
        (Some(rest), Some(home)) => home.join(rest.trim_start_matches(['/', MAIN_SEPARATOR])),
        _ => PathBuf::from(text),
    }
}

/// Whole texts that the text could go on as, in the order of names; a folder ends with its separator. What is hidden is
/// left out unless a dot was typed.
pub fn completions(text: &str) -> Vec<String> {
    completed(text, home().as_deref())
}

fn completed(text: &str, home: Option<&Path>) -> Vec<String> {
    let cut = text.rfind(['/', MAIN_SEPARATOR]).map_or(0, |at| at + 1);
    let (folder, begun) = text.split_at(cut);
    if text == "~" {
        return vec!["~/".to_owned()];
    }
    let place = if folder.is_empty() { PathBuf::from(".") } else { under(folder, home) };
    let Ok(entries) = std::fs::read_dir(place) else { return Vec::new() };
    let mut found: Vec<String> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let fits = name.starts_with(begun) && (begun.starts_with('.') || !name.starts_with('.'));
            let end = if entry.path().is_dir() { "/" } else { "" };
            fits.then(|| format!("{folder}{name}{end}"))
        })
        .filter(|whole| whole != text)
        .collect();
    found.sort();
    found.truncate(MOST);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_folder_is_a_tilde_and_only_that() {
        let home = Path::new("/people/ann");
        assert_eq!(under("~/plans/a.ron", Some(home)), Path::new("/people/ann/plans/a.ron"));
        assert_eq!(under("~", Some(home)), Path::new("/people/ann"));
        assert_eq!(under("~bob/a", Some(home)), Path::new("~bob/a"));
        assert_eq!(under("a/~", Some(home)), Path::new("a/~"));
    }

    #[test]
    fn a_text_goes_on_as_what_stands_in_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["deals.csv", "deals-old.csv", ".hidden", "other.txt"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        std::fs::create_dir(folder.path().join("deals")).unwrap();
        let of = |text: &str| completed(text, Some(folder.path()));
        assert_eq!(of("~/dea"), ["~/deals-old.csv", "~/deals.csv", "~/deals/"]);
        assert_eq!(of("~/"), ["~/deals-old.csv", "~/deals.csv", "~/deals/", "~/other.txt"]);
        assert_eq!(of("~/.h"), ["~/.hidden"]);
        assert!(of("~/nowhere/x").is_empty());
    }
}
