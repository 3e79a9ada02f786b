//! A tree that an editor changed in any way.

use selfhelp::Article;
use selfhelp::tree::*;
use selfhelp::visit::{self, Edit};

/// The input up to its first NUL tells the editor what to do at each list of nodes; the rest is an article. Whatever
/// becomes of its tree, the HTML is sound, and the article survives JSON.
pub fn edit(data: &[u8]) {
    let (orders, source) = match data.iter().position(|&byte| byte == 0) {
        Some(at) => (&data[..at], &data[at + 1..]),
        None => (&data[..data.len().min(16)], data),
    };
    let mut article = Article::parse_bytes_lenient(source);
    let mut editor = Editor { orders: orders.iter().copied().take(64).collect(), kept: Kept::default() };
    editor.edit_parts(&mut article.body);
    super::sound(&article.to_html());
    super::sound_profile(&super::profile().render(&article).unwrap_or_default());
    article.check();
    let text = article.to_text();
    assert!(text.lines().all(|line| line.trim_end() == line), "a line ends in a blank: {text:?}");
    let json = serde_json::to_string(&article).unwrap_or_else(|error| panic!("{error}"));
    if let Ok(back) = serde_json::from_str::<Article>(&json) {
        assert_eq!(back, article);
    }
    super::functions::used(&text, article);
}

/// Does what the bytes ask for, one for each list.
struct Editor {
    orders: std::collections::VecDeque<u8>,
    kept: Kept,
}

/// Nodes that were removed, to be inserted elsewhere.
#[derive(Default)]
struct Kept {
    part: Option<Part>,
    block: Option<Block>,
    inline: Option<Inline>,
}

/// Removes, doubles, exchanges, moves.
macro_rules! order {
    ($self:ident, $list:ident, $kept:ident) => {
        if let Some(order) = $self.orders.pop_front()
            && !$list.is_empty()
        {
            let at = usize::from(order >> 3) % $list.len();
            match order % 8 {
                1 => $self.kept.$kept = $list.remove(at),
                2 => $list.push($list[at].clone()),
                3 => $list.swap(0, at),
                4 => $self.kept.$kept = Some($list[at].clone()),
                5 | 6 => $list.extend($self.kept.$kept.take()),
                7 => $list.retain(|_| false),
                _ => {}
            }
        }
    };
}

impl Edit for Editor {
    fn edit_parts(&mut self, parts: &mut Parts) {
        order!(self, parts, part);
        visit::walk_parts_mut(self, parts);
    }

    fn edit_blocks(&mut self, blocks: &mut Blocks) {
        order!(self, blocks, block);
        visit::walk_blocks_mut(self, blocks);
    }

    fn edit_inlines(&mut self, inlines: &mut Inlines) {
        order!(self, inlines, inline);
        visit::walk_inlines_mut(self, inlines);
    }

    fn edit_heading(&mut self, node: &mut Heading) {
        node.level = node.level.wrapping_mul(self.orders.front().copied().unwrap_or(1));
        visit::walk_heading_mut(self, node);
    }

    fn edit_words(&mut self, node: &mut Words) {
        if self.orders.front().is_some_and(|order| order & 0x10 != 0) {
            node.text = format!("{}\n\n# <b> --> `` | \u{0}", node.text).into();
        }
    }

    fn edit_code_block(&mut self, node: &mut CodeBlock) {
        if self.orders.front().is_some_and(|order| order & 0x10 != 0) {
            node.language = Some("a\" b<".into());
            node.content = "</code></pre>```".into();
        }
        visit::walk_code_block_mut(self, node);
    }
}
