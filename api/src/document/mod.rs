//! The room of documents: a request may name one instead of sending its text.
//!
//! [`trusted`] are those of a file, by the ids that it gives them; [`registered`] those that clients have sent together
//! with their SHA-256, by Apollo's protocol. What HTTP makes of a name is in `http/params.rs`.

mod registered;
mod trusted;

use std::sync::Arc;

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family},
    registry::Registry,
};
use sha2::{Digest, Sha256};

use self::{registered::Registered, trusted::Trusted};
use crate::{
    config::Config,
    error::{Code, Refusal},
    limit::Gate,
};

pub use self::trusted::Fault;

/// The SHA-256 of a document's text.
type Hash = [u8; 32];

/// The documents that may be named.
#[derive(Debug)]
pub(crate) struct Documents {
    trusted: Trusted,
    registered: Registered,
    /// Whether no other than the trusted ones may run.
    only: bool,
    asked: Family<Named, Counter>,
}

/// A document that was found, or sent.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// Its text.
    pub(crate) text: Arc<str>,
    /// What it is to be registered by, once it has proven sound.
    hash: Option<Hash>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Named {
    outcome: &'static str,
}

impl Documents {
    /// Reads the trusted documents.
    ///
    /// # Errors
    /// When a file cannot be read, or holds something else.
    pub(crate) fn new(config: &Config, gate: &Gate) -> Result<Self, Fault> {
        Ok(Self {
            trusted: Trusted::read(&config.documents, gate)?,
            // Where nothing else may run, nothing else is kept.
            registered: Registered::new(if config.only_documents {
                0
            } else {
                config.document_cache
            }),
            only: config.only_documents,
            asked: Family::default(),
        })
    }

    /// Makes their counts a part of the metrics.
    pub(crate) fn register(&self, registry: &mut Registry) {
        registry.register(
            "named_documents",
            "Requests that named their document, by whether it was found, sent with its hash, or unknown",
            self.asked.clone(),
        );
        self.registered.register(registry);
    }

    /// The document that a request sends, names, or both.
    ///
    /// # Errors
    /// When there is none of that name, when name and text do not belong together, or when it may not run.
    pub(crate) fn find(&self, text: Option<String>, id: Option<&str>) -> Result<Document, Refusal> {
        let (text, hash) = match (text, id) {
            (None, id) => return self.named(id.unwrap_or_default()),
            (Some(text), None) => (text, None),
            (Some(text), Some(id)) => {
                let hash = hash(&text);
                if self.trusted.get(id).is_none_or(|trusted| **trusted != *text) && id != hex(&hash) {
                    let message = "The request's id is not the SHA-256 of its document, in lower-case hexadecimal: take the \
                                   hash of the very text that is sent, in UTF-8.";
                    return Err(Refusal::new(Code::PersistedQueryMismatch, message));
                }
                self.count("sent");
                (text, Some(hash))
            }
        };
        if self.only && !self.trusted.has(&text) {
            let message = "This service runs only the documents that its operator has put on file. Name one by \
                           `documentId` or `extensions.persistedQuery`, or send its very text.";
            return Err(Refusal::new(Code::PersistedQueryOnly, message));
        }
        Ok(Document {
            text: text.into(),
            hash: hash.filter(|_| !self.only),
        })
    }

    /// Whether a document of that name is there still; if so, it counts as one that was asked for.
    pub(crate) fn asked_for(&self, id: &str) -> bool {
        let is_there = self.text(id).is_some();
        if is_there {
            self.count("found");
        }
        is_there
    }

    fn text(&self, id: &str) -> Option<Arc<str>> {
        let trusted = self.trusted.get(id).cloned();
        trusted.or_else(|| self.registered.get(&unhex(id)?))
    }

    fn named(&self, id: &str) -> Result<Document, Refusal> {
        match self.text(id) {
            Some(text) => {
                self.count("found");
                Ok(Document { text, hash: None })
            }
            // Told so, clients send texts from then on, where any may run: what is never kept need not be asked for first.
            None if self.registered.is_off() && !self.only => Err(Refusal::new(
                Code::PersistedQueryNotSupported,
                "PersistedQueryNotSupported",
            )),
            None => {
                self.count("unknown");
                // The message is the protocol's: clients look for it to the letter.
                Err(Refusal::new(Code::PersistedQueryNotFound, "PersistedQueryNotFound"))
            }
        }
    }

    /// Registers a document that has run, when its request asked for it.
    pub(crate) fn keep(&self, document: &Document) {
        if let Some(hash) = document.hash {
            self.registered.keep(hash, &document.text);
        }
    }

    fn count(&self, outcome: &'static str) {
        self.asked.get_or_create(&Named { outcome }).inc();
    }
}

fn hash(text: &str) -> Hash {
    Sha256::digest(text).into()
}

fn hex(hash: &Hash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash that an id is, when it is one.
fn unhex(id: &str) -> Option<Hash> {
    let digits = id.len() == 64 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let mut hash = [0; 32];
    for (index, byte) in hash.iter_mut().enumerate().filter(|_| digits) {
        *byte = u8::from_str_radix(id.get(2 * index..2 * index + 2)?, 16).ok()?;
    }
    digits.then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_64_digits_in_lower_case() {
        let it = hash("{ a }");
        assert_eq!(unhex(&hex(&it)), Some(it));
        for wrong in [
            String::new(),
            hex(&it).to_uppercase(),
            "0".repeat(63),
            "ख".repeat(32),
            "+f".repeat(32),
        ] {
            assert_eq!(unhex(&wrong), None, "{wrong}");
        }
    }
}
