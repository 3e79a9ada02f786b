//! [`Checker`]: which rules are asked, and how much their findings matter.

use std::collections::BTreeMap;

use crate::article::Article;
use crate::diagnostic::{Applicability, Code, Diagnostic, Rule, Severity};
use crate::limits;
use crate::metadata::SelfHelpType;

use super::fix::{self, Fixed};
use super::ledger::Entry;

/// What is asked of an article, and how much each answer matters: [`Article::check`] with a selection of one's own.
///
/// A checker decides what is reported, never what strict parsing refuses: that is always reported, as an error.
///
/// ```
/// use selfhelp::Article;
/// use selfhelp::check::{Checker, Level};
/// use selfhelp::diagnostic::{Code, Severity};
///
/// let article = Article::parse_lenient("<properties articleId=\"disks\" />\n# Disks\n\n##Steps\n\n[Here](other.md)\n");
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
    hosts: Vec<String>,
    required: Vec<(Option<SelfHelpType>, String)>,
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
    /// Asks the rules that are [on by default](Rule::is_on_by_default), as [`Article::check`] does.
    pub fn new() -> Checker {
        let off = Rule::ALL.iter().filter(|rule| !rule.is_on_by_default());
        Checker { levels: off.map(|rule| (rule.code(), Level::Off)).collect(), ..Checker::all() }
    }

    /// Asks every rule.
    pub fn all() -> Checker {
        Checker { levels: BTreeMap::new(), others: Level::Usual, hosts: Vec::new(), required: Vec::new() }
    }

    /// Asks these rules and no others.
    pub fn only(codes: impl IntoIterator<Item = Code>) -> Checker {
        let levels = codes.into_iter().map(|code| (code, Level::Usual)).collect();
        Checker { levels, others: Level::Off, ..Checker::all() }
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

    /// This checker with links to `host`, and to hosts below it, left alone by the rules about hosts: `link-http`, `link-locale`,
    /// `link-review`, `link-short` and `link-wrapped`.
    ///
    /// ```
    /// use selfhelp::Article;
    /// use selfhelp::check::Checker;
    ///
    /// let article = Article::parse_lenient("<properties />\n# Disks\n\n[Status](http://status.example.com/)\n");
    /// let count = |checker: Checker| checker.check(&article).iter().filter(|found| found.code.as_str() == "link-http").count();
    /// assert_eq!(count(Checker::new()), 1);
    /// assert_eq!(count(Checker::new().allow_host("example.com")), 0);
    /// ```
    #[must_use]
    pub fn allow_host(mut self, host: impl Into<String>) -> Checker {
        self.hosts.push(host.into().to_ascii_lowercase());
        self
    }

    /// This checker with a finding `property-missing` also for articles of `kind`, or of any kind, that lack `property`.
    #[must_use]
    pub fn require(mut self, kind: impl Into<Option<SelfHelpType>>, property: impl Into<String>) -> Checker {
        self.required.push((kind.into(), property.into()));
        self
    }

    /// How findings of `code` are reported.
    pub fn level_of(&self, code: &Code) -> Level {
        self.levels.get(code).copied().unwrap_or(self.others)
    }

    /// What the parser and the rules found that is asked for and not [allowed](crate::check#comments-that-allow) in the
    /// article, in document order: as many as [`Article::check`] gives at most, of those that are asked for.
    pub fn check(&self, article: &Article) -> Vec<Diagnostic> {
        super::check(article, limits::DIAGNOSTICS, self)
    }

    /// Makes the fixes of all findings that are asked for and at least as sure as `least`, until none is left.
    ///
    /// No fix is made that would bring a new finding, unless it only brings to light what was wrong before, as with headings that
    /// are out of order or repeat the title, and are headings only then; the rest of the source stays as it is, byte for byte.
    /// Doing it again changes nothing.
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

    /// What a [`Ledger`](super::Ledger) asks of the article, by the rules that are asked and no comment in it allows.
    pub fn entry(&self, article: &Article) -> Entry {
        Entry::new(article, self)
    }

    /// This checker with its findings as they come, and the rules asked, too, that are on by default: a fix of an asked rule
    /// must not bring what another finds, but nobody has to know of what is rarely a mistake.
    pub(super) fn with_defaults(&self) -> Checker {
        let is_off = |rule: &&Rule| !rule.is_on_by_default() && self.level_of(&rule.code()) == Level::Off;
        let levels = Rule::ALL.iter().filter(is_off).map(|rule| (rule.code(), Level::Off));
        Checker { levels: levels.collect(), others: Level::Usual, ..self.clone() }
    }

    /// Whether the rules about hosts leave `host`, in small letters, alone.
    pub(super) fn allows_host(&self, host: &str) -> bool {
        let below =
            |allowed: &String| host.strip_suffix(&**allowed).is_some_and(|it| it.is_empty() || it.ends_with('.'));
        self.hosts.iter().any(below)
    }

    /// The properties that an article of `kind` must have beside those that all have.
    pub(super) fn required(&self, kind: Option<&SelfHelpType>) -> impl Iterator<Item = &str> {
        let is_asked = move |of: &Option<SelfHelpType>| of.as_ref().is_none_or(|of| Some(of) == kind);
        self.required.iter().filter(move |(of, _)| is_asked(of)).map(|(_, name)| &**name)
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
