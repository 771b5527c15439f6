//! Looks whether another program wrote the plan file.

use std::fs::{self, File, Metadata};
use std::path::Path;
use std::time::SystemTime;

use crate::program::integrity::integrity_beyond_references;
use crate::store::{self, Opened, SourceTrace};

/// What a look found.
#[derive(Debug)]
pub(super) enum Found {
    /// The file is as it is known, or was told already.
    Same,
    /// It is another plan.
    Another(Box<Opened>),
    /// It is no plan any more, and why.
    Broken(String),
    /// It is not there any more.
    Gone,
}

/// Remembers what was seen last.
#[derive(Debug, Default)]
pub(super) struct Watch {
    seen: Option<Look>,
    /// A look at which the file was no plan: it may be half written.
    doubtful: Option<Look>,
    gone: bool,
}

/// What tells that a file may have been written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    length: u64,
    modified: Option<SystemTime>,
    inode: (u64, i64, i64),
}

impl Look {
    fn of(found: &Metadata) -> Self {
        #[cfg(unix)]
        let inode = {
            use std::os::unix::fs::MetadataExt as _;
            (found.ino(), found.ctime(), found.ctime_nsec())
        };
        #[cfg(not(unix))]
        let inode = (0, 0, 0);
        Self { length: found.len(), modified: found.modified().ok(), inode }
    }
}

impl Watch {
    /// Looks at the file, of which `trace` is known. A text that is no plan is looked at twice before it is called so.
    pub(super) fn look(&mut self, path: &Path, trace: &SourceTrace) -> Found {
        let Ok(look) = fs::metadata(path).map(|found| Look::of(&found)) else {
            self.seen = None;
            return if std::mem::replace(&mut self.gone, true) { Found::Same } else { Found::Gone };
        };
        self.gone = false;
        if self.seen == Some(look) {
            return Found::Same;
        }
        match File::open(path).and_then(|file| trace.is_read_from(file)) {
            Ok(true) => {
                self.seen = Some(look);
                return Found::Same;
            }
            Ok(false) => {}
            Err(_) => return Found::Same,
        }
        let Ok(bytes) = fs::read(path) else { return Found::Same };
        let why = match store::read_owned(bytes) {
            Ok(opened) => match integrity_beyond_references(&opened.program).first() {
                None => {
                    self.seen = Some(look);
                    return Found::Another(Box::new(opened));
                }
                Some(violation) => violation.to_string(),
            },
            Err(faults) => {
                faults.0.first().map(|fault| format!("line {}: {}", fault.line, fault.message)).unwrap_or_default()
            }
        };
        if self.doubtful.replace(look) != Some(look) {
            return Found::Same;
        }
        self.seen = Some(look);
        Found::Broken(why)
    }

    /// Forgets what was seen, so that the next look is one at the content.
    pub(super) fn forget(&mut self) {
        self.seen = None;
    }
}
