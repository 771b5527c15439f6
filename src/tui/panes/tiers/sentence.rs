//! A criteria tree as a sentence: `(sourced revenue >= $100,000 or referrals >= 20) and certified people >= 2`.

use crate::analysis::designation::words;
use crate::program::choice::Choice;
use crate::program::criterion::{Comparison, Criterion, Metric, Window};
use crate::program::currency::Currency;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::{Piece, piece};
use crate::tui::widgets::safe_text;

use super::figures;

/// A part of the sentence; those of a comparison know its place in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    text: String,
    path: Option<Vec<usize>>,
}

/// What a tree without conditions says.
pub(super) const ALWAYS: &str = "an agreement in force";

/// The sign of a comparison.
pub(super) fn sign(op: Comparison) -> &'static str {
    match op {
        Comparison::AtLeast => ">=",
        Comparison::MoreThan => ">",
        Comparison::AtMost => "<=",
        Comparison::LessThan => "<",
        Comparison::Equal => "=",
    }
}

/// What is measured, with the window where it is not the usual one.
pub(super) fn measured(metric: &Metric, window: Option<Window>) -> String {
    match window.filter(|window| *window != metric.default_window()) {
        Some(window) => format!("{} ({})", metric.label(), window.label()),
        None => metric.label().to_owned(),
    }
}

/// The whole sentence.
pub(super) fn sentence(criteria: &Criterion, currency: Currency) -> String {
    parts(criteria, currency).into_iter().map(|part| part.text).collect()
}

fn parts(criteria: &Criterion, currency: Currency) -> Vec<Part> {
    let mut found = Vec::new();
    say(criteria, &mut Vec::new(), currency, &mut found);
    found
}

fn say(node: &Criterion, path: &mut Vec<usize>, currency: Currency, found: &mut Vec<Part>) {
    let plain = |text: &str| Part { text: text.to_owned(), path: None };
    match node {
        Criterion::Meets { metric, window, op, value } => {
            let value = figures::quantity(*value, metric, currency);
            let text = format!("{} {} {value}", measured(metric, *window), sign(*op));
            found.push(Part { text, path: Some(path.clone()) });
        }
        Criterion::All(inner) if inner.is_empty() => found.push(plain(ALWAYS)),
        Criterion::Any(inner) if inner.is_empty() => found.push(plain("never")),
        Criterion::All(_) => join(node, " and ", path, currency, found),
        Criterion::Any(_) => join(node, " or ", path, currency, found),
        Criterion::AtLeast { n, must, .. } => {
            let named: Vec<String> = must.iter().map(|at| (at + 1).to_string()).collect();
            let with = if must.is_empty() { String::new() } else { format!(", with number {},", named.join(" and ")) };
            found.push(plain(&format!("at least {n}{with} of (")));
            join_plain(node, ", ", path, currency, found);
            found.push(plain(")"));
        }
        Criterion::Not(_) => {
            found.push(plain("not ("));
            join_plain(node, "", path, currency, found);
            found.push(plain(")"));
        }
        Criterion::When { partner, size, .. } => {
            found.push(plain(&format!("(for {}: ", words::partners(partner, *size))));
            join_plain(node, "; for all others: ", path, currency, found);
            found.push(plain(")"));
        }
        Criterion::Sustained { months, .. } => {
            found.push(plain(&format!("for {months} months (")));
            join_plain(node, "", path, currency, found);
            found.push(plain(")"));
        }
        Criterion::ThroughNextFiscalYear(_) => {
            found.push(plain("("));
            join_plain(node, "", path, currency, found);
            found.push(plain(", then through the next fiscal year)"));
        }
        Criterion::OnAnyDay { within, .. } => {
            found.push(plain(&format!("on any day, {} (", words::span(within))));
            join_plain(node, "", path, currency, found);
            found.push(plain(")"));
        }
        leaf => {
            let text = words::leaf(leaf, currency).unwrap_or_default();
            found.push(Part { text, path: Some(path.clone()) });
        }
    }
}

fn join(node: &Criterion, word: &str, path: &mut Vec<usize>, currency: Currency, found: &mut Vec<Part>) {
    let bracketed = !path.is_empty() && node.children().len() > 1;
    if bracketed {
        found.push(Part { text: "(".to_owned(), path: None });
    }
    join_plain(node, word, path, currency, found);
    if bracketed {
        found.push(Part { text: ")".to_owned(), path: None });
    }
}

fn join_plain(node: &Criterion, word: &str, path: &mut Vec<usize>, currency: Currency, found: &mut Vec<Part>) {
    for (index, child) in node.children().iter().enumerate() {
        if index > 0 {
            found.push(Part { text: word.to_owned(), path: None });
        }
        path.push(index);
        say(child, path, currency, found);
        path.pop();
    }
}

/// The sentence in lines of at most `cells` cells; the comparison at `at` stands out.
pub(super) fn lines(criteria: &Criterion, currency: Currency, at: Option<&[usize]>, cells: usize) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut used = 0;
    for part in parts(criteria, currency) {
        let role = match &part.path {
            Some(path) if Some(path.as_slice()) == at => Role::Accent,
            Some(_) => Role::Text,
            None => Role::Muted,
        };
        for word in part.text.split_inclusive(' ') {
            let wide = safe_text::width(word.trim_end());
            if used > 0 && used + wide > cells {
                lines.push(Vec::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.push(piece(word, role));
            }
            used += safe_text::width(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::presets;

    #[test]
    fn a_tree_reads_as_a_sentence() {
        let tiers = presets::tiers("standard");
        let of = |rank: usize| sentence(&tiers[rank].criteria, Currency::USD);
        assert_eq!(of(0), "an agreement in force");
        assert_eq!(of(2), "(sourced revenue >= $100,000 or referrals >= 20) and certified people >= 2");
    }

    #[test]
    fn every_kind_of_node_has_words() {
        let leaf = tier_leaf();
        let tree = Criterion::All(vec![
            Criterion::AtLeast { n: 2, of: vec![leaf.clone(), leaf.clone(), leaf.clone()], must: Vec::new() },
            Criterion::Not(Box::new(leaf.clone())),
            Criterion::Any(vec![leaf]),
        ]);
        let one = "referrals (last 90 days) > 3";
        let wanted = format!("at least 2 of ({one}, {one}, {one}) and not ({one}) and {one}");
        assert_eq!(sentence(&tree, Currency::USD), wanted);
    }

    #[test]
    fn lines_keep_to_their_room() {
        let tiers = presets::tiers("standard");
        let lines = lines(&tiers[2].criteria, Currency::USD, Some(&[0, 0]), 30);
        assert!(lines.len() >= 3);
        for line in &lines {
            let text: String = line.iter().map(|piece| piece.text.as_str()).collect();
            assert!(text.trim_end().len() <= 30, "{text}");
        }
        assert!(lines.iter().flatten().any(|piece| piece.role == Role::Accent));
    }

    fn tier_leaf() -> Criterion {
        Criterion::Meets {
            metric: "referrals".parse().unwrap(),
            window: Some(Window::T90d),
            op: Comparison::MoreThan,
            value: crate::program::quantity::Quantity::count(3),
        }
    }
}
