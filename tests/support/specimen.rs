//! A tree made by hand with every kind of node.

use selfhelp::component::{Component, Video};
use selfhelp::payload::Payload;
use selfhelp::span::Span;
use selfhelp::tree::*;
use selfhelp::visit::{self, Edit};

pub fn words(text: &str) -> Inline {
    Inline::text(text)
}

pub fn placeholder(name: &str, default: &str) -> Placeholder {
    Placeholder { name: name.into(), default: [words(default)].into_iter().collect(), span: Span::NONE }
}

pub fn paragraph(content: impl IntoIterator<Item = Inline>) -> Block {
    Block::Paragraph(Paragraph { content: content.into_iter().collect(), span: Span::NONE })
}

pub fn heading(level: u8, text: &str) -> Block {
    Block::Heading(Heading { level, content: [words(text)].into_iter().collect(), span: Span::NONE })
}

pub fn template(before: &str, name: &str, after: &str) -> Template {
    let placeholder = Piece::Placeholder(Box::new(placeholder(name, name)));
    Template::from(vec![Piece::Text(before.into()), placeholder, Piece::Text(after.into())])
}

pub fn link(text: &str, target: impl Into<Template>) -> Link {
    Link { target: target.into(), title: None, content: [words(text)].into_iter().collect(), span: Span::NONE }
}

fn comment(text: &str) -> Comment {
    Comment { text: text.into(), span: Span::NONE }
}

fn styled(style: Style, content: impl IntoIterator<Item = Inline>) -> Inline {
    Inline::Styled(Box::new(Styled { style, content: content.into_iter().collect(), span: Span::NONE }))
}

/// One of each inline.
pub fn inlines() -> Inlines {
    let link =
        Link { title: Some(template("for ", "title", "")), ..link("the guide", template("https://", "host", "/")) };
    let image = Image {
        target: "https://example.com/picture.png".into(),
        title: Some("Picture".into()),
        alt: [words("A picture of "), styled(Style::Emphasis, [words("it")])].into_iter().collect(),
        span: Span::NONE,
    };
    let bold = [Inline::Placeholder(Box::new(placeholder("vmname", "[vmname]"))), words(" works")];
    [
        words("Open "),
        styled(Style::Strong, bold),
        Inline::SoftBreak(Break::default()),
        Inline::Code(CodeSpan { content: template("ping ", "ip", " -n 4"), span: Span::NONE }),
        Inline::Comment(comment(" ask first ")),
        Inline::Link(Box::new(link)),
        Inline::HardBreak(Break::default()),
        Inline::Image(Box::new(image)),
    ]
    .into_iter()
    .collect()
}

/// One of each block.
pub fn blocks() -> Blocks {
    let item = |text: &str| ListItem::new([paragraph([words(text)])].into_iter().collect::<Blocks>());
    let cell = |text: &str| TableCell::new([words(text)].into_iter().collect::<Inlines>());
    let row = |head, one, two| TableRow { head, cells: vec![cell(one), cell(two)], span: Span::NONE };
    let quoted = paragraph([words("Take a copy first")]);
    [
        heading(2, "Recommended steps"),
        Block::Paragraph(Paragraph { content: inlines(), span: Span::NONE }),
        Block::List(List::new(Some(3), vec![item("First"), item("Second")])),
        Block::Quote(Box::new(Quote {
            alert: Some(AlertKind::Tip),
            blocks: [quoted].into_iter().collect(),
            span: Span::NONE,
        })),
        Block::Code(CodeBlock {
            language: Some("sql".into()),
            content: template("USE ", "db", ";\n"),
            span: Span::NONE,
        }),
        Block::Table(Table {
            alignments: vec![Alignment::Left, Alignment::None],
            rows: vec![row(true, "Cause", "Cure"), row(false, "Dust", "Wipe")],
            span: Span::NONE,
        }),
        Block::DefinitionList(DefinitionList {
            entries: vec![
                DefinitionEntry::Term(Paragraph { content: [words("VM")].into_iter().collect(), span: Span::NONE }),
                DefinitionEntry::Description(item("A machine")),
            ],
            span: Span::NONE,
        }),
        Block::Details(Box::new(Details {
            summary: [words("More")].into_iter().collect(),
            blocks: [paragraph([words("Even more")])].into_iter().collect(),
            span: Span::NONE,
        })),
        Block::Rule(Rule { span: Span::NONE }),
        Block::Component(Box::new(Component::Video(Video::new("https://example.com/watch", "Wipe the dust")))),
        Block::Comment(comment(" TODO ")),
    ]
    .into_iter()
    .collect()
}

/// One of each part, sections inside each other.
pub fn parts() -> Parts {
    let titled = Section {
        kind: SectionKind::Titled,
        title: Some("Network".into()),
        parts: [Part::Block(paragraph([words("Inner")]))].into_iter().collect(),
        span: Span::NONE,
    };
    let section = Section {
        kind: SectionKind::RcaDescription,
        title: None,
        parts: [Part::Section(Box::new(titled)), Part::Block(heading(3, "Cause"))].into_iter().collect(),
        span: Span::NONE,
    };
    let payload = Payload { text: "{\"b\": 1, \"a\": [2]}".into(), span: Span::NONE };
    [Part::Block(heading(1, "The machine does not start")), Part::Section(Box::new(section)), Part::Payload(payload)]
        .into_iter()
        .chain(blocks().into_iter().map(Part::Block))
        .collect()
}

/// The specimen with every node at `span`.
pub fn placed(span: Span) -> Parts {
    let mut parts = parts();
    Place(span).edit_parts(&mut parts);
    parts
}

struct Place(Span);

macro_rules! place {
    ($($edit:ident $node:ident $walk:expr;)*) => {
        impl Edit for Place {
            fn edit_component(&mut self, node: &mut Component) {
                node.set_span(self.0);
            }

            $(fn $edit(&mut self, node: &mut $node) {
                node.span = self.0;
                let walk: fn(&mut Place, &mut $node) = $walk;
                walk(self, node);
            })*
        }
    };
}

place! {
    edit_section Section visit::walk_section_mut;
    edit_payload Payload |_, _| {};
    edit_paragraph Paragraph visit::walk_paragraph_mut;
    edit_heading Heading visit::walk_heading_mut;
    edit_list List visit::walk_list_mut;
    edit_list_item ListItem visit::walk_list_item_mut;
    edit_quote Quote visit::walk_quote_mut;
    edit_code_block CodeBlock visit::walk_code_block_mut;
    edit_table Table visit::walk_table_mut;
    edit_table_row TableRow visit::walk_table_row_mut;
    edit_table_cell TableCell visit::walk_table_cell_mut;
    edit_definition_list DefinitionList visit::walk_definition_list_mut;
    edit_details Details visit::walk_details_mut;
    edit_rule Rule |_, _| {};
    edit_comment Comment |_, _| {};
    edit_words Words |_, _| {};
    edit_styled Styled visit::walk_styled_mut;
    edit_code_span CodeSpan visit::walk_code_span_mut;
    edit_link Link visit::walk_link_mut;
    edit_image Image visit::walk_image_mut;
    edit_placeholder Placeholder visit::walk_placeholder_mut;
    edit_soft_break Break |_, _| {};
    edit_hard_break Break |_, _| {};
}
