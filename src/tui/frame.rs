//! The frame around the pane: title and tabs above, mode and hints below, notices and the popup of a key sequence.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::{Action, Scope};
use super::keymap::Keymap;
use super::keys::Chord;
use super::outcome::{Notice, Weight};
use super::overlays::Kind;
use super::pane::{Hint, Mode, PaneName};
use super::session::{Partner, Safety, Workbench};
use super::theme::{Look, Role};
use super::widgets::{paint, safe_text};
use crate::program::id::Id;

/// The smallest terminal in which panes are drawn.
pub const SMALLEST: (u16, u16) = (40, 10);

/// What the frame shows besides the pane.
#[derive(Debug)]
pub struct View<'a> {
    /// The session.
    pub workbench: &'a Workbench,
    /// Colours and signs.
    pub look: &'a Look,
    /// The live keymap.
    pub keymap: &'a Keymap,
    /// Where keys are looked up now.
    pub scopes: Vec<Scope>,
    /// The pane shown.
    pub active: PaneName,
    /// The panes of this version.
    pub existing: Vec<PaneName>,
    /// The partner that panes share.
    pub partner: Option<&'a Id<Partner>>,
    /// How keys are taken.
    pub mode: Mode,
    /// Hints of the pane, the most used first.
    pub hints: Vec<Hint>,
    /// What lies over the pane.
    pub overlay: Option<&'a Kind>,
}

/// The parts of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regions {
    /// Name of the program, file, state.
    pub title: Rect,
    /// The tabs.
    pub tabs: Rect,
    /// The pane and the overlays.
    pub body: Rect,
    /// Mode and hints.
    pub footer: Rect,
}

impl Regions {
    /// The parts of an area.
    pub fn of(area: Rect) -> Self {
        let (title, rest) = paint::split_top(area, 1);
        let (tabs, rest) = paint::split_top(rest, 1);
        let (body, footer) = paint::split_bottom(rest, 1);
        Self { title, tabs, body, footer }
    }
}

/// What stands at a place of the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// A tab.
    Tab(PaneName),
    /// A hint of the footer, or the title.
    Run(Action),
}

/// True where panes have no room.
pub fn too_small(area: Rect) -> bool {
    area.width < SMALLEST.0 || area.height < SMALLEST.1
}

/// Says that there is no room, and how much is needed; everything typed is kept.
pub fn draw_too_small(buffer: &mut Buffer, area: Rect, look: &Look) {
    let lines = [
        format!("{}x{} is too small", area.width, area.height),
        format!("{}x{} is needed", SMALLEST.0, SMALLEST.1),
        "nothing is lost".to_owned(),
    ];
    for (y, line) in lines.iter().enumerate() {
        let text = safe_text::cut(line, usize::from(area.width), look.glyphs.ellipsis);
        paint::text(buffer, area, 0, y as u16, &text, look.style(Role::Text));
    }
}

/// Draws title, tabs and footer.
pub fn draw(buffer: &mut Buffer, regions: &Regions, view: &View<'_>) {
    draw_title(buffer, regions.title, view);
    for tab in tabs(regions.tabs, view) {
        paint::text(buffer, regions.tabs, tab.x, 0, &tab.text, view.look.style(tab.role));
    }
    draw_footer(buffer, regions.footer, view);
}

fn draw_title(buffer: &mut Buffer, area: Rect, view: &View<'_>) {
    let look = view.look;
    let name = &view.workbench.program().profile.name;
    let file = view.workbench.path().map_or_else(
        || "not in a file yet".to_owned(),
        |path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
    );
    let safety = view.workbench.safety();
    let dirty = view.workbench.is_dirty();
    // every state of an edit on its way is as wide as the others, so that nothing moves while one types
    let state = match (dirty, &safety, view.workbench.path()) {
        _ if view.workbench.locked_by().is_some() => " read-only".to_owned(),
        (true, Safety::NotSafe(_), _) => format!(" {} NOT SAFE", look.glyphs.unsaved),
        (true, Safety::Unwatched, _) => format!(" {} unsaved", look.glyphs.unsaved),
        (true, Safety::Safe, _) => format!(" {} unsaved, safe", look.glyphs.unsaved),
        (true, Safety::Waiting, _) => format!(" {} unsaved      ", look.glyphs.hollow),
        (false, _, Some(_)) => " saved".to_owned(),
        (false, _, None) => String::new(),
    };
    let partner = view.partner.and_then(|id| view.workbench.program().partners.get(id)).map(|partner| &partner.name);
    let room = usize::from(area.width) / 2;
    let right = safe_text::cut(&format!("{file}{state} "), room, look.glyphs.ellipsis);
    let left_over = room.saturating_sub(safe_text::width(&right) + 3);
    let right = match partner {
        Some(partner) if area.width >= 70 && left_over >= 8 => {
            let partner = safe_text::cut(partner, left_over, look.glyphs.ellipsis);
            format!("{partner} {} {right}", look.glyphs.dot)
        }
        _ => right,
    };
    let width = safe_text::width(&right) as u16;
    let room = usize::from(area.width.saturating_sub(width + 2));
    let left = safe_text::cut(&format!(" Quarterdeck {} {name}", look.glyphs.dot), room, look.glyphs.ellipsis);
    paint::text(buffer, area, 0, 0, &left, look.style(Role::Title));
    let role = match (dirty, &safety) {
        (true, Safety::Safe | Safety::Waiting) => Role::Info,
        (true, _) => Role::Warning,
        (false, _) => Role::Muted,
    };
    paint::text(buffer, area, area.width.saturating_sub(width), 0, &right, look.style(role));
}

struct Tab {
    name: PaneName,
    x: u16,
    text: String,
    role: Role,
}

/// The panes of this version, each with the digit that goes there, as long as the room allows.
fn tabs(area: Rect, view: &View<'_>) -> Vec<Tab> {
    let label = |name: PaneName, title: &str| format!(" {} {title} ", name.digit());
    let width = |texts: &[String]| texts.iter().map(|text| safe_text::width(text)).sum::<usize>();
    let all = || view.existing.iter().copied();
    let long: Vec<String> = all().map(|name| label(name, name.title())).collect();
    let short: Vec<String> = all().map(|name| label(name, name.short_title())).collect();
    let digits: Vec<String> = all()
        .map(|name| if name == view.active { label(name, name.title()) } else { format!(" {} ", name.digit()) })
        .collect();
    let room = usize::from(area.width);
    let texts = [long, short].into_iter().find(|texts| width(texts) <= room).unwrap_or(digits);
    let mut x = 0;
    let mut tabs = Vec::new();
    for (name, text) in all().zip(texts) {
        let role = if name == view.active { Role::TabActive } else { Role::Tab };
        let width = safe_text::width(&text) as u16;
        tabs.push(Tab { name, x, text, role });
        x += width;
    }
    tabs
}

struct Part {
    x: u16,
    key: String,
    word: String,
    action: Option<Action>,
}

impl Part {
    fn width(&self) -> u16 {
        (safe_text::width(&self.key) + 1 + safe_text::width(&self.word)) as u16
    }
}

/// What stands at the right edge: how to go on and how to leave.
fn fixed_hints(view: &View<'_>) -> &'static [(Action, &'static str)] {
    match (view.overlay, view.mode) {
        (Some(Kind::Prompt(_)), _) => &[(Action::Accept, "done"), (Action::Cancel, "close")],
        (Some(Kind::Form(_)), _) => {
            &[(Action::Accept, "save"), (Action::FieldNext, "next field"), (Action::Cancel, "close")]
        }
        (Some(Kind::Calculator(form)), _) if form.typing() => {
            &[(Action::Accept, "take"), (Action::FieldNext, "next input"), (Action::Cancel, "leave")]
        }
        (Some(Kind::Calculator(_)), _) => {
            &[(Action::Accept, "edit"), (Action::FieldNext, "next input"), (Action::Cancel, "close")]
        }
        (Some(Kind::Menu(_)), _) => {
            &[(Action::Accept, "run"), (Action::FieldNext, "next menu"), (Action::Cancel, "close")]
        }
        (Some(Kind::Preview(preview)), _) if preview.is_only_read() => &[(Action::Cancel, "close")],
        (Some(Kind::Preview(preview)), _) if preview.other_way().is_some() => {
            &[(Action::Accept, "choose"), (Action::FieldNext, "other way"), (Action::Cancel, "close")]
        }
        (Some(Kind::Picker(_) | Kind::Confirm(_) | Kind::Preview(_)), _) => {
            &[(Action::Accept, "choose"), (Action::Cancel, "close")]
        }
        (None, Mode::Nav) => &[(Action::Help, "help"), (Action::Palette, "commands"), (Action::Close, "close")],
        (None, Mode::Grab) => &[(Action::GrabDrop, "drop"), (Action::GrabCancel, "put back")],
        (None, _) => &[],
    }
}

/// Help, commands and close first, at the right edge; then the mode word; then as many hints as fit.
fn footer_parts(area: Rect, view: &View<'_>) -> Vec<Part> {
    let part = |action: Action, word: &str| -> Option<Part> {
        let key = view.keymap.key_for(&view.scopes, action)?;
        Some(Part { x: 0, key, word: word.to_owned(), action: Some(action) })
    };
    let fixed: Vec<Part> = fixed_hints(view).iter().filter_map(|(action, word)| part(*action, word)).collect();
    let reserved: u16 = fixed.iter().map(|part| part.width() + 2).sum();
    let mut x = area.width.saturating_sub(reserved);
    let end = x;
    let mut parts = Vec::new();
    for mut part in fixed {
        part.x = x;
        x += part.width() + 2;
        parts.push(part);
    }
    let mut x = safe_text::width(view.mode.word()) as u16 + 4;
    for hint in &view.hints {
        // Without a key of its own it is reached by its name.
        let Some(mut part) = part(hint.action, hint.word).or_else(|| part(Action::Palette, hint.word)) else {
            continue;
        };
        if x + part.width() + 2 > end {
            break;
        }
        part.x = x;
        x += part.width() + 2;
        parts.push(part);
    }
    parts
}

fn draw_footer(buffer: &mut Buffer, area: Rect, view: &View<'_>) {
    let look = view.look;
    paint::text(buffer, area, 0, 0, &format!(" {} ", view.mode.word()), look.style(Role::Mode));
    for part in footer_parts(area, view) {
        let used = paint::text(buffer, area, part.x, 0, &part.key, look.style(Role::Key));
        paint::text(buffer, area, part.x + used + 1, 0, &part.word, look.style(Role::Muted));
    }
}

/// What was clicked in the frame.
pub fn hit(regions: &Regions, at: Position, view: &View<'_>) -> Option<Hit> {
    if regions.title.contains(at) {
        return Some(Hit::Run(Action::MenuBar));
    }
    if regions.tabs.contains(at) {
        let x = at.x - regions.tabs.x;
        return tabs(regions.tabs, view).into_iter().rev().find(|tab| tab.x <= x).map(|tab| Hit::Tab(tab.name));
    }
    if regions.footer.contains(at) {
        let x = at.x - regions.footer.x;
        let part = footer_parts(regions.footer, view).into_iter().find(|p| (p.x..p.x + p.width()).contains(&x));
        return part.and_then(|part| part.action).map(Hit::Run);
    }
    None
}

/// The popup of a key sequence: what may be pressed next.
pub fn draw_pending(
    buffer: &mut Buffer,
    regions: &Regions,
    keymap: &Keymap,
    scopes: &[Scope],
    pending: &[Chord],
    look: &Look,
) {
    if pending.is_empty() {
        return;
    }
    let next = keymap.continuations(scopes, pending);
    let column = 36_u16.min(regions.body.width.saturating_sub(2)).max(1);
    let columns = (regions.body.width.saturating_sub(2) / column).max(1);
    let rows = (next.len() as u16).div_ceil(columns);
    let (_, frame) = paint::split_bottom(regions.body, rows.saturating_add(2).min(regions.body.height));
    let keys: String = pending.iter().map(ToString::to_string).collect();
    let title = format!("{keys}  {}", keymap.prefix_title(pending));
    let inside = paint::framed(buffer, frame, &title, true, look);
    for (index, (chord, does)) in next.iter().enumerate() {
        let (x, y) = ((index as u16 / rows.max(1)) * column, index as u16 % rows.max(1));
        let used = paint::text(buffer, inside, x, y, &chord.to_string(), look.style(Role::Key));
        let room = usize::from(column.saturating_sub(used + 2));
        let title = safe_text::cut(does, room, look.glyphs.ellipsis);
        paint::text(buffer, inside, x + used + 1, y, &title, look.style(Role::Text));
    }
}

/// Notices, over the last rows of the pane; keys that they name are those of the keymap.
pub fn draw_notices(
    buffer: &mut Buffer,
    regions: &Regions,
    notices: &[Notice],
    keys: (&Keymap, &[Scope]),
    look: &Look,
) {
    let (_, area) = paint::split_bottom(regions.body, notices.len() as u16);
    for (y, notice) in notices.iter().enumerate() {
        let line = paint::row(area, y as u16);
        let (word, role) = match notice.weight {
            Weight::Info => ("", Role::Info),
            Weight::Warning => ("Warning: ", Role::Warning),
            Weight::Error => ("Error: ", Role::Error),
        };
        paint::clear(buffer, line, look.style(Role::Text));
        let text = format!(" {word}{}", keys.0.spell(keys.1, &notice.text));
        let text = safe_text::cut(&text, usize::from(line.width), look.glyphs.ellipsis);
        paint::text(buffer, line, 0, 0, &text, look.style(role));
    }
}
