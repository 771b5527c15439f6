//! How a meeting is drawn while it is captured: the clock of each section, what was written down, and the line.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::meeting::{clock, clock_of, drift};
use super::state::QbrPane;
use crate::analysis::meeting_clock::MeetingClock;
use crate::app::capture::Part;
use crate::program::choice::Choice;
use crate::program::qbr::Qbr;
use crate::report::qbr::{WrittenDown, written_down};
use crate::tui::pane::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::{self, Piece, piece};
use crate::tui::widgets::safe_text::{self, Align};
use crate::tui::widgets::{bars, wrap};

/// Rows of the line and of what it is understood as.
pub(super) const LINE: u16 = 2;
const PROMPT: &str = " > ";

fn line_area(area: Rect) -> Rect {
    let (_, bottom) = paint::split_bottom(area, LINE.min(area.height));
    let row = paint::row(bottom, 0);
    let used = (PROMPT.len() as u16).min(row.width);
    Rect { x: row.x + used, width: row.width - used, ..row }
}

/// Where the text cursor stands.
pub(super) fn cursor(pane: &QbrPane, area: Rect, context: &Context<'_>) -> Option<Position> {
    let mut scratch = Buffer::empty(area);
    pane.live.as_ref()?.line.draw(&mut scratch, line_area(area), context.look.style(Role::Text))
}

/// The line with its parts marked, and below it what will be recorded.
pub(super) fn draw_line(pane: &QbrPane, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let look = context.look;
    let Some(live) = &pane.live else { return };
    let (_, bottom) = paint::split_bottom(area, LINE.min(area.height));
    paint::clear(buffer, bottom, look.style(Role::Text));
    paint::text(buffer, bottom, 0, 0, PROMPT, look.style(Role::Accent));
    let field = line_area(area);
    live.line.draw(buffer, field, look.style(Role::Input));
    let Some(reading) = pane.reading(context) else { return };
    for span in &reading.spans {
        let style = match span.part {
            Part::Doubt | Part::Stranger => look.style(Role::Warning).add_modifier(Modifier::UNDERLINED),
            Part::Kind => look.style(Role::Accent),
            _ => look.style(Role::Good),
        };
        live.line.mark(buffer, field, &span.range, style);
    }
    let mut echo = reading.echo().join(&format!(" {} ", look.glyphs.dot));
    let doubts: Vec<&str> = reading
        .spans
        .iter()
        .filter(|span| span.part.is_doubt())
        .filter_map(|span| live.line.text().get(span.range.clone()))
        .collect();
    if !doubts.is_empty() {
        echo = format!("{echo}  (not understood, kept: {})", doubts.join(", "));
    }
    if echo.is_empty() {
        "note, action, decision, risk, parking, dispute, temp; /next /pause /replan /end".clone_into(&mut echo);
    }
    let echo = safe_text::cut(&echo, usize::from(bottom.width.saturating_sub(3)), look.glyphs.ellipsis);
    paint::text(buffer, bottom, 3, 1, &echo, look.style(Role::Muted));
}

/// The agenda with what each section has left, the drift, and the lines that were written down, the last ones shown.
pub(super) fn draw_agenda(qbr: &Qbr, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let look = context.look;
    let clock = clock_of(qbr, context);
    let width = usize::from(area.width);
    let mut lines: Vec<Vec<Piece>> = vec![two(" Agenda", "left ", width, Role::Header, context)];
    for one in clock.sections {
        let on = clock.on == Some(one.section);
        let sign = if on { look.glyphs.cursor } else { " " };
        let role = match (on, one.left() < 0) {
            (_, true) => Role::Warning,
            (true, _) => Role::Accent,
            _ => Role::Text,
        };
        let right = if one.left() < 0 {
            format!("{} over ", &self::clock(one.left())[1..])
        } else {
            format!("{} ", self::clock(one.left()))
        };
        lines.push(two(&format!("{sign} {}", one.section.label()), &right, width, role, context));
    }
    lines.push(vec![piece(format!(" {}", meeting_bar(&clock, area.width.saturating_sub(2), context)), Role::Muted)]);
    let drift_role = if clock.drift() > 0 { Role::Warning } else { Role::Good };
    for line in wrap::wrap(&drift(&clock), width.saturating_sub(2)) {
        lines.push(vec![piece(format!(" {line}"), drift_role)]);
    }
    let taken = written_down(context.workbench.program(), &qbr.id);
    lines.push(Vec::new());
    lines.push(two(" Written down", &format!("{} ", taken.len()), width, Role::Header, context));
    let room = usize::from(area.height).saturating_sub(lines.len());
    for one in taken.iter().skip(taken.len().saturating_sub(room)) {
        lines.push(written(one, width, context));
    }
    for (y, line) in lines.iter().enumerate() {
        if let Ok(y) = u16::try_from(y) {
            paint::pieces(buffer, paint::row(area, y), 0, 0, line, look);
        }
    }
}

fn two(left: &str, right: &str, width: usize, role: Role, context: &Context<'_>) -> Vec<Piece> {
    let room = width.saturating_sub(safe_text::width(right) + 1);
    let left = safe_text::fit(left, room, Align::Left, context.look.glyphs.ellipsis);
    vec![piece(left, role), piece(format!(" {right}"), role)]
}

fn written(one: &WrittenDown, width: usize, context: &Context<'_>) -> Vec<Piece> {
    let incomplete = one.is_action && (one.owner.is_none() || one.due.is_none());
    let sign = if incomplete { context.look.glyphs.fault } else { " " };
    let text = format!("{sign}{} {}", one.kind, one.text);
    let role = if incomplete { Role::Warning } else { Role::Text };
    vec![piece(safe_text::cut(&text, width.saturating_sub(1), context.look.glyphs.ellipsis), role)]
}

fn meeting_bar(clock: &MeetingClock, cells: u16, context: &Context<'_>) -> String {
    let share = u64::from(clock.elapsed()) * 1000 / u64::from(clock.length.max(1));
    bars::bar_text(share.min(1000).try_into().unwrap_or(1000), cells, context.look)
}

/// The second line of the title: the section that is on, what it has left, and the whole meeting.
pub(super) fn clock_line(qbr: &Qbr, context: &Context<'_>) -> Vec<Piece> {
    let clock = clock_of(qbr, context);
    let Some(on) = clock.on.and_then(|on| clock.section(on)) else { return Vec::new() };
    let left = on.left();
    let role = if left < 0 { Role::Warning } else { Role::Good };
    let time =
        if left < 0 { format!("  {} over", &self::clock(left)[1..]) } else { format!("  {} left", self::clock(left)) };
    let mut line = vec![
        piece(format!(" {} {}", on.section.label(), if clock.running { "running" } else { "PAUSED" }), Role::Text),
        piece(time, role),
        piece(format!(" of {}", self::clock(i64::from(on.budget))), Role::Muted),
        piece(
            format!("  meeting {} of {}", self::clock(clock.elapsed().into()), self::clock(clock.length.into())),
            Role::Muted,
        ),
    ];
    if let Some(frozen) = qbr.meeting.as_ref().and_then(|meeting| meeting.frozen.as_ref()) {
        line.push(piece(format!("  as of {}", frozen.as_of.strftime("%-d %b")), Role::Muted));
    }
    line
}
