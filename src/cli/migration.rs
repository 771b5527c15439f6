//! `migration`: from the tiers of today into a new program.

use serde_json::json;

use super::failure::Failure;
use super::output::Reply;
use super::question_args::Migration as Words;
use super::{candidate, document, files};
use crate::analysis::derived::Derived;
use crate::analysis::migration::{MigrationDates, Phase, migration as worked_out};
use crate::app::Workbench;
use crate::app::scenario;
use crate::program::Program;
use crate::program::id::Id;
use crate::report::migration::{dates_of, document as report, next_version, table};

pub(super) fn migration(words: &Words) -> Result<Reply, Failure> {
    let workbench = files::session(&words.file, words.as_of.as_of)?;
    let (name, candidate, dates) = wanted(words, &workbench)?;
    let dates = MigrationDates {
        announced_on: words.announce.unwrap_or(dates.announced_on),
        effective_from: words.effective.unwrap_or(dates.effective_from),
    };
    if dates.announced_on > dates.effective_from {
        let failure = Failure::usage("date_order", "a program holds from a day after it was announced");
        return Err(failure.hint("give --announce and --effective"));
    }
    let after = Derived::new(&candidate, workbench.as_of());
    let found = worked_out(workbench.program(), workbench.derived(), &after, dates);
    let phase = |phase: &Phase| {
        json!({
            "from": phase.from.to_string(),
            "until": phase.until.to_string(),
            "what": phase.what,
            "partners": phase.partners.iter().map(Id::as_str).collect::<Vec<_>>(),
        })
    };
    let data = json!({
        "as_of": workbench.as_of().to_string(),
        "program": name,
        "announced_on": dates.announced_on.to_string(),
        "effective_from": dates.effective_from.to_string(),
        "phases": found.phases.iter().map(phase).collect::<Vec<_>>(),
        "partners": table(workbench.program(), &found).json_rows(),
    });
    let text = document::text(&report(workbench.program(), &candidate, &name, &found));
    Ok(Reply::new("migration", text, data).note(format!("as of {}", workbench.as_of())))
}

/// The program to come, and its dates.
fn wanted(words: &Words, workbench: &Workbench) -> Result<(String, Program, MigrationDates), Failure> {
    let (program, derived) = (workbench.program(), workbench.derived());
    if let Some(found) = candidate::one(&words.changes, &words.file, workbench)? {
        let version = words.changes.program.as_deref().and_then(|name| scenario::version(program, name));
        let dates = version.map_or_else(|| MigrationDates::usual(derived), |version| dates_of(version, derived));
        return Ok((found.name, found.tried.program, dates));
    }
    let version = next_version(program, derived).ok_or_else(|| {
        Failure::usage("no_new_program", "no version of the tier program takes effect after the as-of date")
            .hint("name the new program: --preset core, --scenario NAME, --program VERSION")
    })?;
    Ok((version.name.clone(), version.applied(program), dates_of(version, derived)))
}
