//! [`Code`]: the stable name of a rule.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Rule, Severity};

/// The stable name of a kind of diagnostic, such as `header-missing`.
///
/// Codes never change their meaning; new ones may come with any version, and a code of a newer version deserialises. What
/// this version knows about a code is its [`Rule`]. The constants are patterns, too:
///
/// ```
/// use selfhelp::Article;
/// use selfhelp::diagnostic::{Code, Severity};
///
/// let article = Article::parse_lenient("<properties />\n# Disks\n\n##Steps\n");
/// let found = article.check().remove(0);
/// let advice = match found.code {
///     Code::HEADING_SPACE | Code::LIST_SPACE => "write a space",
///     _ => "see the documentation",
/// };
/// assert_eq!(advice, "write a space");
/// assert_eq!(Code::HEADING_SPACE.default_severity(), Some(Severity::Warning));
/// assert_eq!(Code::HEADING_SPACE.description(), Some("A heading has no space after its `#`."));
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Code(Name);

/// A name that this version knows is never [`Name::Unknown`], so that equal names are equal codes.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Name {
    Known(&'static str),
    Unknown(Box<str>),
}

impl Code {
    pub(super) const fn known(name: &'static str) -> Code {
        Code(Name::Known(name))
    }

    /// The code as it is written.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Name::Known(name) => name,
            Name::Unknown(name) => name,
        }
    }

    /// What this version knows about the code; `None` for a code of another version.
    pub fn rule(&self) -> Option<&'static Rule> {
        match &self.0 {
            Name::Known(name) => Rule::find(name),
            Name::Unknown(_) => None,
        }
    }

    /// One sentence about what is wrong: [`Rule::summary`]; `None` for a code of another version.
    pub fn description(&self) -> Option<&'static str> {
        self.rule().map(Rule::summary)
    }

    /// How much findings of this code matter where nobody says otherwise: [`Rule::severity`]; `None` for a code of another
    /// version.
    pub fn default_severity(&self) -> Option<Severity> {
        self.rule().map(Rule::severity)
    }

    /// The address of the documentation: [`Rule::help_url`]; `None` for a code of another version.
    pub fn help_url(&self) -> Option<&'static str> {
        self.rule().map(Rule::help_url)
    }
}

/// A code of any version by its name.
impl From<&str> for Code {
    fn from(name: &str) -> Code {
        Code(Rule::find(name).map_or_else(|| Name::Unknown(name.into()), |rule| Name::Known(rule.name())))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Code").field(&self.as_str()).finish()
    }
}

impl Ord for Code {
    fn cmp(&self, other: &Code) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Code) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Code, D::Error> {
        String::deserialize(deserializer).map(|name| Code::from(&*name))
    }
}
