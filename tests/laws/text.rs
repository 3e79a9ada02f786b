//! Laws for the text of every article at every width. `SELFHELP_CORPUS` names a folder with more articles.

use std::collections::HashSet;
use std::path::Path;

use selfhelp::Article;
use selfhelp::payload::Payload;
use selfhelp::render::text::{LinkStyle, PlainText};
use selfhelp::tree::{CodeBlock, Table};
use selfhelp::visit::{self, Visit};
use support::{clock, shelf};
use unicode_width::UnicodeWidthStr;

/// Calls `law` with every example article and every one of the corpus.
fn for_all(mut law: impl FnMut(&Path, &Article)) {
    shelf::all().iter().for_each(|example| law(&example.path, &example.article()));
}

fn text(plain: &PlainText<'_>, article: &Article) -> String {
    plain.render(article).expect("nothing can be missing")
}

/// The widths to try: many for examples, some for a corpus, which is large.
fn widths(path: &Path) -> Vec<usize> {
    if path.starts_with(support::ROOT) {
        (1..=30).chain([40, 50, 60, 70, 78, 79, 80, 100, 120, 150, 180, 200]).collect()
    } else {
        vec![1, 3, 10, 25, 40, 78, 120]
    }
}

#[test]
fn lines_end_in_no_blank_and_text_in_one_line_end() {
    for_all(|path, article| {
        for width in widths(path) {
            for links in [LinkStyle::References, LinkStyle::Inline, LinkStyle::TextOnly] {
                let text = text(&PlainText::new().width(width).links(links), article);
                let lines = text.split('\n');
                let untidy = lines.filter(|line| line.trim_end() != *line).collect::<Vec<_>>();
                assert!(untidy.is_empty(), "{}, width {width}: {untidy:?}", path.display());
                assert!(text.is_empty() || text.ends_with('\n'), "{}, width {width}", path.display());
                assert!(!text.contains("\n\n\n\n") && !text.ends_with("\n\n"), "{}, width {width}", path.display());
            }
        }
    });
}

/// What of an article is not broken into lines, and whether it has tables.
#[derive(Default)]
struct Verbatim {
    lines: HashSet<String>,
    tables: bool,
}

impl Verbatim {
    fn of(article: &Article) -> Verbatim {
        let mut verbatim = Verbatim::default();
        verbatim.visit_parts(&article.body);
        verbatim
    }

    fn code(&mut self, code: &str) {
        self.lines.extend(code.lines().map(|line| line.trim().to_owned()));
    }
}

impl<'a> Visit<'a> for Verbatim {
    fn visit_code_block(&mut self, node: &'a CodeBlock) {
        self.code(&node.content.to_plain());
    }

    fn visit_payload(&mut self, node: &'a Payload) {
        self.code(&node.to_indented());
    }

    fn visit_table(&mut self, node: &'a Table) {
        self.tables = true;
        visit::walk_table(self, node);
    }
}

/// The words of a line, without its prefix, code as one word.
fn words(line: &str) -> usize {
    let mut words = 0;
    let mut in_code = false;
    for word in line.split_whitespace() {
        let ornament = words == 0 && (matches!(word, ">" | "*") || word.trim_end_matches('.').parse::<u64>().is_ok());
        words += usize::from(!ornament && !in_code);
        in_code ^= word.matches('`').count() % 2 == 1;
    }
    words
}

#[test]
fn a_line_is_too_long_only_where_it_is_one_word() {
    for_all(|path, article| {
        let verbatim = Verbatim::of(article);
        for width in widths(path).into_iter().filter(|&width| width >= 40) {
            for line in text(&PlainText::new().width(width), article).lines() {
                let content = line.trim_start_matches(['>', ' ']);
                let code = verbatim.lines.contains(line.trim()) || verbatim.lines.contains(content);
                let path_or_reference = line.contains('\\') || line.starts_with('[');
                let columns = verbatim.tables && line.contains("  ");
                if line.width() > width && !code && !path_or_reference && !columns {
                    assert!(words(content) <= 1, "{}, width {width}: {line:?}", path.display());
                }
            }
        }
    });
}

#[test]
fn rendering_twice_gives_the_same() {
    for_all(|path, article| assert_eq!(article.to_text(), article.to_text(), "{}", path.display()));
}

#[test]
fn no_comment_is_shown() {
    for_all(|path, article| {
        let text = article.to_text();
        for note in article.nodes().filter_map(|node| match node {
            visit::Node::Comment(comment) => Some(comment.text.trim()),
            _ => None,
        }) {
            let long = note.chars().count() > 20;
            assert!(!long || !text.contains(note), "{}: {note:?}", path.display());
        }
    });
}

/// The time for the text of `markdown` grows linearly.
#[test]
fn long_input_takes_no_long_time() {
    let many = 20_000;
    let links: String = (0..many).map(|n| format!("[a](https://example.com/{n}) ")).collect();
    let rows = "|a|b|c|\n".repeat(many);
    for markdown in [
        "a".repeat(20 * many),
        "a ".repeat(10 * many),
        "a-".repeat(10 * many),
        "! ".repeat(10 * many),
        "虚".repeat(5 * many),
        "🇩🇪".repeat(many),
        "ä-b".repeat(5 * many),
        "a\u{301}".repeat(5 * many),
        "C:\\\\a b\\\\c ".repeat(many),
        format!("`{}`", "a ".repeat(10 * many)),
        "`a b` ".repeat(2 * many),
        links,
        format!("|A|B|C|\n|-|-|-|\n{rows}"),
        format!("|{}|B|C|\n|-|-|-|\n{rows}", "A ".repeat(many)),
        format!("{}\n{}", "|a".repeat(2000), "|-".repeat(2000)),
        "* a\n".repeat(many),
        "a<br>".repeat(many),
        "\u{A0}".repeat(5 * many),
        "a\u{A0}".repeat(5 * many),
        "> a\n\n".repeat(many),
    ] {
        let article = Article::parse_lenient(&format!("<properties articleId=\"a\" />\n{markdown}\n"));
        for width in [1, 78, 200] {
            let mut length = 0;
            let time = clock::time(|| length = text(&PlainText::new().width(width), &article).len());
            let start = markdown.chars().take(20).collect::<String>();
            assert!(time.as_secs() < 10, "{start:?} at width {width} took {time:?}");
            assert!(length < 40 * markdown.len() + 1000, "{start:?} at width {width} became {length}");
        }
        let mut length = 0;
        let time = clock::time(|| length = text(&PlainText::new().unlimited(), &article).len());
        assert!(time.as_secs() < 10 && length < 16 * markdown.len() + 1_000_000);
    }
}
