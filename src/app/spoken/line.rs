//! Lines of a script taken apart into words: blanks divide, quotes keep together, `#` begins a comment.

/// A line of a script that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// Its words, without quotes.
    pub words: Vec<String>,
}

/// A line that cannot be taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its number, from 1.
    pub number: usize,
    /// What is wrong.
    pub why: &'static str,
}

/// The lines of a script; blank ones and comments are left out.
pub fn lines(text: &str) -> Result<Vec<Line>, Unread> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut found = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let words = words(line).map_err(|why| Unread { number, why })?;
        if !words.is_empty() {
            found.push(Line { number, words });
        }
    }
    Ok(found)
}

/// The words of one line. In `'...'` everything stands for itself; in `"..."` and outside, `\` takes the next
/// character as it is, and `\n` in `"..."` is a new line.
fn words(line: &str) -> Result<Vec<String>, &'static str> {
    let mut found = Vec::new();
    let mut word: Option<String> = None;
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '#' if word.is_none() => break,
            ' ' | '\t' | '\r' => found.extend(word.take()),
            '\'' => quoted(&mut signs, word.get_or_insert_default())?,
            '"' => escaped(&mut signs, word.get_or_insert_default())?,
            '\\' => {
                let next = signs.next().ok_or("the line ends after \\; a line cannot go on in the next one")?;
                word.get_or_insert_default().push(next);
            }
            plain => word.get_or_insert_default().push(plain),
        }
    }
    found.extend(word);
    Ok(found)
}

const OPEN: &str = "a quote is not closed; write \\' for an apostrophe outside of quotes";

fn quoted(signs: &mut std::str::Chars<'_>, word: &mut String) -> Result<(), &'static str> {
    loop {
        match signs.next().ok_or(OPEN)? {
            '\'' => return Ok(()),
            plain => word.push(plain),
        }
    }
}

fn escaped(signs: &mut std::str::Chars<'_>, word: &mut String) -> Result<(), &'static str> {
    loop {
        match signs.next().ok_or(OPEN)? {
            '"' => return Ok(()),
            '\\' => match signs.next().ok_or(OPEN)? {
                'n' => word.push('\n'),
                other => word.push(other),
            },
            plain => word.push(plain),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_apart_as_in_a_shell() {
        for (line, expected) in [
            ("set partner/acme name Acme", vec!["set", "partner/acme", "name", "Acme"]),
            (r#"a 'b c' "d \"e\"" f\ g"#, vec!["a", "b c", "d \"e\"", "f g"]),
            ("a '' \"\" # b", vec!["a", "", ""]),
            ("a#b", vec!["a#b"]),
            (r#""one\ntwo""#, vec!["one\ntwo"]),
            ("amount='25k'", vec!["amount=25k"]),
            ("  # nothing", vec![]),
        ] {
            assert_eq!(words(line).unwrap(), expected, "{line}");
        }
        for line in ["'a", "\"a", "\"a\\", "a\\"] {
            assert!(words(line).is_err(), "{line}");
        }
    }

    #[test]
    fn lines_keep_their_numbers() {
        let found = lines("\u{feff}# head\n\na b\r\nc").unwrap();
        let numbers: Vec<(usize, usize)> = found.iter().map(|line| (line.number, line.words.len())).collect();
        assert_eq!(numbers, [(3, 2), (4, 1)]);
        assert_eq!(lines("a\n'b").unwrap_err().number, 2);
    }
}
