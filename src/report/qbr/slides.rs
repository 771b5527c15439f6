//! The pages of a presentation, from what the partner may see.

use super::partner_view::{PartnerView, SharedAction, SharedCampaign, SharedDeal, SharedNumber};
use crate::program::qbr::AgendaSection;
use crate::report::cell::Cell;

/// One page of a presentation: lines with a text at the left and perhaps one at the right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slide {
    /// The heading.
    pub title: String,
    /// The lines.
    pub lines: Vec<(String, String)>,
}

impl PartnerView {
    /// How many pages there are.
    pub const SLIDES: usize = 7;

    /// The page that belongs to a section of the agenda.
    pub fn slide_of(section: AgendaSection) -> usize {
        match section {
            AgendaSection::Relationship => 1,
            AgendaSection::Performance => 2,
            AgendaSection::Pipeline => 4,
            AgendaSection::JointPlan => 5,
            AgendaSection::Support => 6,
        }
    }

    /// A page; past the last one there is nothing.
    pub fn slide(&self, at: usize) -> Slide {
        let (title, lines) = match at {
            0 => (format!("{} and {}", self.partner, self.program), self.opening()),
            1 => ("Last quarter's commitments".to_owned(), actions(&self.commitments, true)),
            2 => (format!("Performance {}", self.quarter), numbers(&self.performance)),
            3 => (format!("Won in {}", self.quarter), deal_lines(&self.won)),
            4 => ("Pipeline".to_owned(), {
                let mut lines = numbers(&self.pipeline);
                lines.extend(deal_lines(&self.open));
                lines
            }),
            5 => ("Joint plan".to_owned(), self.planned()),
            6 => ("Decisions and actions".to_owned(), self.agreed()),
            _ => (String::new(), Vec::new()),
        };
        Slide { title, lines }
    }

    fn opening(&self) -> Vec<(String, String)> {
        let mut lines = vec![
            (format!("Business review {}", self.quarter), self.on.strftime("%a %-d %b %Y").to_string()),
            ("Numbers as of".to_owned(), self.as_of.strftime("%-d %b %Y").to_string()),
        ];
        lines.extend(self.agenda.iter().map(|(section, minutes)| (section.clone(), format!("{minutes} min"))));
        lines
    }

    fn planned(&self) -> Vec<(String, String)> {
        let line = |one: &SharedCampaign| {
            let with = if one.with.is_empty() { String::new() } else { format!(" with {}", one.with.join(", ")) };
            (format!("{}{with}", one.name), format!("{} {}", one.launch.strftime("%-d %b"), one.state))
        };
        self.campaigns.iter().map(line).collect()
    }

    fn agreed(&self) -> Vec<(String, String)> {
        let decided = self.decisions.iter().map(|text| (text.clone(), "Decided".to_owned()));
        let noted = self.notes.iter().map(|text| (text.clone(), String::new()));
        let parked = self.parked.iter().map(|text| (text.clone(), "Parked".to_owned()));
        decided.chain(actions(&self.actions, false)).chain(noted).chain(parked).collect()
    }
}

fn actions(actions: &[SharedAction], status: bool) -> Vec<(String, String)> {
    let line = |one: &SharedAction| {
        let due = one.due.map(|due| due.strftime("%-d %b").to_string()).unwrap_or_default();
        let right = if status { one.status.clone() } else { due };
        (format!("{} ({})", one.text, one.owner), right)
    };
    actions.iter().map(line).collect()
}

fn numbers(numbers: &[SharedNumber]) -> Vec<(String, String)> {
    let line = |one: &SharedNumber| {
        let target = one.target.as_ref().map(|target| format!("of {target}"));
        let prior = one.prior.as_ref().map(|prior| format!("before {prior}"));
        let disputed = one.disputed.as_ref().map(|theirs| format!("disputed: {theirs}"));
        let parts = [Some(one.value.clone()), target, prior, disputed];
        (one.label.clone(), parts.into_iter().flatten().collect::<Vec<_>>().join("  "))
    };
    numbers.iter().map(line).collect()
}

fn deal_lines(deals: &[SharedDeal]) -> Vec<(String, String)> {
    let line = |one: &SharedDeal| {
        let stuck = one.stuck_days.map(|days| format!("stuck {days} days"));
        let amount = one.amount.clone().unwrap_or_else(|| Cell::Unknown.display().into_owned());
        let date = one.date.map(|date| date.strftime("%-d %b").to_string());
        let parts = [Some(amount), Some(one.stage.clone()), date, stuck];
        (one.name.clone(), parts.into_iter().flatten().collect::<Vec<_>>().join("  "))
    };
    deals.iter().map(line).collect()
}
