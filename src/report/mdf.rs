//! Requests for market development funds: where they stand, what the rule says, and when they are paid.

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::partners::{choice, id};
use super::table::{Column, Table};
use crate::analysis::mdf::book::MdfBook;
use crate::analysis::mdf::request::MdfReason;
use crate::program::choice::Choice;
use crate::program::fund::MdfRequest;

/// Requests with the answer of the rule.
pub const REPORT: Report =
    Report { name: "mdf", title: "Requests for market development funds", columns: COLUMNS, fill };

/// The fund of each tier by quarter.
pub const FUNDS: Report = Report {
    name: "mdf_funds",
    title: "Market development funds by tier and quarter",
    columns: FUND_COLUMNS,
    fill: funds,
};

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("partner", "Partner", CellKind::Text),
    Column::further("partner_name", "Partner", CellKind::Text),
    Column::new("plan", "For", CellKind::Text),
    Column::new("amount", "Amount", CellKind::Money),
    Column::new("state", "State", CellKind::Word),
    Column::new("activity_on", "Activity", CellKind::Date),
    Column::further("quarter", "Quarter", CellKind::Quarter),
    Column::further("tier", "Tier", CellKind::Text),
    Column::further("purpose", "Use", CellKind::Word),
    Column::new("decision", "Rule says", CellKind::Word),
    Column::new("reasons", "Because", CellKind::List),
    Column::new("approver", "Approved by", CellKind::Word),
    Column::further("annual", "Annual", CellKind::Money),
    Column::further("annual_left", "Left of year", CellKind::Money),
    Column::further("quarter_left", "Left of quarter", CellKind::Money),
    Column::new("payout_due", "Pay by", CellKind::Date),
    Column::further("payout", "Payout", CellKind::Word),
    Column::further("requested_on", "Requested", CellKind::Date),
    Column::further("receipt_on", "Receipts", CellKind::Date),
    Column::further("paid_on", "Paid", CellKind::Date),
    Column::further("campaign", "Campaign", CellKind::Text),
    Column::further("roi_commitment", "Commitment", CellKind::Text),
    Column::further("expected_leads", "Leads expected", CellKind::Count),
    Column::further("reported_leads", "Leads reported", CellKind::Count),
    Column::further("reported_pipeline", "Pipeline reported", CellKind::Money),
];

const FUND_COLUMNS: &[Column] = &[
    Column::new("tier", "Tier", CellKind::Text),
    Column::new("quarter", "Quarter", CellKind::Quarter),
    Column::new("partners", "Partners", CellKind::Count),
    Column::new("annual", "Offered a year", CellKind::Money),
    Column::new("accrued", "Accrued", CellKind::Money),
    Column::new("requested", "Requested", CellKind::Money),
    Column::new("approved", "Approved", CellKind::Money),
    Column::new("reimbursed", "Reimbursed", CellKind::Money),
    Column::further("committed", "Committed to date", CellKind::Money),
    Column::new("left", "Left of year", CellKind::Money),
    Column::new("used", "Used", CellKind::Percent),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let book = MdfBook::of(view.program, view.derived);
    for request in view.program.mdf_requests.iter() {
        if view.wants(Some(&request.partner)) && view.wants_day(Some(request.activity_on)) {
            table.push(row(view, &book, request));
        }
    }
}

fn row(view: &View<'_>, book: &MdfBook<'_>, request: &MdfRequest) -> Vec<Cell> {
    let standing = book.request(request);
    let answer = standing.answer.as_ref();
    let against = answer.map(|answer| {
        let open = answer.unknown.iter().map(|reason| format!("{}?", reason.label()));
        answer
            .reasons
            .iter()
            .copied()
            .map(|reason: MdfReason| reason.label().to_owned())
            .chain(open)
            .collect::<Vec<_>>()
    });
    let clock = standing.reimbursement.as_ref();
    vec![
        (&request.id).into(),
        (&request.partner).into(),
        view.partner_name(&request.partner).into(),
        request.plan.as_ref().into(),
        request.amount.into(),
        Cell::word(request.state),
        request.activity_on.into(),
        view.derived.periods().calendar.quarter_of(request.activity_on).into(),
        id(standing.tier.as_ref()),
        Cell::word(request.purpose),
        choice(answer.map(|answer| answer.decision)),
        against.map_or(Cell::Unknown, Cell::list),
        choice(answer.and_then(|answer| answer.approver)),
        answer.map(|answer| answer.annual).into(),
        answer.map(|answer| answer.annual_left).into(),
        answer.map(|answer| answer.quarter_left).into(),
        clock.map(|clock| clock.due_on).into(),
        choice(clock.map(|clock| clock.state)),
        request.requested_on.into(),
        request.receipt_on.into(),
        request.paid_on.into(),
        id(request.campaign.as_ref()),
        request.roi_commitment.as_ref().into(),
        request.expected_leads.into(),
        request.reported_leads.into(),
        request.reported_pipeline.into(),
    ]
}

fn funds(view: &View<'_>, table: &mut Table) {
    let book = MdfBook::of(view.program, view.derived);
    let tier = view.partner.map(|partner| book.tier(partner).map(|tier| tier.id.clone()));
    for fund in book.funds() {
        let wanted = tier.as_ref().is_none_or(|only| only.as_ref() == Some(&fund.tier));
        if !wanted || view.quarter.is_some_and(|only| only != fund.quarter) {
            continue;
        }
        table.push(vec![
            (&fund.tier).into(),
            fund.quarter.into(),
            fund.partners.into(),
            fund.annual.into(),
            fund.accrued.into(),
            fund.requested.into(),
            fund.approved.into(),
            fund.reimbursed.into(),
            fund.committed.into(),
            fund.left.into(),
            Cell::factor(fund.utilization.as_ref()),
        ]);
    }
}
