//! The seven partner types: whether the program takes them, whom it looks for, how they are paid (F21, F153).

use crate::analysis::blank::is_blank;
use crate::program::choice::Choice;
use crate::program::partner::{LifecycleStage, PartnerType, SupportLevel};
use crate::report::catalogue::{Report, View};
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};

/// Every type.
pub const REPORT: Report =
    Report { name: "types", title: "Partner types and what the program offers them", columns: COLUMNS, fill };

const COLUMNS: &[Column] = &[
    Column::further("id", "Id", CellKind::Text),
    Column::new("type", "Type", CellKind::Word),
    Column::new("in_program", "Taken", CellKind::Flag),
    Column::new("partners", "Partners", CellKind::Count),
    Column::new("ideal_profile", "Ideal profile", CellKind::Text),
    Column::new("support_level", "Support", CellKind::Word),
    Column::new("comp_plan", "Paid by", CellKind::Text),
    Column::new("track", "Track", CellKind::Text),
    Column::new("value", "What it brings", CellKind::Text),
    Column::new("model", "Usual model", CellKind::Text),
    Column::new("time_to_value", "Until it pays", CellKind::Text),
    Column::new("lacks", "Lacks", CellKind::List),
];

fn fill(view: &View<'_>, table: &mut Table) {
    let program = view.program;
    for one in PartnerType::ALL {
        let profile = program.type_profiles.iter().find(|profile| profile.partner_type == *one);
        let here = |stage: LifecycleStage| !matches!(stage, LifecycleStage::Ended | LifecycleStage::Prospect);
        let partners = program.partners.iter().filter(|partner| partner.r#type == Some(*one) && here(partner.stage));
        let [value, model, time] = usual(*one);
        let taken = profile.is_some_and(|profile| profile.in_program);
        let mut lacks = Vec::new();
        if let Some(profile) = profile.filter(|_| taken) {
            let facts = [
                ("ideal profile", is_blank(profile.ideal_profile.as_deref())),
                ("compensation plan", profile.comp_plan.is_none()),
            ];
            lacks.extend(facts.into_iter().filter(|(_, missing)| *missing).map(|(what, _)| what));
        }
        let plan = profile.and_then(|profile| program.comp_plans.get(profile.comp_plan.as_ref()?));
        let track = profile.and_then(|profile| program.tracks.get(profile.track.as_ref()?));
        table.push(vec![
            profile.map(|profile| &profile.id).into(),
            Cell::word(*one),
            taken.into(),
            partners.count().into(),
            profile.and_then(|profile| profile.ideal_profile.as_deref()).into(),
            Cell::word(profile.map_or(usual_support(*one), |profile| profile.support_level)),
            plan.map(|plan| plan.name.as_str()).into(),
            track.map(|track| track.name.as_str()).into(),
            value.into(),
            model.into(),
            time.into(),
            Cell::list(lacks),
        ]);
    }
}

/// The support that a type usually gets (F153).
pub fn usual_support(one: PartnerType) -> SupportLevel {
    match one {
        PartnerType::Technology | PartnerType::Oem => SupportLevel::Technical,
        PartnerType::Referral => SupportLevel::Light,
        PartnerType::Reseller => SupportLevel::Medium,
        PartnerType::Affiliate => SupportLevel::Automated,
        PartnerType::Services => SupportLevel::High,
        PartnerType::Strategic => SupportLevel::WhiteGlove,
    }
}

fn usual(one: PartnerType) -> [&'static str; 3] {
    match one {
        PartnerType::Technology => ["Integration, ecosystem", "Mutual referral", "3-6 months"],
        PartnerType::Referral => ["Lead generation", "Commission", "1-3 months"],
        PartnerType::Reseller => ["Sales extension", "Margin or discount", "6-12 months"],
        PartnerType::Affiliate => ["Volume leads", "Commission", "1-3 months"],
        PartnerType::Services => ["Services, implementation", "Referral and services", "6-12 months"],
        PartnerType::Strategic => ["Market expansion", "Custom", "6-18 months"],
        PartnerType::Oem => ["Revenue diversification", "Wholesale", "12-24 months"],
    }
}
