//! Where links lead, and pictures load from.

use std::borrow::Cow;

use super::Scope;
use super::target::picture;
use crate::error::RenderError;
use crate::link::{Blade, Resolved, Target};
use crate::tree::Template;

/// Where a link leads.
pub(crate) enum Destination<'t> {
    Address(Cow<'t, str>),
    /// A page of the portal, which has no address where a variable is missing or the cloud has no portal.
    Portal {
        address: Option<String>,
        blade: &'t Blade<'t>,
    },
    /// There is no link, only its text.
    Nowhere,
}

impl<'t> Destination<'t> {
    /// Where a link to `target` leads in `scope`.
    pub(crate) fn of(target: &'t Target<'_>, scope: &Scope<'_>) -> Result<Destination<'t>, RenderError> {
        if scope.resolved {
            return Ok(match target {
                Target::Web(web) => Destination::Address(web.address.into()),
                Target::Mail(address) | Target::Relative(address) => Destination::Address((*address).into()),
                Target::Blade(_) | Target::Unsafe(_) => Destination::Nowhere,
            });
        }
        match scope.settings.resolver.map_or(Resolved::Unchanged, |resolver| resolver.resolve(target)) {
            Resolved::Unchanged => {}
            Resolved::Text => return Ok(Destination::Nowhere),
            Resolved::To(address) => return Ok(resolved(address)),
        }
        Ok(match target {
            Target::Web(web) => Destination::Address(web.address.into()),
            Target::Mail(address) => Destination::Address((*address).into()),
            Target::Blade(blade) => {
                Destination::Portal { address: scope.supply().address(blade, &scope.settings.cloud)?, blade }
            }
            Target::Relative(_) | Target::Unsafe(_) => Destination::Nowhere,
        })
    }
}

/// The address that a picture at `target` loads from in `scope`; `None` where its alternative text shows.
pub(crate) fn picture_address<'t>(
    target: &'t Template,
    scope: &Scope<'_>,
) -> Result<Option<Cow<'t, str>>, RenderError> {
    let Some(written) = picture(target, scope.supply())? else { return Ok(None) };
    let resolved = match scope.settings.resolver {
        None => Resolved::Unchanged,
        Some(resolver) => resolver.resolve_image(&Target::parse(&written)),
    };
    let owned = |address: &str| Target::parse(address).image_address().map(|address| Cow::Owned(address.to_owned()));
    Ok(match (resolved, written) {
        (Resolved::Text, _) => None,
        (Resolved::To(address), _) => owned(&address),
        (Resolved::Unchanged, Cow::Borrowed(written)) => Target::parse(written).image_address().map(Cow::Borrowed),
        (Resolved::Unchanged, Cow::Owned(written)) => owned(&written),
    })
}

/// Where a resolver's answer leads. It is trusted no more than an author is.
fn resolved(address: String) -> Destination<'static> {
    let linked = match Target::parse(&address) {
        Target::Web(web) => web.address,
        Target::Mail(address) | Target::Relative(address) => address,
        Target::Blade(_) | Target::Unsafe(_) => return Destination::Nowhere,
    };
    // `button-link:https://example.com` and ` https://example.com ` are longer than the address in them.
    let is_all = linked.len() == address.len();
    Destination::Address(if is_all { address.into() } else { linked.to_owned().into() })
}
