//! The operations of a socket: they run side by side in its task, and rest while too much waits for the reader.
//!
//! An operation rests between two answers only, never in the middle of one, where it might hold a connection to the
//! database.

use std::{
    collections::HashMap,
    future::poll_fn,
    rc::Rc,
    task::{Context, Poll},
};

use futures_util::{
    StreamExt,
    stream::{AbortHandle, Abortable, FuturesUnordered, LocalBoxStream, StreamFuture, abortable, unfold},
};

use super::{message, outbox::Outbox};
use crate::http::{answer::Outcome, operation::Answers};

/// A message of an operation.
pub(super) struct Item {
    /// The operation.
    pub(super) id: Rc<str>,
    /// The message's text.
    pub(super) text: Vec<u8>,
    /// Whether the operation has ended by it.
    pub(super) last: bool,
}

type Items = Abortable<LocalBoxStream<'static, Item>>;

/// The operations of one socket.
#[derive(Default)]
pub(super) struct Operations {
    ids: HashMap<Rc<str>, AbortHandle>,
    running: FuturesUnordered<StreamFuture<Items>>,
    resting: Vec<Items>,
}

impl Operations {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether some rest because too much waits for the reader.
    pub(super) fn rest(&self) -> bool {
        !self.resting.is_empty()
    }

    /// Whether an operation has this id.
    pub(super) fn has(&self, id: &str) -> bool {
        self.ids.contains_key(id)
    }

    /// Begins an operation.
    pub(super) fn start(&mut self, id: &str, answers: Answers) {
        let id: Rc<str> = id.into();
        let (items, handle) = abortable(items(Rc::clone(&id), answers));
        self.ids.insert(id, handle);
        self.running.push(items.into_future());
    }

    /// Drops an operation with all that it was doing; there may be none of this id.
    pub(super) fn stop(&mut self, id: &str) {
        if let Some(handle) = self.ids.remove(id) {
            handle.abort();
            self.resting.retain(|items| !items.is_aborted());
        }
    }

    /// The next message of any operation; nothing is lost when this is dropped before its end.
    pub(super) async fn next(&mut self, outbox: &Outbox) -> Item {
        poll_fn(|cx| self.poll(outbox, cx)).await
    }

    fn poll(&mut self, outbox: &Outbox, cx: &mut Context<'_>) -> Poll<Item> {
        if self.rest() && outbox.poll_room(cx).is_ready() {
            self.running.extend(self.resting.drain(..).map(StreamExt::into_future));
        }
        loop {
            match self.running.poll_next_unpin(cx) {
                Poll::Ready(Some((Some(item), items))) => {
                    if item.last {
                        self.ids.remove(&item.id);
                    } else if outbox.is_full() {
                        self.resting.push(items);
                    } else {
                        self.running.push(items.into_future());
                    }
                    return Poll::Ready(item);
                }
                // One that was stopped.
                Poll::Ready(Some((None, _))) => {}
                Poll::Ready(None) | Poll::Pending => return Poll::Pending,
            }
        }
    }
}

/// The messages of an operation: each answer, then the end, unless errors without data were the end.
fn items(id: Rc<str>, answers: Answers) -> LocalBoxStream<'static, Item> {
    let messages = unfold(Some(answers), move |answers| {
        let id = Rc::clone(&id);
        async move {
            let mut answers = answers?;
            let (text, last) = match answers.next().await {
                Some(outcome) => {
                    let written = answers.tell(outcome, Outcome::write_message);
                    match written.refused {
                        true => (message::error(&id, &written.json), true),
                        false => (message::next(&id, &written.json), false),
                    }
                }
                None => (message::complete(&id), true),
            };
            Some((Item { id, text, last }, (!last).then_some(answers)))
        }
    });
    messages.boxed_local()
}
