//! The only impure folder beside the terminal: disk, clock, paths.

pub mod backups;
pub mod clipboard;
pub mod clock;
pub mod config;
pub mod digest;
pub mod disk;
pub mod editor;
pub mod file_limit;
pub mod import_thread;
pub mod journal;
pub mod keys;
pub mod last;
pub mod lock;
pub mod look;
pub mod paths;
pub mod scratch;
pub mod tour;
pub mod typed_path;
