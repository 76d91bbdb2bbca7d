//! Which PostgreSQL servers are refused before a table is made, and what is said of them.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use sea_orm::ConnectionTrait;
use seed::database::{self, migrate};
use tests::database::{Database, wait};

/// Tries to make the tables; what is said is told with the database called `NAME`.
async fn refusal(database: &Database, url: &str) -> String {
    let db = database::open(url).await.unwrap();
    let refused = migrate(&db).await.map_err(|err| err.to_string());
    db.close().await.unwrap();
    let name = database.url.rsplit('/').next().unwrap();
    refused.map_or_else(|it| it.replace(name, "NAME"), |()| "the tables are made".to_owned())
}

/// Runs statements in a database as who made it.
async fn run(database: &Database, statements: &str) {
    let db = database.open().await;
    db.execute_unprepared(statements).await.unwrap();
    db.close().await.unwrap();
}

/// The statement that a refusal gives between back quotes.
fn mend(refusal: &str) -> String {
    refusal.split('`').nth(1).unwrap().to_owned()
}

#[test]
fn an_encoding_that_cannot_hold_or_does_not_check_texts_is_refused() {
    for encoding in ["LATIN1", "SQL_ASCII"] {
        let words = format!("ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0");
        let Some(database) = Database::made_with(&words) else {
            return;
        };
        wait(async {
            let refused = refusal(&database, &database.url).await;
            let expected = format!(
                "the database's encoding is {encoding} and must be UTF8: run `CREATE DATABASE NAME_utf8 ENCODING 'UTF8' \
                 LOCALE 'C' TEMPLATE template0` and name that one by `--database-url`"
            );
            assert_eq!(refused, expected);
            // What it says is SQL, and mends it.
            let words = mend(&refused).replace("CREATE DATABASE NAME_utf8", "");
            let mended = Database::made_with(&words).unwrap();
            assert_eq!(refusal(&mended, &mended.url).await, "the tables are made");
        });
    }
}

#[test]
fn no_collation_and_no_extension_is_needed() {
    for words in [
        "ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0",
        "ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'hi-IN' LOCALE 'C' TEMPLATE template0",
    ] {
        let Some(database) = Database::made_with(words) else {
            return;
        };
        wait(async { assert_eq!(refusal(&database, &database.url).await, "the tables are made") });
    }
}

#[test]
fn a_database_that_forbids_writing_is_refused_with_what_allows_it() {
    let Some(database) = Database::made_with("") else {
        return;
    };
    wait(async {
        let name = database.url.rsplit('/').next().unwrap();
        run(
            &database,
            &format!("ALTER DATABASE {name} SET default_transaction_read_only = on"),
        )
        .await;
        let refused = refusal(&database, &database.url).await;
        assert_eq!(
            refused,
            "the setting default_transaction_read_only forbids writing: run `BEGIN READ WRITE; ALTER DATABASE NAME RESET \
             default_transaction_read_only; COMMIT`"
        );
        run(&database, &mend(&refused).replace("NAME", name)).await;
        assert_eq!(refusal(&database, &database.url).await, "the tables are made");
        let by_address = format!("{}?options=-c%20default_transaction_read_only%3Don", database.url);
        assert_eq!(
            refusal(&database, &by_address).await,
            "the setting default_transaction_read_only forbids writing: take it out of the `options` of the database's \
             address"
        );
    });
}

#[test]
fn a_user_who_may_not_make_tables_is_refused_with_what_allows_it() {
    let Some(database) = Database::made_with("") else {
        return;
    };
    let role = format!("{}_guest", database.url.rsplit('/').next().unwrap());
    wait(async {
        run(&database, &format!("CREATE ROLE {role} LOGIN PASSWORD 'guest'")).await;
        let (scheme, rest) = database.url.split_once("://").unwrap();
        let url = format!("{scheme}://{role}:guest@{}", rest.split_once('@').unwrap().1);

        let refused = refusal(&database, &url).await;
        assert_eq!(
            refused,
            "the user NAME_guest may not make tables in the schema public: let the schema's owner run `GRANT USAGE, CREATE \
             ON SCHEMA public TO NAME_guest`"
        );
        run(&database, "DROP SCHEMA public").await;
        let homeless = refusal(&database, &url).await;
        assert_eq!(
            homeless,
            "no schema of the search path is there, or may be used by NAME_guest: run `CREATE SCHEMA NAME_guest \
             AUTHORIZATION NAME_guest`"
        );
        run(&database, "CREATE SCHEMA public").await;
        let name = role.trim_end_matches("_guest");
        run(&database, &mend(&refused).replace("NAME", name)).await;
        assert_eq!(refusal(&database, &url).await, "the tables are made");

        // Who makes nothing needs no right to.
        run(&database, &format!("REVOKE CREATE ON SCHEMA public FROM {role}")).await;
        assert_eq!(refusal(&database, &url).await, "the tables are made");
        run(&database, &format!("DROP OWNED BY {role} CASCADE; DROP ROLE {role}")).await;
    });
}
