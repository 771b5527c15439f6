//! Partners of a file that may be ones already known: a queue for a person to decide, never merged by itself.

use std::collections::{BTreeMap, BTreeSet};

use super::matching::Known;
use super::near::Nearness;
use super::parsed::ParsedFile;
use super::partner_key::partner_key;
use super::proposal::Proposal;
use crate::program::Program;

/// A name of the file that may be another name for a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The key of the name in the file.
    pub key: String,
    /// The name as the file writes it.
    pub name: String,
    /// The key of whom it may be.
    pub near: String,
    /// The name of whom it may be.
    pub near_name: String,
    /// Whether that one is in the program already; else it is new too.
    pub near_is_known: bool,
    /// Why.
    pub why: Nearness,
    /// Rows of the file under that name.
    pub rows: usize,
}

/// The names of the file that the program does not know and that are near another name.
pub fn doubts(program: &Program, file: &ParsedFile, proposal: &Proposal) -> Vec<Doubt> {
    let known = Known::partner_keys(program);
    let mut in_file: BTreeMap<&str, (String, usize)> = BTreeMap::new();
    for row in file.accepted() {
        let name = row.deal().and_then(|deal| deal.partner.clone()).or_else(|| Some(row.partner()?.name.clone()));
        if let Some(name) = name {
            in_file.entry(&row.partner_key).or_insert((name, 0)).1 += 1;
        }
    }
    let named = |key: &str| {
        let of_program = program
            .partners
            .iter()
            .find(|one| std::iter::once(&one.name).chain(&one.aliases).any(|name| partner_key(name) == key));
        of_program.map(|one| one.name.clone()).or_else(|| in_file.get(key).map(|(name, _)| name.clone()))
    };
    let mut asked = BTreeSet::new();
    let mut doubts = Vec::new();
    for pair in &proposal.near {
        let is_new = |key: &str| in_file.contains_key(key) && !known.contains(key);
        let (key, near) = match (is_new(&pair.key), is_new(&pair.near)) {
            (true, _) => (&pair.key, &pair.near),
            (false, true) => (&pair.near, &pair.key),
            (false, false) => continue,
        };
        let (Some((name, rows)), Some(near_name)) = (in_file.get(key.as_str()), named(near)) else { continue };
        // one question a name: a known partner before another new one
        if asked.insert(key.clone()) || known.contains(near) {
            doubts.retain(|doubt: &Doubt| doubt.key != *key || doubt.near_is_known);
            doubts.push(Doubt {
                key: key.clone(),
                name: name.clone(),
                near: near.clone(),
                near_name,
                near_is_known: known.contains(near),
                why: pair.why,
                rows: *rows,
            });
        }
    }
    doubts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::History;
    use crate::import::{Options, parse, propose, propose_with};
    use crate::program::partner::{LifecycleStage, Partner};

    const FILE: &str = "Partner,Deal Name,Stage,Close Date,Amount\n\
        Delta Partners,x,Won,2025-01-01,1\nDelta Partners,y,Won,2025-01-01,2\nGlobex,z,Won,2025-01-01,3\n";

    #[test]
    fn a_name_is_merged_only_when_somebody_says_so_and_then_for_good() {
        let mut program = Program::named("P");
        let partner = Partner::named("delta-partner".parse().unwrap(), "Delta Partner", LifecycleStage::Activate);
        program.partners.put(std::sync::Arc::new(partner));
        let day = jiff::civil::date(2026, 11, 22);
        let file = parse(FILE.as_bytes(), "deals.csv", &Options::default()).unwrap();
        let plain = propose(&program, &file, day);
        assert_eq!(plain.partners_new, 2);
        let doubts = doubts(&program, &file, &plain);
        let told: Vec<_> =
            doubts.iter().map(|d| (d.name.as_str(), d.near_name.as_str(), d.near_is_known, d.rows)).collect();
        assert_eq!(told, [("Delta Partners", "Delta Partner", true, 2)]);

        let same = BTreeMap::from([(doubts[0].key.clone(), doubts[0].near.clone())]);
        let merged = propose_with(&program, &file, day, &same);
        assert_eq!(merged.partners_new, 1);
        History::default().commit(&mut program, merged.edit).unwrap();
        assert_eq!(program.partners.find("delta-partner").unwrap().aliases, ["Delta Partners"]);
        assert_eq!(propose(&program, &file, day).partners_new, 0, "the next import knows");
    }
}
