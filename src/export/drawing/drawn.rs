//! Which shapes a chart is made of, by its kind.

use super::shapes::Drawing;
use super::{bars, grids, matrix};
use crate::report::chart::{Chart, ChartKind};

/// The shapes of a chart.
pub(in crate::export) fn drawing(chart: &Chart) -> Drawing {
    match chart.kind {
        ChartKind::Columns | ChartKind::Trend => bars::series(chart),
        ChartKind::Waterfall => bars::waterfall(chart),
        ChartKind::Funnel => grids::funnel(chart),
        ChartKind::HeatMap => grids::heat_map(chart),
        ChartKind::Gantt => grids::gantt(chart),
        ChartKind::Matrix => matrix::matrix(chart),
    }
}
