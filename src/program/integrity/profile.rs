//! The program itself, its goals, its people.

use rust_decimal::Decimal;

use super::violation::Check;
use crate::program::Kind;
use crate::program::goal::GoalMetric;
use crate::program::rate::Percent;

pub(super) fn check(check: &mut Check<'_>) {
    let program = check.program;
    let profile = &program.profile;
    let of_profile = |check: &mut Check<'_>, code, field, message: &str| {
        check.report_id(Kind::Profile, Kind::Profile.table_name().into(), code, field, message);
    };
    if !(1..=12).contains(&profile.fiscal_start_month) {
        of_profile(check, "month_out_of_range", "fiscal_start_month", "the fiscal year starts in a month from 1 to 12");
    }
    if profile.partner_share.is_some_and(outside_whole) {
        of_profile(check, "share_out_of_range", "partner_share", "a share is from 0% to 100%");
    }
    for member in program.team.iter() {
        let ok = !outside_whole(member.allocation);
        check.expect(ok, member, "allocation_out_of_range", "allocation", "an allocation is from 0% to 100%");
    }
    for goal in program.goals.iter() {
        let value = goal.value.decimal();
        let (ok, unit) = match goal.metric {
            GoalMetric::Nps => (value.abs() <= Decimal::ONE_HUNDRED, "a score from -100 to 100"),
            GoalMetric::Partners => (value >= Decimal::ZERO && value.fract().is_zero(), "a whole number of partners"),
            GoalMetric::RevenuePerPartner => {
                (value >= Decimal::ZERO && value.normalize().scale() <= 2, "money with at most two places")
            }
            _ => (value >= Decimal::ZERO && value <= Decimal::ONE_HUNDRED, "a percentage from 0 to 100"),
        };
        check.expect(ok, goal, "goal_value_out_of_unit", "value", format!("this goal is {unit}"));
    }
}

fn outside_whole(percent: Percent) -> bool {
    !(0..=Percent::WHOLE).contains(&percent.units())
}
