//! What the pane remembers between two keys: of each table its filter, order and cursor.

use std::collections::BTreeSet;

use ratatui::layout::{Position, Rect};

use super::column::{Col, arrangement};
use super::data::{Data, Wanted};
use super::marks::Marks;
use super::section::{Section, Spec};
use crate::app::command::NewPlans;
use crate::program::Kind;
use crate::program::id::Id;
use crate::report::cell::Cell;
use crate::tui::pane::{Context, PaneName};
use crate::tui::session::Partner;
use crate::tui::tabling::{ColumnKey, Tabled, Tabling};
use crate::tui::widgets::table::TableView;

/// One table as the user left it.
#[derive(Debug)]
pub(super) struct Tab {
    pub(super) filter: String,
    pub(super) tabling: Tabling<Col>,
    /// Rows that were just changed: they stay in view until the filter is another.
    pub(super) kept: BTreeSet<String>,
    pub(super) view: TableView,
    /// The key of the row under the cursor.
    pub(super) cursor: Option<String>,
    pub(super) data: Option<Data>,
    pub(super) marks: Marks,
}

impl Tab {
    fn of(section: Section) -> Self {
        Self {
            filter: String::new(),
            tabling: Tabling::of(arrangement(section)),
            kept: BTreeSet::new(),
            view: TableView::scrolling(),
            cursor: None,
            data: None,
            marks: Marks::default(),
        }
    }

    /// How many rows are shown.
    pub(super) fn len(&self) -> usize {
        self.data.as_ref().map_or(0, Data::len)
    }

    /// How many rows there are.
    pub(super) fn total(&self) -> usize {
        self.data.as_ref().map_or(0, Data::total)
    }
}

/// The record beside or below the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Detail {
    pub(super) shown: bool,
    pub(super) focused: bool,
    /// Lines scrolled away.
    pub(super) top: usize,
}

/// Where the parts of the pane stand.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Areas {
    pub(super) tabs: Rect,
    /// The saved views, where there are any.
    pub(super) views: Rect,
    pub(super) status: Rect,
    pub(super) table: Rect,
    pub(super) value: Rect,
    pub(super) detail: Rect,
    /// The detail stands beside the table, not below it.
    pub(super) beside: bool,
}

/// The cell that an open list or prompt is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) id: String,
    pub(super) field: &'static str,
    pub(super) kind: Kind,
}

/// A pane of tables: 6, Economics, 7, Enablement, and 9, Program.
#[derive(Debug)]
pub struct Tables {
    /// Which of them.
    pub(super) name: PaneName,
    pub(super) section: Section,
    /// What each table remembers, in the order of all tables.
    pub(super) tabs: [Tab; Section::COUNT],
    pub(super) detail: Detail,
    pub(super) areas: Areas,
    pub(super) caret: Option<Position>,
    /// The filter and the cursor before a filter was typed.
    pub(super) filter_before: Option<(String, Option<String>)>,
    pub(super) asked: Option<Asked>,
    /// The cell whose typing was left last, and what was typed.
    pub(super) abandoned: Option<(Asked, String)>,
    /// The plans that the open preview would make.
    pub(super) planning: Option<NewPlans>,
    /// What the open preview would decide on the marked rows.
    pub(super) deciding: Option<String>,
    /// The partner to stand on as soon as a table has a row of it.
    pub(super) wanted: Option<Id<Partner>>,
}

impl Tables {
    /// The Economics pane: deals, attribution, what partners earn, funds, affiliates.
    pub fn economics() -> Self {
        Self::of(PaneName::Economics)
    }

    /// The Enablement pane: measures, content, people, portal, markets, plans.
    pub fn enablement() -> Self {
        Self::of(PaneName::Enablement)
    }

    /// The Marketplace pane: listings with score, copy, reviews, numbers, launch.
    pub fn marketplace() -> Self {
        Self::of(PaneName::Marketplace)
    }

    /// The Program pane: playbook, pool, capacity.
    pub fn program() -> Self {
        Self::of(PaneName::Program)
    }

    fn of(name: PaneName) -> Self {
        Self {
            name,
            section: Section::of_pane(name).first().copied().unwrap_or(Section::Deals),
            tabs: std::array::from_fn(|at| Tab::of(Section::ALL[at])),
            detail: Detail { shown: true, focused: false, top: 0 },
            areas: Areas::default(),
            caret: None,
            filter_before: None,
            asked: None,
            abandoned: None,
            planning: None,
            deciding: None,
            wanted: None,
        }
    }

    /// The table shown.
    pub(super) fn tab(&self) -> &Tab {
        &self.tabs[self.section as usize]
    }

    /// The table shown, to be changed.
    pub(super) fn tab_mut(&mut self) -> &mut Tab {
        &mut self.tabs[self.section as usize]
    }

    /// What is fixed for the table shown.
    pub(super) fn spec(&self) -> &'static Spec {
        self.section.spec()
    }

    /// Brings the rows of the table shown in line with the program, and the cursor with them.
    pub(super) fn follow(&mut self, context: &Context<'_>) {
        let section = self.section;
        let wanted_partner = self.wanted.clone().or_else(|| context.partner.cloned());
        let tab = self.tab_mut();
        let first = tab.data.is_none();
        if !tab.data.as_ref().is_some_and(|data| data.is_current(context.workbench)) {
            tab.data = Some(Data::of(section, context.workbench));
        }
        let arrangement = &tab.tabling.arrangement;
        let sorts = arrangement.sorts.iter().map(|sort| (sort.key.place(), sort.order)).collect();
        let searched = arrangement.columns.iter().map(|col| col.place()).collect();
        let kept = if tab.filter.is_empty() { BTreeSet::new() } else { tab.kept.clone() };
        let wanted = Wanted { filter: tab.filter.clone(), sorts, searched, kept };
        let Some(data) = &mut tab.data else { return };
        if data.arrange(context.workbench, &wanted) {
            let by_partner = || data.place_of_partner(wanted_partner.as_ref()?).filter(|_| first);
            let by_key = tab.cursor.as_deref().and_then(|key| data.place(key));
            tab.view.row = by_key.or_else(by_partner).unwrap_or(tab.view.row).min(data.len().saturating_sub(1));
            self.settle_cursor();
        }
    }

    /// Notes the row under the cursor.
    pub(super) fn settle_cursor(&mut self) {
        let tab = self.tab_mut();
        tab.cursor = tab.data.as_ref().and_then(|data| data.key(tab.view.row));
    }

    /// Puts the cursor on the first row of a partner; tells whether there is one.
    pub(super) fn stand_on(&mut self, partner: &Id<Partner>) -> bool {
        if self.row_partner().as_ref() == Some(partner) {
            return true;
        }
        let tab = self.tab_mut();
        let Some(row) = tab.data.as_ref().and_then(|data| data.place_of_partner(partner)) else { return false };
        tab.view.row = row;
        self.settle_cursor();
        true
    }

    /// The name of the column under the cursor.
    pub(super) fn column(&self) -> &'static str {
        self.column_here().map_or("", ColumnKey::word)
    }

    /// The cell of the row under the cursor in a column of the report.
    pub(super) fn cell(&self, column: &str) -> Option<&Cell> {
        let tab = self.tab();
        tab.data.as_ref()?.cell(tab.view.row, column)
    }

    /// The partner of the row under the cursor.
    pub(super) fn row_partner(&self) -> Option<Id<Partner>> {
        let tab = self.tab();
        tab.data.as_ref()?.partner(tab.view.row)
    }

    /// The identifier of the record under the cursor, where rows are records.
    pub(super) fn record(&self) -> Option<String> {
        self.spec().kind?;
        Some(self.cell("id")?.plain().into_owned()).filter(|id| !id.is_empty())
    }
}
