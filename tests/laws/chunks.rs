//! Chunks of every size hold every article: nothing is lost, no link is cut, and anchors lead to headings.

use selfhelp::render::html::Html;
use selfhelp::visit::Node;
use selfhelp::{Article, Chunker, SearchChunk};
use support::shelf::{self, Example};

/// The text without white space.
fn letters(chunks: &[SearchChunk]) -> String {
    chunks.iter().flat_map(|chunk| chunk.text.chars()).filter(|c| !c.is_whitespace()).collect()
}

/// The texts of links, pictures and placeholders, which are not cut.
fn wholes(article: &Article) -> Vec<String> {
    let text = |node| match node {
        Node::Link(link) => Some(link.content.to_plain()),
        Node::Image(image) => Some(image.alt.to_plain()),
        Node::Placeholder(placeholder) => Some(placeholder.default.to_plain()),
        _ => None,
    };
    let texts = article.nodes().filter_map(text).map(|text| text.trim().to_owned());
    // Those in the fields of payloads are no nodes.
    let texts = texts.chain(article.links().map(|link| link.content.to_plain().trim().to_owned()));
    texts.filter(|text| text.contains(char::is_whitespace)).collect()
}

#[test]
fn chunks_of_a_size_hold_everything() {
    for Example { path, bytes } in shelf::all() {
        let article = Article::parse_bytes_lenient(&bytes);
        let (all, wholes) = (letters(&article.search_chunks()), wholes(&article));
        for largest in [1, 20, 80, 400] {
            let context = format!("{largest} of {}", path.display());
            let chunks = Chunker::new().largest(largest).chunks(&article);
            assert_eq!(letters(&chunks), all, "{context}");
            for chunk in &chunks {
                let is_word = !chunk.text.trim().contains(char::is_whitespace);
                let is_allowed = || is_word || wholes.iter().any(|whole| chunk.text.contains(&**whole));
                assert!(chunk.text.chars().count() <= largest || is_allowed(), "{context}: {:?}", chunk.text);
                assert!(article.source().get(chunk.span.range()).is_some(), "{context}: {:?}", chunk.span);
            }
        }
    }
}

#[test]
fn no_link_and_no_placeholder_is_cut() {
    for Example { path, bytes } in shelf::all() {
        let article = Article::parse_bytes_lenient(&bytes);
        let holds = |chunks: &[SearchChunk], whole: &String| chunks.iter().any(|chunk| chunk.text.contains(whole));
        let (usual, mut wholes) = (article.search_chunks(), wholes(&article));
        // Those in headings are in no text.
        wholes.retain(|whole| holds(&usual, whole));
        for (largest, overlap) in [(1, 0), (20, 10), (80, 80)] {
            let chunks = Chunker::new().largest(largest).overlap(overlap).chunks(&article);
            let cut: Vec<_> = wholes.iter().filter(|whole| !holds(&chunks, whole)).collect();
            assert_eq!(cut, [""; 0], "{largest} of {}", path.display());
        }
    }
}

#[test]
fn overlapping_chunks_stay_in_proportion_and_in_order() {
    for Example { path, bytes } in shelf::all() {
        let article = Article::parse_bytes_lenient(&bytes);
        let all = letters(&article.search_chunks()).len();
        for (largest, overlap) in [(1, 1), (20, 10), (80, 20), (400, 400)] {
            let chunks = Chunker::new().largest(largest).overlap(overlap).chunks(&article);
            assert!(letters(&chunks).len() <= 4 * all, "{largest} of {}", path.display());
            let without = Chunker::new().largest(largest).chunks(&article).len();
            assert!(chunks.len() >= without && chunks.len() <= 4 * without + 4, "{largest} of {}", path.display());
        }
    }
}

#[test]
fn anchors_are_ids_in_the_html() {
    for Example { path, bytes } in shelf::all() {
        let article = Article::parse_bytes_lenient(&bytes);
        let html = Html::new().heading_ids("a").render(&article).unwrap_or_default();
        for anchor in article.search_chunks().into_iter().filter_map(|chunk| chunk.anchor) {
            assert!(html.contains(&format!(" id=\"a-{anchor}\"")), "{}: {anchor}", path.display());
        }
    }
}
