//! The list of what can be exported: a new document is one line here and one in `making.rs`, or one among the papers of
//! `report`.

use crate::report::papers::{Of, PAPERS, Paper};
use crate::report::{self, REPORTS};

/// Something a document has to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ask {
    /// With which partner.
    Partner,
    /// Of which fiscal quarter.
    Quarter,
    /// Of which campaign.
    Campaign,
    /// Of which tier.
    Tier,
    /// Of which business review.
    Review,
}

/// A document or table, and what it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offered {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is.
    pub title: &'static str,
    /// What it cannot do without.
    pub needs: &'static [Ask],
    /// What narrows it down.
    pub takes: &'static [Ask],
    /// Whether there is a copy of it that a partner may have.
    pub for_partners: bool,
}

/// The folder of everything that goes out after a review.
pub const PACKAGE: &str = "qbr-package";
/// The report whose rows are dates to keep.
pub(super) const ACTIONS: &str = "actions";

const fn document(
    name: &'static str,
    title: &'static str,
    needs: &'static [Ask],
    takes: &'static [Ask],
    for_partners: bool,
) -> Offered {
    Offered { name, title, needs, takes, for_partners }
}

/// The documents beside the papers, in the order in which they are listed.
const DOCUMENTS: &[Offered] = &[
    document("qbr", "Quarterly business review of a partner and quarter", &[Ask::Partner, Ask::Quarter], &[], true),
    document(
        "qbr-recap",
        "What was agreed in a review, for us or from what the partner may see",
        &[Ask::Review],
        &[],
        true,
    ),
    document(
        PACKAGE,
        "A folder for the 48 hours after a review: recaps, action items and calendars, for both sides",
        &[Ask::Review],
        &[],
        false,
    ),
    document("cfo", "CFO attribution report of a quarter; as CSV its deals", &[Ask::Quarter], &[], false),
    document(
        "program-guide",
        "The tier program for partners: what each tier asks and gives, how it is kept",
        &[],
        &[],
        true,
    ),
    document("tier-sheet", "One tier on a page: qualification, benefits, progression", &[Ask::Tier], &[], true),
    document(
        "campaign-brief",
        "One campaign on a sheet: brief, roles, promotion, run of show, money, leads, results",
        &[Ask::Campaign],
        &[],
        true,
    ),
    document(
        "webinar-kit",
        "Outline, promotion plan of each side, mails, tasks, follow-up and lead hand-off of a webinar",
        &[Ask::Campaign],
        &[],
        true,
    ),
    document(
        "calendar",
        "Launches of campaigns at their times in their zones, and the tasks, for a calendar program",
        &[],
        &[Ask::Campaign, Ask::Partner],
        true,
    ),
    document(
        "migration",
        "The plan into the next tier program: phases, notices due, who keeps what until when; as CSV who moves",
        &[],
        &[],
        false,
    ),
    document(
        "standing",
        "One partner's standing: tier, proof, what is missing, the next review",
        &[Ask::Partner],
        &[],
        true,
    ),
];

/// The formats of a document, the first of them where none is asked for.
const DOCUMENT: &[&str] = &["md", "html", "docx", "pptx", "marp", "xlsx", "json", "ron"];
/// Those of rows.
const ROWS: &[&str] = &["md", "csv", "tsv", "html", "docx", "pptx", "xlsx", "json", "ron"];
/// Those of rows with dates to keep.
const DATED: &[&str] = &["md", "csv", "tsv", "ics", "html", "docx", "pptx", "xlsx", "json", "ron"];

impl Offered {
    /// The formats it can be written in, the usual one first.
    pub fn formats(&self) -> &'static [&'static str] {
        match self.name {
            ACTIONS => DATED,
            PACKAGE => &["folder"],
            "calendar" => &["ics"],
            name if report::find(name).is_some() => ROWS,
            _ => DOCUMENT,
        }
    }
}

fn of_paper(paper: &Paper) -> Offered {
    let (needs, takes): (&[Ask], &[Ask]) = match paper.of {
        Of::Program(_) => (&[], &[]),
        Of::MaybePartner(_) => (&[], &[Ask::Partner]),
        Of::Partner(_) => (&[Ask::Partner], &[]),
    };
    document(paper.name, paper.title, needs, takes, paper.for_partners)
}

/// The documents, in the order in which they are listed.
pub fn documents() -> impl Iterator<Item = Offered> {
    DOCUMENTS.iter().copied().chain(PAPERS.iter().map(of_paper))
}

/// Everything that can be exported: the documents, then the tables that are not among them.
pub fn offered() -> impl Iterator<Item = Offered> {
    let is_document = |name: &str| documents().any(|document| document.name == name);
    let tables = REPORTS.iter().filter(move |report| !is_document(report.name)).map(|report| Offered {
        name: report.name,
        title: report.title,
        needs: &[],
        takes: if report.name == ACTIONS { &[Ask::Partner, Ask::Review] } else { &[Ask::Partner, Ask::Quarter] },
        for_partners: report.name == ACTIONS,
    });
    documents().chain(tables)
}

/// The document or table of that name.
pub fn find(name: &str) -> Option<Offered> {
    offered().find(|one| one.name == name)
}
