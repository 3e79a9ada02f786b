//! Articles in a few sentences, and in chunks for a search index.

use std::time::Duration;

use selfhelp::tree::{Part, Parts, SectionKind};
use selfhelp::{Article, ChunkKind};

use support::shelf;

fn article(body: &str) -> Article {
    Article::parse_lenient(&format!(
        "<properties articleId=\"fabrikam-summary\" description=\"About *machines*\" />\n{body}"
    ))
}

#[track_caller]
fn summary(body: &str, max_chars: usize, expected: &str) {
    assert_eq!(article(body).summary(max_chars), expected, "{body}");
}

#[test]
fn a_summary_is_of_the_issue_description() {
    let body =
        "# A\nFirst.\n<!--issueDescription-->\n## Issue\nSecond one.\n\n* Third\n<!--/issueDescription-->\nFourth.\n";
    summary(body, 100, "Second one. Third");
    summary("# A\nFirst one.\n\nSecond.\n", 100, "First one.");
    summary("# A\n* First one.\n* Second.\n", 100, "First one.");
    summary("<!--issueDescription-->\n<!--/issueDescription-->\nFirst.\n", 100, "First.");
    summary("# A\n\n```\ncode\n```\n", 100, "About *machines*");
    summary("", 6, "About…");
    assert_eq!(Article::parse_lenient("").summary(100), "");
}

#[test]
fn a_summary_ends_with_a_sentence() {
    let body = "One two. Three four! Five?";
    summary(body, 26, body);
    summary(body, 25, "One two. Three four!");
    summary(body, 20, "One two. Three four!");
    summary(body, 19, "One two.");
    summary(body, 8, "One two.");
    summary("虚拟机已停止。请重新启动。", 8, "虚拟机已停止。");
}

#[test]
fn a_summary_ends_after_a_word_if_no_sentence_fits() {
    summary("One two, three four.", 19, "One two, three…");
    summary("One two, three four.", 9, "One two…");
    summary("One (two three)", 6, "One…");
    summary("One two", 3, "…");
    summary("One two", 1, "…");
    summary("One two", 0, "");
    summary("虚拟机已停止", 4, "虚拟机…");
    summary("a👩‍🔧👩‍🔧", 4, "a…");
}

#[test]
fn a_summary_never_ends_within_what_belongs_together() {
    summary("The <!--$v-->one. Two three<!--/$v--> is off. Wait.", 15, "The…");
    summary("See https://example.com/a.b.c?d=e or wait.", 30, "See…");
    summary("See www.example.com/a or wait.", 15, "See…");
    summary("Ask ada@fabrikam.example now.", 15, "Ask…");
    summary("Run `fabctl disk create` now.", 15, "Run…");
    summary("See [the long guide](https://example.com) now.", 15, "See the long…");
}

#[test]
fn sentences_end_after_what_closes_them() {
    summary("He said “stop.” She did not.", 20, "He said “stop.”");
    summary("(One.) (Two three.)", 10, "(One.)");
    summary("See v. 2 of it. Then go.", 17, "See v. 2 of it.");
    summary("Это так. Точно так же это и там, и здесь.", 30, "Это так.");
    summary(&format!("Stop. {} go.", "1".repeat(100)), 60, "Stop.");
}

#[test]
fn a_summary_is_one_line() {
    summary("One\ntwo<br>three <!-- a note --> four", 100, "One two three four");
}

#[test]
fn words_are_counted_and_timed() {
    let words = |body: &str| article(body).word_count();
    assert_eq!(words("# One two\n\n* three `four`\n\n|a|b|\n|-|-|\n|c|d|\n"), 8);
    assert_eq!(words("It's 5.5 [here](https://example.com) <!-- a note -->"), 3);
    assert_eq!(words("虚拟机"), 3);
    assert_eq!(words(":::Section One two:::\nthree\n"), 3);
    assert_eq!(words("# Q\n---\n{\"title\":\"one two\"}\n---\n"), 1);
    assert_eq!(article("one").reading_time(), Duration::from_secs(1));
    assert_eq!(article("").reading_time(), Duration::ZERO);
}

/// The chunks of `body`: headings, text, kind.
#[track_caller]
fn chunks(body: &str, expected: &[(&str, &str, ChunkKind)]) {
    let chunks = article(body).search_chunks();
    let found: Vec<_> = chunks.iter().map(|chunk| (chunk.headings.join(" > "), &*chunk.text, chunk.kind)).collect();
    let expected: Vec<_> =
        expected.iter().map(|(headings, text, kind)| ((*headings).to_owned(), *text, *kind)).collect();
    assert_eq!(found, expected, "{body}");
}

#[test]
fn chunks_have_the_headings_above_them() {
    use ChunkKind::{Code, Data, Heading, Prose, Table};
    chunks("One\n\ntwo\n", &[("", "One\ntwo", Prose)]);
    chunks(
        "# A\nOne\n## B\nTwo\n### C\nThree\n## D\nFour\n# E\nFive\n",
        &[
            ("A", "One", Prose),
            ("A > B", "Two", Prose),
            ("A > B > C", "Three", Prose),
            ("A > D", "Four", Prose),
            ("E", "Five", Prose),
        ],
    );
    chunks("## B\nOne\n# A\nTwo\n", &[("B", "One", Prose), ("A", "Two", Prose)]);
    chunks(
        "# A\n\n## B\n\n## C\n\nOne\n\n## D\n",
        &[("A > B", "B", Heading), ("A > C", "One", Prose), ("A > D", "D", Heading)],
    );
    chunks(
        "# A\nOne\n\n    code\n\nTwo\n\n|a|b|\n|-|-|\n|c|d|\n",
        &[("A", "One", Prose), ("A", "code", Code), ("A", "Two", Prose), ("A", "a\tb\nc\td", Table)],
    );
    chunks("# A\n<azureKB>\n<client>a</client><!-- note -->\n</azureKB>\n", &[("A", "A", Heading)]);
    chunks("# A\n<metric><name>b</name><title>C</title></metric>\n", &[("A", "C", Data)]);
    chunks("# A\n<!-- note -->\n<br>\n", &[("A", "A", Heading)]);
    chunks("# A\n:::Section B:::\nOne\n:::Section C:::\n", &[("A > B", "One", Prose), ("A > C", "C", Heading)]);
}

#[test]
fn headings_are_repeated_in_proportion_only() {
    let (long, short) = ("a".repeat(300_000), "b".repeat(100_000));
    let body = format!("# {long}\n## {short}\n{}### C\nd\n", "One\n\n    two\n\n".repeat(100));
    let chunks = article(&body).search_chunks();
    assert_eq!(chunks.len(), 201);
    assert_eq!(chunks[0].headings, [&*long, &*short]);
    assert_eq!(chunks[199].headings, [""; 0]);
    assert_eq!(chunks[200].headings, ["C"]);
    let repeated: usize = chunks.iter().flat_map(|chunk| &chunk.headings).map(String::len).sum();
    assert!(repeated <= 16 * body.len() + 1000, "{repeated}");
}

#[test]
fn chunks_have_their_section_and_span() {
    let article = article("One\n\ntwo\n<!--issueDescription-->\nthree\n<!--/issueDescription-->\nfour\n");
    let chunks = article.search_chunks();
    let found: Vec<_> = chunks.iter().map(|chunk| (&article.source()[chunk.span.range()], chunk.section)).collect();
    assert_eq!(found, [("One\n\ntwo", None), ("three", Some(SectionKind::IssueDescription)), ("four", None)]);
    let json = serde_json::to_string(&chunks[1]).expect("a chunk is JSON");
    assert_eq!(serde_json::from_str::<selfhelp::SearchChunk>(&json).expect("and back"), chunks[1]);
    assert!(json.starts_with(r#"{"headings":[],"text":"three","span":"#), "{json}");
}

#[test]
fn summaries_fit_and_are_the_beginning_of_longer_ones() {
    for example in shelf::all() {
        let article = example.article();
        let whole = article.summary(usize::MAX);
        for max in (0..60).chain([100, 200, 400]) {
            let summary = article.summary(max);
            assert!(summary.chars().count() <= max, "{}: {summary:?} at {max}", example.path.display());
            let begun = whole.starts_with(summary.trim_end_matches('…'));
            assert!(begun && summary.trim() == summary, "{}: {summary:?} of {whole:?}", example.path.display());
        }
    }
}

#[test]
fn chunks_hold_every_word_and_lose_no_heading() {
    for example in shelf::all() {
        let article = example.article();
        let chunks = article.search_chunks();
        let listed: String = chunks
            .iter()
            .flat_map(|chunk| chunk.headings.iter().chain([&chunk.text]))
            .fold(String::new(), |listed, text| listed + text + " ");
        let of_data = article.data().filter(|model| !matches!(model, selfhelp::payload::Model::Unknown(_)));
        let said: Vec<String> = article
            .body
            .iter()
            .map(|part| match (part, &of_data) {
                (Part::Payload(_), Some(model)) => model.to_blocks().to_plain(),
                _ => [part.clone()].into_iter().collect::<Parts>().to_plain(),
            })
            .collect();
        for word in said.iter().flat_map(|said| said.split_whitespace()) {
            assert!(listed.contains(word), "{}: {word:?}", example.path.display());
        }
        for heading in article.body.iter().filter_map(|part| match part {
            selfhelp::tree::Part::Block(selfhelp::tree::Block::Heading(heading)) => Some(heading.content.to_plain()),
            _ => None,
        }) {
            let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                heading.is_empty() || chunks.iter().any(|chunk| chunk.headings.contains(&heading)),
                "{}: {heading:?}",
                example.path.display()
            );
        }
    }
}
