//! Media types: which one an answer has, by `Accept`, and whether a body's is read, by `Content-Type`.

use actix_web::http::header::{ACCEPT, CONTENT_TYPE, HeaderMap};

use crate::error::{Code, Refusal};

/// The media type of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Media {
    /// `application/json`: every answer to a well-formed request has status 200.
    Json,
    /// `application/graphql-response+json`: the status says whether the request could be run.
    GraphQL,
}

impl Media {
    /// The value of `Content-Type`.
    pub(super) const fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json; charset=utf-8",
            Self::GraphQL => "application/graphql-response+json; charset=utf-8",
        }
    }
}

/// Which operations are answered by an event stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Streamed {
    /// None: the client does not read `text/event-stream`.
    None,
    /// Subscriptions: the client likes another type as much.
    Subscriptions,
    /// All: the client likes it best.
    All,
}

/// What a client reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Accepted {
    /// The media type of a single answer.
    pub(super) media: Media,
    /// Whether plain JSON would do as well.
    pub(super) reads_json: bool,
    /// When the answer is a stream instead.
    pub(super) streamed: Streamed,
}

impl Accepted {
    /// The types that a client likes best; JSON when it does not say.
    ///
    /// Of two types liked the same, the one named in full goes first, then the newer one. An event stream has to be
    /// named: nobody means it by `*/*`.
    ///
    /// # Errors
    /// When no type is accepted.
    pub(super) fn by(headers: &HeaderMap) -> Result<Self, Refusal> {
        let ranges: Vec<Range<'_>> = values(headers, ACCEPT.as_str()).filter_map(Range::parse).collect();
        if !headers.contains_key(ACCEPT) {
            return Ok(Self {
                media: Media::Json,
                reads_json: true,
                streamed: Streamed::None,
            });
        }
        let best = |name: &str| {
            let range = ranges
                .iter()
                .filter_map(|range| Some((range.names(name)?, range.weight)))
                .max()?;
            let (precision, weight) = range;
            (weight > 0).then_some((weight, precision))
        };
        let json = best("application/json").map(|liking| (liking, false, Media::Json));
        let graphql =
            best("application/graphql-response+json").map(|liking| (liking, liking.1 == EXACT, Media::GraphQL));
        let single = match (json, graphql) {
            (Some((one, exact, _)), Some((other, newer, _))) if (other, newer) > (one, exact) => graphql,
            (None, graphql) => graphql,
            (json, _) => json,
        };
        let stream = best("text/event-stream").filter(|(_, precision)| *precision == EXACT);
        let streamed = match (stream, single) {
            (None, _) => Streamed::None,
            (Some(stream), Some((liking, ..))) if stream <= liking => Streamed::Subscriptions,
            (Some(_), _) => Streamed::All,
        };
        let media = single.map(|(.., media)| media);
        if media.is_none() && streamed == Streamed::None {
            let message = "The service answers in application/graphql-response+json and application/json, in UTF-8, \
                           and subscriptions in text/event-stream. Name one of them in `Accept`, or leave it out.";
            return Err(Refusal::new(Code::NotAcceptable, message));
        }
        Ok(Self {
            media: media.unwrap_or(Media::GraphQL),
            reads_json: json.is_some(),
            streamed,
        })
    }
}

const EXACT: u8 = 2;

/// One range of an `Accept` header.
struct Range<'a> {
    name: &'a str,
    weight: u16,
    utf8: bool,
}

impl<'a> Range<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let name = parts.next().filter(|name| !name.is_empty())?;
        let (mut found, mut utf8) = (1000, true);
        for part in parts {
            found = weight(part).unwrap_or(found);
            utf8 &= charset(part).is_none_or(is_utf8);
        }
        Some(Self {
            name,
            weight: found,
            utf8,
        })
    }

    /// How precisely the range names a media type; `None` when it does not.
    fn names(&self, media: &str) -> Option<u8> {
        match self.name {
            _ if !self.utf8 => None,
            "*/*" => Some(0),
            name if name.eq_ignore_ascii_case("application/*") => Some(1),
            name if name.eq_ignore_ascii_case(media) => Some(EXACT),
            _ => None,
        }
    }
}

/// The elements of a list header, over all its lines.
fn values<'a>(headers: &'a HeaderMap, name: &'a str) -> impl Iterator<Item = &'a str> {
    headers
        .get_all(name)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
}

/// Whether a list header, such as `Accept` or `Accept-Encoding`, has an element that is not refused by `q=0`.
pub(super) fn accepts(headers: &HeaderMap, header: &str, wanted: &str) -> bool {
    values(headers, header)
        .filter_map(Range::parse)
        .any(|range| range.weight > 0 && range.name.eq_ignore_ascii_case(wanted))
}

/// The content coding that a client likes best of those on offer, the first of equals; `None` when it likes the plain bytes
/// better. A coding has to be accepted by name or by `*`; the plain bytes need not be named.
pub(super) fn coding(
    headers: &HeaderMap,
    header: &str,
    offered: impl Iterator<Item = &'static str>,
) -> Option<&'static str> {
    let ranges: Vec<Range<'_>> = values(headers, header).filter_map(Range::parse).collect();
    let named = |name: &str| {
        let range = ranges.iter().find(|range| is_coding(range.name, name));
        range.map(|range| range.weight)
    };
    let any = named("*");
    let plain = named("identity").unwrap_or(0);
    let mut best = None;
    for name in offered {
        let weight = named(name).or(any).unwrap_or(0);
        if weight > 0 && weight >= plain && best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, name));
        }
    }
    best.map(|(_, name)| name)
}

fn is_coding(named: &str, name: &str) -> bool {
    named.eq_ignore_ascii_case(name) || (name == "gzip" && named.eq_ignore_ascii_case("x-gzip"))
}

/// The thousandths of a `q=` parameter; `None` when the text is another parameter.
pub(super) fn weight(parameter: &str) -> Option<u16> {
    let (name, value) = parameter.split_once('=')?;
    if !name.trim().eq_ignore_ascii_case("q") {
        return None;
    }
    let value: f32 = value.trim().parse().ok()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 1000"
    )]
    let thousandths = (value.clamp(0.0, 1.0) * 1000.0).round() as u16;
    Some(thousandths)
}

fn charset(parameter: &str) -> Option<&str> {
    let (name, value) = parameter.split_once('=')?;
    name.trim()
        .eq_ignore_ascii_case("charset")
        .then(|| value.trim().trim_matches('"'))
}

fn is_utf8(charset: &str) -> bool {
    charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8")
}

/// Accepts a body of `application/json` in UTF-8, and nothing else.
///
/// # Errors
/// When there is no media type, or another one.
pub(super) fn json_body(headers: &HeaderMap) -> Result<(), Refusal> {
    body_of(headers, "application/json")
}

/// Accepts a form in UTF-8, and nothing else.
///
/// # Errors
/// When there is no media type, or another one.
pub(super) fn form_body(headers: &HeaderMap) -> Result<(), Refusal> {
    body_of(headers, "application/x-www-form-urlencoded")
}

fn body_of(headers: &HeaderMap, media: &str) -> Result<(), Refusal> {
    let refuse = |found: &str| {
        let message = format!("The body's Content-Type is {found}. Send the request as {media}, in UTF-8.");
        Err(Refusal::new(Code::UnsupportedMediaType, message))
    };
    let Some(value) = headers.get(CONTENT_TYPE) else {
        return refuse("missing");
    };
    let mut parts = value.to_str().unwrap_or_default().split(';').map(str::trim);
    if !parts.next().unwrap_or_default().eq_ignore_ascii_case(media) {
        return refuse("another one");
    }
    match parts.find_map(charset) {
        Some(charset) if !is_utf8(charset) => refuse("in another charset"),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{ACCEPT_ENCODING, HeaderValue};

    use super::*;

    fn by(accept: &str) -> Option<Accepted> {
        let headers = [(ACCEPT, HeaderValue::from_str(accept).unwrap())].into_iter().collect();
        Accepted::by(&headers).ok()
    }

    fn accepted(accept: &str) -> Option<Media> {
        by(accept).map(|accepted| accepted.media)
    }

    #[test]
    fn an_event_stream_has_to_be_named() {
        for (accept, expected) in [
            ("text/event-stream", Streamed::All),
            ("Text/Event-Stream; charset=utf-8", Streamed::All),
            ("text/event-stream, */*", Streamed::All),
            ("text/event-stream, application/json;q=0.9", Streamed::All),
            ("application/json, text/event-stream", Streamed::Subscriptions),
            ("*/*, text/event-stream;q=0.5", Streamed::Subscriptions),
            ("*/*", Streamed::None),
            ("text/*, application/json", Streamed::None),
            ("application/json, text/event-stream;q=0", Streamed::None),
        ] {
            assert_eq!(by(accept).map(|accepted| accepted.streamed), Some(expected), "{accept}");
        }
    }

    #[test]
    fn the_best_liked_coding_is_sent() {
        for (accept, expected) in [
            ("br", Some("br")),
            ("gzip, deflate, br, zstd", Some("br")),
            ("gzip;q=1.0, br;q=0.9", Some("gzip")),
            ("GZIP", Some("gzip")),
            ("x-gzip", Some("gzip")),
            ("br;q=0, gzip;q=0.001", Some("gzip")),
            ("*", Some("br")),
            ("br;q=0, *;q=0.5", Some("gzip")),
            ("identity, gzip;q=0.5", None),
            ("identity;q=0.5, gzip;q=0.5", Some("gzip")),
            ("identity;q=0, br;q=0", None),
            ("*;q=0", None),
            ("deflate, zstd", None),
            ("", None),
        ] {
            let headers = [(ACCEPT_ENCODING, HeaderValue::from_static(accept))]
                .into_iter()
                .collect();
            let coding = coding(&headers, ACCEPT_ENCODING.as_str(), ["br", "gzip"].into_iter());
            assert_eq!(coding, expected, "{accept}");
        }
    }

    #[test]
    fn the_best_liked_type_is_answered() {
        for (accept, expected) in [
            ("application/json", Some(Media::Json)),
            ("application/graphql-response+json", Some(Media::GraphQL)),
            (
                "application/json, application/graphql-response+json",
                Some(Media::GraphQL),
            ),
            (
                "application/json, application/graphql-response+json;q=0.9",
                Some(Media::Json),
            ),
            (
                "Application/GraphQL-Response+JSON; charset=UTF-8, application/json;q=0.9",
                Some(Media::GraphQL),
            ),
            ("*/*", Some(Media::Json)),
            ("application/*", Some(Media::Json)),
            ("application/json, */*;q=0.1", Some(Media::Json)),
            ("application/json;q=0, */*", Some(Media::GraphQL)),
            ("text/html, application/xhtml+xml, */*;q=0.8", Some(Media::Json)),
            ("text/html", None),
            ("application/json; charset=iso-8859-1", None),
            ("application/json;q=0", None),
            ("", None),
        ] {
            assert_eq!(accepted(accept), expected, "{accept}");
        }
    }
}
