//! The framework of a partner agreement for counsel: key terms, clauses, schedules and what is open (F149, R-54).

use super::blank::{blank, blanks_of, or_blank, told_or_blank};
use super::clauses::clauses;
use super::schedules;
use super::terms::Terms;
use crate::analysis::derived::Derived;
use crate::program::Program;
use crate::program::agreement::Agreement;
use crate::program::choice::Choice;
use crate::program::partner::Partner;
use crate::report::cell::CellKind;
use crate::report::document::Document;
use crate::report::table::{Column, Table};

const KEY_TERMS: &[Column] =
    &[Column::new("term", "Key term", CellKind::Text), Column::new("value", "Agreed", CellKind::Text)];

/// The framework, with what is agreed with the partner where one is named.
pub(super) fn agreement(program: &Program, derived: &Derived, partner: Option<&Partner>) -> Document {
    let terms = Terms::of(program, derived);
    let latest = |partner: &Partner| {
        let of = program.agreements.iter().filter(|one| one.partner == partner.id);
        of.max_by_key(|one| (one.start, one.id.as_str().to_owned()))
    };
    let agreed = partner.and_then(latest);
    let policy = &derived.policy().program;
    let checkpoint = agreed.map_or(policy.checkpoint_days, |one| one.checkpoint_days);
    let notice = agreed.map_or(policy.notice_days, |one| one.notice_days);
    let mut doc = Document::titled(format!("{}: framework of the partner agreement", terms.program));
    doc.say(
        "DRAFT FOR LEGAL REVIEW. A list of what the agreement has to say, not the agreement, and not legal advice.",
    );
    doc.section("Key terms");
    doc.table(key_terms(program, &terms, partner, agreed, checkpoint, notice), "");
    doc.section("Clauses");
    clauses(&terms, agreed, checkpoint, notice).write(&mut doc);
    doc.section("Schedule A: commission and margin");
    schedules::rates(&mut doc, &terms);
    doc.section("Schedule B: volume rebates");
    schedules::rebates(&mut doc, &terms);
    doc.section("Schedule C: clawback");
    schedules::clawback(&mut doc, &terms);
    doc.section("Schedule D: marketing funds");
    schedules::funds(&mut doc, &terms);
    let open = blanks_of(&doc);
    doc.section("Open issues for counsel").list(open.iter().map(|what| format!("Decide: {what}.")).collect());
    doc
}

fn key_terms(
    program: &Program,
    terms: &Terms,
    partner: Option<&Partner>,
    agreed: Option<&Agreement>,
    checkpoint: u16,
    notice: u16,
) -> Table {
    let mut table = Table::new(KEY_TERMS);
    let mut add = |term: &str, value: String| table.push(vec![term.into(), value.into()]);
    add("Program", program.profile.name.clone());
    add("Our company", blank("legal name and address of our company"));
    add("Partner", or_blank(partner.map(|one| one.name.as_str()), "partner"));
    add("Legal name of the partner", blank("legal name and address of the partner"));
    let kind = partner.and_then(|one| one.r#type).map(Choice::label);
    add("Kind of partner", or_blank(kind, "kind of partner"));
    add("Effective", told_or_blank(agreed.map(|one| one.start), "effective date"));
    let end = agreed.map(|one| one.end.map_or_else(|| "open".to_owned(), |end| end.to_string()));
    add("End", told_or_blank(end, "end of the term"));
    add("Checkpoints", format!("every {checkpoint} days"));
    add("Notice", format!("{notice} days"));
    add("Exclusivity", or_blank(agreed.and_then(|one| one.exclusivity.as_deref()), "exclusivity"));
    add("Currency", terms.currency.to_string());
    add("Governing law", blank("governing law and venue"));
    add("Signed for us", blank("who signs for us"));
    add("Signed for the partner", blank("who signs for the partner"));
    table
}
