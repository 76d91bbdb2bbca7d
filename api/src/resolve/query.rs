//! The root field of resolving.

use async_graphql::{Context, Object};
use entity::{LanguageTag, RecordKind};

use super::ask::Question;
use super::object::{Resolution, resolutions};
use crate::error::Error;
use crate::language;
use crate::page;
use crate::scalar::Date;

/// Finding out what a text means.
#[derive(Debug, Default)]
pub struct ResolveQuery;

#[Object]
impl ResolveQuery {
    /// What a printed name or title may mean, on a given day: `मुख्यमंत्री साय`, `the collector of Durg`. Best first, with
    /// reasons. A score is 1 only for a whole name, letter by letter, that no other record has; records that fit equally
    /// well share it, and what scores less than 0.2 is left out.
    async fn resolve(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The name, title or both, in Devanagari or Latin letters: 16 words and 200 characters at most."
        )]
        text: String,
        #[graphql(
            desc = "The language of the text, whose names are preferred, and of the reasons, which are in English or Hindi."
        )]
        language: Option<LanguageTag>,
        #[graphql(
            desc = "The day on which the text was printed: posts count less on days on which the sources do not show them held."
        )]
        on: Option<Date>,
        #[graphql(desc = "Only records of these kinds; all when not given.")] kinds: Option<Vec<RecordKind>>,
        #[graphql(desc = "At most so many, 0 to 100.", default = 5)] first: Option<i32>,
    ) -> Result<Vec<Resolution>, Error> {
        let wanted = language::wanted(ctx, language.as_ref()).map(str::to_owned).collect();
        let question = Question::new("text", &text)?
            .in_language(language, wanted)
            .on(on.map(|day| day.0))
            .of_kinds(kinds)?
            .first(page::size("first", first.unwrap_or(5))? as usize);
        resolutions(ctx, &question).await
    }
}
