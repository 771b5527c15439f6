//! What wants attention, read from the program: what is due, reviews to prepare, promises both ways, partners at risk,
//! and what comes again.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::workbench::Workbench;
use crate::analysis::cadence::DueState;
use crate::analysis::health::HealthBand;
use crate::analysis::regular::{Regular, RegularKind, regular};
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
pub enum Subject {
    /// The heading of a part.
    Heading,
    /// A task.
    Task(Id<Task>),
    /// An action item of a review.
    Action(Id<ActionItem>),
    /// Something promised.
    Promise(Id<PromisedItem>),
    /// A review to prepare.
    Review(Id<Qbr>),
    /// What comes again.
    Regular(Regular),
    /// A partner at risk.
    Partner(Id<Partner>),
    /// The rest of a part, by the place of the part.
    More(usize),
}

impl Subject {
    /// Whether both are of the same record; what comes again stays the same when its dates change.
    pub fn is_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Regular(one), Self::Regular(two)) => (one.kind, &one.record) == (two.kind, &two.record),
            _ => self == other,
        }
    }
}

/// What wants attention, and when. Its words are made when it is shown, since there can be some for every partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    subject: Subject,
    due: Option<Date>,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it stands for.
    pub subject: Subject,
    /// With whom it is.
    pub partner: Option<Id<Partner>>,
    /// Its date.
    pub due: Option<Date>,
    /// What it says.
    pub text: String,
    /// Who sees to it, or how it stands.
    pub who: String,
    /// Whether something is in the way.
    pub blocked: bool,
}

impl Line {
    fn plain(subject: Subject, text: String) -> Self {
        Self { subject, partner: None, due: None, text, who: String::new(), blocked: false }
    }

    /// True for a line that can be selected.
    pub fn is_entry(&self) -> bool {
        self.subject != Subject::Heading
    }
}

/// What stands under one heading.
#[derive(Debug, Clone)]
pub struct Part {
    /// The heading.
    pub title: &'static str,
    /// What stands under it.
    pub entries: Vec<Entry>,
    /// How many of them should have been done before the as-of date.
    pub late: usize,
}

impl Part {
    fn new(title: &'static str, entries: Vec<Entry>, as_of: Date) -> Self {
        let late = entries.iter().filter(|entry| entry.due.is_some_and(|due| due < as_of)).count();
        Self { title, entries, late }
    }

    /// All of its lines, in words.
    pub fn lines(&self, workbench: &Workbench) -> Vec<Line> {
        self.entries.iter().filter_map(|entry| worded(entry, workbench)).collect()
    }
}

/// All parts, also those without entries.
pub fn parts(workbench: &Workbench) -> Vec<Part> {
    let (program, as_of) = (workbench.program(), workbench.as_of());
    let due = dated_tasks(workbench, days_after(as_of, DAYS_AHEAD));
    let within = |from: i32, to: i32| -> Vec<Entry> {
        let inside = |task: &&&Task| (from..=to).contains(&days_between(as_of, task.due));
        due.iter().filter(inside).map(|task| entry(Subject::Task(task.id.clone()), Some(task.due))).collect()
    };
    let part = |title, entries| Part::new(title, entries, as_of);
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

fn entry(subject: Subject, due: Option<Date>) -> Entry {
    Entry { subject, due }
}

/// The lines of the parts that have some, each part as far as it is unfolded.
pub fn lines(parts: &[Part], unfolded: &BTreeSet<usize>, workbench: &Workbench) -> Vec<Line> {
    let mut lines = Vec::new();
    for (place, part) in parts.iter().enumerate().filter(|(_, part)| !part.entries.is_empty()) {
        let late = match part.late {
            some if some > 0 && part.title != "Overdue" => format!(", {some} late"),
            _ => String::new(),
        };
        lines.push(Line::plain(Subject::Heading, format!("{} ({}{late})", part.title, part.entries.len())));
        let all = unfolded.contains(&place) || part.entries.len() <= SHOWN + 1;
        let shown = if all { part.entries.len() } else { SHOWN };
        lines.extend(part.entries.iter().take(shown).filter_map(|entry| worded(entry, workbench)));
        if !all {
            let more = part.entries.len() - shown;
            lines.push(Line::plain(Subject::More(place), format!("{more} more (Enter)")));
        }
    }
    lines
}

/// The line of an entry, in words; none once its record is gone.
fn worded(entry: &Entry, workbench: &Workbench) -> Option<Line> {
    let (program, derived) = (workbench.program(), workbench.derived());
    let bare = Line { due: entry.due, ..Line::plain(entry.subject.clone(), String::new()) };
    Some(match &entry.subject {
        Subject::Heading | Subject::More(_) => return None,
        Subject::Task(id) => {
            let task = program.tasks.get(id)?;
            let who = task.person.clone().or_else(|| task.role.clone()).unwrap_or_default();
            let (partner, blocked) = (task.partner.clone(), task.blocked.is_some());
            Line { partner, text: task.title.clone(), who, blocked, ..bare }
        }
        Subject::Action(id) => {
            let action = program.actions.get(id)?;
            let who = action.person.clone().unwrap_or_default();
            Line { partner: Some(action.partner.clone()), text: action.text.clone(), who, ..bare }
        }
        Subject::Promise(id) => {
            let item = program.promises.get(id)?;
            Line { partner: Some(item.partner.clone()), text: item.text.clone(), ..bare }
        }
        Subject::Review(id) => {
            let qbr = program.qbrs.get(id)?;
            let text = format!("Pack for {}, review {}", qbr.quarter, qbr.scheduled_for.strftime("%-d %b"));
            Line { partner: Some(qbr.partner.clone()), text, ..bare }
        }
        Subject::Regular(one) => {
            Line { partner: one.partner.clone(), text: one.what(program), who: one.every(program, derived), ..bare }
        }
        Subject::Partner(id) => {
            let (partner, health) = (program.partners.get(id)?, &derived.partner(id)?.health);
            let who = if health.low == health.high {
                format!("{} {}", health.band.label(), health.low)
            } else {
                format!("{} {} to {}", health.band.label(), health.low, health.high)
            };
            Line { partner: Some(id.clone()), text: partner.name.clone(), who, ..bare }
        }
    })
}

/// Open tasks with a date up to the last one shown, by date and title.
fn dated_tasks(workbench: &Workbench, last: Date) -> Vec<&Task> {
    let program = workbench.program();
    let due = workbench.derived().due().take_while(|item| item.date <= last);
    let mut tasks: Vec<&Task> =
        due.filter(|item| item.kind == Kind::Task).filter_map(|item| program.tasks.find(&item.id)).collect();
    tasks.sort_by(|a, b| (a.due, &a.title, &a.id).cmp(&(b.due, &b.title, &b.id)));
    tasks
}

/// Scheduled reviews whose pack is due soon or was due, by date.
fn reviews(workbench: &Workbench) -> Vec<Entry> {
    let as_of = workbench.as_of();
    let scheduled = workbench.program().qbrs.iter().filter(|qbr| qbr.state == QbrState::Scheduled);
    let mut found: Vec<Entry> = scheduled
        .map(|qbr| (qbr, workbench.derived().qbr_dates(qbr).prep_pack))
        .filter(|(qbr, pack)| days_between(as_of, *pack) <= PREPARE && qbr.scheduled_for >= as_of)
        .map(|(qbr, pack)| entry(Subject::Review(qbr.id.clone()), Some(pack)))
        .collect();
    found.sort_by_key(|entry| entry.due);
    found
}

/// Open action items and promised items of a side: dated ones first.
fn promises(program: &Program, of: impl Fn(Side) -> bool) -> Vec<Entry> {
    let actions = program.actions.iter().filter(|action| action.done_on.is_none() && of(action.side));
    let actions = actions.map(|action| (entry(Subject::Action(action.id.clone()), action.due), &action.text));
    let items = program.promises.iter().filter(|item| item.done_on.is_none() && of(item.by));
    let items = items.map(|item| (entry(Subject::Promise(item.id.clone()), item.due), &item.text));
    let mut found: Vec<_> = actions.chain(items).collect();
    found.sort_by(|(a, a_text), (b, b_text)| (a.due.is_none(), a.due, a_text).cmp(&(b.due.is_none(), b.due, b_text)));
    found.into_iter().map(|(entry, _)| entry).collect()
}

/// Partners whose health is at risk or worse, the worst first.
fn at_risk(workbench: &Workbench) -> Vec<Entry> {
    let program = workbench.program();
    let rank = |band: HealthBand| match band {
        HealthBand::Churning => Some(0),
        HealthBand::Critical => Some(1),
        HealthBand::AtRisk => Some(2),
        HealthBand::Champion | HealthBand::Healthy | HealthBand::Unknown => None,
    };
    let measured = workbench.derived().partners().filter_map(|measures| {
        let worst = (rank(measures.health.band)?, measures.health.low);
        Some((worst, program.partners.get(&measures.partner)?))
    });
    let mut found: Vec<_> = measured.collect();
    found.sort_by(|(a, one), (b, other)| (a, &one.name).cmp(&(b, &other.name)));
    found.into_iter().map(|(_, partner)| entry(Subject::Partner(partner.id.clone()), None)).collect()
}

/// What comes again and is late or due within a week: for all first, then the reviews, then the check-ins.
fn coming(workbench: &Workbench) -> Vec<Entry> {
    let as_of = workbench.as_of();
    let mut due: Vec<Regular> = regular(workbench.program(), workbench.derived());
    due.retain(|one| {
        let is_scheduled_review = one.kind == RegularKind::Qbr && one.record.0 == Kind::Qbr;
        let is_near = one.state != DueState::Scheduled || one.due.is_some_and(|due| days_between(as_of, due) <= 7);
        !is_scheduled_review && is_near
    });
    due.sort_by_key(|one| match one.kind {
        RegularKind::CheckIn => 2,
        RegularKind::Qbr => 1,
        RegularKind::Newsletter | RegularKind::Training | RegularKind::Survey => 0,
    });
    due.into_iter()
        .map(|one| {
            let due = one.due;
            entry(Subject::Regular(one), due)
        })
        .collect()
}
