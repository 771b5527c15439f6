//! How many colours to use, decided from what the environment says. Pure: the values are handed in.

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
