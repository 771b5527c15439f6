//! Setting one field of the marked partners, with the line that says what would change.

use super::choices;
use super::column::Key;
use super::editing;
use super::ladder;
use super::state::{Asked, Roster};
use crate::app::command::{PartnerCommand, RecordCommand};
use crate::edit::commands::records;
use crate::program::Kind;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::record::FieldKind;
use crate::tui::outcome::Outcome;
use crate::tui::overlays::{Picker, Preview, PreviewLine, Prompt};
use crate::tui::pane::{Check, Context};
use crate::tui::session::Command;

/// The tag of a list for one cell.
pub(super) const ONE: &str = "cell";
/// The tag of a list for the marked partners.
pub(super) const MANY: &str = "set";
/// The tag of a prompt for the marked partners.
pub(super) const TYPED: &str = "type";
/// The tag of a preview whose command waits.
pub(super) const PROPOSED: &str = "proposed";

/// The most partners named one by one in a preview.
const NAMED: usize = 60;

impl Roster {
    /// Asks for a value for the marked partners or this one.
    pub(super) fn ask_value(&mut self, context: &Context<'_>, key: Key) -> Outcome {
        if let Some(reason) = key.read_only() {
            return Outcome::unavailable(reason);
        }
        let ids = self.targets();
        let Some(first) = ids.first() else { return Outcome::ignored() };
        let title =
            format!("Set {} of {}{}", key.label().to_lowercase(), Self::whom(context, &ids), self.hidden_words());
        let text = editing::text_of(context.workbench, first, key);
        let asked = Asked { ids: ids.clone(), key, go_on: false };
        if key.is_picked() {
            let program = context.workbench.program();
            let entries = choices::entries(program, key, program.partners.get(first));
            self.asked = Some(asked);
            return Outcome::open(Picker::new(MANY, title).entries(entries).select(&text));
        }
        self.asked = Some(asked);
        let written = key.field_kind() == Some(FieldKind::Text);
        let title = match ids.len() {
            1 if !written && !text.is_empty() => format!("{title}, now {text}"),
            _ => title,
        };
        let text = if ids.len() == 1 && written { text } else { String::new() };
        Outcome::open(Prompt::new(TYPED, title).with_value(text).hint(hint(key)))
    }

    /// Asks for the date of the column under the cursor, else for the day of the next look at the partner.
    pub(super) fn ask_date(&mut self, context: &Context<'_>) -> Outcome {
        let key = self.column();
        let dated = key.field_kind() == Some(FieldKind::Date);
        self.ask_value(context, if dated { key } else { Key::Review })
    }

    /// How many of the marked partners are not in view.
    pub(super) fn hidden_words(&self) -> String {
        match self.marks.hidden(&self.rows) {
            0 => String::new(),
            n => format!(" ({n} hidden by the filter)"),
        }
    }

    /// What typing into the prompt of a set would do.
    pub(super) fn set_as_typed(&self, text: &str, context: &Context<'_>) -> Check {
        let Some(asked) = &self.asked else { return Check::default() };
        let Some(first) = asked.ids.first() else { return Check::default() };
        match editing::check(context.workbench, first, asked.key, text) {
            Err(error) => Check { error: Some(error), lines: Vec::new() },
            Ok(meaning) => {
                let value = if text.trim().is_empty() { "nothing".to_owned() } else { text.trim().to_owned() };
                let who = Self::whom(context, &asked.ids);
                let mut line = format!("Set {}={value} on {who}", asked.key.label().to_lowercase());
                if !meaning.is_empty() {
                    line = format!("{line}: {meaning}");
                }
                Check { error: None, lines: vec![line] }
            }
        }
    }

    /// A value was picked or typed: one partner is set at once, several after a preview.
    pub(super) fn set_asked(&mut self, value: &str, previewed: bool, context: &Context<'_>) -> Outcome {
        let Some(asked) = self.asked.take() else { return Outcome::ignored() };
        let Some(command) = editing::set(&asked.ids, asked.key, value) else { return Outcome::ignored() };
        let go_on = if asked.go_on { Some(asked.ids.len() == 1) } else { None };
        self.last_set = Some((asked.key, value.to_owned()));
        if let [one] = asked.ids.as_slice() {
            self.drafts.drop(&(one.clone(), asked.key));
            if editing::text_of(context.workbench, one, asked.key) == value {
                return if go_on.is_some() { self.edit_neighbour(context, true) } else { Outcome::Changed };
            }
            self.keep_in_view(&asked.ids);
            let done = Outcome::command(command);
            return if go_on.is_some() { done.and(self.edit_neighbour(context, true)) } else { done };
        }
        if previewed {
            self.keep_in_view(&asked.ids);
            return Outcome::command(command);
        }
        let program = context.workbench.program();
        let label = choices::label(program, asked.key, value);
        let title = format!("Set {}={label} on {} partners", asked.key.label().to_lowercase(), asked.ids.len());
        let lines = self.differences(context, &asked, &label, value);
        self.keep_in_view(&asked.ids);
        self.proposed = Some(command);
        let accept = format!("set {}", asked.key.label().to_lowercase());
        Outcome::open(Preview::new(PROPOSED, title).lines(lines).accept(accept))
    }

    fn differences(&self, context: &Context<'_>, asked: &Asked, label: &str, value: &str) -> Vec<PreviewLine> {
        let program = context.workbench.program();
        let mut lines = Vec::new();
        let mut same = 0;
        let mut more = 0;
        for id in &asked.ids {
            let before = editing::text_of(context.workbench, id, asked.key);
            if before == value {
                same += 1;
            } else if lines.len() >= NAMED {
                more += 1;
            } else {
                let before = choices::label(program, asked.key, &before);
                let name = Self::name_of(context, id);
                lines.push(PreviewLine::after(format!("{name}: {before} {} {label}", context.look.glyphs.arrow)));
            }
        }
        if more > 0 {
            lines.push(PreviewLine::same(format!("and {more} more")));
        }
        if same > 0 {
            lines.push(PreviewLine::same(format!("{same} have it already and stay as they are")));
        }
        let hidden = self.marks.hidden(&self.rows);
        if hidden > 0 {
            lines.push(PreviewLine::warning(format!("{hidden} of them are hidden by the filter")));
        }
        lines
    }

    /// Partners that were just changed stay in view, whatever the filter says of them now.
    pub(super) fn keep_in_view(&mut self, ids: &[Id<Partner>]) {
        if !self.filter.is_empty() {
            let shown = ids.iter().filter(|id| self.rows.place(id).is_some());
            self.kept.extend(shown.cloned().collect::<Vec<_>>());
        }
    }

    /// One step up or down: the value under the cursor where it has steps, else the tier.
    pub(super) fn step(&mut self, context: &Context<'_>, up: bool) -> Outcome {
        let key = self.column();
        let Some(partner) = self.current().cloned() else { return Outcome::ignored() };
        let stepped = match key.field_kind() {
            Some(FieldKind::Choice(_)) => {
                let current = editing::text_of(context.workbench, &partner.id, key);
                choices::neighbour(key, &current, up).map(str::to_owned)
            }
            Some(FieldKind::Quantity) => step_number(&editing::text_of(context.workbench, &partner.id, key), up),
            _ => return self.step_tier(context, up),
        };
        match stepped {
            Some(value) => match editing::check(context.workbench, &partner.id, key, &value) {
                Ok(_) => {
                    self.keep_in_view(std::slice::from_ref(&partner.id));
                    editing::set(std::slice::from_ref(&partner.id), key, &value)
                        .map_or_else(Outcome::ignored, Outcome::command)
                }
                Err(error) => Outcome::unavailable(error),
            },
            None => Outcome::unavailable(format!("{} is at the end of its steps", key.label())),
        }
    }

    fn step_tier(&mut self, context: &Context<'_>, up: bool) -> Outcome {
        let program = context.workbench.program();
        if program.tiers.is_empty() {
            return Outcome::unavailable("there are no tiers yet; add them in Tiers (3)");
        }
        let ids = self.targets();
        let steps: Vec<_> = ids
            .iter()
            .filter_map(|id| program.partners.get(id))
            .filter_map(|partner| Some((partner, ladder::step(program, partner, up)?.tier())))
            .collect();
        let word = if up { "up" } else { "down" };
        if let ([one], [(_, tier)]) = (ids.as_slice(), steps.as_slice()) {
            let tier = tier.map(|tier| tier.id.clone());
            self.keep_in_view(&ids);
            return Outcome::command(Command::Partner(PartnerCommand::GrantTier { partners: vec![one.clone()], tier }));
        }
        if steps.is_empty() {
            return Outcome::unavailable(format!("no tier further {word} the ladder"));
        }
        let name = |id: Option<&Id<_>>| choices::label(program, Key::Tier, id.map_or("", Id::as_str));
        let arrow = context.look.glyphs.arrow;
        let line = |(partner, tier): &(&Partner, Option<&crate::program::tier::Tier>)| {
            let (before, after) = (name(partner.granted_tier.as_ref()), name(tier.map(|tier| &tier.id)));
            PreviewLine::after(format!("{}: {before} {arrow} {after}", partner.name))
        };
        let lines = steps.iter().map(line).collect();
        let mut draft = crate::edit::Draft::over(program);
        for (partner, tier) in &steps {
            let mut changed = (*partner).clone();
            changed.granted_tier = tier.map(|tier| tier.id.clone());
            changed.tier_since = tier.map(|_| context.workbench.as_of());
            draft.put(changed);
        }
        let title = format!("Step the tier of {} partners {word}", steps.len());
        self.proposed = Some(Command::Apply(draft.finish(title.clone())));
        Outcome::open(Preview::new(PROPOSED, title).lines(lines).accept(format!("step {word}")))
    }

    /// Sets the last value again, on the marked partners or this one.
    pub(super) fn repeat(&mut self, context: &Context<'_>) -> Outcome {
        let Some((key, value)) = self.last_set.clone() else { return Outcome::ignored() };
        let ids = self.targets();
        if let Some(Err(error)) = ids.first().map(|id| editing::check(context.workbench, id, key, &value)) {
            return Outcome::unavailable(error);
        }
        self.asked = Some(Asked { ids, key, go_on: false });
        self.set_asked(&value, false, context)
    }

    /// Deletes the marked partners or this one; what goes with them is shown first.
    pub(super) fn delete(&mut self, context: &Context<'_>) -> Outcome {
        let ids = self.targets();
        let shared: Vec<_> = ids.iter().map(Id::shared).collect();
        let deletion = match records::delete(context.workbench.program(), Kind::Partner, &shared) {
            Ok(deletion) => deletion,
            Err(refusal) => return Outcome::warning(refusal.to_string()),
        };
        let command = Command::Record(RecordCommand::Delete { kind: Kind::Partner, ids: shared });
        if ids.len() == 1 && deletion.cascade.is_empty() {
            return Outcome::command(command);
        }
        let title = format!("Delete {}{}", Self::whom(context, &ids), self.hidden_words());
        let mut lines: Vec<PreviewLine> =
            ids.iter().take(NAMED).map(|id| PreviewLine::before(Self::name_of(context, id))).collect();
        if ids.len() > NAMED {
            lines.push(PreviewLine::before(format!("and {} more", ids.len() - NAMED)));
        }
        for (kind, count) in &deletion.cascade {
            lines.push(PreviewLine::warning(format!("{} that cannot be without them", counted(*count, kind.noun()))));
        }
        lines.push(PreviewLine::same("u brings everything back"));
        self.proposed = Some(command);
        let what = if ids.len() == 1 { "delete the partner".to_owned() } else { format!("delete {}", ids.len()) };
        Outcome::open(Preview::new(PROPOSED, title).lines(lines).accept(what))
    }
}

/// `1 contact`, `3 touches`.
fn counted(count: usize, noun: &str) -> String {
    match noun {
        noun if count == 1 => format!("1 {noun}"),
        noun if noun.ends_with("ch") || noun.ends_with('s') => format!("{count} {noun}es"),
        noun => format!("{count} {noun}s"),
    }
}

fn step_number(text: &str, up: bool) -> Option<String> {
    let value = if text.is_empty() { rust_decimal::Decimal::ZERO } else { text.parse().ok()? };
    let one = rust_decimal::Decimal::ONE;
    Some(if up { value + one } else { value - one }.normalize().to_string())
}

fn hint(key: Key) -> &'static str {
    match key.field_kind() {
        Some(FieldKind::Date) => "A date such as 2026-03-14, 14 Mar, fri, +2w; empty takes it away",
        Some(FieldKind::Money) => "An amount such as 25k, 1.2m or 1,200.50; empty takes it away",
        Some(FieldKind::Quantity) => "A number; empty takes it away",
        _ if key == Key::Tags => "Tags with commas between; empty takes them away",
        _ => "Empty takes the value away",
    }
}
