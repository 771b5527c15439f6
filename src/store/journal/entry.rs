//! What a line of a journal says.

use std::io::{Read as _, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};

use crate::edit::change::Typing;
use crate::edit::{Change, Edit, Step};
use crate::program::{AnyRecord, Kind};

/// The wall time of a line, for people; nothing is ordered by it.
pub type Moment = jiff::Timestamp;

/// The version of the format.
const FORMAT: u32 = 1;
/// The longest plan text that is unpacked: as long as the longest plan file that is read.
const LONGEST: u64 = 256 * 1024 * 1024;

/// The first line: whose journal it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Began {
    /// The version of the format.
    pub quarterdeck_journal: u32,
    /// The plan file.
    pub file: String,
    /// When it began.
    pub at: Moment,
}

impl Began {
    /// The beginning of a journal of that file.
    pub fn of(file: impl Into<String>, at: Moment) -> Self {
        Self { quarterdeck_journal: FORMAT, file: file.into(), at }
    }
}

/// A plan text, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The digest of its bytes.
    pub digest: String,
    /// Its bytes, packed, as letters.
    packed: String,
}

impl Text {
    /// Packs the bytes of a plan file.
    pub fn of(bytes: &[u8], digest: String) -> Self {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        // writing into memory cannot fail; a text that is not whole would be refused when it is read
        let _ = encoder.write_all(bytes);
        Self { digest, packed: STANDARD.encode(encoder.finish().unwrap_or_default()) }
    }

    /// The bytes of the plan file; `None` where they are not as they were packed.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let packed = STANDARD.decode(&self.packed).ok()?;
        let mut bytes = Vec::new();
        DeflateDecoder::new(&*packed).take(LONGEST).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}

/// A record before and after, in the words of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct ChangeLine {
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<String>,
}

/// An edit in the words of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditLine {
    at: Moment,
    label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    typing: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    joins: bool,
    changes: Vec<ChangeLine>,
}

impl EditLine {
    fn of(edit: &Edit, joins: bool, at: Moment) -> Self {
        let text = |record: Option<&AnyRecord>| record.map(AnyRecord::to_ron);
        let change = |change: &Change| ChangeLine {
            kind: change.kind().table_name().to_owned(),
            before: text(change.before()),
            after: text(change.after()),
        };
        Self {
            at,
            label: edit.label.clone(),
            typing: edit.typing.as_ref().map(|typing| typing.place.clone()),
            joins,
            changes: edit.changes.iter().map(change).collect(),
        }
    }

    /// The edit; `None` where it is of a version whose records are not known.
    pub fn edit(&self) -> Option<Edit> {
        let record = |kind: Kind, text: &Option<String>| match text {
            Some(text) => AnyRecord::from_ron(kind, text).ok().map(Some),
            None => Some(None),
        };
        let change = |line: &ChangeLine| {
            let kind = kind_named(&line.kind)?;
            Change::of(record(kind, &line.before)?, record(kind, &line.after)?)
        };
        Some(Edit {
            label: self.label.clone(),
            changes: self.changes.iter().map(change).collect::<Option<_>>()?,
            typing: self.typing.clone().map(|place| Typing { place }),
        })
    }

    /// What the history calls it.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// When it was made.
    pub fn at(&self) -> Moment {
        self.at
    }

    /// Whether it is one step with the edit before.
    pub fn joins(&self) -> bool {
        self.joins
    }

    /// The records it changes: kind and identifier.
    pub fn records(&self) -> Vec<(Kind, String)> {
        let edit = self.edit();
        let changes = edit.iter().flat_map(|edit| &edit.changes);
        changes.map(|change| (change.kind(), change.id().to_string())).collect()
    }
}

fn kind_named(name: &str) -> Option<Kind> {
    let known = [Kind::Profile, Kind::Settings];
    known.iter().chain(Kind::TABLES).find(|kind| kind.table_name() == name).copied()
}

/// Text that is being typed and is no edit yet: of a form or a field that is still open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// When.
    pub at: Moment,
    /// What it is typed into, as the screen calls it.
    pub place: String,
    /// Each field that is otherwise than it was when it was opened, with its text; none: it is done with.
    pub texts: Vec<(String, String)>,
}

/// A line of a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// Whose journal it is.
    Began(Began),
    /// The text it begins from.
    Base(Text),
    /// A step of an earlier journal, that the text holds already.
    Past(EditLine),
    /// A step of an earlier journal that was taken back: the text does not hold it.
    PastUndone(EditLine),
    /// An edit was made.
    Edit(EditLine),
    /// Text is being typed, or is no longer.
    Draft(Draft),
    /// The last step was taken back.
    Undo {
        /// When.
        at: Moment,
    },
    /// The last step taken back was done again.
    Redo {
        /// When.
        at: Moment,
    },
    /// The program as it is here is about to stand in its file, which then has that digest.
    File {
        /// When.
        at: Moment,
        /// Of the text.
        digest: String,
    },
    /// The save of that text was done.
    Saved {
        /// When.
        at: Moment,
        /// Of the text.
        digest: String,
    },
    /// The user left everything behind that is not in the file, which has that digest.
    Left {
        /// When.
        at: Moment,
        /// Of the file.
        digest: String,
    },
}

impl Entry {
    /// A step of a session.
    pub fn of_step(step: &Step, at: Moment) -> Self {
        match step {
            Step::Made { edit, joins } => Self::Edit(EditLine::of(edit, *joins, at)),
            Step::Undone => Self::Undo { at },
            Step::Redone => Self::Redo { at },
        }
    }

    /// A step of an earlier journal.
    pub fn past(edit: &Edit, undone: bool, at: Moment) -> Self {
        let line = EditLine::of(edit, false, at);
        if undone { Self::PastUndone(line) } else { Self::Past(line) }
    }

    /// The step it tells, where it tells one.
    pub fn step(&self) -> Option<Step> {
        match self {
            Self::Edit(line) => Some(Step::Made { edit: line.edit()?, joins: line.joins }),
            Self::Undo { .. } => Some(Step::Undone),
            Self::Redo { .. } => Some(Step::Redone),
            _ => None,
        }
    }

    /// The edit it tells, also where that is of an earlier journal.
    pub fn edit(&self) -> Option<Edit> {
        match self {
            Self::Edit(line) | Self::Past(line) | Self::PastUndone(line) => line.edit(),
            _ => None,
        }
    }

    /// Whether it tells that the program is about to stand in a file of that digest.
    pub fn marks(&self, digest: &str) -> bool {
        matches!(self, Self::File { digest: found, .. } if found == digest)
    }

    /// Whether its records are of kinds and fields that are known here.
    pub fn is_understood(&self) -> bool {
        match self {
            Self::Edit(line) | Self::Past(line) | Self::PastUndone(line) => line.edit().is_some(),
            Self::Began(began) => began.quarterdeck_journal <= FORMAT,
            _ => true,
        }
    }

    /// Whether the program moves with it.
    pub fn is_step(&self) -> bool {
        matches!(self, Self::Edit(_) | Self::Undo { .. } | Self::Redo { .. })
    }

    /// When it was written; a plan text has no time of its own.
    pub fn at(&self) -> Option<Moment> {
        match self {
            Self::Began(began) => Some(began.at),
            Self::Base(_) => None,
            Self::Edit(line) | Self::Past(line) | Self::PastUndone(line) => Some(line.at),
            Self::Draft(draft) => Some(draft.at),
            Self::Undo { at } | Self::Redo { at } => Some(*at),
            Self::File { at, .. } | Self::Saved { at, .. } | Self::Left { at, .. } => Some(*at),
        }
    }

    /// The payload of its line.
    pub fn payload(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The entry of a payload.
    pub fn read(payload: &str) -> Option<Self> {
        serde_json::from_str(payload).ok()
    }
}
