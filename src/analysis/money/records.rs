//! What statements read of a program: its records by partner and by deal, looked up once for all partners.

use std::collections::HashMap;
use std::hash::Hash;

use jiff::civil::Date;

use super::plan::{plan_of_type, version_in_force};
use crate::analysis::derived::Derived;
use crate::analysis::policy::Policy;
use crate::program::Program;
use crate::program::affiliate::AffiliateMonth;
use crate::program::compensation::{CompPlan, Payment};
use crate::program::deal::{Deal, DealRegistration, DealTouch, Quote};
use crate::program::fund::MdfRequest;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::period::FiscalCalendar;
use crate::program::tier::Tier;

/// Records of one kind by what they belong to, in the order of their identifiers.
type By<'a, K, T> = HashMap<&'a Id<K>, Vec<&'a T>>;

/// A program as its statements read it.
#[derive(Debug)]
pub(super) struct Records<'a> {
    pub(super) program: &'a Program,
    pub(super) derived: &'a Derived,
    pub(super) as_of: Date,
    pub(super) places: u32,
    pub(super) calendar: FiscalCalendar,
    payments: By<'a, Partner, Payment>,
    requests: By<'a, Partner, MdfRequest>,
    months: By<'a, Partner, AffiliateMonth>,
    registrations: By<'a, Partner, DealRegistration>,
    touches: By<'a, Deal, DealTouch>,
    quotes: By<'a, Deal, Quote>,
}

fn by<'a, K: 'a, T>(records: impl Iterator<Item = &'a T>, key: impl Fn(&'a T) -> &'a Id<K>) -> By<'a, K, T>
where
    Id<K>: Hash + Eq,
{
    let mut lists: By<'a, K, T> = HashMap::new();
    for record in records {
        lists.entry(key(record)).or_default().push(record);
    }
    lists
}

fn list<'a, 'l, K, T>(lists: &'l By<'a, K, T>, key: &Id<K>) -> &'l [&'a T] {
    lists.get(key).map_or(&[], Vec::as_slice)
}

impl<'a> Records<'a> {
    pub(super) fn new(program: &'a Program, derived: &'a Derived) -> Self {
        Self {
            program,
            derived,
            as_of: derived.as_of(),
            places: program.profile.currency.places(),
            calendar: program.profile.calendar(),
            payments: by(program.payments.iter(), |record| &record.partner),
            requests: by(program.mdf_requests.iter(), |record| &record.partner),
            months: by(program.affiliate_months.iter(), |record| &record.partner),
            registrations: by(program.registrations.iter(), |record| &record.partner),
            touches: by(program.deal_touches.iter(), |record| &record.deal),
            quotes: by(program.quotes.iter(), |record| &record.deal),
        }
    }

    pub(super) fn policy(&self) -> &'a Policy {
        self.derived.policy()
    }

    pub(super) fn payments(&self, partner: &Id<Partner>) -> &[&'a Payment] {
        list(&self.payments, partner)
    }

    pub(super) fn requests(&self, partner: &Id<Partner>) -> &[&'a MdfRequest] {
        list(&self.requests, partner)
    }

    pub(super) fn months(&self, partner: &Id<Partner>) -> &[&'a AffiliateMonth] {
        list(&self.months, partner)
    }

    pub(super) fn touches(&self, deal: &Id<Deal>) -> &[&'a DealTouch] {
        list(&self.touches, deal)
    }

    /// The last quote of a deal by a day.
    pub(super) fn quote(&self, deal: &Id<Deal>, by: Date) -> Option<&'a Quote> {
        list(&self.quotes, deal).iter().copied().filter(|quote| quote.on <= by).max_by_key(|quote| quote.on)
    }

    /// The registrations of a partner that concern a deal: those that name it, or name its account and no deal.
    pub(super) fn registrations<'s>(
        &'s self,
        partner: &Id<Partner>,
        deal: &'s Deal,
    ) -> impl Iterator<Item = &'a DealRegistration> + 's {
        let concerns = move |registration: &&&'a DealRegistration| match (&registration.deal, &registration.account) {
            (Some(named), _) => *named == deal.id,
            (None, Some(account)) => deal.account.as_ref() == Some(account),
            (None, None) => false,
        };
        list(&self.registrations, partner).iter().filter(concerns).copied()
    }

    /// The tier in force of a partner.
    pub(super) fn tier(&self, partner: &Id<Partner>) -> Option<&'a Tier> {
        let tier = self.derived.partner(partner)?.tier.effective.as_ref()?;
        self.program.tiers.get(tier)
    }

    /// The version of the partner's plan that is in force on a day.
    pub(super) fn plan(&self, partner: &Partner, on: Date) -> Option<&'a CompPlan> {
        let plan = plan_of_type(self.program, partner.r#type?)?;
        version_in_force(self.program, plan, on)
    }

    /// The fiscal year of a day, by the name of its quarters.
    pub(super) fn fiscal_year(&self, on: Date) -> i16 {
        self.calendar.quarter_of(on).year
    }
}
