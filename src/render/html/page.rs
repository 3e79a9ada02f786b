//! [`Page`]: an entire page around an article.

use std::borrow::Cow;

use super::Html;
use super::levels::Levels;
use super::mail::{Medium, attributes};
use crate::article::Article;
use crate::error::RenderError;
use crate::render::core::escape;

/// An entire HTML page that shows one article, to look at: light and dark, on a phone and on a desk.
///
/// The page is one file. Its content security policy allows no script and nothing but `https` pictures to load, and not
/// those [without images](Html::without_images). A form can be sent only where the host says by
/// [`Form::action`](crate::render::Form::action), and nowhere else: to the page's own origin, `form-action 'self'`, for an
/// address without a host, or to the origin of a web address, `form-action https://tickets.example.com`. Some browsers hold
/// the redirects that answer it to the same. No level of headings is skipped, and closed details are open where the page is
/// printed, with the addresses of links after their words.
///
/// With [`Html::mail`] it is a document for a mail instead: without style sheet and policy, which mail programs drop, and no
/// wider than is good to read.
///
/// ```
/// use selfhelp::Article;
/// use selfhelp::render::html::{Html, Page};
///
/// let article = Article::parse_lenient("<properties pageTitle=\"Start\" />\n# Start\n");
/// let page = Page::new().language("en-GB").render(&Html::new(), &article)?;
/// assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">\n"));
/// # Ok::<(), selfhelp::RenderError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Page<'a> {
    language: Cow<'a, str>,
    direction: Direction,
    style: Option<Cow<'a, str>>,
}

/// Which way the text of a page runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Direction {
    /// As the first letter of the article runs.
    #[default]
    Auto,
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

impl Direction {
    fn as_str(self) -> &'static str {
        match self {
            Direction::Auto => "auto",
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}

impl<'a> Page<'a> {
    /// A page in English with the style sheet of this crate.
    pub fn new() -> Page<'a> {
        Page { language: "en".into(), direction: Direction::Auto, style: None }
    }

    /// Says which language the article is in: a BCP 47 tag such as `de` or `pt-BR`.
    #[must_use]
    pub fn language(mut self, tag: impl Into<Cow<'a, str>>) -> Page<'a> {
        self.language = tag.into();
        self
    }

    /// Says which way the text runs.
    #[must_use]
    pub fn direction(mut self, direction: Direction) -> Page<'a> {
        self.direction = direction;
        self
    }

    /// Uses another style sheet; it is the host's own and is not escaped.
    #[must_use]
    pub fn style(mut self, style: impl Into<Cow<'a, str>>) -> Page<'a> {
        self.style = Some(style.into());
        self
    }

    /// Renders `article` with `html`, and the page around it. An article without a heading of level 1 gets its title
    /// as one, unless `html` leaves titles out.
    ///
    /// # Errors
    ///
    /// As [`Html::render`].
    pub fn render(&self, html: &Html<'_>, article: &Article) -> Result<String, RenderError> {
        let heads = html.settings.shows_title() && !shows_title(html, article);
        let is_mail = html.profile.medium == Medium::Mail;
        let html = &of_page(html, heads, is_mail);
        let body = html.render(article)?;
        let title = html.title(article)?;
        let title = title.as_deref().unwrap_or("Article");
        let style = if is_mail { "" } else { include_str!("page.css") };
        let style = self.style.as_deref().unwrap_or(style);
        let mut page = String::with_capacity(body.len() + style.len() + 1024);
        page.push_str("<!DOCTYPE html>\n<html lang=\"");
        escape::push_text(&mut page, &self.language);
        page.push_str("\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n");
        if !is_mail {
            push_policy(&mut page, html, article);
        }
        page.push_str("<title>");
        escape::push_text(&mut page, title);
        page.push_str("</title>\n");
        if !style.is_empty() {
            page.extend(["<style>\n", style, "</style>\n"]);
        }
        page.push_str("</head>\n<body>\n");
        page.push_str(if is_mail { "<div" } else { "<main" });
        page.extend([" dir=\"", self.direction.as_str(), "\""]);
        if is_mail {
            // Web mail keeps no `<html>`.
            page.push_str(" lang=\"");
            escape::push_text(&mut page, &self.language);
            page.extend(["\"", attributes("document")]);
        }
        page.push_str(">\n");
        if heads {
            page.extend(["<h1", if is_mail { attributes("h1") } else { "" }, ">"]);
            escape::push_text(&mut page, title);
            page.push_str("</h1>\n");
        }
        page.push_str(&body);
        page.push_str(if is_mail { "</div>" } else { "</main>" });
        page.push_str("\n</body>\n</html>\n");
        Ok(page)
    }
}

/// `html` for the body of a page, below a title of the page's own if it `heads` the article.
fn of_page<'h>(html: &Html<'h>, heads: bool, is_mail: bool) -> Html<'h> {
    let mut html = html.clone();
    html.profile.levels = Some(if heads { Levels::below_title() } else { Levels::default() });
    if !is_mail {
        html.profile.keyboard_scrolling = true;
        html.profile.marks_addresses = true;
    }
    html
}

/// Adds the content security policy.
fn push_policy(page: &mut String, html: &Html<'_>, article: &Article) {
    page.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    page.push_str(if html.profile.shows_pictures() { "img-src https:; " } else { "" });
    page.push_str("style-src 'unsafe-inline'; base-uri 'none'; form-action ");
    page.push_str(&form_action(html, article));
    page.push_str("\">\n");
}

/// Where the form of the page can be sent, as a source of a content security policy.
fn form_action<'h>(html: &Html<'h>, article: &Article) -> Cow<'h, str> {
    let has_form = || article.data().is_some_and(|model| model.as_form().is_some());
    match html.settings.form.action {
        Some(action) if has_form() => origin(action).unwrap_or("'none'".into()),
        _ => "'none'".into(),
    }
}

/// The origin of an address: `'self'` where it is one on the host of the page, and none where it is not on the web.
fn origin(address: &str) -> Option<Cow<'_, str>> {
    let address = address.trim();
    let is_mark = |c: char| matches!(c, '/' | '?' | '#' | '\\');
    let head = address.split(is_mark).next().unwrap_or_default();
    let rest = address.get(head.len()..)?;
    if !head.contains(':') && !rest.starts_with("//") && !rest.starts_with('\\') && !rest.starts_with("/\\") {
        return Some("'self'".into());
    }
    let is_web = ["https:", "http:"].iter().any(|scheme| head.eq_ignore_ascii_case(scheme));
    let host = rest.strip_prefix("//")?.split(is_mark).next()?;
    // Nothing that could end the source, or the policy.
    let is_plain = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte));
    (is_web && is_plain && !host.is_empty()).then(|| [&*head.to_ascii_lowercase(), "//", host].concat().into())
}

/// Whether what is rendered begins with a title: a heading, or that of a form without one.
fn shows_title(html: &Html<'_>, article: &Article) -> bool {
    let is_of_form = || {
        html.settings.payloads.is_none()
            && article.data().is_some_and(|model| model.as_form().is_some_and(|form| form.title.is_some()))
    };
    article.headings().any(|heading| heading.level == 1) || (article.title_heading().is_none() && is_of_form())
}

impl Default for Page<'_> {
    fn default() -> Self {
        Page::new()
    }
}
