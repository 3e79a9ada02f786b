//! Link targets: what a link points at. The only home of scheme rules (format §5).
//!
//! [`Target::parse`] reads what an author wrote. Only `http:`, `https:`, `mailto:` and the portal's own targets are ever
//! links; everything that a browser could read as another scheme or another host is [`Target::Unsafe`].
//!
//! ```
//! use selfhelp::link::Target;
//!
//! assert_eq!(Target::parse("https://example.com/guide").kind(), "web");
//! assert_eq!(Target::parse("mailTo:help@example.com").kind(), "mail");
//! assert_eq!(Target::parse("data-blade:Fabrikam_Compute.ImagesBlade.id.$resourceId").kind(), "blade");
//! assert_eq!(Target::parse("#steps").kind(), "relative");
//! assert_eq!(Target::parse("java\tscript:alert(1)").kind(), "unsafe");
//! ```

mod blade;
mod encode;
mod fallback;
mod host;
mod resolve;
mod script;

pub use blade::{Blade, Parameter, ParameterValue, portal};
pub use resolve::{Base, Resolve, Resolved};

pub(crate) use blade::find_fallback;
pub(crate) use encode::{component_len, ends_in_escape, push_component, push_segment};
pub(crate) use host::decoded as percent_decoded;
pub(crate) use script::{Disguise, is_right_to_left};

use crate::bytes;

/// What a link points at, read from what the author wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target<'a> {
    /// A web address, `http:` or `https:`, possibly after `button-link:`.
    Web(Web<'a>),
    /// A mail address: all of `mailto:…`.
    Mail(&'a str),
    /// A page of the portal.
    Blade(Blade<'a>),
    /// A target that needs a base: empty, `#anchor`, a path or a query. It is text unless the host sets a base.
    Relative(&'a str),
    /// A target that must not be followed; the text of the link stays.
    Unsafe(Unsafe<'a>),
}

/// A web address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Web<'a> {
    /// The address, from its scheme on, as written.
    pub address: &'a str,
    /// Whether the author asked for a button.
    pub form: Form,
}

impl<'a> Web<'a> {
    /// Whether the scheme is `https`.
    pub fn is_https(&self) -> bool {
        starts_with_ignore_case(self.address, "https:")
    }

    /// The host as written, with its port, and the rest.
    pub(crate) fn split(&self) -> (&'a str, &'a str) {
        let rest = self.address.split_once("://").map_or("", |(_, rest)| rest);
        rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()))
    }

    /// How the name of the host could deceive.
    pub(crate) fn disguise(&self) -> Option<Disguise> {
        script::disguise(self.split().0.split(':').next().unwrap_or_default())
    }
}

/// How an author asked a link to look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// A link in running text: a plain address, `data-blade:`.
    #[default]
    Link,
    /// A button: `button-link:`, `button-data-blade:`.
    Button,
    /// A button that opens the page in the context of the current one: `button-data-context:`.
    ContextButton,
}

impl Form {
    /// Whether this is one of the two buttons.
    pub fn is_button(self) -> bool {
        self != Form::Link
    }
}

/// A target that must not be followed, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unsafe<'a> {
    /// The target as written, without surrounding spaces.
    pub text: &'a str,
    /// Why it must not be followed.
    pub reason: Reason,
}

impl<'a> Unsafe<'a> {
    /// The text before the first `:`, if the target begins with something like a scheme.
    pub fn scheme(&self) -> Option<&'a str> {
        let end = self.text.find([':', '/', '?', '#', '\\'])?;
        self.text[end..].starts_with(':').then(|| &self.text[..end])
    }
}

/// Why a target is [`Target::Unsafe`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// Its scheme is never linked, such as `javascript:` or `ttps:`.
    Scheme,
    /// It contains a control character or, in its scheme, a character reference.
    Characters,
    /// It names a host without a scheme (`//host`), contains a backslash that a browser reads as `/`, has something
    /// that is not a host (`https://a b/`, `https://javascript:alert(1)`, `https://example.com:/`), or a user before
    /// the host (`https://portal.azure.com@evil.example/`).
    Host,
    /// Its scheme is followed by nothing, or not by a mail address (`mailto://example.com`).
    Nothing,
    /// It begins like a blade target and does not follow its grammar.
    Blade,
    /// A placeholder's value is where only the author may choose the target.
    Value,
}

impl<'a> Target<'a> {
    /// Reads a target as an author wrote it, entities and Markdown escapes resolved. Schemes are case-insensitive.
    pub fn parse(written: &'a str) -> Target<'a> {
        let text = written.trim_ascii();
        if holds_control(text) {
            return Target::refuse(text, Reason::Characters);
        }
        if text.starts_with("https://") {
            return Target::web(text, &text["https:".len()..]);
        }
        match text.bytes().position(|byte| matches!(byte, b':' | b'/' | b'?' | b'#' | b'\\' | b'&')) {
            Some(end) if text[end..].starts_with(':') => Target::with_scheme(text, end),
            _ => Target::without_scheme(text),
        }
    }

    /// The name of the kind of target: `web`, `mail`, `blade`, `relative` or `unsafe`.
    pub fn kind(&self) -> &'static str {
        match self {
            Target::Web(_) => "web",
            Target::Mail(_) => "mail",
            Target::Blade(_) => "blade",
            Target::Relative(_) => "relative",
            Target::Unsafe(_) => "unsafe",
        }
    }

    /// The address of an image that may be shown: `https` only (format §5).
    pub fn image_address(&self) -> Option<&'a str> {
        match self {
            Target::Web(web) if web.form == Form::Link && web.is_https() => Some(web.address),
            _ => None,
        }
    }

    fn with_scheme(text: &'a str, end: usize) -> Target<'a> {
        let (scheme, rest) = (&text[..end], &text[end + 1..]);
        let is = |name: &str| scheme.eq_ignore_ascii_case(name);
        if is("https") || is("http") {
            return Target::web(text, rest);
        }
        if is("mailto") {
            let nothing = rest.is_empty() || rest.starts_with('?') || rest.starts_with("//");
            return if nothing { Target::refuse(text, Reason::Nothing) } else { Target::Mail(text) };
        }
        if is("button-link") {
            // Only one `button-link:` is removed: a million of them would recurse a million deep.
            if starts_with_ignore_case(rest.trim_ascii_start(), "button-link:") {
                return Target::refuse(text, Reason::Scheme);
            }
            return match Target::parse(rest) {
                Target::Web(web) if web.form == Form::Link => Target::Web(Web { form: Form::Button, ..web }),
                Target::Web(_) | Target::Blade(_) => Target::refuse(text, Reason::Scheme),
                Target::Unsafe(inner) => Target::refuse(text, inner.reason),
                other => other,
            };
        }
        match Blade::form_of(scheme) {
            Some(form) => Blade::parse(form, rest).map_or(Target::refuse(text, Reason::Blade), Target::Blade),
            None => Target::refuse(text, Reason::Scheme),
        }
    }

    fn without_scheme(text: &'a str) -> Target<'a> {
        let head = text.split(['/', '?']).next().unwrap_or_default();
        if holds_reference(head) {
            Target::refuse(text, Reason::Characters)
        } else if text.starts_with("//") || text.contains('\\') {
            Target::refuse(text, Reason::Host)
        } else if head.split('#').next().is_some_and(|head| head.contains(':')) {
            Target::refuse(text, Reason::Scheme)
        } else {
            Target::Relative(text)
        }
    }

    /// What `https:host`, `https:/host` and `https:\\host` mean to a browser depends on the page, so they are refused.
    fn web(text: &'a str, rest: &str) -> Target<'a> {
        let Some(rest) = rest.strip_prefix("//") else {
            return Target::refuse(text, if rest.is_empty() { Reason::Nothing } else { Reason::Host });
        };
        let end = memchr::memchr3(b'/', b'?', b'#', rest.as_bytes());
        match &rest[..end.unwrap_or(rest.len())] {
            "" if rest.is_empty() => Target::refuse(text, Reason::Nothing),
            "" => Target::refuse(text, Reason::Host),
            authority if !host::is_authority(authority) => Target::refuse(text, Reason::Host),
            _ => Target::Web(Web { address: text, form: Form::Link }),
        }
    }

    pub(crate) fn refuse(text: &'a str, reason: Reason) -> Target<'a> {
        Target::Unsafe(Unsafe { text, reason })
    }
}

fn holds_control(text: &str) -> bool {
    bytes::any(text.as_bytes(), |byte| !bytes::is_printable(byte)) && text.chars().any(char::is_control)
}

/// Whether `text` contains a character reference: `&#106;`, `&colon;`, or `&#106` without its semicolon.
fn holds_reference(text: &str) -> bool {
    text.split('&').skip(1).any(|name| {
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        name.starts_with('#') || (end > 0 && name[end..].starts_with(';'))
    })
}

pub(crate) fn starts_with_ignore_case(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start))
}

/// The same of the end of `text`.
pub(crate) fn ends_with_ignore_case(text: &str, end: &str) -> bool {
    let start = text.len().checked_sub(end.len());
    start.and_then(|start| text.get(start..)).is_some_and(|found| found.eq_ignore_ascii_case(end))
}
