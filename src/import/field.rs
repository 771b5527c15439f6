//! The fields an import fills, by the names that `--map FIELD=COLUMN` takes.

use std::fmt;
use std::str::FromStr;

use super::options::Kind;

macro_rules! fields {
    ($($name:ident $text:literal $doc:literal,)*) => {
        /// A field of an imported record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
        pub enum Field {
            $(#[doc = $doc] $name,)*
        }

        impl Field {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its name on the command line and in JSON.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// What it holds.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => $doc,)* }
            }
        }
    };
}

fields! {
    DealId "deal_id" "the deal's identifier in the source system",
    DealName "deal_name" "the deal's name",
    Partner "partner" "the partner of the deal",
    PartnerDomain "partner_domain" "the partner's web domain",
    PartnerRole "partner_role" "what the partner does in the deal",
    Primary "primary" "whether the row names the deal's first partner",
    Account "account" "the customer",
    AccountDomain "account_domain" "the customer's web domain",
    Stage "stage" "the stage, which says won, lost or open",
    Amount "amount" "the amount in the deal's currency",
    AmountBase "amount_base" "the amount converted by the source system",
    AmountBaseCurrency "amount_base_currency" "the currency of the converted amount",
    Currency "currency" "the currency of the amount",
    Close "close" "the close date, expected where the deal is open",
    Created "created" "the date the deal was created",
    LastModified "last_modified" "when the row was last changed in the source system",
    Owner "owner" "who owns the record on our side",
    Attribution "attribution" "the source system's word for sourced or influenced",
    LeadSource "lead_source" "where the lead came from",
    RegistrationId "deal_reg" "the deal registration's identifier",
    RegistrationDate "reg_date" "the date the deal was registered",
    DealType "deal_type" "new business, upgrade, renewal",
    NextStep "next_step" "the next step",
    Probability "probability" "the chance to close",
    PartnerId "partner_id" "the partner's identifier in the source system",
    Name "name" "the partner's company name",
    FirstName "first_name" "the contact's first name",
    LastName "last_name" "the contact's last name",
    ContactName "contact" "the contact's full name",
    Email "email" "the contact's e-mail address",
    Website "website" "the partner's web domain",
    Tier "tier" "the tier granted",
    Group "group" "the group in the partner system",
    GroupSlug "group_slug" "the short name of that group",
    PartnerType "type" "reseller, referral, technology, affiliate, alliance",
    Region "region" "the region",
    Tags "tags" "tags",
    Status "status" "the state of the partnership",
    Active "active" "whether the partner is active",
    Approved "approved" "whether the partner was approved",
    Customers "customers" "customers brought in",
    PaidCustomers "paid_customers" "customers that pay",
    Signups "signups" "sign-ups brought in",
    Referrals "referrals" "referrals made",
    CertifiedPeople "certified_people" "certified people",
    TtmSourced "ttm_sourced" "reported sourced revenue of the trailing twelve months",
    TtmInfluenced "ttm_influenced" "reported influenced revenue of the trailing twelve months",
    Revenue "revenue" "reported revenue",
    CommissionsEarned "commissions_earned" "reported commissions earned",
    CommissionsPaid "commissions_paid" "reported commissions paid",
    CommissionRate "commission_rate" "the commission rate",
    LastActive "last_active" "the last activity in the portal",
    Joined "joined" "the date the partner joined or signed",
    ContractEnd "contract_end" "the end of the agreement",
    LastQbr "last_qbr" "the date of the last QBR",
    Score "score" "a reported score",
    Health "health" "a reported health score",
    Nps "nps" "a reported net promoter score",
    Note "note" "a note",
}

impl Field {
    /// How many fields there are.
    pub const COUNT: usize = Self::ALL.len();

    /// The fields that rows of that kind have, the most telling first.
    pub fn of(kind: Kind) -> impl Iterator<Item = Self> {
        let names = match kind {
            Kind::Deals => &super::vocabulary::vocabulary().deals,
            Kind::Partners => &super::vocabulary::vocabulary().partners,
        };
        names.iter().map(|names| names.field)
    }

    /// Fields whose column must be certain: two candidates that differ are asked about, never guessed.
    pub fn is_decisive(self, kind: Kind) -> bool {
        match kind {
            Kind::Deals => matches!(self, Self::DealName | Self::Partner | Self::Stage | Self::Amount | Self::Close),
            Kind::Partners => matches!(self, Self::Name),
        }
    }

    /// Columns of money.
    pub fn is_money(self) -> bool {
        matches!(
            self,
            Self::Amount
                | Self::AmountBase
                | Self::TtmSourced
                | Self::TtmInfluenced
                | Self::Revenue
                | Self::CommissionsEarned
                | Self::CommissionsPaid
        )
    }

    /// Columns of dates.
    pub fn is_date(self) -> bool {
        matches!(
            self,
            Self::Close
                | Self::Created
                | Self::LastModified
                | Self::RegistrationDate
                | Self::LastActive
                | Self::Joined
                | Self::ContractEnd
                | Self::LastQbr
        )
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that is no field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no field of an import")]
pub struct NoSuchField(pub String);

impl FromStr for Field {
    type Err = NoSuchField;

    fn from_str(text: &str) -> Result<Self, NoSuchField> {
        let wanted = text.trim().to_lowercase().replace('-', "_");
        let found = Self::ALL.iter().copied().find(|field| field.name() == wanted);
        found.ok_or_else(|| NoSuchField(text.to_owned()))
    }
}
