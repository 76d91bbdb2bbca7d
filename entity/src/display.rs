//! Uncertain dates for a reader, in English and in Hindi: `May 2022`, `22 या 23 अगस्त 2025`.
//!
//! The two languages differ in word order, so each phrase is a pattern of its own; a day, month or year that two dates
//! share is said once.

use edtf_core::{Date, Interval, IntervalEndpoint, Set, SetElement, SetKind};

use crate::Edtf;

/// The date in the first of the `wanted` languages that is Hindi or English; English when none is.
pub fn display<'a>(edtf: &Edtf, wanted: impl IntoIterator<Item = &'a str>) -> String {
    let language = wanted.into_iter().find_map(|tag| match tag.split('-').next() {
        Some("hi") => Some(&HINDI),
        Some("en") => Some(&ENGLISH),
        _ => None,
    });
    let words = language.unwrap_or(&ENGLISH);
    match edtf.read() {
        Some(edtf_core::Edtf::Date(date)) => words.date(&date),
        Some(edtf_core::Edtf::Interval(interval)) => words.interval(&interval),
        Some(edtf_core::Edtf::Set(set)) => words.set(&set),
        Some(edtf_core::Edtf::DateTime(_)) | None => edtf.to_string(),
    }
}

/// A pattern for a date as it is written, and for one that is approximate.
struct Phrase {
    plain: &'static str,
    about: &'static str,
}

/// The phrases of a language; `{}` stands for a date, `{1}` and `{2}` for the first and the second of two.
struct Words {
    months: [&'static str; 12],
    seasons: [&'static str; 4],
    date: Phrase,
    some_day: Phrase,
    some_month: Phrase,
    decade: Phrase,
    some_year: Phrase,
    uncertain: &'static str,
    unknown: &'static str,
    to: &'static str,
    from: &'static str,
    until: &'static str,
    from_to_unknown: &'static str,
    until_from_unknown: &'static str,
    between: &'static str,
    or_earlier: &'static str,
    or_later: &'static str,
    comma: &'static str,
    or: &'static str,
    and: &'static str,
    /// Before the last of several alternatives of which one is a phrase itself.
    or_else: &'static str,
}

const ENGLISH: Words = Words {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    seasons: ["spring", "summer", "autumn", "winter"],
    date: Phrase {
        plain: "{1}",
        about: "about {1}",
    },
    some_day: Phrase {
        plain: "a day in {1}",
        about: "a day in or about {1}",
    },
    some_month: Phrase {
        plain: "a month in {1}",
        about: "a month in or about {1}",
    },
    decade: Phrase {
        plain: "the {1}s",
        about: "about the {1}s",
    },
    some_year: Phrase {
        plain: "a year from {1} to {2}",
        about: "a year from about {1} to {2}",
    },
    uncertain: "{} (uncertain)",
    unknown: "at an unknown time",
    to: "{1} to {2}",
    from: "from {}",
    until: "until {}",
    from_to_unknown: "from {}, end unknown",
    until_from_unknown: "until {}, start unknown",
    between: "between {1} and {2}",
    or_earlier: "{} or earlier",
    or_later: "{} or later",
    comma: "{1}, {2}",
    or: "{1} or {2}",
    and: "{1} and {2}",
    or_else: "{1}, or {2}",
};

const HINDI: Words = Words {
    months: [
        "जनवरी",
        "फरवरी",
        "मार्च",
        "अप्रैल",
        "मई",
        "जून",
        "जुलाई",
        "अगस्त",
        "सितंबर",
        "अक्टूबर",
        "नवंबर",
        "दिसंबर",
    ],
    seasons: ["वसंत ऋतु", "ग्रीष्म ऋतु", "शरद ऋतु", "शीत ऋतु"],
    date: Phrase {
        plain: "{1}",
        about: "{1} के आसपास",
    },
    some_day: Phrase {
        plain: "{1} का कोई दिन",
        about: "{1} के आसपास का कोई दिन",
    },
    some_month: Phrase {
        plain: "{1} का कोई महीना",
        about: "{1} के आसपास का कोई महीना",
    },
    decade: Phrase {
        plain: "{1} का दशक",
        about: "{1} के दशक के आसपास",
    },
    some_year: Phrase {
        plain: "{1} से {2} तक का कोई वर्ष",
        about: "लगभग {1} से {2} तक का कोई वर्ष",
    },
    uncertain: "{} (अनिश्चित)",
    unknown: "समय अज्ञात",
    to: "{1} से {2} तक",
    from: "{} से",
    until: "{} तक",
    from_to_unknown: "{} से, अंत अज्ञात",
    until_from_unknown: "{} तक, आरंभ अज्ञात",
    between: "{1} और {2} के बीच",
    or_earlier: "{} या उससे पहले",
    or_later: "{} या उसके बाद",
    comma: "{1}, {2}",
    or: "{1} या {2}",
    and: "{1} और {2}",
    or_else: "{1}, या {2}",
};

impl Words {
    fn date(&self, date: &Date) -> String {
        let (phrase, first, last) = self.parts(date);
        let pattern = if date.is_approximate() {
            phrase.about
        } else {
            phrase.plain
        };
        let text = two(pattern, &first, &last);
        if date.is_uncertain() {
            one(self.uncertain, &text)
        } else {
            text
        }
    }

    /// Day, month and year as far as they are known, and the phrase that they stand in.
    fn parts(&self, date: &Date) -> (&Phrase, String, String) {
        let Some(year) = date.year.value() else {
            return self.years(date);
        };
        let (phrase, text) = match (date.month.map(|it| it.value()), date.day.map(|it| it.value())) {
            (None, _) => (&self.date, year.to_string()),
            (Some(None), None) => (&self.some_month, year.to_string()),
            (Some(None), Some(_)) => (&self.some_day, year.to_string()),
            (Some(Some(month)), None) => (&self.date, format!("{} {year}", self.month(month))),
            (Some(Some(month)), Some(None)) => (&self.some_day, format!("{} {year}", self.month(month))),
            (Some(Some(month)), Some(Some(day))) => (&self.date, format!("{day} {} {year}", self.month(month))),
        };
        (phrase, text, String::new())
    }

    /// A year of which the last digits are left open.
    fn years(&self, date: &Date) -> (&Phrase, String, String) {
        let edtf_core::YearKind::Standard { digits, .. } = date.year.kind else {
            return (&self.date, self.unknown.to_owned(), String::new());
        };
        let filled = |open: u8| {
            let digit = |it: &Option<u8>| char::from(b'0' + it.unwrap_or(open));
            digits.iter().map(digit).collect::<String>()
        };
        match digits {
            [Some(_), Some(_), Some(_), None] => (&self.decade, filled(0), String::new()),
            _ => (&self.some_year, filled(0), filled(9)),
        }
    }

    /// 1 to 12 are months, 21 to 24 seasons.
    fn month(&self, number: u8) -> &'static str {
        let at = |names: &[&'static str], from: u8| {
            number
                .checked_sub(from)
                .and_then(|it| names.get(usize::from(it)).copied())
        };
        at(&self.months, 1)
            .or_else(|| at(&self.seasons, 21))
            .unwrap_or_default()
    }

    fn interval(&self, interval: &Interval) -> String {
        use IntervalEndpoint::{Date, OnOrAfter, OnOrBefore, Open, Unknown};
        let day = |end: &IntervalEndpoint| match end {
            Date(date) => self.date(date),
            OnOrBefore(date) => one(self.or_earlier, &self.date(date)),
            OnOrAfter(date) => one(self.or_later, &self.date(date)),
            Open | Unknown => self.unknown.to_owned(),
        };
        match (&interval.start, &interval.end) {
            (Date(start), Date(end)) => self.pair(self.to, start, end),
            (Open | Unknown, Open | Unknown) => self.unknown.to_owned(),
            (start, Open) => one(self.from, &day(start)),
            (start, Unknown) => one(self.from_to_unknown, &day(start)),
            (Open, end) => one(self.until, &day(end)),
            (Unknown, end) => one(self.until_from_unknown, &day(end)),
            (start, end) => two(self.to, &day(start), &day(end)),
        }
    }

    fn set(&self, set: &Set) -> String {
        let (last_word, is_one) = match set.kind {
            SetKind::OneMember => (self.or, true),
            SetKind::AllMembers => (self.and, false),
        };
        let is_date = |it: &SetElement| matches!(it, SetElement::Date(_));
        let last_word = if is_one && !set.elements.iter().all(is_date) {
            self.or_else
        } else {
            last_word
        };
        let next = set.elements.iter().skip(1).map(Some).chain([None]);
        let mut elements: Vec<String> = set
            .elements
            .iter()
            .zip(next)
            .map(|(it, next)| self.element(it, next, set.kind))
            .collect();
        let Some(last) = elements.pop() else {
            return self.unknown.to_owned();
        };
        match elements.into_iter().reduce(|before, it| two(self.comma, &before, &it)) {
            Some(before) => two(last_word, &before, &last),
            None => last,
        }
    }

    /// One of a set, without what the `next` says again.
    fn element(&self, element: &SetElement, next: Option<&SetElement>, kind: SetKind) -> String {
        let is_one = kind == SetKind::OneMember;
        match (element, next) {
            (SetElement::Date(date), Some(SetElement::Date(next))) => self.before(date, next),
            (SetElement::Date(date), _) => self.date(date),
            (SetElement::OnOrBefore(date), _) => {
                one(if is_one { self.or_earlier } else { self.until }, &self.date(date))
            }
            (SetElement::OnOrAfter(date), _) => one(if is_one { self.or_later } else { self.from }, &self.date(date)),
            (SetElement::Range(first, last), _) if is_one => self.pair(self.between, first, last),
            (SetElement::Range(first, last), _) => self.pair(self.to, first, last),
        }
    }

    /// Two dates as one phrase; the same date twice is that date.
    fn pair(&self, pattern: &str, first: &Date, second: &Date) -> String {
        if first == second {
            self.date(first)
        } else {
            two(pattern, &self.before(first, second), &self.date(second))
        }
    }

    /// A date without the month and year that the next one says.
    fn before(&self, first: &Date, next: &Date) -> String {
        let plain = |date: &Date| !date.is_approximate() && !date.is_uncertain() && !date.has_unspecified();
        let (month_of, day_of) = (
            |date: &Date| date.month.and_then(|it| it.value()),
            |date: &Date| date.day.and_then(|it| it.value()),
        );
        let same_year = plain(first) && plain(next) && first.year == next.year;
        let short = match (same_year, month_of(first), day_of(first)) {
            (true, Some(month), Some(day)) if Some(month) == month_of(next) && day_of(next).is_some() => {
                Some(day.to_string())
            }
            (true, Some(month), Some(day)) if day_of(next).is_some() => Some(format!("{day} {}", self.month(month))),
            (true, Some(month), None) if day_of(next).is_none() && month_of(next).is_some() => {
                Some(self.month(month).to_owned())
            }
            _ => None,
        };
        short.unwrap_or_else(|| self.date(first))
    }
}

fn one(pattern: &str, text: &str) -> String {
    pattern.replace("{}", text)
}

fn two(pattern: &str, first: &str, second: &str) -> String {
    pattern.replace("{1}", first).replace("{2}", second)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every form that is read, a line each: EDTF, English, Hindi.
    const TABLE: &str = include_str!("display.tsv");

    #[test]
    fn every_form_in_both_languages() {
        let mut wrong = Vec::new();
        let mut rows = 0;
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let [edtf, english, hindi] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("three columns: {line}");
            };
            let date = match Edtf::parse(edtf) {
                Ok(date) => date,
                Err(fault) => {
                    wrong.push(fault);
                    continue;
                }
            };
            for (wanted, text) in [
                (["en", "hi"], english),
                (["hi-IN", "en"], hindi),
                (["ta", "en"], english),
            ] {
                let shown = display(&date, wanted);
                if shown != text {
                    wrong.push(format!("{edtf}\t{shown}\tand not\t{text}"));
                }
            }
            rows += 1;
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert_eq!(rows, 100);
    }

    /// No pattern is left with a hole, whatever is written.
    #[test]
    fn every_date_of_a_form_is_said() {
        let (mut dates, mut said) = (vec![], 0);
        for month in 1..=12 {
            dates.push(format!("2025-{month:02}"));
        }
        dates.extend(["2025-21", "2025-24", "2025", "2025-08-22"].map(str::to_owned));
        let marks = ["", "~", "?", "%"];
        for (first, second) in dates
            .iter()
            .flat_map(|first| dates.iter().map(move |second| (first, second)))
        {
            for (mark, other) in marks.iter().flat_map(|mark| marks.map(|other| (mark, other))) {
                let (first, second) = (format!("{first}{mark}"), format!("{second}{other}"));
                for text in [
                    first.clone(),
                    format!("{first}/{second}"),
                    format!("[{first},{second}]"),
                    format!("{first}/.."),
                    format!("../{first}"),
                ] {
                    let Ok(date) = Edtf::parse(&text) else { continue };
                    for language in ["en", "hi"] {
                        let shown = display(&date, [language]);
                        let whole = !shown.contains(['{', '}']) && !shown.contains("  ") && shown.trim() == shown;
                        assert!(whole && shown.contains("2025"), "{text}: {shown}");
                        said += 1;
                    }
                }
            }
        }
        assert!(said > 5_000, "{said}");
    }
}
