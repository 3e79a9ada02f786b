//! Laws about what must not be in any output.

use super::leaves::{Kind, leaves};
use super::{Broken, Case, source, visible};
use selfhelp::span::Span;
use selfhelp::tree::{CodeBlock, CodeSpan, Comment, Words};
use selfhelp::visit::Visit;

/// No comment is in the HTML; what looks like one in the text is code, or was escaped by the author.
pub fn no_marker(case: &Case) -> Result<(), Broken> {
    for html in [&case.html, &case.mail] {
        if let Some(at) = html.find("<!--") {
            return Err(format!("the HTML holds {:?}", excerpt(html, at)));
        }
    }
    let mut comments = Comments { source: case.article.source(), ..Comments::default() };
    comments.visit_parts(&case.article.body);
    if let Some(words) = comments.words {
        return Err(format!("the words {words:?} hold a comment"));
    }
    // Emphasis may split what is then adjacent, a comment what is in a target; records repeat the heads of a table.
    let leaves = leaves(&case.article);
    let targets = case.article.links().map(|link| link.target.to_plain().into_owned());
    let shown: String = leaves.iter().map(|leaf| leaf.text.clone()).chain(targets).collect();
    let repeated: String = leaves.iter().filter(|leaf| leaf.in_table).map(|leaf| leaf.text.as_str()).collect();
    // The text has none of its soft hyphens, or a hyphen where a line ends: `<!-` and `-`.
    let shown = shown.replace('\u{AD}', "") + &shown.replace('\u{AD}', "-");
    if case.text.matches("<!--").count() > shown.matches("<!--").count() && !repeated.contains("<!--") {
        return Err("the text holds more comments than its code".to_owned());
    }
    let targets = case.article.links().map(|link| link.target.to_plain().into_owned());
    let held: String = leaves.iter().map(|leaf| leaf.text.clone()).chain(targets).collect();
    no_comment(case, &comments.found, &held)
}

/// No comment that only the source shows is in the output. If the author may have escaped it, only the tree can decide.
pub fn no_comment_of_source(case: &Case) -> Result<(), Broken> {
    if may_escape(case.article.source()) {
        Ok(())
    } else {
        let others = source::without_comments(case.article.source());
        no_comment(case, &source::comments(source::body(&case.article)), &others)
    }
}

/// Whether the author may have escaped a character of a comment, which is then visible.
fn may_escape(source: &str) -> bool {
    ["&lt", "&LT", "&excl", "&#", "\\<", "\\!", "\\-"].iter().any(|escape| source.contains(escape))
}

/// None of `comments` is shown, unless the same text is in code or in `others`; in the text, numbers may be in between.
fn no_comment(case: &Case, comments: &[&str], others: &str) -> Result<(), Broken> {
    let leaves = leaves(&case.article);
    let code: String = leaves.iter().filter(|leaf| leaf.kind != Kind::Words).map(|leaf| leaf.text.as_str()).collect();
    let elsewhere = [others, &source::without_tags(others), &code].map(squeezed).concat();
    let (html, text) = (squeezed(&visible::text(&case.html)), squeezed(&case.text));
    for comment in comments.iter().map(|comment| squeezed(comment)) {
        let in_html = html.contains(&comment) && !elsewhere.contains(&comment);
        let in_text = text.contains(&comment) && !unnumbered(&elsewhere).contains(&unnumbered(&comment));
        if comment.len() > 8 && (in_html || in_text) {
            return Err(format!("the comment {comment:?} is shown"));
        }
    }
    Ok(())
}

#[derive(Default)]
struct Comments<'a> {
    source: &'a str,
    found: Vec<&'a str>,
    /// Text that contains a comment.
    words: Option<&'a str>,
}

impl Comments<'_> {
    /// Whether the author may have escaped a comment in the text at `span`, or meant it as code: between backticks on
    /// one line, where format §3 has code although CommonMark may pair the backticks otherwise. Or a comment was where
    /// the rest of the text then looks like another: `<!-<!-- a -->-`.
    fn may_show(&self, span: Span) -> bool {
        let written = self.source.get(span.range()).unwrap_or_default();
        let start = span.start as usize + written.find("<!--").unwrap_or_default();
        let (before, behind) = self.source.split_at_checked(start).unwrap_or_default();
        let is_end = |c| matches!(c, '\n' | '\r');
        let in_code = before.rsplit(is_end).next().is_some_and(|line| line.contains('`'))
            && behind.split(is_end).next().is_some_and(|line| line.contains('`'));
        let is_made = source::without_comments(written).contains("<!--");
        in_code || is_made || before.ends_with('\\') || written.contains(['\\', '&'])
    }
}

impl<'a> Visit<'a> for Comments<'a> {
    fn visit_comment(&mut self, node: &'a Comment) {
        self.found.push(&node.text);
    }

    /// In code a comment is code, in a placeholder too.
    fn visit_code_block(&mut self, _: &'a CodeBlock) {}

    fn visit_code_span(&mut self, _: &'a CodeSpan) {}

    fn visit_words(&mut self, node: &'a Words) {
        if node.text.contains("<!--") && !self.may_show(node.span) {
            self.words = Some(&node.text);
        }
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
    for (name, output) in [("HTML", &case.html), ("mail", &case.mail), ("text", &case.text)] {
        if let Some(made) = output.chars().filter(mask).find(|c| !source.contains(*c)) {
            return Err(format!("the {name} holds {made:?}"));
        }
        if output.contains('\u{FFFD}') && !source.contains(|c: char| c.is_control() || c == '\u{FFFD}') {
            return Err(format!("the {name} holds a replacement character"));
        }
    }
    Ok(())
}

/// `text` without digits: the text has the numbers of items and of links.
fn unnumbered(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// The letters and digits of `text`: renderers add blanks, bullets and rules.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn excerpt(text: &str, at: usize) -> String {
    text.get(at..).unwrap_or_default().chars().take(60).collect()
}
