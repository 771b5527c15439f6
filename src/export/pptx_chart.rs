//! Charts on a slide: native charts with their workbook inside where the format has them, else shapes.

use super::drawing::{Anchor, Drawing, Ink, Shape, steps, wide};
use super::format::About;
use super::markup::{Element, el};
use super::package::{NotPacked, Package};
use super::pptx::R;
use super::theme::A;
use super::xlsx;
use crate::report::chart::{Chart, ChartKind};

/// The namespace of charts.
const C: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
/// Its content type.
const TYPE: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";

/// Left, top, width and height on a slide.
pub(super) type Place = [usize; 4];

/// The numbers behind a native chart, as its workbook holds them.
#[derive(Debug)]
pub(super) struct Numbers {
    /// The heads of the columns, that of the names first.
    pub(super) heads: Vec<String>,
    /// The names.
    pub(super) names: Vec<String>,
    /// A column of numbers for each series.
    pub(super) columns: Vec<Vec<Option<f64>>>,
}

/// Whether the format has such a chart itself.
pub(super) fn is_native(kind: ChartKind) -> bool {
    matches!(kind, ChartKind::Columns | ChartKind::Trend | ChartKind::Waterfall)
}

fn numbers(chart: &Chart) -> Numbers {
    let names: Vec<String> = chart.categories().collect();
    let first = chart.table.columns.first().map(|column| column.title).unwrap_or_default().to_owned();
    let series: Vec<(usize, &str)> = chart.series().collect();
    if chart.kind != ChartKind::Waterfall {
        let heads = std::iter::once(first).chain(series.iter().map(|(_, name)| (*name).to_owned())).collect();
        return Numbers { heads, names, columns: series.iter().map(|(place, _)| chart.values(*place)).collect() };
    }
    let values = series.last().map(|(place, _)| chart.values(*place)).unwrap_or_default();
    let last = values.len().saturating_sub(1);
    let mut columns = vec![vec![None; values.len()]; 4];
    for (place, (step, value)) in steps(&values).into_iter().zip(&values).enumerate() {
        let (Some((from, to)), Some(value)) = (step, value) else { continue };
        let total = place == 0 || place == last;
        let which = if total { 1 } else { 2 + usize::from(*value < 0.0) };
        for (column, number) in [(0, from.min(to)), (which, (from - to).abs())] {
            if let Some(cell) = columns.get_mut(column).and_then(|column| column.get_mut(place)) {
                *cell = Some(number);
            }
        }
    }
    let heads = [first.as_str(), "Below", "Total", "Added", "Taken"].map(str::to_owned).to_vec();
    Numbers { heads, names, columns }
}

/// Adds the parts of a native chart.
pub(super) fn add(package: &mut Package, number: usize, chart: &Chart, about: &About<'_>) -> Result<(), NotPacked> {
    let numbers = numbers(chart);
    let name = format!("ppt/charts/chart{number}.xml");
    package.part(name.as_str(), TYPE, &space(chart, &numbers));
    package.relations(&name, &[("package", format!("../embeddings/Microsoft_Excel_Sheet{number}.xlsx"))]);
    let book = xlsx::numbers(&numbers.heads, &numbers.names, &numbers.columns, about)?;
    package.bytes(format!("ppt/embeddings/Microsoft_Excel_Sheet{number}.xlsx"), book);
    Ok(())
}

/// The frame of a native chart, whose part is the relation of that number.
pub(super) fn frame(id: usize, chart: &Chart, [x, y, width, height]: Place, relation: &str) -> Element {
    let own = el("p:nvGraphicFramePr")
        .child(el("p:cNvPr").with("id", id).with("name", "Chart").with("descr", chart.alt()))
        .child(el("p:cNvGraphicFramePr"))
        .child(el("p:nvPr"));
    let place = el("p:xfrm")
        .child(el("a:off").with("x", x).with("y", y))
        .child(el("a:ext").with("cx", width).with("cy", height));
    let inside = el("c:chart").with("xmlns:c", C).with("r:id", relation);
    let data = el("a:graphicData").with("uri", C).child(inside);
    el("p:graphicFrame").child(own).child(place).child(el("a:graphic").child(data))
}

fn val(name: &'static str, value: impl std::fmt::Display) -> Element {
    el(name).with("val", value)
}

fn fill(ink: Ink) -> Element {
    el("a:solidFill").child(val("a:srgbClr", ink.hex()))
}

fn space(chart: &Chart, numbers: &Numbers) -> Element {
    let lines = chart.kind == ChartKind::Trend;
    let stacked = chart.kind == ChartKind::Waterfall;
    let mut plot = el(if lines { "c:lineChart" } else { "c:barChart" });
    if !lines {
        plot = plot.child(val("c:barDir", "col"));
    }
    let grouping = match (lines, stacked) {
        (true, _) => "standard",
        (_, true) => "stacked",
        _ => "clustered",
    };
    plot = plot.child(val("c:grouping", grouping)).child(val("c:varyColors", 0));
    plot = plot.children((0..numbers.columns.len()).map(|at| series(chart.kind, numbers, at)));
    plot = if lines {
        plot.child(val("c:marker", 1))
    } else {
        let plot = plot.child(val("c:gapWidth", if stacked { 40 } else { 60 }));
        if stacked { plot.child(val("c:overlap", 100)) } else { plot }
    };
    plot = plot.child(val("c:axId", 111)).child(val("c:axId", 222));
    let area = el("c:plotArea").child(el("c:layout")).child(plot).child(names_axis()).child(numbers_axis());
    let mut legend = el("c:legend").child(val("c:legendPos", "t"));
    if stacked {
        legend = legend.child(el("c:legendEntry").child(val("c:idx", 0)).child(val("c:delete", 1)));
    }
    let inside = el("c:chart")
        .child(val("c:autoTitleDeleted", 1))
        .child(area)
        .child(legend.child(val("c:overlay", 0)))
        .child(val("c:plotVisOnly", 1))
        .child(val("c:dispBlanksAs", "gap"));
    let letters = el("a:defRPr").with("sz", 1100).child(fill(Ink::Text));
    let text = el("c:txPr")
        .child(el("a:bodyPr"))
        .child(el("a:lstStyle"))
        .child(el("a:p").child(el("a:pPr").child(letters)).child(el("a:endParaRPr").with("lang", "en-US")));
    el("c:chartSpace")
        .with("xmlns:c", C)
        .with("xmlns:a", A)
        .with("xmlns:r", R)
        .child(val("c:date1904", 0))
        .child(val("c:roundedCorners", 0))
        .child(inside)
        .child(text)
        .child(el("c:externalData").with("r:id", "rId1").child(val("c:autoUpdate", 0)))
}

fn names_axis() -> Element {
    el("c:catAx")
        .child(val("c:axId", 111))
        .child(el("c:scaling").child(val("c:orientation", "minMax")))
        .child(val("c:delete", 0))
        .child(val("c:axPos", "b"))
        .child(val("c:majorTickMark", "none"))
        .child(val("c:minorTickMark", "none"))
        .child(val("c:tickLblPos", "low"))
        .child(val("c:crossAx", 222))
        .child(val("c:crosses", "autoZero"))
}

fn numbers_axis() -> Element {
    let line = el("a:ln").with("w", 6350).child(fill(Ink::Grid));
    el("c:valAx")
        .child(val("c:axId", 222))
        .child(el("c:scaling").child(val("c:orientation", "minMax")))
        .child(val("c:delete", 0))
        .child(val("c:axPos", "l"))
        .child(el("c:majorGridlines").child(el("c:spPr").child(line)))
        .child(el("c:numFmt").with("formatCode", "#,##0").with("sourceLinked", 0))
        .child(val("c:majorTickMark", "none"))
        .child(val("c:minorTickMark", "none"))
        .child(val("c:tickLblPos", "nextTo"))
        .child(val("c:crossAx", 111))
        .child(val("c:crosses", "autoZero"))
}

/// Which colour the series at a place has; the lowest of a waterfall has none.
fn ink(kind: ChartKind, at: usize) -> Option<Ink> {
    match (kind, at) {
        (ChartKind::Waterfall, 0) => None,
        (ChartKind::Waterfall, 1) => Some(Ink::Series(0)),
        (ChartKind::Waterfall, 2) => Some(Ink::Series(2)),
        (ChartKind::Waterfall, _) => Some(Ink::Series(4)),
        (_, at) => Some(Ink::Series(at)),
    }
}

fn series(kind: ChartKind, numbers: &Numbers, at: usize) -> Element {
    let column = char::from(b'B' + (at % 24) as u8);
    let last = numbers.names.len() + 1;
    let head = numbers.heads.get(at + 1).map(String::as_str).unwrap_or_default();
    let points = |texts: Vec<(usize, String)>, count: usize| {
        let point = |(at, text): (usize, String)| el("c:pt").with("idx", at).child(el("c:v").text(&text));
        (val("c:ptCount", count), texts.into_iter().map(point).collect::<Vec<_>>())
    };
    let cache = |name, formula: String, texts, count, format: bool| {
        let (count, points) = points(texts, count);
        let mut inside = el(if name == "c:numRef" { "c:numCache" } else { "c:strCache" });
        if format {
            inside = inside.child(el("c:formatCode").text("#,##0"));
        }
        el(name).child(el("c:f").text(&formula)).child(inside.child(count).children(points))
    };
    let title = cache("c:strRef", format!("Rows!${column}$1"), vec![(0, head.to_owned())], 1, false);
    let shape = match (ink(kind, at), kind) {
        (None, _) => el("c:spPr").child(el("a:noFill")),
        (Some(ink), ChartKind::Trend) => {
            el("c:spPr").child(el("a:ln").with("w", 28_575).child(fill(ink)).child(el("a:round")))
        }
        (Some(ink), _) => el("c:spPr").child(fill(ink)),
    };
    let mut series = el("c:ser").child(val("c:idx", at)).child(val("c:order", at)).child(el("c:tx").child(title));
    series = series.child(shape);
    if kind == ChartKind::Trend {
        series = series.child(el("c:marker").child(val("c:symbol", "circle")).child(val("c:size", 6)));
    } else {
        series = series.child(val("c:invertIfNegative", 0));
    }
    if ink(kind, at).is_some() {
        series = series.child(labels(kind));
    }
    let names: Vec<(usize, String)> = numbers.names.iter().cloned().enumerate().collect();
    let values = numbers.columns.get(at).map(Vec::as_slice).unwrap_or_default();
    let known = values.iter().enumerate().filter_map(|(at, value)| Some((at, value.as_ref()?.to_string()))).collect();
    let names = cache("c:strRef", format!("Rows!$A$2:$A${last}"), names, numbers.names.len(), false);
    let known = cache("c:numRef", format!("Rows!${column}$2:${column}${last}"), known, values.len(), true);
    let series = series.child(el("c:cat").child(names)).child(el("c:val").child(known));
    if kind == ChartKind::Trend { series.child(val("c:smooth", 0)) } else { series }
}

fn labels(kind: ChartKind) -> Element {
    let place = match kind {
        ChartKind::Waterfall => "inEnd",
        ChartKind::Trend => "t",
        _ => "outEnd",
    };
    let short = "[>=1000000]#,##0.0,,\"M\";[>=1000]#,##0,\"k\";#,##0";
    let colour = if kind == ChartKind::Waterfall { Ink::Paper } else { Ink::Text };
    let letters = el("a:defRPr").with("sz", 900).child(fill(colour));
    let text = el("c:txPr")
        .child(el("a:bodyPr"))
        .child(el("a:lstStyle"))
        .child(el("a:p").child(el("a:pPr").child(letters)).child(el("a:endParaRPr").with("lang", "en-US")));
    let mut labels = el("c:dLbls")
        .child(el("c:numFmt").with("formatCode", short).with("sourceLinked", 0))
        .child(el("c:spPr").child(el("a:noFill")).child(el("a:ln").child(el("a:noFill"))))
        .child(text)
        .child(val("c:dLblPos", place));
    for (name, shown) in [
        ("c:showLegendKey", 0),
        ("c:showVal", 1),
        ("c:showCatName", 0),
        ("c:showSerName", 0),
        ("c:showPercent", 0),
        ("c:showBubbleSize", 0),
    ] {
        labels = labels.child(val(name, shown));
    }
    labels
}

/// Units of a slide for one of a drawing as wide as the text of a slide.
pub(super) const UNIT: f64 = 11_277_600.0 / 960.0;

/// A drawing as a group of shapes whose first number is `id`, in a place that it does not leave.
pub(super) fn shapes(id: usize, chart: &Chart, drawing: &Drawing, [x, y, width, height]: Place) -> Element {
    let by = (width as f64 / 960.0).min(height as f64 / drawing.height);
    let (across, down) = ((960.0 * by) as usize, (drawing.height * by) as usize);
    let frame = |name: [&'static str; 4]| {
        let [off, ext, inner_off, inner_ext] = name;
        el("a:xfrm")
            .child(el(off).with("x", x).with("y", y))
            .child(el(ext).with("cx", across).with("cy", down))
            .child(el(inner_off).with("x", x).with("y", y))
            .child(el(inner_ext).with("cx", across).with("cy", down))
    };
    let own = el("p:nvGrpSpPr")
        .child(el("p:cNvPr").with("id", id).with("name", "Chart").with("descr", chart.alt()))
        .child(el("p:cNvGrpSpPr"))
        .child(el("p:nvPr"));
    let to = |value: f64| (value * by).max(0.0) as usize;
    let inside = drawing.shapes.iter().enumerate().map(|(at, one)| shape(id + 1 + at, one, (x, y), &to));
    let frame = frame(["a:off", "a:ext", "a:chOff", "a:chExt"]);
    el("p:grpSp").child(own).child(el("p:grpSpPr").child(frame)).children(inside)
}

fn shape(id: usize, shape: &Shape, (left, top): (usize, usize), to: &dyn Fn(f64) -> usize) -> Element {
    let place = |x: f64, y: f64, width: f64, height: f64| {
        el("a:xfrm")
            .child(el("a:off").with("x", left + to(x)).with("y", top + to(y)))
            .child(el("a:ext").with("cx", to(width)).with("cy", to(height)))
    };
    let form = |name: &'static str| el("a:prstGeom").with("prst", name).child(el("a:avLst"));
    let named = |kind: &str| el("p:cNvPr").with("id", id).with("name", format!("{kind} {id}"));
    let plain = |kind: &str, look: Element| {
        let own = el("p:nvSpPr").child(named(kind)).child(el("p:cNvSpPr")).child(el("p:nvPr"));
        el("p:sp").child(own).child(look)
    };
    let none = || el("a:ln").child(el("a:noFill"));
    match shape {
        Shape::Rect([x, y, width, height], ink) => {
            let look = el("p:spPr").child(place(*x, *y, *width, *height)).child(form("rect"));
            plain("Bar", look.child(fill(*ink)).child(none()))
        }
        Shape::Circle([x, y, r], ink) => {
            let look = el("p:spPr").child(place(x - r, y - r, r * 2.0, r * 2.0)).child(form("ellipse"));
            plain("Point", look.child(fill(*ink)).child(el("a:ln").with("w", 9525).child(fill(Ink::Muted))))
        }
        Shape::Line([x1, y1, x2, y2], ink, dashed) => {
            let mut line = el("a:ln").with("w", if *dashed { 15_875 } else { 9525 }).child(fill(*ink));
            if *dashed {
                line = line.child(val("a:prstDash", "dash"));
            }
            let (x, y) = (x1.min(*x2), y1.min(*y2));
            let look = el("p:spPr").child(place(x, y, (x1 - x2).abs(), (y1 - y2).abs())).child(form("line"));
            let own = el("p:nvCxnSpPr").child(named("Line")).child(el("p:cNvCxnSpPr")).child(el("p:nvPr"));
            el("p:cxnSp").child(own).child(look.child(line))
        }
        Shape::Text { x, y, text, anchor, ink, bold } => {
            let width = wide(text) + 8.0;
            let (from, align) = match anchor {
                Anchor::Start => (*x, "l"),
                Anchor::Middle => (x - width / 2.0, "ctr"),
                Anchor::End => (x - width, "r"),
            };
            let look = el("p:spPr").child(place(from, y - 10.0, width, 20.0)).child(form("rect"));
            let size = (to(13.0) / 127).clamp(500, 1200);
            let letters = el("a:rPr").with("lang", "en-US").with("sz", size).with("b", u8::from(*bold));
            let run = el("a:r").child(letters.child(fill(*ink))).child(el("a:t").text(text));
            let body = el("a:bodyPr").with("wrap", "none").with("lIns", 0).with("tIns", 0).with("rIns", 0);
            let body = body.with("bIns", 0).with("anchor", "ctr");
            let line = el("a:p").child(val_align(align)).child(run);
            let text = el("p:txBody").child(body).child(el("a:lstStyle")).child(line);
            let own = el("p:nvSpPr").child(named("Text")).child(el("p:cNvSpPr").with("txBox", 1)).child(el("p:nvPr"));
            el("p:sp").child(own).child(look.child(el("a:noFill"))).child(text)
        }
    }
}

fn val_align(align: &str) -> Element {
    el("a:pPr").with("algn", align)
}
