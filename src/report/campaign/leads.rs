//! Who gets the leads: each with one first contact, and how many fall to each side.

use super::sheet::Source;
use crate::analysis::campaign_checks::{CampaignParts, Gathered};
use crate::analysis::derived::Derived;
use crate::analysis::events::leads::{DistributionRules, LeadFacts, LeadSide, distribute, in_turn};
use crate::program::Program;
use crate::program::campaign::{Campaign, LeadModel};
use crate::program::choice::Choice;
use crate::program::event::{EventMetric, Lead};
use crate::program::id::Id;
use crate::program::moment::Moment;
use crate::program::side::Side;
use crate::program::when::When;
use crate::report::cell::Cell;
use crate::report::document::Document;

/// How many leads fall to each side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeadShare {
    /// First contact is ours.
    pub ours: u64,
    /// First contact is the partner's.
    pub partner: u64,
    /// Nobody's yet: they wait to be qualified.
    pub waiting: u64,
    /// Whether the leads are known one by one; otherwise only their number is.
    pub by_name: bool,
}

/// The side whose list brought a lead.
fn source_of(program: &Program, lead: &Lead) -> Option<LeadSide> {
    let list = program.audiences.get(lead.list.as_ref()?)?;
    Some(if list.partner.is_none() { LeadSide::Ours } else { LeadSide::Partner })
}

fn side_of(side: Side) -> Option<LeadSide> {
    match side {
        Side::Us => Some(LeadSide::Ours),
        Side::Partner => Some(LeadSide::Partner),
        Side::Both => None,
    }
}

fn registered(lead: &Lead) -> Moment {
    match lead.registered_at {
        When::At(moment) => moment,
        When::Day(date) => Moment::start_of(date),
    }
}

/// the leads of a campaign by first contact. What is on record stands; where only the number of
/// registrations is known, a model that takes turns still says how many fall to each side.
pub fn lead_shares(
    program: &Program,
    rules: &DistributionRules,
    campaign: &Campaign,
    parts: &CampaignParts<'_>,
    registrations: Option<u64>,
) -> Option<LeadShare> {
    let model = campaign.lead_model?;
    if parts.leads.is_empty() {
        let count = registrations.filter(|_| matches!(model, LeadModel::RoundRobin | LeadModel::Split))?;
        let (ours, partner) = in_turn(count, rules.alternate_first);
        return Some(LeadShare { ours, partner, ..LeadShare::default() });
    }
    let facts = facts(program, parts);
    let mut share = LeadShare { by_name: true, ..LeadShare::default() };
    for assigned in distribute(model, &facts, LeadSide::Ours, rules) {
        let on_record = parts.leads.get(assigned.index).and_then(|lead| lead.first_contact).and_then(side_of);
        match on_record.or(assigned.first_contact.map(|(side, _)| side)) {
            Some(LeadSide::Ours) => share.ours += 1,
            Some(LeadSide::Partner) => share.partner += 1,
            None => share.waiting += 1,
        }
    }
    Some(share)
}

impl LeadShare {
    /// `15 ours, 9 the partner's`.
    pub fn words(&self) -> String {
        let waiting = match self.waiting {
            0 => String::new(),
            waiting => format!(", {waiting} wait to be qualified"),
        };
        format!("{} ours, {} the partner's{waiting}", self.ours, self.partner)
    }
}

/// How the leads are shared out, in lines: the model, first contacts, what came of them.
pub fn lead_lines(program: &Program, derived: &Derived, campaign: &Campaign) -> Vec<(&'static str, String)> {
    let parts = Gathered::of(program).parts(&campaign.id);
    let registrations = derived.campaign(&campaign.id).and_then(|found| found.actual(EventMetric::Registrations));
    let registrations = registrations.and_then(|value| u64::try_from(value.to_integer()).ok());
    let model = campaign.lead_model.map_or("(open: nobody agreed who gets them)", Choice::label);
    let mut lines = vec![("Distribution", model.to_owned())];
    let rules = DistributionRules::from(&derived.policy().campaign);
    let count = if parts.leads.is_empty() { registrations } else { Some(parts.leads.len() as u64) };
    if let Some(count) = count {
        lines.push(("Leads", count.to_string()));
    }
    if let Some(shares) = lead_shares(program, &rules, campaign, &parts, registrations) {
        lines.push(("First contact", shares.words()));
    }
    let open = parts.leads.iter().filter(|lead| lead.first_contact.is_none()).count();
    if open > 0 {
        lines.push(("Not assigned", format!("{open} of {} on record (d assigns them)", parts.leads.len())));
    }
    lines
}

/// the first contact of every lead on record that has none; those that wait to be qualified are left out.
pub fn first_contacts(program: &Program, derived: &Derived, campaign: &Campaign) -> Vec<(Id<Lead>, Side)> {
    let parts = Gathered::of(program).parts(&campaign.id);
    let Some(model) = campaign.lead_model else { return Vec::new() };
    let rules = DistributionRules::from(&derived.policy().campaign);
    let facts = facts(program, &parts);
    let given = distribute(model, &facts, LeadSide::Ours, &rules).into_iter().filter_map(|assigned| {
        let lead = parts.leads.get(assigned.index).filter(|lead| lead.first_contact.is_none())?;
        let side = match assigned.first_contact?.0 {
            LeadSide::Ours => Side::Us,
            LeadSide::Partner => Side::Partner,
        };
        Some((lead.id.clone(), side))
    });
    given.collect()
}

fn facts<'a>(program: &Program, parts: &CampaignParts<'a>) -> Vec<LeadFacts<'a>> {
    parts
        .leads
        .iter()
        .map(|lead| LeadFacts {
            id: lead.id.as_str(),
            registered_at: registered(lead),
            source: source_of(program, lead),
            qualified: lead.qualified,
            choice: lead.first_contact.and_then(side_of),
        })
        .collect()
}

pub(super) fn section(doc: &mut Document, source: &Source<'_>) {
    let measures = source.derived.campaign(&source.campaign.id);
    let registrations = measures.and_then(|measures| measures.actual(EventMetric::Registrations));
    let registrations = registrations.and_then(|value| u64::try_from(value.to_integer()).ok());
    let leads = source.parts.leads.len();
    if leads == 0 && registrations.is_none() {
        return;
    }
    doc.section("Leads");
    let Some(model) = source.campaign.lead_model else {
        doc.say("Nobody agreed who gets them; choose a distribution in the brief.");
        return;
    };
    let rules = DistributionRules::from(&source.derived.policy().campaign);
    let count = if leads > 0 { leads as u64 } else { registrations.unwrap_or(0) };
    let shares = lead_shares(source.program, &rules, source.campaign, &source.parts, registrations);
    let mut facts: Vec<(&str, Cell)> = vec![("Leads", count.into()), ("Distribution", model.label().into())];
    facts.push(("First contact", shares.map(|shares| shares.words()).into()));
    if leads > 0 {
        let qualified = source.parts.leads.iter().filter(|lead| lead.qualified == Some(true)).count();
        let deals = source.parts.leads.iter().filter(|lead| lead.converted_deal.is_some()).count();
        facts.extend([("Qualified", qualified.into()), ("Became deals", deals.into())]);
    }
    doc.facts(facts);
}
