//! The text of an article, in which each placeholder is an element.

use std::collections::HashMap;

use selfhelp::metadata::Cloud;
use selfhelp::render::text::PlainText;
use selfhelp::values::Values;
use selfhelp::{Article, RenderError};

use super::clouds::InClouds;
use super::escape::escaped;
use super::fields::{Field, Fields};

/// Letters that mean nothing (Unicode's private use area), of which each stands for a name.
const PRIVATE: std::ops::RangeInclusive<char> = '\u{E000}'..='\u{F8FF}';

/// The longest default, in columns, that has a stand-in: a longer one breaks into lines.
const LONGEST: usize = 40;

/// The text of `article` for all clouds: the style sheet shows the one of the cloud that is chosen.
pub(super) fn html(article: &Article, fields: &Fields) -> Result<String, RenderError> {
    let stand_ins = stand_ins(article, fields);
    let texts = InClouds::all(|cloud| text(article, cloud, &stand_ins))?;
    let shown = |text: &InClouds<String>| {
        let text_html = with_elements(&text.shown, &stand_ins);
        format!("<pre tabindex=\"0\" class=\"{}\">{text_html}</pre>\n", text.classes())
    };
    Ok(texts.iter().map(shown).collect())
}

/// As many times the letter as the default is wide: so the text has the lines that it has with the default.
fn stand_ins<'f>(article: &Article, fields: &'f Fields) -> HashMap<char, (&'f Field, String)> {
    let mut letters = PRIVATE.filter(|letter| !article.source().contains(*letter));
    let width = |default: &str| console::measure_text_width(default);
    let is_one = |default: &str| (1..=LONGEST).contains(&width(default)) && !default.contains(['\n', '\r']);
    let shown = fields.iter().filter_map(|field| {
        let default = field.default.as_deref().filter(|default| is_one(default))?;
        let letter = letters.next()?;
        Some((letter, (field, letter.to_string().repeat(width(default)))))
    });
    shown.collect()
}

fn text(article: &Article, cloud: &Cloud, stand_ins: &HashMap<char, (&Field, String)>) -> Result<String, RenderError> {
    let values = stand_ins.values().fold(Values::new(), |values, (field, text)| values.text(&*field.name, text));
    let plain = PlainText::new().cloud(cloud.clone());
    // Very many names have more bytes than values may have: nothing can be filled in then.
    plain.clone().values(&values).render(article).or_else(|_| plain.render(article))
}

/// The HTML of `text`, in which the stand-ins are elements with the defaults.
fn with_elements(text: &str, stand_ins: &HashMap<char, (&Field, String)>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c| PRIVATE.contains(&c)) {
        let (before, after) = rest.split_at(at);
        out.push_str(&escaped(before));
        let letter = after.chars().next().unwrap_or_default();
        rest = match stand_ins.get(&letter).and_then(|(field, text)| Some((field, after.strip_prefix(&**text)?))) {
            Some((field, rest)) => {
                let (name, default) = (escaped(&field.name), escaped(field.default.as_deref().unwrap_or_default()));
                out.extend(["<span data-placeholder=\"", &name, "\">", &default, "</span>"]);
                rest
            }
            None => {
                out.push(letter);
                after.get(letter.len_utf8()..).unwrap_or_default()
            }
        };
    }
    out.push_str(&escaped(rest));
    out
}
