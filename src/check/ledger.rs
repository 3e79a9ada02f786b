//! Rules about articles beside others of their library.

use std::collections::HashMap;

use crate::article::Article;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::metadata::{Cloud, CloudSet, Property, fold, known};
use crate::span::Span;

use super::allow;
use super::checker::Checker;
use super::quoted::quoted;

/// Articles that are checked together, met one by one: what is wrong with each beside those before it.
///
/// An [`Entry`] of each is made by a [`Checker`], in any thread, and added in an order that does not change.
///
/// ```
/// use selfhelp::Article;
/// use selfhelp::check::{Checker, Ledger};
///
/// let mut ledger = Ledger::new();
/// let checker = Checker::new();
/// let mut found = |path: &str, source: &str| ledger.add(path, &checker.entry(&Article::parse_lenient(source)));
/// assert_eq!(found("a.md", "<properties articleId=\"disks\" />\n# Disks\n"), []);
/// let again = found("b.md", "<properties articleId=\"Disks\" />\n# More disks\n").remove(0);
/// assert_eq!(again.code.as_str(), "article-id-repeated");
/// assert_eq!(again.message, "expected an `articleId` of its own, found `Disks`, which `a.md` has");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    ids: HashMap<String, String>,
    /// The articles of each place in an order, with their clouds.
    orders: HashMap<String, Vec<(String, CloudSet)>>,
    families: HashMap<String, (String, u64)>,
}

/// What a [`Ledger`] asks about an article.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    id: Option<Asked>,
    order: Option<Asked>,
    family: Option<Asked>,
    clouds: CloudSet,
    text: u64,
}

/// Something that an article has, and how much it matters that another has it.
#[derive(Clone, Debug)]
struct Asked {
    key: String,
    written: String,
    span: Span,
    severity: Severity,
}

impl Asked {
    fn found(&self, code: Code, message: String) -> Diagnostic {
        Diagnostic::new(self.severity, code, self.span, message)
    }
}

/// Most sets of clouds that are kept for one number. Six clouds are known, and few sets of them used.
const CLOUD_SETS: usize = 64;

/// The rules that look at other articles.
pub(super) const CODES: [Code; 3] = [Code::ARTICLE_ID_REPEATED, Code::DISPLAY_ORDER_REPEATED, Code::CLOUD_FAMILY];

impl Entry {
    /// What is asked of `article` by the rules that `checker` asks and no comment allows.
    pub(super) fn new(article: &Article, checker: &Checker) -> Entry {
        let property = |name: &str| {
            let mut all = article.properties();
            all.find(|it| known(it.name).is_some_and(|known| known.name == name) && !it.value.is_empty())
        };
        let asked = |code: Code, property: Option<&Property<'_>>, key: Option<String>| {
            let (property, key) = (property?, key?);
            let severity = reported(article, checker, code, property.value_span)?;
            Some(Asked { key, written: property.value.clone().into_owned(), span: property.value_span, severity })
        };
        let (id, order) = (property("articleId"), property("displayOrder"));
        let lower = id.as_ref().map(|id| fold(&id.value).into_owned());
        let family = lower.as_deref().map(|id| base(id).to_owned());
        let mut entry = Entry {
            id: asked(Code::ARTICLE_ID_REPEATED, id.as_ref(), lower.clone()),
            order: asked(Code::DISPLAY_ORDER_REPEATED, order.as_ref(), place(article)),
            family: asked(Code::CLOUD_FAMILY, id.as_ref(), family),
            clouds: article.metadata.cloud_environments.clone(),
            text: 0,
        };
        if entry.family.is_some() {
            entry.text = text(article);
        }
        entry
    }

    /// Whether nothing is asked of the article.
    pub fn is_empty(&self) -> bool {
        self.id.is_none() && self.order.is_none() && self.family.is_none()
    }
}

impl Ledger {
    /// No article yet.
    pub fn new() -> Ledger {
        Ledger::default()
    }

    /// Adds the article of `entry` under its `name`, such as its path: what is wrong with it beside those before it.
    pub fn add(&mut self, name: &str, entry: &Entry) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if let Some(id) = &entry.id {
            found.extend(self.id(name, id));
        }
        if let Some(order) = &entry.order {
            found.extend(self.order(name, order, &entry.clouds));
        }
        if let Some(family) = &entry.family {
            found.extend(self.family(name, family, entry.text));
        }
        found
    }

    fn id(&mut self, name: &str, id: &Asked) -> Option<Diagnostic> {
        let Some(first) = self.ids.get(&id.key) else {
            self.ids.insert(id.key.clone(), name.to_owned());
            return None;
        };
        let message = format!("expected an `articleId` of its own, found {}, which `{first}` has", quoted(&id.written));
        Some(id.found(Code::ARTICLE_ID_REPEATED, message))
    }

    /// Articles that are for different clouds are never in one list.
    fn order(&mut self, name: &str, order: &Asked, clouds: &CloudSet) -> Option<Diagnostic> {
        let others = self.orders.entry(order.key.clone()).or_default();
        let meet = |other: &CloudSet| {
            clouds.is_empty() || other.is_empty() || clouds.iter().any(|cloud| other.contains(cloud))
        };
        let first = others.iter().find(|(_, other)| meet(other)).map(|(first, _)| first.clone());
        // One more of the same clouds would be met by whoever meets it.
        if others.len() < CLOUD_SETS && !others.iter().any(|(_, other)| other == clouds) {
            others.push((name.to_owned(), clouds.clone()));
        }
        let message =
            format!("expected a `displayOrder` of its own, found {}, which `{}` has", quoted(&order.written), first?);
        Some(order.found(Code::DISPLAY_ORDER_REPEATED, message))
    }

    fn family(&mut self, name: &str, family: &Asked, text: u64) -> Option<Diagnostic> {
        let Some((first, other)) = self.families.get(&family.key) else {
            self.families.insert(family.key.clone(), (name.to_owned(), text));
            return None;
        };
        let message =
            format!("expected the text of `{first}`, which is the same article for another cloud, found another");
        (*other != text).then(|| family.found(Code::CLOUD_FAMILY, message))
    }
}

/// How much a finding of `code` at `span` matters; `None` where it is not asked for, or allowed.
fn reported(article: &Article, checker: &Checker, code: Code, span: Span) -> Option<Severity> {
    let severity = code.default_severity()?;
    let mut found = Diagnostic::new(severity, code, span, String::new());
    if !checker.reports(&mut found) {
        return None;
    }
    let mut all = Diagnostics::default();
    all.push(found.clone());
    allow::apply(article, &mut all);
    all.into_vec().contains(&found).then_some(found.severity)
}

/// Where articles with the same number meet: their type, service and resource. Without a resource it is no list.
fn place(article: &Article) -> Option<String> {
    let metadata = &article.metadata;
    let (kind, service, resource) =
        (metadata.self_help_type.as_ref()?, metadata.service.as_ref()?, metadata.resource.as_ref()?);
    Some(format!("{}\n{service}\n{resource}\n{}", kind.as_str(), metadata.display_order?).to_lowercase())
}

/// An `articleId` without the cloud at its end: `lamp_fairfax`, `lamp-mooncake`.
fn base(id: &str) -> &str {
    let is_cloud = |(_, end): &(&str, &str)| Cloud::known(end).is_some();
    id.rsplit_once(['_', '-']).filter(is_cloud).map_or(id, |(base, _)| base)
}

/// A hash of what the article says, without blanks and case of letters.
fn text(article: &Article) -> u64 {
    let start = article.body.iter().map(|part| part.span()).find(|span| !span.is_none()).map_or(0, |span| span.start);
    let body = article.source().get(start as usize..).unwrap_or_default();
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    body.bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .map(|byte| byte.to_ascii_lowercase())
        .fold(0xCBF2_9CE4_8422_2325, step)
}
