//! Opening and saving on a real disk.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::open::open_within;
use super::*;
use crate::program::Program;
use crate::program::profile::Profile;

const PLAN: &str =
    "(\n    version: 1, // ours\n    program: (name: \"Plan\", /* ! */ currency: \"USD\", fiscal_start_month: 1),\n)\n";

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plan.ron");
    (folder, file)
}

fn renamed(program: &Program, name: &str) -> Program {
    let mut program = program.clone();
    program.profile = std::sync::Arc::new(Profile { name: name.to_owned(), ..Profile::clone(&program.profile) });
    program
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_cannot_be_opened_says_why_and_what_to_do() {
    let (folder, file) = folder();
    let missing = open(&file).unwrap_err();
    assert_eq!(missing.code(), "no_such_file");
    assert_eq!(missing.to_string(), format!("{}: there is no such file", file.display()));
    assert!(missing.hint().contains("quarterdeck new"));
    assert_eq!(open(folder.path()).unwrap_err().code(), "not_a_file");
    #[cfg(unix)]
    assert_eq!(open(Path::new("/dev/zero")).unwrap_err().code(), "not_a_file");
    fs::write(&file, PLAN).unwrap();
    assert_eq!(open_within(&file, 20).unwrap_err().code(), "too_large");
    fs::write(&file, PLAN.replace("USD", "dollars")).unwrap();
    let faulty = open(&file).unwrap_err();
    assert_eq!(faulty.code(), "wrong_type");
    assert!(faulty.to_string().contains("plan.ron: line 3, column"), "{faulty}");
}

#[test]
fn a_new_file_is_made_and_one_that_is_there_is_not_written_over() {
    let (folder, file) = folder();
    let program = Program::named("One");
    let saved = save(&file, &program, None).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), crate::store::write(&program, None).source.text());
    assert_eq!(open(&file).unwrap().program, program);
    let other = save(&file, &Program::named("Two"), None).unwrap_err();
    assert!(matches!(other, SaveError::Exists { .. }) && other.is_conflict());
    assert_eq!(open(&file).unwrap().program, program);
    let second = save(&file, &renamed(&program, "Two"), Some(&saved.trace)).unwrap();
    assert_eq!(open(&file).unwrap().program.profile.name, "Two");
    save(&file, &renamed(&program, "Three"), Some(&second.trace)).unwrap();
    assert_eq!(names(folder.path()), ["plan.ron"]);
}

#[test]
fn what_another_program_wrote_is_never_written_over_unseen() {
    let (folder, file) = folder();
    fs::write(&file, PLAN).unwrap();
    let opened = open(&file).unwrap();
    let theirs = PLAN.replace("Plan", "Theirs");
    fs::write(&file, &theirs).unwrap();
    let ours = renamed(&opened.program, "Ours");
    let conflict = save(&file, &ours, Some(&opened.source.trace())).unwrap_err();
    assert!(matches!(conflict, SaveError::Changed { .. }) && conflict.is_conflict());
    assert_eq!(fs::read_to_string(&file).unwrap(), theirs);
    let saved = save_over(&file, &ours, Some(&opened.source.trace())).unwrap();
    let kept = saved.kept.unwrap();
    assert_eq!(kept.because, KeptBecause::Foreign);
    assert_eq!(fs::read_to_string(&kept.file).unwrap(), theirs);
    assert_eq!(open(&file).unwrap().program, ours);
    assert_eq!(names(folder.path()), ["plan.other-version.ron", "plan.ron"]);
    fs::remove_file(&file).unwrap();
    let gone = save(&file, &renamed(&ours, "Again"), Some(&saved.trace)).unwrap_err();
    assert!(matches!(gone, SaveError::Gone { .. }));
    assert!(save_over(&file, &ours, Some(&saved.trace)).unwrap().kept.is_none());
    assert_eq!(open(&file).unwrap().program, ours);
}

#[test]
fn a_file_with_comments_that_would_be_lost_is_kept_under_a_number_of_its_own() {
    let (folder, file) = folder();
    let remarked = PLAN.replace("fiscal_start_month: 1", "fiscal_start_month: 1, note: Some(/* why */ \"so\")");
    for expected in ["plan.with-comments.ron", "plan.with-comments-2.ron"] {
        fs::write(&file, &remarked).unwrap();
        let opened = open(&file).unwrap();
        let mut program = opened.program.clone();
        program.profile = std::sync::Arc::new(Profile { note: None, ..Profile::clone(&program.profile) });
        let kept = save(&file, &program, Some(&opened.source.trace())).unwrap().kept.unwrap();
        assert_eq!((kept.file, kept.because), (folder.path().join(expected), KeptBecause::Comments(1)));
        assert_eq!(fs::read_to_string(folder.path().join(expected)).unwrap(), remarked);
        assert!(fs::read_to_string(&file).unwrap().contains("// ours"));
    }
}

#[test]
fn saving_without_a_change_does_not_touch_the_file() {
    let (_folder, file) = folder();
    fs::write(&file, PLAN).unwrap();
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    fs::File::options().write(true).open(&file).unwrap().set_modified(long_ago).unwrap();
    let opened = open(&file).unwrap();
    save(&file, &opened.program, Some(&opened.source.trace())).unwrap();
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), long_ago);
}

#[test]
fn a_save_that_fails_leaves_the_file_and_no_litter() {
    let (folder, file) = folder();
    let nowhere = folder.path().join("no/such/folder/plan.ron");
    let failed = save(&nowhere, &Program::named("x"), None).unwrap_err();
    assert_eq!((failed.code(), failed.hint()), ("write_failed", "make the folder first, or save elsewhere"));
    assert_eq!(save(folder.path(), &Program::named("x"), None).unwrap_err().code(), "not_a_file");
    fs::write(&file, PLAN).unwrap();
    let opened = open(&file).unwrap();
    let mut dangling = opened.program.clone();
    let mut partner = crate::program::partner::Partner::named(
        "acme".parse().unwrap(),
        "Acme",
        crate::program::partner::LifecycleStage::Prospect,
    );
    partner.owner = Some("nobody".parse().unwrap());
    dangling.put(partner.into());
    assert_eq!(save(&file, &dangling, Some(&opened.source.trace())).unwrap_err().code(), "unfaithful");
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();
    assert_eq!(
        save(&file, &renamed(&opened.program, "New"), Some(&opened.source.trace())).unwrap_err().code(),
        "read_only"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), PLAN);
    assert_eq!(names(folder.path()), ["plan.ron"]);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let (folder, file) = folder();
    fs::create_dir(folder.path().join("real")).unwrap();
    let real = folder.path().join("real/plan.ron");
    fs::write(&real, PLAN).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("middle.ron", &file).unwrap();
    symlink("real/plan.ron", folder.path().join("middle.ron")).unwrap();
    let opened = open(&file).unwrap();
    save(&file, &renamed(&opened.program, "New"), Some(&opened.source.trace())).unwrap();
    assert!(fs::symlink_metadata(&file).unwrap().file_type().is_symlink());
    assert_eq!(open(&real).unwrap().program.profile.name, "New");
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(names(&folder.path().join("real")), ["plan.ron"]);
    symlink("loop.ron", folder.path().join("loop.ron")).unwrap();
    let endless = save(&folder.path().join("loop.ron"), &opened.program, None).unwrap_err();
    assert_eq!(endless.code(), "write_failed");
}

#[cfg(unix)]
#[test]
fn a_file_of_two_names_stays_one_file() {
    let (folder, file) = folder();
    fs::write(&file, PLAN).unwrap();
    let other = folder.path().join("other.ron");
    fs::hard_link(&file, &other).unwrap();
    let opened = open(&file).unwrap();
    let saved = save(&file, &renamed(&opened.program, "A much longer name than before"), Some(&opened.source.trace()));
    save(&file, &renamed(&opened.program, "N"), Some(&saved.unwrap().trace)).unwrap();
    assert_eq!(open(&other).unwrap().program.profile.name, "N");
    assert_eq!(fs::read(&file).unwrap(), fs::read(&other).unwrap());
    assert_eq!(names(folder.path()), ["other.ron", "plan.ron"]);
}

#[cfg(target_os = "linux")]
#[test]
fn what_a_killed_save_left_is_removed_by_the_next_one() {
    let (folder, file) = folder();
    let living = format!(".plan.ron.{}-999999.tmp", std::process::id());
    for name in [".plan.ron.4294967295-0.tmp", ".other.ron.4294967295-0.tmp", &living] {
        fs::write(folder.path().join(name), "x").unwrap();
    }
    save(&file, &Program::named("x"), None).unwrap();
    let mut left = vec![".other.ron.4294967295-0.tmp".to_owned(), living, "plan.ron".to_owned()];
    left.sort();
    assert_eq!(names(folder.path()), left);
}

#[test]
fn what_is_written_in_the_very_moment_of_a_save_is_noticed_and_stays() {
    let (folder, file) = folder();
    fs::write(&file, "old").unwrap();
    assert!(super::atomic::replace_expected(&file, b"ours", b"old", || true).unwrap());
    assert_eq!(fs::read(&file).unwrap(), b"ours");
    let meanwhile = || fs::write(&file, "theirs").is_ok();
    let replaced = super::atomic::replace_expected(&file, b"newer", b"ours", meanwhile).unwrap();
    if cfg!(target_os = "linux") {
        assert!(!replaced);
        assert_eq!(fs::read(&file).unwrap(), b"theirs");
    }
    assert_eq!(names(folder.path()), ["plan.ron"]);
}

#[cfg(target_os = "linux")]
#[test]
fn attributes_and_the_access_list_of_a_file_stay() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    let (_folder, file) = folder();
    fs::write(&file, PLAN).unwrap();
    if setxattr(&file, "user.label", b"green", XattrFlags::empty()).is_err() {
        println!("skipped: this file system has no extended attributes");
        return;
    }
    // user::rw-, user:4711:r--, group::r--, mask::r--, other::---
    let list: Vec<u8> = [[2, 0, 0, 0, 1, 0, 6, 0], [255, 255, 255, 255, 2, 0, 4, 0], [0x67, 0x12, 0, 0, 4, 0, 4, 0]]
        .concat()
        .into_iter()
        .chain([255, 255, 255, 255, 16, 0, 4, 0, 255, 255, 255, 255, 32, 0, 0, 0, 255, 255, 255, 255])
        .collect();
    let has_list = setxattr(&file, "system.posix_acl_access", &list, XattrFlags::empty()).is_ok();
    let opened = open(&file).unwrap();
    save(&file, &renamed(&opened.program, "New"), Some(&opened.source.trace())).unwrap();
    let value = |name: &str| {
        let mut room = [0; 200];
        getxattr(&file, name, &mut room).map(|length| room[..length].to_vec())
    };
    assert_eq!(value("user.label").unwrap(), b"green");
    assert_eq!(open(&file).unwrap().program.profile.name, "New");
    if has_list {
        assert_eq!(value("system.posix_acl_access").unwrap(), list);
    }
}
