//! Answers in the content coding that a client likes best: brotli, gzip, or as they are.
//!
//! The twins of a kept answer are made once, when the first client likes them, and kept with it. The levels are those
//! at which a twin costs less time than its answer did: some 12 microseconds a kilobyte.

use std::{
    io::Write,
    sync::{Arc, OnceLock},
};

use actix_web::{
    http::header::{ACCEPT_ENCODING, HeaderMap, HeaderValue},
    web::{self, Bytes},
};

use super::negotiate;

/// Smaller answers fit into a packet as they are.
const LEAST: usize = 1_024;
/// Larger ones would keep other requests of the thread waiting.
const AT_ONCE: usize = 32 * 1_024;
const BROTLI_QUALITY: i32 = 5;
/// The window's size, in powers of two: a larger one takes longer to make than to use.
const BROTLI_WINDOW: i32 = 18;
const GZIP_LEVEL: u32 = 5;

/// A content coding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    /// `br`.
    Brotli,
    /// `gzip`.
    Gzip,
}

impl Coding {
    /// Those on offer, the best first.
    pub(super) const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// The coding that a client likes best; `None` when it likes the plain bytes better.
    pub(super) fn liked(headers: &HeaderMap) -> Option<Self> {
        if !headers.contains_key(ACCEPT_ENCODING) {
            return None;
        }
        let offered = Self::ALL.into_iter().map(Self::name);
        let name = negotiate::coding(headers, ACCEPT_ENCODING.as_str(), offered)?;
        Self::ALL.into_iter().find(|coding| coding.name() == name)
    }

    /// Its name in headers, and at the end of tags.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The value of `Content-Encoding`.
    pub(super) const fn header(self) -> HeaderValue {
        HeaderValue::from_static(self.name())
    }

    fn encode(self, plain: &[u8]) -> std::io::Result<Vec<u8>> {
        let mut coded = Vec::with_capacity(plain.len() / 4);
        match self {
            Self::Brotli => {
                let params = brotli::enc::BrotliEncoderParams {
                    quality: BROTLI_QUALITY,
                    lgwin: BROTLI_WINDOW,
                    size_hint: plain.len(),
                    ..Default::default()
                };
                brotli::BrotliCompress(&mut &*plain, &mut coded, &params)?;
            }
            Self::Gzip => {
                let mut encoder = flate2::write::GzEncoder::new(&mut coded, flate2::Compression::new(GZIP_LEVEL));
                encoder.write_all(plain)?;
                encoder.finish()?;
            }
        }
        Ok(coded)
    }
}

/// An answer's bytes, with their twins once these were asked for.
#[derive(Debug, Clone)]
pub(super) struct Coded(Arc<Twins>);

#[derive(Debug)]
struct Twins {
    plain: Bytes,
    brotli: OnceLock<Option<Bytes>>,
    gzip: OnceLock<Option<Bytes>>,
}

impl From<Vec<u8>> for Coded {
    fn from(plain: Vec<u8>) -> Self {
        Self(Arc::new(Twins {
            // What is kept takes no more room than it needs.
            plain: plain.into_boxed_slice().into(),
            brotli: OnceLock::new(),
            gzip: OnceLock::new(),
        }))
    }
}

impl Coded {
    /// The bytes that a client is sent, and their coding when they have one.
    pub(super) async fn liked(&self, headers: &HeaderMap) -> (Bytes, Option<Coding>) {
        let plain = &self.0.plain;
        if plain.len() < LEAST {
            return (plain.clone(), None);
        }
        let Some(coding) = Coding::liked(headers) else {
            return (plain.clone(), None);
        };
        let twin = match self.0.twin(coding).get() {
            Some(twin) => twin.clone(),
            None if plain.len() <= AT_ONCE => self.0.make(coding),
            None => {
                let twins = self.0.clone();
                web::block(move || twins.make(coding)).await.unwrap_or_default()
            }
        };
        match twin {
            Some(twin) => (twin, Some(coding)),
            None => (plain.clone(), None),
        }
    }

    /// The most that it may come to take, its twins included.
    pub(super) fn most_bytes(&self) -> usize {
        let plain = self.0.plain.len();
        if plain < LEAST { plain } else { 2 * plain }
    }
}

impl Twins {
    fn twin(&self, coding: Coding) -> &OnceLock<Option<Bytes>> {
        match coding {
            Coding::Brotli => &self.brotli,
            Coding::Gzip => &self.gzip,
        }
    }

    /// Makes a twin, unless another request just did; `None` when it is not worth its room, half that of the plain bytes.
    fn make(&self, coding: Coding) -> Option<Bytes> {
        let make = || {
            let coded = coding.encode(&self.plain).ok()?;
            (coded.len() <= self.plain.len() / 2).then(|| coded.into_boxed_slice().into())
        };
        self.twin(coding).get_or_init(make).clone()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn decoded(coding: Coding, coded: &[u8]) -> Vec<u8> {
        let mut plain = Vec::new();
        match coding {
            Coding::Brotli => brotli::Decompressor::new(coded, 4096).read_to_end(&mut plain),
            Coding::Gzip => flate2::read::GzDecoder::new(coded).read_to_end(&mut plain),
        }
        .unwrap();
        plain
    }

    fn accepting(codings: &'static str) -> HeaderMap {
        [(ACCEPT_ENCODING, HeaderValue::from_static(codings))]
            .into_iter()
            .collect()
    }

    #[actix_web::test]
    async fn a_twin_is_made_once_and_says_the_same() {
        for size in [LEAST, AT_ONCE, 4 * AT_ONCE] {
            let plain: Vec<u8> = "{\"name\": \"स्टील\"}".bytes().cycle().take(size).collect();
            let coded = Coded::from(plain.clone());
            for coding in Coding::ALL {
                let headers = accepting(coding.name());
                let (twin, sent) = coded.liked(&headers).await;
                assert_eq!((sent, decoded(coding, &twin)), (Some(coding), plain.clone()));
                // The very same bytes.
                assert_eq!(coded.liked(&headers).await.0.as_ptr(), twin.as_ptr());
            }
            assert_eq!(coded.liked(&HeaderMap::new()).await, (plain.into(), None));
        }
    }

    #[actix_web::test]
    async fn what_is_small_or_does_not_compress_stays_as_it_is() {
        let small = Coded::from(vec![b' '; LEAST - 1]);
        let mut state = 1_u64;
        let noise = (0..LEAST).map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state.to_be_bytes()[0]
        });
        for coded in [small, Coded::from(noise.collect::<Vec<u8>>())] {
            let (bytes, coding) = coded.liked(&accepting("br, gzip")).await;
            assert_eq!((bytes, coding), (coded.0.plain.clone(), None));
        }
    }
}
