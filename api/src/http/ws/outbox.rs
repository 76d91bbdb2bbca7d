//! What waits to be sent: the socket's task puts frames in, the connection takes them out when it can write.
//!
//! Both are on one thread. An empty outbox, as that of an idle socket, holds no memory.

use std::{
    cell::RefCell,
    collections::VecDeque,
    convert::Infallible,
    future::poll_fn,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

use actix_web::{
    body::{BodySize, MessageBody},
    web::Bytes,
};

use super::{close::Close, frame};

/// Bytes that may wait however few the frames are: those of the largest answers would add up to gigabytes.
const MOST_BYTES: usize = 1 << 20;

#[derive(Debug, Default)]
struct Queue {
    frames: VecDeque<Bytes>,
    bytes: usize,
    /// Frames that may wait.
    most: usize,
    /// Whether any was taken since this was last asked.
    moved: bool,
    /// Whether no more will come.
    ended: bool,
    /// Whether nobody will take any more.
    gone: bool,
    /// Who waits for a frame.
    taker: Option<Waker>,
    /// Who waits for room, or for the end of the connection.
    giver: Option<Waker>,
}

/// The side of the socket's task.
#[derive(Debug)]
pub(super) struct Outbox(Rc<RefCell<Queue>>);

/// The side of the connection: the body of the answer to the handshake.
#[derive(Debug)]
pub(super) struct Outgoing(Rc<RefCell<Queue>>);

impl Queue {
    fn holds(&self, frames: usize, bytes: usize) -> bool {
        self.frames.len() >= frames || self.bytes >= bytes
    }
}

impl Outbox {
    /// The two sides of a new outbox, in which this many frames may wait.
    pub(super) fn open(most: usize) -> (Self, Outgoing) {
        let queue = Rc::new(RefCell::new(Queue {
            most,
            ..Queue::default()
        }));
        (Self(Rc::clone(&queue)), Outgoing(queue))
    }

    /// Adds a frame, also to a full outbox: who adds has asked before.
    pub(super) fn push(&self, frame: Bytes) {
        let mut queue = self.0.borrow_mut();
        queue.bytes += frame.len();
        queue.frames.push_back(frame);
        wake(&mut queue.taker);
    }

    /// Drops what waits.
    pub(super) fn clear(&self) {
        let mut queue = self.0.borrow_mut();
        queue.frames = VecDeque::new();
        queue.bytes = 0;
    }

    /// Adds the close frame, after which nothing is sent.
    pub(super) fn end(self, close: &Close) {
        if let Some(frame) = frame::close(close) {
            self.push(frame);
        }
    }

    /// Whether nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.0.borrow().frames.is_empty()
    }

    /// Whether so many wait, or so much, that operations should add nothing.
    pub(super) fn is_full(&self) -> bool {
        let queue = self.0.borrow();
        queue.holds(queue.most, MOST_BYTES)
    }

    /// Whether twice as many or as much wait, so that answers to what the client says should not come to it either.
    pub(super) fn is_overfull(&self) -> bool {
        let queue = self.0.borrow();
        queue.holds(2 * queue.most, 2 * MOST_BYTES)
    }

    /// Whether the connection has taken any frame since this was last asked.
    pub(super) fn has_moved(&self) -> bool {
        std::mem::take(&mut self.0.borrow_mut().moved)
    }

    /// Waits until less than half of what may wait does.
    pub(super) fn poll_room(&self, cx: &Context<'_>) -> Poll<()> {
        let mut queue = self.0.borrow_mut();
        if !queue.holds(queue.most.div_ceil(2), MOST_BYTES / 2) {
            return Poll::Ready(());
        }
        queue.giver = Some(cx.waker().clone());
        Poll::Pending
    }

    /// Waits until the connection has ended.
    pub(super) async fn gone(&self) {
        poll_fn(|cx| {
            let mut queue = self.0.borrow_mut();
            if queue.gone {
                return Poll::Ready(());
            }
            queue.giver = Some(cx.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

impl Drop for Outbox {
    fn drop(&mut self) {
        let mut queue = self.0.borrow_mut();
        queue.ended = true;
        wake(&mut queue.taker);
    }
}

impl MessageBody for Outgoing {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        let mut queue = self.0.borrow_mut();
        match queue.frames.pop_front() {
            Some(frame) => {
                queue.bytes -= frame.len();
                queue.moved = true;
                if queue.frames.is_empty() {
                    queue.frames = VecDeque::new();
                }
                wake(&mut queue.giver);
                Poll::Ready(Some(Ok(frame)))
            }
            None if queue.ended => Poll::Ready(None),
            None => {
                queue.taker = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl Drop for Outgoing {
    fn drop(&mut self) {
        let mut queue = self.0.borrow_mut();
        queue.gone = true;
        wake(&mut queue.giver);
    }
}

fn wake(waiting: &mut Option<Waker>) {
    if let Some(waiting) = waiting.take() {
        waiting.wake();
    }
}
