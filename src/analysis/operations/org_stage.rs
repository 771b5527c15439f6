//! the stage of the partnerships team by its size (C-52).

use crate::program::choice::choice;

choice! {
    /// How far the organisation is.
    pub enum OrgStage {
        None = "none" => "None",
        Startup = "startup" => "Startup",
        Growth = "growth" => "Growth",
        Scale = "scale" => "Scale",
        Enterprise = "enterprise" => "Enterprise",
    }
}

/// People from which Growth, Scale and Enterprise begin, where a program has not chosen others.
pub const STAGES_FROM: [u32; 3] = [5, 20, 50];

impl OrgStage {
    /// The stage of a team; `from` are the people from which Growth, Scale and Enterprise begin, ascending.
    pub fn of(people: u64, from: [u32; 3]) -> Self {
        let [growth, scale, enterprise] = from.map(u64::from);
        match people {
            0 => Self::None,
            _ if people >= enterprise => Self::Enterprise,
            _ if people >= scale => Self::Scale,
            _ if people >= growth => Self::Growth,
            _ => Self::Startup,
        }
    }

    /// The stage after this one and the people from which it begins.
    pub fn next(self, from: [u32; 3]) -> Option<(Self, u32)> {
        let [growth, scale, enterprise] = from;
        match self {
            Self::None => Some((Self::Startup, 1)),
            Self::Startup => Some((Self::Growth, growth)),
            Self::Growth => Some((Self::Scale, scale)),
            Self::Scale => Some((Self::Enterprise, enterprise)),
            Self::Enterprise => None,
        }
    }

    /// What the stage is about (F153).
    pub fn focus(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Startup => Some("Validate model, early wins"),
            Self::Growth => Some("Scale, standardize, hire"),
            Self::Scale => Some("Efficiency, segmentation"),
            Self::Enterprise => Some("Global, multi-track"),
        }
    }

    /// Where the team belongs (F153).
    pub fn reporting(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Startup => Some("Reports to Sales/Marketing"),
            Self::Growth => Some("Reports to CRO"),
            Self::Scale => Some("Separate function"),
            Self::Enterprise => Some("Partnerships division"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_begins_with_its_limit() {
        for (people, stage) in [
            (0, OrgStage::None),
            (1, OrgStage::Startup),
            (4, OrgStage::Startup),
            (5, OrgStage::Growth),
            (19, OrgStage::Growth),
            (20, OrgStage::Scale),
            (49, OrgStage::Scale),
            (50, OrgStage::Enterprise),
        ] {
            assert_eq!(OrgStage::of(people, STAGES_FROM), stage, "{people}");
        }
        assert_eq!(OrgStage::Growth.next(STAGES_FROM), Some((OrgStage::Scale, 20)));
        assert_eq!(OrgStage::Enterprise.next(STAGES_FROM), None);
    }
}
