//! `selfhelp preview --serve`: pages for a browser on this machine.

use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use selfhelp::Article;

use super::http::{self, Request};
use super::list;
use super::page::{Page, Pictures};
use super::shelf::Shelf;
use super::subject::Subject;
use super::watch::{Saved, watch};
use crate::error::{Error, reason, shown};
use crate::output::Output;
use crate::percent::decoded;
use crate::status::Status;

/// The most connections that are answered at once: each has a thread.
const MOST: usize = 64;

/// The most that are told so beside them. Who opens even more is no reader.
const MOST_REFUSED: usize = 64;

/// How often a connection that waits for something to be saved is tried: a browser may have gone.
const PULSE: Duration = Duration::from_secs(15);

/// Serves the articles in `paths` until the tool is interrupted.
pub(super) fn serve(paths: &[PathBuf], pictures: Pictures) -> Result<Status, Error> {
    let failed = |error: io::Error| Error::new(format!("cannot serve: {}", reason(&error)));
    let shelf = Arc::new(Shelf::load(paths)?);
    let saved = Arc::new(Saved::default());
    let _watcher = watch(&shelf, &saved)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(failed)?;
    let own = listener.local_addr().map_err(failed)?;
    let _ = Output::new().write(format!("http://{own}/\n").as_bytes());
    let server = Arc::new(Server { shelf, saved, own, pictures });
    for stream in listener.incoming() {
        // The server and every thread that answers have it.
        let connections = Arc::strong_count(&server);
        if let (Ok(stream), true) = (stream, connections <= MOST + MOST_REFUSED) {
            let server = Arc::clone(&server);
            // Who has gone needs no answer.
            thread::spawn(move || if connections <= MOST { server.answer(stream) } else { server.refuse(stream) });
        }
    }
    Ok(Status::Good)
}

struct Server {
    shelf: Arc<Shelf>,
    saved: Arc<Saved>,
    own: SocketAddr,
    pictures: Pictures,
}

impl Server {
    fn answer(&self, mut stream: TcpStream) -> io::Result<()> {
        let request = match http::read(&mut stream, self.own)? {
            Ok(request) => request,
            Err(status) => return http::write_words(&mut stream, status, "This server answers its own pages only.\n"),
        };
        match &*request.path {
            "/" => {
                let version = self.saved.version();
                let asked = request.text("q");
                http::write_page(&mut stream, &list::page(&asked, &self.shelf.find(&asked), version))
            }
            "/article" => self.answer_article(&mut stream, &request),
            "/saved" => self.tell(&mut stream),
            _ => http::write_words(&mut stream, http::Status::NotFound, "There is no such page.\n"),
        }
    }

    fn refuse(&self, mut stream: TcpStream) -> io::Result<()> {
        // Who is still sending would not read an answer.
        let _ = http::read(&mut stream, self.own)?;
        http::write_words(&mut stream, http::Status::Unavailable, "Too many pages are open; close some of them.\n")
    }

    fn answer_article(&self, stream: &mut TcpStream, request: &Request) -> io::Result<()> {
        let asked = request.value("path").unwrap_or_default();
        // Taken before the article is looked at: what is saved meanwhile is shown next.
        let version = self.saved.version();
        match self.shelf.with(asked, |path, article| self.page(path, article, version)) {
            Some(Ok(page)) => http::write_page(stream, &page),
            Some(Err(error)) => http::write_words(stream, http::Status::Failed, &format!("{error}\n")),
            None => http::write_words(stream, http::Status::NotFound, "There is no such article.\n"),
        }
    }

    fn page(&self, path: &Path, article: &Article, version: u64) -> Result<String, Error> {
        let subject = Subject::new(path, article)?;
        let page = Page { subject: &subject, pictures: self.pictures, version: Some(version) };
        page.render().map_err(|error| Error::new(format!("cannot render `{}`: {error}", shown(path))))
    }

    /// Tells a page the version whenever it rises.
    fn tell(&self, stream: &mut TcpStream) -> io::Result<()> {
        http::begin_events(stream)?;
        let mut version = self.saved.version();
        loop {
            stream.write_all(format!("data: {version}\n\n").as_bytes())?;
            version = self.saved.wait(version, PULSE);
        }
    }
}

impl Request {
    /// The text of a field in the query, as a form sends it: `a+b%2Fc` is `a b/c`.
    fn text(&self, name: &str) -> String {
        let sent = self.value(name).unwrap_or_default().replace('+', " ");
        String::from_utf8_lossy(&decoded(&sent)).into_owned()
    }

    /// The value of a field in the query, as it was sent.
    fn value(&self, name: &str) -> Option<&str> {
        self.query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }
}
