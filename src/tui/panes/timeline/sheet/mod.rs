//! The sheet of a campaign: every part of it under its heading, seen and changed in one place.

pub(super) mod model;
pub(super) mod state;
pub(super) mod view;

pub(super) use state::{Sheet, Wish};
