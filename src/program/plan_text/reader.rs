//! Values as `serde` asks for them.

use std::borrow::Cow;

use ron::Error;
use serde::de::{self, DeserializeOwned, Visitor};

use super::access::{Entries, Variant};
use super::tokens::Tokens;

impl Tokens<'_> {
    /// The `(` of a structure; its own name may stand before it.
    #[inline(never)]
    pub(super) fn open_structure(&mut self, name: &'static str) -> Result<(), Error> {
        self.begin();
        let at_end = || if name.is_empty() { Error::ExpectedStructLike } else { Error::ExpectedNamedStructLike(name) };
        if self.peek() != Some(b'(') {
            let found = if name.is_empty() { "" } else { self.name() };
            if !found.is_empty() && found != name {
                return Err(Error::ExpectedDifferentStructName { expected: name, found: found.to_owned() });
            }
            self.blank()?;
        }
        if self.take(b'(') { self.enter() } else { Err(at_end()) }
    }

    /// The `)` of a structure.
    #[inline(never)]
    pub(super) fn close_structure(&mut self) -> Result<(), Error> {
        self.leave();
        self.close(b')', Error::ExpectedStructLikeEnd)
    }

    #[inline(never)]
    fn open(&mut self, bracket: u8, missing: Error) -> Result<(), Error> {
        self.begin();
        if self.take(bracket) { self.enter() } else { Err(missing) }
    }

    #[inline(never)]
    fn close(&mut self, bracket: u8, missing: Error) -> Result<(), Error> {
        self.blank()?;
        if self.take(bracket) { Ok(()) } else { Err(missing) }
    }

    /// A whole number; forms other than plain digits as `ron` reads them.
    #[inline(never)]
    fn integer<T: TryFrom<i64> + DeserializeOwned>(&mut self) -> Result<T, Error> {
        let token = self.number();
        let digits = token.strip_prefix('-').unwrap_or(token);
        if !digits.is_empty() && digits.len() < 19 && digits.bytes().all(|b| b.is_ascii_digit()) {
            let value: i64 = token.parse().map_err(|_| Error::ExpectedInteger)?;
            return T::try_from(value).map_err(|_| Error::IntegerOutOfBounds);
        }
        rare(token, Error::ExpectedInteger)
    }

    fn boolean(&mut self) -> Result<bool, Error> {
        self.begin();
        if self.take_name("true") {
            return Ok(true);
        }
        if self.take_name("false") { Ok(false) } else { Err(Error::ExpectedBoolean) }
    }
}

/// A number in a form that is rarely written.
#[inline(never)]
fn rare<T: DeserializeOwned>(token: &str, missing: Error) -> Result<T, Error> {
    if token.is_empty() { Err(missing) } else { ron::from_str(token).map_err(|error| error.code) }
}

/// The name of a structure beside the field that is at fault in it.
fn named(error: Error, name: &str) -> Error {
    let outer = || Some(name.to_owned());
    match error {
        Error::NoSuchStructField { expected, found, outer: None } => {
            Error::NoSuchStructField { expected, found, outer: outer() }
        }
        Error::MissingStructField { field, outer: None } => Error::MissingStructField { field, outer: outer() },
        Error::DuplicateStructField { field, outer: None } => Error::DuplicateStructField { field, outer: outer() },
        other => other,
    }
}

macro_rules! integers {
    ($($ask:ident $give:ident)+) => {
        $(fn $ask<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$give(self.integer()?)
        })+
    };
}

impl<'de> de::Deserializer<'de> for &mut Tokens<'de> {
    type Error = Error;

    /// Every part of a plan file has a declared type, so nothing is ever read by its looks.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        self.begin();
        Err(Error::Message("no value is expected here".to_owned()))
    }

    integers! {
        deserialize_i8 visit_i8  deserialize_i16 visit_i16  deserialize_i32 visit_i32  deserialize_i64 visit_i64
        deserialize_i128 visit_i128  deserialize_u8 visit_u8  deserialize_u16 visit_u16  deserialize_u32 visit_u32
        deserialize_u64 visit_u64  deserialize_u128 visit_u128
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(self.boolean()?)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let token = self.number();
        visitor.visit_f32(rare(token, Error::ExpectedFloat)?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let token = self.number();
        visitor.visit_f64(rare(token, Error::ExpectedFloat)?)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_char(self.character()?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.string()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.peek() == Some(b'N') && self.take_name("None") {
            return visitor.visit_none();
        }
        if self.peek() != Some(b'S') || !self.take_name("Some") {
            self.enter()?;
            let value = visitor.visit_some(&mut *self)?;
            self.leave();
            return Ok(value);
        }
        self.blank()?;
        self.open(b'(', Error::ExpectedOption)?;
        self.blank()?;
        let value = visitor.visit_some(&mut *self)?;
        self.leave();
        self.comma()?;
        self.close(b')', Error::ExpectedOptionEnd)?;
        Ok(value)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.begin();
        if self.take(b'(') && self.take(b')') { visitor.visit_unit() } else { Err(Error::ExpectedUnit) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        if self.take_name(name) { visitor.visit_unit() } else { self.deserialize_unit(visitor) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        self.open_structure(name)?;
        self.blank()?;
        let value = visitor.visit_newtype_struct(&mut *self)?;
        self.comma()?;
        self.close_structure()?;
        Ok(value)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.open(b'[', Error::ExpectedArray)?;
        let value = visitor.visit_seq(Entries::new(&mut *self, b']', false))?;
        self.leave();
        self.close(b']', Error::ExpectedArrayEnd)?;
        Ok(value)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _length: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_tuple_struct("", 0, visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _length: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.open_structure(name)?;
        let value = visitor.visit_seq(Entries::new(&mut *self, b')', false))?;
        self.close_structure()?;
        Ok(value)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.open(b'{', Error::ExpectedMap)?;
        let value = visitor.visit_map(Entries::new(&mut *self, b'}', false))?;
        self.leave();
        self.close(b'}', Error::ExpectedMapEnd)?;
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.open_structure(name)?;
        let value = visitor.visit_map(Entries::of_structure(&mut *self, fields)).map_err(|error| named(error, name))?;
        self.close_structure()?;
        Ok(value)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.enter()?;
        let value = visitor.visit_enum(Variant(&mut *self)).map_err(|error| match error {
            Error::NoSuchEnumVariant { expected, found, outer: None } => {
                Error::NoSuchEnumVariant { expected, found, outer: Some(name.to_owned()) }
            }
            other => other,
        })?;
        self.leave();
        Ok(value)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.name() {
            "" => Err(Error::ExpectedIdentifier),
            name => visitor.visit_borrowed_str(name),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_any(visitor)
    }
}
