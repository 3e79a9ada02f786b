//! [`Page`]: the page of an article, and the frame that all pages have.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use selfhelp::RenderError;
use selfhelp::metadata::Cloud;

use super::anchors;
use super::clouds;
use super::escape::escaped;
use super::fields::Fields;
use super::side;
use super::source;
use super::subject::Subject;
use super::text;

const SCRIPT: &str = include_str!("script.js");
/// Articles look as on the page of `render --page`.
const STYLE: &str = concat!(include_str!("../../../render/html/page.css"), include_str!("style.css"));

/// Whether pictures load from where they are.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Pictures {
    LeftOut,
    Loaded,
}

/// The page of an article.
pub(super) struct Page<'a> {
    pub(super) subject: &'a Subject<'a>,
    pub(super) pictures: Pictures,
    /// Which version of the library shows, where one is served.
    pub(super) version: Option<u64>,
}

impl Page<'_> {
    /// The page as HTML.
    pub(super) fn render(&self) -> Result<String, RenderError> {
        let Subject { name, article, findings } = self.subject;
        let title = escaped(&self.subject.title());
        let fields = Fields::of(article);
        let (html, ids) = anchors::anchored(&clouds::html(article, &fields, self.pictures)?, findings);
        // As on the page of `render --page`; what is copied is without it.
        let has_title = html.contains("<h1") || article.title().is_none();
        let heading = if has_title { String::new() } else { format!("<h1 class=\"added\">{title}</h1>\n") };
        let shown = [clouds::unavailable(article), heading, html].concat();
        let side = [
            panel("findings", &format!("Findings: {}", side::counts(findings)), &side::findings(findings, &ids)),
            panel("fields", "Values", &side::fields(&fields)),
            panel("outline", "Headings", &side::outline(article)),
            panel("properties", "Properties", &side::properties(article)),
        ];
        let home = if self.version.is_some() { "<a href=\"/\">All articles</a> " } else { "" };
        let body = [
            &*format!("<header>\n{home}<h1>{}</h1>\n", escaped(name)),
            &include_str!("toolbar.html").replace("CLOUDS", &chooser()),
            "</header>\n<main>\n",
            &view("article", "dir=\"auto\"", &shown),
            &view("text", "", &text::html(article, &fields)?),
            &view("source", "tabindex=\"0\" role=\"region\" aria-label=\"Source\"", &source::html(article, findings)),
            "</main>\n<aside aria-label=\"About the article\">\n",
            &side.concat(),
            "</aside>\n",
        ];
        Ok(Frame { title: &title, pictures: self.pictures, version: self.version, forms: "'none'" }
            .around(&body.concat()))
    }
}

/// A way to see the article. What has `data-part` is replaced when the article is saved.
fn view(name: &str, attributes: &str, html: &str) -> String {
    format!("<div class=\"view\" id=\"preview-{name}\" data-part {attributes}>\n{html}</div>\n")
}

/// A part of the side.
fn panel(name: &str, title: &str, html: &str) -> String {
    format!(
        "<details open id=\"preview-{name}\" data-part>\n<summary><h2>{}</h2></summary>\n{html}</details>\n",
        escaped(title)
    )
}

/// The clouds to choose from.
fn chooser() -> String {
    let option = |cloud: &Cloud| {
        let name = escaped(cloud.as_str());
        format!("<option value=\"{name}\">{name}</option>")
    };
    let options: String = Cloud::KNOWN.iter().map(option).collect();
    format!("<label>Cloud <select id=\"preview-cloud\" autocomplete=\"off\">{options}</select></label>\n")
}

/// What all pages have around them: the script and the style sheet, and a policy that allows these only.
pub(super) struct Frame<'a> {
    /// Escaped.
    pub(super) title: &'a str,
    pub(super) pictures: Pictures,
    pub(super) version: Option<u64>,
    /// Where forms can be sent: those of articles nowhere.
    pub(super) forms: &'static str,
}

impl Frame<'_> {
    /// The page with this body.
    pub(super) fn around(&self, body: &str) -> String {
        let pictures = if self.pictures == Pictures::Loaded { "img-src https:; " } else { "" };
        let served = if self.version.is_some() { "connect-src 'self'; " } else { "" };
        let (script, style) = (hash(SCRIPT), hash(STYLE));
        let version = self.version.map(|version| format!(" data-version=\"{version}\"")).unwrap_or_default();
        let Frame { title, forms, .. } = self;
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\"{version}>\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src '{script}'; \
             style-src '{style}'; {pictures}{served}form-action {forms}; base-uri 'none'\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}<script>{SCRIPT}</script>\n</body>\n</html>\n"
        )
    }
}

/// The hash by which a policy knows an element with this text.
fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(hmac_sha256::Hash::hash(text.as_bytes())))
}
