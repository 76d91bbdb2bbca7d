//! GraphQL over HTTP, the limits, and everything else that the service answers, seen through a real socket.

mod answer;
mod changes;
mod export;
mod limit;
mod negotiation;
mod page;
mod request;
mod seen;
mod transport;
