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

const NOTICES: &[Column] = &[
    Column::new("on", "On", CellKind::Date),
    Column::new("partner", "Partner", CellKind::Text),
    Column::new("what", "Notice of", CellKind::Text),
];

const GRANDFATHERED: &[Column] = &[
    Column::new("partner", "Partner", CellKind::Text),
    Column::new("tier", "Keeps", CellKind::Text),
    Column::new("review_on", "Review", CellKind::Date),
    Column::new("until", "Until", CellKind::Date),
    Column::new("then", "Then", CellKind::Text),
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
    doc.section("Notices due").table(notices(program, found), "Nobody is to be told of a drop.");
    doc.section("Who keeps a tier for now")
        .table(grandfathered(program, found), "Nobody keeps more than it qualifies for.");
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

fn named(program: &Program, partner: &Id<crate::program::partner::Partner>) -> String {
    program.partners.get(partner).map_or_else(|| partner.to_string(), |partner| partner.name.clone())
}

fn tier_named(program: &Program, candidate: Option<&Id<crate::program::tier::Tier>>) -> String {
    let Some(id) = candidate else { return "no tier".to_owned() };
    program.tiers.get(id).map_or_else(|| id.to_string(), |tier| tier.name.clone())
}

/// Every notice that somebody is owed, by day: of the new program, of each failed review, before each end of grace.
fn notices(program: &Program, found: &Migration) -> Table {
    let mut due = Vec::new();
    for migrant in found.partners.iter().filter(|migrant| migrant.fate == Fate::Drops) {
        let name = named(program, &migrant.partner);
        let to = tier_named(program, migrant.to.as_ref());
        due.push((
            found.dates.announced_on,
            name.clone(),
            format!("the new program, under which it qualifies for {to}"),
        ));
        for step in &migrant.steps {
            let (from, to) = (tier_named(program, Some(&step.from)), tier_named(program, step.to.as_ref()));
            for (place, on) in step.notices.iter().enumerate() {
                let what = match place {
                    0 => format!("{from} is not met; {to} from {} unless it is met once before", step.on),
                    _ => format!("the grace of {from} ends on {}", step.on),
                };
                due.push((*on, name.clone(), what));
            }
        }
    }
    due.sort();
    let mut table = Table::new(NOTICES);
    for (on, partner, what) in due {
        table.push(vec![on.into(), partner.into(), what.into()]);
    }
    table
}

/// Who keeps a tier that it would not get any more, until when, and what follows.
fn grandfathered(program: &Program, found: &Migration) -> Table {
    let mut table = Table::new(GRANDFATHERED);
    for migrant in &found.partners {
        let (Some(until), Some(step)) = (migrant.grandfathered_until, migrant.steps.first()) else { continue };
        table.push(vec![
            named(program, &migrant.partner).into(),
            tier_named(program, migrant.from.as_ref()).into(),
            step.review_on.into(),
            until.into(),
            tier_named(program, step.to.as_ref()).into(),
        ]);
    }
    table
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
