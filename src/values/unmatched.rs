//! [`Unmatched`]: placeholders without a value, and values without a placeholder.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::Values;
use crate::article::Article;

/// Most letters of a name that is looked at for slips. Real names have up to 40.
const LETTERS: usize = 64;

/// Most pairs of names that are compared letter by letter, so that many names that match nothing take no quadratic time. Names
/// that differ in case only are found whatever their number.
const PAIRS: usize = 10_000;

/// A name that one of the two, an article and its values, has and the other has not.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unmatched<'a> {
    /// The name as written.
    pub name: &'a str,
    /// The name on the other side that it probably should be: in another case, or with few other letters, and itself without
    /// a match.
    pub near: Option<Cow<'a, str>>,
}

impl Values {
    /// The placeholders of `article` that have no value here, in the order of
    /// [`placeholder_names`](Article::placeholder_names), each with the name of the value that was probably meant for it.
    ///
    /// Names match as written, upper and lower case included. Variables of portal links are not among them:
    /// [`variable_names`](Article::variable_names) lists those.
    ///
    /// ```
    /// use selfhelp::{Article, values::Values};
    ///
    /// let article = Article::parse_lenient("<!--$VMName-->[VMName]<!--/$VMName--> at <!--$ip-->[ip]<!--/$ip-->");
    /// let values = Values::new().text("vmname", "web-01").text("ip", "192.0.2.1");
    /// let missing = values.missing(&article);
    /// assert_eq!((missing.len(), missing[0].name, missing[0].near.as_deref()), (1, "VMName", Some("vmname")));
    /// ```
    pub fn missing<'a>(&'a self, article: &'a Article) -> Vec<Unmatched<'a>> {
        let (variables, placeholders) = (article.variable_names(), article.placeholder_names());
        let known: HashSet<&str> = placeholders.iter().copied().chain(variables.iter().map(String::as_str)).collect();
        let unused = self.names().filter(|name| !known.contains(name)).map(Cow::Borrowed).collect();
        let missing = placeholders.iter().copied().filter(|name| !self.values.contains_key(*name)).collect();
        matched(missing, unused)
    }

    /// The values here that `article` has neither a placeholder nor a variable for, in alphabetical order, each with the name
    /// in the article that was probably meant.
    ///
    /// ```
    /// use selfhelp::{Article, values::Values};
    ///
    /// let article = Article::parse_lenient("[Disks](data-blade:Fabrikam_Compute.DisksBlade.id.$resourceId)");
    /// let values = Values::new().text("color", "red").text("resourceID", "/subscriptions/1").text("vmname", "web-01");
    /// let unused: Vec<_> = values.unused(&article).into_iter().map(|value| (value.name, value.near)).collect();
    /// assert_eq!(unused, [("color", None), ("resourceID", Some("resourceId".into())), ("vmname", None)]);
    /// ```
    pub fn unused<'a>(&'a self, article: &'a Article) -> Vec<Unmatched<'a>> {
        let names = article.placeholder_names().into_iter().map(Cow::Borrowed);
        let names: Vec<Cow<'a, str>> = names.chain(article.variable_names().into_iter().map(Cow::Owned)).collect();
        let known: HashSet<&str> = names.iter().map(AsRef::as_ref).collect();
        let unused: Vec<&str> = self.names().filter(|name| !known.contains(name)).collect();
        let missing = names.into_iter().filter(|name| !self.values.contains_key(&**name)).collect();
        matched(unused, missing)
    }
}

/// `names`, each with the nearest one of `others`.
fn matched<'a>(names: Vec<&'a str>, others: Vec<Cow<'a, str>>) -> Vec<Unmatched<'a>> {
    let folded: Vec<Folded> = others.iter().map(|other| Folded::new(other)).collect();
    let mut by_case: HashMap<&str, usize> = HashMap::new();
    for (index, other) in folded.iter().enumerate() {
        by_case.entry(&other.text).or_insert(index);
    }
    let mut pairs = PAIRS;
    let mut unmatched = |name: &'a str| {
        let written = Folded::new(name);
        let same = by_case.get(&*written.text).copied();
        let near = same.or_else(|| nearest(&written, &folded, &mut pairs));
        Unmatched { name, near: near.map(|index| others[index].clone()) }
    };
    names.into_iter().map(&mut unmatched).collect()
}

/// A name without regard to case.
struct Folded {
    text: String,
    letters: usize,
}

impl Folded {
    fn new(name: &str) -> Folded {
        let text = name.to_lowercase();
        Folded { letters: text.chars().count(), text }
    }
}

/// The one of `others` that `name` may be a slip for: at most one slip for every three of the other's letters, so that `a`
/// is none for `b`.
fn nearest(name: &Folded, others: &[Folded], pairs: &mut usize) -> Option<usize> {
    let mut nearest: Option<(usize, usize)> = None;
    for (index, other) in others.iter().enumerate() {
        *pairs = pairs.checked_sub(1)?;
        let most = other.letters / 3;
        if name.letters.max(other.letters) > LETTERS || name.letters.abs_diff(other.letters) > most {
            continue; // each letter too many or too few is a slip
        }
        let slips = strsim::osa_distance(&name.text, &other.text);
        if slips <= most && nearest.is_none_or(|(fewest, _)| slips < fewest) {
            nearest = Some((slips, index));
        }
    }
    nearest.map(|(_, index)| index)
}
