//! The serialised form of conditions: `{"all": [{"id": "kind", "is": "disk"}, {"id": "size", "more than": "5"}]}`.

use serde::de::{self, Deserializer};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::{Condition, Expression, Test, Tested, Visibility};
use crate::span::Spanned;
use crate::text::Text;

impl Serialize for Visibility {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Visibility::Always => serializer.serialize_bool(true),
            Visibility::Never => serializer.serialize_bool(false),
            Visibility::When(condition) => condition.expression.serialize(serializer),
        }
    }
}

impl Serialize for Expression {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Expression::Any(terms) => map.serialize_entry("any", terms)?,
            Expression::All(terms) => map.serialize_entry("all", terms)?,
            Expression::Test(Test { id, tested }) => {
                map.serialize_entry("id", id)?;
                match tested {
                    Tested::Is(value) => map.serialize_entry("is", value)?,
                    Tested::IsNot(value) => map.serialize_entry("is not", value)?,
                    Tested::Answered(answered) => map.serialize_entry("answered", answered)?,
                    Tested::MoreThan(value) => map.serialize_entry("more than", value)?,
                    Tested::LessThan(value) => map.serialize_entry("less than", value)?,
                    Tested::AtLeast(value) => map.serialize_entry("at least", value)?,
                    Tested::AtMost(value) => map.serialize_entry("at most", value)?,
                }
            }
        }
        map.end()
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Shown(bool),
    Expression(Box<WrittenExpression>),
}

#[derive(Deserialize)]
struct WrittenExpression {
    any: Option<Vec<WrittenExpression>>,
    all: Option<Vec<WrittenExpression>>,
    id: Option<Spanned<Text>>,
    is: Option<Spanned<Text>>,
    #[serde(rename = "is not")]
    is_not: Option<Spanned<Text>>,
    answered: Option<bool>,
    #[serde(rename = "more than")]
    more_than: Option<Spanned<Text>>,
    #[serde(rename = "less than")]
    less_than: Option<Spanned<Text>>,
    #[serde(rename = "at least")]
    at_least: Option<Spanned<Text>>,
    #[serde(rename = "at most")]
    at_most: Option<Spanned<Text>>,
}

impl WrittenExpression {
    fn read(self) -> Option<Expression> {
        let all = |terms: Vec<WrittenExpression>| terms.into_iter().map(WrittenExpression::read).collect::<Option<_>>();
        if let Some(terms) = self.any {
            return all(terms).map(Expression::Any);
        }
        if let Some(terms) = self.all {
            return all(terms).map(Expression::All);
        }
        let tested = self.is.map(Tested::Is).or(self.is_not.map(Tested::IsNot));
        let tested = tested.or(self.answered.map(Tested::Answered)).or(self.more_than.map(Tested::MoreThan));
        let tested = tested.or(self.less_than.map(Tested::LessThan)).or(self.at_least.map(Tested::AtLeast));
        let tested = tested.or(self.at_most.map(Tested::AtMost))?;
        Some(Expression::Test(Test { id: self.id?, tested }))
    }
}

impl<'de> Deserialize<'de> for Visibility {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Visibility, D::Error> {
        let written = Written::deserialize(deserializer)?;
        match written {
            Written::Shown(true) => Ok(Visibility::Always),
            Written::Shown(false) => Ok(Visibility::Never),
            Written::Expression(written) => {
                let expression = written.read();
                let expected = || de::Error::custom("expected a condition: `any`, `all`, or `id` and what is tested");
                Ok(Visibility::When(Condition::new(expression.ok_or_else(expected)?)))
            }
        }
    }
}
