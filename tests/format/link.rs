//! Link targets (format §5).

use std::borrow::Cow;

use selfhelp::link::{Base, Blade, Form, ParameterValue, Reason, Resolve, Resolved, Target, portal};
use selfhelp::metadata::Cloud;

#[track_caller]
fn kind(written: &str, expected: &str) {
    assert_eq!(Target::parse(written).kind(), expected, "{written:?} is {:?}", Target::parse(written));
}

#[track_caller]
fn refused(written: &str, expected: Reason) {
    match Target::parse(written) {
        Target::Unsafe(found) => assert_eq!(found.reason, expected, "{written:?}"),
        other => panic!("{written:?} is {other:?}"),
    }
}

#[track_caller]
fn web(written: &str, address: &str, form: Form) {
    match Target::parse(written) {
        Target::Web(web) => assert_eq!((web.address, web.form), (address, form), "{written:?}"),
        other => panic!("{written:?} is {other:?}"),
    }
}

#[track_caller]
fn blade(written: &str) -> Blade<'_> {
    match Target::parse(written) {
        Target::Blade(blade) => blade,
        other => panic!("{written:?} is {other:?}"),
    }
}

/// Values for the variables `resourceId` and `subscriptionId`.
fn variables(name: &str) -> Option<Cow<'static, str>> {
    match name {
        "resourceId" => Some("/subscriptions/1/vm/web 01".into()),
        "subscriptionId" => Some("1".into()),
        _ => None,
    }
}

#[track_caller]
fn address(written: &str, cloud: Cloud, expected: &str) {
    assert_eq!(blade(written).address(&cloud, variables).as_deref(), Some(expected), "{written:?}");
}

#[track_caller]
fn no_address(written: &str, cloud: Cloud) {
    assert_eq!(blade(written).address(&cloud, variables), None, "{written:?}");
}

#[test]
fn web_addresses_keep_their_spelling() {
    web("https://example.com/a?b=c#d", "https://example.com/a?b=c#d", Form::Link);
    web("HTTP://Example.com", "HTTP://Example.com", Form::Link);
    web("  https://example.com\n", "https://example.com", Form::Link);
    web("button-link:https://example.com", "https://example.com", Form::Button);
    web("Button-Link: https://example.com", "https://example.com", Form::Button);
    web("https://example.com/a\\b", "https://example.com/a\\b", Form::Link);
}

#[test]
fn mail_addresses_are_links_in_any_case() {
    kind("mailto:help@example.com", "mail");
    kind("mailTo:help@example.com?subject=x", "mail");
    refused("mailto:", Reason::Nothing);
    refused("mailto:?to=a@example.com", Reason::Nothing);
    refused("mailto://example.com", Reason::Nothing);
}

#[test]
fn targets_beside_a_base_are_relative() {
    for written in ["", "  ", "#", "#steps:1", "guide", "guide/start", "/guide", "?a=b:c", "guide/a:b", "./a", "../a"] {
        kind(written, "relative");
    }
    for written in ["www.example.com", "aka.ms/guide", "DashboardLink", "a&b=c", "Fabrikam_Compute.ImagesBlade"] {
        kind(written, "relative");
    }
}

#[test]
fn unknown_schemes_are_unsafe() {
    for written in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "javascript :alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "ttps://example.com",
        "hhttps://example.com",
        "datablade:Fabrikam.Blade",
        "C:\\pictures\\a.png",
        "file:///etc/hosts",
        "example.com:8080/a",
        "%6Aavascript:alert(1)",
        "\u{feff}javascript:alert(1)",
        "java\u{200b}script:alert(1)",
        ":alert(1)",
        "blob:https://example.com/1",
        "view-source:https://example.com",
        "a&b:c",
    ] {
        refused(written, Reason::Scheme);
    }
}

#[test]
fn control_characters_and_references_are_unsafe() {
    for written in [
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "java\0script:alert(1)",
        "\u{1}javascript:alert(1)",
        "java\u{85}script:alert(1)",
        "https://exa\tmple.com",
        "https://example.com/\u{b}",
        "&#106;avascript:alert(1)",
        "&#x6A&#x61vascript:alert(1)",
        "a&b&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "java&Tab;script&colon;alert(1)",
    ] {
        refused(written, Reason::Characters);
    }
}

#[test]
fn hosts_without_scheme_and_backslashes_are_unsafe() {
    for written in [
        "//example.com",
        "///example.com",
        "/\\example.com",
        "\\\\example.com",
        "\\example.com",
        "Screenshots\\a.png",
        "https:\\\\example.com",
        "https:/example.com",
        "https:example.com",
        "https:///example.com",
        "https://\\example.com",
        "https://good.example\\@evil.example/",
        "button-link://example.com",
    ] {
        refused(written, Reason::Host);
    }
    refused("https://", Reason::Nothing);
    refused("https:", Reason::Nothing);
}

#[test]
fn buttons_hold_plain_addresses_only() {
    refused("button-link:javascript:alert(1)", Reason::Scheme);
    refused("button-link:button-link:https://example.com", Reason::Scheme);
    refused("button-link:data-blade:Fabrikam.Blade", Reason::Scheme);
    kind("button-link:guide", "relative");
    kind("button-link:mailto:help@example.com", "mail");
}

#[test]
fn a_button_of_a_button_is_none_however_often() {
    refused("button-link:Button-Link: https://example.com", Reason::Scheme);
    refused("button-link: button-link:mailto:ada@fabrikam.example", Reason::Scheme);
    refused(&format!("{}https://example.com", "button-link:".repeat(100_000)), Reason::Scheme);
}

#[test]
fn an_unsafe_target_has_its_scheme() {
    let Target::Unsafe(found) = Target::parse(" ttps://example.com") else { panic!("safe") };
    assert_eq!((found.scheme(), found.text), (Some("ttps"), "ttps://example.com"));
    let Target::Unsafe(found) = Target::parse("//example.com:80") else { panic!("safe") };
    assert_eq!(found.scheme(), None);
}

#[test]
fn blades_name_extension_page_and_parameters() {
    let found = blade("Data-Blade:Fabrikam_Compute.ImagesBlade.id.$resourceId.tab.network");
    assert_eq!((found.form, found.extension, found.blade), (Form::Link, "Fabrikam_Compute", "ImagesBlade"));
    let parameters: Vec<_> = found.parameters.iter().map(|parameter| (parameter.name, parameter.value)).collect();
    assert_eq!(parameters, [("id", ParameterValue::Variable("resourceId")), ("tab", ParameterValue::Text("network"))]);
    assert_eq!(found.written, "Fabrikam_Compute.ImagesBlade.id.$resourceId.tab.network");
    assert_eq!(blade("button-data-blade:A.B").form, Form::Button);
    assert_eq!(blade("button-data-context:A.B").form, Form::ContextButton);
    assert_eq!(blade("data-blade:A.B;Data-Blade-Uri:https://example.com").fallback, Some("https://example.com"));
}

#[test]
fn the_last_value_of_a_blade_may_hold_a_dot() {
    let found = blade("data-blade:A.B.id.1.type.Fabrikam.Compute/machines");
    assert_eq!(found.parameters.len(), 2);
    assert_eq!(found.parameters[1].value, ParameterValue::Text("Fabrikam.Compute/machines"));
}

#[test]
fn what_does_not_follow_the_grammar_is_no_blade() {
    for written in [
        "data-blade:",
        "data-blade:Fabrikam",
        "data-blade:.Blade",
        "data-blade:Fabrikam.",
        "data-blade:Fabrikam.Blade.",
        "data-blade:Fabrikam.Blade.id",
        "data-blade:Fabrikam.Blade.id.",
        "data-blade:Fabrikam.Blade..value",
        "data-blade:https://example.com/a.b",
        "data-blade:javascript:alert(1).b",
    ] {
        refused(written, Reason::Blade);
    }
}

#[test]
fn every_cloud_has_its_portal() {
    let page = "data-blade:A.B.id.$resourceId";
    let end = "/#blade/A/B/id/%2Fsubscriptions%2F1%2Fvm%2Fweb%2001";
    address(page, Cloud::Public, &format!("https://portal.azure.com{end}"));
    address(page, Cloud::Fairfax, &format!("https://portal.azure.us{end}"));
    address(page, Cloud::Mooncake, &format!("https://portal.azure.cn{end}"));
    address(page, Cloud::Blackforest, &format!("https://portal.microsoftazure.de{end}"));
    for cloud in [Cloud::UsNat, Cloud::UsSec, Cloud::from("tailspin")] {
        assert_eq!(portal(&cloud), None);
        no_address(page, cloud);
    }
}

#[test]
fn values_in_blade_addresses_are_encoded() {
    address("data-blade:A.B", Cloud::Public, "https://portal.azure.com/#blade/A/B");
    address("data-blade:A.B.q.a b/c", Cloud::Public, "https://portal.azure.com/#blade/A/B/q/a%20b%2Fc");
    address("data-blade:A.B.q.a%2Fb%", Cloud::Public, "https://portal.azure.com/#blade/A/B/q/a%2Fb%25");
    address("data-blade:A.B.q.\"><é", Cloud::Public, "https://portal.azure.com/#blade/A/B/q/%22%3E%3C%C3%A9");
    address("data-blade:A.B.q.$", Cloud::Public, "https://portal.azure.com/#blade/A/B/q/%24");
    no_address("data-blade:A.B.q.$unknown", Cloud::Public);
}

#[test]
fn the_fallback_counts_where_the_page_has_no_address() {
    let page = "data-blade:A.B.id.$unknown;data-blade-uri:{$domain}/#@fabrikam/resource/{$resourceIdDecoded}/boot?id={$resourceId}";
    let expected = "https://portal.azure.com/#@fabrikam/resource/subscriptions/1/vm/web%2001/boot?id=%2Fsubscriptions%2F1%2Fvm%2Fweb%2001";
    address(page, Cloud::Public, expected);
    no_address(page, Cloud::UsSec);
    let everywhere = "data-blade:A.B.id.$resourceId;data-blade-uri:https://example.com/{$subscriptionId}";
    address(everywhere, Cloud::UsSec, "https://example.com/1");
    assert!(blade(everywhere).address(&Cloud::Public, variables).is_some_and(|found| found.contains("/#blade/A/B/")));
    no_address("data-blade:A.B.id.$unknown;data-blade-uri:javascript:{$resourceId}", Cloud::Public);
    no_address("data-blade:A.B.id.$unknown;data-blade-uri:{$subscriptionId}://example.com", Cloud::Public);
    no_address("data-blade:A.B.id.$unknown;data-blade-uri:https://{$subscriptionId}", Cloud::Public);
    no_address("data-blade:A.B.id.$unknown;data-blade-uri:https://example.com/{$unknown}", Cloud::Public);
    no_address("data-blade:A.B.id.$unknown;data-blade-uri:https://a{$subscriptionId}.example.com/", Cloud::Public);
    let page = "data-blade:A.B.id.$unknown;data-blade-uri:{$domain}{$resourceIdDecoded}";
    address(page, Cloud::Public, "https://portal.azure.com/subscriptions/1/vm/web%2001");
    no_address("data-blade:A.B.id.$unknown;data-blade-uri:https://example.com/{$open", Cloud::Public);
    no_address("data-blade:A.B.id.$unknown;data-blade-uri:{$domain}@example.com/", Cloud::Public);
    no_address("data-blade:A.B.id.$unknown;data-blade-uri:button-link:https://example.com/", Cloud::Public);
    no_address(
        "data-blade:A.B.id.$unknown;data-blade-uri:https://example.com{$subscriptionId}.evil.example/",
        Cloud::Public,
    );
    no_address("data-blade:A.B.id.$unknown;data-blade-uri:https://example.com/%{$subscriptionId}", Cloud::Public);
    no_address("data-blade:A.B.id.$unknown;data-blade-uri:https://example.com/a%2{$subscriptionId}", Cloud::Public);
}

#[test]
fn a_variable_does_not_leave_its_folder() {
    let fallback = |rest: &str, value: &'static str| {
        let written = format!("data-blade:A.B.id.$unknown;data-blade-uri:https://example.com/a{rest}");
        let variable = |name: &str| (name == "v").then(|| value.into());
        blade(&written).fallback_address(&Cloud::Public, variable).unwrap_or_default()
    };
    assert_eq!(fallback("/{$v}/b", ".."), "https://example.com/a/--/b");
    assert_eq!(fallback("/{$v}/b", "."), "https://example.com/a/-/b");
    assert_eq!(fallback("/.{$v}/b", "."), "https://example.com/a/.-/b");
    assert_eq!(fallback("/{$v}/b", "%2e."), "https://example.com/a/%252e./b");
    assert_eq!(fallback("/{$vDecoded}/b", "c/../.././d..e"), "https://example.com/a/c/--/--/-/d..e/b");
    assert_eq!(fallback("?{$v}", ".."), "https://example.com/a?..");
    assert_eq!(fallback("#{$v}", ".."), "https://example.com/a#..");
}

#[test]
fn a_base_must_be_a_web_address() {
    assert_eq!(Base::new("docs/"), None);
    assert_eq!(Base::new("//example.com"), None);
    assert_eq!(Base::new("mailto:help@example.com"), None);
    assert_eq!(Base::new("https://user@example.com/"), None);
    let base = Base::new("https://example.com").map(|base| base.resolve(&Target::parse("guide")));
    assert_eq!(base, Some(Resolved::To("https://example.com/guide".to_owned())));
}

#[test]
fn hosts_are_such_as_browsers_can_go_to() {
    for written in [
        "https://javascript:",
        "https://javascript:alert(1)",
        "https://example.com:",
        "https://example.com:/a",
        "https://example.com:80a",
        "https://example.com:65536",
        "https://exa mple.com",
        "https://exa%20mple.com",
        "https://exa%zzmple.com",
        "https://exam|ple.com",
        "https://<account>.example.com",
        "https://@/a",
        "https://a@",
        "https://portal.azure.com@evil.example/",
        "https://portal.azure.com%40evil.example/",
        "https://user:word@example.com",
        "https://user:443@example.com",
        "https://@example.com",
        "https://a@b@example.com",
        "https://user@example.com:443/a",
        "button-link:https://portal.azure.com@evil.example/",
        "https://[::1]/",
        "https://1.2.3.4.5/",
        "https://256.1.1.1/",
        "https://example.0x7f",
        "https://exam\u{200b}ple.com",
    ] {
        refused(written, Reason::Host);
    }
    for written in [
        "https://localhost",
        "https://example.com:8080/a",
        "https://10.0.0.4/a",
        "https://example.com.",
        "https://a_b.example.com",
        "https://{account}.example.com",
        "https://m%C3%BCnchen.example",
        "https://münchen.example",
        "https://概要.example",
        "https://1.example",
        "https://foo.bar.`baz",
        "https://example.com/@user",
        "https://example.com?a@b",
        "https://example.com#a@b",
    ] {
        kind(written, "web");
    }
}
