//! The two macros by which the curated files' shapes are written down: what must be there, then what may be.

/// A value that a file may leave out.
pub(crate) trait Optional: Default {
    /// True for the value that a file leaves out.
    fn is_left_out(&self) -> bool;
}

impl<T> Optional for Option<T> {
    fn is_left_out(&self) -> bool {
        self.is_none()
    }
}

impl<T> Optional for Vec<T> {
    fn is_left_out(&self) -> bool {
        self.is_empty()
    }
}

impl Optional for entity::Certainty {
    fn is_left_out(&self) -> bool {
        self.is_stated()
    }
}

/// Declares a part of a record: its required fields, then the optional ones, in the order of the files.
macro_rules! shape {
    (
        $(#[$about:meta])*
        $name:ident { $($(#[$must_doc:meta])* $must:ident: $must_type:ty,)* }
        optional { $($(#[$may_doc:meta])* $may:ident: $may_type:ty,)* }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$must_doc])* pub $must: $must_type,)*
            $(
                $(#[$may_doc])*
                #[serde(default, skip_serializing_if = "crate::shape::Optional::is_left_out")]
                pub $may: $may_type,
            )*
        }
    };
}

/// Declares a record: its own fields, between those that every record has.
macro_rules! record {
    (
        $(#[$about:meta])*
        $kind:ident { $($(#[$must_doc:meta])* $must:ident: $must_type:ty,)* }
        optional { $($(#[$may_doc:meta])* $may:ident: $may_type:ty,)* }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $kind {
            /// Stable key: lower-case ASCII words with hyphens. To change it, move the old one to `formerly`.
            #[schemars(extend("x-form" = "slug"))]
            pub slug: String,
            /// Slugs that now lead here.
            #[serde(default, skip_serializing_if = "crate::shape::Optional::is_left_out")]
            #[schemars(extend("x-form" = "slug"))]
            pub formerly: Vec<String>,
            /// The name by language, in English and in Hindi at least.
            pub name: entity::LocalizedText,
            /// Every other way in which the sources, or common usage, write the name.
            #[serde(default, skip_serializing_if = "crate::shape::Optional::is_left_out")]
            pub aliases: Vec<crate::record::Alias>,
            $($(#[$must_doc])* pub $must: $must_type,)*
            $(
                $(#[$may_doc])*
                #[serde(default, skip_serializing_if = "crate::shape::Optional::is_left_out")]
                pub $may: $may_type,
            )*
            /// General knowledge behind fields that no article gives.
            #[serde(default, skip_serializing_if = "crate::shape::Optional::is_left_out")]
            pub references: Vec<crate::record::Reference>,
            /// Where the articles say so.
            #[serde(default, skip_serializing_if = "crate::shape::Optional::is_left_out")]
            pub evidence: Vec<crate::record::Evidence>,
            /// A curator's remark, e.g. why the record is kept apart from one that looks alike.
            #[serde(default, skip_serializing_if = "crate::shape::Optional::is_left_out")]
            pub remark: Option<entity::LocalizedText>,
        }

        impl From<$kind> for crate::record::Record {
            fn from(record: $kind) -> Self {
                Self::$kind(record)
            }
        }
    };
}

pub(crate) use {record, shape};
