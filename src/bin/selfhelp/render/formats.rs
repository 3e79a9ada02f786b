//! The formats, with the options that each has.

use std::io;
use std::path::Path;

use selfhelp::help::Help;
use selfhelp::metadata::Cloud;
use selfhelp::render::html::{Html, Page};
use selfhelp::render::markdown::Markdown;
use selfhelp::render::text::{self, LinkStyle, PlainText};
use selfhelp::{Article, RenderError, values};
use serde::Serialize;

use super::Job;
use super::answers::{Filled, form};
use crate::arguments::{Alerts, Emphasis, Format, HtmlOptions, Links, Missing, TextOptions, Width};
use crate::error::{Error, shown};
use crate::json;

/// The most columns of text on a terminal of any width.
const WIDEST: usize = 120;

/// `$renderer` with what every renderer can be asked for.
macro_rules! asked {
    ($renderer:expr, $job:expr, $filled:expr) => {{
        let arguments = &$job.arguments;
        let cloud = arguments.cloud.clone().unwrap_or(Cloud::Public);
        let missing = arguments.filling.missing.unwrap_or_default().into();
        let renderer = $renderer.values(&$job.values).missing(missing).cloud(cloud).form($filled.form());
        if arguments.no_title { renderer.without_title() } else { renderer }
    }};
}

impl Job {
    /// The article in the format that was asked for.
    pub(super) fn formatted(&self, path: &Path, article: &Article, filled: &Filled) -> Result<String, Error> {
        let refused = |error: RenderError| Error::new(format!("cannot render `{}`: {error}", shown(path)));
        match self.arguments.format {
            Format::Html | Format::Mail => self.html(article, filled).map_err(refused),
            Format::Text | Format::Terminal => asked!(self.text(), self, filled).render(article).map_err(refused),
            Format::Markdown => asked!(self.markdown(), self, filled).render(article).map_err(refused),
            Format::Json => document(article),
            Format::Schema => Ok(json::safe(form(path, article)?.to_json_schema())),
            Format::Help => document(&asked!(Help::new(), self, filled).render(article).map_err(refused)?),
        }
    }

    fn html(&self, article: &Article, filled: &Filled) -> Result<String, RenderError> {
        let HtmlOptions { page, ids, class_prefix, alerts } = &self.arguments.html;
        let html = if self.arguments.format == Format::Mail { Html::new().mail() } else { Html::new() };
        let mut html = asked!(html, self, filled);
        if let Some(prefix) = ids {
            html = html.heading_ids(&**prefix);
        }
        if let Some(prefix) = class_prefix {
            html = html.class_prefix(&**prefix);
        }
        if *alerts == Some(Alerts::Github) {
            html = html.github_alerts();
        }
        if *page { Page::new().render(&html, article) } else { html.render(article) }
    }

    fn markdown(&self) -> Markdown<'static> {
        if self.arguments.html.alerts == Some(Alerts::Own) { Markdown::new().named_notes() } else { Markdown::new() }
    }

    fn text(&self) -> PlainText<'static> {
        let options = &self.arguments.text;
        let for_terminal = self.arguments.format == Format::Terminal;
        let is_styled = self.arguments.out_dir.is_none() && !options.flowed && self.color.is_wanted(&io::stdout());
        let text = match (for_terminal, is_styled) {
            (_, true) => PlainText::new().terminal(),
            // Links to follow have no colour.
            (true, false) => PlainText::new().links(LinkStyle::Hyperlinks),
            (false, false) => PlainText::new(),
        };
        let columns = if for_terminal || is_styled { terminal_columns() } else { None };
        with_options(text, options, columns)
    }
}

/// The width of the terminal, as far as lines can be read with ease.
fn terminal_columns() -> Option<usize> {
    let (_, columns) = console::Term::stdout().size_checked()?;
    Some(usize::from(columns).min(WIDEST)).filter(|columns| *columns > 0)
}

fn with_options(text: PlainText<'static>, options: &TextOptions, columns: Option<usize>) -> PlainText<'static> {
    let mut text = match options.width.or(columns.map(Width::Columns)) {
        None => text,
        Some(Width::Columns(columns)) => text.width(columns),
        Some(Width::Unlimited) => text.unlimited(),
    };
    if let Some(links) = options.links {
        text = text.links(links.into());
    }
    if let Some(emphasis) = options.emphasis {
        text = text.emphasis(emphasis.into());
    }
    if options.flowed { text.flowed() } else { text }
}

fn document(written: &impl Serialize) -> Result<String, Error> {
    let json = json::pretty(written).map_err(|error| Error::new(error.to_string()))?;
    Ok(json + "\n")
}

impl From<Missing> for values::Missing {
    fn from(missing: Missing) -> values::Missing {
        match missing {
            Missing::Default => values::Missing::Default,
            Missing::Marker => values::Missing::Marker,
            Missing::Empty => values::Missing::Empty,
            Missing::Fail => values::Missing::Fail,
        }
    }
}

impl From<Links> for LinkStyle {
    fn from(links: Links) -> LinkStyle {
        match links {
            Links::References => LinkStyle::References,
            Links::Inline => LinkStyle::Inline,
            Links::Text => LinkStyle::TextOnly,
        }
    }
}

impl From<Emphasis> for text::Emphasis {
    fn from(emphasis: Emphasis) -> text::Emphasis {
        match emphasis {
            Emphasis::Marked => text::Emphasis::Marked,
            Emphasis::Plain => text::Emphasis::Plain,
        }
    }
}
