//! The example programs that ship inside the product, so that a first look needs no file.

use std::io::Read as _;
use std::sync::LazyLock;

use flate2::read::DeflateDecoder;

/// An example program by name.
#[derive(Debug, Clone, Copy)]
pub struct BuiltIn {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it shows, in one line.
    pub description: &'static str,
    /// The text of its plan file.
    pub text: fn() -> &'static str,
}

/// Every example, the smaller first.
pub const EXAMPLES: [BuiltIn; 2] = [
    BuiltIn {
        name: "example",
        description: "10M of revenue, 3 resellers, 1 partner manager, and a goal of 30%: a program that begins",
        text: || include_str!("../../../saves/example.ron"),
    },
    BuiltIn {
        name: "northwind",
        description: "40 partners of every type, 260 deals, 12 campaigns, 14 QBRs: a program in its third year",
        text: || &NORTHWIND,
    },
];

/// The plan file of an example; none for an unknown name.
pub fn built_in(name: &str) -> Option<&'static str> {
    EXAMPLES.iter().find(|example| example.name == name).map(|example| (example.text)())
}

/// The larger example; the build packs it, since its text would be a twentieth of the binary.
static NORTHWIND: LazyLock<String> =
    LazyLock::new(|| unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/northwind.deflate"))));

fn unpacked(packed: &[u8]) -> String {
    let mut text = String::new();
    // what the build has packed can be unpacked; an empty text would be refused as a plan
    let _ = DeflateDecoder::new(packed).read_to_string(&mut text);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_is_found_by_its_name_and_no_other_is() {
        for example in EXAMPLES {
            assert_eq!(built_in(example.name), Some((example.text)()));
            assert!(!example.description.contains('\n'));
        }
        assert_eq!(built_in("Northwind"), None);
    }
}
