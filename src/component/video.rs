//! [`Video`] and [`VideoGroup`].

use serde::{Deserialize, Serialize};

use super::{OtherChild, len};
use crate::span::{Span, Spanned};
use crate::text::Text;

/// A video (`<video>`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Video {
    /// Its address as written, entities resolved; `None` where its author left it out. See
    /// [`link::Target`](crate::link::Target).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub src: Option<Spanned<Text>>,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Spanned<Text>>,
    /// How large it shows: `small`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<Spanned<Text>>,
    /// The children that the format does not know, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<OtherChild>,
    /// Its place, tags included.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

impl Video {
    /// The video at the address `src`, called `title`.
    pub fn new(src: impl Into<Text>, title: impl Into<Text>) -> Video {
        Video { src: Some(src.into().into()), title: Some(title.into().into()), ..Video::default() }
    }

    pub(super) fn text_len(&self) -> usize {
        // Every field is named, so that a new one is not forgotten; the last two are counted for all components.
        let Video { src, title, size, other: _, span: _ } = self;
        [src, title, size].into_iter().map(|text| len(text.as_ref())).sum()
    }
}

/// Videos side by side (`<videoGroup>`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct VideoGroup {
    /// The videos.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub videos: Vec<Video>,
    /// The children that the format does not know, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<OtherChild>,
    /// Its place, tags included.
    #[serde(default, skip_serializing_if = "Span::is_none")]
    pub span: Span,
}

impl VideoGroup {
    /// A group of these videos.
    pub fn new(videos: impl IntoIterator<Item = Video>) -> VideoGroup {
        VideoGroup { videos: videos.into_iter().collect(), ..VideoGroup::default() }
    }
}
