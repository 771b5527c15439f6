//! `export`: documents for people without a terminal.

use std::fmt::Write as _;
use std::path::Path;

use base64::Engine as _;
use serde_json::{Value, json};

use super::args::{AudienceName, Export};
use super::failure::{Exit, Failure, Problem};
use super::output::Reply;
use super::{files, goal};
use crate::app::Workbench;
use crate::app::documents::{self, NotMade, Offered, PACKAGE, Request, Why, offered};
use crate::export::format as formats;
use crate::report::qbr::Audience;
use crate::shell::disk;

pub(super) fn export(words: &Export) -> Result<Reply, Failure> {
    let (Some(file), Some(name), false) = (&words.file, &words.report, words.list) else {
        return Ok(list());
    };
    // what the words say wrong is told before a file is read
    chosen_format(name, words)?;
    of_session(&*files::to_read(file, words.as_of.as_of)?, name, words)
}

/// The format of the document of that name; empty for a folder.
fn chosen_format<'a>(name: &str, words: &'a Export) -> Result<&'a str, Failure> {
    let Some(offered) = documents::find(name) else { return Err(no_such_document(name)) };
    if name == PACKAGE {
        return if words.output.is_none() { Err(missing(PACKAGE, "--output", "a folder")) } else { Ok("") };
    }
    format(words, words.output.as_deref().unwrap_or(Path::new("-")), offered)
}

/// The same of a session that is there already.
pub(super) fn of_session(workbench: &Workbench, name: &str, words: &Export) -> Result<Reply, Failure> {
    let output = words.output.as_deref().unwrap_or(Path::new("-"));
    let format = chosen_format(name, words)?;
    let request = request(words);
    if name == PACKAGE {
        return package(workbench, &request, output, words.dry_run);
    }
    let bytes = documents::written(workbench, name, format, &request)?;
    delivered(words, output, name, format, &bytes)
}

fn request(words: &Export) -> Request {
    Request {
        audience: audience(words),
        partner: words.partner.clone(),
        quarter: words.quarter,
        campaign: words.campaign.clone(),
        tier: words.tier.clone(),
        review: words.qbr.clone(),
        todo: words.todo,
    }
}

fn delivered(words: &Export, output: &Path, name: &str, format: &str, bytes: &[u8]) -> Result<Reply, Failure> {
    let shown = output.display().to_string();
    let standard = files::is_standard(output);
    if !standard && words.dry_run {
        if output.exists() && !words.force {
            return Err(files::exists(output));
        }
    } else if !standard {
        files::write(output, bytes, words.force)?;
    }
    let binary = formats::find(format).is_some_and(|format| format.binary);
    if standard && binary && super::output::is_interactive() {
        return Err(missing(&format!("document as {format}"), "--output", &format!("{name}.{format}")));
    }
    let content = match std::str::from_utf8(bytes) {
        _ if !standard => Value::Null,
        Ok(text) if !binary => text.into(),
        _ => base64::engine::general_purpose::STANDARD.encode(bytes).into(),
    };
    let data = json!({
        "report": name,
        "format": format,
        "audience": audience(words).to_string(),
        "path": if standard { Value::Null } else { shown.clone().into() },
        "bytes": bytes.len(),
        "written": !words.dry_run,
        "content": content,
    });
    if standard {
        return Ok(Reply::new("export", bytes, data));
    }
    let verb = if words.dry_run { "would write" } else { "wrote" };
    Ok(Reply::new("export", Vec::new(), data).note(format!("{verb} {shown} ({} bytes)", bytes.len())))
}

fn audience(words: &Export) -> Audience {
    match words.audience {
        AudienceName::Internal => Audience::Internal,
        AudienceName::Partner => Audience::Partner,
    }
}

/// The format asked for, else that of the name of the output, else the first one.
fn format<'a>(words: &'a Export, output: &'a Path, offered: Offered) -> Result<&'a str, Failure> {
    let known = offered.formats();
    let ending = output.extension().and_then(|ending| ending.to_str());
    let asked = words.format.as_deref();
    let wanted = asked.or(ending).or(known.first().copied()).unwrap_or_default();
    if known.contains(&wanted) {
        return Ok(wanted);
    }
    let problem = Problem::new("no_such_format", format!("this document cannot be written as {wanted:?}"));
    Err(Failure::new(Exit::Usage, problem.about("--format").hint(format!("it can be: {}", known.join(", ")))))
}

fn missing(document: &str, option: &str, example: &str) -> Failure {
    NotMade::missing(document, option, example).into()
}

/// Everything that goes out after a review, in a new folder.
fn package(workbench: &Workbench, request: &Request, output: &Path, dry_run: bool) -> Result<Reply, Failure> {
    let files = documents::package(workbench, request)?;
    if files::is_standard(output) {
        let problem = Problem::new("needs_a_folder", "a package is a folder of files");
        return Err(Failure::new(Exit::Usage, problem.about("--output").hint("name a folder that is not there yet")));
    }
    if output.exists() {
        return Err(files::exists(output));
    }
    if !dry_run {
        disk::folder::create(output, &files).map_err(|error| {
            let problem = Problem::new("not_written", error.to_string()).in_file(output.display().to_string());
            Failure::new(Exit::Failed, problem)
        })?;
    }
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let verb = if dry_run { "would write" } else { "wrote" };
    let data = json!({
        "report": PACKAGE, "path": output.display().to_string(), "written": !dry_run, "files": names,
    });
    let note = format!("{verb} {} ({} files)", output.display(), files.len());
    Ok(Reply::new("export", Vec::new(), data).note(note))
}

fn no_such_document(name: &str) -> Failure {
    let known: Vec<&str> = offered().map(|one| one.name).collect();
    Failure::usage("no_such_document", format!("there is no document {name:?}"))
        .hint(format!("there are: {}", known.join(", ")))
}

pub(super) fn list() -> Reply {
    let mut text = String::new();
    let mut data = Vec::new();
    for one in offered() {
        let (name, title, formats) = (one.name, one.title, one.formats());
        let _ = writeln!(text, "{name:<21}{:<43}{title}", formats.join(" "));
        data.push(json!({"report": name, "title": title, "formats": formats}));
    }
    Reply::new("export", text, data.into())
}

impl From<NotMade> for Failure {
    fn from(not_made: NotMade) -> Self {
        let NotMade { why, code, message, option, hint } = not_made;
        let exit = match why {
            Why::NoPlan(none) => return goal::refused(*none),
            Why::Usage => Exit::Usage,
            Why::Failed => Exit::Failed,
        };
        let mut problem = Problem::new(code, message).hint(hint.unwrap_or_default());
        problem.field = option.map(str::to_owned);
        Self::new(exit, problem)
    }
}
