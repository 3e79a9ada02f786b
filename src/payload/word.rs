//! Texts that are read as something else: truth values, whole numbers, misspelt keys.

/// `true` or `false` in any case.
pub(super) fn truth(text: &str) -> Option<bool> {
    let text = text.trim();
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    is("true").then_some(true).or(is("false").then_some(false))
}

/// The whole number that is written; `2.0` is one.
pub(super) fn whole(digits: &str) -> Option<i64> {
    digits.parse().ok().or_else(|| {
        let number: f64 = digits.parse().ok()?;
        // Whole numbers up to here are exact.
        (digits.starts_with(['-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
            && number.fract() == 0.0
            && number.abs() < 9e15)
            .then_some(number as i64)
    })
}

/// The one of `words` that was probably meant: at most two slips away, one where it has up to four letters.
pub(super) fn nearest<'w>(written: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let written = written.trim().to_ascii_lowercase();
    let slips = |word: &str| {
        let allowed = if word.len().min(written.len()) <= 4 { 1 } else { 2 };
        if word.len().abs_diff(written.len()) > allowed {
            return None;
        }
        let slips = strsim::osa_distance(&written, &word.to_ascii_lowercase());
        (slips <= allowed).then_some(slips)
    };
    words.filter_map(|word| Some((slips(word)?, word))).min_by_key(|(slips, _)| *slips).map(|(_, word)| word)
}
