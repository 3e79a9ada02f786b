//! Rules about links that lead elsewhere than they seem to (format §5).

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::link::{Disguise, Target, Web};
use crate::span::Span;
use crate::tree::Link;
use crate::visit::Node;

use super::quoted::quoted;
use super::subject::Subject;
use super::suggestion::DOMAINS;

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    found.extend(subject.links.iter().filter_map(|link| text(link)));
}

/// A host, whose target is at `place`, that could be taken for another.
pub(super) fn host(web: Web<'_>, place: impl Fn() -> Span) -> Option<Diagnostic> {
    let disguise = web.disguise()?;
    let host = quoted(web.split().0);
    let message = match disguise {
        Disguise::Mixed(one, other) => format!("the host {host} mixes {one} and {other} letters, which look alike"),
        Disguise::LooksLatin => format!("the host {host} has a name of Cyrillic letters that look like Latin ones"),
    };
    Some(Diagnostic::warning(Code::LINK_HOST, place(), message))
}

/// An address, as readers compare them.
#[derive(Clone, Copy, PartialEq)]
struct Address<'a> {
    kind: Kind,
    host: &'a str,
    /// The path of a web address and what follows it, or the name before the host of a mail address.
    rest: &'a str,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Web,
    Mail,
}

/// A link whose text is an address, and not that of its target.
fn text(link: &Link) -> Option<Diagnostic> {
    let content = link.content.to_plain();
    let shown = Address::shown(&content)?;
    if link.content.nodes().any(|node| matches!(node, Node::Placeholder(_))) {
        return None;
    }
    let written = link.target.to_plain();
    let leads = Address::of(&Target::parse(&written))?;
    if shown.is_short_for(leads) {
        return None;
    }
    let (text, target) = (quoted(content.trim()), quoted(written.trim()));
    let message = format!("the text of the link is the address {text}, but it leads to {target}");
    Some(if shown.has_host_of(leads) {
        Diagnostic::note(Code::LINK_TEXT, link.span, message)
    } else {
        Diagnostic::warning(Code::LINK_TEXT, link.span, message)
    })
}

impl<'a> Address<'a> {
    fn of(target: &Target<'a>) -> Option<Address<'a>> {
        match target {
            Target::Web(web) => {
                let (host, rest) = web.split();
                Some(Address { kind: Kind::Web, host, rest })
            }
            Target::Mail(mail) => {
                let address = mail.split_once(':')?.1.split('?').next()?;
                address.rsplit_once('@').map(|(rest, host)| Address { kind: Kind::Mail, host, rest })
            }
            _ => None,
        }
    }

    /// The address that `text` is, with or without scheme.
    fn shown(text: &'a str) -> Option<Address<'a>> {
        let text = text.trim().trim_matches(['<', '>', '"', '\'', '`', '(', ')']);
        if text.contains(char::is_whitespace) || text.contains(['<', '{', '[']) {
            return None;
        }
        match Target::parse(text) {
            target @ (Target::Web(_) | Target::Mail(_)) => Address::of(&target),
            _ => Address::without_scheme(text),
        }
    }

    /// `portal.azure.com`, `aka.ms/guide`, `someone@example.com`; not `ASP.NET`, nor the name of a file.
    fn without_scheme(text: &'a str) -> Option<Address<'a>> {
        let (head, rest) = text.split_at(text.find(['/', '?', '#']).unwrap_or(text.len()));
        let (user, host) = head.rsplit_once('@').map_or((None, head), |(user, host)| (Some(user), host));
        let (name, domain) = host.rsplit_once('.')?;
        let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
        let is_sure = !rest.is_empty() || user.is_some() || name.contains('.') || matches!(domain, "com" | "org");
        if name.is_empty() || !is_name || !is_sure || !DOMAINS.contains(&domain) {
            return None;
        }
        Some(match user {
            Some(user) => Address { kind: Kind::Mail, host, rest: user },
            None => Address { kind: Kind::Web, host, rest },
        })
    }

    fn has_host_of(&self, other: Address<'a>) -> bool {
        let plain = |host: &'a str| host.strip_prefix("www.").unwrap_or(host);
        plain(self.host).eq_ignore_ascii_case(plain(other.host))
    }

    /// Whether who reads this knows that it is `other`: the same, or the beginning of it.
    fn is_short_for(&self, other: Address<'a>) -> bool {
        let rest = self.rest.trim_end_matches(['/', '.', '…']);
        self.has_host_of(other)
            && match (self.kind, other.kind) {
                (Kind::Web, Kind::Web) => other.rest.to_lowercase().starts_with(&rest.to_lowercase()),
                (Kind::Mail, Kind::Mail) => self.rest.eq_ignore_ascii_case(other.rest),
                _ => true,
            }
    }
}
