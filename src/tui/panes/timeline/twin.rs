//! The table twin: every task by date, with its campaign, side, person and state in words.

use std::borrow::Cow;

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::model::{Group, Standing, offset_words};
use super::rows::Row;
use super::state::Timeline;
use super::view::role_of;
use crate::program::choice::Choice;
use crate::program::period::days_between;
use crate::program::task::Task;
use crate::tui::pane::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::table::{Cell, Column, Rows, Table, TableView};

struct Tasks<'a> {
    timeline: &'a Timeline,
    as_of: Date,
}

impl Tasks<'_> {
    fn at(&self, row: usize) -> Option<(&Group, &Task)> {
        match self.timeline.rows.get(row)? {
            Row::Task(group, task) => {
                let group = self.timeline.groups.get(*group)?;
                Some((group, group.tasks.get(*task)?))
            }
            _ => None,
        }
    }
}

impl Rows for Tasks<'_> {
    fn count(&self) -> usize {
        self.timeline.rows.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let Some((group, task)) = self.at(row) else { return Cell::new("") };
        let standing = Standing::of(task, self.as_of);
        match column {
            0 => Cell::new(self.timeline.due_shown(task).strftime("%a %-d %b").to_string()),
            1 => {
                Cell::role(group.launch().map(|launch| offset_words(launch, task.due)).unwrap_or_default(), Role::Muted)
            }
            2 => Cell::new(Cow::Borrowed(task.title.as_str())),
            3 => Cell::role(Cow::Borrowed(group.name.as_str()), Role::Muted),
            4 => Cell::new(task.side.label()),
            5 => {
                let who = task.person.as_deref().or(task.role.as_deref());
                Cell::role(Cow::Borrowed(who.unwrap_or("")), Role::Muted)
            }
            _ => Cell::role(state_words(task, standing, self.as_of), role_of(standing)),
        }
    }

    fn marked(&self, row: usize) -> bool {
        self.at(row).is_some_and(|(_, task)| self.timeline.marks.contains(&task.id))
    }
}

fn state_words(task: &Task, standing: Standing, as_of: Date) -> String {
    match standing {
        Standing::Late => format!("{} d late", days_between(task.due, as_of)),
        Standing::Done => task.done_on.map_or_else(String::new, |on| format!("done {}", on.strftime("%-d %b"))),
        Standing::Blocked => format!("blocked: {}", task.blocked.as_deref().unwrap_or_default()),
        Standing::Open => "open".to_owned(),
    }
}

fn columns() -> [Column; 7] {
    [
        Column::new("Due", 10).min(10),
        Column::new("Week", 5).min(5).priority(3),
        Column::new("Task", 44).min(26),
        Column::new("Campaign", 40).min(16).priority(1),
        Column::new("Side", 7).min(7).priority(2),
        Column::new("Who", 18).min(8).priority(4),
        Column::new("State", 20).min(11),
    ]
}

/// Draws the table below the header.
pub(super) fn draw(timeline: &Timeline, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let rows = Tasks { timeline, as_of: context.workbench.as_of() };
    let view = TableView { row: timeline.view.cursor, top: timeline.view.top, ..TableView::default() };
    let columns = columns();
    let table =
        Table { columns: &columns, view: &view, look: context.look, focused: context.focused, cell_cursor: false };
    table.draw(buffer, area, &rows);
}
