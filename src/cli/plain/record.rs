//! One record read out: what is known of it, what belongs to it, and the way to a record by a part of its name.

use std::sync::Arc;

use super::listing::Goal;
use super::session::Session;
use crate::app::entry;
use crate::edit::naming;
use crate::program::Kind;
use crate::program::record::FieldKind;
use crate::report::{self, View};

/// Kinds that `find` looks through, in this order.
const FOUND: [Kind; 8] =
    [Kind::Partner, Kind::Campaign, Kind::Tier, Kind::Qbr, Kind::Deal, Kind::Task, Kind::ActionItem, Kind::TeamMember];

impl Session {
    /// Opens a record.
    pub(super) fn open(&mut self, kind: Kind, id: Arc<str>) {
        if !self.workbench.program().has(kind, &id) {
            return self.refuse(format!("there is no {} {id:?} any more", kind.noun()));
        }
        if self.here.record.as_ref() != Some(&(kind, Arc::clone(&id))) {
            self.leave();
            self.here.record = Some((kind, Arc::clone(&id)));
        }
        self.tell_record(kind, &id);
    }

    /// Reads a record out.
    pub(super) fn tell_record(&mut self, kind: Kind, id: &str) {
        let program = self.workbench.program();
        let Some(record) = program.record(kind, id) else {
            self.here.record = None;
            return self.refuse(format!("there is no {} {id:?} any more", kind.noun()));
        };
        let name = naming::called_record(program, &record);
        let mut lines = vec![format!("{}: {name} ({}/{id})", entry::field_words(kind.noun()), kind.table_name())];
        let fields = entry::shown(program, &record);
        let entered = |line: &String| {
            fields
                .iter()
                .any(|(field, _)| line.split_once(": ").is_some_and(|(title, _)| title.eq_ignore_ascii_case(field)))
        };
        lines.extend(self.measured(kind, id).into_iter().filter(|line| !entered(line)));
        for (field, text) in fields {
            let structure =
                kind.fields().iter().any(|(name, holds, _)| *name == field && *holds == FieldKind::Structure);
            let long = structure && text.len() > 200;
            if !text.is_empty() && !long {
                lines.push(format!("{field}: {text}"));
            }
        }
        let mut parts = Vec::new();
        for (part, field) in entry::parts_of(kind) {
            let count = entry::belonging(program, (part, field), (kind, id)).len();
            if count > 0 {
                parts.push((naming::counted(part, count), Goal::Records(part, Some((field, kind, id.into())))));
            }
        }
        self.say_all(&lines);
        let reads = match kind {
            Kind::Qbr => ", read the whole review, meeting starts it",
            Kind::Partner | Kind::Tier | Kind::Campaign => ", read a document of it",
            _ => "",
        };
        self.say(&format!(
            "set FIELD VALUE changes it, edit asks field by field, explain where numbers come from{reads}."
        ));
        if !parts.is_empty() {
            self.say("What belongs to it:");
            self.list_lines(parts);
        }
    }

    /// What the rules say of a record: its row in the report of this pane, or of the first that has it.
    fn measured(&self, kind: Kind, id: &str) -> Vec<String> {
        let here = self.here.pane.contents.iter();
        let others = super::places::PANES.iter().flat_map(|pane| pane.contents);
        let Some(content) = here.chain(others).find(|content| content.kind == Some(kind)) else { return Vec::new() };
        let Some(report) = report::find(content.report) else { return Vec::new() };
        let partner = (kind == Kind::Partner).then(|| id.parse().ok()).flatten();
        let view = View {
            program: self.workbench.program(),
            derived: self.workbench.derived(),
            partner: partner.as_ref(),
            quarter: None,
        };
        let table = report.table(&view);
        let key = table.column(content.key);
        let row = table.rows.iter().find(|row| key.and_then(|key| row.get(key)).is_some_and(|cell| cell.plain() == id));
        let told = row.map(|row| table.columns.iter().zip(row)).into_iter().flatten();
        told.filter(|(column, cell)| column.shown && column.name != content.key && !cell.is_unknown())
            .map(|(column, cell)| format!("{}: {}", column.title, cell.display()))
            .collect()
    }

    /// The records of a kind, all or those that belong to one.
    pub(super) fn list_records(&mut self, kind: Kind, of: Option<(&'static str, Kind, Arc<str>)>) {
        let program = self.workbench.program();
        let found = match &of {
            Some((field, owner, id)) => entry::belonging(program, (kind, field), (*owner, id)),
            None => program.records(kind),
        };
        let shared = of.as_ref().map(|(field, _, _)| *field);
        let entries: Vec<(String, Goal)> = found
            .iter()
            .map(|record| {
                let (label, detail) = entry::line(program, record, shared);
                let text = if detail.is_empty() { label } else { format!("{label}: {detail}") };
                (text, Goal::Record(kind, record.shared_id()))
            })
            .collect();
        self.say(&format!("{}.", naming::counted(kind, entries.len())));
        if !entries.is_empty() {
            self.list_lines(entries);
        }
    }

    /// The kinds of records there are.
    pub(super) fn list_kinds(&mut self) {
        let program = self.workbench.program();
        let entries = Kind::TABLES
            .iter()
            .map(|kind| (naming::counted(*kind, program.count(*kind)), Goal::Records(*kind, None)))
            .collect();
        self.list_lines(entries);
    }

    /// Opens a record by `KIND/ID`, an identifier or a name; several that fit are listed.
    pub(super) fn find(&mut self, text: &str) {
        let program = self.workbench.program();
        if let Some((noun, id)) = text.split_once('/')
            && let Ok(kind) = naming::kind_named(noun)
            && program.has(kind, id)
        {
            return self.open(kind, id.into());
        }
        if let Some(kind) = FOUND.into_iter().find(|kind| program.has(*kind, text)) {
            return self.open(kind, text.into());
        }
        let wanted = text.to_lowercase();
        let mut exact = Vec::new();
        let mut near = Vec::new();
        for kind in FOUND {
            for record in program.records(kind) {
                let name = naming::called_record(program, &record).to_lowercase();
                if name == wanted {
                    exact.push((kind, record.shared_id()));
                } else if name.contains(&wanted) || record.id().contains(&wanted) {
                    near.push((kind, record.shared_id()));
                }
            }
        }
        let found = if exact.is_empty() { near } else { exact };
        match found.as_slice() {
            [] => self.refuse(format!("nothing is called {text:?}; records lists what there is")),
            [(kind, id)] => self.open(*kind, Arc::clone(id)),
            many => {
                let program = self.workbench.program();
                let entries = many.iter().map(|(kind, id)| {
                    (
                        format!("{} {}", kind.noun(), naming::called(program, *kind, id)),
                        Goal::Record(*kind, Arc::clone(id)),
                    )
                });
                let entries = entries.collect();
                self.say(&format!("{} fit.", many.len()));
                self.list_lines(entries);
            }
        }
    }
}
