//! The fate of one row: what became of it, why, and what it holds.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::date::Dated;
use super::stage::{AttributionWord, StageClass};
use crate::program::currency::Currency;
use crate::program::rate::Percent;

macro_rules! codes {
    ($($name:ident $text:literal $meaning:literal,)*) => {
        /// Why a row was skipped (`S_`), rejected (`E_`) or accepted with a warning (`W_`).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $meaning] $name,)*
        }

        impl Code {
            /// The code as scripts and reject files name it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// What it means and what to do, in one sentence.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => $meaning,)* }
            }
        }
    };
}

codes! {
    BlankRow "S_BLANK_ROW" "the row is empty",
    Footer "S_FOOTER" "a footer of the report, not a record",
    RepeatedHeader "S_REPEATED_HEADER" "the header again",
    TotalRow "S_TOTAL_ROW" "a total of the report, not a record",
    SectionRow "S_SECTION_ROW" "a heading between the rows, not a record",
    ExactDuplicate "S_EXACT_DUP" "the same record stands earlier in the file",
    Superseded "S_SUPERSEDED" "a newer version of the same record is in the file",
    SecondaryPartner "S_SECONDARY_PARTNER" "a further partner of a deal; it adds a link, never a second amount",
    DuplicateId "S_DUP_KEY" "the same identifier stands earlier in the file",
    FieldCount "E_FIELD_COUNT" "the row has more or fewer fields than the header; check quotes and delimiters",
    UnterminatedQuote "E_UNTERMINATED_QUOTE" "a quote is opened and never closed, so this record took in the ones after it; close the quote",
    NoId "E_NO_ID" "the identifier is missing; fill it in",
    NoName "E_NO_NAME" "the name is missing; fill it in",
    NoStage "E_NO_STAGE" "the stage is missing; fill it in",
    NoEmail "E_NO_EMAIL" "the e-mail address is missing; fill it in",
    BadEmail "E_BAD_EMAIL" "the e-mail address is not of the form a@b.c; correct it",
    BadAmount "E_BAD_AMOUNT" "the amount is not a number below 10^15; write digits, or leave the cell empty if it is unknown",
    AmbiguousNumber "E_AMBIGUOUS_NUMBER" "the number can be read in two ways; write it with two decimals or say --decimal",
    BadCurrency "E_BAD_CURRENCY" "the currency is not an ISO 4217 code such as USD; correct it",
    CurrencyMismatch "E_CURRENCY_MISMATCH" "the column's header names one currency and the cell another; convert it or move it",
    BadDate "E_BAD_DATE" "the date is missing, impossible or outside 1990 to 2100; correct it",
    AmbiguousDate "E_AMBIGUOUS_DATE" "the date may be month first or day first; say --date-order mdy or dmy",
    DuplicateConflict "E_DUP_CONFLICT" "another record with this identifier differs and neither is known to be newer; keep one",
    DuplicateKey "E_DUP_KEY" "a partner with the same key stands earlier in the list; keep one, or rename this one",
    BlankAmount "W_BLANK_AMOUNT" "an amount is blank: unknown, not zero",
    NegativeAmount "W_NEGATIVE_AMOUNT" "the amount is negative, as in a credit memo",
    NegativeCommission "W_NEGATIVE_COMMISSION" "a commission is negative, as in a clawback",
    WonWithoutAmount "W_WON_WITHOUT_AMOUNT" "the deal is won and its amount is unknown",
    UnknownStage "W_UNKNOWN_STAGE" "the stage is not known and counts as open",
    AttributionMismatch "W_ATTRIB_MISMATCH" "the source system's attribution and the registration date disagree; both are kept",
    UnknownTier "W_UNKNOWN_TIER" "the program has no such tier; the partner's tier stays unknown",
    BadOptionalDate "W_BAD_DATE" "a date could not be read; it stays unknown",
    BadScore "W_BAD_SCORE" "a score could not be read; it stays unknown",
    OutOfRange "W_OUT_OF_RANGE" "a figure is outside its scale; it stays unknown",
    PercentAboveOne "W_PERCENT_GT_1" "a rate above 1 was read as percent",
    HiddenRow "W_HIDDEN_ROW" "the row is hidden in the workbook",
    NoResult "W_NO_RESULT" "a formula was saved without its result, which stays unknown; open the workbook in Excel and save it",
    CurrencyConflict "W_CURRENCY_CONFLICT" "the amount carries another currency than its currency column, which was taken",
}

impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Imported.
    Accept,
    /// Left out without fault.
    Skip,
    /// Left out because of a fault.
    Reject,
}

impl Code {
    /// What becomes of a row with this code as its reason.
    pub fn outcome(self) -> Outcome {
        match self.name().as_bytes().first() {
            Some(b'S') => Outcome::Skip,
            Some(b'E') => Outcome::Reject,
            _ => Outcome::Accept,
        }
    }
}

/// One row of the file and its fate.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The record's number below the header, from 1.
    pub record: usize,
    /// The line of the file, or the row of the sheet, where it starts; from 1.
    pub line: usize,
    /// What became of it.
    pub outcome: Outcome,
    /// Why, where it was not accepted.
    pub reason: Option<Code>,
    /// What a person should know about an accepted row.
    pub warnings: Vec<Code>,
    /// The identifier in the source system.
    pub id: Option<String>,
    /// The normalised key of the partner; empty for none.
    pub partner_key: String,
    /// What it holds, where it was accepted or links a further partner.
    pub fields: Fields,
    /// The cells as they stood, where it was rejected.
    pub original: Vec<String>,
}

/// What a row holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Fields {
    /// Nothing that could be used.
    #[default]
    None,
    /// A deal.
    Deal(Box<DealRow>),
    /// A partner.
    Partner(Box<PartnerRow>),
}

impl Row {
    /// The deal, where the row is an accepted one or links a further partner.
    pub fn deal(&self) -> Option<&DealRow> {
        if let Fields::Deal(deal) = &self.fields { Some(deal) } else { None }
    }

    /// The partner, where the row is an accepted one.
    pub fn partner(&self) -> Option<&PartnerRow> {
        if let Fields::Partner(partner) = &self.fields { Some(partner) } else { None }
    }
}

/// A deal as the source system tells it. `None` is unknown.
#[derive(Debug, Clone, PartialEq)]
pub struct DealRow {
    /// Its name.
    pub name: String,
    /// The customer.
    pub account: Option<String>,
    /// The customer's domain.
    pub account_domain: Option<String>,
    /// The partner as written.
    pub partner: Option<String>,
    /// The partner's domain.
    pub partner_domain: Option<String>,
    /// What the partner does in the deal, as written.
    pub partner_role: Option<String>,
    /// Whether this row names the deal's first partner.
    pub primary: Option<bool>,
    /// Won, lost or open.
    pub stage: StageClass,
    /// The stage as written.
    pub stage_label: String,
    /// The amount in its own currency.
    pub amount: Option<Decimal>,
    /// That currency.
    pub currency: Option<Currency>,
    /// The amount as the source system converted it.
    pub amount_base: Option<Decimal>,
    /// The currency it was converted to.
    pub base_currency: Option<Currency>,
    /// The close date, expected where the deal is open.
    pub close: Date,
    /// The date it was created.
    pub created: Option<Date>,
    /// When it was last changed.
    pub last_modified: Option<Dated>,
    /// Its owner.
    pub owner: Option<String>,
    /// The source system's attribution word, as written.
    pub attribution_word: Option<String>,
    /// What that word says.
    pub attribution: Option<AttributionWord>,
    /// Where the lead came from.
    pub lead_source: Option<String>,
    /// The registration's identifier.
    pub registration_id: Option<String>,
    /// When it was registered.
    pub registered_on: Option<Date>,
    /// New business, upgrade, renewal, as written.
    pub deal_type: Option<String>,
    /// The next step.
    pub next_step: Option<String>,
    /// The chance to close.
    pub probability: Option<Percent>,
    /// A note.
    pub note: Option<String>,
}

/// A reported score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Score {
    /// A number on a scale that ends at `of`.
    Number {
        /// The number.
        value: Decimal,
        /// The end of the scale.
        of: Decimal,
    },
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
}

/// A partner as the list tells it. `None` is unknown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PartnerRow {
    /// The company, or the person where there is none.
    pub name: String,
    /// The contact's full name.
    pub contact: Option<String>,
    /// The contact's e-mail address.
    pub email: Option<String>,
    /// The web domain.
    pub domain: Option<String>,
    /// The tier, by the name the vocabulary or the program gives it.
    pub tier: Option<String>,
    /// The tier as written.
    pub tier_label: Option<String>,
    /// The group in the partner system, as written.
    pub group: Option<String>,
    /// The short name of that group.
    pub group_slug: Option<String>,
    /// The type: reseller, referral, technology, affiliate, alliance.
    pub partner_type: Option<String>,
    /// The type as written.
    pub type_label: Option<String>,
    /// The region.
    pub region: Option<String>,
    /// Who manages the partner on our side.
    pub owner: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// The state of the partnership, as written.
    pub status: Option<String>,
    /// Whether the partner is active.
    pub active: Option<bool>,
    /// Whether the partner was approved.
    pub approved: Option<bool>,
    /// Customers brought in.
    pub customers: Option<u32>,
    /// Customers that pay.
    pub paid_customers: Option<u32>,
    /// Sign-ups brought in.
    pub signups: Option<u32>,
    /// Referrals made.
    pub referrals: Option<u32>,
    /// Certified people.
    pub certified_people: Option<u32>,
    /// Reported money, by field, in the currency of [`PartnerRow::currency`].
    pub money: Vec<(super::field::Field, Option<Decimal>)>,
    /// The currency of the reported money.
    pub currency: Option<Currency>,
    /// The commission rate.
    pub commission_rate: Option<Percent>,
    /// The date the partner joined or signed.
    pub joined: Option<Date>,
    /// The last activity in the portal.
    pub last_active: Option<Date>,
    /// The end of the agreement.
    pub contract_end: Option<Date>,
    /// The last QBR.
    pub last_qbr: Option<Date>,
    /// A reported score.
    pub score: Option<Score>,
    /// A reported health score.
    pub health: Option<Score>,
    /// A reported net promoter score, -100 to 100.
    pub nps: Option<Decimal>,
    /// A note.
    pub note: Option<String>,
}

impl PartnerRow {
    /// A reported amount of money.
    pub fn amount(&self, field: super::field::Field) -> Option<Decimal> {
        self.money.iter().find(|(of, _)| *of == field).and_then(|(_, amount)| *amount)
    }
}
