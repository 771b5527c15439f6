//! REV-25: SPIFFs of a program that lie outside what is usual.

use jiff::civil::Date;

use super::spiff::{Incentive, outside_benchmark};
use crate::analysis::exact::{exact, whole};
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::policy::SpiffPolicy;
use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::compensation::{Spiff, SpiffKind};

/// The figures of a SPIFF that are outside the usual range: name of the figure, what it is, and the range.
pub fn unusual(spiff: &Spiff, usual: &SpiffPolicy) -> Vec<(&'static str, String, String)> {
    let Some(incentive) = terms(spiff, usual) else { return Vec::new() };
    let figures = outside_benchmark(&incentive, usual).into_iter();
    figures.filter_map(|(name, range)| figure(spiff, name).map(|(word, value)| (word, value, range))).collect()
}

/// A finding for each figure outside its range.
pub(in crate::analysis) fn spiff_checks(program: &Program, usual: &SpiffPolicy) -> Vec<Finding> {
    let of = |spiff: &Spiff| {
        let figures = unusual(spiff, usual).into_iter();
        let finding = |(word, value, range): (&'static str, String, String)| {
            let message = format!("{}: {word} {value} outside {range}, the usual range", spiff.name);
            Finding::new("REV-25", FindingSeverity::Info, format!("spiff/{}", spiff.id), message)
                .fix(format!("adjust the {word} of the {} SPIFF, or the range in the settings", spiff.kind.label()))
        };
        figures.map(finding).collect::<Vec<_>>()
    };
    program.spiffs.iter().flat_map(of).collect()
}

/// The terms of a SPIFF; a launch without a factor is judged by its window alone.
fn terms(spiff: &Spiff, usual: &SpiffPolicy) -> Option<Incentive> {
    let (start, end): (Date, Date) = (spiff.start, spiff.end);
    Some(match spiff.kind {
        SpiffKind::Activation => {
            Incentive::Activation { amount: spiff.amount?, signup_on: start, first_close_on: None }
        }
        SpiffKind::ProductLaunch => {
            let factor = spiff.multiplier.unwrap_or(usual.launch_multiplier);
            Incentive::ProductLaunch { multiplier: exact(factor.decimal()), start, end, closed_on: start }
        }
        SpiffKind::QuarterlyPush => Incentive::QuarterlyPush { bonus: spiff.rate?, quota: whole(0), achieved: None },
        SpiffKind::Displacement => Incentive::Displacement { amount: spiff.amount?, won: None },
        SpiffKind::MultiProduct => Incentive::MultiProduct { points: spiff.rate?, bundle: None },
    })
}

/// A figure as the record has it: its word and its value.
fn figure(spiff: &Spiff, name: &str) -> Option<(&'static str, String)> {
    match name {
        "amount" => Some(("amount", spiff.amount?.to_string())),
        "multiplier" => Some(("factor", spiff.multiplier?.to_string())),
        "days" => {
            let days = crate::program::period::days_between(spiff.start, spiff.end);
            Some(("length", format!("{days} days")))
        }
        "bonus_rate" => Some(("bonus", spiff.rate?.to_string())),
        "points" => Some(("points", spiff.rate?.to_string())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::policy::Policy;
    use crate::program::money::Money;
    use crate::program::rate::Percent;
    use jiff::civil::date;

    fn spiff(kind: SpiffKind) -> Spiff {
        Spiff {
            id: "autumn".parse().unwrap(),
            name: "Autumn".to_owned(),
            kind,
            start: date(2026, 4, 1),
            end: date(2026, 5, 16),
            amount: None,
            rate: None,
            multiplier: None,
            eligible_types: Vec::new(),
        }
    }

    fn messages(spiff: Spiff) -> Vec<String> {
        let mut program = Program::named("Test");
        program.spiffs.put(spiff.into());
        let usual = Policy::default().spiff;
        spiff_checks(&program, &usual).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn figures_outside_their_range_are_findings_with_the_range() {
        let push = Spiff { rate: Some(Percent::whole(3)), ..spiff(SpiffKind::QuarterlyPush) };
        assert_eq!(messages(push), ["Autumn: bonus 3% outside 10% to 20%, the usual range"]);
        let prize = Spiff { amount: Some(Money::whole(6_000)), ..spiff(SpiffKind::Displacement) };
        assert_eq!(messages(prize), ["Autumn: amount 6000.00 outside 1000.00 to 5000.00, the usual range"]);
        let long = Spiff { end: date(2026, 7, 1), ..spiff(SpiffKind::ProductLaunch) };
        assert_eq!(messages(long), ["Autumn: length 91 days outside 30 to 60, the usual range"]);
    }

    #[test]
    fn what_a_spiff_does_not_say_is_not_judged() {
        for kind in SpiffKind::ALL {
            assert_eq!(messages(spiff(*kind)), Vec::<String>::new());
        }
    }
}
