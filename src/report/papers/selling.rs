//! What sellers of partners read: the playbook (F54) and the battle cards (F60).

use super::blank::{blank, or_blank};
use crate::analysis::derived::Derived;
use crate::analysis::enablement::content::{card_missing, playbook_contents};
use crate::program::Program;
use crate::program::choice::Choice;
use crate::program::enablement::{BattleCard, PlaybookPart};
use crate::report::document::Document;
use crate::report::qbr::Audience;

/// Marks a line that may leave the company; a line without it stays.
const EXTERNAL: &str = "[EXTERNAL_OK]";

/// The playbook section by section.
pub(super) fn playbook(program: &Program, _: &Derived, _: Audience) -> Document {
    let mut doc = Document::titled(format!("{}: sales playbook for partners", program.profile.name));
    for part in PlaybookPart::ALL {
        let text = program.playbook.iter().find(|section| section.part == *part).map(|section| section.text.trim());
        doc.section(part.label());
        match text.filter(|text| !text.is_empty()) {
            Some(text) => doc.notes(text),
            None => doc.say(format!(
                "{} It is to cover: {}.",
                blank(&part.label().to_lowercase()),
                playbook_contents(*part)
            )),
        };
    }
    doc
}

/// A battle card by its blocks, as whoever reads it may see them.
struct Card {
    competitor: String,
    blocks: Vec<(&'static str, Vec<String>)>,
}

impl Card {
    fn of(card: &BattleCard, shown: impl Fn(&str) -> Option<String>) -> Self {
        let one = |text: &Option<String>| text.iter().filter_map(|text| shown(text)).collect::<Vec<_>>();
        let all = |texts: &[String]| texts.iter().filter_map(|text| shown(text)).collect::<Vec<_>>();
        let blocks = vec![
            ("Positioning", one(&card.positioning)),
            ("What sets us apart", all(&card.differentiators)),
            ("Head to head", one(&card.head_to_head)),
            ("Weaknesses, with evidence", all(&card.weaknesses)),
            ("When we win", all(&card.when_we_win)),
            ("When they win, and what to say", all(&card.when_they_win)),
            ("Landmines", all(&card.landmines)),
            ("Win story", one(&card.win_story)),
        ];
        Self { competitor: card.competitor.clone(), blocks }
    }

    fn is_empty(&self) -> bool {
        self.blocks.iter().all(|(_, lines)| lines.is_empty())
    }
}

/// Every card; for partners only lines that are marked for them, and only cards with such lines.
pub(super) fn cards(program: &Program, _: &Derived, audience: Audience) -> Document {
    let mut doc = Document::titled(format!("{}: battle cards", program.profile.name));
    if audience == Audience::Partner {
        let external = |text: &str| text.trim().strip_prefix(EXTERNAL).map(|rest| rest.trim().to_owned());
        let cards: Vec<Card> = program.battle_cards.iter().map(|card| Card::of(card, external)).collect();
        let mut cards = cards.into_iter().filter(|card| !card.is_empty()).peekable();
        if cards.peek().is_none() {
            doc.say("No card has a line for partners yet.");
        }
        for card in cards {
            doc.section(format!("Against {}", card.competitor));
            for (title, lines) in card.blocks.into_iter().filter(|(_, lines)| !lines.is_empty()) {
                doc.part(title).list(lines);
            }
        }
        return doc;
    }
    doc.say(format!("Lines marked {EXTERNAL} are in the copy for partners; all others are ours alone."));
    for card in program.battle_cards.iter() {
        internal(&mut doc, card);
    }
    if program.battle_cards.is_empty() {
        doc.say(blank("battle cards"));
    }
    doc
}

fn internal(doc: &mut Document, card: &BattleCard) {
    doc.section(format!("Against {}", card.competitor));
    let told = Card::of(card, |text| {
        let text = text.trim();
        (!text.is_empty()).then(|| if text.starts_with('[') { text.to_owned() } else { format!("[INTERNAL] {text}") })
    });
    for (title, lines) in told.blocks {
        doc.part(title);
        if lines.is_empty() {
            doc.say(or_blank(None, &format!("{} against {}", title.to_lowercase(), card.competitor)));
        } else {
            doc.list(lines);
        }
    }
    let missing: Vec<&str> = card_missing(card).iter().map(|block| block.label()).collect();
    if !missing.is_empty() {
        doc.say(format!("Not complete: {}.", missing.join("; ")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(lines: &[&str]) -> BattleCard {
        BattleCard {
            id: "rival".parse().unwrap(),
            competitor: "Rival".into(),
            positioning: None,
            differentiators: lines.iter().map(|line| (*line).to_owned()).collect(),
            head_to_head: Some("ours alone".into()),
            weaknesses: Vec::new(),
            when_we_win: Vec::new(),
            when_they_win: Vec::new(),
            landmines: Vec::new(),
            win_story: None,
        }
    }

    #[test]
    fn partners_get_only_lines_that_are_marked_for_them() {
        let mut program = Program::named("Case");
        program.put(card(&["[EXTERNAL_OK] fast", "slow rival"]).into());
        let derived = Derived::new(&program, jiff::civil::date(2026, 9, 30));
        let text = format!("{:?}", cards(&program, &derived, Audience::Partner));
        assert!(text.contains("fast") && text.contains("Rival"), "{text}");
        assert!(!text.contains("slow rival") && !text.contains("ours alone"), "{text}");
        program.put(card(&["slow rival"]).into());
        let text = format!("{:?}", cards(&program, &derived, Audience::Partner));
        assert!(!text.contains("Rival"), "{text}");
    }
}
