//! Keys, pasted text and the mouse on their way to whoever has the keyboard.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::state::{Effect, Owner, Screen};
use crate::tui::action::Action;
use crate::tui::frame;
use crate::tui::keymap::Resolution;
use crate::tui::keys::Chord;
use crate::tui::outcome::{Notice, Outcome};
use crate::tui::overlays::{Kind, Step};
use crate::tui::pane::{Mode, Pane, PaneName};

impl Screen {
    pub(super) fn on_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        if key.kind == KeyEventKind::Release {
            return Vec::new();
        }
        if !self.notices.is_empty() {
            self.notices.clear();
            self.dirty = true;
        }
        let chord = Chord::of(&key);
        if self.key_is_tested(key, chord) {
            return Vec::new();
        }
        if !self.overlays.is_empty() {
            return self.key_to_overlay(key, chord);
        }
        if self.pane(self.active).is_some_and(Pane::typing) {
            return self.key_as_text(key, chord);
        }
        self.key_as_command(key, chord)
    }

    fn key_as_command(&mut self, key: KeyEvent, chord: Chord) -> Vec<Effect> {
        if chord.code == KeyCode::Esc && (!self.pending.is_empty() || self.count > 0) {
            self.pending.clear();
            self.count = 0;
            self.dirty = true;
            return Vec::new();
        }
        if self.counts(chord) {
            return Vec::new();
        }
        self.pending.push(chord);
        match self.keymap.resolve(&self.scopes(), &self.pending) {
            Resolution::Run(action) => {
                self.forget_pending();
                self.run_counted(action)
            }
            Resolution::Say(place) => {
                self.forget_pending();
                self.say(place)
            }
            Resolution::Pending => {
                self.dirty = true;
                Vec::new()
            }
            Resolution::Unbound => self.unbound(key, chord),
        }
    }

    fn forget_pending(&mut self) {
        if self.pending.len() > 1 {
            self.dirty = true;
        }
        self.pending.clear();
    }

    fn unbound(&mut self, key: KeyEvent, chord: Chord) -> Vec<Effect> {
        self.count = 0;
        if self.presents() {
            self.forget_pending();
            return Vec::new();
        }
        let pressed: String = self.pending.iter().map(ToString::to_string).collect();
        let first = self.pending.len() == 1;
        self.forget_pending();
        if first && let Some(effects) = self.types_over(key, chord) {
            return effects;
        }
        if self.mode() == Mode::Grab {
            let active = self.active;
            let outcome = self.with_active(|pane, context| pane.type_key(key, context));
            return self.carry_out(Owner::Pane(active), outcome.unwrap_or(Outcome::ignored()));
        }
        self.notify(Notice::info(format!("{pressed} does nothing here  ([key:help.context] lists the keys)")))
    }

    fn key_as_text(&mut self, key: KeyEvent, chord: Chord) -> Vec<Effect> {
        let active = self.active;
        match self.with_active(|pane, context| pane.type_key(key, context)) {
            Some(Outcome::Ignored(None)) | None if !chord.is_plain() => {
                match self.keymap.resolve(&self.scopes(), &[chord]) {
                    Resolution::Run(action) => self.run(action),
                    _ => Vec::new(),
                }
            }
            Some(outcome) => self.carry_out(Owner::Pane(active), outcome),
            None => Vec::new(),
        }
    }

    fn key_to_overlay(&mut self, key: KeyEvent, chord: Chord) -> Vec<Effect> {
        let action = match self.keymap.resolve(&self.scopes(), &[chord]) {
            Resolution::Run(action) => Some(action),
            _ => None,
        };
        if self.help_turns_page(chord) {
            return Vec::new();
        }
        let Some(open) = self.overlays.last_mut() else { return Vec::new() };
        let mut step = Step::Ignored;
        if chord.typed().is_some() {
            step = open.overlay.type_key(key);
        }
        if step == Step::Ignored {
            step = match action {
                Some(action) => open.overlay.act(action),
                None if chord.typed().is_none() => open.overlay.type_key(key),
                None => Step::Ignored,
            };
        }
        self.overlay_stepped(step)
    }

    /// Follows up on what a key or click did to the top overlay.
    pub(super) fn overlay_stepped(&mut self, step: Step) -> Vec<Effect> {
        match step {
            Step::Ignored => Vec::new(),
            Step::Changed => {
                self.dirty = true;
                Vec::new()
            }
            Step::Typed { field, text } => {
                self.dirty = true;
                self.check_overlay(&field, &text);
                self.follow_overlay(&field, &text)
            }
            Step::Copy { text, what } => vec![Effect::Copy { text, what }],
            Step::Done(values) => {
                self.dirty = true;
                match self.overlays.pop() {
                    Some(open) if open.overlay.tag == super::settings::LIST => {
                        if let Kind::Picker(picker) = &open.overlay.kind {
                            picker.query().clone_into(&mut self.settings_filter);
                        }
                        self.answered(open.owner, &open.overlay.tag, values)
                    }
                    Some(open) => self.answered(open.owner, &open.overlay.tag, values),
                    None => Vec::new(),
                }
            }
        }
    }

    /// Asks the opener of the top overlay what it thinks of a text.
    pub(super) fn check_overlay(&mut self, field: &str, text: &str) {
        let Some(open) = self.overlays.last() else { return };
        let tag = open.overlay.tag.clone();
        let check = match open.owner {
            Owner::Screen => {
                let check = self.setting_check(&tag, text).or_else(|| self.as_of_check(&tag, text));
                check.or_else(|| self.setup_check(&tag, field, text)).or_else(|| self.record_check(&tag, field, text))
            }
            Owner::Pane(name) => self.with_pane(name, |pane, context| pane.typed(&tag, field, text, context)),
        };
        if let (Some(check), Some(open)) = (check, self.overlays.last_mut()) {
            open.overlay.checked(field, check);
        }
    }

    /// Follows a text in an overlay of the screen that shows more than what is wrong with it.
    fn follow_overlay(&mut self, field: &str, text: &str) -> Vec<Effect> {
        let Some(tag) = self.overlays.last().map(|open| open.overlay.tag.clone()) else { return Vec::new() };
        if tag == super::export_sheet::SHEET {
            self.follow_export();
        }
        if tag == super::import_sheet::SHEET {
            return self.follow_import(field);
        }
        if field == "path" { vec![Effect::Complete(text.to_owned())] } else { Vec::new() }
    }

    pub(super) fn on_paste(&mut self, text: &str) -> Vec<Effect> {
        self.pending.clear();
        if self.presents() {
            return Vec::new();
        }
        if let Some(open) = self.overlays.last_mut() {
            let step = open.overlay.paste(text);
            return self.overlay_stepped(step);
        }
        let active = self.active;
        match self.with_active(|pane, context| pane.paste(text, context)) {
            Some(outcome) => self.carry_out(Owner::Pane(active), outcome),
            None => Vec::new(),
        }
    }

    pub(super) fn on_mouse(&mut self, mouse: MouseEvent) -> Vec<Effect> {
        let press = matches!(mouse.kind, MouseEventKind::Down(_));
        if press && std::mem::take(&mut self.focus_click) {
            // The click that brought the window to the front was meant for the window.
            return Vec::new();
        }
        if let Some(open) = self.overlays.last_mut() {
            let step = open.overlay.mouse(mouse);
            return self.overlay_stepped(step);
        }
        if frame::too_small(self.area) || self.presents() {
            return Vec::new();
        }
        let regions = self.regions();
        let at = Position::new(mouse.column, mouse.row);
        if regions.body.contains(at) {
            if press && !self.notices.is_empty() {
                self.notices.clear();
                self.dirty = true;
            }
            if mouse.kind == MouseEventKind::Down(MouseButton::Right) {
                return self.run(Action::Menu);
            }
            let active = self.active;
            let outcome = self.with_active(|pane, context| pane.mouse(mouse, context));
            return self.carry_out(Owner::Pane(active), outcome.unwrap_or(Outcome::ignored()));
        }
        if mouse.kind != MouseEventKind::Down(MouseButton::Left) {
            return Vec::new();
        }
        let view = self.frame_view();
        match frame::hit(&regions, at, &view) {
            Some(frame::Hit::Tab(name)) => self.go_to(name),
            Some(frame::Hit::Run(action)) => self.run(action),
            None => Vec::new(),
        }
    }

    fn go_to(&mut self, name: PaneName) -> Vec<Effect> {
        self.show_pane(name)
    }
}
