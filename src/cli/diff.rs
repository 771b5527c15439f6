//! `diff`: two plans record by record, or two versions of the tier program, with the partners that the difference moves.

use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::failure::Failure;
use super::output::Reply;
use super::question_args::Diff;
use super::rows::plain;
use super::{files, versions};
use crate::analysis::comparison::{Mover, moves};
use crate::analysis::derived::Derived;
use crate::analysis::ladder_diff::{LadderChange, ladder_diff};
use crate::app::difference::{RecordChange, RecordDifference, difference};
use crate::app::{Dates, Origin, Workbench, scenario};
use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::id::Id;

/// The name of the version in force.
const LIVE: &str = "live";

pub(super) fn diff(words: &Diff) -> Result<Reply, Failure> {
    if let [path, old, _, _, new, ..] = words.git.as_slice() {
        return Ok(for_git(path, old, new, words.as_of.as_of));
    }
    let Some(file) = &words.file else {
        return Err(Failure::usage("nothing_to_compare", "name two plans, or a plan and two versions with --program"));
    };
    let workbench = files::session(file, words.as_of.as_of)?;
    match (&words.other, words.program.as_slice()) {
        (Some(other), _) => {
            let other = files::session(other, words.as_of.as_of)?;
            Ok(plans(&workbench, &other))
        }
        (None, [first, second]) => programs(&workbench, first, second),
        (None, _) => Err(Failure::usage("nothing_to_compare", "name another plan, or two versions with --program")),
    }
}

/// The answer to git, which takes no failure: where a version is no plan, that is what is said.
fn for_git(path: &Path, old: &Path, new: &Path, asked: Option<Date>) -> Reply {
    let session = |file: &Path| {
        if file.as_os_str() == "/dev/null" {
            let dates = Dates { today: files::today(), asked };
            return Ok(Workbench::new(Program::named(""), Origin::default(), dates));
        }
        files::session(file, asked)
    };
    let name = plain(&path.display().to_string());
    match session(old).and_then(|old| Ok(plans(&old, &session(new)?))) {
        Ok(mut reply) => {
            let mut text = format!("{name}\n").into_bytes();
            text.append(&mut reply.text);
            Reply { text, notes: Vec::new(), ..reply }
        }
        Err(failure) => {
            let mut text = format!("{name}: a version of it is no valid plan\n");
            for problem in &failure.problems {
                let _ = writeln!(text, "  {}", plain(&problem.message));
            }
            Reply::new("diff", text, Value::Null)
        }
    }
}

fn plans(before: &Workbench, after: &Workbench) -> Reply {
    let records = difference(before.program(), after.program());
    let ladder = ladder_diff(before.program(), after.program());
    let moved = moves(before.derived(), after.derived());
    let mut text = all_told(&records);
    moved_partners(&mut text, after.program(), &moved);
    let data = json!({
        "as_of": after.as_of().to_string(),
        "records": records.iter().map(record_json).collect::<Vec<_>>(),
        "program": ladder.iter().map(change_json).collect::<Vec<_>>(),
        "movers": moved.iter().map(move_json).collect::<Vec<_>>(),
    });
    let count = match records.len() {
        0 => "the plans are the same".to_owned(),
        1 => "1 record differs".to_owned(),
        count => format!("{count} records differ"),
    };
    Reply::new("diff", text, data).note(count)
}

/// What is otherwise in `after`, as a person reads it, and how many records that are.
pub(super) fn told_between(before: &Program, after: &Program) -> (String, usize) {
    let records = difference(before, after);
    (all_told(&records), records.len())
}

fn all_told(records: &[RecordDifference]) -> String {
    let mut text = String::new();
    let mut last = None;
    for record in records {
        if last != Some(record.kind) {
            let _ = writeln!(text, "{}{}", if last.is_some() { "\n" } else { "" }, record.kind.table_name());
            last = Some(record.kind);
        }
        told(&mut text, record);
    }
    text
}

fn told(out: &mut String, record: &RecordDifference) {
    let name = plain(&record.name);
    match &record.change {
        RecordChange::Added => drop(writeln!(out, "  + {name} ({})", record.id)),
        RecordChange::Removed => drop(writeln!(out, "  - {name} ({})", record.id)),
        RecordChange::Changed(fields) => {
            let _ = writeln!(out, "  ~ {name} ({})", record.id);
            for field in fields {
                let shown = |text: &str| if text.is_empty() { "nothing".to_owned() } else { plain(text) };
                let label = field.field.replace('_', " ");
                let _ = writeln!(out, "      {label}: {} to {}", shown(&field.before), shown(&field.after));
            }
        }
    }
}

fn programs(workbench: &Workbench, first: &str, second: &str) -> Result<Reply, Failure> {
    let under = |name: &str| -> Result<Program, Failure> {
        match scenario::version(workbench.program(), name) {
            Some(version) => Ok(version.applied(workbench.program())),
            None if name == LIVE => Ok(workbench.program().clone()),
            None => Err(versions::no_such(workbench, name)),
        }
    };
    let (before, after) = (under(first)?, under(second)?);
    let changes = ladder_diff(&before, &after);
    let derived = [&before, &after].map(|program| Derived::new(program, workbench.as_of()));
    let moved = moves(&derived[0], &derived[1]);
    let mut text = format!("Tier program {first} to {second}\n");
    if changes.is_empty() {
        text.push_str("  no difference\n");
    }
    for change in &changes {
        let _ = writeln!(text, "  {:<13}{}", change.aspect.label(), plain(&change.sentence()));
    }
    moved_partners(&mut text, &after, &moved);
    let data = json!({
        "as_of": workbench.as_of().to_string(),
        "before": first,
        "after": second,
        "program": changes.iter().map(change_json).collect::<Vec<_>>(),
        "movers": moved.iter().map(move_json).collect::<Vec<_>>(),
    });
    let noun = if changes.len() == 1 { "change" } else { "changes" };
    let note = format!("{} {noun}, as of {}", changes.len(), workbench.as_of());
    Ok(Reply::new("diff", text, data).note(note))
}

fn moved_partners(out: &mut String, program: &Program, moved: &[Mover]) {
    if moved.is_empty() {
        return;
    }
    out.push_str("\nPartners that would qualify for another tier\n");
    for found in moved {
        let name = program.partners.get(&found.partner).map_or(found.partner.as_str(), |partner| &partner.name);
        let tier =
            |tier: &Option<Id<crate::program::tier::Tier>>| tier.as_ref().map_or("no tier", Id::as_str).to_owned();
        let (from, to) = (tier(&found.from), tier(&found.to));
        let _ = writeln!(out, "  {}: {from} to {to} ({:+}), {}", plain(name), found.levels, found.told);
    }
}

fn record_json(record: &RecordDifference) -> Value {
    let (change, fields) = match &record.change {
        RecordChange::Added => ("added", Vec::new()),
        RecordChange::Removed => ("removed", Vec::new()),
        RecordChange::Changed(fields) => {
            let field = |field: &crate::app::difference::FieldDifference| json!({"field": field.field, "before": field.before, "after": field.after});
            ("changed", fields.iter().map(field).collect())
        }
    };
    json!({
        "kind": record.kind.table_name(),
        "id": &*record.id,
        "name": record.name,
        "change": change,
        "fields": fields,
    })
}

fn change_json(change: &LadderChange) -> Value {
    json!({
        "aspect": change.aspect.word(),
        "tier": change.tier.as_ref().map(Id::as_str),
        "what": change.what,
        "before": change.before,
        "after": change.after,
    })
}

fn move_json(found: &Mover) -> Value {
    json!({
        "partner": found.partner.as_str(),
        "from": found.from.as_ref().map(Id::as_str),
        "to": found.to.as_ref().map(Id::as_str),
        "levels": found.levels,
        "unknown": found.unknown,
        "deciding": found.deciding,
    })
}
