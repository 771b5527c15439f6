//! Finding a calculator by its name and running it on a JSON text.

use serde_json::{Map, Value};

use super::answer::Envelope;
use super::fault::{Code, Fault};
use super::list::ALL;
use super::program_settings::filled;
use super::schema::Calculator;
use super::{json, reading};
use crate::program::settings::Settings;

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
    read(name, text).map_or_else(Envelope::from, |(calculator, object)| answer(calculator, &object))
}

/// Runs a calculator on the bytes of a file, which must be UTF-8.
pub fn run_bytes(name: &str, bytes: &[u8]) -> Envelope {
    decoded(name, bytes).map_or_else(Envelope::from, |text| run(name, text))
}

/// Runs a calculator under the settings of a program: what the input leaves open is as the program decided.
pub fn run_under(name: &str, bytes: &[u8], settings: &Settings) -> Envelope {
    let read = decoded(name, bytes).and_then(|text| read(name, text));
    read.map_or_else(Envelope::from, |(calculator, object)| answer(calculator, &filled(calculator, settings, object)))
}

fn answer(calculator: &Calculator, object: &Map<String, Value>) -> Envelope {
    let input = reading::check(calculator.grammar, calculator.inputs, object);
    Envelope::new(input.and_then(|input| (calculator.run)(&input)), calculator.outputs)
}

fn read(name: &str, text: &str) -> Result<(&'static Calculator, Map<String, Value>), Fault> {
    let calculator = find(name).ok_or_else(|| unknown(name))?;
    match json::parse(text) {
        Ok(Value::Object(object)) => Ok((calculator, object)),
        Ok(_) => Err(Fault::new(Code::BadJson, "", "the input is not one JSON object; put it in { }")),
        Err(message) => Err(Fault::new(Code::BadJson, "", format!("the input is not valid JSON: {message}"))),
    }
}

fn decoded<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, Fault> {
    std::str::from_utf8(bytes).map_err(|error| {
        let place = error.valid_up_to();
        let message = format!("the input is not UTF-8 text (byte {place}); save it as UTF-8");
        if find(name).is_some() { Fault::new(Code::BadJson, "", message) } else { unknown(name) }
    })
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
