//! What a campaign usually consists of, as data: responsibilities, promotion, run of show, brand rules, repurposing
//! (F44, F45, F51, F77, R-55).

use std::sync::LazyLock;

use serde::Deserialize;

use crate::program::choice::choice;
use crate::program::event::{AgendaKind, RaciLetter, SendChannel};

choice! {
    /// A usual set of parts of a campaign.
    pub enum StandardSet {
        Raci = "raci" => "Who does what: nine activities",
        Promotion = "promotion" => "Promotion: the same on both sides",
        Show = "show" => "Run of show: 54 minutes",
        Repurposing = "repurposing" => "Repurposing: six tasks",
    }
}

/// An activity and the letters of both sides.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardActivity {
    /// What.
    pub activity: String,
    /// Our letters.
    pub us: Vec<RaciLetter>,
    /// The partner's.
    pub partner: Vec<RaciLetter>,
}

/// The sends of a channel, on both sides alike.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardSends {
    /// Which channel.
    pub channel: SendChannel,
    /// Days from the launch.
    pub on: Vec<i16>,
}

/// An item of the run of show.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardItem {
    /// What.
    pub title: String,
    /// How long.
    pub minutes: u16,
    /// What kind.
    pub kind: AgendaKind,
}

/// A task after the event.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardTask {
    /// What.
    pub title: String,
    /// Days from the launch.
    pub offset: i16,
}

/// All sets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardParts {
    /// Who does what (L503).
    pub raci: Vec<StandardActivity>,
    /// Sends by channel (L615, L956).
    pub promotion: Vec<StandardSends>,
    /// The run of show (L898).
    pub show: Vec<StandardItem>,
    /// Brand rules (L518).
    pub brand: Vec<String>,
    /// What becomes of the content (L1096).
    pub repurposing: Vec<StandardTask>,
}

static PARTS: LazyLock<StandardParts> =
    LazyLock::new(|| ron::from_str(include_str!("../../assets/templates/campaign_parts.ron")).unwrap_or_default());

/// The usual parts of a campaign.
pub fn standard_parts() -> &'static StandardParts {
    &PARTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sets_are_those_of_the_document() {
        let parts: StandardParts = ron::from_str(include_str!("../../assets/templates/campaign_parts.ron")).unwrap();
        assert_eq!((parts.raci.len(), parts.brand.len(), parts.repurposing.len()), (9, 5, 6));
        assert_eq!(parts.show.iter().map(|item| item.minutes).sum::<u16>(), 54);
        let without_a = parts.raci.iter().filter(|row| {
            !row.us.contains(&RaciLetter::Accountable) && !row.partner.contains(&RaciLetter::Accountable)
        });
        assert_eq!(without_a.count(), 6);
        let without_r = parts.raci.iter().filter(|row| {
            !row.us.contains(&RaciLetter::Responsible) && !row.partner.contains(&RaciLetter::Responsible)
        });
        assert_eq!(without_r.count(), 2);
    }
}
