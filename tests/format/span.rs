//! Lines and columns.

use selfhelp::span::{LineIndex, Position, Span};

/// The position of `offset`, counted from the beginning of `source`.
fn counted(source: &str, offset: usize) -> Position {
    let before = &source[..offset];
    let ends = |at: usize, c: char| c == '\n' || (c == '\r' && !source[at + 1..].starts_with('\n'));
    let starts = before.char_indices().filter(|&(at, c)| ends(at, c)).map(|(at, _)| at + 1);
    let first = if before.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let starts: Vec<usize> = std::iter::once(first).chain(starts).collect();
    let line = &before[starts[starts.len() - 1]..];
    Position {
        line: starts.len() as u32,
        column: 1 + line.chars().count() as u32,
        column_bytes: 1 + line.len() as u32,
        column_utf16: 1 + line.encode_utf16().count() as u32,
    }
}

#[track_caller]
fn has_right_positions(source: &str, step: usize) {
    let lines = LineIndex::new(source);
    let offsets = (0..=source.len()).step_by(step).chain([source.len()]).filter(|&at| source.is_char_boundary(at));
    for offset in offsets {
        assert_eq!(lines.position(source, offset), counted(source, offset), "at byte {offset}");
    }
}

#[test]
fn columns_count_bytes_characters_and_utf16_units() {
    has_right_positions("", 1);
    has_right_positions("one\ntwo\r\nthree\rfour\n\r\r\n", 1);
    has_right_positions("\u{feff}é漢😀\n😀", 1);
}

#[test]
fn a_byte_order_mark_is_in_no_column() {
    let source = "\u{feff}ab\n\u{feff}c";
    let lines = LineIndex::new(source);
    let place = |line, column| Position { line, column, column_bytes: column, column_utf16: column };
    let positions = [(0, place(1, 1)), (1, place(1, 1)), (3, place(1, 1)), (4, place(1, 2)), (6, place(2, 1))];
    for (offset, expected) in positions {
        assert_eq!(lines.position(source, offset), expected, "at byte {offset}");
    }
    assert_eq!(lines.position(source, 9).column_bytes, 4);
    assert_eq!(lines.line_span(source, 1), Some(Span::new(3, 6)));
    assert_eq!(LineIndex::new("\u{feff}").line_span("\u{feff}", 1), Some(Span::new(3, 3)));
    has_right_positions(&format!("\u{feff}{}", "aé".repeat(4_000)), 97);
}

#[test]
fn columns_are_right_in_very_long_lines() {
    has_right_positions(&"aé漢😀".repeat(2_000), 97);
    has_right_positions(&format!("one\n{}\r\n{}x", "漢".repeat(1_366), "😀".repeat(3_000)), 101);
    has_right_positions(&"x".repeat(4_096 * 3), 1_024);
}

#[test]
fn an_offset_inside_a_character_or_after_the_end_is_clamped() {
    let lines = LineIndex::new("é");
    assert_eq!(lines.position("é", 1).column, 1);
    assert_eq!(lines.position("é", 9).column, 2);
}

#[test]
fn many_positions_in_one_line_cost_no_more_than_in_many() {
    let source = "é".repeat(500_000);
    let lines = LineIndex::new(&source);
    let columns = (0..source.len()).step_by(20).map(|offset| lines.position(&source, offset).column);
    assert!(columns.eq((0..50_000).map(|step| 1 + step * 10)));
}
