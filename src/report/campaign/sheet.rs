//! The sheet: brief, roles, promotion, run of show, money, leads, results, and what is wrong with it (F43 to F51).

use super::{leads, money, parts, times};
use crate::analysis::campaign_checks::{CampaignParts, Gathered, checks_of, completeness};
use crate::analysis::derived::Derived;
use crate::program::Program;
use crate::program::campaign::{Campaign, CampaignKpi, CampaignState};
use crate::program::choice::Choice;
use crate::program::clock_time::Start;
use crate::program::currency::grouped;
use crate::report::cell::Cell;
use crate::report::document::Document;
use crate::report::qbr::Audience;

/// Stands where something was not decided.
pub(super) const BLANK: &str = "(open)";

/// What a sheet is made from.
pub(super) struct Source<'a> {
    pub(super) program: &'a Program,
    pub(super) derived: &'a Derived,
    pub(super) campaign: &'a Campaign,
    pub(super) parts: CampaignParts<'a>,
}

/// The sheet of a campaign. A partner sees what was agreed between both sides: no money of ours but the shared
/// budget, no leads by name, no findings.
pub fn sheet(program: &Program, derived: &Derived, campaign: &Campaign, audience: Audience) -> Document {
    let gathered = Gathered::of(program);
    let source = Source { program, derived, campaign, parts: gathered.parts(&campaign.id) };
    let mut doc = Document::titled(campaign.name.clone());
    doc.say(format!("As of {}. Money in {}.", derived.as_of(), program.profile.currency));
    doc.facts(head(&source, audience));
    brief(&mut doc, campaign);
    times::section(&mut doc, &source, audience);
    parts::roles(&mut doc, &source);
    parts::promotion(&mut doc, &source);
    parts::show(&mut doc, &source);
    money::budget(&mut doc, &source, audience);
    if audience == Audience::Internal {
        leads::section(&mut doc, &source);
    }
    money::results(&mut doc, &source, audience);
    if audience == Audience::Internal {
        checks(&mut doc, &source);
    }
    doc
}

/// Of several partners none learns the names of the others.
fn head(source: &Source<'_>, audience: Audience) -> Vec<(&'static str, Cell)> {
    let campaign = source.campaign;
    let partners = campaign
        .partners
        .iter()
        .map(|id| source.program.partners.get(id).map_or_else(|| id.to_string(), |partner| partner.name.clone()));
    let partners = match (audience, campaign.partners.len()) {
        (Audience::Partner, several @ 2..) => format!("{several} partners"),
        _ => partners.collect::<Vec<_>>().join(", "),
    };
    let day = campaign.launch.strftime("%a %-d %b %Y");
    let launch = match campaign.start(source.program) {
        Start::Day(_) => day.to_string(),
        Start::Anywhere(time) => format!("{day} at {}, no time zone", time.strftime("%H:%M")),
        Start::At(moment, zone) => format!("{day} at {} {zone}", moment.civil().strftime("%H:%M")),
        Start::Wrong(why) => format!("{day}; {why}"),
    };
    let mut facts: Vec<(&str, Cell)> = vec![
        ("Kind", campaign.kind.label().into()),
        ("State", campaign.state.label().into()),
        ("Launch", launch.into()),
        ("With", if partners.is_empty() { BLANK.into() } else { partners.into() }),
    ];
    if let Some(measures) = source.derived.campaign(&campaign.id) {
        facts.push(("Tasks", format!("{} of {} done, {} late", measures.done, measures.tasks, measures.late).into()));
        let ahead = matches!(campaign.state, CampaignState::Idea | CampaignState::Planned) && measures.lead_days >= 0;
        if ahead {
            let verdict = measures.lead_verdict.label();
            facts.push(("Notice", format!("{} days: {verdict}", measures.lead_days).into()));
        }
    }
    facts
}

fn kpi_words(kpi: &CampaignKpi) -> String {
    format!("{}: {} {}", kpi.metric, grouped(&kpi.target.to_string()), kpi.unit)
}

fn brief(doc: &mut Document, campaign: &Campaign) {
    let parts = completeness(campaign);
    let there = parts.iter().filter(|(_, there)| *there).count();
    doc.section(format!("Brief, {there} of {}", parts.len()));
    let text = |text: &Option<String>| match text.as_deref().map(str::trim) {
        None | Some("") => BLANK.to_owned(),
        Some(text) => text.to_owned(),
    };
    let kpis: Vec<String> = campaign.secondary_kpis.iter().map(kpi_words).collect();
    let or_blank = |text: String| if text.is_empty() { BLANK.to_owned() } else { text };
    let model = campaign.lead_model.map_or(BLANK, Choice::label);
    let rows = [
        ("Objective", text(&campaign.objective)),
        ("Audience", text(&campaign.audience)),
        ("Key message", text(&campaign.message)),
        ("We do", text(&campaign.our_responsibilities)),
        ("The partner does", text(&campaign.partner_responsibilities)),
        ("Primary KPI", or_blank(campaign.primary_kpi.as_ref().map(kpi_words).unwrap_or_default())),
        ("More KPIs", or_blank(kpis.join("; "))),
        ("Attribution", text(&campaign.attribution_method)),
        ("Leads", model.to_owned()),
    ];
    doc.facts(rows.map(|(name, text)| (name, Cell::from(text))));
    if !campaign.brand_checks.is_empty() {
        doc.part(format!("Brand sheet, {} of 5", campaign.brand_checks.len())).list(campaign.brand_checks.clone());
    }
}

fn checks(doc: &mut Document, source: &Source<'_>) {
    let found = checks_of(source.program, source.derived, source.campaign);
    doc.section("What to look at");
    if found.is_empty() {
        doc.say("Nothing: every check holds.");
        return;
    }
    let line = |finding: &crate::analysis::findings::Finding| {
        let fix = finding.fix.as_deref().map(|fix| format!(" ({fix})")).unwrap_or_default();
        format!("{} {}: {}{fix}", finding.code, finding.severity.label(), finding.message)
    };
    doc.list(found.iter().map(line).collect());
}
