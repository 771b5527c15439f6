//! A version that is kept, as its file name tells it.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Why a version was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A save replaced it.
    Save,
    /// An import came into it; never thrown away.
    Import,
    /// It was merged with the version of somebody else, or is that version; never thrown away.
    Merge,
    /// An older one was brought back in its place; never thrown away.
    Restore,
}

impl Why {
    const ALL: [Self; 4] = [Self::Save, Self::Import, Self::Merge, Self::Restore];

    /// The word in a file name and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Save => "save",
            Self::Import => "import",
            Self::Merge => "merge",
            Self::Restore => "restore",
        }
    }

    /// Before what it stood, for people.
    pub fn before(self) -> &'static str {
        match self {
            Self::Save => "before a save",
            Self::Import => "before an import",
            Self::Merge => "before a merge",
            Self::Restore => "before a version was brought back",
        }
    }

    /// Whether it is never thrown away.
    pub fn stays(self) -> bool {
        self != Self::Save
    }
}

/// A version that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The file: a whole plan file.
    pub file: PathBuf,
    /// The later, the higher.
    pub number: u32,
    /// When it was replaced; nothing is ordered by it.
    pub at: Timestamp,
    /// Why it was kept.
    pub why: Why,
    /// The beginning of the digest of its bytes.
    pub digest: String,
    /// Its length in bytes.
    pub length: u64,
}

impl Version {
    /// The file name of a version.
    pub(super) fn name(number: u32, at: Timestamp, why: Why, digest: &str) -> String {
        let at = at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string();
        format!("{number:06}-{at}-{}-{digest}.ron", why.word())
    }

    /// The version that a file name tells; none where it is the name of something else.
    pub(super) fn of(folder: &Path, name: &str, length: u64) -> Option<Self> {
        let mut parts = name.strip_suffix(".ron")?.split('-');
        let (number, at, word, digest) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || digest.is_empty() || !digest.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let at = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", at).ok()?;
        Some(Self {
            file: folder.join(name),
            number: number.parse().ok()?,
            at: at.to_zoned(TimeZone::UTC).ok()?.timestamp(),
            why: Why::ALL.into_iter().find(|why| why.word() == word)?,
            digest: digest.to_owned(),
            length,
        })
    }

    /// When it was replaced, as the wall clock of the user showed it.
    pub fn clock(&self) -> String {
        self.at.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S").to_string()
    }
}
