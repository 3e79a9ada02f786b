//! Links that are nearly right (format §5): they show as they are typed, and are found everywhere.

use selfhelp::diagnostic::Code;

use crate::near_marks::{everywhere, found, mends, one, silent};

#[test]
fn targets_that_end_otherwise() {
    let code = Code::LINK_BRACKETS;
    let message = "expected `)` after the target of this link, found none; it shows as it is";
    everywhere("See [guide](https://a.example/g] now", &code, "[guide](https://a.example/g]", message);
    everywhere("见[灯](https://a.example/a(b) 吧", &code, "[灯](https://a.example/a(b)", message);
    mends("See [guide](https://a.example/g] now", &code, "See [guide](https://a.example/g) now");
    for meant in [
        "[guide](https://a.example/a(b))",
        "[[guide](https://a.example)]",
        "`[guide](https://a.example/g]`",
        "\\[guide\\](see a]",
    ] {
        silent(meant, &code);
    }
}

#[test]
fn titles_with_quotes_inside() {
    let code = Code::LINK_BRACKETS;
    let message = "expected no `\"` inside the title of this link, found one; it shows as it is";
    let link = "[guide](https://a.example \"the \"best\" guide\")";
    everywhere(link, &code, link, message);
    silent("[guide](https://a.example \"the \\\"best\\\" guide\")", &code);
    silent("[guide](https://a.example \"the 'best' guide\")", &code);
}

#[test]
fn targets_after_a_backslash() {
    let code = Code::LINK_BRACKETS;
    let message = "expected `(` and `)` around the target of this link, found other signs; it shows as it is";
    everywhere("[Lamp]\\(https://a.example/a) b", &code, "[Lamp]\\(https://a.example/a)", message);
    mends("[Lamp]\\(https://a.example/a\\) b", &code, "[Lamp](https://a.example/a) b");
    silent("[Lamp]\\(see below)", &code);
}

#[test]
fn links_of_wikis_and_chats() {
    let code = Code::LINK_BRACKETS;
    let message = "expected `[text](target)`, found text and target with a `|` between them; it shows as it is";
    for (before, after) in [("", "\n"), ("* ", "\r\n"), ("> ", "\n"), ("## ", "\n\nb\n")] {
        let link = "[the guide|https://a.example/a]";
        one(&format!("{before}{link}{after}"), &code, link, message);
    }
    mends("见[灯|https://a.example/a]。", &code, "见[灯](https://a.example/a)。");
    let message = "expected `[text](target)`, found target and text with a `|` between them; it shows as it is";
    one("See <https://a.example|the guide> now\n", &code, "<https://a.example|the guide>", message);
    mends("See <https://a.example|the guide>", &code, "See [the guide](https://a.example)");
    silent("[a|b]", &code);
    silent("`[the guide|https://a.example/a]`", &code);
    assert_eq!(found("| [a | https://a.example] |\n|---|---|\n", &code).1, []);
}

#[test]
fn wide_brackets() {
    let code = Code::LINK_BRACKETS;
    let message = "expected `[` and `]` around the text of this link, found `［` or `］`; it shows as it is";
    everywhere("见［灯］（https://a.example/a）。", &code, "［灯］（https://a.example/a）", message);
    mends("见［灯］（https://a.example/a）。", &code, "见[灯](https://a.example/a)。");
    silent("见［灯］（下）", &code);
    silent("［1］（https://a.example）", &code);
}

#[test]
fn a_link_in_a_link() {
    let code = Code::LINK_BRACKETS;
    let message = "expected no link in the text of a link, found one; the brackets of the other show as they are";
    let link = "[see [the guide](https://a.example)](https://b.example)";
    everywhere(link, &code, link, message);
    for meant in [
        "[![the guide](https://a.example/a.png)](https://b.example)",
        "[see [the guide](https://a.example)]",
        "[the guide](https://a.example) (see https://b.example)",
        "[see [1]](https://b.example)",
    ] {
        silent(meant, &code);
    }
}

#[test]
fn pictures_with_a_blank_in_their_name() {
    let code = Code::LINK_SPACE;
    let message = |first: &str| format!("expected `)` after the target `{first}`, found a space; a target holds none");
    for (picture, first) in [
        ("![Screen](C:\\my file.png)", "C:\\my"),
        ("![Screen](Screenshots\\my file.PNG)", "Screenshots\\my"),
        ("![灯](图 1.jpg \"t\")", "图"),
        ("![Screen](media/a.png =100x20 b.png)", "media/a.png"),
    ] {
        everywhere(&format!("See {picture} now"), &code, &picture[1..], &message(first));
    }
    for meant in ["f[1](a, b.png)x", "![a](b.png \"t\")", "`![a](my file.png)`", "[a](see below)"] {
        silent(&meant.replace("f[1](a, b.png)x", "f(a, b.png)"), &code);
    }
}
