//! What only shows when campaigns are seen beside each other: people, lists and partners asked for too much.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::gathered::Gathered;
use crate::analysis::derived::Derived;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::analysis::working_days::{DayOff, WorkingDays};
use crate::program::Program;
use crate::program::campaign::{AudienceList, Campaign, CampaignState};
use crate::program::clock_time::Start;
use crate::program::event::SendChannel;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::period::days_between;
use crate::program::task::Task;
use crate::program::zone::{LocalTime, Zone};

/// Minutes that an event without an agenda is taken to last.
const USUAL_MINUTES: i64 = 60;

/// Something or somebody asked for too much by several campaigns or tasks.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// What is wrong.
    pub finding: Finding,
    /// The day on which it happens.
    pub on: Date,
    /// The campaigns that are part of it.
    pub campaigns: Vec<Id<Campaign>>,
    /// The tasks that are part of it; none where it is about whole campaigns.
    pub tasks: Vec<Id<Task>>,
}

/// Every conflict between campaigns that are not cancelled, by day.
pub fn conflicts(program: &Program, derived: &Derived) -> Vec<Conflict> {
    let gathered = Gathered::of(program);
    let mut campaigns: Vec<&Campaign> =
        program.campaigns.iter().filter(|campaign| campaign.state != CampaignState::Cancelled).collect();
    campaigns.sort_by(|a, b| (a.launch, &a.id).cmp(&(b.launch, &b.id)));
    let mut found = check(program, derived, &campaigns, &gathered);
    found.sort_by(|a, b| (a.on, a.finding.code, &a.finding.subject).cmp(&(b.on, b.finding.code, &b.finding.subject)));
    found
}

pub(super) fn check(
    program: &Program,
    derived: &Derived,
    campaigns: &[&Campaign],
    gathered: &Gathered<'_>,
) -> Vec<Conflict> {
    let as_of = derived.as_of();
    let ahead: Vec<&Campaign> = campaigns
        .iter()
        .copied()
        .filter(|campaign| campaign.launch >= as_of && campaign.state != CampaignState::Done)
        .collect();
    let mut found = Vec::new();
    speakers(program, &ahead, gathered, &mut found);
    lists(program, campaigns, as_of, gathered, &mut found);
    zones(program, &ahead, &mut found);
    partners(program, &ahead, &mut found);
    owners(program, as_of, campaigns, gathered, &mut found);
    for campaign in ahead {
        if let Start::Wrong(why) = campaign.start(program) {
            let finding = of(campaign, "CAL-04", FindingSeverity::Error, why, "set another time");
            found.push(conflict(finding, campaign.launch, Vec::new()));
        }
        if let Some(off) = WorkingDays::with(program, &campaign.partners).off(campaign.launch) {
            let said = match &off {
                DayOff::Weekend(_) => format!("{} is a {}", campaign.launch, off.words()),
                DayOff::Holiday(name) => format!("{} is a holiday: {name}", campaign.launch),
            };
            let finding = of(campaign, "CAL-03", FindingSeverity::Info, said, "move it to a working day");
            found.push(conflict(finding, campaign.launch, Vec::new()));
        }
    }
    found
}

/// A finding with its day and the tasks it is about; the campaigns are those it names.
fn conflict(finding: Finding, on: Date, tasks: Vec<Id<Task>>) -> Conflict {
    let named = std::iter::once(&finding.subject).chain(&finding.evidence);
    let mut campaigns: Vec<Id<Campaign>> =
        named.filter_map(|path| path.strip_prefix("campaign/")?.parse().ok()).collect();
    let mut seen = std::collections::BTreeSet::new();
    campaigns.retain(|id| seen.insert(id.clone()));
    Conflict { finding, on, campaigns, tasks }
}

fn of(campaign: &Campaign, code: &'static str, severity: FindingSeverity, said: String, fix: &str) -> Finding {
    Finding::new(code, severity, format!("campaign/{}", campaign.id), said).fix(fix)
}

/// How it is given where it is no moment: whole minutes of the day, or all of the day.
fn hours(campaign: &Campaign, program: &Program) -> (i64, i64) {
    let day = 24 * 60;
    let begin = i64::from(days_between(Date::constant(2000, 1, 1), campaign.launch)) * day;
    match campaign.start(program) {
        Start::Anywhere(time) => {
            let start = begin + i64::from(time.hour()) * 60 + i64::from(time.minute());
            (start, start + minutes(campaign, program))
        }
        Start::At(moment, _) => {
            let civil = moment.civil();
            let start = begin + i64::from(civil.hour()) * 60 + i64::from(civil.minute());
            (start, start + minutes(campaign, program))
        }
        Start::Day(_) | Start::Wrong(_) => (begin, begin + day),
    }
}

fn minutes(campaign: &Campaign, program: &Program) -> i64 {
    let items = program.agenda_items.iter().filter(|item| item.campaign == campaign.id);
    let agenda: i64 = items.map(|item| i64::from(item.minutes)).sum();
    if agenda == 0 { USUAL_MINUTES } else { agenda }
}

/// Whether both are on at the same time: as moments where both zones are known, else as the days and clocks say.
fn overlap(a: &Campaign, b: &Campaign, program: &Program) -> bool {
    if let (Start::At(first, _), Start::At(second, _)) = (a.start(program), b.start(program)) {
        let apart = first.seconds_until(second);
        return apart < minutes(a, program) * 60 && -apart < minutes(b, program) * 60;
    }
    let (a, b) = (hours(a, program), hours(b, program));
    a.0 < b.1 && b.0 < a.1
}

/// EVT-13: one person on two stages at overlapping times.
fn speakers(program: &Program, ahead: &[&Campaign], gathered: &Gathered<'_>, found: &mut Vec<Conflict>) {
    for (at, first) in ahead.iter().enumerate() {
        let near = |second: &&&Campaign| days_between(first.launch, second.launch).abs() <= 1;
        for second in ahead.iter().skip(at + 1).filter(near) {
            let there = gathered.parts(&second.id).speakers;
            for speaker in gathered.parts(&first.id).speakers {
                let same = |name: &str| name.trim().to_lowercase() == speaker.name.trim().to_lowercase();
                if there.iter().any(|other| same(&other.name)) && overlap(first, second, program) {
                    let said = format!(
                        "{} is on stage in {} and in {} on {}",
                        speaker.name, first.name, second.name, first.launch
                    );
                    let finding = of(first, "EVT-13", FindingSeverity::Error, said, "change the speaker or the time");
                    let finding = finding.evidence([format!("campaign/{}", second.id)]);
                    found.push(conflict(finding, second.launch, Vec::new()));
                }
            }
        }
    }
}

/// EVT-14: one list mailed too often within seven days, over all campaigns.
fn lists(program: &Program, campaigns: &[&Campaign], as_of: Date, gathered: &Gathered<'_>, found: &mut Vec<Conflict>) {
    let most = program.settings.count("audience.max_mails") as usize;
    let mut mailings: BTreeMap<_, Vec<(Date, &Campaign)>> = BTreeMap::new();
    for campaign in campaigns {
        for send in gathered.parts(&campaign.id).sends {
            if let Some(list) = send.list.as_ref().filter(|_| send.channel == SendChannel::Email) {
                mailings.entry(list).or_default().push((send.sent_on.unwrap_or(send.planned_on), campaign));
            }
        }
    }
    for (list, mut days) in mailings {
        days.sort_by_key(|(day, campaign)| (*day, &campaign.id));
        for (at, (last, campaign)) in days.iter().enumerate() {
            let week: Vec<_> = days[..=at].iter().filter(|(day, _)| days_between(*day, *last) < 7).collect();
            if week.len() <= most || *last < as_of {
                continue;
            }
            let name = program.audiences.get(list).map_or(list.as_str(), |list| list.name.as_str());
            let said = format!("{name} gets {} mails in the week to {last}", week.len());
            let others = week.iter().filter(|(_, other)| other.id != campaign.id);
            let others: Vec<String> = others.map(|(_, other)| format!("campaign/{}", other.id)).collect();
            let finding = of(campaign, "EVT-14", FindingSeverity::Warning, said, "spread the mailings");
            found.push(conflict(finding.evidence(others), *last, Vec::new()));
        }
    }
}

/// EVT-08: an audience too wide for one time.
fn zones(program: &Program, ahead: &[&Campaign], found: &mut Vec<Conflict>) {
    let most = i32::from(program.settings.span("event.offset_hours")) * 60;
    for campaign in ahead.iter().filter(|campaign| campaign.kind.is_event()) {
        let offsets = || {
            let lists = campaign.lists.iter().filter_map(|id| program.audiences.get(id));
            let noon = |zone: &Zone| match zone.resolve(campaign.launch.at(12, 0, 0, 0)) {
                LocalTime::Once(moment) => Some(moment.offset_minutes()),
                LocalTime::Never { .. } | LocalTime::Twice { .. } => None,
            };
            let of = move |list: &AudienceList| {
                let named: Vec<i16> = list.time_zones.iter().filter_map(noon).collect();
                if named.is_empty() { list.utc_offsets.clone() } else { named }
            };
            lists.flat_map(of).map(i32::from)
        };
        let (Some(low), Some(high)) = (offsets().min(), offsets().max()) else { continue };
        if high - low >= most {
            let said = format!("its audience spans {} hours of the clock", (high - low) / 60);
            let finding =
                of(campaign, "EVT-08", FindingSeverity::Warning, said, "a second session, or a recording page");
            found.push(conflict(finding, campaign.launch, Vec::new()));
        }
    }
}

/// EVT-19 and CAL-02: one partner with events close together, or too many launches in a quarter.
fn partners(program: &Program, ahead: &[&Campaign], found: &mut Vec<Conflict>) {
    let apart = i32::from(program.settings.span("event.overlap_days"));
    let most = program.settings.count("campaign.partner_launches") as usize;
    let calendar = program.profile.calendar();
    let mut of_partner: BTreeMap<&Id<Partner>, Vec<&Campaign>> = BTreeMap::new();
    for campaign in ahead {
        for partner in &campaign.partners {
            of_partner.entry(partner).or_default().push(campaign);
        }
    }
    for (partner, theirs) in of_partner {
        let name = program.partners.get(partner).map_or(partner.as_str(), |partner| partner.name.as_str());
        let events: Vec<&&Campaign> = theirs.iter().filter(|campaign| campaign.kind.is_event()).collect();
        for pair in events.windows(2) {
            let [first, second] = pair else { continue };
            let days = days_between(first.launch, second.launch);
            if days < apart {
                let said = format!("{name} has {} and {} {days} days apart", first.name, second.name);
                let finding = of(second, "EVT-19", FindingSeverity::Warning, said, "move one of them");
                let finding = finding.evidence([format!("campaign/{}", first.id)]);
                found.push(conflict(finding, second.launch, Vec::new()));
            }
        }
        let mut quarters: BTreeMap<_, Vec<&Campaign>> = BTreeMap::new();
        for campaign in &theirs {
            quarters.entry(calendar.quarter_of(campaign.launch)).or_default().push(campaign);
        }
        for (quarter, launches) in quarters.into_iter().filter(|(_, launches)| launches.len() > most) {
            let Some(last) = launches.last() else { continue };
            let said = format!("{name} is asked for {} launches in {quarter}; {most} is usual", launches.len());
            let others: Vec<String> = launches.iter().map(|other| format!("campaign/{}", other.id)).collect();
            let finding = of(last, "CAL-02", FindingSeverity::Warning, said, "move one to the next quarter");
            found.push(conflict(finding.evidence(others), last.launch, Vec::new()));
        }
    }
}

/// CAL-01: one person with too many open tasks due within seven days.
fn owners(program: &Program, as_of: Date, campaigns: &[&Campaign], gathered: &Gathered<'_>, found: &mut Vec<Conflict>) {
    let most = program.settings.count("campaign.owner_tasks") as usize;
    let mut loads: BTreeMap<&str, Vec<(Date, &Campaign, &Task)>> = BTreeMap::new();
    for campaign in campaigns {
        for task in gathered.parts(&campaign.id).tasks {
            if let Some(person) = task.person.as_deref().filter(|_| task.done_on.is_none() && task.due >= as_of) {
                loads.entry(person).or_default().push((task.due, campaign, task));
            }
        }
    }
    for (person, mut due) in loads {
        due.sort_by_key(|(day, campaign, task)| (*day, &campaign.id, &task.id));
        let heaviest = due.iter().map(|(from, ..)| {
            let week: Vec<_> = due.iter().filter(|(day, ..)| (0..7).contains(&days_between(*from, *day))).collect();
            (week.len(), *from, week)
        });
        let Some((count, from, week)) = heaviest.max_by(|a, b| (a.0, b.1).cmp(&(b.0, a.1))) else { continue };
        if count <= most {
            continue;
        }
        let Some((_, campaign, _)) = week.first() else { continue };
        let tasks: Vec<Id<Task>> = week.iter().map(|(_, _, task)| task.id.clone()).collect();
        let mut others: Vec<String> = week.iter().map(|(_, other, _)| format!("campaign/{}", other.id)).collect();
        others.sort();
        others.dedup();
        let said = format!("{person} has {count} tasks due in the week from {from}; {most} is usual");
        let finding = of(campaign, "CAL-01", FindingSeverity::Warning, said, "share or move some");
        found.push(conflict(finding.evidence(others), from, tasks));
    }
}
