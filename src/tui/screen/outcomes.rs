//! Carrying out what panes ask for, in order.

use super::state::{Effect, Open, Owner, Screen};
use crate::app::command::RecordCommand;
use crate::program::Kind;
use crate::program::id::Id;
use crate::tui::action::Action;
use crate::tui::outcome::{Notice, Outcome};
use crate::tui::overlays::Overlay;
use crate::tui::pane::PaneName;
use crate::tui::session::{self, Command, Done, Partner};

impl Screen {
    pub(super) fn carry_out(&mut self, owner: Owner, outcome: Outcome) -> Vec<Effect> {
        match outcome {
            Outcome::Ignored(None) => Vec::new(),
            Outcome::Ignored(Some(reason)) => self.notify(Notice::info(reason)),
            Outcome::Changed => {
                self.dirty = true;
                Vec::new()
            }
            Outcome::Command(command) => self.command(*command),
            Outcome::Open(overlay) => {
                self.open(owner, *overlay);
                Vec::new()
            }
            Outcome::Notice(notice) => self.notify(notice),
            Outcome::GoTo(name) => self.show_pane(name),
            Outcome::SelectPartner(partner) => {
                self.partner = Some(partner);
                self.dirty = true;
                Vec::new()
            }
            Outcome::GoToPartner(name, partner) => self.show_partner(name, partner),
            Outcome::GoToRecord { pane, kind, id, partner } => self.go_to_record(pane, (kind, &id), partner),
            Outcome::Record { kind, id, owner } => {
                self.open_form_of(kind, id.as_deref(), owner);
                Vec::new()
            }
            Outcome::NewRecord { kind, given } => {
                self.open_new_form(kind, given);
                Vec::new()
            }
            Outcome::Copy { text, what } => {
                self.copied = Some(text.clone());
                vec![Effect::Copy { text, what }]
            }
            Outcome::Explain(path) => self.explain(&path),
            Outcome::Run(action) => self.run(action),
            Outcome::All(list) => list.into_iter().flat_map(|outcome| self.carry_out(owner, outcome)).collect(),
        }
    }

    pub(super) fn open(&mut self, owner: Owner, mut overlay: Overlay) {
        let scopes = self.pane_scopes();
        overlay.spell(&|text| self.keymap.spell(&scopes, text).into_owned());
        let initial = overlay.initial();
        self.overlays.push(Open { owner, overlay, initial: initial.clone() });
        for (field, text) in initial {
            self.check_overlay(&field, &text);
        }
        self.dirty = true;
    }

    /// Sends a command through the session; a refusal becomes a notice and nothing changed.
    pub(super) fn command(&mut self, command: Command) -> Vec<Effect> {
        self.dirty = true;
        let set = match &command {
            Command::Record(RecordCommand::SetField { kind, field, text, .. }) => {
                Some((*kind, field.clone(), text.clone()))
            }
            _ => None,
        };
        let makes_a_step = !matches!(command, Command::Undo | Command::Redo | Command::GoToStep(_));
        let way_back = match command {
            Command::Undo => "  ([key:redo] does it again)",
            Command::GoToStep(_) => "  ([key:history] lists the steps)",
            Command::Redo => "  ([key:undo] undoes it)",
            Command::Save | Command::SaveAs(_) | Command::Seal | Command::SetAsOf(_) | Command::Scenario(_) => "",
            _ => "  ([key:undo] undoes it)",
        };
        match session::update(&mut self.workbench, command) {
            Ok(done) => {
                self.last_set = set.or(self.last_set.take());
                if makes_a_step && done.changed > 0 {
                    self.workbench.stamp(self.began.seconds_later(self.seconds).timestamp());
                }
                self.done(done, way_back)
            }
            Err(refusal) => {
                self.quitting = false;
                self.notify(Notice::error(refusal.to_string()))
            }
        }
    }

    fn done(&mut self, done: Done, way_back: &str) -> Vec<Effect> {
        if !done.label.is_empty() {
            self.notify(Notice::info(format!("{}{way_back}", done.label)));
        }
        if let Some(remark) = done.remark {
            self.notify(Notice::warning(remark));
        }
        if let Some((kind, id)) = done.created {
            self.with_active(|pane, context| pane.reveal(kind, &id, context));
        }
        done.effects.into_iter().map(Effect::Session).collect()
    }

    /// Shows a pane; where there is none, says so.
    pub(super) fn show_pane(&mut self, name: PaneName) -> Vec<Effect> {
        if self.pane(name).is_none() {
            let text = format!("{} is not in this version", name.title());
            return self.notify(Notice::info(text));
        }
        if name != self.active {
            self.places.leave((self.active, self.partner.clone()));
            self.active = name;
        }
        self.dirty = true;
        self.ask_first_use();
        Vec::new()
    }

    /// Shows a pane with the cursor on a partner.
    pub(super) fn show_partner(&mut self, name: PaneName, partner: Id<Partner>) -> Vec<Effect> {
        if self.pane(name).is_none() {
            return self.show_pane(name);
        }
        self.places.leave((self.active, self.current_partner()));
        self.jump_to(name, Some(partner));
        self.ask_first_use();
        Vec::new()
    }

    /// Shows a pane with the cursor on a record, and on its partner where the pane does not know the record.
    pub(super) fn go_to_record(
        &mut self,
        name: PaneName,
        record: (Kind, &str),
        partner: Option<Id<Partner>>,
    ) -> Vec<Effect> {
        if self.pane(name).is_none() {
            return self.show_pane(name);
        }
        self.places.leave((self.active, self.current_partner()));
        self.jump_to(name, partner);
        self.with_pane(name, |pane, context| pane.reveal(record.0, record.1, context));
        self.ask_first_use();
        Vec::new()
    }

    pub(super) fn jump_to(&mut self, name: PaneName, partner: Option<Id<Partner>>) {
        self.active = name;
        if let Some(partner) = partner {
            self.partner = Some(partner.clone());
            self.with_pane(name, |pane, context| pane.select_partner(&partner, context));
        }
        self.dirty = true;
    }

    /// The partner under the cursor of the pane shown.
    pub(super) fn current_partner(&self) -> Option<Id<Partner>> {
        let context = self.context();
        self.pane(self.active).and_then(|pane| pane.selected_partner(&context)).or_else(|| self.partner.clone())
    }

    /// Leaves when nothing is unsaved, else asks.
    pub(super) fn request_quit(&mut self) -> Vec<Effect> {
        if !self.workbench.is_dirty() {
            return vec![Effect::Quit];
        }
        self.open(Owner::Screen, super::lists::quit_question(&self.workbench));
        Vec::new()
    }

    /// True when the action is for the pane rather than for the screen.
    pub(super) fn availability(&self, action: Action) -> Result<(), String> {
        let destination = action.destination().or(action.partner_destination());
        if let Some(name) = destination {
            if self.pane(name).is_none() {
                return Err("not in this version".to_owned());
            }
            if action.partner_destination().is_some() && self.current_partner().is_none() {
                return Err("no partner is selected".to_owned());
            }
            return Ok(());
        }
        match action {
            Action::Undo | Action::Redo if self.pane(self.active).is_some_and(|pane| pane.takes(action)) => Ok(()),
            Action::Undo if self.workbench.history().done().is_empty() => Err("nothing to undo".to_owned()),
            Action::Redo if self.workbench.history().undone().is_empty() => Err("nothing to redo".to_owned()),
            Action::EditExternal | Action::RecordHistory if self.record_here().is_none() => {
                Err("no record is under the cursor".to_owned())
            }
            Action::EditExternal if self.workbench.locked_by().is_some() => {
                Err("the plan is edited elsewhere, it is read-only here".to_owned())
            }
            Action::Repeat => self.can_repeat(),
            action if super::actions::is_for_screen(action) => Ok(()),
            action => {
                let context = self.context();
                match self.pane(self.active) {
                    Some(pane) => pane.available(action, &context),
                    None => Err("no pane is open".to_owned()),
                }
            }
        }
    }
}
