//! The view state of the tier designer, and how it follows the program.

use std::cell::RefCell;
use std::collections::BTreeMap;

use ratatui::layout::Rect;

use super::columns::{self, Areas, Region};
use super::editor::{Drafts, Editor};
use super::members;
use super::model::Model;
use super::people::Person;
use super::rows::Row;
use super::rules::Rules;
use super::steps::Run;
use super::tree_edits::ConditionDraft;
use super::trial::Trial;
use super::{rules_view, twin, view};
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::tier::{Tier, TierTrack};
use crate::tui::pane::Context;
use crate::tui::session::Command;
use crate::tui::widgets::list::ListView;
use crate::tui::widgets::paint;
use crate::tui::widgets::table::{self, Column, TableView};

/// The tier designer: tiers as columns, what they ask for and give as rows, and the people of the selected tier.
#[derive(Debug)]
pub struct Tiers {
    pub(super) model: Model,
    pub(super) track: Option<Id<TierTrack>>,
    pub(super) grid: TableView,
    pub(super) columns: Vec<Column>,
    pub(super) areas: Areas,
    pub(super) region: Region,
    pub(super) list: ListView,
    pub(super) editor: Option<Editor>,
    pub(super) drafts: Drafts,
    pub(super) twin: bool,
    pub(super) twin_list: ListView,
    pub(super) panel: bool,
    pub(super) pending: Option<Command>,
    pub(super) condition: ConditionDraft,
    /// What was stepped or changed in place just now, and whom it moved.
    pub(super) run: Option<Run>,
    /// The copy on which changes are tried, while there is one.
    pub(super) trial: Option<Box<Trial>>,
    /// The tree of conditions, where it is open.
    pub(super) rules: Option<Rules>,
    /// What stands at the end of a person's line, for this revision, as far as it was drawn.
    pub(super) rests: RefCell<BTreeMap<Person, String>>,
    /// Whether there is a copy, also while the pane works on it.
    in_trial: bool,
    at: (Option<Id<Tier>>, Option<Row>),
    person: Option<Id<Partner>>,
    seen: Option<(u64, Option<Id<TierTrack>>)>,
    body: Rect,
    /// The words that find looks for; empty: none.
    pub(super) find: String,
}

impl Default for Tiers {
    fn default() -> Self {
        Self {
            model: Model::default(),
            track: None,
            grid: TableView { column: 1, left: 1, ..TableView::scrolling() },
            columns: Vec::new(),
            areas: Areas::default(),
            region: Region::Grid,
            list: ListView::default(),
            editor: None,
            drafts: Drafts::default(),
            twin: false,
            twin_list: ListView::default(),
            panel: true,
            pending: None,
            condition: ConditionDraft::default(),
            run: None,
            trial: None,
            rules: None,
            rests: RefCell::default(),
            in_trial: false,
            at: (None, None),
            person: None,
            seen: None,
            body: Rect::default(),
            find: String::new(),
        }
    }
}

impl Tiers {
    /// Reads the program again where it moved, and puts the cursors back on what they were on.
    pub(super) fn refresh(&mut self, context: &Context<'_>) {
        let now = (context.workbench.revision(), self.track.clone());
        if self.seen.as_ref() == Some(&now) {
            return;
        }
        if self.track.as_ref().is_some_and(|track| !context.workbench.program().tracks.contains(track)) {
            self.track = None;
        }
        self.model = Model::of(context.workbench, self.track.as_ref());
        self.rests.take();
        self.seen = Some((now.0, self.track.clone()));
        let gone = |tier: &Id<Tier>| !context.workbench.program().tiers.contains(tier);
        self.drafts.invalid.retain(|(tier, _), _| !gone(tier));
        if self.editor.as_ref().is_some_and(|editor| gone(&editor.place.0)) {
            self.editor = None;
        }
        if let Some(editor) = &mut self.editor {
            editor.judge(context.workbench, &self.model);
        }
        if let Some(rules) = &mut self.rules {
            rules.text.take_if(|text| gone(&text.tier));
            if let Some(text) = &mut rules.text {
                text.judge(context.workbench);
            }
        }
        if self.model.tiers.is_empty() {
            self.rules = None;
        }
        self.find_cursor();
    }

    fn find_cursor(&mut self) {
        if let Some(rank) = self.at.0.as_ref().and_then(|tier| self.model.rank(tier)) {
            self.grid.column = rank + 1;
        }
        if self.at.0.is_none() {
            let asks = self.model.tiers.iter().position(|tier| !tier.criteria.leaves().is_empty());
            self.grid.column = asks.unwrap_or(0) + 1;
        }
        self.grid.column = self.grid.column.clamp(1, self.model.tiers.len().max(1));
        if let Some(row) = self.at.1.as_ref().and_then(|row| self.model.rows.iter().position(|other| other == row)) {
            self.grid.row = row;
        }
        self.grid.row = self.grid.row.min(self.model.rows.len().saturating_sub(1));
        self.settle_on_entry(1);
        self.remember();
        self.find_person();
    }

    /// Leaves a heading in the given direction, or back where there is nothing further.
    pub(super) fn settle_on_entry(&mut self, by: isize) {
        for direction in [by.signum(), -by.signum()] {
            let mut at = self.grid.row;
            loop {
                if self.model.rows.get(at).is_some_and(view::selectable) {
                    self.grid.row = at;
                    return;
                }
                match at.checked_add_signed(direction).filter(|next| *next < self.model.rows.len()) {
                    Some(next) => at = next,
                    None => break,
                }
            }
        }
    }

    /// Notes what the cursors stand on, so that they stay there when the program changes.
    pub(super) fn remember(&mut self) {
        self.at = (self.tier().map(|tier| tier.id.clone()), self.row().cloned());
    }

    fn find_person(&mut self) {
        let found = self.person.as_ref().and_then(|id| self.people().iter().position(|person| person.partner == *id));
        self.list.cursor = found.unwrap_or_else(|| self.list.cursor.min(self.people().len().saturating_sub(1)));
    }

    pub(super) fn remember_person(&mut self) {
        self.person = self.current_person().map(|person| person.partner.clone());
    }

    /// The rank of the selected tier.
    pub(super) fn rank(&self) -> usize {
        self.grid.column.saturating_sub(1)
    }

    /// The selected tier.
    pub(super) fn tier(&self) -> Option<&Tier> {
        self.model.tiers.get(self.rank())
    }

    /// The row under the cursor.
    pub(super) fn row(&self) -> Option<&Row> {
        self.model.rows.get(self.grid.row)
    }

    /// The people of the selected tier.
    pub(super) fn people(&self) -> &[Person] {
        self.model.people_of(self.rank()).map_or(&[], |people| &people.people)
    }

    /// The partner under the cursor of the list.
    pub(super) fn current_person(&self) -> Option<&Person> {
        self.people().get(self.list.cursor)
    }

    /// Text left in a cell although it is not valid.
    pub(super) fn draft(&self, row: &Row, rank: usize) -> Option<&str> {
        if self.drafts.invalid.is_empty() {
            return None;
        }
        let tier = self.model.tiers.get(rank)?.id.clone();
        self.drafts.invalid.get(&(tier, row.clone())).map(String::as_str)
    }

    pub(super) fn cell_area(&self) -> Option<Rect> {
        view::cell_area(self)
    }

    /// The name of the ladder, where there are several.
    pub(super) fn track_name(&self) -> Option<&str> {
        let several = self.model.tracks.len() > 1;
        let found = self.model.tracks.iter().find(|(track, _)| *track == self.track);
        found.filter(|_| several).map(|(_, name)| name.as_str())
    }

    /// Selects a tier and a row, wherever they stand.
    pub(super) fn go_to(&mut self, rank: usize, row: usize) {
        self.grid.column = rank + 1;
        self.grid.row = row.min(self.model.rows.len().saturating_sub(1));
        self.settle_on_entry(1);
        self.moved();
    }

    /// The cursor of the grid stands elsewhere.
    pub(super) fn moved(&mut self) {
        self.remember();
        self.person = None;
        self.find_person();
        self.list.cursor = 0;
    }

    /// Selects a tier, on whichever ladder it is.
    pub(super) fn select_tier(&mut self, tier: &Id<Tier>, context: &Context<'_>) {
        if let Some(found) = context.workbench.program().tiers.get(tier) {
            self.track.clone_from(&found.track);
        }
        self.refresh(context);
        if let Some(rank) = self.model.rank(tier) {
            self.grid.column = rank + 1;
            self.moved();
        }
    }

    /// Selects a partner in the list of its tier.
    pub(super) fn select_person(&mut self, partner: &Id<Partner>, context: &Context<'_>) {
        self.refresh(context);
        let measures = context.workbench.derived().partner(partner);
        let Some(tier) = measures.and_then(|m| m.tier.effective.clone().or_else(|| m.tier.next.clone())) else {
            return;
        };
        self.select_tier(&tier, context);
        self.person = Some(partner.clone());
        self.find_person();
    }

    /// Settles areas and scrolling.
    pub(super) fn settle(&mut self, body: Rect, context: &Context<'_>) {
        self.refresh(context);
        self.body = body;
        let follows = self.editor.is_some() || self.running(context).is_some() || (self.in_trial && self.panel);
        self.areas = Areas::of(body, self.region, follows, self.panel);
        rules_view::settle(self, body);
        self.columns = columns::columns(&self.model, self.areas.grid.width);
        self.grid.column = self.grid.column.max(1);
        let heading_above = self.grid.row == 1;
        table::settle(&mut self.grid, self.model.rows.len(), &self.columns, self.areas.grid);
        if heading_above && self.areas.grid.height > 2 {
            self.grid.top = 0;
        }
        let height = members::list_area(self.areas.people).height;
        self.list.settle(self.people().len(), height);
        let lines = if self.twin { twin::lines(self).len() } else { 0 };
        self.twin_list.settle(lines, paint::split_top(body, 1).1.height);
    }

    /// Reads everything anew: the program that the pane shows is another one.
    pub(super) fn forget(&mut self) {
        self.seen = None;
        self.run = None;
        self.in_trial = self.trial.is_some();
        if let Some(rules) = &mut self.rules {
            rules.text = None;
        }
    }

    /// Whether keys are text just now.
    pub(super) fn is_writing(&self) -> bool {
        self.editor.is_some() || self.rules.as_ref().is_some_and(|rules| rules.text.is_some())
    }

    /// The room of the pane.
    pub(super) fn body(&self) -> Rect {
        self.body
    }

    /// How many rows a page has.
    pub(super) fn page(&self) -> isize {
        let height = match (self.twin, self.region) {
            (true, _) => self.body.height,
            (_, Region::Grid) => self.areas.grid.height,
            (_, Region::People) => self.areas.people.height,
        };
        isize::from(height.saturating_sub(2).max(1) as i16)
    }
}
