//! Partner programs as their vendors publish them, each a plan file in `tests/programs/` with its sources: every partner
//! lands where the published text says, the proof names what decides, and the file keeps its bytes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use quarterdeck::analysis::derived::Derived;
use quarterdeck::program::Program;
use quarterdeck::program::criterion::Criterion;
use quarterdeck::program::id::Id;
use quarterdeck::program::partner::Partner;
use quarterdeck::store::{self, Opened};
use serde::Deserialize;

/// A program and who is expected to land where.
struct Published {
    vendor: &'static str,
    plan: &'static str,
    expected: &'static str,
}

macro_rules! published {
    ($($vendor:literal),+ $(,)?) => {
        &[$(Published {
            vendor: $vendor,
            plan: include_str!(concat!("programs/", $vendor, ".ron")),
            expected: include_str!(concat!("programs/", $vendor, ".expect.ron")),
        }),+]
    };
}

const PUBLISHED: &[Published] = published!["atlassian", "aws", "microsoft", "odoo", "salesforce"];

/// One line of an `.expect.ron` file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Landing {
    partner: String,
    as_of: Date,
    /// The tier, or `none`.
    lands: String,
    /// The highest tier that what is not recorded leaves open; missing: where it lands.
    may_be: Option<String>,
    /// What the proof of the landing names.
    because: Option<String>,
    /// The reason in the published text.
    why: String,
}

impl Published {
    fn open(&self) -> Opened {
        store::read(self.plan.as_bytes()).unwrap_or_else(|faults| panic!("{}: {faults}", self.vendor))
    }

    fn landings(&self) -> Vec<Landing> {
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        options.from_str(self.expected).unwrap_or_else(|error| panic!("{}: {error}", self.vendor))
    }
}

/// The program seen from every day that its lines name.
fn seen(program: &Program, landings: &[Landing]) -> BTreeMap<Date, Derived> {
    let days: BTreeSet<Date> = landings.iter().map(|landing| landing.as_of).collect();
    days.into_iter().map(|day| (day, Derived::new(program, day))).collect()
}

fn tier_of_rank(program: &Program, rank: Option<usize>) -> String {
    let tier = rank.and_then(|rank| program.tiers.iter().find(|tier| usize::from(tier.order) == rank));
    tier.map_or_else(|| "none".to_owned(), |tier| tier.id.as_str().to_owned())
}

fn check(found: &[String]) {
    assert!(found.is_empty(), "\n  {}\n", found.join("\n  "));
}

#[test]
fn five_programs_say_where_they_are_published_and_each_has_six_partners_or_more() {
    assert!(PUBLISHED.len() >= 5);
    for program in PUBLISHED {
        let vendor = program.vendor;
        let header: Vec<&str> = program.plan.lines().skip(1).take_while(|line| line.starts_with("//")).collect();
        assert!(header.iter().any(|line| line.contains("http")), "{vendor}: the address of its source stands on top");
        let landings = program.landings();
        let partners = program.open().program.partners.len();
        assert!(partners >= 6, "{vendor}: {partners} partners");
        assert_eq!(landings.len(), partners, "{vendor}: every partner has a line of what is expected");
        assert!(landings.iter().all(|landing| !landing.why.is_empty()), "{vendor}: every line says why");
    }
}

#[test]
fn every_partner_lands_where_the_published_text_says() {
    let mut wrong = Vec::new();
    for published in PUBLISHED {
        let program = published.open().program;
        let landings = published.landings();
        let seen = seen(&program, &landings);
        for landing in landings {
            let derived = &seen[&landing.as_of];
            let id: Id<Partner> = landing.partner.parse().unwrap();
            let tier = &derived.partner(&id).unwrap_or_else(|| panic!("{}: no {id}", published.vendor)).tier;
            let found = (tier_of_rank(&program, tier.qualified_rank), tier_of_rank(&program, tier.possible_rank));
            let may_be = landing.may_be.clone().unwrap_or_else(|| landing.lands.clone());
            if found != (landing.lands.clone(), may_be.clone()) {
                let (vendor, lands, why) = (published.vendor, &landing.lands, &landing.why);
                let proof = derived.tier_standing(&id).map_or_else(String::new, |standing| standing.proof);
                wrong.push(format!("{vendor}: {id} is {found:?}, expected {lands} to {may_be}: {why}\n    {proof}"));
            }
        }
    }
    check(&wrong);
}

#[test]
fn the_proof_of_every_landing_names_what_decides() {
    let mut wrong = Vec::new();
    for published in PUBLISHED {
        let program = published.open().program;
        let landings = published.landings();
        let seen = seen(&program, &landings);
        for landing in landings {
            let standing = seen[&landing.as_of].tier_standing(&landing.partner.parse().unwrap()).unwrap();
            let landed = program.tiers.iter().find(|tier| tier.id.as_str() == landing.lands);
            let named = landed.is_none_or(|tier| standing.proof.starts_with(&tier.name));
            let at_top = landed.is_some_and(|tier| program.tiers.iter().all(|other| other.order <= tier.order));
            let decides =
                landing.because.as_ref().map_or(at_top || landed.is_none(), |because| standing.proof.contains(because));
            if !named || !decides {
                wrong.push(format!("{}: {:?}\n    {}", published.vendor, landing, standing.proof));
            }
        }
    }
    check(&wrong);
}

#[test]
fn no_condition_is_left_to_judgement_or_to_words() {
    fn judged(node: &Criterion) -> bool {
        matches!(node, Criterion::Judged { .. }) || node.children().iter().any(judged)
    }
    for published in PUBLISHED {
        let program = published.open().program;
        for tier in program.tiers.iter() {
            let all = [Some(&tier.criteria), tier.keep.as_ref()];
            assert!(!all.into_iter().flatten().any(judged), "{}: {}", published.vendor, tier.id);
            assert!(tier.order == 0 || tier.criteria.children().len() + usize::from(tier.criteria.is_leaf()) > 0);
        }
    }
}

#[test]
fn a_published_program_keeps_its_bytes_and_means_the_same_written_anew() {
    for published in PUBLISHED {
        let opened = published.open();
        let kept = store::write(&opened.program, Some(&opened.source));
        assert_eq!(kept.source.text(), published.plan, "{}: saving changes nothing", published.vendor);
        let anew = store::write(&opened.program, None);
        let again = store::read(anew.source.text().as_bytes()).unwrap_or_else(|faults| panic!("{faults}"));
        assert!(again.program == opened.program, "{}: the canonical form reads back the same", published.vendor);
        let twice = store::write(&again.program, None);
        assert_eq!(twice.source.text(), anew.source.text(), "{}: and is written the same", published.vendor);
    }
}
