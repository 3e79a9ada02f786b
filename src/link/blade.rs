//! [`Blade`]: links that open a page of the portal (format §5).

use std::borrow::Cow;
use std::ops::Range;

use super::encode::{push_component, push_written};
use super::fallback::Fallback;
use super::{Form, Target, starts_with_ignore_case};
use crate::metadata::Cloud;

/// A page of the portal: `data-blade:Extension.Blade.parameter.value;data-blade-uri:uri`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Blade<'a> {
    /// Which of the three schemes the author wrote.
    pub form: Form,
    /// The portal extension, such as `Fabrikam_Compute`.
    pub extension: &'a str,
    /// The page of the extension, such as `ImagesBlade`.
    pub blade: &'a str,
    /// The parameters in order.
    pub parameters: Vec<Parameter<'a>>,
    /// The address after `;data-blade-uri:`, variables not yet filled in; see [`Blade::fallback_address`].
    pub fallback: Option<&'a str>,
    /// Everything after the scheme, as written.
    pub written: &'a str,
}

/// A parameter of a [`Blade`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parameter<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its value.
    pub value: ParameterValue<'a>,
}

impl<'a> Parameter<'a> {
    fn variable(&self) -> Option<&'a str> {
        match self.value {
            ParameterValue::Text(_) => None,
            ParameterValue::Variable(name) => Some(name),
        }
    }
}

/// The value of a [`Parameter`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParameterValue<'a> {
    /// Literal text.
    Text(&'a str),
    /// A variable, without its `$`, that the host fills in.
    Variable(&'a str),
}

/// The address of a cloud's portal, such as `https://portal.azure.com`; closed and unknown clouds have none (format §5).
pub fn portal(cloud: &Cloud) -> Option<&'static str> {
    match cloud {
        Cloud::Public => Some("https://portal.azure.com"),
        Cloud::Fairfax => Some("https://portal.azure.us"),
        Cloud::Mooncake => Some("https://portal.azure.cn"),
        Cloud::Blackforest => Some("https://portal.microsoftazure.de"),
        _ => None,
    }
}

impl<'a> Blade<'a> {
    pub(crate) fn form_of(scheme: &str) -> Option<Form> {
        let forms = [
            ("data-blade", Form::Link),
            ("button-data-blade", Form::Button),
            ("button-data-context", Form::ContextButton),
        ];
        forms.into_iter().find(|(name, _)| scheme.eq_ignore_ascii_case(name)).map(|(_, form)| form)
    }

    /// ```text
    /// extension "." blade *( "." parameter "." value ) [ ";data-blade-uri:" uri ]
    /// value = text / "$" variable
    /// ```
    ///
    /// The last value may hold dots.
    pub(super) fn parse(form: Form, written: &'a str) -> Option<Blade<'a>> {
        let (page, fallback) = split_fallback(written);
        let mut words = page.trim().splitn(3, '.');
        let (extension, blade) = (words.next()?, words.next()?);
        if !is_name(extension) || !is_name(blade) {
            return None;
        }
        let parameters = words.next().map_or(Some(Vec::new()), parameters)?;
        Some(Blade { form, extension, blade, parameters, fallback, written })
    }

    /// The names of the variables that the addresses of the page are built from, without `$`, in order.
    ///
    /// Those of the fallback address are included: `{$resourceIdDecoded}` gives `resourceId` too, and `{$domain}` none.
    ///
    /// ```
    /// use selfhelp::link::Target;
    ///
    /// let written = "data-blade:Fabrikam_Compute.ImagesBlade.id.$resourceId;data-blade-uri:{$domain}/#resource{$tenant}";
    /// let Target::Blade(blade) = Target::parse(written) else { unreachable!() };
    /// assert!(blade.variables().eq(["resourceId", "tenant"]));
    /// ```
    pub fn variables(&self) -> impl Iterator<Item = &'a str> {
        let parameters: Vec<&str> = self.parameters.iter().filter_map(Parameter::variable).collect();
        let fallback = self.fallback.into_iter().flat_map(|fallback| fallback.split("{$").skip(1));
        let names = fallback.filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
        let names = names.filter(|name| *name != "domain").map(|name| name.strip_suffix("Decoded").unwrap_or(name));
        parameters.into_iter().chain(names)
    }

    /// The address of the page in the portal of `cloud`.
    ///
    /// `variable` returns the values of variables by name, without `$`; they are percent-encoded here, and so is the
    /// author's text where it needs it. If the cloud has no portal, a variable is missing or a value is a token in braces,
    /// this is the [fallback address](Blade::fallback_address); `None` if that cannot be built either.
    ///
    /// ```
    /// use selfhelp::link::Target;
    /// use selfhelp::metadata::Cloud;
    ///
    /// let target = Target::parse("data-blade:Fabrikam_Compute.ImagesBlade.id.$resourceId");
    /// let Target::Blade(blade) = target else { unreachable!() };
    /// let known = |name: &str| (name == "resourceId").then(|| "/vm/web-01".into());
    /// assert_eq!(
    ///     blade.address(&Cloud::Fairfax, known).as_deref(),
    ///     Some("https://portal.azure.us/#blade/Fabrikam_Compute/ImagesBlade/id/%2Fvm%2Fweb-01"),
    /// );
    /// assert_eq!(blade.address(&Cloud::UsNat, known), None);
    /// assert_eq!(blade.address(&Cloud::Public, |_: &str| None), None);
    /// ```
    pub fn address<'v>(&self, cloud: &Cloud, variable: impl Fn(&str) -> Option<Cow<'v, str>>) -> Option<String> {
        self.portal_address(cloud, &variable).or_else(|| self.fallback_address(cloud, &variable))
    }

    fn portal_address<'v>(&self, cloud: &Cloud, variable: &impl Fn(&str) -> Option<Cow<'v, str>>) -> Option<String> {
        let (portal, blade) = (portal(cloud)?, "/#blade/");
        let mut address = String::with_capacity(portal.len() + blade.len() + self.written.len());
        address.extend([portal, blade]);
        push_written(&mut address, self.extension);
        address.push('/');
        push_written(&mut address, self.blade);
        for parameter in &self.parameters {
            address.push('/');
            push_written(&mut address, parameter.name);
            address.push('/');
            match parameter.value {
                // A token such as `{resourceId}` is the host's to fill in, which knows it by another way than variables.
                ParameterValue::Text(text) if text.starts_with('{') && text.ends_with('}') => return None,
                ParameterValue::Text(text) => push_written(&mut address, text),
                ParameterValue::Variable(name) => push_component(&mut address, &variable(name)?),
            }
        }
        Some(address)
    }

    /// The address after `;data-blade-uri:`, its variables filled in.
    ///
    /// `{$domain}` is the portal of `cloud`, `{$resourceId}` the variable percent-encoded and `{$resourceIdDecoded}`
    /// the same with its slashes kept; any other `{$name}` is percent-encoded. `None` if the author wrote no address,
    /// if a variable has no value or could choose the scheme or host, or if the result is not a web address.
    pub fn fallback_address<'v>(
        &self,
        cloud: &Cloud,
        variable: impl Fn(&str) -> Option<Cow<'v, str>>,
    ) -> Option<String> {
        let fallback = Fallback::read(self.fallback?)?;
        let address =
            fallback.fill(|name| if name == "domain" { portal(cloud).map(Cow::Borrowed) } else { variable(name) })?;
        is_web_address(&address).then_some(address)
    }

    /// The page and its parameters, as written, without a fallback address.
    pub(crate) fn page(&self) -> &'a str {
        split_fallback(self.written).0.trim_end()
    }

    /// Whether there is a fallback address whose scheme and host stay the same whatever is filled into it.
    pub(crate) fn has_fixed_fallback(&self) -> bool {
        let Some(fallback) = self.fallback.and_then(Fallback::read) else { return false };
        let any = |name: &str| Some(if name == "domain" { "https://portal.azure.com" } else { "x" }.into());
        !fallback.begins_path && fallback.fill(any).is_some_and(|address| is_web_address(&address))
    }

    /// The blade for scripts of a page: as written, but without a fallback address whose scheme or host a variable
    /// could choose. A script may fill it in with less care than [`Blade::fallback_address`].
    pub(crate) fn data(&self) -> &'a str {
        if self.fallback.is_none() || self.has_fixed_fallback() { self.written } else { self.page() }
    }
}

/// Whether `address` can be used as it is: `button-link:https://example.com` is our notation, not an address for a
/// browser.
fn is_web_address(address: &str) -> bool {
    matches!(Target::parse(address), Target::Web(web) if web.form == Form::Link)
}

fn split_fallback(written: &str) -> (&str, Option<&str>) {
    match find_fallback(written, 0) {
        Some(separator) => (&written[..separator.start], Some(written[separator.end..].trim())),
        None => (written, None),
    }
}

/// The first `;data-blade-uri:` that ends after `from`.
pub(crate) fn find_fallback(written: &str, from: usize) -> Option<Range<usize>> {
    const SEPARATOR: &str = ";data-blade-uri:";
    let mut from = (from + 1).saturating_sub(SEPARATOR.len());
    while !written.is_char_boundary(from) {
        from += 1;
    }
    let mut semicolons = written[from..].match_indices(';').map(|(at, _)| from + at);
    let start = semicolons.find(|&at| starts_with_ignore_case(&written[at..], SEPARATOR))?;
    Some(start..start + SEPARATOR.len())
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.contains(['/', '\\', '?', '#', ':', ' ', '$', ';'])
}

fn parameters(text: &str) -> Option<Vec<Parameter<'_>>> {
    let mut parameters = Vec::new();
    let mut words_left = text.split('.').count();
    let mut rest = text;
    while words_left > 0 {
        let (name, values) = rest.split_once('.')?;
        let (value, more) = match words_left {
            2 | 3 => (values, ""),
            _ => values.split_once('.')?,
        };
        if name.is_empty() || value.is_empty() {
            return None;
        }
        let value = match value.strip_prefix('$') {
            Some(variable) if !variable.is_empty() => ParameterValue::Variable(variable),
            _ => ParameterValue::Text(value),
        };
        parameters.push(Parameter { name, value });
        words_left = if words_left <= 3 { 0 } else { words_left - 2 };
        rest = more;
    }
    Some(parameters)
}
