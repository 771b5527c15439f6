//! The program itself: its name, currency, calendar and size.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::currency::Currency;
use super::money::Money;
use super::period::FiscalCalendar;
use super::rate::Percent;
use super::record::{Field, FieldKind, FieldShape};
use super::zone::Zone;

/// What is said once for the whole program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Name of the program.
    pub name: String,
    /// The reporting currency; fixed once money exists.
    pub currency: Currency,
    /// Month in which the fiscal year starts, 1 to 12.
    pub fiscal_start_month: u8,
    /// The date for which the plan is looked at; none: today.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// What the program is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vision: Option<String>,
    /// Who stands for it in the leadership.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exec_sponsor: Option<String>,
    /// When the plan was last gone through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_reviewed: Option<Date>,
    /// Gross margin of the company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gross_margin: Option<Percent>,
    /// Average annual contract value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub average_acv: Option<Money>,
    /// Annual recurring revenue of the company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_arr: Option<Money>,
    /// Partner share of that revenue today.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner_share: Option<Percent>,
    /// What is shared out for co-marketing in a year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comarketing_pool: Option<Money>,
    /// Whether the product can be integrated with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integration_surface: Option<bool>,
    /// When the launch of the program started.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub launch_start: Option<Date>,
    /// The last release of the product; content of every release is judged by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_release: Option<Date>,
    /// Where we work, written as the region of a partner: whose holidays are ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The time zone of our times, where a campaign does not name its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<Zone>,
    /// Time zones whose clocks are always shown when a time is chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<Zone>,
    /// Note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Profile {
    /// Its fields, in the order of the file.
    pub const FIELDS: &'static [Field] = &[
        ("name", FieldKind::Text, FieldShape::Required),
        ("currency", FieldKind::Text, FieldShape::Required),
        ("fiscal_start_month", FieldKind::Count, FieldShape::Required),
        ("as_of", FieldKind::Date, FieldShape::Optional),
        ("vision", FieldKind::Text, FieldShape::Optional),
        ("exec_sponsor", FieldKind::Text, FieldShape::Optional),
        ("last_reviewed", FieldKind::Date, FieldShape::Optional),
        ("gross_margin", FieldKind::Percent, FieldShape::Optional),
        ("average_acv", FieldKind::Money, FieldShape::Optional),
        ("total_arr", FieldKind::Money, FieldShape::Optional),
        ("partner_share", FieldKind::Percent, FieldShape::Optional),
        ("comarketing_pool", FieldKind::Money, FieldShape::Optional),
        ("integration_surface", FieldKind::YesNo, FieldShape::Optional),
        ("launch_start", FieldKind::Date, FieldShape::Optional),
        ("last_release", FieldKind::Date, FieldShape::Optional),
        ("region", FieldKind::Text, FieldShape::Optional),
        ("time_zone", FieldKind::Text, FieldShape::Optional),
        ("zones", FieldKind::Text, FieldShape::List),
        ("note", FieldKind::Text, FieldShape::Optional),
    ];

    /// A program of that name and nothing else.
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            currency: Currency::USD,
            fiscal_start_month: 1,
            as_of: None,
            vision: None,
            exec_sponsor: None,
            last_reviewed: None,
            gross_margin: None,
            average_acv: None,
            total_arr: None,
            partner_share: None,
            comarketing_pool: None,
            integration_surface: None,
            launch_start: None,
            last_release: None,
            region: None,
            time_zone: None,
            zones: Vec::new(),
            note: None,
        }
    }

    /// The fiscal calendar.
    pub fn calendar(&self) -> FiscalCalendar {
        FiscalCalendar::starting_in(self.fiscal_start_month)
    }
}
