//! Commands on deals: closed as won or lost, opened again. Stage and dates move together.

use jiff::civil::Date;

use crate::edit::{Draft, Edit, Refusal};
use crate::program::choice::Choice;
use crate::program::deal::{Deal, DealStage};
use crate::program::id::Id;
use crate::program::{Kind, Program};

impl Deal {
    /// A deal of that name of which nothing else is known.
    pub fn named(id: Id<Deal>, name: &str, stage: DealStage) -> Self {
        Self {
            id,
            name: name.to_owned(),
            account: None,
            partner: None,
            further_partners: Vec::new(),
            region: None,
            area: None,
            amount: None,
            original: None,
            acv: None,
            amount_kind: None,
            stage,
            source_stage: None,
            stage_since: None,
            lead_source: None,
            source_attribution: None,
            created_on: None,
            first_contact_on: None,
            direct_engagement_on: None,
            expected_close: None,
            closed_on: None,
            first_payment_on: None,
            implemented_on: None,
            cancelled_on: None,
            cancel_reason: None,
            downgraded_to: None,
            lost_reason: None,
            primary_relationship: None,
            would_not_close_without: Vec::new(),
            owner: None,
            deal_type: None,
            next_step: None,
            external: None,
            note: None,
        }
    }
}

/// How a deal ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// Which deal.
    pub deal: Id<Deal>,
    /// Won, or lost.
    pub won: bool,
    /// On which day.
    pub on: Date,
    /// Why it was lost; not asked of a won one.
    pub reason: Option<String>,
}

fn deal(program: &Program, id: &Id<Deal>) -> Result<Deal, Refusal> {
    program.deals.get(id).cloned().ok_or_else(|| Refusal::missing(Kind::Deal, id.as_str()))
}

/// A deal of which one field was set: an open stage takes the close with it, a closed one needs its date first.
pub(super) fn with_field(mut deal: Deal, field: &str) -> Result<Deal, Refusal> {
    let closed = matches!(deal.stage, DealStage::Won | DealStage::Lost);
    match field {
        "stage" if closed && deal.closed_on.is_none() => Err(Refusal::bad(
            "stage",
            format!("a deal that is {} has the date it closed; close it with its date instead", deal.stage),
        )),
        "stage" if !closed => {
            clear_close(&mut deal);
            Ok(deal)
        }
        "closed_on" if closed != deal.closed_on.is_some() => {
            let why = if closed {
                "a closed deal keeps the date it closed; open it again instead"
            } else {
                "an open deal has an expected close; close it as won or lost instead"
            };
            Err(Refusal::bad("closed_on", why))
        }
        _ => Ok(deal),
    }
}

fn clear_close(deal: &mut Deal) {
    deal.closed_on = None;
    deal.lost_reason = None;
    deal.cancelled_on = None;
    deal.cancel_reason = None;
    deal.downgraded_to = None;
}

/// Closes a deal with its date, or corrects how it was closed: one step.
pub fn close(program: &Program, closing: &Closing, as_of: Date) -> Result<Edit, Refusal> {
    let mut closed = deal(program, &closing.deal)?;
    let stage = if closing.won { DealStage::Won } else { DealStage::Lost };
    let reason = closing.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    check_date(&closed, closing.on, as_of)?;
    if closing.won {
        check_revenue(program, &closed, closing.on)?;
        if reason.is_some() {
            return Err(Refusal::bad("lost_reason", "a reason belongs to a lost deal; leave it empty for a won one"));
        }
    } else if closed.cancelled_on.is_some() {
        return Err(Refusal::NotNow(format!(
            "{} was won and cancelled later; clear cancelled_on before it becomes lost",
            closed.name
        )));
    }
    if closed.stage != stage {
        closed.stage_since = Some(closing.on);
    }
    closed.stage = stage;
    closed.closed_on = Some(closing.on);
    closed.lost_reason = reason.map(str::to_owned);
    let label = format!("Close {} as {} on {}", closed.name, stage.label().to_lowercase(), closing.on);
    put(program, closed, label, "the deal is closed like that already")
}

/// Opens a closed deal again at a stage: the close date and the reason go, the expected close stays.
pub fn reopen(program: &Program, id: &Id<Deal>, stage: DealStage, as_of: Date) -> Result<Edit, Refusal> {
    if matches!(stage, DealStage::Won | DealStage::Lost) {
        return Err(Refusal::bad("stage", "an open deal is neither won nor lost; close it with its date instead"));
    }
    let mut open = deal(program, id)?;
    if !matches!(open.stage, DealStage::Won | DealStage::Lost) {
        return Err(Refusal::NoChange(format!("{} is open", open.name)));
    }
    if open.amount.is_some_and(crate::program::money::Money::is_negative) {
        return Err(Refusal::NotNow(format!("{} is a credit memo, which is always closed", open.name)));
    }
    open.stage = stage;
    open.stage_since = Some(as_of);
    clear_close(&mut open);
    let label = format!("Open {} again at {}", open.name, stage.label().to_lowercase());
    put(program, open, label, "the deal is open already")
}

fn put(program: &Program, deal: Deal, label: String, already: &str) -> Result<Edit, Refusal> {
    let mut draft = Draft::over(program);
    draft.put(deal);
    let edit = draft.finish(label);
    if edit.is_empty() { Err(Refusal::NoChange(already.to_owned())) } else { Ok(edit) }
}

/// Whether a deal can have closed on that day: not ahead of the as-of date, not before it was created.
pub fn check_date(deal: &Deal, on: Date, as_of: Date) -> Result<(), Refusal> {
    if on > as_of {
        return Err(Refusal::bad(
            "closed_on",
            format!("{on} is after {as_of}, the date the plan is looked at; a deal still ahead has an expected close"),
        ));
    }
    if let Some(created) = deal.created_on.filter(|created| on < *created) {
        return Err(Refusal::bad("closed_on", format!("{on} is before {created}, the day the deal was created")));
    }
    if let Some(cancelled) = deal.cancelled_on.filter(|cancelled| on > *cancelled) {
        return Err(Refusal::bad("closed_on", format!("{on} is after {cancelled}, the day the deal was cancelled")));
    }
    Ok(())
}

/// A partner's revenue of a quarter comes from deals or from records, never from both.
fn check_revenue(program: &Program, deal: &Deal, on: Date) -> Result<(), Refusal> {
    let Some(partner) = &deal.partner else { return Ok(()) };
    let quarter = program.profile.calendar().quarter_of(on);
    let twice = program.revenue.iter().any(|record| record.partner == *partner && record.quarter == quarter);
    if twice {
        let name = crate::edit::naming::called(program, Kind::Partner, partner.as_str());
        return Err(Refusal::Breaks(format!(
            "{name} has revenue of {quarter} entered as one figure; the deal would count twice: delete the figure first"
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::History;
    use crate::program::integrity::integrity;
    use jiff::civil::date;

    const AS_OF: Date = date(2026, 9, 30);

    fn program(stage: DealStage) -> Program {
        let mut program = Program::named("Test");
        let mut deal = Deal::named("d1".parse().unwrap(), "Northwind: Planner", stage);
        deal.created_on = Some(date(2026, 5, 1));
        deal.expected_close = Some(date(2026, 10, 20));
        program.put(deal.into());
        program
    }

    fn closing(won: bool, on: Date, reason: Option<&str>) -> Closing {
        Closing { deal: "d1".parse().unwrap(), won, on, reason: reason.map(str::to_owned) }
    }

    #[test]
    fn a_deal_is_closed_with_its_date_in_one_step_and_undone_whole() {
        let mut program = program(DealStage::Negotiation);
        let before = program.clone();
        let edit = close(&program, &closing(false, date(2026, 9, 12), Some(" price ")), AS_OF).unwrap();
        assert_eq!(edit.label, "Close Northwind: Planner as lost on 2026-09-12");
        let mut history = History::default();
        history.commit(&mut program, edit).unwrap();
        let deal = program.deals.find("d1").unwrap();
        assert_eq!((deal.stage, deal.closed_on), (DealStage::Lost, Some(date(2026, 9, 12))));
        assert_eq!(deal.lost_reason.as_deref(), Some("price"));
        assert!(integrity(&program).is_empty());
        history.undo(&mut program).unwrap();
        assert_eq!(program, before);
    }

    #[test]
    fn how_it_was_closed_can_be_corrected_and_taken_back() {
        let mut program = program(DealStage::Proposal);
        for (won, reason) in [(false, Some("timing")), (true, None)] {
            close(&program, &closing(won, date(2026, 9, 1), reason), AS_OF).unwrap().apply(&mut program).unwrap();
            assert!(integrity(&program).is_empty());
        }
        assert_eq!(program.deals.find("d1").unwrap().lost_reason, None);
        assert!(close(&program, &closing(true, date(2026, 9, 1), None), AS_OF).is_err());
        let id = "d1".parse().unwrap();
        reopen(&program, &id, DealStage::Proposal, AS_OF).unwrap().apply(&mut program).unwrap();
        let deal = program.deals.find("d1").unwrap();
        assert_eq!((deal.stage, deal.closed_on), (DealStage::Proposal, None));
        assert_eq!(deal.expected_close, Some(date(2026, 10, 20)));
        assert!(integrity(&program).is_empty());
    }

    #[test]
    fn a_stage_set_by_itself_never_leaves_a_close_without_its_date() {
        use crate::edit::commands::records::set_field;
        let mut program = program(DealStage::Proposal);
        let ids = ["d1".into()];
        for (field, text) in [("stage", "won"), ("closed_on", "2026-09-01")] {
            let refusal = set_field(&program, Kind::Deal, &ids, field, text).unwrap_err().to_string();
            assert!(refusal.contains("close it"), "{refusal}");
        }
        close(&program, &closing(false, date(2026, 9, 1), Some("price")), AS_OF).unwrap().apply(&mut program).unwrap();
        set_field(&program, Kind::Deal, &ids, "stage", "qualified").unwrap().apply(&mut program).unwrap();
        assert!(integrity(&program).is_empty());
    }

    #[test]
    fn a_date_that_cannot_be_is_refused_with_what_to_do() {
        let program = program(DealStage::Proposal);
        for (closing, words) in [
            (closing(true, date(2026, 10, 1), None), "expected close"),
            (closing(true, date(2026, 4, 30), None), "before 2026-05-01"),
            (closing(true, date(2026, 9, 1), Some("price")), "lost deal"),
        ] {
            let refusal = close(&program, &closing, AS_OF).unwrap_err().to_string();
            assert!(refusal.contains(words), "{refusal}");
        }
        let id = "d1".parse().unwrap();
        assert!(reopen(&program, &id, DealStage::Won, AS_OF).is_err());
        assert!(reopen(&program, &id, DealStage::Qualified, AS_OF).is_err());
    }
}
