//! Mailings and posts of both sides.

use super::rules::Under;
use crate::analysis::findings::FindingSeverity::Warning;
use crate::program::side::Side;

pub(super) fn check(under: &mut Under<'_>) {
    if !under.is_event() || under.parts.sends.is_empty() {
        return;
    }
    let count = |side: Side| {
        under.parts.sends.iter().filter(|send| send.side == side || send.side == Side::Both).count() as u64
    };
    let (ours, theirs) = (count(Side::Us), count(Side::Partner));
    let ratio = under.program.settings.multiplier("event.promotion_ratio").decimal();
    let (more, fewer) = (ours.max(theirs), ours.min(theirs));
    if fewer == 0 || rust_decimal::Decimal::from(more) > ratio * rust_decimal::Decimal::from(fewer) {
        let said = format!("{ours} sends are ours and {theirs} the partner's");
        under.report("EVT-07", Warning, said, "let both sides promote alike");
    }
}
