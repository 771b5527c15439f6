//! F11: what the co-marketing playbook asks of a quarter - a webinar with each Gold and Platinum partner, a content swap
//! a month with everybody from Silver up - what is planned of it, and dates for what is missing.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};

use super::derived::Derived;
use super::pool::PoolGroup;
use super::pool_share::pool_group;
use super::timeline::TimelineTemplate;
use super::working_days::WorkingDays;
use crate::program::Program;
use crate::program::campaign::{Campaign, CampaignKind, CampaignState};
use crate::program::id::Id;
use crate::program::partner::{LifecycleStage, Partner};
use crate::program::period::{Quarter, days_after, days_between, months_after};

/// One campaign to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Launch {
    /// What it would be called.
    pub name: String,
    /// Its kind.
    pub kind: CampaignKind,
    /// With whom.
    pub partners: Vec<Id<Partner>>,
    /// When.
    pub on: Date,
    /// Tasks of its template that were due before the as-of date.
    pub late: usize,
}

/// A quarter as the playbook wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarterPlan {
    /// Which quarter.
    pub quarter: Quarter,
    /// Partners who should have a webinar in it: those above Silver.
    pub webinar_partners: Vec<Id<Partner>>,
    /// How many of them have one.
    pub webinars_there: usize,
    /// Partners from Silver up, who should have a content swap each month.
    pub swap_partners: Vec<Id<Partner>>,
    /// What is to be added, by date.
    pub launches: Vec<Launch>,
    /// Who gets no date, and why.
    pub left_out: Vec<(Id<Partner>, String)>,
}

/// Whether it is content that both sides exchange.
pub fn is_swap(kind: CampaignKind) -> bool {
    matches!(kind, CampaignKind::Content | CampaignKind::EmailSwap)
}

/// Whether a partner has a campaign of that sort that launches from one day to another.
pub fn has_launch(
    program: &Program,
    derived: &Derived,
    partner: &Partner,
    sort: impl Fn(CampaignKind) -> bool,
    (first, last): (Date, Date),
) -> bool {
    let theirs = derived.campaigns_of(&partner.id).iter().map(AsRef::as_ref);
    let counts = |campaign: &Campaign| {
        campaign.state != CampaignState::Cancelled
            && sort(campaign.kind)
            && (first..=last).contains(&campaign.launch)
            && program.campaigns.contains(&campaign.id)
    };
    theirs.into_iter().any(counts)
}

/// Whether a partner should have a webinar this quarter and a swap this month, by its group of the pool.
pub fn wanted(derived: &Derived, partner: &Partner) -> (bool, bool) {
    if matches!(partner.stage, LifecycleStage::Paused | LifecycleStage::Ended) {
        return (false, false);
    }
    match pool_group(derived, partner) {
        Some(PoolGroup::GoldPlatinum) => (true, true),
        Some(PoolGroup::Silver) => (false, true),
        Some(PoolGroup::Experimental) | None => (false, false),
    }
}

/// Whether a partner has had, or has planned, its webinar of the quarter of a day.
pub fn has_webinar(program: &Program, derived: &Derived, partner: &Partner, day: Date) -> bool {
    let calendar = program.profile.calendar();
    let quarter = calendar.quarter_of(day);
    let window = (calendar.first_day(quarter), calendar.last_day(quarter));
    has_launch(program, derived, partner, |kind| kind == CampaignKind::Webinar, window)
}

/// Whether a partner has had, or has planned, its content swap of the month of a day.
pub fn has_swap(program: &Program, derived: &Derived, partner: &Partner, day: Date) -> bool {
    has_launch(program, derived, partner, is_swap, (day.first_of_month(), day.last_of_month()))
}

/// What is missing of a quarter, with dates: webinars spread over its Tuesdays, Wednesdays and Thursdays with full notice
/// where there is time for it, no two events of ours on a day, a partner's events apart; swaps in the third week of each month.
pub fn quarter_plan(program: &Program, derived: &Derived, quarter: Quarter) -> QuarterPlan {
    let calendar = program.profile.calendar();
    let (first, last) = (calendar.first_day(quarter), calendar.last_day(quarter));
    let mut partners: Vec<&Partner> = program.partners.iter().collect();
    partners.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    let (webinars, swaps): (Vec<&Partner>, Vec<&Partner>) = (
        partners.iter().copied().filter(|partner| wanted(derived, partner).0).collect(),
        partners.iter().copied().filter(|partner| wanted(derived, partner).1).collect(),
    );
    let is_webinar = |kind| kind == CampaignKind::Webinar;
    let missing: Vec<&Partner> = webinars
        .iter()
        .copied()
        .filter(|partner| !has_launch(program, derived, partner, is_webinar, (first, last)))
        .collect();
    let mut plan = QuarterPlan {
        quarter,
        webinar_partners: webinars.iter().map(|partner| partner.id.clone()).collect(),
        webinars_there: webinars.len() - missing.len(),
        swap_partners: swaps.iter().map(|partner| partner.id.clone()).collect(),
        launches: Vec::new(),
        left_out: Vec::new(),
    };
    plan_webinars(program, derived, &missing, (first, last), &mut plan);
    plan_swaps(program, derived, &swaps, first, &mut plan);
    plan.launches.sort_by(|a, b| (a.on, &a.name).cmp(&(b.on, &b.name)));
    plan
}

/// The weeks around the turn of the year, in which nobody comes to a webinar.
fn is_quiet(day: Date) -> bool {
    (day.month() == 12 && day.day() >= 20) || (day.month() == 1 && day.day() <= 6)
}

/// The first task of the template, in days before the launch.
fn notice(kind: CampaignKind) -> i32 {
    TimelineTemplate::of(kind).tasks().iter().map(|task| -i32::from(task.offset)).max().unwrap_or(0)
}

fn late(kind: CampaignKind, on: Date, as_of: Date) -> usize {
    let tasks = TimelineTemplate::of(kind).tasks();
    tasks.iter().filter(|task| days_after(on, i32::from(task.offset)) < as_of).count()
}

fn plan_webinars(
    program: &Program,
    derived: &Derived,
    missing: &[&Partner],
    (first, last): (Date, Date),
    plan: &mut QuarterPlan,
) {
    let as_of = derived.as_of();
    let kind = CampaignKind::Webinar;
    let from = first.max(days_after(as_of, notice(kind)));
    let middle = |day: &Date| {
        matches!(day.weekday(), Weekday::Tuesday | Weekday::Wednesday | Weekday::Thursday) && !is_quiet(*day)
    };
    let mut taken: BTreeSet<Date> = program
        .campaigns
        .iter()
        .filter(|campaign| campaign.kind.is_event() && campaign.state != CampaignState::Cancelled)
        .map(|campaign| campaign.launch)
        .collect();
    let days: Vec<Date> = (0..=days_between(from, last)).map(|by| days_after(from, by)).filter(middle).collect();
    for (place, partner) in missing.iter().enumerate() {
        // The middle of the part of the quarter that falls to it, then the days nearest to that.
        let ideal = (2 * place + 1) * days.len() / (2 * missing.len());
        let mut near: Vec<usize> = (0..days.len()).collect();
        near.sort_by_key(|at| (at.abs_diff(ideal), *at));
        let working = WorkingDays::with(program, std::slice::from_ref(&partner.id));
        let fits = |day: &Date| {
            !taken.contains(day) && working.off(*day).is_none() && stands_apart(program, derived, partner, *day)
        };
        let day = near.into_iter().filter_map(|at| days.get(at).copied()).find(fits);
        let Some(on) = day else {
            let why = if days.is_empty() {
                format!("there is no time for {} days of preparation before {last}", notice(kind))
            } else {
                "every day with full notice is taken".to_owned()
            };
            plan.left_out.push((partner.id.clone(), why));
            continue;
        };
        taken.insert(on);
        plan.launches.push(Launch {
            name: format!("{} webinar {}", partner.name, plan.quarter),
            kind,
            partners: vec![partner.id.clone()],
            on,
            late: late(kind, on, as_of),
        });
    }
}

/// EVT-19: the events of one partner lie apart.
fn stands_apart(program: &Program, derived: &Derived, partner: &Partner, day: Date) -> bool {
    let apart = i32::from(program.settings.span("event.overlap_days"));
    derived.campaigns_of(&partner.id).iter().all(|campaign| {
        campaign.state == CampaignState::Cancelled
            || !campaign.kind.is_event()
            || days_between(campaign.launch, day).abs() >= apart
    })
}

fn plan_swaps(program: &Program, derived: &Derived, swaps: &[&Partner], first: Date, plan: &mut QuarterPlan) {
    let as_of = derived.as_of();
    for month in (0..3).map(|by| months_after(first, by)) {
        let window = (month, month.last_of_month());
        let without = swaps.iter().filter(|partner| !has_launch(program, derived, partner, is_swap, window));
        let partners: Vec<Id<Partner>> = without.map(|partner| partner.id.clone()).collect();
        if partners.is_empty() || window.1 < as_of {
            continue;
        }
        // The Tuesday of the third week; in a month that is under way the last day that is worked on, at the latest.
        let third = (14..21).map(|by| days_after(month, by)).find(|day| day.weekday() == Weekday::Tuesday);
        let working = WorkingDays::with(program, &[]);
        let on = working.next(third.unwrap_or(month).max(as_of));
        let on = if on > window.1 { working.previous(window.1) } else { on };
        if on < as_of {
            continue;
        }
        plan.launches.push(Launch {
            name: format!("Content swap {}", month.strftime("%B %Y")),
            kind: CampaignKind::Content,
            partners,
            on,
            late: late(CampaignKind::Content, on, as_of),
        });
    }
}

impl QuarterPlan {
    /// What it comes to: `2026-Q4: 7 webinars (3 of 10 partners have one), 3 content swaps with 22`.
    pub fn summary(&self) -> String {
        let count = |kind| self.launches.iter().filter(|launch| launch.kind == kind).count();
        format!(
            "{}: {} webinars ({} of {} partners have one), {} content swaps with {}",
            self.quarter,
            count(CampaignKind::Webinar),
            self.webinars_there,
            self.webinar_partners.len(),
            count(CampaignKind::Content),
            self.swap_partners.len(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const AS_OF: Date = date(2026, 10, 1);

    fn example() -> (Program, Derived) {
        let program = crate::store::read(include_bytes!("../../saves/northwind.ron")).unwrap().program;
        let derived = Derived::new(&program, AS_OF);
        (program, derived)
    }

    fn quarter() -> Quarter {
        "2026-Q4".parse().unwrap()
    }

    #[test]
    fn each_partner_above_silver_gets_one_webinar_on_a_day_of_its_own() {
        let (program, derived) = example();
        let plan = quarter_plan(&program, &derived, quarter());
        let webinars: Vec<&Launch> = plan.launches.iter().filter(|one| one.kind == CampaignKind::Webinar).collect();
        assert!(plan.left_out.is_empty(), "{plan:?}");
        assert_eq!(plan.webinars_there + webinars.len(), plan.webinar_partners.len());
        let days: BTreeSet<Date> = webinars.iter().map(|one| one.on).collect();
        assert_eq!(days.len(), webinars.len(), "two on a day");
        for one in webinars {
            assert_eq!((one.partners.len(), one.late), (1, 0), "{one:?}");
            assert!(one.on >= date(2026, 10, 29) && one.on < date(2026, 12, 20), "{one:?}");
            assert_eq!(WorkingDays::with(&program, &one.partners).off(one.on), None);
        }
    }

    #[test]
    fn a_swap_a_month_is_with_everybody_from_silver_up_who_has_none() {
        let (program, derived) = example();
        let plan = quarter_plan(&program, &derived, quarter());
        let months: Vec<i8> = plan.launches.iter().filter(|one| is_swap(one.kind)).map(|one| one.on.month()).collect();
        assert_eq!(months, [10, 11, 12]);
        assert!(plan.swap_partners.len() > plan.webinar_partners.len());
    }

    #[test]
    fn too_late_for_the_notice_is_said_and_not_planned() {
        let (program, _) = example();
        let derived = Derived::new(&program, date(2026, 12, 20));
        let plan = quarter_plan(&program, &derived, quarter());
        assert!(plan.launches.iter().all(|one| one.kind != CampaignKind::Webinar), "{plan:?}");
        assert!(!plan.left_out.is_empty() && plan.left_out[0].1.contains("28 days"), "{:?}", plan.left_out);
    }
}
