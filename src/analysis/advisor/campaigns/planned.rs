//! How a campaign is planned: its audience, its approvals, its leads and its agenda.

use std::collections::{BTreeMap, BTreeSet};

use super::family::Under;
use crate::analysis::advisor::Report;
use crate::analysis::advisor::evidence::first_ten;
use crate::analysis::findings::FindingSeverity::{Info, Warning};
use crate::program::campaign::{AudienceList, CampaignKind, LeadModel};
use crate::program::event::AgendaKind;
use crate::program::id::Id;
use crate::program::rate::Percent;
use crate::program::task::Task;

/// What a summit is made of: talks, practice, exchange (L1064).
const SUMMIT_MIX: [i128; 3] = [40, 30, 30];
/// The longest summit: two days of eight hours.
const SUMMIT_MINUTES: i128 = 2 * 8 * 60;
/// Words by which hot leads are told from the others.
const QUALIFYING: [&str; 5] = ["qualif", "hot lead", "hot-lead", "lead scor", "poll question"];

/// Every rule on the plan.
pub(super) fn check(under: &Under<'_>, report: &mut Report) {
    audience(under, report);
    approvals(under, report);
    leads(under, report);
    if under.campaign.kind == CampaignKind::Summit {
        summit(under, report);
    }
}

/// COM-07: both sides speak to the same people: tags of our lists against those of theirs, else of the partner.
fn audience(under: &Under<'_>, report: &mut Report) {
    let program = under.scene.program;
    let lists: Vec<&AudienceList> = under.campaign.lists.iter().filter_map(|id| program.audiences.get(id)).collect();
    let tags = |ours: bool| -> BTreeSet<String> {
        let of = lists.iter().filter(|list| list.partner.is_none() == ours);
        of.flat_map(|list| &list.tags).map(|tag| tag.trim().to_lowercase()).collect()
    };
    let (ours, mut theirs) = (tags(true), tags(false));
    if theirs.is_empty() {
        let partners = under.campaign.partners.iter().filter_map(|id| program.partners.get(id));
        theirs = partners.flat_map(|partner| &partner.icp_tags).map(|tag| tag.trim().to_lowercase()).collect();
    }
    if ours.is_empty() || theirs.is_empty() {
        report.not_checked("COM-07", "the tags of the lists of both sides");
    } else if ours.is_disjoint(&theirs) {
        let words = |tags: &BTreeSet<String>| tags.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let said = format!("ours are {}, theirs {}: nobody in common", words(&ours), words(&theirs));
        let fix = "choose a topic for both, or another partner";
        report.find(under.finding("COM-07", Warning, &said, fix).field("lists"));
    }
}

/// COM-12: few people approve of one thing; approvals of one thing wait for the same task.
fn approvals(under: &Under<'_>, report: &mut Report) {
    let mut of_thing: BTreeMap<Option<&Id<Task>>, Vec<&Task>> = BTreeMap::new();
    for task in under.parts.tasks.iter().copied() {
        let title = task.title.to_lowercase();
        if title.contains("approv") || title.contains("sign-off") || title.contains("sign off") {
            of_thing.entry(task.depends_on.first()).or_default().push(task);
        }
    }
    let most = under.scene.settings().count("campaign.max_approvals") as usize;
    for (thing, tasks) in of_thing.into_iter().filter(|(_, tasks)| tasks.len() > most) {
        let thing = thing.and_then(|id| under.scene.program.tasks.get(id)).map_or("the campaign", |task| &task.title);
        let said = format!("{} approvals for {thing}; {most} are enough", tasks.len());
        let lines = tasks.iter().map(|task| format!("task/{}: {}", task.id, task.title)).collect();
        let finding = under.finding("COM-12", Info, &said, "let one person of each side approve");
        report.find(finding.evidence(first_ten(lines)));
    }
}

/// EVT-16: hot leads are told from the others, by a question, a rule or a task.
fn leads(under: &Under<'_>, report: &mut Report) {
    let campaign = under.campaign;
    if !campaign.kind.is_event() || campaign.lead_model == Some(LeadModel::QualificationFirst) {
        return;
    }
    let tells = |text: &str| {
        let text = text.to_lowercase();
        QUALIFYING.iter().any(|word| text.contains(word))
    };
    let texts = [&campaign.objective, &campaign.attribution_method, &campaign.our_responsibilities, &campaign.note];
    let told = under.parts.tasks.iter().any(|task| tells(&task.title))
        || under.parts.agenda.iter().any(|item| tells(&item.title))
        || under.parts.leads.iter().any(|lead| lead.qualified.is_some())
        || texts.into_iter().flatten().any(|text| tells(text));
    if !told {
        let fix = "ask one question at registration, and say which answer makes a lead hot";
        report.find(under.finding("EVT-16", Warning, "nothing tells hot leads from the others", fix));
    }
}

/// EVT-18: a summit is mixed and short: talks, practice (demos and customers), exchange (the rest).
fn summit(under: &Under<'_>, report: &mut Report) {
    if under.parts.agenda.is_empty() {
        report.not_checked("EVT-18", "the agenda of a summit");
        return;
    }
    let mut minutes = [0_i128; 3];
    for item in &under.parts.agenda {
        let part = match item.kind {
            AgendaKind::Content => &mut minutes[0],
            AgendaKind::Demo | AgendaKind::Customer => &mut minutes[1],
            AgendaKind::Intro | AgendaKind::Questions | AgendaKind::Close => &mut minutes[2],
        };
        *part += i128::from(item.minutes);
    }
    let all: i128 = minutes.iter().sum();
    if all > SUMMIT_MINUTES {
        let said = format!("the agenda takes {} hours; two days of eight are the most", (all + 59) / 60);
        report.find(under.finding("EVT-18", Info, &said, "end it after the second day"));
    }
    let tolerance = under.scene.settings().percent("event.summit_points").units();
    // points off times all the minutes, so that nothing is rounded
    let off = |(part, wanted): (&i128, &i128)| (part * 100 - wanted * all).abs() * (Percent::WHOLE / 100);
    if all > 0 && minutes.iter().zip(&SUMMIT_MIX).any(|pair| off(pair) > tolerance * all) {
        let shares = minutes.map(|part| ((part * 200 + all) / (2 * all)).to_string());
        let said = format!("talks, practice and exchange are mixed {}; 40/30/30 is usual", shares.join("/"));
        report.find(under.finding("EVT-18", Info, &said, "give demos, customers and talk with each other their time"));
    }
}
