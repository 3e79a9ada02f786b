//! Numbers of list items and references, written without the machinery of `fmt`.

/// How many digits `number` has.
pub(super) fn count_digits(number: u64) -> usize {
    number.checked_ilog10().map_or(1, |log| log as usize + 1)
}

/// Adds `number` in decimal digits.
pub(super) fn push_number(out: &mut String, number: u64) {
    if number >= 10 {
        push_number(out, number / 10);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_fmt_does() {
        for number in [0, 1, 9, 10, 99, 100, 1234567, u64::MAX] {
            let mut out = String::new();
            push_number(&mut out, number);
            assert_eq!(out, number.to_string());
            assert_eq!(count_digits(number), out.len());
        }
    }
}
