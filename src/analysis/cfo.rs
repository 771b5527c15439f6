//! a period's revenue as finance reads it: who is credited under every model, what it cost, and whether it adds up.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::attribution::DealClass;
use super::credit::{CreditRules, pool};
use super::exact::{Exact, of_money, ratio};
use super::revenue_kpis::{RevenueParts, RevenueShare};
use super::touches::{AttributionModel, SplitTouch, TouchRules, eligible_in_order, split_amounts};
use crate::program::choice::{Choice, choice};
use crate::program::compensation::PaymentKind;
use crate::program::money::Money;

choice! {
    /// Where a deal is counted.
    pub enum CfoLineKind {
        Sourced = "sourced" => "Sourced",
        Influenced = "influenced" => "Influenced",
        None = "none" => "None",
    }
}

choice! {
    /// What partner revenue is that its cost is compared with.
    pub enum CostBase {
        Credited = "credited" => "Credited revenue",
        Sourced = "sourced" => "Sourced revenue",
        AnyInvolvement = "any_involvement" => "Revenue with a partner involved",
    }
}

choice! {
    /// A sum that must hold.
    pub enum SumCheckKind {
        ClassSum = "class_sum" => "Sourced, influenced and none make the total",
        CreditSumFirst = "credit_sum_first" => "Credit by first touch makes the credited sum",
        CreditSumLast = "credit_sum_last" => "Credit by last touch makes the credited sum",
        CreditSumLinear = "credit_sum_linear" => "Linear credit makes the credited sum",
        CreditSumTimeDecay = "credit_sum_time_decay" => "Credit by time decay makes the credited sum",
        CreditSumCustom = "credit_sum_custom" => "Credit by kind of touch makes the credited sum",
        StatedTotal = "stated_total" => "The stated total is the computed one",
        StatedCredited = "stated_credited" => "The stated credit is the computed one",
    }
}

/// A touch of a deal, by the position of its partner; positions follow the order in which partners are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CfoTouch {
    /// Whose.
    pub partner: usize,
    /// The touch; one of our own sales never counts.
    pub touch: SplitTouch,
}

/// A won deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CfoDeal {
    /// Identifier.
    pub id: String,
    /// Its amount.
    pub amount: Money,
    /// When it was won.
    pub closed_on: Date,
    /// What it is to the program.
    pub class: DealClass,
    /// Who sourced it, where somebody did.
    pub sourcing_partner: Option<usize>,
    /// What partners did for it.
    pub touches: Vec<CfoTouch>,
}

/// Which deals, and by which rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CfoRules {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// The model that credit is reported by.
    pub model: AttributionModel,
    /// The numbers of the models.
    pub touches: TouchRules,
    /// What influence is credited.
    pub credit: CreditRules,
    /// Decimal places of the currency.
    pub places: u32,
}

/// Credit by the position of the partner.
pub type Credits = BTreeMap<usize, Money>;

/// A deal of the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CfoLine {
    /// The position of the deal in the list that was given.
    pub deal: usize,
    /// Where it is counted.
    pub line: CfoLineKind,
    /// What is credited for it.
    pub credited: Money,
    /// To whom, by the reporting model.
    pub credits: Credits,
}

/// One sum check; it holds when nothing is left over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SumCheck {
    /// Which.
    pub kind: SumCheckKind,
    /// What is left over.
    pub difference: Money,
}

impl SumCheck {
    /// Whether it holds.
    pub fn holds(&self) -> bool {
        self.difference.is_zero()
    }
}

/// The period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CfoReport {
    /// Total, sourced, influenced and credited.
    pub parts: RevenueParts,
    /// Deals without a partner's part, unclassified and unattributed ones included.
    pub none: Money,
    /// Of those, deals whose class is not known.
    pub unclassified: Money,
    /// Deals outside the period.
    pub excluded: usize,
    /// The deals by closing date, then identifier.
    pub lines: Vec<CfoLine>,
    /// Positions of deals whose class is not known.
    pub unclassifiable: Vec<usize>,
    /// Positions of influenced deals without a touch that counts.
    pub unattributed: Vec<usize>,
    /// Credit by partner under every model.
    pub models: Vec<(AttributionModel, Credits)>,
}

/// Divides the deals of a period.
pub fn report(deals: &[CfoDeal], rules: &CfoRules) -> CfoReport {
    let counts = |deal: &CfoDeal| (rules.from..=rules.to).contains(&deal.closed_on);
    let mut order: Vec<usize> = (0..deals.len()).filter(|&index| counts(&deals[index])).collect();
    order.sort_by(|&a, &b| (deals[a].closed_on, &deals[a].id).cmp(&(deals[b].closed_on, &deals[b].id)));
    let mut report = CfoReport { excluded: deals.len() - order.len(), ..CfoReport::default() };
    let mut models: Vec<(AttributionModel, Credits)> =
        AttributionModel::ALL.iter().map(|model| (*model, Credits::new())).collect();
    for index in order {
        let line = report.count(index, &deals[index], rules);
        for (model, credits) in &mut models {
            for (partner, amount) in credits_of(&deals[index], &line, *model, rules) {
                add(credits, partner, amount);
            }
        }
        report.lines.push(line);
    }
    report.models = models;
    report
}

impl CfoReport {
    fn count(&mut self, index: usize, deal: &CfoDeal, rules: &CfoRules) -> CfoLine {
        let line = match deal.class {
            DealClass::Sourced => CfoLineKind::Sourced,
            DealClass::Influenced if has_eligible_touch(deal, rules) => CfoLineKind::Influenced,
            DealClass::Influenced => {
                self.unattributed.push(index);
                CfoLineKind::None
            }
            DealClass::Unknown => {
                self.unclassifiable.push(index);
                self.unclassified = self.unclassified.plus(deal.amount);
                CfoLineKind::None
            }
            DealClass::None => CfoLineKind::None,
        };
        let (sum, credited) = match line {
            CfoLineKind::Sourced => (&mut self.parts.sourced, deal.amount),
            CfoLineKind::Influenced => (&mut self.parts.influenced, pool(deal.amount, &rules.credit, rules.places)),
            CfoLineKind::None => (&mut self.none, Money::ZERO),
        };
        *sum = sum.plus(deal.amount);
        self.parts.total = self.parts.total.plus(deal.amount);
        self.parts.credited = self.parts.credited.plus(credited);
        let mut line = CfoLine { deal: index, line, credited, credits: Credits::new() };
        line.credits = credits_of(deal, &line, rules.model, rules);
        line
    }

    /// The sums that must hold; stated amounts are compared where they are given.
    pub fn checks(&self, stated_total: Option<Money>, stated_credited: Option<Money>) -> Vec<SumCheck> {
        let parts = &self.parts;
        let classes = parts.sourced.plus(parts.influenced).plus(self.none).minus(parts.total);
        let mut checks = vec![SumCheck { kind: SumCheckKind::ClassSum, difference: classes }];
        checks.extend(self.models.iter().map(|(model, credits)| SumCheck {
            kind: match model {
                AttributionModel::First => SumCheckKind::CreditSumFirst,
                AttributionModel::Last => SumCheckKind::CreditSumLast,
                AttributionModel::Linear => SumCheckKind::CreditSumLinear,
                AttributionModel::TimeDecay => SumCheckKind::CreditSumTimeDecay,
                AttributionModel::Custom => SumCheckKind::CreditSumCustom,
            },
            difference: credits.values().copied().sum::<Money>().minus(parts.credited),
        }));
        let stated = [
            (SumCheckKind::StatedTotal, stated_total, parts.total),
            (SumCheckKind::StatedCredited, stated_credited, parts.credited),
        ];
        checks.extend(
            stated
                .into_iter()
                .filter_map(|(kind, stated, computed)| Some(SumCheck { kind, difference: stated?.minus(computed) })),
        );
        checks
    }

    /// What was paid out of the partner revenue it is compared with, as a factor; nothing without such revenue.
    pub fn cost_share(&self, paid: Money, base: CostBase) -> Option<Exact> {
        let share = match base {
            CostBase::Credited => RevenueShare::Credited,
            CostBase::Sourced => RevenueShare::Sourced,
            CostBase::AnyInvolvement => RevenueShare::AnyInvolvement,
        };
        ratio(&of_money(paid), &of_money(self.parts.amount(share)))
    }
}

/// Payments by kind, in the order of the kinds; a clawback is below zero.
pub fn paid_by_kind(payments: &[(PaymentKind, Money)]) -> Vec<(PaymentKind, Money)> {
    let order =
        [PaymentKind::Commission, PaymentKind::Mdf, PaymentKind::Rebate, PaymentKind::Spiff, PaymentKind::Clawback];
    let of_kind = |kind| payments.iter().filter(move |(of, _)| *of == kind).map(|(_, amount)| *amount).sum();
    order.into_iter().map(|kind| (kind, of_kind(kind))).collect()
}

fn split_touches(deal: &CfoDeal) -> Vec<SplitTouch> {
    deal.touches.iter().map(|touch| touch.touch).collect()
}

fn has_eligible_touch(deal: &CfoDeal, rules: &CfoRules) -> bool {
    !eligible_in_order(&split_touches(deal), deal.closed_on, rules.touches.include_direct).is_empty()
}

fn credits_of(deal: &CfoDeal, line: &CfoLine, model: AttributionModel, rules: &CfoRules) -> Credits {
    let mut credits = Credits::new();
    match line.line {
        CfoLineKind::Sourced => {
            if let Some(partner) = deal.sourcing_partner {
                credits.insert(partner, line.credited);
            }
        }
        CfoLineKind::Influenced => {
            let touches = split_touches(deal);
            let parts = split_amounts(line.credited, model, deal.closed_on, &touches, &rules.touches, rules.places);
            for (touch, amount) in parts.unwrap_or_default() {
                add(&mut credits, deal.touches[touch].partner, amount);
            }
        }
        CfoLineKind::None => {}
    }
    credits
}

fn add(credits: &mut Credits, partner: usize, amount: Money) {
    let sum = credits.entry(partner).or_default();
    *sum = sum.plus(amount);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::deal::DealTouchKind;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn rules() -> CfoRules {
        CfoRules {
            from: date(2025, 4, 1),
            to: date(2025, 6, 30),
            model: AttributionModel::Linear,
            touches: TouchRules::default(),
            credit: CreditRules::default(),
            places: 2,
        }
    }

    fn deal(id: &str, cents: i128, class: DealClass, touches: &[(usize, i8)]) -> CfoDeal {
        let touch = |&(partner, day): &(usize, i8)| CfoTouch {
            partner,
            touch: SplitTouch {
                on: date(2025, 5, day),
                at: None,
                sequence: 0,
                kind: DealTouchKind::Demo,
                direct: false,
            },
        };
        CfoDeal {
            id: id.to_owned(),
            amount: Money::from_cents(cents),
            closed_on: date(2025, 6, 30),
            class,
            sourcing_partner: (class == DealClass::Sourced).then_some(0),
            touches: touches.iter().map(touch).collect(),
        }
    }

    #[test]
    fn the_quarter_of_the_document_costs_a_tenth_of_what_is_credited() {
        let deals = [
            deal("d1", 20_000_000, DealClass::Sourced, &[]),
            deal("d2", 25_000_000, DealClass::Influenced, &[(0, 1), (1, 30)]),
            deal("d3", 55_000_000, DealClass::None, &[]),
        ];
        let report = report(&deals, &rules());
        assert_eq!(report.parts.credited, Money::whole(262_500));
        let tenth = Exact::new(1.into(), 10.into());
        assert_eq!(report.cost_share(Money::whole(26_250), CostBase::Credited), Some(tenth));
        assert!(report.checks(Some(Money::whole(1_000_000)), None).iter().all(SumCheck::holds));
        assert!(!report.checks(Some(Money::whole(1)), None).iter().all(SumCheck::holds));
    }

    #[test]
    fn what_cannot_be_classified_or_attributed_counts_as_none() {
        let mut late = deal("d3", 400, DealClass::None, &[]);
        late.closed_on = date(2025, 7, 1);
        let deals = [deal("d2", 100, DealClass::Unknown, &[]), deal("d1", 200, DealClass::Influenced, &[]), late];
        let report = report(&deals, &rules());
        assert_eq!((report.none, report.unclassified), (Money::from_cents(300), Money::from_cents(100)));
        assert_eq!((report.unclassifiable, report.unattributed, report.excluded), (vec![0], vec![1], 1));
        assert_eq!(report.lines.iter().map(|line| line.deal).collect::<Vec<_>>(), [1, 0]);
    }

    proptest! {
        #[test]
        fn every_model_credits_the_same_sum(
            deals in prop::collection::vec(
                (-1_000_000_i128..1_000_000_000, 0..4_usize, prop::collection::vec((0_usize..5, 1_i8..31), 0..6)), 0..12),
        ) {
            let deals: Vec<CfoDeal> = deals
                .iter()
                .enumerate()
                .map(|(n, (cents, class, touches))| deal(&n.to_string(), *cents, DealClass::ALL[*class], touches))
                .collect();
            let report = report(&deals, &rules());
            prop_assert!(report.checks(None, None).iter().all(SumCheck::holds));
            prop_assert_eq!(report.lines.iter().map(|line| line.credited).sum::<Money>(), report.parts.credited);
        }
    }
}
