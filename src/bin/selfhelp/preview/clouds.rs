//! The HTML of an article for all clouds at once: where a link leads elsewhere in another cloud, all of its elements are there,
//! and the style sheet shows the one of the cloud that is chosen.

use std::collections::HashMap;

use selfhelp::metadata::Cloud;
use selfhelp::render::html::Html;
use selfhelp::span::Span;
use selfhelp::{Article, RenderError};

use super::escape::escaped;
use super::fields::Fields;
use super::page::Pictures;
use super::tags::{Tag, tags};
use super::titles;

/// What the ids of headings begin with.
pub(super) const HEADINGS: &str = "article";

/// What is the same in some clouds.
pub(super) struct InClouds<T> {
    pub(super) clouds: Vec<&'static Cloud>,
    pub(super) shown: T,
}

impl<T: PartialEq> InClouds<T> {
    /// What `make` gives for each cloud, clouds with the same together.
    pub(super) fn all(
        make: impl Fn(&'static Cloud) -> Result<T, RenderError>,
    ) -> Result<Vec<InClouds<T>>, RenderError> {
        let mut all: Vec<InClouds<T>> = Vec::new();
        for cloud in Cloud::KNOWN {
            let shown = make(cloud)?;
            match all.iter_mut().find(|known| known.shown == shown) {
                Some(known) => known.clouds.push(cloud),
                None => all.push(InClouds { clouds: vec![cloud], shown }),
            }
        }
        Ok(all)
    }

    /// The classes by which the style sheet shows it.
    pub(super) fn classes(&self) -> String {
        self.clouds.iter().fold("cloud".to_owned(), |classes, cloud| classes + " " + cloud.as_str())
    }
}

/// An article with its defaults, and the same with stand-ins for values.
#[derive(PartialEq)]
struct Rendering {
    html: String,
    with_stand_ins: String,
}

/// The HTML of `article`, in which links whose address holds a value have it as a template in `data-href`.
pub(super) fn html(article: &Article, fields: &Fields, pictures: Pictures) -> Result<String, RenderError> {
    // As `Page` has it, with the places of nodes and of values.
    let html = Html::new().keyboard_scrolling().without_skipped_levels().heading_ids(HEADINGS).in_page_links();
    let html = html.source_spans().placeholder_spans();
    let html = if pictures == Pictures::Loaded { html } else { html.without_images() };
    let stand_ins = fields.stand_ins();
    let renderings = InClouds::all(|cloud| {
        let html = html.clone().cloud(cloud.clone());
        // More names than values may have bytes together: nothing can be filled in then.
        let with_stand_ins = html.clone().values(&stand_ins).render(article).unwrap_or_default();
        Ok(Rendering { html: html.render(article)?, with_stand_ins })
    })?;
    let with_stand_ins = renderings.first().map(|first| &*first.shown.with_stand_ins).unwrap_or_default();
    Ok(titles::filled(&combined(&renderings, fields), with_stand_ins, fields))
}

fn combined(renderings: &[InClouds<Rendering>], fields: &Fields) -> String {
    let Some(first) = renderings.first() else { return String::new() };
    let elements: Vec<HashMap<Span, String>> = renderings.iter().map(|it| elements(&it.shown, fields)).collect();
    let mut out = String::with_capacity(first.shown.html.len());
    let mut at = 0;
    for link in links(&first.shown.html) {
        out.push_str(first.shown.html.get(at..link.start).unwrap_or_default());
        at = link.end;
        let variants: Vec<&str> = elements.iter().map(|of| of.get(&link.span).map_or("", |html| html)).collect();
        match variants.split_first() {
            Some((first, others)) if others.iter().all(|other| other == first) => out.push_str(first),
            _ => {
                // The place has the span, so that a finding about it leads to what shows.
                out.push_str(&format!("<span data-span=\"{}-{}\">", link.span.start, link.span.end));
                for (rendering, variant) in renderings.iter().zip(variants) {
                    out.push_str(&format!("<span class=\"{}\">{variant}</span>", rendering.classes()));
                }
                out.push_str("</span>");
            }
        }
    }
    out.push_str(first.shown.html.get(at..).unwrap_or_default());
    out
}

/// The elements of links, by their spans.
fn elements(rendering: &Rendering, fields: &Fields) -> HashMap<Span, String> {
    let mut templates: HashMap<Span, String> = HashMap::new();
    for link in links(&rendering.with_stand_ins) {
        let template = link.tag.attribute("href").and_then(|address| fields.template(address));
        templates.extend(template.map(|template| (link.span, template)));
    }
    let element = |link: &Link<'_>| {
        let written = rendering.html.get(link.start..link.end).unwrap_or_default();
        let template = templates.get(&link.span).filter(|_| !fields.is_mistakable(written));
        let Some(template) = template else { return written.to_owned() };
        // A page of the portal whose address needs values is a `span` as long as there are none.
        let name = link.tag.name();
        let content =
            written.strip_prefix(&format!("<{name}")).and_then(|rest| rest.strip_suffix(&format!("</{name}>")));
        format!("<a data-href=\"{template}\"{}</a>", content.unwrap_or(">"))
    };
    links(&rendering.html).iter().map(|link| (link.span, element(link))).collect()
}

/// The element of a link.
struct Link<'h> {
    start: usize,
    end: usize,
    span: Span,
    tag: Tag<'h>,
}

/// The links of `html`: `a`, and `span` with `data-blade` in which there may be further ones.
fn links(html: &str) -> Vec<Link<'_>> {
    let mut links = Vec::new();
    let mut open: Option<(Tag<'_>, Span)> = None;
    let mut depth = 0_usize;
    for tag in tags(html) {
        match (&open, tag.span()) {
            (None, Some(span)) if tag.name() == "a" || tag.attribute("data-blade").is_some() => {
                open = Some((tag, span));
                depth = 1;
            }
            (Some((begun, span)), _) if tag.name() == begun.name() => {
                depth = if tag.is_end() { depth.saturating_sub(1) } else { depth + 1 };
                if depth == 0 {
                    links.push(Link { start: begun.start, end: tag.end, span: *span, tag: *begun });
                    open = None;
                }
            }
            _ => {}
        }
    }
    links
}

/// The words about clouds in which an article does not show.
pub(super) fn unavailable(article: &Article) -> String {
    let missing = Cloud::KNOWN.iter().filter(|cloud| !article.metadata.available_in(*cloud));
    let note = |cloud: &Cloud| {
        let name = escaped(cloud.as_str());
        format!(
            "<p class=\"cloud {name} added\">By its properties this article does not show in <strong>{name}</strong>.</p>\n"
        )
    };
    missing.map(note).collect()
}
