//! The planner as rows, for spreadsheets and scripts.

use super::{GoalReview, words};
use crate::analysis::exact::shown;
use crate::analysis::goal::PlanRequest;
use crate::program::choice::Choice;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// The goal planner, for the goal that the program has.
pub const REPORT: Report =
    Report { name: "goal", title: "The goal planner: target, chance, levers", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("group", "Group", CellKind::Text),
    Column::further("key", "Key", CellKind::Text),
    Column::new("title", "What", CellKind::Text),
    Column::new("value", "Value", CellKind::Text),
    Column::new("detail", "Detail", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    match GoalReview::of(view.program, view.derived, &PlanRequest::default()) {
        Ok(review) => table.rows.extend(review.table().rows),
        Err(none) => table.push(vec![
            "plan".into(),
            none.code().into(),
            "No plan".into(),
            Cell::Unknown,
            none.to_string().into(),
        ]),
    }
}

impl GoalReview {
    /// The plan as rows: group, key, title, value, detail.
    pub fn table(&self) -> Table {
        let mut table = Table::new(COLUMNS);
        let mut add = |group: &'static str, key: &str, title: &str, value: String, detail: String| {
            table.push(vec![group.into(), key.into(), title.into(), value.into(), detail.into()]);
        };
        let (plan, target, outcome) = (&self.plan, &self.plan.plan.target, &self.outcome);
        add("target", "share", "Wanted share", plan.share.to_string(), plan.base.label().to_owned());
        add("target", "due", "Due", plan.due.to_string(), format!("{} months", plan.plan.horizon_months));
        for (key, title, amount) in [
            ("partner_arr", "Partner revenue today", &target.partner_arr),
            ("target_arr", "Partner revenue wanted", &target.wanted_arr()),
            ("gap", "Gap", &target.gap()),
        ] {
            add("target", key, title, shown(amount, 2), self.currency.to_string());
        }
        add(
            "verdict",
            "verdict",
            "Verdict",
            outcome.verdict.word().to_owned(),
            share(Some(&outcome.simulation.probability())),
        );
        for (corner, result) in outcome.corners() {
            add("corner", corner.word(), corner.label(), shown(&result.partner_arr, 2), share(result.share.as_ref()));
        }
        let (shares, amounts) = (&outcome.simulation.share, &outcome.simulation.partner_arr);
        for (key, amount, part) in [
            ("p10", &amounts.p10, &shares.p10),
            ("p20", &amounts.p20, &shares.p20),
            ("p50", &amounts.p50, &shares.p50),
            ("p90", &amounts.p90, &shares.p90),
        ] {
            add("chance", key, &key.to_uppercase(), shown(amount, 2), share(Some(part)));
        }
        for look in &self.outlook {
            let chance = share(Some(&look.simulation.probability()));
            let detail = format!("P50 {}, chance {chance}", share(Some(&look.simulation.share.p50)));
            let [_, (_, base), _] = &look.corners;
            add("outlook", &look.month.to_string(), &self.day(look.month).to_string(), share(base.as_ref()), detail);
        }
        for (code, sentence) in self.in_the_way() {
            add("in_the_way", code, &sentence, String::new(), String::new());
        }
        for effect in &self.levers {
            let ends = [&effect.share_at_low, &effect.share_at_high].map(|end| share(end.as_ref())).join(" to ");
            let detail = format!("{ends}, {}", words::alone(effect.lever, &effect.alone));
            let swing = share(effect.swing().as_ref());
            add("lever", &effect.lever.word(), &words::lever(effect.lever), swing, detail);
        }
        if let Some(found) = &outcome.alternatives {
            let month = |month: Option<u32>| month.map_or_else(String::new, |month| self.day(month).to_string());
            let number = |month: Option<u32>| month.map_or_else(String::new, |month| month.to_string());
            add("instead", "share_even", "Share with even odds", share(Some(&found.share_even)), plan.due.to_string());
            let likely = share(Some(&found.share_likely));
            add("instead", "share_likely", "Share with four chances in five", likely, plan.due.to_string());
            add("instead", "even_month", "Even odds in month", number(found.even_month), month(found.even_month));
            add("instead", "likely_month", "Likely in month", number(found.likely_month), month(found.likely_month));
        }
        table
    }
}

fn share(value: Option<&crate::analysis::exact::Exact>) -> String {
    words::share_cell(value, 4).plain().into_owned()
}
