//! Why a socket is closed: the codes of WebSocket, and those of `graphql-transport-ws`, which are 4000 and an HTTP status.

use std::borrow::Cow;

/// The end of a socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Close {
    code: u16,
    reason: Cow<'static, str>,
    by_client: bool,
}

/// What a close frame has room for besides its code.
const LONGEST_REASON: usize = 123;

impl Close {
    /// The service stops.
    pub(super) const GOING_AWAY: Self = Self::new(1001, "The service is about to stop: connect again");
    /// A frame that WebSocket does not have.
    pub(super) const PROTOCOL: Self = Self::new(1002, "A frame breaks the WebSocket protocol");
    /// The connection ended without a close; never sent.
    pub(super) const VANISHED: Self = Self {
        code: 1006,
        reason: Cow::Borrowed(""),
        by_client: true,
    };
    /// A text that is none.
    pub(super) const NOT_UTF8: Self = Self::new(1007, "A message is not in UTF-8");
    /// A message over the limit.
    pub(super) const TOO_LARGE: Self = Self::new(1009, "A message is larger than the service takes");
    /// A binary message.
    pub(super) const BINARY: Self = Self::new(4400, "Invalid message: messages are text, not binary");
    /// An operation before the connection was acknowledged.
    pub(super) const UNAUTHORIZED: Self = Self::new(4401, "Unauthorized: wait for connection_ack before subscribe");
    /// Another subprotocol, or none.
    pub(super) const SUBPROTOCOL: Self = Self::new(4406, "Subprotocol not acceptable: offer graphql-transport-ws");
    /// No `connection_init` in time.
    pub(super) const INIT_TIMEOUT: Self = Self::new(4408, "Connection initialisation timeout");
    /// No pong in time. A client that slept and woke may come again, which other codes would keep it from.
    pub(super) const NO_PONG: Self = Self::new(4408, "No answer to a ping");
    /// A reader that takes nothing while much waits for it.
    pub(super) const TOO_SLOW: Self = Self::new(4413, "Too much waits to be read: connect again and resume");
    /// A second `connection_init`.
    pub(super) const TOO_MANY_INITS: Self = Self::new(4429, "Too many initialisation requests");

    const fn new(code: u16, reason: &'static str) -> Self {
        Self {
            code,
            reason: Cow::Borrowed(reason),
            by_client: false,
        }
    }

    /// A message that the protocol does not have.
    pub(super) fn invalid(why: &str) -> Self {
        Self {
            reason: format!("Invalid message: {why}").into(),
            ..Self::new(4400, "")
        }
    }

    /// An id that is taken.
    pub(super) fn exists(id: &str) -> Self {
        Self {
            reason: format!("Subscriber for {id} already exists").into(),
            ..Self::new(4409, "")
        }
    }

    /// The client's own close, by the code that it gave.
    pub(super) fn of_client(code: Option<u16>) -> Self {
        Self {
            by_client: true,
            ..Self::new(code.unwrap_or(1005), "")
        }
    }

    /// The code.
    pub(super) fn code(&self) -> u16 {
        self.code
    }

    /// Who closes, in a word.
    pub(super) fn by(&self) -> &'static str {
        if self.by_client { "client" } else { "server" }
    }

    /// What a close frame holds; `None` when none can be sent.
    pub(super) fn payload(&self) -> Option<Vec<u8>> {
        match self.code {
            1005 => Some(Vec::new()),
            1006 => None,
            code => {
                let mut end = self.reason.len().min(LONGEST_REASON);
                while !self.reason.is_char_boundary(end) {
                    end -= 1;
                }
                let reason = self.reason.as_bytes().get(..end).unwrap_or_default();
                Some([&code.to_be_bytes(), reason].concat())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_cut_to_what_a_frame_holds() {
        let payload = Close::exists(&"साय".repeat(40)).payload().unwrap();
        assert!(payload.len() <= 125, "{}", payload.len());
        let reason = std::str::from_utf8(&payload[2..]).unwrap();
        assert!(reason.starts_with("Subscriber for साय"), "{reason}");
        assert_eq!(Close::of_client(None).payload(), Some(Vec::new()));
        assert_eq!(Close::VANISHED.payload(), None);
    }
}
