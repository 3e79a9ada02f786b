//! Every public function, and how it is run on any input: in time and memory in proportion to it, and without a panic.
//!
//! [`RUN`] and [`CONSTANT`] name all functions that `tests/golden/surface.txt` lists, which `tests/bounds/time.rs`
//! checks: a function in neither is a function that nobody has tried.

use std::collections::HashMap;

use selfhelp::check::{Checker, Ledger};
use selfhelp::component::{Aggregation, CommonSolution, Insight, Metric, OtherChild, Video, VideoGroup};
use selfhelp::diagnostic::{Applicability, apply_fixes};
use selfhelp::help::{Help, HelpSolution, Outcome, hydrate};
use selfhelp::library::{Catalog, Library, Loader, Query};
use selfhelp::limits::Limits;
use selfhelp::link::{Base, Resolve, Target};
use selfhelp::metadata::{Cloud, CloudSet, OtherProperties, SelfHelpType};
use selfhelp::payload::Model;
use selfhelp::payload::answers::{Answers, Choices};
use selfhelp::payload::form::{Control, ScopingQuestions, Visibility};
use selfhelp::render::html::{Html, Page, fill_html, first_pass, unfilled};
use selfhelp::render::markdown::Markdown;
use selfhelp::render::text::{Emphasis, LinkStyle, ListPlace, PlainText, QuoteStyle};
use selfhelp::render::{Form, HelpItem, Out, PayloadItem};
use selfhelp::span::LineIndex;
use selfhelp::tree::{Block, Blocks, Inlines, List, ListItem, Part, Parts, SectionKind, TableCell};
use selfhelp::values::{MarkdownText, Missing, Source, Value, Values};
use selfhelp::visit::{Edit, Node, Visit};
use selfhelp::{Article, Chunker, Metadata, Parser, Text};

use crate::folder::Folder;
use crate::json;

/// The input of functions, whose size is that of its source.
pub struct Input {
    /// A body, or a whole file.
    pub text: String,
    pub article: Article,
    /// The HTML of the article, with markers for a second pass.
    pub marked: String,
    /// Values that hold as much of the text as they may.
    pub values: Values,
}

impl Input {
    pub fn new(text: &str, article: Article) -> Input {
        let marked = Html::new().missing(Missing::Marker).render(&article).unwrap_or_default();
        let values = Values::new().text("e", "").text("a", beginning(text, 4_000)).markdown("b", beginning(text, 200));
        Input { text: text.to_owned(), article, marked, values }
    }
}

/// The first `most` bytes of `text`, or fewer where a character does not end there.
fn beginning(text: &str, most: usize) -> &str {
    let end = (0..=text.len().min(most)).rev().find(|&at| text.is_char_boundary(at));
    &text[..end.unwrap_or_default()]
}

/// Functions of one file of the source, and what runs them.
pub struct Run {
    pub file: &'static str,
    pub names: &'static str,
    pub run: fn(&Input),
}

/// Functions of one file that take the same time whatever they are given, and why.
pub struct Constant {
    pub file: &'static str,
    pub names: &'static str,
    pub reason: &'static str,
}

/// The block that a part is.
fn block(part: &Part) -> Option<&Block> {
    match part {
        Part::Block(block) => Some(block),
        _ => None,
    }
}

const fn run(file: &'static str, names: &'static str, run: fn(&Input)) -> Run {
    Run { file, names, run }
}

const fn constant(file: &'static str, names: &'static str, reason: &'static str) -> Constant {
    Constant { file, names, reason }
}

/// Keeps the compiler from removing a result that nobody uses.
fn done<T>(value: T) {
    drop(std::hint::black_box(value));
}

pub const RUN: &[Run] = &[
    run("parser.rs", "parse_lenient parse_lenient", |input| done(Article::parse_lenient(input.article.source()))),
    run("parser.rs", "parse parse", |input| done(Parser::new().parse(&input.text))),
    run("parser.rs", "parse_bytes parse_bytes parse_bytes_lenient parse_bytes_lenient", |input| {
        // Characters after the first 256 make bytes that are not UTF-8.
        let bytes: Vec<u8> = input.article.source().chars().map(|c| c as u8).collect();
        done((Article::parse_bytes(&bytes), Article::parse_bytes_lenient(&bytes)));
    }),
    run("parser.rs", "parse parse_lenient metadata metadata_lenient", |input| {
        done((Metadata::parse(&input.text).is_ok(), Metadata::parse_lenient(input.article.source())));
    }),
    run("parser.rs", "parse_bytes parse_bytes_lenient metadata_bytes metadata_bytes_lenient", |input| {
        let bytes: Vec<u8> = input.article.source().chars().map(|c| c as u8).collect();
        done((Metadata::parse_bytes(&bytes).is_ok(), Metadata::parse_bytes_lenient(&bytes)));
    }),
    run("error.rs", "first diagnostics span position", |input| {
        let error = Article::parse(&input.text).err();
        done(error.map(|error| (error.first().clone(), error.diagnostics().len(), error.span(), error.position())));
    }),
    run("article.rs", "title", |input| done(input.article.title())),
    run("article.rs", "properties", |input| done(input.article.properties().map(|one| one.value.len()).sum::<usize>())),
    run("article.rs", "nodes headings sections section links components images payload", |input| {
        let article = &input.article;
        done((article.nodes().count(), article.headings().count(), article.sections().count()));
        done((article.links().count(), article.images().count(), article.payload()));
        done(article.components().count());
        SectionKind::ALL.into_iter().for_each(|kind| done(article.section(kind)));
    }),
    run("article.rs", "placeholders placeholder_names", |input| {
        done((input.article.placeholders().count(), input.article.placeholder_names()));
    }),
    run("article.rs", "variable_names", |input| done(input.article.variable_names())),
    run("article.rs", "line_index position", |input| done(input.article.position(input.text.len() / 2))),
    run("span.rs", "new position line_count line_span", |input| {
        let (text, lines) = (&input.text, LineIndex::new(&input.text));
        done((0..text.len()).step_by(61).map(|at| lines.position(text, at).column as usize).sum::<usize>());
        done((0..lines.line_count() as u32).filter_map(|line| lines.line_span(text, line)).count());
    }),
    run("check/mod.rs", "check", |input| done(input.article.check())),
    run("check/checker.rs", "all check entry fix", |input| {
        let checker = Checker::all();
        done((checker.check(&input.article), checker.fix(input.article.source(), Applicability::Suggested)));
    }),
    run("check/ledger.rs", "add", |input| {
        let (mut ledger, entry) = (Ledger::new(), Checker::all().entry(&input.article));
        done((ledger.add("a.md", &entry), ledger.add("b.md", &entry)))
    }),
    run("library/load.rs", "load load refresh", |input| {
        let folder = Folder::new().with("a.md", input.article.source());
        let library = Loader::new().lenient().load(folder.path());
        done(library.and_then(|library| library.refresh().map(|changes| (library.catalog(), changes))));
        done(Library::load(folder.path()));
    }),
    run("library/catalog.rs", "files by_id by_path by_topic by_product by_kind topics_without_article", |input| {
        let (text, catalog) = (&*input.text, Catalog::from_iter([("a.md", input.article.clone())]));
        done((catalog.files().count(), catalog.by_id(text), catalog.by_path(text), catalog.by_kind(text).count()));
        done((catalog.by_topic(text).count(), catalog.by_product(text).count()));
        done(catalog.topics_without_article(text.split(' ')));
    }),
    run("library/catalog.rs", "find explain duplicates", |input| {
        let article = Article::parse_lenient(&format!("<properties articleId=\"{}\" />", beginning(&input.text, 99)));
        let count = input.text.len() / 1024;
        let catalog: Catalog = (0..count).map(|number| (number.to_string(), article.clone())).collect();
        let query = Query::new().tags(input.text.split(' ').take(8)).id(&*input.text).locale(&*input.text);
        done((catalog.find(&query), catalog.explain(&query), catalog.duplicates()));
        done((catalog.find(&Query::new()), catalog.explain(&Query::new().locale("de-de"))));
    }),
    run("check/fix.rs", "encoded", |input| {
        let fixed = Checker::only([]).fix(input.article.source(), Applicability::Safe);
        done(fixed.encoded(input.article.source().as_bytes()));
    }),
    run("diagnostic.rs", "apply apply_fixes", |input| {
        let (source, found) = (input.article.source(), input.article.check());
        done(apply_fixes(source, &found));
        done(found.first().and_then(|found| found.fix.as_ref()?.apply(source)));
    }),
    run("chunk.rs", "search_chunks chunks", |input| {
        done(input.article.search_chunks());
        for (largest, overlap) in [(1, 0), (20, 10), (1_000, 500)] {
            done(Chunker::new().largest(largest).overlap(overlap).chunks(&input.article));
        }
    }),
    run("summary.rs", "summary", |input| {
        let characters = input.text.chars().count();
        for most in [0, 1, 200, characters / 2, characters.saturating_sub(60), usize::MAX] {
            done(input.article.summary(most));
        }
    }),
    run("summary.rs", "word_count reading_time", |input| {
        done((input.article.word_count(), input.article.reading_time()))
    }),
    run("plain.rs", "to_plain to_plain to_plain to_plain to_plain", |input| {
        done(input.article.body.to_plain());
        blocks(&input.article.body).for_each(|block| done(block.to_plain()));
        for node in input.article.nodes() {
            match node {
                Node::Paragraph(paragraph) => done(paragraph.content.to_plain()),
                Node::Link(link) => done((link.content.to_plain(), link.target.to_plain())),
                _ => {}
            }
        }
    }),
    run("link/mod.rs", "parse kind scheme is_https image_address", |input| {
        for written in [&*input.text, input.text.trim_start_matches(|c| c != '\u{1}').trim_start_matches('\u{1}')] {
            let target = Target::parse(written);
            done((target.kind(), target.image_address()));
            match target {
                Target::Web(web) => done(web.is_https()),
                Target::Unsafe(refused) => done(refused.scheme()),
                _ => {}
            }
        }
    }),
    run("link/blade.rs", "variables address fallback_address", |input| {
        for link in input.article.links() {
            if let Target::Blade(blade) = Target::parse(&link.target.to_plain()) {
                done(blade.variables().count());
                done(blade.address(&Cloud::Public, |_| Some("a".into())));
                done(blade.fallback_address(&Cloud::Public, |_| Some("a".into())));
            }
        }
    }),
    run("link/resolve.rs", "new resolve resolve_image resolve_article", |input| {
        let long = Base::new(&format!("https://a.example/{}", input.text));
        done(long.map(|base| base.resolve(&Target::parse("b"))));
        let base = Base::new("https://a.example/b/");
        let targets = input.article.links().map(|link| link.target.to_plain().into_owned());
        let resolve = |base: &Base, target: &str| {
            (
                base.resolve(&Target::parse(target)),
                base.resolve_image(&Target::parse(target)),
                base.resolve_article(target),
            )
        };
        done(base.map(|base| targets.map(|target| resolve(&base, &target)).collect::<Vec<_>>()));
    }),
    run("metadata/cloud.rs", "known contains insert remove iter", |input| {
        let clouds = || input.text.split(|c: char| !c.is_alphanumeric()).map(Cloud::from);
        let (mut some, others) = (clouds().collect::<CloudSet>(), CloudSet::from(clouds().collect::<Vec<_>>()));
        done((some == others, some.contains(&Cloud::UsSec), some.insert(Cloud::UsSec), some.remove(&Cloud::UsSec)));
        done((some.iter().count(), Cloud::known(&input.text)));
    }),
    run("metadata/kind.rs", "known", |input| done(SelfHelpType::known(&input.text))),
    run("metadata/mod.rs", "available_in matches", |input| {
        let metadata = &input.article.metadata;
        done((metadata.available_in(Cloud::Public), metadata.matches(&*input.text, "1", &[&input.text])));
    }),
    run("metadata/other.rs", "get insert remove iter", |input| {
        let words = input.text.split(|c: char| !c.is_alphanumeric());
        let object: serde_json::Map<_, _> =
            words.zip(0..).map(|(name, at)| (format!("{name}{at}"), name.into())).collect();
        let mut other: OtherProperties = json::read(&object.into()).unwrap_or_default();
        other.insert("a", &*input.text);
        done((other.get("a").map(str::len), other.iter().count(), other.remove("a"), other.clone() == other));
    }),
    run("payload.rs", "is_valid to_value deserialize to_indented offset", |input| {
        if let Some(payload) = input.article.payload() {
            done((payload.is_valid(), payload.to_indented(), payload.deserialize::<serde_json::Value>().is_ok()));
            done(payload.to_value().map_err(|error| error.offset()));
        }
    }),
    run("data.rs", "data", |input| done(input.article.data())),
    run("fields.rs", "to_blocks title", |input| {
        let model = input.article.data();
        done(model.map(|model| (model.to_blocks(), model.title().map(str::to_owned))));
    }),
    run("payload/model.rs", "model model_of as_form into_form", |input| {
        if let Some(payload) = input.article.payload() {
            done((payload.model().as_form().is_some(), payload.model_of(None).into_form()));
        }
    }),
    run("payload/advisor.rs", "condition", |input| {
        if let Some(Model::AdvisorRecommendation(advice)) = input.article.data() {
            done(advice.actions.iter().filter(|action| action.condition().is_some()).count());
        }
    }),
    run("payload/form.rs", "element asked order", |input| {
        if let Some(form) = form(input) {
            done((form.element(&input.text), form.asked().count(), form.order().count()));
        }
    }),
    run("payload/form/condition.rs", "holds tests", |input| {
        let Some(form) = form(input) else { return };
        // Each call decides about the whole form.
        let condition = form.elements().iter().rev().find_map(|element| match &element.visibility.inner {
            Visibility::When(condition) => Some(condition),
            _ => None,
        });
        done(condition.map(|condition| (condition.holds(&answers(&form)), condition.expression().tests().len())));
    }),
    run("payload/form/control.rs", "known", |input| done(Control::known(&input.text))),
    run("payload/form/element.rs", "name label watermark", |input| {
        let form = form(input);
        form.iter().flat_map(ScopingQuestions::elements).for_each(|element| {
            done((element.name(), element.label(), element.watermark()));
        });
    }),
    run("payload/schema.rs", "to_json_schema to_json_schema_with", |input| {
        if let Some(form) = form(input) {
            done((form.to_json_schema(), form.to_json_schema_with(&Choices::new().set("a", [("b", "c")]))));
        }
    }),
    run("payload/answers/check.rs", "shown validate validate_with", |input| {
        if let Some(form) = form(input) {
            let answers = answers(&form);
            done((form.shown(&answers).len(), form.validate(&answers)));
            done(form.validate_with(&answers, &Choices::new().set("a", [("b", "c")])));
        }
    }),
    run("payload/answers/submitted.rs", "from_form from_urlencoded", |input| {
        if let Some(form) = form(input) {
            let ids = form.elements().iter().filter_map(|element| element.id.as_deref());
            let pairs = ids.map(|id| (id, id)).chain([("a", &*input.text)]);
            done(Answers::from_form(&form, pairs, &Choices::new()));
            done(Answers::from_urlencoded(&form, &input.text, &Choices::new()));
        }
    }),
    run("payload/answers.rs", "set set get get from_json iter", |input| {
        let answers = Answers::from_json(&input.text).unwrap_or_default().set("a", &*input.text);
        done((answers.get("a"), answers.iter().count()));
        done(Choices::new().set("a", input.text.split(',').map(|word| (word, word))).get("a"));
    }),
    run("payload/value.rs", "get get iter", |input| {
        let value = input.article.payload().and_then(|payload| payload.to_value().ok());
        done(value.map(|value| (value.get("a").is_some(), value.as_object().map(|object| object.iter().count()))));
    }),
    run("render/html/mod.rs", "to_html", |input| done(input.article.to_html())),
    run("render/core/payload/host.rs", "render_payload", |input| {
        let host = |item: PayloadItem<'_>, out: &mut Out| {
            out.push_text(&item.payload.text);
            false
        };
        done(Html::new().payloads(&host).render(&input.article));
    }),
    run("render/core/out.rs", "push_str push_text", |input| {
        let host = |_: PayloadItem<'_>, out: &mut Out| {
            out.push_str(&input.text);
            out.push_text(&input.text);
            true
        };
        done(Html::new().payloads(&host).render(&input.article));
        let answers = Answers::from_json(&input.text).unwrap_or_default();
        let form = Form::new().answers(&answers);
        done(Html::new().form(form).render(&input.article));
        done(PlainText::new().form(form).render(&input.article));
    }),
    run("render/core/settings.rs", "render title render_parts render_section render_block write", |input| {
        let html = Html::new().values(&input.values);
        done((html.render(&input.article), html.title(&input.article), html.render_parts(&input.article.body)));
        done(input.article.sections().next().map(|section| html.render_section(section)));
        blocks(&input.article.body).for_each(|block| done(html.render_block(block)));
        done(html.write(&input.article, &mut String::new()));
        let plain = PlainText::new().values(&input.values);
        done((plain.render(&input.article), plain.render_parts(&input.article.body)));
        done(input.article.sections().next().map(|section| plain.render_section(section)));
        blocks(&input.article.body).for_each(|block| done(plain.render_block(block)));
        done(plain.write(&input.article, &mut String::new()));
    }),
    run(
        "render/html/profile.rs",
        "heading_shift heading_ids class_prefix outside_rel outside_target placeholder_spans source_spans keyboard_scrolling outline",
        |input| {
            let outline = input.article.outline();
            let html =
                Html::new().heading_shift(1).heading_ids("a").class_prefix("b").outside_rel("c").outside_target("d");
            let html = html.placeholder_spans().source_spans().keyboard_scrolling();
            blocks(&input.article.body).for_each(|block| done(html.clone().outline(&outline).render_block(block)));
            done(html.missing(Missing::Marker).render(&input.article));
        },
    ),
    run("render/html/mail.rs", "mail", |input| {
        done(Html::new().mail().values(&input.values).render(&input.article));
        done(Page::new().render(&Html::new().mail(), &input.article));
    }),
    run("render/html/profile.rs", "github_alerts in_page_links without_skipped_levels lone_buttons", |input| {
        let html = Html::new().github_alerts().heading_ids("a").in_page_links().without_skipped_levels().lone_buttons();
        done(html.values(&input.values).render(&input.article));
    }),
    run("render/html/profile.rs", "without_images", |input| {
        done(Html::new().without_images().values(&input.values).render(&input.article));
    }),
    run("render/core/outline.rs", "outline id_at", |input| {
        let outline = input.article.outline();
        done(outline.iter().filter_map(|entry| outline.id_at(entry.span)).count());
    }),
    run("render/html/page.rs", "render", |input| done(Page::new().render(&Html::new(), &input.article))),
    run("render/html/fill.rs", "fill_html fill", |input| {
        done((fill_html(&input.marked, &input.values), fill_html(&input.text, &input.values)));
        done(Html::new().values(&input.values).placeholder_spans().fill(&input.marked));
    }),
    run("render/html/fill.rs", "unfilled first_pass", |input| {
        done((unfilled(&input.marked), unfilled(&input.text), first_pass(&input.article)));
    }),
    run("render/markdown/mod.rs", "to_markdown named_notes", |input| {
        done(input.article.to_markdown());
        done(Markdown::new().named_notes().render(&input.article));
        done(Markdown::new().values(&input.values).render(&input.article));
    }),
    run("render/text/mod.rs", "to_text", |input| done(input.article.to_text())),
    run("render/text/mod.rs", "width", |input| {
        for width in [1, 20, 1_000] {
            done(PlainText::new().width(width).values(&input.values).render(&input.article));
        }
    }),
    run("render/text/mod.rs", "emphasis quotes list_references", |input| {
        let plain = PlainText::new().values(&input.values).list_references(ListPlace::AfterSections);
        done(plain.emphasis(Emphasis::Plain).quotes(QuoteStyle::Marked).render(&input.article));
    }),
    run("render/text/mod.rs", "unlimited links flowed terminal", |input| {
        done(PlainText::new().unlimited().render(&input.article));
        done(PlainText::new().links(LinkStyle::Inline).missing(Missing::Empty).render(&input.article));
        done(PlainText::new().flowed().render(&input.article));
        done(PlainText::new().terminal().width(20).values(&input.values).render(&input.article));
    }),
    run("tree/list.rs", "push retain", |input| {
        let mut parts = Parts::new();
        input.article.body.iter().for_each(|part| parts.push(part.clone()));
        parts.retain(|part| matches!(part, Part::Block(_)));
        done(parts);
    }),
    run("tree/list.rs", "insert remove", |input| {
        let mut parts = input.article.body.clone();
        let first = parts.remove(0);
        first.into_iter().for_each(|part| parts.insert(0, part));
        done(parts);
    }),
    run("tree/section.rs", "from_name", |input| done(SectionKind::from_name(&input.text))),
    run("tree/template.rs", "placeholders", |input| {
        done(input.article.links().map(|link| link.target.placeholders().count()).sum::<usize>());
    }),
    run("tree.rs", "new new", |input| {
        let blocks: Blocks = input.article.body.iter().filter_map(block).cloned().collect();
        done(List::new(Some(1), vec![ListItem::new(blocks)]));
    }),
    run("tree/table.rs", "new", |input| {
        let inlines: Inlines = [selfhelp::tree::Inline::text(&*input.text)].into_iter().collect();
        done(TableCell::new(inlines));
    }),
    run("tree.rs", "text", |input| done(selfhelp::tree::Inline::text(&*input.text))),
    run("values.rs", "markdown into_owned as_ref", |input| {
        let value = Value::markdown(&input.text);
        done(value.as_ref().into_owned());
    }),
    run("values/markdown.rs", "new blocks", |input| done(MarkdownText::new(&*input.text).blocks().len())),
    run("values.rs", "text", |input| done(Value::text(input.text.clone()))),
    run("values.rs", "from_json from_json_within", |input| {
        let limits = Limits::new().value_bytes(usize::MAX).values_bytes(usize::MAX);
        let json = serde_json::json!({ "a": input.text, "b": { "markdown": input.text } }).to_string();
        for json in [&input.text, &json] {
            done((Values::from_json(json), Values::from_json_within(json, &limits)));
        }
    }),
    run("values.rs", "text markdown insert get remove names value bytes", |input| {
        let mut values = Values::new().text("b", &*input.text).markdown("c", &input.text);
        input.text.split(' ').for_each(|name| values.insert(name, Value::from(name)));
        done((values.get("b"), values.value("c"), values.bytes(), values.names().count()));
        done(values.remove("b"));
    }),
    run("draft/mod.rs", "edit replace apply fixes finish to_bytes", |input| {
        let source = input.article.source();
        let fixes: Vec<_> = input.article.check().into_iter().filter_map(|found| found.fix).collect();
        let mut draft = input.article.edit();
        done(draft.apply(&fixes).is_ok());
        input.article.nodes().for_each(|node| done(draft.replace(node.span(), "a").is_ok()));
        let middle = (0..=source.len() / 2).rev().find(|&at| source.is_char_boundary(at)).unwrap_or_default();
        done(input.article.edit().replace(middle..middle, &input.text).map(|draft| draft.finish()));
        done((draft.fixes(), draft.finish(), draft.to_bytes()));
    }),
    run("draft/header.rs", "set add remove", |input| {
        let mut draft = input.article.edit();
        done(draft.set("pageTitle", &input.text).is_ok());
        done((draft.add("b", "c").is_ok(), draft.remove("service").is_ok(), draft.finish()));
        done(input.article.edit().set("pageTitle", "&quot;\"'").map(|draft| draft.finish()));
    }),
    run("draft/section.rs", "replace_section", |input| {
        for kind in SectionKind::ALL {
            done(input.article.edit().replace_section(kind, &input.text).map(|draft| draft.finish()));
        }
    }),
    run("values/unmatched.rs", "missing unused", |input| {
        let names = input.text.split(' ').map(|name| (name, name));
        let values: Values = names.chain([("a", "b")]).collect();
        done((values.missing(&input.article), values.unused(&input.article)));
    }),
    run("visit/mod.rs", "*", |input| {
        struct Visitor;
        impl Visit<'_> for Visitor {}
        Visitor.visit_parts(&input.article.body);
    }),
    run("visit/edit.rs", "*", |input| {
        struct Editor;
        impl Edit for Editor {}
        let mut body = input.article.body.clone();
        Editor.edit_parts(&mut body);
        done(body);
    }),
    run("visit/nodes.rs", "nodes nodes nodes descendants skip_children span kind", |input| {
        let mut nodes = input.article.body.nodes();
        while let Some(node) = nodes.next() {
            done((node.span(), node.kind(), node.descendants().next().is_some()));
            if let Node::Quote(quote) = node {
                done(quote.blocks.nodes().next());
                nodes.skip_children();
            }
            if let Node::Paragraph(paragraph) = node {
                done(paragraph.content.nodes().count());
            }
        }
    }),
    // Traits of types, which the list of functions does not name.
    run("", "clone and compare", |input| done(input.article.clone() == input.article)),
    run("", "serialise and back", |input| {
        let json = serde_json::to_string(&input.article).unwrap_or_default();
        done(serde_json::from_str::<Article>(&json));
    }),
    run("component.rs", "clients is_for other videos set_span", |input| {
        for component in input.article.components() {
            done((component.clients().len(), component.is_for(&input.text), component.other().len()));
            component.clone().set_span(component.span());
            done(component.videos().iter().map(|video| video.link()).collect::<Vec<_>>());
        }
    }),
    run("tree/video.rs", "link", |input| done(Video::new(&*input.text, &*input.text).link())),
    run("component.rs", "new", |input| done(CommonSolution::new(&*input.text))),
    run("component/insight.rs", "new", |input| done(Insight::new(input.text.split(' ')))),
    run("component/metric.rs", "new", |input| done(Metric::new(&*input.text))),
    run("component/metric.rs", "known", |input| done(Aggregation::known(&input.text))),
    run("component/other.rs", "new", |input| done(OtherChild::new(&*input.text, &*input.text))),
    run("component/video.rs", "new new", |input| {
        done(VideoGroup::new(input.text.split(' ').map(|word| Video::new(word, word))));
    }),
    run("render/core/host.rs", "all render_component", |input| {
        let host = |item: HelpItem<'_>, out: &mut Out| {
            out.push_str(item.symptom.map_or("", |symptom| symptom));
            out.push_text("a & b");
            item.symptom.is_none_or(|symptom| symptom.len() % 2 == 0)
        };
        done(Html::new().components(&host).render(&input.article));
        done(PlainText::new().components(&host).render(&input.article));
        done(input.article.components().map(|component| HelpItem::all(component).count()).sum::<usize>());
    }),
    run("help/render.rs", "render to_help_solution self_help", |input| {
        done(input.article.to_help_solution());
        done(Help::new().self_help().values(&input.values).render(&input.article));
    }),
    run("help/solution.rs", "replacement_maps diagnostics", |input| {
        let solution = input.article.to_help_solution();
        done((solution.replacement_maps().count(), solution.diagnostics().count()));
    }),
    run("help/outcome.rs", "with_outcome", |input| {
        let found = vec![json::read(&serde_json::json!({ "results": input.text })).unwrap_or_default()];
        done(input.article.to_help_solution().with_outcome("a", Outcome::Found(found)));
    }),
    run("help/hydrate.rs", "hydrate", |input| {
        done(hydrate(&input.article.to_help_solution(), &Html::new()));
        done(hydrate(&from_outside(&input.text), &Html::new()));
    }),
    run("help/step.rs", "step to_help_step", |input| {
        if let Some(form) = form(input) {
            done((Help::new().step(&form), form.to_help_step()));
        }
    }),
    run("", "texts", |input| {
        let text = Text::from(&*input.text);
        done((text.clone() == text, HashMap::from([(text, 1)])));
    }),
];

/// A solution whose content is `text`, in which every comment of up to a few letters is the key of a chart.
fn from_outside(text: &str) -> HelpSolution {
    let comments = text.match_indices("<!--").filter_map(|(start, _)| {
        // Looking for the end of each further than this takes quadratic time here.
        let (end, _) = text[start..].char_indices().take(40).find(|(_, character)| *character == '>')?;
        let key = text.get(start..=start + end).filter(|key| key.ends_with("-->"))?;
        Some(serde_json::json!({ "name": "a", "replacementKey": key }))
    });
    let maps = serde_json::json!({ "metricsBasedCharts": comments.take(1_000).collect::<Vec<_>>() });
    let properties = serde_json::json!({ "content": text, "replacementMaps": maps });
    json::read(&serde_json::json!({ "properties": properties })).unwrap_or_default()
}

const SETTING: &str = "keeps a setting";
const GIVES: &str = "gives what is there";
const TABLE: &str = "looks in the table of rules, which no input makes longer";
const NAME: &str = "the name of one of a few";

pub const CONSTANT: &[Constant] = &[
    constant("parser.rs", "new limits", SETTING),
    constant("article.rs", "source definitions diagnostics encoding header_span", GIVES),
    constant("diagnostic.rs", "as_str", NAME),
    constant("encoding.rs", "as_str", NAME),
    constant("diagnostic/code.rs", "as_str rule description default_severity help_url", TABLE),
    constant("diagnostic/rule.rs", "as_str as_str title name", NAME),
    constant(
        "diagnostic/rule.rs",
        "find code group severity milder_severity is_on_by_default since summary what why example example_file fix applicability help_url",
        TABLE,
    ),
    constant("check/checker.rs", "new only level set_level level_of allow_host require", TABLE),
    constant("check/ledger.rs", "new is_empty", GIVES),
    constant("chunk.rs", "new largest overlap", SETTING),
    constant("check/fix.rs", "is_unchanged", GIVES),
    constant("component.rs", "name span", GIVES),
    constant("component/insight.rs", "additional_inputs_req max_insight_count", GIVES),
    constant("component/metric.rs", "aggregation time_span_duration as_str", GIVES),
    constant("help/render.rs", "new", SETTING),
    constant("help/word.rs", "as_str", NAME),
    constant("library/catalog.rs", "len is_empty refused", GIVES),
    constant("library/error.rs", "path", GIVES),
    constant("library/file.rs", "path article locale", GIVES),
    constant("library/load.rs", "new parser lenient folder catalog is_empty", SETTING),
    constant("library/query.rs", "new id topic product kind service resource tags cloud locale", SETTING),
    constant("limits.rs", "new $name", SETTING),
    constant("link/blade.rs", "portal", NAME),
    constant("link/mod.rs", "is_button", NAME),
    constant("metadata/cloud.rs", "new len is_empty as_str", GIVES),
    constant("metadata/kind.rs", "as_str is_payload", NAME),
    constant("metadata/other.rs", "len is_empty", GIVES),
    constant("payload/answers.rs", "new new len is_empty", GIVES),
    constant("payload/answers/check.rs", "code", NAME),
    constant("payload/form.rs", "elements", GIVES),
    constant("payload/form/condition.rs", "expression", GIVES),
    constant("payload/form/control.rs", "as_str", NAME),
    constant("payload/form/element.rs", "asks takes_answer is_required", GIVES),
    constant(
        "payload/value.rs",
        "as_bool as_number as_str as_array as_object as_u64 as_i64 as_f64 len is_empty",
        GIVES,
    ),
    constant("render/core/labels.rs", "alert", NAME),
    constant(
        "render/core/settings.rs",
        "values missing limits cloud resolver components labels form payloads without_title",
        SETTING,
    ),
    constant("render/core/payload/settings.rs", "new action button id_prefix choices answers problems", SETTING),
    constant("render/html/mod.rs", "new", SETTING),
    constant("render/html/page.rs", "new language direction style", SETTING),
    constant("render/markdown/mod.rs", "new", SETTING),
    constant("render/text/mod.rs", "new", SETTING),
    constant("span.rs", "new is_none range len is_empty contains", "two numbers"),
    constant("text.rs", "as_str", GIVES),
    constant("tree/list.rs", "new", GIVES),
    constant("tree/numbering.rs", "as_str", NAME),
    constant("tree/section.rs", "as_str", NAME),
    constant("tree/template.rs", "pieces pieces_mut as_plain", GIVES),
    constant("tree.rs", "span span span as_str", GIVES),
    constant("values/json.rs", "position", GIVES),
    constant("values/markdown.rs", "as_str", GIVES),
    constant("values.rs", "new len is_empty", GIVES),
];

/// The form that the article is.
fn form(input: &Input) -> Option<ScopingQuestions> {
    input.article.data().and_then(Model::into_form)
}

/// An answer to each question of a form: its first option, or text.
fn answers(form: &ScopingQuestions) -> Answers {
    let answered = form.elements().iter().filter_map(|element| {
        let option = element.options.first().map_or("a", |option| &*option.value);
        Some((element.id.as_deref()?.to_owned(), option.to_owned()))
    });
    answered.collect()
}

/// The blocks of `parts` that are in no section.
fn blocks(parts: &Parts) -> impl Iterator<Item = &Block> {
    parts.iter().filter_map(|part| match part {
        Part::Block(block) => Some(block),
        _ => None,
    })
}
