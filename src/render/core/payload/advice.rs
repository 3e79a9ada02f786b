//! What shows of a recommendation.

use super::{Piece, filled, inline, title_above};
use crate::error::RenderError;
use crate::fields;
use crate::payload::advisor::{Action, AdvisorRecommendation};
use crate::render::core::Scope;
use crate::span::Spanned;
use crate::text::Text;
use crate::tree::Block;
use crate::values::Source;

pub(super) fn pieces(advice: &AdvisorRecommendation, scope: &Scope<'_>) -> Result<Vec<Piece>, RenderError> {
    let labels = &scope.settings.labels.recommendation;
    let title = title_above(scope);
    let mut pieces = Vec::new();
    let description = advice.description.as_ref().filter(|description| Some(&***description) != title.as_deref());
    pieces.extend(description.into_iter().flat_map(paragraphs).map(Piece::Block));
    pieces.extend(advice.long_description.iter().flat_map(paragraphs).map(Piece::Block));
    let facts = [
        (&labels.category, advice.category.as_ref().map(|category| fields::lines(&in_words(category)))),
        (&labels.impact, advice.impact.as_ref().map(fields::lines)),
        (&labels.benefit, advice.potential_benefits.as_ref().map(fields::lines)),
        (&labels.applies_to, advice.resource_type.as_ref().map(fields::lines)),
    ];
    let facts: Vec<_> = facts.into_iter().filter_map(|(name, fact)| Some((name.to_string(), fact?))).collect();
    if !facts.is_empty() {
        pieces.push(Piece::Facts(facts));
    }
    pieces.extend(advice.cost_saving_info.iter().map(|words| Piece::Block(fields::paragraph(words))));
    let actions = advice.actions.iter().filter(|action| is_of_use(action, scope));
    let actions = actions.filter_map(|action| fields::action(action)).map(|words| vec![fields::line(words)]);
    if let Some(list) = fields::list(actions.collect()) {
        pieces.extend([fields::heading(2, &labels.what_to_do), list].map(Piece::Block));
    }
    if let Some(tip) = &advice.tip {
        let tip = Spanned { inner: Text::from(filled(&labels.tip, tip)), span: tip.span };
        pieces.push(Piece::Block(fields::paragraph(&tip)));
    }
    if let Some(more) = &advice.learn_more_link {
        let link = fields::link(more, inline(&labels.learn_more), more.span);
        pieces.push(Piece::Block(fields::line(link)));
    }
    Ok(pieces)
}

/// Whether an action is of use, as far as the values of the host say so.
fn is_of_use(action: &Action, scope: &Scope<'_>) -> bool {
    let Some(condition) = action.condition() else { return true };
    let source: Option<&dyn Source> = scope.supply().source.map(|source| source as &dyn Source);
    let Some(value) = source.and_then(|source| source.value(condition.name)) else { return true };
    (value.into_plain() == condition.value) == condition.equal
}

/// The paragraphs of a text of several lines.
fn paragraphs(field: &Spanned<Text>) -> Vec<Block> {
    if !field.contains('\n') {
        return vec![fields::paragraph(field)];
    }
    let paragraphs = crate::values::paragraphs(field);
    paragraphs.map(|words| fields::paragraph(&Spanned { inner: Text::from(words), span: field.span })).collect()
}

/// `HighAvailability` as “High availability”.
fn in_words(name: &Spanned<Text>) -> Spanned<Text> {
    let mut words = String::with_capacity(name.len() + 4);
    let mut before = ' ';
    for c in name.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            words.push(' ');
            words.extend(c.to_lowercase());
        } else {
            words.push(c);
        }
        before = c;
    }
    Spanned { inner: Text::from(words), span: name.span }
}
