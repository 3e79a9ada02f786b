//! Whether indented text was meant as code: Markdown makes code of a step that is indented too far, and of a command.

use crate::source::is_cjk;

use super::literal;

/// Whether `text` has the signs of code, such as `lamp --on` or `lamps = 1`, and no line that reads as text.
pub(super) fn is_code(text: &str) -> bool {
    (text.contains(|c| "={};|$\\_%@".contains(c)) || text.split_whitespace().any(is_command))
        && !text.lines().any(|line| reads_as_text(line.trim()))
}

/// `-zv`, `--output` and `Get-AzVM`.
pub(super) fn is_command(word: &str) -> bool {
    let is_option = word.trim_start_matches('-').starts_with(|c: char| c.is_ascii_alphabetic());
    word.starts_with('-') && is_option || word.starts_with(|c: char| c.is_ascii_uppercase()) && has_noun(word)
}

/// Whether a capital letter follows a dash, as in `Get-AzVM`.
fn has_noun(word: &str) -> bool {
    word.as_bytes().windows(2).any(|pair| pair[0] == b'-' && pair[1].is_ascii_uppercase())
}

/// Whether a line is an item of a list, has bold words or a link in it, or reads as a sentence.
fn reads_as_text(line: &str) -> bool {
    is_item(line) || literal::markdown(line, line.len(), |_| false).is_some() || is_sentence(line)
}

/// `* Press Start`, `1. Press Start`
fn is_item(line: &str) -> bool {
    let text = line.strip_prefix("* ").or_else(|| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.strip_prefix(". ").filter(|_| rest.len() < line.len())
    });
    text.is_some_and(|text| text.starts_with(char::is_alphabetic))
}

/// Whether a line begins as a sentence does and most of it is words; `SELECT name FROM lamps` begins otherwise.
fn is_sentence(line: &str) -> bool {
    let mut letters = line.chars();
    let is_first = match letters.next() {
        Some(first) if is_cjk(first) => return true,
        Some(first) => first.is_uppercase() && letters.next().is_some_and(|c| c.is_lowercase() || c == ' '),
        None => false,
    };
    let words = line.split_whitespace().filter(|word| is_word(word)).count();
    is_first && words > 2 && 2 * words > line.split_whitespace().count()
}

fn is_word(word: &str) -> bool {
    let word = word.trim_matches(|c: char| ".,:;!?()\"'*".contains(c));
    !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || "-'’/".contains(c)) && !has_noun(word)
}

#[cfg(test)]
mod tests {
    use super::is_code;

    #[test]
    fn commands_are_code() {
        for text in [
            "lamp list --output table",
            "Get-Lamp -Room hall",
            "SELECT name FROM lamps WHERE id = 1;",
            "{\"a\": 1}",
            "Lamps\n| where On == true",
            "%sh nc -zv lamp.example.com 3306",
        ] {
            assert!(is_code(text), "{text}");
        }
    }

    #[test]
    fn sentences_and_items_are_not() {
        for text in [
            "Press **Start**",
            "* Set on=1",
            "12. Run `lamp --on`",
            "Note: If the lamp is off, set on=1 in the hall.",
            "A lamp is on, see lamp_1.",
            "打开 lamp_1。",
            "lamp",
            "turn it on",
            "",
        ] {
            assert!(!is_code(text), "{text}");
        }
    }
}
