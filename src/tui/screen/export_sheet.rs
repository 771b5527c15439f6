//! The sheet of a document: for whom, as what, of what, where to; and its first lines beside it, as they will be.

use super::state::{Effect, Owner, Screen};
use crate::app::documents::{self, Ask, NotMade, Offered, PACKAGE, Request, command_line, file_name, preview};
use crate::program::Kind as RecordKind;
use crate::program::choice::Choice as _;
use crate::program::id::Id;
use crate::program::period::Quarter;
use crate::report::qbr::Audience;
use crate::tui::outcome::Notice;
use crate::tui::overlays::{Field, Form, Kind, PageLine};
use crate::tui::pane::Check;
use crate::tui::session;
use crate::tui::theme::Role;

/// The tag of the sheet.
pub(super) const SHEET: &str = "screen/export";
/// Lines of a document that are shown before it is written.
const SHOWN: usize = 400;
/// Quarters before this one that are offered.
const QUARTERS: usize = 8;

const AUDIENCE: &str = "audience";
const FORMAT: &str = "format";
const PATH: &str = "path";
const THEN: &str = "then";

fn field_of(ask: Ask) -> (&'static str, &'static str) {
    match ask {
        Ask::Partner => ("partner", "Partner"),
        Ask::Quarter => ("quarter", "Quarter"),
        Ask::Campaign => ("campaign", "Campaign"),
        Ask::Tier => ("tier", "Tier"),
        Ask::Review => ("qbr", "Review"),
    }
}

fn text<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = fields.iter().find(|(field, _)| field == name).map(|(_, text)| text.as_str());
    found.filter(|text| !text.is_empty())
}

fn request(fields: &[(String, String)]) -> Request {
    let named = |name: &str| text(fields, name).map(str::to_owned);
    let audience = text(fields, AUDIENCE).and_then(Audience::read).unwrap_or(Audience::Internal);
    Request {
        partner: named("partner"),
        quarter: text(fields, "quarter").and_then(|text| text.parse().ok()),
        campaign: named("campaign"),
        tier: named("tier"),
        review: named("qbr"),
        ..Request::new(audience)
    }
}

impl Screen {
    /// Opens the sheet of a document, with what was typed into it before.
    pub(super) fn open_export_sheet(&mut self, offered: Offered, given: &[(String, String)]) -> Vec<Effect> {
        let mut form = Form::new(SHEET, format!("Export {}", offered.name)).paged("goes on");
        for field in self.export_fields(&offered, given) {
            form = form.field(field);
        }
        self.exporting.offered = Some(offered);
        self.exporting.seen.clear();
        self.exporting.proposed = String::new();
        self.open(Owner::Screen, form.into());
        self.follow_export();
        if let (Some(path), Some(Kind::Form(form))) =
            (text(given, PATH), self.overlays.last_mut().map(|open| &mut open.overlay.kind))
        {
            form.set(PATH, path);
        }
        Vec::new()
    }

    fn export_fields(&self, offered: &Offered, given: &[(String, String)]) -> Vec<Field> {
        let mut fields = Vec::new();
        for ask in offered.needs.iter().chain(offered.takes) {
            let (name, label) = field_of(*ask);
            let needed = offered.needs.contains(ask);
            let mut options = self.export_options(*ask);
            if !needed {
                options.insert(0, (String::new(), "all".to_owned()));
            }
            let at_first = self.here(*ask, offered).filter(|_| needed).unwrap_or_default();
            let value = text(given, name).map_or(at_first, str::to_owned);
            let mut field = Field::choice(name, label, options).value(&value);
            if needed {
                field = field.checked_by(move |text| {
                    if text.is_empty() {
                        Err(format!("there is no {name} in this plan yet"))
                    } else {
                        Ok(String::new())
                    }
                });
            }
            fields.push(field.hint("Left and right, or type a part of the name"));
        }
        if offered.for_partners {
            let options =
                [Audience::Internal, Audience::Partner].map(|one| (one.word().to_owned(), one.label().into()));
            let field =
                Field::choice(AUDIENCE, "For", options.to_vec()).value(text(given, AUDIENCE).unwrap_or_default());
            fields.push(field.hint("A partner's copy holds only what a partner may see"));
        }
        let formats = offered.formats().iter().map(|name| ((*name).to_owned(), format_words(name).to_owned()));
        let format = Field::choice(FORMAT, "Format", formats.collect()).value(text(given, FORMAT).unwrap_or_default());
        fields.push(format);
        let hint = "A path; ~ is your home folder, Tab completes what you type";
        fields.push(Field::text(PATH, if offered.name == PACKAGE { "Folder" } else { "File" }).required().hint(hint));
        let then = [("write", "write it"), ("copy", "copy its text"), ("command", "copy it as a command")];
        let then = then.map(|(id, label)| (id.to_owned(), label.to_owned())).to_vec();
        fields.push(Field::choice(THEN, "Enter will", then).value(text(given, THEN).unwrap_or_default()));
        fields
    }

    /// What may be chosen: identifier and name.
    fn export_options(&self, ask: Ask) -> Vec<(String, String)> {
        let program = self.workbench.program();
        match ask {
            Ask::Partner => program.partners.iter().map(|one| (one.id.to_string(), one.name.clone())).collect(),
            Ask::Campaign => program.campaigns.iter().map(|one| (one.id.to_string(), one.name.clone())).collect(),
            Ask::Tier => program.tiers.iter().map(|one| (one.id.to_string(), one.name.clone())).collect(),
            Ask::Review => {
                let name = |id: &Id<_>| program.partners.get(id).map_or_else(|| id.to_string(), |one| one.name.clone());
                let label = |one: &crate::program::qbr::Qbr| format!("{} {}", name(&one.partner), one.quarter);
                program.qbrs.iter().map(|one| (one.id.to_string(), label(one))).collect()
            }
            Ask::Quarter => self.quarters().iter().map(|one| (one.to_string(), one.to_string())).collect(),
        }
    }

    /// The quarters of reviews, and those around the as-of date, the latest first.
    fn quarters(&self) -> Vec<Quarter> {
        let program = self.workbench.program();
        let now = program.profile.calendar().quarter_of(self.workbench.as_of());
        let before = std::iter::successors(Some(now.next()), |quarter| Some(quarter.previous())).take(QUARTERS + 2);
        let mut quarters: Vec<Quarter> = program.qbrs.iter().map(|one| one.quarter).chain(before).collect();
        quarters.sort_unstable();
        quarters.dedup();
        quarters.reverse();
        quarters
    }

    /// What the cursor stands on, as the value of a field.
    fn here(&self, ask: Ask, offered: &Offered) -> Option<String> {
        let program = self.workbench.program();
        let (kind, id) = self.record_here().map_or((None, None), |(kind, id)| (Some(kind), Some(id)));
        let id = id.as_deref().unwrap_or_default();
        let partner = self.current_partner();
        let review = match kind {
            Some(RecordKind::Qbr) => program.qbrs.find(id),
            Some(RecordKind::ActionItem) => {
                program.actions.find(id).and_then(|item| program.qbrs.get(item.qbr.as_ref()?))
            }
            _ => None,
        };
        let latest = || {
            let own = program.qbrs.iter().filter(|one| partner.as_ref().is_none_or(|id| one.partner == *id));
            own.max_by_key(|one| one.quarter)
        };
        match ask {
            Ask::Partner => review.map(|one| one.partner.to_string()).or_else(|| partner.map(|id| id.to_string())),
            Ask::Review => review.or_else(latest).map(|one| one.id.to_string()),
            Ask::Tier => {
                program.tiers.find(id).filter(|_| kind == Some(RecordKind::Tier)).map(|one| one.id.to_string())
            }
            Ask::Campaign => {
                let task = program.tasks.find(id).filter(|_| kind == Some(RecordKind::Task));
                let of_task = task.and_then(|task| program.campaigns.get(task.campaign.as_ref()?));
                let here = program.campaigns.find(id).filter(|_| kind == Some(RecordKind::Campaign)).or(of_task);
                let with = |one: &&crate::program::campaign::Campaign| {
                    partner.as_ref().is_none_or(|id| one.partners.contains(id))
                };
                let next = || program.campaigns.iter().filter(with).max_by_key(|one| one.launch);
                here.or_else(next).map(|one| one.id.to_string())
            }
            Ask::Quarter => {
                let calendar = program.profile.calendar();
                let as_of = self.workbench.as_of();
                let usual =
                    if offered.name == "cfo" { calendar.last_completed(as_of) } else { calendar.quarter_of(as_of) };
                let quarter = review.or_else(|| latest().filter(|_| offered.name == "qbr")).map(|one| one.quarter);
                Some(quarter.unwrap_or(usual).to_string())
            }
        }
    }

    /// Follows what was chosen or typed in the sheet: its path, its page, and what is wrong.
    pub(super) fn follow_export(&mut self) {
        let Some(offered) = self.exporting.offered else { return };
        let Some(open) = self.overlays.last_mut().filter(|open| open.overlay.tag == SHEET) else { return };
        let Kind::Form(form) = &mut open.overlay.kind else { return };
        let drafts = form.drafts();
        let request = request(&drafts);
        let format = text(&drafts, FORMAT).unwrap_or("md").to_owned();
        if text(&drafts, PATH).unwrap_or_default() == self.exporting.proposed {
            let name = file_name(&offered, &format, &request, self.workbench.as_of());
            let folder = self.exporting.folder.clone().or_else(|| {
                let folder = self.workbench.path()?.parent()?.display().to_string();
                Some(folder).filter(|folder| !folder.is_empty())
            });
            let path = folder.map_or_else(|| name.clone(), |folder| format!("{}/{name}", folder.trim_end_matches('/')));
            form.set(PATH, &path);
            self.exporting.proposed = path;
        }
        let chosen: Vec<(String, String)> =
            drafts.into_iter().filter(|(name, _)| name != PATH && name != THEN).collect();
        if chosen == self.exporting.seen {
            return;
        }
        let made = match lacking(&offered, &chosen) {
            Some(why) => Err(why),
            None => preview(&self.workbench, offered.name, &format, &request, SHOWN),
        };
        self.exporting.seen = chosen;
        if let Some(open) = self.overlays.last_mut() {
            let (field, check) = verdict(&offered, made.as_ref().err());
            if let Kind::Form(form) = &mut open.overlay.kind {
                let (title, lines) = page(&offered, made);
                form.set_page(title, lines);
            }
            open.overlay.checked(field, check);
        }
    }

    /// What is to be done with the document of the sheet.
    pub(super) fn export_sent(&mut self, fields: &[(String, String)]) -> Vec<Effect> {
        let Some(offered) = self.exporting.offered else { return Vec::new() };
        let (request, path) = (request(fields), text(fields, PATH).unwrap_or_default().trim().to_owned());
        let format = text(fields, FORMAT).unwrap_or("md");
        self.exporting.sent = fields.to_vec();
        let then = text(fields, THEN).unwrap_or("write");
        if then == "command" {
            let text = command_line(&self.workbench, offered.name, format, &request, &path);
            return vec![Effect::Copy { text, what: "the command that exports it".to_owned() }];
        }
        if offered.name == PACKAGE {
            return self.package_sent(&request, path, then);
        }
        match documents::written(&self.workbench, offered.name, format, &request) {
            Err(why) => self.notify(Notice::error(told(&why))),
            Ok(bytes) if then == "copy" => match String::from_utf8(bytes) {
                Ok(text) if !is_binary(format) => {
                    vec![Effect::Copy { text, what: format!("{} as {format}", offered.name) }]
                }
                _ => self.notify(Notice::info(format!("A {format} file is no text to copy; Enter can write it"))),
            },
            Ok(bytes) => {
                self.exporting.folder = folder_of(&path);
                self.deliver(path, bytes)
            }
        }
    }

    fn package_sent(&mut self, request: &Request, path: String, then: &str) -> Vec<Effect> {
        match documents::package(&self.workbench, request) {
            Err(why) => self.notify(Notice::error(told(&why))),
            Ok(files) if then == "copy" => {
                let text = documents::package_text(&files);
                vec![Effect::Copy { text, what: "the files of the package".to_owned() }]
            }
            Ok(files) => vec![Effect::Session(session::Effect::WriteFolder { folder: path.into(), files })],
        }
    }
}

fn is_binary(format: &str) -> bool {
    crate::export::format::find(format).is_some_and(|format| format.binary)
}

fn folder_of(path: &str) -> Option<String> {
    path.rfind('/').map(|at| path.get(..at.max(1)).unwrap_or_default().to_owned())
}

/// Why it was not made, in words of the screen.
fn told(why: &NotMade) -> String {
    why.message.replace("--", "")
}

/// What the document cannot do without and the plan has none of.
fn lacking(offered: &Offered, fields: &[(String, String)]) -> Option<NotMade> {
    let lacks = |ask: &&Ask| text(fields, field_of(**ask).0).is_none();
    let (name, label) = offered.needs.iter().find(lacks).map(|ask| field_of(*ask))?;
    let why = NotMade::usage("missing_option", format!("there is no {} in this plan yet", label.to_lowercase()));
    Some(why.about(name))
}

/// The field that says what is wrong, and what is.
fn verdict(offered: &Offered, why: Option<&NotMade>) -> (&'static str, Check) {
    let asked = why.and_then(|why| why.option).map(|option| option.trim_start_matches('-').to_owned());
    let asks = offered.needs.iter().chain(offered.takes).map(|ask| field_of(*ask).0);
    let field = asks.into_iter().find(|name| Some(*name) == asked.as_deref()).unwrap_or(FORMAT);
    (field, Check { error: why.map(told), lines: Vec::new() })
}

fn page(offered: &Offered, made: Result<(Vec<String>, usize), NotMade>) -> (String, Vec<PageLine>) {
    let (lines, total) = match made {
        Ok(made) => made,
        Err(why) => {
            let hint = why.hint.clone().filter(|_| why.code != "missing_option").unwrap_or_default();
            let lines = vec![PageLine::new(told(&why), Role::Error), PageLine::new(hint, Role::Muted)];
            return ("It cannot be made yet".to_owned(), lines);
        }
    };
    let shown = lines.len();
    let mut page = vec![PageLine::new(offered.title, Role::Muted), PageLine::new("", Role::Text)];
    page.extend(super::export_page::lines(&lines));
    if total > shown {
        page.push(PageLine::new(format!("and {} lines more", total - shown), Role::Muted));
    }
    (format!("{total} lines"), page)
}

/// A format in words.
fn format_words(name: &str) -> &'static str {
    match name {
        "md" => "Markdown",
        "html" => "Web page (HTML)",
        "docx" => "Word document (DOCX)",
        "pptx" => "Slides (PPTX)",
        "marp" => "Slides as text (Marp)",
        "xlsx" => "Workbook (XLSX)",
        "json" => "JSON",
        "ron" => "RON",
        "csv" => "CSV",
        "tsv" => "Tab separated text",
        "ics" => "Calendar (ICS)",
        "folder" => "A new folder",
        _ => "Text",
    }
}
