//! Scenarios beside their plan: `plan.scenarios/NAME.ron`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::atomic;

/// The folder of the scenarios of a plan.
pub fn folder(plan: &Path) -> PathBuf {
    plan.with_extension("scenarios")
}

/// The file of a scenario.
pub fn file(plan: &Path, name: &str) -> PathBuf {
    folder(plan).join(format!("{name}.ron"))
}

/// Whether a name can be that of a scenario: it is a file name everywhere.
pub fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    (1..=60).contains(&name.len()) && name.chars().all(fits)
}

/// The names of the scenarios of a plan, in order; none without a folder.
pub fn names(plan: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder(plan)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "ron") {
            names.extend(
                path.file_stem().and_then(|stem| stem.to_str()).filter(|name| is_name(name)).map(str::to_owned),
            );
        }
    }
    names.sort();
    Ok(names)
}

/// The text of a scenario.
pub fn read(plan: &Path, name: &str) -> io::Result<String> {
    fs::read_to_string(file(plan, name))
}

/// Name and text of every scenario of a plan; one that cannot be read has the reason as its text.
pub fn all(plan: &Path) -> io::Result<Vec<(String, String)>> {
    let read = |name: String| {
        let text = read(plan, &name).unwrap_or_else(|error| error.to_string());
        (name, text)
    };
    Ok(names(plan)?.into_iter().map(read).collect())
}

/// Writes a new scenario; one of that name is an error and stays.
pub fn create(plan: &Path, name: &str, text: &str) -> io::Result<()> {
    fs::create_dir_all(folder(plan))?;
    atomic::create(&file(plan, name), text.as_bytes())
}

/// Removes a scenario, and the folder with the last one.
pub fn discard(plan: &Path, name: &str) -> io::Result<()> {
    fs::remove_file(file(plan, name))?;
    // a folder that holds something else stays
    let _ = fs::remove_dir(folder(plan));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scenarios_come_and_go_without_a_trace() {
        let place = tempfile::tempdir().unwrap();
        let plan = place.path().join("p.ron");
        assert!(names(&plan).unwrap().is_empty());
        create(&plan, "b", "()").unwrap();
        create(&plan, "a", "()").unwrap();
        assert!(create(&plan, "a", "()").is_err());
        assert_eq!(names(&plan).unwrap(), ["a", "b"]);
        discard(&plan, "a").unwrap();
        assert!(discard(&plan, "a").is_err());
        discard(&plan, "b").unwrap();
        assert!(!folder(&plan).exists());
        assert!(is_name("gold-75k") && !is_name("../x") && !is_name(""));
    }
}
