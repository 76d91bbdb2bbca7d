//! A piece of evidence as it is answered.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, ID, SimpleObject};
use entity::{LanguageTag, evidence};

use super::subject::Subject;
use crate::article::{Article, ArticleId, Texts};
use crate::error::{Answer, Error};
use crate::language;
use crate::loader;
use crate::node::{GlobalId, Node};
use crate::record::RecordRow;

/// Where in an article a fact stands: a W3C Web Annotation text position (code points, 0-based, end exclusive) in the
/// text with the article's `sha256`, and the SHA-256 of the span, so that a holder of the article can check it.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Evidence {
    #[graphql(flatten)]
    pub(super) row: Arc<evidence::Model>,
}

impl Evidence {
    /// The id: the place in the article, then the subject's own id and the field.
    pub(super) async fn global_id(&self, ctx: &Context<'_>) -> Result<ID, Error> {
        let article = loader::must(ctx, RecordRow(self.row.article_id)).await?;
        let subject = Box::pin(Subject::of(&self.row).id(ctx, self.row.record_id));
        let (start, end) = (self.row.start_offset, self.row.end_offset);
        let field = self.row.field.as_deref().unwrap_or_default();
        let part = match Subject::of(&self.row) {
            Subject::Alias(id) => format!("#alias-{id}"),
            Subject::Relation(id) => format!("#relation-{id}"),
            _ => String::new(),
        };
        let key = format!(
            "{}@{start}-{end} {}{part} {field}",
            article.slug,
            subject.await?.as_str()
        );
        Ok(GlobalId {
            kind: "Evidence".to_owned(),
            key,
        }
        .into())
    }
}

#[ComplexObject]
impl Evidence {
    /// Global id, opaque and stable.
    pub async fn id(&self, ctx: &Context<'_>) -> Result<ID, Error> {
        self.global_id(ctx).await
    }

    /// The article.
    async fn article(&self, ctx: &Context<'_>) -> Result<Article, Error> {
        loader::must(ctx, ArticleId(self.row.article_id)).await
    }

    /// The record, or the part of one, that this supports; for an alias or a relation, its record.
    async fn subject(&self, ctx: &Context<'_>) -> Result<Node, Error> {
        Subject::of(&self.row).node(ctx, self.row.record_id).await
    }

    /// The field of the subject that it supports, e.g. `when`; null for the whole.
    async fn field(&self) -> Option<String> {
        self.row.field.as_deref().map(camel_case)
    }

    /// The words themselves; null unless this server's operator has the article's text.
    async fn quote(&self, ctx: &Context<'_>) -> Answer<String> {
        let texts = ctx.data_opt::<Texts>()?;
        let (start, end) = (
            u32::try_from(self.row.start_offset).ok()?,
            u32::try_from(self.row.end_offset).ok()?,
        );
        match loader::must(ctx, ArticleId(self.row.article_id)).await {
            Ok(article) => {
                let words = texts.get(&article.row.sha256)?.words(start, end)?;
                Some(Ok(words.to_owned()))
            }
            Err(fault) => Some(Err(fault)),
        }
    }

    /// Why, where the words do not simply say so; null for most.
    async fn note(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language to prefer.")] language: Option<LanguageTag>,
    ) -> Option<&str> {
        language::text_opt(ctx, language.as_ref(), self.row.note.as_ref())
    }
}

/// `decided_by` as it is called in the schema: `decidedBy`.
fn camel_case(field: &str) -> String {
    let mut parts = field.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |camel, part| {
        let (head, tail) = part.split_at(part.len().min(1));
        camel + &head.to_ascii_uppercase() + tail
    })
}
