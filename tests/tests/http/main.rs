//! GraphQL over HTTP, the limits, and everything else that the service answers, seen through a real socket.

mod answer;
mod cache;
mod changes;
mod event;
mod explorer;
mod export;
mod kept;
mod limit;
mod negotiation;
mod page;
mod persisted;
mod request;
mod seen;
mod snapshot;
mod socket;
mod socket_end;
mod transport;
