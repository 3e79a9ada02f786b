//! [`RenderPayload`]: how a host shows payloads its own way.

use super::super::Out;
use crate::payload::{Model, Payload};

/// Renders payloads in a host's own way: a form in its own framework, topics as tiles.
///
/// Closures `Fn(PayloadItem, &mut Out) -> bool` are such renderers:
///
/// ```
/// use selfhelp::Article;
/// use selfhelp::payload::Model;
/// use selfhelp::render::html::Html;
/// use selfhelp::render::{Out, PayloadItem};
///
/// let article = Article::parse_lenient(
///     "<properties />\n# Topics\n---\n{ \"supportTopics\": [{ \"id\": \"1\", \"shortDescription\": \"Late & lost\" }] }\n---\n",
/// );
/// let tiles = |item: PayloadItem<'_>, out: &mut Out| match item.model {
///     Model::SupportTopicDescriptions(topics) => {
///         for topic in &topics.support_topics {
///             out.push_str("<my-tile>");
///             out.push_text(topic.short_description.as_deref().unwrap_or_default());
///             out.push_str("</my-tile>\n");
///         }
///         true
///     }
///     _ => false,
/// };
/// assert_eq!(
///     Html::new().payloads(&tiles).render(&article)?,
///     "<h1>Topics</h1>\n<my-tile>Late &amp; lost</my-tile>\n",
/// );
/// # Ok::<(), selfhelp::RenderError>(())
/// ```
pub trait RenderPayload {
    /// Writes what shows for `item` to `out`; returns whether it did. After `false`, what was written is dropped and what
    /// shows without a host is written instead.
    fn render_payload(&self, item: PayloadItem<'_>, out: &mut Out) -> bool;
}

impl<F> RenderPayload for F
where
    F: Fn(PayloadItem<'_>, &mut Out) -> bool,
{
    fn render_payload(&self, item: PayloadItem<'_>, out: &mut Out) -> bool {
        self(item, out)
    }
}

/// A payload to show.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct PayloadItem<'a> {
    /// The payload as written.
    pub payload: &'a Payload,
    /// What it is, typed.
    pub model: &'a Model,
}
