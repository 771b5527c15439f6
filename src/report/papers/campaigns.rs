//! How marketing is done together: cadence, budget, roles, brand rules, promotion, leads (F43 to F52, R-16).

use super::blank::{blank, told_or_blank};
use crate::analysis::campaign_parts::standard_parts;
use crate::analysis::derived::Derived;
use crate::analysis::pool::group_amounts;
use crate::program::Program;
use crate::program::campaign::LeadModel;
use crate::program::choice::Choice;
use crate::program::event::RaciLetter;
use crate::report::cell::{Cell, CellKind};
use crate::report::document::Document;
use crate::report::qbr::Audience;
use crate::report::table::{Column, Table};

const CADENCE: &[Column] = &[
    Column::new("tier", "Tier", CellKind::Text),
    Column::new("cadence", "Joint campaigns", CellKind::Text),
    Column::new("funds", "Marketing funds a year", CellKind::Text),
];

const BUDGET: &[Column] = &[
    Column::new("group", "For", CellKind::Text),
    Column::new("share", "Share", CellKind::Percent),
    Column::new("amount", "Amount", CellKind::Text),
];

const RACI: &[Column] = &[
    Column::new("activity", "Activity", CellKind::Text),
    Column::new("us", "We", CellKind::Text),
    Column::new("partner", "Partner", CellKind::Text),
];

const PROMOTION: &[Column] =
    &[Column::new("channel", "Channel", CellKind::Word), Column::new("on", "Days from the launch", CellKind::Text)];

const TEMPLATES: &[Column] = &[
    Column::new("name", "Template", CellKind::Text),
    Column::new("kind", "For", CellKind::Word),
    Column::new("tasks", "Tasks", CellKind::Count),
];

const LEADS: &[Column] = &[
    Column::new("model", "Model", CellKind::Word),
    Column::new("usual", "Usual here", CellKind::Flag),
    Column::new("how", "How leads are passed", CellKind::Text),
];

/// The playbook.
pub(super) fn playbook(program: &Program, derived: &Derived, _: Audience) -> Document {
    let policy = derived.policy();
    let mut doc = Document::titled(format!("{}: co-marketing playbook", program.profile.name));
    cadence(&mut doc, program, derived);
    budget(&mut doc, program, derived);
    templates(&mut doc, program);
    roles(&mut doc);
    doc.section("Brand sheet").list(standard_parts().brand.clone());
    doc.list(vec![
        format!("Logos and brand files: {}.", blank("where the brand files are found")),
        format!("Approval of joint material: {}.", blank("who approves joint material, and in how many days")),
    ]);
    let mut table = Table::new(PROMOTION);
    for sends in &standard_parts().promotion {
        let days: Vec<String> = sends.on.iter().map(ToString::to_string).collect();
        table.push(vec![Cell::word(sends.channel), days.join(", ").into()]);
    }
    doc.section("Promotion of each side").table(table, "");
    let mut table = Table::new(LEADS);
    for model in LeadModel::ALL {
        let usual = *model == policy.campaign.lead_model;
        let how = lead_words(*model, policy.campaign.secondary_after_days);
        table.push(vec![Cell::word(*model), usual.into(), how.into()]);
    }
    doc.section("Lead models").table(table, "");
    doc.say(format!("Leads are followed up within {} hours.", policy.campaign.follow_up_hours));
    doc
}

fn cadence(doc: &mut Document, program: &Program, derived: &Derived) {
    let mut table = Table::new(CADENCE);
    for step in derived.ladders().all().iter().flat_map(|ladder| &ladder.tiers) {
        let annual = program.tiers.get(&step.id).and_then(|tier| tier.mdf_annual);
        let annual = annual.map(|amount| program.profile.currency.told(amount));
        table.push(vec![
            step.name.as_str().into(),
            blank(&format!("how often campaigns are run with {}", step.name)).into(),
            told_or_blank(annual, &format!("marketing funds of {}", step.name)).into(),
        ]);
    }
    doc.section("Cadence").table(table, &blank("tiers"));
}

fn budget(doc: &mut Document, program: &Program, derived: &Derived) {
    let shares = &derived.policy().pool.shares;
    let pool = program.profile.comarketing_pool;
    let amounts = pool.and_then(|pool| group_amounts(pool, shares));
    let mut table = Table::new(BUDGET);
    for (at, group) in ["The two highest tiers", "The middle tier", "New partners on trial"].into_iter().enumerate() {
        let amount = amounts.as_ref().and_then(|amounts| amounts.get(at)).copied();
        let amount = amount.map(|amount| program.profile.currency.told(amount));
        let share = shares.get(at).copied();
        table.push(vec![group.into(), share.into(), told_or_blank(amount, "the co-marketing pool").into()]);
    }
    doc.section("Budget").table(table, "");
}

fn templates(doc: &mut Document, program: &Program) {
    let mut table = Table::new(TEMPLATES);
    for template in program.task_templates.iter() {
        table.push(vec![template.name.as_str().into(), Cell::word(template.kind), template.rows.len().into()]);
    }
    doc.section("Templates").table(table, "No templates of our own are kept; campaigns begin with the standard tasks.");
}

fn roles(doc: &mut Document) {
    let letters = |letters: &[RaciLetter]| {
        let names: Vec<&str> = letters.iter().map(|letter| letter.label()).collect();
        names.join(", ")
    };
    let mut table = Table::new(RACI);
    for row in &standard_parts().raci {
        table.push(vec![row.activity.as_str().into(), letters(&row.us).into(), letters(&row.partner).into()]);
    }
    doc.section("Who does what").table(table, "");
}

fn lead_words(model: LeadModel, after: u16) -> String {
    match model {
        LeadModel::Share => "Both sides get every lead".to_owned(),
        LeadModel::PrimarySecondary => format!("One side first; the other one after {after} days without an answer"),
        LeadModel::RoundRobin => "In turn, one lead each".to_owned(),
        LeadModel::Split => "By a rule that both agree on before the launch".to_owned(),
        LeadModel::QualificationFirst => "Qualified first, then handed to the side that fits".to_owned(),
        LeadModel::SelfSelection => "The lead says with whom it wants to talk".to_owned(),
    }
}
