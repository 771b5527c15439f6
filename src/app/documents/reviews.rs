//! What goes out after a review: recaps, action items as a table or a calendar, or all of it as a folder.

use super::finding::{maybe_partner, partner};
use super::made::Made;
use super::making::for_us;
use super::not_made::NotMade;
use super::request::Request;
use crate::analysis::close_out::{LooseEnd, items_of, loose_ends};
use crate::app::Workbench;
use crate::export::calendar::{EntryForm, calendar};
use crate::export::review_package;
use crate::program::id::Id;
use crate::program::qbr::{ActionItem, Qbr};
use crate::report::calendar::{of_actions, of_view};
use crate::report::qbr::{Audience, PartnerView, Review, actions_for_partner, internal_recap, partner_recap};

/// The review that is asked for: by its identifier, else by partner and quarter.
fn review<'a>(workbench: &'a Workbench, request: &Request, document: &str) -> Result<(Review<'a>, &'a Qbr), NotMade> {
    let (program, derived) = (workbench.program(), workbench.derived());
    let found = match (&request.review, &request.partner, request.quarter) {
        (Some(id), _, _) => program.qbrs.find(id).and_then(|qbr| Review::of(program, derived, qbr)),
        (None, Some(wanted), Some(quarter)) => Review::find(program, derived, &partner(workbench, wanted)?, quarter),
        _ => return Err(NotMade::missing(document, "--qbr", "acme-2026-q3")),
    };
    let found = found.and_then(|review| review.qbr.map(|qbr| (review, qbr)));
    found.ok_or_else(|| {
        let known: Vec<&str> = program.qbrs.ids().map(Id::as_str).collect();
        NotMade::usage("no_such_review", "there is no such review").hint(format!("there are: {}", known.join(", ")))
    })
}

/// An agreement names who and until when; what does not is not sent to the partner.
fn complete(workbench: &Workbench, qbr: &Qbr, wanted: fn(&ActionItem) -> bool) -> Result<(), NotMade> {
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
    let message = format!("action items are not complete: {}", lacking.join("; "));
    let hint = "`quarterdeck do FILE edit action/ID person=NAME due=DATE` mends one";
    Err(NotMade::failed("incomplete_actions", message).about("actions").hint(hint))
}

/// The recap of a review.
pub(super) fn recap(workbench: &Workbench, request: &Request) -> Result<Made, NotMade> {
    let (review, qbr) = review(workbench, request, "recap")?;
    if request.audience == Audience::Internal {
        return Ok(Made::Document(internal_recap(&review)));
    }
    complete(workbench, qbr, ActionItem::is_shared)?;
    Ok(Made::Document(partner_recap(&PartnerView::of(&review))))
}

/// Action items as a calendar, or as the table of one review.
pub(super) fn actions(workbench: &Workbench, request: &Request, format: &str) -> Result<Made, NotMade> {
    let form = if request.todo { EntryForm::Todo } else { EntryForm::Event };
    if request.audience == Audience::Partner {
        let (review, _) = review(workbench, request, "list of action items for a partner")?;
        let view = PartnerView::of(&review);
        return Ok(match format {
            "ics" => Made::Text(calendar(&of_view(&view), form)),
            _ => Made::Table(actions_for_partner(&view)),
        });
    }
    for_us(request)?;
    let (program, as_of) = (workbench.program(), workbench.as_of());
    let items: Vec<&ActionItem> = if request.review.is_some() {
        items_of(program, &review(workbench, request, "list of action items")?.1.id)
    } else {
        let partner = maybe_partner(workbench, request.partner.as_deref())?;
        program.actions.iter().filter(|item| partner.as_ref().is_none_or(|id| item.partner == *id)).collect()
    };
    if format == "ics" {
        return Ok(Made::Text(calendar(&of_actions(program, &items, as_of), form)));
    }
    let (review, _) = review(workbench, request, "list of action items")?;
    Ok(Made::Table(review_package::actions_of(&review)))
}

/// Everything that goes out after a review: the name and text of each file of a folder.
pub fn package(workbench: &Workbench, request: &Request) -> Result<Vec<(String, String)>, NotMade> {
    let (review, qbr) = review(workbench, request, "package")?;
    complete(workbench, qbr, |_| true)?;
    Ok(review_package::files(&review))
}
