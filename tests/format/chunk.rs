//! Search chunks: anchors, and chunks of a size.

use selfhelp::{Article, Chunker};

/// The chunks of at most so many characters have these texts, each at its part of the source.
#[track_caller]
fn cut(body: &str, largest: usize, expected: &[(&str, &str)]) {
    let article = Article::parse_lenient(&format!("<properties />\n{body}"));
    let chunks = Chunker::new().largest(largest).chunks(&article);
    let found: Vec<_> = chunks.iter().map(|chunk| (&*chunk.text, &article.source()[chunk.span.range()])).collect();
    assert_eq!(found, expected, "{body:?}");
}

#[test]
fn chunks_are_cut_between_words() {
    cut("aa *bb* cc dd\n", 5, &[("aa bb", "aa *bb"), ("cc dd", "cc dd")]);
    cut("aa *bb cc* dd\n", 5, &[("aa bb", "aa *bb"), ("cc dd", "cc* dd")]);
    cut("a&amp;b cc\n", 3, &[("a&b", "a&amp;b cc"), ("cc", "a&amp;b cc")]);
    cut("* aa\n* bb\n\ncc\n", 5, &[("aa\nbb", "* aa\n* bb"), ("cc", "cc")]);
    cut("aa bb\n", 5, &[("aa bb", "aa bb")]);
}

#[test]
fn links_placeholders_and_words_are_whole() {
    cut(
        "aa [bb cc](https://e.example) dd\n",
        4,
        &[("aa", "aa"), ("bb cc", "[bb cc](https://e.example)"), ("dd", "dd")],
    );
    cut("aa <!--$x-->bb cc<!--/$x--> dd\n", 4, &[("aa", "aa"), ("bb cc", "<!--$x-->bb cc<!--/$x-->"), ("dd", "dd")]);
    cut("aa **[bb cc](https://e.example)**\n", 4, &[("aa", "aa"), ("bb cc", "[bb cc](https://e.example)**")]);
    let link = "[bb cc ](https://e.example)";
    cut(&format!("{link}- dd\n"), 1, &[("bb cc", link), ("-", "-"), ("dd", "dd")]);
    cut(
        &format!("* {link}\u{2014} dd\r\n"),
        1,
        &[("bb cc", &format!("* {link}")), ("\u{2014}", "\u{2014}"), ("dd", "dd")],
    );
    let link = "<a href=\"https://e.example\">bb cc </a>";
    cut(&format!("<div>aa {link}- dd</div>\n"), 1, &[("aa", "aa"), ("bb cc", link), ("-", "-"), ("dd", "dd")]);
    cut("https://e.example/a-b a\n", 4, &[("https://e.example/a-b", "https://e.example/a-b"), ("a", "a")]);
}

#[test]
fn code_is_cut_at_lines() {
    let code = "```sh\naa bb\n  cc dd\n```\n";
    let whole = code.trim_end();
    cut(code, 8, &[("aa bb", whole), ("  cc dd", whole)]);
}

#[test]
fn chunks_of_different_kinds_stay_apart() {
    cut("aa bb\n\n```\ncc\n```\n\ndd\n", 3, &[("aa", "aa"), ("bb", "bb"), ("cc", "```\ncc\n```"), ("dd", "dd")]);
}

#[test]
fn chunks_have_the_anchor_of_their_heading() {
    let article = Article::parse_lenient("a\n\n# B\n\nb\n\n## C\n\n## C\n\nd e\n\n:::Section F g:::\nf\n");
    let anchors: Vec<_> = article.search_chunks().into_iter().map(|chunk| (chunk.text, chunk.anchor)).collect();
    let expected = [("a", None), ("b", Some("b")), ("C", Some("c")), ("d e", Some("c-2"))];
    let expected: Vec<_> =
        expected.map(|(text, anchor)| (text.to_owned(), anchor.map(str::to_owned))).into_iter().collect();
    assert_eq!(anchors[..4], expected);
    let pieces = Chunker::new().largest(1).chunks(&article);
    let of_last: Vec<_> = pieces.iter().filter(|chunk| chunk.anchor.as_deref() == Some("c-2")).collect();
    assert_eq!(of_last.len(), 2);
    assert!(of_last.iter().all(|chunk| chunk.headings == ["B", "C"]));
}

#[test]
fn pieces_repeat_headings_in_proportion_to_the_article() {
    let body = format!("# {}\n\n{}", "h".repeat(100_000), "w ".repeat(100_000));
    let article = Article::parse_lenient(&body);
    let chunks = Chunker::new().largest(1).chunks(&article);
    assert_eq!(chunks.len(), 100_000);
    let repeated: usize =
        chunks.iter().flat_map(|chunk| chunk.headings.iter().chain(&chunk.anchor)).map(String::len).sum();
    assert!(repeated <= 16 * body.len(), "{repeated}");
}
