//! Cells of the roster as they are copied and pasted.

use std::sync::Arc;

use super::column::Key;
use super::editing;
use super::reading::Reading;
use super::state::Roster;
use crate::analysis::exact::Fraction;
use crate::analysis::growth::Growth;
use crate::edit::commands::{partners, records};
use crate::edit::{Edit, Refusal};
use crate::program::{Kind, Program};
use crate::report::cell::Cell;
use crate::tui::outcome::Outcome;
use crate::tui::pane::Context;
use crate::tui::tabling::{Sheet, paste_preview};

impl Sheet for Roster {
    fn row_count(&self) -> usize {
        self.rows.len()
    }

    fn row_name(&self, row: usize, _: &Context<'_>) -> String {
        self.rows.get(row).map_or_else(String::new, |partner| partner.name.clone())
    }

    fn row_named(&self, name: &str, _: &Context<'_>) -> Option<usize> {
        self.rows.iter().position(|partner| partner.name.to_lowercase() == name)
    }

    fn marked_rows(&mut self) -> Vec<usize> {
        if self.marks.ranging() {
            self.marks.end(&self.rows, self.view.row);
        }
        self.marks.in_order(&self.rows).iter().filter_map(|id| self.rows.place(id)).collect()
    }

    fn nouns(&self) -> (&'static str, &'static str) {
        ("partner", "partners")
    }

    fn value(&self, row: usize, key: Key, context: &Context<'_>) -> Cell {
        let Some(partner) = self.rows.get(row) else { return Cell::Unknown };
        let reading = Self::reader(context).read(partner, key);
        let plain = |reading: &Reading| Cell::text(reading.plain(context.workbench.program().profile.currency));
        match &reading {
            Reading::Unknown => Cell::Unknown,
            Reading::Money(money, false) => Cell::Money(*money),
            Reading::Date(date, _) => Cell::Date(*date),
            Reading::Number(number) => Cell::Number(*number),
            // the name alone is what can be pasted again
            Reading::Tier { name, .. } => Cell::text(name.as_str()),
            Reading::Growth(growth) => percent(growth).unwrap_or_else(|| plain(&reading)),
            reading => plain(reading),
        }
    }

    fn row_record(&self, row: usize) -> Option<(Kind, Arc<str>)> {
        self.rows.get(row).map(|partner| (Kind::Partner, partner.id.shared()))
    }

    fn sets(&self, key: Key) -> Result<&'static str, String> {
        key.field().ok_or_else(|| key.read_only().unwrap_or_default())
    }

    fn cell_edit(
        &self,
        program: &Program,
        (kind, id): (Kind, Arc<str>),
        key: Key,
        canonical: &str,
        context: &Context<'_>,
    ) -> Result<Edit, Refusal> {
        let field = self.sets(key).map_err(Refusal::NotNow)?;
        editing::in_range(key, canonical).map_err(|why| Refusal::bad(field, why))?;
        if key != Key::Tier {
            return records::set_field(program, kind, &[id], field, canonical);
        }
        let partner = crate::program::id::Id::from_shared(id).map_err(|why| Refusal::bad(field, why))?;
        let tier = match canonical {
            "" => None,
            text => Some(text.parse().map_err(|_| Refusal::bad(field, format!("there is no tier {text:?}")))?),
        };
        partners::grant_tier(program, &[partner], tier.as_ref(), context.workbench.as_of())
    }

    fn keep_rows(&mut self, rows: &[usize]) {
        let ids: Vec<_> = rows.iter().filter_map(|row| self.rows.get(*row)).map(|partner| partner.id.clone()).collect();
        self.keep_in_view(&ids);
    }
}

fn percent(growth: &Growth) -> Option<Cell> {
    let (current, previous) = (growth.current?.cents(), growth.previous?.cents());
    (previous > 0).then(|| Cell::Percent(Fraction::new((current - previous) * 100, previous), 1))
}

impl Roster {
    /// Pasted text outside of a typed cell: names to add where the cursor stands on a name, else a block of cells.
    pub(super) fn paste_here(&mut self, text: &str, context: &Context<'_>) -> Outcome {
        let block = text.trim_end().contains('\t');
        if self.rows.len() == 0 || self.column() != Key::Name {
            return if self.rows.len() == 0 {
                self.preview_names(text, context)
            } else {
                self.paste_block(text, context)
            };
        }
        let names = self.names_preview(text, context);
        let onto = paste_preview(self, text, context);
        match (names, onto) {
            (Ok(names), Some(onto)) if block => Outcome::open(onto.or(names)),
            (Ok(names), Some(onto)) => Outcome::open(names.or(onto)),
            (Ok(names), None) => Outcome::open(names),
            (Err(_), Some(onto)) => Outcome::open(onto),
            (Err(outcome), None) => outcome,
        }
    }
}
