//! The versions of a plan file that saves replaced, for the screen to offer.

use std::path::Path;

use super::screen::{Event, KeptVersion};
use crate::shell::backups::{Backups, Version};
use crate::shell::disk;
use crate::shell::paths::Paths;

/// Those of a plan, the newest first.
pub(super) fn list(plan: &Path) -> Event {
    let versions = Paths::of_user().map(|paths| Backups::of(&paths.state, plan).versions());
    match versions {
        Err(error) => Event::Failed(format!("No version of this plan is kept: {error}")),
        Ok(Err(error)) => Event::Failed(format!("The versions of this plan cannot be read: {error}")),
        Ok(Ok(versions)) => Event::Versions(versions.into_iter().map(offered).collect()),
    }
}

fn offered(version: Version) -> KeptVersion {
    let called = format!("version {} of {}", version.number, version.clock());
    let about = format!("{}, {} kB", version.why.before(), version.length.div_ceil(1000));
    KeptVersion { file: version.file, called, about }
}

/// The program that a version holds.
pub(super) fn read(file: &Path, called: String) -> Event {
    match disk::open(file) {
        Ok(opened) => Event::Version { program: Box::new(opened.program), called },
        Err(error) => Event::Failed(format!("{called} cannot be brought back: {error}")),
    }
}
