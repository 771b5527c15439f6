//! A line of a journal: `number length checksum payload`, readable with any pager, checked on its own.

/// How a journal ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending<'a> {
    /// With a whole line.
    Whole,
    /// With a part of a line: the last writing was cut short, and nobody was told that it was safe.
    Torn,
    /// A line is another than was written. Lines behind it that are whole, for a person to look at.
    Damaged(Vec<&'a str>),
}

/// What the bytes of a journal hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan<'a> {
    /// The payloads of the whole lines, up to the first that is not.
    pub payloads: Vec<&'a str>,
    /// The bytes that these lines take.
    pub good: usize,
    /// What comes behind them.
    pub ending: Ending<'a>,
}

/// The line of a payload, which has no line break in it.
pub fn line(number: u64, payload: &str) -> String {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&number.to_le_bytes());
    hasher.update(payload.as_bytes());
    format!("{number} {} {:08x} {payload}\n", payload.len(), hasher.finalize())
}

/// Number and payload of a line without its end, where it is exactly as it was written.
fn checked(bytes: &[u8]) -> Option<(u64, &str)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut parts = text.splitn(4, ' ');
    let number: u64 = parts.next()?.parse().ok()?;
    let payload = parts.nth(2)?;
    let written = line(number, payload);
    (written.strip_suffix('\n')? == text).then_some((number, payload))
}

/// Reads the lines of a journal as far as they are whole.
pub fn scan(bytes: &[u8]) -> Scan<'_> {
    let (mut payloads, mut good) = (Vec::new(), 0);
    let ending = loop {
        let rest = &bytes[good..];
        if rest.is_empty() {
            break Ending::Whole;
        }
        let Some(length) = rest.iter().position(|byte| *byte == b'\n') else {
            // a cut line lacks more than its end
            let only_its_end = rest.len().checked_sub(1).is_some_and(|end| checked(&rest[..end]).is_some());
            break if only_its_end { Ending::Damaged(Vec::new()) } else { Ending::Torn };
        };
        match checked(&rest[..length]) {
            Some((number, payload)) if number == payloads.len() as u64 => {
                payloads.push(payload);
                good += length + 1;
            }
            _ => {
                let behind: Vec<&str> = rest.split(|byte| *byte == b'\n').filter_map(checked).map(|(_, p)| p).collect();
                let cut = behind.is_empty() && !rest.ends_with(b"\n");
                break if cut { Ending::Torn } else { Ending::Damaged(behind) };
            }
        }
    };
    Scan { payloads, good, ending }
}
