//! `X-Sabha-Revision`: what an answer was read at least at, and what its client wants to be read at least at.
//!
//! A client sends back what it was last told, and so never reads an older dataset than it has seen, from whichever replica.

use actix_web::{
    HttpResponse,
    http::header::{HeaderMap, HeaderName, HeaderValue},
};

use crate::error::{Code, Refusal};

/// The header's name.
pub(super) const HEADER: HeaderName = HeaderName::from_static("x-sabha-revision");

/// The revision that the client has seen.
///
/// # Errors
/// When the header holds something else.
pub(super) fn seen(headers: &HeaderMap) -> Result<Option<i64>, Refusal> {
    let Some(value) = headers.get(HEADER) else {
        return Ok(None);
    };
    let digits = value.to_str().ok().map(str::trim);
    let digits = digits.filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    match digits.and_then(|text| text.parse().ok()) {
        Some(revision) if headers.get_all(HEADER).count() == 1 => Ok(Some(revision)),
        _ => {
            let message = "`X-Sabha-Revision` is not the number of a revision: send back what an earlier answer told \
                           by it, e.g. `X-Sabha-Revision: 42`, or leave it out.";
            Err(Refusal::new(Code::BadRequest, message))
        }
    }
}

/// Tells a revision that the answer is not older than.
pub(super) fn tell(response: &mut HttpResponse, revision: Option<i64>) {
    if let Some(revision) = revision {
        response.headers_mut().insert(HEADER, HeaderValue::from(revision));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[&'static str]) -> Result<Option<i64>, String> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(HEADER, HeaderValue::from_static(value));
        }
        seen(&headers).map_err(|refusal| refusal.message)
    }

    #[test]
    fn a_revision_is_a_whole_number() {
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&["0"]), Ok(Some(0)));
        assert_eq!(read(&[" 42 "]), Ok(Some(42)));
        assert_eq!(read(&["9223372036854775807"]), Ok(Some(i64::MAX)));
        for wrong in ["", "-1", "+1", "4.2", "four", "1, 2", "9223372036854775808"] {
            assert!(
                read(&[wrong]).unwrap_err().contains("e.g. `X-Sabha-Revision: 42`"),
                "{wrong}"
            );
        }
        assert!(read(&["1", "2"]).is_err());
    }
}
