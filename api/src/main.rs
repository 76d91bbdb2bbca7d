//! The `sabha` command: options, logs, and one of serve, schema, migrate and health.

use std::io::Write;

use anyhow::Context;
use api::config::{Command, Config, Switch};
use api::{http::health, metrics, schema, server::Application};
use clap::Parser;
use sea_orm::{Database, DatabaseConnection};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let config = Config::parse();
    config.start_logs();
    match config.command.unwrap_or(Command::Serve) {
        Command::Serve => serve(config).await,
        Command::Schema => {
            let sdl = schema::build(DatabaseConnection::default()).finish().sdl();
            Ok(std::io::stdout().write_all(sdl.as_bytes())?)
        }
        Command::Migrate => open(&config).await.map(drop),
        Command::Health => health::ask(config.listen).with_context(|| format!("{} is not ready", config.listen)),
    }
}

async fn serve(config: Config) -> anyhow::Result<()> {
    let db = open(&config).await?;
    let mut builder = schema::build(db.clone());
    if config.introspection == Switch::Off {
        builder = builder.disable_introspection().disable_suggestions();
    }
    Application::build(config, builder.finish(), db)
        .context("the service cannot start")?
        .run()
        .await?;
    Ok(())
}

/// Opens the database and brings its tables up to date.
async fn open(_config: &Config) -> anyhow::Result<DatabaseConnection> {
    let mut db = Database::connect("sqlite::memory:")
        .await
        .context("the database cannot be opened")?;
    metrics::watch(&mut db);
    Ok(db)
}
