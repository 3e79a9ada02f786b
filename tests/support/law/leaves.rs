//! The leaves of a tree that readers see, in document order.

use std::borrow::Cow;

use selfhelp::Article;
use selfhelp::component::Component;
use selfhelp::metadata::SelfHelpType;
use selfhelp::payload::form::{Asks, ScopingQuestions, Test, Tested, Visibility};
use selfhelp::payload::{Model, Payload};
use selfhelp::tree::*;
use selfhelp::visit::{self, Visit};

use super::component;

/// The kind of a leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Words,
    Code,
    /// Text of the renderer's own, such as the label of a note.
    Label,
    /// The target of a link without text.
    Address,
    Payload,
}

/// A leaf and its text; a placeholder counts as its default.
#[derive(Clone, Debug)]
pub struct Leaf {
    pub kind: Kind,
    pub text: String,
    pub in_table: bool,
}

/// The leaves of `article`.
pub fn leaves(article: &Article) -> Vec<Leaf> {
    let declared = article.metadata.self_help_type.clone();
    let mut leaves = Leaves { declared, ..Leaves::default() };
    leaves.visit_parts(&article.body);
    leaves.found
}

/// What a form asks: the labels, and the options to choose from that are the form's own. What is written in an empty field is an
/// attribute of the HTML, options to fall back on show only when a host says so, and where text is asked for options are none.
fn questions(form: &ScopingQuestions) -> String {
    let asked = form.elements().iter().filter(|element| may_be_asked(form, &element.visibility));
    let said = asked.filter(|element| element.takes_answer()).flat_map(|element| {
        let chooses = element.dynamic.is_none() && matches!(element.asks(), Asks::One | Asks::Many);
        let own = if chooses { &element.options[..] } else { &[] };
        element.label().into_iter().chain(own.iter().map(|option| Cow::Borrowed(&*option.text)))
    });
    // HTML knows more tags and references than names in messages do: `<details>`, `&eacute;`, and `&ltb` without its end.
    let said = said.filter(|words| !words.contains(['<', '&']));
    said.collect::<Vec<_>>().join(" ")
}

/// Whether a question may be asked as far as its condition goes, which is left out where it cannot be met: `sack > 10` where no
/// question is `sack`.
fn may_be_asked(form: &ScopingQuestions, visibility: &Visibility) -> bool {
    let may_be_met = |test: &Test| {
        let looked_at = form.element(&test.id).filter(|element| element.takes_answer());
        let compares = match &test.tested {
            Tested::MoreThan(bound) | Tested::LessThan(bound) | Tested::AtLeast(bound) | Tested::AtMost(bound) => {
                bound.parse::<f64>().is_ok()
            }
            _ => true,
        };
        compares && looked_at.is_some_and(|element| !matches!(*element.visibility, Visibility::Never))
    };
    match visibility {
        Visibility::When(condition) => condition.expression().tests().into_iter().all(may_be_met),
        visibility => !matches!(visibility, Visibility::Never),
    }
}

#[derive(Default)]
struct Leaves {
    found: Vec<Leaf>,
    in_table: bool,
    declared: Option<SelfHelpType>,
}

impl Leaves {
    fn push(&mut self, kind: Kind, text: impl Into<String>) {
        self.found.push(Leaf { kind, text: text.into(), in_table: self.in_table });
    }
}

impl<'a> Visit<'a> for Leaves {
    fn visit_words(&mut self, node: &'a Words) {
        self.push(Kind::Words, &*node.text);
    }

    fn visit_code_span(&mut self, node: &'a CodeSpan) {
        self.push(Kind::Code, node.content.to_plain());
    }

    fn visit_code_block(&mut self, node: &'a CodeBlock) {
        self.push(Kind::Code, node.content.to_plain());
    }

    fn visit_component(&mut self, node: &'a Component) {
        component::leaves(node).into_iter().for_each(|(kind, text)| self.push(kind, text));
    }

    fn visit_payload(&mut self, node: &'a Payload) {
        let text = match node.model_of(self.declared.as_ref()) {
            Model::Unknown(_) => node.text.to_string(),
            Model::ScopingQuestions(form) => questions(&form),
            model => model.to_blocks().to_plain(),
        };
        self.push(Kind::Payload, text);
    }

    fn visit_table(&mut self, node: &'a Table) {
        self.in_table = true;
        visit::walk_table(self, node);
        self.in_table = false;
    }

    fn visit_section(&mut self, node: &'a Section) {
        if let Some(title) = &node.title {
            self.push(Kind::Words, &**title);
        }
        visit::walk_section(self, node);
    }

    fn visit_details(&mut self, node: &'a Details) {
        if node.summary.is_empty() {
            self.push(Kind::Label, "Details");
        }
        visit::walk_details(self, node);
    }

    fn visit_quote(&mut self, node: &'a Quote) {
        if let Some(alert) = node.alert {
            self.push(Kind::Label, alert.as_str());
        }
        visit::walk_quote(self, node);
    }

    fn visit_link(&mut self, node: &'a Link) {
        let before = self.found.len();
        self.visit_inlines(&node.content);
        if self.found[before..].iter().all(|leaf| leaf.text.is_empty()) {
            self.push(Kind::Address, node.target.to_plain()); // it shows instead of nothing
        }
    }

    fn visit_image(&mut self, node: &'a Image) {
        self.visit_inlines(&node.alt);
    }
}
