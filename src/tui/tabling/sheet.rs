//! A table whose cells are copied, and pasted onto where they are fields of records.

use std::sync::Arc;

use super::copying;
use super::paste;
use super::tabled::Tabled;
use crate::app::typed;
use crate::edit::commands::records;
use crate::edit::{Edit, Refusal};
use crate::program::{Kind, Program};
use crate::report::cell::Cell;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::pane::{Context, Values};

/// A table of records or of what is computed from them.
pub(in crate::tui) trait Sheet: Tabled {
    /// How many rows are shown.
    fn row_count(&self) -> usize;

    /// What a row is called.
    fn row_name(&self, row: usize, context: &Context<'_>) -> String;

    /// The row shown of that name, given in lower case.
    fn row_named(&self, name: &str, context: &Context<'_>) -> Option<usize>;

    /// The marked rows that are shown, in order; a range that was begun ends here.
    fn marked_rows(&mut self) -> Vec<usize>;

    /// One row, and several.
    fn nouns(&self) -> (&'static str, &'static str);

    /// The value in a row.
    fn value(&self, row: usize, key: Self::Key, context: &Context<'_>) -> Cell;

    /// The record that a row is, where it is one.
    fn row_record(&self, row: usize) -> Option<(Kind, Arc<str>)>;

    /// The field that a column sets, or why it sets none.
    fn sets(&self, key: Self::Key) -> Result<&'static str, String>;

    /// The edit that gives a cell a value in canonical form.
    fn cell_edit(
        &self,
        program: &Program,
        (kind, id): (Kind, Arc<str>),
        key: Self::Key,
        canonical: &str,
        context: &Context<'_>,
    ) -> Result<Edit, Refusal> {
        let _ = context;
        let field = self.sets(key).map_err(Refusal::NotNow)?;
        records::set_field(program, kind, &[id], field, canonical)
    }

    /// Rows are about to change: they stay in view, whatever the filter says of them then.
    fn keep_rows(&mut self, rows: &[usize]) {
        let _ = rows;
    }

    /// What a text means in a column, in canonical form.
    fn canonical(&self, kind: Kind, key: Self::Key, text: &str, context: &Context<'_>) -> Result<String, Refusal> {
        let field = self.sets(key).map_err(Refusal::NotNow)?;
        typed::canonical(context.workbench, kind, field, text)
    }

    /// Copies the cell under the cursor, or what is marked.
    fn act_on_sheet(&mut self, action: Action, context: &Context<'_>) -> Option<Outcome> {
        Some(match action {
            Action::CopyText => copying::plain(self, context),
            Action::CopyAs => copying::ask(self, context),
            Action::Paste => Outcome::info(
                "Nothing was copied here yet; paste with your terminal (Ctrl+Shift+V, Cmd+V): a preview comes first",
            ),
            _ => return None,
        })
    }

    /// Shows what a pasted text would change; a single cell is set at once.
    fn paste_block(&mut self, text: &str, context: &Context<'_>) -> Outcome {
        paste::pasted(self, text, context)
    }

    /// What follows from the answer of an overlay of copying and pasting; nothing for others.
    fn sheet_answered(&mut self, tag: &str, values: &Values, context: &Context<'_>) -> Option<Outcome> {
        copying::answered(self, tag, values, context).or_else(|| paste::answered(self, tag, values))
    }
}
