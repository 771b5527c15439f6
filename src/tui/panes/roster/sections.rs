//! What the inspector says of a partner: the tier and what is missing, health by dimension, revenue, what is next,
//! deals, people, figures that others report, the note.

use std::cmp::Reverse;

use super::column::Key;
use super::editing::date_in_words;
use super::reading::{self, Reader};
use super::related::{self, Records};
use crate::analysis::derived::PartnerMeasures;
use crate::analysis::effective_tier::TierSource;
use crate::analysis::health::HealthDimension;
use crate::program::choice::Choice;
use crate::program::partner::Partner;
use crate::tui::amount;
use crate::tui::theme::{Look, Role};
use crate::tui::widgets::paint::{Piece, piece};
use crate::tui::widgets::{bars, safe_text, wrap};

/// The most deals of each kind listed.
const DEALS: usize = 6;
/// The most things to do listed.
const STEPS: usize = 8;
/// Cells of a label.
const LABEL: usize = 15;
/// Cells of a bar.
const BAR: u16 = 10;

/// A line of the inspector.
type Line = Vec<Piece>;

struct Writer<'a> {
    partner: &'a Partner,
    reader: &'a Reader<'a>,
    measures: Option<&'a PartnerMeasures>,
    look: &'a Look,
    width: usize,
    lines: Vec<Line>,
}

/// The lines about a partner, for a width.
pub(super) fn lines(partner: &Partner, reader: &Reader<'_>, look: &Look, width: u16) -> Vec<Line> {
    let measures = reader.workbench.derived().partner(&partner.id);
    let mut writer = Writer { partner, reader, measures, look, width: usize::from(width), lines: Vec::new() };
    let records = reader.related.get(&partner.id);
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
    fn heading(&mut self, text: &str) {
        if !self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
        self.lines.push(vec![piece(text, Role::Header)]);
    }

    fn text(&mut self, text: &str, role: Role) {
        for line in wrap::wrap(text, self.width.max(1)) {
            self.lines.push(vec![piece(line, role)]);
        }
    }

    /// A label and its value, wrapped beside it.
    fn pair(&mut self, label: &str, value: &str, role: Role) {
        let room = self.width.saturating_sub(LABEL).max(1);
        for (index, line) in wrap::wrap(value, room).into_iter().enumerate() {
            let label = if index == 0 { label } else { "" };
            let label = safe_text::fit(label, LABEL, safe_text::Align::Left, self.look.glyphs.ellipsis);
            self.lines.push(vec![piece(label, Role::Muted), piece(line, role)]);
        }
    }

    /// A line with words at the left and a value at the right edge.
    fn spread(&mut self, left: &str, right: &str, role: Role) {
        let right_cells = safe_text::width(&safe_text::clean(right));
        let room = self.width.saturating_sub(right_cells + 1);
        let left = safe_text::fit(left, room, safe_text::Align::Left, self.look.glyphs.ellipsis);
        self.lines.push(vec![piece(format!("{left} "), role), piece(right, role)]);
    }

    fn unknown(&self) -> &'static str {
        self.look.glyphs.unknown
    }

    fn read(&self, key: Key) -> String {
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
            self.pair("Proof", &standing.proof, Role::Text);
        }
        let (Some(next), Some((low, high))) = (&standing.next, standing.percent) else { return };
        let label = safe_text::fit(&format!("To {next}"), LABEL, safe_text::Align::Left, self.look.glyphs.ellipsis);
        self.lines.push(vec![
            piece(label, Role::Muted),
            piece(bar(self.look, low.into(), 100), Role::Accent),
            piece(format!(" {}", reading::percent(Some((low, high)))), Role::Text),
        ]);
        for (gap, deals) in standing.gaps.iter().zip(&standing.deals_needed) {
            let mut sentence = gap.sentence();
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

    fn next(&mut self, records: &Records) {
        self.heading("Next steps");
        let as_of = self.reader.workbench.as_of();
        let reviews =
            records.reviews.iter().map(|review| (Some(review.scheduled_for), format!("QBR {}", review.quarter)));
        let tasks = records.tasks.iter().map(|task| (Some(task.due), task.title.clone()));
        let actions = records.actions.iter().map(|action| {
            let who = action.person.clone().unwrap_or_else(|| action.side.label().to_owned());
            (action.due, format!("{} ({who})", action.text))
        });
        let mut steps: Vec<_> = reviews.chain(tasks).chain(actions).collect();
        if let Some(on) = self.partner.review_on {
            steps.push((Some(on), "Look at the partnership".to_owned()));
        }
        if steps.is_empty() {
            self.text("Nothing planned: T sets a date, 5 a QBR", Role::Muted);
            return;
        }
        steps.sort_by_key(|(due, _)| (due.is_none(), *due));
        let more = steps.len().saturating_sub(STEPS);
        for (due, what) in steps.into_iter().take(STEPS) {
            let role = if due.is_some_and(|due| due < as_of) { Role::Warning } else { Role::Text };
            let when = due.map_or_else(|| "no date".to_owned(), |due| due.to_string());
            let what = if role == Role::Warning { format!("overdue: {what}") } else { what };
            self.pair(&when, &what, role);
        }
        if more > 0 {
            self.text(&format!("and {more} more"), Role::Muted);
        }
    }

    fn deals(&mut self) {
        let derived = self.reader.workbench.derived();
        let mut deals: Vec<_> = derived.partner_deals(&self.partner.id).collect();
        deals.sort_by_key(|(deal, _)| Reverse((related::is_open(deal), related::day_of(deal))));
        let open = deals.iter().filter(|(deal, _)| related::is_open(deal)).count();
        self.heading(&format!("Deals: {open} open, {} closed", deals.len() - open));
        if deals.is_empty() {
            self.text("None with a part of this partner", Role::Muted);
        }
        let currency = self.reader.workbench.program().profile.currency;
        let (live, done) = deals.split_at(open);
        for (deal, measures) in live.iter().take(DEALS).chain(done.iter().take(DEALS)) {
            let amount = deal.amount.map_or(self.unknown().to_owned(), |money| amount::short(money, currency, 9));
            let role = if related::is_open(deal) { Role::Text } else { Role::Muted };
            let class = measures.part(&self.partner.id).map_or("", |part| part.class.label());
            let stuck = if measures.stuck == Some(true) { "stuck" } else { class };
            self.spread(&deal.name, &format!("{} {amount:>9}", deal.stage.label()), role);
            let day = related::day_of(deal).map_or_else(|| "no date".to_owned(), |day| day.to_string());
            let dot = self.look.glyphs.dot;
            self.lines.push(vec![piece(format!("  {day} {dot} {}", stuck.to_lowercase()), Role::Muted)]);
        }
        let more = open.saturating_sub(DEALS) + (deals.len() - open).saturating_sub(DEALS);
        if more > 0 {
            self.text(&format!("and {more} more"), Role::Muted);
        }
    }

    fn people(&mut self, records: &Records) {
        self.heading("Contacts");
        if records.contacts.is_empty() {
            self.text("Nobody yet", Role::Muted);
        }
        for contact in &records.contacts {
            let role = if contact.active { Role::Text } else { Role::Muted };
            let title = contact.title.as_deref().map(|title| format!(", {title}")).unwrap_or_default();
            let left = if contact.active { "" } else { " (left)" };
            self.pair(contact.role.label(), &format!("{}{title}{left}", contact.name), role);
            for more in [&contact.email, &contact.phone].into_iter().flatten() {
                self.pair("", more, Role::Muted);
            }
        }
        if let Some(sponsor) = self.partner.exec_sponsor.clone() {
            self.pair("Our sponsor", &sponsor, Role::Text);
        }
    }

    fn reported(&mut self) {
        if self.partner.reported.is_empty() {
            return;
        }
        self.heading("Reported by others, beside ours");
        for figure in self.partner.reported.clone() {
            let ours = computed(&figure.figure).map(|key| self.read(key));
            let label = figure.figure.replace('_', " ");
            let value = match ours {
                Some(ours) => format!("{} (ours {ours})", amount::grouped(&figure.value)),
                None => figure.value.clone(),
            };
            self.pair(&label, &value, Role::Text);
            self.pair("", &format!("{}, {}", figure.source, figure.as_of), Role::Muted);
        }
    }

    fn note(&mut self) {
        let partner = self.partner;
        let dates = [("Signed", partner.signed_on), ("Look at it on", partner.review_on)];
        if dates.iter().any(|(_, date)| date.is_some()) || !partner.tags.is_empty() {
            self.heading("Record");
        }
        for (label, date) in dates {
            if let Some(date) = date {
                self.pair(label, &date_in_words(date, self.reader.workbench.as_of()), Role::Text);
            }
        }
        if !partner.tags.is_empty() {
            self.pair("Tags", &partner.tags.join(", "), Role::Text);
        }
        for (label, text) in [("We get", &partner.value_to_us), ("They get", &partner.value_to_them)] {
            if let Some(text) = text {
                self.pair(label, text, Role::Text);
            }
        }
        if let Some(note) = &partner.note {
            self.heading("Note");
            self.text(note, Role::Text);
        }
    }
}

/// The column that computes what a reported figure says.
fn computed(figure: &str) -> Option<Key> {
    match figure {
        "ttm_sourced" | "sourced" | "sourced_t12m" => Some(Key::Sourced),
        "ttm_influenced" | "influenced" | "influenced_t12m" => Some(Key::Influenced),
        "revenue" | "ttm_revenue" | "credited_t12m" => Some(Key::Credited),
        "health" | "health_score" => Some(Key::Health),
        "nps" => Some(Key::Nps),
        "strategic_value" | "score" => Some(Key::StrategicValue),
        _ => None,
    }
}

fn bar(look: &Look, part: u32, whole: u32) -> String {
    bars::bar_text(part * 1000 / whole.max(1), BAR, look)
}
