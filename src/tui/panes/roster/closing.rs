//! Closing a deal of the partner under the cursor: which one, how it ended, on which day.

use std::cmp::Reverse;

use super::related;
use super::state::Roster;
use crate::app::command::DealCommand;
use crate::app::typed;
use crate::edit::commands::deals::{self, Closing};
use crate::program::choice::Choice;
use crate::program::deal::{Deal, DealStage};
use crate::program::id::Id;
use crate::tui::amount;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Entry, Field, Form, Picker};
use crate::tui::pane::{Check, Context};
use crate::tui::session::Command;

/// The tag of the list of deals.
pub(super) const DEALS: &str = "deals";
/// The tag of the form of how a deal ended.
pub(super) const CLOSING: &str = "closing";

const OUTCOME: &str = "outcome";
const DATE: &str = "closed_on";
const REASON: &str = "lost_reason";
/// Stages at which a deal may be opened again, the furthest first.
const OPEN: [DealStage; 4] = [DealStage::Negotiation, DealStage::Proposal, DealStage::Qualified, DealStage::Registered];

impl Roster {
    /// Asks which deal; where there is only one, how it ended.
    pub(super) fn ask_deal(&mut self, context: &Context<'_>) -> Outcome {
        let Some(partner) = self.current().cloned() else { return Outcome::ignored() };
        let mut deals: Vec<&Deal> =
            context.workbench.derived().partner_deals(&partner.id).map(|(deal, _)| deal).collect();
        deals.sort_by_key(|deal| Reverse((related::is_open(deal), related::day_of(deal))));
        match deals.as_slice() {
            [] => Outcome::unavailable(format!("{} has no part in a deal", partner.name)),
            [one] => {
                let id = one.id.clone();
                self.ask_closing(&id, &[], context)
            }
            many => {
                let entries = many.iter().map(|deal| entry(deal, context)).collect();
                let title = format!("Close a deal of {}", partner.name);
                Outcome::open(Picker::new(DEALS, title).entries(entries).footer("Enter: won or lost, and when"))
            }
        }
    }

    /// A deal was picked.
    pub(super) fn deal_picked(&mut self, id: &str, context: &Context<'_>) -> Outcome {
        match id.parse::<Id<Deal>>() {
            Ok(id) => self.ask_closing(&id, &[], context),
            Err(_) => Outcome::ignored(),
        }
    }

    fn ask_closing(&mut self, id: &Id<Deal>, typed: &[(String, String)], context: &Context<'_>) -> Outcome {
        let Some(deal) = context.workbench.program().deals.get(id) else { return Outcome::ignored() };
        let as_of = context.workbench.as_of();
        let mut outcomes = vec![("won".to_owned(), "Won".to_owned()), ("lost".to_owned(), "Lost".to_owned())];
        if !related::is_open(deal) {
            outcomes.extend(OPEN.map(|stage| (stage.word().to_owned(), format!("Open again: {}", stage.label()))));
        }
        let left = |name: &str| typed.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone());
        let now = if deal.stage == DealStage::Lost { "lost" } else { "won" };
        let date = left(DATE).unwrap_or_else(|| deal.closed_on.unwrap_or(as_of).to_string());
        let reason = left(REASON).unwrap_or_else(|| deal.lost_reason.clone().unwrap_or_default());
        let outcome = Field::choice(OUTCOME, "Outcome", outcomes).hint("Left and right, or w and l");
        let form = Form::new(CLOSING, format!("Close {}", deal.name))
            .field(outcome.value(&left(OUTCOME).unwrap_or_else(|| now.to_owned())))
            .field(Field::text(DATE, "Closed on").value(&date).hint("2026-03-14, today, -3d"))
            .field(Field::text(REASON, "Why lost").value(&reason).hint("Of a lost deal: price, timing, who won it"));
        self.closing = Some(id.clone());
        Outcome::open(form.focus(OUTCOME))
    }

    /// What is wrong with the date while it is typed, or what it means.
    pub(super) fn check_closing(&self, field: &str, text: &str, context: &Context<'_>) -> Check {
        let deal = self.closing.as_ref().and_then(|id| context.workbench.program().deals.get(id));
        let (DATE, Some(deal)) = (field, deal) else { return Check::default() };
        let as_of = context.workbench.as_of();
        let read = typed::date(text, as_of, None).map_err(|error| error.to_string());
        match read.and_then(|on| deals::check_date(deal, on, as_of).map(|()| on).map_err(|error| error.to_string())) {
            Ok(on) => Check { error: None, lines: vec![super::editing::date_in_words(on, as_of)] },
            Err(error) => Check { error: Some(error), lines: Vec::new() },
        }
    }

    /// The form was accepted; what the program refuses stays typed, with the reason.
    pub(super) fn take_closing(&mut self, fields: &[(String, String)], context: &Context<'_>) -> Outcome {
        let Some(id) = self.closing.take() else { return Outcome::ignored() };
        let text = |name: &str| fields.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text.as_str());
        let (program, as_of) = (context.workbench.program(), context.workbench.as_of());
        let command = match OPEN.into_iter().find(|stage| stage.word() == text(OUTCOME)) {
            Some(stage) => Ok(DealCommand::Reopen { deal: id.clone(), stage }),
            None => typed::date(text(DATE), as_of, None).map_err(|error| error.to_string()).and_then(|on| {
                let won = text(OUTCOME) == "won";
                let reason = Some(text(REASON).to_owned()).filter(|_| !won);
                let closing = Closing { deal: id.clone(), won, on, reason };
                deals::close(program, &closing, as_of).map_err(|refusal| refusal.to_string())?;
                Ok(DealCommand::Close(closing))
            }),
        };
        match command {
            Ok(command) => Outcome::command(Command::Deal(command)),
            Err(error) => self.ask_closing(&id, fields, context).and(Outcome::warning(error)),
        }
    }
}

fn entry(deal: &Deal, context: &Context<'_>) -> Entry {
    let currency = context.workbench.program().profile.currency;
    let amount = deal.amount.map_or_else(String::new, |money| format!(", {}", amount::short(money, currency, 12)));
    let day = match (deal.closed_on, deal.expected_close) {
        (Some(on), _) => format!(", closed {on}"),
        (None, Some(on)) => format!(", expected {on}"),
        (None, None) => String::new(),
    };
    Entry::new(deal.id.as_str(), deal.name.clone()).detail(format!("{}{amount}{day}", deal.stage.label()))
}
