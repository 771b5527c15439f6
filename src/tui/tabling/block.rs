//! A block of cells as a spreadsheet puts it on the clipboard: tabs between cells, lines between rows.

/// The most cells taken from one paste.
pub(super) const MOST: usize = 20_000;

/// The rows of a text. A cell in quotes may hold tabs and lines; two quotes in it are one.
pub(super) fn read(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut rows = vec![Vec::new()];
    let mut rest = text.as_str();
    let mut cells = 0;
    while cells < MOST {
        let (cell, after) = cell(rest);
        let last = rows.len() - 1;
        rows[last].push(neutral(&cell));
        cells += 1;
        match after.chars().next() {
            Some('\t') => rest = &after[1..],
            Some(_) => {
                rest = &after[1..];
                if rest.is_empty() {
                    break;
                }
                rows.push(Vec::new());
            }
            None => break,
        }
    }
    while rows.last().is_some_and(|row| row.iter().all(String::is_empty)) {
        rows.pop();
    }
    rows
}

/// The first cell of a text, and what stands after it: a tab, a line break or nothing.
fn cell(text: &str) -> (String, &str) {
    if let Some(found) = quoted(text) {
        return found;
    }
    let end = text.find(['\t', '\n']).unwrap_or(text.len());
    (text[..end].trim().to_owned(), &text[end..])
}

/// A cell in quotes; none where the quotes are not those of a whole cell.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut found = String::new();
    loop {
        let end = rest.find('"')?;
        found.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.chars().next() {
            Some('"') => {
                found.push('"');
                rest = &rest[1..];
            }
            None | Some('\t' | '\n') => return Some((found.trim().to_owned(), rest)),
            Some(_) => return None,
        }
    }
}

/// Without the apostrophe that keeps a spreadsheet from running a text.
fn neutral(cell: &str) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_all_kinds_become_rows_of_cells() {
        let cases: [(&str, &[&[&str]]); 8] = [
            ("a\tb\r\nc\td\r\n", &[&["a", "b"], &["c", "d"]]),
            ("one", &[&["one"]]),
            ("\t\tx\n", &[&["", "", "x"]]),
            ("\"two\nlines\"\t\"say \"\"hi\"\"\"\nend", &[&["two\nlines", "say \"hi\""], &["end"]]),
            ("\"12\" disk\tb", &[&["\"12\" disk", "b"]]),
            ("'=1+1\t'tis", &[&["=1+1", "'tis"]]),
            ("a\n\nb\n\n\n", &[&["a"], &[""], &["b"]]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected.iter().map(|row| row.to_vec()).collect::<Vec<_>>(), "{text:?}");
        }
        assert_eq!(read(&"x\n".repeat(MOST + 9)).len(), MOST);
    }
}
