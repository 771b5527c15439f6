//! What is wrong, where numbers come from, and documents, of the program as it stands here, saved or not.

use clap::Parser as _;

use super::listing::Goal;
use super::session::Session;
use crate::analysis::findings::findings;
use crate::cli::args::{Arguments, Word};
use crate::cli::failure::Failure;
use crate::cli::{explain, export, show};
use crate::edit::naming;
use crate::export::markdown;
use crate::program::Kind;
use crate::program::choice::Choice as _;
use crate::report::qbr::{Audience, Review};

/// Stands for the plan file in words that name one on the command line.
const HERE: &str = "this-plan";

impl Session {
    /// The findings that nobody accepted, the worst first.
    pub(super) fn problems(&mut self) {
        let (program, as_of) = (self.workbench.program(), self.workbench.as_of());
        let mut found = findings(program, self.workbench.derived());
        found.retain(|finding| !finding.is_waived(program, as_of));
        found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        let entries: Vec<(String, Goal)> = found
            .into_iter()
            .map(|finding| {
                let about = finding.subject.split_once('/').and_then(|(noun, id)| {
                    let kind = naming::kind_named(noun).ok()?;
                    program.has(kind, id).then(|| (kind, id.into()))
                });
                let fix = finding.fix.iter().map(|fix| format!("What to do: {fix}"));
                let lines = finding.evidence.iter().cloned().chain(fix).collect();
                let name =
                    about.as_ref().map(|(kind, id): &(Kind, std::sync::Arc<str>)| naming::called(program, *kind, id));
                let name = name.filter(|name| !finding.message.contains(name)).map(|name| format!("{name}: "));
                let (severity, name) = (finding.severity.label(), name.unwrap_or_default());
                let text = format!("{severity} {}: {name}{}", finding.code, finding.message);
                (text, Goal::Finding(lines, about))
            })
            .collect();
        if entries.is_empty() {
            return self.say("Nothing is wrong with this plan, as far as its rules can tell.");
        }
        self.say(&format!("{} findings; a number reads what to do and opens the record.", entries.len()));
        self.list_lines(entries);
    }

    /// Where a number comes from; without a path those that can be explained here are listed.
    pub(super) fn explain(&mut self, path: Option<&str>) {
        let open = self.open_path();
        let full = match (path, &open) {
            (Some(path), Some(open)) if !path.contains('/') => Some(format!("{open}/{path}")),
            (path, _) => path.map(str::to_owned),
        };
        if let Some(full) = full {
            let answer = explain::of_session(&self.workbench, Some(&full));
            return self.replied(answer);
        }
        let under = open.map(|open| format!("{open}/")).unwrap_or_default();
        let derived = self.workbench.derived();
        let paths: Vec<String> = derived.explainable().filter(|path| path.starts_with(&under)).collect();
        if paths.is_empty() {
            return self.say("Nothing is computed here; explain PATH explains a path such as partner/acme/health.");
        }
        let entry = |path: String| (path.strip_prefix(&under).unwrap_or(&path).to_owned(), Goal::Explain(path));
        self.list_lines(paths.into_iter().map(entry).collect());
    }

    /// Reads out a document of the record that is open.
    pub(super) fn read_document(&mut self) {
        let Some((kind, id)) = self.here.record.clone() else { return self.tell_place() };
        let name = match kind {
            Kind::Qbr => {
                let (program, derived) = (self.workbench.program(), self.workbench.derived());
                let qbr = program.qbrs.find(&id);
                let review = qbr.and_then(|qbr| Review::of(program, derived, qbr));
                let text = review.map(|review| markdown::document(&review.document(Audience::Internal)));
                return self.say_lines(&text.unwrap_or_default());
            }
            Kind::Partner => ["standing", "--partner"],
            Kind::Tier => ["tier-sheet", "--tier"],
            Kind::Campaign => ["campaign-brief", "--campaign"],
            _ => return self.tell_record(kind, &id),
        };
        self.export(&[name[0].to_owned(), name[1].to_owned(), id.to_string()]);
    }

    /// `show REPORT ...` of the command line, of the program as it stands here.
    pub(super) fn show(&mut self, words: &[String]) {
        if words.is_empty() {
            return self.replied(Ok(show::list()));
        }
        if let Some(Word::Show(parsed)) = self.parsed("show", words) {
            let name = parsed.report.clone().unwrap_or_default();
            let answer = show::named(&name).and_then(|report| show::of_session(&self.workbench, report, &parsed));
            self.replied(answer);
        }
    }

    /// `export DOCUMENT ...` of the command line, of the program as it stands here.
    pub(super) fn export(&mut self, words: &[String]) {
        if words.is_empty() {
            return self.replied(Ok(export::list()));
        }
        if let Some(Word::Export(parsed)) = self.parsed("export", words) {
            let name = parsed.report.clone().unwrap_or_default();
            let answer = export::of_session(&self.workbench, &name, &parsed);
            self.replied(answer);
        }
    }

    /// The words of the command line after a word of it, without the plan file.
    fn parsed(&mut self, word: &str, words: &[String]) -> Option<Word> {
        let line = ["quarterdeck", word, HERE].into_iter().map(str::to_owned).chain(words.iter().cloned());
        match Arguments::try_parse_from(line) {
            Ok(arguments) => arguments.command,
            Err(why) => {
                let text = why.to_string().replace(&format!(" {HERE}"), "").replace("quarterdeck ", "");
                let first = text.lines().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
                let failure = Failure::usage("usage", first.trim_start_matches("error: "));
                self.replied(Err(failure));
                None
            }
        }
    }
}
