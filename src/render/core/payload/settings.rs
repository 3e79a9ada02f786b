//! [`Form`]: what a host can ask of forms.

use std::borrow::Cow;

use crate::payload::answers::{Answers, Choices, Problem};

/// What a host can ask of the forms that are rendered: where they go, what people can choose, and what they answered.
///
/// ```
/// use selfhelp::Article;
/// use selfhelp::payload::answers::Answers;
/// use selfhelp::render::Form;
/// use selfhelp::render::html::Html;
///
/// let article = Article::parse_lenient(
///     "<properties />\n# Disks\n---\n{ \"formElements\": [{ \"id\": \"size\", \"controlType\": \"numerictextbox\",\
///      \"displayLabel\": \"Size\", \"required\": true }] }\n---\n",
/// );
/// let answers = Answers::new().set("size", "large");
/// let form = article.data().and_then(|model| model.into_form()).ok_or("no form")?;
/// let problems = form.validate(&answers).unwrap_err();
/// let asked = Form::new().action("/tickets").button("Send").answers(&answers).problems(&problems);
/// let html = Html::new().form(asked).render(&article)?;
/// assert!(html.contains("<form class=\"questions\" method=\"post\" action=\"/tickets\">"));
/// assert!(html.contains("<p class=\"problem\" id=\"q1-problem\">“Size” must be a number: “large” is not</p>"));
/// assert!(html.contains("<button type=\"submit\">Send</button>"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Form<'a> {
    pub(crate) action: Option<&'a str>,
    pub(crate) button: Option<&'a str>,
    pub(crate) id_prefix: Option<&'a str>,
    pub(crate) choices: Option<&'a Choices>,
    pub(crate) answers: Option<&'a Answers>,
    pub(crate) problems: &'a [Problem],
}

impl<'a> Form<'a> {
    /// Forms that go to the address of their page, with nothing filled in.
    pub fn new() -> Form<'a> {
        Form::default()
    }

    /// Sends what people answer to `address`, which is the host's own and is not held against the schemes of links.
    #[must_use]
    pub fn action(self, address: &'a str) -> Form<'a> {
        Form { action: Some(address), ..self }
    }

    /// Labels the button that sends the form.
    #[must_use]
    pub fn button(self, label: &'a str) -> Form<'a> {
        Form { button: Some(label), ..self }
    }

    /// Begins the ids in a form with `prefix` instead of `q`, where a page has several forms.
    #[must_use]
    pub fn id_prefix(self, prefix: &'a str) -> Form<'a> {
        Form { id_prefix: Some(prefix), ..self }
    }

    /// Offers these choices for questions with dynamic options. Where fetching them failed, a host may give the element's own
    /// [`options`](crate::payload::form::Element::options), which say so.
    #[must_use]
    pub fn choices(self, choices: &'a Choices) -> Form<'a> {
        Form { choices: Some(choices), ..self }
    }

    /// Fills in these answers, whatever they are.
    #[must_use]
    pub fn answers(self, answers: &'a Answers) -> Form<'a> {
        Form { answers: Some(answers), ..self }
    }

    /// Shows these problems, each at its question.
    #[must_use]
    pub fn problems(self, problems: &'a [Problem]) -> Form<'a> {
        Form { problems, ..self }
    }

    /// What the ids begin with: letters, digits, `-` and `_` of what was asked for.
    pub(crate) fn ids(&self) -> Cow<'a, str> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        match self.id_prefix {
            Some(prefix) if !prefix.is_empty() => prefix.replace(|c| !is_plain(c), "-").into(),
            _ => "q".into(),
        }
    }
}
