//! No article shows a mark of Markdown or of the format to its readers without a finding on that line.
//!
//! `SELFHELP_CORPUS` names a folder with more articles.

use std::collections::BTreeSet;

use selfhelp::Article;
use selfhelp::diagnostic::Diagnostic;
use selfhelp::span::Span;
use selfhelp::tree::Words;
use selfhelp::visit::Node;
use support::shelf;

/// The mark that `text` shows, if any.
fn leaked(text: &str) -> Option<&'static str> {
    let stars = text.split(|c| c != '*').any(|run| (2..=4).contains(&run.len()));
    let ticks = text.split('`').skip(1).any(|piece| !piece.trim().is_empty()) && text.matches('`').count() > 1;
    let link = text.split("](").skip(1).any(|rest| rest.trim_start_matches('(').starts_with("http"));
    // `:::Other title:::` is text, as an example says.
    let others = ["<!-", "-->", "|--", "{{"];
    match (stars, ticks, link) {
        (true, ..) => Some("**"),
        (_, true, _) => Some("`"),
        (.., true) => Some("]("),
        _ => others.into_iter().find(|mark| text.contains(mark)),
    }
}

/// The words that readers see, those of a payload too.
fn words(article: &Article) -> Vec<Words> {
    let of_node = |node: Node<'_>| match node {
        Node::Words(words) => Some(words.clone()),
        _ => None,
    };
    let said = article.data().map(|model| model.to_blocks()).unwrap_or_default();
    article.nodes().filter_map(of_node).chain(said.nodes().filter_map(of_node)).collect()
}

/// The lines that `found` is about.
fn lines(article: &Article, span: Span) -> std::ops::RangeInclusive<u32> {
    let line = |offset: u32| article.position(offset as usize).line;
    line(span.start)..=line(span.end.max(span.start))
}

#[test]
fn what_shows_by_mistake_is_found() {
    let mut silent = BTreeSet::new();
    for example in shelf::all() {
        let article = example.article();
        let shown: Vec<(Words, &str)> =
            words(&article).into_iter().filter_map(|words| leaked(&words.text).map(|mark| (words, mark))).collect();
        // What an author escapes, or writes as a reference, is meant to show.
        let meant = |words: &Words, mark: &str| {
            let written = article.source().get(words.span.range()).unwrap_or_default();
            !written.contains(mark) || written.contains(&format!("\\{}", &mark[..1]))
        };
        let shown: Vec<_> = shown.into_iter().filter(|(words, mark)| !meant(words, mark)).collect();
        if shown.is_empty() {
            continue;
        }
        let found: Vec<Diagnostic> = article.check();
        for (words, mark) in shown {
            let at = lines(&article, words.span);
            let is_found = found.iter().any(|found| {
                let about = lines(&article, found.span);
                about.start() <= at.end() && at.start() <= about.end()
            });
            if !is_found {
                silent.insert(format!("{}, line {}: {mark} in {:?}", example.path.display(), at.start(), words.text));
            }
        }
    }
    assert!(
        silent.is_empty(),
        "{} marks show in silence\n{}",
        silent.len(),
        silent.into_iter().collect::<Vec<_>>().join("\n")
    );
}
