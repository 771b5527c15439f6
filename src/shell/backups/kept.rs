//! The folder in which the versions of a plan are kept.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::thinning::superfluous;
use super::version::{Version, Why};
use crate::shell::digest::digest;
use crate::shell::disk;
use crate::shell::journal::Folders;

/// Digits of a digest in a file name.
const DIGITS: usize = 16;
/// The file that says whose versions these are.
const WHOSE: &str = "plan.txt";

/// The versions of a plan that are kept.
#[derive(Debug, Clone)]
pub struct Backups {
    folder: PathBuf,
    plan: PathBuf,
}

impl Backups {
    /// Those of a plan file; nothing is written.
    pub fn of(state: &Path, plan: &Path) -> Self {
        let (plan, name) = Folders::place(plan);
        Self { folder: all(state).join(name), plan }
    }

    /// The plan file.
    pub fn plan(&self) -> &Path {
        &self.plan
    }

    /// Every version, the newest first.
    pub fn versions(&self) -> io::Result<Vec<Version>> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let version = |entry: fs::DirEntry| {
            let found = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            Version::of(&self.folder, entry.file_name().to_str()?, found.len())
        };
        let mut versions: Vec<Version> = entries.flatten().filter_map(version).collect();
        versions.sort_by_key(|version| std::cmp::Reverse(version.number));
        Ok(versions)
    }

    /// Keeps a version; the same text is kept once, at its latest place. What is no longer needed goes.
    pub fn keep(&self, bytes: &[u8], why: Why, at: Timestamp) -> io::Result<()> {
        let versions = self.versions()?;
        let digest: String = digest(bytes).chars().skip("sha256:".len()).take(DIGITS).collect();
        let number = versions.first().map_or(1, |newest| newest.number + 1);
        let same = versions.iter().find(|known| known.digest == digest && known.length == bytes.len() as u64);
        match same {
            Some(known) if known.why.stays() || known.number + 1 == number && !why.stays() => return Ok(()),
            Some(known) => fs::rename(&known.file, self.folder.join(Version::name(number, at, why, &digest)))?,
            None => self.write(&Version::name(number, at, why, &digest), bytes)?,
        }
        for version in superfluous(&versions, at) {
            // best effort: it goes the next time
            let _ = fs::remove_file(&version.file);
        }
        Ok(())
    }

    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        disk::folder::private(&self.folder)?;
        let whose = self.folder.join(WHOSE);
        if !whose.exists() {
            disk::create(&whose, format!("{}\n", self.plan.display()).as_bytes())?;
        }
        disk::create_as(&self.folder.join(name), bytes, &self.plan)
    }
}

/// The plans of which versions are kept, as their folders say it, each with its versions.
pub fn everywhere(state: &Path) -> Vec<(PathBuf, Vec<Version>)> {
    let Ok(entries) = fs::read_dir(all(state)) else { return Vec::new() };
    let mut found: Vec<(PathBuf, Vec<Version>)> = entries
        .flatten()
        .filter_map(|entry| {
            let plan = PathBuf::from(fs::read_to_string(entry.path().join(WHOSE)).ok()?.trim_end());
            let versions = Backups { folder: entry.path(), plan: plan.clone() }.versions().ok()?;
            (!versions.is_empty()).then_some((plan, versions))
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

fn all(state: &Path) -> PathBuf {
    state.join("backups")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    #[test]
    fn every_version_is_kept_once_and_reads_back_as_it_was() {
        let place = tempfile::tempdir().unwrap();
        let plan = place.path().join("plan.ron");
        fs::write(&plan, "now").unwrap();
        let backups = Backups::of(&place.path().join("state"), &plan);
        assert!(backups.versions().unwrap().is_empty());
        for (second, text, why) in [
            (0, "one", Why::Save),
            (1, "two", Why::Import),
            (2, "one", Why::Save),
            (3, "one", Why::Save),
            (4, "two", Why::Save),
            (5, "three", Why::Merge),
        ] {
            backups.keep(text.as_bytes(), why, at(second)).unwrap();
        }
        let versions = backups.versions().unwrap();
        let told: Vec<(String, Why)> =
            versions.iter().map(|version| (fs::read_to_string(&version.file).unwrap(), version.why)).collect();
        let as_kept = [("three", Why::Merge), ("one", Why::Save), ("two", Why::Import)];
        assert_eq!(told, as_kept.map(|(text, why)| (text.to_owned(), why)));
        assert_eq!(versions[0].at, at(5));
        let found = everywhere(&place.path().join("state"));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0], (backups.plan().to_owned(), versions));
    }

    #[test]
    fn what_else_is_in_the_folder_is_no_version_and_stays() {
        let place = tempfile::tempdir().unwrap();
        let backups = Backups::of(place.path(), &place.path().join("plan.ron"));
        backups.keep(b"one", Why::Save, at(0)).unwrap();
        let folder = backups.versions().unwrap()[0].file.parent().unwrap().to_owned();
        for name in ["x.ron", "000001-2026-save-0a.ron", "1-20260101T000000Z-theft-0a.ron", "-.ron", ".000.tmp"] {
            fs::write(folder.join(name), "x").unwrap();
        }
        fs::create_dir(folder.join("000009-20260101T000000Z-save-0a.ron")).unwrap();
        assert_eq!(backups.versions().unwrap().len(), 1);
    }
}
