//! The pictures of a presentation in `docs/pictures` are what the program shows; `docs/pictures/remake` draws them anew.

#![allow(clippy::unwrap_used, reason = "a test ends where something unexpected is met")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;

#[test]
fn the_pictures_of_a_presentation_are_not_stale() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let mut stale = Vec::new();
    for size in ["80x24", "120x40", "200x60"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quarterdeck"));
        command.current_dir(root).env_clear();
        for variable in ["CONFIG", "STATE", "DATA"] {
            command.env(format!("QUARTERDECK_{variable}_DIR"), folder.path());
        }
        let words = ["screenshot", "saves/northwind.ron", "--pane", "qbr", "--keys", "P<PgDn><PgDn>", "--size", size];
        let drawn = command.args(words).args(["--format", "svg"]).output().unwrap();
        let kept = fs::read(root.join(format!("docs/pictures/present-{size}.svg"))).unwrap_or_default();
        if drawn.stdout != kept {
            stale.push(size);
        }
    }
    assert!(stale.is_empty(), "stale: {stale:?}; docs/pictures/remake draws every picture anew");
}
