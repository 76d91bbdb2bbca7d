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
        // An inverted index has no order: it gives all that fits, or nothing. Each entry has a token for the block of ids that
        // it lies in, so that what very many entries have is asked for block by block, in the order of the ids, until a page
        // is full. What few have is asked for at once; the planner knows which words are common. The settings leave a word
        // its index, and memory to remember single rows, without which each page of the table is read with all its tokens.
        postgres: r#"
CREATE FUNCTION search_page(query TEXT, beyond BIGINT, size BIGINT) RETURNS TABLE (rowid BIGINT) LANGUAGE plpgsql
SET enable_seqscan = off SET work_mem = '64MB' SET jit = off AS $$
DECLARE
    wanted CONSTANT TSQUERY := CAST(
        replace(replace(replace(replace(query, '*', ':*'), ' AND ', ' & '), ' OR ', ' | '), ' NOT ', ' & !') AS tsquery);
    plan JSON;
    blocks TEXT;
    last BIGINT := (beyond >> 16) - 1;
    step INT := 1;
    taken BIGINT := 0;
    many BIGINT;
BEGIN
    EXECUTE format('EXPLAIN (FORMAT JSON) SELECT FROM search_entry WHERE tokens @@ %L::tsquery', wanted) INTO plan;
    SELECT CAST(reltuples AS BIGINT) / 50 INTO many FROM pg_class WHERE oid = 'search_entry'::regclass;
    IF CAST(plan -> 0 -> 'Plan' ->> 'Plan Rows' AS FLOAT) <= greatest(many, 1000) THEN
        RETURN QUERY SELECT id FROM (SELECT id FROM search_entry WHERE tokens @@ wanted OFFSET 0) AS fitting
            WHERE id > beyond ORDER BY id LIMIT size;
        RETURN;
    END IF;
    LOOP
        WITH RECURSIVE block (number) AS (
            SELECT (SELECT id >> 16 FROM search_entry WHERE id >= (last + 1) << 16 ORDER BY id LIMIT 1)
            UNION ALL
            SELECT (SELECT id >> 16 FROM search_entry WHERE id >= (number + 1) << 16 ORDER BY id LIMIT 1)
            FROM block WHERE number IS NOT NULL
        )
        SELECT string_agg('b' || to_hex(number), ' | '), max(number) INTO blocks, last
        FROM (SELECT number FROM block WHERE number IS NOT NULL LIMIT step) AS next;
        EXIT WHEN blocks IS NULL;
        FOR rowid IN
            SELECT id FROM (
                SELECT id FROM search_entry WHERE tokens @@ (wanted && CAST(blocks AS tsquery)) OFFSET 0
            ) AS fitting WHERE id > beyond ORDER BY id LIMIT size - taken
        LOOP
            taken := taken + 1;
            RETURN NEXT;
        END LOOP;
        EXIT WHEN taken >= size;
        step := least(step * 2, 32);
    END LOOP;
END $$;
"#,
    },
    down: Words {
        both: "DROP TABLE search_term;",
        sqlite: "",
        postgres: "DROP FUNCTION search_page(TEXT, BIGINT, BIGINT);",
    },
};
