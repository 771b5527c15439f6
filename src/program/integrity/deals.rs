//! Deals, registrations and revenue.

use std::collections::BTreeSet;

use super::violation::Check;
use crate::program::deal::{CancelReason, Deal, DealStage, RegistrationState};
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::period::Quarter;

pub(super) fn check(check: &mut Check<'_>) {
    for deal in check.program.deals.iter() {
        of_deal(check, deal);
    }
    for registration in check.program.registrations.iter() {
        let approved = match registration.state {
            RegistrationState::Approved | RegistrationState::Converted => Some(true),
            RegistrationState::Expired | RegistrationState::Withdrawn => None,
            RegistrationState::Draft
            | RegistrationState::Submitted
            | RegistrationState::Rejected
            | RegistrationState::Duplicate => Some(false),
        };
        let ok = approved.is_none_or(|approved| registration.approved_on.is_some() == approved);
        let message = format_args!(
            "a registration that is {} has {} date of approval",
            registration.state,
            match approved {
                Some(true) => "a",
                _ => "no",
            }
        );
        check.expect(ok, registration, "approval_and_state", "approved_on", message);
        let ok = registration.decided_at.is_none_or(|decided| decided.date() >= registration.submitted_at.date());
        check.expect(
            ok,
            registration,
            "decided_before_submitted",
            "decided_at",
            "a decision comes after the submission",
        );
    }
    revenue(check);
}

fn of_deal(check: &mut Check<'_>, deal: &Deal) {
    let closed = matches!(deal.stage, DealStage::Won | DealStage::Lost);
    if closed {
        let message = format_args!("a deal that is {} has the date it closed", deal.stage);
        check.expect(deal.closed_on.is_some(), deal, "closed_without_date", "closed_on", message);
    } else {
        let message = "an open deal has an expected close, not a close";
        check.expect(deal.closed_on.is_none(), deal, "open_with_close_date", "closed_on", message);
    }
    // A won amount below zero is a credit memo; a deal that is not won has nothing to give back.
    let negative = deal.amount.is_some_and(crate::program::money::Money::is_negative);
    check.expect(!negative || closed, deal, "negative_open_deal", "amount", "only a credit memo is below zero");
    let cancelled = deal.cancelled_on.is_some();
    let message = "only a won deal is cancelled";
    check.expect(!cancelled || deal.stage == DealStage::Won, deal, "cancelled_not_won", "cancelled_on", message);
    let ok = deal.cancel_reason.is_none() || cancelled;
    check.expect(
        ok,
        deal,
        "reason_without_cancellation",
        "cancel_reason",
        "a reason needs the date of the cancellation",
    );
    let ok = deal.downgraded_to.is_none() || deal.cancel_reason == Some(CancelReason::Downgrade);
    check.expect(ok, deal, "value_without_downgrade", "downgraded_to", "a value after a downgrade needs that reason");
    let ok = deal.lost_reason.is_none() || deal.stage == DealStage::Lost;
    check.expect(ok, deal, "reason_not_lost", "lost_reason", "a reason why it was lost belongs to a lost deal");
    let ok = deal.cancelled_on.zip(deal.closed_on).is_none_or(|(cancelled, closed)| cancelled >= closed);
    check.expect(ok, deal, "cancelled_before_close", "cancelled_on", "a deal is cancelled after it closed");
}

/// A partner's revenue of a quarter comes from deals or from records, never from both.
fn revenue(check: &mut Check<'_>) {
    let program = check.program;
    if program.revenue.is_empty() {
        return;
    }
    let calendar = program.profile.calendar();
    let of_deals: BTreeSet<(&Id<Partner>, Quarter)> = program
        .deals
        .iter()
        .filter(|deal| deal.stage == DealStage::Won)
        .filter_map(|deal| Some((deal.partner.as_ref()?, calendar.quarter_of(deal.closed_on?))))
        .collect();
    for record in program.revenue.iter() {
        let ok = !of_deals.contains(&(&record.partner, record.quarter));
        let message =
            format_args!("{} has won deals in {}; its revenue would count twice", record.partner, record.quarter);
        check.expect(ok, record, "revenue_counted_twice", "quarter", message);
    }
}
