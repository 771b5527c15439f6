//! The days of a window, and those of the same length before it.

use jiff::civil::Date;

use crate::analysis::periods::Days;
use crate::program::measure::Span;
use crate::program::period::{FiscalCalendar, Quarter, days_after, days_between, months_after};

/// The days of a span seen from a day; nothing where it has no beginning.
pub fn days(span: &Span, as_of: Date, calendar: FiscalCalendar) -> Days {
    let calendar_year = FiscalCalendar::starting_in(1);
    let year = |calendar: FiscalCalendar, back: i16| {
        let this = Quarter { number: 1, ..calendar.quarter_of(as_of) };
        calendar.first_day(Quarter { year: this.year.saturating_sub(back), ..this })
    };
    let last_of_year = days_after(year(calendar, -1), -1);
    // a year that ends on the as-of date is completed
    let done = i16::from(last_of_year > as_of);
    let so_far = |first: Date| Days { first, last: as_of };
    let quarter = |calendar: FiscalCalendar, quarter: Quarter| Days {
        first: calendar.first_day(quarter),
        last: calendar.last_day(quarter),
    };
    match span {
        Span::Months(n) => so_far(days_after(months_after(as_of, -i32::from(*n)), 1)),
        Span::Days(n) => so_far(days_after(as_of, 1 - i32::from(*n))),
        Span::CalendarMonths(n) => so_far(months_after(as_of.first_of_month(), 1 - i32::from(*n))),
        Span::ThisQuarter => so_far(calendar.first_day(calendar.quarter_of(as_of))),
        Span::LastQuarter => quarter(calendar, calendar.last_completed(as_of)),
        Span::ThisCalendarQuarter => so_far(calendar_year.first_day(calendar_year.quarter_of(as_of))),
        Span::LastCalendarQuarter => quarter(calendar_year, calendar_year.last_completed(as_of)),
        Span::ThisFiscalYear => so_far(year(calendar, 0)),
        Span::LastFiscalYear => Days { first: year(calendar, done), last: days_after(year(calendar, done - 1), -1) },
        Span::FiscalYears(n) => {
            let first = year(calendar, done.saturating_add(i16::from(*n)) - 1);
            Days { first, last: days_after(year(calendar, done - 1), -1) }
        }
        Span::Ever => so_far(Date::MIN),
        Span::Now => so_far(as_of),
        Span::AnyDay(inner) => days(inner, as_of, calendar),
    }
}

/// The time of the same length right before; nothing where there is none.
pub fn before(span: &Span, as_of: Date, calendar: FiscalCalendar) -> Option<Days> {
    let now = days(span, as_of, calendar);
    let last = days_after(now.first, -1);
    let first = match span {
        Span::Ever | Span::Now | Span::AnyDay(_) => return None,
        Span::Months(n) => days_after(months_after(as_of, -2 * i32::from(*n)), 1),
        Span::CalendarMonths(n) => months_after(now.first, -i32::from(*n)),
        Span::LastQuarter | Span::LastCalendarQuarter => months_after(now.first, -3),
        Span::LastFiscalYear => months_after(now.first, -12),
        Span::FiscalYears(n) => months_after(now.first, -12 * i32::from(*n)),
        // a part of a quarter or a year is compared with the same part of the one before
        Span::ThisQuarter | Span::ThisCalendarQuarter => {
            return Some(Days { first: months_after(now.first, -3), last: months_after(as_of, -3) });
        }
        Span::ThisFiscalYear => {
            return Some(Days { first: months_after(now.first, -12), last: months_after(as_of, -12) });
        }
        Span::Days(_) => days_after(now.first, -1 - days_between(now.first, now.last)),
    };
    Some(Days { first, last })
}
