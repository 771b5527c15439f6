//! A campaign, webinar or event on its own sheet: what was agreed, who does what, and what came of it.

pub mod facts;
pub mod funnel;
mod kit;
mod leads;
mod money;
mod parts;
pub mod sheet;
#[cfg(test)]
mod tests;
mod times;

pub use kit::kit;
pub use leads::{LeadShare, first_contacts, lead_lines, lead_shares};
pub use sheet::sheet;
