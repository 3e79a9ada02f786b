//! "Did you mean": the known word that a written one is close to.

/// The one of `words` that is closest to `written`, if it is close enough to be a typing error.
///
/// One slip (a letter too many, too few, wrong, or two swapped) is allowed for every four letters of the word.
pub(crate) fn nearest<'a>(written: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let held = letters(written);
    let written: Vec<char> = written.chars().map(|c| c.to_ascii_lowercase()).collect();
    let near = |word: &str| {
        let allowed = (word.len() / 4).max(1);
        if written.len().abs_diff(word.len()) > allowed {
            return None; // each letter too many or too few is a slip
        }
        let lacks = |some: u32, other: u32| (some & !other).count_ones() as usize > allowed;
        let wanted = letters(word);
        if lacks(held, wanted) || lacks(wanted, held) {
            return None; // and so is each that only one of them holds
        }
        slips(&written, word, allowed)
    };
    words.filter_map(|word| Some((near(word)?, word))).min_by_key(|(slips, _)| *slips).map(|(_, word)| word)
}

/// How many slips make `written`, in small letters, of `word`, which is ASCII: the optimal string alignment distance, if it
/// is at most `most`.
fn slips(written: &[char], word: &str, most: usize) -> Option<usize> {
    let word: Vec<char> = word.chars().map(|c| c.to_ascii_lowercase()).collect();
    // The slips of what came before the last letter of `written`, with it and with this one, from each beginning of `word`.
    let mut last: Vec<usize> = (0..=word.len()).collect();
    let (mut before, mut this) = (last.clone(), last.clone());
    let mut few_before = true;
    for (row, &found) in written.iter().enumerate() {
        let mut fewest = row + 1;
        this[0] = fewest;
        let mut here = fewest;
        for (column, &wanted) in word.iter().enumerate() {
            here = (last[column] + usize::from(found != wanted)).min(last[column + 1] + 1).min(here + 1);
            if row > 0 && column > 0 && found == word[column - 1] && written[row - 1] == wanted {
                here = here.min(before[column - 1] + 1);
            }
            this[column + 1] = here;
            fewest = fewest.min(here);
        }
        // Two letters swapped look back over one.
        let few = fewest <= most;
        if !few && !few_before {
            return None;
        }
        few_before = few;
        (before, last, this) = (last, this, before);
    }
    Some(last[word.len()]).filter(|&slips| slips <= most)
}

/// Which letters are in a word, ignoring case: a bit for each.
fn letters(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_alphabetic).fold(0, |letters, letter| letters | 1 << (letter & 0x1F))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted_as_the_library_counts_them() {
        let words =
            ["", "a", "ab", "ba", "abc", "acb", "cab", "service", "sevrice", "srevice", "services", "pagetitle", "é"];
        for written in words {
            for word in words.into_iter().filter(|word| word.is_ascii()) {
                let letters: Vec<char> = written.chars().collect();
                for most in 0..6 {
                    let counted = Some(strsim::osa_distance(written, word)).filter(|&slips| slips <= most);
                    assert_eq!(slips(&letters, word, most), counted, "{written} of {word}");
                }
            }
        }
    }
}
