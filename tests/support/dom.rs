//! How a browser reads our HTML, by the parsers of other authors, compared with the list in the documentation.

use std::collections::{BTreeSet, HashMap, HashSet};

use ammonia::{Builder, UrlRelative};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, local_name, ns, parse_document, parse_fragment, serialize};
use markup5ever_rcdom::{Handle, NodeData, RcDom, SerializableHandle};
use selfhelp::render::html::Html;

/// The elements, attributes and schemes that the documentation of `render::html` lists.
pub struct Allowed {
    elements: HashMap<&'static str, HashSet<&'static str>>,
    schemes: HashMap<&'static str, HashSet<&'static str>>,
    /// The properties of styles.
    properties: HashSet<&'static str>,
    asked: Asked,
    ammonia: Builder<'static>,
}

/// A renderer with every option set.
pub fn profile() -> Html<'static> {
    Html::new()
        .heading_shift(1)
        .heading_ids("a\"b c")
        .class_prefix("p<\"-")
        .outside_rel("external \"x")
        .outside_target("_blank")
        .placeholder_spans()
        .source_spans()
        .keyboard_scrolling()
        .github_alerts()
        .without_skipped_levels()
        .in_page_links()
        .lone_buttons()
}

/// Which columns of the list count.
#[derive(Clone, Copy, PartialEq)]
pub enum Asked {
    Nothing,
    Everything,
}

impl Allowed {
    /// Reads the list itself, so that the documentation and the tests cannot differ.
    pub fn read(asked: Asked) -> Allowed {
        Allowed::of(PAGE, asked)
    }

    /// The same for mails.
    pub fn mail(asked: Asked) -> Allowed {
        Allowed::of(MAIL, asked)
    }

    /// Reads the list of elements that has this head.
    fn of(head: &str, asked: Asked) -> Allowed {
        let (mut elements, mut schemes) = (HashMap::new(), HashMap::new());
        let (mut properties, mut is_listed) = (HashSet::new(), false);
        for line in include_str!("../../src/render/html/allowed.md").lines() {
            is_listed = if line.starts_with("| element") { line.starts_with(head) } else { is_listed };
            let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
            match cells[..] {
                [element, always, on_request] if is_listed && element.contains('`') => {
                    let wanted = asked == Asked::Everything;
                    if wanted || !element.contains("on request") {
                        let more = names(on_request).filter(|_| wanted);
                        elements.insert(names(element).next().unwrap(), names(always).chain(more).collect());
                    }
                }
                [attribute, list] if attribute.contains("style") => properties.extend(names(list)),
                [attribute, list] if attribute.contains('`') => {
                    schemes.insert(names(attribute).next().unwrap(), names(list).collect());
                }
                _ => {}
            }
        }
        assert!(elements.len() > 30 && schemes.len() == 2, "the list in the documentation has lost its form");
        let ammonia = ammonia(&elements, &schemes, asked);
        Allowed { elements, schemes, properties, asked, ammonia }
    }

    /// Why `html` is not the fragment that it should be.
    pub fn faults(&self, html: &str) -> Option<String> {
        let dom = fragment(html);
        if let Some(error) = dom.errors.borrow().first() {
            return Some(format!("the parser says: {error}"));
        }
        let root = root(&dom);
        if let Some(fault) = self.foreign(&root) {
            return Some(fault);
        }
        let written = written(&root);
        differs(&one_spelling(html), &written, "html5ever")
            .or_else(|| differs(&written, &self.ammonia.clean(html).to_string(), "ammonia"))
    }

    /// Why `page` is not the page that it should be: its line ends between tags may move.
    pub fn page_faults(&self, page: &str) -> Option<String> {
        let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
        if let Some(error) = dom.errors.borrow().first() {
            return Some(format!("the parser says: {error}"));
        }
        let main = find(&dom.document, "main")?;
        let foreign = main.children.borrow().iter().find_map(|child| self.foreign(child));
        foreign.or_else(|| differs(&joined(&one_spelling(page)), &joined(&written(&dom.document)), "html5ever"))
    }

    /// Whether `style` sets listed properties, to values that load and run nothing.
    fn is_style(&self, style: &str) -> bool {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || " #%,.'/-".contains(c);
        let declarations = style.split(';').map(|declaration| declaration.split_once(':'));
        let mut good = declarations.map(|pair| {
            pair.is_some_and(|(name, value)| self.properties.contains(name) && value.chars().all(is_plain))
        });
        good.all(|good| good)
    }

    /// The first thing below `node` that the list does not name.
    fn foreign(&self, node: &Handle) -> Option<String> {
        match &node.data {
            NodeData::Element { name, attrs, .. } if &*name.local != "html" => {
                let element = &*name.local;
                let Some(allowed) = self.elements.get(element).filter(|_| name.ns == ns!(html)) else {
                    return Some(format!("<{element}> is not listed"));
                };
                if element == "form" && !attrs.borrow().iter().any(|attribute| &*attribute.name.local == "method") {
                    return Some("<form> is none of the renderer's".to_owned());
                }
                for attribute in attrs.borrow().iter() {
                    let (name, value) = (&*attribute.name.local, &*attribute.value);
                    if !allowed.contains(name) {
                        return Some(format!("<{element} {name}> is not listed"));
                    }
                    let to_heading = self.asked == Asked::Everything && name == "href" && value.starts_with('#');
                    let good = self.schemes.get(name).is_none_or(|list| list.contains(&*scheme(value)));
                    if !good && !to_heading {
                        return Some(format!("{name}={value:?} has a scheme that is not listed"));
                    }
                    if name == "style" && !self.is_style(value) {
                        return Some(format!("{value:?} has what is not listed for styles"));
                    }
                }
            }
            NodeData::Comment { .. } | NodeData::ProcessingInstruction { .. } | NodeData::Doctype { .. } => {
                return Some("a comment or the like".to_owned());
            }
            _ => {}
        }
        node.children.borrow().iter().find_map(|child| self.foreign(child))
    }
}

/// How the lists of elements begin.
const PAGE: &str = "| element |";
const MAIL: &str = "| element in a mail |";

fn names(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('`').skip(1).step_by(2)
}

fn ammonia(
    elements: &HashMap<&'static str, HashSet<&'static str>>,
    schemes: &HashMap<&'static str, HashSet<&'static str>>,
    asked: Asked,
) -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(elements.keys().copied().collect())
        .tag_attributes(elements.clone())
        .generic_attributes(HashSet::new())
        .url_schemes(schemes.values().flatten().copied().collect())
        .url_relative(if asked == Asked::Everything { UrlRelative::PassThrough } else { UrlRelative::Deny })
        .link_rel(None)
        .strip_comments(true);
    builder
}

/// `html` as a browser reads it when it is set as `innerHTML` of the body.
pub fn fragment(html: &str) -> RcDom {
    let body = html5ever::QualName::new(None, ns!(html), local_name!("body"));
    parse_fragment(RcDom::default(), ParseOpts::default(), body, vec![], false).one(html)
}

/// The element that holds the nodes of a fragment.
pub fn root(dom: &RcDom) -> Handle {
    dom.document.children.borrow()[0].clone()
}

fn find(node: &Handle, wanted: &str) -> Option<Handle> {
    if let NodeData::Element { name, .. } = &node.data
        && &*name.local == wanted
    {
        return Some(node.clone());
    }
    node.children.borrow().iter().find_map(|child| find(child, wanted))
}

fn written(node: &Handle) -> String {
    let mut out = Vec::new();
    serialize(&mut out, &SerializableHandle::from(node.clone()), Default::default()).unwrap();
    String::from_utf8(out).unwrap()
}

/// Our HTML with the escapes that html5ever writes: quotes in text as they are, no-break spaces by name, and attributes
/// without values with empty ones.
fn one_spelling(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for (index, piece) in html.split_inclusive(['<', '>']).enumerate() {
        let in_tag = index > 0 && piece.ends_with('>');
        let piece = if in_tag { with_values(piece) } else { piece.replace("&quot;", "\"") };
        out.push_str(&piece.replace('\u{a0}', "&nbsp;"));
    }
    out
}

/// The inside of a tag, in which attributes without values get empty ones.
fn with_values(tag: &str) -> String {
    let mut out = String::with_capacity(tag.len());
    for (index, piece) in tag.split_inclusive('"').enumerate() {
        let is_outside = index % 2 == 0;
        let bare = ["required", "checked", "selected", "multiple"];
        let piece = bare.iter().filter(|_| is_outside).fold(piece.to_owned(), |piece, name| {
            let name = format!(" {name}");
            piece
                .replace(&format!("{name} "), &format!("{name}=\"\" "))
                .replace(&format!("{name}>"), &format!("{name}=\"\">"))
        });
        out.push_str(&piece);
    }
    out
}

/// `html` without the line ends between its tags.
fn joined(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for piece in html.split_inclusive('>') {
        let shown = piece.trim_start_matches('\n');
        out.push_str(if shown.is_empty() || shown.starts_with('<') { shown } else { piece });
    }
    out
}

fn differs(expected: &str, found: &str, witness: &str) -> Option<String> {
    if expected == found {
        return None;
    }
    let at = expected.bytes().zip(found.bytes()).position(|(one, other)| one != other);
    let at = at.unwrap_or(expected.len().min(found.len()));
    let around = |text: &str| {
        let start = (0..=at.saturating_sub(40)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        text[start..].chars().take(90).collect::<String>()
    };
    Some(format!("{witness} changes\n  {:?}\nto\n  {:?}", around(expected), around(found)))
}

/// The scheme a browser sees in `address`: it skips controls and blanks before it, and tabs and line ends inside.
pub fn scheme(address: &str) -> String {
    let address = address.trim_start_matches(|c: char| c <= ' ');
    let address: String = address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    match address.find([':', '/', '?', '#', '\\']) {
        Some(end) if address[end..].starts_with(':') => address[..end].to_ascii_lowercase(),
        _ => "relative".to_owned(),
    }
}

/// The elements of `html` in order and nesting, with the names of their attributes and the schemes of their links; line
/// breaks and words do not count.
pub fn structure(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    add_structure(&root(&fragment(html)), &mut found);
    found
}

fn add_structure(node: &Handle, found: &mut Vec<String>) {
    match &node.data {
        NodeData::Element { name, .. } if &*name.local == "br" => return,
        NodeData::Element { name, attrs, .. } => {
            let attributes: BTreeSet<String> = attrs
                .borrow()
                .iter()
                .map(|attribute| match &*attribute.name.local {
                    name @ ("href" | "src") => format!("{name}={}", scheme(&attribute.value)),
                    name => name.to_owned(),
                })
                .collect();
            let attributes: Vec<String> = attributes.into_iter().collect();
            found.push(format!("<{} {}>", name.local, attributes.join(" ")));
        }
        NodeData::Comment { contents } => found.push(format!("<!--{contents}-->")),
        _ => {}
    }
    node.children.borrow().iter().for_each(|child| add_structure(child, found));
    if let NodeData::Element { name, .. } = &node.data {
        found.push(format!("</{}>", name.local));
    }
}
