//! Where a cell of the tier designer comes from: what a tier asks, who holds it by that, what it gives and brings.

use super::form::{Explanation, Line};
use crate::analysis::criteria::LeafReport;
use crate::analysis::criteria_words::{amount, criterion, measured};
use crate::analysis::derived::{Derived, Ladder, LadderTier, PartnerMeasures};
use crate::analysis::exact::{multiple_shown, to_money};
use crate::analysis::tier_economics::TierInputs;
use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::criterion::{Comparison, Criterion, Metric, Window};
use crate::program::money::Money;
use crate::program::presets::benefit_value;
use crate::program::tier::{BenefitKind, Tier};

/// The most partners named one by one.
const NAMED: usize = 24;
/// The percentage from which a partner is near a tier.
const NEAR: u8 = 70;

/// A tier on its ladder, while one of its cells is explained.
struct TierCell<'a> {
    derived: &'a Derived,
    program: &'a Program,
    tier: &'a Tier,
    ladder: &'a Ladder,
    step: &'a LadderTier,
}

/// Which comparison a path names: `sourced_arr`, `referrals.t90d`, `x_score.now.at_most.1`.
struct Wanted {
    metric: Metric,
    window: Window,
    op: Comparison,
    nth: usize,
}

impl Wanted {
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let metric: Metric = parts.next()?.parse().ok()?;
        let mut wanted = Self { window: metric.default_window(), metric, op: Comparison::AtLeast, nth: 0 };
        for part in parts {
            if let Some(window) = Window::read(part) {
                wanted.window = window;
            } else if let Some(op) = Comparison::read(part) {
                wanted.op = op;
            } else {
                wanted.nth = part.parse().ok()?;
            }
        }
        Some(wanted)
    }

    /// Its place among the comparisons of a tree, in reading order.
    fn place(&self, criteria: &Criterion) -> Option<usize> {
        let leaves = criteria.leaves();
        let same = leaves.iter().enumerate().filter(|(_, path)| match criteria.at(path) {
            Some(Criterion::Meets { metric, window, op, .. }) => {
                let over = window.unwrap_or_else(|| metric.default_window());
                *metric == self.metric && over == self.window && *op == self.op
            }
            _ => false,
        });
        same.map(|(place, _)| place).nth(self.nth)
    }
}

/// The path to the comparison that a text names: `sourced_arr`, `referrals.t90d`, `x_score.now.at_most.1`.
pub fn comparison_named(criteria: &Criterion, text: &str) -> Option<Vec<usize>> {
    let place = Wanted::read(text)?.place(criteria)?;
    criteria.leaves().into_iter().nth(place)
}

impl Derived {
    /// `tier/gold/criteria`, `tier/gold/criteria.sourced_arr`, `tier/gold/benefits.support`, `tier/gold/members` ...
    pub(super) fn explain_tier_cell(&self, id: &str, field: &str) -> Option<Explanation> {
        let context = self.context();
        let tier = context.program.tiers.find(id)?;
        let (ladder, rank) = context.rules.ladders.find(&tier.id)?;
        let step = ladder.tiers.get(rank)?;
        let cell = TierCell { derived: self, program: context.program, tier, ladder, step };
        match field.split_once('.') {
            None if field == "criteria" => Some(cell.criteria()),
            None => cell.figure(field).or_else(|| cell.economics(field)).or_else(|| cell.field(field)),
            Some(("criteria", wanted)) => cell.comparison(&Wanted::read(wanted)?),
            Some(("benefits", benefit)) => cell.benefit(benefit),
            Some(_) => None,
        }
    }
}

impl<'a> TierCell<'a> {
    fn titled(&self, rule: &'static str, what: &str, value: impl Into<String>) -> Explanation {
        Explanation::new(rule, format!("{}: {what}", self.tier.name), value)
    }

    fn told(&self, amount: Option<Money>) -> String {
        amount.map_or_else(|| "not set".to_owned(), |amount| self.derived.currency().told(amount))
    }

    /// The partners on this ladder.
    fn on_ladder(&self) -> impl Iterator<Item = (&'a str, &'a PartnerMeasures)> {
        let (program, derived, track) = (self.program, self.derived, &self.ladder.track);
        derived.partners().filter_map(move |measures| {
            let partner = program.partners.get(&measures.partner)?;
            let own = derived.ladders().for_type(partner.r#type)?;
            (own.track == *track).then_some((partner.name.as_str(), measures))
        })
    }

    fn members(&self) -> impl Iterator<Item = (&'a str, &'a PartnerMeasures)> {
        let id = &self.step.id;
        self.on_ladder().filter(move |(_, measures)| measures.tier.effective.as_ref() == Some(id))
    }

    /// The tiers of the ladder as it stands in the plan.
    fn tiers(&self) -> impl Iterator<Item = &'a Tier> {
        let program = self.program;
        self.ladder.tiers.iter().filter_map(move |step| program.tiers.get(&step.id))
    }

    /// The whole of what the tier asks.
    fn criteria(&self) -> Explanation {
        let currency = self.derived.currency();
        let mut explanation = self.titled("R-09", "what it asks for", criterion(&self.step.criteria, currency));
        explanation.inputs.push(Line::new("Agreement", "in force").with_note("asked by every tier"));
        for place in 0..self.tier.criteria.leaves().len() {
            let met = self.values(place).filter(|(_, leaf)| leaf.holds.is_yes()).count();
            if let Some((_, leaf)) = self.values(place).next() {
                let threshold = format!("{} {}", leaf.op.label(), amount(leaf.threshold, &leaf.metric, currency));
                let line = Line::new(measured(&leaf.metric, leaf.window), threshold);
                explanation.inputs.push(line.with_note(format!("{met} partners meet it")));
            }
        }
        explanation.thresholds = named(self.members().map(|(name, measures)| {
            let word = if measures.tier.falls_short() { "falls short" } else { "holds it" };
            Line::new(name, word).with_note(measures.tier.source.label())
        }));
        explanation
    }

    /// One comparison: the members by what they have of it, those who come next, and the other tiers.
    fn comparison(&self, wanted: &Wanted) -> Option<Explanation> {
        let currency = self.derived.currency();
        let what = measured(&wanted.metric, wanted.window);
        let Some(place) = wanted.place(&self.tier.criteria) else {
            let mut explanation = self.titled("R-09", &what, "not asked for");
            explanation.thresholds = self.asked(wanted);
            return Some(explanation);
        };
        let all: Vec<(&str, LeafReport)> = self.values(place).collect();
        let threshold = match self.tier.criteria.at(self.tier.criteria.leaves().get(place)?) {
            Some(Criterion::Meets { value, .. }) => *value,
            _ => return None,
        };
        let asks = format!("{} {}", wanted.op.label(), amount(threshold, &wanted.metric, currency));
        let mut explanation = self.titled("R-09", &what, asks);
        let meet = all.iter().filter(|(_, leaf)| leaf.holds.is_yes()).count();
        explanation.inputs.push(Line::new("Partners that meet it", format!("{meet} of {}", all.len())));
        let members: Vec<&str> = self.members().map(|(name, _)| name).collect();
        let lines = all.iter().filter(|(name, _)| members.contains(name)).map(|(name, leaf)| {
            let actual = leaf.actual.map_or_else(|| "unknown".to_owned(), |have| amount(have, &leaf.metric, currency));
            let note = if leaf.holds.is_yes() { "member, meets it" } else { "member, not by this" };
            Line::new(*name, actual).with_note(note)
        });
        explanation.inputs.extend(named(lines));
        explanation.thresholds = self.asked(wanted);
        let mut next: Vec<_> = all
            .iter()
            .filter(|(name, leaf)| leaf.holds.is_no() && !members.contains(name))
            .filter_map(|(name, leaf)| Some((leaf.actual?, *name, leaf)))
            .collect();
        next.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        let near = next.iter().take(5).filter(|_| matches!(wanted.op, Comparison::AtLeast | Comparison::MoreThan));
        explanation.changes.extend(near.map(|(_, name, leaf)| format!("{name}: {}", leaf.told(currency))));
        Some(explanation)
    }

    /// What every partner of the ladder has of one comparison of the tier.
    fn values(&self, place: usize) -> impl Iterator<Item = (&'a str, LeafReport)> {
        let (derived, step) = (self.derived, self.step);
        self.on_ladder().filter_map(move |(name, measures)| {
            let leaf = derived.criteria_of(&measures.partner, &step.criteria).into_iter().nth(place)?;
            Some((name, leaf))
        })
    }

    /// The same comparison in every tier of the ladder.
    fn asked(&self, wanted: &Wanted) -> Vec<Line> {
        let line = |tier: &Tier| {
            let leaf = wanted
                .place(&tier.criteria)
                .and_then(|place| tier.criteria.at(tier.criteria.leaves().get(place)?).cloned());
            let value = match leaf {
                Some(Criterion::Meets { metric, value, .. }) => amount(value, &metric, self.derived.currency()),
                _ => "not asked for".to_owned(),
            };
            Line::new(&*tier.name, value)
        };
        self.tiers().map(line).collect()
    }

    /// Who is counted: members, those who qualify, may rise, fall short or are near.
    fn figure(&self, field: &str) -> Option<Explanation> {
        let id = &self.step.id;
        let (what, wanted): (&str, &dyn Fn(&PartnerMeasures) -> bool) = match field {
            "members" => ("partners in it", &|m| m.tier.effective.as_ref() == Some(id)),
            "qualified" => ("qualify for it", &|m| m.tier.qualified.as_ref() == Some(id)),
            "rising" => ("may move up to it", &|m| m.tier.qualified.as_ref() == Some(id) && m.tier.may_rise()),
            "falling_short" => {
                ("in it and fall short", &|m| m.tier.effective.as_ref() == Some(id) && m.tier.falls_short())
            }
            "near" => ("at least 70% of the way to it", &|m| {
                let near = m.tier.progress.is_some_and(|progress| progress.percent().0 >= NEAR);
                m.tier.next.as_ref() == Some(id) && near && !m.tier.may_rise()
            }),
            _ => return None,
        };
        let found: Vec<_> = self.on_ladder().filter(|(_, measures)| wanted(measures)).collect();
        let mut explanation = self.titled("R-09", what, found.len().to_string());
        explanation.inputs = named(found.iter().map(|(name, measures)| {
            let standing = self.derived.tier_standing(&measures.partner);
            Line::new(*name, standing.map_or_else(|| "unknown".to_owned(), |standing| standing.told))
        }));
        explanation.changes.push(format!("it asks for {}", criterion(&self.step.criteria, self.derived.currency())));
        Some(explanation)
    }

    /// What a partner of the tier brings for what it costs.
    fn economics(&self, field: &str) -> Option<Explanation> {
        if !matches!(field, "economics" | "multiple" | "at_threshold" | "break_even") {
            return None;
        }
        let tier = self.tier;
        let inputs = |revenue: Option<Money>| TierInputs::of(tier, revenue).map(|inputs| inputs.economics());
        let average = inputs(tier.average_revenue);
        let multiple = average.as_ref().map(|found| multiple_shown(found.multiple.as_ref()));
        let value = multiple.unwrap_or_else(|| "unknown".to_owned());
        let mut explanation = self.titled("R-12", "return per partner and year", value);
        let margin = tier.economics_margin.map_or_else(|| "not set".to_owned(), |margin| margin.to_string());
        explanation.inputs = vec![
            Line::new("Average revenue", self.told(tier.average_revenue)),
            Line::new("Our margin", margin),
            Line::new("Our cost", self.told(tier.partner_cost)),
        ];
        if let Some(found) = &average {
            explanation.inputs.push(Line::new("Net", self.told(Some(to_money(&found.net)))));
        }
        let even = inputs(Some(Money::ZERO)).and_then(|found| found.break_even);
        explanation.thresholds = vec![
            Line::new("Break-even revenue", self.told(even.as_ref().map(to_money))).with_note("cost by margin"),
            Line::new("Worth its cost", "1.0x or more"),
            Line::new("Healthy", "3.0x or more"),
        ];
        for (missing, what) in [
            (tier.average_revenue.is_none(), "average revenue"),
            (tier.economics_margin.is_none(), "our margin"),
            (tier.partner_cost.is_none(), "our cost"),
        ] {
            if missing {
                explanation.changes.push(format!("{what}: enter it in its row"));
            }
        }
        Some(explanation)
    }

    /// A field of the tier beside that of the other tiers.
    fn field(&self, field: &str) -> Option<Explanation> {
        let (rule, what, of): (&'static str, &str, fn(&Self, &Tier) -> String) = match field {
            "review_months" => ("R-11", "review, months", |_, tier| match tier.review_months {
                0 => "never".to_owned(),
                months => months.to_string(),
            }),
            "grace_quarters" => ("R-11", "grace, quarters", |_, tier| tier.grace_quarters.to_string()),
            "mdf_annual" => ("R-20", "MDF per year", |cell, tier| cell.told(tier.mdf_annual)),
            "mdf_quarter_cap" => ("R-20", "MDF cap per quarter", |cell, tier| cell.told(tier.mdf_quarter_cap)),
            "mdf_approver" => ("R-20", "MDF approved by", |_, tier| {
                tier.mdf_approver.map_or_else(|| "not set".to_owned(), |approver| approver.label().to_owned())
            }),
            "commission" => ("R-13", "commission", |_, tier| rate(tier.commission)),
            "margin" => ("R-18", "reseller margin", |_, tier| rate(tier.margin)),
            "average_revenue" => ("R-12", "average revenue", |cell, tier| cell.told(tier.average_revenue)),
            "economics_margin" => ("R-12", "our margin", |_, tier| rate(tier.economics_margin)),
            "partner_cost" => ("R-12", "our cost", |cell, tier| cell.told(tier.partner_cost)),
            _ => return None,
        };
        let mut explanation = self.titled(rule, what, of(self, self.tier));
        explanation.inputs = self.receivers();
        explanation.thresholds = self.tiers().map(|tier| Line::new(&*tier.name, of(self, tier))).collect();
        Some(explanation)
    }

    /// A benefit beside what the other tiers get.
    fn benefit(&self, id: &str) -> Option<Explanation> {
        let benefit = self.program.benefits.find(id)?;
        let value = |tier: &Tier| {
            let text = benefit_value(tier, &benefit.id);
            match (benefit.kind, text.as_deref().map(str::parse::<Money>)) {
                (_, None) => "not included".to_owned(),
                (BenefitKind::Money, Some(Ok(money))) => self.told(Some(money)),
                _ => text.unwrap_or_default(),
            }
        };
        let mut explanation = self.titled("R-13", &benefit.name, value(self.tier));
        explanation.inputs = self.receivers();
        explanation.thresholds = self.tiers().map(|tier| Line::new(&*tier.name, value(tier))).collect();
        if !benefit.levels.is_empty() {
            explanation.changes.push(format!("levels, lowest first: {}", benefit.levels.join(", ")));
        }
        Some(explanation)
    }

    fn receivers(&self) -> Vec<Line> {
        let members: Vec<_> = self.members().collect();
        let count = Line::new("Partners that have it", members.len().to_string());
        let names = members.iter().map(|(name, measures)| Line::new(*name, measures.tier.source.label()));
        std::iter::once(count).chain(named(names)).collect()
    }
}

/// The first lines, and how many more there are.
fn named(lines: impl Iterator<Item = Line>) -> Vec<Line> {
    let mut lines: Vec<Line> = lines.collect();
    let more = lines.len().saturating_sub(NAMED);
    if more > 0 {
        lines.truncate(NAMED);
        lines.push(Line::new(format!("and {more} more"), ""));
    }
    lines
}

fn rate(rate: Option<crate::program::rate::Percent>) -> String {
    rate.map_or_else(|| "not set".to_owned(), |rate| rate.to_string())
}
