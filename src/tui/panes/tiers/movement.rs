//! Moving between cells, people, the two regions and the plain list.

use super::columns::Region;
use super::state::Tiers;
use super::twin;
use crate::tui::outcome::Outcome;

impl Tiers {
    pub(super) fn move_rows(&mut self, by: isize) -> Outcome {
        if self.twin {
            let lines = twin::lines(self).len();
            return changed(self.twin_list.move_by(by, lines));
        }
        match self.region {
            Region::Grid => {
                let before = self.grid.row;
                self.grid.move_rows(by, self.model.rows.len());
                self.settle_on_entry(by);
                self.remember();
                changed(self.grid.row != before)
            }
            Region::People => {
                let moved = self.list.move_by(by, self.people().len());
                self.remember_person();
                self.share_person(moved)
            }
        }
    }

    /// Makes the partner under the cursor the one that panes share.
    pub(super) fn share_person(&self, moved: bool) -> Outcome {
        match self.current_person() {
            Some(person) if moved => Outcome::SelectPartner(person.partner.clone()),
            _ => Outcome::ignored(),
        }
    }

    pub(super) fn move_columns(&mut self, by: isize) -> Outcome {
        let before = self.grid.column;
        let last = self.model.tiers.len().max(1);
        self.grid.column = self.grid.column.saturating_add_signed(by).clamp(1, last);
        if self.grid.column == before {
            return Outcome::ignored();
        }
        self.moved();
        Outcome::Changed
    }

    pub(super) fn switch_region(&mut self) -> Outcome {
        self.twin = false;
        self.region = if self.region == Region::Grid { Region::People } else { Region::Grid };
        if self.region == Region::People {
            self.remember_person();
            return Outcome::Changed.and(self.share_person(true));
        }
        Outcome::Changed
    }

    pub(super) fn unwind(&mut self) -> Outcome {
        if self.twin {
            return self.switch_twin();
        }
        if self.region == Region::People {
            self.region = Region::Grid;
            return Outcome::Changed;
        }
        Outcome::ignored()
    }

    pub(super) fn switch_twin(&mut self) -> Outcome {
        self.twin = !self.twin;
        let at = (self.rank(), Some(self.grid.row));
        let lines = twin::lines(self);
        if self.twin {
            self.twin_list.cursor = lines.iter().position(|line| *line == at).unwrap_or(0);
        } else if let Some((rank, row)) = lines.get(self.twin_list.cursor) {
            let row = row.unwrap_or(self.grid.row);
            self.go_to(*rank, row);
        }
        Outcome::Changed
    }
}

fn changed(moved: bool) -> Outcome {
    if moved { Outcome::Changed } else { Outcome::ignored() }
}
