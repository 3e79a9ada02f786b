//! [`Checker`]: which rules are asked, and how much their findings matter.

use std::collections::BTreeMap;

use crate::article::Article;
use crate::diagnostic::{Applicability, Code, Diagnostic, Severity};
use crate::limits;

use super::fix::{self, Fixed};

/// What is asked of an article, and how much each answer matters: [`Article::check`] with a selection of one's own.
///
/// A checker decides what is reported, never what strict parsing refuses: that is always reported, as an error.
///
/// ```
/// use selfhelp::Article;
/// use selfhelp::check::{Checker, Level};
/// use selfhelp::diagnostic::{Code, Severity};
///
/// let article = Article::parse_lenient("<properties />\n# Disks\n\n##Steps\n\n[Here](other.md)\n");
/// let found = |checker: Checker| {
///     let found = checker.check(&article).into_iter();
///     found.map(|found| format!("{}[{}]", found.severity, found.code)).collect::<Vec<_>>()
/// };
/// assert_eq!(found(Checker::new()), ["warning[heading-space]", "note[link-relative]"]);
/// assert_eq!(found(Checker::new().level(Code::LINK_RELATIVE, Level::Off)), ["warning[heading-space]"]);
/// assert_eq!(found(Checker::only([Code::LINK_RELATIVE])), ["note[link-relative]"]);
/// let strict = Checker::new().level(Code::HEADING_SPACE, Level::At(Severity::Error));
/// assert_eq!(found(strict), ["error[heading-space]", "note[link-relative]"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checker {
    levels: BTreeMap<Code, Level>,
    others: Level,
}

/// How findings of a rule are reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Level {
    /// As they come, which is mostly with the [severity of the rule](crate::diagnostic::Rule::severity).
    #[default]
    Usual,
    /// All with this severity.
    At(Severity),
    /// Not at all.
    Off,
}

impl Default for Checker {
    fn default() -> Checker {
        Checker::new()
    }
}

impl Checker {
    /// Asks every rule, as [`Article::check`] does.
    pub fn new() -> Checker {
        Checker { levels: BTreeMap::new(), others: Level::Usual }
    }

    /// Asks these rules and no others.
    pub fn only(codes: impl IntoIterator<Item = Code>) -> Checker {
        let levels = codes.into_iter().map(|code| (code, Level::Usual)).collect();
        Checker { levels, others: Level::Off }
    }

    /// This checker with the findings of `code` at `level`.
    #[must_use]
    pub fn level(mut self, code: Code, level: Level) -> Checker {
        self.set_level(code, level);
        self
    }

    /// Reports the findings of `code` at `level` from now on.
    pub fn set_level(&mut self, code: Code, level: Level) {
        self.levels.insert(code, level);
    }

    /// How findings of `code` are reported.
    pub fn level_of(&self, code: &Code) -> Level {
        self.levels.get(code).copied().unwrap_or(self.others)
    }

    /// What the parser and the rules found that is asked for and not [allowed](crate::check#comments-that-allow) in the
    /// article, in document order: as many as [`Article::check`] gives at most, of those that are asked for.
    pub fn check(&self, article: &Article) -> Vec<Diagnostic> {
        super::check(article, limits::DIAGNOSTICS, |found| self.reports(found))
    }

    /// Makes the fixes of all findings that are asked for and at least as sure as `least`, until none is left.
    ///
    /// No fix is made that would bring a new finding, but for headings that are found out of order once they are headings; the
    /// rest of the source stays as it is, byte for byte. Doing it again changes nothing.
    ///
    /// ```
    /// use selfhelp::check::Checker;
    /// use selfhelp::diagnostic::Applicability;
    ///
    /// let source = "<properties pageTitle=Disks />\r\n##Steps\r\n1.Stop\r\n";
    /// let fixed = Checker::new().fix(source, Applicability::Safe);
    /// assert_eq!(fixed.source, "<properties pageTitle=\"Disks\" />\r\n## Steps\r\n1.Stop\r\n");
    /// let fixed = Checker::new().fix(&fixed.source, Applicability::Suggested);
    /// assert!(fixed.source.ends_with("1. Stop\r\n"));
    /// ```
    pub fn fix(&self, source: &str, least: Applicability) -> Fixed {
        fix::fix(self, source, least)
    }

    /// Whether `found` is reported; its severity is then as it is reported.
    pub(super) fn reports(&self, found: &mut Diagnostic) -> bool {
        match self.level_of(&found.code) {
            // Whoever selects links only has to learn that there is no article to speak of.
            _ if found.severity == Severity::Error => true,
            Level::Usual => true,
            Level::At(severity) => {
                found.severity = severity;
                true
            }
            Level::Off => false,
        }
    }
}
