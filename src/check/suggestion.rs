//! What the author of a link target probably meant (format §5).

use strsim::damerau_levenshtein;

use crate::diagnostic::Code;
use crate::link::Target;

/// The schemes that make a link, the likelier first.
const SCHEMES: [&str; 7] =
    ["https://", "http://", "mailto:", "data-blade:", "button-data-blade:", "button-data-context:", "button-link:"];

/// Longest misspelling of a scheme that is looked at, in bytes.
const SCHEME_LIMIT: usize = 24;

/// The ends of host names that occur in articles.
pub(super) const DOMAINS: [&str; 8] = ["com", "net", "org", "io", "ms", "us", "cn", "de"];

/// A better beginning for a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Suggestion {
    /// Whether a scheme is misspelt or missing.
    pub(super) code: Code,
    /// How many bytes of the target to replace.
    pub(super) cut: usize,
    /// What to put there.
    pub(super) put: &'static str,
}

/// What would make a link of `written`, which is none.
pub(super) fn suggestion(written: &str) -> Option<Suggestion> {
    let candidates = [misspelt(written), without_scheme(written), blade(written)];
    candidates.into_iter().flatten().find(|suggestion| {
        let mended = [suggestion.put, written.get(suggestion.cut..).unwrap_or_default()].concat();
        matches!(Target::parse(&mended), Target::Web(_) | Target::Mail(_) | Target::Blade(_))
    })
}

/// What ends a scheme, also as some keyboards write it: `data-blade：Microsoft_X.Blade`.
const SCHEME_ENDS: [char; 3] = [':', '/', '：'];

/// `htps:`, `datablade:`, `https//`, `https:/`.
fn misspelt(written: &str) -> Option<Suggestion> {
    let head = written.get(..written.find(SCHEME_ENDS)?)?;
    let name = head.trim_end_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
    if name.len() < 3 || name.len() > SCHEME_LIMIT || !name.starts_with(char::is_alphanumeric) {
        return None;
    }
    let distance = |scheme: &&str| damerau_levenshtein(scheme.trim_end_matches([':', '/']), &name);
    let scheme = SCHEMES.into_iter().min_by_key(distance)?;
    let near = if name.len() < 5 { 1 } else { 2 };
    let cut = written.len() - written[head.len()..].trim_start_matches(SCHEME_ENDS).len();
    (distance(&scheme) <= near).then_some(Suggestion { code: Code::LINK_SCHEME_TYPO, cut, put: scheme })
}

/// `www.example.com`, `aka.ms/guide`, `//example.com`, `someone@example.com`.
fn without_scheme(written: &str) -> Option<Suggestion> {
    let rest = written.strip_prefix("//");
    let host = rest.unwrap_or(written).split(['/', '?', '#', ':']).next()?;
    let (name, domain) = host.rsplit_once('.').filter(|(name, _)| !name.is_empty())?;
    let mail = name.contains('@');
    let known = DOMAINS.iter().any(|known| domain.eq_ignore_ascii_case(known)) || rest.is_none() && is_mail(written);
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.@_".contains(&byte));
    let put = match rest {
        Some(_) => "https:",
        None if mail => "mailto:",
        None => "https://",
    };
    let host = is_name && known || written.starts_with("www.") && !mail;
    host.then_some(Suggestion { code: Code::LINK_NO_SCHEME, cut: 0, put })
}

/// `support@lamp.example`, at a domain of any name, but no file, such as `lamp@2x.png`.
fn is_mail(written: &str) -> bool {
    const FILES: [&str; 11] = ["bmp", "gif", "htm", "html", "jpeg", "jpg", "json", "md", "pdf", "png", "svg"];
    let Some((user, host)) = written.split_once('@') else { return false };
    let Some((_, top)) = host.rsplit_once('.') else { return false };
    let is_label =
        |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    user.starts_with(|c: char| c.is_ascii_alphanumeric())
        && host.split('.').all(is_label)
        && top.len() > 1
        && top.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !FILES.iter().any(|file| top.eq_ignore_ascii_case(file))
}

/// `Fabrikam_Compute.ImagesBlade.id.$resourceId`.
fn blade(written: &str) -> Option<Suggestion> {
    let mut words = written.split(['.', ';']);
    let (extension, blade) = (words.next()?, words.next()?);
    let is_name = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let is_extension = is_name(extension) && (extension.contains('_') || extension.ends_with("Extension"));
    let is_blade = is_name(blade) && blade.len() > 4 && blade.starts_with(|c: char| c.is_ascii_uppercase());
    (is_extension && is_blade).then_some(Suggestion { code: Code::LINK_NO_SCHEME, cut: 0, put: "data-blade:" })
}
