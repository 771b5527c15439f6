//! Planning a quarter by the playbook: what is missing, with dates, to be accepted as one step (F11).

use super::launch::long;
use super::state::Timeline;
use crate::analysis::playbook::{Launch, quarter_plan};
use crate::app::command::CampaignCommand;
use crate::program::period::Quarter;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Preview, PreviewLine, Prompt};
use crate::tui::pane::{Check, Context, Values};
use crate::tui::session::Command;

/// The prompt for the quarter.
const ASK: &str = "timeline/quarter";
/// What would be added, to be accepted.
const PLAN: &str = "timeline/plan-quarter/";

/// The quarter that is meant by a text: `2026-Q4`, or `Q4` for the next one of that number.
fn meant(text: &str, context: &Context<'_>) -> Result<Quarter, String> {
    let text = text.trim().to_uppercase();
    let now = context.workbench.program().profile.calendar().quarter_of(context.workbench.as_of());
    if text.starts_with('Q') {
        let year = |year: i16| format!("{year}-{text}").parse::<Quarter>().map_err(|why| why.to_string());
        let this = year(now.year)?;
        return if this < now { year(now.year + 1) } else { Ok(this) };
    }
    text.parse().map_err(|why: crate::program::text_value::BadText| why.to_string())
}

fn line(launch: &Launch) -> PreviewLine {
    let with = match launch.partners.len() {
        1 => String::new(),
        many => format!(", with {many} partners"),
    };
    let said = format!("{}  {}{with}", long(launch.on), launch.name);
    match launch.late {
        0 => PreviewLine::after(said),
        1 => PreviewLine::warning(format!("{said}: 1 task late at start")),
        late => PreviewLine::warning(format!("{said}: {late} tasks late at start")),
    }
}

impl Timeline {
    /// Asks which quarter.
    pub(super) fn ask_quarter(context: &Context<'_>) -> Outcome {
        let now = context.workbench.program().profile.calendar().quarter_of(context.workbench.as_of());
        let prompt = Prompt::new(ASK, "Plan which quarter").with_value(now.to_string()).hint("2026-Q4, Q1");
        Outcome::open(prompt)
    }

    /// What the quarter lacks, in one line.
    pub(super) fn check_quarter(tag: &str, text: &str, context: &Context<'_>) -> Option<Check> {
        (tag == ASK).then(|| match meant(text, context) {
            Err(why) => Check { error: Some(why), lines: Vec::new() },
            Ok(quarter) => {
                let plan = quarter_plan(context.workbench.program(), context.workbench.derived(), quarter);
                Check { error: None, lines: vec![plan.summary()] }
            }
        })
    }

    pub(super) fn quarter_answered(tag: &str, values: &Values, context: &Context<'_>) -> Option<Outcome> {
        match (tag, values) {
            (ASK, Values::Text(text)) => Some(match meant(text, context) {
                Ok(quarter) => preview(quarter, context),
                Err(why) => Outcome::unavailable(why),
            }),
            (tag, Values::Accepted) => {
                let quarter = tag.strip_prefix(PLAN)?.parse().ok()?;
                Some(Outcome::command(Command::Campaign(CampaignCommand::PlanQuarter { quarter })))
            }
            _ => None,
        }
    }
}

fn preview(quarter: Quarter, context: &Context<'_>) -> Outcome {
    let program = context.workbench.program();
    let plan = quarter_plan(program, context.workbench.derived(), quarter);
    let mut lines = vec![PreviewLine::heading(plan.summary())];
    lines.extend(plan.launches.iter().map(line));
    for (partner, why) in &plan.left_out {
        let name = program.partners.get(partner).map_or(partner.as_str(), |partner| partner.name.as_str());
        lines.push(PreviewLine::warning(format!("No webinar for {name}: {why}")));
    }
    if plan.launches.is_empty() {
        lines.push(PreviewLine::same("Nothing is to be added."));
        return Outcome::open(Preview::new("", format!("Plan {quarter}")).lines(lines));
    }
    let word = match plan.launches.len() {
        1 => "Add 1 campaign".to_owned(),
        many => format!("Add {many} campaigns with their tasks"),
    };
    Outcome::open(Preview::new(format!("{PLAN}{quarter}"), format!("Plan {quarter}")).lines(lines).accept(word))
}
