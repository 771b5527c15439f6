//! What the terminal says about itself, for `doctor`.

use unicode_width::UnicodeWidthStr;

use super::colours::{self, Depth, Environment};

/// Something about the terminal: what, how it is, and what to do where it could be better.
pub type Said = (&'static str, String, Option<String>);

/// What is known of the terminal without writing to it.
pub fn terminal(variable: impl Fn(&str) -> Option<String>) -> Vec<Said> {
    let mut found = Vec::new();
    let term = variable("TERM").unwrap_or_default();
    let program = variable("TERM_PROGRAM").map(|program| format!(", {program}")).unwrap_or_default();
    found.push(match term.as_str() {
        "" => ("Terminal", "TERM is not set".to_owned(), Some("set TERM, such as xterm-256color".to_owned())),
        "dumb" => ("Terminal", "dumb".to_owned(), Some("a terminal that can move the cursor is needed".to_owned())),
        term => ("Terminal", format!("{term}{program}"), None),
    });
    found.push(match crossterm::terminal::size() {
        Ok((columns, rows)) if columns < 80 || rows < 24 => {
            let advice = "80x24 or more shows everything".to_owned();
            ("Size", format!("{columns}x{rows}"), Some(advice))
        }
        Ok((columns, rows)) => ("Size", format!("{columns}x{rows}"), None),
        Err(_) => ("Size", "no terminal is attached".to_owned(), None),
    });
    let environment = Environment::of(&variable);
    found.push(match colours::depth(&environment) {
        Depth::Mono => ("Colours", "none: words and marks say it all".to_owned(), None),
        depth => ("Colours", format!("{depth:?}").to_lowercase(), None),
    });
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| variable(name).filter(|value| !value.is_empty()));
    let utf8 = locale.as_deref().is_some_and(|locale| locale.to_lowercase().replace('-', "").contains("utf8"));
    found.push(match locale {
        Some(locale) if utf8 => ("Letters", locale, None),
        Some(locale) => {
            ("Letters", format!("{locale}, not UTF-8"), Some("z a in the workbench draws with plain ASCII".to_owned()))
        }
        None => {
            let advice = "set LANG=C.UTF-8 where lines look broken, or press z a in the workbench".to_owned();
            ("Letters", "no locale is set".to_owned(), Some(advice))
        }
    });
    found.push(("Width", format!("a wide letter takes {} cells, an accent {}", "全".width(), "é".width()), None));
    let clipboard = if variable("TMUX").is_some() {
        ("through tmux (OSC 52)", Some("in tmux: set -g set-clipboard on".to_owned()))
    } else if variable("STY").is_some() {
        (
            "through GNU screen (OSC 52)",
            Some("GNU screen drops it; use tmux, or select with the mouse (z m)".to_owned()),
        )
    } else if term == "linux" {
        ("the console has none", Some("export to a file instead".to_owned()))
    } else {
        ("through the terminal (OSC 52)", None)
    };
    found.push(("Clipboard", clipboard.0.to_owned(), clipboard.1));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_amiss_comes_with_what_to_do() {
        let amiss =
            |found: Vec<Said>| found.into_iter().filter(|said| said.2.is_some()).map(|said| said.0).collect::<Vec<_>>();
        let bare = terminal(|_| None);
        assert!(amiss(bare.clone()).contains(&"Terminal"), "{bare:?}");
        let good = |name: &str| match name {
            "TERM" => Some("xterm-256color".to_owned()),
            "LANG" => Some("en_US.UTF-8".to_owned()),
            _ => None,
        };
        let found = terminal(good);
        assert!(!amiss(found.clone()).iter().any(|what| *what != "Size"), "{found:?}");
    }
}
