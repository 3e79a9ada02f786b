//! The language server, as an editor talks to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

use crate::{Fallible, Library};

/// An editor and the server that it started.
struct Editor {
    server: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    next: u64,
}

impl Editor {
    fn start(library: &Library) -> Editor {
        let mut command = library.command(&["lsp", "--stdio"]);
        let mut server =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the server can be started");
        let input = server.stdin.take();
        let output = BufReader::new(server.stdout.take().expect("the server has an output"));
        let mut editor = Editor { server, input, output, next: 0 };
        editor.ask("initialize", &json!({ "capabilities": {} }));
        editor.tell("initialized", &json!({}));
        editor
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        let input = self.input.as_mut().expect("the server listens");
        write!(input, "Content-Length: {}\r\n\r\n{text}", text.len()).and_then(|()| input.flush()).expect("it reads");
    }

    fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.output.read_line(&mut line).expect("the server answers");
            match line.trim_end().split_once(": ") {
                Some(("Content-Length", count)) => length = count.parse().expect("a length"),
                Some(_) => {}
                None => break,
            }
        }
        let mut text = vec![0; length];
        self.output.read_exact(&mut text).expect("the server answers");
        serde_json::from_slice(&text).expect("the server speaks JSON")
    }

    /// The result of a request, or its error.
    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let mut message = self.read();
            if message["id"] == id {
                return if message["error"].is_null() { message["result"].take() } else { message["error"].take() };
            }
        }
    }

    /// What is published of a document with this text.
    fn open(&mut self, uri: &str, text: &str) -> Value {
        let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", &json!({ "textDocument": document }));
        self.published()
    }

    fn published(&mut self) -> Value {
        loop {
            let mut message = self.read();
            if message["method"] == "textDocument/publishDiagnostics" {
                return message["params"].take();
            }
        }
    }

    fn end(mut self) -> Option<i32> {
        assert_eq!(self.ask("shutdown", &Value::Null), Value::Null);
        self.tell("exit", &Value::Null);
        drop(self.input.take());
        self.server.wait().expect("the server ends").code()
    }
}

fn at(line: u32, character: u32) -> Value {
    json!({ "line": line, "character": character })
}

fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    json!({ "start": at(start.0, start.1), "end": at(end.0, end.1) })
}

const URI: &str = "file:///nowhere/a.md";
const TEXT: &str = "<properties pageTitle=\"Lamp\" />\r\n# Lamp\r\n\r\n😀 `灯` (** a **)\r\n\r\n##Steps\r\n";

#[test]
fn an_editor_shows_what_is_found() -> Fallible {
    let library = Library::new();
    let mut editor = Editor::start(&library);
    let published = editor.open(URI, TEXT);
    let found: Vec<_> = published["diagnostics"].as_array().ok_or("no findings")?.iter().collect();
    let shown: Vec<_> = found.iter().map(|found| (&found["code"], &found["severity"], &found["range"])).collect();
    let (stars, heading) = (range((3, 8), (3, 15)), range((5, 0), (5, 2)));
    let expected = [(&json!("emphasis-spaces"), &json!(2), &stars), (&json!("heading-space"), &json!(2), &heading)];
    assert_eq!(shown, expected);
    assert_eq!(found[1]["source"], "selfhelp");
    assert_eq!(found[1]["message"], "expected a space after `##` of a heading, found `S`");
    assert_eq!(
        found[1]["codeDescription"]["href"],
        "https://docs.rs/selfhelp/latest/selfhelp/rules/index.html#heading-space"
    );
    assert_eq!(published["version"], 1);

    let change = json!({
        "textDocument": { "uri": URI, "version": 2 },
        "contentChanges": [{ "text": "<properties pageTitle=\"Lamp\" />\n# Lamp\n" }],
    });
    editor.tell("textDocument/didChange", &change);
    let published = editor.published();
    assert_eq!((&published["version"], &published["diagnostics"]), (&json!(2), &json!([])));
    editor.tell("textDocument/didClose", &json!({ "textDocument": { "uri": URI } }));
    assert_eq!(editor.published()["diagnostics"], json!([]));
    assert_eq!(editor.end(), Some(0));
    Ok(())
}

#[test]
fn an_editor_offers_fixes_and_says_why() -> Fallible {
    let library = Library::new();
    let mut editor = Editor::start(&library);
    editor.open(URI, TEXT);
    let document = json!({ "uri": URI });
    let place = range((5, 1), (5, 1));
    let asked = json!({ "textDocument": document, "range": place, "context": { "diagnostics": [] } });
    let actions = editor.ask("textDocument/codeAction", &asked);
    assert_eq!(actions[0]["title"], "Writes the space (heading-space)");
    assert_eq!((&actions[0]["kind"], &actions[0]["isPreferred"]), (&json!("quickfix"), &json!(true)));
    assert_eq!(actions[0]["edit"]["changes"][URI], json!([{ "range": range((5, 2), (5, 2)), "newText": " " }]));
    assert_eq!((&actions[1]["title"], &actions[1]["kind"]), (&json!("Make all safe fixes"), &json!("source.fixAll")));
    let fixed = TEXT.replace("** a **", "**a**").replace("##Steps", "## Steps");
    assert_eq!(actions[1]["edit"]["changes"][URI], json!([{ "range": range((0, 0), (6, 0)), "newText": fixed }]));
    for (only, titles) in [
        ("source", &["Make all safe fixes"][..]),
        ("source.fixAll", &["Make all safe fixes"]),
        ("quickfix", &["Writes the space (heading-space)"]),
        ("refactor", &[]),
        ("quick", &[]),
    ] {
        let mut asked = asked.clone();
        asked["context"]["only"] = json!([only]);
        let actions = editor.ask("textDocument/codeAction", &asked);
        let found: Vec<&str> =
            actions.as_array().expect("a list").iter().filter_map(|it| it["title"].as_str()).collect();
        assert_eq!(found, titles, "{only}");
    }

    let hover = editor.ask("textDocument/hover", &json!({ "textDocument": document, "position": at(5, 0) }));
    let words = hover["contents"]["value"].as_str().ok_or("no words")?;
    assert!(words.starts_with("**heading-space** (warning): A heading has no space after its `#`.\n\n"), "{words}");
    assert_eq!(hover["range"], range((5, 0), (5, 2)));
    assert_eq!(
        editor.ask("textDocument/hover", &json!({ "textDocument": document, "position": at(1, 3) })),
        Value::Null
    );

    let outline = editor.ask("textDocument/documentSymbol", &json!({ "textDocument": document }));
    assert_eq!((&outline[0]["name"], &outline[0]["selectionRange"]["start"]), (&json!("Lamp"), &at(1, 0)));
    assert_eq!(editor.end(), Some(0));
    Ok(())
}

#[test]
fn an_editor_completes_names_and_outlines() -> Fallible {
    let library = Library::new();
    let mut editor = Editor::start(&library);
    let text = "<properties pageTitle=\"Lamp\" sel selfHelpType=\"\" />\n# A\n\n<!--\n\n## B\n\n<!--rcaDescription-->\nC\n<!--/rcaDescription-->\n";
    editor.open(URI, text);
    let document = json!({ "uri": URI });
    let mut labels = |line, character| -> Vec<String> {
        let items = editor
            .ask("textDocument/completion", &json!({ "textDocument": document, "position": at(line, character) }));
        let items = items.as_array().cloned().unwrap_or_default();
        items.iter().filter_map(|item| Some(item["label"].as_str()?.to_owned())).collect()
    };
    let has = |labels: &[String], name: &str| labels.iter().any(|label| label == name);
    let names = labels(0, 32);
    assert!(has(&names, "selfHelpType") && !has(&names, "pageTitle"), "{names:?}");
    assert!(has(&labels(0, 47), "rca"));
    assert!(has(&labels(3, 4), "issueDescription"));
    assert_eq!(labels(1, 2), [""; 0]);

    let closed = text.replace("<!--\n", "");
    editor.open("untitled:b", &closed);
    let outline = editor.ask("textDocument/documentSymbol", &json!({ "textDocument": { "uri": "untitled:b" } }));
    assert_eq!(outline[0]["name"], "A");
    assert_eq!(outline[0]["children"][0]["name"], "B");
    assert_eq!(outline[0]["children"][0]["children"][0]["name"], "rcaDescription");

    let error = editor.ask("textDocument/rename", &json!({}));
    assert_eq!(error["message"], "unknown method `textDocument/rename`");
    let error = editor.ask("textDocument/hover", &json!({ "textDocument": 1 }));
    assert_eq!(error["code"], -32602);
    assert_eq!(editor.end(), Some(0));
    Ok(())
}

#[test]
fn what_cannot_be_read_is_left_out() -> Fallible {
    let mut editor = Editor::start(&Library::new());
    for (method, params) in [
        (
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": "file:///a b.md", "languageId": "", "version": 1, "text": "" } }),
        ),
        ("textDocument/didChange", json!({ "textDocument": 1 })),
        ("textDocument/didClose", Value::Null),
    ] {
        editor.tell(method, &params);
    }
    assert_eq!(editor.open(URI, TEXT)["diagnostics"].as_array().map(Vec::len), Some(2));
    assert_eq!(editor.end(), Some(0));
    Ok(())
}

#[test]
fn what_is_no_article_has_no_findings_and_no_fixes() -> Fallible {
    let mut editor = Editor::start(&Library::new());
    for (uri, text) in [("file:///nowhere/readme.md", TEXT), ("file:///nowhere/notes.md", "# Notes\n\n##Steps\n")] {
        assert_eq!(editor.open(uri, text)["diagnostics"], json!([]), "{uri}");
        let whole = range((0, 0), (9, 0));
        let params = json!({ "textDocument": { "uri": uri }, "range": whole, "context": { "diagnostics": [] } });
        assert_eq!(editor.ask("textDocument/codeAction", &params), json!([]), "{uri}");
    }
    assert_eq!(editor.end(), Some(0));
    Ok(())
}

#[test]
fn an_editor_that_ends_without_asking_is_a_failure() -> Fallible {
    let mut editor = Editor::start(&Library::new());
    editor.tell("exit", &Value::Null);
    drop(editor.input.take());
    assert_eq!(editor.server.wait()?.code(), Some(1));
    Ok(())
}

#[test]
fn settings_are_those_of_the_folder() -> Fallible {
    let library = Library::new().with("selfhelp.toml", "ignore = [\"emphasis-spaces\"]\n").with("a b/a.md", TEXT);
    let mut editor = Editor::start(&library);
    let uri = format!("file://{}/a%20b/a.md", library.0.display());
    let published = editor.open(&uri, TEXT);
    assert_eq!(published["diagnostics"].as_array().map(Vec::len), Some(1));
    assert_eq!(published["diagnostics"][0]["code"], "heading-space");
    assert_eq!(editor.end(), Some(0));
    Ok(())
}
