//! Into a new tier program: the phases, who drops and when, who rises.

use std::fmt::Write as _;

use super::catalogue::{Report, View};
use super::cell::{Cell, CellKind};
use super::document::Document;
use super::table::{Column, Table};
use crate::analysis::derived::Derived;
use crate::analysis::ladder_diff::{LadderChange, ladder_diff};
use crate::analysis::migration::{Fate, Migrant, Migration, MigrationDates, migration};
use crate::program::Program;
use crate::program::id::Id;
use crate::program::program_version::ProgramVersion;

/// Into the version of the tier program that takes effect next; without one there are no rows.
pub const REPORT: Report =
    Report { name: "migration", title: "Into the next tier program: who moves, and when", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::new("id", "Id", CellKind::Text),
    Column::new("name", "Partner", CellKind::Text),
    Column::new("from", "Today", CellKind::Text),
    Column::new("to", "Qualifies for", CellKind::Text),
    Column::new("fate", "Fate", CellKind::Word),
    Column::new("levels", "Levels", CellKind::Count),
    Column::new("deciding", "Because", CellKind::Text),
    Column::new("review_on", "Review", CellKind::Date),
    Column::further("notices", "Notices", CellKind::List),
    Column::new("grandfathered_until", "Keeps until", CellKind::Date),
    Column::further("steps", "Steps down", CellKind::List),
];

const PHASES: &[Column] = &[
    Column::new("from", "From", CellKind::Date),
    Column::new("until", "Until", CellKind::Date),
    Column::new("what", "What", CellKind::Text),
    Column::new("partners", "Partners", CellKind::Count),
];

/// The version that takes effect next, if one was kept.
pub fn next_version<'a>(program: &'a Program, derived: &Derived) -> Option<&'a ProgramVersion> {
    let ahead = program.program_versions.iter().filter(|version| version.effective_from > Some(derived.as_of()));
    ahead.min_by_key(|version| version.effective_from)
}

/// The dates of a version, the usual ones where it has none.
pub fn dates_of(version: &ProgramVersion, derived: &Derived) -> MigrationDates {
    let usual = MigrationDates::usual(derived);
    MigrationDates {
        announced_on: version.announced_on.unwrap_or(usual.announced_on),
        effective_from: version.effective_from.unwrap_or(usual.effective_from),
    }
}

fn fill(view: &View<'_>, table: &mut Table) {
    let Some(version) = next_version(view.program, view.derived) else { return };
    let after = Derived::new(&version.applied(view.program), view.derived.as_of());
    let found = migration(view.program, view.derived, &after, dates_of(version, view.derived));
    for migrant in found.partners.iter().filter(|migrant| view.wants(Some(&migrant.partner))) {
        table.push(row(view.program, migrant));
    }
}

fn row(program: &Program, migrant: &Migrant) -> Vec<Cell> {
    let first = migrant.steps.first();
    let step = |step: &crate::analysis::migration::StepDown| {
        format!("{}: {} to {}", step.on, step.from, step.to.as_ref().map_or("no tier", Id::as_str))
    };
    vec![
        (&migrant.partner).into(),
        program.partners.get(&migrant.partner).map(|partner| partner.name.clone()).into(),
        super::partners::id(migrant.from.as_ref()),
        super::partners::id(migrant.to.as_ref()),
        Cell::word(migrant.fate),
        migrant.levels.into(),
        migrant.deciding.clone().into(),
        first.map(|step| step.review_on).into(),
        Cell::list(first.map(|step| step.notices.clone()).unwrap_or_default().iter().map(ToString::to_string)),
        migrant.grandfathered_until.into(),
        Cell::list(migrant.steps.iter().map(step)),
    ]
}

/// The rows of a migration under the columns of the report.
pub fn table(program: &Program, found: &Migration) -> Table {
    let mut table = Table::new(COLUMNS);
    for migrant in &found.partners {
        table.push(row(program, migrant));
    }
    table
}

/// The whole plan: what changes, the phases, who drops and when, who rises, who cannot be told.
pub fn document(program: &Program, candidate: &Program, name: &str, found: &Migration) -> Document {
    let mut doc = Document::titled(format!("Into {name}: {}", program.profile.name));
    let count = |fate: Fate| found.partners.iter().filter(|migrant| migrant.fate == fate).count();
    doc.say(format!(
        "Announced on {}, in force from {}. Of {} partners with a tier {} keep theirs, {} rise, {} drop, {} cannot be \
         told. Nobody drops before a review and its grace; a tier is lost one level at a time.",
        found.dates.announced_on,
        found.dates.effective_from,
        found.partners.len(),
        count(Fate::Kept),
        count(Fate::Rises),
        count(Fate::Drops),
        count(Fate::Unknown),
    ));
    doc.section("What changes");
    let changes: Vec<String> = ladder_diff(program, candidate).iter().map(LadderChange::sentence).collect();
    if changes.is_empty() {
        doc.say("Nothing: both programs are the same.");
    }
    doc.list(changes);
    doc.section("Phases");
    let mut phases = Table::new(PHASES);
    for phase in &found.phases {
        let cells = [phase.from.into(), phase.until.into(), phase.what.clone().into(), phase.partners.len().into()];
        phases.push(cells.to_vec());
    }
    doc.table(phases, "There is nothing to do: no partner has a tier.");
    for (fate, title, none) in [
        (Fate::Drops, "Who drops", "Nobody."),
        (Fate::Rises, "Who rises", "Nobody."),
        (Fate::Unknown, "Who cannot be told", "Everybody can."),
    ] {
        doc.section(title);
        let lines: Vec<String> = found
            .partners
            .iter()
            .filter(|migrant| migrant.fate == fate)
            .map(|migrant| line(program, migrant))
            .collect();
        if lines.is_empty() {
            doc.say(none);
        }
        doc.list(lines);
    }
    doc
}

fn line(program: &Program, migrant: &Migrant) -> String {
    let name = program.partners.get(&migrant.partner).map_or(migrant.partner.as_str(), |partner| &partner.name);
    let tier = |tier: Option<&Id<crate::program::tier::Tier>>| tier.map_or("no tier", Id::as_str).to_owned();
    let mut text = format!("{name}: {} to {}", tier(migrant.from.as_ref()), tier(migrant.to.as_ref()));
    if !migrant.deciding.is_empty() {
        let _ = write!(text, ", {}", migrant.deciding);
    }
    for step in &migrant.steps {
        let notices: Vec<String> = step.notices.iter().map(ToString::to_string).collect();
        let _ = write!(
            text,
            "; review {}, notices {}, {} from {}",
            step.review_on,
            notices.join(", "),
            tier(step.to.as_ref()),
            step.on
        );
    }
    if migrant.fate == Fate::Drops && migrant.steps.is_empty() {
        text.push_str("; never reviewed, so it drops only when somebody decides it");
    }
    text
}
