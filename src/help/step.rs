//! [`Step`]: a form as a step of one of the service's guided tours.

use super::content::Content;
use super::member::object;
use super::render::Help;
use super::word::{QuestionContentType, QuestionType, ValidationScope};
use crate::error::RenderError;
use crate::fields;
use crate::payload::form::{Element, Rule, ScopingQuestions, Validation};
use crate::render::core::{Control, Item, Naming, Question, Scope, Sheet, UNLIMITED, filled};
use crate::render::html::Html;
use crate::text::Text;
use crate::tree::{Block, Blocks, Inline, Part, Parts};

object! {
    /// A step of a guided tour that asks something: a form of scoping questions.
    Step {
        /// Which step it is: the service's own.
        pub id: Option<Text>,
        /// The title of the form.
        pub title: Option<Text>,
        /// What the form says beside its questions: HTML.
        pub guidance: Option<Content>,
        /// `Input`.
        #[serde(rename = "type")]
        pub kind: Option<Text>,
        /// The questions, in the order of asking.
        pub inputs: Vec<StepInput>,
    }
}

object! {
    /// A question of a step.
    StepInput {
        /// The position of the question in [`ScopingQuestions::elements`], from 0. The service wants an index, and ids of
        /// forms may repeat.
        pub question_id: Option<Text>,
        /// What it is answered with.
        pub question_type: Option<QuestionType>,
        /// The question: plain text.
        pub question_title: Option<Text>,
        /// When and how to answer it, and the question once more where it is more than plain text.
        pub question_content: Option<Content>,
        /// What the content is: HTML, where there is any.
        pub question_content_type: Option<QuestionContentType>,
        /// What shows in the empty field.
        pub response_hint: Option<Text>,
        /// What its answer must be.
        pub response_validation_properties: Option<ResponseValidation>,
        /// What can be chosen.
        pub response_options: Vec<ResponseOption>,
    }
}

object! {
    /// What the answer to a question must be.
    ResponseValidation {
        /// A pattern that is searched for in the answer.
        pub regex: Option<Text>,
        /// What the answer must look like.
        pub validation_scope: Option<ValidationScope>,
        /// Whether there must be one. The service takes it for granted where nothing is said.
        pub is_required: Option<bool>,
        /// What readers are told of an answer that is not.
        pub validation_error_message: Option<Text>,
        /// Most characters.
        pub max_length: Option<i64>,
    }
}

object! {
    /// What can be chosen.
    ResponseOption {
        /// What the answer holds.
        pub key: Option<Text>,
        /// What readers see.
        pub value: Option<Text>,
    }
}

impl Help<'_> {
    /// Makes a step of `form`: a question for each element that asks something, and guidance of what it says otherwise.
    ///
    /// Steps have no conditions. A question that has one says it in words, and never needs an answer; what is never shown is
    /// left out. Patterns after the first, and bounds of numbers, are only in words: check answers with
    /// [`validate`](ScopingQuestions::validate). Choices that the host [gave](crate::render::Form::choices) are options.
    ///
    /// # Errors
    ///
    /// [`OutputTooLarge`](RenderError::OutputTooLarge) when the content together is over its [limit](crate::limits).
    pub fn step(&self, form: &ScopingQuestions) -> Result<Step, RenderError> {
        let html = self.html();
        let most = html.settings().limits.output_for(0);
        let mut sheet = Sheet::new(form, Scope::within(html.settings(), most), Naming::Label);
        let mut writing = Writing { html: &html, left: most, limit: most };
        let (mut guidance, mut inputs) = (Vec::new(), Vec::new());
        if let Some(card) = sheet.card() {
            guidance.extend(card.title.into_iter().chain(card.description));
        }
        guidance.extend(sheet.introduction());
        for index in sheet.order() {
            match sheet.item(index) {
                Some(Item::Question(question)) => inputs.push(writing.input(index, &question)?),
                Some(Item::Words(words, condition)) => {
                    let matters_if = &html.settings().labels.form.matters_if;
                    guidance.extend(condition.map(|condition| sentence(&filled(matters_if, &condition))));
                    guidance.extend(words);
                }
                None => {}
            }
        }
        guidance.extend(sheet.attachments());
        Ok(Step {
            title: form.title.as_ref().map(|title| title.inner.clone()),
            guidance: writing.content(guidance)?,
            kind: Some("Input".into()),
            inputs,
            ..Step::default()
        })
    }
}

impl ScopingQuestions {
    /// The form as a step of a guided tour; see [`Help::step`].
    ///
    /// ```
    /// use selfhelp::Article;
    /// use selfhelp::help::QuestionType;
    ///
    /// let article = Article::parse_lenient(
    ///     "<properties />\n# Disks\n---\n{ \"formElements\": [{ \"id\": \"size\", \"controlType\": \"numerictextbox\",\
    ///      \"displayLabel\": \"Size\", \"required\": true }] }\n---\n",
    /// );
    /// let form = article.data().and_then(|model| model.into_form()).ok_or("no form")?;
    /// let step = form.to_help_step();
    /// assert_eq!(step.inputs[0].question_title.as_deref(), Some("Size"));
    /// assert_eq!(step.inputs[0].question_type, Some(QuestionType::TextInput));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn to_help_step(&self) -> Step {
        Help::new().limits(UNLIMITED).step(self).unwrap_or_default()
    }
}

/// A step that is being written.
struct Writing<'w> {
    html: &'w Html<'w>,
    /// How many bytes of content there may still be.
    left: usize,
    limit: usize,
}

impl Writing<'_> {
    fn content(&mut self, blocks: Vec<Block>) -> Result<Option<Content>, RenderError> {
        if blocks.is_empty() {
            return Ok(None);
        }
        let html = self.html.render_parts(&blocks.into_iter().map(Part::Block).collect::<Parts>())?;
        self.left = self.left.checked_sub(html.len()).ok_or(RenderError::OutputTooLarge { limit: self.limit })?;
        Ok(Some(Content::rendered(&html)).filter(|html| !html.is_empty()))
    }

    fn input(&mut self, index: usize, question: &Question<'_>) -> Result<StepInput, RenderError> {
        let labels = &self.html.settings().labels.form;
        let mut content = Vec::new();
        if !is_plain(&question.label) {
            content.extend(question.label.iter().cloned());
        }
        content.extend(question.condition.as_ref().map(|condition| sentence(&filled(&labels.answer_if, condition))));
        content.extend(question.hints.iter().flat_map(|hint| hint.iter().cloned()));
        content.extend(question.bounds.as_deref().map(sentence));
        let question_content = self.content(content)?;
        let option = |key: &str, value: &str| ResponseOption {
            key: Some(Text::from(key)),
            value: Some(Text::from(value)),
            ..ResponseOption::default()
        };
        Ok(StepInput {
            question_id: Some(Text::from(index.to_string())),
            question_type: Some(question_type(question.control)),
            question_title: Some(Text::from(question.label.to_plain().trim())).filter(|title| !title.is_empty()),
            question_content_type: question_content.as_ref().map(|_| QuestionContentType::Html),
            question_content,
            response_hint: question.placeholder().map(Text::from),
            response_validation_properties: Some(validation(question)),
            response_options: question.options.iter().map(|one| option(one.value, &one.text)).collect(),
            ..StepInput::default()
        })
    }
}

/// Whether `label` is one paragraph of words, which plain text says all of.
fn is_plain(label: &Blocks) -> bool {
    let is_words = |inline: &Inline| matches!(inline, Inline::Text(_) | Inline::SoftBreak(_));
    matches!(&label[..], [Block::Paragraph(paragraph)] if paragraph.content.iter().all(is_words))
}

fn sentence(words: &str) -> Block {
    fields::line([Inline::text(words)].into_iter().collect())
}

fn question_type(control: Control) -> QuestionType {
    match control {
        Control::Text { lines } if lines > 1 => QuestionType::MultiLineInfoBox,
        Control::SuggestMany => QuestionType::MultiLineInfoBox,
        Control::Text { .. } | Control::Number { .. } | Control::Suggest => QuestionType::TextInput,
        Control::DateTime => QuestionType::DateTimePicker,
        Control::Radio => QuestionType::RadioButton,
        Control::Select => QuestionType::Dropdown,
        Control::Checkboxes | Control::SelectMany => QuestionType::MultiSelect,
    }
}

fn validation(question: &Question<'_>) -> ResponseValidation {
    let element: &Element = question.element;
    let applied = || element.validations.iter().filter(|check| check.applies()).map(|check| &check.inner);
    let pattern = applied().find_map(|check: &Validation| Some((check.pattern()?, check)));
    let number = matches!(question.control, Control::Number { .. });
    let message = pattern.map(|(_, check)| check).or_else(|| applied().find(|check| check.message.is_some()));
    let lengths = applied().filter_map(|check| match check.rule {
        Rule::MaxLength(most) => Some(most),
        _ => None,
    });
    ResponseValidation {
        regex: pattern.map(|(pattern, _)| Text::from(pattern.exported())),
        validation_scope: number.then_some(ValidationScope::NumberOnly),
        is_required: Some(element.is_required() && question.condition.is_none()),
        validation_error_message: message.and_then(|check| Some(check.message.as_ref()?.inner.clone())),
        max_length: lengths.chain(element.max_length.as_deref().copied()).min(),
        ..ResponseValidation::default()
    }
}
