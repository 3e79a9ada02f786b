//! [`Help`]: from an article to a [`HelpSolution`].

use std::sync::Mutex;

use super::content::{Content, LeftOut};
use super::keyer::{Keyed, Keyer};
use super::solution::{HelpSolution, Properties, Section};
use super::word::ProvisioningState;
use crate::article::Article;
use crate::error::RenderError;
use crate::render::core::{Settings, UNLIMITED, shared_setters};
use crate::render::html::{Frame, Html};
use crate::text::Text;
use crate::values::Missing;

/// Which of the service's two resources a solution is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Variant {
    #[default]
    Solution,
    SelfHelp,
}

/// Makes the JSON of the help service from articles. Made once, it serves any number of articles, from many threads.
///
/// ```
/// use selfhelp::Article;
/// use selfhelp::help::Help;
/// use selfhelp::values::Values;
///
/// let article = Article::parse_lenient(
///     "<properties articleId=\"fabrikam-start\" />\n# It does not start\n\
///      Look at **<!--$vmname-->[vmname]<!--/$vmname-->**.\n\n<video>\n  <src>https://videos.fabrikam.com/1</src>\n</video>\n",
/// );
/// let values = Values::new().text("vmname", "web<01>");
/// let solution = Help::new().values(&values).render(&article)?;
/// assert_eq!(solution.properties.title.as_deref(), Some("It does not start"));
/// assert_eq!(
///     solution.properties.content.as_deref(),
///     Some("<p>Look at <strong>web&lt;01&gt;</strong>.</p>\n<!--521156b6-ddd4-58bf-8acd-517c4c7fafcd-->\n"),
/// );
/// # Ok::<(), selfhelp::RenderError>(())
/// ```
///
/// A host that it has for [components](Help::components) is asked first: what that renders is in the content, and has no key.
/// A placeholder without a value shows its default for [`Missing::Marker`](crate::values::Missing::Marker), since a marker
/// would be a comment that is no key.
#[derive(Clone, Debug)]
pub struct Help<'a> {
    pub(super) settings: Settings<'a>,
    variant: Variant,
}

impl<'a> Help<'a> {
    /// A renderer without values, of resources of the type `Microsoft.Help/solutions`.
    pub fn new() -> Help<'a> {
        Help { settings: Settings::new(), variant: Variant::Solution }
    }

    /// Makes resources of the type `Microsoft.Help/selfHelp`, in which only videos and results of a search have keys: what
    /// shows for a check or a chart without a host is in the content.
    #[must_use]
    pub fn self_help(mut self) -> Help<'a> {
        self.variant = Variant::SelfHelp;
        self
    }

    /// The HTML renderer that has these settings.
    pub(super) fn html(&self) -> Html<'a> {
        let mut settings = self.settings.clone();
        if settings.supply.missing == Missing::Marker {
            settings.supply.missing = Missing::Default;
        }
        Html::with_settings(settings)
    }

    /// Renders `article`.
    ///
    /// # Errors
    ///
    /// As [`Html::render`]. The content of all sections together counts as the output, and so does what keys stand for.
    pub fn render(&self, article: &Article) -> Result<HelpSolution, RenderError> {
        let id = article.metadata.article_id.clone().filter(|id| !id.trim().is_empty());
        let most = self.settings.limits.output_for(article.source().len());
        let keyer = Keyer {
            host: self.settings.components,
            variant: self.variant,
            article: id.as_deref().unwrap_or_default(),
            components: article.components().collect(),
            most,
            keyed: Mutex::new(Keyed::default()),
        };
        let mut html = self.html().components(&keyer);
        html.settings_mut().leave_out_title();
        let title = if self.settings.shows_title() { html.title(article)? } else { None };
        let left_out = match &title {
            Some(title) => Some(self.left_out(article, title, most)?),
            None => None,
        };
        let mut sections = sections(article, &html, &keyer, left_out)?;
        if keyer.is_over() {
            return Err(RenderError::OutputTooLarge { limit: most });
        }
        let first = if sections.is_empty() { Section::default() } else { sections.remove(0) };
        let (kind, provisioning_state) = match self.variant {
            Variant::Solution => ("Microsoft.Help/solutions", Some(ProvisioningState::Succeeded)),
            Variant::SelfHelp => ("Microsoft.Help/selfHelp", None),
        };
        let properties = Properties {
            solution_id: id.clone(),
            provisioning_state,
            title: title.map(Text::from),
            content: first.content,
            replacement_maps: first.replacement_maps,
            sections,
            ..Properties::default()
        };
        Ok(HelpSolution { name: id, kind: Some(kind.into()), properties, ..HelpSolution::default() })
    }

    /// The heading of `title`, which the content does not have.
    fn left_out(&self, article: &Article, title: &str, most: usize) -> Result<LeftOut, RenderError> {
        let heading = article.title_heading().map(|heading| self.html().heading_content(heading, most));
        Ok(LeftOut { title: Text::from(title), html: heading.transpose()?.unwrap_or_default(), at: 0 })
    }
}

/// The content before the first titled section, as a section too, and the sections.
fn sections(
    article: &Article,
    html: &Html<'_>,
    keyer: &Keyer<'_>,
    mut left_out: Option<LeftOut>,
) -> Result<Vec<Section>, RenderError> {
    let mut sections = Vec::new();
    html.pieces(article, |piece| {
        let mut content = Content::rendered(piece.html);
        // No heading shows the title of a payload or of the header.
        let is_nowhere = left_out.as_ref().is_some_and(|left_out| left_out.html.is_empty());
        let at = if is_nowhere { Some(0) } else { piece.title_at };
        if let Some(at) = at
            && let Some(left_out) = left_out.take()
        {
            content.leave_out(LeftOut { at, ..left_out });
        }
        let title = match piece.frame {
            Frame::Bare => None,
            Frame::Titled(title) => Some(Text::from(title)),
        };
        let maps = Some(keyer.take());
        sections.push(Section { title, content: Some(content), replacement_maps: maps, ..Section::default() });
    })?;
    Ok(sections)
}

shared_setters!(Help);

impl Default for Help<'_> {
    fn default() -> Self {
        Help::new()
    }
}

impl Article {
    /// The article as the help service sends it, placeholders showing their defaults; see [`Help`] for values and
    /// everything else.
    pub fn to_help_solution(&self) -> HelpSolution {
        // Without values nothing can be missing.
        Help::new().limits(UNLIMITED).render(self).unwrap_or_default()
    }
}
