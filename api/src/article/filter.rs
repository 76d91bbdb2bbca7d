//! Which articles.

use async_graphql::InputObject;
use entity::article::{Column, Entity};
use entity::record::RecordKind;
use entity::{LanguageTag, evidence};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Condition, IntoColumnRef};

use crate::filter::{Filter, MomentFilter, Reach, StringFilter, among, ids};
use crate::organisation::OrganisationFilter;
use crate::record::slugs;

/// Which articles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct ArticleFilter {
    /// By slug.
    pub slug: Option<StringFilter>,
    /// Published by such a body.
    pub publisher: Option<Box<OrganisationFilter>>,
    /// By the date of publication, surely or possibly in a range.
    pub published: Option<MomentFilter>,
    /// In one of these languages.
    pub language: Option<Vec<LanguageTag>>,
}

impl Filter for ArticleFilter {
    fn condition(&self) -> Condition {
        let column = |column| (Entity, column);
        let published = |it: &MomentFilter| {
            it.on(
                column(Column::PublishedEdtf),
                column(Column::PublishedEarliest),
                column(Column::PublishedLatest),
            )
        };
        Condition::all()
            .add_option(self.slug.as_ref().map(|it| slugs(RecordKind::Article, it, ID)))
            .add_option(self.publisher.as_ref().map(|it| it.on(column(Column::PublisherId))))
            .add_option(self.published.as_ref().map(published))
            .add_option(
                self.language
                    .as_ref()
                    .map(|it| Column::Language.is_in(it.iter().map(LanguageTag::as_str))),
            )
    }
}

impl ArticleFilter {
    /// True for records that such an article supports; `column` holds the record's id.
    pub fn cites(&self, column: impl IntoColumnRef + Copy, reach: Reach) -> Condition {
        let there = among(
            (evidence::Entity, evidence::Column::ArticleId),
            ids(Entity, ID, self.condition()),
        );
        reach.some(
            column,
            evidence::Entity,
            (evidence::Entity, evidence::Column::RecordId),
            there,
        )
    }
}

const ID: (Entity, Column) = (Entity, Column::Id);
