//! How many colours to use, decided from what the environment says. Pure: the values are handed in.

use super::theme::Background;

/// The setting of `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wish {
    /// As the terminal allows.
    #[default]
    Auto,
    /// Colours in any case.
    Always,
    /// Emphasis alone.
    Never,
    /// The sixteen colours of the terminal.
    Sixteen,
    /// 256 colours.
    Indexed,
    /// 24-bit colours.
    True,
}

impl std::str::FromStr for Wish {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Ok(match word {
            "auto" => Self::Auto,
            "always" => Self::Always,
            "never" => Self::Never,
            "16" => Self::Sixteen,
            "256" => Self::Indexed,
            "truecolor" => Self::True,
            _ => return Err(format!("{word:?} is none of auto, always, never, 16, 256, truecolor")),
        })
    }
}

/// What can be shown, from nothing to everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// A terminal that can not place text: use the linear mode.
    Plain,
    /// Emphasis without colours.
    Mono,
    /// The sixteen colours of the terminal.
    Sixteen,
    /// 256 colours.
    Indexed,
    /// 24-bit colours.
    True,
}

/// The values of the environment that count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// `--color`.
    pub wish: Wish,
    /// `NO_COLOR`.
    pub no_color: Option<String>,
    /// `CLICOLOR_FORCE`.
    pub clicolor_force: Option<String>,
    /// `TERM`.
    pub term: Option<String>,
    /// `COLORTERM`.
    pub colorterm: Option<String>,
    /// `TERM_PROGRAM`.
    pub term_program: Option<String>,
    /// `COLORFGBG`.
    pub colorfgbg: Option<String>,
}

impl Environment {
    /// The values as a lookup gives them.
    pub fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            wish: Wish::Auto,
            no_color: variable("NO_COLOR"),
            clicolor_force: variable("CLICOLOR_FORCE"),
            term: variable("TERM"),
            colorterm: variable("COLORTERM"),
            term_program: variable("TERM_PROGRAM"),
            colorfgbg: variable("COLORFGBG"),
        }
    }
}

/// The background that `COLORFGBG` tells, such as `15;0`: the last of its numbers is one of the sixteen colours.
pub fn background(colorfgbg: &str) -> Option<Background> {
    match colorfgbg.rsplit(';').next()?.parse().ok()? {
        0_u8..=6 | 8 => Some(Background::Dark),
        7 | 9..=15 => Some(Background::Light),
        16.. => None,
    }
}

/// The background that a terminal answers when it is asked (`OSC 11`), such as `rgb:1616/2020/2b2b`.
pub fn answered(answer: &str) -> Option<Background> {
    let parts = answer.split_once("rgb:")?.1;
    let parts = parts.split(|c: char| !c.is_ascii_hexdigit() && c != '/').next()?;
    let mut shares = parts.split('/').map(|part| {
        let most = 16_u32.checked_pow(u32::try_from(part.len()).ok()?)?.checked_sub(1).filter(|most| *most > 0)?;
        Some(u32::from_str_radix(part, 16).ok()? * 1000 / most)
    });
    let (red, green, blue) = (shares.next()??, shares.next()??, shares.next()??);
    // the weights of brightness, in thousandths
    let bright = (299 * red + 587 * green + 114 * blue) / 1000;
    Some(if bright < 500 { Background::Dark } else { Background::Light })
}

/// The ladder: a wish, then `NO_COLOR`, `CLICOLOR_FORCE`, `TERM=dumb`, then what the terminal claims.
pub fn depth(environment: &Environment) -> Depth {
    let is = |value: &Option<String>, texts: &[&str]| value.as_deref().is_some_and(|v| texts.contains(&v));
    let claimed = || {
        if is(&environment.colorterm, &["truecolor", "24bit"]) {
            Depth::True
        } else if is(&environment.term_program, &["Apple_Terminal"])
            || environment.term.as_deref().is_some_and(|term| term.contains("256color"))
        {
            Depth::Indexed
        } else {
            Depth::Sixteen
        }
    };
    let given = |value: &Option<String>| value.as_deref().is_some_and(|v| !v.is_empty());
    match environment.wish {
        Wish::Always => return claimed(),
        Wish::Never => return Depth::Mono,
        Wish::Sixteen => return Depth::Sixteen,
        Wish::Indexed => return Depth::Indexed,
        Wish::True => return Depth::True,
        Wish::Auto => {}
    }
    if given(&environment.no_color) {
        return Depth::Mono;
    }
    if given(&environment.clicolor_force) && !is(&environment.clicolor_force, &["0"]) {
        return claimed();
    }
    if is(&environment.term, &["dumb"]) { Depth::Plain } else { claimed() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(change: impl FnOnce(&mut Environment)) -> Depth {
        let mut environment = Environment { term: Some("xterm".to_owned()), ..Environment::default() };
        change(&mut environment);
        depth(&environment)
    }

    #[test]
    fn the_background_is_read_from_what_terminals_say() {
        assert_eq!(background("15;0"), Some(Background::Dark));
        assert_eq!(background("0;default;15"), Some(Background::Light));
        assert_eq!(background("default"), None);
        assert_eq!(answered("\u{1b}]11;rgb:1616/2020/2b2b\u{1b}\\"), Some(Background::Dark));
        assert_eq!(answered("\u{1b}]11;rgb:ff/fa/f0\u{7}"), Some(Background::Light));
        assert_eq!(answered("\u{1b}[?62;22c"), None);
        assert_eq!(answered("rgb:zz/00"), None);
    }

    #[test]
    fn the_ladder_goes_from_the_wish_down_to_the_terminal() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(with(|_| {}), Depth::Sixteen);
        assert_eq!(with(|e| e.colorterm = some("truecolor")), Depth::True);
        assert_eq!(with(|e| e.term = some("xterm-256color")), Depth::Indexed);
        assert_eq!(with(|e| e.term_program = some("Apple_Terminal")), Depth::Indexed);
        assert_eq!(with(|e| e.term = some("dumb")), Depth::Plain);
        assert_eq!(with(|e| e.no_color = some("1")), Depth::Mono);
        assert_eq!(with(|e| e.no_color = some("")), Depth::Sixteen);
        assert_eq!(
            with(|e| {
                e.no_color = some("1");
                e.wish = Wish::Always;
            }),
            Depth::Sixteen
        );
        assert_eq!(
            with(|e| {
                e.term = some("dumb");
                e.clicolor_force = some("1");
            }),
            Depth::Sixteen
        );
        assert_eq!(
            with(|e| {
                e.no_color = some("1");
                e.clicolor_force = some("1");
            }),
            Depth::Mono
        );
    }
}
