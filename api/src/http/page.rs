//! The files of the web part, embedded at build time, and the few paths that every site has.
//!
//! `build.rs` makes them from `web/`; without Node there is one plain page that says how to get them.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{
        ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderMap,
        IF_NONE_MATCH, LOCATION, VARY,
    },
    web::{Data, Path},
};
use rust_embed::{EmbeddedFile, RustEmbed};
use sha2::{Digest, Sha256};

use super::{State, negotiate::accepts, plain};

#[derive(RustEmbed)]
#[folder = "$OUT_DIR/ui"]
struct Ui;

/// The playground needs inline styles (Monaco writes them) and its own scripts and workers, and nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; \
                      font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'";

const ROBOTS: &str = "User-agent: *\nDisallow: /changes.ndjson\nDisallow: /export\nDisallow: /graphql\nDisallow: /health/\n\
                       Disallow: /metrics\nDisallow: /reconcile\n";

/// A round table: nine seats and a light in the middle.
const ICON: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><circle cx=\"16\" cy=\"16\" r=\"12\" \
    fill=\"none\" stroke=\"#8a3b12\" stroke-width=\"5\" stroke-dasharray=\"4.2 4.18\"/><circle cx=\"16\" cy=\"16\" r=\"4\" \
    fill=\"#8a3b12\"/></svg>";

/// `/`: on to the playground.
pub(super) async fn home() -> HttpResponse {
    HttpResponse::Found().insert_header((LOCATION, "/playground")).finish()
}

/// `/playground`: the page itself, looked at again each time.
pub(super) async fn playground(request: HttpRequest) -> HttpResponse {
    serve(&request, "playground/index.html", "no-cache").await
}

/// `/playground/…`: the page's files. Those in `assets/` carry their hash in their name and are kept for ever.
pub(super) async fn file(request: HttpRequest, path: Path<String>) -> HttpResponse {
    let caching = if path.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    serve(&request, &format!("playground/{path}"), caching).await
}

async fn serve(request: &HttpRequest, path: &str, caching: &str) -> HttpResponse {
    // The compressed twins are reached by their plain names only.
    let plain = if path.ends_with(".br") { None } else { Ui::get(path) };
    let Some(plain) = plain else {
        return plain::not_found(request.clone()).await;
    };
    let brotli = accepts(request.headers(), ACCEPT_ENCODING.as_str(), "br")
        .then(|| Ui::get(&format!("{path}.br")))
        .flatten();
    let tag = tag(&plain, brotli.is_some());
    let mut response = if matches(request.headers(), &tag) {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((CACHE_CONTROL, caching))
        .insert_header((ETAG, tag.clone()))
        .insert_header((VARY, "Accept-Encoding"))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY));
    if matches(request.headers(), &tag) {
        return response.finish();
    }
    response.insert_header((CONTENT_TYPE, media_type(path)));
    match brotli {
        Some(file) => response
            .insert_header((CONTENT_ENCODING, "br"))
            .body(file.data.into_owned()),
        None => response.body(plain.data.into_owned()),
    }
}

fn tag(file: &EmbeddedFile, brotli: bool) -> String {
    let hash: String = file
        .metadata
        .sha256_hash()
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("\"{hash}{}\"", if brotli { "-br" } else { "" })
}

pub(super) fn matches(headers: &HeaderMap, tag: &str) -> bool {
    headers
        .get_all(IF_NONE_MATCH)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|value| {
            let value = value.trim();
            value == "*" || value.trim_start_matches("W/") == tag
        })
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("ttf") => "font/ttf",
        Some("wasm") => "application/wasm",
        Some("md" | "txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// `/schema.graphql`: the schema as it is served, unless introspection is off.
pub(super) async fn schema(request: HttpRequest, state: Data<State>) -> HttpResponse {
    if !state.introspects() {
        return plain::not_found(request).await;
    }
    let sdl = state.engine.sdl();
    let hash: String = Sha256::digest(sdl)
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let tag = format!("\"{hash}\"");
    let unchanged = matches(request.headers(), &tag);
    let mut response = if unchanged {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((CACHE_CONTROL, "no-cache"))
        .insert_header((ETAG, tag));
    if unchanged {
        return response.finish();
    }
    response.content_type("text/plain; charset=utf-8").body(sdl.to_owned())
}

/// `/robots.txt`.
pub(super) async fn robots() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body(ROBOTS)
}

/// `/favicon.ico`.
pub(super) async fn icon() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=86400"))
        .content_type("image/svg+xml")
        .body(ICON)
}
