//! Recommendations.

use selfhelp::payload::Model;
use serde_json::json;

use super::{article, mended, reads, says, tells};

fn with(members: &str) -> String {
    format!(r#"{{ "recommendationTypeId": "t"{members} }}"#)
}

#[test]
fn members() {
    let texts = [
        "recommendationFriendlyName",
        "recommendationMetadataState",
        "recommendationResourceType",
        "recommendationOfferingId",
        "recommendationOfferingName",
        "recommendationScope",
        "displayLabel",
        "description",
        "longDescription",
        "potentialBenefits",
        "learnMoreLink",
        "tip",
        "costSavingInfo",
    ];
    for key in texts {
        reads(
            &with(&format!(r#", "{key}": " x ""#)),
            "advisorRecommendation",
            json!({ "recommendationTypeId": "t", key: "x" }),
        );
    }
    reads(
        &with(r#", "version": 1.0, "$schema": "AdvisorRecommendation""#),
        "advisorRecommendation",
        json!({ "recommendationTypeId": "t", "version": "1.0" }),
    );
    let columns = json!([{ "name": "n", "title": "T" }]);
    let lists = r#", "additionalColumns": [{ "name": "n", "title": "T" }], "supportedSDKLanguages": ["Rust", "Go"]"#;
    reads(
        &with(lists),
        "advisorRecommendation",
        json!({ "recommendationTypeId": "t", "additionalColumns": columns, "supportedSDKLanguages": ["Rust", "Go"] }),
    );
}

#[test]
fn actions() {
    let action = r#"{ "actionId": "1", "actionType": "Blade", "description": "Do", "extensionName": "E", "bladeName": "B",
        "metadata": { "id": "{resourceId}", "n": 1 }, "condition": "tier == \"Basic\"", "documentLink": "https://a.example", "link": "x" }"#;
    let json = with(&format!(
        r#", "actions": [{action}], "resourceMetadata": {{ "action": {{ "actionType": "ContextBlade" }}, "x": 1 }}"#
    ));
    let typed = json!({ "actionId": "1", "actionType": "Blade", "description": "Do", "extensionName": "E", "bladeName": "B",
        "metadata": { "id": "{resourceId}", "n": 1 }, "condition": "tier == \"Basic\"", "documentLink": "https://a.example", "other": { "link": "x" } });
    let resource = json!({ "action": { "actionType": "ContextBlade" }, "other": { "x": 1 } });
    reads(
        &json,
        "advisorRecommendation",
        json!({ "recommendationTypeId": "t", "actions": [typed], "resourceMetadata": resource }),
    );
    says(&json, &[("payload-key-unknown", "\"link\""), ("payload-key-unknown", "\"x\"")]);
}

/// The condition of an action reads as name, whether it must be equal, and value.
#[track_caller]
fn condition(written: &str, expected: Option<(&str, bool, &str)>) {
    let json = with(&format!(r#", "actions": [{{ "condition": {} }}]"#, serde_json::Value::from(written)));
    let Some(Model::AdvisorRecommendation(advice)) = article(&json).data() else { panic!("no recommendation") };
    let read = advice.actions[0].condition();
    assert_eq!(read.map(|condition| (condition.name, condition.equal, condition.value)), expected);
}

#[test]
fn conditions_of_actions() {
    condition("tier == \"Basic\"", Some(("tier", true, "Basic")));
    condition("tier!=\"Basic (old)\"", Some(("tier", false, "Basic (old)")));
    condition("tier == Basic", None);
    condition("tier", None);
}

#[test]
fn internal_members_are_raw() {
    let raw = json!({ "owner": { "email": "a@b.example" }, "dataSourceMetadata": { "v": 1 }, "testData": "t", "remediation": [1],
        "legacyDataLoader": true, "legacyRecommender": 1, "recommendationHydrator": "h", "recommendationValidator": "v",
        "partialRecommendationGenerator": "p", "recommendationTimeToLive": 86400, "onDemand": false });
    let mut payload = raw.clone();
    payload["recommendationTypeId"] = json!("t");
    payload["portalFeatures"] = json!([]);
    payload["ingestionClientIdentities"] = json!(null);
    reads(&payload.to_string(), "advisorRecommendation", json!({ "recommendationTypeId": "t", "raw": raw }));
    says(&payload.to_string(), &[]);
}

#[test]
fn what_is_odd_is_told() {
    tells(
        r#"{ "recommendationTypeId": " " }"#,
        "warning field-missing",
        "{",
        "the recommendation has no `recommendationTypeId`",
    );
    for category in ["Performance", "HighAvailability", "Cost", "OperationalExcellence", "Security"] {
        says(&with(&format!(r#", "recommendationCategory": "{category}""#)), &[]);
    }
    let json = with(r#", "recommendationCategory": "Reliability""#);
    tells(&json, "warning value-unknown", "\"Reliability\"", "unknown value `Reliability` of `recommendationCategory`");
    let json = with(r#", "recommendationCategory": "Preformance""#);
    let message = "unknown value `Preformance` of `recommendationCategory`; did you mean `Performance`?";
    tells(&json, "warning value-unknown", "\"Preformance\"", message);
    let json = with(r#", "recommendationImpact": "Meduim""#);
    let message = "unknown value `Meduim` of `recommendationImpact`; did you mean `Medium`?";
    tells(&json, "warning value-unknown", "\"Meduim\"", message);
    assert_eq!(mended(&json), with(r#", "recommendationImpact": "Medium""#));
    let json = with(r#", "actions": [{ "actionType": "Blades" }]"#);
    tells(
        &json,
        "warning value-unknown",
        "\"Blades\"",
        "unknown value `Blades` of `actionType`; did you mean `Blade`?",
    );
}
