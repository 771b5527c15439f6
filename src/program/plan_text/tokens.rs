//! The words of the text: blanks, comments, brackets, strings, numbers, names.

use std::borrow::Cow;

use ron::Error;

/// Brackets inside brackets that a value may have, as `ron` allows them.
const DEPTH: u32 = 128;

/// A place in a text, and what was met there last.
pub(super) struct Tokens<'de> {
    text: &'de str,
    at: usize,
    /// Where the last value or name began.
    mark: usize,
    depth: u32,
}

impl<'de> Tokens<'de> {
    pub(super) fn of(text: &'de str) -> Self {
        Self { text, at: 0, mark: 0, depth: DEPTH }
    }

    /// The error at the value it is about, or where the text goes wrong.
    pub(super) fn misread(&self, code: Error) -> super::Misread {
        let byte = match &code {
            Error::ExpectedComma
            | Error::ExpectedMapColon
            | Error::ExpectedArrayEnd
            | Error::ExpectedMapEnd
            | Error::ExpectedOptionEnd
            | Error::ExpectedStructLikeEnd
            | Error::TrailingCharacters
            | Error::Eof => self.at,
            _ => self.mark,
        };
        super::Misread { code, byte }
    }

    /// After the value: only blanks and comments are left.
    pub(super) fn finish(&mut self) -> Result<(), Error> {
        self.blank()?;
        if self.at == self.text.len() { Ok(()) } else { Err(Error::TrailingCharacters) }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    /// A comma with the blanks around it; whether it was there.
    pub(super) fn comma(&mut self) -> Result<bool, Error> {
        self.blank()?;
        if !self.take(b',') {
            return Ok(false);
        }
        self.blank().map(|()| true)
    }

    pub(super) fn enter(&mut self) -> Result<(), Error> {
        self.depth = self.depth.checked_sub(1).ok_or(Error::ExceededRecursionLimit)?;
        Ok(())
    }

    pub(super) fn leave(&mut self) {
        self.depth += 1;
    }

    /// A value begins here.
    pub(super) fn begin(&mut self) {
        self.mark = self.at;
    }

    /// Steps over blanks and comments.
    pub(super) fn blank(&mut self) -> Result<(), Error> {
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            self.at += rest.iter().position(|b| !matches!(b, b' ' | b'\n' | b'\t' | b'\r')).unwrap_or(rest.len());
            match self.peek() {
                Some(b'/') => self.comment()?,
                Some(byte) if !byte.is_ascii() => match self.text[self.at..].chars().next() {
                    Some(c @ ('\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')) => self.at += c.len_utf8(),
                    _ => return Ok(()),
                },
                Some(b'\x0b' | b'\x0c') => self.at += 1,
                _ => return Ok(()),
            }
        }
    }

    #[inline(never)]
    fn comment(&mut self) -> Result<(), Error> {
        let rest = &self.text[self.at..];
        if rest.starts_with("//") {
            self.at += rest.find('\n').map_or(rest.len(), |end| end + 1);
            return Ok(());
        }
        if !rest.starts_with("/*") {
            self.begin();
            return Err(Error::UnexpectedChar(rest.chars().nth(1).unwrap_or('/')));
        }
        let (mut depth, mut at) = (1_usize, 2_usize);
        while depth > 0 {
            match rest.as_bytes().get(at..at + 2) {
                Some(b"/*") => (depth, at) = (depth + 1, at + 2),
                Some(b"*/") => (depth, at) = (depth - 1, at + 2),
                Some(_) => at += 1,
                None => return Err(Error::UnclosedBlockComment),
            }
        }
        self.at += at;
        Ok(())
    }

    /// A text in quotes: a part of the text itself where it holds no escape.
    pub(super) fn string(&mut self) -> Result<Cow<'de, str>, Error> {
        self.begin();
        if self.peek() != Some(b'"') {
            return self.rare_string();
        }
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'"' => {
                    self.at = at + 1;
                    return Ok(Cow::Borrowed(&self.text[start..at]));
                }
                b'\\' => return self.rare_string(),
                _ => at += 1,
            }
        }
        Err(Error::ExpectedStringEnd)
    }

    /// A text with escapes, or a raw one, as `ron` reads it.
    #[inline(never)]
    fn rare_string(&mut self) -> Result<Cow<'de, str>, Error> {
        let rest = &self.text[self.at..];
        let end = if rest.starts_with('"') { end_of_escaped(rest) } else { end_of_raw(rest)? };
        let end = end.ok_or(Error::ExpectedStringEnd)?;
        let value = ron::from_str::<String>(&rest[..end]).map_err(|error| error.code)?;
        self.at += end;
        Ok(Cow::Owned(value))
    }

    /// Whether exactly that name stands here.
    pub(super) fn stands_here(&self, name: &str) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        let behind = rest.get(name.len());
        rest.first() == name.as_bytes().first()
            && rest.starts_with(name.as_bytes())
            && !behind.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_' || !b.is_ascii())
    }

    /// Steps over so many bytes.
    pub(super) fn step(&mut self, bytes: usize) {
        self.begin();
        self.at += bytes;
    }

    /// A name: of a field, a variant or a structure. Empty where none stands here.
    pub(super) fn name(&mut self) -> &'de str {
        self.begin();
        let rest = &self.text[self.at..];
        let raw = rest.starts_with("r#") && rest[2..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let skipped = if raw { 2 } else { 0 };
        let word = &rest[skipped..];
        let ascii = word.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        let length = match word.as_bytes().get(ascii) {
            Some(byte) if !byte.is_ascii() => {
                word.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(word.len())
            }
            _ => ascii,
        };
        if !raw && word.as_bytes().first().is_some_and(u8::is_ascii_digit) {
            return "";
        }
        self.at += skipped + length;
        &word[..length]
    }

    /// Takes the name where exactly it stands here.
    pub(super) fn take_name(&mut self, name: &str) -> bool {
        let before = (self.at, self.mark);
        if self.name() == name {
            return true;
        }
        (self.at, self.mark) = before;
        false
    }

    /// The characters of a number, up to what cannot belong to one.
    pub(super) fn number(&mut self) -> &'de str {
        self.begin();
        let rest = &self.text[self.at..];
        let belongs = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'+' | b'-');
        let length = rest.bytes().take_while(|b| belongs(b)).count();
        self.at += length;
        &rest[..length]
    }

    /// A character in single quotes as `ron` writes it.
    pub(super) fn character(&mut self) -> Result<char, Error> {
        self.begin();
        let rest = &self.text[self.at..];
        let escaped = usize::from(rest.as_bytes().get(1) == Some(&b'\\'));
        let close = rest.char_indices().skip(2 + escaped).find(|(_, c)| *c == '\'').map(|(at, _)| at + 1);
        let end = close.filter(|_| rest.starts_with('\'')).ok_or(Error::ExpectedChar)?;
        let value = ron::from_str(&rest[..end]).map_err(|error| error.code)?;
        self.at += end;
        Ok(value)
    }
}

/// After the closing quote of a text that begins with `"`.
fn end_of_escaped(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 2,
            b'"' => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// After the closing quote of a raw text: `r"..."`, `r#"..."#`.
fn end_of_raw(text: &str) -> Result<Option<usize>, Error> {
    let hashes = text.strip_prefix('r').map(|rest| rest.bytes().take_while(|b| *b == b'#').count());
    let open = hashes.filter(|hashes| text[1 + hashes..].starts_with('"')).ok_or(Error::ExpectedString)? + 2;
    let close = format!("\"{}", "#".repeat(open - 2));
    Ok(text[open..].find(&close).map(|at| open + at + close.len()))
}
