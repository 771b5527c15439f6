//! Findings as a colleague would tell them: the worst first, rule by rule, with what to do.

use std::fmt::Write as _;

use super::looked::{Looked, Placed};
use crate::analysis::advisor::rule_of;
use crate::analysis::findings::FindingSeverity;
use crate::app::assertions::ASSERTION;
use crate::cli::document::wrapped;
use crate::cli::rows::plain;
use crate::program::id::Id;

/// So many findings of a rule are told, unless all are asked for.
const TOLD: usize = 3;
const INDENT: &str = "           ";

pub(super) fn text(looked: &Looked, all: bool) -> String {
    let mut out = String::new();
    let of = |severity| -> Vec<&Placed> {
        let open = looked.found.iter().filter(|placed| placed.waiver.is_none());
        open.filter(|placed| placed.finding.severity == severity).collect()
    };
    let counts = [
        (FindingSeverity::Error, "Errors", "error", "errors"),
        (FindingSeverity::Warning, "Warnings", "warning", "warnings"),
        (FindingSeverity::Info, "To think about", "thing to think about", "things to think about"),
    ];
    let said: Vec<String> = counts
        .iter()
        .map(|(severity, _, one, many)| (of(*severity).len(), if of(*severity).len() == 1 { one } else { many }))
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| format!("{count} {noun}"))
        .collect();
    let said =
        if said.is_empty() { "nothing is wrong, as far as its rules can tell".to_owned() } else { said.join(", ") };
    let _ = writeln!(out, "As of {}: {said}", looked.as_of);
    for (severity, heading, ..) in counts {
        let found = of(severity);
        if found.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{heading}");
        for group in found.chunk_by(|a, b| a.finding.code == b.finding.code) {
            rule(&mut out, group, all);
        }
    }
    accepted(&mut out, looked);
    not_checked(&mut out, looked, all);
    out
}

/// The findings of one rule.
fn rule(out: &mut String, group: &[&Placed], all: bool) {
    let Some(first) = group.first() else { return };
    let code = first.finding.code;
    let title = if code == ASSERTION.code { Some(ASSERTION.title) } else { rule_of(code).map(|rule| rule.title) };
    let count = if group.len() > 1 { format!(" ({})", group.len()) } else { String::new() };
    let _ = writeln!(out, "  {code:<9}{}{count}", title.unwrap_or(first.finding.code));
    let told = if all { group.len() } else { TOLD };
    let same_fix = group.iter().all(|placed| placed.finding.fix == first.finding.fix);
    for placed in group.iter().take(told) {
        let finding = &placed.finding;
        let message = match &placed.name {
            Some(name) if !finding.message.contains(name.as_str()) => format!("{name}: {}", finding.message),
            _ => finding.message.clone(),
        };
        let place = placed.line.map_or_else(String::new, |line| format!(", line {line}"));
        wrapped(out, &plain(&format!("- {message} ({}{place})", finding.subject)), INDENT, "             ");
        if let Some(fix) = finding.fix.as_ref().filter(|_| !same_fix) {
            wrapped(out, &plain(&format!("Do: {fix}")), "             ", "                 ");
        }
    }
    if group.len() > told {
        let _ = writeln!(out, "{INDENT}- and {} more; --all tells them", group.len() - told);
    }
    if let Some(fix) = first.finding.fix.as_ref().filter(|_| same_fix) {
        wrapped(out, &plain(&format!("Do: {fix}")), INDENT, "               ");
    }
}

fn accepted(out: &mut String, looked: &Looked) {
    let mut heading = "\nAccepted\n";
    for placed in &looked.found {
        let Some(waiver) = &placed.waiver else { continue };
        out.push_str(heading);
        heading = "";
        let by = waiver.by.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
        let text = format!(
            "{} {}: {} (until {}{by}: {})",
            placed.finding.code, placed.finding.subject, placed.finding.message, waiver.until, waiver.reason
        );
        wrapped(out, &plain(&text), "  ", INDENT);
    }
}

fn not_checked(out: &mut String, looked: &Looked, all: bool) {
    if looked.not_checked.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nNot checked, for want of what is not recorded");
    for missing in &looked.not_checked {
        let whom = match missing.partners.as_slice() {
            [] => String::new(),
            [one] => format!(" of {one}"),
            several if all => {
                let names: Vec<&str> = several.iter().map(Id::as_str).collect();
                format!(" of {}", names.join(", "))
            }
            several => format!(" of {} partners", several.len()),
        };
        wrapped(out, &plain(&format!("{:<9}{}{whom}", missing.code, missing.missing)), "  ", INDENT);
    }
}
