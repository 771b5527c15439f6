//! the dated tasks of a campaign or webinar, counted from its launch.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use serde::Deserialize;

use crate::program::campaign::CampaignKind;
use crate::program::choice::choice;
use crate::program::period::{days_after, days_between};
use crate::program::side::Side;

choice! {
    /// Which list of tasks.
    pub enum TimelineTemplate {
        Campaign = "campaign" => "Campaign",
        Webinar = "webinar" => "Webinar",
    }
}

choice! {
    /// When a task lies by its offset.
    pub enum Phase {
        Before = "before" => "Before",
        Day = "day" => "On the day",
        After = "after" => "After",
    }
}

choice! {
    /// Whether there is time enough before the launch.
    pub enum LeadVerdict {
        Ok = "ok" => "OK",
        Warning = "warning" => "Short",
        Error = "error" => "Too short",
    }
}

/// A row of a template.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateTask {
    /// A stable word.
    pub key: String,
    /// What is to be done.
    pub title: String,
    /// Days from the launch.
    pub offset: i16,
    /// `both`, or the role that does it.
    #[serde(default)]
    pub owner: Option<String>,
}

/// A task with its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedTask {
    /// The row it comes from.
    pub task: &'static TemplateTask,
    /// When it is due.
    pub due: Date,
    /// Whether it was already past when the list was made; fixed from then on.
    pub late_at_start: bool,
}

/// Days of notice before a launch (C-28).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeadRules {
    /// Up to so many days are an error.
    pub error_days: u16,
    /// Fewer than so many are short for a campaign.
    pub campaign_days: u16,
    /// Fewer than so many are short for a webinar.
    pub webinar_days: u16,
}

impl Default for LeadRules {
    fn default() -> Self {
        Self { error_days: 14, campaign_days: 42, webinar_days: 28 }
    }
}

static CAMPAIGN: LazyLock<Vec<TemplateTask>> =
    LazyLock::new(|| ron::from_str(include_str!("../../assets/templates/campaign.ron")).unwrap_or_default());
static WEBINAR: LazyLock<Vec<TemplateTask>> =
    LazyLock::new(|| ron::from_str(include_str!("../../assets/templates/webinar.ron")).unwrap_or_default());

impl TimelineTemplate {
    /// The template of a kind of campaign: webinars have their own.
    pub fn of(kind: CampaignKind) -> Self {
        if kind == CampaignKind::Webinar { Self::Webinar } else { Self::Campaign }
    }

    /// Its rows.
    pub fn tasks(self) -> &'static [TemplateTask] {
        match self {
            Self::Campaign => &CAMPAIGN,
            Self::Webinar => &WEBINAR,
        }
    }
}

impl TemplateTask {
    /// Whether it lies before, on, or after the day.
    pub fn phase(&self) -> Phase {
        match self.offset {
            ..0 => Phase::Before,
            0 => Phase::Day,
            1.. => Phase::After,
        }
    }

    /// Which side does it: both where it says so, otherwise ours.
    pub fn side(&self) -> Side {
        if self.owner.as_deref() == Some("both") { Side::Both } else { Side::Us }
    }

    /// The role that does it.
    pub fn role(&self) -> Option<&str> {
        self.owner.as_deref().filter(|owner| *owner != "both")
    }
}

/// every task of the template with its date for a launch, seen on `as_of`.
pub fn generate(template: TimelineTemplate, launch: Date, as_of: Date, weekend_shift: bool) -> Vec<DatedTask> {
    template
        .tasks()
        .iter()
        .map(|task| {
            let due = due_on(launch, task.offset, weekend_shift);
            DatedTask { task, due, late_at_start: due < as_of }
        })
        .collect()
}

/// The date of an offset; with the shift, weekends before the launch give the Friday and after it the Monday.
pub fn due_on(launch: Date, offset: i16, weekend_shift: bool) -> Date {
    let due = days_after(launch, offset.into());
    let days_into_weekend = match due.weekday() {
        Weekday::Saturday => 0,
        Weekday::Sunday => 1,
        _ => return due,
    };
    match offset {
        _ if !weekend_shift => due,
        ..0 => days_after(due, -1 - days_into_weekend),
        0 => due,
        1.. => days_after(due, 2 - days_into_weekend),
    }
}

/// The date of a task after the launch has moved: finished tasks keep theirs.
pub fn moved(due: Date, finished: bool, from_launch: Date, to_launch: Date) -> Date {
    if finished { due } else { days_after(due, days_between(from_launch, to_launch)) }
}

/// Days until the launch, and whether they are enough.
pub fn lead(template: TimelineTemplate, launch: Date, as_of: Date, rules: &LeadRules) -> (i32, LeadVerdict) {
    let days = days_between(as_of, launch);
    let enough = match template {
        TimelineTemplate::Campaign => rules.campaign_days,
        TimelineTemplate::Webinar => rules.webinar_days,
    };
    let verdict = match days {
        _ if days <= i32::from(rules.error_days) => LeadVerdict::Error,
        _ if days < i32::from(enough) => LeadVerdict::Warning,
        _ => LeadVerdict::Ok,
    };
    (days, verdict)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_webinar_in_exactly_four_weeks_starts_today_and_nothing_is_late() {
        let tasks = generate(TimelineTemplate::Webinar, date(2025, 3, 29), date(2025, 3, 1), false);
        assert_eq!(tasks.len(), 24);
        assert_eq!(tasks[0].due, date(2025, 3, 1));
        assert!(tasks.iter().all(|task| !task.late_at_start));
        let phases = |phase: Phase| tasks.iter().filter(|task| task.task.phase() == phase).count();
        assert_eq!((phases(Phase::Before), phases(Phase::Day), phases(Phase::After)), (13, 5, 6));
        assert_eq!(generate(TimelineTemplate::Campaign, date(2025, 3, 29), date(2025, 3, 1), false).len(), 12);
    }

    #[test]
    fn weekends_move_away_from_the_launch_and_the_day_itself_stays() {
        let saturday = date(2025, 3, 29);
        assert_eq!(due_on(saturday, -7, true), date(2025, 3, 21));
        assert_eq!(due_on(saturday, 0, true), saturday);
        assert_eq!(due_on(saturday, 8, true), date(2025, 4, 7));
        assert_eq!(due_on(saturday, -7, false), date(2025, 3, 22));
    }
}
