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

#[test]
fn brackets_of_another_kind() {
    let code = Code::LINK_BRACKETS;
    for (link, bracket) in [
        ("[Lamp guide}(https://a.example)", '}'),
        ("[Lamp guide)(https://a.example)", ')'),
        ("[Lamp guide】(https://a.example)", '】'),
    ] {
        let message = format!("expected `]` after the text of this link, found `{bracket}`; it shows as it is");
        everywhere(&format!("See {link} now"), &code, link, &message);
        mends(&format!("See {link} now"), &code, "See [Lamp guide](https://a.example) now");
    }
    for (link, bracket) in [
        ("{Lamp guide](https://a.example)", '{'),
        ("(Lamp guide](https://a.example)", '('),
        ("【Lamp guide](https://a.example)", '【'),
    ] {
        let message = format!("expected `[` before the text of this link, found `{bracket}`; it shows as it is");
        everywhere(&format!("See {link} now"), &code, link, &message);
        mends(&format!("See {link} now"), &code, "See [Lamp guide](https://a.example) now");
    }
    mends("(Lamp guide](https://a.example))", &code, "[(Lamp guide](https://a.example))");
    mends("(a) Lamp guide](https://a.example)", &code, "[(a) Lamp guide](https://a.example)");
    mends(
        "Lamp](https://a.example), Bulb](https://b.example).",
        &code,
        "[Lamp](https://a.example), [Bulb](https://b.example).",
    );
    for meant in ["f{x}(https://a.example)", "{a}(https://a.example)", "[Lamp (a)](https://a.example)"] {
        silent(meant, &code);
    }
}

#[test]
fn wide_parentheses() {
    let code = Code::LINK_BRACKETS;
    let message = "expected `]` after the text of this link, found none; it shows as it is";
    everywhere("见[灯具指南（https://a.example/g）。", &code, "[灯具指南（https://a.example/g）", message);
    mends("见[灯具指南（https://a.example/g）。", &code, "见[灯具指南](https://a.example/g)。");
    let message = "expected `[text](target)`, found the brackets of each at the other; it shows as it is";
    everywhere("见（灯具）[https://a.example/g]。", &code, "（灯具）[https://a.example/g]", message);
    mends("见（灯具）[https://a.example/g]。", &code, "见[灯具](https://a.example/g)。");
    silent("[灯（见 https://a.example）]", &code);
}

#[test]
fn titles_without_a_blank_before_them() {
    let code = Code::LINK_BRACKETS;
    let message = "expected a space before the title of this link, found none in `https://a.example\"t\"`";
    everywhere("[a b](https://a.example\"t\")", &code, "https://a.example\"t\"", message);
    mends("[a b](https://a.example\"t\")", &code, "[a b](https://a.example \"t\")");
    let message = "expected a space before the title of this link, found none; it shows as it is";
    for link in [
        "[a b](<https://a.example>\"t\")",
        "[a b](https://a.example\"the title\")",
        "[a b](<https://a.example>'the title')",
    ] {
        everywhere(link, &code, link, message);
        silent(link, &Code::LINK_SPACE);
    }
    mends("[a b](<https://a.example>\"t\")", &code, "[a b](<https://a.example> \"t\")");
    mends("[a b](https://a.example\"the title\")", &code, "[a b](https://a.example \"the title\")");
    silent("[a b](https://a.example/?q=\"t\")", &code);
}

#[test]
fn placeholders_as_targets() {
    let code = Code::LINK_BRACKETS;
    let message = "expected `)` after the target of this link, found none; it shows as it is";
    let link = "[Lamp guide](<!--$u-->https://a.example<!--/$u-->";
    for (before, after) in [("", "\n"), ("* ", "\r\n"), ("> ", "\n")] {
        one(&format!("{before}{link}{after}"), &code, link, message);
    }
    mends(link, &code, "[Lamp guide](<!--$u-->https://a.example<!--/$u-->)");
    silent("[Lamp guide](<!--$u-->a<!--/$u-->", &code);
}

#[test]
fn addresses_that_are_cut_off() {
    let code = Code::LINK_BRACKETS;
    let message = "expected `)` after the target of this link, found none; it shows as it is";
    let first = "[Lamp guide](https://a.example/a";
    everywhere(&format!("See {first} and [two](https://a.example/b)."), &code, first, message);
    everywhere("请参阅[灯](https://a.example/g。然后重启。", &code, "[灯](https://a.example/g", message);
    everywhere("[a b](https://a.example/g}", &code, "[a b](https://a.example/g}", message);
    let on_lines = "expected the target of this link on one line, found a line end in it; it shows as it is";
    let link = "[B](https://a.example/lamp/\nsteps)";
    one(&format!("{link} x\n"), &code, link, on_lines);
    for (words, mended) in [
        ("请参阅[灯](https://a.example/g。然后重启。", "请参阅[灯](https://a.example/g)。然后重启。"),
        ("[灯](https://例え.jp。然后", "[灯](https://例え.jp)。然后"),
        ("[a b](https://a.example/g}", "[a b](https://a.example/g)"),
        ("[a b](https://a.example/g\"", "[a b](https://a.example/g)"),
        ("[a b](https://a.example/g\"）", "[a b](https://a.example/g)"),
        ("[a b](https://a.example/g{x}", "[a b](https://a.example/g{x})"),
        ("See [a b](https://a.example/g.", "See [a b](https://a.example/g)."),
        ("[B](https://a.example/lamp/\nsteps) x", "[B](https://a.example/lamp/steps) x"),
        ("> [B](https://a.example/lamp  \r\n> -steps) x", "> [B](https://a.example/lamp-steps) x"),
        ("(see [B](https://a.example/lamp\nhere)", "(see [B](https://a.example/lamp)\nhere)"),
        ("[B](https://a.example/lamp\nTurn it on (again).", "[B](https://a.example/lamp)\nTurn it on (again)."),
        ("[a](https://a.example,\"Title\")", "[a](https://a.example \"Title\")"),
        ("[a](<https://a.example>,\"Title\")", "[a](<https://a.example> \"Title\")"),
    ] {
        mends(words, &code, mended);
    }
    for unclear in ["[B](https://a.example/lamp\nsteps and more) x", "[B](https://a.example/lamp\na) x"] {
        let (_, found) = found(&format!("{unclear}\n"), &code);
        assert!(found.len() == 1 && found[0].fix.is_none(), "{unclear:?}: {found:?}");
    }
}

#[test]
fn links_over_cells() {
    let code = Code::LINK_BRACKETS;
    let table = |row: &str| format!("| a | b |\n|---|---|\n{row}\n");
    let message = "expected `\\|` in the text of a link in a table, found `|`, which ends the cell; it shows as it is";
    let link = "[link|text](https://a.example)";
    one(&table(&format!("| {link} | x |")), &code, link, message);
    mends(
        &table("| [灯 | text](https://a.example) | x |").replace("\n\n", "\n"),
        &code,
        &table("| [灯 \\| text](https://a.example) | x |"),
    );
    let message = "expected `)` after the target of this link, found none; it shows as it is";
    let row = "| [a](https://a.example/a | [b](https://a.example/b) |";
    one(&table(row), &code, "[a](https://a.example/a", message);
    mends(&table(row), &code, &table("| [a](https://a.example/a) | [b](https://a.example/b) |"));
    let row = "| [guide (https://a.example/g) | guide](https://a.example/g) |";
    assert_eq!(found(&table(row), &code).1.len(), 2);
    mends(&table(row), &code, &table("| [guide](https://a.example/g) | [guide](https://a.example/g) |"));
}

#[test]
fn text_and_target_in_other_places() {
    let code = Code::LINK_BRACKETS;
    let message = |what: &str| format!("expected `[text](target)`, found {what}; it shows as it is");
    for (link, what) in [
        ("[https://a.example/g](Lamp guide)", "the target before the text"),
        ("[Lamp guide](Lamp guide)(https://a.example/g)", "words between text and target"),
        ("[Lamp guide][(https://a.example/g)]", "brackets around the parentheses"),
        ("[https://a.example/g Lamp guide]", "target and text in one bracket"),
    ] {
        everywhere(&format!("See {link} now"), &code, link, &message(what));
        mends(&format!("See {link} now"), &code, "See [Lamp guide](https://a.example/g) now");
    }
    let message =
        "expected nothing but the target between `(` and `)` of this link, found a word before it; it shows as it is";
    everywhere("[灯](url: https://a.example/g)", &code, "[灯](url: https://a.example/g)", message);
    mends("[灯](URL: https://a.example/g)", &code, "[灯](https://a.example/g)");
    for meant in [
        "[https://a.example/g, in German]",
        "[https://a.example/g or later]",
        "[https://a.example/g https://a.example/h]",
        "[Lamp guide](see below)",
        "[Lamp guide](see https://a.example/g)",
        "f[https://a.example/g Lamp guide]",
        "`[https://a.example/g](Lamp guide)`",
        "[1][(see below)]",
    ] {
        silent(meant, &code);
    }
}

#[test]
fn schemes_with_a_blank() {
    let code = Code::LINK_SPACE;
    for (first, rest) in [("https", " ://a.example/g"), ("http", " s://a.example/g"), ("HTTP", " ://a.example/g")] {
        let link = format!("[Lamp guide]({first}{rest})");
        let message = format!("expected `)` after the target `{first}`, found a space; a target holds none");
        everywhere(&link, &code, &link, &message);
        mends(&link, &code, &link.replace(&format!("{first} "), first));
    }
    silent("[Lamp guide](https or http)", &code);
}

#[test]
fn signs_at_the_end_of_a_target() {
    let code = Code::LINK_END;
    let address = "https://a.example/g";
    for sign in ['>', '"', '\'', '”', '。', ',', ']', '}', '`'] {
        let shown = if sign == '`' { "a backtick".to_owned() } else { format!("`{sign}`") };
        let message = format!("expected the end of a target after `{address}`, found {shown}, which is a part of it");
        let target = format!("{address}{sign}");
        everywhere(&format!("[Lamp guide]({target})"), &code, &target, &message);
    }
    one(
        "See <https://a.example/g。>\n",
        &code,
        "https://a.example/g。",
        "expected the end of a target after `https://a.example/g`, found `。`, which is a part of it",
    );
    for meant in [
        "[a](https://a.example/g)",
        "[a](https://a.example/?q='a')",
        "[a](https://a.example/{id})",
        "[a](https://a.example/(a))",
        "[a](https://a.example/wiki/モーニング娘。)",
        "[a](https://a.example/Inc.)",
        "https://a.example/g, \"https://a.example/g\"",
    ] {
        silent(meant, &code);
    }
}

#[test]
fn numbers_of_definitions_after_a_gap() {
    let code = Code::LINK_GAP;
    let message = |found: &str| format!("expected `[` of the label directly after `]` of a link, found a {found}");
    let body = |text: &str| format!("{text}\n\n[1]: https://example.com/a\n");
    one(&body("See [the guide] [1]."), &code, "[the guide] [1]", &message("space"));
    one(&body("见 [指南]\n[1]"), &code, "[指南]\n[1]", &message("line end"));
    mends(&body("See [the guide] [1]."), &code, &body("See [the guide][1]."));
    for meant in [
        "See [the guide][1] [1]",
        "See [1] [1]",
        "[ ] [1]",
        "\\[the guide] [1]",
        "[the guide] is [1]",
        "![Lamp] [1]",
        "[the guide] [a](https://example.com/a)",
        "[the guide] [2]",
    ] {
        assert_eq!(found(&body(meant), &code).1, [], "{meant:?}");
    }
}
