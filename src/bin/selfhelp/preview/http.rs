//! What HTTP the preview needs: requests that get something, one for each connection, from this machine only.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// The most bytes that the head of a request may have.
const LARGEST_HEAD: usize = 16 << 10;
/// The most headers that a request may have.
const MOST_HEADERS: usize = 64;
/// How long a browser may take to send all of its request, or to take some of an answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a browser asks for.
#[derive(Debug, PartialEq)]
pub(super) struct Request {
    pub(super) path: String,
    /// After the `?`, as it was sent.
    pub(super) query: String,
}

/// How a request is answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Status {
    Ok,
    BadRequest,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    TooLarge,
    Failed,
    Unavailable,
}

impl Status {
    fn line(self) -> &'static str {
        match self {
            Status::Ok => "200 OK",
            Status::BadRequest => "400 Bad Request",
            Status::Forbidden => "403 Forbidden",
            Status::NotFound => "404 Not Found",
            Status::MethodNotAllowed => "405 Method Not Allowed",
            Status::TooLarge => "431 Request Header Fields Too Large",
            Status::Failed => "500 Internal Server Error",
            Status::Unavailable => "503 Service Unavailable",
        }
    }
}

/// Reads the request of `stream`, which came to `own`; the status of its refusal where it is not to be answered.
pub(super) fn read(stream: &mut TcpStream, own: SocketAddr) -> io::Result<Result<Request, Status>> {
    stream.set_write_timeout(Some(PATIENCE))?;
    let end = Instant::now() + PATIENCE;
    let (mut head, mut piece) = (Vec::new(), [0; 2048]);
    loop {
        // A byte now and then is no reason to wait longer.
        let left = Some(end.saturating_duration_since(Instant::now())).filter(|left| !left.is_zero());
        stream.set_read_timeout(Some(left.ok_or(io::ErrorKind::TimedOut)?))?;
        let read = stream.read(&mut piece)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        head.extend(piece.get(..read).unwrap_or_default());
        match parse(&head, own) {
            Some(request) => return Ok(request),
            None if head.len() > LARGEST_HEAD => return Ok(Err(Status::TooLarge)),
            None => {}
        }
    }
}

/// The request with this head; `None` as long as there is more to come.
fn parse(head: &[u8], own: SocketAddr) -> Option<Result<Request, Status>> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    match request.parse(head) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) => return None,
        Err(httparse::Error::TooManyHeaders) => return Some(Err(Status::TooLarge)),
        Err(_) => return Some(Err(Status::BadRequest)),
    }
    if !is_own(request.headers, own) {
        return Some(Err(Status::Forbidden));
    }
    if request.method != Some("GET") {
        return Some(Err(Status::MethodNotAllowed));
    }
    let target = request.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Some(Ok(Request { path: path.to_owned(), query: query.to_owned() }))
}

/// Whether a request is from a page of this server: a page of another host could have its own name lead to this machine, and
/// would then be read to (DNS rebinding); it would say so in `Host`. One that asks for a picture sends no `Origin`, but a
/// `Sec-Fetch-Site`; that of an address that somebody typed is `none`.
fn is_own(headers: &[httparse::Header<'_>], own: SocketAddr) -> bool {
    let hosts = [own.to_string(), format!("localhost:{}", own.port())];
    let is_host = |value: &[u8]| hosts.iter().any(|host| host.as_bytes().eq_ignore_ascii_case(value));
    let is_origin = |value: &[u8]| value.strip_prefix(b"http://").is_some_and(is_host);
    named(headers, "host").count() == 1
        && named(headers, "host").all(is_host)
        && named(headers, "origin").all(is_origin)
        && named(headers, "sec-fetch-site").all(|site| matches!(site, b"same-origin" | b"none"))
}

/// The values of the headers with this name.
fn named<'h>(headers: &'h [httparse::Header<'h>], name: &'h str) -> impl Iterator<Item = &'h [u8]> {
    headers.iter().filter(move |header| header.name.eq_ignore_ascii_case(name)).map(|header| header.value)
}

/// Writes a page.
pub(super) fn write_page(stream: &mut TcpStream, html: &str) -> io::Result<()> {
    write(stream, Status::Ok, "text/html", html)
}

/// Writes why there is no page.
pub(super) fn write_words(stream: &mut TcpStream, status: Status, words: &str) -> io::Result<()> {
    write(stream, status, "text/plain", words)
}

fn write(stream: &mut TcpStream, status: Status, kind: &str, text: &str) -> io::Result<()> {
    let head = format!("{}Content-Length: {}\r\n\r\n", head(status, kind), text.len());
    stream.write_all(&[head.as_bytes(), text.as_bytes()].concat())
}

/// Begins a stream of events, which ends with the connection.
pub(super) fn begin_events(stream: &mut TcpStream) -> io::Result<()> {
    stream.write_all(format!("{}\r\n", head(Status::Ok, "text/event-stream")).as_bytes())
}

/// What every answer begins with. Pages of other hosts get nothing of it, neither in a frame nor as a resource.
fn head(status: Status, kind: &str) -> String {
    format!(
        "HTTP/1.1 {}\r\nContent-Type: {kind}; charset=utf-8\r\nCache-Control: no-store\r\nConnection: close\r\n\
         Content-Security-Policy: frame-ancestors 'none'\r\nCross-Origin-Resource-Policy: same-origin\r\n\
         Referrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n",
        status.line()
    )
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot run has failed")]
mod tests {
    use super::*;

    #[track_caller]
    fn answered(head: &str, expected: Option<Result<(&str, &str), Status>>) {
        let own = "127.0.0.1:4711".parse().expect("an address");
        let parsed = parse(head.as_bytes(), own);
        let expected = expected.map(|it| it.map(|(path, query)| Request { path: path.into(), query: query.into() }));
        assert_eq!(parsed, expected, "{head:?}");
    }

    #[test]
    fn requests_of_own_pages_are_answered() {
        answered("GET / HTTP/1.1\r\nHost: 127.0.0.1:4711\r\n\r\n", Some(Ok(("/", ""))));
        answered(
            "GET /article?path=a%2Fb HTTP/1.1\r\nhost: LOCALHOST:4711\r\n\r\n",
            Some(Ok(("/article", "path=a%2Fb"))),
        );
        let origin = "GET / HTTP/1.1\r\nHost: 127.0.0.1:4711\r\nOrigin: http://127.0.0.1:4711\r\n\r\n";
        answered(origin, Some(Ok(("/", ""))));
        for site in ["same-origin", "none"] {
            let typed = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:4711\r\nSec-Fetch-Site: {site}\r\n\r\n");
            answered(&typed, Some(Ok(("/", ""))));
        }
        answered("GET / HTTP/1.1\r\nHost: 127.0.0.1:4711\r\n", None);
    }

    #[test]
    fn others_are_refused() {
        for headers in [
            "",
            "Host: 127.0.0.1\r\n",
            "Host: 127.0.0.1:4712\r\n",
            "Host: evil.example:4711\r\n",
            "Host: 127.0.0.1:4711\r\nHost: evil.example\r\n",
            "Host: 127.0.0.1:4711\r\nOrigin: null\r\n",
            "Host: 127.0.0.1:4711\r\nOrigin: https://127.0.0.1:4711\r\n",
            "Host: 127.0.0.1:4711\r\nOrigin: http://evil.example\r\n",
            "Host: 127.0.0.1:4711\r\nSec-Fetch-Site: cross-site\r\n",
            "Host: 127.0.0.1:4711\r\nSec-Fetch-Site: same-site\r\n",
        ] {
            answered(&format!("GET / HTTP/1.1\r\n{headers}\r\n"), Some(Err(Status::Forbidden)));
        }
        answered("POST / HTTP/1.1\r\nHost: localhost:4711\r\n\r\n", Some(Err(Status::MethodNotAllowed)));
        answered("GET /\r\nHost localhost\r\n\r\n", Some(Err(Status::BadRequest)));
        let many = "A: b\r\n".repeat(MOST_HEADERS + 1);
        answered(&format!("GET / HTTP/1.1\r\n{many}\r\n"), Some(Err(Status::TooLarge)));
    }
}
