//! What wants attention, read from the program: what is due, reviews to prepare, promises both ways, partners at risk,
//! and what comes again.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use crate::analysis::cadence::DueState;
use crate::analysis::derived::DueItem;
use crate::analysis::health::HealthBand;
use crate::analysis::regular::{RegularKind, regular};
use crate::app::Workbench;
use crate::program::choice::Choice;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::period::{days_after, days_between};
use crate::program::qbr::{ActionItem, Qbr, QbrState};
use crate::program::relationship::PromisedItem;
use crate::program::side::Side;
use crate::program::task::Task;
use crate::program::{Kind, Program};

/// Days ahead that are shown.
const DAYS_AHEAD: i32 = 14;
/// Days before the pack of a review is due from which it is shown.
const PREPARE: i32 = 7;
/// Lines of a part before the rest is counted.
const SHOWN: usize = 7;

/// What a line stands for; the cursor keeps to it when the list changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    Heading,
    Task(Id<Task>),
    Action(Id<ActionItem>),
    Promise(Id<PromisedItem>),
    Review(Id<Qbr>),
    Regular(Kind, Arc<str>),
    Partner,
    /// The rest of a part, by the place of the part.
    More(usize),
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) subject: Subject,
    pub(super) partner: Option<Id<Partner>>,
    pub(super) due: Option<Date>,
    pub(super) text: String,
    pub(super) who: String,
    pub(super) blocked: bool,
}

impl Line {
    fn plain(subject: Subject, text: String) -> Self {
        Self { subject, partner: None, due: None, text, who: String::new(), blocked: false }
    }

    /// True for a line that can be selected.
    pub(super) fn is_entry(&self) -> bool {
        self.subject != Subject::Heading
    }
}

/// The lines under one heading.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) title: &'static str,
    pub(super) lines: Vec<Line>,
}

impl Part {
    pub(super) fn late(&self, as_of: Date) -> usize {
        self.lines.iter().filter(|line| line.due.is_some_and(|due| due < as_of)).count()
    }
}

/// All parts, also those without lines.
pub(super) fn parts(workbench: &Workbench) -> Vec<Part> {
    let (program, as_of) = (workbench.program(), workbench.as_of());
    let due = dated_tasks(workbench, days_after(as_of, DAYS_AHEAD));
    let within = |from: i32, to: i32| -> Vec<Line> {
        let inside = |line: &&Line| line.due.is_some_and(|due| (from..=to).contains(&days_between(as_of, due)));
        let mut some: Vec<Line> = due.iter().filter(inside).cloned().collect();
        some.sort_by(|a, b| (a.due, &a.text).cmp(&(b.due, &b.text)));
        some
    };
    let part = |title, lines| Part { title, lines };
    vec![
        part("Overdue", within(i32::MIN, -1)),
        part("Today", within(0, 0)),
        part("Next 7 days", within(1, 7)),
        part("QBRs to prepare", reviews(workbench)),
        part("We promised", promises(program, |side| side != Side::Partner)),
        part("Partners promised", promises(program, |side| side == Side::Partner)),
        part("Partners at risk", at_risk(workbench)),
        part("Comes again", coming(workbench)),
        part("The week after", within(8, DAYS_AHEAD)),
    ]
}

/// The lines of the parts that have some, each part as far as it is unfolded.
pub(super) fn lines(parts: &[Part], unfolded: &BTreeSet<usize>, as_of: Date) -> Vec<Line> {
    let mut lines = Vec::new();
    for (place, part) in parts.iter().enumerate().filter(|(_, part)| !part.lines.is_empty()) {
        let late = match part.late(as_of) {
            some if some > 0 && part.title != "Overdue" => format!(", {some} late"),
            _ => String::new(),
        };
        lines.push(Line::plain(Subject::Heading, format!("{} ({}{late})", part.title, part.lines.len())));
        let all = unfolded.contains(&place) || part.lines.len() <= SHOWN + 1;
        let shown = if all { part.lines.len() } else { SHOWN };
        lines.extend(part.lines.iter().take(shown).cloned());
        if !all {
            let more = part.lines.len() - shown;
            lines.push(Line::plain(Subject::More(place), format!("{more} more (Enter)")));
        }
    }
    lines
}

/// Open tasks with a date up to the last one shown, by identifier.
fn dated_tasks(workbench: &Workbench, last: Date) -> Vec<Line> {
    let program = workbench.program();
    let due = workbench.derived().due().take_while(|item| item.date <= last);
    let mut items: Vec<(&DueItem, Line)> = due
        .filter(|item| item.kind == Kind::Task)
        .filter_map(|item| Some((item, of_task(program.tasks.find(&item.id)?))))
        .collect();
    items.sort_by(|a, b| a.0.id.cmp(&b.0.id));
    items.into_iter().map(|(_, line)| line).collect()
}

fn of_task(task: &Task) -> Line {
    Line {
        subject: Subject::Task(task.id.clone()),
        partner: task.partner.clone(),
        due: Some(task.due),
        text: task.title.clone(),
        who: task.person.clone().or_else(|| task.role.clone()).unwrap_or_default(),
        blocked: task.blocked.is_some(),
    }
}

/// Scheduled reviews whose pack is due soon or was due, by date.
fn reviews(workbench: &Workbench) -> Vec<Line> {
    let as_of = workbench.as_of();
    let scheduled = workbench.program().qbrs.iter().filter(|qbr| qbr.state == QbrState::Scheduled);
    let mut lines: Vec<Line> = scheduled
        .map(|qbr| (qbr, workbench.derived().qbr_dates(qbr).prep_pack))
        .filter(|(qbr, pack)| days_between(as_of, *pack) <= PREPARE && qbr.scheduled_for >= as_of)
        .map(|(qbr, pack)| Line {
            subject: Subject::Review(qbr.id.clone()),
            partner: Some(qbr.partner.clone()),
            due: Some(pack),
            text: format!("Pack for {}, review {}", qbr.quarter, qbr.scheduled_for.strftime("%-d %b")),
            who: String::new(),
            blocked: false,
        })
        .collect();
    lines.sort_by_key(|line| line.due);
    lines
}

/// Open action items and promised items of a side: dated ones first.
fn promises(program: &Program, of: impl Fn(Side) -> bool) -> Vec<Line> {
    let actions = program.actions.iter().filter(|action| action.done_on.is_none() && of(action.side));
    let actions = actions.map(|action| Line {
        subject: Subject::Action(action.id.clone()),
        partner: Some(action.partner.clone()),
        due: action.due,
        text: action.text.clone(),
        who: action.person.clone().unwrap_or_default(),
        blocked: false,
    });
    let items = program.promises.iter().filter(|item| item.done_on.is_none() && of(item.by));
    let items = items.map(|item| Line {
        subject: Subject::Promise(item.id.clone()),
        partner: Some(item.partner.clone()),
        due: item.due,
        text: item.text.clone(),
        who: String::new(),
        blocked: false,
    });
    let mut lines: Vec<Line> = actions.chain(items).collect();
    lines.sort_by(|a, b| (a.due.is_none(), a.due, &a.text).cmp(&(b.due.is_none(), b.due, &b.text)));
    lines
}

/// Partners whose health is at risk or worse, the worst first.
fn at_risk(workbench: &Workbench) -> Vec<Line> {
    let program = workbench.program();
    let rank = |band: HealthBand| match band {
        HealthBand::Churning => Some(0),
        HealthBand::Critical => Some(1),
        HealthBand::AtRisk => Some(2),
        HealthBand::Champion | HealthBand::Healthy | HealthBand::Unknown => None,
    };
    let measured = workbench.derived().partners().filter_map(|measures| {
        let partner = program.partners.get(&measures.partner)?;
        Some((rank(measures.health.band)?, measures.health.low, partner, &measures.health))
    });
    let mut found: Vec<_> = measured.collect();
    found.sort_by(|a, b| (a.0, a.1, &a.2.name).cmp(&(b.0, b.1, &b.2.name)));
    let line = |partner: &Partner, health: &crate::analysis::health::Health| Line {
        subject: Subject::Partner,
        partner: Some(partner.id.clone()),
        due: None,
        text: partner.name.clone(),
        who: if health.low == health.high {
            format!("{} {}", health.band.label(), health.low)
        } else {
            format!("{} {} to {}", health.band.label(), health.low, health.high)
        },
        blocked: false,
    };
    found.into_iter().map(|(_, _, partner, health)| line(partner, health)).collect()
}

/// What comes again and is late or due within a week: for all first, then the reviews, then the check-ins.
fn coming(workbench: &Workbench) -> Vec<Line> {
    let as_of = workbench.as_of();
    let mut due: Vec<_> = regular(workbench.program(), workbench.derived())
        .into_iter()
        .filter(|one| !(one.kind == RegularKind::Qbr && one.record.0 == Kind::Qbr))
        .filter(|one| one.state != DueState::Scheduled || one.due.is_some_and(|due| days_between(as_of, due) <= 7))
        .collect();
    due.sort_by_key(|one| match one.kind {
        RegularKind::CheckIn => 2,
        RegularKind::Qbr => 1,
        RegularKind::Newsletter | RegularKind::Training | RegularKind::Survey => 0,
    });
    let line = |one: crate::analysis::regular::Regular| Line {
        subject: Subject::Regular(one.record.0, one.record.1),
        partner: one.partner,
        due: one.due,
        text: one.what,
        who: one.every,
        blocked: false,
    };
    due.into_iter().map(line).collect()
}
