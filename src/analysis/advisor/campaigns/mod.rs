//! the rules on campaigns and events beyond `campaign_checks`: campaigns and events.

mod family;

pub(super) use family::FAMILY;
