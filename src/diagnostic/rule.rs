//! [`Rule`]: what is known about a code.

use std::borrow::Cow;
use std::fmt;

use serde::{Serialize, Serializer};

use super::rules::ALL;
use super::{Code, Severity};

/// The body that an example of a rule about bodies follows.
const HEADER: &str = "<properties pageTitle=\"Lamp\" articleId=\"lamp-1\" selfHelpType=\"generic\" />\n# Lamp\n\n";

/// What is known about a [`Code`]: what is looked for, why, and how it is mended.
///
/// The findings of the parser have rules as those of the checks have. All of them, with how often they occur, are in the
/// [documentation](crate::rules).
///
/// ```
/// use selfhelp::diagnostic::{Applicability, Code, Rule, Severity};
///
/// let rule = Rule::find("heading-space").ok_or("no such rule")?;
/// assert_eq!(rule.code(), Code::HEADING_SPACE);
/// assert_eq!(rule.severity(), Severity::Warning);
/// assert_eq!(rule.summary(), "A heading has no space after its `#`.");
/// assert_eq!(rule.example(), "##Steps\n");
/// assert_eq!((rule.fix(), rule.applicability()), ("Writes the space.", Some(Applicability::Safe)));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub(super) name: &'static str,
    pub(super) help_url: &'static str,
    pub(super) group: Group,
    pub(super) severity: Severity,
    pub(super) milder: Option<Severity>,
    pub(super) since: &'static str,
    pub(super) summary: &'static str,
    pub(super) what: &'static str,
    pub(super) why: &'static str,
    pub(super) example: Example,
    pub(super) remedy: Remedy,
}

/// What an example shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Example {
    /// A whole file.
    File(&'static str),
    /// Something in a body.
    Body(&'static str),
}

/// How the findings of a rule are mended, and in which words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remedy {
    Safe(&'static str),
    Suggested(&'static str),
    ByHand(&'static str),
}

/// How sure it is that a fix does what the author wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Applicability {
    /// It never changes what readers see, or what services read, other than as the rule says.
    Safe,
    /// It is probably what the author meant; a person should look at it.
    Suggested,
}

impl Applicability {
    /// `safe` or `suggested`.
    pub fn as_str(self) -> &'static str {
        match self {
            Applicability::Safe => "safe",
            Applicability::Suggested => "suggested",
        }
    }
}

impl fmt::Display for Applicability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Rule {
    /// Every rule of this version, by group.
    pub const ALL: &'static [Rule] = &ALL;

    /// The rule of that name.
    pub fn find(name: &str) -> Option<&'static Rule> {
        Rule::ALL.iter().find(|rule| rule.name == name)
    }

    /// The name of the rule, such as `heading-space`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The code that its findings have.
    pub fn code(&self) -> Code {
        Code::known(self.name)
    }

    /// What the rule is about.
    pub fn group(&self) -> Group {
        self.group
    }

    /// How much its findings matter where nobody says otherwise.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// What those findings of it have that matter less, as [`Rule::what`] says; `None` where all matter the same.
    pub fn milder_severity(&self) -> Option<Severity> {
        self.milder
    }

    /// The version of this crate that had it first, such as `0.1.0`.
    pub fn since(&self) -> &'static str {
        self.since
    }

    /// What is wrong, in a sentence.
    pub fn summary(&self) -> &'static str {
        self.summary
    }

    /// What is looked for and how it is read, in Markdown.
    pub fn what(&self) -> &'static str {
        self.what
    }

    /// Why it matters, in Markdown.
    pub fn why(&self) -> &'static str {
        self.why
    }

    /// Something the rule finds: a whole file, or a piece of a body.
    pub fn example(&self) -> &'static str {
        match self.example {
            Example::File(text) | Example::Body(text) => text,
        }
    }

    /// The example as a whole file.
    pub fn example_file(&self) -> Cow<'static, str> {
        match self.example {
            Example::File(text) => Cow::Borrowed(text),
            Example::Body(text) => Cow::Owned([HEADER, text].concat()),
        }
    }

    /// What the fix does, or what to do where there is none, in Markdown.
    pub fn fix(&self) -> &'static str {
        match self.remedy {
            Remedy::Safe(text) | Remedy::Suggested(text) | Remedy::ByHand(text) => text,
        }
    }

    /// How sure its fixes are; `None` where it has none.
    pub fn applicability(&self) -> Option<Applicability> {
        match self.remedy {
            Remedy::Safe(_) => Some(Applicability::Safe),
            Remedy::Suggested(_) => Some(Applicability::Suggested),
            Remedy::ByHand(_) => None,
        }
    }

    /// The address of its documentation.
    pub fn help_url(&self) -> &'static str {
        self.help_url
    }
}

/// A JSON object of everything above, for tools.
impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Record {
            code: &'static str,
            group: Group,
            severity: Severity,
            #[serde(skip_serializing_if = "Option::is_none")]
            milder_severity: Option<Severity>,
            since: &'static str,
            summary: &'static str,
            what: &'static str,
            why: &'static str,
            example: &'static str,
            fix: &'static str,
            applicability: Option<Applicability>,
            help_url: &'static str,
        }
        let record = Record {
            code: self.name,
            group: self.group,
            severity: self.severity,
            milder_severity: self.milder,
            since: self.since,
            summary: self.summary,
            what: self.what,
            why: self.why,
            example: self.example(),
            fix: self.fix(),
            applicability: self.applicability(),
            help_url: self.help_url,
        };
        record.serialize(serializer)
    }
}

/// What rules are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Group {
    /// The file as such (format §1).
    File,
    /// The header (format §2).
    Header,
    /// Sections and comments (format §3).
    Sections,
    /// Placeholders (format §4).
    Placeholders,
    /// Markdown and author's HTML (format §5).
    Markdown,
    /// Links and images (format §5).
    Links,
    /// Components (format §6).
    Components,
    /// Payloads (format §7).
    Payloads,
}

impl Group {
    /// Every group, in the order of the format.
    pub const ALL: [Group; 8] = [
        Group::File,
        Group::Header,
        Group::Sections,
        Group::Placeholders,
        Group::Markdown,
        Group::Links,
        Group::Components,
        Group::Payloads,
    ];

    /// The group as it is selected: `file`, `header` and so on.
    pub fn as_str(self) -> &'static str {
        match self {
            Group::File => "file",
            Group::Header => "header",
            Group::Sections => "sections",
            Group::Placeholders => "placeholders",
            Group::Markdown => "markdown",
            Group::Links => "links",
            Group::Components => "components",
            Group::Payloads => "payloads",
        }
    }

    /// The group as a title: `Sections and comments`.
    pub fn title(self) -> &'static str {
        match self {
            Group::File => "The file",
            Group::Header => "The header",
            Group::Sections => "Sections and comments",
            Group::Placeholders => "Placeholders",
            Group::Markdown => "Markdown and HTML",
            Group::Links => "Links and images",
            Group::Components => "Components",
            Group::Payloads => "Payloads",
        }
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
