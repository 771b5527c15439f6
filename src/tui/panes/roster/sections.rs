//! What the inspector says of a partner: the tier and what is missing, health by dimension, revenue; then the records.

use super::column::Key;
use super::reader::Reader;
use super::reading;
use super::related::Records;
use crate::analysis::criteria_words::AGREEMENT;
use crate::analysis::derived::PartnerMeasures;
use crate::analysis::effective_tier::TierSource;
use crate::analysis::health::HealthDimension;
use crate::program::choice::Choice;
use crate::program::partner::Partner;
use crate::tui::theme::{Look, Role};
use crate::tui::widgets::paint::{Piece, piece};
use crate::tui::widgets::{bars, safe_text, wrap};

/// Cells of a label.
const LABEL: usize = 15;
/// Cells of a bar.
const BAR: u16 = 10;

/// A line of the inspector.
type Line = Vec<Piece>;

/// Writes the lines about one partner.
pub(super) struct Writer<'a> {
    pub(super) partner: &'a Partner,
    pub(super) reader: &'a Reader<'a>,
    measures: Option<&'a PartnerMeasures>,
    pub(super) look: &'a Look,
    width: usize,
    pub(super) lines: Vec<Line>,
}

/// The lines about a partner, for a width.
pub(super) fn lines(partner: &Partner, reader: &Reader<'_>, look: &Look, width: u16) -> Vec<Line> {
    let measures = reader.workbench.derived().partner(&partner.id);
    let mut writer = Writer { partner, reader, measures, look, width: usize::from(width), lines: Vec::new() };
    let records = &Records::of(reader.workbench.derived(), &partner.id);
    writer.head();
    writer.tier();
    writer.health();
    writer.revenue();
    writer.next(records);
    writer.deals();
    writer.people(records);
    writer.reported();
    writer.note();
    writer.lines
}

impl Writer<'_> {
    pub(super) fn heading(&mut self, text: &str) {
        if !self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
        self.lines.push(vec![piece(text, Role::Header)]);
    }

    pub(super) fn text(&mut self, text: &str, role: Role) {
        for line in wrap::wrap(text, self.width.max(1)) {
            self.lines.push(vec![piece(line, role)]);
        }
    }

    /// A label and its value, wrapped beside it.
    pub(super) fn pair(&mut self, label: &str, value: &str, role: Role) {
        let room = self.width.saturating_sub(LABEL).max(1);
        for (index, line) in wrap::wrap(value, room).into_iter().enumerate() {
            let label = if index == 0 { label } else { "" };
            let label = safe_text::fit(label, LABEL, safe_text::Align::Left, self.look.glyphs.ellipsis);
            self.lines.push(vec![piece(label, Role::Muted), piece(line, role)]);
        }
    }

    /// A line with words at the left and a value at the right edge.
    pub(super) fn spread(&mut self, left: &str, right: &str, role: Role) {
        let right_cells = safe_text::width(&safe_text::clean(right));
        let room = self.width.saturating_sub(right_cells + 1);
        let left = safe_text::fit(left, room, safe_text::Align::Left, self.look.glyphs.ellipsis);
        self.lines.push(vec![piece(format!("{left} "), role), piece(right, role)]);
    }

    pub(super) fn unknown(&self) -> &'static str {
        self.look.glyphs.unknown
    }

    pub(super) fn read(&self, key: Key) -> String {
        let text = self.reader.read(self.partner, key).plain(self.reader.workbench.program().profile.currency);
        if text.is_empty() { self.unknown().to_owned() } else { text }
    }

    fn head(&mut self) {
        let dot = format!(" {} ", self.look.glyphs.dot);
        let parts = [Key::Type, Key::Stage, Key::Segment, Key::Owner, Key::Region].map(|key| self.read(key));
        let known: Vec<&str> = parts.iter().map(String::as_str).filter(|part| *part != self.unknown()).collect();
        let line = known.join(&dot);
        self.text(&line, Role::Text);
        if let Some(domain) = &self.partner.domain {
            self.text(&domain.clone(), Role::Muted);
        }
    }

    fn tier(&mut self) {
        self.heading("Tier");
        let derived = self.reader.workbench.derived();
        let (Some(measures), Some(standing)) = (self.measures, derived.tier_standing(&self.partner.id)) else {
            self.text("Not known yet", Role::Muted);
            return;
        };
        let tier = &measures.tier;
        let program = self.reader.workbench.program();
        let current = standing.current.clone().unwrap_or_else(|| "none".to_owned());
        let held = match (tier.source, &self.partner.tier_override, self.partner.tier_since) {
            (TierSource::Override, Some(inner), _) => {
                format!("{current} by override until {}: {}", inner.until, inner.reason)
            }
            (TierSource::Provisional, Some(inner), _) => {
                format!("{current}, provisional until {}: {}", inner.until, inner.reason)
            }
            (TierSource::Landed, ..) => format!("{current}, the granted tier is no longer valid"),
            (_, _, Some(since)) => format!("{current} since {since}"),
            _ => current,
        };
        self.pair("Holds", &held, Role::Text);
        let (word, role) = match (&tier.qualified, tier.qualified_rank.cmp(&tier.effective_rank)) {
            (None, _) if tier.agreement_in_force.is_no() => {
                ("nothing: no agreement in force".to_owned(), Role::Warning)
            }
            (None, _) => ("nothing for certain".to_owned(), Role::Muted),
            (Some(id), order) => {
                let name = program.tiers.get(id).map_or_else(|| id.to_string(), |tier| tier.name.clone());
                (name, if order.is_eq() { Role::Text } else { Role::Accent })
            }
        };
        self.pair("Qualifies for", &word, role);
        if standing.gaps.is_empty() {
            self.pair("Proof", &standing.told, Role::Text);
        }
        let (Some(next), Some((low, high))) = (&standing.next, standing.percent) else { return };
        let label = safe_text::fit(&format!("To {next}"), LABEL, safe_text::Align::Left, self.look.glyphs.ellipsis);
        self.lines.push(vec![
            piece(label, Role::Muted),
            piece(bar(self.look, low.into(), 100), Role::Accent),
            piece(format!(" {}", reading::percent(Some((low, high)))), Role::Text),
        ]);
        if standing.agreement.is_no() {
            self.pair("  missing", AGREEMENT, Role::Warning);
        }
        for (gap, deals) in standing.gaps.iter().zip(&standing.deals_needed) {
            let mut sentence = gap.told(program.profile.currency);
            if let Some(deals) = deals {
                let noun = if *deals == 1 { "deal" } else { "deals" };
                sentence = format!("{sentence} (about {deals} more {noun})");
            }
            self.pair("  missing", &sentence, Role::Text);
        }
    }

    fn health(&mut self) {
        self.heading("Health");
        let Some(health) = self.measures.map(|measures| measures.health) else {
            self.text("Not known yet", Role::Muted);
            return;
        };
        let (sign, role) = reading::band_sign(health.band, self.look);
        let number =
            health.score().map_or_else(|| format!("{} to {}", health.low, health.high), |score| score.to_string());
        self.lines
            .push(vec![piece(format!("{sign} {} {number}", health.band.name()), role), piece(" of 100", Role::Muted)]);
        for dimension in HealthDimension::ALL.iter().copied() {
            let label = safe_text::fit(dimension.name(), LABEL, safe_text::Align::Left, self.look.glyphs.ellipsis);
            let (bar, points) = match health.points(dimension) {
                Some(points) => (bar(self.look, points.into(), dimension.max().into()), format!("{points:>3}")),
                None => (" ".repeat(usize::from(BAR)), format!("{:>3}", self.unknown())),
            };
            self.lines.push(vec![
                piece(label, Role::Muted),
                piece(bar, Role::Accent),
                piece(format!("{points} of {}", dimension.max()), Role::Text),
            ]);
        }
    }

    fn revenue(&mut self) {
        self.heading("Revenue, trailing 12 months");
        for key in [Key::Sourced, Key::Influenced, Key::Credited, Key::Growth, Key::Registrations, Key::Potential] {
            let value = self.read(key);
            let role = if value == self.unknown() { Role::Muted } else { Role::Text };
            let label = match key {
                Key::Growth => "Growth, last quarter on year",
                Key::Registrations => "Registrations, last quarter",
                Key::Potential => "Potential, a year",
                key => key.label(),
            };
            self.spread(label, &value, role);
        }
    }
}

fn bar(look: &Look, part: u32, whole: u32) -> String {
    bars::bar_text(part * 1000 / whole.max(1), BAR, look)
}
