//! The rules on a ladder, and all of them applied to a program.

use super::{bands, clocks, economics, members, nesting, points, steps};
use crate::analysis::derived::{Derived, Ladder, LadderTier};
use crate::analysis::findings::{Finding, FindingSeverity, Rule};
use crate::program::Program;
use crate::program::tier::Tier;

const fn rule(code: &'static str, severity: FindingSeverity, title: &'static str) -> Rule {
    Rule { code, severity, title }
}

/// Every rule on ladders, in the order of their codes.
pub const LADDER_RULES: &[Rule] = &[
    rule("TIER-01", FindingSeverity::Warning, "A track has no more tiers than partners can tell apart"),
    rule("TIER-02", FindingSeverity::Error, "A tier above the base has a condition that is a number"),
    rule("TIER-03", FindingSeverity::Error, "Adjacent tiers differ in some benefit"),
    rule("TIER-04", FindingSeverity::Warning, "Each tier gives something strictly better than the one below"),
    rule("TIER-05", FindingSeverity::Warning, "No step between thresholds is too steep"),
    rule("TIER-06", FindingSeverity::Warning, "A tier above the base is reviewed, with a grace"),
    rule("TIER-07", FindingSeverity::Error, "Each tier asks for more, and gives nothing worse"),
    rule("TIER-10", FindingSeverity::Error, "A tier earns what it costs, on average and at its threshold"),
    rule("TIER-11", FindingSeverity::Warning, "An override has reason, approver, an end in time and strategic value"),
    rule("TIER-12", FindingSeverity::Warning, "A provisional tier that is over is decided"),
    rule("TIER-14", FindingSeverity::Warning, "Commission or margin rises with the tiers"),
    rule("TIER-15", FindingSeverity::Info, "Somebody is on the way to each tier"),
    rule("TIER-16", FindingSeverity::Info, "There is more than one way into a tier"),
    rule("TIER-21", FindingSeverity::Error, "Whoever qualifies for a tier meets the tiers below"),
    rule("TIER-22", FindingSeverity::Error, "Every tier can be reached"),
    rule("TIER-23", FindingSeverity::Error, "The bands of a metric do not overlap"),
    rule("TIER-24", FindingSeverity::Error, "The bands of a metric leave no gap"),
    rule("TIER-25", FindingSeverity::Error, "The maxima of the categories sum to the scale"),
    rule("TIER-26", FindingSeverity::Error, "No cut-off lies above the maximum"),
    rule("TIER-27", FindingSeverity::Info, "Somebody is at the top"),
    rule("TIER-28", FindingSeverity::Warning, "The top is not crowded"),
    rule("TIER-29", FindingSeverity::Warning, "A granted tier is valid"),
];

/// A tier as it is tested and as it is written down.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step<'a> {
    pub(super) tested: &'a LadderTier,
    pub(super) tier: &'a Tier,
}

impl Step<'_> {
    pub(super) fn subject(&self) -> String {
        format!("tier/{}", self.tier.id)
    }

    pub(super) fn name(&self) -> &str {
        &self.tier.name
    }
}

/// One ladder of a program under check.
pub(super) struct Under<'a> {
    pub(super) program: &'a Program,
    pub(super) derived: &'a Derived,
    pub(super) ladder: &'a Ladder,
    pub(super) steps: Vec<Step<'a>>,
    pub(super) found: Vec<Finding>,
}

impl<'a> Under<'a> {
    pub(super) fn report(&mut self, finding: Finding) {
        self.found.push(finding);
    }

    /// Each tier with the one below it.
    pub(super) fn pairs(&self) -> Vec<(Step<'a>, Step<'a>)> {
        self.steps.windows(2).map(|pair| (pair[0], pair[1])).collect()
    }

    pub(super) fn currency(&self) -> crate::program::currency::Currency {
        self.program.profile.currency
    }
}

/// Every finding on every ladder, base tier first, then those on the point schemes; a ladder without tiers has none.
pub fn ladder_checks(program: &Program, derived: &Derived) -> Vec<Finding> {
    let mut found = Vec::new();
    for ladder in derived.ladders().all() {
        let tested = ladder.tiers.iter();
        let steps = tested.filter_map(|tested| Some(Step { tested, tier: program.tiers.get(&tested.id)? })).collect();
        let mut under = Under { program, derived, ladder, steps, found: Vec::new() };
        steps::check(&mut under);
        nesting::check(&mut under);
        bands::check(&mut under);
        points::check(&mut under);
        economics::check(&mut under);
        members::check(&mut under);
        found.extend(under.found);
    }
    found.extend(points::schemes(program));
    found.extend(clocks::partners(program, derived));
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::program::presets;

    fn codes(change: impl Fn(&mut Vec<Tier>)) -> Vec<(&'static str, String)> {
        let mut program = Program::named("x");
        let ladder = presets::ladder("standard").unwrap();
        let mut tiers = ladder.tiers.clone();
        change(&mut tiers);
        for tier in tiers {
            program.put(tier.into());
        }
        for benefit in &ladder.benefits {
            program.put(benefit.clone().into());
        }
        let derived = Derived::new(&program, date(2026, 9, 30));
        ladder_checks(&program, &derived).into_iter().map(|found| (found.code, found.subject)).collect()
    }

    fn criteria(text: &str) -> crate::program::criterion::Criterion {
        crate::program::plan_text::read(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    type Case = (&'static str, fn(&mut Vec<Tier>), &'static [(&'static str, &'static str)]);

    #[test]
    fn every_fault_of_a_ladder_is_found_where_it_is() {
        let cases: &[Case] = &[
            ("as published", |_| {}, &[("TIER-10", "tier/platinum")]),
            (
                "gold by money alone",
                |tiers| tiers[2].criteria = criteria(r#"meets(metric: "sourced_arr", value: "100000")"#),
                &[("TIER-16", "tier/gold"), ("TIER-21", "tier/gold")],
            ),
            (
                "platinum below gold",
                |tiers| tiers[3].criteria = criteria(r#"meets(metric: "sourced_arr", value: "90000")"#),
                &[("TIER-07", "tier/platinum"), ("TIER-21", "tier/platinum")],
            ),
            (
                "gold that nobody can meet",
                |tiers| {
                    tiers[2].criteria = criteria(
                        r#"all([meets(metric: "referrals", value: "20"), meets(metric: "referrals", op: less_than, value: "10")])"#,
                    );
                },
                &[("TIER-22", "tier/gold")],
            ),
            (
                "the same commission everywhere",
                |tiers| tiers.iter_mut().for_each(|tier| (tier.commission, tier.margin) = (None, None)),
                &[("TIER-14", "tier/registered")],
            ),
            ("no review", |tiers| tiers[1].review_months = 0, &[("TIER-06", "tier/silver")]),
            (
                "the benefits of silver for gold",
                |tiers| {
                    let below = tiers[1].clone();
                    tiers[2].benefits = below.benefits;
                    tiers[2].mdf_annual = below.mdf_annual;
                    tiers[2].commission = below.commission;
                },
                &[("TIER-03", "tier/gold")],
            ),
        ];
        for (what, change, wanted) in cases {
            let found = codes(change);
            for (code, subject) in *wanted {
                assert!(found.iter().any(|(c, s)| c == code && s == subject), "{what}: no {code}\n{found:?}");
            }
            let expected: Vec<&str> = wanted.iter().map(|(code, _)| *code).collect();
            let structural = ["TIER-07", "TIER-21", "TIER-22", "TIER-03", "TIER-06", "TIER-14"];
            let stray = found.iter().find(|(code, _)| structural.contains(code) && !expected.contains(code));
            assert!(stray.is_none() || *what == "gold that nobody can meet", "{what}: {stray:?}");
        }
    }

    #[test]
    fn a_tier_is_judged_at_the_revenue_that_the_setting_names() {
        let mut program = Program::named("x");
        for tier in presets::ladder("standard").unwrap().tiers.clone() {
            program.put(tier.into());
        }
        let evidence = |basis: &str| -> Vec<String> {
            let settings = program.settings.set("tier.economics_basis", basis).unwrap();
            let program = Program { settings: settings.into(), ..program.clone() };
            let derived = Derived::new(&program, date(2026, 9, 30));
            let found = ladder_checks(&program, &derived).into_iter();
            found.filter(|found| found.code == "TIER-10").map(|found| found.message).collect()
        };
        let (average, threshold, both) = (evidence("average"), evidence("threshold"), evidence("both"));
        assert!(average.iter().all(|said| !said.contains("at its threshold")), "{average:?}");
        assert!(threshold.iter().all(|said| !said.contains("on average")), "{threshold:?}");
        assert!(threshold.iter().any(|said| said.contains("Platinum")) && average != threshold, "{threshold:?}");
        assert!(both.len() >= average.len().max(threshold.len()));
    }

    #[test]
    fn every_code_of_a_finding_is_listed() {
        let listed = |code: &str| LADDER_RULES.iter().any(|rule| rule.code == code);
        for (code, _) in codes(|tiers| tiers.truncate(2)) {
            assert!(listed(code), "{code}");
        }
    }
}
