//! Code fences.

/// A line that opens fenced code: three or more backticks or tildes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fence {
    character: u8,
    length: usize,
}

impl Fence {
    /// The fence that `line` opens, which begins with its first character that is not blank, and its info string.
    ///
    /// A fence of backticks has none of them in its info string: ```` ``` a`b ```` is a code span that is not closed.
    pub(crate) fn opening(line: &str) -> Option<(Fence, &str)> {
        let character = *line.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~'))?;
        let info = line.trim_start_matches(char::from(character));
        let length = line.len() - info.len();
        let opens = length >= 3 && (character == b'~' || memchr::memchr(b'`', info.as_bytes()).is_none());
        opens.then_some((Fence { character, length }, info))
    }

    /// Whether `line`, without blanks around it, closes this fence.
    pub(crate) fn is_closed_by(&self, line: &str) -> bool {
        line.len() >= self.length && line.bytes().all(|byte| byte == self.character)
    }

    /// Whether it is made of the same character as the other.
    pub(crate) fn has_character_of(&self, other: &Fence) -> bool {
        self.character == other.character
    }

    /// How many characters the fence has.
    pub(crate) fn length(&self) -> usize {
        self.length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn opens(line: &str, expected: Option<(usize, &str)>) {
        assert_eq!(Fence::opening(line).map(|(fence, info)| (fence.length(), info)), expected, "{line:?}");
    }

    #[test]
    fn fences() {
        opens("```", Some((3, "")));
        opens("~~~~ x`y", Some((4, " x`y")));
        opens("``` x`y", None);
        opens("``", None);
        opens(" ```", None);
        let closes = |opening, line| Fence::opening(opening).is_some_and(|(fence, _)| fence.is_closed_by(line));
        assert!(closes("```", "```") && closes("```", "`````"));
        assert!(!closes("````", "```") && !closes("```", "~~~") && !closes("```", "``` x") && !closes("```", ""));
    }
}
