//! The grammar of markers: what the inside of one HTML comment means (format §3, §4).

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::{char, multispace0, satisfy};
use nom::combinator::{opt, peek, verify};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use crate::metadata::{Metadata, SelfHelpType};
use crate::tree::SectionKind;

/// What a comment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker<'t> {
    /// `<!--issueDescription-->`
    SectionOpen(SectionKind),
    /// `<!--/issueDescription-->`
    SectionClose(SectionKind),
    /// `<!--$name-->`
    Open { name: &'t str, spelling: Spelling },
    /// `<!--/$name-->`
    Close { name: &'t str, spelling: Spelling },
    /// `<!--name-->`, a comment unless a closer of that name follows.
    Bare { name: &'t str },
    /// `<!--/name-->`, a comment unless an opener of that name is before it that nothing else closes.
    BareClose { name: &'t str },
    /// Any other comment.
    Comment,
}

/// How a placeholder's marker is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// As the format has it.
    Plain,
    /// In another way that the format accepts.
    Accepted,
    /// `<!--($name)-->`, which old articles put after the default.
    Parenthesised,
    /// In a way that is a mistake, but a plain one.
    Damaged,
}

/// Which section names count: some belong to one type of article only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Every type but `PartnerCenterQuickStart`.
    Standard,
    /// `PartnerCenterQuickStart`: `Link`, `Text` and `IconClass` are sections too.
    QuickStart,
}

impl Dialect {
    /// The dialect of an article with this metadata.
    pub(crate) fn of(metadata: &Metadata) -> Dialect {
        match metadata.self_help_type {
            Some(SelfHelpType::PartnerCenterQuickStart) => Dialect::QuickStart,
            _ => Dialect::Standard,
        }
    }
}

/// What the comment means whose text, between `<!--` and `-->`, is `inside`.
pub(super) fn marker(inside: &str, dialect: Dialect) -> Marker<'_> {
    if let Some(marker) = plain(inside) {
        return marker;
    }
    let trimmed = inside.trim();
    if let Some(marker) = section(trimmed, dialect) {
        return marker;
    }
    match alt((close, open)).parse(inside) {
        Ok(("", Marker::Close { name, spelling: Spelling::Plain })) if inside.starts_with(char::is_whitespace) => {
            Marker::Close { name, spelling: Spelling::Accepted }
        }
        Ok(("", marker)) => marker,
        _ if is_name(trimmed) => Marker::Bare { name: trimmed },
        _ => match trimmed.strip_prefix(['/', '\\']).map(|name| name.strip_prefix('$').unwrap_or(name).trim_start()) {
            Some(name) if is_name(name) => Marker::BareClose { name },
            _ => Marker::Comment,
        },
    }
}

/// The plain spelling, which nearly all placeholders have, without a try at every other:
///
/// ```text
/// plain = [ "/" ] "$" name
/// ```
fn plain(inside: &str) -> Option<Marker<'_>> {
    let spelling = Spelling::Plain;
    match inside.strip_prefix('$') {
        Some(name) => is_name(name).then_some(Marker::Open { name, spelling }),
        None => inside.strip_prefix("/$").filter(|name| is_name(name)).map(|name| Marker::Close { name, spelling }),
    }
}

/// ```text
/// section = [ "/" ] *space section-name            ; in any case
/// ```
fn section(inside: &str, dialect: Dialect) -> Option<Marker<'_>> {
    let (closes, name) = match inside.strip_prefix('/') {
        Some(name) => (true, name.trim_start()),
        None => (false, inside),
    };
    let kind = SectionKind::from_name(name)?;
    let known = match kind {
        SectionKind::Titled => false,
        kind => dialect == Dialect::QuickStart || !kind.is_quick_start(),
    };
    known.then_some(if closes { Marker::SectionClose(kind) } else { Marker::SectionOpen(kind) })
}

/// ```text
/// open = "$" name / "$$" name / "{$" name "}" / "($" name ")" / "（$" name "）" / "@" name / "＄" name / 1*"-" "$" name
/// ```
fn open(inside: &str) -> IResult<&str, Marker<'_>> {
    let spelt = |spelling| move |name| Marker::Open { name, spelling };
    spaced(alt((
        preceded(char('$'), tight_name).map(spelt(Spelling::Plain)),
        preceded((char('$'), multispace0, opt(char('$')), multispace0), name).map(spelt(Spelling::Accepted)),
        delimited(tag("{$"), name, char('}')).map(spelt(Spelling::Accepted)),
        delimited(tag("($"), name, char(')')).map(spelt(Spelling::Parenthesised)),
        delimited(tag("（$"), name, char('）')).map(spelt(Spelling::Parenthesised)),
        preceded(alt((tag("@"), tag("＄"), terminated(take_while1(|c| c == '-'), char('$')))), name)
            .map(spelt(Spelling::Damaged)),
    )))
    .parse(inside)
}

/// ```text
/// close = "/$" name / "/$$" name / "{/$" name "}" / "/{$" name "}" / "(/$" name ")" / "/($" name ")" / "$/" name
///       / "/$" *space "**" name "**" / "（/$" name "）" / "/（$" name "）" / "/@" name / "/＄" name / 1*"-" "/$" name
/// ```
fn close(inside: &str) -> IResult<&str, Marker<'_>> {
    let spelt = |spelling| move |name| Marker::Close { name, spelling };
    spaced(alt((
        preceded(tag("/$"), tight_name).map(spelt(Spelling::Plain)),
        preceded((char('/'), multispace0, char('$'), multispace0, opt(char('$')), multispace0), name)
            .map(spelt(Spelling::Accepted)),
        preceded((char('$'), multispace0, char('/'), multispace0, opt(char('$'))), name).map(spelt(Spelling::Accepted)),
        delimited(tag("{/$"), name, char('}')).map(spelt(Spelling::Accepted)),
        delimited(tag("/{$"), name, char('}')).map(spelt(Spelling::Accepted)),
        delimited(tag("(/$"), name, char(')')).map(spelt(Spelling::Accepted)),
        delimited(tag("/($"), name, char(')')).map(spelt(Spelling::Accepted)),
        delimited((tag("/$"), multispace0, tag("**")), name, (tag("**"), multispace0)).map(spelt(Spelling::Damaged)),
        delimited(alt((tag("（/$"), tag("/（$"))), name, char('）')).map(spelt(Spelling::Damaged)),
        preceded(alt((tag("/@"), tag("/＄"), terminated(take_while1(|c| c == '-'), tag("/$")))), name)
            .map(spelt(Spelling::Damaged)),
    )))
    .parse(inside)
}

fn spaced<'t, P>(marker: P) -> impl Parser<&'t str, Output = Marker<'t>, Error = nom::error::Error<&'t str>>
where
    P: Parser<&'t str, Output = Marker<'t>, Error = nom::error::Error<&'t str>>,
{
    delimited(multispace0, marker, multispace0)
}

/// A name that follows its `$` at once.
fn tight_name(text: &str) -> IResult<&str, &str> {
    preceded(peek(satisfy(is_name_edge)), name).parse(text)
}

/// ```text
/// name = 1*( ALPHA / DIGIT / "_" / SP / "." )       ; spaces and dots inside only
/// ```
fn name(text: &str) -> IResult<&str, &str> {
    verify(name_run.map(str::trim), is_name).parse(text)
}

fn name_run(text: &str) -> IResult<&str, &str> {
    take_while(|c: char| c.is_alphanumeric() || matches!(c, '_' | ' ' | '.' | '\t')).parse(text)
}

/// Whether `name` is that of a placeholder.
pub(crate) fn is_name(name: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '_' | ' ' | '.');
    name.chars().all(inner) && name.starts_with(is_name_edge) && name.ends_with(is_name_edge)
}

fn is_name_edge(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn opens(inside: &str, name: &str, spelling: Spelling) {
        assert_eq!(marker(inside, Dialect::Standard), Marker::Open { name, spelling }, "{inside:?}");
    }

    #[track_caller]
    fn closes(inside: &str, name: &str, spelling: Spelling) {
        assert_eq!(marker(inside, Dialect::Standard), Marker::Close { name, spelling }, "{inside:?}");
    }

    #[track_caller]
    fn is(inside: &str, expected: Marker<'_>) {
        assert_eq!(marker(inside, Dialect::Standard), expected, "{inside:?}");
    }

    #[test]
    fn sections() {
        is("issueDescription", Marker::SectionOpen(SectionKind::IssueDescription));
        is(" ISSUEDESCRIPTION ", Marker::SectionOpen(SectionKind::IssueDescription));
        is("/ nextSteps", Marker::SectionClose(SectionKind::NextSteps));
        is("Link", Marker::Bare { name: "Link" });
        assert_eq!(marker("Link", Dialect::QuickStart), Marker::SectionOpen(SectionKind::Link));
        is("titled", Marker::Bare { name: "titled" });
    }

    #[test]
    fn placeholder_openers() {
        opens("$vmname", "vmname", Spelling::Plain);
        opens("$match.Reason", "match.Reason", Spelling::Plain);
        opens("$List of Public IPs", "List of Public IPs", Spelling::Plain);
        opens(" $vmname ", "vmname", Spelling::Plain);
        opens("$ name", "name", Spelling::Accepted);
        opens("$$name", "name", Spelling::Accepted);
        opens("{$name}", "name", Spelling::Accepted);
        opens("($name)", "name", Spelling::Parenthesised);
        opens("@name", "name", Spelling::Damaged);
    }

    #[test]
    fn placeholder_closers() {
        closes("/$vmname", "vmname", Spelling::Plain);
        closes(" /$name ", "name", Spelling::Accepted);
        closes("/$$name", "name", Spelling::Accepted);
        closes("{/$name}", "name", Spelling::Accepted);
        closes("/{$name}", "name", Spelling::Accepted);
        closes("(/$name)", "name", Spelling::Accepted);
        closes("/($name)", "name", Spelling::Accepted);
        closes("$/name", "name", Spelling::Accepted);
        closes("/$ **x** ", "x", Spelling::Damaged);
        closes("/$x ", "x", Spelling::Plain);
        closes("/@name", "name", Spelling::Damaged);
    }

    #[test]
    fn comments() {
        is(" ask the team first! ", Marker::Comment);
        is("", Marker::Comment);
        is("$", Marker::Comment);
        is("$a-b", Marker::Comment);
        is("StartTime", Marker::Bare { name: "StartTime" });
    }
}
