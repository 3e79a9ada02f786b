//! What is found in the fields of payloads and in titles, where nothing reads Markdown (format §7): tags, references, lines of
//! Markdown, comments that hide too much, and actions that lead nowhere.

use selfhelp::Article;
use selfhelp::diagnostic::{Code, Severity};

fn article(body: &str) -> Article {
    Article::parse_lenient(&format!("<properties pageTitle=\"Lamp\" />\n# Lamp\n\n{body}\n"))
}

fn payload(json: &serde_json::Value) -> Article {
    article(&format!("---\n{json}\n---"))
}

/// A form whose infoblock says `content`, which is HTML.
fn html(content: &str) -> Article {
    let name = serde_json::json!({"id": "b", "controlType": "textbox", "displayLabel": "Name"});
    payload(&serde_json::json!({"formElements": [{"id": "a", "controlType": "infoblock", "content": content}, name]}))
}

/// A recommendation with this description, which is plain text.
fn plain(description: &str) -> Article {
    payload(&serde_json::json!({"recommendationTypeId": "a", "description": description}))
}

fn found(article: &Article, code: &Code) -> Vec<(Severity, String, String)> {
    let found = article.check().into_iter().filter(|found| found.code == *code);
    found.map(|found| (found.severity, article.source()[found.span.range()].to_owned(), found.message)).collect()
}

/// There is one finding of `code` in `article`, at the text `place`.
#[track_caller]
fn finds(article: &Article, code: &Code, severity: Severity, place: &str, message: &str) {
    assert_eq!(found(article, code), [(severity, place.to_owned(), message.to_owned())], "{:?}", article.source());
}

#[track_caller]
fn silent(article: &Article, code: &Code) {
    assert_eq!(found(article, code), [], "{:?}", article.source());
}

#[test]
fn comments_that_hide_more_of_a_field_than_they_were_meant_to() {
    let code = Code::COMMENT_CLOSER;
    let closes = |content: &str, closer: &str| {
        let message = format!("expected `-->` to end this comment, found `{closer}`; it hides what is after that, too");
        finds(&html(content), &code, Severity::Warning, closer, &message);
        finds(&plain(content), &code, Severity::Warning, closer, &message);
    };
    closes("<!--issueDescription-- >Words<!--/issueDescription-->", "-- >");
    closes("<!--issueDescription->Words<!--/issueDescription-->", "->");
    closes("灯 <!-- ask Ada --!>Words<!-- é -->", "--!>");
    closes("<!-- a --> b <!-- ask Ada —> Words <!-- c -->", "—>");
    for meant in
        ["<!-- a --> Words <!-- b -->", "<!-- Settings -> Lamps --> Words", "<!-->-->", "<!-- a -- >", "a -- > b"]
    {
        silent(&html(meant), &code);
    }
    // Where an escape is in it, the whole field is the place.
    let escaped = article("---\n{ \"recommendationTypeId\": \"a\", \"tip\": \"\\u003c!-- a -- > b <!-- c -->\" }\n---");
    let [(_, place, _)] = &*found(&escaped, &code) else { panic!("{:?}", escaped.check()) };
    assert_eq!(place, "\\u003c!-- a -- > b <!-- c -->");
}

#[test]
fn references_in_fields_show() {
    let code = Code::HTML_AS_TEXT;
    let message =
        |shown: &str| format!("expected no reference here in the field of a payload, found `{shown}`, which shows");
    for (text, shown) in
        [("R&amp;D lamps", "&amp;"), ("A&lt;B", "&lt;"), ("Can&#39;t", "&#39;"), ("灯&#x2019;s", "&#x2019;")]
    {
        finds(&plain(text), &code, Severity::Note, shown, &message(shown));
        assert!(plain(text).to_text().contains(text));
        silent(&html(text), &code);
    }
    finds(&html("R&amp;amp;D"), &code, Severity::Note, "&amp;", &message("&amp;"));
    for meant in ["R&D", "a & b;", "https://a.example?b=1&copy=2", "&lamp;", "&#;"] {
        silent(&plain(meant), &code);
    }
    let option = serde_json::json!({"id": "a", "controlType": "dropdown", "displayLabel": "Which?",
        "dropdownOptions": [{"value": "b", "text": "Oats &amp; honey"}]});
    finds(&payload(&serde_json::json!({"formElements": [option]})), &code, Severity::Note, "&amp;", &message("&amp;"));
    let title =
        payload(&serde_json::json!({"title": "R&amp;D", "formElements": [{"id": "a", "controlType": "textbox"}]}));
    finds(&title, &code, Severity::Note, "&amp;", &message("&amp;"));
}

#[test]
fn tags_of_fields_that_show() {
    let code = Code::HTML_AS_TEXT;
    let message = |tag: &str| format!("expected no tag here in the field of a payload, found `{tag}`, which shows");
    for (content, tag) in [
        ("<script>x</script>y", "<script>"),
        ("<customtag>x</customtag>", "<customtag>"),
        ("a <o:p></o:p> b", "<o:p>"),
        ("<insight><symptomId>a</symptomId></insight>", "<insight>"),
        ("灯 </lamp>", "</lamp>"),
    ] {
        finds(&html(content), &code, Severity::Note, tag, &message(tag));
        finds(&plain(content), &code, Severity::Note, tag, &message(tag));
    }
    for meant in ["Stop <PVCName> and <domain>", "<user name>", "<host:port>", "a <b and c> d", "<code><a>x</a></code>"]
    {
        silent(&html(meant), &code);
    }
}

#[test]
fn lines_of_markdown_in_fields() {
    let code = Code::FIELD_MARKDOWN;
    let message =
        |shown: &str| format!("expected no Markdown in the field of a payload, found `{shown}`, which shows as it is");
    for (content, shown) in [
        ("# Title\n\ntext", "# Title"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "|---|---|"),
        ("__bold__ x", "__bold__"),
        ("[Lamp guide] (https://a.example)", "[Lamp guide] (https://a.example)"),
    ] {
        finds(&html(content), &code, Severity::Warning, shown, &message(shown));
        finds(&plain(content), &code, Severity::Warning, shown, &message(shown));
    }
    // The lines of HTML run together, those of plain text are lines for readers, too.
    for (content, shown) in [("* a\n* b", "* a"), ("Do:\n- 灯\n\n- b", "- 灯"), ("1. one\n2. two", "1. one")] {
        finds(&html(content), &code, Severity::Warning, shown, &message(shown));
        silent(&plain(content), &code);
    }
    for meant in [
        "# of lamps",
        "# Lamps",
        "Do:<br>1. one<br>\n2. two",
        "* a",
        "a\n* b",
        "<p>1. one</p>\n<p>2. two</p>",
        "a | b",
        "__init__ x",
    ] {
        silent(&html(meant), &code);
    }
}

#[test]
fn titles_of_components_are_plain_text() {
    let chart = article("<metric><name>a</name><title>CPU <b>now</b> **x**</title></metric>");
    let markup = "expected words, found the markup `**x**`, which shows as it is";
    finds(&chart, &Code::MARKUP_LITERAL, Severity::Warning, "**x**", markup);
    let tag = "expected no tag in a title, found `<b>`, which shows";
    finds(&chart, &Code::HTML_AS_TEXT, Severity::Note, "<b>", tag);
    let video = |title: &str| article(&format!("<video><src>https://a.example</src><title>{title}</title></video>"));
    finds(&video("How <b>x</b>"), &Code::HTML_AS_TEXT, Severity::Note, "<b>", tag);
    silent(&video("How to make a <lamp name>"), &Code::HTML_AS_TEXT);
}

#[test]
fn actions_lead_somewhere() {
    let actions =
        |actions: serde_json::Value| payload(&serde_json::json!({"recommendationTypeId": "a", "actions": actions}));
    let lacks = |action: serde_json::Value, expected: &str| {
        let message = format!("expected {expected} for this action, found none; it leads nowhere");
        finds(&actions(serde_json::json!([action])), &Code::FIELD_MISSING, Severity::Warning, "{", &message);
    };
    let link = "a `documentLink`, or an `extensionName` and a `bladeName`,";
    lacks(serde_json::json!({"actionType": "Link", "description": "Open it"}), link);
    lacks(serde_json::json!({"description": "Open it"}), link);
    lacks(serde_json::json!({"actionType": "document", "description": "Open it"}), "a `documentLink`");
    lacks(serde_json::json!({"actionType": "Blade", "description": "Open it"}), "an `extensionName` and a `bladeName`");
    lacks(serde_json::json!({"actionType": "Blade", "description": "Open it", "bladeName": "B"}), "an `extensionName`");
    lacks(serde_json::json!({"description": "Open it", "extensionName": "A"}), "a `bladeName`");
    let wordless = actions(serde_json::json!([{"actionType": "Document", "documentLink": "https://a.example"}]));
    let message = "expected a `description` of this action, found none; it does not show";
    finds(&wordless, &Code::FIELD_MISSING, Severity::Warning, "{", message);
    silent(
        &actions(serde_json::json!([
            {"actionType": "Document", "description": "Read", "documentLink": "{link}"},
            {"actionType": "Document", "description": "Open", "extensionName": "A", "bladeName": "B"},
            {"actionType": "Blade", "description": "Open", "documentLink": "https://a.example"},
            {"actionType": "Blade", "description": "", "documentLink": null},
            {}
        ])),
        &Code::FIELD_MISSING,
    );
}

#[test]
fn tools_lead_somewhere() {
    let tools =
        |tool: serde_json::Value| payload(&serde_json::json!({"commonProblems": [], "troubleshootingTools": [tool]}));
    let lacks = |tool: serde_json::Value, expected: &str| {
        let message = format!("expected {expected} for this tool, found none; it leads nowhere");
        finds(&tools(tool), &Code::FIELD_MISSING, Severity::Warning, "{", &message);
    };
    lacks(serde_json::json!({"title": "Lamps"}), "a `bladeLink` with `extensionName` and `bladeName`");
    lacks(serde_json::json!({"title": "Lamps", "bladeLink": {"bladeName": "B"}}), "an `extensionName`");
    lacks(serde_json::json!({"description": "Lamps", "bladeLink": {"extensionName": "A"}}), "a `bladeName`");
    for meant in [
        serde_json::json!({"title": "Lamps", "bladeLink": {"extensionName": "A", "bladeName": "B"}}),
        serde_json::json!({"title": "Lamps", "type": "insight"}),
        serde_json::json!({"id": "lamps"}),
    ] {
        silent(&tools(meant), &Code::FIELD_MISSING);
    }
}
