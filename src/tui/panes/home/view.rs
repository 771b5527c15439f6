//! How Home is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::state::Home;
use crate::app::agenda::{Line, Subject};
use crate::program::period::days_between;
use crate::tui::action::{Action, Scope};
use crate::tui::pane::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::{self, Piece, piece};
use crate::tui::widgets::safe_text::{self, Align};
use crate::tui::widgets::wrap;

/// The width from which the numbers stand beside the list.
const WIDE: u16 = 76;
/// Cells of the column with the numbers.
const SIDE: u16 = 30;
/// Cells between what is due and whom it concerns.
const GAP: usize = 2;

/// Title and list at the left, the side column at the right where there is room.
fn parts(area: Rect) -> (Rect, Rect) {
    let side = if area.width >= WIDE { SIDE } else { 0 };
    paint::split_left(area, area.width - side)
}

/// Where the lines stand: below the title, above what is to be said of the program.
pub(super) fn list_area(home: &Home, area: Rect) -> Rect {
    let (list, _) = paint::split_bottom(paint::split_top(parts(area).0, 1).1, told(home, area).len() as u16);
    list
}

/// What is to be said of the program, in lines; none where there is little room.
fn told(home: &Home, area: Rect) -> Vec<String> {
    let left = parts(area).0;
    let lines = home.unsourced.as_deref().map(|why| wrap::wrap(why, usize::from(left.width.saturating_sub(4))));
    lines.filter(|lines| usize::from(left.height) > 2 * lines.len() + 2).unwrap_or_default()
}

pub(super) fn draw(home: &Home, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let look = context.look;
    let (left, side) = parts(area);
    let as_of = context.workbench.as_of();
    let mut title = vec![piece(format!(" {}", as_of.strftime("%A %-d %B %Y")), Role::Title)];
    if home.hidden > 0 {
        title.push(piece(format!("  filter {:?}: {} hidden", home.filter, home.hidden), Role::Warning));
    }
    paint::pieces(buffer, paint::row(left, 0), 0, 0, &title, look);
    let list = list_area(home, area);
    let below = paint::split_top(left, left.height.saturating_sub(told(home, area).len() as u16)).1;
    for (y, line) in told(home, area).iter().enumerate() {
        paint::text(buffer, below, 2, y as u16, line, look.style(Role::Info));
    }
    if home.lines.is_empty() {
        let text = if home.hidden > 0 {
            "Nothing matches; [key:filter.clear] clears the filter"
        } else {
            "Nothing is due in the next two weeks"
        };
        paint::text(buffer, list, 2, 0, &context.spell(text), look.style(Role::Muted));
    }
    home.view.draw(buffer, list, home.lines.len(), context.focused, look, |index| {
        home.lines.get(index).map_or_else(Vec::new, |line| pieces(line, list.width.saturating_sub(2), context))
    });
    if side.width > 0 {
        draw_side(home, buffer, paint::inset(side, 1, 0), context);
    }
}

fn pieces(line: &Line, width: u16, context: &Context<'_>) -> Vec<Piece> {
    let glyphs = context.look.glyphs;
    if !line.is_entry() {
        return vec![piece(line.text.clone(), Role::Header)];
    }
    let width = usize::from(width);
    let (when, role) = match line.due {
        Some(due) => match days_between(context.workbench.as_of(), due) {
            late if late < 0 => (format!("{} d late", -late), Role::Error),
            0 => ("today".to_owned(), Role::Warning),
            1 => ("tomorrow".to_owned(), Role::Warning),
            _ => (due.strftime("%a %-d %b").to_string(), Role::Muted),
        },
        None => (String::new(), Role::Muted),
    };
    let sign = match line.subject {
        Subject::Task(_) if line.blocked => glyphs.blocked,
        Subject::Task(_) | Subject::Action(_) | Subject::Promise(_) | Subject::Review(_) | Subject::Regular(_) => {
            glyphs.open
        }
        Subject::More(_) => glyphs.folded,
        Subject::Partner(_) | Subject::Heading => glyphs.point,
    };
    let partner = match line.subject {
        Subject::Partner(_) | Subject::Regular(_) => None,
        _ => line.partner.as_ref().and_then(|id| context.workbench.program().partners.get(id)),
    };
    let partner = partner.map_or("", |partner| partner.name.as_str());
    let more = [partner, &line.who].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    let room = width.saturating_sub(2 + 11);
    let more_room = if more.is_empty() { 0 } else { (room / 3).min(safe_text::width(&safe_text::clean(&more))) };
    let gap = if more_room == 0 { 0 } else { GAP };
    let text = safe_text::fit(&line.text, room.saturating_sub(more_room + gap), Align::Left, glyphs.ellipsis);
    vec![
        piece(format!("{sign} "), if line.blocked { Role::Error } else { Role::Muted }),
        piece(text, Role::Text),
        piece(" ".repeat(gap), Role::Text),
        piece(safe_text::fit(&more, more_room, Align::Right, glyphs.ellipsis), Role::Muted),
        piece(safe_text::fit(&when, 11, Align::Right, glyphs.ellipsis), role),
    ]
}

fn draw_side(home: &Home, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let look = context.look;
    let program = context.workbench.program();
    paint::text(buffer, area, 0, 0, "At a glance", look.style(Role::Header));
    for (index, part) in home.parts.iter().enumerate() {
        let line = paint::row(area, index as u16 + 1);
        let late = part.late;
        let role = match (part.entries.is_empty(), part.title, late) {
            (true, ..) => Role::Muted,
            (_, "Overdue", _) => Role::Warning,
            (_, _, 1..) => Role::Warning,
            _ => Role::Text,
        };
        paint::text(
            buffer,
            line,
            0,
            0,
            part.title,
            look.style(if part.entries.is_empty() { Role::Muted } else { Role::Text }),
        );
        let words = match (part.entries.len(), late) {
            (0, _) => "none".to_owned(),
            (all, late) if late > 0 && part.title != "Overdue" => format!("{all}, {late} late"),
            (all, _) => all.to_string(),
        };
        let start = line.width.saturating_sub(safe_text::width(&words) as u16);
        paint::text(buffer, line, start, 0, &words, look.style(role));
    }
    let open = format!("Open tasks {}, partners {}", home.open_tasks, program.partners.len());
    let numbers = home.parts.len() as u16 + 1;
    paint::text(buffer, paint::row(area, numbers), 0, 0, &open, look.style(Role::Muted));
    let problems = context.workbench.advice_at_hand();
    let problems = problems.map(|advice| advice.open(program, context.workbench.as_of()));
    let (words, role) = match problems {
        None => ("Problems: looking".to_owned(), Role::Muted),
        Some(open) if open.total() == 0 => ("No problems found".to_owned(), Role::Muted),
        Some(open) => {
            let role = if open.errors > 0 { Role::Error } else { Role::Warning };
            (format!("{} errors, {} warnings", open.errors, open.warnings), role)
        }
    };
    let line = paint::row(area, numbers + 1);
    paint::text(buffer, line, 0, 0, &words, look.style(role));
    if let Some(key) = context.keymap.key_for(&[Scope::Home, Scope::Global], Action::Problems) {
        let text = format!("{key} lists them");
        let start = line.width.saturating_sub(safe_text::width(&text) as u16);
        if problems.is_some_and(|open| open.total() > 0) && usize::from(start) > safe_text::width(&words) + 1 {
            paint::text(buffer, line, start, 0, &text, look.style(Role::Muted));
        }
    }
    let top = numbers + 3;
    paint::text(buffer, area, 0, top, "Five things to try", look.style(Role::Header));
    let tries = [
        (Action::GoRoster, "see all partners"),
        (Action::GoMatrix, "who is worth the effort"),
        (Action::GoTiers, "move a threshold"),
        (Action::GoTimeline, "plan a webinar"),
        (Action::Help, "every key that works here"),
    ];
    let scopes = [Scope::Home, Scope::Global];
    for (index, (action, text)) in tries.into_iter().enumerate() {
        let line = paint::row(area, top + 1 + index as u16);
        let key = context.keymap.key_for(&scopes, action).unwrap_or_default();
        paint::text(buffer, line, 0, 0, &key, look.style(Role::Key));
        paint::text(buffer, line, 3, 0, text, look.style(Role::Text));
    }
}
