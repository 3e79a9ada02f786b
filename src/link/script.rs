//! Alphabets whose letters look like those of others, as hosts hold them (UTS #39, reduced to what matters here).

use std::fmt;

use super::host::decoded;

/// How the name of a host can deceive readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Disguise {
    /// One of its labels has letters of both: `pоrtal` with a Cyrillic `о`.
    Mixed(Alphabet, Alphabet),
    /// One of its labels is Cyrillic and could be Latin: `аррӏе`.
    LooksLatin,
}

/// An alphabet that shares the look of letters with the others here.
///
/// Han, kana, Hangul and all other scripts are used next to Latin in honest names (`日本語abc`), and look like none of
/// these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alphabet {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Cherokee,
}

impl fmt::Display for Alphabet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// The Cyrillic letters that look like Latin ones in most fonts.
const LOOK_LATIN: &str = "асеорхуіјѕһӏԁԛԝъьпгѵѡҽ";

/// How `host` could deceive, label by label: `президент.example.com` is what it looks like. So is a Cyrillic label
/// below a domain that is not ASCII, such as `рф`.
pub(super) fn disguise(host: &str) -> Option<Disguise> {
    if host.is_ascii() && !host.contains('%') {
        return None;
    }
    let host = decoded(host)?;
    let ends_latin = host.trim_end_matches('.').rsplit('.').next().is_some_and(str::is_ascii);
    host.split('.').find_map(|label| mixed(label).or_else(|| looks_latin(label).filter(|_| ends_latin)))
}

fn mixed(label: &str) -> Option<Disguise> {
    let mut alphabets = label.chars().filter_map(alphabet);
    let first = alphabets.next()?;
    let other = alphabets.find(|other| *other != first)?;
    Some(Disguise::Mixed(first, other))
}

fn looks_latin(label: &str) -> Option<Disguise> {
    let looks = |c: char| c.to_lowercase().all(|c| LOOK_LATIN.contains(c));
    let mut letters = label.chars().filter(|c| c.is_alphabetic()).peekable();
    (letters.peek().is_some() && letters.all(looks)).then_some(Disguise::LooksLatin)
}

fn alphabet(c: char) -> Option<Alphabet> {
    Some(match c {
        'a'..='z' | 'A'..='Z' => Alphabet::Latin,
        _ if c.is_ascii() || !c.is_alphabetic() => return None,
        '\u{C0}'..='\u{2AF}' | '\u{1E00}'..='\u{1EFF}' | '\u{2C60}'..='\u{2C7F}' | '\u{A722}'..='\u{A7FF}' => {
            Alphabet::Latin
        }
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Alphabet::Greek,
        '\u{400}'..='\u{52F}' | '\u{1C80}'..='\u{1C8F}' | '\u{A640}'..='\u{A69F}' => Alphabet::Cyrillic,
        '\u{531}'..='\u{588}' => Alphabet::Armenian,
        '\u{13A0}'..='\u{13FF}' | '\u{AB70}'..='\u{ABBF}' => Alphabet::Cherokee,
        _ => return None,
    })
}

/// Whether `c` belongs to a script that is written from right to left.
pub(crate) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn mixes(host: &str, one: Alphabet, other: Alphabet) {
        assert_eq!(disguise(host), Some(Disguise::Mixed(one, other)), "{host:?}");
    }

    #[track_caller]
    fn honest(host: &str) {
        assert_eq!(disguise(host), None, "{host:?}");
    }

    #[test]
    fn a_label_has_letters_of_one_alphabet() {
        mixes("p\u{43E}rtal.azure.com", Alphabet::Latin, Alphabet::Cyrillic);
        mixes("portal.\u{430}zure.com", Alphabet::Cyrillic, Alphabet::Latin);
        mixes("p%D0%BErtal.azure.com", Alphabet::Latin, Alphabet::Cyrillic);
        mixes("micr\u{3BF}soft.com", Alphabet::Latin, Alphabet::Greek);
        mixes("bi\u{578}g.com", Alphabet::Latin, Alphabet::Armenian);
        mixes("\u{13AA}oogle.com", Alphabet::Cherokee, Alphabet::Latin);
        mixes("\u{3B1}\u{431}.com", Alphabet::Greek, Alphabet::Cyrillic);
        mixes("m\u{FC}n\u{441}hen.example", Alphabet::Latin, Alphabet::Cyrillic);
        mixes("\u{440}1a", Alphabet::Cyrillic, Alphabet::Latin);
    }

    #[test]
    fn honest_names_are_not_reported() {
        honest("portal.azure.com");
        honest("президент.рф");
        honest("президент.example.com");
        honest("пример-1.example");
        honest("ура.рф");
        honest("münchen.example");
        honest("m%C3%BCnchen.example");
        honest("ελλάδα.gr");
        honest("հայաստան.am");
        honest("概要.example");
        honest("日本語abc.jp");
        honest("カタカナweb.example");
        honest("한국tv.example");
        honest("ไทยweb.example");
        honest("xn--80ak6aa92e.com");
        honest("%zz");
        honest("");
        honest(".");
    }

    #[test]
    fn cyrillic_that_could_be_latin_is_found() {
        for host in ["аррӏе.com", "АРРӏЕ.com", "www.сосо.com.", "о-1.example"] {
            assert_eq!(disguise(host), Some(Disguise::LooksLatin), "{host:?}");
        }
    }
}
