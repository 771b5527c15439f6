//! Finding a calculator by its name and running it on a JSON text.

use serde_json::Value;

use super::answer::Envelope;
use super::fault::{Code, Fault};
use super::list::ALL;
use super::schema::Calculator;
use super::{json, reading};

/// Every calculator, in the order of the contract.
pub fn all() -> &'static [&'static Calculator] {
    ALL
}

/// The calculator of a name.
pub fn find(name: &str) -> Option<&'static Calculator> {
    ALL.iter().copied().find(|calculator| calculator.name == name)
}

/// Runs a calculator on a JSON text.
pub fn run(name: &str, text: &str) -> Envelope {
    let Some(calculator) = find(name) else { return unknown(name).into() };
    let object = match json::parse(text) {
        Ok(Value::Object(object)) => object,
        Ok(_) => return Fault::new(Code::BadJson, "", "the input is not one JSON object; put it in { }").into(),
        Err(message) => return Fault::new(Code::BadJson, "", format!("the input is not valid JSON: {message}")).into(),
    };
    let input = reading::check(calculator.grammar, calculator.inputs, &object);
    Envelope::new(input.and_then(|input| (calculator.run)(&input)), calculator.outputs)
}

/// Runs a calculator on the bytes of a file, which must be UTF-8.
pub fn run_bytes(name: &str, bytes: &[u8]) -> Envelope {
    match (std::str::from_utf8(bytes), find(name)) {
        (Ok(text), _) => run(name, text),
        (Err(_), None) => unknown(name).into(),
        (Err(error), Some(_)) => {
            let place = error.valid_up_to();
            Fault::new(Code::BadJson, "", format!("the input is not UTF-8 text (byte {place}); save it as UTF-8"))
                .into()
        }
    }
}

fn unknown(name: &str) -> Fault {
    let near = ALL
        .iter()
        .map(|calculator| (strsim::damerau_levenshtein(calculator.name, name), calculator.name))
        .min()
        .filter(|(distance, near)| *distance <= 1 + near.len() / 4);
    let hint = near.map_or(String::new(), |(_, near)| format!("; did you mean {near}"));
    let message = format!("there is no calculator {name:?}{hint}; `calc --list` names them all");
    Fault::new(Code::UnknownCalculator, "name", message)
}
