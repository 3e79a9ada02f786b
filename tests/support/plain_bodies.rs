//! Bodies without constructs of the format, which other renderers understand too, and how a browser reads their HTML.
//!
//! What may differ between renderers is evened out in [`Dom`], each thing with its reason.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use selfhelp::Article;
use selfhelp::diagnostic::Code;

use crate::random::Random;

/// The pieces of bodies: no markers, tags, bare addresses or definitions.
const PIECES: [&str; 72] = [
    "a",
    "b c",
    "word",
    "é",
    "虚",
    "1",
    " ",
    " ",
    "  ",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "  \n",
    "\\\n",
    "\t",
    "    ",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~~",
    "`",
    "``",
    "```",
    "```\n",
    "\n```\n",
    "\n~~~\n",
    "~",
    "# ",
    "## ",
    "\n#\n",
    "#",
    "> ",
    "\n> ",
    "- ",
    "\n- ",
    "\n* ",
    "\n+ ",
    "\n1. ",
    "\n2) ",
    "\n10. ",
    "\n   ",
    "\n  ",
    "\n---\n",
    "\n***\n",
    "\n===\n",
    "[",
    "]",
    "](https://a.example/)",
    "](https://a.example/ \"b\")",
    "![a](https://a.example/b.png)",
    "(",
    ")",
    "!",
    "\\*",
    "\\`",
    "\\\\",
    "&amp;",
    "&copy;",
    "&#65;",
    "&",
    "\"",
    "'",
    ".",
    ":",
    "\n\n| a | b |\n|---|:-:|\n| c | d |\n",
    "|",
    "-",
    "\n\n```sql\nselect\n```\n",
];

fn body(random: &mut Random) -> String {
    let count = 1 + random.below(24);
    let body: String = (0..count).map(|_| *random.of(&PIECES)).collect();
    body + "\n"
}

fn pulldown(body: &str) -> String {
    use pulldown_cmark::{Options, Parser, html};
    let mut out = String::new();
    html::push_html(&mut out, Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH));
    out
}

/// A body, and how a browser reads the HTML that we and pulldown-cmark's own renderer write for it.
pub struct Body {
    pub markdown: String,
    pub ours: String,
    pub pulldown: String,
}

/// Whether ours departs from other engines in `markdown`: delimiters are beside CJK text, where ours is what the
/// CJK-friendly amendment to CommonMark says, or a tab is before the `#` that end a heading or in a line with `|`, which
/// pulldown-cmark takes for text.
pub fn departs(markdown: &str) -> bool {
    let is_beside_cjk = ["*虚", "虚*", "~虚", "虚~"].iter().any(|beside| markdown.contains(beside));
    is_beside_cjk || markdown.lines().any(|line| line.contains("\t#") || line.contains('|') && line.contains('\t'))
}

/// Endless bodies, the same every time; `SELFHELP_DIFFERENTIAL` gives others.
pub fn bodies() -> impl Iterator<Item = Body> {
    let seed = std::env::var("SELFHELP_DIFFERENTIAL").ok().and_then(|seed| seed.parse().ok());
    let mut random = Random(seed.unwrap_or(0x2545_F491_4F6C_DD1D));
    std::iter::repeat_with(move || body(&mut random)).filter_map(Body::new)
}

impl Body {
    /// `None` if the format asks for something else than others write.
    fn new(markdown: String) -> Option<Body> {
        let pulldown = Dom::of(&pulldown(&markdown));
        // Bare addresses are links (format §5).
        if pulldown.matches("://").count() > pulldown.matches("=\"https://").count() {
            return None;
        }
        let article = Article::parse_lenient(&format!("<properties />\n{markdown}"));
        // Cells for which a table's head has no column go into the last cell, and words after a fence can be code (format §5);
        // others drop them.
        let kept = [Code::TABLE_CELLS, Code::CODE_INFO];
        if article.diagnostics().iter().any(|found| kept.contains(&found.code)) {
            return None;
        }
        Some(Body { ours: Dom::of(&article.to_html()), markdown, pulldown })
    }
}

/// What a browser makes of HTML, with what may differ evened out.
#[derive(Default)]
pub struct Dom {
    written: String,
    /// Inside `pre`, where white space counts.
    verbatim: usize,
}

impl Dom {
    pub fn of(html: &str) -> String {
        let body = html5ever::QualName::new(None, ns!(html), local_name!("body"));
        let dom = parse_fragment(RcDom::default(), ParseOpts::default(), body, vec![], false).one(html);
        let mut written = Dom::default();
        written.children(&dom.document.children.borrow()[0]);
        // Cells that an author left out are not added.
        written.written.replace("<td></td>", "")
    }

    fn children(&mut self, node: &Handle) {
        node.children.borrow().iter().for_each(|child| self.node(child));
    }

    fn node(&mut self, node: &Handle) {
        match &node.data {
            NodeData::Text { contents } if self.verbatim > 0 => self.written.push_str(&contents.borrow()),
            NodeData::Text { contents } => self.text(&contents.borrow()),
            NodeData::Element { name, attrs, .. } => {
                let name = &*name.local;
                let inline = matches!(name, "a" | "em" | "strong" | "del" | "code" | "img");
                if !inline {
                    self.trim();
                }
                let before = self.written.len();
                self.written.push_str(&format!("<{name}{}>", attributes(&attrs.borrow())));
                let start = self.written.len();
                self.verbatim += usize::from(name == "pre");
                self.children(node);
                self.verbatim -= usize::from(name == "pre");
                if !inline {
                    self.trim();
                }
                // A link without text shows its address.
                if self.written.len() == start && name == "a" {
                    self.written.push_str("https://a.example/");
                }
                // A heading without text is not written.
                if self.written.len() == start && name.starts_with('h') && name != "hr" {
                    self.written.truncate(before);
                } else {
                    self.written.push_str(&format!("</{name}>"));
                }
            }
            _ => self.children(node),
        }
    }

    /// White space between words is one space, for a heading is one line.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                ' ' | '\n' | '\t' if self.written.ends_with([' ', '>']) || self.written.is_empty() => {}
                ' ' | '\n' | '\t' => self.written.push(' '),
                c => self.written.push(c),
            }
        }
    }

    /// White space next to tags does not count.
    fn trim(&mut self) {
        if self.verbatim == 0 {
            self.written.truncate(self.written.trim_end_matches(' ').len());
        }
    }
}

/// Alignment is a class, a head cell has a scope: presentation and help for screen readers are ours.
fn attributes(attributes: &[html5ever::Attribute]) -> String {
    let counts = |name: &str| matches!(name, "href" | "src" | "alt" | "title" | "start");
    let kept = attributes.iter().filter(|attribute| counts(&attribute.name.local));
    let mut kept: Vec<String> =
        kept.map(|attribute| format!(" {}={:?}", attribute.name.local, &*attribute.value)).collect();
    kept.sort();
    kept.concat()
}
