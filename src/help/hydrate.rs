//! [`hydrate`]: from a solution to HTML, with something in the place of every key.

use std::collections::HashMap;

use memchr::memmem;

use super::content::{Content, Origin};
use super::replacement::{Diagnostic, Replacement, ReplacementMaps, WebResult};
use super::solution::HelpSolution;
use super::word::DiagnosticStatus;
use crate::component::{CommonSolution, Component};
use crate::error::RenderError;
use crate::fields;
use crate::parse;
use crate::render::core::escape;
use crate::render::html::{Frame, Html, Piece, PiecesTitle};
use crate::render::{HelpItem, Out};
use crate::span::Span;
use crate::tree::{Block, Blocks, Comment, Inline, Part, Parts};
use crate::values::Supply;
use crate::visit::Edit;

/// Puts something in the place of every replacement key of `solution`, and its parts together: its title as a heading, its
/// content, its sections as `<section class="titled">`. The title comes first, unless this crate made the solution, it was not
/// JSON since, and still has the same title: then it is where the article has it.
///
/// The [components](Html::components) host of `html` is asked for each key, with a component that says what the solution says;
/// what it does not render shows as results where there are some, and otherwise as it does in an article. `html` has the
/// words, and the settings for what this function writes itself; it leaves out the title if it leaves out titles.
///
/// Content that this crate rendered is taken as it is. Any other, which a service sent or somebody made of a string, goes the
/// way of an author's HTML in an article: it is translated into nodes and rendered by `html`, so that the output is as safe
/// as that of any article. A key counts where it is a comment in the content, once; its name has letters, digits, `-`, `_`, `.`
/// and spaces. A key in the middle of a paragraph or a table shows after it; one in an attribute, in code or in the place of
/// another key does not count.
///
/// # Errors
///
/// - [`HtmlTooLarge`](RenderError::HtmlTooLarge) for content of more than [`FILL_BYTES`](crate::limits::FILL_BYTES), or for
///   results of as many;
/// - [`OutputTooLarge`](RenderError::OutputTooLarge) for more output than
///   [`OUTPUT_BYTES`](crate::limits::OUTPUT_BYTES), and more than [`OUTPUT_RATIO`](crate::limits::OUTPUT_RATIO) times as much as
///   the solution has of content and results.
///
/// ```
/// use selfhelp::help::{HelpSolution, hydrate};
/// use selfhelp::render::html::Html;
///
/// let sent = r#"{ "properties": {
///   "title": "Slow web app", "content": "<p onclick='x()'>Look:</p><!--1--><script>x()</script>",
///   "replacementMaps": { "metricsBasedCharts": [{ "name": "Requests", "replacementKey": "<!--1-->" }] } } }"#;
/// let solution: HelpSolution = serde_json::from_str(sent)?;
/// assert_eq!(
///     hydrate(&solution, &Html::new())?,
///     "<h1>Slow web app</h1>\n<p>Look:</p>\n<p class=\"metric\">Chart: Requests (sum over 1 day)</p>\n\
///      <p>&lt;script&gt;x()&lt;/script&gt;</p>\n",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn hydrate(solution: &HelpSolution, html: &Html<'_>) -> Result<String, RenderError> {
    let hydrator = Hydrator::new(solution, html)?;
    let properties = &solution.properties;
    let title = properties.title.as_deref();
    let first = (Frame::Bare, properties.content.as_ref(), properties.replacement_maps.as_ref());
    let sections = properties.sections.iter().map(|section| {
        let frame = section.title.as_deref().map_or(Frame::Bare, Frame::Titled);
        (frame, section.content.as_ref(), section.replacement_maps.as_ref())
    });
    let (mut pieces, mut length, mut left_out) = (Vec::new(), 0, None);
    for (frame, content, maps) in std::iter::once(first).chain(sections) {
        let here = content.and_then(|content| content.left_out(title));
        let (html, title_at) = hydrator.piece(content, here.map(|here| here.at), maps, length)?;
        length += html.len();
        left_out = left_out.or(here);
        pieces.push(Piece { frame, html, title_at });
    }
    let title = title.map(|text| PiecesTitle { text, html: left_out.map_or("", |left_out| &left_out.html) });
    html.joined(title, &pieces, hydrator.most)
}

/// What all pieces of a solution share.
struct Hydrator<'h> {
    html: &'h Html<'h>,
    /// The same without a host.
    plain: Html<'h>,
    /// Most bytes of output.
    most: usize,
}

impl<'h> Hydrator<'h> {
    fn new(solution: &HelpSolution, html: &'h Html<'h>) -> Result<Hydrator<'h>, RenderError> {
        let limits = &html.settings().limits;
        let mut bytes = 0_usize;
        for part in parts_from_outside(solution) {
            if part.len() > limits.fill_bytes {
                return Err(RenderError::HtmlTooLarge { bytes: part.len(), limit: limits.fill_bytes });
            }
            bytes = bytes.saturating_add(part.len());
        }
        let most = limits.output_for(bytes);
        let mut plain = html.clone();
        let settings = plain.settings_mut();
        settings.components = None;
        // Nothing in a solution waits for a value.
        settings.supply = Supply::default();
        settings.set_limits(limits.clone().output_bytes(most));
        Ok(Hydrator { html, plain, most })
    }

    /// The HTML of some content, after `before` bytes of output, and the offset in it of what is at `mark` in the content.
    fn piece(
        &self,
        content: Option<&Content>,
        mark: Option<usize>,
        maps: Option<&ReplacementMaps>,
        before: usize,
    ) -> Result<(String, Option<usize>), RenderError> {
        let Some(content) = content else { return Ok((String::new(), None)) };
        let mut names = HashMap::new();
        let mut replacements = Vec::new();
        for (name, replacement) in maps.into_iter().flat_map(ReplacementMaps::replacements) {
            names.entry(name).or_insert_with(|| {
                replacements.push(Some(replacement));
                replacements.len() - 1
            });
        }
        let mut filling = Filling { hydrator: self, before, out: String::new(), said: None, replacements };
        if content.origin() == Origin::Outside {
            filling.fill(&self.translated(content, names)?, |name| name.parse().ok())?;
            return Ok((filling.out, None));
        }
        let number = |name: &str| names.get(name).copied();
        let (start, rest) = mark.and_then(|mark| content.split_at_checked(mark)).unwrap_or(("", content));
        filling.fill(start, number)?;
        let mark = mark.map(|_| filling.out.len());
        filling.fill(rest, number)?;
        Ok((filling.out, mark))
    }

    /// The HTML that `content` is translated to, each known key a comment on a line of its own with the number of what it
    /// stands for.
    fn translated(&self, content: &str, names: HashMap<&str, usize>) -> Result<String, RenderError> {
        let mut blocks = parse::field(content, Span::NONE);
        Placer { names, pending: Vec::new() }.edit_blocks(&mut blocks);
        let number = |item: HelpItem<'_>, out: &mut Out| {
            if let Component::CommonSolution(CommonSolution { article_id: Some(number), .. }) = item.component {
                out.push_str("<!--");
                out.push_str(number);
                out.push_str("-->\n");
            }
            true
        };
        let html = self.plain.clone().components(&number);
        html.render_parts(&parts(blocks))
    }

    /// What shows for a replacement that no host renders.
    fn fallback(&self, replacement: Replacement<'_>) -> Result<String, RenderError> {
        let blocks = match replacement {
            Replacement::Diagnostic(check) => found_by(check),
            Replacement::WebResult(search) => results_of(search),
            _ => Vec::new(),
        };
        if blocks.is_empty() {
            self.plain.render_block(&Block::Component(Box::new(replacement.component())))
        } else {
            self.plain.render_parts(&parts(blocks.into()))
        }
    }
}

/// The HTML in a solution that is translated.
fn parts_from_outside(solution: &HelpSolution) -> impl Iterator<Item = &str> {
    let properties = &solution.properties;
    let contents =
        std::iter::once(&properties.content).chain(properties.sections.iter().map(|section| &section.content));
    let insights = solution.diagnostics().flat_map(|check| &check.insights).map(|insight| &insight.results);
    let searches = solution.replacement_maps().flat_map(|maps| &maps.web_results);
    let found = searches.flat_map(|search| &search.search_results).map(|result| &result.content);
    contents.chain(insights).chain(found).filter_map(|content| content.as_deref())
}

fn parts(blocks: Blocks) -> Parts {
    blocks.into_iter().map(Part::Block).collect()
}

/// What a check found, or what readers are told of its end; nothing while it runs.
fn found_by(check: &Diagnostic) -> Vec<Block> {
    let mut blocks = Vec::new();
    for insight in &check.insights {
        blocks.extend(
            insight.title.as_deref().filter(|title| !title.trim().is_empty()).map(|title| fields::heading(3, title)),
        );
        blocks.extend(insight.results.iter().flat_map(|results| parse::field(results, Span::NONE)));
    }
    let is_over = !matches!(check.status, None | Some(DiagnosticStatus::Running | DiagnosticStatus::MissingInputs));
    let details = check.status_details.as_deref().filter(|details| is_over && !details.trim().is_empty());
    if let Some(details) = details.filter(|_| blocks.is_empty()) {
        blocks.push(fields::line([Inline::text(details)].into_iter().collect()));
    }
    blocks
}

/// What a search found, as a list of links.
fn results_of(search: &WebResult) -> Vec<Block> {
    let items = search.search_results.iter().map(|result| {
        let title = result.title.as_deref().filter(|title| !title.trim().is_empty()).map(Inline::text);
        let line = match result.link.as_deref() {
            Some(link) => fields::link(link, title.into_iter().collect(), Span::NONE),
            None => title.into_iter().collect(),
        };
        let mut item: Vec<Block> = (!line.is_empty()).then(|| fields::line(line)).into_iter().collect();
        item.extend(result.content.iter().flat_map(|content| parse::field(content, Span::NONE)));
        item
    });
    fields::list(items.collect()).into_iter().collect()
}

/// Puts components in the place of keys: those that stand for the keys' replacements by their numbers.
struct Placer<'k> {
    /// The keys that were not met yet.
    names: HashMap<&'k str, usize>,
    /// What was met inside the block that is edited, where no block can be.
    pending: Vec<Block>,
}

impl Placer<'_> {
    fn take(&mut self, comment: &Comment) -> Option<Block> {
        let number = self.names.remove(&*comment.text)?;
        let numbered = Component::CommonSolution(CommonSolution::new(number.to_string()));
        Some(Block::Component(Box::new(numbered)))
    }
}

impl Edit for Placer<'_> {
    fn edit_blocks(&mut self, blocks: &mut Blocks) {
        let outer = std::mem::take(&mut self.pending);
        let mut edited = Vec::with_capacity(blocks.len());
        for mut block in std::mem::take(blocks) {
            if let Block::Comment(comment) = &block {
                edited.extend(self.take(comment));
                continue;
            }
            self.edit_block(&mut block);
            edited.push(block);
            edited.append(&mut self.pending);
        }
        *blocks = edited.into();
        self.pending = outer;
    }

    fn edit_comment(&mut self, comment: &mut Comment) {
        let block = self.take(comment);
        self.pending.extend(block);
    }
}

/// Content that is being filled.
struct Filling<'f, 'h> {
    hydrator: &'f Hydrator<'h>,
    /// How many bytes of output there are before.
    before: usize,
    out: String,
    /// The insight whose checks show as a sentence, as far as that is known, if nothing but checks came since: they have one
    /// sentence.
    said: Option<Option<usize>>,
    /// What is left to be shown, by number.
    replacements: Vec<Option<Replacement<'f>>>,
}

impl Filling<'_, '_> {
    /// Copies `html`, and puts something in the place of each comment whose name is the `number` of a replacement.
    fn fill(&mut self, html: &str, number: impl Fn(&str) -> Option<usize>) -> Result<(), RenderError> {
        let mut copied = 0;
        for start in memmem::find_iter(html.as_bytes(), "<!--") {
            let name = name_at(&html[start..]);
            let slot = name.and_then(&number).and_then(|number| self.replacements.get_mut(number));
            let (Some(name), Some(slot)) = (name, slot) else { continue };
            let replacement = slot.take();
            self.copy(&html[copied..start])?;
            copied = start + "<!---->".len() + name.len();
            // A key is alone on its line, which goes with it.
            copied += usize::from(html[copied..].starts_with('\n'));
            if let Some(replacement) = replacement {
                self.replace(replacement)?;
            }
        }
        self.copy(&html[copied..])
    }

    fn copy(&mut self, html: &str) -> Result<(), RenderError> {
        self.said = self.said.filter(|_| html.trim_ascii().is_empty());
        self.push(html)
    }

    fn push(&mut self, html: &str) -> Result<(), RenderError> {
        if html.len() > self.room() {
            return Err(RenderError::OutputTooLarge { limit: self.hydrator.most });
        }
        self.out.push_str(html);
        Ok(())
    }

    fn room(&self) -> usize {
        self.hydrator.most.saturating_sub(self.before).saturating_sub(self.out.len())
    }

    fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn replace(&mut self, replacement: Replacement<'_>) -> Result<(), RenderError> {
        self.line();
        self.said = self.said.filter(|_| matches!(replacement, Replacement::Diagnostic(_)));
        let shown = match self.hosted(replacement)? {
            Some(html) => html,
            None => {
                if let Replacement::Diagnostic(check) = replacement
                    && found_by(check).is_empty()
                    && self.said.replace(check.unsent.component) == Some(check.unsent.component)
                {
                    return Ok(());
                }
                self.hydrator.fallback(replacement)?
            }
        };
        self.push(&shown)?;
        self.line();
        Ok(())
    }

    /// What the host renders for `replacement`.
    fn hosted(&self, replacement: Replacement<'_>) -> Result<Option<String>, RenderError> {
        let Some(host) = self.hydrator.html.settings().components else { return Ok(None) };
        let component = replacement.component();
        let mut out = Out::new(self.room(), escape::push_value);
        let rendered = HelpItem::all(&component).next().is_some_and(|item| host.render_component(item, &mut out));
        let html = out.finish().ok_or(RenderError::OutputTooLarge { limit: self.hydrator.most })?;
        Ok(rendered.then_some(html))
    }
}

/// The name in the key that `html` begins with. A host may have written other comments, some of them without an end, which are
/// not looked for.
fn name_at(html: &str) -> Option<&str> {
    let rest = html.strip_prefix("<!--")?;
    let end = rest.bytes().take(MOST_OF_KEY).position(|byte| byte == b'>')?;
    rest.get(..end)?.strip_suffix("--")
}

/// Most bytes of a key that is ours: a UUID, or a number.
const MOST_OF_KEY: usize = 40;
