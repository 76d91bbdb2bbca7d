//! Which language a text is answered in: the asked one, those of `Accept-Language`, English, any.

use async_graphql::{Context, SimpleObject};
use entity::{LanguageTag, LocalizedText};

use crate::http::language::Languages;

/// A text in one language.
#[derive(Clone, Debug, SimpleObject)]
pub struct Translation {
    /// The language of the text.
    pub language: LanguageTag,
    /// The text.
    pub text: String,
}

/// The wanted languages, the most wanted first: the argument's, then the request's.
pub fn wanted<'a>(ctx: &'a Context<'_>, asked: Option<&'a LanguageTag>) -> impl Iterator<Item = &'a str> {
    let accepted = ctx
        .data_opt::<Languages>()
        .map(|it| it.0.as_slice())
        .unwrap_or_default();
    asked
        .map(LanguageTag::as_str)
        .into_iter()
        .chain(accepted.iter().map(String::as_str))
}

/// The text in the most wanted language that it has; else in English; else in any.
pub fn text<'a>(ctx: &Context<'_>, asked: Option<&LanguageTag>, texts: &'a LocalizedText) -> &'a str {
    texts.pick(wanted(ctx, asked)).map(|(_, text)| text).unwrap_or_default()
}

/// The same for a text that may be missing.
pub fn text_opt<'a>(
    ctx: &Context<'_>,
    asked: Option<&LanguageTag>,
    texts: Option<&'a LocalizedText>,
) -> Option<&'a str> {
    texts.map(|texts| text(ctx, asked, texts))
}

/// All languages of a text.
pub fn translations(texts: &LocalizedText) -> Vec<Translation> {
    texts
        .0
        .iter()
        .map(|(language, text)| Translation {
            language: language.clone(),
            text: text.clone(),
        })
        .collect()
}
