//! Makes the document or table of a name.

use super::finding::{campaign, maybe_partner, no_such_tier, partner, tier};
use super::made::Made;
use super::not_made::NotMade;
use super::registry::ACTIONS;
use super::request::Request;
use super::reviews;
use crate::analysis::derived::Derived;
use crate::analysis::goal::PlanRequest;
use crate::analysis::migration::migration;
use crate::app::Workbench;
use crate::export::calendar::{EntryForm, calendar};
use crate::export::format::About;
use crate::program::Program;
use crate::program::campaign::{Campaign, CampaignState};
use crate::report::calendar::{of_campaigns, with_other_tasks};
use crate::report::campaign::{kit as webinar_kit, sheet as campaign_sheet};
use crate::report::document::Document;
use crate::report::goal::GoalReview;
use crate::report::migration::{dates_of, document as migration_document, next_version};
use crate::report::papers::{self, Paper};
use crate::report::partner_standing::standing;
use crate::report::program_guide::{program_guide, tier_sheet};
use crate::report::qbr::{Audience, Review};
use crate::report::{Report, View};

/// The document or table of that name, for a format that is one of its own.
pub fn make(workbench: &Workbench, name: &str, format: &str, request: &Request) -> Result<Made, NotMade> {
    let mut made = unclosed(workbench, name, format, request)?;
    if let Made::Document(document) = &mut made {
        papers::close(document, workbench.program(), workbench.derived(), request.audience);
    }
    Ok(made)
}

/// The same, without the section that ends every document.
fn unclosed(workbench: &Workbench, name: &str, format: &str, request: &Request) -> Result<Made, NotMade> {
    let of_review = request.review.is_some() || request.audience == Audience::Partner;
    let as_document = !matches!(format, "csv" | "tsv" | "ics");
    match crate::report::find(name) {
        Some(report) if name == "cfo" && as_document => cfo(workbench, report, request),
        Some(report) if name == "migration" && as_document && request.partner.is_none() => {
            migration_plan(workbench, report, request)
        }
        Some(_) if name == ACTIONS && (of_review || format == "ics") => reviews::actions(workbench, request, format),
        Some(report) => of_report(workbench, report, request, as_document),
        None if name == "qbr" => qbr(workbench, format, request),
        None => of_name(workbench, name, request),
    }
}

/// The bytes of that document in that format.
pub fn written(workbench: &Workbench, name: &str, format: &str, request: &Request) -> Result<Vec<u8>, NotMade> {
    let made = make(workbench, name, format, request)?;
    made.written(format, &about(workbench, name, &made, request))
}

pub(super) fn about<'a>(workbench: &Workbench, name: &'a str, made: &'a Made, request: &Request) -> About<'a> {
    let title = crate::report::find(name).map_or(name, |report| report.title);
    About { title: made.title(title), audience: request.audience, as_of: workbench.as_of() }
}

fn of_name(workbench: &Workbench, name: &str, request: &Request) -> Result<Made, NotMade> {
    if let Some(paper) = papers::find(name) {
        return of_paper(workbench, paper, request);
    }
    let (program, derived) = (workbench.program(), workbench.derived());
    match name {
        "program-guide" => Ok(Made::Document(program_guide(program, derived, request.audience))),
        "tier-sheet" => sheet(workbench, request),
        "campaign-brief" => of_campaign(workbench, request, campaign_sheet),
        "webinar-kit" => of_campaign(workbench, request, webinar_kit),
        "calendar" => campaigns(workbench, request),
        "qbr-recap" => reviews::recap(workbench, request),
        _ => of_partner(workbench, request),
    }
}

fn of_paper(workbench: &Workbench, paper: &Paper, request: &Request) -> Result<Made, NotMade> {
    if !paper.for_partners {
        for_us(request)?;
    }
    let (program, derived) = (workbench.program(), workbench.derived());
    let named = maybe_partner(workbench, request.partner.as_deref())?;
    let named = named.and_then(|id| program.partners.get(&id));
    Ok(Made::Document(match paper.of {
        papers::Of::Program(of) => of(program, derived, request.audience),
        papers::Of::MaybePartner(of) => of(program, derived, named),
        papers::Of::Partner(of) => {
            let partner = named.ok_or_else(|| NotMade::missing(paper.name, "--partner", "acme"))?;
            of(program, derived, partner, request.audience)
        }
    }))
}

/// The review; as slides it is the deck for the meeting.
fn qbr(workbench: &Workbench, format: &str, request: &Request) -> Result<Made, NotMade> {
    let missing = |option: &str, example: &str| NotMade::missing("quarterly business review", option, example);
    let wanted = request.partner.as_deref().ok_or_else(|| missing("--partner", "acme"))?;
    let id = partner(workbench, wanted)?;
    let quarter = request.quarter.ok_or_else(|| missing("--quarter", "2026-Q3"))?;
    let review = Review::find(workbench.program(), workbench.derived(), &id, quarter);
    let review = review.ok_or_else(|| NotMade::usage("no_such_partner", format!("there is no partner {id}")))?;
    let slides = matches!(format, "pptx" | "marp");
    Ok(Made::Document(if slides { review.deck(request.audience) } else { review.document(request.audience) }))
}

fn sheet(workbench: &Workbench, request: &Request) -> Result<Made, NotMade> {
    let (program, derived) = (workbench.program(), workbench.derived());
    let wanted = request.tier.as_deref().ok_or_else(|| NotMade::missing("tier sheet", "--tier", "gold"))?;
    let document = tier(workbench, wanted).and_then(|tier| tier_sheet(program, derived, tier, request.audience));
    document.map(Made::Document).ok_or_else(|| no_such_tier(workbench, wanted))
}

/// A document of one campaign.
fn of_campaign(
    workbench: &Workbench,
    request: &Request,
    of: fn(&Program, &Derived, &Campaign, Audience) -> Document,
) -> Result<Made, NotMade> {
    let missing = || NotMade::missing("document of a campaign", "--campaign", "autumn-webinar");
    let wanted = request.campaign.as_deref().ok_or_else(missing)?;
    let found = campaign(workbench, wanted)?;
    Ok(Made::Document(of(workbench.program(), workbench.derived(), found, request.audience)))
}

/// The launches and tasks of one campaign, of those with a partner, or of all that are not cancelled.
fn campaigns(workbench: &Workbench, request: &Request) -> Result<Made, NotMade> {
    let program = workbench.program();
    let partner = maybe_partner(workbench, request.partner.as_deref())?;
    if request.audience == Audience::Partner && partner.is_none() && request.campaign.is_none() {
        return Err(NotMade::missing("calendar for a partner", "--partner or --campaign", "acme"));
    }
    let chosen: Vec<&Campaign> = match request.campaign.as_deref() {
        Some(wanted) => vec![campaign(workbench, wanted)?],
        None => program
            .campaigns
            .iter()
            .filter(|campaign| campaign.state != CampaignState::Cancelled)
            .filter(|campaign| partner.as_ref().is_none_or(|id| campaign.partners.contains(id)))
            .collect(),
    };
    let form = if request.todo { EntryForm::Todo } else { EntryForm::Event };
    let mut found = of_campaigns(program, &chosen, workbench.as_of(), request.audience);
    if request.campaign.is_none() && partner.is_none() {
        found = with_other_tasks(found, program, workbench.as_of());
    }
    Ok(Made::Text(calendar(&found, form)))
}

fn of_partner(workbench: &Workbench, request: &Request) -> Result<Made, NotMade> {
    let wanted = request.partner.as_deref().ok_or_else(|| NotMade::missing("standing", "--partner", "acme"))?;
    let id = partner(workbench, wanted)?;
    let found = workbench.program().partners.get(&id);
    let document =
        found.and_then(|partner| standing(workbench.program(), workbench.derived(), partner, request.audience));
    let document = document.ok_or_else(|| NotMade::usage("no_such_partner", format!("there is no partner {id}")))?;
    Ok(Made::Document(document))
}

/// The report for finance; what it names is internal.
fn cfo(workbench: &Workbench, report: &Report, request: &Request) -> Result<Made, NotMade> {
    for_us(request)?;
    if request.partner.is_some() {
        return of_report(workbench, report, request, true);
    }
    let quarter = request.quarter.ok_or_else(|| NotMade::missing("CFO report", "--quarter", "2026-Q3"))?;
    let document = crate::report::cfo::document(workbench.program(), workbench.derived(), quarter);
    let document = document.ok_or_else(|| {
        let as_of = workbench.as_of();
        NotMade::usage("quarter_ahead", format!("{quarter} has not begun on {as_of}, the date the plan is looked at"))
            .hint("name an earlier quarter, or look from a later day with --as-of")
    })?;
    Ok(Made::Document(document))
}

/// The plan into the version that takes effect next; whom it names is internal.
fn migration_plan(workbench: &Workbench, report: &Report, request: &Request) -> Result<Made, NotMade> {
    for_us(request)?;
    let (program, derived) = (workbench.program(), workbench.derived());
    let Some(version) = next_version(program, derived) else { return of_report(workbench, report, request, true) };
    let candidate = version.applied(program);
    let after = Derived::new(&candidate, workbench.as_of());
    let found = migration(program, derived, &after, dates_of(version, derived));
    Ok(Made::Document(migration_document(program, &candidate, &version.name, &found)))
}

pub(super) fn for_us(request: &Request) -> Result<(), NotMade> {
    if request.audience == Audience::Partner {
        let hint = "for a partner there is: quarterdeck export FILE qbr --audience partner";
        let refused = NotMade::usage("not_for_partners", "this report holds what is internal");
        return Err(refused.about("--audience").hint(hint));
    }
    Ok(())
}

fn of_report(workbench: &Workbench, report: &Report, request: &Request, as_document: bool) -> Result<Made, NotMade> {
    for_us(request)?;
    let (program, derived) = (workbench.program(), workbench.derived());
    if report.name == crate::report::goal::REPORT.name && as_document {
        return Ok(Made::Document(GoalReview::of(program, derived, &PlanRequest::default())?.document()));
    }
    let partner = maybe_partner(workbench, request.partner.as_deref())?;
    let view = View { program, derived, partner: partner.as_ref(), quarter: request.quarter };
    Ok(Made::Table(report.table(&view)))
}
