//! Recommendations (format §7).

use serde::{Deserialize, Serialize};

use super::json::At;
use super::read::{Reader, members};
use super::value::Object;
use super::word::nearest;
use crate::diagnostic::Code;
use crate::source::quoted_snippet;
use crate::span::Spanned;
use crate::text::Text;

/// Declares a struct of optional texts with what else it has.
macro_rules! texts {
    (
        $(#[$doc:meta])* pub struct $name:ident {
            texts { $($(#[$text_doc:meta])* $text:ident = $key:literal;)* }
            more { $($(#[$more_doc:meta])* $more:ident: $type:ty;)* }
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$text_doc])*
            #[serde(default, rename = $key, skip_serializing_if = "Option::is_none")]
            pub $text: Option<Spanned<Text>>,)*
            $($(#[$more_doc])*
            pub $more: $type,)*
            /// Members with unknown keys.
            #[serde(default, skip_serializing_if = "Object::is_empty")]
            pub other: Object,
        }
    };
}
pub(super) use texts;

texts! {
    /// A recommendation.
    ///
    /// [`AdvisorRecommendation::raw`] and [`AdvisorRecommendation::other`] are internal: who owns it, how incidents are
    /// routed, test data. Show nothing of them to people.
    pub struct AdvisorRecommendation {
        texts {
            /// The id of its kind: a GUID.
            type_id = "recommendationTypeId";
            /// Its name among engineers.
            friendly_name = "recommendationFriendlyName";
            /// What it is about: `Performance`, `HighAvailability`, `Cost`, `OperationalExcellence`, `Security`.
            category = "recommendationCategory";
            /// How much it matters: `High`, `Medium`, `Low`.
            impact = "recommendationImpact";
            /// Whether it is used: `Active`, `Disabled`.
            metadata_state = "recommendationMetadataState";
            /// The type of resource that it is about.
            resource_type = "recommendationResourceType";
            /// The id of the product.
            offering_id = "recommendationOfferingId";
            /// The name of the product.
            offering_name = "recommendationOfferingName";
            /// What it covers.
            scope = "recommendationScope";
            /// Its title.
            display_label = "displayLabel";
            /// What it says in a line.
            description = "description";
            /// What it says.
            long_description = "longDescription";
            /// What follows it gains.
            potential_benefits = "potentialBenefits";
            /// An address to read more at.
            learn_more_link = "learnMoreLink";
            /// A tip.
            tip = "tip";
            /// What it saves.
            cost_saving_info = "costSavingInfo";
            /// Its version in the author's digits.
            version = "version";
        }
        more {
            /// What to do.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            actions: Vec<Spanned<Action>>;
            /// How to open the resource.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            resource_metadata: Option<Spanned<ResourceMetadata>>;
            /// Columns that a list of resources has.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            additional_columns: Vec<Spanned<Column>>;
            /// Languages of SDKs.
            #[serde(default, rename = "supportedSDKLanguages", skip_serializing_if = "Vec::is_empty")]
            supported_sdk_languages: Vec<Spanned<Text>>;
            /// Internal members, as written.
            #[serde(default, skip_serializing_if = "Object::is_empty")]
            raw: Object;
        }
    }
}

texts! {
    /// Something to do.
    pub struct Action {
        texts {
            /// Its id: a GUID.
            action_id = "actionId";
            /// What it opens: `Blade`, `Document`, `ContextBlade`.
            action_type = "actionType";
            /// What to do, in words.
            description = "description";
            /// The address of a document; `{tokens}` in it are the host's.
            document_link = "documentLink";
            /// The extension of the portal that has the page.
            extension_name = "extensionName";
            /// The page.
            blade_name = "bladeName";
            /// When it is of use, as written: [`Action::condition`] reads it.
            condition_text = "condition";
        }
        more {
            /// What the page is given.
            #[serde(default, skip_serializing_if = "Object::is_empty")]
            metadata: Object;
        }
    }
}

/// How to open the resource of a recommendation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ResourceMetadata {
    /// An action, without description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Spanned<Action>>,
    /// Members with unknown keys.
    #[serde(default, skip_serializing_if = "Object::is_empty")]
    pub other: Object,
}

/// A column of a list of resources.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Column {
    /// The property that it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Spanned<Text>>,
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Spanned<Text>>,
    /// Members with unknown keys.
    #[serde(default, skip_serializing_if = "Object::is_empty")]
    pub other: Object,
}

/// When an action is of use, by the recommendation's own data: `tier == "Basic"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActionCondition<'a> {
    /// The name of what is compared.
    pub name: &'a str,
    /// What it is compared with.
    pub value: &'a str,
    /// Whether it must be that, or must not be.
    pub equal: bool,
}

impl Action {
    /// When it is of use; none where it always is, or where what is written is not a condition.
    pub fn condition(&self) -> Option<ActionCondition<'_>> {
        let text: &str = self.condition_text.as_deref()?;
        let (name, value, equal) = match (text.split_once("=="), text.split_once("!=")) {
            (Some((name, value)), _) => (name, value, true),
            (None, Some((name, value))) => (name, value, false),
            (None, None) => return None,
        };
        let value = value.trim().strip_prefix('"')?.strip_suffix('"')?;
        Some(ActionCondition { name: name.trim(), value, equal })
    }

    fn read(reader: &mut Reader<'_>, item: At) -> Option<Spanned<Action>> {
        let at = reader.object(item)?;
        let mut action = Action::default();
        action.other = members!(reader, at, value, {
            "actionId" => action.action_id = reader.text(value),
            "actionType" => action.action_type = reader.text(value),
            "description" => action.description = reader.text(value),
            "documentLink" => action.document_link = reader.text(value),
            "extensionName" => action.extension_name = reader.text(value),
            "bladeName" => action.blade_name = reader.text(value),
            "metadata" => action.metadata = reader.any_object(value),
            "condition" => action.condition_text = reader.text(value),
        });
        if let Some(kind) = &action.action_type {
            known(reader, "actionType", kind, &["Blade", "Document", "ContextBlade"]);
        }
        Some(reader.spanned(action, item))
    }
}

impl AdvisorRecommendation {
    /// Reads the recommendation that the object at `at` is.
    pub(super) fn read(reader: &mut Reader<'_>, at: At) -> AdvisorRecommendation {
        let mut advice = AdvisorRecommendation::default();
        let mut raw = Vec::new();
        let mut keep = |reader: &Reader<'_>, key: &str, value: At| {
            if !reader.is_absent(value) {
                raw.push((key.to_owned(), reader.value(value)));
            }
        };
        advice.other = members!(reader, at, value, {
            "$schema" => {},
            "recommendationTypeId" => advice.type_id = reader.text(value),
            "recommendationFriendlyName" => advice.friendly_name = reader.text(value),
            "recommendationCategory" => advice.category = reader.text(value),
            "recommendationImpact" => advice.impact = reader.text(value),
            "recommendationMetadataState" => advice.metadata_state = reader.text(value),
            "recommendationResourceType" => advice.resource_type = reader.text(value),
            "recommendationOfferingId" => advice.offering_id = reader.text(value),
            "recommendationOfferingName" => advice.offering_name = reader.text(value),
            "recommendationScope" => advice.scope = reader.text(value),
            "displayLabel" => advice.display_label = reader.text(value),
            "description" => advice.description = reader.text(value),
            "longDescription" => advice.long_description = reader.text(value),
            "potentialBenefits" => advice.potential_benefits = reader.text(value),
            "learnMoreLink" => advice.learn_more_link = reader.text(value),
            "tip" => advice.tip = reader.text(value),
            "costSavingInfo" => advice.cost_saving_info = reader.text(value),
            "version" => advice.version = reader.digits(value),
            "actions" => {
                for item in reader.items(value) {
                    advice.actions.extend(Action::read(reader, item));
                }
            },
            "resourceMetadata" => if !reader.is_absent(value) {
                advice.resource_metadata = ResourceMetadata::read(reader, value);
            },
            "additionalColumns" => {
                for item in reader.items(value) {
                    advice.additional_columns.extend(Column::read(reader, item));
                }
            },
            "supportedSDKLanguages" => advice.supported_sdk_languages = reader.texts(value, b","),
            "owner" => keep(reader, "owner", value),
            "dataSourceMetadata" => keep(reader, "dataSourceMetadata", value),
            "testData" => keep(reader, "testData", value),
            "ingestionClientIdentities" => keep(reader, "ingestionClientIdentities", value),
            "remediation" => keep(reader, "remediation", value),
            "portalFeatures" => keep(reader, "portalFeatures", value),
            "legacyDataLoader" => keep(reader, "legacyDataLoader", value),
            "legacyRecommender" => keep(reader, "legacyRecommender", value),
            "recommendationHydrator" => keep(reader, "recommendationHydrator", value),
            "recommendationValidator" => keep(reader, "recommendationValidator", value),
            "partialRecommendationGenerator" => keep(reader, "partialRecommendationGenerator", value),
            "recommendationTimeToLive" => keep(reader, "recommendationTimeToLive", value),
            "onDemand" => keep(reader, "onDemand", value),
        });
        advice.raw = raw.into_iter().collect();
        advice.notice(reader, at);
        advice
    }

    fn notice(&self, reader: &mut Reader<'_>, at: At) {
        if self.type_id.is_none() {
            let start = reader.document().range(at).start;
            let message = "the recommendation has no `recommendationTypeId`".to_owned();
            reader.warn(Code::FIELD_MISSING, reader.place(start..start + 1), message);
        }
        if let Some(category) = &self.category {
            let known_ones = ["Performance", "HighAvailability", "Cost", "OperationalExcellence", "Security"];
            known(reader, "recommendationCategory", category, &known_ones);
        }
        if let Some(impact) = &self.impact {
            known(reader, "recommendationImpact", impact, &["High", "Medium", "Low"]);
        }
    }
}

impl ResourceMetadata {
    fn read(reader: &mut Reader<'_>, value: At) -> Option<Spanned<ResourceMetadata>> {
        let at = reader.object(value)?;
        let mut metadata = ResourceMetadata::default();
        metadata.other = members!(reader, at, member, {
            "action" => if !reader.is_absent(member) { metadata.action = Action::read(reader, member) },
        });
        Some(reader.spanned(metadata, value))
    }
}

impl Column {
    fn read(reader: &mut Reader<'_>, item: At) -> Option<Spanned<Column>> {
        let at = reader.object(item)?;
        let mut column = Column::default();
        column.other = members!(reader, at, value, {
            "name" => column.name = reader.text(value),
            "title" => column.title = reader.text(value),
        });
        Some(reader.spanned(column, item))
    }
}

/// Says that a value is none of the known ones.
fn known(reader: &mut Reader<'_>, key: &str, value: &Spanned<Text>, words: &[&str]) {
    if words.contains(&&**value) {
        return;
    }
    let written = quoted_snippet(&value.inner);
    let Some(meant) = nearest(value, words.iter().copied()) else {
        reader.warn(Code::VALUE_UNKNOWN, value.span, format!("unknown value {written} of `{key}`"));
        return;
    };
    let message = format!("unknown value {written} of `{key}`; did you mean `{meant}`?");
    reader.warn(Code::VALUE_UNKNOWN, value.span, message);
    reader.fix_last(value.span, format!("\"{meant}\""));
}
