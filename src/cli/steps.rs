//! `undo` and `redo`: steps of the history, also those of earlier sessions.

use serde_json::json;

use super::failure::{Exit, Failure, Problem};
use super::files::{self, Workplace};
use super::journal_args::Back;
use super::output::Reply;
use super::rows::plain;
use crate::app::{Command, update};

pub(super) fn undo(words: &Back) -> Result<Reply, Failure> {
    steps("undo", words, || Command::Undo)
}

pub(super) fn redo(words: &Back) -> Result<Reply, Failure> {
    steps("redo", words, || Command::Redo)
}

fn steps(what: &'static str, words: &Back, command: impl Fn() -> Command) -> Result<Reply, Failure> {
    let Workplace { mut workbench, held, unread, .. } = files::workplace(&words.file, None)?;
    if let Some(why) = unread {
        return Err(files::unread(&words.file, why));
    }
    if held {
        return Err(files::held(&words.file));
    }
    let mut labels = Vec::new();
    for _ in 0..words.steps {
        match update(&mut workbench, command()) {
            Ok(done) => labels.push(done.label),
            Err(refusal) if labels.is_empty() => {
                let problem = Problem::new(refusal.code(), refusal.to_string()).in_file(files::shown(&words.file));
                let hint = "`quarterdeck log` tells what was done; only what was done since the file stands as it is can be taken back";
                return Err(Failure::new(Exit::Failed, problem.hint(hint)));
            }
            Err(_) => break,
        }
    }
    let text = labels.iter().fold(String::new(), |text, label| text + &plain(label) + "\n");
    let data = json!({"steps": labels, "written": !words.dry_run});
    let mut reply = Reply::new(what, text, data);
    if words.dry_run {
        return Ok(reply.note("nothing was written; leave out --dry-run to change the plan"));
    }
    reply.warnings.extend(files::save(&mut workbench)?);
    Ok(reply.note(format!("saved {}", files::shown(&words.file))))
}
