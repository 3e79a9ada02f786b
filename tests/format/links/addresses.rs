//! Bare addresses: what is linked of a text, and that the text stays as it is.
//!
//! The facts are those of the suites of linkify, linkify-it, cmark-gfm and comrak, as far as a format of articles has
//! them; where ours differ from one, the table in `docs/format.md` says why.

use selfhelp::Article;
use selfhelp::tree::Inline;
use selfhelp::visit::Node;

use super::{article, finds, html, places, silent};

/// The text of `article`, with `‹` and `›` around what is linked.
fn marked(article: &Article) -> String {
    let mut marked = String::new();
    let mut ends = Vec::new();
    let mut nodes = article.nodes();
    while let Some(node) = nodes.next() {
        match node {
            Node::Words(words) => marked.push_str(&words.text),
            Node::SoftBreak(_) => marked.push('\n'),
            Node::CodeSpan(code) => marked.push_str(&code.content.to_plain()),
            Node::Link(link) => {
                let text = link.content.to_plain();
                let target = link.target.to_plain();
                let is_own = ["", "http://", "mailto:"].iter().any(|prefix| *target == format!("{prefix}{text}"));
                let is_plain = matches!(&link.content[..], [Inline::Text(_)]);
                assert!(is_own && is_plain, "{link:?}");
                marked += &format!("‹{text}›");
                nodes.skip_children();
                ends.push(link.span);
            }
            _ => {}
        }
    }
    marked
}

/// `text` has the marked links, alone and wherever else text can be.
#[track_caller]
fn links(text: &str) {
    let body = text.replace(['‹', '›'], "");
    assert_eq!(marked(&article(&body)), text, "{body:?}");
    for place in places(&body) {
        let marked = marked(&article(&place));
        assert!(marked.contains(text), "{place:?}: {marked:?}");
    }
}

#[test]
fn schemes_and_hosts() {
    links("‹https://example.com›");
    links("‹http://example.com/123›");
    links("‹HTTP://EXAMPLE.COM/A›");
    links("‹http://127.0.0.1:8080/›");
    links("‹http://localhost›");
    links("‹https://portal.azure.com#create/hub›");
    links("‹https://example.com?pa=1&pn=2›");
    links("‹https://my_bucket.s3.example.com/a›");
    links("https://my_bucket.example/a");
    links("‹www.xn--c1h.example.com›");
    links("‹http://xn--c1h.example.com/›");
    links("‹http://a-b--c.example.com/›");
    links("‹http://a›.");
    links("‹WWW.EXAMPLE.COM›");
    links("www.lamp");
    links("example.com and ftp://example.com and ://example.com and https:example.com");
    links("http:// http://. http://? http://# http:///a");
    links("‹http://www.example.com/foo_bar_baz/a-b›");
    links("‹https://user:word@example.com:8080/a›");
    links(".‹http://example.org/› 1.‹http://example.org/›");
}

#[test]
fn letters_of_other_scripts() {
    links("‹http://президент.рф› ‹http://президент.рф/путь›");
    links("‹http://üñîçøðé.com/ä›");
    links("‹http://🍄.ga/› ‹http://x🍄.ga/›");
    links("‹https://例子.中国/路径›");
    links("‹http://example.org/\u{A2}/›");
    links("‹http://example.org/\u{1F600}›");
}

#[test]
fn delimiters_are_letters_of_an_address() {
    links("‹https://github.com/a/b/blob/main/c/__init__.py›");
    links("‹http://example.com/src/_mocks_/vscode.js›");
    for address in ["https://example.com/_a_/b", "https://example.com/__init__.py", "https://example.com/*a*"] {
        html(
            &format!("see [{address}]({address}) *now*"),
            &format!("<p>see <a href=\"{address}\">{address}</a> <em>now</em></p>"),
        );
    }
    html(
        "[*see* __a__](https://example.com/_b_)",
        "<p><a href=\"https://example.com/_b_\"><em>see</em> <strong>a</strong></a></p>",
    );
    links("‹https://e.example/foo*bar*baz›");
    links("‹https://e.example/~a~/b› and ‹https://e.example/~~a~~/b›");
    links("‹https://e.example/_a_/b›, ‹www.example.com/_a_/b› and ‹a.b_c_d@example.com›");
    html(
        "*a https://e.example/x*y z* https://f.example/u*v*w",
        "<p><em>a <a href=\"https://e.example/x*y\">https://e.example/x*y</a> z</em> \
         <a href=\"https://f.example/u*v*w\">https://f.example/u*v*w</a></p>",
    );
}

#[test]
fn what_comes_before_addresses_stays_as_it_is() {
    html("`https://e.example/_a_/b`", "<p><code>https://e.example/_a_/b</code></p>");
    html(
        "[*a*](https://e.example/_a_/b) `_a_`",
        "<p><a href=\"https://e.example/_a_/b\"><em>a</em></a> <code>_a_</code></p>",
    );
    html("<https://e.example/_a_/b>", "<p><a href=\"https://e.example/_a_/b\">https://e.example/_a_/b</a></p>");
    html("[a]\n\n[a]: https://e.example/_a_/b", "<p><a href=\"https://e.example/_a_/b\">a</a></p>");
    html("**https://e.example/a**", "<p><strong><a href=\"https://e.example/a\">https://e.example/a</a></strong></p>");
    html("_see https://e.example/a_", "<p><em>see <a href=\"https://e.example/a\">https://e.example/a</a></em></p>");
    html("~~www.example.com/a~~", "<p><del><a href=\"http://www.example.com/a\">www.example.com/a</a></del></p>");
    let all = "https://e.example/_x_/ `_a_` <i title=\"_b_\">c</i> [https://e.example/_d_/](https://e.example/_d_/)";
    html(
        all,
        "<p><a href=\"https://e.example/_x_/\">https://e.example/_x_/</a> <code>_a_</code> <em>c</em> \
         <a href=\"https://e.example/_d_/\">https://e.example/_d_/</a></p>",
    );
}

#[test]
fn an_address_in_what_is_read_as_text_is_one() {
    html(
        "[Error]: timeout https://e.example/__init__.py",
        "<p>[Error]: timeout <a href=\"https://e.example/__init__.py\">https://e.example/__init__.py</a></p>",
    );
    html(
        "<!--$a-->see *https://e.example/_b_/c*<!--/$a--> x",
        "<p>see <em><a href=\"https://e.example/_b_/c\">https://e.example/_b_/c</a></em> x</p>",
    );
}

#[test]
fn what_ends_an_address() {
    links(
        "‹https://example.com/.› ‹https://example.com/a›, ‹https://example.com/a›: ‹https://example.com/a›!"
            .replace("/.›", "/›.")
            .as_str(),
    );
    links("‹http://example.org/›.. ‹http://example.org/›; ‹http://example.org/a›?");
    links("‹http://example.org/!/› ‹http://example.org/./a› ‹http://example.org/,/›");
    links("\"‹http://example.org›\" '‹http://example.org›' '‹http://example.org/a›'");
    links("‹http://example.org/›\"a ‹http://example.org/it's›");
    links("‹http://example.org/a›| b");
    links("‹http://example.org›’s “‹http://example.org/a›” «‹http://example.org/a›» „‹http://example.org/a›“");
    links("‹http://example.org/a›—b ‹http://example.org/a›–b ‹http://example.org/a›… ‹http://example.org/a›...");
    links("‹http://example.org/*/a›* ‹https://example.org/›*");
    links("‹https://example.org/a›\u{A0}b ‹https://example.org/a›\u{3000}b");
    links("‹https://example.org/?q=›\"a\"");
    html("https://example.com/a\\_b", "<p><a href=\"https://example.com/a_b\">https://example.com/a_b</a></p>");
    html("https://example.com/&lt;a", "<p><a href=\"https://example.com/\">https://example.com/</a>&lt;a</p>");
    html(
        "https://example.com/?a&amp;b",
        "<p><a href=\"https://example.com/?a&amp;b\">https://example.com/?a&amp;b</a></p>",
    );
    html("https://example.com/?a&amp;", "<p><a href=\"https://example.com/?a\">https://example.com/?a</a>&amp;</p>");
    html("https://example.com/?a&copy;", "<p><a href=\"https://example.com/?a\">https://example.com/?a</a>©</p>");
    html("https://example.com/?a&hl;", "<p><a href=\"https://example.com/?a\">https://example.com/?a</a>&amp;hl;</p>");
    html(
        "https://example.com/a`b`",
        "<p><a href=\"https://example.com/a\">https://example.com/a</a><code>b</code></p>",
    );
    html("https://example.com/a<br>b", "<p><a href=\"https://example.com/a\">https://example.com/a</a><br>\nb</p>");
}

#[test]
fn brackets() {
    links("(‹http://example.org/›) ((‹http://example.org/a(b)›)) (see ‹http://example.org/a›).");
    links("[‹http://example.org/›] {‹http://example.org/›} [(‹http://example.org/›)]");
    links("‹http://example.org/a(b)› ‹http://example.org/a[b]› ‹http://example.org/a{b}›");
    links("‹www.google.com/search?q=(business)› (‹www.google.com/search?q=(business)›)");
    links("‹www.google.com/search?q=(business))+ok›");
    links("‹http://example.org/›( ‹http://example.org/a›(.");
    links("(‹http://one.example/›)(‹http://two.example/›)");
}

#[test]
fn one_after_another() {
    links("‹http://one.example/› : ‹http://two.example/›");
    links("‹http://one.example/a›,‹http://two.example/b›;‹http://three.example›,‹http://four.example›");
    links("‹https://web.example/2020/https://example.com/a›");
    links("‹https://login.example/?to=https://example.com/a,https://b.example›");
}

#[test]
fn where_none_begins() {
    links("xhttps://example.com 1http://example.com");
    links("see:‹https://example.com› +‹https://example.com›");
    links("x.www.example.com http.www.example.com /www.example.com @www.example.com =www.example.com");
    html("\\https://example.com", "<p>\\https://example.com</p>");
    html("https\\://example.com", "<p>https://example.com</p>");
    // GFM makes a link of this one, but then nothing could keep an address from being one.
    html("www\\.example.com a\\@example.com", "<p>www.example.com a@example.com</p>");
    html(
        "[a https://example.com b](https://example.com/c)",
        "<p><a href=\"https://example.com/c\">a https://example.com b</a></p>",
    );
}

#[test]
fn beside_cjk_text() {
    links("详情见（‹https://a.example/b›）、（‹https://c.example/d›）。");
    links("看‹https://foo.example/x›中文和‹https://bar.example/y›。");
    links("看‹https://foo.example›中文。");
    links("参照 ‹https://example.com/a›。次「‹https://example.com/b›」！");
    links("‹https://example.com/›，次");
    links("‹https://zh.example/wiki/灯具›和 ‹https://ko.example/위키_램프›.".replace("灯具›和", "灯具和›").as_str());
    links("주소는 ‹https://example.com/a›입니다. ‹https://example.com/b›を参照");
    links("全角：‹https://example.com/a›？‹https://example.com/b›～");
    let long = "灯".repeat(683);
    links(&format!("{long}‹https://example.com/a›"));
}

#[test]
fn beside_text_of_other_scripts() {
    links(
        "راجع ‹https://a.example/ar/disk›، أو ‹support@a.example›؛ أو ‹https://a.example/ar/x›؟ ‹https://a.example›۔",
    );
    links(
        "देखें ‹https://a.example/hi›। ‹a@b.example›॥ ‹https://a.example/x›։ ‹https://a.example/x›׃ ‹https://a.example/he›־",
    );
    links("មើល ‹https://a.example/km›។ ¿‹https://a.example/x›‽ ¡‹a@b.example›¡");
    links("ติดต่อ‹support@a.example›ได้เลย ที่‹https://a.example/th-th/resize›หรือ‹www.a.example›นะ");
    links("ທີ່‹a@b.example›ຫຼື ទៅ‹https://a.example/x›ឬ ကို‹a@b.example›သို့");
    links("‹https://th.example/wiki/ประเทศไทย› ‹http://ไทย.example/ก่อน› ‹https://a.example/हिन्दी› ‹संपर्क@a.example›");
    links("संपर्कwww.a.example ‹https://fa.example/می\u{200C}روم›");
}

#[test]
fn signs_right_after_an_address() {
    for sign in ["®", "™", "😀", "☎\u{FE0F}", "•", "·", "×", "→", "¹", "①", "†"] {
        links(&format!(
            "‹a@b.example›{sign} ‹https://a.example›{sign} ‹https://a.example/x›{sign} ‹www.a.example›{sign}"
        ));
        links(&format!(
            "‹a@b.example›{sign}‹c@d.example› ‹https://a.example›{sign}‹https://b.example/x›{sign}‹https://c.example›"
        ));
    }
    links("‹https://a.example/😀› ‹https://a.example/?q=☎\u{FE0F}› ‹https://ca.example/wiki/Paral·lel›");
}

#[test]
fn mail() {
    links("‹foo@example.com›, ‹foo.bar@example.com›; ‹foo+bar-baz_q@example.com›");
    links("Ask “‹a@b.example›” or ‹support@contoso.com›’s team—‹user@example.com›—now");
    links("(for example, '‹joe@contoso.com›') (‹a@example.com›)");
    links("/‹a@b.example› {‹a@b.example›} !‹a@b.example› ,‹a@b.example›, :‹a@b.example›:");
    links("‹a@xy.com›;‹b@xy.com›,‹c@xy.com›");
    links("‹üñîçøðé@example.com› ‹a@büro.example›");
    links("请联系‹support@contoso.com›。");
    links("foo a@b a@ @a @@@ a@b. npm@10.2.0 foo.@example.com");
    links("‹a.b-c_d@a.b› ‹a.b-c_d@a.b›. a.b-c_d@a.b- a.b-c_d@a.b_");
    links("‹hello@mail+xyz.example›".replace("‹hello@mail+xyz.example›", "hello@mail+xyz.example").as_str());
    links("‹hello+xyz@mail.example›");
    links(
        "‹mailto:x@y.example› ‹mailto:x@y.example›. ‹mailto:x@y.example?subject=Lamp%20guide›, ‹mailto:x@y.example›/",
    );
    links("ftp://user@example.com xmpp:ada@example.com a@b.example@c.example");
    links("‹o'brien@contoso.com›");
    links("‹www@example.com›");
    html("a@b.example`x`", "<p><a href=\"mailto:a@b.example\">a@b.example</a><code>x</code></p>");
    html("**a@b.example**", "<p><strong><a href=\"mailto:a@b.example\">a@b.example</a></strong></p>");
    html("_a@b.example_", "<p><em><a href=\"mailto:a@b.example\">a@b.example</a></em></p>");
}

#[test]
fn characters_that_show_as_nothing_end_an_address() {
    let code = "link-end";
    for hidden in ["\u{200B}", "\u{FEFF}", "\u{AD}", "\u{2066}", "\u{2069}", "\u{200B}\u{200B}"] {
        links(&format!("see ‹https://example.com/a›{hidden} and ‹a@b.example›{hidden}"));
        let body = format!("see https://example.com/a{hidden} now");
        finds(&body, code, hidden, Some("see https://example.com/a now"));
        let body = format!("see [b](https://example.com/a{hidden}) now");
        finds(&body, code, hidden, Some("see [b](https://example.com/a) now"));
        html(&body, "<p>see <a href=\"https://example.com/a\">b</a> now</p>");
    }
    for hidden in ["\u{A0}", "\u{3000}", "\u{2028}"] {
        let body = format!("[b](https://example.com/a{hidden})");
        finds(&body, code, hidden, Some("[b](https://example.com/a)"));
        html(&body, "<p><a href=\"https://example.com/a\">b</a></p>");
    }
    let body = "[b](\u{200B}https://example.com/a)";
    html(body, "<p><a href=\"https://example.com/a\">b</a></p>");
    finds(body, code, "\u{200B}", Some("[b](https://example.com/a)"));
    silent("https://example.com/a\u{200B}灯", code);
}

#[test]
fn what_comes_next_keeps_an_address_as_it_is_without_what_is_hidden() {
    let code = "link-end";
    for (after, fixed) in [
        (". Now", true),
        ("。次", true),
        (", and", true),
        (") b", true),
        ("® b", true),
        ("、（b）", true),
        ("**b**", false),
        (",b", false),
    ] {
        let body = format!("(see https://example.com/a\u{200B}{after}");
        finds(&body, code, "\u{200B}", fixed.then(|| body.replace('\u{200B}', "")).as_deref());
    }
    let body = "**https://example.com/a\u{200B}** b";
    finds(body, code, "\u{200B}", Some("**https://example.com/a** b"));
    for hidden in ["\u{200D}", "\u{FE0F}", "\u{200C}"] {
        links(&format!("see ‹https://example.com/a›{hidden} and ‹a@b.example›{hidden}"));
        finds(&format!("see https://example.com/a{hidden} now"), code, hidden, Some("see https://example.com/a now"));
        finds(&format!("[b](https://example.com/a{hidden})"), code, hidden, Some("[b](https://example.com/a)"));
    }
    finds("see https://example.com/a&#8203; now", code, "&#8203;", None);
    for html in ["<p>go https://example.com/g\u{200B} now</p>", "<ul>\n<li>ask a@b.example\u{200B} now</li>\n</ul>"] {
        finds(html, code, "\u{200B}", Some(&html.replace('\u{200B}', "")));
        let windows = format!("a\r\n\r\n{}\r\n", html.replace('\n', "\r\n"));
        finds(&windows, code, "\u{200B}", Some(&windows.replace('\u{200B}', "")));
    }
}

#[test]
fn marks_of_direction_after_an_address() {
    let code = "link-end";
    for body in [
        "\u{2066}https://example.com/a\u{2069}",
        "see \u{2066}a@b.example\u{2069} now",
        "انظر \u{2066}https://example.com/a\u{2069} هنا",
        "انظر \u{2068}support@example.com\u{2069} هنا",
        "انظر \u{202A}https://example.com/a\u{202C} هنا",
        "انظر \u{2066}في https://example.com/a\u{2069}\u{200F}، ثم",
        "انظر https://example.com/a\u{200F} هنا",
        "راجع https://example.com/a\u{200E}.",
        "https://example.com/a\u{61C} ראו",
    ] {
        for place in places(body) {
            silent(&place, code);
            silent(&place, "link-invisible");
        }
    }
    finds("see https://example.com/a\u{200F} now", code, "\u{200F}", Some("see https://example.com/a now"));
    finds("see https://example.com/a\u{2069} now", code, "\u{2069}", Some("see https://example.com/a now"));
    let body = "انظر \u{2066}https://example.com/a\u{2069}\u{200B} هنا";
    finds(body, code, "\u{200B}", Some("انظر \u{2066}https://example.com/a\u{2069} هنا"));
}

#[test]
fn characters_that_nobody_sees_in_an_address() {
    let code = "link-invisible";
    for (address, hidden) in [
        ("https://example.com/a\u{AD}b", "\u{AD}"),
        ("https://example.com/a\u{200B}\u{200B}b/c", "\u{200B}\u{200B}"),
        ("https://exa\u{200B}mple.com/a", "\u{200B}"),
        ("https://example\u{2060}.com/a", "\u{2060}"),
        ("https://example.com\u{200B}/a", "\u{200B}"),
        ("https://example.com/a\u{FEFF}?b=c", "\u{FEFF}"),
        ("https://example.com/a\u{200D}b", "\u{200D}"),
        ("www.example.com/a\u{200B}-b", "\u{200B}"),
        ("a@b.exam\u{200B}ple", "\u{200B}"),
        ("https://example.com/caf\u{AD}é", "\u{AD}"),
        ("https://example.com/да\u{200B}та", "\u{200B}"),
    ] {
        for place in places(&format!("see {address} now")) {
            finds(&place, code, hidden, Some(&place.replace(hidden, "")));
            silent(&place, "link-end");
        }
    }
    for hyphen in ["\u{2010}", "\u{2011}"] {
        let body = format!("see https://example.com/en{hyphen}us/a now");
        finds(&body, code, hyphen, Some("see https://example.com/en-us/a now"));
        silent(&format!("https://example.com/a{hyphen} b"), code);
        let body = format!("[b](https://example.com/en{hyphen}us)");
        let target = format!("https://example.com/en{hyphen}us");
        finds(&body, code, &target, Some("[b](https://example.com/en-us)"));
    }
    for hidden in ["\u{200B}", "\u{AD}", "\u{2060}\u{FEFF}", "\u{200D}"] {
        let target = format!("https://example.com/a{hidden}b");
        for body in ["[b](T)", "<T>", "<a href=\"T\">b</a>", "[b]\n\n[b]: T", "![b](T)"] {
            finds(&body.replace('T', &target), code, &target, Some(&body.replace('T', "https://example.com/ab")));
        }
    }
    for meant in [
        "https://example.com/a\u{200B}灯",
        "https://example.com/a\u{200B}ได้",
        "https://example.com/a\u{200B}.Now",
        "https://example.com/a\u{200C}ها",
        "https://example.com/a\u{200B}и",
        "a@b.example\u{200B}/c@d.example",
        "https://fa.example/می\u{200C}روم",
        "[b](https://fa.example/می\u{200C}روم)",
        "https://example.com/a–b",
    ] {
        silent(meant, code);
    }
}

#[test]
fn a_break_in_a_target_is_not_a_part_of_it() {
    let code = "link-end";
    for tag in ["<br>", "<br/>", "<BR>", "<br><br>", "</b>", "</a>", "<wbr>", "<b>", "<br></p>", "&nbsp;", "&#160;<br>"]
    {
        let body = format!("* [R](https://example.com/region{tag})\n");
        html(&body, "<ul>\n<li><a href=\"https://example.com/region\">R</a></li>\n</ul>");
        finds(&body, code, tag, Some("* [R](https://example.com/region)\n"));
        let body = format!("[R] b\n\n[R]: https://example.com/region{tag} \"t\"\n");
        html(&body, "<p><a href=\"https://example.com/region\" title=\"t\">R</a> b</p>");
        finds(&body, code, tag, Some("[R] b\n\n[R]: https://example.com/region \"t\"\n"));
    }
    finds(
        "<a href=\"https://example.com/a\u{200B}\">a</a>",
        code,
        "\u{200B}",
        Some("<a href=\"https://example.com/a\">a</a>"),
    );
}

#[test]
fn tags_in_the_middle_of_a_target() {
    for (target, tag) in [("https://example.com/g<br>x", "<br>"), ("https://example.com/a</b>/c", "</b>")] {
        for place in places(&format!("see [R]({target}) now")) {
            finds(&place, "link-end", target, None);
        }
        let message = format!("expected no tag in a target, found `{tag}`");
        assert!(article(&format!("[R]({target})")).check().iter().any(|found| found.message == message));
    }
    for word in ["<name>", "<brand>", "<Branch>", "<br1>", "<灯>"] {
        silent(&format!("[R](https://example.com/{word}/b)"), "link-end");
    }
}

#[test]
fn tags_with_a_blank_at_the_end_of_a_target_are_not_a_part_of_it() {
    let code = "link-end";
    for tag in ["<br />", "<br >", " <br>", " <br/>", " </b>", "<br /><br />", "<br></br >", " <br> ", "<br />  "] {
        let body = format!("see [R](https://example.com/region{tag}) now");
        let shown = "<p>see <a href=\"https://example.com/region\">R</a> now</p>";
        html(&body, shown);
        // What else is on the page changes nothing.
        html(&format!("{body}\n\n(<b>x</b>)"), &format!("{shown}\n<p>(<strong>x</strong>)</p>"));
        for place in places(&body) {
            finds(&place, code, tag, Some(&place.replace(tag, "")));
            silent(&place, "link-space");
        }
        let body = format!("![R](https://example.com/r.png{tag})");
        html(&body, "<p><img src=\"https://example.com/r.png\" alt=\"R\"></p>");
    }
    let body = "[1](https://example.com/a&amp;b<br />)";
    html(body, "<p><a href=\"https://example.com/a&amp;b\">1</a></p>");
    html("[R](<!--$u-->https://example.com/g<!--/$u--><br>)", "<p><a href=\"https://example.com/g\">R</a></p>");
    finds(
        "[R](<!--$u-->https://example.com/g<!--/$u--><br>)",
        code,
        "<br>",
        Some("[R](<!--$u-->https://example.com/g<!--/$u-->)"),
    );
    let body = "[R](<https://example.com/g> <br>)";
    html(body, "<p><a href=\"https://example.com/g\">R</a></p>");
    finds(body, code, " <br>", Some("[R](<https://example.com/g>)"));
    for meant in [
        "`[R](https://example.com/g<br />)`",
        "[R](https://example.com/<name>)",
        "\\[R](https://example.com/g<br />)",
        "[R](see <br />)",
    ] {
        silent(meant, code);
    }
}

#[test]
fn what_commonmark_reads_as_text_is_text() {
    html("[link]\\[id]\n\n[id]: https://a.example", "<p>[link][id]</p>");
    html("[a](<c>\"t\")", "<p>[a](&lt;c&gt;&quot;t&quot;)</p>");
}
