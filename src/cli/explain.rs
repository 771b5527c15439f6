//! `explain`: where a number comes from, as a proof that can be followed by hand.

use std::fmt::Write as _;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::failure::Failure;
use super::files;
use super::output::Reply;
use super::question_args::Explain;
use super::rows::plain;
use crate::analysis::criteria::LeafReport;
use crate::analysis::derived::{Derived, Explanation, Line};
use crate::analysis::tier_proof::ProofNode;
use crate::app::Workbench;
use crate::program::choice::Choice;
use crate::program::quantity::Quantity;

/// The most records of one line that the text names; JSON names all.
const NAMED: usize = 6;
/// The widest a label or a value gets before the rest of its line moves on.
const WIDEST: usize = 44;

pub(super) fn explain(words: &Explain) -> Result<Reply, Failure> {
    of_session(&*files::to_read(&words.file, words.as_of.as_of)?, words.path.as_deref())
}

/// The same of a session that is there already.
pub(super) fn of_session(workbench: &Workbench, path: Option<&str>) -> Result<Reply, Failure> {
    let derived = workbench.derived();
    let Some(path) = path else { return Ok(list(derived, "")) };
    let path = path.trim().trim_end_matches('/');
    if let Some(explanation) = derived.explain(path) {
        let note = format!("as of {}, money in {}", workbench.as_of(), workbench.program().profile.currency);
        return Ok(Reply::new("explain", text(&explanation), data(&explanation, workbench)).note(note));
    }
    let under = format!("{path}/");
    if derived.explainable().any(|known| known.starts_with(&under)) {
        return Ok(list(derived, &under));
    }
    let hint = match derived.nearest_path(path) {
        Some(near) => format!("did you mean {near}?"),
        None => "every path: quarterdeck explain FILE".to_owned(),
    };
    Err(Failure::usage("no_such_path", format!("there is nothing to explain at {path:?}")).hint(hint))
}

fn list(derived: &Derived, under: &str) -> Reply {
    let paths: Vec<String> = derived.explainable().filter(|path| path.starts_with(under)).collect();
    let mut text = String::new();
    for path in &paths {
        let _ = writeln!(text, "{}", plain(path));
    }
    let note = match paths.len() {
        1 => "1 path".to_owned(),
        count => format!("{count} paths"),
    };
    Reply::new("explain", text, json!({ "paths": paths })).note(note)
}

fn data(explanation: &Explanation, workbench: &Workbench) -> Value {
    let lines = |lines: &[Line]| -> Value {
        let line =
            |line: &Line| json!({"label": line.label, "value": line.value, "note": line.note, "records": line.records});
        lines.iter().map(line).collect()
    };
    json!({
        "path": explanation.path,
        "title": explanation.title,
        "value": explanation.value,
        "rule": explanation.rule,
        "says": explanation.says,
        "as_of": workbench.as_of().to_string(),
        "currency": workbench.program().profile.currency.code(),
        "inputs": lines(&explanation.inputs),
        "steps": lines(&explanation.steps),
        "thresholds": lines(&explanation.thresholds),
        "settings": lines(&explanation.settings),
        "changes": explanation.changes,
        "proofs": explanation.proofs,
        "tree": explanation.tree.iter().map(node).collect::<Value>(),
    })
}

fn node(node: &ProofNode) -> Value {
    let leaf = node.leaf.as_ref();
    let number = |value: Option<Quantity>| value.map(|value| value.to_string());
    json!({
        "depth": node.depth,
        "words": node.words,
        "holds": node.holds.known(),
        "metric": leaf.map(|leaf| leaf.metric.to_string()),
        "window": leaf.map(|leaf| leaf.window.word()),
        "op": leaf.map(|leaf| leaf.op.word()),
        "threshold": number(leaf.map(|leaf| leaf.threshold)),
        "actual": number(leaf.and_then(|leaf| leaf.actual)),
        "headroom": number(leaf.and_then(LeafReport::headroom).map(Quantity::from)),
    })
}

fn text(explanation: &Explanation) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}: {}", plain(&explanation.title), plain(&explanation.value));
    let said = if explanation.says.is_empty() { "" } else { ": " };
    let _ = writeln!(out, "Rule {}{said}{}", explanation.rule, explanation.says);
    for (heading, lines) in explanation.parts() {
        if !lines.is_empty() {
            let _ = writeln!(out, "\n{heading}");
            write_lines(&mut out, lines);
        }
    }
    if !explanation.proofs.is_empty() {
        out.push_str("\nProof\n");
        for proof in &explanation.proofs {
            let _ = writeln!(out, "  {}", plain(proof));
        }
    }
    if !explanation.changes.is_empty() {
        out.push_str("\nWhat would change it\n");
        for change in &explanation.changes {
            let _ = writeln!(out, "  {}", plain(change));
        }
    }
    out
}

/// Labels and values in columns, what stands behind them at the end of the line.
fn write_lines(out: &mut String, lines: &[Line]) {
    let widest = |of: fn(&Line) -> &str| {
        let widths = lines.iter().map(|line| plain(of(line)).width()).filter(|width| *width <= WIDEST);
        widths.max().unwrap_or(0)
    };
    let (label, value) = (widest(|line| &line.label), widest(|line| &line.value));
    for line in lines {
        let mut row = String::from("  ");
        for (text, width) in [(&line.label, label), (&line.value, value)] {
            let text = plain(text);
            row.push_str(&text);
            row.push_str(&" ".repeat(width.saturating_sub(text.width()) + 2));
        }
        row.push_str(&plain(&line.behind(NAMED)));
        let _ = writeln!(out, "{}", row.trim_end());
    }
}
