//! What the owners of a plan wrote down that must hold of it, and whether it does.
//!
//! `tier(acme) == Gold at 2026-Q3`; `partners.health.score >= 40` of every row of a report; `mdf[state:approved].total(amount)
//! <= 120k`, and `count`, `least(...)`, `most(...)` likewise; `summary.activation >= 60%` where a report has a row by that name.

use jiff::civil::Date;

use super::syntax::{Claim, Measure, Said, read};
use crate::analysis::derived::Derived;
use crate::analysis::findings::{Finding, FindingSeverity, Rule};
use crate::app::select::{Calendar, Filter};
use crate::program::Program;
use crate::program::money::Money;
use crate::program::partner::Partner;
use crate::program::record_keeping::Assertion;
use crate::report::cell::{Cell, CellKind};
use crate::report::table::{Column, Table};
use crate::report::{REPORTS, Report, View, find};

/// The rule that assertions are told under.
pub const ASSERTION: Rule =
    Rule { code: "ASSERT", severity: FindingSeverity::Error, title: "What the plan asserts of itself holds" };

/// How many failing rows are named.
const NAMED: usize = 5;

/// A finding for each assertion that does not hold, or that cannot be read.
pub fn assertions(program: &Program, derived: &Derived) -> Vec<Finding> {
    program.assertions.iter().filter_map(|assertion| told(program, derived, assertion)).collect()
}

fn told(program: &Program, derived: &Derived, assertion: &Assertion) -> Option<Finding> {
    let subject = format!("assertion/{}", assertion.id);
    let finding = |message: String| Finding::new(ASSERTION.code, ASSERTION.severity, subject, message).field("assert");
    let (message, evidence, fix) = match judge(program, derived, &assertion.assert) {
        Ok(Verdict::Holds) => return None,
        Ok(Verdict::Broken { message, evidence }) => {
            (message, evidence, format!("it was asserted because: {}", assertion.reason))
        }
        Err(error) => (format!("cannot be read: {error}"), Vec::new(), "write it anew".to_owned()),
    };
    Some(finding(format!("{}: {message}", assertion.assert)).evidence(evidence).fix(fix))
}

/// Whether an assertion holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Holds,
    /// It does not.
    Broken {
        /// What is otherwise.
        message: String,
        /// Where.
        evidence: Vec<String>,
    },
}

impl Verdict {
    fn broken(message: impl Into<String>) -> Self {
        Self::Broken { message: message.into(), evidence: Vec::new() }
    }
}

/// Reads an assertion and holds it against a plan; an error says what cannot be read.
pub fn judge(program: &Program, derived: &Derived, text: &str) -> Result<Verdict, String> {
    match read(text)? {
        Claim::Tier { partner, comparison, tier, at } => {
            tier_claim(program, derived, (&partner, &comparison, &tier), at)
        }
        Claim::Report(said) => report_claim(program, derived, &said),
    }
}

fn tier_claim(
    program: &Program,
    derived: &Derived,
    (partner, comparison, tier): (&str, &str, &str),
    at: Option<String>,
) -> Result<Verdict, String> {
    let partner = partner_named(program, partner)?;
    let track = derived.ladders().for_type(partner.r#type).ok_or("there are no tiers for this partner")?;
    let rank = |name: &str| {
        track.tiers.iter().position(|step| {
            let called = program.tiers.get(&step.id).is_some_and(|tier| tier.name.eq_ignore_ascii_case(name));
            called || step.id.as_str() == name
        })
    };
    let wanted = rank(tier).ok_or_else(|| format!("there is no tier {tier:?} for this partner"))?;
    let then;
    let measures = match at.map(|quarter| day_of(program, derived, &quarter)).transpose()? {
        Some(day) if day != derived.as_of() => {
            then = Derived::new(program, day);
            then.partner(&partner.id)
        }
        _ => derived.partner(&partner.id),
    };
    let found = measures.and_then(|measures| measures.tier.effective.clone());
    let Some(found) = found else { return Ok(Verdict::broken("no tier is in force")) };
    let name = program.tiers.get(&found).map_or_else(|| found.to_string(), |tier| tier.name.clone());
    let place = rank(found.as_str()).ok_or_else(|| format!("{name} is not on the ladder of this partner"))?;
    let holds = match comparison {
        "==" | "=" => place == wanted,
        "!=" => place != wanted,
        ">=" => place >= wanted,
        "<=" => place <= wanted,
        ">" => place > wanted,
        "<" => place < wanted,
        other => return Err(format!("tiers are compared with == != >= <= > <, not with {other}")),
    };
    Ok(if holds { Verdict::Holds } else { Verdict::broken(format!("{} is {name}", partner.name)) })
}

fn partner_named<'a>(program: &'a Program, name: &str) -> Result<&'a Partner, String> {
    let by_id = program.partners.find(name);
    let by_name = || program.partners.iter().find(|partner| partner.name.eq_ignore_ascii_case(name));
    by_id.or_else(by_name).ok_or_else(|| format!("there is no partner {name:?}"))
}

/// The last day of a fiscal quarter, or the as-of date while it runs.
fn day_of(program: &Program, derived: &Derived, quarter: &str) -> Result<Date, String> {
    let quarter: crate::program::period::Quarter =
        quarter.parse().map_err(|_| format!("{quarter:?} is no quarter such as 2026-Q3"))?;
    let calendar = program.profile.calendar();
    let (first, last) = (calendar.first_day(quarter), calendar.last_day(quarter));
    let as_of = derived.as_of();
    Ok(if first <= as_of && as_of <= last { as_of } else { last })
}

fn report_claim(program: &Program, derived: &Derived, said: &Said) -> Result<Verdict, String> {
    let report = find(&said.report).ok_or_else(|| {
        let names: Vec<&str> = REPORTS.iter().map(|report| report.name).collect();
        format!("there is no report {:?}; there are {}", said.report, names.join(", "))
    })?;
    let mut table = Table::new(report.columns);
    (report.fill)(&View { program, derived, partner: None, quarter: None }, &mut table);
    let calendar = Calendar { as_of: derived.as_of(), fiscal: program.profile.calendar() };
    if let Some(only) = &said.only {
        let filter = Filter::read(only, &table.columns, calendar).map_err(|error| error.to_string())?;
        table.rows.retain(|row| filter.matches(row));
    }
    match &said.measure {
        Measure::Count => {
            let count = i64::try_from(table.rows.len()).unwrap_or(i64::MAX);
            one(said, calendar, "count", CellKind::Count, Cell::Count(count))
        }
        Measure::Of(how, column) => of_column(said, calendar, report, &table, how, column),
        Measure::Rows(column) => rows(said, calendar, report, &table, column),
    }
}

/// The place of a column by its name, or by the first part of dotted ones.
fn place_of(report: &Report, table: &Table, name: &str) -> Result<usize, String> {
    let dotted = format!("{name}.");
    let place = table.column(name);
    place.or_else(|| table.columns.iter().position(|column| column.name.starts_with(&dotted))).ok_or_else(|| {
        let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        format!("{} has no {name:?}; it has {}", report.name, names.join(", "))
    })
}

fn of_column(
    said: &Said,
    calendar: Calendar,
    report: &Report,
    table: &Table,
    how: &str,
    column: &str,
) -> Result<Verdict, String> {
    let place = if column.is_empty() { only_money(report, table)? } else { place_of(report, table, column)? };
    let kind = table.columns[place].kind;
    let cells: Vec<&Cell> = table.rows.iter().filter_map(|row| row.get(place)).collect();
    let unknown = cells.iter().filter(|cell| cell.is_unknown()).count();
    let known: Vec<&Cell> = cells.into_iter().filter(|cell| !cell.is_unknown()).collect();
    let value = match how {
        "least" => known.iter().min_by(|a, b| a.order(b)).map(|cell| (*cell).clone()),
        "most" => known.iter().max_by(|a, b| a.order(b)).map(|cell| (*cell).clone()),
        _ => Some(
            sum(&known, kind).ok_or_else(|| format!("{} is nothing that can be summed", table.columns[place].name))?,
        ),
    };
    let Some(value) = value else { return Ok(Verdict::broken("there are no values")) };
    let verdict = one(said, calendar, table.columns[place].name, kind, value)?;
    Ok(match verdict {
        Verdict::Holds if unknown > 0 => Verdict::broken(format!("{unknown} values are not known")),
        other => other,
    })
}

fn only_money(report: &Report, table: &Table) -> Result<usize, String> {
    let money: Vec<usize> = (0..table.columns.len())
        .filter(|&at| table.columns[at].kind == CellKind::Money && table.columns[at].shown)
        .collect();
    match money.as_slice() {
        [one] => Ok(*one),
        several => {
            let names: Vec<String> = several.iter().map(|&at| format!("total({})", table.columns[at].name)).collect();
            Err(format!("{} has several amounts: say which, as {}", report.name, names.join(" or ")))
        }
    }
}

fn sum(cells: &[&Cell], kind: CellKind) -> Option<Cell> {
    match kind {
        CellKind::Money => {
            let mut total = Money::whole(0);
            for cell in cells {
                let Cell::Money(money) = cell else { return None };
                total = total.plus(*money);
            }
            Some(Cell::Money(total))
        }
        CellKind::Count => {
            let mut total = 0_i64;
            for cell in cells {
                let Cell::Count(count) = cell else { return None };
                total = total.checked_add(*count)?;
            }
            Some(Cell::Count(total))
        }
        _ => None,
    }
}

/// Holds one value against what is claimed of it.
fn one(said: &Said, calendar: Calendar, name: &'static str, kind: CellKind, value: Cell) -> Result<Verdict, String> {
    let columns = [Column::new(name, "", kind)];
    let filter = claimed(said, name, &columns, calendar)?;
    let is = value.display().into_owned();
    let row = vec![value];
    Ok(if filter.matches(&row) { Verdict::Holds } else { Verdict::broken(format!("it is {is}")) })
}

fn claimed(said: &Said, name: &str, columns: &[Column], calendar: Calendar) -> Result<Filter, String> {
    let text = format!("{name} {} {}", said.comparison, said.value);
    Filter::read(&text, columns, calendar).map_err(|error| error.to_string())
}

fn rows(said: &Said, calendar: Calendar, report: &Report, table: &Table, column: &str) -> Result<Verdict, String> {
    if let (None, Some(key), Some(number)) = (table.column(column), table.column("key"), table.column("number")) {
        return by_key(said, calendar, report, table, (key, number), column);
    }
    let place = place_of(report, table, column)?;
    let filter = claimed(said, table.columns[place].name, &table.columns, calendar)?;
    let name = |row: &Vec<Cell>| row.first().map(|cell| cell.plain().into_owned()).unwrap_or_default();
    let failing: Vec<&Vec<Cell>> = table.rows.iter().filter(|row| !filter.matches(*row)).collect();
    if failing.is_empty() {
        return Ok(Verdict::Holds);
    }
    let mut evidence: Vec<String> =
        failing.iter().take(NAMED).map(|row| format!("{}: {}", name(row), row[place].plain())).collect();
    if failing.len() > NAMED {
        evidence.push(format!("and {} more", failing.len() - NAMED));
    }
    let message = format!("not so in {} of {} rows", failing.len(), table.rows.len());
    Ok(Verdict::Broken { message, evidence })
}

/// A report of named values: the number by that name.
fn by_key(
    said: &Said,
    calendar: Calendar,
    report: &Report,
    table: &Table,
    (key, number): (usize, usize),
    wanted: &str,
) -> Result<Verdict, String> {
    let row = table.rows.iter().find(|row| row.get(key).is_some_and(|cell| cell.plain() == wanted));
    let row = row.ok_or_else(|| {
        let names: Vec<String> =
            table.rows.iter().filter_map(|row| row.get(key)).map(|cell| cell.plain().into_owned()).collect();
        format!("{} has no {wanted:?}; it has {}", report.name, names.join(", "))
    })?;
    let cell = row.get(number).cloned().unwrap_or_default();
    if cell.is_unknown() {
        return Ok(Verdict::broken("it is not known"));
    }
    let value = said.value.trim_end_matches('%').to_owned();
    one(&Said { value, ..said.clone() }, calendar, "number", CellKind::Number, cell)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::store;

    #[test]
    fn an_assertion_holds_is_broken_or_cannot_be_read() {
        let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/saves/northwind.ron")).unwrap();
        let program = store::read(&bytes).unwrap().program;
        let derived = Derived::new(&program, date(2026, 9, 30));
        let holds = |text: &str| matches!(judge(&program, &derived, text), Ok(Verdict::Holds));
        let broken = |text: &str| matches!(judge(&program, &derived, text), Ok(Verdict::Broken { .. }));
        for text in
            ["partners.count == 40", "summary.activation >= 77%", "summary.partners = 40", "mdf.total(amount) > 0"]
        {
            assert!(holds(text), "{text}: {:?}", judge(&program, &derived, text));
        }
        for text in
            ["partners.count > 40", "summary.activation >= 77.8%", "partners.name = Nobody", "mdf.total(amount) <= 1k"]
        {
            assert!(broken(text), "{text}: {:?}", judge(&program, &derived, text));
        }
        for text in
            ["nothing.count > 1", "partners.nothing = 2", "tier(nobody) == Gold", "partners.name", "deals.total <= x"]
        {
            assert!(judge(&program, &derived, text).is_err(), "{text}: {:?}", judge(&program, &derived, text));
        }
        let partner = program.partners.iter().find_map(|partner| {
            let tier = derived.partner(&partner.id)?.tier.effective.clone()?;
            Some((partner.id.to_string(), program.tiers.get(&tier)?.name.clone()))
        });
        let (id, tier) = partner.unwrap();
        assert!(holds(&format!("tier(\"{id}\") == {tier} at 2026-Q3")));
        assert!(broken(&format!("tier({id}) != {tier}")));
    }
}
