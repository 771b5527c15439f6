//! Text that is being typed: told to whoever keeps it, and shown again when a session ended before it was an edit.

use super::lists;
use super::state::{Open, Owner, Screen};
use crate::tui::overlays::{Kind, Preview, PreviewLine};

/// What a text is typed into, and each field that is otherwise than when it was opened.
pub(super) type Typing = (String, Vec<(String, String)>);

const UNFINISHED: &str = "screen/unfinished";

impl Screen {
    /// The text that is being typed, where it is another than was told last; without a text it is done with.
    pub fn take_draft(&mut self) -> Option<Typing> {
        let now = self.overlays.iter().rev().find_map(|open| self.typing_in(open));
        if now == self.draft {
            return None;
        }
        self.draft.clone_from(&now);
        Some(now.unwrap_or_default())
    }

    fn typing_in(&self, open: &Open) -> Option<Typing> {
        if open.overlay.tag == UNFINISHED {
            // it stays until it was seen
            return self.workbench.unfinished().map(|draft| (draft.place.clone(), draft.texts.clone()));
        }
        let place = match &open.overlay.kind {
            // what is exported or imported is chosen anew
            Kind::Form(form) if !form.is_paged() => form.title(),
            Kind::Prompt(prompt) if !prompt.is_at_bottom() && open.overlay.tag != lists::SAVE_AS => prompt.title(),
            _ => return None,
        };
        let texts = open.overlay.initial().into_iter().filter(|text| !open.initial.contains(text));
        let texts: Vec<(String, String)> = texts.collect();
        (!texts.is_empty()).then(|| (place.to_owned(), texts))
    }

    /// Shows what was being typed when the session before ended.
    pub(super) fn show_unfinished(&mut self) {
        let Some(draft) = self.workbench.unfinished() else { return };
        let mut lines = vec![PreviewLine::heading(draft.place.clone())];
        for (field, text) in &draft.texts {
            if !field.is_empty() {
                lines.push(PreviewLine::same(format!("{}:", field.replace('_', " "))));
            }
            lines.extend(text.lines().map(PreviewLine::after));
        }
        lines.push(PreviewLine::same("It was typed and not entered; Esc lets go of it"));
        self.draft = Some((draft.place.clone(), draft.texts.clone()));
        let title = "This was being typed when the last session ended";
        self.open(Owner::Screen, Preview::new(UNFINISHED, title).lines(lines).into());
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use jiff::civil::date;

    use super::*;
    use crate::app::{Dates, Origin, Workbench};
    use crate::store::journal::{Draft, Moment};
    use crate::tui::panes;
    use crate::tui::screen::{Event, Options};

    fn screen(draft: Option<Draft>) -> Screen {
        let program = crate::store::read(include_bytes!("../../../saves/example.ron")).unwrap().program;
        let dates = Dates { today: date(2026, 9, 30), asked: None };
        let workbench = Workbench::new(program, Origin::default(), dates).with_unfinished(draft);
        let mut screen = Screen::new(workbench, panes::all(), Options::default());
        screen.resize(100, 30);
        screen
    }

    fn press(screen: &mut Screen, code: KeyCode) {
        screen.handle(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    }

    #[test]
    fn what_is_typed_is_told_while_it_changes_and_once_when_it_is_done_with() {
        let mut screen = screen(None);
        press(&mut screen, KeyCode::Char('1'));
        press(&mut screen, KeyCode::Char('e'));
        assert_eq!(screen.take_draft(), None, "nothing was typed yet");
        press(&mut screen, KeyCode::Char('X'));
        let (place, texts) = screen.take_draft().unwrap();
        assert!(!place.is_empty() && texts.len() == 1 && texts[0].1.contains('X'), "{place} {texts:?}");
        assert_eq!(screen.take_draft(), None);
        press(&mut screen, KeyCode::Esc);
        assert_eq!(screen.take_draft(), Some((String::new(), Vec::new())));
        // a filter is no draft
        press(&mut screen, KeyCode::Char('/'));
        press(&mut screen, KeyCode::Char('a'));
        assert_eq!(screen.take_draft(), None);
    }

    #[test]
    fn what_was_typed_in_a_session_that_ended_is_shown_until_it_was_seen() {
        let texts = vec![("note".to_owned(), "half a sen".to_owned())];
        let mut screen = screen(Some(Draft { at: Moment::UNIX_EPOCH, place: "Acme".to_owned(), texts }));
        assert_eq!(screen.overlays.len(), 1);
        assert_eq!(screen.take_draft(), None);
        press(&mut screen, KeyCode::Esc);
        assert!(screen.overlays.is_empty());
        assert_eq!(screen.take_draft(), Some((String::new(), Vec::new())));
    }
}
