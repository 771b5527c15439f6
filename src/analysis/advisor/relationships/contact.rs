//! Who knows whom, and who wrote to whom (REL-01 to 03, 05, 08, 09, 15, 16).

use jiff::civil::Date;

use crate::analysis::advisor::report::Report;
use crate::analysis::advisor::scene::PartnerScene;
use crate::analysis::cadence::next_due;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::program::choice::Choice;
use crate::program::contact::ContactRole;
use crate::program::partner::Segment;
use crate::program::period::{days_after, days_between};
use crate::program::portal::PortalActivity;
use crate::program::relationship::{Channel, Direction, TouchKind};

/// People we should know at a partner.
const PEOPLE: usize = 2;
/// Contacts from which it says something that none was ours, and the days that are looked at (REL-03).
const REACTIVE: usize = 3;
const REACTIVE_DAYS: i32 = 180;
/// Days after signing within which a partner was on the portal (REL-16).
const LOGIN_DAYS: i32 = 30;

pub(super) fn look(at: &PartnerScene<'_>, report: &mut Report) {
    if !at.signed() {
        return;
    }
    owner(at, report);
    people(at, report);
    reactive(at, report);
    silence(at, report);
    executives(at, report);
    unanswered(at, report);
    login(at, report);
}

/// REL-01: nobody looks after the partner.
fn owner(at: &PartnerScene<'_>, report: &mut Report) {
    let team = &at.scene.program.team;
    let here = at.partner.owner.as_ref().and_then(|owner| team.get(owner)).is_some_and(|member| member.active);
    if here {
        return;
    }
    let left = at.partner.owner.as_ref().and_then(|owner| team.get(owner));
    let message = match left {
        Some(member) => format!("{} is looked after by {}, who is no longer here", at.name(), member.name),
        None => format!("nobody looks after {}", at.name()),
    };
    let mut finding = Finding::new("REL-01", FindingSeverity::Error, at.subject(), message)
        .fix("name a partner manager")
        .field("owner");
    let managers =
        team.iter().filter(|member| member.active && member.role == crate::program::team::TeamRole::PartnerManager);
    let managers: Vec<_> = managers.collect();
    if let [only] = managers.as_slice() {
        finding = finding.mend(format!("set partner/{}/owner {}", at.partner.id, only.id));
    }
    report.find(finding);
}

/// REL-02: fewer than two people, or the main one has left.
fn people(at: &PartnerScene<'_>, report: &mut Report) {
    let contacts = at.scene.derived.contacts_of(&at.partner.id);
    let active = contacts.iter().filter(|contact| contact.active).count();
    if active >= PEOPLE {
        return;
    }
    let primary = contacts.iter().any(|one| one.active && one.role == ContactRole::Primary);
    let left = contacts.iter().find(|one| !one.active && one.role == ContactRole::Primary).filter(|_| !primary);
    let severity = if left.is_some() { FindingSeverity::Error } else { FindingSeverity::Warning };
    let message = match left {
        Some(person) => format!("{}: {} has left, and we know {active} others", at.name(), person.name),
        None => format!("we know {active} of {PEOPLE} people at {}", at.name()),
    };
    let missing: Vec<String> = ContactRole::ALL
        .iter()
        .filter(|role| !contacts.iter().any(|one| one.active && one.role == **role))
        .map(|role| role.label().to_lowercase())
        .collect();
    let finding = Finding::new("REL-02", severity, at.subject(), message);
    report.find(finding.fix(format!("find a contact: {}", missing.join(", "))));
}

/// REL-03: every contact of half a year came from them.
fn reactive(at: &PartnerScene<'_>, report: &mut Report) {
    let touches = at.scene.derived.partner_touches_of(&at.partner.id);
    let recent = |day: Date| (0..=REACTIVE_DAYS).contains(&at.scene.days_since(day));
    let recent: Vec<_> = touches.iter().filter(|touch| recent(touch.at.date())).collect();
    let theirs = |direction: Direction, kind: TouchKind| direction == Direction::In || kind == TouchKind::Support;
    if recent.len() >= REACTIVE && recent.iter().all(|touch| theirs(touch.direction, touch.kind)) {
        let message = format!("{}: all {} contacts of half a year came from them", at.name(), recent.len());
        report.warning("REL-03", at.subject(), message, "put a call of ours into the calendar");
    }
}

/// The last contact from us.
fn last_out(at: &PartnerScene<'_>) -> Option<Date> {
    let touches = at.scene.derived.partner_touches_of(&at.partner.id).iter();
    let ours = touches.filter(|touch| touch.direction == Direction::Out).map(|touch| touch.at.date());
    ours.filter(|day| *day <= at.scene.as_of()).max()
}

/// REL-05, REL-08: how long we were silent, and how often we speak, against the segment.
fn silence(at: &PartnerScene<'_>, report: &mut Report) {
    let policy = &at.scene.policy().contact;
    let cadence = policy.of_segment(at.measures.segment);
    let intervals = &at.scene.policy().cadence.intervals;
    let Some(last) = last_out(at) else {
        report.not_checked("REL-05", "a contact from us");
        return;
    };
    let days = at.scene.days_since(last);
    let due = next_due(last, cadence, intervals);
    let segment = at.measures.segment.label();
    if due < at.scene.as_of() {
        let severity =
            if days > i32::from(policy.silence_days) { FindingSeverity::Error } else { FindingSeverity::Warning };
        let message = format!(
            "{}: {days} days without a word from us; {segment} partners hear from us {}",
            at.name(),
            cadence.label().to_lowercase()
        );
        report.find(Finding::new("REL-05", severity, at.subject(), message).fix("contact them this week"));
    }
    planned(at, cadence.label(), days_between(last, due), report);
}

/// REL-08: the gaps between our last contacts are longer than the segment asks for.
fn planned(at: &PartnerScene<'_>, cadence: &str, interval: i32, report: &mut Report) {
    let touches = at.scene.derived.partner_touches_of(&at.partner.id).iter();
    let ours = touches.filter(|touch| touch.direction == Direction::Out && touch.channel != Channel::Newsletter);
    let mut days: Vec<Date> = ours.map(|touch| touch.at.date()).filter(|day| *day <= at.scene.as_of()).collect();
    days.sort_unstable();
    days.dedup();
    let Some([.., before, last]) = days.get(days.len().saturating_sub(2)..).filter(|days| days.len() == 2) else {
        return;
    };
    let gap = days_between(*before, *last);
    if gap > interval * 2 && at.scene.days_since(*last) <= interval {
        let message = format!(
            "{} hears from us every {gap} days; its segment {} asks for {}",
            at.name(),
            at.measures.segment.label(),
            cadence.to_lowercase()
        );
        report.warning("REL-08", at.subject(), message, "change the rhythm, or the segment");
    }
}

/// REL-09: a strategic partner, or one on the highest tier, without our executives.
fn executives(at: &PartnerScene<'_>, report: &mut Report) {
    let ladder = at.scene.derived.ladders().for_type(at.partner.r#type);
    let top = ladder.and_then(|ladder| ladder.tiers.last()).map(|tier| &tier.id);
    let is_top = ladder.is_some_and(|ladder| ladder.tiers.len() > 1) && top == at.measures.tier.effective.as_ref();
    if at.measures.segment != Segment::Strategic && !is_top {
        return;
    }
    let field =
        |message: String| Finding::new("REL-09", FindingSeverity::Error, at.subject(), message).field("exec_sponsor");
    if at.partner.exec_sponsor.as_deref().is_none_or(|name| name.trim().is_empty()) {
        report.find(field(format!("{} has no executive sponsor", at.name())).fix("name one of ours and one of theirs"));
        return;
    }
    let limit = i32::from(at.scene.policy().contact.executive_days);
    let touches = at.scene.derived.partner_touches_of(&at.partner.id).iter();
    let met = touches.filter(|touch| touch.kind == TouchKind::Executive).map(|touch| touch.at.date());
    let last = met.filter(|day| *day <= at.scene.as_of()).max();
    let message = match last.map(|day| at.scene.days_since(day)) {
        Some(days) if days <= limit => return,
        Some(days) => format!("executives last spoke with {} {days} days ago; {limit} are usual", at.name()),
        None => format!("no executive has ever spoken with {}", at.name()),
    };
    report.error("REL-09", at.subject(), message, "schedule it this quarter");
}

/// REL-15: letters that nobody answered in time.
fn unanswered(at: &PartnerScene<'_>, report: &mut Report) {
    let limit = i32::from(at.scene.policy().contact.answer_days);
    let touches = at.scene.derived.partner_touches_of(&at.partner.id);
    let answered = |day: Date| {
        touches
            .iter()
            .any(|touch| touch.direction == Direction::Out && (day..=days_after(day, limit)).contains(&touch.at.date()))
    };
    let open: Vec<String> = touches
        .iter()
        .filter(|touch| touch.direction == Direction::In && at.scene.days_since(touch.at.date()) > limit)
        .filter(|touch| last_out(at).is_none_or(|last| last < touch.at.date()) && !answered(touch.at.date()))
        .map(|touch| format!("touch/{}: {}", touch.id, touch.at.date()))
        .collect();
    if !open.is_empty() {
        let times = if open.len() == 1 { "once".to_owned() } else { format!("{} times", open.len()) };
        let message = format!("{} wrote {times} and got no answer within {limit} days", at.name());
        let finding = Finding::new("REL-15", FindingSeverity::Error, at.subject(), message);
        report.find(finding.evidence(open).fix("answer today"));
    }
}

/// REL-16: signed a month ago, never on the portal.
fn login(at: &PartnerScene<'_>, report: &mut Report) {
    let Some(signed) = at.partner.signed_on else {
        report.not_checked("REL-16", "the day of signing");
        return;
    };
    match at.partner.portal_last_active {
        None => report.not_checked("REL-16", "when the partner was on the portal"),
        Some(PortalActivity::Never) if at.scene.days_since(signed) > LOGIN_DAYS => {
            let message =
                format!("{} signed {} days ago and was never on the portal", at.name(), at.scene.days_since(signed));
            report.warning("REL-16", at.subject(), message, "make an onboarding call");
        }
        Some(_) => {}
    }
}
