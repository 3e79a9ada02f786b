//! Accessors of an article: title, outline, links, placeholders, sections, payload.

use selfhelp::Article;
use selfhelp::span::Span;
use selfhelp::tree::{Block, Inline, Part, SectionKind};

use support::shelf;

const HEADER: &str = "<properties pageTitle=\"From the header\" articleId=\"fabrikam-article\" />\n";

fn article(body: &str) -> Article {
    Article::parse_lenient(&format!("{HEADER}{body}\n"))
}

#[track_caller]
fn title(body: &str, expected: &str) {
    assert_eq!(article(body).title().as_deref(), Some(expected), "{body:?}");
}

#[test]
fn the_title_is_the_first_heading_of_level_1() {
    title("# The title", "The title");
    title("## Not this\n\n# The **bold** `title` of <!--$vm-->[vm]<!--/$vm-->", "The bold title of [vm]");
    title("# First\n\n# Second", "First");
    title("## No title", "From the header");
    title("", "From the header");
    title("The title\n=========", "The title");
    title("#\n\n# <!-- a comment -->\n\n# Second", "Second");
    title("<!--rcaDescription-->\n# In a section\n<!--/rcaDescription-->", "In a section");
    assert_eq!(Article::parse_lenient("text").title(), None);
    assert_eq!(Article::parse_lenient("").title(), None);
}

#[test]
fn the_title_is_one_line_without_control_characters() {
    title("# Hi&#10;Bcc: ada@fabrikam.example", "Hi Bcc: ada@fabrikam.example");
    title("# Hi&#13;&#10; &#x2028;Bcc", "Hi Bcc");
    title("# One<br>two", "One two");
    title("# One\ttwo  three", "One two three");
    title("# A  disk", "A  disk");
    title("# A\u{7}\u{9b}disk\u{85}", "A\u{FFFD}\u{FFFD}disk");
    title("# <!--$v-->a&#10;b<!--/$v-->", "a b");
    let header = |value: &str| Article::parse_lenient(&format!("<properties pageTitle=\"{value}\" />\n"));
    assert_eq!(header("Hi&#13;&#10;Bcc: a").title().as_deref(), Some("Hi Bcc: a"));
    assert_eq!(header("&#10; &#9;").title(), None);
}

#[test]
fn names_of_variables_come_once_in_the_order_of_their_use() {
    let body = "[a](data-blade:A.B.b.$b.a.$a.c.$b) [b](https://example.com) [c](data-blade:A.B.a.$a.c.$c)";
    assert_eq!(article(body).variable_names(), ["b", "a", "c"]);
}

#[track_caller]
fn placeholders(body: &str, expected: &[&str]) {
    let article = article(body);
    let names: Vec<&str> = article.placeholders().map(|placeholder| &*placeholder.name).collect();
    assert_eq!(names, expected, "{body:?}");
    let starts: Vec<u32> = article.placeholders().map(|placeholder| placeholder.span.start).collect();
    assert!(starts.is_sorted(), "{body:?}: {starts:?}");
}

fn marker(name: &str) -> String {
    format!("<!--${name}-->[{name}]<!--/${name}-->")
}

#[test]
fn placeholders_come_in_the_order_of_the_source() {
    let [a, b, c, d] = ["a", "b", "c", "d"].map(marker);
    placeholders(&format!("{a} **{b}** `{c}`\n\n```\n{d}\n```"), &["a", "b", "c", "d"]);
    placeholders(&format!("[{a}](https://example.com/{b} \"{c}\") {d}"), &["a", "b", "c", "d"]);
    placeholders(&format!("<a href=\"https://example.com/{a}\">{b}</a> {c}"), &["a", "b", "c"]);
    placeholders(&format!("<a href=\"https://example.com/{a}\" title=\"{b}\">{c}</a>"), &["a", "b", "c"]);
    placeholders(&format!("![{a}](https://example.com/{b} '{c}')"), &["a", "b", "c"]);
    placeholders(&format!("| {a} |\n|---|\n| {b} |\n\n## {c}"), &["a", "b", "c"]);
    placeholders(&format!("{a} {a}"), &["a", "a"]);
}

#[test]
fn a_placeholder_of_a_definition_stands_at_the_definition() {
    let [a, b, c] = ["a", "b", "c"].map(marker);
    placeholders(&format!("[one][x] [two][x] {a}\n\n[x]: https://example.com/{b}\n\n{c}"), &["a", "b", "c"]);
    placeholders(&format!("[x]\n\n[x]: https://example.com/{a} \"{b}\"\n\n{c}"), &["a", "b", "c"]);
}

#[test]
fn a_placeholder_in_a_bare_address_comes_once() {
    let [a, b] = ["a", "b"].map(marker);
    placeholders(&format!("https://example.com/{a} {b} <https://example.com/{b}>"), &["a", "b", "b"]);
}

#[test]
fn a_copy_that_an_editor_renamed_is_listed() {
    let mut article = article(&marker("a"));
    let mut copy = article.body[0].clone();
    if let Part::Block(Block::Paragraph(paragraph)) = &mut copy
        && let Some(Inline::Placeholder(placeholder)) = paragraph.content.first_mut()
    {
        placeholder.name = "b".into();
    }
    article.body.push(copy);
    assert_eq!(article.placeholder_names(), ["a", "b"]);
}

#[test]
fn names_are_those_of_the_body() {
    let [a, b] = ["a", "b"].map(marker);
    let unused = article(&format!("{a}\n\n[x]: https://example.com/{b}"));
    assert_eq!(unused.placeholder_names(), ["a"]);
    assert_eq!(unused.placeholders().count(), 2);
    let mut used = article(&format!("[x]: https://example.com/{b}\n\n{a} [one][x]"));
    assert_eq!(used.placeholder_names(), ["a", "b"]);
    used.body.retain(|_| false);
    assert!(used.placeholder_names().is_empty());
    assert_eq!(used.placeholders().count(), 1);
}

#[test]
fn names_come_once() {
    let body = ["b", "a", "b", "A"].map(marker).join(" ");
    assert_eq!(article(&body).placeholder_names(), ["b", "a", "A"]);
}

#[test]
fn headings_are_the_outline() {
    let article = article("# One\n\n> ## Two\n\n* ### `Three`\n\n<h4>Four</h4>");
    let outline: Vec<(u8, String)> =
        article.headings().map(|heading| (heading.level, heading.content.to_plain().into_owned())).collect();
    let expected = [(1, "One"), (2, "Two"), (3, "Three"), (4, "Four")];
    assert_eq!(outline, expected.map(|(level, text)| (level, text.to_owned())));
}

#[test]
fn links_and_images_come_in_order() {
    let article = article("[a](#1) ![b](#2) **[c](#3)** <https://example.com/4>\n\n| [d ![e](#5)](#6) |\n|---|");
    let links: Vec<_> = article.links().map(|link| link.target.to_plain().into_owned()).collect();
    assert_eq!(links, ["#1", "#3", "https://example.com/4", "#6"]);
    let images: Vec<_> = article.images().map(|image| image.target.to_plain().into_owned()).collect();
    assert_eq!(images, ["#2", "#5"]);
}

#[test]
fn sections_come_before_those_inside() {
    let inner = "<!--resolutionDetails-->\nb\n<!--/resolutionDetails-->";
    let body =
        format!("<!--rcaDescription-->\na\n{inner}\n<!--/rcaDescription-->\n<!--salutation-->\nc\n<!--/salutation-->");
    let article = article(&body);
    let kinds: Vec<SectionKind> = article.sections().map(|section| section.kind).collect();
    assert_eq!(kinds, [SectionKind::RcaDescription, SectionKind::ResolutionDetails, SectionKind::Salutation]);
}

#[track_caller]
fn section(body: &str, kind: SectionKind, expected: Option<&str>) {
    let article = article(body);
    let found = article.section(kind).map(|section| &article.source()[section.parts[0].span().range()]);
    assert_eq!(found.map(str::trim), expected, "{body:?}");
}

#[test]
fn a_section_is_found_at_any_depth() {
    let steps = |text: &str| format!("<!--nextSteps-->\n{text}\n<!--/nextSteps-->\n");
    let nested = format!("<!--rcaDescription-->\na\n\n{}<!--/rcaDescription-->\n{}", steps("b"), steps("c"));
    section(&nested, SectionKind::RcaDescription, Some("a"));
    section(&nested, SectionKind::NextSteps, Some("b"));
    section(&nested, SectionKind::Salutation, None);
    section(":::Section One:::\na\n\n:::Section Two:::\nb", SectionKind::Titled, Some("a"));
}

#[test]
fn a_title_without_its_end() {
    for (line, title) in [(":::Section One", "One"), (":::Section One::", "One"), (":::Section One:", "One:")] {
        let article = article(&format!("{line}\n\na\n"));
        assert!(article.to_html().contains(&format!("<h2>{title}</h2>")), "{line:?}");
        let found: Vec<_> = article.diagnostics().iter().map(|found| (found.code.as_str(), &*found.message)).collect();
        assert_eq!(found, [("section-title-unclosed", "expected `:::` after the title of the section")]);
        let mended = selfhelp::diagnostic::apply_fixes(article.source(), article.diagnostics());
        assert!(mended.contains(&format!(":::Section {title}:::\n")), "{mended:?}");
    }
}

#[test]
fn the_payload_is_found() {
    let article = Article::parse_lenient(
        "<properties selfHelpType=\"diagnoseAndSolve\" />\n# A\n---\n{\"commonProblems\": []}\n---\n",
    );
    assert_eq!(article.payload().map(|payload| payload.text.trim()), Some("{\"commonProblems\": []}"));
    assert_eq!(article.title().as_deref(), Some("A"));
    assert_eq!(article_without().payload(), None);
}

fn article_without() -> Article {
    article("# No payload")
}

#[test]
fn articles_cross_threads() {
    fn crosses<T: Send + Sync + 'static>() {}
    crosses::<Article>();
}

#[test]
fn everything_comes_in_the_order_of_the_source() {
    for (path, text) in shelf::texts() {
        let article = Article::parse_lenient(&text);
        let sorted = |name: &str, spans: Vec<Span>| {
            let starts = spans.iter().filter(|span| !span.is_none()).map(|span| span.start);
            assert!(starts.is_sorted(), "{name} of {path:?}: {spans:?}");
        };
        sorted("placeholders", article.placeholders().map(|node| node.span).collect());
        sorted("links", article.links().map(|node| node.span).collect());
        sorted("images", article.images().map(|node| node.span).collect());
        sorted("sections", article.sections().map(|node| node.span).collect());
        sorted("headings", article.headings().map(|node| node.span).collect());
        sorted("definitions", article.definitions().iter().map(|node| node.span).collect());
        sorted("diagnostics", article.diagnostics().iter().map(|found| found.span).collect());
    }
}
