//! "Did you mean": the known word that a written one is close to.

/// The one of `words` that is closest to `written`, if it is close enough to be a typing error.
///
/// One slip (a letter too many, too few, wrong, or two swapped) is allowed for every four letters of the word.
pub(crate) fn nearest<'a>(written: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_ascii_lowercase();
    let count = written.chars().count();
    let slips = |word: &str| {
        let allowed = (word.len() / 4).max(1);
        let lacking = letters(&written) & !letters(word);
        if count.abs_diff(word.len()) > allowed || lacking.count_ones() as usize > allowed {
            return None; // each letter too many or too few is a slip, and so is each that the word lacks
        }
        let slips = strsim::osa_distance(&written, &word.to_ascii_lowercase());
        (slips <= allowed).then_some(slips)
    };
    words.filter_map(|word| Some((slips(word)?, word))).min_by_key(|(slips, _)| *slips).map(|(_, word)| word)
}

/// Which letters are in a word, ignoring case: a bit for each.
fn letters(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_alphabetic).fold(0, |letters, letter| letters | 1 << (letter & 0x1F))
}
