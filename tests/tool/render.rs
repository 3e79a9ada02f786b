//! `selfhelp render`.

use super::*;

#[track_caller]
fn renders(options: &[&str], content: &str, expected: &str) {
    let library =
        Library::new().with("a.md", content).with("values.json", r#"{"vmname": "web<01>", "diskId": "/d/1"}"#);
    let outcome = library.run(&[&["render", "a.md"], options].concat());
    let names_vmname = content.contains("$vmname") && !options.iter().any(|option| option.contains("vmname="));
    let err = if names_vmname { DEFAULTS } else { "" };
    assert_eq!(outcome, Outcome { status: Some(0), out: expected.to_owned(), err: err.to_owned() });
}

const DEFAULTS: &str = "warning: `a.md` shows the defaults of placeholders without a value: `vmname`\n";

const SHORT: &str = "<properties />
# Start
<!--nextSteps-->
Start **<!--$vmname-->[vmname]<!--/$vmname-->** and open [its disk](data-blade:Fabrikam.Disk.id.$diskId).
<!--/nextSteps-->
";

#[test]
fn render_writes_html() {
    renders(
        &[],
        SHORT,
        "<h1>Start</h1>
<section class=\"next-steps\">
<p>Start <strong>[vmname]</strong> and open <span data-blade=\"Fabrikam.Disk.id.$diskId\">its disk</span>.</p>
</section>
",
    );
    renders(
        &["--section", "NEXTSTEPS", "--set", "vmname=a & b", "--values", "values.json", "--cloud", "Fairfax"],
        SHORT,
        "<section class=\"next-steps\">
<p>Start <strong>a &amp; b</strong> and open \
<a href=\"https://portal.azure.us/#blade/Fabrikam/Disk/id/%2Fd%2F1\">its disk</a>.</p>
</section>
",
    );
}

#[test]
fn render_gives_html_the_ids_and_classes_of_a_host() {
    let html = "<h1 id=\"help-start\">Start</h1>\n<section class=\"x-next-steps\">\n";
    let outcome = Library::new().with("a.md", SHORT).run(&[
        "render",
        "a.md",
        "--set",
        "vmname=a",
        "--ids",
        "help",
        "--class-prefix",
        "x-",
    ]);
    assert!(outcome.status == Some(0) && outcome.out.starts_with(html), "{}", outcome.out);
}

#[test]
fn render_gives_notes_the_classes_of_a_host() {
    let html = |title: &str, class: &str| {
        format!(
            "<aside class=\"{class}\" role=\"note\">\n<p class=\"{title}\"><strong>Tip</strong></p>\n<p>Wait.</p>\n</aside>\n"
        )
    };
    let note = "<properties />\n> [!TIP]\n> Wait.\n";
    renders(&["--alerts", "github"], note, &html("markdown-alert-title", "markdown-alert markdown-alert-tip"));
    renders(&["--alerts", "own"], note, &html("note-title", "note tip"));
    renders(&["--format", "markdown", "--alerts", "own"], note, "> **Tip**\n>\n> Wait.\n");
    renders(&["--format", "markdown", "--alerts", "github"], note, "> [!TIP]\n> Wait.\n");
}

#[test]
fn render_leaves_out_the_title() {
    for (format, first) in
        [("html", "<section"), ("text", "Start *[vm"), ("markdown", "Start **"), ("help", "{\n  \"type")]
    {
        let outcome = Library::new().with("a.md", SHORT).run(&["render", "a.md", "--no-title", "--format", format]);
        assert!(outcome.status == Some(0) && outcome.out.starts_with(first), "{format}: {}", outcome.out);
    }
}

#[test]
fn render_makes_a_page() {
    let page = Library::new().with("a.md", SHORT).run(&["render", "--page", "a.md"]);
    assert!(page.out.starts_with("<!DOCTYPE html>\n") && page.out.contains("<title>Start</title>"), "{}", page.out);
    assert_eq!((page.status, &*page.err), (Some(0), DEFAULTS));
}

#[test]
fn a_page_of_a_section_has_the_title_of_the_article() {
    let content = SHORT.replace("<properties />", "<properties pageTitle=\"other\" />");
    let page = Library::new().with("a.md", &content).run(&["render", "--page", "--section", "nextSteps", "a.md"]);
    assert!(page.out.contains("<title>Start</title>") && page.out.contains("<h1>Start</h1>"), "{}", page.out);
    assert_eq!((page.status, &*page.err), (Some(0), DEFAULTS));
}

#[test]
fn render_writes_text_of_any_width() {
    let text = |lines: &str| format!("Start\n=====\n\n{lines}\n");
    renders(
        &["--format", "text"],
        SHORT,
        &text("Start *[vmname]* and open its disk [1].\n\n[1] portal page Fabrikam/Disk"),
    );
    let narrow = text("Start\n*[vmname]*\nand open its\ndisk [1].\n\n[1] portal page Fabrikam/Disk");
    renders(&["--format", "text", "--width", "12"], SHORT, &narrow);
    let long = format!("<properties />\n{}end\n", "word ".repeat(40));
    let line = format!("{}end\n", "word ".repeat(40));
    renders(&["--format", "text", "--width", "0"], &long, &line);
    renders(&["--format", "text", "--width", "unlimited"], &long, &line);
}

#[test]
fn render_writes_text_as_it_was_asked_for() {
    let content = "<properties />\nSelect **Save** in [the guide](https://example.com/guide) now.\n";
    let text =
        |options: &[&str], expected: &str| renders(&[&["--format", "text"], options].concat(), content, expected);
    text(&["--links", "inline"], "Select *Save* in the guide <https://example.com/guide> now.\n");
    text(&["--links", "text"], "Select *Save* in the guide now.\n");
    text(&["--links", "references"], "Select *Save* in the guide [1] now.\n\n[1] https://example.com/guide\n");
    text(&["--links", "text", "--emphasis", "plain"], "Select Save in the guide now.\n");
    text(&["--links", "text", "--flowed", "--width", "16"], "Select *Save* \nin the guide \nnow.\n");
}

#[test]
fn render_writes_for_a_terminal() {
    let content = "<properties />\n**Save** in [the guide](https://example.com/guide) \u{1b}[31mnow.\n";
    let linked = "\u{1b}]8;;https://example.com/guide\u{1b}\\the guide\u{1b}]8;;\u{1b}\\";
    let plain = format!("*Save* in {linked} \u{FFFD}[31mnow.\n");
    let styled = format!("\u{1b}[1mSave\u{1b}[0m in \u{1b}[4m{linked}\u{1b}[0m \u{FFFD}[31mnow.\n");
    let listed = "*Save* in the guide [1] \u{FFFD}[31mnow.\n\n[1] https://example.com/guide\n";
    for (format, color, environment, expected) in [
        ("terminal", "always", None, &*styled),
        ("terminal", "auto", None, &plain),
        ("terminal", "auto", Some("CLICOLOR_FORCE"), &styled),
        ("terminal", "never", Some("CLICOLOR_FORCE"), &plain),
        ("text", "always", Some("NO_COLOR"), &styled),
        ("text", "auto", Some("CLICOLOR_FORCE"), &styled),
        ("text", "auto", None, listed),
    ] {
        let library = Library::new().with("a.md", content);
        let mut command = library.command(&["render", "a.md", "--format", format, "--color", color]);
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").envs(environment.map(|name| (name, "1")));
        let outcome = Outcome::of(&mut command);
        assert_eq!((outcome.status, &*outcome.out, &*outcome.err), (Some(0), expected, ""), "{format} {color}");
    }
    renders(
        &["--format", "terminal", "--links", "inline"],
        content,
        "*Save* in the guide <https://example.com/guide> \u{FFFD}[31mnow.\n",
    );
    let flowed = ["--format", "text", "--color", "always", "--flowed", "--links", "text"];
    renders(&flowed, content, "*Save* in the guide \u{FFFD}[31mnow.\n");
}

#[test]
fn messages_have_no_sequences() {
    let library = Library::new().with("a.md", FORM).with("bad.json", "{\"size\": \"\\u001b[31mx\\u009b0m\"}");
    let outcome = library.run(&["render", "--answers", "bad.json", "a.md"]);
    assert_eq!(
        (outcome.status, &*outcome.err),
        (Some(1), "warning: “How large?” must be a number: “\u{FFFD}[31mx\u{FFFD}0m” is not\n")
    );
}

#[test]
fn render_writes_mails() {
    let heading =
        "<h1 style=\"margin:20px 0 12px;font:bold 24px/1.25 'Segoe UI',Arial,sans-serif;overflow-wrap:break-word\">";
    renders(&["--format", "mail"], "<properties />\n# Start\n", &format!("{heading}Start</h1>\n"));
    let library = Library::new().with("a.md", "<properties />\n# Start\n");
    let page = library.run(&["render", "a.md", "--format", "mail", "--page"]);
    assert!(page.out.starts_with("<!DOCTYPE html>\n") && page.out.contains(heading), "{}", page.out);
    assert!(!page.out.contains("<style>"), "{}", page.out);
}

#[test]
fn render_writes_markdown() {
    let start = "# Start\n\nStart **a\\*b** and open its disk (portal page Fabrikam/Disk).\n";
    renders(&["--format", "markdown", "--set", "vmname=a*b"], SHORT, start);
}

#[test]
fn render_writes_json_that_reads_back() -> Fallible {
    let library = Library::new().with("a.md", SHORT);
    let json = library.run(&["render", "--format", "json", "a.md"]).out;
    assert_eq!(serde_json::from_str::<selfhelp::Article>(&json)?, selfhelp::Article::parse(SHORT)?);
    Ok(())
}

#[test]
fn render_refuses_what_it_cannot_trust() {
    let library = Library::new().with("a.md", "<properties articleId=a1 pageTitle />\n# Start\n");
    let outcome = library.run(&["render", "a.md"]);
    let told = "\
error[quote-missing]: expected quotes around the value of `articleId`, found `a1 pageTitle`
 --> a.md:1:23
  |
1 | <properties articleId=a1 pageTitle />
  |                       ^^^^^^^^^^^^
  |
help: write `\"a1 pageTitle\"`
  |
1 - <properties articleId=a1 pageTitle />
1 + <properties articleId=\"a1 pageTitle\" />
  |

error: cannot render `a.md`: it has 1 error; `--lenient` recovers and renders it all the same
";
    assert_eq!(outcome, Outcome { status: Some(1), out: String::new(), err: told.to_owned() });
    let outcome = library.run(&["render", "--lenient", "a.md"]);
    assert_eq!(outcome, Outcome { status: Some(0), out: "<h1>Start</h1>\n".into(), err: String::new() });
}

#[track_caller]
fn render_fails(options: &[&str], message: &str) {
    let library = Library::new().with("a.md", SHORT).with("bad.json", "{\"a\": [1]}");
    let outcome = library.run(&[&["render", "a.md"], options].concat());
    assert_eq!(outcome, Outcome { status: Some(2), out: String::new(), err: message.to_owned() });
}

#[test]
fn render_says_what_it_lacks() {
    render_fails(&["--section", "salutation"], "error: `a.md` has no section `salutation`\n");
    render_fails(&["--values", "gone.json"], "error: cannot read `gone.json`: no such file or directory\n");
    let told = "error: in `bad.json`, the values could not be read: expected a string, a number, a boolean, `null` or \
                `{\"markdown\": \"…\"}` as a value, found an array at line 1, column 7\n";
    render_fails(&["--values", "bad.json"], told);
}

#[test]
fn render_reads_one_file() {
    let library = Library::new().with("a.md", PLAIN);
    let outcome = library.run(&["render", "."]);
    complains(&outcome, 2, "error: `.` is a folder; `--out-dir` renders the articles in it to files\n");
    let outcome = library.feed(&["render", "-"], PLAIN.as_bytes());
    assert_eq!(outcome, Outcome { status: Some(0), out: "<h1>Start it again</h1>\n".into(), err: String::new() });
}

#[test]
fn render_warns_of_names_that_the_article_does_not_have() {
    let warns = |set: &str, warning: &str| {
        let outcome = Library::new().with("a.md", SHORT).run(&["render", "--set", set, "a.md"]);
        let defaults = if set == "vmname=x" { "" } else { DEFAULTS };
        assert_eq!((outcome.status, &*outcome.err), (Some(0), &*format!("{warning}{defaults}")));
        assert!(outcome.out.starts_with("<h1>Start</h1>"), "{}", outcome.out);
    };
    warns("vmnmae=x", "warning: `a.md` has no placeholder `vmnmae`, did you mean `vmname`?\n");
    warns("VMName=x", "warning: `a.md` has no placeholder `VMName`, did you mean `vmname`?\n");
    warns("disk=x", "warning: `a.md` has no placeholder `disk`, did you mean `diskId`?\n");
    warns("color=x", "warning: `a.md` has no placeholder `color`\n");
    warns("vmname=x", "");
    warns("diskId=x", "");
}

const TWO: &str = "<properties />\n<!--$a-->[a]<!--/$a--> and <!--$b-->[b]<!--/$b-->\n";

#[track_caller]
fn without_value(options: &[&str], expected: (i32, &str, &str)) {
    let library = Library::new().with("a.md", TWO).with("values.json", "{\"B\": \"1\"}");
    let outcome = library.run(&[&["render", "a.md"], options].concat());
    assert_eq!((outcome.status, &*outcome.out, &*outcome.err), (Some(expected.0), expected.1, expected.2));
}

#[test]
fn render_shows_what_was_asked_for_where_a_value_is_missing() {
    let both = "warning: `a.md` shows the defaults of placeholders without a value: `a`, `b`\n";
    let one = "warning: `a.md` shows the defaults of placeholders without a value: `b`\n";
    without_value(&["--missing", "default"], (0, "<p>[a] and [b]</p>\n", both));
    without_value(&["--set", "a=1"], (0, "<p>1 and [b]</p>\n", one));
    without_value(&["--set", "a=1", "--set", "b=2"], (0, "<p>1 and 2</p>\n", ""));
    without_value(&["--missing", "empty", "--set", "a=1"], (0, "<p>1 and</p>\n", ""));
    without_value(&["--missing", "marker", "--set", "a=1"], (0, "<p>1 and <!--$b-->[b]<!--/$b--></p>\n", one));
    without_value(&["--missing", "fail"], (2, "", "error: cannot render `a.md`: no value for `a`, `b`\n"));
    without_value(&["--missing", "fail", "--set", "a=1", "--set", "b=2"], (0, "<p>1 and 2</p>\n", ""));
    without_value(&["--format", "text", "--missing", "empty", "--set", "b=2"], (0, "and 2\n", ""));
}

#[test]
fn render_names_the_value_that_was_probably_meant() {
    let near = "warning: `a.md` shows the defaults of placeholders without a value: `a`, `b` (there is a value `B`)\n";
    without_value(&["--values", "values.json"], (0, "<p>[a] and [b]</p>\n", near));
    let error = "error: cannot render `a.md`: no value for `b` (there is a value `B`)\n";
    without_value(&["--missing", "fail", "--set", "a=1", "--values", "values.json"], (2, "", error));
}

const FORM: &str = "<properties />
# Lamps
---
{ \"formElements\": [
  { \"id\": \"size\", \"controlType\": \"numerictextbox\", \"displayLabel\": \"How large?\", \"required\": true } ] }
---
";

#[test]
fn render_fills_in_a_form_and_checks_the_answers() {
    let library =
        Library::new().with("a.md", FORM).with("good.json", "{\"size\": 5}").with("bad.json", "{\"size\": \"x\"}");
    let good = library.run(&["render", "--format", "text", "--answers", "good.json", "a.md"]);
    assert_eq!((good.status, &*good.err), (Some(0), ""));
    assert_eq!(good.out, "Lamps\n=====\n\n1. How large? (required)\n   A number: 5\n");
    let bad = library.run(&["render", "--answers", "bad.json", "a.md"]);
    assert_eq!((bad.status, &*bad.err), (Some(1), "warning: “How large?” must be a number: “x” is not\n"));
    assert!(
        bad.out.contains("<p class=\"problem\" id=\"q1-problem\">“How large?” must be a number: “x” is not</p>"),
        "{}",
        bad.out
    );
}

#[test]
fn render_writes_the_schema_of_a_form() {
    let library = Library::new().with("a.md", FORM).with("b.md", SHORT);
    let schema = library.run(&["render", "--format", "schema", "a.md"]);
    assert!(schema.status == Some(0) && schema.out.contains("\"title\": \"How large?\""), "{}", schema.out);
    let none = library.run(&["render", "--format", "schema", "b.md"]);
    assert_eq!((none.status, &*none.err), (Some(2), "error: `b.md` has no form\n"));
}

#[test]
fn render_writes_the_json_of_the_help_service() {
    let keyed = "<properties articleId=\"fabrikam-slow-web-app\" />\n# <!--$x-->x<!--/$x-->\n\n<insight>\n  <symptomId>A</symptomId>\n</insight>\n";
    let library = Library::new().with("a.md", keyed);
    let help = library.run(&["render", "--format", "help", "--set", "x=y", "a.md"]);
    assert_eq!((help.status, &*help.err), (Some(0), ""));
    let key = "\"replacementKey\": \"<!--cd2d66c7-0e08-5036-8f67-b25161045bb7-->\"\n";
    assert!(
        help.out.starts_with("{\n  \"name\": \"fabrikam-slow-web-app\",\n") && help.out.contains(key),
        "{}",
        help.out
    );
}
