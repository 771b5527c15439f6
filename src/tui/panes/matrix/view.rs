//! How the matrix is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::plane::{Plotted, QUADRANTS, letter, role_of, value_text, x_share, y_share};
use super::state::{Matrix, Window};
use super::table::{Twin, columns};
use crate::program::choice::Choice;
use crate::program::currency::Currency;
use crate::tui::amount;
use crate::tui::pane::Context;
use crate::tui::theme::{Look, Role};
use crate::tui::widgets::paint::{self, Piece, piece};
use crate::tui::widgets::scatter::{self, FULL, Point, Scatter, Share};
use crate::tui::widgets::table::{self, Table};
use crate::tui::widgets::{safe_text, wrap};

/// The width from which details stand beside the plane.
const WIDE: u16 = 120;
/// Cells of the details.
const SIDE: u16 = 42;
/// More points than this are thinned out.
const CROWDED: usize = 400;
/// So many of those have their names with them.
const NAMED: usize = 100;

fn parts(area: Rect) -> (Rect, Rect, Rect, Rect) {
    let (title, rest) = paint::split_top(area, 1);
    let (rest, status) = paint::split_bottom(rest, if area.width >= WIDE { 1 } else { 2 });
    let side = if area.width >= WIDE { SIDE } else { 0 };
    let (plot, side) = paint::split_left(rest, rest.width - side.min(rest.width));
    (title, plot, side, status)
}

/// Where the plane or the table stands.
pub(super) fn plot_area(area: Rect) -> Rect {
    parts(area).1
}

pub(super) fn draw(matrix: &Matrix, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let (title, plot, side, status) = parts(area);
    draw_title(matrix, buffer, title, context);
    if matrix.plane.plotted.is_empty() && matrix.plane.unplaced.is_empty() {
        let text = if matrix.filter.is_empty() {
            "No partners yet: [key:goto.roster] goes to the roster, where [key:add] adds one"
        } else {
            "Nothing matches; [key:filter.clear] clears the filter"
        };
        paint::text(buffer, plot, 2, 1, &context.spell(text), context.look.style(Role::Muted));
        return;
    }
    if matrix.twin {
        draw_table(matrix, buffer, plot, context);
    } else {
        draw_plane(matrix, buffer, plot, context);
    }
    draw_status(matrix, buffer, status, context);
    if side.width > 0 {
        draw_side(matrix, buffer, paint::inset(side, 1, 0), context);
    }
}

fn currency(context: &Context<'_>) -> Currency {
    context.workbench.program().profile.currency
}

fn draw_title(matrix: &Matrix, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let mut line = vec![
        piece(" Value matrix", Role::Title),
        piece(format!("  {} placed", matrix.plane.counts.iter().sum::<usize>()), Role::Text),
    ];
    if !matrix.plane.unplaced.is_empty() {
        line.push(piece(format!(", {} not placed", matrix.plane.unplaced.len()), Role::Warning));
    }
    if let Some(only) = matrix.only {
        line.push(piece(format!("  only {}", only.label()), Role::Accent));
    }
    if !matrix.filter.is_empty() {
        line.push(piece(format!("  filter {:?}", matrix.filter), Role::Accent));
    }
    if matrix.window != Window::default() {
        line.push(piece("  zoomed, = shows all", Role::Muted));
    }
    paint::pieces(buffer, area, 0, 0, &line, context.look);
}

/// Where the selected partner stands on the screen.
pub(super) fn cursor(matrix: &Matrix) -> Option<Position> {
    let area = plot_area(matrix.area);
    if matrix.twin {
        let cell = table::cell_area(area, &columns(), &matrix.view)?;
        return Some(Position::new(cell.x, cell.y));
    }
    let (x, y) = match &matrix.grabbed {
        Some(grabbed) => (x_share(grabbed.shown_revenue()), y_share(crate::analysis::exact::fraction(grabbed.value))),
        None => matrix.plane.plotted.get(matrix.selected?)?.shares,
    };
    let plot = scatter::plot_area(area);
    let (x, y) = (Window::share(matrix.window.x, x)?, Window::share(matrix.window.y, y)?);
    let (x, y) = scatter::place(plot, x, y);
    (x < plot.width && y < plot.height).then(|| Position::new(plot.x + x, plot.y + y))
}

/// Those whose points are drawn: one for each cell of the plot is enough where there are thousands.
pub(super) fn in_view(plotted: &[Plotted], window: Window, area: Rect) -> Vec<usize> {
    let plot = scatter::plot_area(plot_area(area));
    let (wide, high) = (usize::from(plot.width.max(1)), usize::from(plot.height.max(1)));
    let mut taken = vec![false; if plotted.len() > CROWDED { wide * high } else { 0 }];
    let mut found = Vec::new();
    for (index, one) in plotted.iter().enumerate() {
        let (x, y) = one.shares;
        let (Some(x), Some(y)) = (Window::share(window.x, x), Window::share(window.y, y)) else { continue };
        let (x, y) = scatter::place(plot, x, y);
        let cell = taken.get_mut(usize::from(y) * wide + usize::from(x));
        if cell.is_none_or(|taken| !std::mem::replace(taken, true)) {
            found.push(index);
        }
    }
    found
}

/// The points of those; only the first have their names with them where there are many.
pub(super) fn points(plotted: &[Plotted], in_view: &[usize], window: Window, look: &Look) -> Vec<Point> {
    let named = if in_view.len() > CROWDED { NAMED } else { CROWDED };
    let point = |(place, index): (usize, &usize)| {
        let one = plotted.get(*index)?;
        point(*index, one, one.shares, place < named, window, look)
    };
    in_view.iter().enumerate().filter_map(point).collect()
}

fn point(
    index: usize,
    one: &Plotted,
    (x, y): (Share, Share),
    named: bool,
    window: Window,
    look: &Look,
) -> Option<Point> {
    let hollow = one.placement.is_hollow();
    let sign = if hollow { look.glyphs.hollow } else { look.glyphs.point };
    Some(Point {
        x: Window::share(window.x, x)?,
        y: Window::share(window.y, y)?,
        letter: letter(index).map_or_else(|| sign.to_owned(), String::from),
        label: if named { one.name.clone() } else { String::new() },
        role: role_of(one.band),
        hollow,
        marked: false,
    })
}

/// The point under the cursor, where it is being moved to or as it stands.
fn selected_point(matrix: &Matrix, context: &Context<'_>) -> Option<Point> {
    let index = matrix.selected?;
    let one = matrix.plane.plotted.get(index)?;
    let shares = match &matrix.grabbed {
        Some(grabbed) => (x_share(grabbed.shown_revenue()), y_share(crate::analysis::exact::fraction(grabbed.value))),
        None => one.shares,
    };
    point(index, one, shares, true, matrix.window, context.look)
}

fn draw_plane(matrix: &Matrix, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let selected = selected_point(matrix, context);
    let midlines = context.workbench.derived().midlines();
    let names: Vec<String> =
        QUADRANTS.iter().zip(matrix.plane.counts).map(|(one, count)| format!("{} {count}", one.label())).collect();
    let inside = |range, at| Window::share(range, at).unwrap_or(if at < FULL / 2 { 0 } else { FULL });
    let money = |share: Share| axis_money(share, currency(context));
    let (low, high) = (money(matrix.window.x.0), money(matrix.window.x.1));
    let value = |share: Share| (share / (FULL / 100)).to_string();
    Scatter {
        points: &matrix.points,
        selected: matrix.selected.and_then(|selected| matrix.in_view.binary_search(&selected).ok()),
        instead: selected.as_ref(),
        labels: matrix.labels,
        x_axis: ("revenue, last 12 months (? potential)", &low, &high),
        y_axis: ("strategic value", &value(matrix.window.y.0), &value(matrix.window.y.1)),
        middle_x: inside(matrix.window.x, x_share(midlines.revenue)),
        middle_y: inside(matrix.window.y, y_share(midlines.strategic)),
        quadrants: [&names[0], &names[1], &names[2], &names[3]],
        look: context.look,
    }
    .draw(buffer, area);
}

/// The amount at a place of the logarithmic axis, for its ends.
fn axis_money(share: Share, currency: Currency) -> String {
    let sign = currency.sign().unwrap_or_default();
    let thousands = 10_f64.powf(f64::from(share) / f64::from(FULL) * 4.0);
    if thousands >= 1000.0 { format!("{sign}{:.0}M", thousands / 1000.0) } else { format!("{sign}{thousands:.0}K") }
}

fn draw_table(matrix: &Matrix, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let rows = Twin { plane: &matrix.plane, currency: currency(context) };
    Table { columns: &columns(), view: &matrix.view, look: context.look, focused: context.focused, cell_cursor: false }
        .draw(buffer, area, &rows);
}

fn draw_status(matrix: &Matrix, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let line = match (&matrix.grabbed, matrix.selected.and_then(|at| Some((at, matrix.plane.plotted.get(at)?)))) {
        (Some(grabbed), _) => {
            let revenue = amount::short(grabbed.shown_revenue(), currency(context), 12);
            let kind = if grabbed.potential.is_some() { "potential" } else { "earned" };
            vec![
                piece(format!(" Moving {}", grabbed.name), Role::Change),
                piece(format!("  value {}", grabbed.value), Role::Title),
                piece(format!("  {revenue} {kind}"), Role::Text),
                piece("  digits set the value", Role::Muted),
            ]
        }
        (None, Some((at, one))) if !matrix.twin => summary(at, one, context),
        _ => Vec::new(),
    };
    paint::pieces(buffer, area, 0, 0, &within(line, area.width, context), context.look);
    if area.height > 1 && !matrix.plane.unplaced.is_empty() {
        let text = format!(" Not placed: {}", unplaced_words(matrix).join(", "));
        let text = safe_text::cut(&text, usize::from(area.width), context.look.glyphs.ellipsis);
        paint::text(buffer, area, 0, 1, &text, context.look.style(Role::Muted));
    }
}

/// As many pieces as fit, the last one cut where it does not.
fn within(line: Vec<Piece>, width: u16, context: &Context<'_>) -> Vec<Piece> {
    let mut room = usize::from(width);
    let mut cut = Vec::new();
    for mut part in line {
        part.text = safe_text::cut(&part.text, room, context.look.glyphs.ellipsis);
        room -= safe_text::width(&part.text);
        cut.push(part);
    }
    cut
}

fn unplaced_words(matrix: &Matrix) -> Vec<String> {
    matrix.plane.unplaced.iter().take(40).map(|one| format!("{} ({})", one.name, one.missing)).collect()
}

fn summary(at: usize, one: &Plotted, context: &Context<'_>) -> Vec<Piece> {
    let sign = letter(at).map(String::from).unwrap_or_default();
    let revenue = amount::short(one.revenue, currency(context), 10);
    let kind = if one.placement.is_hollow() { " potential" } else { "" };
    vec![
        piece(format!(" {sign} {}", one.name), Role::Title),
        piece(format!("  value {}  {revenue}{kind}", value_text(one.value)), Role::Text),
        piece(format!("  {}", one.call.map_or("", Choice::label)), Role::Accent),
        piece(format!("  {}", one.band.label()), role_of(one.band)),
        piece(format!("  {}", one.quadrant.label()), Role::Muted),
    ]
}

fn draw_side(matrix: &Matrix, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let look = context.look;
    let mut y = 0;
    let mut put = |buffer: &mut Buffer, text: &str, role: Role| {
        paint::text(
            buffer,
            area,
            0,
            y,
            &safe_text::cut(text, usize::from(area.width), look.glyphs.ellipsis),
            look.style(role),
        );
        y += 1;
    };
    if let Some(one) = matrix.selected.and_then(|at| matrix.plane.plotted.get(at)) {
        let (_, value_source) = one.placement.strategic_value.unzip();
        let (_, revenue_source) = one.placement.revenue.unzip();
        put(buffer, &one.name, Role::Title);
        let from = value_source.map_or("", Choice::label).to_lowercase();
        put(buffer, &format!("Strategic value  {} from {from}", value_text(one.value)), Role::Text);
        let kind = revenue_source.map_or("", Choice::label).to_lowercase();
        put(buffer, &format!("Revenue          {} {kind}", amount::exact(one.revenue, currency(context))), Role::Text);
        put(buffer, &format!("Quadrant         {} ({})", one.quadrant.label(), one.quadrant.purpose()), Role::Text);
        put(buffer, &format!("Call             {}", one.call.map_or("", Choice::label)), Role::Accent);
        put(buffer, &format!("Health           {}", one.band.label()), role_of(one.band));
        if let Some(note) = one.type_note() {
            for line in wrap::wrap(&format!("Note: {note}"), usize::from(area.width)) {
                put(buffer, &line, Role::Muted);
            }
        }
        put(buffer, "", Role::Text);
    }
    put(buffer, "By strategic value", Role::Header);
    let unplaced_room = (matrix.plane.unplaced.len().min(8) + 2) as u16;
    let room = usize::from(area.height.saturating_sub(12 + unplaced_room));
    let first =
        matrix.selected.unwrap_or(0).saturating_sub(room / 2).min(matrix.plane.plotted.len().saturating_sub(room));
    for (index, one) in matrix.plane.plotted.iter().enumerate().skip(first).take(room) {
        let sign = letter(index).map_or_else(|| " ".to_owned(), String::from);
        let text = format!(
            "{sign} {:>6} {:>9}  {}",
            value_text(one.value),
            amount::short(one.revenue, currency(context), 9),
            one.name
        );
        put(buffer, &text, if matrix.selected == Some(index) { Role::Selection } else { Role::Text });
    }
    if !matrix.plane.unplaced.is_empty() {
        put(buffer, "", Role::Text);
        put(buffer, &format!("Not placed ({})", matrix.plane.unplaced.len()), Role::Header);
        for one in matrix.plane.unplaced.iter().take(8) {
            put(buffer, &format!("{}: {}", one.name, one.missing), Role::Muted);
        }
    }
}
