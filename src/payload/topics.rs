//! Topics of support requests (format §7).

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::advisor::texts;
use super::json::At;
use super::plain::plain;
use super::read::{Reader, members};
use super::value::Object;
use super::word::truth;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::quoted_snippet;
use crate::span::Spanned;
use crate::text::Text;

texts! {
    /// The topics that people can choose from when they open a ticket.
    pub struct SupportTopicDescriptions {
        texts {
            /// What the product is, in a line.
            short_description = "shortDescription";
            /// What the product is.
            long_description = "longDescription";
        }
        more {
            /// Where to read more.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            product_links: Vec<Spanned<ProductLink>>;
            /// The topics.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            support_topics: Vec<Spanned<SupportTopic>>;
        }
    }
}

texts! {
    /// A topic.
    pub struct SupportTopic {
        texts {
            /// Its id: digits.
            id = "id";
            /// What it is called.
            short_description = "shortDescription";
            /// What it is about.
            long_description = "longDescription";
            /// The heading that it is under.
            category = "category";
        }
        more {
            /// What people search for.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            search_tags: Vec<Spanned<Text>>;
            /// Whether it is offered among common problems too.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            use_in_diagnose_and_solve: Option<Spanned<bool>>;
        }
    }
}

/// Where to read more about a product.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ProductLink {
    /// The address.
    pub link: Text,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
}

impl SupportTopicDescriptions {
    /// Reads the topics that the object at `at` holds.
    pub(super) fn read(reader: &mut Reader<'_>, at: At) -> SupportTopicDescriptions {
        let mut topics = SupportTopicDescriptions::default();
        let (mut links, mut names) = ([None, None, None], [None, None, None]);
        topics.other = members!(reader, at, value, {
            "$schema" => {},
            "shortDescription" => topics.short_description = reader.text(value),
            "longDescription" => topics.long_description = reader.text(value),
            "productLink1" => links[0] = reader.text(value),
            "productLink2" => links[1] = reader.text(value),
            "productLink3" => links[2] = reader.text(value),
            "productLinkName1" => names[0] = reader.text(value),
            "productLinkName2" => names[1] = reader.text(value),
            "productLinkName3" => names[2] = reader.text(value),
            "supportTopics" => {
                for item in reader.items(value) {
                    topics.support_topics.extend(SupportTopic::read(reader, item));
                }
            },
        });
        let pairs = links.into_iter().zip(names).filter_map(|(link, name)| Some((link?, name)));
        topics.product_links = pairs.map(|(link, name)| ProductLink::new(&link, name)).collect();
        topics.notice(reader);
        topics
    }

    fn notice(&self, reader: &mut Reader<'_>) {
        let mut ids: HashMap<&str, &Spanned<Text>> = HashMap::new();
        for id in self.support_topics.iter().filter_map(|topic| topic.id.as_ref()) {
            let first = ids.entry(&id.inner).or_insert(id);
            if !std::ptr::eq(*first, id) {
                let message = format!("two topics have the id {}", quoted_snippet(&id.inner));
                let found = Diagnostic::warning(Code::ELEMENT_ID_REPEATED, id.span, message);
                reader.found.push(found.with_related(first.span, "the first one is here"));
            }
        }
    }
}

impl SupportTopic {
    fn read(reader: &mut Reader<'_>, item: At) -> Option<Spanned<SupportTopic>> {
        let at = reader.object(item)?;
        let mut topic = SupportTopic::default();
        topic.other = members!(reader, at, value, {
            "id" => topic.id = reader.id(value),
            "shortDescription" => topic.short_description = reader.text(value),
            "longDescription" => topic.long_description = reader.text(value),
            "category" => topic.category = reader.text(value),
            "searchTags" => topic.search_tags = reader.texts(value, b",;"),
            "useInDiagnoseAndSolve" => topic.use_in_diagnose_and_solve = SupportTopic::used(reader, value),
        });
        if topic.id.is_none() {
            let start = reader.document().range(at).start;
            reader.warn(Code::ELEMENT_ID, reader.place(start..start + 1), "a topic has no `id`".to_owned());
        }
        Some(reader.spanned(topic, item))
    }

    /// `useInDiagnoseAndSolve`, which is always written as text.
    fn used(reader: &mut Reader<'_>, at: At) -> Option<Spanned<bool>> {
        let text = reader.document().string(at);
        match truth(&text) {
            Some(used) => Some(reader.spanned(used, at)),
            None if text.trim().is_empty() => reader.boolean(at),
            None => {
                reader.mistyped(Severity::Warning, at, "true or false", "it was left out");
                None
            }
        }
    }
}

impl ProductLink {
    /// A link as it is written: an address, or `<a href='…'>words</a>`.
    fn new(written: &Spanned<Text>, name: Option<Spanned<Text>>) -> Spanned<ProductLink> {
        let anchor = anchor(written);
        let (link, words) = match anchor {
            Some((link, words)) => {
                (Text::from(plain(link).trim()), Some(plain(words)).filter(|words| !words.is_empty()))
            }
            None => (written.inner.clone(), None),
        };
        let name = name.map(|name| name.inner).or_else(|| words.map(|words| Text::from(&*words)));
        Spanned::new(ProductLink { link, name }, written.span)
    }
}

/// The address and the words of an anchor.
fn anchor(written: &str) -> Option<(&str, &str)> {
    let head = written.get(..2).filter(|head| head.eq_ignore_ascii_case("<a"))?;
    let inner = written.get(head.len()..)?;
    let small = inner.to_ascii_lowercase();
    let value = inner.get(small.find("href")? + 4..)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
    let (link, rest) = match quote {
        Some(quote) => value.get(1..)?.split_once(quote)?,
        None => value.split_at(value.find(|c: char| c.is_whitespace() || c == '>')?),
    };
    let words = rest.get(rest.find('>')? + 1..)?;
    let end = words.to_ascii_lowercase().find("</a").unwrap_or(words.len());
    Some((link, words.get(..end)?))
}
