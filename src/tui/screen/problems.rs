//! What is wrong with the plan, as a list: Enter goes to the record, or into the field that mends it.

use super::state::{Effect, Owner, Screen};
use crate::analysis::advisor::Advice;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::app::assertions::assertions;
use crate::app::{Question, spoken};
use crate::edit::naming;
use crate::program::Kind;
use crate::program::choice::Choice as _;
use crate::program::id::Id;
use crate::program::integrity::{Violation, integrity_beyond_references};
use crate::program::period::days_after;
use crate::program::record::{Reference, Visit};
use crate::tui::outcome::Notice;
use crate::tui::overlays::{Choice, Confirm, Entry, Picker, Prompt};
use crate::tui::pane::{PaneName, Values};
use crate::tui::session::Partner;

pub(super) const PROBLEMS: &str = "screen/problems";
const ONE: &str = "screen/problem ";
const ACCEPT: &str = "screen/accept ";
/// Lines of evidence that are shown.
const EVIDENCE: usize = 10;
/// So long a finding is accepted unless another day is typed.
const ACCEPTED_DAYS: i32 = 90;
/// Before the record of what must hold and does not.
const BROKEN: &str = "broken ";

/// What a finding is known by while the list is open, also where the plan changes under it.
fn key(finding: &Finding) -> String {
    [finding.code, &finding.subject, &finding.message].join("\n")
}

impl Screen {
    /// What another thread should look at; nothing while one does.
    pub fn take_question(&mut self) -> Option<Question> {
        if self.advising {
            return None;
        }
        let question = self.workbench.question();
        self.advising = question.is_some();
        question
    }

    pub(super) fn take_advice(&mut self, revision: u64, advice: Advice) -> Vec<Effect> {
        self.advising = false;
        self.dirty = true;
        self.workbench.take_advice(revision, advice);
        Vec::new()
    }

    /// The findings that nobody accepted and what is asserted and does not hold, the worst first.
    fn open_findings(&self) -> Vec<Finding> {
        let mut found = assertions(self.workbench.program(), self.workbench.derived());
        found.extend(self.workbench.open_findings());
        found
    }

    pub(super) fn open_problems(&mut self) -> Vec<Effect> {
        let found = self.open_findings();
        let broken = integrity_beyond_references(self.workbench.program());
        if found.is_empty() && broken.is_empty() {
            return self.notify(Notice::info("Nothing is wrong with this plan, as far as its rules can tell"));
        }
        let count = |severity| found.iter().filter(|finding| finding.severity == severity).count();
        let title = format!(
            "Problems: {} errors, {} warnings, {} to think about",
            count(FindingSeverity::Error) + broken.len(),
            count(FindingSeverity::Warning),
            count(FindingSeverity::Info)
        );
        let entries = broken.iter().map(|violation| self.broken_entry(violation)).chain(found.iter().map(|finding| {
            let (severity, code) = (finding.severity.label(), finding.code);
            let label = format!("{severity:<7} {code:<8} {}", self.told(finding));
            Entry::new(key(finding), label).detail(finding.fix.clone().unwrap_or_default())
        }));
        let picker = Picker::new(PROBLEMS, title).entries(entries.collect()).footer("Enter goes to the record");
        self.open(Owner::Screen, picker.into());
        Vec::new()
    }

    /// What must hold across records and does not: as long as it is so no script can change the plan.
    fn broken_entry(&self, violation: &Violation) -> Entry {
        let name = naming::called(self.workbench.program(), violation.kind, &violation.id);
        let label = format!("{:<7} {:<8} {name}: {}", "Broken", violation.field, violation.message);
        let subject = format!("{BROKEN}{}/{}", violation.kind.table_name(), violation.id);
        Entry::new(subject, label).detail("This must hold; scripts refuse to change a plan in which it does not")
    }

    fn go_to_broken(&mut self, subject: &str) -> Vec<Effect> {
        let Some((kind, id)) = subject.split_once('/') else { return Vec::new() };
        let Ok(kind) = kind.parse::<Kind>() else { return Vec::new() };
        self.open_form_of(kind, Some(id), None);
        Vec::new()
    }

    /// What is wrong, with the name of the record where the sentence does not say it.
    fn told(&self, finding: &Finding) -> String {
        let named = finding.subject.split_once('/').and_then(|(noun, id)| {
            let kind = naming::kind_named(noun).ok()?;
            Some(naming::called(self.workbench.program(), kind, id))
        });
        match named {
            Some(name) if !finding.message.contains(&name) => format!("{name}: {}", finding.message),
            _ => finding.message.clone(),
        }
    }

    /// Goes to the record that a finding is about; what no pane shows is told with its evidence.
    pub(super) fn go_to_problem(&mut self, wanted: &str) -> Vec<Effect> {
        if let Some(subject) = wanted.strip_prefix(BROKEN) {
            return self.go_to_broken(subject);
        }
        let Some(finding) = self.open_findings().into_iter().find(|finding| key(finding) == wanted) else {
            return self.notify(Notice::info("This is mended by now"));
        };
        let effects = self.show_subject(&finding);
        let title = format!("{} {}: {}", finding.code, finding.severity.label().to_lowercase(), self.told(&finding));
        let mut question = Confirm::new(format!("{ONE}{wanted}"), title);
        for line in finding.evidence.iter().take(EVIDENCE) {
            question = question.line(line.clone());
        }
        if let Some(fix) = &finding.fix {
            question = question.line(String::new()).line(format!("What to do: {fix}"));
        }
        for command in &finding.mend {
            question = question.line(format!("  {command}"));
        }
        question = question.choice(Choice::new("here", 'g', "Stay here and mend it"));
        if !finding.mend.is_empty() {
            question = question.choice(Choice::new("mend", 'f', "Do it now"));
        }
        if finding.field.is_some() {
            question = question.choice(Choice::new("field", 'e', "Edit the record"));
        }
        question = question
            .choice(Choice::new("accept", 'a', "Accept it for a time, with a reason"))
            .choice(Choice::new("back", 'b', "Back to the list"));
        self.open(Owner::Screen, question.into());
        effects
    }

    /// What became of a problem that was looked at; nothing for an answer that is about something else.
    pub(super) fn problem_answered(&mut self, tag: &str, values: &Values) -> Option<Vec<Effect>> {
        if let Some(wanted) = tag.strip_prefix(ACCEPT) {
            let Values::Text(text) = values else { return Some(Vec::new()) };
            return Some(self.accept(wanted, text));
        }
        let wanted = tag.strip_prefix(ONE)?;
        let Values::Answer(answer) = values else { return Some(Vec::new()) };
        let Some(finding) = self.open_findings().into_iter().find(|finding| key(finding) == wanted) else {
            return Some(Vec::new());
        };
        Some(match answer.as_str() {
            "back" => self.open_problems(),
            "field" => {
                if let Some((noun, id)) = finding.subject.split_once('/')
                    && let Ok(kind) = naming::kind_named(noun)
                {
                    self.open_form_of(kind, Some(id), None);
                }
                Vec::new()
            }
            "accept" => {
                let until = days_after(self.workbench.as_of(), ACCEPTED_DAYS);
                let prompt =
                    Prompt::new(format!("{ACCEPT}{wanted}"), format!("Accept {} until, because", finding.code));
                let prompt =
                    prompt.with_text(format!("{until} ")).hint("A date and the reason: 2027-03-31 agreed with sales");
                self.open(Owner::Screen, prompt.into());
                Vec::new()
            }
            "mend" => self.speak(&finding.mend.join("\n")),
            _ => Vec::new(),
        })
    }

    /// Notes that a finding is accepted until a day, and why.
    fn accept(&mut self, wanted: &str, text: &str) -> Vec<Effect> {
        let mut parts = wanted.split('\n');
        let (Some(rule), Some(subject)) = (parts.next(), parts.next()) else { return Vec::new() };
        let (until, reason) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        if reason.trim().is_empty() {
            return self.notify(Notice::error("Not accepted: a reason belongs after the date"));
        }
        let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        let name = quoted(&format!("{rule} {}", subject.replace('/', " ")));
        self.speak(&format!(
            "add waiver rule={rule} subject={} until={} reason={} name={name}",
            quoted(subject),
            quoted(until),
            quoted(reason.trim())
        ))
    }

    /// Carries out commands in words, as one step.
    fn speak(&mut self, text: &str) -> Vec<Effect> {
        let lines = match spoken::lines(text) {
            Ok(lines) => lines,
            Err(unread) => return self.notify(Notice::error(unread.why)),
        };
        self.dirty = true;
        match spoken::run(&mut self.workbench, &lines) {
            Ok(ran) => {
                self.workbench.stamp(self.began.seconds_later(self.seconds).timestamp());
                let label = ran.steps.into_iter().map(|step| step.label).collect::<Vec<_>>().join("; ");
                self.notify(Notice::info(format!("{label}  ([key:undo] undoes it)")))
            }
            Err(stopped) => self.notify(Notice::error(stopped.refusal.to_string())),
        }
    }

    /// The first partner that a record names.
    fn partner_of(&self, kind: Kind, id: &str) -> Option<Id<Partner>> {
        let record = self.workbench.program().record(kind, id)?;
        let mut partner = None;
        let mut visit = |reference: Reference<'_>| {
            if reference.kind == Kind::Partner && partner.is_none() {
                partner = reference.id.parse().ok();
            }
        };
        record.references(&mut Visit::new(&mut visit));
        partner
    }

    fn show_subject(&mut self, finding: &Finding) -> Vec<Effect> {
        let Some((noun, id)) = finding.subject.split_once('/') else { return Vec::new() };
        let Ok(kind) = naming::kind_named(noun) else { return Vec::new() };
        let partner = if kind == Kind::Partner { id.parse().ok() } else { self.partner_of(kind, id) };
        let pane = match kind {
            Kind::Tier | Kind::PointScheme => PaneName::Tiers,
            Kind::Campaign | Kind::Task => PaneName::Timeline,
            Kind::Qbr | Kind::ActionItem => PaneName::Qbr,
            Kind::Deal
            | Kind::DealRegistration
            | Kind::MdfRequest
            | Kind::CompPlan
            | Kind::Payment
            | Kind::Spiff
            | Kind::AffiliateProgram
            | Kind::AffiliateMonth => PaneName::Economics,
            Kind::Asset
            | Kind::PlaybookSection
            | Kind::BattleCard
            | Kind::PortalSection
            | Kind::TrainingRecord
            | Kind::TrainingSession
            | Kind::Market => PaneName::Enablement,
            Kind::Listing | Kind::ListingMonth | Kind::Review | Kind::LaunchTactic => PaneName::Marketplace,
            Kind::Profile
            | Kind::Goal
            | Kind::KpiLine
            | Kind::TypeProfile
            | Kind::ProgramDoc
            | Kind::Maturity
            | Kind::CommLine
            | Kind::ScaleFactor
            | Kind::Tool
            | Kind::Governance
            | Kind::TeamMember => PaneName::Program,
            _ => PaneName::Roster,
        };
        if partner.is_none() && pane == PaneName::Roster {
            return Vec::new();
        }
        let id = id.to_owned();
        self.go_to_record(pane, (kind, &id), partner)
    }
}
