//! Words found among the rows of the designer, or among the people of a tier; and what is copied out of it.

use super::columns::Region;
use super::rows::Row;
use super::state::Tiers;
use super::{cells, twin};
use crate::export::{delimited, markdown};
use crate::program::AnyRecord;
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry, Picker, Prompt};
use crate::tui::pane::Context;
use crate::tui::widgets::safe_text;

/// The tag of the find prompt.
pub(super) const FIND: &str = "tiers/find";
/// The tag of the list of ways to copy.
pub(super) const COPY: &str = "tiers/copy";

impl Tiers {
    pub(super) fn ask_find(&self) -> Outcome {
        let prompt = Prompt::new(FIND, "Find").with_text(self.find.clone()).at_bottom();
        Outcome::open(
            prompt.hint("Words of a row, a value or a partner; [key:find.next] goes on, [key:find.prev] goes back"),
        )
    }

    /// New words to find; empty ones end it.
    pub(super) fn find_words(&mut self, text: &str, context: &Context<'_>) -> Outcome {
        text.trim().clone_into(&mut self.find);
        if self.find.is_empty() { Outcome::Changed } else { self.find_again(false, context) }
    }

    /// Goes to the next line, or the one before, that holds all words; round the end.
    pub(super) fn find_again(&mut self, up: bool, context: &Context<'_>) -> Outcome {
        let words: Vec<String> = self.find.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let twin_lines = if self.twin { twin::lines(self) } else { Vec::new() };
        let (count, from) = match (self.twin, self.region) {
            (true, _) => (twin_lines.len(), self.twin_list.cursor),
            (false, Region::People) => (self.people().len(), self.list.cursor),
            (false, Region::Grid) => (self.model.rows.len(), self.grid.row),
        };
        let text = |at: usize| match (self.twin, self.region) {
            (true, _) => twin_lines.get(at).map(|line| twin::texts(self, *line, context).join(" ")),
            (false, Region::People) => self.person_text(at, context),
            (false, Region::Grid) => self.row_text(at, context),
        };
        let holds = |at: &usize| {
            let text = text(*at).unwrap_or_default().to_lowercase();
            words.iter().all(|word| text.contains(word.as_str()))
        };
        let place = |step: usize| if up { (from + count * 2 - step) % count } else { (from + step) % count };
        let Some(found) = (1..=count).map(place).find(holds) else {
            return Outcome::info(format!("Nothing here holds {:?}", self.find));
        };
        match (self.twin, self.region) {
            (true, _) => self.twin_list.cursor = found,
            (false, Region::People) => {
                self.list.cursor = found;
                self.remember_person();
            }
            (false, Region::Grid) => {
                self.grid.row = found;
                self.moved();
            }
        }
        let round = if up { found > from } else { found < from };
        match () {
            () if found == from => Outcome::info(format!("Only this one holds {:?}", self.find)),
            () if round => Outcome::info("Gone round the end"),
            () => Outcome::Changed,
        }
    }

    fn person_text(&self, at: usize, context: &Context<'_>) -> Option<String> {
        let id = &self.people().get(at)?.partner;
        Some(
            context.workbench.program().partners.get(id).map_or_else(|| id.to_string(), |partner| partner.name.clone()),
        )
    }

    /// The words of a row with its values in every tier; headings are not found.
    fn row_text(&self, at: usize, context: &Context<'_>) -> Option<String> {
        let row = self.model.rows.get(at).filter(|row| row.is_entry())?;
        let values = (0..self.model.tiers.len()).map(|rank| self.value(row, rank, context));
        Some(std::iter::once(cells::label(&self.model, row)).chain(values).collect::<Vec<_>>().join(" "))
    }

    fn value(&self, row: &Row, rank: usize, context: &Context<'_>) -> String {
        safe_text::clean(&cells::shown(&self.model, row, rank, usize::MAX, context.look.glyphs).text).into_owned()
    }

    pub(super) fn ask_copy(&self) -> Outcome {
        let tier = self.tier().map_or("", |tier| tier.name.as_str());
        let all = format!("{} tiers side by side", self.model.tiers.len());
        let entries = vec![
            Entry::new("grid/md", "Tiers as Markdown").detail(format!("{all}, for a message or a document")),
            Entry::new("grid/tsv", "Tiers as TSV").detail(format!("{all}, for a sheet")),
            Entry::new("grid/csv", "Tiers as CSV").detail(format!("{all}, for a file")),
            Entry::new("grid/ron", "Tiers as RON").detail("their records, as the plan file writes them"),
            Entry::new("tier/tsv", "Tier as TSV").detail(format!("{tier}, field by field")),
            Entry::new("tier/ron", "Tier as RON").detail(format!("{tier}, as the plan file writes it")),
            Entry::new("cell/tsv", "Cell as text").detail(format!("the value of {tier} under the cursor")),
        ];
        Outcome::open(Picker::new(COPY, "Copy").entries(entries).footer("[key:copy] copies every tier field by field"))
    }

    /// Copies what was picked.
    pub(super) fn copy_picked(&self, picked: &str, context: &Context<'_>) -> Outcome {
        let records = |tiers: &mut dyn Iterator<Item = &crate::program::tier::Tier>| {
            tiers.map(|tier| AnyRecord::from(tier.clone()).to_ron()).collect::<Vec<_>>().join("\n")
        };
        let (text, what) = match picked {
            "grid/md" => (markdown_of(&self.table(context)), "the tiers"),
            "grid/tsv" => (below_names(&delimited::tsv(&self.table(context))), "the tiers"),
            "grid/csv" => (below_names(&delimited::csv(&self.table(context))), "the tiers"),
            "grid/ron" => (records(&mut self.model.tiers.iter()), "the tiers"),
            "tier/ron" => (records(&mut self.tier().into_iter()), "the tier"),
            "tier/tsv" => {
                let own = twin::lines(self).into_iter().filter(|(rank, _)| *rank == self.rank());
                let lines = own.map(|line| twin::texts(self, line, context)[1..].join("\t"));
                (lines.collect::<Vec<_>>().join("\n"), "the tier")
            }
            _ => (self.row().map(|row| self.value(row, self.rank(), context)).unwrap_or_default(), "the value"),
        };
        match text.trim_end() {
            "" => Outcome::unavailable("there is nothing in this cell"),
            text => Outcome::Copy { text: text.to_owned(), what: what.to_owned() },
        }
    }

    /// The tiers side by side: a row for each entry, a column for each tier.
    fn table(&self, context: &Context<'_>) -> Table {
        let tiers = self.model.tiers.len();
        let mut table = Table::new(&vec![Column::new("", "", CellKind::Text); tiers + 1]);
        let names = self.model.tiers.iter().map(|tier| Cell::text(tier.name.as_str()));
        table.push(std::iter::once(Cell::text("Tier")).chain(names).collect());
        for row in self.model.rows.iter().filter(|row| row.is_entry()) {
            let values = (0..tiers).map(|rank| Cell::text(self.value(row, rank, context)));
            table.push(std::iter::once(Cell::text(cells::label(&self.model, row))).chain(values).collect());
        }
        table
    }
}

/// Without the first line: columns have no names of their own, the tiers stand in the row below.
fn below_names(text: &str) -> String {
    text.split_once('\n').map_or_else(String::new, |(_, rest)| rest.to_owned())
}

/// The same for Markdown, whose rule stands below the tiers.
fn markdown_of(table: &Table) -> String {
    let text = markdown::table(table);
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.len() > 2 {
        lines.swap(1, 2);
    }
    lines.get(1..).unwrap_or_default().join("\n")
}
