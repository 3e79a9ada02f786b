//! [`Resolve`]: how a host decides on links.

use super::Target;

/// Decides where links go and which pictures load, before the renderer does.
///
/// Closures `Fn(&Target) -> Resolved` are resolvers, and so is [`Base`]. The answer is still checked: only `http:`,
/// `https:`, `mailto:` and paths of the page's own host become links, and only `https:` is loaded as a picture.
///
/// A resolver is called once for every link, with the values of its target filled in, including unsafe targets and
/// those of Markdown values, but not for a link inside another, which is its text. HTML calls it for every picture
/// whose address has no value in it, unless pictures are left out; plain text, which shows none, for none.
///
/// ```
/// use selfhelp::link::{Resolve, Resolved, Target};
///
/// let resolver = |target: &Target<'_>| match target {
///     Target::Relative(path) => Resolved::To(format!("https://docs.example.com/{path}")),
///     Target::Mail(_) => Resolved::Text,
///     _ => Resolved::Unchanged,
/// };
/// assert_eq!(resolver.resolve(&Target::parse("start")), Resolved::To("https://docs.example.com/start".to_owned()));
/// ```
pub trait Resolve {
    /// Decides on a link to `target`.
    fn resolve(&self, target: &Target<'_>) -> Resolved;

    /// Decides on a picture at `target`; by default as on a link. For [`Resolved::Text`] the alternative text shows.
    fn resolve_image(&self, target: &Target<'_>) -> Resolved {
        self.resolve(target)
    }

    /// Where the article with the `articleId` `id` is, of which the article that is rendered shows a part
    /// ([`CommonSolution`](crate::component::CommonSolution)), or to which a problem of a menu leads
    /// ([`CommonProblem`](crate::payload::diagnose::CommonProblem)). With any answer but [`Resolved::To`], which is the usual
    /// one, there is no link.
    fn resolve_article(&self, _id: &str) -> Resolved {
        Resolved::Unchanged
    }
}

/// The answer of a [`Resolve`]r.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// The link goes where it would go without a resolver; the picture is the one that would show.
    Unchanged,
    /// The link goes to this address; the picture is the one there.
    To(String),
    /// There is no link, only its text; no picture, only its alternative text.
    Text,
}

impl<F> Resolve for F
where
    F: Fn(&Target<'_>) -> Resolved,
{
    fn resolve(&self, target: &Target<'_>) -> Resolved {
        self(target)
    }
}

/// A base for relative targets, those of pictures included: the address they are resolved against.
///
/// ```
/// use selfhelp::link::{Base, Resolve, Resolved, Target};
///
/// let base = Base::new("https://docs.example.com/guides/index").ok_or("no web address")?;
/// let to = |target| base.resolve(&Target::parse(target));
/// assert_eq!(to("start?a=1"), Resolved::To("https://docs.example.com/guides/start?a=1".to_owned()));
/// assert_eq!(to("/start"), Resolved::To("https://docs.example.com/start".to_owned()));
/// assert_eq!(to("#steps"), Resolved::To("https://docs.example.com/guides/index#steps".to_owned()));
/// assert_eq!(to("https://example.com/"), Resolved::Unchanged);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    address: String,
    /// Where the path begins: at its `/`, or at the end if there is none.
    path: usize,
}

impl Base {
    /// A base at `address`; `None` if that is not an `http` or `https` address. Its query and fragment are ignored.
    pub fn new(address: &str) -> Option<Base> {
        let Target::Web(web) = Target::parse(address) else { return None };
        let address = web.address.split(['?', '#']).next().unwrap_or_default();
        let host = address.find("://")? + 3;
        let path = address[host..].find('/').map_or(address.len(), |slash| host + slash);
        Some(Base { address: address.to_owned(), path })
    }

    fn join(&self, target: &str) -> String {
        let kept = match target.chars().next() {
            None | Some('#' | '?') => &self.address[..],
            Some('/') => &self.address[..self.path],
            _ => {
                let folder = self.address[self.path..].rfind('/').map_or(self.path, |slash| self.path + slash);
                return format!("{}/{target}", &self.address[..folder]);
            }
        };
        format!("{kept}{target}")
    }
}

impl Resolve for Base {
    fn resolve(&self, target: &Target<'_>) -> Resolved {
        match target {
            Target::Relative(path) => Resolved::To(self.join(path)),
            _ => Resolved::Unchanged,
        }
    }
}
