//! `versions`: the versions of the tier program: list, keep the live one or a candidate, bring one into force.

use serde_json::json;

use super::failure::{Exit, Failure, Problem};
use super::output::Reply;
use super::question_args::Versions;
use super::{candidate, files, rows};
use crate::app::{Command, Workbench, scenario, update};
use crate::edit::Edit;
use crate::edit::commands::versions::{NewVersion, adopt, keep};
use crate::report::{View, program_versions};

pub(super) fn versions(words: &Versions) -> Result<Reply, Failure> {
    let mut workbench = files::session(&words.file, words.as_of.as_of)?;
    let program = workbench.program();
    if let Some(name) = &words.keep {
        let other = candidate::one(&words.changes, &words.file, &workbench)?;
        let ladder = other.as_ref().map_or(program, |other| &other.tried.program);
        let new = NewVersion {
            name: name.clone(),
            announced_on: words.announce,
            effective_from: words.effective,
            note: words.note.clone(),
        };
        let (edit, id) = keep(program, ladder, new)?;
        return written(words, &mut workbench, edit, id.as_str().to_owned());
    }
    if let Some(name) = &words.adopt {
        let version = scenario::version(program, name).ok_or_else(|| no_such(&workbench, name))?;
        let (edit, id) = (adopt(program, version)?, version.id.as_str().to_owned());
        return written(words, &mut workbench, edit, id);
    }
    if candidate::in_words(&words.changes).is_some() || !words.changes.scenario.is_empty() {
        return Err(Failure::usage("nothing_to_keep", "a candidate is only kept as a version").hint("say --keep NAME"));
    }
    let view = View { program, derived: workbench.derived(), partner: None, quarter: None };
    let table = program_versions::REPORT.table(&view);
    let data = json!({"as_of": workbench.as_of().to_string(), "versions": table.json_rows()});
    Ok(Reply::new("versions", rows::text(&table), data).note(format!("as of {}", workbench.as_of())))
}

fn written(words: &Versions, workbench: &mut Workbench, edit: Edit, id: String) -> Result<Reply, Failure> {
    let (label, changed) = (edit.label.clone(), edit.changes.len());
    let data = json!({"version": id, "written": !words.dry_run, "records": changed, "label": label});
    let mut reply = Reply::new("versions", format!("{label}\n"), data);
    if words.dry_run {
        return Ok(reply.note(format!("would be one step, records changed: {changed}")));
    }
    update(workbench, Command::Apply(edit))?;
    reply.warnings.extend(files::save(workbench)?);
    Ok(reply.note(format!("saved {} in one step", files::shown(&words.file))))
}

/// The failure for a version that is not there.
pub(super) fn no_such(workbench: &Workbench, name: &str) -> Failure {
    let known: Vec<String> = workbench.program().program_versions.iter().map(|version| version.name.clone()).collect();
    let hint = match known.as_slice() {
        [] => "keep one with: quarterdeck versions FILE --keep NAME".to_owned(),
        known => format!("there are: live, {}", known.join(", ")),
    };
    let problem = Problem::new("no_such_version", format!("there is no version {name:?} of the tier program"));
    Failure::new(Exit::Usage, problem.about("--program").hint(hint))
}
