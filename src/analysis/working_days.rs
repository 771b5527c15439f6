//! Weekends and holidays: which days are worked on, and the next one that is.

use jiff::civil::{Date, Weekday};

use crate::program::Program;
use crate::program::holiday::Holiday;
use crate::program::id::Id;
use crate::program::partner::Partner;
use crate::program::period::days_after;

/// Days looked at before a working day is given up.
const FARTHEST: i32 = 60;

/// Why nobody works on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayOff {
    /// It is a Saturday or a Sunday.
    Weekend(Weekday),
    /// A holiday, with its region where it has one.
    Holiday(String),
}

impl DayOff {
    /// `Saturday`, `Labour Day, Germany`.
    pub fn words(&self) -> &str {
        match self {
            Self::Weekend(Weekday::Sunday) => "Sunday",
            Self::Weekend(_) => "Saturday",
            Self::Holiday(name) => name,
        }
    }
}

/// The holidays that count for work done with some partners.
#[derive(Debug, Clone)]
pub struct WorkingDays<'a>(Vec<&'a Holiday>);

impl<'a> WorkingDays<'a> {
    /// Those of everywhere, of our region and of the regions of these partners; where the program does not say where we
    /// work, every holiday is taken for ours.
    pub fn with(program: &'a Program, partners: &[Id<Partner>]) -> Self {
        let ours = program.profile.region.as_deref();
        let theirs: Vec<&str> = partners.iter().filter_map(|id| program.partners.get(id)?.region.as_deref()).collect();
        let counts = |region: &str| {
            let same = |other: &str| other.trim().to_lowercase() == region.trim().to_lowercase();
            ours.is_none_or(same) || theirs.iter().any(|other| same(other))
        };
        let holidays = program.holidays.iter();
        Self(holidays.filter(|holiday| holiday.region.as_deref().is_none_or(counts)).collect())
    }

    /// Why nobody works on that day; nothing for a working day.
    pub fn off(&self, date: Date) -> Option<DayOff> {
        if matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
            return Some(DayOff::Weekend(date.weekday()));
        }
        let holiday = self.0.iter().find(|holiday| holiday.is_on(date))?;
        Some(DayOff::Holiday(match &holiday.region {
            Some(region) => format!("{}, {region}", holiday.name),
            None => holiday.name.clone(),
        }))
    }

    /// The day itself where it is worked on, else the next that is.
    pub fn next(&self, date: Date) -> Date {
        self.nearest(date, 1)
    }

    /// The day itself where it is worked on, else the one before that is.
    pub fn previous(&self, date: Date) -> Date {
        self.nearest(date, -1)
    }

    fn nearest(&self, date: Date, way: i32) -> Date {
        let days = (0..FARTHEST).map(|by| days_after(date, by * way));
        days.into_iter().find(|day| self.off(*day).is_none()).unwrap_or(date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{AnyRecord, Kind};
    use jiff::civil::date;

    fn program(records: &[(Kind, &str)]) -> Program {
        let mut program = Program::named("P");
        for (kind, text) in records {
            program.put(AnyRecord::from_ron(*kind, text).unwrap_or_else(|why| panic!("{text}: {why:?}")));
        }
        program
    }

    const THANKSGIVING: (Kind, &str) =
        (Kind::Holiday, r#"(id:"t",name:"Thanksgiving",date:"2026-11-26",region:"North America")"#);
    const CHRISTMAS: (Kind, &str) = (Kind::Holiday, r#"(id:"c",name:"Christmas",date:"2020-12-25",yearly:true)"#);

    #[test]
    fn the_next_working_day_skips_weekends_and_holidays() {
        let program = program(&[THANKSGIVING, CHRISTMAS]);
        let days = WorkingDays::with(&program, &[]);
        assert_eq!(days.off(date(2026, 11, 26)).unwrap().words(), "Thanksgiving, North America");
        assert_eq!(days.next(date(2026, 11, 26)), date(2026, 11, 27));
        assert_eq!(days.next(date(2026, 12, 25)), date(2026, 12, 28));
        assert_eq!(days.previous(date(2026, 12, 26)), date(2026, 12, 24));
        assert_eq!(days.next(date(2026, 11, 25)), date(2026, 11, 25));
    }

    #[test]
    fn holidays_of_other_regions_do_not_count() {
        let partner = |region| format!(r#"(id:"a",name:"A",region:"{region}",stage:activate)"#);
        let (here, there) = (partner("North America "), partner("Japan"));
        let mut one = program(&[THANKSGIVING, (Kind::Partner, &here)]);
        std::sync::Arc::make_mut(&mut one.profile).region = Some("EMEA".to_owned());
        let mut other = program(&[THANKSGIVING, (Kind::Partner, &there)]);
        other.profile = std::sync::Arc::clone(&one.profile);
        let ids: Vec<Id<Partner>> = vec!["a".parse().unwrap()];
        assert!(WorkingDays::with(&one, &ids).off(date(2026, 11, 26)).is_some());
        assert!(WorkingDays::with(&one, &[]).off(date(2026, 11, 26)).is_none());
        assert!(WorkingDays::with(&other, &ids).off(date(2026, 11, 26)).is_none());
    }
}
