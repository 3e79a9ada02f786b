//! Menus of problems and tools.

use serde_json::json;

use super::{reads, says, tells};

#[test]
fn problems_and_tools() {
    let json = r#"{ "commonProblems": [{ "id": "a", "title": "A", "description": "D", "category": " C ", "searchTags": "x,y",
        "commonSolutionArticleId": "s", "supportTopicId": "1", "symptomId": "m", "subProblems": [{ "title": "B", "subProblems": [] }] }],
        "troubleshootingTools": [{ "id": "t", "title": "T", "type": "tool", "searchTags": "z", "bladeLink": { "extensionName": "E",
        "bladeName": "B", "parameters": [{ "name": "id", "value": "$resourceId" }] } }] }"#;
    let problem = json!({ "id": "a", "title": "A", "description": "D", "category": "C", "searchTags": ["x", "y"], "commonSolutionArticleId": "s",
        "supportTopicId": "1", "symptomId": "m", "subProblems": [{ "title": "B", "other": { "subProblems": [] } }] });
    let blade =
        json!({ "extensionName": "E", "bladeName": "B", "parameters": [{ "name": "id", "value": "$resourceId" }] });
    let tool = json!({ "id": "t", "title": "T", "type": "tool", "searchTags": ["z"], "bladeLink": blade });
    reads(json, "diagnoseAndSolve", json!({ "commonProblems": [problem], "troubleshootingTools": [tool] }));
    says(json, &[("payload-key-unknown", "\"subProblems\"")]);
}

#[test]
fn a_problem_without_title_is_told() {
    tells(r#"{ "commonProblems": [{ "id": "a" }] }"#, "warning field-missing", "{", "a problem has no `title`");
    let json = r#"{ "commonProblems": [{ "title": "A", "subProblems": [{ "title": "" }] }] }"#;
    tells(json, "warning field-missing", "{", "a problem has no `title`");
    says(r#"{ "commonProblems": [{ "title": "A" }], "troubleshootingTools": [{}] }"#, &[]);
}
