//! Fixes in files: made, shown as a difference, or listed.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

use selfhelp::check::{Checker, Fixed};
use selfhelp::diagnostic::{Applicability, Code};
use similar::TextDiff;

use crate::arguments::Mending;
use crate::articles::Read;
use crate::error::Error;
use crate::file::{self, STANDARD_INPUT};
use crate::finding::Finding;

/// What is done with fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mend {
    /// They are made.
    Make,
    /// They are shown as a difference.
    Diff,
    /// They are listed.
    List,
}

impl Mend {
    /// What was asked for, and how sure a fix has to be.
    pub(crate) fn asked(mending: &Mending) -> Option<(Mend, Applicability)> {
        let mend = match mending {
            Mending { fix: true, .. } => Mend::Make,
            Mending { diff: true, .. } => Mend::Diff,
            Mending { fix_dry_run: true, .. } => Mend::List,
            _ => return None,
        };
        let least = if mending.unsafe_fixes { Applicability::Suggested } else { Applicability::Safe };
        Some((mend, least))
    }
}

/// What fixing an article came to.
pub(crate) struct Mended {
    pub(crate) fixed: Fixed,
    /// What is shown of it.
    pub(crate) shown: String,
}

/// Makes the fixes of an article, and does with them what was asked for.
pub(crate) fn mend(
    name: &str,
    read: &Read,
    checker: &Checker,
    (mend, least): (Mend, Applicability),
    for_people: bool,
) -> Result<Mended, Error> {
    let fixed = checker.fix(read.article.source(), least);
    let shown = match mend {
        Mend::Make => made(name, read, &fixed)?,
        _ if fixed.is_unchanged() => String::new(),
        Mend::Diff => {
            let patch = difference(name, read.article.source(), &fixed.source);
            if for_people { without_controls(&patch) } else { patch }
        }
        Mend::List => list(name, &fixed),
    };
    Ok(Mended { fixed, shown })
}

/// Writes the article with its fixes; to standard output where it came from standard input.
fn made(name: &str, read: &Read, fixed: &Fixed) -> Result<String, Error> {
    if read.path.as_os_str() == STANDARD_INPUT {
        return Ok(fixed.source.clone());
    }
    if !fixed.is_unchanged() {
        write(name, read, fixed)?;
    }
    Ok(String::new())
}

fn write(name: &str, read: &Read, fixed: &Fixed) -> Result<(), Error> {
    let encoded = fixed.encoded(&read.bytes);
    let text = encoded.ok_or_else(|| {
        Error::new(format!("cannot fix `{name}`: bytes of it are not text in its encoding and would be lost"))
    })?;
    // What `<(…)` gives a name has been read, and takes nothing.
    if !read.path.is_file() {
        return Err(Error::new(format!("cannot fix `{name}`: it is not a file that can be written")));
    }
    // An editor may have saved it meanwhile.
    if file::read(&read.path)? != read.bytes {
        return Err(Error::new(format!("cannot fix `{name}`: it was changed meanwhile")));
    }
    file::write(&read.path, &text)
}

/// Marks the fixes that would not be made with all others: each code's last ones, where fewer are made than were found.
pub(crate) fn mark_blocked(source: &str, checker: &Checker, findings: &mut [Finding]) {
    let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref());
    let Some(least) = fixes.map(|fix| fix.applicability).max() else { return };
    let mut left: HashMap<Code, usize> = HashMap::new();
    for found in checker.fix(source, least).left.into_iter().filter(|found| found.fix.is_some()) {
        *left.entry(found.code).or_default() += 1;
    }
    for finding in findings.iter_mut().rev() {
        if let (Some(left), Some(fix)) = (left.get_mut(&finding.code), &mut finding.fix) {
            fix.is_blocked = *left > 0;
            *left = left.saturating_sub(1);
        }
    }
}

fn difference(name: &str, before: &str, after: &str) -> String {
    let name = Path::new(name).strip_prefix(".").map_or_else(|_| name.to_owned(), |name| name.display().to_string());
    let names = (format!("a/{name}"), format!("b/{name}"));
    TextDiff::from_lines(before, after).unified_diff().header(&names.0, &names.1).to_string()
}

/// A patch as a terminal may show it, with U+FFFD for control characters other than tabs; `patch` gets it as it is.
fn without_controls(patch: &str) -> String {
    let is_hidden = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    let shown = |c: char| if is_hidden(c) { char::REPLACEMENT_CHARACTER } else { c };
    patch.replace("\r\n", "\n").chars().map(shown).collect()
}

/// `a.md: 3 fixes (heading-space 2, quote-missing 1)`
fn list(name: &str, fixed: &Fixed) -> String {
    let mut line = String::new();
    let all: usize = fixed.made.values().sum();
    let each: Vec<String> = fixed.made.iter().map(|(code, count)| format!("{code} {count}")).collect();
    let noun = if all == 1 { "fix" } else { "fixes" };
    let _ = writeln!(line, "{name}: {all} {noun} ({})", each.join(", "));
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_gets_no_controls() {
        let shown = without_controls("-a\tb\r\n+\u{1B}[2J\u{9B}\u{7F}\rc\n");
        assert_eq!(shown, "-a\tb\n+\u{FFFD}[2J\u{FFFD}\u{FFFD}\u{FFFD}c\n");
    }
}
