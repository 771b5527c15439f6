//! Deciding on several rows at once: what would be approved or paid is read first, then it is one step.

use super::section::Section;
use super::state::Tables;
use crate::app::command::MoneyCommand;
use crate::program::choice::Choice;
use crate::program::compensation::{Payment, PaymentKind};
use crate::program::deal::RegistrationState;
use crate::program::fund::MdfState;
use crate::program::id::mint_seeded;
use crate::program::money::Money;
use crate::report::cell::Cell;
use crate::tui::amount;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry, Picker, Preview, PreviewLine};
use crate::tui::pane::Context;
use crate::tui::session::Command;

/// The tag of the list of states for the marked rows.
pub(super) const STATE: &str = "states";
/// The tag of the preview of what is decided.
pub(super) const SURE: &str = "sure";

impl Tables {
    /// Sets the state of the marked rows: asks which.
    pub(super) fn ask_state(&mut self, context: &Context<'_>) -> Outcome {
        let choices = match self.section {
            Section::Registrations => RegistrationState::CHOICES,
            Section::Mdf => MdfState::CHOICES,
            Section::Commissions => return self.preview_commissions(context),
            _ => return Outcome::unavailable("these rows have no state to set"),
        };
        let count = self.target_rows().len();
        let entries = choices.iter().map(|(word, label)| Entry::new(*word, *label)).collect();
        let title = format!("State of {}", self.counted(count));
        Outcome::open(Picker::new(STATE, title).entries(entries).select("approved"))
    }

    fn counted(&self, count: usize) -> String {
        let (one, many) = self.spec().nouns;
        format!("{count} {}", if count == 1 { one } else { many })
    }

    fn row_text(&self, row: usize, column: &str) -> String {
        let cell = self.tab().data.as_ref().and_then(|data| data.cell(row, column));
        cell.filter(|cell| !cell.is_unknown()).map(|cell| cell.display().into_owned()).unwrap_or_default()
    }

    fn row_money(&self, row: usize, column: &str) -> Money {
        match self.tab().data.as_ref().and_then(|data| data.cell(row, column)) {
            Some(Cell::Money(money)) => *money,
            _ => Money::ZERO,
        }
    }

    /// Shows what a state would do to the marked rows, with what speaks against it.
    pub(super) fn preview_state(&mut self, word: &str, context: &Context<'_>) -> Outcome {
        let rows = self.target_rows();
        let label = match self.section {
            Section::Registrations => RegistrationState::read(word).map(Choice::label),
            _ => MdfState::read(word).map(Choice::label),
        };
        let Some(label) = label.map(str::to_lowercase) else { return Outcome::ignored() };
        let currency = context.workbench.program().profile.currency;
        let mut lines = Vec::new();
        let mut total = Money::ZERO;
        for row in &rows {
            let what = if self.section == Section::Registrations {
                self.row_text(*row, "account")
            } else {
                total = total.plus(self.row_money(*row, "amount"));
                let amount = amount::exact(self.row_money(*row, "amount"), currency);
                format!("{amount} {}", self.row_text(*row, "plan"))
            };
            let (partner, before) = (self.row_text(*row, "partner_name"), self.row_text(*row, "state"));
            lines.push(PreviewLine::after(format!("{partner}: {what}: {} -> {label}", before.to_lowercase())));
            let against = match self.section {
                Section::Registrations => self.row_text(*row, "conflicts"),
                _ if self.row_text(*row, "decision") != "Allowed" => self.row_text(*row, "reasons"),
                _ => String::new(),
            };
            if !against.is_empty() && word == "approved" {
                lines.push(PreviewLine::warning(format!("the rule speaks against it: {against}")));
            }
        }
        if self.section == Section::Mdf {
            lines.push(PreviewLine::heading(format!("{} together", amount::exact(total, currency))));
        }
        let title = format!("{} {label}", self.counted(rows.len()));
        self.deciding = Some(word.to_owned());
        Outcome::open(
            Preview::new(SURE, title).lines(lines).accept(format!("make {} {label}", self.counted(rows.len()))),
        )
    }

    /// Shows which payments would be made.
    pub(super) fn preview_paid(&mut self, context: &Context<'_>) -> Outcome {
        let currency = context.workbench.program().profile.currency;
        let open: Vec<usize> =
            self.target_rows().into_iter().filter(|row| self.row_text(*row, "paid_on").is_empty()).collect();
        if open.is_empty() {
            return Outcome::unavailable("all that are marked are paid");
        }
        let line = |row: &usize| {
            let (kind, partner) = (self.row_text(*row, "kind"), self.row_text(*row, "partner_name"));
            let amount = amount::exact(self.row_money(*row, "amount"), currency);
            PreviewLine::after(format!("{amount} {} to {partner}", kind.to_lowercase()))
        };
        let mut lines: Vec<PreviewLine> = open.iter().map(line).collect();
        let total: Money = open.iter().map(|row| self.row_money(*row, "amount")).sum();
        let as_of = context.workbench.as_of();
        lines.push(PreviewLine::heading(format!("{} together, paid on {as_of}", amount::exact(total, currency))));
        let title = format!("Pay {}", self.counted(open.len()));
        self.deciding = Some("paid".to_owned());
        Outcome::open(Preview::new(SURE, title).lines(lines).accept(format!("pay {}", self.counted(open.len()))))
    }

    /// The payments that approving the marked statements schedules: what is payable and not scheduled yet.
    fn approved_payments(&self, context: &Context<'_>) -> Vec<Payment> {
        let Some(data) = &self.tab().data else { return Vec::new() };
        let as_of = context.workbench.as_of();
        let payments = &context.workbench.program().payments;
        let payment = |row: usize| {
            let statement = data.statement(row).filter(|statement| statement.period.contains(as_of))?;
            let due = |on: Option<jiff::civil::Date>| on.is_none_or(|on| on <= as_of);
            let scheduled: Money = statement.scheduled.iter().filter(|it| due(it.due_on)).map(|it| it.amount).sum();
            let amount = statement.payable.minus(scheduled);
            let quarter = self.row_text(row, "quarter");
            let name = format!("{} {quarter} statement", statement.partner);
            (amount > Money::ZERO).then(|| Payment {
                id: mint_seeded(&name, "payment", &name, |id| payments.contains(id)),
                partner: statement.partner.clone(),
                kind: PaymentKind::Commission,
                deal: None,
                amount,
                due_on: Some(as_of),
                paid_on: None,
                evidence: Some(format!("statement {quarter}")),
            })
        };
        self.target_rows().into_iter().filter_map(payment).collect()
    }

    fn preview_commissions(&mut self, context: &Context<'_>) -> Outcome {
        let payments = self.approved_payments(context);
        if payments.is_empty() {
            return Outcome::unavailable(
                "nothing is payable here that is not scheduled: only this quarter's rows count",
            );
        }
        let currency = context.workbench.program().profile.currency;
        let name = |payment: &Payment| {
            let found = context.workbench.program().partners.get(&payment.partner);
            found.map_or_else(|| payment.partner.to_string(), |partner| partner.name.clone())
        };
        let line = |payment: &Payment| {
            let amount = amount::exact(payment.amount, currency);
            PreviewLine::after(format!("{amount} commission to {}, due {}", name(payment), context.workbench.as_of()))
        };
        let mut lines: Vec<PreviewLine> = payments.iter().map(line).collect();
        let total: Money = payments.iter().map(|payment| payment.amount).sum();
        lines
            .push(PreviewLine::heading(format!("{} together, to be paid in Payments", amount::exact(total, currency))));
        let title = format!("Approve {}", self.counted(payments.len()));
        self.deciding = Some("scheduled".to_owned());
        Outcome::open(Preview::new(SURE, title).lines(lines).accept(format!("schedule {} payments", payments.len())))
    }

    /// What was read is accepted: one command, one step back.
    pub(super) fn decided(&mut self, context: &Context<'_>) -> Outcome {
        let Some(word) = self.deciding.take() else { return Outcome::ignored() };
        let ids = |rows: Vec<usize>| -> Vec<String> { rows.into_iter().map(|row| self.row_text(row, "id")).collect() };
        let rows = self.target_rows();
        let command = match self.section {
            Section::Registrations => RegistrationState::read(&word).map(|state| MoneyCommand::DecideRegistrations {
                registrations: ids(rows).iter().filter_map(|id| id.parse().ok()).collect(),
                state,
            }),
            Section::Mdf => MdfState::read(&word).map(|state| MoneyCommand::DecideRequests {
                requests: ids(rows).iter().filter_map(|id| id.parse().ok()).collect(),
                state,
            }),
            Section::Payments => {
                let open = rows.into_iter().filter(|row| self.row_text(*row, "paid_on").is_empty()).collect();
                Some(MoneyCommand::SetPaid {
                    payments: ids(open).iter().filter_map(|id| id.parse().ok()).collect(),
                    paid: true,
                })
            }
            Section::Commissions => Some(MoneyCommand::Schedule { payments: self.approved_payments(context) }),
            _ => None,
        };
        self.tab_mut().marks = super::marks::Marks::default();
        command.map_or_else(Outcome::ignored, |command| Outcome::command(Command::Money(command)))
    }
}
