//! One frame without a terminal: a session, a pane, keys pressed, and the screen as text or drawing.

use std::mem::ManuallyDrop;

use super::looks::Looks;
use super::pane::PaneName;
use super::panes;
use super::screen::{Options, Screen};
use super::session::Workbench;
use super::{script, svg};

/// The frame of a pane after pressing keys, or why there is none.
pub fn picture(
    workbench: Workbench,
    pane: &str,
    (columns, rows): (u16, u16),
    keys: &str,
    looks: Looks,
    as_svg: bool,
) -> Result<String, String> {
    let panes = panes::all();
    let known: Vec<PaneName> = panes.iter().map(|pane| pane.name()).collect();
    let wanted = pane.to_lowercase();
    let Some(pane) = known.iter().copied().find(|name| name.title().to_lowercase() == wanted) else {
        let names: Vec<String> = known.iter().map(|name| name.title().to_lowercase()).collect();
        return Err(format!("there is no pane {pane:?}; the panes are: {}", names.join(", ")));
    };
    let options = Options { pane, look: looks.look, gallery: looks.gallery, wide: looks.wide, ..Options::default() };
    // a picture is the last thing a process makes
    let mut screen = ManuallyDrop::new(Screen::new(workbench, panes, options));
    screen.resize(columns, rows);
    // A first drawing settles scrolling, as a terminal would before the first key.
    let first = script::text_of(&mut screen, columns, rows);
    if !keys.is_empty() {
        script::press(&mut screen, keys).map_err(|why| format!("--keys: {why}"))?;
    }
    Ok(match (as_svg, keys.is_empty()) {
        (true, _) => svg::svg_of(&mut screen, columns, rows),
        (false, true) => first,
        (false, false) => script::text_of(&mut screen, columns, rows),
    })
}
