//! The address that replaces a blade's own where it has none: `;data-blade-uri:{$domain}/#resource{$resourceId}`.

use std::borrow::Cow;

use super::encode::{ends_in_escape, push_component, push_path, push_segment};

/// A fallback address with variables in it, none of them in its scheme or host.
pub(super) struct Fallback<'a> {
    text: &'a str,
    /// Where the host ends.
    host_end: usize,
    /// Whether a variable follows the host directly and begins the path: `{$domain}{$resourceIdDecoded}`.
    pub(super) begins_path: bool,
}

impl<'a> Fallback<'a> {
    const DOMAIN: &'static str = "{$domain}";

    /// Parses what the author wrote; `None` if it has no host, or a variable in the host or before it.
    pub(super) fn read(text: &'a str) -> Option<Fallback<'a>> {
        let host = match text.strip_prefix(Self::DOMAIN) {
            Some(_) => Self::DOMAIN.len(),
            None => text.find("://").filter(|&end| !text[..end].contains("{$"))? + "://".len(),
        };
        let path = text[host..].find(['/', '?', '#']).map_or(text.len(), |at| host + at);
        let Some(open) = text[host..path].find("{$").map(|at| host + at) else {
            return Some(Fallback { text, host_end: path, begins_path: false });
        };
        let before = &text[..open];
        let ends_name = before == Self::DOMAIN || before.ends_with(|c: char| c.is_ascii_alphanumeric());
        let is_sole = text[open..path].find('}').is_some_and(|end| open + end + 1 == path);
        (ends_name && is_sole).then_some(Fallback { text, host_end: open, begins_path: true })
    }

    /// The address with its variables filled in; `None` if one has no value.
    pub(super) fn fill<'v>(&self, variable: impl Fn(&str) -> Option<Cow<'v, str>>) -> Option<String> {
        let (mut address, mut rest) = (String::with_capacity(self.text.len() + 64), self.text);
        let mut in_path = true;
        while let Some(open) = rest.find("{$") {
            let at = self.text.len() - rest.len() + open;
            let text = &rest[..open];
            let (name, more) = rest[open + 2..].split_once('}')?;
            rest = more;
            address.push_str(text);
            in_path &= !text.contains(['?', '#']);
            if self.begins_path && at == self.host_end {
                address.push('/');
            }
            if name == "domain" {
                address.push_str(&variable(name)?);
            } else {
                push_variable(&mut address, name, in_path, &variable)?;
            }
        }
        address.push_str(rest);
        Some(address)
    }
}

/// Appends the value of `name`; `None` if it has none, or would complete a percent-encoded character.
fn push_variable<'v>(
    address: &mut String,
    name: &str,
    in_path: bool,
    variable: &impl Fn(&str) -> Option<Cow<'v, str>>,
) -> Option<()> {
    if ends_in_escape(address) {
        return None;
    }
    match name.strip_suffix("Decoded") {
        Some(plain) => {
            let value = variable(plain).or_else(|| variable(name))?;
            let slash = address.ends_with('/') && value.starts_with('/');
            push_path(address, if slash { &value[1..] } else { &value });
        }
        None if in_path => push_segment(address, &variable(name)?),
        None => push_component(address, &variable(name)?),
    }
    Some(())
}
