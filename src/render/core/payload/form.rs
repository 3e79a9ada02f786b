//! What shows of a form: its elements, one after the other, in the order of asking.

use super::condition::{Conditions, Naming, Shows};
use super::question::{Boxes, Question};
use super::{inline, title_above};
use crate::fields;
use crate::payload::answers::Problem;
use crate::payload::form::{Asks, DiagnosticCard, Element, ScopingQuestions};
use crate::render::core::Scope;
use crate::source::without_comments;
use crate::span::{Span, Spanned};
use crate::text::Text;
use crate::tree::{Block, Blocks, Heading};

/// What shows of a form.
pub(crate) struct Sheet<'f> {
    form: &'f ScopingQuestions,
    pub(crate) scope: Scope<'f>,
    conditions: Conditions<'f>,
    /// The questions that are asked, by their elements.
    numbers: Vec<Option<usize>>,
    problems: std::collections::HashMap<usize, &'f Problem>,
    boxes: Boxes,
}

/// The automatic check that a form begins with.
pub(crate) struct Card {
    pub(crate) title: Blocks,
    pub(crate) description: Blocks,
    /// The span of its title.
    pub(crate) span: Span,
}

/// An element of a form as it shows.
pub(crate) enum Item<'f> {
    Question(Question<'f>),
    /// Words, with their condition.
    Words(Blocks, Option<String>),
}

impl<'f> Sheet<'f> {
    pub(crate) fn new(form: &'f ScopingQuestions, scope: Scope<'f>, naming: Naming) -> Sheet<'f> {
        let settings = &scope.settings.form;
        let labels = &scope.settings.labels.form;
        let mut conditions = Conditions::new(form, labels, settings.choices, naming);
        let mut numbers = vec![None; form.elements().len()];
        let asked = form.order().filter(|index| {
            let element = form.elements().get(*index);
            element.is_some_and(|element| element.asks() != Asks::Nothing) && conditions.of(*index) != Shows::Never
        });
        for (number, index) in asked.collect::<Vec<_>>().into_iter().enumerate() {
            conditions.number(index, number + 1);
            if let Some(place) = numbers.get_mut(index) {
                *place = Some(number + 1);
            }
        }
        let problems = settings.problems.iter().filter_map(|problem| Some((problem.element?, problem)));
        Sheet { form, scope, conditions, numbers, problems: problems.collect(), boxes: Boxes::default() }
    }

    /// The form's own title where none above says the same, and its level.
    pub(crate) fn title(&self) -> Option<Block> {
        let (level, title) = own_title(self.form, &self.scope)?;
        Some(Block::Heading(Heading { level, content: fields::words(title), span: title.span }))
    }

    /// The automatic check that the form begins with: its title and description.
    pub(crate) fn card(&self) -> Option<Card> {
        let card: &DiagnosticCard = self.form.diagnostic_card.as_ref()?;
        let blocks = |field: &Option<Spanned<Text>>| field.as_ref().map(fields::html).unwrap_or_default();
        let (title, description) = (blocks(&card.title), blocks(&card.description));
        let span = card.title.as_ref().map_or(Span::NONE, |title| title.span);
        (!title.is_empty() || !description.is_empty()).then_some(Card { title, description, span })
    }

    /// More about the form.
    pub(crate) fn introduction(&self) -> Blocks {
        self.form.info_balloon_text.as_ref().map(fields::html).unwrap_or_default()
    }

    /// What to attach.
    pub(crate) fn attachments(&self) -> Blocks {
        self.form.file_attachment_hint.as_ref().map(fields::html).unwrap_or_default()
    }

    /// The elements, as positions, in the order of asking.
    pub(crate) fn order(&self) -> impl Iterator<Item = usize> + use<'f> {
        self.form.order()
    }

    /// What shows of the element at `index`, if anything does.
    pub(crate) fn item(&mut self, index: usize) -> Option<Item<'f>> {
        let element: &'f Element = &self.form.elements().get(index)?.inner;
        let condition = match self.conditions.in_words(index) {
            Shows::Never => return None,
            Shows::Always => None,
            Shows::When(words) => Some(words),
        };
        if element.asks() == Asks::Nothing {
            let shown = [&element.display_label, &element.content, &element.text];
            let blocks: Blocks = shown.into_iter().flatten().flat_map(fields::html).collect();
            return (!blocks.is_empty()).then_some(Item::Words(blocks, condition));
        }
        let number = self.numbers.get(index).copied().flatten()?;
        let problem = self.problems.get(&index).copied();
        let settings = &self.scope.settings.form;
        let question = Question::new(
            self.form,
            element,
            number,
            condition,
            settings,
            &self.scope.settings.labels.form,
            &mut self.boxes,
        );
        Some(Item::Question(Question { problem, ..question }))
    }

    /// The label of the button.
    pub(crate) fn button(&self) -> &'f str {
        self.scope.settings.form.button.unwrap_or(&self.scope.settings.labels.form.submit)
    }
}

/// The form's own title, where none above says the same, and its level. Where there is none above it is the title of all, and
/// left out as that is.
fn own_title<'f>(form: &'f ScopingQuestions, scope: &Scope<'_>) -> Option<(u8, &'f Spanned<Text>)> {
    let title = form.title.as_ref()?;
    let shown = without_comments(title);
    match title_above(scope) {
        _ if shown.trim().is_empty() => None,
        Some(above) if above == shown.trim() => None,
        Some(_) => Some((2, title)),
        None => scope.settings.shows_title().then_some((1, title)),
    }
}

/// The words of a label, a hint or the like that is no HTML.
pub(super) fn plain(words: &str) -> Blocks {
    [fields::line(inline(words))].into_iter().collect()
}
