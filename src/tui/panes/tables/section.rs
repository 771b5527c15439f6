//! What a table is: which report it shows, with which columns, and what of it can be edited; and the list of the tables of
//! every pane.

use super::economics_sections as economics;
use super::enablement_sections as enablement;
use super::marketplace_sections as marketplace;
use super::program_sections as program;
use super::selection_sections as selection;
use crate::program::Kind;
use crate::report::{self, Report, View};
use crate::tui::pane::PaneName;
use crate::tui::widgets::table::Order;

/// Further lines of each row: a heading or a name, and its value.
pub(super) type Notes = fn(&View<'_>) -> Vec<Vec<(String, String)>>;

/// How a row is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Add {
    /// Not at all: why, and where instead.
    Computed(&'static str),
    /// By a form of its own.
    Own,
    /// By the form of the record that a row is.
    Record,
    /// By the form of another kind of record.
    Other(Kind),
    /// By the form for plans.
    Plan,
}

/// What one key ticks off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Toggle {
    /// A field that is yes or no.
    Flag(&'static str),
    /// The day on which it was done: the as-of date, or none.
    Day(&'static str),
    /// The last time it was done: the as-of date each time.
    Today(&'static str),
    /// An item of a list: the field named by one column, the item by another.
    Item {
        /// The field; `@column` where a column names it.
        field: &'static str,
        /// The column with the item.
        item: &'static str,
    },
    /// A task.
    Task,
    /// What the table itself knows.
    Own,
}

/// What is fixed for a table.
#[derive(Debug)]
pub(super) struct Spec {
    /// The word of its tab.
    pub(super) title: &'static str,
    /// One row, and several.
    pub(super) nouns: (&'static str, &'static str),
    /// Where its rows come from.
    pub(super) report: &'static Report,
    /// The columns, by name of the report's, with their cells; the first one stays when the others scroll.
    pub(super) columns: &'static [(&'static str, u16)],
    /// The columns that tell one row from another.
    pub(super) keys: &'static [&'static str],
    /// The order at first; none: as the report has it.
    pub(super) sort: (&'static str, Order),
    /// The kind of record that a row is, where it is one.
    pub(super) kind: Option<Kind>,
    /// Columns that can be edited, with the field of the record; `@column` where a column names the field.
    pub(super) fields: &'static [(&'static str, &'static str)],
    /// The rule behind it.
    pub(super) rule: &'static str,
    /// What to do where there are no rows.
    pub(super) empty: &'static str,
    /// What a row is called, with its columns in braces.
    pub(super) named: &'static str,
    /// The settings that decide.
    pub(super) settings: &'static [&'static str],
    /// Further lines of each row.
    pub(super) notes: Option<Notes>,
    /// How a row is added.
    pub(super) add: Add,
    /// What a record that is not there yet takes from its row: field and column.
    pub(super) fresh: &'static [(&'static str, &'static str)],
    /// What it starts with besides: field and text.
    pub(super) given: &'static [(&'static str, &'static str)],
    /// Columns that stand for a record of the row's partner: column, kind, column with its identifier.
    pub(super) parts: &'static [(&'static str, Kind, &'static str)],
    /// What one key ticks off.
    pub(super) toggle: Option<Toggle>,
    /// The column that the key for a state edits.
    pub(super) state: Option<&'static str>,
}

/// A table of nothing, for what the others leave out.
pub(super) const PLAIN: Spec = Spec {
    title: "",
    nouns: ("row", "rows"),
    report: &report::summary::REPORT,
    columns: &[],
    keys: &["id"],
    sort: ("", Order::Ascending),
    kind: None,
    fields: &[],
    rule: "",
    empty: "",
    named: "",
    settings: &[],
    notes: None,
    add: Add::Computed("these rows are computed"),
    fresh: &[],
    given: &[],
    parts: &[],
    toggle: None,
    state: None,
};

macro_rules! sections {
    ($($pane:ident { $($section:ident => $spec:path,)+ })+) => {
        /// A table of a pane.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(in crate::tui) enum Section { $($($section,)+)+ }

        impl Section {
            /// Every table, pane by pane in the order of the tabs.
            pub(super) const ALL: &'static [Self] = &[$($(Self::$section,)+)+];
            /// How many there are.
            pub(super) const COUNT: usize = Self::ALL.len();
            const PANES: &'static [(PaneName, &'static [Self])] =
                &[$((PaneName::$pane, &[$(Self::$section,)+]),)+];

            /// What is fixed for it.
            pub(super) fn spec(self) -> &'static Spec {
                match self { $($(Self::$section => &$spec,)+)+ }
            }
        }
    };
}

sections! {
    Economics {
        Deals => economics::DEALS,
        Registrations => economics::REGISTRATIONS,
        Attribution => economics::ATTRIBUTION,
        Cfo => economics::CFO,
        Commissions => economics::COMMISSIONS,
        Payments => economics::PAYMENTS,
        Mdf => economics::MDF,
        Funds => economics::FUNDS,
        Affiliates => economics::AFFILIATES,
        AffiliatePayouts => economics::AFFILIATE_PAYOUTS,
        AffiliateTerms => economics::AFFILIATE_TERMS,
        AffiliateEconomics => economics::AFFILIATE_ECONOMICS,
        AffiliateRates => economics::AFFILIATE_RATES,
    }
    Enablement {
        Metrics => enablement::METRICS,
        Assets => enablement::ASSETS,
        SalesPlaybook => enablement::SALES_PLAYBOOK,
        Cards => enablement::CARDS,
        People => enablement::PEOPLE,
        Certifications => enablement::CERTIFICATIONS,
        Sessions => enablement::SESSIONS,
        Portal => enablement::PORTAL,
        Markets => enablement::MARKETS,
        Plans => enablement::PLANS,
        PlanTasks => enablement::PLAN_TASKS,
    }
    Marketplace {
        Listings => marketplace::LISTINGS,
        Copy => marketplace::COPY,
        Scores => marketplace::SCORES,
        Keywords => marketplace::KEYWORDS,
        Screenshots => marketplace::SCREENSHOTS,
        Reviews => marketplace::REVIEWS,
        ReviewPlan => marketplace::REVIEW_PLAN,
        Choices => marketplace::CHOICES,
        Tactics => marketplace::TACTICS,
        ListingMetrics => marketplace::LISTING_METRICS,
        ListingMonths => marketplace::LISTING_MONTHS,
        Changes => marketplace::CHANGES,
        Places => marketplace::PLACES,
    }
    Program {
        Architecture => program::ARCHITECTURE,
        Types => program::TYPES,
        Goals => program::GOALS,
        Governance => program::GOVERNANCE,
        Documents => program::DOCUMENTS,
        Tools => program::TOOLS,
        Maturity => program::MATURITY,
        Launch => program::LAUNCH,
        Scale => program::SCALE,
        Capacity => program::CAPACITY,
        Playbook => program::PLAYBOOK,
        Pool => program::POOL,
        Selection => selection::SELECTION,
        RedFlags => selection::RED_FLAGS,
        Pilots => selection::PILOTS,
        Agreements => selection::AGREEMENTS,
        Escalations => selection::ESCALATIONS,
        Feedback => selection::FEEDBACK,
        Nps => selection::NPS,
        Communications => selection::COMMUNICATIONS,
    }
}

impl Section {
    /// The tables of a pane, in the order of the tabs.
    pub(super) fn of_pane(pane: PaneName) -> &'static [Self] {
        Self::PANES.iter().find(|(name, _)| *name == pane).map_or(&[], |(_, sections)| *sections)
    }

    /// The tables of the same pane, in the order of the tabs.
    pub(super) fn beside(self) -> &'static [Self] {
        Self::PANES.iter().map(|(_, sections)| *sections).find(|of| of.contains(&self)).unwrap_or_default()
    }

    /// The table so many tabs on, round the end.
    pub(super) fn step(self, by: isize) -> Self {
        let tabs = self.beside();
        let at = tabs.iter().position(|one| *one == self).unwrap_or(0) as isize + by;
        tabs.get(at.rem_euclid(tabs.len() as isize) as usize).copied().unwrap_or(self)
    }

    /// The table of that word among those beside it.
    pub(super) fn named(self, word: &str) -> Option<Self> {
        self.beside().iter().copied().find(|section| section.spec().report.name == word)
    }
}

impl Spec {
    /// The field that a column edits.
    pub(super) fn field(&self, column: &str) -> Option<&'static str> {
        self.fields.iter().find(|(name, _)| *name == column).map(|(_, field)| *field)
    }

    /// The place of a column of the report.
    pub(super) fn place(&self, column: &str) -> Option<usize> {
        self.report.columns.iter().position(|known| known.name == column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_field(spec: &Spec, field: &str) -> bool {
        let kind = spec.kind.unwrap();
        match field.strip_prefix('@') {
            Some(column) => spec.place(column).is_some(),
            None => kind.fields().iter().any(|(name, _, _)| *name == field),
        }
    }

    #[test]
    fn every_column_is_one_of_the_report_and_every_field_one_of_the_record() {
        for section in Section::ALL {
            let spec = section.spec();
            let sort = Some(spec.sort.0).filter(|name| !name.is_empty());
            let in_name = spec.named.split('{').skip(1).filter_map(|rest| rest.split('}').next());
            let names = spec.columns.iter().map(|(name, _)| *name).chain(spec.keys.iter().copied()).chain(sort);
            let names = names.chain(in_name).chain(spec.state).chain(spec.fresh.iter().map(|(_, column)| *column));
            for name in names.chain(spec.fields.iter().map(|(column, _)| *column)) {
                assert!(spec.place(name).is_some(), "{}: {name}", spec.title);
            }
            let shown = sort.is_none_or(|sort| spec.columns.iter().any(|(name, _)| *name == sort));
            assert!(shown, "{}: {}", spec.title, spec.sort.0);
            for (_, field) in spec.fields {
                assert!(has_field(spec, field), "{}: {field}", spec.title);
            }
            let made = if let Add::Other(kind) = spec.add { Some(kind) } else { spec.kind };
            for (field, _) in spec.fresh.iter().chain(spec.given) {
                assert!(made.unwrap().fields().iter().any(|(name, ..)| name == field), "{}: {field}", spec.title);
            }
            for (column, _, id) in spec.parts {
                assert!(spec.place(column).is_some() && spec.place(id).is_some(), "{}: {column}", spec.title);
            }
            for key in spec.settings {
                assert!(crate::program::settings::registry().definition(key).is_some(), "{}: {key}", spec.title);
            }
            assert!(!spec.title.is_empty() && !spec.empty.is_empty() && !spec.named.is_empty(), "{}", spec.title);
        }
    }

    #[test]
    fn tabs_go_round() {
        assert_eq!(Section::AffiliateRates.step(1), Section::Deals);
        assert_eq!(Section::Deals.step(-1), Section::AffiliateRates);
        assert_eq!(Section::Cfo.step(1), Section::Commissions);
    }
}
