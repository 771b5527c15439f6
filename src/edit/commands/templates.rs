//! Commands on templates of one's own: made from a campaign, applied to one.

use super::campaigns::{TaskRow, put_rows};
use crate::edit::{Draft, Edit, Refusal};
use crate::program::campaign::Campaign;
use crate::program::id::{Id, mint};
use crate::program::task::Task;
use crate::program::task_template::{TaskTemplate, TemplateRow};
use crate::program::{Kind, Program};

/// Makes a template of the tasks of a campaign that count from its launch; one of the same name is replaced.
pub fn make(program: &Program, campaign: &Id<Campaign>, name: &str) -> Result<(Edit, Id<TaskTemplate>), Refusal> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Refusal::bad("name", "a name is needed"));
    }
    let of = program.campaigns.get(campaign).ok_or_else(|| Refusal::missing(Kind::Campaign, campaign.as_str()))?;
    let mut tasks: Vec<(i16, &Task)> = program
        .tasks
        .iter()
        .filter(|task| task.campaign.as_ref() == Some(campaign))
        .filter_map(|task| Some((task.offset?, task)))
        .collect();
    if tasks.is_empty() {
        return Err(Refusal::NotNow(format!("{} has no tasks that count from its launch", of.name)));
    }
    tasks.sort_by(|a, b| (a.0, &a.1.title, &a.1.id).cmp(&(b.0, &b.1.title, &b.1.id)));
    let place = |id: &Id<Task>| tasks.iter().position(|(_, task)| task.id == *id);
    let row = |(offset, task): &(i16, &Task)| TemplateRow {
        title: task.title.clone(),
        offset: *offset,
        side: task.side,
        role: task.role.clone(),
        after: task.depends_on.iter().filter_map(place).filter_map(|at| u16::try_from(at + 1).ok()).collect(),
    };
    let rows: Vec<TemplateRow> = tasks.iter().map(row).collect();
    let known = program.task_templates.iter().find(|known| known.name.to_lowercase() == name.to_lowercase());
    let id = match known {
        Some(known) => known.id.clone(),
        None => mint(name, "template", |id| program.task_templates.contains(id)),
    };
    let mut draft = Draft::over(program);
    let count = rows.len();
    let note = known.and_then(|known| known.note.clone());
    draft.put(TaskTemplate { id: id.clone(), name: name.to_owned(), kind: of.kind, rows, note });
    let edit = draft.finish(format!("Make template {name} with {count} tasks"));
    if edit.is_empty() { Err(Refusal::NoChange(format!("{name} is so already"))) } else { Ok((edit, id)) }
}

/// Adds the rows of a template to a campaign; those whose title it has already are left out.
pub fn apply(program: &Program, campaign: &Id<Campaign>, name: &str, rows: &[TaskRow]) -> Result<Edit, Refusal> {
    let of = program.campaigns.get(campaign).ok_or_else(|| Refusal::missing(Kind::Campaign, campaign.as_str()))?;
    let mut draft = Draft::over(program);
    let added = put_rows(&mut draft, campaign, rows);
    if added == 0 {
        return Err(Refusal::NoChange(format!("{} has every task of {name}", of.name)));
    }
    Ok(draft.finish(format!("Add {added} tasks of {name} to {}", of.name)))
}
