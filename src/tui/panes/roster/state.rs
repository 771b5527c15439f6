//! What the roster remembers between two keys.

use std::collections::BTreeSet;
use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::column::{self, Key};
use super::editing::{CellEditor, Drafts};
use super::marks::Marks;
use super::reader::Reader;
use super::rows::{Rows, Wanted};
use crate::program::deal::Deal;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::tui::pane::Context;
use crate::tui::session::Command;
use crate::tui::tabling::Tabling;
use crate::tui::widgets::table::TableView;

/// The partners and the column that an open list, prompt or preview is about.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) ids: Vec<Id<Partner>>,
    pub(super) key: Key,
    /// True when Tab goes on to the next cell afterwards.
    pub(super) go_on: bool,
}

/// The record beside the table.
#[derive(Debug, Clone)]
pub(super) struct Inspector {
    /// Shown beside a wide table.
    pub(super) beside: bool,
    /// Shown over a narrow one.
    pub(super) over: bool,
    /// It has the keyboard: up and down scroll it.
    pub(super) focused: bool,
    /// Lines scrolled away.
    pub(super) top: usize,
    /// The partner whose lines were scrolled.
    pub(super) of: Option<Id<Partner>>,
}

/// Where the parts of the pane stand.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Areas {
    /// The saved views, where there are any.
    pub(super) tabs: Rect,
    pub(super) status: Rect,
    pub(super) table: Rect,
    /// The line of the value under the cursor.
    pub(super) value: Rect,
    pub(super) inspector: Rect,
    /// The inspector lies over the table.
    pub(super) over: bool,
}

/// Pane 1.
#[derive(Debug)]
pub struct Roster {
    pub(super) tabling: Tabling<Key>,
    pub(super) rows: Rows,
    pub(super) marks: Marks,
    pub(super) view: TableView,
    pub(super) cursor: Option<Id<Partner>>,
    pub(super) filter: String,
    pub(super) filter_before: Option<(String, Option<Id<Partner>>)>,
    pub(super) kept: BTreeSet<Id<Partner>>,
    pub(super) editor: Option<CellEditor>,
    pub(super) drafts: Drafts,
    pub(super) asked: Option<Asked>,
    pub(super) proposed: Option<Command>,
    pub(super) pasted: Vec<String>,
    /// Partners to mark as soon as they are there.
    pub(super) mark_next: Vec<Id<Partner>>,
    pub(super) add_draft: Vec<(String, String)>,
    /// Why no revenue is sourced at all, where that is so.
    pub(super) unsourced: Option<String>,
    /// The deal that a form is about.
    pub(super) closing: Option<Id<Deal>>,
    pub(super) last_set: Option<(Key, String)>,
    pub(super) inspector: Inspector,
    pub(super) areas: Areas,
    pub(super) caret: Option<Position>,
    /// The columns that were shown before health as cells.
    pub(super) before_heat: Option<Vec<Key>>,
}

impl Default for Roster {
    fn default() -> Self {
        Self {
            tabling: Tabling::of(column::arrangement()),
            rows: Rows::default(),
            marks: Marks::default(),
            view: TableView::scrolling(),
            cursor: None,
            filter: String::new(),
            filter_before: None,
            kept: BTreeSet::new(),
            editor: None,
            drafts: Drafts::default(),
            asked: None,
            proposed: None,
            pasted: Vec::new(),
            mark_next: Vec::new(),
            add_draft: Vec::new(),
            unsourced: None,
            closing: None,
            last_set: None,
            inspector: Inspector { beside: true, over: false, focused: false, top: 0, of: None },
            areas: Areas::default(),
            caret: None,
            before_heat: None,
        }
    }
}

impl Roster {
    /// Brings rows, cursor, marks and drafts in line with the program.
    pub(super) fn follow(&mut self, context: &Context<'_>) {
        let wanted = Wanted {
            filter: self.filter.clone(),
            searched: self.searched(),
            sorts: self.arrangement().sorts.clone(),
            kept: self.kept.clone(),
        };
        if self.rows.follow(context.workbench, &wanted) {
            let partners = &context.workbench.program().partners;
            self.unsourced = context.workbench.derived().why_nothing_sourced().map(|why| why.short);
            if self.rows.lost() {
                self.marks.retain(|id| partners.contains(id));
                self.drafts.retain(|id| partners.contains(id));
            }
            if self.editor.as_ref().is_some_and(|editor| !partners.contains(&editor.partner)) {
                self.editor = None;
            }
            if self.mark_next.first().is_some_and(|id| partners.contains(id)) {
                self.marks.set(std::mem::take(&mut self.mark_next));
            }
            self.locate(context);
        }
    }

    /// Puts the cursor on its partner's row; where that is gone, the row stays and its partner is taken.
    fn locate(&mut self, context: &Context<'_>) {
        let wanted = self.cursor.as_ref().or(context.partner);
        match wanted.and_then(|id| self.rows.place(id)) {
            Some(row) => self.view.row = row,
            None => self.view.row = self.view.row.min(self.rows.len().saturating_sub(1)),
        }
        self.cursor = self.current().map(|partner| partner.id.clone());
    }

    /// Notes the partner under the cursor after a move by rows.
    pub(super) fn settle_cursor(&mut self) {
        self.cursor = self.current().map(|partner| partner.id.clone());
    }

    /// The partner under the cursor.
    pub(super) fn current(&self) -> Option<&Arc<Partner>> {
        self.rows.get(self.view.row)
    }

    /// The column under the cursor.
    pub(super) fn column(&self) -> Key {
        self.arrangement().column(self.view.column).unwrap_or(Key::Name)
    }

    /// The columns that filter and find look into: those shown.
    pub(super) fn searched(&self) -> Vec<Key> {
        self.arrangement().columns.clone()
    }

    /// The marked partners, or the one under the cursor.
    pub(super) fn targets(&mut self) -> Vec<Id<Partner>> {
        if self.marks.ranging() {
            self.marks.end(&self.rows, self.view.row);
        }
        if self.marks.is_empty() {
            return self.current().map(|partner| partner.id.clone()).into_iter().collect();
        }
        self.marks.in_order(&self.rows)
    }

    /// Reads values.
    pub(super) fn reader<'a>(context: &Context<'a>) -> Reader<'a> {
        Reader::of(context.workbench)
    }

    /// The name of a partner, for notices.
    pub(super) fn name_of(context: &Context<'_>, id: &Id<Partner>) -> String {
        context.workbench.program().partners.get(id).map_or_else(|| id.to_string(), |partner| partner.name.clone())
    }

    /// Whom a change is for: a name, or how many.
    pub(super) fn whom(context: &Context<'_>, ids: &[Id<Partner>]) -> String {
        match ids {
            [one] => Self::name_of(context, one),
            many => format!("{} partners", many.len()),
        }
    }
}
