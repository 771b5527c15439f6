//! A listing kept as it is, to stand beside itself after a rewrite.

use jiff::civil::Date;

use super::command::RecordCommand;
use crate::edit::Refusal;
use crate::program::id::{Id, mint};
use crate::program::listing::ListingVersion;
use crate::program::{Kind, Program};

/// The command that keeps a listing as it is on a day.
///
/// # Errors
/// A listing that is not there, or one that is kept so already.
pub fn keep(program: &Program, id: &str, on: Date) -> Result<RecordCommand, Refusal> {
    let listing = program.listings.find(id).ok_or_else(|| Refusal::missing(Kind::Listing, id))?;
    let same = |version: &ListingVersion| version.listing == listing.id && version.was == *listing;
    if program.listing_versions.iter().any(same) {
        return Err(Refusal::NoChange(format!("{} is kept as it is already", listing.name)));
    }
    let name = format!("{id}-{on}");
    let id: Id<ListingVersion> = mint(&name, "listing", |id| program.listing_versions.contains(id));
    let label = format!("Keep {} as it is", listing.name);
    let version = ListingVersion { id, listing: listing.id.clone(), kept_on: on, was: listing.clone() };
    Ok(RecordCommand::Add { record: version.into(), label })
}
