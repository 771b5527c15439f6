//! Which explanation a path asks for, and every path there is.

use super::form::{Explanation, Line};
use crate::analysis::derived::{Derived, PartnerMeasures};
use crate::analysis::exact::{Fraction, shown, widened};
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::settings::{Origin, nearest, registry};
use crate::program::side::Side;

/// The fields of a partner that can be explained, as they stand in a path.
pub const PARTNER_FIELDS: &[&str] = &[
    "health",
    "tier",
    "clocks",
    "quadrant",
    "segment",
    "growth",
    "revenue",
    "sourced",
    "influenced",
    "credited",
    "commission",
    "strategic_value",
    "nps",
    "engagement",
    "lifecycle",
    "qbr_completion",
    "our_promises",
    "their_promises",
];

/// The fields of a deal that can be explained.
pub const DEAL_FIELDS: &[&str] = &["class", "credit", "commission", "forecast"];

/// The fields of a tier that can be explained beside its comparisons (`criteria.sourced_arr`) and benefits.
pub const TIER_FIELDS: &[&str] = &[
    "criteria",
    "members",
    "qualified",
    "rising",
    "falling_short",
    "near",
    "economics",
    "commission",
    "margin",
    "mdf_annual",
    "review_months",
    "grace_quarters",
];

/// The measures of the whole program that can be explained.
pub const PROGRAM_FIELDS: &[&str] = &[
    "revenue",
    "sourced_share",
    "influenced_share",
    "any_involvement_share",
    "credited_share",
    "forecast",
    "activation",
    "retention",
    "nps",
    "qbr_completion",
    "our_promises",
    "their_promises",
];

/// One partner and what follows for it, while it is being explained.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) derived: &'a Derived,
    pub(super) partner: &'a Partner,
    pub(super) measures: &'a PartnerMeasures,
}

impl Subject<'_> {
    /// An amount as people say it, in the program's currency.
    pub(super) fn told(&self, amount: Money) -> String {
        self.derived.currency().told(amount)
    }

    /// The same, or `unknown`.
    pub(super) fn money(&self, amount: Option<Money>) -> String {
        self.derived.money_told(amount)
    }

    /// Settings with their values in force.
    pub(super) fn settings<const N: usize>(&self, keys: [&str; N]) -> Vec<Line> {
        self.derived.setting_lines(&keys)
    }
}

impl Derived {
    /// An amount in the program's currency, or `unknown`.
    pub(super) fn money_told(&self, amount: Option<Money>) -> String {
        amount.map_or_else(|| "unknown".to_owned(), |amount| self.currency().told(amount))
    }

    /// A setting with its value in force, and whether that deviates from the default.
    fn setting_line(&self, key: &str) -> Line {
        let settings = &self.context().program.settings;
        let value = settings.get(key);
        let default = registry().default_of(key);
        let note = match (settings.origin(key), value == default) {
            (Origin::Preset, _) => "default".to_owned(),
            (Origin::User, true) => "decided, as the default".to_owned(),
            (Origin::User, false) => {
                format!("decided, the default is {}", default.map(|value| value.to_string()).unwrap_or_default())
            }
        };
        Line::new(key, value.map(|value| value.to_string()).unwrap_or_default()).with_note(note)
    }

    pub(super) fn setting_lines(&self, keys: &[&str]) -> Vec<Line> {
        keys.iter().map(|key| self.setting_line(key)).collect()
    }

    /// Where the value at a path comes from: `partner/acme/health`, `deal/renewal/class`, `tier/gold/criteria`,
    /// `program/sourced_share`, `setting/influence.credit`.
    ///
    /// Nothing for a path that names no such record or field.
    pub fn explain(&self, path: &str) -> Option<Explanation> {
        let (kind, rest) = path.split_once('/')?;
        let mut explanation = match kind {
            "program" => self.explain_program(rest)?,
            "setting" | "settings" => self.explain_setting(rest)?,
            _ => {
                let (id, field) = rest.split_once('/')?;
                match kind {
                    "partner" | "partners" => self.explain_partner(id, field)?,
                    "tier" | "tiers" => self.explain_tier_cell(id, field)?,
                    "deal" | "deals" => self.explain_deal(id, field)?,
                    _ => return None,
                }
            }
        };
        path.clone_into(&mut explanation.path);
        Some(explanation)
    }

    fn explain_partner(&self, id: &str, field: &str) -> Option<Explanation> {
        let partner = self.context().program.partners.find(id)?;
        let measures = self.partner(&partner.id)?;
        let subject = Subject { derived: self, partner, measures };
        Some(match field {
            "health" => subject.health(),
            "tier" | "tier_progress" | "qualified_tier" => subject.tier(),
            "clocks" | "tier_ends_on" => subject.clocks()?,
            "quadrant" | "investment_call" => subject.quadrant(),
            "strategic_value" => subject.strategic_value(),
            "segment" => subject.segment(),
            "growth" => subject.growth(),
            "revenue" => subject.all_revenue(),
            "sourced" | "sourced_t12m" => subject.sourced(),
            "influenced" | "influenced_t12m" => subject.influenced(),
            "credited" | "credited_t12m" => subject.credited(),
            "commission" => subject.commission(),
            "nps" => subject.nps(),
            "engagement" => subject.engagement(),
            "lifecycle" | "stage" => subject.lifecycle(),
            "qbr_completion" => self.reviews_held(Some(partner)),
            "our_promises" => self.promises_kept(Some(partner), Side::Us),
            "their_promises" => self.promises_kept(Some(partner), Side::Partner),
            _ => subject.tier_proved(field.strip_prefix("tier/")?)?,
        })
    }

    fn explain_deal(&self, id: &str, field: &str) -> Option<Explanation> {
        match field {
            "class" => self.explain_class(id),
            "credit" | "credited" => self.explain_credit(id),
            "commission" => self.explain_deal_commission(id),
            "forecast" | "weighted" => self.explain_forecast(id),
            _ => None,
        }
    }

    /// Every path that can be explained, in the order of the records; settings are named by their register.
    pub fn explainable(&self) -> impl Iterator<Item = String> + '_ {
        let program = self.context().program;
        let under = |kind: &'static str, id: &str, fields: &'static [&'static str]| {
            let id = id.to_owned();
            fields.iter().map(move |field| format!("{kind}/{id}/{field}"))
        };
        let partners =
            program.partners.iter().flat_map(move |partner| under("partner", partner.id.as_str(), PARTNER_FIELDS));
        let proofs = program.partners.iter().flat_map(|partner| {
            let tiers = self.ladders().for_type(partner.r#type).into_iter().flat_map(|ladder| &ladder.tiers);
            tiers.map(|tier| format!("partner/{}/tier/{}", partner.id, tier.id))
        });
        let tiers = program.tiers.iter().flat_map(move |tier| under("tier", tier.id.as_str(), TIER_FIELDS));
        let deals = program.deals.iter().flat_map(move |deal| under("deal", deal.id.as_str(), DEAL_FIELDS));
        let of_program = PROGRAM_FIELDS.iter().map(|field| format!("program/{field}"));
        let settings = registry().keys().map(|key| format!("setting/{key}"));
        of_program.chain(partners).chain(proofs).chain(tiers).chain(deals).chain(settings)
    }

    /// The path that was probably meant: the nearest kind, then the nearest record of it, then the nearest field.
    pub fn nearest_path(&self, path: &str) -> Option<String> {
        let program = self.context().program;
        let mut parts = path.splitn(3, '/');
        let kinds = ["partner", "deal", "tier", "program", "setting"];
        let kind = nearest(parts.next()?, kinds.into_iter())?;
        let second = parts.next().unwrap_or_default();
        let fields = match kind {
            "program" => {
                return nearest(second, PROGRAM_FIELDS.iter().copied()).map(|field| format!("program/{field}"));
            }
            "setting" => {
                let keys = registry().keys().map(crate::program::settings::SettingKey::as_str);
                return nearest(second, keys).map(|key| format!("setting/{key}"));
            }
            "deal" => DEAL_FIELDS,
            "tier" => TIER_FIELDS,
            _ => PARTNER_FIELDS,
        };
        let id = match kind {
            "deal" => nearest(second, program.deals.ids().map(crate::program::id::Id::as_str)),
            "tier" => nearest(second, program.tiers.ids().map(crate::program::id::Id::as_str)),
            _ => nearest(second, program.partners.ids().map(crate::program::id::Id::as_str)),
        }?;
        let wanted = parts.next().unwrap_or_default();
        if let (true, Some(tier)) = (kind == "partner", wanted.strip_prefix("tier/")) {
            let tier = nearest(tier, program.tiers.ids().map(crate::program::id::Id::as_str))?;
            return Some(format!("{kind}/{id}/tier/{tier}"));
        }
        let field = nearest(wanted, fields.iter().copied()).or(fields.first().copied())?;
        Some(format!("{kind}/{id}/{field}"))
    }
}

pub(super) fn number(value: Option<Fraction>, places: u32) -> String {
    value.map_or_else(|| "unknown".to_owned(), |value| shown(&widened(&value), places))
}

pub(super) fn words(label: Option<&str>) -> String {
    label.unwrap_or("unknown").to_owned()
}

/// `1 deal`, `2 deals`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Terms of a sum as they are added by hand; long sums name their first terms and how many follow.
pub(super) fn sum_of(terms: &[String]) -> String {
    const MOST: usize = 12;
    let named = terms.iter().take(MOST).map(String::as_str).collect::<Vec<_>>().join(" + ");
    match terms.len().saturating_sub(MOST) {
        0 if terms.is_empty() => "0".to_owned(),
        0 => named,
        more => format!("{named} + {more} more"),
    }
}
