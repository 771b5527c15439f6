//! Actions that the screen itself carries out; the others go to the pane.

use super::state::{Effect, Owner, Screen};
use crate::tui::action::Action;
use crate::tui::outcome::{Notice, Outcome};
use crate::tui::pane::PaneName;
use crate::tui::session::Command;

/// Seconds within which a second Ctrl+C asks to quit.
const INTERRUPT_SECONDS: u64 = 2;

/// True for actions that the screen carries out in every pane.
pub(super) fn is_for_screen(action: Action) -> bool {
    action.destination().is_some()
        || action.partner_destination().is_some()
        || matches!(
            action,
            Action::Help
                | Action::Palette
                | Action::MenuBar
                | Action::Menu
                | Action::Tour
                | Action::SetUp
                | Action::TourNext
                | Action::TourBack
                | Action::Explain
                | Action::History
                | Action::RecordHistory
                | Action::EditExternal
                | Action::Settings
                | Action::Conflicts
                | Action::AsOf
                | Action::ChooseKeys
                | Action::TestKeys
                | Action::Problems
                | Action::Records
                | Action::PanePrevious
                | Action::PaneNext
                | Action::Back
                | Action::Forward
                | Action::PickPartner
                | Action::Undo
                | Action::Redo
                | Action::Save
                | Action::SaveAs
                | Action::Versions
                | Action::Export
                | Action::Import
                | Action::Close
                | Action::Quit
                | Action::SaveAndQuit
                | Action::Suspend
                | Action::Interrupt
                | Action::Redraw
                | Action::Glyphs
                | Action::Colours
                | Action::Mouse
        )
}

/// True for actions that only look elsewhere; at an edge they are silent.
fn goes_somewhere(action: Action) -> bool {
    let family = action.info().name.split('.').next().unwrap_or_default();
    matches!(family, "move" | "page" | "goto" | "region" | "find" | "unwind" | "column")
}

impl Screen {
    pub(super) fn run(&mut self, action: Action) -> Vec<Effect> {
        if let Some(name) = action.destination() {
            return self.show_pane(name);
        }
        if let Some(name) = action.partner_destination() {
            return match self.current_partner() {
                Some(partner) => self.show_partner(name, partner),
                None => self.notify(Notice::info("No partner is selected")),
            };
        }
        let taken = matches!(action, Action::Undo | Action::Redo);
        if taken && self.pane(self.active).is_some_and(|pane| pane.takes(action)) {
            return self.hand_to_pane(action);
        }
        match action {
            Action::Help => self.open_help(),
            Action::Palette => self.open_palette(),
            Action::MenuBar => self.open_menu_bar(),
            Action::Menu => self.open_menu(),
            Action::Tour => self.toggle_tour(),
            Action::SetUp => self.open_setup(),
            Action::TourNext => self.turn_tour(1),
            Action::TourBack => self.turn_tour(-1),
            Action::History => self.open_history(),
            Action::RecordHistory => self.open_record_history(),
            Action::EditExternal => self.edit_external(),
            Action::Settings => self.open_settings(),
            Action::Conflicts => self.open_conflicts(),
            Action::ChooseKeys => self.open_key_choice(),
            Action::TestKeys => self.open_key_test(),
            Action::Problems => self.open_problems(),
            Action::Records => self.open_records(),
            Action::PickPartner => self.open_partners(),
            Action::PanePrevious => self.neighbour(-1),
            Action::PaneNext => self.neighbour(1),
            Action::Back => self.go_back(),
            Action::Forward => self.go_forward(),
            Action::Undo => self.command(Command::Undo),
            Action::Redo => self.command(Command::Redo),
            Action::AsOf => self.ask_as_of(),
            Action::Save => self.save(),
            Action::SaveAs => self.ask_save_as(),
            Action::Versions => self.open_versions(),
            Action::Export => self.open_exports(),
            Action::Import => self.open_import(),
            Action::Quit => self.request_quit(),
            Action::SaveAndQuit => self.save_and_quit(),
            Action::Suspend => vec![Effect::Suspend],
            Action::Close => self.close(),
            Action::Interrupt => self.interrupt(),
            Action::Explain => self.explain_here(),
            Action::Redraw => self.redraw(),
            Action::Glyphs => self.change_glyphs(),
            Action::Colours => self.open_themes(),
            Action::Background => self.change_background(),
            Action::Mouse => self.toggle_mouse(),
            Action::Paste if self.availability(action).is_ok() => match self.copied.clone() {
                Some(text) => self.on_paste(&text),
                None => self.hand_to_pane(action),
            },
            Action::Repeat => self.repeat(),
            action => self.hand_to_pane(action),
        }
    }

    pub(super) fn hand_to_pane(&mut self, action: Action) -> Vec<Effect> {
        if let Err(reason) = self.availability(action) {
            return self.notify(Notice::info(format!("{}: {reason}", action.title())));
        }
        let active = self.active;
        match self.with_active(|pane, context| pane.act(action, context)) {
            Some(Outcome::Ignored(None)) if !goes_somewhere(action) => {
                self.notify(Notice::info(format!("{}: nothing to do here", action.title())))
            }
            Some(outcome) => self.carry_out(Owner::Pane(active), outcome),
            None => Vec::new(),
        }
    }

    fn neighbour(&mut self, by: isize) -> Vec<Effect> {
        let count = PaneName::ALL.len() as isize;
        let mut at = self.active.digit() as isize;
        for _ in 0..count {
            at = (at + by).rem_euclid(count);
            if let Some(name) = PaneName::ALL.get(at as usize).copied()
                && self.pane(name).is_some()
            {
                return self.show_pane(name);
            }
        }
        Vec::new()
    }

    fn go_back(&mut self) -> Vec<Effect> {
        let here = (self.active, self.current_partner());
        match self.places.back(here) {
            Some((name, partner)) => self.jump_to(name, partner),
            None => drop(self.notify(Notice::info("This is where you began"))),
        }
        Vec::new()
    }

    fn go_forward(&mut self) -> Vec<Effect> {
        let here = (self.active, self.current_partner());
        match self.places.forward(here) {
            Some((name, partner)) => self.jump_to(name, partner),
            None => drop(self.notify(Notice::info("There is nothing ahead"))),
        }
        Vec::new()
    }

    fn save(&mut self) -> Vec<Effect> {
        if self.workbench.path().is_none() {
            return self.ask_save_as();
        }
        self.command(Command::Save)
    }

    fn save_and_quit(&mut self) -> Vec<Effect> {
        if !self.workbench.is_dirty() {
            return self.request_quit();
        }
        self.quitting = true;
        self.save()
    }

    fn close(&mut self) -> Vec<Effect> {
        let active = self.active;
        match self.with_active(|pane, context| pane.act(Action::Close, context)) {
            None | Some(Outcome::Ignored(None)) => self.request_quit(),
            Some(outcome) => self.carry_out(Owner::Pane(active), outcome),
        }
    }

    fn interrupt(&mut self) -> Vec<Effect> {
        let recent = self.interrupted.is_some_and(|at| self.seconds.saturating_sub(at) <= INTERRUPT_SECONDS);
        if recent {
            return self.request_quit();
        }
        self.interrupted = Some(self.seconds);
        self.notify(Notice::info("[key:close_or_quit] quits, [key:copy_or_hint] once more too; [key:copy] copies"))
    }

    fn redraw(&mut self) -> Vec<Effect> {
        self.dirty = true;
        vec![Effect::Clear]
    }

    /// Whether the mouse is captured.
    pub fn has_mouse(&self) -> bool {
        self.mouse
    }

    fn toggle_mouse(&mut self) -> Vec<Effect> {
        self.mouse = !self.mouse;
        let text = if self.mouse {
            "The mouse works here; Shift-drag (Option-drag on macOS) selects text"
        } else {
            "The mouse is left to the terminal; [key:view.mouse] brings it back"
        };
        self.notify(Notice::info(text));
        vec![Effect::Mouse(self.mouse)]
    }
}
