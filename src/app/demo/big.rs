//! Programs of any size by rule, for measuring: the same arguments give the same program on every machine.

use std::sync::Arc;

use jiff::civil::date;
use rayon::prelude::*;

use super::draw::Draw;
use super::portfolio::{Portfolio, Setting, portfolio};
use super::sales;
use crate::program::id::mint;
use crate::program::money::Money;
use crate::program::profile::Profile;
use crate::program::rate::Percent;
use crate::program::table::{Keyed, Table};
use crate::program::team::{TeamMember, TeamRole};
use crate::program::{Program, presets};

/// One deal of so many is direct.
const DIRECT_SHARE: usize = 10;
const TEAM: [&str; 8] =
    ["Adele Berg", "Bruno Costa", "Chiara Vitale", "David Osei", "Eva Lund", "Farah Aziz", "Goran Ilić", "Hana Mori"];

/// A valid program of that many partners and deals as of 2026-09-30, with people, agreements, evaluations, tiers,
/// training, registrations and touches; a tenth of the deals is direct, the rest lies with few partners more than many.
pub fn big(partners: usize, deals: usize, seed: u64) -> Program {
    let as_of = date(2026, 9, 30);
    let mut program = Program::named(&format!("{partners} partners, {deals} deals"));
    program.profile = Arc::new(Profile {
        as_of: Some(as_of),
        vision: Some("A program of a size to measure with".to_owned()),
        exec_sponsor: Some("Adele Berg".to_owned()),
        gross_margin: Some(Percent::whole(75)),
        average_acv: Some(Money::whole(30_000)),
        ..Profile::named(&program.profile.name)
    });
    program.team = TEAM.iter().map(|name| member(name)).collect();
    let ladder = presets::tiers("standard");
    let setting = Setting {
        as_of,
        owners: program.team.ids().cloned().collect(),
        ladder: ladder.iter().map(|tier| tier.id.clone()).collect(),
    };
    program.tiers = ladder.into_iter().collect();
    program.benefits = presets::benefits("standard").into_iter().collect();
    let shares = shares(partners, deals, seed);
    let mut made: Vec<Portfolio> = shares
        .par_iter()
        .enumerate()
        .map(|(index, (first, count))| portfolio(&setting, seed, index, *first, *count))
        .collect();
    made.push(direct(&setting, seed, partners, shares.iter().map(|(_, count)| count).sum()..deals));
    fill(&mut program, made);
    program
}

/// The first deal and the number of deals of each partner.
fn shares(partners: usize, deals: usize, seed: u64) -> Vec<(usize, usize)> {
    let mut counts = vec![0_usize; partners];
    let mut draw = Draw::of(seed, usize::MAX);
    let shared = if partners == 0 { 0 } else { deals - deals / DIRECT_SHARE };
    for _ in 0..shared {
        let limit = draw.below(partners as u64) + 1;
        if let Some(count) = counts.get_mut(draw.below(limit) as usize) {
            *count += 1;
        }
    }
    let mut first = 0;
    let place = |count| {
        let start = first;
        first += count;
        (start, count)
    };
    counts.into_iter().map(place).collect()
}

fn direct(setting: &Setting, seed: u64, stream: usize, numbers: std::ops::Range<usize>) -> Portfolio {
    let mut draw = Draw::of(seed, stream);
    let mut portfolio = Portfolio::default();
    for number in numbers {
        sales::add_deal(&mut portfolio, &mut draw, number, None, setting.as_of);
    }
    portfolio
}

fn member(name: &str) -> TeamMember {
    TeamMember {
        id: mint(name, "member", |_| false),
        name: name.to_owned(),
        role: TeamRole::PartnerManager,
        allocation: Percent::whole(100),
        active: true,
    }
}

fn fill(program: &mut Program, mut made: Vec<Portfolio>) {
    program.partners = table(&mut made, |part| &mut part.partners);
    program.contacts = table(&mut made, |part| &mut part.contacts);
    program.evaluations = table(&mut made, |part| &mut part.evaluations);
    program.agreements = table(&mut made, |part| &mut part.agreements);
    program.touches = table(&mut made, |part| &mut part.touches);
    program.nps_responses = table(&mut made, |part| &mut part.nps_responses);
    program.training = table(&mut made, |part| &mut part.training);
    program.accounts = table(&mut made, |part| &mut part.accounts);
    program.deals = table(&mut made, |part| &mut part.deals);
    program.registrations = table(&mut made, |part| &mut part.registrations);
    program.deal_touches = table(&mut made, |part| &mut part.deal_touches);
}

fn table<T: Keyed>(made: &mut [Portfolio], of: impl Fn(&mut Portfolio) -> &mut Vec<T>) -> Table<T> {
    made.iter_mut().flat_map(|part| std::mem::take(of(part))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::Kind;
    use crate::store;

    #[test]
    fn counts_are_as_asked_and_the_seed_decides_the_rest() {
        let program = big(150, 600, 1);
        assert_eq!((program.partners.len(), program.deals.len()), (150, 600));
        assert!(program.deals.iter().any(|deal| deal.partner.is_none()));
        assert!(program.partners.iter().filter(|partner| partner.granted_tier.is_some()).count() > 100);
        assert_eq!(program, big(150, 600, 1));
        assert_ne!(program, big(150, 600, 2));
    }

    #[test]
    fn a_generated_program_is_read_back_as_it_was_written() {
        let program = big(60, 240, 9);
        let written = store::write(&program, None);
        let opened = store::read(written.source.text().as_bytes()).unwrap();
        assert_eq!(opened.program, program);
    }

    #[test]
    fn dates_are_in_order() {
        let program = big(80, 400, 3);
        for deal in program.deals.iter() {
            let signed = deal.partner.as_ref().and_then(|id| program.partners.get(id)?.signed_on);
            assert!(signed.is_none_or(|signed| Some(signed) <= deal.created_on), "{}", deal.id);
            assert!(deal.closed_on.is_none_or(|closed| Some(closed) >= deal.created_on), "{}", deal.id);
            assert_eq!(deal.closed_on.is_some(), matches!(deal.stage.to_string().as_str(), "won" | "lost"));
        }
        for partner in program.partners.iter() {
            assert_eq!(partner.granted_tier.is_some(), partner.tier_since.is_some(), "{}", partner.id);
        }
    }

    #[test]
    fn empty_programs_are_programs_too() {
        assert_eq!(big(0, 5, 1).count(Kind::Deal), 5);
        assert_eq!(big(5, 0, 1).count(Kind::Partner), 5);
    }
}
