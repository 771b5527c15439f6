//! Which record of the program a row means: external id first, then domain, then the normalised key; never a near name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;

use super::parsed::ParsedFile;
use super::partner_key::partner_key;
use super::vocabulary::fold;
use crate::edit::Draft;
use crate::program::Program;
use crate::program::contact::{Contact, ContactRole};
use crate::program::deal::{Account, Deal, DealRegistration, Ownership};
use crate::program::external::ExternalId;
use crate::program::id::{Id, mint_seeded, slug};
use crate::program::partner::{LifecycleStage, Partner};
use crate::program::record::Record;
use crate::program::{AnyRecord, Kind};

/// The records of a program by what rows know of them, and what an import adds to it.
pub struct Known<'a> {
    /// What is pending.
    pub draft: Draft<'a>,
    /// The system the file comes from.
    pub system: String,
    /// Partners added.
    pub partners_new: usize,
    /// Partners found.
    pub partners_matched: BTreeSet<Id<Partner>>,
    /// Accounts added.
    pub accounts_new: usize,
    /// Deals by external identifier.
    pub deals: HashMap<ExternalId, Id<Deal>>,
    /// Registrations by external identifier.
    pub registrations: HashMap<ExternalId, Id<DealRegistration>>,
    /// Registrations by their deal.
    pub registered_deals: HashMap<Id<Deal>, Id<DealRegistration>>,
    by_external: HashMap<ExternalId, Id<Partner>>,
    by_domain: HashMap<String, Id<Partner>>,
    by_key: HashMap<String, Id<Partner>>,
    accounts: HashMap<String, Id<Account>>,
    contacts: HashMap<Id<Partner>, Vec<Id<Contact>>>,
    added: BTreeSet<Id<Partner>>,
    spellings: HashMap<String, String>,
    /// Keys that a person says mean the partner of another key.
    same: BTreeMap<String, String>,
}

impl<'a> Known<'a> {
    /// Indexes a program for a file.
    pub fn of(program: &'a Program, file: &ParsedFile) -> Self {
        let mut known = Self {
            draft: Draft::over(program),
            system: system(file),
            partners_new: 0,
            partners_matched: BTreeSet::new(),
            accounts_new: 0,
            deals: HashMap::new(),
            registrations: HashMap::new(),
            registered_deals: HashMap::new(),
            by_external: HashMap::new(),
            by_domain: HashMap::new(),
            by_key: HashMap::new(),
            accounts: HashMap::new(),
            contacts: HashMap::new(),
            added: BTreeSet::new(),
            spellings: spellings(file),
            same: BTreeMap::new(),
        };
        known.index_partners(program);
        for account in program.accounts.iter() {
            known.accounts.entry(partner_key(&account.name)).or_insert_with(|| account.id.clone());
        }
        for deal in program.deals.iter() {
            if let Some(external) = &deal.external {
                known.deals.entry(external.clone()).or_insert_with(|| deal.id.clone());
            }
        }
        for registration in program.registrations.iter() {
            if let Some(external) = &registration.external {
                known.registrations.entry(external.clone()).or_insert_with(|| registration.id.clone());
            }
            if let Some(deal) = &registration.deal {
                known.registered_deals.entry(deal.clone()).or_insert_with(|| registration.id.clone());
            }
        }
        known
    }

    /// With keys that mean the partner of another key, because somebody said so.
    pub fn with_same(mut self, same: &BTreeMap<String, String>) -> Self {
        self.same.clone_from(same);
        self
    }

    fn index_partners(&mut self, program: &Program) {
        for partner in program.partners.iter() {
            for external in &partner.external_ids {
                self.by_external.entry(external.clone()).or_insert_with(|| partner.id.clone());
            }
            if let Some(domain) = &partner.domain {
                self.by_domain.entry(domain.clone()).or_insert_with(|| partner.id.clone());
            }
            self.by_key.entry(partner_key(&partner.name)).or_insert_with(|| partner.id.clone());
        }
        for partner in program.partners.iter() {
            for alias in &partner.aliases {
                self.by_key.entry(partner_key(alias)).or_insert_with(|| partner.id.clone());
            }
        }
        for contact in program.contacts.iter() {
            self.contacts.entry(contact.partner.clone()).or_default().push(contact.id.clone());
        }
    }

    /// The identifier of the source system.
    pub fn external(&self, id: &str) -> ExternalId {
        ExternalId { system: self.system.clone(), id: id.to_owned() }
    }

    /// Keys under which the program knows partners.
    pub fn partner_keys(program: &Program) -> BTreeSet<String> {
        let names = program.partners.iter().flat_map(|partner| partner.aliases.iter().chain([&partner.name]));
        names.map(|name| partner_key(name)).collect()
    }

    /// A record as it will be, where it is of that kind.
    pub fn get<T: Record>(&self, id: &Id<T>) -> Option<AnyRecord> {
        self.draft.record(T::KIND, id.as_str())
    }

    /// The partner as it will be.
    pub fn partner(&self, id: &Id<Partner>) -> Option<Partner> {
        match self.get(id) {
            Some(AnyRecord::Partner(partner)) => Some(partner.as_ref().clone()),
            _ => None,
        }
    }

    /// The partner a row means; a new one where the program has none.
    pub fn partner_for(
        &mut self,
        name: &str,
        domain: Option<&str>,
        external: Option<&ExternalId>,
        stage: LifecycleStage,
    ) -> Id<Partner> {
        let own = partner_key(name);
        let key = self.same.get(&own).cloned().unwrap_or_else(|| own.clone());
        let is_renamed = own != key;
        let found = external
            .and_then(|external| self.by_external.get(external))
            .or_else(|| domain.and_then(|domain| self.by_domain.get(domain)))
            .or_else(|| self.by_key.get(&key))
            .cloned();
        let id = if let Some(id) = found {
            if !self.added.contains(&id) {
                self.partners_matched.insert(id.clone());
            }
            id
        } else {
            let spelled = self.spellings.get(&key).map_or(name, String::as_str).to_owned();
            let id = self.minted_partner(&key);
            self.draft.put(Partner::named(id.clone(), &spelled, stage));
            self.partners_new += 1;
            self.added.insert(id.clone());
            self.by_key.insert(key, id.clone());
            id
        };
        if is_renamed {
            self.remember_spelling(&id, name);
        }
        if let Some(external) = external {
            self.by_external.entry(external.clone()).or_insert_with(|| id.clone());
        }
        if let Some(domain) = domain {
            self.by_domain.entry(domain.to_owned()).or_insert_with(|| id.clone());
        }
        id
    }

    /// The partner keeps the name that was said to mean it, so that the next import knows.
    fn remember_spelling(&mut self, id: &Id<Partner>, name: &str) {
        let Some(mut partner) = self.partner(id) else { return };
        let key = partner_key(name);
        let known = |one: &String| partner_key(one) == key;
        if !known(&partner.name) && !partner.aliases.iter().any(known) {
            partner.aliases.push(name.trim().to_owned());
            self.draft.put(partner);
        }
    }

    /// The plain slug of the key, or where that is taken, the slug with a suffix from the key.
    fn minted_partner(&self, key: &str) -> Id<Partner> {
        let plain: Option<Id<Partner>> = slug(key, "partner").parse().ok();
        let free = plain.filter(|id| !self.draft.taken(id));
        free.unwrap_or_else(|| mint_seeded(key, "partner", key, |id| self.draft.taken(id)))
    }

    /// The account of that name; a new one where the program has none.
    pub fn account_for(&mut self, name: &str, domain: Option<&str>) -> Id<Account> {
        let key = partner_key(name);
        if let Some(id) = self.accounts.get(&key) {
            return id.clone();
        }
        let id: Id<Account> = mint_seeded(name, "account", &key, |id| self.draft.taken(id));
        self.draft.put(Account {
            id: id.clone(),
            name: name.to_owned(),
            domain: domain.map(str::to_owned),
            ownership: Ownership::Direct,
        });
        self.accounts_new += 1;
        self.accounts.insert(key, id.clone());
        id
    }

    /// People at a partner, as they will be.
    pub fn contacts_of(&self, partner: &Id<Partner>) -> Vec<Contact> {
        let ids = self.contacts.get(partner).map_or(&[][..], Vec::as_slice);
        let found = ids.iter().filter_map(|id| match self.get(id) {
            Some(AnyRecord::Contact(contact)) => Some(contact.as_ref().clone()),
            _ => None,
        });
        found.collect()
    }

    /// Adds or replaces a person at a partner.
    pub fn put_contact(&mut self, contact: Contact) {
        let ids = self.contacts.entry(contact.partner.clone()).or_default();
        if !ids.contains(&contact.id) {
            ids.push(contact.id.clone());
        }
        self.draft.put(contact);
    }

    /// The role of a new person: primary where the partner has nobody active in that role.
    pub fn free_role(&self, partner: &Id<Partner>) -> ContactRole {
        let primary = |contact: &Contact| contact.active && contact.role == ContactRole::Primary;
        if self.contacts_of(partner).iter().any(primary) { ContactRole::Sales } else { ContactRole::Primary }
    }
}

/// The system a file comes from, by the words it uses for its identifiers.
fn system(file: &ParsedFile) -> String {
    let column = file.source.mapping.get("deal_id").or_else(|| file.source.mapping.get("partner_id"));
    let word = column.map(|header| fold(header)).unwrap_or_default();
    match word.as_str() {
        "opportunityid" | "opportunityid18" | "casesafeid" => "salesforce",
        "recordid" | "hsobjectid" => "hubspot",
        "partnerkey" | "partnershipkey" => "partnerstack",
        _ => "import",
    }
    .to_owned()
}

/// How each partner is spelled: mixed case before shouting, then the spelling used most, then the first in the file.
///
/// Spellings that Unicode calls equivalent are one, in composed form.
fn spellings(file: &ParsedFile) -> HashMap<String, String> {
    let mut counts: HashMap<&str, HashMap<String, (usize, usize)>> = HashMap::new();
    for (at, row) in file.rows.iter().enumerate() {
        let partner = row.deal().and_then(|deal| deal.partner.as_deref());
        let name = partner.or_else(|| row.partner().map(|partner| partner.name.as_str()));
        if let Some(name) = name.filter(|_| !row.partner_key.is_empty()) {
            let spelling = name.nfc().collect();
            counts.entry(&row.partner_key).or_default().entry(spelling).or_insert((0, at)).0 += 1;
        }
    }
    let shouted = |name: &str| name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase);
    let best = |names: HashMap<String, (usize, usize)>| {
        let order = |name: &str, (count, at): (usize, usize)| (!shouted(name), count, std::cmp::Reverse(at));
        let top = names.into_iter().max_by_key(|(name, seen)| order(name, *seen));
        top.map_or_else(String::new, |(name, _)| name)
    };
    counts.into_iter().map(|(key, names)| (key.to_owned(), best(names))).collect()
}

/// The kind of record a file is mostly about.
pub fn main_kind(file: &ParsedFile) -> Kind {
    match file.kind {
        super::options::Kind::Deals => Kind::Deal,
        super::options::Kind::Partners => Kind::Partner,
    }
}
