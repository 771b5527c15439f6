//! The planner's document: verdict, target, plan, where it ends, what stands in the way, what moves it, what to say.

use super::GoalReview;
use super::words;
use crate::analysis::exact::{multiple_shown, shown};
use crate::analysis::goal::{Corner, Scenario, segment_of};
use crate::program::choice::Choice;
use crate::program::partner::PartnerType;
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::table::{Column, Table};

const COHORTS: &[Column] = &[
    Column::new("type", "Partners", CellKind::Text),
    Column::new("count", "Signed", CellKind::Count),
    Column::new("start", "From", CellKind::Date),
    Column::new("earliest", "First revenue from month", CellKind::Text),
    Column::new("base", "Brings, base", CellKind::Money),
    Column::new("optimistic", "Brings, best", CellKind::Money),
];

const CORNERS: &[Column] = &[
    Column::new("corner", "Ranges", CellKind::Text),
    Column::new("partner_arr", "Partner ARR", CellKind::Money),
    Column::new("share", "Share", CellKind::Percent),
    Column::new("reaches", "Reaches it", CellKind::Flag),
    Column::new("first", "Reaches it first", CellKind::Text),
];

const OUTLOOK: &[Column] = &[
    Column::new("month", "Month", CellKind::Count),
    Column::new("date", "Date", CellKind::Date),
    Column::new("pessimistic", "Pessimistic", CellKind::Percent),
    Column::new("base", "Base", CellKind::Percent),
    Column::new("optimistic", "Optimistic", CellKind::Percent),
    Column::new("p10", "P10", CellKind::Percent),
    Column::new("p50", "P50", CellKind::Percent),
    Column::new("p90", "P90", CellKind::Percent),
    Column::new("chance", "Chance", CellKind::Percent),
];

const LEVERS: &[Column] = &[
    Column::new("lever", "Lever", CellKind::Text),
    Column::new("low", "From", CellKind::Text),
    Column::new("high", "To", CellKind::Text),
    Column::new("share_at_low", "Share at from", CellKind::Percent),
    Column::new("share_at_high", "Share at to", CellKind::Percent),
    Column::new("swing", "Moves it by", CellKind::Percent),
    Column::new("alone", "Alone", CellKind::Text),
];

impl GoalReview {
    /// The document, for our own people.
    pub fn document(&self) -> Document {
        let plan = &self.plan;
        let metric = plan.metric.label().to_lowercase();
        let mut doc = Document::titled(format!("{} {metric} by {}", plan.share, plan.due));
        doc.say(format!("{}, as of {}. Money in {}.", self.program, plan.as_of, self.currency));
        self.verdict(&mut doc);
        self.instead(&mut doc);
        self.target(&mut doc);
        self.partners(&mut doc);
        self.ends(&mut doc);
        doc.section("What stands in the way");
        let in_the_way: Vec<String> = self.in_the_way().into_iter().map(|(_, sentence)| sentence).collect();
        if in_the_way.is_empty() {
            doc.say("Nothing beside the numbers themselves.");
        }
        doc.list(in_the_way);
        self.moves(&mut doc);
        self.rests_on(&mut doc);
        doc
    }

    fn verdict(&self, doc: &mut Document) {
        let (plan, outcome) = (&self.plan, &self.outcome);
        let simulation = &outcome.simulation;
        let chance = shown(&(simulation.probability() * crate::analysis::exact::whole(100)), 2);
        doc.section(format!("Verdict: {}", outcome.verdict.label().to_lowercase()));
        doc.say(format!(
            "{} of {} simulated outcomes reach {} by {}: a chance of {chance}%.",
            simulation.reached, simulation.rules.draws, plan.share, plan.due
        ));
        if plan.plan.target.already_met() {
            doc.say("Partners bring enough today already.");
        }
        if outcome.is_impossible() {
            let best = words::maybe_percent(outcome.optimistic.share.as_ref());
            doc.say(format!(
                "Even with every range at its best end the plan ends at {best}: impossible on these ranges."
            ));
        }
        if let Some(alone) = &outcome.resellers_alone
            && !outcome.base.reaches
        {
            doc.say(self.resellers_alone(alone));
        }
    }

    fn instead(&self, doc: &mut Document) {
        let Some(found) = &self.outcome.alternatives else { return };
        let (plan, share) = (&self.plan, &self.outcome.simulation.share);
        let from = |month: Option<u32>| {
            month.map_or_else(|| "not within 20 years".to_owned(), |month| format!("from {}", self.month(month)))
        };
        let band = &self.any_involvement;
        doc.section("What can be said instead");
        doc.list(vec![
            format!(
                "By {}: {} with even odds (P10 to P90: {} to {}), {} with four chances in five.",
                plan.due,
                words::percent(&found.share_even),
                words::percent(&share.p10),
                words::percent(&share.p90),
                words::percent(&found.share_likely)
            ),
            format!(
                "{} itself: even odds {}, likely {}.",
                plan.share,
                from(found.even_month),
                from(found.likely_month)
            ),
            format!(
                "The goal restated as the share of revenue with any partner involved; its benchmark is {} to {}.",
                band.low, band.high
            ),
        ]);
    }

    fn target(&self, doc: &mut Document) {
        let target = &self.plan.plan.target;
        let share = target.current_share();
        doc.section("Target").facts([
            ("Revenue today", words::money_cell(&target.total_arr)),
            ("Of partners", words::money_cell(&target.partner_arr)),
            ("Their share", words::share_cell(share.as_ref(), 1)),
            ("Wanted share", Cell::percent(self.plan.share)),
            ("Counted on", Cell::word(self.plan.base)),
            ("Direct revenue by then", words::money_cell(&target.direct_arr())),
            ("Partner revenue wanted", words::money_cell(&target.wanted_arr())),
            ("Gap", words::money_cell(&target.gap())),
            ("Times today's", Cell::text(multiple_shown(target.multiple().as_ref()))),
        ]);
    }

    fn partners(&self, doc: &mut Document) {
        let (plan, mix) = (&self.plan, &self.plan.mix);
        let [worst, middle, best] = &mix.capacity;
        doc.section("Partners of the plan");
        let needed = mix
            .needed_active
            .as_ref()
            .map_or_else(|| "new ones bring nothing by then".to_owned(), |needed| format!("the target needs {needed}"));
        let recruits = mix.recruits.as_ref().map_or_else(|| "nobody".to_owned(), ToString::to_string);
        doc.say(format!(
            "{} active resellers are aimed at ({}), {} are there: {recruits} must be signed. The managers can look after \
             {worst} to {best} ({middle} in the middle); {needed}.",
            mix.chosen_active,
            self.resellers_from(),
            plan.plan.existing.get(PartnerType::Reseller),
        ));
        let [base, optimistic] = [Corner::Base, Corner::Optimistic].map(|corner| Scenario::of(&plan.plan, corner));
        let mut table = Table::new(COHORTS);
        for cohort in &plan.plan.cohorts {
            let brings =
                |scenario| words::money_cell(&plan.plan.cohort_arr(cohort, scenario, plan.plan.horizon_months));
            let months = &plan.plan.assumptions.types.get(cohort.partner_type).months_to_value.low;
            let earliest = crate::analysis::exact::whole(cohort.start_month) + months;
            table.push(vec![
                words::partners_of(cohort.partner_type).into(),
                cohort.count.into(),
                self.day(cohort.start_month).into(),
                crate::analysis::exact::exact_text(&earliest).into(),
                brings(&base),
                brings(&optimistic),
            ]);
        }
        doc.table(table, "Nobody is to be signed.");
        if let (Some(load), Some(state), Some(managers)) =
            (&plan.means.final_load, self.outcome.capacity, &plan.means.partner_managers)
        {
            doc.say(format!(
                "At the end they need {} to {} partner managers; there are {}: {}.",
                shown(&load.best, 2),
                shown(&load.worst, 2),
                crate::analysis::exact::exact_text(managers),
                state.label().to_lowercase()
            ));
        }
    }

    fn ends(&self, doc: &mut Document) {
        let mut corners = Table::new(CORNERS);
        for (corner, result) in self.outcome.corners() {
            let first = result.first_month.map_or_else(|| "not in 50 years".to_owned(), |month| self.month(month));
            corners.push(vec![
                corner.label().into(),
                words::money_cell(&result.partner_arr),
                words::share_cell(result.share.as_ref(), 1),
                result.reaches.into(),
                first.into(),
            ]);
        }
        doc.section("Where it ends").table(corners, "");
        let simulation = &self.outcome.simulation;
        let (share, arr) = (&simulation.share, &simulation.partner_arr);
        let ends = |share, arr| Cell::text(format!("{} ({})", words::percent(share), words::money(arr)));
        doc.facts([
            ("P10: nine of ten outcomes end above", ends(&share.p10, &arr.p10)),
            ("P50: even odds", ends(&share.p50, &arr.p50)),
            ("P90: one of ten outcomes ends above", ends(&share.p90, &arr.p90)),
        ]);
        let mut outlook = Table::new(OUTLOOK);
        for look in &self.outlook {
            let [pessimistic, base, optimistic] =
                &look.corners.each_ref().map(|(_, share)| words::share_cell(share.as_ref(), 1));
            let drawn = &look.simulation.share;
            let mut cells = vec![look.month.into(), self.day(look.month).into()];
            cells.extend([pessimistic, base, optimistic].map(Clone::clone));
            cells.extend([&drawn.p10, &drawn.p50, &drawn.p90].map(|share| words::share_cell(Some(share), 1)));
            cells.push(words::share_cell(Some(&look.simulation.probability()), 2));
            outlook.push(cells);
        }
        doc.section("The same plan later").table(outlook, "");
    }

    fn moves(&self, doc: &mut Document) {
        let mut table = Table::new(LEVERS);
        for effect in &self.levers {
            table.push(vec![
                words::lever(effect.lever).into(),
                words::value(effect.lever, &effect.low).into(),
                words::value(effect.lever, &effect.high).into(),
                words::share_cell(effect.share_at_low.as_ref(), 1),
                words::share_cell(effect.share_at_high.as_ref(), 1),
                words::share_cell(effect.swing().as_ref(), 1),
                words::alone(effect.lever, &effect.alone).into(),
            ]);
        }
        doc.section("What moves it").say("One at a time, everything else at its base; the strongest first.");
        doc.table(table, "");
    }

    fn rests_on(&self, doc: &mut Document) {
        let plan = &self.plan;
        let existing: Vec<String> = plan
            .plan
            .existing
            .iter()
            .filter(|(_, count)| **count > 0)
            .map(|(kind, count)| format!("{} {count} ({})", words::partners_of(kind), segment_of(kind).label()))
            .collect();
        let activation = &plan.plan.assumptions.activation;
        let managers = plan.means.partner_managers.as_ref().map(crate::analysis::exact::exact_text);
        let goal = plan.goal.as_ref().map_or_else(|| "none; as asked".to_owned(), ToString::to_string);
        let starts = if plan.program_exists {
            "at once, a program runs".to_owned()
        } else {
            format!("after {} months, no launch of a program is recorded", plan.start_month)
        };
        let recruits = [&activation.low, &activation.mode, &activation.high].map(words::percent).join(", ");
        doc.section("What it rests on").facts([
            ("Goal", Cell::text(goal)),
            ("Active partners today", Cell::list(existing)),
            ("Partner managers", managers.into()),
            ("First sign-ups", Cell::text(starts)),
            ("Growth of direct revenue", words::share_cell(Some(&plan.plan.target.direct_growth), 1)),
            ("Partner revenue that stays", words::share_cell(Some(&plan.plan.target.retention), 1)),
            ("Recruits who become active", Cell::text(recruits)),
            ("Draws", plan.rules.draws.into()),
            ("Seed", plan.rules.seed.into()),
        ]);
        let mut notes: Vec<String> = Vec::new();
        for own in &plan.own_history {
            notes.push(format!(
                "{}: {} each a year, the median of {} of our own with twelve months behind them.",
                words::partners_of(own.partner_type),
                words::money(&own.median),
                own.partners
            ));
        }
        if plan.untyped > 0 {
            notes.push(format!("{} active partners have no type and take no part; give them one.", plan.untyped));
        }
        doc.list(notes);
    }
}
