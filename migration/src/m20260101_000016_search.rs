//! On PostgreSQL, words are always looked up in their index.

use crate::step::{Alteration, Words};

macro_rules! function {
    ($settings:literal) => {
        concat!(
            "CREATE OR REPLACE FUNCTION search_token(query TEXT) RETURNS TABLE (rowid BIGINT) LANGUAGE sql STABLE PARALLEL SAFE ",
            $settings,
            " AS $$
    SELECT id FROM search_entry WHERE tokens @@ CAST(
        replace(replace(replace(replace(query, '*', ':*'), ' AND ', ' & '), ' OR ', ' | '), ' NOT ', ' & !') AS tsquery)
$$;"
        )
    };
}

pub(crate) const STEP: Alteration = Alteration {
    name: "m20260101_000016_search",
    up: Words {
        both: "",
        sqlite: "",
        // PostgreSQL takes a word that it does not know for one of two hundred, and walks through the entries in the order of
        // their ids until a page is full. A rare word fills none: then every entry is read, with its tokens, which are stored
        // apart; that is seconds at a few hundred thousand. The settings leave it the index, and keep the function a whole.
        postgres: function!("SET enable_seqscan = off SET enable_indexscan = off"),
    },
    down: Words {
        both: "",
        sqlite: "",
        postgres: function!(""),
    },
};
