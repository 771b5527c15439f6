//! The run of show: who is on stage, for how long, and with what.

use super::rules::Under;
use crate::analysis::events::run_of_show::{RunOfShow, ShowLimits, ShowPart};
use crate::analysis::findings::FindingSeverity::{Error, Info, Warning};
use crate::program::campaign::CampaignKind;
use crate::program::event::{AgendaKind, SpeakerRole};
use crate::program::rate::Percent;
use crate::program::side::Side;

pub(super) fn check(under: &mut Under<'_>) {
    if under.campaign.kind != CampaignKind::Webinar {
        return;
    }
    for (side, name) in [(Side::Us, "our side"), (Side::Partner, "the partner")] {
        let speaks = |role: SpeakerRole, of: Side| role == SpeakerRole::Speaker && (of == side || of == Side::Both);
        if !under.parts.speakers.iter().any(|speaker| speaks(speaker.role, speaker.side)) {
            under.report("EVT-02", Error, format!("{name} has no speaker"), "put a speaker of each side on stage");
        }
    }
    if !under.parts.speakers.iter().any(|speaker| speaker.role == SpeakerRole::Moderator) {
        under.report("EVT-11", Info, "there is no moderator", "name one");
    }
    if under.parts.agenda.is_empty() {
        return;
    }
    length(under);
    pitch(under);
}

fn length(under: &mut Under<'_>) {
    let policy = &under.derived.policy().webinar;
    let items: Vec<(ShowPart, u32)> =
        under.parts.agenda.iter().map(|item| (ShowPart::from(item.kind), u32::from(item.minutes))).collect();
    let show = RunOfShow::of(&items, &ShowLimits::from(policy));
    let (total, questions) = (show.total.minutes, show.questions.minutes);
    let (error, high, least) = (policy.error_minutes, policy.total_minutes[1], policy.q_and_a_minutes[0]);
    if total >= u32::from(error) {
        under.report("EVT-05", Error, format!("the agenda is {total} minutes long"), "halve it, or make it two events");
    } else if total > u32::from(high) {
        let said = format!("the agenda is {total} minutes long; up to {high} is usual");
        under.report("EVT-05", Warning, said, "shorten it");
    }
    if questions < u32::from(least) {
        let said = match questions {
            0 => "there is no time for questions".to_owned(),
            minutes => format!("{minutes} minutes are for questions; {least} and more is usual"),
        };
        under.report("EVT-06", Warning, said, "give questions 15 to 20 minutes");
    }
}

fn pitch(under: &mut Under<'_>) {
    let minutes = |wanted: fn(AgendaKind) -> bool| {
        let items = under.parts.agenda.iter().filter(|item| wanted(item.kind));
        items.map(|item| i128::from(item.minutes)).sum::<i128>()
    };
    let (demo, all) = (minutes(|kind| kind == AgendaKind::Demo), minutes(|_| true));
    let most = under.program.settings.percent("agenda.max_pitch").units();
    if demo * Percent::WHOLE > most * all {
        let said = format!("{demo} of {all} minutes are demo");
        under.report("EVT-10", Warning, said, "show a customer's use instead");
    } else if minutes(|kind| kind == AgendaKind::Customer) == 0 {
        under.report("EVT-10", Warning, "no customer tells of the use", "add a customer story");
    }
}
