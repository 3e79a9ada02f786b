//! The shape of a tree as text, without its spans.

use selfhelp::tree::{Block, Blocks, Inline, Inlines, Part, Parts, Style};

pub fn parts(parts: &Parts) -> String {
    let part = |part: &Part| match part {
        Part::Section(section) => format!("(section {} {})", section.kind.as_str(), self::parts(&section.parts)),
        Part::Block(block) => self::block(block),
        _ => "(payload)".to_owned(),
    };
    parts.iter().map(part).collect()
}

fn blocks(blocks: &Blocks) -> String {
    blocks.iter().map(block).collect()
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(node) => format!("(p {})", inlines(&node.content)),
        Block::Heading(node) => format!("(h{} {})", node.level, inlines(&node.content)),
        Block::List(node) => {
            let items: String = node.items.iter().map(|item| format!("(item {})", blocks(&item.blocks))).collect();
            format!("({} {items})", if node.start.is_some() { "numbers" } else { "bullets" })
        }
        Block::Quote(node) => format!("(quote {})", blocks(&node.blocks)),
        Block::Code(node) => {
            format!("(code {:?} {:?})", node.language.as_deref().unwrap_or_default(), node.content.to_plain())
        }
        Block::Table(node) => {
            let cells = |row: &selfhelp::tree::TableRow| {
                row.cells.iter().map(|cell| format!("(cell {})", inlines(&cell.content))).collect::<String>()
            };
            format!("(table {})", node.rows.iter().map(|row| format!("(row {})", cells(row))).collect::<String>())
        }
        Block::Rule(_) => "(rule)".to_owned(),
        Block::Comment(_) => "(note)".to_owned(),
        other => format!("{other:?}"),
    }
}

fn inlines(inlines: &Inlines) -> String {
    let inline = |inline: &Inline| match inline {
        Inline::Text(node) => node.text.to_string(),
        Inline::Styled(node) if node.style == Style::Strong => format!("{{strong {}}}", self::inlines(&node.content)),
        Inline::Styled(node) if node.style == Style::Emphasis => {
            format!("{{emphasis {}}}", self::inlines(&node.content))
        }
        Inline::Code(node) => format!("{{code {}}}", node.content.to_plain()),
        Inline::Link(node) => format!("{{link {} {}}}", node.target.to_plain(), self::inlines(&node.content)),
        Inline::Placeholder(node) => format!("{{slot {} {}}}", node.name, self::inlines(&node.default)),
        Inline::SoftBreak(_) => "\n".to_owned(),
        other => format!("{other:?}"),
    };
    inlines.iter().map(inline).collect()
}
