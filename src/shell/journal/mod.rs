//! Keeps every edit on the disk before it is called safe, on a thread of its own, and has it again after a crash.

mod desk;
mod folders;
mod found;
mod keeper;
mod reopen;
mod storage;
#[cfg(test)]
mod tests;
mod thread;
mod watch;

pub use desk::Desk;
pub use folders::{Folders, Known, Places};
pub use found::{Found, everywhere, of_plan};
pub use keeper::{Keeper, NotKept};
pub use reopen::{Reopened, reopen};
pub use storage::{Appending, OnDisk, Storage};
pub use thread::{DiskThread, Report, Task};
