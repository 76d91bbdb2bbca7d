//! The conversation on one socket, from its opening to its close.

use std::{pin::pin, time::Instant};

use actix_web::web::Data;
use tokio::time::{self, sleep};

use super::{
    TRANSPORT,
    close::Close,
    frame::{self, Frame, Frames},
    message::{self, Message},
    operation::Operations,
    outbox::Outbox,
};
use crate::{
    error::{Code, Refusal},
    http::{
        State,
        answer::Outcome,
        language::Languages,
        operation::{Answers, Operation},
        params::Params,
        places::Place,
        trace::{Facts, TraceId},
    },
    limit::Limits,
};

/// A socket that is open.
pub(super) struct Session {
    state: Data<State>,
    outbox: Outbox,
    languages: Languages,
    trace: TraceId,
    operations: Operations,
    /// Whether the client has introduced itself, so that operations may come.
    acknowledged: bool,
    /// Whether anything came from the client since the last ping.
    heard: bool,
    begun: Instant,
}

impl Session {
    /// A conversation that has not begun.
    pub(super) fn new(state: Data<State>, outbox: Outbox, languages: Languages, trace: TraceId) -> Self {
        Self {
            state,
            outbox,
            languages,
            trace,
            operations: Operations::default(),
            acknowledged: false,
            heard: true,
            begun: Instant::now(),
        }
    }

    /// Talks until either side closes.
    pub(super) async fn run(mut self, mut frames: Frames, mut place: Place) {
        let close = self.talk(&mut frames, &mut place).await;
        self.state.metrics.closed(close.by(), close.code());
        tracing::debug!(
            target: "sabha::socket",
            by = close.by(),
            code = close.code(),
            duration_ms = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX),
            trace_id = %self.trace,
        );
        if close == Close::TOO_SLOW {
            // It may stay unread for as long as the connection lasts.
            self.outbox.clear();
        }
        self.outbox.end(&close);
    }

    async fn talk(&mut self, frames: &mut Frames, place: &mut Place) -> Close {
        let Limits {
            init_timeout,
            ping_interval,
            ..
        } = self.state.config.limits;
        let mut alarm = pin!(sleep(init_timeout));
        loop {
            // What the client asks for is answered; one that does not read is not heard either.
            let listens = !self.outbox.is_overfull();
            let went = tokio::select! {
                () = place.closed() => Err(Close::GOING_AWAY),
                () = self.outbox.gone() => Err(Close::VANISHED),
                frame = frames.next(), if listens => {
                    let introduced = self.acknowledged;
                    let went = frame.and_then(|frame| self.hear(frame));
                    if self.acknowledged && !introduced {
                        alarm.as_mut().reset(time::Instant::now() + ping_interval);
                    }
                    went
                }
                item = self.operations.next(&self.outbox) => {
                    self.outbox.push(frame::text(&item.text));
                    Ok(())
                }
                () = &mut alarm => {
                    alarm.as_mut().reset(time::Instant::now() + ping_interval);
                    self.ping()
                }
            };
            if let Err(close) = went {
                return close;
            }
        }
    }

    /// Asks for a sign of life, when the last one was given.
    fn ping(&mut self) -> Result<(), Close> {
        if !self.acknowledged {
            return Err(Close::INIT_TIMEOUT);
        }
        let moved = self.outbox.has_moved();
        if self.operations.rest() && !moved {
            return Err(Close::TOO_SLOW);
        }
        // A ping waits its turn behind what the client has not read yet; until then it owes no pong.
        if !self.heard && (self.outbox.is_empty() || !moved) {
            return Err(Close::NO_PONG);
        }
        self.heard = false;
        self.outbox.push(frame::ping());
        Ok(())
    }

    fn hear(&mut self, frame: Frame) -> Result<(), Close> {
        self.heard = true;
        match frame {
            Frame::Ping(content) => self.outbox.push(frame::pong(&content)),
            Frame::Pong => {}
            Frame::Text(text) => match message::read(&text)? {
                Message::Init(payload) => self.introduce(&payload)?,
                Message::Ping(payload) => self.outbox.push(frame::text(&message::pong(payload))),
                Message::Pong => {}
                Message::Subscribe(..) if !self.acknowledged => return Err(Close::UNAUTHORIZED),
                Message::Subscribe(id, _) if self.operations.has(&id) => return Err(Close::exists(&id)),
                Message::Subscribe(id, params) => self.subscribe(&id, params),
                Message::Complete(id) => self.operations.stop(&id),
            },
        }
        Ok(())
    }

    fn introduce(&mut self, payload: &serde_json::Map<String, serde_json::Value>) -> Result<(), Close> {
        if self.acknowledged {
            return Err(Close::TOO_MANY_INITS);
        }
        self.acknowledged = true;
        // A browser's page cannot set the header for a socket.
        if let Some(languages) = payload.get("acceptLanguage").and_then(serde_json::Value::as_str) {
            self.languages = Languages::parse(languages);
        }
        self.outbox.push(frame::text(message::ACKNOWLEDGED));
        Ok(())
    }

    fn subscribe(&mut self, id: &str, params: Params) {
        let most = self.state.config.limits.max_running;
        let mut facts = Facts::default();
        let admitted = match self.operations.len() < most {
            true => Operation::find(params, self.languages.clone(), &self.state, &mut facts),
            false => Err(Outcome::from(too_many(most))),
        };
        let answers = Answers::new(admitted, facts, self.state.clone(), (TRANSPORT, self.trace));
        self.operations.start(id, answers);
    }
}

fn too_many(most: usize) -> Refusal {
    let message =
        format!("{most} operations run on this socket, which is the limit. Complete one, or open another socket.");
    Refusal {
        measure: Some((most as u64 + 1, most as u64)),
        ..Refusal::new(Code::TooManyOperations, message)
    }
}
