//! Payloads (format §7): where they are found, what is reported, and how they are read.

use selfhelp::Article;
use selfhelp::diagnostic::{Diagnostic, Severity, apply_fixes};
use selfhelp::payload::{MAX_NESTING, Number, Value};
use selfhelp::tree::Part;
use serde::Deserialize;
use support::clock;

const QUESTIONS: &str = "problemScopingQuestions";
const MARKDOWN: &str = "generic";

fn source(kind: &str, body: &str) -> String {
    format!("<properties pageTitle=\"Quota\" articleId=\"contoso-quota\" selfHelpType=\"{kind}\" />\n{body}")
}

fn article(kind: &str, body: &str) -> Article {
    Article::parse_lenient(&source(kind, body))
}

fn codes(article: &Article) -> Vec<&str> {
    // What its members say is for `tests/model`.
    let of_members = ["payload-key-unknown", "payload-key-case", "payload-type"];
    let of_payload = |found: &&Diagnostic| {
        let code = found.code.as_str();
        code.starts_with("payload-") && !of_members.contains(&code)
    };
    article.diagnostics().iter().filter(of_payload).map(|found| found.code.as_str()).collect()
}

/// The body has the payload `text`, and nothing is reported.
#[track_caller]
fn clean(kind: &str, body: &str, text: &str) {
    warned(kind, body, text, &[]);
}

/// The body has the payload `text`, with these diagnostics.
#[track_caller]
fn warned(kind: &str, body: &str, text: &str, expected: &[&str]) {
    let article = article(kind, body);
    let payload = article.payload().unwrap_or_else(|| panic!("no payload in {body:?}"));
    assert_eq!(payload.text, text, "the text of the payload");
    assert_eq!(&article.source()[payload.span.range()], text, "the place of the payload");
    assert_eq!(codes(&article), expected, "what is reported");
    assert!(payload.is_valid());
    assert!(Article::parse(article.source()).is_ok(), "strict parsing");
}

/// The body is Markdown and nothing else.
#[track_caller]
fn markdown(kind: &str, body: &str) {
    let article = article(kind, body);
    assert_eq!(article.payload(), None);
    assert!(Article::parse(article.source()).is_ok(), "strict parsing");
}

/// The diagnostic `code` has the `message` and covers the text `place`.
#[track_caller]
fn says(kind: &str, body: &str, code: &str, place: &str, message: &str) {
    let article = article(kind, body);
    let found = article.diagnostics().iter().find(|found| found.code.as_str() == code);
    let found = found.unwrap_or_else(|| panic!("no {code} for {body:?}: {:?}", article.diagnostics()));
    assert_eq!(found.message, message);
    assert_eq!(&article.source()[found.span.range()], place);
    assert_eq!(found.severity, if code == "payload-json" { Severity::Error } else { Severity::Warning });
    assert_eq!(Article::parse(article.source()).is_err(), code == "payload-json", "strict parsing");
}

/// The payload `json` is refused at line `line`, column `column` of the article, where the text goes on with `rest`.
#[track_caller]
fn refused(json: &str, (line, column): (u32, u32), rest: &str, message: &str) {
    let source = source(QUESTIONS, &format!("# Quota\n---\n{json}\n---\n"));
    let error = Article::parse(&source).expect_err("strict parsing refuses");
    assert_eq!((error.position().line, error.position().column), (line, column), "place of: {error}");
    let at = error.span().range().start;
    assert!(source[at..].starts_with(rest), "{:?} does not start with {rest:?}", &source[at..]);
    assert_eq!(error.first().message, format!("the payload is not JSON and is kept as text: {message}"));

    let article = Article::parse_lenient(&source);
    let payload = article.payload().expect("lenient parsing keeps the payload");
    assert_eq!(payload.text, json.trim_end());
    assert!(!payload.is_valid());
    assert_eq!(payload.to_indented(), format!("{}\n", json.trim_end()));
    assert_eq!(payload.to_value().map_err(|error| error.to_string()), Err(message.to_owned()));
}

/// How many parts of the body are before the payload and after it.
#[track_caller]
fn around(kind: &str, body: &str, before: &[&str], after: &[&str]) {
    let article = article(kind, body);
    let at = article.body.iter().position(|part| matches!(part, Part::Payload(_))).expect("a payload");
    let text = |part: &Part| article.source()[part.span().range()].trim_end().to_owned();
    assert_eq!(article.body[..at].iter().map(text).collect::<Vec<_>>(), before);
    assert_eq!(article.body[at + 1..].iter().map(text).collect::<Vec<_>>(), after);
}

#[test]
fn is_between_dashes_after_headings_and_comments() {
    for kind in [QUESTIONS, MARKDOWN, "", "advisorRecommendationMetadata", "something else"] {
        clean(kind, "# Quota\n---\n{ \"id\": 1 }\n---\n", "{ \"id\": 1 }");
        clean(kind, "---\n{ \"id\": 1 }\n---", "{ \"id\": 1 }");
        clean(kind, "# Quota\n\n---\n\n{ \"id\": 1 }\n\n---\n\n", "{ \"id\": 1 }");
        clean(kind, "# Quota\r\n---\r\n{\r\n\t\"id\": 1\r\n}\r\n---\r\n", "{\r\n\t\"id\": 1\r\n}");
        clean(kind, "# Quota\r---\r{ \"id\":\r1 }\r---\r", "{ \"id\":\r1 }");
        clean(kind, "# Quota\n## More\n#Tight\n---  \n{}\n---\t\n", "{}");
        clean(kind, "<!-- a note\n\n---\n{ -->\n# Quota <!-- and\nanother -->\n---\n{}\n---\n", "{}");
        clean(kind, "<!-- a <!-- note --> in a note -->\n# Quota\n---\n{}\n---\n", "{}");
        clean(kind, "<!--issueDescription-->\n# Quota\n---\n{}\n---\n<!--/issueDescription-->\n", "{}");
        clean(kind, "Quota\n=====\n---\n{}\n---\n", "{}");
        clean(kind, "Quota\n---\n---\n{}\n---\n", "{}");
        clean(kind, "\u{feff}\n# Quota\n---\n\u{feff}{}\n---\n", "{}");
    }
}

#[test]
fn thematic_breaks_are_no_payload() {
    for kind in [MARKDOWN, "", "TSG_Content"] {
        markdown(kind, "# Quota\n---\nSome text\n");
        markdown(kind, "# Quota\n\n---\n\n{Token} is running\n");
        markdown(kind, "# Quota\n\n---\n\n{{ token }} is running\n");
        markdown(kind, "# Quota\n\n---\n\n{ resource.name } is running\n");
        markdown(kind, "# Quota\n\nSome text\n\n---\n{ \"id\": 1 }\n---\n");
        markdown(kind, "# Quota\n\n- item\n---\n{ \"id\": 1 }\n---\n");
        markdown(kind, "# Quota\n\n- item\n---\n\n```json\n{ \"formElements\": [] }\n```\n\nText\n");
        markdown(kind, "# Quota\n\n| a |\n|---|\n| { \"formElements\": [] } |\n");
        markdown(kind, "# Quota\n---\n[Lamp](https://e.example)\n---\n}\n");
        markdown(kind, "# Quota\n\n```\n---\n{ \"id\": 1 }\n---\n```\n");
        markdown(kind, "# Quota\n<!--\n---\n{ \"id\": 1 }\n---\n-->\n");
        markdown(kind, "# Quota\n<!-- never closed\n---\n{ \"id\": 1 }\n---\n");
    }
}

#[test]
fn lines_that_were_meant_as_dashes() {
    let json = "{ \"formElements\": [] }";
    let before = "expected a line of `---` before the payload, found a damaged one";
    let after = "expected a line of `---` after the payload, found a damaged one";
    let same = ["—", "--", "–––", "—--", "\\---", "- - -", "***", "* * *", "___", "<hr>", "<HR />"];
    for (open, close) in same.map(|line| (line, line)).into_iter().chain([("—", "--")]) {
        for kind in [QUESTIONS, MARKDOWN] {
            let body = format!("# Quota\n{open}\n{json}\n{close}\n");
            warned(kind, &body, json, &["payload-fence", "payload-fence"]);
            says(kind, &body, "payload-fence", open, before);
            let mended = apply_fixes(&source(kind, &body), article(kind, &body).diagnostics());
            assert_eq!(mended, source(kind, &format!("# Quota\n---\n{json}\n---\n")));
        }
    }
    for (open, close) in [
        ("<pre>", "</pre>"),
        ("<pre><code>", "</code></pre>"),
        ("<pre><code class=\"json\">", "</code></pre>"),
        ("===", "==="),
    ] {
        warned(QUESTIONS, &format!("# Quota\n\n{open}\n{json}\n{close}\n"), json, &["payload-fence", "payload-fence"]);
    }
    for close in ["===", "--", "—", "***", "</pre>", "<hr/>"] {
        let body = format!("# Quota\n---\n{json}\n{close}\n");
        warned(QUESTIONS, &body, json, &["payload-fence"]);
        says(QUESTIONS, &body, "payload-fence", close, after);
        around(QUESTIONS, &body, &["# Quota"], &[]);
    }
    around(QUESTIONS, &format!("# Quota\n—\n{json}\n—\n\nMore.\n"), &["# Quota"], &["More."]);
    around(QUESTIONS, &format!("# Quota\n— {json} —\n\nMore.\n"), &["# Quota"], &["More."]);
    around(QUESTIONS, "# Quota\n—\n{ \"formElements\": [], }\n—\n\nMore.\n", &["# Quota"], &["More."]);
    around(QUESTIONS, "# Quota\n***\n{ \"formElements\": []\n***\n\nMore.\n", &["# Quota"], &["More."]);
    for line in ["***", "—", "<hr>", "- - -"] {
        markdown(MARKDOWN, &format!("# Quota\n\n{line}\n\n{{Token}} is running\n"));
        markdown(QUESTIONS, &format!("# Quota\n\n{line}\n\n{{Token}} is running\n"));
        markdown(MARKDOWN, &format!("# Quota\n\nText\n\n{line}\n{{ \"id\": 1 }}\n{line}\n"));
    }
    markdown(MARKDOWN, "# Quota\n\n<pre>\n{ \"id\": 1 }\n</pre>\n");
    markdown(QUESTIONS, "# Quota\n\n- { \"id\": 1 }\n");
    markdown(MARKDOWN, "# Quota\n\n-\n{ \"id\": 1 }\n");
}

#[test]
fn text_before_needs_a_payload_type() {
    let body = "# Quota\n\nPlease answer.\n\n---\n{ \"id\": 1 }\n---\n";
    warned(QUESTIONS, body, "{ \"id\": 1 }", &["payload-text"]);
    around(QUESTIONS, body, &["# Quota", "Please answer."], &[]);
    let message = "expected only headings and comments before the payload, found text, which is kept as Markdown";
    says(QUESTIONS, body, "payload-text", "Please answer.", message);
    for kind in ["TSG_Questions", "advisorrecommendationmetadata", "SupportTopicDescription", "diagnoseAndSolve"] {
        warned(kind, body, "{ \"id\": 1 }", &["payload-text"]);
    }
    warned(QUESTIONS, "Quota\n---\n{}\n---\n", "{}", &["payload-text"]);
    warned(QUESTIONS, "Text\n```\n---\n{\n```\n<!--\n---\n{\n-->\n---\n{}\n---\n", "{}", &["payload-text"]);
}

#[test]
fn text_before_needs_a_payloads_keys() {
    for key in ["formElements", "recommendationTypeId", "SupportTopics", "commonProblems"] {
        let json = format!("{{ \"id\": 1, \"{key}\": [] }}");
        for before in
            ["Some text\n\n", "- item\n", "> quote\n\n", "| a |\n|---|\n| b |\n\n", "说明。\n\n", "---\n{Token} runs\n"]
        {
            for kind in [MARKDOWN, "something else"] {
                warned(kind, &format!("# Quota\n\n{before}---\n{json}\n---\n"), &json, &["payload-text"]);
            }
        }
        let lines = format!("# Quota\r\nText\r\n\r\n---\r\n{json}\r\n---\r\n");
        warned(MARKDOWN, &lines, &json, &["payload-text"]);
    }
    let body = "Text\n\n---\n{ \"formElements\": [] \"id\": 1 }\n---\n";
    says(
        MARKDOWN,
        body,
        "payload-json",
        "\"",
        "the payload is not JSON and is kept as text: expected `,` or `}`, found `\"`",
    );
}

/// What is internal in a payload whose start is damaged.
const INSIDE: &str =
    "\"recommendationTypeId\": \"x\", \"owner\": { \"email\": \"secret@example.com\" }, \"description\": \"Do it\" }";

/// Strict parsing refuses the body at `place`, and nothing internal shows of it, but `shown` does.
#[track_caller]
fn hidden(kind: &str, body: &str, place: &str, shown: &str) {
    let article = article(kind, body);
    let error = Article::parse(article.source()).expect_err(body);
    assert_eq!(&article.source()[error.span().range()], place, "{body:?}");
    assert_eq!(error.first().code.as_str(), "payload-json");
    for output in [article.to_html(), article.to_text(), article.to_markdown(), article.summary(200)] {
        assert!(!output.contains("secret") && !output.contains("recommendationTypeId"), "{output}");
    }
    assert_eq!(article.to_text(), shown, "{body:?}");
}

#[test]
fn a_damaged_start_shows_nothing_internal() {
    let title = "Form\n====\n\nDo it\n";
    for kind in ["advisorRecommendationMetadata", MARKDOWN, "something else"] {
        for (start, place) in [
            ("", "\""),
            ("[{", ""),
            ("[\n\n  {", ""),
            (",{", ","),
            ("}\n{", "}"),
            (", ", ","),
            ("// later\n{", "/"),
            ("/* later */\r\n{", "/"),
        ] {
            hidden(kind, &format!("# Form\n---\n{start}{INSIDE}\n---\n"), place, title);
            hidden(kind, &format!("# Form\r\n---\r\n{start}{INSIDE}\r\n---\r\n"), place, title);
            hidden(kind, &format!("# Form\n---\"\n{start}{INSIDE}\n---\n"), place, title);
            hidden(kind, &format!("# Form\n---\n{start}{INSIDE}"), place, title);
            let after_text = format!("# Form\n\n表单。\n\n---\n\n{start}{INSIDE}\n---\n");
            hidden(kind, &after_text, place, "Form\n====\n\n表单。\n\nDo it\n");
        }
    }
    hidden("advisorRecommendationMetadata", &format!("# Form\n{INSIDE}\n---\n"), "\"", title);
    hidden("advisorRecommendationMetadata", &format!("# Form\n```json\n[{{{INSIDE}]\n```\n"), "[", title);
    let message = "the payload is not JSON and is kept as text: expected `{`, found `\"`";
    says(QUESTIONS, "---\n\"id\": 1 }\n---\n", "payload-json", "\"", message);
}

#[test]
fn text_may_look_like_the_start_of_a_payload() {
    for kind in [QUESTIONS, MARKDOWN] {
        markdown(kind, "# Form\n---\n\"Lamp\" is a name.\n");
        markdown(kind, "# Form\n---\n\"Note\": read on.\n");
        markdown(kind, "# Form\n---\n[Lamp]: https://e.example\n");
        markdown(kind, "# Form\n---\n// a path\n");
        markdown(kind, "# Form\n\"Note\": \"read on\".\n");
    }
}

#[test]
fn there_is_one_payload() {
    let first = INSIDE.replace("Do it", "Do that");
    for (between, words) in [("", ""), ("\n---\n", ""), ("\nWords.\n\n---\n", "Words.\n\n"), ("<!-- b -->\n", "")] {
        for kind in ["advisorRecommendationMetadata", MARKDOWN] {
            let body = format!("# Form\n---\n{{{first}\n---\n{between}{{{INSIDE}\n---\n");
            hidden(kind, &body, &format!("{{{INSIDE}"), &format!("Form\n====\n\nDo that\n\n{words}Do it\n"));
        }
    }
    let body = "---\n{ \"formElements\": [] }\n---\n{ \"formElements\": [] }\n---\nBye\n";
    says(
        QUESTIONS,
        body,
        "payload-json",
        "{ \"formElements\": [] }",
        "expected one payload, found another one after it",
    );
    assert_eq!(codes(&article(QUESTIONS, body)), ["payload-json", "payload-text"]);
    warned(QUESTIONS, "---\n{ \"id\": 1 }\n---\n\n```json\n{ \"id\": 2 }\n```\n", "{ \"id\": 1 }", &["payload-text"]);
    // Their questions have ids of their own.
    let form = |id: &str| format!("{{ \"formElements\": [{{ \"id\": \"{id}\", \"displayLabel\": \"Which?\" }}] }}");
    for between in ["\n---\n", "\n", "\n\n", " "] {
        let html = article(QUESTIONS, &format!("---\n{}{between}{}\n---\n", form("a"), form("b"))).to_html();
        assert!(html.contains("id=\"q1\" name=\"a\"") && html.contains("id=\"q2\" name=\"b\""), "{html}");
    }
}

#[test]
fn other_quotes_are_read_all_the_same() {
    for [open, close] in [
        ["'", "'"],
        ["\u{201c}", "\u{201d}"],
        ["\u{201d}", "\u{201d}"],
        ["\u{201e}", "\u{201c}"],
        ["\u{2018}", "\u{2019}"],
    ] {
        let json =
            "{ ‹formElements› : [{ ‹id›:‹a›, ‹controlType›: ‹dropdown›, ‹displayLabel›: ‹Which one, don't you know?› ,
            ‹dropdownOptions›: [{ \"value\": ‹灯›, ‹text›: \"Lamp\" }] }] }";
        let body = format!("# Form\n---\n{}\n---\n", json.replace('‹', open).replace('›', close));
        for kind in [QUESTIONS, MARKDOWN] {
            let article = article(kind, &body);
            assert_eq!(article.to_text(), "Form\n====\n\n1. Which one, don't you know? (choose one)\n   ( ) Lamp\n");
            assert_eq!(Article::parse(article.source()).unwrap_err().first().code.as_str(), "payload-json");
        }
    }
}

#[test]
fn text_after_is_kept() {
    let body = "# Quota\n---\n{ \"id\": 1 }\n---\n## Thanks\n\nBye\n";
    warned(QUESTIONS, body, "{ \"id\": 1 }", &["payload-text"]);
    around(QUESTIONS, body, &["# Quota"], &["## Thanks", "Bye"]);
    let message = "expected nothing after the payload, found text, which is kept as Markdown";
    says(QUESTIONS, body, "payload-text", "## Thanks", message);
    warned(QUESTIONS, "# Quota\n---\n{}\nBye\n---\n", "{}", &["payload-text"]);
    around(QUESTIONS, "# Quota\n---\n{}\nBye\n---\n", &["# Quota"], &["Bye"]);
    clean(QUESTIONS, "# Quota\n---\n{}\n---\n<!-- a note -->\n", "{}");
    clean(QUESTIONS, "# Quota\n---\n{} <!-- a note -->\n---\n", "{}");
}

#[test]
fn the_closing_line_may_be_missing() {
    let message = "expected a line of `---` after the payload, found none";
    warned(QUESTIONS, "# Quota\n---\n{ \"id\": 1 }\n", "{ \"id\": 1 }", &["payload-fence"]);
    says(QUESTIONS, "# Quota\n---\n{ \"id\": 1 }\n", "payload-fence", "", message);
    warned(MARKDOWN, "# Quota\n---\n{ \"id\": 1 }", "{ \"id\": 1 }", &["payload-fence"]);
    let body = "# Quota\n---\n{ \"id\": 1 }\n\nBye\n";
    warned(QUESTIONS, body, "{ \"id\": 1 }", &["payload-fence", "payload-text"]);
    around(QUESTIONS, body, &["# Quota"], &["Bye"]);
    around(QUESTIONS, "---\n{}\n\nBye\n\n---\n\nAgain\n", &[], &["Bye", "---", "Again"]);
}

#[test]
fn damaged_lines_are_recognised() {
    let opening = "expected a line of `---` before the payload, found a damaged one";
    let closing = "expected a line of `---` after the payload, found a damaged one";
    for kind in [QUESTIONS, MARKDOWN] {
        warned(kind, "# Quota\n---\"\n{ \"id\": 1 }\n---\n", "{ \"id\": 1 }", &["payload-fence"]);
        says(kind, "# Quota\n---\"\n{ \"id\": 1 }\n---\n", "payload-fence", "---\"", opening);
        warned(kind, "# Quota\n-----\n{ \"id\": 1 }\n---\n", "{ \"id\": 1 }", &["payload-fence"]);
        warned(kind, "# Quota\n--- { \"id\": 1 }\n---\n", "{ \"id\": 1 }", &["payload-fence"]);
        warned(kind, "# Quota\n---\n{ \"id\": 1 }\n---\"\n", "{ \"id\": 1 }", &["payload-fence"]);
        says(kind, "# Quota\n---\n{ \"id\": 1 }\n---\"\n", "payload-fence", "---\"", closing);
        warned(kind, "# Quota\n---\n{ \"id\": 1 }---\n", "{ \"id\": 1 }", &["payload-fence"]);
        says(kind, "# Quota\n---\n{ \"id\": 1 } ---\n", "payload-fence", "---", closing);
    }
    markdown(MARKDOWN, "# Quota\n---\"\n{ \"id\": 1, }\n---\n");
}

#[test]
fn a_code_fence_can_replace_the_lines() {
    let message = "expected a line of `---` before the payload, found a code fence";
    for kind in [QUESTIONS, MARKDOWN] {
        let body = "# Quota\n```json\n{ \"id\": 1 }\n```\n";
        warned(kind, body, "{ \"id\": 1 }", &["payload-fence"]);
        says(kind, body, "payload-fence", "```json", message);
        around(kind, body, &["# Quota"], &[]);
        around(kind, "# Quota\n---\n~~~ JSON\n{ \"id\": 1 }\n~~~\n\n---\n", &["# Quota"], &[]);
        warned(kind, "# Quota\n````json\n{ \"id\":\n1 }\n`````", "{ \"id\":\n1 }", &["payload-fence"]);
    }
    markdown(MARKDOWN, "# Quota\n```json\n{ \"id\": 1 }\n```\nSend this.\n");
    markdown(MARKDOWN, "# Quota\n```json\n{ \"id\": … }\n```\n");
    markdown(MARKDOWN, "# Quota\n```yaml\n{ \"id\": 1 }\n```\n");
    warned(
        MARKDOWN,
        "# Quota\n```json\n{ \"formelements\": [] }\n```\nBye\n",
        "{ \"formelements\": [] }",
        &["payload-fence", "payload-text"],
    );
}

#[test]
fn the_lines_may_be_missing() {
    let both = &["payload-fence", "payload-fence"];
    for kind in [QUESTIONS, MARKDOWN, ""] {
        warned(kind, "# Quota\n{ \"id\": 1 }\n---\n", "{ \"id\": 1 }", &["payload-fence"]);
        warned(kind, "{ \"id\": 1 }\n", "{ \"id\": 1 }", both);
        warned(kind, "# Quota\n<!-- a note -->\n\n{ \"id\": 1 }\n", "{ \"id\": 1 }", both);
        says(
            kind,
            "# Quota\n{ \"id\": 1 }\n---\n",
            "payload-fence",
            "{",
            "expected a line of `---` before the payload, found none",
        );
    }
    warned(MARKDOWN, "Quota\n---\n{ \"id\": 1 }\n---\n", "{ \"id\": 1 }", &["payload-fence"]);
    warned(
        MARKDOWN,
        "{ \"id\": 1, \"commonProblems\": [] }\n\nBye",
        "{ \"id\": 1, \"commonProblems\": [] }",
        &["payload-fence", "payload-fence", "payload-text"],
    );
    markdown(MARKDOWN, "{ \"id\": 1 }\n\nThis is what you send.\n");
    markdown(MARKDOWN, "# Quota\n{ \"id\": 1, }\n");
    markdown(MARKDOWN, "{Token} is running\n");
    markdown(QUESTIONS, "# Quota\n\nText\n\n{ \"id\": 1 }\n");
}

#[test]
fn a_payload_type_without_payload_is_reported() {
    let message = "expected a JSON payload as `selfHelpType` is `TSG_Questions`, found none";
    says("tsg_questions", "\n# Quota\n\nText\n", "payload-missing", "# Quota", message);
    assert!(codes(&article(MARKDOWN, "# Quota\n")).is_empty());
}

#[test]
fn what_is_not_json_is_refused_at_its_position() {
    refused("{\n  \"id\": 1,\n}", (6, 1), "}", "expected something more after `,`, found `}`");
    refused("{\n  \"id\": [1, ]\n}", (5, 13), "]", "expected something more after `,`, found `]`");
    refused("{\n  \"id\": 1\n  \"order\": 2\n}", (6, 3), "\"order\"", "expected `,` or `}`, found `\"`");
    refused("{ \"id\": [1 2] }", (4, 12), "2]", "expected `,` or `]`, found `2`");
    refused("{ \"id\": Standard, \"a\": 1 }", (4, 9), "Standard", "expected a value, found `Standard`");
    refused("{ \"id\": True }", (4, 9), "True", "expected a value, found `True`");
    refused("{ \"id\": truth }", (4, 9), "truth", "expected a value, found `truth`");
    refused("{ \"id\": nul }", (4, 9), "nul ", "expected a value, found `nul`");
    refused("{ title: 1 }", (4, 3), "title", "expected a key in double quotes, found `title`");
    refused("{ 'title': 1 }", (4, 3), "'title", "expected a key in double quotes, found `'`");
    refused("{ \u{201c}title\u{201d}: 1 }", (4, 3), "\u{201c}", "expected a key in double quotes, found `\u{201c}`");
    refused("{ \"title\" 1 }", (4, 11), "1 }", "expected `:` after a key, found `1`");
    refused("{ \"title\": }", (4, 12), "}", "expected a value, found `}`");
    refused("{ \"title\":\u{a0}1 }", (4, 11), "\u{a0}", "expected a value, found U+00A0");
    refused(
        r#"{ "path": "enable\install" }"#,
        (4, 18),
        r"\install",
        r"expected an escape such as `\n` or `\\`, found `\i`",
    );
    refused(r#"{ "path": "äö\é" }"#, (4, 14), r"\é", r"expected an escape such as `\n` or `\\`, found `\é`");
    refused(r#"{ "path": "\u12x4" }"#, (4, 12), r"\u12x4", r"expected an escape such as `\n` or `\\`, found `\u12x4`");
    refused(
        r#"{ "path": "\ud800 " }"#,
        (4, 12),
        r"\ud800",
        r"expected both halves of a surrogate pair, found `\ud800`",
    );
    refused(r#"{ "path": "\udc00" }"#, (4, 12), r"\udc00", r"expected both halves of a surrogate pair, found `\udc00`");
    refused("{ \"id\": 01 }", (4, 9), "01", "expected a number as JSON writes it, found `01`");
    refused("{ \"id\": 1. }", (4, 9), "1. ", "expected a number as JSON writes it, found `1.`");
    refused("{ \"id\": -x }", (4, 9), "-x", "expected a number as JSON writes it, found `-x`");
    refused("{ \"id\": .5 }", (4, 9), ".5", "expected a value, found `.5`");
    refused(
        "{ \"id\": 1e999 }",
        (4, 9),
        "1e999",
        "expected a number within the range of 64-bit floating point, found `1e999`",
    );
    refused("{ \"id\": 1 } }", (4, 13), "}\n", "expected the end of the payload, found `}`");
    refused("{ \"id\": 1 }\n}", (5, 1), "}\n", "expected the end of the payload, found `}`");
    refused("{ \"id\": 1 },", (4, 12), ",", "expected the end of the payload, found `,`");
    refused("{ \"id\": 1 }\n{ \"id\": 2 }", (5, 1), "{", "expected the end of the payload, found `{`");
    refused("{ \"id\": 1\n", (4, 10), "\n", "expected `,` or `}`, found the end of the payload");
    refused("{ \"id\": [1,\n2", (5, 2), "\n", "expected `,` or `]`, found the end of the payload");
    refused("{ \"id\":", (4, 8), "\n", "expected a value, found the end of the payload");
    refused("{ \"id\": \"", (4, 10), "\n", "expected `\"` at the end of a string, found the end of the payload");
    refused("{ <!-- note --> }", (4, 3), "<", "expected a key in double quotes, found `<`");
    refused("{ \"id\": \u{7}1 }", (4, 9), "\u{7}", "expected a value, found U+0007");
    refused("{\n<<<<<<< HEAD\n}", (5, 1), "<", "expected a key in double quotes, found `<`");
}

#[test]
fn positions_are_exact_whatever_the_line_ends() {
    for end in ["\n", "\r\n", "\r"] {
        let body = ["# Größe", "---", "{", "\t\"größe\": 1,", "\t\"id\" 2", "}", "---", ""].join(end);
        let source = source(QUESTIONS, &body);
        let error = Article::parse(&source).expect_err("strict parsing refuses");
        let message =
            "the payload is not JSON and is kept as text: expected `:` after a key, found `2` at line 6, column 7";
        assert_eq!(error.to_string(), message);
        assert_eq!(&source[error.span().range()], "2");
    }
    let source = format!("\u{feff}{}", source(QUESTIONS, "---\n{ \"größe\": x }\n---\n"));
    let error = Article::parse(&source).expect_err("strict parsing refuses");
    assert_eq!(&source[error.span().range()], "x");
}

#[test]
fn nesting_is_bounded() {
    let nested = |depth: usize| format!("{{ \"a\": {}{} }}", "[".repeat(depth - 1), "]".repeat(depth - 1));
    clean(QUESTIONS, &format!("---\n{}\n---\n", nested(MAX_NESTING)), &nested(MAX_NESTING));
    let beside = format!("{{ \"a\": [{}{{}}] }}", "[], {}, ".repeat(MAX_NESTING));
    clean(QUESTIONS, &format!("---\n{beside}\n---\n"), &beside); // what was closed nests no more
    refused(&nested(MAX_NESTING + 1), (4, 71), "[", "expected at most 64 levels of nesting, found more");
    refused(&nested(500_000), (4, 71), "[", "expected at most 64 levels of nesting, found more");
    let open = format!("{{\"a\":{}", "[{\"a\":".repeat(150_000));
    assert!(article(QUESTIONS, &format!("---\n{open}\n---\n")).payload().is_some());
}

#[test]
fn raw_control_characters_are_accepted() {
    let one = "# Quota\n---\n{ \"id\": \"a\tb\" }\n---\n";
    warned(QUESTIONS, one, "{ \"id\": \"a\tb\" }", &["payload-control"]);
    says(QUESTIONS, one, "payload-control", "\t", "expected an escape in a string of the payload, found a raw tab");
    let some = "---\n{ \"id\": \"a\r\n\u{b}b\" }\n---\n";
    let message =
        "expected an escape in a string of the payload, found a raw line end, the first of 3 raw control characters";
    says(QUESTIONS, some, "payload-control", "\r", message);
    says(
        QUESTIONS,
        "---\n{ \"a\": \"\u{1}\" }\n---\n",
        "payload-control",
        "\u{1}",
        "expected an escape in a string of the payload, found a raw U+0001",
    );

    let article = article(QUESTIONS, "---\n{ \"a\tb\": \"1\n2\\n\u{1f}\" }\n---\nShe \"said\tso\"\n");
    let payload = article.payload().expect("a payload");
    assert_eq!(payload.to_value().expect("JSON").get("a\tb").and_then(Value::as_str), Some("1\n2\n\u{1f}"));
    assert_eq!(payload.to_indented(), "{\n  \"a\tb\": \"1\n2\\n\u{1f}\"\n}\n");
    let control =
        article.diagnostics().iter().find(|found| found.code.as_str() == "payload-control").expect("a finding");
    assert_eq!(
        control.message.split_once("first of "),
        Some(("expected an escape in a string of the payload, found a raw tab, the ", "3 raw control characters"))
    );
}

#[test]
fn a_missing_quote_is_pointed_at() {
    let body = "---\n{\n  \"id\": \"a,\n  \"order\": 2\n}\n---\n";
    let error = Article::parse(&source(QUESTIONS, body)).expect_err("strict parsing refuses");
    let message = "the payload is not JSON and is kept as text: expected `,` or `}`, found `order` at line 5, column 4";
    assert_eq!(error.to_string(), message);
    let related = error.first().related.clone().expect("a second place");
    assert_eq!(related.message, "a string runs over this line end; its closing `\"` may be missing");
    assert_eq!(source(QUESTIONS, body)[..related.span.range().end].lines().last(), Some("  \"id\": \"a,"));
}

#[test]
fn repeated_keys_are_reported_with_both_spans() {
    let json = r#"{ "id": 1, "a": [{ "id": 2 }, { "id": 3, "\u0069d": 4, "id": 5 }], "Id": 6, "id": 7 }"#;
    let article = article(QUESTIONS, &format!("# Quota\n---\n{json}\n---\n"));
    assert_eq!(codes(&article), ["payload-key-repeated"; 3]);
    let repeated = |found: &&Diagnostic| found.code.as_str() == "payload-key-repeated";
    let found: Vec<&Diagnostic> = article.diagnostics().iter().filter(repeated).collect();
    let place = |span: selfhelp::span::Span| &article.source()[span.range().start..span.range().end + 3];
    let spanned: Vec<_> =
        found.iter().map(|one| (place(one.span), one.related.as_ref().map(|first| place(first.span)))).collect();
    assert_eq!(
        spanned,
        [
            (r#""\u0069d": 4"#, Some(r#""id": 3"#)),
            (r#""id": 5"#, Some(r#""id": 3"#)),
            (r#""id": 7"#, Some(r#""id": 1"#))
        ]
    );
    assert_eq!(found[2].message, "key `id` is given twice in one object; the last one counts");
    assert_eq!(found[2].related.as_ref().map(|first| &*first.message), Some("the first one is here"));
}

#[test]
fn repeats_are_found_in_objects_of_any_size() {
    for size in [3, 4, 23, 24, 25, 26, 100, 1000] {
        let keys = |last: usize| {
            (0..size)
                .map(|n| format!("\"k{}\": {n}", if n == size - 1 { last } else { n }))
                .collect::<Vec<_>>()
                .join(",")
        };
        clean(QUESTIONS, &format!("---\n{{{}}}\n---\n", keys(size)), &format!("{{{}}}", keys(size)));
        for twin in [0, size / 2, size - 2] {
            assert_eq!(
                codes(&article(QUESTIONS, &format!("---\n{{{}}}\n---\n", keys(twin)))),
                ["payload-key-repeated"],
                "{size} {twin}"
            );
        }
    }
}

#[derive(Debug, PartialEq, Deserialize)]
struct Typed {
    id: u32,
    #[serde(default)]
    inner: Vec<Typed>,
    #[serde(default)]
    text: String,
}

#[track_caller]
fn typed(json: &str) -> Result<Typed, (String, usize)> {
    let article = article(QUESTIONS, &format!("---\n{json}\n---\n"));
    let payload = article.payload().expect("a payload");
    payload.deserialize().map_err(|error| (error.to_string(), error.offset()))
}

#[test]
fn the_last_of_repeated_keys_counts_in_the_typed_form() {
    let text = |id, text: &str| Typed { id, inner: Vec::new(), text: text.to_owned() };
    assert_eq!(typed(r#"{ "id": 1, "id": 2 }"#), Ok(text(2, "")));
    assert_eq!(typed(r#"{ "id": 1, "text": "a", "id": 2 , "id": 3 }"#), Ok(text(3, "a")));
    assert_eq!(typed("{ \"text\": \"a\tb\", \"id\": 1, \"text\": \"c\td\" }"), Ok(text(1, "c\td")));
    let nested = r#"{ "id": 1, "inner": [{ "id": 1, "id": 2 }], "inner": [{ "id": 3, "id": 4 }] }"#;
    assert_eq!(typed(nested), Ok(Typed { id: 1, inner: vec![text(4, "")], text: String::new() }));
}

#[test]
fn a_value_of_another_type_is_reported_with_its_position() {
    assert_eq!(typed(r#"{ "text": "" }"#), Err(("missing field `id`".to_owned(), 14)));
    assert_eq!(typed(r#"{ "id": "x" }"#), Err(("invalid type: string \"x\", expected u32".to_owned(), 11)));
    let shifted = "{ \"text\": \"\t\t\", \"id\": 1, \"id\": \"x\" }";
    assert_eq!(typed(shifted), Err(("invalid type: string \"x\", expected u32".to_owned(), shifted.len() - 2)));
}

#[test]
fn values_keep_their_order_their_repeats_and_their_numbers() {
    let json = r#"{"z":1,"a":-2,"m":1.0,"a":[true,null,"é\n\"",{}],"big":18446744073709551615,"low":-9223372036854775808,"e":1e3,"third":0.1}"#;
    let article = article(QUESTIONS, &format!("---\n{json}\n---\n"));
    let value = article.payload().expect("a payload").to_value().expect("JSON");
    assert_eq!(serde_json::to_string(&value).expect("JSON"), json.replace("1e3", "1000.0"));
    assert_eq!(serde_json::from_str::<Value>(json).expect("JSON"), value);
    let object = value.as_object().expect("an object");
    assert_eq!(object.iter().map(|(key, _)| key).collect::<String>(), "zamabiglowethird");
    assert_eq!(value.get("a").and_then(Value::as_array).map(<[Value]>::len), Some(4));
    assert_eq!(value.get("z").and_then(Value::as_number).and_then(|number| number.as_u64()), Some(1));
    assert_eq!(value.get("low").and_then(Value::as_number).and_then(|number| number.as_i64()), Some(i64::MIN));
    assert_eq!(
        value.get("m").and_then(Value::as_number).map(|number| (number.as_u64(), number.as_f64())),
        Some((None, 1.0))
    );
    assert_eq!(value.get("m").map(|number| format!("{number:?}")), Some("Number(1.0)".to_owned()));
}

/// A number in JSON as `u64`, `i64` and `f64`, and how it is shown.
#[track_caller]
fn number(json: &str, integers: (Option<u64>, Option<i64>), float: f64, shown: &str) {
    let number = serde_json::from_str::<Value>(json).expect("JSON").as_number().expect("a number");
    assert_eq!(
        ((number.as_u64(), number.as_i64()), number.as_f64(), number.to_string().as_str()),
        (integers, float, shown)
    );
}

#[test]
fn integers_are_exact() {
    number("0", (Some(0), Some(0)), 0.0, "0");
    number("-1", (None, Some(-1)), -1.0, "-1");
    number("-9223372036854775808", (None, Some(i64::MIN)), -9_223_372_036_854_775_808.0, "-9223372036854775808");
    number("9223372036854775808", (Some(1 << 63), None), 9_223_372_036_854_775_808.0, "9223372036854775808");
    number("-1.5", (None, None), -1.5, "-1.5");
    assert_eq!(Number::from(-3_i64).as_i64(), Some(-3));
    assert_eq!(Number::from(3_i64), Number::from(3_u64));
}

#[test]
fn a_value_is_of_one_type() {
    assert_eq!(Value::Bool(true).as_bool(), Some(true));
    assert_eq!(Value::Bool(false).as_bool(), Some(false));
    assert_eq!(Value::Null.as_bool(), None);
    assert_eq!(Value::Bool(true).as_number(), None);
    assert_eq!(Value::from("1").as_number(), None);
    assert_eq!(Value::from("a").as_str(), Some("a"));
    assert_eq!(Value::Null.as_str(), None);
    assert_eq!(Value::Null.as_array(), None);
    assert_eq!(Value::Null.as_object(), None);
}

#[test]
fn indentation_is_two_spaces_a_level_with_tokens_as_written() {
    let indented =
        |json: &str| article(QUESTIONS, &format!("---\n{json}\n---\n")).payload().expect("a payload").to_indented();
    assert_eq!(indented("{}"), "{}\n");
    assert_eq!(indented("{ }"), "{}\n");
    assert_eq!(
        indented(r#"{"a":[ ],"b":{"c":[1.50,"\u0041 : , [",null]}}"#),
        "{\n  \"a\": [],\n  \"b\": {\n    \"c\": [\n      1.50,\n      \"\\u0041 : , [\",\n      null\n    ]\n  }\n}\n"
    );
    let deep = format!("{{\"a\":{}1,2{}}}", "[".repeat(60), "]".repeat(60));
    assert_eq!(indented(&deep).lines().map(|line| line.len() - line.trim_start().len()).max(), Some(24));
}

#[test]
fn indenting_twice_changes_nothing_more() {
    let json = r#"{"a":[[],{},[1,{"b":"c"}]],"d":""}"#;
    let once = article(QUESTIONS, &format!("---\n{json}\n---\n")).payload().expect("a payload").to_indented();
    let twice = article(QUESTIONS, &format!("---\n{once}---\n")).payload().expect("a payload").to_indented();
    assert_eq!(once, twice);
}

#[test]
fn a_payload_survives_its_serialised_form() {
    for json in ["{ \"id\": \"a\tb\", \"id\": 2 }", "{ broken"] {
        let article = article(QUESTIONS, &format!("# Quota\n---\n{json}\n---\nBye\n"));
        let written = serde_json::to_string(&article).expect("JSON");
        assert_eq!(serde_json::from_str::<Article>(&written).expect("an article"), article);
    }
}

/// A payload with something of everything in it.
const EVERYTHING: &str = r#"{
  "$schema": "SelfHelpContent", "title": "Größe \"now\"", "order": -1.5e3, "none": null,
  "formElements": [ { "id": "a\u00e9\\", "required": true }, [], {} ], "maxLength": 0
}"#;

#[test]
fn strict_parsing_takes_what_serde_json_takes() {
    let agree = |json: &str| {
        let whole = format!("---\n{json}\n---\n");
        let strict = Article::parse(&source(QUESTIONS, &whole));
        let accepted = strict.as_ref().is_ok_and(|article| article.payload().is_some());
        assert_eq!(accepted, serde_json::from_str::<serde_json::Value>(json).is_ok(), "{json}");
    };
    for (at, c) in EVERYTHING.char_indices().filter(|(at, _)| *at > 0) {
        let (before, after) = (&EVERYTHING[..at], &EVERYTHING[at + c.len_utf8()..]);
        agree(&format!("{before}{after}"));
        agree(before.trim_end());
        for inserted in ["\"", ",", "{", "]", "\\", "0", "\u{e9}"] {
            agree(&format!("{before}{inserted}{c}{after}"));
        }
    }
}

#[test]
fn a_small_stack_is_enough() {
    let deep = |open: &str, close: &str, depth: usize| {
        format!("---\n{{\"a\":{}1{}}}\n---\n", open.repeat(depth), close.repeat(depth))
    };
    let bodies = [
        deep("[", "]", MAX_NESTING - 1),
        deep("{\"a\":", "}", MAX_NESTING - 1),
        deep("[", "]", 500_000),
        deep("{\"a\":", "}", 150_000),
    ];
    let read = move || {
        for body in &bodies {
            let article = article(QUESTIONS, body);
            let payload = article.payload().expect("a payload");
            let value = payload.to_value();
            assert_eq!(value.is_ok(), payload.is_valid());
            assert_eq!(value.clone(), value);
            assert!(payload.to_indented().len() >= payload.text.len());
        }
    };
    let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(read).expect("a thread");
    thread.join().expect("no overflow");
}

#[test]
fn time_grows_with_length() {
    let bodies: [fn(usize) -> String; 8] = [
        |n| "<!--<!-- -->".repeat(n),
        |n| format!("# {}", "<!--<!-- -->".repeat(n)),
        |n| "---\n\n".repeat(n),
        |n| "```json\n\n".repeat(n),
        |n| format!("---\n{{{}}}\n---\n", "\"a\":1,".repeat(n)),
        |n| format!("---\n{{\"a\":\"{}\"}}\n---\n", "\t---".repeat(n)),
        |n| format!("---\n{{\"a\":[{}]}}\n---\n", "{\"a\":1,\"a\":2},".repeat(n)),
        |n| format!("text\n{}", "--- {\n".repeat(n)),
    ];
    for body in bodies {
        let time = |n: usize| {
            let source = source(QUESTIONS, &body(n));
            clock::time(|| drop(Article::parse_lenient(&source)))
        };
        time(1000);
        let (once, much) = (time(4_000), time(64_000));
        assert!(
            much < once * 16 * 4 + std::time::Duration::from_millis(200),
            "{:?}: {once:?}, then {much:?}",
            &body(1)
        );
    }
}
