//! Tier ladders and MDF tables a program can start from (C-01, C-06), read once from `assets/presets/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::id::Id;
use super::money::Money;
use super::plan_text::{Misread, read};
use super::tier::{Approver, Benefit, Tier};

/// The tier ladders, the default first.
pub const LADDERS: [&str; 3] = ["standard", "core", "example"];

/// The MDF tables, the default first.
pub const MDF_TABLES: [&str; 3] = ["matrix", "fund", "example"];

/// The benefit whose value is the tier's commission, never typed twice.
pub const COMMISSION_BENEFIT: &str = "commission_margin";

/// The benefit whose value is the tier's annual MDF, never typed twice (C-06).
pub const MDF_BENEFIT: &str = "comarketing_funds";

/// A ladder: its tiers from the base up, and the rows of its benefits matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder {
    /// The tiers, with the MDF of the table that belongs to the ladder.
    pub tiers: Vec<Tier>,
    /// The benefits.
    pub benefits: Vec<Benefit>,
}

/// MDF of one tier.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MdfRow {
    /// Which tier.
    pub tier: Id<Tier>,
    /// MDF per partner and fiscal year.
    pub annual: Money,
    /// The most of it in one quarter.
    pub quarter_cap: Money,
    /// Who approves; nobody where there is none to approve.
    pub approver: Option<Approver>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LadderFile {
    mdf: String,
    tiers: Vec<Tier>,
    benefits: Vec<Benefit>,
}

/// A ladder by name; `None` for a name that is not in [`LADDERS`].
pub fn ladder(name: &str) -> Option<&'static Ladder> {
    static READ: LazyLock<BTreeMap<&'static str, Ladder>> = LazyLock::new(|| {
        let ladders = LADDERS.into_iter().filter_map(|name| Some((name, read_ladder(ladder_text(name)).ok()?)));
        ladders.collect()
    });
    READ.get(name)
}

/// The tiers of a ladder, from the base up; none for an unknown name.
pub fn tiers(name: &str) -> Vec<Tier> {
    ladder(name).map(|ladder| ladder.tiers.clone()).unwrap_or_default()
}

/// The benefits of a ladder; none for an unknown name.
pub fn benefits(name: &str) -> Vec<Benefit> {
    ladder(name).map(|ladder| ladder.benefits.clone()).unwrap_or_default()
}

/// An MDF table by name; `None` for a name that is not in [`MDF_TABLES`].
pub fn mdf(name: &str) -> Option<&'static [MdfRow]> {
    static READ: LazyLock<BTreeMap<String, Vec<MdfRow>>> = LazyLock::new(|| read_mdf().unwrap_or_default());
    READ.get(name).map(Vec::as_slice)
}

/// The tiers with the MDF of a table; a tier that the table does not name keeps its own.
pub fn with_mdf(mut tiers: Vec<Tier>, table: &[MdfRow]) -> Vec<Tier> {
    for tier in &mut tiers {
        if let Some(row) = table.iter().find(|row| row.tier == tier.id) {
            tier.mdf_annual = Some(row.annual);
            tier.mdf_quarter_cap = Some(row.quarter_cap);
            tier.mdf_approver = row.approver;
        }
    }
    tiers
}

/// The cell of the benefits matrix: what stands on the tier, or what the tier says elsewhere (MDF, commission).
pub fn benefit_value(tier: &Tier, benefit: &Id<Benefit>) -> Option<String> {
    match benefit.as_str() {
        MDF_BENEFIT => tier.mdf_annual.map(|amount| amount.to_string()),
        COMMISSION_BENEFIT => tier.commission.map(|rate| rate.to_string()),
        _ => tier.benefits.get(benefit).cloned(),
    }
}

fn ladder_text(name: &str) -> &'static str {
    match name {
        "core" => include_str!("../../assets/presets/core.ron"),
        "example" => include_str!("../../assets/presets/example.ron"),
        _ => include_str!("../../assets/presets/standard.ron"),
    }
}

fn read_ladder(text: &str) -> Result<Ladder, Misread> {
    let file: LadderFile = read(text)?;
    let tiers = with_mdf(file.tiers, mdf(&file.mdf).unwrap_or_default());
    Ok(Ladder { tiers, benefits: file.benefits })
}

fn read_mdf() -> Result<BTreeMap<String, Vec<MdfRow>>, Misread> {
    read(include_str!("../../assets/presets/mdf.ron"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::criterion::{Criterion, Metric, StandardMetric};
    use crate::program::settings::{Kind, registry};
    use crate::program::tier::BenefitKind;

    fn thresholds(name: &str, wanted: StandardMetric) -> Vec<Option<String>> {
        let of = |tier: &Tier| {
            let leaves = tier.criteria.leaves();
            leaves.iter().find_map(|path| match tier.criteria.at(path) {
                Some(Criterion::Meets { metric: Metric::Standard(metric), value, .. }) if *metric == wanted => {
                    Some(value.to_string())
                }
                _ => None,
            })
        };
        tiers(name).iter().map(of).collect()
    }

    fn texts(values: [&str; 4]) -> Vec<Option<String>> {
        values.map(|value| (value != "-").then(|| value.to_owned())).to_vec()
    }

    #[test]
    fn every_file_parses() {
        for name in LADDERS {
            if let Err(error) = read_ladder(ladder_text(name)) {
                panic!("{name}: {error}");
            }
            assert_eq!(tiers(name).len(), 4, "{name}");
        }
        if let Err(error) = read_mdf() {
            panic!("{error}");
        }
    }

    #[test]
    fn the_criteria_are_those_of_the_document() {
        use StandardMetric::{CertifiedPeople, InfluencedArr, Referrals, SourcedArr};
        let rows = [
            ("standard", SourcedArr, ["-", "25000.00", "100000.00", "500000.00"]),
            ("standard", Referrals, ["-", "5", "20", "50"]),
            ("standard", CertifiedPeople, ["-", "1", "2", "5"]),
            ("core", SourcedArr, ["-", "10000.00", "50000.00", "200000.00"]),
            ("core", Referrals, ["-", "5", "20", "-"]),
            ("core", CertifiedPeople, ["-"; 4]),
            ("example", InfluencedArr, ["-", "25000.00", "100000.00", "500000.00"]),
            ("example", Referrals, ["-", "5", "20", "-"]),
            ("example", SourcedArr, ["-"; 4]),
        ];
        for (name, metric, wanted) in rows {
            assert_eq!(thresholds(name, metric), texts(wanted), "{name} {metric}");
        }
    }

    #[test]
    fn ladders_are_complete_and_in_order() {
        for tier in LADDERS.into_iter().flat_map(tiers) {
            let rank = usize::from(tier.order);
            assert_eq!(tier.id.as_str(), ["registered", "silver", "gold", "platinum"][rank]);
            assert_eq!((tier.review_months, tier.grace_quarters), (if rank == 0 { 0 } else { 12 }, tier.order));
            assert_eq!(tier.commission.unwrap().to_string(), ["10%", "15%", "20%", "25%"][rank]);
            assert_eq!(tier.margin.unwrap().to_string(), ["25%", "30%", "35%", "40%"][rank]);
            assert_eq!(tier.partner_cost.unwrap(), Money::whole([500, 5_000, 30_000, 150_000][rank]));
            assert_eq!(tier.average_revenue.unwrap(), Money::whole([5_000, 50_000, 200_000, 1_000_000][rank]));
            assert_eq!(tier.economics_margin.unwrap().to_string(), ["70%", "65%", "60%", "55%"][rank]);
        }
    }

    #[test]
    fn each_ladder_has_the_mdf_of_its_table() {
        let annual = |name| tiers(name).iter().map(|tier| tier.mdf_annual.unwrap().to_string()).collect::<Vec<_>>();
        assert_eq!(annual("standard"), ["0.00", "2000.00", "10000.00", "50000.00"]);
        assert_eq!(annual("example"), ["0.00", "5000.00", "20000.00", "50000.00"]);
        let fund = with_mdf(tiers("standard"), mdf("fund").unwrap());
        assert_eq!(fund.last().unwrap().mdf_annual, Some(Money::whole(100_000)));
        assert_eq!(fund.last().unwrap().mdf_approver, Some(Approver::Vp));
    }

    #[test]
    fn benefits_are_worse_nowhere_and_better_somewhere_from_tier_to_tier() {
        for name in LADDERS {
            let ladder = ladder(name).unwrap();
            for pair in ladder.tiers.windows(2) {
                let better = ladder.benefits.iter().filter(|benefit| rank(&pair[1], benefit) > rank(&pair[0], benefit));
                assert!(better.count() > 0, "{name}: {}", pair[1].name);
                for benefit in &ladder.benefits {
                    assert!(rank(&pair[1], benefit) >= rank(&pair[0], benefit), "{name}: {}", benefit.name);
                }
            }
        }
        assert_eq!(ladder("standard").unwrap().benefits.len(), 14);
    }

    fn rank(tier: &Tier, benefit: &Benefit) -> i128 {
        let value = benefit_value(tier, &benefit.id).unwrap_or_else(|| panic!("{} has no {}", tier.name, benefit.name));
        match benefit.kind {
            BenefitKind::Money => value.parse::<Money>().unwrap().cents(),
            BenefitKind::YesNo => ["no", "yes"].iter().position(|word| *word == value).unwrap() as i128,
            BenefitKind::Scale => benefit.levels.iter().position(|level| *level == value).unwrap() as i128,
            BenefitKind::Text => value.parse::<crate::program::rate::Percent>().unwrap().units(),
        }
    }

    #[test]
    fn one_benefit_is_the_same_in_every_ladder() {
        let mut seen: BTreeMap<Id<Benefit>, Benefit> = BTreeMap::new();
        for benefit in LADDERS.into_iter().flat_map(benefits) {
            let before = seen.insert(benefit.id.clone(), benefit.clone());
            assert!(before.is_none_or(|before| before == benefit), "{}", benefit.id);
        }
    }

    #[test]
    fn the_settings_offer_what_there_is() {
        for (key, names) in [("tier.preset", LADDERS), ("mdf.preset", MDF_TABLES)] {
            assert_eq!(registry().definition(key).unwrap().kind, Kind::Choice(names.to_vec()));
        }
    }
}
