//! What shows of recommendations, topics and menus, and what never does.

use selfhelp::Article;
use selfhelp::diagnostic::Code;
use selfhelp::link::{Resolve, Resolved, Target};
use selfhelp::render::html::Html;
use selfhelp::values::Values;

fn article(json: &str) -> Article {
    Article::parse(&format!("<properties />\n# Bread\n---\n{json}\n---\n")).expect("an article")
}

#[track_caller]
fn shows(json: &str, expected: &str) {
    let html = article(json).to_html();
    assert_eq!(html.strip_prefix("<h1>Bread</h1>\n"), Some(expected));
}

const ADVICE: &str = r#"{ "recommendationTypeId": "3d0d6f0a-5d55-4a43-8c7d-0f5d3f1f9b77", "description": "Bread",
    "longDescription": "Bake\n\nmore", "recommendationCategory": "HighAvailability<!-- ours -->", "potentialBenefits": "More <bread>",
    "owner": { "email": "a@b.example" }, "testData": "22222222", "recommendationFriendlyName": "BakeMore", "unknown": "c@d.example",
    "actions": [
        { "actionType": "Blade", "description": "Open", "extensionName": "A", "bladeName": "B", "metadata": { "id": "{resourceId}" } },
        { "actionType": "Blade", "description": "Look", "extensionName": "A", "bladeName": "B", "metadata": { "id": "$resourceId" } },
        { "actionType": "Blade", "description": "Dots", "extensionName": "A", "bladeName": "B", "metadata": { "a": "1.2", "b": { "c": 1 } } },
        { "actionType": "Document", "description": "Read", "documentLink": "https://example.com/a", "condition": "tier == \"Big\"" },
        { "actionType": "Document", "description": "Token", "documentLink": "{link}" } ],
    "learnMoreLink": "https://example.com/more", "tip": "Slowly" }"#;

#[test]
fn a_recommendation_shows_nothing_internal() {
    shows(
        ADVICE,
        "<p>Bake</p>\n<p>more</p>\n<dl>\n<dt>Category</dt>\n<dd>High availability</dd>\n<dt>Benefit</dt>\n\
         <dd>More &lt;bread&gt;</dd>\n</dl>\n<h2>What to do</h2>\n<ul>\n\
         <li><span data-blade=\"A.B.id.{resourceId}\">Open</span></li>\n<li><span data-blade=\"A.B.id.$resourceId\">Look</span></li>\n\
         <li>Dots</li>\n<li><a href=\"https://example.com/a\">Read</a></li>\n<li>Token</li>\n</ul>\n<p>Tip: Slowly</p>\n\
         <p><a href=\"https://example.com/more\">Learn more</a></p>\n",
    );
}

#[test]
fn lines_of_plain_text_are_lines() {
    let json = r#"{ "recommendationTypeId": "3d0d6f0a-5d55-4a43-8c7d-0f5d3f1f9b77", "longDescription": "Bake:\n1. Rye\r\n2. Oat\n\nEat",
        "potentialBenefits": "More\nbread", "tip": "Slow\nly" }"#;
    shows(
        json,
        "<p>Bake:<br>\n1. Rye<br>\n2. Oat</p>\n<p>Eat</p>\n<dl>\n<dt>Benefit</dt>\n<dd>More<br>\nbread</dd>\n</dl>\n\
         <p>Tip: Slow<br>\nly</p>\n",
    );
    let article = article(json);
    let text = article.to_text();
    assert!(text.ends_with("Bake:\n1. Rye\n2. Oat\n\nEat\n\nBenefit: More\nbread\n\nTip: Slow\nly\n"), "{text}");
    let markdown = article.to_markdown();
    assert!(markdown.contains("Bake:\\\n1\\. Rye\\\n2\\. Oat\n\nEat\n"), "{markdown}");
    assert!(markdown.contains("**Benefit:** More\\\n"), "{markdown}");
    shows(
        r#"{ "recommendationTypeId": "a", "description": "Oat <!-- ask Ada -->\n\nRye" }"#,
        "<p>Oat</p>\n<p>Rye</p>\n",
    );
    let json = r#"{ "recommendationTypeId": "a", "tip": "Oat\nRye <!-- ask\nAda -->" }"#;
    assert!(!self::article(json).data().expect("a model").to_blocks().to_plain().contains("Ada"));
}

#[test]
fn comments_that_never_end_hide_the_rest_of_their_field() {
    let article = article(
        r#"{ "recommendationTypeId": "a", "description": "Oat <!-- a --> \"b\" <!-- Rye", "tip": "Slow -->" }"#,
    );
    let unclosed = article.check().into_iter().filter(|found| found.code == Code::COMMENT_UNCLOSED);
    let found: Vec<_> =
        unclosed.map(|found| (found.message, article.source()[found.span.range()].to_owned())).collect();
    let message = "expected `-->` to end this comment, found the end of the field; everything after it is hidden";
    assert_eq!(found, [(message.to_owned(), "<!--".to_owned())]);
    assert!(article.to_html().contains("<p>Oat  &quot;b&quot;</p>\n"), "{}", article.to_html());
}

#[test]
fn comments_of_a_payload_are_those_of_its_strings() {
    let hides = |json: &str| {
        let article = Article::parse_lenient(&format!("<properties />\n# Bread\n---\n{json}\n---\n"));
        let unclosed = article.check().into_iter().filter(|found| found.code == Code::COMMENT_UNCLOSED);
        unclosed.map(|found| article.source()[found.span.range()].to_owned()).collect::<Vec<_>>()
    };
    let tip = |tip: &str| format!("{{ \"recommendationTypeId\": \"a\", \"tip\": \"{tip}\" }}");
    assert_eq!(hides(&tip(r"Oat\n<!-- Rye")), ["<!--"]);
    assert_eq!(hides(&tip(r"Oat \u003c!-- Rye")), [r"Oat \u003c!-- Rye"]);
    assert_eq!(hides(&tip(r"Oat <!\u002D- Rye")), [r"Oat <!\u002D- Rye"]);
    assert_eq!(hides(&tip(r"<!-- Oat -\u002d> Rye")), [""; 0]);
    assert_eq!(hides(&tip(r"Oat -- \u0021 Rye")), [""; 0]);
    // A key says nothing, and what is between strings does not either.
    assert_eq!(hides(r#"{ "recommendationTypeId": "a", "<!-- tip" : "Oat" }"#), [""; 0]);
    assert_eq!(hides(r#"{ "recommendationTypeId": "a", "tip": "Oat" <!-- Rye }"#), [""; 0]);
}

#[test]
fn actions_are_of_use_by_the_values_of_the_host() {
    let with = |tier: &str| {
        let values = Values::new().text("tier", tier);
        Html::new().values(&values).render(&article(ADVICE)).expect("HTML")
    };
    assert!(with("Big").contains(">Read</a>"));
    assert!(!with("Small").contains(">Read</a>"));
}

struct Library;

impl Resolve for Library {
    fn resolve(&self, _: &Target<'_>) -> Resolved {
        Resolved::Unchanged
    }

    fn resolve_article(&self, id: &str) -> Resolved {
        Resolved::To(format!("https://example.com/{id}"))
    }
}

#[test]
fn a_problem_leads_to_its_article_where_the_host_knows_it() {
    let menu = article(
        r#"{ "commonProblems": [{ "title": "Hard", "symptomId": "HardInsight", "commonSolutionArticleId": "soft-bread" },
            { "title": "Gone", "category": "Loss" }] }"#,
    );
    let expected = |hard: &str| {
        format!(
            "<h1>Bread</h1>\n<h2>Common problems</h2>\n<h3>Loss</h3>\n<dl>\n<dt>Gone</dt>\n<dd></dd>\n</dl>\n<dl>\n<dt>{hard}</dt>\n\
             <dd></dd>\n</dl>\n"
        )
    };
    assert_eq!(menu.to_html(), expected("Hard"));
    let html = Html::new().resolver(&Library).render(&menu).expect("HTML");
    assert_eq!(html, expected("<a href=\"https://example.com/soft-bread\">Hard</a>"));
}

#[test]
fn what_reads_articles_reads_payloads() {
    let advice = article(ADVICE);
    let targets: Vec<String> = advice.links().map(|link| link.target.to_plain().into_owned()).collect();
    assert_eq!(
        targets,
        [
            "data-blade:A.B.id.{resourceId}",
            "data-blade:A.B.id.$resourceId",
            "https://example.com/a",
            "{link}",
            "https://example.com/more"
        ]
    );
    assert_eq!(advice.variable_names(), ["resourceId"]);
    assert_eq!(advice.summary(100), "Bake more.");
    assert_eq!(advice.word_count(), 12);
    let topics =
        article(r#"{ "supportTopics": [{ "id": "1", "shortDescription": "Late", "searchTags": "slow, order" }] }"#);
    let chunks: Vec<String> = topics.search_chunks().into_iter().map(|chunk| chunk.text).collect();
    assert_eq!(chunks, ["Late\nslow, order"]);
    assert!(!topics.to_html().contains("slow"));
}

#[test]
fn links_of_fields_are_checked() {
    let form = |target: &str| {
        let json = format!("{{ \"formElements\": [], \"fileAttachmentHint\": \"<a href='{target}'>guide</a>\" }}");
        let found = article(&json).check();
        found
            .into_iter()
            .filter(|found| !crate::content::is_content(&found.code))
            .map(|found| found.code.as_str().to_owned())
            .filter(|code| code != "form-empty")
            .collect::<Vec<_>>()
    };
    assert_eq!(form("https://example.com/"), [""; 0]);
    assert_eq!(form("start"), ["link-relative"]);
    assert_eq!(form("javascript:alert"), ["link-unsafe"]);
}

#[test]
fn what_has_no_title_is_called_by_its_description() {
    let json = r#"{ "commonProblems": [{ "title": "Hard" }, { "description": "Old bread", "subProblems": [{ "description": "Very old" }] }],
        "troubleshootingTools": [{ "description": "Find a knife", "bladeLink": { "extensionName": "A", "bladeName": "Knives" } }] }"#;
    shows(
        json,
        "<h2>Common problems</h2>\n<dl>\n<dt>Hard</dt>\n<dd></dd>\n<dt>Old bread</dt>\n<dd>\n<dl>\n<dt>Very old</dt>\n<dd></dd>\n</dl>\n</dd>\n</dl>\n\
         <h2>Troubleshooting tools</h2>\n<dl>\n<dt><a href=\"https://portal.azure.com/#blade/A/Knives\">Find a knife</a></dt>\n<dd></dd>\n</dl>\n",
    );
}
