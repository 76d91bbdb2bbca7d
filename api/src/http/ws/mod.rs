//! `/graphql/ws`: GraphQL over WebSocket, the subprotocol `graphql-transport-ws`.
//!
//! [`frame`] reads and writes frames, [`message`] what they say, [`outbox`] holds what waits for the reader,
//! [`operation`] what runs, and [`session`] is the conversation: one task a socket, with all its operations in it. Here
//! is the handshake. The stock layers are not used: they take frames of any declared size into memory, and answer most
//! of what is wrong by silence.

mod close;
mod frame;
mod message;
mod operation;
mod outbox;
mod session;

use actix_http::ws::{self, HandshakeError};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{self, HeaderMap, HeaderValue},
    },
    rt,
    web::{Data, Payload},
};

use self::{close::Close, frame::Frames, outbox::Outbox, session::Session};
use super::{State, cors, language::Languages, places::Place, plain, trace::TraceId};
use crate::error::{Code, Refusal};

/// The name of sockets in metrics and logs.
const TRANSPORT: &str = "ws";
/// The subprotocol that is spoken.
const PROTOCOL: &str = "graphql-transport-ws";

/// Opens a socket, or says why not.
pub(super) async fn serve(request: HttpRequest, payload: Payload, state: Data<State>) -> HttpResponse {
    let place = match admit(&request, &state) {
        Ok(place) => place,
        Err(response) => return *response,
    };
    let (outbox, body) = Outbox::open(state.config.limits.max_waiting);
    let mut response = ws::handshake_response(request.head());
    if speaks(request.headers()) {
        let limits = &state.config.limits;
        response.insert_header((header::SEC_WEBSOCKET_PROTOCOL, PROTOCOL));
        let frames = Frames::new(payload, limits.max_message);
        let (languages, trace) = (Languages::of(request.headers()), TraceId::given(&request));
        rt::spawn(Session::new(state, outbox, languages, trace).run(frames, place));
    } else {
        // As graphql-ws's own server does: a browser tells its page of a close, but nothing of a failed handshake.
        outbox.end(&Close::SUBPROTOCOL);
        state.metrics.closed(Close::SUBPROTOCOL.by(), Close::SUBPROTOCOL.code());
    }
    match response.message_body(body) {
        Ok(response) => HttpResponse::from(response).map_into_boxed_body(),
        Err(error) => HttpResponse::from_error(error),
    }
}

/// Looks at the handshake, and takes a place.
fn admit(request: &HttpRequest, state: &State) -> Result<Place, Box<HttpResponse>> {
    let refuse = |code, message: &str| Box::new(plain::refuse(request.headers(), Refusal::new(code, message)));
    match ws::verify_handshake(request.head()) {
        Ok(()) => {}
        Err(HandshakeError::GetMethodRequired) => {
            let mut response = refuse(Code::MethodNotAllowed, "A WebSocket is opened by GET.");
            response
                .headers_mut()
                .insert(header::ALLOW, HeaderValue::from_static("GET"));
            return Err(response);
        }
        Err(HandshakeError::BadWebsocketKey) => {
            let message = "`Sec-WebSocket-Key` must be 16 bytes in Base64. A WebSocket client sends it by itself.";
            return Err(refuse(Code::BadRequest, message));
        }
        Err(_) => {
            let message = "GraphQL over WebSocket is spoken here. Connect as a WebSocket (version 13) with the \
                           subprotocol graphql-transport-ws, e.g. by the package graphql-ws; plain requests go to /graphql.";
            let mut response = refuse(Code::BadRequest, message);
            *response.status_mut() = StatusCode::UPGRADE_REQUIRED;
            let headers = response.headers_mut();
            headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
            headers.insert(header::SEC_WEBSOCKET_VERSION, HeaderValue::from_static("13"));
            return Err(response);
        }
    }
    if !cors::allows(&state.config.allow_origin, request.headers()) {
        let message = "Pages of this origin may not connect here: the service is started with other origins \
                       (--allow-origin).";
        return Err(refuse(Code::OriginRefused, message));
    }
    let place = state.places.take(TRANSPORT, &state.metrics);
    place.map_err(|refusal| Box::new(plain::refuse(request.headers(), refusal)))
}

/// Whether the client offers the subprotocol.
fn speaks(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::SEC_WEBSOCKET_PROTOCOL)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|protocol| protocol.trim() == PROTOCOL)
}
