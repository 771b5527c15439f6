//! The calculators from the palette: each opens as a form, with what the plan knows of the selected partner.

use super::state::{Effect, Owner, Screen};
use crate::analysis::calculators;
use crate::tui::calculator::{Calculation, fill};
use crate::tui::overlays::Entry;

/// Before the name of a calculator: its entry in the palette.
const CALCULATOR: &str = "calc/";

/// The entries of the palette.
pub(super) fn entries() -> impl Iterator<Item = Entry> {
    calculators::all().iter().map(|calculator| {
        let id = format!("{CALCULATOR}{}", calculator.name);
        Entry::new(id, format!("calc: {}", calculator.name)).detail(calculator.about)
    })
}

impl Screen {
    /// Opens the calculator of an entry; nothing for other entries.
    pub(super) fn open_calculator(&mut self, id: &str) -> Option<Vec<Effect>> {
        let calculator = calculators::find(id.strip_prefix(CALCULATOR)?)?;
        let partner = self.current_partner();
        let partner = partner.as_ref().and_then(|id| self.workbench.program().partners.get(id));
        let values = fill(calculator, &self.workbench, partner);
        let form = Calculation::new(calculator).filled(&values);
        self.open(Owner::Screen, form.into());
        Some(Vec::new())
    }
}
