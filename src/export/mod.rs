//! Documents to bytes, one file per format.

pub mod calendar;
pub mod data;
pub mod delimited;
pub mod docx;
mod docx_styles;
mod drawing;
pub mod format;
pub mod html;
pub mod markdown;
pub mod markup;
pub mod marp;
pub mod package;
pub mod pptx;
mod pptx_chart;
mod pptx_master;
mod pptx_table;
pub mod review_package;
pub mod sheets;
pub mod slides;
mod theme;
mod widths;
pub mod xlsx;
mod xlsx_chart;
mod xlsx_formulas;
