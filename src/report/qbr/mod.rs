//! The quarterly business review of a partner, filled from the model.
//!
//! The pane shows its sections one by one; the exported document has them all. What a partner may see is built from
//! [`PartnerView`]: health, the place on the matrix, our own view of the relationship, other partners and notes that nobody
//! has marked for sharing have no field there, so they cannot enter the document for a partner.

mod commitments;
mod deck;
mod frozen;
mod held;
mod partner_document;
mod partner_view;
mod pipeline;
mod plan;
mod recap;
mod relationship;
mod review;
mod scoreboard;
mod shared_facts;
mod shown;
mod slides;
mod support;
#[cfg(test)]
mod tests;

pub use frozen::{Moved, moved};
pub use held::{WrittenDown, written_down};
pub use partner_view::{PartnerView, SharedAction, SharedCampaign, SharedDeal, SharedDispute, SharedNumber};
pub use recap::{actions_for_partner, internal_recap, partner_recap};
pub use review::{Audience, Review};
pub use shared_facts::{SharedEvents, SharedQuarter, SharedStep, SharedTier};
pub use shown::Shown;
pub use slides::Slide;
