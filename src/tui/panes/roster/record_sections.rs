//! What the records say of a partner in the inspector: what is next, deals, people, reported figures, the note.

use std::cmp::Reverse;

use super::column::Key;
use super::editing::date_in_words;
use super::related::{self, Records};
use super::sections::Writer;
use crate::program::choice::Choice;
use crate::tui::amount;
use crate::tui::theme::Role;

/// The most deals of each kind listed.
const DEALS: usize = 6;
/// The most things to do listed.
const STEPS: usize = 8;

impl Writer<'_> {
    pub(super) fn next(&mut self, records: &Records<'_>) {
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

    pub(super) fn deals(&mut self) {
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
            let why = deal.lost_reason.as_deref().map(|why| format!(" {dot} {why}")).unwrap_or_default();
            self.text(&format!("  {day} {dot} {}{why}", stuck.to_lowercase()), Role::Muted);
        }
        if open > 0 {
            self.text("s d closes a deal as won or lost", Role::Muted);
        }
        let more = open.saturating_sub(DEALS) + (deals.len() - open).saturating_sub(DEALS);
        if more > 0 {
            self.text(&format!("and {more} more"), Role::Muted);
        }
    }

    pub(super) fn people(&mut self, records: &Records<'_>) {
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

    pub(super) fn reported(&mut self) {
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

    pub(super) fn note(&mut self) {
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
