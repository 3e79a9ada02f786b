//! The checks for any input: a function for each fuzz target, which panics if a law is broken.
//!
//! The fuzz targets in `fuzz/` call these, and so do tests, with inputs that were found once.

mod edit;
mod form;
mod functions;
mod header;
mod help;
mod serde;
mod values;

use std::thread_local;

use selfhelp::render::text::PlainText;
use selfhelp::tree::Part;
use selfhelp::{Article, ParseError};

use crate::dom::{Allowed, Asked, profile};
use crate::law::{self, Case};

pub use edit::edit;
pub use form::{answers, condition, form};
pub use functions::functions;
pub use header::header;
pub use help::help;
pub use serde::serde;
pub use values::values;

/// Laws that need more than one look at the source, or guess what of it readers should find; other targets check these.
const ELSEWHERE: [&str; 5] = [
    "serialising and back is identity",
    "parsing and rendering again gives the same",
    "strict is lenient without errors",
    "the text holds every word of the source",
    "no comment of the source is shown",
];

thread_local! {
    static PLAIN: Allowed = Allowed::read(Asked::Nothing);
    static MAIL: Allowed = Allowed::mail(Asked::Nothing);
    static FULL: Allowed = Allowed::read(Asked::Everything);
}

/// Any bytes become an article whose nodes nest, and whose HTML and text show what the tree holds and nothing else.
pub fn article(data: &[u8]) {
    let case = Case::new(Article::parse_bytes_lenient(data));
    for (name, law) in law::LAWS.iter().filter(|(name, _)| !ELSEWHERE.contains(name)) {
        if let Err(fault) = law(&case) {
            panic!("{name}: {fault}");
        }
    }
    // The witnesses take most of the time.
    if data.iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte)) % 4 == 0 {
        sound(&case.html);
        sound_mail(&case.mail);
    }
    case.article.check();
}

/// Strict parsing accepts what has no error in lenient parsing, gives the same article, and so does parsing again; a
/// paragraph among others shows.
pub fn strict(data: &[u8]) {
    let lenient = Article::parse_bytes_lenient(data);
    match Article::parse_bytes(data) {
        Ok(article) => assert_eq!(article, lenient, "strict and lenient parsing differ"),
        Err(error) => refused(&lenient, &error),
    }
    let again = Article::parse_lenient(lenient.source());
    assert_eq!((&again.metadata, &again.body), (&lenient.metadata, &lenient.body), "parsing the decoded text differs");
    if let Ok(text) = std::str::from_utf8(data) {
        planted(text);
    }
}

fn refused(lenient: &Article, error: &ParseError) {
    let told = lenient.diagnostics().iter().any(|found| found == error.first());
    assert!(told, "refused without reason: {error}");
    assert_eq!(error.position(), lenient.position(error.span().start as usize));
}

/// A word that no input has by chance.
const WORD: &str = "zqxjwzqxjw";

/// How components begin.
const COMPONENTS: [&str; 5] = ["<insight", "<metric", "<video", "<azurekb", "<commonsolution"];

/// Whether `tag`, in lower case, is in `text` in any case.
fn holds(text: &str, tag: &str) -> bool {
    text.to_ascii_lowercase().contains(tag)
}

/// A paragraph in the middle of `text`, after a good header, is in both outputs or in an author's comment.
fn planted(text: &str) {
    let middle = text.len() / 2;
    let middle = (middle..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let (before, behind) = text.split_at(middle);
    let source = format!("<properties />\n# A\n\n{before}\n\n{WORD}\n\n{behind}");
    let article = Article::parse_lenient(&source);
    // Text between the children of a component does not show.
    let in_component = COMPONENTS
        .iter()
        .any(|tag| holds(before, tag) && (holds(behind, tag) || holds(behind, &tag.replace('<', "</"))));
    // A component holds no markers, so that what looks like a damaged one is a comment.
    let component = !law::without_comments(&source).contains(WORD) && COMPONENTS.iter().any(|tag| holds(text, tag));
    // A comment may begin anywhere, as one that seems to begin earlier may be in code.
    let hides = |at: usize| law::comments(&source[at..]).first().is_some_and(|note| note.contains(WORD));
    let in_note = component || source.match_indices("<!--").any(|(at, _)| hides(at));
    // It is in an attribute of an element that blank lines do not end.
    let in_tag = is_in_tag(before) || is_in_tag(&law::without_comments(before));
    // Of what is between the members of a payload nothing shows.
    let in_payload = article.body.iter().any(|part| matches!(part, Part::Payload(data) if data.text.contains(WORD)));
    let shown = |output: &str| output.contains(WORD);
    if !in_payload && !in_note && !in_tag && !in_component && !text.contains(WORD) {
        assert!(shown(&article.to_html()), "a paragraph is lost in {source:?}");
        let text = PlainText::new().unlimited().render(&article).unwrap_or_default();
        assert!(shown(&text), "a paragraph is lost in the text of {source:?}");
    }
}

/// Whether a tag that begins in `text` ends after it.
fn is_in_tag(text: &str) -> bool {
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once('<') {
        rest = behind;
        if behind.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (mut quote, mut last) = (None, ' ');
            let end = behind.find(|c: char| {
                let begins_value = last == '=';
                last = if c.is_whitespace() { last } else { c };
                match quote {
                    Some(open) => {
                        quote = quote.filter(|_| c != open);
                        false
                    }
                    None => {
                        quote = Some(c).filter(|c| begins_value && matches!(c, '"' | '\''));
                        c == '>'
                    }
                }
            });
            match end {
                Some(end) => rest = &behind[end..],
                None => return true,
            }
        }
    }
    false
}

/// `html` has what the documentation lists, and a browser reads it as it is written.
fn sound(html: &str) {
    PLAIN.with(|allowed| allows(allowed, html));
}

/// As [`sound`], for a mail.
fn sound_mail(html: &str) {
    MAIL.with(|allowed| allows(allowed, html));
}

/// As [`sound`], with every option set.
fn sound_profile(html: &str) {
    FULL.with(|allowed| allows(allowed, html));
}

fn allows(allowed: &Allowed, html: &str) {
    if let Some(fault) = allowed.faults(html) {
        panic!("{fault}\n{html}");
    }
}
