//! What belongs to each campaign, looked up once for all checks.

use std::collections::BTreeMap;

use crate::program::Program;
use crate::program::campaign::Campaign;
use crate::program::event::{AgendaItem, EventActual, EventCost, Lead, RaciCell, Send, Speaker};
use crate::program::id::Id;
use crate::program::task::Task;

/// The records of one campaign.
#[derive(Debug, Clone, Default)]
pub struct CampaignParts<'a> {
    /// Who does what.
    pub raci: Vec<&'a RaciCell>,
    /// Mailings and posts, by planned day.
    pub sends: Vec<&'a Send>,
    /// The run of show, in order.
    pub agenda: Vec<&'a AgendaItem>,
    /// Who speaks and moderates.
    pub speakers: Vec<&'a Speaker>,
    /// Who registered.
    pub leads: Vec<&'a Lead>,
    /// What it cost.
    pub costs: Vec<&'a EventCost>,
    /// What it gave.
    pub actuals: Vec<&'a EventActual>,
    /// What is to be done.
    pub tasks: Vec<&'a Task>,
}

/// The parts of every campaign.
#[derive(Debug, Default)]
pub struct Gathered<'a>(BTreeMap<&'a Id<Campaign>, CampaignParts<'a>>);

impl<'a> Gathered<'a> {
    /// Looks up everything once.
    pub fn of(program: &'a Program) -> Self {
        let mut all: BTreeMap<&Id<Campaign>, CampaignParts<'a>> = BTreeMap::new();
        for campaign in program.campaigns.iter() {
            all.insert(&campaign.id, CampaignParts::default());
        }
        macro_rules! gather {
            ($table:ident, $part:ident) => {
                for record in program.$table.iter() {
                    all.entry(&record.campaign).or_default().$part.push(record);
                }
            };
        }
        gather!(raci, raci);
        gather!(sends, sends);
        gather!(agenda_items, agenda);
        gather!(speakers, speakers);
        gather!(leads, leads);
        gather!(event_costs, costs);
        gather!(event_actuals, actuals);
        for task in program.tasks.iter() {
            if let Some(campaign) = &task.campaign {
                all.entry(campaign).or_default().tasks.push(task);
            }
        }
        for parts in all.values_mut() {
            parts.sends.sort_by_key(|send| send.planned_on);
            parts.agenda.sort_by_key(|item| item.order);
            parts.tasks.sort_by_key(|task| task.due);
        }
        Self(all)
    }

    /// The parts of one campaign; none where there is no such campaign.
    pub fn parts(&self, id: &Id<Campaign>) -> CampaignParts<'a> {
        self.0.get(id).cloned().unwrap_or_default()
    }
}
