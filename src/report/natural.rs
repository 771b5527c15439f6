//! The natural order of text: `Partner 2` stands before `Partner 10`, and large and small letters do not matter.

/// A text that compares, letter by letter, as people expect: runs of digits by their value.
pub fn key(text: &str) -> String {
    let lower = text.to_lowercase();
    if !lower.bytes().any(|byte| byte.is_ascii_digit()) {
        return lower;
    }
    let mut made = String::with_capacity(lower.len() + 8);
    let mut rest = lower.as_str();
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let after = &rest[start..];
        let end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let digits = after[..end].trim_start_matches('0');
        made.push_str(&rest[..start]);
        // a number of more digits is the larger one; the sign keeps numbers among the digits
        made.push('0');
        made.push(char::from(b'!' + digits.len().min(80) as u8));
        made.push_str(digits);
        rest = &after[end..];
    }
    made.push_str(rest);
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_text_stand_by_their_value() {
        let mut names =
            ["P10", "p2", "P 3", "a", "p02b", "Box 10", "box 9", "2026-03-14", "2026-12-01", "7-Eleven", "3M"];
        names.sort_by_key(|name| key(name));
        let expected =
            ["3M", "7-Eleven", "2026-03-14", "2026-12-01", "a", "box 9", "Box 10", "P 3", "p2", "p02b", "P10"];
        assert_eq!(names, expected);
    }
}
