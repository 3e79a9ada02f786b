//! The limits: an input at a limit is read as usual; an input one over it is refused, or stays as text and is reported.

use selfhelp::diagnostic::Code;
use selfhelp::limits::{self, Limits};
use selfhelp::render::html::{Html, fill_html};
use selfhelp::render::text::PlainText;
use selfhelp::span::Span;
use selfhelp::tree::{Block, Inline, Paragraph, Part};
use selfhelp::values::{MarkdownText, Value, Values};
use selfhelp::{Article, Parser, RenderError};

/// Strict parsing accepts `body`, without a diagnostic of this code.
#[track_caller]
fn accepts(limits: &Limits, body: &str, code: &Code) -> Article {
    let article = Parser::new().limits(limits.clone()).parse(&format!("<properties />\n{body}")).unwrap();
    assert_eq!(article.diagnostics().iter().find(|found| found.code == *code), None);
    article
}

/// Strict parsing accepts `body`, with one diagnostic of this code.
#[track_caller]
fn reports(limits: &Limits, body: &str, code: &Code, message: &str) -> Article {
    let article = Parser::new().limits(limits.clone()).parse(&format!("<properties />\n{body}")).unwrap();
    let found: Vec<&str> =
        article.diagnostics().iter().filter(|found| found.code == *code).map(|found| found.message.as_str()).collect();
    assert_eq!(found, [message]);
    article
}

/// At its limit `body` gives this HTML, one below it this warning and that HTML.
#[track_caller]
fn limit(at: &Limits, below: &Limits, body: &str, html: &str, code: Code, message: &str, beyond: &str) {
    assert_eq!(accepts(at, body, &code).to_html(), html);
    assert_eq!(reports(below, body, &code, message).to_html(), beyond);
}

#[test]
fn open_containers() {
    let limits = |most| Limits::new().open_containers(most);
    let nesting =
        |most| format!("expected at most {most} quotes and list items inside one another; deeper ones are text");
    limit(
        &limits(3),
        &limits(2),
        "> - > a",
        "<blockquote>\n<ul>\n<li>\n<blockquote>\n<p>a</p>\n</blockquote>\n</li>\n</ul>\n</blockquote>\n",
        Code::NESTING,
        &nesting(2),
        "<blockquote>\n<ul>\n<li>&gt; a</li>\n</ul>\n</blockquote>\n",
    );
    limit(
        &limits(2),
        &limits(1),
        "1. a\n   - b",
        "<ol>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>\n",
        Code::NESTING,
        &nesting(1),
        "<ol>\n<li>a\n- b</li>\n</ol>\n",
    );
    let deep = |depth| [&">".repeat(depth), "a"].concat();
    let flattened = "expected at most 30 nodes inside one another; deeper ones are flattened";
    let message = |article: &Article| article.diagnostics().first().map(|found| found.message.clone());
    let parse = |body: &str| Article::parse_lenient(&format!("<properties />\n{body}"));
    assert_eq!(message(&parse(&deep(limits::OPEN_CONTAINERS))).as_deref(), Some(flattened));
    let beyond = parse(&deep(limits::OPEN_CONTAINERS + 1));
    assert_eq!(beyond.diagnostics().len(), 2);
    assert!(beyond.to_html().contains("<p>&gt;a</p>"));
    assert_eq!(
        reports(&limits(100), &deep(31), &Code::NESTING, flattened).to_html().matches("<blockquote>").count(),
        30
    );
}

#[test]
fn containers_stay_open_over_blank_and_lazy_lines() {
    let limits = Limits::new().open_containers(1);
    let message = "expected at most 1 quotes and list items inside one another; deeper ones are text";
    for body in ["- a\n  - b", "- a\n\n\n  - b", "- a\nb\n  - c"] {
        reports(&limits, body, &Code::NESTING, message);
    }
    for body in ["- a\n - b", "- a\n\nb\n\n  - c", "- a\n\n- b"] {
        accepts(&limits, body, &Code::NESTING);
    }
}

#[test]
fn what_is_over_a_limit_is_reported_where_it_begins() {
    #[track_caller]
    fn at(limits: Limits, body: &str, code: &Code, place: &str) {
        let article = Parser::new().limits(limits).parse_lenient(&format!("<properties />\nx\n\n{body}"));
        let found: Vec<_> = article.diagnostics().iter().filter(|found| found.code == *code).collect();
        let found: Vec<_> = found.iter().map(|found| &article.source()[found.span.range()]).collect();
        assert_eq!(found, [place], "{body:?}");
    }
    at(Limits::new().open_containers(2), "> - 1. a", &Code::NESTING, "1");
    at(Limits::new().title_lines(2), "a [b](c \"d\ne\nf\")", &Code::LINK_TITLE, "(");
    let body = "<!--$a-->1<!--/$a--> <!--$b-->2<!--/$b--> <!--$c-->3<!--/$c-->";
    at(Limits::new().placeholders(1), body, &Code::TOO_MANY, "<!--$b-->2<!--/$b-->");
    let body = "<!--salutation-->\na\n<!--/salutation-->\n<!--nextSteps-->\nb\n<!--/nextSteps-->\n";
    at(Limits::new().sections(1), body, &Code::TOO_MANY, "<!--nextSteps-->");
}

#[test]
fn what_is_not_read_is_one_block_of_its_text() {
    #[track_caller]
    fn shows(source: &str, code: &str) {
        let article = Parser::new().limits(Limits::new().input_bytes(1)).parse_lenient(source);
        let Some(Part::Block(Block::Code(block))) = article.body.first() else {
            return assert_eq!(source, "", "no code");
        };
        assert_eq!((block.content.to_plain().as_ref(), article.body.len()), (code, 1));
    }
    shows("a *b*", "a *b*\n");
    shows("a\nb\n", "a\nb\n");
    shows("a\r\nb\n", "a\nb\n");
    shows("a\rb", "a\nb\n");
}

#[test]
fn lines_that_only_look_like_containers() {
    let limits = Limits::new().open_containers(2);
    for body in [
        "- - - - -",
        "* * *\n",
        "> - - - -",
        "        - - a",
        "a\n          - b",
        "-----\n",
        "1.2.3.4.5.6",
        "> > a\n> > b\n\nc\n\n> > d",
    ] {
        accepts(&limits, body, &Code::NESTING);
    }
}

#[test]
fn title_lines() {
    let limits = |most| Limits::new().title_lines(most);
    let message = "expected the title of a link to end within 2 lines; the link is text";
    limit(
        &limits(3),
        &limits(2),
        "[a](https://b.example \"c\nd\ne\") f",
        "<p><a href=\"https://b.example\" title=\"c\nd\ne\">a</a> f</p>\n",
        Code::LINK_TITLE,
        message,
        "<p>[a](<a href=\"https://b.example\">https://b.example</a> &quot;c\nd\ne&quot;) f</p>\n",
    );
    reports(&limits(2), "> [a](<b> 'c\n> d\n> e')", &Code::LINK_TITLE, message);
    reports(&limits(2), "![a](b\n(c\nd\ne", &Code::LINK_TITLE, message);
    reports(&limits(2), "[a](b\r\n\"c\r\nd\r\ne\") f", &Code::LINK_TITLE, message);
    reports(&limits(2), "[a](b \"c)\nd\ne\") f", &Code::LINK_TITLE, message);
    for body in ["[a](b(c)) \"d\ne\nf", "[a](b \"c\n \nd\ne\nf", "[a](b (c) d\ne\nf\ng"] {
        accepts(&limits(2), body, &Code::LINK_TITLE);
    }
    for body in ["[a](b \"c\n\nd\ne\nf", "[a](b \"c\" d\ne\nf", "[a](b) \"c\nd\ne", "[a] (b \"c\nd\ne", "[a](b c\nd\ne"]
    {
        accepts(&limits(2), body, &Code::LINK_TITLE);
    }
    let title = |lines: usize| format!("[a](b \"{}\")", "c\n".repeat(lines - 1));
    accepts(&Limits::new(), &title(limits::TITLE_LINES), &Code::LINK_TITLE);
    let message = "expected the title of a link to end within 32 lines; the link is text";
    reports(&Limits::new(), &title(limits::TITLE_LINES + 1), &Code::LINK_TITLE, message);
}

#[test]
fn attributes() {
    let limits = |most| Limits::new().attributes(most);
    limit(
        &limits(2),
        &limits(1),
        "<b a=\"1\" c=\"2\">d</b>",
        "<p><strong>d</strong></p>\n",
        Code::TOO_MANY,
        "expected at most 1 attributes in a tag, found more; it is read as text",
        "<p>&lt;b a=&quot;1&quot; c=&quot;2&quot;&gt;d</p>\n",
    );
    let tag = |count| format!("<b{}>d</b>", " a=\"1\"".repeat(count));
    accepts(&Limits::new(), &tag(limits::ATTRIBUTES), &Code::TOO_MANY);
    let message = "expected at most 64 attributes in a tag, found more; it is read as text";
    reports(&Limits::new(), &tag(limits::ATTRIBUTES + 1), &Code::TOO_MANY, message);
}

#[test]
fn placeholders() {
    let limits = |most| Limits::new().placeholders(most);
    let message = |most| format!("expected at most {most} placeholders, found more; they show their defaults");
    let body = "<!--$a-->*1*<!--/$a--> `<!--$b-->2<!--/$b-->` [3]<!--($c)-->";
    assert_eq!(accepts(&limits(3), body, &Code::TOO_MANY).placeholder_names(), ["a", "b", "c"]);
    let article = reports(&limits(1), body, &Code::TOO_MANY, &message(1));
    assert_eq!(article.placeholder_names(), ["a"]);
    assert_eq!(article.to_html(), "<p><em>1</em> <code>2</code> [3]</p>\n");
    let many = |count| "<!--$a-->b<!--/$a--> ".repeat(count);
    accepts(&Limits::new(), &many(limits::PLACEHOLDERS), &Code::TOO_MANY);
    let article = reports(&Limits::new(), &many(limits::PLACEHOLDERS + 2), &Code::TOO_MANY, &message(10_000));
    assert_eq!(article.placeholders().count(), limits::PLACEHOLDERS);
    assert_eq!(article.to_html().matches('b').count(), limits::PLACEHOLDERS + 2);
}

#[test]
fn defaults() {
    let limits = |most| Limits::new().default_bytes(most);
    let message = |most| format!("expected at most {most} bytes as default of a placeholder, found more; it is text");
    let (body, code) = ("<!--$a-->*b*<!--/$a--> c", Code::PLACEHOLDER_DEFAULT);
    limit(&limits(3), &limits(2), body, "<p><em>b</em> c</p>\n", code.clone(), &message(2), "<p>*b* c</p>\n");
    let body = |bytes: usize| format!("<!--$a-->*{}*<!--/$a-->", "b".repeat(bytes - 2));
    accepts(&Limits::new(), &body(limits::DEFAULT_BYTES), &code);
    reports(&Limits::new(), &body(limits::DEFAULT_BYTES + 1), &code, &message(4096));
}

#[test]
fn sections() {
    let limits = |most| Limits::new().sections(most);
    let message = |most| format!("expected at most {most} sections, found more; their markers mean nothing");
    let body = "<!--salutation-->\na\n<!--/salutation-->\n<!--rcaDescription-->\nb\n<!--resolutionDetails-->\nc\n<!--/resolutionDetails-->\n<!--/rcaDescription-->\nd";
    assert_eq!(accepts(&limits(3), body, &Code::TOO_MANY).sections().count(), 3);
    let article = reports(&limits(2), body, &Code::TOO_MANY, &message(2));
    let html = "<section class=\"salutation\">\n<p>a</p>\n</section>\n<section class=\"rca-description\">\n<p>b</p>\n<p>c</p>\n</section>\n<p>d</p>\n";
    assert_eq!(article.to_html(), html);
    let many = |count| "<!--nextSteps-->\na\n<!--/nextSteps-->\n".repeat(count);
    accepts(&Limits::new(), &many(limits::SECTIONS), &Code::TOO_MANY);
    let article = reports(&Limits::new(), &many(limits::SECTIONS + 1), &Code::TOO_MANY, &message(10_000));
    assert_eq!(article.sections().count(), limits::SECTIONS);
}

#[test]
fn sections_hold_none_of_their_own_name() {
    let names = ["rcaDescription", "resolutionDetails", "additionalInfo", "nextSteps", "Link", "Text", "salutation"];
    let openers: String = names.iter().cycle().take(100).map(|name| format!("<!--{name}-->\n\na\n\n")).collect();
    let closers: String = names.iter().cycle().take(100).map(|name| format!("<!--/{name}-->\n\na\n\n")).collect();
    let article = Article::parse_lenient(&format!("<properties />\n{openers}{closers}"));
    fn depth(parts: &selfhelp::tree::Parts) -> usize {
        let inner = parts.iter().filter_map(|part| match part {
            selfhelp::tree::Part::Section(section) => Some(1 + depth(&section.parts)),
            _ => None,
        });
        inner.max().unwrap_or(0)
    }
    assert!(depth(&article.body) <= limits::SECTION_DEPTH, "{}", depth(&article.body));
}

#[test]
fn links() {
    let limits = |most| Limits::new().links(most);
    let message = |most| format!("expected at most {most} links and images, found more; they are text");
    let link = "<a href=\"https://a.example\">";
    limit(
        &limits(2),
        &limits(1),
        "[b](https://a.example) [c *d*](https://a.example)",
        &format!("<p>{link}b</a> {link}c <em>d</em></a></p>\n"),
        Code::TOO_MANY,
        &message(1),
        &format!("<p>{link}b</a> [c *d*](https://a.example)</p>\n"),
    );
    limit(
        &limits(1),
        &limits(0),
        "https://a.example b",
        &format!("<p>{link}https://a.example</a> b</p>\n"),
        Code::TOO_MANY,
        &message(0),
        "<p>https://a.example b</p>\n",
    );
    let html = "<a href='https://a.example'>b</a> <img alt='c' src='https://a.example'>";
    limit(
        &limits(2),
        &limits(0),
        html,
        &format!("<p>{link}b</a> <img src=\"https://a.example\" alt=\"c\"></p>\n"),
        Code::TOO_MANY,
        &message(0),
        &format!("<p>{}</p>\n", html.replace('<', "&lt;").replace('>', "&gt;")),
    );
    for body in ["<https://a.example>", "![b](https://a.example)", "[b]", "[b][]", "[c][b]"] {
        let body = format!("{body} d\n\n[b]: https://a.example");
        assert_eq!(reports(&limits(0), &body, &Code::TOO_MANY, &message(0)).links().count(), 0, "{body:?}");
    }
    let many = |count| "[a](https://b.example) ".repeat(count);
    accepts(&Limits::new(), &many(limits::LINKS), &Code::TOO_MANY);
    let article = reports(&Limits::new(), &many(limits::LINKS + 2), &Code::TOO_MANY, &message(10_000));
    assert_eq!(article.links().count(), limits::LINKS);
    assert!(article.to_text().contains("[a](https://b.example) [a](https://b.example)\n"));
}

#[test]
fn table_cells() {
    let limits = |most| Limits::new().table_cells(most);
    let message =
        |most| format!("expected at most {most} cells in the tables of an article, found more; the table is text");
    let body = "|a|b|\n|-|-|\n|c|\n\n|d|\n|-|";
    let table = "<table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n<th scope=\"col\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>c</td>\n</tr>\n</tbody>\n</table>\n";
    limit(
        &limits(4),
        &limits(3),
        body,
        &format!("{table}<table>\n<thead>\n<tr>\n<th scope=\"col\">d</th>\n</tr>\n</thead>\n</table>\n"),
        Code::TABLE_CELLS,
        &message(3),
        &format!("{table}<p>|d|\n|-|</p>\n"),
    );
    let rows = |cells: usize| format!("|a|b|\n|-|-|\n{}", "|cccc|dddd|\n".repeat(cells / 2 - 1));
    accepts(&Limits::new(), &rows(limits::TABLE_CELLS), &Code::TABLE_CELLS);
    reports(&Limits::new(), &rows(limits::TABLE_CELLS + 2), &Code::TABLE_CELLS, &message(65_536));
    let surplus = reports(&limits(2), "|a|\n|-|\n|b|c|\n|d|e|", &Code::TABLE_CELLS, &message(2));
    assert_eq!(surplus.to_html(), "<p>|a|\n|-|\n|b|c|\n|d|e|</p>\n");
}

#[test]
fn cells_of_html() {
    let limits = |most| Limits::new().table_cells(most);
    let message =
        |most| format!("expected at most {most} cells in the tables of an article, found more; their tags are text");
    let row = |cells: &str| format!("<table>\n<tbody>\n<tr>\n{cells}</tr>\n</tbody>\n</table>\n");
    limit(
        &limits(2),
        &limits(1),
        "<table><tr><td>a</td><td>b</td></tr></table>",
        &row("<td>a</td>\n<td>b</td>\n"),
        Code::TOO_MANY,
        &message(1),
        &row("<td>a</td>\n<td>&lt;td&gt;b&lt;/td&gt;</td>\n"),
    );
    // Cells without tags of their own count, and those of Markdown before.
    let loose = "<table><tr>a<tr>b</table>";
    assert_eq!(accepts(&limits(2), loose, &Code::TOO_MANY).to_html().matches("<td>").count(), 2);
    assert_eq!(reports(&limits(1), loose, &Code::TOO_MANY, &message(1)).to_html().matches("<td>").count(), 1);
    let mixed = "|a|\n|-|\n|b|\n\n<table><tr><td>c</td></tr></table>";
    accepts(&limits(3), mixed, &Code::TOO_MANY);
    let beyond = reports(&limits(2), mixed, &Code::TOO_MANY, &message(2)).to_html();
    assert!(beyond.contains("<td>b</td>") && beyond.contains("&lt;table&gt;"), "{beyond}");
    let rows = |cells: usize| format!("<table>{}</table>", "<tr><td>a<td>b</tr>".repeat(cells / 2));
    let most = limits::TABLE_CELLS;
    assert_eq!(accepts(&limits(most), &rows(most - 2), &Code::TOO_MANY).to_html().matches("<td>").count(), most - 2);
    assert_eq!(accepts(&limits(most), &rows(most), &Code::TOO_MANY).to_html().matches("<td>").count(), most);
    let beyond = reports(&limits(most).input_bytes(4 << 20), &rows(most + 2), &Code::TOO_MANY, &message(65_536));
    assert_eq!(beyond.to_html().matches("<td>").count(), most + 1, "one holds the tags as text");
}

#[test]
fn depth() {
    let limits = |most| Limits::new().depth(most);
    let message = |most| format!("expected at most {most} nodes inside one another; deeper ones are flattened");
    let quotes =
        |count: usize| [&"<blockquote>\n".repeat(count), "<p>a</p>\n", &"</blockquote>\n".repeat(count)].concat();
    limit(&limits(3), &limits(2), "> > > a", &quotes(3), Code::NESTING, &message(2), &quotes(2));
    let html = "<div><b><i>a</i></b></div>";
    let strong = "<p><strong>&lt;i&gt;a&lt;/i&gt;</strong></p>\n";
    limit(&limits(3), &limits(2), html, "<p><strong><em>a</em></strong></p>\n", Code::NESTING, &message(2), strong);
    let deep = |count: usize| [&">".repeat(count), "a"].concat();
    assert_eq!(accepts(&Limits::new(), &deep(limits::DEPTH), &Code::NESTING).to_html(), quotes(limits::DEPTH));
    // The tree has no room for more, whatever is asked for.
    for asked in [limits::DEPTH, limits::DEPTH + 1, usize::MAX] {
        let beyond = reports(&limits(asked), &deep(limits::DEPTH + 1), &Code::NESTING, &message(limits::DEPTH));
        assert_eq!(beyond.to_html(), quotes(limits::DEPTH));
    }
}

/// What is found in `source` with at most `most` diagnostics: each code and its text.
#[track_caller]
fn found(most: usize, source: &str, expected: &[(Code, &str)]) {
    let article = Parser::new().limits(Limits::new().diagnostics(most)).parse_lenient(source);
    let found: Vec<_> =
        article.diagnostics().iter().map(|found| (found.code.clone(), &source[found.span.range()])).collect();
    assert_eq!(found, expected, "{most} of {source:?}");
}

#[test]
fn diagnostics() {
    use Code as C;
    let body = "<properties />\n<x>\n\n<!--/$a--> <y> <!--/$b-->\n";
    let (x, a) = ((C::HTML_AS_TEXT, "<x>"), (C::PLACEHOLDER_UNOPENED, "<!--/$a-->"));
    let (y, b) = ((C::HTML_AS_TEXT, "<y>"), (C::PLACEHOLDER_UNOPENED, "<!--/$b-->"));
    found(4, body, &[x.clone(), a.clone(), y, b.clone()]);
    found(3, body, &[x, a.clone(), (C::DIAGNOSTICS, "<y>"), b.clone()]);
    found(2, body, &[(C::DIAGNOSTICS, "<x>"), a.clone(), b]);
    found(1, body, &[(C::DIAGNOSTICS, "<x>"), a]);
    found(0, body, &[(C::DIAGNOSTICS, "<x>")]);
    let damaged = "<x>\n<properties a=x\nb=y />\n<!--/$a-->";
    found(2, damaged, &[(C::DIAGNOSTICS, "<x>"), (C::QUOTE_MISSING, "x"), (C::QUOTE_MISSING, "y")]);
    for most in [0, 1] {
        found(most, damaged, &[(C::DIAGNOSTICS, "<x>"), (C::QUOTE_MISSING, "x")]);
        assert!(Parser::new().limits(Limits::new().diagnostics(most)).parse(damaged).is_err());
    }
    let message = "expected at most 2 diagnostics, found more; further ones are left out, notes first and errors last";
    reports(&Limits::new().diagnostics(2), body, &C::DIAGNOSTICS, message);
}

#[test]
fn a_table_that_is_text_takes_back_what_was_left_out() {
    let body = format!("<properties />\n|a|\n|-|\n{}", "|b|c|\n".repeat(20));
    let limits = Limits::new().table_cells(10).diagnostics(5);
    let article = Parser::new().limits(limits).parse_lenient(&body);
    let codes: Vec<_> = article.diagnostics().iter().map(|found| found.code.as_str()).collect();
    assert_eq!(codes, ["table-cells"]);
}

/// Shapes with something to report every few bytes: before, what repeats, after.
const TALKATIVE: &[(&str, &str, &str)] = &[
    ("", "<x>", ""),
    ("", "<x>\n", ""),
    ("<p>", "<?>", ""),
    ("", "</b>", ""),
    ("<p>", "<b>", ""),
    ("", "<td>", ""),
    ("", "<!--/$v>", ""),
    ("", "<!--@v-->", ""),
    ("", "<!--$v-->*", ""),
    ("", "<!--($v)-->", ""),
    ("", "<!-- <!-- -->", ""),
    ("", "<!--/nextSteps-->", ""),
    ("", "<!--nextSteps-->", ""),
    ("", ":::Section a\n", ""),
    ("", "<<<<<<<\n", ""),
    ("", "[a]: b\n\n", ""),
    ("|a|\n|-|\n", "|a|b\n", ""),
    ("", "```<!---->\n```\n", ""),
    ("", "a|\n-|\n|||a\n\n", ""),
    ("<properties a=b\n", "<<<<<<<\n", "/>\n"),
    ("<properties ", "a=b\n", "/>\n"),
    ("<properties cloudEnvironments=\"", "x,", "\"/>\n"),
    ("# T\n\n---\n{", "\"a\":1,", "\"b\":1}\n---\n"),
    ("", "# a\n", ""),
    ("", "#a\n", ""),
    ("", "*a\n", ""),
    ("", "[](a)", ""),
    ("", "![](a)", ""),
    ("", "[!NOTE] ", ""),
    ("", "** a ** b\n", ""),
    ("", "aka.ms/a ", ""),
    ("", "<!--$a-b-->", ""),
    ("", "# a\n\n### b\n\n", ""),
];

#[test]
fn few_bytes_do_not_say_much() {
    for (before, unit, after) in TALKATIVE {
        let header = if before.starts_with("<properties") { "" } else { "<properties />\n" };
        let repeats = (15 << 10) / unit.len();
        let article = Article::parse_lenient(&[header, before, &unit.repeat(repeats), after].concat());
        let checked = article.check();
        assert!(checked.len() >= 2, "nothing is reported for {unit:?}");
        for all in [article.diagnostics(), &checked] {
            let ends = all.iter().filter(|found| found.code == Code::DIAGNOSTICS).count();
            assert_eq!(ends, usize::from(all.len() > limits::DIAGNOSTICS), "{unit:?}");
            assert!(all.len() <= limits::DIAGNOSTICS + 1, "{} for {unit:?}", all.len());
            let json = serde_json::to_string(all).unwrap().len();
            assert!(json <= 512 * limits::DIAGNOSTICS, "{json} bytes for {unit:?}");
        }
    }
}

#[test]
fn cells_that_an_author_left_out_are_not_made() {
    let body = format!("{}\n{}\n{}", "|a".repeat(1_000), "|-".repeat(1_000), "|b\n".repeat(10_000));
    let article = accepts(&Limits::new(), &body, &Code::TABLE_CELLS);
    assert!(article.to_html().len() < 16 * body.len());
}

#[test]
fn few_bytes_do_not_grow_into_much() {
    let most = |body: &str| limits::OUTPUT_BYTES.max(limits::OUTPUT_RATIO * body.len());
    for (body, code, message) in [
        (
            [&">".repeat(30), "\n\n"].concat().repeat(4_000),
            Code::NESTING,
            "expected fewer quotes and list items without words; further ones are flattened",
        ),
        (
            format!(
                "{}\n{}\n{}",
                "|a".repeat(100),
                "|:-:".repeat(100),
                ["|".repeat(100), "\n".into()].concat().repeat(300)
            ),
            Code::TABLE_CELLS,
            "expected fewer cells without words; the table is text",
        ),
    ] {
        let article = reports(&Limits::new(), &body, &code, message);
        assert!(article.to_html().len() < most(&body) && article.to_text().len() < most(&body), "{message}");
    }
    let wide = format!("|{}|b|\n|-|-|\n{}", "a".repeat(60), "|c|\n".repeat(15_000));
    assert!(Article::parse_lenient(&format!("<properties />\n{wide}")).to_text().len() < most(&wide));
}

// Input and header.

#[track_caller]
fn refuses(limits: &Limits, source: &str, code: Code, message: &str) {
    let parser = Parser::new().limits(limits.clone());
    let error = parser.parse(source).unwrap_err();
    assert_eq!((&error.first().code, error.first().message.as_str()), (&code, message));
    let article = parser.parse_lenient(source);
    assert_eq!(
        article.to_html(),
        format!(
            "<pre><code>{}</code></pre>\n",
            source.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
        )
    );
    assert!(article.diagnostics().iter().any(|found| found.code == code));
}

#[test]
fn input_and_header_refuse() {
    let source = "<properties a=\"12\" b=\"3\" />\nc\n";
    let limits = Limits::new().input_bytes(30).header_bytes(27).properties(2).property_bytes(2);
    assert!(Parser::new().limits(limits.clone()).parse(source).is_ok());
    refuses(
        &limits.clone().input_bytes(29),
        source,
        Code::INPUT_TOO_LARGE,
        "the input has 30 bytes, more than the limit of 29",
    );
    refuses(
        &limits.clone().header_bytes(26),
        source,
        Code::HEADER_TOO_LARGE,
        "the header has more bytes than the limit of 26",
    );
    refuses(
        &limits.clone().properties(1),
        source,
        Code::HEADER_TOO_LARGE,
        "the header has more properties than the limit of 1",
    );
    refuses(
        &limits.clone().property_bytes(1),
        source,
        Code::HEADER_TOO_LARGE,
        "the value of `a` has 2 bytes, more than the limit of 1",
    );
}

#[test]
fn a_larger_input_where_the_host_allows_it() {
    let source = format!("<properties />\n{}\n", "a ".repeat(limits::INPUT_BYTES));
    assert!(Article::parse(&source).is_err());
    let article = Parser::new().limits(Limits::new().input_bytes(4 << 20)).parse(&source).unwrap();
    assert_eq!(article.to_html().len(), "<p>".len() + 2 * limits::INPUT_BYTES - 1 + "</p>\n".len());
    let bytes = Parser::new().limits(Limits::new().input_bytes(4 << 20)).parse_bytes(source.as_bytes());
    assert_eq!(bytes, Ok(article));
}

// Values and output.

/// Both renderers fail with this error.
#[track_caller]
fn fails(limits: &Limits, values: &Values, body: &str, message: &str) {
    let article = Article::parse(&format!("<properties />\n{body}")).unwrap();
    let html = Html::new().values(values).limits(limits.clone()).render(&article);
    let text = PlainText::new().values(values).limits(limits.clone()).render(&article);
    assert_eq!(html.map_err(|error| error.to_string()), Err(message.to_owned()));
    assert_eq!(text.map_err(|error| error.to_string()), Err(message.to_owned()));
}

#[track_caller]
fn renders(limits: &Limits, values: &Values, body: &str) {
    let article = Article::parse(&format!("<properties />\n{body}")).unwrap();
    assert!(Html::new().values(values).limits(limits.clone()).render(&article).is_ok());
    assert!(PlainText::new().values(values).limits(limits.clone()).render(&article).is_ok());
}

#[test]
fn one_value() {
    let message = "the value of placeholder `a` has 4 bytes, more than the limit of 3";
    let (most, values) = (Limits::new().value_bytes(3), Values::new().text("a", "1234"));
    for body in [
        "<!--$a-->b<!--/$a-->",
        "c <!--$a-->b<!--/$a-->",
        "`<!--$a-->b<!--/$a-->`",
        "[c](https://b.example/<!--$a-->b<!--/$a-->)",
        "[c](https://b.example \"<!--$a-->b<!--/$a-->\")",
        "[c](data-blade:A.B.id.$a)",
    ] {
        if !body.contains('"') {
            fails(&most, &values, body, message);
        }
        renders(&most, &Values::new().text("a", "123"), body);
        renders(&most.clone().value_bytes(4), &values, body);
    }
    let message = "the value of placeholder `a` has 8 bytes, more than the limit of 7";
    fails(&most.clone().value_bytes(7), &Values::new().markdown("a", "**1234**"), "<!--$a-->b<!--/$a-->", message);
    renders(&most.value_bytes(8), &Values::new().markdown("a", "**1234**"), "<!--$a-->b<!--/$a-->");
    let long = |bytes| Values::new().text("a", "x".repeat(bytes));
    renders(&Limits::new(), &long(limits::VALUE_BYTES), "<!--$a--><!--/$a-->");
    let message = "the value of placeholder `a` has 4097 bytes, more than the limit of 4096";
    fails(&Limits::new(), &long(limits::VALUE_BYTES + 1), "<!--$a--><!--/$a-->", message);
}

#[test]
fn a_value_of_a_closure() {
    let article = Article::parse_lenient("<properties />\n<!--$a-->b<!--/$a-->");
    let source = |_: &str| Some(Value::text("x".repeat(5_000)));
    let expected = RenderError::ValueTooLarge { name: "a".into(), bytes: 5_000, limit: limits::VALUE_BYTES };
    assert_eq!(Html::new().values(&source).render(&article), Err(expected.clone()));
    assert_eq!(PlainText::new().values(&source).render(&article), Err(expected));
}

#[test]
fn all_values() {
    let values = Values::new().text("a", "12").markdown("b", "*34*");
    renders(&Limits::new().values_bytes(6), &values, "c");
    let message = "the values have 6 bytes together, more than the limit of 5";
    fails(&Limits::new().values_bytes(5), &values, "c", message);
    let many = |count: usize| Values::from_iter((0..count).map(|index| (format!("v{index}"), "x".repeat(1 << 10))));
    renders(&Limits::new(), &many(64), "c");
    let message = "the values have 66560 bytes together, more than the limit of 65536";
    fails(&Limits::new(), &many(65), "c", message);
}

#[test]
fn a_second_pass() {
    let fill = |limits: Limits, value: &str| {
        let values = Values::new().text("a", value);
        Html::new().values(&values).limits(limits).fill("<p><!--$a-->b<!--/$a--></p>\n")
    };
    let filled = Ok("<p>1234</p>\n".to_owned());
    assert_eq!(fill(Limits::new().value_bytes(4), "1234"), filled);
    let expected = RenderError::ValueTooLarge { name: "a".into(), bytes: 4, limit: 3 };
    assert_eq!(fill(Limits::new().value_bytes(3), "1234"), Err(expected));
    assert_eq!(fill(Limits::new().values_bytes(4), "1234"), filled);
    let expected = RenderError::ValuesTooLarge { bytes: 4, limit: 3 };
    assert_eq!(fill(Limits::new().values_bytes(3), "1234"), Err(expected));
    assert_eq!(fill(Limits::new().output_bytes(12).output_ratio(0), "1234"), filled);
    let expected = RenderError::OutputTooLarge { limit: 11 };
    assert_eq!(fill(Limits::new().output_bytes(11).output_ratio(0), "1234"), Err(expected));
}

#[test]
fn markdown_counts_with_what_it_does_not_show() {
    let link = format!("[](https://e.example/{})", "a".repeat(1 << 20));
    let values = Values::new().markdown("a", &link);
    fails(&Limits::new(), &values, "b", "the values have 1048598 bytes together, more than the limit of 65536");
    let message = "the value of placeholder `a` has 1048598 bytes, more than the limit of 4096";
    fails(&Limits::new().values_bytes(2 << 20), &values, "<!--$a--><!--/$a-->", message);
    // A definition is in the value once, and in its blocks as often as it is used.
    let growing = format!("{}\n\n[a]: https://e.example/{}", "[a]".repeat(500), "a".repeat(2_000));
    let article = Article::parse_lenient("<properties />\n<!--$a--><!--/$a-->");
    let rendered = Html::new().values(&Values::new().markdown("a", &growing)).render(&article);
    assert!(matches!(rendered, Err(RenderError::ValueTooLarge { bytes: 32_769.., limit: 4_096, .. })), "{rendered:?}");
}

#[test]
fn blocks_without_a_source_count_with_all_that_is_written_in_them() {
    let size = |markdown: &str| {
        let blocks = MarkdownText::new(markdown).blocks().clone();
        let source = move |_: &str| Some(Value::Markdown(std::borrow::Cow::Owned(blocks.clone())));
        let article = Article::parse_lenient("<properties />\n<!--$a--><!--/$a-->");
        match Html::new().values(&source).limits(Limits::new().value_bytes(0)).render(&article) {
            Err(RenderError::ValueTooLarge { bytes, .. }) => bytes,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(size("abc"), "abc".len() + 2, "a paragraph and its words");
    assert_eq!(size("[](https://e.example \"t\")"), "https://e.examplet".len() + 2);
    assert_eq!(size("![a](b)"), "ab".len() + 3);
    assert_eq!(size("```rust\na\n```"), "rusta\n".len() + 1);
    assert_eq!(size("<!-- a -->"), " a ".len() + 1);
    assert_eq!(size("<metric><name>CPU</name><zqx>%</zqx></metric>"), "CPUzqx%".len() + 1);
    assert_eq!(size("> `a`"), "a".len() + 3);
    assert_eq!(size("---"), 1);
}

#[test]
fn html_to_fill() {
    let fill = |html: &str, limits: Limits| Html::new().limits(limits).fill(html);
    let html = "<p><!--$a-->b<!--/$a--></p>\n";
    assert_eq!(fill(html, Limits::new().fill_bytes(html.len())).as_deref(), Ok(html));
    let refused = fill(html, Limits::new().fill_bytes(html.len() - 1));
    let message = "the HTML has 28 bytes, more than the limit of 27";
    assert_eq!(refused.map_err(|error| error.to_string()), Err(message.to_owned()));
    let large = " ".repeat(limits::FILL_BYTES);
    assert_eq!(fill_html(&large, &Values::new()).map(|html| html.len()), Ok(limits::FILL_BYTES));
    let (bytes, limit) = (limits::FILL_BYTES + 1, limits::FILL_BYTES);
    assert_eq!(fill_html(&(large + " "), &Values::new()), Err(RenderError::HtmlTooLarge { bytes, limit }));
}

#[test]
fn a_second_pass_gives_no_more_than_an_article_may() {
    let html = format!("<p>a {}</p>\n", "<!--$a--><!--/$a-->".repeat(100));
    let fill = |limits: Limits| {
        let values = Values::new().text("a", "x".repeat(100));
        Html::new().values(&values).limits(limits).fill(&html).map(|html| html.len())
    };
    let limits = Limits::new().output_bytes(0).output_ratio(10);
    assert_eq!(fill(limits.clone()), Ok(100 * 100 + "<p>a </p>\n".len()));
    assert_eq!(fill(limits.input_bytes(1_000)), Err(RenderError::OutputTooLarge { limit: 10_000 }));
}

/// A deserialised span may be anywhere: it makes room neither for an output without limit, nor for a large one at once.
#[test]
fn a_span_makes_no_more_room_than_an_article() {
    let words = Inline::text("< ".repeat(100));
    let span = Span::new(0, u32::MAX as usize - 1);
    let block = Block::Paragraph(Paragraph { content: [words].into_iter().collect(), span });
    let limits = Limits::new().input_bytes(10).output_bytes(0);
    let refused = Err(RenderError::OutputTooLarge { limit: 160 });
    assert_eq!(Html::new().limits(limits.clone()).render_block(&block), refused);
    assert_eq!(PlainText::new().limits(limits).render_block(&block), refused);
    assert!(Html::new().render_block(&block).is_ok() && PlainText::new().render_block(&block).is_ok());
}

#[test]
fn a_section_and_a_block_may_grow_as_their_article_may() {
    let source = format!("<!--nextSteps-->\n{}\n<!--/nextSteps-->\n", "< ".repeat(60));
    let article = Article::parse_lenient(&source);
    let limits = Limits::new().output_bytes(0).output_ratio(4);
    let (html, text) = (Html::new().limits(limits.clone()), PlainText::new().limits(limits));
    for section in article.sections() {
        assert!(html.render_section(section).is_ok() && text.render_section(section).is_ok());
        for part in &section.parts {
            let Part::Block(block) = part else { continue };
            assert!(html.render_block(block).is_ok() && text.render_block(block).is_ok());
        }
    }
}

#[test]
fn output() {
    let article = Article::parse_lenient("<properties />\nabc");
    let html = |bytes| Html::new().limits(Limits::new().output_bytes(bytes).output_ratio(0)).render(&article);
    assert_eq!(html("<p>abc</p>\n".len()).as_deref(), Ok("<p>abc</p>\n"));
    assert_eq!(html("<p>abc</p>".len()), Err(RenderError::OutputTooLarge { limit: 10 }));
    let text = |bytes| PlainText::new().limits(Limits::new().output_bytes(bytes).output_ratio(0)).render(&article);
    assert_eq!(text(4).as_deref(), Ok("abc\n"));
    assert_eq!(text(3), Err(RenderError::OutputTooLarge { limit: 3 }));
    let body = "<!--$a-->b<!--/$a--> ".repeat(1_100);
    let values = Values::new().text("a", "<".repeat(1_000));
    fails(&Limits::new(), &values, &body, "the output would have more bytes than the limit of 1048576");
    renders(&Limits::new().output_bytes(5 << 20), &values, &body);
    renders(&Limits::new().output_ratio(400), &values, &body);
}

/// Parts that are put together before they are written count as they grow.
#[test]
fn output_of_one_piece() {
    let message = "the output would have more bytes than the limit of 1000";
    let limits = Limits::new().output_bytes(1_000).output_ratio(0);
    let values = Values::new().text("a", "<".repeat(90));
    let slot = "<!--$a--><!--/$a-->".repeat(12);
    for body in [
        format!("a {slot}"),
        format!("# a {slot}"),
        format!("`{slot}`"),
        format!("```\n{slot}\n```"),
        format!("|{slot}|\n|-|"),
        format!("[a](https://e.example/{slot})"),
        format!("[a](data-blade:A.B{})", ".a.$a".repeat(12)),
        format!("[a](data-blade:A.B.a.$no;data-blade-uri:https://e.example/{})", "{$a}".repeat(12)),
    ] {
        fails(&limits, &values, &body, message);
        renders(&limits.clone().output_bytes(10_000), &values, &body);
    }
}
