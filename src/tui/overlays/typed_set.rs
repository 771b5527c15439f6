//! A field and a value typed in one line, such as `region EMEA`.

use crate::app::entry::field_words;

/// Between the field and the value in what is given back.
pub const IS: char = '\u{1f}';

/// What a typed text would set, where its first words are those of a field: the field and the value.
pub(super) fn typed_set(fields: &[String], text: &str) -> Option<(String, String)> {
    let lower = text.to_lowercase();
    let mut known: Vec<&String> = fields.iter().collect();
    known.sort_by_key(|field| std::cmp::Reverse(field.len()));
    let field = known.into_iter().find(|field| lower.starts_with(&format!("{} ", field.replace('_', " "))))?;
    let value = text.get(field.len() + 1..)?.trim();
    (!value.is_empty()).then(|| (format!("={field}{IS}{value}"), format!("{} = {value}", field_words(field))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_field_that_the_text_begins_with_is_meant() {
        let fields = ["value".to_owned(), "value_to_us".to_owned()];
        assert_eq!(typed_set(&fields, "Value to us reach").unwrap().1, "Value to us = reach");
        assert_eq!(typed_set(&fields, "value x").unwrap().0, format!("=value{IS}x"));
        assert_eq!(typed_set(&fields, "value"), None);
        assert_eq!(typed_set(&fields, "other x"), None);
    }
}
