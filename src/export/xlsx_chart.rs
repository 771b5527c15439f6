//! Charts of a workbook, drawn by the sheet from its own cells.

use rust_xlsxwriter::{Chart as Drawn, ChartType, Worksheet, XlsxError};

use super::markup::legible;
use crate::report::chart::{Chart, ChartKind};

/// Rows that a chart covers.
const HEIGHT: u32 = 17;

/// A chart to the right of its table, which lies between those rows; the first row below both.
pub(super) fn beside(sheet: &mut Worksheet, chart: &Chart, (top, below): (u32, u32)) -> Result<u32, XlsxError> {
    let kind = match chart.kind {
        ChartKind::Columns => ChartType::Column,
        ChartKind::Trend => ChartType::Line,
        _ => return Ok(below),
    };
    let name = sheet.name();
    let last = below.saturating_sub(1);
    let mut drawn = Drawn::new(kind);
    for (place, _) in chart.series() {
        let column = place as u16;
        drawn
            .add_series()
            .set_name((name.as_str(), top, column))
            .set_categories((name.as_str(), top + 1, 0, last, 0))
            .set_values((name.as_str(), top + 1, column, last, column));
    }
    drawn.title().set_name(legible(&chart.title).as_str());
    drawn.set_alt_text(legible(&chart.alt()).chars().take(240).collect::<String>());
    drawn.set_width(620).set_height(330);
    sheet.insert_chart(top, chart.table.columns.len() as u16 + 1, &drawn)?;
    Ok(below.max(top + HEIGHT))
}
