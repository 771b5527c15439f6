//! Readable identifiers, minted once and never changed by renaming.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;
use std::sync::Arc;

use super::text_value::BadText;

/// The longest identifier.
pub const MAX_ID_LENGTH: usize = 80;

/// The identifier of a record of kind `T`: lower-case letters, digits, `-`, `_` and `.`.
pub struct Id<T> {
    text: Arc<str>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The identifier as it stands in the file and on the command line.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The same text, shared.
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// An identifier from the text of one.
    pub(super) fn trusted(text: Arc<str>) -> Self {
        Self { text, kind: PhantomData }
    }

    /// An identifier made from a shared text that is already one.
    pub fn from_shared(text: Arc<str>) -> Result<Self, BadText> {
        check(&text)?;
        Ok(Self { text, kind: PhantomData })
    }
}

/// The ASCII characters of an identifier.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut b = 0;
    while b < plain.len() {
        plain[b] = matches!(b as u8, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.');
        b += 1;
    }
    plain
};

fn check(text: &str) -> Result<(), BadText> {
    let ok = !text.is_empty()
        && text.len() <= MAX_ID_LENGTH
        && (text.bytes().all(|b| PLAIN[b as usize])
            || text.chars().all(|c| matches!(c, '-' | '_' | '.') || (c.is_alphanumeric() && !c.is_uppercase())));
    if ok {
        Ok(())
    } else {
        Err(BadText::new(text, "an identifier, such as \"acme\" (lower-case letters, digits, - _ .)"))
    }
}

/// Texts that are remembered while identifiers are read.
const RECENT: usize = 4096;

/// The text where it is an identifier, shared with an equal one that was read lately: records that refer to one
/// partner stand together.
fn recent(text: &str) -> Result<Arc<str>, BadText> {
    thread_local! {
        static TEXTS: RefCell<Vec<Option<Arc<str>>>> = RefCell::new(vec![None; RECENT]);
    }
    // neighbours differ in their last letters
    let tail =
        text.bytes().rev().take(8).fold(text.len() as u64, |hash, byte| (hash << 7) ^ (hash >> 57) ^ u64::from(byte));
    let slot = (tail.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize % RECENT;
    TEXTS.with_borrow_mut(|texts| match texts.get_mut(slot) {
        Some(Some(known)) if **known == *text => Ok(Arc::clone(known)),
        place => {
            check(text)?;
            let text: Arc<str> = text.into();
            if let Some(place) = place {
                *place = Some(Arc::clone(&text));
            }
            Ok(text)
        }
    })
}

/// The readable part of an identifier: letters and digits in lower case, everything else one hyphen.
///
/// Letters outside ASCII stay (`müller`, `サクラ`); nothing left gives `fallback`.
pub fn slug(name: &str, fallback: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() && !c.is_uppercase() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() && c != '\'' && c != '’' {
            slug.push('-');
        }
        if slug.len() >= 40 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { fallback.to_owned() } else { slug.to_owned() }
}

/// A short suffix from a seed: six characters of Crockford's alphabet, the same for the same seed.
pub fn suffix(seed: &str) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    // FNV-1a, then a finalizer, so that near seeds give far suffixes on every machine and in every version.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in seed.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^= hash >> 29;
    (0..6).map(|i| char::from(ALPHABET[((hash >> (i * 5)) & 31) as usize])).collect()
}

/// An identifier for a record named by hand: the slug, or the slug with the first free number.
pub fn mint<T>(name: &str, fallback: &str, taken: impl Fn(&Id<T>) -> bool) -> Id<T> {
    let base = slug(name, fallback);
    let first = Id { text: base.as_str().into(), kind: PhantomData };
    if !taken(&first) {
        return first;
    }
    let mut n = 2_u64;
    loop {
        let next = Id { text: format!("{base}-{n}").into(), kind: PhantomData };
        if !taken(&next) {
            return next;
        }
        n += 1;
    }
}

/// An identifier for a record made in bulk or by two people at once: slug and suffix from a seed.
pub fn mint_seeded<T>(name: &str, fallback: &str, seed: &str, taken: impl Fn(&Id<T>) -> bool) -> Id<T> {
    let base = slug(name, fallback);
    let of = |n: u64| {
        let seed = if n == 0 { seed.to_owned() } else { format!("{seed}#{n}") };
        Id { text: format!("{base}-{}", suffix(&seed)).into(), kind: PhantomData }
    };
    let mut n = 0;
    loop {
        let next = of(n);
        if !taken(&next) {
            return next;
        }
        n += 1;
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        Self { text: Arc::clone(&self.text), kind: PhantomData }
    }
}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}
impl<T> Borrow<str> for Id<T> {
    fn borrow(&self) -> &str {
        &self.text
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}
impl<T> FromStr for Id<T> {
    type Err = BadText;

    fn from_str(text: &str) -> Result<Self, BadText> {
        check(text)?;
        Ok(Self { text: text.into(), kind: PhantomData })
    }
}
impl<T> serde::Serialize for Id<T> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.text)
    }
}
impl<'de, T> serde::Deserialize<'de> for Id<T> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct AsText<T>(PhantomData<fn() -> T>);
        impl<T> serde::de::Visitor<'_> for AsText<T> {
            type Value = Id<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an identifier as text, such as \"acme\"")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Id<T>, E> {
                Ok(Id { text: recent(text).map_err(E::custom)?, kind: PhantomData })
            }
        }
        from.deserialize_str(AsText(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_read_like_the_name() {
        for (name, expected) in [
            ("Acme Inc.", "acme-inc"),
            ("  Müller & Söhne AG ", "müller-söhne-ag"),
            ("O'Brien Consulting", "obrien-consulting"),
            ("株式会社サクラ", "株式会社サクラ"),
            ("***", "partner"),
        ] {
            assert_eq!(slug(name, "partner"), expected);
            assert!(slug(name, "partner").parse::<Id<()>>().is_ok());
        }
    }

    #[test]
    fn a_taken_name_gets_the_next_number() {
        let taken = ["acme", "acme-2"];
        assert_eq!(mint::<()>("Acme", "partner", |id| taken.contains(&id.as_str())).as_str(), "acme-3");
    }

    #[test]
    fn the_same_seed_gives_the_same_identifier() {
        let a = mint_seeded::<()>("Renewal", "deal", "006Z6hy7oeGainyX4B", |_| false);
        let b = mint_seeded::<()>("Renewal", "deal", "006Z6hy7oeGainyX4B", |_| false);
        let c = mint_seeded::<()>("Renewal", "deal", "006Z6hy7oeGainyX4b", |_| false);
        assert_eq!(a, b);
        assert_ne!(a, c);
    }
}
