//! Lines `:::Section title:::`, which begin sections of Apollo articles (format §3).

use std::ops::Range;

/// A line `:::Section title:::`.
#[derive(Clone, Debug)]
pub(super) struct TitleLine {
    pub(super) range: Range<usize>,
    pub(super) title: Range<usize>,
    pub(super) closed: bool,
}

/// ```text
/// title-line = ":::" *space "Section" 1*space title *space [ ":::" / "::" ]
/// ```
///
/// The range of the title in `line`, and whether the last `:::` is there, with all of its colons.
pub(super) fn titled(line: &str) -> Option<(Range<usize>, bool)> {
    let after = line.strip_prefix(":::")?.trim_start();
    let keyword = after.get(..7).filter(|word| word.eq_ignore_ascii_case("section"))?;
    let title = &after[keyword.len()..];
    if !title.starts_with(char::is_whitespace) {
        return None;
    }
    let (title, closed) = match title.trim_end().strip_suffix(":::") {
        Some(title) => (title, true),
        None => (title, false),
    };
    let start = line.len() - after.len() + keyword.len() + (title.len() - title.trim_start().len());
    // `:::Section Lamps::`; one colon may be the title's own.
    let title = title.trim();
    let title = if closed || !title.ends_with("::") { title } else { title.trim_end_matches(':').trim_end() };
    (!title.is_empty()).then_some((start..start + title.len(), closed))
}
