//! Laws about words: none is lost.

use std::collections::BTreeMap;

use selfhelp::diagnostic::Severity;

use super::leaves::{Kind, Leaf, leaves};
use super::{Broken, Case, source, visible};

/// What a browser shows of the HTML is the leaves of the tree, in order, with nothing in between.
///
/// Of a payload only the words are compared, because it is laid out anew; the address of a link without text may be any
/// that the HTML leads to, because it is resolved.
pub fn html_holds_leaves(case: &Case, html: &str) -> Result<(), Broken> {
    // These controls are blanks, too, and are trimmed at the ends of blocks.
    let blanks = case.article.source().contains(['\u{B}', '\u{C}', '\u{85}']);
    let solid = |text: &str| if blanks { solid(text).replace('\u{FFFD}', "") } else { solid(text) };
    let shown = solid(&visible::text(html));
    let leaves = leaves(&case.article);
    let addresses = addresses(html);
    // The possible rests of the HTML: an address may show or not.
    let mut rests = vec![shown.as_str()];
    let mut after_payload = false;
    for leaf in &leaves {
        let text = solid(&leaf.text);
        let before = rests.clone();
        match leaf.kind {
            Kind::Label => rests.iter_mut().for_each(|rest| *rest = without_label(rest, &text)),
            Kind::Payload => after_payload = true,
            Kind::Address => {
                rests.extend(before.iter().flat_map(|rest| after_address(rest, &addresses, &text)));
                rests.sort_by_key(|rest| rest.len());
                rests.dedup();
            }
            Kind::Words | Kind::Code if after_payload => {
                rests = before.iter().filter_map(|rest| after(rest, &text)).collect();
            }
            Kind::Words | Kind::Code => {
                rests = before.iter().filter_map(|rest| rest.strip_prefix(text.as_str())).collect();
            }
        };
        if rests.is_empty() {
            return Err(missing(&text, before.first().copied().unwrap_or_default()));
        }
    }
    match rests.iter().min_by_key(|rest| rest.len()) {
        Some(rest) if !rest.is_empty() && !after_payload => Err(format!("the HTML goes on with {:?}", start(rest))),
        _ => payload_words(&leaves, &shown),
    }
}

/// Where the links of `html` lead, longest first.
fn addresses(html: &str) -> Vec<String> {
    let targets = html.split("<a href=\"").skip(1).filter_map(|after| after.split('"').next());
    let mut addresses: Vec<String> = targets.map(|target| solid(&visible::text(target))).collect();
    addresses.sort_by_key(|address| std::cmp::Reverse(address.len()));
    addresses
}

/// The rests of `rest` after an address, as one may begin like another.
fn after_address<'t>(rest: &'t str, addresses: &[String], written: &str) -> Vec<&'t str> {
    addresses.iter().map(String::as_str).chain([written]).filter_map(|address| rest.strip_prefix(address)).collect()
}

fn payload_words(leaves: &[Leaf], shown: &str) -> Result<(), Broken> {
    let payloads = leaves.iter().filter(|leaf| leaf.kind == Kind::Payload);
    let mut words = payloads.flat_map(|leaf| leaf.text.split(|c: char| !c.is_alphanumeric()));
    words.find(|word| !shown.contains(word)).map_or(Ok(()), |word| Err(missing(word, "the output")))
}

/// A label may come before the leaves.
fn without_label<'t>(rest: &'t str, label: &str) -> &'t str {
    match rest.split_at_checked(label.len()) {
        Some((found, after)) if found.eq_ignore_ascii_case(label) => after,
        _ => rest,
    }
}

/// The text after the first `word` in `rest` that the mark of a link is in: `guide/b.`, of which `guide` is a link, is `guide/b [1].`
fn after_marked<'t>(rest: &'t str, word: &str) -> Option<&'t str> {
    word.char_indices().find_map(|(at, _)| {
        let (name, end) = word.split_at(at);
        let mark = after(rest, &format!("{name}["))?;
        let digits = mark.bytes().take_while(u8::is_ascii_digit).count();
        mark[digits..].strip_prefix(']')?.strip_prefix(end)
    })
}

/// The text after the first `text` in `rest`.
fn after<'t>(rest: &'t str, text: &str) -> Option<&'t str> {
    rest.find(text).and_then(|at| rest.get(at + text.len()..))
}

/// The text holds every word of every leaf, in order; of tables, every run of letters and digits, somewhere.
///
/// Without characters that nobody sees, and without `>`, which begins quoted lines, also where a long word goes on.
pub fn text_holds_leaves(case: &Case) -> Result<(), Broken> {
    let leaves = leaves(&case.article);
    // A soft hyphen shows as `-` where a line ends at it, and nowhere else.
    let is_hyphenated = leaves.iter().any(|leaf| leaf.text.contains('\u{AD}'));
    let is_kept = |&c: &char| is_visible(c) && c != '>' && !(is_hyphenated && c == '-');
    let unquoted = |text: &str| solid(text).chars().filter(is_kept).collect::<String>();
    let shown = unquoted(&case.text);
    let mut rest = shown.as_str();
    for leaf in &leaves {
        if leaf.kind == Kind::Payload {
            payload_words(std::slice::from_ref(leaf), &shown)?;
        }
        if !matches!(leaf.kind, Kind::Words | Kind::Code) {
            continue;
        }
        if leaf.in_table {
            // A cell may break a long word, where another cell's line goes on after it.
            if let Some(run) = source::runs(&leaf.text).into_iter().find(|run| !shown.contains(run.as_str())) {
                return Err(missing(&run, &shown));
            }
            continue;
        }
        for word in leaf.text.split_whitespace().map(unquoted).filter(|word| !word.is_empty()) {
            // The same word may come again without a mark in it.
            let plain = after(rest, &word);
            let passed = plain.map_or(rest, |plain| &rest[..rest.len() - plain.len()]);
            let marked = if passed.contains('[') { after_marked(rest, &word) } else { None };
            match plain.into_iter().chain(marked).max_by_key(|after| after.len()) {
                Some(after) => rest = after,
                None => return Err(missing(&word, rest)),
            }
        }
    }
    Ok(())
}

/// The text holds every word that readers can find in the source, as often as the source.
///
/// Where the metadata cannot be trusted, nobody can tell what is header and what is body.
pub fn text_holds_source(case: &Case) -> Result<(), Broken> {
    let found = case.article.diagnostics();
    if found.iter().any(|found| found.severity == Severity::Error) {
        return Ok(());
    }
    let shown: String = case.text.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut counts = BTreeMap::new();
    for word in source::words(&case.article) {
        *counts.entry(word).or_insert(0) += 1;
    }
    for (word, count) in counts {
        let times = shown.matches(word.as_str()).count();
        if times < count {
            return Err(format!("{word:?} is {count} times in the source and {times} times in the text"));
        }
    }
    Ok(())
}

/// Whether `c` is not a control of directions and joints.
fn is_visible(c: char) -> bool {
    !matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// `text` without white space, its control characters as they are shown.
fn solid(text: &str) -> String {
    let shown = |c: char| if c.is_control() && !matches!(c, '\t' | '\n' | '\r') { '\u{FFFD}' } else { c };
    text.chars().map(shown).filter(|c| !c.is_whitespace()).collect()
}

fn missing(text: &str, rest: &str) -> Broken {
    format!("{:?} is missing before {:?}", start(text), start(rest))
}

fn start(text: &str) -> String {
    text.chars().take(60).collect()
}
