//! [`RenderComponent`]: how a host shows components its own way.

use super::{Fallback, Out, Scope};
use crate::component::Component;
use crate::error::RenderError;
use crate::span::Spanned;
use crate::text::Text;

/// Renders components in a host's own way: a chart for a metric, a player for a video.
///
/// Closures `Fn(HelpItem, &mut Out) -> bool` are such renderers:
///
/// ```
/// use selfhelp::Article;
/// use selfhelp::component::Component;
/// use selfhelp::render::html::Html;
/// use selfhelp::render::{HelpItem, Out};
///
/// let article = Article::parse_lenient(
///     "<properties />\n<metric><name>Reads & writes</name></metric>\n\n<azureKB></azureKB>\n",
/// );
/// let charts = |item: HelpItem<'_>, out: &mut Out| match item.component {
///     Component::Metric(metric) => {
///         out.push_str("<my-chart>");
///         out.push_text(metric.name.as_deref().map_or("", |name| name));
///         out.push_str("</my-chart>\n");
///         true
///     }
///     _ => false,
/// };
/// assert_eq!(
///     Html::new().components(&charts).render(&article)?,
///     "<my-chart>Reads &amp; writes</my-chart>\n\
///      <p class=\"azure-kb\">Search results appear here in the portal.</p>\n",
/// );
/// # Ok::<(), selfhelp::RenderError>(())
/// ```
///
/// It is asked once for each thing to show, in the order of the article: for an insight of three checks three times, for a
/// group of videos once. It is not asked for components in a Markdown value, which nobody who writes articles vouches for.
pub trait RenderComponent {
    /// Writes what shows for `item` to `out`; returns whether it did. After `false`, what was written is dropped and what
    /// shows without a host is written instead, for the checks of one insight once.
    fn render_component(&self, item: HelpItem<'_>, out: &mut Out) -> bool;
}

impl<F> RenderComponent for F
where
    F: Fn(HelpItem<'_>, &mut Out) -> bool,
{
    fn render_component(&self, item: HelpItem<'_>, out: &mut Out) -> bool {
        self(item, out)
    }
}

/// A thing to show for a component.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct HelpItem<'a> {
    /// The component.
    pub component: &'a Component,
    /// Of an insight, the check whose result is to show; `None` for other components, and for an insight without checks.
    pub symptom: Option<&'a Spanned<Text>>,
}

impl<'a> HelpItem<'a> {
    /// The things to show for `component`, in order.
    pub fn all(component: &'a Component) -> impl Iterator<Item = HelpItem<'a>> {
        let symptoms = match component {
            Component::Insight(insight) => &insight.symptom_ids[..],
            _ => &[],
        };
        let whole = symptoms.is_empty().then_some(HelpItem { component, symptom: None });
        whole.into_iter().chain(symptoms.iter().map(move |symptom| HelpItem { component, symptom: Some(symptom) }))
    }
}

/// What is to show for a component, piece by piece.
pub(crate) enum ShownComponent {
    /// What a host wrote.
    Host(String),
    /// What shows without one.
    Fallback(Fallback),
}

/// Asks the host of `scope` for everything that there is to show for `component`. `written` is how long the output is, and
/// `escape` how text is written in it.
pub(crate) fn shown_component(
    component: &Component,
    scope: &Scope<'_>,
    written: usize,
    escape: fn(&mut String, &str),
) -> Result<Vec<ShownComponent>, RenderError> {
    let Some(host) = scope.settings.components.filter(|_| !scope.in_value) else {
        return Ok(vec![ShownComponent::Fallback(Fallback::of(component, scope)?)]);
    };
    let (mut shown, mut most, mut declined) = (Vec::new(), scope.most.saturating_sub(written), false);
    for item in HelpItem::all(component) {
        let mut out = Out::new(most, escape);
        let rendered = host.render_component(item, &mut out);
        let Some(text) = out.finish() else { return Err(RenderError::OutputTooLarge { limit: scope.most }) };
        if rendered {
            most -= text.len().min(most);
            shown.push(ShownComponent::Host(text));
        } else if !std::mem::replace(&mut declined, true) {
            shown.push(ShownComponent::Fallback(Fallback::of(component, scope)?));
        }
    }
    Ok(shown)
}
