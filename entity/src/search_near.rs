//! Derived: keys of words of names by what is left of them without one letter, so that words near one another meet.

use sea_orm::entity::prelude::*;

/// Two keys differ by one letter, or by two neighbours in the other order, only if they share a variant.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "search_near")]
pub struct Model {
    /// The key, or what is left of it without one letter.
    #[sea_orm(primary_key, auto_increment = false)]
    pub variant: String,
    /// The key: see [`crate::fold`].
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// The shortest key that has neighbours: of shorter ones too many lie near one another.
pub const SHORTEST: usize = 4;

/// A key and what is left of it without one letter, each once; nothing for a short key and for a number.
pub fn variants(key: &str) -> Vec<String> {
    let length = key.chars().count();
    if length < SHORTEST || key.chars().any(|letter| letter.is_ascii_digit()) {
        return Vec::new();
    }
    let without = |gone: usize| {
        let kept = key.chars().enumerate().filter(|(at, _)| *at != gone);
        kept.map(|(_, letter)| letter).collect::<String>()
    };
    let mut variants: Vec<String> = (0..length).map(without).chain([key.to_owned()]).collect();
    variants.sort_unstable();
    variants.dedup();
    variants
}
