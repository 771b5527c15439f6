//! R-29: what moves with a launch, from when to when, and what is wrong with the new days, before anything is moved.

use std::fmt;

use jiff::civil::Date;

use super::timeline::{self, LeadRules, LeadVerdict, TimelineTemplate};
use super::working_days::{DayOff, WorkingDays};
use crate::program::Program;
use crate::program::campaign::Campaign;
use crate::program::clock_time::Start;
use crate::program::id::Id;
use crate::program::period::{days_after, days_between};
use crate::program::task::Task;

/// Why a task keeps its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stays {
    /// It is done.
    Done,
    /// Its date does not count from the launch.
    OwnDate,
}

/// One task of the campaign before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedTask {
    /// Which.
    pub id: Id<Task>,
    /// What.
    pub title: String,
    /// Its date now.
    pub before: Date,
    /// Its date with the new launch.
    pub after: Date,
    /// Why the new date is not worked on; also where it was moved off one.
    pub off: Option<DayOff>,
    /// Whether it was moved from a day off to a working day.
    pub to_working_day: bool,
    /// Whether the new date lies before the as-of date.
    pub late: bool,
    /// Why it keeps its date.
    pub stays: Option<Stays>,
}

/// A launch moved, on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reanchor {
    /// The launch now.
    pub from: Date,
    /// The new launch.
    pub to: Date,
    /// Days of notice from the as-of date; negative in the past.
    pub notice: i32,
    /// Whether they are enough (C-28).
    pub verdict: LeadVerdict,
    /// Why the new launch is not worked on.
    pub off: Option<DayOff>,
    /// Why the time of the launch is not on that day.
    pub clock: Option<String>,
    /// Every task of the campaign, by its new date.
    pub tasks: Vec<MovedTask>,
}

/// What moves when the launch goes to `to`; with `working_days` tasks leave weekends and holidays.
pub fn reanchor(
    program: &Program,
    campaign: &Campaign,
    to: Date,
    as_of: Date,
    rules: &LeadRules,
    working_days: bool,
) -> Reanchor {
    let days = WorkingDays::with(program, &campaign.partners);
    let by = days_between(campaign.launch, to);
    let of_campaign = program.tasks.iter().filter(|task| task.campaign.as_ref() == Some(&campaign.id));
    let mut tasks: Vec<MovedTask> = of_campaign
        .map(|task| {
            let stays = stays(task);
            let plain = if stays.is_some() { task.due } else { days_after(task.due, by) };
            let off = days.off(plain).filter(|_| stays.is_none());
            let moves = working_days && off.is_some();
            let after = if moves { working_day(&days, plain, to) } else { plain };
            MovedTask {
                id: task.id.clone(),
                title: task.title.clone(),
                before: task.due,
                after,
                off,
                to_working_day: moves && after != plain,
                late: stays.is_none() && after < as_of,
                stays,
            }
        })
        .collect();
    tasks.sort_by(|a, b| (a.after, a.before, &a.title, &a.id).cmp(&(b.after, b.before, &b.title, &b.id)));
    let (notice, verdict) = timeline::lead(TimelineTemplate::of(campaign.kind), to, as_of, rules);
    let clock = match campaign.start_on(to, program) {
        Start::Wrong(why) => Some(why),
        Start::Day(_) | Start::Anywhere(_) | Start::At(..) => None,
    };
    Reanchor { from: campaign.launch, to, notice, verdict, off: days.off(to), clock, tasks }
}

/// Why a task keeps its date when its launch moves.
pub fn stays(task: &Task) -> Option<Stays> {
    match () {
        () if task.done_on.is_some() => Some(Stays::Done),
        () if task.offset.is_none() => Some(Stays::OwnDate),
        () => None,
    }
}

/// The next working day; before the launch it never passes it, and on the day itself it stays.
fn working_day(days: &WorkingDays<'_>, plain: Date, launch: Date) -> Date {
    match plain.cmp(&launch) {
        std::cmp::Ordering::Equal => plain,
        std::cmp::Ordering::Greater => days.next(plain),
        std::cmp::Ordering::Less => {
            let next = days.next(plain);
            if next < launch { next } else { days.previous(plain) }
        }
    }
}

impl Reanchor {
    /// The tasks that follow the launch.
    pub fn moving(&self) -> impl Iterator<Item = &MovedTask> {
        self.tasks.iter().filter(|task| task.stays.is_none())
    }

    /// How many tasks follow, lie on a day off, and would be late.
    pub fn counts(&self) -> (usize, usize, usize) {
        let off = self.moving().filter(|task| task.off.is_some() && !task.to_working_day).count();
        (self.moving().count(), off, self.moving().filter(|task| task.late).count())
    }

    /// Whether moving tasks to working days would change anything.
    pub fn has_days_off(&self) -> bool {
        self.moving().any(|task| task.off.is_some() && task.after != self.to)
    }

    /// `Wed 4 Nov 2026 (+13 days), 35 days of notice: OK`; a launch in the past says so first.
    pub fn headline(&self) -> String {
        let by = days_between(self.from, self.to);
        let date = self.to.strftime("%a %-d %b %Y");
        let day = |days: i32| if days.abs() == 1 { "day" } else { "days" };
        let off = self.off.as_ref().map(|off| format!(", {}", off.words())).unwrap_or_default();
        if self.notice < 0 {
            let ago = -self.notice;
            return format!("{date} is in the past, {ago} {} ago ({by:+} {}){off}", day(ago), day(by));
        }
        let verdict = crate::program::choice::Choice::label(self.verdict);
        format!("{date} ({by:+} {}){off}, {} {} of notice: {verdict}", day(by), self.notice, day(self.notice))
    }

    /// `22 open tasks move, 2 stay, 3 on a day off, 1 late`.
    pub fn summary(&self) -> String {
        let (moving, off, late) = self.counts();
        let stay = self.tasks.len() - moving;
        let mut parts =
            vec![if moving == 1 { "1 open task moves".to_owned() } else { format!("{moving} open tasks move") }];
        let more = [(stay, if stay == 1 { "stays" } else { "stay" }), (off, "on a day off"), (late, "late")];
        parts.extend(more.into_iter().filter(|(many, _)| *many > 0).map(|(many, words)| format!("{many} {words}")));
        parts.join(", ")
    }
}

impl fmt::Display for MovedTask {
    /// `24 Sep to Wed 7 Oct  Draft promotion plan  (late)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |date: Date| date.strftime("%-d %b").to_string();
        let why = match self.stays {
            Some(Stays::Done) => "  (done, stays)".to_owned(),
            Some(Stays::OwnDate) => "  (does not follow the launch, stays)".to_owned(),
            None => {
                let verb = if self.to_working_day { "moved off" } else { "on" };
                let off = self.off.as_ref().map(|off| format!("{verb} {}", off.words()));
                let late = self.late.then(|| "late".to_owned());
                let notes: Vec<String> = off.into_iter().chain(late).collect();
                if notes.is_empty() { String::new() } else { format!("  ({})", notes.join(", ")) }
            }
        };
        if self.stays.is_some() {
            return write!(f, "{:>6} {:13}  {}{why}", short(self.before), "", self.title);
        }
        let after = self.after.strftime("%a %-d %b").to_string();
        write!(f, "{:>6} to {after:<10}  {}{why}", short(self.before), self.title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{AnyRecord, Kind};
    use jiff::civil::date;

    fn program() -> Program {
        let mut program = Program::named("P");
        let records = [
            (Kind::Partner, r#"(id:"a",name:"A",stage:activate)"#.to_owned()),
            (
                Kind::Campaign,
                r#"(id:"w",name:"W",kind:webinar,partners:["a"],launch:"2026-10-22",state:planned)"#.to_owned(),
            ),
            (Kind::Holiday, r#"(id:"h",name:"Founders Day",date:"2026-11-12")"#.to_owned()),
            (Kind::Task, task("plan", "2026-09-24", "offset:-28,")),
            (Kind::Task, task("done", "2026-09-24", "offset:-28,done_on:\"2026-09-20\",")),
            (Kind::Task, task("own", "2026-10-01", "")),
            (Kind::Task, task("reminder", "2026-10-21", "offset:-1,")),
            (Kind::Task, task("live", "2026-10-22", "offset:0,")),
            (Kind::Task, task("report", "2026-10-26", "offset:4,")),
        ];
        for (kind, text) in records {
            program.put(AnyRecord::from_ron(kind, &text).unwrap_or_else(|why| panic!("{text}: {why:?}")));
        }
        program
    }

    fn task(id: &str, due: &str, more: &str) -> String {
        format!(r#"(id:"{id}",title:"{id}",campaign:"w",side:us,due:"{due}",{more}late_at_start:false)"#)
    }

    fn moved(to: Date, as_of: Date, working_days: bool) -> Reanchor {
        let program = program();
        let campaign = program.campaigns.find("w").unwrap();
        reanchor(&program, campaign, to, as_of, &LeadRules::default(), working_days)
    }

    fn found<'a>(plan: &'a Reanchor, id: &str) -> &'a MovedTask {
        plan.tasks.iter().find(|task| task.id.as_str() == id).unwrap()
    }

    #[test]
    fn open_tasks_move_by_the_same_days_and_done_ones_stay() {
        let plan = moved(date(2026, 11, 8), date(2026, 9, 30), false);
        assert_eq!(found(&plan, "plan").after, date(2026, 10, 11));
        assert_eq!(found(&plan, "plan").off.as_ref().unwrap().words(), "Sunday");
        assert_eq!((found(&plan, "done").after, found(&plan, "done").stays), (date(2026, 9, 24), Some(Stays::Done)));
        assert_eq!(found(&plan, "own").stays, Some(Stays::OwnDate));
        assert_eq!(found(&plan, "report").off.as_ref().unwrap().words(), "Founders Day");
        assert_eq!(plan.off.as_ref().unwrap().words(), "Sunday");
        assert_eq!(plan.summary(), "4 open tasks move, 2 stay, 4 on a day off");
        assert_eq!(plan.headline(), "Sun 8 Nov 2026 (+17 days), Sunday, 39 days of notice: OK");
    }

    #[test]
    fn working_days_go_on_but_never_past_the_launch_and_the_day_itself_stays() {
        let plan = moved(date(2026, 11, 9), date(2026, 9, 30), true);
        assert_eq!(found(&plan, "plan").after, date(2026, 10, 12), "a Monday already");
        assert_eq!(found(&plan, "reminder").after, date(2026, 11, 6), "the Friday before a Monday launch");
        assert_eq!(found(&plan, "reminder").to_string(), "21 Oct to Fri 6 Nov   reminder  (moved off Sunday)");
        let sunday = moved(date(2026, 11, 8), date(2026, 9, 30), true);
        assert_eq!(found(&sunday, "live").after, date(2026, 11, 8));
        assert_eq!(found(&sunday, "report").after, date(2026, 11, 13), "the day after the holiday");
        assert_eq!(found(&sunday, "plan").after, date(2026, 10, 12));
        assert!(!found(&sunday, "live").to_working_day && sunday.has_days_off());
    }

    #[test]
    fn what_would_be_late_and_a_launch_in_the_past_are_said() {
        let plan = moved(date(2026, 10, 15), date(2026, 9, 30), false);
        assert!(found(&plan, "plan").late && !found(&plan, "reminder").late);
        assert_eq!(found(&plan, "plan").to_string(), "24 Sep to Thu 17 Sep  plan  (late)");
        let past = moved(date(2026, 9, 29), date(2026, 9, 30), false);
        assert_eq!(past.headline(), "Tue 29 Sep 2026 is in the past, 1 day ago (-23 days)");
    }
}
