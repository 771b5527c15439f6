//! What can be asked of the planner beside what a program says, and why there may be no plan.

use jiff::civil::Date;

use crate::analysis::exact::Exact;
use crate::analysis::policy::GoalBase;
use crate::program::goal::Goal;
use crate::program::id::Id;
use crate::program::money::Money;
use crate::program::rate::Percent;

/// What is asked of the planner beside what the program says; everything may be left open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanRequest {
    /// Which goal.
    pub goal: Option<Id<Goal>>,
    /// The wanted share, in place of the goal's.
    pub share: Option<Percent>,
    /// By when, in place of the goal's date.
    pub due: Option<Date>,
    /// By when in months; wins over the date.
    pub horizon_months: Option<u32>,
    /// Of what the share is a share.
    pub base: Option<GoalBase>,
    /// New revenue planned until then.
    pub planned_new_arr: Option<Money>,
    /// Growth of direct revenue until then.
    pub direct_growth: Option<Percent>,
    /// Existing partner revenue that stays.
    pub retention: Option<Percent>,
    /// Partner managers, full-time equivalents.
    pub partner_managers: Option<Exact>,
    /// Active resellers aimed at.
    pub active_resellers: Option<u64>,
    /// Draws of the simulation.
    pub draws: Option<u32>,
    /// Seed of the simulation.
    pub seed: Option<u64>,
}

/// Why there is no plan, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoPlan {
    /// The program does not say its revenue.
    #[error("the program does not say its annual recurring revenue; set total_arr of the program")]
    NoTotalArr,
    /// Nor the partners' part in it.
    #[error("the program does not say the partners' share of revenue today; set partner_share of the program")]
    NoPartnerShare,
    /// There is nothing to plan for.
    #[error("no goal for a share of revenue lies ahead of {0}; add a goal, or say the target and its date")]
    NoGoal(Date),
    /// No such goal.
    #[error("there is no goal {0:?}")]
    NoSuchGoal(String),
    /// A goal that is no share of revenue.
    #[error("goal {0:?} is no share of revenue; the planner works on sourced, any_involvement and credited shares")]
    NotAShare(String),
    /// No date.
    #[error("the plan has no date; say by when")]
    NoDate,
    /// A date that is not ahead.
    #[error("{due} is not a month or more after {as_of}; plan for a later date")]
    NotAhead {
        /// The date.
        due: Date,
        /// The as-of date.
        as_of: Date,
    },
    /// A date that is too far ahead.
    #[error("{0} months ahead is too far; the planner looks ahead 120 months at most")]
    TooFar(u32),
    /// A share that cannot be reached.
    #[error(
        "a share of {0} leaves no direct revenue; ask for 0% or more and, of all revenue at the due date, less than 100%"
    )]
    BadShare(Percent),
    /// No planned new revenue.
    #[error("a share of new revenue needs the new revenue that is planned; say how much")]
    NoPlannedArr,
    /// A negative or impossible amount of partner revenue.
    #[error("partner revenue of {partner} does not fit into revenue of {total}; correct the program")]
    BadRevenue {
        /// Of partners.
        partner: Money,
        /// Of all.
        total: Money,
    },
    /// A number that makes no sense here.
    #[error("{what} cannot be {value}; it is {expected}")]
    BadNumber {
        /// What is asked for.
        what: &'static str,
        /// The value, in its unit.
        value: String,
        /// What it may be.
        expected: &'static str,
    },
    /// The team is not known.
    #[error("the program does not say who manages partners; add the team, or say how many partner managers there are")]
    NoTeam,
    /// More cohorts than a plan holds.
    #[error("{0} cohorts are too many for a plan; aim at fewer active resellers")]
    TooManyCohorts(num_bigint::BigInt),
}

impl NoPlan {
    /// A stable word for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoTotalArr => "no_total_arr",
            Self::NoPartnerShare => "no_partner_share",
            Self::NoGoal(_) => "no_goal",
            Self::NoSuchGoal(_) => "no_such_goal",
            Self::NotAShare(_) => "not_a_share",
            Self::NoDate => "no_date",
            Self::NotAhead { .. } => "not_ahead",
            Self::TooFar(_) => "too_far",
            Self::BadShare(_) => "bad_share",
            Self::NoPlannedArr => "no_planned_new_arr",
            Self::BadRevenue { .. } => "bad_revenue",
            Self::BadNumber { .. } => "bad_number",
            Self::NoTeam => "no_team",
            Self::TooManyCohorts(_) => "too_many_cohorts",
        }
    }
}
