//! the stages of a partner's life, the macro stages they belong to, and when one takes too long.

use crate::program::choice::choice;
use crate::program::partner::LifecycleStage;
use crate::program::period::days_between;
use jiff::civil::Date;

choice! {
    /// The macro stages that the fine ones belong to.
    pub enum MacroStage {
        Identify = "identify" => "Identify",
        Activate = "activate" => "Activate",
        Scale = "scale" => "Scale",
        Expand = "expand" => "Expand",
    }
}

/// Days allowed in the timed stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageLimits {
    /// In Recruit.
    pub recruit: u16,
    /// In Onboard.
    pub onboard: u16,
    /// In Enable.
    pub enable: u16,
}

impl Default for StageLimits {
    fn default() -> Self {
        Self { recruit: 30, onboard: 30, enable: 30 }
    }
}

/// Where a partner is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lifecycle {
    /// The fine stage.
    pub stage: LifecycleStage,
    /// The macro stage; none while paused or ended.
    pub macro_stage: Option<MacroStage>,
    /// Days in the stage; nothing when its start is unknown.
    pub days_in_stage: Option<i32>,
    /// Days allowed in it; none for a stage that is not timed.
    pub limit_days: Option<u16>,
    /// Whether it takes too long; nothing when the start of a timed stage is unknown.
    pub overdue: Option<bool>,
    /// Whether the partner is up for review.
    pub in_review: bool,
}

/// The macro stage a fine stage belongs to.
pub fn macro_stage(stage: LifecycleStage) -> Option<MacroStage> {
    match stage {
        LifecycleStage::Prospect | LifecycleStage::Recruit => Some(MacroStage::Identify),
        LifecycleStage::Onboard | LifecycleStage::Enable => Some(MacroStage::Activate),
        LifecycleStage::Activate => Some(MacroStage::Scale),
        LifecycleStage::Monitor | LifecycleStage::Engage | LifecycleStage::Expand | LifecycleStage::Advocate => {
            Some(MacroStage::Expand)
        }
        LifecycleStage::Paused | LifecycleStage::Ended => None,
    }
}

///
pub fn lifecycle(
    stage: LifecycleStage,
    since: Option<Date>,
    review_on: Option<Date>,
    as_of: Date,
    limits: &StageLimits,
) -> Lifecycle {
    let days_in_stage = since.map(|since| days_between(since, as_of));
    let limit_days = match stage {
        LifecycleStage::Recruit => Some(limits.recruit),
        LifecycleStage::Onboard => Some(limits.onboard),
        LifecycleStage::Enable => Some(limits.enable),
        _ => None,
    };
    let overdue = match limit_days {
        Some(limit) => days_in_stage.map(|days| days > i32::from(limit)),
        None => Some(false),
    };
    let in_review = stage != LifecycleStage::Ended && review_on.is_some_and(|on| on <= as_of);
    Lifecycle { stage, macro_stage: macro_stage(stage), days_in_stage, limit_days, overdue, in_review }
}
