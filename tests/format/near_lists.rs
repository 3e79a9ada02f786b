//! Lists that are nearly ones, and items that are nearly in theirs (format §5).

use selfhelp::diagnostic::{Code, Diagnostic};

use crate::near_marks::{found, one};

/// What is found in `body`, as the texts that it is about and the messages.
#[track_caller]
pub(crate) fn finds(body: &str, code: &Code, expected: &[(&str, &str)]) {
    let (article, found) = found(body, code);
    let found: Vec<_> =
        found.iter().map(|found| (&article.source()[found.span.range()], found.message.as_str())).collect();
    assert_eq!(found, expected, "{body:?}");
}

/// All fixes of `code` in `body` make it `mended`, in which none is left to be made.
#[track_caller]
pub(crate) fn mends_lines(body: &str, code: &Code, mended: &str) {
    let (article, diagnostics) = found(body, code);
    let fixed = selfhelp::diagnostic::apply_fixes(article.source(), &diagnostics);
    assert_eq!(fixed.strip_prefix(crate::near_marks::HEADER), Some(mended), "{body:?}: {diagnostics:?}");
    assert_eq!(fixes(mended, code), [], "{mended:?}");
}

pub(crate) fn fixes(body: &str, code: &Code) -> Vec<Diagnostic> {
    found(body, code).1.into_iter().filter(|found| found.fix.is_some()).collect()
}

#[track_caller]
pub(crate) fn silent_lines(body: &str, code: &Code) {
    assert_eq!(found(body, code).1, [], "{body:?}");
}

#[test]
fn steps_without_a_blank_below_a_good_one() {
    let code = Code::LIST_SPACE;
    let message = |mark: &str, next: &str| format!("expected a space after the list marker `{mark}`, found `{next}`");
    one("1. a\n2.Step\n3. c\n", &code, "2.", &message("2.", "S"));
    one("1. a\r\n2.**Step**\r\n", &code, "2.", &message("2.", "*"));
    one("1)\ta\n2)Step\n", &code, "2)", &message("2)", "S"));
    one("> 7. a\n> 8.打开\n", &code, "8.", &message("8.", "打"));
    one("* a\n  1. b\n  2.Step\n", &code, "2.", &message("2.", "S"));
    one("1. a\n   * b\n2.Step\n", &code, "2.", &message("2.", "S"));
    one("<!--issueDescription-->\n1. a\n2.Step\n<!--/issueDescription-->\n", &code, "2.", &message("2.", "S"));
    one("* a\n-Stop it\n* c\n", &code, "-", &message("-", "S"));
    one("* a\n-关\n", &code, "-", &message("-", "关"));
    mends_lines("1. a\n2.Step\n3.Step\n", &code, "1. a\n2. Step\n3. Step\n");
    mends_lines("> 1. a\r\n> 2.Step\r\n", &code, "> 1. a\r\n> 2. Step\r\n");
    mends_lines("* a\n-Stop it\n-Start it\n", &code, "* a\n- Stop it\n- Start it\n");
    // In the item itself they would be text with a blank, too.
    assert_eq!(fixes("1. a\n   2.Step\n   3.Step\n", &code), []);
    for meant in [
        "1. a\n3.Step\n",
        "1. Install version\n2.5 of it\n",
        "1. Use\n2.x now\n",
        "* Use\n2.Step\n",
        "1. Run Get-Lamp\n-Location hall\n",
        "* Run `lamp`\n-Force\n",
        "* Run Get-Lamp -Room hall\n-Location hall\n",
        "* lamp `\n-Location hall\n",
        "* a\n-b\n",
        "* a  \n-Stop it\n",
        "* -Stop it\n",
        "1. a\n   > text\n   > 2.Step\n",
        "* a\n  > text\n  > -Stop it\n",
    ] {
        silent_lines(meant, &code);
    }
}

#[test]
fn odd_numbers_below_a_good_one() {
    let code = Code::LIST_LETTER;
    let message = |found: &str| {
        format!("expected a number and a dot at the beginning of a list item, found `{found}`, which makes no list")
    };
    for (line, mark) in
        [("2.) b", "2.)"), ("2- b", "2-"), ("(2) b", "(2)"), ("2、b", "2、"), ("（2）b", "（2）"), ("②b", "②")]
    {
        one(&format!("1. a\n{line}\n"), &code, mark, &message(mark));
        one(&format!("> 1. a\r\n> {line}\r\n"), &code, mark, &message(mark));
    }
    mends_lines("1. a\n2、b\n3、c\n", &code, "1. a\n2. b\n3. c\n");
    one("1. The (1) lamp and\n② switch\n", &code, "②", &message("②"));
    mends_lines("1. a\n2.) b\n3. c\n", &code, "1. a\n2) b\n3. c\n");
    for meant in [
        "1. a\n(3) c\n",
        "1. The (1) lamp and\n(2) switch\n",
        "1. 按1、灯\n2、关\n",
        "1. 按（１）灯\n（２）关\n",
        "1. 按一、灯\n二、关\n",
        "1. The ① lamp and\n② switch\n",
        "* a\n(2) b\n",
        "1. (2) b\n",
        "1. a  \n(2) b\n",
        "1. a\n   > text\n   > (2) b\n",
    ] {
        silent_lines(meant, &code);
    }
}

#[test]
fn letters_stay_in_their_item() {
    let code = Code::LIST_LETTER;
    mends_lines("1. a\n  a. b\n  b. c\n2. d\n", &code, "1. a\n   1. b\n   2. c\n2. d\n");
    mends_lines("* a\na. b\nb. c\n", &code, "* a\n  1. b\n  2. c\n");
    mends_lines("> 10. a\n> (1) b\n> (2) c\n", &code, "> 10. a\n>     1. b\n>     2. c\n");
    assert_eq!(fixes("> 1. a\na. b\nb. c\n", &code), []);
}

#[test]
fn numbers_of_other_scripts() {
    let code = Code::LIST_LETTER;
    for (first, second) in [
        ("（1）", "（2）"),
        ("（1） ", "（2） "),
        ("（1)", "（2)"),
        ("１．", "２．"),
        ("１. ", "２. "),
        ("１）", "２）"),
        ("1。", "2。"),
        ("I. ", "II. "),
        ("Ⅰ. ", "Ⅱ. "),
        ("ⅰ）", "ⅱ）"),
        ("⑴", "⑵"),
        ("❶ ", "❷ "),
        ("一、", "二、"),
        ("（一）", "（二）"),
    ] {
        mends_lines(&format!("{first}开\n{second}关\n"), &code, "1. 开\n2. 关\n");
        mends_lines(&format!("> {first}开\r\n> {second}关\r\n"), &code, "> 1. 开\r\n> 2. 关\r\n");
        silent_lines(&format!("{first}开\n"), &code);
        silent_lines(&format!("{first}开\n\n{second}关\n"), &code);
    }
    for meant in ["１.５ GB\n２.５ GB\n", "１．５\n２．５\n", "1。5\n2。5\n", "一般\n二次\n", "II. Lamp\nIV. Lamp\n"]
    {
        silent_lines(meant, &code);
    }
}

#[test]
fn bullets_of_other_scripts_and_after_blanks() {
    let code = Code::LIST_BULLET;
    for line in
        ["・ a", "・a", "･a", "◆ a", "\u{A0}• a", "&nbsp;• a", "\u{3000}・a", "&#160; ● a", "\u{2003}• a", "\u{F0A7} a"]
    {
        mends_lines(&format!("{line}\n{line}\n"), &code, "* a\n* a\n");
    }
    mends_lines("☐ a\n☐ b\n", &code, "* a\n* b\n");
    let message = "expected `* ` at the beginning of a list item, found `•`, which makes no list";
    one("&nbsp;&nbsp;• a\n", &code, "&nbsp;&nbsp;• ", message);
    assert_eq!(fixes("&nbsp;&nbsp;• a\n", &code), []);
    for meant in ["☐ a\n", "&nbsp;a • b\n", "ジョン・スミス\n", "※ a\n"] {
        silent_lines(meant, &code);
    }
}

#[test]
fn signs_of_a_legend() {
    let code = Code::LIST_BULLET;
    for meant in
        ["○：a\n△：b\n×：c\n", "○ a\n× b\n", "a：○…b、×…c\n○ b\n△ c\n", "> ◎a\n> ○b\n", "● = a\n", "√ a\n○ b\n"]
    {
        silent_lines(meant, &code);
    }
    let message =
        |sign: &str| format!("expected `* ` at the beginning of a list item, found `{sign}`, which makes no list");
    finds("● a\n○ b\n", &code, &[("● ", &message("●")), ("○ ", &message("○"))]);
    assert_eq!(fixes("● a\n○ b\n", &code), []);
    mends_lines("○ a\n○ b\n", &code, "* a\n* b\n");
    mends_lines("• a × b\n• ○\n", &code, "* a × b\n* ○\n");
}

#[test]
fn bullets_stay_in_their_item() {
    let code = Code::LIST_BULLET;
    mends_lines("1. x\n  • a\n  • b\n2. y\n", &code, "1. x\n   * a\n   * b\n2. y\n");
    mends_lines("1. x\r\n• a\r\n• b\r\n2. y\r\n", &code, "1. x\r\n   * a\r\n   * b\r\n2. y\r\n");
    mends_lines("10. x\n   – a\n   – b\n", &code, "10. x\n    * a\n    * b\n");
    mends_lines("> 1. x\n> • a\n", &code, "> 1. x\n>    * a\n");
    mends_lines(">1. x\n>• a\n", &code, ">1. x\n>    * a\n");
    mends_lines("> 1. x\n>• a\n", &code, "> 1. x\n>    * a\n");
    mends_lines("> * x\n>• a\n", &code, "> * x\n>* a\n");
    mends_lines("* x\n• a\n", &code, "* x\n* a\n");
    mends_lines("* x\n • a\n", &code, "* x\n  * a\n");
    assert_eq!(fixes("> 1. x\n• a\n", &code), []);
    assert_eq!(fixes("1. x\n\t• a\n", &code), []);
}

#[test]
fn lists_that_are_beside_their_item() {
    let code = Code::LIST_INDENT;
    let message = |needed, found, what| {
        format!(
            "expected {needed} spaces before a list in a list item, found {found}; {what} beside the item, not in it"
        )
    };
    one("1. a\n  1) b\n2. c\n", &code, "1", &message(3, 2, "the list is"));
    one("* a\r\n - b\r\n* c\r\n", &code, "-", &message(2, 1, "the list is"));
    one("> - a\n>  1. b\n> - c\n", &code, "1", &message(2, 1, "the list is"));
    one(">- a\n>  1. b\n> - c\n", &code, "1", &message(2, 1, "the list is"));
    one("> 1. a\n>   1) b\n>2. c\n", &code, "1", &message(3, 2, "the list is"));
    one("1. a\n  1. b\n  2. c\n2. d\n", &code, "1", &message(3, 2, "its items are"));
    one("* x\n  1. a\n    1. b\n  2. c\n", &code, "1", &message(5, 4, "its items are"));
    mends_lines("1. a\n  1) b\n2. c\n", &code, "1. a\n   1) b\n2. c\n");
    mends_lines("- a\n + b\n- c\n", &code, "- a\n  + b\n- c\n");
    mends_lines("* a\n 1. b\n* c\n", &code, "* a\n  1. b\n* c\n");
    mends_lines("1. a\n  1. b\n     b\n  2. c\n2. d\n", &code, "1. a\n   1. b\n      b\n   2. c\n2. d\n");
    mends_lines("1. a\r\n  1. b\r\n  2. c\r\n", &code, "1. a\r\n   1. b\r\n   2. c\r\n");
    mends_lines("1. a\n  1. b\n2. c\n  1. d\n3. e\n", &code, "1. a\n   1. b\n2. c\n   1. d\n3. e\n");
    for meant in [
        "1. a\n 2. b\n3. c\n",
        "1. a\n 1. b\n1. c\n",
        "* a\n- b\n",
        " * a\n - b\n",
        "* a\n * b\n",
        "1. a\n   1. b\n   2. c\n2. d\n",
        "1. a\n\ntext\n\n 1) b\n",
        ">* a\n> - b\n",
        "> * a\n>- b\n",
        ">1. a\n> 1) b\n",
        ">1. a\n> 1. b\n> 2. c\n",
        "* > * a\n  >- b\n",
    ] {
        silent_lines(meant, &code);
    }
}

#[test]
fn items_that_are_text() {
    let code = Code::LIST_AS_TEXT;
    let below = |mark: &str| {
        let first = mark.replace(['2', '3'], "1");
        format!("expected a blank line before the item `{mark}`, found text; only `{first}` begins a list below text")
    };
    let inside = "expected the item `2.` below the marker of the one before, found it below its text; it is text";
    finds("Text\n2. b\n3. c\n", &code, &[("2.", &below("2.")), ("3.", &below("3."))]);
    finds("> Text\r\n> 2) b\r\n> 3) c\r\n", &code, &[("2)", &below("2)")), ("3)", &below("3)"))]);
    one("1. a\n\ntext\n2. b\n", &code, "2.", &below("2."));
    one("1. First:\n<br>\nmore\n2. Second\n", &code, "2.", &below("2."));
    one("1. a\n   2. b\n", &code, "2.", inside);
    mends_lines("**Text**\n2. b\nand more\n3. c\n", &code, "**Text**\n\n2. b\nand more\n3. c\n");
    mends_lines("1. a\r\n\r\ntext\r\n2. b\r\n", &code, "1. a\r\n\r\ntext\r\n\r\n2. b\r\n");
    mends_lines("> 1. a\n>    2. b\n", &code, "> 1. a\n> 2. b\n");
    mends_lines(">1. a\n>    2. b\n", &code, ">1. a\n> 2. b\n");
    for meant in [
        "Text\n2. b\n",
        "It was in\n2019. It was\n2020. It was\n",
        "1. a\n2. b\n3. c\n",
        "Text\n1. a\n2. b\n",
        "Text\n2\\. b\n3\\. c\n",
        "Text  \n2. b  \n3. c\n",
        "Text\n2.5 b\n3.5 c\n",
        "1. a\n\n   2. b\n2. c\n",
        "<p>\nText\n2. b\n3. c\n</p>\n",
        "1. a\n\ntext\n3. b\n",
        "1. a\n   > text\n   > 2. b\n",
    ] {
        silent_lines(meant, &code);
    }
}

#[test]
fn dates_and_names_that_begin_a_line() {
    for body in
        ["3.&nbsp;Oktober 2019 war Feiertag.\n", "Am\n1.\u{A0}Oktober war es.\n", "1.\u{A0}Mai: Feiertag.\n\n2020.\n"]
    {
        silent_lines(body, &Code::LIST_SPACE);
    }
    finds(
        "1.\u{A0}Start\n2.\u{A0}Stop\n",
        &Code::LIST_SPACE,
        &[
            ("1.", "expected a space after the list marker `1.`, found U+00A0"),
            ("2.", "expected a space after the list marker `2.`, found U+00A0"),
        ],
    );
    silent_lines("Er wurde am\n3. Oktober eröffnet und am\n4. November geschlossen.\n", &Code::LIST_AS_TEXT);
    silent_lines("ジョン\n・スミス\n", &Code::LIST_BULLET);
}
