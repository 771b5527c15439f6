//! Files of the user's configuration, which are only read.

use std::io;
use std::path::Path;

/// The most that a file of the configuration may hold, in bytes.
const LIMIT: u64 = 1_000_000;
/// The most themes that are looked at.
const MOST_THEMES: usize = 200;

/// How things are shown: theme, signs, mouse.
pub const PREFERENCES: &str = "config.ron";
/// The folder of the user's own themes.
pub const THEMES: &str = "themes";

/// A file of the configuration: its name for messages, and its text.
pub type Text = (String, String);

/// The name and the text of a file, where there is one.
pub fn text(folder: &Path, file: &str) -> io::Result<Option<Text>> {
    let path = folder.join(file);
    let about = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    match std::fs::metadata(&path) {
        Ok(found) if found.len() > LIMIT => Err(about(io::Error::other("it is larger than such a file can be"))),
        Ok(_) => Ok(Some((path.display().to_string(), std::fs::read_to_string(&path).map_err(about)?))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(about(error)),
    }
}

/// The theme files by their names, and what could not be read.
pub fn themes(folder: &Path) -> Vec<io::Result<Text>> {
    let folder = folder.join(THEMES);
    let Ok(entries) = std::fs::read_dir(&folder) else { return Vec::new() };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "ron"))
        .take(MOST_THEMES)
        .collect();
    names.sort();
    names.iter().filter_map(|name| text(&folder, name).transpose()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_by_name_and_what_is_not_there_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(text(folder.path(), PREFERENCES).unwrap(), None);
        assert!(themes(folder.path()).is_empty());
        let own = folder.path().join(THEMES);
        std::fs::create_dir(&own).unwrap();
        for name in ["b.ron", "a.ron", "notes.txt"] {
            std::fs::write(own.join(name), name).unwrap();
        }
        std::fs::create_dir(own.join("c.ron")).unwrap();
        let found = themes(folder.path());
        let texts: Vec<&str> = found.iter().flatten().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["a.ron", "b.ron"]);
        assert!(found[2].as_ref().unwrap_err().to_string().contains("c.ron"));
    }
}
