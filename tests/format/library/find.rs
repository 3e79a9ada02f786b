//! What is looked up in a catalog, found and explained.

use selfhelp::library::{Catalog, Query};
use selfhelp::metadata::Cloud;

use super::{catalog, paths};

#[track_caller]
fn finds(catalog: &Catalog, query: Query, wanted: &[&str]) {
    assert_eq!(paths(catalog.find(&query)), wanted);
    assert_eq!(catalog.find(&query).len() + catalog.explain(&query).len(), catalog.len());
}

/// Why the only article, in `path` and with `properties`, is not found.
#[track_caller]
fn explains(path: &str, properties: &str, query: Query, wanted: &str) {
    let catalog = catalog(&[(path, properties)]);
    let reasons: Vec<String> = catalog.explain(&query).iter().map(|(_, reason)| reason.to_string()).collect();
    assert_eq!(reasons, [wanted]);
}

#[test]
fn look_ups() {
    let all = catalog(&[
        ("a.md", "articleId='One' supportTopicIds='1, 2' productPesIds='7' selfHelpType='RCA'"),
        ("b.md", "articleId='two' supportTopicIds='2, 2' productPesIds='1' selfHelpType='own'"),
        ("c/d.md", "supportTopicIds='A1B2'"),
    ]);
    assert_eq!(all.by_id(" oNE ").map(|file| file.path().display().to_string()).as_deref(), Some("a.md"));
    assert_eq!((all.by_id("three"), all.by_id("")), (None, None));
    assert_eq!(paths(all.by_path("c/d.md")), ["c/d.md"]);
    assert_eq!(paths(all.by_path("d.md")), [""; 0]);
    assert_eq!(paths(all.by_topic("1")), ["a.md"]);
    assert_eq!(paths(all.by_topic(" 2 ")), ["a.md", "b.md"]);
    assert_eq!(paths(all.by_topic("a1b2")), ["c/d.md"]);
    assert_eq!(paths(all.by_topic("7")), [""; 0], "a product is not a topic");
    assert_eq!(paths(all.by_product("7")), ["a.md"]);
    assert_eq!(paths(all.by_product("2")), [""; 0], "a topic is not a product");
    assert_eq!(paths(all.by_kind("rca")), ["a.md"]);
    assert_eq!(paths(all.by_kind("OWN")), ["b.md"]);
    assert_eq!(all.topics_without_article(["3", "2", "7"]), ["3", "7"]);
    assert_eq!((all.len(), all.is_empty(), all.files().len()), (3, false, 3));
    assert_eq!(format!("{all:?}"), "Catalog { files: 3, refused: [], .. }");
}

#[test]
fn a_translation_is_looked_up_after_its_article() {
    let all = catalog(&[("a/de-de/x.md", "articleId='x'"), ("b/x.md", "articleId='x'"), ("c/x.md", "articleId='x'")]);
    assert_eq!(paths(all.by_id("x")), ["b/x.md"]);
}

#[test]
fn of_two_articles_at_a_path_the_later_stays() {
    let all = catalog(&[("b.md", ""), ("a.md", "articleId='1'"), ("a.md", "articleId='2'")]);
    assert_eq!((paths(all.files()), paths(all.by_id("2"))), (vec!["a.md", "b.md"], vec!["a.md"]));
    assert_eq!(all.by_id("1"), None);
}

#[test]
fn duplicates_share_an_id_in_one_locale() {
    let all = catalog(&[
        ("a.md", "articleId='x'"),
        ("b.md", "articleId='X'"),
        ("c.md", "articleId='y'"),
        ("de-de/c.md", "articleId='y'"),
        ("d.md", ""),
        ("e.md", ""),
        ("fr-fr/1.md", "articleId='x'"),
        ("fr-fr/2.md", "articleId='x'"),
    ]);
    let found: Vec<Vec<&str>> = all.duplicates().into_iter().map(paths).collect();
    assert_eq!(found, [vec!["a.md", "b.md"], vec!["fr-fr/1.md", "fr-fr/2.md"]]);
}

#[test]
fn everything_that_is_asked_for_must_match() {
    let all = catalog(&[
        ("a.md", "supportTopicIds='1' productPesIds='7, 8' cloudEnvironments='Public' service='S' resource='r'"),
        ("b.md", "supportTopicIds='1' resourceTags='Linux' selfHelpType='rca' disableClouds='public'"),
    ]);
    finds(&all, Query::new(), &["a.md", "b.md"]);
    finds(&all, Query::new().topic("1"), &["a.md", "b.md"]);
    finds(&all, Query::new().topic("1").product("8"), &["a.md", "b.md"]);
    finds(&all, Query::new().topic("1").product("9"), &["b.md"]);
    finds(&all, Query::new().cloud("PUBLIC"), &["a.md"]);
    finds(&all, Query::new().cloud(Cloud::UsNat), &["b.md"]);
    finds(&all, Query::new().service(" s ").resource("R"), &["a.md"]);
    finds(&all, Query::new().service("s").kind("rca"), &[]);
    finds(&all, Query::new().tags(["linux", "windows"]), &["b.md", "a.md"]);
    finds(&all, Query::new().tags(["windows"]), &["a.md"]);
    finds(&all, Query::new().tags([""; 0]), &["a.md", "b.md"]);
    finds(&all, Query::new().topic(""), &[]);
}

#[test]
fn unknown_clouds_are_compared_without_case() {
    let all = catalog(&[("a.md", "cloudEnvironments='Contoso'"), ("b.md", "disableClouds='CONTOSO'")]);
    finds(&all, Query::new().cloud("contoso"), &["a.md"]);
}

#[test]
fn the_most_specific_comes_first_then_the_order_then_the_id() {
    let all = catalog(&[
        ("a.md", "supportTopicIds='1' displayOrder='1'"),
        ("b.md", "supportTopicIds='1' productPesIds='7' articleId='b'"),
        ("c.md", "supportTopicIds='1' productPesIds='7' articleId='A'"),
        ("d.md", "supportTopicIds='1' productPesIds='7'"),
        ("e.md", "supportTopicIds='1' productPesIds='7' displayOrder='10'"),
        ("f.md", "supportTopicIds='1' productPesIds='7' displayOrder='9'"),
        ("g.md", "supportTopicIds='1' productPesIds='7' cloudEnvironments='public'"),
        ("h.md", "supportTopicIds='1' productPesIds='7' cloudEnvironments='public' resourceTags='x, y'"),
        ("i.md", "supportTopicIds='1' productPesIds='7'"),
    ]);
    let query = Query::new().topic("1").product("7").cloud("public").tags(["y", "x"]);
    finds(&all, query, &["h.md", "g.md", "f.md", "e.md", "c.md", "b.md", "d.md", "i.md", "a.md"]);
}

#[test]
fn a_reader_gets_the_nearest_language() {
    let all = catalog(&[
        ("x.md", "articleId='x'"),
        ("de-de/x.md", "articleId='X'"),
        ("de-ch/x.md", "articleId='x'"),
        ("fr-fr/x.md", "articleId='x'"),
        ("y.md", "articleId='y'"),
        ("de-de/z.md", ""),
    ]);
    finds(&all, Query::new().locale("de-DE"), &["de-de/x.md", "de-de/z.md", "y.md"]);
    finds(&all, Query::new().locale("de_AT"), &["de-ch/x.md", "de-de/z.md", "y.md"]);
    finds(&all, Query::new().id("x").locale("it-it"), &["x.md"]);
    finds(&all, Query::new().id("x"), &["de-ch/x.md", "de-de/x.md", "fr-fr/x.md", "x.md"]);
}

#[test]
fn a_translation_that_does_not_match_hides_nothing() {
    let all = catalog(&[("x.md", "articleId='x'"), ("de-de/x.md", "articleId='x' cloudEnvironments='public'")]);
    finds(&all, Query::new().locale("de-de").cloud("fairfax"), &["x.md"]);
}

#[test]
fn reasons() {
    let all = "articleId='x' supportTopicIds='1' productPesIds='7' selfHelpType='rca' service='s' resource='r' resourceTags='t' \
               cloudEnvironments='public, fairfax' disableClouds='fairfax'";
    let explains = |query: Query, wanted: &str| explains("fr-fr/a.md", all, query, wanted);
    explains(Query::new().id("y"), "its id is not `y`");
    explains(Query::new().topic("2"), "topic `2` is not among its topics");
    explains(Query::new().product("8"), "product `8` is not among its products");
    explains(Query::new().kind("generic"), "its type is not `generic`");
    explains(Query::new().service("S2"), "its service is not `S2`");
    explains(Query::new().resource("r2"), "its resource is not `r2`");
    explains(Query::new().tags(["a"]), "tag `a` is not among its tags");
    explains(Query::new().tags(["a", "b"]), "none of `a`, `b` is among its tags");
    explains(Query::new().cloud("USNat"), "cloud `usnat` is not among its clouds");
    explains(Query::new().cloud("fairfax"), "cloud `fairfax` is among its disabled clouds");
    explains(Query::new().locale("de-DE"), "its language is not that of `de-de`");
    explains(Query::new().topic("2").product("8").cloud("usnat"), "topic `2` is not among its topics");
}

#[test]
fn the_article_that_shows_instead_is_named() {
    let all = catalog(&[("x.md", "articleId='x'"), ("de-de/x.md", "articleId='x'")]);
    let query = Query::new().locale("de-de");
    let reasons: Vec<String> = all.explain(&query).iter().map(|(_, reason)| reason.to_string()).collect();
    assert_eq!(reasons, ["`de-de/x.md` is the same article in a nearer language"]);
}
