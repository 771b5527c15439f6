//! One moment on the clocks of everybody it concerns: our own, the audience's, the partner's, the speakers'.

use std::fmt;

use jiff::civil::{Date, DateTime};

use super::campaign_checks::Gathered;
use crate::program::Program;
use crate::program::campaign::Campaign;
use crate::program::clock_time::ClockTime;
use crate::program::moment::Moment;
use crate::program::period::days_between;
use crate::program::zone::Zone;

/// The hours of a working day: from 9 until 17.
pub const WORKING_HOURS: (i8, i8) = (9, 17);

/// Where somebody is: a zone, or only how far the clock is from UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A zone with its daylight saving.
    Zone(Zone),
    /// Minutes ahead of UTC; daylight saving is not known.
    Offset(i16),
}

/// A place and who is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Where.
    pub place: Place,
    /// Who: `launch`, a list, a partner, a speaker.
    pub who: Vec<String>,
}

/// What a clock shows at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Where.
    pub place: String,
    /// Who is there.
    pub who: String,
    /// Date and time there.
    pub there: DateTime,
    /// -1 the day before that of the launch, 1 the day after.
    pub day_shift: i32,
    /// Whether it lies in working hours of a weekday there.
    pub working: bool,
}

/// The clocks that a campaign concerns: that of the launch first, then those the program always shows, its lists, its
/// partners, its speakers. A place stands once.
pub fn clocks(program: &Program, campaign: &Campaign, zone: &Zone) -> Vec<Clock> {
    let mut all = Vec::new();
    add(&mut all, Place::Zone(zone.clone()), "the launch");
    let ours = program.profile.time_zone.iter().chain(&program.profile.zones);
    ours.for_each(|zone| add(&mut all, Place::Zone(zone.clone()), "ours"));
    for list in campaign.lists.iter().filter_map(|id| program.audiences.get(id)) {
        list.time_zones.iter().for_each(|zone| add(&mut all, Place::Zone(zone.clone()), &list.name));
        if list.time_zones.is_empty() {
            list.utc_offsets.iter().for_each(|minutes| add(&mut all, Place::Offset(*minutes), &list.name));
        }
    }
    for partner in campaign.partners.iter().filter_map(|id| program.partners.get(id)) {
        let offset = partner.utc_offset_minutes.map(Place::Offset);
        if let Some(place) = partner.time_zone.clone().map(Place::Zone).or(offset) {
            add(&mut all, place, &partner.name);
        }
    }
    let speakers = Gathered::of(program).parts(&campaign.id).speakers;
    for speaker in speakers {
        if let Some(zone) = &speaker.time_zone {
            add(&mut all, Place::Zone(zone.clone()), &speaker.name);
        }
    }
    all
}

fn add(all: &mut Vec<Clock>, place: Place, who: &str) {
    match all.iter_mut().find(|clock| clock.place == place) {
        Some(clock) if clock.who.iter().any(|there| there == who) => {}
        Some(clock) => clock.who.push(who.to_owned()),
        None => all.push(Clock { place, who: vec![who.to_owned()] }),
    }
}

impl Place {
    /// What the clock shows there at a moment.
    pub fn at(&self, moment: Moment) -> DateTime {
        match self {
            Self::Zone(zone) => zone.at(moment).civil(),
            Self::Offset(minutes) => {
                let by = i64::from(*minutes) - i64::from(moment.offset_minutes());
                moment.civil().saturating_add(jiff::Span::new().minutes(by))
            }
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Zone(zone) => zone.fmt(f),
            Self::Offset(minutes) => {
                let sign = if *minutes < 0 { '-' } else { '+' };
                write!(f, "UTC{sign}{}:{:02}", minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60)
            }
        }
    }
}

/// What every clock shows at a moment, seen from the day of the launch.
pub fn side_by_side(clocks: &[Clock], moment: Moment) -> Vec<Shown> {
    let shown = |clock: &Clock| {
        let there = clock.place.at(moment);
        Shown {
            place: clock.place.to_string(),
            who: clock.who.join(", "),
            there,
            day_shift: days_between(moment.date(), there.date()),
            working: is_working(there),
        }
    };
    clocks.iter().map(shown).collect()
}

/// Whether people work at that hour of that weekday; holidays are not looked at.
fn is_working(there: DateTime) -> bool {
    let weekend = matches!(there.date().weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday);
    !weekend && (WORKING_HOURS.0..WORKING_HOURS.1).contains(&there.hour())
}

impl Shown {
    /// `next day`, `day before`, `outside 9-17`, `weekend`; empty where nothing is remarkable.
    pub fn remarks(&self) -> String {
        let mut words = Vec::new();
        match self.day_shift {
            0 => {}
            1 => words.push("next day".to_owned()),
            -1 => words.push("day before".to_owned()),
            days => words.push(format!("{days:+} days")),
        }
        let weekend =
            matches!(self.there.date().weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday);
        if weekend {
            words.push("weekend".to_owned());
        }
        if !(WORKING_HOURS.0..WORKING_HOURS.1).contains(&self.there.hour()) {
            words.push("outside 9-17".to_owned());
        }
        words.join(", ")
    }

    /// `17:00 Thu 22 Oct`.
    pub fn time(&self) -> String {
        self.there.strftime("%H:%M %a %-d %b").to_string()
    }
}

/// The full hours of a day in a zone at which most clocks are in working hours: hour, and how many are outside.
pub fn best_hours(clocks: &[Clock], date: Date, zone: &Zone) -> Vec<(ClockTime, usize)> {
    let mut hours: Vec<(ClockTime, usize, bool)> = (0..24)
        .filter_map(|hour| {
            let time = ClockTime { hour, minute: 0, offset: None };
            let moment = time.moment(date, zone).ok()?;
            let shown = side_by_side(clocks, moment);
            let outside = shown.iter().filter(|shown| !shown.working).count();
            let here = shown.first().is_some_and(|shown| shown.working);
            Some((time, outside, here))
        })
        .collect();
    // Of two hours as bad, the one that is at least good where it takes place.
    let rank = |(_, outside, here): &(ClockTime, usize, bool)| outside + usize::from(!here);
    let best = hours.iter().map(rank).min().unwrap_or(0);
    hours.retain(|hour| rank(hour) == best);
    hours.into_iter().map(|(time, outside, _)| (time, outside)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{AnyRecord, Kind};
    use jiff::civil::date;

    fn program() -> Program {
        let mut program = Program::named("P");
        let records = [
            (Kind::Partner, r#"(id:"a",name:"Acme",stage:activate,time_zone:"America/New_York")"#),
            (Kind::AudienceList, r#"(id:"jp",name:"Japan",size:10,time_zones:["Asia/Tokyo"],utc_offsets:[540])"#),
            (Kind::AudienceList, r#"(id:"in",name:"India",size:10,utc_offsets:[330])"#),
            (
                Kind::Campaign,
                r#"(id:"w",name:"W",kind:webinar,partners:["a"],launch:"2026-10-28",launch_time:"17:00",time_zone:"Europe/Berlin",state:planned,lists:["jp","in"])"#,
            ),
            (Kind::Speaker, r#"(id:"s",campaign:"w",name:"Ada",side:us,role:speaker,time_zone:"Asia/Tokyo")"#),
        ];
        for (kind, text) in records {
            program.put(AnyRecord::from_ron(kind, text).unwrap_or_else(|why| panic!("{text}: {why:?}")));
        }
        program
    }

    #[test]
    fn every_place_shows_its_clock_once_with_the_day_and_the_hour_in_words() {
        let program = program();
        let campaign = program.campaigns.find("w").unwrap();
        let crate::program::clock_time::Start::At(moment, zone) = campaign.start(&program) else { panic!() };
        let all = clocks(&program, campaign, &zone);
        let shown: Vec<String> = side_by_side(&all, moment)
            .iter()
            .map(|shown| format!("{} {} [{}] {}", shown.time(), shown.place, shown.who, shown.remarks()))
            .collect();
        assert_eq!(
            shown,
            [
                "17:00 Wed 28 Oct Europe/Berlin [the launch] outside 9-17",
                "01:00 Thu 29 Oct Asia/Tokyo [Japan, Ada] next day, outside 9-17",
                "21:30 Wed 28 Oct UTC+5:30 [India] outside 9-17",
                "12:00 Wed 28 Oct America/New_York [Acme] ",
            ]
        );
        let best = best_hours(&all, date(2026, 10, 28), &zone);
        assert_eq!(
            best.iter().map(|(time, _)| time.to_string()).collect::<Vec<_>>(),
            ["09:00", "10:00", "11:00", "12:00", "14:00", "15:00", "16:00"]
        );
    }
}
