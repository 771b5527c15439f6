//! `new`: a plan file with a tier ladder; an existing file is never overwritten.

use std::path::Path;

use serde_json::json;

use super::args::New;
use super::failure::Failure;
use super::files;
use super::output::Reply;
use crate::app::command::TierCommand;
use crate::app::{Command, Dates, Origin, Workbench, update};
use crate::program::currency::Currency;
use crate::program::presets::LADDERS;
use crate::program::profile::Profile;
use crate::program::{AnyRecord, Program};
use crate::store;

pub(super) fn new(words: &New) -> Result<Reply, Failure> {
    let currency: Currency = words.currency.parse().map_err(|why: crate::program::text_value::BadText| {
        Failure::usage("bad_currency", format!("--currency: {why}"))
    })?;
    let name = words.name.clone().unwrap_or_else(|| name_from(&words.file));
    let program = template(&words.template, &name, currency)?;
    let written = store::write(&program, None);
    if !words.dry_run {
        files::create(&words.file, written.source.text().as_bytes())?;
    } else if words.file.exists() {
        return Err(files::exists(&words.file));
    }
    let path = words.file.display().to_string();
    let verb = if words.dry_run { "would make" } else { "made" };
    let text = format!("{verb} {path}: {:?} with {} tiers ({})\n", name, program.tiers.len(), words.template);
    let data = json!({
        "path": path,
        "name": name,
        "template": words.template,
        "currency": currency.code(),
        "tiers": program.tiers.iter().map(|tier| tier.id.as_str()).collect::<Vec<_>>(),
        "written": !words.dry_run,
    });
    let reply = Reply::new("new", text, data);
    Ok(if words.dry_run { reply } else { reply.note(format!("open it with: quarterdeck {path}")) })
}

/// `plans/emea partners.ron` is called "emea partners".
fn name_from(path: &Path) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let name: String = stem.chars().filter(|c| !c.is_control()).collect();
    if name.trim().is_empty() { "Partner program".to_owned() } else { name }
}

fn template(template: &str, name: &str, currency: Currency) -> Result<Program, Failure> {
    let profile = |program: &Program| Profile { currency, name: name.to_owned(), ..(*program.profile).clone() };
    let mut program = Program::named(name);
    let profile = profile(&program);
    program.put(AnyRecord::Profile(profile.into()));
    let mut workbench = Workbench::new(program, Origin::default(), Dates { today: files::today(), asked: None });
    let preset = TierCommand::ApplyPreset { name: template.to_owned() };
    update(&mut workbench, Command::Tier(preset)).map_err(|_| {
        let hint = format!(
            "the templates are: {}; for a copy of an example program there is `quarterdeck demo NAME -o FILE`",
            LADDERS.join(", ")
        );
        Failure::usage("no_such_template", format!("there is no template {template:?}")).hint(hint)
    })?;
    Ok(workbench.program().clone())
}
