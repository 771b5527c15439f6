//! Bands as an input: a list that starts at the bottom and rises. Shared by the calculators that take rates by band.

use serde_json::Value;

use super::fault::Code;
use super::input::{Entry, FromEntry, Input};
use super::reading::{Path, Reader};
use super::schema::{Field, Kind};
use crate::program::compensation::RateBand;
use crate::program::money::Money;

const MONEY_BANDS: Kind = Kind::list_of(
    &Kind::Object(&[
        Field::required("from", Kind::AMOUNT, "volume from which the band applies, inside"),
        Field::required("rate", Kind::PERCENT, "rate of the band"),
    ]),
    1,
    20,
);

/// Rates by volume, the first from 0.00, rising.
pub(super) const RATE_BANDS: Kind = Kind::Own("list of 1 to 20 {from, rate}, the first from 0.00, rising", read);

fn read(reader: &mut Reader, value: &Value, path: &Path<'_>) -> Option<Entry> {
    static BANDS: Kind = MONEY_BANDS;
    let entry = reader.read(&BANDS, value, path)?;
    check_rising(reader, value, path, &entry, Money::from_cents(0));
    Some(entry)
}

/// Reports a first band that does not start at `bottom`, and every one that is not above the band before it.
pub(super) fn check_rising<T: FromEntry + PartialOrd + std::fmt::Display>(
    reader: &mut Reader,
    value: &Value,
    path: &Path<'_>,
    bands: &Entry,
    bottom: T,
) {
    let (Entry::List(bands), Some(written)) = (bands, value.as_array()) else { return };
    let places = written.iter().enumerate().filter(|(_, band)| band.is_object()).map(|(index, _)| index);
    let mut before: Option<T> = None;
    for (index, band) in places.zip(bands.iter()) {
        let from = band.read::<Input>().and_then(|band| band.get::<T>("from"));
        let Some(from) = from else {
            before = None;
            continue;
        };
        let place = path.at(index);
        let place = place.field("from");
        if index == 0 && from != bottom {
            reader.report(Code::BadBands, &place, format_args!("the first band starts at {bottom}, not at {from}"));
        }
        if let Some(before) = before.filter(|before| from <= *before) {
            let message = format_args!("{from} is not above the band before it, {before}; sort the bands");
            reader.report(Code::BadBands, &place, message);
        }
        before = Some(from);
    }
}

/// The bands of a checked input.
pub(super) fn rate_bands(settings: &Input) -> Vec<RateBand> {
    let band = |band: &Input| Some(RateBand { from: band.get("from")?, rate: band.get("rate")? });
    settings.list("bands").iter().filter_map(band).collect()
}
