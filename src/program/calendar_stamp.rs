//! What tells an entry of a calendar from an older one of the same thing: an identifier that never changes, and a
//! number that rises with each change that was sent out.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::id::suffix;
use super::moment::Moment;
use super::qbr::ActionItem;

/// How an entry last went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarStamp {
    /// 0 the first time; one more whenever it went out changed.
    pub sequence: u32,
    /// When it went out like this for the first time.
    pub at: Moment,
    /// What stood in it, as a digest.
    pub content: String,
}

/// An identifier of a calendar entry for a record: the same in every export, whatever the record says by then.
pub fn uid(kind: &str, id: &str) -> String {
    let digest = Sha256::digest(format!("quarterdeck/{kind}/{id}"));
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(digest.split_at(16).0);
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex = format!("{:032x}", u128::from_be_bytes(bytes));
    let parts = [hex.get(..8), hex.get(8..12), hex.get(12..16), hex.get(16..20), hex.get(20..)];
    format!("{}@quarterdeck", parts.map(Option::unwrap_or_default).join("-"))
}

impl ActionItem {
    /// The identifier of its calendar entry.
    pub fn calendar_uid(&self) -> String {
        uid("action", self.id.as_str())
    }

    /// The stamp with which it goes out at a time: that of the last time where nothing has changed since.
    pub fn stamp(&self, at: Moment) -> CalendarStamp {
        let due = self.due.map(|due| due.to_string()).unwrap_or_default();
        let person = self.person.as_deref().unwrap_or_default();
        let done = self.done_on.is_some();
        let content = suffix(&format!("{}\n{}\n{person}\n{due}\n{done}", self.text, self.side));
        match &self.sent {
            Some(sent) if sent.content == content => sent.clone(),
            Some(sent) => CalendarStamp { sequence: sent.sequence.saturating_add(1), at: at.max(sent.at), content },
            None => CalendarStamp { sequence: 0, at, content },
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn item() -> ActionItem {
        ActionItem {
            id: "send-the-kit-4k2m9x".parse().unwrap(),
            partner: "acme".parse().unwrap(),
            qbr: None,
            text: "Send the kit".to_owned(),
            side: super::super::side::Side::Us,
            person: None,
            due: Some(date(2026, 11, 6)),
            created_on: None,
            agreed_at: None,
            done_on: None,
            sharing: None,
            sent: None,
        }
    }

    #[test]
    fn the_number_rises_only_when_what_went_out_has_changed() {
        let (first, second, third) = ["2026-11-05T10:00Z", "2026-11-06T10:00Z", "2026-11-07T10:00Z"]
            .map(|text| text.parse::<Moment>().unwrap())
            .into();
        let mut item = item();
        item.sent = Some(item.stamp(first));
        assert_eq!((item.stamp(second).sequence, item.stamp(second).at), (0, first));
        item.due = Some(date(2026, 11, 9));
        item.sent = Some(item.stamp(second));
        assert_eq!(item.sent.as_ref().map(|sent| (sent.sequence, sent.at)), Some((1, second)));
        item.due = Some(date(2026, 11, 6));
        assert_eq!(
            (item.stamp(third).sequence, item.stamp(first).at),
            (2, second),
            "never back, neither number nor time"
        );
    }

    #[test]
    fn an_entry_is_the_same_whatever_the_item_says() {
        let (item, mut other) = (item(), item());
        other.text = "Send two kits".to_owned();
        assert_eq!(item.calendar_uid(), other.calendar_uid());
        assert_ne!(item.calendar_uid(), uid("action", "other"));
        assert_eq!(item.calendar_uid().len(), "01234567-0123-8123-8123-0123456789ab@quarterdeck".len());
    }
}
