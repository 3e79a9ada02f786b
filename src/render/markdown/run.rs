//! [`Run`], the text of a block, in which delimiters of emphasis are decided on last: whether CommonMark reads them depends on
//! what comes after.

use std::iter::Peekable;

use super::escape::{self, Pipes, Writer};

/// The text of a block: escaped, with `\n` for line breaks.
#[derive(Default)]
pub(super) struct Run {
    text: String,
    marks: Vec<Mark>,
    /// The styles that are open, one within itself is nothing.
    open: [bool; 3],
    pub(super) place: Place,
}

/// What a run is the text of.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Place {
    #[default]
    Paragraph,
    Heading,
    Cell,
}

/// A style that has delimiters.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Delimiter {
    Emphasis,
    Strong,
    Strikethrough,
}

/// Where a style begins or ends.
struct Mark {
    at: usize,
    delimiter: Delimiter,
    side: Side,
    /// The other end.
    partner: usize,
    shows: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Start,
    End,
}

/// How often delimiters are looked at again after letters became references: one that does is punctuation for the delimiter on
/// its other side, which is of another kind. Kinds are three.
const PASSES: usize = 4;

impl Run {
    pub(super) fn clear(&mut self, place: Place) {
        self.text.clear();
        self.marks.clear();
        self.open = [false; 3];
        self.place = place;
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Adds text that is not markup.
    pub(super) fn push_text(&mut self, text: &str, writer: Writer) {
        let pipes = if self.place == Place::Cell { Pipes::Escaped } else { Pipes::Plain };
        escape::push(&mut self.text, text, writer, pipes);
    }

    /// Adds markup.
    pub(super) fn push_markup(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    /// Adds where a link leads.
    pub(super) fn push_destination(&mut self, address: &str) {
        escape::push_destination(&mut self.text, address);
    }

    /// Begins a link: a `!` before it would make it a picture.
    pub(super) fn open_link(&mut self) {
        let end = self.text.len();
        if self.text.ends_with('!') {
            self.text.insert(end - 1, '\\');
            self.marks.iter_mut().rev().take_while(|mark| mark.at == end).for_each(|mark| mark.at += 1);
        }
        self.text.push('[');
    }

    /// Whether what was added since `start` is `text` and nothing else.
    pub(super) fn is_text_since(&self, start: usize, text: &str) -> bool {
        let plain = self.marks.last().is_none_or(|mark| mark.at < start);
        let mut rest = self.text.get(start..).unwrap_or_default().chars().peekable();
        plain
            && text.chars().all(|c| {
                let found = rest.next();
                let is_escaped = found == Some('\\') && rest.peek().is_some_and(char::is_ascii_punctuation);
                (if is_escaped { rest.next() } else { found }) == Some(c)
            })
            && rest.next().is_none()
    }

    /// Makes the link whose text begins at `start` one that shows its address.
    pub(super) fn make_autolink(&mut self, start: usize, address: &str) {
        self.text.truncate(start - 1);
        ["<", address, ">"].into_iter().for_each(|part| self.text.push_str(part));
    }

    /// Adds a line break.
    pub(super) fn push_break(&mut self) {
        self.trim();
        // In `C:\ <br>` the backslash, now at the end, would escape the one of the break.
        if is_escaping(&self.text) {
            self.text.push('\\');
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Begins a line, unless nothing was added since `start` or one has just begun.
    pub(super) fn push_break_after(&mut self, start: usize) {
        if self.text.len() > start && !self.text.ends_with('\n') {
            self.push_break();
        }
    }

    /// Adds `code`; text where no code span can hold it.
    pub(super) fn push_code(&mut self, code: &str, writer: Writer) {
        let code: String =
            code.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { escape::shown(c, writer) }).collect();
        // In cells, `\|` is a pipe in code too, and there is no way to write one after a backslash.
        let has_pipe = self.place == Place::Cell && code.contains("\\|");
        if code.trim().is_empty() || has_pipe || may_hold_marker(&code) {
            return self.push_text(&code, writer);
        }
        let fence = "`".repeat(longest_run(&code, '`') + 1);
        let is_padded = code.starts_with('`') || code.ends_with('`') || (code.starts_with(' ') && code.ends_with(' '));
        let padding = if is_padded { " " } else { "" };
        let code = if self.place == Place::Cell { code.replace('|', "\\|") } else { code };
        // Backticks of two spans side by side would be one fence.
        if self.text.ends_with('`') && !self.text.ends_with("\\`") {
            self.text.push(' ');
        }
        [&fence, padding, &code, padding, &fence].into_iter().for_each(|part| self.text.push_str(part));
    }

    /// Begins a style, unless it has begun; returns where.
    pub(super) fn start(&mut self, delimiter: Delimiter) -> Option<usize> {
        if std::mem::replace(&mut self.open[delimiter as usize], true) {
            return None;
        }
        self.marks.push(Mark { at: self.text.len(), delimiter, side: Side::Start, partner: 0, shows: true });
        Some(self.marks.len() - 1)
    }

    /// Ends the style that began at `start`.
    pub(super) fn end(&mut self, start: Option<usize>) {
        let Some(start) = start else { return };
        let end = self.marks.len();
        let Some(mark) = self.marks.get_mut(start) else { return };
        mark.partner = end;
        let delimiter = mark.delimiter;
        self.open[delimiter as usize] = false;
        self.marks.push(Mark { at: self.text.len(), delimiter, side: Side::End, partner: start, shows: true });
    }

    fn trim(&mut self) {
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
        self.marks.iter_mut().rev().take_while(|mark| mark.at > end).for_each(|mark| mark.at = end);
    }

    /// The Markdown of the run, with `\n` for line breaks and none at its end.
    pub(super) fn finish(&mut self) -> String {
        let end = self.text.trim_end_matches([' ', '\n']).len();
        self.text.truncate(end);
        self.marks.iter_mut().rev().take_while(|mark| mark.at > end).for_each(|mark| mark.at = end);
        self.trim_styles();
        self.keep_shown();
        self.join_styles();
        self.keep_shown();
        let references = self.references();
        let mut out = String::with_capacity(self.text.len() + 2 * self.marks.len());
        let mut copied = 0;
        let mut references = references.iter().copied().peekable();
        for (index, mark) in self.marks.iter().enumerate() {
            self.push_until(&mut out, &mut copied, mark.at, &mut references);
            // `C:\` in bold: the backslash would escape the delimiter.
            if is_escaping(&out) {
                out.push('\\');
            }
            out.push_str(match mark.delimiter {
                Delimiter::Strong => "**",
                Delimiter::Strikethrough => "~~",
                Delimiter::Emphasis if self.is_beside_strong(index) => "_",
                Delimiter::Emphasis => "*",
            });
        }
        self.push_until(&mut out, &mut copied, self.text.len(), &mut references);
        out
    }

    /// Adds the text from `copied` to `end`, with the characters at `references` as such.
    fn push_until(
        &self,
        out: &mut String,
        copied: &mut usize,
        end: usize,
        references: &mut Peekable<impl Iterator<Item = usize>>,
    ) {
        while let Some(at) = references.next_if(|&at| at < end) {
            out.push_str(&self.text[*copied..at]);
            *copied = at;
            let Some(c) = self.text[at..].chars().next() else { break };
            // In `C:\a`, the backslash would escape the reference, and in `b_a` the underscore would be beside punctuation.
            if is_escaping(out) {
                out.push('\\');
            } else if out.ends_with('_') && !out.ends_with("\\_") && !self.is_mark_at(at) {
                out.insert(out.len() - 1, '\\');
            }
            out.push_str(&format!("&#x{:X};", u32::from(c)));
            *copied += c.len_utf8();
            if self.text[*copied..].starts_with('_') && !self.is_mark_at(*copied) {
                out.push('\\');
            }
        }
        out.push_str(&self.text[*copied..end]);
        *copied = end;
    }

    /// Moves blanks out of styles, and removes styles of nothing.
    fn trim_styles(&mut self) {
        for index in 0..self.marks.len() {
            let (Mark { at, side: Side::Start, partner, .. }, text) = (&self.marks[index], &self.text) else {
                continue;
            };
            let (at, partner) = (*at, *partner);
            let Some(end) = self.marks.get(partner).map(|mark| mark.at) else { continue };
            let inside = &text[at..end];
            let from = at + inside.len() - inside.trim_start().len();
            let to = at + inside.trim_end().len();
            let shows = from < to;
            self.marks[index].at = from.min(to.max(at));
            self.marks[partner].at = to.max(self.marks[index].at);
            self.marks[index].shows = shows;
            self.marks[partner].shows = shows;
        }
    }

    /// Makes one style of two that are the same and side by side: `**a****b**` is something else.
    fn join_styles(&mut self) {
        for index in 1..self.marks.len() {
            let (one, other) = (&self.marks[index - 1], &self.marks[index]);
            let is_between = one.side == Side::End && other.side == Side::Start;
            if is_between && one.at == other.at && one.delimiter == other.delimiter {
                let (start, end) = (one.partner, other.partner);
                self.marks[index - 1].shows = false;
                self.marks[index].shows = false;
                self.marks[start].partner = end;
                self.marks[end].partner = start;
            }
        }
    }

    /// Forgets the delimiters that do not show.
    fn keep_shown(&mut self) {
        let mut kept = 0;
        let places: Vec<usize> = self
            .marks
            .iter()
            .map(|mark| {
                kept += usize::from(mark.shows);
                kept.saturating_sub(1)
            })
            .collect();
        self.marks.retain(|mark| mark.shows);
        self.marks.iter_mut().for_each(|mark| mark.partner = places[mark.partner]);
    }

    /// Where the characters are that are written as references, in order: beside `;` and `&` delimiters are read that would not
    /// be beside a letter, as in `~~（旧）~~中文`.
    fn references(&self) -> Vec<usize> {
        let mut references: Vec<usize> = Vec::new();
        for _ in 0..PASSES {
            let unread = (0..self.marks.len()).filter(|&index| !self.is_read(index, &references));
            let mut outside: Vec<usize> = unread.filter_map(|index| self.outside(index)).collect();
            if outside.is_empty() {
                break;
            }
            references.append(&mut outside);
            references.sort_unstable();
            references.dedup();
        }
        references
    }

    /// Where the character outside of a delimiter is.
    fn outside(&self, index: usize) -> Option<usize> {
        let mark = &self.marks[index];
        match mark.side {
            Side::Start => self.text[..mark.at].char_indices().next_back().map(|(at, _)| at),
            Side::End => (mark.at < self.text.len()).then_some(mark.at),
        }
    }

    /// Whether the delimiter is read as what it is: by the characters on both sides, of which those that are neither a
    /// word's nor known as punctuation may be either.
    fn is_read(&self, index: usize, references: &[usize]) -> bool {
        let mark = &self.marks[index];
        let (before, after) = self.around(index, references);
        let (inside, outside) = if mark.side == Side::Start { (after, before) } else { (before, after) };
        let is_apart = outside.is_none_or(|c| c.is_whitespace() || is_punctuation(c));
        let is_word = inside.is_some_and(char::is_alphanumeric);
        let needs_room = mark.delimiter == Delimiter::Emphasis && self.is_beside_strong(index);
        is_apart || (is_word && !needs_room)
    }

    /// The characters beside a delimiter.
    fn around(&self, index: usize, references: &[usize]) -> (Option<char>, Option<char>) {
        let at = self.marks[index].at;
        let (before, after) = self.beside(index);
        let is_reference = |at: usize| references.binary_search(&at).is_ok();
        let before = before.map(|_| '*').or_else(|| {
            let (at, c) = self.text[..at].char_indices().next_back()?;
            Some(if is_reference(at) { ';' } else { c })
        });
        let after = after.map(|_| '*').or_else(|| {
            let c = self.text[at..].chars().next()?;
            Some(if is_reference(at) { '&' } else { c })
        });
        (before, after)
    }

    /// Whether a delimiter is at `at`.
    fn is_mark_at(&self, at: usize) -> bool {
        self.marks.binary_search_by_key(&at, |mark| mark.at).is_ok()
    }

    /// The delimiters at the same place, before and after.
    fn beside(&self, index: usize) -> (Option<&Mark>, Option<&Mark>) {
        let at = self.marks[index].at;
        let before = index.checked_sub(1).and_then(|before| self.marks.get(before));
        (before.filter(|mark| mark.at == at), self.marks.get(index + 1).filter(|mark| mark.at == at))
    }

    /// Whether an end of the style is beside one of bold text, where asterisks would be read together.
    fn is_beside_strong(&self, index: usize) -> bool {
        [index, self.marks[index].partner].into_iter().any(|index| {
            let (before, after) = self.beside(index);
            before.into_iter().chain(after).any(|mark| mark.delimiter == Delimiter::Strong)
        })
    }
}

/// Whether `text` ends with a backslash that would escape what comes next.
fn is_escaping(text: &str) -> bool {
    text.bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1
}

/// Whether `c` is surely punctuation for CommonMark, whose older versions take no symbols for it.
fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    let is_latin = matches!(c, '«' | '»' | '¡' | '¿' | '§' | '¶' | '·');
    let is_general =
        matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}') && !matches!(c, '\u{2044}' | '\u{2052}');
    let is_cjk = matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '\u{3030}' | '\u{30FB}');
    let is_wide = matches!(c, '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}' | '\u{FF1B}' | '\u{FF1F}' | '\u{FF20}' | '\u{FF3B}'..='\u{FF3D}'
        | '\u{FF3F}' | '\u{FF5B}' | '\u{FF5D}' | '\u{FF5F}'..='\u{FF65}');
    is_latin || is_general || is_cjk || is_wide && !matches!(c, '\u{FF04}' | '\u{FF0B}')
}

/// Whether `code` may have the marker of a placeholder in it, which is one in code too: `<!--$name-->`, `<!-- {/$name}-->`,
/// `<--$name-->`.
fn may_hold_marker(code: &str) -> bool {
    code.split('<').skip(1).any(|rest| {
        let dashes = rest.strip_prefix('!').unwrap_or(rest);
        let inside = dashes.trim_start_matches('-');
        let name = inside.trim_start();
        inside.len() < dashes.len() && name.strip_prefix('/').unwrap_or(name).starts_with(['$', '@', '{', '('])
    })
}

/// How many `c` are side by side at most.
pub(super) fn longest_run(text: &str, c: char) -> usize {
    text.split(|other| other != c).map(str::len).max().unwrap_or_default()
}
