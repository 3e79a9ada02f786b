//! HTML of trees made by hand: elements, escaping, links, placeholders and their values.

use selfhelp::link::{Base, Resolve, Resolved, Target};
use selfhelp::metadata::Cloud;
use selfhelp::render::Labels;
use selfhelp::render::html::{Html, Page, fill_html};
use selfhelp::span::Span;
use selfhelp::tree::*;
use selfhelp::values::{Missing, Value, Values};
use selfhelp::{Article, RenderError, Text};

use support::clock;
use support::specimen::{self, heading, link, paragraph, placeholder, template, words};

/// `block` renders as `expected`, without the line end after it.
#[track_caller]
fn html(block: &Block, expected: &str) {
    with(&Html::new(), block, expected);
}

#[track_caller]
fn with(renderer: &Html<'_>, block: &Block, expected: &str) {
    let html = renderer.render_block(block);
    assert_eq!(html.as_ref().map(|html| html.trim_end_matches('\n')), Ok(expected));
}

/// A paragraph with `value` as the text value of a placeholder in running text.
#[track_caller]
fn value(value: &str, expected: &str) {
    let values = Values::new().text("x", value);
    with(&Html::new().values(&values), &paragraph([words("a "), slot("x"), words(" b")]), expected);
}

/// A link to a target that begins with `before`, holds a placeholder and ends with `after`, with `value` for it.
#[track_caller]
fn target(before: &str, value: &str, after: &str, expected: &str) {
    let values = Values::new().text("x", value);
    let link = Inline::Link(Box::new(link("t", template(before, "x", after))));
    with(&Html::new().values(&values), &paragraph([link]), &format!("<p>{expected}</p>"));
}

#[track_caller]
fn href(before: &str, value: &str, after: &str, expected: &str) {
    target(before, value, after, &format!("<a href=\"{expected}\">t</a>"));
}

fn slot(name: &str) -> Inline {
    Inline::Placeholder(Box::new(placeholder(name, &format!("[{name}]"))))
}

fn to(target: &str) -> Block {
    paragraph([Inline::Link(Box::new(link("text", target)))])
}

fn image(target: &str) -> Inline {
    let alt = [words("A "), styled(Style::Strong, [words("picture")])].into_iter().collect();
    Inline::Image(Box::new(Image { target: target.into(), title: Some("so \"big\"".into()), alt, span: Span::NONE }))
}

fn styled(style: Style, content: impl IntoIterator<Item = Inline>) -> Inline {
    Inline::Styled(Box::new(Styled { style, content: content.into_iter().collect(), span: Span::NONE }))
}

fn note(text: &str) -> Inline {
    Inline::Comment(Comment { text: text.into(), span: Span::NONE })
}

fn code(template: impl Into<Template>) -> Inline {
    Inline::Code(CodeSpan { content: template.into(), span: Span::NONE })
}

fn fence(language: Option<&str>, content: impl Into<Template>) -> Block {
    Block::Code(CodeBlock { language: language.map(Text::from), content: content.into(), span: Span::NONE })
}

fn list(start: Option<u64>, tight: bool, items: impl IntoIterator<Item = Vec<Block>>) -> Block {
    let items = items.into_iter().map(ListItem::new).collect();
    let mut list = List::new(start, items);
    list.tight = tight;
    Block::List(list)
}

fn quote(alert: Option<AlertKind>, text: &str) -> Block {
    Block::Quote(Box::new(Quote { alert, blocks: vec![paragraph([words(text)])].into(), span: Span::NONE }))
}

fn section(kind: SectionKind, title: Option<&str>, parts: Vec<Part>) -> Section {
    Section { kind, title: title.map(Text::from), parts: parts.into(), span: Span::NONE }
}

fn cell(text: &str) -> TableCell {
    TableCell::new(vec![words(text)])
}

#[test]
fn text_is_escaped() {
    html(&paragraph([words("<b> & \"c\" 'd'")]), "<p>&lt;b&gt; &amp; &quot;c&quot; 'd'</p>");
    html(&paragraph([words("a\u{b}b\u{1a}")]), "<p>a\u{FFFD}b\u{FFFD}</p>");
    html(&paragraph([code("<a>`&")]), "<p><code>&lt;a&gt;`&amp;</code></p>");
}

#[test]
fn every_style_has_its_element() {
    let styles = [
        (Style::Emphasis, "em"),
        (Style::Strong, "strong"),
        (Style::Underline, "u"),
        (Style::Strikethrough, "del"),
        (Style::Superscript, "sup"),
        (Style::Subscript, "sub"),
        (Style::Keyboard, "kbd"),
    ];
    for (style, name) in styles {
        html(&paragraph([styled(style, [words("x")])]), &format!("<p><{name}>x</{name}></p>"));
    }
}

#[test]
fn breaks_end_lines() {
    let broken = |end: Inline| paragraph([words("a"), end, words("b")]);
    html(&broken(Inline::SoftBreak(Break::default())), "<p>a\nb</p>");
    html(&broken(Inline::HardBreak(Break::default())), "<p>a<br>\nb</p>");
}

#[test]
fn headings_are_one_line() {
    let inlines =
        [words("a"), Inline::SoftBreak(Break::default()), words("b"), Inline::HardBreak(Break::default()), words("c")];
    let long = Heading { level: 2, content: inlines.into_iter().collect(), span: Span::NONE };
    html(&Block::Heading(long), "<h2>a b<br>c</h2>");
    html(&heading(0, "a"), "<h1>a</h1>");
    html(&heading(9, "a"), "<h6>a</h6>");
}

#[test]
fn what_says_nothing_is_nothing_or_its_address() {
    html(&heading(2, ""), "");
    html(&heading(2, "a\nb\r\nc"), "<h2>a b c</h2>");
    let empty = Values::new().text("x", "");
    let filled = Heading { level: 2, content: [slot("x")].into_iter().collect(), span: Span::NONE };
    with(&Html::new().values(&empty), &Block::Heading(filled), "<h2></h2>");
    let bare = |target: &str| paragraph([Inline::Link(Box::new(link("", target)))]);
    html(&bare("https://example.com/a b"), "<p><a href=\"https://example.com/a%20b\">https://example.com/a b</a></p>");
    html(&bare("guide"), "");
    with(&Html::new().values(&empty), &paragraph([styled(Style::Strong, [slot("x")])]), "<p><strong></strong></p>");
}

#[test]
fn a_profile_reaches_every_element() {
    let asked = Html::new().class_prefix("a-").placeholder_spans().outside_target("_blank").keyboard_scrolling();
    let values = Values::new().text("x", "1\n\n2").markdown("y", "# b");
    let asked = asked.values(&values);
    let named = |text: &str| format!("<p><span data-placeholder=\"x\">{text}</span></p>");
    with(&asked, &paragraph([slot("x")]), &format!("{}\n{}", named("1"), named("2")));
    with(&asked, &paragraph([slot("y")]), "<div data-placeholder=\"y\">\n<h1>b</h1>\n</div>");
    with(
        &asked,
        &paragraph([code(template("", "x", ""))]),
        "<p><code><span data-placeholder=\"x\">1<br><br>2</span></code></p>",
    );
    with(
        &asked,
        &to("https://portal.azure.com/#blade/A"),
        "<p><a href=\"https://portal.azure.com/#blade/A\">text</a></p>",
    );
    with(
        &asked,
        &to("button-link:https://portal.azure.com.example/"),
        "<p><a href=\"https://portal.azure.com.example/\" class=\"a-button\" rel=\"noopener\" target=\"_blank\">text</a></p>",
    );
    with(&asked, &to("mailto:a@example.com"), "<p><a href=\"mailto:a@example.com\">text</a></p>");
    let table = Table {
        alignments: vec![],
        rows: vec![TableRow { head: false, cells: vec![], span: Span::NONE }],
        span: Span::NONE,
    };
    with(&asked, &Block::Table(table), "<table tabindex=\"0\">\n<tbody>\n<tr>\n</tr>\n</tbody>\n</table>");
    with(
        &asked,
        &quote(Some(AlertKind::Caution), "a"),
        "<aside class=\"a-note a-caution\" role=\"note\">\n<p class=\"a-note-title\"><strong>Caution</strong></p>\n<p>a</p>\n</aside>",
    );
    with(&Html::new().heading_shift(255), &heading(1, "a"), "<h6>a</h6>");
    with(&Html::new().heading_ids("a-").values(&values), &paragraph([slot("y")]), "<h1>b</h1>");
    with(&Html::new().heading_ids(" "), &heading(1, "a"), "<h1 id=\"article-a\">a</h1>");
    with(&Html::new().heading_ids("\"b c"), &heading(1, "<"), "<h1 id=\"&quot;b-c-heading\">&lt;</h1>");
}

#[test]
fn a_second_pass_keeps_the_profile() {
    let asked = Html::new().source_spans().placeholder_spans().missing(Missing::Marker);
    let block = Block::Paragraph(Paragraph { content: [slot("x")].into_iter().collect(), span: Span::new(3, 9) });
    let marked = asked.render_block(&block).unwrap_or_default();
    let default = "<span data-placeholder=\"x\">[x]</span>";
    assert_eq!(marked, format!("<p data-span=\"3-9\"><!--$x-->{default}<!--/$x--></p>\n"));
    let values = Values::new().text("x", "1");
    let filled = asked.values(&values).fill(&marked);
    assert_eq!(filled.as_deref(), Ok("<p data-span=\"3-9\"><span data-placeholder=\"x\">1</span></p>\n"));
}

/// Every position of a marker is filled by the second pass as by the first, with the spans of the source.
#[test]
fn a_second_pass_equals_the_first() {
    let values = Values::new().text("a", "<1>").text("b", "1\n\n2\n3").markdown("c", "* one\n* two\n");
    let profiles = [Html::new(), Html::new().source_spans(), Html::new().source_spans().placeholder_spans()];
    let same = |body: &str| {
        for name in ["a", "b", "c"] {
            let body = body.replace('@', &format!("<!--${name}-->[x]<!--/${name}-->"));
            let article = selfhelp::Article::parse_lenient(&format!("<properties />\n{body}\n"));
            for asked in &profiles {
                let asked = asked.clone().values(&values);
                let marked = asked.clone().values(&Values::new()).missing(Missing::Marker).render(&article);
                let filled = marked.and_then(|marked| asked.fill(&marked));
                assert_eq!(filled, asked.render(&article), "{body}");
            }
        }
    };
    same("@");
    same("a **@** b");
    same("# a @");
    same("* @\n* b\n* a @");
    same("* @\n\n* b");
    same("1. a\n   * @");
    same("> @");
    same("| a |\n|---|\n| @ |");
    same("`a @`");
    same("[@](https://example.com)");
    same("<dl><dt>@</dt><dd>@</dd></dl>");
    same("<ul><li>@</li></ul>");
}

#[test]
fn comments_never_show() {
    html(&paragraph([words("a "), note(" secret "), words(" b")]), "<p>a b</p>");
    html(&paragraph([words("a "), note("secret")]), "<p>a</p>");
    html(&paragraph([note("secret"), words(" a")]), "<p>a</p>");
    let bold = || styled(Style::Strong, [words("a")]);
    html(&paragraph([bold(), note("secret"), words(" b")]), "<p><strong>a</strong> b</p>");
    html(&paragraph([bold(), words(" "), note("secret"), words(" b")]), "<p><strong>a</strong> b</p>");
    html(&paragraph([code("a"), note("secret"), words(" b")]), "<p><code>a</code> b</p>");
    html(
        &paragraph([words("a"), Inline::HardBreak(Break { span: Span::NONE }), note("secret"), words(" b")]),
        "<p>a<br>\nb</p>",
    );
    html(&paragraph([note("secret")]), "");
    html(&Block::Comment(Comment { text: "secret".into(), span: Span::NONE }), "");
}

#[test]
fn tight_items_have_no_paragraphs() {
    let inner = list(None, true, [vec![paragraph([words("c")])]]);
    let outer = list(None, true, [vec![paragraph([words("a")])], vec![paragraph([words("b")]), inner]]);
    html(&outer, "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>");
    let two = list(Some(3), true, [vec![paragraph([words("a")]), paragraph([words("b")])], vec![]]);
    html(&two, "<ol start=\"3\">\n<li>a\n<p>b</p>\n</li>\n<li></li>\n</ol>");
    let coded = list(Some(1), true, [vec![fence(None, "x\n")]]);
    html(&coded, "<ol>\n<li>\n<pre><code>x\n</code></pre>\n</li>\n</ol>");
}

#[test]
fn loose_items_have_paragraphs() {
    let loose = list(None, false, [vec![paragraph([words("a")])], vec![]]);
    html(&loose, "<ul>\n<li>\n<p>a</p>\n</li>\n<li></li>\n</ul>");
}

#[test]
fn quotes_and_notes() {
    html(&quote(None, "a"), "<blockquote>\n<p>a</p>\n</blockquote>");
    let title = |word: &str| format!("<p class=\"note-title\"><strong>{word}</strong></p>\n<p>a</p>\n</aside>");
    html(&quote(Some(AlertKind::Note), "a"), &format!("<aside class=\"note\" role=\"note\">\n{}", title("Note")));
    html(&quote(Some(AlertKind::Tip), "a"), &format!("<aside class=\"note tip\" role=\"note\">\n{}", title("Tip")));
    let mut labels = Labels::default();
    labels.warning = "Achtung & Vorsicht".into();
    let expected = format!("<aside class=\"note warning\" role=\"note\">\n{}", title("Achtung &amp; Vorsicht"));
    with(&Html::new().labels(labels), &quote(Some(AlertKind::Warning), "a"), &expected);
}

#[test]
fn code_names_its_language() {
    html(&fence(Some("sql"), "SELECT <1>\n"), "<pre><code class=\"language-sql\">SELECT &lt;1&gt;\n</code></pre>");
    html(&fence(Some("\"><b>"), ""), "<pre><code class=\"language-&quot;&gt;&lt;b&gt;\"></code></pre>");
    html(&fence(None, "\n  a\n"), "<pre><code>\n  a\n</code></pre>");
}

#[test]
fn tables_have_heads_with_scope() {
    let rows = vec![
        TableRow { head: true, cells: vec![cell("A"), cell("B")], span: Span::NONE },
        TableRow { head: false, cells: vec![cell("1")], span: Span::NONE },
    ];
    let table = Table { alignments: vec![Alignment::None, Alignment::Right], rows, span: Span::NONE };
    let expected = "<table>\n<thead>\n<tr>\n<th scope=\"col\">A</th>\n<th scope=\"col\" class=\"align-right\">B</th>\n</tr>\n</thead>\n\
                    <tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>";
    html(&Block::Table(table), expected);
}

#[test]
fn heads_in_body_rows_belong_to_their_row() {
    let mut named = cell("A");
    named.head = true;
    let rows = vec![TableRow { head: false, cells: vec![named, cell("1"), cell("2")], span: Span::NONE }];
    let table = Table { alignments: vec![Alignment::Left, Alignment::Center], rows, span: Span::NONE };
    let expected = "<table>\n<tbody>\n<tr>\n<th scope=\"row\" class=\"align-left\">A</th>\n\
                    <td class=\"align-center\">1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>";
    html(&Block::Table(table), expected);
    html(&Block::Table(Table { alignments: vec![], rows: vec![], span: Span::NONE }), "");
}

#[test]
fn definition_lists_are_complete() {
    let term = || DefinitionEntry::Term(Paragraph { content: vec![words("a")].into(), span: Span::NONE });
    let description = |blocks: Vec<Block>| DefinitionEntry::Description(ListItem::new(blocks));
    let list = |entries| Block::DefinitionList(DefinitionList { entries, span: Span::NONE });
    let b = || paragraph([words("b")]);
    html(&list(vec![term(), description(vec![b()])]), "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>");
    html(&list(vec![description(vec![b(), b()])]), "<dl>\n<dt></dt>\n<dd>\n<p>b</p>\n<p>b</p>\n</dd>\n</dl>");
    html(&list(vec![term()]), "<dl>\n<dt>a</dt>\n<dd></dd>\n</dl>");
    html(&list(vec![]), "");
}

#[test]
fn details_always_have_a_summary() {
    let details = |summary: Vec<Inline>| {
        let blocks = vec![paragraph([words("b")])].into();
        Block::Details(Box::new(Details { summary: summary.into(), blocks, span: Span::NONE }))
    };
    html(&details(vec![words("a")]), "<details>\n<summary>a</summary>\n<p>b</p>\n</details>");
    html(&details(vec![]), "<details>\n<summary>Details</summary>\n<p>b</p>\n</details>");
}

#[test]
fn sections_carry_their_name() {
    let render = |section: &Section| Html::new().render_section(section).unwrap_or_default();
    let inner = section(SectionKind::ResolutionDetails, None, vec![Part::Block(paragraph([words("a")]))]);
    let outer = section(SectionKind::RcaDescription, None, vec![Part::Section(Box::new(inner))]);
    let expected = "<section class=\"rca-description\">\n<section class=\"resolution-details\">\n<p>a</p>\n</section>\n</section>\n";
    assert_eq!(render(&outer), expected);
    let empty = section(
        SectionKind::NextSteps,
        None,
        vec![Part::Section(Box::new(section(SectionKind::Salutation, None, vec![])))],
    );
    assert_eq!(render(&empty), "");
    let titled = section(SectionKind::Titled, Some("Is it <on>?"), vec![]);
    assert_eq!(render(&titled), "<section class=\"titled\">\n<h2>Is it &lt;on&gt;?</h2>\n</section>\n");
}

#[test]
fn web_and_mail_are_links() {
    html(&to("https://example.com/a b&c"), "<p><a href=\"https://example.com/a%20b&amp;c\">text</a></p>");
    html(&to("http://example.com/\"><script>"), "<p><a href=\"http://example.com/%22%3E%3Cscript%3E\">text</a></p>");
    html(&to("mailTo:a@example.com"), "<p><a href=\"mailTo:a@example.com\">text</a></p>");
    html(&to("button-link:https://example.com"), "<p><a href=\"https://example.com\" class=\"button\">text</a></p>");
    let titled = Link { title: Some("a \"b\"".into()), ..link("text", "https://example.com") };
    html(
        &paragraph([Inline::Link(Box::new(titled))]),
        "<p><a href=\"https://example.com\" title=\"a &quot;b&quot;\">text</a></p>",
    );
}

#[test]
fn what_cannot_be_followed_is_its_text() {
    for target in
        ["javascript:alert(1)", "data:text/html,x", "//example.com", "guide", "#a", "", "\\\\a", "data-blade:A"]
    {
        html(&to(target), "<p>text</p>");
    }
}

#[test]
fn links_do_not_nest() {
    let inner = Inline::Link(Box::new(link("b", "https://example.com/b")));
    let blade = Inline::Link(Box::new(link("c", "data-blade:A.B.id.$x")));
    let content: Inlines = [words("a "), styled(Style::Strong, [inner]), blade].into_iter().collect();
    let outer =
        |target: &str| paragraph([Inline::Link(Box::new(Link { content: content.clone(), ..link("", target) }))]);
    html(&outer("https://example.com/a"), "<p><a href=\"https://example.com/a\">a <strong>b</strong>c</a></p>");
}

#[test]
fn blades_go_to_the_portal_of_the_cloud() {
    let values = Values::new().text("resourceId", "/vm/web 01");
    let renderer = Html::new().values(&values);
    let blade = to("data-blade:Fabrikam_Compute.ImagesBlade.id.$resourceId");
    let page = "#blade/Fabrikam_Compute/ImagesBlade/id/%2Fvm%2Fweb%2001";
    with(&renderer, &blade, &format!("<p><a href=\"https://portal.azure.com/{page}\">text</a></p>"));
    let fairfax = renderer.clone().cloud(Cloud::Fairfax);
    with(&fairfax, &blade, &format!("<p><a href=\"https://portal.azure.us/{page}\">text</a></p>"));
    let unlinked = "<p><span data-blade=\"Fabrikam_Compute.ImagesBlade.id.$resourceId\">text</span></p>";
    with(&renderer.clone().cloud(Cloud::UsSec), &blade, unlinked);
    html(&blade, unlinked);
    html(
        &to("button-data-blade:A.B.id.$\"><script>"),
        "<p><span data-blade=\"A.B.id.$&quot;&gt;&lt;script&gt;\" class=\"button\">text</span></p>",
    );
}

#[test]
fn a_resolver_has_its_way_within_what_is_safe() {
    let base = Base::new("https://docs.example.com/a/");
    let Some(base) = base else { panic!("no base") };
    let renderer = Html::new().resolver(&base);
    with(&renderer, &to("b"), "<p><a href=\"https://docs.example.com/a/b\">text</a></p>");
    with(&renderer, &to("javascript:b"), "<p>text</p>");
    let resolver = |target: &Target<'_>| match target {
        Target::Relative(path) => Resolved::To(path.to_string()),
        Target::Mail(_) => Resolved::Text,
        Target::Unsafe(_) => Resolved::To("javascript:alert(1)".to_owned()),
        _ => Resolved::Unchanged,
    };
    let renderer = Html::new().resolver(&resolver);
    with(&renderer, &to("/b"), "<p><a href=\"/b\">text</a></p>");
    with(&renderer, &to("mailto:a@example.com"), "<p>text</p>");
    with(&renderer, &to("vbscript:x"), "<p>text</p>");
    with(&renderer, &to("https://example.com"), "<p><a href=\"https://example.com\">text</a></p>");
}

#[test]
fn https_images_are_shown_and_others_are_their_alternative_text() {
    html(
        &paragraph([image("https://example.com/a.png")]),
        "<p><img src=\"https://example.com/a.png\" alt=\"A picture\" title=\"so &quot;big&quot;\"></p>",
    );
    for target in ["http://example.com/a.png", "Screenshots\\a.png", "C:\\a.png", "a.png", "data:image/png,x", ""] {
        html(&paragraph([image(target)]), "<p>A <strong>picture</strong></p>");
    }
}

#[test]
fn text_values_are_escaped() {
    value("web<01>", "<p>a web&lt;01&gt; b</p>");
    value("\"&'", "<p>a &quot;&amp;' b</p>");
    value(
        "**x** [y](https://example.com) https://example.com",
        "<p>a **x** [y](https://example.com) https://example.com b</p>",
    );
    value("<!--$x-->--><script>", "<p>a &lt;!--$x--&gt;--&gt;&lt;script&gt; b</p>");
    value("\u{202e}x\0y\u{85}", "<p>a \u{FFFD}x\u{FFFD}y\u{FFFD} b</p>");
    value("", "<p>a  b</p>");
}

#[test]
fn line_ends_of_text_values_are_breaks() {
    value("1\n2\r\n3\r4", "<p>a 1<br>2<br>3<br>4 b</p>");
    value("\n1\n\n2\n", "<p>a 1<br><br>2 b</p>");
}

#[test]
fn a_sole_text_value_may_have_paragraphs() {
    let values = Values::new().text("x", "1\n2\n \n<3>\n\n\n4\n");
    let renderer = Html::new().values(&values);
    with(&renderer, &paragraph([slot("x")]), "<p>1<br>\n2</p>\n<p>&lt;3&gt;</p>\n<p>4</p>");
    with(&renderer, &paragraph([note("a"), slot("x")]), "<p>1<br>\n2</p>\n<p>&lt;3&gt;</p>\n<p>4</p>");
    let item = list(None, true, [vec![paragraph([slot("x")])]]);
    let one = Values::new().text("x", "1\n2");
    with(&Html::new().values(&one), &item, "<ul>\n<li>1<br>2</li>\n</ul>");
    with(&renderer, &item, "<ul>\n<li>\n<p>1<br>\n2</p>\n<p>&lt;3&gt;</p>\n<p>4</p>\n</li>\n</ul>");
    let strong = paragraph([styled(Style::Strong, [slot("x")])]);
    with(&renderer, &strong, "<p><strong>1<br>2<br> <br>&lt;3&gt;<br><br><br>4</strong></p>");
    let values = Values::new().text("x", "");
    with(&Html::new().values(&values), &paragraph([slot("x")]), "<p></p>");
}

#[test]
fn the_language_of_code_is_one_class() {
    let class = |language: &str, expected: &str| {
        html(&fence(Some(language), "x\n"), &format!("<pre><code{expected}>x\n</code></pre>"))
    };
    class("rust", " class=\"language-rust\"");
    class("a b\tc", " class=\"language-a\"");
    class("\u{c}\" onclick", " class=\"language-&quot;\"");
    class("", "");
    class(" \n", "");
}

#[test]
fn values_in_code_stay_in_it() {
    let values = Values::new().text("x", "</code><b>\n2");
    let renderer = Html::new().values(&values);
    let span = paragraph([code(template("ping ", "x", ""))]);
    with(&renderer, &span, "<p><code>ping &lt;/code&gt;&lt;b&gt;<br>2</code></p>");
    let fenced = fence(None, template("ping ", "x", "\n"));
    with(&renderer, &fenced, "<pre><code>ping &lt;/code&gt;&lt;b&gt;\n2\n</code></pre>");
    html(&fenced, "<pre><code>ping x\n</code></pre>");
}

#[test]
fn missing_values_follow_the_policy() {
    let block = paragraph([words("a "), slot("x"), words(" b")]);
    html(&block, "<p>a [x] b</p>");
    with(&Html::new().missing(Missing::Empty), &block, "<p>a  b</p>");
    with(&Html::new().missing(Missing::Marker), &block, "<p>a <!--$x-->[x]<!--/$x--> b</p>");
    let failed = Html::new().missing(Missing::Fail).render_block(&block);
    assert_eq!(failed, Err(RenderError::MissingValue { name: "x".to_owned() }));
    assert_eq!(failed.map_err(|error| error.to_string()), Err("no value for placeholder `x`".to_owned()));
}

#[test]
fn markers_are_between_elements_only() {
    let renderer = Html::new().missing(Missing::Marker);
    let link = Inline::Link(Box::new(link("t", template("https://example.com/", "x", ""))));
    with(&renderer, &paragraph([link]), "<p><a href=\"https://example.com/x\">t</a></p>");
    let name = placeholder("x--><script>", "default");
    with(&renderer, &paragraph([words("a "), Inline::Placeholder(Box::new(name))]), "<p>a default</p>");
    let fenced = fence(None, template("ping ", "x", "\n"));
    with(&renderer, &fenced, "<pre><code>ping <!--$x-->x<!--/$x-->\n</code></pre>");
}

#[test]
fn after_the_host_a_value_is_one_component() {
    href("https://example.com/", "a b/c?d#e&f", "", "https://example.com/a%20b%2Fc%3Fd%23e%26f");
    href("https://example.com/?q=", "\"><script>", "&a=b", "https://example.com/?q=%22%3E%3Cscript%3E&amp;a=b");
    href("mailto:a@example.com?subject=", "a&bcc=b", "", "mailto:a@example.com?subject=a%26bcc%3Db");
    href(
        "button-link:https://example.com/",
        "../a",
        "\" class=\"button",
        "https://example.com/..%2Fa%22%20class=%22button\" class=\"button",
    );
}

#[test]
fn a_value_cannot_choose_another_host() {
    href("https://", "web-01", ".example.com/", "https://web-01.example.com/");
    href("https://", "evil.example/", ".example.com/", "https://evil-example-.example.com/");
    href("https://example.com", "/a b", "", "https://example.com/%2Fa%20b");
    href("https://example.com", ".evil.example", "/a", "https://example.com/.evil.example/a");
    href("https://example.com", "@evil.example", "?a", "https://example.com/%40evil.example?a");
    href("https://example.com:", "80@evil.example", "/", "https://example.com:0/");
    href("https://example.com:", "8080", "/", "https://example.com:8080/");
    href("https://example.com:", "99999", "/", "https://example.com:0/");
    href("https://10.0.0.", "4", "/", "https://10.0.0.4/");
    href("https://10.0.0.", "256", "/", "https://10.0.0.invalid/");
    target("https://", "1.2.3", ".4.5/", "t");
    target("https://", "x", ".4.5/", "t");
    target("https://", "evil.example", "@example.com/", "t");
    target("https://portal.azure.com", "x", "@evil.example/", "t");
    target("https://example.com@", "evil.example", "/", "t");
    target("https://example.co", "m", ":8080/", "t");
    href("https://node", "5", ":8080/", "https://node5:8080/");
    href("https://", "web-01", ":8080/", "https://web-01:8080/");
    href("https://", "", "/evil.example/", "https://-/evil.example/");
    href("https://example.", "com。evil", "/", "https://example.com-evil/");
}

#[test]
fn a_host_left_to_a_value_must_be_a_host() {
    href("https://", "web-01.example.com:8080", "/a", "https://web-01.example.com:8080/a");
    href("https://", "web-01.example.com", "", "https://web-01.example.com");
    href("https://", "a@b", "/c", "https://a-b/c");
    href("https://", "web-01:99999", "/c", "https://invalid/c");
    href("https://", "1.2.3.4.5", "/c", "https://invalid/c");
    href("https://", "a/../b", "", "https://a----b");
}

#[test]
fn a_value_at_the_start_may_be_an_entire_address() {
    href("", "https://example.com/?a=b&c", "", "https://example.com/?a=b&amp;c");
    href("", " HTTP://example.com ", "/guide", "HTTP://example.com/guide");
    href("", "mailto:a@example.com", "", "mailto:a@example.com");
    for value in
        ["javascript:alert(1)", "data-blade:A.B", "//example.com", "example.com", "button-link:https://a", "", "ja\tva"]
    {
        target("", value, "", "t");
    }
    target("", "javascript", ":alert(1)", "t");
    target("", "ht", "tps://example.com", "t");
    href("", "https", "://example.com", "https://example.com");
    target("", "mailto", "://example.com", "t");
    target("java", "script", ":alert(1)", "t");
    target("ht", "tps", "://example.com", "t");
    target("mail", "to", ":a@example.com", "t");
    target("button-link:", "javascript:alert(1)", "", "t");
}

#[test]
fn no_scheme_is_made_of_a_value_and_letters() {
    target("java", "script:alert(1)", "", "t");
    target("java", "script", ":alert(1)", "t");
    target("http", "s", "://example.com", "t");
    target("https:", "//example.com", "", "t");
    target("https:/", "/example.com", "", "t");
}

#[test]
fn a_value_stays_one_word_of_a_blade() {
    let address = "https://portal.azure.com/#blade/A/B/id";
    href("data-blade:A.B.id.", "/vm/a.b", "", &format!("{address}/%2Fvm%2Fa%2Eb"));
    href(
        "data-blade:A.B.id.",
        "$resourceId;data-blade-uri:x",
        "",
        &format!("{address}/%24resourceId%3Bdata-blade-uri%3Ax"),
    );
    href("data-blade:A.B.id.", "1", ".tab.2", &format!("{address}/1/tab/2"));
    target(
        "data-blade:A.B.id.$id;data-blade-uri:https://",
        "evil.example",
        "/a",
        "<span data-blade=\"A.B.id.$id\">t</span>",
    );
    href("data-blade:A.B.id.$id;data-blade-uri:https://example.com/", "a/b", "", "https://example.com/a%2Fb");
    href("data-blade:A.B.id.$id;data-blade-uri:{$domain}/", "a/b", "", "https://portal.azure.com/a%2Fb");
}

#[test]
fn a_script_gets_no_fallback_whose_host_a_value_could_choose() {
    let as_data = |before: &str, value: &str, after: &str| {
        let as_data = "<span data-blade=\"A.B.id.$no\" class=\"button\">t</span>";
        target(&format!("button-data-blade:A.B.id.$no;data-blade-uri:{before}"), value, after, as_data);
    };
    for value in [".evil.example", "", "s"] {
        as_data("https://portal.azure.com", value, "/x");
        as_data("", value, "/x");
        as_data("", value, "://x/y");
        as_data("{$domain}", value, "/x");
        as_data("https", value, "://x/y");
        as_data("https:", value, "//x/y");
        as_data("https:/", value, "/x/y");
        as_data("https://", value, "/x");
        as_data("https://example.com:", value, "/x");
        as_data("javascript:", value, "");
    }
    let data = |fallback: &str, expected: &str| {
        let link = to(&format!("data-blade:A.B.id.$no;data-blade-uri:{fallback}"));
        html(&link, &format!("<p><span data-blade=\"A.B.id.$no{expected}\">text</span></p>"));
    };
    for fallback in ["{$domain}/#a{$no}", "{$domain}#a{$no}", "{$domain}?a={$no}", "https://example.com/{$no}"] {
        data(fallback, &format!(";data-blade-uri:{fallback}"));
    }
    for fallback in [
        "javascript:alert(1)",
        "//evil.example/{$no}",
        "button-link:https://evil.example/{$no}",
        "{$domain}{$no}",
        "{$domain}{$no}/a",
        "{$domain}@evil.example/{$no}",
        "https://a@evil.example/{$no}",
        "https://example.com{$no}/",
        "https://{$no}.example.com/",
        "{$no}",
        "{$no}://example.com/",
        "ht{$no}://example.com/",
        "https://example.com:{$no}/",
        "https://example.com/{$open",
        "\\\\evil.example\\{$no}",
        "",
    ] {
        data(fallback, "");
    }
}

#[test]
fn a_value_does_not_leave_its_folder() {
    href("https://example.com/a/", "..", "/b", "https://example.com/a/--/b");
    href("https://example.com/a/", ".", "/b", "https://example.com/a/-/b");
    href("https://example.com/a/.", ".", "/b", "https://example.com/a/.-/b");
    href("https://example.com/a/", "../..", "/b", "https://example.com/a/..%2F../b");
    href("https://example.com", "..", "/b", "https://example.com/--/b");
    href("https://example.com/a/", "...", "/b", "https://example.com/a/.../b");
    href("https://example.com/a?b=", "..", "", "https://example.com/a?b=..");
    href("https://example.com/a#", "..", "", "https://example.com/a#..");
    target("https://example.com/a/.%2", "e", "/b", "t");
    target("https://example.com/a/%", "2e", "/b", "t");
}

#[test]
fn a_value_in_a_mail_is_a_part_of_it() {
    href("mailto:", "help", "@example.com", "mailto:help@example.com");
    href("mailto:", "help+a.b", "@example.com", "mailto:help%2Ba.b@example.com");
    href("mailto:", "a@evil.example,b", "@example.com", "mailto:a-evil.example-b@example.com");
    href("mailto:help@", "evil.example,b@c", "", "mailto:help@evil.example-b-c");
    href("mailto:", "help@example.com", "", "mailto:help%40example.com");
    href("mailto:", "help@example.com", "?subject=a", "mailto:help%40example.com?subject=a");
    href(
        "mailto:a@example.com?subject=",
        "b\r\nBcc: c&cc=d",
        "",
        "mailto:a@example.com?subject=b%20%20Bcc%3A%20c%26cc%3Dd",
    );
    href("mailto:a@example.com?subject=b&body=", "c\nd", "", "mailto:a@example.com?subject=b&amp;body=c%0Ad");
}

#[test]
fn a_value_makes_no_pictures_address() {
    let picture = |before: &str, after: &str| {
        let alt = [words("A picture")].into_iter().collect();
        let target = template(before, "x", after);
        paragraph([Inline::Image(Box::new(Image { target, title: Some("b".into()), alt, span: Span::NONE }))])
    };
    let values = Values::new().text("x", "https://evil.example/a.png");
    for (before, after) in [("", ""), ("https://example.com/?q=", ""), ("https://", "/a.png"), ("", "/a.png")] {
        with(&Html::new().values(&values), &picture(before, after), "<p>A picture</p>");
    }
    let default = "<p><img src=\"https://example.com/?q=x\" alt=\"A picture\" title=\"b\"></p>";
    with(&Html::new(), &picture("https://example.com/?q=", ""), default);
    with(&Html::new().missing(Missing::Marker), &picture("https://example.com/?q=", ""), default);
    let missing = Html::new().missing(Missing::Fail).render_block(&picture("https://example.com/", ""));
    assert_eq!(missing, Err(RenderError::MissingValue { name: "x".to_owned() }));
}

#[test]
fn a_resolver_is_asked_for_pictures() {
    let picture = |target: &str| paragraph([image(target)]);
    let shown =
        |address: &str| format!("<p><img src=\"{address}\" alt=\"A picture\" title=\"so &quot;big&quot;\"></p>");
    let alternative = "<p>A <strong>picture</strong></p>";
    let base = Base::new("https://docs.example.com/a/");
    let Some(base) = base else { panic!("no base") };
    let renderer = Html::new().resolver(&base);
    with(&renderer, &picture("b.png"), &shown("https://docs.example.com/a/b.png"));
    with(&renderer, &picture("https://example.com/a.png"), &shown("https://example.com/a.png"));
    with(&renderer, &picture("http://example.com/a.png"), alternative);
    for (answer, expected) in [
        ("https://cdn.example.com/a.png", shown("https://cdn.example.com/a.png")),
        ("http://example.com/a.png", alternative.to_owned()),
        ("/a.png", alternative.to_owned()),
        ("data:image/png,a", alternative.to_owned()),
        ("https://user@example.com/a.png", alternative.to_owned()),
        ("", alternative.to_owned()),
    ] {
        let resolver = |_: &Target<'_>| Resolved::To(answer.to_owned());
        with(&Html::new().resolver(&resolver), &picture("Screenshots\\a.png"), &expected);
    }
    let refuse = |_: &Target<'_>| Resolved::Text;
    with(&Html::new().resolver(&refuse), &picture("https://example.com/a.png"), alternative);
    with(&Html::new().resolver(&Apart), &picture("https://example.com/a.png"), alternative);
    with(&Html::new().resolver(&Apart), &to("https://example.com"), "<p><a href=\"https://example.com\">text</a></p>");
    let asked = |_: &Target<'_>| panic!("asked");
    with(&Html::new().resolver(&asked).without_images(), &picture("https://example.com/a.png"), alternative);
}

/// A resolver with another answer for pictures.
struct Apart;

impl Resolve for Apart {
    fn resolve(&self, _: &Target<'_>) -> Resolved {
        Resolved::Unchanged
    }

    fn resolve_image(&self, _: &Target<'_>) -> Resolved {
        Resolved::Text
    }
}

#[test]
fn a_page_without_images_loads_none() {
    let article = Article::parse_lenient("<properties />\n![a](https://example.com/a.png)\n");
    let page = |html: &Html<'_>| Page::new().render(html, &article).unwrap_or_default();
    assert!(page(&Html::new()).contains("default-src 'none'; img-src https:; style-src"));
    let without = page(&Html::new().without_images());
    assert!(without.contains("default-src 'none'; style-src") && without.contains("<p>a</p>"), "{without}");
}

#[test]
fn the_second_pass_fills_markers() {
    let values = Values::new().text("x", "<1>\n2").text("y", "z");
    let fill = |html: &str| fill_html(html, &values).unwrap_or_default();
    assert_eq!(fill("<p>a <!--$x-->[x]<!--/$x--> b</p>"), "<p>a &lt;1&gt;<br>2 b</p>");
    assert_eq!(fill("<p><!--$x--><b>x</b><!--/$x--></p>\n<p>b</p>"), "<p>&lt;1&gt;<br>\n2</p>\n<p>b</p>");
    assert_eq!(fill("<pre><code><!--$x-->x<!--/$x-->\n</code></pre>"), "<pre><code>&lt;1&gt;\n2\n</code></pre>");
    assert_eq!(fill("<!--$x--><!--$y-->y<!--/$y--><!--/$x-->"), "&lt;1&gt;<br>2");
    assert_eq!(fill("<!--$z--><!--$y-->y<!--/$y--><!--/$z-->"), "<!--$z-->z<!--/$z-->");
    assert_eq!(
        fill("<p><code><!--$x-->x<!--/$x--></code> <!--$x-->x<!--/$x--></p>"),
        "<p><code>&lt;1&gt;<br>2</code> &lt;1&gt;<br>2</p>"
    );
    assert_eq!(fill("<script></script><!--$y-->y<!--/$y-->"), "<script></script>z");
    for unchanged in [
        "<!--$-->y<!--/$-->",
        "<!--$y<b-->y<!--/$y-->",
        "<a title=\"<!--$x-->x<!--/$x-->\">a</a>",
        "<a title=\"> <!--$x-->x<!--/$x-->\">a</a>",
        "<!--$x y-->x<!--/$x-->",
        "<!--$-->x<!--/$-->",
        "<script>\"<!--$x-->x<!--/$x-->\"</script>",
        "<!--$x-->x",
        "<!--$X-->x<!--/$X-->",
        "<!-- <!--$x -->x<!--/$x-->",
        "a < b <",
        "<",
        "<a href=\"",
        "<!--",
    ] {
        assert_eq!(fill(unchanged), unchanged);
    }
}

#[test]
fn the_second_pass_knows_what_surrounds_a_marker() {
    let values = Values::new().markdown("x", "[b](https://example.com/b) `*c*`");
    let fill = |html: &str| fill_html(html, &values).unwrap_or_default();
    let (marker, link) = ("<!--$x-->x<!--/$x-->", "<a href=\"https://example.com/b\">b</a> <code>*c*</code>");
    assert_eq!(fill(&format!("<i>{marker}</i>")), format!("<i>{link}</i>"));
    assert_eq!(
        fill(&format!("<a href=\"/\">{marker}</a> {marker}")),
        format!("<a href=\"/\">b <code>*c*</code></a> {link}")
    );
    assert_eq!(fill(&format!("<code>{marker}</code> {marker}")), format!("<code>b *c*</code> {link}"));
    assert_eq!(fill(&format!("<code><p>{marker}</p></code>")), "<code><p>b *c*</p></code>");
}

#[test]
fn a_second_pass_knows_links_headings_and_items() {
    let values = Values::new().markdown("x", "[b](https://example.com/b)\\\nc").text("y", "");
    let fill = |html: &str| fill_html(html, &values).unwrap_or_default();
    let (marker, nothing) = ("<!--$x-->x<!--/$x-->", "<!--$y-->y<!--/$y-->");
    let blade = "<span data-blade=\"A.B\"><span data-placeholder=\"y\">1</span>";
    assert_eq!(
        fill(&format!("{blade} {marker}</span> {marker}")),
        format!("{blade} b<br>\nc</span> <a href=\"https://example.com/b\">b</a><br>\nc")
    );
    assert_eq!(fill(&format!("<h3>{marker}</h3>")), "<h3><a href=\"https://example.com/b\">b</a><br>c</h3>");
    assert_eq!(fill(&format!("<a href=\"/?a&amp;b\">{nothing}</a>")), "<a href=\"/?a&amp;b\">/?a&amp;b</a>");
    assert_eq!(fill(&format!("<li>a\n{nothing}\n<ul>")), "<li>a\n<ul>");
    assert_eq!(fill(&format!("<p>{marker}<!----></p>")), "<p><a href=\"https://example.com/b\">b</a><br>\nc</p>");
}

#[test]
fn many_markers_after_a_long_tag_take_time_in_proportion() {
    let tag = format!("<p title=\"{}\">", "a".repeat(2 << 20));
    let (html, values) = (format!("{tag}{}", "<!--$x-->x<!--/$x-->".repeat(26_000)), Values::new().text("x", ""));
    let time = clock::time(|| assert_eq!(fill_html(&html, &values), Ok(tag)));
    assert!(time.as_secs() < 10, "each looks back over all of the tag");
}

#[test]
fn markers_that_share_a_paragraph_are_marked_as_not_sole() {
    let asked = Html::new().missing(Missing::Marker);
    let (x, y) = ("<!--$x-->[x]<!--/$x--><!---->", "<!--$y-->[y]<!--/$y--><!---->");
    with(&asked, &paragraph([slot("x"), words(" "), slot("y")]), &format!("<p>{x} {y}</p>"));
    let values = Values::new().text("y", "");
    with(&asked.clone().values(&values), &paragraph([slot("x"), slot("y")]), &format!("<p>{x}</p>"));
    with(&asked, &paragraph([slot("x"), words("a"), slot("y")]), &format!("<p>{x}a{y}</p>").replace("<!---->", ""));
}

#[test]
fn filling_in_two_passes_equals_filling_in_one() {
    let values =
        Values::new().text("vmname", "<w>\n\n2").text("ip", "&\n1").text("db", "</code>\n").text("x", "1\n\n2");
    let parts: Parts = specimen::parts()
        .into_iter()
        .chain([Part::Block(paragraph([slot("x")])), Part::Block(list(None, false, [vec![paragraph([slot("x")])]]))])
        .collect();
    let once = Html::new().values(&values).render_parts(&parts);
    assert!(once.as_ref().is_ok_and(|html| html.contains("&lt;w&gt;")));
    let marked = Html::new().missing(Missing::Marker).render_parts(&parts).unwrap_or_default();
    assert_eq!(fill_html(&marked, &values), once);
}

#[test]
fn a_markdown_value_cannot_hold_itself() {
    let blocks: Blocks = vec![paragraph([slot("x")]), paragraph([slot("y")])].into();
    let source = move |name: &str| (name == "x").then(|| Value::Markdown(std::borrow::Cow::Owned(blocks.clone())));
    let renderer = Html::new().values(&source).missing(Missing::Fail);
    with(&renderer, &paragraph([slot("x")]), "<p>[x]</p>\n<p>[y]</p>");
    with(&renderer, &paragraph([words("a "), slot("x")]), "<p>a [x]<br>[y]</p>");
}

#[test]
fn a_markdown_value_in_running_text_is_flat() {
    let blocks = specimen::blocks();
    let source = move |_: &str| Some(Value::Markdown(std::borrow::Cow::Owned(blocks.clone())));
    let renderer = Html::new().values(&source);
    let html = renderer.render_block(&paragraph([words("a "), slot("x"), words(" b")])).unwrap_or_default();
    let first = html.strip_prefix("<p>a Recommended steps<br>Open <strong>").is_some();
    let last = html
        .ends_with("<br>More<br>Even more<br>Video: <a href=\"https://example.com/watch\">Wipe the dust</a> b</p>\n");
    assert!(first && last, "{html}");
    for element in ["<p>", "<ul", "<ol", "<table", "<pre", "<h2", "<details", "<dl"] {
        assert_eq!(html.matches(element).count(), usize::from(element == "<p>"), "{html}");
    }
}

#[test]
fn renderers_are_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Html<'_>>();
}
