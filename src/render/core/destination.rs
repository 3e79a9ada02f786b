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

impl Scope<'_> {
    /// Where a link to `target` leads.
    pub(crate) fn destination<'t>(&self, target: &'t Target<'_>) -> Result<Destination<'t>, RenderError> {
        match self.settings.resolver.map_or(Resolved::Unchanged, |resolver| resolver.resolve(target)) {
            Resolved::Unchanged => {}
            Resolved::Text => return Ok(Destination::Nowhere),
            Resolved::To(address) => return Ok(resolved(address)),
        }
        Ok(match target {
            Target::Web(web) => Destination::Address(web.address.into()),
            Target::Mail(address) => Destination::Address((*address).into()),
            Target::Blade(blade) => {
                Destination::Portal { address: self.supply().address(blade, &self.settings.cloud)?, blade }
            }
            Target::Relative(_) | Target::Unsafe(_) => Destination::Nowhere,
        })
    }

    /// The address that a picture at `written` loads from; `None` where its alternative text shows.
    pub(crate) fn picture<'t>(&self, written: &'t Template) -> Result<Option<Cow<'t, str>>, RenderError> {
        let Some(written) = picture(written, self.supply())? else { return Ok(None) };
        let resolved = match self.settings.resolver {
            None => Resolved::Unchanged,
            Some(resolver) => resolver.resolve_image(&Target::parse(&written)),
        };
        let owned =
            |address: &str| Target::parse(address).image_address().map(|address| Cow::Owned(address.to_owned()));
        Ok(match (resolved, written) {
            (Resolved::Text, _) => None,
            (Resolved::To(address), _) => owned(&address),
            (Resolved::Unchanged, Cow::Borrowed(written)) => Target::parse(written).image_address().map(Cow::Borrowed),
            (Resolved::Unchanged, Cow::Owned(written)) => owned(&written),
        })
    }
}

/// Where a resolver's answer leads, which is trusted no more than an author is.
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
