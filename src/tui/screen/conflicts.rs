//! Conflicts of a merge: a list of them, and both sides of one beside each other to choose from. Each decision is one undoable step.

use std::sync::Arc;

use super::state::{Effect, Owner, Screen};
use crate::app::command::RecordCommand;
use crate::edit::commands::conflicts::{Decision, place, standing};
use crate::program::Program;
use crate::program::conflict::MergeConflict;
use crate::program::parts::Part;
use crate::store::SourceTrace;
use crate::tui::action::{Action, Scope};
use crate::tui::keymap::Keymap;
use crate::tui::outcome::Notice;
use crate::tui::overlays::{Choice, Confirm, Entry, Picker};
use crate::tui::pane::Values;
use crate::tui::session::Command;

/// The list.
const LIST: &str = "screen/conflicts";
/// Before the identifier: one of them.
const ONE: &str = "screen/conflicts/";
/// The most that is shown of a side, in characters.
const LONGEST: usize = 240;

/// What a side has, for a person.
fn shown(conflict: &MergeConflict, side: Option<&str>) -> String {
    let text = match side {
        None if conflict.field.is_none() => return "the record is deleted".to_owned(),
        None => return "nothing".to_owned(),
        Some(text) => Part::read(text).and_then(|part| part.plain()).unwrap_or_else(|| text.to_owned()),
    };
    let short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() { format!("{short}...") } else { short }
}

/// How many conflicts are open and the key that shows them, for a notice; nothing where none is.
pub fn open_conflicts(program: &Program, keymap: &Keymap) -> Option<String> {
    let key = keymap.key_for(&[Scope::Global], Action::Conflicts).unwrap_or_else(|| "the palette".to_owned());
    match program.conflicts.len() {
        0 => None,
        1 => Some(format!("1 conflict is open: {key} shows both sides")),
        count => Some(format!("{count} conflicts are open: {key} shows both sides")),
    }
}

impl Screen {
    pub(super) fn open_conflicts(&mut self) -> Vec<Effect> {
        let program = self.workbench.program();
        if program.conflicts.is_empty() {
            return self.notify(Notice::info("There is no conflict to decide"));
        }
        let entry = |conflict: &MergeConflict| {
            let sides = [&conflict.one, &conflict.other].map(|side| shown(conflict, side.as_deref()));
            Entry::new(conflict.id.as_str(), place(program, conflict)).detail(sides.join("  |  "))
        };
        let entries = program.conflicts.iter().map(entry).collect();
        let picker =
            Picker::new(LIST, "Conflicts").entries(entries).footer("Enter shows both sides, Esc decides later");
        self.open(Owner::Screen, picker.into());
        Vec::new()
    }

    fn ask_conflict(&mut self, id: &str) {
        let program = self.workbench.program();
        let Some(conflict) = program.conflicts.find(id) else { return };
        let stands = standing(program, conflict);
        let side = |side: &Option<String>| {
            let mark = if *side == stands { " (stands now)" } else { "" };
            format!("{}{mark}", shown(conflict, side.as_deref()))
        };
        let question = Confirm::new(format!("{ONE}{id}"), format!("Conflict: {}", place(program, conflict)))
            .line(format!("One side: {}", side(&conflict.one)))
            .line(String::new())
            .line(format!("The other: {}", side(&conflict.other)))
            .line(String::new())
            .line(format!("Before both: {}", side(&conflict.before)))
            .choice(Choice::new("later", 'l', "Decide later"))
            .choice(Choice::new("one", '1', "Take the one side"))
            .choice(Choice::new("other", '2', "Take the other side"))
            .choice(Choice::new("before", 'b', "Take what was before both"))
            .choice(Choice::new("standing", 'k', "Keep what stands now"));
        self.open(Owner::Screen, question.into());
    }

    /// Takes in what another program wrote into the file, and goes on with the save that met it.
    pub(super) fn take_in(&mut self, theirs: &Program, trace: SourceTrace, saving: bool) -> Vec<Effect> {
        let taken = match self.workbench.take_in(theirs, trace) {
            Ok(taken) => taken,
            Err(refusal) => return self.notify(Notice::error(format!("Another program wrote the file: {refusal}"))),
        };
        let records = match taken.changed {
            0 => "nothing of yours is otherwise".to_owned(),
            1 => "1 record is otherwise now".to_owned(),
            count => format!("{count} records are otherwise now"),
        };
        self.dirty = true;
        let mut effects = vec![Effect::Session(taken.effect)];
        if taken.conflicts > 0 {
            self.quitting = false;
            self.notify(Notice::warning("Also changed in the file: yours stands, both are kept"));
            if let Some(conflicts) = open_conflicts(self.workbench.program(), &self.keymap) {
                self.notify(Notice::info(conflicts));
            }
            return effects;
        }
        effects.extend(
            self.notify(Notice::info(format!("Another program wrote the file: {records}  ([key:undo] undoes it)"))),
        );
        if saving {
            effects.extend(self.command(Command::Save));
        }
        effects
    }

    /// What became of a conflict; nothing for an answer that is not about one.
    pub(super) fn conflicts_answered(&mut self, tag: &str, values: &Values) -> Option<Vec<Effect>> {
        if tag == LIST {
            if let Values::Picked(id) = values {
                self.ask_conflict(id);
            }
            return Some(Vec::new());
        }
        let id = tag.strip_prefix(ONE)?;
        let Values::Answer(answer) = values else { return Some(Vec::new()) };
        let decision = match answer.as_str() {
            "one" => Decision::One,
            "other" => Decision::Other,
            "before" => Decision::Before,
            "standing" => Decision::Standing,
            _ => return Some(Vec::new()),
        };
        let command = RecordCommand::Decide { conflict: Arc::from(id), decision };
        let mut effects = self.command(Command::Record(command));
        if !self.workbench.program().conflicts.is_empty() && self.overlays.is_empty() {
            effects.extend(self.open_conflicts());
        }
        Some(effects)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::app::{Dates, Origin, Workbench};
    use crate::edit::merge::{Stands, merge};
    use crate::program::partner::{LifecycleStage, Partner};
    use crate::tui::panes;
    use crate::tui::screen::Options;
    use crate::tui::script;

    fn screen() -> Screen {
        let region = |region: Option<&str>| {
            let mut program = Program::named("Plan");
            let mut partner = Partner::named("acme".parse().unwrap(), "Acme", LifecycleStage::Prospect);
            partner.region = region.map(str::to_owned);
            program.put(partner.into());
            program
        };
        let merged = merge(&region(None), &region(Some("EMEA")), &region(Some("APAC")), Stands::Either);
        let dates = Dates { today: date(2026, 11, 22), asked: None };
        let workbench = Workbench::new(merged.program, Origin::default(), dates);
        Screen::new(workbench, panes::all(), Options::default())
    }

    fn drawn(screen: &mut Screen) -> String {
        screen.resize(100, 30);
        script::text_of(screen, 100, 30)
    }

    #[test]
    fn a_conflict_shows_both_sides_and_is_decided_in_one_step() {
        let mut screen = screen();
        assert!(open_conflicts(screen.workbench().program(), &screen.keymap).is_some_and(|said| said.contains("gc")));
        script::press(&mut screen, "gc").unwrap();
        let list = drawn(&mut screen);
        assert!(list.contains("partner Acme, region") && list.contains("APAC  |  EMEA"), "{list}");
        script::press(&mut screen, "<Enter>").unwrap();
        let both = drawn(&mut screen);
        assert!(both.contains("One side: APAC") && both.contains("The other: EMEA (stands now)"), "{both}");
        script::press(&mut screen, "1").unwrap();
        let region = |screen: &Screen| screen.workbench().program().partners.find("acme").unwrap().region.clone();
        assert_eq!(region(&screen).as_deref(), Some("APAC"));
        assert_eq!(open_conflicts(screen.workbench().program(), &screen.keymap), None);
        script::press(&mut screen, "u").unwrap();
        assert_eq!(region(&screen).as_deref(), Some("EMEA"));
        assert_eq!(screen.workbench().program().conflicts.len(), 1);
    }
}
