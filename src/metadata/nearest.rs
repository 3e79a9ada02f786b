//! "Did you mean": the known word that a written one is close to.

/// The one of `words` that `written` is closest to, when it is close enough to be a slip of the pen.
///
/// One slip (a letter too many, too few, wrong, or two swapped) is allowed for every four letters of the word.
pub(super) fn nearest<'a>(written: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_ascii_lowercase();
    let letters = written.chars().count();
    let slips = |word: &str| {
        let allowed = (word.len() / 4).max(1);
        if letters.abs_diff(word.len()) > allowed {
            return None; // each letter too many or too few is a slip
        }
        let slips = strsim::osa_distance(&written, &word.to_ascii_lowercase());
        (slips <= allowed).then_some(slips)
    };
    words.filter_map(|word| Some((slips(word)?, word))).min_by_key(|(slips, _)| *slips).map(|(_, word)| word)
}
