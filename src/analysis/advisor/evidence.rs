//! Evidence that stays short: the first ten lines, and how many more there are.

/// Lines told at most.
const MOST: usize = 10;

/// The first lines, and how many more there are.
pub(super) fn first_ten(mut lines: Vec<String>) -> Vec<String> {
    let more = lines.len().saturating_sub(MOST);
    lines.truncate(MOST);
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    lines
}
