//! Lines that count, or begin with bullets, in ways that make no list (format §5).

use selfhelp::diagnostic::Code;

use crate::near_lists::mends_lines;
use crate::near_marks::{found, one};

/// Each of the markers is found where two lines begin with them, and neither alone nor in two paragraphs.
#[track_caller]
fn counts(first: &str, second: &str, words: [&str; 2]) {
    let code = Code::LIST_LETTER;
    let places = |body: &str| {
        let (article, found) = found(body, &code);
        let places = found.iter().map(|found| article.source()[found.span.range()].to_owned());
        places.collect::<Vec<_>>()
    };
    let (a, b) = (format!("{first}{}", words[0]), format!("{second}{}", words[1]));
    let is_word = |marker: &str| marker.contains(char::is_alphabetic);
    let bare =
        |marker: &str| if is_word(marker) { marker.trim_start_matches('*') } else { marker }.trim_end().to_owned();
    let markers = [first, second].map(bare);
    for body in [
        format!("{a}\n{b}\n"),
        format!("> {a}\r\n> {b}\r\n"),
        format!("* x\n\n  {a}\n  {b}\n"),
        format!("Text\n{a}\n{b}\n"),
        format!("<!--issueDescription-->\n{a}\n{b}\n<!--/issueDescription-->\n"),
    ] {
        assert_eq!(places(&body), markers, "{body:?}");
    }
    for body in [format!("{a}\n"), format!("{a}\n\n{b}\n"), format!("{a}\n{a}\n"), format!("```\n{a}\n{b}\n```\n")] {
        assert_eq!(places(&body), [""; 0], "{body:?}");
    }
}

#[test]
fn digits_and_letters_of_other_scripts() {
    for (first, second) in [
        ("١. ", "٢. "),
        ("١- ", "٢- "),
        ("۱. ", "۲. "),
        ("๑. ", "๒. "),
        ("१. ", "२. "),
        ("а) ", "б) "),
        ("А. ", "Б. "),
        ("(а) ", "(б) "),
        ("가. ", "나. "),
        ("א. ", "ב. "),
        ("أ. ", "ب. "),
        ("ก. ", "ข. "),
        ("α) ", "β) "),
        ("1.- ", "2.- "),
        ("1 、", "2 、"),
    ] {
        counts(first, second, ["灯", "灯"]);
    }
    let code = Code::LIST_LETTER;
    mends_lines("١. افتح\n٢. اغلق\n", &code, "1. افتح\n2. اغلق\n");
    mends_lines("> а) Раз\r\n> б) Два\r\n", &code, "> 1) Раз\r\n> 2) Два\r\n");
    mends_lines("1.- Abra\n2.- Feche\n", &code, "1. Abra\n2. Feche\n");
    mends_lines("1 、打开\n2 、关闭\n", &code, "1. 打开\n2. 关闭\n");
    for meant in ["٣. أكتوبر\n٤. نوفمبر\n", "١.٥\n٢.٥\n", "в. г.\nа. б.\n", "1.-5\n2.-5\n", "а б\nб а\n"]
    {
        assert_eq!(found(meant, &code).1, [], "{meant:?}");
    }
}

#[test]
fn steps_by_their_name() {
    for (first, second) in [
        ("Step 1: ", "Step 2: "),
        ("STEP 1 - ", "STEP 2 - "),
        ("**Step 1:", "**Step 2:"),
        ("Schritt 1: ", "Schritt 2: "),
        ("Étape 1 : ", "Étape 2 : "),
        ("Шаг 1. ", "Шаг 2. "),
        ("第一步：", "第二步："),
        ("第 1 步，", "第 2 步，"),
        ("1단계: ", "2단계: "),
        ("ステップ1：", "ステップ2："),
    ] {
        let ends = if first.starts_with('*') { ["** Open", "** Close"] } else { ["Open", "Close"] };
        counts(first, second, ends);
    }
    let message = |marker: &str| {
        format!("expected a number and a dot at the beginning of a list item, found `{marker}`, which makes no list")
    };
    let (article, diagnostics) = found("Step 3: Open\nand wait\nStep 4: Close\n", &Code::LIST_LETTER);
    let messages: Vec<_> = diagnostics.iter().map(|found| found.message.clone()).collect();
    assert_eq!(messages, [message("Step 3:"), message("Step 4:")], "{}", article.source());
    assert!(diagnostics.iter().all(|found| found.fix.is_none()));
    for meant in [
        "Step 1: Open  \nStep 2: Close\n",
        "Step 1: Open<br>\nStep 2: Close\n",
        "Step 1 and\nStep 2 of it\n",
        "Step 1.5: a\nStep 1.6: b\n",
        "Step 2: a\nStep 1: b\n",
        "See step 1: a\nsee step 2: b\n",
        "* Step 1: a\n* Step 2: b\n",
    ] {
        assert_eq!(found(meant, &Code::LIST_LETTER).1, [], "{meant:?}");
    }
}

#[test]
fn numbers_of_other_kinds() {
    for (first, second) in [
        ("1.1 ", "1.2 "),
        ("1.1. ", "1.2. "),
        ("2.1.1 ", "2.1.2 "),
        ("1 - ", "2 - "),
        ("1 ) ", "2 ) "),
        ("**1.** ", "**2.** "),
        ("**1)** ", "**2)** "),
        ("**1. ", "**2. "),
    ] {
        let ends = if first == "**1. " { ["Open**", "Close**"] } else { ["Open", "Close"] };
        counts(first, second, ends);
    }
    let code = Code::LIST_LETTER;
    mends_lines("1 - open it\n2 - close it\n", &code, "1. open it\n2. close it\n");
    let (_, values) = found("Priority:\n1 - High\n2 - Low\n", &code);
    assert!(values.len() == 2 && values.iter().all(|found| found.fix.is_none()), "{values:?}");
    assert_eq!(found("Step 1: Open\nStep 2: Close\nSTEP 3: End\n", &code).1.len(), 3);
    mends_lines("**1.** open\n**2.** close\n", &code, "1. open\n2. close\n");
    mends_lines("1. x\n\n   **1.** a\n   **2.** b\n", &code, "1. x\n\n   1. a\n   2. b\n");
    let (_, from_zero) = found("0 - none\n1 - low\n2 - high\n", &code);
    assert!(from_zero.len() == 3 && from_zero.iter().all(|found| found.fix.is_none()), "{from_zero:?}");
    for meant in [
        "1.1 and\n1.2 are old\n",
        "1.5 GB\n1.6 GB\n",
        "1.01 Open\n1.02 Close\n",
        "10.5 Open\n10.6 Close\n",
        "1 - 2\n2 - 3\n",
        "3 - x\n4 - y\n",
        "1 - x  \n2 - y\n",
        "**1.**\n**2.**\n",
        "**1.5** a\n**2.5** b\n",
        "**Open**\n**Close**\n",
    ] {
        assert_eq!(found(meant, &code).1, [], "{meant:?}");
    }
}

#[test]
fn items_without_a_blank() {
    let code = Code::LIST_SPACE;
    mends_lines("1.เปิด\n2.ปิด\n", &code, "1. เปิด\n2. ปิด\n");
    mends_lines("1.افتح\r\n2.اغلق\r\n", &code, "1. افتح\r\n2. اغلق\r\n");
    mends_lines("1.“Open”\n2.“Close”\n", &code, "1. “Open”\n2. “Close”\n");
    let message = "expected a space after the list marker `-`, found `*`";
    one("-**Lamp**\n", &code, "-", message);
    one("> Text\r\n> -**Lamp**: on\r\n", &code, "-", message);
    mends_lines("-**a** b\n-**c** d\n", &code, "- **a** b\n- **c** d\n");
    for meant in ["-**5**\n", "-***\n", "-** a\n", "\\-**a**\n", "a -**b**\n", "1.ö\n", "2.เปิด x\n\n5.ปิด\n\na\n2.ปิด\n"]
    {
        let expected = usize::from(meant.starts_with("2.")) * 2;
        assert_eq!(found(meant, &code).1.len(), expected, "{meant:?}");
    }
}

#[test]
fn bullets_of_word() {
    let code = Code::LIST_BULLET;
    mends_lines("•\tone\no\ttwo\n§\tthree\n", &code, "* one\n  * two\n    * three\n");
    mends_lines(
        "· Check NSG\no Inbound\n§ UDR\n– Check firewall\n– Check proxy\n",
        &code,
        "* Check NSG\n  * Inbound\n    * UDR\n* Check firewall\n* Check proxy\n",
    );
    mends_lines("• a\no Two\no Three\n• b\no Four\n", &code, "* a\n  * Two\n  * Three\n* b\n  * Four\n");
    mends_lines("o\ta\no\tb\n", &code, "* a\n* b\n");
    mends_lines("> o   a\r\n> • b\r\n", &code, "> * a\r\n> * b\r\n");
    let message = "expected `* ` at the beginning of a list item, found `--`, which makes no list";
    let (_, dashes) = found("-- a\n-- b\n", &code);
    assert!(dashes.len() == 2 && dashes.iter().all(|found| found.message == message && found.fix.is_none()));
    for meant in [
        "• Reinicie a VM e\no servidor\n",
        "• See the law\n§ 5 BGB\n",
        "o servidor\no cliente\n",
        "o Servidor\no Cliente\n",
        "§ 5 BGB\n§ 6 BGB\n",
        "-- Ada\n",
        "\"a\"\n-- Ada\n",
        "--a\n--b\n",
    ] {
        let (article, found) = found(meant, &code);
        let others = found.iter().filter(|found| !article.source()[found.span.range()].starts_with('•'));
        assert_eq!(others.count(), 0, "{meant:?}");
    }
}
