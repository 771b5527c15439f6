//! What goes out after a review: recaps, action items as a table or a calendar, or all of it as a folder.

use std::path::Path;

use serde_json::json;

use super::args::{AudienceName, Export};
use super::export::{for_us, missing};
use super::export_made::Made;
use super::failure::{Exit, Failure, Problem};
use super::output::Reply;
use super::{files, show};
use crate::analysis::close_out::{LooseEnd, items_of, loose_ends};
use crate::app::Workbench;
use crate::export::calendar::{EntryForm, calendar};
use crate::export::review_package;
use crate::program::qbr::{ActionItem, Qbr};
use crate::report::calendar::{of_actions, of_view};
use crate::report::qbr::{PartnerView, Review, actions_for_partner, internal_recap, partner_recap};
use crate::shell::disk;

/// The review that is asked for: by its identifier, else by partner and quarter.
fn review<'a>(workbench: &'a Workbench, words: &Export, document: &str) -> Result<(Review<'a>, &'a Qbr), Failure> {
    let (program, derived) = (workbench.program(), workbench.derived());
    let found = match (&words.qbr, &words.partner, words.quarter) {
        (Some(id), _, _) => program.qbrs.find(id).and_then(|qbr| Review::of(program, derived, qbr)),
        (None, Some(partner), Some(quarter)) => {
            Review::find(program, derived, &show::partner(workbench, partner)?, quarter)
        }
        _ => return Err(missing(document, "--qbr", "acme-2026-q3")),
    };
    let found = found.and_then(|review| review.qbr.map(|qbr| (review, qbr)));
    found.ok_or_else(|| {
        let known: Vec<&str> = program.qbrs.ids().map(crate::program::id::Id::as_str).collect();
        Failure::usage("no_such_review", "there is no such review").hint(format!("there are: {}", known.join(", ")))
    })
}

/// An agreement names who and until when; what does not is not sent to the partner.
fn complete(workbench: &Workbench, qbr: &Qbr, wanted: fn(&ActionItem) -> bool) -> Result<(), Failure> {
    let program = workbench.program();
    let lacking: Vec<String> = loose_ends(program, qbr)
        .iter()
        .filter(|end| match end {
            LooseEnd::Owner(id) | LooseEnd::Date(id) => program.actions.get(id).is_some_and(wanted),
            _ => false,
        })
        .map(|end| end.told(program))
        .collect();
    if lacking.is_empty() {
        return Ok(());
    }
    let problem = Problem::new("incomplete_actions", format!("action items are not complete: {}", lacking.join("; ")));
    let hint = "`quarterdeck do FILE edit action/ID person=NAME due=DATE` mends one";
    Err(Failure::new(Exit::Failed, problem.about("actions").hint(hint)))
}

/// The recap of a review.
pub(super) fn recap(workbench: &Workbench, words: &Export) -> Result<Made, Failure> {
    let (review, qbr) = review(workbench, words, "recap")?;
    if words.audience == AudienceName::Internal {
        return Ok(Made::Document(internal_recap(&review)));
    }
    complete(workbench, qbr, ActionItem::is_shared)?;
    Ok(Made::Document(partner_recap(&PartnerView::of(&review))))
}

/// Action items as a calendar, or as the table of one review.
pub(super) fn actions(workbench: &Workbench, words: &Export, format: &str) -> Result<Made, Failure> {
    let form = if words.todo { EntryForm::Todo } else { EntryForm::Event };
    if words.audience == AudienceName::Partner {
        let (review, _) = review(workbench, words, "list of action items for a partner")?;
        let view = PartnerView::of(&review);
        return Ok(match format {
            "ics" => Made::Text(calendar(&of_view(&view), form)),
            _ => Made::Table(actions_for_partner(&view)),
        });
    }
    for_us(words)?;
    let (program, as_of) = (workbench.program(), workbench.as_of());
    let items: Vec<&ActionItem> = if words.qbr.is_some() {
        items_of(program, &review(workbench, words, "list of action items")?.1.id)
    } else {
        let partner = words.partner.as_deref().map(|id| show::partner(workbench, id)).transpose()?;
        program.actions.iter().filter(|item| partner.as_ref().is_none_or(|id| item.partner == *id)).collect()
    };
    if format == "ics" {
        return Ok(Made::Text(calendar(&of_actions(program, &items, as_of), form)));
    }
    let (review, _) = review(workbench, words, "list of action items")?;
    Ok(Made::Table(review_package::actions_of(&review)))
}

/// Everything that goes out after a review, in a new folder.
pub(super) fn package(workbench: &Workbench, words: &Export, output: &Path) -> Result<Reply, Failure> {
    let (review, qbr) = review(workbench, words, "package")?;
    complete(workbench, qbr, |_| true)?;
    if files::is_standard(output) {
        let problem = Problem::new("needs_a_folder", "a package is a folder of files");
        return Err(Failure::new(Exit::Usage, problem.about("--output").hint("name a folder that is not there yet")));
    }
    if output.exists() {
        return Err(files::exists(output));
    }
    let files = review_package::files(&review);
    if !words.dry_run {
        disk::folder::create(output, &files).map_err(|error| {
            let problem = Problem::new("not_written", error.to_string()).in_file(output.display().to_string());
            Failure::new(Exit::Failed, problem)
        })?;
    }
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let verb = if words.dry_run { "would write" } else { "wrote" };
    let data = json!({
        "report": "qbr-package", "path": output.display().to_string(), "written": !words.dry_run, "files": names,
    });
    let note = format!("{verb} {} ({} files)", output.display(), files.len());
    Ok(Reply::new("export", Vec::new(), data).note(note))
}
