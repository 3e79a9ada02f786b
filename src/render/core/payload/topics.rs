//! What shows of topics.

use super::{Piece, inline};
use crate::fields;
use crate::payload::topics::SupportTopicDescriptions;
use crate::render::core::Scope;
use crate::tree::Block;

pub(super) fn pieces(topics: &SupportTopicDescriptions, scope: &Scope<'_>) -> Vec<Piece> {
    let mut blocks: Vec<Block> = Vec::new();
    blocks.extend(topics.short_description.as_ref().map(fields::paragraph));
    blocks.extend(topics.long_description.as_ref().map(fields::paragraph));
    let with_category = topics.support_topics.iter().map(|topic| (topic.category.as_deref(), topic));
    for (category, topics) in by_category(with_category) {
        let items = topics.iter().map(|topic| {
            let words = [topic.short_description.as_ref(), topic.long_description.as_ref()];
            words.into_iter().flatten().map(fields::paragraph).collect::<Vec<Block>>()
        });
        if let Some(list) = fields::list(items.collect()) {
            blocks.extend(category.map(|category| fields::heading(2, category)));
            blocks.push(list);
        }
    }
    let links = topics.product_links.iter().map(|more| {
        let name = more.name.as_deref().unwrap_or(&more.link);
        vec![fields::line(fields::link(&more.link, inline(name), more.span))]
    });
    if let Some(list) = fields::list(links.collect()) {
        blocks.push(fields::heading(2, &scope.settings.labels.recommendation.learn_more));
        blocks.push(list);
    }
    blocks.into_iter().map(Piece::Block).collect()
}

/// Things by their category, in the order in which each category first comes; those without come last.
pub(super) fn by_category<'t, T>(
    things: impl Iterator<Item = (Option<&'t str>, T)>,
) -> impl Iterator<Item = (Option<&'t str>, Vec<T>)> {
    let mut places = std::collections::HashMap::new();
    let mut groups: Vec<(Option<&str>, Vec<T>)> = Vec::new();
    let mut others = Vec::new();
    for (category, thing) in things {
        match category {
            Some(name) => {
                let place = *places.entry(name).or_insert(groups.len());
                if place == groups.len() {
                    groups.push((category, Vec::new()));
                }
                if let Some((_, group)) = groups.get_mut(place) {
                    group.push(thing);
                }
            }
            None => others.push(thing),
        }
    }
    groups.into_iter().chain((!others.is_empty()).then_some((None, others)))
}
