//! A WebSocket client that hides nothing: frames go out as they are given, also those that nobody should send.

use std::{
    io::{self, Read, Write},
    net::{Shutdown, TcpStream},
};

use serde_json::{Value, json};

use crate::Server;

/// A frame's sort, as on the wire.
pub mod code {
    /// The next piece of a message.
    pub const CONTINUE: u8 = 0;
    /// A text, or the first piece of one.
    pub const TEXT: u8 = 1;
    /// Anything else, or the first piece of it.
    pub const BINARY: u8 = 2;
    /// The end.
    pub const CLOSE: u8 = 8;
    /// To be answered.
    pub const PING: u8 = 9;
    /// The answer.
    pub const PONG: u8 = 10;
}

/// A connection that has been upgraded.
#[derive(Debug)]
pub struct Socket {
    stream: TcpStream,
    /// The answer to the handshake, up to its empty line.
    pub head: String,
}

/// What a server sends.
#[derive(Debug, Clone, PartialEq)]
pub enum Frame {
    /// A message.
    Message(Value),
    /// To be answered by a pong.
    Ping(Vec<u8>),
    /// The answer to a ping.
    Pong(Vec<u8>),
    /// The close: its code, 1005 when it has none, and its reason.
    Close(u16, String),
    /// The end of the connection.
    End,
}

const HANDSHAKE: &str = "connection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n\
                         sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
const SUBPROTOCOL: &str = "sec-websocket-protocol: graphql-transport-ws\r\n";

impl Server {
    /// A socket of the right subprotocol, acknowledged.
    #[must_use]
    pub fn socket(&self) -> Socket {
        let mut socket = self.open_socket("");
        socket.say(&json!({ "type": "connection_init" }));
        assert_eq!(socket.message(), json!({ "type": "connection_ack" }));
        socket
    }

    /// A socket of the right subprotocol, with further headers, e.g. `origin: https://example.org\r\n`.
    #[must_use]
    pub fn open_socket(&self, headers: &str) -> Socket {
        self.handshake(&format!("{SUBPROTOCOL}{headers}"))
    }

    /// What comes of a handshake with these headers besides those that WebSocket needs.
    ///
    /// # Panics
    /// When nothing does.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test without its socket has failed")]
    pub fn handshake(&self, headers: &str) -> Socket {
        let mut stream = self.connect().expect("the server listens");
        stream
            .write_all(format!("GET /graphql/ws HTTP/1.1\r\nhost: x\r\n{HANDSHAKE}{headers}\r\n").as_bytes())
            .expect("the server reads");
        let (mut head, mut byte) = (Vec::new(), [0]);
        while !head.ends_with(b"\r\n\r\n") {
            stream.read_exact(&mut byte).expect("the server answers");
            head.extend(byte);
        }
        Socket {
            stream,
            head: String::from_utf8_lossy(&head).into_owned(),
        }
    }
}

impl Socket {
    /// Sends a message.
    pub fn say(&mut self, message: &Value) {
        self.send(code::TEXT, message.to_string().as_bytes());
    }

    /// Asks for an operation's answers.
    pub fn subscribe(&mut self, id: &str, document: &str) {
        self.say(&json!({ "id": id, "type": "subscribe", "payload": { "query": document } }));
    }

    /// Sends a whole frame.
    pub fn send(&mut self, code: u8, content: &[u8]) {
        self.send_bits(0x80 | code, content);
    }

    /// Sends a frame of this first byte, masked.
    pub fn send_bits(&mut self, first: u8, content: &[u8]) {
        const MASK: [u8; 4] = [0x12, 0x34, 0x56, 0x78];
        let mut bytes = declare(first, content.len() as u64);
        bytes.extend(MASK);
        bytes.extend(content.iter().zip(MASK.iter().cycle()).map(|(byte, mask)| byte ^ mask));
        self.write(&bytes);
    }

    /// Sends bytes as they are. The server may have closed, which is then read.
    pub fn write(&mut self, bytes: &[u8]) {
        let _closed_already = self.stream.write_all(bytes);
    }

    /// The next frame.
    ///
    /// # Panics
    /// When none comes, or what comes is none.
    #[expect(clippy::panic, reason = "a test that waits for a frame has failed")]
    pub fn frame(&mut self) -> Frame {
        match self.read() {
            Ok(frame) => frame,
            Err(err) if err.kind() == io::ErrorKind::WouldBlock => panic!("no frame came"),
            Err(_) => Frame::End,
        }
    }

    /// The next message; pings on the way are answered.
    ///
    /// # Panics
    /// When something else comes.
    #[expect(clippy::panic, reason = "a test that waits for a message has failed")]
    pub fn message(&mut self) -> Value {
        loop {
            match self.frame() {
                Frame::Message(message) => return message,
                Frame::Ping(content) => self.send(code::PONG, &content),
                other => panic!("a message was expected, not {other:?}"),
            }
        }
    }

    /// Reads up to the close; its code and reason.
    ///
    /// # Panics
    /// When the connection ends without a close, or goes on after it.
    #[expect(clippy::panic, reason = "a test that waits for a close has failed")]
    pub fn close(&mut self) -> (u16, String) {
        loop {
            match self.frame() {
                Frame::Close(code, reason) => {
                    self.send(code::CLOSE, &1000_u16.to_be_bytes());
                    let _closed_already = self.stream.shutdown(Shutdown::Write);
                    assert_eq!(self.frame(), Frame::End);
                    return (code, reason);
                }
                Frame::End => panic!("the connection ended without a close"),
                _ => {}
            }
        }
    }

    fn read(&mut self) -> io::Result<Frame> {
        let [first, second] = self.bytes()?;
        assert_eq!((first & 0xf0, second & 0x80), (0x80, 0), "whole frames without a mask");
        let length = match second {
            126 => u64::from(u16::from_be_bytes(self.bytes()?)),
            127 => u64::from_be_bytes(self.bytes()?),
            length => u64::from(length),
        };
        let mut content = vec![0; usize::try_from(length).map_err(io::Error::other)?];
        self.stream.read_exact(&mut content)?;
        let frame = match first & 0x0f {
            code::TEXT => Frame::Message(serde_json::from_slice(&content)?),
            code::PING => Frame::Ping(content),
            code::PONG => Frame::Pong(content),
            code::CLOSE => match content.split_first_chunk() {
                Some((code, reason)) => Frame::Close(
                    u16::from_be_bytes(*code),
                    String::from_utf8(reason.to_vec()).map_err(io::Error::other)?,
                ),
                None => Frame::Close(1005, String::new()),
            },
            other => return Err(io::Error::other(format!("a frame of sort {other}"))),
        };
        Ok(frame)
    }

    fn bytes<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.stream.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

/// The head of a masked frame that says it has this length, without the mask itself.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "each arm has what fits")]
pub fn declare(first: u8, length: u64) -> Vec<u8> {
    match length {
        0..=125 => vec![first, 0x80 | length as u8],
        126..=0xffff => [&[first, 0x80 | 126], &(length as u16).to_be_bytes()[..]].concat(),
        _ => [&[first, 0x80 | 127], &length.to_be_bytes()[..]].concat(),
    }
}
