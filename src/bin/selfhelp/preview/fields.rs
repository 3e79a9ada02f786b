//! [`Fields`]: what can be filled in, and the stand-ins that show where.

use std::collections::{HashMap, HashSet};

use selfhelp::Article;
use selfhelp::tree::{Inline, Piece};
use selfhelp::values::Values;
use selfhelp::visit::Node;

use super::escape::escaped;

/// The placeholders of an article, then the variables of its portal links, each name once.
pub(super) struct Fields {
    fields: Vec<Field>,
    /// What stand-ins in addresses begin with; the article does not have it.
    prefix: String,
}

/// A name that can be given a value.
pub(super) struct Field {
    pub(super) name: String,
    /// What shows for a placeholder without a value, if it is the same everywhere; none for a variable.
    pub(super) default: Option<String>,
    pub(super) is_variable: bool,
    /// Whether the default is text that nothing around it reads otherwise: `**[name]**` as a default is more.
    pub(super) is_plain: bool,
}

impl Fields {
    pub(super) fn of(article: &Article) -> Fields {
        let mut defaults: HashMap<&str, Option<String>> = HashMap::new();
        let mut styled: HashSet<&str> = unlike_in_addresses(article).collect();
        for placeholder in article.placeholders() {
            let default = placeholder.default.to_plain().into_owned();
            if !placeholder.default.iter().all(|inline| matches!(inline, Inline::Text(_))) {
                styled.insert(&placeholder.name);
            }
            let known = defaults.entry(&placeholder.name).or_insert_with(|| Some(default.clone()));
            *known = known.take().filter(|known| *known == default);
        }
        let placeholders = article.placeholder_names();
        let field = |name: &&str| Field {
            name: (*name).to_owned(),
            default: defaults.get(name).cloned().flatten(),
            is_variable: false,
            is_plain: !styled.contains(name),
        };
        let mut fields: Vec<Field> = placeholders.iter().map(field).collect();
        let variables = article.variable_names().into_iter().filter(|name| !defaults.contains_key(&**name));
        fields.extend(variables.map(|name| Field { name, default: None, is_variable: true, is_plain: false }));
        // Numbers in use are collected first: trying one after the other would look over the source again for each.
        let used: HashSet<u32> = article.source().split('x').filter_map(|piece| piece.parse().ok()).collect();
        let free = (0..).find(|number| !used.contains(number)).unwrap_or_default();
        let prefix = format!("x{free}x");
        Fields { fields, prefix }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Values that show in an address where which value is. They are letters and digits, which an address holds unchanged.
    pub(super) fn stand_ins(&self) -> Values {
        let stand_in = |(index, field): (usize, &Field)| (field.name.clone(), format!("{}{index}x", self.prefix));
        self.fields.iter().enumerate().map(stand_in).fold(Values::new(), |values, (name, text)| values.text(name, text))
    }

    /// `address` with `{0}` for the value of the first field; `None` if it has none. In an address braces are encoded.
    pub(super) fn template(&self, address: &str) -> Option<String> {
        if !address.contains(&*self.prefix) || address.contains(['{', '}']) {
            return None;
        }
        let mut pieces = address.split(&*self.prefix);
        let mut out = pieces.next()?.to_owned();
        for piece in pieces {
            let (index, rest) = piece.split_once('x')?;
            index.parse().ok().filter(|index: &usize| *index < self.fields.len())?;
            out.extend(["{", index, "}", rest]);
        }
        Some(out)
    }

    /// Whether `written` has what stand-ins begin with by itself: `x&#48;x` is `x0x` in an address, but not in the source.
    pub(super) fn is_mistakable(&self, written: &str) -> bool {
        written.contains(&*self.prefix)
    }

    /// The inputs of the page.
    pub(super) fn inputs(&self) -> String {
        let mut out = String::new();
        for field in self.iter() {
            let name = escaped(&field.name);
            let default = field.default.as_deref().map(escaped).unwrap_or_default();
            let kind = if field.is_variable { " <small>in portal links</small>" } else { "" };
            let shown = if field.is_variable { String::new() } else { format!(" placeholder=\"{default}\"") };
            out.extend([
                "<label>",
                &*name,
                kind,
                " <input autocomplete=\"off\" data-field=\"",
                &name,
                "\"",
                &shown,
                "></label>\n",
            ]);
        }
        out
    }
}

/// The placeholders with which an address begins, as whether there is a link depends on their values, and those whose default
/// is another in an address.
fn unlike_in_addresses(article: &Article) -> impl Iterator<Item = &str> {
    let links = article.nodes().filter_map(|node| if let Node::Link(link) = node { Some(link) } else { None });
    let is_same = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~');
    links.flat_map(move |link| {
        let pieces = link.target.pieces().iter().enumerate();
        pieces.filter_map(move |(index, piece)| match piece {
            Piece::Placeholder(placeholder) => {
                let is_unlike = index == 0 || !placeholder.default.to_plain().chars().all(is_same);
                is_unlike.then_some(&*placeholder.name)
            }
            Piece::Text(_) => None,
        })
    })
}
