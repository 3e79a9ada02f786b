//! [`Help`]: from an article to a [`HelpSolution`].

use std::sync::Mutex;

use super::content::Content;
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
        let (mut content, mut sections) = (None, Vec::new());
        html.pieces(article, |frame, html| {
            let (html, maps) = (Some(Content::rendered(html)), Some(keyer.take()));
            match frame {
                Frame::Bare if content.is_none() => content = Some((html, maps)),
                Frame::Bare => {
                    sections.push(Section { content: html, replacement_maps: maps, ..Section::default() });
                }
                Frame::Titled(title) => {
                    let title = Some(Text::from(title));
                    sections.push(Section { title, content: html, replacement_maps: maps, ..Section::default() });
                }
            }
        })?;
        if keyer.is_over() {
            return Err(RenderError::OutputTooLarge { limit: most });
        }
        let (content, replacement_maps) = content.unwrap_or_default();
        let title = article.title().filter(|_| self.settings.shows_title());
        let (kind, provisioning_state) = match self.variant {
            Variant::Solution => ("Microsoft.Help/solutions", Some(ProvisioningState::Succeeded)),
            Variant::SelfHelp => ("Microsoft.Help/selfHelp", None),
        };
        let properties = Properties {
            solution_id: id.clone(),
            provisioning_state,
            title: title.map(|title| Text::from(&*title)),
            content,
            replacement_maps,
            sections,
            ..Properties::default()
        };
        Ok(HelpSolution { name: id, kind: Some(kind.into()), properties, ..HelpSolution::default() })
    }
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
