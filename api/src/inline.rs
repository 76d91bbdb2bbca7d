//! Objects whose plain fields are resolved where they stand.
//!
//! async-graphql makes a task of each field of each object, on the heap, and joins them. Most fields are texts and numbers
//! that are there already, or records that are known: for these the task costs more than the field. [`Inline`] looks at
//! each field once and makes tasks only of those that have to wait.

use std::borrow::Cow;
use std::future::poll_fn;
use std::task::Poll;

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{Field, Selection};
use async_graphql::registry::Registry;
use async_graphql::{ContainerType, ContextSelectionSet, Name, OutputType, Positioned, ServerResult, Value};
use futures_util::future::{BoxFuture, try_join_all};
use futures_util::{FutureExt, TryFutureExt};

/// An object that is answered as `T`.
#[derive(Clone, Debug)]
pub struct Inline<T>(pub T);

impl<T: ContainerType> OutputType for Inline<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn introspection_type_name(&self) -> Cow<'static, str> {
        self.0.introspection_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        object(ctx, &self.0, field).await
    }
}

/// The fields of a selection that has nothing else: no fragments, no directives, no field twice.
fn plain(items: &[Positioned<Selection>]) -> Option<Vec<&Positioned<Field>>> {
    let mut fields: Vec<&Positioned<Field>> = Vec::with_capacity(items.len());
    for item in items {
        let Selection::Field(field) = &item.node else {
            return None;
        };
        let again = |it: &&Positioned<Field>| it.node.response_key().node == field.node.response_key().node;
        if !field.node.directives.is_empty() || fields.iter().any(again) {
            return None;
        }
        fields.push(field);
    }
    Some(fields)
}

/// Objects lie in objects of the same type, so that this is a future without a type of its own.
fn object<'a, T: ContainerType>(
    ctx: &'a ContextSelectionSet<'a>,
    root: &'a T,
    field: &'a Positioned<Field>,
) -> BoxFuture<'a, ServerResult<Value>> {
    Box::pin(async move {
        match plain(&ctx.item.node.items) {
            Some(fields) => resolve(ctx, root, &fields).await,
            None => root.resolve(ctx, field).await,
        }
    })
}

async fn resolve<T: ContainerType>(
    ctx: &ContextSelectionSet<'_>,
    root: &T,
    fields: &[&Positioned<Field>],
) -> ServerResult<Value> {
    let mut object: IndexMap<Name, Value> = IndexMap::with_capacity(fields.len());
    let mut waiting = Vec::new();
    for (at, field) in fields.iter().copied().enumerate() {
        let resolve = || async move {
            let ctx = ctx.with_field(field);
            root.resolve_field(&ctx).await.map(Option::unwrap_or_default)
        };
        let is_plain = field.node.selection_set.node.items.is_empty();
        let mut value = None;
        if field.node.name.node == "__typename" {
            value = Some(Value::String(root.introspection_type_name().into_owned()));
        } else if is_plain {
            // The few that have to wait are begun anew: they have asked for what they wait for, and will ask for the same.
            value = resolve().now_or_never().transpose()?;
        }
        if value.is_none() {
            let mut task = Box::pin(resolve());
            match poll_fn(|cx| Poll::Ready(task.as_mut().poll(cx))).await {
                Poll::Ready(ready) => value = Some(ready?),
                Poll::Pending => waiting.push(task.map_ok(move |value| (at, value))),
            }
        }
        // What waits keeps its place.
        object.insert(field.node.response_key().node.clone(), value.unwrap_or_default());
    }
    if !waiting.is_empty() {
        for (at, value) in try_join_all(waiting).await? {
            if let Some((_, place)) = object.get_index_mut(at) {
                *place = value;
            }
        }
    }
    Ok(Value::Object(object))
}
