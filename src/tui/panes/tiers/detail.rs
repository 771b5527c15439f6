//! The panel's first part: what the selected tier asks for as a sentence, and a word on the cell under the cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cells;
use super::editor::Editor;
use super::figures;
use super::rows::{Figure, Row};
use super::sentence;
use super::state::Tiers;
use crate::analysis::policy::TierMetric;
use crate::analysis::tier_ladder::{MAX_STEP, StepFault, step_fault};
use crate::program::choice::Choice;
use crate::program::presets::benefit_value;
use crate::tui::pane::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::{paint, safe_text, wrap};

pub(super) fn draw(pane: &Tiers, buffer: &mut Buffer, area: Rect, context: &Context<'_>) {
    let Some(tier) = pane.tier() else { return };
    if area.height == 0 || area.width < 4 {
        return;
    }
    let look = context.look;
    let heading = match &pane.trial {
        Some(trial) => format!("{}: {} asks for", trial.title(), tier.name),
        None => format!("{} asks for", tier.name),
    };
    let heading = safe_text::cut(&heading, usize::from(area.width) - 2, look.glyphs.ellipsis);
    if !pane.areas.wide {
        paint::horizontal(buffer, area, 0, look.glyphs.horizontal, look.style(Role::Border));
    }
    paint::text(buffer, area, 1, 0, &format!(" {heading} "), look.style(Role::Header));
    let meaning = pane.editor.as_ref().and_then(|editor| editor.verdict.as_ref().ok());
    let criteria = meaning.and_then(|meaning| meaning.criteria.as_ref()).unwrap_or(&tier.criteria);
    let at = match pane.row() {
        Some(Row::Leaf(key)) => key.path(criteria),
        _ => None,
    };
    let room = usize::from(area.width) - 2;
    let lines = sentence::lines(criteria, pane.model.currency, at.as_deref(), room);
    let note = match (&pane.editor, pane.running(context)) {
        (Some(editor), _) => typed_note(editor, context),
        (None, Some(run)) => {
            let told = format!(
                "{}   [key:value.step_up] and [key:value.step_down] step, [key:undo] undoes all of it",
                run.told
            );
            (context.spell(&told).into_owned(), Role::Change)
        }
        (None, None) => note(pane, context),
    };
    let notes = wrap::wrap(&note.0, room);
    let left = usize::from(area.height) - 1;
    let for_notes = notes.len().min(left.saturating_sub(lines.len().min(left.saturating_sub(1))));
    let shown = lines.len().min(left - for_notes);
    for (y, line) in lines.iter().take(shown).enumerate() {
        let used = paint::pieces(buffer, area, 2, y as u16 + 1, line, look);
        if y + 1 == shown && lines.len() > shown {
            let x = (2 + used).min(area.width - 1);
            paint::text(buffer, area, x, y as u16 + 1, look.glyphs.ellipsis, look.style(Role::Muted));
        }
    }
    for (y, line) in notes.iter().take(for_notes).enumerate() {
        paint::text(buffer, area, 2, (shown + y) as u16 + 1, line, look.style(note.1));
    }
}

/// What the typed text means, or what is wrong with it.
fn typed_note(editor: &Editor, context: &Context<'_>) -> (String, Role) {
    match &editor.verdict {
        Ok(meaning) => (format!("{}   Enter accepts, Esc leaves it, + and - step", meaning.text), Role::Change),
        Err(error) => (format!("{} {error}", context.look.glyphs.fault), Role::Error),
    }
}

fn note(pane: &Tiers, context: &Context<'_>) -> (String, Role) {
    let (Some(row), Some(tier)) = (pane.row(), pane.tier()) else { return (String::new(), Role::Muted) };
    let rank = pane.rank();
    let label = cells::label(&pane.model, row);
    match row {
        Row::Leaf(key) => leaf_note(pane, key, rank, context),
        Row::Benefit(id) => {
            let value = |rank: usize| {
                let tier = pane.model.tiers.get(rank)?;
                Some((tier.name.as_str(), benefit_value(tier, id).unwrap_or_else(|| "nothing".to_owned())))
            };
            let here = benefit_value(tier, id).unwrap_or_else(|| "nothing".to_owned());
            let below = rank.checked_sub(1).and_then(value);
            let below = below.map_or_else(String::new, |(name, value)| format!("  ({name}: {value})"));
            (format!("{label}: {here}{below}"), Role::Muted)
        }
        Row::Figure(Figure::AtThreshold) => {
            let text =
                "The multiple of a partner that brings just the revenue threshold; below 1 it costs more than it earns";
            (text.to_owned(), Role::Muted)
        }
        Row::Figure(Figure::Multiple) => {
            ("Average revenue times our margin, over our cost; 3 is the least to aim for".to_owned(), Role::Muted)
        }
        Row::Figure(Figure::BreakEven) => ("The revenue whose margin pays for our cost".to_owned(), Role::Muted),
        Row::Figure(_) => (format!("{label}: Tab goes to the list of them"), Role::Muted),
        Row::Field(_) | Row::Heading(_) => (String::new(), Role::Muted),
    }
}

fn leaf_note(pane: &Tiers, key: &super::rows::LeafKey, rank: usize, context: &Context<'_>) -> (String, Role) {
    let model = &pane.model;
    let Some(value) = model.threshold(key, rank) else {
        return ("No such condition here; typing a value adds it".to_owned(), Role::Muted);
    };
    let words = |value| figures::quantity(value, &key.metric, model.currency);
    let fault = model.threshold_below(key, rank).and_then(|below| Some((below, step_fault(below, value)?)));
    if let Some((below, fault)) = fault {
        let text = match fault {
            StepFault::NotHigher => format!("{} is not more than the {} of a tier below", words(value), words(below)),
            StepFault::TooSteep => {
                format!("{} is more than {MAX_STEP} times the {} of the tier below", words(value), words(below))
            }
        };
        return (format!("{} {text}", context.look.glyphs.fault), Role::Warning);
    }
    let counted = context.workbench.derived().policy().tier.metric;
    if counted != TierMetric::AsWritten && key.kind() == super::rows::ValueKind::Money {
        return (format!("Revenue is counted as: {} (setting tier.metric)", counted.label()), Role::Muted);
    }
    (String::new(), Role::Muted)
}
