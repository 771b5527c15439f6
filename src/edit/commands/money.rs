//! Commands on what partners are granted and paid: a registration or a request is decided, a payment is made. The dates
//! that belong to a state come with it.

use jiff::civil::Date;

use crate::edit::{Draft, Edit, Refusal};
use crate::program::choice::Choice;
use crate::program::compensation::Payment;
use crate::program::deal::{DealRegistration, RegistrationState};
use crate::program::fund::{MdfRequest, MdfState};
use crate::program::id::Id;
use crate::program::when::When;
use crate::program::{AnyRecord, Kind, Program};

/// Puts records in the place of theirs as one step; those that are so already stay.
fn finished(
    program: &Program,
    records: Vec<AnyRecord>,
    (one, many): (String, String),
    already: &str,
) -> Result<Edit, Refusal> {
    let mut draft = Draft::over(program);
    let label = if records.len() == 1 { one } else { format!("{} {many}", records.len()) };
    for record in records {
        draft.put(record);
    }
    let edit = draft.finish(label);
    if edit.is_empty() { Err(Refusal::NoChange(already.to_owned())) } else { Ok(edit) }
}

/// Brings registrations into a state: an approval has its date, what was never approved has none (R-28).
pub fn decide_registrations(
    program: &Program,
    ids: &[Id<DealRegistration>],
    state: RegistrationState,
    as_of: Date,
) -> Result<Edit, Refusal> {
    let records = ids.iter().map(|id| Ok(decided_registration(program, id, state, as_of)?.into()));
    let records: Vec<AnyRecord> = records.collect::<Result<_, Refusal>>()?;
    let label = state.label().to_lowercase();
    let partner = ids.first().and_then(|id| program.registrations.get(id)).map(|it| it.partner.to_string());
    let one = format!("Registration of {} is {label}", partner.unwrap_or_default());
    finished(program, records, (one, format!("registrations are {label}")), "the registration is so already")
}

fn decided_registration(
    program: &Program,
    id: &Id<DealRegistration>,
    state: RegistrationState,
    as_of: Date,
) -> Result<DealRegistration, Refusal> {
    let found = program.registrations.get(id);
    let mut registration = found.cloned().ok_or_else(|| Refusal::missing(Kind::DealRegistration, id.as_str()))?;
    let submitted = registration.submitted_at.date();
    if submitted > as_of && !matches!(state, RegistrationState::Draft | RegistrationState::Submitted) {
        return Err(Refusal::NotNow(format!(
            "the registration is submitted on {submitted}, after {as_of}, the date the plan is looked at"
        )));
    }
    let undecided = matches!(state, RegistrationState::Draft | RegistrationState::Submitted);
    match state {
        RegistrationState::Approved | RegistrationState::Converted => {
            registration.approved_on = registration.approved_on.or(Some(as_of));
        }
        RegistrationState::Expired | RegistrationState::Withdrawn => {}
        _ => registration.approved_on = None,
    }
    registration.decided_at = if undecided { None } else { registration.decided_at.or(Some(When::Day(as_of))) };
    registration.state = state;
    Ok(registration)
}

/// Brings requests for funds into a state: one that is paid has the day, one that is not has none (R-20).
pub fn decide_requests(
    program: &Program,
    ids: &[Id<MdfRequest>],
    state: MdfState,
    as_of: Date,
) -> Result<Edit, Refusal> {
    let decided = |id: &Id<MdfRequest>| {
        let found = program.mdf_requests.get(id);
        let mut request = found.cloned().ok_or_else(|| Refusal::missing(Kind::MdfRequest, id.as_str()))?;
        request.paid_on = if state == MdfState::Paid { request.paid_on.or(Some(as_of)) } else { None };
        request.state = state;
        Ok(request.into())
    };
    let records: Vec<AnyRecord> = ids.iter().map(decided).collect::<Result<_, Refusal>>()?;
    let label = state.label().to_lowercase();
    let partner = ids.first().and_then(|id| program.mdf_requests.get(id)).map(|it| it.partner.to_string());
    let one = format!("Request of {} is {label}", partner.unwrap_or_default());
    finished(program, records, (one, format!("requests are {label}")), "the request is so already")
}

/// Marks payments made on the as-of date, or not made; a day that is there stays.
pub fn set_paid(program: &Program, ids: &[Id<Payment>], paid: bool, as_of: Date) -> Result<Edit, Refusal> {
    let marked = |id: &Id<Payment>| {
        let found = program.payments.get(id);
        let mut payment = found.cloned().ok_or_else(|| Refusal::missing(Kind::Payment, id.as_str()))?;
        payment.paid_on = if paid { payment.paid_on.or(Some(as_of)) } else { None };
        Ok(payment.into())
    };
    let records: Vec<AnyRecord> = ids.iter().map(marked).collect::<Result<_, Refusal>>()?;
    let what = if paid { format!("paid on {as_of}") } else { "not paid".to_owned() };
    let first = ids.first().and_then(|id| program.payments.get(id));
    let one =
        first.map(|payment| format!("{} of {} to {} is {what}", payment.kind.label(), payment.amount, payment.partner));
    let already = if paid { "the payment is paid already" } else { "the payment is not paid already" };
    finished(program, records, (one.unwrap_or_default(), format!("payments are {what}")), already)
}

/// Adds payments that are to be made, as one step.
pub fn schedule(program: &Program, payments: Vec<Payment>) -> Result<Edit, Refusal> {
    let first = payments.first().map(|payment| format!("Schedule {} to {}", payment.amount, payment.partner));
    let records = payments.into_iter().map(AnyRecord::from).collect();
    finished(
        program,
        records,
        (first.unwrap_or_default(), "payments are scheduled".to_owned()),
        "there is nothing to pay",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const AS_OF: Date = date(2026, 9, 30);

    fn program() -> Program {
        let mut program = Program::named("Money");
        let mut put = |kind: Kind, text: &str| program.put(AnyRecord::from_ron(kind, text).unwrap());
        put(Kind::DealRegistration, r#"(id: "r", partner: "acme", submitted_at: "2026-09-01", state: submitted)"#);
        put(
            Kind::MdfRequest,
            r#"(id: "m", partner: "acme", amount: "100.00", purpose: events, activity_on: "2026-10-01",
                requested_on: "2026-09-01", state: approved)"#,
        );
        put(Kind::Payment, r#"(id: "p", partner: "acme", kind: commission, amount: "5.00")"#);
        program
    }

    fn after(program: &Program, edit: &Edit) -> Program {
        let mut program = program.clone();
        for change in &edit.changes {
            program.put(change.after().cloned().unwrap());
        }
        program
    }

    #[test]
    fn a_registration_keeps_its_dates_in_line_with_its_state() {
        let program = program();
        let id: Id<DealRegistration> = "r".parse().unwrap();
        let approved = after(
            &program,
            &decide_registrations(&program, std::slice::from_ref(&id), RegistrationState::Approved, AS_OF).unwrap(),
        );
        let found = approved.registrations.get(&id).unwrap();
        assert_eq!((found.approved_on, found.decided_at), (Some(AS_OF), Some(When::Day(AS_OF))));
        let back = after(
            &approved,
            &decide_registrations(&approved, std::slice::from_ref(&id), RegistrationState::Submitted, AS_OF).unwrap(),
        );
        assert_eq!(back.registrations.get(&id), program.registrations.get(&id));
        let early =
            decide_registrations(&program, std::slice::from_ref(&id), RegistrationState::Approved, date(2026, 8, 1));
        assert!(matches!(early, Err(Refusal::NotNow(_))));
        assert!(matches!(
            decide_registrations(&approved, std::slice::from_ref(&id), RegistrationState::Approved, AS_OF),
            Err(Refusal::NoChange(_))
        ));
    }

    #[test]
    fn what_is_paid_has_its_day_and_loses_it_again() {
        let program = program();
        let payment = "p".parse().unwrap();
        let paid = after(&program, &set_paid(&program, std::slice::from_ref(&payment), true, AS_OF).unwrap());
        assert_eq!(paid.payments.get(&payment).unwrap().paid_on, Some(AS_OF));
        let open = after(&paid, &set_paid(&paid, std::slice::from_ref(&payment), false, AS_OF).unwrap());
        assert_eq!(open.payments.get(&payment).unwrap().paid_on, None);
        let request = "m".parse().unwrap();
        let paid =
            after(&program, &decide_requests(&program, std::slice::from_ref(&request), MdfState::Paid, AS_OF).unwrap());
        assert_eq!(paid.mdf_requests.get(&request).unwrap().paid_on, Some(AS_OF));
    }
}
