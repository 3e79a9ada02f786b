//! "Did you mean": what somebody probably wanted to write.

use selfhelp::diagnostic::{Group, Rule};

/// `` ; did you mean `x`? `` for the one of `names` that is close to `written`, or nothing.
pub(crate) fn did_you_mean<'n>(written: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    let distance = |name: &str| strsim::damerau_levenshtein(name, written);
    let near = names.into_iter().map(|name| (distance(name), name)).min();
    match near.filter(|&(distance, name)| distance <= (name.len() / 4).max(1)) {
        Some((_, name)) => format!("; did you mean `{name}`?"),
        None => String::new(),
    }
}

/// The rule of that name; else what to say.
pub(crate) fn rule(name: &str) -> Result<&'static Rule, String> {
    let near = || did_you_mean(name, Rule::ALL.iter().map(Rule::name));
    Rule::find(name).ok_or_else(|| match &*near() {
        "" => "no such rule; `selfhelp rule --all` lists them".to_owned(),
        near => format!("no such rule{near}"),
    })
}

/// The rules that `name` selects: one by its name, those of a group, or all.
pub(crate) fn rules(name: &str) -> Result<Vec<&'static Rule>, String> {
    let group = Group::ALL.into_iter().find(|group| group.as_str() == name);
    if name == "all" || group.is_some() {
        return Ok(Rule::ALL.iter().filter(|rule| group.is_none_or(|group| rule.group() == group)).collect());
    }
    let groups = Group::ALL.iter().map(|group| group.as_str());
    let names = Rule::ALL.iter().map(Rule::name).chain(groups).chain(["all"]);
    Rule::find(name).map(|rule| vec![rule]).ok_or_else(|| match &*did_you_mean(name, names) {
        "" => "no such rule or group; `selfhelp rule --all` lists the rules".to_owned(),
        near => format!("no such rule or group{near}"),
    })
}
