//! `keys` and `commands`: the live keymap with what is wrong in it, and every command with its keys.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::about_args::{Commands, Keys};
use super::failure::{Exit, Failure, Problem};
use super::output::Reply;
use super::screenshot::Screens;
use crate::app::spoken;
use crate::shell::keys;
use crate::shell::paths::Paths;

/// Which keymap is asked for.
#[derive(Debug, Clone, Default)]
pub struct KeyQuestion {
    /// The word of the preset; none for the default one.
    pub preset: Option<String>,
    /// The user's own file: name and text.
    pub own: Option<(String, String)>,
}

/// Keys of a command in a place.
#[derive(Debug, Clone)]
pub struct KeyRow {
    /// The word of the place in a key file.
    pub scope: &'static str,
    /// The place for people.
    pub place: &'static str,
    /// The keys.
    pub keys: Vec<String>,
    /// The command.
    pub command: String,
    /// What it does.
    pub title: String,
}

/// A command of the workbench.
#[derive(Debug, Clone)]
pub struct CommandRow {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub title: &'static str,
    /// A sentence more.
    pub doc: &'static str,
    /// Where it is valid.
    pub scopes: Vec<&'static str>,
    /// Its keys.
    pub keys: Vec<String>,
}

/// The live keymap.
#[derive(Debug, Clone, Default)]
pub struct KeyAnswer {
    /// The preset in force.
    pub preset: String,
    /// Line by line.
    pub rows: Vec<KeyRow>,
    /// Every command.
    pub commands: Vec<CommandRow>,
    /// What is wrong in the files.
    pub problems: Vec<String>,
    /// What this terminal may keep for itself.
    pub swallowed: Vec<String>,
}

/// The keymap of this user, with another preset where one is asked for.
pub(super) fn of_user(preset: Option<&str>, screens: &dyn Screens) -> Result<KeyAnswer, Failure> {
    let failed = |what: String| Failure::new(Exit::Usage, Problem::new("keys", what));
    let paths = Paths::of_user().map_err(|why| failed(why.to_string()))?;
    let own = keys::own(&paths.config).map_err(|error| failed(error.to_string()))?;
    let preset = preset.map(str::to_owned).or_else(|| keys::chosen(&paths.state));
    screens.keys(&KeyQuestion { preset, own }).map_err(failed)
}

pub(super) fn keys(words: &Keys, screens: &dyn Screens) -> Result<Reply, Failure> {
    let found = of_user(words.preset.as_deref(), screens)?;
    if words.check {
        return check(&found);
    }
    let text = if words.markdown { markdown(&found) } else { table(&found) };
    let row = |row: &KeyRow| json!({"scope": row.scope, "keys": row.keys, "command": row.command, "title": row.title});
    let data = json!({
        "preset": found.preset,
        "keys": found.rows.iter().map(row).collect::<Vec<_>>(),
        "problems": found.problems,
        "swallowed": found.swallowed,
    });
    let note = match found.problems.len() {
        0 => format!("preset {}", found.preset),
        count => format!("preset {}; {count} problems, quarterdeck keys --check names them", found.preset),
    };
    Ok(Reply::new("keys", text, data).note(note))
}

fn check(found: &KeyAnswer) -> Result<Reply, Failure> {
    if let Some((first, rest)) = found.problems.split_first() {
        let problem = |text: &String| Problem::new("keys", text.clone());
        let problems = std::iter::once(first).chain(rest).map(problem).collect();
        return Err(Failure { exit: Exit::Usage, problems });
    }
    let mut text = format!("No key has two meanings, and every key is reached (preset {}).\n", found.preset);
    for line in &found.swallowed {
        let _ = writeln!(text, "{line}");
    }
    let data = json!({"preset": found.preset, "problems": [], "swallowed": found.swallowed});
    Ok(Reply::new("keys", text, data))
}

fn table(found: &KeyAnswer) -> String {
    let keys: Vec<String> = found.rows.iter().map(|row| row.keys.join("  ")).collect();
    let width = keys.iter().map(|keys| keys.chars().count()).max().unwrap_or_default();
    let name = found.rows.iter().map(|row| row.command.chars().count()).max().unwrap_or_default();
    let (mut text, mut place) = (String::new(), "");
    for (row, keys) in found.rows.iter().zip(&keys) {
        if row.place != place {
            place = row.place;
            let _ = writeln!(text, "{}{place}", if text.is_empty() { "" } else { "\n" });
        }
        let _ = writeln!(text, "  {keys:<width$}  {:<name$}  {}", row.command, row.title);
    }
    text
}

fn markdown(found: &KeyAnswer) -> String {
    let (mut text, mut place) = (format!("# Keys (preset {})\n", found.preset), "");
    for row in &found.rows {
        if row.place != place {
            place = row.place;
            let _ = write!(text, "\n## {place}\n\n| Keys | Does | Command |\n|---|---|---|\n");
        }
        let keys = row.keys.iter().map(|keys| code(keys)).collect::<Vec<_>>().join(" ");
        let _ = writeln!(text, "| {keys} | {} | `{}` |", row.title, row.command);
    }
    text
}

/// A key as code in a cell of a table.
fn code(keys: &str) -> String {
    let keys = keys.replace('|', "\\|");
    if keys.contains('`') { format!("`` {keys} ``") } else { format!("`{keys}`") }
}

pub(super) fn commands(_words: &Commands, screens: &dyn Screens) -> Result<Reply, Failure> {
    let found = of_user(None, screens)?;
    let width = found.commands.iter().map(|command| command.name.len()).max().unwrap_or_default();
    let mut text = "Workbench: for keys.ron, the palette and the menus\n".to_owned();
    for command in &found.commands {
        let _ = writeln!(text, "  {:<width$}  {}: {}", command.name, command.title, command.doc);
    }
    text.push_str("\nEditing: for `quarterdeck do FILE COMMAND ...`, scripts, and \"do\" in keys.ron\n");
    for said in spoken::all() {
        let _ = writeln!(text, "  {:<width$}  {}", said.name, said.about);
    }
    let command = |row: &CommandRow| json!({"name": row.name, "title": row.title, "doc": row.doc, "scopes": row.scopes, "keys": row.keys});
    let said: Vec<Value> = spoken::all().map(|said| json!({"name": said.name, "about": said.about})).collect();
    let data = json!({"workbench": found.commands.iter().map(command).collect::<Vec<_>>(), "do": said});
    Ok(Reply::new("commands", text, data))
}
