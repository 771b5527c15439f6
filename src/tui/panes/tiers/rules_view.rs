//! How the tree of conditions is drawn: one line per node, the node as text below it while it is written, its sentence
//! and everyone who would move.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::rules::{self, NodeText, Rules, Target};
use super::sentence;
use super::state::Tiers;
use crate::tui::pane::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::{paint, safe_text, wrap};
use paint::{Piece, piece};

/// The parts of the view.
struct Places {
    head: Rect,
    list: Rect,
    text: Rect,
    below: Rect,
}

fn places(area: Rect, writing: bool) -> Places {
    let (head, rest) = paint::split_top(area, 1);
    let lower = if rest.height < 10 { rest.height / 2 } else { (rest.height / 2).clamp(6, 18) };
    let (list, lower) = paint::split_bottom(rest, lower);
    let (text, below) = paint::split_top(lower, if writing { 2 } else { 1 });
    Places { head, list, text, below }
}

/// Where the lines of the tree stand.
pub(super) fn list_area(body: Rect, writing: bool) -> Rect {
    places(body, writing).list
}

/// Settles the scrolling of the tree.
pub(super) fn settle(pane: &mut Tiers, body: Rect) {
    let count = pane.tier().map_or(0, |tier| super::tree::nodes(&tier.criteria).len());
    if let Some(rules) = &mut pane.rules {
        let list = places(body, rules.text.is_some()).list;
        rules.list.settle(count, list.height);
    }
}

pub(super) fn draw(pane: &Tiers, rules: &Rules, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let Some(tier) = pane.tier() else { return };
    let look = context.look;
    let places = places(area, rules.text.is_some());
    let others: Vec<Piece> = pane
        .model
        .tiers
        .iter()
        .map(|other| {
            let role = if other.id == tier.id { Role::TabActive } else { Role::Tab };
            piece(format!(" {} ", other.name), role)
        })
        .collect();
    let used = paint::pieces(buffer, places.head, 1, 0, &others, look);
    let title = match &pane.trial {
        Some(trial) => format!("asks for   ({})", trial.title()),
        None => "asks for".to_owned(),
    };
    paint::text(buffer, places.head, used + 2, 0, &title, look.style(Role::Header));
    let lines = rules::lines(&tier.criteria, pane.model.currency);
    let focused = context.focused && rules.text.is_none();
    rules.list.draw(buffer, places.list, lines.len(), focused, look, |index| {
        let Some(line) = lines.get(index) else { return Vec::new() };
        let indent = "  ".repeat(line.path.len());
        let role = if line.leaf { Role::Text } else { Role::Accent };
        vec![piece(format!("{indent}{}", line.words), role)]
    });
    match &rules.text {
        Some(text) => draw_text(pane, text, buffer, &places, context),
        None => draw_whole(pane, buffer, &places, context),
    }
}

fn rule(buffer: &mut Buffer, area: Rect, title: &str, role: Role, context: &Context<'_>) {
    let look = context.look;
    paint::horizontal(buffer, area, 0, look.glyphs.horizontal, look.style(Role::Border));
    let title = safe_text::cut(title, usize::from(area.width.saturating_sub(4)), look.glyphs.ellipsis);
    paint::text(buffer, area, 1, 0, &format!(" {title} "), look.style(role));
}

/// The node as text, what it says, what is wrong with it, and who would move.
fn draw_text(pane: &Tiers, text: &NodeText, buffer: &mut Buffer, places: &Places, context: &Context<'_>) {
    let look = context.look;
    let title = match text.target {
        Target::Instead(_) => "As in the plan file: Enter accepts, Esc leaves it",
        Target::Beside(_) => "One more condition, as in the plan file: Enter accepts, Esc leaves it",
    };
    rule(buffer, places.text, title, Role::Header, context);
    let cell = field_area(places.text);
    let role = if text.verdict.is_err() { Role::Error } else { Role::Input };
    paint::clear(buffer, cell, look.style(role));
    text.text.draw(buffer, cell, look.style(role));
    let room = usize::from(places.below.width.saturating_sub(3));
    let mut y = 0;
    let mut say = |words: &str, role: Role, most: usize| {
        for line in wrap::wrap(words, room).iter().take(most) {
            paint::text(buffer, places.below, 2, y, line, look.style(role));
            y += 1;
        }
    };
    if let Some(said) = &text.said {
        say(said, Role::Change, 3);
    }
    match &text.verdict {
        Err(faults) => {
            for fault in faults {
                say(&format!("{} {fault}", look.glyphs.fault), Role::Error, 2);
            }
        }
        Ok(written) => {
            let rest = paint::split_top(places.below, y).1;
            super::members::draw_forecast(pane, &written.forecast, buffer, rest, context);
        }
    }
}

/// The sentence of the tier, and what the last change did.
fn draw_whole(pane: &Tiers, buffer: &mut Buffer, places: &Places, context: &Context<'_>) {
    let Some(tier) = pane.tier() else { return };
    let look = context.look;
    rule(buffer, places.text, "as a sentence", Role::Header, context);
    let words = sentence::sentence(&tier.criteria, pane.model.currency);
    let lines = wrap::wrap(&words, usize::from(places.below.width.saturating_sub(3)));
    let most = usize::from(places.below.height).min(4);
    for (y, line) in lines.iter().take(most).enumerate() {
        paint::text(buffer, places.below, 2, y as u16, line, look.style(Role::Text));
    }
    let rest = paint::split_top(places.below, lines.len().min(most) as u16).1;
    if let Some(forecast) = pane.consequences(context) {
        super::members::draw_forecast(pane, forecast, buffer, rest, context);
    }
}

fn field_area(area: Rect) -> Rect {
    let row = paint::row(area, 1);
    Rect { x: row.x.saturating_add(2).min(row.right()), width: row.width.saturating_sub(3), ..row }
}

/// Where the hardware cursor stands.
pub(super) fn cursor(rules: &Rules, body: Rect) -> Option<Position> {
    let places = places(body, rules.text.is_some());
    if let Some(text) = &rules.text {
        let cell = field_area(places.text);
        let mut scratch = Buffer::empty(cell);
        return text.text.draw(&mut scratch, cell, ratatui::style::Style::new());
    }
    let y = u16::try_from(rules.list.cursor.checked_sub(rules.list.top)?).ok()?;
    (y < places.list.height).then(|| Position::new(places.list.x, places.list.y + y))
}
