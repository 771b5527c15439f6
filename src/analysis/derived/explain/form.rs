//! The form of an explanation: a proof that can be followed by hand, from the records to the value.

use crate::analysis::tier_proof::ProofNode;
use crate::program::Kind;

/// A named value, where it comes from, and the records that hold it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// What it is.
    pub label: String,
    /// The value, or `unknown`.
    pub value: String,
    /// Where it comes from or what it gives; may be empty.
    pub note: String,
    /// The records it is read from, as `deals/renewal`: the name of the table and the identifier.
    pub records: Vec<String>,
}

/// Where a number comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The path that was asked for.
    pub path: String,
    /// What it is, in words.
    pub title: String,
    /// The value.
    pub value: String,
    /// The rule, such as `R-04`.
    pub rule: &'static str,
    /// What the rule says, in one sentence; may be empty.
    pub says: &'static str,
    /// What went in.
    pub inputs: Vec<Line>,
    /// How the inputs become the value: exact numbers, and the rounding where there is one.
    pub steps: Vec<Line>,
    /// What it was compared with.
    pub thresholds: Vec<Line>,
    /// The settings that took part, with their values.
    pub settings: Vec<Line>,
    /// What would change it.
    pub changes: Vec<String>,
    /// Criteria as they came out, node by node; empty where none are asked about.
    pub tree: Vec<ProofNode>,
    /// One line for each tier that is proved; empty where none is.
    pub proofs: Vec<String>,
}

impl Line {
    pub(super) fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), ..Self::default() }
    }

    pub(super) fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Read from these records of one kind.
    pub(super) fn from(mut self, kind: Kind, ids: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.records.extend(ids.into_iter().map(|id| format!("{}/{}", kind.table_name(), id.as_ref())));
        self
    }

    /// The note and the records in one text: what stands behind the value; at most `most` records by name.
    pub fn behind(&self, most: usize) -> String {
        let named = self.records.iter().take(most).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more = self.records.len().saturating_sub(most);
        let records = if more > 0 { format!("{named} and {more} more") } else { named };
        match (self.note.is_empty(), records.is_empty()) {
            (_, true) => self.note.clone(),
            (true, false) => records,
            (false, false) => format!("{}; {records}", self.note),
        }
    }
}

impl Explanation {
    pub(super) fn new(rule: &'static str, title: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            path: String::new(),
            title: title.into(),
            value: value.into(),
            rule,
            says: "",
            inputs: Vec::new(),
            steps: Vec::new(),
            thresholds: Vec::new(),
            settings: Vec::new(),
            changes: Vec::new(),
            tree: Vec::new(),
            proofs: Vec::new(),
        }
    }

    pub(super) fn says(mut self, sentence: &'static str) -> Self {
        self.says = sentence;
        self
    }

    /// The parts that hold lines, in reading order, with their headings.
    pub fn parts(&self) -> [(&'static str, &[Line]); 4] {
        [
            ("From", &self.inputs),
            ("Arithmetic", &self.steps),
            ("Thresholds", &self.thresholds),
            ("Settings", &self.settings),
        ]
    }
}
