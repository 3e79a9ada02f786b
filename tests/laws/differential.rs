//! Bodies without constructs of our own: the HTML means to a browser what pulldown-cmark's own renderer and comrak write.
//!
//! What may differ is evened out in [`Dom`], each thing with its reason. Where the two others disagree, ours is
//! pulldown-cmark's, whose parser we use. The same bodies are made every time; `SELFHELP_DIFFERENTIAL` asks for others.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot run has failed")]

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use selfhelp::Article;
use selfhelp::diagnostic::Code;

use crate::random::Random;

/// What bodies are made of: no markers, tags, bare addresses or definitions.
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

impl Random {
    fn body(&mut self) -> String {
        let count = 1 + self.below(24);
        let body: String = (0..count).map(|_| PIECES[self.below(PIECES.len())]).collect();
        body + "\n"
    }
}

fn article(body: &str) -> Article {
    Article::parse_lenient(&format!("<properties />\n{body}"))
}

fn pulldown(body: &str) -> String {
    use pulldown_cmark::{Options, Parser, html};
    let mut out = String::new();
    html::push_html(&mut out, Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH));
    out
}

fn comrak(body: &str) -> String {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    comrak::markdown_to_html(body, &options)
}

/// What a browser makes of HTML, with what may differ evened out.
#[derive(Default)]
struct Dom {
    written: String,
    /// Inside `pre`, where white space counts.
    verbatim: usize,
}

impl Dom {
    fn of(html: &str) -> String {
        let body = html5ever::QualName::new(None, ns!(html), local_name!("body"));
        let dom = parse_fragment(RcDom::default(), ParseOpts::default(), body, vec![], false).one(html);
        let mut written = Dom::default();
        written.children(&dom.document.children.borrow()[0]);
        // Cells that an author left out are not made up.
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
                // Of a link without words the address shows.
                if self.written.len() == start && name == "a" {
                    self.written.push_str("https://a.example/");
                }
                // A heading without words is none.
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

    /// White space beside tags stands for none.
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

#[test]
fn ours_is_what_others_write() {
    let seed = std::env::var("SELFHELP_DIFFERENTIAL").ok().and_then(|seed| seed.parse().ok());
    let mut random = Random(seed.unwrap_or(0x2545_F491_4F6C_DD1D));
    let (mut compared, mut disagreements, mut broken) = (0, Vec::new(), Vec::new());
    while compared < 20_000 {
        let body = random.body();
        let one = Dom::of(&pulldown(&body));
        // Bare addresses are links (format §5).
        if one.matches("://").count() > one.matches("=\"https://").count() {
            continue;
        }
        // What stands beyond the head of a table goes into the last cell (format §5); others drop it.
        if article(&body).diagnostics().iter().any(|found| found.code == Code::TABLE_CELLS) {
            continue;
        }
        compared += 1;
        let other = Dom::of(&comrak(&body));
        let found = Dom::of(&article(&body).to_html());
        if found != one {
            broken.push(format!("{body:?}\n  ours     {found}\n  pulldown {one}\n  comrak   {other}"));
        }
        if one != other {
            disagreements.push(body);
        }
    }
    broken.sort_by_key(String::len);
    broken.dedup();
    assert!(broken.is_empty(), "{} of {compared}\n{}", broken.len(), broken[..broken.len().min(12)].join("\n"));
    assert!(disagreements.len() < compared / 50, "{}: {:?}", disagreements.len(), &disagreements[..20]);
}
