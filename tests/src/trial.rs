//! A schema for trying the service: a field for each way in which resolving can go.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use api::{error::Error, http::language::Languages};
use async_graphql::{
    Context, Enum, ID, InputObject, Object, OneofObject, Result, Schema, SchemaBuilder, SimpleObject, Subscription,
};
use futures_util::{Stream, StreamExt, stream};
use sea_orm::{ConnAcquireErr, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};

/// Whether the last `slow` operation was dropped before its end; given to the schema by who wants to know.
#[derive(Debug, Default, Clone)]
pub struct Dropped(pub Arc<AtomicBool>);

/// Tells of its own end.
struct Flag(Dropped);

impl Flag {
    fn of(ctx: &Context<'_>) -> Self {
        Self(ctx.data_opt::<Dropped>().cloned().unwrap_or_default())
    }
}

impl Drop for Flag {
    fn drop(&mut self) {
        self.0.0.store(true, Ordering::SeqCst);
    }
}

/// The trial schema; a database may be added as data.
#[must_use]
pub fn build() -> SchemaBuilder<Query, Mutation, Subscriptions> {
    Schema::build(Query, Mutation, Subscriptions).limit_recursive_depth(64)
}

/// All reading of the trial schema.
#[derive(Debug)]
pub struct Query;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
enum Kind {
    Talks,
    Visit,
}

#[derive(Debug, InputObject)]
struct Filter {
    kind: Option<Vec<Kind>>,
    name: Option<String>,
    /// So that values nest.
    and: Option<Vec<Filter>>,
    least: i32,
}

#[derive(Debug, OneofObject)]
enum Which {
    Slug(String),
    Number(i32),
}

#[derive(Debug, SimpleObject)]
struct PageInfo {
    has_next_page: bool,
}

#[derive(Debug, SimpleObject)]
struct ItemEdge {
    cursor: String,
    node: Item,
}

#[derive(Debug, SimpleObject)]
struct ItemConnection {
    edges: Vec<ItemEdge>,
    nodes: Vec<Item>,
    page_info: PageInfo,
    total_count: i32,
}

impl ItemConnection {
    fn empty() -> Self {
        Self {
            edges: Vec::new(),
            nodes: Vec::new(),
            page_info: PageInfo { has_next_page: false },
            total_count: 0,
        }
    }
}

#[derive(Debug)]
struct Item;

#[Object]
impl Item {
    async fn name(&self) -> &'static str {
        "item"
    }
    async fn next(&self) -> Item {
        Self
    }
    async fn items(&self, first: Option<i32>) -> ItemConnection {
        let _page = first;
        ItemConnection::empty()
    }
}

#[Object]
impl Query {
    async fn hello(&self) -> &'static str {
        "नमस्ते"
    }
    async fn echo(&self, text: String) -> String {
        text
    }
    async fn number(&self, value: Option<i32>) -> Option<i32> {
        value
    }
    async fn item(&self) -> Item {
        Item
    }
    async fn items(&self, first: Option<i32>, last: Option<i32>) -> ItemConnection {
        let _page = (first, last);
        ItemConnection::empty()
    }
    async fn figures(&self, #[graphql(default = 7)] first: i32) -> Vec<Item> {
        let _page = first;
        Vec::new()
    }
    async fn plain(&self) -> Vec<Item> {
        Vec::new()
    }
    async fn nodes(&self, ids: Vec<ID>) -> Vec<Option<Item>> {
        ids.iter().map(|_id| None).collect()
    }
    async fn search(&self, filter: Option<Filter>, which: Option<Which>) -> String {
        format!("{filter:?} {which:?}")
    }
    async fn languages<'ctx>(&self, ctx: &Context<'ctx>) -> Result<&'ctx Vec<String>> {
        Ok(&ctx.data::<Languages>()?.0)
    }
    /// Sleeps for a minute.
    async fn slow(&self, ctx: &Context<'_>) -> bool {
        let _flag = Flag::of(ctx);
        tokio::time::sleep(Duration::from_mins(1)).await;
        true
    }
    /// Takes this long.
    async fn wait(&self, millis: u64) -> bool {
        tokio::time::sleep(Duration::from_millis(millis)).await;
        true
    }
    async fn panics(&self) -> Option<bool> {
        let nothing: [bool; 0] = [];
        nothing
            .get(usize::from(std::hint::black_box(false)))
            .copied()
            .or_else(|| panic!("seven SELECT words"))
    }
    async fn database_fails(&self) -> Option<Result<bool, Error>> {
        Some(Err(DbErr::Custom(
            "no such table: secret in SELECT * FROM secret".into(),
        )
        .into()))
    }
    async fn busy(&self) -> Option<Result<bool, DbErr>> {
        Some(Err(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout)))
    }
    /// Nullable in this order only: an error of `Result<Option<…>>` takes the parent with it.
    async fn bad_cursor(&self) -> Option<Result<bool, Error>> {
        Some(Err(Error::BadInput("`after` is no cursor of this list.".into())))
    }
    async fn fails(&self) -> Result<bool, Error> {
        Err(Error::Internal("the reason is for the log".into()))
    }
    /// This many nulls, each with an error.
    async fn broken(&self, count: u32) -> Vec<Broken> {
        (0..count).map(|_| Broken).collect()
    }
    async fn large(&self, bytes: usize) -> String {
        "x".repeat(bytes)
    }
    /// Asks the database this often.
    async fn statements(&self, ctx: &Context<'_>, times: u32) -> Result<u32, Error> {
        if let Some(db) = ctx.data_opt::<DatabaseConnection>() {
            for _ in 0..times {
                db.execute_raw(Statement::from_string(DbBackend::Sqlite, "SELECT 1"))
                    .await?;
            }
        }
        Ok(times)
    }
}

#[derive(Debug)]
struct Broken;

#[Object]
impl Broken {
    async fn value(&self) -> Option<Result<bool, Error>> {
        Some(Err(Error::BadInput("broken".into())))
    }
}

/// All writing of the trial schema.
#[derive(Debug)]
pub struct Mutation;

#[Object]
impl Mutation {
    async fn touch(&self) -> bool {
        true
    }
}

/// All listening of the trial schema.
#[derive(Debug)]
pub struct Subscriptions;

#[Subscription]
impl Subscriptions {
    async fn ticks(&self) -> impl Stream<Item = i32> {
        stream::iter([1, 2, 3])
    }
    /// Never anything.
    async fn silence(&self, ctx: &Context<'_>) -> impl Stream<Item = i32> + use<> {
        let flag = Flag::of(ctx);
        stream::once(async move {
            let _flag = flag;
            std::future::pending().await
        })
    }
    /// Numbers as fast as they are read, each with this many bytes.
    async fn endless(&self, #[graphql(default = 0)] bytes: usize) -> impl Stream<Item = String> {
        stream::iter(0_u64..).map(move |number| format!("{number} {}", "x".repeat(bytes)))
    }
    /// Fails before there is anything to listen to.
    async fn refused(&self) -> Result<stream::Empty<i32>, Error> {
        Err(Error::BadInput("`since` is no revision.".into()))
    }
    /// Fails at the second item of three.
    async fn broken(&self) -> impl Stream<Item = Result<i32, Error>> {
        stream::iter([Ok(1), Err(Error::Internal("the reason is for the log".into())), Ok(3)])
    }
    /// Panics at the second item.
    async fn panics(&self) -> impl Stream<Item = i32> {
        stream::iter(1..).inspect(|number| assert!(*number < 2, "seven SELECT words"))
    }
    /// Asks the database for each of three items.
    async fn statements(&self, ctx: &Context<'_>) -> impl Stream<Item = Result<i32, Error>> + use<> {
        let db = ctx.data_opt::<DatabaseConnection>().cloned();
        stream::iter([1, 2, 3]).then(move |number| {
            let db = db.clone();
            async move {
                if let Some(db) = db {
                    db.execute_raw(Statement::from_string(DbBackend::Sqlite, "SELECT 1"))
                        .await?;
                }
                Ok(number)
            }
        })
    }
    /// The languages that the client reads.
    async fn languages(&self, ctx: &Context<'_>) -> Result<impl Stream<Item = Vec<String>> + use<>> {
        let languages = ctx.data::<Languages>()?.0.clone();
        Ok(stream::iter([languages]))
    }
}
