//! The rows of the designer: conditions, members, maintenance, money, economics, benefits.

use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::criterion::{Comparison, Criterion, Metric, MetricKind, Window};
use crate::program::id::Id;
use crate::program::tier::{Benefit, Tier};

/// A group of rows under a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    Criteria,
    Members,
    Maintenance,
    Money,
    Economics,
    Benefits,
}

impl Section {
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Criteria => "Criteria",
            Self::Members => "Members",
            Self::Maintenance => "Maintenance",
            Self::Money => "Money",
            Self::Economics => "Economics per partner",
            Self::Benefits => "Benefits",
        }
    }
}

/// A comparison that several tiers make, each with its own threshold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LeafKey {
    pub(super) metric: Metric,
    pub(super) window: Window,
    pub(super) op: Comparison,
    /// Which one, where a tier makes the same comparison more than once.
    pub(super) nth: usize,
}

/// A field of the tier record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    ReviewMonths,
    GraceQuarters,
    Commission,
    Margin,
    MdfAnnual,
    MdfCap,
    Approver,
    AverageRevenue,
    EconomicsMargin,
    PartnerCost,
}

/// A number that is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Figure {
    Members,
    Qualified,
    Rising,
    Short,
    Near,
    Multiple,
    AtThreshold,
    BreakEven,
}

/// A row of the designer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Row {
    Heading(Section),
    Leaf(LeafKey),
    Field(Field),
    Figure(Figure),
    Benefit(Id<Benefit>),
}

/// What a value is, which decides how it is typed and stepped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueKind {
    Money,
    Count,
    Percent,
    /// Chosen from a list.
    Choice,
    Text,
}

impl Field {
    /// The name in the plan file.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::ReviewMonths => "review_months",
            Self::GraceQuarters => "grace_quarters",
            Self::Commission => "commission",
            Self::Margin => "margin",
            Self::MdfAnnual => "mdf_annual",
            Self::MdfCap => "mdf_quarter_cap",
            Self::Approver => "mdf_approver",
            Self::AverageRevenue => "average_revenue",
            Self::EconomicsMargin => "economics_margin",
            Self::PartnerCost => "partner_cost",
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::ReviewMonths => "Review every (months)",
            Self::GraceQuarters => "Grace (quarters)",
            Self::Commission => "Commission",
            Self::Margin => "Reseller margin",
            Self::MdfAnnual => "MDF per year",
            Self::MdfCap => "MDF cap per quarter",
            Self::Approver => "MDF approved by",
            Self::AverageRevenue => "Average revenue",
            Self::EconomicsMargin => "Our margin",
            Self::PartnerCost => "Our cost",
        }
    }

    pub(super) fn kind(self) -> ValueKind {
        match self {
            Self::ReviewMonths | Self::GraceQuarters => ValueKind::Count,
            Self::Commission | Self::Margin | Self::EconomicsMargin => ValueKind::Percent,
            Self::MdfAnnual | Self::MdfCap | Self::AverageRevenue | Self::PartnerCost => ValueKind::Money,
            Self::Approver => ValueKind::Choice,
        }
    }
}

impl Row {
    /// The field of a path that explains the cell: `criteria.sourced_arr`, `members`, `benefits.support`.
    pub(super) fn explained(&self) -> Option<String> {
        Some(match self {
            Self::Heading(Section::Criteria) => "criteria".to_owned(),
            Self::Heading(_) => return None,
            Self::Leaf(key) => key.explained(),
            Self::Field(field) => field.name().to_owned(),
            Self::Figure(figure) => figure.word().to_owned(),
            Self::Benefit(id) => format!("benefits.{id}"),
        })
    }
}

impl LeafKey {
    fn explained(&self) -> String {
        let mut text = format!("criteria.{}", self.metric);
        if self.window != self.metric.default_window() {
            text = format!("{text}.{}", self.window.word());
        }
        if self.op != Comparison::AtLeast {
            text = format!("{text}.{}", self.op.word());
        }
        if self.nth > 0 { format!("{text}.{}", self.nth) } else { text }
    }
}

impl Figure {
    /// The word in a path.
    fn word(self) -> &'static str {
        match self {
            Self::Members => "members",
            Self::Qualified => "qualified",
            Self::Rising => "rising",
            Self::Short => "falling_short",
            Self::Near => "near",
            Self::Multiple | Self::AtThreshold | Self::BreakEven => "economics",
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Members => "Partners in it",
            Self::Qualified => "Qualify for it",
            Self::Rising => "May move up to it",
            Self::Short => "In it, fall short",
            Self::Near => "70% of the way to it",
            Self::Multiple => "Multiple, on average",
            Self::AtThreshold => "Multiple, at threshold",
            Self::BreakEven => "Break-even revenue",
        }
    }

    /// Why it can not be typed.
    pub(super) fn source(self) -> &'static str {
        match self {
            Self::Multiple | Self::AtThreshold | Self::BreakEven => {
                "worked out from average revenue, our margin and our cost"
            }
            _ => "counted from the partners; Tab goes to the list of them",
        }
    }
}

impl Row {
    /// True for a row with values.
    pub(super) fn is_entry(&self) -> bool {
        !matches!(self, Self::Heading(_))
    }
}

impl LeafKey {
    pub(super) fn kind(&self) -> ValueKind {
        match self.metric.kind() {
            MetricKind::Money => ValueKind::Money,
            MetricKind::Count => ValueKind::Count,
        }
    }

    /// Where the comparison stands in a tree.
    pub(super) fn path(&self, criteria: &Criterion) -> Option<Vec<usize>> {
        let same = |path: &Vec<usize>| leaf_parts(criteria, path).is_some_and(|parts| parts == self.parts());
        criteria.leaves().into_iter().filter(same).nth(self.nth)
    }

    fn parts(&self) -> (&Metric, Window, Comparison) {
        (&self.metric, self.window, self.op)
    }

    /// The comparison with a threshold, as a condition of its own.
    pub(super) fn condition(&self, value: crate::program::quantity::Quantity) -> Criterion {
        let window = (self.window != self.metric.default_window()).then_some(self.window);
        Criterion::Meets { metric: self.metric.clone(), window, op: self.op, value }
    }
}

fn leaf_parts<'a>(criteria: &'a Criterion, path: &[usize]) -> Option<(&'a Metric, Window, Comparison)> {
    match criteria.at(path)? {
        Criterion::Meets { metric, window, op, .. } => {
            Some((metric, window.unwrap_or_else(|| metric.default_window()), *op))
        }
        _ => None,
    }
}

/// Every comparison that some tier makes, in the order of first mention.
fn leaf_keys(tiers: &[Tier]) -> Vec<LeafKey> {
    let mut found: Vec<LeafKey> = Vec::new();
    for tier in tiers {
        let mut own: Vec<LeafKey> = Vec::new();
        for path in tier.criteria.leaves() {
            let Some((metric, window, op)) = leaf_parts(&tier.criteria, &path) else { continue };
            let nth = own.iter().filter(|key| key.parts() == (metric, window, op)).count();
            own.push(LeafKey { metric: metric.clone(), window, op, nth });
        }
        for key in own {
            if !found.contains(&key) {
                found.push(key);
            }
        }
    }
    found
}

/// The rows for a ladder.
pub(super) fn rows(program: &Program, tiers: &[Tier]) -> Vec<Row> {
    use Figure::{AtThreshold, BreakEven, Members, Multiple, Near, Qualified, Rising, Short};
    let mut rows = vec![Row::Heading(Section::Criteria)];
    rows.extend(leaf_keys(tiers).into_iter().map(Row::Leaf));
    rows.push(Row::Heading(Section::Members));
    rows.extend([Members, Qualified, Rising, Short, Near].map(Row::Figure));
    rows.push(Row::Heading(Section::Maintenance));
    rows.extend([Field::ReviewMonths, Field::GraceQuarters].map(Row::Field));
    rows.push(Row::Heading(Section::Money));
    let money = [Field::Commission, Field::Margin, Field::MdfAnnual, Field::MdfCap, Field::Approver];
    rows.extend(money.map(Row::Field));
    rows.push(Row::Heading(Section::Economics));
    rows.extend([Field::AverageRevenue, Field::EconomicsMargin, Field::PartnerCost].map(Row::Field));
    rows.extend([Multiple, AtThreshold, BreakEven].map(Row::Figure));
    let mut benefits: Vec<&Benefit> = program.benefits.iter().collect();
    benefits.sort_by(|a, b| (a.order, &a.id).cmp(&(b.order, &b.id)));
    if !benefits.is_empty() {
        rows.push(Row::Heading(Section::Benefits));
        rows.extend(benefits.into_iter().map(|benefit| Row::Benefit(benefit.id.clone())));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::presets;

    #[test]
    fn comparisons_of_all_tiers_share_rows() {
        let keys = leaf_keys(&presets::tiers("standard"));
        let names: Vec<_> = keys.iter().map(|key| key.metric.to_string()).collect();
        assert_eq!(names, ["sourced_arr", "referrals", "certified_people"]);
        let gold = presets::tiers("standard").remove(2);
        assert_eq!(
            keys.iter().map(|key| key.path(&gold.criteria).unwrap()).collect::<Vec<_>>(),
            [vec![0, 0], vec![0, 1], vec![1]]
        );
        assert_eq!(keys.first().and_then(|key| key.path(&Criterion::All(Vec::new()))), None);
    }

    #[test]
    fn a_comparison_made_twice_has_two_rows() {
        let mut gold = presets::tiers("standard").remove(2);
        let leaf = gold.criteria.at(&[1]).unwrap().clone();
        gold.criteria = Criterion::Any(vec![leaf.clone(), leaf]);
        let keys = leaf_keys(&[gold.clone()]);
        assert_eq!(keys.iter().map(|key| key.path(&gold.criteria).unwrap()).collect::<Vec<_>>(), [vec![0], vec![1]]);
    }
}
