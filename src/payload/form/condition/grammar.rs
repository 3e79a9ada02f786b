//! The grammar of conditions (format §7), with the spellings that authors use.
//!
//! ```text
//! any     = all *( "||" all )
//! all     = term *( "&&" term )
//! term    = group / test / operand          ; an operand alone takes id and comparison of the test before it
//! group   = "(" any ")"                     ; where an operator is inside, and a term ends after it
//! test    = id compare operand
//! compare = "==" / "!=" / "===" / "!==" / ">=" / "<=" / ">" / "<" / "="
//! operand = list / quoted / value
//! list    = "(" value 1*( "||" value ) ")"
//! ```
//!
//! Parentheses are paired before: those of a value belong to it, as in `where == south (old)`, and one without partner
//! counts as a blank.

use std::borrow::Cow;
use std::ops::Range;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_till1};
use nom::character::complete::char;
use nom::combinator::{map, value};
use nom::multi::separated_list1;
use nom::{IResult, Parser};

use super::{Expression, Test, Tested};
use crate::limits::CONDITION_DEPTH;
use crate::span::Span;
use crate::span::Spanned;
use crate::text::Text;

/// A condition that was read.
pub(super) struct Read {
    pub(super) expression: Expression,
    /// Whether it is spelt in another way than the format has it.
    pub(super) respelt: bool,
}

/// Reads a condition. `place` gives the text and the place of a range of it.
pub(super) fn read(text: &str, place: &dyn Fn(Range<usize>) -> Span) -> Option<Read> {
    let parens = Parens::new(text);
    let respelt = parens.pairs.iter().any(|(_, partner)| partner.is_none());
    let (rest, raw) = parens.any(text, 0).ok()?;
    if !parens.blank(rest).is_empty() {
        return None;
    }
    let mut finish = Finish { parens: &parens, place, before: None, respelt };
    let expression = finish.expression(raw)?;
    Some(Read { expression, respelt: finish.respelt })
}

type Parsed<'a, T> = IResult<&'a str, T, ()>;

/// How an operand is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compare {
    Is,
    IsNot,
    MoreThan,
    LessThan,
    AtLeast,
    AtMost,
}

/// What is compared with: where it is written.
#[derive(Clone, Debug)]
enum Operand {
    Value(Range<usize>),
    Quoted(Range<usize>),
    List(Vec<Range<usize>>),
}

/// An expression as written.
enum Raw {
    Any(Vec<Raw>),
    All(Vec<Raw>),
    Test(Range<usize>, (Compare, bool), Operand),
    Short(Operand),
}

/// A text and its parentheses: where each one is, and its partner.
struct Parens<'a> {
    text: &'a str,
    pairs: Vec<(usize, Option<usize>)>,
}

impl<'a> Parens<'a> {
    fn new(text: &'a str) -> Parens<'a> {
        let mut pairs: Vec<(usize, Option<usize>)> = Vec::new();
        let mut open = Vec::new();
        for (at, paren) in text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'(' | b')')) {
            let mut partner = None;
            if paren == b'(' {
                open.push(pairs.len());
            } else if let Some((index, pair)) = open.pop().and_then(|index: usize| Some((index, pairs.get_mut(index)?)))
            {
                pair.1 = Some(at);
                partner = pairs.get(index).map(|pair| pair.0);
            }
            pairs.push((at, partner));
        }
        Parens { text, pairs }
    }

    fn offset(&self, input: &str) -> usize {
        self.text.len() - input.len()
    }

    fn from(&self, offset: usize) -> &'a str {
        self.text.get(offset..).unwrap_or_default()
    }

    /// The partner of the parenthesis at `at`, if there is one at all and it has one.
    fn partner(&self, at: usize) -> Option<usize> {
        let index = self.pairs.binary_search_by_key(&at, |pair| pair.0).ok()?;
        self.pairs.get(index)?.1
    }

    /// `input` without blanks, and parentheses without partner, before it.
    fn blank(&self, input: &'a str) -> &'a str {
        let mut rest = input.trim_start();
        while rest.starts_with(['(', ')']) && self.partner(self.offset(rest)).is_none() {
            rest = rest.get(1..).unwrap_or_default().trim_start();
        }
        rest
    }

    fn any(&self, input: &'a str, depth: usize) -> Parsed<'a, Raw> {
        let all = |input| self.all(input, depth);
        map(separated_list1(tag("||"), all), |terms| Raw::of(terms, Raw::Any)).parse(input)
    }

    fn all(&self, input: &'a str, depth: usize) -> Parsed<'a, Raw> {
        let term = |input| {
            let (rest, term) = self.term(self.blank(input), depth)?;
            Ok((self.blank(rest), term))
        };
        map(separated_list1(tag("&&"), term), |terms| Raw::of(terms, Raw::All)).parse(input)
    }

    fn term(&self, input: &'a str, depth: usize) -> Parsed<'a, Raw> {
        let group = |input| self.group(input, depth);
        alt((group, |input| self.test(input), map(|input| self.operand(input), Raw::Short))).parse(input)
    }

    fn group(&self, input: &'a str, depth: usize) -> Parsed<'a, Raw> {
        let error = Err(nom::Err::Error(()));
        let (inside, _) = char('(').parse(input)?;
        let Some(end) = self.partner(self.offset(input)) else { return error };
        let words = self.text.get(self.offset(inside)..end).unwrap_or_default();
        if !words.contains(OPERATORS) || !self.ends_term(end + 1) {
            return error;
        }
        if depth == CONDITION_DEPTH {
            return Err(nom::Err::Failure(()));
        }
        let (rest, raw) = self.any(inside, depth + 1)?;
        if self.offset(rest) == end { Ok((self.from(end + 1), raw)) } else { error }
    }

    /// Whether a term can end at `at`.
    fn ends_term(&self, at: usize) -> bool {
        let rest = self.blank(self.from(at));
        rest.is_empty() || rest.starts_with("&&") || rest.starts_with("||") || rest.starts_with(')')
    }

    fn test(&self, input: &'a str) -> Parsed<'a, Raw> {
        let (_, id) = take_till1(|c| OPERATORS.contains(&c)).parse(input)?;
        let id = id.get(..self.words(id, self.offset(input))).unwrap_or_default();
        let id = trimmed(self.text, self.offset(input)..self.offset(input) + id.len());
        let (rest, compare) = compare(self.from(self.offset(input) + self.words(input, self.offset(input))))?;
        let (rest, operand) = self.operand(self.blank(rest))?;
        if id.is_empty() { Err(nom::Err::Error(())) } else { Ok((rest, Raw::Test(id, compare, operand))) }
    }

    /// How much of `input`, which begins at `start`, is before the next operator outside of parentheses.
    fn words(&self, input: &str, start: usize) -> usize {
        self.until(input, start, |rest| rest.starts_with(OPERATORS))
    }

    /// How much of `input`, which begins at `start`, is before what `stops` says of, and inside of the parentheses
    /// around it; those in it belong to it.
    fn until(&self, input: &str, start: usize, stops: impl Fn(&str) -> bool) -> usize {
        let mut at = 0;
        while let Some(rest) = input.get(at..).filter(|rest| !rest.is_empty()) {
            let byte = rest.as_bytes().first().copied().unwrap_or_default();
            if stops(rest) {
                break;
            }
            match (byte, self.partner_if(byte, start + at)) {
                (b'(', Some(end)) if end < start + input.len() => at = end + 1 - start,
                (b')', Some(_)) => break,
                _ => at += rest.chars().next().map_or(1, char::len_utf8),
            }
        }
        at
    }

    fn partner_if(&self, byte: u8, at: usize) -> Option<usize> {
        if matches!(byte, b'(' | b')') { self.partner(at) } else { None }
    }

    fn operand(&self, input: &'a str) -> Parsed<'a, Operand> {
        alt((|input| self.list(input), |input| self.quoted(input), |input| self.value(input))).parse(input)
    }

    fn list(&self, input: &'a str) -> Parsed<'a, Operand> {
        let error = Err(nom::Err::Error(()));
        let (inside, _) = char('(').parse(input)?;
        let Some(end) = self.partner(self.offset(input)).filter(|end| self.ends_term(end + 1)) else { return error };
        let (rest, values) = separated_list1(tag("||"), |input| self.range(input)).parse(inside)?;
        if values.len() < 2 || self.offset(rest) != end {
            return error;
        }
        Ok((self.from(end + 1), Operand::List(values)))
    }

    fn quoted(&self, input: &'a str) -> Parsed<'a, Operand> {
        let (inside, quote) = alt((char('"'), char('\''))).parse(input)?;
        let ends = inside.match_indices(quote).map(|(end, _)| self.offset(inside) + end);
        // A quote after which no term ends belongs to the value; looking at a few is enough.
        let end = ends.take(8).find(|end| self.ends_term(end + 1)).ok_or(nom::Err::Error(()))?;
        Ok((self.from(end + 1), Operand::Quoted(self.offset(inside)..end)))
    }

    fn value(&self, input: &'a str) -> Parsed<'a, Operand> {
        map(|input| self.range(input), Operand::Value).parse(input)
    }

    /// The words up to the next `&&` or `||`, or the end of the group around them.
    fn range(&self, input: &'a str) -> Parsed<'a, Range<usize>> {
        let start = self.offset(input);
        let length = self.until(input, start, |rest| rest.starts_with("&&") || rest.starts_with("||"));
        let range = trimmed(self.text, start..start + length);
        if self.words_of(range.clone()).is_empty() {
            return Err(nom::Err::Error(()));
        }
        Ok((self.from(start + length), range))
    }

    /// What is written in `range`, parentheses without partner left out.
    fn words_of(&self, range: Range<usize>) -> Cow<'a, str> {
        let written = self.text.get(range.clone()).unwrap_or_default();
        let first = self.pairs.partition_point(|pair| pair.0 < range.start);
        let inside = self.pairs.get(first..).unwrap_or_default().iter().take_while(|pair| pair.0 < range.end);
        let mut stray = inside.filter(|pair| pair.1.is_none()).map(|pair| pair.0 - range.start).peekable();
        if stray.peek().is_none() {
            return Cow::Borrowed(written.trim());
        }
        let mut words = String::new();
        let mut at = 0;
        for paren in stray {
            words.push_str(written.get(at..paren).unwrap_or_default());
            at = paren + 1;
        }
        words.push_str(written.get(at..).unwrap_or_default());
        Cow::Owned(words.trim().to_owned())
    }
}

const OPERATORS: [char; 6] = ['=', '!', '<', '>', '&', '|'];

/// The comparison, and whether it is spelt as the format has it.
fn compare(input: &str) -> Parsed<'_, (Compare, bool)> {
    alt((
        value((Compare::Is, false), tag("===")),
        value((Compare::IsNot, false), tag("!==")),
        value((Compare::Is, true), tag("==")),
        value((Compare::IsNot, true), tag("!=")),
        value((Compare::AtLeast, true), tag(">=")),
        value((Compare::AtMost, true), tag("<=")),
        value((Compare::MoreThan, true), tag(">")),
        value((Compare::LessThan, true), tag("<")),
        value((Compare::Is, false), tag("=")),
    ))
    .parse(input)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let start = range.start + words.len() - words.trim_start().len();
    start..start + words.trim().len()
}

impl Raw {
    fn of(mut terms: Vec<Raw>, many: fn(Vec<Raw>) -> Raw) -> Raw {
        match terms.pop() {
            Some(only) if terms.is_empty() => only,
            Some(last) => {
                terms.push(last);
                many(terms)
            }
            None => many(terms),
        }
    }
}

/// From what is written to what is meant: operands alone get the id and comparison before them.
struct Finish<'a, 'p> {
    parens: &'p Parens<'a>,
    place: &'p dyn Fn(Range<usize>) -> Span,
    before: Option<(Range<usize>, Compare)>,
    respelt: bool,
}

impl Finish<'_, '_> {
    fn expression(&mut self, raw: Raw) -> Option<Expression> {
        match raw {
            Raw::Any(terms) => Some(Expression::Any(self.expressions(terms)?)),
            Raw::All(terms) => Some(Expression::All(self.expressions(terms)?)),
            Raw::Test(id, (compare, usual), operand) => {
                self.respelt |= !usual;
                self.before = Some((id.clone(), compare));
                Some(self.test(id, compare, operand))
            }
            Raw::Short(operand) => {
                self.respelt = true;
                let (id, compare) = self.before.clone()?;
                Some(self.test(id, compare, operand))
            }
        }
    }

    fn expressions(&mut self, terms: Vec<Raw>) -> Option<Vec<Expression>> {
        terms.into_iter().map(|term| self.expression(term)).collect()
    }

    fn test(&mut self, id: Range<usize>, compare: Compare, operand: Operand) -> Expression {
        let ranges = match operand {
            Operand::Value(range) => return self.single(id, compare, range, true),
            Operand::Quoted(range) => {
                self.respelt = true;
                return self.single(id, compare, range, false);
            }
            Operand::List(ranges) => ranges,
        };
        self.respelt = true;
        let tests = ranges.into_iter().map(|range| self.single(id.clone(), compare, range, true)).collect();
        if compare == Compare::IsNot { Expression::All(tests) } else { Expression::Any(tests) }
    }

    /// A comparison with one value; `null` means no answer where it is a word.
    fn single(&self, id: Range<usize>, compare: Compare, range: Range<usize>, is_word: bool) -> Expression {
        let id = self.spanned(id);
        let value = self.spanned(range);
        let tested = match compare {
            Compare::Is if is_word && &*value == "null" => Tested::Answered(false),
            Compare::IsNot if is_word && &*value == "null" => Tested::Answered(true),
            Compare::Is => Tested::Is(value),
            Compare::IsNot => Tested::IsNot(value),
            Compare::MoreThan => Tested::MoreThan(value),
            Compare::LessThan => Tested::LessThan(value),
            Compare::AtLeast => Tested::AtLeast(value),
            Compare::AtMost => Tested::AtMost(value),
        };
        Expression::Test(Test { id, tested })
    }

    fn spanned(&self, range: Range<usize>) -> Spanned<Text> {
        Spanned::new(Text::from(&*self.parens.words_of(range.clone())), (self.place)(range))
    }
}
