//! the share of a partner in a deal's touches, exact, for paying influence.

use jiff::civil::Date;

use super::records::Records;
use crate::analysis::credit::by_partner;
use crate::analysis::exact::Exact;
use crate::analysis::touches::{SplitTouch, split_touches};
use crate::program::deal::Deal;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::partner::Partner;

/// The share of a partner in the eligible touches of a deal; none without a touch of its own.
pub(super) fn touch_share(records: &Records<'_>, deal: &Deal, partner: &Id<Partner>, closed_on: Date) -> Option<Exact> {
    let touches = records.touches(&deal.id);
    let of_split: Vec<SplitTouch> = touches
        .iter()
        .map(|touch| SplitTouch {
            on: touch.at.date(),
            at: touch.at.moment(),
            sequence: touch.sequence.into(),
            kind: touch.kind,
            direct: touch.partner.is_none(),
        })
        .collect();
    let policy = records.policy();
    let amount = deal.amount.unwrap_or_else(|| Money::from_cents(0));
    let split = split_touches(amount, policy.touch_model, closed_on, &of_split, &policy.touches, records.places);
    let place = |index: usize| {
        let found = touches.get(index)?.partner.as_ref()?;
        Some(usize::from(found != partner))
    };
    by_partner(&split, place).partners.into_iter().find(|line| line.partner == 0).map(|line| line.share)
}
