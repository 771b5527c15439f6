//! The tier designer as a pane of the screen.

use std::sync::Arc;

use crossterm::event::{KeyEvent, MouseEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::columns::Region;
use super::scenarios;
use super::state::Tiers;
use super::view;
use crate::program::Kind;
use crate::program::id::Id;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::pane::{Check, Context, Hint, Mode, Pane, PaneName, Values};
use crate::tui::session::Partner;

impl Pane for Tiers {
    fn name(&self) -> PaneName {
        PaneName::Tiers
    }

    fn hints(&self, _: &Context<'_>) -> Vec<Hint> {
        if self.is_writing() {
            return Vec::new();
        }
        if self.model.tiers.is_empty() {
            return vec![Hint::new(Action::AddTemplate, "preset"), Hint::new(Action::Add, "add")];
        }
        if self.rules.is_some() {
            return vec![
                Hint::new(Action::Open, "write"),
                Hint::new(Action::Add, "add"),
                Hint::new(Action::CriterionGroup, "wrap"),
                Hint::new(Action::CriterionUp, "up"),
                Hint::new(Action::Delete, "delete"),
                Hint::new(Action::Rules, "tiers"),
            ];
        }
        if self.trial.is_some() && self.region == Region::Grid {
            return vec![
                Hint::new(Action::TrialAdopt, "adopt"),
                Hint::new(Action::TrialKeep, "keep"),
                Hint::new(Action::TrialCompare, "compare"),
                Hint::new(Action::TrialDiscard, "discard"),
                Hint::new(Action::ValueUp, "step"),
            ];
        }
        if self.region == Region::People {
            return vec![
                Hint::new(Action::Open, "roster"),
                Hint::new(Action::SetTier, "grant"),
                Hint::new(Action::GrantProposed, "grant proposed"),
                Hint::new(Action::RegionNext, "tiers"),
            ];
        }
        vec![
            Hint::new(Action::Open, "edit"),
            Hint::new(Action::ValueUp, "step"),
            Hint::new(Action::Rules, "rules"),
            Hint::new(Action::RegionNext, "people"),
            Hint::new(Action::WhatIf, "what if"),
            Hint::new(Action::LadderPast, "past"),
            Hint::new(Action::LadderChecks, "checks"),
            Hint::new(Action::AddTemplate, "preset"),
        ]
    }

    fn layout(&mut self, area: Rect, context: &Context<'_>) {
        if let Some(trial) = &mut self.trial {
            trial.follow(context.workbench);
        }
        self.on(context, |pane, context| pane.settle(area, context));
    }

    fn draw(&self, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
        view::draw(self, buffer, area, &self.seen(context));
    }

    fn cursor(&self) -> Option<Position> {
        view::cursor(self)
    }

    fn act(&mut self, action: Action, context: &Context<'_>) -> Outcome {
        if let Some(outcome) = self.run_on_trial(action, context) {
            return outcome;
        }
        self.acting(context, |pane, context| {
            pane.refresh(context);
            pane.run(action, context)
        })
    }

    fn available(&self, action: Action, context: &Context<'_>) -> Result<(), String> {
        self.may(action, &self.seen(context))
    }

    fn takes(&self, action: Action) -> bool {
        self.trial.is_some() && matches!(action, Action::Undo | Action::Redo)
    }

    fn mode(&self) -> Mode {
        if self.is_writing() { Mode::Edit } else { Mode::Nav }
    }

    fn type_key(&mut self, key: KeyEvent, context: &Context<'_>) -> Outcome {
        self.acting(context, |pane, context| {
            pane.refresh(context);
            pane.key(key, context)
        })
    }

    fn paste(&mut self, text: &str, context: &Context<'_>) -> Outcome {
        self.acting(context, |pane, context| {
            pane.refresh(context);
            pane.pasted(text, context)
        })
    }

    fn mouse(&mut self, mouse: MouseEvent, context: &Context<'_>) -> Outcome {
        self.acting(context, |pane, context| pane.clicked(mouse, context))
    }

    fn typed(&mut self, tag: &str, field: &str, text: &str, context: &Context<'_>) -> Check {
        if tag == scenarios::NAME {
            return self.check_scenario_name(text, context.workbench);
        }
        self.on(context, |pane, context| pane.checked(tag, field, text, context))
    }

    fn submitted(&mut self, tag: &str, values: Values, context: &Context<'_>) -> Outcome {
        match (tag, &values) {
            (scenarios::MENU, Values::Picked(id)) => self.what_if_chosen(id, context),
            (scenarios::NAME, Values::Text(name)) => self.keep_scenario(name),
            _ => self.acting(context, |pane, context| {
                pane.refresh(context);
                pane.answered(tag, values, context)
            }),
        }
    }

    fn select_partner(&mut self, partner: &Id<Partner>, context: &Context<'_>) {
        self.on(context, |pane, context| pane.select_person(partner, context));
    }

    fn reveal(&mut self, kind: Kind, id: &str, context: &Context<'_>) {
        if kind == Kind::Tier
            && let Ok(tier) = id.parse()
        {
            self.on(context, |pane, context| pane.select_tier(&tier, context));
        }
    }

    fn selected_record(&self, context: &Context<'_>) -> Option<(Kind, Arc<str>)> {
        let person = self.current_person().filter(|_| self.region == Region::People);
        let partner = person.map(|person| (Kind::Partner, person.partner.shared()));
        let tier = || self.tier().map(|tier| (Kind::Tier, tier.id.shared()));
        partner.or_else(tier).or_else(|| context.partner.map(|partner| (Kind::Partner, partner.shared())))
    }

    fn selected_partner(&self, context: &Context<'_>) -> Option<Id<Partner>> {
        let person = self.current_person().filter(|_| self.region == Region::People);
        person.map(|person| person.partner.clone()).or_else(|| context.partner.cloned())
    }

    fn explain(&self, _: &Context<'_>) -> Option<String> {
        if self.rules.is_some() {
            return self.tier().map(|tier| format!("tier/{}/criteria", tier.id));
        }
        if self.region == Region::People {
            return self.current_person().map(|person| format!("partner/{}/tier", person.partner));
        }
        let (tier, row) = (self.tier()?, self.model.rows.get(self.grid.row)?);
        Some(format!("tier/{}/{}", tier.id, row.explained()?))
    }
}
