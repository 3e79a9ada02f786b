//! Help solutions: what is made of articles and forms, and what shows of solutions.

use selfhelp::help::{Content, DiagnosticStatus, Help, HelpSolution, Insight, Outcome, Step, hydrate};
use selfhelp::limits::Limits;
use selfhelp::link::{Resolve, Resolved, Target};
use selfhelp::render::html::Html;
use selfhelp::render::{Form, HelpItem, Labels, Out};
use selfhelp::values::{Missing, Values};
use selfhelp::{Article, RenderError};
use serde_json::{Value, json};

fn article(body: &str) -> Article {
    Article::parse_lenient(&format!("<properties articleId=\"fabrikam\" />\n{body}"))
}

fn solution(json: Value) -> HelpSolution {
    serde_json::from_value(json).expect("the JSON of a solution")
}

/// The JSON of what is made of `body` by `help`, under `pointer`.
#[track_caller]
fn gives(help: &Help<'_>, body: &str, pointer: &str, expected: Value) {
    let json = json!(help.render(&article(body)).expect("it can be rendered"));
    assert_eq!(json.pointer(pointer).cloned().unwrap_or_default(), expected, "{body:?}: {json:#}");
}

#[track_caller]
fn content(help: &Help<'_>, body: &str, expected: &str) {
    gives(help, body, "/properties/content", json!(expected));
}

const INSIGHT: &str = "<insight>\n  <symptomId>A, B</symptomId>\n  <executionText>We look</executionText>\n\
    <timeoutText>Too long</timeoutText>\n  <noResultText>Nothing</noResultText>\n  <failedText>Failed</failedText>\n\
    <maxInsightCount>2</maxInsightCount>\n</insight>\n";

// From articles.

#[test]
fn the_title_is_not_in_the_content() {
    let help = Help::new();
    gives(&help, "# A **full** disk\n\n## Steps\n", "/properties/title", json!("A full disk"));
    content(&help, "# A **full** disk\n\n## Steps\n", "<h2>Steps</h2>\n");
    gives(&help.clone().without_title(), "# A disk\nWords.\n", "/properties/title", Value::Null);
    gives(
        &help,
        "",
        "/properties",
        json!({ "solutionId": "fabrikam", "provisioningState": "Succeeded", "content": "", "replacementMaps": {} }),
    );
}

#[test]
fn an_article_without_id_has_no_name() {
    let json =
        json!(Article::parse_lenient("<properties articleId=\" \" />\n<azureKB></azureKB>\n").to_help_solution());
    assert_eq!((&json["name"], &json["properties"]["solutionId"]), (&Value::Null, &Value::Null));
    assert!(json["properties"]["webResults"].is_null());
    assert_eq!(json["properties"]["content"], json!("<!--c2244719-59b0-5ef6-9a96-961de1bb51a6-->\n"));
}

#[test]
fn sections_have_content_and_maps_of_their_own() {
    let body = "Words.\n\n:::Section One & two:::\n\n<azureKB></azureKB>\n\n:::Section Three:::\n\nMore.\n";
    let help = Help::new();
    content(&help, body, "<p>Words.</p>\n");
    gives(&help, body, "/properties/replacementMaps", json!({}));
    gives(&help, body, "/properties/sections/0/title", json!("One & two"));
    gives(&help, body, "/properties/sections/0/replacementMaps/webResults/1", Value::Null);
    gives(
        &help,
        body,
        "/properties/sections/1",
        json!({ "title": "Three", "content": "<p>More.</p>\n", "replacementMaps": {} }),
    );
}

#[test]
fn every_symptom_is_a_check() {
    let help = Help::new();
    let at = "/properties/replacementMaps/diagnostics";
    for (index, symptom) in ["A", "B"].into_iter().enumerate() {
        gives(&help, INSIGHT, &format!("{at}/{index}/solutionId"), json!(symptom));
        gives(&help, INSIGHT, &format!("{at}/{index}/status"), json!("Running"));
        gives(&help, INSIGHT, &format!("{at}/{index}/statusDetails"), json!("We look"));
    }
    let needs = INSIGHT.replace("</insight>", "<additionalInputsReq>true</additionalInputsReq></insight>");
    gives(&help, &needs, &format!("{at}/1/status"), json!("MissingInputs"));
    let without = "<insight>\n  <executionText>We look</executionText>\n</insight>\n";
    content(&help, without, "<p class=\"insight\">An automatic check runs here in the portal.</p>\n");
    gives(&help, without, "/properties/replacementMaps", json!({}));
}

#[test]
fn a_chart_has_defaults() {
    let at = "/properties/replacementMaps/metricsBasedCharts/0";
    let body = "<metric>\n  <name>CPU</name>\n</metric>\n";
    for (name, expected) in [("name", "CPU"), ("aggregationType", "Sum"), ("timeSpanDuration", "1d")] {
        gives(&Help::new(), body, &format!("{at}/{name}"), json!(expected));
    }
    let total = body.replace("</metric>", "<aggregationType>Total</aggregationType></metric>");
    gives(&Help::new(), &total, &format!("{at}/aggregationType"), json!("Total"));
}

#[test]
fn the_self_help_variant_has_videos_and_searches_only() {
    let body = format!(
        "{INSIGHT}\n<metric>\n  <name>CPU</name>\n</metric>\n\n<video>\n  <src>https://a.example/1</src>\n</video>\n"
    );
    let help = Help::new().self_help();
    let json = json!(help.render(&article(&body)).unwrap());
    assert_eq!(json["type"], "Microsoft.Help/selfHelp");
    assert_eq!(json["properties"]["provisioningState"], Value::Null);
    let maps = json["properties"]["replacementMaps"].as_object().unwrap();
    assert_eq!(maps.keys().collect::<Vec<_>>(), ["videos"]);
    let html = json["properties"]["content"].as_str().unwrap();
    let shown = "<p class=\"insight\">An automatic check runs here in the portal.</p>\n\
                 <p class=\"metric\">Chart: CPU (sum over 1 day)</p>\n<!--";
    assert!(html.starts_with(shown), "{html}");
}

#[test]
fn a_video_with_an_unsafe_address_shows_as_in_html() {
    let video = |src: &str| format!("<video>\n  <src>{src}</src>\n  <title>How to</title>\n</video>\n");
    let body = video("javascript:alert(1)");
    gives(&Help::new(), &body, "/properties/replacementMaps", json!({}));
    content(&Help::new(), &body, "<figure class=\"video\"><figcaption>Video: How to</figcaption></figure>\n");
    let body = format!("<videoGroup>\n{}{}</videoGroup>\n", video("https://a.example/1"), video("data:text/html,a"));
    gives(&Help::new(), &body, "/properties/replacementMaps", json!({}));
}

#[test]
fn what_a_host_renders_has_no_key() {
    let host = |item: HelpItem<'_>, out: &mut Out| {
        out.push_text("<&>");
        item.symptom.is_some_and(|symptom| &**symptom == "A")
    };
    let help = Help::new().components(&host);
    let solution = help.render(&article(INSIGHT)).unwrap();
    let key = solution.diagnostics().next().and_then(|check| check.replacement_key.as_deref()).unwrap();
    content(&help, INSIGHT, &format!("&lt;&amp;&gt;\n{key}\n"));
    let without = article(INSIGHT).to_help_solution();
    assert_eq!(without.diagnostics().nth(1).unwrap().replacement_key.as_deref(), Some(key));
}

#[test]
fn a_solution_takes_what_renderers_take() {
    let values = Values::new().text("x", "<b>");
    let body = "A <!--$x-->default<!--/$x-->.\n";
    content(&Help::new().values(&values), body, "<p>A &lt;b&gt;.</p>\n");
    content(&Help::new().missing(Missing::Marker), body, "<p>A default.</p>\n");
    let failed = Help::new().missing(Missing::Fail).render(&article(body));
    assert_eq!(failed.unwrap_err().to_string(), "no value for placeholder `x`");

    struct Articles;
    impl Resolve for Articles {
        fn resolve(&self, _: &Target<'_>) -> Resolved {
            Resolved::Unchanged
        }
        fn resolve_article(&self, id: &str) -> Resolved {
            Resolved::To(format!("https://help.example/{id}"))
        }
    }
    let other = "<CommonSolution>\n  <articleId>disks</articleId>\n</CommonSolution>\n";
    content(&Help::new(), other, "");
    let html = "<p class=\"common-solution\"><a href=\"https://help.example/disks\">";
    let linked = json!(Help::new().resolver(&Articles).render(&article(other)).unwrap());
    assert!(linked["properties"]["content"].as_str().unwrap().starts_with(html), "{linked}");
}

#[test]
fn keys_stand_for_no_more_than_an_output_may_be() {
    let long = INSIGHT.replace("We look", &"We look ".repeat(100));
    let limits = Limits::new().output_bytes(1_000).output_ratio(0);
    let refused = Help::new().limits(limits.clone()).render(&article(&long));
    assert_eq!(refused, Err(RenderError::OutputTooLarge { limit: 1_000 }));
    assert_eq!(refused.unwrap_err().to_string(), "the output would have more bytes than the limit of 1000");
    assert!(Help::new().limits(limits).render(&article(INSIGHT)).is_ok());
}

// Outcomes.

#[track_caller]
fn outcome(outcome: Outcome, status: &str, details: Option<&str>, insights: usize) {
    let solution = article(INSIGHT).to_help_solution().with_outcome("A", outcome).with_outcome("C", Outcome::Failed);
    let checks: Vec<_> = solution.diagnostics().collect();
    assert_eq!(checks[0].status.as_ref().map(DiagnosticStatus::as_str), Some(status));
    assert_eq!((checks[0].status_details.as_deref(), checks[0].insights.len()), (details, insights));
    assert_eq!(checks[1].status, Some(DiagnosticStatus::Running));
}

#[test]
fn an_outcome_says_what_its_author_wrote() {
    outcome(Outcome::NoResult, "Succeeded", Some("Nothing"), 0);
    outcome(Outcome::Timeout, "Timeout", Some("Too long"), 0);
    outcome(Outcome::Failed, "Failed", Some("Failed"), 0);
    outcome(Outcome::Found(vec![Insight::default(); 3]), "Succeeded", None, 2);
}

#[test]
fn the_words_of_outcomes_are_not_sent() {
    let json = serde_json::to_string(&article(INSIGHT).to_help_solution()).unwrap();
    assert!(!json.contains("Nothing") && !json.contains("Too long"), "{json}");
    let read: HelpSolution = serde_json::from_str(&json).unwrap();
    let check = read.with_outcome("A", Outcome::NoResult);
    let check = check.diagnostics().next().unwrap();
    assert_eq!((check.status.clone(), check.status_details.as_deref()), (Some(DiagnosticStatus::Succeeded), None));
}

// From JSON.

#[test]
fn everything_that_is_sent_is_kept() {
    let sent = json!({
        "id": "/a", "type": "Microsoft.Help/solutions", "systemData": { "createdBy": "b", "n": [1, 2.5, null] },
        "properties": {
            "provisioningState": "Dreaming", "triggerCriteria": [{ "name": "SolutionId", "value": "c" }], "parameters": { "d": "e" },
            "replacementMaps": {
                "diagnostics": [{ "status": "Waiting", "estimatedCompletionTime": "5", "requiredParameters": ["f"], "g": 1,
                    "insights": [{ "importanceLevel": "Great", "results": "<p>" }] }],
                "metricsBasedCharts": [{ "aggregationType": "Total", "filterGroup": { "filter": [] } }],
                "webResults": [{ "searchResults": [{ "rank": 1, "confidence": "High" }] }],
                "troubleshooters": [{ "summary": "h" }], "i": {}
            },
            "sections": [{ "j": true }],
        }
    });
    let read = solution(sent.clone());
    assert_eq!(json!(read), sent);
    assert_eq!(read.diagnostics().next().unwrap().status, Some(DiagnosticStatus::Other("Waiting".into())));
}

#[test]
fn null_and_nothing_are_the_same() {
    let sent = json!({ "id": null, "properties": { "title": null, "sections": null, "replacementMaps": { "videos": null, "diagnostics": [] } } });
    assert_eq!(json!(solution(sent)), json!({ "properties": { "replacementMaps": {} } }));
    assert_eq!(solution(json!({ "properties": null })), HelpSolution::default());
    assert_eq!(json!(HelpSolution::default()), json!({}));
    let error = serde_json::from_value::<HelpSolution>(json!({ "properties": { "sections": 5 } })).unwrap_err();
    assert_eq!(error.to_string(), "invalid type: integer `5`, expected a sequence");
}

// From solutions to HTML.

/// What shows of content from outside with two charts, `<!--a-->` and `<!--b-->`.
#[track_caller]
fn shows(content: &str, expected: &str) {
    let chart = |key: &str| json!({ "name": key, "replacementKey": format!("<!--{key}-->") });
    let charts = [chart("a"), chart("b"), chart("a")];
    let sent = json!({ "properties": { "content": content, "replacementMaps": { "metricsBasedCharts": charts } } });
    let host = |item: HelpItem<'_>, out: &mut Out| match item.component {
        selfhelp::component::Component::Metric(metric) => {
            out.push_str(&format!("({})", metric.name.as_deref().map_or("", |name| name)));
            true
        }
        _ => false,
    };
    assert_eq!(hydrate(&solution(sent), &Html::new().components(&host)).as_deref(), Ok(expected), "{content:?}");
}

#[test]
fn each_key_counts_once_where_it_is_a_comment() {
    shows("<!--a-->", "(a)\n");
    shows("<p>1</p><!--a--><p>2</p>\n<!--b-->", "<p>1</p>\n(a)\n<p>2</p>\n(b)\n");
    shows("<!--a--><!--a--><!--c-->", "(a)\n");
    shows("<!-- a --><!--A--><!--0-->", "");
    shows("<p title=\"<!--a-->\">x</p>", "<p>x</p>\n");
    shows("<a href=\"https://a.example/<!--a-->\">x</a>", "<p><a href=\"https://a.example/%3C!--a--%3E\">x</a></p>\n");
    shows("&lt;!--a--&gt;", "<p>&lt;!--a--&gt;</p>\n");
    shows("<!--<!--a-->-->", "<p>--&gt;</p>\n");
}

#[test]
fn a_key_where_no_block_can_be_shows_after_it() {
    shows("<p>1<!--a-->2</p><p>3</p>", "<p>12</p>\n(a)\n<p>3</p>\n");
    shows("<p>1 <b><!--b-->2<!--a--></b></p>", "<p>1 <strong>2</strong></p>\n(b)\n(a)\n");
    shows("<ul><li>1<!--a--></li><li><!--b--></li></ul>", "<ul>\n<li>1\n(a)\n</li>\n<li>\n(b)\n</li>\n</ul>\n");
    shows("<h2>1<!--a--></h2>", "<h2>1</h2>\n(a)\n");
}

#[test]
fn content_from_outside_is_translated() {
    shows("<p onclick=\"x()\" class=\"y\">1 &amp; 2</p>", "<p>1 &amp; 2</p>\n");
    shows("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
    shows("<a href=\"javascript:alert(1)\">1</a>", "<p>1</p>\n");
    let mut own = article("> [!NOTE]\n> Stop.\n").to_help_solution();
    let aside = "<aside class=\"note\" role=\"note\">\n<p class=\"note-title\"><strong>Note</strong></p>\n<p>Stop.</p>\n</aside>\n";
    assert_eq!(hydrate(&own, &Html::new()).as_deref(), Ok(aside));
    own.properties.content = Some(Content::from("<form>1</form>"));
    assert_eq!(hydrate(&own, &Html::new()).as_deref(), Ok("<p>&lt;form&gt;1&lt;/form&gt;</p>\n"));
}

#[test]
fn titles_are_headings() {
    let sent = json!({ "properties": { "title": " A <b> ", "content": "<p>1</p>", "sections": [
        { "title": "B\nC", "content": "<p>2</p>" }, { "content": "<p>3</p>" }, { "title": "" }, { "title": "D" },
    ] } });
    let html = "<h1>A &lt;b&gt;</h1>\n<p>1</p>\n<section class=\"titled\">\n<h2>B C</h2>\n<p>2</p>\n</section>\n<p>3</p>\n\
                <section class=\"titled\">\n</section>\n<section class=\"titled\">\n<h2>D</h2>\n</section>\n";
    assert_eq!(hydrate(&solution(sent.clone()), &Html::new()).as_deref(), Ok(html));
    let asked = Html::new().without_title().heading_shift(1).class_prefix("x-");
    let html = html.replace("<h1>A &lt;b&gt;</h1>\n", "").replace("h2>", "h3>").replace("\"titled", "\"x-titled");
    assert_eq!(hydrate(&solution(sent), &asked), Ok(html));
}

/// What shows of a check without a host.
#[track_caller]
fn check_shows(check: Value, expected: &str) {
    let mut check = check;
    check["replacementKey"] = json!("<!--a-->");
    let sent = json!({ "properties": { "content": "<!--a-->", "replacementMaps": { "diagnostics": [check] } } });
    assert_eq!(hydrate(&solution(sent), &Html::new()).as_deref(), Ok(expected));
}

#[test]
fn the_outcome_of_a_check_shows() {
    let sentence = "<p class=\"insight\">An automatic check runs here in the portal.</p>\n";
    check_shows(json!({}), sentence);
    check_shows(json!({ "status": "Running", "statusDetails": "We look" }), sentence);
    check_shows(json!({ "status": "MissingInputs", "statusDetails": "We look" }), sentence);
    check_shows(json!({ "status": "Succeeded" }), sentence);
    check_shows(json!({ "status": "Timeout", "statusDetails": "Too <long>" }), "<p>Too &lt;long&gt;</p>\n");
    check_shows(
        json!({ "status": "Succeeded", "statusDetails": "Done", "insights": [
            { "title": "A & b", "results": "<p><script>1</script></p><!--a-->" }, { "results": "2" },
        ] }),
        "<h3>A &amp; b</h3>\n<p>&lt;script&gt;1&lt;/script&gt;</p>\n<p>2</p>\n",
    );
    let twice = article(INSIGHT).to_help_solution();
    assert_eq!(hydrate(&twice, &Html::new()).as_deref(), Ok(sentence));
    let one = twice.with_outcome("A", Outcome::NoResult);
    assert_eq!(hydrate(&one, &Html::new()), Ok(["<p>Nothing</p>\n", sentence].concat()));
}

#[test]
fn results_of_a_search_show_as_links() {
    let found = json!([
        { "title": "A <b>", "link": "https://a.example/", "content": "<i>1</i>" }, { "title": "B", "link": "javascript:1" }, {},
    ]);
    let search = |found: Value| {
        let maps = json!({ "webResults": [{ "replacementKey": "<!--a-->", "searchResults": found }] });
        solution(json!({ "properties": { "content": "<!--a-->", "replacementMaps": maps } }))
    };
    let html = "<ul>\n<li>\n<p><a href=\"https://a.example/\">A &lt;b&gt;</a></p>\n<p><em>1</em></p>\n</li>\n<li>\n<p>B</p>\n</li>\n</ul>\n";
    assert_eq!(hydrate(&search(found), &Html::new()).as_deref(), Ok(html));
    let mut labels = Labels::default();
    labels.knowledge_base = "Ergebnisse".into();
    let html = Html::new().labels(labels);
    assert_eq!(hydrate(&search(json!([])), &html).as_deref(), Ok("<p class=\"azure-kb\">Ergebnisse</p>\n"));
}

#[test]
fn html_and_output_have_limits() {
    let sent = solution(json!({ "properties": { "content": "<p>12345</p>" } }));
    let within = |limits: Limits| hydrate(&sent, &Html::new().limits(limits));
    assert_eq!(within(Limits::new().fill_bytes(11)), Err(RenderError::HtmlTooLarge { bytes: 12, limit: 11 }));
    assert_eq!(within(Limits::new().fill_bytes(12)).as_deref(), Ok("<p>12345</p>\n"));
    let small = Limits::new().output_bytes(12).output_ratio(0);
    assert_eq!(within(small.clone()), Err(RenderError::OutputTooLarge { limit: 12 }));
    assert_eq!(within(small.output_bytes(13)).as_deref(), Ok("<p>12345</p>\n"));
}

// Questions.

#[track_caller]
fn step(elements: Value) -> Step {
    let payload = json!({ "title": "A form", "fileAttachmentHint": "Attach <b>it</b>", "formElements": elements });
    let article = article(&format!("# A form\n---\n{payload}\n---\n"));
    let form = article.data().and_then(|model| model.into_form()).expect("a form");
    assert_eq!(Help::new().step(&form).as_ref(), Ok(&form.to_help_step()));
    form.to_help_step()
}

#[track_caller]
fn asks(element: Value, expected: Value) {
    let inputs = step(json!([element])).inputs;
    assert_eq!(json!(inputs), json!([expected]));
}

#[test]
fn questions_are_inputs() {
    let kind = |control: &str| {
        let options = json!([{ "value": "a", "text": "A" }]);
        let input = step(json!([{ "id": "x", "controlType": control, "dropdownOptions": options }])).inputs.remove(0);
        (input.question_type.map(|kind| kind.to_string()), input.response_options.len())
    };
    for (control, expected, options) in [
        ("textbox", "TextInput", 0),
        ("multilinetextbox", "MultiLineInfoBox", 0),
        ("numerictextbox", "TextInput", 0),
        ("datetimepicker", "DateTimePicker", 0),
        ("dropdown", "Dropdown", 1),
        ("multiselectdropdown", "MultiSelect", 1),
        ("radioButtonGroup", "RadioButton", 1),
    ] {
        assert_eq!(kind(control), (Some(expected.to_owned()), options), "{control}");
    }
    asks(
        json!({ "id": "size", "controlType": "numerictextbox", "displayLabel": "Size", "required": true, "watermarkText": "1",
            "validations": [{ "type": "GreaterThan", "value": "0", "text": "Too small" }] }),
        json!({ "questionId": "0", "questionType": "TextInput", "questionTitle": "Size", "responseHint": "1",
            "questionContent": "<p>A number more than 0</p>\n", "questionContentType": "Html",
            "responseValidationProperties": { "validationScope": "NumberOnlyFormat", "isRequired": true,
                "validationErrorMessage": "Too small" } }),
    );
    asks(
        json!({ "id": "a", "controlType": "textbox", "displayLabel": "A <a href=\"https://a.example/\">b</a>", "maxLength": 9,
            "hints": [{ "text": "<script>" }],
            "validations": [{ "type": "RegExMatch", "value": "^[a-z]+$", "text": "Small letters" }] }),
        json!({ "questionId": "0", "questionType": "TextInput", "questionTitle": "A b", "questionContentType": "Html",
            "questionContent": "<p>A <a href=\"https://a.example/\">b</a></p>\n<p>&lt;script&gt;</p>\n<p>Small letters</p>\n",
            "responseValidationProperties": { "regex": "^[a-z]+$", "isRequired": false,
                "validationErrorMessage": "Small letters", "maxLength": 9 } }),
    );
}

#[test]
fn conditions_are_words_and_infoblocks_guidance() {
    let step = step(json!([
        { "id": "b", "order": 2, "controlType": "textbox", "displayLabel": "B", "required": true, "visibility": "a == x" },
        { "id": "a", "order": 1, "controlType": "dropdown", "displayLabel": "A", "dropdownOptions": [{ "value": "x", "text": "X" }] },
        { "id": "c", "order": 3, "controlType": "infoblock", "content": "<p>Read <i>this</i></p>", "visibility": "a == x" },
        { "id": "d", "order": 4, "controlType": "textbox", "displayLabel": "D", "visibility": "false" },
    ]));
    let ids: Vec<_> = step.inputs.iter().map(|input| input.question_id.as_deref().unwrap_or_default()).collect();
    assert_eq!(ids, ["1", "0"]);
    let b = &step.inputs[1];
    assert_eq!(b.question_content.as_deref(), Some("<p>Answer this only if “A” is “X”.</p>\n"));
    assert_eq!(b.response_validation_properties.as_ref().and_then(|must| must.is_required), Some(false));
    assert_eq!((step.title.as_deref(), step.kind.as_deref()), (Some("A form"), Some("Input")));
    let guidance =
        "<p>This matters only if “A” is “X”.</p>\n<p>Read <em>this</em></p>\n<p>Attach <strong>it</strong></p>\n";
    assert_eq!(step.guidance.as_deref(), Some(guidance));
}

#[test]
fn a_step_has_limits() {
    let article = article(
        "# A\n---\n{ \"formElements\": [{ \"id\": \"a\", \"controlType\": \"infoblock\", \"content\": \"12345\" }] }\n---\n",
    );
    let form = article.data().and_then(|model| model.into_form()).expect("a form");
    let within = |most| Help::new().limits(Limits::new().output_bytes(most)).form(Form::new()).step(&form);
    assert_eq!(within(12), Err(RenderError::OutputTooLarge { limit: 12 }));
    assert_eq!(within(13).ok().and_then(|step| step.guidance).as_deref(), Some("<p>12345</p>\n"));
}
