//! One overlay of any kind: how it takes keys, and what it gives back as data.

use crossterm::event::{KeyEvent, MouseEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Confirm, Form, Menu, Picker, Preview, Prompt};
use crate::tui::action::{Action, Scope};
use crate::tui::calculator::Calculation;
use crate::tui::pane::{Check, Mode, Values};
use crate::tui::theme::Look;

/// What a key or click did to an overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// It has no use for the key.
    Ignored,
    /// It looks different.
    Changed,
    /// Text was typed: the opener may check it. The field is empty for a prompt.
    Typed {
        /// The field's name.
        field: String,
        /// The whole text.
        text: String,
    },
    /// It stays, and this goes to the clipboard.
    Copy {
        /// The text.
        text: String,
        /// What it is, for the notice.
        what: String,
    },
    /// It is answered and goes away.
    Done(Values),
}

/// The kinds of overlays.
#[derive(Debug, Clone)]
pub enum Kind {
    /// A list with a typed filter.
    Picker(Picker),
    /// One line of text.
    Prompt(Prompt),
    /// Several labelled fields.
    Form(Form),
    /// A question with a safe answer.
    Confirm(Confirm),
    /// What would change, before it does.
    Preview(Preview),
    /// A bar of menus.
    Menu(Menu),
    /// A calculator with its inputs and its result.
    Calculator(Box<Calculation>),
}

/// An overlay and the tag under which its answer goes back to whoever opened it.
#[derive(Debug, Clone)]
pub struct Overlay {
    /// Chosen by the opener, such as `partner/acme/tier`.
    pub tag: String,
    /// What it is.
    pub kind: Kind,
}

macro_rules! each_kind {
    ($self:expr, $inner:ident => $call:expr) => {
        match $self {
            Kind::Picker($inner) => $call,
            Kind::Prompt($inner) => $call,
            Kind::Form($inner) => $call,
            Kind::Confirm($inner) => $call,
            Kind::Preview($inner) => $call,
            Kind::Menu($inner) => $call,
            Kind::Calculator($inner) => $call,
        }
    };
}

impl Overlay {
    /// The scope in which its keys are looked up.
    pub fn scope(&self) -> Scope {
        match self.kind {
            Kind::Picker(_) => Scope::Pick,
            Kind::Prompt(_) | Kind::Form(_) | Kind::Calculator(_) => Scope::Form,
            Kind::Confirm(_) | Kind::Preview(_) | Kind::Menu(_) => Scope::Dialog,
        }
    }

    /// The word at the bottom left.
    pub fn mode(&self) -> Mode {
        match &self.kind {
            Kind::Picker(picker) if picker.is_palette() => Mode::Palette,
            Kind::Picker(_) | Kind::Menu(_) => Mode::Pick,
            Kind::Calculator(form) if !form.typing() => Mode::Pick,
            Kind::Prompt(_) | Kind::Form(_) | Kind::Calculator(_) => Mode::Edit,
            Kind::Confirm(_) | Kind::Preview(_) => Mode::Confirm,
        }
    }

    /// Settles scrolling and the place on the screen.
    pub fn layout(&mut self, area: Rect) {
        each_kind!(&mut self.kind, inner => inner.layout(area));
    }

    /// Draws it; gives the place of the text cursor.
    pub fn draw(&self, buffer: &mut Buffer, look: &Look) -> Option<Position> {
        each_kind!(&self.kind, inner => inner.draw(buffer, look))
    }

    /// Does what a bound key means.
    pub fn act(&mut self, action: Action) -> Step {
        let step = each_kind!(&mut self.kind, inner => inner.act(action));
        if let Kind::Preview(preview) = &self.kind {
            preview.tag().clone_into(&mut self.tag);
        }
        step
    }

    /// Takes a key as text.
    pub fn type_key(&mut self, key: KeyEvent) -> Step {
        match &mut self.kind {
            Kind::Picker(picker) => picker.type_key(key),
            Kind::Prompt(prompt) => prompt.type_key(key),
            Kind::Form(form) => form.type_key(key),
            Kind::Confirm(confirm) => confirm.type_key(key),
            Kind::Calculator(form) => form.type_key(key),
            Kind::Preview(_) | Kind::Menu(_) => Step::Ignored,
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) -> Step {
        match &mut self.kind {
            Kind::Picker(picker) => picker.paste(text),
            Kind::Prompt(prompt) => prompt.paste(text),
            Kind::Form(form) => form.paste(text),
            Kind::Calculator(form) => form.paste(text),
            Kind::Confirm(_) | Kind::Preview(_) | Kind::Menu(_) => Step::Ignored,
        }
    }

    /// Takes a click or the wheel.
    pub fn mouse(&mut self, mouse: MouseEvent) -> Step {
        each_kind!(&mut self.kind, inner => inner.mouse(mouse))
    }

    /// Shows what the opener thinks of the typed text.
    pub fn checked(&mut self, field: &str, check: Check) {
        match &mut self.kind {
            Kind::Prompt(prompt) => prompt.checked(check),
            Kind::Form(form) => form.checked(field, check),
            Kind::Picker(_) | Kind::Confirm(_) | Kind::Preview(_) | Kind::Menu(_) | Kind::Calculator(_) => {}
        }
    }

    /// Puts the keys of the live keymap into sentences that name some.
    pub fn spell(&mut self, spelled: &dyn Fn(&str) -> String) {
        match &mut self.kind {
            Kind::Picker(picker) => picker.spell(spelled),
            Kind::Prompt(prompt) => prompt.spell(spelled),
            Kind::Preview(preview) => preview.spell(spelled),
            Kind::Form(form) => form.spell(spelled),
            Kind::Confirm(_) | Kind::Menu(_) | Kind::Calculator(_) => {}
        }
    }

    /// The text as it stands, to be checked when the overlay opens.
    pub fn initial(&self) -> Vec<(String, String)> {
        match &self.kind {
            Kind::Prompt(prompt) => vec![(String::new(), prompt.text().to_owned())],
            Kind::Form(form) => form.drafts(),
            Kind::Picker(_) | Kind::Confirm(_) | Kind::Preview(_) | Kind::Menu(_) | Kind::Calculator(_) => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::keys::Chord;
    use crate::tui::overlays::{Choice, Entry, Field, PreviewLine};
    use crossterm::event::KeyCode;

    const AWKWARD: &str = "株式会社\u{202e}サ\u{301}クラ 👨‍👩‍👧 e\u{301}\n\u{1b}[31m long long long long long long";

    fn all() -> Vec<Overlay> {
        let mut prompt = Prompt::new("t", AWKWARD).with_text(AWKWARD).hint(AWKWARD);
        prompt.checked(Check { error: Some(AWKWARD.into()), lines: vec![AWKWARD.into(); 9] });
        let entries = (0..40).map(|n| Entry::new(n.to_string(), AWKWARD).detail(AWKWARD).key("Ctrl+P")).collect();
        let mut form = Form::new("t", AWKWARD);
        for n in 0..12 {
            form = form.field(Field::text(format!("f{n}"), AWKWARD).value(AWKWARD));
        }
        form = form.field(Field::choice("c", "Choice", vec![("a".into(), AWKWARD.into())]));
        vec![
            Picker::new("t", AWKWARD).entries(entries).into(),
            Picker::new("t", "none").into(),
            prompt.clone().into(),
            prompt.at_bottom().into(),
            form.into(),
            Form::new("t", "no fields").into(),
            Confirm::new("t", AWKWARD)
                .line(AWKWARD)
                .choice(Choice::new("stay", 'c', "Stay"))
                .choice(Choice::new("go", 'd', AWKWARD))
                .into(),
            Menu::new("t", AWKWARD)
                .menu(AWKWARD, (0..40).map(|n| Entry::new(n.to_string(), AWKWARD).detail(AWKWARD)).collect())
                .menu("File", vec![Entry::new("a", AWKWARD).unavailable(AWKWARD)])
                .into(),
            Preview::new("t", AWKWARD).lines(vec![PreviewLine::after(AWKWARD); 30]).into(),
            Calculation::new(crate::analysis::calculators::find("health").unwrap()).into(),
        ]
    }

    #[test]
    fn every_overlay_draws_at_every_size_and_takes_any_key() {
        let look = Look::default();
        let keys = [KeyCode::Tab, KeyCode::Char('x'), KeyCode::Backspace, KeyCode::Left, KeyCode::Char(' ')];
        for mut overlay in all() {
            for width in [0, 1, 2, 3, 5, 8, 13, 21, 40, 80, 130] {
                for height in [0, 1, 2, 3, 4, 6, 10, 24] {
                    let area = Rect::new(0, 0, width, height);
                    let mut buffer = Buffer::empty(area);
                    for key in keys {
                        overlay.type_key(Chord::plain(key).event());
                    }
                    for action in [Action::ListDown, Action::ListPageDown, Action::FieldNext, Action::ListUp] {
                        overlay.act(action);
                    }
                    overlay.layout(area);
                    let cursor = overlay.draw(&mut buffer, &look);
                    assert!(cursor.is_none_or(|at| area.contains(at)), "{width}x{height}");
                }
            }
        }
    }

    #[test]
    fn cancelling_never_gives_an_answer() {
        for mut overlay in all() {
            match overlay.act(Action::Cancel) {
                Step::Done(Values::Cancelled(_) | Values::Answer(_)) => {}
                step => panic!("{step:?}"),
            }
        }
    }
}
