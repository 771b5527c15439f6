//! A chart as SVG inside a page.

use super::drawing;
use super::shapes::{Anchor, Shape, WIDTH};
use crate::export::markup::{Element, el};
use crate::report::chart::Chart;

/// The picture of a chart, with what it shows in words.
pub(in crate::export) fn svg(chart: &Chart) -> Element {
    let drawing = drawing(chart);
    let ground = el("rect").with("width", WIDTH).with("height", number(drawing.height)).with("fill", "#FFFFFF");
    el("svg")
        .with("viewBox", format!("0 0 {WIDTH} {}", number(drawing.height)))
        .with("role", "img")
        .with("font-size", 13)
        .with("font-family", "Arial, Helvetica, sans-serif")
        .child(el("title").text(&chart.title))
        .child(el("desc").text(&chart.alt()))
        .child(ground)
        .children(drawing.shapes.iter().map(shape))
}

/// A length with one decimal, which is as exact as anybody sees.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn shape(shape: &Shape) -> Element {
    match shape {
        Shape::Rect([x, y, width, height], ink) => el("rect")
            .with("x", number(*x))
            .with("y", number(*y))
            .with("width", number(*width))
            .with("height", number(*height))
            .with("fill", format!("#{}", ink.hex())),
        Shape::Circle([x, y, radius], ink) => el("circle")
            .with("cx", number(*x))
            .with("cy", number(*y))
            .with("r", number(*radius))
            .with("fill", format!("#{}", ink.hex()))
            .with("stroke", "#1D2733")
            .with("stroke-opacity", "0.35"),
        Shape::Line([x1, y1, x2, y2], ink, dashed) => {
            let line = el("line")
                .with("x1", number(*x1))
                .with("y1", number(*y1))
                .with("x2", number(*x2))
                .with("y2", number(*y2))
                .with("stroke", format!("#{}", ink.hex()))
                .with("stroke-width", if *dashed || matches!(ink, super::Ink::Series(_)) { "2" } else { "1" });
            if *dashed { line.with("stroke-dasharray", "6 4") } else { line }
        }
        Shape::Text { x, y, text, anchor, ink, bold } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            let element = el("text")
                .with("x", number(*x))
                .with("y", number(*y + 4.5))
                .with("text-anchor", anchor)
                .with("fill", format!("#{}", ink.hex()));
            let element = if *bold { element.with("font-weight", "bold") } else { element };
            element.text(text)
        }
    }
}
