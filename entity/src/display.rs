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

/// The phrases of a language; `{}` stands for a date, `{1}` and `{2}` for the first and the second of two.
struct Words {
    months: [&'static str; 12],
    seasons: [&'static str; 4],
    about: &'static str,
    uncertain: &'static str,
    some_day: &'static str,
    some_month: &'static str,
    decade: &'static str,
    century: &'static str,
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
    about: "about {}",
    uncertain: "{} (uncertain)",
    some_day: "a day in {}",
    some_month: "a month in {}",
    decade: "the {}s",
    century: "the years {}–{2}",
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
};

const HINDI: Words = Words {
    months: [
        "जनवरी",
        "फ़रवरी",
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
    seasons: ["वसंत", "ग्रीष्म", "शरद", "शीत"],
    about: "लगभग {}",
    uncertain: "{} (अनिश्चित)",
    some_day: "{} का कोई दिन",
    some_month: "{} का कोई महीना",
    decade: "{} का दशक",
    century: "{}–{2} के वर्ष",
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
};

impl Words {
    fn date(&self, date: &Date) -> String {
        let mut text = self.parts(date);
        if date.is_approximate() {
            text = one(self.about, &text);
        }
        if date.is_uncertain() {
            text = one(self.uncertain, &text);
        }
        text
    }

    /// Day, month and year as far as they are known.
    fn parts(&self, date: &Date) -> String {
        let Some(year) = date.year.value() else {
            return self.years(date);
        };
        match (date.month.map(|it| it.value()), date.day.map(|it| it.value())) {
            (None, _) => year.to_string(),
            (Some(None), None) => one(self.some_month, &year.to_string()),
            (Some(None), Some(_)) => one(self.some_day, &year.to_string()),
            (Some(Some(month)), None) => format!("{} {year}", self.month(month)),
            (Some(Some(month)), Some(None)) => one(self.some_day, &format!("{} {year}", self.month(month))),
            (Some(Some(month)), Some(Some(day))) => format!("{day} {} {year}", self.month(month)),
        }
    }

    /// A year of which the last digits are left open.
    fn years(&self, date: &Date) -> String {
        let edtf_core::YearKind::Standard { digits, .. } = date.year.kind else {
            return self.unknown.to_owned();
        };
        let filled = |open: u8| {
            digits
                .iter()
                .map(|it| char::from(b'0' + it.unwrap_or(open)))
                .collect::<String>()
        };
        match digits {
            [Some(_), Some(_), Some(_), None] => one(self.decade, &filled(0)),
            [None, ..] => self.unknown.to_owned(),
            _ => two(&self.century.replace("{}", "{1}"), &filled(0), &filled(9)),
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
        let last_word = if set.kind == SetKind::OneMember {
            self.or
        } else {
            self.and
        };
        if let [SetElement::Date(first), SetElement::Date(second)] = set.elements.as_slice() {
            return self.pair(last_word, first, second);
        }
        let mut elements: Vec<String> = set.elements.iter().map(|it| self.element(it, set.kind)).collect();
        let Some(last) = elements.pop() else {
            return self.unknown.to_owned();
        };
        match elements.into_iter().reduce(|before, it| two(self.comma, &before, &it)) {
            Some(before) => two(last_word, &before, &last),
            None => last,
        }
    }

    fn element(&self, element: &SetElement, kind: SetKind) -> String {
        match element {
            SetElement::Date(date) => self.date(date),
            SetElement::OnOrBefore(date) => one(self.or_earlier, &self.date(date)),
            SetElement::OnOrAfter(date) => one(self.or_later, &self.date(date)),
            SetElement::Range(first, last) if kind == SetKind::OneMember => self.pair(self.between, first, last),
            SetElement::Range(first, last) => self.pair(self.to, first, last),
        }
    }

    /// Two dates, the first without the month and year that the second says.
    fn pair(&self, pattern: &str, first: &Date, second: &Date) -> String {
        let plain = |date: &Date| !date.is_approximate() && !date.is_uncertain() && !date.has_unspecified();
        let (month_of, day_of) = (
            |date: &Date| date.month.and_then(|it| it.value()),
            |date: &Date| date.day.and_then(|it| it.value()),
        );
        let same_year = plain(first) && plain(second) && first.year == second.year;
        let short = match (same_year, month_of(first), day_of(first)) {
            (true, Some(month), Some(day)) if Some(month) == month_of(second) => Some(day.to_string()),
            (true, Some(month), Some(day)) if day_of(second).is_some() => Some(format!("{day} {}", self.month(month))),
            (true, Some(month), None) if day_of(second).is_none() && month_of(second).is_some() => {
                Some(self.month(month).to_owned())
            }
            _ => None,
        };
        two(pattern, &short.unwrap_or_else(|| self.date(first)), &self.date(second))
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

    #[test]
    fn every_form_in_both_languages() {
        let table = [
            ("2025-08-22", "22 August 2025", "22 अगस्त 2025"),
            ("2022-05", "May 2022", "मई 2022"),
            ("2047", "2047", "2047"),
            ("2025-08-02~", "about 2 August 2025", "लगभग 2 अगस्त 2025"),
            ("2025-08-02?", "2 August 2025 (uncertain)", "2 अगस्त 2025 (अनिश्चित)"),
            (
                "2025-08-02%",
                "about 2 August 2025 (uncertain)",
                "लगभग 2 अगस्त 2025 (अनिश्चित)",
            ),
            ("2025-08-XX", "a day in August 2025", "अगस्त 2025 का कोई दिन"),
            ("2025-XX", "a month in 2025", "2025 का कोई महीना"),
            ("2025-XX-XX", "a day in 2025", "2025 का कोई दिन"),
            ("202X", "the 2020s", "2020 का दशक"),
            ("20XX", "the years 2000–2099", "2000–2099 के वर्ष"),
            ("2025-21", "spring 2025", "वसंत 2025"),
            ("2024/2030", "2024 to 2030", "2024 से 2030 तक"),
            ("2025-08-22/2025-08-24", "22 to 24 August 2025", "22 से 24 अगस्त 2025 तक"),
            (
                "2025-08-30/2025-09-02",
                "30 August to 2 September 2025",
                "30 अगस्त से 2 सितंबर 2025 तक",
            ),
            ("2025-08/2025-10", "August to October 2025", "अगस्त से अक्टूबर 2025 तक"),
            (
                "2024-12-30/2025-01-02",
                "30 December 2024 to 2 January 2025",
                "30 दिसंबर 2024 से 2 जनवरी 2025 तक",
            ),
            (
                "2025-08-20~/2025-08-28",
                "about 20 August 2025 to 28 August 2025",
                "लगभग 20 अगस्त 2025 से 28 अगस्त 2025 तक",
            ),
            ("2025-08-28/..", "from 28 August 2025", "28 अगस्त 2025 से"),
            ("../2025-08-28", "until 28 August 2025", "28 अगस्त 2025 तक"),
            (
                "2025-08-28/",
                "from 28 August 2025, end unknown",
                "28 अगस्त 2025 से, अंत अज्ञात",
            ),
            (
                "/2025-08-28",
                "until 28 August 2025, start unknown",
                "28 अगस्त 2025 तक, आरंभ अज्ञात",
            ),
            ("[2025-08-22,2025-08-23]", "22 or 23 August 2025", "22 या 23 अगस्त 2025"),
            (
                "[2025-08-18..2025-08-23]",
                "between 18 and 23 August 2025",
                "18 और 23 अगस्त 2025 के बीच",
            ),
            (
                "[2025-08-01,2025-08-08,2025-08-15]",
                "1 August 2025, 8 August 2025 or 15 August 2025",
                "1 अगस्त 2025, 8 अगस्त 2025 या 15 अगस्त 2025",
            ),
            ("[..2025-08-22]", "22 August 2025 or earlier", "22 अगस्त 2025 या उससे पहले"),
            ("[2025-08-22..]", "22 August 2025 or later", "22 अगस्त 2025 या उसके बाद"),
            ("{2025-08-23,2025-08-24}", "23 and 24 August 2025", "23 और 24 अगस्त 2025"),
        ];
        for (edtf, english, hindi) in table {
            let edtf = Edtf::parse(edtf).unwrap();
            assert_eq!(display(&edtf, ["en"]), english, "{edtf}");
            assert_eq!(display(&edtf, ["hi-IN", "en"]), hindi, "{edtf}");
            assert_eq!(display(&edtf, ["ta"]), english, "{edtf}");
        }
    }
}
