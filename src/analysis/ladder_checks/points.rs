//! Scores: points of categories, the cut-offs over them, and what tiers ask for (TIER-25, TIER-26).

use rust_decimal::Decimal;

use super::rules::Under;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::program::Program;
use crate::program::criterion_check;
use crate::program::point_scheme::PointScheme;
use crate::program::quantity::Quantity;

/// A score out of categories, and the bands over it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PointScale {
    /// The most points of each category.
    pub maxima: Vec<(String, Decimal)>,
    /// The most points of all, where it is stated.
    pub scale: Option<Decimal>,
    /// Name and least points of each band, lowest first.
    pub cut_offs: Vec<(String, Decimal)>,
}

/// What is wrong with a scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScaleFault {
    /// The categories sum to something else than the scale.
    Sum {
        /// What they sum to.
        sum: Decimal,
        /// What the scale says.
        scale: Decimal,
    },
    /// A cut-off that nobody can reach.
    AboveMaximum {
        /// Which band.
        band: String,
        /// Where it begins.
        cut_off: Decimal,
        /// The most points there are.
        maximum: Decimal,
    },
    /// A band that begins no higher than the one below.
    NotHigher {
        /// Which band.
        band: String,
        /// Where it begins.
        cut_off: Decimal,
    },
}

/// Every fault of a scale (TIER-25, TIER-26).
pub fn scale_faults(scale: &PointScale) -> Vec<ScaleFault> {
    let mut found = Vec::new();
    let sum: Decimal = scale.maxima.iter().map(|(_, most)| *most).sum();
    let maximum = if scale.maxima.is_empty() { scale.scale } else { Some(sum) };
    if let Some(stated) = scale.scale.filter(|stated| !scale.maxima.is_empty() && *stated != sum) {
        found.push(ScaleFault::Sum { sum, scale: stated });
    }
    for (place, (band, cut_off)) in scale.cut_offs.iter().enumerate() {
        if let Some(maximum) = maximum.filter(|maximum| cut_off > maximum) {
            found.push(ScaleFault::AboveMaximum { band: band.clone(), cut_off: *cut_off, maximum });
        }
        let below = place.checked_sub(1).and_then(|below| scale.cut_offs.get(below));
        if below.is_some_and(|(_, below)| cut_off <= below) {
            found.push(ScaleFault::NotHigher { band: band.clone(), cut_off: *cut_off });
        }
    }
    found
}

/// Every scheme whose bands nobody can reach, whether a tier asks for its score or not.
pub(super) fn schemes(program: &Program) -> Vec<Finding> {
    let mut found = Vec::new();
    for scheme in program.point_schemes.iter() {
        for fault in scale_faults(&scale_of(scheme)) {
            let subject = format!("point_scheme/{}", scheme.id);
            let Some((code, said, fix)) = told(scheme, &fault) else { continue };
            found.push(Finding::new(code, FindingSeverity::Error, subject, said).fix(fix));
        }
    }
    found
}

fn scale_of(scheme: &PointScheme) -> PointScale {
    let cut_offs = scheme.score_bands.iter().map(|band| (band.name.clone(), band.from.decimal())).collect();
    PointScale { maxima: Vec::new(), scale: scheme.maximum().map(Quantity::decimal), cut_offs }
}

/// Bands out of order are refused where they are written, so they are not told here again.
fn told(scheme: &PointScheme, fault: &ScaleFault) -> Option<(&'static str, String, String)> {
    let name = &scheme.name;
    match fault {
        ScaleFault::Sum { sum, scale } => Some((
            "TIER-25",
            format!("the categories of {name} sum to {sum}, its scale says {scale}"),
            "change the caps of the categories or the scale".to_owned(),
        )),
        ScaleFault::AboveMaximum { band, cut_off, maximum } => Some((
            "TIER-26",
            format!("{band} of {name} begins at {cut_off} points, and {name} gives at most {maximum}"),
            format!("let {band} begin at {maximum} or below, or raise a cap"),
        )),
        ScaleFault::NotHigher { .. } => None,
    }
}

/// Tiers that ask for more points than there are.
pub(super) fn check(under: &mut Under<'_>) {
    let mut found = Vec::new();
    for step in &under.steps {
        for criteria in std::iter::once(&step.tier.criteria).chain(step.tier.keep.as_ref()) {
            for fault in criterion_check::out_of_reach(criteria, under.program) {
                let finding = Finding::new("TIER-26", FindingSeverity::Error, step.subject(), fault.why);
                found.push(finding.fix("ask for fewer points, or raise a cap of the scheme"));
            }
        }
    }
    for finding in found {
        under.report(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::derived::Derived;
    use crate::analysis::ladder_checks::ladder_checks;
    use crate::program::{AnyRecord, Kind};

    #[test]
    fn points_that_cannot_be_reached_are_found_where_they_are_asked_for() {
        let mut program = Program::named("P");
        let scheme = r#"(id:"s",name:"Score",categories:[(name:"A",of:people(),points:"2",cap:"10")],score_bands:[(name:"Top",from:"11")])"#;
        program.put(AnyRecord::from_ron(Kind::PointScheme, scheme).unwrap());
        for tier in [
            r#"(id:"base",name:"Base",order:0,criteria:all([]),review_months:12,grace_quarters:0)"#,
            r#"(id:"top",name:"Top",order:1,criteria:points(scheme:"s",at_least:"12"),review_months:12,grace_quarters:1)"#,
        ] {
            program.put(AnyRecord::from_ron(Kind::Tier, tier).unwrap());
        }
        let derived = Derived::new(&program, jiff::civil::date(2026, 9, 30));
        let found: Vec<String> = ladder_checks(&program, &derived)
            .into_iter()
            .filter(|finding| finding.code == "TIER-26")
            .map(|finding| format!("{}: {}", finding.subject, finding.message))
            .collect();
        assert_eq!(
            found,
            [
                "tier/top: 12 points cannot be reached: Score gives at most 10",
                "point_scheme/s: Top of Score begins at 11 points, and Score gives at most 10",
            ]
        );
    }

    #[test]
    fn scales_that_cannot_be_right_are_found() {
        let of = |maxima: &[i64], scale: Option<i64>, cut_offs: &[i64]| {
            let named =
                |values: &[i64]| values.iter().map(|value| (value.to_string(), Decimal::from(*value))).collect();
            let scale =
                PointScale { maxima: named(maxima), scale: scale.map(Decimal::from), cut_offs: named(cut_offs) };
            scale_faults(&scale).len()
        };
        for (maxima, scale, cut_offs, faults) in [
            (&[40, 30, 30][..], Some(100), &[25, 50, 80][..], 0),
            (&[40, 30, 20], Some(100), &[25, 50, 80], 1),
            (&[40, 30, 20], Some(100), &[25, 50, 95], 2),
            (&[], Some(35), &[15, 25, 35], 0),
            (&[], Some(35), &[15, 15, 36], 2),
            (&[], None, &[15, 25], 0),
        ] {
            assert_eq!(of(maxima, scale, cut_offs), faults, "{maxima:?} {scale:?} {cut_offs:?}");
        }
    }
}
