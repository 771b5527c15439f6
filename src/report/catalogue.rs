//! What a report is: named columns and the rows of a program; and the list of all of them.

use super::table::{Column, Table};
use crate::analysis::derived::Derived;
use crate::program::Program;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::period::Quarter;

/// What a report is made from.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The program.
    pub program: &'a Program,
    /// What follows from it.
    pub derived: &'a Derived,
    /// Only what concerns this partner.
    pub partner: Option<&'a Id<Partner>>,
    /// Only what lies in this fiscal quarter.
    pub quarter: Option<Quarter>,
}

/// A report as rows.
#[derive(Debug, Clone, Copy)]
pub struct Report {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it shows.
    pub title: &'static str,
    /// Its columns; a table of it has just these.
    pub columns: &'static [Column],
    /// Adds its rows.
    pub fill: fn(&View<'_>, &mut Table),
}

/// Every report, in the order of the help.
pub const REPORTS: &[Report] = &[
    super::summary::REPORT,
    super::partners::REPORT,
    super::matrix::REPORT,
    super::tiers::REPORT,
    super::proofs::REPORT,
    super::clocks::REPORT,
    super::checks::LADDER,
    super::backtest::REPORT,
    super::migration::REPORT,
    super::program_versions::REPORT,
    super::health::REPORT,
    super::deals::REPORT,
    super::registrations::REPORT,
    super::attribution::REPORT,
    super::cfo::REPORT,
    super::cfo::quarters::REPORT,
    super::commissions::REPORT,
    super::payments::REPORT,
    super::mdf::REPORT,
    super::mdf::FUNDS,
    super::affiliates::REPORT,
    super::affiliate_program::people::REPORT,
    super::affiliate_program::terms::REPORT,
    super::affiliate_program::economics::REPORT,
    super::affiliate_program::rates::REPORT,
    super::timeline::REPORT,
    super::cadence::REPORT,
    super::checks::CAMPAIGNS,
    super::tasks::REPORT,
    super::qbrs::REPORT,
    super::actions::REPORT,
    super::promises::REPORT,
    super::preparation::REPORT,
    super::portfolio::REPORT,
    super::capacity::REPORT,
    super::playbook::REPORT,
    super::pool::REPORT,
    super::goal::REPORT,
    super::enablement::metrics::REPORT,
    super::enablement::assets::REPORT,
    super::enablement::playbook_text::REPORT,
    super::enablement::cards::REPORT,
    super::enablement::people::REPORT,
    super::enablement::certifications::REPORT,
    super::enablement::sessions::REPORT,
    super::enablement::portal::REPORT,
    super::enablement::markets::REPORT,
    super::enablement::plans::REPORT,
    super::enablement::plan_tasks::REPORT,
    super::marketplace::listings::REPORT,
    super::marketplace::copy::REPORT,
    super::marketplace::elements::REPORT,
    super::marketplace::keywords::REPORT,
    super::marketplace::screenshots::REPORT,
    super::marketplace::reviews::REPORT,
    super::marketplace::review_plan::REPORT,
    super::marketplace::choices::REPORT,
    super::marketplace::tactics::REPORT,
    super::marketplace::measures::REPORT,
    super::marketplace::months::REPORT,
    super::marketplace::changes::REPORT,
    super::marketplace::places::REPORT,
    super::design::architecture::REPORT,
    super::design::types::REPORT,
    super::design::goals::REPORT,
    super::design::governance::REPORT,
    super::design::documents::REPORT,
    super::design::tools::REPORT,
    super::design::maturity::REPORT,
    super::design::launch::REPORT,
    super::design::scale::REPORT,
    super::design::selection::REPORT,
    super::design::red_flags::REPORT,
    super::design::pilots::REPORT,
    super::design::agreements::REPORT,
    super::design::escalations::REPORT,
    super::design::feedback::REPORT,
    super::design::nps::REPORT,
    super::design::communications::REPORT,
    super::checks::ADVISOR,
    super::policies::REPORT,
    super::settings::REPORT,
];

/// The report of that name.
pub fn find(name: &str) -> Option<&'static Report> {
    REPORTS.iter().find(|report| report.name == name)
}

impl Report {
    /// Its table.
    pub fn table(&self, view: &View<'_>) -> Table {
        let mut table = Table::new(self.columns);
        (self.fill)(view, &mut table);
        table
    }
}

impl View<'_> {
    /// Whether records of that partner are asked for.
    pub fn wants(&self, partner: Option<&Id<Partner>>) -> bool {
        self.partner.is_none_or(|wanted| partner == Some(wanted))
    }

    /// Whether records of one of those partners are asked for.
    pub fn wants_any(&self, partners: &[Id<Partner>]) -> bool {
        self.partner.is_none_or(|wanted| partners.contains(wanted))
    }

    /// Whether records of that day are asked for; a record without a day lies in no quarter.
    pub fn wants_day(&self, day: Option<jiff::civil::Date>) -> bool {
        let calendar = self.program.profile.calendar();
        self.quarter.is_none_or(|wanted| day.is_some_and(|day| calendar.quarter_of(day) == wanted))
    }

    /// The name of a partner, where there is one.
    pub fn partner_name(&self, id: &Id<Partner>) -> Option<&str> {
        self.program.partners.get(id).map(|partner| partner.name.as_str())
    }
}
