//! The line of the command line that makes the same document.

use super::request::Request;
use crate::app::Workbench;
use crate::program::choice::Choice as _;
use crate::report::qbr::Audience;

/// What to type in a shell for the same document in the same format, into that file.
pub fn command_line(workbench: &Workbench, name: &str, format: &str, request: &Request, output: &str) -> String {
    let plan = workbench.path().map_or_else(|| "PLAN.ron".to_owned(), |path| path.display().to_string());
    let mut words = vec!["quarterdeck".to_owned(), "export".to_owned(), word(&plan), name.to_owned()];
    let mut option = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            words.extend([format!("--{name}"), word(value)]);
        }
    };
    option("format", Some(format).filter(|format| *format != "folder"));
    option("audience", (request.audience == Audience::Partner).then(|| request.audience.word()));
    option("partner", request.partner.as_deref());
    option("quarter", request.quarter.map(|quarter| quarter.to_string()).as_deref());
    option("campaign", request.campaign.as_deref());
    option("tier", request.tier.as_deref());
    option("qbr", request.review.as_deref());
    option("as-of", workbench.asked().map(|date| date.to_string()).as_deref());
    option("output", Some(output));
    if request.todo {
        words.push("--todo".to_owned());
    }
    words.join(" ")
}

/// A word as a shell takes it; a path under the home folder stays one.
fn word(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | ':' | '@' | '+' | ',');
    let (home, rest) = text.strip_prefix("~/").map_or(("", text), |rest| ("~/", rest));
    if !rest.is_empty() && rest.chars().all(plain) {
        return text.to_owned();
    }
    format!("{home}'{}'", rest.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_a_shell_would_take_them_apart() {
        assert_eq!(word("out/acme.md"), "out/acme.md");
        assert_eq!(word("~/My plans/a.md"), "~/'My plans/a.md'");
        assert_eq!(word("it's"), r"'it'\''s'");
        assert_eq!(word(""), "''");
    }
}
