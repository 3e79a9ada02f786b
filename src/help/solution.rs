//! [`HelpSolution`]: an article as the help service sends it.

use super::content::Content;
use super::member::object;
use super::replacement::{Diagnostic, ReplacementMaps};
use super::word::ProvisioningState;
use crate::payload::Value;
use crate::text::Text;

object! {
    /// An article as the help service sends it: a resource of the type `Microsoft.Help/solutions` or
    /// `Microsoft.Help/selfHelp`.
    ///
    /// It serialises without absent members and empty lists, and deserialises from whatever the service sends: every member
    /// may be absent or `null`, unknown words and members are kept.
    HelpSolution {
        /// The address of the resource: the service's own.
        pub id: Option<Text>,
        /// The name of the resource: the `articleId` of the article, unless a service chooses another.
        pub name: Option<Text>,
        /// The type of the resource.
        #[serde(rename = "type")]
        pub kind: Option<Text>,
        /// What it says.
        pub properties: Properties,
    }
}

object! {
    /// What a solution says.
    Properties {
        /// The `articleId` of the article.
        pub solution_id: Option<Text>,
        /// How far the service is; the self-help variant has none.
        pub provisioning_state: Option<ProvisioningState>,
        /// The title: plain text, which the content does not repeat.
        pub title: Option<Text>,
        /// What comes before the first section: HTML with replacement keys in it.
        pub content: Option<Content>,
        /// What the replacement keys of the content stand for.
        pub replacement_maps: Option<ReplacementMaps>,
        /// The sections, `:::Section title:::`.
        pub sections: Vec<Section>,
        /// What the client sent with its request.
        pub parameters: Option<Value>,
    }
}

object! {
    /// A section of a solution.
    Section {
        /// The text of the marker; none for what comes between sections.
        pub title: Option<Text>,
        /// What the section says: HTML with replacement keys in it.
        pub content: Option<Content>,
        /// What the replacement keys of the content stand for.
        pub replacement_maps: Option<ReplacementMaps>,
    }
}

impl HelpSolution {
    /// Everything that replacement keys stand for: of the content, then of each section.
    pub fn replacement_maps(&self) -> impl Iterator<Item = &ReplacementMaps> {
        let properties = &self.properties;
        let sections = properties.sections.iter().map(|section| &section.replacement_maps);
        std::iter::once(&properties.replacement_maps).chain(sections).flatten()
    }

    /// The checks, in the content and then in each section.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.replacement_maps().flat_map(|maps| &maps.diagnostics)
    }

    pub(super) fn diagnostics_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        let properties = &mut self.properties;
        let sections = properties.sections.iter_mut().map(|section| &mut section.replacement_maps);
        let maps = std::iter::once(&mut properties.replacement_maps).chain(sections).flatten();
        maps.flat_map(|maps| &mut maps.diagnostics)
    }
}
