//! Earlier versions of the plan file: a list, what one of them would change, and bringing it back as one step.

use super::state::{Effect, Owner, Screen};
use super::traffic::KeptVersion;
use crate::app::difference::{RecordChange, RecordDifference, difference};
use crate::edit::Edit;
use crate::program::Program;
use crate::tui::outcome::Notice;
use crate::tui::overlays::{Entry, Picker, Preview, PreviewLine};
use crate::tui::pane::Values;
use crate::tui::session::Command;

const LIST: &str = "screen/versions";
const ONE: &str = "screen/version";
/// The most fields that are shown before they are brought back; the others are counted.
const SHOWN: usize = 400;

impl Screen {
    pub(super) fn open_versions(&mut self) -> Vec<Effect> {
        match self.workbench.path() {
            Some(plan) => vec![Effect::Versions(plan.to_owned())],
            None => self.notify(Notice::info("This program is in no file yet; every save keeps the version before it")),
        }
    }

    pub(super) fn offer_versions(&mut self, versions: Vec<KeptVersion>) -> Vec<Effect> {
        if versions.is_empty() {
            return self.notify(Notice::info("No version is kept yet; every save keeps the one that it replaces"));
        }
        let entries =
            versions.into_iter().map(|kept| Entry::new(kept.file.to_string_lossy(), kept.called).detail(kept.about));
        let picker = Picker::new(LIST, "Versions of this plan")
            .entries(entries.collect())
            .footer("Enter shows what would change, Esc closes");
        self.open(Owner::Screen, picker.into());
        Vec::new()
    }

    pub(super) fn show_version(&mut self, program: Box<Program>, called: String) -> Vec<Effect> {
        let records = difference(self.workbench.program(), &program);
        if records.is_empty() {
            return self.notify(Notice::info(format!("The plan is as {called} is")));
        }
        let lines = lines(&records);
        let count = match records.len() {
            1 => "Bring it back: 1 record".to_owned(),
            count => format!("Bring it back: {count} records"),
        };
        self.version = Some((program, called.clone()));
        self.open(Owner::Screen, Preview::new(ONE, format!("From now to {called}")).lines(lines).accept(count).into());
        Vec::new()
    }

    pub(super) fn versions_answered(&mut self, tag: &str, values: &Values) -> Option<Vec<Effect>> {
        match (tag, values) {
            (LIST, Values::Picked(file)) => {
                let file = std::path::PathBuf::from(file);
                let name = file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                let number = name.split('-').next().unwrap_or_default().trim_start_matches('0');
                let called = format!("version {number}");
                Some(vec![Effect::Version { file, called }])
            }
            (ONE, Values::Accepted) => {
                let (program, called) = self.version.take()?;
                let edit = Edit::between(self.workbench.program(), &program, format!("Brought back {called}"));
                Some(self.command(Command::Apply(edit)))
            }
            (LIST | ONE, _) => {
                self.version = None;
                Some(Vec::new())
            }
            _ => None,
        }
    }
}

fn lines(records: &[RecordDifference]) -> Vec<PreviewLine> {
    let (mut lines, mut last) = (Vec::new(), None);
    for record in records {
        if last != Some(record.kind) {
            lines.push(PreviewLine::heading(record.kind.table_name().replace('_', " ")));
            last = Some(record.kind);
        }
        match &record.change {
            RecordChange::Added => lines.push(PreviewLine::after(record.name.clone())),
            RecordChange::Removed => lines.push(PreviewLine::before(record.name.clone())),
            RecordChange::Changed(fields) => {
                lines.push(PreviewLine::same(record.name.clone()));
                for field in fields {
                    let name = field.field.replace('_', " ");
                    lines.push(PreviewLine::before(format!("  {name}: {}", shown(&field.before))));
                    lines.push(PreviewLine::after(format!("  {name}: {}", shown(&field.after))));
                }
            }
        }
    }
    let more = lines.len().saturating_sub(SHOWN);
    lines.truncate(SHOWN);
    if more > 0 {
        lines.push(PreviewLine::warning(format!("{more} lines more")));
    }
    lines
}

fn shown(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use jiff::civil::date;

    use super::*;
    use crate::app::{Dates, Origin, Workbench};
    use crate::program::presets;
    use crate::tui::action::Action;
    use crate::tui::panes;
    use crate::tui::screen::{Event, Options};

    fn screen() -> Screen {
        let mut program = Program::named("After");
        for tier in presets::tiers("standard") {
            program.put(tier.into());
        }
        let dates = Dates { today: date(2026, 9, 30), asked: None };
        let origin = Origin { path: Some("plan.ron".into()), trace: None };
        let mut screen = Screen::new(Workbench::new(program, origin, dates), panes::all(), Options::default());
        screen.resize(100, 30);
        screen
    }

    fn key(code: crossterm::event::KeyCode) -> Event {
        Event::Key(crossterm::event::KeyEvent::new(code, crossterm::event::KeyModifiers::NONE))
    }

    #[test]
    fn a_version_is_shown_against_the_plan_and_brought_back_as_one_step() {
        use crossterm::event::KeyCode::Enter;
        let mut screen = screen();
        let asked = screen.run(Action::Versions);
        assert!(matches!(&asked[..], [Effect::Versions(plan)] if plan.ends_with("plan.ron")));
        let file = PathBuf::from("000007-20260930T101500Z-save-0a.ron");
        let kept = KeptVersion { file: file.clone(), called: "version 7".into(), about: "before a save".into() };
        screen.handle(Event::Versions(vec![kept]));
        let read = screen.handle(key(Enter));
        assert!(
            matches!(&read[..], [Effect::Version { file: read, called }] if *read == file && called == "version 7")
        );
        let older = Program::named("Before");
        screen.handle(Event::Version { program: Box::new(older.clone()), called: "version 7".into() });
        screen.handle(key(Enter));
        assert_eq!(*screen.workbench().program(), older);
        assert_eq!(screen.workbench().history().done().last().unwrap().label, "Brought back version 7");
        screen.run(Action::Undo);
        assert_eq!(&*screen.workbench().program().profile.name, "After");
        // nothing to bring back, and nothing kept
        let same = screen.workbench().program().clone();
        screen.handle(Event::Version { program: Box::new(same), called: "version 8".into() });
        screen.handle(Event::Versions(Vec::new()));
        assert!(screen.overlays.is_empty());
    }
}
