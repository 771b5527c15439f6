//! The state of an open calculator: its inputs, the one with the cursor, the text being typed, the result.
//!
//! The result is worked out when an input changed, never by drawing.

use crossterm::event::{KeyCode, KeyEvent, MouseButton, MouseEvent, MouseEventKind};
use serde_json::{Map, Value};

use super::layout::Places;
use super::result::{self, ResultLine};
use super::slot::{Origin, Slot};
use crate::analysis::calculators::answer::Envelope;
use crate::analysis::calculators::run;
use crate::analysis::calculators::schema::{Calculator, Need};
use crate::tui::action::Action;
use crate::tui::keys::Chord;
use crate::tui::overlays::{Kind, Overlay, Step};
use crate::tui::pane::Values;
use crate::tui::widgets::text_area::TextArea;
use crate::tui::widgets::text_field::{TextField, Typed};

/// The tag of the overlay; nothing comes of its answer.
const TAG: &str = "screen/calculator";

/// Text while it is typed.
#[derive(Debug, Clone)]
pub(super) enum Editor {
    Line(TextField),
    Large(Box<TextArea>),
}

/// An open calculator.
#[derive(Debug, Clone)]
pub struct Calculation {
    pub(super) calculator: &'static Calculator,
    pub(super) slots: Vec<Slot>,
    /// The inputs that belong to the choices made, by their place in `slots`.
    pub(super) shown: Vec<usize>,
    /// The input with the cursor, by its place in `shown`.
    pub(super) focus: usize,
    pub(super) editor: Option<Editor>,
    /// Text and origin of the input before it was typed into.
    before: (String, Origin),
    pub(super) lines: Vec<ResultLine>,
    envelope: Envelope,
    computed: u32,
    pub(super) places: Places,
}

impl Calculation {
    /// The calculator with its example.
    pub fn new(calculator: &'static Calculator) -> Self {
        let example: Map<String, Value> = serde_json::from_str(calculator.example).unwrap_or_default();
        let fields = calculator.inputs.iter().filter(|field| field.need != Need::Refused);
        let mut form = Self {
            calculator,
            slots: fields.map(|field| Slot::new(field, example.get(field.name))).collect(),
            shown: Vec::new(),
            focus: 0,
            editor: None,
            before: (String::new(), Origin::Absent),
            lines: Vec::new(),
            envelope: run(calculator.name, ""),
            computed: 0,
            places: Places::default(),
        };
        form.recompute();
        form
    }

    /// Begins with values of the plan. Where the calculator refuses them together, those that do not go with the others
    /// keep their example, and say why.
    pub fn filled(self, values: &[(&'static str, Value, String)]) -> Self {
        let mut form = self.clone();
        for value in values {
            form.fill(value);
        }
        form.recompute();
        if form.envelope.is_ok() { form } else { self.filled_in_part(values) }
    }

    fn filled_in_part(mut self, values: &[(&'static str, Value, String)]) -> Self {
        for value in values {
            let mut tried = self.clone();
            let Some(at) = tried.fill(value) else { continue };
            tried.recompute();
            if tried.envelope.is_ok() || !self.envelope.is_ok() {
                self = tried;
                continue;
            }
            let why =
                tried.envelope.outcome().as_ref().err().and_then(|faults| faults.first().map(|it| it.message.clone()));
            if let Some(slot) = self.slots.get_mut(at) {
                let shown = value.1.as_str().map_or_else(|| value.1.to_string(), str::to_owned);
                let why = why.unwrap_or_default();
                slot.origin = Origin::Kept(format!("{shown} ({}) is not filled in: {why}", value.2));
                slot.start.1 = slot.origin.clone();
            }
        }
        self.recompute();
        self
    }

    /// Puts a value of the plan into its input, where the input can take it; gives the place of the input.
    fn fill(&mut self, (name, value, from): &(&'static str, Value, String)) -> Option<usize> {
        let at = self.slots.iter().position(|slot| slot.field.name == *name)?;
        let slot = self.slots.get_mut(at)?;
        let words = slot.words();
        let fits = words.is_empty() || value.is_null() || value.as_str().is_none_or(|word| words.contains(&word));
        let needed = value.is_null() && slot.field.need == Need::Required;
        (fits && !needed).then_some(())?;
        slot.open_with(Some(value), Origin::Filled(from.clone()));
        Some(at)
    }

    /// What the calculator answers now.
    pub fn envelope(&self) -> &Envelope {
        &self.envelope
    }

    /// How often the result was worked out.
    pub fn computed(&self) -> u32 {
        self.computed
    }

    /// The input as the command line takes it.
    pub fn input(&self) -> String {
        self.checked_input().0
    }

    /// The input, and what of it could not be read.
    fn checked_input(&self) -> (String, Vec<(usize, String)>) {
        let (mut parts, mut faults) = (Vec::new(), Vec::new());
        for index in &self.shown {
            let Some(slot) = self.slots.get(*index) else { continue };
            match slot.json() {
                Ok(Some(json)) => parts.push(format!("{}:{json}", Value::from(slot.field.name))),
                Ok(None) => {}
                Err(fault) => faults.push((*index, fault)),
            }
        }
        (format!("{{{}}}", parts.join(",")), faults)
    }

    fn belongs(&self, slot: &Slot) -> bool {
        let Some((selector, words)) = slot.field.case else { return true };
        let Some(selector) = self.slots.iter().find(|other| other.field.name == selector) else { return false };
        let word = match (selector.text.as_str(), selector.field.need) {
            ("", Need::Default(default)) => default.trim_matches('"'),
            (text, _) => text,
        };
        words.contains(&word)
    }

    fn recompute(&mut self) {
        self.computed += 1;
        self.shown = (0..self.slots.len()).filter(|at| self.slots.get(*at).is_some_and(|s| self.belongs(s))).collect();
        self.focus = self.focus.min(self.shown.len().saturating_sub(1));
        let (input, unread) = self.checked_input();
        self.envelope = run(self.calculator.name, &input);
        self.slots.iter_mut().for_each(|slot| slot.faults.clear());
        let names: Vec<&str> = self.shown.iter().filter_map(|at| self.slots.get(*at)).map(|s| s.field.name).collect();
        let beside = |path: &str| names.contains(&top(path));
        self.lines = result::lines(&self.envelope, self.calculator.outputs, &beside);
        if !unread.is_empty() {
            let text = "No result: an input cannot be read yet";
            self.lines = vec![ResultLine::said(text, crate::tui::theme::Role::Warning)];
        }
        for (index, fault) in &unread {
            if let Some(slot) = self.slots.get_mut(*index) {
                slot.faults.push(fault.clone());
            }
        }
        let unread_too = |index: &usize| unread.iter().any(|(other, _)| other == index);
        let Err(faults) = self.envelope.outcome() else { return };
        for index in self.shown.iter().filter(|index| !unread_too(index)) {
            if let Some(slot) = self.slots.get_mut(*index) {
                let own = faults.iter().filter(|fault| top(&fault.field) == slot.field.name);
                slot.faults.extend(own.map(|fault| fault.message.clone()));
            }
        }
    }

    pub(super) fn slot(&self) -> Option<&Slot> {
        self.slots.get(*self.shown.get(self.focus)?)
    }

    fn slot_mut(&mut self) -> Option<&mut Slot> {
        self.slots.get_mut(*self.shown.get(self.focus)?)
    }

    /// Whether text is being typed.
    pub fn typing(&self) -> bool {
        self.editor.is_some()
    }

    fn set(&mut self, text: String, origin: Origin) -> Step {
        if let Some(slot) = self.slot_mut() {
            (slot.text, slot.origin) = (text, origin);
        }
        self.recompute();
        Step::Changed
    }

    fn edit(&mut self, keep: bool, empty: bool) -> Step {
        let Some(slot) = self.slot().cloned() else { return Step::Ignored };
        if !slot.words().is_empty() {
            return self.choose(1);
        }
        let text = if empty { "" } else { slot.text.as_str() };
        self.editor = Some(match (slot.is_large(), keep) {
            (true, _) => Editor::Large(Box::new(TextArea::new(text))),
            (false, true) => Editor::Line(TextField::new(text)),
            (false, false) => Editor::Line(TextField::replaceable(text)),
        });
        self.before = (slot.text, slot.origin);
        if empty { self.set(String::new(), Origin::Typed) } else { Step::Changed }
    }

    fn choose(&mut self, by: isize) -> Step {
        let Some(slot) = self.slot() else { return Step::Ignored };
        let words = slot.words();
        let count = words.len() as isize;
        if count == 0 {
            return Step::Ignored;
        }
        let at = words.iter().position(|word| *word == slot.text).map_or(-by.max(0), |at| at as isize);
        let next = (at + by).rem_euclid(count);
        let word = words.get(next as usize).map(|word| (*word).to_owned()).unwrap_or_default();
        self.set(word, Origin::Typed)
    }

    fn go(&mut self, by: isize) -> Step {
        self.editor = None;
        let count = self.shown.len().max(1) as isize;
        self.focus = (self.focus as isize + by).rem_euclid(count) as usize;
        Step::Changed
    }

    fn scroll(&mut self, by: isize) -> Step {
        self.places.scroll = self.places.scroll.saturating_add_signed(by);
        Step::Changed
    }

    fn typed(&mut self, typed: Typed) -> Step {
        match typed {
            Typed::Edited => {
                let text = match &self.editor {
                    Some(Editor::Line(field)) => field.text().to_owned(),
                    Some(Editor::Large(area)) => area.text(),
                    None => return Step::Ignored,
                };
                self.set(text, Origin::Typed)
            }
            Typed::Moved => Step::Changed,
            Typed::Unused => Step::Ignored,
        }
    }

    /// Does what a bound key means.
    pub fn act(&mut self, action: Action) -> Step {
        match action {
            Action::FieldNext => self.go(1),
            Action::FieldPrevious => self.go(-1),
            Action::Accept if self.editor.is_some() => self.go(1),
            Action::Accept => self.edit(false, false),
            Action::Cancel if self.editor.take().is_some() => {
                let (text, origin) = self.before.clone();
                self.set(text, origin)
            }
            Action::Cancel => Step::Done(Values::Cancelled(Vec::new())),
            _ => Step::Ignored,
        }
    }

    /// Takes a key as text, or as one of the form's own while nothing is typed.
    pub fn type_key(&mut self, key: KeyEvent) -> Step {
        let typed = match &mut self.editor {
            Some(Editor::Line(field)) => Some(field.key(key)),
            Some(Editor::Large(area)) => Some(area.key(key)),
            None => None,
        };
        if let Some(typed) = typed {
            return self.typed(typed);
        }
        let page = self.places.page();
        match Chord::of(&key).code {
            KeyCode::Char('y') => Step::Copy {
                text: self.input(),
                what: format!("the input of {}, for quarterdeck calc {0}", self.calculator.name),
            },
            KeyCode::Char('q') => Step::Done(Values::Cancelled(Vec::new())),
            KeyCode::Char('j') => self.go(1),
            KeyCode::Char('k') => self.go(-1),
            KeyCode::Char('h') | KeyCode::Left => self.choose(-1),
            KeyCode::Char('l' | ' ') | KeyCode::Right => self.choose(1),
            KeyCode::Char('e') | KeyCode::F(2) => self.edit(true, false),
            KeyCode::Char('c') => self.edit(true, true),
            KeyCode::Char('x') | KeyCode::Delete => self.set(String::new(), Origin::Typed),
            KeyCode::Char('r') => match self.slot().map(|slot| slot.start.clone()) {
                Some((text, origin)) => self.set(text, origin),
                None => Step::Ignored,
            },
            KeyCode::PageDown => self.scroll(page),
            KeyCode::PageUp => self.scroll(-page),
            _ => Step::Ignored,
        }
    }

    /// Takes pasted text into the input being typed.
    pub fn paste(&mut self, text: &str) -> Step {
        if self.editor.is_none() && self.slot().is_some_and(|slot| slot.words().is_empty()) {
            self.edit(true, true);
        }
        match &mut self.editor {
            Some(Editor::Line(field)) => field.paste(text),
            Some(Editor::Large(area)) => area.paste(text),
            None => return Step::Ignored,
        }
        self.typed(Typed::Edited)
    }

    /// A click goes to an input, the wheel scrolls the result.
    pub fn mouse(&mut self, mouse: MouseEvent) -> Step {
        match mouse.kind {
            MouseEventKind::ScrollUp => self.scroll(-3),
            MouseEventKind::ScrollDown => self.scroll(3),
            MouseEventKind::Down(MouseButton::Left) => match self.places.input_at(mouse.column, mouse.row) {
                Some(at) if at != self.focus => {
                    self.focus = at;
                    self.go(0)
                }
                _ => Step::Ignored,
            },
            _ => Step::Ignored,
        }
    }
}

impl From<Calculation> for Overlay {
    fn from(form: Calculation) -> Self {
        Self { tag: TAG.to_owned(), kind: Kind::Calculator(Box::new(form)) }
    }
}

/// The input that a path such as `tiers[1].name` is in.
fn top(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or(path)
}
