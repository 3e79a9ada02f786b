//! Nothing internal of a payload or a component shows, whatever is in it: payloads are made up, with a word in every internal
//! value and in every key and value that nothing knows, and no output holds the word.

use selfhelp::Article;
use selfhelp::link::Target;
use selfhelp::render::Form;
use selfhelp::render::html::{Html, Page};
use selfhelp::render::text::PlainText;

use support::random::Random;

/// In every value that nobody may see, and in no other.
const INTERNAL: &str = "zqx";

/// In what only a search index may see.
const TAG: &str = "zqtag";

/// A JSON value with the word in it, of any type.
fn internal(random: &mut Random) -> String {
    let shapes = [
        r#""zqx""#,
        r#"" zqx@fabrikam.example ""#,
        r#""https://zqx.kusto.example/?cluster=zqx""#,
        r#""<b>zqx</b> <img src='https://zqx.example/'>""#,
        r#""**zqx** <!--$zqx-->zqx<!--/$zqx-->""#,
        r#"["zqx", { "text": "zqx" }]"#,
        r#"{ "text": "zqx", "value": "zqx", "email": "zqx@fabrikam.example", "zqx": ["zqx", 1, null] }"#,
        r#"[[["zqx"]]]"#,
    ];
    (*random.of(&shapes)).to_owned()
}

/// An object with these members, each left out now and then, and with `keys` whose values are internal.
fn object(random: &mut Random, shown: &[(&str, String)], keys: &[&str]) -> String {
    let mut members: Vec<String> = Vec::new();
    for (key, value) in shown {
        if random.below(8) > 0 {
            members.push(format!("\"{key}\": {value}"));
        }
    }
    for key in keys.iter().chain(&["zqxUnknown", "owner", "severity", "displayLable"]) {
        if random.below(3) > 0 {
            let value = internal(random);
            members.insert(random.below(members.len() + 1), format!("\"{key}\": {value}"));
        }
    }
    format!("{{ {} }}", members.join(", "))
}

/// `object` with these members at its end.
fn ending_in(object: &str, members: &str) -> String {
    let rest = object.strip_suffix('}').unwrap_or(object).trim_end();
    let comma = if rest.ends_with('{') { "" } else { "," };
    format!("{rest}{comma} {members} }}")
}

fn text(text: &str) -> String {
    format!("\"{text}\"")
}

fn form(random: &mut Random) -> String {
    let mut elements = Vec::new();
    for index in 0..1 + random.below(5) {
        let element = element(random, index);
        elements.push(element);
    }
    let card = object(
        random,
        &[("title", text("A card")), ("description", text("We look at it."))],
        &["insightNotAvailableText", "formElements"],
    );
    let shown = [
        ("title", text("A form")),
        ("fileAttachmentHint", text("A picture helps")),
        ("infoBalloonText", text("About the form")),
        ("diagnosticCard", card),
    ];
    let keys = ["$schema", "quotaRequestVersion", "subscriptionRequired", "resourceRequired", "scopingForm"];
    let rest = object(random, &shown, &keys);
    // The elements come last, as the last of repeated keys counts.
    ending_in(&rest, &format!("\"formElements\": [{}]", elements.join(", ")))
}

/// A question, or words between questions; one that is never asked says nothing at all.
fn element(random: &mut Random, index: usize) -> String {
    let controls = ["textbox", "dropdown", "multiselectdropdown", "radioButtonGroup", "numerictextbox", "infoblock"];
    let control = text(random.of::<&str>(&controls));
    let options = r#"[{ "value": "b", "text": "Bread", "zqxUnknown": "zqx" }, { "value": "c", "text": "Cake" }]"#;
    let fetched = [
        "uri",
        "jTokenPath",
        "textProperty",
        "textPropertyRegex",
        "textTemplate",
        "valueProperty",
        "valuePropertyRegex",
        "dependsOn",
    ];
    let dynamic = object(random, &[("defaultDropdownOptions", r#"{ "value": "d", "text": "None" }"#.into())], &fetched);
    let check = object(random, &[("type", text("RegExMatch")), ("text", text("As on the label."))], &["value"]);
    let keys = [
        "diagnosticInputRequiredClients",
        "filter",
        "includeInQuotaSummary",
        "includeInQmsPayload",
        "isNewQuotaLimit",
        "useAsAdditionalDetails",
        "textPropertyRegex",
        "order",
        "maxLength",
        "numberOfLines",
        "metadata",
    ];
    if random.below(5) == 0 {
        let value = text(INTERNAL);
        let said = ["displayLabel", "content", "text", "watermarkText", "infoBalloonText", "hints"];
        let shown = said.map(|key| (key, value.clone()));
        let rest = object(random, &shown, &keys);
        return ending_in(&rest, &format!("\"id\": \"zqx{index}\", \"visibility\": \"false\""));
    }
    let shown = [
        ("controlType", control),
        ("hints", r#"[{ "text": "A hint", "zqxUnknown": "zqx" }]"#.to_owned()),
        ("dropdownOptions", options.to_owned()),
        ("dynamicDropdownOptions", dynamic),
        ("validations", format!("[{check}]")),
        ("content", text("<b>Words</b>")),
        ("visibility", text("q0 == b || q1 != null")),
        ("required", "true".to_owned()),
    ];
    let rest = object(random, &shown, &keys);
    ending_in(&rest, &format!("\"id\": \"q{index}\", \"displayLabel\": \"Question {index}\""))
}

fn recommendation(random: &mut Random) -> String {
    let mut actions = Vec::new();
    for _ in 0..random.below(4) {
        let shown = [
            ("actionType", text(random.of::<&str>(&["Blade", "Document", "ContextBlade", "Other"]))),
            ("description", text("Do it")),
            ("documentLink", text("https://docs.example.com/it")),
            ("extensionName", text("Fabrikam_Bread")),
            ("bladeName", text("BreadBlade")),
        ];
        actions.push(object(random, &shown, &["actionId", "condition"]));
    }
    // Without words an action shows nothing.
    actions.push(
        r#"{ "actionType": "Document", "documentLink": "https://zqx.example/", "extensionName": "zqx" }"#.to_owned(),
    );
    let shown = [
        ("displayLabel", text("Bake more")),
        ("description", text("There is little bread")),
        ("longDescription", text("There is less bread than people.")),
        ("potentialBenefits", text("Bread for all")),
        ("recommendationCategory", text("Cost")),
        ("recommendationImpact", text("High")),
        ("recommendationResourceType", text("Fabrikam.Bread/ovens")),
        ("learnMoreLink", text("https://docs.example.com/bread")),
        ("tip", text("Slowly")),
        ("costSavingInfo", text("Nothing")),
        ("actions", format!("[{}]", actions.join(", "))),
    ];
    let keys = [
        "recommendationFriendlyName",
        "recommendationMetadataState",
        "recommendationOfferingId",
        "recommendationScope",
        "version",
        "owner",
        "dataSourceMetadata",
        "testData",
        "ingestionClientIdentities",
        "remediation",
        "portalFeatures",
        "legacyDataLoader",
        "legacyRecommender",
        "recommendationHydrator",
        "recommendationValidator",
        "partialRecommendationGenerator",
        "recommendationTimeToLive",
        "onDemand",
        "resourceMetadata",
        "additionalColumns",
        "supportedSDKLanguages",
    ];
    ending_in(&object(random, &shown, &keys), r#""recommendationTypeId": "zqx""#)
}

fn topics(random: &mut Random) -> String {
    let mut topics = Vec::new();
    for _ in 0..1 + random.below(4) {
        let shown = [
            ("shortDescription", text("Rolls")),
            ("longDescription", text("Rolls that are late")),
            ("category", text("Small")),
            ("searchTags", text("zqtag, zqtag; zqtag")),
        ];
        topics.push(object(random, &shown, &["id", "useInDiagnoseAndSolve", "useInDiagnoseAnsSolve", "name"]));
    }
    let shown = [
        ("shortDescription", text("Bread")),
        ("productLink1", text("<a zqx='zqx' href='https://docs.example.com/'>Delivery</a>")),
        ("productLinkName1", text("Delivery")),
        ("productLinkName2", text("zqx has no address")),
    ];
    ending_in(&object(random, &shown, &["$schema"]), &format!("\"supportTopics\": [{}]", topics.join(", ")))
}

fn menu(random: &mut Random) -> String {
    let ids = ["id", "symptomId", "supportTopicId", "commonSolutionArticleId"];
    let words = [("title", text("It is hard")), ("description", text("Old bread")), ("searchTags", text("zqtag"))];
    let mut problems = Vec::new();
    for _ in 0..1 + random.below(3) {
        let kind = object(random, &words, &["id", "supportTopicId", "subProblems"]);
        let mut shown = words.to_vec();
        shown.extend([("category", text("Hardness")), ("subProblems", format!("[{kind}]"))]);
        problems.push(object(random, &shown, &ids));
    }
    // A page that is not named in full is not a link.
    let page = object(random, &[], &["extensionName", "parameters"]);
    let mut shown = words.to_vec();
    shown.push(("bladeLink", page));
    let tool = object(random, &shown, &["id", "type"]);
    format!("{{ \"commonProblems\": [{}], \"troubleshootingTools\": [{tool}] }}", problems.join(", "))
}

/// A body of components, with the word in what a host alone may see.
fn components(random: &mut Random) -> String {
    let all = [
        "<insight><symptomId>zqx, zqx2</symptomId><additionalInputsReq>true</additionalInputsReq><maxInsightCount>zqx</maxInsightCount><client>zqx</client><zqx>zqx</zqx></insight>",
        "<metric><name>Loaves</name><aggregationType>Sum</aggregationType><timeSpanDuration>1d</timeSpanDuration><namespace>zqx</namespace><timeSpanType>zqx</timeSpanType><client>zqx</client></metric>",
        "<video><src>https://example.com/watch</src><title>Kneading</title><size>zqx</size></video>",
        "<video><src>javascript:zqx</src><title>Kneading</title></video>",
        "<videoGroup><video><src>https://example.com/watch</src><title>Kneading</title><size>zqx</size></video></videoGroup>",
        "<azureKB><client>zqx</client></azureKB>",
        "<CommonSolution><articleId>zqx</articleId><client>zqx</client></CommonSolution>",
    ];
    let mut body = String::from(":::Section Bread:::\n\n");
    for _ in 0..1 + random.below(6) {
        body.push_str(random.of::<&str>(&all));
        body.push_str("\n\n");
    }
    body + ":::Section:::\n"
}

/// All that anybody can read of an article, and the name of what shows it; the search index comes last.
fn outputs(article: &Article) -> Vec<(&'static str, String)> {
    let html = |html: &Html<'_>| html.render(article).unwrap_or_else(|error| panic!("{error}"));
    let plain = |text: PlainText<'_>| text.render(article).unwrap_or_else(|error| panic!("{error}"));
    let full = Html::new().heading_shift(1).heading_ids("h-").class_prefix("c-").outside_rel("nofollow").source_spans();
    let form = Html::new().form(Form::new().action("/").button("Send"));
    let said = article.data().map(|model| model.to_blocks().to_plain());
    let links = article.links().map(|link| {
        let target = link.target.to_plain().into_owned();
        // A page of the portal that a recommendation opens has a name that only the portal shows.
        if matches!(Target::parse(&target), Target::Unsafe(_)) { String::new() } else { target }
    });
    let chunks = article.search_chunks().into_iter().map(|chunk| format!("{chunk:?}"));
    vec![
        ("to_html", article.to_html()),
        ("the profile", html(&full)),
        ("a form with an action", html(&form)),
        ("a page", Page::new().render(&form, article).unwrap_or_else(|error| panic!("{error}"))),
        ("to_text", article.to_text()),
        ("narrow text", plain(PlainText::new().width(20))),
        ("flowed text", plain(PlainText::new().flowed())),
        ("title", article.title().unwrap_or_default().into_owned()),
        ("summary", article.summary(2_000)),
        ("headings", article.headings().map(|heading| heading.content.to_plain().into_owned()).collect()),
        ("links", links.collect()),
        ("to_blocks", said.unwrap_or_default()),
        ("search_chunks", chunks.collect()),
    ]
}

#[test]
fn nothing_internal_shows() {
    let mut random = Random(0x5eed_1e55);
    let kinds: [fn(&mut Random) -> String; 5] = [form, recommendation, topics, menu, components];
    for round in 0..600 {
        let body = kinds[round % kinds.len()](&mut random);
        let is_payload = round % kinds.len() < 4;
        let fence = if is_payload { "---\n" } else { "" };
        let source = format!("<properties pageTitle=\"Bread\" />\n# Bread\n{fence}{body}\n{fence}");
        let article = Article::parse_lenient(&source);
        assert_eq!(article.data().is_some(), is_payload, "{source}");
        assert!(is_payload || article.components().next().is_some(), "{source}");
        for (name, output) in outputs(&article) {
            let output = output.to_lowercase();
            assert!(!output.contains(INTERNAL), "{name} shows what is internal: {output}\nof {source}");
            assert!(
                name == "search_chunks" || !output.contains(TAG),
                "{name} shows search tags: {output}\nof {source}"
            );
        }
    }
}

/// The law above can fail: what is shown is found, and search tags are in the index.
#[test]
fn what_is_said_shows() {
    let mut random = Random(7);
    let article = |json: &str| Article::parse_lenient(&format!("<properties />\n# Bread\n---\n{json}\n---\n"));
    let shown = |name: &str, article: &Article, words: &str| {
        outputs(article).iter().any(|(output, text)| *output == name && text.contains(words))
    };
    assert!((0..20).any(|_| shown("to_html", &article(&form(&mut random)), "Question 0")));
    assert!((0..20).any(|_| shown("to_text", &article(&recommendation(&mut random)), "Bread for all")));
    assert!((0..20).any(|_| shown("search_chunks", &article(&topics(&mut random)), TAG)));
    assert!((0..20).any(|_| shown("summary", &article(&menu(&mut random)), "Old bread")));
}
