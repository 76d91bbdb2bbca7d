//! Closed lists of words: one enum is the column's value, the schema's enum and the word of the curated files.

/// Declares enums of a vocabulary: stored and written in files in lower snake case, in the schema in upper snake case.
macro_rules! vocabulary {
    ($($(#[$about:meta])* pub enum $name:ident { $($body:tt)* })+) => {$(
        $(#[$about])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            sea_orm::EnumIter, sea_orm::DeriveActiveEnum,
            async_graphql::Enum,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        #[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($body)* }
    )+};
}

pub(crate) use vocabulary;
