//! The page that lists articles.

use super::escape::escaped;
use super::page::{Frame, Pictures};
use super::shelf::{Entry, Found, key};
use super::side::with_code;
use crate::error::shown;

/// The most articles that are listed at once. Nobody reads on; a search leaves fewer.
const MOST: usize = 200;

/// The page with what was `found` for what was `asked`.
pub(super) fn page(asked: &str, found: &Found, version: u64) -> String {
    let item = |entry: &Entry| {
        let (path, title) = (escaped(&shown(&entry.path)), escaped(&entry.title));
        format!("<li><a href=\"/article?path={}\">{title}</a> <small>{path}</small></li>\n", key(&entry.path))
    };
    let count = match found.articles.len() {
        1 => "1 article".to_owned(),
        count if count > MOST => format!("{count} articles; the first {MOST} are listed"),
        count => format!("{count} articles"),
    };
    let items: String = found.articles.iter().take(MOST).map(item).collect();
    let refused = refused(&found.refused);
    let asked = escaped(asked);
    let body = format!(
        "<main class=\"library\">\n<h1>Articles</h1>\n<form action=\"/\" role=\"search\">\n\
         <label for=\"preview-search\">Words of the path or the text</label>\n\
         <input type=\"search\" name=\"q\" id=\"preview-search\" autocomplete=\"off\" value=\"{asked}\">\n</form>\n\
         <p role=\"status\" id=\"preview-count\" data-part>{count}</p>\n\
         <ul id=\"preview-list\" data-part>\n{items}</ul>\n\
         <div id=\"preview-refused\" data-part>\n{refused}</div>\n<p id=\"preview-status\"></p>\n</main>\n"
    );
    Frame { title: "Articles", pictures: Pictures::LeftOut, version: Some(version), forms: "'self'" }.around(&body)
}

/// What could not be read.
fn refused(reasons: &[String]) -> String {
    if reasons.is_empty() {
        return String::new();
    }
    let more = reasons.len().saturating_sub(MOST);
    let more = if more > 0 { format!("<li>and {more} more</li>\n") } else { String::new() };
    let item = |reason: &String| format!("<li>{}</li>\n", with_code(reason));
    let items: String = reasons.iter().take(MOST).map(item).collect();
    format!("<h2>Not read</h2>\n<ul>\n{items}{more}</ul>\n")
}
