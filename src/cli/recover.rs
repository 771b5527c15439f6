//! `recover`: what a crash kept from a plan file, named for all files, put into one, or had again from the journal alone.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::failure::{Exit, Failure, Problem};
use super::files::{self, Workplace};
use super::journal_args::Recover;
use super::log::clock;
use super::output::Reply;
use super::rows::plain;
use crate::app::{Command, Effect, Workbench, update};
use crate::shell::journal::{Desk, Folders, Found, OnDisk, everywhere, of_plan};
use crate::store;
use crate::store::journal::Draft;

pub(super) fn recover(words: &Recover) -> Result<Reply, Failure> {
    if let (Some(file), Some(journal)) = (&words.file, &words.journal) {
        return of_journal(file, journal, words.dry_run);
    }
    match (&words.file, &words.output) {
        (None, _) => Ok(all()),
        (Some(file), Some(output)) => from_journal(file, output, words.dry_run),
        (Some(file), None) => into_file(file, words.dry_run),
    }
}

/// Every plan with edits that are not in its file.
fn all() -> Reply {
    let places = files::places();
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    for place in [places.state, places.spare].into_iter().flatten() {
        let (more, hidden) = everywhere(&OnDisk, &place);
        found.extend(more);
        unread.extend(hidden);
    }
    let unsaved: Vec<&Found> =
        found.iter().filter(|found| !found.held && (found.unsaved() > 0 || found.content.draft().is_some())).collect();
    let mut text = String::new();
    for found in &unsaved {
        let at = last(found).map(|at| format!(", the last of {at}")).unwrap_or_default();
        let _ = writeln!(text, "{}: {}{at}", plain(&found.content.began.file), found.unsaved_in_words());
        text += &found.content.draft().map(typed).unwrap_or_default();
        if found.is_older {
            let plan = plain(&found.content.began.file);
            let _ = writeln!(text, "  `quarterdeck recover {plan} --journal {}`", found.file.display());
        }
    }
    let data = json!({"plans": unsaved.iter().map(|found| found_json(found)).collect::<Vec<_>>()});
    let note = match unsaved.len() {
        0 if unread.is_empty() => "every edit is in its file",
        0 => "what can be read holds no edit that is not in its file",
        _ => "open the file, or say `quarterdeck recover FILE`",
    };
    let mut reply = Reply::new("recover", text, data).note(note);
    let problem = |(file, why): &(PathBuf, io::Error)| {
        Problem::new("journal_unread", format!("it cannot be read now: {why}")).in_file(file.display().to_string())
    };
    reply.warnings.extend(unread.iter().map(problem));
    reply
}

/// The text that was being typed, as a person reads it.
fn typed(draft: &Draft) -> String {
    let mut text = format!("  typed into {} at {} and not entered:\n", plain(&draft.place), clock(draft.at));
    for (field, typed) in &draft.texts {
        let field = if field.is_empty() { String::new() } else { format!("{}: ", field.replace('_', " ")) };
        let _ = writeln!(text, "    {field}{}", plain(typed));
    }
    text
}

fn last(found: &Found) -> Option<String> {
    found.content.entries.iter().rev().filter(|entry| entry.is_step()).find_map(store::journal::Entry::at).map(clock)
}

fn found_json(found: &Found) -> Value {
    json!({
        "path": found.content.began.file,
        "journal": found.file.display().to_string(),
        "edits": found.unsaved(),
        "last": last(found),
        "draft": found.content.draft().map(|draft| json!({"place": draft.place, "texts": draft.texts})),
    })
}

/// Puts the edits into the plan file.
fn into_file(file: &Path, dry_run: bool) -> Result<Reply, Failure> {
    let Workplace { mut workbench, mut desk, told, held, left_out, unread, .. } = files::workplace(file, None)
        .map_err(|failure| {
            let had = !of_plan(&OnDisk, &Folders::of(files::places(), file)).is_empty();
            let hint = format!("its journal has the plan: `quarterdeck recover {} -o NEW`", files::shown(file));
            if had { failure.hint(hint) } else { failure }
        })?;
    if held {
        return Err(files::held(file));
    }
    if let Some(why) = unread {
        return Err(files::unread(file, why));
    }
    if left_out > 0 {
        let problem = Problem::new("edits_do_not_fit", told.join("; ")).in_file(files::shown(file));
        let hint = "`quarterdeck recover FILE -o NEW` writes the plan as the journal has it; `quarterdeck diff FILE NEW` compares";
        return Err(Failure::new(Exit::Conflict, problem.hint(hint)));
    }
    let recovered = workbench.is_dirty();
    let labels: Vec<String> = workbench.history().done().iter().map(|edit| edit.label.clone()).collect();
    let data = json!({"recovered": recovered, "history": labels, "told": told, "written": recovered && !dry_run});
    let text = told.iter().fold(String::new(), |text, line| text + line + "\n");
    let text = text + &workbench.unfinished().map(typed).unwrap_or_default();
    let reply = Reply::new("recover", text, data);
    if !recovered {
        return Ok(reply.note("every edit is in the file"));
    }
    if dry_run {
        return Ok(reply.note("nothing was written; leave out --dry-run to put them into the file"));
    }
    let reply = saved(&mut workbench, &mut desk, reply)?;
    Ok(reply.note(format!("saved {}", files::shown(file))))
}

/// Puts the edits of one journal into the plan file, each as a step, where all of them fit.
fn of_journal(file: &Path, journal: &Path, dry_run: bool) -> Result<Reply, Failure> {
    let Some(found) = Found::in_file(&OnDisk, journal.to_owned()) else {
        let problem = Problem::new("no_journal", "this is no journal that can be read").in_file(files::shown(journal));
        return Err(Failure::new(Exit::Invalid, problem.hint("`quarterdeck recover` names those with edits")));
    };
    let mut workbench = files::session(file, None)?;
    let edits = found.unsaved_edits();
    let labels: Vec<String> = edits.iter().map(|edit| plain(&edit.label)).collect();
    for edit in edits {
        update(&mut workbench, Command::Apply(edit)).map_err(|refusal| {
            let problem = Problem::new("edits_do_not_fit", refusal.to_string()).in_file(files::shown(file));
            Failure::new(Exit::Conflict, problem.hint("nothing was written; the journal stays as it is"))
        })?;
    }
    let text = labels.iter().fold(String::new(), |text, label| text + label + "\n");
    let data =
        json!({"journal": journal.display().to_string(), "steps": labels, "written": !dry_run && !labels.is_empty()});
    let mut reply = Reply::new("recover", text, data);
    if dry_run || labels.is_empty() {
        return Ok(reply.note("nothing was written"));
    }
    reply.warnings.extend(files::save(&mut workbench)?);
    Ok(reply.note(format!("saved {}", files::shown(file))))
}

/// Saves at a desk; what a reader should know is in the reply.
pub(super) fn saved(workbench: &mut Workbench, desk: &mut Desk, mut reply: Reply) -> Result<Reply, Failure> {
    for effect in update(workbench, Command::Save)?.effects {
        let Effect::Save { path, program, previous, .. } = effect else { continue };
        let saved = desk.save(&path, &program, previous).map_err(|error| files::unsaved(&path, &error))?;
        let kept = saved.kept.map(|kept| Problem::new("version_kept", kept.to_string()).in_file(files::shown(&path)));
        reply.warnings.extend(kept.into_iter().chain(files::without_version(desk, &path)));
    }
    Ok(reply)
}

/// Writes the plan as the newest journal has it, without a look at the plan file.
fn from_journal(file: &Path, output: &Path, dry_run: bool) -> Result<Reply, Failure> {
    let found = of_plan(&OnDisk, &Folders::of(files::places(), file));
    let told = found.iter().find_map(|found| {
        let base = found.content.base_program()?;
        let (program, history) = found.content.told(found.content.end())?.ok()?;
        Some((found, base, program, history))
    });
    let Some((found, base, program, history)) = told else {
        let problem = Problem::new("no_journal", "there is no journal of this plan").in_file(files::shown(file));
        return Err(Failure::new(Exit::Invalid, problem.hint("`quarterdeck recover` names the plans that have one")));
    };
    let text = store::write(&program, Some(&base.source)).source.text().to_owned();
    let data = json!({
        "journal": found.file.display().to_string(),
        "path": output.display().to_string(),
        "steps": history.done().len(),
        "written": !dry_run,
    });
    let steps = history.done().len();
    let told = format!("the plan of {} with {steps} steps\n", plain(&found.content.began.file));
    if dry_run {
        return Ok(Reply::new("recover", told, data).note(format!("would be written to {}", output.display())));
    }
    files::create(output, text.as_bytes())?;
    Ok(Reply::new("recover", told, data).note(format!("wrote {}", output.display())))
}
