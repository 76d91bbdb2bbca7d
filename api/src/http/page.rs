//! The pages for people: the explorer, the playground, their files, and the few paths that every site has.
//!
//! The explorer is one page, which makes itself what its address says; here is known which addresses there are, so that
//! one that leads nowhere is a real 404, and a record's former address a real redirect.

use std::time::Duration;

use actix_web::{
    HttpRequest, HttpResponse, Resource,
    http::{
        Method, StatusCode,
        header::{ACCEPT, CACHE_CONTROL, ETAG, LOCATION},
    },
    web::{Data, Path},
};
use entity::RecordKind;
use sha2::{Digest, Sha256};

use super::{
    State,
    file::{self, File, LOOKED_AT, Look, matches},
    negotiate::accepts,
    plain, read,
};
use crate::{
    error::Code,
    record::{self, Lead},
};

/// The explorer has everything in files of its own origin. `connect-src 'self'` includes the WebSocket there.
const EXPLORER: Look = Look {
    status: StatusCode::OK,
    caching: LOOKED_AT,
    policy: "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; \
             connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    vary: "Accept-Encoding",
};

/// The playground needs inline styles (Monaco writes them) and workers besides.
const PLAYGROUND: Look = Look {
    policy: "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; \
             font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'",
    ..EXPLORER
};

/// Where there is nothing; what accepts no page is told so in words.
const NOTHING: Look = Look {
    status: StatusCode::NOT_FOUND,
    vary: "Accept, Accept-Encoding",
    ..EXPLORER
};

/// The lists of records, whose pages lie below them.
const LISTS: [(&str, RecordKind); 8] = [
    ("meetings", RecordKind::Meeting),
    ("officials", RecordKind::Official),
    ("organisations", RecordKind::Organisation),
    ("policies", RecordKind::Policy),
    ("states", RecordKind::State),
    ("places", RecordKind::Place),
    ("topics", RecordKind::Topic),
    ("articles", RecordKind::Article),
];

/// The explorer's other pages.
const PAGES: [&str; 6] = ["about", "map", "network", "relation", "search", "timeline"];

/// Where the same pages are in Hindi.
const HINDI: &str = "/hi";

/// Longest time that a page waits to know whether there is such a record.
const PATIENCE: Duration = Duration::from_secs(1);
/// Longer than any slug; what is longer is not looked up.
const LONGEST_SLUG: usize = 200;

/// Crawlers may read the pages, and so what the pages ask; there is no end to what could be searched for.
const ROBOTS: &str = "User-agent: *\nDisallow: /changes.ndjson\nDisallow: /export\nDisallow: /health/\nDisallow: /hi/search\n\
                      Disallow: /metrics\nDisallow: /reconcile\nDisallow: /search\n";

/// A round table: nine seats and a light in the middle.
const ICON: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><circle cx=\"16\" cy=\"16\" r=\"12\" \
    fill=\"none\" stroke=\"#8a3b12\" stroke-width=\"5\" stroke-dasharray=\"4.2 4.18\"/><circle cx=\"16\" cy=\"16\" r=\"4\" \
    fill=\"#8a3b12\"/></svg>";

/// The paths of the explorer's pages.
pub(super) fn explorer() -> Vec<Resource> {
    let mut all = vec![read("/", page), read(HINDI, page)];
    for language in ["", HINDI] {
        all.extend(PAGES.map(|name| read(&format!("{language}/{name}"), page)));
        for (list, kind) in LISTS {
            let record = move |request: HttpRequest, state: Data<State>| async move {
                let lead = find(&request, kind, &state).await;
                record_page(&request, (language, list), lead)
            };
            all.push(read(&format!("{language}/{list}"), page));
            all.push(read(&format!("{language}/{list}/{{slug}}"), record));
        }
    }
    all
}

/// A page that is there whatever the dataset holds.
async fn page(request: HttpRequest) -> HttpResponse {
    shell(&request, EXPLORER)
}

/// The explorer's page in the language of the path.
fn shell(request: &HttpRequest, look: Look) -> HttpResponse {
    let below = request.path().strip_prefix(HINDI);
    let in_hindi = below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    match File::explorer(in_hindi) {
        Some(page) => page.serve(request, look),
        None => HttpResponse::InternalServerError().finish(),
    }
}

fn record_page(request: &HttpRequest, (language, list): (&str, &str), lead: Found) -> HttpResponse {
    match lead {
        Found::Record(Lead { slug, is_former: true }) => redirect(request, &format!("{language}/{list}/{slug}")),
        Found::Record(_) | Found::Unknown => shell(request, EXPLORER),
        Found::Nothing => shell(request, NOTHING),
    }
}

/// What the address of a record's page leads to.
enum Found {
    /// A record.
    Record(Lead),
    /// Nothing.
    Nothing,
    /// Nobody can say: the page itself tells what is wrong with the service.
    Unknown,
}

/// Looks a record up, where reads go.
async fn find(request: &HttpRequest, kind: RecordKind, state: &State) -> Found {
    let slug = request.match_info().get("slug").unwrap_or_default();
    if slug.len() > LONGEST_SLUG || slug.contains('\0') {
        return Found::Nothing;
    }
    let look = async {
        let mut reader = state.databases.reader(None).await;
        loop {
            match record::lead(&reader.db, kind, slug).await {
                Err(error) if error.code() == Code::Unavailable && state.databases.move_on(&mut reader).await => {}
                done => return done,
            }
        }
    };
    match tokio::time::timeout(PATIENCE, look).await {
        Ok(Ok(Some(lead))) => Found::Record(lead),
        Ok(Ok(None)) => Found::Nothing,
        Ok(Err(error)) => {
            tracing::warn!(fault = %error.chain(), "a page is served without a look at its record");
            Found::Unknown
        }
        Err(_elapsed) => Found::Unknown,
    }
}

/// On to another path of this service, with the same query string. Where a former slug leads may change, so it is asked
/// again each time.
fn redirect(request: &HttpRequest, path: &str) -> HttpResponse {
    let query = request
        .uri()
        .query()
        .map(|query| format!("?{query}"))
        .unwrap_or_default();
    HttpResponse::PermanentRedirect()
        .insert_header((LOCATION, format!("{path}{query}")))
        .insert_header((CACHE_CONTROL, LOOKED_AT))
        .finish()
}

/// Every other path: a file of the explorer, a page's with a slash too many, or none.
pub(super) async fn elsewhere(request: HttpRequest) -> HttpResponse {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let path = request.path();
    if let Some(file) = path.strip_prefix('/').and_then(explorer_file) {
        return match reads {
            true => file.serve(&request, EXPLORER),
            false => plain::only_get(request).await,
        };
    }
    match path.strip_suffix('/') {
        Some(page) if reads && is_page(page) => redirect(&request, page),
        _ => nothing(request).await,
    }
}

/// `/assets/…`: the explorer's files, kept for ever.
pub(super) async fn asset(request: HttpRequest, name: Path<String>) -> HttpResponse {
    let path = format!("assets/{name}");
    match explorer_file(&path) {
        Some(file) => {
            let caching = file::caching(&path);
            file.serve(&request, Look { caching, ..EXPLORER })
        }
        None => nothing(request).await,
    }
}

/// Besides its page, which has the addresses of pages.
fn explorer_file(path: &str) -> Option<File> {
    let file = (path != "index.html").then(|| File::get(&format!("explorer/{path}")));
    file.flatten()
}

/// Whether a path is a page's, as far as that can be seen from it.
fn is_page(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    let parts = match parts.as_slice() {
        ["", "hi"] => return true,
        ["", "hi", rest @ ..] | ["", rest @ ..] => rest,
        _ => return false,
    };
    let is_list = |name: &str| LISTS.iter().any(|(list, _)| *list == name);
    match parts {
        [name] => is_list(name) || PAGES.contains(name),
        [list, slug] => is_list(list) && !slug.is_empty(),
        _ => false,
    }
}

/// The answer where there is nothing: a page for people, words for programs.
pub(super) async fn nothing(request: HttpRequest) -> HttpResponse {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    match reads && accepts(request.headers(), ACCEPT.as_str(), "text/html") {
        true => shell(&request, NOTHING),
        false => plain::not_found(request).await,
    }
}

/// `/playground`: the page itself, looked at again each time.
pub(super) async fn playground(request: HttpRequest) -> HttpResponse {
    playground_file(request, "index.html".to_owned().into()).await
}

/// `/playground/…`: the page's files.
pub(super) async fn playground_file(request: HttpRequest, path: Path<String>) -> HttpResponse {
    match File::get(&format!("playground/{path}")) {
        Some(file) => {
            let caching = file::caching(&path);
            file.serve(&request, Look { caching, ..PLAYGROUND })
        }
        None => nothing(request).await,
    }
}

/// `/schema.graphql`: the schema as it is served, unless introspection is off.
pub(super) async fn schema(request: HttpRequest, state: Data<State>) -> HttpResponse {
    if !state.introspects() {
        return plain::not_found(request).await;
    }
    let sdl = state.engine.sdl();
    let tag = format!("\"{}\"", file::hex(&Sha256::digest(sdl)));
    let unchanged = matches(request.headers(), &tag);
    let mut response = if unchanged {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((CACHE_CONTROL, LOOKED_AT))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_slash_too_many_is_a_page_or_not() {
        for path in [
            "/hi",
            "/meetings",
            "/hi/meetings",
            "/meetings/a-b",
            "/hi/states/IN-CG",
            "/about",
            "/hi/map",
        ] {
            assert!(is_page(path), "{path}");
        }
        for path in [
            "",
            "/",
            "//meetings",
            "/hi/hi",
            "/nothing",
            "/about/x",
            "/meetings/",
            "/meetings/a/b",
            "meetings",
            "/hindi",
        ] {
            assert!(!is_page(path), "{path}");
        }
    }
}
