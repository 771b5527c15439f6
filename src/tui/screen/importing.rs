//! Importing: a path, the sheet on which the file is understood, names to be decided on, what would change, one edit.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::import_page;
use super::import_review::{REVIEW, review_form};
use super::import_sheet::SHEET;
use super::state::{Effect, Owner, Screen};
use crate::import::{Options, rejects_csv};
use crate::program::Program;
use crate::shell::import_thread::{Done, Job, News, NotRead, Progress, Source};
use crate::tui::outcome::Notice;
use crate::tui::overlays::{Field, Form, Kind, PageLine, Preview, PreviewLine};
use crate::tui::pane::Values;
use crate::tui::session::Command;
use crate::tui::theme::Role;

/// The tag of the form for the path.
const PATH: &str = "screen/import-path";
/// The tag of what is shown while a file is read.
const READING: &str = "screen/import-reading";
/// The tag of what would change.
const CHANGES: &str = "screen/import-changes";
/// The tag of the form for the rejected rows.
const REJECTS: &str = "screen/import-rejects";

/// The file that is being imported.
#[derive(Debug, Default)]
pub(super) struct Importing {
    /// The number of the last reading.
    number: u64,
    /// Whether that reading is not over.
    pub(super) reads: bool,
    /// The path as it was typed.
    typed: String,
    /// What was decided about the file.
    pub(super) options: Options,
    /// What the last reading gave.
    pub(super) read: Option<Arc<Result<Done, NotRead>>>,
    /// Names that mean another partner.
    same: BTreeMap<String, String>,
    /// Whether somebody decided on the names.
    reviewed: bool,
    /// The program of a revision, as the reading sees it.
    program: Option<(u64, Arc<Program>)>,
    /// Rejected rows of the last import: their count, where they are offered to go, and the file of them.
    rejected: Option<(usize, String, Vec<u8>)>,
}

impl Importing {
    pub(super) fn done(&self) -> Option<&Done> {
        self.read.as_deref().and_then(|read| read.as_ref().ok())
    }
}

impl Screen {
    pub(super) fn open_import(&mut self) -> Vec<Effect> {
        let hint = "CSV or XLSX; ~ is your home folder, Tab completes what you type";
        let field = Field::text("path", "File").value(&self.importing.typed).required().hint(hint);
        let mut form = Form::new(PATH, "Import deals or partners").paged("reads it").field(field);
        form.set_page("What can be imported", import_page::invitation(self.workbench.program()));
        let Importing { number, typed, program, .. } = std::mem::take(&mut self.importing);
        self.importing = Importing { number, typed, program, ..Importing::default() };
        self.open(Owner::Screen, form.into());
        Vec::new()
    }

    /// Reads the file, or reads it again with what was decided.
    pub(super) fn read_import(&mut self, source: Source) -> Vec<Effect> {
        let revision = self.workbench.revision();
        let program = match self.importing.program.take() {
            Some((of, program)) if of == revision => program,
            _ => Arc::new(self.workbench.program().clone()),
        };
        self.importing.program = Some((revision, Arc::clone(&program)));
        self.importing.number += 1;
        self.importing.reads = true;
        let Options { currency, tiers, calendar, .. } = Options::for_program(&program);
        let options = Options { currency, tiers, calendar, ..self.importing.options.clone() };
        let number = self.importing.number;
        let same = self.importing.same.clone();
        vec![Effect::Import(Box::new(Job { number, source, options, same, program, as_of: self.workbench.as_of() }))]
    }

    /// Reads what was read already once more.
    pub(super) fn read_again(&mut self) -> Vec<Effect> {
        let contents = match self.importing.read.as_deref() {
            Some(Ok(done)) => Arc::clone(&done.contents),
            Some(Err(NotRead::Refused { contents, .. })) => Arc::clone(contents),
            _ => return Vec::new(),
        };
        self.read_import(Source::Again(contents))
    }

    /// What is told of the reading; of an earlier one nothing is wanted any more.
    pub(super) fn import_told(&mut self, number: u64, news: News) -> Vec<Effect> {
        if number != self.importing.number || !self.importing.reads {
            return Vec::new();
        }
        self.dirty = true;
        match news {
            News::Progress(progress) => {
                if self.overlays.last().is_some_and(|open| open.overlay.tag == READING) {
                    self.overlays.pop();
                    self.show_reading(Some(progress));
                }
                Vec::new()
            }
            News::Done(read) => {
                self.importing.reads = false;
                self.close_top(READING);
                self.import_read(read)
            }
        }
    }

    fn import_read(&mut self, read: Arc<Result<Done, NotRead>>) -> Vec<Effect> {
        if let Err(NotRead::NoFile(why)) = &*read {
            let why = why.clone();
            self.open_import();
            return self.notify(Notice::error(why));
        }
        self.importing.read = Some(read);
        if self.importing.reviewed {
            return self.show_import_changes();
        }
        self.show_import_sheet();
        Vec::new()
    }

    fn close_top(&mut self, tag: &str) {
        if self.overlays.last().is_some_and(|open| open.overlay.tag == tag) {
            self.overlays.pop();
        }
    }

    fn show_reading(&mut self, progress: Option<Progress>) {
        let mb = |bytes: u64| format!("{}.{} MB", bytes >> 20, (bytes % (1 << 20)) * 10 / (1 << 20));
        let line = match progress {
            None => "Opening the file".to_owned(),
            Some(Progress::Reading { done, total }) => format!("Reading: {} of {}", mb(done), mb(total)),
            Some(Progress::Rows(bytes)) => format!("Making rows of {}", mb(bytes)),
            Some(Progress::Comparing(rows)) => format!("Comparing {rows} rows with the plan"),
        };
        let lines = vec![PreviewLine::same(line), PreviewLine::same("Esc stops it; nothing is changed yet")];
        let title = format!("Reading {}", self.importing.typed);
        self.open(Owner::Screen, Preview::new(READING, title).lines(lines).into());
    }

    pub(super) fn import_answered(&mut self, tag: &str, values: &Values) -> Option<Vec<Effect>> {
        match (tag, values) {
            (PATH, Values::Fields(fields)) => {
                let path = fields.first().map(|(_, text)| text.trim().to_owned()).unwrap_or_default();
                self.importing.typed.clone_from(&path);
                self.show_reading(None);
                Some(self.read_import(Source::Typed(path)))
            }
            (PATH, Values::Cancelled(fields)) => {
                self.importing.typed = fields.first().map(|(_, text)| text.clone()).unwrap_or_default();
                Some(Vec::new())
            }
            (SHEET, Values::Fields(_)) => Some(self.import_understood()),
            (REVIEW, Values::Fields(fields)) => {
                let said = fields.iter().filter(|(_, near)| !near.is_empty());
                self.importing.same = said.cloned().collect();
                self.importing.reviewed = true;
                if self.importing.same.is_empty() {
                    return Some(self.show_import_changes());
                }
                self.show_reading(None);
                Some(self.read_again())
            }
            (CHANGES, Values::Accepted) => Some(self.import_now()),
            // one layer back
            (CHANGES | REVIEW, _) => {
                self.back_to_sheet();
                Some(Vec::new())
            }
            (REJECTS, Values::Fields(fields)) => {
                let path = fields.first().map(|(_, text)| text.trim().to_owned()).unwrap_or_default();
                let rejected = self.importing.rejected.as_mut()?;
                rejected.1.clone_from(&path);
                let bytes = rejected.2.clone();
                Some(self.deliver(path, bytes))
            }
            (REJECTS, _) => {
                self.importing.rejected = None;
                Some(Vec::new())
            }
            (READING | SHEET, _) => {
                self.importing.reads = false;
                Some(vec![Effect::StopImport])
            }
            _ => None,
        }
    }

    fn back_to_sheet(&mut self) {
        (self.importing.reviewed, self.importing.reads) = (false, false);
        self.show_import_sheet();
    }

    /// The file is understood: names to be decided on come next, then what would change.
    fn import_understood(&mut self) -> Vec<Effect> {
        let Some(done) = self.importing.done() else { return Vec::new() };
        if done.doubts.is_empty() {
            self.importing.reviewed = true;
            return self.show_import_changes();
        }
        let form = review_form(&done.doubts, &self.importing.same);
        self.open(Owner::Screen, form.into());
        Vec::new()
    }

    fn show_import_changes(&mut self) -> Vec<Effect> {
        let Some(done) = self.importing.done() else { return Vec::new() };
        let edit = &done.proposal.edit;
        let lines = import_page::changes(self.workbench.program(), done, &self.importing.same);
        let mut preview = Preview::new(CHANGES, format!("Import {}", done.file.source.file)).lines(lines);
        if !edit.is_empty() {
            preview = preview.accept(format!("{}, as one step", edit.label));
        }
        self.open(Owner::Screen, preview.into());
        Vec::new()
    }

    fn import_now(&mut self) -> Vec<Effect> {
        let Some(read) = self.importing.read.take() else { return Vec::new() };
        let Ok(done) = &*read else { return Vec::new() };
        let revision = self.workbench.revision();
        let effects = self.command(Command::Apply(done.proposal.edit.clone()));
        let count = done.file.rejected().count();
        if self.workbench.revision() != revision && count > 0 {
            let path = &done.contents.path;
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let target = path.with_file_name(format!("{stem}-rejected.csv")).display().to_string();
            self.importing.rejected = Some((count, target, rejects_csv(&done.file)));
            self.offer_rejects(import_page::rejected(&done.file));
        }
        effects
    }

    fn offer_rejects(&mut self, lines: Vec<PageLine>) {
        let Some((count, path, _)) = &self.importing.rejected else { return };
        let rows = if *count == 1 { "1 row was".to_owned() } else { format!("{count} rows were") };
        let field = Field::text("path", "File").value(path).required().hint("Correct them there, and import that file");
        let mut form = Form::new(REJECTS, format!("Imported; {rows} rejected")).paged("writes them").field(field);
        form.set_page("Rejected rows", lines);
        self.open(Owner::Screen, form.into());
    }

    /// The form for the rejected rows once more, where they were not written.
    pub(super) fn reopen_rejects(&mut self) {
        let note = vec![PageLine::new("The rejected rows are not written yet", Role::Warning)];
        self.offer_rejects(note);
    }

    /// The rejected rows are written, or not wanted.
    pub(super) fn rejects_done(&mut self) {
        self.importing.rejected = None;
    }

    /// The sheet on top, where it is there.
    pub(super) fn import_form(&mut self) -> Option<&mut Form> {
        let open = self.overlays.last_mut().filter(|open| open.overlay.tag == SHEET)?;
        if let Kind::Form(form) = &mut open.overlay.kind { Some(form) } else { None }
    }
}
