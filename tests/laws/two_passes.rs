//! Rendering with some of the values and filling in the others later gives what rendering with all of them gives, byte for
//! byte, for random articles, trees and values, and however the values are divided among up to three passes.
//!
//! What has to come first is what `first_pass` and `Article::variable_names` list. If a limit refuses one way, it need
//! not refuse the other.

use selfhelp::Article;
use selfhelp::render::html::{Html, first_pass, unfilled};
use selfhelp::span::Span;
use selfhelp::tree::*;
use selfhelp::values::{Missing, Value, Values};
use support::random::Random;

const NAMES: [&str; 5] = ["a", "b", "c.d", "ä", "f"];

const TEXTS: [&str; 12] =
    ["", " ", "x", "  x ", "1\n\n2", "1\n2\n", "\n", "<b>&\"", "\r\n\r\n", "https://e.example", "\u{202e}", "x  "];

const MARKDOWN: [&str; 22] = [
    "",
    "*m*",
    "m n",
    "a\n\nb",
    "* c\n* d",
    "1. c\n\n   d",
    "# h",
    "```\ncode\nmore\n```",
    "`code`",
    "[l](https://e.example)",
    "[l](data-blade:A.B.id.$no)",
    "a  \nb",
    "a<br>",
    "<dl><dt>a<br></dt><dd>b</dd></dl>",
    "<details><summary>s<br></summary>\n\nt\n</details>",
    "![p](https://e.example/p.png \"t\nu\")",
    "|a|b|\n|-|-|\n|c|d|",
    "> q\n\nr",
    "> [!NOTE]\n> q",
    "<!-- note -->",
    "---",
    "<insight>\ni\n</insight>",
];

/// The pieces of bodies; `@` is a placeholder.
const PIECES: [&str; 44] = [
    "@",
    "@",
    "@",
    "@@",
    " @ ",
    "\n@\n",
    "\n\n@\n\n",
    "w",
    " ",
    "w ",
    " w",
    "&#32;",
    "&#10;",
    "\n",
    "\n\n",
    "<br>",
    "<br>\n",
    "  \n",
    "**",
    "*",
    "`",
    "```\n",
    "[@](https://e.example/ä?a&b)",
    "[@](data-blade:A.B.id.$no)",
    "[@](guide)",
    "[@@](https://e.example)",
    "[w @](https://e.example/@ \"@\")",
    "![@](https://e.example/p.png)",
    "![@](http://e.example/p.png)",
    "<!-- note -->",
    "<!-- note --> ",
    "\n# ",
    "\n## @\n",
    "\n* ",
    "\n* @\n",
    "\n  * @",
    "\n1. ",
    "\n\n   ",
    "\n> ",
    "\n\n|@|w|\n|-|-|\n|@ |@@|\n\n",
    "\n<dl><dt>@</dt><dd>@</dd></dl>\n",
    "\n<details><summary>@</summary>\n\n@\n</details>\n",
    "\n<!--nextSteps-->\n@\n<!--/nextSteps-->\n",
    "<ul><li>@</li><li>w<p>@</p></li></ul>",
];

#[test]
fn articles() {
    let mut random = Maker(Random(0x2545_F491_4F6C_DD1D));
    for _ in 0..count(4_000) {
        let body: String = (0..=random.below(12)).map(|_| *random.of(&PIECES)).collect();
        let mut source = String::from("<properties />\n");
        for (index, piece) in body.split('@').enumerate() {
            if index > 0 {
                let name = *random.of(&NAMES);
                let default = *random.of(&["", "d", "*d*", "d e", "[d](https://d.example)"]);
                source.push_str(&format!("<!--${name}-->{default}<!--/${name}-->"));
            }
            source.push_str(piece);
        }
        same(&Article::parse_lenient(&source), &mut random, &source);
    }
}

/// What no author can write: empty texts, placeholders in defaults, blanks at any end.
#[test]
fn trees() {
    let mut random = Maker(Random(0x9E37_79B9_7F4A_7C15));
    for _ in 0..count(4_000) {
        let mut article = Article::parse_lenient("<properties />\n");
        let parts = (0..=random.below(3)).map(|_| Part::Block(random.block(3))).collect();
        let section = Section { kind: SectionKind::NextSteps, title: None, parts, span: Span::NONE };
        article.body = match random.below(3) {
            0 => [Part::Section(Box::new(section))].into_iter().collect(),
            _ => section.parts,
        };
        let told = format!("{:?}", article.body);
        same(&article, &mut random, &told);
    }
}

/// How many to try; more where `SELFHELP_PATTERNS` says so.
fn count(usual: usize) -> usize {
    std::env::var("SELFHELP_PATTERNS").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

/// Divides random values among three passes.
#[track_caller]
fn same(article: &Article, random: &mut Maker, context: &str) {
    let (plain, asked) =
        (Html::new(), Html::new().source_spans().placeholder_spans().class_prefix("p-").heading_ids("h"));
    let asked = asked.github_alerts().in_page_links().without_skipped_levels().lone_buttons();
    let first = first_pass(article);
    let mut all = Values::new();
    let mut passes = [Values::new(), Values::new(), Values::new()];
    for name in NAMES {
        let pass = if first.contains(&name) { 0 } else { random.below(4) };
        let value = random.text_or_markdown();
        if let Some(pass) = passes.get_mut(pass) {
            all.insert(name, value.clone());
            pass.insert(name, value);
        }
    }
    for renderer in [plain, asked].map(|renderer| renderer.missing(Missing::Marker)) {
        let [one, two, three] = &passes;
        let marked = renderer.clone().values(one).render(article).unwrap_or_default();
        let half = renderer.clone().values(two).fill(&marked).unwrap_or_default();
        let filled = renderer.clone().values(three).fill(&half).unwrap_or_default();
        let once = renderer.clone().values(&all).render(article).unwrap_or_default();
        assert_eq!(filled, once, "{context}\nwith {passes:#?}\nfrom {marked}\nand {half}");
        let left = unfilled(&once);
        assert!(left.iter().all(|name| all.get(name).is_none()), "{left:?} in {once}");
    }
}

/// Makes random articles, trees and values.
struct Maker(Random);

impl Maker {
    fn below(&mut self, limit: usize) -> usize {
        self.0.below(limit)
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        self.0.of(list)
    }

    fn text_or_markdown(&mut self) -> Value<'static> {
        match self.below(2) {
            0 => Value::text(*self.of(&TEXTS)),
            _ => Value::markdown(self.of::<&str>(&MARKDOWN)),
        }
    }

    fn placeholder(&mut self, depth: usize) -> Placeholder {
        Placeholder { name: (*self.of(&NAMES)).into(), default: self.inlines(depth), span: self.span() }
    }

    fn span(&mut self) -> Span {
        match self.below(3) {
            0 => Span::NONE,
            _ => Span::new(self.below(9), self.below(99)),
        }
    }

    fn template(&mut self) -> Template {
        let text = Piece::Text((*self.of(&["", " ", "w", "w\n", "\n"])).into());
        let placeholder = Piece::Placeholder(Box::new(self.placeholder(0)));
        Template::from(vec![text, placeholder])
    }

    fn inlines(&mut self, depth: usize) -> Inlines {
        (0..self.below(5)).map(|_| self.inline(depth)).collect()
    }

    fn inline(&mut self, depth: usize) -> Inline {
        let target = *self.of(&["https://e.example/'ä", "guide", "data-blade:A.B.id.$no"]);
        match self.below(if depth == 0 { 8 } else { 13 }) {
            0 => Inline::text(""),
            1 => Inline::text(" "),
            2..4 => Inline::text(*self.of(&["w", " w", "w ", "w\n", "\nw"])),
            4 => Inline::SoftBreak(Break { span: self.span() }),
            5 => Inline::HardBreak(Break { span: self.span() }),
            6 => Inline::Comment(Comment { text: "note".into(), span: self.span() }),
            7 => Inline::Code(CodeSpan { content: self.template(), span: self.span() }),
            8 => Inline::Styled(Box::new(Styled {
                style: Style::Strong,
                content: self.inlines(depth - 1),
                span: self.span(),
            })),
            9 => Inline::Link(Box::new(Link {
                target: target.into(),
                title: None,
                content: self.inlines(depth - 1),
                span: self.span(),
            })),
            10 => Inline::Image(Box::new(Image {
                target: target.into(),
                title: None,
                alt: self.inlines(depth - 1),
                span: self.span(),
            })),
            _ => Inline::Placeholder(Box::new(self.placeholder(depth - 1))),
        }
    }

    fn paragraph(&mut self) -> Paragraph {
        Paragraph { content: self.inlines(2), span: self.span() }
    }

    fn item(&mut self, depth: usize) -> ListItem {
        {
            let mut item = ListItem::new(self.blocks(depth));
            item.span = self.span();
            item
        }
    }

    fn blocks(&mut self, depth: usize) -> Blocks {
        (0..self.below(4)).map(|_| self.block(depth)).collect()
    }

    fn block(&mut self, depth: usize) -> Block {
        match self.below(if depth == 0 { 6 } else { 11 }) {
            0..3 => Block::Paragraph(self.paragraph()),
            3 => Block::Heading(Heading { level: 2, content: self.inlines(2), span: self.span() }),
            4 => Block::Code(CodeBlock { language: None, content: self.template(), span: self.span() }),
            5 => Block::Rule(Rule { span: self.span() }),
            6 | 7 => {
                let tight = self.below(3) > 0;
                let mut list = List::new(None, (0..=self.below(2)).map(|_| self.item(depth - 1)).collect());
                (list.tight, list.span) = (tight, self.span());
                Block::List(list)
            }
            8 => Block::Quote(Box::new(Quote { alert: None, blocks: self.blocks(depth - 1), span: self.span() })),
            9 => Block::Details(Box::new(Details {
                summary: self.inlines(2),
                blocks: self.blocks(depth - 1),
                span: self.span(),
            })),
            _ => Block::DefinitionList(DefinitionList {
                entries: vec![
                    DefinitionEntry::Term(self.paragraph()),
                    DefinitionEntry::Description(self.item(depth - 1)),
                ],
                span: self.span(),
            }),
        }
    }
}
