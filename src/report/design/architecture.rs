//! The program as a whole: six blocks, what each has and what it lacks (F152).

use crate::analysis::blank::is_blank;
use crate::program::choice::{Choice, choice};
use crate::program::operations::{GovernanceRole, ProgramDocKind};
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

choice! {
    /// The blocks of a program.
    pub enum Block {
        Vision = "vision" => "Vision",
        Types = "types" => "Partner types",
        Tiers = "tiers" => "Tiers",
        Economics = "economics" => "Economics",
        Operations = "operations" => "Operations",
        Metrics = "metrics" => "Metrics",
    }
}

choice! {
    /// How much of a block is there.
    pub enum BlockState {
        Filled = "filled" => "Filled",
        Partly = "partly" => "Partly",
        Empty = "empty" => "Empty",
    }
}

/// The six blocks.
pub const REPORT: Report =
    Report { name: "architecture", title: "The program as a whole, block by block", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("block", "Block", CellKind::Word),
    Column::new("state", "State", CellKind::Word),
    Column::new("has", "What is there", CellKind::Text),
    Column::new("lacks", "What it lacks", CellKind::List),
    Column::new("question", "Question", CellKind::Text),
    Column::further("field", "Field", CellKind::Text),
    Column::further("leads", "Where", CellKind::Text),
];

/// What a block has, and what it lacks.
type Found = (Vec<String>, Vec<&'static str>);

fn fill(view: &View<'_>, table: &mut Table) {
    for block in Block::ALL {
        let (has, lacks) = found(view, *block);
        let state = match (has.is_empty(), lacks.is_empty()) {
            (true, _) => BlockState::Empty,
            (false, false) => BlockState::Partly,
            (false, true) => BlockState::Filled,
        };
        let (question, leads) = about(*block);
        table.push(vec![
            "program".into(),
            Cell::word(*block),
            Cell::word(state),
            (!has.is_empty()).then(|| has.join("; ")).into(),
            Cell::list(lacks),
            question.into(),
            (if *block == Block::Vision { "vision" } else { "" }).into(),
            leads.into(),
        ]);
    }
}

/// The question of a block, and where it is worked on.
fn about(block: Block) -> (&'static str, &'static str) {
    match block {
        Block::Vision => ("Why partners?", "program"),
        Block::Types => ("Who?", "types"),
        Block::Tiers => ("Which levels?", "tiers"),
        Block::Economics => ("Which value for both sides?", "economics"),
        Block::Operations => ("Enablement, tools, process, team", "governance"),
        Block::Metrics => ("How is success measured?", "goals"),
    }
}

fn found(view: &View<'_>, block: Block) -> Found {
    let program = view.program;
    let mut has = Vec::new();
    let mut lacks = Vec::new();
    let mut count = |count: usize, words: &str, without: &'static str| {
        if count > 0 {
            has.push(format!("{count} {words}"));
        } else {
            lacks.push(without);
        }
    };
    match block {
        Block::Vision => {
            let profile = &program.profile;
            let texts =
                [(profile.vision.as_deref(), "a vision"), (profile.exec_sponsor.as_deref(), "an executive sponsor")];
            for (text, what) in texts {
                match text.filter(|text| !is_blank(Some(text))) {
                    Some(text) => has.push(text.to_owned()),
                    None => lacks.push(what),
                }
            }
        }
        Block::Types => {
            let taken = || program.type_profiles.iter().filter(|one| one.in_program);
            count(taken().count(), "types in the program", "the types it takes");
            let ideal = taken().filter(|one| !is_blank(one.ideal_profile.as_deref())).count();
            count(ideal, "ideal profiles", "ideal partner profiles");
        }
        Block::Tiers => {
            count(program.tiers.len(), "tiers", "tiers");
            count(program.benefits.len(), "benefits", "benefits");
        }
        Block::Economics => {
            count(program.comp_plans.len(), "compensation plans", "how partners are paid");
            let money = program.profile.comarketing_pool.is_some()
                || program.tiers.iter().any(|tier| tier.mdf_annual.is_some());
            count(usize::from(money), "budget for partners", "a co-marketing budget");
        }
        Block::Operations => {
            let roles = GovernanceRole::ALL.iter().filter(|role| super::governance::holder(program, **role).is_some());
            count(roles.count(), "of 6 roles held", "people in the roles");
            count(program.tools.iter().filter(|tool| tool.in_use).count(), "tools in use", "tools");
            let written =
                ProgramDocKind::ALL.iter().filter(|kind| program.documents.iter().any(|doc| doc.kind == **kind));
            count(written.count(), "of 7 documents", "documents");
            count(program.assets.len(), "pieces of content", "enablement content");
        }
        Block::Metrics => {
            count(program.goals.len(), "goals", "goals with a date");
            count(program.kpis.len(), "KPI lines", "KPIs that are looked at");
        }
    }
    (has, lacks)
}
