//! [`Content`]: HTML, and who wrote it.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::Text;

/// The HTML of a solution or of one of its sections.
///
/// It derefs to `str`, and compares and serialises as one. It also remembers whether this crate rendered it: whatever was
/// deserialised or made of a string is HTML from outside, which [`hydrate`](fn@super::hydrate) translates before it shows any of
/// it. And it remembers where in it the title of the article was.
///
/// ```
/// use selfhelp::help::Content;
///
/// let content = Content::from("<p>Two steps are left.</p>");
/// assert_eq!(content.len(), 26);
/// assert_eq!(serde_json::to_string(&content)?, r#""<p>Two steps are left.</p>""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Content {
    /// Shared, as one insight may be the outcome of very many checks.
    html: Text,
    origin: Origin,
    left_out: Option<Box<LeftOut>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Origin {
    /// This crate rendered it.
    Rendered,
    #[default]
    Outside,
}

/// The title that the content does not repeat.
#[derive(Clone, Debug)]
pub(super) struct LeftOut {
    pub(super) title: Text,
    /// The content of its heading; nothing where no heading shows it.
    pub(super) html: String,
    /// The offset of the heading.
    pub(super) at: usize,
}

impl Content {
    pub(super) fn rendered(html: &str) -> Content {
        Content { html: Text::from(html), origin: Origin::Rendered, left_out: None }
    }

    fn outside(html: Text) -> Content {
        Content { html, origin: Origin::Outside, left_out: None }
    }

    pub(super) fn leave_out(&mut self, left_out: LeftOut) {
        self.left_out = Some(Box::new(left_out));
    }

    /// What was left out of it, if that is `title`: a host may have given the solution another.
    pub(super) fn left_out(&self, title: Option<&str>) -> Option<&LeftOut> {
        self.left_out.as_deref().filter(|left_out| Some(&*left_out.title) == title)
    }

    pub(super) fn origin(&self) -> Origin {
        self.origin
    }
}

impl Deref for Content {
    type Target = str;

    fn deref(&self) -> &str {
        &self.html
    }
}

impl From<String> for Content {
    fn from(html: String) -> Content {
        Content::outside(Text::from(html))
    }
}

impl From<&str> for Content {
    fn from(html: &str) -> Content {
        Content::outside(Text::from(html))
    }
}

impl PartialEq for Content {
    fn eq(&self, other: &Content) -> bool {
        self.html == other.html
    }
}

impl Eq for Content {}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.html.fmt(f)
    }
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.html)
    }
}

impl Serialize for Content {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.html.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Content, D::Error> {
        Text::deserialize(deserializer).map(Content::outside)
    }
}
