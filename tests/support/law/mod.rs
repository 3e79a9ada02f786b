//! Laws: what is true for every article, whoever wrote it.
//!
//! A law gets an article with both its outputs and returns what is broken, if anything is.

mod component;
mod leaves;
mod output;
mod round;
mod source;
mod spans;
mod visible;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use selfhelp::Article;
use selfhelp::limits::Limits;
use selfhelp::render::html::Html;

use crate::shelf::Example;

/// An article and its outputs.
pub struct Case {
    pub article: Article,
    pub html: String,
    pub mail: String,
    pub text: String,
}

impl Case {
    pub fn new(article: Article) -> Case {
        let (html, text) = (article.to_html(), article.to_text());
        let mail = Html::new().mail().limits(MOST).render(&article).unwrap_or_default();
        Case { article, html, mail, text }
    }
}

/// Styles make much HTML of a short source; no article is to be refused here.
const MOST: Limits = Limits::new().output_bytes(usize::MAX);

/// What is broken.
pub type Broken = String;

/// A law and its name.
pub type Law = (&'static str, fn(&Case) -> Result<(), Broken>);

/// How many faults a report shows for each law.
const SHOWN: usize = 8;

/// Every law.
pub const LAWS: &[Law] = &[
    ("spans nest", |case| nested(&case.article)),
    ("words are a slice of the source", spans::slices),
    ("diagnostics have places in order", spans::diagnostics),
    ("serialising and back is identity", round::serialised),
    ("parsing and rendering again gives the same", round::repeated),
    ("strict is lenient without errors", round::strict),
    ("a header alone reads as in its article", round::header),
    ("no marker or note is shown", output::no_marker),
    ("no comment of the source is shown", output::no_comment_of_source),
    ("no character is made up", output::no_mask),
    ("the html holds every leaf, in order", |case| words::html_holds_leaves(case, &case.html)),
    ("the mail holds every leaf, in order", |case| words::html_holds_leaves(case, &case.mail)),
    ("the text holds every leaf", words::text_holds_leaves),
    ("the text holds every word of the source", words::text_holds_source),
];

/// Checks every law on every example, and reports all that break.
pub fn hold(examples: &[Example]) {
    let mut broken: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for example in examples {
        let case = Case::new(example.article());
        for (name, fault) in faults(&case) {
            broken.entry(name).or_default().push(format!("  {}: {fault}\n", example.path.display()));
        }
    }
    let mut report = String::new();
    for (name, faults) in &broken {
        let _ = writeln!(report, "\n{name}: broken by {} of {}", faults.len(), examples.len());
        faults.iter().take(SHOWN).for_each(|fault| report.push_str(fault));
    }
    assert!(report.is_empty(), "{report}");
}

/// The laws that `case` breaks, with what is broken.
pub fn faults(case: &Case) -> Vec<(&'static str, Broken)> {
    LAWS.iter().filter_map(|(name, law)| Some((*name, law(case).err()?))).collect()
}

/// The text of the comments of `text`, in code too.
pub fn comments(text: &str) -> Vec<&str> {
    source::comments(text)
}

/// `text` without its comments.
pub fn without_comments(text: &str) -> String {
    source::without_comments(text)
}

/// Whether every node of `article` is inside its parent.
pub fn nested(article: &Article) -> Result<(), Broken> {
    spans::nest(article)
}
