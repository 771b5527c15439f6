//! What the partner portal and the demo environment have and lack (F59, F61).

use crate::analysis::enablement::content::{portal_contents, portal_priority};
use crate::analysis::priority::Priority;
use crate::program::choice::{Choice, choice};
use crate::program::enablement::{AssetKind, DemoFeature, PortalPart};
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

choice! {
    /// Which checklist an item stands on.
    pub enum Checklist {
        Portal = "portal" => "Portal",
        Demo = "demo" => "Demo",
    }
}

/// Sections of the portal and of the demo environment.
pub const REPORT: Report =
    Report { name: "portal", title: "Portal and demo environment, item by item", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("checklist", "Of", CellKind::Word),
    Column::new("part", "Item", CellKind::Word),
    Column::new("present", "There", CellKind::Flag),
    Column::new("priority", "Priority", CellKind::Word),
    Column::new("covers", "What it is", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for part in PortalPart::ALL {
        let section = view.program.portal_sections.iter().find(|section| section.part == *part);
        table.push(vec![
            section.map(|section| &section.id).into(),
            Cell::word(Checklist::Portal),
            Cell::word(*part),
            section.is_some_and(|section| section.present).into(),
            Cell::word(portal_priority(*part)),
            portal_contents(*part).into(),
        ]);
    }
    let demo = view.program.assets.iter().find(|asset| asset.kind == AssetKind::DemoEnvironment);
    for feature in DemoFeature::ALL {
        table.push(vec![
            demo.map(|asset| &asset.id).into(),
            Cell::word(Checklist::Demo),
            Cell::word(*feature),
            demo.is_some_and(|asset| asset.demo.contains(feature)).into(),
            Cell::word(Priority::Medium),
            demo_contents(*feature).into(),
        ]);
    }
}

/// What an element of a demo environment is for (F61).
fn demo_contents(feature: DemoFeature) -> &'static str {
    match feature {
        DemoFeature::Sandbox => "Always on, self-service: practise anytime",
        DemoFeature::SampleData => "Realistic scenarios: meaningful demos",
        DemoFeature::GuidedScripts => "Step-by-step flows: consistent quality",
        DemoFeature::Reset => "Quick refresh: a clean state for each demo",
        DemoFeature::Mobile => "Works on mobile",
    }
}
