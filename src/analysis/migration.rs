//! From the tiers that partners hold to a new tier program: who rises, who drops and when, which notices are due, until
//! when a tier is kept (R-11 at the reviews that follow the change), and the same as a plan of phases.

use jiff::civil::Date;

use super::criteria::LeafReport;
use super::derived::{Derived, Ladder, PartnerMeasures};
use crate::program::Program;
use crate::program::choice::choice;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::period::{FiscalCalendar, Quarter, days_after, months_after};
use crate::program::tier::Tier;

choice! {
    /// What becomes of a partner.
    pub enum Fate {
        Kept = "kept" => "Keeps its tier",
        Rises = "rises" => "Rises",
        Drops = "drops" => "Drops",
        Unknown = "unknown" => "Cannot be told",
    }
}

/// When a new program is told and begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MigrationDates {
    /// When partners are told.
    pub announced_on: Date,
    /// The first day on which it holds.
    pub effective_from: Date,
}

/// One step down that the reviews bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepDown {
    /// The review that finds the tier not met.
    pub review_on: Date,
    /// Notices: at the review, and the days before the grace ends.
    pub notices: Vec<Date>,
    /// The first day in the lower tier.
    pub on: Date,
    /// The tier left.
    pub from: Id<Tier>,
    /// The tier that follows.
    pub to: Option<Id<Tier>>,
}

/// A partner on its way into the new program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migrant {
    /// Who.
    pub partner: Id<Partner>,
    /// The tier in force today.
    pub from: Option<Id<Tier>>,
    /// The tier it qualifies for under the new program.
    pub to: Option<Id<Tier>>,
    /// What becomes of it.
    pub fate: Fate,
    /// Levels up, negative for down.
    pub levels: i32,
    /// The comparison that decides, in the words of people.
    pub deciding: String,
    /// The steps down, first to last; none where the tier is never reviewed.
    pub steps: Vec<StepDown>,
    /// The first day on which the tier of today is no longer kept.
    pub grandfathered_until: Option<Date>,
}

/// One phase of the change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// What is done.
    pub what: String,
    /// Whom it is about.
    pub partners: Vec<Id<Partner>>,
}

/// The change from one program to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// When it is told and begins.
    pub dates: MigrationDates,
    /// Every partner with a tier today or under the new program, in the order of their identifiers.
    pub partners: Vec<Migrant>,
    /// The phases, in order.
    pub phases: Vec<Phase>,
}

impl MigrationDates {
    /// Told today, in force from the first quarter that begins after the notice of agreements has run.
    pub fn usual(derived: &Derived) -> Self {
        let announced_on = derived.as_of();
        let calendar = derived.periods().calendar;
        let notice = days_after(announced_on, i32::from(derived.policy().program.notice_days));
        let quarter = calendar.quarter_of(notice);
        let first = calendar.first_day(quarter);
        let effective_from = if first >= notice { first } else { calendar.first_day(quarter.next()) };
        Self { announced_on, effective_from }
    }
}

/// The change from the tiers in force in `before` to the program behind `after`.
pub fn migration(program: &Program, before: &Derived, after: &Derived, dates: MigrationDates) -> Migration {
    let migrate = |measures: &PartnerMeasures| {
        let partner = program.partners.get(&measures.partner)?;
        let ladder = after.ladders().for_type(partner.r#type)?;
        Move { before, after, ladder, dates, partner, measures }.migrant()
    };
    let partners: Vec<Migrant> = before.partners().filter_map(migrate).collect();
    let phases = phases(&partners, dates, before.periods().calendar);
    Migration { dates, partners, phases }
}

struct Move<'a> {
    before: &'a Derived,
    after: &'a Derived,
    ladder: &'a Ladder,
    dates: MigrationDates,
    partner: &'a Partner,
    measures: &'a PartnerMeasures,
}

impl Move<'_> {
    fn migrant(&self) -> Option<Migrant> {
        let new = self.after.partner(&self.partner.id)?;
        let from = self.measures.tier.effective.clone();
        let (qualified, possible) = (new.tier.qualified_rank, new.tier.possible_rank);
        if from.is_none() && qualified.is_none() {
            return None;
        }
        let held = from.as_ref().map(|tier| self.held_rank(tier));
        let level = |rank: Option<usize>| rank.map_or(-1, |rank| i32::try_from(rank).unwrap_or(i32::MAX));
        let levels = level(qualified) - level(held);
        let fate = match () {
            () if qualified > held => Fate::Rises,
            () if qualified == held => Fate::Kept,
            () if possible >= held => Fate::Unknown,
            () => Fate::Drops,
        };
        let steps = match (fate, held) {
            (Fate::Drops, Some(held)) => self.steps_down(held, qualified.unwrap_or(0)),
            _ => Vec::new(),
        };
        Some(Migrant {
            partner: self.partner.id.clone(),
            to: new.tier.qualified.clone(),
            fate,
            levels,
            deciding: self.deciding(fate, from.as_ref(), new),
            grandfathered_until: steps.first().map(|step| step.on),
            steps,
            from,
        })
    }

    /// The rank of today's tier on the new ladder; of a tier that is gone, its rank on the old one, within the new.
    fn held_rank(&self, tier: &Id<Tier>) -> usize {
        let old = || self.before.ladders().find(tier).map_or(0, |(_, rank)| rank);
        self.ladder.rank(tier).unwrap_or_else(|| old().min(self.ladder.tiers.len().saturating_sub(1)))
    }

    fn deciding(&self, fate: Fate, from: Option<&Id<Tier>>, new: &PartnerMeasures) -> String {
        let currency = self.after.currency();
        let tier = if fate == Fate::Rises { new.tier.qualified.as_ref() } else { from };
        let step = tier.and_then(|tier| self.ladder.tiers.iter().find(|step| step.id == *tier));
        let leaves = step.map(|step| self.after.criteria_of(&self.partner.id, &step.criteria)).unwrap_or_default();
        let wanted = |leaf: &&LeafReport| match fate {
            Fate::Rises => leaf.holds.is_yes(),
            Fate::Unknown => leaf.holds.known().is_none(),
            _ => !leaf.holds.is_yes(),
        };
        match fate {
            Fate::Kept => String::new(),
            Fate::Drops if new.tier.agreement_in_force.is_no() => "no agreement is in force".to_owned(),
            Fate::Drops if step.is_none() => "the tier is gone".to_owned(),
            _ => leaves.iter().find(wanted).map(|leaf| leaf.told(currency)).unwrap_or_default(),
        }
    }

    /// R-11: at each review the tier is not met, the grace runs, and one level is lost.
    fn steps_down(&self, held: usize, reached: usize) -> Vec<StepDown> {
        let policy = &self.after.policy().tier;
        let kept = self.partner.tier_override.as_ref().map(|inner| inner.until);
        let mut from = kept.map_or(self.dates.effective_from, |until| until.max(self.dates.effective_from));
        let mut since = self.partner.tier_since.or(self.partner.signed_on).unwrap_or(self.dates.effective_from);
        let mut steps = Vec::new();
        for rank in (reached + 1..=held).rev() {
            let Some(tier) = self.ladder.tiers.get(rank).filter(|tier| tier.review_months > 0) else { break };
            let every = i32::from(tier.review_months);
            let Some(review_on) = (1..).map(|k| months_after(since, k * every)).take(2_000).find(|on| *on >= from)
            else {
                break;
            };
            let on = months_after(review_on, 3 * i32::from(tier.grace_quarters));
            let days = [policy.first_notice_days, policy.last_notice_days].map(|days| days_after(on, -i32::from(days)));
            let notices = std::iter::once(review_on).chain(days.into_iter().filter(|day| *day > review_on)).collect();
            let to = rank.checked_sub(1).and_then(|below| self.ladder.tiers.get(below)).map(|below| below.id.clone());
            steps.push(StepDown { review_on, notices, on, from: tier.id.clone(), to });
            (since, from) = (on, on);
        }
        steps
    }
}

/// Announcement, the day it holds, the reviews and the ends of grace quarter by quarter.
fn phases(partners: &[Migrant], dates: MigrationDates, calendar: FiscalCalendar) -> Vec<Phase> {
    let who = |wanted: &dyn Fn(&Migrant) -> bool| -> Vec<Id<Partner>> {
        partners.iter().filter(|found| wanted(found)).map(|found| found.partner.clone()).collect()
    };
    let mut phases = Vec::new();
    let mut add = |from: Date, until: Date, what: &str, partners: Vec<Id<Partner>>| {
        if !partners.is_empty() {
            phases.push(Phase { from, until, what: what.to_owned(), partners });
        }
    };
    let told = days_after(dates.effective_from, -1).max(dates.announced_on);
    add(
        dates.announced_on,
        told,
        "talk to those who would drop two levels or more",
        who(&|found| found.fate == Fate::Drops && found.levels <= -2),
    );
    add(dates.announced_on, told, "announce the new program to every partner with a tier", who(&|_| true));
    let rising = who(&|found| found.fate == Fate::Rises);
    add(dates.effective_from, dates.effective_from, "the program holds: grant the higher tiers", rising);
    let unknown = who(&|found| found.fate == Fate::Unknown);
    add(dates.announced_on, told, "find the figures without which nothing can be told", unknown);
    let steps = || partners.iter().flat_map(|found| found.steps.iter().map(move |step| (found, step)));
    let mut quarters: Vec<Quarter> =
        steps().flat_map(|(_, step)| [step.review_on, step.on].map(|day| calendar.quarter_of(day))).collect();
    quarters.sort_unstable();
    quarters.dedup();
    for quarter in quarters {
        let (first, last) = (calendar.first_day(quarter), calendar.last_day(quarter));
        let within = |day: Date| calendar.quarter_of(day) == quarter;
        let reviewed = steps().filter(|(_, step)| within(step.review_on)).map(|(found, _)| found.partner.clone());
        add(first, last, &format!("reviews of {quarter}: notice, and the grace begins"), reviewed.collect());
        let down = steps().filter(|(_, step)| within(step.on)).map(|(found, _)| found.partner.clone());
        add(first, last, &format!("ends of grace in {quarter}: one level down unless met again"), down.collect());
    }
    phases.sort_by_key(|phase| phase.from);
    phases
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::program::presets;

    fn program(name: &str) -> Program {
        let mut program = Program::named("x");
        for tier in presets::tiers(name) {
            program.put(tier.into());
        }
        for (id, tier, since) in
            [("a", "platinum", "2025-03-01"), ("b", "registered", "2025-03-01"), ("c", "silver", "2026-08-15")]
        {
            let text = format!(
                r#"(id: "{id}", name: "{id}", stage: activate, signed_on: "2024-01-01", granted_tier: "{tier}", tier_since: "{since}")"#
            );
            program.put(crate::program::AnyRecord::from_ron(crate::program::Kind::Partner, &text).unwrap());
        }
        let deal = r#"(id: "d", name: "d", stage: won, amount: "60000.00", partner: "a", closed_on: "2026-08-01")"#;
        program.put(crate::program::AnyRecord::from_ron(crate::program::Kind::Deal, deal).unwrap());
        let exam = r#"(id: "k", partner: "a", name: "k", role: sales, active: true)"#;
        program.put(crate::program::AnyRecord::from_ron(crate::program::Kind::Contact, exam).unwrap());
        let record = r#"(id: "t", contact: "k", component: exam, completed_on: "2026-08-01")"#;
        program.put(crate::program::AnyRecord::from_ron(crate::program::Kind::TrainingRecord, record).unwrap());
        let registration = r#"(id: "r", partner: "b", submitted_at: "2026-08-01", state: submitted)"#;
        program.put(crate::program::AnyRecord::from_ron(crate::program::Kind::DealRegistration, registration).unwrap());
        program
    }

    #[test]
    fn tiers_are_lost_one_by_one_after_review_and_grace() {
        let program = program("standard");
        let derived = Derived::new(&program, date(2026, 9, 30));
        let dates = MigrationDates::usual(&derived);
        assert_eq!(dates.effective_from, date(2027, 1, 1));
        let found = migration(&program, &derived, &derived, dates);
        let of = |id: &str| found.partners.iter().find(|migrant| migrant.partner.as_str() == id).unwrap();
        let steps: Vec<(Date, Date)> = of("a").steps.iter().map(|step| (step.review_on, step.on)).collect();
        // platinum: review on 1 March 2027, three quarters of grace, then gold with its own review and grace
        assert_eq!(steps[0], (date(2027, 3, 1), date(2027, 12, 1)));
        assert_eq!(steps[1], (date(2028, 12, 1), date(2029, 6, 1)));
        assert_eq!(of("a").steps[0].notices, [date(2027, 3, 1), date(2027, 11, 1), date(2027, 11, 24)]);
        assert_eq!(of("a").grandfathered_until, Some(date(2027, 12, 1)));
        assert_eq!(of("b").fate, Fate::Kept);
        assert_eq!(of("c").steps.len(), 1);
        assert_eq!(of("c").steps[0].review_on, date(2027, 8, 15));
        assert!(found.phases.is_sorted_by_key(|phase| phase.from));
        assert!(found.phases.iter().any(|phase| phase.what.starts_with("ends of grace in 2027-Q4")));
    }
}
