//! What stays open: how many sockets, event streams and followed logs there may be, and the word that ends them all.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use crate::{
    error::{Code, Refusal},
    metrics::{Counted, Metrics},
};

/// The places of a service, as many as `--max-sockets` says.
#[derive(Debug)]
pub(crate) struct Places {
    free: Arc<Semaphore>,
    most: usize,
    closing: watch::Sender<bool>,
}

/// The place of one socket, event stream or followed log, free again when it is dropped.
#[derive(Debug)]
pub(super) struct Place {
    _permit: OwnedSemaphorePermit,
    _counted: Counted,
    closing: watch::Receiver<bool>,
}

impl Places {
    /// This many places, all of them free.
    pub(crate) fn new(most: usize) -> Self {
        Self {
            free: Arc::new(Semaphore::new(most)),
            most,
            closing: watch::Sender::new(false),
        }
    }

    /// Ends what is open, and lets nothing in any more.
    pub(crate) fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Waits until the service is about to stop.
    pub(super) fn closed(&self) -> impl Future<Output = ()> + use<> {
        let mut closing = self.closing.subscribe();
        async move { closed(&mut closing).await }
    }

    /// Takes a place for a transport: `ws`, `sse` or `ndjson`.
    ///
    /// # Errors
    /// When none is free, or the service is about to stop.
    pub(super) fn take(&self, transport: &'static str, metrics: &Metrics) -> Result<Place, Refusal> {
        let closing = self.closing.subscribe();
        let stopping = *closing.borrow();
        let free = Arc::clone(&self.free).try_acquire_owned().ok();
        match free.filter(|_| !stopping) {
            Some(permit) => Ok(Place {
                _permit: permit,
                _counted: metrics.open(transport),
                closing,
            }),
            None => {
                let message = match stopping {
                    true => "The service is about to stop. Connect again in a few seconds.".to_owned(),
                    false => format!(
                        "All {} places for WebSockets and event streams are taken. Connect again in a few seconds.",
                        self.most
                    ),
                };
                Err(Refusal::new(Code::Unavailable, message))
            }
        }
    }
}

impl Place {
    /// Waits until the service is about to stop.
    pub(super) async fn closed(&mut self) {
        closed(&mut self.closing).await;
    }
}

async fn closed(closing: &mut watch::Receiver<bool>) {
    // An error says that the service is gone, which comes to the same.
    let _gone = closing.wait_for(|closing| *closing).await;
}
