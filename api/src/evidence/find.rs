//! SQL of evidence: what supports a subject, and evidence by its place in an article.

use std::collections::HashMap;
use std::mem::discriminant;

use async_graphql::dataloader::Loader;
use async_graphql::{Context, ID};
use entity::evidence::{self, Column, Entity};
use entity::record::RecordKind;
use sea_orm::sea_query::{
    Alias, Asterisk, Expr, ExprTrait, Func, Order, OverStatement, Query, SelectStatement, WindowStatement,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};

use super::object::Evidence;
use super::subject::Subject;
use crate::error::Error;
use crate::loader::{self, Db};
use crate::node::GlobalId;
use crate::page::size;
use crate::record::by_slug;

/// The evidence of a subject, or of one field of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EvidenceOf {
    subject: Subject,
    field: Option<String>,
    first: u32,
}

impl EvidenceOf {
    /// The first pieces of evidence, in the order of the curated file.
    ///
    /// # Errors
    /// `BAD_INPUT` when `first` is outside 0 to 100.
    pub fn new(subject: Subject, field: Option<String>, first: i32) -> Result<Self, Error> {
        Ok(Self {
            subject,
            field: field.map(|field| snake_case(&field)),
            first: size("first", first)?,
        })
    }

    /// All evidence of a subject that is small by nature.
    pub fn whole(subject: Subject) -> Self {
        Self {
            subject,
            field: None,
            first: 100,
        }
    }

    /// Loads it, together with all that is asked for at the same level.
    ///
    /// # Errors
    /// What the loader answers.
    pub fn load(self, ctx: &Context<'_>) -> impl Future<Output = Result<Vec<Evidence>, Error>> + Send + use<> {
        loader::many(ctx, self)
    }
}

impl Loader<EvidenceOf> for Db {
    type Value = Vec<Evidence>;
    type Error = Error;

    /// One statement for each kind of subject and each pair of `field` and `first` among the keys.
    async fn load(&self, keys: &[EvidenceOf]) -> Result<HashMap<EvidenceOf, Vec<Evidence>>, Error> {
        let alike = |key: &EvidenceOf| (discriminant(&key.subject), key.field.clone(), key.first);
        let mut found: HashMap<EvidenceOf, Vec<Evidence>> = HashMap::with_capacity(keys.len());
        for ((_, field, first), subjects) in loader::grouped(keys.iter().map(|key| (alike(key), key.subject))) {
            for row in self
                .0
                .query_all(&first_of_each(&subjects, field.as_deref(), first))
                .await?
            {
                let row = evidence::Model::from_query_result(&row, "")?;
                let key = EvidenceOf {
                    subject: Subject::of(&row),
                    field: field.clone(),
                    first,
                };
                found.entry(key).or_default().push(Evidence { row: row.into() });
            }
        }
        Ok(found)
    }
}

/// The first rows of each subject, cut by the database; the subjects are all of one sort.
fn first_of_each(subjects: &[Subject], field: Option<&str>, first: u32) -> SelectStatement {
    let column = subjects.first().map_or(Column::RecordId, |it| it.column().0);
    let ids = subjects.iter().map(|it| it.column().1);
    let mut window = WindowStatement::new();
    window
        .add_partition_by(Expr::col(column))
        .order_by(Column::Ordinal, Order::Asc)
        .order_by(Column::Id, Order::Asc);
    let mut ranked = Query::select();
    ranked.column(Asterisk).from(Entity).and_where(column.is_in(ids));
    ranked.expr_window_as(Func::cust(Alias::new("ROW_NUMBER")), window, Alias::new("rank"));
    if matches!(column, Column::RecordId) {
        for part in PARTS {
            ranked.and_where(part.is_null());
        }
    }
    if let Some(field) = field {
        ranked.and_where(Column::Field.eq(field));
    }
    Query::select()
        .column(Asterisk)
        .from_subquery(ranked, Alias::new("ranked"))
        .and_where(Expr::col(Alias::new("rank")).lte(first))
        .order_by(Column::Ordinal, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .to_owned()
}

/// The columns that name a part: all are null where the record itself is meant.
const PARTS: [Column; 9] = [
    Column::AliasId,
    Column::PositionId,
    Column::AppointmentId,
    Column::FigureId,
    Column::PolicyRelationId,
    Column::PolicyMentionId,
    Column::ParticipationId,
    Column::OutcomeId,
    Column::StatementId,
];

/// `decidedBy` as it is called in the files: `decided_by`.
fn snake_case(field: &str) -> String {
    let part = |c: char| {
        if c.is_ascii_uppercase() {
            format!("_{}", c.to_ascii_lowercase())
        } else {
            c.to_string()
        }
    };
    field.chars().map(part).collect()
}

/// A piece of evidence, by inside id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EvidenceId(pub i64);

impl From<i64> for EvidenceId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

impl Loader<EvidenceId> for Db {
    type Value = Evidence;
    type Error = Error;

    /// One statement.
    async fn load(&self, keys: &[EvidenceId]) -> Result<HashMap<EvidenceId, Evidence>, Error> {
        let found = Entity::find()
            .filter(Column::Id.is_in(keys.iter().map(|it| it.0)))
            .all(&self.0)
            .await?;
        Ok(found
            .into_iter()
            .map(|row| (EvidenceId(row.id), Evidence { row: row.into() }))
            .collect())
    }
}

/// The evidence behind a global id's key: `article-slug@start-end`, then what it supports there.
///
/// # Errors
/// What the loaders and the database answer.
pub async fn find_by_key(ctx: &Context<'_>, key: &str) -> Result<Option<Evidence>, Error> {
    let Some((slug, rest)) = key.split_once('@') else {
        return Ok(None);
    };
    let Some((start, rest)) = rest.split_once('-') else {
        return Ok(None);
    };
    let (Ok(start), Some(end)) = (
        start.parse::<i32>(),
        rest.split(' ').next().and_then(|it| it.parse::<i32>().ok()),
    ) else {
        return Ok(None);
    };
    let Some(article) = by_slug(ctx, RecordKind::Article, slug.to_owned()).await? else {
        return Ok(None);
    };
    let there = Entity::find()
        .filter(Column::ArticleId.eq(article))
        .filter(Column::StartOffset.eq(start))
        .filter(Column::EndOffset.eq(end))
        .order_by_asc(Column::Id);
    let wanted = ID::from(GlobalId {
        kind: "Evidence".to_owned(),
        key: key.to_owned(),
    });
    for row in there.all(&loader::of(ctx)?.db().0).await? {
        let evidence = Evidence { row: row.into() };
        if evidence.global_id(ctx).await? == wanted {
            return Ok(Some(evidence));
        }
    }
    Ok(None)
}
