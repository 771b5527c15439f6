//! How the QBR builder is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::closing;
use super::entries::Entry;
use super::live_view;
use super::meeting::{clock, clock_of};
use super::state::QbrPane;
use crate::analysis::qbr_preparation::steps;
use crate::program::choice::Choice;
use crate::program::qbr::Qbr;
use crate::report::View;
use crate::report::document::Document;
use crate::report::portfolio;
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

/// The area without the capture line, while there is one.
fn above_line(pane: &QbrPane, area: Rect) -> Rect {
    let rows = if pane.live.is_some() { live_view::LINE } else { 0 };
    Rect { height: area.height.saturating_sub(rows), ..area }
}

/// Rows of the content, for scrolling.
pub(super) fn content_height(pane: &QbrPane, area: Rect) -> u16 {
    content_area(above_line(pane, area)).height
}

fn reading_area(pane: &QbrPane, area: Rect) -> (Rect, Rect) {
    let content = content_area(above_line(pane, area));
    if pane.editor.is_some() {
        paint::split_bottom(content, NOTES.min(content.height))
    } else {
        (content, Rect::default())
    }
}

/// Where the text cursor stands while notes are written, otherwise on the list.
pub(super) fn text_cursor(pane: &QbrPane, area: Rect, context: &Context<'_>) -> Option<Position> {
    if pane.live.is_some() {
        return live_view::cursor(pane, area, context);
    }
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
        Some(Entry::Package) => {
            document.extend(closing::package_document(review));
        }
        Some(Entry::Preparation) => {
            document.part("Preparation, counted back from the meeting").extend(review.preparation());
            document.say(
                context.spell(
                    "[key:targets.edit] sets the targets; [key:set.agenda] says that the agenda was shared today.",
                ),
            );
        }
        Some(Entry::Portfolio) => {
            document.extend(portfolio(review, width));
        }
        Some(Entry::Loose(end)) => {
            document.part(end.told(context.workbench.program())).say(context.spell(closing::way_out(end)));
            document.extend(review.actions(Audience::Internal));
        }
        Some(Entry::Commitments) => {
            document.part("Last quarter's commitments").extend(review.commitments(Audience::Internal));
        }
        Some(Entry::Section(section)) => {
            let notes = review.notes(*section);
            document.part(section.label());
            if !notes.is_empty() {
                document.part("Notes").notes(notes);
            }
            document.extend(review.section(*section, Audience::Internal));
            document.extend(review.written(Some(*section)));
        }
        Some(Entry::Actions | Entry::Action(_)) => {
            document.part("Actions agreed").extend(review.actions(Audience::Internal));
        }
        Some(Entry::Minute(id)) => {
            if let Some(minute) = context.workbench.program().minutes.get(id) {
                document.part(minute.kind.label()).say(minute.text.as_str());
                document.extend(review.written(minute.section));
            }
        }
        Some(Entry::Review(id)) => {
            if let Some(other) = context.workbench.program().qbrs.get(id)
                && let Some(other) = Review::of(context.workbench.program(), context.workbench.derived(), other)
            {
                document.part(format!("{} {}", other.partner.name, other.quarter)).say("Enter opens this review.");
                document.extend(other.commitments(Audience::Internal));
            }
        }
        _ => {}
    }
    document_lines::lines(&document, width, review.program.profile.currency, ellipsis)
}

/// The top partners with their calls, as a table where there is room, and the facts behind each call.
fn portfolio(review: &Review<'_>, width: u16) -> Document {
    let view = View { program: review.program, derived: review.derived, partner: None, quarter: None };
    let top = portfolio::top(&view);
    let mut document = Document::default();
    document.part(format!("Top {} by revenue of 12 months", top.len()));
    if width >= 80 || top.is_empty() {
        let place = |name: &&str| portfolio::REPORT.columns.iter().position(|column| column.name == *name);
        let shown = ["name", "credited_t12m", "share", "health_band", "investment_call", "decision"];
        let shown: Vec<usize> = shown.iter().filter_map(place).collect();
        let table = portfolio::REPORT.table(&view).select(&shown);
        document.table(table, "No partner has revenue in the last 12 months.");
    }
    let why = top.into_iter().map(|(_, partner, measures)| {
        let call = measures.investment_call.map_or("not placed", Choice::label);
        format!("{}: {call}, because {}", partner.name, portfolio::why(&view, measures))
    });
    document.list(why.collect());
    document
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
            &context
                .spell("No review yet. [key:add.from_template] schedules one with a partner: its agenda, scoreboard,"),
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
    draw_title(qbr, buffer, title, context);
    if pane.live.is_some() {
        let (_, list, _) = parts(above_line(pane, area));
        live_view::draw_agenda(qbr, buffer, list, context);
        draw_content(pane, buffer, reading_area(pane, area).0, context);
        live_view::draw_line(pane, buffer, area, context);
        return;
    }
    pane.list.draw(
        buffer,
        list,
        pane.entries.len(),
        context.focused && !pane.reading && pane.editor.is_none(),
        look,
        |index| {
            pane.entries
                .get(index)
                .map_or_else(Vec::new, |entry| entry_line(qbr, entry, list.width.saturating_sub(3), context))
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

fn draw_title(qbr: &Qbr, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
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
    if qbr.is_live() {
        paint::pieces(buffer, area, 0, 1, &live_view::clock_line(qbr, context), context.look);
    }
}

fn entry_line(qbr: &Qbr, entry: &Entry, width: u16, context: &Context<'_>) -> Vec<Piece> {
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
        Entry::Package => {
            let sent = if qbr.notes_sent_at.is_some() { "written" } else { "C writes" };
            both("48-hour package".to_owned(), sent.to_owned(), Role::Text)
        }
        Entry::Loose(end) => {
            let (sign, role) =
                if end.holds_back() { (look.glyphs.fault, Role::Warning) } else { (look.glyphs.open, Role::Text) };
            vec![piece(safe_text::cut(&format!("{sign} {}", end.told(program)), cells, look.glyphs.ellipsis), role)]
        }
        Entry::Preparation => {
            let steps = steps(program, qbr, &context.workbench.derived().qbr_dates(qbr));
            let late = steps.iter().any(|step| step.is_late(context.workbench.as_of()));
            let open = steps.iter().filter(|step| step.done == Some(false)).count();
            let right = if open == 0 { "done".to_owned() } else { format!("{open} open") };
            both("Preparation".to_owned(), right, if late { Role::Warning } else { Role::Text })
        }
        Entry::Portfolio => both("Portfolio".to_owned(), String::new(), Role::Text),
        Entry::Commitments => both("Last commitments".to_owned(), String::new(), Role::Text),
        Entry::Section(section) => {
            let timed = clock_of(qbr, context).section(*section);
            let (taken, minutes) = timed.map_or((0, 0), |one| (one.elapsed, one.budget.div_ceil(60)));
            let right = if taken > 0 {
                format!("{} of {minutes} min", clock(i64::from(taken)))
            } else {
                format!("{minutes} min")
            };
            let noted = qbr.sections.iter().any(|part| part.section == *section && part.text.is_some());
            let mark = if noted { look.glyphs.milestone } else { " " };
            both(format!("{mark} {}", section.label()), right, Role::Text)
        }
        Entry::Actions => both("Actions agreed".to_owned(), context.spell("[key:add] adds").into_owned(), Role::Text),
        Entry::Action(id) => {
            let Some(item) = program.actions.get(id) else { return Vec::new() };
            let sign = if item.done_on.is_some() { look.glyphs.done } else { look.glyphs.open };
            let late = item.done_on.is_none() && item.due.is_some_and(|due| due < context.workbench.as_of());
            let due = item.due.map(|due| due.strftime("%-d %b").to_string()).unwrap_or_default();
            both(format!("  {sign} {}", item.text), due, if late { Role::Warning } else { Role::Text })
        }
        Entry::Minute(id) => {
            let Some(minute) = program.minutes.get(id) else { return Vec::new() };
            let shared = if minute.is_shared() { "shared" } else { "" };
            both(format!("  {} {}", minute.kind.word(), minute.text), shared.to_owned(), Role::Text)
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
