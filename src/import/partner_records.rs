//! Rows of partner lists to records of the program: partners, contacts, dated reported figures.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::field::Field;
use super::matching::Known;
use super::partners::bare_tier;
use super::row::{PartnerRow, Row, Score};
use super::vocabulary::{fold, fold_letters};
use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::contact::Contact;
use crate::program::currency::Currency;
use crate::program::id::{Id, mint_seeded};
use crate::program::money::Money;
use crate::program::partner::{LifecycleStage, Partner, PartnerStatus, PartnerType, ReportedFigure};
use crate::program::portal::PortalActivity;
use crate::program::tier::Tier;

/// Figures of one partner, summed where several rows mean the same partner.
type Figures = BTreeMap<&'static str, Figure>;

enum Figure {
    /// Money and counts add up.
    Sum(Decimal, Option<Currency>),
    /// Words and scores do not; the last row counts.
    Word(String),
}

/// Puts every accepted row into the draft; gives the partners meant and how many rows merged into another's partner.
pub fn put(
    known: &mut Known<'_>,
    rows: &[Row],
    file: &str,
    as_of: Date,
    currency: Currency,
) -> (Vec<Id<Partner>>, usize) {
    let mut figures: BTreeMap<Id<Partner>, Figures> = BTreeMap::new();
    let mut merged = 0;
    for row in rows.iter().filter(|row| row.reason.is_none()) {
        let Some(of) = row.partner() else { continue };
        let external = row.id.as_deref().map(|id| known.external(id));
        let id = known.partner_for(&of.name, of.domain.as_deref(), external.as_ref(), stage(of));
        let Some(mut partner) = known.partner(&id) else { continue };
        if let Some(external) = external
            && !partner.external_ids.contains(&external)
        {
            partner.external_ids.push(external);
        }
        describe(&mut partner, of, known.draft.program(), as_of);
        put_contact(known, &id, of);
        known.draft.put(partner);
        merged += usize::from(figures.contains_key(&id));
        report(figures.entry(id).or_default(), of, known.draft.program());
    }
    let ids = figures.keys().cloned().collect();
    for (id, figures) in figures {
        let Some(mut partner) = known.partner(&id) else { continue };
        for (figure, value) in figures {
            note_figure(&mut partner, figure, text(value, currency), file, as_of);
        }
        known.draft.put(partner);
    }
    (ids, merged)
}

fn take<T>(place: &mut Option<T>, value: Option<T>) {
    if value.is_some() {
        *place = value;
    }
}

/// Where a partner that is new to the program starts in the lifecycle.
fn stage(of: &PartnerRow) -> LifecycleStage {
    match status(of) {
        Some(PartnerStatus::Active) => LifecycleStage::Activate,
        Some(PartnerStatus::Pending) => LifecycleStage::Recruit,
        Some(PartnerStatus::Inactive) => LifecycleStage::Paused,
        Some(PartnerStatus::Archived) => LifecycleStage::Ended,
        None if of.joined.is_some() => LifecycleStage::Activate,
        None => LifecycleStage::Prospect,
    }
}

fn status(of: &PartnerRow) -> Option<PartnerStatus> {
    let word = of.status.as_deref().map(fold_letters);
    let named = word.as_deref().and_then(|word| {
        PartnerStatus::read(word).or(match word {
            "approved" | "enabled" | "live" | "aktiv" | "actif" | "activo" | "signed" => Some(PartnerStatus::Active),
            "invited" | "applied" | "new" | "onboarding" | "ausstehend" | "offen" => Some(PartnerStatus::Pending),
            "paused" | "disabled" | "suspended" | "dormant" | "inaktiv" | "inactif" | "inactivo" => {
                Some(PartnerStatus::Inactive)
            }
            "terminated" | "ended" | "deleted" | "declined" | "rejected" | "churned" | "archiviert" => {
                Some(PartnerStatus::Archived)
            }
            _ => None,
        })
    });
    let flagged = of.active.map(|active| if active { PartnerStatus::Active } else { PartnerStatus::Inactive });
    named.or(flagged)
}

fn describe(partner: &mut Partner, of: &PartnerRow, program: &Program, as_of: Date) {
    take(&mut partner.r#type, of.partner_type.as_deref().and_then(partner_type));
    take(&mut partner.status, status(of));
    take(&mut partner.domain, of.domain.clone());
    take(&mut partner.region, of.region.clone());
    sign(partner, of.joined);
    take(&mut partner.note, of.note.clone());
    take(&mut partner.owner, of.owner.as_deref().and_then(|name| owner(program, name)));
    if let Some(active) = of.last_active {
        let later = match partner.portal_last_active {
            Some(PortalActivity::On(known)) => known.max(active),
            _ => active,
        };
        // Activity before the signature is another account's; it stays a reported figure.
        if partner.signed_on.is_none_or(|signed| signed <= later) {
            partner.portal_last_active = Some(PortalActivity::On(later));
        }
    }
    if let Some(tier) = of.tier.as_deref().and_then(|label| tier(program, label, partner.r#type))
        && partner.granted_tier.as_ref() != Some(&tier)
    {
        partner.granted_tier = Some(tier);
        partner.tier_since = Some(as_of);
    }
    for tag in &of.tags {
        if !partner.tags.contains(tag) {
            partner.tags.push(tag.clone());
        }
    }
}

/// The first agreement counts: the earliest date, unless the portal was used before it.
fn sign(partner: &mut Partner, joined: Option<Date>) {
    let earliest = match (partner.signed_on, joined) {
        (Some(known), Some(joined)) => known.min(joined),
        (known, joined) => match known.or(joined) {
            Some(date) => date,
            None => return,
        },
    };
    let used_before = matches!(partner.portal_last_active, Some(PortalActivity::On(active)) if active < earliest);
    if !used_before {
        partner.signed_on = Some(earliest);
    }
}

fn partner_type(word: &str) -> Option<PartnerType> {
    match word {
        "alliance" => Some(PartnerType::Strategic),
        other => PartnerType::read(other),
    }
}

fn owner(program: &Program, name: &str) -> Option<Id<crate::program::team::TeamMember>> {
    program.team.iter().find(|member| fold(&member.name) == fold(name)).map(|member| member.id.clone())
}

/// The program's tier of that name, on the track of the partner's type before any other.
fn tier(program: &Program, label: &str, of: Option<PartnerType>) -> Option<Id<Tier>> {
    let wanted = bare_tier(label);
    let is_named = |tier: &&Tier| [bare_tier(&tier.name), bare_tier(tier.id.as_str())].contains(&wanted);
    let named: Vec<&Tier> = program.tiers.iter().filter(is_named).collect();
    let on_track = |tier: &&&Tier| {
        let track = tier.track.as_ref().and_then(|track| program.tracks.get(track));
        track.is_some_and(|track| of.is_some_and(|of| track.types.contains(&of)))
    };
    let common = |tier: &&&Tier| tier.track.is_none();
    let best = named.iter().find(on_track).or_else(|| named.iter().find(common)).or_else(|| named.first());
    best.map(|tier| tier.id.clone())
}

/// The person of a row: known by address, else by name.
fn put_contact(known: &mut Known<'_>, partner: &Id<Partner>, of: &PartnerRow) {
    let email = of.email.as_ref().map(|email| email.to_lowercase());
    let Some(name) = of.contact.clone().or_else(|| email.clone()) else { return };
    let people = known.contacts_of(partner);
    let by_email =
        |contact: &&Contact| contact.email.is_some() && contact.email.as_ref().map(|e| e.to_lowercase()) == email;
    let by_name =
        |contact: &&Contact| fold(&contact.name) == fold(&name) && (contact.email.is_none() || email.is_none());
    let found = people.iter().find(by_email).or_else(|| people.iter().find(by_name));
    let contact = if let Some(found) = found {
        let mut contact = found.clone();
        if of.contact.is_some() {
            contact.name = name;
        }
        if contact.email.is_none() {
            contact.email = email;
        }
        contact
    } else {
        let seed = format!("{partner}|{}", email.as_deref().unwrap_or(&name));
        Contact {
            id: mint_seeded(&name, "contact", &seed, |id| known.draft.taken(id)),
            partner: partner.clone(),
            name,
            role: known.free_role(partner),
            title: None,
            email,
            phone: None,
            active: true,
            left_on: None,
        }
    };
    known.put_contact(contact);
}

fn report(figures: &mut Figures, of: &PartnerRow, program: &Program) {
    for (field, amount) in &of.money {
        if let Some(amount) = amount {
            add(figures, field.name(), *amount, of.currency);
        }
    }
    let counts = [
        (Field::Customers, of.customers),
        (Field::PaidCustomers, of.paid_customers),
        (Field::Signups, of.signups),
        (Field::Referrals, of.referrals),
        (Field::CertifiedPeople, of.certified_people),
    ];
    for (field, count) in counts {
        if let Some(count) = count {
            add(figures, field.name(), count.into(), None);
        }
    }
    let unmatched_tier = of.tier.as_deref().is_none_or(|label| tier(program, label, None).is_none());
    let tier_label = of.tier.clone().or_else(|| of.tier_label.clone()).filter(|_| unmatched_tier);
    let unmatched_owner = of.owner.clone().filter(|name| owner(program, name).is_none());
    let before_signature = of.last_active.filter(|active| of.joined.is_some_and(|joined| joined > *active));
    let yes_no = |flag: Option<bool>| flag.map(|yes| if yes { "yes" } else { "no" }.to_owned());
    let words = [
        (Field::CommissionRate, of.commission_rate.map(|rate| rate.to_string())),
        (Field::Score, of.score.map(score)),
        (Field::Health, of.health.map(score)),
        (Field::Nps, of.nps.map(|nps| nps.normalize().to_string())),
        (Field::ContractEnd, of.contract_end.map(|date| date.to_string())),
        (Field::LastActive, before_signature.map(|date| date.to_string())),
        (Field::LastQbr, of.last_qbr.map(|date| date.to_string())),
        (Field::Approved, yes_no(of.approved)),
        (Field::Active, yes_no(of.active)),
        (Field::Group, of.group.clone()),
        (Field::Tier, tier_label),
        (Field::Owner, unmatched_owner),
    ];
    for (field, word) in words {
        if let Some(word) = word {
            figures.insert(field.name(), Figure::Word(word));
        }
    }
}

/// Amounts of one partner stay far inside a decimal; figures in two currencies are kept as the words they are.
fn add(figures: &mut Figures, name: &'static str, amount: Decimal, currency: Option<Currency>) {
    let figure = match figures.remove(name) {
        Some(Figure::Sum(sum, known)) if known == currency => {
            Figure::Sum(sum.checked_add(amount).unwrap_or(Decimal::MAX), currency)
        }
        Some(other) => other,
        None => Figure::Sum(amount, currency),
    };
    figures.insert(name, figure);
}

fn score(score: Score) -> String {
    match score {
        Score::Number { value, of } if of == Decimal::ONE_HUNDRED => value.normalize().to_string(),
        Score::Number { value, of } => format!("{}/{of}", value.normalize()),
        Score::Low => "low".to_owned(),
        Score::Medium => "medium".to_owned(),
        Score::High => "high".to_owned(),
    }
}

fn text(figure: Figure, program: Currency) -> String {
    match figure {
        Figure::Word(word) => word,
        Figure::Sum(sum, None) => sum.normalize().to_string(),
        Figure::Sum(sum, Some(own)) => {
            let money = Money::rounded(sum, own.places()).map_or_else(|| sum.to_string(), |money| money.to_string());
            if own == program { money } else { format!("{money} {own}") }
        }
    }
}

/// Adds a figure unless it is what was reported last; one file reports one value a day.
fn note_figure(partner: &mut Partner, figure: &str, value: String, file: &str, as_of: Date) {
    let last = partner.reported.iter().filter(|known| known.figure == figure).max_by_key(|known| known.as_of);
    if last.is_some_and(|last| last.value == value) {
        return;
    }
    partner.reported.retain(|known| known.figure != figure || known.as_of != as_of || known.source != file);
    let (figure, source) = (figure.to_owned(), file.to_owned());
    partner.reported.push(ReportedFigure { figure, value, as_of, source, region: None, area: None, currency: None });
}
