//! HTML for mails: tables, styles on the elements, no classes.

use selfhelp::render::html::{Html, Page};
use selfhelp::values::{Missing, Values};
use selfhelp::{Article, RenderError};

/// The HTML of a mail whose styles are left out, as some programs do.
fn bare(html: &str) -> String {
    let mut pieces = html.split(" style=\"");
    let mut bare = pieces.next().unwrap_or_default().to_owned();
    bare.extend(pieces.map(|piece| piece.split_once('"').map_or("", |(_, rest)| rest)));
    bare
}

fn article(body: &str) -> Article {
    Article::parse_lenient(&format!("<properties pageTitle=\"Lamps\" />\n{body}\n"))
}

#[track_caller]
fn with(html: &Html<'_>, body: &str, expected: &str) {
    let mail = html.clone().mail().render(&article(body)).map(|mail| bare(&mail));
    assert_eq!(mail.as_deref().map(str::trim_end), Ok(expected), "{body:?}");
}

#[track_caller]
fn mail(body: &str, expected: &str) {
    with(&Html::new(), body, expected);
}

const PANEL: &str = "<table role=\"presentation\" width=\"100%\" border=\"1\" cellpadding=\"12\" cellspacing=\"0\">\n\
    <tbody>\n<tr>\n<td valign=\"top\">\n";
const BUTTON: &str = "<table role=\"presentation\" border=\"1\" cellpadding=\"8\" cellspacing=\"0\">\n\
    <tbody>\n<tr>\n<td align=\"center\" bgcolor=\"#eef3fc\">";
const END: &str = "</td>\n</tr>\n</tbody>\n</table>";

fn note(colour: &str, title: &str) -> String {
    format!(
        "<table role=\"presentation\" width=\"100%\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\">\n<tbody>\n<tr>\n\
         <td width=\"4\" bgcolor=\"{colour}\"></td>\n<td width=\"16\"></td>\n<td>\n<p><strong>{title}</strong></p>\n<p>a</p>\n{END}"
    )
}

#[test]
fn every_element_has_its_style_and_no_class() {
    let styled = |element: &str, style: &str| {
        let everything = "# a\n\n## b\n\nc `d` <kbd>e</kbd> [f](https://a.example) ![g](https://a.example/g.png)\n\n* h\n\n> i\n\n\
            ```js\nj\n```\n\n| k |\n|---|\n| l |\n\n<dl><dt>m</dt><dd>n</dd></dl>\n";
        let html = Html::new().mail().render(&article(everything)).unwrap_or_default();
        assert!(!html.contains("class"), "{html}");
        let tags = html.split('<').filter(|tag| tag.split([' ', '>']).next() == Some(element));
        assert!(tags.clone().count() > 0 && tags.into_iter().all(|tag| tag.contains(style)), "<{element}> in {html}");
    };
    styled("h1", "style=\"margin:20px 0 12px;font:bold 24px/1.25 ");
    styled("h2", "font:bold 20px/1.25 ");
    styled("p", "style=\"margin:12px 0;font:15px/1.5 ");
    styled("li", "font:15px/1.5 ");
    styled("ul", "padding-inline-start:28px");
    styled("blockquote", "style=\"margin:12px 24px;");
    styled("pre", "white-space:pre-wrap");
    styled("kbd", "font-size:88%");
    styled("a", "word-break:break-word");
    styled("img", "max-width:100%");
    styled("table", "border-collapse:collapse");
    styled("th", "font:bold 15px/1.5 'Segoe UI',Arial,sans-serif;overflow-wrap:break-word;text-align:start");
    styled("td", "padding:6px 10px");
    styled("dt", "style=\"font:bold 15px/1.5 ");
    styled("dd", "font:15px/1.5 ");
}

#[test]
fn notes_have_a_bar_and_a_bold_title() {
    mail("> [!NOTE]\n> a", &note("#0b57c4", "Note"));
    mail("> [!TIP]\n> a", &note("#17713a", "Tip"));
    mail("> [!IMPORTANT]\n> a", &note("#7136b8", "Important"));
    mail("> [!WARNING]\n> a", &note("#b86e00", "Warning"));
    mail("> [!CAUTION]\n> a", &note("#b3261e", "Caution"));
    mail("> a", "<blockquote>\n<p>a</p>\n</blockquote>");
}

#[test]
fn only_titled_sections_are_set_apart() {
    mail("<!--nextSteps-->\na\n<!--/nextSteps-->", "<p>a</p>");
    mail(":::Section Next:::\na", &format!("{PANEL}<h2>Next</h2>\n<p>a</p>\n{END}"));
}

#[test]
fn details_are_open() {
    mail(
        "<details><summary>a</summary>\n\nb\n</details>",
        &format!("{PANEL}<p><strong>a</strong></p>\n<p>b</p>\n{END}"),
    );
    mail("<details>\n\nb\n</details>", &format!("{PANEL}<p><strong>Details</strong></p>\n<p>b</p>\n{END}"));
}

#[test]
fn a_button_is_one_where_it_is_alone() {
    let button = |word: &str| format!("{BUTTON}<a href=\"https://a.example\">{word}</a>{END}");
    mail("[a](button-link:https://a.example)", &button("a"));
    mail(
        "[a](button-link:https://a.example) <br>\n[b](button-link:https://a.example)",
        &[button("a"), button("b")].join("\n"),
    );
    mail("* [a](button-link:https://a.example)", &format!("<ul>\n<li>\n{}\n</li>\n</ul>", button("a")));
    mail("Then [a](button-link:https://a.example).", "<p>Then <a href=\"https://a.example\">a</a>.</p>");
    mail("[a](https://a.example)", "<p><a href=\"https://a.example\">a</a></p>");
    mail("## [a](button-link:https://a.example)", "<h2><a href=\"https://a.example\">a</a></h2>");
    // A button that leads nowhere is none.
    mail("[a](button-data-blade:A.B.id.$no)", "<p>a</p>");
}

#[test]
fn cells_are_aligned_without_styles_too() {
    let cell = |name: &str, rest: &str, word: &str| format!("<{name}{rest} valign=\"top\">{word}</{name}>\n");
    let rows = [
        "<table border=\"1\" cellpadding=\"6\" cellspacing=\"0\">\n<thead>\n<tr>\n",
        &cell("th", " scope=\"col\" align=\"right\"", "a"),
        &cell("th", " scope=\"col\"", "b"),
        "</tr>\n</thead>\n<tbody>\n<tr>\n",
        &cell("td", " align=\"right\"", "1"),
        &cell("td", "", "2"),
        "</tr>\n</tbody>\n</table>",
    ];
    mail("| a | b |\n|--:|---|\n| 1 | 2 |", &rows.concat());
}

#[test]
fn what_needs_a_page_is_left_out() {
    mail("[a](data-blade:A.B.id.$no)", "<p>a</p>");
    mail("```js\na\n```", "<pre><code>a\n</code></pre>");
    let video = "<video><src>https://a.example/v</src><title>How</title></video>";
    mail(video, "<p>Video: <a href=\"https://a.example/v\">How</a></p>");
    mail("<insight><symptomId>1</symptomId></insight>", "<p>An automatic check runs here in the portal.</p>");
    with(&Html::new().class_prefix("a-").github_alerts(), "> [!NOTE]\n> a", &note("#0b57c4", "Note"));
}

#[test]
fn a_mail_has_no_markers() {
    let marked = Html::new().missing(Missing::Marker);
    with(&marked, "a <!--$x-->b<!--/$x-->", "<p>a b</p>");
    with(&marked, "<!--$x-->b<!--/$x-->", "<p>b</p>");
    with(&marked, "<!--$x--><!--/$x-->", "");
}

#[test]
fn values_have_the_styles_of_a_mail() {
    let values = Values::new().markdown("x", "> [!NOTE]\n> a").text("y", "<b>\n\nc");
    let html = Html::new().values(&values);
    with(&html, "<!--$x-->b<!--/$x-->", &note("#0b57c4", "Note"));
    with(&html, "<!--$y-->b<!--/$y-->", "<p>&lt;b&gt;</p>\n<p>c</p>");
}

#[test]
fn a_form_is_a_questionnaire() {
    let form = r#"---
{ "formElements": [
  { "id": "lamp", "order": 1, "controlType": "dropdown", "displayLabel": "Which <b>lamp</b>?", "required": true,
    "dropdownOptions": [{ "value": "hall", "text": "Hall & attic" }, { "value": "desk", "text": "Desk" }] },
  { "id": "count", "order": 2, "controlType": "numerictextbox", "displayLabel": "How many?", "visibility": "lamp == desk" },
  { "id": "why", "order": 3, "controlType": "textbox", "displayLabel": "Why?", "watermarkText": "It is dark" },
  { "id": "info", "order": 4, "controlType": "infoblock", "content": "Lamps <i>shine</i>." }
] }
---"#;
    let line = "______________________________";
    let expected = format!(
        "<p><strong>1. Which <strong>lamp</strong>?</strong> (required, choose one)</p>\n\
         <p>(\u{a0}) Hall &amp; attic<br>\n(\u{a0}) Desk</p>\n\
         <p><strong>2. How many?</strong></p>\n<p>Only if question 1 is “Desk”.</p>\n<p>A number: {line}</p>\n\
         <p><strong>3. Why?</strong></p>\n<p>It is dark</p>\n<p>{line}</p>\n<p>Lamps <em>shine</em>.</p>"
    );
    mail(form, &expected);
}

#[test]
fn a_document_for_a_mail_has_no_style_sheet() {
    let html = Html::new().mail();
    let page = Page::new().language("de").render(&html, &article("a")).map(|page| bare(&page));
    let expected = "<!DOCTYPE html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
        <meta name=\"color-scheme\" content=\"light dark\">\n<title>Lamps</title>\n</head>\n<body>\n\
        <div dir=\"auto\" lang=\"de\">\n<h1>Lamps</h1>\n<p>a</p>\n</div>\n</body>\n</html>\n";
    assert_eq!(page.as_deref(), Ok(expected));
    let own = Page::new().style("p { color: red }").render(&html, &article("a"));
    assert!(own.is_ok_and(|page| page.contains("<style>\np { color: red }</style>\n")));
}

#[test]
fn a_mail_keeps_to_the_limits() {
    let limits = selfhelp::limits::Limits::new().output_bytes(200).output_ratio(1);
    let refused = Html::new().mail().limits(limits).render(&article("a\n\nb\n\nc"));
    assert_eq!(refused, Err(RenderError::OutputTooLarge { limit: 200 }));
}
