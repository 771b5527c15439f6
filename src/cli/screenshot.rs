//! `screenshot`: one frame of the workbench through the real renderer.

use std::path::Path;

use serde_json::Value;

use super::args::{LookOptions, PictureFormat, Screenshot};
use super::doctor::Finding;
use super::failure::{Exit, Failure, Problem};
use super::files;
use super::keys::{KeyAnswer, KeyQuestion};
use super::output::Reply;
use crate::app::Workbench;

/// A picture of the workbench that is asked for.
#[derive(Debug)]
pub struct Picture {
    /// The session.
    pub workbench: Workbench,
    /// The pane shown first.
    pub pane: String,
    /// Columns.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
    /// Keys to press first.
    pub keys: String,
    /// How it looks.
    pub look: LookOptions,
    /// Whether as a drawing.
    pub svg: bool,
}

/// Whoever can draw the screen; the command line itself knows no renderer.
pub trait Screens {
    /// The frame as text or SVG, or why there is none.
    fn picture(&self, picture: Picture) -> Result<String, String>;
    /// The keymap, or why there is none.
    fn keys(&self, question: &KeyQuestion) -> Result<KeyAnswer, String>;
    /// What the terminal says about itself.
    fn terminal(&self) -> Vec<Finding>;
}

pub(super) fn screenshot(words: &Screenshot, screens: &dyn Screens) -> Result<Reply, Failure> {
    let svg = match words.format {
        Some(format) => format == PictureFormat::Svg,
        None => words.output.as_deref().and_then(Path::extension).is_some_and(|ending| ending == "svg"),
    };
    let picture = Picture {
        workbench: files::session(&words.file, words.as_of.as_of)?,
        pane: words.pane.clone(),
        columns: words.size.0,
        rows: words.size.1,
        keys: words.keys.clone(),
        look: words.look.clone(),
        svg,
    };
    let frame = screens.picture(picture).map_err(|why| Failure::new(Exit::Usage, Problem::new("no_picture", why)))?;
    match words.output.as_deref().filter(|path| !files::is_standard(path)) {
        None => Ok(Reply::new("screenshot", frame, Value::Null)),
        Some(path) => {
            files::write(path, frame.as_bytes(), words.force)?;
            Ok(Reply::new("screenshot", Vec::new(), Value::Null).note(format!("wrote {}", path.display())))
        }
    }
}
