//! The lists around a line: which number comes next in them, and how far a line is to be indented to be in an item.

use crate::span::Span;

/// Longest beginning of a line, in bytes, that is looked at.
const LIMIT: usize = 200;

/// The items of lists that a line is in, from the outermost one.
#[derive(Default)]
pub(super) struct Around(Vec<Item>);

/// An item of a list.
struct Item {
    /// The number that it shows; none for bullets.
    number: Option<u64>,
    /// How it is written; none in HTML and where tabs are before it.
    marker: Option<Marker>,
}

/// The marker of an item, as in `1. Stop it`.
#[derive(Clone, Copy)]
pub(super) struct Marker {
    pub(super) at: usize,
    /// How many digits it has: none is a bullet.
    pub(super) digits: usize,
    /// How many columns the text is after where the marker begins.
    pub(super) width: usize,
    pub(super) place: Place,
}

/// Where something is in its line.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// How many marks of quotes are before it.
    pub(super) quotes: usize,
    /// How many characters are before it in the innermost quote.
    pub(super) column: usize,
    /// Whether the innermost quote has no blank after its mark, so that the first one there would be that.
    is_tight: bool,
}

/// What a line begins with, or is to begin with.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Sort {
    Bullet,
    Number,
}

impl Around {
    /// Goes into the item at `span`, which shows `number` if its list is numbered.
    pub(super) fn enter(&mut self, source: &str, span: Span, number: Option<u64>) {
        self.0.push(Item { number, marker: marker(source, span) });
    }

    pub(super) fn leave(&mut self) {
        self.0.pop();
    }

    /// Whether no list is around.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The marker of the innermost item, where it can be told how that is written.
    pub(super) fn innermost(&self) -> Option<Marker> {
        self.0.last()?.marker
    }

    /// Whether the innermost list has bullets.
    pub(super) fn is_bullets(&self) -> bool {
        self.innermost().is_some_and(|marker| marker.digits == 0)
    }

    /// Whether `number` comes next in a list.
    pub(super) fn expects(&self, number: u64) -> bool {
        self.of(number).is_some()
    }

    /// Whether a list item with `number` at `at` would be the next one of its list, and not in the item before.
    pub(super) fn goes_on(&self, source: &str, at: usize, number: u64) -> bool {
        let marker = self.of(number).and_then(|item| item.marker);
        marker.zip(place(source, at)).is_some_and(|(marker, line)| {
            marker.place.quotes == line.quotes && line.column < marker.place.column + marker.width
        })
    }

    /// How many blanks before what is at `at` are to go for an item with `number` to be the next one of its list.
    pub(super) fn outdent(&self, source: &str, at: usize, number: u64) -> Option<usize> {
        let marker = self.of(number)?.marker?;
        let line = place(source, at).filter(|line| line.quotes == marker.place.quotes)?;
        let blanks = line.column.checked_sub(marker.place.column)?;
        source[..at].ends_with(&" ".repeat(blanks)).then_some(blanks)
    }

    fn of(&self, number: u64) -> Option<&Item> {
        self.0.iter().rev().find(|item| item.number.is_some_and(|before| before.checked_add(1) == Some(number)))
    }

    /// How many blanks before what is at `at` keep it in the item that it shows in, once it is an item of the `sort` itself; none
    /// where that cannot be told.
    pub(super) fn pad(&self, source: &str, at: usize, sort: Sort) -> Option<usize> {
        let Some(innermost) = self.0.last() else { return Some(0) };
        let line = place(source, at)?;
        if line.quotes > innermost.marker?.place.quotes {
            return Some(0);
        }
        let mut beside =
            self.0.iter().filter_map(|item| item.marker.filter(|marker| marker.place.quotes == line.quotes));
        let outermost = beside.clone().next();
        let marker = beside.rfind(|marker| marker.place.column <= line.column).or(outermost)?;
        let is_sibling = sort == Sort::Bullet && marker.digits == 0 && line.column <= marker.place.column;
        let pad = if is_sibling { 0 } else { (marker.place.column + marker.width).saturating_sub(line.column) };
        Some(if pad > 0 && line.is_tight { pad + 1 } else { pad })
    }
}

/// How the item at `span` is written in Markdown.
pub(super) fn marker(source: &str, span: Span) -> Option<Marker> {
    let written = source.get(span.range()).filter(|_| !span.is_none())?;
    // The span of an item in a list may begin before its line.
    let text = written.trim_start_matches([' ', '\t', '\r', '\n']);
    let at = span.end as usize - text.len();
    let digits = text.bytes().take(LIMIT).take_while(u8::is_ascii_digit).count();
    let mark = text.as_bytes().get(digits)?;
    let is_mark = if digits == 0 { b"*-+".contains(mark) } else { b".)".contains(mark) };
    let gap = text[digits..].bytes().skip(1).take(5).take_while(|byte| *byte == b' ').count();
    let width = digits + 1 + if (1..5).contains(&gap) { gap } else { 1 };
    is_mark.then_some(Marker { at, digits, width, place: place(source, at)? })
}

/// Where what is at `at` is in its line, if nothing but blanks, marks of quotes and markers of items are before it.
pub(super) fn place(source: &str, at: usize) -> Option<Place> {
    let before = &source.as_bytes()[..at];
    let near = &before[before.len().saturating_sub(LIMIT)..];
    let line = match memchr::memrchr2(b'\n', b'\r', near) {
        Some(end) => &near[end + 1..],
        None if near.len() == before.len() => near,
        None => return None,
    };
    let quotes = line.iter().filter(|byte| **byte == b'>').count();
    let inner = line.iter().rposition(|byte| *byte == b'>').map_or(0, |mark| mark + 1);
    let has_blank = inner > 0 && line.get(inner) == Some(&b' ');
    let column = line.len() - inner - usize::from(has_blank);
    let place = Place { quotes, column, is_tight: inner > 0 && !has_blank };
    line.iter().all(|byte| b" >*+-.)0123456789".contains(byte)).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many blanks keep what is after the last line end of `text` in the items whose markers are at `items`.
    #[track_caller]
    fn pads(text: &str, items: &[(usize, Option<u64>)], sort: Sort, expected: Option<usize>) {
        let mut around = Around::default();
        items.iter().for_each(|(at, number)| around.enter(text, Span::new(*at, text.len()), *number));
        assert_eq!(around.pad(text, text.len() - 1, sort), expected, "{text:?}");
    }

    #[test]
    fn blanks_that_keep_a_line_in_its_item() {
        pads("x", &[], Sort::Bullet, Some(0));
        pads("1. a\nx", &[(0, Some(1))], Sort::Bullet, Some(3));
        pads("1. a\n  x", &[(0, Some(1))], Sort::Number, Some(1));
        pads("10. a\n    x", &[(0, Some(10))], Sort::Bullet, Some(0));
        pads("* a\nx", &[(0, None)], Sort::Bullet, Some(0));
        pads("* a\n x", &[(0, None)], Sort::Bullet, Some(1));
        pads("* a\nx", &[(0, None)], Sort::Number, Some(2));
        pads("1. a\n   * b\n   x", &[(0, Some(1)), (8, None)], Sort::Bullet, Some(0));
        pads("1. a\n   * b\nx", &[(0, Some(1)), (8, None)], Sort::Bullet, Some(3));
        pads("> 1. a\n> x", &[(2, Some(1))], Sort::Bullet, Some(3));
        pads(">1. a\n> x", &[(1, Some(1))], Sort::Bullet, Some(3));
        pads("> 1. a\n>x", &[(2, Some(1))], Sort::Bullet, Some(4));
        pads("> * a\n>x", &[(2, None)], Sort::Bullet, Some(0));
        pads("* > 1. a\n  >   x", &[(0, None), (4, Some(1))], Sort::Bullet, Some(1));
        pads("> 1. a\nx", &[(2, Some(1))], Sort::Bullet, None);
        pads("* > a\n  > x", &[(0, None)], Sort::Bullet, Some(0));
        pads("1. a\n\tx", &[(0, Some(1))], Sort::Bullet, None);
    }

    #[test]
    fn numbers_that_come_next() {
        let text = "1. a\n2.b\n   2.c";
        let mut around = Around::default();
        around.enter(text, Span::new(0, text.len()), Some(1));
        assert!(around.expects(2) && !around.expects(1) && !around.expects(3));
        assert!(around.goes_on(text, 5, 2) && !around.goes_on(text, 12, 2));
        around.enter(text, Span::new(0, text.len()), Some(u64::MAX));
        assert!(around.expects(2) && !around.expects(0));
    }
}
