//! A drawn frame as SVG: every run of cells on its grid, with colours and emphasis; no script, no remote font.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use super::screen::Screen;

/// Width of a cell in units of the drawing.
const WIDE: u32 = 9;
/// Height of a line in units of the drawing.
const HIGH: u32 = 19;
/// Room around the frame.
const EDGE: u32 = 12;
/// What stands where a cell names no colour.
const INK: &str = "#d8dee9";
const PAPER: &str = "#15181e";

/// Draws the screen at a size and gives the picture.
pub fn svg_of(screen: &mut Screen, width: u16, height: u16) -> String {
    let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, width, height));
    screen.draw(&mut buffer);
    svg(&buffer)
}

/// The picture of a buffer.
pub fn svg(buffer: &Buffer) -> String {
    let (columns, rows) = (buffer.area.width, buffer.area.height);
    let (wide, high) = (u32::from(columns) * WIDE + 2 * EDGE, u32::from(rows) * HIGH + 2 * EDGE);
    let paper = buffer.cell((0, buffer.area.height.saturating_sub(2))).and_then(|cell| hex(cell.bg));
    let paper = paper.as_deref().unwrap_or(PAPER);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" \
         font-family=\"ui-monospace, 'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"15\">\n\
         <rect width=\"{wide}\" height=\"{high}\" rx=\"8\" fill=\"{paper}\"/>\n"
    );
    for y in 0..rows {
        for run in runs(buffer, y) {
            run.draw(&mut out, u32::from(y));
        }
    }
    out.push_str("</svg>\n");
    out
}

/// Neighbouring cells that look alike.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    x: u32,
    cells: u32,
    text: String,
    look: Look,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Look {
    ink: String,
    paper: Option<String>,
    emphasis: Modifier,
}

fn runs(buffer: &Buffer, y: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0;
    while let Some(cell) = buffer.cell((x, y)).filter(|_| x < buffer.area.width) {
        let symbol = cell.symbol();
        let cells = (symbol.width() as u16).max(1);
        let look = look(cell);
        // Signs outside ASCII stand alone, so that another font's widths never move the grid.
        let plain = symbol.is_ascii();
        match runs.last_mut() {
            Some(run) if plain && run.look == look && run.text.is_ascii() => {
                run.text.push_str(symbol);
                run.cells += u32::from(cells);
            }
            _ => runs.push(Run { x: u32::from(x), cells: u32::from(cells), text: symbol.to_owned(), look }),
        }
        x += cells;
    }
    runs
}

fn look(cell: &Cell) -> Look {
    let emphasis = cell.modifier;
    let (mut ink, mut paper) = (hex(cell.fg), hex(cell.bg));
    if emphasis.contains(Modifier::REVERSED) {
        (ink, paper) = (paper.or(Some(PAPER.to_owned())), ink.or(Some(INK.to_owned())));
    }
    Look { ink: ink.unwrap_or_else(|| INK.to_owned()), paper, emphasis }
}

impl Run {
    fn draw(&self, out: &mut String, row: u32) {
        let (x, y) = (EDGE + self.x * WIDE, EDGE + row * HIGH);
        let wide = self.cells * WIDE;
        if let Some(paper) = &self.look.paper {
            let _ = writeln!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{HIGH}\" fill=\"{paper}\"/>");
        }
        if self.text.trim().is_empty() && !self.look.emphasis.contains(Modifier::UNDERLINED) {
            return;
        }
        let mut more = String::new();
        for (modifier, attribute) in [
            (Modifier::BOLD, " font-weight=\"bold\""),
            (Modifier::ITALIC, " font-style=\"italic\""),
            (Modifier::UNDERLINED, " text-decoration=\"underline\""),
            (Modifier::CROSSED_OUT, " text-decoration=\"line-through\""),
            (Modifier::DIM, " opacity=\"0.65\""),
        ] {
            if self.look.emphasis.contains(modifier) {
                more.push_str(attribute);
            }
        }
        let _ = writeln!(
            out,
            "<text x=\"{x}\" y=\"{}\" fill=\"{}\" xml:space=\"preserve\" textLength=\"{wide}\" \
             lengthAdjust=\"spacingAndGlyphs\"{more}>{}</text>",
            y + 14,
            self.look.ink,
            escaped(&self.text)
        );
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

/// The sixteen colours of a terminal, in their order.
const ANSI: [&str; 16] = [
    "#2e3440", "#bf616a", "#a3be8c", "#ebcb8b", "#81a1c1", "#b48ead", "#88c0d0", "#e5e9f0", "#4c566a", "#d08770",
    "#b5d19c", "#f0d399", "#8fbcbb", "#c9a4c2", "#9fd3e0", "#ffffff",
];

fn hex(color: Color) -> Option<String> {
    let ansi = |index: usize| ANSI.get(index).map(|hex| (*hex).to_owned());
    match color {
        Color::Reset => None,
        Color::Black => ansi(0),
        Color::Red => ansi(1),
        Color::Green => ansi(2),
        Color::Yellow => ansi(3),
        Color::Blue => ansi(4),
        Color::Magenta => ansi(5),
        Color::Cyan => ansi(6),
        Color::Gray => ansi(7),
        Color::DarkGray => ansi(8),
        Color::LightRed => ansi(9),
        Color::LightGreen => ansi(10),
        Color::LightYellow => ansi(11),
        Color::LightBlue => ansi(12),
        Color::LightMagenta => ansi(13),
        Color::LightCyan => ansi(14),
        Color::White => ansi(15),
        Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        Color::Indexed(index @ 0..16) => ansi(index.into()),
        Color::Indexed(index @ 16..232) => {
            let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
            let cube = index - 16;
            let (red, green, blue) = (level(cube / 36), level(cube / 6 % 6), level(cube % 6));
            Some(format!("#{red:02x}{green:02x}{blue:02x}"))
        }
        Color::Indexed(index) => {
            let grey = 8 + 10 * (index - 232);
            Some(format!("#{grey:02x}{grey:02x}{grey:02x}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn runs_keep_the_grid_and_markup_is_escaped() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        buffer.set_string(0, 0, "a<b", Style::new().fg(Color::Rgb(1, 2, 3)));
        buffer.set_string(3, 0, "株", Style::new().add_modifier(Modifier::REVERSED));
        let svg = svg(&buffer);
        assert!(svg.contains("fill=\"#010203\" xml:space=\"preserve\" textLength=\"27\""), "{svg}");
        assert!(svg.contains(">a&lt;b</text>"), "{svg}");
        assert!(svg.contains("<rect x=\"39\" y=\"12\" width=\"18\" height=\"19\" fill=\"#d8dee9\"/>"), "{svg}");
        assert!(svg.contains(">株</text>"), "{svg}");
    }

    #[test]
    fn indexed_colours_are_those_of_a_terminal() {
        assert_eq!(hex(Color::Indexed(196)).unwrap(), "#ff0000");
        assert_eq!(hex(Color::Indexed(244)).unwrap(), "#808080");
        assert_eq!(hex(Color::Reset), None);
    }
}
