//! Routes each command to its handler; decides nothing itself.

use std::sync::Arc;

use super::command::Command;
use super::effect::Effect;
use super::handlers;
use super::workbench::Workbench;
use crate::edit::commands::settings;
use crate::edit::counterparts::with_counterparts;
use crate::edit::{Edit, Refusal};
use crate::program::Kind;

/// What a handler wants done: an edit, and what the user will want to look at next.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The edit, one step.
    pub edit: Edit,
    /// The record made, to be selected.
    pub created: Option<(Kind, Arc<str>)>,
    /// Something the user should know besides.
    pub remark: Option<String>,
    /// What it does line by line, for whoever reads it before or after.
    pub lines: Vec<String>,
}

impl Plan {
    /// An edit that makes a record.
    pub fn made(edit: Edit, kind: Kind, id: Arc<str>) -> Self {
        Self { created: Some((kind, id)), ..edit.into() }
    }
}

impl From<Edit> for Plan {
    fn from(edit: Edit) -> Self {
        Self { edit, created: None, remark: None, lines: Vec::new() }
    }
}

/// What a command did.
#[derive(Debug, Clone, Default)]
pub struct Done {
    /// What the history calls it; empty where nothing changed, or while text is typed.
    pub label: String,
    /// How many records changed.
    pub changed: usize,
    /// The record made, to be selected.
    pub created: Option<(Kind, Arc<str>)>,
    /// Something the user should know besides.
    pub remark: Option<String>,
    /// What it does line by line.
    pub lines: Vec<String>,
    /// What the shell is to do.
    pub effects: Vec<Effect>,
}

/// Carries a command out, or refuses and leaves everything as it is.
pub fn update(workbench: &mut Workbench, command: Command) -> Result<Done, Refusal> {
    if let Some(who) = workbench.locked_by().filter(|_| command.changes()) {
        return Err(Refusal::NotNow(format!("read-only, edited elsewhere by {who}; save and leave there first")));
    }
    let plan = match command {
        Command::Record(command) => handlers::records::plan(workbench, command)?,
        Command::Partner(command) => handlers::partners::plan(workbench, command)?,
        Command::Tier(command) => handlers::tiers::plan(workbench, command)?,
        Command::Deal(command) => handlers::deals::plan(workbench, command)?,
        Command::Money(command) => handlers::money::plan(workbench, command)?,
        Command::Campaign(command) => handlers::campaigns::plan(workbench, command)?,
        Command::Plan(command) => handlers::plans::plan(workbench, command)?,
        Command::Qbr(command) => handlers::qbrs::plan(workbench, command)?,
        Command::SetSetting { key, text } => settings::set(workbench.program(), &key, text.as_deref())?.into(),
        Command::Apply(edit) => edit.into(),
        other => return handlers::session::carry_out(workbench, other),
    };
    let done = Done {
        label: if plan.edit.typing.is_some() { String::new() } else { plan.edit.label.clone() },
        changed: plan.edit.changes.len(),
        created: plan.created,
        remark: plan.remark,
        lines: plan.lines,
        effects: Vec::new(),
    };
    workbench.commit(with_counterparts(workbench.program(), plan.edit))?;
    Ok(done)
}
