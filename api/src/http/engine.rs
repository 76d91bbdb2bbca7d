//! A schema, as far as HTTP needs it: its SDL, and a way to run a request.
//!
//! The concrete schema's type is left behind here, so that nothing under `http/` knows `schema.rs`, and tests can serve
//! schemas of their own with slow and failing fields.

use std::{fmt, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use async_graphql::{ObjectType, Request, Response, SchemaBuilder, SubscriptionType, ValidationMode};
use futures_util::{FutureExt, StreamExt, future::BoxFuture, stream::BoxStream};
use sea_orm::DatabaseConnection;

use crate::{error::Error, loader::Loaders};

/// Runs requests against a schema.
pub struct Engine {
    sdl: String,
    run: Box<dyn Fn(Request, bool) -> BoxFuture<'static, Response> + Send + Sync>,
    stream: Box<dyn Fn(Request) -> BoxStream<'static, Response> + Send + Sync>,
}

impl Engine {
    /// Takes what builds a schema.
    pub fn new<Q, M, S>(schema: impl Fn() -> SchemaBuilder<Q, M, S>) -> Self
    where
        Q: ObjectType + 'static,
        M: ObjectType + 'static,
        S: SubscriptionType + 'static,
    {
        let strict = schema().finish();
        let fast = schema().validation_mode(ValidationMode::Fast).finish();
        let (sdl, streamed) = (strict.sdl(), strict.clone());
        let run = move |request, is_valid| {
            let schema = if is_valid { &fast } else { &strict }.clone();
            async move { schema.execute(request).await }.boxed()
        };
        let stream = move |request| streamed.execute_stream(request);
        Self {
            sdl,
            run: Box::new(run),
            stream: Box::new(stream),
        }
    }

    /// The schema as it is served.
    #[must_use]
    pub fn sdl(&self) -> &str {
        &self.sdl
    }

    /// Runs a request by its loaders, for at most `limit`; whatever it was doing then is dropped. A document that `is_valid`,
    /// since the same operation of it was run before, is not held against the schema again.
    ///
    /// # Errors
    /// When it ran out of time, or a resolver panicked.
    pub async fn run(
        &self,
        request: Request,
        loaders: Arc<Loaders>,
        is_valid: bool,
        limit: Duration,
    ) -> Result<Response, Error> {
        let running = AssertUnwindSafe((self.run)(request.data(loaders), is_valid)).catch_unwind();
        match tokio::time::timeout(limit, running).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(panic)) => Err(panicked(&*panic)),
            Err(_elapsed) => Err(Error::Timeout),
        }
    }

    /// Begins a subscription, over loaders that keep nothing: its answers for as long as it is listened to. A panic of a
    /// resolver is its last.
    pub fn stream(&self, request: Request, db: DatabaseConnection) -> BoxStream<'static, Result<Response, Error>> {
        let loaders = Arc::new(Loaders::for_stream(db));
        AssertUnwindSafe((self.stream)(request.data(loaders)))
            .catch_unwind()
            .map(|answer| answer.map_err(|panic| panicked(&*panic)))
            .boxed()
    }
}

fn panicked(panic: &(dyn std::any::Any + Send)) -> Error {
    Error::Internal(format!("a resolver panicked: {}", words(panic)))
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
