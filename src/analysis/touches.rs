//! an amount divided over the touches of a deal by one of five models.

use jiff::civil::Date;
use num_bigint::BigInt;
use num_traits::{One, Zero};

use super::exact::{Exact, whole};
use super::split::{split_money, split_money_whole};
use crate::program::choice::choice;
use crate::program::deal::DealTouchKind;
use crate::program::moment::Moment;
use crate::program::money::Money;
use crate::program::period::days_between;

choice! {
    /// How credit is divided over touches.
    pub enum AttributionModel {
        First = "first" => "First touch",
        Last = "last" => "Last touch",
        Linear = "linear" => "Linear",
        TimeDecay = "time_decay" => "Time decay",
        Custom = "custom" => "Weights by kind of touch",
    }
}

/// The numbers of the models.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TouchRules {
    /// Days after which a touch weighs half as much (time decay).
    pub half_life_days: u16,
    /// Whether touches of our own sales take part.
    pub include_direct: bool,
    /// The weight of each kind (custom).
    pub kind_weights: KindWeights,
}

/// A weight for each kind of touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindWeights {
    /// 40 by default.
    pub introduction: u32,
    /// 20 by default.
    pub demo: u32,
    /// 20 by default.
    pub technical: u32,
    /// 20 by default.
    pub proposal: u32,
    /// 0 by default.
    pub meeting: u32,
    /// 0 by default.
    pub co_sell: u32,
    /// 0 by default.
    pub email: u32,
}

impl Default for KindWeights {
    fn default() -> Self {
        Self { introduction: 40, demo: 20, technical: 20, proposal: 20, meeting: 0, co_sell: 0, email: 0 }
    }
}

impl KindWeights {
    /// The weight of a kind; a mention never has one.
    pub fn of(&self, kind: DealTouchKind) -> u32 {
        match kind {
            DealTouchKind::Introduction => self.introduction,
            DealTouchKind::Demo => self.demo,
            DealTouchKind::Technical => self.technical,
            DealTouchKind::Proposal => self.proposal,
            DealTouchKind::Meeting => self.meeting,
            DealTouchKind::CoSell => self.co_sell,
            DealTouchKind::Email => self.email,
            DealTouchKind::Mention => 0,
        }
    }
}

impl Default for TouchRules {
    fn default() -> Self {
        Self { half_life_days: 30, include_direct: false, kind_weights: KindWeights::default() }
    }
}

/// A touch of a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SplitTouch {
    /// When.
    pub on: Date,
    /// The minute, where it is known.
    pub at: Option<Moment>,
    /// Order on the same day.
    pub sequence: u32,
    /// What.
    pub kind: DealTouchKind,
    /// Whether it is our own sales.
    pub direct: bool,
}

/// The part of one touch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TouchCredit {
    /// The position of the touch in the list that was given.
    pub index: usize,
    /// Days from the touch to the close.
    pub days_before_close: i32,
    /// Its weight.
    pub weight: Exact,
    /// Whether the weight is exact; a time decay between half-lives is not.
    pub weight_is_exact: bool,
    /// Its amount.
    pub amount: Money,
}

/// An amount divided over touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TouchSplit {
    /// The model that was used: custom weights that are all zero fall back to linear.
    pub model_used: AttributionModel,
    /// The eligible touches in order.
    pub credits: Vec<TouchCredit>,
    /// What no touch could get.
    pub unattributed: Money,
}

/// The eligible touches in order: not mentions, not after the close, our own only when they take part.
pub fn eligible_in_order(touches: &[SplitTouch], closed_on: Date, include_direct: bool) -> Vec<usize> {
    let counts = |touch: &SplitTouch| {
        touch.kind != DealTouchKind::Mention && touch.on <= closed_on && (include_direct || !touch.direct)
    };
    let mut order: Vec<usize> = (0..touches.len()).filter(|&index| counts(&touches[index])).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&touches[a], &touches[b]);
        let by_instant = || match (a.at, b.at) {
            (Some(a), Some(b)) => 0.cmp(&a.seconds_until(b)),
            (a, b) => a.is_some().cmp(&b.is_some()),
        };
        a.on.cmp(&b.on).then_with(by_instant).then(a.sequence.cmp(&b.sequence))
    });
    order
}

/// divides `amount` over the touches, in coins of a currency with `places`.
pub fn split_touches(
    amount: Money,
    model: AttributionModel,
    closed_on: Date,
    touches: &[SplitTouch],
    rules: &TouchRules,
    places: u32,
) -> TouchSplit {
    let order = eligible_in_order(touches, closed_on, rules.include_direct);
    let days = |index: usize| days_between(touches[index].on, closed_on);
    let (model_used, weights) = weights_of(model, &order, touches, rules, &days);
    let amounts = match &weights {
        Weights::Whole(weights) => split_money_whole(amount, weights, places),
        Weights::Exact(weights) => {
            let weights: Vec<Exact> = weights.iter().map(|(weight, _)| weight.clone()).collect();
            split_money(amount, &weights, places)
        }
    };
    let Some(amounts) = amounts else {
        return TouchSplit { model_used, credits: Vec::new(), unattributed: amount };
    };
    let weights: Vec<(Exact, bool)> = match weights {
        Weights::Whole(weights) => weights.into_iter().map(|weight| (whole(weight), true)).collect(),
        Weights::Exact(weights) => weights,
    };
    let credits = order.into_iter().zip(weights).zip(amounts).map(|((index, (weight, weight_is_exact)), amount)| {
        TouchCredit { index, days_before_close: days(index), weight, weight_is_exact, amount }
    });
    TouchSplit { model_used, credits: credits.collect(), unattributed: Money::ZERO }
}

/// Only the amounts of R-33, by position of the touch: what sums over a whole program need.
pub fn split_amounts(
    amount: Money,
    model: AttributionModel,
    closed_on: Date,
    touches: &[SplitTouch],
    rules: &TouchRules,
    places: u32,
) -> Option<Vec<(usize, Money)>> {
    let order = eligible_in_order(touches, closed_on, rules.include_direct);
    let days = |index: usize| days_between(touches[index].on, closed_on);
    let amounts = match weights_of(model, &order, touches, rules, &days).1 {
        Weights::Whole(weights) => split_money_whole(amount, &weights, places)?,
        Weights::Exact(weights) => {
            let weights: Vec<Exact> = weights.into_iter().map(|(weight, _)| weight).collect();
            split_money(amount, &weights, places)?
        }
    };
    Some(order.into_iter().zip(amounts).collect())
}

enum Weights {
    Whole(Vec<u64>),
    Exact(Vec<(Exact, bool)>),
}

fn weights_of(
    model: AttributionModel,
    order: &[usize],
    touches: &[SplitTouch],
    rules: &TouchRules,
    days: &dyn Fn(usize) -> i32,
) -> (AttributionModel, Weights) {
    let only = |position: usize| (0..order.len()).map(|index| u64::from(index == position)).collect();
    let even = || vec![1; order.len()];
    let weights = match model {
        AttributionModel::First => Weights::Whole(only(0)),
        AttributionModel::Last => Weights::Whole(only(order.len().saturating_sub(1))),
        AttributionModel::Linear => Weights::Whole(even()),
        AttributionModel::TimeDecay => {
            let half_life = i32::from(rules.half_life_days.max(1));
            Weights::Exact(order.iter().map(|&index| decayed(days(index), half_life)).collect())
        }
        AttributionModel::Custom => {
            let weights: Vec<u64> =
                order.iter().map(|&index| rules.kind_weights.of(touches[index].kind).into()).collect();
            if !order.is_empty() && weights.iter().all(|&weight| weight == 0) {
                return (AttributionModel::Linear, Weights::Whole(even()));
            }
            Weights::Whole(weights)
        }
    };
    (model, weights)
}

/// `2^(-days / half_life)`: exact at whole half-lives, otherwise the nearest binary fraction times an exact power.
fn decayed(days: i32, half_life: i32) -> (Exact, bool) {
    let (halvings, rest) = (days.div_euclid(half_life), days.rem_euclid(half_life));
    let power = Exact::new(BigInt::one(), BigInt::from(2).pow(halvings.max(0) as u32));
    if rest == 0 {
        return (power, true);
    }
    let part = (-f64::from(rest) / f64::from(half_life)).exp2();
    (Exact::from_float(part).unwrap_or_else(Exact::zero) * power, false)
}
