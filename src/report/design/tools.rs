//! The technology stack by function (F161).

use crate::analysis::priority::Priority;
use crate::program::choice::Choice;
use crate::program::operations::ToolKind;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// The seven functions.
pub const REPORT: Report = Report { name: "tools", title: "Technology stack by function", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("kind", "Function", CellKind::Word),
    Column::new("in_use", "In use", CellKind::Flag),
    Column::new("name", "Tool", CellKind::Text),
    Column::new("priority", "Priority", CellKind::Word),
    Column::new("examples", "For example", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for kind in ToolKind::ALL {
        let mut of = view.program.tools.iter().filter(|tool| tool.kind == *kind).peekable();
        let mut row = |tool: Option<&crate::program::operations::Tool>| {
            let (priority, examples) = about(*kind);
            table.push(vec![
                tool.map(|tool| &tool.id).into(),
                Cell::word(*kind),
                tool.is_some_and(|tool| tool.in_use).into(),
                tool.and_then(|tool| tool.name.as_deref()).into(),
                Cell::word(priority),
                examples.into(),
            ]);
        };
        if of.peek().is_none() {
            row(None);
        }
        of.for_each(|tool| row(Some(tool)));
    }
}

fn about(kind: ToolKind) -> (Priority, &'static str) {
    match kind {
        ToolKind::Prm => (Priority::Critical, "Impartner, Allbound, Channeltivity"),
        ToolKind::CrmIntegration => (Priority::Critical, "Salesforce, HubSpot"),
        ToolKind::Learning => (Priority::High, "Skilljar, Docebo, Northpass"),
        ToolKind::Marketing => (Priority::High, "A platform for co-branded assets"),
        ToolKind::Attribution => (Priority::High, "Crossbeam, Reveal"),
        ToolKind::Communication => (Priority::Medium, "A partner Slack, a community"),
        ToolKind::Analytics => (Priority::Medium, "BI tools, dashboards"),
    }
}
