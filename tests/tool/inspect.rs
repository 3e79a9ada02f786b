//! `selfhelp inspect`, word for word.

use super::*;

#[track_caller]
fn inspects(content: &str, line: &str) {
    prints(content, 0, line);
}

/// Prints `line` for the article, and ends with `status`.
#[track_caller]
fn prints(content: &str, status: i32, line: &str) {
    let outcome = Library::new().with("a.md", content).run(&["inspect", "a.md"]);
    assert_eq!(outcome, Outcome { status: Some(status), out: format!("{line}\n"), err: String::new() });
}

#[test]
fn inspect_prints_what_an_article_holds() {
    let line = concat!(
        r#"{"path":"a.md","metadata":{"pageTitle":"Start failure","articleId":"fabrikam-start-failure","#,
        r#""selfHelpType":"rca","cloudEnvironments":["public","fairfax"]},"#,
        r#""title":"Why your machine did not start","payload":false,"#,
        r#""sections":[{"kind":"rcaDescription","start":192,"end":475},"#,
        r#"{"kind":"resolutionDetails","start":277,"end":452}],"#,
        r#""placeholders":[{"name":"vmname","default":"[vmname]","start":228,"end":265},"#,
        r#"{"name":"Path","default":"start","start":394,"end":424}],"#,
        r#""links":[{"kind":"blade","target":"data-blade:Fabrikam_Compute.DiskBlade.id.$diskId","#,
        r#""text":"the disk","start":307,"end":369},"#,
        r#"{"kind":"web","target":"https://example.com/start","text":"https://example.com/start","#,
        r#""start":373,"end":425}],"components":[],"#,
        r#""diagnostics":[{"code":"value-type","severity":"warning","#,
        r#""message":"expected a whole number for `displayOrder`, found `o0`","#,
        r#""start":147,"end":149,"line":6,"column":16}]}"#,
    );
    inspects(START, line);
}

#[test]
fn inspect_fails_for_what_strict_parsing_refuses() {
    let library = Library::new().with("a.md", PLAIN).with("b.md", "<properties pageTitle=Lamp />\n# Lamp\n");
    let outcome = library.run(&["inspect", "."]);
    assert_eq!((outcome.status, outcome.paths().len(), &*outcome.err), (Some(1), 2, ""));
}

#[test]
fn inspect_names_the_titles_of_sections_and_payloads() {
    let titled = "<properties pageTitle=\"S\" selfHelpType=\"apollo\" />\n:::Section How it works:::\nText.\n";
    let line = concat!(
        r#"{"path":"a.md","metadata":{"pageTitle":"S","selfHelpType":"apollo"},"title":"S","payload":false,"#,
        r#""sections":[{"kind":"titled","title":"How it works","start":51,"end":84}],"#,
        r#""placeholders":[],"links":[],"components":[],"diagnostics":[]}"#,
    );
    inspects(titled, line);

    let payload = "<properties selfHelpType=\"TSG_Questions\" />\n# Questions\n---\n{\"formElements\": []}\n---\n";
    let line = concat!(
        r#"{"path":"a.md","metadata":{"selfHelpType":"TSG_Questions"},"title":"Questions","payload":true,"data":{"kind":"scopingQuestions","value":{}},"#,
        r#""sections":[],"placeholders":[],"links":[],"diagnostics":[]}"#,
    );
    inspects(payload, line);
}

#[test]
fn inspect_prints_components_without_places() {
    let source = "<properties />\n<metric><name>a</name></metric>\n\n<videoGroup><video><src>https://example.com</src></video></videoGroup>\n";
    let line = concat!(
        r#"{"path":"a.md","metadata":{},"title":null,"payload":false,"sections":[],"placeholders":[],"#,
        r#""links":[{"kind":"web","target":"https://example.com","text":"https://example.com","start":60,"end":105}],"#,
        r#""components":[{"component":"metric","name":"a"},"#,
        r#"{"component":"videoGroup","videos":[{"src":"https://example.com"}]}],"diagnostics":[]}"#,
    );
    inspects(source, line);
}

#[test]
fn inspect_reads_everything_leniently() {
    let line = concat!(
        r#"{"path":"a.md","metadata":{},"title":null,"payload":false,"sections":[],"placeholders":[],"links":[],"#,
        r#""components":[],"diagnostics":[{"code":"header-missing","severity":"error","#,
        r#""message":"expected `<properties`, found the end of the file","#,
        r#""start":0,"end":0,"line":1,"column":1}]}"#,
    );
    prints("", 1, line);
}

#[test]
fn no_json_holds_control_characters() {
    let library =
        Library::new().with("a.md", "<properties pageTitle=\"a\u{7F}b\u{9B}c\" />\n# Lamp\n\n##\u{9B}d\u{7F}\n");
    for command in [
        &["inspect"][..],
        &["check", "--format", "json"],
        &["render", "--format", "json"],
        &["render", "--format", "help"],
    ] {
        let outcome = library.run(&[command, &["a.md"]].concat());
        let raw: Vec<char> = outcome.out.chars().filter(|c| c.is_control() && *c != '\n').collect();
        assert_eq!(raw, [], "{command:?}: {}", outcome.out);
        let line = outcome.out.lines().next().filter(|_| command == ["inspect"]).unwrap_or(&outcome.out);
        let json: serde_json::Value = serde_json::from_str(line).expect("JSON");
        if command == ["inspect"] {
            assert_eq!(json["metadata"]["pageTitle"], "a\u{7F}b\u{9B}c");
        }
    }
}
