//! The rules about what articles say: what they find, where, in which words, and what their fixes make.

use selfhelp::Article;
use selfhelp::check::{Checker, Ledger};
use selfhelp::diagnostic::{Code, Diagnostic};

use crate::near_marks::in_code;

/// What any rule finds of `code` in the file `source`.
fn in_file(source: &str, code: &Code) -> Vec<Diagnostic> {
    let mut found = Checker::all().check(&Article::parse_lenient(source));
    found.retain(|found| found.code == *code);
    found
}

fn file(body: &str) -> String {
    format!("<properties pageTitle=\"Fabrikam\" />\n# Fabrikam\n\n{body}\n")
}

/// The file has one finding of `code`, at `place` and with `message`; with CRLF the same.
#[track_caller]
fn file_finds(source: &str, code: Code, place: &str, message: &str) {
    for source in [source.to_owned(), source.replace('\n', "\r\n")] {
        let found = in_file(&source, &code);
        assert_eq!(found.len(), 1, "{source:?}: {found:#?}");
        let written = source.get(found[0].span.range()).unwrap_or_default();
        assert_eq!((written.replace("\r\n", "\n").as_str(), &*found[0].message), (place, message), "{source:?}");
    }
}

#[track_caller]
fn file_silent(source: &str, code: Code) {
    assert_eq!(in_file(source, &code), [], "{source:?}");
}

/// As [`file_finds`], for a body.
#[track_caller]
fn finds(body: &str, code: Code, place: &str, message: &str) {
    file_finds(&file(body), code, place, message);
}

#[track_caller]
fn silent(body: &str, code: Code) {
    file_silent(&file(body), code);
}

/// The fix of the one finding of `code` makes `mended` of the file, where it is found no more.
#[track_caller]
fn file_mends(source: &str, code: Code, mended: &str) {
    let found = in_file(source, &code);
    let fix = found.first().and_then(|found| found.fix.as_ref()).unwrap_or_else(|| panic!("{source:?}: {found:#?}"));
    assert_eq!(fix.apply(source).as_deref(), Some(mended));
    file_silent(mended, code);
}

#[track_caller]
fn mends(body: &str, code: Code, mended: &str) {
    file_mends(&file(body), code, &file(mended));
}

/// A header with these properties.
fn header(properties: &str) -> String {
    format!("<properties {properties} />\n# Lamp\n\nTurn it on.\n")
}

/// Whether findings of `code` are about what an article says, for which most tests' few words are too little.
pub fn is_content(code: &Code) -> bool {
    matches!(
        *code,
        Code::HEADER_EMPTY
            | Code::HEADING_EMPTY
            | Code::LINK_ANCHOR
            | Code::LINK_HTTP
            | Code::PROPERTY_MISSING
            | Code::TITLE_MISSING
    )
}

/// The findings in `article` but those about what it says.
pub fn form_findings(article: &Article) -> Vec<Diagnostic> {
    article.check().into_iter().filter(|found| !is_content(&found.code)).collect()
}

#[test]
fn a_comment_for_the_checks_is_before_something() {
    let code = Code::ALLOW_UNUSED;
    let message = "expected this comment before a block, in one, or before the header; it allows nothing here";
    let comment = "<!-- selfhelp: allow link-gap -->";
    for body in [
        format!("<ul>\n<li>a</li>\n{comment}\n<li>[a] (https://b.example)</li>\n</ul>\n"),
        format!("<table>\n<tr><td>a</td></tr>\n{comment}\n<tr><td>b</td></tr>\n</table>\n"),
    ] {
        finds(&body, code.clone(), "<!--", message);
    }
    let payload =
        format!("<properties selfHelpType=\"TSG_Questions\" />\n# A\n---\n{{ \"title\": \"a {comment}\" }}\n---\n");
    file_finds(&payload, code.clone(), "<!--", message);
    file_finds(&format!("<properties pageTitle=\"Lamp\" {comment} />\n# Lamp\n\na\n"), code.clone(), "<!--", message);
    for shown in [format!("```\n{comment}\n```\n"), format!("`{comment}`\n"), format!("\\{comment}\n")] {
        silent(&shown, code.clone());
    }
}

#[test]
fn a_definition_is_used() {
    let code = Code::DEFINITION_UNUSED;
    let message = "expected a link that uses the definition of `[Guide]`, found none; nothing of it shows";
    finds("Read on:\n\n[Guide]: https://a.example \"t\"\n", code.clone(), "[Guide]: https://a.example \"t\"", message);
    finds(
        "[guide](https://a.example)\n\n> [Guide]: https://b.example\n",
        code.clone(),
        "[Guide]: https://b.example",
        message,
    );
    for used in ["[guide]", "[a][Guide]", "![a][guide]", "![guide][]", "[**x**][GUIDE]"] {
        silent(&format!("{used}\n\n[Guide]: https://a.example\n"), code.clone());
    }
    silent("[//]: # (later)\n\n[comment]: <> (later)\n", code.clone());
    silent("* [Guide]: https://a.example\n\n[Error]: timeout\n", code);
}

#[test]
fn a_header_has_properties() {
    let code = Code::HEADER_EMPTY;
    file_finds("<properties/>\n# Lamp\n", code.clone(), "<properties", "expected properties in the header, found none");
    file_finds(
        "<properties\n/>\n# Lamp\n",
        code.clone(),
        "<properties",
        "expected properties in the header, found none",
    );
    file_silent("# Lamp\n", code.clone());
    file_silent("", code.clone());
    file_silent(&header("pageTitle=\"Lamp\""), code);
}

#[test]
fn articles_of_a_type_have_its_properties() {
    let code = Code::PROPERTY_MISSING;
    let full = "pageTitle=\"Lamp\" articleId=\"lamp-1\" cloudEnvironments=\"public\" ownershipId=\"lamps\" ";
    let message =
        |names: &str, kind: &str| format!("expected {names} in the header of an article of type `{kind}`, found none");
    file_finds(
        &header("selfHelpType=\"generic\""),
        code.clone(),
        "generic",
        &message(
            "`pageTitle`, `articleId`, `cloudEnvironments`, `ownershipId`, `supportTopicIds` and `productPesIds`",
            "generic",
        ),
    );
    file_finds(
        &header(&format!("{full} selfHelpType=\"RCA\" service=\"lamps\"")),
        code.clone(),
        "RCA",
        &message("`resource`", "rca"),
    );
    file_finds(
        &header(&format!("{full} selfHelpType=\"diagnostics\"")),
        code.clone(),
        "diagnostics",
        &message("`service`", "diagnostics"),
    );
    file_finds(
        &header(
            &format!("{full} selfHelpType=\"TSG_Content\" articleid=\"\"")
                .replace("ownershipId=\"lamps\"", "ownershipId=\"\""),
        ),
        code.clone(),
        "TSG_Content",
        &message("`ownershipId`", "TSG_Content"),
    );
    file_finds(&header(full), code.clone(), "pageTitle", "expected `selfHelpType` in the header, found none");
    file_silent(&header(&format!("{full} selfHelpType=\"TSG_Content\"")), code.clone());
    file_silent(
        &header(&format!("{full} selfHelpType=\"generic\" supportTopicIds=\"1\" productPesIds=\"2\"")),
        code.clone(),
    );
    file_silent(&header("pageTitle=\"Lamp\" articleId=\"lamp-1\""), code.clone());
    file_silent(&header("selfHelpType=\"ofTheFuture\""), code.clone());
    file_silent("# Lamp\n", code);
}

#[test]
fn lists_hold_an_item_once() {
    let code = Code::ITEM_REPEATED;
    file_finds(
        &header("supportTopicIds=\"1, 2,1\""),
        code.clone(),
        "1, 2,1",
        "expected each item of `supportTopicIds` once, found `1` again",
    );
    file_mends(&header("supportTopicIds=\"1, 2,1\""), code.clone(), &header("supportTopicIds=\"1, 2\""));
    file_mends(&header("authors=\"ada; Ada\""), code.clone(), &header("authors=\"ada\""));
    file_mends(&header("supportTopicIds=\"1,2,1,3\""), code.clone(), &header("supportTopicIds=\"1,2,3\""));
    file_mends(&header("supportTopicIds=\"1 ;1; 1,2,2,\""), code.clone(), &header("supportTopicIds=\"1 ;2,\""));
    file_mends(&header("resourceTags=\"灯，灯\""), code.clone(), &header("resourceTags=\"灯\""));
    assert_eq!(in_file(&header("authors=\"a&amp;b, a&amp;b\""), &code)[0].fix, None);
    file_silent(&header("supportTopicIds=\"1, 2, , \" authors=\"ada\""), code);
}

#[test]
fn ids_are_numbers_or_guids() {
    let code = Code::ID_MALFORMED;
    let message = |name: &str, id: &str| format!("expected numbers or GUIDs in `{name}`, found `{id}`");
    file_finds(&header("supportTopicIds=\"1, xxxx\""), code.clone(), "1, xxxx", &message("supportTopicIds", "xxxx"));
    file_finds(&header("productPesIds=\"灯\""), code.clone(), "灯", &message("productPesIds", "灯"));
    file_silent(&header("supportTopicIds=\"32411817, 0fb3f293-899e-458a-81cc-ad263dd89629\" productPesIds=\"\""), code);
}

#[test]
fn article_ids_are_guids_or_names() {
    let code = Code::ARTICLE_ID;
    let name = "expected a GUID or a name of letters, digits, `-`, `_` and `.` as `articleId`, found `my lamp`";
    file_finds(&header("articleId=\"my lamp\""), code.clone(), "my lamp", name);
    let guid = "76842b51-p022-4acb-9ef4-f78c5e87ec25";
    let message = format!("expected a GUID as `articleId`, found `{guid}`, which is almost one");
    file_finds(&header(&format!("articleId=\"{guid}\"")), code.clone(), guid, &message);
    for id in
        ["lamp-1", "灯_1.a", "0fb3f293-899e-458a-81cc-ad263dd89629", "0fb3f293-899e-458a-81cc-ad263dd89629_Fairfax", ""]
    {
        file_silent(&header(&format!("articleId=\"{id}\"")), code.clone());
    }
}

#[test]
fn titles_are_for_people() {
    let code = Code::TITLE_INTERNAL;
    let message = "expected a title for people as `pageTitle`, found the internal name `linuxperformancecounters`";
    file_finds(&header("pageTitle=\"linuxperformancecounters\""), code.clone(), "linuxperformancecounters", message);
    for title in [
        "A full lamp",
        "Scaling",
        "PowerShell",
        "ランプがつかないときは",
        "authentication",
        "point-to-site",
        "Import/Export",
    ] {
        file_silent(&header(&format!("pageTitle=\"{title}\"")), code.clone());
    }
    let code = Code::TITLE_FULL_STOP;
    let source = header("pageTitle=\"The lamp is off.\"");
    file_finds(&source, code.clone(), "The lamp is off.", "expected a title without a full stop, found one");
    file_mends(&source, code.clone(), &header("pageTitle=\"The lamp is off\""));
    for title in [
        "The lamp is off",
        "Is it off? Turn it on. Then wait.",
        "Lamps, cables etc.",
        "Wait ...",
        "Fabrikam Inc.",
        "Fabrikam Ltd.",
        "灯。",
    ] {
        file_silent(&header(&format!("pageTitle=\"{title}\"")), code.clone());
    }
    file_silent(&header("pageTitle=\"Your lamp is off.\" selfHelpType=\"serviceHealthInsights\""), code);
}

#[test]
fn a_cloud_is_in_one_list() {
    let code = Code::CLOUDS_CONFLICT;
    file_finds(
        &header("cloudEnvironments=\"public, fairfax\" disableClouds=\"Fairfax\""),
        code.clone(),
        "Fairfax",
        "expected `fairfax` in `cloudEnvironments` or in `disableClouds`, found it in both",
    );
    file_silent(&header("cloudEnvironments=\"public\" disableClouds=\"fairfax\""), code);
}

#[test]
fn an_article_begins_with_its_title() {
    let code = Code::TITLE_MISSING;
    let message = "expected a heading of level 1 as the title of the article, found none";
    file_finds("<properties pageTitle=\"Lamp\" />\n\nTurn it on.\nNow.\n", code.clone(), "Turn it on.", message);
    file_finds("<properties pageTitle=\"Lamp\" />\n## Steps\n\nNow.\n", code.clone(), "## Steps", message);
    file_silent("<properties pageTitle=\"Lamp\" />\n<!-- soon -->\n", code.clone());
    file_silent("<properties pageTitle=\"Lamp\" />\n---\n{\"a\": 1}\n---\n", code.clone());
    silent("Turn it on.", code);
    let code = Code::TITLE_NOT_FIRST;
    let message = "expected the title of the article first, found it after other content";
    file_finds("<properties pageTitle=\"灯\" />\n打开。\n\n# 灯\n\n关。\n", code.clone(), "# 灯", message);
    file_silent(
        "<properties pageTitle=\"Lamp\" />\n<!-- soon -->\n<!--issueDescription-->\n# Lamp\n<!--/issueDescription-->\n",
        code.clone(),
    );
    silent("Turn it on.\n\n# Another", code);
}

#[test]
fn a_title_says_what_an_article_is_about() {
    let (code, id) = (Code::TITLE_ID, "0fb3f293-899e-458a-81cc-ad263dd89629");
    let title = format!("# Support Topic Descriptions for {id}");
    let message = format!("expected the name of the product in the title, found its id `{id}`");
    file_finds(&format!("<properties pageTitle=\"Lamp\" />\n{title}\n"), code.clone(), &title, &message);
    file_silent("<properties pageTitle=\"Lamp\" />\n# Support Topic Descriptions for lamps\n", code.clone());
    silent(&format!("`# Support Topic Descriptions for {id}`"), code);
}

#[test]
fn headings_say_something_of_their_own() {
    let code = Code::HEADING_REPEATS_TITLE;
    let message = "expected another heading than the title `Fabrikam`, found the same";
    finds("### FABRIKAM\n\nTurn it on.", code.clone(), "### FABRIKAM", message);
    silent("## Fabrikam lamps\n\nTurn it on.\n\n```\n## Fabrikam\n```\n", code);
}

#[test]
fn recommended_headings_are_found_by_services() {
    let code = Code::HEADING_RECOMMENDED;
    let message = "expected the heading `Recommended Steps`, found `Recomended Steps`";
    finds("## Recomended Steps\n\nTurn it on.", code.clone(), "## Recomended Steps", message);
    let message =
        "expected the heading `Recommended Steps` with a space in it, found U+00A0, which only looks like one";
    finds("## Recommended\u{A0}Steps\n\nA", code.clone(), "## Recommended\u{A0}Steps", message);
    mends("## Recommended\u{A0}Steps\n\nA", code.clone(), "## Recommended Steps\n\nA");
    mends("## **Recomended Steps:**\n\nA", code.clone(), "## **Recommended Steps:**\n\nA");
    finds(
        "# Recommended Steps\n\nA",
        code.clone(),
        "# Recommended Steps",
        "expected `Recommended Steps` at level 2, found level 1",
    );
    finds(
        "### Recommended Documents\n\nA",
        code.clone(),
        "### Recommended Documents",
        "expected `Recommended Documents` at level 2, found level 3",
    );
    silent("## Recommended steps:\n\nA\n\n## A case\n\n### Recommended Documents\n\nA", code.clone());
    silent("## Recommended Document\n\nA\n\n## Recommended reading\n\nA\n\n## 推荐的步骤\n\nA", code.clone());
    for other in ["Recommended Sites", "Recommended Specs", "Recommended SKUs", "Recommended Documentation"] {
        silent(&format!("## {other}\n\nA"), code.clone());
    }
    silent("`## Recomended Steps`", code);
}

#[test]
fn something_is_under_a_heading() {
    let code = Code::HEADING_EMPTY;
    let message = "expected something under this heading, found nothing";
    finds("## 步骤\n\n## Documents\n\nA", code.clone(), "## 步骤", message);
    finds("## Steps\n\nA\n\n## Documents", code.clone(), "## Documents", message);
    finds("A\n\n## Steps\n<!-- soon -->\n", code.clone(), "## Steps", message);
    silent("## Steps\n\n### One\n\nA\n\n## Two\n\n* b", code.clone());
    silent("## Steps\n\n    code", code.clone());
    silent("## Steps\n\n![A lamp](https://example.com/a.png)", code);
}

#[test]
fn sections_hold_something() {
    let code = Code::SECTION_EMPTY;
    let message = "expected content in the section `issueDescription`, found none";
    let section = "<!--issueDescription-->\n<!-- soon -->\n<!--/issueDescription-->";
    finds(section, code.clone(), section, message);
    silent("<!--issueDescription-->\n灯\n<!--/issueDescription-->", code.clone());
    silent("`<!--issueDescription--><!--/issueDescription-->`", code);
    let code = Code::DESCRIPTION_MARKUP;
    let words = |what: &str| format!("expected plain words in `issueDescription`, found {what}");
    let section = |body: &str| format!("<!--issueDescription-->\n{body}\n<!--/issueDescription-->");
    finds(&section("The **灯** and *it*"), code.clone(), "**灯**", &words("emphasis"));
    finds(&section("[A](https://example.com)"), code.clone(), "[A](https://example.com)", &words("a link"));
    silent(&section("`**a**` <!--$a-->[a]<!--/$a-->"), code.clone());
    silent("**a** [A](https://example.com)", code);
}

#[test]
fn lists_are_two_deep_and_indented_one_way() {
    let code = Code::LIST_DEEP;
    let message = "expected at most 2 lists inside one another, found another inside them";
    finds("* a\n  * b\n    * 灯", code.clone(), "* 灯", message);
    silent("* a\n  1. b\n* c\n  > d", code.clone());
    silent("```\n* a\n  * b\n    * c\n```", code);
    let code = Code::LIST_TABS;
    let message = "expected tabs or spaces before the items of a list, found both";
    finds("* a\n  * b\n* c\n\t* 灯\n\t* e", code.clone(), "\t", message);
    silent("* a\n  * b\n* c\n  * d", code.clone());
    silent("* a\n\t* b\n* c\n\t* d", code.clone());
    silent("```\n* a\n  * b\n* c\n\t* d\n```", code);
}

#[test]
fn links_are_encrypted() {
    let code = Code::LINK_HTTP;
    let message = "expected `https:`, found `http://example.com/a`, which anybody on the way can read and change";
    finds("[灯](http://example.com/a)", code.clone(), "http://example.com/a", message);
    mends("[灯](http://example.com/a)", code.clone(), "[灯](https://example.com/a)");
    mends("[a][b]\n\n[b]: HTTP://example.com/a", code.clone(), "[a][b]\n\n[b]: HTTPs://example.com/a");
    mends("See http://example.com/a now", code.clone(), "See https://example.com/a now");
    mends("http://example.com:443/a", code.clone(), "https://example.com:443/a");
    // What is at another port, or in an own network, may not be encrypted.
    for address in ["http://intranet/a", "http://vm:8080", "http://vm.example.com:8080/a", "http://example.com:80/a"] {
        let message = format!("expected `https:`, found `{address}`, which anybody on the way can read and change");
        finds(address, code.clone(), address, &message);
        assert!(in_file(&file(address), &code).iter().all(|found| found.fix.is_none()), "{address}");
    }
    silent("[a](https://example.com) [b](http://localhost:80/) `http://example.com` www.example.com", code.clone());
    silent(
        "http://169.254.169.254/metadata http://10.0.0.1:80/ [灯](http://[::1]/) http://schemas.example.com/lamp",
        code,
    );
}

#[test]
fn links_have_no_language() {
    let code = Code::LINK_LOCALE;
    let message = "expected an address without a language, found `en-us`; without it, readers get their own";
    let target = "https://docs.microsoft.com/en-us/lamps";
    finds(&format!("[灯]({target})"), code.clone(), target, message);
    mends(&format!("[灯]({target})"), code.clone(), "[灯](https://docs.microsoft.com/lamps)");
    mends(
        "[a](https://azure.microsoft.com/zh-hans-cn/a?b=/en-us/)",
        code.clone(),
        "[a](https://azure.microsoft.com/a?b=/en-us/)",
    );
    assert_eq!(in_file(&file("[a](https://azure.microsoft.com/en-us)"), &code)[0].fix, None);
    silent(
        "[a](https://docs.azure.cn/zh-cn/a) [b](https://docs.microsoft.com/azure/a) `https://docs.microsoft.com/en-us/a`",
        code.clone(),
    );
    silent("[a](https://notmicrosoft.com/en-us/a)", code);
}

#[test]
fn links_lead_to_pages_that_readers_can_open() {
    let (code, target) = (Code::LINK_SHORT, "https://bit.ly/灯");
    finds(
        &format!("[a]({target})"),
        code.clone(),
        target,
        "expected the address itself, found one that `bit.ly` has shortened",
    );
    silent("[a](https://aka.ms/a) `https://bit.ly/a` [b](https://rabbit.ly/b)", code);
    let (code, target) = (Code::LINK_REVIEW, "https://review.docs.microsoft.com/a");
    let message = "expected a page that readers can open, found one for reviewers at `review.docs.microsoft.com`";
    finds(&format!("[灯]({target})"), code.clone(), target, message);
    silent("[a](https://docs.microsoft.com/review.a) `https://review.docs.microsoft.com`", code);
}

#[test]
fn links_are_not_those_of_somebodys_mail() {
    let code = Code::LINK_WRAPPED;
    let host = "nam06.safelinks.protection.outlook.com";
    let target = format!("https://{host}/?url=https%3A%2F%2Fexample.com%2F%3Fa%3D1&amp;data=x");
    let message = format!("expected the address itself, found that of a mail protection: `{host}`");
    let plain = target.replace("&amp;", "&");
    finds(&format!("[灯]({plain})"), code.clone(), &plain, &message);
    mends(&format!("[灯]({plain})"), code.clone(), "[灯](https://example.com/?a=1)");
    for odd in ["url=javascript%3Aa", "url=https%3A%2F%2Fa%29b", "a=b", "url=%ff"] {
        assert_eq!(in_file(&file(&format!("[a](https://{host}/?{odd})")), &code)[0].fix, None, "{odd}");
    }
    silent(&format!("`{plain}` [a](https://example.com/?{host})"), code);
}

#[test]
fn texts_of_links_say_something() {
    let code = Code::LINK_TEXT_EMPTY;
    let message = "expected the text of a link, found none; nobody can follow it";
    finds("灯 [](https://example.com)", code.clone(), "[](https://example.com)", message);
    silent(
        "[![A](https://example.com/a.png)](https://example.com) [<!--$a--><!--/$a-->](https://example.com)",
        code.clone(),
    );
    silent("`[](https://example.com)`", code);
    let code = Code::LINK_TEXT_VAGUE;
    let message = "expected a text that says where the link leads, found `click here.`";
    finds("[Click *here*.](https://example.com)", code.clone(), "[Click *here*.](https://example.com)", message);
    silent("[Here is the guide](https://example.com) [灯](https://example.org) `[here](https://example.com)`", code);
    let code = Code::LINK_REPEATED;
    let message = "expected the text `lamps` again, as the link leads to the same address, found `light`";
    finds(
        "[Lamps](https://example.com) [Light](https://example.com)",
        code.clone(),
        "[Light](https://example.com)",
        message,
    );
    silent("[Lamps](https://example.com) [ lamps](https://example.com) [灯](https://example.org)", code);
}

#[test]
fn anchors_are_headings() {
    let code = Code::LINK_ANCHOR;
    let message = "expected the anchor of a heading of this article, found `#stepps`";
    finds("[Steps](#stepps)\n\n## Steps\n\nA", code.clone(), "[Steps](#stepps)", message);
    silent(
        "[A](#the-first-steps) [B](#灯) [C](#steps-1) [D](#top)\n\n## The first steps!\n\nA\n\n## 灯\n\nA\n\n## Steps\n\nA",
        code.clone(),
    );
    silent("[A](#here)\n\n<a id=\"here\"></a> `[B](#nowhere)`", code.clone());
    silent("[A](#user-content-lamps) [B](#%E7%81%AF)\n\n## Lamps\n\nA\n\n## 灯\n\nA", code);
}

#[test]
fn an_announced_link_follows() {
    let code = Code::LINK_ANNOUNCED;
    let message = "expected a link after `link below`, found none";
    finds("Use the link below.\n\nTurn it on.", code.clone(), "link below", message);
    finds("[A](https://example.com)\n\nUse the link below.", code.clone(), "link below", message);
    silent("Use the link below:\n\n[灯](https://example.com)", code.clone());
    silent("Blink below the lamp. `link below`", code);
}

#[test]
fn defaults_say_a_name_once() {
    let code = Code::PLACEHOLDER_DOUBLED;
    let message = "expected the default `[灯灯灯]` once, found `[灯灯灯]` before the placeholder, too";
    let marked = "<!--$a-->[灯灯灯]<!--/$a-->";
    finds(&format!("The [灯灯灯] {marked}"), code.clone(), marked, message);
    silent(&format!("The {marked}, 灯灯灯 {marked}"), code.clone());
    silent("`[lamp] <!--$a-->[lamp]<!--/$a-->`", code);
    let code = Code::PLACEHOLDER_RENAMED;
    let message = "expected a default for the placeholder `lamp`, found the name `[switch]`";
    let marked = "<!--$lamp-->[switch]<!--/$lamp-->";
    finds(&format!("灯 {marked}"), code.clone(), marked, message);
    silent(
        "<!--$lamp_name-->[LampName]<!--/$lamp_name--> <!--$lamp-->[the lamp]<!--/$lamp--> <!--$lamp-->[灯]<!--/$lamp-->",
        code,
    );
}

#[test]
fn text_is_for_readers_and_finished() {
    let code = Code::TEXT_INTERNAL;
    finds(
        "灯: Internal Use Only",
        code.clone(),
        "Internal Use Only",
        "expected words for readers, found `Internal Use Only`",
    );
    finds(
        "**THIS IS NOT A CUSTOMER READY MESSAGE**",
        code.clone(),
        "NOT A CUSTOMER READY",
        "expected words for readers, found `NOT A CUSTOMER READY`",
    );
    silent("For internal users only. `internal use only` <!-- internal use only -->", code.clone());
    for alone in
        ["Internal only", "(internal only)", "灯 **Do not publish!**", "Not for customers: 灯", "灯INTERNAL ONLY灯"]
    {
        assert_eq!(in_file(&file(alone), &code).len(), 1, "{alone:?}");
    }
    for among_others in [
        "Use internal only endpoints",
        "External and internal only",
        "Do not publish ports to the internet",
        "It is not for customers of 灯",
        "an internal-only lamp",
        "The port is reserved for internal use by the lamp",
        "Azure shows the internal content of the file",
        "Microsoft confidential computing",
    ] {
        silent(among_others, code.clone());
    }
    finds(
        "For you, not for customer use",
        code.clone(),
        "not for customer use",
        "expected words for readers, found `not for customer use`",
    );
    finds("A note: INTERNAL ONLY content", code, "INTERNAL ONLY", "expected words for readers, found `INTERNAL ONLY`");
    let code = Code::TEXT_OPEN;
    let message = "expected finished text, found `TODO`";
    finds("灯 TODO: write it", code.clone(), "TODO", message);
    finds("灯TODO灯", code.clone(), "TODO", message);
    finds("“TODO”", code.clone(), "TODO", message);
    finds("[TODO](https://example.com/a)", code.clone(), "TODO", message);
    finds("See https://example.com/TODO for TODO", code.clone(), "TODO", message);
    silent("Todo lists, TODOS, METHOD, TBD_1, `TODO` <!-- TODO --> a TODO-list", code.clone());
    silent("Open the TODO app, then a TODO list", code.clone());
    silent("Haga TODO esto. En TODO momento.", code.clone());
    silent("## TODO LO QUE NECESITA SABER\n\nx", code.clone());
    silent("Status \"TBD\" or “TODO” means that it is open", code.clone());
    finds("TODO add the steps", code.clone(), "TODO", message);
    finds("\"TODO\"", code.clone(), "TODO", message);
    silent("```\nTODO\n```", code.clone());
    silent("https://example.com/TODO and www.example.com/TODO", code);
}

#[test]
fn text_shows() {
    let code = Code::TEXT_REPLACEMENT;
    let message = "expected text, found U+FFFD, which is in the place of what could not be decoded";
    finds("灯 a\u{FFFD}b", code.clone(), "\u{FFFD}", message);
    silent("`\u{FFFD}`", code);
    let code = Code::TEXT_INVISIBLE;
    finds("灯\u{200B}b", code.clone(), "\u{200B}", "expected characters that show, found U+200B");
    mends("灯\u{2060}b", code.clone(), "灯b");
    assert_eq!(in_file(&file("a&#8203;b"), &code)[0].fix, None);
    silent("👩\u{200D}💻 نمی\u{200C}خواهم `\u{200B}`", code);
}

/// What is found in the last of `files`, each with a name.
fn beside(files: &[(&str, &str)], code: &Code) -> Vec<String> {
    let (mut ledger, checker) = (Ledger::new(), Checker::all());
    let mut found = Vec::new();
    for (name, source) in files {
        found = ledger.add(name, &checker.entry(&Article::parse_lenient(source)));
    }
    found.into_iter().filter(|found| found.code == *code).map(|found| found.message).collect()
}

#[test]
fn articles_beside_others() {
    let (a, code) = (header("articleId=\"Lamp-1\""), Code::ARTICLE_ID_REPEATED);
    let message = "expected an `articleId` of its own, found `lamp-1`, which `a.md` has";
    assert_eq!(beside(&[("a.md", &a), ("b.md", &header("articleId=\"lamp-1\""))], &code), [message]);
    assert_eq!(beside(&[("a.md", &a), ("b.md", &header("articleId=\"lamp-2\""))], &code), [""; 0]);
    assert_eq!(beside(&[("a.md", &header("articleId=\"\"")), ("b.md", &header("articleId=\"\""))], &code), [""; 0]);
    let allowed = format!("<!-- selfhelp: allow article-id-repeated it is a copy -->\n{a}");
    assert_eq!(beside(&[("a.md", &a), ("b.md", &allowed)], &code), [""; 0]);
    assert_eq!(in_file(&allowed, &Code::ALLOW_UNUSED), []);

    let code = Code::DISPLAY_ORDER_REPEATED;
    let order = |clouds: &str| {
        header(&format!(
            "selfHelpType=\"rca\" service=\"lamps\" resource=\"Lamp\" displayOrder=\"7\" cloudEnvironments=\"{clouds}\""
        ))
    };
    let message = "expected a `displayOrder` of its own, found `7`, which `a.md` has";
    assert_eq!(beside(&[("a.md", &order("public, fairfax")), ("b.md", &order("fairfax"))], &code), [message]);
    assert_eq!(beside(&[("a.md", &order("public")), ("b.md", &order("fairfax"))], &code), [""; 0]);

    let code = Code::CLOUD_FAMILY;
    let member = |cloud: &str, text: &str| format!("<properties articleId=\"lamp_{cloud}\" />\n# Lamp\n\n{text}\n");
    let message = "expected the text of `a.md`, which is the same article for another cloud, found another";
    assert_eq!(beside(&[("a.md", &member("Public", "灯")), ("b.md", &member("fairfax", "打开"))], &code), [message]);
    assert_eq!(beside(&[("a.md", &member("Public", "灯 A")), ("b.md", &member("fairfax", "灯  a"))], &code), [""; 0]);
}

/// An article whose body is this JSON.
fn payload(json: &str) -> String {
    format!("<properties pageTitle=\"Fabrikam\" />\n# Fabrikam\n---\n{json}\n---\n")
}

/// A form that asks for text, with these further members of its element.
fn question(members: &str) -> String {
    payload(&format!(r#"{{ "formElements": [{{ "id": "a", "controlType": "textbox", {members} }}] }}"#))
}

fn recommendation(members: &str) -> String {
    payload(&format!(r#"{{ "recommendationTypeId": "0fb3f293-899e-458a-81cc-ad263dd89629", {members} }}"#))
}

#[test]
fn fields_hold_no_markdown() {
    let code = Code::FIELD_MARKDOWN;
    let message = |found: &str| {
        format!("expected no Markdown in the field of a payload, found {}, which shows as it is", in_code(found))
    };
    let finds = |source: &str, found: &str| file_finds(source, Code::FIELD_MARKDOWN, found, &message(found));
    finds(&question(r#""displayLabel": "Which **lamp**?""#), "**lamp**");
    finds(&question(r#""displayLabel": "灯:**电源** 在哪里?""#), "**电源**");
    finds(&question(r#""displayLabel": "Lamp", "watermarkText": "The **big** one""#), "**big**");
    finds(&question(r#""displayLabel": "Lamp", "hints": [{ "text": "<i>See</i> **this**." }]"#), "**this**");
    finds(
        &question(r#""displayLabel": "See [the guide](https://example.com/guide).""#),
        "[the guide](https://example.com/guide)",
    );
    finds(&question(r#""displayLabel": "Lamp", "content": "", "infoBalloonText": "**One** **two**""#), "**One**");
    finds(&recommendation(r#""tip": "See [here](www.example.com/a)""#), "[here](www.example.com/a)");
    finds(&payload(r#"{ "supportTopics": [{ "id": "1", "shortDescription": "**Lamps**" }] }"#), "**Lamps**");
    finds(&payload(r#"{ "commonProblems": [{ "title": "A **dark** hall" }] }"#), "**dark**");
    finds(&question(r#""displayLabel": "Add the output of **lamp get 'hall'**""#), "**lamp get 'hall'**");
    finds(&question(r#""displayLabel": "Run `lamp get` and wait""#), "`lamp get`");
    let options = r#""displayLabel": "Lamp", "dropdownOptions": [{ "value": "b", "text": "**Big**" }]"#;
    finds(&question(options).replace("textbox", "dropdown"), "**Big**");
    // What an escape hides has the whole field as its place.
    file_finds(
        &question(r#""displayLabel": "Which **l\u0061mp**?""#),
        code.clone(),
        r#""Which **l\u0061mp**?""#,
        &message("**lamp**"),
    );
    for silent in ["2 ** 3 ** 4", "a**b**c", "<code>**kwargs**</code>", "[1](2)", "**", "* Lamps", "[x] (https://a.b)"]
    {
        file_silent(&question(&format!(r#""displayLabel": "{silent}""#)), code.clone());
    }
    // What nobody sees holds what it likes.
    file_silent(&question(r#""displayLabel": "Lamp", "unknown": "**a**", "visibility": "false""#), code.clone());
    file_silent(&question(r#""displayLabel": "**a**", "visibility": "false""#), code.clone());
    file_silent(&recommendation(r#""owner": { "email": "**a**" }"#), code.clone());
    file_silent(&file("A **lamp** and [a guide](https://example.com/)."), code);
}

#[test]
fn fields_hold_nothing_that_is_nearly_markdown() {
    let message = |found: &str| {
        format!("expected no Markdown in the field of a payload, found {}, which shows as it is", in_code(found))
    };
    for (text, found) in [
        ("转到**“诊断”**，单击**“运行”**。", "**“诊断”**"),
        ("**Note:**text", "**Note:**"),
        ("** a **", "** a **"),
        ("~~ a ~~", "~~ a ~~"),
        ("[guide] (https://a.example)", "[guide] (https://a.example)"),
        ("##Steps", "##"),
        ("Run ```lamp``` now", "```"),
        ("*Note* this", "*Note*"),
        ("__Turn it on__ now", "__Turn it on__"),
    ] {
        let field = |members: String| question(&format!(r#""displayLabel": "Lamp", {members}"#));
        for source in [
            question(&format!(r#""displayLabel": "{text}""#)),
            field(format!(r#""hints": [{{ "text": "{text}" }}]"#)),
            field(format!(r#""watermarkText": "{text}""#)),
            field(format!(r#""validations": [{{ "type": "RegExMatch", "value": "b+", "text": "{text}" }}]"#)),
            field(format!(r#""dropdownOptions": [{{ "value": "b", "text": "{text}" }}]"#))
                .replace("textbox", "dropdown"),
            recommendation(&format!(r#""tip": "{text}""#)),
            payload(&format!(
                r#"{{ "title": "{text}", "formElements": [{{ "id": "a", "controlType": "textbox", "displayLabel": "b" }}] }}"#
            )),
        ] {
            file_finds(&source, Code::FIELD_MARKDOWN, found, &message(found));
        }
    }
    for silent in ["# of lamps", "#5", "*.log and *.txt", "my_lamp_id", "*lamp*", "_id_", "__init__", "C# ##"] {
        file_silent(&question(&format!(r#""displayLabel": "{silent}""#)), Code::FIELD_MARKDOWN);
    }
    let source = question(r#""displayLabel": "Lamp <-- ask Ada -->""#);
    let message = "expected words, found the markup `<-- ask Ada -->`, which shows as it is";
    file_finds(&source, Code::MARKUP_LITERAL, "<-- ask Ada -->", message);
}

#[test]
fn fields_of_plain_text_hold_no_tags() {
    let code = Code::HTML_AS_TEXT;
    let finds = |source: &str, found: &str| {
        let message = format!("expected no tag here in the field of a payload, found `{found}`, which shows");
        file_finds(source, Code::HTML_AS_TEXT, found, &message);
    };
    finds(&recommendation(r#""tip": "Turn it <b>off</b>.""#), "<b>");
    finds(&recommendation(r#""longDescription": "One<br/>two""#), "<br/>");
    finds(
        &payload(r#"{ "commonProblems": [{ "title": "See <a href='https://a.b'>it</a>" }] }"#),
        "<a href='https://a.b'>",
    );
    for (text, found) in [
        ("<table><tr><td>a</td></tr></table>", "<table>"),
        ("<details><summary>a</summary>b</details>", "<details>"),
        ("<dl><dt>a</dt></dl>", "<dl>"),
        ("<pre>a</pre>", "<pre>"),
    ] {
        finds(&recommendation(&format!(r#""longDescription": "{text}""#)), found);
        let options = format!(r#""displayLabel": "Lamp", "dropdownOptions": [{{ "value": "b", "text": "{text}" }}]"#);
        finds(&question(&options).replace("textbox", "dropdown"), found);
    }
    finds(
        &payload(
            r#"{ "title": "A <b>bold</b> form", "formElements": [{ "id": "a", "controlType": "textbox", "displayLabel": "b" }] }"#,
        ),
        "<b>",
    );
    let validation = r#""validations": [{ "type": "RegExMatch", "value": "b+", "text": "One<br>two" }]"#;
    finds(&question(&format!(r#""displayLabel": "Lamp", {validation}"#)), "<br>");
    for silent in ["Use <name> or <user name>", "a < b and c > d", "<a name>", "Use <details> or <summary>"] {
        file_silent(&recommendation(&format!(r#""tip": "{silent}""#)), code.clone());
    }
    file_silent(&question(r#""displayLabel": "Turn it <b>off</b>.""#), code);
}

#[test]
fn addresses_in_fields_are_links() {
    let code = Code::FIELD_ADDRESS;
    let message = |found: &str| format!("expected a link in the field, found the address `{found}` as plain text");
    let finds = |source: &str, found: &str| file_finds(source, Code::FIELD_ADDRESS, found, &message(found));
    finds(
        &recommendation(r#""longDescription": "More at https://example.com/a(b). See it.""#),
        "https://example.com/a",
    );
    finds(&recommendation(r#""tip": "请参阅https://example.com/灯""#), "https://example.com/");
    finds(&recommendation(r#""tip": "See www.example.com/a, please""#), "www.example.com/a");
    finds(&recommendation(r#""tip": "aka.ms/lamps""#), "aka.ms/lamps");
    finds(
        &payload(r#"{ "supportTopics": [{ "id": "1", "longDescription": "http://example.com/" }] }"#),
        "http://example.com/",
    );
    finds(&question(r#""displayLabel": "Read aka.ms/lamps first""#), "aka.ms/lamps");
    for silent in [
        "https://<name>.example.com/",
        "https://{name}.example.com/",
        "https://",
        "https://lamp",
        "www.",
        "a@aka.ms/b",
        "hakka.ms/b",
    ] {
        file_silent(&recommendation(&format!(r#""tip": "{silent}""#)), code.clone());
    }
    file_silent(&question(r#""displayLabel": "See https://example.com/a""#), code.clone());
    file_silent(&question(r#""displayLabel": "A", "watermarkText": "https://example.com""#), code.clone());
    file_silent(&recommendation(r#""learnMoreLink": "https://example.com/a""#), code.clone());
    file_silent(
        &recommendation(
            r#""actions": [{ "actionType": "Document", "description": "Read", "documentLink": "https://example.com/a" }]"#,
        ),
        code,
    );
}

#[test]
fn fields_say_nothing_that_is_not_for_readers() {
    file_finds(
        &question(r#""displayLabel": "TODO: ask for the lamp""#),
        Code::TEXT_OPEN,
        "TODO",
        "expected finished text, found `TODO`",
    );
    file_finds(
        &recommendation(r#""tip": "Internal use only""#),
        Code::TEXT_INTERNAL,
        "Internal use only",
        "expected words for readers, found `Internal use only`",
    );
    let lost = "expected text, found U+FFFD, which is in the place of what could not be decoded";
    file_finds(&question(r#""displayLabel": "lamp \uFFFD""#), Code::TEXT_REPLACEMENT, r#""lamp \uFFFD""#, lost);
    file_mends(
        &question("\"displayLabel\": \"The\u{200B} lamp\""),
        Code::TEXT_INVISIBLE,
        &question(r#""displayLabel": "The lamp""#),
    );
    file_silent(&recommendation(r#""recommendationFriendlyName": "TODO", "owner": "TODO""#), Code::TEXT_OPEN);
    file_silent(&payload(r#"{ "formElements": [{ "id": "TODO", "controlType": "textbox" }] }"#), Code::TEXT_OPEN);
}

#[test]
fn links_of_fields_have_no_language() {
    let message = "expected an address without a language, found `en-us`; without it, readers get their own";
    let link = "https://docs.microsoft.com/en-us/lamps";
    file_finds(&recommendation(&format!(r#""learnMoreLink": "{link}""#)), Code::LINK_LOCALE, link, message);
    file_finds(
        &recommendation(&format!(
            r#""actions": [{{ "actionType": "Document", "description": "Read", "documentLink": "{link}" }}]"#
        )),
        Code::LINK_LOCALE,
        link,
        message,
    );
}

#[test]
fn texts_of_recommendations_fit_in_a_line() {
    let code = Code::RECOMMENDATION_LENGTH;
    for key in ["displayLabel", "description", "potentialBenefits"] {
        let of_length = |length: usize| recommendation(&format!(r#""{key}": "{}""#, "灯".repeat(length)));
        file_silent(&of_length(100), code.clone());
        let place = format!("\"{}\"", "灯".repeat(101));
        let message = format!("expected at most 100 characters for `{key}`, found 101");
        file_finds(&of_length(101), code.clone(), &place, &message);
    }
    file_silent(&recommendation(&format!(r#""longDescription": "{}""#, "a".repeat(900))), code.clone());
    file_silent(&question(&format!(r#""displayLabel": "{}""#, "a".repeat(900))), code);
}

#[test]
fn descriptions_of_recommendations_say_more_than_labels() {
    let code = Code::RECOMMENDATION_REPEATED;
    let message = "expected a `description` that says more than the `displayLabel`, found the same words";
    file_finds(
        &recommendation(r#""displayLabel": "Turn it off", "description": "Turn it OFF.""#),
        code.clone(),
        r#""Turn it OFF.""#,
        message,
    );
    file_silent(&recommendation(r#""displayLabel": "Turn it off", "description": "It is on all night""#), code.clone());
    file_silent(&recommendation(r#""description": "It is on all night""#), code.clone());
    file_silent(&recommendation(r#""displayLabel": "", "description": "" "#), code);
}
