//! The typed metadata (format §2, §2.1).

use selfhelp::limits::Limits;
use selfhelp::metadata::{Cloud, CloudSet, Metadata, OtherProperties, SelfHelpType};
use selfhelp::{Article, ParseError, Parser, Text};

/// The metadata of a header with these properties.
fn metadata(properties: &str) -> Metadata {
    article(properties).metadata
}

fn article(properties: &str) -> Article {
    Article::parse_lenient(&format!("<properties {properties} />\n# Title\n"))
}

/// The diagnostics, as `severity code text: message` with the text in their span.
fn found(article: &Article) -> Vec<String> {
    let text = |found: &selfhelp::diagnostic::Diagnostic| {
        format!("{} {} {}: {}", found.severity, found.code, &article.source()[found.span.range()], found.message)
    };
    article.diagnostics().iter().map(text).collect()
}

/// The JSON form of the metadata of a header with these properties, which reads back to the same.
#[track_caller]
fn json(properties: &str, expected: &str) {
    let metadata = metadata(properties);
    let written = serde_json::to_string(&metadata).unwrap_or_default();
    assert_eq!(written, expected);
    assert_eq!(serde_json::from_str::<Metadata>(&written).ok(), Some(metadata));
}

#[track_caller]
fn finds(properties: &str, expected: &[&str]) {
    assert_eq!(found(&article(properties)), expected);
}

#[test]
fn a_page_title_is_one_line() {
    let warning = |written: &str, found: &str| {
        let expected = format!(
            "warning value-control {written}: expected one line without control characters for `pageTitle`, found {found}"
        );
        finds(&format!("pageTitle=\"{written}\""), &[&expected]);
    };
    warning("Hi&#13;&#10;Bcc: ada@fabrikam.example", "a line end");
    warning("Hi&#x2029;there", "a line end");
    warning("Hi\nthere", "a line end");
    warning("Hi\tthere", "a tab");
    warning("Hi&#7;there", "U+0007");
    finds("pageTitle=\"Hi&#xA0;there\" description=\"Hi&#10;there\"", &[]);
}

#[test]
fn every_property_of_the_table_has_its_type_and_name() {
    for name in ["pageTitle", "description", "infoBubbleText", "articleId", "service", "resource", "diagnosticScenario"]
    {
        json(&format!("{name}=' A, b; c '"), &format!("{{\"{name}\":\"A, b; c\"}}"));
    }
    for name in ["ownershipId", "category", "ms.service", "icmTeam", "icmService", "feedbackEmail", "symptomId"] {
        json(&format!("{name}=' A, b; c '"), &format!("{{\"{name}\":\"A, b; c\"}}"));
    }
    for name in ["authors", "ms.author", "supportTopicIds", "productPesIds", "resourceTags", "articleTags", "clientIds"]
    {
        json(&format!("{name}=' A, b ;, ,c，d e， '"), &format!("{{\"{name}\":[\"A\",\"b\",\"c\",\"d e\"]}}"));
    }
    for name in ["displayOrder", "schemaVersion"] {
        json(&format!("{name}=' -12 '"), &format!("{{\"{name}\":-12}}"));
    }
    for name in ["cloudEnvironments", "disableClouds"] {
        json(&format!("{name}='Public, MOONCAKE'"), &format!("{{\"{name}\":[\"public\",\"mooncake\"]}}"));
    }
    json("resourceRequired='True'", "{\"resourceRequired\":true}");
    json("selfHelpType='RCA'", "{\"selfHelpType\":\"rca\"}");
    json("Color='Red, Blue' a_b-c.d=\"1\"", "{\"other\":{\"Color\":\"Red, Blue\",\"a_b-c.d\":\"1\"}}");
}

#[test]
fn names_are_read_in_any_case() {
    json(
        "pagetitle='a' ARTICLEID='b' ownershipID='c' Ms.Author='d'",
        "{\"pageTitle\":\"a\",\"articleId\":\"b\",\"ms.author\":[\"d\"],\"ownershipId\":\"c\"}",
    );
}

#[test]
fn empty_values_are_absent() {
    let names = "pageTitle='' authors=' ' displayOrder='&#xD;' selfHelpType='' cloudEnvironments='\u{FEFF}' resourceRequired='' color=''";
    assert_eq!(metadata(names), Metadata::default());
    assert_eq!(article("displayOrder='' selfHelpType='' resourceRequired=''").diagnostics(), []);
    json("authors=',;, ，' cloudEnvironments=', '", "{}");
}

#[test]
fn values_are_decoded_then_split_then_trimmed() {
    json("authors='a&#xD;, b&#44;c &#59; d&amp;e&#xD;'", "{\"authors\":[\"a\",\"b\",\"c\",\"d&e\"]}");
    json("pageTitle='Start&#xD;'", "{\"pageTitle\":\"Start\"}");
    json(
        "displayOrder='1&#xD;' resourceRequired='true&#xD;' selfHelpType='rca&#xD;'",
        "{\"selfHelpType\":\"rca\",\"displayOrder\":1,\"resourceRequired\":true}",
    );
    json("authors='\u{200B}a\u{200B},\u{FEFF}b\u{A0}'", "{\"authors\":[\"a\",\"b\"]}");
}

#[test]
fn the_first_value_that_is_not_empty_counts() {
    json("service='' Service='a' service='b'", "{\"service\":\"a\"}");
    json("displayOrder='x' displayOrder='1'", "{}");
    json("Color='' color='red' COLOR='blue'", "{\"other\":{\"color\":\"red\"}}");
    let twice = "property `service` is given twice; the first value that is not empty counts";
    finds("service='a' service=''", &[&format!("warning property-repeated service: {twice}")]);
    let known = ["note property-unknown color: unknown property `color`"; 2];
    let twice =
        "warning property-repeated color: property `color` is given twice; the first value that is not empty counts";
    finds("color='a' color=''", &[known[0], twice, known[1]]);
}

#[test]
fn values_of_another_type_are_absent_with_a_warning() {
    json("displayOrder='o0' schemaVersion='1.0' resourceRequired='yes'", "{}");
    finds("displayOrder=' o0 '", &["warning value-type o0: expected a whole number for `displayOrder`, found `o0`"]);
    finds(
        "displayOrder='99999999999999999999'",
        &[
            "warning value-type 99999999999999999999: expected a whole number for `displayOrder`, found `99999999999999999999`",
        ],
    );
    finds(
        "resourceRequired='&#121;es'",
        &["warning value-type &#121;es: expected `true` or `false` for `resourceRequired`, found `yes`"],
    );
    let raw = article("displayOrder='o0'");
    assert_eq!(raw.properties().next().map(|property| property.value).as_deref(), Some("o0"));
}

#[test]
fn self_help_types_are_read_in_any_case() {
    for kind in SelfHelpType::KNOWN {
        assert_eq!(SelfHelpType::from(kind.as_str().to_uppercase().as_str()), *kind);
        assert_eq!(SelfHelpType::from(Text::from(kind.as_str().to_lowercase())), *kind);
        assert_eq!(kind.as_str().parse(), Ok(kind.clone()));
        json(&format!("selfHelpType='{}'", kind.as_str().to_uppercase()), &format!("{{\"selfHelpType\":\"{kind}\"}}"));
    }
}

#[test]
fn unknown_self_help_types_are_kept() {
    #[track_caller]
    fn unknown(written: &str, suggestion: &str) {
        json(&format!("selfHelpType='{written}'"), &format!("{{\"selfHelpType\":\"{written}\"}}"));
        let message = format!("unknown value `{written}` of `selfHelpType`{suggestion}");
        finds(&format!("selfHelpType=' {written}'"), &[&format!("warning value-unknown {written}: {message}")]);
    }
    unknown("diagnostic", ", did you mean `diagnostics`?");
    unknown("tsg-content", ", did you mean `TSG_Content`?");
    unknown("TSGQuestions", ", did you mean `TSG_Questions`?");
    unknown("rac", ", did you mean `rca`?");
    unknown("article", "");
}

#[test]
fn clouds_are_a_set() {
    #[track_caller]
    fn clouds(written: &str, expected: &[Cloud]) {
        let article = article(&format!("cloudEnvironments=\"{written}\""));
        assert_eq!(article.metadata.cloud_environments, expected.iter().cloned().collect());
        assert_eq!(article.diagnostics(), []);
    }
    let all = Cloud::KNOWN;
    clouds("public, fairfax, mooncake, blackforest, usnat, ussec", all);
    clouds("USSec,UsNat,BLACKFOREST ,Mooncake;FairFax，Public", all);
    clouds("public fairfax\nmooncake.blackforest.  usnat, ussec.", all);
    clouds("public, Public,PUBLIC", &all[..1]);
    clouds(",public,,", &all[..1]);
    clouds("public.", &all[..1]);
}

#[test]
fn unknown_clouds_are_kept() {
    #[track_caller]
    fn unknown(written: &str, suggestion: &str) {
        json(&format!("disableClouds='{written}'"), &format!("{{\"disableClouds\":[\"{written}\"]}}"));
        let message = format!("unknown value `{written}` of `disableClouds`{suggestion}");
        finds(
            &format!("disableClouds='public , {written}'"),
            &[&format!("warning value-unknown {written}: {message}")],
        );
    }
    unknown("farifax", ", did you mean `fairfax`?");
    unknown("moooncake", ", did you mean `mooncake`?");
    unknown("publicm", ", did you mean `public`?");
    unknown("oublic", ", did you mean `public`?");
    unknown("public mars", "");
    unknown(".", "");
    unknown("mars", "");
}

#[test]
fn unknown_properties_get_a_suggestion_where_one_is_close() {
    #[track_caller]
    fn unknown(name: &str, suggestion: &str) {
        let message = format!("unknown property `{name}`{suggestion}");
        finds(&format!("{name}='1'"), &[&format!("note property-unknown {name}: {message}")]);
        json(&format!("{name}='1'"), &format!("{{\"other\":{{\"{name}\":\"1\"}}}}"));
    }
    unknown("supportToicIds", ", did you mean `supportTopicIds`?");
    unknown("producePesIds", ", did you mean `productPesIds`?");
    unknown("loudEnvironments", ", did you mean `cloudEnvironments`?");
    unknown("ccloudEnvironments", ", did you mean `cloudEnvironments`?");
    unknown("infoBubbleTest", ", did you mean `infoBubbleText`?");
    unknown("suportTopicIds", ", did you mean `supportTopicIds`?");
    unknown("owndershipId", ", did you mean `ownershipId`?");
    unknown("ms.authors", ", did you mean `ms.author`?");
    unknown("author", ", did you mean `authors`?");
    unknown("authoralias", "");
    unknown("searchWords", "");
    unknown("x", "");
}

#[test]
fn suggestions_are_fixes() {
    let article = article("supportToicIds='1' cloudEnvironments='public, farifax ' selfHelpType='&#100;iagnostic'");
    let mut mended = article.source().to_owned();
    let fixes = article.diagnostics().iter().filter_map(|found| found.fix.as_ref());
    for fix in fixes.collect::<Vec<_>>().into_iter().rev() {
        mended.replace_range(fix.span.range(), &fix.replacement);
    }
    // What holds an entity cannot be fixed in place.
    let expected = "<properties supportTopicIds='1' cloudEnvironments='public, fairfax ' selfHelpType='&#100;iagnostic' />\n# Title\n";
    assert_eq!(mended, expected);
}

#[test]
fn messages_quote_long_values_in_part() {
    let found = found(&article(&format!("displayOrder='{}\n'", "0 ".repeat(100))));
    assert!(found[0].ends_with(&format!("found `{}…`", "0 ".repeat(30))), "{found:?}");
    finds("displayOrder='a\nb'", &["warning value-type a\nb: expected a whole number for `displayOrder`, found `a…`"]);
}

#[test]
fn metadata_reads_what_a_newer_version_wrote() {
    let json =
        r#"{"pageTitle":"a","newField":{"x":[1]},"selfHelpType":"holograms","cloudEnvironments":["public","moon"]}"#;
    let metadata: Option<Metadata> = serde_json::from_str(json).ok();
    let written = metadata.as_ref().and_then(|metadata| serde_json::to_string(metadata).ok());
    assert_eq!(
        written.as_deref(),
        Some(r#"{"pageTitle":"a","selfHelpType":"holograms","cloudEnvironments":["public","moon"]}"#)
    );
    assert_eq!(metadata.and_then(|metadata| metadata.self_help_type), Some(SelfHelpType::Other("holograms".into())));
}

#[test]
fn other_properties_keep_their_order() {
    let other = metadata("z='1' a='2' m='3'").other;
    assert_eq!(other.iter().collect::<Vec<_>>(), [("z", "1"), ("a", "2"), ("m", "3")]);
    assert_eq!((other.get("Z"), other.get("b"), other.len(), other.is_empty()), (Some("1"), None, 3, false));
    let mut other: OtherProperties = serde_json::from_str(r#"{"b":"1","B":"2","c":"3"}"#).unwrap_or_default();
    assert_eq!(other.remove("b"), Some("2".into()));
    assert_eq!(other.remove("b"), None);
    assert_eq!(other.iter().collect::<Vec<_>>(), [("c", "3")]);
    assert!(
        serde_json::from_str::<OtherProperties>("[]")
            .is_err_and(|error| error.to_string().contains("an object of strings"))
    );
}

#[test]
fn cloud_sets_compare_without_order() {
    let set = |clouds: &[&str]| clouds.iter().copied().map(Cloud::from).collect::<CloudSet>();
    assert_eq!(set(&["public", "x"]), set(&["x", "PUBLIC", "x"]));
    assert_ne!(set(&["public", "x"]), set(&["public"]));
    assert_ne!(set(&["public", "x"]), set(&["public", "X"]));
    let mut clouds = set(&["public", "fairfax"]);
    assert!(!clouds.insert(Cloud::Public) && clouds.insert(Cloud::UsSec) && clouds.remove(&Cloud::Public));
    assert!(!clouds.remove(&Cloud::Public));
    assert_eq!(clouds.into_iter().collect::<Vec<_>>(), [Cloud::Fairfax, Cloud::UsSec]);
    assert!(CloudSet::new().is_empty());
    assert_eq!((CloudSet::new().len(), set(&["public", "x", "public"]).len()), (0, 2));
    assert_eq!(serde_json::from_str::<CloudSet>("[\"Public\",\"public\"]").ok(), Some(set(&["public"])));
}

#[test]
fn available_in() {
    #[track_caller]
    fn available(properties: &str, expected: [bool; 3]) {
        let metadata = metadata(properties);
        let clouds = [Cloud::Public, Cloud::Fairfax, Cloud::from("mars")];
        assert_eq!(clouds.map(|cloud| metadata.available_in(&cloud)), expected);
    }
    available("", [true, true, true]);
    available("cloudEnvironments=''", [true, true, true]);
    available("cloudEnvironments='public'", [true, false, false]);
    available("cloudEnvironments='Fairfax, mars'", [false, true, true]);
    available("disableClouds='public'", [false, true, true]);
    available("cloudEnvironments='public, fairfax' disableClouds='FAIRFAX'", [true, false, false]);
}

#[test]
fn matches() {
    let article = "supportTopicIds='32411817, 6F1c' productPesIds='14749' resourceTags='Windows, databases'";
    #[track_caller]
    fn is(expected: bool, properties: &str, topic: Option<&str>, product: Option<&str>, tags: &[&str]) {
        assert_eq!(metadata(properties).matches(topic, product, tags), expected);
    }
    is(true, article, None, None, &[]);
    is(true, article, Some("32411817"), None, &[]);
    is(true, article, Some("6f1C"), Some("14749"), &["windows"]);
    is(true, article, Some(" 6f1C "), Some("14749"), &["linux", "DATABASES"]);
    is(false, article, Some("3241"), Some("14749"), &["windows"]);
    is(false, article, Some("32411817"), Some("1"), &["windows"]);
    is(false, article, Some("32411817"), Some("14749"), &["linux"]);
    is(false, article, Some(""), None, &[]);
    is(true, "supportTopicIds='1'", Some("1"), Some("2"), &["linux"]);
    is(false, "productPesIds='2'", Some("1"), Some("2"), &[]);
    is(true, "", None, Some("2"), &["linux"]);
}

#[test]
fn texts_of_metadata_share_the_source() {
    let metadata = metadata("pageTitle=' Start ' authors='a, b'");
    assert_eq!(metadata.page_title.as_deref(), Some("Start"));
    assert_eq!(metadata.authors, ["a", "b"]);
}

#[test]
fn many_clouds_and_many_other_properties_cost_no_more_than_few() {
    let names: Vec<String> = (0..100_000).map(|number| format!("cloud{number}")).collect();
    let clouds: CloudSet = names.iter().chain(&names).map(|name| Cloud::from(name.as_str())).collect();
    assert_eq!(clouds.len(), names.len());
    assert_eq!(clouds, names.iter().rev().map(|name| Cloud::from(name.as_str())).collect());
    let entries: Vec<String> = names.iter().map(|name| format!("\"{name}\":\"\"")).collect();
    let other = serde_json::from_str::<OtherProperties>(&format!("{{{}}}", entries.join(",")));
    assert_eq!(other.map(|other| other.len()).ok(), Some(names.len()));
}

/// A store that sorts keys changes nothing.
#[test]
fn the_order_of_other_properties_does_not_count() {
    let read = |json: &str| serde_json::from_str::<OtherProperties>(json).unwrap_or_default();
    let written = read(r#"{"b":"1","a":"2"}"#);
    assert_eq!(written, read(r#"{"a":"2","b":"1"}"#));
    assert_eq!(written.iter().collect::<Vec<_>>(), [("b", "1"), ("a", "2")]);
    for other in [r#"{"a":"1","b":"2"}"#, r#"{"a":"2"}"#, r#"{"a":"2","b":"1","c":""}"#, r#"{"A":"2","b":"1"}"#] {
        assert_ne!(written, read(other), "{other}");
    }
}

/// Reading the header alone gives the metadata of the article; whether it is refused.
#[track_caller]
fn is_refused_alone(source: &str) -> bool {
    let article = Article::parse_lenient(source);
    assert_eq!(Metadata::parse_lenient(source), article.metadata, "{source:?}");
    assert_eq!(Metadata::parse_bytes_lenient(source.as_bytes()), article.metadata, "{source:?}");
    let read = Metadata::parse(source);
    assert_eq!(Metadata::parse_bytes(source.as_bytes()), read, "{source:?}");
    match read {
        Ok(metadata) => assert_eq!(metadata, article.metadata, "{source:?}"),
        Err(error) => assert_eq!(Some(error.first()), Article::parse(source).err().as_ref().map(ParseError::first)),
    }
    Metadata::parse(source).is_err()
}

#[test]
fn a_header_can_be_read_alone() {
    assert!(!is_refused_alone("<properties pageTitle=\"Disks\" color=\"red\" />\n# Disks\n"));
    assert!(!is_refused_alone("<properties pageTitle=\"a /> b\" service=\"c\" />\n# Disks\n"));
    assert!(!is_refused_alone("<properties pageTitle=\"a\" />\n</properties>\n<tags service=\"c\" />\n# Disks\n"));
    assert!(!is_refused_alone("<!-- /> -->\n<properties pageTitle=\"a\" />\n# Disks\n"));
    assert!(!is_refused_alone("<properties pageTitle=\"a\">\n# Disks\n<br />\n"));
    assert!(!is_refused_alone("<properties pageTitle=\"Form\" selfHelpType=\"scopingQuestion\" />\n---\n{\n---\n"));
    assert!(is_refused_alone("# Disks\n"));
    assert!(is_refused_alone("---\npageTitle: a\n---\n# Disks\n<br />\n"));
    assert!(is_refused_alone("<properties pageTitle=\"a service=\"c\" />\n# Disks\n"));
    assert!(is_refused_alone("<properties pageTitle=\"a\n=======\nb\" />\n# Disks\n>>>>>>> c\n"));
}

#[test]
fn a_header_alone_is_held_to_the_limits() {
    let source = "<properties pageTitle=\"Disks\" />\n# Disks\n";
    let message = |limits: Limits| Parser::new().limits(limits).metadata(source).map_err(|error| error.to_string());
    let too_large = "the input has 41 bytes, more than the limit of 40 at line 2, column 8";
    assert_eq!(message(Limits::new().input_bytes(40)), Err(too_large.to_owned()));
    let over = "the header has more bytes than the limit of 20 at line 1, column 1";
    assert_eq!(message(Limits::new().header_bytes(20)), Err(over.to_owned()));
    assert!(message(Limits::new()).is_ok());
}
