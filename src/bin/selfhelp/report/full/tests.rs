#![allow(clippy::expect_used, reason = "a test that cannot run has failed")]

use serde_json::{Value, json};

use super::*;

/// What is drawn, 60 columns wide, for a warning about the first `mark` in `source`; `more` adds members to it.
#[track_caller]
fn draws(source: &str, mark: &str, more: Value, expected: &[&str]) {
    let start = source.find(mark).expect("the mark is in the source");
    let mut found = json!({
        "code": "heading-space",
        "severity": "warning",
        "message": "what is wrong",
        "span": {"start": start, "end": start + mark.len()},
    });
    let members = more.as_object().into_iter().flatten();
    members.for_each(|(name, value)| found[name] = value.clone());
    let found: Diagnostic = serde_json::from_value(found).expect("this is a diagnostic");
    let style = Style { renderer: Renderer::plain().term_width(60), columns: 60 };
    let report = FullReport::new(&style, "a.md", source).draw(&found);
    assert_eq!(report.lines().collect::<Vec<_>>(), [expected, &[""]].concat());
}

fn place(start: u32, end: u32) -> Value {
    json!({"start": start, "end": end})
}

const WARNING: &str = "warning[heading-space]: what is wrong";

#[test]
fn carets_are_under_what_they_mean() {
    let expected = [WARNING, " --> a.md:2:2", "  |", "2 | two", "  |  ^^"];
    draws("one\ntwo", "wo", json!({}), &expected);
    draws("one\r\ntwo\r\n", "wo", json!({}), &expected);
    draws("one\rtwo\rthree", "wo", json!({}), &expected);
}

#[test]
fn wide_and_combining_characters_take_their_columns() {
    draws("漢字 ** b", "**", json!({}), &[WARNING, " --> a.md:1:4", "  |", "1 | 漢字 ** b", "  |      ^^"]);
    draws("** 漢字 **", "漢字", json!({}), &[WARNING, " --> a.md:1:4", "  |", "1 | ** 漢字 **", "  |    ^^^^"]);
    draws("e\u{301}a", "a", json!({}), &[WARNING, " --> a.md:1:3", "  |", "1 | e\u{301}a", "  |  ^"]);
}

#[test]
fn tabs_take_four_columns() {
    draws(
        "\t1.\tStep",
        "Step",
        json!({}),
        &[WARNING, " --> a.md:1:5", "  |", "1 |     1.    Step", "  |           ^^^^"],
    );
}

#[test]
fn what_a_terminal_would_obey_is_shown() {
    let expected = [WARNING, " --> a.md:1:14", "  |", "1 | ␛[31m ¤31m \u{fffd} x", "  |              ^"];
    draws("\u{1b}[31m \u{9b}31m \u{202e} x", "x", json!({}), &expected);
}

#[test]
fn the_ends_of_lines_and_of_the_article_have_a_place() {
    draws("one\ntwo\n", "\n", json!({}), &[WARNING, " --> a.md:1:4", "  |", "1 | one", "  |    ^"]);
    let end = json!({"span": place(8, 8)});
    draws("one\ntwo\n", "", end, &[WARNING, " --> a.md:3:1", "  |", "3 |", "  | ^"]);
    draws("", "", json!({}), &[WARNING, " --> a.md:1:1", "  |", "1 |", "  | ^"]);
    draws("one", "", json!({"span": place(90, 99)}), &[WARNING, " --> a.md:1:4", "  |", "1 | one", "  |    ^"]);
    draws("one", "", json!({"span": Span::NONE}), &[WARNING, "--> a.md"]);
}

#[test]
fn what_goes_on_in_other_lines_says_how_far() {
    let expected = [WARNING, " --> a.md:2:5", "  |", "2 | two <!-- three", "  |     ^^^^^^^^^^ from here to line 4"];
    draws("one\ntwo <!-- three\nfour\nfive\n", "<!-- three\nfour\nfive\n", json!({}), &expected);
}

#[test]
fn the_second_place_is_in_the_same_line_or_below() {
    let related = |start, end| json!({"related": {"span": place(start, end), "message": "the first is here"}});
    let expected = [WARNING, " --> a.md:2:1", "  |", "2 | two three", "  | ^^^ ----- the first is here"];
    draws("one\ntwo three", "two", related(8, 13), &expected);
    let below = [" ::: a.md:1:1", "  |", "1 | one", "  | --- the first is here"];
    let expected = [WARNING, " --> a.md:2:1", "  |", "2 | two", "  | ^^^", "  |"];
    draws("one\ntwo", "two", related(0, 3), &[&expected[..], &below].concat());
}

#[test]
fn a_fix_is_shown_as_the_line_it_makes() {
    let fix = |start, end, text| json!({"fix": {"span": place(start, end), "replacement": text}});
    let head = |line| [WARNING, " --> a.md:1:1", "  |", line, "  | ^^", "  |"];
    let insert = ["help: insert a space", "  |", "1 | ## One", "  |   +"];
    draws("##One", "##", fix(2, 2, " "), &[&head("1 | ##One")[..], &insert].concat());
    let write = ["help: write `https:`", "  |", "1 - ** (ttps)", "1 + ** (https:)", "  |"];
    draws("** (ttps)", "**", fix(4, 8, "https:"), &[&head("1 | ** (ttps)")[..], &write].concat());
    let remove = ["help: remove this", "  |", "1 - **One", "1 + One", "  |"];
    draws("**One", "**", fix(0, 2, ""), &[&head("1 | **One")[..], &remove].concat());
}

#[test]
fn long_lines_are_cut_around_the_mark() {
    let long = format!("{}here{}", "some words ".repeat(20), " and others".repeat(20));
    let drawn = "1 | ... some words some words here and others and others ...";
    let expected = [WARNING, " --> a.md:1:221", "  |", drawn, "  |                           ^^^^"];
    draws(&long, "here", json!({}), &expected);

    let longer = format!("{}here{}", "some words ".repeat(2_000), " and others".repeat(20_000));
    let drawn = "1 | …some words some words here and others and others…";
    let expected = [WARNING, " --> a.md:1:22001", "  |", "  |", drawn, "  |                        ^^^^"];
    draws(&longer, "here", json!({}), &expected);

    let marked = "word ".repeat(30);
    let drawn = "1 | ...thersword word word word word word word word word ...";
    let carets = "  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^";
    draws(&format!("{long}{marked}"), &marked, json!({}), &[WARNING, " --> a.md:1:445", "  |", drawn, carets]);
}

/// The columns of the source line that is drawn, and those up to the end of the carets under it.
fn widths(report: &str) -> Vec<(usize, usize)> {
    use unicode_width::UnicodeWidthStr;
    let lines: Vec<&str> = report.lines().collect();
    let carets = |line: &str| line.trim_start().starts_with('|') && line.contains('^');
    let pairs = lines.windows(2).filter(|pair| carets(pair[1]));
    pairs.map(|pair| (pair[0].width(), pair[1].trim_end().width())).collect()
}

#[test]
fn carets_end_where_the_shown_text_ends() {
    let words = ["word ", "漢字", "\t", "💡", "e\u{301}", "long-long-long-long-long-long-long-long-long "];
    for (count, step) in [(400, 37), (2_000, 601)] {
        let line: String = (0..count).map(|at| words[(at * 7 + at / 5) % words.len()]).collect();
        carets_fit(&line, step);
    }
}

fn carets_fit(line: &str, step: usize) {
    let offsets: Vec<usize> = line.char_indices().map(|(at, _)| at).step_by(step).collect();
    for columns in [40, 60, 97, 120] {
        for (index, &start) in offsets.iter().enumerate() {
            for &end in offsets.iter().skip(index).step_by(9).chain([&line.len()]) {
                for source in [line, &line[..end.max(1)]] {
                    let found = json!({
                        "code": "heading-space", "severity": "warning", "message": "what is wrong",
                        "span": {"start": start, "end": end.min(source.len())},
                    });
                    let found: Diagnostic = serde_json::from_value(found).expect("this is a diagnostic");
                    let style = Style { renderer: Renderer::plain().term_width(columns), columns };
                    let report = FullReport::new(&style, "a.md", source).draw(&found);
                    for (text, carets) in widths(&report) {
                        // A place at the end of the line has a caret after it.
                        let after = usize::from(start >= end.min(source.len()));
                        assert!(carets <= text + after, "{columns} {start} {end}\n{report}");
                    }
                }
            }
        }
    }
}
