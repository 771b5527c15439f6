//! The saved views of a table: which is shown, and how each was left.

use std::collections::BTreeMap;

use super::shape::Shape;
use crate::program::Program;
use crate::program::id::Id;
use crate::program::saved_view::SavedView;

/// Which saved view is shown, and how each was left in this session.
#[derive(Debug, Clone, Default)]
pub struct Views {
    /// None: the table itself, under no name.
    shown: Option<Id<SavedView>>,
    /// By identifier, empty for the table itself: as it was saved then, and as it was left.
    left: BTreeMap<String, (Option<Shape>, Shape)>,
    /// The view that a prompt is about.
    pub(super) asked: Option<Id<SavedView>>,
}

/// The saved views of a table, by name.
pub(super) fn of_table<'a>(program: &'a Program, table: &str) -> Vec<&'a SavedView> {
    let mut views: Vec<&SavedView> = program.saved_views.iter().filter(|view| view.table == table).collect();
    views.sort_by_cached_key(|view| (view.name.to_lowercase(), view.id.clone()));
    views
}

impl Views {
    /// The view shown, where it is still there.
    pub fn shown<'a>(&self, program: &'a Program) -> Option<&'a SavedView> {
        program.saved_views.get(self.shown.as_ref()?)
    }

    /// Takes a view for the one shown.
    pub(super) fn show(&mut self, id: Option<Id<SavedView>>) {
        self.shown = id;
    }

    /// Notes how the view shown is left.
    pub(super) fn leave(&mut self, program: &Program, shape: Shape) {
        let view = self.shown(program);
        let id = view.map_or_else(String::new, |view| view.id.to_string());
        self.left.insert(id, (view.map(Shape::saved), shape));
    }

    /// How a view is to look: as it was left, unless it was saved otherwise since.
    pub(super) fn shape_of(&self, view: Option<&SavedView>) -> Option<Shape> {
        let saved = view.map(Shape::saved);
        let left = self.left.get(view.map_or("", |view| view.id.as_str()));
        left.filter(|(then, _)| *then == saved).map(|(_, left)| left.clone()).or(saved)
    }

    /// Forgets how a view was left.
    pub(super) fn forget(&mut self, id: &Id<SavedView>) {
        self.left.remove(id.as_str());
    }
}
