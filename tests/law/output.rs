//! Laws about what must not be in any output.

use super::leaves::{Kind, leaves};
use super::{Broken, Case, source, visible};
use selfhelp::tree::Comment;
use selfhelp::visit::Visit;

/// No comment is in the HTML; what looks like one in the text is code, or words that an author escaped.
pub fn no_marker(case: &Case) -> Result<(), Broken> {
    if let Some(at) = case.html.find("<!--") {
        return Err(format!("the HTML holds {:?}", excerpt(&case.html, at)));
    }
    let escaped = may_escape(case.article.source());
    let leaves = leaves(&case.article.body);
    if let Some(leaf) = leaves.iter().find(|leaf| leaf.kind == Kind::Words && leaf.text.contains("<!--") && !escaped) {
        return Err(format!("the words {:?} hold a comment", leaf.text));
    }
    // Emphasis may divide what then stands together.
    let shown = leaves.iter().map(|leaf| leaf.text.as_str()).collect::<String>().matches("<!--").count();
    if case.text.matches("<!--").count() > shown {
        return Err("the text holds more comments than its code".to_owned());
    }
    let mut notes = Notes::default();
    notes.visit_parts(&case.article.body);
    no_note(case, &notes.found)
}

/// No note is shown of which only the source knows. Where the author may have escaped a comment, only the tree can tell.
pub fn no_note_of_source(case: &Case) -> Result<(), Broken> {
    match may_escape(case.article.source()) {
        true => Ok(()),
        false => no_note(case, &source::comments(source::body(&case.article))),
    }
}

/// Whether the author may have escaped the `<` of a comment, which then is to be seen.
fn may_escape(source: &str) -> bool {
    ["&lt;", "\\<", "&#"].iter().any(|escape| source.contains(escape))
}

/// None of `notes` is shown, unless the same words stand in code or elsewhere.
fn no_note(case: &Case, notes: &[&str]) -> Result<(), Broken> {
    let leaves = leaves(&case.article.body);
    let code: String = leaves.iter().filter(|leaf| leaf.kind != Kind::Words).map(|leaf| leaf.text.as_str()).collect();
    let elsewhere = squeezed(&source::without_comments(case.article.source())) + &squeezed(&code);
    let (html, text) = (squeezed(&visible::text(&case.html)), squeezed(&case.text));
    for note in notes.iter().map(|note| squeezed(note)) {
        let shown = html.contains(&note) || text.contains(&note);
        if note.len() > 8 && shown && !elsewhere.contains(&note) {
            return Err(format!("the note {note:?} is shown"));
        }
    }
    Ok(())
}

#[derive(Default)]
struct Notes<'a> {
    found: Vec<&'a str>,
}

impl<'a> Visit<'a> for Notes<'a> {
    fn visit_comment(&mut self, node: &'a Comment) {
        self.found.push(&node.text);
    }
}

/// No output holds more private-use characters, or others that could stand in for a placeholder, than the source.
pub fn no_mask(case: &Case) -> Result<(), Broken> {
    let source = case.article.source();
    let mask = |c: &char| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' | '\u{2983}' | '\u{2984}');
    // Written as an entity or an escape of JSON, a character is not in the source as such.
    if source.contains("&#") || source.contains("\\u") {
        return Ok(());
    }
    for (name, output) in [("HTML", &case.html), ("text", &case.text)] {
        if let Some(made) = output.chars().filter(mask).find(|c| !source.contains(*c)) {
            return Err(format!("the {name} holds {made:?}"));
        }
        if output.contains('\u{FFFD}') && !source.contains(|c: char| c.is_control() || c == '\u{FFFD}') {
            return Err(format!("the {name} holds a replacement character"));
        }
    }
    Ok(())
}

/// `text` without its white space.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn excerpt(text: &str, at: usize) -> String {
    text.get(at..).unwrap_or_default().chars().take(60).collect()
}
