//! [`Settings`], what every renderer can be asked for, and the public methods that every renderer has.

use std::fmt;

use super::labels::Wording;
use super::{Form, RenderComponent, RenderPayload};
use crate::limits::Limits;
use crate::link::Resolve;
use crate::metadata::Cloud;
use crate::values::Supply;

/// For output without values: parsing keeps what it makes inside the usual limits, and an editor's tree is the host's.
pub(crate) const UNLIMITED: Limits = Limits::new().output_bytes(usize::MAX);

/// What every renderer can be asked for.
#[derive(Clone)]
pub(crate) struct Settings<'a> {
    pub(crate) supply: Supply<'a>,
    pub(crate) limits: Limits,
    pub(crate) cloud: Cloud,
    pub(crate) resolver: Option<&'a (dyn Resolve + Sync)>,
    pub(crate) components: Option<&'a (dyn RenderComponent + Sync)>,
    pub(crate) labels: Wording,
    pub(crate) title: Title,
    pub(crate) form: Form<'a>,
    pub(crate) payloads: Option<&'a (dyn RenderPayload + Sync)>,
}

/// Whether the heading that is the article's title shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Title {
    Shown,
    LeftOut,
}

impl<'a> Settings<'a> {
    /// No values, so that placeholders show their defaults; blades go to the public cloud's portal.
    pub(crate) fn new() -> Settings<'a> {
        Settings {
            supply: Supply::default(),
            limits: Limits::new(),
            cloud: Cloud::Public,
            resolver: None,
            components: None,
            labels: Wording::English,
            title: Title::Shown,
            form: Form::new(),
            payloads: None,
        }
    }

    pub(crate) fn set_limits(&mut self, limits: Limits) {
        self.supply.limit(&limits);
        self.limits = limits;
    }

    pub(crate) fn leave_out_title(&mut self) {
        self.title = Title::LeftOut;
    }

    pub(crate) fn shows_title(&self) -> bool {
        self.title == Title::Shown
    }
}

/// Sources and resolvers of hosts have no `Debug`: of these it shows whether they are set.
impl fmt::Debug for Settings<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("values", &self.supply.source.is_some())
            .field("missing", &self.supply.missing)
            .field("limits", &self.limits)
            .field("cloud", &self.cloud)
            .field("resolver", &self.resolver.is_some())
            .field("components", &self.components.is_some())
            .field("labels", &*self.labels)
            .field("title", &self.title)
            .field("form", &self.form)
            .field("payloads", &self.payloads.is_some())
            .finish()
    }
}

/// The setters for [`Settings`], for a renderer that keeps them in its field `settings`.
macro_rules! shared_setters {
    ($renderer:ident) => {
        /// What every renderer can be asked for.
        impl<'a> $renderer<'a> {
            /// Takes values for placeholders, and for the variables of blades, from `source`.
            #[must_use]
            pub fn values(mut self, source: &'a (dyn $crate::values::Source + Sync)) -> $renderer<'a> {
                self.settings.supply.source = Some(source);
                self
            }

            /// Says what to do with a placeholder that has no value. Only HTML has markers: any other format shows the
            /// default for [`Missing::Marker`](crate::values::Missing::Marker).
            #[must_use]
            pub fn missing(mut self, missing: $crate::values::Missing) -> $renderer<'a> {
                self.settings.supply.missing = missing;
                self
            }

            /// Checks values and output against `limits` instead of the default ones.
            #[must_use]
            pub fn limits(mut self, limits: $crate::limits::Limits) -> $renderer<'a> {
                self.settings.set_limits(limits);
                self
            }

            /// Links blades to the portal of `cloud`.
            #[must_use]
            pub fn cloud(mut self, cloud: $crate::metadata::Cloud) -> $renderer<'a> {
                self.settings.cloud = cloud;
                self
            }

            /// Asks `resolver` where links go, and which pictures show where the format has pictures: a
            /// [`Base`](crate::link::Base) for relative ones, or a closure.
            #[must_use]
            pub fn resolver(mut self, resolver: &'a (dyn $crate::link::Resolve + Sync)) -> $renderer<'a> {
                self.settings.resolver = Some(resolver);
                self
            }

            /// Asks `host` to render components in its own way; what it does not render shows as it does without a host. What
            /// it writes is trusted.
            #[must_use]
            pub fn components(mut self, host: &'a (dyn $crate::render::core::RenderComponent + Sync)) -> $renderer<'a> {
                self.settings.components = Some(host);
                self
            }

            /// Uses `labels` for the words that the renderer adds of its own, instead of the English ones.
            #[must_use]
            pub fn labels(mut self, labels: $crate::render::core::Labels) -> $renderer<'a> {
                self.settings.labels = labels.into();
                self
            }

            /// Shows forms as `form` says: where they go, what can be chosen, what was answered.
            #[must_use]
            pub fn form(mut self, form: $crate::render::core::Form<'a>) -> $renderer<'a> {
                self.settings.form = form;
                self
            }

            /// Asks `host` to render payloads in its own way; what it does not render shows as it does without a host. What it
            /// writes is trusted.
            #[must_use]
            pub fn payloads(mut self, host: &'a (dyn $crate::render::core::RenderPayload + Sync)) -> $renderer<'a> {
                self.settings.payloads = Some(host);
                self
            }

            /// Leaves out the heading that is the article's title: its first of level 1 that is not empty (format §1).
            /// Of parts, their first such heading.
            #[must_use]
            pub fn without_title(mut self) -> $renderer<'a> {
                self.settings.leave_out_title();
                self
            }
        }
    };
}

/// The ways to render, for a renderer in the module `render::$path` with a function `render_root` from a
/// [`Root`](super::Root) to its output.
macro_rules! rendering {
    ($renderer:ident in $path:literal) => {
        impl $renderer<'_> {
            /// Renders the body of `article`.
            ///
            /// # Errors
            ///
            /// - [`MissingValue`](crate::RenderError::MissingValue) when a placeholder has no value and
            ///   [`Missing::Fail`](crate::values::Missing::Fail) is set;
            /// - [`ValueTooLarge`](crate::RenderError::ValueTooLarge),
            ///   [`ValuesTooLarge`](crate::RenderError::ValuesTooLarge) and
            ///   [`OutputTooLarge`](crate::RenderError::OutputTooLarge) when values or output are over their
            ///   [limits](crate::limits).
            pub fn render(&self, article: &$crate::article::Article) -> Result<String, $crate::error::RenderError> {
                self.render_root($crate::render::core::Root::Article(article))
            }

            /// The [title](crate::Article::title) of `article` with the values of this renderer: plain text on one line, without
            /// control characters, for the subject of a mail. `None` if the article has none.
            ///
            /// ```
            /// use selfhelp::{Article, values::Values};
            #[doc = concat!("use selfhelp::render::", $path, "::", stringify!($renderer), ";")]
            ///
            /// let article = Article::parse_lenient("# Why **<!--$vmname-->[vmname]<!--/$vmname-->** did not start\n");
            /// let values = Values::new().text("vmname", "web\n<01>");
            #[doc = concat!("let title = ", stringify!($renderer), "::new().values(&values).title(&article)?;")]
            /// assert_eq!(title.as_deref(), Some("Why web <01> did not start"));
            /// # Ok::<(), selfhelp::RenderError>(())
            /// ```
            ///
            /// # Errors
            ///
            /// As [`render`](Self::render).
            pub fn title(
                &self,
                article: &$crate::article::Article,
            ) -> Result<Option<String>, $crate::error::RenderError> {
                $crate::render::core::title(&self.settings, article)
            }

            /// Renders some parts, such as those of a section without the section itself.
            ///
            /// # Errors
            ///
            /// As [`render`](Self::render).
            pub fn render_parts(&self, parts: &$crate::tree::Parts) -> Result<String, $crate::error::RenderError> {
                self.render_root($crate::render::core::Root::Parts(parts))
            }

            /// Renders one section, its title included.
            ///
            /// # Errors
            ///
            /// As [`render`](Self::render).
            pub fn render_section(
                &self,
                section: &$crate::tree::Section,
            ) -> Result<String, $crate::error::RenderError> {
                self.render_root($crate::render::core::Root::Section(section))
            }

            /// Renders one block.
            ///
            /// # Errors
            ///
            /// As [`render`](Self::render).
            pub fn render_block(&self, block: &$crate::tree::Block) -> Result<String, $crate::error::RenderError> {
                self.render_root($crate::render::core::Root::Block(block))
            }

            /// Renders the body of `article` into `out`, nothing of it when rendering fails.
            ///
            /// # Errors
            ///
            /// As [`render`](Self::render), and [`Write`](crate::RenderError::Write) when `out` refuses to take the text.
            pub fn write(
                &self,
                article: &$crate::article::Article,
                out: &mut impl ::std::fmt::Write,
            ) -> Result<(), $crate::error::RenderError> {
                Ok(out.write_str(&self.render(article)?)?)
            }
        }
    };
}

pub(crate) use {rendering, shared_setters};
