//! What shows of a menu of problems and tools.

use super::Piece;
use super::topics::by_category;
use crate::fields;
use crate::link::Resolved;
use crate::payload::diagnose::{CommonProblem, DiagnoseAndSolve, SubProblem, TroubleshootingTool};
use crate::render::core::Scope;
use crate::span::Span;
use crate::span::Spanned;
use crate::text::Text;
use crate::tree::{Block, DefinitionEntry, DefinitionList, Inlines, ListItem, Paragraph};

pub(super) fn pieces(menu: &DiagnoseAndSolve, scope: &Scope<'_>) -> Vec<Piece> {
    let labels = &scope.settings.labels.recommendation;
    let mut blocks = Vec::new();
    if !menu.common_problems.is_empty() {
        blocks.push(fields::heading(2, &labels.common_problems));
    }
    let problems = menu.common_problems.iter().map(|problem| (problem.category.as_deref(), &problem.inner));
    for (category, problems) in by_category(problems) {
        blocks.extend(category.map(|category| fields::heading(3, category)));
        blocks.extend(definitions(problems.into_iter().map(|one| problem(one, scope))));
    }
    if !menu.troubleshooting_tools.is_empty() {
        blocks.push(fields::heading(2, &labels.troubleshooting_tools));
        blocks.extend(definitions(menu.troubleshooting_tools.iter().map(|tool| self::tool(tool))));
    }
    blocks.into_iter().map(Piece::Block).collect()
}

/// A term, and what is said of it.
type Entry = (Option<Inlines>, Vec<Block>);

fn definitions(entries: impl Iterator<Item = Entry>) -> Option<Block> {
    let entries = entries.filter(|(term, description)| term.is_some() || !description.is_empty());
    let entries: Vec<DefinitionEntry> = entries
        .flat_map(|(term, description)| {
            let term = DefinitionEntry::Term(Paragraph { content: term.unwrap_or_default(), span: Span::NONE });
            [term, DefinitionEntry::Description(ListItem::new(description))]
        })
        .collect();
    (!entries.is_empty()).then_some(Block::DefinitionList(DefinitionList { entries, span: Span::NONE }))
}

type Field<'f> = Option<&'f Spanned<Text>>;

/// The name and what is said of it. Without a title the description is the name: alone, it would belong to the entry before.
fn named<'f>(title: &'f Option<Spanned<Text>>, description: &'f Option<Spanned<Text>>) -> (Field<'f>, Vec<Block>) {
    match title {
        Some(title) => (Some(title), description.iter().map(fields::paragraph).collect()),
        None => (description.as_ref(), Vec::new()),
    }
}

fn problem(problem: &CommonProblem, scope: &Scope<'_>) -> Entry {
    let (name, mut description) = named(&problem.title, &problem.description);
    description.extend(definitions(problem.sub_problems.iter().map(|kind| sub_problem(kind, scope))));
    (title(name, problem.common_solution_article_id.as_deref(), scope), description)
}

fn sub_problem(kind: &SubProblem, scope: &Scope<'_>) -> Entry {
    let (name, description) = named(&kind.title, &kind.description);
    (title(name, kind.common_solution_article_id.as_deref(), scope), description)
}

/// The title of a problem: a link to the article that solves it, where the host knows its address.
fn title(title: Field<'_>, solution: Option<&str>, scope: &Scope<'_>) -> Option<Inlines> {
    let words = fields::words(title?);
    let resolved = solution.zip(scope.settings.resolver).map(|(id, resolver)| resolver.resolve_article(id));
    Some(match resolved {
        Some(Resolved::To(address)) => fields::link(&address, words, title?.span),
        _ => words,
    })
}

fn tool(tool: &TroubleshootingTool) -> Entry {
    let page = tool.blade_link.as_ref().and_then(|page| fields::tool_page(page));
    let (name, description) = named(&tool.title, &tool.description);
    let term = name.map(|name| match page {
        Some(page) => fields::link(&page, fields::words(name), name.span),
        None => fields::words(name),
    });
    (term, description)
}
