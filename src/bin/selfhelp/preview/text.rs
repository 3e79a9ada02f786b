//! The text of an article, in which each placeholder is an element.

use std::collections::{HashMap, HashSet};

use selfhelp::metadata::Cloud;
use selfhelp::render::text::PlainText;
use selfhelp::values::Values;
use selfhelp::{Article, RenderError};

use super::clouds::InClouds;
use super::escape::escaped;
use super::fields::{Field, Fields};
use crate::percent;

/// Letters that mean nothing (Unicode's private use area), of which each stands for a name.
const PRIVATE: std::ops::RangeInclusive<char> = '\u{E000}'..='\u{F8FF}';

/// How many bytes one of them has in an address: `%EE%80%80`.
const ENCODED: usize = 9;

/// The text of `article` for all clouds: the style sheet shows the one of the cloud that is chosen.
pub(super) fn html(article: &Article, fields: &Fields) -> Result<String, RenderError> {
    let stand_ins = stand_ins(article, fields);
    let texts = InClouds::all(|cloud| text(article, cloud, &stand_ins))?;
    let shown = |text: &InClouds<String>| {
        let text_html = with_elements(&unencoded(&text.shown, &stand_ins), &stand_ins);
        format!("<pre tabindex=\"0\" class=\"{}\">{text_html}</pre>\n", text.classes())
    };
    Ok(texts.iter().map(shown).collect())
}

/// Of the default each character as a letter, blanks as they are: so the text has the lines that it has with the default.
fn stand_ins<'f>(article: &Article, fields: &'f Fields) -> HashMap<char, (&'f Field, String)> {
    let used: HashSet<char> = article.source().chars().filter(|c| PRIVATE.contains(c)).collect();
    let mut letters = PRIVATE.filter(|letter| !used.contains(letter));
    let is_alike = |default: &str| {
        let words = default.split(' ').all(|word| !word.is_empty());
        words && console::measure_text_width(default) == default.chars().count() && !default.contains(char::is_control)
    };
    let shown = fields.iter().filter(|field| field.is_plain).filter_map(|field| {
        let default = field.default.as_deref().filter(|default| is_alike(default))?;
        let letter = letters.next()?;
        Some((letter, (field, default.chars().map(|c| if c == ' ' { c } else { letter }).collect())))
    });
    shown.collect()
}

fn text(article: &Article, cloud: &Cloud, stand_ins: &HashMap<char, (&Field, String)>) -> Result<String, RenderError> {
    let values = stand_ins.values().fold(Values::new(), |values, (field, text)| values.text(&*field.name, text));
    let plain = PlainText::new().cloud(cloud.clone());
    // Very many names have more bytes than values may have: nothing can be filled in then.
    plain.clone().values(&values).render(article).or_else(|_| plain.render(article))
}

/// `text` with the letters that are percent-encoded, in addresses, as themselves: `%EE%80%80`.
fn unencoded(text: &str, stand_ins: &HashMap<char, (&Field, String)>) -> String {
    let letter_of = |encoded: &str| {
        let decoded = String::from_utf8(percent::decoded(encoded)).ok()?;
        let mut characters = decoded.chars();
        characters.next().filter(|c| stand_ins.contains_key(c) && characters.next().is_none())
    };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.push_str(rest.get(..at).unwrap_or_default());
        let letter = rest.get(at..at + ENCODED).and_then(letter_of);
        out.push(letter.unwrap_or('%'));
        rest = rest.get(at + if letter.is_some() { ENCODED } else { 1 }..).unwrap_or_default();
    }
    out + rest
}

/// The HTML of `text`, in which the stand-ins are elements with the defaults.
fn with_elements(text: &str, stand_ins: &HashMap<char, (&Field, String)>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c| PRIVATE.contains(&c)) {
        let (before, after) = rest.split_at(at);
        out.push_str(&escaped(before));
        let letter = after.chars().next().unwrap_or_default();
        let length = match stand_ins.get(&letter) {
            Some((field, _)) => {
                let (shown, length) = back(after, letter, field.default.as_deref().unwrap_or_default());
                out.extend(["<span data-placeholder=\"", &escaped(&field.name), "\">", &escaped(&shown), "</span>"]);
                length
            }
            None => {
                out.push(letter);
                letter.len_utf8()
            }
        };
        rest = after.get(length..).unwrap_or_default();
    }
    out.push_str(&escaped(rest));
    out
}

/// The `default` whose stand-in `text` begins with, with the line ends that came into it, and how long that is in `text`.
fn back(text: &str, letter: char, default: &str) -> (String, usize) {
    let mut characters = default.chars().filter(|c| *c != ' ').peekable();
    let mut shown = String::with_capacity(default.len());
    for (at, c) in text.char_indices() {
        if characters.peek().is_none() || !(c == letter || c.is_whitespace()) {
            return (shown, at);
        }
        shown.extend(if c == letter { characters.next() } else { Some(c) });
    }
    (shown, text.len())
}
