//! The calendar: moments kept in UTC, shown and typed in the user's own time. The only file that names jiff.

use std::time::SystemTime;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ZonedDateTime};

/// A moment, in milliseconds since 1970, UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub i64);

impl Moment {
    /// This moment.
    #[must_use]
    pub fn now() -> Self {
        Self(Timestamp::now().as_millisecond())
    }

    /// The moment of a file's time stamp; one that lies ahead of the clock is taken for now.
    #[must_use]
    pub fn from_file_time(time: SystemTime) -> Self {
        let now = Self::now();
        Timestamp::try_from(time).map_or(now, |t| Self(t.as_millisecond()).min(now))
    }

    fn zoned(self) -> Option<ZonedDateTime> {
        Timestamp::from_millisecond(self.0).ok().map(|t| t.to_zoned_datetime(TimeZone::system()))
    }

    /// "2026-11-25 13:05", in the user's time.
    #[must_use]
    pub fn local(self) -> String {
        self.zoned().map(|z| z.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
    }

    /// "2026-11-25-130507", in the user's time: the beginning of a file's name that sorts by date.
    #[must_use]
    pub fn stamp(self) -> String {
        self.zoned().map(|z| z.strftime("%Y-%m-%d-%H%M%S").to_string()).unwrap_or_default()
    }

    /// "25 Nov 2026", in the user's time.
    #[must_use]
    pub fn day(self) -> String {
        self.zoned().map(|z| z.strftime("%-d %b %Y").to_string()).unwrap_or_default()
    }

    /// The last so many weeks, this one the last: of each its days from Monday on, as [`day`](Self::day) has them; none is still to come.
    #[must_use]
    pub fn weeks(self, number: u16) -> Vec<Vec<String>> {
        let today = self.zoned().map(|z| z.date());
        let days =
            today.map_or(0, |today| 7 * i64::from(number) - i64::from(7 - today.weekday().to_monday_one_offset()));
        let day =
            |ago: i64| Some(today?.checked_sub(jiff::Span::new().days(ago)).ok()?.strftime("%-d %b %Y").to_string());
        let days: Vec<String> = (0..days).rev().filter_map(day).collect();
        days.chunks(7).map(<[String]>::to_vec).collect()
    }

    /// "Thu 3 Dec 2026", in the user's time.
    #[must_use]
    pub fn weekday(self) -> String {
        self.zoned().map(|z| z.strftime("%a %-d %b %Y").to_string()).unwrap_or_default()
    }

    /// "2026-12-03", in the user's time: what [`coming`](Self::coming) reads.
    #[must_use]
    pub fn date(self) -> String {
        self.zoned().map(|z| z.date().to_string()).unwrap_or_default()
    }

    /// The same time of day so many days later, by the calendar; this moment where the calendar ends before.
    #[must_use]
    pub fn days_later(self, days: i64) -> Self {
        let later = |zoned: ZonedDateTime| zoned.checked_add(jiff::Span::new().try_days(days).ok()?).ok();
        self.zoned().and_then(later).map_or(self, |later| Self(later.timestamp().as_millisecond()))
    }

    /// Midnights between `earlier` and this moment, in the user's time.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        let date = |moment: Self| moment.zoned().map(|z| z.date());
        let between = date(self).zip(date(earlier)).and_then(|(later, earlier)| earlier.until(later).ok());
        between.map(|span| i64::from(span.get_days())).unwrap_or_default()
    }

    /// "2026-11-25T13:05:00.123Z".
    #[must_use]
    pub fn utc(self) -> String {
        Timestamp::from_millisecond(self.0).map(|t| t.to_string()).unwrap_or_default()
    }

    /// The first moment of the day `date` ("2026-11-25", "yesterday", "7d" ago, "2w" ago) in the user's time, or of a time on a day
    /// ("2026-11-25T13:05").
    ///
    /// # Errors
    /// What is wrong with `date`, for the user.
    pub fn from_date(date: &str) -> Result<Self, String> {
        Self::local_time(date, 0)
    }

    /// The first moment after `date`: after that day, or after that minute where a time is given.
    ///
    /// # Errors
    /// What is wrong with `date`, for the user.
    pub fn after_date(date: &str) -> Result<Self, String> {
        Self::local_time(date, 1)
    }

    /// When something was said, by its `date` as for [`from_date`](Self::from_date): at noon where only the day is known.
    ///
    /// # Errors
    /// What is wrong with `date`, for the user; a day to come is.
    pub fn said_on(date: &str) -> Result<Self, String> {
        let begin = Self::from_date(date)?;
        let now = Self::now();
        if begin > now {
            return Err("that is still to come".into());
        }
        let noon = begin.zoned().filter(|_| day(date).is_some()).and_then(|start| start.with().hour(12).build().ok());
        Ok(noon.map_or(begin, |noon| Self(noon.timestamp().as_millisecond()).min(now)))
    }

    /// The first moment of a day that may be to come, in the user's time: "2026-12-03", "today" or "tomorrow".
    ///
    /// # Errors
    /// What is wrong with `date`, for the user.
    pub fn coming(date: &str) -> Result<Self, String> {
        let today = || Self::from_date("today");
        match date.to_lowercase().as_str() {
            "today" => today(),
            "tomorrow" => today().map(|today| today.days_later(1)),
            date if date.parse::<Date>().is_ok() && date.len() == "2026-12-03".len() => Self::from_date(date),
            _ => Err("not a date such as 2026-12-03 or tomorrow".into()),
        }
    }

    fn local_time(date: &str, later: i64) -> Result<Self, String> {
        let wrong = |_| "not a date such as 2026-11-25, yesterday, 7d or 2w".to_owned();
        let start: DateTime = if let Some(day) = day(date) {
            day.checked_add(jiff::Span::new().days(later)).map_err(wrong)?.into()
        } else {
            let minute = date.parse::<DateTime>().map_err(wrong)?;
            minute.checked_add(jiff::Span::new().minutes(later)).map_err(wrong)?
        };
        start.to_zoned_datetime(TimeZone::system()).map(|z| Self(z.timestamp().as_millisecond())).map_err(wrong)
    }
}

/// The day that `date` names; `None` where it names a time on a day, or nothing.
fn day(date: &str) -> Option<Date> {
    let today = || Moment::now().zoned().map(|now| now.date());
    let ago = |days: i64| today()?.checked_sub(jiff::Span::new().try_days(days).ok()?).ok();
    match date.to_lowercase().as_str() {
        "today" => today(),
        "yesterday" => ago(1),
        date => match date.strip_suffix(['d', 'w']).map(str::parse::<u32>) {
            Some(Ok(number)) => ago(i64::from(number) * if date.ends_with('w') { 7 } else { 1 }),
            _ => date.parse().ok().filter(|_| date.len() <= "2026-11-25".len()),
        },
    }
}

/// A length of time such as "90", "90s", "2m" or "1m30s", in seconds.
///
/// # Errors
/// What is wrong with it, for the user.
pub fn parse_length_s(text: &str) -> Result<f64, String> {
    let seconds = text.parse::<f64>().or_else(|_| text.parse::<SignedDuration>().map(|length| length.as_secs_f64()));
    match seconds {
        Ok(seconds) if seconds.is_finite() && seconds > 0.0 => Ok(seconds),
        Ok(_) => Err("it has to be longer than nothing".into()),
        Err(_) => Err("not a length of time such as 90s or 2m".into()),
    }
}

/// A moment of a recording such as "1:20", "80" or "1m20s", in seconds from its start.
///
/// # Errors
/// What is wrong with it, for the user.
pub fn parse_time_s(text: &str) -> Result<f64, String> {
    let wrong = || "not a moment such as 1:20 or 80".to_owned();
    let Some((minutes, seconds)) = text.split_once(':') else {
        return if text.parse() == Ok(0.0) { Ok(0.0) } else { parse_length_s(text).map_err(|_| wrong()) };
    };
    let (minutes, seconds): (u32, f64) = (minutes.parse().map_err(|_| wrong())?, seconds.parse().map_err(|_| wrong())?);
    if (0.0..60.0).contains(&seconds) { Ok(60.0 * f64::from(minutes) + seconds) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_begin_on_monday_and_end_today() {
        for (today, last) in [("2026-11-25T12:00", 3), ("2026-11-23T12:00", 1), ("2026-11-29T12:00", 7)] {
            let today = Moment::from_date(today).unwrap();
            let weeks = today.weeks(2);
            assert_eq!((weeks.len(), weeks[0].len(), weeks[1].len()), (2, 7, last));
            assert_eq!((weeks[0][0].as_str(), weeks[1].last()), ("16 Nov 2026", Some(&today.day())));
        }
    }

    #[test]
    fn lengths_of_time_are_read_as_people_write_them() {
        for (text, seconds) in
            [("90", 90.0), ("90s", 90.0), ("2m", 120.0), ("1m30s", 90.0), ("0.5", 0.5), ("1h", 3600.0)]
        {
            assert_eq!(parse_length_s(text), Ok(seconds), "{text}");
        }
        for text in ["", "0", "-5s", "soon", "nan", "2 apples"] {
            assert!(parse_length_s(text).is_err(), "{text}");
        }
    }

    #[test]
    fn moments_are_read_as_reports_write_them() {
        for (text, seconds) in
            [("0", 0.0), ("0:00", 0.0), ("1:20", 80.0), ("80", 80.0), ("1m20s", 80.0), ("12:03.5", 723.5)]
        {
            assert_eq!(parse_time_s(text), Ok(seconds), "{text}");
        }
        for text in ["", ":", "1:60", "1:-5", "-1:20", "1:2:3", "soon"] {
            assert!(parse_time_s(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_day_begins_and_ends_at_midnight_and_shows_as_itself() {
        let (start, end) = (Moment::from_date("2026-11-25").unwrap(), Moment::after_date("2026-11-25").unwrap());
        assert_eq!(start.local(), "2026-11-25 00:00");
        assert_eq!(Moment(end.0 - 1).local(), "2026-11-25 23:59");
        assert_eq!(start.day(), "25 Nov 2026");
    }

    #[test]
    fn days_are_counted_by_the_calendar() {
        let at = |text: &str| Moment::from_date(text).unwrap();
        let (evening, morning) = (at("2026-11-24T23:00"), at("2026-11-25T07:00"));
        assert_eq!([morning.days_since(evening), morning.days_since(morning)], [1, 0]);
        assert_eq!(at("2027-01-24").days_since(evening), 61, "across months");
    }

    #[test]
    fn a_time_may_be_given_and_nonsense_may_not() {
        let noon = Moment::from_date("2026-11-25T12:00").unwrap();
        assert_eq!(noon.local(), "2026-11-25 12:00");
        assert_eq!(Moment::after_date("2026-11-25T12:00").unwrap().0 - noon.0, 60_000);
        for wrong in ["", "tomorrow", "2026-13-01", "25.11.2026", "d", "-1d", "7 d", "99999999999d"] {
            assert!(Moment::from_date(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_day_to_come_is_a_date_or_tomorrow() {
        let day = Moment::coming("2026-12-03").unwrap();
        assert_eq!((day.date().as_str(), day.weekday().as_str()), ("2026-12-03", "Thu 3 Dec 2026"));
        assert_eq!(day.days_later(29).date(), "2027-01-01");
        let [today, tomorrow] = ["today", "Tomorrow"].map(|date| Moment::coming(date).unwrap());
        assert_eq!((tomorrow.days_since(today), today.days_since(Moment::now())), (1, 0));
        for wrong in ["", "soon", "2026-13-01", "3.12.2026", "7d", "2026-12-03T14:00", "20261203"] {
            assert!(Moment::coming(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn days_are_counted_back_from_today() {
        let [today, yesterday, week] = ["today", "Yesterday", "7d"].map(|date| Moment::from_date(date).unwrap());
        assert!(week < yesterday && yesterday < today && today <= Moment::now());
        assert_eq!(Moment::after_date("yesterday"), Ok(today));
        assert_eq!((Moment::from_date("1w"), Moment::from_date("0d")), (Ok(week), Ok(today)));
        assert_eq!(week.local().get(10..), Some(" 00:00"));
    }

    #[test]
    fn what_was_said_on_a_day_was_said_at_noon_and_never_later_than_now() {
        assert_eq!(Moment::said_on("2024-11-20").unwrap().local(), "2024-11-20 12:00");
        assert_eq!(Moment::said_on("2024-11-20T08:30").unwrap().local(), "2024-11-20 08:30");
        assert!(Moment::said_on("today").unwrap() <= Moment::now());
        assert!(Moment::said_on("9000-01-01").is_err());
    }

    #[test]
    fn a_file_from_the_future_is_from_now() {
        let ahead = SystemTime::now() + std::time::Duration::from_secs(86_400);
        assert!(Moment::from_file_time(ahead) <= Moment::now());
        assert_eq!(Moment::from_file_time(SystemTime::UNIX_EPOCH), Moment(0));
    }
}
