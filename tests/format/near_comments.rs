//! Comments and markers that are nearly right (format §3, §4): what they become, what is said, and that the fix mends it.

use selfhelp::Article;
use selfhelp::diagnostic::{Code, Severity, apply_fixes};
use selfhelp::visit::Node;

use crate::content::form_findings;

const HEADER: &str = "<properties pageTitle=\"Lamp\" articleId=\"lamp-1\" selfHelpType=\"generic\" />\n";

fn article(body: &str) -> Article {
    Article::parse_lenient(&format!("{HEADER}{body}"))
}

#[track_caller]
fn shows(body: &str, expected: &str) {
    assert_eq!(article(body).to_html().trim_end(), expected, "{body:?}");
    let body = body.replace('\n', "\r\n");
    assert_eq!(article(&body).to_html().trim_end(), expected, "{body:?}");
}

/// What is wrong with `body` is only a warning with `code`, as often as said; its fixes leave the same article, and
/// nothing to say.
#[track_caller]
fn mends(body: &str, code: &Code, times: usize) {
    let before = article(body);
    let found = form_findings(&before);
    let codes: Vec<_> = found.iter().map(|found| (&found.code, found.severity)).collect();
    assert_eq!(codes, vec![(code, Severity::Warning); times], "{body:?}");
    let mended = Article::parse_lenient(&apply_fixes(before.source(), &found));
    assert_eq!(mended.to_html(), before.to_html(), "{body:?}");
    assert!(form_findings(&mended).is_empty(), "{body:?}: {:?}", form_findings(&mended));
}

#[test]
fn section_markers_that_are_cut_at_their_line_end() {
    let section = "<section class=\"issue-description\">\n<p>Words.</p>\n</section>\n<p>After.</p>";
    for (opener, closer) in [
        ("<!--issueDescription--", "<!--/issueDescription-->"),
        ("<!--issueDescription", "<!--/issueDescription-->"),
        ("<!-- issueDescription - ", "<!--/issueDescription-->"),
        ("<!--issueDescription-->", "<!--/issueDescription"),
        ("<!--issueDescription-->", "<!--/issueDescription--"),
        ("<!--issueDescription-->", "<!--/issueDescription>-->"),
        ("<!--issueDescription-->", "<!---/issueDescription-->"),
        ("<!--- issueDescription --->", "<!--/issueDescription-->"),
        ("<!--issueDescription-->", "</--issueDescription-->"),
    ] {
        let body = format!("{opener}\nWords.\n{closer}\nAfter.\n");
        shows(&body, section);
        mends(&body, &Code::SECTION_DAMAGED, 1);
    }
    // These end on a later line.
    shows("<!--issueDescription\n-->\nWords.\n<!--/issueDescription-->\nAfter.\n", section);
    shows("<!-- issueDescription\nis for the readers -->\nAfter.\n", "<p>After.</p>");
}

#[test]
fn an_end_after_a_marker() {
    let message = "expected one `-->` to end a marker, found another one, which shows";
    for body in [
        "<!--issueDescription-->-->\nWords.\n<!--/issueDescription-->\n",
        "<!--issueDescription-->\nWords.\n<!--/issueDescription--> -->\n",
        "Lamp <!--$lamp-->[lamp]<!--/$lamp-->--> on.\n",
        "* <!--$lamp-->[lamp]<!--/$lamp-->-->\n",
    ] {
        let found = form_findings(&article(body));
        let found: Vec<_> = found.iter().map(|found| (&found.code, &*found.message)).collect();
        assert_eq!(found, [(&Code::COMMENT_CLOSER, message)], "{body:?}");
        let fixed = apply_fixes(article(body).source(), &form_findings(&article(body)));
        let expected = body.replacen("-->-->", "-->", 1).replacen("--> -->", "--> ", 1);
        assert_eq!(fixed.strip_prefix(HEADER), Some(&*expected), "{body:?}");
    }
    assert_eq!(form_findings(&article("Lamp <!--$lamp-->[lamp]<!--/$lamp--> on.\n")), []);
}

#[test]
fn damaged_section_markers() {
    let section = "<section class=\"issue-description\">\n<p>Words.</p>\n</section>\n<p>After.</p>";
    let openers = [
        "<!--issueDescription-- >",
        "<!--issueDescription->",
        "<!--issueDescription>",
        "<!-issueDescription-->",
        "<!—issueDescription—>",
        "<--issueDescription-->",
        "<! --issueDescription-->",
        "<!-- ISSUEdescription —>",
        "<!--issueDescription--!>",
        "<!--issueDescription--/>",
        "<--!issueDescription-->",
    ];
    for opener in openers {
        let body = format!("{opener}\nWords.\n<!--/issueDescription-->\nAfter.\n");
        shows(&body, section);
        mends(&body, &Code::SECTION_DAMAGED, 1);
        shows(&format!("{opener}Words.<!--/issueDescription-->After.\n"), section);
        let closer = opener.replace("issue", "/issue").replace("ISSUE", "/ISSUE");
        let body = format!("<!--issueDescription-->\nWords.\n{closer}\nAfter.\n");
        shows(&body, section);
        mends(&body, &Code::SECTION_DAMAGED, 1);
    }
    shows("`<!--issueDescription>` a", "<p><code>&lt;!--issueDescription&gt;</code> a</p>");
    shows("```\n<--issueDescription-->\n```", "<pre><code>&lt;--issueDescription--&gt;\n</code></pre>");
    shows("<!-- issueDescription > later -->\na", "<p>a</p>");
}

#[test]
fn damaged_placeholder_markers() {
    for (open, close) in
        [("<--$x-->", "<--/$x-->"), ("<!-$x-->", "<!—/$x—>"), ("<! --$x-->", "<--/$x-- >"), ("<!--$x-- >", "<!--/$x>")]
    {
        let body = format!("a {open}[x]{close} b\n");
        shows(&body, "<p>a [x] b</p>");
        mends(&body, &Code::PLACEHOLDER_DAMAGED, 2);
        assert_eq!(article(&body).placeholders().count(), 1, "{body:?}");
    }
    for (open, close) in [("<!--$x--", "<!--/$x-->"), ("<!--$x-->", "</--$x-->"), ("<!--$x-->", "</!--$x-->")] {
        let body = format!("a {open}[x]{close} b\n");
        shows(&body, "<p>a [x] b</p>");
        mends(&body, &Code::PLACEHOLDER_DAMAGED, 1);
    }
    // What ends its line hides nothing after it.
    let body = "a <!--$x-->[x]<!--/$x--\n\nb <!-- c --> d\n";
    shows(body, "<p>a [x]</p>\n<p>b d</p>");
    mends(body, &Code::PLACEHOLDER_DAMAGED, 1);
    // What ends on a later line is a comment.
    shows("<!--$vm--\nAsk Ada.\n-->\n\na\n", "<p>a</p>");
    mends("| a |\n|---|\n| <!--$EndTime-->x<--/$EndTime--> |\n", &Code::PLACEHOLDER_DAMAGED, 1);
}

#[test]
fn comments_that_begin_with_the_name_of_a_section() {
    let message =
        "the comment that begins with `issueDescription` hides what is in it; did you mean `<!--issueDescription-->`?";
    for body in [
        "<!--issueDescription\nWords.\n-->\n",
        "<!-- issueDescription:\r\nWords.\r\n/issueDescription -->\r\n",
        "<!--issueDescription--\nWords.\n--/issueDescription-->\n",
        "<!--issueDescription Words.-->\n",
        "a <!--issueDescription Words.--> b\n",
    ] {
        let found = form_findings(&article(body));
        let found: Vec<_> =
            found.iter().map(|found| (&found.code, found.severity, &*found.message, &found.fix)).collect();
        assert_eq!(found, [(&Code::NOTE_LIKE_MARKER, Severity::Warning, message, &None)], "{body:?}");
    }
    for meant in ["<!-- issueDescription is here -->", "<!-- link to this\nguide -->", "<!--salutation later-->"] {
        assert_eq!(form_findings(&article(meant)), [], "{meant:?}");
    }
}

#[test]
fn misspelt_comments() {
    for opener in ["<--", "<!-", "<! --", "< !--", "< ! -", "<!—", "<––", "<—", "<!-—"] {
        let comment = format!("{opener} configure lamps -->");
        for (body, expected) in [
            (format!("# {comment}\n\na\n"), "<p>a</p>"),
            (format!("## {comment} ##\n\na\n"), "<p>a</p>"),
            (format!("{comment}\n\na\n"), "<p>a</p>"),
            (format!("{comment}\\\n\na\n"), "<p>a</p>"),
            (format!("a\n\n> {comment}\n"), "<p>a</p>\n<blockquote>\n</blockquote>"),
            (format!("* a\n\n  {comment}\n"), "<ul>\n<li>\n<p>a</p>\n</li>\n</ul>"),
            (format!("1. {comment}\n2. a\n"), "<ol>\n<li></li>\n<li>a</li>\n</ol>"),
            (
                format!("| {comment} |\n|---|\n"),
                "<table>\n<thead>\n<tr>\n<th scope=\"col\"></th>\n</tr>\n</thead>\n</table>",
            ),
        ] {
            shows(&body, expected);
            mends(&body, &Code::COMMENT_MISSPELT, 1);
        }
        shows(&format!("a {comment}"), &format!("<p>a {}</p>", comment.replace('<', "&lt;").replace('>', "&gt;")));
    }
    for comment in [
        "<!- ask Ada ->",
        "<—- ask Ada —>",
        "< !- ask Ada ->",
        "<! -- ask Ada -- >",
        "<!—ask Ada—>",
        "<!- ask Ada - ->",
    ] {
        for body in [format!("{comment}\n\na\n"), format!("# {comment}\n\na\n"), format!("{comment}\\\n\na\n")] {
            shows(&body, "<p>a</p>");
            mends(&body, &Code::COMMENT_MISSPELT, 1);
        }
    }
    shows("<-- a\nb -->", "<p>&lt;-- a\nb --&gt;</p>");
    shows("<- a -->", "<p>&lt;- a --&gt;</p>");
    shows("a <-- b", "<p>a &lt;-- b</p>");
    let found = form_findings(&article("<-- ask Ada -->\n"));
    assert_eq!(found[0].message, "expected `<!--` to begin this comment, found `<--`; it is hidden all the same");
    assert_eq!(article("<-- ask Ada -->\n").nodes().filter(|node| matches!(node, Node::Comment(_))).count(), 1);
}

#[test]
fn misspelt_comments_among_words_show() {
    #[track_caller]
    fn finds(body: &str, shown: &str) {
        let found = form_findings(&article(body));
        let message = format!("expected `<!--` and `-->` around a comment, found `{shown}`; it shows as it is");
        let found: Vec<_> = found.iter().map(|found| (&found.code, found.message.as_str(), &found.fix)).collect();
        assert_eq!(found, [(&Code::COMMENT_MISSPELT, &*message, &None)], "{body:?}");
    }
    finds("a <-- ask Ada --> b\n", "<-- ask Ada -->");
    finds("a <!- ask Ada -> b\n", "<!- ask Ada ->");
    finds("* a\n  <!- ask Ada -->\n", "<!- ask Ada -->");
    finds("| a <! -- ask -- > |\n|---|\n", "<! -- ask -- >");
    finds("a <!- ask Ada\r\n", "<!-");
    let found = form_findings(&article("a <!- b -><!- c -><-- d --><!- e\n"));
    let shown: Vec<_> = found.iter().filter_map(|found| found.message.split('`').nth(5)).collect();
    assert_eq!(shown, ["<!- b ->", "<!- c ->", "<-- d -->", "<!-"]);
    for silent in ["a <-- b\n", "a --> b\n", "a <-> b\n", "`<!- a ->`\n", "a \\<!- b ->\n", "a &lt;!- b ->\n"] {
        assert!(form_findings(&article(silent)).is_empty(), "{silent:?}: {:?}", form_findings(&article(silent)));
    }
}

#[test]
fn comments_that_end_elsewhere() {
    #[track_caller]
    fn finds(body: &str, place: &str, message: &str) {
        for body in [body.to_owned(), body.replace('\n', "\r\n")] {
            let article = article(&body);
            let found = form_findings(&article);
            let found: Vec<_> =
                found.iter().map(|found| (&found.code, found.severity, found.message.as_str())).collect();
            assert_eq!(found, [(&Code::COMMENT_CLOSER, Severity::Warning, message)], "{body:?}");
            let at = form_findings(&article)[0].span;
            assert_eq!(&article.source()[at.range()], place, "{body:?}");
        }
    }
    for (body, place) in [
        ("<!-- ask Ada -> Turn it on.\n\nor Bob -->\na\n", "->"),
        ("<!-- ask Ada -- > Turn it on. -->\na\n", "-- >"),
        ("<!-- 问 —> 开灯。\n-->\na\n", "—>"),
        ("<!-- ask\n\nAda --!> Turn it on. -->a\n", "--!>"),
        ("> <!-- ask Ada -> Turn it on.\n>\n> or Bob -->\n> a\n", "->"),
        ("* <!-- ask Ada -> Turn it on.\n\n  or Bob -->\n* a\n", "->"),
        ("a <!-- ask Ada - > Turn it on. --> b\n", "- >"),
    ] {
        let message = format!("expected `-->` to end this comment, found `{place}`; it hides what is after that, too");
        finds(body, place, &message);
    }
    let message = "expected one `-->` to end a comment, found another one; what is between them shows";
    for body in [
        "<!-- ask Ada --> or Bob -->\n",
        "a <!-- ask Ada --> or Bob --> b\n",
        "* <!-- ask Ada -->或 -->\n",
        "> <!-- ask Ada --> or Bob -->\n",
        "| a <!-- ask Ada --> or Bob --> |\n|---|\n",
        "## a <!-- ask Ada --> or Bob -->\n",
    ] {
        finds(body, "-->", message);
    }
    for silent in [
        "<!-- File -> Open -->\n",
        "<!-- File -> Open\n-->\na\n",
        "<!--\nFile -> Open\n\nFile -> Close\n-->\na\n",
        "<!-- File -> Open\n\n  -->\na\n",
        "<!-- ask Ada -- > -->\na\n",
        "<!-- ask Ada --> a\nb --> c\n",
        "<!-- ask Ada -->\na --> b\n",
        "<!-- ask Ada --> a <b>b</b> --> c\n",
        "<!--$x-->a<!--/$x--> b --> c\n",
    ] {
        assert!(form_findings(&article(silent)).is_empty(), "{silent:?}: {:?}", form_findings(&article(silent)));
    }
}

#[test]
fn misspelt_comments_over_lines_show() {
    for (body, shown) in [
        ("<-- ask Ada\nor Bob -->\n", "<-- ask Ada\\nor Bob -->"),
        ("> <-- ask Ada\n> or Bob -->\n", "<-- ask Ada\\n> or Bob -->"),
        ("* <–– 问\n  她 --> b\n", "<–– 问\\n  她 -->"),
    ] {
        let found = form_findings(&article(body));
        let message = format!("expected `<!--` and `-->` around a comment, found `{shown}`; it shows as it is");
        let found: Vec<_> = found.iter().map(|found| (&found.code, found.message.as_str())).collect();
        assert_eq!(found, [(&Code::COMMENT_MISSPELT, &*message)], "{body:?}");
    }
}

#[test]
fn comments_in_titles_do_not_show() {
    let form = |title: &str| {
        format!("{{ \"title\": \"{title}\", \"formElements\": [{{ \"id\": \"a\", \"displayLabel\": \"Which?\" }}] }}")
    };
    for (title, shown) in [("T <!-- SECRET -->", "T"), ("<!-- SECRET -->灯", "灯"), ("T <!-- SECRET", "T")] {
        let alone = article(&format!("---\n{}\n---\n", form(title)));
        assert_eq!(alone.title().as_deref(), Some(shown));
        let same = article(&format!("# {shown}\n---\n{}\n---\n", form(title)));
        let other = article(&format!("# Other\n---\n{}\n---\n", form(title)));
        for article in [&alone, &same, &other] {
            for output in [article.to_html(), article.to_text(), article.to_markdown(), article.summary(300)] {
                assert!(!output.contains("SECRET"), "{output}");
            }
        }
        assert!(!same.to_html().contains("<h2>") && other.to_html().contains(&format!("<h2>{shown}</h2>")));
        let header = Article::parse_lenient(&format!("<properties pageTitle=\"{title}\" />\nText.\n"));
        assert_eq!(header.title().as_deref(), Some(shown));
        assert_eq!(header.metadata.page_title.as_deref(), Some(title));
    }
    let nothing = article(&format!("---\n{}\n---\n", form("<!-- SECRET -->")));
    assert_eq!(nothing.title().as_deref(), Some("Lamp"));
    assert!(!nothing.to_html().contains("<h1>"), "{}", nothing.to_html());
    let advice =
        article("---\n{ \"recommendationTypeId\": \"1\", \"description\": \"Do it <!-- SECRET --> now\" }\n---\n");
    assert!(!advice.to_html().contains("SECRET") && !advice.to_text().contains("SECRET"));
}

#[test]
fn a_backslash_before_a_marker_is_its_authors() {
    shows("C:\\<!--$lamp-->[lamp]<!--/$lamp-->\\a\n", "<p>C:\\[lamp]\\a</p>");
    shows("FABRIKAM\\<!--$lamp-->[lamp]<!--/$lamp-->\n", "<p>FABRIKAM\\[lamp]</p>");
    shows("a\\<!-- ask Ada -->b\n", "<p>a\\b</p>");
    shows("a \\\\<!-- ask Ada -->b\n", "<p>a \\b</p>");
    shows("a \\<!-- b\n", "<p>a &lt;!-- b</p>");
    shows("a \\<!-- b\n\nc --> d\n", "<p>a &lt;!-- b</p>\n<p>c --&gt; d</p>");
    // One that begins a word keeps what comes next from being one.
    shows("a \\<!-- b --> c\n", "<p>a &lt;!-- b --&gt; c</p>");
    shows("\\<!--issueDescription-->\nb\n", "<p>&lt;!--issueDescription--&gt;\nb</p>");
    shows("Use \\<!--$lamp-->, then go\n", "<p>Use &lt;!--$lamp--&gt;, then go</p>");
}

#[test]
fn words_that_are_nearly_markers() {
    #[track_caller]
    fn finds(written: &str, meant: &str) {
        let article = article(&format!("a {written}\n"));
        let found = form_findings(&article);
        let found: Vec<_> = found.iter().filter(|found| found.code == Code::NOTE_LIKE_MARKER).collect();
        assert_eq!(found.len(), 1, "{written:?}: {:?}", form_findings(&article));
        assert_eq!(found[0].message, format!("`{written}` is text; did you mean `{meant}`?"));
        let fixed = found[0].fix.as_ref().and_then(|fix| fix.apply(article.source()));
        assert_eq!(fixed, Some(format!("{HEADER}a {meant}\n")));
    }
    finds("!--issueDescription-->", "<!--issueDescription-->");
    finds("<! /issueDescription>", "<!--/issueDescription-->");
    finds("&lt;!--IssueDescription--&gt;", "<!--issueDescription-->");
    finds("&lt;!--$lamp--&gt;", "<!--$lamp-->");
    finds("&lt;!--/$lamp-->", "<!--/$lamp-->");
    finds("&lt;!--$the lamp--&gt;", "<!--$the lamp-->");
    let pair = form_findings(&article("a &lt;!--$a.b--> and &lt;!--/$a.b--&gt;\n"));
    assert_eq!(pair.iter().filter(|found| found.code == Code::NOTE_LIKE_MARKER).count(), 2, "{pair:?}");
    assert_eq!(form_findings(&article("&lt;!--$--&gt; &lt;!--$ a--&gt;\n")), []);
    for silent in ["a issueDescription > b\n", "`!--issueDescription-->`\n"] {
        assert!(form_findings(&article(silent)).is_empty(), "{silent:?}: {:?}", form_findings(&article(silent)));
    }
    let found = form_findings(&article("<!--issueDescription-->\na\n<!--\\issueDescription-->\n"));
    let message = "`\\issueDescription` is a comment; did you mean `/issueDescription`?";
    assert!(found.iter().any(|found| found.message == message), "{found:?}");
}

#[test]
fn markers_that_a_converter_escaped() {
    #[track_caller]
    fn finds(body: &str, pairs: &[(&str, &str)], mended: &str) {
        let article = article(body);
        let found = form_findings(&article);
        let messages: Vec<_> = found.iter().map(|found| (found.code.clone(), found.message.clone())).collect();
        let message = |(written, meant): &(&str, &str)| format!("`{written}` is text; did you mean `{meant}`?");
        let expected: Vec<_> = pairs.iter().map(|pair| (Code::NOTE_LIKE_MARKER, message(pair))).collect();
        assert_eq!(messages, expected, "{body:?}");
        assert_eq!(apply_fixes(article.source(), &found), format!("{HEADER}{mended}"));
    }
    let (open, close) = ("<!--issueDescription-->", "<!--/issueDescription-->");
    finds(
        "\\<!--issueDescription-->\nWords.\n\\<!--/issueDescription-->\n",
        &[("\\<!--issueDescription-->", open), ("\\<!--/issueDescription-->", close)],
        &format!("{open}\nWords.\n{close}\n"),
    );
    finds(
        "A \\<!--$vm--\\>[vm]\\<!--/$vm--\\> is down.\n",
        &[("\\<!--$vm--\\>", "<!--$vm-->"), ("\\<!--/$vm--\\>", "<!--/$vm-->")],
        "A <!--$vm-->[vm]<!--/$vm--> is down.\n",
    );
    finds("<\\!--issueDescription-->\nWords.\n", &[("<\\!--issueDescription-->", open)], &format!("{open}\nWords.\n"));
    for silent in [
        "Use \\<!--$lamp-->, then go\n",
        "Write \\<!--issueDescription--> there\n",
        "\\<!-- ask Ada -->\n",
        "`\\<!--issueDescription-->`\n",
    ] {
        let found = form_findings(&article(silent));
        assert!(found.iter().all(|found| found.code != Code::NOTE_LIKE_MARKER), "{silent:?}: {found:?}");
    }
}

#[test]
fn markers_with_signs_out_of_place() {
    let section = "<section class=\"issue-description\">\n<p>Words.</p>\n</section>\n<p>After.</p>";
    let body = "<!--issueDescription-->\nWords.\n<!--issueDescription/-->\nAfter.\n";
    shows(body, section);
    mends(body, &Code::SECTION_DAMAGED, 1);
    // Where nothing is open, it opens.
    let body = "<!--issueDescription/-->\nWords.\n<!--/issueDescription-->\nAfter.\n";
    shows(body, section);
    mends(body, &Code::SECTION_DAMAGED, 1);
    let body = "The VM <!--@vm-->[vm]<!--/@vm--> is down.\n";
    shows(body, "<p>The VM [vm] is down.</p>");
    mends(body, &Code::PLACEHOLDER_DAMAGED, 2);
}

#[test]
fn a_heading_of_comments_is_not_a_heading() {
    shows("# <!-- configure lamps -->\n\na\n", "<p>a</p>");
    shows("## <!-- a --> <!-- b -->\na\n", "<p>a</p>");
    shows("## <!-- a --> b\n", "<h2>b</h2>");
    assert_eq!(article("# <-- configure lamps -->\n\na\n").title().as_deref(), Some("Lamp"));
    assert_eq!(article("# <!-- configure lamps -->\n\n# Desk lamp\n").title().as_deref(), Some("Desk lamp"));
    // It ends no section either.
    let body = "<!--issueDescription-->\na\n\n## <-- b -->\n\nc\n\n## D\n";
    shows(body, "<section class=\"issue-description\">\n<p>a</p>\n<p>c</p>\n</section>\n<h2>D</h2>");
}

#[test]
fn the_nearest_bracket_of_a_name_is_its_default() {
    #[track_caller]
    fn fills(body: &str, expected: &str) {
        let values = selfhelp::values::Values::new().text("vm", "V");
        let html = selfhelp::render::html::Html::new().values(&values).render(&article(body));
        assert_eq!(html.as_deref().map(str::trim_end), Ok(expected), "{body:?}");
    }
    fills("**[vm] 的诊断<!--($vm)-->**\n", "<p><strong>V 的诊断</strong></p>");
    fills("## About [vm] and more<!--($vm)-->\n", "<h2>About V and more</h2>");
    fills("[vm] or [vm] is it<!--($vm)-->\n", "<p>[vm] or V is it</p>");
    fills("| a | b |\n|---|---|\n| [vm] x<!--($vm)--> | y |\n", &{
        let head = "<thead>\n<tr>\n<th scope=\"col\">a</th>\n<th scope=\"col\">b</th>\n</tr>\n</thead>";
        format!("<table>\n{head}\n<tbody>\n<tr>\n<td>V x</td>\n<td>y</td>\n</tr>\n</tbody>\n</table>")
    });
    fills("**[vm]** of **[a]**<!--($a)--> x<!--($vm)-->\n", "<p><strong>V</strong> of <strong>[a]</strong> x</p>");
    let link = "<a href=\"https://e.example\">vm</a>";
    fills("[vm] on [vm](https://e.example)<!--($vm)-->\n", &format!("<p>V on {link}</p>"));
    // Not in code, nor in a link, nor in another block.
    fills("`[vm]` is it<!--($vm)-->\n", "<p><code>[vm]</code> is itV</p>");
    fills("[vm](https://e.example) is it<!--($vm)-->\n", "<p><a href=\"https://e.example\">vm</a> is itV</p>");
    fills("[vm]\n\nis it<!--($vm)-->\n", "<p>[vm]</p>\n<p>is itV</p>");
}

#[test]
fn arrows_with_two_heads() {
    for body in [
        "Server <-- 443 --> Client\n",
        "* a <-- TLS/HTTPS --> b\n",
        "A <-- B, A <--> B\n",
        "A <--> B\n",
        "> <-->\r\n",
        "* a <---> b\n",
        "| a |\n|---|\n| b <--> c |\n",
    ] {
        let found = form_findings(&article(body));
        assert!(found.iter().all(|found| found.code != Code::COMMENT_MISSPELT), "{body:?}: {found:?}");
    }
    let found = form_findings(&article("A <-- b --> c\n"));
    assert!(found.iter().any(|found| found.code == Code::COMMENT_MISSPELT), "{found:?}");
}
