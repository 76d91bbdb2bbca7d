//! The files of the web part, embedded at build time, in the coding that a client likes best.
//!
//! `build.rs` makes them from `web/`, with compressed twins `X.br` and `X.gz` beside what compresses. Nothing is
//! compressed at run time but the explorer's page in Hindi, once: it differs from the English one by its language.

use std::{borrow::Cow, io::Write, sync::LazyLock};

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{
            ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderMap,
            IF_NONE_MATCH, REFERRER_POLICY, VARY,
        },
    },
};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::negotiate::coding;

#[derive(RustEmbed)]
#[folder = "$OUT_DIR/ui"]
struct Ui;

type Bytes = Cow<'static, [u8]>;

/// A file and its compressed twins.
#[derive(Debug, Clone)]
pub(super) struct File {
    media_type: &'static str,
    /// The beginning of its SHA-256, in hex.
    hash: String,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

/// The explorer's page for English and for Hindi; without Node the plain one.
static EXPLORER: LazyLock<Option<[File; 2]>> = LazyLock::new(|| {
    let english = File::get("explorer/index.html")?;
    let hindi = english.in_hindi();
    Some([english, hindi])
});

/// How a file is served.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// 404 for the page that stands where there is none.
    pub(super) status: StatusCode,
    /// `Cache-Control`.
    pub(super) caching: &'static str,
    /// `Content-Security-Policy`.
    pub(super) policy: &'static str,
    /// What the answer depends on.
    pub(super) vary: &'static str,
}

/// Asked for again each time, and sent only when it has changed.
pub(super) const LOOKED_AT: &str = "no-cache";
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Files in `assets/` carry their hash in their name.
pub(super) fn caching(path: &str) -> &'static str {
    if path.starts_with("assets/") {
        FOR_EVER
    } else {
        LOOKED_AT
    }
}

impl File {
    /// A file of the web part; `None` when there is none. Compressed twins are no files of their own.
    pub(super) fn get(path: &str) -> Option<Self> {
        if path.ends_with(".br") || path.ends_with(".gz") {
            return None;
        }
        let file = Ui::get(path)?;
        let twin = |ending| Ui::get(&format!("{path}.{ending}")).map(|twin| twin.data);
        Some(Self {
            media_type: media_type(path),
            hash: hex(&file.metadata.sha256_hash()),
            plain: file.data,
            brotli: twin("br"),
            gzip: twin("gz"),
        })
    }

    /// The explorer's page.
    pub(super) fn explorer(in_hindi: bool) -> Option<&'static Self> {
        let [english, hindi] = EXPLORER.as_ref()?;
        Some(if in_hindi { hindi } else { english })
    }

    /// The page with Hindi as its language.
    fn in_hindi(&self) -> Self {
        let text = String::from_utf8_lossy(&self.plain);
        let plain = text.replacen("<html lang=\"en\"", "<html lang=\"hi\"", 1).into_bytes();
        Self {
            media_type: self.media_type,
            hash: hex(&Sha256::digest(&plain)),
            brotli: brotli(&plain).ok().map(Cow::Owned),
            gzip: gzip(&plain).ok().map(Cow::Owned),
            plain: Cow::Owned(plain),
        }
    }

    /// Answers with the file, or with 304 when the client has it.
    pub(super) fn serve(&self, request: &HttpRequest, look: Look) -> HttpResponse {
        let coded = [("br", &self.brotli), ("gzip", &self.gzip)];
        let names = coded.iter().filter(|(_, twin)| twin.is_some()).map(|(name, _)| *name);
        let name = coding(request.headers(), ACCEPT_ENCODING.as_str(), names);
        let twin = coded.iter().find(|(each, _)| Some(*each) == name);
        let tag = match name {
            Some(name) => format!("\"{}-{name}\"", self.hash),
            None => format!("\"{}\"", self.hash),
        };
        let unchanged = look.status == StatusCode::OK && matches(request.headers(), &tag);
        let mut response = HttpResponse::build(if unchanged {
            StatusCode::NOT_MODIFIED
        } else {
            look.status
        });
        response
            .insert_header((CACHE_CONTROL, look.caching))
            .insert_header((ETAG, tag))
            .insert_header((VARY, look.vary))
            .insert_header((CONTENT_SECURITY_POLICY, look.policy))
            .insert_header((REFERRER_POLICY, "same-origin"));
        if unchanged {
            return response.finish();
        }
        response.insert_header((CONTENT_TYPE, self.media_type));
        let body = match twin.and_then(|(name, twin)| Some((*name, (*twin).as_ref()?))) {
            Some((name, twin)) => {
                response.insert_header((CONTENT_ENCODING, name));
                twin
            }
            None => &self.plain,
        };
        match body {
            Cow::Borrowed(bytes) => response.body(*bytes),
            Cow::Owned(bytes) => response.body(bytes.clone()),
        }
    }
}

/// Whether `If-None-Match` names what there is, or anything.
pub(super) fn matches(headers: &HeaderMap, tag: &str) -> bool {
    tags(headers).any(|value| value == "*" || value.trim_start_matches("W/") == tag)
}

/// Whether `If-None-Match` names this tag.
pub(super) fn names(headers: &HeaderMap, tag: &str) -> bool {
    tags(headers).any(|value| value.trim_start_matches("W/") == tag)
}

fn tags(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    headers
        .get_all(IF_NONE_MATCH)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(',').map(str::trim))
}

/// The first half of a hash in hex: enough to tell answers apart.
pub(super) fn hex(hash: &[u8]) -> String {
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

const QUALITY: u32 = 11;
const WINDOW: u32 = 22;

fn brotli(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut coded = Vec::new();
    brotli::CompressorWriter::new(&mut coded, plain.len().max(1), QUALITY, WINDOW).write_all(plain)?;
    Ok(coded)
}

fn gzip(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(plain)?;
    encoder.finish()
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("woff2") => "font/woff2",
        Some("ttf") => "font/ttf",
        Some("wasm") => "application/wasm",
        Some("md" | "txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
