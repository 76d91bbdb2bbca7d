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

/// True for a key that has neighbours: it is long enough, and no number.
fn is_long(key: &str) -> bool {
    key.chars().count() >= SHORTEST && !key.chars().any(|letter| letter.is_ascii_digit())
}

/// A key and what is left of it without one letter, each once; nothing for a short key and for a number.
pub fn variants(key: &str) -> Vec<String> {
    if !is_long(key) {
        return Vec::new();
    }
    let length = key.chars().count();
    let without = |gone: usize| {
        let kept = key.chars().enumerate().filter(|(at, _)| *at != gone);
        kept.map(|(_, letter)| letter).collect::<String>()
    };
    let mut variants: Vec<String> = (0..length).map(without).chain([key.to_owned()]).collect();
    variants.sort_unstable();
    variants.dedup();
    variants
}

/// True when two keys that have neighbours differ by one letter, or by two neighbours in the other order.
pub fn one_apart(one: &str, other: &str) -> bool {
    if !is_long(one) || !is_long(other) {
        return false;
    }
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (
        one.get(same..).unwrap_or_default(),
        other.get(same..).unwrap_or_default(),
    );
    let pairs = one.iter().rev().zip(other.iter().rev());
    let same = pairs.take_while(|(a, b)| a == b).count();
    let cut = |key: &[char]| key.get(..key.len() - same).unwrap_or_default().to_vec();
    match (cut(one).as_slice(), cut(other).as_slice()) {
        ([], [_]) | ([_], []) | ([_], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{one_apart, variants};

    #[test]
    fn keys_are_one_letter_apart_or_not() {
        for (one, other) in [
            ("mukrji", "mukrj"),
            ("dvivdi", "dvivdi".trim()),
            ("agrval", "agrvad"),
            ("abcde", "acbde"),
        ] {
            assert_eq!(one_apart(one, other), one != other, "{one} {other}");
        }
        assert!(!one_apart("agrval", "agrbad") && !one_apart("sai", "rai") && !one_apart("2025", "2024"));
    }

    #[test]
    fn keys_one_apart_share_a_variant() {
        for (one, other) in [("mukrji", "mukrj"), ("agrval", "agrvad"), ("abcde", "acbde")] {
            let shared = variants(one).into_iter().any(|it| variants(other).contains(&it));
            assert!(one_apart(one, other) && shared, "{one} {other}");
        }
        assert!(variants("sai").is_empty() && variants("2025").is_empty());
    }
}
