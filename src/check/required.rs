//! The properties that articles of a type must have, as the published ones do.

use crate::metadata::{Metadata, SelfHelpType};

/// What every article must have.
const ALWAYS: [&str; 3] = ["articleId", "cloudEnvironments", "ownershipId"];

/// The properties that an article with this `metadata` lacks, in the order in which they are written.
pub(super) fn missing(metadata: &Metadata) -> Vec<&'static str> {
    let Some(kind) = &metadata.self_help_type else { return without_type(metadata) };
    if matches!(kind, SelfHelpType::Other(_)) {
        return Vec::new();
    }
    let title = (*kind != SelfHelpType::PartnerCenterQuickStart).then_some("pageTitle");
    title.into_iter().chain(ALWAYS).chain(of_type(kind).iter().copied()).filter(|name| !has(metadata, name)).collect()
}

/// A header that says for whom the article is is that of an article with a type; one with a title alone is a sketch.
fn without_type(metadata: &Metadata) -> Vec<&'static str> {
    let names = ["cloudEnvironments", "ownershipId", "supportTopicIds", "productPesIds"];
    if names.into_iter().any(|name| has(metadata, name)) { vec!["selfHelpType"] } else { Vec::new() }
}

/// By what articles of a type are looked up.
fn of_type(kind: &SelfHelpType) -> &'static [&'static str] {
    use SelfHelpType::{
        AdvisorRecommendationMetadata, Apollo, DiagnoseAndSolve, Diagnostics, Generic, GuidedTsContent, Insight, Other,
        PartnerCenterQuickStart, ProblemScopingQuestions, Rca, Resource, ServiceHealth, ServiceHealthInsights,
        SupportTopicBasedScopingQuestions, SupportTopicDescription, Tools, TsgContent, TsgDescription, TsgQuestions,
        TsgSummary,
    };
    match kind {
        Generic | ProblemScopingQuestions | Apollo => &["supportTopicIds", "productPesIds"],
        SupportTopicDescription => &["productPesIds"],
        DiagnoseAndSolve => &["service", "resource", "productPesIds"],
        Resource | Rca | ServiceHealthInsights | TsgDescription | Tools => &["service", "resource"],
        Diagnostics => &["service"],
        AdvisorRecommendationMetadata | TsgContent | TsgQuestions | TsgSummary | PartnerCenterQuickStart => &[],
        SupportTopicBasedScopingQuestions | Insight | GuidedTsContent | ServiceHealth | Other(_) => &[],
    }
}

fn has(metadata: &Metadata, name: &str) -> bool {
    match name {
        "pageTitle" => metadata.page_title.is_some(),
        "articleId" => metadata.article_id.is_some(),
        "cloudEnvironments" => !metadata.cloud_environments.is_empty(),
        "ownershipId" => metadata.ownership_id.is_some(),
        "supportTopicIds" => !metadata.support_topic_ids.is_empty(),
        "productPesIds" => !metadata.product_pes_ids.is_empty(),
        "service" => metadata.service.is_some(),
        "resource" => metadata.resource.is_some(),
        _ => true,
    }
}
