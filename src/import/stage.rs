//! Stages and attribution words (rule 7): letters compared, without a pipeline's name in brackets.

use super::vocabulary::{fold, fold_letters, vocabulary, without_brackets};

/// What a stage says about a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StageClass {
    /// Won.
    Won,
    /// Lost.
    Lost,
    /// Still open.
    Open,
}

/// What the source system says about a partner's part in a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributionWord {
    /// The partner brought the deal.
    Sourced,
    /// The partner helped.
    Influenced,
}

impl StageClass {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Lost => "lost",
            Self::Open => "open",
        }
    }
}

/// The class of a stage and whether the label is known; unknown ones are open. `None` for a blank one.
pub fn stage(label: &str, also_open: &[String]) -> Option<(StageClass, bool)> {
    if label.trim().is_empty() {
        return None;
    }
    let outside = fold_letters(&without_brackets(label));
    let letters = if outside.is_empty() { fold_letters(label) } else { outside };
    let words = vocabulary();
    Some(if words.won.contains(&letters) {
        (StageClass::Won, true)
    } else if words.lost.contains(&letters) {
        (StageClass::Lost, true)
    } else {
        let known = words.open.contains(&letters) || also_open.iter().any(|name| fold_letters(name) == letters);
        (StageClass::Open, known)
    })
}

/// Sourced or influenced, where the word says so.
pub fn attribution(word: &str) -> Option<AttributionWord> {
    let word = fold(word);
    let words = vocabulary();
    if words.sourced.contains(&word) {
        Some(AttributionWord::Sourced)
    } else if words.influenced.contains(&word) {
        Some(AttributionWord::Influenced)
    } else {
        None
    }
}

/// Whether the word says that no partner took part.
pub fn is_direct(word: &str) -> bool {
    vocabulary().direct.contains(&fold(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_every_system_are_understood() {
        for (label, expected) in [
            ("Closed Won", (StageClass::Won, true)),
            ("Closed/Won", (StageClass::Won, true)),
            ("closedwon", (StageClass::Won, true)),
            ("Closed won (Sales Pipeline)", (StageClass::Won, true)),
            ("Abgeschlossen - Gewonnen", (StageClass::Won, true)),
            ("6 - Closed Won", (StageClass::Won, true)),
            ("Fermée gagnée", (StageClass::Won, true)),
            ("受注", (StageClass::Won, true)),
            ("Verloren", (StageClass::Lost, true)),
            ("closed lost", (StageClass::Lost, true)),
            ("Proposal/Price Quote", (StageClass::Open, true)),
            ("Qualifizierung", (StageClass::Open, true)),
            ("7 - Legal Limbo", (StageClass::Open, false)),
            ("Not won", (StageClass::Open, false)),
        ] {
            assert_eq!(stage(label, &[]), Some(expected), "{label}");
        }
        assert_eq!(stage("  ", &[]), None);
        assert_eq!(stage("Legal Limbo", &["legal limbo".to_owned()]), Some((StageClass::Open, true)));
        assert_eq!(attribution("partnergeneriert"), Some(AttributionWord::Sourced));
        assert_eq!(attribution("Partner"), None);
    }
}
