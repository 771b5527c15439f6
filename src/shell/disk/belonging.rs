//! Whose a file is and who may do what with it, so that a file that takes the place of another is like it.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

/// Gives a new file the owner, the permissions, the access list and the extended attributes of the one at that path.
///
/// False where something of it is not to be had, so that only the old file itself can keep it.
pub(super) fn pass_on(from: &Path, old: &Metadata, to: &File) -> io::Result<bool> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        let mine = to.metadata()?;
        let foreign = (mine.uid(), mine.gid()) != (old.uid(), old.gid());
        // only a privileged user may give files away
        let given = !foreign || fchown(to, Some(old.uid()), Some(old.gid())).is_ok();
        to.set_permissions(old.permissions())?;
        Ok(attributes::pass_on(from, to) && given)
    }
    #[cfg(not(unix))]
    {
        let _ = from;
        to.set_permissions(old.permissions()).map(|()| true)
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod attributes {
    use std::ffi::{CStr, CString};
    use std::fs::File;
    use std::path::Path;

    use rustix::fs::{XattrFlags, fsetxattr, getxattr, listxattr};
    use rustix::io::Errno;

    /// Attributes of the system, which whoever writes a file neither sets nor answers for.
    const OF_THE_SYSTEM: [&[u8]; 2] = [b"security.", b"trusted."];

    /// Copies every attribute, the access list among them; false where one of ours is not to be had.
    pub(super) fn pass_on(from: &Path, to: &File) -> bool {
        let Some(names) = names(from) else { return true };
        names.iter().all(|name| {
            let given = value(from, name).is_some_and(|value| fsetxattr(to, name, &value, XattrFlags::empty()).is_ok());
            given || OF_THE_SYSTEM.iter().any(|prefix| name.to_bytes().starts_with(prefix))
        })
    }

    /// The names; none where the file system has no attributes.
    fn names(of: &Path) -> Option<Vec<CString>> {
        let list = whole(|room| listxattr(of, room))?;
        Some(
            list.split_inclusive(|byte| *byte == 0)
                .filter_map(|name| CStr::from_bytes_with_nul(name).ok())
                .map(CStr::to_owned)
                .collect(),
        )
    }

    fn value(of: &Path, name: &CStr) -> Option<Vec<u8>> {
        whole(|room| getxattr(of, name, room))
    }

    /// What is read into as much room as it takes.
    fn whole(read: impl Fn(&mut [u8]) -> Result<usize, Errno>) -> Option<Vec<u8>> {
        let mut room = vec![0; 1024];
        loop {
            match read(&mut room) {
                Ok(length) => {
                    room.truncate(length);
                    return Some(room);
                }
                Err(Errno::RANGE) if room.len() < 1 << 20 => room.resize(room.len() * 4, 0),
                Err(_) => return None,
            }
        }
    }
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android", target_vendor = "apple"))))]
mod attributes {
    pub(super) fn pass_on(_: &std::path::Path, _: &std::fs::File) -> bool {
        true
    }
}

/// Exchanges two files in one step; an error where the system cannot.
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(io::Error::from)
    }
    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    {
        let _ = (one, other);
        Err(io::ErrorKind::Unsupported.into())
    }
}
