//! Rules about images (format §5).

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::link::{Target, ends_with_ignore_case};
use crate::tree::Image;

use super::disguise;
use super::literal::is_picture;
use super::quoted::quoted;
use super::subject::Subject;
use super::{links, unseen};

pub(super) fn check(subject: &Subject<'_>, found: &mut Diagnostics) {
    for image in subject.images() {
        found.extend(target(subject.article.source(), &image));
        if image.alt.to_plain().trim().is_empty() {
            let written = subject.article.source().get(image.span.range()).unwrap_or_default();
            let place = if written.starts_with('<') { "in `alt`" } else { "between `![` and `]`" };
            let message = format!("expected alternative text {place}, found none");
            found.push(Diagnostic::note(Code::IMAGE_NO_ALT, image.span, message));
        }
    }
}

/// Only `https` images are shown, and none of an address that holds a value.
fn target(source: &str, image: &Image) -> Option<Diagnostic> {
    let written = links::written(&image.target);
    let refused = written.as_deref().filter(|written| Target::parse(written).image_address().is_none());
    if let Some(written) = refused {
        let found = if written.is_empty() { "none".to_owned() } else { quoted(written) };
        let message = format!("expected an image at `https://`, found {found}; its alternative text shows instead");
        return Some(Diagnostic::warning(Code::IMAGE_TARGET, image.span, message));
    }
    if let Some(placeholder) = image.target.placeholders().next() {
        let name = quoted(&placeholder.name);
        let message = format!(
            "expected the address of an image without placeholders, found {name}; with a value for it, the alternative text shows instead"
        );
        return Some(Diagnostic::warning(Code::IMAGE_TARGET, image.span, message));
    }
    let written = written.as_deref()?.trim();
    match Target::parse(written) {
        Target::Web(web) => {
            let whole = || links::target_span(source, image.span, &image.target);
            disguise::host(web, || image.span).or_else(|| unseen::target(written, whole))
        }
        _ => None,
    }
}

/// Whether `name` ends as that of a file with a picture does.
pub(super) fn is_file(name: &str) -> bool {
    const ENDINGS: [&str; 7] = [".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"];
    ENDINGS.iter().any(|ending| ends_with_ignore_case(name, ending))
}

/// Where the size of a picture is, as other tools read it, at the end of what is `inside` its parentheses: `lamp.png =100x20`.
pub(super) fn size(inside: &str) -> Option<Range<usize>> {
    let inside = inside.trim_end();
    let (_, size) = inside.rsplit_once([' ', '\t'])?;
    let digits = size.strip_prefix('=')?;
    let is_size = digits.contains(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'x' | b'X' | b'*' | b'%'));
    is_size.then_some(inside.len() - size.len()..inside.len())
}

/// What is said of the size at `size` in the parentheses of the picture whose `[` is at `start` and whose `]` is at `at`.
pub(super) fn sized(source: &str, start: usize, at: usize, size: &Range<usize>) -> Option<Diagnostic> {
    let inside = at + "](".len();
    let written = source.get(inside..inside + size.end)?;
    let kept = inside + written[..size.start].trim_end().len();
    let close = inside + size.end + source[inside + size.end..].find(')')? + 1;
    let shown = &written[size.start..];
    let message = format!("expected `)` before the size `{shown}` of this picture, found a space; it shows as it is");
    is_picture(source, start)
        .then(|| Diagnostic::warning(Code::LINK_SPACE, start - 1..close, message).with_fix(kept..inside + size.end, ""))
}
