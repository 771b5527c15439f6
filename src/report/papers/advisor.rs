//! What the advisor finds, as a document: by severity, with evidence and remedy, what is accepted, what was not checked.

use crate::analysis::advisor::Advice;
use crate::analysis::derived::Derived;
use crate::analysis::findings::{Finding, FindingSeverity};
use crate::program::Program;
use crate::program::choice::Choice;
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::qbr::Audience;
use crate::report::table::{Column, Table};

const FOUND: &[Column] = &[
    Column::new("code", "Rule", CellKind::Text),
    Column::new("subject", "About", CellKind::Text),
    Column::new("message", "What", CellKind::Text),
    Column::new("evidence", "Evidence", CellKind::List),
    Column::new("fix", "What to do", CellKind::Text),
];

const WAIVED: &[Column] = &[
    Column::new("rule", "Rule", CellKind::Text),
    Column::new("subject", "About", CellKind::Text),
    Column::new("reason", "Why it is accepted", CellKind::Text),
    Column::new("by", "By", CellKind::Text),
    Column::new("until", "Until before", CellKind::Date),
];

const NOT_CHECKED: &[Column] = &[
    Column::new("code", "Rule", CellKind::Text),
    Column::new("missing", "What is not recorded", CellKind::Text),
    Column::new("partners", "Partners", CellKind::Count),
];

/// The report.
pub(super) fn report(program: &Program, derived: &Derived, _: Audience) -> Document {
    let as_of = derived.as_of();
    let advice = Advice::new(program, derived);
    let (waived, open): (Vec<Finding>, Vec<Finding>) =
        advice.findings(program).into_iter().partition(|finding| finding.is_waived(program, as_of));
    let mut doc = Document::titled(format!("{}: advisor report", program.profile.name));
    doc.say(format!("{} open, {} accepted.", open.len(), waived.len()));
    for severity in FindingSeverity::ALL.iter().rev() {
        let mut table = Table::new(FOUND);
        for found in open.iter().filter(|found| found.severity == *severity) {
            table.push(vec![
                found.code.into(),
                found.subject.as_str().into(),
                found.message.as_str().into(),
                Cell::list(found.evidence.iter().map(String::as_str)),
                found.fix.as_deref().into(),
            ]);
        }
        doc.section(severity.label()).table(table, "None.");
    }
    let mut table = Table::new(WAIVED);
    for waiver in program.waivers.iter() {
        table.push(vec![
            waiver.rule.as_str().into(),
            waiver.subject.as_str().into(),
            waiver.reason.as_str().into(),
            waiver.by.as_deref().into(),
            waiver.until.into(),
        ]);
    }
    doc.section("Accepted").table(table, "Nothing is accepted.");
    let mut table = Table::new(NOT_CHECKED);
    for missing in advice.not_checked(program) {
        let partners = Some(missing.partners.len()).filter(|count| *count > 0);
        table.push(vec![missing.code.into(), missing.missing.into(), partners.into()]);
    }
    doc.section("Not checked").table(table, "Every rule had what it needs.");
    doc
}
