//! The page that lists articles.

use super::escape::escaped;
use super::page::{Frame, Pictures};
use super::shelf::{Entry, key};
use crate::error::shown;

/// The most articles that are listed at once. Nobody reads on; a search leaves fewer.
const MOST: usize = 200;

/// The page with the articles that were `found` for what was `asked`.
pub(super) fn page(asked: &str, found: &[Entry], version: u64) -> String {
    let item = |entry: &Entry| {
        let (path, title) = (escaped(&shown(&entry.path)), escaped(&entry.title));
        format!("<li><a href=\"/article?path={}\">{title}</a> <small>{path}</small></li>\n", key(&entry.path))
    };
    let count = match found.len() {
        1 => "1 article".to_owned(),
        count if count > MOST => format!("{count} articles; the first {MOST} are listed"),
        count => format!("{count} articles"),
    };
    let items: String = found.iter().take(MOST).map(item).collect();
    let asked = escaped(asked);
    let body = format!(
        "<main class=\"library\">\n<h1>Articles</h1>\n<form action=\"/\" role=\"search\">\n\
         <label for=\"preview-search\">Words of the path or the text</label>\n\
         <input type=\"search\" name=\"q\" id=\"preview-search\" autocomplete=\"off\" value=\"{asked}\">\n</form>\n\
         <p role=\"status\" id=\"preview-count\" data-part>{count}</p>\n\
         <ul id=\"preview-list\" data-part>\n{items}</ul>\n<p id=\"preview-status\"></p>\n</main>\n"
    );
    Frame { title: "Articles", pictures: Pictures::LeftOut, version: Some(version), forms: "'self'" }.around(&body)
}
