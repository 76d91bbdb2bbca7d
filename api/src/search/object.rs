//! What a search answers: records with how well they fit, and where.

use std::sync::Arc;

use async_graphql::{Context, Object, SimpleObject};
use entity::{LanguageTag, search_entry};

use super::expression::Phrase;
use super::find::{CountOf, Place, PlacesOf, Search, TextsOf};
use super::near::{Near, NearTo};
use super::snippet::{self, Found};
use super::tier::Tier;
use crate::error::Error;
use crate::loader;
use crate::page::{Cursor, Key, Page, PageInfo};
use crate::record::{Record, RecordId};

/// The longest text that is searched for, in characters.
const LONGEST: usize = 200;
/// The most words of one.
const WORDS: usize = 20;
/// Places in the texts of a record that are shown.
const SHOWN: usize = 3;

/// Records that a search finds, the best first.
#[derive(Debug)]
pub struct SearchConnection {
    search: Search,
    size: usize,
    after: Option<Place>,
}

impl SearchConnection {
    /// A page of a search; nothing is read yet.
    ///
    /// # Errors
    /// `BAD_INPUT` for no kinds, and for wrong pages.
    pub(super) fn new(search: Search, first: Option<i32>, after: Option<String>) -> Result<Self, Error> {
        if search.kinds.as_ref().is_some_and(Vec::is_empty) {
            return Err(Error::BadInput(
                "`kinds: []` leaves nothing to find: name a kind at least, or leave `kinds` out for all".into(),
            ));
        }
        let page = Page::forward(first, after)?;
        Ok(Self {
            after: page.after.as_ref().map(place).transpose()?,
            size: page.size as usize,
            search,
        })
    }

    /// The places of the page and of one more.
    async fn places(&self, ctx: &Context<'_>) -> Result<Arc<[Place]>, Error> {
        let key = PlacesOf {
            search: self.search.clone(),
            after: self.after,
            size: self.size + 1,
        };
        Ok(loader::of(ctx)?.load_one(key).await?.unwrap_or_default())
    }

    /// The places of the page with their records.
    async fn found(&self, ctx: &Context<'_>) -> Result<Vec<(Place, Record)>, Error> {
        let places = self.places(ctx).await?;
        let places = places.get(..self.size).unwrap_or(&places);
        let ids = places.iter().map(|(_, entry)| RecordId(search_entry::key(*entry)));
        let records = loader::of(ctx)?.load_many(ids.collect()).await?;
        let found = |(place, record): (&Place, Option<Record>)| Some((*place, record?));
        Ok(places.iter().zip(records).filter_map(found).collect())
    }
}

/// The words of a text that is searched for.
///
/// # Errors
/// `BAD_INPUT` when it is empty, has no words, or too many.
pub fn phrase(argument: &str, text: &str) -> Result<Phrase, Error> {
    let length = text.chars().count();
    if length > LONGEST {
        return Err(Error::BadInput(format!(
            "`{argument}` has {length} characters, {LONGEST} are allowed: look for the few words that tell it from others"
        )));
    }
    let found = Phrase::new(text).ok_or_else(|| {
        Error::BadInput(if text.trim().is_empty() {
            format!("`{argument}` is empty: give a name or some words, e.g. `साय` or `NTT`")
        } else {
            format!("`{argument}: {text:?}` has no letters or digits to look for: give a name or some words, e.g. `साय` or `NTT`")
        })
    })?;
    let words = found.words().len();
    if words > WORDS {
        return Err(Error::BadInput(format!(
            "`{argument}` has {words} words, {WORDS} are allowed: look for the few that tell it from others"
        )));
    }
    Ok(found)
}

/// Records that a search finds, the best first. `first` may be 0 to 100; 20 when it is not given.
#[Object]
impl SearchConnection {
    /// The records with how well they fit and where.
    async fn edges(&self, ctx: &Context<'_>) -> Result<Vec<SearchEdge>, Error> {
        let phrase = &self.search.phrase;
        let edge = |(place, node): (Place, Record)| SearchEdge {
            place,
            node,
            phrase: match place.0 {
                Tier::NameBeginning | Tier::TextBeginning => phrase.heavy_or_last(),
                _ => phrase.heavy(),
            },
        };
        Ok(self.found(ctx).await?.into_iter().map(edge).collect())
    }

    /// The records.
    async fn nodes(&self, ctx: &Context<'_>) -> Result<Vec<Record>, Error> {
        Ok(self.found(ctx).await?.into_iter().map(|(_, record)| record).collect())
    }

    /// Where the page stands in the list.
    async fn page_info(&self, ctx: &Context<'_>) -> Result<PageInfo, Error> {
        let places = self.places(ctx).await?;
        let page = places.get(..self.size.min(places.len())).unwrap_or_default();
        let encoded = |place: Option<&Place>| place.map(|place| cursor(*place).encode());
        Ok(PageInfo {
            has_next_page: places.len() > self.size,
            has_previous_page: self.after.is_some(),
            start_cursor: encoded(page.first()),
            end_cursor: encoded(page.last()),
        })
    }

    /// Records that are found, whatever the page; counted only when asked for.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<i32, Error> {
        let count = loader::of(ctx)?.load_one(CountOf(self.search.clone())).await?;
        Ok(i32::try_from(count.unwrap_or_default()).unwrap_or(i32::MAX))
    }
}

/// A record that was found.
#[derive(Debug)]
pub struct SearchEdge {
    place: Place,
    node: Record,
    phrase: Phrase,
}

/// A record that was found.
#[Object]
impl SearchEdge {
    /// The place of the record, for `after`.
    async fn cursor(&self) -> String {
        cursor(self.place).encode()
    }

    /// The record.
    async fn node(&self) -> &Record {
        &self.node
    }

    /// How well it fits, 0 to 1: higher is better; comparable within one result only.
    async fn score(&self) -> f64 {
        let (tier, entry) = self.place;
        // A little less for each word of the name, so that the score falls as the list goes on.
        let words = f64::from(i32::try_from(search_entry::words(entry)).unwrap_or(i32::MAX));
        ((tier.score() - words.min(90.0) / 1000.0) * 1000.0).round() / 1000.0
    }

    /// What matched: the texts with most of the words, names before others; at most three.
    async fn matches(&self, ctx: &Context<'_>) -> Result<Vec<SearchMatch>, Error> {
        let texts = loader::many(ctx, TextsOf(search_entry::key(self.place.1))).await?;
        let near = match self.place.0 {
            Tier::Near => {
                let keys = NearTo(self.phrase.usual().map(str::to_owned).collect());
                loader::of(ctx)?.load_one(keys).await?.unwrap_or_default()
            }
            _ => Arc::<Near>::default(),
        };
        let found = snippet::best(&texts, &self.phrase, self.place.0, &near, SHOWN);
        Ok(found.into_iter().map(SearchMatch::from).collect())
    }
}

/// What matched, in its original script, with the matching ranges in code points of `snippet`.
#[derive(Debug, SimpleObject)]
pub struct SearchMatch {
    /// Which text of the record it is: `name`, `alias`, `title` of one of its positions, `summary`, `outcome` or `statement`.
    field: String,
    /// Its language.
    language: LanguageTag,
    /// The text, or the part of a long one around the first match; `…` marks what is left out.
    snippet: String,
    /// The words that match, in order.
    ranges: Vec<TextRange>,
}

impl From<Found> for SearchMatch {
    fn from(found: Found) -> Self {
        let range = |(start, end)| TextRange { start, end };
        Self {
            field: found.field,
            language: found.language,
            snippet: found.snippet,
            ranges: found.ranges.into_iter().map(range).collect(),
        }
    }
}

/// A range of a text.
#[derive(Debug, SimpleObject)]
pub struct TextRange {
    /// Where it begins, in code points from 0.
    start: i32,
    /// Where it ends, not included.
    end: i32,
}

const ORDER: &str = "search";

fn cursor((tier, entry): Place) -> Cursor {
    Cursor {
        order: ORDER.to_owned(),
        keys: vec![Key::Integer(i64::from(tier as i32)), Key::Integer(entry)],
    }
}

/// The place that a cursor stands for.
fn place(cursor: &Cursor) -> Result<Place, Error> {
    let known = match cursor.keys.as_slice() {
        [Key::Integer(tier), Key::Integer(entry)] if cursor.order == ORDER => {
            let tier = i32::try_from(*tier).ok().and_then(Tier::of);
            tier.map(|tier| (tier, *entry))
        }
        _ => None,
    };
    known.ok_or_else(|| {
        Error::BadInput("the cursor belongs to another list: pass one that the same search has given".to_owned())
    })
}
