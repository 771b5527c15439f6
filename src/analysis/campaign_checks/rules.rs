//! The rules on campaigns, and all of them applied to a program.

use std::collections::{BTreeMap, BTreeSet};

use super::gathered::{CampaignParts, Gathered};
use super::{brief, follow_up, playbook, promotion, roles, show, together};
use crate::analysis::derived::Derived;
use crate::analysis::findings::{Finding, FindingSeverity, Rule};
use crate::program::Program;
use crate::program::campaign::{Campaign, CampaignKind, CampaignState};
use crate::program::id::Id;

const fn rule(code: &'static str, severity: FindingSeverity, title: &'static str) -> Rule {
    Rule { code, severity, title }
}

/// Every rule on campaigns, in the order of their codes.
pub const CAMPAIGN_RULES: &[Rule] = &[
    rule("COM-01", FindingSeverity::Error, "A campaign has an objective and a KPI with number and unit"),
    rule("COM-02", FindingSeverity::Warning, "A campaign has a target audience"),
    rule("COM-03", FindingSeverity::Error, "Each activity has exactly one accountable"),
    rule("COM-04", FindingSeverity::Warning, "Somebody does each activity"),
    rule("COM-05", FindingSeverity::Error, "The effort is not one-sided"),
    rule("COM-06", FindingSeverity::Error, "Who gets the leads is agreed"),
    rule("COM-08", FindingSeverity::Error, "Leads are followed up within a day"),
    rule("COM-09", FindingSeverity::Error, "There is notice enough before the launch"),
    rule("COM-10", FindingSeverity::Warning, "How results are attributed is agreed"),
    rule("COM-13", FindingSeverity::Info, "What is made is used again"),
    rule("COM-14", FindingSeverity::Warning, "A campaign is reviewed within 14 days"),
    rule("COM-15", FindingSeverity::Warning, "Budgets lie in the usual range of the kind"),
    rule("COM-16", FindingSeverity::Error, "Multipliers lie in 0.5x to 2x and 0.8x to 1.5x"),
    rule("COM-17", FindingSeverity::Info, "Each group of the co-marketing pool has members"),
    rule("COM-19", FindingSeverity::Error, "Each lead has one first contact"),
    rule("COM-20", FindingSeverity::Warning, "The brand sheet is complete 14 days before the launch"),
    rule("COM-21", FindingSeverity::Warning, "No task is due before one it waits for"),
    rule("COM-22", FindingSeverity::Info, "Results are in the unit of the goal"),
    rule("COM-23", FindingSeverity::Info, "Each partner has the webinars and swaps of the playbook"),
    rule("EVT-02", FindingSeverity::Error, "Both sides are on stage"),
    rule("EVT-03", FindingSeverity::Warning, "There is a dry run before the day"),
    rule("EVT-04", FindingSeverity::Error, "Attendees and no-shows are followed up"),
    rule("EVT-05", FindingSeverity::Error, "The agenda is not too long"),
    rule("EVT-06", FindingSeverity::Warning, "There is time for questions"),
    rule("EVT-07", FindingSeverity::Warning, "Both sides promote alike"),
    rule("EVT-08", FindingSeverity::Warning, "One time suits the audience"),
    rule("EVT-09", FindingSeverity::Error, "Results are entered within 14 days"),
    rule("EVT-10", FindingSeverity::Warning, "It is not a sales pitch in disguise"),
    rule("EVT-11", FindingSeverity::Info, "There is a moderator"),
    rule("EVT-12", FindingSeverity::Warning, "The forecast reaches the usual registrations"),
    rule("EVT-13", FindingSeverity::Error, "Nobody speaks in two places at once"),
    rule("EVT-14", FindingSeverity::Warning, "No list is mailed too often in a week"),
    rule("EVT-15", FindingSeverity::Info, "Each stage reaches its benchmark"),
    rule("EVT-19", FindingSeverity::Warning, "Events with one partner lie apart"),
    rule("CAL-01", FindingSeverity::Warning, "Nobody has too many tasks in a week"),
    rule("CAL-02", FindingSeverity::Warning, "No partner is asked for too much in a quarter"),
    rule("CAL-03", FindingSeverity::Info, "No launch lies on a weekend or holiday"),
    rule("CAL-04", FindingSeverity::Error, "The time of a launch exists on its day in its zone"),
];

/// Days after the launch from which only results are looked at.
const SETTLED_DAYS: i32 = 30;

/// One campaign under check.
pub(super) struct Under<'a> {
    pub(super) program: &'a Program,
    pub(super) derived: &'a Derived,
    pub(super) campaign: &'a Campaign,
    pub(super) parts: CampaignParts<'a>,
    pub(super) found: Vec<Finding>,
}

impl Under<'_> {
    pub(super) fn report(&mut self, code: &'static str, severity: FindingSeverity, said: impl Into<String>, fix: &str) {
        let subject = format!("campaign/{}", self.campaign.id);
        self.found.push(Finding::new(code, severity, subject, said).fix(fix));
    }

    /// Whether it takes place before people: a webinar, an event or a summit.
    pub(super) fn is_event(&self) -> bool {
        self.campaign.kind.is_event()
    }

    /// Whether people leave their names.
    pub(super) fn captures_leads(&self) -> bool {
        self.is_event() || self.campaign.kind == CampaignKind::Content
    }

    /// Days from the as-of date to the launch; negative after it.
    pub(super) fn days_ahead(&self) -> i32 {
        crate::program::period::days_between(self.derived.as_of(), self.campaign.launch)
    }

    /// Whether it is still to be planned.
    pub(super) fn is_ahead(&self) -> bool {
        self.days_ahead() >= 0 && self.campaign.state != CampaignState::Done
    }

    /// A task whose title holds one of the words.
    pub(super) fn task_about(&self, words: &[&str]) -> Option<&crate::program::task::Task> {
        let holds = |title: &str| {
            let title = title.to_lowercase();
            words.iter().any(|word| title.contains(word))
        };
        self.parts.tasks.iter().copied().find(|task| holds(&task.title))
    }
}

/// Every finding on every campaign that is not cancelled, by launch; then those between campaigns.
pub fn campaign_checks(program: &Program, derived: &Derived) -> Vec<Finding> {
    let gathered = Gathered::of(program);
    let mut campaigns: Vec<&Campaign> =
        program.campaigns.iter().filter(|campaign| campaign.state != CampaignState::Cancelled).collect();
    campaigns.sort_by(|a, b| (a.launch, &a.id).cmp(&(b.launch, &b.id)));
    let mut found: Vec<Finding> =
        campaigns.iter().flat_map(|campaign| alone(program, derived, campaign, &gathered)).collect();
    let between = together::check(program, derived, &campaigns, &gathered);
    found.extend(between.into_iter().map(|conflict| conflict.finding));
    playbook::check(program, derived, &mut found);
    found
}

fn alone<'a>(program: &'a Program, derived: &'a Derived, campaign: &'a Campaign, all: &Gathered<'a>) -> Vec<Finding> {
    let mut under = Under { program, derived, campaign, parts: all.parts(&campaign.id), found: Vec::new() };
    if under.days_ahead() < -SETTLED_DAYS {
        // What was planned long ago is not planned better now; what it gave still counts.
        roles::sides(&mut under);
        brief::units(&mut under);
        follow_up::results(&mut under);
        return under.found;
    }
    brief::check(&mut under);
    roles::check(&mut under);
    promotion::check(&mut under);
    show::check(&mut under);
    follow_up::check(&mut under);
    under.found
}

/// The findings that name one campaign, worst first.
pub fn checks_of(program: &Program, derived: &Derived, campaign: &Campaign) -> Vec<Finding> {
    checks_by_campaign(program, derived).remove(&campaign.id).unwrap_or_default()
}

/// The findings on each campaign, worst first; one between campaigns stands with each of them.
pub fn checks_by_campaign(program: &Program, derived: &Derived) -> BTreeMap<Id<Campaign>, Vec<Finding>> {
    let mut all: BTreeMap<Id<Campaign>, Vec<Finding>> = BTreeMap::new();
    for finding in campaign_checks(program, derived) {
        let named = std::iter::once(&finding.subject).chain(&finding.evidence);
        let ids: BTreeSet<Id<Campaign>> =
            named.filter_map(|path| path.strip_prefix("campaign/")?.parse().ok()).collect();
        for id in ids {
            all.entry(id).or_default().push(finding.clone());
        }
    }
    for found in all.values_mut() {
        found.sort_by(|a, b| b.severity.cmp(&a.severity).then_with(|| a.code.cmp(b.code)));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn northwind() -> Program {
        crate::store::read(include_bytes!("../../../saves/northwind.ron")).unwrap().program
    }

    fn codes(program: &Program, id: &str) -> Vec<&'static str> {
        let derived = Derived::new(program, jiff::civil::date(2026, 9, 30));
        let campaign = program.campaigns.find(id).unwrap();
        checks_of(program, &derived, campaign).into_iter().map(|finding| finding.code).collect()
    }

    fn put(program: &mut Program, kind: crate::program::Kind, text: &str) {
        program.put(crate::program::AnyRecord::from_ron(kind, text).unwrap_or_else(|why| panic!("{text}: {why:?}")));
    }

    #[test]
    fn every_code_is_listed_once_and_in_use() {
        let program = northwind();
        let derived = Derived::new(&program, jiff::civil::date(2026, 9, 30));
        for finding in campaign_checks(&program, &derived) {
            assert!(CAMPAIGN_RULES.iter().any(|rule| rule.code == finding.code), "{}", finding.code);
            assert!(finding.fix.is_some(), "{}", finding.code);
        }
        let mut codes: Vec<&str> = CAMPAIGN_RULES.iter().map(|rule| rule.code).collect();
        codes.dedup();
        assert_eq!(codes.len(), CAMPAIGN_RULES.len());
    }

    #[test]
    fn an_empty_webinar_is_told_everything_that_is_missing() {
        use crate::program::Kind;
        let mut program = Program::named("P");
        let acme = r#"(id:"acme",name:"Acme",type:reseller,stage:activate)"#;
        put(&mut program, Kind::Partner, acme);
        put(
            &mut program,
            Kind::Campaign,
            r#"(id:"web",name:"Web",kind:webinar,partners:["acme"],launch:"2026-10-03",state:planned)"#,
        );
        let found = codes(&program, "web");
        for code in ["COM-01", "COM-02", "COM-06", "COM-08", "COM-09", "COM-10", "EVT-02", "EVT-03", "EVT-04", "CAL-03"]
        {
            assert!(found.contains(&code), "{code} is missing in {found:?}");
        }
    }

    #[test]
    fn a_speaker_in_two_places_a_tired_list_and_an_overloaded_owner_are_found() {
        use crate::program::Kind;
        let mut program = northwind();
        put(
            &mut program,
            Kind::Campaign,
            r#"(id:"second",name:"Second",kind:webinar,partners:["pennant-labs"],launch:"2026-10-01",launch_time:"15:30",state:planned)"#,
        );
        put(
            &mut program,
            Kind::Speaker,
            r#"(id:"second-kenji",campaign:"second",name:"Kenji Morita",side:partner,role:speaker)"#,
        );
        for day in ["2026-09-29", "2026-09-30", "2026-10-01"] {
            let send = format!(
                r#"(id:"second-{day}",campaign:"second",side:us,channel:email,list:"northwind-japan",planned_on:"{day}")"#
            );
            put(&mut program, Kind::Send, &send);
        }
        for at in 0..7 {
            let task = format!(
                r#"(id:"load-{at}",title:"Task {at}",campaign:"second",side:us,person:"Yuki Tanabe",due:"2026-10-05",late_at_start:false)"#
            );
            put(&mut program, Kind::Task, &task);
        }
        let found = codes(&program, "second");
        for code in ["EVT-13", "EVT-14", "CAL-01"] {
            assert!(found.contains(&code), "{code} is missing in {found:?}");
        }
        assert!(codes(&program, "jikan-seminar").contains(&"EVT-13"), "both campaigns are told");
    }
}
