//! Conditions: when an element of a form is shown (format §7).

mod grammar;
pub(super) mod resolve;
mod serial;

use std::fmt;
use std::sync::Arc;

use crate::diagnostic::Code;
use crate::payload::answers::Answers;
use crate::payload::json::{At, Kind};
use crate::payload::read::Reader;
use crate::payload::word::truth;
use crate::source::quoted_snippet;
use crate::span::Spanned;
use crate::text::Text;

use resolve::Rules;

/// When an element is shown: its `visibility`.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Visibility {
    /// Whatever the answers are.
    #[default]
    Always,
    /// Not at all: nobody is asked, and no answer counts.
    Never,
    /// When the condition holds.
    When(Condition),
}

/// A condition on the answers to a form.
///
/// It compares as what was written. It means something in its form only: [`Condition::holds`] knows the other elements.
///
/// ```
/// # let json = r#"{ "formElements": [
/// #   { "id": "kind", "controlType": "dropdown", "dropdownOptions": [{ "value": "disk", "text": "A disk" }] },
/// #   { "id": "size", "controlType": "numerictextbox", "visibility": "kind == disk" } ] }"#;
/// use selfhelp::payload::answers::Answers;
/// use selfhelp::payload::form::Visibility;
/// # let source = format!("<properties />\n# Disks\n---\n{json}\n---\n");
/// # let article = selfhelp::Article::parse(&source)?;
/// # let form = article.payload().and_then(|payload| payload.model().into_form()).ok_or("no form")?;
///
/// let size = form.element("size").ok_or("no element")?;
/// if let Visibility::When(condition) = &*size.visibility {
///     assert_eq!(condition.to_string(), "kind == disk");
///     assert!(condition.holds(&Answers::from_json(r#"{ "kind": "disk" }"#)?));
///     assert!(!condition.holds(&Answers::new()));
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Condition {
    expression: Expression,
    rules: Arc<Rules>,
    /// The element whose condition it is.
    element: usize,
}

/// What a condition says, as written: ids and values before they are looked up in the form.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Expression {
    /// One of them at least: `a == 1 || b == 2`.
    Any(Vec<Expression>),
    /// All of them: `a == 1 && b == 2`.
    All(Vec<Expression>),
    /// A comparison.
    Test(Test),
}

/// What a condition says of the answer to one element.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Test {
    /// The id of the element.
    pub id: Spanned<Text>,
    /// What its answer must be.
    pub tested: Tested,
}

/// What an answer must be.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Tested {
    /// `== x`: this, or for a list hold this.
    Is(Spanned<Text>),
    /// `!= x`: not so; no answer is not so either.
    IsNot(Spanned<Text>),
    /// `!= null`: given; `== null`: not given.
    Answered(bool),
    /// `> x`, between numbers.
    MoreThan(Spanned<Text>),
    /// `< x`
    LessThan(Spanned<Text>),
    /// `>= x`
    AtLeast(Spanned<Text>),
    /// `<= x`
    AtMost(Spanned<Text>),
}

impl Condition {
    /// Whether the condition holds. An element that is not shown has no answer, whatever was given.
    pub fn holds(&self, answers: &Answers) -> bool {
        self.rules.shown(answers).get(self.element).copied().unwrap_or(true)
    }

    /// What it says, as written.
    pub fn expression(&self) -> &Expression {
        &self.expression
    }

    /// A condition that no form knows.
    pub(super) fn new(expression: Expression) -> Condition {
        Condition { expression, rules: Arc::default(), element: 0 }
    }

    pub(super) fn resolve(&mut self, rules: &Arc<Rules>, element: usize) {
        self.rules = Arc::clone(rules);
        self.element = element;
    }
}

impl PartialEq for Condition {
    fn eq(&self, other: &Condition) -> bool {
        self.expression == other.expression
    }
}

impl fmt::Debug for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.expression.fmt(f)
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.expression.fmt(f)
    }
}

/// As the format spells it: `kind == disk && (size > 5 || where != null)`.
impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (terms, between) = match self {
            Expression::Any(terms) => (terms, " || "),
            Expression::All(terms) => (terms, " && "),
            Expression::Test(test) => return test.fmt(f),
        };
        for (index, term) in terms.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { between })?;
            match term {
                Expression::Test(test) => test.fmt(f)?,
                group => write!(f, "({group})")?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (compare, value) = match &self.tested {
            Tested::Is(value) => ("==", &**value),
            Tested::IsNot(value) => ("!=", &**value),
            Tested::Answered(true) => ("!=", "null"),
            Tested::Answered(false) => ("==", "null"),
            Tested::MoreThan(value) => (">", &**value),
            Tested::LessThan(value) => ("<", &**value),
            Tested::AtLeast(value) => (">=", &**value),
            Tested::AtMost(value) => ("<=", &**value),
        };
        write!(f, "{} {compare} {value}", self.id)
    }
}

impl Expression {
    /// The comparisons, in order.
    pub fn tests(&self) -> Vec<&Test> {
        let mut found = Vec::new();
        let mut open = vec![self];
        while let Some(expression) = open.pop() {
            match expression {
                Expression::Test(test) => found.push(test),
                Expression::Any(terms) | Expression::All(terms) => open.extend(terms.iter().rev()),
            }
        }
        found
    }
}

impl Visibility {
    /// Whether nothing is said: always.
    pub(super) fn is_always(visibility: &Spanned<Visibility>) -> bool {
        visibility.inner == Visibility::Always
    }

    /// Reads a `visibility`, of which the form may have `room` more comparisons.
    pub(super) fn read(reader: &mut Reader<'_>, at: At, room: usize) -> Spanned<Visibility> {
        let visibility = match reader.document().kind(at) {
            Kind::True | Kind::Null => Visibility::Always,
            Kind::False => Visibility::Never,
            Kind::String => Visibility::read_text(reader, at, room),
            _ => {
                reader.misplaced::<()>(at, "a condition");
                Visibility::Always
            }
        };
        reader.spanned(visibility, at)
    }

    fn read_text(reader: &mut Reader<'_>, at: At, room: usize) -> Visibility {
        let document = reader.document();
        let written = document.string(at);
        match truth(&written) {
            Some(true) => return Visibility::Always,
            Some(false) => return Visibility::Never,
            None if written.trim().is_empty() || written.trim().eq_ignore_ascii_case("null") => {
                return Visibility::Always;
            }
            None => {}
        }
        let (whole, start, escaped) = (reader.span(at), document.inner(at).start, document.is_escaped(at));
        let place = |range: std::ops::Range<usize>| {
            if escaped { whole } else { reader.place(start + range.start..start + range.end) }
        };
        let read = grammar::read(&written, &place).filter(|read| read.expression.tests().len() <= room);
        let Some(read) = read else {
            let message =
                format!("the condition {} is not understood; the element is always shown", quoted_snippet(&written));
            reader.warn(Code::VISIBILITY_NOT_UNDERSTOOD, whole, message);
            return Visibility::Always;
        };
        if read.respelt {
            let meant = read.expression.to_string();
            reader.warn(Code::VISIBILITY_SPELLING, whole, format!("the condition was read as `{meant}`"));
            let again = grammar::read(&meant, &|_| whole);
            if again.is_some_and(|again| again.expression == read.expression && !again.respelt) {
                reader.fix_last(whole, serde_json::Value::from(meant).to_string());
            }
        }
        Visibility::When(Condition::new(read.expression))
    }
}
