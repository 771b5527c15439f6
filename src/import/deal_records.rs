//! Rows of deals to records of the program: deals, accounts, partners, registrations. Empty cells change nothing.

use std::collections::HashMap;

use super::matching::Known;
use super::partners::domain;
use super::row::{Code, DealRow, Row};
use super::stage::{self, AttributionWord, StageClass};
use super::vocabulary::fold_letters;
use crate::program::AnyRecord;
use crate::program::currency::{Amount, Currency};
use crate::program::deal::{
    Attribution, Deal, DealRegistration, DealStage, FurtherPartner, LeadSource, RegistrationState,
};
use crate::program::external::ExternalId;
use crate::program::id::{Id, mint_seeded};
use crate::program::money::Money;
use crate::program::partner::{LifecycleStage, Partner};
use crate::program::when::When;

/// What came of the deals of a file.
#[derive(Debug, Default)]
pub struct DealsPut {
    /// The deals of accepted rows.
    pub ids: Vec<Id<Deal>>,
    /// Deals whose amount nothing converts to the program's currency.
    pub unconverted: usize,
    /// Further partners whose deal is neither in the file nor in the program.
    pub orphans: usize,
}

/// Puts every accepted row into the draft, then links the further partners.
pub fn put(known: &mut Known<'_>, rows: &[Row], currency: Currency) -> DealsPut {
    let mut done = DealsPut::default();
    let mut twins: HashMap<String, usize> = HashMap::new();
    for row in rows.iter().filter(|row| row.reason.is_none()) {
        let Some(deal) = row.deal() else { continue };
        let (id, converted) = put_deal(known, row, deal, currency, &mut twins);
        done.unconverted += usize::from(!converted);
        done.ids.push(id);
    }
    for row in rows.iter().filter(|row| row.reason == Some(Code::SecondaryPartner)) {
        if let (Some(deal), Some(external)) = (row.deal(), &row.id) {
            done.orphans += usize::from(!link(known, deal, external));
        }
    }
    done
}

fn put_deal(
    known: &mut Known<'_>,
    row: &Row,
    of: &DealRow,
    currency: Currency,
    twins: &mut HashMap<String, usize>,
) -> (Id<Deal>, bool) {
    let (id, external) = identity(known, row, of, twins);
    let mut deal = match known.get(&id) {
        Some(AnyRecord::Deal(deal)) => deal.as_ref().clone(),
        _ => Deal::named(id.clone(), &of.name, DealStage::Qualified),
    };
    let partner = of.partner.as_deref().map(|name| {
        let domain = of.partner_domain.as_deref().and_then(domain);
        known.partner_for(name, domain.as_deref(), None, LifecycleStage::Activate)
    });
    deal.name.clone_from(&of.name);
    if let Some(account) = &of.account {
        let domain = of.account_domain.as_deref().and_then(domain);
        deal.account = Some(known.account_for(account, domain.as_deref()));
    }
    take(&mut deal.partner, partner.clone());
    deal.further_partners.retain(|further| Some(&further.partner) != deal.partner.as_ref());
    let converted = set_amount(&mut deal, of, currency);
    set_stage(&mut deal, of);
    take(&mut deal.lead_source, of.lead_source.as_deref().map(lead_source));
    take(&mut deal.source_attribution, attribution(of));
    take(&mut deal.created_on, of.created);
    take(&mut deal.owner, of.owner.clone());
    take(&mut deal.deal_type, of.deal_type.clone());
    take(&mut deal.next_step, of.next_step.clone());
    take(&mut deal.note, of.note.clone());
    take(&mut deal.external, external);
    if let Some(partner) = partner {
        register(known, of, &deal, partner);
    }
    known.draft.put(deal);
    (id, converted)
}

/// Takes a value where the file has one.
fn take<T>(place: &mut Option<T>, value: Option<T>) {
    if value.is_some() {
        *place = value;
    }
}

/// The deal a row means: by external identifier, else by name, customer and partner.
fn identity(
    known: &mut Known<'_>,
    row: &Row,
    of: &DealRow,
    twins: &mut HashMap<String, usize>,
) -> (Id<Deal>, Option<ExternalId>) {
    if let Some(external) = row.id.as_deref().map(|id| known.external(id)) {
        if let Some(id) = known.deals.get(&external) {
            return (id.clone(), Some(external));
        }
        let id: Id<Deal> = mint_seeded(&of.name, "deal", &external.to_string(), |id| known.draft.taken(id));
        known.deals.insert(external.clone(), id.clone());
        return (id, Some(external));
    }
    let seed = format!("{}|{}|{}", of.name, of.account.as_deref().unwrap_or(""), row.partner_key);
    let twin = twins.entry(seed.clone()).and_modify(|n| *n += 1).or_insert(0);
    let seed = if *twin == 0 { seed } else { format!("{seed}|{twin}") };
    (mint_seeded(&of.name, "deal", &seed, |_| false), None)
}

/// The amount in the program's currency and, where it differs, in its own; `false` where nothing converts it.
fn set_amount(deal: &mut Deal, of: &DealRow, currency: Currency) -> bool {
    let Some(amount) = of.amount else { return true };
    let own = of.currency.unwrap_or(currency);
    let base = of.amount_base.filter(|_| of.base_currency.unwrap_or(currency) == currency);
    let in_program = if own == currency { Some(amount) } else { base };
    deal.amount = in_program.and_then(|amount| Money::rounded(amount, currency.places()));
    deal.original = if own == currency { None } else { Amount::new(amount, own) };
    deal.amount.is_some()
}

/// Where the deal stands; a closed deal has a close date, an open one an expected close.
fn set_stage(deal: &mut Deal, of: &DealRow) {
    deal.stage = match of.stage {
        StageClass::Won => DealStage::Won,
        StageClass::Lost => DealStage::Lost,
        StageClass::Open => open_stage(&of.stage_label),
    };
    deal.source_stage = Some(of.stage_label.clone());
    if of.stage == StageClass::Open {
        deal.closed_on = None;
        deal.expected_close = Some(of.close);
    } else {
        deal.closed_on = Some(of.close);
    }
}

fn open_stage(label: &str) -> DealStage {
    let letters = fold_letters(label);
    let has = |words: &[&str]| words.iter().any(|word| letters.contains(word));
    if has(&["negotiat", "verhandl", "negocia", "negozia", "contract", "vertrag", "commit", "legal", "procure", "交渉"])
    {
        DealStage::Negotiation
    } else if has(&["propos", "quote", "angebot", "devis", "offert", "propuesta", "presentation", "提案", "見積"]) {
        DealStage::Proposal
    } else if has(&["regist", "submitted"]) {
        DealStage::Registered
    } else {
        DealStage::Qualified
    }
}

fn lead_source(word: &str) -> LeadSource {
    let letters = fold_letters(word);
    let has = |words: &[&str]| words.iter().any(|word| letters.contains(word));
    if has(&["partner", "channel", "reseller", "alliance", "socio", "parceiro"]) {
        LeadSource::Partner
    } else if has(&["customer", "kunden", "client"]) {
        LeadSource::CustomerReferral
    } else if has(&["event", "trade", "webinar", "conference", "messe", "salon"]) {
        LeadSource::Event
    } else if has(&[
        "web",
        "marketing",
        "inbound",
        "advert",
        "campaign",
        "email",
        "social",
        "search",
        "content",
        "organic",
    ]) {
        LeadSource::Marketing
    } else if has(&["sales", "outbound", "cold", "vertrieb", "direct", "sdr"]) {
        LeadSource::DirectSales
    } else {
        LeadSource::Other
    }
}

fn attribution(of: &DealRow) -> Option<Attribution> {
    match (of.attribution, of.attribution_word.as_deref()) {
        (Some(AttributionWord::Sourced), _) => Some(Attribution::Sourced),
        (Some(AttributionWord::Influenced), _) => Some(Attribution::Influenced),
        (None, Some(word)) if stage::is_direct(word) => Some(Attribution::None),
        (None, _) => None,
    }
}

/// The registration a row tells of: known by its identifier or its deal, approved on the day it was registered.
fn register(known: &mut Known<'_>, of: &DealRow, deal: &Deal, partner: Id<Partner>) {
    let external = of.registration_id.as_deref().map(|id| known.external(id));
    let earlier = external.as_ref().and_then(|external| known.registrations.get(external));
    let found = earlier.or_else(|| known.registered_deals.get(&deal.id)).cloned();
    let Some(on) = of.registered_on else { return };
    let id = found.unwrap_or_else(|| {
        let seed = external.as_ref().map_or_else(|| format!("deal:{}", deal.id), ToString::to_string);
        mint_seeded(of.account.as_deref().unwrap_or(&of.name), "registration", &seed, |id| known.draft.taken(id))
    });
    let mut registration = match known.get(&id) {
        Some(AnyRecord::DealRegistration(registration)) => registration.as_ref().clone(),
        _ => DealRegistration {
            id: id.clone(),
            partner: partner.clone(),
            account: None,
            deal: None,
            submitted_at: When::Day(on),
            decided_at: None,
            state: RegistrationState::Converted,
            approved_on: Some(on),
            external: None,
        },
    };
    registration.partner = partner;
    take(&mut registration.account, deal.account.clone());
    registration.deal = Some(deal.id.clone());
    if registration.submitted_at.date() != on {
        registration.submitted_at = When::Day(on);
        if registration.approved_on.is_some() {
            registration.approved_on = Some(on);
        }
    }
    take(&mut registration.external, external.clone());
    if let Some(external) = external {
        known.registrations.insert(external, id.clone());
    }
    known.registered_deals.insert(deal.id.clone(), id);
    known.draft.put(registration);
}

/// Adds a further partner to its deal; `false` where there is no such deal.
fn link(known: &mut Known<'_>, of: &DealRow, external: &str) -> bool {
    let Some(name) = of.partner.as_deref() else { return true };
    let Some(id) = known.deals.get(&known.external(external)).cloned() else { return false };
    let Some(AnyRecord::Deal(deal)) = known.get(&id) else { return false };
    let domain = of.partner_domain.as_deref().and_then(domain);
    let partner = known.partner_for(name, domain.as_deref(), None, LifecycleStage::Activate);
    let mut deal = deal.as_ref().clone();
    if deal.partner.as_ref() == Some(&partner) {
        return true;
    }
    let role = of.partner_role.clone();
    match deal.further_partners.iter_mut().find(|further| further.partner == partner) {
        Some(further) => take(&mut further.role, role),
        None => deal.further_partners.push(FurtherPartner { partner, role }),
    }
    known.draft.put(deal);
    true
}
