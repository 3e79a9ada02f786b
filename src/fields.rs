//! What a payload says to people, as nodes of the tree.
//!
//! An author's HTML in its fields takes the way that all author's HTML takes; other fields are plain text. Nothing that is
//! internal has a way here: ids, owners, test data, what a host fetches options with.

use std::borrow::Cow;

use crate::link::Target;
use crate::parse;
use crate::payload::Model;
use crate::payload::advisor::{Action, AdvisorRecommendation};
use crate::payload::diagnose::{BladeLink, DiagnoseAndSolve};
use crate::payload::form::{Asks, Element, ScopingQuestions, Visibility};
use crate::payload::topics::SupportTopicDescriptions;
use crate::payload::{Number, Value};
use crate::source::without_comments;
use crate::span::Span;
use crate::span::Spanned;
use crate::text::Text;
use crate::tree::{
    Block, Blocks, Break, Heading, Inline, Inlines, Link, List, ListItem, Numbering, Paragraph, Template, Words,
};

/// What an author's HTML in a field becomes, without comments.
pub(crate) fn html(field: &Spanned<Text>) -> Blocks {
    let is_plain = !field.contains(['<', '&', '\n', '\r', '@']) && !field.contains("://") && !field.contains("www.");
    if is_plain {
        return [paragraph(field)].into_iter().collect();
    }
    // To HTML, all of `<![a <!-- b -->` is a damaged comment, which would show.
    parse::field(&without_comments(field), field.span)
}

/// A field of plain text, as words, without an author's comments.
pub(crate) fn words(field: &Spanned<Text>) -> Inlines {
    [Inline::Text(Words { text: shown(&field.inner), span: field.span })].into_iter().collect()
}

fn shown(field: &Text) -> Text {
    match without_comments(field) {
        Cow::Borrowed(_) => field.clone(),
        Cow::Owned(text) => Text::from(text.trim()),
    }
}

/// The same where there may be several lines, which are those that people see.
pub(crate) fn lines(field: &Spanned<Text>) -> Inlines {
    if !field.contains(['\n', '\r']) {
        return words(field);
    }
    let mut lines = Inlines::new();
    for line in shown(&field.inner).split(['\n', '\r']).filter(|line| !line.trim().is_empty()) {
        if !lines.is_empty() {
            lines.push(Inline::HardBreak(Break { span: field.span }));
        }
        lines.push(Inline::Text(Words { text: Text::from(line), span: field.span }));
    }
    lines
}

/// A field of plain text, as a paragraph.
pub(crate) fn paragraph(field: &Spanned<Text>) -> Block {
    Block::Paragraph(Paragraph { content: lines(field), span: field.span })
}

/// A heading without a place of its own.
pub(crate) fn heading(level: u8, text: &str) -> Block {
    Block::Heading(Heading { level, content: [Inline::text(text)].into_iter().collect(), span: Span::NONE })
}

/// A list of bullets, with space between its items where one of them is more than a line.
pub(crate) fn list(items: Vec<Vec<Block>>) -> Option<Block> {
    let tight = items.iter().all(|item| item.len() <= 1);
    let items: Vec<ListItem> = items.into_iter().filter(|item| !item.is_empty()).map(ListItem::new).collect();
    (!items.is_empty()).then_some(Block::List(List {
        start: None,
        numbering: Numbering::Decimal,
        tight,
        items,
        span: Span::NONE,
    }))
}

/// A link.
pub(crate) fn link(target: &str, content: Inlines, span: Span) -> Inlines {
    let target = Template::from(Text::from(target));
    [Inline::Link(Box::new(Link { target, title: None, content, span }))].into_iter().collect()
}

/// A paragraph of these inlines.
pub(crate) fn line(content: Inlines) -> Block {
    Block::Paragraph(Paragraph { content, span: Span::NONE })
}

/// What an action says: a link to its document or its page of the portal, or words where there is no address.
pub(crate) fn action(action: &Action) -> Option<Inlines> {
    let document = action.document_link.as_ref();
    let is_document = action.action_type.as_deref().is_none_or(|kind| kind.eq_ignore_ascii_case("Document"));
    let blade = action.extension_name.as_deref().zip(action.blade_name.as_deref());
    let page = blade.filter(|_| !is_document || document.is_none()).and_then(|(extension, blade)| {
        let parameters = action.metadata.iter().map(|(name, value)| Some((name, scalar(value)?)));
        page(extension, blade, parameters.collect::<Option<Vec<_>>>()?)
    });
    // Without words it would show an address that says nothing, or the name of a page.
    let content = words(action.description.as_ref()?);
    Some(match page.as_deref().or(document.map(|document| &**document)) {
        Some(target) => link(target, content, document.map_or(action.description.as_ref()?.span, |link| link.span)),
        None => content,
    })
}

/// The link to the page of a tool.
pub(crate) fn tool_page(link: &BladeLink) -> Option<String> {
    let parameters = link.parameters.iter().map(|parameter| {
        Some((parameter.name.as_deref()?, Cow::Borrowed(parameter.value.as_deref().unwrap_or_default())))
    });
    page(link.extension_name.as_deref()?, link.blade_name.as_deref()?, parameters.collect::<Option<Vec<_>>>()?)
}

fn scalar(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(Number::to_string(number))),
        Value::Bool(value) => Some(Cow::Borrowed(if *value { "true" } else { "false" })),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// `data-blade:extension.blade.name.value`, where that says all of it: a value with dots can only be the last.
fn page(extension: &str, blade: &str, parameters: Vec<(&str, Cow<'_, str>)>) -> Option<String> {
    let parameters: Vec<_> = parameters.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let mut target = ["data-blade:", extension, ".", blade].concat();
    for (name, value) in &parameters {
        target.extend([".", name, ".", value]);
    }
    let Target::Blade(read) = Target::parse(&target) else { return None };
    let same = |read: &crate::link::Parameter<'_>, (name, value): &(&str, Cow<'_, str>)| {
        let written = match read.value {
            crate::link::ParameterValue::Text(text) => text == value.trim_end(),
            crate::link::ParameterValue::Variable(name) => value.strip_prefix('$') == Some(name),
        };
        read.name == *name && written
    };
    let is_all = read.fallback.is_none()
        && (read.extension, read.blade) == (extension, blade)
        && read.parameters.len() == parameters.len()
        && read.parameters.iter().zip(&parameters).all(|(read, meant)| same(read, meant));
    is_all.then_some(target)
}

/// Who reads what a payload says.
#[derive(Clone, Copy, PartialEq)]
enum Reader {
    Person,
    /// A search index, for which there are words that nobody sees.
    Index,
}

impl Model {
    /// What it says to people, as blocks: the labels, hints and options of a form in the order of asking, the words of a
    /// recommendation, topics and problems. Of what is internal there is nothing in it, and of a payload of no known kind
    /// nothing at all. A node is at the place of its field.
    ///
    /// It is for reading: to walk with [`Blocks::nodes`], to index, to count. [`Html`](crate::render::html::Html) and
    /// [`PlainText`](crate::render::text::PlainText) show more, such as which questions must be answered.
    ///
    /// ```
    /// use selfhelp::Article;
    ///
    /// let article = Article::parse_lenient(
    ///     "<properties />\n# Disks\n---\n{ \"formElements\": [{ \"id\": \"q\", \"controlType\": \"textbox\",\
    ///      \"displayLabel\": \"Which <b>disk</b>?\", \"hints\": [{ \"text\": \"See its label.\" }] }] }\n---\n",
    /// );
    /// let model = article.data().ok_or("no payload")?;
    /// assert_eq!(model.to_blocks().to_plain(), "Which disk?\nSee its label.");
    /// # Ok::<(), &str>(())
    /// ```
    pub fn to_blocks(&self) -> Blocks {
        self.said_to(Reader::Person)
    }

    /// The same, with the words that authors gave for a search.
    pub(crate) fn indexed(&self) -> Blocks {
        self.said_to(Reader::Index)
    }

    fn said_to(&self, reader: Reader) -> Blocks {
        let mut said = Said { blocks: Vec::new(), reader };
        match self {
            Model::ScopingQuestions(form) => said.form(form),
            Model::AdvisorRecommendation(advice) => said.advice(advice),
            Model::SupportTopicDescriptions(topics) => said.topics(topics),
            Model::DiagnoseAndSolve(menu) => said.menu(menu),
            Model::Unknown(_) => {}
        }
        said.blocks.into()
    }

    /// Its own title: that of a form, the label of a recommendation.
    pub fn title(&self) -> Option<&str> {
        match self {
            Model::ScopingQuestions(form) => form.title.as_deref(),
            Model::AdvisorRecommendation(advice) => advice.display_label.as_deref().or(advice.description.as_deref()),
            _ => None,
        }
    }

    /// What it is about, in sentences.
    pub(crate) fn gist(&self) -> Blocks {
        let mut said = Said { blocks: Vec::new(), reader: Reader::Person };
        match self {
            Model::ScopingQuestions(form) => {
                match form.diagnostic_card.as_ref().and_then(|card| card.description.as_ref()) {
                    Some(description) => said.html(Some(description)),
                    None => form.asked().filter(|element| is_asked(element)).for_each(|element| said.label(element)),
                }
            }
            Model::AdvisorRecommendation(advice) => {
                said.plain(advice.long_description.as_ref().or(advice.description.as_ref()));
            }
            Model::SupportTopicDescriptions(topics) => {
                said.plain(topics.long_description.as_ref().or(topics.short_description.as_ref()));
            }
            Model::DiagnoseAndSolve(menu) => {
                menu.common_problems.iter().for_each(|problem| said.plain(problem.description.as_ref()));
            }
            Model::Unknown(_) => {}
        }
        said.blocks.into()
    }
}

/// Whether people are ever asked it.
fn is_asked(element: &Element) -> bool {
    element.asks() != Asks::Nothing && *element.visibility != Visibility::Never
}

/// What was said so far.
struct Said {
    blocks: Vec<Block>,
    reader: Reader,
}

impl Said {
    fn html(&mut self, field: Option<&Spanned<Text>>) {
        self.blocks.extend(field.into_iter().flat_map(html));
    }

    fn plain(&mut self, field: Option<&Spanned<Text>>) {
        self.blocks.extend(field.map(paragraph));
    }

    fn tags(&mut self, tags: &[Spanned<Text>]) {
        if self.reader == Reader::Index && !tags.is_empty() {
            let words: Vec<&str> = tags.iter().map(|tag| &**tag).collect();
            self.blocks.push(line([Inline::text(words.join(", "))].into_iter().collect()));
        }
    }

    fn form(&mut self, form: &ScopingQuestions) {
        if let Some(card) = &form.diagnostic_card {
            self.html(card.title.as_ref());
            self.html(card.description.as_ref());
        }
        self.html(form.info_balloon_text.as_ref());
        for element in form.asked().filter(|element| *element.visibility != Visibility::Never) {
            self.element(element);
        }
        self.html(form.file_attachment_hint.as_ref());
    }

    fn element(&mut self, element: &Element) {
        if element.asks() == Asks::Nothing {
            self.html(element.display_label.as_ref());
        } else {
            self.label(element);
        }
        for field in [&element.content, &element.text, &element.info_balloon_text] {
            self.html(field.as_ref());
        }
        element.hints.iter().for_each(|hint| self.html(Some(hint)));
        let has_field = element.asks() != Asks::Nothing && element.display_label.is_some();
        if let Some(words) = element.watermark().filter(|_| has_field) {
            let span = element.watermark_text.as_ref().map_or(Span::NONE, |field| field.span);
            self.blocks.push(paragraph(&Spanned::new(Text::from(&*words), span)));
        }
        let options = element.offered().iter().map(|option| vec![paragraph(&option.text)]);
        self.blocks.extend(list(options.collect()));
    }

    fn label(&mut self, element: &Element) {
        match element.display_label.as_ref() {
            Some(label) => self.html(Some(label)),
            None => self.blocks.push(line([Inline::text(element.name().into_owned())].into_iter().collect())),
        }
    }

    fn advice(&mut self, advice: &AdvisorRecommendation) {
        self.plain(advice.description.as_ref());
        self.plain(advice.long_description.as_ref());
        self.plain(advice.potential_benefits.as_ref());
        self.plain(advice.cost_saving_info.as_ref());
        let actions = advice.actions.iter().filter_map(|one| action(one)).map(|shown| vec![line(shown)]);
        self.blocks.extend(list(actions.collect()));
        self.plain(advice.tip.as_ref());
        if let Some(more) = &advice.learn_more_link {
            self.blocks.push(line(link(more, Inlines::new(), more.span)));
        }
    }

    fn topics(&mut self, topics: &SupportTopicDescriptions) {
        self.plain(topics.short_description.as_ref());
        self.plain(topics.long_description.as_ref());
        for topic in &topics.support_topics {
            self.plain(topic.short_description.as_ref());
            self.plain(topic.long_description.as_ref());
            self.plain(topic.category.as_ref().filter(|_| self.reader == Reader::Index));
            self.tags(&topic.search_tags);
        }
        for more in &topics.product_links {
            let name =
                more.name.as_ref().map_or_else(Inlines::new, |name| [Inline::text(name.clone())].into_iter().collect());
            self.blocks.push(line(link(&more.link, name, more.span)));
        }
    }

    fn menu(&mut self, menu: &DiagnoseAndSolve) {
        for problem in &menu.common_problems {
            self.plain(problem.title.as_ref());
            self.plain(problem.description.as_ref());
            self.tags(&problem.search_tags);
            for kind in &problem.sub_problems {
                self.plain(kind.title.as_ref());
                self.plain(kind.description.as_ref());
                self.tags(&kind.search_tags);
            }
        }
        for tool in &menu.troubleshooting_tools {
            if let Some(title) = &tool.title {
                let page = tool.blade_link.as_ref().and_then(|page| tool_page(page));
                let words = words(title);
                self.blocks.push(line(match page {
                    Some(page) => link(&page, words, title.span),
                    None => words,
                }));
            }
            self.plain(tool.description.as_ref());
            self.tags(&tool.search_tags);
        }
    }
}
