//! A file over the default keys: a preset, or the user's own `keys.ron`. Only what differs is written there; a faulty
//! entry is reported with its line and left out, the rest counts.

use ron::Options;
use ron::extensions::Extensions;
use serde::Deserialize;

use super::entries;
use super::listing::nearest_action;
use super::live::{Binding, Keymap, Saying};
use super::preset::Preset;
use super::problem::KeymapProblem;
use crate::program::settings::nearest;
use crate::tui::action::{Action, Scope};
use crate::tui::keys::{Chord, Sequence};

/// Everywhere.
const ANY: &str = "*";

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    preset: Option<String>,
    counts: bool,
    typing: bool,
    bind: Vec<Entry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    keys: Vec<String>,
    #[serde(default = "anywhere")]
    ctx: String,
    cmd: String,
    #[serde(default)]
    args: Vec<String>,
}

fn anywhere() -> String {
    ANY.to_owned()
}

/// What an entry means.
#[derive(Clone)]
enum Meaning {
    Act(Action),
    Say(Vec<String>),
    Nothing,
}

impl Keymap {
    /// The keys of a user: the default ones, the preset over them, the user's own file over both.
    ///
    /// `chosen` is the preset chosen before; a preset named in the file wins. The file is its name and text.
    pub fn of_user(chosen: Preset, own: Option<(&str, &str)>) -> (Self, Vec<KeymapProblem>) {
        let (mut keymap, mut problems) = Self::built_in();
        let own = own.map(|(name, text)| (name, text, read(name, text)));
        let mut preset = chosen;
        if let Some((name, _, Ok(file))) = &own
            && let Some(word) = &file.preset
        {
            match word.parse() {
                Ok(named) => preset = named,
                Err(what) => problems.push(KeymapProblem::InFile { file: (*name).to_owned(), line: None, what }),
            }
        }
        if let Some(text) = preset.text() {
            let name = format!("preset {preset}");
            match read(&name, text) {
                Ok(file) => {
                    Over { keymap: &mut keymap, name: &name, problems: &mut problems, preset: true }.lay(&file, text);
                }
                Err(problem) => problems.push(problem),
            }
        }
        keymap.preset = preset;
        match own {
            Some((name, text, Ok(file))) => {
                Over { keymap: &mut keymap, name, problems: &mut problems, preset: false }.lay(&file, text);
            }
            Some((.., Err(problem))) => problems.push(problem),
            None => {}
        }
        (keymap, problems)
    }
}

fn read(name: &str, text: &str) -> Result<File, KeymapProblem> {
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str(text).map_err(|error| KeymapProblem::InFile {
        file: name.to_owned(),
        line: Some(error.span.start.line),
        what: format!("{}; the whole file is left out", error.code),
    })
}

/// A file on its way over a keymap.
struct Over<'a> {
    keymap: &'a mut Keymap,
    name: &'a str,
    problems: &'a mut Vec<KeymapProblem>,
    /// A preset may take away what a longer sequence begins with; a user is told of it.
    preset: bool,
}

impl Over<'_> {
    fn lay(mut self, file: &File, text: &str) {
        self.keymap.counts |= file.counts;
        if file.typing {
            self.keymap.typing = true;
            self.free_the_letters();
        }
        let lines = entries::lines(text);
        let mut seen: Vec<(Scope, Sequence)> = Vec::new();
        for (at, entry) in file.bind.iter().enumerate() {
            let line = lines.get(at).copied();
            if let Err(what) = self.entry(entry, &mut seen) {
                let what = format!("{} in {:?}: {what}", entry.keys.join(", "), entry.ctx);
                self.problems.push(KeymapProblem::InFile { file: self.name.to_owned(), line, what });
            }
        }
    }

    /// Where letters type, no key of a pane is a letter.
    fn free_the_letters(&mut self) {
        let types = |chord: Option<&Chord>| chord.is_some_and(|chord| chord.typed().is_some());
        self.keymap.unbind_where(|binding| {
            (binding.scope == Scope::Global || !binding.scope.stands_alone()) && types(binding.keys.0.first())
        });
    }

    fn entry(&mut self, entry: &Entry, seen: &mut Vec<(Scope, Sequence)>) -> Result<(), String> {
        let meaning = meaning(entry)?;
        let scopes = scopes(entry, &meaning)?;
        let mut wrong = Vec::new();
        for text in &entry.keys {
            match text.parse::<Sequence>() {
                Ok(keys) => scopes.iter().for_each(|scope| {
                    if seen.contains(&(*scope, keys.clone())) {
                        wrong.push(format!("{keys} has a meaning further up in this file already"));
                    } else if let Err(what) = self.put(*scope, &keys, &meaning) {
                        wrong.push(what);
                    } else {
                        seen.push((*scope, keys.clone()));
                    }
                }),
                Err(bad) => wrong.push(bad.to_string()),
            }
        }
        if let (Meaning::Nothing, true, false) = (&meaning, entry.ctx == ANY, wrong.is_empty()) {
            // "*" takes a key away wherever it means something: one place is enough.
            if wrong.len() < scopes.len() * entry.keys.len() {
                return Ok(());
            }
            wrong.truncate(1);
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("; ")) }
    }

    fn put(&mut self, scope: Scope, keys: &Sequence, meaning: &Meaning) -> Result<(), String> {
        if matches!(meaning, Meaning::Nothing) {
            let known = self.keymap.unbind(scope, keys);
            return if known { Ok(()) } else { Err(format!("{keys} means nothing there, so nothing is taken away")) };
        }
        if let Some((shorter, means)) = self.keymap.shadow(scope, keys) {
            return Err(format!(
                "{keys} would never be reached: {shorter} already means {means}; take that away first"
            ));
        }
        let lost = self.keymap.longer(scope, keys);
        for binding in &lost {
            self.keymap.unbind(scope, &binding.keys);
        }
        match meaning {
            Meaning::Act(action) => self.keymap.rebind(Binding { scope, keys: keys.clone(), action: *action }),
            Meaning::Say(words) => {
                self.keymap.say(Saying { scope, keys: keys.clone(), words: words.clone() });
            }
            Meaning::Nothing => {}
        }
        if lost.is_empty() || self.preset {
            return Ok(());
        }
        let lost: Vec<String> =
            lost.iter().map(|binding| format!("{} ({})", binding.keys, binding.action.info().name)).collect();
        let what = format!("{keys} takes the place of {}, which began with it", lost.join(", "));
        self.problems.push(KeymapProblem::InFile { file: self.name.to_owned(), line: None, what });
        Ok(())
    }
}

fn meaning(entry: &Entry) -> Result<Meaning, String> {
    if entry.keys.is_empty() {
        return Err("no key is named".to_owned());
    }
    match entry.cmd.as_str() {
        "none" => Ok(Meaning::Nothing),
        "do" if entry.args.is_empty() => {
            Err("\"do\" needs its words in args: [\"set\", \"partner/{partner}/region\", \"DACH\"]".to_owned())
        }
        "do" => Ok(Meaning::Say(entry.args.clone())),
        name => Action::named(name).map(Meaning::Act).ok_or_else(|| {
            let near = nearest_action(name).map(|near| format!("; did you mean {near:?}?")).unwrap_or_default();
            format!("no command is called {name:?}{near} (`quarterdeck commands` lists them)")
        }),
    }
}

fn scopes(entry: &Entry, meaning: &Meaning) -> Result<Vec<Scope>, String> {
    if entry.ctx != ANY {
        let found = Scope::ALL.into_iter().find(|scope| scope.name() == entry.ctx).ok_or_else(|| {
            let near = nearest(&entry.ctx, Scope::ALL.iter().map(|scope| scope.name()));
            let near = near.map(|near| format!("; did you mean {near:?}?")).unwrap_or_default();
            format!("no place is called {:?}{near}", entry.ctx)
        })?;
        return match meaning {
            Meaning::Act(action)
                if !action.valid_in(found) && (found.stands_alone() || !action.valid_in(Scope::Global)) =>
            {
                let places: Vec<&str> = action.info().scopes.iter().map(|scope| scope.name()).collect();
                Err(format!("{} is not valid there, but in {}", action.info().name, places.join(", ")))
            }
            _ => Ok(vec![found]),
        };
    }
    let panes = || Scope::ALL.into_iter().filter(|scope| *scope == Scope::Global || !scope.stands_alone());
    Ok(match meaning {
        Meaning::Act(action) if !action.valid_in(Scope::Global) => action.info().scopes.to_vec(),
        Meaning::Act(_) | Meaning::Say(_) => vec![Scope::Global],
        Meaning::Nothing => panes().collect(),
    })
}
