//! Values in every position of a placeholder.

use std::collections::HashMap;
use std::sync::LazyLock;

use selfhelp::Article;
use selfhelp::render::html::{Html, fill_html};
use selfhelp::render::text::PlainText;
use selfhelp::tree::{Piece, Template};
use selfhelp::values::{Missing, Source, Value};

use super::{profile, sound, sound_profile};
use crate::dom::structure;
use crate::terminal;

/// A placeholder in every position.
const PLACES: &str = "<properties />\n\
    # <!--$x-->x<!--/$x-->\n\n<!--$x-->x<!--/$x-->\n\na **<!--$x-->x<!--/$x-->** `<!--$x-->x<!--/$x-->`\n\n\
    [a](https://a.example/<!--$x-->x<!--/$x--> \"<!--$x-->x<!--/$x-->\") [<!--$x-->x<!--/$x-->](https://a.example/?b=<!--$x-->x<!--/$x-->)\n\n\
    [a](https://<!--$x-->x<!--/$x-->) ![<!--$x-->x<!--/$x-->](https://a.example/<!--$x-->x<!--/$x-->.png) [a](mailto:<!--$x-->x<!--/$x-->)\n\n\
    | a |\n|---|\n| <!--$x-->x<!--/$x--> |\n\n```\n<!--$x-->x<!--/$x-->\n```\n\n* > <!--$x-->x<!--/$x-->\n\n\
    [a](button-link:https://a.example/<!--$x-->x<!--/$x-->) [a](data-blade:A.B.id.<!--$x-->x<!--/$x-->) [a](data-blade:A.B.id.$x)\n\n\
    [a](https://<!--$x-->x<!--/$x-->.example:<!--$x-->x<!--/$x-->/)\n";

static SLOTS: LazyLock<Article> = LazyLock::new(|| Article::parse_lenient(PLACES));
static MARKED: LazyLock<String> =
    LazyLock::new(|| Html::new().missing(Missing::Marker).render(&SLOTS).unwrap_or_default());

/// The input up to its first NUL is a value, the rest a body; without NUL, the value goes into a body with placeholders
/// everywhere. Text values change no structure, Markdown values leave the HTML sound, in one pass and in two.
pub fn values(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match text.split_once('\0') {
        Some((value, body)) => {
            let article = Article::parse_lenient(&format!("<properties />\n{body}"));
            let marked = Html::new().missing(Missing::Marker).render(&article).unwrap_or_default();
            let chosen = article.links().any(|link| begins_with_value(&link.target))
                || article.images().any(|image| begins_with_value(&image.target));
            supply(&article, &marked, value, !chosen);
        }
        None => supply(&SLOTS, &MARKED, &text, true),
    }
}

/// A link whose target begins with a value is for the value to choose.
fn begins_with_value(target: &Template) -> bool {
    let first = target.pieces().iter().find(|piece| !matches!(piece, Piece::Text(text) if text.trim().is_empty()));
    matches!(first, Some(Piece::Placeholder(_)))
}

/// Checks one of four things, as the bytes of the value choose: the witnesses take most of the time.
fn supply(article: &Article, marked: &str, value: &str, fixed: bool) {
    let text = source(value);
    let markdown = |name: &str| (name != "id").then(|| Value::markdown(value));
    match value.bytes().fold(0_u8, u8::wrapping_add) % 4 {
        0 => {
            let html = Html::new().values(&text).render(article).unwrap_or_default();
            sound(&html);
            if fixed {
                alike(&html, &Html::new().values(&source("x")).render(article).unwrap_or_default(), value);
            }
        }
        1 => {
            let filled = fill_html(marked, &text).unwrap_or_default();
            sound_markers(&filled);
            assert_eq!(filled, fill_html(marked, &text).unwrap_or_default(), "filling again gives the same");
            if fill_html(marked, &text).is_ok() {
                alike(&filled, &fill_html(marked, &source("x")).unwrap_or_default(), value);
            }
        }
        2 => sound_profile(&profile().values(&markdown).render(article).unwrap_or_default()),
        _ => {
            sound_markers(&fill_html(marked, &markdown).unwrap_or_default());
            let wrapped = PlainText::new().width(20).values(&text).render(article).unwrap_or_default();
            assert!(wrapped.lines().all(|line| line.trim_end() == line), "a line ends in a blank: {wrapped:?}");
            let written = PlainText::new().terminal().width(20).values(&text).render(article).unwrap_or_default();
            terminal::visible(&written).unwrap_or_else(|fault| panic!("{fault} in {written:?}"));
            for other in [&text as &(dyn Source + Sync), &markdown] {
                numbers_stay(article, other);
            }
        }
    }
}

/// The author's links have the same numbers whatever the values are.
fn numbers_stay(article: &Article, values: &(dyn Source + Sync)) {
    let listed = |values: &(dyn Source + Sync)| -> HashMap<String, String> {
        let text = PlainText::new().unlimited().values(values).render(article).unwrap_or_default();
        let list = text.rsplit("\n\n").next().unwrap_or_default().lines();
        list.filter_map(|line| line.split_once("] ")).map(|(number, address)| (address.into(), number.into())).collect()
    };
    let (with, without) = (listed(values), listed(&source("x")));
    for link in article.links() {
        if let Some(number) = link.target.as_plain().and_then(|target| with.get(target))
            && let Some(other) = link.target.as_plain().and_then(|target| without.get(target))
        {
            assert_eq!(number, other, "of {:?}", link.target);
        }
    }
}

/// Markers without a value stay; all else is sound.
fn sound_markers(html: &str) {
    if !html.contains("<!--") {
        sound(html);
    }
}

fn source(value: &str) -> impl Source + Sync + use<> {
    let value = value.to_owned();
    move |name: &str| (name != "id").then(|| Value::text(value.clone()))
}

/// Both have the same elements, except for paragraphs where the value has line ends.
fn alike(html: &str, plain: &str, value: &str) {
    if value.trim().is_empty() {
        return; // a link or a picture without text is not written
    }
    let (found, expected) = (structure(html), structure(plain));
    let counts = |tag: &&String| !value.contains(['\n', '\r']) || !["<p >", "</p>"].contains(&tag.as_str());
    let same = found.iter().filter(counts).eq(expected.iter().filter(counts));
    assert!(same, "the value {value:?} changes\n{plain}\nto\n{html}");
}
