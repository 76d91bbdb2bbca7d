//! The little of HTTP/1.1 that an answer must be read by: its status, and where its head and its body end.

use std::ops::Range;

/// The head of an answer that has come whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The status.
    pub status: u16,
    /// How many bytes the head has, with the empty line.
    pub length: usize,
    /// How many bytes of body follow.
    pub body: usize,
}

impl Head {
    /// Where the body lies.
    #[must_use]
    pub fn body(&self) -> Range<usize> {
        self.length..self.end()
    }

    /// Where the answer ends.
    #[must_use]
    pub fn end(&self) -> usize {
        self.length + self.body
    }
}

/// Reads the head at the beginning of what has come; `None` while it is not whole.
///
/// # Errors
/// When it is not HTTP, or does not say how long its body is.
pub fn head(bytes: &[u8]) -> Result<Option<Head>, String> {
    let Some(end) = bytes.windows(4).position(|it| it == b"\r\n\r\n") else {
        return Ok(None);
    };
    let text = std::str::from_utf8(bytes.get(..end).unwrap_or_default())
        .map_err(|error| format!("the head is no text: {error}"))?;
    let mut lines = text.split("\r\n");
    let first = lines.next().unwrap_or_default();
    let status = first
        .strip_prefix("HTTP/1.1 ")
        .and_then(|it| it.get(..3)?.parse().ok())
        .ok_or_else(|| format!("no answer of HTTP/1.1: {first}"))?;
    let mut length = None;
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        if name.eq_ignore_ascii_case("content-length") {
            let number = value.trim().parse::<usize>();
            length = Some(number.map_err(|error| format!("a length of `{}`: {error}", value.trim()))?);
        }
    }
    // These have no body, whatever length they tell: it is that of the answer that is not repeated.
    let body = if matches!(status, 204 | 304) { Some(0) } else { length };
    let body = body.ok_or_else(|| format!("an answer without content-length: {first}"))?;
    Ok(Some(Head {
        status,
        length: end + 4,
        body,
    }))
}

/// The headers of a whole head, with their values, but for those that a server writes by itself.
#[must_use]
pub fn headers(head: &str) -> Vec<(String, String)> {
    const OWN: [&str; 4] = ["connection", "content-length", "date", "transfer-encoding"];
    let pairs = head.split("\r\n").skip(1).filter_map(|line| line.split_once(':'));
    pairs
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .filter(|(name, _)| !OWN.contains(&name.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length:  5\r\ndate: now\r\netag: \"a:b\"\r\n\r\nhello";

    #[test]
    fn an_answer_is_read_when_its_head_is_whole() {
        for cut in 0..WHOLE.len() - 5 {
            assert_eq!(head(&WHOLE[..cut]), Ok(None), "{cut}");
        }
        let read = head(WHOLE).unwrap().unwrap();
        assert_eq!((read.status, read.end()), (200, WHOLE.len()));
        assert_eq!(&WHOLE[read.body()], b"hello");
        let text = std::str::from_utf8(WHOLE).unwrap();
        assert_eq!(headers(text), [("etag".to_owned(), "\"a:b\"".to_owned())]);
    }

    #[test]
    fn an_answer_without_a_body_has_none() {
        for first in ["304 Not Modified", "204 No Content"] {
            let bytes = format!("HTTP/1.1 {first}\r\ncontent-length: 900\r\n\r\n");
            let read = head(bytes.as_bytes()).unwrap().unwrap();
            assert_eq!((read.body, read.end()), (0, bytes.len()));
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for wrong in [
            "SSH-2.0 hello\r\n\r\n",
            "HTTP/1.1 abc\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n",
        ] {
            assert!(head(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }
}
