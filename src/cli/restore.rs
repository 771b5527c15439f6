//! `restore`: the versions that saves replaced, listed, shown against the plan, brought back as one step.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::calc_help::table;
use super::failure::{Exit, Failure, Problem};
use super::files::{self, Workplace};
use super::journal_args::Restore;
use super::output::Reply;
use super::rows::plain;
use super::{diff, recover};
use crate::app::{Command, update};
use crate::edit::Edit;
use crate::shell::backups::{Backups, Version, Why, everywhere};
use crate::shell::clock;
use crate::shell::disk;
use crate::shell::journal::Task;

pub(super) fn restore(words: &Restore) -> Result<Reply, Failure> {
    match (&words.file, &words.version, &words.output) {
        (None, ..) => Ok(plans()),
        (Some(file), None, _) => list(file),
        (Some(file), Some(version), Some(output)) => as_it_was(file, version, output, words.dry_run),
        (Some(file), Some(version), None) => into_file(file, version, words.dry_run),
    }
}

/// Every plan of which versions are kept.
fn plans() -> Reply {
    let found = files::state().map(|state| everywhere(&state)).unwrap_or_default();
    let rows: Vec<[String; 3]> = found
        .iter()
        .map(|(plan, versions)| {
            let latest = versions.first().map(Version::clock).unwrap_or_default();
            [plain(&plan.display().to_string()), versions.len().to_string(), latest]
        })
        .collect();
    let plan = |(plan, versions): &(PathBuf, Vec<Version>)| json!({"path": plan.display().to_string(), "versions": versions.len(), "latest": versions.first().map(|version| version.at.to_string())});
    let data = json!({"plans": found.iter().map(plan).collect::<Vec<_>>()});
    let text = if rows.is_empty() { String::new() } else { table(["Plan", "Versions", "Latest"], &rows) };
    let note =
        if rows.is_empty() { "no version of any plan is kept yet" } else { "`quarterdeck restore FILE` lists them" };
    Reply::new("restore", text, data).note(note)
}

/// The versions of a plan file, the newest first.
pub(super) fn versions(file: &Path) -> Result<Vec<Version>, Failure> {
    let Some(state) = files::state() else { return Ok(Vec::new()) };
    Backups::of(&state, file).versions().map_err(|error| {
        let problem = Problem::new("versions_unread", format!("its versions cannot be read: {error}"));
        Failure::new(Exit::Failed, problem.in_file(files::shown(file)))
    })
}

fn list(file: &Path) -> Result<Reply, Failure> {
    let versions = versions(file)?;
    let rows: Vec<[String; 4]> = versions
        .iter()
        .map(|version| {
            let size = format!("{} kB", version.length.div_ceil(1000));
            [version.number.to_string(), version.clock(), version.why.before().to_owned(), size]
        })
        .collect();
    let data =
        json!({"path": file.display().to_string(), "versions": versions.iter().map(version_json).collect::<Vec<_>>()});
    let text = if rows.is_empty() { String::new() } else { table(["Version", "Replaced", "Why", "Size"], &rows) };
    Ok(Reply::new("restore", text, data).note(match rows.len() {
        0 => "no version of this plan is kept; every save keeps the one that it replaces".to_owned(),
        _ => format!("`quarterdeck restore {} VERSION --dry-run` shows what it would change", files::shown(file)),
    }))
}

fn version_json(version: &Version) -> Value {
    json!({
        "version": version.number,
        "at": version.at.to_string(),
        "why": version.why.word(),
        "bytes": version.length,
        "file": version.file.display().to_string(),
    })
}

/// The file of a version, and what it is called.
fn file_of(plan: &Path, version: &str) -> Result<(PathBuf, String), Failure> {
    let versions = versions(plan)?;
    let number = version.parse::<u32>().ok();
    let found = match (version, number) {
        ("latest", _) => versions.first(),
        (_, Some(number)) => versions.iter().find(|version| version.number == number),
        _ => None,
    };
    if let Some(found) = found {
        return Ok((found.file.clone(), format!("version {} of {}", found.number, found.clock())));
    }
    if number.is_none() && version != "latest" && Path::new(version).is_file() {
        return Ok((PathBuf::from(version), format!("the plan {version}")));
    }
    let hint = match (versions.last(), versions.first()) {
        (Some(first), Some(last)) => {
            format!(
                "there are {} versions, {} to {}: `quarterdeck restore {}`",
                versions.len(),
                first.number,
                last.number,
                files::shown(plan)
            )
        }
        _ => "no version of this plan is kept; `quarterdeck restore` names the plans that have one".to_owned(),
    };
    let problem = Problem::new("no_such_version", format!("there is no version {version:?} of this plan"));
    Err(Failure::new(Exit::Usage, problem.in_file(files::shown(plan)).about("VERSION").hint(hint)))
}

fn as_it_was(plan: &Path, version: &str, output: &Path, dry_run: bool) -> Result<Reply, Failure> {
    let (file, called) = file_of(plan, version)?;
    let bytes = files::read(&file)?;
    let data =
        json!({"version": called, "path": output.display().to_string(), "bytes": bytes.len(), "written": !dry_run});
    let reply = Reply::new("restore", format!("{}\n", plain(&called)), data);
    if dry_run {
        return Ok(reply.note(format!("would be written to {}", output.display())));
    }
    files::create(output, &bytes)?;
    Ok(reply.note(format!("wrote {}", output.display())))
}

fn into_file(plan: &Path, version: &str, dry_run: bool) -> Result<Reply, Failure> {
    let (file, called) = file_of(plan, version)?;
    let older = files::plan(&file)?.program;
    let Workplace { mut workbench, mut desk, held, unread, .. } = files::workplace(plan, None).map_err(|failure| {
        failure.hint(format!(
            "`quarterdeck restore {} {version} -o NEW` writes the version to another file",
            files::shown(plan)
        ))
    })?;
    if let Some(why) = unread {
        return Err(files::unread(plan, why));
    }
    if held {
        return Err(files::held(plan));
    }
    if workbench.is_dirty() {
        return Err(files::edits_of_a_crash(plan));
    }
    let (text, count) = diff::told_between(workbench.program(), &older);
    let edit = Edit::between(workbench.program(), &older, format!("Brought back {called}"));
    let written = !dry_run && !edit.is_empty();
    let data = json!({"version": called, "records": count, "written": written});
    let reply = Reply::new("restore", text, data);
    if edit.is_empty() {
        return Ok(reply.note("the plan is as that version is"));
    }
    if dry_run {
        return Ok(reply.note("nothing was written; leave out --dry-run to bring it back"));
    }
    update(&mut workbench, Command::Apply(edit))?;
    let (steps, revision) = (workbench.take_fresh_steps(), workbench.history().revision());
    desk.keep_for_ever(Why::Restore);
    desk.carry_out(vec![Task::Keep { steps, revision, at: clock::instant() }], &|_| {});
    let reply = recover::saved(&mut workbench, &mut desk, reply)?;
    Ok(reply.note(format!("saved {}; `quarterdeck undo` takes it back", files::shown(plan))))
}

/// What can be done about a plan file that cannot be opened, where a version of it is kept.
pub(super) fn hint(plan: &Path) -> Option<String> {
    let versions = versions(plan).ok()?;
    let whole = versions.iter().find(|version| disk::open(&version.file).is_ok())?;
    let plan = files::shown(plan);
    Some(format!("the last version of it that is whole: `quarterdeck restore {plan} {} -o NEW`", whole.number))
}
