//! What components are where there is no room for blocks.

use super::{Break, Inline, Inlines, Link, Template, Words};
use crate::component::{Component, Video};
use crate::span::{Span, Spanned};
use crate::text::Text;

impl Video {
    /// A link to the video, with its title, or with its address where it has none; `None` where its address is missing.
    pub fn link(&self) -> Option<Link> {
        let src = self.src.as_ref()?;
        let content = Inlines::from(vec![words(self.title.as_ref().unwrap_or(src))]);
        Some(Link { target: Template::from(src.inner.clone()), title: None, content, span: self.span })
    }
}

impl Component {
    /// What the component is in a heading or cell: the links of its videos, or the title of its chart.
    pub(crate) fn inlines(&self) -> Inlines {
        let mut inlines = Inlines::new();
        if let Component::Metric(metric) = self {
            inlines.extend(metric.title.as_ref().or(metric.name.as_ref()).map(words));
        }
        let mut before: Option<Span> = None;
        for video in self.videos() {
            let link = video.link().map(|link| Inline::Link(Box::new(link)));
            let Some(shown) = link.or_else(|| video.title.as_ref().map(words)) else { continue };
            if let Some(before) = before {
                let span = Span { start: before.end, end: video.span.start };
                inlines.push(Inline::SoftBreak(Break { span }));
            }
            before = Some(video.span);
            inlines.push(shown);
        }
        inlines
    }
}

fn words(text: &Spanned<Text>) -> Inline {
    Inline::Text(Words { text: text.inner.clone(), span: text.span })
}
