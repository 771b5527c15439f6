//! Charts as shapes in a plane, drawn the same in SVG and on slides.

mod bars;
mod drawn;
mod grids;
mod matrix;
mod scale;
mod shapes;
pub(super) mod svg;

pub(super) use bars::steps;
pub(super) use drawn::drawing;
pub(super) use shapes::{Anchor, Drawing, Ink, Shape, wide};
