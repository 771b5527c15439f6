//! The program: every table of records, and the record of any kind.

use std::sync::Arc;

use serde_json::Value;

use super::plan_text::{self, Misread};
use super::profile::Profile;
use super::record::{Field, FieldKind, Record, Visit};
use super::settings::Settings;
use super::table::{Keyed, Table};
use super::text_value::BadText;

macro_rules! records {
    ($($table:ident: $module:ident::$name:ident => $noun:literal,)+) => {
        /// The kinds of records, in the order of the file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            /// The program itself.
            Profile,
            /// Its settings.
            Settings,
            $(#[doc = $noun] $name,)+
        }

        impl Kind {
            /// Every kind that has a table.
            pub const TABLES: &'static [Self] = &[$(Self::$name,)+];

            /// The name of the table in the file, on the command line and in JSON.
            pub fn table_name(self) -> &'static str {
                match self { Self::Profile => "program", Self::Settings => "settings", $(Self::$name => stringify!($table),)+ }
            }

            /// What one such record is called.
            pub fn noun(self) -> &'static str {
                match self { Self::Profile => "program", Self::Settings => "settings", $(Self::$name => $noun,)+ }
            }

            /// The fields of such a record beside its identifier.
            pub fn fields(self) -> &'static [Field] {
                match self {
                    Self::Profile => Profile::FIELDS,
                    Self::Settings => &[],
                    $(Self::$name => <super::$module::$name as Record>::FIELDS,)+
                }
            }
        }

        /// A record of any kind, shared.
        #[derive(Debug, Clone, PartialEq)]
        pub enum AnyRecord {
            /// The program itself.
            Profile(Arc<Profile>),
            /// Its settings.
            Settings(Arc<Settings>),
            $(#[doc = $noun] $name(Arc<super::$module::$name>),)+
        }

        impl AnyRecord {
            /// Its kind.
            pub fn kind(&self) -> Kind {
                match self {
                    Self::Profile(_) => Kind::Profile,
                    Self::Settings(_) => Kind::Settings,
                    $(Self::$name(_) => Kind::$name,)+
                }
            }

            /// Its identifier; of the program and its settings, the name of the part.
            pub fn id(&self) -> &str {
                match self {
                    Self::Profile(_) => Kind::Profile.table_name(),
                    Self::Settings(_) => Kind::Settings.table_name(),
                    $(Self::$name(record) => record.id().as_str(),)+
                }
            }

            /// Its identifier, shared.
            pub fn shared_id(&self) -> Arc<str> {
                match self {
                    Self::Profile(_) | Self::Settings(_) => self.id().into(),
                    $(Self::$name(record) => record.id().shared(),)+
                }
            }

            /// Whether both are the same record value; the same allocation is seen at once.
            pub fn same(&self, other: &Self) -> bool {
                match (self, other) {
                    (Self::Profile(a), Self::Profile(b)) => Arc::ptr_eq(a, b) || a == b,
                    (Self::Settings(a), Self::Settings(b)) => Arc::ptr_eq(a, b) || a == b,
                    $((Self::$name(a), Self::$name(b)) => Arc::ptr_eq(a, b) || a == b,)+
                    _ => false,
                }
            }

            /// Tells the visitor every reference to another record.
            pub fn references(&self, visit: &mut Visit<'_>) {
                match self {
                    Self::Profile(_) | Self::Settings(_) => {}
                    $(Self::$name(record) => record.references(visit),)+
                }
            }

            /// The record as RON on one line, with the words of the file.
            pub fn to_ron(&self) -> String {
                self.to_ron_in_lines(0)
            }

            /// The record as RON; `depth` levels of it are broken into lines.
            ///
            /// Writing plain values into a text cannot fail; an empty text would be refused when read back.
            pub fn to_ron_in_lines(&self, depth: usize) -> String {
                let pretty = ron::ser::PrettyConfig::new().new_line("\n").depth_limit(depth);
                let options = super::ron_options();
                options.to_string_pretty(self.as_written(), pretty).unwrap_or_default()
            }

            /// A record of that kind from RON with the words of the file.
            pub fn from_ron(kind: Kind, text: &str) -> Result<Self, Misread> {
                Ok(match kind {
                    Kind::Profile => Self::Profile(Arc::new(plan_text::read(text)?)),
                    Kind::Settings => Self::Settings(Arc::new(plan_text::read(text)?)),
                    $(Kind::$name => Self::$name(Arc::new(plan_text::read(text)?)),)+
                })
            }

            /// The record as JSON, with the words of the file.
            pub fn to_json(&self) -> Value {
                serde_json::to_value(self.as_written()).unwrap_or(Value::Null)
            }

            /// The record to any writer; behind one type, so that no writer is compiled anew for each kind.
            fn as_written(&self) -> &dyn erased_serde::Serialize {
                match self {
                    Self::Profile(record) => &**record,
                    Self::Settings(record) => &**record,
                    $(Self::$name(record) => &**record,)+
                }
            }

            /// A record of that kind from JSON with the words of the file; compiled only where it is used.
            #[inline]
            pub fn from_json(kind: Kind, json: Value) -> Result<Self, serde_json::Error> {
                Ok(match kind {
                    Kind::Profile => Self::Profile(Arc::new(serde_json::from_value(json)?)),
                    Kind::Settings => Self::Settings(Arc::new(serde_json::from_value(json)?)),
                    $(Kind::$name => Self::$name(Arc::new(serde_json::from_value(json)?)),)+
                })
            }
        }

        $(
            impl From<super::$module::$name> for AnyRecord {
                fn from(record: super::$module::$name) -> Self {
                    Self::$name(Arc::new(record))
                }
            }
        )+

        /// One partner program: everything the plan file holds.
        ///
        /// Cloning shares the records, so a clone is a cheap snapshot.
        #[derive(Debug, Clone, PartialEq)]
        pub struct Program {
            /// The program itself.
            pub profile: Arc<Profile>,
            /// Where it deviates from the defaults.
            pub settings: Arc<Settings>,
            $(#[doc = concat!("Every ", $noun, ".")] pub $table: Table<super::$module::$name>,)+
        }

        impl Program {
            /// A program of that name without records.
            pub fn named(name: &str) -> Self {
                Self { profile: Arc::new(Profile::named(name)), settings: Arc::default(), $($table: Table::default(),)+ }
            }

            /// The record of that kind and identifier.
            pub fn record(&self, kind: Kind, id: &str) -> Option<AnyRecord> {
                match kind {
                    Kind::Profile => Some(AnyRecord::Profile(Arc::clone(&self.profile))),
                    Kind::Settings => Some(AnyRecord::Settings(Arc::clone(&self.settings))),
                    $(Kind::$name => self.$table.find_shared(id).map(|record| AnyRecord::$name(Arc::clone(record))),)+
                }
            }

            /// Whether there is such a record.
            pub fn has(&self, kind: Kind, id: &str) -> bool {
                match kind {
                    Kind::Profile | Kind::Settings => true,
                    $(Kind::$name => self.$table.find(id).is_some(),)+
                }
            }

            /// How many records of that kind.
            pub fn count(&self, kind: Kind) -> usize {
                match kind {
                    Kind::Profile | Kind::Settings => 1,
                    $(Kind::$name => self.$table.len(),)+
                }
            }

            /// Adds or replaces a record.
            pub fn put(&mut self, record: AnyRecord) {
                match record {
                    AnyRecord::Profile(record) => self.profile = record,
                    AnyRecord::Settings(record) => self.settings = record,
                    $(AnyRecord::$name(record) => { self.$table.put(record); })+
                }
            }

            /// Takes a record out; the program itself and its settings stay.
            pub fn take(&mut self, kind: Kind, id: &str) {
                match kind {
                    Kind::Profile | Kind::Settings => {}
                    $(Kind::$name => self.$table.take(id),)+
                }
            }

            /// The records of one kind in the order of their identifiers.
            pub fn records(&self, kind: Kind) -> Vec<AnyRecord> {
                match kind {
                    Kind::Profile => vec![AnyRecord::Profile(Arc::clone(&self.profile))],
                    Kind::Settings => vec![AnyRecord::Settings(Arc::clone(&self.settings))],
                    $(Kind::$name => self.$table.iter_shared().map(|record| AnyRecord::$name(Arc::clone(record))).collect(),)+
                }
            }

            /// The identifiers of one kind, in order.
            pub fn ids(&self, kind: Kind) -> Vec<Arc<str>> {
                match kind {
                    Kind::Profile | Kind::Settings => vec![kind.table_name().into()],
                    $(Kind::$name => self.$table.ids().map(super::id::Id::shared).collect(),)+
                }
            }

            /// Replaces all records of one kind; of several with one identifier the last stays.
            pub fn fill(&mut self, kind: Kind, records: Vec<AnyRecord>) {
                match kind {
                    Kind::Profile | Kind::Settings => records.into_iter().for_each(|record| self.put(record)),
                    $(Kind::$name => {
                        let own = |record| if let AnyRecord::$name(record) = record { Some(record) } else { None };
                        self.$table = records.into_iter().filter_map(own).collect();
                    })+
                }
            }

            /// Replaces one table by records with their identifiers, which rise.
            pub fn fill_in_order(&mut self, kind: Kind, records: Vec<(Arc<str>, AnyRecord)>) {
                match kind {
                    Kind::Profile | Kind::Settings => records.into_iter().for_each(|(_, record)| self.put(record)),
                    $(Kind::$name => {
                        let own = |(id, record)| {
                            if let AnyRecord::$name(record) = record { Some((id, record)) } else { None }
                        };
                        self.$table = Table::in_order(records.into_iter().filter_map(own));
                    })+
                }
            }

            /// Takes over one table of another program, which gets this one's.
            pub fn adopt(&mut self, kind: Kind, other: &mut Self) {
                match kind {
                    Kind::Profile => std::mem::swap(&mut self.profile, &mut other.profile),
                    Kind::Settings => std::mem::swap(&mut self.settings, &mut other.settings),
                    $(Kind::$name => std::mem::swap(&mut self.$table, &mut other.$table),)+
                }
            }

            /// Whether both programs hold the same allocation of that table.
            pub fn shares(&self, other: &Self, kind: Kind) -> bool {
                match kind {
                    Kind::Profile => Arc::ptr_eq(&self.profile, &other.profile),
                    Kind::Settings => Arc::ptr_eq(&self.settings, &other.settings),
                    $(Kind::$name => self.$table.shares(&other.$table),)+
                }
            }
        }
    };
}

records! {
    team: team::TeamMember => "team member",
    goals: goal::Goal => "goal",
    kpis: goal::KpiLine => "KPI line",
    tracks: tier::TierTrack => "tier track",
    point_schemes: point_scheme::PointScheme => "point scheme",
    tiers: tier::Tier => "tier",
    benefits: tier::Benefit => "benefit",
    program_versions: program_version::ProgramVersion => "program version",
    partners: partner::Partner => "partner",
    type_profiles: partner::TypeProfile => "type profile",
    contacts: contact::Contact => "contact",
    scorecards: scoring::Scorecard => "scorecard",
    evaluations: scoring::Evaluation => "evaluation",
    red_flags: scoring::RedFlag => "red flag",
    pilots: scoring::Pilot => "pilot",
    commitments: scoring::CommitmentCheck => "commitment check",
    agreements: agreement::Agreement => "agreement",
    touches: relationship::Touch => "touch",
    promises: relationship::PromisedItem => "promised item",
    feedback: relationship::Feedback => "feedback",
    nps_responses: relationship::NpsResponse => "NPS response",
    escalations: relationship::Escalation => "escalation",
    interventions: relationship::InterventionPlan => "intervention plan",
    qbrs: qbr::Qbr => "QBR",
    actions: qbr::ActionItem => "action item",
    minutes: meeting::Minute => "minute",
    accounts: deal::Account => "account",
    deals: deal::Deal => "deal",
    registrations: deal::DealRegistration => "registration",
    deal_touches: deal::DealTouch => "deal touch",
    quotes: deal::Quote => "quote",
    revenue: deal::RevenueRecord => "revenue record",
    comp_plans: compensation::CompPlan => "compensation plan",
    payments: compensation::Payment => "payment",
    spiffs: compensation::Spiff => "SPIFF",
    mdf_requests: fund::MdfRequest => "MDF request",
    affiliate_programs: affiliate::AffiliateProgram => "affiliate program",
    affiliate_months: affiliate::AffiliateMonth => "affiliate month",
    audiences: campaign::AudienceList => "audience list",
    campaigns: campaign::Campaign => "campaign",
    raci: event::RaciCell => "RACI cell",
    sends: event::Send => "send",
    agenda_items: event::AgendaItem => "agenda item",
    speakers: event::Speaker => "speaker",
    leads: event::Lead => "lead",
    event_costs: event::EventCost => "event cost",
    event_actuals: event::EventActual => "event actual",
    plans: task::Plan => "plan",
    tasks: task::Task => "task",
    task_templates: task_template::TaskTemplate => "task template",
    holidays: holiday::Holiday => "holiday",
    assets: enablement::Asset => "asset",
    playbook: enablement::PlaybookSection => "playbook section",
    battle_cards: enablement::BattleCard => "battle card",
    portal_sections: enablement::PortalSection => "portal section",
    training: enablement::TrainingRecord => "training record",
    sessions: enablement::TrainingSession => "training session",
    markets: enablement::Market => "market",
    listings: listing::Listing => "listing",
    listing_months: listing::ListingMonth => "listing month",
    reviews: listing::Review => "review",
    launch_tactics: listing::LaunchTactic => "launch tactic",
    listing_versions: listing::ListingVersion => "listing version",
    documents: operations::ProgramDoc => "program document",
    maturity: operations::Maturity => "maturity assessment",
    communications: operations::CommLine => "communication line",
    scale_factors: operations::ScaleFactor => "scale factor",
    tools: operations::Tool => "tool",
    governance: operations::Governance => "governance role",
    waivers: record_keeping::Waiver => "waiver",
    rule_levels: record_keeping::RuleLevel => "rule level",
    assertions: record_keeping::Assertion => "assertion",
    imports: record_keeping::ImportRun => "import run",
    snapshots: record_keeping::SentSnapshot => "sent snapshot",
    conflicts: conflict::MergeConflict => "conflict",
    saved_views: saved_view::SavedView => "saved view",
}

impl Kind {
    /// Whether a field of some record refers to records of this kind.
    pub fn is_referred_to(self) -> bool {
        let refers = |(_, holds, _): &Field| *holds == FieldKind::Reference(self);
        Self::TABLES.iter().any(|kind| kind.fields().iter().any(refers))
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.noun())
    }
}

impl std::str::FromStr for Kind {
    type Err = BadText;

    /// The name of the table, or what one record is called (`partners`, `partner`, `action_item`).
    fn from_str(text: &str) -> Result<Self, BadText> {
        let wanted = text.to_lowercase().replace(['-', ' '], "_");
        [Self::Profile, Self::Settings]
            .iter()
            .chain(Self::TABLES)
            .copied()
            .find(|kind| kind.table_name() == wanted || kind.noun().to_lowercase().replace([' ', '-'], "_") == wanted)
            .ok_or_else(|| BadText::new(text, "a kind of record, such as \"partner\" or \"deals\""))
    }
}
