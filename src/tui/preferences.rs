//! `config.ron`: how things are shown, as the user wrote it. It is only read; what is wrong in it is told and left out.

use ron::Value;
use ron::value::Map;

use super::colours::Wish;
use super::theme::Background;
use crate::program::settings::nearest;

/// The words of the file.
const WORDS: [&str; 6] = ["theme", "background", "color", "glyphs", "ambiguous_width", "mouse"];

/// What the user prefers; what is not said is decided elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preferences {
    /// The name of a theme.
    pub theme: Option<String>,
    /// The background that themes are drawn for.
    pub background: Option<Background>,
    /// How many colours.
    pub colours: Option<Wish>,
    /// Whether lines and signs are plain ASCII.
    pub ascii: Option<bool>,
    /// Whether the terminal draws letters of ambiguous width in two cells, as East Asian ones may.
    pub wide: bool,
    /// Whether the mouse works from the beginning.
    pub mouse: Option<bool>,
}

impl Preferences {
    /// Reads the file of that name; every problem is a line with its place.
    pub fn read(name: &str, text: &str) -> (Self, Vec<String>) {
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let mut read = Self::default();
        let map = match options.from_str::<Value>(text) {
            Ok(Value::Map(map)) => map,
            Ok(Value::Unit) => Map::default(),
            Ok(_) => return (read, vec![format!("{name}: it is left out; write (theme: \"harbor\", mouse: false)")]),
            Err(error) => return (read, vec![format!("{name}: it is left out: {error}")]),
        };
        let mut problems = Vec::new();
        for (key, value) in map.iter() {
            let Value::String(word) = key else { continue };
            if let Err(why) = read.set(word, value) {
                problems.push(format!("{name}{}: {word}: {why}", place(text, word)));
            }
        }
        (read, problems)
    }

    fn set(&mut self, word: &str, value: &Value) -> Result<(), String> {
        let said = match value {
            Value::String(text) => text.clone(),
            Value::Bool(yes) => yes.to_string(),
            Value::Number(number) => number.into_f64().to_string(),
            _ => String::new(),
        };
        match word {
            "theme" if !said.is_empty() => self.theme = Some(said),
            "theme" => return Err("the name of a theme is needed, such as \"harbor\"".to_owned()),
            "background" if said == "auto" => self.background = None,
            "background" => self.background = Some(said.parse().map_err(|why| format!("{why}, or auto"))?),
            "color" => self.colours = Some(said.parse()?),
            "glyphs" => self.ascii = Some(one_of(&said, &[("ascii", true), ("unicode", false)])?),
            "ambiguous_width" => match said.as_str() {
                "1" => self.wide = false,
                "2" => self.wide = true,
                "ascii" => self.ascii = Some(true),
                _ => return Err(format!("{said:?} is none of 1, 2, \"ascii\"")),
            },
            "mouse" => self.mouse = Some(one_of(&said, &[("true", true), ("false", false)])?),
            _ => {
                let near =
                    nearest(word, WORDS.into_iter()).map(|near| format!("; did you mean {near}?")).unwrap_or_default();
                return Err(format!("there is no such word here{near}"));
            }
        }
        Ok(())
    }
}

fn one_of(said: &str, words: &[(&str, bool)]) -> Result<bool, String> {
    let found = words.iter().find(|(word, _)| *word == said).map(|(_, value)| *value);
    found.ok_or_else(|| {
        let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        format!("{said:?} is neither {}", names.join(" nor "))
    })
}

/// Line and column where a word is set.
fn place(text: &str, word: &str) -> String {
    let lines = text.lines().enumerate();
    let mut found = lines.filter_map(|(line, said)| {
        let column = said.find(word)?;
        let after = said.get(column + word.len()..)?;
        after.trim_start().starts_with(':').then(|| format!(":{}:{}", line + 1, column + 1))
    });
    found.next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_taken_and_what_is_wrong_is_told_with_its_place() {
        let text = "// mine\n(\n  theme: \"harbor\", background: \"light\",\n  mouse: false, ambiguous_width: 2,\n)";
        let (read, problems) = Preferences::read("config.ron", text);
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(read.theme.as_deref(), Some("harbor"));
        assert_eq!((read.background, read.mouse, read.wide), (Some(Background::Light), Some(false), true));
        let text = "(\n  themes: \"harbor\",\n  color: \"16\", glyphs: \"emoji\",\n)";
        let (read, problems) = Preferences::read("config.ron", text);
        assert_eq!(read.colours, Some(Wish::Sixteen));
        assert_eq!(problems.len(), 2);
        assert!(problems.iter().any(|line| line.contains("config.ron:2:3: themes") && line.contains("theme?")));
        assert!(problems.iter().any(|line| line.contains(":3:16: glyphs") && line.contains("emoji")), "{problems:?}");
        assert!(Preferences::read("config.ron", "(theme: ").1[0].contains("left out"));
        assert_eq!(Preferences::read("config.ron", "()"), (Preferences::default(), Vec::new()));
    }
}
