//! What partners need to know and have: the checklist of content (F12, F53, F59) and the plan of certifications (F55,
//! F56, R-44).

use super::blank::{blank, or_blank};
use crate::analysis::certification::Certification;
use crate::analysis::derived::Derived;
use crate::analysis::enablement::content::{portal_contents, portal_priority, priority, usual_frequency};
use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::enablement::{AssetKind, PortalPart};
use crate::report::catalogue::View;
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::enablement::certifications;
use crate::report::qbr::Audience;
use crate::report::table::{Column, Table};

const ASSETS: &[Column] = &[
    Column::new("done", "There", CellKind::Flag),
    Column::new("kind", "Content", CellKind::Word),
    Column::new("priority", "Priority", CellKind::Word),
    Column::new("title", "Title", CellKind::Text),
    Column::new("owner", "Owner", CellKind::Text),
    Column::new("updated", "Updated", CellKind::Date),
    Column::new("frequency", "Update", CellKind::Word),
];

const PORTAL: &[Column] = &[
    Column::new("done", "There", CellKind::Flag),
    Column::new("part", "Section", CellKind::Word),
    Column::new("priority", "Priority", CellKind::Word),
    Column::new("contents", "What it holds", CellKind::Text),
];

const PATHS: &[Column] = &[
    Column::new("certification", "Certification", CellKind::Word),
    Column::new("components", "Made of", CellKind::List),
    Column::new("time", "Time", CellKind::Text),
    Column::new("months", "Valid, months", CellKind::Count),
    Column::new("unlocks", "Unlocks", CellKind::Word),
];

/// The checklist.
pub(super) fn checklist(program: &Program, derived: &Derived, _: Audience) -> Document {
    let mut doc = Document::titled(format!("{}: enablement checklist", program.profile.name));
    let mut table = Table::new(ASSETS);
    for kind in AssetKind::ALL {
        let mut of = program.assets.iter().filter(|asset| asset.kind == *kind).peekable();
        if of.peek().is_none() {
            table.push(vec![
                false.into(),
                Cell::word(*kind),
                Cell::word(priority(*kind)),
                blank(&kind.label().to_lowercase()).into(),
                Cell::Unknown,
                Cell::Unknown,
                Cell::word(usual_frequency(*kind)),
            ]);
        }
        for asset in of {
            table.push(vec![
                true.into(),
                Cell::word(*kind),
                Cell::word(priority(*kind)),
                asset.title.as_str().into(),
                or_blank(asset.owner.as_deref(), &format!("owner of {}", asset.title)).into(),
                asset.updated_on.into(),
                Cell::word(asset.frequency),
            ]);
        }
    }
    doc.section("Content").table(table, "");
    let mut table = Table::new(PORTAL);
    for part in PortalPart::ALL {
        let present = program.portal_sections.iter().any(|section| section.part == *part && section.present);
        let priority = Cell::word(portal_priority(*part));
        table.push(vec![present.into(), Cell::word(*part), priority, portal_contents(*part).into()]);
    }
    doc.section("Portal").table(table, "");
    let (cadence, rules) = (&derived.policy().cadence, &derived.policy().registration);
    doc.section("What comes again").list(vec![
        format!("Live training: {}, recorded for those who could not come.", cadence.training.label().to_lowercase()),
        format!("Newsletter: {}.", cadence.newsletter.label().to_lowercase()),
        format!("Deal registrations are answered within {} hours.", rules.sla_hours),
    ]);
    doc
}

/// The plan of certifications; the people who hold them are only in our own copy.
pub(super) fn certification(program: &Program, derived: &Derived, audience: Audience) -> Document {
    let policy = &derived.policy().certification;
    let mut doc = Document::titled(format!("{}: certification plan", program.profile.name));
    let mut table = Table::new(PATHS);
    for one in Certification::ALL {
        let time = one.training_time(policy.expert_rule);
        let days = if time.extra_days > 0 { format!(" and {} days", time.extra_days) } else { String::new() };
        let months = match one {
            Certification::Sales => policy.sales_months,
            Certification::Technical => policy.technical_months,
            Certification::Expert => policy.expert_months,
        };
        table.push(vec![
            Cell::word(*one),
            Cell::list(one.components(policy.expert_rule).iter().map(|part| part.label())),
            format!("{}-{} hours{days}", time.hours_low, time.hours_high).into(),
            months.into(),
            Cell::word(one.benefit()),
        ]);
    }
    doc.section("Paths").table(table, "");
    doc.section("Renewal").list(vec![
        format!("Who holds a certification is told {} days before it ends.", policy.expiring_days),
        "A certification that has ended counts again from the day on which its parts are renewed.".to_owned(),
    ]);
    if audience == Audience::Internal {
        let report = certifications::REPORT.table(&View { program, derived, partner: None, quarter: None });
        doc.section("Who holds what").table(report.select(&report.shown()), "Nobody has begun one yet.");
        let targets = &derived.policy().enablement;
        doc.say(format!(
            "Targets: {} of those who begin complete a training, {} of them are certified.",
            targets.completion_target, targets.certification_target
        ));
    }
    doc
}
