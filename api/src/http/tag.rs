//! Entity tags of answers: an answer is a function of the revision that was read and of what was asked for.
//!
//! Only whole answers to a `GET` get one. What comes back in `If-None-Match` is compared before anything is parsed or run,
//! so that an answer that a client has already costs a hash.

use std::{
    fs, io,
    path::Path,
    sync::OnceLock,
    time::{Duration, SystemTime},
};

use actix_web::http::header::{self, HeaderMap, HeaderValue};
use entity::revision::{Column, Entity};
use sea_orm::{DatabaseConnection, EntityTrait, QueryOrder};
use sha2::{Digest, Sha256};

use super::{
    coding::Coding,
    file,
    language::Languages,
    negotiate::{Media, accepts},
    params::Params,
};
use crate::config::Config;

/// Makes tags; those of one build with the same options and texts over one database are the same on every node.
#[derive(Debug)]
pub(crate) struct Tags {
    /// Everything else that answers depend on.
    service: Sha256,
    /// When the dataset was loaded first: a database that was made anew counts its revisions anew.
    begun: OnceLock<i64>,
}

impl Tags {
    /// Takes what tells this service's answers from another's of the same dataset: its program, its schema, its options,
    /// and the articles' texts that it quotes.
    pub(crate) fn new(config: &Config, sdl: &str) -> Self {
        let mut service = Sha256::new();
        let options = format!("{:?} {:?}", config.limits, config.introspection);
        for part in [env!("CARGO_PKG_VERSION"), sdl, &options] {
            add(&mut service, part.as_bytes());
        }
        let program = std::env::current_exe().and_then(|program| stamp(&program));
        add(&mut service, format!("{:?}", program.ok()).as_bytes());
        let texts = config.articles.as_deref().map(stamps);
        add(&mut service, format!("{:?}", texts.and_then(Result::ok)).as_bytes());
        let begun = OnceLock::new();
        Self { service, begun }
    }

    /// The tag of the answers to a request, but for the revision; `None` when the database cannot say which one it is. One
    /// statement, once.
    pub(super) async fn of(&self, asked: &Asked<'_>, db: &DatabaseConnection) -> Option<Tag> {
        let begun = match self.begun.get() {
            Some(begun) => *begun,
            None => {
                let first = Entity::find().order_by_asc(Column::Number).one(db).await;
                let found = first.ok().flatten()?.at.timestamp_micros();
                *self.begun.get_or_init(|| found)
            }
        };
        Some(self.tag(asked, begun))
    }

    fn tag(&self, asked: &Asked<'_>, begun: i64) -> Tag {
        let mut tag = self.service.clone();
        add(&mut tag, &begun.to_be_bytes());
        add(&mut tag, asked.text.as_bytes());
        add(
            &mut tag,
            asked.params.operation_name.as_deref().unwrap_or_default().as_bytes(),
        );
        // Equal variables in another order are another request, which is run once more.
        add(
            &mut tag,
            &serde_json::to_vec(&asked.params.variables).unwrap_or_default(),
        );
        add(&mut tag, format!("{:?}", asked.languages).as_bytes());
        add(
            &mut tag,
            &[u8::from(asked.tells_cost), u8::from(asked.media == Media::GraphQL)],
        );
        Tag(tag)
    }
}

/// The tag of a request's answers.
#[derive(Debug, Clone)]
pub(super) struct Tag(Sha256);

impl Tag {
    /// The tags of the answer that is read at a revision; `None` as long as that is not known.
    pub(super) fn at(&self, revision: i64) -> Option<Marks> {
        let mut tag = self.0.clone();
        add(&mut tag, &revision.to_be_bytes());
        (revision > 0)
            .then(|| Marks::new(&file::hex(&tag.finalize())))
            .flatten()
    }
}

/// The tags of an answer: of its bytes, and of each compressed twin, which are other bytes.
#[derive(Debug, Clone)]
pub(super) struct Marks {
    plain: HeaderValue,
    coded: [(Coding, HeaderValue); 2],
}

impl Marks {
    fn new(tag: &str) -> Option<Self> {
        let coded = |coding: Coding| {
            let value = HeaderValue::from_str(&format!("\"{tag}-{}\"", coding.name())).ok()?;
            Some((coding, value))
        };
        let [brotli, gzip] = Coding::ALL.map(coded);
        Some(Self {
            plain: HeaderValue::from_str(&format!("\"{tag}\"")).ok()?,
            coded: [brotli?, gzip?],
        })
    }

    /// The tag of the answer in a coding.
    pub(super) fn of(&self, coding: Option<Coding>) -> &HeaderValue {
        let found = self.coded.iter().find(|(each, _)| Some(*each) == coding);
        found.map_or(&self.plain, |(_, tag)| tag)
    }

    /// The tag that the client names in `If-None-Match`: it has the answer, in a coding that it still reads.
    pub(super) fn held(&self, headers: &HeaderMap) -> Option<&HeaderValue> {
        if !headers.contains_key(header::IF_NONE_MATCH) {
            return None;
        }
        let names = |tag: &HeaderValue| tag.to_str().is_ok_and(|tag| file::names(headers, tag));
        let reads = |coding: Coding| accepts(headers, header::ACCEPT_ENCODING.as_str(), coding.name());
        let coded = || self.coded.iter().find(|(coding, tag)| names(tag) && reads(*coding));
        match names(&self.plain) {
            true => Some(&self.plain),
            false => coded().map(|(_, tag)| tag),
        }
    }
}

/// What an answer depends on besides the revision.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The document.
    pub(super) text: &'a str,
    /// Variables and the operation's name.
    pub(super) params: &'a Params,
    /// The languages that the client reads.
    pub(super) languages: &'a Languages,
    /// Whether the cost is told, the one extension that answers have.
    pub(super) tells_cost: bool,
    /// The media type of the answer.
    pub(super) media: Media,
}

/// Adds a part with its length, so that no two lists of parts are the same bytes.
fn add(hash: &mut Sha256, part: &[u8]) {
    hash.update((part.len() as u64).to_be_bytes());
    hash.update(part);
}

/// What changes when a file does.
fn stamp(file: &Path) -> io::Result<(u64, Option<Duration>)> {
    let about = fs::metadata(file)?;
    let since = about.modified()?.duration_since(SystemTime::UNIX_EPOCH).ok();
    Ok((about.len(), since))
}

/// What changes when a folder's files do.
fn stamps(folder: &Path) -> io::Result<Vec<(std::ffi::OsString, u64, Option<Duration>)>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (len, since) = stamp(&entry.path())?;
        all.push((entry.file_name(), len, since));
    }
    all.sort();
    Ok(all)
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[test]
    fn a_tag_tells_apart_what_is_answered_apart() {
        let config = Config::parse_from(["sabha"]);
        let tags = Tags::new(&config, "type Query { a: Int }");
        let params = |json: &str| Params::from_body(json.as_bytes()).unwrap();
        let languages = Languages::parse("hi, en");
        let base = params(r#"{"query": "{ a }", "variables": {"a": 1, "b": [2]}}"#);
        let asked = Asked {
            text: "{ a }",
            params: &base,
            languages: &languages,
            tells_cost: false,
            media: Media::Json,
        };
        let other = params(r#"{"query": "{ a }", "variables": {"a": 1, "b": 2}}"#);
        let named = params(r#"{"query": "{ a }", "variables": {"a": 1, "b": [2]}, "operationName": "A"}"#);
        let english = Languages::parse("en, hi");
        let variants = [
            asked,
            Asked { text: "{ a}", ..asked },
            Asked {
                params: &other,
                ..asked
            },
            Asked {
                params: &named,
                ..asked
            },
            Asked {
                languages: &english,
                ..asked
            },
            Asked {
                tells_cost: true,
                ..asked
            },
            Asked {
                media: Media::GraphQL,
                ..asked
            },
        ];
        let costly = Config::parse_from(["sabha", "--max-cost", "7"]);
        let at = |tag: Tag, revision| {
            let marks = tag.at(revision)?;
            Some(marks.of(None).to_str().unwrap().to_owned())
        };
        let mut all: Vec<String> = variants.iter().filter_map(|it| at(tags.tag(it, 7), 1)).collect();
        all.extend(at(tags.tag(&asked, 7), 2));
        all.extend(at(tags.tag(&asked, 8), 1));
        all.extend(at(Tags::new(&config, "type Query { b: Int }").tag(&asked, 7), 1));
        all.extend(at(Tags::new(&costly, "type Query { a: Int }").tag(&asked, 7), 1));
        assert_eq!((all.len(), at(tags.tag(&asked, 7), 0)), (11, None));
        let distinct: std::collections::HashSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
        let again = at(Tags::new(&config, "type Query { a: Int }").tag(&asked, 7), 1);
        assert_eq!(all.first(), again.as_ref());
        assert!(
            all.iter()
                .all(|tag| tag.len() == 34 && tag.starts_with('"') && tag.ends_with('"'))
        );
    }

    #[test]
    fn a_client_holds_what_it_names_and_still_reads() {
        let marks = Marks::new("0a").unwrap();
        for (names, reads, held) in [
            ("", "br", None),
            ("\"0a\"", "", Some("\"0a\"")),
            ("W/\"0a\"", "br", Some("\"0a\"")),
            ("\"0b\", W/\"0a-br\"", "gzip, br", Some("\"0a-br\"")),
            ("\"0a-gzip\"", "gzip", Some("\"0a-gzip\"")),
            ("\"0a-gzip\"", "br", None),
            ("\"0a-br\"", "br;q=0", None),
            ("\"0a-zstd\"", "zstd", None),
            ("*", "br", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static(names));
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(reads));
            let found = marks.held(&headers).map(|tag| tag.to_str().unwrap());
            assert_eq!(found, held, "{names} {reads}");
        }
    }
}
