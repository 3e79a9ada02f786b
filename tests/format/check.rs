//! The authoring rules: what they find, where, with which message, and that their fixes work.

use selfhelp::diagnostic::{Code, Diagnostic, Severity};
use selfhelp::limits::Limits;
use selfhelp::{Article, Parser};

use crate::content::is_content;
use support::shelf;

const HEADER: &str = "<properties pageTitle=\"Fabrikam\" articleId=\"fabrikam-check\" />\n# Fabrikam\n\n";

fn source(body: &str) -> String {
    format!("{HEADER}{body}\n")
}

/// The findings of the rules in `body`, without those of the parser.
fn findings(body: &str) -> Vec<Diagnostic> {
    let article = Article::parse_lenient(&source(body));
    let is_wanted = |found: &Diagnostic| !article.diagnostics().contains(found) && !is_content(&found.code);
    article.check().into_iter().filter(is_wanted).collect()
}

#[track_caller]
fn one(body: &str, code: Code) -> Diagnostic {
    let mut found = findings(body);
    found.retain(|found| found.code == code);
    assert_eq!(found.len(), 1, "{body:?}: {:#?}", findings(body));
    found.remove(0)
}

/// `body` has one finding of `code`, at the text `place` and with this `message`.
#[track_caller]
fn finds(body: &str, code: Code, place: &str, message: &str) {
    let found = one(body, code);
    assert_eq!(source(body).get(found.span.range()), Some(place), "{body:?}");
    assert_eq!(found.message, message, "{body:?}");
}

/// The fix of the only finding of `code` in `body` makes it `mended`, in which nothing more is found.
#[track_caller]
fn mends(body: &str, code: Code, mended: &str) {
    let fix = one(body, code.clone()).fix.unwrap_or_else(|| panic!("{body:?} has no fix"));
    assert_eq!(fix.apply(&source(body)).as_deref(), Some(&*source(mended)));
    assert!(findings(mended).iter().all(|found| found.code != code), "{mended:?}: {:#?}", findings(mended));
}

#[track_caller]
fn no_fix(body: &str, code: Code) {
    assert_eq!(one(body, code).fix, None, "{body:?}");
}

/// No rule has a finding in `body`.
#[track_caller]
fn silent(body: &str) {
    assert_eq!(findings(body), [], "{body:?}");
}

#[track_caller]
fn severity(body: &str, code: Code, severity: Severity) {
    assert_eq!(one(body, code).severity, severity, "{body:?}");
}

#[test]
fn a_heading_needs_a_space() {
    let code = Code::HEADING_SPACE;
    finds("##Steps", code.clone(), "##", "expected a space after `##` of a heading, found `S`");
    mends("##Steps", code.clone(), "## Steps");
    mends("######*Steps*", code.clone(), "###### *Steps*");
    mends("##**Steps**", code.clone(), "## **Steps**");
    finds("##\u{1b}[31m", code.clone(), "##", "expected a space after `##` of a heading, found `\\u{1b}`");
    mends("Before\n##Steps\nAfter", code.clone(), "Before\n## Steps\nAfter");
    mends("1. One\n   ##Steps", code.clone(), "1. One\n   ## Steps");
    mends("> ##Steps", code.clone(), "> ## Steps");
    mends("##<!--$x-->Steps<!--/$x-->", code.clone(), "## <!--$x-->Steps<!--/$x-->");
    severity("##Steps", code.clone(), Severity::Warning);
    // Below a heading these lines are definitions, which show nothing.
    no_fix("##Steps\n[Docs]: https://example.com/docs", code.clone());
    no_fix("> ##Steps\r\n> [Docs]: https://example.com/docs", code.clone());
    no_fix("##Steps\r[Server]: <!--$x-->[x]<!--/$x-->", code.clone());
    no_fix("##Steps\n[//]: # (x)", code.clone());
    mends("##Steps\n\n[Docs]: https://example.com", code.clone(), "## Steps\n\n[Docs]: https://example.com");
    mends("##Steps\n[Docs] are here", code, "## Steps\n[Docs] are here");
    silent("## Steps");
    silent("\\##Steps");
    silent("&#35;#Steps");
    silent("#######Steps");
    silent("#1 of 2");
    silent("text\n\\#");
    silent("in C##Steps");
    silent("one<br>##Steps");
    silent("text\n    ##Steps");
}

#[test]
fn a_single_hash_may_be_a_tag() {
    let code = Code::HEADING_TAG;
    finds("#Steps", code.clone(), "#", "expected a space after `#` of a heading, found `S`");
    mends("#Steps", code.clone(), "# Steps");
    mends("Before\n#**Steps**", code.clone(), "Before\n# **Steps**");
    finds("#include &lt;x>", code.clone(), "#", "expected a space after `#` of a heading, found `i`");
    no_fix("#Steps\n[Docs]: https://example.com/docs", code.clone());
    severity("#Steps", code, Severity::Warning);
    silent("\\#Steps");
    silent("#!/bin/sh");
}

#[test]
fn a_list_item_needs_a_space() {
    let code = Code::LIST_SPACE;
    finds("1.Step", code.clone(), "1.", "expected a space after the list marker `1.`, found `S`");
    finds("*Bullet", code.clone(), "*", "expected a space after the list marker `*`, found `B`");
    mends("1.Step", code.clone(), "1. Step");
    mends("12)Step", code.clone(), "12) Step");
    mends("1.**Step**", code.clone(), "1. **Step**");
    mends("1.[Step](https://example.com)", code.clone(), "1. [Step](https://example.com)");
    mends("1.open the page", code.clone(), "1. open the page");
    mends("1.登录门户", code.clone(), "1. 登录门户");
    mends("*Bullet one", code.clone(), "* Bullet one");
    mends("Text\n*Bullet", code.clone(), "Text\n* Bullet");
    mends("* Outer\n  *Inner", code.clone(), "* Outer\n  * Inner");
    severity("1.Step", code.clone(), Severity::Warning);
    no_fix("1.[Docs]: https://example.com/docs", code.clone());
    assert_eq!(findings("1.One\n2.Two\n3.Three").len(), 3);
    silent("*whole line*");
    silent("*whole\nparagraph*");
    silent("*.txt");
    silent("**bold** and more");
    silent("1.5 GB of memory");
    silent("2.x is old");
    silent("7.zip");
    silent("Use version\n4.Seven of it");
    silent("1\\.Step");
    silent("\\*Bullet");
}

#[test]
fn a_link_needs_its_parts_together() {
    let code = Code::LINK_GAP;
    let body = "See [the guide] (www.example.com/a) first";
    finds(
        body,
        code.clone(),
        "[the guide] (www.example.com/a)",
        "expected `(` directly after `]` of a link, found a space",
    );
    mends(body, code.clone(), "See [the guide](www.example.com/a) first");
    mends("[**bold**]  (www.example.com)", code.clone(), "[**bold**](www.example.com)");
    mends("| a |\n|---|\n| [ab] (www.example.com) |", code.clone(), "| a |\n|---|\n| [ab](www.example.com) |");
    severity(body, code, Severity::Warning);
    silent("Run [optional] (see below)");
    silent("\\[a] (https://example.com)");
    silent("[a\\] (https://example.com)");
    silent("[a](https://example.com) (https://example.org)");
    silent("`[a] (https://example.com)`");
}

#[test]
fn a_target_holds_no_space() {
    let code = Code::LINK_SPACE;
    finds(
        "[a](https://example.com /guide)",
        code.clone(),
        "[a](https://example.com /guide)",
        "expected `)` after the target `https://example.com`, found a space; a target holds none",
    );
    mends("[a](https://example.com /guide)", code.clone(), "[a](https://example.com/guide)");
    mends("[a](https://example.com/ guide/ b)", code.clone(), "[a](https://example.com/guide/b)");
    no_fix("[a](https://example.com/my guide)", code.clone());
    finds(
        "[a](<https://example.com/my guide>)",
        code.clone(),
        "https://example.com/my guide",
        "expected a target without spaces, found `https://example.com/my guide`",
    );
    severity("[a](https://example.com/my guide)", code, Severity::Warning);
    silent("[a]( https://example.com )");
    silent("[a](https://example.com \"A title\")");
    silent("Call `[a](https://example.com b)`");
    silent("f[1](x, y)");
}

#[test]
fn bold_text_has_no_space_inside() {
    let code = Code::EMPHASIS_SPACES;
    finds(
        "## ** NOT READY **",
        code.clone(),
        "** NOT READY **",
        "expected no space inside `**…**`, found one; the asterisks show as they are",
    );
    mends("## ** NOT READY **", code.clone(), "## **NOT READY**");
    mends("** Press Start**", code.clone(), "**Press Start**");
    mends("1. > ** Press Start **.", code.clone(), "1. > **Press Start**.");
    mends("*** Press Start ***<br>Wait", code.clone(), "***Press Start***<br>Wait");
    mends("| a | b |\n|---|---|\n| ** a ** | b |", code.clone(), "| a | b |\n|---|---|\n| **a** | b |");
    mends("Press (** a **) now", code.clone(), "Press (**a**) now");
    mends("** [a](https://example.com) **", code.clone(), "**[a](https://example.com)**");
    mends("** <!--$x-->[x]<!--/$x--> **", code.clone(), "**<!--$x-->[x]<!--/$x-->**");
    mends("*** a ***", code.clone(), "***a***");
    severity("## ** a **", code, Severity::Warning);
    silent("`** a **`");
    silent("\\** a \\**");
    silent("**bold** and **bold**");
    silent("<!-- ** a ** -->");
    silent("```\n** a **\n##Steps\n1.Step\n```");
}

#[test]
fn asterisks_with_a_space_may_be_operators() {
    let code = Code::EMPHASIS_LITERAL;
    let message = "expected no space inside `**…**`, found one; the asterisks show as they are";
    finds("Press **Start **now", code.clone(), "**Start **", message);
    mends("Press **Start **now", code.clone(), "Press **Start** now");
    mends("Press** Start** now", code.clone(), "Press **Start** now");
    mends("Press ** Start ** now", code.clone(), "Press **Start** now");
    mends("**Note: ** read **this**", code.clone(), "**Note:** read **this**");
    assert_eq!(findings("**A **and **B **").len(), 2);
    for body in ["a ** b or c ** d", "**kwargs and **args", "Press ** a **, then ** b ** now", "** all, ** some"] {
        assert!(findings(body).iter().all(|found| found.code == code), "{:#?}", findings(body));
    }
    // What the asterisks would make bold begins or ends as no words do.
    finds("** - Start **", code.clone(), "** - Start **", message);
    no_fix("** - Start **", code.clone());
    no_fix("** all in src\\ **", code);
    silent("Compute 2 ** 10 or 3 ** 5 now");
    silent("Globs: src/** or **/x");
}

#[test]
fn a_note_stands_in_a_quote() {
    let code = Code::ALERT_OUTSIDE_QUOTE;
    let message = "`[!NOTE]` makes a note at the start of a quote, `> [!NOTE]`, and shows as it is elsewhere";
    finds("[!NOTE] Take care", code.clone(), "[!NOTE]", message);
    mends("[!NOTE] Take care", code.clone(), "> [!NOTE] Take care");
    mends("[!tip]\nTake care", code.clone(), "> [!tip]\nTake care");
    mends("1. Start\n\n   [!Note] Take care", code.clone(), "1. Start\n\n   > [!Note] Take care");
    no_fix("Text [!WARNING] text", code.clone());
    no_fix("> Text\n> [!WARNING]", code.clone());
    severity("[!NOTE]", code, Severity::Warning);
    silent("> [!NOTE]\n> Take care");
    silent("> [!caution] Take care");
    silent("\\[!NOTE] text");
    silent("`[!NOTE]`");
}

#[test]
fn a_note_has_no_sign_after_its_kind() {
    let code = Code::ALERT_SIGN;
    let message = |mark: &str, sign: &str| {
        format!("expected the text of the note after `{mark}`, found `{sign}`, which is left out")
    };
    finds("> [!Warning]: Be careful", code.clone(), ":", &message("[!Warning]", ":"));
    finds("> [!NOTE]-\n> x", code.clone(), "-", &message("[!NOTE]", "-"));
    finds("> [!NOTE] ：灯", code.clone(), "：", &message("[!NOTE]", "："));
    mends("> [!NOTE] : x", code.clone(), "> [!NOTE] x");
    mends("> [!NOTE]:x", code.clone(), "> [!NOTE] x");
    mends("> [!TIP]:**x**", code.clone(), "> [!TIP] **x**");
    mends("1. a\n\n   > [!tip]+ x", code.clone(), "1. a\n\n   > [!tip] x");
    mends("> [!NOTE]:\r\n> x", code.clone(), "> [!NOTE]\r\n> x");
    severity("> [!NOTE]: x", code.clone(), Severity::Note);
    for meant in [
        "[!NOTE]:bulb: x",
        "[!NOTE] :) x",
        "[!NOTE] :: x",
        "[!NOTE]: : x",
        "[!NOTE]-  ：灯",
        "[!NOTE] - x",
        "[!NOTE]-x",
        "[!NOTE]&#58; x",
        "[!NOTE] R&amp;D",
        "[!NOTE]&nbsp;x &copy; y",
        "[!NOTE]\n> : x",
    ] {
        silent(&format!("> {meant}"));
    }
}

#[test]
fn links_with_typing_errors() {
    let code = Code::LINK_SCHEME_TYPO;
    let typo = |written, cut, put| {
        let message = format!("expected the scheme of a link, found `{cut}`; did you mean `{put}`?");
        finds(&format!("[a]({written})"), Code::LINK_SCHEME_TYPO, written, &message);
    };
    typo("ttps://example.com", "ttps://", "https://");
    typo("hhttps://example.com", "hhttps://", "https://");
    typo("htps://example.com", "htps://", "https://");
    typo("https//example.com", "https//", "https://");
    typo("https:/example.com", "https:/", "https://");
    typo("https;//example.com", "https;//", "https://");
    typo("hhttp://example.com", "hhttp://", "http://");
    typo("mailo:a@example.com", "mailo:", "mailto:");
    typo("mailto://a@example.com", "mailto://", "mailto:");
    typo("data-blade：Fabrikam_Compute.ImagesBlade", "data-blade：", "data-blade:");
    typo("mailto：a@lamp.example", "mailto：", "mailto:");
    typo("https：//example.com", "https：//", "https://");
    typo("datablade:Fabrikam_Compute.ImagesBlade", "datablade:", "data-blade:");
    typo("data-bade:Fabrikam_Compute.ImagesBlade", "data-bade:", "data-blade:");
    typo("buton-data-blade:Fabrikam_Compute.ImagesBlade", "buton-data-blade:", "button-data-blade:");
    mends("[a](htps://example.com)", code.clone(), "[a](https://example.com)");
    mends("[a](<htps://example.com>)", code.clone(), "[a](<https://example.com>)");
    mends("[a](htps://example.com \"A\")", code.clone(), "[a](https://example.com \"A\")");
    mends("[a](htps://example.com?b&amp;c)", code.clone(), "[a](https://example.com?b&amp;c)");
    mends("<a href=\"htps://example.com\">a</a>", code.clone(), "<a href=\"https://example.com\">a</a>");
    mends("[a][b] [b]\n\n[b]: htps://example.com", code.clone(), "[a][b] [b]\n\n[b]: https://example.com");
    mends(
        "[a](datablade:Fabrikam.Blade.id.<!--$x-->1<!--/$x-->)",
        code.clone(),
        "[a](data-blade:Fabrikam.Blade.id.<!--$x-->1<!--/$x-->)",
    );
    severity("[a](htps://example.com)", code, Severity::Warning);
}

#[test]
fn links_without_scheme() {
    let code = Code::LINK_NO_SCHEME;
    let none = |written, put| {
        let message = format!("expected a target with a scheme, found `{written}`; did you mean `{put}{written}`?");
        finds(&format!("[a]({written})"), Code::LINK_NO_SCHEME, written, &message);
    };
    none("www.example.com", "https://");
    none("www.example.com:8080/a", "https://");
    none("aka.ms/guide", "https://");
    none("docs.example.com/guide#a", "https://");
    none("//example.com/a", "https:");
    none("someone@example.com", "mailto:");
    none("some.one@lamp.example", "mailto:");
    none("Fabrikam_Compute.ImagesBlade.id.$resourceId", "data-blade:");
    none("FabrikamExtension.BrowseBlade", "data-blade:");
    none("Fabrikam_Compute.ImagesBlade.id.$resourceId;data-blade-uri:{$domain}/a", "data-blade:");
    mends("[a](aka.ms/guide)", code.clone(), "[a](https://aka.ms/guide)");
    mends("[a](Fabrikam_Compute.ImagesBlade)", code.clone(), "[a](data-blade:Fabrikam_Compute.ImagesBlade)");
    finds(
        "See aka.ms/guide.",
        code.clone(),
        "aka.ms/guide",
        "expected `https://` before `aka.ms/guide`, found none; it is not a link",
    );
    mends("See (aka.ms/my-guide).", code.clone(), "See (https://aka.ms/my-guide).");
    severity("[a](aka.ms/guide)", code, Severity::Warning);
    silent("See https://aka.ms/guide or `aka.ms/guide` or aka.ms or xaka.ms/guide");
    silent("[aka.ms/guide](https://aka.ms/guide) and [**aka.ms/guide**](https://aka.ms/guide)");
    silent("See www.example.com");
}

#[test]
fn links_that_need_a_base() {
    let code = Code::LINK_RELATIVE;
    finds("[a]()", code.clone(), "[a]()", "expected a target, found none; the text shows without a link");
    finds("[a](#steps)", code.clone(), "#steps", "the anchor `#steps` is a link only where the host sets a base");
    finds(
        "[a](guide.md)",
        code.clone(),
        "guide.md",
        "the relative target `guide.md` is a link only where the host sets a base",
    );
    severity("[a](#steps)", code.clone(), Severity::Note);
    no_fix("[a](my_file.png)", code);
    silent("[a]({documentLink})");
    silent("[a]({domain}/lamps)");
}

#[test]
fn links_that_are_not_safe() {
    let code = Code::LINK_UNSAFE;
    finds(
        "[a](javascript:alert)",
        code.clone(),
        "javascript:alert",
        "expected `https:`, `http:`, `mailto:` or a scheme of the portal, found `javascript:`; the text shows without a link",
    );
    finds("[a](mailto:)", code.clone(), "mailto:", "expected an address after `mailto:`, found none");
    finds(
        "[a](\\\\\\\\host)",
        code.clone(),
        "[a](\\\\\\\\host)",
        "expected a scheme, `//` and a host, found `\\\\host`",
    );
    finds(
        "[a](data-blade:Fabrikam)",
        Code::LINK_BLADE,
        "data-blade:Fabrikam",
        "expected `Extension.Blade` and pairs of parameter and value after `data-blade:`, found `data-blade:Fabrikam`",
    );
    severity("[a](javascript:alert)", code, Severity::Warning);
    severity("[a](data-blade:Fabrikam)", Code::LINK_BLADE, Severity::Warning);
}

#[test]
fn a_user_before_a_host_can_lie() {
    let lies = |target: &str| {
        let message = format!("expected a host after `//`, found a user before it in `{target}`; such a link can lie");
        finds(&format!("[a]({target})"), Code::LINK_UNSAFE, target, &message);
    };
    lies("https://portal.azure.com@evil.example/");
    lies("https://user:word@example.com");
    lies("http://@example.com/a");
    severity("[a](https://a@example.com)", Code::LINK_UNSAFE, Severity::Warning);
    silent("[a](https://example.com/@a) [b](https://example.com?c=d@example.com)");
}

#[test]
fn fallbacks_are_web_addresses_of_the_author() {
    let code = Code::LINK_BLADE;
    let blade = |fallback: &str| format!("data-blade:Fabrikam.Blade.id.$id;data-blade-uri:{fallback}");
    for fallback in ["javascript:alert", "https://{$id}.example.com/", "{$domain}{$id}", "https://a@example.com/"] {
        let target = blade(fallback);
        let message = format!(
            "expected a web address whose scheme and host are not variables after `;data-blade-uri:`, found `{fallback}`"
        );
        finds(&format!("[a]({target})"), code.clone(), &target, &message);
    }
    let message = "expected scheme and host without placeholders after `;data-blade-uri:`, found one; with a value for it, there is no such address";
    let body = format!("[a]({})", blade("https://example.com<!--$v-->.x<!--/$v-->/"));
    finds(&body, code.clone(), &body, message);
    severity(&body, code, Severity::Warning);
    silent(&format!("[a]({})", blade("https://example.com/<!--$v-->x<!--/$v-->")));
    silent(&format!("[a]({})", blade("{$domain}/#a{$id}")));
}

#[test]
fn schemes_have_no_placeholders() {
    let message =
        "expected a scheme without placeholders, found one; with a value for it, the text shows without a link";
    let body = "[a](http<!--$v-->s<!--/$v-->://example.com)";
    finds(body, Code::LINK_UNSAFE, body, message);
    severity(body, Code::LINK_UNSAFE, Severity::Warning);
    silent("[a](<!--$v-->https<!--/$v-->://example.com) [b](https://<!--$v-->a<!--/$v-->.example.com)");
}

#[test]
fn a_text_that_is_an_address_is_that_of_its_link() {
    let code = Code::LINK_TEXT;
    let lies = |text: &str, target: &str| {
        let body = format!("[{text}]({target})");
        let message = format!("the text of the link is the address `{text}`, but it leads to `{target}`");
        finds(&body, Code::LINK_TEXT, &body, &message);
        severity(&body, Code::LINK_TEXT, Severity::Warning);
    };
    lies("https://portal.azure.com/", "https://evil.example/");
    lies("portal.azure.com", "https://evil.example/portal.azure.com");
    lies("example.com", "https://example.com.evil.example");
    lies("www.example.com", "https://evil.example");
    lies("aka.ms/guide", "https://example.com/guide");
    lies("help@example.com", "mailto:help@evil.example");
    lies("https://example.com", "mailto:help@evil.example");
    lies("http://example.com:8080", "http://example.com");
    severity("[https://example.com/a](https://example.com/b)", code.clone(), Severity::Note);
    severity("[a@example.com](mailto:b@example.com)", code, Severity::Note);
    silent("[https://example.com/](http://example.com) [Example.com](https://www.example.com/a?b)");
    silent("[https://example.com/guide…](https://example.com/guide/start)");
    silent("[help@example.com](mailto:Help@example.com?subject=a) [sales@example.com](https://example.com/sales)");
    silent("[ASP.NET](https://example.com/asp) [web.config](https://example.com/b) [System.IO](https://example.com/c)");
    silent("[see https://example.com](https://example.org) [Node.js](https://example.com/d)");
    silent("[<!--$v-->portal.azure.com<!--/$v-->](https://example.com)");
    silent("https://example.com www.example.com a@example.com");
    silent("[portal.azure.com](data-blade:Fabrikam.Blade)");
}

#[test]
fn hosts_are_what_they_look_like() {
    let code = Code::LINK_HOST;
    let target = "https://p\u{43E}rtal.azure.com:443/a";
    let message = "the host `p\u{43E}rtal.azure.com:443` mixes Latin and Cyrillic letters, which look alike";
    finds(&format!("[a]({target})"), code.clone(), target, message);
    finds(&format!("[a][b]\n\n[b]: {target}"), code.clone(), target, message);
    finds(&format!("![a]({target})"), code.clone(), &format!("![a]({target})"), message);
    let target = "https://p\u{43E}rtal.azure.com:443/a\u{200B}b";
    finds(&format!("[a]({target})"), code.clone(), target, message);
    let target = "https://micr\u{3BF}soft.example";
    let message = "the host `micr\u{3BF}soft.example` mixes Latin and Greek letters, which look alike";
    finds(&format!("[a]({target})"), code.clone(), target, message);
    let target = "https://\u{430}\u{440}\u{440}\u{4CF}\u{435}.com/";
    let message =
        "the host `\u{430}\u{440}\u{440}\u{4CF}\u{435}.com` has a name of Cyrillic letters that look like Latin ones";
    finds(&format!("[a]({target})"), code.clone(), target, message);
    severity(&format!("[a]({target})"), code, Severity::Warning);
    silent(
        "[a](https://президент.рф) [b](https://概要.example) [c](https://日本語abc.example) [d](https://münchen.example)",
    );
}

#[test]
fn text_keeps_its_direction() {
    let code = Code::BIDI_CONTROL;
    let message = |code: &str| {
        format!(
            "expected no character that turns the direction of text, found U+{code}; words can read otherwise than they are"
        )
    };
    for (control, number) in [
        ("\u{61C}", "061C"),
        ("\u{200E}", "200E"),
        ("\u{200F}", "200F"),
        ("\u{202A}", "202A"),
        ("\u{202B}", "202B"),
        ("\u{202C}", "202C"),
        ("\u{202D}", "202D"),
        ("\u{202E}", "202E"),
        ("\u{2066}", "2066"),
        ("\u{2067}", "2067"),
        ("\u{2068}", "2068"),
        ("\u{2069}", "2069"),
    ] {
        finds(&format!("a{control}b"), code.clone(), control, &message(number));
        mends(&format!("a{control}b"), code.clone(), "ab");
    }
    mends("a \u{202E}b\u{2066}c\u{2069}d\u{200E} e\n", code.clone(), "a b\u{2066}c\u{2069}d e\n");
    finds("`a\u{200E}`", code.clone(), "\u{200E}", &message("200E"));
    finds("[a](https://example.com \"b\u{202E}\")", code.clone(), "\u{202E}", &message("202E"));
    finds("a &#x202E;b", code.clone(), "a &#x202E;b", &message("202E"));
    finds("שלום \u{202E}abc\u{202C}", code.clone(), "\u{202E}", &message("202E"));
    finds("שלום \u{2067}abc", code.clone(), "\u{2067}", &message("2067"));
    no_fix("שלום \u{2067}abc", code.clone());
    severity("a\u{202E}b", code, Severity::Warning);
    silent("\u{2068}<!--$v-->name<!--/$v-->\u{2069} is off");
    silent("שלום\u{200F} abc\u{200E} \u{2067}שלום\u{2069} \u{202B}שלום\u{202C}");
    silent("a&lrm;b שלום&rlm;!");
}

#[test]
fn links_that_are_right() {
    silent("[a](https://example.com) [b](http://example.com/b) [c](mailTo:a@example.com) https://example.com/c");
    silent("[a](data-blade:Fabrikam_Compute.ImagesBlade.id.$resourceId;data-blade-uri:{$domain}/#a)");
    silent("[a](button-link:https://example.com) [b](button-data-context:Fabrikam.Blade)");
    silent("[a](<!--$url-->url<!--/$url-->)");
}

#[test]
fn the_same_text_leads_to_one_place() {
    let code = Code::LINK_AMBIGUOUS;
    let body = "[here](https://example.com/a) [Here](https://example.com/b) [here](https://example.com/b)";
    finds(body, code.clone(), "[Here](https://example.com/b)", "`Here` is the text of links to different targets");
    let related = one(body, code.clone()).related.map(|related| (related.span, related.message));
    let (span, message) = related.unwrap_or_default();
    assert_eq!(source(body).get(span.range()), Some("[here](https://example.com/a)"));
    assert_eq!(message, "the first of them is here");
    severity(body, code, Severity::Note);
    silent("[a](https://example.com/a) [b](https://example.com/a) [a](https://example.com/a)");
    // Scheme, host and mail are the same in capital letters, and a host alone has the path `/`.
    silent("lamp@example.com and Lamp@Example.com; WWW.EXAMPLE.COM and www.example.com");
    silent("[a](https://Example.com/a) [a](HTTPS://example.com/a)");
    silent("[a](https://example.com) [a](https://example.com/)");
    one("[a](https://example.com/a) [a](https://example.com/A)", Code::LINK_AMBIGUOUS);
}

#[test]
fn images_can_be_shown_and_read() {
    let code = Code::IMAGE_TARGET;
    let message = "expected an image at `https://`, found `Screenshots/a.png`; its alternative text shows instead";
    finds("![Alt](Screenshots/a.png)", code.clone(), "![Alt](Screenshots/a.png)", message);
    let message = "expected an image at `https://`, found none; its alternative text shows instead";
    finds("<img alt=\"Alt\">", code.clone(), "<img alt=\"Alt\">", message);
    severity("![Alt](http://example.com/a.png)", code, Severity::Warning);
    let code = Code::IMAGE_NO_ALT;
    let message = "expected alternative text between `![` and `]`, found none";
    finds("![](https://example.com/a.png)", code.clone(), "![](https://example.com/a.png)", message);
    let message = "expected alternative text in `alt`, found none";
    let image = "<img src=\"https://example.com/a.png\" alt=\"\">";
    finds(image, code.clone(), image, message);
    severity("![](https://example.com/a.png)", code, Severity::Note);
    silent("![Alt](https://example.com/a.png)");
}

#[test]
fn images_have_addresses_without_placeholders() {
    let code = Code::IMAGE_TARGET;
    let message = "expected the address of an image without placeholders, found `v`; with a value for it, the alternative text shows instead";
    for target in ["<!--$v-->url<!--/$v-->", "https://example.com/?q=<!--$v-->x<!--/$v-->"] {
        let body = format!("![Alt]({target})");
        finds(&body, code.clone(), &body, message);
        severity(&body, code.clone(), Severity::Warning);
    }
    let message = "expected an image at `https://`, found `a/x`; its alternative text shows instead";
    finds("![Alt](a/<!--$v-->x<!--/$v-->)", code, "![Alt](a/<!--$v-->x<!--/$v-->)", message);
    silent("![<!--$v-->x<!--/$v-->](https://example.com/a.png \"<!--$v-->x<!--/$v-->\")");
}

#[test]
fn headings_step_down_one_level() {
    let code = Code::HEADING_SKIPPED;
    finds("### Steps", code.clone(), "### Steps", "expected a heading of level 2 or less, found level 3");
    severity("### Steps", code, Severity::Note);
    silent("## A\n\n### B\n\n## C\n\n### D");
    silent(":::Section A:::\n\n### B");
    finds(
        ":::Section A:::\n\n#### B",
        Code::HEADING_SKIPPED,
        "#### B",
        "expected a heading of level 3 or less, found level 4",
    );
    let code = Code::HEADING_TITLE_REPEATED;
    let message = "expected one heading of level 1, found another; the first is the title of the article";
    finds("# Again", code.clone(), "# Again", message);
    severity("# Again", code, Severity::Note);
}

#[test]
fn notes_that_look_like_markers_are_told() {
    let code = Code::NOTE_LIKE_MARKER;
    let body = "<!--issueDescripton-->\na";
    let message = "`issueDescripton` is a comment; did you mean `issueDescription`?";
    finds(body, code.clone(), "<!--issueDescripton-->", message);
    severity(body, code.clone(), Severity::Warning);
    mends("a <!-- /Next Steps --> b", code.clone(), "a <!--/nextSteps--> b");
    mends(
        "<!--issueDescription-->\na\n<!--end issueDescription-->",
        code.clone(),
        "<!--issueDescription-->\na\n<!--/issueDescription-->",
    );
    mends("a <!--</issueDescription>--> b", code.clone(), "a <!--/issueDescription--> b");
    mends("a <!--EndNextSteps--> b", code.clone(), "a <!--/nextSteps--> b");
    mends("a <!--ssueDescription--> b", code.clone(), "a <!--issueDescription--> b");
    let body = "a <!--$vm-name--> b";
    let message = "expected the name of a placeholder after `$`, found `vm-name`; it is a comment";
    finds(body, code.clone(), "<!--$vm-name-->", message);
    finds("<!-- /$a:b -->", code.clone(), "<!-- /$a:b -->", &message.replace("vm-name", "a:b"));
    no_fix(body, code.clone());
    let body = "a <!--$--> b";
    let message = "expected the name of a placeholder after `$`, found nothing; it is a comment";
    finds(body, code, "<!--$-->", message);
    silent("<!--issue--> a <!--to do: ask--> b <!--Text--> c");
    // `description` is a word of several names, and no slip in one.
    silent("<!--description--> a <!--details--> b <!--endpoint--> c <!--end--> d");
    silent("`<!--$vm-name-->`");
}

#[test]
fn placeholders_differ_in_more_than_case() {
    let code = Code::PLACEHOLDER_CASE;
    let body = "<!--$StartTime-->a<!--/$StartTime--> `<!--$startTime-->b<!--/$startTime-->` <!--$startTime-->c<!--/$startTime-->";
    let place = "<!--$startTime-->b<!--/$startTime-->";
    finds(body, code.clone(), place, "placeholder `startTime` differs from `StartTime` in case only");
    severity(body, code, Severity::Warning);
}

#[test]
fn code_by_indentation() {
    let code = Code::CODE_BY_INDENT;
    severity("Text\n\n    * Bullet", code.clone(), Severity::Note);
    silent("```\ncode\n```");
    silent("~~~\ncode\n~~~");
    silent("1. Step\n\n    ```sql\n    code\n    ```");
    silent("<pre>code</pre>");
    assert!(findings("<pre>code\nmore").iter().all(|found| found.code != code));
    for text in [
        "turn it on",
        "Note: in the hall, lamp_1 is on.",
        "点灯しない lamp_1",
        "Press **On** of lamp_1",
        "1. Set a = 1",
    ] {
        severity(&format!("Text\n\n    {text}"), code.clone(), Severity::Note);
    }
    for command in
        ["lamp list --output table", "Get-Lamp", "SELECT name FROM lamps WHERE id = 1", "Lamps\n    | where On"]
    {
        silent(&format!("Text\n\n    {command}"));
        silent(&format!("Text\r\n\r\n    {}", command.replace('\n', "\r\n")));
    }
}

#[test]
fn fences_are_closed() {
    let code = Code::CODE_UNCLOSED;
    let message = "expected a fence that closes this code, found none; everything after it is code";
    finds("Text\n\n```\ncode\n\nMore text", code.clone(), "```", message);
    finds("~~~~sh\ncode\n~~~\n\nMore text", code.clone(), "~~~~", message);
    finds("```\ncode\n```\n\n  ```sh\ncode\n```sh\n", code.clone(), "```", message);
    finds("<!--nextSteps-->\n```\ncode\n<!--/nextSteps-->", code.clone(), "```", message);
    finds("```\ncode\n``` <!-- a note -->", code.clone(), "```", message);
    finds("```", code.clone(), "```", message);
    severity("```\ncode", code.clone(), Severity::Warning);
    no_fix("```\ncode", code.clone());
    silent("```\n```");
    silent("```\ncode\n   ````  ");
    silent("~~~sh\r\ncode\r\n~~~\r\n\r\nText");
    silent("````\n```\n````\n\nText");
    silent("<pre>```\na</pre>");
    silent("<!--nextSteps-->\n```\ncode\n```\n<!--/nextSteps-->");
    silent("* One\n  ```\n  code\n\nText");
    silent("> ```\n> code\n\nText");
    silent("`` ` ``");
    let before = Article::parse_lenient(&format!("Text\n\n```\ncode\n{}", source("More text")));
    assert_eq!(count(&before, &code), 0, "{:#?}", before.check());
}

#[test]
fn an_article_that_is_refused_is_no_code() {
    for mark in ["", "\u{feff}"] {
        let refused = Parser::new().limits(Limits::new().input_bytes(8)).parse_lenient(&format!("{mark}```\ncode\n"));
        let codes: Vec<Code> = refused.check().into_iter().map(|found| found.code).collect();
        assert_eq!(codes, [Code::INPUT_TOO_LARGE]);
    }
}

#[test]
fn code_notes_and_payloads_hold_no_markdown() {
    let marks = "##Steps\n1.Step\n*Bullet\n** bold **\n[a] (https://example.com)\n[!NOTE]";
    silent(&format!("```\n{marks}\n```"));
    silent(&format!("<!-- {marks} -->"));
    silent(&format!("Text <!-- {marks} --> text"));
    let header = "<properties pageTitle=\"A\" selfHelpType=\"problemScopingQuestions\" />\n# A\n---\n";
    let payload = format!(
        "{header}{{\"formElements\": [{{\"id\": \"a\", \"controlType\": \"textbox\", \"displayLabel\": \"##A ** b ** [a] (https://example.com)\"}}]}}\n---\n"
    );
    let found = Article::parse_lenient(&payload).check().into_iter();
    // But for what is said of fields.
    let codes: Vec<_> = found.filter(|found| !is_content(&found.code)).map(|found| found.code).collect();
    assert_eq!(codes, [Code::FIELD_MARKDOWN]);
}

#[test]
fn findings_come_in_the_order_of_the_source() {
    let body = "[a](#a) ** b **\n\n##C\n\n![](d)\n\n[e](javascript:e)\n\n    code\n\n### F";
    let article = Article::parse_lenient(&source(body));
    let starts: Vec<u32> = article.check().iter().map(|found| found.span.start).collect();
    assert!(starts.len() >= 8 && starts.is_sorted(), "{:#?}", article.check());
}

/// How many findings of `code` the article has.
fn count(article: &Article, code: &Code) -> usize {
    article.check().iter().filter(|found| found.code == *code).count()
}

#[test]
fn every_finding_has_a_place_and_every_fix_mends() {
    for (path, text) in shelf::texts() {
        let article = Article::parse_lenient(&text);
        let found = article.check();
        assert!(found.is_sorted_by_key(|found| found.span.start), "{path:?}");
        for finding in &found {
            let places = [Some(finding.span), finding.related.as_ref().map(|related| related.span)];
            for place in places.into_iter().flatten() {
                assert!(text.get(place.range()).is_some(), "{path:?}: {finding:?}");
            }
            if let Some(fix) = &finding.fix {
                let mended = Article::parse_lenient(&fix.apply(&text).unwrap());
                let (before, after) = (count(&article, &finding.code), count(&mended, &finding.code));
                // Of a payload only the first fault is reported: once it is mended, the next one.
                let is_next = finding.code == Code::PAYLOAD_JSON
                    && mended
                        .diagnostics()
                        .iter()
                        .any(|next| next.code == finding.code && next.span.end > finding.span.end + 1);
                assert!(after < before || is_next, "{path:?}: {finding:?} stays: {before} and then {after}");
            }
        }
    }
}

#[test]
fn any_beginning_of_an_article_can_be_checked() {
    for (_, text) in shelf::texts() {
        let step = 23.max(text.len() / 60);
        for end in (0..text.len()).step_by(step).filter(|&end| text.is_char_boundary(end)) {
            let article = Article::parse_lenient(&text[..end]);
            let found = article.check();
            assert!(found.iter().all(|found| text[..end].get(found.span.range()).is_some()), "{}", &text[..end]);
        }
    }
}
