//! Lines that begin with what looks like the bullet of a list, which makes none in Markdown: `• Stop it`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::tree::Inlines;

use super::around::{Around, Sort};
use super::blocks::{Line, is_definition};
use super::wide;

/// Characters that are bullets wherever a line begins with one; the last ones are those of word processors.
const SURE: &[char] =
    &['•', '‣', '◦', '▪', '▫', '●', '○', '■', '∙', '⁃', '·', '⦁', '◆', '◇', '\u{f0a7}', '\u{f0b7}', '\u{f0d8}'];

/// Characters that are bullets where several lines begin with them; a sentence may go on after a dash, and a name after `・`. Of `-`
/// there are two, as in `-- Stop it`.
const SEVERAL: &[char] = &[
    '・', '･', '–', '—', '−', '―', '→', '►', '▶', '▸', '➢', '➤', '❖', '✓', '✔', '□', '»', '＊', '－', '☐', '◉', '◎',
    '-',
];

/// The bullets of Word's second and third level, which are letters and signs elsewhere: each of them beside a line with another
/// bullet.
const LEVELS: [char; 2] = ['o', '§'];

/// Signs of a legend that are bullets elsewhere: `○：はい`.
const LEGEND: &[char] = &['○', '◯', '●', '◎'];

/// Signs of a legend that are no bullets.
const NO_BULLETS: &[char] = &['×', '✕', '✖', '╳', '☓', '△', '▲', '√', '✗', '✘', '❌'];

/// What the signs are that lines of a paragraph begin with.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Signs {
    Bullets,
    /// `● Lamp⏎○ Switch` may be a list in another, as word processors write it, or a legend.
    Unsure,
    /// `○ yes⏎× no`, `◎ good⏎○ fair`, `○：yes`
    Legend,
}

impl Signs {
    pub(super) fn of(source: &str, content: &Inlines) -> Signs {
        let ends = content.first().zip(content.last());
        let span = ends.map(|(first, last)| first.span().range().start..last.span().range().end);
        let text = span.and_then(|span| source.get(span)).unwrap_or_default();
        let lines = || text.lines().map(|line| line.trim_start_matches([' ', '\t', '>']));
        let has = |sign: char| lines().any(|line| line.starts_with(sign));
        let is_named = |line: &str| {
            let name = line.strip_prefix(LEGEND).map(|name| name.trim_start_matches([' ', '\u{3000}']));
            name.is_some_and(|name| name.starts_with([':', '：', '=', '＝', '…']))
        };
        let signs = LEGEND.iter().filter(|sign| has(**sign)).count();
        if lines().any(|line| line.starts_with(NO_BULLETS) || is_named(line)) || signs > 1 && has('◎') {
            Signs::Legend
        } else if signs > 1 {
            Signs::Unsure
        } else {
            Signs::Bullets
        }
    }

    /// What is left of what was `found` at a bullet that is such a sign.
    pub(super) fn judge(self, found: Diagnostic) -> Option<Diagnostic> {
        match self {
            Signs::Legend => None,
            Signs::Unsure => Some(Diagnostic { fix: None, ..found }),
            Signs::Bullets => Some(found),
        }
    }
}

/// Whether the `line` begins with what may be a sign of a legend.
pub(super) fn is_sign(line: Line<'_>) -> bool {
    line.text.starts_with(LEGEND)
}

/// `• Bullet` where one line is enough; `words` are those that the line begins with.
pub(super) fn one(source: &str, line: Line<'_>, words: &str, around: &Around) -> Option<Diagnostic> {
    bullet(line, words, SURE).and_then(|bullet| bullet.report(source, line, around, 0))
}

/// Lines of a paragraph, each of which begins with the same character.
#[derive(Default)]
pub(super) struct Lines {
    bullet: Option<char>,
    /// What is said of the first line, if the next one begins so too.
    first: Option<Diagnostic>,
    /// Whether the line before is one of a list for sure.
    is_list: bool,
    /// How many levels an item of [`LEVELS`] is below the others, and those of each as far as there are any.
    below: usize,
    depths: [Option<usize>; LEVELS.len()],
}

impl Lines {
    /// Takes up the next line, which readers see joined to the one before.
    pub(super) fn next(&mut self, source: &str, line: Line<'_>, words: &str, around: &Around, found: &mut Diagnostics) {
        if bullet(line, words, SURE).is_some() {
            // `one` has reported it.
            found.extend(self.first.take().filter(|_| self.bullet.is_some_and(|before| LEVELS.contains(&before))));
            return *self = Lines { is_list: true, below: 1, ..Lines::default() };
        }
        let bullet = bullet(line, words, &LEVELS).or_else(|| bullet(line, words, SEVERAL));
        let Some(this) = bullet else { return *self = Lines::default() };
        let mark = this.bullet;
        let level = LEVELS.iter().position(|level| *level == mark);
        let is_same = self.bullet == Some(mark) && (level.is_none() || this.is_wide);
        let [second, third] = self.depths;
        let (below, depths, depth) = match level {
            None => (1, [None; 2], 0),
            Some(0) => (self.below, [second.or(Some(self.below)), third], second.unwrap_or(self.below)),
            Some(_) => {
                let depth = third.unwrap_or_else(|| second.map_or(self.below, |second| second + 1));
                (self.below, [second, Some(depth)], depth)
            }
        };
        let this = this.report(source, line, around, depth);
        let is_list = is_same || level.is_some() && self.is_list;
        let first = if is_list {
            found.extend(self.first.take());
            found.extend(this);
            None
        } else {
            this
        };
        *self = Lines { bullet: Some(mark), first, is_list, below, depths };
    }
}

/// A line that begins with a bullet.
struct Bullet<'s> {
    bullet: char,
    /// What is after it.
    text: &'s str,
    /// How many blanks that are none for Markdown are before it.
    indent: usize,
    /// Whether more than a blank is after it.
    is_wide: bool,
}

/// The bullet, one of `bullets`, that the `line` with `words` begins with.
fn bullet<'s>(line: Line<'s>, words: &str, bullets: &[char]) -> Option<Bullet<'s>> {
    let (shown, words, indent) = without_blanks(line.text, words);
    let bullet = words.chars().next().filter(|c| bullets.contains(c))?;
    let written = match shown.strip_prefix(bullet) {
        Some(after) if bullet == '-' => after.starts_with("- ").then_some("--".len())?,
        Some(_) => bullet.len_utf8(),
        None => shown.find(';').filter(|_| shown.starts_with('&'))? + 1,
    };
    let rest = &shown[written..];
    let text = rest.trim_start();
    let gap = &rest[..rest.len() - text.len()];
    let is_wide = gap.len() > 1 || gap == "\t";
    // In Portuguese `o servidor` goes on with a sentence, and after `§` is a number in law. `＊＊` is no bullet.
    let is_level = !LEVELS.contains(&bullet) || is_wide || gap == " " && text.starts_with(char::is_uppercase);
    (!text.is_empty() && is_level && !rest.starts_with(bullet)).then_some(Bullet { bullet, text, indent, is_wide })
}

impl Bullet<'_> {
    /// What is said of it, as an item that is so many levels below that of the line.
    fn report(&self, source: &str, line: Line<'_>, around: &Around, level: usize) -> Option<Diagnostic> {
        let text = self.text;
        let bullet = if self.bullet == '-' { "--".to_owned() } else { self.bullet.to_string() };
        let marks = line.start..line.start + line.text.len() - text.len();
        let message = format!("expected `* ` at the beginning of a list item, found `{bullet}`, which makes no list");
        let found = Diagnostic::warning(Code::LIST_BULLET, marks.clone(), message);
        // In `• Stop<br>• Start` all lines show as such, and one item would hold them. More than one blank may say that the item
        // is in another.
        let others = if SURE.contains(&self.bullet) { SURE } else { SEVERAL };
        let is_broken =
            ["<br", "<BR"].iter().any(|tag| text.contains(tag)) && text.contains(|c| c != '-' && others.contains(&c));
        let pad = around.pad(source, line.start, Sort::Bullet);
        // `-- a` may be a comment of a program, too.
        let pad = pad.filter(|_| self.indent < 2 && self.bullet != '-' && !is_definition(text) && !is_broken);
        Some(match pad {
            Some(pad) => found.with_fix(marks, format!("{}* ", " ".repeat(pad + 2 * level))),
            None => found,
        })
    }
}

/// What is after the blanks, none for Markdown, at the beginning of a line as it is written and of its `words`, and how many they
/// are.
fn without_blanks<'s, 'w>(written: &'s str, words: &'w str) -> (&'s str, &'w str, usize) {
    let (mut written, mut words, mut count) = (written, words, 0);
    while let Some((blank, shown)) = wide::blank(written).zip(words.strip_prefix(wide::is_wide)) {
        written = written[blank.len()..].trim_start_matches(' ');
        words = shown.trim_start_matches(' ');
        count += 1;
    }
    (written, words, count)
}
