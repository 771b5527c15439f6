//! An expression looked up in the columns of a table, to be tried on its rows.

use std::borrow::Cow;

use jiff::civil::Date;

use super::compare::{self, Test};
use super::syntax::{self, Op, SelectError, Tree, Word};
use crate::program::period::FiscalCalendar;
use crate::report::cell::Cell;
use crate::report::table::Column;

/// From where dates and quarters are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    /// The as-of date: `fri`, `+2w` and `Q3` count from it.
    pub as_of: Date,
    /// The fiscal year.
    pub fiscal: FiscalCalendar,
}

/// A row of typed cells, by the place of the column.
pub trait Row {
    /// The cell of a column; unknown where the row has none.
    fn cell(&self, place: usize) -> Cow<'_, Cell>;

    /// Whether a column shows a text, given in lower case.
    fn shows(&self, place: usize, lower: &str) -> bool {
        compare::contains_text(&self.cell(place), lower)
    }
}

impl Row for Vec<Cell> {
    fn cell(&self, place: usize) -> Cow<'_, Cell> {
        self.get(place).map_or(Cow::Owned(Cell::Unknown), Cow::Borrowed)
    }
}

/// A read expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    node: Node,
    shown: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Compare(usize, Test),
    Text(String),
}

impl Filter {
    /// Reads an expression for a table; text without an operator searches its shown columns.
    ///
    /// A field is a column, or the first part of dotted ones: `health < 60` finds `health.score`.
    pub fn read(text: &str, columns: &[Column], calendar: Calendar) -> Result<Self, SelectError> {
        let tree = syntax::read(text)?;
        let node = node(&tree, columns, &calendar)?;
        let shown = (0..columns.len()).filter(|&place| columns[place].shown).collect();
        Ok(Self { node, shown })
    }

    /// Whether any part of it searches the columns shown.
    pub fn searches(&self) -> bool {
        self.node.searches()
    }

    /// Whether a row passes.
    pub fn matches(&self, row: &impl Row) -> bool {
        self.try_node(&self.node, row)
    }

    fn try_node(&self, node: &Node, row: &impl Row) -> bool {
        match node {
            Node::All(inner) => inner.iter().all(|node| self.try_node(node, row)),
            Node::Any(inner) => inner.iter().any(|node| self.try_node(node, row)),
            Node::Not(inner) => !self.try_node(inner, row),
            Node::Compare(place, test) => test.holds(&row.cell(*place)),
            Node::Text(text) => self.shown.iter().any(|&place| row.shows(place, text)),
        }
    }
}

impl Node {
    fn searches(&self) -> bool {
        match self {
            Self::All(inner) | Self::Any(inner) => inner.iter().any(Self::searches),
            Self::Not(inner) => inner.searches(),
            Self::Compare(..) => false,
            Self::Text(_) => true,
        }
    }
}

fn node(tree: &Tree, columns: &[Column], calendar: &Calendar) -> Result<Node, SelectError> {
    let inner = |trees: &[Tree]| -> Result<Vec<Node>, SelectError> {
        trees.iter().map(|tree| node(tree, columns, calendar)).collect()
    };
    Ok(match tree {
        Tree::All(trees) => Node::All(inner(trees)?),
        Tree::Any(trees) => Node::Any(inner(trees)?),
        Tree::Not(tree) => Node::Not(Box::new(node(tree, columns, calendar)?)),
        Tree::Text(word) => Node::Text(word.text.to_lowercase()),
        Tree::Compare(field, op, value) => comparison(field, *op, value, columns, calendar)?,
    })
}

fn comparison(
    field: &Word,
    op: Op,
    value: &Word,
    columns: &[Column],
    calendar: &Calendar,
) -> Result<Node, SelectError> {
    let wanted = field.text.to_lowercase();
    let meant: Vec<usize> = (0..columns.len()).filter(|&place| is_field(columns[place].name, &wanted)).collect();
    let Some(&first) = meant.first() else {
        return Err(field.error(format!("there is no field {:?}; the fields are: {}", field.text, names(columns))));
    };
    let found = meant.iter().find_map(|&place| {
        compare::test(columns[place].kind, op, &value.text, calendar).map(|test| Node::Compare(place, test))
    });
    found.ok_or_else(|| refused(&columns[first], op, value, calendar))
}

fn is_field(name: &str, wanted: &str) -> bool {
    name == wanted || name.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('.'))
}

fn refused(column: &Column, op: Op, value: &Word, calendar: &Calendar) -> SelectError {
    let ordered = !matches!(op, Op::Equal | Op::NotEqual | Op::Contains);
    if ordered && compare::test(column.kind, Op::Equal, &value.text, calendar).is_some() {
        return value.error(format!("{} has no order; it can be compared by = != and ~", column.name));
    }
    value.error(format!("{} is {}; {:?} is not", column.name, column.kind.noun(), value.text))
}

fn names(columns: &[Column]) -> String {
    columns.iter().map(|column| column.name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::exact::Fraction;
    use crate::program::money::Money;
    use crate::report::cell::CellKind;

    const COLUMNS: &[Column] = &[
        Column::new("id", "Id", CellKind::Text),
        Column::new("tier", "Tier", CellKind::Text),
        Column::new("segment", "Segment", CellKind::Word),
        Column::new("credited_t12m", "Credited", CellKind::Money),
        Column::further("growth.kind", "Growth", CellKind::Word),
        Column::new("growth.percent", "Growth %", CellKind::Percent),
        Column::new("health.score", "Health", CellKind::Count),
        Column::new("health.band", "Band", CellKind::Word),
        Column::new("next_due", "Next due", CellKind::Date),
        Column::new("overdue", "Overdue", CellKind::Flag),
        Column::new("quarter", "Quarter", CellKind::Quarter),
    ];

    fn calendar() -> Calendar {
        Calendar { as_of: Date::constant(2026, 7, 15), fiscal: FiscalCalendar::starting_in(1) }
    }

    fn rows() -> Vec<Vec<Cell>> {
        let row = |id: &str, tier: Option<&str>, segment, cents, growth, score: Option<u8>, due, overdue| {
            vec![
                Cell::from(id),
                Cell::from(tier),
                segment,
                Cell::Money(Money::from_cents(cents)),
                Cell::Word("growing", "Growing"),
                Cell::Percent(growth, 1),
                Cell::from(score),
                Cell::Word("healthy", "Healthy"),
                due,
                Cell::Flag(overdue),
                Cell::Quarter("2026-Q3".parse().unwrap()),
            ]
        };
        let tail = || Cell::Word("long_tail", "Long-tail");
        let day = |text: &str| Cell::Date(text.parse().unwrap());
        let percent = Fraction::new;
        vec![
            row("acme", Some("gold"), tail(), 2_500_000, percent(20, 1), Some(80), day("2026-07-17"), false),
            row(
                "bright",
                Some("silver"),
                tail(),
                2_499_999,
                percent(1_999_999, 100_000),
                None,
                day("2026-08-01"),
                true,
            ),
            row(
                "müller",
                None,
                Cell::Word("strategic", "Strategic"),
                0,
                percent(-5, 1),
                Some(40),
                Cell::Unknown,
                false,
            ),
        ]
    }

    fn selected(text: &str) -> Vec<String> {
        let filter = Filter::read(text, COLUMNS, calendar()).unwrap_or_else(|error| panic!("{text}: {error}"));
        rows().iter().filter(|row| filter.matches(*row)).map(|row| row[0].plain().into_owned()).collect()
    }

    #[test]
    fn expressions_select_rows_by_typed_comparison() {
        let cases: &[(&str, &[&str])] = &[
            ("", &["acme", "bright", "müller"]),
            ("tier = gold", &["acme"]),
            ("tier=GOLD or tier=silver", &["acme", "bright"]),
            ("tier != gold", &["bright", "müller"]),
            ("not tier = gold and overdue = no", &["müller"]),
            ("not (tier = gold or overdue = yes)", &["müller"]),
            ("credited_t12m >= 25k", &["acme"]),
            ("credited_t12m < $25,000.00", &["bright", "müller"]),
            ("growth >= 20%", &["acme"]),
            ("growth < 20", &["bright", "müller"]),
            ("growth < -1.5%", &["müller"]),
            ("growth = growing and health = healthy and health < 60", &["müller"]),
            ("health.score = unknown", &["bright"]),
            ("health.score != unknown", &["acme", "müller"]),
            ("health < 90", &["acme", "müller"]),
            ("segment = 'long-tail'", &["acme", "bright"]),
            ("next_due = fri", &["acme"]),
            ("next_due < 2026-08", &["acme"]),
            ("next_due >= Q3", &["acme", "bright"]),
            ("next_due = 2026-Q3 next_due > 2026-07-20", &["bright"]),
            ("quarter >= 2026-q3 and quarter <= Q3", &["acme", "bright", "müller"]),
            ("long", &["acme", "bright"]),
            ("MÜLL", &["müller"]),
            ("\"25,000\"", &["acme"]),
            ("id ~ r", &["bright", "müller"]),
            ("br 2026-08", &["bright"]),
        ];
        for (text, expected) in cases {
            assert_eq!(selected(text), *expected, "{text}");
        }
    }

    #[test]
    fn an_error_points_at_its_place_and_says_what_would_be_right() {
        let cases = [
            ("teir = gold", 0, 4, "there is no field \"teir\"; the fields are: id, tier,"),
            ("tier = gold and health < lots", 25, 4, "health.score is a whole number, such as 5; \"lots\" is not"),
            ("credited_t12m > 30%", 16, 3, "credited_t12m is money, such as 25k; \"30%\" is not"),
            ("tier > gold", 7, 4, "tier has no order; it can be compared by = != and ~"),
            ("(tier = gold", 0, 1, "this bracket is not closed"),
            ("tier = gold)", 11, 1, "there is no bracket open"),
            ("tier =", 6, 1, "a value for tier is missing here"),
            ("tier = gold or", 14, 1, "the expression ends here"),
            ("= gold", 0, 1, "a field is missing before this sign"),
            ("or gold", 0, 2, "a condition is missing before this"),
            ("id ~ \"gold", 5, 5, "the text that begins here has no closing \""),
            ("next_due < someday", 11, 7, "next_due is a date"),
        ];
        for (text, at, length, message) in cases {
            let error = Filter::read(text, COLUMNS, calendar()).unwrap_err();
            assert_eq!((error.at, error.length), (at, length), "{text}: {error}");
            assert!(error.message.starts_with(message), "{text}: {error}");
        }
    }

    #[test]
    fn nesting_without_end_is_refused() {
        let text = "(".repeat(10_000);
        assert!(Filter::read(&text, COLUMNS, calendar()).is_err());
        assert!(Filter::read(&"not ".repeat(10_000), COLUMNS, calendar()).is_err());
    }
}
