//! How the QBR builder is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::entries::Entry;
use super::meeting::clock;
use super::state::QbrPane;
use crate::program::choice::Choice;
use crate::program::qbr::{AgendaSection, Qbr};
use crate::report::document::Document;
use crate::report::qbr::{Audience, Review};
use crate::tui::document_lines;
use crate::tui::pane::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::{self, Piece, piece};
use crate::tui::widgets::safe_text::{self, Align};

/// Cells of the list at the left.
const LIST: u16 = 30;
const WIDE_LIST: u16 = 40;
/// Lines of the notes editor.
const NOTES: u16 = 7;

fn parts(area: Rect) -> (Rect, Rect, Rect) {
    let (title, rest) = paint::split_top(area, 2);
    let list = if area.width >= 120 { WIDE_LIST } else { LIST };
    let (list, content) = paint::split_left(rest, list.min(rest.width));
    (title, list, content)
}

/// Where the list stands.
pub(super) fn list_area(area: Rect) -> Rect {
    paint::inset(parts(area).1, 0, 0)
}

/// Where the content of the selected part stands.
pub(super) fn content_area(area: Rect) -> Rect {
    let content = parts(area).2;
    Rect { x: content.x.saturating_add(2).min(content.right()), width: content.width.saturating_sub(2), ..content }
}

fn reading_area(pane: &QbrPane, area: Rect) -> (Rect, Rect) {
    let content = content_area(area);
    if pane.editor.is_some() {
        paint::split_bottom(content, NOTES.min(content.height))
    } else {
        (content, Rect::default())
    }
}

/// Where the text cursor stands while notes are written, otherwise on the list.
pub(super) fn text_cursor(pane: &QbrPane, area: Rect, context: &Context<'_>) -> Option<Position> {
    if let Some(editor) = &pane.editor {
        let (_, notes) = reading_area(pane, area);
        let inner = paint::inset(notes, 1, 1);
        let mut scratch = Buffer::empty(area);
        return editor.draw(&mut scratch, inner, context.focused, context.look);
    }
    let line = u16::try_from(pane.list.cursor.checked_sub(pane.list.top)?).ok()?;
    let list = list_area(area);
    (line < list.height).then(|| Position::new(list.x, list.y + line))
}

/// The lines of the selected part.
pub(super) fn content(
    pane: &QbrPane,
    review: Option<&Review<'_>>,
    width: u16,
    context: &Context<'_>,
) -> Vec<Vec<Piece>> {
    let ellipsis = context.look.glyphs.ellipsis;
    let Some(review) = review else { return Vec::new() };
    let mut document = Document::default();
    match pane.current() {
        Some(Entry::Commitments) => {
            document.part("Last quarter's commitments").extend(review.commitments());
        }
        Some(Entry::Section(section)) => {
            let notes = review.notes(*section);
            document.part(section.label());
            if !notes.is_empty() {
                document.part("Notes").notes(notes);
            }
            document.extend(review.section(*section, Audience::Internal));
        }
        Some(Entry::Actions | Entry::Action(_)) => {
            document.part("Actions agreed").extend(review.actions());
        }
        Some(Entry::Review(id)) => {
            if let Some(other) = context.workbench.program().qbrs.get(id)
                && let Some(other) = Review::of(context.workbench.program(), context.workbench.derived(), other)
            {
                document.part(format!("{} {}", other.partner.name, other.quarter)).say("Enter opens this review.");
                document.extend(other.commitments());
            }
        }
        _ => {}
    }
    document_lines::lines(&document, width, review.program.profile.currency, ellipsis)
}

pub(super) fn draw(pane: &QbrPane, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let look = context.look;
    let (title, list, _) = parts(area);
    let Some(qbr) = pane.qbr(context) else {
        paint::text(buffer, area, 1, 0, "QBR builder", look.style(Role::Title));
        paint::text(
            buffer,
            area,
            1,
            2,
            "No review yet. A schedules one with a partner: its agenda, scoreboard,",
            look.style(Role::Muted),
        );
        paint::text(
            buffer,
            area,
            1,
            3,
            "pipeline and last quarter's commitments are filled from the program.",
            look.style(Role::Muted),
        );
        return;
    };
    draw_title(pane, qbr, buffer, title, context);
    pane.list.draw(
        buffer,
        list,
        pane.entries.len(),
        context.focused && !pane.reading && pane.editor.is_none(),
        look,
        |index| {
            pane.entries
                .get(index)
                .map_or_else(Vec::new, |entry| entry_line(pane, qbr, entry, list.width.saturating_sub(3), context))
        },
    );
    let (reading, notes) = reading_area(pane, area);
    draw_content(pane, buffer, reading, context);
    if let Some(editor) = &pane.editor {
        paint::clear(buffer, notes, look.style(Role::Text));
        let inner = paint::framed(buffer, notes, "Notes: Esc ends, every key is kept", true, look);
        editor.draw(buffer, inner, context.focused, look);
    }
}

fn draw_content(pane: &QbrPane, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let more = pane.content.len() > pane.scroll + usize::from(area.height);
    let height = if more { area.height.saturating_sub(1) } else { area.height };
    for (line, pieces) in pane.content.iter().skip(pane.scroll).take(usize::from(height)).enumerate() {
        paint::pieces(buffer, paint::row(area, line as u16), 0, 0, pieces, context.look);
    }
    if more && area.height > 0 {
        let below = pane.content.len() - pane.scroll - usize::from(height);
        let text = format!("{below} more lines: PgDn");
        paint::text(buffer, paint::row(area, height), 0, 0, &text, context.look.style(Role::Accent));
    }
}

fn draw_title(pane: &QbrPane, qbr: &Qbr, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let program = context.workbench.program();
    let name = program.partners.get(&qbr.partner).map_or(qbr.partner.as_str(), |partner| &partner.name);
    let line = vec![
        piece(format!(" {name}"), Role::Title),
        piece(format!("  QBR {}", qbr.quarter), Role::Text),
        piece(format!("  {}", qbr.scheduled_for.strftime("%a %-d %b %Y")), Role::Text),
        piece(format!("  {}", qbr.state.label()), Role::Accent),
        piece(format!("  {} min", qbr.minutes), Role::Muted),
    ];
    paint::pieces(buffer, area, 0, 0, &line, context.look);
    if let (Some(timer), Some(review)) = (pane.timer, Review::of(program, context.workbench.derived(), qbr)) {
        let at = timer.section.place();
        let planned = i64::from(review.minutes()[at]) * 60;
        let left = planned - i64::from(kept(qbr, timer.section)) - i64::from(timer.elapsed());
        let role = if left < 0 { Role::Warning } else { Role::Good };
        let line = vec![
            piece(format!(" {} running", timer.section.label()), Role::Text),
            piece(format!("  {} left", clock(left)), role),
            piece(format!(" of {}", clock(planned)), Role::Muted),
        ];
        paint::pieces(buffer, area, 0, 1, &line, context.look);
    }
}

fn kept(qbr: &Qbr, section: AgendaSection) -> u32 {
    qbr.sections.iter().find(|part| part.section == section).and_then(|part| part.actual_seconds).unwrap_or(0)
}

fn entry_line(pane: &QbrPane, qbr: &Qbr, entry: &Entry, width: u16, context: &Context<'_>) -> Vec<Piece> {
    let look = context.look;
    let program = context.workbench.program();
    let cells = usize::from(width);
    let both = |left: String, right: String, role: Role| {
        let room = cells.saturating_sub(safe_text::width(&right) + 1);
        vec![
            piece(safe_text::fit(&left, room, Align::Left, look.glyphs.ellipsis), role),
            piece(format!(" {right}"), Role::Muted),
        ]
    };
    match entry {
        Entry::Heading(text) => vec![piece(*text, Role::Header)],
        Entry::Commitments => both("Last commitments".to_owned(), String::new(), Role::Text),
        Entry::Section(section) => {
            let review = Review::of(program, context.workbench.derived(), qbr);
            let minutes = review.map_or(0, |review| review.minutes()[section.place()]);
            let running = pane.timer.filter(|timer| timer.section == *section).map_or(0, |timer| timer.elapsed());
            let taken = kept(qbr, *section) + running;
            let right = if taken > 0 {
                format!("{} of {minutes} min", clock(i64::from(taken)))
            } else {
                format!("{minutes} min")
            };
            let noted = qbr.sections.iter().any(|part| part.section == *section && part.text.is_some());
            let mark = if noted { look.glyphs.milestone } else { " " };
            both(format!("{mark} {}", section.label()), right, Role::Text)
        }
        Entry::Actions => both("Actions agreed".to_owned(), "a adds".to_owned(), Role::Text),
        Entry::Action(id) => {
            let Some(item) = program.actions.get(id) else { return Vec::new() };
            let sign = if item.done_on.is_some() { look.glyphs.done } else { look.glyphs.open };
            let late = item.done_on.is_none() && item.due.is_some_and(|due| due < context.workbench.as_of());
            let due = item.due.map(|due| due.strftime("%-d %b").to_string()).unwrap_or_default();
            both(format!("  {sign} {}", item.text), due, if late { Role::Warning } else { Role::Text })
        }
        Entry::Review(id) => {
            let Some(other) = program.qbrs.get(id) else { return Vec::new() };
            let name = program.partners.get(&other.partner).map_or(other.partner.as_str(), |partner| &partner.name);
            let shown = other.id == qbr.id;
            let right = other.scheduled_for.strftime("%-d %b %y").to_string();
            both(name.to_owned(), right, if shown { Role::Accent } else { Role::Text })
        }
    }
}
