//! What is wrong with the plan, as a list: Enter goes to the record, or into the field that mends it.

use super::state::{Effect, Owner, Screen};
use crate::analysis::findings::{Finding, FindingSeverity, findings};
use crate::edit::naming;
use crate::program::Kind;
use crate::program::choice::Choice as _;
use crate::program::id::Id;
use crate::program::integrity::{Violation, integrity_beyond_references};
use crate::program::record::{Reference, Visit};
use crate::tui::outcome::Notice;
use crate::tui::overlays::{Entry, Picker, Preview, PreviewLine};
use crate::tui::pane::PaneName;
use crate::tui::session::Partner;

pub(super) const PROBLEMS: &str = "screen/problems";
/// Before the record of what must hold and does not.
const BROKEN: &str = "broken ";

/// What a finding is known by while the list is open, also where the plan changes under it.
fn key(finding: &Finding) -> String {
    [finding.code, &finding.subject, &finding.message].join("\n")
}

impl Screen {
    /// The findings that nobody accepted, the worst first; within a severity in the order of the rules.
    fn open_findings(&self) -> Vec<Finding> {
        let (program, as_of) = (self.workbench.program(), self.workbench.as_of());
        let mut found = findings(program, self.workbench.derived());
        found.retain(|finding| !finding.is_waived(program, as_of));
        found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
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
        let mut lines = vec![PreviewLine::heading(self.told(&finding))];
        lines.extend(finding.evidence.iter().map(PreviewLine::same));
        if let Some(fix) = &finding.fix {
            lines.push(PreviewLine::heading("What to do"));
            lines.push(PreviewLine::same(fix.clone()));
        }
        let title = format!("{} {}", finding.code, finding.severity.label().to_lowercase());
        self.open(Owner::Screen, Preview::new("screen/problem", title).lines(lines).into());
        effects
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
            Kind::Qbr => PaneName::Qbr,
            Kind::Deal | Kind::MdfRequest => PaneName::Economics,
            _ => PaneName::Roster,
        };
        if partner.is_none() && pane == PaneName::Roster {
            return Vec::new();
        }
        let id = id.to_owned();
        self.go_to_record(pane, (kind, &id), partner)
    }
}
