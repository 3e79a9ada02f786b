//! What shows of a form, in HTML and in text.

use selfhelp::Article;
use selfhelp::diagnostic::Code;
use selfhelp::payload::answers::{Answers, Choices};
use selfhelp::render::html::{Html, Page};
use selfhelp::render::text::PlainText;
use selfhelp::render::{Form, Labels, Out, PayloadItem};

fn article(members: &str) -> Article {
    let header = "<properties pageTitle=\"Bread\" selfHelpType=\"problemScopingQuestions\" />\n# Bread\n---\n";
    Article::parse(&format!("{header}{{ {members} }}\n---\n")).expect("an article")
}

fn asking(elements: &str) -> Article {
    article(&format!("\"formElements\": [{elements}]"))
}

/// What is between `<form …>` and its button.
fn inside(html: &str) -> &str {
    let (_, rest) = html.split_once("method=\"post\">\n").unwrap_or_else(|| panic!("no form in {html}"));
    rest.split_once("<p><button").expect("a button").0
}

#[track_caller]
fn asks(elements: &str, expected: &str) {
    assert_eq!(inside(&asking(elements).to_html()), expected);
}

/// The text of a form is `expected`, without the title.
#[track_caller]
fn reads(elements: &str, expected: &str) {
    let text = PlainText::new().without_title().render(&asking(elements)).expect("text");
    assert_eq!(text.trim_end(), expected);
}

/// Elements whose first asks for the kind, and whose others are shown by it.
fn kinds(more: &str) -> String {
    let options = "{\"value\": \"rye\", \"text\": \"Rye\"}, {\"value\": \"oat\", \"text\": \"Oats & honey\"}, \
                   {\"value\": \"rye\", \"text\": \"Rye again\"}";
    format!(
        "{{\"id\": \"kind\", \"controlType\": \"dropdown\", \"displayLabel\": \"Which <b>kind</b>?\", \
          \"dropdownOptions\": [{options}]}}, {more}"
    )
}

/// The condition of an element with this `visibility`, in HTML.
#[track_caller]
fn condition(visibility: &str, expected: &str) {
    let more = format!("{{\"id\": \"b\", \"controlType\": \"textbox\", \"visibility\": \"{visibility}\"}}");
    let html = asking(&kinds(&more)).to_html();
    let shown = html.split_once("id=\"q2-condition\">").map(|(_, rest)| rest.split_once("</p>").expect("its end").0);
    assert_eq!(shown.unwrap_or(if html.contains("id=\"q2\"") { "always" } else { "never" }), expected);
}

#[test]
fn a_question_is_not_asked_twice() {
    let element =
        r#"{"id": "a", "controlType": "textbox", "displayLabel": "Your <b>name</b>", "watermarkText": "Your name "}"#;
    reads(element, "1. Your name\n   ________________________________________");
    asks(
        element,
        "<div class=\"question\">\n<label for=\"q1\">Your <strong>name</strong></label>\n\
         <input type=\"text\" id=\"q1\" name=\"a\">\n</div>\n",
    );
}

#[test]
fn every_control_has_its_field() {
    asks(
        r#"{"id": "a b", "controlType": "textbox", "displayLabel": "Name", "required": true, "watermarkText": "A <b>name</b>"}"#,
        "<div class=\"question\">\n<label for=\"q1\">Name <span class=\"required\">(required)</span></label>\n\
         <input type=\"text\" id=\"q1\" name=\"a b\" placeholder=\"A name\" required>\n</div>\n",
    );
    asks(
        r#"{"id": "a", "controlType": "datetimepicker", "displayLabel": "When?"}"#,
        "<div class=\"question\">\n<label for=\"q1\">When?</label>\n\
         <input type=\"datetime-local\" id=\"q1\" name=\"a\" max=\"2999-12-31T23:59\">\n</div>\n",
    );
    asks(
        r#"{"id": "a", "controlType": "numerictextbox", "displayLabel": "How many?", "validations": [
            {"type": "GreaterThan", "value": 0}, {"type": "RegExMatch", "value": "^[^.]*$"}]}"#,
        "<div class=\"question\">\n<label for=\"q1\">How many?</label>\n\
         <p class=\"hint\" id=\"q1-hint\">A whole number more than 0.</p>\n\
         <input type=\"number\" id=\"q1\" name=\"a\" min=\"1\" step=\"1\" aria-describedby=\"q1-hint\">\n</div>\n",
    );
    asks(
        r#"{"id": "a", "controlType": "numerictextbox", "displayLabel": "How much?", "validations": [{"type": "GreaterThan", "value": 0}]}"#,
        "<div class=\"question\">\n<label for=\"q1\">How much?</label>\n\
         <p class=\"hint\" id=\"q1-hint\">A number more than 0.</p>\n\
         <input type=\"number\" id=\"q1\" name=\"a\" step=\"any\" aria-describedby=\"q1-hint\">\n</div>\n",
    );
    asks(
        r#"{"id": "a", "controlType": "multilinetextbox", "hints": [{"text": "One"}, {"text": "Two"}]}"#,
        "<div class=\"question\">\n<label for=\"q1\">A</label>\n\
         <ul class=\"hint\" id=\"q1-hint\"><li>One</li><li>Two</li></ul>\n\
         <textarea id=\"q1\" name=\"a\" rows=\"3\" aria-describedby=\"q1-hint\"></textarea>\n</div>\n",
    );
    asks(
        r#"{"controlType": "infoblock", "content": "Read <a href='https://example.com/a'>this</a>."}"#,
        "<div class=\"info\">\n<p>Read <a href=\"https://example.com/a\">this</a>.</p>\n</div>\n",
    );
}

#[test]
fn comments_of_authors_show_nowhere() {
    asks(
        r#"{"id": "a", "controlType": "textbox", "displayLabel": "Name <!-- ask Ada -->", "watermarkText": "Its name <!-- ask Ada -->",
            "validations": [{"type": "RegExMatch", "value": "b+", "text": "Bs, please. <!-- ask Ada -->"}]}"#,
        "<div class=\"question\">\n<label for=\"q1\">Name</label>\n\
         <p class=\"hint\" id=\"q1-hint\">Bs, please.</p>\n\
         <input type=\"text\" id=\"q1\" name=\"a\" placeholder=\"Its name\" aria-describedby=\"q1-hint\">\n</div>\n",
    );
}

#[test]
fn comments_in_options_show_nowhere() {
    let options = r#"[{"value": "rye", "text": "Rye <!-- ask Ada -->"}, {"value": "oat", "text": "Oats"}]"#;
    let question = |control: &str| {
        format!(
            r#"{{"id": "kind", "controlType": "{control}", "displayLabel": "Which?", "dropdownOptions": {options}}}"#
        )
    };
    let shown = r#"{"id": "b", "controlType": "textbox", "displayLabel": "Why?", "visibility": "kind == rye"}"#;
    for control in ["dropdown", "multiselectdropdown", "radioButtonGroup"] {
        let article = asking(&format!("{}, {shown}", question(control)));
        let (html, text) = (article.to_html(), article.to_text());
        assert!(!html.contains("Ada") && html.contains(">Rye<") && html.contains("“Rye”"), "{html}");
        assert!(!text.contains("Ada") && text.contains(" Rye\n") && text.contains("“Rye”"), "{text}");
    }
}

#[test]
fn questions_that_their_author_took_out_are_not_asked() {
    let question =
        |id: &str| format!("{{\"id\": \"{id}\", \"controlType\": \"textbox\", \"displayLabel\": \"The {id}?\"}}");
    let (loaf, old, rye) = (question("loaf"), question("old"), question("rye"));
    let header = "<properties pageTitle=\"Bread\" selfHelpType=\"problemScopingQuestions\" />\n# Bread\n---\n";
    for elements in [
        format!("{loaf}, /* {old}, */ {rye}"),
        format!("{loaf}, /* {old},\n{old} */\n{rye}"),
        format!("{loaf},\n// {old},\n{rye}"),
        format!("{loaf} // {old},\n, {rye}"),
        format!("{loaf},\n# {old},\r\n{rye}"),
        format!("{loaf},\n<!-- {old}, -->\n{rye}"),
        format!("/* {old} */ {loaf}, {rye} /* {old} */"),
        format!("{loaf}, <!-- {old} -- > {rye}"),
        // These are no comments.
        format!("{loaf}, /* {rye}"),
        format!("{}, {rye}", loaf.replacen('{', "{\"color\": #fff, ", 1)),
        format!("{}, {rye}", loaf.replacen('{', "{\"link\": //example.com/a, ", 1)),
    ] {
        let article = Article::parse_lenient(&format!("{header}{{ \"formElements\": [{elements}] }}\n---\n"));
        let expected = "1. The loaf?\n   ________________________________________\n\n\
                        2. The rye?\n   ________________________________________";
        let text = PlainText::new().without_title().render(&article).expect("text");
        assert_eq!(text.trim_end(), expected, "{elements}");
        assert!(article.diagnostics().iter().any(|found| found.code == Code::PAYLOAD_JSON), "{elements}");
    }
}

#[test]
fn what_no_field_can_show_is_a_hint() {
    asks(
        r#"{"id": "a", "controlType": "datetimepicker", "displayLabel": "When?", "watermarkText": "The <b>first</b> time"}"#,
        "<div class=\"question\">\n<label for=\"q1\">When?</label>\n\
         <p class=\"hint\" id=\"q1-hint\">The first time</p>\n\
         <input type=\"datetime-local\" id=\"q1\" name=\"a\" max=\"2999-12-31T23:59\" aria-describedby=\"q1-hint\">\n</div>\n",
    );
    let many = |control: &str| {
        format!(
            "{{\"id\": \"a\", \"controlType\": \"{control}\", \"displayLabel\": \"Which?\", \"watermarkText\": \"All of them\", \
             \"infoBalloonText\": \"Look\", \"dropdownOptions\": [{{\"value\": \"x\", \"text\": \"X\"}}]}}"
        )
    };
    let html = |control: &str| asking(&many(control)).to_html();
    let hints = "<ul class=\"hint\" id=\"q1-hint\"><li>Look</li><li>All of them</li></ul>\n";
    assert!(html("multiselectdropdown").contains(hints), "{}", html("multiselectdropdown"));
    assert!(html("radioButtonGroup").contains(hints), "{}", html("radioButtonGroup"));
    assert!(html("dropdown").contains("<option value=\"\">All of them</option>"), "{}", html("dropdown"));
    assert_eq!(html("dropdown").matches("All of them").count(), 1);

    reads(&many("dropdown"), "1. Which? (choose one)\n   Look\n   All of them\n   ( ) X");
    reads(&many("multiselectdropdown"), "1. Which? (choose several)\n   Look\n   All of them\n   [ ] X");
    reads(
        r#"{"id": "a", "controlType": "numerictextbox", "displayLabel": "How many?", "watermarkText": "At most 5"}"#,
        "1. How many?\n   At most 5\n   A number: ____________________",
    );
    // Where there is no label, it is the label.
    reads(
        r#"{"id": "a", "controlType": "textbox", "watermarkText": "Its name"}"#,
        "1. Its name\n   ________________________________________",
    );
}

#[test]
fn a_watermark_that_only_asks_to_choose_shows_in_a_list_alone() {
    let ask = |control: &str, watermark: &str| {
        format!(
            "{{\"id\": \"a\", \"controlType\": \"{control}\", \"displayLabel\": \"Which?\", \"watermarkText\": \"{watermark}\", \
             \"dropdownOptions\": [{{\"value\": \"x\", \"text\": \"X\"}}]}}"
        )
    };
    let only_asks = |watermark: &str| {
        reads(&ask("dropdown", watermark), "1. Which? (choose one)\n   ( ) X");
        let html = asking(&ask("dropdown", watermark)).to_html();
        assert!(html.contains(&format!("<option value=\"\">{watermark}</option>")), "{html}");
        let html = asking(&ask("radioButtonGroup", watermark)).to_html();
        assert!(!html.contains(watermark), "{html}");
    };
    for watermark in
        ["Choose an option", "Select an option", "Select…", "CHOOSE...", "Please select", "-- Select one --"]
    {
        only_asks(watermark);
    }
    only_asks("Pick a value");
    only_asks("please select from the below list.");
    let says = |watermark: &str| {
        reads(&ask("dropdown", watermark), &format!("1. Which? (choose one)\n   {watermark}\n   ( ) X"));
    };
    says("Choose an oven");
    says("Select all that apply");
    says("Please");
    says("An option");
    says("Select 選択");
    // Of a question without options it says what to do.
    reads(
        r#"{"id": "a", "controlType": "textbox", "displayLabel": "Which?", "watermarkText": "Choose one"}"#,
        "1. Which?\n   Choose one\n   ________________________________________",
    );
}

#[test]
fn fields_of_another_control_show_as_words() {
    reads(
        r#"{"controlType": "infoblock", "content": "Read this.", "hints": [{"text": "And that."}], "infoBalloonText": "Look."}"#,
        "Read this.\n\nLook.\n\nAnd that.",
    );
    reads(
        r#"{"id": "a", "controlType": "textbox", "displayLabel": "Name", "content": "Of the lamp", "text": "As sold"}"#,
        "1. Name\n   Of the lamp\n   As sold\n   ________________________________________",
    );
}

#[test]
fn lists_of_labels_keep_their_marks() {
    let elements = r#"{"id": "a", "controlType": "textbox", "displayLabel": "Say:<ul><li>which</li><li>when<ol><li>day</li></ol></li></ul>",
        "hints": [{"text": "Look:<ol><li>left</li><li>right</li></ol>"}]}"#;
    asks(
        elements,
        "<div class=\"question\">\n<label for=\"q1\">Say:<br>• which<br>• when<br>1. day</label>\n\
         <p class=\"hint\" id=\"q1-hint\">Look:<br>1. left<br>2. right</p>\n\
         <input type=\"text\" id=\"q1\" name=\"a\" aria-describedby=\"q1-hint\">\n</div>\n",
    );
    reads(
        elements,
        "1. Say:\n   • which\n   • when\n   1. day\n   Look:\n   1. left\n   2. right\n   ________________________________________",
    );
}

#[test]
fn what_nobody_is_asked_does_not_show() {
    asks(r#"{"id": "a", "controlType": "textbox", "displayLabel": "Hidden", "visibility": false}"#, "");
    asks(r#"{"id": "a", "controlType": "infoblock"}"#, "");
    condition("other == rye", "never");
    condition("other == null", "always");
}

#[test]
fn conditions_are_words() {
    condition("kind == oat", "Answer this only if “Which kind?” is “Oats &amp; honey”.");
    condition("kind == rye", "Answer this only if “Which kind?” is “Rye” or “Rye again”.");
    condition("kind != null && kind == oat", "Answer this only if “Which kind?” is “Oats &amp; honey”.");
    condition("kind == Oat || kind == wheat", "Answer this only if “Which kind?” is “Oats &amp; honey” or “wheat”.");
    condition("kind != oat", "Answer this only if “Which kind?” is not “Oats &amp; honey”.");
    condition(
        "kind != oat && kind != wheat",
        "Answer this only if “Which kind?” is none of “Oats &amp; honey” and “wheat”.",
    );
    condition("kind != null", "Answer this only if “Which kind?” is answered.");
    condition("kind == oat || other == rye", "Answer this only if “Which kind?” is “Oats &amp; honey”.");
    condition("kind == oat && other == rye", "never");
}

#[test]
fn conditions_take_no_more_room_than_there_is() {
    let label = "long ".repeat(60);
    let more: Vec<String> = (0..900)
        .map(|at| format!("{{\"id\": \"b{at}\", \"controlType\": \"textbox\", \"visibility\": \"kind == oat\"}}"))
        .collect();
    let first = format!("{{\"id\": \"kind\", \"controlType\": \"textbox\", \"displayLabel\": \"{label}\"}}");
    let html = asking(&format!("{first}, {}", more.join(","))).to_html();
    assert!(html.contains("<p class=\"condition\" id=\"q2-condition\">Answer this only if “long long"));
    assert!(html.contains(
        "<p class=\"condition\" id=\"q901-condition\">Answer this only if your other answers ask for it.</p>"
    ));
}

#[test]
fn a_questionnaire_can_be_filled_in_by_hand() {
    reads(
        &kinds(
            r#"{"id": "b", "controlType": "multilinetextbox", "displayLabel": "Why?", "required": true, "visibility": "kind == oat"},
               {"id": "c", "controlType": "numerictextbox", "displayLabel": "How many?"},
               {"id": "d", "controlType": "multiselectdropdown", "displayLabel": "When?", "dropdownOptions": ["Now", "Then"]},
               {"id": "e", "controlType": "textBlock", "displayLabel": "See <a href='https://example.com/'>this</a>."}"#,
        ),
        "1. Which kind? (choose one)\n   ( ) Rye\n   ( ) Oats & honey\n   ( ) Rye again\n\n\
         2. Why? (required)\n   Only if question 1 is “Oats & honey”.\n   ________________________________________\n   \
         ________________________________________\n   ________________________________________\n\n\
         3. How many?\n   A number: ____________________\n\n\
         4. When? (choose several)\n   [ ] Now\n   [ ] Then\n\n\
         See this [1].\n\n[1] https://example.com/",
    );
}

const DYNAMIC: &str = r#"{"id": "m", "controlType": "dropdown", "displayLabel": "Machine", "required": true,
    "dropdownOptions": [{"value": "none", "text": "Unable to get machines"}],
    "dynamicDropdownOptions": {"uri": "/subscriptions/{subscriptionId}/machines", "defaultDropdownOptions": {"value": "no", "text": "None"}}}"#;

#[test]
fn options_that_a_host_fetches() {
    asks(
        DYNAMIC,
        "<div class=\"question\">\n<label for=\"q1\">Machine <span class=\"required\">(required)</span></label>\n\
         <p class=\"hint\" id=\"q1-hint\">Type it, or choose from the list.</p>\n\
         <input type=\"text\" id=\"q1\" name=\"m\" list=\"q1-list\" aria-describedby=\"q1-hint\" required>\n\
         <datalist id=\"q1-list\"><option value=\"None\"></option></datalist>\n</div>\n",
    );
    let (choices, answers) = (Choices::new().set("m", [("/1", "web-1")]), Answers::new().set("m", "/1"));
    let html =
        Html::new().form(Form::new().choices(&choices).answers(&answers)).render(&asking(DYNAMIC)).expect("HTML");
    assert_eq!(
        inside(&html),
        "<div class=\"question\">\n<label for=\"q1\">Machine <span class=\"required\">(required)</span></label>\n\
         <select id=\"q1\" name=\"m\" required>\n<option value=\"\">Choose an option</option>\n\
         <option value=\"/1\" selected>web-1</option>\n<option value=\"no\">None</option>\n</select>\n</div>\n",
    );
}

#[test]
fn answers_and_problems_show_at_their_questions() {
    let article =
        asking(&kinds(r#"{"id": "b", "controlType": "multilinetextbox", "displayLabel": "Why?", "maxLength": 3}"#));
    let answers = Answers::new().set("kind", "rye").set("b", "\n</textarea><b>");
    let form = article.data().and_then(|model| model.into_form()).expect("a form");
    let problems = form.validate(&answers).expect_err("it is too long");
    let asked = Form::new().action("/a?b&c").button("Send <it>").id_prefix("f 1").answers(&answers).problems(&problems);
    let html = Html::new().form(asked).render(&article).expect("HTML");
    for part in [
        "<form class=\"questions\" method=\"post\" action=\"/a?b&amp;c\">\n",
        "<option value=\"rye\" selected>Rye</option>\n<option value=\"oat\">Oats &amp; honey</option>\n<option value=\"rye\">Rye again",
        "<p class=\"problem\" id=\"f-12-problem\">“Why?” must have at most 3 characters: this has 15</p>\n\
         <textarea id=\"f-12\" name=\"b\" rows=\"3\" aria-describedby=\"f-12-problem\" aria-invalid=\"true\">\n\n\
         &lt;/textarea&gt;&lt;b&gt;</textarea>",
        "<button type=\"submit\">Send &lt;it&gt;</button>",
    ] {
        assert!(html.contains(part), "{part}\nis not in\n{html}");
    }
    let text = PlainText::new().form(asked).render(&article).expect("text");
    assert!(text.contains("   (x) Rye\n") && text.contains("\n   </textarea><b>\n"), "{text}");
}

#[test]
fn the_title_of_a_form_shows_once() {
    let titled = |title: &str| article(&format!("\"title\": \"{title}\", \"formElements\": []"));
    assert!(titled("Bread").to_html().starts_with("<h1>Bread</h1>\n<form"));
    assert!(titled("Rolls").to_html().starts_with("<h1>Bread</h1>\n<h2>Rolls</h2>\n<form"));
    let bare = Article::parse("<properties />\n---\n{ \"title\": \"Rolls\", \"formElements\": [] }\n---\n")
        .expect("an article");
    assert!(bare.to_html().starts_with("<h1>Rolls</h1>\n<form"), "{}", bare.to_html());
    assert!(Html::new().without_title().render(&bare).expect("HTML").starts_with("<form"));
    assert_eq!(bare.title().as_deref(), Some("Rolls"));
    assert_eq!(Page::new().render(&Html::new(), &bare).expect("a page").matches("<h1>Rolls</h1>").count(), 1);
}

#[test]
fn cards_and_attachments() {
    let article = article(
        r#""fileAttachmentHint": "Attach <b>it</b>", "formElements": [],
           "diagnosticCard": {"title": "What is it?", "description": "Help us.", "insightNotAvailableText": "Nothing"}"#,
    );
    assert_eq!(
        article.to_html(),
        "<h1>Bread</h1>\n<aside class=\"check\" role=\"note\">\n<h2>What is it?</h2>\n<p>Help us.</p>\n</aside>\n\
         <form class=\"questions\" method=\"post\">\n<p class=\"attachments\">Attach <strong>it</strong></p>\n\
         <p><button type=\"submit\">Submit</button></p>\n</form>\n",
    );
    assert_eq!(article.to_text(), "Bread\n=====\n\nWhat is it?\nHelp us.\n\nAttach *it*\n");
}

#[test]
fn a_host_renders_payloads_itself() {
    let article = asking(DYNAMIC);
    let host = |item: PayloadItem<'_>, out: &mut Out| {
        out.push_str("<my-form>");
        out.push_text(&item.model.as_form().map_or(0, |form| form.elements().len()).to_string());
        item.payload.text.contains("Machine")
    };
    assert_eq!(Html::new().payloads(&host).render(&article).expect("HTML"), "<h1>Bread</h1>\n<my-form>1\n");
    assert_eq!(PlainText::new().payloads(&host).render(&article).expect("text"), "Bread\n=====\n\n<my-form>1\n");
    let declines = |_: PayloadItem<'_>, out: &mut Out| {
        out.push_str("half");
        false
    };
    assert_eq!(Html::new().payloads(&declines).render(&article).expect("HTML"), article.to_html());
    let endless = |_: PayloadItem<'_>, out: &mut Out| {
        (0..1 << 12).for_each(|_| out.push_str(&"a".repeat(1 << 10)));
        true
    };
    assert!(Html::new().payloads(&endless).render(&article).is_err());
}

#[test]
fn words_can_be_others() {
    let mut labels = Labels::default();
    labels.form.submit = "Senden".into();
    labels.form.required = "nötig".into();
    let html = Html::new().labels(labels).render(&asking(DYNAMIC)).expect("HTML");
    assert!(html.contains("(nötig)") && html.contains(">Senden</button>"));
}

#[test]
fn every_option_shows_its_box_as_long_as_there_are_few() {
    let options: Vec<String> = (0..3000).map(|at| format!("\"{at}\"")).collect();
    let list = |count: usize| {
        let options = options.get(..count).expect("options").join(",");
        asking(&format!(
            "{{\"id\": \"a\", \"controlType\": \"multiselectdropdown\", \"dropdownOptions\": [{options}]}}"
        ))
    };
    assert!(list(10).to_html().contains("<input type=\"checkbox\" id=\"q1-10\" name=\"a\" value=\"9\">"));
    assert!(list(3000).to_html().contains("<select id=\"q1\" name=\"a\" multiple>\n<option value=\"0\">0</option>"));
}

#[test]
fn what_is_no_json_shows_what_was_read() {
    let broken = Article::parse_lenient(
        "<properties selfHelpType=\"problemScopingQuestions\" />\n# Bread\n---\n{ \"formElements\": [ { \"id\": \"a\", \
         \"controlType\": \"textbox\", \"displayLabel\": \"Name\" } \"owner\": { \"email\": \"a@b.example\" } }\n---\n",
    );
    assert!(broken.to_html().contains("<label for=\"q1\">Name</label>"), "{}", broken.to_html());
    assert!(!broken.to_html().contains("b.example") && !broken.to_text().contains('{'));
}

/// A page of a form that goes to `action` has this policy about where it may be sent.
#[track_caller]
fn may_go(action: &str, expected: &str) {
    let article = asking(r#"{"id": "a", "controlType": "textbox", "displayLabel": "Name"}"#);
    let page = Page::new().render(&Html::new().form(Form::new().action(action)), &article).expect("a page");
    let policy = page.split_once("form-action ").expect("a policy").1.split_once("\">").expect("its end").0;
    assert_eq!(policy, expected, "{action:?}");
}

#[test]
fn the_form_of_a_page_goes_where_its_host_says() {
    for own in ["", "/", "/tickets?a=1", "tickets", "?a", "tickets/a:b", "?https://a.example/"] {
        may_go(own, "'self'");
    }
    may_go("https://tickets.example.com/new?a=b", "https://tickets.example.com");
    may_go("https://tickets.example.com", "https://tickets.example.com");
    may_go("HTTP://localhost:8080/a", "http://localhost:8080");
    may_go("https://[::1]:80/", "https://[::1]:80");
    for none in [
        "mailto:a@b.example",
        "javascript:alert(1)",
        "//tickets.example.com/",
        "/\\tickets.example.com/",
        "https:",
        "https:///a",
        "https://a.example;script-src *",
        "https://a b.example/",
        "https://user@a.example/",
        "https://*.example/",
        "data:text/html,a",
    ] {
        may_go(none, "'none'");
    }
}

#[test]
fn a_page_without_an_action_or_a_form_sends_nothing() {
    let form = asking(r#"{"id": "a", "controlType": "textbox", "displayLabel": "Name"}"#);
    let words = Article::parse_lenient("<properties />\n# Bread\n");
    let action = Html::new().form(Form::new().action("https://tickets.example.com/"));
    for (html, article) in [(&Html::new(), &form), (&action, &words)] {
        let page = Page::new().render(html, article).expect("a page");
        assert!(page.contains("; form-action 'none'\">"), "{page}");
    }
}
