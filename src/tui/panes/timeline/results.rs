//! The form for what a campaign reaches and what it gave.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::state::Timeline;
use crate::analysis::exact::exact_text;
use crate::app::command::CampaignCommand;
use crate::app::typed;
use crate::edit::commands::campaign_results::{CampaignResults, list_sizes, too_many};
use crate::program::choice::Choice;
use crate::program::event::EventMetric;
use crate::program::quantity::Quantity;
use crate::report::campaign::funnel::STAGES;
use crate::tui::amount::grouped;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Field, Form};
use crate::tui::pane::{Check, Context, Values};
use crate::tui::session::Command;

const RESULTS: &str = "timeline/results/";
/// What else is counted beside the stages of the funnel.
const MORE: [EventMetric; 4] = [EventMetric::Stayed, EventMetric::Leads, EventMetric::Qualified, EventMetric::Pipeline];

/// A whole number in words, such as `25k`; empty is unknown.
fn whole(text: &str) -> Result<Option<u32>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let plain = typed::quantity(text).map_err(|error| error.to_string())?;
    let number = Decimal::from_str(&plain).ok().map(|number| number.normalize());
    let number = number.and_then(|number| number.to_string().parse::<u32>().ok());
    number.map(Some).ok_or_else(|| format!("{text:?} is not a whole number from 0 up, such as 943 or 25k"))
}

/// What is counted is whole; a pipeline is an amount.
fn counted(metric: EventMetric, text: &str) -> Result<Option<Quantity>, String> {
    if metric != EventMetric::Pipeline {
        return Ok(whole(text)?.map(Quantity::count));
    }
    if text.trim().is_empty() {
        return Ok(None);
    }
    let plain = typed::quantity(text).map_err(|error| error.to_string())?;
    let number = Decimal::from_str(&plain).ok().map(|number| number.normalize()).filter(|number| number.scale() <= 2);
    let number = number.and_then(|number| number.to_string().parse::<Quantity>().ok());
    number.filter(|number| *number >= Quantity::default()).map(Some).ok_or_else(|| format!("{text:?} is not an amount"))
}

fn echo(number: Option<String>) -> String {
    number.map_or_else(String::new, |number| grouped(&number))
}

fn size_field(name: &str, label: &str, value: Option<u64>, hint: &str) -> Field {
    let value = value.map_or_else(String::new, |size| size.to_string());
    let field = Field::text(name, label).value(&value).hint(hint);
    field.checked_by(|text| Ok(echo(whole(text)?.map(|number| number.to_string()))))
}

fn metric_field(metric: EventMetric, value: &str) -> Field {
    let field = Field::text(metric.word(), metric.label()).value(value).hint("What came of it; empty: unknown");
    field.checked_by(move |text| Ok(echo(counted(metric, text)?.map(|number| number.to_string()))))
}

impl Timeline {
    /// Asks for list sizes and actuals of the campaign.
    pub(super) fn ask_results(&self, context: &Context<'_>) -> Outcome {
        let program = context.workbench.program();
        let campaign = self.current_group().and_then(|group| group.campaign()).and_then(|id| program.campaigns.get(id));
        let Some(campaign) = campaign else { return Outcome::unavailable("Only a campaign has results") };
        let [ours, partners, overlap] = list_sizes(program, campaign);
        let mut form = Form::new(format!("{RESULTS}{}", campaign.id), format!("Results of {}", campaign.name))
            .field(size_field("ours", "Our list", ours, "Addresses on our list, such as 25k"))
            .field(size_field("partners", "Partner list", partners, "Addresses on the partner's list, such as 40k"))
            .field(size_field("overlap", "On both lists", overlap, "Empty: unknown, taken as none"));
        let measures = context.workbench.derived().campaign(&campaign.id);
        for metric in STAGES.iter().chain(&MORE) {
            let value = measures.and_then(|measures| measures.actual(*metric)).map(exact_text).unwrap_or_default();
            form = form.field(metric_field(*metric, &value));
        }
        Outcome::open(form.focus(if campaign.launch < context.workbench.as_of() { "registrations" } else { "ours" }))
    }
}

impl Timeline {
    /// The overlap against the smaller of the two lists, as they stand in the form.
    pub(super) fn check_results(&mut self, tag: &str, field: &str, text: &str) -> Option<Check> {
        tag.strip_prefix(RESULTS)?;
        let place = ["ours", "partners", "overlap"].iter().position(|name| *name == field)?;
        if let Some(size) = self.sizes.get_mut(place) {
            *size = whole(text).ok().flatten();
        }
        let [ours, partners, overlap] = self.sizes;
        let smaller = ours.into_iter().chain(partners).min();
        Some(match (overlap, smaller) {
            (Some(overlap), Some(smaller)) if overlap > smaller => {
                Check { error: Some(too_many(overlap, smaller)), lines: Vec::new() }
            }
            _ => Check::default(),
        })
    }
}

/// The form was accepted.
pub(super) fn results_answered(tag: &str, values: &Values) -> Option<Outcome> {
    let campaign = tag.strip_prefix(RESULTS)?.parse().ok()?;
    if !matches!(values, Values::Fields(_)) {
        return None;
    }
    let number = |name: &str| whole(values.text(name).unwrap_or_default()).ok().flatten();
    let amount = |metric: EventMetric| counted(metric, values.text(metric.word()).unwrap_or_default()).ok().flatten();
    let actuals = STAGES.iter().chain(&MORE).map(|metric| (*metric, amount(*metric)));
    let results = CampaignResults {
        campaign,
        ours: number("ours"),
        partners: number("partners"),
        overlap: number("overlap"),
        actuals: actuals.collect(),
    };
    Some(Outcome::command(Command::Campaign(CampaignCommand::SetResults(results))))
}
