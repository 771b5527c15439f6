//! The brief of a campaign as a form, a task as a form, and how complete a brief is (F43).

use rust_decimal::Decimal;

use crate::app::command::RecordCommand;
use crate::app::typed;
use crate::edit::{Refusal, field};
use crate::program::campaign::{Campaign, CampaignKind, CampaignKpi, CampaignState, LeadModel, TopicKind};
use crate::program::clock_time::ClockTime;
use crate::program::record::FieldKind;
use crate::program::side::Side;
use crate::program::task::Task;
use crate::program::text_value::BadText;
use crate::program::zone::Zone;
use crate::program::{AnyRecord, Kind, Program};
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Field, Form};
use crate::tui::pane::{Context, Values};
use crate::tui::session::Command;

use super::model::GroupId;
use super::rows::Row;
use super::state::Timeline;

const FORM: &str = "timeline/form/";
/// The name, label and hint of a field.
type Spec = (&'static str, &'static str, &'static str);
/// The fields of a campaign in the form: name, label, hint. The launch moves with its tasks and is not here.
const BRIEF: [Spec; 22] = [
    ("name", "Name", "What it is called"),
    ("kind", "Kind", "Left and right choose"),
    ("state", "State", "Left and right choose"),
    ("partners", "Partners", "Names, separated by semicolons"),
    ("launch_time", "Time", "Local time of the launch, such as 17:00; [key:set.time] shows it on every clock"),
    ("time_zone", "Time zone", "Europe/Berlin or a city; empty: that of the program"),
    ("objective", "Objective", "What is to be reached"),
    ("audience", "Audience", "For whom"),
    ("message", "Key message", "One sentence"),
    ("topic", "Topic", "Demos and customer stories bring the best leads; left and right choose"),
    ("lists", "Lists", "Names of audience lists, separated by semicolons"),
    ("primary_kpi", "Primary KPI", "What, how much, unit: Registrations 180 people"),
    ("secondary_kpis", "More KPIs", "Several, separated by semicolons: Follow-ups 12 people; Pipeline 50000 USD"),
    ("our_responsibilities", "We do", "Landing page, platform ..."),
    ("partner_responsibilities", "Partner does", "Customer speaker, second e-mail ..."),
    ("attribution_method", "Attribution", "How it is known who brought whom"),
    ("lead_model", "Leads", "Who gets the leads; left and right choose"),
    ("our_budget", "Our budget", "25k, 1.2m"),
    ("partner_budget", "Their budget", "25k, 1.2m"),
    ("performance_multiplier", "Performance", "0.5x to 2x of the tier's MDF"),
    ("strategic_multiplier", "Strategic", "0.8x to 1.5x of the tier's MDF"),
    ("review", "Review", "What worked, what is done otherwise next time"),
];
const TASK: [Spec; 8] = [
    ("title", "Task", "What is to be done"),
    ("due", "Due", "fri, +2w, 14 nov"),
    ("side", "Side", "Left and right choose"),
    ("person", "Person", "A name"),
    ("role", "Role", "Such as design"),
    ("partner", "Partner", "A name"),
    ("blocked", "Blocked by", "The reason; empty: nothing"),
    ("done_on", "Done on", "A date; empty: open"),
];

fn kpi(text: &str) -> Result<CampaignKpi, String> {
    let wrong = || format!("{text:?} is not a KPI: what, how much and the unit, as in Registrations 180 people");
    let words: Vec<&str> = text.split_whitespace().collect();
    let [metric @ .., target, unit] = words.as_slice() else { return Err(wrong()) };
    let plain = typed::quantity(target).map_err(|_| wrong())?;
    let target = plain.parse::<Decimal>().map_err(|_| wrong())?.normalize().into();
    if metric.is_empty() {
        return Err(wrong());
    }
    Ok(CampaignKpi { metric: metric.join(" "), unit: (*unit).to_owned(), target })
}

fn kpis(text: &str) -> Result<Vec<CampaignKpi>, String> {
    text.split(';').map(str::trim).filter(|one| !one.is_empty()).map(kpi).collect()
}

fn kpi_words(kpi: &CampaignKpi) -> String {
    format!("{} {} {}", kpi.metric, kpi.target, kpi.unit)
}

/// Identifier and name of every partner or list, to read names with.
fn names(program: &Program, kind: Kind) -> Vec<(String, String)> {
    match kind {
        Kind::Partner => program.partners.iter().map(|p| (p.id.to_string(), p.name.clone())).collect(),
        _ => program.audiences.iter().map(|l| (l.id.to_string(), l.name.clone())).collect(),
    }
}

fn ids(names: &[(String, String)], text: &str) -> Result<Vec<String>, String> {
    let find = |one: &str| {
        let wanted = one.to_lowercase();
        let mut fits = names.iter().filter(|(id, name)| *id == one || name.to_lowercase() == wanted);
        let mut begins = names.iter().filter(|(_, name)| name.to_lowercase().starts_with(&wanted));
        let found = fits.next().or_else(|| begins.next().filter(|_| begins.next().is_none()));
        found.map(|(id, _)| id.clone()).ok_or_else(|| format!("{one:?} is not the name of one"))
    };
    // Not commas: a name may hold one itself.
    text.split(';').map(str::trim).filter(|one| !one.is_empty()).map(find).collect()
}

fn shown(record: &AnyRecord, name: &str, program: &Program) -> String {
    let listed = |kind: Kind, ids: Vec<String>| {
        let names = names(program, kind);
        let name =
            |id: &String| names.iter().find(|(known, _)| known == id).map_or(id.clone(), |(_, name)| name.clone());
        ids.iter().map(name).collect::<Vec<_>>().join("; ")
    };
    match (record, name) {
        (AnyRecord::Campaign(campaign), "primary_kpi") => {
            campaign.primary_kpi.as_ref().map(kpi_words).unwrap_or_default()
        }
        (AnyRecord::Campaign(campaign), "secondary_kpis") => {
            campaign.secondary_kpis.iter().map(kpi_words).collect::<Vec<_>>().join("; ")
        }
        (AnyRecord::Campaign(campaign), "partners") => {
            listed(Kind::Partner, campaign.partners.iter().map(ToString::to_string).collect())
        }
        (AnyRecord::Campaign(campaign), "lists") => {
            listed(Kind::AudienceList, campaign.lists.iter().map(ToString::to_string).collect())
        }
        (AnyRecord::Task(task), "partner") => {
            listed(Kind::Partner, task.partner.iter().map(ToString::to_string).collect())
        }
        _ => field::text(record, name).unwrap_or_default(),
    }
}

/// A multiplier inside its range.
fn multiplier(text: &str, low: &str, high: &str) -> Result<String, String> {
    let plain = text.trim().trim_end_matches(['x', 'X']).trim();
    if plain.is_empty() {
        return Ok(String::new());
    }
    let value: Decimal = plain.parse().map_err(|_| format!("{text:?} is not a multiplier such as 1.2x"))?;
    let bound = |text: &str| text.parse::<Decimal>().unwrap_or_default();
    if value < bound(low) || value > bound(high) {
        return Err(format!("{value}x is outside {low}x to {high}x"));
    }
    Ok(format!("{value}x"))
}

/// The field of a form: chosen or typed, and checked as its kind asks.
fn form_field(spec: Spec, record: &AnyRecord, context: &Context<'_>) -> Field {
    let (name, label, hint) = spec;
    let program = context.workbench.program();
    let as_of = context.workbench.as_of();
    let value = shown(record, name, program);
    let choices = |choices: &[(&str, &str)], empty: bool| {
        let mut all: Vec<(String, String)> =
            if empty { vec![(String::new(), "not said".to_owned())] } else { Vec::new() };
        all.extend(choices.iter().map(|(word, label)| ((*word).to_owned(), (*label).to_owned())));
        all
    };
    let launch = match record {
        AnyRecord::Task(task) => task.campaign.as_ref().and_then(|id| program.campaigns.get(id)).map(|c| c.launch),
        _ => None,
    };
    let field = match name {
        "kind" => Field::choice(name, label, choices(CampaignKind::CHOICES, false)),
        "state" => Field::choice(name, label, choices(CampaignState::CHOICES, false)),
        "topic" => Field::choice(name, label, choices(TopicKind::CHOICES, true)),
        "performance_multiplier" => Field::text(name, label).checked_by(|text| multiplier(text, "0.5", "2")),
        "strategic_multiplier" => Field::text(name, label).checked_by(|text| multiplier(text, "0.8", "1.5")),
        "lead_model" => Field::choice(name, label, choices(LeadModel::CHOICES, true)),
        "side" => Field::choice(name, label, choices(Side::CHOICES, false)),
        "name" | "title" => Field::text(name, label).required(),
        "our_budget" | "partner_budget" => Field::money(name, label, program.profile.currency.places()),
        "due" | "done_on" => Field::date(name, label, as_of, launch),
        "primary_kpi" => Field::text(name, label).checked_by(|text| match text.trim() {
            "" => Ok(String::new()),
            text => kpi(text).map(|_| String::new()),
        }),
        "secondary_kpis" => Field::text(name, label).checked_by(|text| kpis(text).map(|_| String::new())),
        "partners" | "partner" => {
            let names = names(program, Kind::Partner);
            Field::text(name, label).checked_by(move |text| ids(&names, text).map(|_| String::new()))
        }
        "lists" => {
            let names = names(program, Kind::AudienceList);
            Field::text(name, label).checked_by(move |text| ids(&names, text).map(|_| String::new()))
        }
        "launch_time" => {
            let place = match record {
                AnyRecord::Campaign(campaign) => Some((campaign.launch, campaign.zone(program).cloned())),
                _ => None,
            };
            Field::text(name, label).checked_by(move |text| match (text.trim(), &place) {
                ("", _) => Ok(String::new()),
                (text, Some((launch, Some(zone)))) => {
                    let time: ClockTime = text.parse().map_err(|bad: BadText| bad.to_string())?;
                    time.moment(*launch, zone).map(|moment| format!("{time} {zone}, {moment}"))
                }
                (text, _) => text.parse().map(|time: ClockTime| time.to_string()).map_err(|bad| bad.to_string()),
            })
        }
        "time_zone" => Field::text(name, label).checked_by(|text| match text.trim() {
            "" => Ok(String::new()),
            text => Zone::meant_by(text).map(|zone| zone.to_string()),
        }),
        _ => Field::text(name, label),
    };
    field.value(&value).hint(hint)
}

impl Timeline {
    /// Opens all fields of the task or of the campaign.
    pub(super) fn ask_form(&self, context: &Context<'_>) -> Outcome {
        self.ask_form_at("", context)
    }

    /// The same with the cursor in one of them.
    pub(super) fn ask_form_at(&self, focus: &str, context: &Context<'_>) -> Outcome {
        let program = context.workbench.program();
        let (record, specs, title): (Option<AnyRecord>, &[Spec], &str) = match self.current_row() {
            Some(Row::Task(..)) => {
                (self.current_task().and_then(|task| program.record(Kind::Task, task.id.as_str())), &TASK, "Task")
            }
            _ => match self.current_group().map(|group| &group.id) {
                Some(GroupId::Campaign(id)) => (program.record(Kind::Campaign, id.as_str()), &BRIEF, "Campaign brief"),
                _ => {
                    return Outcome::unavailable(
                        "Only tasks and campaigns have a form; [key:cell.change] changes the name of a plan",
                    );
                }
            },
        };
        let Some(record) = record else { return Outcome::unavailable("There is nothing to edit") };
        let tag = format!("{FORM}{}/{}", record.kind().table_name(), record.id());
        let form =
            specs.iter().fold(Form::new(tag, title), |form, spec| form.field(form_field(*spec, &record, context)));
        Outcome::open(form.focus(focus))
    }
}

/// The form was accepted: the record with its new fields replaces the old one, as one step.
pub(super) fn form_answered(tag: &str, values: &Values, context: &Context<'_>) -> Option<Outcome> {
    let (kind, id) = tag.strip_prefix(FORM)?.split_once('/')?;
    let Values::Fields(fields) = values else { return None };
    let before = context.workbench.program().record(kind.parse().ok()?, id)?;
    let mut record = before.clone();
    for (name, text) in fields {
        if *text == shown(&before, name, context.workbench.program()) {
            continue;
        }
        record = match with(&record, name, text, context) {
            Ok(record) => record,
            Err(refusal) => return Some(Outcome::unavailable(format!("Nothing was changed: {refusal}"))),
        };
    }
    if record.same(&before) {
        return Some(Outcome::info("Nothing was changed"));
    }
    let label = match &record {
        AnyRecord::Campaign(campaign) => format!("Edit the brief of {}", campaign.name),
        AnyRecord::Task(task) => format!("Edit {}", task.title),
        other => format!("Edit {}", other.id()),
    };
    Some(Outcome::command(Command::Record(RecordCommand::Replace { record, label })))
}

/// The record with one field as typed.
fn with(record: &AnyRecord, name: &str, text: &str, context: &Context<'_>) -> Result<AnyRecord, Refusal> {
    let program = context.workbench.program();
    let bad = |why: String| Refusal::bad(name, why);
    let one_of = |kind: Kind| ids(&names(program, kind), text).map(|ids| ids.join(", ")).map_err(bad);
    match (record, name) {
        (AnyRecord::Campaign(campaign), "primary_kpi") => {
            let primary_kpi = if text.trim().is_empty() { None } else { Some(kpi(text).map_err(bad)?) };
            Ok(Campaign { primary_kpi, ..Campaign::clone(campaign) }.into())
        }
        (AnyRecord::Campaign(campaign), "secondary_kpis") => {
            Ok(Campaign { secondary_kpis: kpis(text).map_err(bad)?, ..Campaign::clone(campaign) }.into())
        }
        (_, "partners" | "partner") => field::with(record, name, &one_of(Kind::Partner)?),
        (_, "lists") => field::with(record, name, &one_of(Kind::AudienceList)?),
        (AnyRecord::Task(task), "due" | "done_on") if !text.trim().is_empty() => {
            let date = due(task, text, context).map_err(bad)?;
            field::with(record, name, &date)
        }
        _ => {
            let (_, kind, _) = field::declared(record.kind(), name)?;
            let text = match kind {
                FieldKind::Text if !matches!(name, "launch_time" | "time_zone") => text.to_owned(),
                _ => typed::canonical(context.workbench, record.kind(), name, text)?,
            };
            field::with(record, name, &text)
        }
    }
}

fn due(task: &Task, text: &str, context: &Context<'_>) -> Result<String, String> {
    let campaigns = &context.workbench.program().campaigns;
    let launch = task.campaign.as_ref().and_then(|id| campaigns.get(id)).map(|campaign| campaign.launch);
    let date = typed::date(text, context.workbench.as_of(), launch).map_err(|error| error.to_string())?;
    Ok(date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kpi_is_what_how_much_and_the_unit() {
        let one = kpi("Follow-up requests 1.2k people").unwrap();
        assert_eq!((one.metric.as_str(), one.unit.as_str()), ("Follow-up requests", "people"));
        assert_eq!(kpi_words(&one), "Follow-up requests 1200 people");
        assert_eq!(kpis("Leads 75 people; Pipeline 50000 USD;").unwrap().len(), 2);
        for text in ["Leads", "75 people", "Leads many people"] {
            assert!(kpi(text).is_err(), "{text}");
        }
    }

    #[test]
    fn partners_are_read_by_their_names() {
        let names = [("a", "Acme, Inc."), ("b", "Bolt"), ("c", "Bolter")];
        let names = names.map(|(id, name)| (id.to_owned(), name.to_owned()));
        assert_eq!(ids(&names, "acme, inc.").unwrap(), ["a"]);
        assert_eq!(ids(&names, "Bolt; a").unwrap(), ["b", "a"]);
        assert_eq!(ids(&names, "").unwrap(), Vec::<String>::new());
        assert!(ids(&names, "Bo").is_err());
    }
}
