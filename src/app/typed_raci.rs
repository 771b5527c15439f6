//! Letters of the RACI grid as people type them: `RA`, `R/A`, `responsible, accountable`.

use crate::program::choice::Choice;
use crate::program::event::RaciLetter;

/// The letters in a text; empty or a dash is none.
///
/// # Errors
/// A letter that is none of R, A, C and I.
pub fn letters(text: &str) -> Result<Vec<RaciLetter>, String> {
    let mut found = Vec::new();
    let words = text.split([' ', ',', '/', ';', '+']).map(str::trim).filter(|word| !word.is_empty() && *word != "-");
    for word in words {
        let whole = RaciLetter::read(&word.to_lowercase());
        let one = |sign: char| {
            let letter = RaciLetter::ALL.iter().find(|letter| letter.label().starts_with(sign.to_ascii_uppercase()));
            letter.copied().ok_or_else(|| format!("{sign:?} is none of R, A, C and I"))
        };
        let read: Vec<RaciLetter> = match whole {
            Some(letter) => vec![letter],
            None => word.chars().map(one).collect::<Result<_, String>>()?,
        };
        for letter in read {
            if !found.contains(&letter) {
                found.push(letter);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_one_by_one_and_as_words() {
        use RaciLetter::{Accountable, Consulted, Responsible};
        for (text, expected) in [
            ("RA", vec![Responsible, Accountable]),
            ("r / c", vec![Responsible, Consulted]),
            ("accountable", vec![Accountable]),
            ("-", vec![]),
            ("", vec![]),
            ("rr", vec![Responsible]),
        ] {
            assert_eq!(letters(text).unwrap(), expected, "{text}");
        }
        assert!(letters("RX").unwrap_err().contains("'X'"));
    }
}
