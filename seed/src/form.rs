//! The forms that texts in the files have, each with its pattern, its check and the way to write it.

use entity::Edtf;

use crate::lock::Citation;

/// The form of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Lower-case ASCII words with hyphens.
    Slug,
    /// The same, for a part of a record.
    Key,
    /// `article-slug@start-end`.
    Citation,
    /// A date of ISO 8601-2.
    Edtf,
    /// A number in decimal digits.
    Decimal,
    /// An item of Wikidata.
    Wikidata,
    /// An address on the web.
    Url,
    /// The code of a country's first-level division.
    Subdivision,
    /// Degrees north.
    Latitude,
    /// Degrees east.
    Longitude,
}

const WORDS: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

impl Form {
    /// The form of a name in the shapes.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "slug" => Self::Slug,
            "key" => Self::Key,
            "citation" => Self::Citation,
            "edtf" => Self::Edtf,
            "decimal" => Self::Decimal,
            "wikidata" => Self::Wikidata,
            "url" => Self::Url,
            "iso-3166-2" => Self::Subdivision,
            "latitude" => Self::Latitude,
            "longitude" => Self::Longitude,
            _ => return None,
        })
    }

    /// The form as a regular expression, where one says it well enough for an editor.
    pub(crate) fn pattern(self) -> Option<&'static str> {
        Some(match self {
            Self::Slug | Self::Key => WORDS,
            Self::Citation => "^[a-z0-9]+(-[a-z0-9]+)*@[0-9]+-[0-9]+$",
            Self::Decimal => "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$",
            Self::Wikidata => "^Q[1-9][0-9]*$",
            Self::Url => "^https?://[^\\s]+$",
            Self::Subdivision => "^[A-Z]{2}-[A-Z0-9]{1,3}$",
            Self::Edtf | Self::Latitude | Self::Longitude => return None,
        })
    }

    /// What is wrong with a text, and how it is written rightly; `None` when nothing is.
    pub(crate) fn fault(self, text: &str) -> Option<(String, String)> {
        let (right, what, how) = match self {
            Self::Slug => (
                is_words(text),
                "a slug",
                "write lower-case ASCII words with hyphens, e.g. `vishnu-deo-sai`",
            ),
            Self::Key => (
                is_words(text),
                "a key",
                "write lower-case ASCII words with hyphens, e.g. `site-study`",
            ),
            Self::Decimal => (
                is_decimal(text),
                "a decimal number",
                "write digits without separators, e.g. \"90000000000\" or \"2.5\"",
            ),
            Self::Wikidata => (is_wikidata(text), "a Wikidata item", "write e.g. `Q1168`"),
            Self::Url => (
                is_url(text),
                "an address",
                "write it in full, from `https://`, without spaces",
            ),
            Self::Subdivision => (is_subdivision(text), "an ISO 3166-2 code", "write e.g. `IN-CG`"),
            Self::Latitude => (
                is_within(text, 90.0),
                "a latitude",
                "write degrees north from -90 to 90, e.g. 21.25",
            ),
            Self::Longitude => (
                is_within(text, 180.0),
                "a longitude",
                "write degrees east from -180 to 180, e.g. 81.63",
            ),
            Self::Citation => {
                let message = text.parse::<Citation>().err()?.to_string();
                let help =
                    "write `article-slug@start-end`; `seed cite --articles DIR ARTICLE 'printed words'` prints it";
                return Some((message, help.to_owned()));
            }
            Self::Edtf => {
                let message = Edtf::parse(text).err()?;
                let (message, help) = message.rsplit_once("; ").unwrap_or((&message, ""));
                return Some((message.to_owned(), help.to_owned()));
            }
        };
        (!right).then(|| (format!("`{text}` is not {what}"), how.to_owned()))
    }
}

/// True for lower-case ASCII words with hyphens between them.
pub(crate) fn is_words(text: &str) -> bool {
    let word = |it: &str| {
        !it.is_empty()
            && it
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.split('-').all(word)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_decimal(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = text
        .split_once('.')
        .map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    is_digits(whole) && (whole == "0" || !whole.starts_with('0')) && fraction.is_none_or(is_digits)
}

fn is_wikidata(text: &str) -> bool {
    text.strip_prefix('Q')
        .is_some_and(|number| is_digits(number) && !number.starts_with('0'))
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|it| it.split(['/', '?', '#']).next());
    let is_host = |it: &str| it.contains('.') && !it.starts_with('.') && !it.contains('@');
    host.is_some_and(is_host) && !text.contains(|it: char| it.is_whitespace() || it.is_control())
}

fn is_subdivision(text: &str) -> bool {
    let upper = |it: &str| it.bytes().all(|byte| byte.is_ascii_uppercase());
    text.split_once('-').is_some_and(|(country, part)| {
        let part_fits = (1..=3).contains(&part.len());
        country.len() == 2
            && upper(country)
            && part_fits
            && part.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit())
    })
}

fn is_within(text: &str, limit: f64) -> bool {
    text.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= limit)
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn each_form_takes_its_own_and_refuses_others() {
        let cases: [(Form, &[&str], &[&str]); 8] = [
            (
                Form::Slug,
                &["a", "vishnu-deo-sai", "g20-2023"],
                &["", "A", "a_b", "-a", "a--b", "a-", "é"],
            ),
            (
                Form::Decimal,
                &["0", "90000000000", "-2.50", "0.5"],
                &["", ".5", "05", "1,000", "1e3", "+1", "२"],
            ),
            (Form::Wikidata, &["Q1168"], &["Q0", "Q01", "1168", "q1", "Q", "P31"]),
            (
                Form::Url,
                &["https://a.b/c?d#e"],
                &["a.b", "https://", "https://a b.c", "ftp://a.b", "https://u@a.b"],
            ),
            (
                Form::Subdivision,
                &["IN-CG", "JP-13"],
                &["IN", "in-CG", "IN-", "IND-CG", "IN-ABCD"],
            ),
            (Form::Latitude, &["21.25", "-90"], &["90.1", "x", "NaN"]),
            (Form::Edtf, &["2022-05", "2025-08-02~"], &["", "22 Aug", "2025-02-30"]),
            (
                Form::Citation,
                &["a-b@0-4"],
                &["a-b", "a@4-4", "a@5-4", "A@1-2", "a@1", "a@-1-2", "a@+1-2"],
            ),
        ];
        for (form, right, wrong) in cases {
            for text in right {
                assert_eq!(form.fault(text), None, "{form:?}");
            }
            for text in wrong {
                let (message, help) = form.fault(text).unwrap_or_else(|| panic!("{form:?} takes {text:?}"));
                assert!(!message.is_empty() && !help.is_empty(), "{form:?} {text:?}");
            }
        }
    }
}
