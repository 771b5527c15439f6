//! Rules that cannot be evaluated, each with the path of its node: refused where they are written.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::Program;
use super::criterion::{Criterion, MetricKind};
use super::id::Id;
use super::measure::{Change, ItemTest, Measure, Scope, Span};
use super::point_scheme::PointScheme;
use super::quantity::Quantity;
use super::record::Visit;
use super::tier::Tier;

/// What is wrong with a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionFault {
    /// The positions that lead to the node.
    pub path: Vec<usize>,
    /// What is wrong, and what to do about it.
    pub why: String,
}

impl CriterionFault {
    /// `all 2 > at_least 1: 5 of 3 conditions cannot be asked for`, positions from 1.
    pub fn sentence(&self, root: &Criterion) -> String {
        let mut node = Some(root);
        let mut place = Vec::new();
        for &at in &self.path {
            place.push(format!("{} {}", node.map_or("?", word), at + 1));
            node = node.and_then(|node| node.children().get(at));
        }
        place.push(node.map_or("?", word).to_owned());
        format!("{}: {}", place.join(" > "), self.why)
    }
}

/// The word of a node in the file.
pub fn word(node: &Criterion) -> &'static str {
    match node {
        Criterion::All(_) => "all",
        Criterion::Any(_) => "any",
        Criterion::AtLeast { .. } => "at_least",
        Criterion::Not(_) => "not",
        Criterion::Meets { .. } => "meets",
        Criterion::Compare { .. } => "compare",
        Criterion::Points { .. } => "points",
        Criterion::Items { .. } => "items",
        Criterion::When { .. } => "when",
        Criterion::Holds(_) => "holds",
        Criterion::Sustained { .. } => "sustained",
        Criterion::ThroughNextFiscalYear(_) => "through_next_fiscal_year",
        Criterion::OnAnyDay { .. } => "on_any_day",
        Criterion::Paid(_) => "paid",
        Criterion::Judged { .. } => "judged",
    }
}

/// Everything wrong with criteria by themselves, references to missing records left to the check of references.
pub fn faults(criteria: &Criterion) -> Vec<CriterionFault> {
    let mut found = Vec::new();
    walk(criteria, &mut own_faults, &mut Vec::new(), &mut found);
    found
}

/// Conditions that nobody can meet as the program stands (TIER-26): refused where they are written, and found by the
/// ladder checks where a later edit made them so.
pub fn out_of_reach(criteria: &Criterion, program: &Program) -> Vec<CriterionFault> {
    let mut found = Vec::new();
    let mut own = |node: &Criterion, fault: &mut dyn FnMut(String)| {
        if let Criterion::Points { scheme, at_least } = node {
            points(program.point_schemes.get(scheme), *at_least, fault);
        }
    };
    walk(criteria, &mut own, &mut Vec::new(), &mut found);
    found
}

/// What one node says of itself.
type OwnFaults<'a> = dyn FnMut(&Criterion, &mut dyn FnMut(String)) + 'a;

fn walk(node: &Criterion, own: &mut OwnFaults<'_>, path: &mut Vec<usize>, found: &mut Vec<CriterionFault>) {
    let mut fault = |why: String| found.push(CriterionFault { path: path.clone(), why });
    if path.len() > Criterion::MAX_DEPTH {
        fault(format!("conditions are nested deeper than {} levels", Criterion::MAX_DEPTH));
        return;
    }
    own(node, &mut fault);
    for (at, child) in node.children().iter().enumerate() {
        path.push(at);
        walk(child, own, path, found);
        path.pop();
    }
}

fn own_faults(node: &Criterion, fault: &mut dyn FnMut(String)) {
    match node {
        Criterion::AtLeast { n, of, must } => {
            if *n == 0 || *n as usize > of.len() {
                fault(format!("{n} of {} conditions cannot be asked for", of.len()));
            }
            let distinct: BTreeSet<&u32> = must.iter().collect();
            if distinct.len() > *n as usize || distinct.len() < must.len() {
                fault(format!("{} mandatory conditions do not fit into {n}", must.len()));
            }
            for at in must.iter().filter(|at| **at as usize >= of.len()) {
                fault(format!("there is no condition at position {at}; positions go from 0"));
            }
        }
        Criterion::Meets { metric, value, .. } => threshold(*value, metric.kind(), true, metric.label(), fault),
        Criterion::Compare { measure, window, scope, value, values, .. } => {
            measured(measure, window.as_ref(), scope, fault);
            let kind = measure.kind();
            let signed = matches!(measure, Measure::Growth { .. } | Measure::NetAdded(_));
            for value in values.values().chain([value]) {
                if signed && kind == MetricKind::Money && value.decimal().scale() > 2 {
                    fault("money has at most two places".to_owned());
                } else if !signed {
                    threshold(*value, kind, false, "this measure", fault);
                }
            }
            if !values.is_empty() && kind != MetricKind::Money {
                fault("only money has thresholds in other currencies".to_owned());
            }
        }
        Criterion::Items { kind, given, has, .. } => {
            if kind.trim().is_empty() {
                fault("the kind of the items is missing".to_owned());
            }
            given.iter().chain(has).for_each(|test| item_test(test, fault));
        }
        Criterion::When { partner, size, .. } => {
            if partner.is_empty() && size.is_none() {
                fault("a partner type or a size is needed".to_owned());
            }
            if size.is_some_and(|size| size.below.is_some_and(|below| below <= size.from.unwrap_or(0))) {
                fault("no partner has this size".to_owned());
            }
        }
        Criterion::Sustained { months: 0, .. } => fault("at least one month is needed".to_owned()),
        Criterion::Sustained { months, .. } if *months > 120 => fault("at most 120 months are looked at".to_owned()),
        Criterion::OnAnyDay { within: Span::AnyDay(_) | Span::Ever | Span::Now, .. } => {
            fault("a time with a first day is needed, such as `within: months(6)`".to_owned());
        }
        Criterion::OnAnyDay { within, .. } => span(within, fault),
        Criterion::Paid(fee) if fee.trim().is_empty() => fault("the name of the fee is missing".to_owned()),
        Criterion::Judged { by, on } if by.trim().is_empty() || on.trim().is_empty() => {
            fault("who decides, and on what evidence, must be named".to_owned());
        }
        _ => {}
    }
}

fn threshold(value: Quantity, kind: MetricKind, whole: bool, of: &str, fault: &mut dyn FnMut(String)) {
    let number = value.decimal().normalize();
    if number.is_sign_negative() && !number.is_zero() {
        fault(format!("{value} is not a threshold of {of}: a threshold is not below zero"));
    }
    let places = match kind {
        MetricKind::Money => 2,
        MetricKind::Count if whole => 0,
        MetricKind::Count => 6,
    };
    if number.scale() > places {
        let why = if places == 2 { "money has at most two places" } else { "this metric counts whole numbers" };
        fault(format!("{value} is not a threshold of {of}: {why}"));
    }
}

fn points(scheme: Option<&PointScheme>, at_least: Quantity, fault: &mut dyn FnMut(String)) {
    let Some(scheme) = scheme else { return };
    if let Some(maximum) = scheme.maximum().filter(|maximum| at_least > *maximum) {
        fault(format!("{at_least} points cannot be reached: {} gives at most {maximum}", scheme.name));
    }
}

fn item_test(test: &ItemTest, fault: &mut dyn FnMut(String)) {
    let (ItemTest::Is(name, _)
    | ItemTest::OneOf(name, _)
    | ItemTest::Number(name, ..)
    | ItemTest::Within(name, _)
    | ItemTest::Highest(name)) = test;
    if name.trim().is_empty() {
        fault("the attribute of an item is missing".to_owned());
    }
    if let ItemTest::Within(_, over) = test {
        span(over, fault);
    }
}

fn span(span: &Span, fault: &mut dyn FnMut(String)) {
    match span {
        Span::Months(0) | Span::CalendarMonths(0) | Span::Days(0) | Span::FiscalYears(0) => {
            fault("the window is empty".to_owned());
        }
        Span::AnyDay(inner) if matches!(**inner, Span::AnyDay(_) | Span::Now) => {
            fault("any day of what? A window of time is needed inside".to_owned());
        }
        Span::AnyDay(inner) => self::span(inner, fault),
        _ => {}
    }
}

fn measured(measure: &Measure, window: Option<&Span>, scope: &Scope, fault: &mut dyn FnMut(String)) {
    match window {
        Some(window) => span(window, fault),
        None if measure.default_span().is_none() => {
            fault("the window is missing, such as `window: months(12)`".to_owned());
        }
        None => {}
    }
    if let Scope::EachRegion(0) | Scope::EachArea(0) = scope {
        fault("at least one region or area is needed".to_owned());
    }
    if let Measure::Growth { .. } | Measure::NetAdded(_) = measure
        && matches!(window, Some(Span::Now | Span::Ever | Span::AnyDay(_)))
    {
        fault("a change needs a window that has a time before it".to_owned());
    }
    inside(measure, 0, fault);
}

fn inside(measure: &Measure, depth: usize, fault: &mut dyn FnMut(String)) {
    if depth > Criterion::MAX_DEPTH {
        fault("measures are nested too deep".to_owned());
        return;
    }
    match measure {
        Measure::Sum(of) if of.is_empty() => fault("the sum of nothing".to_owned()),
        Measure::Sum(of) if of.iter().any(|part| Some(part.kind()) != of.first().map(Measure::kind)) => {
            fault("money and counts cannot be added".to_owned());
        }
        Measure::Figure { name, .. } | Measure::Rating(name) if !is_own(name) => {
            fault(format!("{name} is not a figure of your own; those begin with x_"));
        }
        Measure::Growth { of, by: Change::Percent } if matches!(**of, Measure::Growth { .. }) => {
            fault("growth of growth cannot be read".to_owned());
        }
        Measure::Rank { of, .. } if matches!(**of, Measure::Rank { .. }) => {
            fault("the rank of a rank cannot be read".to_owned());
        }
        _ => {}
    }
    measure.inner().into_iter().for_each(|part| inside(part, depth + 1, fault));
}

fn is_own(metric: &super::criterion::Metric) -> bool {
    matches!(metric, super::criterion::Metric::Own(_))
}

/// What is wrong with a scheme by itself: units of zero, minimums above their caps, bands out of order.
pub fn scheme_faults(scheme: &PointScheme) -> Vec<String> {
    let mut found = Vec::new();
    for category in &scheme.categories {
        let name = &category.name;
        let mut fault = |why: String| found.push(format!("{name}: {why}"));
        measured(&category.of, category.window.as_ref(), category.scope.as_ref().unwrap_or(&Scope::Whole), &mut fault);
        if category.per.is_some_and(|per| per.decimal() <= Decimal::ZERO) {
            fault("points per a unit of zero divide by zero".to_owned());
        }
        if category.points.decimal() <= Decimal::ZERO {
            fault("points are above zero".to_owned());
        }
        if category.minimum.zip(category.cap).is_some_and(|(minimum, cap)| minimum > cap) {
            fault("the minimum is above the cap".to_owned());
        }
        if let Measure::Score(_) = category.of {
            fault("a score cannot be made of scores".to_owned());
        }
        for inner in category.gate.iter().flat_map(faults) {
            fault(format!("gate: {}", inner.why));
        }
        if category.gate.as_ref().is_some_and(|gate| asks_for_score(gate, &scheme.id)) {
            fault("the gate asks for the same score".to_owned());
        }
    }
    if !scheme.score_bands.is_sorted_by(|below, above| below.from < above.from) {
        found.push("bands stand lowest first, each from a higher score".to_owned());
    }
    found
}

fn asks_for_score(node: &Criterion, id: &Id<PointScheme>) -> bool {
    let own = match node {
        Criterion::Points { scheme, .. } => scheme == id,
        Criterion::Compare { measure, .. } => has_score(measure, id),
        _ => false,
    };
    own || node.children().iter().any(|child| asks_for_score(child, id))
}

fn has_score(measure: &Measure, id: &Id<PointScheme>) -> bool {
    matches!(measure, Measure::Score(scheme) if scheme == id)
        || measure.inner().into_iter().any(|part| has_score(part, id))
}

/// The designations that lead from `start` back to it; nothing where there is no cycle.
pub fn cycle(start: &Id<Tier>, criteria: &Criterion, program: &Program) -> Option<Vec<Id<Tier>>> {
    let mut seen = BTreeSet::new();
    let mut way = Vec::new();
    leads_back(start, criteria, program, &mut seen, &mut way).then_some(way)
}

fn leads_back(
    start: &Id<Tier>,
    criteria: &Criterion,
    program: &Program,
    seen: &mut BTreeSet<Id<Tier>>,
    way: &mut Vec<Id<Tier>>,
) -> bool {
    let mut held = Vec::new();
    collect_held(criteria, &mut held);
    for next in held {
        way.push(next.clone());
        if next == start {
            return true;
        }
        if seen.insert(next.clone())
            && let Some(tier) = program.tiers.get(next)
            && (leads_back(start, &tier.criteria, program, seen, way)
                || tier.keep.as_ref().is_some_and(|keep| leads_back(start, keep, program, seen, way)))
        {
            return true;
        }
        way.pop();
    }
    false
}

fn collect_held<'a>(node: &'a Criterion, held: &mut Vec<&'a Id<Tier>>) {
    if let Criterion::Holds(tier) = node {
        held.push(tier);
    }
    node.children().iter().for_each(|child| collect_held(child, held));
}

impl Criterion {
    /// Tells the visitor the tiers and schemes that a tree names.
    pub(super) fn references(&self, field: &'static str, visit: &mut Visit<'_>) {
        match self {
            Self::Holds(tier) => visit.one(field, tier),
            Self::Points { scheme, .. } => visit.one(field, scheme),
            Self::Compare { measure, .. } => scores(measure, field, visit),
            _ => {}
        }
        self.children().iter().for_each(|child| child.references(field, visit));
    }
}

pub(super) fn scores(measure: &Measure, field: &'static str, visit: &mut Visit<'_>) {
    if let Measure::Score(scheme) = measure {
        visit.one(field, scheme);
    }
    measure.inner().into_iter().for_each(|part| scores(part, field, visit));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{AnyRecord, Kind, plan_text, ron_options};

    fn read(text: &str) -> Criterion {
        plan_text::read(text).unwrap_or_else(|why| panic!("{text}: {why:?}"))
    }

    const FORMS: &[&str] = &[
        r#"at_least(n:2,of:[holds("a"),paid("fee"),judged(by:"director",on:"plan")],must:[0])"#,
        r#"compare(measure:deals(take:count,role:[sourced],new_customers:true,min:"5000.00"),window:months(18),value:"3")"#,
        r#"compare(measure:metric("sourced_arr"),window:any_day(days(90)),scope:region("EMEA"),value:"5.00",values:{"EUR":"4.00"})"#,
        r#"compare(measure:ratio(of:figure(name:"x_a",take:sum),to:sum([figure(name:"x_b",take:highest)])),window:fiscal_years(3),scope:each_region(2),op:more_than,value:"66.5")"#,
        r#"compare(measure:growth(of:rating("x_csat"),by:percent),window:last_fiscal_year,value:"10")"#,
        r#"compare(measure:people(with:["arch"],level:["pro"],count:badges),scope:best_area,value:"4")"#,
        r#"compare(measure:rank(of:retention(amount),within:region,by:percentile(up)),window:months(12),value:"90")"#,
        r#"compare(measure:net_added(items(kind:"app",having:[one_of("status",["live","beta"])])),window:this_quarter,value:"2")"#,
        r#"points(scheme:"adv",at_least:"70")"#,
        r#"items(which:every,kind:"app",where:[number("installs",more_than,"100")],has:[is("review","passed"),within("reviewed",months(12))])"#,
        r#"when(partner:[reseller],size:(from:50,below:500),then:all([]),otherwise:sustained(months:6,of:paid("x")))"#,
        r#"through_next_fiscal_year(meets(metric:"sourced_arr",window:t12m,value:"100000.00"))"#,
        r#"compare(measure:people(),value:"1")"#,
    ];

    #[test]
    fn every_form_is_read_and_written_back() {
        for text in FORMS {
            let criterion = read(text);
            let written = ron_options().to_string(&criterion).unwrap();
            assert_eq!(&written, text);
            assert_eq!(read(&written), criterion);
        }
    }

    #[test]
    fn a_rule_that_cannot_be_evaluated_is_refused_with_its_node() {
        let cases = [
            (
                "all([any([]),at_least(n:3,of:[paid(\"a\")])])",
                "all 2 > at_least: 3 of 1 conditions cannot be asked for",
            ),
            (
                "at_least(n:1,of:[paid(\"a\"),paid(\"b\")],must:[2])",
                "at_least: there is no condition at position 2; positions go from 0",
            ),
            (
                "compare(measure:deals(take:count),value:\"1\")",
                "compare: the window is missing, such as `window: months(12)`",
            ),
            ("compare(measure:sum([]),window:now,value:\"1\")", "compare: the sum of nothing"),
            ("compare(measure:people(),window:days(0),value:\"1\")", "compare: the window is empty"),
            (
                "compare(measure:rating(\"sourced_arr\"),window:ever,value:\"1\")",
                "compare: sourced_arr is not a figure of your own; those begin with x_",
            ),
            ("not(sustained(months:0,of:paid(\"a\")))", "not 1 > sustained: at least one month is needed"),
        ];
        for (text, expected) in cases {
            let criterion = read(text);
            let said: Vec<String> = faults(&criterion).iter().map(|f| f.sentence(&criterion)).collect();
            assert_eq!(said, [expected], "{text}");
        }
        assert!(plan_text::read::<Criterion>(r#"meets(metric:"no_such",value:"1")"#).is_err());
    }

    #[test]
    fn points_above_the_maximum_and_cycles_are_found() {
        let mut program = Program::named("P");
        let scheme = r#"(id:"s",name:"Score",categories:[(name:"A",of:people(),points:"2",cap:"10",per:"0")],score_bands:[(name:"Top",from:"11")])"#;
        program.put(AnyRecord::from_ron(Kind::PointScheme, scheme).unwrap());
        let asked = read(r#"points(scheme:"s",at_least:"10.5")"#);
        assert_eq!(out_of_reach(&asked, &program)[0].why, "10.5 points cannot be reached: Score gives at most 10");
        let found = scheme_faults(program.point_schemes.find("s").unwrap());
        assert_eq!(found, ["A: points per a unit of zero divide by zero"]);
        for (id, other) in [("a", "b"), ("b", "a")] {
            let tier = format!(
                r#"(id:"{id}",name:"{id}",order:0,criteria:holds("{other}"),review_months:12,grace_quarters:0)"#
            );
            program.put(AnyRecord::from_ron(Kind::Tier, &tier).unwrap());
        }
        let start = program.tiers.find("a").unwrap();
        let way = cycle(&start.id, &start.criteria, &program).unwrap();
        assert_eq!(way.iter().map(Id::as_str).collect::<Vec<_>>(), ["b", "a"]);
        assert!(cycle(&start.id, &read("paid(\"x\")"), &program).is_none());
    }
}
