//! A schema, as far as HTTP needs it: its SDL, and a way to run a request.
//!
//! The concrete schema's type is left behind here, so that nothing under `http/` knows `schema.rs`, and tests can serve
//! schemas of their own with slow and failing fields.

use std::{fmt, panic::AssertUnwindSafe, time::Duration};

use async_graphql::{ObjectType, Request, Response, Schema, SubscriptionType};
use futures_util::{FutureExt, future::BoxFuture};
use sea_orm::DatabaseConnection;

use crate::{error::Error, loader::loaders};

/// Runs requests against a schema.
pub struct Engine {
    sdl: String,
    run: Box<dyn Fn(Request, DatabaseConnection) -> BoxFuture<'static, Response> + Send + Sync>,
}

impl Engine {
    /// Takes a finished schema.
    pub fn new<Q, M, S>(schema: Schema<Q, M, S>) -> Self
    where
        Q: ObjectType + 'static,
        M: ObjectType + 'static,
        S: SubscriptionType + 'static,
    {
        let sdl = schema.sdl();
        let run = move |request: Request, db| {
            let (schema, request) = (schema.clone(), request.data(loaders(db)));
            async move { schema.execute(request).await }.boxed()
        };
        Self {
            sdl,
            run: Box::new(run),
        }
    }

    /// The schema as it is served.
    #[must_use]
    pub fn sdl(&self) -> &str {
        &self.sdl
    }

    /// Runs a request, with loaders of its own over `db`, for at most `limit`; whatever it was doing then is dropped.
    ///
    /// # Errors
    /// When it ran out of time, or a resolver panicked.
    pub async fn run(&self, request: Request, db: DatabaseConnection, limit: Duration) -> Result<Response, Error> {
        let running = AssertUnwindSafe((self.run)(request, db)).catch_unwind();
        match tokio::time::timeout(limit, running).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(panic)) => Err(Error::Internal(format!("a resolver panicked: {}", words(&*panic)))),
            Err(_elapsed) => Err(Error::Timeout),
        }
    }
}

fn words(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message")
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine")
            .field("sdl", &self.sdl.len())
            .finish_non_exhaustive()
    }
}
