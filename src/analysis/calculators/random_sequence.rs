//! `random-sequence`: the generator of the planner's simulation (R-62).

use serde_json::json;

use super::answer::{Answer, Outcome};
use super::input::Input;
use super::schema::{Calculator, Field, Grammar, Kind};
use crate::analysis::goal::SplitMix64;

pub(super) static CALCULATOR: Calculator = Calculator {
    name: "random-sequence",
    rule: "R-62",
    about: "The random numbers of a seed, as the simulation draws them",
    grammar: Grammar::Deals,
    inputs: &[
        Field::required("seed", Kind::count(0, 9_007_199_254_740_991), "where the sequence starts"),
        Field::required("count", Kind::count(1, 1000), "how many numbers"),
    ],
    outputs: &[
        ("values", "unsigned numbers of 64 bits, as text"),
        ("uniforms", "the same as numbers from 0 up to 1, as the shortest decimal"),
    ],
    example: r#"{"seed":1234567,"count":3}"#,
    run,
};

fn run(input: &Input) -> Outcome {
    let (seed, count): (u64, usize) = (input.need("seed")?, input.need("count")?);
    let (mut values, mut uniforms) = (SplitMix64::new(seed), SplitMix64::new(seed));
    let values: Vec<String> = (0..count).map(|_| values.next_value().to_string()).collect();
    let uniforms: Vec<String> = (0..count).map(|_| uniforms.next_uniform().to_string()).collect();
    Ok(Answer::from(json!({"values": values, "uniforms": uniforms})))
}
