//! Components (format §6): what is read from them, what is reported, and what shows in their place.

use serde_json::{Value, json};

use selfhelp::component::{Aggregation, CommonSolution, Component, Insight, KnowledgeBase, Metric, Video, VideoGroup};
use selfhelp::diagnostic::{Code, Severity, apply_fixes};
use selfhelp::limits::Limits;
use selfhelp::link::{Resolve, Resolved, Target};
use selfhelp::render::html::Html;
use selfhelp::render::text::{LinkStyle, PlainText};
use selfhelp::render::{HelpItem, Labels, Out};
use selfhelp::span::Span;
use selfhelp::tree::Block;
use selfhelp::values::Values;
use selfhelp::{Article, ChunkKind, Parser, RenderError};

fn article(body: &str) -> Article {
    Article::parse_lenient(&format!("<properties />\n{body}"))
}

/// JSON without places.
fn without_spans(mut json: Value) -> Value {
    match &mut json {
        Value::Object(members) => {
            members.remove("span");
            members.values_mut().for_each(|value| *value = without_spans(value.take()));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| *item = without_spans(item.take())),
        _ => {}
    }
    json
}

#[track_caller]
fn reads(body: &str, expected: Value) {
    let article = article(body);
    let components: Vec<&Component> = article.components().collect();
    assert_eq!(without_spans(json!(components)), expected, "{body:?}");
    assert!(Article::parse(article.source()).is_ok(), "{body:?}");
}

/// What is reported of components: the code, what it is about, and what it says.
fn reports(body: &str) -> Vec<(String, String, String)> {
    let article = article(body);
    let found = article.diagnostics().iter().filter(|found| found.code.as_str().starts_with("component"));
    found
        .map(|found| {
            assert_eq!(found.severity, Severity::Warning, "{body:?}");
            let about = &article.source()[found.span.range()];
            (found.code.to_string(), about.to_owned(), found.message.clone())
        })
        .collect()
}

#[track_caller]
fn warns(body: &str, code: &Code, about: &str, message: &str) {
    assert_eq!(reports(body), [(code.to_string(), about.to_owned(), message.to_owned())], "{body:?}");
}

/// What is reported has a fix, after which nothing is.
#[track_caller]
fn mends(body: &str, expected: &str) {
    let article = article(body);
    let mended = apply_fixes(article.source(), article.diagnostics());
    assert_eq!(mended, format!("<properties />\n{expected}"));
    assert_eq!(reports(expected), []);
}

#[track_caller]
fn shows(body: &str, html: &str, text: &str) {
    let article = article(body);
    assert_eq!(article.to_html(), format!("{html}\n"), "{body:?}");
    assert_eq!(article.to_text(), format!("{text}\n"), "{body:?}");
}

#[track_caller]
fn shows_nothing(body: &str) {
    assert_eq!((article(body).to_html(), article(body).to_text()), (String::new(), String::new()), "{body:?}");
}

// Reading.

#[test]
fn every_element_is_read() {
    reads(
        "<insight>\n<symptomId>A, B</symptomId>\n<executionText>We look</executionText>\n<timeoutText>Too long</timeoutText>\n\
         <noResultText>Nothing</noResultText>\n<failedText>Failed</failedText>\n\
         <additionalInputsReq>True</additionalInputsReq>\n<maxInsightCount>5</maxInsightCount>\n\
         <client>Portal, ASC</client>\n</insight>",
        json!([{"insight": {
            "symptomId": ["A", "B"], "executionText": "We look", "timeoutText": "Too long", "noResultText": "Nothing",
            "failedText": "Failed", "additionalInputsReq": true, "maxInsightCount": 5, "client": ["Portal", "ASC"],
        }}]),
    );
    reads(
        "<metric><name>CPU</name><aggregationType>avg</aggregationType><timeSpanDuration>2d</timeSpanDuration>\
         <title>Use</title><timeSpanType>relative</timeSpanType><namespace>Fabrikam.Web</namespace></metric>",
        json!([{"metric": {
            "name": "CPU", "aggregationType": "Avg", "timeSpanDuration": "2d", "title": "Use", "timeSpanType": "relative",
            "namespace": "Fabrikam.Web",
        }}]),
    );
    reads(
        "<video>\n<src>https://example.com/a</src>\n<title>How</title>\n<size>small</size>\n</video>",
        json!([{"video": {"src": "https://example.com/a", "title": "How", "size": "small"}}]),
    );
    reads(
        "<videoGroup><video><src>a</src></video>\n<video><src>b</src></video></videoGroup>",
        json!([{"videoGroup": {"videos": [{"src": "a"}, {"src": "b"}]}}]),
    );
    reads("<azureKB>\n  <client>portal</client>\n</azureKB>", json!([{"azureKB": {"client": ["portal"]}}]));
    reads(
        "<CommonSolution><articleId>fabrikam-disks</articleId></CommonSolution>",
        json!([{"commonSolution": {"articleId": "fabrikam-disks"}}]),
    );
    reads("<azureKB></azureKB> <azureKB/>", json!([{"azureKB": {}}, {"azureKB": {}}]));
}

#[test]
fn case_does_not_count() {
    reads("<Insight><SYMPTOMID>a</symptomid></INSIGHT>", json!([{"insight": {"symptomId": ["a"]}}]));
    reads("<COMMONSOLUTION><ArticleID>a</ARTICLEID></commonsolution>", json!([{"commonSolution": {"articleId": "a"}}]));
}

#[test]
fn values_are_plain_text() {
    let title = |written: &str, expected: &str| {
        let body = format!("<video><src>a</src><title>{written}</title></video>");
        reads(&body, json!([{"video": {"src": "a", "title": expected}}]));
        assert_eq!(reports(&body), []);
    };
    title(" a \r\n\t b ", "a b");
    title("a &amp; b &lt;c&gt; &#x2026;", "a & b <c> …");
    title("a & b &list;", "a & b &list;");
    title("&copy; a&nbsp;&hellip; &amp;copy; &copy b", "© a … &copy; &copy b");
    title("a<!-- b -->c <!-- d --> e", "ac e");
    title("**a** <b>c</b>", "**a** <b>c</b>");
    reads(
        "<video><src>https://example.com/?a=1&amp;list=2&t=3</src></video>",
        json!([{"video": {"src": "https://example.com/?a=1&list=2&t=3"}}]),
    );
}

#[test]
fn lists_are_divided_at_commas() {
    let ids = |written: &str, expected: &[&str]| {
        let body = format!("<insight><symptomId>{written}</symptomId></insight>");
        reads(&body, json!([{"insight": {"symptomId": expected}}]));
    };
    ids("\n  a,\n  b ,c\n", &["a", "b", "c"]);
    ids("a,,b,", &["a", "b"]);
    ids("a<!-- , -->, b", &["a", "b"]);
}

#[test]
fn what_says_nothing_is_absent() {
    reads("<video><src>a</src><title> </title></video>", json!([{"video": {"src": "a"}}]));
    reads("<azureKB><client> , </client></azureKB>", json!([{"azureKB": {}}]));
    assert_eq!(reports("<video><src>a</src><title> </title></video>"), []);
}

#[test]
fn breaks_blank_lines_and_comments_mean_nothing_between_children() {
    let body = "<metric>\n\n<br>\n<name>a</name><br/>\n<!-- <title>b</title> -->\n\n</metric>";
    reads(body, json!([{"metric": {"name": "a"}}]));
    assert_eq!(reports(body), []);
}

#[test]
fn components_are_where_blocks_start() {
    reads("* a\n\n  <azureKB></azureKB>\n", json!([{"azureKB": {}}]));
    reads("* a\n\n\t<azureKB></azureKB>\n", json!([{"azureKB": {}}]));
    reads("<Insights runModel=\"parallel\">\n<azureKB></azureKB>\n</Insights>", json!([{"azureKB": {}}]));
    reads("\t<azureKB>\n\n\t</azureKB>\n", json!([{"azureKB": {}}]));
    reads("a\n\n    <azureKB></azureKB>\n", json!([{"azureKB": {}}]));
    reads("* a\n\n      <azureKB></azureKB>\n", json!([{"azureKB": {}}]));
    reads("See <azureKB></azureKB>", json!([]));
    reads("```\n<azureKB></azureKB>\n```", json!([]));
}

#[test]
fn video_of_html_is_none() {
    reads("<video src=\"a\"></video>", json!([]));
    reads("<video></video>", json!([]));
    reads("<video>\n<source src=\"a\">\n</video>", json!([]));
}

#[test]
fn values_know_their_places() {
    let source = "<properties />\n<insight>\n<symptomId>a,\n b &amp; c</symptomId>\n<MaxInsightCount> 2 </maxInsightCount>\n\
                  <size>s</size>\n</insight>";
    let article = Article::parse_lenient(source);
    let Some(Component::Insight(insight)) = article.components().next() else { panic!("an insight") };
    let at = |span: Span| &source[span.range()];
    assert_eq!(at(insight.symptom_ids[0].span), "a");
    assert_eq!(at(insight.symptom_ids[1].span), "b &amp; c");
    assert_eq!(insight.max_insight_count.as_ref().map(|count| at(count.span)), Some("2"));
    assert_eq!(
        insight.other.iter().map(|other| (at(other.name.span), at(other.value.span))).next(),
        Some(("size", "s"))
    );
    assert_eq!(at(insight.span), &source["<properties />\n".len()..]);
}

#[test]
fn defaults_are_given_by_methods() {
    let insight = Insight::new(["a"]);
    assert_eq!((insight.additional_inputs_req(), insight.max_insight_count()), (false, 3));
    let metric = Metric::new("CPU");
    assert_eq!((metric.aggregation(), metric.time_span_duration()), (&Aggregation::Sum, "1d"));
}

#[test]
fn marks_of_quotes_are_no_words_of_components() {
    for body in [
        "> <video>\n> <src>a</src>\n> <title>b\n> c</title>\n> </video>\n",
        "* > <video>\r\n  > <src>a</src>\r\n  >\r\n  > <title>b\r\n  > c</title>\r\n  > </video>\r\n",
    ] {
        reads(body, json!([{"video": {"src": "a", "title": "b c"}}]));
        assert_eq!(reports(body), [], "{body:?}");
    }
    assert_eq!(reports("<video>\n<src>a</src>\n>\n</video>").len(), 1);
}

// Reports.

#[test]
fn a_second_start_tag_is_reported() {
    let body = "<videoGroup>\n<video><src>a</src></video>\n<videoGroup>\n";
    warns(
        body,
        &Code::COMPONENT_CLOSER,
        "<videoGroup>",
        "expected `</videoGroup>`, found another `<videoGroup>`; it ends the component",
    );
    mends(body, "<videoGroup>\n<video><src>a</src></video>\n</videoGroup>\n");
}

#[test]
fn an_unclosed_component_is_text() {
    let body = "<insight>\n<symptomId>a</symptomId>\n";
    warns(
        body,
        &Code::COMPONENT_UNCLOSED,
        "<insight>",
        "expected `</insight>` after `<insight>`, found none; it is shown as text",
    );
    reads(body, json!([]));
    let two = "<metric>\n<name>a</name>\n\n<metric>\n<name>b</name>\n</metric>\n";
    assert_eq!(reports(two).len(), 1);
    reads(two, json!([{"metric": {"name": "b"}}]));
    assert_eq!(reports("<metric> is whichever metric"), []);
}

#[test]
fn an_unclosed_child_is_reported() {
    let body = "<video>\n<src>https://example.com/a/src>\n<title>b</title>\n</video>";
    reads(body, json!([{"video": {"src": "https://example.com/a", "title": "b"}}]));
    warns(body, &Code::COMPONENT_CHILD_UNCLOSED, "<src>", "expected `</src>` after this child, found none");
    mends(body, "<video>\n<src>https://example.com/a</src>\n<title>b</title>\n</video>");
    let last = "<video><title>b</title><src>a\n</video>";
    reads(last, json!([{"video": {"src": "a", "title": "b"}}]));
    mends(last, "<video><title>b</title><src>a</src>\n</video>");
    for closer in ["</src", "</ src>", "< /src>", "<\\src>", "</title>", "<src>"] {
        let body = format!("<video><src>https://example.com/a{closer}<title>b</title></video>");
        reads(&body, json!([{"video": {"src": "https://example.com/a", "title": "b"}}]));
        warns(&body, &Code::COMPONENT_CHILD_UNCLOSED, "<src>", "expected `</src>` after this child, found none");
    }
    let path = "<video><src>https://example.com/src<title>b</title></video>";
    reads(path, json!([{"video": {"src": "https://example.com/src", "title": "b"}}]));
    let group = "<videoGroup><video><src>a</src><video><src>b</src></video></videoGroup>";
    reads(group, json!([{"videoGroup": {"videos": [{"src": "a"}, {"src": "b"}]}}]));
    mends(group, "<videoGroup><video><src>a</src></video><video><src>b</src></video></videoGroup>");
}

#[test]
fn values_of_the_wrong_type_are_reported() {
    let value = |child: &str, written: &str, message: &str| {
        let body = format!("<insight><symptomId>a</symptomId><{child}>{written}</{child}></insight>");
        warns(&body, &Code::COMPONENT_CHILD_VALUE, written, message);
        reads(&body, json!([{"insight": {"symptomId": ["a"]}}]));
    };
    value("maxInsightCount", "many", "expected a whole number in `maxInsightCount`, found `many`");
    value("maxInsightCount", "-1", "expected a whole number in `maxInsightCount`, found `-1`");
    value("additionalInputsReq", "no", "expected `true` or `false` in `additionalInputsReq`, found `no`");
}

#[test]
fn an_unknown_aggregation_is_kept() {
    let metric = |written: &str| format!("<metric><name>a</name><aggregationType>{written}</aggregationType></metric>");
    let expected = "expected `Sum`, `Avg`, `Count`, `Min` or `Max` in `aggregationType`";
    let warns = |written: &str, hint: &str| {
        let message = format!("{expected}, found `{written}`{hint}");
        warns(&metric(written), &Code::COMPONENT_CHILD_VALUE, written, &message);
        reads(&metric(written), json!([{"metric": {"name": "a", "aggregationType": written}}]));
    };
    warns("Total", "; did you mean `Sum`?");
    warns("Average", "; did you mean `Avg`?");
    warns("Summ", "; did you mean `Sum`?");
    warns("1", "");
    mends(&metric("Total"), &metric("Sum"));
}

#[test]
fn a_missing_child_is_reported() {
    let missing = |body: &str, about: &str, message: &str| {
        warns(body, &Code::COMPONENT_CHILD_MISSING, about, message);
    };
    missing("<insight></insight>", "<insight>", "expected `symptomId` in `insight`, found none");
    missing(
        "<insight><symptomId> </symptomId></insight>",
        "<symptomId> </symptomId>",
        "expected `symptomId` in `insight`, found an empty one",
    );
    missing("<metric><title>a</title></metric>", "<metric>", "expected `name` in `metric`, found none");
    missing("<video><title>a</title></video>", "<video>", "expected `src` in `video`, found none");
    missing("<videoGroup></videoGroup>", "<videoGroup>", "expected `video` in `videoGroup`, found none");
    missing("<CommonSolution/>", "<CommonSolution/>", "expected `articleId` in `CommonSolution`, found none");
    missing(
        "<videoGroup><video><src>a</src></video><video><title>b</title></video></videoGroup>",
        "<video>",
        "expected `src` in `video`, found none",
    );
    assert_eq!(reports("<azureKB/>"), []);
}

#[test]
fn an_unknown_child_is_kept() {
    let body = "<metric><name>a</name><colour>dark  blue</colour></metric>";
    reads(body, json!([{"metric": {"name": "a", "other": [{"name": "colour", "value": "dark blue"}]}}]));
    warns(body, &Code::COMPONENT_CHILD_UNKNOWN, "colour", "expected a child of `metric`, found `colour`");
    let misspelt = "<metric><name>a</name><titel>b</titel></metric>";
    warns(
        misspelt,
        &Code::COMPONENT_CHILD_UNKNOWN,
        "titel",
        "expected a child of `metric`, found `titel`; did you mean `title`?",
    );
    let open = "<metric><hr><name>a</name></metric>";
    reads(open, json!([{"metric": {"name": "a", "other": [{"name": "hr", "value": ""}]}}]));
}

#[test]
fn of_a_repeated_child_the_first_counts() {
    let body = "<video><src>a</src><src>b</src></video>";
    reads(body, json!([{"video": {"src": "a"}}]));
    warns(body, &Code::COMPONENT_CHILD_REPEATED, "<src>b</src>", "expected one `src`, found another; the first counts");
    let found = article(body);
    let related = found.diagnostics()[0]
        .related
        .as_ref()
        .map(|related| (&found.source()[related.span.range()], &*related.message));
    assert_eq!(related, Some(("a", "the first is here")));
    let list = "<azureKB><client>a</client><client>b</client></azureKB>";
    reads(list, json!([{"azureKB": {"client": ["a"]}}]));
    warns(
        list,
        &Code::COMPONENT_CHILD_REPEATED,
        "<client>b</client>",
        "expected one `client`, found another; the first counts",
    );
}

#[test]
fn text_between_children_is_reported() {
    let body = "<azureKB>\nLook here:\n<client>a</client></azureKB>";
    warns(
        body,
        &Code::COMPONENT_TEXT,
        "Look here:",
        "expected only children in `azureKB`, found `Look here:`; it is ignored",
    );
    shows(
        body,
        "<p class=\"azure-kb\">Search results appear here in the portal.</p>",
        "Search results appear here in the portal.",
    );
    warns(
        "<azureKB client=\"a\"></azureKB>",
        &Code::COMPONENT_TEXT,
        "client=\"a\"",
        "expected `<azureKB>` without attributes, found `client=\"a\"` in it; it is ignored",
    );
    warns(
        "<azureKB><client id=\"a\">b</client></azureKB>",
        &Code::COMPONENT_TEXT,
        "id=\"a\"",
        "expected a tag without attributes, found `id=\"a\"` in it; it is ignored",
    );
    warns(
        "<azureKB></client> 1 < 2</azureKB>",
        &Code::COMPONENT_TEXT,
        "</client> 1 < 2",
        "expected only children in `azureKB`, found `</client> 1 < 2`; it is ignored",
    );
}

#[test]
fn values_are_limited() {
    let body = "<properties />\n<insight><symptomId>a,b,c</symptomId></insight>";
    let article = Parser::new().limits(Limits::new().component_values(2)).parse_lenient(body);
    let Some(Component::Insight(insight)) = article.components().next() else { panic!("an insight") };
    assert_eq!(insight.symptom_ids.len(), 2);
    let found = &article.diagnostics()[0];
    assert_eq!((&found.code, &article.source()[found.span.range()]), (&Code::TOO_MANY, "c"));
    assert_eq!(found.message, "expected at most 2 values in a component, found more; it is left out");
}

// Serialised.

#[test]
fn components_come_back_from_json() {
    let components = [
        Component::Insight(Insight::new(["a", "b"])),
        Component::Metric(Metric::new("CPU")),
        Component::Video(Video::new("https://example.com", "How")),
        Component::VideoGroup(VideoGroup::new([Video::new("a", "b")])),
        Component::KnowledgeBase(KnowledgeBase::default()),
        Component::CommonSolution(CommonSolution::new("fabrikam-disks")),
    ];
    for component in components {
        let json = serde_json::to_string(&component).expect("JSON");
        assert_eq!(serde_json::from_str::<Component>(&json).ok(), Some(component), "{json}");
    }
}

#[test]
fn json_of_earlier_versions_is_read() {
    let json = r#"{"component": {"name": "insight", "source": "<insight><symptomId>a</symptomId></insight>",
                   "span": {"start": 20, "end": 61}}}"#;
    let Ok(Block::Component(component)) = serde_json::from_str::<Block>(json) else { panic!("a component") };
    let Component::Insight(insight) = &*component else { panic!("an insight") };
    assert_eq!((insight.span, insight.symptom_ids[0].span), (Span::new(20, 61), Span::new(40, 41)));
    assert_eq!(&*insight.symptom_ids[0], "a");
}

#[track_caller]
fn refuses(json: &str, expected: &str) {
    let error = serde_json::from_str::<Component>(json).expect_err(json).to_string();
    assert!(error.starts_with(expected), "{error}");
}

#[test]
fn json_of_something_else_is_refused() {
    refuses("{\"chart\": {}}", "unknown variant `chart`, expected one of `insight`, `metric`, `video`");
    refuses("{\"name\": \"insight\"}", "missing field `source`");
    refuses("{\"name\": \"b\", \"source\": \"<b></b>\"}", "invalid value: string \"<b></b>\", expected a component");
    refuses("3", "invalid type: integer `3`, expected a component");
}

// What shows.

#[test]
fn a_sentence_shows_for_what_a_portal_does() {
    let insight = "An automatic check runs here in the portal.";
    let body =
        "<insight><symptomId>FabrikamCpu, FabrikamDisk</symptomId><executionText>We look</executionText></insight>";
    shows(body, &format!("<p class=\"insight\">{insight}</p>"), insight);
    let base = "Search results appear here in the portal.";
    shows("<azureKB></azureKB>", &format!("<p class=\"azure-kb\">{base}</p>"), base);
}

#[test]
fn a_chart_is_its_title() {
    let chart = |children: &str, expected: &str| {
        let body = format!("<metric>{children}</metric>");
        shows(&body, &format!("<p class=\"metric\">{expected}</p>"), expected);
    };
    chart("<name>CPU</name>", "Chart: CPU (sum over 1 day)");
    chart("<name>CPU</name><title>Use</title>", "Chart: Use (CPU, sum over 1 day)");
    chart("<name>CPU</name><title>CPU</title>", "Chart: CPU (sum over 1 day)");
    chart("<title>Use</title>", "Chart: Use (sum over 1 day)");
    chart("<name>CPU</name><namespace>Fabrikam.Web</namespace>", "Chart: CPU (sum over 1 day)");
    let drawn = |kind: &str, time: &str, expected: &str| {
        let children = format!(
            "<name>CPU</name><aggregationType>{kind}</aggregationType><timeSpanDuration>{time}</timeSpanDuration>"
        );
        chart(&children, &format!("Chart: CPU ({expected})"));
    };
    drawn("avg", "2d", "average over 2 days");
    drawn("Count", "1D", "count over 1 day");
    drawn("Min", "12h", "minimum over 12h");
    drawn("Max", "d", "maximum over d");
    drawn("Total", "3d", "3 days");
    shows_nothing("<metric></metric>");
}

#[test]
fn a_video_is_a_link() {
    let figure = |link: &str| format!("<figure class=\"video\"><figcaption>Video: {link}</figcaption></figure>");
    shows(
        "<video><src>https://example.com/?a=1&b=2</src><title>How & why</title></video>",
        &figure("<a href=\"https://example.com/?a=1&amp;b=2\">How &amp; why</a>"),
        "Video: How & why [1]\n\n[1] https://example.com/?a=1&b=2",
    );
    shows(
        "<video><src>https://example.com</src></video>",
        &figure("<a href=\"https://example.com\">https://example.com</a>"),
        "Video: https://example.com",
    );
    shows("<video><src>javascript:alert(1)</src><title>How</title></video>", &figure("How"), "Video: How");
    shows("<video><title>How</title></video>", &figure("How"), "Video: How");
    shows_nothing("<video><src>javascript:alert(1)</src></video>");
}

#[test]
fn a_group_is_a_list() {
    shows(
        "<videoGroup><video><src>https://example.com/a</src><title>A</title></video><video><title>B</title></video>\
         <video></video></videoGroup>",
        "<ul class=\"videos\">\n<li>Video: <a href=\"https://example.com/a\">A</a></li>\n<li>Video: B</li>\n</ul>",
        "* Video: A [1]\n* Video: B\n\n[1] https://example.com/a",
    );
    shows_nothing("<videoGroup><video></video></videoGroup>");
}

/// Knows where one article is.
struct Shelf;

impl Resolve for Shelf {
    fn resolve(&self, _: &Target<'_>) -> Resolved {
        Resolved::Unchanged
    }

    fn resolve_article(&self, id: &str) -> Resolved {
        match id {
            "fabrikam-disks" => Resolved::To("https://example.com/disks".to_owned()),
            "here" => Resolved::To("/disks".to_owned()),
            "evil" => Resolved::To("javascript:alert(1)".to_owned()),
            _ => Resolved::Unchanged,
        }
    }
}

#[test]
fn another_article_is_a_link_where_the_host_knows_it() {
    let solution = |id: &str| article(&format!("<CommonSolution><articleId>{id}</articleId></CommonSolution>"));
    let html = |id: &str| Html::new().resolver(&Shelf).render(&solution(id)).expect("HTML");
    let linked = "<p class=\"common-solution\"><a href=\"https://example.com/disks\">How to solve this</a></p>\n";
    assert_eq!(html("fabrikam-disks"), linked);
    assert_eq!(html("here"), linked.replace("https://example.com", ""));
    assert_eq!(html("other"), "");
    assert_eq!(html("evil"), "");
    assert_eq!(solution("fabrikam-disks").to_html(), "");
    let text = PlainText::new().links(LinkStyle::Inline).resolver(&Shelf).render(&solution("fabrikam-disks"));
    assert_eq!(text.as_deref(), Ok("How to solve this <https://example.com/disks>\n"));
}

#[test]
fn labels_can_be_other_words() {
    let mut labels = Labels::default();
    labels.chart = "Diagramm".into();
    labels.average = "{} im Mittel".into();
    labels.days = "{} Tage".into();
    labels.insight = "Hier prüft das Portal.".into();
    let body = "<metric><name>CPU</name><aggregationType>Avg</aggregationType><timeSpanDuration>2d</timeSpanDuration></metric>\n\
                <insight><symptomId>a</symptomId></insight>";
    let text = PlainText::new().labels(labels).render(&article(body));
    assert_eq!(text.as_deref(), Ok("Diagramm: CPU (2 Tage im Mittel)\n\nHier prüft das Portal.\n"));
}

#[test]
fn spans_and_class_prefixes_hold_for_components() {
    let html = Html::new().source_spans().class_prefix("sh-").render(&article("<azureKB/>"));
    let expected = "<p class=\"sh-azure-kb\" data-span=\"15-25\">Search results appear here in the portal.</p>\n";
    assert_eq!(html.as_deref(), Ok(expected));
}

#[test]
fn links_of_values_come_after_those_of_videos() {
    let body = "<!--$a-->b<!--/$a-->\n\n<video><src>https://example.com/v</src><title>How</title></video>\n";
    let values = Values::new().markdown("a", "[c](https://example.com/c)");
    let text = PlainText::new().values(&values).render(&article(body));
    let expected = "c [2]\n\nVideo: How [1]\n\n[1] https://example.com/v\n[2] https://example.com/c\n";
    assert_eq!(text.as_deref(), Ok(expected));
}

// A host's own.

const THREE: &str = "<insight><symptomId>a, b, c</symptomId></insight>\n";

#[test]
fn a_host_is_asked_for_each_check() {
    let host = |item: HelpItem<'_>, out: &mut Out| {
        out.push_str("<x>");
        out.push_text(item.symptom.map_or("", |symptom| symptom));
        out.push_str("</x>");
        true
    };
    let html = Html::new().components(&host).render(&article(THREE));
    assert_eq!(html.as_deref(), Ok("<x>a</x>\n<x>b</x>\n<x>c</x>\n"));
    let text = PlainText::new().components(&host).render(&article(THREE));
    assert_eq!(text.as_deref(), Ok("<x>a</x>\n\n<x>b</x>\n\n<x>c</x>\n"));
}

#[test]
fn what_a_host_declines_shows_as_without_it() {
    let host = |item: HelpItem<'_>, out: &mut Out| {
        out.push_str("dropped");
        item.symptom.is_some_and(|symptom| **symptom == *"b")
    };
    let body = format!("{THREE}\n<azureKB/>\n");
    let html = Html::new().components(&host).render(&article(&body));
    let expected = "<p class=\"insight\">An automatic check runs here in the portal.</p>\ndropped\n\
                    <p class=\"azure-kb\">Search results appear here in the portal.</p>\n";
    assert_eq!(html.as_deref(), Ok(expected));
}

#[test]
fn a_group_of_videos_and_an_insight_without_checks_are_one_item_each() {
    let body = "<videoGroup><video><src>a</src></video><video><src>b</src></video></videoGroup>\n<insight></insight>";
    let article = article(body);
    let items: Vec<_> = article.components().flat_map(HelpItem::all).collect();
    let names: Vec<_> = items.iter().map(|item| (item.component.name(), item.symptom)).collect();
    assert_eq!(names, [("videoGroup", None), ("insight", None)]);
}

#[test]
fn what_is_around_a_hosts_own_stays() {
    let host = |_: HelpItem<'_>, out: &mut Out| {
        out.push_str("<h2 id=\"host\">Mine</h2>");
        true
    };
    let body = "# Disks\n\n<azureKB/>\n\n:::Section Slow:::\n\n* a\n\n  <azureKB/>\n\n### Slow\n";
    let html = Html::new().components(&host).heading_ids("h").without_title().render(&article(body));
    let expected = "<h2 id=\"host\">Mine</h2>\n<section class=\"titled\">\n<h2 id=\"h-slow\">Slow</h2>\n<ul>\n<li>\n<p>a</p>\n\
                    <h2 id=\"host\">Mine</h2>\n</li>\n</ul>\n<h3 id=\"h-slow-2\">Slow</h3>\n</section>\n";
    assert_eq!(html.as_deref(), Ok(expected));
}

#[test]
fn text_of_a_host_is_indented_as_what_is_around_it() {
    let host = |_: HelpItem<'_>, out: &mut Out| {
        out.push_str("\n|##  |\n|### |\n");
        true
    };
    let text = PlainText::new().components(&host).render(&article("1. a\n\n   <azureKB/>\n\n2. b\n"));
    assert_eq!(text.as_deref(), Ok("1. a\n\n   |##  |\n   |### |\n\n2. b\n"));
}

#[test]
fn text_is_escaped_for_a_host_that_asks_for_it() {
    let host = |_: HelpItem<'_>, out: &mut Out| {
        out.push_text("<b a=\"'\">&\x1b[1m\u{9b}1m");
        true
    };
    let html = Html::new().components(&host).render(&article("<azureKB/>"));
    assert_eq!(html.as_deref(), Ok("&lt;b a=&quot;'&quot;&gt;&amp;\u{FFFD}[1m\u{FFFD}1m\n"));
    let text = PlainText::new().components(&host).render(&article("<azureKB/>"));
    assert_eq!(text.as_deref(), Ok("<b a=\"'\">&\u{FFFD}[1m\u{FFFD}1m\n"));
}

#[test]
fn limits_hold_for_what_a_host_writes() {
    use std::fmt::Write as _;
    let host = |_: HelpItem<'_>, out: &mut Out| (0..).all(|number| write!(out, "{number}").is_ok());
    let limits = || Limits::new().output_bytes(100).output_ratio(0);
    let html = Html::new().components(&host).limits(limits()).render(&article("<azureKB/>"));
    assert_eq!(html, Err(RenderError::OutputTooLarge { limit: 100 }));
    let text = PlainText::new().components(&host).limits(limits()).render(&article("<azureKB/>"));
    assert_eq!(text, Err(RenderError::OutputTooLarge { limit: 100 }));
}

#[test]
fn a_host_is_not_asked_for_components_of_values() {
    let host = |_: HelpItem<'_>, out: &mut Out| {
        out.push_str("<mine>");
        true
    };
    let values = Values::new().markdown("a", "<azureKB/>");
    let html = Html::new().components(&host).values(&values).render(&article("<!--$a-->b<!--/$a-->"));
    assert_eq!(html.as_deref(), Ok("<p class=\"azure-kb\">Search results appear here in the portal.</p>\n"));
}

// The rest of the crate.

#[test]
fn a_video_is_among_the_links() {
    let article = article(
        "[a](https://example.com/a)\n\n<videoGroup><video><src>https://example.com/b</src><title>B</title></video>\
                           <video><title>C</title></video></videoGroup>\n\n[d](#d)\n",
    );
    let links: Vec<_> = article
        .links()
        .map(|link| (link.target.to_plain().into_owned(), link.content.to_plain().into_owned()))
        .collect();
    let expected = [("https://example.com/a", "a"), ("https://example.com/b", "B"), ("#d", "d")];
    assert_eq!(links, expected.map(|(target, text)| (target.to_owned(), text.to_owned())));
}

#[test]
fn words_of_components_are_found() {
    let body = "# Disks\n\nA disk is slow.\n\n<insight><symptomId>FabrikamDisk</symptomId></insight>\n\n\
                <metric><name>Queue</name><title>Long queues</title><namespace>Fabrikam.Disks</namespace></metric>\n\n\
                <videoGroup><video><src>https://example.com</src><title>Start again</title></video></videoGroup>\n";
    let article = article(body);
    let chunks: Vec<_> = article.search_chunks().into_iter().map(|chunk| (chunk.kind, chunk.text)).collect();
    let data = |text: &str| (ChunkKind::Data, text.to_owned());
    assert_eq!(chunks, [(ChunkKind::Prose, "A disk is slow.".to_owned()), data("Long queues"), data("Start again")]);
    assert_eq!(article.word_count(), 9);
    assert_eq!((article.title().as_deref(), &*article.summary(100)), (Some("Disks"), "A disk is slow."));
    assert_eq!(Article::parse_lenient("<properties description=\"a\" />\n<azureKB/>").summary(100), "a");
}

#[track_caller]
fn checks(src: &str, code: &Code) {
    let article = article(&format!("<video><src>{src}</src><title>a</title></video>"));
    let found: Vec<_> = article
        .check()
        .into_iter()
        .filter(|found| !crate::content::is_content(&found.code))
        .map(|found| (found.code, found.span))
        .collect();
    let start = article.source().find(src).unwrap_or_default();
    assert_eq!(found, [(code.clone(), Span::new(start, start + src.len()))], "{src:?}");
}

#[test]
fn addresses_of_videos_are_checked() {
    checks("javascript:alert(1)", &Code::LINK_UNSAFE);
    checks("watch/1", &Code::LINK_RELATIVE);
    checks("https://example.com/a b", &Code::LINK_SPACE);
    checks("htps://example.com", &Code::LINK_SCHEME_TYPO);
    let fine = article("<video><src>https://example.com/?a=1&amp;b=2</src><title>a</title></video>");
    assert!(fine.check().iter().all(|found| crate::content::is_content(&found.code)));
}

#[test]
fn in_a_cell_a_component_is_its_links_and_titles() {
    let cell = |component: &str| article(&format!("<table><tr><td>a\n{component}\n</td></tr></table>")).to_html();
    let holds = |component: &str, expected: &str| {
        let html = cell(component);
        assert!(html.contains(&format!("<td>{expected}</td>")), "{html}");
    };
    holds("<insight><symptomId>FabrikamDisk</symptomId></insight>", "a");
    holds("<metric><name>Queue</name><namespace>Fabrikam</namespace></metric>", "a\nQueue");
    holds(
        "<videoGroup><video><src>https://example.com</src><title>b</title></video><video><title>c</title></video></videoGroup>",
        "a\n<a href=\"https://example.com\">b</a>\nc",
    );
}
