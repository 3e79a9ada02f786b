//! What readers can find in the source of an article, without the parser.
//!
//! Everything here errs on one side: it does not ask for what it is not sure of.

use std::borrow::Cow;

use selfhelp::Article;
use selfhelp::payload::Model;

/// The elements whose tags are not shown.
const ELEMENTS: &str = " a abbr address article aside b big blockquote br button caption center cite code col colgroup dd \
    del details div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i iframe img input ins kbd label li \
    main mark nav ol p pre q s samp section script small source span strike strong style sub summary sup svg table tbody td \
    tfoot th thead tr tt u ul var video wbr ";

/// The words of the preamble and the body that are plain text, in order.
///
/// A word is a run of letters and digits, or one ideograph. Comments, targets and labels of links, definitions, tags,
/// info strings of fences, numbers of items and entities are left out.
pub fn words(article: &Article) -> Vec<String> {
    let lines = without_components(&without_comments(&without_data(article)));
    let lines = lines.replace("\r\n", "\n").replace('\r', "\n");
    let kept: Vec<&str> = lines.lines().filter_map(line).collect();
    runs(&without_tags(&without_targets(&kept.join("\n"))))
}

/// The body without a payload of a known kind, whose model tells what shows.
fn without_data(article: &Article) -> Cow<'_, str> {
    let body = body(article);
    let is_known = article.data().is_some_and(|model| !matches!(model, Model::Unknown(_)));
    match article.payload().filter(|_| is_known).and_then(|payload| article.source().get(payload.span.range())) {
        Some(json) => Cow::Owned(body.replacen(json, "", 1)),
        None => Cow::Borrowed(body),
    }
}

/// `text` without components, whose children tell what shows.
fn without_components(text: &str) -> String {
    const NAMES: [&str; 6] = ["insight", "metric", "videogroup", "video", "azurekb", "commonsolution"];
    let small = text.to_ascii_lowercase();
    let (mut kept, mut at) = (String::new(), 0);
    while let Some(start) = small[at..].find('<').map(|found| at + found) {
        kept.push_str(&text[at..start]);
        let tag = &small[start + 1..];
        let is_name = |name: &&&str| {
            tag.strip_prefix(**name).is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric() && c != '-'))
        };
        let end = NAMES.iter().find(is_name).and_then(|name| component_end(tag, name));
        at = start + 1 + end.unwrap_or_default();
        kept.push_str(if end.is_some() { "\n" } else { "<" });
    }
    kept + &text[at..]
}

/// Where the component ends whose start tag, `name` first, `tag` begins with.
fn component_end(tag: &str, name: &str) -> Option<usize> {
    let tag_end = tag.find('>')? + 1;
    if tag[..tag_end].ends_with("/>") {
        return Some(tag_end);
    }
    let closer = ["</", "<"].into_iter().filter_map(|mark| tag[tag_end..].find(&[mark, name].concat())).min()?;
    let close = tag_end + closer;
    Some(close + tag[close..].find('>')? + 1)
}

/// What stands behind the header.
pub fn body(article: &Article) -> &str {
    let source = article.source();
    let values_end = article.properties().map(|property| property.value_span.end as usize).max().unwrap_or(0);
    let behind = source.get(values_end..).unwrap_or_default();
    behind.split_once('>').map_or("", |(_, body)| body)
}

/// The text of the comments of `text`.
pub fn comments(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once("<!--") {
        let (comment, after) = behind.split_at(damaged_end(behind).unwrap_or_else(|| comment_end(behind)));
        found.push(comment.strip_suffix("-->").unwrap_or(comment));
        rest = after;
    }
    found
}

/// `text` without its comments.
pub fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = behind.get(comment_end(behind)..).unwrap_or_default();
    }
    kept + rest
}

/// Where a comment ends that began before `text`: after the first `-->`, or after the one that balances it if it
/// contains a `<!--`; `<!-->` and `<!--->` are complete.
fn comment_end(text: &str) -> usize {
    if let Some(whole) = [">", "->"].into_iter().find(|end| text.starts_with(end)) {
        return whole.len();
    }
    let first = text.find("-->").map_or(text.len(), |at| at + 3);
    if !text[..first].contains("<!--") {
        return first;
    }
    let (mut depth, mut at) = (1, 0);
    while let Some(next) = text[at..].find(['<', '-']).map(|next| at + next) {
        let rest = &text[next..];
        at = next + 1;
        if rest.starts_with("<!--") {
            at = next + 4;
            depth += 1;
        } else if rest.starts_with("-->") {
            at = next + 3;
            depth -= 1;
            if depth == 0 {
                return at;
            }
        }
    }
    first
}

/// Where a marker of a placeholder ends that lacks its `--` (format §4): `$x>`, `/$x>`, `/$x-- >`.
fn damaged_end(text: &str) -> Option<usize> {
    let marker = text.trim_start_matches([' ', '\t']);
    let closer = marker.strip_prefix('/');
    let name = closer.unwrap_or(marker).strip_prefix('$')?;
    let behind = name.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | ' ' | '.' | '\t'));
    let name = name[..name.len() - behind.len()].trim();
    if name.is_empty() || name.starts_with('.') || name.ends_with('.') || name.contains('\t') {
        return None;
    }
    let behind = behind.strip_prefix('>').or_else(|| closer.and_then(|_| behind.strip_prefix("-- >")))?;
    Some(text.len() - behind.len())
}

/// What readers can find on a line; `None` for a fence or a definition.
fn line(line: &str) -> Option<&str> {
    let text = line.trim_start_matches([' ', '\t', '>']);
    let definition = text.starts_with('[') && text.contains("]:");
    let fence = text.contains("```") || text.contains("~~~");
    let section = text.starts_with(":::");
    let note = text.starts_with("[!");
    // What is nearly a comment may be one.
    let comment = text.contains("-->");
    if definition || fence || section || note || comment {
        return None;
    }
    let text = text.trim_start_matches(['*', '-', '+', ' ', '\t']);
    Some(text.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// `text` without the targets of links and images: what is between `](` and its `)`, or in `][…]`.
fn without_targets(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(']') {
        kept.push_str(before);
        kept.push(' ');
        let end = match behind.chars().next() {
            Some('(') => balanced(behind),
            Some('[') => behind.find(']'),
            _ => Some(0),
        };
        rest = behind.get(end.unwrap_or(behind.len())..).unwrap_or_default();
    }
    kept + rest
}

/// Where the parenthesis that `text` begins with is closed.
fn balanced(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(at + 1),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// `text` without tags of HTML; other words in angle brackets stay.
pub fn without_tags(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('<') {
        kept.push_str(before);
        let name = behind.trim_start_matches('/');
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let element = ELEMENTS.contains(&format!(" {} ", name.to_ascii_lowercase())) && !name.is_empty();
        let end = if element { behind.find('>').map_or(behind.len(), |at| at + 1) } else { 0 };
        kept.push(' ');
        rest = behind.get(end..).unwrap_or_default();
    }
    kept + rest
}

/// The runs of letters and digits in `text`, without those that touch an entity.
pub fn runs(text: &str) -> Vec<String> {
    let pieces = text.split_whitespace().filter(|piece| !piece.contains('&'));
    let words = pieces.flat_map(|piece| piece.split(|c: char| !c.is_alphanumeric()));
    words.flat_map(ideographs).filter(|word| !word.is_empty()).collect()
}

/// A word as it is, or each of its ideographs.
fn ideographs(word: &str) -> Vec<String> {
    if word.chars().any(|c| c >= '\u{2E80}') { word.chars().map(String::from).collect() } else { vec![word.to_owned()] }
}
