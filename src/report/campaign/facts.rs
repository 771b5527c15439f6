//! What the sheet says of a campaign line by line, for whoever shows it other than as a document.

use crate::analysis::budget::comarketing_budget;
use crate::analysis::campaign_checks::Gathered;
use crate::analysis::derived::Derived;
use crate::analysis::events::roi::{EventFigures, EventReturn, Sponsorship};
use crate::analysis::exact::{exact, multiple_shown, percent_shown, shown, to_money, whole};
use crate::analysis::funnel::own_rate;
use crate::analysis::pool_share::pool_share;
use crate::program::Program;
use crate::program::campaign::{Campaign, CampaignKind, CampaignKpi};
use crate::program::choice::Choice;
use crate::program::currency::grouped;
use crate::program::event::{CostCategory, EventMetric};
use crate::program::money::Money;
use crate::program::rate::Multiplier;
use crate::program::side::Side;
use num_traits::ToPrimitive;

type Label = &'static str;

fn kpi(kpi: &CampaignKpi) -> String {
    format!("{}: {} {}", kpi.metric, grouped(&kpi.target.to_string()), kpi.unit)
}

/// The brief: field, label, and what stands there.
pub fn brief(program: &Program, campaign: &Campaign) -> Vec<(Label, Label, Option<String>)> {
    let text = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let named = |ids: &[crate::program::id::Id<crate::program::partner::Partner>]| {
        let names = ids.iter().map(|id| program.partners.get(id).map_or(id.as_str(), |partner| &partner.name));
        names.collect::<Vec<_>>().join(", ")
    };
    let lists = campaign.lists.iter().filter_map(|id| program.audiences.get(id)).map(|list| list.name.as_str());
    let topic = campaign.topic.map(|topic| format!("{} (lead quality {})", topic.label(), topic.lead_quality()));
    vec![
        ("state", "State", Some(campaign.state.label().to_owned())),
        ("partners", "With", some(named(&campaign.partners))),
        ("objective", "Objective", text(&campaign.objective)),
        ("audience", "Audience", text(&campaign.audience)),
        ("message", "Key message", text(&campaign.message)),
        ("topic", "Topic", topic),
        ("lists", "Lists", some(lists.collect::<Vec<_>>().join(", "))),
        ("our_responsibilities", "We do", text(&campaign.our_responsibilities)),
        ("partner_responsibilities", "The partner does", text(&campaign.partner_responsibilities)),
        ("primary_kpi", "Primary KPI", campaign.primary_kpi.as_ref().map(kpi)),
        ("secondary_kpis", "More KPIs", some(campaign.secondary_kpis.iter().map(kpi).collect::<Vec<_>>().join("; "))),
        ("attribution_method", "Attribution", text(&campaign.attribution_method)),
    ]
}

/// How alike both sides promote: the fewer sends as a whole percentage of the more; nothing where there are none.
pub fn symmetry(ours: usize, partner: usize) -> Option<usize> {
    let (few, many) = (ours.min(partner), ours.max(partner));
    (many > 0).then(|| (few * 200 + many) / (2 * many))
}

fn money(program: &Program, money: Money) -> String {
    format!("{} {}", program.profile.currency, grouped(&money.to_string()))
}

/// Budgets of both sides with the usual range, and the multipliers: field, label, text, and whether it is usual.
pub fn budget(program: &Program, campaign: &Campaign) -> Vec<(Label, Label, String, bool)> {
    let settings = &program.settings;
    let range = |low: &str, high: &str| Some((settings.money(low), settings.money(high)));
    let (ours, theirs) = match campaign.kind {
        CampaignKind::Webinar => {
            let both = range("webinar.cost_low", "webinar.cost_high");
            (both, both)
        }
        CampaignKind::Content => (
            range("spend.ebook_ours_low", "spend.ebook_ours_high"),
            range("spend.ebook_partner_low", "spend.ebook_partner_high"),
        ),
        _ => (None, None),
    };
    let line = |field, label, budget: Option<Money>, range: Option<(Money, Money)>| {
        let usual = range.map(|(low, high)| format!(" (usual {} to {})", money(program, low), money(program, high)));
        let fine = budget.is_none() || range.is_none_or(|(low, high)| budget.is_some_and(|b| b >= low && b <= high));
        let said = budget.map_or_else(|| "(open)".to_owned(), |budget| money(program, budget));
        (field, label, format!("{said}{}", usual.unwrap_or_default()), fine)
    };
    let one = Multiplier::default();
    let multiplier = |value: Option<Multiplier>| format!("{}x", value.unwrap_or(one).decimal());
    vec![
        line("our_budget", "Our budget", campaign.our_budget, ours),
        line("partner_budget", "The partner's", campaign.partner_budget, theirs),
        (
            "performance_multiplier",
            "Multipliers",
            format!(
                "performance {}, strategic {}",
                multiplier(campaign.performance_multiplier),
                multiplier(campaign.strategic_multiplier)
            ),
            true,
        ),
    ]
}

/// For each partner: the formula of its tier (R-15) beside its part of the pool (R-16).
pub fn formula(program: &Program, campaign: &Campaign) -> Vec<(String, String)> {
    let one = Multiplier::default();
    let performance = campaign.performance_multiplier.unwrap_or(one).decimal();
    let strategic = campaign.strategic_multiplier.unwrap_or(one).decimal();
    let mut lines = Vec::new();
    for partner in campaign.partners.iter().filter_map(|id| program.partners.get(id)) {
        let tier = partner.granted_tier.as_ref().and_then(|id| program.tiers.get(id));
        let said = match tier.and_then(|tier| Some((tier, tier.mdf_annual?))) {
            Some((tier, annual)) => {
                let budget = comarketing_budget(annual, &exact(performance), &exact(strategic));
                format!(
                    "{}: {} MDF of {} x {performance} x {strategic}",
                    money(program, budget),
                    tier.name,
                    grouped(&annual.to_string())
                )
            }
            None => format!("nothing: {} has no tier with MDF", partner.name),
        };
        lines.push(("Formula".to_owned(), said));
    }
    lines
}

/// For each partner: its part of the co-marketing pool (R-16), and how far that is from the formula.
pub fn pool(program: &Program, derived: &Derived, campaign: &Campaign) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for id in &campaign.partners {
        let Some(share) = pool_share(program, derived, id) else { continue };
        let said = format!(
            "{}: one of {} in {}, which has {}",
            money(program, share.amount),
            share.members,
            share.group.label(),
            money(program, share.of_group)
        );
        lines.push(("Pool".to_owned(), said));
    }
    if program.profile.comarketing_pool.is_none() && !campaign.partners.is_empty() {
        let said = "the program has no co-marketing pool yet (set program/comarketing_pool)";
        lines.push(("Pool".to_owned(), said.to_owned()));
    }
    lines
}

/// What our own earlier webinars say of the registrations, where there are enough of them (C-25).
pub fn own_history(program: &Program, derived: &Derived, campaign: &Campaign) -> Vec<(Label, String)> {
    if campaign.kind != CampaignKind::Webinar {
        return Vec::new();
    }
    let history: Vec<(u64, u64)> = program
        .campaigns
        .iter()
        .filter(|other| {
            other.kind == CampaignKind::Webinar && other.id != campaign.id && other.launch < campaign.launch
        })
        .filter_map(|other| {
            let measures = derived.campaign(&other.id)?;
            let reach = u64::try_from(measures.reach.unique?).ok()?;
            Some((reach, measures.actual(EventMetric::Registrations)?.to_integer().to_u64()?))
        })
        .collect();
    let needed = derived.policy().webinar.calibration_min;
    let said = match own_rate(&history, needed as usize) {
        Some(rate) => {
            let reach = derived.campaign(&campaign.id).and_then(|measures| measures.reach.unique);
            let expected =
                reach.map(|reach| format!(": {} registrations", grouped(&shown(&(whole(reach) * rate.clone()), 0))));
            let rate = percent_shown(Some(&rate));
            format!("{rate} of reach in {} own webinars{}", history.len(), expected.unwrap_or_default())
        }
        None => format!("{} of {needed} own webinars that a rate of our own needs", history.len()),
    };
    vec![("Own history", said)]
}

/// R-22: what the leads of the event are expected to bring for what it cost us.
pub fn expected_return(program: &Program, derived: &Derived, campaign: &Campaign) -> Vec<(Label, String)> {
    let parts = Gathered::of(program).parts(&campaign.id);
    let spent = |categories: &[CostCategory]| -> Money {
        let ours = parts.costs.iter().filter(|cost| cost.side != Side::Partner && categories.contains(&cost.category));
        ours.map(|cost| cost.amount).sum()
    };
    let measures = derived.campaign(&campaign.id);
    let leads = measures.and_then(|measures| measures.actual(EventMetric::Leads)).and_then(|n| n.to_integer().to_u64());
    let (Some(leads), Some(average_deal)) = (leads, program.profile.average_acv) else { return Vec::new() };
    if parts.costs.is_empty() {
        return vec![("Return", "no cost is recorded (a under Budget adds one)".to_owned())];
    }
    let figures = EventFigures {
        sponsorship: Sponsorship::Ours(spent(&[CostCategory::Sponsorship])),
        travel_staff: spent(&[CostCategory::Travel]),
        collateral: spent(&[CostCategory::Collateral]),
        other: spent(&[CostCategory::Other, CostCategory::Platform, CostCategory::Promotion]),
        leads,
        lead_to_opportunity: program.settings.percent("event.lead_to_opportunity"),
        opportunity_to_close: program.settings.percent("event.opportunity_to_close"),
        average_deal,
    };
    let found = EventReturn::of(&figures, program.profile.currency.places());
    let whole_deals = |deals: &crate::analysis::events::roi::WholeDeals, multiple| {
        format!("{} deals {}", deals.deals, multiple_shown(multiple))
    };
    vec![
        ("Our cost", money(program, found.cost)),
        (
            "Expected",
            format!(
                "{} opportunities, {} deals of {} leads",
                shown(&found.opportunities, 1),
                shown(&found.deals, 1),
                grouped(&leads.to_string())
            ),
        ),
        ("Revenue", money(program, to_money(&found.revenue))),
        (
            "Return",
            format!(
                "{} of cost ({}, {})",
                multiple_shown(found.revenue_multiple.as_ref()),
                whole_deals(&found.low, found.low.revenue_multiple.as_ref()),
                whole_deals(&found.high, found.high.revenue_multiple.as_ref())
            ),
        ),
        (
            "Net return",
            format!(
                "{} ({}, {})",
                multiple_shown(found.net_roi.as_ref()),
                whole_deals(&found.low, found.low.net_roi.as_ref()),
                whole_deals(&found.high, found.high.net_roi.as_ref())
            ),
        ),
        (
            "Pipeline",
            format!(
                "{}, {} of cost",
                money(program, to_money(&found.pipeline)),
                multiple_shown(found.pipeline_multiple.as_ref())
            ),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{AnyRecord, Kind};
    use jiff::civil::date;

    #[test]
    fn the_return_of_an_event_is_that_of_the_document_case() {
        let mut program = Program::named("P");
        std::sync::Arc::make_mut(&mut program.profile).average_acv = Some(Money::whole(25_000));
        for (kind, text) in [
            (Kind::Campaign, r#"(id:"e",name:"E",kind:summit,launch:"2026-09-01",state:done)"#),
            (Kind::EventCost, r#"(id:"a",campaign:"e",category:sponsorship,side:us,amount:"15000")"#),
            (Kind::EventCost, r#"(id:"b",campaign:"e",category:travel,side:us,amount:"5000")"#),
            (Kind::EventCost, r#"(id:"c",campaign:"e",category:collateral,side:us,amount:"2000")"#),
            (Kind::EventCost, r#"(id:"d",campaign:"e",category:sponsorship,side:partner,amount:"15000")"#),
            (Kind::EventActual, r#"(id:"l",campaign:"e",metric:leads,value:"75",unit:"people")"#),
        ] {
            program.put(AnyRecord::from_ron(kind, text).unwrap_or_else(|why| panic!("{text}: {why:?}")));
        }
        let derived = Derived::new(&program, date(2026, 9, 30));
        let found = expected_return(&program, &derived, program.campaigns.find("e").unwrap());
        let text: Vec<String> = found.iter().map(|(label, text)| format!("{label}: {text}")).collect();
        assert_eq!(
            text,
            [
                "Our cost: USD 22,000.00",
                "Expected: 22.5 opportunities, 4.5 deals of 75 leads",
                "Revenue: USD 112,500.00",
                "Return: 5.1x of cost (4 deals 4.5x, 5 deals 5.7x)",
                "Net return: 4.1x (4 deals 3.5x, 5 deals 4.7x)",
                "Pipeline: USD 562,500.00, 25.6x of cost",
            ]
        );
    }

    #[test]
    fn both_sides_alike_is_a_hundred_percent() {
        assert_eq!(
            [symmetry(0, 0), symmetry(3, 3), symmetry(2, 3), symmetry(0, 4)],
            [None, Some(100), Some(67), Some(0)]
        );
    }
}
