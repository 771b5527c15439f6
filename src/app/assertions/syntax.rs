//! How an assertion is written.

/// What is claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Claim {
    /// Of the tier of a partner, at the end of a quarter or at the as-of date.
    Tier { partner: String, comparison: String, tier: String, at: Option<String> },
    /// Of a report.
    Report(Said),
}

/// What is claimed of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) report: String,
    /// Only of the rows for which this is so.
    pub(super) only: Option<String>,
    pub(super) measure: Measure,
    pub(super) comparison: String,
    pub(super) value: String,
}

/// Of what of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Measure {
    /// How many rows there are.
    Count,
    /// Total, least or most of a column; without a name, of the only amount there is.
    Of(String, String),
    /// A column, in each row.
    Rows(String),
}

const COMPARISONS: [&str; 7] = ["==", "!=", ">=", "<=", "=", ">", "<"];
const HOW: &str =
    "write tier(ID) == NAME at 2026-Q3, or REPORT.FIELD <= VALUE, or REPORT[CONDITION].total(FIELD) <= VALUE";

pub(super) fn read(text: &str) -> Result<Claim, String> {
    let text = text.trim();
    let text = text.strip_prefix("assert ").unwrap_or(text).trim();
    let (at, comparison) = first_comparison(text).ok_or_else(|| format!("there is no comparison; {HOW}"))?;
    let (left, right) = (text[..at].trim(), text[at + comparison.len()..].trim());
    if left.is_empty() || right.is_empty() {
        return Err(format!("a comparison has two sides; {HOW}"));
    }
    let comparison = if comparison == "==" { "=" } else { comparison }.to_owned();
    if let Some(partner) = inside(left, "tier") {
        let (tier, at) = match right.rsplit_once(" at ") {
            Some((tier, quarter)) => (tier, Some(quarter.trim().to_owned())),
            None => (right, None),
        };
        return Ok(Claim::Tier { partner: unquoted(partner), comparison, tier: unquoted(tier), at });
    }
    let (report, only, field) = parts(left)?;
    let measure = if field == "count" {
        Measure::Count
    } else if let Some((how, column)) =
        ["total", "least", "most"].into_iter().find_map(|how| Some((how, inside(field, how)?)))
    {
        Measure::Of(how.to_owned(), column.trim().to_owned())
    } else if field == "total" {
        Measure::Of("total".to_owned(), String::new())
    } else {
        Measure::Rows(field.to_owned())
    };
    Ok(Claim::Report(Said { report, only, measure, comparison, value: right.to_owned() }))
}

/// `report[condition].field`, taken apart.
fn parts(left: &str) -> Result<(String, Option<String>, &str), String> {
    let wrong = || format!("{left:?} names no field of a report; {HOW}");
    if let Some((report, rest)) = left.split_once('[') {
        let (only, field) = rest.rsplit_once(']').ok_or_else(wrong)?;
        let field = field.trim().strip_prefix('.').ok_or_else(wrong)?;
        return Ok((report.trim().to_owned(), Some(only.trim().to_owned()), field.trim()));
    }
    let (report, field) = left.split_once('.').ok_or_else(wrong)?;
    Ok((report.trim().to_owned(), None, field.trim()))
}

/// What stands in the brackets after a word, where nothing follows them.
fn inside<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.strip_prefix(word)?.trim_start().strip_prefix('(')?.strip_suffix(')')
}

fn unquoted(text: &str) -> String {
    let text = text.trim();
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text).to_owned()
}

/// The first comparison outside of quotes and brackets.
fn first_comparison(text: &str) -> Option<(usize, &'static str)> {
    let (mut quoted, mut depth) = (false, 0_u32);
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '[' | '(' if !quoted => depth += 1,
            ']' | ')' if !quoted => depth = depth.saturating_sub(1),
            _ if !quoted && depth == 0 => {
                let found = COMPARISONS.into_iter().find(|comparison| text[at..].starts_with(comparison));
                if let Some(found) = found {
                    return Some((at, found));
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_assertion_is_taken_apart() {
        let tier = Claim::Tier {
            partner: "acme".into(),
            comparison: "=".into(),
            tier: "Gold".into(),
            at: Some("2026-Q3".into()),
        };
        assert_eq!(read(r#"assert tier("acme") == Gold at 2026-Q3"#), Ok(tier));
        let Ok(Claim::Report(said)) = read("mdf[state = approved].total(amount) <= 120k") else { panic!() };
        assert_eq!((said.report.as_str(), said.only.as_deref()), ("mdf", Some("state = approved")));
        assert_eq!(
            (said.measure, said.comparison.as_str(), said.value.as_str()),
            (Measure::Of("total".into(), "amount".into()), "<=", "120k")
        );
        let Ok(Claim::Report(said)) = read("partners.health.score >= 40") else { panic!() };
        assert_eq!(said.measure, Measure::Rows("health.score".into()));
        for wrong in ["", "mdf.total", "mdf <= 3", "<= 3", "mdf[x <= 3"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
