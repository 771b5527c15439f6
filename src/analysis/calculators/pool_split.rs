//! R-16 `pool-split`: the co-marketing pool over groups of partners and their members.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::answer::{Answer, Outcome};
use super::fault::{Code, Fault};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::exact::{exact_percent, of_percent};
use crate::analysis::pool::{PoolGroup, allocate, group_amounts};
use crate::program::choice::Choice;
use crate::program::money::Money;
use crate::program::rate::Percent;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "pool-split",
    rule: "R-16",
    about: "Divides the co-marketing pool over groups of partners, and inside each group by their budgets",
    grammar: Grammar::Scoring,
    inputs: &[
        Field::required("pool", Kind::AMOUNT, "the whole pool"),
        Field::optional("groups", Kind::Object(GROUPS), "the members of each group; absent when they are not known"),
        Field::settings(&[Field::default(
            "shares",
            Kind::Object(SHARES),
            r#"{"gold_platinum":"60","silver":"30","experimental":"10"}"#,
            "the share of each group; all three, exactly 100% together",
        )]),
    ],
    outputs: &[(
        "groups",
        "per group: share, amount, bottom_up (sum of budgets), difference, allocations and unallocated; the last four null without groups",
    )],
    example: r#"{"pool":"100000.01"}"#,
    run,
};

const MEMBERS: Kind = Kind::list(&Kind::Object(&[
    Field::required("id", Kind::TEXT, "the partner"),
    Field::required("budget", Kind::AMOUNT, "its budget (comarketing-budget)"),
]));

const GROUPS: &[Field] = &[
    Field::default("gold_platinum", MEMBERS, "[]", "Gold and Platinum partners"),
    Field::default("silver", MEMBERS, "[]", "Silver partners"),
    Field::default("experimental", MEMBERS, "[]", "partners on trial"),
];

const SHARES: &[Field] = &[
    Field::required("gold_platinum", Kind::PERCENT, "share of Gold and Platinum"),
    Field::required("silver", Kind::PERCENT, "share of Silver"),
    Field::required("experimental", Kind::PERCENT, "share of partners on trial"),
];

fn run(input: &Input) -> Outcome {
    let given = input.object("settings").object("shares");
    let mut shares = [Percent::default(); 3];
    for (share, group) in shares.iter_mut().zip(PoolGroup::ALL) {
        *share = given.need(group.word())?;
    }
    if shares.iter().map(|share| share.units()).sum::<i128>() != Percent::WHOLE {
        return Err(given.fault(Code::SumMismatch, "", "the three shares must sum to exactly 100%").into());
    }
    let groups = input.given("groups").then(|| input.object("groups"));
    if let Some(repeated) = groups.as_ref().and_then(repeated_member) {
        return Err(repeated.into());
    }
    let pool: Money = input.need("pool")?;
    let amounts = group_amounts(pool, &shares).unwrap_or_default();
    let mut answer = Answer::new();
    let mut rows = Vec::new();
    for ((group, share), amount) in PoolGroup::ALL.iter().zip(shares).zip(amounts) {
        let mut row = match &groups {
            Some(groups) => members(groups, *group, amount, &mut answer),
            None => json!({"bottom_up": null, "difference": null, "allocations": null, "unallocated": null}),
        };
        row["group"] = json!(group);
        row["share"] = json!(exact_percent(&of_percent(share)));
        row["amount"] = json!(amount);
        rows.push(row);
    }
    Ok(answer.with("groups", rows))
}

/// The first member that stands in two places.
fn repeated_member(groups: &Input) -> Option<Fault> {
    let mut seen = HashSet::new();
    let lists = PoolGroup::ALL.iter().flat_map(|group| groups.list(group.word()));
    lists.filter_map(|member| Some((member.text("id")?.to_owned(), member))).find_map(|(id, member)| {
        let message = format!("{id:?} is listed twice; a partner belongs to one group, once");
        let fault = member.fault(Code::Duplicate, "id", message);
        (!seen.insert(id)).then_some(fault)
    })
}

fn members(groups: &Input, group: PoolGroup, amount: Money, answer: &mut Answer) -> Value {
    let members = groups.list(group.word());
    if members.is_empty() {
        let message = format!("{} has no members; its amount stays unallocated", group.label());
        answer.warn("group_without_members", groups.path(group.word()), message);
    }
    let budgets: Vec<Money> = members.iter().filter_map(|member| member.get("budget")).collect();
    let found = allocate(amount, &budgets);
    let allocations: Vec<Map<String, Value>> = members
        .iter()
        .zip(&found.parts)
        .map(|(member, part)| {
            Map::from_iter([("id".to_owned(), json!(member.text("id"))), ("amount".to_owned(), json!(part))])
        })
        .collect();
    json!({
        "bottom_up": found.bottom_up, "difference": found.difference, "allocations": allocations,
        "unallocated": found.unallocated,
    })
}
