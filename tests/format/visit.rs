//! Walking and editing: all ways meet the same nodes in the same order, and editing changes them.

use std::collections::BTreeSet;

use selfhelp::component::Component;
use selfhelp::payload::Payload;
use selfhelp::span::Span;
use selfhelp::tree::*;
use selfhelp::visit::{self, Edit, Node, Visit};

use support::specimen;

/// Records the kind of every node it meets.
#[derive(Default)]
struct Log(Vec<&'static str>);

macro_rules! log_visits {
    ($($visit:ident $node:ident $kind:literal $walk:expr;)*) => {
        impl<'a> Visit<'a> for Log {
            $(fn $visit(&mut self, node: &'a $node) {
                self.0.push($kind);
                let walk: fn(&mut Log, &'a $node) = $walk;
                walk(self, node);
            })*

            fn visit_definition_entry(&mut self, node: &'a DefinitionEntry) {
                match node {
                    DefinitionEntry::Term(node) => {
                        self.0.push("term");
                        visit::walk_paragraph(self, node);
                    }
                    DefinitionEntry::Description(node) => {
                        self.0.push("description");
                        visit::walk_list_item(self, node);
                    }
                }
            }
        }
    };
}

macro_rules! log_edits {
    ($($edit:ident $node:ident $kind:literal $walk:expr;)*) => {
        impl Edit for Log {
            $(fn $edit(&mut self, node: &mut $node) {
                self.0.push($kind);
                let walk: fn(&mut Log, &mut $node) = $walk;
                walk(self, node);
            })*

            fn edit_definition_entry(&mut self, node: &mut DefinitionEntry) {
                match node {
                    DefinitionEntry::Term(node) => {
                        self.0.push("term");
                        visit::walk_paragraph_mut(self, node);
                    }
                    DefinitionEntry::Description(node) => {
                        self.0.push("description");
                        visit::walk_list_item_mut(self, node);
                    }
                }
            }
        }
    };
}

log_visits! {
    visit_section Section "section" visit::walk_section;
    visit_payload Payload "payload" |_, _| {};
    visit_paragraph Paragraph "paragraph" visit::walk_paragraph;
    visit_heading Heading "heading" visit::walk_heading;
    visit_list List "list" visit::walk_list;
    visit_list_item ListItem "list item" visit::walk_list_item;
    visit_quote Quote "quote" visit::walk_quote;
    visit_code_block CodeBlock "code block" visit::walk_code_block;
    visit_table Table "table" visit::walk_table;
    visit_table_row TableRow "table row" visit::walk_table_row;
    visit_table_cell TableCell "table cell" visit::walk_table_cell;
    visit_definition_list DefinitionList "definition list" visit::walk_definition_list;
    visit_details Details "details" visit::walk_details;
    visit_rule Rule "rule" |_, _| {};
    visit_component Component "component" |_, _| {};
    visit_comment Comment "comment" |_, _| {};
    visit_words Words "words" |_, _| {};
    visit_styled Styled "styled" visit::walk_styled;
    visit_code_span CodeSpan "code span" visit::walk_code_span;
    visit_link Link "link" visit::walk_link;
    visit_image Image "image" visit::walk_image;
    visit_placeholder Placeholder "placeholder" visit::walk_placeholder;
    visit_soft_break Break "soft break" |_, _| {};
    visit_hard_break Break "hard break" |_, _| {};
}

log_edits! {
    edit_section Section "section" visit::walk_section_mut;
    edit_payload Payload "payload" |_, _| {};
    edit_paragraph Paragraph "paragraph" visit::walk_paragraph_mut;
    edit_heading Heading "heading" visit::walk_heading_mut;
    edit_list List "list" visit::walk_list_mut;
    edit_list_item ListItem "list item" visit::walk_list_item_mut;
    edit_quote Quote "quote" visit::walk_quote_mut;
    edit_code_block CodeBlock "code block" visit::walk_code_block_mut;
    edit_table Table "table" visit::walk_table_mut;
    edit_table_row TableRow "table row" visit::walk_table_row_mut;
    edit_table_cell TableCell "table cell" visit::walk_table_cell_mut;
    edit_definition_list DefinitionList "definition list" visit::walk_definition_list_mut;
    edit_details Details "details" visit::walk_details_mut;
    edit_rule Rule "rule" |_, _| {};
    edit_component Component "component" |_, _| {};
    edit_comment Comment "comment" |_, _| {};
    edit_words Words "words" |_, _| {};
    edit_styled Styled "styled" visit::walk_styled_mut;
    edit_code_span CodeSpan "code span" visit::walk_code_span_mut;
    edit_link Link "link" visit::walk_link_mut;
    edit_image Image "image" visit::walk_image_mut;
    edit_placeholder Placeholder "placeholder" visit::walk_placeholder_mut;
    edit_soft_break Break "soft break" |_, _| {};
    edit_hard_break Break "hard break" |_, _| {};
}

fn nodes(parts: &Parts) -> Vec<&'static str> {
    parts.nodes().map(|node| node.kind()).collect()
}

#[test]
fn all_ways_meet_the_same_nodes_in_the_same_order() {
    let mut parts = specimen::parts();
    let mut visited = Log::default();
    visited.visit_parts(&parts);
    assert_eq!(visited.0, nodes(&parts));
    let mut edited = Log::default();
    edited.edit_parts(&mut parts);
    assert_eq!(edited.0, visited.0);
    assert_eq!(parts, specimen::parts(), "an editor that changes nothing leaves the tree as it was");
}

#[test]
fn the_specimen_holds_every_kind() {
    let kinds: BTreeSet<&str> = nodes(&specimen::parts()).into_iter().collect();
    assert_eq!(kinds.len(), 26, "{kinds:?}");
}

#[test]
fn descendants_are_the_nodes_after_the_node() {
    let parts = specimen::parts();
    let all: Vec<Node<'_>> = parts.nodes().collect();
    for (index, node) in all.iter().enumerate() {
        let below: Vec<Node<'_>> = node.descendants().collect();
        assert_eq!(below, all[index + 1..index + 1 + below.len()], "{}", node.kind());
    }
}

#[test]
fn skipping_leaves_out_what_the_last_node_holds() {
    let parts = specimen::parts();
    let mut nodes = parts.nodes();
    let mut top = 0;
    while nodes.next().is_some() {
        nodes.skip_children();
        nodes.skip_children();
        top += 1;
    }
    assert_eq!(top, parts.len());
    let mut unbegun = parts.nodes();
    unbegun.skip_children();
    assert_eq!(unbegun.count(), parts.nodes().count());
}

#[test]
fn placeholders_in_templates_are_reached() {
    let parts = specimen::parts();
    let names = parts.nodes().filter_map(|node| match node {
        Node::Placeholder(placeholder) => Some(placeholder.name.as_str()),
        _ => None,
    });
    assert_eq!(names.collect::<Vec<_>>(), ["vmname", "ip", "host", "title", "db"]);
}

#[test]
fn a_target_before_the_text_comes_first() {
    let at =
        |start: usize, name: &str| Placeholder { span: Span::new(start, start + 5), ..specimen::placeholder(name, "") };
    let link = Link {
        target: Template::from(vec![Piece::Placeholder(Box::new(at(10, "target")))]),
        title: Some(Template::from(vec![Piece::Placeholder(Box::new(at(20, "title")))])),
        content: [Inline::Placeholder(Box::new(at(30, "text")))].into_iter().collect(),
        span: Span::new(0, 40),
    };
    let parts: Parts = [Part::Block(specimen::paragraph([Inline::Link(Box::new(link))]))].into_iter().collect();
    let starts: Vec<u32> =
        parts.nodes().skip(2).filter(|node| node.kind() == "placeholder").map(|node| node.span().start).collect();
    assert_eq!(starts, [10, 20, 30]);
    let mut visited = Log::default();
    visited.visit_parts(&parts);
    assert_eq!(visited.0, nodes(&parts));
}

/// Replaces each placeholder with `value`.
struct Fill(&'static str);

impl Edit for Fill {
    fn edit_inlines(&mut self, inlines: &mut Inlines) {
        for inline in inlines.iter_mut() {
            if matches!(inline, Inline::Placeholder(_)) {
                *inline = Inline::text(self.0);
            }
        }
        visit::walk_inlines_mut(self, inlines);
    }

    fn edit_template(&mut self, template: &mut Template) {
        for piece in template.pieces_mut() {
            if matches!(piece, Piece::Placeholder(_)) {
                *piece = Piece::Text(self.0.into());
            }
        }
    }
}

#[test]
fn an_editor_reaches_every_placeholder() {
    let mut parts = specimen::parts();
    Fill("web-01").edit_parts(&mut parts);
    assert!(!parts.nodes().any(|node| node.kind() == "placeholder"));
    assert!(parts.to_plain().contains("Open web-01 works ping web-01 -n 4the guide"), "{}", parts.to_plain());
}

#[test]
fn an_editor_changes_lists() {
    struct WithoutNotes;
    impl Edit for WithoutNotes {
        fn edit_parts(&mut self, parts: &mut Parts) {
            parts.retain(|part| !matches!(part, Part::Block(Block::Comment(_))));
            visit::walk_parts_mut(self, parts);
        }

        fn edit_inlines(&mut self, inlines: &mut Inlines) {
            inlines.retain(|inline| !matches!(inline, Inline::Comment(_)));
            visit::walk_inlines_mut(self, inlines);
        }
    }
    let mut parts = specimen::parts();
    let before = parts.nodes().count();
    WithoutNotes.edit_parts(&mut parts);
    assert_eq!(parts.nodes().count(), before - 2);
    assert!(!parts.nodes().any(|node| node.kind() == "comment"));
}

#[track_caller]
fn plain(block: Block, expected: &str) {
    assert_eq!(block.to_plain(), expected);
}

#[test]
fn plain_text_says_what_a_reader_sees() {
    let blocks = specimen::blocks().into_iter().collect::<Vec<_>>();
    let expected = [
        "Recommended steps",
        "Open [vmname] works ping ip -n 4the guide A picture of it",
        "First\nSecond",
        "Take a copy first",
        "USE db;",
        "Cause\tCure\nDust\tWipe",
        "VM\nA machine",
        "More\nEven more",
        "",
        "Wipe the dust",
        "",
    ];
    for (block, expected) in blocks.iter().zip(expected) {
        plain(block.clone(), expected);
    }
    let all: Vec<&str> = expected.into_iter().filter(|text| !text.is_empty()).collect();
    assert_eq!(specimen::blocks().to_plain(), all.join("\n"));
}

#[test]
fn plain_text_is_borrowed_where_it_can_be() {
    let one: Inlines = [Inline::text("one")].into_iter().collect();
    assert!(matches!(one.to_plain(), std::borrow::Cow::Borrowed("one")));
    assert!(matches!(Inlines::new().to_plain(), std::borrow::Cow::Borrowed("")));
}
