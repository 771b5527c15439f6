//! What every derivation reads: the program, its lists, its rules and its windows.

use super::cohorts::Cohorts;
use super::index::Index;
use super::ladders::Ladders;
use crate::analysis::designation::facts::Kept;
use crate::analysis::matrix::Midlines;
use crate::analysis::periods::Periods;
use crate::analysis::policy::Policy;
use crate::analysis::segment::SegmentRules;
use crate::program::Program;

/// Which facts the program keeps at all: what is never recorded is unknown, not nothing (§0).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Recorded {
    /// Deals or quarterly revenue.
    pub(super) revenue: bool,
    /// Deal registrations.
    pub(super) registrations: bool,
    /// Training.
    pub(super) training: bool,
}

impl Recorded {
    /// What a program keeps.
    pub(super) fn of(program: &Program) -> Self {
        Self {
            revenue: !program.deals.is_empty() || !program.revenue.is_empty(),
            registrations: !program.registrations.is_empty(),
            training: !program.training.is_empty(),
        }
    }
}

/// Which kinds of facts the program keeps, when some rule asks for them.
pub(super) fn kept(program: &Program, ladders: &Ladders) -> Kept {
    if ladders.asks_more() { Kept::of(program) } else { Kept::default() }
}

/// The rules in force, read once.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) policy: Policy,
    pub(super) ladders: Ladders,
    pub(super) midlines: Midlines,
    pub(super) segments: SegmentRules,
    pub(super) recorded: Recorded,
    /// Kinds of facts that only longer conditions ask for; looked up only when some rule does.
    pub(super) kept: Kept,
    /// Places of the program's currency.
    pub(super) places: u32,
}

impl Rules {
    /// The rules of a program.
    pub(super) fn of(program: &Program) -> Self {
        let policy = Policy::of(&program.settings);
        let ladders = Ladders::of(program, &policy);
        Self {
            midlines: policy.matrix.midlines(ladders.gold_threshold()),
            segments: policy.segmentation.rules(ladders.silver_threshold()),
            recorded: Recorded::of(program),
            kept: kept(program, &ladders),
            places: program.profile.currency.places(),
            policy,
            ladders,
        }
    }
}

/// One reading of the program.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) program: &'a Program,
    pub(super) index: &'a Index,
    pub(super) rules: &'a Rules,
    pub(super) periods: &'a Periods,
    /// Among whom partners are ranked, where some rule asks.
    pub(super) cohorts: &'a Cohorts,
}
