//! Adding a payment, a request for funds or a registration: a form with what is needed, partners and words to choose from,
//! dates and money as people type them.

use super::section::{Add, Section};
use super::state::Tables;
use crate::app::entry;
use crate::program::Kind;
use crate::program::choice::Choice;
use crate::program::compensation::PaymentKind;
use crate::program::fund::{MdfState, MdfUse};
use crate::program::id::Id;
use crate::program::period::days_after;
use crate::report::cell::Cell;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Field, Form};
use crate::tui::pane::{Check, Context, Values};
use crate::tui::session::Command;

/// The tag of the form for a new record.
pub(super) const ADD: &str = "add";

fn options(choices: &[(&str, &str)]) -> Vec<(String, String)> {
    choices.iter().map(|(word, label)| ((*word).to_owned(), (*label).to_owned())).collect()
}

impl Tables {
    /// The kind of record that is added in the table shown.
    fn added_kind(&self) -> Option<Kind> {
        match self.section {
            Section::Registrations => Some(Kind::DealRegistration),
            Section::Payments | Section::Commissions => Some(Kind::Payment),
            Section::Mdf | Section::Funds => Some(Kind::MdfRequest),
            _ => None,
        }
    }

    /// Why nothing is added in the table shown.
    pub(super) fn why_no_add(&self) -> Option<&'static str> {
        if let Add::Computed(why) = self.spec().add { Some(why) } else { None }
    }

    /// Asks for a new record of the table shown, for the partner under the cursor.
    pub(super) fn ask_new(&self, context: &Context<'_>) -> Outcome {
        match self.spec().add {
            Add::Computed(why) => return Outcome::unavailable(why),
            Add::Record => return self.spec().kind.map_or_else(Outcome::ignored, |kind| self.ask_record(kind, false)),
            Add::Other(kind) => return self.ask_record(kind, true),
            Add::Plan => return self.ask_plan(context),
            Add::Own => {}
        }
        let Some(kind) = self.added_kind() else { return Outcome::ignored() };
        let form = Form::new(ADD, format!("New {}", kind.noun())).field(self.partner_field(context));
        let form = match kind {
            Kind::DealRegistration => registration(form, context),
            Kind::MdfRequest => request(form, context),
            _ => self.payment(form, context),
        };
        Outcome::open(form)
    }

    fn partner_field(&self, context: &Context<'_>) -> Field {
        let partners = &context.workbench.program().partners;
        let mut named: Vec<(String, String)> =
            partners.iter().map(|partner| (partner.id.to_string(), partner.name.clone())).collect();
        named.sort_by_key(|(_, name)| name.to_lowercase());
        let here = self.row_partner().or_else(|| context.partner.cloned());
        let field = Field::choice("partner", "Partner", named).hint("Type the beginning of a name");
        field.value(here.as_ref().map_or("", Id::as_str))
    }

    fn payment(&self, form: Form, context: &Context<'_>) -> Form {
        let as_of = context.workbench.as_of();
        let places = context.workbench.program().profile.currency.places();
        let payable = match self.cell("payable").filter(|_| self.section == Section::Commissions) {
            Some(Cell::Money(money)) if !money.is_zero() => money.to_string(),
            _ => String::new(),
        };
        let net_days = context.workbench.derived().policy().commission.net_days;
        form.field(Field::choice("kind", "For", options(PaymentKind::CHOICES)).value("commission"))
            .field(Field::money("amount", "Amount", places).value(&payable))
            .field(Field::text("deal", "Deal").hint("A name; may stay empty"))
            .field(Field::date("due_on", "Due", as_of, None).value(&days_after(as_of, net_days.into()).to_string()))
            .field(Field::date("paid_on", "Paid", as_of, None))
            .field(Field::text("evidence", "Evidence").hint("What proves it"))
            .focus("amount")
    }

    /// What is wrong with a field of the form, or what it means.
    pub(super) fn check_new(&self, field: &str, text: &str, context: &Context<'_>) -> Check {
        let Some(kind) = self.added_kind() else { return Check::default() };
        match entry::meaning(context.workbench, kind, field, text) {
            Ok(meaning) if meaning.is_empty() || meaning == text => Check::default(),
            Ok(meaning) => Check { error: None, lines: vec![meaning] },
            Err(refusal) => Check { error: Some(refusal.reason()), lines: Vec::new() },
        }
    }

    /// The form was filled in: one record, one step, the cursor on it.
    pub(super) fn add_new(&mut self, values: &Values, context: &Context<'_>) -> Outcome {
        let (Some(kind), Values::Fields(fields)) = (self.added_kind(), values) else { return Outcome::ignored() };
        let mut typed: Vec<(String, String)> =
            fields.iter().filter(|(_, text)| !text.trim().is_empty()).cloned().collect();
        let as_of = context.workbench.as_of().to_string();
        match kind {
            Kind::DealRegistration => typed.push(("state".to_owned(), "submitted".to_owned())),
            Kind::MdfRequest => {
                typed.push(("state".to_owned(), MdfState::Requested.word().to_owned()));
                typed.push(("requested_on".to_owned(), as_of));
            }
            _ => {}
        }
        match entry::adding(context.workbench, kind, None, &typed) {
            Ok(command) => {
                if let crate::app::command::RecordCommand::Add { record, .. } = &command {
                    let id = record.id().to_owned();
                    self.show_new(kind, id);
                }
                Outcome::Changed.and(Outcome::command(Command::Record(command)))
            }
            Err(refusal) => Outcome::warning(format!("Nothing was added: {refusal}")),
        }
    }

    /// Goes to the table of the record, on the record, with nothing that hides it.
    fn show_new(&mut self, kind: Kind, id: String) {
        let section = match kind {
            Kind::DealRegistration => Section::Registrations,
            Kind::MdfRequest => Section::Mdf,
            _ => Section::Payments,
        };
        self.section = section;
        self.detail.top = 0;
        let tab = self.tab_mut();
        tab.filter.clear();
        tab.cursor = Some(id);
    }
}

fn registration(form: Form, context: &Context<'_>) -> Form {
    let as_of = context.workbench.as_of();
    form.field(Field::text("account", "Account").hint("The name of the customer"))
        .field(Field::text("deal", "Deal").hint("A name; may stay empty"))
        .field(Field::date("submitted_at", "Submitted", as_of, None).value(&as_of.to_string()))
        .focus("account")
}

fn request(form: Form, context: &Context<'_>) -> Form {
    let as_of = context.workbench.as_of();
    let places = context.workbench.program().profile.currency.places();
    form.field(Field::money("amount", "Amount", places))
        .field(Field::choice("purpose", "Use", options(MdfUse::CHOICES)))
        .field(Field::date("activity_on", "Activity", as_of, None).value("+4w"))
        .field(Field::text("plan", "What for").hint("What the money is for"))
        .field(Field::text("roi_commitment", "Commitment").hint("What the partner promises: leads, pipeline"))
        .field(Field::text("expected_leads", "Leads expected").hint("A whole number; may stay empty"))
        .focus("amount")
}
