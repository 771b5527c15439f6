//! A pasted list of names, as people copy it out of a sheet or a message.

/// The most names taken from one paste.
pub(super) const MOST: usize = 2_000;

/// The names in a text: one a line, without bullets and numbers in front; of a row of a sheet, the first cell.
pub(super) fn read(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let cell =
        |line: &str| line.split('\t').map(str::trim).find(|cell| !cell.is_empty()).unwrap_or_default().to_owned();
    text.lines().map(|line| without_bullet(&cell(line)).to_owned()).filter(|name| !name.is_empty()).take(MOST).collect()
}

fn without_bullet(line: &str) -> &str {
    let line = line.trim().trim_matches('"').trim();
    let bare = line.trim_start_matches(['-', '*', '•', '–', '·']);
    if bare.len() < line.len() && bare.starts_with([' ', '\u{a0}']) {
        return bare.trim();
    }
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < line.len()
        && let Some(rest) = digits.strip_prefix(['.', ')'])
        && rest.starts_with(' ')
    {
        return rest.trim();
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_all_kinds_become_names() {
        assert_eq!(read("- Acme\r\n\n* Nord & Söhne\n• 株式会社\n"), ["Acme", "Nord & Söhne", "株式会社"]);
        assert_eq!(read("1. First\n2) Second\n3M\n7-Eleven"), ["First", "Second", "3M", "7-Eleven"]);
        assert_eq!(read("Acme\tGold\t12\n\"Quoted Ltd\"\tSilver"), ["Acme", "Quoted Ltd"]);
        assert_eq!(read(" \n\t\n"), Vec::<String>::new());
    }
}
