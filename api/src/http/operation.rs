//! An operation from its text to its answers, whatever brought it: a request, a socket or an event stream.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Instant,
};

use actix_web::web::Data;
use async_graphql::{Name, Request, Value, indexmap::IndexMap, parser::types::OperationType};
use futures_util::{
    Stream, StreamExt, future,
    stream::{self, LocalBoxStream},
};

use super::{
    State,
    answer::{Outcome, Written},
    boundary,
    language::Languages,
    params::Params,
    trace::{Facts, TraceId},
};
use crate::{
    document::Document,
    error::Code,
    limit,
    loader::Loaders,
    metrics::{self, Counted, Tally},
    replica::Reader,
};

/// An operation that may run: once or, when a database goes away meanwhile, again.
#[derive(Clone)]
pub(super) struct Operation {
    /// Whether it reads, writes or listens.
    pub(super) kind: OperationType,
    /// Whether its cost is answered in `extensions`.
    pub(super) tells_cost: bool,
    cost: u64,
    params: Params,
    source: Document,
    document: Arc<limit::Document>,
    languages: Languages,
}

impl Operation {
    /// Finds the document that a request names or sends, and lets it through the gate.
    ///
    /// # Errors
    /// With the answer, when there is no such document, or the gate refuses it.
    pub(super) fn find(
        mut params: Params,
        languages: Languages,
        state: &State,
        facts: &mut Facts,
    ) -> Result<Self, Outcome> {
        let source = state.documents.find(params.query.take(), params.id.as_deref())?;
        Self::admit(source, params, languages, state, facts)
    }

    /// Lets a document through the gate; what the log needs of it goes into `facts`.
    ///
    /// # Errors
    /// With the answer, when the gate refuses the document.
    pub(super) fn admit(
        source: Document,
        params: Params,
        languages: Languages,
        state: &State,
        facts: &mut Facts,
    ) -> Result<Self, Outcome> {
        let name = params.operation_name.as_deref();
        let admitted = state.gate.admit(&source.text, name, &params.variables)?;
        facts.operation = admitted.operation.map(Into::into);
        facts.cost = Some(admitted.cost);
        Ok(Self {
            kind: admitted.kind,
            tells_cost: params.wants_cost(),
            cost: admitted.cost,
            params,
            source,
            document: admitted.document,
            languages,
        })
    }

    /// Runs a query or a mutation, for as long as an operation may. With the answer comes the revision that a query was
    /// read at least at.
    pub(super) async fn run(self, at_least: Option<i64>, state: &State) -> (Outcome, Option<i64>) {
        if self.kind == OperationType::Query {
            let mut reader = state.databases.reader(at_least).await;
            let (outcome, _) = self.read(&mut reader, state).await;
            return (outcome, Some(reader.revision));
        }
        let (kind, price, source) = (self.kind, self.price(), self.source.clone());
        let loaders = Loaders::for_request(state.databases.primary().clone(), None);
        let outcome = self.once(loaders.into(), state).await;
        (finish(outcome, kind, price, &source, state), None)
    }

    /// Runs a query so that its whole answer is of one revision, the reader's: again when that has moved on meanwhile. False
    /// when it has moved on once more, or may have.
    pub(super) async fn read(self, reader: &mut Reader, state: &State) -> (Outcome, bool) {
        let again = self.clone();
        match self.read_once(reader, state).await {
            (_, false) => {
                state.newest.look();
                again.read_once(reader, state).await
            }
            read => read,
        }
    }

    /// Runs a query over a database, or over others should that one go away. False when it may be of two revisions. What tells
    /// is one statement after it, which is not among those that are counted with the query; what it does not have to ask for
    /// because nothing was read, or nobody keeps anything, is taken for true.
    async fn read_once(mut self, reader: &mut Reader, state: &State) -> (Outcome, bool) {
        let (kind, price, source) = (self.kind, self.price(), self.source.clone());
        loop {
            let again = (!reader.is_last()).then(|| self.clone());
            let loaders = state.snapshots.loaders(reader);
            let (before, _) = metrics::so_far();
            let outcome = self.once(loaders.clone(), state).await;
            match again {
                Some(again) if outcome.errors.iter().any(unavailable) && state.databases.move_on(reader).await => {
                    self = again;
                }
                _ => {
                    let was_read = metrics::so_far().0 > before;
                    reader.settle().await;
                    let asks = was_read && outcome.errors.is_empty() && reader.revision > 0 && state.keeps();
                    let is_one = !asks || metrics::tally(reader.is_unmoved()).await.0;
                    if asks && is_one {
                        loaders.share(reader.revision);
                    }
                    return (finish(outcome, kind, price, &source, state), is_one);
                }
            }
        }
    }

    async fn once(self, loaders: Arc<Loaders>, state: &State) -> Outcome {
        let limit = state.config.limits.operation_timeout;
        let (document, name) = (self.document.clone(), self.params.operation_name.clone());
        let fits = document.fits(name.as_deref());
        let ran = state.engine.run(self.request(), loaders, fits, limit).await;
        let outcome = ran.map_or_else(Outcome::from, Outcome::from);
        if outcome.data.is_some() {
            document.found_to_fit(name.as_deref());
        }
        outcome
    }

    /// The answers as they come: one of a query or a mutation, any number of a subscription, which runs on the primary.
    fn answers(self, state: Data<State>) -> LocalBoxStream<'static, Outcome> {
        if self.kind != OperationType::Subscription {
            // What was told over a stream of this node must not be missing in what is then asked.
            let run = async move { self.run(Some(state.newest.now()), &state).await.0 };
            return stream::once(run).boxed_local();
        }
        let (kind, price, source) = (self.kind, self.price(), self.source.clone());
        let request = self.request().data(state.feed.clone());
        let answers = state.engine.stream(request, state.databases.primary().clone());
        answers
            .map(move |answer| {
                finish(
                    answer.map_or_else(Outcome::from, Outcome::from),
                    kind,
                    price,
                    &source,
                    &state,
                )
            })
            .boxed_local()
    }

    fn request(self) -> Request {
        // The text is not needed beside what was parsed of it.
        let mut request = Request::new("").variables(self.params.variables).data(self.languages);
        request.operation_name = self.params.operation_name;
        request.set_parsed_query(self.document.tree.clone());
        request
    }

    fn price(&self) -> Option<u64> {
        self.tells_cost.then_some(self.cost)
    }
}

fn finish(mut outcome: Outcome, kind: OperationType, price: Option<u64>, source: &Document, state: &State) -> Outcome {
    if outcome.data.is_some() {
        // Validation has let it through.
        state.documents.keep(source);
    }
    if kind == OperationType::Query && outcome.errors.iter().any(unavailable) {
        // Half an answer from a service that could not reach its records would be taken for a whole one.
        outcome.data = None;
    }
    if let Some(cost) = price {
        let estimate = [("estimated", cost.into()), ("limit", state.gate.max_cost().into())];
        let estimate = estimate.into_iter().map(|(name, value)| (Name::new(name), value));
        outcome
            .extensions
            .insert("cost".into(), Value::Object(estimate.collect::<IndexMap<_, _>>()));
    }
    outcome
}

fn unavailable(error: &async_graphql::ServerError) -> bool {
    boundary::known(error).is_some_and(|error| error.code() == Code::Unavailable)
}

/// The answers of an operation on a socket or an event stream; measured and logged when they are dropped.
pub(super) struct Answers {
    answers: LocalBoxStream<'static, Outcome>,
    state: Data<State>,
    transport: &'static str,
    trace: TraceId,
    facts: Facts,
    /// What is counted while a subscription runs.
    subscribed: Option<Counted>,
    tally: Tally,
    items: u64,
    begun: Instant,
}

impl Answers {
    /// The answers of an operation, or the one that refuses it; `transport` is `ws` or `sse`.
    pub(super) fn new(
        admitted: Result<Operation, Outcome>,
        facts: Facts,
        state: Data<State>,
        (transport, trace): (&'static str, TraceId),
    ) -> Self {
        let kind = admitted.as_ref().ok().map(|operation| operation.kind);
        Self {
            subscribed: (kind == Some(OperationType::Subscription)).then(|| state.metrics.subscribe()),
            answers: match admitted {
                Ok(operation) => operation.answers(state.clone()),
                Err(refusal) => stream::once(future::ready(refusal)).boxed_local(),
            },
            state,
            transport,
            trace,
            facts,
            tally: Tally::default(),
            items: 0,
            begun: Instant::now(),
        }
    }

    /// Writes an answer of these by `write`, and counts it.
    pub(super) fn tell(
        &mut self,
        outcome: Outcome,
        write: impl FnOnce(Outcome, TraceId, &crate::limit::Limits) -> Written,
    ) -> Written {
        let written = write(outcome, self.trace, &self.state.config.limits);
        self.facts.code = written.code.or(self.facts.code);
        self.items += 1;
        self.state.metrics.item(self.transport);
        written
    }
}

impl Stream for Answers {
    type Item = Outcome;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Outcome>> {
        let Self { answers, tally, .. } = self.get_mut();
        tally.count(|| answers.poll_next_unpin(cx))
    }
}

impl Drop for Answers {
    fn drop(&mut self) {
        let took = self.begun.elapsed();
        self.facts.sql = Some(self.tally.so_far());
        match self.subscribed {
            Some(_) => self.state.metrics.subscribed(self.facts.code),
            None => self.state.metrics.graphql(self.facts.code, self.facts.sql, took),
        }
        self.facts.log(self.transport, self.items, took, self.trace);
    }
}
