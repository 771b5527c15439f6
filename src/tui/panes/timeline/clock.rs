//! Choosing the time of a launch: while it is typed, the clocks of everybody it concerns stand side by side.

use super::launch::long;
use super::state::Timeline;
use crate::analysis::zones::{Clock, best_hours, clocks, side_by_side};
use crate::app::command::CampaignCommand;
use crate::app::typed_time;
use crate::program::campaign::Campaign;
use crate::program::clock_time::ClockTime;
use crate::program::zone::Zone;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::Prompt;
use crate::tui::pane::{Check, Context, Values};
use crate::tui::session::Command;
use crate::tui::widgets::safe_text::{self, Align};

const TIME: &str = "timeline/time/";
/// The most good hours that are named.
const NAMED: usize = 8;

impl Timeline {
    /// Asks for the time of the campaign.
    pub(super) fn ask_time(&self, context: &Context<'_>) -> Outcome {
        let program = context.workbench.program();
        let campaign = self.current_group().and_then(|group| group.campaign()).and_then(|id| program.campaigns.get(id));
        let Some(campaign) = campaign else { return Outcome::unavailable("Only a campaign has a time of day") };
        let zone = campaign.zone(program).map_or_else(|| "no zone yet".to_owned(), ToString::to_string);
        let prompt =
            Prompt::new(format!("{TIME}{}", campaign.id), format!("Time on {} ({zone})", long(campaign.launch)))
                .with_value(campaign.launch_time.clone().unwrap_or_default())
                .hint("17:00, 5pm; with another zone 17:00 Tokyo; empty: no time");
        Outcome::open(prompt)
    }

    /// Under the prompt: what every clock shows at that time, or which hours suit.
    pub(super) fn check_time(tag: &str, text: &str, context: &Context<'_>) -> Option<Check> {
        let program = context.workbench.program();
        let campaign = program.campaigns.find(tag.strip_prefix(TIME)?)?;
        let wrong = |error: String| Some(Check { error: Some(error), lines: Vec::new() });
        let typed = match typed_time::clock(text) {
            Ok(typed) => typed,
            Err(error) => return wrong(error),
        };
        let named = typed.as_ref().and_then(|(_, zone)| zone.clone());
        let Some(zone) = named.or_else(|| campaign.zone(program).cloned()) else {
            let words = "Where? Add the zone or a city: 17:00 Berlin, 17:00 New York";
            return Some(Check { error: None, lines: vec![words.to_owned()] });
        };
        let all = clocks(program, campaign, &zone);
        let Some((time, _)) = typed else {
            return Some(Check { error: None, lines: vec![suiting(campaign, &all, &zone)] });
        };
        match time.moment(campaign.launch, &zone) {
            Ok(moment) => {
                let mut lines = lines(&all, moment);
                lines.push(suiting(campaign, &all, &zone));
                Some(Check { error: None, lines })
            }
            Err(error) => wrong(error),
        }
    }

    /// The answer of the prompt.
    pub(super) fn time_answered(tag: &str, values: &Values) -> Option<Outcome> {
        let campaign = tag.strip_prefix(TIME)?.parse().ok()?;
        let Values::Text(text) = values else { return Some(Outcome::Changed) };
        let (time, zone) = match typed_time::clock(text) {
            Ok(Some((time, zone))) => (Some(time), zone),
            Ok(None) => (None, None),
            Err(error) => return Some(Outcome::unavailable(error)),
        };
        Some(Outcome::command(Command::Campaign(CampaignCommand::SetTime { campaign, time, zone })))
    }
}

/// `17:00 Thu 22 Oct  Europe/Berlin     the launch       outside 9-17`.
pub(super) fn lines(all: &[Clock], moment: crate::program::moment::Moment) -> Vec<String> {
    let shown = side_by_side(all, moment);
    let widest = |cell: fn(&crate::analysis::zones::Shown) -> &str, most: usize| {
        shown.iter().map(|one| safe_text::width(cell(one))).max().unwrap_or(0).min(most)
    };
    let (places, people) = (widest(|one| &one.place, 20), widest(|one| &one.who, 16));
    let line = |one: &crate::analysis::zones::Shown| {
        let place = safe_text::fit(&one.place, places, Align::Left, "…");
        let who = safe_text::fit(&one.who, people, Align::Left, "…");
        format!("{:<17} {place}  {who}  {}", one.time(), one.remarks()).trim_end().to_owned()
    };
    shown.iter().map(line).collect()
}

/// `In working hours everywhere: 09:00, 10:00`, or the hours at which fewest are outside.
fn suiting(campaign: &Campaign, all: &[Clock], zone: &Zone) -> String {
    let hours = best_hours(all, campaign.launch, zone);
    let named: Vec<String> = hours.iter().take(NAMED).map(|(time, _): &(ClockTime, usize)| time.to_string()).collect();
    let outside = hours.first().map_or(0, |(_, outside)| *outside);
    let which = match outside {
        0 => "In working hours everywhere".to_owned(),
        some => format!("Best, {some} of {} outside 9-17", all.len()),
    };
    format!("{which}: {}", named.join(", "))
}
