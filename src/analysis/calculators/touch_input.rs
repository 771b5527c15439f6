//! The touches of a deal as calculators take them: their fields, their checks, and their order on one day.

use jiff::civil::Date;

use super::date_time::DateTime;
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Field, Kind};
use crate::analysis::touches::{KindWeights, SplitTouch, TouchRules};
use crate::program::deal::DealTouchKind;
use crate::program::period::days_between;

/// A list of touches.
pub(super) const TOUCHES: Kind = Kind::list_of(&Kind::Object(TOUCH), 0, 1000);

const TOUCH: &[Field] = &[
    Field::required("partner", Kind::TEXT, "whose; \"direct\" is our own sales"),
    Field::required("on", Kind::Date, "when, at most 3660 days before the close"),
    Field::optional("at", Kind::DateTime, "the time, on that day"),
    Field::optional("sequence", Kind::count(0, 1_000_000), "order on the same day; the position when absent"),
    Field::required("kind", Kind::Choice(DealTouchKind::CHOICES), "what"),
];

/// Days after which a touch weighs half as much.
pub(super) const HALF_LIFE_DAYS: Field =
    Field::default("half_life_days", Kind::count(1, 365), "30", "days after which a touch weighs half");

/// Whether our own sales takes part.
pub(super) const INCLUDE_DIRECT: Field =
    Field::default("include_direct", Kind::Flag, "false", "whether our own sales takes part");

/// The weight of each kind of touch.
pub(super) const KIND_WEIGHTS: Field =
    Field::optional("kind_weights", Kind::Object(WEIGHTS), "the weight of each kind of touch");

const WEIGHT: Kind = Kind::count(0, 1_000_000);
const WEIGHTS: &[Field] = &[
    Field::default("introduction", WEIGHT, "40", "introduction"),
    Field::default("demo", WEIGHT, "20", "demo"),
    Field::default("technical", WEIGHT, "20", "technical work"),
    Field::default("proposal", WEIGHT, "20", "proposal"),
    Field::default("meeting", WEIGHT, "0", "meeting"),
    Field::default("co_sell", WEIGHT, "0", "co-sell"),
    Field::default("email", WEIGHT, "0", "e-mail"),
];

/// Our own sales among the partners of touches.
pub(super) const DIRECT: &str = "direct";

/// The oldest touch that is accepted, days before the close.
const OLDEST_DAYS: i32 = 3660;

/// The numbers of the models.
pub(super) fn touch_rules(settings: &Input, include_direct: bool) -> TouchRules {
    let given = settings.object("kind_weights");
    let usual = KindWeights::default();
    let weight = |name: &str, usual: u32| given.get(name).unwrap_or(usual);
    let kind_weights = KindWeights {
        introduction: weight("introduction", usual.introduction),
        demo: weight("demo", usual.demo),
        technical: weight("technical", usual.technical),
        proposal: weight("proposal", usual.proposal),
        meeting: weight("meeting", usual.meeting),
        co_sell: weight("co_sell", usual.co_sell),
        email: weight("email", usual.email),
    };
    TouchRules { half_life_days: settings.get("half_life_days").unwrap_or(30), include_direct, kind_weights }
}

/// What is wrong with a touch of a deal that was closed that day.
pub(super) fn check_touch(touch: &Input, closed_on: Option<Date>, faults: &mut Vec<Fault>) {
    let Some(on) = touch.get::<Date>("on") else { return };
    if closed_on.is_some_and(|closed_on| days_between(on, closed_on) > OLDEST_DAYS) {
        let message = format!("{on} is more than {OLDEST_DAYS} days before the close; leave the touch out");
        faults.push(touch.fault(Code::OutOfRange, "on", message));
    }
    if touch.get::<DateTime>("at").is_some_and(|at| at.date() != on) {
        let message = format!("the time is not on {on}; correct one of them");
        faults.push(touch.fault(Code::DateMismatch, "at", message));
    }
}

/// What is wrong between the fields of the touches of an input.
pub(super) fn check_touches(input: &Input, closed_on: Option<Date>) -> Vec<Fault> {
    let mut faults = Vec::new();
    input.list("touches").iter().for_each(|touch| check_touch(touch, closed_on, &mut faults));
    faults
}

/// The partner of every touch of an input, and the touches.
pub(super) fn partners_and_touches(input: &Input) -> (Vec<String>, Vec<SplitTouch>) {
    let given = input.list("touches");
    (given.iter().filter_map(|touch| touch.get("partner")).collect(), read_touches(&given))
}

/// The numbers of the models, with the switch of our own sales.
pub(super) fn rules_of(settings: &Input) -> TouchRules {
    touch_rules(settings, settings.get("include_direct") == Some(true))
}

/// The touches in the order of the input, each numbered by its place in time: those without a clock time come first on
/// their day, then the instant decides to the second, then the given sequence, then the position.
pub(super) fn read_touches(touches: &[Input]) -> Vec<SplitTouch> {
    let mut read: Vec<SplitTouch> = Vec::with_capacity(touches.len());
    let mut order: Vec<(Date, Option<i64>, u32, usize)> = Vec::with_capacity(touches.len());
    for touch in touches {
        let (Some(on), Some(kind)) = (touch.get::<Date>("on"), touch.choice("kind")) else { continue };
        let position = read.len();
        let at = touch.get::<DateTime>("at").map(DateTime::seconds);
        order.push((on, at, touch.get("sequence").unwrap_or(position as u32), position));
        read.push(SplitTouch { on, at: None, sequence: 0, kind, direct: touch.text("partner") == Some(DIRECT) });
    }
    order.sort_unstable();
    for (place, (.., position)) in order.into_iter().enumerate() {
        if let Some(touch) = read.get_mut(position) {
            touch.sequence = place as u32;
        }
    }
    read
}
