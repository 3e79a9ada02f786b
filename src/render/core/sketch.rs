//! The smallest format there can be: the headings, paragraphs and links of an article as Markdown. It writes what differs;
//! values, destinations, the title, limits and the public methods are the core's.

#![allow(clippy::expect_used, reason = "a test that cannot run has failed")]
#![allow(unreachable_pub, reason = "the shared methods are those of public renderers")]

use super::flat::Flat;
use super::{
    Destination, Fallback, Filled, Form, HelpItem, Labels, Out, PayloadItem, Root, Scope, Scoped, Settings, Shown,
    ShownComponent, rendering, shared_setters, shown, shown_component, sole_placeholder,
};
use crate::article::Article;
use crate::component::Component;
use crate::error::RenderError;
use crate::limits::Limits;
use crate::link::Base;
use crate::metadata::Cloud;
use crate::payload::{Model, Payload};
use crate::tree::{Block, CodeBlock, Inline, Inlines, Link, Part, Parts, Placeholder};
use crate::values::{Content, Missing, Supplied, Values};

/// Renders Markdown.
#[derive(Clone, Debug)]
struct Markdown<'a> {
    settings: Settings<'a>,
}

rendering!(Markdown in "sketch");
shared_setters!(Markdown);

impl<'a> Markdown<'a> {
    fn new() -> Markdown<'a> {
        Markdown { settings: Settings::new() }
    }
}

impl Markdown<'_> {
    fn render_root(&self, root: Root<'_>) -> Result<String, RenderError> {
        let mut writer = Writer { scope: Scope::new(&self.settings, root)?, out: String::new() };
        match root {
            Root::Article(article) => writer.parts(&article.body),
            Root::Parts(parts) => writer.parts(parts),
            Root::Section(section) => writer.parts(&section.parts),
            Root::Block(block) => writer.block(block),
        }?;
        Ok(writer.out)
    }
}

struct Writer<'a> {
    scope: Scope<'a>,
    out: String,
}

impl Writer<'_> {
    fn parts(&mut self, parts: &Parts) -> Result<(), RenderError> {
        parts.iter().try_for_each(|part| match part {
            Part::Section(section) => self.parts(&section.parts),
            Part::Block(block) => self.block(block),
            Part::Payload(node) => self.payload(node),
        })
    }

    fn block(&mut self, block: &Block) -> Result<(), RenderError> {
        match block {
            Block::Heading(node) if !self.scope.leaves_out(node) => {
                self.out.push_str(&"######"[..node.level.into()]);
                self.out.push(' ');
                self.inlines(&node.content)?;
            }
            Block::Paragraph(node) => {
                if let Some(placeholder) = sole_placeholder(&node.content)
                    && let Supplied::Value(value) = self.scope.supply().supplied(placeholder)?
                    && let Content::Blocks(blocks) = value.content()
                {
                    return self.value(|writer| blocks.iter().try_for_each(|block| writer.block(block)));
                }
                self.inlines(&node.content)?;
            }
            Block::Component(node) => return self.component(node),
            _ => return Ok(()),
        }
        self.out.push_str("\n\n");
        self.scope.check(self.out.len())
    }

    fn payload(&mut self, node: &Payload) -> Result<(), RenderError> {
        match shown(node, &self.scope, self.out.len(), String::push_str)? {
            Shown::Host(markdown) => self.out.push_str(&markdown),
            Shown::Pieces(pieces) => pieces.into_iter().try_for_each(|piece| self.block(&piece.into_block()))?,
            Shown::Form(_) | Shown::Code(_) => {}
        }
        Ok(())
    }

    fn component(&mut self, node: &Component) -> Result<(), RenderError> {
        for part in shown_component(node, &self.scope, self.out.len(), String::push_str)? {
            match part {
                ShownComponent::Host(markdown) => self.out.push_str(&markdown),
                ShownComponent::Fallback(fallback) => {
                    fallback.into_lines().iter().try_for_each(|line| self.inlines(line))?;
                }
            }
            self.out.push_str("\n\n");
        }
        Ok(())
    }

    fn inlines(&mut self, inlines: &Inlines) -> Result<(), RenderError> {
        inlines.iter().try_for_each(|inline| match inline {
            Inline::Link(node) => self.link(node),
            Inline::Placeholder(node) => self.placeholder(node),
            Inline::Text(node) => {
                self.out.push_str(&node.text);
                Ok(())
            }
            _ => Ok(()),
        })
    }

    fn link(&mut self, node: &Link) -> Result<(), RenderError> {
        let filled = Filled::new(&node.target, self.scope.supply())?;
        let target = filled.target();
        let address = match Destination::of(&target, &self.scope)? {
            Destination::Address(address) => address,
            Destination::Portal { address: Some(address), .. } => address.into(),
            Destination::Portal { address: None, blade } => {
                self.inlines(&node.content)?;
                self.out.extend([" (", &self.scope.settings.labels.portal_page, " ", blade.blade, ")"]);
                return Ok(());
            }
            Destination::Nowhere => return self.inlines(&node.content),
        };
        self.out.push('[');
        self.inlines(&node.content)?;
        self.out.extend(["](", &address, ")"]);
        Ok(())
    }

    fn placeholder(&mut self, node: &Placeholder) -> Result<(), RenderError> {
        match self.scope.supply().supplied(node)? {
            Supplied::Value(value) => match value.content() {
                Content::Text(text) => self.out.push_str(text),
                Content::Blocks(blocks) => self.value(|writer| writer.flat_blocks(blocks))?,
            },
            Supplied::Default | Supplied::Marker => self.inlines(&node.default)?,
            Supplied::Nothing => {}
        }
        Ok(())
    }
}

impl<'a> Scoped<'a> for Writer<'a> {
    fn scope(&mut self) -> &mut Scope<'a> {
        &mut self.scope
    }
}

impl Flat for Writer<'_> {
    fn written(&self) -> usize {
        self.out.len()
    }

    fn break_line(&mut self, start: usize) {
        if self.out.len() > start {
            self.out.push_str("\\\n");
        }
    }

    fn end_blocks(&mut self, _start: usize) {}

    fn part_cell(&mut self, column: usize) {
        self.out.push_str(if column > 0 { " " } else { "" });
    }

    fn inlines_of_block(&mut self, content: &Inlines) -> Result<(), RenderError> {
        self.inlines(content)
    }

    fn code(&mut self, node: &CodeBlock) -> Result<(), RenderError> {
        self.out.push_str(&node.content.to_plain());
        Ok(())
    }

    fn fallback(&self, node: &Component) -> Result<Fallback, RenderError> {
        Fallback::of(node, &self.scope)
    }
}

#[track_caller]
fn renders(markdown: Markdown<'_>, body: &str, expected: &str) {
    let article = Article::parse_lenient(&format!("<properties />\n{body}"));
    let mut written = String::new();
    assert_eq!(markdown.write(&article, &mut written), Ok(()));
    assert_eq!(written, expected);
}

#[test]
fn headings_and_links_are_markdown() {
    renders(
        Markdown::new(),
        "# Disks\n\nSee [the guide].\n\n[the guide]: https://example.com\n",
        "# Disks\n\nSee [the guide](https://example.com).\n\n",
    );
    renders(Markdown::new(), "[Guide](javascript:alert)", "Guide\n\n");
}

#[test]
fn parts_of_an_article_render_as_they_do_in_it() {
    let article =
        Article::parse_lenient("<properties />\n<!--issueDescription-->\nStop **it**.\n<!--/issueDescription-->\n");
    let markdown = Markdown::new();
    let all = markdown.render(&article);
    assert_eq!(markdown.render_parts(&article.body), all);
    for section in article.sections() {
        assert_eq!(markdown.render_section(section), all);
        for part in &section.parts {
            let Part::Block(block) = part else { continue };
            assert_eq!(markdown.render_block(block), all);
        }
    }
    assert_eq!(all.as_deref(), Ok("Stop .\n\n"));
}

#[test]
fn settings_hold_in_every_format() {
    let base = Base::new("https://example.com/docs/").expect("an address");
    renders(Markdown::new().resolver(&base), "[Guide](start)", "[Guide](https://example.com/docs/start)\n\n");
    renders(Markdown::new().without_title(), "# Disks\n\n## Steps\n", "## Steps\n\n");
    renders(
        Markdown::new().cloud(Cloud::Fairfax),
        "[Images](data-blade:Fabrikam.Images)",
        "[Images](https://portal.azure.us/#blade/Fabrikam/Images)\n\n",
    );
    let host = |item: HelpItem<'_>, out: &mut Out| {
        out.push_str(item.component.name());
        item.component.name() == "metric"
    };
    renders(
        Markdown::new().components(&host),
        "<metric><name>CPU</name></metric>\n<video><src>https://example.com</src><title>How</title></video>\n",
        "metric\n\nVideo: [How](https://example.com)\n\n",
    );
    let tiles = |item: PayloadItem<'_>, out: &mut Out| {
        out.push_str("tiles\n\n");
        matches!(item.model, Model::SupportTopicDescriptions(_))
    };
    let topics = "---\n{ \"supportTopics\": [] }\n---\n";
    renders(Markdown::new().form(Form::new()).payloads(&tiles), topics, "tiles\n\n");
    renders(Markdown::new().missing(Missing::Empty), "Stop <!--$vm-->it<!--/$vm-->.", "Stop .\n\n");
    let labels = Labels { portal_page: "Portalseite".into(), ..Labels::default() };
    renders(
        Markdown::new().labels(labels),
        "[Images](data-blade:Fabrikam.Images.id.$id)",
        "Images (Portalseite Images)\n\n",
    );
    let article = Article::parse_lenient("<properties />\n# Disks\n");
    let limits = Limits::new().output_bytes(4).output_ratio(0);
    let refused = Markdown::new().limits(limits).render(&article);
    assert!(matches!(refused, Err(RenderError::OutputTooLarge { limit: 4 })));
    assert_eq!(Markdown::new().title(&article), Ok(Some("Disks".to_owned())));
}

#[test]
fn values_are_blocks_or_flat() {
    let values = Values::new().text("vm", "web-01").markdown("steps", "# Stop\n\n1. Stop it.\n2. Start it.");
    renders(
        Markdown::new().values(&values),
        "[It](https://example.com/<!--$vm-->0<!--/$vm-->)",
        "[It](https://example.com/web-01)\n\n",
    );
    renders(Markdown::new().values(&values), "<!--$steps-->wait<!--/$steps-->", "# Stop\n\n");
    renders(
        Markdown::new().values(&values),
        "Then <!--$steps-->wait<!--/$steps-->",
        "Then Stop\\\nStop it.\\\nStart it.\n\n",
    );
}
