//! Where the tour was left, so that the next session goes on there.

use std::io;
use std::path::Path;

use super::disk::replace;

const FILE: &str = "tour.ron";

/// The step at which the tour was left; 0 where it was not begun or is over.
pub fn left_at(state: &Path) -> usize {
    let text = std::fs::read_to_string(state.join(FILE)).ok();
    text.and_then(|text| ron::from_str(&text).ok()).unwrap_or(0)
}

/// Remembers the step.
pub fn remember(state: &Path, step: usize) -> io::Result<()> {
    std::fs::create_dir_all(state)?;
    replace(&state.join(FILE), format!("{step}\n").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_step_is_remembered_and_whatever_else_is_there_is_the_beginning() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        assert_eq!(left_at(&state), 0);
        remember(&state, 7).unwrap();
        assert_eq!(left_at(&state), 7);
        std::fs::write(state.join(FILE), "(((").unwrap();
        assert_eq!(left_at(&state), 0);
    }
}
