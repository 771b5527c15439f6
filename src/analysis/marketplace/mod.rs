//! Marketplace listings: how good a page is, how it does, and how many reviews to ask for.

pub mod listing_metrics;
pub mod listing_score;
pub mod of_listing;
pub mod review_asks;
