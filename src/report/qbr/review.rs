//! What a review is made from, and the document of all its sections.

use super::partner_view::PartnerView;
use super::{commitments, deck, frozen, held, partner_document, pipeline, plan, relationship, scoreboard, support};
use crate::analysis::close_out::items_of;
use crate::analysis::derived::{Derived, PartnerMeasures};
use crate::analysis::qbr_preparation::{Step, steps};
use crate::program::Program;
use crate::program::choice::{Choice, choice};
use crate::program::id::Id;
use crate::program::meeting::FrozenFigure;
use crate::program::partner::Partner;
use crate::program::period::Quarter;
use crate::program::qbr::{ActionItem, AgendaSection, Qbr, QbrState};
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::preparation::status;
use crate::report::table::{Column, Table};

choice! {
    /// For whom a document is.
    pub enum Audience {
        Internal = "internal" => "Internal",
        Partner = "partner" => "Partner",
    }
}

/// What a review is made from.
#[derive(Debug, Clone, Copy)]
pub struct Review<'a> {
    /// The program.
    pub program: &'a Program,
    /// What follows from it.
    pub derived: &'a Derived,
    /// With whom.
    pub partner: &'a Partner,
    /// Of which quarter.
    pub quarter: Quarter,
    /// The review as it is scheduled or was held.
    pub qbr: Option<&'a Qbr>,
}

impl<'a> Review<'a> {
    /// The review of a partner and quarter; `None` for an unknown partner.
    pub fn find(program: &'a Program, derived: &'a Derived, partner: &Id<Partner>, quarter: Quarter) -> Option<Self> {
        let partner = program.partners.get(partner)?;
        let qbr = program.qbrs.iter().filter(|qbr| qbr.partner == partner.id && qbr.quarter == quarter);
        let qbr = qbr.max_by_key(|qbr| (matches!(qbr.state, QbrState::Scheduled | QbrState::Held), qbr.scheduled_for));
        Some(Self { program, derived, partner, quarter, qbr })
    }

    /// The review that a record stands for.
    pub fn of(program: &'a Program, derived: &'a Derived, qbr: &'a Qbr) -> Option<Self> {
        let partner = program.partners.get(&qbr.partner)?;
        Some(Self { program, derived, partner, quarter: qbr.quarter, qbr: Some(qbr) })
    }

    pub(super) fn measures(&self) -> Option<&'a PartnerMeasures> {
        self.derived.partner(&self.partner.id)
    }

    /// Minutes of the five sections: as set for the review, otherwise by R-42.
    pub fn minutes(&self) -> [u16; 5] {
        let policy = &self.derived.policy().qbr;
        let without = || crate::analysis::qbr::agenda(policy.length_minutes, &policy.rules);
        let planned = self.qbr.map_or_else(without, |qbr| self.derived.qbr_minutes(qbr));
        let mut minutes = planned;
        for (at, section) in AgendaSection::ALL.iter().enumerate() {
            let set = self.qbr.and_then(|qbr| qbr.sections.iter().find(|one| one.section == *section)?.minutes);
            if let (Some(set), Some(slot)) = (set, minutes.get_mut(at)) {
                *slot = set;
            }
        }
        minutes
    }

    /// The action items that were agreed in it, by due date.
    pub fn items(&self) -> Vec<&'a ActionItem> {
        self.qbr.map(|qbr| items_of(self.program, &qbr.id)).unwrap_or_default()
    }

    /// The numbers that a meeting freezes, in the words of the screen.
    pub fn figures(&self) -> Vec<FrozenFigure> {
        frozen::figures(self)
    }

    /// What was agreed before, with what became of it; the review opens on this.
    pub fn commitments(&self, audience: Audience) -> Document {
        commitments::document(self, audience)
    }

    /// What is to be done around it, with dates counted back from the meeting; for us.
    pub fn preparation(&self) -> Document {
        let as_of = self.derived.as_of();
        let steps = self.qbr.map(|qbr| steps(self.program, qbr, &self.derived.qbr_dates(qbr)));
        let told = |step: Step| {
            let status = step.done_on.map_or_else(|| status(&step, as_of).to_owned(), |on| format!("done on {on}"));
            format!("{}: {} ({status})", step.due.strftime("%a %-d %b"), step.text)
        };
        let mut document = Document::default();
        document.list(steps.unwrap_or_default().into_iter().map(told).collect());
        document
    }

    /// What the model says for a section.
    pub fn section(&self, section: AgendaSection, audience: Audience) -> Document {
        match section {
            AgendaSection::Relationship => relationship::document(self, audience),
            AgendaSection::Performance => scoreboard::document(self, audience),
            AgendaSection::Pipeline => pipeline::document(self, audience),
            AgendaSection::JointPlan => plan::document(self, audience),
            AgendaSection::Support => support::document(self, audience),
        }
    }

    /// What was agreed in this review.
    pub fn actions(&self, audience: Audience) -> Document {
        commitments::agreed(self, audience)
    }

    /// What was written down in a section; `None` for what belongs to no section.
    pub fn written(&self, section: Option<AgendaSection>) -> Document {
        held::document(self, section)
    }

    /// The notes of a section.
    pub fn notes(&self, section: AgendaSection) -> &'a str {
        let part = self.qbr.and_then(|qbr| qbr.sections.iter().find(|one| one.section == section));
        part.and_then(|part| part.text.as_deref()).unwrap_or_default()
    }

    /// The whole review as a document.
    pub fn document(&self, audience: Audience) -> Document {
        if audience == Audience::Partner {
            return partner_document::document(&PartnerView::of(self));
        }
        let mut document = Document::titled(format!("Quarterly business review: {}", self.partner.name));
        let profile = &self.program.profile;
        let mut facts = vec![
            ("Program", Cell::text(profile.name.as_str())),
            ("Quarter", Cell::Quarter(self.quarter)),
            ("Meeting", self.qbr.map_or(Cell::Unknown, |qbr| Cell::Date(qbr.scheduled_for))),
            ("Numbers as of", Cell::Date(self.derived.as_of())),
            ("Currency", Cell::text(profile.currency.code())),
        ];
        if let Some(qbr) = self.qbr {
            facts.push(("State", Cell::word(qbr.state)));
        }
        document.facts(facts);
        document.section("Agenda").table(self.agenda(), "No agenda.");
        document.section("Last quarter's commitments").extend(self.commitments(audience));
        for section in AgendaSection::ALL {
            document.section(section.label()).extend(self.section(*section, audience));
            let notes = self.notes(*section);
            if !notes.is_empty() {
                document.part("Notes").notes(notes);
            }
            document.extend(self.written(Some(*section)));
        }
        document.section("Actions agreed").extend(self.actions(audience));
        self.closing(&mut document);
        document
    }

    /// The review as slides: eleven, and the definitions.
    pub fn deck(&self, audience: Audience) -> Document {
        let own = (audience == Audience::Internal).then_some(self);
        deck::deck(&PartnerView::of(self), own, self.program.profile.currency.code())
    }

    /// How long a section took is shown where it was measured.
    fn agenda(&self) -> Table {
        const COLUMNS: &[Column] = &[
            Column::new("section", "Section", CellKind::Text),
            Column::new("minutes", "Minutes", CellKind::Count),
            Column::new("actual", "Taken", CellKind::Count),
        ];
        let mut table = Table::new(COLUMNS);
        for (section, minutes) in AgendaSection::ALL.iter().zip(self.minutes()) {
            let part = self.qbr.and_then(|qbr| qbr.sections.iter().find(|one| one.section == *section));
            let taken =
                part.and_then(|part| part.actual_seconds).map_or(Cell::Unknown, |s| Cell::count(s.div_ceil(60)));
            table.push(vec![Cell::text(section.label()), Cell::count(minutes), taken]);
        }
        let measured = table.rows.iter().any(|row| row.last().is_some_and(|taken| !taken.is_unknown()));
        if measured { table } else { table.select(&[0, 1]) }
    }

    /// What is not known about the partner and would change these numbers.
    fn unknowns(&self) -> Vec<String> {
        let Some(measures) = self.measures() else { return Vec::new() };
        let health = measures.health.unknown().map(|dimension| format!("Unknown: {} (health)", dimension.name()));
        let growth = (measures.growth.state == crate::analysis::growth::GrowthState::Unknown)
            .then(|| "Unknown: growth on the year".to_owned());
        let place = measures.placement.quadrant.is_none().then(|| "Unknown: place on the value matrix".to_owned());
        health.chain(growth).chain(place).collect()
    }

    fn closing(&self, document: &mut Document) {
        document.section("About these numbers");
        let dates = self.qbr.map(|qbr| self.derived.qbr_dates(qbr));
        if let Some(dates) = dates {
            document.facts([
                ("Notes and tasks out by", Cell::Date(dates.follow_up_due)),
                ("Next review", Cell::Date(dates.next_qbr)),
            ]);
        }
        document.say(format!("Every number is as of {}.", self.derived.as_of()));
        document.list(self.unknowns());
        let decided: Vec<String> =
            self.program.settings.decided().map(|(key, value)| format!("{}: {value}", key.as_str())).collect();
        if decided.is_empty() {
            document.say("All settings are at their defaults.");
        } else {
            document.say("Settings that differ from their defaults:").list(decided);
        }
    }
}
