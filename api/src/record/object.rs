//! The fields that all kinds of records have, written down once.
//!
//! A room declares its object by [`record_object!`], which puts these fields before the room's own. A flattened object
//! would read better, but the schema's registry cannot flatten a type that it is still in the middle of describing, and
//! every record leads back to every other.

/// The resolvers of a record's object: those that all kinds share, then the room's own.
///
/// The object has the fields `record` (what all kinds share) and `row`. `cited impl` adds `articles`, which every kind but
/// the article itself has.
macro_rules! record_object {
    (cited impl $kind:ident { $($own:tt)* }) => {
        $crate::record::record_object! { impl $kind {
            /// The articles that support the record or a part of it, the newest first.
            async fn articles(
                &self,
                ctx: &async_graphql::Context<'_>,
                #[graphql(desc = "At most so many, 0 to 100.", default = 20)] first: i32,
            ) -> Result<Vec<$crate::article::Article>, $crate::error::Error> {
                let first = $crate::page::size("first", first)?;
                $crate::article::ArticlesCiting { record: self.record.id, first }.load(ctx).await
            }

            $($own)*
        } }
    };
    (impl $kind:ident { $($own:tt)* }) => {
        #[async_graphql::ComplexObject]
        impl $kind {
            /// Global id, opaque and stable.
            pub async fn id(&self) -> async_graphql::ID {
                $crate::node::GlobalId::record(&self.record).into()
            }

            /// For the interface only: the object has the field from its `record`.
            #[graphql(skip)]
            pub async fn slug(&self, _: &async_graphql::Context<'_>) -> Result<&str, $crate::error::Error> {
                Ok(&self.record.slug)
            }

            /// The name in the asked language; else in one of the request's `Accept-Language`, in English, in any.
            pub async fn name(
                &self,
                ctx: &async_graphql::Context<'_>,
                #[graphql(desc = "The language to prefer.")] language: Option<entity::LanguageTag>,
            ) -> &str {
                $crate::language::text(ctx, language.as_ref(), &self.record.names)
            }

            /// The name in every language in which the dataset has it.
            pub async fn names(&self) -> Vec<$crate::language::Translation> {
                $crate::language::translations(&self.record.names)
            }

            /// Other ways the sources, or common usage, write the name.
            pub async fn aliases(
                &self,
                ctx: &async_graphql::Context<'_>,
            ) -> Result<Vec<$crate::record::Alias>, $crate::error::Error> {
                $crate::loader::many(ctx, $crate::record::AliasesOf(self.record.id)).await
            }

            /// Where the articles support the record itself; its parts have evidence of their own.
            pub async fn evidence(
                &self,
                ctx: &async_graphql::Context<'_>,
                #[graphql(desc = "Only what supports this field, e.g. `when`.")] field: Option<String>,
                #[graphql(desc = "At most so many, 0 to 100.", default = 100)] first: i32,
            ) -> Result<Vec<$crate::evidence::Evidence>, $crate::error::Error> {
                let subject = $crate::evidence::Subject::Record(self.record.id);
                $crate::evidence::EvidenceOf::new(subject, field, first)?.load(ctx).await
            }

            /// General knowledge behind fields that no article gives, e.g. an ISO code.
            pub async fn references(
                &self,
                ctx: &async_graphql::Context<'_>,
            ) -> Result<Vec<$crate::record::Reference>, $crate::error::Error> {
                $crate::loader::many(ctx, $crate::record::ReferencesOf(self.record.id)).await
            }

            /// A curator's remark, e.g. why the record is kept apart from one that looks alike; null for most.
            pub async fn remark(
                &self,
                ctx: &async_graphql::Context<'_>,
                #[graphql(desc = "The language to prefer.")] language: Option<entity::LanguageTag>,
            ) -> Option<&str> {
                $crate::language::text_opt(ctx, language.as_ref(), self.record.remark.as_ref())
            }

            /// What changed in the record, the newest first.
            pub async fn history(
                &self,
                #[graphql(desc = "At most so many, 0 to 100; 20 when not given.")] first: Option<i32>,
                #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
            ) -> Result<$crate::page::Connection<$crate::change::Changes>, $crate::error::Error> {
                let page = $crate::page::Page::forward(first, after)?;
                $crate::page::Connection::under(self.record.id, $crate::change::Changes::OfRecord, page)
            }

            /// The revision of the dataset that last changed this record.
            pub async fn revision(&self) -> $crate::scalar::Revision {
                $crate::scalar::Revision(self.record.revision)
            }

            /// When that revision was applied.
            pub async fn updated_at(&self) -> $crate::scalar::DateTime {
                $crate::scalar::DateTime(self.record.updated_at)
            }

            $($own)*
        }
    };
}

pub(crate) use record_object;
