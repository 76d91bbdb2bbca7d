//! A facet as it is answered.

use async_graphql::{ComplexObject, Context, Enum, SimpleObject};
use entity::LanguageTag;

use super::find::{FacetsOf, MissingOf};
use super::word;
use crate::error::{Answer, Error};
use crate::language;
use crate::loader;
use crate::meeting::Meetings;
use crate::page::Connection;
use crate::record::{Record, RecordId, RecordRow};

/// By what meetings are counted. For each value there is a filter that leaves exactly the counted meetings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum)]
pub enum MeetingFacet {
    /// The states that a meeting concerns, by ISO 3166-2 code. Filter: `state: {code: {eq: key}}`.
    State,
    /// The sort of meeting. Filter: `kind: [key]`.
    Kind,
    /// The status. Filter: `status: [key]`.
    Status,
    /// The format. Filter: `format: [key]`.
    Format,
    /// The place that it was held in and each place in which that lies, by slug. Filter:
    /// `place: {within: {slug: {eq: key}}}`.
    Place,
    /// What it is about and every broader topic, by slug. Filter: `topic: {under: key}`.
    Topic,
    /// The officials who took part, by slug, in any role. Filter:
    /// `participations: {some: {official: {slug: {eq: key}}}}`.
    Official,
    /// The bodies that took part, or for which somebody did, by slug. Filter:
    /// `participations: {some: {organisation: {slug: {eq: key}}}}`.
    Organisation,
    /// The policies that it touches, by slug. Filter: `policy: {slug: {eq: key}}`.
    Policy,
    /// The calendar year that it surely falls in, e.g. `2025`; `uncertain` where no single year is sure: the date is
    /// approximate, reaches over several years, or is open. Filter: `when: {within: {from: "2025-01-01", to: "2025-12-31"}}`;
    /// for `uncertain`, `not` with an `or` of all the others.
    Year,
    /// The calendar month that it surely falls in, e.g. `2025-08`; `uncertain` where no single month is sure. Filter: as
    /// for `YEAR`, with the month's days.
    Month,
    /// The articles that support it, itself or in a part of the record, by slug. Filter: `article: {slug: {eq: key}}`.
    Article,
}

/// How many of a list's meetings fall under each value.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Facet {
    /// By what it counts.
    pub(super) by: MeetingFacet,
    /// The values under which there are meetings, those with the most first, then by key; at most `first`. A meeting
    /// counts once under each of its values: of kinds, statuses, formats, years and months it has one, of the others any
    /// number.
    pub(super) values: Vec<FacetValue>,
    /// How many values there are in all.
    pub(super) value_count: i32,
    #[graphql(skip)]
    list: Meetings,
    #[graphql(skip)]
    parent: Option<i64>,
}

#[ComplexObject]
impl Facet {
    /// Meetings that fall under no value, e.g. those of which no source says the place; 0 where each has one. Counted only
    /// when asked for.
    async fn missing(&self, ctx: &Context<'_>) -> Result<i32, Error> {
        let key = MissingOf {
            list: self.list.clone(),
            parent: self.parent,
            by: self.by,
        };
        Ok(loader::of(ctx)?.load_one(key).await?.unwrap_or_default())
    }
}

impl Facet {
    /// The facets of the whole list of which `page` is a part, one for each of `by`, in that order.
    ///
    /// # Errors
    /// What the loader answers.
    pub async fn of(
        ctx: &Context<'_>,
        page: &Connection<Meetings>,
        by: &[MeetingFacet],
        first: u32,
    ) -> Result<Vec<Self>, Error> {
        let (list, parent) = (page.list().clone().unordered(), page.parent());
        let key = FacetsOf::new(list.clone(), parent, by, first);
        let counted = loader::of(ctx)?.load_one(key).await?.unwrap_or_default();
        let facet = |by: &MeetingFacet| {
            let (values, value_count) = counted.get(by).cloned().unwrap_or_default();
            Self {
                by: *by,
                values,
                value_count,
                list: list.clone(),
                parent,
            }
        };
        Ok(by.iter().map(facet).collect())
    }
}

/// A value, and how many meetings fall under it.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct FacetValue {
    /// What the value is called in filters: a record's slug, a state's code, an enum's value, a year or month as EDTF, or
    /// `uncertain`.
    pub(super) key: String,
    /// How many of the list's meetings fall under it.
    pub(super) count: i32,
    #[graphql(skip)]
    pub(super) by: MeetingFacet,
    #[graphql(skip)]
    pub(super) record_id: Option<i64>,
}

#[ComplexObject]
impl FacetValue {
    /// The value for a reader: a record's name in the asked language, as its `name` is; a word or date in English or Hindi,
    /// whichever is preferred.
    async fn label(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language to prefer.")] language: Option<LanguageTag>,
    ) -> Result<String, Error> {
        let Some(id) = self.record_id else {
            return Ok(word::label(
                self.by,
                &self.key,
                language::wanted(ctx, language.as_ref()),
            ));
        };
        let record = loader::must(ctx, RecordRow(id)).await?;
        Ok(language::text(ctx, language.as_ref(), &record.names).to_owned())
    }

    /// The record that the value is; null for enums, years and months.
    async fn record(&self, ctx: &Context<'_>) -> Answer<Record> {
        loader::one(ctx, self.record_id.map(RecordId)).await
    }
}
