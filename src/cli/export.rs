//! `export`: documents for people without a terminal.

use std::fmt::Write as _;
use std::path::Path;

use base64::Engine as _;
use serde_json::{Value, json};

use super::args::{AudienceName, Export};
use super::export_made::{Made, formats_of};
use super::failure::{Exit, Failure, Problem};
use super::output::Reply;
use super::{export_review, files, goal, show};
use crate::analysis::derived::Derived;
use crate::analysis::goal::PlanRequest;
use crate::analysis::migration::migration;
use crate::app::Workbench;
use crate::export::calendar::{EntryForm, calendar};
use crate::export::format::{self as formats, About};
use crate::program::Program;
use crate::program::campaign::{Campaign, CampaignState};
use crate::report::calendar::{of_campaigns, with_other_tasks};
use crate::report::campaign::{kit as webinar_kit, sheet as campaign_sheet};
use crate::report::document::Document;
use crate::report::migration::{dates_of, document as migration_document, next_version};
use crate::report::partner_standing::standing;
use crate::report::program_guide::{program_guide, tier_sheet};
use crate::report::qbr::{Audience, Review};
use crate::report::{REPORTS, Report, View};

/// The documents, and what each is.
const DOCUMENTS: &[(&str, &str)] = &[
    ("qbr", "Quarterly business review of a partner and quarter"),
    ("qbr-recap", "What was agreed in a review, for us or from what the partner may see"),
    ("qbr-package", "A folder for the 48 hours after a review: recaps, action items and calendars, for both sides"),
    ("cfo", "CFO attribution report of a quarter; as CSV its deals"),
    ("program-guide", "The tier program for partners: what each tier asks and gives, how it is kept"),
    ("tier-sheet", "One tier on a page: qualification, benefits, progression"),
    ("campaign-brief", "One campaign on a sheet: brief, roles, promotion, run of show, money, leads, results"),
    ("webinar-kit", "Outline, promotion plan of each side, mails, tasks, follow-up and lead hand-off of a webinar"),
    ("calendar", "Launches of campaigns at their times in their zones, and the tasks, for a calendar program"),
    (
        "migration",
        "The plan into the next tier program: phases, notices due, who keeps what until when; as CSV who moves",
    ),
    ("standing", "One partner's standing: tier, proof, what is missing, the next review"),
];

/// The names of the documents, and what each is.
pub(super) fn documents() -> impl Iterator<Item = (&'static str, &'static str)> {
    DOCUMENTS.iter().copied()
}

/// The report whose rows are dates to keep.
pub(super) const ACTIONS: &str = "actions";

pub(super) fn export(words: &Export) -> Result<Reply, Failure> {
    let (Some(file), Some(name), false) = (&words.file, &words.report, words.list) else {
        return Ok(list());
    };
    // what the words say wrong is told before a file is read
    chosen_format(name, words)?;
    of_session(&*files::to_read(file, words.as_of.as_of)?, name, words)
}

/// The format of the document of that name; empty for a folder.
fn chosen_format<'a>(name: &str, words: &'a Export) -> Result<&'a str, Failure> {
    if crate::report::find(name).is_none() && !DOCUMENTS.iter().any(|(document, _)| document == &name) {
        return Err(no_such_document(name));
    }
    if name == "qbr-package" {
        return if words.output.is_none() { Err(missing("qbr-package", "--output", "a folder")) } else { Ok("") };
    }
    format(words, words.output.as_deref().unwrap_or(Path::new("-")), formats_of(name))
}

/// The same of a session that is there already.
pub(super) fn of_session(workbench: &Workbench, name: &str, words: &Export) -> Result<Reply, Failure> {
    let output = words.output.as_deref().unwrap_or(Path::new("-"));
    let table = crate::report::find(name);
    let format = chosen_format(name, words)?;
    if name == "qbr-package" {
        return export_review::package(workbench, words, output);
    }
    let of_review = words.qbr.is_some() || words.audience == AudienceName::Partner;
    let as_document = !matches!(format, "csv" | "tsv" | "ics");
    let made = match table {
        Some(report) if name == "cfo" && as_document => cfo(workbench, report, words)?,
        Some(report) if name == "migration" && as_document && words.partner.is_none() => {
            migration_plan(workbench, report, words)?
        }
        Some(_) if name == ACTIONS && (of_review || format == "ics") => {
            export_review::actions(workbench, words, format)?
        }
        Some(report) => of_report(workbench, report, words, as_document)?,
        None => match name {
            "program-guide" => Made::Document(program_guide(workbench.program(), workbench.derived(), audience(words))),
            "tier-sheet" => sheet(workbench, words)?,
            "campaign-brief" => campaign(workbench, words, campaign_sheet)?,
            "webinar-kit" => campaign(workbench, words, webinar_kit)?,
            "calendar" => campaigns(workbench, words)?,
            "qbr-recap" => export_review::recap(workbench, words)?,
            "standing" => of_partner(workbench, words)?,
            _ => qbr(workbench, words)?,
        },
    };
    let title = crate::report::find(name).map_or(name, |report| report.title);
    let about = About { title: made.title(title), audience: audience(words), as_of: workbench.as_of() };
    let bytes = made.written(format, &about)?;
    delivered(words, output, name, format, &bytes)
}

fn delivered(words: &Export, output: &Path, name: &str, format: &str, bytes: &[u8]) -> Result<Reply, Failure> {
    let shown = output.display().to_string();
    let standard = files::is_standard(output);
    if !standard && words.dry_run {
        if output.exists() && !words.force {
            return Err(files::exists(output));
        }
    } else if !standard {
        files::write(output, bytes, words.force)?;
    }
    let binary = formats::find(format).is_some_and(|format| format.binary);
    if standard && binary && super::output::is_interactive() {
        return Err(missing(&format!("document as {format}"), "--output", &format!("{name}.{format}")));
    }
    let content = match std::str::from_utf8(bytes) {
        _ if !standard => Value::Null,
        Ok(text) if !binary => text.into(),
        _ => base64::engine::general_purpose::STANDARD.encode(bytes).into(),
    };
    let data = json!({
        "report": name,
        "format": format,
        "audience": audience(words).to_string(),
        "path": if standard { Value::Null } else { shown.clone().into() },
        "bytes": bytes.len(),
        "written": !words.dry_run,
        "content": content,
    });
    if standard {
        return Ok(Reply::new("export", bytes, data));
    }
    let verb = if words.dry_run { "would write" } else { "wrote" };
    Ok(Reply::new("export", Vec::new(), data).note(format!("{verb} {shown} ({} bytes)", bytes.len())))
}

fn audience(words: &Export) -> Audience {
    match words.audience {
        AudienceName::Internal => Audience::Internal,
        AudienceName::Partner => Audience::Partner,
    }
}

/// The format asked for, else that of the name of the output, else the first one.
fn format<'a>(words: &'a Export, output: &'a Path, known: &'a [&'a str]) -> Result<&'a str, Failure> {
    let ending = output.extension().and_then(|ending| ending.to_str());
    let asked = words.format.as_deref();
    let wanted = asked.or(ending).or(known.first().copied()).unwrap_or_default();
    if known.contains(&wanted) {
        return Ok(wanted);
    }
    let problem = Problem::new("no_such_format", format!("this document cannot be written as {wanted:?}"));
    Err(Failure::new(Exit::Usage, problem.about("--format").hint(format!("it can be: {}", known.join(", ")))))
}

pub(super) fn missing(document: &str, option: &str, example: &str) -> Failure {
    Failure::usage("missing_option", format!("a {document} needs {option}")).hint(format!("such as {option} {example}"))
}

fn qbr(workbench: &Workbench, words: &Export) -> Result<Made, Failure> {
    let missing = |option: &str, example: &str| missing("quarterly business review", option, example);
    let partner = words.partner.as_deref().ok_or_else(|| missing("--partner", "acme"))?;
    let partner = show::partner(workbench, partner)?;
    let quarter = words.quarter.ok_or_else(|| missing("--quarter", "2026-Q3"))?;
    let review = Review::find(workbench.program(), workbench.derived(), &partner, quarter);
    let review = review.ok_or_else(|| Failure::usage("no_such_partner", format!("there is no partner {partner}")))?;
    Ok(Made::Document(review.document(audience(words))))
}

fn sheet(workbench: &Workbench, words: &Export) -> Result<Made, Failure> {
    let (program, derived) = (workbench.program(), workbench.derived());
    let wanted = words.tier.as_deref().ok_or_else(|| missing("tier sheet", "--tier", "gold"))?;
    let named = || program.tiers.iter().find(|tier| tier.name.eq_ignore_ascii_case(wanted));
    let tier = program.tiers.find(wanted).or_else(named);
    let document = tier.and_then(|tier| tier_sheet(program, derived, tier, audience(words)));
    let document = document.ok_or_else(|| {
        let known: Vec<&str> = program.tiers.ids().map(crate::program::id::Id::as_str).collect();
        Failure::usage("no_such_tier", format!("there is no tier {wanted:?}"))
            .hint(format!("there are: {}", known.join(", ")))
    })?;
    Ok(Made::Document(document))
}

/// A document of one campaign.
fn campaign(
    workbench: &Workbench,
    words: &Export,
    of: fn(&Program, &Derived, &Campaign, Audience) -> Document,
) -> Result<Made, Failure> {
    let (program, derived) = (workbench.program(), workbench.derived());
    let wanted =
        words.campaign.as_deref().ok_or_else(|| missing("document of a campaign", "--campaign", "autumn-webinar"))?;
    Ok(Made::Document(of(program, derived, campaign_named(workbench, wanted)?, audience(words))))
}

/// The launches and tasks of one campaign, of those with a partner, or of all that are not cancelled.
fn campaigns(workbench: &Workbench, words: &Export) -> Result<Made, Failure> {
    let program = workbench.program();
    let partner = words.partner.as_deref().map(|id| show::partner(workbench, id)).transpose()?;
    if words.audience == AudienceName::Partner && partner.is_none() && words.campaign.is_none() {
        return Err(missing("calendar for a partner", "--partner or --campaign", "acme"));
    }
    let chosen: Vec<&Campaign> = match words.campaign.as_deref() {
        Some(wanted) => vec![campaign_named(workbench, wanted)?],
        None => program
            .campaigns
            .iter()
            .filter(|campaign| campaign.state != CampaignState::Cancelled)
            .filter(|campaign| partner.as_ref().is_none_or(|id| campaign.partners.contains(id)))
            .collect(),
    };
    let form = if words.todo { EntryForm::Todo } else { EntryForm::Event };
    let mut found = of_campaigns(program, &chosen, workbench.as_of(), audience(words));
    if words.campaign.is_none() && partner.is_none() {
        found = with_other_tasks(found, program, workbench.as_of());
    }
    Ok(Made::Text(calendar(&found, form)))
}

fn campaign_named<'a>(workbench: &'a Workbench, wanted: &str) -> Result<&'a Campaign, Failure> {
    let program = workbench.program();
    let named = || program.campaigns.iter().find(|campaign| campaign.name.eq_ignore_ascii_case(wanted));
    program.campaigns.find(wanted).or_else(named).ok_or_else(|| {
        let known: Vec<&str> = program.campaigns.ids().map(crate::program::id::Id::as_str).collect();
        Failure::usage("no_such_campaign", format!("there is no campaign {wanted:?}"))
            .hint(format!("there are: {}", known.join(", ")))
    })
}

fn of_partner(workbench: &Workbench, words: &Export) -> Result<Made, Failure> {
    let wanted = words.partner.as_deref().ok_or_else(|| missing("standing", "--partner", "acme"))?;
    let id = show::partner(workbench, wanted)?;
    let partner = workbench.program().partners.get(&id);
    let document =
        partner.and_then(|partner| standing(workbench.program(), workbench.derived(), partner, audience(words)));
    let document = document.ok_or_else(|| Failure::usage("no_such_partner", format!("there is no partner {id}")))?;
    Ok(Made::Document(document))
}

/// The report for finance; what it names is internal.
fn cfo(workbench: &Workbench, report: &Report, words: &Export) -> Result<Made, Failure> {
    for_us(words)?;
    if words.partner.is_some() {
        return of_report(workbench, report, words, true);
    }
    let quarter = words.quarter.ok_or_else(|| missing("CFO report", "--quarter", "2026-Q3"))?;
    let document = crate::report::cfo::document(workbench.program(), workbench.derived(), quarter);
    let document = document.ok_or_else(|| {
        let as_of = workbench.as_of();
        Failure::usage("quarter_ahead", format!("{quarter} has not begun on {as_of}, the date the plan is looked at"))
            .hint("name an earlier quarter, or look from a later day with --as-of")
    })?;
    Ok(Made::Document(document))
}

/// The plan into the version that takes effect next; whom it names is internal.
fn migration_plan(workbench: &Workbench, report: &Report, words: &Export) -> Result<Made, Failure> {
    for_us(words)?;
    let (program, derived) = (workbench.program(), workbench.derived());
    let Some(version) = next_version(program, derived) else { return of_report(workbench, report, words, true) };
    let candidate = version.applied(program);
    let after = Derived::new(&candidate, workbench.as_of());
    let found = migration(program, derived, &after, dates_of(version, derived));
    Ok(Made::Document(migration_document(program, &candidate, &version.name, &found)))
}

pub(super) fn for_us(words: &Export) -> Result<(), Failure> {
    if words.audience == AudienceName::Partner {
        let problem = Problem::new("not_for_partners", "this report holds what is internal");
        let hint = "for a partner there is: quarterdeck export FILE qbr --audience partner";
        return Err(Failure::new(Exit::Usage, problem.about("--audience").hint(hint)));
    }
    Ok(())
}

fn of_report(workbench: &Workbench, report: &Report, words: &Export, as_document: bool) -> Result<Made, Failure> {
    for_us(words)?;
    if report.name == crate::report::goal::REPORT.name && as_document {
        return Ok(Made::Document(goal::review(workbench, &PlanRequest::default())?.document()));
    }
    let partner = words.partner.as_deref().map(|id| show::partner(workbench, id)).transpose()?;
    let view = View {
        program: workbench.program(),
        derived: workbench.derived(),
        partner: partner.as_ref(),
        quarter: words.quarter,
    };
    Ok(Made::Table(report.table(&view)))
}

fn no_such_document(name: &str) -> Failure {
    let tables = REPORTS.iter().map(|report| report.name);
    let tables = tables.filter(|table| !DOCUMENTS.iter().any(|(document, _)| document == table));
    let known: Vec<&str> = DOCUMENTS.iter().map(|(name, _)| *name).chain(tables).collect();
    Failure::usage("no_such_document", format!("there is no document {name:?}"))
        .hint(format!("there are: {}", known.join(", ")))
}

pub(super) fn list() -> Reply {
    let documents = DOCUMENTS.iter().map(|(name, title)| (*name, *title, formats_of(name)));
    let is_document = |report: &&Report| DOCUMENTS.iter().any(|(name, _)| *name == report.name);
    let tables = REPORTS.iter().filter(|report| !is_document(report));
    let tables = tables.map(|report| (report.name, report.title, formats_of(report.name)));
    let mut text = String::new();
    let mut data = Vec::new();
    for (name, title, formats) in documents.chain(tables) {
        let _ = writeln!(text, "{name:<17}{:<43}{title}", formats.join(" "));
        data.push(json!({"report": name, "title": title, "formats": formats}));
    }
    Reply::new("export", text, data.into())
}
