//! Which partners are shown and in which order, worked out once and kept until something it depends on changes.
//!
//! An order is made once per filter and sort. After an edit only the partners it touched are read and placed again;
//! moving the cursor reads the finished order and nothing else.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::column::{Key, Sort};
use super::reader::Reader;
use super::readings::Readings;
use super::selecting::{self, Fields};
use crate::analysis::derived::Touched;
use crate::app::select::Filter;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::tui::session::Workbench;
use crate::tui::widgets::table::Order;

/// Above so many touched partners the order is made anew: it costs less than placing each.
const MANY: usize = 256;

/// What an order depends on besides the program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// The expression that rows must pass, as typed.
    pub(super) filter: String,
    /// The columns that are searched.
    pub(super) searched: Vec<Key>,
    /// The sort keys.
    pub(super) sorts: Vec<Sort>,
    /// Partners shown although the filter hides them, because they were just added or changed.
    pub(super) kept: BTreeSet<Id<Partner>>,
}

impl Wanted {
    fn filters(&self) -> bool {
        !self.filter.trim().is_empty()
    }

    /// Whether the same order serves both, but for partners that one of them keeps.
    fn is_like(&self, other: &Self) -> bool {
        let same_filter = self.filter == other.filter && (!self.filters() || self.searched == other.searched);
        same_filter && self.sorts == other.sorts
    }
}

/// The rows of the table.
#[derive(Debug, Default)]
pub(super) struct Rows {
    stamp: Option<(u64, Date)>,
    /// In the order of their identifiers.
    all: Vec<Arc<Partner>>,
    readings: Readings,
    wanted: Option<Wanted>,
    filter: Option<Filter>,
    sorts: Vec<Sort>,
    /// Places in `all`, in the order of the rows.
    shown: Vec<u32>,
    version: u64,
    lost: bool,
}

/// The words of a find, in lower case; all must be there.
pub(super) fn words(text: &str) -> Vec<String> {
    text.to_lowercase().split_whitespace().map(str::to_owned).collect()
}

impl Rows {
    /// Brings the rows in line with the program and with what is wanted; tells whether the order is another.
    pub(super) fn follow(&mut self, workbench: &Workbench, wanted: &Wanted) -> bool {
        let stamp = (workbench.revision(), workbench.as_of());
        let touched = match self.stamp {
            Some(known) if known == stamp => Touched::default(),
            Some((revision, as_of)) if as_of == stamp.1 => workbench.touched_since(revision),
            _ => Touched::Everything,
        };
        self.stamp = Some(stamp);
        self.lost = false;
        let like = self.wanted.as_ref().filter(|known| known.is_like(wanted));
        match (touched, like) {
            (Touched::Partners(mut ids), Some(known)) if ids.len() <= MANY => {
                if wanted.filters() {
                    ids.extend(known.kept.symmetric_difference(&wanted.kept).cloned());
                }
                if ids.is_empty() {
                    return false;
                }
                self.wanted = Some(wanted.clone());
                self.place_again(workbench, &ids);
            }
            (Touched::Partners(ids), None) if ids.len() <= MANY => {
                self.read_again(workbench, &ids);
                self.arrange(workbench, wanted);
            }
            _ => {
                self.all = workbench.program().partners.iter_shared().cloned().collect();
                self.readings.clear();
                self.lost = true;
                self.arrange(workbench, wanted);
            }
        }
        self.version += 1;
        true
    }

    fn arrange(&mut self, workbench: &Workbench, wanted: &Wanted) {
        let reader = Reader::of(workbench);
        self.wanted = Some(wanted.clone());
        self.filter = wanted.filters().then(|| selecting::read(workbench, &wanted.filter).ok()).flatten();
        if self.filter.as_ref().is_some_and(Filter::searches) {
            self.readings.make_texts(&self.all, &reader, &wanted.searched);
        }
        let places = 0..self.all.len() as u32;
        let mut shown: Vec<u32> = match self.filter {
            None => places.collect(),
            Some(_) => places.into_par_iter().filter(|at| self.passes(workbench, *at as usize)).collect(),
        };
        self.sorts.clone_from(&wanted.sorts);
        self.sorts.push(Sort { key: Key::Name, order: Order::Ascending });
        for sort in &self.sorts {
            self.readings.make_keys(&self.all, &reader, sort.key);
        }
        self.readings.sort(&self.sorts, &mut shown);
        self.shown = shown;
    }

    fn passes(&self, workbench: &Workbench, at: usize) -> bool {
        let (Some(filter), Some(partner)) = (&self.filter, self.all.get(at)) else { return true };
        filter.matches(&Fields { text: self.readings.text(at), partner, workbench })
            || self.wanted.as_ref().is_some_and(|wanted| wanted.kept.contains(&partner.id))
    }

    /// Takes these partners out of the order, reads them again, and puts them where they belong now.
    fn place_again(&mut self, workbench: &Workbench, ids: &BTreeSet<Id<Partner>>) {
        for id in ids {
            if let Some(row) = self.place(id) {
                self.shown.remove(row);
            }
        }
        self.read_again(workbench, ids);
        for id in ids {
            let Ok(at) = self.index(id) else { continue };
            if self.passes(workbench, at) {
                let at = at as u32;
                let row = self.shown.partition_point(|other| self.readings.compare(&self.sorts, *other, at).is_lt());
                self.shown.insert(row, at);
            }
        }
    }

    /// Reads these partners again; the places of the others follow.
    fn read_again(&mut self, workbench: &Workbench, ids: &BTreeSet<Id<Partner>>) {
        let reader = Reader::of(workbench);
        for id in ids {
            match (self.index(id), workbench.program().partners.shared(id)) {
                (Ok(at), Some(partner)) => {
                    self.readings.renew(at, partner, &reader);
                    if let Some(known) = self.all.get_mut(at) {
                        known.clone_from(partner);
                    }
                }
                (Ok(at), None) => {
                    self.all.remove(at);
                    self.readings.remove(at);
                    self.lost = true;
                    self.shown.iter_mut().filter(|other| **other as usize > at).for_each(|other| *other -= 1);
                }
                (Err(at), Some(partner)) => {
                    self.all.insert(at, Arc::clone(partner));
                    self.readings.insert(at, partner, &reader);
                    self.shown.iter_mut().filter(|other| **other as usize >= at).for_each(|other| *other += 1);
                }
                (Err(_), None) => {}
            }
        }
    }

    /// The place of a partner in `all`.
    fn index(&self, id: &Id<Partner>) -> Result<usize, usize> {
        self.all.binary_search_by(|partner| partner.id.cmp(id))
    }

    /// How many partners are shown.
    pub(super) fn len(&self) -> usize {
        self.shown.len()
    }

    /// How many partners there are.
    pub(super) fn total(&self) -> usize {
        self.all.len()
    }

    /// How many partners the filter hides.
    pub(super) fn hidden(&self) -> usize {
        self.all.len() - self.shown.len()
    }

    /// Moves whenever the order moves.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// Whether the last change of the order may have taken partners out of the program.
    pub(super) fn lost(&self) -> bool {
        self.lost
    }

    /// The partner in a row.
    pub(super) fn get(&self, row: usize) -> Option<&Arc<Partner>> {
        self.all.get(*self.shown.get(row)? as usize)
    }

    /// The row of a partner.
    pub(super) fn place(&self, partner: &Id<Partner>) -> Option<usize> {
        let at = self.index(partner).ok()? as u32;
        self.shown.binary_search_by(|other| self.readings.compare(&self.sorts, *other, at)).ok()
    }

    /// Every partner shown, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Arc<Partner>> {
        self.shown.iter().filter_map(|index| self.all.get(*index as usize))
    }

    /// How many values were read so far for sorting and searching.
    #[cfg(test)]
    pub(super) fn read(&self) -> usize {
        self.readings.made
    }

    /// The next row after (or before) `from` that holds all the words, going round once.
    pub(super) fn find(
        &mut self,
        workbench: &Workbench,
        searched: &[Key],
        text: &str,
        from: usize,
        up: bool,
    ) -> Option<usize> {
        let words = words(text);
        let count = self.shown.len();
        if words.is_empty() || count == 0 {
            return None;
        }
        self.readings.make_texts(&self.all, &Reader::of(workbench), searched);
        let place = |step: usize| if up { (from + count * 2 - step) % count } else { (from + step) % count };
        (1..=count).map(place).find(|row| {
            let text = self.shown.get(*row).map_or("", |at| self.readings.text(*at as usize));
            words.iter().all(|word| text.contains(word.as_str()))
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::analysis::derived::Derived;
    use crate::app::command::{PartnerCommand, RecordCommand};
    use crate::app::{Command, Dates, Origin, demo, update};
    use crate::program::deal::{Deal, DealStage};
    use crate::program::{AnyRecord, Kind};
    use crate::tui::panes::roster::column::arrangement;
    use crate::tui::tabling::read_sorts;

    const PARTNERS: usize = 2000;

    fn of(partners: usize) -> Workbench {
        let dates = Dates { today: date(2026, 11, 22), asked: None };
        Workbench::new(demo::big(partners, partners * 4, 1), Origin::default(), dates)
    }

    fn wanted(filter: &str, sorts: &str) -> Wanted {
        let (searched, sorts) = (arrangement().columns, read_sorts(Key::ALL, sorts).unwrap());
        Wanted { filter: filter.to_owned(), searched, sorts, kept: BTreeSet::new() }
    }

    fn set(workbench: &mut Workbench, kind: Kind, id: &str, field: &str, text: &str) {
        let (ids, field, text) = (vec![id.into()], field.to_owned(), text.to_owned());
        update(workbench, Command::Record(RecordCommand::SetField { kind, ids, field, text })).unwrap();
    }

    fn ids(rows: &Rows) -> Vec<String> {
        rows.iter().map(|partner| partner.id.to_string()).collect()
    }

    /// An edit of each sort: a cell, what others follow from, a new record, one less, and the way back.
    fn edits(workbench: &mut Workbench, round: usize) {
        let partner = workbench.program().partners.ids().nth(round * 5).unwrap().clone();
        let won = |deal: &&Deal| deal.stage == DealStage::Won;
        let deal = workbench.program().deals.iter().skip(round * 17).find(won).unwrap().id.clone();
        match round % 6 {
            0 => set(workbench, Kind::Partner, partner.as_str(), "name", &format!("Z {round}")),
            1 => set(workbench, Kind::Deal, deal.as_str(), "amount", &format!("{}", round * 100_000)),
            2 => set(workbench, Kind::Deal, deal.as_str(), "stage", "lost"),
            3 => {
                let new = AnyRecord::Partner(Arc::new(Partner {
                    id: format!("new-{round}").parse().unwrap(),
                    name: format!("M {round}"),
                    ..workbench.program().partners.get(&partner).unwrap().clone()
                }));
                let add = RecordCommand::Add { record: new, label: "Add".to_owned() };
                drop(update(workbench, Command::Record(add)).unwrap());
            }
            4 => {
                let delete = RecordCommand::Delete { kind: Kind::Partner, ids: vec![partner.shared()] };
                drop(update(workbench, Command::Record(delete)).unwrap());
            }
            _ => drop(update(workbench, Command::Undo).unwrap()),
        }
    }

    #[test]
    fn an_edit_reads_and_places_only_the_partners_it_touches() {
        let mut workbench = of(PARTNERS);
        let mut rows = Rows::default();
        let wanted = wanted("", "credited_t12m desc, health");
        rows.follow(&workbench, &wanted);
        let at_first = rows.read();
        assert_eq!(at_first, PARTNERS * 3, "one reading per partner and sort key");
        assert!(!rows.follow(&workbench, &wanted), "nothing moved");
        let revision = workbench.revision();
        let deal = workbench.program().deals.ids().nth(4321).unwrap().clone();
        set(&mut workbench, Kind::Deal, deal.as_str(), "amount", "1m");
        let Touched::Partners(touched) = workbench.touched_since(revision) else { panic!("not everything moved") };
        assert!((1..=10).contains(&touched.len()), "{touched:?}");
        assert!(rows.follow(&workbench, &wanted));
        assert_eq!(rows.read() - at_first, touched.len() * 3);
        // another filter over the same keys reads nothing again
        let before = rows.read();
        rows.follow(&workbench, &Wanted { filter: "health < 60".to_owned(), ..wanted });
        assert_eq!(rows.read(), before);
    }

    #[test]
    fn rows_that_follow_stand_as_rows_made_anew() {
        for (filter, sorts) in [("", ""), ("", "-credited_t12m"), ("health < 70 and not gmbh", "segment, -health")] {
            let mut workbench = of(300);
            let (mut rows, wanted) = (Rows::default(), wanted(filter, sorts));
            rows.follow(&workbench, &wanted);
            for round in 0..36 {
                edits(&mut workbench, round);
                rows.follow(&workbench, &wanted);
                if round % 5 == 0 {
                    let mut anew = Rows::default();
                    anew.follow(&workbench, &wanted);
                    assert!(ids(&rows) == ids(&anew), "{filter:?} {sorts:?} after {round}");
                    let last = ids(&rows).len() - 1;
                    assert_eq!(rows.place(&rows.get(last).unwrap().id), Some(last));
                }
            }
        }
    }

    #[test]
    fn the_analysis_that_follows_is_the_analysis_made_anew() {
        let mut workbench = of(400);
        for round in 0..60 {
            edits(&mut workbench, round);
        }
        let (followed, anew) = (workbench.derived(), Derived::new(workbench.program(), workbench.as_of()));
        assert!(followed.partners().eq(anew.partners()));
        assert_eq!(followed.program(), anew.program());
        assert!(followed.partners().all(|one| followed.rank(&one.partner) == anew.rank(&one.partner)));
    }

    #[test]
    fn a_change_of_place_is_a_change_of_one_partner() {
        let mut workbench = of(100);
        let revision = workbench.revision();
        let partner = workbench.program().partners.ids().nth(77).unwrap().clone();
        let place =
            PartnerCommand::Place { partner: partner.clone(), strategic_value: "77".parse().unwrap(), potential: None };
        update(&mut workbench, Command::Partner(place)).unwrap();
        assert_eq!(workbench.touched_since(revision), Touched::Partners([partner].into()));
    }
}
