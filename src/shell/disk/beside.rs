//! The names of what stands beside a plan file while it is worked on: hidden, and never too long for a file system.

use std::path::{Path, PathBuf};

use crate::shell::digest::digest;

/// The longest part of the name of the plan file in another name, in bytes; file systems take 255 in all.
const LONGEST: usize = 200;
/// Digits of the digest that tells longer names apart.
const DIGITS: usize = 8;

/// A name that leaves room for what is put before and behind it.
pub fn shortened(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let end = (0..LONGEST - DIGITS).rev().find(|end| name.is_char_boundary(*end)).unwrap_or_default();
    let digits: String = digest(name.as_bytes()).chars().skip("sha256:".len()).take(DIGITS).collect();
    format!("{}-{digits}", &name[..end])
}

/// How the names of what stands beside a plan file begin: `.plan.ron.`.
pub fn prefix(plan: &Path) -> String {
    let name = plan.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    format!(".{}.", shortened(&name))
}

/// A file beside a plan file: `.plan.ron.lock`.
pub fn beside(plan: &Path, what: &str) -> PathBuf {
    plan.with_file_name(prefix(plan) + what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_shortened_and_told_apart() {
        assert_eq!(beside(Path::new("a/plan.ron"), "lock"), Path::new("a/.plan.ron.lock"));
        let long = |c: &str| c.repeat(80) + "e\u{301}".repeat(40).as_str() + ".ron";
        for name in [long("x"), long("\u{682a}"), "\u{e9}".repeat(127)] {
            let short = shortened(&name);
            assert!(short.len() <= LONGEST && short.contains('-'), "{short}");
            assert_ne!(short, shortened(&(name.clone() + "2")));
        }
    }
}
