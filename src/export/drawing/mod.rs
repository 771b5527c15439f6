//! Charts as shapes in a plane, drawn the same in SVG and on slides.

mod bars;
mod grids;
mod matrix;
mod scale;
mod shapes;
pub(super) mod svg;

use crate::report::chart::{Chart, ChartKind};

pub(super) use bars::steps;
pub(super) use shapes::{Anchor, Drawing, Ink, Shape, wide};

/// The shapes of a chart.
pub(super) fn drawing(chart: &Chart) -> Drawing {
    match chart.kind {
        ChartKind::Columns | ChartKind::Trend => bars::series(chart),
        ChartKind::Waterfall => bars::waterfall(chart),
        ChartKind::Funnel => grids::funnel(chart),
        ChartKind::HeatMap => grids::heat_map(chart),
        ChartKind::Gantt => grids::gantt(chart),
        ChartKind::Matrix => matrix::matrix(chart),
    }
}
