//! Checks across fields that several calculators make: limits in order, and names used once.

use std::collections::HashSet;
use std::fmt::Display;

use super::fault::{Code, Fault};
use super::input::{FromEntry, Input};

/// The lower and the upper limit of two settings; `bad_bands` on the lower one when it is above the upper one.
pub(super) fn limits<T: FromEntry + PartialOrd>(settings: &Input, low: &str, high: &str) -> Result<[T; 2], Vec<Fault>> {
    let (lower, upper): (T, T) = (settings.need(low)?, settings.need(high)?);
    if lower > upper {
        let message = format!("{} is above {}; put the lower limit first", settings.path(low), settings.path(high));
        return Err(settings.fault(Code::BadBands, low, message).into());
    }
    Ok([lower, upper])
}

/// The fault of every entry whose text in `field` an earlier entry has already.
pub(super) fn repeated<'a>(entries: &'a [Input], field: &'a str) -> impl Iterator<Item = Fault> + 'a {
    let mut seen = HashSet::new();
    let named = entries.iter().filter_map(move |entry| entry.text(field).map(|text| (entry, text)));
    named.filter(move |(_, text)| !seen.insert(*text)).map(move |(entry, text)| {
        entry.fault(Code::Duplicate, field, format!("{text:?} is used twice; give every entry its own"))
    })
}

/// The fault of a field that is above another one of its object, where both are known.
pub(super) fn above<T: FromEntry + PartialOrd + Display>(input: &Input, part: &str, whole: &str) -> Option<Fault> {
    let (value, limit): (T, T) = (input.get(part)?, input.get(whole)?);
    let message = || format!("{part} {value} is above {whole} {limit}; correct one of the two");
    (value > limit).then(|| input.fault(Code::OutOfRange, part, message()))
}

/// All faults as a refusal, if there are any.
pub(super) fn refuse_any(faults: Vec<Fault>) -> Result<(), Vec<Fault>> {
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}
