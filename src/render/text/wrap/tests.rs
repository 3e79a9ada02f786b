use super::super::run::CodeMarks;
use super::*;

fn lines(run: &Run, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    wrap(run, Room { first: width, rest: width }, |line| lines.push(" ".repeat(line.hang) + &line.text));
    lines
}

#[track_caller]
fn wrapped(text: &str, width: usize, expected: &str) {
    let mut run = Run::default();
    run.push(text);
    assert_eq!(lines(&run, width).join("\n"), expected);
}

#[test]
fn lines_end_at_spaces() {
    wrapped("", 5, "");
    wrapped("one two three", 13, "one two three");
    wrapped("one two three", 12, "one two\nthree");
    wrapped("one two three", 7, "one two\nthree");
    wrapped("one two three", 6, "one\ntwo\nthree");
    wrapped("one two three", 1, "one\ntwo\nthree");
}

#[test]
fn spaces_that_are_not_to_be_broken_at_are_better_than_a_long_line() {
    wrapped("a b\u{A0}c", 4, "a\nb\u{A0}c");
    wrapped("one\u{A0}two\u{A0}three", 8, "one\u{A0}two\nthree");
    wrapped("\u{A0}\u{A0}three four", 4, "three\nfour");
    wrapped("one \u{A0}/two", 4, "one\n/two");
}

#[test]
fn no_line_begins_or_ends_with_what_nobody_sees() {
    wrapped("\u{A0}one\u{202F}two", 20, "one\u{202F}two");
    wrapped("\u{A0} one two", 20, "one two");
    wrapped("one\u{200B}two", 4, "one\ntwo");
    wrapped("one\u{200B}two", 9, "one\u{200B}two");
    wrapped("one\u{200B}", 9, "one");
    wrapped("\u{200B}", 9, "");
}

#[test]
fn soft_hyphens_show_where_a_line_ends() {
    wrapped("manu\u{AD}fac\u{AD}ture", 20, "manufacture");
    wrapped("manu\u{AD}fac\u{AD}ture", 8, "manufac-\nture");
    wrapped("manu\u{AD}fac\u{AD}ture", 7, "manu-\nfacture");
    wrapped("a manu\u{AD}facture", 6, "a\nmanu-\nfacture");
    wrapped("a manu\u{AD} b", 6, "a manu\nb");
    wrapped("manu\u{AD}", 2, "manu");
}

#[test]
fn french_quotation_marks_stay_with_their_words() {
    wrapped("dit « oui » et", 7, "dit\n« oui »\net");
    wrapped("dit « oui », et", 8, "dit\n« oui »,\net");
    wrapped("« oui et non »", 8, "« oui et\nnon »");
    wrapped("(« oui et non »)", 9, "(« oui et\nnon »)");
    wrapped("dit « oui", 4, "dit\n«\noui");
    // German has them the other way round, with no blank inside.
    wrapped("sagt »ja« und", 10, "sagt »ja«\nund");
    wrapped("says “yes” and", 11, "says “yes”\nand");
}

#[test]
fn lines_after_a_break_hang_where_they_begin_like_an_item() {
    let mut run = Run::default();
    run.push("Do this:");
    run.push_break();
    run.push("1. Stop the lamp and wait");
    run.push_break();
    run.push("• Start it again");
    assert_eq!(lines(&run, 14), ["Do this:", "1. Stop the", "   lamp and", "   wait", "• Start it", "  again"]);
    wrapped("1. Stop the lamp", 10, "1. Stop\nthe lamp");
}

#[test]
fn no_line_begins_with_what_closes() {
    wrapped("vraiment ! non", 10, "vraiment !\nnon");
    wrapped("c'est vraiment ! non", 14, "c'est\nvraiment ! non");
    wrapped("vraiment ! non", 9, "vraiment\n! non");
}

#[test]
fn numbers_of_references_stay_next_to_their_words() {
    wrapped("See the guide [12] now", 14, "See the\nguide [12] now");
    wrapped("See the guide [12] now", 8, "See the\nguide\n[12] now");
}

#[test]
fn no_line_looks_like_an_item() {
    wrapped("See Contoso SKUs - List them", 17, "See Contoso\nSKUs - List them");
    wrapped("Take a # or a * or more", 10, "Take a #\nor a * or\nmore");
    wrapped("Wait until day 12. Then go", 16, "Wait until\nday 12. Then go");
    wrapped("Wait until day 12.", 15, "Wait until day\n12.");
}

#[test]
fn hyphens_are_for_words_that_do_not_fit() {
    wrapped("a step-by-step guide", 10, "a\nstep-by-\nstep guide");
    wrapped("a step-by-step guide", 12, "a\nstep-by-step\nguide");
    wrapped("(step-by-step).", 6, "(step-\nby-\nstep).");
}

#[test]
fn what_is_copied_is_never_broken() {
    for whole in [
        "https://docs.example.com/a-b-c/d?e=f-g",
        "7f9c24e8-3b12-4a5f-9d6e-0c1b2a3d4e5f",
        "/subscriptions/1/resource-groups/rg-one",
        "first-name.last-name@mail-server.example",
        "Get-FabrikamMachine",
        "--resource-group-name",
        "<resource-group-name>",
        "C:\\Program Files\\Contoso Web\\web-server.exe",
        "\\\\file-server\\my share\\a-b",
        "HKLM\\Software\\Fabrikam Inc\\one-two",
    ] {
        wrapped(&format!("aa {whole} zz"), 4, &format!("aa\n{whole}\nzz"));
        wrapped(&format!("ää {whole} zz"), 4, &format!("ää\n{whole}\nzz"));
    }
    wrapped("in C:\\temp or in D:\\temp too", 9, "in\nC:\\temp\nor in\nD:\\temp\ntoo");
}

#[test]
fn text_without_spaces_is_wrapped_where_its_script_allows() {
    wrapped("虚拟机已经停止运行。", 8, "虚拟机已\n经停止运\n行。");
    wrapped("虚拟机已经停止。", 14, "虚拟机已经停\n止。");
    wrapped("请访问https://example.com/路径/文件，然后重试", 20, "请访问\nhttps://example.com/路径/文件，\n然后重试");
    wrapped("请打开C:\\程序\\文件，然后重试", 10, "请打开\nC:\\程序\\文件，\n然后重试");
    wrapped("🇩🇪🇫🇷🇬🇧", 4, "🇩🇪🇫🇷\n🇬🇧");
    wrapped("👩‍🔧👩‍🔧👩‍🔧", 2, "👩‍🔧\n👩‍🔧\n👩‍🔧");
}

#[test]
fn both_ways_of_wrapping_agree() {
    let words = [
        "a",
        "step-by-step",
        "(b",
        "c)",
        "!",
        "[1]",
        "d-e",
        "/x/y",
        "\"q\"",
        "long-named-thing",
        "C:\\x",
        "y\\z",
        "\"",
        "-",
    ];
    let mut seed = 7_u32;
    for _ in 0..300 {
        let mut run = Run::default();
        for _ in 0..12 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            run.push(words[(seed >> 16) as usize % words.len()]);
            run.push(" ");
            if seed.is_multiple_of(11) {
                run.push_code("some code", CodeMarks::Backticks);
            }
        }
        run.trim();
        for width in 1..40 {
            let solid = with_paths(&run);
            let segment = Segment { text: run.text(), solid: &solid, start: 0, end: run.len() };
            let (mut ascii, mut wide) = (Vec::new(), Vec::new());
            segment.wrap_ascii(Room { first: width, rest: width }, &mut |line: Range<usize>, end| {
                ascii.push((run.text()[line].to_owned(), end))
            });
            segment.wrap_wide(Room { first: width, rest: width }, &mut |line: Range<usize>, end| {
                wide.push((run.text()[line].to_owned(), end))
            });
            assert_eq!(ascii, wide, "`{}` at {width}", run.text());
        }
    }
}
