//! Everything the rules say of a program, kept so that a change costs only what it reaches.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::catalogue::FAMILIES;
use super::report::Report;
use super::rule::{Look, Section};
use super::scene::Scene;
use crate::analysis::derived::{Derived, Touched};
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::program::Program;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::record_keeping::RuleVerdict;

/// A rule that could not look everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotChecked {
    /// Its code.
    pub code: &'static str,
    /// What is not recorded.
    pub missing: &'static str,
    /// For which partners; none: for the program.
    pub partners: Vec<Id<Partner>>,
}

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Severities {
    /// Errors.
    pub errors: u32,
    /// Warnings.
    pub warnings: u32,
    /// Things worth a thought.
    pub infos: u32,
}

impl Severities {
    /// Counts one more.
    pub fn count(&mut self, severity: FindingSeverity) {
        match severity {
            FindingSeverity::Error => self.errors += 1,
            FindingSeverity::Warning => self.warnings += 1,
            FindingSeverity::Info => self.infos += 1,
        }
    }

    /// All of them.
    pub fn total(self) -> u32 {
        self.errors + self.warnings + self.infos
    }
}

/// What the rules say of one state of a program.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Advice {
    general: Report,
    /// The places of findings of the whole by what they are about.
    about: BTreeMap<String, Vec<usize>>,
    partners: BTreeMap<Id<Partner>, Report>,
}

fn general(scene: &Scene<'_>) -> Report {
    let mut report = Report::default();
    for look in FAMILIES.iter().flat_map(|family| family.looks) {
        if let Look::Program(look) = look {
            look(scene, &mut report);
        }
    }
    report
}

fn about(general: &Report) -> BTreeMap<String, Vec<usize>> {
    let mut about: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, finding) in general.findings.iter().enumerate() {
        match about.get_mut(&finding.subject) {
            Some(places) => places.push(at),
            None => {
                about.insert(finding.subject.clone(), vec![at]);
            }
        }
    }
    about
}

fn of_partner(scene: Scene<'_>, partner: &Partner) -> Report {
    let mut report = Report::default();
    let Some(partner) = scene.partner(partner) else { return report };
    for look in FAMILIES.iter().flat_map(|family| family.looks) {
        if let Look::Partner(look) = look {
            look(&partner, &mut report);
        }
    }
    report
}

impl Advice {
    /// Looks at everything.
    pub fn new(program: &Program, derived: &Derived) -> Self {
        let scene = Scene { program, derived };
        let records: Vec<&Partner> = program.partners.iter().collect();
        let (general, partners) = rayon::join(
            || general(&scene),
            || -> Vec<_> {
                let of = |partner: &&Partner| (partner.id.clone(), of_partner(scene, partner));
                records.par_iter().map(of).collect()
            },
        );
        Self { about: about(&general), general, partners: partners.into_iter().collect() }
    }

    /// Follows a change that reached these partners.
    pub fn follow(&mut self, program: &Program, derived: &Derived, touched: &Touched) {
        let Touched::Partners(touched) = touched else {
            *self = Self::new(program, derived);
            return;
        };
        let scene = Scene { program, derived };
        self.general = general(&scene);
        self.about = about(&self.general);
        for id in touched {
            match program.partners.get(id) {
                Some(partner) => self.partners.insert(id.clone(), of_partner(scene, partner)),
                None => self.partners.remove(id),
            };
        }
    }

    /// Every finding at the level that the program gives its rule: by severity, then by the impact of its part of the
    /// program, then by rule and record. Those that somebody accepted are among them.
    pub fn findings(&self, program: &Program) -> Vec<Finding> {
        let levels = Levels::of(program);
        let all = self.partners.values().chain([&self.general]).flat_map(|report| &report.findings);
        let mut found: Vec<Finding> = all.filter_map(|finding| levels.apply(finding)).collect();
        let key = |finding: &Finding| (Reverse(finding.severity), Section::of(finding.code), finding.code);
        found.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.subject.cmp(&b.subject)));
        found
    }

    /// How many findings nobody accepted.
    pub fn open(&self, program: &Program, as_of: Date) -> Severities {
        let levels = Levels::of(program);
        let mut count = Severities::default();
        for finding in self.partners.values().chain([&self.general]).flat_map(|report| &report.findings) {
            if let Some(severity) = levels.level(finding)
                && !finding.is_waived(program, as_of)
            {
                count.count(severity);
            }
        }
        count
    }

    /// How many findings nobody accepted on one partner.
    pub fn open_on(&self, program: &Program, as_of: Date, partner: &Id<Partner>) -> Severities {
        let mut count = Severities::default();
        let own = self.partners.get(partner).map_or(&[][..], |report| &report.findings).iter();
        let places = self.about.get(&format!("partner/{partner}")).map_or(&[][..], Vec::as_slice);
        let levels = Levels::of(program);
        for finding in own.chain(places.iter().filter_map(|&at| self.general.findings.get(at))) {
            if let Some(severity) = levels.level(finding)
                && !finding.is_waived(program, as_of)
            {
                count.count(severity);
            }
        }
        count
    }

    /// What no rule could look at, by rule: silence there is no sign of health.
    pub fn not_checked(&self, program: &Program) -> Vec<NotChecked> {
        let levels = Levels::of(program);
        let mut by_rule: BTreeMap<(&'static str, &'static str), Vec<Id<Partner>>> = BTreeMap::new();
        for (id, report) in &self.partners {
            for missing in &report.missing {
                by_rule.entry(*missing).or_default().push(id.clone());
            }
        }
        let of_program: BTreeSet<_> = self.general.missing.iter().copied().collect();
        for missing in of_program {
            by_rule.entry(missing).or_default();
        }
        let on = by_rule.into_iter().filter(|((code, _), _)| !levels.is_off(code));
        on.map(|((code, missing), partners)| NotChecked { code, missing, partners }).collect()
    }
}

/// The levels that a program gives rules of its own.
struct Levels<'a>(BTreeMap<&'a str, RuleVerdict>);

impl<'a> Levels<'a> {
    fn of(program: &'a Program) -> Self {
        Self(program.rule_levels.iter().map(|level| (level.rule.as_str(), level.level)).collect())
    }

    fn is_off(&self, code: &str) -> bool {
        self.0.get(code) == Some(&RuleVerdict::Off)
    }

    fn level(&self, finding: &Finding) -> Option<FindingSeverity> {
        match self.0.get(finding.code) {
            None => Some(finding.severity),
            Some(RuleVerdict::Off) => None,
            Some(RuleVerdict::Info) => Some(FindingSeverity::Info),
            Some(RuleVerdict::Warning) => Some(FindingSeverity::Warning),
            Some(RuleVerdict::Error) => Some(FindingSeverity::Error),
        }
    }

    fn apply(&self, finding: &Finding) -> Option<Finding> {
        let severity = self.level(finding)?;
        Some(Finding { severity, ..finding.clone() })
    }
}
