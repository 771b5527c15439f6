//! Who fills the six roles, and at which stage the organisation is (F154, F155, R-51).

use crate::analysis::operations::org_stage::OrgStage;
pub use crate::analysis::operations::roles::holder;
use crate::analysis::operations::roles::record;
use crate::program::choice::Choice;
use crate::program::operations::GovernanceRole;
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// The six roles.
pub const REPORT: Report =
    Report { name: "governance", title: "Roles of the program and who fills them", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("role", "Role", CellKind::Word),
    Column::new("filled", "Filled", CellKind::Flag),
    Column::new("member", "Who", CellKind::Text),
    Column::new("responsibility", "Responsible for", CellKind::Text),
    Column::new("note", "Note", CellKind::Text),
];

fn fill(view: &View<'_>, table: &mut Table) {
    for role in GovernanceRole::ALL {
        let found = record(view.program, *role);
        let holder = holder(view.program, *role);
        table.push(vec![
            found.map(|one| &one.id).into(),
            Cell::word(*role),
            holder.is_some().into(),
            holder.into(),
            responsibility(*role).into(),
            found.and_then(|one| one.note.as_deref()).into(),
        ]);
    }
}

fn responsibility(role: GovernanceRole) -> &'static str {
    match role {
        GovernanceRole::Vp => "Strategy, executive relationships",
        GovernanceRole::Director => "Program design, team management",
        GovernanceRole::PartnerManager => "Day-to-day relationships",
        GovernanceRole::PartnerMarketing => "Co-marketing, content",
        GovernanceRole::PartnerOps => "Systems, reporting, compliance",
        GovernanceRole::PartnerEngineering => "Integrations, technical support",
    }
}

/// The stage of the organisation, the same beside every role.
pub fn notes(view: &View<'_>) -> Vec<Vec<(String, String)>> {
    let people = view.program.team.iter().filter(|member| member.active).count() as u64;
    let from = view.derived.policy().program.organisation_from;
    let stage = OrgStage::of(people, from);
    let mut lines = vec![
        ("Organisation".to_owned(), String::new()),
        ("People".to_owned(), people.to_string()),
        ("Stage".to_owned(), stage.label().to_owned()),
    ];
    lines.extend(stage.focus().map(|focus| ("Focus".to_owned(), focus.to_owned())));
    lines.extend(stage.reporting().map(|reporting| ("Reporting".to_owned(), reporting.to_owned())));
    lines.extend(stage.next(from).map(|(next, at)| ("Next".to_owned(), format!("{} from {at} people", next.label()))));
    vec![lines; GovernanceRole::ALL.len()]
}
