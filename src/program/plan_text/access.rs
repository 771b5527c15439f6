//! What stands in brackets, one entry after the other, and the variants of a choice.

use ron::Error;
use serde::de::{self, DeserializeSeed, IntoDeserializer, Visitor};

use super::tokens::Tokens;

/// The entries up to a closing bracket.
pub(super) struct Entries<'a, 'de> {
    tokens: &'a mut Tokens<'de>,
    close: u8,
    /// Whether the keys are names, as in a structure, and not values.
    named: bool,
    after_comma: bool,
    /// The names of the fields in the order in which they are written, and the one that comes next.
    fields: &'static [&'static str],
    next: usize,
}

impl<'a, 'de> Entries<'a, 'de> {
    pub(super) fn new(tokens: &'a mut Tokens<'de>, close: u8, named: bool) -> Self {
        Self { tokens, close, named, after_comma: true, fields: &[], next: 0 }
    }

    /// The fields of a structure.
    pub(super) fn of_structure(tokens: &'a mut Tokens<'de>, fields: &'static [&'static str]) -> Self {
        Self { tokens, close: b')', named: true, after_comma: true, fields, next: 0 }
    }

    /// The place of the field whose name stands here, where it comes in its order; spares a comparison with each.
    fn in_order(&mut self) -> Option<usize> {
        let rest = self.fields.get(self.next..)?;
        let place = self.next + rest.iter().position(|name| self.tokens.stands_here(name))?;
        self.tokens.step(self.fields.get(place)?.len());
        self.next = place + 1;
        Some(place)
    }

    fn more(&mut self) -> Result<bool, Error> {
        self.tokens.blank()?;
        match (self.tokens.peek() == Some(self.close), self.after_comma) {
            (true, _) => Ok(false),
            (false, true) => Ok(true),
            (false, false) => Err(Error::ExpectedComma),
        }
    }

    fn colon(&mut self) -> Result<(), Error> {
        self.tokens.blank()?;
        if !self.tokens.take(b':') {
            return Err(Error::ExpectedMapColon);
        }
        self.tokens.blank()?;
        self.tokens.enter()
    }

    fn after(&mut self) -> Result<(), Error> {
        self.tokens.leave();
        self.after_comma = self.tokens.comma()?;
        Ok(())
    }
}

impl<'de> de::SeqAccess<'de> for Entries<'_, 'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        if !self.more()? {
            return Ok(None);
        }
        self.tokens.enter()?;
        let value = seed.deserialize(&mut *self.tokens)?;
        self.after()?;
        Ok(Some(value))
    }
}

impl<'de> de::MapAccess<'de> for Entries<'_, 'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        if !self.more()? {
            return Ok(None);
        }
        if self.named {
            if let Some(place) = self.in_order() {
                return seed.deserialize((place as u64).into_deserializer()).map(Some);
            }
            return seed.deserialize(Name(self.tokens)).map(Some);
        }
        self.tokens.enter()?;
        let key = seed.deserialize(&mut *self.tokens)?;
        self.tokens.leave();
        Ok(Some(key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        self.colon()?;
        let value = seed.deserialize(&mut *self.tokens)?;
        self.after()?;
        Ok(value)
    }
}

/// A name where a value is asked for: the key of a field, the word of a variant.
struct Name<'a, 'de>(&'a mut Tokens<'de>);

impl<'de> de::Deserializer<'de> for Name<'_, 'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0.name() {
            "" => Err(Error::ExpectedIdentifier),
            name => visitor.visit_borrowed_str(name),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// One variant of a choice, and what it holds.
pub(super) struct Variant<'a, 'de>(pub(super) &'a mut Tokens<'de>);

impl<'de> de::EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let value = seed.deserialize(Name(self.0))?;
        Ok((value, self))
    }
}

impl<'de> de::VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        self.0.open_structure("")?;
        self.0.blank()?;
        self.0.enter()?;
        let value = seed.deserialize(&mut *self.0)?;
        self.0.leave();
        self.0.comma()?;
        self.0.close_structure()?;
        Ok(value)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, Error> {
        self.0.open_structure("")?;
        let value = visitor.visit_seq(Entries::new(&mut *self.0, b')', false))?;
        self.0.close_structure()?;
        Ok(value)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.0.open_structure("")?;
        let value = visitor.visit_map(Entries::new(&mut *self.0, b')', true))?;
        self.0.close_structure()?;
        Ok(value)
    }
}
