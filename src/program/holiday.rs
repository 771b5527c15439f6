//! Days on which nobody works, as the program lists them.

use super::id::Id;
use super::record::record;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A public holiday or a day on which everybody is off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// Identifier.
    pub id: Id<Holiday>,
    /// Name.
    pub name: String,
    /// The day; of a yearly one the first time.
    pub date: Date,
    /// The region or country, written as that of a partner; none: everywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Comes again on the same day of each later year.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub yearly: bool,
}

record!(
    Holiday,
    [("name", Text, Required), ("date", Date, Required), ("region", Text, Optional), ("yearly", YesNo, Optional),]
);

impl Holiday {
    /// Whether it falls on that day; the last of February stands for the 29th.
    pub fn is_on(&self, date: Date) -> bool {
        if !self.yearly || date.year() < self.date.year() {
            return self.date == date;
        }
        let day = self.date.day().min(date.days_in_month());
        (self.date.month(), day) == (date.month(), date.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_yearly_holiday_comes_again_and_another_does_not() {
        let text = |yearly: bool| format!(r#"(id:"x",name:"X",date:"2024-02-29",yearly:{yearly})"#);
        let read = |yearly| crate::program::plan_text::read::<Holiday>(&text(yearly)).unwrap();
        assert!(read(true).is_on(date(2026, 2, 28)) && read(true).is_on(date(2028, 2, 29)));
        assert!(!read(true).is_on(date(2023, 2, 28)) && !read(true).is_on(date(2028, 2, 28)));
        assert!(read(false).is_on(date(2024, 2, 29)) && !read(false).is_on(date(2026, 2, 28)));
    }
}
