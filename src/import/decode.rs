//! Bytes to text (rule 1): a byte order mark first, then UTF-8, then windows-1252.
//!
//! A detector alone is unsafe: two bad bytes at the end of a UTF-8 file must not turn every name in it into nonsense.

use std::borrow::Cow;

/// How the bytes were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-8 with a few bad bytes, which became replacement characters.
    Utf8WithFaults {
        /// How many.
        faults: usize,
    },
    /// UTF-16, little endian.
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
    /// windows-1252.
    Windows1252,
}

impl Encoding {
    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 | Self::Utf8WithFaults { .. } => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
        }
    }
}

/// Reads bytes as text.
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, Encoding) {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8_or(rest, true);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return (encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0, Encoding::Utf16Le);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return (encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0, Encoding::Utf16Be);
    }
    match utf16_without_mark(bytes) {
        Some(Encoding::Utf16Le) => (encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0, Encoding::Utf16Le),
        Some(_) => (encoding_rs::UTF_16BE.decode_without_bom_handling(bytes).0, Encoding::Utf16Be),
        None => utf8_or(bytes, false),
    }
}

/// UTF-16 without a mark shows as a zero in every other byte of its (mostly ASCII) header.
fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes.get(..bytes.len().min(200) & !1)?;
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let half = head.len() / 2;
    (half >= 8).then_some(())?;
    if zeros(1) * 4 > half * 3 && zeros(0) == 0 {
        Some(Encoding::Utf16Le)
    } else if zeros(0) * 4 > half * 3 && zeros(1) == 0 {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

fn utf8_or(bytes: &[u8], marked: bool) -> (Cow<'_, str>, Encoding) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), Encoding::Utf8);
    }
    let faults: usize = bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
    let beyond_ascii = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    if marked || faults * 50 < beyond_ascii {
        (String::from_utf8_lossy(bytes), Encoding::Utf8WithFaults { faults })
    } else {
        (encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0, Encoding::Windows1252)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_of_one_text_reads_the_same() {
        let text = "Währung;€;Müller";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let cases: Vec<(Vec<u8>, &str)> = vec![
            (text.as_bytes().to_vec(), "utf-8"),
            ([b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat(), "utf-8"),
            ([b"\xFF\xFE".as_slice(), &utf16].concat(), "utf-16le"),
            ([b"\xFE\xFF".as_slice(), &utf16be].concat(), "utf-16be"),
            (b"W\xE4hrung;\x80;M\xFCller".to_vec(), "windows-1252"),
        ];
        for (bytes, name) in cases {
            let (read, encoding) = decode(&bytes);
            assert_eq!((read.as_ref(), encoding.name()), (text, name));
        }
    }

    #[test]
    fn two_bad_bytes_leave_a_long_utf8_file_utf8() {
        let mut bytes = "株式会社サクラ".repeat(20).into_bytes();
        bytes.extend_from_slice(b"\xFF\xFF");
        let (text, encoding) = decode(&bytes);
        assert_eq!(encoding, Encoding::Utf8WithFaults { faults: 2 });
        assert!(text.starts_with("株式会社サクラ"));
    }
}
