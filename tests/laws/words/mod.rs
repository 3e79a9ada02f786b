//! No word is lost from text and none is made up, at any width: it has the words that a browser shows of the HTML, and
//! what people copy stays in one piece.
//!
//! `SELFHELP_CORPUS` names a folder with more articles.

pub(crate) mod browser;

use std::collections::BTreeSet;

use selfhelp::payload::Model;
use selfhelp::render::text::{Emphasis, LinkStyle, PlainText};
use selfhelp::tree::{Block, Blocks, CodeBlock, CodeSpan, Image, Part, Parts, Template};
use selfhelp::visit::{self, Edit, Visit};
use selfhelp::{Article, Text};

use support::shelf;

/// The articles to try and at which widths: the examples at all, those of a corpus, which is large, at some.
fn for_all(law: impl Fn(&Article, &[usize]) -> Result<(), String>) {
    let all: Vec<usize> = (1..=200).collect();
    let corpus = shelf::corpus();
    let examples = shelf::examples();
    let cases = examples
        .iter()
        .map(|example| (example, &all[..]))
        .chain(corpus.iter().map(|one| (one, &[1, 7, 20, 40, 78, 120][..])));
    let broken: Vec<String> = cases
        .filter_map(|(example, widths)| {
            let mut article = example.article();
            if !matches!(article.data(), None | Some(Model::Unknown(_))) {
                // Fields of a browser are lines to fill in, and facts have a colon after their name.
                article.body.retain(|part| !matches!(part, Part::Payload(_)));
            }
            Some(format!("{}: {}", example.path.display(), law(&article, widths).err()?))
        })
        .collect();
    assert!(
        broken.is_empty(),
        "broken by {}\n{}",
        broken.len(),
        broken.iter().take(8).cloned().collect::<Vec<_>>().join("\n")
    );
}

fn text(plain: &PlainText<'_>, article: &Article) -> String {
    plain.render(article).expect("nothing can be missing")
}

/// Whether a word is one of the ornaments of lists, quotes, headings, rules and tables.
fn is_ornament(word: &str) -> bool {
    let drawn = word.chars().all(|c| matches!(c, '*' | '>' | '=' | '-' | '~' | '.'));
    let is_number = |number: &str| number.bytes().all(|byte| byte.is_ascii_digit());
    // `a.`, `iv.` of lists with letters, but not `bar.` at the end of a sentence, after which a link has its number.
    let is_letter = |number: &str| match number.as_bytes() {
        [letter] => letter.is_ascii_lowercase(),
        digits => digits.len() <= 5 && digits.iter().all(|digit| matches!(digit, b'i' | b'v' | b'x')),
    };
    drawn || word.strip_suffix('.').is_some_and(|number| is_number(number) || is_letter(number))
}

#[test]
fn text_has_the_words_that_a_browser_shows() {
    for_all(|article, _| {
        let mut article = article.clone();
        WithPictures.edit_parts(&mut article.body);
        let plain = PlainText::new().unlimited().links(LinkStyle::TextOnly).emphasis(Emphasis::Plain);
        let text = text(&plain, &article);
        let shown = browser::words(&article.to_html().replace('\u{AD}', ""));
        let shown: Vec<&str> = shown.iter().map(String::as_str).filter(|word| !is_ornament(word)).collect();
        let found: Vec<&str> = text.split_whitespace().filter(|word| !is_ornament(word)).collect();
        same(&found, &shown)
    });
}

/// What may be beside each other in a line.
const INLINES: [&str; 9] = [
    "a",
    "**b**",
    "*c*",
    "`d`",
    "[e](https://example.com)",
    "<!-- f -->",
    "<!--$g-->h<!--/$g-->",
    "<br>",
    "<!--$i--><!--/$i-->",
];

#[test]
fn inlines_beside_each_other_have_the_words_that_a_browser_shows() {
    let plain = PlainText::new().unlimited().links(LinkStyle::TextOnly).emphasis(Emphasis::Plain);
    let count = INLINES.len();
    for index in 0..count.pow(3) * 4 {
        let (blanks, index) = (index % 4, index / 4);
        let [first, second, third] =
            [index % count, index / count % count, index / count / count].map(|at| INLINES[at]);
        let blank = |bit| if blanks & bit == 0 { "" } else { " " };
        let body = format!("x{first}{}{second}{}{third}y", blank(1), blank(2));
        let article = Article::parse_lenient(&format!("<properties pageTitle=\"a\" />\n{body}\n\n* {body}\n"));
        let text = text(&plain, &article);
        let shown = browser::words(&article.to_html());
        let shown: Vec<&str> = shown.iter().map(String::as_str).filter(|word| !is_ornament(word)).collect();
        let found: Vec<&str> = text.split_whitespace().filter(|word| !is_ornament(word)).collect();
        assert_eq!(same(&found, &shown), Ok(()), "{body:?}");
    }
}

/// Compares both; the error has the first word that differs.
fn same(found: &[&str], expected: &[&str]) -> Result<(), String> {
    let alike = found.iter().zip(expected).take_while(|(found, expected)| found == expected).count();
    if alike == found.len() && alike == expected.len() {
        return Ok(());
    }
    let around =
        |words: &[&str]| words.iter().skip(alike.saturating_sub(3)).take(9).copied().collect::<Vec<_>>().join(" ");
    Err(format!("{:?} instead of {:?}", around(found), around(expected)))
}

#[test]
fn references_are_all_that_links_add() {
    for_all(|article, _| {
        let bare = text(&PlainText::new().unlimited().links(LinkStyle::TextOnly), article);
        let text = text(&PlainText::new().unlimited(), article);
        let (body, references) = split_references(&text);
        let (numbers, references): (Vec<usize>, Vec<&str>) = references.into_iter().unzip();
        let distinct: BTreeSet<&str> = references.iter().copied().collect();
        if distinct.len() < references.len() {
            return Err(format!("an address is listed twice in {references:?}"));
        }
        without_numbers(&ink(body), &ink(&bare), &numbers)
    });
}

/// The numbered addresses at the end of `text`, and the text before the list. Numbers that the author wrote are skipped.
fn split_references(text: &str) -> (&str, Vec<(usize, &str)>) {
    let Some((body, list)) = text.trim_end().rsplit_once("\n\n") else { return (text, Vec::new()) };
    let numbered = list.lines().map(|line| {
        let (number, address) = line.strip_prefix('[')?.split_once("] ")?;
        Some((number.parse().ok()?, address))
    });
    match numbered.collect::<Option<Vec<_>>>() {
        Some(addresses) if addresses.is_sorted() => (body, addresses),
        _ => (text, Vec::new()),
    }
}

/// The characters of `text` without white space and ornaments.
fn ink(text: &str) -> String {
    text.split_whitespace().filter(|word| !is_ornament(word)).collect()
}

/// Whether `found` is `expected` and `numbers` in brackets, each used for the first time in order.
fn without_numbers(found: &str, expected: &str, numbers: &[usize]) -> Result<(), String> {
    let (mut found, mut expected, mut used) = (found, expected, 0);
    while !found.is_empty() || !expected.is_empty() {
        let may = &numbers[..numbers.len().min(used + 1)];
        let index = may.iter().rposition(|number| found.starts_with(&format!("[{number}]")));
        let next = found.chars().next();
        if let Some(index) = index.filter(|&index| !expected.starts_with(&format!("[{}]", numbers[index]))) {
            used = used.max(index + 1);
            found = &found[format!("[{}]", numbers[index]).len()..];
        } else if next.is_some() && next == expected.chars().next() {
            let length = next.map_or(0, char::len_utf8);
            (found, expected) = (&found[length..], &expected[length..]);
        } else {
            let start = |text: &str| text.chars().take(40).collect::<String>();
            return Err(format!("{:?} instead of {:?}", start(found), start(expected)));
        }
    }
    if used == numbers.len() { Ok(()) } else { Err(format!("{used} of {} references are used", numbers.len())) }
}

/// Gives all pictures an address from which a browser loads them.
struct WithPictures;

impl Edit for WithPictures {
    fn edit_image(&mut self, node: &mut Image) {
        node.target = Template::from(Text::from("https://example.com/a.png"));
        visit::walk_image_mut(self, node);
    }
}

/// Takes all tables out of an article: whether one is a grid or records depends on the width.
struct WithoutTables;

impl Edit for WithoutTables {
    fn edit_parts(&mut self, parts: &mut Parts) {
        parts.retain(|part| !matches!(part, Part::Block(Block::Table(_))));
        visit::walk_parts_mut(self, parts);
    }

    fn edit_blocks(&mut self, blocks: &mut Blocks) {
        blocks.retain(|block| !matches!(block, Block::Table(_)));
        visit::walk_blocks_mut(self, blocks);
    }
}

/// The characters of `text` without white space, what shows only inside lines, and what margins and underlines are made of.
fn characters(text: &str) -> String {
    let is_drawn = |c: char| matches!(c, '>' | '=' | '-' | '~' | '.' | '\u{200B}');
    text.chars().filter(|&c| !c.is_whitespace() && !is_drawn(c)).collect()
}

#[test]
fn every_width_has_the_same_characters_in_the_same_order() {
    for_all(|article, widths| {
        let mut article = article.clone();
        WithoutTables.edit_parts(&mut article.body);
        let expected = characters(&text(&PlainText::new().unlimited(), &article));
        for &width in widths {
            let plain = PlainText::new().width(width);
            for plain in [plain.clone(), plain.flowed()] {
                let found = characters(&text(&plain, &article));
                if found != expected {
                    let alike = found.chars().zip(expected.chars()).take_while(|(a, b)| a == b).count();
                    let around = |text: &str| text.chars().skip(alike.saturating_sub(20)).take(60).collect::<String>();
                    return Err(format!("width {width}: {:?} instead of {:?}", around(&found), around(&expected)));
                }
            }
        }
        Ok(())
    });
}

/// What of an article people copy: code, line by line.
#[derive(Default)]
struct Copied(BTreeSet<String>);

impl<'a> Visit<'a> for Copied {
    fn visit_code_span(&mut self, node: &'a CodeSpan) {
        let code = node.content.to_plain().replace(['\n', '\r', '\t'], " ");
        self.0.insert(browser::quoted(&code));
    }

    fn visit_code_block(&mut self, node: &'a CodeBlock) {
        self.0.extend(node.content.to_plain().lines().map(|line| line.trim().to_owned()));
    }
}

/// Whether a word is copied rather than read: an address, a path, a GUID, an option, a name of a resource or command.
fn is_copied(word: &str) -> bool {
    let is_guid = word.len() == 36 && word.split('-').map(str::len).eq([8, 4, 4, 4, 12]);
    let is_command = word.split('-').skip(1).any(|part| part.starts_with(char::is_uppercase));
    let is_name = is_command || word.contains(['@', '\\', '_', '=', '{']);
    let is_path = word.contains("://") || word.matches('/').count() > 1;
    word.is_ascii() && !is_ornament(word) && (is_guid || is_name || is_path || word.starts_with("--"))
}

#[test]
fn what_people_copy_is_never_broken() {
    for_all(|article, widths| {
        let wide = text(&PlainText::new().unlimited(), article);
        let mut code = Copied::default();
        code.visit_parts(&article.body);
        let code: Vec<&String> = code.0.iter().filter(|code| wide.contains(code.as_str())).collect();
        let words: BTreeSet<&str> = wide.split_whitespace().filter(|word| is_copied(word)).collect();
        for &width in widths {
            let text = text(&PlainText::new().width(width), article);
            let is_whole = |word: &str| text.matches(word).count() >= wide.matches(word).count();
            if let Some(broken) = code.iter().find(|code| !text.contains(code.as_str())) {
                return Err(format!("width {width}: {broken:?} is broken"));
            }
            if let Some(broken) = words.iter().find(|word| !is_whole(word)) {
                return Err(format!("width {width}: {broken:?} is broken"));
            }
        }
        Ok(())
    });
}
