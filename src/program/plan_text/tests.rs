use proptest::prelude::*;
use serde::{Deserialize, Serialize};

use super::*;

#[derive(Debug, PartialEq, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    count: Option<i32>,
    #[serde(default)]
    yes: bool,
    #[serde(default)]
    list: Vec<Shape>,
    #[serde(default)]
    pairs: std::collections::BTreeMap<String, u8>,
    #[serde(default)]
    letter: Option<char>,
    #[serde(default)]
    share: f64,
}

#[derive(Debug, PartialEq, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
enum Shape {
    Plain,
    Wrapped(Box<Shape>),
    Two(u8, String),
    Named { x: i64, note: Option<String> },
}

fn both(text: &str) -> (Result<Sample, ron::Error>, Result<Sample, ron::Error>) {
    (read(text).map_err(|e| e.code), crate::program::ron_options().from_str(text).map_err(|e| e.code))
}

#[test]
fn every_form_that_ron_knows_is_read_as_ron_reads_it() {
    for text in [
        r#"(id: "a")"#,
        r#"Sample(id: "a", count: 3)"#,
        r#"(id: "a", count: Some(3,), list: [],)"#,
        r#"(id: "a", count: None)"#,
        r#"( id : "a" , count : -3 , yes : true )"#,
        "// first\n(/* in /* side */ */ id: // here\n \"a\",\n)\n// last",
        r#"(id: "line\nbreak \"quoted\" \u{e9} \x41 \\")"#,
        r##"(id: r"raw \n", list: [Plain, Wrapped(Wrapped(Plain)), Two(0xFF, r#"x"y"#), Named(x: 1_000, note: "n")])"##,
        r#"(id: "ü 日本", pairs: {"a": 1, "b": 2,}, letter: 'q', share: 0.25)"#,
        r#"(id: "a", letter: '\n', share: -1e3)"#,
        r#"(id: "a", list: [Named(x: -9223372036854775808)])"#,
        r#"(r#id: "a")"#,
        r#"(id: "a", count: 3i32)"#,
        "\u{200e}(id: \"a\")",
    ] {
        let (ours, theirs) = both(text);
        assert!(theirs.is_ok(), "{text}: {theirs:?}");
        assert_eq!(ours, theirs, "{text}");
    }
}

#[test]
fn what_ron_refuses_is_refused_for_the_same_reason() {
    for text in [
        "",
        "()",
        r#"(id: "a""#,
        r#"(id: "a) "#,
        "(id: 3)",
        r#"(id: "a", count: "3")"#,
        r#"(id: "a" count: 3)"#,
        r#"(id: "a", count: 3000000000)"#,
        r#"(id: "a", wrong: 3)"#,
        r#"(id: "a", id: "b")"#,
        r#"(id: "a", yes: maybe)"#,
        r#"(id: "a", list: Plain)"#,
        r#"(id: "a", list: [Other])"#,
        r#"(id: "a", list: [Plain Plain])"#,
        r#"Other(id: "a")"#,
        r#"(id: "a") more"#,
        r#"(id = "a")"#,
        r#"[id: "a"]"#,
        r#"(id: "a", pairs: [])"#,
        r#"(id: "a", list: [Wrapped])"#,
        r#"(id: "a", list: [Two(1)])"#,
        r#"(id: "a\q")"#,
        r#"(id: "a", pairs: {"a" 1})"#,
    ] {
        let (ours, theirs) = both(text);
        assert!(theirs.is_err() && ours.is_err(), "{text}: {ours:?} {theirs:?}");
        let kind = |error: &ron::Error| std::mem::discriminant(error);
        let (ours, theirs) = (ours.unwrap_err(), theirs.unwrap_err());
        assert_eq!(kind(&ours), kind(&theirs), "{text}: {ours:?} instead of {theirs:?}");
    }
}

#[test]
fn nesting_of_any_depth_is_an_error_and_nothing_worse() {
    let text = format!("(id: \"a\", list: [{}Plain{}])", "Wrapped(".repeat(100_000), ")".repeat(100_000));
    assert_eq!(read::<Sample>(&text).unwrap_err().code, ron::Error::ExceededRecursionLimit);
}

#[test]
fn the_place_of_an_error_is_its_value() {
    let text = r#"(id: "a", count: "3", yes: true)"#;
    assert_eq!(read::<Sample>(text).unwrap_err().byte, text.find("\"3\"").unwrap());
    let text = r#"(id: "a", wrong: 3)"#;
    assert_eq!(read::<Sample>(text).unwrap_err().byte, text.find("wrong").unwrap());
}

fn shapes() -> impl Strategy<Value = Shape> {
    let leaf = prop_oneof![
        Just(Shape::Plain),
        (any::<u8>(), any::<String>()).prop_map(|(n, text)| Shape::Two(n, text)),
        (any::<i64>(), proptest::option::of(any::<String>())).prop_map(|(x, note)| Shape::Named { x, note }),
    ];
    leaf.prop_recursive(3, 8, 1, |inner| inner.prop_map(|shape| Shape::Wrapped(Box::new(shape))))
}

prop_compose! {
    fn samples()(
        id in any::<String>(), count in proptest::option::of(any::<i32>()), yes: bool,
        list in proptest::collection::vec(shapes(), 0..4),
        pairs in proptest::collection::btree_map(any::<String>(), any::<u8>(), 0..3),
        letter in proptest::option::of(any::<char>()), share in -1e6..1e6_f64,
    ) -> Sample {
        Sample { id, count, yes, list, pairs, letter, share }
    }
}

proptest! {
    #[test]
    fn what_ron_writes_is_read_back(sample in samples(), depth in 0..4_usize) {
        let pretty = ron::ser::PrettyConfig::new().depth_limit(depth);
        let text = crate::program::ron_options().to_string_pretty(&sample, pretty).unwrap();
        prop_assert_eq!(read::<Sample>(&text).unwrap(), sample);
    }

    #[test]
    fn a_damaged_text_never_gives_another_value_than_with_ron(sample in samples(), at: prop::sample::Index, with in ".?") {
        let text = crate::program::ron_options().to_string(&sample).unwrap();
        let mut damaged: Vec<char> = text.chars().collect();
        let at = at.index(damaged.len());
        damaged.splice(at..=at, with.chars());
        let damaged: String = damaged.into_iter().collect();
        let (ours, theirs) = both(&damaged);
        prop_assert_eq!(ours.ok(), theirs.ok(), "{}", damaged);
    }
}
