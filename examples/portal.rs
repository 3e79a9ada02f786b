//! A portal: a search, articles with values, one section, `ETag`s, and what is new a second after it is on the disk.
//!
//! ```text
//! cargo run --manifest-path examples/Cargo.toml --bin portal -- articles 8080
//! curl 'localhost:8080/?topic=40010001&cloud=public&words=start'
//! curl 'localhost:8080/articles/fabrikam-start-failure-generalized?vmname=web-01'
//! ```

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::sync::Arc;
use std::{env, error::Error, thread, time::Duration};

use axum::extract::{Path, Query, State};
use axum::http::header::{ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::{Router, routing::get};
use selfhelp::library::{self, Library};
use selfhelp::render::html::{Html as Renderer, Page};
use selfhelp::{RenderError, tree::SectionKind, values::Values};
use tokio::net::TcpListener;

type Shared = State<Arc<Library>>;
type Asked = Query<HashMap<String, String>>;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "articles".to_owned());
    let port: u16 = arguments.next().map_or(Ok(8080), |port| port.parse())?;
    let library = Arc::new(Library::load(folder)?);
    library.catalog().refused().for_each(|error| eprintln!("{error}"));
    let watched = Arc::clone(&library);
    thread::spawn(move || {
        loop {
            thread::sleep(Duration::from_secs(1));
            let _ = watched.refresh().inspect_err(|error| eprintln!("{error}"));
        }
    });
    let routes = Router::new()
        .route("/", get(search))
        .route("/articles/{id}", get(article))
        .route("/articles/{id}/{section}", get(section))
        .with_state(library);
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    println!("http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, routes).await?)
}

/// The articles for the topic, product, cloud and locale that are asked for, which have all the words.
async fn search(State(library): Shared, Query(asked): Asked, headers: HeaderMap) -> Response {
    let mut query = library::Query::new();
    for (name, value) in &asked {
        query = match name.as_str() {
            "topic" => query.topic(value),
            "product" => query.product(value),
            "cloud" => query.cloud(value.as_str()),
            "locale" => query.locale(value),
            _ => query,
        };
    }
    let words = asked.get("words").map(|words| words.to_lowercase()).unwrap_or_default();
    let mut list = String::new();
    for file in library.catalog().find(&query) {
        let (article, title) = (file.article(), file.article().title().unwrap_or_default());
        let Some(id) = &article.metadata.article_id else { continue };
        let text = format!("{title} {}", article.summary(1_000)).to_lowercase();
        if words.split_whitespace().all(|word| text.contains(word)) {
            list += &format!("<li><a href=\"/articles/{}\">{}</a></li>\n", encoded(id), escaped(&title));
        }
    }
    answer(&headers, Ok(format!("<!DOCTYPE html>\n<title>Help</title>\n<ul>\n{list}</ul>\n")))
}

/// An article as a page, with values for its placeholders.
async fn article(State(library): Shared, Path(id): Path<String>, Query(values): Asked, headers: HeaderMap) -> Response {
    let catalog = library.catalog();
    let Some(file) = catalog.by_id(&id) else { return StatusCode::NOT_FOUND.into_response() };
    let values: Values = values.into_iter().collect();
    answer(&headers, Page::new().render(&Renderer::new().values(&values).heading_ids("a"), file.article()))
}

/// A section of an article, to be put into another page.
async fn section(
    State(library): Shared,
    Path((id, name)): Path<(String, String)>,
    Query(values): Asked,
    headers: HeaderMap,
) -> Response {
    let (catalog, values) = (library.catalog(), values.into_iter().collect::<Values>());
    let file = catalog.by_id(&id).zip(SectionKind::from_name(&name));
    match file.and_then(|(file, kind)| file.article().section(kind)) {
        Some(section) => answer(&headers, Renderer::new().values(&values).render_section(section)),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn answer(headers: &HeaderMap, html: Result<String, RenderError>) -> Response {
    let html = match html {
        Ok(html) => html,
        Err(error) => return (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    };
    let tag = format!("\"{:016x}\"", BuildHasherDefault::<DefaultHasher>::default().hash_one(&html));
    if headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response();
    }
    ([(ETAG, tag)], Html(html)).into_response()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// `id` as a part of a path.
fn encoded(id: &str) -> String {
    let byte = |byte: u8| if byte.is_ascii_alphanumeric() { char::from(byte).into() } else { format!("%{byte:02X}") };
    id.bytes().map(byte).collect()
}
