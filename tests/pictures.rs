//! The pictures in `docs/pictures` are what the program shows; `docs/pictures/remake` draws them anew.
//!
//! Beside those of the list there is every pane in every look at the size it is designed for and at a large one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where something unexpected is met")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use jiff::civil::date;
use quarterdeck::app::{Dates, Origin, Workbench};
use quarterdeck::program::Program;
use quarterdeck::store;
use quarterdeck::tui::colours::{Environment, Wish};
use quarterdeck::tui::looks::{Kept, Looks, Wanted};
use quarterdeck::tui::theme::Background;
use quarterdeck::tui::{panes, picture};
use serde::Deserialize;

#[derive(Deserialize)]
struct Picture {
    name: String,
    plan: String,
    pane: String,
    #[serde(default)]
    keys: String,
    sizes: Vec<(u16, u16)>,
    #[serde(default)]
    text: bool,
}

/// A look of the gallery: its name, its theme, its background, keys that make it, and whether it is text.
const LOOKS: [(&str, &str, Option<Background>, &str, bool); 4] = [
    ("dark", "harbor", Some(Background::Dark), "", false),
    ("light", "harbor", Some(Background::Light), "", false),
    ("mono", "mono", None, "", false),
    ("ascii", "default", None, "za", true),
];

const GALLERY: [(u16, u16); 2] = [(80, 24), (140, 45)];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn looks(theme: Option<&str>, background: Option<Background>) -> Looks {
    let wanted = Wanted { theme: theme.map(str::to_owned), background, colours: None };
    let environment = Environment { wish: Wish::True, ..Environment::default() };
    Looks::of(&wanted, &Kept::default(), &environment).unwrap()
}

fn session(plan: &str) -> Workbench {
    let bytes = fs::read(root().join(format!("saves/{plan}.ron"))).unwrap();
    let program: Program = store::read(&bytes).unwrap().program;
    let dates = Dates { today: program.profile.as_of.unwrap_or(date(2026, 9, 30)), asked: None };
    let path = Some(PathBuf::from(format!("saves/{plan}.ron")));
    Workbench::new(program, Origin { path, ..Origin::default() }, dates)
}

fn drawn() -> BTreeMap<String, String> {
    let list: Vec<Picture> =
        ron::from_str(&fs::read_to_string(root().join("docs/pictures/list.ron")).unwrap()).unwrap();
    let mut drawn = BTreeMap::new();
    for one in list {
        for &(columns, rows) in &one.sizes {
            let ending = if one.text { "txt" } else { "svg" };
            let size = if one.sizes.len() == 1 { String::new() } else { format!("-{columns}x{rows}") };
            let (session, looks) = (session(&one.plan), looks(None, None));
            let frame = picture::picture(session, &one.pane, (columns, rows), &one.keys, looks, !one.text).unwrap();
            drawn.insert(format!("{}{size}.{ending}", one.name), frame);
        }
    }
    for pane in panes::all().iter().map(|pane| pane.name().title().to_lowercase()) {
        for (look, theme, background, keys, is_text) in LOOKS {
            for (columns, rows) in GALLERY {
                let (session, looks) = (session("northwind"), looks(Some(theme), background));
                let frame = picture::picture(session, &pane, (columns, rows), keys, looks, !is_text).unwrap();
                let ending = if is_text { "txt" } else { "svg" };
                drawn.insert(format!("panes/{pane}-{look}-{columns}x{rows}.{ending}"), frame);
            }
        }
    }
    drawn
}

/// The page that shows every pane in every look.
fn page() -> String {
    let mut page = "# Every pane in every look\n\nThe theme `harbor` on dark and on light, and `mono`; the links are \
                    those in plain ASCII. Drawn by `docs/pictures/remake`.\n"
        .to_owned();
    for pane in panes::all().iter().map(|pane| pane.name().title()) {
        let name = pane.to_lowercase();
        let _ = writeln!(page, "\n## {pane}");
        for (columns, rows) in GALLERY {
            let ascii = format!("pictures/panes/{name}-ascii-{columns}x{rows}.txt");
            let _ = write!(page, "\n{columns} by {rows} ([ASCII]({ascii}))\n\n");
            for look in ["dark", "light", "mono"] {
                let _ = writeln!(page, "![{pane}, {look}](pictures/panes/{name}-{look}-{columns}x{rows}.svg)");
            }
        }
    }
    page
}

#[test]
fn no_picture_is_stale() {
    let folder = root().join("docs/pictures");
    let (drawn, page) = (drawn(), page());
    if std::env::var_os("REMAKE").is_some() {
        fs::create_dir_all(folder.join("panes")).unwrap();
        for (name, frame) in &drawn {
            fs::write(folder.join(name), frame).unwrap();
        }
        fs::write(root().join("docs/panes.md"), &page).unwrap();
    }
    let kept = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
    let mut stale: Vec<&str> =
        drawn.iter().filter(|(name, frame)| kept(name) != **frame).map(|(name, _)| name.as_str()).collect();
    if fs::read_to_string(root().join("docs/panes.md")).unwrap_or_default() != page {
        stale.push("docs/panes.md");
    }
    assert!(stale.is_empty(), "stale: {stale:#?}; docs/pictures/remake draws every picture anew");
}

#[test]
fn the_command_line_draws_the_same_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_quarterdeck"));
    command.current_dir(root()).env_clear();
    for variable in ["CONFIG", "STATE", "DATA"] {
        command.env(format!("QUARTERDECK_{variable}_DIR"), folder.path());
    }
    let words = ["screenshot", "saves/northwind.ron", "--pane", "qbr", "--keys", "P<PgDn><PgDn>", "--size", "80x24"];
    let shown = command.args(words).args(["--format", "svg"]).output().unwrap();
    assert_eq!(
        String::from_utf8_lossy(&shown.stdout),
        fs::read_to_string(root().join("docs/pictures/present-80x24.svg")).unwrap()
    );
}
