//! Reads one JSON text the way the contract asks for: a repeated key is refused, and a number keeps being an integer
//! or not as it was written (`5` is one, `5.0` and `5e0` are not). Nesting is bounded, so no input can exhaust the stack.

use serde_json::{Map, Number, Value};

/// How deep objects and lists may nest.
const DEEPEST: usize = 512;

/// Reads one JSON value and nothing after it; the error is a sentence that names the place.
pub(super) fn parse(text: &str) -> Result<Value, String> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0)?;
    match reader.peek() {
        None => Ok(value),
        Some(_) => Err(reader.wrong("something follows the end of the JSON value")),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn wrong(&self, what: &str) -> String {
        let before = &self.text.as_bytes()[..self.at.min(self.text.len())];
        let line = before.split(|&byte| byte == b'\n').count();
        let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
        format!("{what} (line {line}, byte {} of it)", before.len() - start + 1)
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        while matches!(self.byte(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
        self.byte()
    }

    fn value(&mut self, depth: usize) -> Result<Value, String> {
        if depth > DEEPEST {
            return Err(self.wrong("objects and lists nest too deeply"));
        }
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => self.string().map(Value::String),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(_) => self.word(),
            None => Err(self.wrong("the JSON text ends too early")),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, String> {
        self.at += 1;
        let mut fields = Map::new();
        if self.closes(b'}') {
            return Ok(Value::Object(fields));
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.wrong("a field name in quotes is expected here"));
            }
            let name = self.string()?;
            if fields.contains_key(&name) {
                return Err(self.wrong(&format!("the field {name:?} stands twice in one object; keep one of them")));
            }
            if self.peek() != Some(b':') {
                return Err(self.wrong("a colon is expected after the field name"));
            }
            self.at += 1;
            let value = self.value(depth + 1)?;
            fields.insert(name, value);
            if self.ends(b'}')? {
                return Ok(Value::Object(fields));
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Value, String> {
        self.at += 1;
        let mut entries = Vec::new();
        if self.closes(b']') {
            return Ok(Value::Array(entries));
        }
        loop {
            entries.push(self.value(depth + 1)?);
            if self.ends(b']')? {
                return Ok(Value::Array(entries));
            }
        }
    }

    fn closes(&mut self, end: u8) -> bool {
        let found = self.peek() == Some(end);
        self.at += usize::from(found);
        found
    }

    /// Whether the end follows; otherwise a comma must.
    fn ends(&mut self, end: u8) -> Result<bool, String> {
        match self.peek() {
            Some(byte) if byte == end || byte == b',' => {
                self.at += 1;
                Ok(byte == end)
            }
            _ => Err(self.wrong(&format!("a comma or {:?} is expected here", char::from(end)))),
        }
    }

    fn string(&mut self) -> Result<String, String> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.byte() {
                None => return Err(self.wrong("a text in quotes does not end")),
                Some(b'\\') => self.at += 2,
                Some(b'"') => break,
                Some(_) => self.at += 1,
            }
        }
        self.at += 1;
        let token = self.text.get(start..self.at).unwrap_or_default();
        serde_json::from_str(token).map_err(|_| {
            self.at = start;
            self.wrong(
                "a text in quotes is not valid JSON (a control character, an unknown escape, half a surrogate pair)",
            )
        })
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while matches!(self.byte(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at - start
    }

    fn number(&mut self) -> Result<Value, String> {
        let start = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        let first = self.byte();
        let digits = self.digits();
        if digits == 0 || (digits > 1 && first == Some(b'0')) {
            return Err(self.wrong("a number starts with one digit that is not zero, or is zero"));
        }
        let mut integer = true;
        if self.byte() == Some(b'.') {
            self.at += 1;
            integer = false;
            if self.digits() == 0 {
                return Err(self.wrong("digits are expected after the decimal point"));
            }
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            integer = false;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            if self.digits() == 0 {
                return Err(self.wrong("digits are expected in the exponent"));
            }
        }
        let token = self.text.get(start..self.at).unwrap_or_default();
        Ok(Value::Number(if integer { whole(token) } else { fractional(token) }))
    }

    fn word(&mut self) -> Result<Value, String> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        for (word, value) in [("true", Value::Bool(true)), ("false", Value::Bool(false)), ("null", Value::Null)] {
            if rest.starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        Err(self.wrong("this is not a JSON value"))
    }
}

/// An integer; what no range of the contract reaches stands for everything beyond it.
fn whole(token: &str) -> Number {
    let negative = token.starts_with('-');
    match token.parse::<i64>() {
        Ok(value) => value.into(),
        Err(_) if negative => i64::MIN.into(),
        Err(_) => token.parse::<u64>().unwrap_or(u64::MAX).into(),
    }
}

fn fractional(token: &str) -> Number {
    let value = token.parse::<f64>().ok().filter(|value| value.is_finite());
    Number::from_f64(value.unwrap_or(f64::MAX)).unwrap_or_else(|| 0.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_serde_reads_is_read_alike() {
        for text in [
            r#"{"a":[1,-2,{"b":null,"c":true}],"d":"x\u00e9\n\"y\"","e":{},"f":[],"g":false}"#,
            " [ 1 , 2.5 , 1e3 , \"\" ] ",
            "\"\\ud83d\\ude00 é\"",
        ] {
            assert_eq!(parse(text).unwrap(), serde_json::from_str::<Value>(text).unwrap());
        }
    }

    #[test]
    fn what_is_not_json_is_refused() {
        for text in [
            "",
            "{",
            "[1,]",
            "{\"a\":1,}",
            "{a:1}",
            "01",
            "-",
            "1.",
            "1e",
            "nul",
            "\"\\x\"",
            "\"",
            "1 2",
            "{\"a\" 1}",
            "+1",
            "\"\\ud83d\"",
            "\"a\nb\"",
            "'a'",
            "NaN",
            "[1}",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_repeated_key_is_refused_at_any_depth_and_however_it_is_escaped() {
        assert!(parse(r#"{"a":1,"a":1}"#).is_err());
        assert!(parse(r#"[{"x":{"a":1,"\u0061":2}}]"#).is_err());
        assert!(parse(r#"[{"a":1},{"a":1}]"#).is_ok());
    }

    #[test]
    fn integers_stay_integers_and_nesting_is_bounded() {
        assert!(parse("5").unwrap().is_i64());
        assert_eq!(parse("-0").unwrap().as_i64(), Some(0));
        assert!(parse("5.0").unwrap().as_i64().is_none());
        assert!(parse("99999999999999999999999999").unwrap().is_u64());
        assert!(parse("1e999").unwrap().as_i64().is_none());
        assert!(parse(&"[".repeat(100_000)).is_err());
        assert!(parse(&format!("{}{}", "[".repeat(500), "]".repeat(500))).is_ok());
    }
}
