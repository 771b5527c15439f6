//! Exporting: a list of every document and table, those of the pane shown first; then a sheet for the one that is picked.

use super::state::{Effect, Owner, Screen};
use super::traffic::Delivery;
use crate::app::documents::{Offered, find, offered};
use crate::tui::action::Action;
use crate::tui::outcome::Notice;
use crate::tui::overlays::{Choice, Confirm, Entry, Kind, Picker};
use crate::tui::pane::{PaneName, Values};

/// The tag of the list.
const LIST: &str = "screen/exports";
/// The tag of the question whether a file is to be written over.
const OVER: &str = "screen/export-over";
/// Before the name of a document: its entry in the palette and in the list.
const DOCUMENT: &str = "export/";
/// The entry of the rows as the pane shows them.
const SHOWN: &str = "export-shown";

/// The document that is being exported.
#[derive(Debug, Default)]
pub(super) struct Exporting {
    /// Which.
    pub(super) offered: Option<Offered>,
    /// What was chosen when the page was made: everything that changes the document.
    pub(super) seen: Vec<(String, String)>,
    /// The path as it was proposed, which follows the choices until somebody types another.
    pub(super) proposed: String,
    /// The folder of the last export, as it was typed.
    pub(super) folder: Option<String>,
    /// What was typed into the sheet that was sent.
    pub(super) sent: Vec<(String, String)>,
    /// A file on its way: where to, and its bytes.
    pub(super) under_way: Option<(String, Vec<u8>)>,
}

/// What belongs to a pane, the usual one first; what is not named here is found by typing.
fn of_pane(pane: PaneName) -> &'static [&'static str] {
    match pane {
        PaneName::Home => &["summary", "tasks", "actions", "promises", "calendar", "cadence", "portfolio", "goal"],
        PaneName::Roster => &["partners", "standing", "health", "portfolio"],
        PaneName::Matrix => &["matrix", "partners", "portfolio"],
        PaneName::Tiers => {
            &["program-guide", "tier-sheet", "migration", "tiers", "proofs", "clocks", "ladder-checks", "backtest"]
        }
        PaneName::Timeline => {
            &["campaign-brief", "webinar-kit", "calendar", "timeline", "tasks", "playbook", "campaign-checks", "pool"]
        }
        PaneName::Qbr => &["qbr", "qbr-recap", "qbr-package", "actions", "qbrs", "preparation", "promises", "standing"],
        PaneName::Economics => {
            &["cfo", "deals", "registrations", "attribution", "commissions", "payments", "mdf", "mdf_funds"]
        }
        PaneName::Enablement => &["enablement", "assets", "training", "certifications", "plans", "plan-tasks"],
        PaneName::Marketplace => &["listings", "listing-copy", "listing-score", "reviews", "launch-tactics"],
        PaneName::Program => &["program-guide", "architecture", "types", "goals", "governance", "policies", "settings"],
    }
}

fn entry(one: &Offered) -> Entry {
    Entry::new(format!("{DOCUMENT}{}", one.name), one.name).detail(one.title)
}

/// The entries of the palette.
pub(super) fn entries() -> impl Iterator<Item = Entry> {
    offered().map(|one| Entry { label: format!("export: {}", one.name), ..entry(&one) })
}

impl Screen {
    pub(super) fn open_exports(&mut self) -> Vec<Effect> {
        let shown = self.pane(self.active).and_then(|pane| pane.report(&self.context()));
        let own = of_pane(self.active).iter().copied().filter(|name| Some(*name) != shown);
        let first: Vec<&str> = shown.into_iter().chain(own).collect();
        // a pane's usual document stands before its rows
        let first = if self.active == PaneName::Qbr { of_pane(PaneName::Qbr).to_vec() } else { first };
        let mut entries: Vec<Entry> = first.iter().filter_map(|name| find(name)).map(|one| entry(&one)).collect();
        if shown.is_some() {
            let rows = "The rows of this table as they are filtered and sorted here, as CSV";
            entries.insert(0, Entry::new(SHOWN, "rows shown here").detail(rows));
        }
        let count = entries.len();
        entries.extend(offered().filter(|one| !first.contains(&one.name)).map(|one| entry(&one)));
        let total = entries.len();
        let all = offered().map(|one| entry(&one)).collect();
        let picker = Picker::new(LIST, "Export")
            .entries(entries)
            .at_first(count)
            .behind('*', "Every document and table", all)
            .footer(format!("{count} of {total} for this pane; type to search all of them, * lists all"));
        self.open(Owner::Screen, picker.into());
        Vec::new()
    }

    /// Opens the sheet of a document by the entry of a list; nothing for other entries.
    pub(super) fn open_export(&mut self, id: &str) -> Option<Vec<Effect>> {
        let offered = find(id.strip_prefix(DOCUMENT)?)?;
        Some(self.open_export_sheet(offered, &[]))
    }

    pub(super) fn export_answered(&mut self, tag: &str, values: &Values) -> Option<Vec<Effect>> {
        match (tag, values) {
            (LIST, Values::Picked(id)) if id == SHOWN => Some(self.hand_to_pane(Action::Export)),
            (LIST, Values::Picked(id)) => self.open_export(id),
            (super::export_sheet::SHEET, Values::Fields(fields)) => Some(self.export_sent(fields)),
            (OVER, Values::Answer(answer)) => Some(self.over_answered(answer)),
            (LIST | OVER | super::export_sheet::SHEET, _) => Some(Vec::new()),
            _ => None,
        }
    }

    /// What became of a file that was handed out.
    pub(super) fn delivered(&mut self, delivery: Delivery) -> Vec<Effect> {
        self.dirty = true;
        match delivery {
            Delivery::Written { path, bytes } => {
                self.exporting.under_way = None;
                self.rejects_done();
                self.notify(Notice::info(format!("Wrote {} ({bytes} bytes)", path.display())))
            }
            Delivery::Exists { path } => {
                let question = Confirm::new(OVER, "A file of that name is there already")
                    .line(format!("{} was left alone.", path.display()))
                    .choice(Choice::new("keep", 'k', "Keep it, and choose another name"))
                    .choice(Choice::new("replace", 'r', "Replace it; undo cannot bring it back"));
                self.open(Owner::Screen, question.into());
                Vec::new()
            }
            Delivery::Failed(why) => {
                self.exporting.under_way = None;
                self.reopen_export();
                self.notify(Notice::error(why))
            }
        }
    }

    fn over_answered(&mut self, answer: &str) -> Vec<Effect> {
        let under_way = self.exporting.under_way.take();
        if answer == "replace"
            && let Some((path, bytes)) = under_way
        {
            self.exporting.under_way = Some((path.clone(), bytes.clone()));
            return vec![Effect::Deliver { path, bytes, replace: true }];
        }
        self.reopen_export();
        Vec::new()
    }

    /// The sheet as it was sent, to be sent otherwise.
    fn reopen_export(&mut self) {
        self.reopen_rejects();
        let sent = std::mem::take(&mut self.exporting.sent);
        if let (Some(offered), false) = (self.exporting.offered, sent.is_empty()) {
            self.open_export_sheet(offered, &sent);
        }
    }

    /// Hands a file out; one that is there is asked about first.
    pub(super) fn deliver(&mut self, path: String, bytes: Vec<u8>) -> Vec<Effect> {
        self.exporting.under_way = Some((path.clone(), bytes.clone()));
        vec![Effect::Deliver { path, bytes, replace: false }]
    }

    /// What the text of a path could go on as.
    pub(super) fn offer_paths(&mut self, text: &str, found: &[String]) -> Vec<Effect> {
        if let Some(Kind::Form(form)) = self.overlays.last_mut().map(|open| &mut open.overlay.kind) {
            form.offer(text, found);
            self.dirty = true;
        }
        Vec::new()
    }
}
