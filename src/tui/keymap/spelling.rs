//! Keys in sentences: `[key:undo]` in a text stands for whatever key undoes now, so that no notice names a key that was
//! bound to something else.

use std::borrow::Cow;

use super::Keymap;
use crate::tui::action::{Action, Scope};

const OPEN: &str = "[key:";

impl Keymap {
    /// A text with the keys of the live keymap in it, those of `scopes` first.
    pub fn spell<'a>(&self, scopes: &[Scope], text: &'a str) -> Cow<'a, str> {
        if !text.contains(OPEN) {
            return Cow::Borrowed(text);
        }
        let mut spelled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(OPEN) {
            spelled.push_str(before);
            let Some((name, behind)) = after.split_once(']') else {
                rest = after;
                break;
            };
            match Action::named(name) {
                Some(action) => spelled.push_str(&self.way_to(scopes, action)),
                None => spelled.push_str(name),
            }
            rest = behind;
        }
        spelled.push_str(rest);
        Cow::Owned(spelled)
    }

    /// The key of an action here, else wherever it is valid; without one, the way through the palette.
    pub fn way_to(&self, scopes: &[Scope], action: Action) -> String {
        let here = self.key_for(scopes, action);
        here.or_else(|| self.key_for(action.info().scopes, action)).unwrap_or_else(|| {
            let palette = self.key_for(&[Scope::Global], Action::Palette).unwrap_or_default();
            format!("{palette}{}", action.title().to_lowercase())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Preset;
    use super::*;

    #[test]
    fn a_sentence_names_the_key_that_is_in_force() {
        let text = "[key:undo] undoes it; [key:save.as] saves elsewhere; [key:no.such] [key:undo";
        let own = r#"(bind: [(keys: ["u", "ctrl+z"], ctx: "*", cmd: "none"), (keys: ["Q"], ctx: "*", cmd: "undo")])"#;
        let (keymap, _) = Keymap::of_user(Preset::Default, Some(("keys.ron", own)));
        let spelled = keymap.spell(&[Scope::Global], text);
        assert_eq!(spelled, "Q undoes it; :save as saves elsewhere; no.such undo");
        assert!(matches!(keymap.spell(&[], "[no key]"), Cow::Borrowed("[no key]")));
    }

    #[test]
    fn the_key_of_the_pane_shown_counts_first() {
        let (keymap, _) = Keymap::built_in();
        assert_eq!(keymap.spell(&[Scope::Live, Scope::Global], "[key:meeting.end]"), "F8");
        assert_eq!(keymap.spell(&[Scope::Qbr, Scope::Global], "[key:meeting.end]"), "X");
    }
}
