//! On which line each entry of a key file begins, so that a problem can name it.

/// The lines, from 1, on which the entries of the list inside the outer brackets begin.
pub(super) fn lines(text: &str) -> Vec<usize> {
    let (mut found, mut depth, mut line) = (Vec::new(), 0_usize, 1);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\n' => line += 1,
            '"' => line += skip_string(&mut signs),
            '/' if signs.peek() == Some(&'/') => {
                for skipped in signs.by_ref() {
                    if skipped == '\n' {
                        line += 1;
                        break;
                    }
                }
            }
            '(' | '[' => {
                if sign == '(' && depth == 2 {
                    found.push(line);
                }
                depth += 1;
            }
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found
}

/// Goes behind the closing quote; gives how many lines were passed.
fn skip_string(signs: &mut impl Iterator<Item = char>) -> usize {
    let mut lines = 0;
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => drop(signs.next()),
            '"' => break,
            '\n' => lines += 1,
            _ => {}
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_behind_comments_and_strings() {
        let text = "#![enable(implicit_some)]\n(\n  // a (\n  preset: \"a(\\\"(\",\n  bind: [\n    (keys: [\"(\"]),\n\n    (keys: []), (keys: [])\n  ],\n)";
        assert_eq!(lines(text), [6, 8, 8]);
    }
}
