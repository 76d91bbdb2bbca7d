//! Searches that stay quick in a large set: the words that there are, and on PostgreSQL pages of what is found.
//!
//! What the tables held before is derived anew when a program first opens the database.

use crate::step::{Alteration, Words};

pub(crate) const STEP: Alteration = Alteration {
    name: "m20260101_000017_search",
    up: Words {
        both: r#"
-- Derived: how words sound and are written, and the token of each that asks for it. So a beginning is asked for by the words
-- that begin so: an index of tokens has to read all that has any of them before it gives the first.
CREATE TABLE search_term (
    term TEXT COLLATE "C" NOT NULL,
    token TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (term, token)
) /* clustered */;
"#,
        sqlite: "",
        // As `search_token`, which gives all that fits: an inverted index has no order, so what is not on the page is left here.
        // With memory for single rows, since without it each page of the table is read with all its tokens.
        postgres: r#"
CREATE FUNCTION search_page(query TEXT, beyond BIGINT, size BIGINT) RETURNS TABLE (rowid BIGINT) LANGUAGE sql STABLE PARALLEL SAFE
SET enable_seqscan = off SET enable_indexscan = off SET work_mem = '64MB' AS $$
    SELECT id FROM search_entry WHERE id > beyond AND tokens @@ CAST(
        replace(replace(replace(replace(query, '*', ':*'), ' AND ', ' & '), ' OR ', ' | '), ' NOT ', ' & !') AS tsquery)
    ORDER BY id LIMIT size
$$;
"#,
    },
    down: Words {
        both: "DROP TABLE search_term;",
        sqlite: "",
        postgres: "DROP FUNCTION search_page(TEXT, BIGINT, BIGINT);",
    },
};
