//! The `sabha` command: options, logs, and one of serve, schema, migrate and health.

use std::io::Write;

use anyhow::Context;
use api::article::Texts;
use api::config::{Command, Config, Switch};
use api::{http::health, load, metrics, schema, server::Application};
use clap::Parser;
use sea_orm::DatabaseConnection;

/// Large answers are many small values: they take a third less time with it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let config = Config::parse();
    config.check().unwrap_or_else(|error| error.exit());
    let _lines = config.start_logs();
    match config.command.unwrap_or(Command::Serve) {
        Command::Serve => serve(config).await,
        Command::Schema => Ok(std::io::stdout().write_all(schema::build().finish().sdl().as_bytes())?),
        Command::Migrate => open(&config).await.map(drop),
        Command::Health => health::ask(config.listen).with_context(|| format!("{} is not ready", config.listen)),
    }
}

async fn serve(config: Config) -> anyhow::Result<()> {
    let db = open(&config).await?;
    let mut texts = None;
    if let Some(folder) = &config.articles {
        let read = Texts::read(folder).with_context(|| format!("--articles {}", folder.display()))?;
        tracing::info!(
            texts = read.len(),
            "quotes are shown for the articles in {}",
            folder.display()
        );
        texts = Some(read);
    }
    let is_closed = config.introspection == Switch::Off;
    let schema = || {
        let mut builder = schema::build();
        if let Some(texts) = &texts {
            builder = builder.data(texts.clone());
        }
        if is_closed {
            builder = builder.disable_introspection().disable_suggestions();
        }
        builder
    };
    Application::build(config, schema, db)
        .context("the service cannot start")?
        .run()
        .await?;
    Ok(())
}

/// Opens the database, its tables up to date and something in them.
async fn open(config: &Config) -> anyhow::Result<DatabaseConnection> {
    let url = &config.database_url;
    let mut db = seed::database::open_with(url, &config.database_options()).await?;
    metrics::watch(&mut db);
    // Preparing may take longer than a request's statement; PostgreSQL is prepared on a connection without that limit.
    // In SQLite there is none, and a database in memory is there on one connection only.
    if url.starts_with("sqlite") {
        prepare(config, &db).await?;
    } else {
        let unhurried = seed::database::open(url).await?;
        prepare(config, &unhurried).await?;
        unhurried.close().await?;
    }
    Ok(db)
}

async fn prepare(config: &Config, db: &DatabaseConnection) -> anyhow::Result<()> {
    seed::database::migrate(db).await?;
    if config.command != Some(Command::Migrate) {
        load::when_empty(db)
            .await
            .context("the curated dataset cannot be loaded")?;
    }
    Ok(())
}
