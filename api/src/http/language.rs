//! The languages that a client reads, from `Accept-Language`.

use actix_web::http::header::{self, HeaderMap};

/// The languages of a request, the best liked first; empty when the client did not say.
///
/// Resolvers take it with `ctx.data::<Languages>()`; texts without an asked language fall back along it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Languages(pub Vec<String>);

/// More languages than anyone reads; the rest of the header is ignored.
const MOST: usize = 20;

impl Languages {
    /// The languages that a request's `Accept-Language` names.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let header = headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok());
        header.map(Self::parse).unwrap_or_default()
    }

    /// Reads a header such as `hi-IN, hi;q=0.9, en;q=0.5`.
    ///
    /// Tags are in the order of their weights, then of the header; refused tags (`q=0`), `*` and what is no language
    /// tag are left out.
    #[must_use]
    pub fn parse(header: &str) -> Self {
        let mut weighed: Vec<(u16, &str)> = header.split(',').filter_map(range).take(MOST).collect();
        weighed.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        Self(weighed.into_iter().map(|(_, tag)| tag.to_owned()).collect())
    }
}

fn range(text: &str) -> Option<(u16, &str)> {
    let mut parts = text.split(';');
    let tag = parts.next()?.trim();
    let weight = parts
        .find_map(|part| super::negotiate::weight(part.trim()))
        .unwrap_or(1000);
    let subtags = tag
        .split('-')
        .all(|subtag| (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    (weight > 0 && subtags && tag.len() <= 35).then_some((weight, tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_order_languages() {
        for (header, expected) in [
            ("hi", &["hi"][..]),
            ("en;q=0.5, hi-IN, hi;q=0.9", &["hi-IN", "hi", "en"]),
            ("en, hi", &["en", "hi"]),
            ("*;q=0.1, en;q=0, hi-Latn ; q=0.3", &["hi-Latn"]),
            ("en_US, हिन्दी, a-toolongsubtag, ,", &[]),
            ("", &[]),
        ] {
            assert_eq!(Languages::parse(header).0, expected, "{header}");
        }
    }
}
