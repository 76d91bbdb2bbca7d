//! Documents that were parsed and are within the limits of their text, so that the next request with the same text begins
//! there. What depends on variables is measured each time.

use std::sync::{Arc, OnceLock};

use async_graphql::parser::types::ExecutableDocument;
use prometheus_client::{metrics::counter::Counter, registry::Registry};
use quick_cache::Weighter;

use crate::cache::{self, Weighed};

/// What a parsed document takes for each byte of its text, about: a field of ten letters is a quarter of a kilobyte.
const SPREAD: usize = 24;
/// What each takes besides.
const OVERHEAD: usize = 512;
/// The text of a usual document.
const USUAL: usize = 500;

/// A document that was parsed, and what is known of it.
#[derive(Debug)]
pub struct Document {
    /// The document.
    pub tree: ExecutableDocument,
    /// The name of the operation with which it was found to fit the schema.
    fits: OnceLock<Option<Box<str>>>,
}

impl Document {
    fn new(tree: ExecutableDocument) -> Self {
        Self {
            tree,
            fits: OnceLock::new(),
        }
    }

    /// Whether an operation of it was found to fit the schema. What variables there are does not matter: they are held
    /// against their types for each request, before it runs.
    pub fn fits(&self, operation: Option<&str>) -> bool {
        self.fits.get().is_some_and(|it| it.as_deref() == operation)
    }

    /// Notes that an operation of it was found to fit the schema.
    pub fn found_to_fit(&self, operation: Option<&str>) {
        self.fits.get_or_init(|| operation.map(Into::into));
    }
}

/// The parsed documents.
#[derive(Debug)]
pub(super) struct Parsed {
    most: usize,
    cache: Option<Weighed<Box<str>, Arc<Document>, Bytes>>,
    hits: Counter,
    misses: Counter,
    evictions: Counter,
}

#[derive(Debug, Clone)]
struct Bytes;

impl Weighter<Box<str>, Arc<Document>> for Bytes {
    fn weight(&self, text: &Box<str>, _: &Arc<Document>) -> u64 {
        size(text) as u64
    }
}

fn size(text: &str) -> usize {
    SPREAD * text.len() + OVERHEAD
}

impl Parsed {
    /// Nothing yet, and at most so many bytes; 0 for none at all.
    pub(super) fn new(most: usize) -> Self {
        let evictions = Counter::default();
        Self {
            most,
            cache: cache::weighed(most, SPREAD * USUAL, Bytes, &evictions),
            evictions,
            hits: Counter::default(),
            misses: Counter::default(),
        }
    }

    /// Makes its counts a part of the metrics.
    pub(super) fn register(&self, registry: &mut Registry) {
        let about = "Documents that were parsed before";
        registry.register("parsed_cache_hits", about, self.hits.clone());
        let about = "Documents that were parsed";
        registry.register("parsed_cache_misses", about, self.misses.clone());
        let about = "Parsed documents that made room for others";
        registry.register("parsed_cache_evictions", about, self.evictions.clone());
    }

    /// The document of a text, parsed by `parse` when it is not kept.
    ///
    /// # Errors
    /// What `parse` says.
    pub(super) fn document<E>(
        &self,
        text: &str,
        parse: impl FnOnce() -> Result<ExecutableDocument, E>,
    ) -> Result<Arc<Document>, E> {
        if let Some(kept) = self.cache.as_ref().and_then(|cache| cache.get(text)) {
            self.hits.inc();
            return Ok(kept);
        }
        let document = Arc::new(Document::new(parse()?));
        self.misses.inc();
        if let Some(cache) = self.cache.as_ref().filter(|_| cache::takes(self.most, size(text))) {
            cache.insert(text.into(), document.clone());
        }
        Ok(document)
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    fn is_kept(parsed: &Parsed, text: &str) -> bool {
        let before = parsed.hits.get();
        parsed.document(text, || parse_query(text)).unwrap();
        parsed.hits.get() > before
    }

    #[test]
    fn a_text_is_parsed_once_and_what_is_none_each_time() {
        let parsed = Parsed::new(1 << 20);
        assert!(!is_kept(&parsed, "{ a }") && is_kept(&parsed, "{ a }"));
        assert!(!is_kept(&parsed, "{ a  }"));
        for _ in 0..2 {
            assert!(parsed.document("{", || parse_query("{")).is_err());
        }
        assert_eq!((parsed.hits.get(), parsed.misses.get()), (1, 2));
    }

    #[test]
    fn nothing_is_kept_over_the_size() {
        let off = Parsed::new(0);
        assert!(!is_kept(&off, "{ a }") && !is_kept(&off, "{ a }"));
        let small = Parsed::new(cache::SHARE * size("{ a }"));
        assert!(!is_kept(&small, "{ a }") && is_kept(&small, "{ a }"));
        assert!(!is_kept(&small, "{ ab }") && !is_kept(&small, "{ ab }"));
        for number in 0..1_000 {
            is_kept(&small, &format!("{{a{number:02}}}"));
        }
        assert!(small.cache.unwrap().weight() <= small.most as u64 + cache::SHARDS as u64);
    }
}
