//! The columns of the roster: what each shows, how wide it likes to be, and which field it edits.

use crate::analysis::health::HealthDimension;
use crate::edit::field;
use crate::program::Kind;
use crate::program::record::FieldKind;
use crate::tui::tabling::{self, ColumnKey};
use crate::tui::widgets::safe_text::Align;
use crate::tui::widgets::table::Column;

/// How the user arranged the roster.
pub(super) type Arrangement = tabling::Arrangement<Key>;
/// One key of the order of the roster.
pub(super) type Sort = tabling::Sort<Key>;

/// Below this width columns take their narrow size.
const COMPACT_BELOW: u16 = 74;
/// From this width on names get more room.
const ROOMY_FROM: u16 = 100;

/// What typing into a column does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// Sets this field of the partner.
    Field(&'static str),
    /// Sets this field, which stands above what the rules say; the words say what the rules take it from.
    Override(&'static str, &'static str),
    /// Nothing: the value follows from other records, and these words say from which and where to change them.
    Derived(&'static str),
}

/// One column of the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spec {
    /// Which.
    pub(super) key: Key,
    /// The word in filters, sort keys, explanations and copied headers.
    pub(super) word: &'static str,
    /// The header.
    pub(super) title: &'static str,
    /// Cells it likes, at 80 columns and more.
    pub(super) width: u16,
    /// Cells it gets below 80 columns.
    pub(super) narrow: u16,
    /// Numbers stand at the right.
    pub(super) right: bool,
    /// Shown unless the user decided otherwise.
    pub(super) shown: bool,
    /// What typing does.
    pub(super) source: Source,
}

macro_rules! columns {
    ($($key:ident $word:literal $title:literal $width:literal $narrow:literal $align:ident $shown:ident $source:expr;)+) => {
        /// The columns, in the order in which a partner manager asks for them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(in crate::tui) enum Key {
            $(#[doc = $title] $key,)+
        }

        impl Key {
            /// Every column in its first order.
            pub(super) const ALL: &'static [Self] = &[$(Self::$key,)+];

            /// All about it.
            pub(super) fn spec(self) -> Spec {
                match self {
                    $(Self::$key => Spec {
                        key: self, word: $word, title: $title, width: $width, narrow: $narrow,
                        right: columns!(@align $align), shown: columns!(@shown $shown), source: $source,
                    },)+
                }
            }
        }
    };
    (@align left) => { false };
    (@align right) => { true };
    (@shown shown) => { true };
    (@shown hidden) => { false };
}

use Source::{Derived, Field, Override};

const DEALS: &str = "follows from the won deals of the partner; change the deal or its touches";

const HEALTH: &str = "is part of the health score; K explains it";

columns! {
    Name "name" "Partner" 20 16 left shown Field("name");
    Type "type" "Type" 10 8 left shown Field("type");
    Tier "tier" "Tier, to next" 13 9 left shown Field("granted_tier");
    Health "health" "Health" 13 9 left shown
        Derived("follows from growth, registrations, engagement, NPS and strategic fit; change those (C shows engagement, NPS and fit)");
    Sourced "sourced_t12m" "Sourced" 9 9 right shown Derived(DEALS);
    Growth "growth" "Growth" 7 7 right shown
        Derived("compares the last completed quarter with the one a year before; change the deals");
    NextDue "next_due" "Next due" 10 10 left shown
        Derived("is the earliest open task, action item or QBR; change it in Timeline (4) or QBR (5)");
    Owner "owner" "Owner" 12 10 left shown Field("owner");
    Segment "segment" "Segment" 10 9 left shown
        Override("segment_override", "revenue, growth, engagement and strategic value");
    Stage "stage" "Stage" 14 9 left shown Field("stage");
    Influenced "influenced_t12m" "Influenced" 10 9 right shown Derived(DEALS);
    Registrations "registrations_last_quarter" "Regs" 5 4 right shown
        Derived("counts the deal registrations submitted in the last completed quarter; change those");
    Findings "findings" "!" 3 3 right hidden
        Derived("counts what the advisor finds on the partner; the list of problems tells it");
    Region "region" "Region" 9 7 left shown Field("region");
    Credited "credited_t12m" "Credited" 9 9 right hidden Derived(DEALS);
    StrategicValue "strategic_value" "Strategic" 9 9 right hidden
        Override("strategic_value_override", "the scorecard; the matrix (2) moves it too");
    Quadrant "quadrant" "Quadrant" 12 9 left hidden
        Derived("is the place on the value matrix; move the partner there (2)");
    Call "investment_call" "Call" 10 8 left hidden
        Derived("follows from the quadrant and health; change those");
    Potential "potential" "Potential" 10 9 right hidden Field("potential");
    Engagement "engagement" "Engagement" 10 9 left hidden
        Override("engagement_level", "the last portal visit");
    Fit "strategic_fit" "Fit" 8 8 left hidden
        Override("strategic_fit", "the evaluation");
    Nps "nps" "NPS" 5 5 right hidden
        Override("entered_nps", "survey answers, which count first");
    HealthRevenue "health_revenue" "Revenue" 7 7 left hidden Derived(HEALTH);
    HealthActivity "health_activity" "Active" 7 7 left hidden Derived(HEALTH);
    HealthEngagement "health_engagement" "Engaged" 7 7 left hidden Derived(HEALTH);
    HealthSatisfaction "health_satisfaction" "Satisf." 7 7 left hidden Derived(HEALTH);
    HealthFit "health_fit" "Fit pts" 7 7 left hidden Derived(HEALTH);
    TierSince "tier_since" "Tier since" 10 10 left hidden Field("tier_since");
    Signed "signed_on" "Signed" 10 10 left hidden Field("signed_on");
    Review "review_on" "Review on" 10 10 left hidden Field("review_on");
    Status "status" "Status" 8 8 left hidden Field("status");
    Archetype "archetype" "Archetype" 16 10 left hidden Field("archetype");
    Found "source" "Found by" 16 10 left hidden Field("source");
    Domain "domain" "Domain" 18 12 left hidden Field("domain");
    Sponsor "exec_sponsor" "Sponsor" 14 10 left hidden Field("exec_sponsor");
    Tags "tags" "Tags" 16 10 left hidden Field("tags");
    Portal "portal_last_active" "Portal" 10 10 left hidden Field("portal_last_active");
    ToUs "value_to_us" "Value to us" 20 12 left hidden Field("value_to_us");
    ToThem "value_to_them" "Value to them" 20 12 left hidden Field("value_to_them");
    Note "note" "Note" 24 12 left hidden Field("note");
}

impl Key {
    /// Health as cells: the partner, the score, and the points of each dimension.
    pub(super) const HEAT: [Self; 8] = [
        Self::Name,
        Self::Health,
        Self::HealthRevenue,
        Self::HealthActivity,
        Self::HealthEngagement,
        Self::HealthSatisfaction,
        Self::HealthFit,
        Self::Tier,
    ];

    /// The dimension of health that it shows.
    pub(super) fn dimension(self) -> Option<HealthDimension> {
        Some(match self {
            Self::HealthRevenue => HealthDimension::Revenue,
            Self::HealthActivity => HealthDimension::Activity,
            Self::HealthEngagement => HealthDimension::Engagement,
            Self::HealthSatisfaction => HealthDimension::Satisfaction,
            Self::HealthFit => HealthDimension::StrategicFit,
            _ => return None,
        })
    }

    /// The field that typing sets.
    pub(super) fn field(self) -> Option<&'static str> {
        match self.spec().source {
            Source::Field(field) | Source::Override(field, _) => Some(field),
            Source::Derived(_) => None,
        }
    }

    /// What kind of values the field holds.
    pub(super) fn field_kind(self) -> Option<FieldKind> {
        field::declared(Kind::Partner, self.field()?).ok().map(|(_, kind, _)| *kind)
    }

    /// True where a value is picked from a list rather than typed.
    pub(super) fn is_picked(self) -> bool {
        matches!(self.field_kind(), Some(FieldKind::Choice(_) | FieldKind::Reference(_)))
    }

    /// Why nothing can be typed here, and where the value comes from.
    pub(super) fn read_only(self) -> Option<String> {
        match self.spec().source {
            Source::Derived(why) => Some(format!("{} {why}  (K explains it)", self.label())),
            _ => None,
        }
    }

    /// What the column is called in a sentence.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Tier => "Tier",
            Self::Sourced => "Sourced revenue",
            Self::Influenced => "Influenced revenue",
            Self::Credited => "Credited revenue",
            Self::Registrations => "Registrations",
            Self::StrategicValue => "Strategic value",
            other => other.spec().title,
        }
    }
}

impl ColumnKey for Key {
    fn word(self) -> &'static str {
        self.spec().word
    }

    fn title(self) -> &'static str {
        self.spec().title
    }

    fn label(self) -> &'static str {
        Self::label(self)
    }

    fn reported(self) -> Option<&'static str> {
        let word = match self {
            Self::Health => "health.score",
            Self::Growth => "growth.percent",
            Self::Stage => "lifecycle.stage",
            other => other.spec().word,
        };
        crate::report::partners::REPORT.columns.iter().map(|column| column.name).find(|name| *name == word)
    }

    fn likes(self, table: u16) -> u16 {
        let spec = self.spec();
        match () {
            () if table < COMPACT_BELOW => spec.narrow,
            () if table >= ROOMY_FROM && self == Self::Name => spec.width + 6,
            () => spec.width,
        }
    }

    fn shown_at_first(self) -> bool {
        self.spec().shown
    }

    fn column(self, width: u16) -> Column {
        let spec = self.spec();
        let title = if width < 13 && self == Self::Tier { "Tier" } else { spec.title };
        let mut column = Column::new(title, width).min(width.min(4));
        if spec.right {
            column.align = Align::Right;
            column.min = width;
        }
        column
    }
}

/// The roster as it is arranged at first: by name.
pub(super) fn arrangement() -> Arrangement {
    Arrangement::of(Key::ALL.to_vec(), Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::widgets::table::Order;
    use std::collections::BTreeSet;

    #[test]
    fn every_column_has_a_word_of_its_own_and_names_a_field_that_is_there() {
        let mut words = BTreeSet::new();
        for key in Key::ALL {
            let spec = key.spec();
            assert!(words.insert(spec.word), "{} twice", spec.word);
            assert!(spec.title.len() <= usize::from(spec.width), "{}", spec.title);
            assert!(spec.narrow <= spec.width);
            assert_eq!(arrangement().named(spec.word), Some(*key));
            assert!(key.field().is_none() || key.field_kind().is_some(), "{}", spec.word);
            assert_eq!(key.field().is_none(), key.read_only().is_some());
        }
        let arrangement = super::arrangement();
        assert_eq!(arrangement.named("  Sourced "), Some(Key::Sourced));
        assert_eq!(arrangement.named("regis"), Some(Key::Registrations));
        assert_eq!(arrangement.named("nothing"), None);
        assert_eq!(arrangement.named(""), None);
    }

    fn read(text: &str) -> Result<Vec<Sort>, String> {
        tabling::read_sorts(Key::ALL, text)
    }

    #[test]
    fn sort_keys_are_read_in_order_and_written_back() {
        let sorts = read("-health, name asc,  next_due descending").unwrap();
        let mut arrangement = super::arrangement();
        arrangement.sorts = sorts;
        assert_eq!(arrangement.sort_text(), "health desc, name, next_due desc");
        assert_eq!(read(&arrangement.sort_text()).unwrap(), arrangement.sorts);
        assert_eq!(read(" , ").unwrap(), []);
        assert!(read("healthy").unwrap_err().contains("is no column"));
        assert!(read("name, -name").unwrap_err().contains("twice"));
    }

    #[test]
    fn a_column_cycles_through_both_orders_and_off() {
        let mut arrangement = super::arrangement();
        assert_eq!(arrangement.cycle(Key::Health), Some(Order::Ascending));
        assert_eq!(arrangement.cycle(Key::Health), Some(Order::Descending));
        assert_eq!(arrangement.cycle(Key::Health), None);
        assert!(arrangement.sorts.is_empty());
    }

    #[test]
    fn the_name_is_never_hidden_and_new_columns_come_last() {
        let mut arrangement = super::arrangement();
        arrangement.shift(1, true);
        arrangement.show(&[Key::Note, Key::Tier, Key::Type]);
        assert_eq!(arrangement.columns, [Key::Name, Key::Tier, Key::Type, Key::Note]);
        assert!(!arrangement.hide(Key::Name));
        assert!(arrangement.hide(Key::Type));
    }

    #[test]
    fn at_eighty_columns_the_first_six_fit() {
        let arrangement = super::arrangement();
        let widths: Vec<u16> = arrangement.columns.iter().map(|key| arrangement.width(*key, 80)).collect();
        assert!(widths[..6].iter().sum::<u16>() + 5 <= 78, "{widths:?}");
    }
}
