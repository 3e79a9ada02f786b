//! Locales: which language an article is in, and how near that is to what a reader asks for.

use std::ffi::OsStr;
use std::path::Path;

use crate::text::Text;

/// The languages of ISO 639-1.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz \
     ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja \
     jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng \
     nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw \
     ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// How near a text is to the reader's language, the nearest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// It is in the language of the library.
    Fallback,
    /// It is in the language, for another region.
    Language,
    /// It is for the region.
    Exact,
}

/// The locale that `path` names: at the end of the file's name, else in the innermost folder.
pub(super) fn of(path: &Path) -> Option<Text> {
    let stem = Path::new(path.file_stem()?);
    let ending = stem.extension();
    let folders = path.ancestors().skip(1).filter_map(Path::file_name);
    ending.into_iter().chain(folders).filter_map(OsStr::to_str).find(|name| is_locale(name)).map(folded)
}

/// A locale as it is compared: `de_DE` is `de-de`.
pub(super) fn folded(locale: &str) -> Text {
    Text::from(locale.trim().to_ascii_lowercase().replace('_', "-"))
}

/// `locale = language ( "-" script [ "-" region ] / "-" region )`
fn is_locale(name: &str) -> bool {
    let mut parts = name.split('-');
    let language = parts.next().is_some_and(is_language);
    let rest: Vec<&str> = parts.collect();
    language
        && match rest[..] {
            [one] => is_script(one) || is_region(one),
            [script, region] => is_script(script) && is_region(region),
            _ => false,
        }
}

fn is_language(name: &str) -> bool {
    // Every folder of every path is asked, and nearly none has two letters.
    name.len() == 2 && LANGUAGES.split(' ').any(|language| language.eq_ignore_ascii_case(name))
}

/// The scripts in which languages of portals are written in more than one way: any four letters would be `it-team`.
fn is_script(name: &str) -> bool {
    ["arab", "cyrl", "hans", "hant", "latn"].iter().any(|script| script.eq_ignore_ascii_case(name))
}

fn is_region(name: &str) -> bool {
    let all = |is: fn(&u8) -> bool| name.as_bytes().iter().all(is);
    (name.len() == 2 && all(u8::is_ascii_alphabetic)) || (name.len() == 3 && all(u8::is_ascii_digit))
}

/// The language of a locale: `de` of `de-at`.
pub(super) fn language(locale: &str) -> &str {
    locale.split('-').next().unwrap_or_default()
}

/// How near an article `written` in a locale is to `asked`, both folded; `None` if it is in another language.
pub(super) fn nearness(written: Option<&str>, asked: &str) -> Option<Nearness> {
    match written {
        None => Some(Nearness::Fallback),
        Some(written) if written == asked => Some(Nearness::Exact),
        Some(written) => (language(written) == language(asked)).then_some(Nearness::Language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn named(path: &str, locale: Option<&str>) {
        assert_eq!(of(Path::new(path)).as_deref(), locale, "{path}");
    }

    #[test]
    fn a_path_names_a_locale() {
        named("disks.md", None);
        named("de-de/disks.md", Some("de-de"));
        named("lamps/de-DE/disks/full.md", Some("de-de"));
        named("disks.pt-BR.md", Some("pt-br"));
        named("de-de/disks.fr-fr.md", Some("fr-fr"));
        named("zh-Hans/disks.md", Some("zh-hans"));
        named("zh-hant-tw/disks.md", Some("zh-hant-tw"));
        named("es-419/disks.md", Some("es-419"));
        named("de/disks.md", None);
        named("it-team/disks.md", None);
        named("vm-ad/disks.md", None);
        named("de-de.md", None);
        named("sql-mi/disks.md", None);
        named("de-de-de/disks.md", None);
        named("", None);
    }

    #[test]
    fn a_reader_is_answered_in_the_nearest_language() {
        assert_eq!(nearness(Some("de-at"), "de-at"), Some(Nearness::Exact));
        assert_eq!(nearness(Some("de-de"), "de-at"), Some(Nearness::Language));
        assert_eq!(nearness(None, "de-at"), Some(Nearness::Fallback));
        assert_eq!(nearness(Some("fr-fr"), "de-at"), None);
        assert_eq!(folded(" de_AT "), "de-at");
    }
}
