//! Marketplace listings as rows: score by element, copy with counters, keywords, screenshots, numbers, reviews, launch.

pub mod changes;
pub mod choices;
pub mod copy;
pub mod elements;
pub mod keywords;
pub mod listings;
pub mod measures;
pub mod months;
pub mod places;
pub mod review_plan;
pub mod reviews;
pub mod screenshots;
pub mod tactics;
