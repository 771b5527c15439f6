//! Keys as a text to press: `"jj/acme<Enter>e<Esc>"`.
//!
//! Tests and screenshots drive the screen with it. A character stands for itself; named keys and modifiers stand in
//! angle brackets (`<Ctrl+P>`, `<PgDn>`), a literal `<` is `<lt>`, pasted text is `<paste:...>`.

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::keys::{BadKey, Chord};
use super::screen::{Effect, Event, Screen};

/// Reads a script into events.
pub fn parse(script: &str) -> Result<Vec<Event>, BadKey> {
    let mut events = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        if c != '<' {
            events.push(Event::Key(Chord::char(c).event()));
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let Some(end) = rest.find('>') else { return Err(BadKey::Unknown(rest.to_owned())) };
        let name = &rest[1..end];
        rest = &rest[end + 1..];
        events.push(match name.strip_prefix("paste:") {
            Some(text) => Event::Paste(text.to_owned()),
            None => Event::Key(named(name)?),
        });
    }
    Ok(events)
}

fn named(name: &str) -> Result<KeyEvent, BadKey> {
    Ok(name.parse::<Chord>()?.event())
}

/// Presses a script on a screen; gives every effect in order.
pub fn press(screen: &mut Screen, script: &str) -> Result<Vec<Effect>, BadKey> {
    Ok(parse(script)?.into_iter().flat_map(|event| screen.handle(event)).collect())
}

/// Draws the screen at a size and gives its text, line by line, without trailing blanks.
pub fn text_of(screen: &mut Screen, width: u16, height: u16) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    screen.draw(&mut buffer);
    let mut text = String::new();
    for y in 0..height {
        let mut line = String::new();
        let mut x = 0;
        while let Some(cell) = buffer.cell((x, y)) {
            line.push_str(cell.symbol());
            // The cells that a wide letter covers are not text.
            x += (cell.symbol().width() as u16).max(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyCode;

    #[test]
    fn a_script_is_keys_names_and_pasted_text() {
        let events = parse("jé<Enter><lt><Ctrl+P><paste:a b>").unwrap();
        let codes: Vec<KeyCode> =
            events.iter().filter_map(|event| if let Event::Key(key) = event { Some(key.code) } else { None }).collect();
        let expected = [KeyCode::Char('j'), KeyCode::Char('é'), KeyCode::Enter, KeyCode::Char('<'), KeyCode::Char('p')];
        assert_eq!(codes, expected);
        assert!(matches!(&events[5], Event::Paste(text) if text == "a b"));
        assert!(parse("<nokey>").is_err());
        assert!(parse("a<Enter").is_err());
    }
}
